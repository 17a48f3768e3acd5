//! Which names of files and folders can become an address on every system.
//!
//! The same names are refused everywhere, so that a site that builds on one machine builds on all of them.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::text::{Diagnostic, LONGEST_SLUG, Location, Phrase, Rule, SourcePath, phrase};

/// What the names of images end in.
const IMAGES: [&str; 7] = ["png", "jpg", "jpeg", "webp", "avif", "gif", "svg"];

/// What the names of files end in that may lie beside the document that links to them.
const ENCLOSED: [&str; 11] =
    ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "ics", "mp3", "mp4", "webm"];

/// How the names of copies end that editors and version control leave behind.
const LEFTOVERS: [&[u8]; 5] = [b"~", b".bak", b".orig", b".swp", b".tmp"];

/// The file by which vim finds out whether it may write in a folder; it is gone at once.
const PROBE: &[u8] = b"4913";

/// What Windows and Word put into folders without showing it, in small letters.
const OF_WINDOWS: [&[u8]; 3] = [b"desktop.ini", b"ehthumbs.db", b"thumbs.db"];

/// How the name starts of the file that says who has a document of Word or Excel open.
const LOCK: &[u8] = b"~$";

/// What starts with a dot and belongs on a server: `security.txt` has to stand in the first, GitHub Pages publishes the first
/// only beside the second, and Apache reads the third.
const OF_SERVERS: [&[u8]; 3] = [b".well-known", b".nojekyll", b".htaccess"];

/// Whether a name is passed over in silence: hidden files, and what editors and systems leave behind.
pub(crate) fn is_hidden(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    (name.starts_with(b".") && !OF_SERVERS.contains(&name))
        || name.starts_with(LOCK)
        || OF_WINDOWS.iter().any(|other| name.eq_ignore_ascii_case(other))
        || LEFTOVERS.iter().any(|ending| name.ends_with(ending))
        || name == PROBE
        || (name.len() > 1 && name.starts_with(b"#") && name.ends_with(b"#"))
}

/// What keeps a name from becoming an address, if anything does.
pub(crate) fn objection(name: &OsStr) -> Option<Phrase> {
    let Some(text) = name.to_str() else {
        let shown = shown(name);
        return Some(phrase!("de naam `{shown}` is geen UTF-8", "the name `{shown}` isn't UTF-8"));
    };
    // Nearly every name is fine, and there may be thousands: the sentences are made only where one is needed.
    if let Some(character) = text.chars().find(|character| matches!(character, ':' | '\\')) {
        let shown = shown(name);
        return Some(phrase!(
            "in de naam `{shown}` staat een `{character}`, en dat kan niet op elk systeem",
            "the name `{shown}` holds a `{character}`, which not every system can have"
        ));
    }
    if text.chars().any(char::is_control) {
        let shown = shown(name);
        return Some(phrase!(
            "in de naam `{shown}` staat een onzichtbaar stuurteken",
            "the name `{shown}` holds an invisible control character"
        ));
    }
    if text.ends_with(['.', ' ']) {
        return Some(phrase!(
            "de naam `{text}` eindigt op een punt of een spatie, en Windows laat die weg",
            "the name `{text}` ends in a dot or a space, which Windows drops"
        ));
    }
    if text.len() > LONGEST_SLUG {
        let length = text.len();
        return Some(phrase!(
            "de naam `{text}` is {length} bytes lang; hoogstens {LONGEST_SLUG} kan",
            "the name `{text}` is {length} bytes long; at most {LONGEST_SLUG} will do"
        ));
    }
    is_reserved(text).then(|| {
        phrase!(
            "de naam `{text}` is op Windows die van een apparaat",
            "the name `{text}` is that of a device on Windows"
        )
    })
}

/// What to do about a name that was objected to.
pub(crate) fn advice() -> Phrase {
    phrase!(
        "geef het bestand of de map een andere naam, liefst met kleine letters, cijfers en streepjes",
        "rename the file or folder, preferably to lower-case letters, digits and hyphens"
    )
}

