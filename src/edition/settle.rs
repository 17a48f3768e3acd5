//! Settling drift: a derivation that is still right notes the texts of today; an overlay takes over what changed below it.
//!
//! ```text
//! a derived file, its sources, the base texts that were kept ▶ changes to the file, what became of each part
//! ```

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::DerivedPiece;
use super::drift::{self, BaseState, PartState, Sources};
use super::parts;
use super::patch::SourceEdit;
use crate::compare::{Candidate, Candidates, Fate, Labels, Merged, fate, merge, similarity};
use crate::data::{ParseLimits, parse_region};
use crate::document::{Document, Noted, Notes, Part, Role};
use crate::text::{Source, SourcePath};

/// The texts that parts were made from, by their digests.
pub type Bases = BTreeMap<String, String>;

/// What settling comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// The changes to the file.
    pub edits: Vec<SourceEdit>,
    /// What became of the parts that something had to be done about.
    pub parts: Vec<(Part, Outcome)>,
    /// What is recorded of the text from now on.
    pub notes: Notes,
    /// The texts that this was the digests of.
    pub bases: Bases,
}

/// What became of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It notes the text of today.
    Noted,
    /// It no longer notes anything: what it was made from isn't there any more, or it isn't there itself.
    Dropped,
    /// It took over what changed below it.
    Merged,
    /// It took over what could be; the rest stands between markers in the file.
    Conflict,
    /// It stays as it was.
    Stays(StayReason),
}

/// Why a part couldn't be merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StayReason {
    /// A translation is in other words.
    Translation,
    /// The text that it was made from wasn't kept.
    NoBase,
    /// The file has no text of its own for it.
    NoText,
    /// What it was made from isn't there any more, or in several parts.
    Gone,
    /// It doesn't note what it was made from.
    Unnoted,
    /// Hardly anything of what it was made from is left in it.
    Rewritten,
}

/// Why nothing could be settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeRefusal {
    /// The front matter has no end.
    Unclosed,
    /// A conflict of an earlier merge is still in the file.
    InConflict,
    /// It is written in a way that nothing can be added to: the file would say something else than is meant.
    NotAsMeant,
}

/// "Seen, still fine": the texts of today are recorded, and nothing in the file changes but that what a site of the first
/// version noted there goes.
pub fn accept(derived: &DerivedPiece, source: &Source, sources: &Sources) -> Settled {
    let document = &derived.piece.document;
    let mut settled = Settled::default();
    let now = derived.base.as_ref().map(|base| drift::parts_of(base, sources)).unwrap_or_default();
    for PartState { part, state } in states(derived, sources) {
        if !now.contains_key(&part) || !document.says(&part) {
            settled.parts.push((part, Outcome::Dropped));
        } else if state != BaseState::Same {
            settled.parts.push((part, Outcome::Noted));
        }
    }
    // Of the words of a translation only those count that it was made from.
    let is_of_it = |part: &Part| derived.piece.role != Role::Translation || document.says(part);
    (settled.notes, settled.bases) = digested(now.into_iter().filter(|(part, _)| is_of_it(part)));
    settled.edits.extend(parts::without_notes(source, document));
    settled
}

/// The digest of each of these texts, and the texts by those.
pub fn digested<K: Ord>(texts: impl IntoIterator<Item = (K, String)>) -> (BTreeMap<K, String>, Bases) {
    let (mut digests, mut bases) = (BTreeMap::new(), Bases::new());
    for (name, text) in texts {
        let digest = drift::digest(&text);
        digests.insert(name, digest.clone());
        bases.insert(digest, text);
    }
    (digests, bases)
}

/// What is recorded of a text, or what would be if a site of the first version had recorded it: what its front matter notes,
/// and of what it doesn't change the text of today.
pub fn line_of(derived: &DerivedPiece, recorded: Option<&Notes>, sources: &Sources) -> Notes {
    if let Some(recorded) = recorded {
        return recorded.clone();
    }
    let (document, role) = (&derived.piece.document, derived.piece.role);
    let now = derived
        .base
        .iter()
        .filter(|_| role != Role::Translation)
        .flat_map(|base| drift::parts_of(base, sources));
    let unsaid =
        now.filter(|(part, _)| !document.says(part)).map(|(part, text)| (part, drift::digest(&text)));
    unsaid.chain(document.noted()).collect()
}

