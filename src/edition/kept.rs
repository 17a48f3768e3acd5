//! The texts that a site last settled, kept so that a change can be shown in words and merged: those of one document in one
//! file, `.wijkgids/base/<digest>.md`, each behind a line with its digest.
//!
//! ```text
//! <!-- 5e0f6a1dc2b39487 -->
//! ## Waarom
//!
//! Om wie belt.
//! ```

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::drift::{self, is_digest};
use super::settle::Bases;

/// A file with these texts: its name, the digest of what it holds, and that.
pub fn packed(texts: &Bases) -> (String, String) {
    let texts: Vec<String> =
        texts.iter().map(|(digest, text)| format!("{BEFORE}{digest}{BEHIND}\n{text}\n")).collect();
    let file = texts.join("\n");
    (drift::digest(&file), file)
}

/// The texts of a file. One that isn't what its digest says is as good as none; a file of the first version holds one text and
/// has its digest for a `name`.
pub fn unpacked(name: &str, file: &str) -> Bases {
    // Forges and editors may end lines otherwise.
    let file = file.replace("\r\n", "\n");
    let lines: Vec<&str> = file.split_inclusive('\n').collect();
    let starts: Vec<usize> = (0..lines.len()).filter(|idx| announced(lines[*idx]).is_some()).collect();
    let mut texts = Bases::new();
    let mut next = 0;
    for (idx, start) in
        starts.iter().enumerate().filter(|(_, start)| **start == 0 || lines[**start - 1] == "\n")
    {
        if *start < next {
            continue;
        }
        let Some(digest) = announced(lines[*start]) else { continue };
        // A text may hold such a line itself.
        for end in starts[idx + 1..].iter().copied().chain([lines.len()]) {
            let text = lines[start + 1..end].concat();
            if let Some(text) = [text.as_str()]
                .into_iter()
                .chain(text.strip_suffix('\n'))
                .chain(text.strip_suffix("\n\n"))
                .find(|text| drift::digest(text) == digest)
            {
                texts.insert(digest.to_owned(), text.to_owned());
                next = end;
                break;
            }
        }
    }
    let whole = file.strip_suffix('\n').unwrap_or(&file);
    if texts.is_empty() && drift::digest(whole) == name {
        texts.insert(name.to_owned(), whole.to_owned());
    }
    texts
}

/// The files, by name, that hold nothing needed that the others don't hold, too: those with most of it stay, and of two with the
/// same the shorter.
pub fn surplus<'f>(files: &'f BTreeMap<String, String>, needed: &BTreeSet<&str>) -> Vec<&'f str> {
    let held = files.iter().map(|(name, file)| {
        let digests = file.lines().filter_map(announced).chain([name.as_str()]);
        let held: BTreeSet<&str> = digests.filter(|digest| needed.contains(digest)).collect();
        (name.as_str(), file.len(), held)
    });
    let mut held: Vec<(&str, usize, BTreeSet<&str>)> = held.collect();
    held.sort_by_key(|(name, n_bytes, held)| (Reverse(held.len()), *n_bytes, *name));
    let mut covered = BTreeSet::new();
    held.retain(|(.., held)| {
        let is_surplus = held.is_subset(&covered);
        covered.extend(held);
        is_surplus
    });
    held.into_iter().map(|(name, ..)| name).collect()
}

const BEFORE: &str = "<!-- ";
const BEHIND: &str = " -->";

fn announced(line: &str) -> Option<&str> {
    let digest = line.trim_end().strip_prefix(BEFORE)?.strip_suffix(BEHIND)?;
    is_digest(digest).then_some(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bases(texts: &[&str]) -> Bases {
        texts.iter().map(|text| (drift::digest(text), (*text).to_owned())).collect()
    }

    #[test]
    fn what_is_packed_is_unpacked_the_same() {
        let marked = format!("Een regel:\n\n<!-- {} -->\n\nen verder.", drift::digest("x"));
        for texts in [
            &["Een."][..],
            &["## Kop\n\nTekst.", "Twee\nregels", "x"],
            &[&marked, "x", "y"],
            &["met einde\n"],
        ] {
            let texts = bases(texts);
            let (name, file) = packed(&texts);
            assert_eq!(unpacked(&name, &file), texts, "{file}");
            assert_eq!(unpacked("anders", &file.replace('\n', "\r\n")), texts, "{file}");
        }
    }

    #[test]
    fn what_another_file_holds_as_well_is_surplus() {
        let (old, new) = (packed(&bases(&["een", "twee"])), packed(&bases(&["een", "drie"])));
        let files = BTreeMap::from([old.clone(), new.clone()]);
        let [een, twee, drie] = ["een", "twee", "drie"].map(drift::digest);
        assert_eq!(surplus(&files, &[&*een, &*drie].into()), [&*old.0]);
        assert_eq!(surplus(&files, &[&*twee, &*drie].into()), [""; 0]);
        assert_eq!(surplus(&files, &BTreeSet::new()).len(), 2);
    }

    #[test]
    fn a_file_of_the_first_version_holds_one_text() {
        let digest = drift::digest("## Kop\n\nTekst.");
        assert_eq!(unpacked(&digest, "## Kop\n\nTekst.\n"), bases(&["## Kop\n\nTekst."]));
        assert_eq!(unpacked(&digest, "## Kop\n\nAnders.\n"), Bases::new());
    }
}
