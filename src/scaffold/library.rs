//! The national library in the program, for a machine that has nothing else.
//!
//! `build.rs` chose its files; drafts among them aren't given.

use include_dir::{Dir, include_dir};

use super::file::NewFile;
use crate::base::{BaseManifest, DataDigests, Promises, Releases, belongs, digest_of};
use crate::config::{self, Config, FILE_NAME};
use crate::document::{self, DocumentFile, DocumentId, Identity, Role, Status};
use crate::model::FieldId;
use crate::text::{Source, SourcePath};

static LIBRARY: Dir<'static> = include_dir!("$OUT_DIR/landelijk");

/// The name of the library's folder.
pub(crate) const FOLDER: &str = "landelijk";

/// Its configuration.
pub(crate) fn config() -> Config {
    let bytes = LIBRARY.get_file(FILE_NAME).expect("a library is a site").contents();
    config::read(&source(FILE_NAME, bytes), None, None).value
}

/// Its files, by path in its folder.
pub(crate) fn files() -> Vec<NewFile> {
    let config = config();
    let mut files = Vec::new();
    let mut folders = vec![&LIBRARY];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_str().expect("paths in the library are ASCII").replace('\\', "/");
            if !is_draft(&path, file.contents(), &config) {
                files.push(NewFile { path, bytes: file.contents().into() });
            }
        }
    }
    let manifest = manifest(&files, &config).written(config.source_language());
    files.push(NewFile::text(BaseManifest::FILE, manifest));
    files
}

/// What belongs to it, for who unpacks it.
fn manifest(files: &[NewFile], config: &Config) -> BaseManifest {
    let name = Releases::FILE.nl;
    let releases = LIBRARY.get_file(name).expect("the library lists its releases").contents();
    let list = source(name, releases);
    let releases = Releases::read(&list).value;
    let last = releases.last().expect("the library has a release");
    BaseManifest {
        version: last.version.clone(),
        id: Releases::id(&list),
        date: last.date,
        is_received: true,
        promises: Promises::of(config),
        entries: DataDigests::new(),
        files: files
            .iter()
            .filter(|file| belongs(&file.path))
            .map(|file| (file.path.clone(), digest_of(&file.bytes)))
            .collect(),
    }
}

fn is_draft(path: &str, bytes: &[u8], config: &Config) -> bool {
    if !path.ends_with(".md") {
        return false;
    }
    let source = source(path, bytes);
    let Some(Ok(DocumentFile { id, kind, language })) = DocumentId::of_path(source.path(), &config.model)
    else {
        return false;
    };
    let role = if language.is_some() { Role::Translation } else { Role::Own };
    let language = language.unwrap_or_else(|| config.source_language().clone());
    let identity = Identity { id, kind, language, role };
    let outline = document::parse(&source, identity, &config.model).value.outline;
    // A translation that says nothing of it is what its original is.
    let says = outline.decides(FieldId::STATUS);
    says && outline.status() == Status::Draft
}

fn source(path: &str, bytes: &[u8]) -> Source {
    let path = SourcePath::new(path).expect("the library is built with the program's tests");
    Source::decode(path, bytes).value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_isnt_published_is_a_draft_and_data_never_is() {
        let config = config();
        for (path, text, expected) in [
            ("paginas/x.md", "---\ntitel: X\nstatus: concept\n---\n", true),
            ("paginas/x.ar.md", "---\ntitel: X\nstatus: concept\n---\n", true),
            ("paginas/x.md", "---\ntitel: X\nstatus: gepubliceerd\n---\n", false),
            ("bronnen.yaml", "status: concept\n", false),
        ] {
            assert_eq!(is_draft(path, text.as_bytes(), &config), expected, "{path}");
        }
    }
}