/// What has become of the texts that a file was made from; also where it lies on nothing any more.
pub fn states(derived: &DerivedPiece, sources: &Sources) -> Vec<PartState> {
    if derived.base.is_some() {
        return drift::of(derived, sources);
    }
    let noted = &derived.piece.document.body.places.base;
    let gone = |digest: &String| BaseState::Gone { noted: digest.clone() };
    let state = |Noted { part, digest }: &Noted| PartState { part: part.clone(), state: gone(digest) };
    noted.iter().map(|noted| state(&noted.value)).collect()
}

impl Settled {
    fn note(&mut self, part: Part, text: String) {
        let digest = drift::digest(&text);
        self.notes.insert(part, digest.clone());
        self.bases.insert(digest, text);
    }
}

/// The sections of a base in which texts may be now that aren't there any more under their ids.
#[derive(Debug, Default)]
pub(super) struct BaseTexts(Vec<(String, String)>);

impl BaseTexts {
    /// Those that nothing was made from under their own ids.
    pub(super) fn of(derived: &DerivedPiece, sources: &Sources) -> Self {
        let Some(base) = &derived.base else { return Self::default() };
        let noted = derived.piece.document.body.places.base.iter().map(|noted| &noted.value.part);
        Self::beside(&noted.collect(), base, sources)
    }

    /// Those that aren't among these parts.
    pub(super) fn beside(noted: &BTreeSet<&Part>, base: &Document, sources: &Sources) -> Self {
        let sections = base.body.sections.iter().map(|section| Part::Section(section.id.clone()));
        let texts = sections.filter(|part| !noted.contains(part)).filter_map(|part| {
            let text = without_heading(&drift::text(base, &part, sources)?).to_owned();
            let Part::Section(id) = part else { return None };
            Some((id, text))
        });
        Self(texts.collect())
    }

    pub(super) fn candidates(&self) -> Candidates<'_> {
        let candidates: Vec<Candidate<'_>> = self.0.iter().map(|(id, text)| Candidate { id, text }).collect();
        Candidates::new(&candidates)
    }
}

/// What became of a text that isn't there any more under its id.
pub(super) fn fate_of(part: &Part, old: &str, now: &Candidates<'_>) -> Relocation {
    let Part::Section(_) = part else { return Relocation::Gone };
    match fate(without_heading(old), now) {
        Fate::RenamedTo(id) => Relocation::RenamedTo(id.to_owned()),
        Fate::SplitInto(ids) => Relocation::SplitInto(ids.into_iter().map(str::to_owned).collect()),
        Fate::Gone => Relocation::Gone,
    }
}

/// Where a text that isn't there any more under its id is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relocation {
    /// Most of it stands under this id.
    RenamedTo(String),
    /// Most of it is divided over these ids; at least two.
    SplitInto(Vec<String>),
    /// Nowhere.
    Gone,
}

fn without_heading(text: &str) -> &str {
    heading_and_rest(text).1
}

/// The heading of a section, and what stands below it. A heading is a line that begins with signs, or lines with a line
/// of signs below them.
pub(crate) fn heading_and_rest(section: &str) -> (&str, &str) {
    let first = section.lines().next().unwrap_or_default();
    let length = if is_signed(first) { 0 } else { underline(section).unwrap_or(0) };
    match section[length..].split_once('\n') {
        Some((last, rest)) => (section[..length + last.len()].trim_end(), rest),
        None => (section.trim_end(), ""),
    }
}

/// Whether a line is a heading by the signs at its start.
pub(super) fn is_signed(line: &str) -> bool {
    line.trim_start().trim_start_matches('#').starts_with([' ', '\t']) && line.trim_start().starts_with('#')
}

/// Where the line starts that makes what stands above it a heading.
fn underline(text: &str) -> Option<usize> {
    let is_underline = |line: &&str| {
        let line = line.trim();
        !line.is_empty() && (line.bytes().all(|byte| byte == b'-') || line.bytes().all(|byte| byte == b'='))
    };
    let lines: Vec<&str> = text.split_inclusive('\n').take_while(|line| !line.trim().is_empty()).collect();
    let idx = lines.iter().position(is_underline)?;
    Some(lines[..idx].iter().map(|line| line.len()).sum())
}

