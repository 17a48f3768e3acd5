//! A site's inputs, as a test writes them down.

use std::sync::Arc;

use wijkgids::pipeline::{Inputs, Mode};
use wijkgids::text::{Source, SourcePath};

/// A path that is known to be sound.
pub(crate) fn path(path: &str) -> SourcePath {
    SourcePath::new(path).expect("tests name sound paths")
}

/// Inputs of these files, seen by an editor on a day in November 2026. `theme/…` belongs to the site's own theme;
/// `*.md`, `*.yaml` and `*.csv` are texts, everything else is a file.
pub(crate) fn inputs(files: &[(&str, &str)]) -> Inputs {
    let mut inputs = Inputs {
        layers: vec![String::new()],
        sources: Default::default(),
        files: Default::default(),
        theme: Default::default(),
        today: jiff::civil::date(2026, 11, 21),
        mode: Mode::Preview,
        readership: None,
        is_for_production: false,
        found: Vec::new(),
    };
    for (file, text) in files {
        put(&mut inputs, file, text);
    }
    inputs
}

/// Writes a file over the one at its path.
pub(crate) fn put(inputs: &mut Inputs, file: &str, text: &str) {
    if let Some(file) = file.strip_prefix("theme/") {
        inputs.theme.insert(path(file), Arc::from(text.as_bytes()));
    } else if [".md", ".yaml", ".csv"].iter().any(|ending| file.ends_with(ending)) {
        inputs.sources.insert(path(file), Source::new(path(file), text));
    } else {
        inputs.files.insert(path(file), Arc::from(text.as_bytes()));
    }
}
