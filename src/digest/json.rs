//! A digest, and the summary for a manager, for programs.

use serde::Serialize;

use super::item::{DigestItem, SiteDigest};
use super::wording;
use crate::report::printable;
use crate::text::{MessageLanguage, Phrase};

#[derive(Serialize)]
struct DigestJson<'d> {
    title: &'d str,
    date: String,
    since: Option<String>,
    owners: Vec<OwnerDigestJson<'d>>,
    /// How many changes of nobody of the site aren't told because one owner was asked for.
    unclaimed: usize,
}

#[derive(Serialize)]
struct OwnerDigestJson<'d> {
    /// `null` for what nobody looks after.
    owner: Option<&'d str>,
    summary: String,
    /// How many changes are left out because they are from before `since`.
    earlier: usize,
    items: Vec<ItemJson<'d>>,
}

#[derive(Serialize)]
struct ItemJson<'d> {
    /// `change`, `review`, `check`, `link`, `translation` or `problem`.
    kind: &'static str,
    key: &'d str,
    title: String,
    language: Option<&'d str>,
    /// From the folder of the site.
    file: Option<&'d str>,
    line: Option<usize>,
    url: Option<&'d str>,
    what: String,
    to_do: String,
    date: Option<String>,
    details: Vec<DetailJson<'d>>,
}

#[derive(Serialize)]
struct DetailJson<'d> {
    what: String,
    /// `null` where the text of then wasn't kept.
    then: Option<&'d str>,
    now: Option<&'d str>,
}

/// The digest.
pub(super) fn json(digest: &SiteDigest, language: MessageLanguage) -> String {
    let say = |phrase: &Phrase| printable(phrase.in_language(language).trim());
    let owners = digest.owners.iter().map(|owner| OwnerDigestJson {
        owner: owner.owner.as_deref(),
        summary: say(&wording::summary(owner)),
        earlier: owner.n_earlier,
        items: owner.items.iter().map(|item| of_item(item, language)).collect(),
    });
    let json = DigestJson {
        title: &digest.title,
        date: digest.day.to_string(),
        since: digest.since.map(|since| since.to_string()),
        owners: owners.collect(),
        unclaimed: digest.n_unclaimed,
    };
    serde_json::to_string_pretty(&json).expect("texts and numbers are JSON")
}

fn of_item(item: &DigestItem, language: MessageLanguage) -> ItemJson<'_> {
    let say = |phrase: &Phrase| printable(phrase.in_language(language).trim());
    let details = item.details.iter().map(|detail| DetailJson {
        what: say(&detail.sentence),
        then: detail.then.as_deref(),
        now: detail.now.as_deref(),
    });
    ItemJson {
        kind: item.kind.key(),
        key: &item.key,
        title: say(&item.title),
        language: item.language.as_deref(),
        file: item.place.as_ref().map(|place| place.path.as_str()),
        line: item.place.as_ref().map(|place| place.line),
        url: item.url.as_deref(),
        what: say(&item.what),
        to_do: say(&item.to_do),
        date: item.date.map(|date| date.to_string()),
        details: details.collect(),
    }
}
