//! Everything, for programs.

use serde_json::Value;
use wijkgids::exchange::json;
use wijkgids::pipeline::Pipeline;

use super::provisions::with_provisions;
use crate::support::inputs::put;

#[test]
fn programs_get_provisions_and_documents_with_their_addresses() {
    let yaml = "voorzieningen:\n  a:\n    naam: Inloop\n    organisatie: '{{ gemeente }}'\n    aanbod: {nl: Bij het {{ team }}, en: Food}\n    \
                gebieden: [WK999901]\n    team_kosten: 12 euro\n  b: {naam: B, organisatie: O, aanbod: X, status: concept}\n";
    let mut inputs = with_provisions(&yaml.replace("Bij het {{ team }}", "'Bij het {{ team }}'"));
    inputs.mode = wijkgids::pipeline::Mode::Publish;
    put(
        &mut inputs,
        "vragen/hulp.md",
        "---\ntitel: Hulp\nsamenvatting: Kort.\nstatus: gepubliceerd\nbeoordeeld: 2026-11-01\n---\nTekst.\n",
    );
    put(&mut inputs, "vragen/hulp.en.md", "---\ntitel: Help\nstatus: gepubliceerd\n---\nText.\n");
    let sites = Pipeline::new().sites(&inputs).value;
    let file: Value = serde_json::from_str(&json(&sites)).expect("it is JSON");
    assert_eq!(file["site"]["base_url"], "https://gids.example/stad/");
    assert_eq!(file["generated"], "2026-11-21");
    let [a, b] = file["provisions"].as_array().expect("a list").as_slice() else { panic!("two provisions") };
    assert_eq!(a["url"], "https://gids.example/stad/voorzieningen/a/");
    assert_eq!(a["organisation"], "Voorbeeldstad");
    assert_eq!(a["offer"], serde_json::json!({"nl": "Bij het wijkteam", "en": "Food"}));
    assert_eq!(a["serves"], serde_json::json!({"areas": ["WK999901"]}));
    assert_eq!((&a["team_cost"], &a["phone"]), (&Value::from("12 euro"), &Value::Null));
    assert_eq!((&b["url"], &b["status"]), (&Value::Null, &Value::from("draft")));
    let documents = file["documents"].as_array().expect("a list");
    let addresses: Vec<&str> = documents.iter().filter_map(|document| document["url"].as_str()).collect();
    assert_eq!(
        addresses,
        ["https://gids.example/stad/vragen/hulp/", "https://gids.example/stad/en/vragen/hulp/"]
    );
    assert_eq!(documents[0]["reviewed"], "2026-11-01");
    assert_eq!(documents[0]["kind"], "question");
}
