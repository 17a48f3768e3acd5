//! A digest as plain text: for a terminal, and in a mail.

use super::item::{DigestItem, OwnerDigest, SiteDigest};
use super::kind::DigestKind;
use super::management::ManagementSummary;
use super::wording;
use crate::report::printable;
use crate::text::{MessageLanguage, Phrase};

/// How many things of a kind are listed for one owner: more than that nobody does after one mail.
pub(super) const MOST: usize = 50;

/// The text; `folder` is what comes before the path of a file.
pub(super) fn text(digest: &SiteDigest, language: MessageLanguage, folder: &str) -> String {
    let mut lines = Vec::new();
    for owner in &digest.owners {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        of_owner(owner, digest, language, folder, &mut lines);
    }
    if let Some(unclaimed) = wording::unclaimed(digest) {
        lines.extend([String::new(), unclaimed.in_language(language).to_owned()]);
    }
    if digest.owners.is_empty() {
        lines.push(wording::nothing().in_language(language).to_owned());
    }
    lines.join("\n")
}

fn of_owner(
    owner: &OwnerDigest,
    digest: &SiteDigest,
    language: MessageLanguage,
    folder: &str,
    lines: &mut Vec<String>,
) {
    let say = |phrase: &Phrase| printable(phrase.in_language(language));
    let summary = say(&wording::summary(owner));
    lines.push(match wording::is_for_one(digest) {
        true => summary,
        false => format!("{}: {summary}", say(&wording::owner(owner))),
    });
    lines.extend(wording::earlier(owner, digest.since).iter().map(say));
    for kind in DigestKind::ALL {
        let n = owner.of(kind).count();
        if n == 0 {
            continue;
        }
        lines.extend([String::new(), say(&kind.heading())]);
        for item in owner.of(kind).take(MOST) {
            of_item(item, language, folder, lines);
        }
        if n > MOST {
            lines.push(format!("  {}", say(&wording::more(n - MOST))));
        }
    }
}

fn of_item(item: &DigestItem, language: MessageLanguage, folder: &str, lines: &mut Vec<String>) {
    let say = |phrase: &Phrase| printable(phrase.in_language(language).trim());
    let translated = item.language.as_ref().map(|tag| format!(" ({tag})")).unwrap_or_default();
    lines.push(format!("- {}{translated}: {}", say(&item.title), say(&item.what)));
    let details: Vec<String> = item.details.iter().map(|detail| say(&detail.sentence)).collect();
    if !details.is_empty() {
        lines.push(format!("    {}", details.join("; ")));
    }
    if let Some(place) = &item.place {
        lines.push(format!("    {folder}{}:{}", place.path, place.line));
    }
    lines.push(format!("    {}: {}", say(&wording::to_do()), say(&item.to_do)));
}

/// The summary for a manager.
pub(super) fn management(summary: &ManagementSummary, language: MessageLanguage) -> String {
    let say = |phrase: &Phrase| printable(phrase.in_language(language));
    let mut lines = vec![say(&wording::management_title(&summary.title)), say(&wording::dated(summary.day))];
    lines.push(String::new());
    lines.extend(summary.sentences().iter().map(say));
    for table in summary.tables() {
        lines.extend([String::new(), format!("{}:", say(&table.caption))]);
        for (name, counts) in &table.rows {
            let counts = table.heads.iter().skip(1).zip(counts).filter(|(_, count)| **count > 0);
            let counts: Vec<String> =
                counts.map(|(head, count)| format!("{} {count}", say(head).to_lowercase())).collect();
            lines.push(format!("  {}: {}", say(name), counts.join(", ")));
        }
    }
    lines.join("\n")
}
