//! What goes out to others and comes back, through the core alone.
#![expect(
    clippy::disallowed_methods,
    reason = "tests read the repository, and the environment may name other schemas"
)]

mod csv;
mod hsds;
mod import;
mod json;
mod provisions;

use std::path::Path;

use wijkgids::pipeline::{Inputs, Mode, Pipeline};
use wijkgids::shell::read;
use wijkgids::site::Site;

/// The site of these inputs in the language that it is written in.
fn site(inputs: &Inputs) -> Site {
    Pipeline::new().sites(inputs).value.into_iter().next().expect("a site has at least its own language")
}

/// The sites of the repository.
fn own_sites() -> Vec<Inputs> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let folders = std::fs::read_dir(content).expect("the content is there");
    let folders = folders.map(|entry| entry.expect("it can be read").path());
    let sites = folders.filter(|folder| folder.join("wijkgids.yaml").is_file());
    let today = jiff::civil::date(2026, 11, 21);
    sites.map(|folder| read::read(&folder, None, today, Mode::Preview).expect("a site")).collect()
}
