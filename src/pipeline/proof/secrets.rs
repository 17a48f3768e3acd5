//! What is meant for teams: the documents that a site for residents leaves out for that, and the fields of provisions that
//! only teams see.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::lines::{ProofLine, folded, is_in_address, lines};
use crate::directory::{Provision, Said};
use crate::document::{self, Audience, Body, Document, DocumentId, FieldValue, Outline, Status, TextTree};
use crate::edition::{Exclusion, Stack};
use crate::model::{Column, ColumnForm, FieldId, Language, files, keys};
use crate::site::Site;
use crate::text::{Located, Location, Source, SourcePath, Span, fill, letters};

/// How many letters and digits a sentence has to have to be told from what anybody might write; a title, and a field of
/// a provision.
pub(super) const SENTENCE: usize = 30;
const TITLE: usize = 12;
/// A field of a provision that is only for teams.
const FIELD: usize = 7;

/// Something that residents must not get.
pub(super) struct Secret {
    /// How it is found.
    pub(super) trace: Trace,
    /// What it says.
    pub(super) text: String,
    /// Of what it is, as its editors know that: a document's id.
    pub(super) of: String,
    /// Where it stands.
    pub(super) at: Location,
}

/// How something is found in a file.
pub(super) enum Trace {
    /// By its letters and digits.
    Text(String),
    /// By the id of a document, which is also the address of its page.
    Address(DocumentId),
    /// In every spelling of a number or an address to write to.
    Line(ProofLine),
}

/// What is for teams in the texts that a site for residents is made from.
pub(super) fn secrets(site: &Site, stacks: &[Stack], sources: &BTreeMap<SourcePath, Source>) -> Vec<Secret> {
    let columns = &site.own_config.model.columns();
    let begin = || Secrets { site, columns, found: Vec::new() };
    let in_stack = |stack: &Stack| {
        let mut secrets = begin();
        secrets.stack(stack, sources);
        secrets.found
    };
    let mut secrets = begin();
    secrets.figures();
    let mut found: Vec<Secret> = stacks.par_iter().flat_map_iter(in_stack).collect();
    found.append(&mut secrets.found);
    found
}

struct Secrets<'a> {
    site: &'a Site,
    /// What can be said of a provision.
    columns: &'a [Column<'a>],
    found: Vec<Secret>,
}