/// The endings of tables and of what means the same to people, in small letters.
const TABLES: [&str; 5] = ["yaml", "yml", "csv", "tsv", "xlsx"];
/// Those of programs whose files aren't read.
const OF_PROGRAMS: [&str; 6] = ["xls", "xlsm", "xlsb", "ods", "fods", "numbers"];

/// Whether a file has the ending of a table in any letters, or one that means the same to people.
pub(crate) fn is_nearly_a_table(name: &OsStr) -> bool {
    has_ending(name, &TABLES) || is_of_other_program(name)
}

/// Whether a file is a list of a program whose files aren't read, by its name.
pub(crate) fn is_of_other_program(name: &OsStr) -> bool {
    has_ending(name, &OF_PROGRAMS)
}

fn has_ending(name: &OsStr, endings: &[&str]) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|extension| endings.iter().any(|ending| extension.eq_ignore_ascii_case(ending)))
}

/// What is wrong with a file between the documents that is neither one of them nor one that they can show, and what to do.
pub(crate) fn stranger(name: &OsStr) -> (Phrase, Phrase) {
    let path = Path::new(name);
    let is_text = path.extension().is_some_and(|extension| {
        ["md", "markdown", "mdown", "txt"].iter().any(|text| extension.eq_ignore_ascii_case(text))
    });
    let hint = if is_text {
        // Notepad adds an ending of its own, and Explorer doesn't show it.
        let stem = shown(path.file_stem().unwrap_or(name));
        let stem = stem.strip_suffix(".md").unwrap_or(&stem);
        phrase!("noem een document `{stem}.md`", "call a document `{stem}.md`")
    } else if is_nearly_a_table(name) {
        phrase!(
            "bewaar een lijst van voorzieningen als `.yaml`, `.csv` of `.xlsx`, in kleine letters, in `voorzieningen/`",
            "save a list of provisions as `.yaml`, `.csv` or `.xlsx`, in small letters, in `voorzieningen/`"
        )
    } else {
        phrase!(
            "zet het in `static/` als bezoekers het mogen ophalen, en anders buiten de map met documenten",
            "put it into `static/` if visitors may fetch it, or else outside the folder of documents"
        )
    };
    let is_list = is_nearly_a_table(name);
    let name = shown(name);
    if is_list {
        return (phrase!("de lijst `{name}` wordt niet gelezen", "the list `{name}` isn't read"), hint);
    }
    let message = phrase!(
        "`{name}` is geen document (`.md`), en geen plaatje of ander bestand dat een document kan laten zien",
        "`{name}` is no document (`.md`), and no image or other file that a document can show"
    );
    (message, hint)
}

/// Whether a file is an image, by its name.
pub(crate) fn is_image(name: &OsStr) -> bool {
    has_ending(name, &IMAGES)
}

/// Whether a file can lie beside documents, to be shown or fetched, by its name.
pub(crate) fn is_enclosed(name: &OsStr) -> bool {
    is_image(name) || has_ending(name, &ENCLOSED)
}

/// A name as it can be shown: control characters and bytes that aren't UTF-8 are spelled out.
pub(crate) fn shown(name: &OsStr) -> String {
    let mut shown = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        for character in chunk.valid().chars() {
            if character.is_control() {
                shown.extend(character.escape_default())
            } else {
                shown.push(character)
            }
        }
        for byte in chunk.invalid() {
            shown.push_str(&format!("\\x{byte:02x}"));
        }
    }
    shown
}

