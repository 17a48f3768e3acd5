//! What is said of drift: what became of originals, and what was done about it.

use super::entries::{EntryChange, EntryNews, called};
use crate::document::{DocumentId, Part};
use crate::edition::changes::{BaseChange, News};
use crate::edition::drift::part_name;
use crate::edition::settle::{MergeRefusal, Outcome, StayReason};
use crate::model::Language;
use crate::text::{Phrase, phrase};

/// Names in a sentence.
pub(crate) fn quoted(names: impl IntoIterator<Item = impl std::fmt::Display>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// A number of things, in Dutch and in English.
pub(crate) fn counted(n: usize, nl: [&str; 2], en: [&str; 2]) -> (String, String) {
    let form = usize::from(n != 1);
    (format!("{n} {}", nl[form]), format!("{n} {}", en[form]))
}

/// What to do with a file whose original isn't there any more, and that isn't a document by itself.
pub(crate) fn adrift(hides: bool) -> Phrase {
    if hides {
        phrase!(
            "  het origineel is er niet meer: haal dit bestand weg",
            "  the original isn't there any more: take this file away"
        )
    } else {
        phrase!(
            "  het origineel is er niet meer: houd de hele tekst als eigen tekst met `--accept`, of haal dit bestand weg",
            "  the original isn't there any more: keep the whole text as your own by `--accept`, or take this file away"
        )
    }
}

/// What a file says of its original, which isn't there any more: those keys, by their names, have to go.
pub(crate) fn left_over(names: &str) -> Phrase {
    phrase!(
        "  haal ook {names} weg: er is geen origineel meer om aan te passen",
        "  take {names} away, too: there is no original any more to change"
    )
}

/// That an original has another name than the file that lies on it.
pub(crate) fn moved(shown: &str, id: &DocumentId, file: &str) -> Phrase {
    phrase!(
        "{shown}: het origineel heet nu `{id}`; verplaats dit bestand naar `{file}`",
        "{shown}: the original is called `{id}` now; move this file to `{file}`"
    )
}

/// What happened to the original of a part, in a site that is written in `language`.
pub(crate) fn news(change: &BaseChange, language: &Language) -> Phrase {
    let part = part_name(&change.part, language);
    match &change.news {
        News::Changed => {
            phrase!("  `{part}`: het origineel is veranderd", "  `{part}`: the original has changed")
        }
        News::RenamedTo(id) => phrase!(
            "  `{part}`: het origineel heet nu `{id}`",
            "  `{part}`: the original is called `{id}` now"
        ),
        News::SplitInto(ids) => {
            let ids = quoted(ids);
            phrase!(
                "  `{part}`: het origineel is verdeeld over {ids}",
                "  `{part}`: the original is divided over {ids}"
            )
        }
        News::Added => phrase!("  `{part}`: nieuw in het origineel", "  `{part}`: new in the original"),
        News::Gone => {
            phrase!("  `{part}`: het origineel is weggehaald", "  `{part}`: the original was taken away")
        }
        News::Unnoted => phrase!(
            "  `{part}`: niet vastgelegd op welke tekst dit rust",
            "  `{part}`: not noted which text this was made from"
        ),
    }
}

/// What happened to a part that is taken over as it is, in a site that is written in `language`.
pub(crate) fn news_of_taken_over(change: &BaseChange, language: &Language) -> Phrase {
    let part = part_name(&change.part, language);
    match &change.news {
        News::Changed => phrase!("  `{part}`: veranderd", "  `{part}`: changed"),
        News::Added | News::Unnoted => phrase!("  `{part}`: nieuw", "  `{part}`: new"),
        News::Gone => phrase!("  `{part}`: weggehaald", "  `{part}`: taken away"),
        News::RenamedTo(id) => phrase!("  `{part}`: heet nu `{id}`", "  `{part}`: called `{id}` now"),
        News::SplitInto(ids) => {
            let ids = quoted(ids);
            phrase!("  `{part}`: verdeeld over {ids}", "  `{part}`: divided over {ids}")
        }
    }
}

/// What happened to an entry of the data below.
pub(crate) fn entry_news(change: &EntryChange) -> Phrase {
    let Phrase { nl, en } = called(&change.name);
    match change.news {
        EntryNews::Changed => phrase!("{nl}: veranderd in de basis", "{en}: changed in the base"),
        EntryNews::Added => phrase!("{nl}: nieuw in de basis", "{en}: new in the base"),
        EntryNews::Gone => phrase!("{nl}: weggehaald uit de basis", "{en}: taken away from the base"),
    }
}

/// What became of a part, in a site that is written in `language`.
pub(crate) fn came(part: &Part, outcome: &Outcome, language: &Language) -> Phrase {
    let part = part_name(part, language);
    match outcome {
        Outcome::Noted => phrase!(
            "  `{part}`: vastgelegd op de tekst van nu",
            "  `{part}`: noted as made from the text of today"
        ),
        Outcome::Dropped => phrase!(
            "  `{part}`: het origineel is er niet meer, dus de verwijzing ernaar ook niet; je eigen tekst blijft",
            "  `{part}`: the original isn't there any more, and so neither is the note of it; your own text stays"
        ),
        Outcome::Merged => {
            phrase!(
                "  `{part}`: samengevoegd met de tekst van nu",
                "  `{part}`: merged with the text of today"
            )
        }
        Outcome::Conflict => phrase!(
            "  `{part}`: deels samengevoegd; kies zelf tussen de regels met `<<<<<<<` en `>>>>>>>`, en zeg daarna \
             `--accept`",
            "  `{part}`: merged in part; choose yourself between the lines with `<<<<<<<` and `>>>>>>>`, and then say \
             `--accept`"
        ),
        Outcome::Stays(StayReason::Translation) => phrase!(
            "  `{part}`: een vertaling is niet samen te voegen; dit veranderde in het origineel, neem het zelf over en \
             zeg daarna `--accept`",
            "  `{part}`: a translation can't be merged; this changed in the original, take it over yourself and then \
             say `--accept`"
        ),
        Outcome::Stays(StayReason::NoBase) => phrase!(
            "  `{part}`: niet samen te voegen, want de tekst van toen is niet bewaard; vergelijk zelf en zeg `--accept`",
            "  `{part}`: can't be merged, as the text of then wasn't kept; compare yourself and say `--accept`"
        ),
        Outcome::Stays(StayReason::NoText) => phrase!(
            "  `{part}`: dit bestand heeft hier geen eigen tekst; bekijk het origineel en zeg `--accept`",
            "  `{part}`: this file has no text of its own here; look at the original and say `--accept`"
        ),
        Outcome::Stays(StayReason::Gone) => phrase!(
            "  `{part}`: het origineel is weggehaald of verdeeld; verplaats je tekst zelf, of houd hem met `--accept`",
            "  `{part}`: the original was taken away or divided; move your text yourself, or keep it by `--accept`"
        ),
        Outcome::Stays(StayReason::Rewritten) => phrase!(
            "  `{part}`: je tekst lijkt te weinig op het origineel om samen te voegen; dit veranderde daarin, neem over \
             wat je wilt en zeg daarna `--accept`",
            "  `{part}`: your text is too little like the original to be merged; this changed there, take over what you \
             want and then say `--accept`"
        ),
        Outcome::Stays(StayReason::Unnoted) => phrase!(
            "  `{part}`: niet vastgelegd op welke tekst dit rust; klopt je tekst, zeg dan `--accept`",
            "  `{part}`: not noted which text this was made from; if your text is right, say `--accept`"
        ),
    }
}

pub(crate) fn refused(refusal: MergeRefusal, shown: &str) -> Phrase {
    match refusal {
        MergeRefusal::Unclosed => phrase!(
            "{shown}: zet eerst na het laatste veld een regel `---`; er is niets veranderd",
            "{shown}: first put a line `---` after the last field; nothing was changed"
        ),
        MergeRefusal::NotAsMeant => phrase!(
            "{shown}: hier is niets bij te zetten zonder er iets anders van te maken; zet elk veld op een eigen regel, \
             zonder inspringen en zonder accolades om het geheel, sluit elk codeblok af, en probeer het opnieuw; er is \
             niets veranderd",
            "{shown}: nothing can be added here without making it something else; put each field on a line of its own, \
             not indented and without braces around them all, close every code block, and try again; nothing was \
             changed"
        ),
        MergeRefusal::InConflict => phrase!(
            "{shown}: maak eerst het vorige samenvoegen af; er is niets veranderd",
            "{shown}: first finish the last merge; nothing was changed"
        ),
    }
}
