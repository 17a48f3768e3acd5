//! Staying in touch with the text that one started from: the whole story in a repository, and what always holds.
#![expect(clippy::disallowed_methods, reason = "these tests write sites and start programs")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use wijkgids::compare::Labels;
use wijkgids::document::Notes;
use wijkgids::edition::drift::{self, BaseState};
use wijkgids::edition::patch::patched;
use wijkgids::edition::record::{self, Record};
use wijkgids::edition::settle::{Outcome, Recorded, StayReason, accept, merged, states};
use wijkgids::edition::survey::{Surveyed, survey};
use wijkgids::model::Language;
use wijkgids::pipeline::{Inputs, Library};
use wijkgids::text::{Source, SourcePath};

use crate::support::any::holds;
use crate::support::inputs::inputs;

const CARD: &str = "---\ntitel: Bel eerst\nsamenvatting: Wie belt, weet meer.\nstatus: gepubliceerd\n---\n\n\
                    ## Waarom\n\nAan de telefoon hoor je meer dan in een brief.\n\n\
                    ## Zo doe je het\n\nBel het wijkteam op werkdagen. Schrijf daarna op wat je hoorde.\n";
const OTHER: &str = "---\ntitel: Ga langs\nstatus: gepubliceerd\n---\n\nGa langs bij wie niet opneemt.\n";

const LABELS: Labels<'static> = Labels { base: "toen", ours: "wij", theirs: "nu" };

/// Runs a program in a folder; gives what it printed. It has to end with this status.
fn run(folder: &Path, program: &str, arguments: &[&str], status: i32) -> String {
    let mut command = Command::new(program);
    command.current_dir(folder).args(arguments).env("SOURCE_DATE_EPOCH", "1795305600");
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    let Output { status: ended, stdout, stderr } = command.output().expect("the program starts");
    let (out, err) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert_eq!(ended.code(), Some(status), "{program} {arguments:?}\n{out}{err}");
    out.into_owned()
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let own =
        ["-c", "user.name=Redactie", "-c", "user.email=redactie@stad.example", "-c", "commit.gpgsign=false"];
    run(folder, "git", &[&own, arguments].concat(), 0)
}

fn wijkgids(folder: &Path, arguments: &[&str], status: i32) -> String {
    run(folder, env!("CARGO_BIN_EXE_wijkgids"), arguments, status)
}

fn change(file: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(file).expect("it is there");
    assert!(text.contains(old), "{text}");
    fs::write(file, text.replace(old, new)).expect("written");
}

#[test]
fn a_municipality_forks_localises_and_stays_in_touch() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (land, fork) = (folder.path().join("land"), folder.path().join("fork"));
    for (file, text) in [
        ("content/landelijk/wijkgids.yaml", "title: Wijkgids\n"),
        ("content/landelijk/kaarten/bel.md", CARD),
        ("content/landelijk/kaarten/ga.md", OTHER),
    ] {
        let path = land.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    git(&land, &["init", "-q", "-b", "main"]);
    git(&land, &["add", "."]);
    git(&land, &["commit", "-q", "-m", "De gids"]);

    // The municipality forks, and makes two sections its own.
    git(folder.path(), &["clone", "-q", "land", "fork"]);
    let stad = fork.join("content/stad");
    fs::create_dir_all(&stad).expect("made");
    fs::write(stad.join("wijkgids.yaml"), "extends: ../landelijk\ntitle: Stad\n").expect("written");
    wijkgids(&stad, &["localise", "kaarten/bel", "waarom", "zo-doe-je-het"], 0);
    change(&stad.join("kaarten/bel.md"), "in een brief", "in een mail");
    change(&stad.join("kaarten/bel.md"), "het wijkteam", "het buurtteam");
    git(&fork, &["add", "."]);
    git(&fork, &["commit", "-q", "-m", "Onze gids"]);
    wijkgids(&stad, &["drift"], 0);

    // Upstream changes one of the two, and another card.
    change(&land.join("content/landelijk/kaarten/bel.md"), "op werkdagen", "elke dag");
    change(&land.join("content/landelijk/kaarten/ga.md"), "wie niet opneemt", "wie niets laat horen");
    git(&land, &["commit", "-q", "-a", "-m", "Beter"]);
    git(&fork, &["pull", "-q", "--no-rebase", "--no-edit"]);
    assert_eq!(git(&fork, &["status", "--porcelain"]), "", "the merge left no conflict");

    let reported = wijkgids(&stad, &["drift"], 1);
    let parts: Vec<&str> = reported.lines().filter(|line| line.starts_with("  `")).collect();
    assert_eq!(parts, ["  `zo-doe-je-het`: het origineel is veranderd"]);
    wijkgids(&stad, &["drift", "--merge"], 0);
    wijkgids(&stad, &["drift"], 0);
    let changed = git(&fork, &["status", "--porcelain", "-uno"]);
    assert!(changed.lines().all(|line| line.contains("content/stad/")), "{changed}");

    wijkgids(&stad, &["build"], 0);
    let page =
        |id: &str| fs::read_to_string(stad.join(format!("public/kaarten/{id}/index.html"))).expect("made");
    assert!(page("bel").contains("Bel het buurtteam elke dag."));
    assert!(page("bel").contains("in een mail"));
    assert!(page("ga").contains("wie niets laat horen"));
}

