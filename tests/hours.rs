//! What pages say of opening hours is what the library that knows their syntax says: at every half hour of 400 days, for
//! every provision of the example municipality and for hours that are hard.
//!
//! For the browser, which evaluates them once more, what the library says lies in `tests/browser/fixtures/hours.json`, as a
//! checksum for each month of each provision. `UPDATE=1 cargo test hours::` writes it.
#![expect(
    clippy::disallowed_methods,
    reason = "this test reads sites and may rewrite what is expected of them"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use chrono::{Days, NaiveDate, NaiveTime};
use jiff::civil::Date;
use opening_hours::localization::Country;
use opening_hours::{Context, RuleKind};
use wijkgids::calendar::{Calendar, OpeningHours};

const TODAY: Date = jiff::civil::date(2026, 11, 30);
/// Noon of that day.
const NOW: &str = "1796040000";
const N_DAYS: u64 = 400;
/// Moments of a day, half an hour apart.
const MOMENTS: u32 = 48;

/// The hours of each provision of a site that has any, as typed, by its id.
fn hours(site: &Path) -> BTreeMap<String, String> {
    let mut export = Command::new(env!("CARGO_BIN_EXE_wijkgids"));
    let export = export.args(["export", "csv"]).arg(site).env("SOURCE_DATE_EPOCH", NOW).output();
    let export = export.expect("the program runs");
    assert!(export.status.success(), "{}", String::from_utf8_lossy(&export.stderr));
    let text = export.stdout.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&export.stdout);
    let mut table = csv::ReaderBuilder::new().delimiter(b';').from_reader(text);
    let rows = table.deserialize().map(|row| row.expect("a row of a table"));
    let rows = rows.map(|row: BTreeMap<String, String>| (row["id"].clone(), row["openingstijden"].clone()));
    rows.filter(|(_, hours)| !hours.is_empty()).collect()
}

/// What the library says of each moment of each day: `o` for open, `?` for open as the comment says, `.` for shut.
fn by_library(hours: &str) -> Vec<(NaiveDate, String)> {
    let context = Context::default().with_holidays(Country::NL.holidays());
    let hours: opening_hours::OpeningHours = hours.parse().expect("hours that were checked");
    let hours = hours.with_context(context);
    let first = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
    let of_day = |day: NaiveDate| {
        let moments = (0..MOMENTS).map(|moment| {
            let time = NaiveTime::from_hms_opt(moment / 2, moment % 2 * 30, 0).expect("a time");
            match hours.state(day.and_time(time)).0 {
                RuleKind::Open => 'o',
                RuleKind::Unknown => '?',
                RuleKind::Closed => '.',
            }
        });
        (day, moments.collect())
    };
    (0..N_DAYS).map(|n| of_day(first + Days::new(n))).collect()
}

/// The same, of the calendar that pages are made from.
fn by_calendar(calendar: &Calendar, day: NaiveDate) -> String {
    let day = day.to_string().parse().expect("a day");
    let open = calendar.on(day).expect("a day within reach");
    let moments = (0..MOMENTS).map(|moment| {
        let minute = u16::try_from(moment * 30).expect("a minute of a day");
        let within = open.iter().find(|open| open.span.start <= minute && minute < open.span.end);
        within.map_or('.', |open| if open.is_sure { 'o' } else { '?' })
    });
    moments.collect()
}

/// FNV-1a, 32 bits: a few lines in any language.
fn checksum(text: &str) -> String {
    let hash =
        text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

#[test]
fn every_half_hour_of_400_days_is_as_the_library_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut expected: BTreeMap<&str, BTreeMap<String, BTreeMap<String, String>>> = BTreeMap::new();
    for site in ["content/voorbeeldstad", "tests/browser/fixtures/adressen"] {
        let provisions = hours(&root.join(site));
        assert!(provisions.len() > 10, "{site}: {}", provisions.len());
        for (id, hours) in provisions {
            let calendar = OpeningHours::new(&hours).expect("hours that were checked").calendar(TODAY);
            let mut months: BTreeMap<String, String> = BTreeMap::new();
            for (day, states) in by_library(&hours) {
                assert_eq!(by_calendar(&calendar, day), states, "{id}, {hours}, {day}");
                months.entry(day.format("%Y-%m").to_string()).or_default().push_str(&states);
            }
            let sums = months.into_iter().map(|(month, states)| (month, checksum(&states))).collect();
            expected.entry(site).or_default().insert(id, sums);
        }
    }
    let file = root.join("tests/browser/fixtures/hours.json");
    let text = serde_json::to_string_pretty(&expected).expect("texts are plain data") + "\n";
    if std::env::var("UPDATE").is_ok() {
        std::fs::write(&file, &text).expect("it can be written");
    }
    let found = std::fs::read_to_string(&file).expect("it can be read");
    assert!(found == text, "the browser is held to other hours; run `UPDATE=1 cargo test hours::`");
}

