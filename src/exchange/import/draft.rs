//! A provision on its way in, and how those become a file.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Imported, Known, RecordRef, Remark};
use crate::data::{KeyName, quoted};
use crate::directory::{check, is_formula_error};
use crate::document::{Audience, Status};
use crate::exchange::names::name_of;
use crate::model::{Column, Language, keys};
use crate::text::{Diagnostic, Phrase, Rule, Severity, Source, SourcePath, is_slug, phrase, slugify};

/// A provision as somebody else wrote it down.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Where it stands, for what is reported about it as a whole.
    pub(super) place: RecordRef,
    /// What it is called there by programs.
    pub(super) id: Option<String>,
    /// What it is called.
    pub(super) name: String,
    /// What is said of it; a field and language stands there once.
    pub(super) given: Vec<Given>,
}

impl Draft {
    /// Whether it isn't published.
    fn is_set_aside(&self, language: &Language) -> bool {
        let name = name_of(&Status::CHOICES, &Status::Draft).in_language(language);
        let mut status = self.given.iter().filter(|given| given.is_of(keys::STATUS));
        status.any(|given| given.texts.iter().flatten().any(|text| text == name))
    }

    /// Makes it one that isn't published: it lacks what every provision says, and the rest of the site goes on without it.
    fn set_aside(&mut self, language: &Language) {
        let name = name_of(&Status::CHOICES, &Status::Draft).in_language(language);
        self.given.retain(|given| !given.is_of(keys::STATUS));
        self.given.push(Given::new(keys::STATUS.en, vec![name.to_owned()], self.place.clone(), ""));
    }
}

/// What is said of one field.
#[derive(Clone, Debug)]
pub(super) struct Given {
    /// The id of the column.
    pub(super) column: Cow<'static, str>,
    /// The language of a text for readers, where it isn't that of the site.
    pub(super) language: Option<Language>,
    /// Several for a field that holds several, else one; those that were refused are gone.
    pub(super) texts: Vec<Option<String>>,
    /// Where it stands.
    pub(super) place: RecordRef,
    /// The text as it was.
    pub(super) as_it_was: String,
}

impl Given {
    pub(super) fn new(
        column: impl Into<Cow<'static, str>>,
        texts: Vec<String>,
        place: RecordRef,
        as_it_was: &str,
    ) -> Self {
        let texts = texts.into_iter().map(Some).collect();
        Self { column: column.into(), language: None, texts, place, as_it_was: as_it_was.to_owned() }
    }

    /// Whether it is said of a built-in column.
    pub(super) fn is_of(&self, key: KeyName) -> bool {
        self.column == key.en
    }
}

