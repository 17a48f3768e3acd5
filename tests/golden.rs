//! The pages of a small site, as they are published: `tests/golden/site` has something of everything that can stand in a
//! site, and `tests/golden/expected` what comes of it.
//!
//! `UPDATE=1 cargo test --test tests golden::` writes what is made now; the difference in git is what readers will notice.
//! Fonts and what a browser loads besides the page are left out, and the digests in their names are written as `…`, so that
//! a change of style changes no page. Of the edition in Arabic, what shows its language is kept: the lists are those of the
//! other edition, in other words.
#![expect(clippy::disallowed_methods, reason = "tests read the site and may rewrite what is expected of it")]

use std::collections::BTreeMap;
use std::path::Path;

use wijkgids::pipeline::{Mode, Pipeline};
use wijkgids::shell::read;

/// What is kept of the edition that runs from right to left: its home page, a question that is translated, a card that
/// isn't, and a provision that is translated in part.
const IN_ARABIC: [&str; 4] = [
    "ar/index.html",
    "ar/kaarten/stoep/ga-op-de-stoep-zitten/index.html",
    "ar/voorzieningen/spullenschuur/index.html",
    "ar/vragen/mijn-wasmachine-is-stuk/index.html",
];

#[test]
fn a_small_site_is_published_as_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let today = jiff::civil::date(2026, 11, 30);
    let inputs = read::read(&root.join("site"), None, today, Mode::Publish).expect("the site can be read");
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
        .filter(|(path, _)| !path.starts_with("ar/") || IN_ARABIC.contains(&path.as_str()))
        .collect();

    let folder = root.join("expected");
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
        "{} pages are not what they were; if that is right, run `UPDATE=1 cargo test --test tests golden::` and look \
         at the difference:\n{}",
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
