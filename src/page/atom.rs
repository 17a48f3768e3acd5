//! A feed as RFC 4287 has it. Its moments are days at midnight: nobody notes the hour.

use jiff::civil::Date;

use crate::document::escape;

/// What a feed says of itself. Texts are plain.
pub(crate) struct AtomFeed<'f> {
    /// Its language, as a tag.
    pub(crate) language: &'f str,
    pub(crate) title: &'f str,
    /// What it is known by.
    pub(crate) id: &'f str,
    /// The page that it is of.
    pub(crate) page: &'f str,
    /// Its own address, where it is published.
    pub(crate) own: Option<&'f str>,
    pub(crate) author: &'f str,
}

/// One entry.
#[derive(Clone, Debug)]
pub(crate) struct AtomEntry {
    pub(crate) title: String,
    /// What it is known by: a reader shows one of another id as new.
    pub(crate) id: String,
    pub(crate) link: Option<String>,
    pub(crate) updated: Date,
    /// Whose it is, where that isn't the author of the feed.
    pub(crate) author: Option<String>,
    /// The name of its category for programs, and what it is called.
    pub(crate) category: Option<(&'static str, String)>,
    pub(crate) summary: String,
}

impl AtomEntry {
    /// One without a link, an author and a category.
    pub(crate) fn new(title: String, id: String, updated: Date, summary: String) -> Self {
        Self { title, id, link: None, updated, author: None, category: None, summary }
    }
}

impl AtomFeed<'_> {
    /// The feed with these entries, in their order; `updated` is the day of the newest where there are some.
    pub(crate) fn written(&self, updated: Date, entries: impl IntoIterator<Item = AtomEntry>) -> String {
        let Self { language, title, id, page, own, author } = *self;
        let mut feed = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">\n"
        );
        element(&mut feed, "title", title);
        element(&mut feed, "id", id);
        link(&mut feed, "", page);
        if let Some(own) = own {
            link(&mut feed, "rel=\"self\" ", own);
        }
        feed.push_str(&format!("<updated>{updated}T00:00:00Z</updated>\n"));
        person(&mut feed, author);
        entries.into_iter().for_each(|entry| self::entry(&mut feed, &entry));
        feed.push_str("</feed>\n");
        feed
    }
}

fn entry(feed: &mut String, entry: &AtomEntry) {
    let AtomEntry { title, id, link: to, updated, author, category, summary } = entry;
    feed.push_str("<entry>\n");
    element(feed, "title", title);
    element(feed, "id", id);
    if let Some(to) = to {
        link(feed, "", to);
    }
    feed.push_str(&format!("<updated>{updated}T00:00:00Z</updated>\n"));
    if let Some(author) = author {
        person(feed, author);
    }
    if let Some((term, label)) = category {
        feed.push_str(&format!("<category term=\"{term}\" label=\""));
        escape(label, feed);
        feed.push_str("\"/>\n");
    }
    element(feed, "summary", summary);
    feed.push_str("</entry>\n");
}

fn element(feed: &mut String, name: &str, text: &str) {
    feed.push_str(&format!("<{name}>"));
    escape(text, feed);
    feed.push_str(&format!("</{name}>\n"));
}

fn link(feed: &mut String, relation: &str, to: &str) {
    feed.push_str(&format!("<link {relation}href=\""));
    escape(to, feed);
    feed.push_str("\"/>\n");
}

fn person(feed: &mut String, name: &str) {
    feed.push_str("<author><name>");
    escape(name, feed);
    feed.push_str("</name></author>\n");
}
