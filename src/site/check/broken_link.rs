//! `broken-link`, `broken-anchor`, `unsafe-link`: links that lead nowhere, or where no link may lead.

use super::renamed::renamed;
use crate::document::{Heading, Link, LinkTarget, Outline, Role};
use crate::edition::{Exclusion, ResolvedDocument};
use crate::site::links::old_name;
use crate::site::{LinkDestination, Site, find};
use crate::text::{Applicability, Diagnostic, Location, Rule, Severity, SourcePath, nearest, phrase};

pub(super) fn check(site: &Site, document: &ResolvedDocument, diagnostics: &mut Vec<Diagnostic>) {
    for link in document.body.links() {
        let found = find(site, &document.outline, link);
        let typed = typed(&link.target);
        if let Some(old) = old_name(site, link) {
            diagnostics.extend(renamed(site, Rule::BrokenLink, &old, &link.at));
        }
        let diagnostic = match found {
            LinkDestination::External(_) | LinkDestination::Document(..) | LinkDestination::Address(..) | LinkDestination::Heading(_) => continue,
            LinkDestination::NoHeading(target, heading) => match untranslated(site, target, heading) {
                // The link is right in the language that it was written in, so the translator gets the report.
                Some(diagnostic) => {
                    diagnostics.push(diagnostic);
                    continue;
                }
                // Who drops a section can't fix the links of those below; they lead to the page.
                None if is_dropped(site, target, &link.at.path) => continue,
                None => no_heading(target, heading),
            },
            // Who hides a document can't fix the texts of others; the words of the link stay.
            LinkDestination::Excluded(_, Exclusion::Hidden | Exclusion::ForTeams | Exclusion::Overdue | Exclusion::Past) => continue,
            LinkDestination::Excluded(id, Exclusion::Draft | Exclusion::Retired) => Diagnostic::new(
                Rule::BrokenLink,
                phrase!("`{id}` is niet gepubliceerd", "`{id}` isn't published"),
            )
            .maybe_from_below()
            .hint(phrase!("publiceer het, of haal de link weg", "publish it, or take the link away")),
            LinkDestination::Nothing if typed.is_empty() => Diagnostic::new(
                Rule::BrokenLink,
                phrase!("deze link heeft geen adres", "this link has no address"),
            )
            .hint(phrase!(
                "zet het adres tussen de ronde haken, of haal de haken weg",
                "put the address between the round brackets, or take the brackets away"
            )),
            LinkDestination::Nothing => Diagnostic::new(
                Rule::BrokenLink,
                phrase!("`{typed}` bestaat niet", "`{typed}` doesn't exist"),
            )
            .maybe_from_below()
            .near(near(site, &document.outline, &typed), link, &typed)
            .hint(phrase!(
                "schrijf het pad vanaf dit bestand, zoals `../mandaat/eigen-wijkbudget.md`, of de id tussen dubbele haken",
                "write the path from this file, as in `../mandaat/eigen-wijkbudget.md`, or the id between double brackets"
            )),
            LinkDestination::Unsafe => Diagnostic::new(
                Rule::UnsafeLink,
                phrase!("naar `{typed}` mag een link niet leiden", "a link may not lead to `{typed}`"),
            )
            .hint(phrase!(
                "een link begint met `https://`, `mailto:` of `tel:`, of is het pad van een bestand",
                "a link starts with `https://`, `mailto:` or `tel:`, or is the path of a file"
            )),
        };
        diagnostics.push(diagnostic.at(link.at.clone()));
    }
}

/// Whether a document has been changed by a layer above the one that a link stands in.
fn is_dropped(site: &Site, target: &Outline, from: &SourcePath) -> bool {
    let document = site.document(target.id.as_str());
    !from.way().is_empty() && document.is_some_and(|document| document.top_path().way() != from.way())
}

/// That a translation lacks the id of a heading of its original, to which something leads. `None` where the original has no
/// such heading either.
fn untranslated(site: &Site, target: &Outline, id: &str) -> Option<Diagnostic> {
    let derived = site.document(target.id.as_str())?.derived.as_ref()?;
    let translations = derived.pieces.iter().rev().filter(|derived| derived.piece.role == Role::Translation);
    let (translation, headings, place) = translations
        .filter_map(|derived| {
            let headings = &derived.base.as_ref()?.outline.headings;
            let place = headings.iter().position(|heading| heading.id == id)?;
            Some((&derived.piece.document.outline, headings, place))
        })
        .next()?;
    let diagnostic = Diagnostic::new(
        Rule::BrokenAnchor,
        phrase!(
            "geen kop heeft hier de id `{id}`, zoals in het origineel; een link daarheen leidt naar het begin van de pagina",
            "no heading has the id `{id}` here, as in the original; a link to it leads to the top of the page"
        ),
    );
    let diagnostic =
        Diagnostic { severity: Severity::Warning, ..diagnostic }.at(Location::file(translation.path.clone()));
    let signs = "#".repeat(headings[place].level.into());
    Some(match counterpart(headings, place, &translation.headings) {
        Some(text) => {
            diagnostic.hint(phrase!("schrijf `{signs} {text} {{#{id}}}`", "write `{signs} {text} {{#{id}}}`"))
        }
        None => diagnostic.hint(phrase!(
            "zet de id achter de kop die deze vertaalt, zoals `{signs} Kop {{#{id}}}`",
            "put the id behind the heading that translates it, as in `{signs} Heading {{#{id}}}`"
        )),
    })
}

