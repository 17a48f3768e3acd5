//! `near-duplicate`: two documents of one kind that say nearly the same.

use super::super::Site;
use crate::edition::ResolvedDocument;
use crate::text::{Diagnostic, Location, Rule, phrase};

/// How much of two texts has to be in both. Cards of one form share their set phrases, which come to less than half.
const ALIKE: f64 = 0.8;

/// How many signs of each text are looked at, and how many of them two texts have to share before they are compared: of two
/// that are alike, all but one in a hundred pairs share two.
const SIGNS: usize = 6;
const SHARED: usize = 2;

/// A sign that more documents share than this is a set phrase of theirs. Then each is compared with the one before it alone,
/// which finds copies of copies, and else with a few.
const MANY: usize = 50;
const A_FEW: usize = 3;

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (kind, _) in site.config.model.kinds().filter(|(_, kind)| kind.is_text) {
        let of_language = |chosen: &&ResolvedDocument| chosen.outline.language == site.edition.language;
        let documents = site.list(kind).iter().map(|id| &site.edition.documents[id]);
        let mut documents: Vec<&ResolvedDocument> = documents.filter(of_language).collect();
        // Of two layers the upper one gets the report, where it can be mended; of one layer the later document.
        documents.sort_by_key(|chosen| (chosen.layer, &chosen.outline.id));
        let pairs = pairs(&documents);
        diagnostics.extend(pairs.chunk_by(|one, other| one.0 == other.0).filter_map(|pairs| {
            let later = documents[pairs[0].0];
            let likeness = |earlier: usize| later.body.sketch.likeness(&documents[earlier].body.sketch);
            let likenesses = pairs.iter().map(|(_, earlier)| (likeness(*earlier), documents[*earlier]));
            // The first of those that are equally alike.
            let most = likenesses.reduce(|most, next| if next.0 > most.0 { next } else { most });
            most.filter(|(share, _)| *share >= ALIKE)
                .map(|(share, earlier)| diagnostic(later, earlier, share))
        }));
    }
}

/// The documents that are worth comparing, by their places, the later one first; in order. Only those that share signs, so that
/// the time is in proportion to the number of documents.
fn pairs(documents: &[&ResolvedDocument]) -> Vec<(usize, usize)> {
    let mut signs: Vec<(u32, usize)> = Vec::with_capacity(documents.len() * SIGNS);
    for (place, document) in documents.iter().enumerate() {
        signs.extend(document.body.sketch.signs(SIGNS).iter().map(|sign| (*sign, place)));
    }
    signs.sort_unstable();
    let mut sharing: Vec<(usize, usize)> = Vec::new();
    for of_sign in signs.chunk_by(|one, other| one.0 == other.0) {
        let n_compared = if of_sign.len() > MANY { 1 } else { A_FEW };
        for (at, (_, later)) in of_sign.iter().enumerate() {
            let before = &of_sign[at.saturating_sub(n_compared)..at];
            sharing.extend(before.iter().map(|(_, earlier)| (*later, *earlier)));
        }
    }
    sharing.sort_unstable();
    let often = sharing.chunk_by(|one, other| one == other).filter(|pair| pair.len() >= SHARED);
    often.map(|pair| pair[0]).collect()
}

fn diagnostic(later: &ResolvedDocument, earlier: &ResolvedDocument, share: f64) -> Diagnostic {
    let (other, percent) = (&earlier.outline.path, (share * 100.0).round());
    Diagnostic::new(
        Rule::NearDuplicate,
        phrase!(
            "ongeveer {percent} % van deze tekst staat woord voor woord ook in `{other}`",
            "about {percent} % of this text is word for word in `{other}` too"
        ),
    )
    .at(Location::file(later.outline.path.clone()))
    .hint(phrase!(
        "maak er één document van, en zet het oude adres van het andere onder `oude_adressen`; of schrijf hier alleen wat \
         anders is, met een link naar het andere",
        "make them one document, with the address of the other under `aliases`; or write only what is different here, with \
         a link to the other"
    ))
}
