//! A file that is published as it is: its bytes without what a photo tells about whoever took it, its size on a page, and what
//! it says that nobody should read.

mod boxes;

mod gif;

mod photo;

mod xml;

mod drawing;

mod texts;

mod author;

mod check;

use std::sync::Arc;

pub(crate) use check::check;
pub(crate) use photo::without_traces;
pub(crate) use texts::{decoded, is_read, packed_text};

/// The width and height of a picture as it is shown, where it is one that can be.
pub(crate) fn size(bytes: &Arc<[u8]>) -> Option<(u32, u32)> {
    photo::size(bytes).or_else(|| drawing::size(bytes))
}

#[cfg(test)]
mod testing {
    use std::io::Write;

    /// A zip with these files of text.
    pub(super) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
        packed(&parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect::<Vec<_>>())
    }

    /// A zip with these files.
    pub(super) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
            zip.write_all(bytes).expect("in memory");
        }
        zip.finish().expect("in memory").into_inner()
    }
}
