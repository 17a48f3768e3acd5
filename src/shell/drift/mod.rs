//! `wijkgids drift`: what changed below the texts of a site, and settling it.

mod inside;

pub(super) mod store;

pub mod report;

use std::collections::BTreeSet;
use std::path::Path;

use super::build::{self, Error};
use super::console::{Console, path_prefix};
use super::target::{DocumentPath, OpenSite, default_site, is_site};
use crate::compare::Labels;
use crate::document::{Document, DocumentId, Part, Role};
use crate::drift::{
    Meant, adrift, came, counted, is_as_meant, moved, news, parts as parts_of, quoted, refused,
};
use crate::edition::DerivedPiece;
use crate::edition::changes::{BaseChange, News, changes};
use crate::edition::drift::{Sources, is_digest, part_name};
use crate::edition::patch::patched;
use crate::edition::settle::{self, Bases, MergeRefusal, MergeSetting, Outcome, Settled, StayReason};
use crate::edition::survey::{self, Standing, Surveyed, survey};
use crate::model::{Language, keys};
use crate::pipeline::Mode;
use crate::report::{Paint, difference, printable, visible};
use crate::text::{Diagnostic, Phrase, Rule, SourcePath, phrase};

/// What to do about drift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Only say what drifted.
    Status,
    /// Show it in words.
    Difference,
    /// Note that what was made still is right.
    Accept,
    /// Take over what changed.
    Merge,
}

/// Prints what changed below a document or a whole site, or settles it. `false` when something is still to be done.
///
/// `what` is the id or the path of a document, or the folder of a site.
///
/// # Errors
///
/// When the site can't be read or written, or there is no such document.
pub fn drift(
    what: Option<&str>,
    site: Option<&Path>,
    action: Action,
    console: Console,
) -> Result<bool, Error> {
    let (open, named) = match what {
        Some(folder) if site.is_none() && is_site(Path::new(folder)) => (OpenSite::new(folder.into())?, None),
        Some(document) => {
            let (open, named) = OpenSite::with_document(site, document)?;
            (open, Some(named))
        }
        None => (OpenSite::new(site.map_or_else(default_site, Path::to_owned))?, None),
    };
    if let Some(named) = named.as_ref().filter(|named| open.stack(named).is_none()) {
        return Err(open.unknown(named));
    }
    let bases = store::bases(&open.site)?;
    let seen = store::seen(&open.site)?;
    let surveyed = survey(&open.library.stacks, open.library.own_layer, &open.inputs.sources, seen.as_ref());
    let files = surveyed.iter().filter(|surveyed| {
        let Some(derived) = &surveyed.derived else { return false };
        let path = &derived.piece.document.outline.path;
        surveyed.standing != Standing::Own
            && named.as_ref().is_none_or(|named| named.is(surveyed.id.as_str(), path.local()))
    });
    let files: Vec<&Surveyed> = files.collect();
    let work = DriftCommand { open: &open, bases: &bases, console };
    match action {
        Action::Status | Action::Difference => work.status(&files, action),
        Action::Accept | Action::Merge => {
            let is_settled = work.settle(&files, action)?;
            if action == Action::Accept {
                remember(&open, named.as_ref())?;
            }
            prune(&open.site)?;
            Ok(is_settled)
        }
    }
}

/// Drops the base texts that no file of the site names any more: also one that can't be parsed now may need its own
/// again.
fn prune(site: &Path) -> Result<(), Error> {
    let inputs = build::open(site, Mode::Preview)?.into_inputs();
    let own = inputs.sources.values().filter(|source| source.path().way().is_empty());
    let words = own.flat_map(|source| source.text().split(|c: char| !c.is_ascii_hexdigit()));
    store::prune(site, &words.filter(|word| is_digest(word)).map(str::to_owned).collect())
}

