//! What a digest says: to one owner, about one thing, and how it all begins.

use jiff::civil::Date;

use super::item::{OwnerDigest, SiteDigest};
use super::kind::DigestKind;
use crate::config::ReviewStanding;
use crate::document::Role;
use crate::edition::survey::{Standing, Surveyed};
use crate::text::{Phrase, Rule, SourcePath, long_date, phrase};

/// What happened to the original of a document or a translation.
pub(super) fn change(standing: Standing, is_translation: bool) -> Phrase {
    match (standing, is_translation) {
        (Standing::Orphaned, true) => phrase!(
            "het origineel van deze vertaling is ingetrokken",
            "the original of this translation was withdrawn"
        ),
        (_, true) => phrase!(
            "het origineel is veranderd na deze vertaling",
            "the original has changed since this translation"
        ),
        (Standing::Orphaned, _) => phrase!(
            "dit is een eigen versie, en het origineel is ingetrokken",
            "this is a version of your own, and the original was withdrawn"
        ),
        (Standing::Withdrawn, _) => phrase!(
            "de basis heeft deze tekst ingetrokken; op de site staat hij dus niet meer",
            "the base withdrew this text, so it isn't on the site any more"
        ),
        (Standing::New, _) => phrase!("nieuw in de basis", "new in the base"),
        (Standing::Updated, _) => phrase!(
            "overgenomen uit de basis, en daar veranderd",
            "taken over from the base, and changed there"
        ),
        _ => phrase!(
            "dit is een eigen versie, en het origineel is veranderd",
            "this is a version of your own, and the original has changed"
        ),
    }
}

/// How that is settled; `file` is the site's own.
pub(super) fn settle(standing: Standing, file: Option<&SourcePath>, surveyed: &Surveyed) -> Phrase {
    let name = file.map_or_else(|| surveyed.text_name(), |path| path.local().to_owned());
    let is_translation =
        surveyed.derived.as_ref().is_some_and(|derived| derived.piece.role == Role::Translation);
    match standing {
        Standing::Orphaned => phrase!(
            "`wijkgids drift {name}` zegt wat u kunt doen: de tekst houden als eigen tekst, of het bestand weghalen",
            "`wijkgids drift {name}` says what you can do: keep the text as your own, or take the file away"
        ),
        Standing::Drifted if is_translation => phrase!(
            "kijk met `wijkgids drift {name} --diff` wat er veranderde, werk de vertaling bij, en meld dat met `--accept`",
            "see with `wijkgids drift {name} --diff` what changed, bring the translation up to date, and say so with `--accept`"
        ),
        Standing::Drifted => phrase!(
            "kijk met `wijkgids drift {name} --diff` wat er veranderde; `--merge` neemt het over, `--accept` zegt dat de eigen tekst nog klopt",
            "see with `wijkgids drift {name} --diff` what changed; `--merge` takes it over, `--accept` says that your own text is still right"
        ),
        _ => phrase!(
            "lees of dit bij ons klopt; `wijkgids drift {name} --accept` zegt dat u het gezien hebt",
            "read whether this is right for you; `wijkgids drift {name} --accept` says that you have seen it"
        ),
    }
}

/// What to do about data below that changed.
pub(super) fn see_site() -> Phrase {
    phrase!(
        "kijk of dit bij ons klopt; `wijkgids drift --accept` zegt dat u alles gezien hebt",
        "see whether this is right for you; `wijkgids drift --accept` says that you have seen everything"
    )
}

/// Before when a document has to be read again.
pub(super) fn review(standing: ReviewStanding, review_by: Date) -> Phrase {
    let Phrase { nl, en } = long_date(review_by);
    match standing {
        ReviewStanding::Due => {
            phrase!("moet voor {nl} opnieuw gelezen zijn", "has to be read again before {en}")
        }
        _ => phrase!("had voor {nl} opnieuw gelezen moeten zijn", "should have been read again before {en}"),
    }
}

/// Where more is said of a rule.
pub(super) fn explain(rule: Rule) -> Phrase {
    let name = rule.name();
    phrase!("`wijkgids explain {name}` legt het uit", "`wijkgids explain {name}` explains it")
}

/// What an owner is called.
pub(super) fn owner(digest: &OwnerDigest) -> Phrase {
    let name = owner_name(digest.owner.as_deref());
    if !digest.is_below {
        return name;
    }
    let Phrase { nl, en } = name;
    phrase!("{nl} (in de basis)", "{en} (in the base)")
}

/// What an owner is called, by the name that documents have for them.
pub(super) fn owner_name(owner: Option<&str>) -> Phrase {
    match owner {
        Some(owner) => phrase!("{owner}", "{owner}"),
        None => phrase!("Zonder eigenaar", "Without an owner"),
    }
}

/// How much there is, in one sentence.
pub(super) fn summary(digest: &OwnerDigest) -> Phrase {
    let counts = DigestKind::ALL.map(|kind| (kind, digest.of(kind).count()));
    let counts: Vec<Phrase> =
        counts.into_iter().filter(|(_, n)| *n > 0).map(|(kind, n)| kind.counted(n)).collect();
    if counts.is_empty() {
        return nothing();
    }
    let nl: Vec<&str> = counts.iter().map(|count| count.nl.as_str()).collect();
    let en: Vec<&str> = counts.iter().map(|count| count.en.as_str()).collect();
    let (nl, en) = (listed(&nl, "en"), listed(&en, "and"));
    if counts[0].nl.starts_with("1 ") {
        return phrase!("Er is {nl}.", "There is {en}.");
    }
    phrase!("Er zijn {nl}.", "There are {en}.")
}

