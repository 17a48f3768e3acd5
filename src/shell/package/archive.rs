//! A zip that somebody sent: what may be in it, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use unicode_normalization::UnicodeNormalization;
use zip::ZipArchive;

use super::limits::{LARGEST, MOST, TOGETHER, is_part, too_large, wrong_path};
use crate::text::{Phrase, phrase};

/// Reads its files. One bad name makes all of it suspect.
pub(super) fn read(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Phrase> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    if archive.len() > MOST {
        return Err(too_large());
    }
    if listed(bytes).is_some_and(|n| n != archive.len()) {
        return Err(twice());
    }
    let (mut files, mut size) = (BTreeMap::new(), 0);
    let mut names = BTreeSet::new();
    for idx in 0..archive.len() {
        let entry = archive.by_index(idx).map_err(|_| unreadable())?;
        let name = entry.name().map_err(|_| unreadable())?.nfc().collect::<String>();
        let path = name.strip_suffix('/').unwrap_or(&name).to_owned();
        if let Some(why) = wrong_path(&path) {
            return Err(why);
        }
        if entry.is_symlink() {
            return Err(phrase!(
                "`{path}` erin is een symbolische koppeling, en die hoort niet in een gids",
                "`{path}` in it is a symbolic link, which doesn't belong in a guide"
            ));
        }
        if entry.is_dir() {
            continue;
        }
        // Systems that don't tell capitals from small letters would let the second one win.
        if !names.insert(path.to_lowercase()) {
            return Err(twice());
        }
        let mut bytes = Vec::new();
        entry.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|_| unreadable())?;
        size += bytes.len() as u64;
        if bytes.len() as u64 > LARGEST || size > TOGETHER {
            return Err(too_large());
        }
        if is_part(&path) {
            files.insert(path, bytes);
        }
    }
    Ok(files)
}

/// How many entries the end of the archive says that there are: the reader keeps one of those with the same name. `None` where it
/// doesn't say so in few bytes.
fn listed(bytes: &[u8]) -> Option<usize> {
    let end = memchr::memmem::rfind(bytes, b"PK\x05\x06")?;
    let count = bytes.get(end + 10..end + 12)?;
    let count = u16::from_le_bytes([count[0], count[1]]);
    (count != u16::MAX).then_some(usize::from(count))
}

fn unreadable() -> Phrase {
    phrase!("dit is geen zip die te lezen is", "this isn't a zip that can be read")
}

fn twice() -> Phrase {
    phrase!(
        "er staat een bestand twee keer in, of twee die alleen in hoofdletters verschillen",
        "it holds a file twice, or two that only differ in capitals"
    )
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zip(files: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            writer.start_file(*name, SimpleFileOptions::default()).expect("started");
            writer.write_all(text.as_bytes()).expect("written");
        }
        writer.finish().expect("finished").into_inner()
    }

    #[test]
    fn what_belongs_to_a_guide_is_read() {
        let files = [
            ("land/wijkgids.yaml", "title: Land\n"),
            ("land/public/index.html", ""),
            ("land/.wijkgids/base/x.md", ""),
        ];
        let read = read(&zip(&files)).expect("a zip");
        assert!(read.contains_key("land/wijkgids.yaml"));
        assert!(!read.contains_key("land/.wijkgids/base/x.md"));
    }

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        for name in
            ["../x.md", "/etc/x.md", "a/../../x.md", "C:\\x.md", "a//x.md", "a\\..\\x.md", "./x.md", "a/con"]
        {
            assert!(read(&zip(&[("wijkgids.yaml", ""), (name, "x")])).is_err(), "{name}");
        }
    }

    #[test]
    fn the_same_name_twice_is_refused() {
        assert!(read(&zip(&[("a.md", "1"), ("A.md", "2")])).is_err());
        let one = zip(&[("aaaa.md", "1"), ("bbbb.md", "2")]);
        let text = b"bbbb.md";
        let twice: Vec<u8> = {
            let mut bytes = one.clone();
            while let Some(at) = memchr::memmem::find(&bytes, text) {
                bytes[at..at + 4].copy_from_slice(b"aaaa");
            }
            bytes
        };
        assert!(read(&one).is_ok() && read(&twice).is_err());
    }

    #[test]
    fn links_and_what_is_no_zip_are_refused() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.add_symlink("kaarten", "/etc", SimpleFileOptions::default()).expect("added");
        let link = writer.finish().expect("finished").into_inner();
        assert!(read(&link).is_err());
        assert!(read(b"geen zip").is_err());
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("static/a.bin", SimpleFileOptions::default()).expect("started");
        let mib = vec![0; 1 << 20];
        for _ in 0..=(LARGEST >> 20) {
            writer.write_all(&mib).expect("written");
        }
        assert!(read(&writer.finish().expect("finished").into_inner()).is_err());
    }
}