/// A site on another one, with one card of each.
fn layered(base: &str, own: &str, name: &str) -> Inputs {
    // Only what is published is a base for others.
    let (fence, rest) = base.split_once('\n').expect("a card has front matter");
    let status = if base.contains("status:") { "" } else { "status: gepubliceerd\n" };
    let base = &format!("{fence}\n{status}{rest}");
    let mut inputs = inputs(&[("wijkgids.yaml", "title: Stad\nlanguages: [nl, ar]\n"), (name, own)]);
    inputs.layers = vec!["../land/".to_owned(), String::new()];
    for (file, text) in [("wijkgids.yaml", "title: Land\n"), ("kaarten/a.md", base)] {
        let path = SourcePath::below("../land/", file).expect("a path");
        inputs.sources.insert(path.clone(), Source::new(path, text));
    }
    inputs
}

fn of_own_file(inputs: &Inputs) -> Option<Surveyed> {
    let library = Library::read(inputs);
    let surveyed = survey(&library.stacks, library.own_layer, &inputs.sources, None);
    surveyed.into_iter().find(|surveyed| surveyed.derived.is_some())
}

/// The same inputs with what the site settled of the file at this path.
fn recorded(mut inputs: Inputs, path: &str, notes: &Notes) -> Inputs {
    let texts = [(path.trim_end_matches(".md").to_owned(), notes.clone())].into();
    let record = Record { texts, ..Record::default() };
    let path = SourcePath::new(record::FILE).expect("a path");
    inputs.sources.insert(path.clone(), Source::new(path, &record.written(&Language::dutch())));
    inputs
}

/// A file of a site of the first version after somebody said that it is still right.
fn accepted(base: &str, own: &str) -> String {
    let inputs = layered(base, own, "kaarten/a.md");
    let derived = of_own_file(&inputs).and_then(|surveyed| surveyed.derived).expect("the site has the file");
    patched(own, &accept(&derived, &inputs.sources["kaarten/a.md"], &inputs.sources).edits)
}

#[test]
fn front_matter_loses_what_the_first_version_noted_and_nothing_else() {
    for (own, expected) in [
        (
            "---\n# Van ons.\ntitel: Bel\n---\n\n## Waarom\n\nDaarom.\n",
            "---\n# Van ons.\ntitel: Bel\n---\n\n## Waarom\n\nDaarom.\n",
        ),
        (
            "---\nbasis: {\"waarom\": 'abc'} # van toen\ntitel: Bel\n---\n## Waarom\nDaarom.\n",
            "---\ntitel: Bel\n---\n## Waarom\nDaarom.\n",
        ),
        (
            "---\nbase:   # van toen\n\n  waarom: abc # oud\n\n# en verder\n---\n## Waarom\nDaarom.\n",
            "---\n\n# en verder\n---\n## Waarom\nDaarom.\n",
        ),
        (
            "---\nbasis:\n  weg: abc\n\n# en verder\nduur: kort\n---\n",
            "---\n\n# en verder\nduur: kort\n---\n",
        ),
    ] {
        assert_eq!(accepted(CARD, own), expected);
    }
}

/// A file of a site after it was made from `then` as `own`, and took over what changed from there to `now`; and how
/// many conflicts that gave.
fn after_merge(then: &str, own: &str, now: &str) -> (String, usize) {
    let path = "kaarten/a.md";
    let derived =
        |inputs: &Inputs| of_own_file(inputs).and_then(|surveyed| surveyed.derived).expect("it is there");
    let before = layered(then, own, path);
    let settled = accept(&derived(&before), &before.sources[path], &before.sources);
    let own = patched(own, &settled.edits);
    let later = recorded(layered(now, &own, path), path, &settled.notes);
    let known = Recorded { line: &settled.notes, bases: &settled.bases };
    let merged = merged(&derived(&later), &later.sources[path], &later.sources, known, LABELS);
    let merged = merged.expect("it can be merged");
    let conflicts = merged.parts.iter().filter(|(_, outcome)| *outcome == Outcome::Conflict).count();
    let text = patched(&own, &merged.edits);
    let after = recorded(layered(now, &text, path), path, &merged.notes);
    let parts = states(&derived(&after), &later.sources);
    let is_settled = |outcome: &Outcome| !matches!(outcome, Outcome::Stays(_));
    if conflicts == 0 && merged.parts.iter().all(|(_, outcome)| is_settled(outcome)) {
        assert!(parts.iter().all(|part| part.state == BaseState::Same), "{parts:?}\n{text}");
    }
    (text, conflicts)
}