/// Names or counts as a sentence lists them.
fn listed(parts: &[&str], and: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// Whether only one owner is told, who knows who they are.
pub(super) fn is_for_one(digest: &SiteDigest) -> bool {
    matches!(digest.owners.as_slice(), [OwnerDigest { owner: Some(_), .. }])
}

/// What is left out, where something is.
pub(super) fn earlier(digest: &OwnerDigest, since: Option<Date>) -> Option<Phrase> {
    let (n, since) = (digest.n_earlier, long_date(since?));
    let Phrase { nl, en } = since;
    match n {
        0 => None,
        1 => Some(phrase!(
            "Een verandering van voor {nl} staat hier niet bij; `wijkgids drift` noemt die wel.",
            "One change from before {en} isn't listed here; `wijkgids drift` tells it."
        )),
        _ => Some(phrase!(
            "{n} veranderingen van voor {nl} staan hier niet bij; `wijkgids drift` noemt ze wel.",
            "{n} changes from before {en} aren't listed here; `wijkgids drift` tells them."
        )),
    }
}

/// That more changed, which nobody of the site looks after, where something did.
pub(super) fn unclaimed(digest: &SiteDigest) -> Option<Phrase> {
    match digest.n_unclaimed {
        0 => None,
        1 => Some(phrase!(
            "In de basis veranderde ook iets waar niemand van deze site eigenaar van is; `wijkgids digest` zonder `--owner` noemt het.",
            "Something else changed in the base that nobody of this site owns; `wijkgids digest` without `--owner` tells it."
        )),
        n => Some(phrase!(
            "In de basis veranderden ook {n} dingen waar niemand van deze site eigenaar van is; `wijkgids digest` zonder `--owner` noemt ze.",
            "In the base, {n} other things changed that nobody of this site owns; `wijkgids digest` without `--owner` tells them."
        )),
    }
}

/// What a digest is called.
pub(super) fn title(digest: &SiteDigest) -> Phrase {
    let SiteDigest { title, owners, .. } = digest;
    match owners.as_slice() {
        [OwnerDigest { owner: Some(owner), .. }] => {
            phrase!("{title}: wat er te doen is voor {owner}", "{title}: what there is to do for {owner}")
        }
        _ => phrase!("{title}: wat er te doen is", "{title}: what there is to do"),
    }
}

/// What a mail begins with.
pub(super) fn greeting(digest: &SiteDigest) -> Phrase {
    let day = long_date(digest.day);
    let (title, Phrase { nl, en }) = (&digest.title, day);
    let (hello_nl, hello_en) = match digest.owners.as_slice() {
        [OwnerDigest { owner: Some(owner), .. }] => (format!("Beste {owner},"), format!("Dear {owner},")),
        _ => ("Beste collega's,".to_owned(), "Dear colleagues,".to_owned()),
    };
    phrase!(
        "{hello_nl}\n\nHieronder staat wat er in {title} op jullie wacht. Het is de stand van {nl}.",
        "{hello_en}\n\nBelow is what waits for you in {title}, as it stands on {en}."
    )
}

/// What a mail ends with.
pub(super) fn closing(digest: &SiteDigest) -> Phrase {
    let title = &digest.title;
    phrase!(
        "Klopt er iets niet, of hoort een tekst bij iemand anders? Laat het weten.\n\nVriendelijke groet,\n{title}",
        "Is something wrong, or does a text belong to somebody else? Let us know.\n\nKind regards,\n{title}"
    )
}

/// What stands where there are more things than are listed.
pub(super) fn more(n: usize) -> Phrase {
    phrase!(
        "en nog {n}; `wijkgids check` en `wijkgids drift` noemen ze alle",
        "and {n} more; `wijkgids check` and `wijkgids drift` name them all"
    )
}

/// What comes before what to do.
pub(super) fn to_do() -> Phrase {
    phrase!("Wat te doen", "What to do")
}

/// Where something stands, as people say it.
pub(super) fn place(path: &str, line: usize) -> Phrase {
    phrase!("{path}, regel {line}", "{path}, line {line}")
}

/// That nobody has anything to do.
pub(super) fn nothing() -> Phrase {
    phrase!("Er is nu niets te doen.", "There is nothing to do now.")
}

/// On which day this holds.
pub(super) fn dated(day: Date) -> Phrase {
    let Phrase { nl, en } = long_date(day);
    phrase!("De stand van {nl}.", "As it stands on {en}.")
}

/// What the summary for a manager is called.
pub(super) fn management_title(title: &str) -> Phrase {
    phrase!("{title}: hoe de gids ervoor staat", "{title}: how the guide stands")
}

/// Counts as a sentence lists them, without those that are none; `None` where all are.
pub(super) fn counts(counts: &[(usize, &str, &str)]) -> Option<Phrase> {
    let some = || counts.iter().filter(|(n, ..)| *n > 0);
    let nl: Vec<String> = some().map(|(n, nl, _)| format!("{n} {nl}")).collect();
    let en: Vec<String> = some().map(|(n, _, en)| format!("{n} {en}")).collect();
    let (nl, en) = (borrowed(&nl), borrowed(&en));
    (!nl.is_empty()).then(|| Phrase { nl: listed(&nl, "en"), en: listed(&en, "and") })
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}
