//! Something that happens on days: an English site with two layers that declares it in YAML alone, its agenda, and its
//! calendars as other programs read them. No line of the program knows an event.

use std::collections::BTreeMap;
use std::path::Path;

use ical::parser::ical::component::IcalEvent;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::{prop_assert, prop_assert_eq, proptest};
use rrule::RRuleSet;
use wijkgids::calendar::Recurrence;
use wijkgids::config::Readership;
use wijkgids::document::Beginning;
use wijkgids::exchange::json;
use wijkgids::model::{KindId, Language};
use wijkgids::pipeline::{Built, Inputs, Mode, Pipeline};
use wijkgids::schema::schemas;
use wijkgids::shell::read;
use wijkgids::text::{MessageLanguage, Severity};

use crate::support::inputs::inputs;

const TODAY: Date = date(2026, 11, 30);

fn site(name: &str) -> Inputs {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/events").join(name);
    read::read(&folder, None, TODAY, Mode::Publish).expect("the site is there")
}

fn built(inputs: &Inputs) -> Built {
    let built = Pipeline::new().complete(inputs);
    let errors: Vec<_> = built.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    built
}

fn file(built: &Built, path: &str) -> String {
    let found = built.outputs.iter().find(|(other, _)| other.as_str() == path);
    let (_, bytes) = found.unwrap_or_else(|| panic!("there is no `{path}`"));
    String::from_utf8_lossy(bytes).into_owned()
}

fn has(built: &Built, path: &str) -> bool {
    built.outputs.iter().any(|(other, _)| other.as_str() == path)
}

/// The events of a calendar by their titles, as a program of others reads it.
fn events(calendar: &str) -> BTreeMap<String, IcalEvent> {
    let mut calendars = ical::IcalParser::new(calendar.as_bytes());
    let calendar = calendars.next().expect("there is a calendar").expect("it can be read");
    assert!(calendars.next().is_none() && calendar.timezones.len() == 1);
    calendar.events.into_iter().map(|event| (value(&event, "SUMMARY"), event)).collect()
}

/// The first property of a name; empty where there is none.
fn value(event: &IcalEvent, name: &str) -> String {
    let property = event.properties.iter().find(|property| property.name == name);
    property.and_then(|property| property.value.clone()).unwrap_or_default()
}

/// The moments of an event by the clock on the wall, as a program of others works them out.
fn moments(event: &IcalEvent) -> Vec<String> {
    let of_rule = |name: &str| matches!(name, "DTSTART" | "RRULE" | "EXDATE");
    let lines: Vec<String> = event
        .properties
        .iter()
        .filter(|property| of_rule(&property.name))
        .map(|property| {
            let parameters = property.params.iter().flatten();
            let parameters: String =
                parameters.map(|(name, values)| format!(";{name}={}", values.join(","))).collect();
            format!("{}{parameters}:{}", property.name, property.value.as_deref().unwrap_or_default())
        })
        .collect();
    let set: RRuleSet = lines.join("\n").parse().unwrap_or_else(|error| panic!("{error}: {lines:#?}"));
    set.all(60).dates.iter().map(|moment| moment.format("%Y-%m-%d %H:%M").to_string()).collect()
}

