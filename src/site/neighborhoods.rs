//! What the areas of a site are called, and which postcodes lie in them.

use std::collections::BTreeMap;

use crate::directory::{AreaCode, Areas};
use crate::text::{Digest, slugify};

/// What the areas of a site are called in addresses, in which order they stand, and which postcodes lie in them.
#[derive(Clone, Debug, Default)]
pub(super) struct Neighborhoods {
    /// The areas in the order of their names.
    pub(super) order: Vec<AreaCode>,
    /// The last part of the address of each: its name, or its code where another one is called the same.
    pub(super) slugs: BTreeMap<AreaCode, String>,
    /// The script with the postcodes: its address and text.
    pub(super) postcodes: Option<(String, String)>,
}

impl Neighborhoods {
    /// Of the areas of a directory.
    pub(super) fn new(areas: &Areas) -> Self {
        let named: BTreeMap<&AreaCode, String> =
            areas.areas.values().map(|area| (&area.code, slugify(&area.name))).collect();
        let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
        named.values().for_each(|name| *uses.entry(name).or_default() += 1);
        let slug = |(code, name): (&&AreaCode, &String)| {
            let is_free = !name.is_empty() && uses[name.as_str()] == 1;
            let slug = if is_free { name.clone() } else { code.as_str().to_ascii_lowercase() };
            ((*code).clone(), slug)
        };
        let slugs = named.iter().map(slug).collect();
        let mut order: Vec<AreaCode> = areas.areas.keys().cloned().collect();
        order.sort_by(|one, other| named[one].cmp(&named[other]).then_with(|| one.cmp(other)));
        Self { order, slugs, postcodes: postcodes(areas) }
    }
}

/// The script that tells in which areas a postcode lies; the same for all languages.
fn postcodes(areas: &Areas) -> Option<(String, String)> {
    let mut codes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for area in areas.areas.values() {
        for postcode in &area.postcodes {
            codes.entry(postcode.compact()).or_default().push(area.code.as_str());
        }
    }
    let json = serde_json::to_string(&codes).expect("codes are plain data");
    let text = format!("var wijkgidsPostcodes={json};\n");
    let address = format!("assets/postcodes.{}.js", Digest::of_bytes(text.as_bytes()).short());
    (!areas.areas.is_empty()).then_some((address, text))
}
