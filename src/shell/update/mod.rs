//! `wijkgids update`: takes a new version of a base in that a site lies on and that others made.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

mod swap;

mod find;

mod edits;

mod coming;

mod adopt;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

pub use self::coming::Update;
use self::coming::{PROGRAM, coming};
use self::edits::{BaseEdit, Keeping, KeptEdit};
use super::build::Error;
use super::console::Console;
use super::drift::{self, Action, store};
use super::output::{say, say_lines};
use super::package::BasePackage;
use super::publish::Lock;
use super::read;
use super::target::site_or_default;
use crate::base::{BaseManifest, Release};
use crate::config::FILE_NAME;
use crate::document::{DocumentId, Glance};
use crate::release::{FileChanges, KeptOverlay};
use crate::report::printable;
use crate::text::{Phrase, SourcePath, phrase};

/// A base as it lies there, and as it comes.
struct Both {
    folder: PathBuf,
    old: BasePackage,
    then: BaseManifest,
    new: BasePackage,
    now: BaseManifest,
}

/// Says what changes, puts the new version in the place of the old one, and says what that means for the site. `false` when edits
/// in the base keep it from being replaced; then nothing was changed.
///
/// # Errors
///
/// When something can't be read or written, when the base wasn't received from others, or when what comes isn't a newer version
/// of it.
pub fn update(update: Update<'_>, console: Console) -> Result<bool, Error> {
    let site = site_or_default(update.site);
    let bases = find::bases(&site, update.is_dry_run)?;
    let folder = find::meant(&site, &bases, update.base)?;
    let from = update.from.filter(|from| !PROGRAM.iter().any(|program| *from == Path::new(program)));
    let update = Update { from, ..update };
    demand_plain(&folder)?;
    let lock = if update.is_dry_run { None } else { Lock::of(&folder)? };
    if lock.is_some() {
        swap::mend(&folder)?;
    }
    if update.adopts {
        return adopt::adopt(&folder, &site, update, console);
    }
    let Some(both) = Both::read(folder, update)? else {
        say(console, &phrase!("u hebt de nieuwste uitgave al", "you already have the newest release"))?;
        return Ok(true);
    };
    both.tell(read::today()?, console)?;
    let edits = BaseEdit::all(&both.then, &both.old.digests(), &both.now.files);
    if !edits.is_empty() {
        say(
            console,
            &phrase!("\nin deze map zelf is iets veranderd:", "\nsomething was changed in this very folder:"),
        )?;
        edits.iter().try_for_each(|edit| say(console, &edit.line()))?;
        if !update.keeps_edits {
            let refused = phrase!(
                "er is niets bijgewerkt: met `--keep-edits` verhuist wat u veranderde naar uw eigen site",
                "nothing was updated: with `--keep-edits` what you changed moves to your own site"
            );
            console.eprint(refused.in_language(console.language));
            return Ok(false);
        }
    }
    if update.is_dry_run {
        say(console, &phrase!("\ner is niets geschreven", "\nnothing was written"))?;
        return Ok(true);
    }
    // Without it nobody could tell afterwards what changed below the site.
    drift::note_the_rest(&site, console)?;
    keep(&edits, &both, &site, console)?;
    let language = both.new.config().map_or_else(crate::model::Language::dutch, |config| config.language);
    let received = BaseManifest { is_received: true, ..both.now };
    let mut files = both.new.files;
    files.insert(BaseManifest::FILE.to_owned(), received.written(&language).into_bytes());
    swap::replace(&both.folder, &files)?;
    let (folder, version) = (both.folder.display(), &received.version);
    say(
        console,
        &phrase!("\n`{folder}` is nu uitgave {version}\n", "\n`{folder}` is release {version} now\n"),
    )?;
    // What is still to be done in the site doesn't make the update any less done.
    if let Err(error) = drift::drift(None, Some(&site), Action::Status, console) {
        console.eprint(&error.in_language(console.language));
    }
    Ok(true)
}

/// Moves what somebody changed in the base to the site.
fn keep(edits: &[BaseEdit], both: &Both, site: &Path, console: Console) -> Result<(), Error> {
    if edits.is_empty() {
        return Ok(());
    }
    let config = read::layered(site)?.config;
    let aside = edits::aside(site, &both.then.version)?;
    let remembered = drift::remembered(site)?;
    let is_known = remembered.is_some();
    let (mut record, bases) = remembered.unwrap_or_default();
    let program = BasePackage::of_program();
    let keeping = Keeping {
        site,
        package: &both.old,
        model: &config.model,
        language: config.source_language(),
        aside: &aside,
        others: [&both.new, &program],
        then: &both.then.files,
        noted: &record,
        bases: &bases,
    };
    say(console, &phrase!("\nwat u veranderde, is bewaard:", "\nwhat you changed is kept:"))?;
    let mut made = Vec::new();
    for edit in edits {
        let KeptEdit { told, made_from } = keeping.keep(edit)?;
        say(console, &told)?;
        made.extend(made_from);
    }
    if !is_known || made.is_empty() {
        return Ok(());
    }
    for (name, KeptOverlay { notes, bases, .. }) in made {
        store::keep(site, &bases)?;
        record.texts.entry(name).or_default().extend(notes);
    }
    store::note(site, &record, config.source_language())
}