#[test]
fn what_happens_stands_in_an_agenda_for_each_list() {
    let built = built(&Inputs { readership: Some(Readership::Resident), ..site("base") });
    let list = file(&built, "events/index.html");
    for words in [
        "<time datetime=\"2026-12-01\">Tuesday 1 December 2026</time>",
        "every Tuesday, 19:30–21:00, from 1 December 2026, until 29 June 2027, not on 29 December 2026, 4 May 2027 to 11 \
         May 2027 and public holidays",
        "every first Saturday and last Saturday of the month, 10:00–13:00",
        "data-until=\"2027-06-29\"",
        "href=\"../events/agenda.ics\"",
        "https://events.example/events/agenda.ics",
    ] {
        assert!(list.contains(words), "{words}\n{list}");
    }
    // Six weeks ahead, without the Tuesday that is left out.
    let days: Vec<&str> =
        list.split("data-day=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let expected =
        ["12-01", "12-05", "12-08", "12-15", "12-18", "12-22", "12-26"].map(|day| format!("2026-{day}"));
    assert_eq!(days, [&expected[..], &["2027-01-02".into(), "2027-01-05".into()]].concat());
    let north = file(&built, "part/north/index.html");
    assert!(north.contains("Repair café") && !north.contains("Night walk"), "{north}");
    assert!(has(&built, "part/north/agenda.ics") && !has(&built, "places/agenda.ics"));
    let choir = file(&built, "events/choir/index.html");
    assert!(choir.contains("The next times") && choir.contains("It goes on after that."), "{choir}");
    let dutch = file(&built, "nl/events/index.html");
    assert!(dutch.contains("elke eerste zaterdag en laatste zaterdag van de maand, 10:00–13:00"), "{dutch}");
    assert!(events(&file(&built, "nl/events/agenda.ics")).contains_key("Repaircafé"));
}

#[test]
fn what_is_over_is_gone_and_links_to_it_are_words() {
    let inputs = site("base");
    let built = built(&inputs);
    assert!(!has(&built, "events/over/index.html"));
    for (path, bytes) in built.outputs.iter() {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("The fair of last week"), "{path}");
    }
    let library = file(&built, "places/library/index.html");
    assert!(library.contains("the fair") && !library.contains("events/over"), "{library}");
    assert!(library.contains("Monday to Friday</th><td><bdi dir=\"ltr\">09:00–17:00"), "{library}");
    // On its last day it was there; and its editors find it in the preview.
    let on_the_day = Inputs { today: date(2026, 11, 29), ..inputs.clone() };
    assert!(has(&self::built(&on_the_day), "events/over/index.html"));
    let preview = Pipeline::new().run(&Inputs { mode: Mode::Preview, ..inputs });
    assert!(file(&preview, "events/over/index.html").contains("This is over."));
}

#[test]
fn a_site_on_top_says_otherwise_when_it_is() {
    let built = built(&site("town"));
    let calendar = file(&built, "events/agenda.ics");
    let repair = &events(&calendar)["Repair café"];
    assert_eq!(value(repair, "RRULE"), "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=SA");
    assert_eq!(value(repair, "URL"), "https://town.example/on/events/repair/");
    assert!(file(&built, "nl/events/index.html").contains("elke 2 weken op zaterdag"));
}

#[test]
fn a_calendar_is_what_its_standard_says() {
    let calendar = file(&built(&site("base")), "events/agenda.ics");
    assert!(
        calendar.split_inclusive('\n').all(|line| line.ends_with("\r\n") && line.len() <= 77),
        "{calendar}"
    );
    let events = events(&calendar);
    assert_eq!(events.len(), 4);
    let choir = &events["Choir\\; all voices\\, no notes"];
    assert_eq!(value(choir, "UID"), "https://events.example/events/choir/#when-1");
    assert_eq!(value(choir, "DTSTAMP"), "20261130T000000Z");
    assert_eq!(
        value(choir, "DESCRIPTION"),
        "We sing by ear\\, and nobody listens.\\nWhere: Hall A\\, Main Street 1"
    );
    // At half past seven by the clock on the wall, in winter and in summer.
    let moments = moments(choir);
    assert_eq!(moments.first().map(String::as_str), Some("2026-12-01 19:30"));
    assert_eq!(moments.last().map(String::as_str), Some("2027-06-29 19:30"));
    for day in ["2026-12-29", "2027-04-27", "2027-05-04", "2027-05-11"] {
        assert!(!moments.contains(&format!("{day} 19:30")), "{day}");
    }
}

#[test]
fn other_programs_work_out_the_same_days() {
    let texts = [
        "every day 09:00 from 2026-12-01 until 2027-01-20 except 2026-12-24 to 2027-01-03",
        "every Monday and Thursday 10:00-12:00",
        "every 3 weeks on Wednesday and Sunday 08:00 from 2026-12-03",
        "every fifth Monday of the month 19:30-21:00",
        "every second and last Friday of the month 20:00-02:00 until 2028-12-31",
        "every 31st of the month 12:00",
        "every last day of the month 23:30",
        "every 29th of the month 02:30",
        "every Sunday 03:30 except public holidays",
    ];
    let config = "title: G\nlanguage: en\nkinds:\n  event: {title: Event, plural: Events, folder: events}\n\
                  fields:\n  when: {title: When, kinds: [event], type: recurrence}\n";
    let documents: Vec<(String, String)> = texts
        .iter()
        .enumerate()
        .map(|(idx, text)| {
            let document = format!("---\ntitle: E{idx}\nstatus: published\nwhen: {text}\n---\nText.\n");
            (format!("events/e{idx}.md"), document)
        })
        .collect();
    let files = documents.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let inputs = inputs(&std::iter::once(("wijkgids.yaml", config)).chain(files).collect::<Vec<_>>());
    let today = inputs.today;
    let events = events(&file(&built(&inputs), "events/agenda.ics"));
    for (idx, text) in texts.iter().enumerate() {
        let recurrence = Recurrence::new(text).expect("a recurrence");
        let start = recurrence.times().expect("a time").start;
        let last = today.saturating_add(2.years());
        let ours: Vec<String> = recurrence
            .days(today, last)
            .map(|day| format!("{day} {:02}:{:02}", start / 60, start % 60))
            .take(60)
            .collect();
        let theirs: Vec<String> = moments(&events[&format!("E{idx}")])
            .into_iter()
            .take_while(|moment| moment[..10] <= *last.to_string())
            .collect();
        // On the night when the clock skips this hour, others put it at half past one or three.
        let compared = |moments: &[String]| -> Vec<String> {
            let is_skipped = |moment: &&String| ["2027-03-28", "2028-03-26"].contains(&&moment[..10]);
            moments.iter().filter(|moment| !is_skipped(moment)).take(58).cloned().collect()
        };
        assert_eq!(compared(&theirs), compared(&ours), "{text}");
    }
}

