//! Diagnostics as JSON, for other programs.

use std::collections::BTreeMap;

use serde::Serialize;

use super::place::{FileRegion, Instead};
use super::style::{Style, printable};
use crate::text::{Diagnostic, Severity, Source, SourcePath};

#[derive(Debug, Serialize)]
struct JsonDiagnostic {
    rule: &'static str,
    severity: &'static str,
    message: String,
    hints: Vec<String>,
    #[serde(flatten)]
    place: Option<FileRegion>,
    #[serde(skip_serializing_if = "Option::is_none")]
    instead: Option<Instead>,
}

/// The arrays of several sites as one.
pub fn joined_json(arrays: &[String]) -> String {
    let rows = arrays.iter().filter_map(|array| array.strip_prefix("[\n")?.strip_suffix("\n]"));
    let rows: Vec<&str> = rows.collect();
    if rows.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", rows.join(",\n")) }
}

/// The diagnostics as one JSON array, one to a line.
pub fn json(diagnostics: &[Diagnostic], sources: &BTreeMap<SourcePath, Source>, style: Style<'_>) -> String {
    let rows: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            let Diagnostic { at, rule, severity, message, hints, fix: _, may_come_from_below: _ } =
                diagnostic;
            let row = JsonDiagnostic {
                rule: rule.name(),
                severity: match severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                },
                message: printable(message.in_language(style.language)),
                hints: hints.iter().map(|hint| printable(hint.in_language(style.language))).collect(),
                place: at.as_ref().map(|at| FileRegion::new(at, sources, style)),
                instead: Instead::of(diagnostic, sources),
            };
            serde_json::to_string(&row).expect("a diagnostic is plain data")
        })
        .collect();
    if rows.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", rows.join(",\n")) }
}
