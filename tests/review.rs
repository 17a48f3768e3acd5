//! The lists of documents to review, read as other programs read them: the calendar line by line as RFC 5545 has it, the
//! feed and the JSON; and that they say the same.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use wijkgids::pipeline::{Built, Inputs, Pipeline};

use crate::support::any::holds;
use crate::support::inputs::{inputs, put};

const CONFIG: &str = "title: Gids\nbase_url: https://gids.example/\n";

/// A document as it is written; the title can hold anything that YAML takes between quotes.
fn card(title: &str, owner: &str, review_by: &str) -> String {
    let quoted = serde_json::to_string(title).expect("a text is plain data");
    format!(
        "---\ntitel: {quoted}\neigenaar: {owner}\nstatus: gepubliceerd\nherzien_voor: {review_by}\n---\nTekst.\n"
    )
}

fn file(built: &Built, path: &str) -> String {
    let found = built.outputs.iter().find(|(other, _)| other.as_str() == path);
    let (_, bytes) = found.unwrap_or_else(|| panic!("there is no `{path}`"));
    String::from_utf8(bytes.to_vec()).expect("the lists are UTF-8")
}

/// The lines of a calendar, each whole again. Panics where one is longer than it can be or doesn't end as it has to.
fn unfolded(calendar: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let text = calendar.strip_suffix("\r\n").expect("the last line ends too");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} bytes: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "{line:?}");
        match line.strip_prefix(' ') {
            Some(rest) => lines.last_mut().expect("the first line goes on nothing").push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

/// The text that a value stands for.
fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut signs = value.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next().expect("an escape has a sign") {
                'n' | 'N' => text.push('\n'),
                sign @ ('\\' | ';' | ',') => text.push(sign),
                other => panic!("`\\{other}` means nothing"),
            },
            ';' | ',' => panic!("`{sign}` ends the text in {value}"),
            _ => text.push(sign),
        }
    }
    text
}

/// The events of a calendar, each as its properties in order.
fn events(calendar: &str) -> Vec<Vec<(String, String)>> {
    let lines = unfolded(calendar);
    assert_eq!(lines.first().map(String::as_str), Some("BEGIN:VCALENDAR"));
    assert_eq!(lines.last().map(String::as_str), Some("END:VCALENDAR"));
    let mut events = Vec::new();
    let mut event = None;
    for line in &lines {
        let (name, value) = line.split_once(':').expect("a line is a name and a value");
        match (line.as_str(), &mut event) {
            ("BEGIN:VEVENT", None) => event = Some(Vec::new()),
            ("END:VEVENT", Some(_)) => events.extend(event.take()),
            (_, Some(properties)) => properties.push((name.to_owned(), value.to_owned())),
            (_, None) => {}
        }
    }
    events
}

fn property<'e>(event: &'e [(String, String)], name: &str) -> &'e str {
    let found: Vec<&str> =
        event.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str()).collect();
    assert_eq!(found.len(), 1, "{name} in {event:?}");
    found[0]
}

fn library(documents: &[(String, String)]) -> Inputs {
    let mut made = inputs(&[("wijkgids.yaml", CONFIG)]);
    documents.iter().for_each(|(path, text)| put(&mut made, path, text));
    made
}

#[test]
fn a_calendar_says_any_title_whatever_it_holds() {
    let piece = select(vec![
        "a",
        "woord ",
        "één ",
        "😀",
        "ё",
        "مرحبا ",
        ";",
        ",",
        "\\",
        "\\n",
        "\n",
        ":",
        "\"",
        "=",
        "BEGIN:VEVENT",
        "\t",
        " ",
        "x y z",
    ]);
    holds(64, &vec(vec(piece, 1..60), 1..4), |titles| {
        let titles: Vec<String> =
            titles.iter().map(|pieces| format!("T{}T", pieces.concat().replace('\t', " "))).collect();
        let documents = titles.iter().enumerate();
        let documents: Vec<(String, String)> = documents
            .map(|(number, title)| (format!("kaarten/k{number}.md"), card(title, "redactie", "2027-01-05")))
            .collect();
        let built = Pipeline::new().run(&library(&documents));
        let mut said: Vec<String> = events(&file(&built, "beheer/herzien.ics"))
            .iter()
            .map(|event| unescaped(property(event, "SUMMARY")))
            .collect();
        // A document's title is what YAML makes of what was written; what counts is that both say the same.
        let json: serde_json::Value =
            serde_json::from_str(&file(&built, "beheer/herzien.json")).expect("JSON");
        let listed = json["documents"].as_array().expect("a list").iter();
        let mut expected: Vec<String> = listed
            .map(|document| format!("Nalezen: {}", document["title"].as_str().expect("a title")))
            .collect();
        said.sort();
        expected.sort();
        prop_assert_eq!(&said, &expected);
        prop_assert_eq!(said.len(), titles.len());
        Ok(())
    });
}