/// Takes over what changed below an overlay, part by part; notes the texts of today for what was taken over, unless some
/// of it is in conflict: then nothing is settled before an editor says so.
///
/// # Errors
///
/// When the file can't be changed by a program.
pub fn merged(
    derived: &DerivedPiece,
    source: &Source,
    sources: &Sources,
    recorded: Recorded<'_>,
    labels: Labels<'_>,
) -> Result<Settled, MergeRefusal> {
    if crate::compare::conflicts(source.text()).next().is_some() {
        return Err(MergeRefusal::InConflict);
    }
    let document = &derived.piece.document;
    let Recorded { line, bases } = recorded;
    let mut settled = Settled { notes: line.clone(), ..Settled::default() };
    settled.bases =
        line.values().filter_map(|digest| Some((digest.clone(), bases.get(digest)?.clone()))).collect();
    let texts = LazyCell::new(|| BaseTexts::of(derived, sources));
    let candidates = LazyCell::new(|| texts.candidates());
    for PartState { part, state } in states(derived, sources) {
        let now = |part: &Part| derived.base.as_ref().and_then(|base| drift::text(base, part, sources));
        let (noted, now_part) = match state {
            BaseState::Same => {
                settled.bases.extend(now(&part).map(|text| (drift::digest(&text), text)));
                continue;
            }
            BaseState::Unnoted => {
                settled.parts.push((part, Outcome::Stays(StayReason::Unnoted)));
                continue;
            }
            _ if derived.piece.role == Role::Translation => {
                settled.parts.push((part, Outcome::Stays(StayReason::Translation)));
                continue;
            }
            BaseState::Changed { noted } => (noted, part.clone()),
            BaseState::Gone { noted } => {
                let found = bases.get(&noted).map(|old| fate_of(&part, old, &candidates));
                let Some(Relocation::RenamedTo(id)) = found else {
                    settled.parts.push((part, Outcome::Stays(StayReason::Gone)));
                    continue;
                };
                (noted, Part::Section(id))
            }
        };
        let outcome = match (bases.get(&noted), now(&now_part), parts::place(source, document, &part)) {
            (None, ..) => Outcome::Stays(StayReason::NoBase),
            (_, None, _) => Outcome::Stays(StayReason::Gone),
            (.., None) => Outcome::Stays(StayReason::NoText),
            (Some(old), Some(_), Some(place)) if is_rewritten(&part, old, &source.text()[place.clone()]) => {
                Outcome::Stays(StayReason::Rewritten)
            }
            (Some(old), Some(theirs), Some(place)) => {
                let ours = &source.text()[place.clone()];
                let Merged { text, conflicts } = if part == now_part {
                    part_merged(&part, ours, old, &theirs, labels)
                } else {
                    renamed(&now_part, ours, old, &theirs, labels)
                };
                let text = if matches!(part, Part::Field(_)) { text } else { apart(text, source, &place) };
                settled.edits.push(SourceEdit::new(place, text));
                settled.notes.remove(&part);
                settled.note(now_part, theirs);
                if conflicts == 0 { Outcome::Merged } else { Outcome::Conflict }
            }
        };
        settled.parts.push((part, outcome));
    }
    // Whoever undoes the merge, or does it again, needs the texts of then.
    if settled.parts.iter().any(|(_, outcome)| *outcome == Outcome::Conflict) {
        settled.notes.clone_from(line);
        return Ok(settled);
    }
    settled.edits.extend(parts::without_notes(source, document));
    Ok(settled)
}

/// What a site recorded of a text, with the texts that it keeps.
#[derive(Clone, Copy, Debug)]
pub struct Recorded<'r> {
    /// The digests, see [`line_of`].
    pub line: &'r Notes,
    /// The texts.
    pub bases: &'r Bases,
}

/// How like a section has to be to the one that it was made from, to be merged with another version of that. Two texts
/// about one thing share words everywhere; merged by those, they would come out as neither.
const ALIKE: f64 = 0.4;

/// Whether a section is a text of its own by now. A field is short enough to be looked at whole.
fn is_rewritten(part: &Part, old: &str, ours: &str) -> bool {
    match part {
        Part::Field(_) => false,
        Part::Lead => similarity(old, ours) < ALIKE,
        Part::Section(_) => similarity(without_heading(old), without_heading(ours)) < ALIKE,
    }
}

/// A section with an empty line before it and after it: a heading that is underlined would else be taken for the end of
/// what stands above it.
fn apart(mut text: String, source: &Source, place: &Range<usize>) -> String {
    let (before, after) = (&source.text()[..place.start], &source.text()[place.end..]);
    if !before.is_empty() && !before.ends_with("\n\n") && !before.ends_with("---\n") {
        text.insert(0, '\n');
    }
    if !after.trim_end_matches('\n').is_empty() && !after.starts_with("\n\n") {
        text.push('\n');
    }
    text
}

