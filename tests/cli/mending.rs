//! `check --fix`, and the formats in which mends are reported to programs.

use std::fs;

use super::{answer, site, wijkgids, write};

/// A card in which everything is wrong that can be mended without anybody choosing, and some of what can't.
const BROKEN: &str = "\u{feff}---\r\ntietl: Drie\r\nstatus: concpt\r\nbeoordeeld: 1-11-2026\r\nherzien_voor: 11/1/2027\r\n\
                      toestaan: [{regel: long-sentense, reden: een gedicht}]\r\n---\r\nOn\u{200b}zichtbaar.\r\n[weg](twe.md)\r\n";
const MENDED: &str = "\u{feff}---\r\ntitel: Drie\r\nstatus: concept\r\nbeoordeeld: 2026-11-01\r\nherzien_voor: 11/1/2027\r\n\
                      toestaan: [{regel: long-sentence, reden: een gedicht}]\r\n---\r\nOnzichtbaar.\r\n[weg](twe.md)\r\n";

#[test]
fn what_can_only_be_mended_in_one_way_is_and_the_rest_is_reported() {
    let site = site();
    let card = site.path().join("kaarten/drie.md");
    write(site.path(), "kaarten/drie.md", BROKEN);

    let output = answer(&mut wijkgids(site.path(), ["check"]));
    assert!(output.out.contains("`wijkgids check --fix` verbetert er 5 voor u"), "{}", output.out);
    let shown = answer(&mut wijkgids(site.path(), ["check", "--fix", "--dry-run"]));
    assert_eq!(fs::read_to_string(&card).expect("it is there"), BROKEN, "nothing is written");
    assert!(shown.err.contains("kaarten/drie.md\n"), "{}", shown.err);
    assert!(shown.err.contains("[-tietl-]{+titel+}: Drie"), "{}", shown.err);

    let mended = answer(&mut wijkgids(site.path(), ["check", "--fix"]));
    assert_eq!(fs::read_to_string(&card).expect("it is there"), MENDED);
    assert!(mended.err.contains("verbeterd: ./kaarten/drie.md"), "{}", mended.err);
    assert_eq!(mended.status, Some(1), "the link and one date are left");
    assert_eq!(mended.out, shown.out, "the same is left either way");
    assert!(mended.out.contains("`11/1/2027` is geen datum"), "{}", mended.out);
    assert!(mended.out.contains("bedoelt u `[[kaarten/twee]]`?"), "{}", mended.out);

    let again = answer(&mut wijkgids(site.path(), ["check", "--fix"]));
    assert_eq!((again.out, again.err.as_str()), (mended.out, ""), "nothing is left to mend");
}

#[test]
fn a_line_that_yaml_takes_otherwise_gets_quotation_marks() {
    let site = site();
    let kept = "status: gepubliceerd\neigenaar: redactie\nherzien_voor: 2027-11-01";
    let card = |title: &str| format!("---\ntitel: {title}\n{kept}\n---\nTekst.\n");
    for (typed, mended) in [
        ("Wmo: hulp", "\"Wmo: hulp\""),
        ("@thuis", "\"@thuis\""),
        ("\"Woo\" en \\ meer", "'\"Woo\" en \\ meer'"),
    ] {
        write(site.path(), "kaarten/drie.md", &card(typed));
        let answer = answer(&mut wijkgids(site.path(), ["check", "--fix"]));
        let text = fs::read_to_string(site.path().join("kaarten/drie.md")).expect("it is there");
        assert_eq!(text, card(mended));
        assert_eq!(
            (answer.status, answer.out.as_str()),
            (Some(0), "0 fouten, 0 waarschuwingen\n"),
            "{typed}"
        );
    }
}

#[test]
fn a_mend_that_would_make_things_worse_is_left() {
    let site = site();
    // With the first title mended there would be two.
    let card = "---\ntitel: Drie\ntietl: Vier\n---\n";
    write(site.path(), "kaarten/drie.md", card);
    let answer = answer(&mut wijkgids(site.path(), ["check", "--fix"]));
    assert_eq!(fs::read_to_string(site.path().join("kaarten/drie.md")).expect("it is there"), card);
    assert!(answer.out.contains("bedoelt u `titel`?"), "{}", answer.out);
}

#[test]
fn what_one_file_makes_worse_holds_up_no_other() {
    let site = site();
    let hidden = "---\ntitel: Drie\n---\nOn\u{200b}zichtbaar.\n";
    // Mended, this key would take what isn't a document, and tell twice as much.
    let worse = "---\ntitel: Vier\nrellaties: {vervolg: [x, y], ander: [q]}\n---\n";
    write(site.path(), "kaarten/drie.md", hidden);
    write(site.path(), "kaarten/vier.md", worse);
    let mended = answer(&mut wijkgids(site.path(), ["check", "--fix"]));
    let text = |card: &str| fs::read_to_string(site.path().join(card)).expect("it is there");
    assert_eq!(text("kaarten/drie.md"), hidden.replace('\u{200b}', ""), "{}", mended.err);
    assert_eq!(text("kaarten/vier.md"), worse);
}

