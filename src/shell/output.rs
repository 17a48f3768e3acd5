//! What a command gives: a sentence, a file, or what keeps it from giving any.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::build::Error;
use super::console::Console;
use crate::config::FILE_NAME;
use crate::report::printable;
use crate::text::{Diagnostic, Phrase};

/// Whether something is about the configuration of a site, or no file is to blame.
pub(super) fn is_of_config(found: &Diagnostic) -> bool {
    found.path().is_none_or(|path| path.local() == FILE_NAME)
}

pub(super) fn say(console: Console, phrase: &Phrase) -> Result<(), Error> {
    Ok(console.print(phrase.in_language(console.language))?)
}

/// Says sentences that hold what others wrote, a line each.
pub(super) fn say_lines(console: Console, lines: &[Phrase]) -> Result<(), Error> {
    lines.iter().try_for_each(|line| Ok(console.print(&printable(line.in_language(console.language)))?))
}

/// Writes a file as a whole: whoever reads it meanwhile gets the old one or the new one.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Error> {
    let unwritable = |source| Error::Report { path: path.to_owned(), source };
    let mut beside: OsString = path.into();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    fs::write(&beside, text).and_then(|()| fs::rename(&beside, path)).map_err(|error| {
        // What is left of it is of no use to anybody; the first error is the one to report.
        let _ = fs::remove_file(&beside);
        unwritable(error)
    })
}