#[test]
fn an_event_is_a_whole_day_and_keeps_its_name() {
    let mut made = library(&[("kaarten/a.md".to_owned(), card("A", "redactie", "2027-01-05"))]);
    let of = |made: &Inputs| {
        let calendar = file(&Pipeline::new().run(made), "beheer/redactie/herzien.ics");
        let [event] = &events(&calendar)[..] else { panic!("one event in {calendar}") };
        ["UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY", "DESCRIPTION", "URL", "TRANSP"]
            .map(|name| property(event, name).to_owned())
    };
    let first = of(&made);
    let expected = [
        "https://gids.example/kaarten/a/#herzien",
        "20261121T000000Z",
        "20270105",
        "Nalezen: A",
        "Eigenaar: redactie",
        "https://gids.example/kaarten/a/",
        "TRANSPARENT",
    ];
    assert_eq!(first, expected);
    // A review moves the event; it stays the same one.
    put(&mut made, "kaarten/a.md", &card("A", "redactie", "2028-01-05"));
    let second = of(&made);
    assert_eq!((&second[0], second[2].as_str()), (&first[0], "20280105"));
}

#[test]
fn a_feed_names_a_piece_of_work_once() {
    let mut made = library(&[
        ("kaarten/a.md".to_owned(), card("Te laat", "redactie", "2026-11-01")),
        ("kaarten/b.md".to_owned(), card("Binnenkort", "redactie", "2027-01-05")),
        ("kaarten/c.md".to_owned(), card("Later", "redactie", "2027-11-05")),
    ]);
    let feed = |made: &Inputs| file(&Pipeline::new().run(made), "beheer/redactie/herzien.atom");
    let parts = |feed: &str, tag: &str| -> Vec<String> {
        let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
        let parts = feed.split(&open).skip(1).filter_map(|rest| rest.split_once(&close));
        parts.map(|(part, _)| part.to_owned()).collect()
    };
    let first = feed(&made);
    let ids = parts(&first, "id");
    let expected = [
        "https://gids.example/beheer/redactie/herzien.atom",
        "https://gids.example/kaarten/a/#herzien-2026-11-01",
        "https://gids.example/kaarten/b/#herzien-2027-01-05",
    ];
    assert_eq!(ids, expected);
    let updated = ["2026-11-02T00:00:00Z", "2026-11-02T00:00:00Z", "2026-10-07T00:00:00Z"];
    assert_eq!(parts(&first, "updated"), updated);
    // The next day nothing has happened, so nothing is news.
    made.today = jiff::civil::date(2026, 11, 22);
    assert_eq!(feed(&made), first);
}

#[test]
fn what_is_found_is_marked_as_lists_are() {
    let mut made = library(&[
        ("kaarten/a.md".to_owned(), card("Te laat", "redactie", "2026-11-20")),
        ("kaarten/b.md".to_owned(), card("Op tijd", "redactie", "2026-11-21")),
    ]);
    let marked = |made: &Inputs| {
        let titles = file(&Pipeline::new().complete(made), "zoeken/d0.js");
        ["Te laat", "Op tijd"].map(|title| {
            let rest = titles.split(title).nth(1).unwrap_or_else(|| panic!("`{title}` in {titles}"));
            rest.split(']').nth(1).is_some_and(|end| end.starts_with(",1"))
        })
    };
    put(&mut made, "wijkgids.yaml", &format!("{CONFIG}review: {{grace: 0, after: mark}}\n"));
    assert_eq!(marked(&made), [true, false]);
    put(&mut made, "wijkgids.yaml", &format!("{CONFIG}review: {{grace: 0, after: notice}}\n"));
    assert_eq!(marked(&made), [false, false]);
}