/// Hours as they stand in lists and maps of others: all of them can be meant.
const SOUND: [&str; 76] = [
    "24/7",
    "24/7 \"op afspraak\"",
    "Mo-Su 00:00-24:00",
    "00:00-24:00",
    "Mo-Fr 00:00-24:00; Sa-Su off",
    "Mo-Fr 09:00-17:00",
    "Mo-Fr 09:00-17:00; PH off",
    "Mo-Fr 09:00-17:00; We off",
    "Mo-Fr 09:00-17:00; We 09:00-12:00",
    "Mo-Fr 09:00-17:00; We 10:00-20:00",
    "Mo-Fr 08:30-12:30,13:30-17:00",
    "Mo-Fr 08:30-12:30, 13:30-17:00",
    "Mo-Fr 09:00-12:00, Mo-Fr 13:00-17:00",
    "Mo-Fr 09:00-12:00, We 13:00-17:00",
    "Mo-Th 08:30-17:00; Fr 08:30-12:30; PH off",
    "Mo,Tu,Th 09:00-17:00; We 13:00-20:00; Fr 09:00-12:00; PH off",
    "Mo-Fr 09:00-18:00; Sa 09:00-17:00; Su 12:00-17:00",
    "Mo-We,Fr 09:00-18:00; Th 09:00-21:00; Sa 09:00-17:00",
    "Mo-Fr 09:00-17:00 \"op afspraak\"; PH off",
    "Mo-Fr 09:00-12:00, Mo-Fr 13:00-17:00 \"op afspraak\"; PH off",
    "Mo-Fr 08:00-17:00 || \"op afspraak\"",
    "Mo-Fr 08:00-17:00 || unknown \"op afspraak\"",
    "Mo-Fr 09:00-17:00; Sa unknown \"op afspraak\"",
    "Mo 09:00-12:00 unknown \"op afspraak\"",
    "Mo-Fr 09:00-17:00; Dec 25 off",
    "Mo-Fr 09:00-17:00; Dec 25-26 off",
    "Mo-Fr 09:00-17:00; Dec 24 09:00-12:00",
    "Mo-Fr 09:00-17:00; Dec 24 18:00-20:00 \"kerstviering\"",
    "Mo-Fr 09:00-17:00; Dec 25,Dec 26,Jan 01 off",
    "Mo-Fr 09:00-17:00; Dec 20-Jan 05 off",
    "Mo-Fr 09:00-17:00; 2027 Jul 12-2027 Aug 22 off",
    "Mo-Fr 09:00-17:00; 2027 Jul 12-Aug 22 off",
    "Mo-Fr 09:00-17:00; 2019 Dec 24 off",
    "Mo-Fr 09:00-17:00; 2026 Dec 20-2027 Jan 03 off; PH off",
    "Mo-Fr 09:00-17:00; Jul-Aug Mo-Fr 09:00-12:00",
    "Mo-Fr 09:00-17:00; Jul 12-Aug 22 Mo-Fr 10:00-12:00; PH off",
    "Apr-Sep Mo-Su 08:00-20:00; Oct-Mar Mo-Su 09:00-17:00",
    "Jan-Jun,Sep-Dec Mo-Fr 09:00-17:00",
    "Apr 01-Oct 31 Tu-Su 10:00-17:00",
    "May Mo-Fr 09:00-17:00",
    "Feb 29 10:00-12:00",
    "Jan 31 10:00-12:00",
    "week 01-53/2 Mo 09:00-12:00",
    "week 02-52/2 Tu 13:00-15:00; PH off",
    "week 53 Mo-Fr 09:00-12:00",
    "Mo[1] 13:30-15:30",
    "Mo[1,3] 13:30-15:30",
    "We[-1] 10:00-12:00",
    "Mo[5] 10:00-12:00",
    "Th[2] 19:00-21:00; Sa[1] 10:00-12:00",
    "Mo-Fr 09:00-17:00; Fr[1] off",
    "Mo-Fr 09:00-17:00; Fr[1] 09:00-12:00",
    "Mo-Su 20:00-08:00",
    "Mo-Su 17:00-09:00",
    "Mo-Su 16:00-10:00",
    "Th-Sa 11:00-02:00",
    "Fr 22:00-02:00",
    "Fr-Sa 20:00-26:00",
    "Mo-Fr 07:30-23:59",
    "Mo-Sa 08:00-20:00; Su,PH 10:00-18:00",
    "Mo-Fr 09:00-17:00; PH,Sa,Su off",
    "Sa-Su off; Mo-Fr 09:00-17:00",
    "Mo-Fr 09:00-17:00; Sa,Su,PH closed",
    "Mo-Fr 09:00-17:00; PH closed \"bel 112 bij gevaar\"",
    "PH 10:00-12:00",
    "Mo-Su,PH 08:00-22:00",
    "Mo-Su 10:00-17:00; PH 10:00-17:00",
    "24/7; PH 00:00-24:00",
    "Mo-Fr 09:00-17:00, PH off",
    "Mo-Fr 9:00-17:00",
    "mo-fr 09:00-17:00",
    "Mo-Fr 09:00-17:00;Sa 10:00-12:00",
    "Mo-Fr 09:00-17:00; Sa 10:00-12:00 \"inloop; geen afspraak\"",
    "Tu 14:00-16:00; Tu[1] off",
    "2027 Mo-Fr 09:00-17:00",
    "Mo-Fr 09:00-17:00 open",
];

