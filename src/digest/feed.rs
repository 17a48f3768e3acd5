//! A digest as a feed (RFC 4287): an entry for each thing to know, which stays the same one as long as it is the same thing.

use std::collections::BTreeSet;

use super::item::{DigestItem, OwnerDigest, SiteDigest};
use super::kind::DigestKind;
use super::wording;
use crate::drift::escaped;
use crate::report::printable;
use crate::text::{Digest, MessageLanguage, Phrase, percent, slugify};

/// The feed.
pub(super) fn feed(digest: &SiteDigest, language: MessageLanguage) -> String {
    let SiteDigest { base_url, day, owners, .. } = digest;
    let text = |text: &str| escaped(&printable(text));
    let of = match owners.as_slice() {
        [OwnerDigest { owner: Some(owner), .. }] => format!("/{}", slugify(owner)),
        _ => String::new(),
    };
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{base}#digest{of}</id>\n<link href=\"{base}\"/>\n<updated>{day}T00:00:00Z</updated>\n\
         <author><name>{}</name></author>\n",
        language.tag(),
        text(wording::title(digest).in_language(language)),
        text(&digest.title),
        base = escaped(base_url),
    );
    let mut ids = BTreeSet::new();
    for owner in owners {
        for item in &owner.items {
            // What is wrong twice in one file is one thing to know.
            if ids.insert(id(item, base_url)) {
                feed.push_str(&entry(item, owner, digest, language));
            }
        }
    }
    feed.push_str("</feed>\n");
    feed
}

fn entry(item: &DigestItem, owner: &OwnerDigest, digest: &SiteDigest, language: MessageLanguage) -> String {
    let text = |phrase: &Phrase| escaped(&printable(phrase.in_language(language).trim()));
    let whose = text(&wording::owner(owner));
    // The day before which something has to be done comes later, and no entry is from then.
    let updated = item.date.filter(|date| item.kind != DigestKind::Review && *date <= digest.day);
    let updated = updated.unwrap_or(digest.day);
    let link = item.url.as_ref().map(|url| format!("<link href=\"{}\"/>\n", escaped(url)));
    let details: String = item.details.iter().map(|detail| format!(" {}.", text(&detail.sentence))).collect();
    format!(
        "<entry>\n<title>{}: {}</title>\n<id>{}</id>\n{}<updated>{updated}T00:00:00Z</updated>\n\
         <author><name>{whose}</name></author>\n<category term=\"{}\" label=\"{}\"/>\n<summary>{}.{details} {}: {}.</summary>\n</entry>\n",
        text(&item.title),
        text(&item.what),
        escaped(&id(item, &digest.base_url)),
        link.unwrap_or_default(),
        item.kind.key(),
        text(&item.kind.heading()),
        text(&item.what),
        text(&wording::to_do()),
        text(&item.to_do),
    )
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