/// Remembers that the documents below were seen: all of them, or the one that was named.
fn remember(open: &OpenSite, named: Option<&DocumentPath>) -> Result<(), Error> {
    let all = survey::of_base(&open.library.stacks, open.library.own_layer);
    if open.library.own_layer == 0 {
        return Ok(());
    }
    let withdrawn = survey::withdrawn(&open.library.stacks, open.library.own_layer);
    let seen = store::seen(&open.site)?;
    let seen = match (named, seen) {
        (None, _) => all.into_iter().chain(withdrawn).collect(),
        (Some(named), seen) => {
            let is_meant = |line: &String| {
                let id = line.rsplit(' ').next().unwrap_or(line);
                let rest = named.id().strip_prefix(id);
                // Whoever looked at a translation saw that its original was withdrawn.
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            // Who looked at one document has not looked at the others.
            let is_known = seen.as_ref().is_some_and(survey::lists_documents);
            let all = all.into_iter().filter(|_| is_known).chain(withdrawn);
            let before = seen.unwrap_or_default();
            let after: BTreeSet<String> = before.into_iter().chain(all.filter(is_meant)).collect();
            if after.is_empty() {
                return Ok(());
            }
            after
        }
    };
    store::set_seen(&open.site, &seen)
}

/// What a command works with.
struct DriftCommand<'w> {
    open: &'w OpenSite,
    bases: &'w Bases,
    console: Console,
}

