//! What is meant for teams: the documents that a site for residents leaves out for that, and the fields of provisions that
//! only teams see.

use std::collections::BTreeMap;

use super::lines::{ProofLine, folded, lines};
use crate::directory::{Provision, Said};
use crate::document::{self, Audience, Body, Document, DocumentId, FieldValue, Outline, Status, TextTree};
use crate::edition::{Exclusion, Stack};
use crate::model::{Column, ColumnForm, Language, files, keys};
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
    let mut secrets = Secrets { site, columns, found: Vec::new() };
    for stack in stacks {
        let outline = &stack[0].document.outline;
        let provision = site.directory.of_document(outline.id.as_str());
        if site.edition.left_out.get(&outline.id) == Some(&Exclusion::ForTeams) {
            // The address of a list says nothing of the text at its top.
            if !site.is_introduction(&outline.id) {
                secrets.address(outline);
            }
            if provision.is_none() {
                secrets.document(stack, sources);
            }
        }
        stack.iter().for_each(|piece| secrets.declared(&piece.document));
        if let Some(provision) = provision {
            secrets.provision(provision, &outline.id);
        }
    }
    secrets.figures();
    secrets.found
}

struct Secrets<'a> {
    site: &'a Site,
    /// What can be said of a provision.
    columns: &'a [Column<'a>],
    found: Vec<Secret>,
}

impl Secrets<'_> {
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
            self.text(outline, outline.title(), at.clone(), TITLE);
        }
    }

    /// What one file says. The fields above its text are lists of words, but for the summary.
    fn file(&mut self, outline: &Outline, body: &Body, source: Option<&Source>) {
        let place = |span| Location::new(outline.path.clone(), span);
        if let Some(at) = outline.place_of(keys::SUMMARY.en) {
            for (_, sentence) in sentences(outline.summary()) {
                self.text(outline, sentence, at.clone(), SENTENCE);
            }
        }
        let start = body.lead_at.span.range().start;
        let Some(text) = source.and_then(|source| source.text().get(start..)) else { return };
        let span = |at: usize, part: &str| Span::new(start + at, start + at + part.len());
        // What has no space in it is an address: of a document that residents may well have.
        for (at, sentence) in sentences(text).filter(|(_, sentence)| sentence.trim().contains(' ')) {
            self.text(outline, sentence, place(span(at, sentence)), SENTENCE);
        }
        let filled = folded(&fill(text, self.site.values().of(&outline.language)));
        // Digits within an address on the web aren't a number to call.
        let is_apart = |written: &str| {
            let at = written.as_ptr().addr() - filled.as_ptr().addr();
            !filled[..at].ends_with(['/', '='])
        };
        for (line, written) in
            lines(&filled).filter(|(line, written)| !line.is_well_known() && is_apart(written))
        {
            // One that comes from a value stands nowhere as it is.
            let at = text.find(written).map_or(body.lead_at.clone(), |at| place(span(at, written)));
            self.found.push(Secret {
                trace: Trace::Line(line),
                text: written.to_owned(),
                of: outline.id.to_string(),
                at,
            });
        }
    }

    fn text(&mut self, outline: &Outline, text: &str, at: Location, at_least: usize) {
        let text = fill(text, self.site.values().of(&outline.language));
        let plain = letters(&text);
        if plain.chars().count() >= at_least {
            self.found.push(Secret { trace: Trace::Text(plain), text, of: outline.id.to_string(), at });
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
            values.for_each_secret(&model.fields, false, &mut secret);
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
