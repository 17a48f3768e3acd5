//! The files of a theme → what pages load: styles and scripts, each put together to one file, and the files beside them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::theme_folders::{ASSETS, SCRIPTS, STYLES};
use crate::text::Digest;

/// What pages load as one file: its name, its ending, and the folder of its parts with the one within that. Search, places,
/// sheets and agendas have bundles of their own, because most pages need none of them.
const BUNDLES: [(&str, &str, &str, &str); 8] = [
    ("wijkgids", ".css", STYLES, ""),
    ("places", ".css", STYLES, "places/"),
    ("sheet", ".css", STYLES, "sheet/"),
    ("agenda", ".css", STYLES, "agenda/"),
    ("wijkgids", ".js", SCRIPTS, ""),
    ("search", ".js", SCRIPTS, "search/"),
    ("places", ".js", SCRIPTS, "places/"),
    ("agenda", ".js", SCRIPTS, "agenda/"),
];

/// What the pages load, by its path in the theme: its address and bytes.
pub(super) type ThemeAssets = BTreeMap<String, (String, Arc<[u8]>)>;

/// The parts of what is put together: the line on which each begins, 1-based, and its path in the theme.
pub(super) type AssetParts = BTreeMap<String, Vec<(u32, String)>>;

/// What the pages load: the styles, the scripts and those of the search, each as one file, and whatever lies in `assets`;
/// with the line on which each part of those begins that are put together.
/// An address that changes with the bytes can be kept by browsers for ever; fonts keep their names, because the style
/// names them.
pub(super) fn assets(files: &BTreeMap<String, Arc<[u8]>>) -> (ThemeAssets, AssetParts) {
    let (mut assets, mut parts) = (BTreeMap::new(), BTreeMap::new());
    for (name, ending, folder, inner) in BUNDLES {
        // Those of a folder within have a bundle of their own.
        let is_deeper = |path: &str| {
            let mut others = BUNDLES.iter().filter(|(_, _, other, _)| *other == folder);
            others.any(|(.., within)| within.len() > inner.len() && path.starts_with(within))
        };
        let is_part = |path: &str| {
            let path = path.strip_prefix(folder).filter(|path| path.ends_with(ending));
            path.is_some_and(|path| path.starts_with(inner) && !is_deeper(path))
        };
        let (mut bundle, mut line, mut begins) = (Vec::new(), 1, Vec::new());
        for (path, bytes) in files.iter().filter(|(path, _)| is_part(path)) {
            bundle.extend_from_slice(bytes);
            bundle.push(b'\n');
            begins.push((line, path.clone()));
            let lines = u32::try_from(memchr::memchr_iter(b'\n', bytes).count());
            line = lines.unwrap_or(u32::MAX).saturating_add(line).saturating_add(1);
        }
        let digest = Digest::of_bytes(&bundle).short();
        let (name, address) = (format!("{name}{ending}"), format!("{ASSETS}{name}.{digest}{ending}"));
        parts.insert(name.clone(), begins);
        assets.insert(name, (address, Arc::from(bundle)));
    }
    for (path, bytes) in files {
        if let Some(name) = path.strip_prefix(ASSETS) {
            assets.insert(name.to_owned(), (path.clone(), Arc::clone(bytes)));
            parts.remove(name);
        }
    }
    (assets, parts)
}