impl Secrets<'_> {
    /// Those in the files that lie on each other.
    fn stack(&mut self, stack: &Stack, sources: &BTreeMap<SourcePath, Source>) {
        let outline = &stack[0].document.outline;
        let provision = self.site.directory.of_document(outline.id.as_str());
        if self.site.edition.left_out.get(&outline.id) == Some(&Exclusion::ForTeams) {
            // The address of a list says nothing of the text at its top.
            if !self.site.is_introduction(&outline.id) {
                self.address(outline);
            }
            match provision {
                Some(provision) => self.hours(provision, outline),
                None => self.document(stack, sources),
            }
        }
        stack.iter().for_each(|piece| self.declared(&piece.document));
        if let Some(provision) = provision {
            self.provision(provision, &outline.id);
        }
    }

    /// The address that its page has for teams, wherever it was typed.
    fn address(&mut self, outline: &Outline) {
        let id = &outline.id;
        let (text, at) = (id.to_string(), Location::file(outline.path.clone()));
        self.found.push(Secret { trace: Trace::Address(id.clone()), of: text.clone(), text, at });
    }

    /// A document for teams: the title that each language shows, and what each of its files says.
    fn document(&mut self, stack: &Stack, sources: &BTreeMap<SourcePath, Source>) {
        let mut titles: BTreeMap<&Language, (&Outline, &Location)> = BTreeMap::new();
        for Document { outline, body } in stack.iter().map(|piece| &piece.document) {
            if let Some(at) = outline.place_of(keys::TITLE.en) {
                titles.insert(&outline.language, (outline, at));
            }
            self.file(outline, body, sources.get(&outline.path));
        }
        for (outline, at) in titles.into_values() {
            self.text(outline, outline.title(), || at.clone(), TITLE);
        }
    }

    /// What one file says, in its text and in the fields above it: but for how it is kept and what it is found by.
    fn file(&mut self, outline: &Outline, body: &Body, source: Option<&Source>) {
        let fields = &self.site.own_config.model.fields;
        for values in [&outline.fields, &body.fields] {
            values.for_each(fields, &mut |field, _, Located { value, at }| {
                let Some(typed) = typed(value).filter(|_| field.is_content()) else { return };
                // Its title is looked for as a whole, and words that it is found by are anybody's.
                if !matches!(field, FieldId::TITLE | FieldId::KEYWORDS) {
                    self.sentences(outline, &typed, |_, _| at.clone());
                }
                self.lines(outline, &typed, |_| at.clone());
            });
        }
        let start = body.lead_at.span.range().start;
        let Some(text) = source.and_then(|source| source.text().get(start..)) else { return };
        let place = |at: usize, part: &str| {
            Location::new(outline.path.clone(), Span::new(start + at, start + at + part.len()))
        };
        self.sentences(outline, text, place);
        // One that comes from a value stands nowhere as it is.
        self.lines(outline, text, |written| {
            text.find(written).map_or(body.lead_at.clone(), |at| place(at, written))
        });
    }

    /// The sentences of a text, each with its place by where in the text it starts. What has no space in it is an address: of a
    /// document that residents may well have.
    fn sentences(&mut self, outline: &Outline, text: &str, place: impl Fn(usize, &str) -> Location) {
        for (at, sentence) in sentences(text).filter(|(_, sentence)| sentence.trim().contains(' ')) {
            self.text(outline, sentence, || place(at, sentence), SENTENCE);
        }
    }

    /// The numbers and addresses to write to of a text, each with its place by how it is written there.
    fn lines(&mut self, outline: &Outline, text: &str, place: impl Fn(&str) -> Location) {
        let filled = folded(&fill(text, self.site.values().of(&outline.language)));
        let is_secret = |line: &ProofLine, written| !line.is_well_known() && !is_in_address(&filled, written);
        for (line, written) in lines(&filled).filter(|(line, written)| is_secret(line, written)) {
            self.found.push(Secret {
                trace: Trace::Line(line),
                text: written.to_owned(),
                of: outline.id.to_string(),
                at: place(written),
            });
        }
    }

    fn text(&mut self, outline: &Outline, text: &str, at: impl Fn() -> Location, at_least: usize) {
        // Most are too short whatever they say.
        if text.len() < at_least && !text.contains("{{") {
            return;
        }
        let text = fill(text, self.site.values().of(&outline.language));
        let plain = letters(&text);
        if plain.chars().count() >= at_least {
            self.found.push(Secret { trace: Trace::Text(plain), text, of: outline.id.to_string(), at: at() });
        }
    }

    /// What only teams see of a provision; of one that is only for them everything that says more than a word.
    fn provision(&mut self, provision: &Provision, id: &DocumentId) {
        let is_for_teams = provision.audience() == Audience::Team && provision.status() != Status::Retired;
        let columns = self.columns;
        let own = if is_for_teams { public_texts(provision, columns) } else { Vec::new() };
        let values = self.site.values().of(self.site.own_config.source_language());
        let fields = columns.iter().filter(|column| column.is_for_teams());
        let fields = fields.filter_map(|column| provision.in_column(column)).flat_map(Said::values);
        let fields = fields.filter_map(|said| Some((said.value.text()?, &said.at)));
        for (text, at) in fields.chain(own) {
            self.field(fill(text, values), id, at);
        }
    }

    /// The remarks at the hours of a provision for teams. `op afspraak` is what many say, so that only a sentence is told from
    /// them.
    fn hours(&mut self, provision: &Provision, outline: &Outline) {
        let columns = self.columns.iter().filter(|column| column.form == ColumnForm::Hours);
        let said = columns.filter_map(|column| provision.in_column(column)).flat_map(Said::values);
        for Located { value, at } in said {
            if let Some(remarks) = typed(value) {
                self.sentences(outline, &remarks, |_, _| at.clone());
                self.lines(outline, &remarks, |_| at.clone());
            }
        }
    }

    /// The declared fields of a document that only teams see; a choice says no more than its declaration.
    fn declared(&mut self, Document { outline, body }: &Document) {
        let model = &self.site.own_config.model;
        let as_typed = |name: &str| ["{{ ", name, " }}"].concat();
        let shown = |tree: &TextTree| document::plain(tree, as_typed, |_| None);
        let values_of_site = self.site.values().of(&outline.language);
        let mut secret = |value: &Located<FieldValue>| {
            if let Some(text) = value.value.typed(shown) {
                self.field(fill(&text, values_of_site), &outline.id, &value.at);
            }
        };
        for values in [&body.fields, &outline.fields] {
            values.for_each_secret(&model.fields, &mut secret);
        }
    }

    /// A field that only teams see.
    fn field(&mut self, text: String, id: &DocumentId, at: &Location) {
        let secret = |trace, text| Secret { trace, text, of: id.to_string(), at: at.clone() };
        let folded = folded(&text);
        let callable = lines(&folded).filter(|(line, _)| !line.is_everybodys());
        self.found.extend(callable.map(|(line, written)| secret(Trace::Line(line), written.to_owned())));
        let plain = letters(&text);
        if plain.chars().count() >= FIELD {
            self.found.push(secret(Trace::Text(plain), text));
        }
    }

    /// What is known about areas is for teams.
    fn figures(&mut self) {
        let name = self.site.word(files::FIGURES);
        let file = Location::file(SourcePath::new(name).expect("the name of a file is a path"));
        let names = self.site.directory.figures.indicators.keys().map(|name| (letters(name), name));
        let long = names.filter(|(plain, _)| plain.chars().count() >= SENTENCE);
        self.found.extend(long.map(|(plain, name)| Secret {
            trace: Trace::Text(plain),
            text: name.clone(),
            of: name.to_owned(),
            at: file.clone(),
        }));
    }
}