#[test]
fn what_only_teams_see_is_in_no_agenda_of_residents() {
    let mut inputs = site("base");
    inputs.readership = Some(Readership::Resident);
    let built = built(&inputs);
    for (path, bytes) in built.outputs.iter() {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("The crew meets") && !text.contains("BYDAY=MO"), "{path}");
    }
    let team = self::built(&Inputs { readership: Some(Readership::Team), ..inputs });
    assert!(file(&team, "events/agenda.ics").contains("BYDAY=MO"));
    assert!(file(&team, "events/index.html").contains("no notes (The crew meets)"));
}

#[test]
fn schemas_exports_and_beginnings_know_days_and_times() {
    let inputs = site("base");
    let config = inputs.config().value;
    let schemas = schemas(&config, MessageLanguage::En);
    let schema = schemas.iter().find(|schema| schema.name == "event").expect("a schema of events");
    let when = schema.json["properties"]["when"].to_string();
    assert!(when.contains("On which days") && when.contains("pattern"), "{when}");
    let exported = json(&Pipeline::new().sites(&inputs).value);
    for words in ["\"rule\": \"FREQ=WEEKLY;BYDAY=TU\"", "\"start\": \"19:30\"", "Mo-Fr 09:00-17:00; PH off"] {
        assert!(exported.contains(words), "{words}\n{exported}");
    }
    let beginning = Beginning {
        kind: config.model.kind_named("event").unwrap_or(KindId::PAGE),
        title: "New",
        terms: &[],
        owner: "us",
        language: &Language::new("en").expect("a language"),
        today: TODAY,
    };
    let text = beginning.text(&config.model);
    assert!(text.contains("# On which days, and at what time.\nwhen: every Tuesday 10:00-12:00\n"), "{text}");
}

/// Words that recurrences are made of, and some that they aren't.
const WORDS: [&str; 44] = [
    "elke",
    "every",
    "om",
    "de",
    "week",
    "weken",
    "weeks",
    "2",
    "31",
    "15e",
    "eerste",
    "last",
    "dag",
    "day",
    "dinsdag",
    "fri",
    "ma",
    "t/m",
    "tot",
    "en",
    "met",
    "van",
    "from",
    "vanaf",
    "until",
    "behalve",
    "except",
    "feestdagen",
    "public",
    "holidays",
    "2026-12-04",
    "2027-02-29",
    "4",
    "december",
    "2026",
    "10:00-12:00",
    "22:00",
    "-",
    ",",
    "op",
    "the",
    "maand",
    "9999-12-31",
    "é",
];

proptest! {
    #[test]
    fn whatever_is_typed_is_refused_or_has_one_normal_form(places in vec(0..WORDS.len(), 0..14), text in "\\PC{0,20}") {
        let typed: Vec<&str> = places.iter().map(|place| WORDS[*place]).collect();
        let _ = Recurrence::new(&text);
        if let Ok(recurrence) = Recurrence::new(&typed.join(" ")) {
            for language in MessageLanguage::ALL {
                let written = recurrence.written(language);
                prop_assert_eq!(Recurrence::new(&written), Ok(recurrence.clone()), "{}", written);
            }
            prop_assert!(recurrence.last().is_none_or(|last| !recurrence.is_past(last)));
        }
    }
}
