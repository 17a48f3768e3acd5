//! A digest as a feed (RFC 4287): an entry for each thing to know, which stays the same one as long as it is the same thing.

use std::collections::BTreeSet;

use super::item::{DigestItem, OwnerDigest, SiteDigest};
use super::kind::DigestKind;
use super::wording;
use crate::drift::capital;
use crate::page::{AtomEntry, AtomFeed};
use crate::report::printable;
use crate::text::{Digest, MessageLanguage, Phrase, percent, slugify};

/// The feed. Where it will lie nobody knows, so that it says no address of its own.
pub(super) fn feed(digest: &SiteDigest, language: MessageLanguage) -> String {
    let SiteDigest { base_url, day, owners, .. } = digest;
    let of = match owners.as_slice() {
        [OwnerDigest { owner: Some(owner), .. }] => format!("/{}", slugify(owner)),
        _ => String::new(),
    };
    let feed = AtomFeed {
        language: language.tag(),
        title: &printable(wording::title(digest).in_language(language)),
        id: &format!("{base_url}#digest{of}"),
        page: base_url,
        own: None,
        author: &printable(&digest.title),
    };
    let mut ids = BTreeSet::new();
    let all = owners.iter().flat_map(|owner| owner.items.iter().map(move |item| (owner, item)));
    // What is wrong twice in one file is one thing to know.
    let once = all.filter(|(_, item)| ids.insert(id(item, base_url)));
    feed.written(*day, once.map(|(owner, item)| entry(item, owner, digest, language)))
}

fn entry(
    item: &DigestItem,
    owner: &OwnerDigest,
    digest: &SiteDigest,
    language: MessageLanguage,
) -> AtomEntry {
    let say = |phrase: &Phrase| printable(phrase.in_language(language).trim());
    // The day before which something has to be done comes later, and no entry is from then.
    let updated = item.date.filter(|date| item.kind != DigestKind::Review && *date <= digest.day);
    let details: String = item.details.iter().map(|detail| format!(" {}.", say(&detail.sentence))).collect();
    let (what, to_do) = (say(&item.what), say(&wording::to_do()));
    let summary = format!("{}.{details} {to_do}: {}.", capital(&what), say(&item.to_do));
    AtomEntry {
        title: format!("{}: {what}", say(&item.title)),
        id: id(item, &digest.base_url),
        link: item.url.clone(),
        updated: updated.unwrap_or(digest.day),
        author: Some(say(&wording::owner(owner))),
        category: Some((item.kind.key(), say(&item.kind.heading()))),
        summary,
    }
}

/// What an entry is known by: changed once more, or late once more, it is another one.
fn id(item: &DigestItem, base_url: &str) -> String {
    let now = item.details.iter().map(|detail| (&detail.sentence, &detail.now));
    let date = item.date.filter(|_| item.kind == DigestKind::Review);
    let state = Digest::of_serialized(&(
        now.map(|(sentence, now)| (&sentence.en, now)).collect::<Vec<_>>(),
        date.map(|date| date.to_string()),
        &item.what.en,
    ));
    let key = percent::encode_path(&item.key);
    format!("{base_url}#digest/{}/{key}/{}", item.kind.key(), state.short())
}