/// What a provision tells everybody that says more than a word, each with its place, but for what many provisions say alike.
pub(super) fn public_texts<'p>(
    provision: &'p Provision,
    columns: &[Column<'_>],
) -> Vec<(&'p str, &'p Location)> {
    let is_public = |column: &&Column<'_>| {
        let is_free = matches!(
            column.form,
            ColumnForm::Text
                | ColumnForm::Phone
                | ColumnForm::Email
                | ColumnForm::Website
                | ColumnForm::Declared
        );
        is_free && !column.is_for_teams() && !column.is_common
    };
    let said = columns.iter().filter(is_public).filter_map(|column| provision.in_column(column));
    said.flat_map(Said::values).filter_map(|said| Some((said.value.text()?, &said.at))).collect()
}

/// What somebody wrote in a field as a text; of opening hours the remarks.
fn typed(value: &FieldValue) -> Option<Cow<'_, str>> {
    match value {
        FieldValue::Markdown(text) => Some(Cow::Borrowed(&text.markdown)),
        FieldValue::Hours(hours) => {
            let remarks: Vec<&str> = hours.as_str().split('"').skip(1).step_by(2).collect();
            Some(Cow::Owned(remarks.join("\n")))
        }
        other => other.text().map(Cow::Borrowed),
    }
}

/// The sentences of a Markdown text, each with where it starts, cut where signs or values stand that its page doesn't show.
fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(['.', '!', '?', '\n', '[', ']', '(', ')', '{', '}', '|', '"']).map(move |sentence| {
        let start = at;
        at += sentence.len() + 1;
        (start, sentence)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_cut_where_a_page_shows_something_else() {
        let text = "Een kop\n\nDe eerste zin. En [een link](x.md)!";
        let parts = sentences(text).map(|(at, part)| (at, part.trim())).filter(|(_, part)| !part.is_empty());
        let parts: Vec<(usize, &str)> = parts.collect();
        assert_eq!(
            parts,
            [(0, "Een kop"), (9, "De eerste zin"), (23, "En"), (28, "een link"), (38, "x"), (40, "md")]
        );
    }
}
