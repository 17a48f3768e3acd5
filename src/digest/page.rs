//! A digest, and the summary for a manager, as one page that needs nothing else: no script, no style of a site, no other file.

use super::item::{DigestItem, OwnerDigest, SiteDigest};
use super::kind::DigestKind;
use super::management::ManagementSummary;
use super::text::MOST;
use super::wording;
use crate::drift::{STYLE, capital, change, code, escaped};
use crate::report::printable;
use crate::text::{MessageLanguage, Phrase};

/// The page of a digest.
pub(super) fn page(digest: &SiteDigest, language: MessageLanguage) -> String {
    let title = wording::title(digest);
    let mut body = format!("<p>{}</p>\n", say(&wording::dated(digest.day), language));
    body.push_str(&owners(digest, language));
    whole(title.in_language(language), &body, language)
}

/// The same as a letter, with how it begins and ends.
pub(super) fn letter(digest: &SiteDigest, language: MessageLanguage) -> String {
    let [greeting, closing] =
        [wording::greeting(digest), wording::closing(digest)].map(|text| paragraphs(&text, language));
    let body = format!("{greeting}{}{closing}", owners(digest, language));
    whole(wording::title(digest).in_language(language), &body, language)
}

/// The page of the summary for a manager.
pub(super) fn management(summary: &ManagementSummary, language: MessageLanguage) -> String {
    let title = wording::management_title(&summary.title);
    let mut body = format!("<p>{}</p>\n", say(&wording::dated(summary.day), language));
    for sentence in summary.sentences() {
        body.push_str(&format!("<p>{}</p>\n", say(&sentence, language)));
    }
    for table in summary.tables() {
        let caption = say(&table.caption, language);
        let heads = table.heads.iter().map(|head| format!("<th scope=\"col\">{}</th>", say(head, language)));
        let heads: String = heads.collect();
        body.push_str(&format!(
            "<div class=\"wide\">\n<table>\n<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
        ));
        for (name, counts) in &table.rows {
            let counts: String = counts.iter().map(|count| format!("<td>{count}</td>")).collect();
            body.push_str(&format!("<tr><th scope=\"row\">{}</th>{counts}</tr>\n", say(name, language)));
        }
        body.push_str("</tbody>\n</table>\n</div>\n");
    }
    whole(title.in_language(language), &body, language)
}

fn whole(title: &str, body: &str, language: MessageLanguage) -> String {
    let (tag, title) = (language.tag(), escaped(&printable(title)));
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}</main>\n</body>\n</html>"
    )
}

fn say(phrase: &Phrase, language: MessageLanguage) -> String {
    code(&printable(phrase.in_language(language).trim()))
}

fn paragraphs(text: &Phrase, language: MessageLanguage) -> String {
    let paragraphs = text.in_language(language).split("\n\n");
    paragraphs.map(|text| format!("<p>{}</p>\n", escaped(text).replace('\n', "<br>\n"))).collect()
}

fn owners(digest: &SiteDigest, language: MessageLanguage) -> String {
    if digest.owners.is_empty() {
        return format!("<p>{}</p>\n", say(&wording::nothing(), language));
    }
    let is_alone = wording::is_for_one(digest);
    let parts = digest.owners.iter().map(|owner| self::owner(owner, digest, is_alone, language));
    let unclaimed = wording::unclaimed(digest).map(|text| format!("<p>{}</p>\n", say(&text, language)));
    parts.chain(unclaimed).collect()
}

fn owner(owner: &OwnerDigest, digest: &SiteDigest, is_alone: bool, language: MessageLanguage) -> String {
    let heading = if is_alone {
        String::new()
    } else {
        format!("<h2>{}</h2>\n", say(&wording::owner(owner), language))
    };
    let mut html = format!("<section>\n{heading}<p>{}</p>\n", say(&wording::summary(owner), language));
    if let Some(earlier) = wording::earlier(owner, digest.since) {
        html.push_str(&format!("<p>{}</p>\n", say(&earlier, language)));
    }
    let level = if is_alone { 2 } else { 3 };
    for kind in DigestKind::ALL {
        let n = owner.of(kind).count();
        if n == 0 {
            continue;
        }
        html.push_str(&format!(
            "<h{level}>{}</h{level}>\n<ul class=\"rows\">\n",
            say(&kind.heading(), language)
        ));
        owner.of(kind).take(MOST).for_each(|one| html.push_str(&item(one, language)));
        if n > MOST {
            html.push_str(&format!("<li>{}</li>\n", say(&wording::more(n - MOST), language)));
        }
        html.push_str("</ul>\n");
    }
    html.push_str("</section>\n");
    html
}

fn item(item: &DigestItem, language: MessageLanguage) -> String {
    // A title of a translation is in its own language, and may run the other way.
    let tag = item.language.as_ref().map(|tag| format!(" lang=\"{}\"", escaped(tag))).unwrap_or_default();
    let title = say(&item.title, language);
    let title = match &item.url {
        Some(url) => format!("<a href=\"{}\">{title}</a>", escaped(url)),
        None => title,
    };
    let mut html = format!("<li><p><strong dir=\"auto\"{tag}>{title}</strong>");
    if let Some(tag) = &item.language {
        html.push_str(&format!(" ({})", escaped(tag)));
    }
    if let Some(place) = &item.place {
        let place = wording::place(&format!("`{}`", place.path), place.line);
        html.push_str(&format!(", {}", say(&place, language)));
    }
    html.push_str(&format!("<br>\n{}.</p>\n", capital(&say(&item.what, language))));
    if !item.details.is_empty() {
        html.push_str("<ul>\n");
        for detail in &item.details {
            let sentence = printable(detail.sentence.in_language(language).trim());
            html.push_str(&change(&sentence, detail.then.as_deref(), detail.now.as_deref(), language));
        }
        html.push_str("</ul>\n");
    }
    let (to_do, how) = (say(&wording::to_do(), language), say(&item.to_do, language));
    html.push_str(&format!("<p>{to_do}: {how}.</p>\n</li>\n"));
    html
}
