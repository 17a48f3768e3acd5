//! Whether a workbook can be opened at all: what programs it is of, and how large it is once it is unpacked.

use std::io::{Cursor, Read};
use std::panic::{UnwindSafe, catch_unwind};

use zip::ZipArchive;

use crate::text::{Phrase, phrase};

/// The most that the parts of a packed file may be together, in bytes, once they are unpacked: eight times the largest file.
pub(crate) const UNPACKED: u64 = 64 << 20;

/// The most cells that the rows of a sheet may have, counted from their first column: a large city has some thousands of
/// provisions with thirty fields.
pub(super) const CELLS: u64 = 1_000_000;

/// The most that the formats of a workbook take, in bytes: each becomes fifty times as large in memory.
const STYLES: u64 = 4 << 20;

/// What to say of a workbook of a program whose files aren't read, whatever it is called; `None` of any other file. Theirs are
/// laid out in memory as a whole before anybody can ask how large they are.
pub fn of_other_program(bytes: &[u8]) -> Option<Phrase> {
    if bytes.starts_with(OLD) {
        return Some(phrase!(
            "dit is een werkmap van een oudere Excel, of een met een wachtwoord; bewaar haar zonder wachtwoord als `.xlsx` of `.csv`",
            "this is a workbook of an older Excel, or one with a password; save it without a password as `.xlsx` or `.csv`"
        ));
    }
    let is_open = memchr::memmem::find(&bytes[..bytes.len().min(START)], OPEN).is_some();
    is_open.then(|| {
        phrase!(
            "dit is een werkmap van LibreOffice of OpenOffice; bewaar haar als `.xlsx` of `.csv`",
            "this is a workbook of LibreOffice or OpenOffice; save it as `.xlsx` or `.csv`"
        )
    })
}

/// Whether a file holds others, by how it begins: a zip, as those of office programs are.
pub(crate) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// How files of Office start that aren't a zip: up to 2003, and with a password.
const OLD: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// What stands near the start of an OpenDocument file, and how far at most, in bytes.
const OPEN: &[u8] = b"application/vnd.oasis.opendocument";
const START: usize = 300;

pub(super) fn unreadable() -> Phrase {
    phrase!("dit is geen werkmap die te lezen is", "this isn't a workbook that can be read")
}

pub(super) fn too_many() -> Phrase {
    phrase!("deze werkmap heeft meer dan {CELLS} cellen", "this workbook has more than {CELLS} cells")
}

pub(super) fn too_large() -> Phrase {
    let cap = UNPACKED >> 20;
    phrase!(
        "deze werkmap is uitgepakt groter dan {cap} MiB: bewaar het blad met de lijst in een werkmap apart",
        "this workbook is larger than {cap} MiB once it is unpacked: save the sheet with the list in a workbook of its own"
    )
}

/// What reading a workbook gives; `None` where its reader fails. That is another's, and doesn't foresee everything: numbers of
/// rows with twenty digits.
pub(crate) fn caught<T>(read: impl FnOnce() -> T + UnwindSafe) -> Option<T> {
    catch_unwind(read).ok()
}

/// Refuses a workbook that unpacks to more than memory should hold. What a part says of its own size isn't believed; one
/// that can't be unpacked is left to who needs it.
pub(crate) fn demand_small(bytes: &[u8]) -> Result<(), Phrase> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    let mut left = UNPACKED;
    for idx in 0..archive.len() {
        let Ok(part) = archive.by_index(idx) else { continue };
        let name = part.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        let is_named = |end: &str| name.ends_with(end);
        let holds_strings = is_named("sharedstrings.xml");
        let mut unpacked = Unpacked { size: 0, kept: holds_strings.then(Vec::new) };
        // Whatever went wrong, this much was unpacked before.
        let _ = std::io::copy(&mut part.take(left + 1), &mut unpacked);
        left = left.checked_sub(unpacked.size).ok_or_else(too_large)?;
        if is_named("styles.xml") && unpacked.size > STYLES {
            return Err(too_large());
        }
        if unpacked.kept.is_some_and(|part| announces_too_many(&part)) {
            return Err(too_many());
        }
    }
    Ok(())
}

/// Whether texts that several cells share are announced in a number that no workbook has: the reader makes room for as many.
fn announces_too_many(part: &[u8]) -> bool {
    let after = |at: usize| &part[at + ANNOUNCED.len()..];
    memchr::memmem::find_iter(part, ANNOUNCED).any(|at| {
        let is_between = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\'');
        let digits =
            after(at).iter().skip_while(|byte| is_between(byte)).take_while(|byte| byte.is_ascii_digit());
        let digits: String = digits.map(|byte| char::from(*byte)).collect();
        digits.len() > 18 || digits.parse::<u64>().is_ok_and(|number| number > CELLS)
    })
}

/// Where a part with texts says how many it has.
const ANNOUNCED: &[u8] = b"uniqueCount";

/// Counts what is written to it, in bytes, and keeps it where somebody wants to look at it.
struct Unpacked {
    size: u64,
    kept: Option<Vec<u8>>,
}

impl std::io::Write for Unpacked {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.size += bytes.len() as u64;
        self.kept.iter_mut().for_each(|kept| kept.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