/// The names that mean a device on Windows, whatever their ending: `nul.tar.md` too.
fn is_reserved(name: &str) -> bool {
    const PLAIN: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
    const NUMBERED: [&str; 2] = ["COM", "LPT"];
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let is_numbered = |prefix: &str| {
        let (Some(start), Some(number)) = (stem.get(..prefix.len()), stem.get(prefix.len()..)) else {
            return false;
        };
        start.eq_ignore_ascii_case(prefix)
            && matches!(number, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
    };
    PLAIN.iter().any(|plain| stem.eq_ignore_ascii_case(plain)) || NUMBERED.into_iter().any(is_numbered)
}

/// Files whose names differ only in case or in how an accent is written: on some systems they are one file, and the
/// last one read would silently win.
pub(crate) fn collisions<'a>(paths: impl Iterator<Item = &'a SourcePath>) -> Vec<Diagnostic> {
    let mut first: BTreeMap<String, &SourcePath> = BTreeMap::new();
    let mut found = Vec::new();
    for path in paths {
        let folded = if path.as_str().is_ascii() {
            path.as_str().to_ascii_lowercase()
        } else {
            path.as_str().nfc().flat_map(char::to_lowercase).nfc().collect()
        };
        let Some(other) = first.insert(folded, path) else { continue };
        let message = if other.as_str().nfc().eq(path.as_str().nfc()) {
            phrase!(
                "`{other}` en dit bestand heten hetzelfde: alleen een accent is anders opgeslagen",
                "`{other}` and this file have the same name: only an accent is stored differently"
            )
        } else {
            phrase!(
                "`{other}` en dit bestand verschillen alleen in hoofdletters",
                "`{other}` and this file differ only in upper and lower case"
            )
        };
        let hint = phrase!(
            "geef een van de twee een andere naam, of haal hem weg: op Windows en macOS is dat één bestand",
            "rename one of the two or remove it: on Windows and macOS they are one file"
        );
        found.push(Diagnostic::new(Rule::SameAddress, message).at(Location::file(path.clone())).hint(hint));
    }
    found
}

#[cfg(test)]
mod tests {
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    #[test]
    fn names_that_other_systems_refuse_are_refused_on_all() {
        let long = "a".repeat(201);
        let bad: [&[u8]; 12] = [
            b"CON.md",
            b"nul.tar.md",
            b"lpt1",
            "com¹.md".as_bytes(),
            b"a:b",
            b"a\\b",
            b"einde.",
            b"einde ",
            b"caf\xe9.md",
            b"a\nb.md",
            b"a\x7f.md",
            long.as_bytes(),
        ];
        for name in bad {
            assert!(objection(OsStr::from_bytes(name)).is_some(), "{}", shown(OsStr::from_bytes(name)));
        }
        for name in ["consult.md", "com10.md", "één plan.md", "wat? 100% #1.md", "null.md", "commissie.md"]
        {
            assert_eq!(objection(OsStr::new(name)), None, "{name}");
        }
    }

    #[test]
    fn a_bad_name_is_shown_without_its_tricks() {
        assert_eq!(shown(OsStr::from_bytes(b"caf\xe9\x1b[31m.md")), r"caf\xe9\u{1b}[31m.md");
    }

    #[test]
    fn names_that_differ_in_case_or_accent_only_are_named_both() {
        let paths = ["Wmo.md", "cafe\u{301}.md", "caf\u{e9}.md", "wmo.md", "x.md"]
            .map(|path| SourcePath::new(path).expect("a sound path"));
        let found = collisions(paths.iter());
        let messages: Vec<&str> = found.iter().map(|diagnostic| &diagnostic.message.en[..]).collect();
        assert_eq!(
            messages,
            [
                "`cafe\u{301}.md` and this file have the same name: only an accent is stored differently",
                "`Wmo.md` and this file differ only in upper and lower case",
            ]
        );
    }

    #[test]
    fn what_editors_leave_behind_is_passed_over() {
        for name in [
            ".git",
            ".x.md.swp",
            "x.md~",
            "#x.md#",
            ".#x.md",
            "x.md.orig",
            "x.bak",
            "x.md.tmp",
            "4913",
            "Thumbs.db",
            "Desktop.ini",
            "~$plan.docx",
        ] {
            assert!(is_hidden(OsStr::new(name)), "{name}");
        }
        for name in ["x.md", ".well-known", ".nojekyll", ".htaccess", "#", "#1.md", "thumbs.md"] {
            assert!(!is_hidden(OsStr::new(name)), "{name}");
        }
    }
}
