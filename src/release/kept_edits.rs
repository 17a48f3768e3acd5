//! A text of a base that somebody edited there → a file of their own site that says the same.

use std::collections::BTreeMap;

use crate::base::digest_of;
use crate::document::{Document, DocumentFile, Identity, Notes, Part, Role, parse};
use crate::edition::drift::{self, Sources, parts_of};
use crate::edition::patch::{SourceEdit, patched};
use crate::edition::settle::{Bases, digested};
use crate::edition::start::{DerivationSource, Derive, started};
use crate::edition::{self, Piece, parts};
use crate::model::{ContentModel, Language, keys};
use crate::text::{Source, SourcePath};

/// A text that somebody edited in a base.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EditedText<'e> {
    /// As it is.
    pub(crate) edited: &'e Source,
    /// Which document it is.
    pub(crate) file: &'e DocumentFile,
    /// What documents can be.
    pub(crate) model: &'e ContentModel,
    /// The language that its site is written in.
    pub(crate) language: &'e Language,
}

/// A file that says only what somebody changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeptOverlay {
    /// The text of it.
    pub(crate) text: String,
    /// The digests of the texts that its parts were made from.
    pub(crate) notes: Notes,
    /// Those texts.
    pub(crate) bases: Bases,
}

impl EditedText<'_> {
    /// The text as it was, from the kept texts of its parts; `None` where what they give hasn't the digest that its manifest
    /// notes, as when more than those was changed.
    pub(crate) fn original(&self, noted: &Notes, bases: &Bases, digest: &str) -> Option<String> {
        let document = self.document(self.edited, Role::Own);
        let now = parts_of(&document, &sources([self.edited]));
        let mut edits: Vec<SourceEdit> = Vec::new();
        for (part, text) in now {
            let place = parts::place(self.edited, &document, &part)?;
            match noted.get(&part) {
                Some(noted) if *noted == drift::digest(&text) => {}
                Some(noted) => {
                    let then = bases.get(noted)?;
                    let before = self.edited.text().get(place.clone())?;
                    // A field starts with its key.
                    let start = if let Part::Field(_) = part { before.find(&text)? } else { 0 };
                    edits.push(SourceEdit::new(
                        place.start + start..place.start + start + text.len(),
                        then.clone(),
                    ));
                }
                None => {
                    let rest = &self.edited.text()[place.end..];
                    let blank = rest.len() - rest.trim_start_matches('\n').len();
                    edits.push(SourceEdit::new(place.start..place.end + blank, ""));
                }
            }
        }
        let text = patched(self.edited.text(), &edits);
        let ended = [text.clone(), format!("{}\n", text.trim_end())];
        ended.into_iter().find(|text| digest_of(text.as_bytes()) == digest)
    }

    /// A file of an upper layer that says of `original` only what was changed in it, and comes to the same; `None` where no such
    /// file does.
    pub(crate) fn overlay(&self, original: &Source) -> Option<KeptOverlay> {
        let sources = sources([self.edited]);
        let (edited, before) = (self.document(self.edited, Role::Own), self.document(original, Role::Own));
        let now = all_parts(&edited, &sources);
        let then = all_parts(&before, &self::sources([original]));
        let changed: Vec<Part> = now
            .iter()
            .filter(|(part, text)| then.get(part) != Some(text))
            .map(|(part, _)| part.clone())
            .collect();
        let mut removed = Vec::new();
        for part in then.keys().filter(|part| !now.contains_key(part)) {
            let Part::Section(id) = part else { return None };
            removed.push(id.clone());
        }
        let order = |part: &Part| edited.place(part).map(|at| at.span.start);
        let mut parts = changed;
        parts.sort_by_key(order);
        let origin = DerivationSource {
            base: &edited,
            sources: &sources,
            language: self.language,
            derive: Derive::Overlay,
        };
        let mut text = started(origin, &parts, &[]).text;
        if !removed.is_empty() {
            let line =
                format!("---\n{}: [{}]\n", keys::REMOVE.in_language(self.language), removed.join(", "));
            text = text.replacen("---\n", &line, 1);
        }
        let of_then = then.into_iter().filter(|(part, _)| {
            parts.contains(part) || matches!(part, Part::Section(id) if removed.contains(id))
        });
        let (notes, bases) = digested(of_then);
        self.comes_to_the_same(&text, original, &now).then_some(KeptOverlay { text, notes, bases })
    }

    /// Whether a file that lies on the original gives what the edited text gives.
    fn comes_to_the_same(&self, text: &str, original: &Source, edited: &BTreeMap<Part, String>) -> bool {
        let local = original.path().local();
        let place = |way: &str, text: &str| {
            Source::new(SourcePath::below(way, local).expect("the path of a document is sound"), text)
        };
        let (original, overlay) = (place("../then/", original.text()), place("", text));
        let piece = |layer: usize, source: &Source, role: Role| Piece {
            layer,
            role,
            document: self.document(source, role),
        };
        let stack = vec![piece(0, &original, Role::Own), piece(1, &overlay, Role::Overlay)];
        let sources = sources([&original, &overlay]);
        let Some(laid) = edition::below(&stack, 2) else { return false };
        let order = |document: &Document| -> Vec<String> {
            document.body.sections.iter().map(|section| section.id.clone()).collect()
        };
        let edited_order = order(&self.document(self.edited, Role::Own));
        let mut laid_parts = all_parts(&laid, &sources);
        // What it does to the original is none of what it comes to.
        laid_parts.retain(|part, _| edited.contains_key(part) || !matches!(part, Part::Field(_)));
        laid_parts == *edited && order(&laid) == edited_order
    }

    fn document(&self, source: &Source, role: Role) -> Document {
        let DocumentFile { id, kind, .. } = self.file;
        let identity = Identity { id: id.clone(), kind: *kind, language: self.language.clone(), role };
        parse(source, identity, self.model).value
    }
}

