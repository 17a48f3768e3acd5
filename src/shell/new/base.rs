//! The site that a new one will lie on: the one that is named, the library beside it, or the one in the program.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::path::{Component, Path, PathBuf};

use super::Error;
use super::place::names_in;
use crate::config::FILE_NAME;
use crate::scaffold::{Base, BaseOrigin, PAGE_PATH, library};
use crate::shell::read;

/// Finds it for a site at an absolute path; `named` is an absolute path too.
pub(super) fn find(site: &Path, named: Option<&Path>) -> Result<Base, Error> {
    if let Some(folder) = named {
        return found(site, folder.to_owned());
    }
    let beside = site.with_file_name(library::FOLDER);
    if beside == site {
        return Err(Error::NamedAsBase { path: site.to_owned() });
    }
    if beside.join(FILE_NAME).is_file() {
        return found(site, beside);
    }
    if !names_in(&beside)?.is_empty() {
        return Err(Error::NotABase { path: beside });
    }
    let config = library::config();
    let extends = way(site, &beside)?;
    let title = config.title.clone();
    Ok(Base { folder: beside, extends, config, title, holds_page: false, origin: BaseOrigin::Unpacked })
}

fn found(site: &Path, folder: PathBuf) -> Result<Base, Error> {
    let read::Layered { config, title, folders } = read::layered(&folder)?;
    let extends = way(site, &folder)?;
    read::can_extend(site, &extends).map_err(Error::CantExtend)?;
    let holds_page = folders.iter().any(|folder| folder.join(PAGE_PATH).exists());
    Ok(Base { folder, extends, config, title, holds_page, origin: BaseOrigin::Found })
}

/// The way from a folder to another one, both absolute and without detours.
fn way(from: &Path, to: &Path) -> Result<String, Error> {
    let shared = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    let up = from.components().skip(shared).map(|_| Some(".."));
    let down = to.components().skip(shared).map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    let parts: Option<Vec<&str>> = up.chain(down).collect();
    parts.map(|parts| parts.join("/")).ok_or_else(|| Error::NotUtf8 { path: to.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_goes_up_as_far_as_needed() {
        for (from, to, expected) in [
            ("/x/stad", "/x/landelijk", "../landelijk"),
            ("/x/a/stad", "/x/b/landelijk", "../../b/landelijk"),
            ("/x/stad", "/y/landelijk", "../../y/landelijk"),
        ] {
            assert_eq!(way(Path::new(from), Path::new(to)).expect("plain names"), expected, "{from} {to}");
        }
    }
}
