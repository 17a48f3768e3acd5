//! `wijkgids schema`: JSON Schemas of the files of a site, for help in an editor's own program.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use super::build::{self, Error};
use super::console::Console;
use super::output::{say, write};
use crate::config::FILE_NAME;
use crate::pipeline::Mode;
use crate::schema::schemas;
use crate::text::{Diagnostic, Severity, phrase};

/// Gives the schemas of a site: into a folder, a file each, or all at once on the terminal. `false` when its model has errors,
/// and nothing was written: half a model would tell editors that what is right is wrong.
///
/// # Errors
///
/// When the site can't be read, or the schemas can't be written.
pub fn schema(site: &Path, out: Option<&Path>, console: Console) -> Result<bool, Error> {
    let inputs = build::open(site, Mode::Preview)?.into_inputs();
    let mut diagnostics = Vec::new();
    let config = inputs.config().unpack(&mut diagnostics);
    let is_of_model = |found: &&Diagnostic| {
        // What is missing because a layer below gave it up, or can't be read there, is told by `check`.
        let is_own = found.path().is_some_and(|path| path.as_str() == FILE_NAME);
        let may_be_theirs = found.may_come_from_below && inputs.layers.len() > 1;
        found.severity == Severity::Error && is_own && !may_be_theirs
    };
    let in_the_way: Vec<&Diagnostic> = inputs.found.iter().chain(&diagnostics).filter(is_of_model).collect();
    if !in_the_way.is_empty() {
        console.eprint_diagnostics(in_the_way, &inputs, site);
        console.eprint(
            console
                .say("er is geen schema gemaakt; verbeter dit eerst", "no schema was made; mend this first"),
        );
        return Ok(false);
    }
    let schemas = schemas(&config, console.language);
    let Some(out) = out else {
        let all: Map<String, Value> =
            schemas.into_iter().map(|schema| (schema.name.to_owned(), schema.json)).collect();
        console.print(&text(&Value::Object(all)))?;
        return Ok(true);
    };
    fs::create_dir_all(out).map_err(|source| Error::Report { path: out.to_owned(), source })?;
    for schema in &schemas {
        write(&out.join(format!("{}.json", schema.name)), &(text(&schema.json) + "\n"))?;
    }
    let (shown, n) = (out.display(), schemas.len());
    say(console, &phrase!("{shown}: schema's: {n}", "{shown}: schemas: {n}"))?;
    Ok(true)
}

fn text(value: &Value) -> String {
    serde_json::to_string_pretty(value).expect("a schema is plain data")
}
