//! What a document says about itself.

use std::ops::Range;

use super::derivation::{given, in_words_only};
use super::field::{FieldReader, ReadFields, of_kind};
use super::{GivenField, Identity, Role, is_chapter};
use crate::data::{Entry, Fields, Node, ParseLimits, Read, Value, parse_region};
use crate::model::{ContentModel, Facet, Language, keys};
use crate::text::{
    Applicability, Checked, Diagnostic, Located, Location, Phrase, Rule, Severity, Source, Span, nearest,
    phrase,
};

/// Where the two parts of a document lie, in bytes.
pub(super) struct Parts {
    /// What stands between the two lines of `---`; empty at 0 where there are none.
    pub(super) yaml: Range<usize>,
    /// Where the text starts.
    pub(super) body: usize,
}

/// Finds the front matter: from a first line `---` to the next line `---`.
pub(super) fn split(source: &Source) -> Checked<Parts> {
    let text = source.text();
    let missing = |message: Phrase, hint: Phrase| {
        Diagnostic::new(Rule::MissingFrontMatter, message)
            .at(Location::file(source.path().clone()))
            .hint(hint)
    };
    let Some(start) = text.split_inclusive('\n').next().filter(|line| line.trim_end() == "---").map(str::len)
    else {
        let diagnostic = missing(
            phrase!("dit document begint niet met `---`", "this document doesn't start with `---`"),
            phrase!(
                "begin met een regel `---`, dan `titel: …` en de andere velden, en weer een regel `---`",
                "start with a line `---`, then `title: …` and the other fields, and a line `---` again"
            ),
        );
        return Checked { value: Parts { yaml: 0..0, body: 0 }, diagnostics: vec![diagnostic] };
    };
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Checked::clean(Parts { yaml: start..at, body: at + line.len() });
        }
        at += line.len();
    }
    let diagnostic = missing(
        phrase!("de velden bovenaan worden niet afgesloten", "the fields at the top aren't closed"),
        phrase!("zet na het laatste veld een regel `---`", "put a line `---` after the last field"),
    );
    // Without an end nobody can tell the fields from the text; up to the first empty line it is most likely fields.
    let end = text[start..].find("\n\n").map_or(text.len(), |blank| start + blank + 1);
    Checked { value: Parts { yaml: start..end, body: end }, diagnostics: vec![diagnostic] }
}

/// What a document says about itself, read and checked against the content model.
pub(super) struct FrontMatter {
    /// Whether there were any fields to read.
    pub(super) is_readable: bool,
    /// The fields that it names, in the order of the file.
    pub(super) given: Vec<Located<GivenField>>,
    pub(super) terms: Vec<(String, String)>,
    pub(super) fields: ReadFields,
}

/// Reads the fields that stand in `region`.
pub(super) fn read(
    source: &Source,
    region: Range<usize>,
    identity: &Identity,
    model: &ContentModel,
) -> Checked<FrontMatter> {
    let Identity { id, kind, language, role } = identity;
    let (kind, role) = (*kind, *role);
    let mut diagnostics = Vec::new();
    let node = parse_region(source, region.clone(), ParseLimits::FRONT_MATTER).unpack(&mut diagnostics);
    // Where the fields can't be read at all, saying of each that it is missing would only hide why.
    let is_readable = region.end > 0 && (node.is_some() || diagnostics.is_empty());
    let span = Span::new(region.start, region.start);
    let node = node.unwrap_or(Node { value: Value::Null, span });
    // A field that couldn't be read isn't missing.
    let broken_keys = diagnostics.iter().any(|diagnostic| diagnostic.rule == Rule::InvalidYaml);
    let is_mapping = matches!(node.value, Value::Mapping(_) | Value::Null);
    let mut fields = Fields::new(source.path(), Node { span, ..node }, &mut diagnostics);
    let given = given(&fields, model, region.end);
    if role == Role::Translation {
        in_words_only(&mut fields, model);
    }
    // What lies on a complete document has nothing to add to it.
    let is_whole = role == Role::Own || fields.has(keys::REPLACE);
    let demands = is_readable && is_mapping && !broken_keys && is_whole;
    let is_chapter = is_chapter(source.path()) || id.introduces(model).is_some();
    let read = FieldReader { source, model, kind, demands, is_chapter, language }.read(&mut fields);
    let of = of_kind(model, kind);
    let demanded =
        |facet: &Facet| demands && !is_chapter && facet.required && model.is_listed_by(facet, kind);
    let facets = model.facets.iter().filter(|facet| facet.is_for(kind));
    let terms = facets
        .flat_map(|facet| terms(&mut fields, facet, language, demanded(facet).then_some(&of)))
        .collect();
    fields.finish();
    Checked { value: FrontMatter { is_readable, given, terms, fields: read }, diagnostics }
}