/// A card with some fields.
fn with_fields(fields: &str) -> String {
    format!("---\n{fields}---\n")
}

#[test]
fn fields_are_merged_as_far_as_they_stay_fields() {
    let merged = |then: &str, own: &str, now: &str| {
        let (text, conflicts) = after_merge(&with_fields(then), &with_fields(own), &with_fields(now));
        let fields = text.trim_start_matches("---\n").trim_end_matches("---\n");
        (fields.to_owned(), conflicts)
    };
    let clean = |text: &str| (text.to_owned(), 0);
    assert_eq!(
        merged("zoekwoorden: [a, b, c]\n", "zoekwoorden: [a, b, c, d]\n", "zoekwoorden: [x, b, c]\n"),
        clean("zoekwoorden: [x, b, c, d]\n")
    );
    assert_eq!(
        merged(
            "relaties:\n  vervolg-op: [kaarten/b]\nduur: kort\n",
            "relaties:\n  vervolg-op: [kaarten/b, kaarten/c]\n",
            "relaties:\n  gevolgd-door: [kaarten/b]\n"
        ),
        clean("relaties:\n  gevolgd-door: [kaarten/b, kaarten/c]\n")
    );
    assert_eq!(
        merged(
            "ladder:\n  - trede: Een\n    wie: ik\n",
            "ladder:\n  - trede: Een\n    wie: jij\n",
            "ladder:\n  - trede: Twee\n    wie: ik\n"
        ),
        clean("ladder:\n  - trede: Twee\n    wie: jij\n")
    );
    let (text, conflicts) = merged("duur: een uur\n", "duur: een dag\n", "duur: een week\n");
    assert_eq!(conflicts, 1);
    assert!(
        text.contains("<<<<<<< wij\nduur: een dag\n") && text.contains("=======\nduur: een week\n"),
        "{text}"
    );
    let (text, conflicts) =
        merged("titel: Een kaart\n", "titel: Onze kaart\n", "titel: \"Een kaart: nieuw\"\n");
    assert!(conflicts == 1 || text == "titel: \"Onze kaart: nieuw\"\n", "{text}");
}

#[test]
fn a_section_that_was_written_anew_is_left_alone() {
    let own = "---\n---\n\n## Zo doe je het\n\nBij ons neemt de balie op. Kom tussen negen en twaalf, of stuur een bericht.\n";
    let now = CARD.replace("op werkdagen", "elke dag");
    let (text, conflicts) = after_merge(CARD, own, &now);
    assert_eq!(conflicts, 0);
    assert!(text.ends_with(own.trim_start_matches("---\n")), "{text}");
}

#[test]
fn a_section_with_a_heading_of_its_own_keeps_it_under_the_new_id() {
    let own = "---\n---\n\n## Zo doen wij het {#zo-doe-je-het .let-op}\n\nBel het wijkteam op maandag. Schrijf \
               daarna op wat je hoorde.\n";
    let now = CARD.replace("## Zo doe je het", "## Stap voor stap").replace("Bel het", "Bel of app het");
    let (text, conflicts) = after_merge(CARD, own, &now);
    assert_eq!(conflicts, 0);
    let expected = "## Zo doen wij het {#stap-voor-stap .let-op}\n\nBel of app het wijkteam op maandag. Schrijf \
                    daarna op wat je hoorde.\n";
    assert!(text.ends_with(expected), "{text}");
}

#[test]
fn an_underlined_heading_goes_along_whole_under_the_new_id() {
    let now = CARD.replace("## Waarom", "## Daarom");
    for (own, expected) in [
        ("Waarom dan {#waarom}\n----------", "Waarom dan {#daarom}\n----------"),
        ("Waarom\ndan {#waarom}\n---", "Waarom\ndan {#daarom}\n---"),
        ("## Waarom", "## Daarom"),
    ] {
        let own = format!("---\n---\n\n{own}\n\nAan de telefoon hoor je meer dan in een mail.\n");
        let (text, conflicts) = after_merge(CARD, &own, &now);
        assert_eq!(conflicts, 0);
        let expected = format!("{expected}\n\nAan de telefoon hoor je meer dan in een mail.\n");
        assert!(text.ends_with(&expected), "{text}");
    }
}

