//! What holds for any list of provisions, areas and figures: nothing panics, every place is true, and whatever is read from
//! hours is what the library of OpenStreetMap's syntax says on every half hour of four hundred days.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use jiff::civil::{Date, date};
use opening_hours::localization::Country;
use opening_hours::{Context, RuleKind};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use wijkgids::calendar::{Calendar, OpeningHours};
use wijkgids::directory::workbook;
use wijkgids::pipeline::Pipeline;

use crate::support::any::holds;
use crate::support::inputs::inputs;

/// The pieces that lists are made of, and what troubles them.
const PIECES: &[&str] = &[
    "\n",
    "  ",
    "    ",
    ",",
    ";",
    "\t",
    "\"",
    "'",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "#",
    "|",
    "\0",
    "\u{feff}",
    "é",
    "😀",
    "{{ team }}",
    "voorzieningen:",
    "gebieden:",
    "loket",
    "naam",
    "naam: Loket\n",
    "organisatie",
    "aanbod",
    "aanbod[en]",
    "openingstijden",
    "Mo-Fr 09:00-17:00",
    "telefoon",
    "099 200 12 34",
    "gecontroleerd",
    "2026-11-01",
    "2024-01-01",
    "gebieden",
    "WK999901",
    "GM9999",
    "NL",
    "postcodes",
    "8991",
    "8991 AB",
    "id",
    "indicator",
    "jaar",
    "waarde",
    "12.5",
    "bron",
    "publiek",
    "team",
    "ingang",
    "zelf",
    "email",
    "website",
    "https://x.example",
    "team_kosten",
    "maanden_geldig",
];

fn soup() -> impl Strategy<Value = String> {
    vec(select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

#[test]
fn any_list_makes_a_site_and_tells_places_inside_the_file() {
    for file in ["voorzieningen/x.yaml", "voorzieningen/x.csv", "gebieden.yaml", "wijkcijfers.csv"] {
        holds(150, &soup(), |text| {
            let site = inputs(&[("wijkgids.yaml", "title: Gids\nvalues: {team: wijkteam}\n"), (file, &text)]);
            let built = Pipeline::new().run(&site);
            for found in &built.diagnostics {
                let Some(at) = &found.at else { continue };
                let source = &site.sources[&at.path];
                prop_assert!(source.text().get(at.span.range()).is_some(), "{found:?}");
            }
            Ok(())
        });
    }
}

#[test]
fn any_bytes_are_a_workbook_or_none() {
    holds(200, &vec(any::<u8>(), 0..200), |bytes| {
        // What says that it is a zip file gets further.
        let _ = workbook(&bytes);
        let _ = workbook(&[b"PK\x03\x04".as_slice(), &bytes].concat());
        Ok(())
    });
}

/// The pieces that hours are made of.
const HOURS: &[&str] = &[
    "Mo",
    "Tu",
    "Fr",
    "Sa-Su",
    "Mo-Fr",
    "PH",
    "Dec 24",
    "Jul 15-Aug 20",
    "week 1-53/2",
    "Mo[1]",
    "Fr[-1]",
    "2026",
    "easter",
    " ",
    "; ",
    ", ",
    " || ",
    "-",
    "09:00-17:00",
    "22:00-02:00",
    "12:00+",
    "20:00-08:00",
    "00:00-24:00",
    "24/7",
    "10:00",
    "off",
    "closed",
    "open",
    "unknown",
    "\"op afspraak\"",
    "sunrise-sunset",
    "26:00",
    "13:00-13:00",
    "00:00-48:00",
];

/// Hours that people write, and such that nobody would.
fn hours() -> impl Strategy<Value = String> {
    let rule =
        |days, times| (select(days), select(times)).prop_map(|(days, times)| format!("{days} {times}"));
    let days: &[&str] =
        &["Mo-Fr", "Sa,Su", "Tu", "Mo[1]", "Jul-Aug Mo-Fr", "week 1-53/2 We", "PH", "Dec 24-Dec 31"];
    let times: &[&str] =
        &["09:00-17:00", "08:30-12:00,13:00-17:30", "20:00-08:00", "off", "00:00-24:00", "22:00-26:00"];
    prop_oneof![
        vec(rule(days, times), 1..4).prop_map(|rules| rules.join("; ")),
        vec(select(HOURS), 0..10).prop_map(|pieces| pieces.concat()),
    ]
}

const TODAY: Date = date(2026, 11, 22);

#[test]
fn any_hours_are_what_the_library_says_on_every_half_hour_of_400_days() {
    holds(60, &hours(), |text| {
        if let Ok(hours) = OpeningHours::new(&text) {
            prop_assert_eq!(difference(&text, &hours.calendar(TODAY)), None);
        }
        Ok(())
    });
}

/// The first half hour on which a calendar says otherwise than the library.
fn difference(text: &str, calendar: &Calendar) -> Option<(NaiveDateTime, RuleKind)> {
    let context = Context::default().with_holidays(Country::NL.holidays());
    let library: opening_hours::OpeningHours =
        text.trim().parse().expect("hours that were taken can be parsed");
    let library = library.with_context(context);
    let first = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
    let days = (0..400).map(|n| (first.checked_add_days(Days::new(n)).expect("a day"), n));
    for (day, n) in days {
        let on = TODAY.checked_add(jiff::ToSpan::days(i64::try_from(n).expect("a few"))).expect("a day");
        let open = calendar.on(on).expect("the calendar reaches that far");
        for half in 0..48u16 {
            let minute = half * 30;
            let time =
                NaiveTime::from_hms_opt(u32::from(minute / 60), u32::from(minute % 60), 0).expect("a time");
            let moment = NaiveDateTime::new(day, time);
            let (kind, _) = library.state(moment);
            let found = open.iter().find(|open| open.span.start <= minute && minute < open.span.end);
            let said =
                found.map_or(
                    RuleKind::Closed,
                    |open| if open.is_sure { RuleKind::Open } else { RuleKind::Unknown },
                );
            if said != kind {
                return Some((moment, kind));
            }
        }
    }
    None
}