impl DriftCommand<'_> {
    fn sources(&self) -> &Sources {
        &self.open.inputs.sources
    }

    fn say(&self, phrase: &Phrase) -> Result<(), Error> {
        Ok(self.console.print(&printable(phrase.in_language(self.console.language)))?)
    }

    /// How the file of a document is named to people.
    fn shown(&self, path: &SourcePath) -> String {
        format!("{}{path}", path_prefix(&self.open.site))
    }

    fn status(&self, files: &[&Surveyed], action: Action) -> Result<bool, Error> {
        let (mut n_files, mut n_parts) = (0, 0);
        for Surveyed { id, derived, parts, title, standing } in files.iter().copied() {
            let Some(derived) = derived else { continue };
            if let Some(moved) = self.moved(id, derived) {
                self.say(&moved)?;
            }
            let changes = changes(derived, parts, self.sources(), self.bases);
            let is_orphan = *standing == Standing::Orphaned;
            if changes.is_empty() && !is_orphan {
                continue;
            }
            n_files += 1;
            n_parts += changes.len();
            let path = self.shown(&derived.piece.document.outline.path);
            self.console.print(&printable(&format!("{path}: {title}")))?;
            match hides_if_adrift(derived) {
                Some(hides) => self.say(&adrift(hides))?,
                None if is_orphan => {
                    self.say(&phrase!("  het origineel is ingetrokken", "  the original was withdrawn"))?
                }
                None => {}
            }
            let (unnoted, changes): (Vec<&BaseChange>, Vec<&BaseChange>) =
                changes.iter().partition(|change| change.news == News::Unnoted);
            if !unnoted.is_empty() {
                let names = quoted(unnoted.iter().map(|change| part_name(&change.part, self.language())));
                self.say(&phrase!(
                    "  niet vastgelegd op welke tekst dit rust: {names}",
                    "  not noted which text this was made from: {names}"
                ))?;
            }
            for change in changes {
                self.say(&news(change, self.language()))?;
                if action == Action::Difference {
                    self.show(change)?;
                }
            }
            self.console.print("")?;
        }
        if n_files == 0 {
            self.say(&phrase!(
                "alles rust nog op de tekst van nu",
                "everything still rests on the text of today"
            ))?;
            return Ok(true);
        }
        let (files_nl, files_en) = counted(n_files, ["bestand", "bestanden"], ["file", "files"]);
        let (parts_nl, parts_en) = counted(n_parts, ["deel", "delen"], ["part", "parts"]);
        self.say(&phrase!(
            "{files_nl} met {parts_nl} om te bekijken; `--diff` toont de woorden, `--merge` neemt ze over, `--accept` \
             zegt dat je tekst nog klopt",
            "{files_en} with {parts_en} to look at; `--diff` shows the words, `--merge` takes them over, `--accept` \
             says that your text still is right"
        ))?;
        Ok(false)
    }

    /// The language that the site is written in.
    fn language(&self) -> &Language {
        self.open.library.config.source_language()
    }

    /// Where a file belongs that still has the name which its original had before.
    fn moved(&self, id: &DocumentId, derived: &DerivedPiece) -> Option<Phrase> {
        let outline = &derived.piece.document.outline;
        let file = match derived.piece.role {
            Role::Translation => format!("{id}.{}.md", outline.language),
            Role::Own | Role::Overlay => format!("{id}.md"),
        };
        let named = DocumentId::of_path(&outline.path, &self.open.library.config.model);
        let is_named = named.is_some_and(|named| named.is_ok_and(|named| named.id == *id));
        (!is_named).then(|| moved(&self.shown(&outline.path), id, &file))
    }

    /// The words of a change.
    fn show(&self, change: &BaseChange) -> Result<(), Error> {
        let paint = Paint::of(self.console.is_colored());
        let now = change.now.as_deref().unwrap_or_default();
        let lines = match &change.then {
            Some(then) => difference(then, now, paint),
            None => {
                self.say(&phrase!(
                    "      de tekst van toen is niet bewaard; dit is die van nu:",
                    "      the text of then wasn't kept; this is that of today:"
                ))?;
                now.lines().map(|line| line.chars().map(visible).collect()).collect()
            }
        };
        for line in lines {
            self.console.print(&format!("      {line}"))?;
        }
        Ok(())
    }

    fn settle(&self, files: &[&Surveyed], action: Action) -> Result<bool, Error> {
        let mut is_settled = true;
        let mut n_changed = 0;
        for surveyed in files {
            let Some(derived) = &surveyed.derived else { continue };
            let document = &derived.piece.document;
            let path = &document.outline.path;
            let shown = self.shown(path);
            if let Some(trouble) = self.trouble(surveyed.id.as_str()) {
                self.say(&phrase!(
                    "{shown}: eerst moet `{trouble}` te lezen zijn; er is niets veranderd",
                    "{shown}: first `{trouble}` has to be readable; nothing was changed"
                ))?;
                is_settled = false;
                continue;
            }
            if let Some(hides) = hides_if_adrift(derived) {
                self.console.print(&printable(&shown))?;
                self.say(&adrift(hides))?;
                is_settled = false;
                continue;
            }
            let Some(source) = self.sources().get(path) else { continue };
            let language = self.open.library.config.source_language();
            let labels = Labels {
                ours: self.console.say("onze tekst", "our text"),
                base: self.console.say("het origineel van toen", "the original of then"),
                theirs: self.console.say("het origineel van nu", "the original of today"),
            };
            let settled = if action == Action::Accept {
                settle::accept(derived, source, self.sources(), language)
            } else {
                let setting = MergeSetting { language, labels };
                settle::merged(derived, source, self.sources(), self.bases, setting)
            };
            let model = &self.open.library.config.model;
            let is_meant = |settled: &Settled| {
                let meant = (action == Action::Accept).then(|| parts_of(document));
                let meant = Meant { notes: &settled.notes, parts: meant };
                // What is in conflict can't be read yet.
                settled.parts.iter().any(|(_, outcome)| *outcome == Outcome::Conflict)
                    || settled.edits.is_empty()
                    || is_as_meant(
                        self.sources(),
                        model,
                        document,
                        derived.piece.role,
                        &settled.edits,
                        &meant,
                    )
            };
            let settled =
                settled.and_then(|it| if is_meant(&it) { Ok(it) } else { Err(MergeRefusal::NotAsMeant) });
            let Settled { edits, parts, bases, .. } = match settled {
                Ok(settled) => settled,
                Err(refusal) => {
                    self.say(&refused(refusal, &shown))?;
                    is_settled = false;
                    continue;
                }
            };
            store::keep(&self.open.site, &bases)?;
            if !edits.is_empty() {
                let site = &self.open.site;
                store::write(site, path, &patched(&store::read(site, path)?, &edits))?;
                n_changed += 1;
            }
            let left_over =
                if derived.base.is_none() { quoted(of_an_original(document)) } else { String::new() };
            if !parts.is_empty() || !left_over.is_empty() {
                self.console.print(&printable(&shown))?;
            }
            if !left_over.is_empty() {
                self.say(&crate::drift::left_over(&left_over))?;
                is_settled = false;
            }
            self.say_noted(&parts)?;
            for (part, outcome) in &parts {
                if *outcome != Outcome::Noted {
                    self.say(&came(part, outcome, self.language()))?;
                }
                is_settled &= matches!(outcome, Outcome::Noted | Outcome::Dropped | Outcome::Merged);
                if let Outcome::Stays(StayReason::Translation | StayReason::Rewritten) = outcome {
                    let changes = changes(derived, &surveyed.parts, self.sources(), self.bases);
                    for change in changes.iter().filter(|change| change.part == *part) {
                        self.show(change)?;
                    }
                }
            }
        }
        match (n_changed, is_settled) {
            (0, true) => self.say(&phrase!(
                "alles rust nog op de tekst van nu",
                "everything still rests on the text of today"
            ))?,
            (n, _) => {
                let (nl, en) = counted(n, ["bestand", "bestanden"], ["file", "files"]);
                self.say(&phrase!("{nl} bijgewerkt", "{en} brought up to date"))?;
            }
        }
        Ok(is_settled)
    }

    /// Which parts note the text of today, in one line: of a new translation that is all of them.
    fn say_noted(&self, parts: &[(Part, Outcome)]) -> Result<(), Error> {
        let noted = parts.iter().filter(|(_, outcome)| *outcome == Outcome::Noted);
        let names = quoted(noted.map(|(part, _)| part_name(part, self.language())));
        if names.is_empty() {
            return Ok(());
        }
        self.say(&phrase!(
            "  vastgelegd op de tekst van nu: {names}",
            "  noted as made from the text of today: {names}"
        ))
    }

    /// A file below or beside a document that can't be read well enough to compare anything with it.
    fn trouble(&self, id: &str) -> Option<String> {
        const UNREADABLE: [Rule; 4] =
            [Rule::InvalidYaml, Rule::NotUtf8, Rule::MergeConflict, Rule::MissingFrontMatter];
        let library = &self.open.library;
        let stack = library.stacks.iter().find(|stack| stack[0].document.outline.id.as_str() == id)?;
        let paths: BTreeSet<&SourcePath> = stack.iter().map(|piece| &piece.document.outline.path).collect();
        let unreadable = library.diagnostics.iter().filter(|found| UNREADABLE.contains(&found.rule));
        let unreadable = unreadable.filter_map(Diagnostic::path).filter(|path| paths.contains(path));
        // What couldn't be read at all is in no stack.
        let file = format!("{id}.md");
        let unread = self.open.inputs.found.iter().filter_map(Diagnostic::path);
        let unread = unread.filter(|path| path.local() == file || paths.contains(path));
        unreadable.chain(unread).next().map(|path| self.shown(path))
    }
}

/// Whether a file hides its original, where that isn't there any more and the file is no document by itself.
fn hides_if_adrift(derived: &DerivedPiece) -> Option<bool> {
    let is_adrift = derived.base.is_none() && derived.piece.role == Role::Overlay;
    let derivation = derived.piece.document.outline.derivation.as_ref();
    is_adrift.then(|| derivation.is_some_and(|derivation| derivation.hidden == Some(true)))
}

/// The keys of a document that only say what it does to another one.
fn of_an_original(document: &Document) -> Vec<&'static str> {
    let keys = [keys::REMOVE, keys::HIDDEN, keys::REPLACE].into_iter();
    keys.filter(|key| document.outline.place_of(key.en).is_some()).map(|key| key.nl).collect()
}
