//! Links that open a file in whatever an editor writes in.

use std::path::{Path, PathBuf};

use crate::text::{SourcePath, joined, percent};

/// The programs that are known by name, each with the address that opens a file in it.
const KNOWN: [(&str, &str); 6] = [
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("sublime", "subl://open?url=file://{path}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file://{path}&line={line}&column={column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
];

/// What opens the files of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    address: String,
    folder: PathBuf,
    /// The folder of the repository that the site lies in.
    tree: Option<PathBuf>,
}

impl Editor {
    /// The program of a name, or an address with `{path}` in it, and `{line}` and `{column}` where it takes them. `Err` where
    /// it is neither, with the names there are; `None` where no links are wanted. `folder` is that of the site.
    ///
    /// # Errors
    ///
    /// When the wish is neither a name nor an address.
    pub fn new(wish: &str, folder: &Path) -> Result<Option<Self>, String> {
        // A variable that is set to nothing says nothing.
        let wish = if wish.is_empty() { KNOWN[0].0 } else { wish };
        if wish == "none" {
            return Ok(None);
        }
        let known = KNOWN.iter().find(|(name, _)| *name == wish).map(|(_, address)| *address);
        let is_address = wish.contains("{path}")
            && wish.split_once(':').is_some_and(|(scheme, _)| {
                let is_plain =
                    scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
                is_plain
                    && !matches!(
                        scheme.to_ascii_lowercase().as_str(),
                        "javascript" | "data" | "vbscript" | "blob" | "view-source" | ""
                    )
            });
        match known.or_else(|| is_address.then_some(wish)) {
            Some(address) => {
                Ok(Some(Self { address: address.to_owned(), folder: folder.to_owned(), tree: None }))
            }
            None => {
                let names: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
                Err(names.join(", "))
            }
        }
    }

    /// The same for files of one repository only: what lies outside it isn't the editor's own.
    #[must_use]
    pub fn within(self, tree: Option<PathBuf>) -> Self {
        Self { tree, ..self }
    }

    /// The address that opens a file at a place. `None` where the path of its folder isn't text, and for a file outside the
    /// repository.
    pub(super) fn link(&self, path: &SourcePath, line: usize, column: usize) -> Option<String> {
        let whole = format!("/{}", joined(self.folder.to_str()?, path.as_str()).trim_start_matches('/'));
        if self.tree.as_ref().is_some_and(|tree| !Path::new(&whole).starts_with(tree)) {
            return None;
        }
        let address = self.address.replace("{path}", &percent::encode_path(&whole));
        Some(address.replace("{line}", &line.to_string()).replace("{column}", &column.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_opens_where_it_is_meant() {
        let path = |text: &str| SourcePath::new(text).expect("a path");
        let link = |wish: &str, path: SourcePath| {
            let editor = Editor::new(wish, Path::new("/gidsen/mijn gids/stad"));
            editor.expect("a known one").expect("links are wanted").link(&path, 3, 7)
        };
        assert_eq!(
            link("vscode", path("kaarten/één.md")).as_deref(),
            Some("vscode://file/gidsen/mijn%20gids/stad/kaarten/%C3%A9%C3%A9n.md:3:7")
        );
        assert_eq!(
            link("mijn://{path}#{line}", path("kaarten/a.md")).as_deref(),
            Some("mijn:///gidsen/mijn%20gids/stad/kaarten/a.md#3")
        );
        let editor = Editor::new("zed", Path::new("/gidsen/stad")).expect("known").expect("wanted");
        let editor = editor.within(Some("/gidsen/stad".into()));
        let of_base = SourcePath::below("../land/", "kaarten/a.md").expect("a path");
        assert_eq!(editor.link(&of_base, 1, 1), None);
        assert!(editor.link(&path("kaarten/a.md"), 1, 1).is_some());
    }

    #[test]
    fn what_is_no_program_is_reported() {
        let new = |wish| Editor::new(wish, Path::new("/x"));
        assert_eq!(new("none"), Ok(None));
        for wish in ["vscod", "javascript:alert({path})", "data:{path}", "{path}", ":{path}", "https://x"] {
            assert!(new(wish).is_err(), "{wish}");
        }
    }
}
