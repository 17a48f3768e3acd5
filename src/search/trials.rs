//! What search has to find, `zoektoetsen.yaml`: words as people type them, each with the document that they should lead
//! to.

use super::index::Index;
use crate::data::{Fields, KeyName, Node, Read};
use crate::model::keys;
use crate::text::{Applicability, Checked, Diagnostic, Location, Rule, Source, SourcePath, nearest, phrase};

/// What stands behind `finds` where nothing may be found.
const NOTHING: KeyName = KeyName { en: "nothing", nl: "niets" };

/// Among how many documents the right one has to be where a test doesn't say.
const AMONG: usize = 5;

/// The tests of a site.
#[derive(Clone, Debug)]
pub struct Trials {
    path: SourcePath,
    trials: Vec<Trial>,
}

#[derive(Clone, Debug)]
struct Trial {
    query: Read<String>,
    expected: Expected,
}

#[derive(Clone, Debug)]
enum Expected {
    Nothing,
    Document { id: Read<String>, among: usize },
}

impl Trials {
    /// Reads a list.
    pub fn read(source: &Source) -> Checked<Self> {
        let mut diagnostics = Vec::new();
        let mut fields = Fields::of_file(source, &mut diagnostics);
        let nodes = fields.list(keys::TRIALS);
        let trials = nodes.into_iter().filter_map(|node| trial(&mut fields, node)).collect();
        fields.finish();
        Checked { value: Self { path: source.path().clone(), trials }, diagnostics }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.trials.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.trials.is_empty()
    }

    /// Those that don't hold.
    pub fn check(&self, index: &Index) -> Vec<Diagnostic> {
        self.trials.iter().filter_map(|trial| self.judge(trial, index)).collect()
    }

    fn judge(&self, Trial { query, expected }: &Trial, index: &Index) -> Option<Diagnostic> {
        let words = &query.value;
        let diagnostic = |message, span| {
            Diagnostic::new(Rule::SearchTest, message).at(Location::new(self.path.clone(), span))
        };
        let hits = index.answer(words).hits;
        match expected {
            Expected::Nothing => {
                let first = hits.first()?.id.as_str();
                let message = phrase!(
                    "`{words}` mag niets vinden, maar vindt `{first}`",
                    "`{words}` may find nothing, but finds `{first}`"
                );
                Some(diagnostic(message, query.span).hint(why(words)))
            }
            Expected::Document { id: Read { value: id, span }, .. } if !index.has(id) => {
                let message = phrase!(
                    "er is geen gepubliceerd document `{id}` om te vinden",
                    "there is no published document `{id}` to be found"
                );
                Some(
                    diagnostic(message, *span)
                        .suggest(id, nearest(id, index.ids()), Applicability::MaybeIncorrect)
                        .hint(phrase!(
                            "is het hernoemd, verbeter dan de toets; is het vervallen, haal haar dan weg",
                            "if it was renamed, mend the test; if it was withdrawn, take it away"
                        )),
                )
            }
            Expected::Document { id: Read { value: id, .. }, among } => {
                let place = hits.iter().position(|hit| hit.id == *id).map(|place| place + 1);
                if place.is_some_and(|place| place <= *among) {
                    return None;
                }
                let message = match (place, hits.first()) {
                    (Some(place), _) => phrase!(
                        "`{words}` vindt `{id}` pas op plaats {place}, niet binnen {among}",
                        "`{words}` finds `{id}` only at place {place}, not within {among}"
                    ),
                    (None, Some(first)) => {
                        let first = &first.id;
                        phrase!(
                            "`{words}` vindt `{id}` niet, wel `{first}`",
                            "`{words}` doesn't find `{id}`, but `{first}`"
                        )
                    }
                    (None, None) => phrase!("`{words}` vindt niets", "`{words}` finds nothing"),
                };
                Some(diagnostic(message, query.span).hint(why(words)))
            }
        }
    }
}

fn why(words: &str) -> crate::text::Phrase {
    phrase!("`wijkgids search \"{words}\"` laat zien waarom", "`wijkgids search \"{words}\"` shows why")
}

fn trial(fields: &mut Fields<'_>, node: Node) -> Option<Trial> {
    let path = fields.path().clone();
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let of = phrase!("deze toets", "this test");
    let query = inner.required_text(keys::QUERY, &of);
    let finds = inner.required_text(keys::FINDS, &of);
    let among = inner.text(keys::AMONG);
    let among = among.map_or(Some(AMONG), |Read { value: text, span }| {
        let among = text.parse().ok().filter(|among| *among > 0);
        if among.is_none() {
            inner.report(
                Rule::WrongType,
                span,
                phrase!("`{text}` is geen aantal", "`{text}` isn't a number"),
                phrase!(
                    "schrijf een heel getal, zoals `1` of `5`",
                    "write a whole number, such as `1` or `5`"
                ),
            );
        }
        among
    });
    inner.finish();
    let (query, finds, among) = (query?, finds?, among?);
    let expected =
        if NOTHING.is(&finds.value) { Expected::Nothing } else { Expected::Document { id: finds, among } };
    Some(Trial { query, expected })
}