fn sources<const N: usize>(sources: [&Source; N]) -> Sources {
    sources.into_iter().map(|source| (source.path().clone(), source.clone())).collect()
}

/// The text of every part of a document, also of the fields that are about how it is kept.
fn all_parts(document: &Document, sources: &Sources) -> BTreeMap<Part, String> {
    let given = document.outline.given.iter().map(|given| Part::Field(given.value.name.to_string()));
    let kept = given.filter_map(|part| {
        let text = drift::text(document, &part, sources)?;
        Some((part, text))
    });
    kept.chain(parts_of(document, sources)).collect()
}

/// The whole edited text as one that takes the place of the original.
pub(crate) fn whole(text: &str, language: &Language) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let line = format!("{}: {}\n", keys::REPLACE.in_language(language), keys::WHOLE.in_language(language));
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if first.trim_end() != "---" {
        return format!("---\n{line}---\n{text}");
    }
    let front = rest.split("\n---").next().unwrap_or_default();
    let names = [keys::REPLACE.en, keys::REPLACE.nl];
    let says_so = front.lines().any(|line| line.split_once(':').is_some_and(|(key, _)| names.contains(&key)));
    if says_so { text.to_owned() } else { format!("{first}\n{line}{rest}") }
}

/// A file that hides a document which somebody took away.
pub(crate) fn hiding(language: &Language) -> String {
    format!("---\n{}: true\n---\n", keys::HIDDEN.in_language(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGINAL: &str = "---\ntitel: Bellen\nsamenvatting: Kort.\nstatus: gepubliceerd\n---\n\nVooraf.\n\n## Waarom\n\nOm wie belt.\n\n## Zo doe je het\n\nBel [ons].\n\n[ons]: https://ons.example\n\n## Voorbeeld\n\nZo.\n";

    fn with_text<T>(edited: &str, give: impl FnOnce(EditedText<'_>) -> T) -> T {
        let language = Language::dutch();
        let model = ContentModel::built_in(&language, &language);
        let path = SourcePath::new("kaarten/bellen.md").expect("a path");
        let file =
            crate::document::DocumentId::of_path(&path, &model).expect("a document").expect("a good name");
        let edited = Source::new(path, edited);
        give(EditedText { edited: &edited, file: &file, model: &model, language: &language })
    }

    fn original() -> Source {
        Source::new(SourcePath::new("kaarten/bellen.md").expect("a path"), ORIGINAL)
    }

    #[test]
    fn only_what_was_changed_is_kept() {
        for (old, new, expected) in [
            ("Om wie belt.", "Om ons.", "---\n---\n\n## Waarom\n\nOm ons.\n"),
            ("Kort.", "Langer.", "---\nsamenvatting: Langer.\n---\n"),
            ("## Voorbeeld\n\nZo.\n", "", "---\nverwijder: [voorbeeld]\n---\n"),
            ("Zo.\n", "Zo.\n\n## Bij ons\n\nHier.\n", "---\n---\n\n## Bij ons\n\nHier.\n"),
            (
                "Bel [ons].",
                "Mail [ons].",
                "---\n---\n\n## Zo doe je het\n\nMail [ons].\n\n[ons]: https://ons.example\n",
            ),
        ] {
            let kept = with_text(&ORIGINAL.replacen(old, new, 1), |text| text.overlay(&original()));
            assert_eq!(kept.map(|kept| kept.text).as_deref(), Some(expected), "{old} {new}");
        }
    }

    #[test]
    fn what_parts_cannot_say_is_not_kept_by_parts() {
        for (old, new) in [
            ("samenvatting: Kort.\n", ""),
            ("Vooraf.\n\n", ""),
            ("## Voorbeeld", "## Hier\n\nX.\n\n## Voorbeeld"),
            ("gepubliceerd", "concept"),
        ] {
            assert_eq!(
                with_text(&ORIGINAL.replacen(old, new, 1), |text| text.overlay(&original())),
                None,
                "{new}"
            );
        }
    }

    #[test]
    fn the_text_of_then_comes_back_only_as_it_was() {
        let then = original();
        let digest = digest_of(ORIGINAL.as_bytes());
        let (notes, bases) = with_text(ORIGINAL, |text| {
            digested(parts_of(&text.document(&then, Role::Own), &sources([&then])))
        });
        let back = |old: &str, new: &str| {
            with_text(&ORIGINAL.replacen(old, new, 1), |text| text.original(&notes, &bases, &digest))
        };
        for (old, new) in [
            ("Om wie belt.", "Om ons,\n\nen om anderen."),
            ("Kort.", "Langer."),
            ("## Voorbeeld", "## Hier\n\nX.\n\n## Voorbeeld"),
            ("Zo.\n", "Zo.\n\n## Bij ons\n\nHier.\n"),
            ("Vooraf", "Eerst"),
        ] {
            assert_eq!(back(old, new).as_deref(), Some(ORIGINAL), "{new}");
        }
        assert_eq!(back("gepubliceerd", "concept"), None, "no text of it was kept");
    }

    #[test]
    fn nothing_of_the_text_is_lost() {
        let dutch = Language::dutch();
        for (text, expected) in [
            ("---\ntitel: A\n---\nTekst.\n", "---\nvervang: geheel\ntitel: A\n---\nTekst.\n"),
            ("---\r\ntitel: A\r\n---\r\n", "---\r\nvervang: geheel\ntitel: A\r\n---\r\n"),
            ("Tekst.\n\n---\n", "---\nvervang: geheel\n---\nTekst.\n\n---\n"),
            ("---\nvervang: geheel\n---\nTekst.\n", "---\nvervang: geheel\n---\nTekst.\n"),
            ("", "---\nvervang: geheel\n---\n"),
        ] {
            assert_eq!(whole(text, &dutch), expected, "{text:?}");
        }
    }
}