/// The document's terms of one facet.
///
/// `demanded_of` says what has to have one.
fn terms<'m>(
    fields: &mut Fields<'m>,
    facet: &'m Facet,
    language: &Language,
    demanded_of: Option<&Phrase>,
) -> Vec<(String, String)> {
    // The facet's key is the author's, not the code's; both names are the same.
    let Some(Entry { node, .. }) = take_facet(fields, facet, language) else {
        if let Some(Phrase { nl, en }) = demanded_of {
            let (id, names) = (&facet.id, term_names(facet));
            let diagnostic =
                Diagnostic::new(Rule::MissingField, phrase!("{nl} heeft geen `{id}`", "{en} has no `{id}`"));
            let diagnostic = if facet.is_from_below { diagnostic.maybe_from_below() } else { diagnostic };
            let location = Location::new(fields.path().clone(), fields.span());
            fields
                .diagnostics()
                .push(diagnostic.at(location).hint(phrase!("kies uit {names}", "choose from {names}")));
        }
        return Vec::new();
    };
    let items = match node.value {
        Value::List(items) => items,
        _ => vec![node],
    };
    let mut terms: Vec<(String, String)> = Vec::new();
    let written: Vec<Read<String>> = items.into_iter().filter_map(|item| fields.scalar(item)).collect();
    for Read { value: term, span } in written {
        let id = &facet.id;
        let renamed = || {
            let now = &facet.formerly(&term)?.id;
            let message = phrase!("`{term}` heet nu `{now}`", "`{term}` is called `{now}` now");
            let diagnostic = Diagnostic::new(Rule::UnknownTerm, message)
                .at(Location::new(fields.path().clone(), span))
                .hint(phrase!("schrijf de nieuwe naam", "write the new name"))
                .fix(&term, now, Applicability::MachineApplicable);
            fields.diagnostics().push(Diagnostic { severity: Severity::Warning, ..diagnostic });
            Some(now.clone())
        };
        let known = facet.term(&term).map(|known| known.id.clone()).or_else(renamed);
        let Some(term) = known else {
            let names = term_names(facet);
            let near = nearest(&term, facet.terms.iter().map(|term| term.id.as_str()));
            let diagnostic = Diagnostic::new(
                Rule::UnknownTerm,
                phrase!("`{term}` is geen term van `{id}`", "`{term}` isn't a term of `{id}`"),
            )
            .at(Location::new(fields.path().clone(), span))
            .suggest(&term, near, Applicability::MachineApplicable);
            let diagnostic = if facet.is_from_below { diagnostic.maybe_from_below() } else { diagnostic };
            fields.diagnostics().push(diagnostic.hint(phrase!("er zijn: {names}", "there are: {names}")));
            continue;
        };
        if !facet.many && !terms.is_empty() {
            let message = phrase!(
                "van `{id}` kan een document er maar één hebben",
                "a document can have only one `{id}`"
            );
            let diagnostic = Diagnostic::new(Rule::WrongType, message)
                .at(Location::new(fields.path().clone(), span))
                .hint(phrase!("kies de belangrijkste", "choose the most important one"));
            let diagnostic = if facet.is_from_below { diagnostic.maybe_from_below() } else { diagnostic };
            fields.diagnostics().push(diagnostic);
        } else if !terms.iter().any(|(_, other)| *other == term) {
            terms.push((facet.id.clone(), term));
        }
    }
    terms
}

fn take_facet<'m>(fields: &mut Fields<'m>, facet: &'m Facet, language: &Language) -> Option<Entry> {
    let (id, alias) = (facet.id.as_str(), facet.alias.as_deref().unwrap_or(&facet.id));
    let (nl, en) = if *language == Language::dutch() { (id, alias) } else { (alias, id) };
    fields.take_named([nl, en]).filter(|entry| !matches!(entry.node.value, Value::Null))
}

fn term_names(facet: &Facet) -> String {
    facet.terms.iter().map(|term| format!("`{}`", term.id)).collect::<Vec<_>>().join(", ")
}
