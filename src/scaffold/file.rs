//! A file of a new site.

/// A file to write.
#[derive(Debug)]
pub(crate) struct NewFile {
    /// Its path in its folder, with `/` between the parts.
    pub(crate) path: String,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
}

impl NewFile {
    /// A file with a text.
    pub(crate) fn text(path: &str, text: String) -> Self {
        Self { path: path.to_owned(), bytes: text.into_bytes() }
    }
}