/// Writes the file, and takes out of it what can't be read.
pub(super) fn write_up(mut drafts: Vec<Draft>, mut remarks: Vec<Remark>, known: &Known<'_>) -> Imported {
    if drafts.is_empty() {
        return Imported { remarks, ..Imported::default() };
    }
    let ids = ids(&drafts, known, &mut remarks);
    let columns = known.model.columns();
    // Each round takes out at least one text or makes one more a draft, so that it ends; nearly always the third one is the last.
    loop {
        let lines = lines(&drafts, &ids, &columns, known.language);
        let (mut yaml, mut ends) = (String::new(), Vec::new());
        for line in &lines {
            yaml.extend([line.text.as_str(), "\n"]);
            ends.push(yaml.len());
        }
        let path = SourcePath::new("import.yaml").expect("this is a path");
        let source = Source::new(path, &yaml);
        let found = check(&source, &columns, &known.directory.areas, known.language, known.today);
        let objections: Vec<(LineContent, &Diagnostic)> =
            found.iter().map(|one| (content(one, &ends, &lines), one)).collect();
        let mut refused = Vec::new();
        for (content, diagnostic) in &objections {
            if let LineContent::Text(draft, given, text) = *content
                && is_refusal(diagnostic)
                && let Some(said) = drafts[draft].given[given].texts[text].take()
            {
                let given = &mut drafts[draft].given[given];
                let mut remark = remark(given, diagnostic);
                let narrower = narrower(given, &said)
                    .map(|(name, became)| (name.in_language(known.language), became))
                    .filter(|(name, _)| *name != said);
                if let Some((name, became)) = narrower {
                    given.texts[text] = Some(name.to_owned());
                    let (Phrase { nl, en }, became) = (remark.reason, became);
                    remark.reason = Phrase { nl: nl + &became.nl, en: en + &became.en };
                }
                refused.push(remark);
            }
        }
        if !refused.is_empty() {
            remarks.extend(refused);
            continue;
        }
        let mut incomplete = Vec::new();
        for (content, diagnostic) in &objections {
            if let LineContent::Text(draft, ..) | LineContent::Draft(draft) = *content
                && diagnostic.rule == Rule::MissingField
                && !drafts[draft].is_set_aside(known.language)
            {
                let mut remark = whole(&drafts[draft].place, diagnostic);
                let Phrase { nl, en } = remark.reason;
                remark.reason = Phrase {
                    nl: nl + "; tot u dit invult is het een concept",
                    en: en + "; until you fill it in this is a draft",
                };
                remarks.push(remark);
                incomplete.push(draft);
            }
        }
        if !incomplete.is_empty() {
            incomplete.into_iter().for_each(|draft| drafts[draft].set_aside(known.language));
            continue;
        }
        for (content, diagnostic) in objections {
            remarks.push(match content {
                LineContent::Text(draft, given, _) if diagnostic.rule != Rule::MissingField => {
                    remark(&drafts[draft].given[given], diagnostic)
                }
                LineContent::Text(draft, ..) | LineContent::Draft(draft) => {
                    whole(&drafts[draft].place, diagnostic)
                }
                LineContent::Nowhere => whole(&RecordRef::File, diagnostic),
            });
        }
        return Imported { yaml, provisions: drafts.len(), remarks };
    }
}

/// What is taken in the place of a text that can't be understood, and what it means: where it says for whom something is, or
/// whether it may be shown, nothing would mean everybody.
fn narrower(given: &Given, said: &str) -> Option<(KeyName, Phrase)> {
    if given.is_of(keys::AUDIENCE) {
        return Some((
            name_of(&Audience::CHOICES, &Audience::Team),
            phrase!(
                "; tot u dit nakijkt is het alleen voor teams",
                "; until you look into it this is for teams only"
            ),
        ));
    }
    (given.is_of(keys::STATUS) && is_formula_error(said)).then(|| {
        (
            name_of(&Status::CHOICES, &Status::Draft),
            phrase!("; tot u dit nakijkt is het een concept", "; until you look into it this is a draft"),
        )
    })
}

/// Whether a diagnostic says that a text can't stand where it stands. A text that looks like a person's name can: somebody
/// has to look at it.
fn is_refusal(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
        && !matches!(diagnostic.rule, Rule::MissingField | Rule::PersonalData | Rule::PlaceholderText)
        && diagnostic.rule != Rule::InvisibleCharacter
}

fn remark(given: &Given, diagnostic: &Diagnostic) -> Remark {
    let (place, reason) = (given.place.clone(), diagnostic.message.clone());
    Remark { place, reason, text: given.as_it_was.clone() }
}

/// Of something as a whole.
fn whole(place: &RecordRef, diagnostic: &Diagnostic) -> Remark {
    Remark { place: place.clone(), reason: diagnostic.message.clone(), text: String::new() }
}

/// The id of each, which nothing else has.
fn ids(drafts: &[Draft], known: &Known<'_>, remarks: &mut Vec<Remark>) -> Vec<String> {
    let mut taken: BTreeSet<String> = known.directory.provisions.keys().cloned().collect();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut ids = Vec::new();
    for Draft { place, id, name, given: _ } in drafts {
        let slug = |text: &str| Some(slugify(text)).filter(|slug| !slug.is_empty());
        let wanted = id.as_deref().and_then(slug).or_else(|| slug(name));
        let wanted = wanted.unwrap_or_else(|| "voorziening".to_owned());
        let mut free = wanted.clone();
        while !taken.insert(free.clone()) {
            let number = numbers.entry(wanted.clone()).or_insert(1);
            *number += 1;
            free = format!("{wanted}-{number}");
        }
        let mut tell = |reason: Phrase| {
            remarks.push(Remark {
                place: place.clone(),
                reason,
                text: id.clone().unwrap_or_else(|| name.clone()),
            });
        };
        if free != wanted {
            tell(phrase!(
                "er is al een voorziening `{wanted}`; deze heet `{free}`",
                "there is a provision `{wanted}` already; this one is called `{free}`"
            ));
        } else if id.as_deref().is_some_and(|id| !is_slug(id)) {
            tell(phrase!("deze id is nu `{free}`", "this id is `{free}` now"));
        }
        ids.push(free);
    }
    ids
}