#[test]
fn hours_that_can_be_meant_are_taken_and_not_doubted() {
    for text in SOUND {
        let hours = OpeningHours::new(text);
        assert_eq!(hours.map(|hours| hours.doubt()), Ok(None), "{text}");
    }
}

#[test]
fn hours_that_say_something_else_than_was_meant_are_refused() {
    for text in [
        // Days without times are open around the clock.
        "Mo-Fr",
        "Mo-Fr open",
        "PH",
        "Jul-Aug",
        "open",
        "Mo-Fr 09:00-17:00; PH",
        "Mo-Fr, Sa 10:00-12:00",
        "Sa \"op afspraak\"",
        "Mo-Fr 09:00-17:00, \"bel eerst\"",
        // A remark alone is a rule for every day.
        "Mo-Fr 09:00-17:00; \"in de zomer dicht\"",
        "\"bel eerst\"; Mo-Fr 09:00-17:00",
        // Times that come to a day.
        "Mo-Fr 10:00-10:00",
        "00:00-00:00",
        "Mo 09:00-08:30",
        "Mo-Fr 9:00-5:00",
        "Sa 10:00-03:00",
        "Mo 08:00-32:00",
        // Dates that no year has, or that end before they begin.
        "Feb 30 10:00-12:00",
        "Mo-Fr 09:00-17:00; Apr 31 off",
        "Jun 31-Jul 02 off; Mo 09:00-12:00",
        "2027 Feb 29 10:00-12:00",
        "Apr 20-31 off; Mo 09:00-12:00",
        "week 54 Mo 10:00-12:00",
        "Jul 15-Jul 10 Mo 09:00-12:00",
        "2027 Aug 22-2027 Jul 12 off",
        // Never open.
        "off",
        "Mo-Su off",
        "24/7 off \"verbouwing\"",
        "Mo 09:00-12:00; Mo-Su off",
        // A rule that a later one replaces.
        "Mo-Fr 09:00-12:00; Mo-Fr 13:00-17:00",
        "Mo-Fr 09:00-12:00; Mo-Fr 13:00-17:00; PH off",
        "Mo 09:00-12:00; Mo-Su 10:00-11:00",
        "Mo-Fr 09:00-12:00; 13:00-17:00",
        "PH off; Mo-Fr 09:00-17:00",
        "PH off, Mo-Fr 09:00-17:00",
        "Dec 25 off; Mo-Su 09:00-17:00",
        "Jul-Aug Mo-Fr 09:00-12:00; Mo-Fr 09:00-17:00",
        "Mo[1] 09:00-12:00; Mo 13:00-17:00",
    ] {
        assert!(OpeningHours::new(text).is_err(), "{text}");
    }
}

#[test]
fn what_could_be_meant_as_one_more_is_doubted() {
    for (text, earlier, later) in [
        ("Mo-Fr 09:00-12:00; We 13:00-17:00", "Mo-Fr 09:00-12:00", "We 13:00-17:00"),
        ("Mo-Fr 10:00-16:00; We[1] 18:00-21:00", "Mo-Fr 10:00-16:00", "We[1] 18:00-21:00"),
    ] {
        let doubt = OpeningHours::new(text).expect("sound hours").doubt();
        assert_eq!(doubt, Some((earlier.to_owned(), later.to_owned())), "{text}");
    }
}
