//! A document as the desk tells of it.

use std::collections::HashMap;

use super::due::Due;
use crate::document::{Aim, Ease, ReadabilityScore, Status};
use crate::edition::survey::Standing;
use crate::edition::{Exclusion, ResolvedDocument};
use crate::model::KindId;
use crate::pipeline::{Desk, Translated};
use crate::preview::snapshot::{Problem, ProblemLocation, Snapshot};
use crate::report::Spot;
use crate::text::{Phrase, Severity, SourcePath, phrase};

/// A document with what there is to say of it.
pub(super) struct DeskRow<'s> {
    pub(super) document: &'s ResolvedDocument,
    pub(super) tally: ProblemCounts,
    pub(super) due: Due,
    /// How it reads; `None` where that can't be counted.
    pub(super) reading: Option<ReadabilityScore>,
    pub(super) standing: Option<Standing>,
    /// Whether readers of another language get the original.
    pub(super) lacks_translation: bool,
    /// Whether a translation is of an older original.
    pub(super) has_old_translation: bool,
}

/// How much was found.
#[derive(Clone, Copy, Default)]
pub(super) struct ProblemCounts {
    pub(super) errors: usize,
    pub(super) warnings: usize,
}

impl ProblemCounts {
    /// How many of these problems are a document's own.
    pub(super) fn of<'p>(
        document: &ResolvedDocument,
        problems: impl IntoIterator<Item = &'p Problem>,
    ) -> Self {
        let mut found = Self::default();
        let is_own = |problem: &&Problem| problem.place.as_ref().is_some_and(|it| concerns(it, document));
        for problem in problems.into_iter().filter(is_own) {
            match problem.severity {
                Severity::Error => found.errors += 1,
                Severity::Warning => found.warnings += 1,
            }
        }
        found
    }
}

impl<'s> DeskRow<'s> {
    /// That of one document.
    pub(super) fn new(document: &'s ResolvedDocument, desk: &Desk, tally: ProblemCounts) -> Self {
        let outline = &document.outline;
        let has = |state| desk.languages.iter().any(|into| desk.translated(document, into) == state);
        Self {
            document,
            tally,
            due: Due::on(desk.today, outline.review_by()),
            reading: document.body.reading(),
            standing: desk.standings.get(&outline.id).copied(),
            lacks_translation: has(Translated::Missing),
            has_old_translation: has(Translated::Behind),
        }
    }

    /// What it should read like.
    pub(super) fn aim(&self) -> Aim {
        Aim::of(self.document.outline.audience())
    }

    /// How it reads against that; `None` where that can't be counted.
    pub(super) fn ease(&self) -> Option<Ease> {
        self.reading.map(|reading| self.aim().ease(reading))
    }

    pub(super) fn is_draft(&self) -> bool {
        self.document.outline.status() == Status::Draft
    }
}

/// The problems of each file.
pub(super) type Problems<'s> = HashMap<&'s SourcePath, Vec<&'s Problem>>;

/// The problems of each file.
pub(super) fn problems(snapshot: &Snapshot) -> Problems<'_> {
    let mut problems = Problems::new();
    for problem in &snapshot.problems {
        if let Some(place) = &problem.place {
            problems.entry(&place.path).or_default().push(problem);
        }
    }
    problems
}

/// Whether a problem there is one of this document: many provisions share a file.
pub(in crate::preview) fn concerns(place: &ProblemLocation, document: &ResolvedDocument) -> bool {
    let is_within = |spot: &Spot| {
        document.outline.kind != KindId::PROVISION || document.body.lead_at.span.range().contains(&spot.at)
    };
    document.files().any(|file| *file == place.path) && place.spot.as_ref().is_none_or(is_within)
}

/// How many errors, in words.
pub(super) fn counted_errors(n: usize) -> Phrase {
    match n {
        1 => phrase!("1 fout", "1 error"),
        _ => phrase!("{n} fouten", "{n} errors"),
    }
}

/// How many warnings, in words.
pub(super) fn counted_warnings(n: usize) -> Phrase {
    match n {
        1 => phrase!("1 waarschuwing", "1 warning"),
        _ => phrase!("{n} waarschuwingen", "{n} warnings"),
    }
}

/// How a text reads, in a word.
pub(super) fn ease_name(ease: Ease) -> Phrase {
    match ease {
        Ease::Good => phrase!("leest vlot", "reads easily"),
        Ease::Fair => phrase!("kan makkelijker", "could be easier"),
        Ease::Hard => phrase!("leest zwaar", "reads heavily"),
        Ease::TooShort => phrase!("te kort om te meten", "too short to measure"),
    }
}

/// How far a document is translated, in a word.
pub(super) fn translated_name(translated: Translated) -> Phrase {
    match translated {
        Translated::Original => phrase!("origineel", "original"),
        Translated::Done => phrase!("vertaald", "translated"),
        Translated::Behind => phrase!("loopt achter", "behind"),
        Translated::Missing => phrase!("ontbreekt", "missing"),
    }
}

/// Why readers don't get a document.
pub(super) fn left_out_name(why: Exclusion) -> Phrase {
    match why {
        Exclusion::Draft => phrase!("concept", "draft"),
        Exclusion::Retired => phrase!("vervallen", "withdrawn"),
        Exclusion::Hidden => phrase!("verborgen", "hidden"),
        Exclusion::ForTeams => phrase!("alleen voor teams", "for teams only"),
        Exclusion::Overdue => phrase!("te laat herzien", "review overdue"),
    }
}

/// The figures of a text beside what they should be, in a sentence.
pub(super) fn figures(reading: ReadabilityScore, aim: Aim) -> Phrase {
    let ReadabilityScore { words, words_per_sentence, flesch_douma, lix, .. } = reading;
    let (ease, index, mean) = (flesch_douma.round(), lix.round(), words_per_sentence.round());
    let Aim { flesch_douma: least, lix: most, .. } = aim;
    phrase!(
        "Flesch-Douma {ease} (streef naar {least} of meer), LIX {index} (streef naar {most} of minder), {mean} woorden per \
         zin, {words} woorden",
        "Flesch-Douma {ease} (aim for {least} or more), LIX {index} (aim for {most} or less), {mean} words to a sentence, \
         {words} words"
    )
}
