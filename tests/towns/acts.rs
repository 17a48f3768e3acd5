//! What the editors of a base can do to those above it.

use super::base::Base;
use super::chance::Chance;

/// Something that a base does.
pub(super) struct Act {
    pub(super) name: &'static str,
    pub(super) run: fn(&mut Base, &mut Chance),
    /// Whether a town that is published for production has to do something first: only where its readers would see that
    /// something isn't there.
    pub(super) asks: bool,
}

const fn act(name: &'static str, run: fn(&mut Base, &mut Chance)) -> Act {
    Act { name, run, asks: false }
}

/// Every kind of act.
pub(super) const ACTS: &[Act] = &[
    act("ten renames that say so", |base, chance| renames(base, chance, 10, Renaming::Told)),
    act("three renames that say nothing", |base, chance| renames(base, chance, 3, Renaming::Silent)),
    act("twenty rewrites", rewrites),
    act("a heading renamed", |base, chance| headings(base, chance, 3, false)),
    act("five headings split", |base, chance| headings(base, chance, 5, true)),
    act("two cards deleted", |base, chance| withdrawals(base, chance, Withdrawal::Deleted)),
    act("two cards withdrawn", |base, chance| withdrawals(base, chance, Withdrawal::Status("vervallen"))),
    act("two cards a draft again", |base, chance| withdrawals(base, chance, Withdrawal::Status("concept"))),
    act("a card split in two", split),
    act("two cards made one", merged),
    act("two cards that both claim an old address", both_claim),
    act("titles changed", titles),
    act("a term deleted", |base, _| {
        base.take_out("wijkgids.yaml", "      mandaat:");
        base.change_all("\nthema: mandaat\n", "\nthema: preventie\n");
    }),
    act("a term renamed", |base, _| {
        base.change_all("\n      mandaat:\n", "\n      ruimte:\n");
        base.change_all("\nthema: mandaat\n", "\nthema: ruimte\n");
    }),
    act("a term renamed that says so", |base, _| {
        base.change_all("\n      mandaat:\n", "\n      ruimte:\n        oude_namen: [mandaat]\n");
        base.change_all("\nthema: mandaat\n", "\nthema: ruimte\n");
    }),
    act("a facet deleted", |base, _| {
        base.take_out("wijkgids.yaml", "  rol:");
        let rol: Vec<String> = base
            .0
            .values()
            .flat_map(|text| text.lines())
            .filter(|line| line.starts_with("rol: "))
            .map(str::to_owned)
            .collect();
        rol.iter().for_each(|line| base.change_all(&format!("\n{line}\n"), "\n"));
    }),
    act("a relation deleted", |base, _| {
        base.take_out("wijkgids.yaml", "  vervolg-op:");
        base.change_all("\n  vervolg-op: [", "\n  hangt-samen-met: [");
    }),
    act("a relation renamed", |base, _| base.change_all("spanning-met", "botst-met")),
    act("a subject renamed", |base, _| base.change_all("schulden,", "geldzorgen,")),
    act("a fact deleted", |base, _| base.take_out("bronnen.yaml", "  001-8d:")),
    act("a source renamed", |base, _| base.change_all("\"001\"", "\"101\"")),
    act("a number deleted", |base, _| base.take_out("nummers.yaml", "  luisterlijn:")),
    act("a value deleted", |base, _| {
        base.take_out("wijkgids.yaml", "  team: wijkteam");
        base.change_all("{{ team }}", "team");
    }),
    act("a provision deleted", |base, _| drop(base.0.remove("voorzieningen/landelijk.yaml"))),
    act("a kind deleted", |base, _| {
        base.take_out("wijkgids.yaml", "  formulier:");
        base.0.retain(|path, _| !path.starts_with("formulieren/"));
    }),
    act("a kind that takes a folder", |base, _| {
        changed(base.change("wijkgids.yaml", "    folder: formulieren\n", "    folder: bladen\n"));
    }),
    act("a facet that has to be there now", |base, _| {
        base.change(
            "wijkgids.yaml",
            "\n  rol:\n",
            "\n  fase:\n    title: Fase\n    required: true\n    terms: {begin: {title: Begin}}\n  rol:\n",
        );
        base.change_all("\nstatus: gepubliceerd\n", "\nfase: begin\nstatus: gepubliceerd\n");
    }),
    act("a field that has to be there now", |base, _| {
        base.change(
            "wijkgids.yaml",
            "\nfields:\n",
            "\nfields:\n  nazorg: {title: Nazorg, kinds: [card], type: text, required: true}\n",
        );
        base.change_all("\nthema: ", "\nnazorg: een jaar\nthema: ");
    }),
    Act { name: "a value that has to be there now", run: new_value, asks: true },
    act("a broken document", |base, chance| {
        let id = chance.one(&base.ids("kaarten/")).clone();
        base.change(&format!("{id}.md"), "\ntitel: ", "\ntitel: \"niet gesloten ");
    }),
    act("a broken configuration", |base, _| {
        changed(base.change("wijkgids.yaml", "\nfacets:\n", "\nfacets: [\n"))
    }),
    act("a broken register", |base, _| changed(base.change("bronnen.yaml", "\nfeiten:\n", "\nfeiten: [\n"))),
    act("broken numbers", |base, _| changed(base.change("nummers.yaml", "\nnummers:\n", "\nnummers: {\n"))),
    act("a broken glossary", |base, _| {
        changed(base.change("begrippen.yaml", "\nbegrippen:\n", "\nbegrippen: \"\n"))
    }),
    act("stricter with itself", |base, _| {
        base.change("wijkgids.yaml", "\n  stale-review: warn", "\n  stale-review: error\n  long-sentence: error\n  missing-base: error\n  drifted-text: error\n  orphaned-overlay: error\n  unknown-section: error\nreview: {after: error}");
    }),
    act("a card with a number of somebody", |base, chance| {
        let id = chance.one(&base.ids("kaarten/")).clone();
        base.change(
            &format!("{id}.md"),
            "\n## Wanneer niet\n",
            "\nBel Jan op 06-12345678.\n\n## Wanneer niet\n",
        );
    }),
    act("a card where a town has its own", |base, chance| {
        let id = chance.one(&base.ids("kaarten/")).clone();
        let text = base.text(&id).to_owned();
        base.0.insert("kaarten/havenwerk/eigen-0.md".to_owned(), text);
    }),
    act("an old address that a town has", |base, chance| {
        let id = chance.one(&base.ids("kaarten/")).clone();
        base.add(&id, "oude_adressen: [/kaarten/havenwerk/eigen-1/]");
    }),
    act("other line ends", |base, _| base.0.values_mut().for_each(|text| *text = text.replace('\n', "\r\n"))),
    act("blanks at the ends of lines", |base, _| {
        let documents = base.0.iter_mut().filter(|(path, _)| path.ends_with(".md"));
        documents.for_each(|(_, text)| *text = text.replace(".\n", ". \n"));
    }),
    act("a byte order mark", |base, _| base.0.values_mut().for_each(|text| text.insert(0, '\u{feff}'))),
    act("other words for how a text is kept", |base, _| {
        base.change_all("\nherzien_voor: 2027-", "\nherzien_voor: 2028-");
        base.change_all("\neigenaar: redactie-landelijk\n", "\neigenaar: redactie-nieuw\n");
    }),
    act("a new edition", |base, chance| {
        renames(base, chance, 10, Renaming::Told);
        rewrites(base, chance);
        headings(base, chance, 5, true);
        withdrawals(base, chance, Withdrawal::Deleted);
        base.change_all("schulden,", "geldzorgen,");
        base.take_out("nummers.yaml", "  luisterlijn:");
        base.change("bronnen.yaml", "\nfeiten:\n", "\nfeiten: [\n");
        titles(base, chance);
    }),
];