impl Both {
    /// Reads them; `None` where what comes is what lies there.
    fn read(folder: PathBuf, update: Update<'_>) -> Result<Option<Self>, Error> {
        let old = BasePackage::of_folder(&folder)?;
        let then = old.manifest().filter(|manifest| manifest.is_received);
        let then = then.ok_or_else(|| Error::Refused(not_received(&folder, old.manifest().is_some())))?;
        let (new, now) = coming(&folder, &old, then.id.as_deref(), update)?;
        let (is_newer, is_older) =
            (now.version.is_newer_than(&then.version), then.version.is_newer_than(&now.version));
        if now.files == then.files && !is_newer && !(is_older && update.allows_older) {
            return Ok(None);
        }
        if !is_newer && !update.allows_older {
            let (there, coming) = (&then.version, &now.version);
            return Err(Error::Refused(phrase!(
                "u hebt uitgave {there}, en dit is uitgave {coming}: die is niet nieuwer; met `--older` komt ze er toch",
                "you have release {there}, and this is release {coming}, which isn't newer; with `--older` it comes all the same"
            )));
        }
        Ok(Some(Self { folder, old, then, new, now }))
    }

    /// Says what the new version is and what it changes.
    fn tell(&self, today: Date, console: Console) -> Result<(), Error> {
        let name = self.folder.file_name().unwrap_or_default().to_string_lossy();
        let (then, now) = (&self.then.version, &self.now.version);
        say(
            console,
            &phrase!("`{name}`: van uitgave {then} naar {now}", "`{name}`: from release {then} to {now}"),
        )?;
        let is_new = |release: &&Release| release.version.is_newer_than(then) && !release.text.is_empty();
        for release in self.new.releases().0.iter().filter(is_new) {
            console.print(&printable(&format!("  {}: {}", release.version, release.text)))?;
        }
        let changes = self.changes().with_data(&self.old.entries(today), &self.new.entries(today));
        say(console, &changes.summary())?;
        say_lines(console, &changes.lines())
    }

    fn changes(&self) -> FileChanges {
        let config = self.new.config();
        // The files that a new document says it was.
        let came_from = |path: &str| -> Vec<String> {
            let glance = || {
                let model = &config.as_ref()?.model;
                let source = self.new.source(path)?;
                let path = SourcePath::new(path).ok()?;
                let file = DocumentId::of_path(&path, model)?.ok()?;
                Glance::of(&source, file.kind, model)
            };
            let aliases = glance().map(|glance| glance.aliases).unwrap_or_default();
            aliases.iter().map(|alias| format!("{}.md", alias.trim_end_matches('/'))).collect()
        };
        FileChanges::between(&self.then.files, &self.now.files, came_from)
    }
}

/// Refuses a base that comes in another way than by a release.
fn demand_plain(folder: &Path) -> Result<(), Error> {
    let shown = folder.display();
    if folder.is_symlink() || folder.join(".git").exists() {
        return Err(Error::Refused(phrase!(
            "`{shown}` wordt met git of via een koppeling bijgehouden; haal de nieuwe uitgave op die manier binnen",
            "`{shown}` is kept with git or is a link; take the new release in that way"
        )));
    }
    if folder.join(FILE_NAME).is_file() {
        Ok(())
    } else {
        Err(read::Error::NoFolder { path: folder.into() }.into())
    }
}

/// Why a folder isn't replaced by a release of others.
fn not_received(folder: &Path, has_manifest: bool) -> Phrase {
    let (folder, file) = (folder.display(), BaseManifest::FILE);
    if has_manifest {
        return phrase!(
            "`{folder}` is een map van de makers zelf; hebt u hem van hen gekregen, zet dan `received: true` in `{file}` daarin",
            "`{folder}` is a folder of its makers; if you got it from them, write `received: true` into `{file}` in it"
        );
    }
    phrase!(
        "in `{folder}` staat niet wat erbij hoort (`{file}`), dus is niet te zien wat er zelf in veranderd is; leg dat eerst vast met `wijkgids update --adopt`",
        "`{folder}` doesn't say what belongs to it (`{file}`), so nobody can tell what was changed in it; first note that with `wijkgids update --adopt`"
    )
}
