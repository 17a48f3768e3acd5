//! `section-order`: the sections that readers of a kind of document count on are there, in order, and hold something.

use crate::document::markdown::{Markdown, ReadSection, SectionHeading};
use crate::model::{ContentModel, KindId};
use crate::text::{Applicability, Diagnostic, Location, Rule, Source, Span, nearest, phrase, slugify};

/// Looks at the level-2 headings of a document.
///
/// A section may be missing unless it's required (not every card has an example), but not out of place, and a heading that is nearly an
/// expected one is most likely meant as that one.
pub(in crate::document) fn check(
    source: &Source,
    kind: KindId,
    model: &ContentModel,
    markdown: &Markdown,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let expected = &model.kind(kind).sections;
    if expected.is_empty() {
        return;
    }
    // What is missing is missing at the end.
    let end = Span::new(source.text().trim_end().len(), source.text().trim_end().len());
    let mut last = 0;
    for ReadSection { heading: SectionHeading { text, place, .. }, body, .. } in &markdown.sections {
        let at = Location::new(source.path().clone(), *place);
        let slug = slugify(text);
        match expected.iter().position(|section| section.id == slug) {
            Some(idx) if idx < last => {
                let before = &expected[last].title;
                diagnostics.push(
                    Diagnostic::new(
                        Rule::SectionOrder,
                        phrase!(
                            "`{text}` hoort voor `{before}` te staan",
                            "`{text}` belongs before `{before}`"
                        ),
                    )
                    .at(at.clone())
                    .hint(phrase!("zet de twee om", "swap the two")),
                );
            }
            Some(idx) => last = idx,
            None => {
                if let Some(near) = nearest(text, expected.iter().map(|section| section.title.as_str())) {
                    diagnostics.push(
                        Diagnostic::new(
                            Rule::SectionOrder,
                            phrase!(
                                "`{text}` is niet een van de vaste koppen",
                                "`{text}` isn't one of the fixed headings"
                            ),
                        )
                        .at(at.clone())
                        .suggest(text, Some(near), Applicability::MaybeIncorrect),
                    );
                }
            }
        }
        if body.tree.is_empty() {
            diagnostics.push(
                Diagnostic::new(
                    Rule::SectionOrder,
                    phrase!("onder `{text}` staat niets", "there is no text under `{text}`"),
                )
                .at(at)
                .hint(phrase!(
                    "schrijf er iets onder, of haal de kop weg",
                    "write something under it, or take the heading away"
                )),
            );
        }
    }
    for section in expected.iter().filter(|section| section.required) {
        let is_there = |read: &ReadSection| slugify(&read.heading.text) == section.id;
        if !markdown.sections.iter().any(is_there) {
            let title = &section.title;
            diagnostics.push(
                Diagnostic::new(
                    Rule::SectionOrder,
                    phrase!("de kop `{title}` ontbreekt", "the heading `{title}` is missing"),
                )
                .at(Location::new(source.path().clone(), end))
                .hint(phrase!(
                    "zet er `## {title}` bij, met tekst eronder",
                    "add `## {title}`, with text under it"
                )),
            );
        }
    }
}