/// A line of the file, and what stands in it.
struct DraftLine {
    text: String,
    content: LineContent,
}

/// What a line holds.
#[derive(Clone, Copy)]
enum LineContent {
    /// A text, by the places of its draft, of its field in that and of itself in the field.
    Text(usize, usize, usize),
    /// Something of a draft.
    Draft(usize),
    Nowhere,
}

fn lines(drafts: &[Draft], ids: &[String], columns: &[Column<'_>], language: &Language) -> Vec<DraftLine> {
    let provisions = keys::PROVISIONS.in_language(language);
    let mut lines = vec![DraftLine { text: format!("{provisions}:"), content: LineContent::Nowhere }];
    for (idx, (draft, id)) in drafts.iter().zip(ids).enumerate() {
        // Digits alone would read as a number elsewhere.
        lines.push(DraftLine { text: format!("  {}:", quoted(id)), content: LineContent::Draft(idx) });
        for column in columns {
            let given = draft.given.iter().enumerate().filter(|(_, given)| given.column == column.field.id);
            let texts = given.flat_map(|(at, given)| {
                let texts = given.texts.iter().enumerate();
                texts.filter_map(move |(text, said)| {
                    let language = given.language.as_ref();
                    Some(TextInColumn {
                        language,
                        content: LineContent::Text(idx, at, text),
                        said: said.as_ref()?,
                    })
                })
            });
            of_column(column, language, &texts.collect::<Vec<_>>(), &mut lines);
        }
    }
    lines
}

/// A text of a column.
struct TextInColumn<'d> {
    /// Its language, where that isn't the one of the site.
    language: Option<&'d Language>,
    content: LineContent,
    said: &'d String,
}

/// The lines of a column: a text behind its name, or a list below it; or that for each language.
fn of_column(column: &Column<'_>, own: &Language, texts: &[TextInColumn<'_>], lines: &mut Vec<DraftLine>) {
    let Some(first) = texts.first() else { return };
    let key = column.key(own);
    if texts.iter().all(|text| text.language.is_none()) {
        lines.extend(named(column, "    ", key, texts.iter()));
        return;
    }
    lines.push(DraftLine { text: format!("    {key}:"), content: first.content });
    let mut languages: Vec<Option<&Language>> = Vec::new();
    for text in texts {
        if !languages.contains(&text.language) {
            languages.push(text.language);
        }
    }
    for language in languages {
        let in_language = texts.iter().filter(|text| text.language == language);
        lines.extend(named(column, "      ", language.unwrap_or(own).as_str(), in_language));
    }
}

/// The lines of texts behind a name or below it.
fn named<'d>(
    column: &Column<'_>,
    indent: &str,
    name: &str,
    texts: impl Iterator<Item = &'d TextInColumn<'d>>,
) -> Vec<DraftLine> {
    let mut lines = Vec::new();
    for TextInColumn { content, said, .. } in texts {
        let (said, content) = (quoted(said), *content);
        if !column.field.is_many {
            lines.push(DraftLine { text: format!("{indent}{name}: {said}"), content });
            continue;
        }
        if lines.is_empty() {
            lines.push(DraftLine { text: format!("{indent}{name}:"), content });
        }
        lines.push(DraftLine { text: format!("{indent}  - {said}"), content });
    }
    lines
}

/// What a diagnostic is about. `ends` says where each line ends, in bytes.
fn content(diagnostic: &Diagnostic, ends: &[usize], lines: &[DraftLine]) -> LineContent {
    let start = diagnostic.at.as_ref().map(|at| at.span.range().start);
    let line = start.and_then(|start| lines.get(ends.partition_point(|end| *end <= start)));
    line.map_or(LineContent::Nowhere, |line| line.content)
}
