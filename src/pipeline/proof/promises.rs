//! Proof that no page makes a browser ask anybody else: every tag is looked at that makes it fetch something, and every
//! style.

use memchr::memmem;

use super::html::{self, HtmlPart, Tag};
use crate::pipeline::outputs::{MadeFiles, OutputPath};
use crate::text::{Diagnostic, Rule, lossy, phrase};

/// The tags that make a browser fetch what they name, with the attributes that name it.
const FETCHING: [(&str, &[&str]); 12] = [
    ("script", &["src"]),
    ("img", &["src", "srcset"]),
    ("iframe", &["src"]),
    ("source", &["src", "srcset"]),
    ("video", &["src", "poster"]),
    ("audio", &["src"]),
    ("track", &["src"]),
    ("embed", &["src"]),
    ("object", &["data"]),
    ("form", &["action"]),
    ("base", &["href"]),
    ("link", &["href"]),
];

/// What a `link` has to be for a browser to fetch it by itself.
const FETCHED_LINKS: [&str; 8] =
    ["stylesheet", "icon", "preload", "prefetch", "modulepreload", "preconnect", "dns-prefetch", "manifest"];

/// The pages and styles that ask somebody else, each reported once for each of those. `base` is the address of the site.
pub(super) fn check(files: &MadeFiles, base: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, bytes) in files.outputs.iter() {
        let text = lossy(bytes);
        let mut addresses: Vec<String> = match path.as_str().rsplit_once('.') {
            Some((_, "html")) => fetched(&text),
            Some((_, "css")) => styled(&text).map(str::to_owned).collect(),
            _ => continue,
        };
        addresses.retain(|address| is_foreign(address, base));
        addresses.sort_unstable();
        addresses.dedup();
        found.extend(addresses.iter().map(|address| diagnostic(path, address)));
    }
    found
}

fn diagnostic(path: &OutputPath, address: &str) -> Diagnostic {
    let address: String = address.chars().take(120).collect();
    Diagnostic::new(
        Rule::ThirdParty,
        phrase!(
            "`{path}` laat de browser iets ophalen bij een ander: `{address}`",
            "`{path}` makes the browser fetch something from another site: `{address}`"
        ),
    )
    .hint(phrase!(
        "zet het bestand in de map `assets` van het thema, en verwijs daarheen",
        "put the file into the folder `assets` of the theme, and refer to that"
    ))
}

/// Whether an address leads away from the site.
fn is_foreign(address: &str, base: &str) -> bool {
    let address = address.trim();
    let is_absolute = address.starts_with("//") || address.contains("://") && !address.starts_with("data:");
    is_absolute && !address.starts_with(base)
}

/// What the tags of a page make a browser fetch.
fn fetched(html: &str) -> Vec<String> {
    let mut addresses = Vec::new();
    html::read(html, |part| {
        if let HtmlPart::Tag(tag) = part {
            addresses.extend(fetched_by(tag).map(str::to_owned));
        }
    });
    addresses
}

/// What a tag makes a browser fetch.
fn fetched_by(tag: &Tag) -> impl Iterator<Item = &str> {
    let names = FETCHING.iter().find(|(fetching, _)| *fetching == tag.name()).map(|(_, names)| *names);
    let is_fetched_link = |rel: &str| FETCHED_LINKS.iter().any(|other| other.eq_ignore_ascii_case(rel));
    let is_fetched = tag.name() != "link"
        || tag.attribute("rel").unwrap_or_default().split_whitespace().any(is_fetched_link);
    let names = names.filter(|_| is_fetched).unwrap_or_default();
    let values = names.iter().filter_map(|name| tag.attribute(name));
    values.flat_map(|value| value.split(',')).map(|value| value.split_whitespace().next().unwrap_or_default())
}

/// What a style makes a browser fetch.
fn styled(css: &str) -> impl Iterator<Item = &str> {
    let of_url = memmem::find_iter(css.as_bytes(), "url(").map(|at| &css[at + 4..]);
    let imported = memmem::find_iter(css.as_bytes(), "@import").map(|at| css[at + 7..].trim_start());
    of_url.chain(imported).map(|rest| {
        let rest = rest.trim_start().trim_start_matches("url(").trim_start_matches(['"', '\'']);
        rest.split(['"', '\'', ')', ';']).next().unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str) -> Vec<String> {
        let mut addresses = fetched(html);
        addresses.retain(|address| is_foreign(address, "https://stad.example/gids/"));
        addresses
    }

    #[test]
    fn what_a_browser_fetches_by_itself_is_reported_and_what_people_follow_isnt() {
        assert_eq!(check("<script src=\"https://x.example/a.js\"></script>"), ["https://x.example/a.js"]);
        assert_eq!(check("<IMG alt='' SRC=//x.example/a.png>"), ["//x.example/a.png"]);
        assert_eq!(
            check("<link rel=\"stylesheet\" href=\"https://x.example/a.css\">"),
            ["https://x.example/a.css"]
        );
        assert_eq!(check("<img\nalt='a > b' src=&#104;ttps://x.example/c.png>"), ["https://x.example/c.png"]);
        assert_eq!(check("<img srcset=\"a.png 1x, http://x.example/b.png 2x\">"), ["http://x.example/b.png"]);
        for fine in [
            "<a href=\"https://x.example/\">",
            "<link rel=\"canonical\" href=\"https://x.example/\">",
            "<script src=\"../assets/a.js\">",
            "<img src=\"https://stad.example/gids/a.png\">",
            "<script data-src=\"https://x.example/\">",
            "<script>'<img src=https://x.example/a.png>'</script>",
            "<p title='<img src=https://x.example/a.png>'>",
        ] {
            assert!(check(fine).is_empty(), "{fine}");
        }
        let css = "a{background:url(\"https://x.example/a.png\")} @import 'https://y.example/b.css';";
        assert_eq!(styled(css).collect::<Vec<_>>(), ["https://x.example/a.png", "https://y.example/b.css"]);
    }
}
