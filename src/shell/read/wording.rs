//! Why a file wasn't read, or not as a whole, for the one who put it there.

use super::file::{MIB, Trouble};
use crate::directory::Workbook;
use crate::text::{Phrase, Rule, Span, phrase};

/// The rule, what was found, and what to do. `cap` is how many bytes there may be, where that is the trouble.
pub(super) fn of(trouble: Trouble, cap: u64) -> (Rule, Phrase, Phrase) {
    match trouble {
        Trouble::Link => (
            Rule::UnreadableFile,
            phrase!(
                "dit is een symbolische koppeling, en die wordt niet gevolgd",
                "this is a symbolic link, which is not followed"
            ),
            phrase!(
                "zet hier het bestand of de map zelf neer, of haal de koppeling weg",
                "put the file or folder itself here, or remove the link"
            ),
        ),
        Trouble::NotAFile => (
            Rule::UnreadableFile,
            phrase!("dit is geen gewoon bestand", "this is not an ordinary file"),
            phrase!(
                "haal het weg, of geef een map een naam zonder `.md` of `.yaml`",
                "remove it, or give a folder a name without `.md` or `.yaml`"
            ),
        ),
        Trouble::TooLarge { length } => {
            let (megabytes, cap) = (length.div_ceil(MIB), cap / MIB);
            (
                Rule::TooLarge,
                phrase!(
                    "dit bestand is {megabytes} MiB groot; hoogstens {cap} MiB kan",
                    "this file takes {megabytes} MiB; at most {cap} MiB will do"
                ),
                phrase!("maak het kleiner, of splits het", "make it smaller, or split it"),
            )
        }
        Trouble::Restless | Trouble::Gone => (
            Rule::UnreadableFile,
            phrase!(
                "dit bestand verandert steeds terwijl het gelezen wordt",
                "this file keeps changing while it is read"
            ),
            phrase!(
                "wacht tot het programma dat erin schrijft klaar is",
                "wait until the program that writes to it is done"
            ),
        ),
        Trouble::Refused(error) => (
            Rule::UnreadableFile,
            phrase!("dit is niet te lezen: {error}", "this can't be read: {error}"),
            phrase!(
                "kijk of u het zelf kunt openen, en wie het mag lezen",
                "see whether you can open it yourself, and who may read it"
            ),
        ),
    }
}

/// What a workbook holds that its program doesn't show, and the lists in it that aren't read: what was found, what to do, and
/// where in its text.
pub(super) fn of_workbook(workbook: &Workbook) -> impl Iterator<Item = (Phrase, Phrase, Span)> {
    let hidden = workbook.hidden.iter().map(|(message, span)| {
        let hint = phrase!(
            "maak zichtbaar wat op de site hoort, en haal de rest uit de lijst",
            "show what belongs on the site, and take the rest out of the list"
        );
        (message.clone(), hint, *span)
    });
    let lists = workbook.lists.iter().map(|name| {
        let message = phrase!(
            "op het blad `{name}` staat ook een lijst, en die wordt niet gelezen",
            "the sheet `{name}` holds a list too, which isn't read"
        );
        let hint =
            phrase!("bewaar dat blad als een werkmap apart", "save that sheet as a workbook of its own");
        (message, hint, Span::default())
    });
    hidden.chain(lists)
}
