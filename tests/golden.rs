//! The whole national library, as it is published: every page under `tests/golden`.
//!
//! `UPDATE=1 cargo test golden::` writes what is made now; the difference in git is what readers will notice. Fonts
//! and what a browser loads besides the page are left out, and the digests in their names are written as `…`, so that a
//! change of style changes no page. Of the pages in another language that only show the original, one stands for all.
#![expect(
    clippy::disallowed_methods,
    reason = "tests read the library and may rewrite what is expected of it"
)]

use std::collections::BTreeMap;
use std::path::Path;

use wijkgids::pipeline::{Mode, Pipeline};
use wijkgids::shell::read;

/// A card that nobody has translated, in an edition that runs from right to left.
const FALLBACK: &str = "ar/kaarten/op-en-afschalen/waakvlamcontact/index.html";

/// Whether a page names another one as the place where its text stands.
fn is_fallback(path: &str, page: &str) -> bool {
    let address = path.strip_suffix("index.html").unwrap_or(path);
    page.contains("rel=\"canonical\"")
        && !page.contains(&format!("rel=\"canonical\" href=\"https://wijkgids.example/{address}\""))
}

#[test]
fn the_national_library_is_published_as_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let today = jiff::civil::date(2026, 11, 30);
    let inputs = read::read(&root.join("content/landelijk"), None, today, Mode::Publish)
        .expect("the national library can be read");
    let built = Pipeline::new().run(&inputs);
    assert!(!built.has_errors(), "{:#?}", built.diagnostics);

    let texts = built.outputs.iter().filter(|(path, _)| {
        let is_text = |ending: &str| path.as_str().ends_with(ending);
        is_text(".html") || is_text(".xml") || is_text(".txt")
    });
    let found: BTreeMap<String, String> = texts
        .filter(|(path, _)| !path.as_str().starts_with("assets/"))
        .map(|(path, bytes)| {
            let text = String::from_utf8(bytes.to_vec()).expect("pages are UTF-8");
            (path.as_str().to_owned(), without_digests(&text))
        })
        .filter(|(path, text)| path == FALLBACK || !is_fallback(path, text))
        .collect();

    let folder = root.join("tests/golden");
    if std::env::var("UPDATE").is_ok() {
        if folder.is_dir() {
            std::fs::remove_dir_all(&folder).expect("old expectations can be removed");
        }
        for (path, text) in &found {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder");
            std::fs::write(path, text).expect("expectations can be written");
        }
        return;
    }

    let expected = expected(&folder);
    let wrong: Vec<String> = expected
        .keys()
        .chain(found.keys())
        .filter(|path| expected.get(*path) != found.get(*path))
        .map(|path| match (expected.get(path), found.get(path)) {
            (Some(expected), Some(found)) => format!("{path}: {}", first_difference(expected, found)),
            (Some(_), None) => format!("{path}: isn't made any more"),
            (None, _) => format!("{path}: is new"),
        })
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    assert!(
        wrong.is_empty(),
        "{} pages are not what they were; if that is right, run `UPDATE=1 cargo test golden::` and look at the \
         difference:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn expected(folder: &Path) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("it can be read"));
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(folder).expect("it lies in there");
        let path = path.to_str().expect("names in the repository are plain").to_owned();
        (path, std::fs::read_to_string(entry.path()).expect("it can be read"))
    });
    files.collect()
}

/// `assets/wijkgids.1a2b3c4d.css` as `assets/wijkgids.….css`.
fn without_digests(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("assets/") {
        let (before, after) = rest.split_at(at + "assets/".len());
        whole.push_str(before);
        let name = after.split(['"', ' ', '<']).next().unwrap_or_default();
        let digest = name
            .split('.')
            .nth(1)
            .filter(|part| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit()));
        whole.push_str(&digest.map_or_else(|| name.to_owned(), |digest| name.replacen(digest, "…", 1)));
        rest = &after[name.len()..];
    }
    without_version(&(whole + rest))
}

/// `class="version">Versie 1a2b3c4d<` as `class="version">Versie …<`: another view has another one, whatever is shown of it.
fn without_version(text: &str) -> String {
    let Some((before, after)) = text.split_once("class=\"version\">") else { return text.to_owned() };
    let Some((version, after)) = after.split_once('<') else { return text.to_owned() };
    let word = version.trim_end_matches(|c: char| c.is_ascii_hexdigit());
    format!("{before}class=\"version\">{word}…<{after}")
}

fn first_difference(expected: &str, found: &str) -> String {
    let lines = expected.lines().zip(found.lines()).enumerate();
    let different = lines.into_iter().find(|(_, (one, other))| one != other);
    let line = |text: &str| text.trim().chars().take(160).collect::<String>();
    match different {
        Some((number, (one, other))) => {
            format!("line {}:\n    - {}\n    + {}", number + 1, line(one), line(other))
        }
        None => "one ends before the other".to_owned(),
    }
}