/// Sections and fields of a card, some alike.
fn card() -> impl Strategy<Value = String> {
    let field = select(vec![
        "titel: Een\n",
        "samenvatting: \"Kort: gezegd\"\n",
        "zoekwoorden: [a, b]\n",
        "# opmerking\n",
        "duur: >-\n  lang\n  en breed\n",
        "\n",
        "basis: {waarom: 0000000000000000, velden: {titel: 1}} # oud\n",
        "basis:\n  lead: 12e4567890123456\n  weg: abc\n",
        "verwijder: [waarom]\n",
        "vervang: geheel\n",
    ]);
    let part = select(vec![
        "Vooraf.\n",
        "## Waarom\n\nOm wie belt.  \nEn wie niet.\n",
        "## Zo {#zo-doe-je-het}\n\n- een\n- twee\n",
        "## Zo doe je het\n",
        "\n\n",
        "## 2026\n\nTekst[^1].\n\n[^1]: Noot.\n",
        "Waarom\n------\n\nAnders.\n",
        "## لماذا {#waarom}\n\nنص.\n",
        "```\n## Geen kop\n```\n",
    ]);
    let keys = |fields: Vec<&str>| {
        let mut seen = std::collections::BTreeSet::new();
        let unique =
            fields.into_iter().filter(|field| seen.insert(field.split(':').next().map(str::to_owned)));
        unique.collect::<String>()
    };
    (vec(field, 0..6), vec(part, 0..6), select(vec!["\n", "\r\n"])).prop_map(move |(fields, parts, end)| {
        format!("---\n{}---\n{}", keys(fields), parts.concat()).replace('\n', end)
    })
}

#[test]
fn accepted_then_clean_and_every_other_byte_stays() {
    let cards = (card(), card(), select(vec!["kaarten/a.md", "kaarten/a.ar.md"]));
    holds(400, &cards, |(base, own, name)| {
        let before = layered(&base, &own, name);
        let Some(surveyed) = of_own_file(&before) else { return Ok(()) };
        let derived = surveyed.derived.expect("it was asked for");
        let source = &before.sources[name];
        let settled = accept(&derived, source, &before.sources);
        let text = patched(&own, &settled.edits);
        let after = recorded(layered(&base, &text, name), name, &settled.notes);
        let surveyed = of_own_file(&after).expect("it is still there");
        let derived = surveyed.derived.expect("it is still there");
        let parts = states(&derived, &after.sources);
        prop_assert!(parts.iter().all(|part| part.state == BaseState::Same), "{parts:?}\n{text}");
        let without = |text: &str| {
            let is_note = |line: &str| line.starts_with("basis:") || line.starts_with("  ");
            let is_kept =
                |line: &&str| !is_note(line) || line.starts_with("  lang") || line.starts_with("  en ");
            text.split_inclusive('\n').filter(is_kept).collect::<String>()
        };
        prop_assert_eq!(without(&text), without(&own));
        // Nothing is left to do.
        let again = accept(&derived, &after.sources[name], &after.sources);
        prop_assert!(again.edits.is_empty());
        prop_assert_eq!(again.notes, settled.notes);
        Ok(())
    });
}

#[test]
fn an_overlay_that_changed_nothing_merges_into_the_base_of_today() {
    holds(200, &(card(), card()), |(then, now)| {
        let own = format!(
            "---\n---\n{}",
            then.replace("\r\n", "\n").split_once("---\n---\n").map_or("", |it| it.1)
        );
        let before = layered(&then, &own, "kaarten/a.md");
        let Some(surveyed) = of_own_file(&before) else { return Ok(()) };
        let derived = surveyed.derived.expect("it was asked for");
        let path = "kaarten/a.md";
        let accepted = accept(&derived, &before.sources[path], &before.sources);
        let own = patched(&own, &accepted.edits);
        let later = recorded(layered(&now, &own, path), path, &accepted.notes);
        let surveyed = of_own_file(&later).expect("it is still there");
        let derived = surveyed.derived.expect("it is still there");
        let known = Recorded { line: &accepted.notes, bases: &accepted.bases };
        let settled = merged(&derived, &later.sources[path], &later.sources, known, LABELS);
        let settled = settled.expect("the front matter has an end");
        for (part, outcome) in &settled.parts {
            prop_assert!(
                matches!(outcome, Outcome::Merged | Outcome::Stays(StayReason::Gone | StayReason::NoText)),
                "{part:?}: {outcome:?}"
            );
        }
        let text = patched(&own, &settled.edits);
        let after = layered(&now, &text, path);
        let surveyed = of_own_file(&after).expect("it is still there");
        let derived = surveyed.derived.expect("it is still there");
        for (part, _) in settled.parts.iter().filter(|(_, outcome)| *outcome == Outcome::Merged) {
            let now = |document| drift::text(document, part, &after.sources);
            let base = derived.base.as_ref().expect("it lies on a card");
            // Where its original has another name now, so has it.
            if let Some(text) = now(base) {
                prop_assert_eq!(now(&derived.piece.document), Some(text));
            }
        }
        Ok(())
    });
}