fn part_merged(part: &Part, ours: &str, old: &str, theirs: &str, labels: Labels<'_>) -> Merged {
    let Part::Field(_) = part else { return lines_merged(ours, old, theirs, labels) };
    let key = ours.split_once(':').map_or(ours, |(key, _)| key);
    let [old, theirs] = [old, theirs].map(|value| entry(key, value));
    let merged = merge(&old, ours, &theirs, labels);
    // Words of a text may go together where the signs around them don't.
    if merged.conflicts > 0 || is_yaml(&merged.text) {
        return merged;
    }
    let Labels { base: base_label, ours: ours_label, theirs: theirs_label } = labels;
    let text = format!(
        "<<<<<<< {ours_label}\n{ours}||||||| {base_label}\n{old}=======\n{theirs}>>>>>>> {theirs_label}\n"
    );
    Merged { text, conflicts: 1 }
}

/// A field as it stands in front matter. What was kept of it is what stands behind the key.
pub(super) fn entry(key: &str, value: &str) -> String {
    let first = value.lines().next().unwrap_or_default();
    let plain = first.split_once(" #").map_or(first, |(plain, _)| plain).trim_end();
    let is_quoted = first.starts_with(['|', '>', '[', '{', '"', '\'']);
    // No text that isn't quoted holds such a colon.
    let is_mapping = !is_quoted && (plain.contains(": ") || plain.ends_with(':'));
    if !is_mapping && !plain.starts_with("- ") {
        return format!("{key}: {value}\n");
    }
    let others = value.lines().skip(1).filter(|line| !line.trim().is_empty());
    let indents =
        others.map(|line| (line.len() - line.trim_start().len(), line.trim_start().starts_with("- ")));
    let is_list = plain.starts_with("- ");
    let indent = indents.filter(|(_, is_item)| *is_item == is_list).map(|(indent, _)| indent).min();
    // One item alone may be followed by what belongs to it, further in.
    format!("{key}:\n{}{value}\n", " ".repeat(indent.unwrap_or(2)))
}

fn is_yaml(text: &str) -> bool {
    let source = Source::new(SourcePath::new("veld.yaml").expect("this is a path"), text);
    let read = parse_region(&source, 0..source.text().len(), ParseLimits::FRONT_MATTER);
    read.diagnostics.is_empty() && read.value.is_some()
}

/// Merges texts of whole lines; the result has no line end at its end, like the others.
fn lines_merged(ours: &str, old: &str, theirs: &str, labels: Labels<'_>) -> Merged {
    let line = |text: &str| format!("{text}\n");
    let Merged { text, conflicts } = merge(&line(old), &line(ours), &line(theirs), labels);
    Merged { text: text.trim_end_matches('\n').to_owned(), conflicts }
}

/// Merges a section that has another id below now. The heading of whoever changed it stays, with the new id.
fn renamed(now: &Part, ours: &str, old: &str, theirs: &str, labels: Labels<'_>) -> Merged {
    let Part::Section(id) = now else { return part_merged(now, ours, old, theirs, labels) };
    let heading = |text: &str| heading_and_rest(text).0.to_owned();
    let own = heading(ours);
    let heading = if own == heading(old) { heading(theirs) } else { with_new_id(&own, id) };
    let [ours, old, theirs] = [ours, old, theirs].map(|text| without_heading(text).trim_start_matches('\n'));
    let Merged { text, conflicts } = lines_merged(ours, old, theirs, labels);
    Merged { text: format!("{heading}\n\n{text}").trim_end().to_owned(), conflicts }
}

/// A heading that has another id now. It may have a line of signs below it.
fn with_new_id(heading: &str, id: &str) -> String {
    let is_underlined = !is_signed(heading.lines().next().unwrap_or_default());
    let (text, line) = match heading.rsplit_once('\n').filter(|_| is_underlined) {
        Some((text, line)) => (text, format!("\n{line}")),
        None => (heading, String::new()),
    };
    let title = text.split_once("{#").map_or(text, |(title, _)| title.trim_end());
    let rest = text.split_once("{#").and_then(|(_, rest)| rest.split_once([' ', '}']));
    match rest {
        Some((_, rest)) if !rest.is_empty() => format!("{title} {{#{id} {rest}{line}"),
        _ => format!("{title} {{#{id}}}{line}"),
    }
}