#[test]
fn what_may_mean_something_is_left() {
    let site = site();
    for card in [
        "---\ntitel: Wmo: de wet # nog nakijken\n---\n",
        "---\ntitel: Drie\nsamenvatting: Dit gaat over: de wet\n  en nog meer\n---\n",
        "---\ntitel: Drie\n---\nfoto\u{92}s, een\u{b}regel en \u{2066}12\u{2069}\n",
    ] {
        write(site.path(), "kaarten/drie.md", card);
        answer(&mut wijkgids(site.path(), ["check", "--fix"]));
        let text = fs::read_to_string(site.path().join("kaarten/drie.md")).expect("it is there");
        assert_eq!(text, card);
    }
}

#[test]
fn no_output_shows_what_seems_to_belong_to_a_person() {
    let site = site();
    let card = "---\ntietl: Drie\n---\nHet BSN is 111222333, zie [hier](x.md) en [[111222333]].\u{200b}\n::stop-commands::x\u{200b}\n";
    write(site.path(), "kaarten/drie.md", card);
    for format in ["human", "json", "sarif", "github"] {
        let check = answer(&mut wijkgids(site.path(), ["check", "--format", format, "--fix", "--dry-run"]));
        assert!(
            !check.out.contains("111222333") && !check.err.contains("111222333"),
            "{}{}",
            check.out,
            check.err
        );
        let is_command = |line: &str| line.trim_start().starts_with("::stop");
        assert!(!check.out.lines().chain(check.err.lines()).any(is_command), "{}{}", check.out, check.err);
    }
}

#[test]
fn texts_of_layers_below_are_left() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let base = "---\ntietl: Een\n---\n";
    write(folder.path(), "basis/wijkgids.yaml", "title: Basis\n");
    write(folder.path(), "basis/kaarten/een.md", base);
    write(folder.path(), "stad/wijkgids.yaml", "title: Stad\nextends: ../basis\n");
    let answer = answer(&mut wijkgids(folder.path(), ["check", "stad", "--fix"]));
    assert_eq!(answer.status, Some(0), "what is wrong in a base stops nobody above it");
    assert!(answer.out.contains("[faulty-base]"), "{}", answer.out);
    assert_eq!(fs::read_to_string(folder.path().join("basis/kaarten/een.md")).expect("there"), base);
}

#[test]
fn json_says_what_to_write_instead_and_where() {
    let site = site();
    write(site.path(), "kaarten/drie.md", BROKEN);
    let check = answer(&mut wijkgids(site.path(), ["check", "--format", "json"]));
    let rows: Vec<serde_json::Value> = serde_json::from_str(&check.out).expect("an array");
    let instead = |rule: &str| {
        let row = rows.iter().find(|row| row["rule"] == rule);
        row.unwrap_or_else(|| panic!("{rule}\n{}", check.out))["instead"].clone()
    };
    let key = instead("unknown-key");
    assert_eq!((&key["line"], &key["column"], &key["end_column"]), (&2.into(), &1.into(), &6.into()));
    assert_eq!((&key["text"], &key["is_safe"]), (&"titel".into(), &true.into()));
    let link = instead("broken-link");
    assert_eq!((&link["text"], &link["is_safe"]), (&"twee.md".into(), &false.into()));
    assert_eq!((&link["line"], &link["column"]), (&9.into(), &7.into()));
}

#[test]
fn sarif_holds_rules_places_and_mends() {
    let site = site();
    write(site.path(), "kaarten/drie.md", BROKEN);
    let check = answer(&mut wijkgids(site.path(), ["check", "--format", "sarif", "--lang", "en"]));
    assert_eq!(check.status, Some(1));
    let log: serde_json::Value = serde_json::from_str(&check.out).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    for result in results {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small")];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["shortDescription"]["text"].as_str().is_some_and(|text| text.len() > 20), "{rule}");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "kaarten/drie.md");
        assert!(place["region"]["startLine"].as_u64().is_some_and(|line| line > 0));
    }
    let key = results.iter().find(|result| result["ruleId"] == "unknown-key").expect("one of them");
    let change = &key["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(change["insertedContent"]["text"], "titel");
    assert_eq!(change["deletedRegion"]["startLine"], 2);

    let clean = answer(&mut wijkgids(super::site().path(), ["check", "--format", "sarif"]));
    let log: serde_json::Value = serde_json::from_str(&clean.out).expect("JSON");
    assert_eq!((clean.status, &log["runs"][0]["results"]), (Some(0), &serde_json::json!([])));
}

#[test]
fn github_gets_a_command_a_line() {
    let site = site();
    write(site.path(), "kaarten/drie.md", BROKEN);
    let check = answer(&mut wijkgids(site.path(), ["check", "--format", "github"]));
    let first = check.out.lines().next().expect("a line");
    assert_eq!(
        first,
        "::error file=kaarten/drie.md,line=2,endLine=2,col=1,endColumn=6,title=unknown-key::onbekend veld `tietl`%0Abedoelt u \
         `titel`?"
    );
    assert!(check.out.lines().last().is_some_and(|line| line.contains(" fouten, ")), "{}", check.out);
}