/// Whether a renamed document says what it was called.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Renaming {
    Told,
    Silent,
}

/// How a document goes.
#[derive(Clone, Copy)]
enum Withdrawal {
    Deleted,
    Status(&'static str),
}

fn documents(base: &Base) -> Vec<String> {
    let mut ids = base.ids("kaarten/");
    ids.extend(base.ids("vragen/"));
    ids
}

fn renames(base: &mut Base, chance: &mut Chance, n: usize, renaming: Renaming) {
    for id in chance.some(&documents(base), n) {
        let (folder, name) = id.rsplit_once('/').expect("a document lies in a folder");
        let new = format!("{folder}/nieuw-{name}");
        rename(base, &id, &new);
        if renaming == Renaming::Told {
            base.add(&new, &format!("oude_adressen: [/{id}/]"));
        }
    }
}

/// Gives a document another name, with everything that refers to it.
fn rename(base: &mut Base, id: &str, new: &str) {
    for end in [".md", ".en.md"] {
        if let Some(text) = base.0.remove(&format!("{id}{end}")) {
            base.0.insert(format!("{new}{end}"), text);
        }
    }
    let name = |id: &str| id.rsplit('/').next().expect("a split has a part").to_owned();
    for from in ["]", ",", "\n", "#", "}"] {
        base.change_all(&format!("{id}{from}"), &format!("{new}{from}"));
    }
    for before in ["(", "/"] {
        base.change_all(&format!("{before}{}.md", name(id)), &format!("{before}{}.md", name(new)));
    }
}

fn rewrites(base: &mut Base, chance: &mut Chance) {
    for id in chance.some(&documents(base), 20) {
        let headings = base.sections(&id);
        let heading = chance.one(&headings);
        base.change(
            &format!("{id}.md"),
            &format!("\n## {heading}\n"),
            &format!("\n## {heading}\n\nDit is herschreven.\n"),
        );
    }
}

fn headings(base: &mut Base, chance: &mut Chance, n: usize, is_split: bool) {
    for id in chance.some(&documents(base), n) {
        let headings = base.sections(&id);
        let heading = chance.one(&headings).clone();
        let text = base.section(&id, &heading);
        let at = text.find("\n\n").or_else(|| text.find('\n')).filter(|_| is_split);
        let new = match at {
            Some(at) => format!("\n## Eerst dit\n\n{}\n\n## En dan dit\n{}\n", &text[..at], &text[at..]),
            None => format!("\n## Nu zo\n\n{text}\n"),
        };
        base.change(&format!("{id}.md"), &format!("\n## {heading}\n\n{text}\n"), &new);
    }
}

fn withdrawals(base: &mut Base, chance: &mut Chance, withdrawal: Withdrawal) {
    for id in chance.some(&documents(base), 2) {
        match withdrawal {
            Withdrawal::Deleted => {
                base.0.remove(&format!("{id}.md"));
                base.0.remove(&format!("{id}.en.md"));
            }
            Withdrawal::Status(status) => {
                base.change(
                    &format!("{id}.md"),
                    "\nstatus: gepubliceerd\n",
                    &format!("\nstatus: {status}\n"),
                );
            }
        }
    }
}

fn split(base: &mut Base, chance: &mut Chance) {
    let id = chance.one(&base.ids("kaarten/")).clone();
    let heading = base.sections(&id)[0].clone();
    let section = base.section(&id, &heading);
    let head = base.text(&id).split("\n---\n").next().expect("a split has a part").to_owned();
    base.change(&format!("{id}.md"), &format!("\n## {heading}\n\n{section}\n"), "");
    base.0.insert(
        format!("{id}-een.md"),
        format!("{head}\noude_adressen: [/{id}/]\n---\n\n## {heading}\n\n{section}\n"),
    );
    rename(base, &id, &format!("{id}-twee"));
}

fn merged(base: &mut Base, chance: &mut Chance) {
    let both = chance.some(&base.ids("kaarten/"), 2);
    let [gone, kept] = &both[..] else { return };
    base.0.remove(&format!("{gone}.md"));
    base.add(kept, &format!("oude_adressen: [/{gone}/]"));
}

fn both_claim(base: &mut Base, chance: &mut Chance) {
    let three = chance.some(&base.ids("kaarten/"), 3);
    let [gone, one, other] = &three[..] else { return };
    base.0.remove(&format!("{gone}.md"));
    base.add(one, &format!("oude_adressen: [/{gone}/]"));
    base.add(other, &format!("oude_adressen: [/{gone}/]"));
}

fn titles(base: &mut Base, chance: &mut Chance) {
    for id in chance.some(&documents(base), 5) {
        base.change(&format!("{id}.md"), "\ntitel: ", "\ntitel: Voortaan ");
    }
}

fn new_value(base: &mut Base, chance: &mut Chance) {
    base.change("wijkgids.yaml", "\nvalues:\n", "\nvalues:\n  nachtloket: required\n");
    let id = chance.one(&base.ids("kaarten/")).clone();
    let heading = base.sections(&id)[0].clone();
    base.change(
        &format!("{id}.md"),
        &format!("\n## {heading}\n"),
        &format!("\n## {heading}\n\nGa naar het {{{{ nachtloket }}}}.\n"),
    );
}

/// That an act found what it was about.
fn changed(was_there: bool) {
    assert!(was_there, "the library has what the act changes");
}
