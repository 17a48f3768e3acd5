//! Diagnostics as SARIF 2.1.0, which forges and editors show beside the text:
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html>.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::place::{FileRegion, Instead, Region};
use super::style::{Style, printable};
use crate::text::{Diagnostic, MessageLanguage, Rule, Severity, Source, SourcePath, percent};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The logs of several sites as one, with a run for each.
pub fn joined_sarif(logs: &[String]) -> String {
    let read = |log: &String| serde_json::from_str::<Value>(log).expect("a log is JSON");
    let mut logs = logs.iter().map(read);
    let mut whole = logs.next().unwrap_or_default();
    for mut log in logs {
        if let (Some(runs), Some(more)) = (whole["runs"].as_array_mut(), log["runs"].as_array_mut()) {
            runs.append(more);
        }
    }
    serde_json::to_string_pretty(&whole).expect("this is plain data")
}

/// One log of one run, with an explanation of every rule that something was found of.
pub fn sarif(diagnostics: &[Diagnostic], sources: &BTreeMap<SourcePath, Source>, style: Style<'_>) -> String {
    let rules: BTreeSet<Rule> = diagnostics.iter().map(|diagnostic| diagnostic.rule).collect();
    let idx = |rule: Rule| rules.iter().position(|other| *other == rule);
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let mut result = result(diagnostic, sources, style);
            result["ruleIndex"] = json!(idx(diagnostic.rule));
            result
        })
        .collect();
    let language = style.language.tag();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Wijkgids",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|rule| described(*rule, style.language)).collect::<Vec<_>>(),
            }},
            "language": language,
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).expect("this is plain data")
}

fn described(rule: Rule, language: MessageLanguage) -> Value {
    let explanation = rule.explanation(language);
    // Below its first heading stands what the rule does.
    let short = explanation.split("\n\n").nth(1).unwrap_or(explanation).replace('\n', " ");
    json!({
        "id": rule.name(),
        "shortDescription": {"text": short},
        "help": {"text": explanation, "markdown": explanation},
        "defaultConfiguration": {"level": level(rule.default_severity())},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn result(diagnostic: &Diagnostic, sources: &BTreeMap<SourcePath, Source>, style: Style<'_>) -> Value {
    let Diagnostic { at, rule, severity, message, hints, fix: _, may_come_from_below: _ } = diagnostic;
    let sentences =
        [message].into_iter().chain(hints).map(|phrase| printable(phrase.in_language(style.language)));
    let mut result = json!({
        "ruleId": rule.name(),
        "level": level(*severity),
        "message": {"text": sentences.collect::<Vec<_>>().join("\n")},
    });
    let Some(at) = at else { return result };
    let FileRegion { path, region: found } = FileRegion::new(at, sources, style);
    let file = json!({"uri": percent::encode_path(&path)});
    result["locations"] = json!([{"physicalLocation": {"artifactLocation": file, "region": region(&found)}}]);
    if let Some(Instead { region: deleted, text, is_safe }) = Instead::of(diagnostic, sources) {
        let replacement = json!({"deletedRegion": region(&deleted), "insertedContent": {"text": text}});
        result["fixes"] = json!([{
            "artifactChanges": [{"artifactLocation": file, "replacements": [replacement]}],
            "properties": {"isSafe": is_safe},
        }]);
    }
    result
}

fn region(Region { line, column, end_line, end_column }: &Region) -> Value {
    json!({"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column})
}
