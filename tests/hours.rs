//! What pages say of opening hours is what the library that knows their syntax says: at every half hour of 400 days, for
//! every provision of the example municipality and for hours that are hard.
//!
//! For the browser, which evaluates them once more, what the library says lies in `tests/browser/fixtures/hours.json`, as a
//! checksum for each month of each provision. `UPDATE=1 cargo test --test hours` writes it.
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
use wijkgids::directory::{Calendar, OpeningHours};

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
    assert!(found == text, "the browser is held to other hours; run `UPDATE=1 cargo test --test hours`");
}
