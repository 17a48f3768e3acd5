//! The files of a theme → what pages load: styles and scripts, each put together to one file, and the files beside them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::text::Digest;

/// Where the files of the theme lie that are published as they are.
pub(super) const ASSETS: &str = "assets/";

/// Where the scripts of the theme lie.
pub(super) const SCRIPTS: &str = "scripts/";

/// What pages load as one file: its name, its ending, and the folder of its parts. Search, places, sheets and agendas have bundles
/// of their own, because most pages need none of them.
const BUNDLES: [(&str, &str, &str); 8] = [
    ("wijkgids", ".css", "styles/"),
    ("places", ".css", "styles/places/"),
    ("sheet", ".css", "styles/sheet/"),
    ("agenda", ".css", "styles/agenda/"),
    ("wijkgids", ".js", SCRIPTS),
    ("search", ".js", "scripts/search/"),
    ("places", ".js", "scripts/places/"),
    ("agenda", ".js", "scripts/agenda/"),
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
    for (name, ending, folder) in BUNDLES {
        // Those of a folder within have a bundle of their own.
        let is_within = |path: &str| {
            BUNDLES.iter().any(|(_, _, within)| within.len() > folder.len() && path.starts_with(within))
        };
        let is_part = |path: &str| path.starts_with(folder) && path.ends_with(ending) && !is_within(path);
        let (mut bundle, mut line, mut begins) = (Vec::new(), 1, Vec::new());
        for (path, bytes) in files.iter().filter(|(path, _)| is_part(path)) {
            bundle.extend_from_slice(bytes);
            bundle.push(b'\n');
            begins.push((line, path.clone()));
            let lines = u32::try_from(memchr::memchr_iter(b'\n', bytes).count());
            line = lines.unwrap_or(u32::MAX).saturating_add(line).saturating_add(1);
        }
        let digest = Digest::of_bytes(&bundle).short();
        let (name, address) = (format!("{name}{ending}"), format!("assets/{name}.{digest}{ending}"));
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