/// What a translation calls the heading at a place of its original: the one at the same place of the same section, where
/// that has the same headings in both.
fn counterpart<'h>(original: &[Heading], place: usize, translated: &'h [Heading]) -> Option<&'h str> {
    let start = original[..=place].iter().rposition(|heading| heading.is_section);
    let section = start.map(|start| original[start].id.as_str());
    let of_section = |headings: &[Heading], start: usize| -> Vec<u8> {
        let rest = headings[start..].iter().enumerate();
        let own = rest.take_while(|(idx, heading)| !heading.is_section || (*idx == 0 && section.is_some()));
        own.map(|(_, heading)| heading.level).collect()
    };
    let other_start = match section {
        Some(id) => translated.iter().position(|heading| heading.is_section && heading.id == id)?,
        None => 0,
    };
    let start = start.unwrap_or(0);
    let is_same = of_section(original, start) == of_section(translated, other_start);
    is_same.then(|| translated[other_start + place - start].text.as_str())
}

fn no_heading(target: &Outline, heading: &str) -> Diagnostic {
    let id = &target.id;
    let near = nearest(heading, target.headings.iter().map(|heading| heading.id.as_str()));
    let diagnostic = Diagnostic::new(
        Rule::BrokenAnchor,
        phrase!("`{id}` heeft geen kop `#{heading}`", "`{id}` has no heading `#{heading}`"),
    )
    .maybe_from_below();
    if near.is_some() {
        return diagnostic.suggest(heading, near, Applicability::MaybeIncorrect);
    }
    let headings: Vec<String> = target.headings.iter().map(|heading| format!("`#{}`", heading.id)).collect();
    if headings.is_empty() {
        return diagnostic.hint(phrase!("haal `#{heading}` weg", "take `#{heading}` away"));
    }
    let headings = headings.join(", ");
    diagnostic.hint(phrase!("er zijn: {headings}", "there are: {headings}"))
}

fn typed(target: &LinkTarget) -> String {
    match target {
        LinkTarget::External(url) | LinkTarget::Unsafe(url) => url.to_string(),
        LinkTarget::Heading(heading) => format!("#{heading}"),
        LinkTarget::Path(path, _) => path.to_string(),
        LinkTarget::Id(id, _) => id.to_string(),
    }
}

/// The document that was most likely meant: by its last part, since folders are what people get wrong.
fn near<'s>(site: &'s Site, from: &Outline, typed: &str) -> Option<&'s Outline> {
    let last =
        |id: &str| id.trim_end_matches(".md").trim_end_matches('/').rsplit('/').next().map(str::to_owned);
    let name = last(typed)?;
    let others = site.edition.documents.keys().filter(|id| **id != from.id);
    let names: Vec<(String, &str)> =
        others.filter_map(|id| Some((last(id.as_str())?, id.as_str()))).collect();
    let best = nearest(&name, names.iter().map(|(name, _)| name.as_str()))?;
    let (_, id) = names.iter().find(|(name, _)| name == best)?;
    site.document(id).map(|found| &*found.outline)
}

impl Diagnostic {
    /// The same problem, with the document that was most likely meant; and a fix where that is the name of another file or
    /// another id.
    fn near(self, near: Option<&Outline>, link: &Link, typed: &str) -> Self {
        let Some(near) = near else { return self };
        let id = &near.id;
        let diagnostic = self.hint(phrase!("bedoelt u `[[{id}]]`?", "did you mean `[[{id}]]`?"));
        match &link.target {
            LinkTarget::Id(..) => diagnostic.fix(typed, id.as_str(), Applicability::MaybeIncorrect),
            LinkTarget::Path(..) => {
                let folder = typed.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
                let path = format!("{folder}{}", near.path.file_name());
                if link.at.path.resolve(&path).as_ref() == Some(&near.path) {
                    diagnostic.fix(typed, &path, Applicability::MaybeIncorrect)
                } else {
                    diagnostic
                }
            }
            _ => diagnostic,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::reported;

    #[test]
    fn links_are_followed_by_path_id_and_heading() {
        let target = ("kaarten/b.md", "---\ntitel: B\n---\n## Zo doe je het\n\nx\n");
        let check = |link: &str| {
            reported(&[("kaarten/a.md", &format!("---\ntitel: A\n---\n## Kop\n\n{link}\n")), target])
        };
        for good in [
            "[b](b.md)",
            "[b](b.md#zo-doe-je-het)",
            "[[kaarten/b]]",
            "[x](#kop)",
            "[k](/kaarten/)",
            "[b](/kaarten/b/)",
        ] {
            assert!(check(good).is_empty(), "{good}: {:?}", check(good));
        }
        assert_eq!(check("[b](c.md)"), ["broken-link: `c.md` doesn't exist"]);
        assert_eq!(check("[b](b.md#zo)"), ["broken-anchor: `kaarten/b` has no heading `#zo`"]);
        assert_eq!(check("[b](../../b.md)"), ["broken-link: `../../b.md` doesn't exist"]);
        assert_eq!(check("[b](javascript:x)"), ["unsafe-link: a link may not lead to `javascript:x`"]);
    }
}
