//! `personal-data`: numbers, dates and addresses that seem to belong to a person. What is found is never shown whole.
//!
//! Names aren't looked for: nobody can tell them from other words by their letters.

mod stretches;

mod accounts;

mod spelling;

mod numbers;

mod mobile;

mod wrapped;

mod addresses;

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::model::AllowedNumbers;
use crate::text::{Applicability, Diagnostic, Location, Phrase, Rule, Severity, Source, Span, phrase};

use numbers::{NumberPlace, proven_within, runs_of_nine};
use stretches::{Stretch, stretches};
use wrapped::WrappedLink;

pub(crate) use numbers::{Numbered, column_name, may_hold_number, numbers, proven};

/// What was found, and what it looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Suspect {
    /// Where it stands, in bytes.
    pub(crate) range: Range<usize>,
    /// What it looks like.
    pub(crate) what: Phrase,
    /// Whether it can be somebody's who publishes it on purpose: a municipality has an account and an address, but it wasn't
    /// born.
    pub(crate) can_be_allowed: bool,
    /// How bad it is where the site doesn't say so itself.
    pub(crate) severity: Severity,
}

impl Suspect {
    fn new(range: Range<usize>, what: Phrase) -> Self {
        Self { range, what, can_be_allowed: true, severity: Rule::PersonalData.default_severity() }
    }
}

/// How many of them are reported of one text: a list of eight megabytes can hold a million, and nobody mends more at once.
const MOST: usize = 1_000;

/// Looks at a text as it was typed. `running` is where it becomes text in sentences, if it does: only there an address
/// with a postcode says where somebody lives; the rest is data. `allowed` are numbers that may stand anywhere.
pub(crate) fn check(
    source: &Source,
    running: Option<usize>,
    allowed: &AllowedNumbers,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let text = source.text();
    let stretches: Vec<Stretch<'_>> = stretches(text).collect();
    let found = stretches.iter().flat_map(|stretch| proven_within(text, stretch)).collect();
    let (suspects, wrapped) = suspects(text, found, &stretches, running, allowed);
    diagnostics.extend(suspects.iter().take(MOST).map(|suspect| diagnostic(source, suspect)));
    diagnostics.extend(wrapped.iter().map(|link| of_wrapped(source, link)));
}

/// What seems to belong to a person in a text of a file that nobody typed for the site. Where most of its numbers of nine
/// digits fail the test, those that pass do so by chance.
pub(crate) fn file_suspects(text: &str, allowed: &AllowedNumbers) -> Vec<Suspect> {
    /// How many there are at least before anything is said about most of them.
    const FEW: usize = 3;
    let stretches: Vec<Stretch<'_>> = stretches(text).collect();
    let mut found: Vec<Numbered> =
        stretches.iter().flat_map(|stretch| proven_within(text, stretch)).collect();
    let is_unnamed = |number: &Numbered| matches!(number.place, NumberPlace::Alone | NumberPlace::Joined);
    let n_passing = found.iter().filter(|number| is_unnamed(number)).count();
    if n_passing > 0 && runs_of_nine(text) > (2 * n_passing).max(FEW) {
        found.retain(|number| !is_unnamed(number));
    }
    suspects(text, found, &stretches, None, allowed).0
}

fn suspects(
    text: &str,
    proven: Vec<Numbered>,
    stretches: &[Stretch<'_>],
    running: Option<usize>,
    allowed: &AllowedNumbers,
) -> (Vec<Suspect>, Vec<WrappedLink>) {
    let mut found: Vec<Suspect> = Vec::new();
    // What isn't sure to be somebody's doesn't keep a site from appearing: an address holds other numbers, a founding has a
    // date too, and an office an address.
    let unsure = Severity::Warning;
    found.extend(proven.into_iter().filter_map(|found| {
        let suspect = Suspect::new(found.range, found.kind.name());
        match found.place {
            NumberPlace::Named | NumberPlace::Alone => Some(suspect),
            NumberPlace::Joined => Some(Suspect { severity: unsure, ..suspect }),
            NumberPlace::Otherwise => None,
        }
    }));
    // The number of somebody's desk may well be mobile. In a text it is most likely a colleague's own.
    let severity = if running.is_some() { Severity::Error } else { unsure };
    let mobile = stretches
        .iter()
        .flat_map(mobile::mobile_within)
        .map(|range| Suspect::new(range, phrase!("een mobiel nummer", "a mobile number")));
    found.extend(mobile.map(|suspect| Suspect { severity, ..suspect }));
    found.retain(|suspect| !allowed.hold(&text[suspect.range.clone()]));
    for range in addresses::birth_dates(text) {
        // Two words before a date don't make it two.
        if found.last().is_none_or(|last| last.range != range) {
            let birth = Suspect::new(range, phrase!("een geboortedatum", "a date of birth"));
            found.push(Suspect { can_be_allowed: false, severity: unsure, ..birth });
        }
    }
    let wrapped: Vec<WrappedLink> = addresses::wrapped_links(text).collect();
    // A link through a guard of mail is reported as such.
    let is_in_link = |range: &Range<usize>| {
        wrapped
            .iter()
            .any(|link: &WrappedLink| link.range.start <= range.start && range.end <= link.range.end)
    };
    let mail = addresses::mail(text).filter(|range| !is_in_link(range)).map(|range| {
        Suspect::new(range, phrase!("een e-mailadres van een persoon", "a person's e-mail address"))
    });
    // A name before the `@` can be that of a desk, and who publishes an address for work does so knowingly.
    found.extend(mail.map(|suspect| Suspect { can_be_allowed: false, severity: unsure, ..suspect }));
    if let Some(start) = running {
        let homes = addresses::homes(&text[start..]).filter(|(_, address)| !allowed.hold(address));
        found.extend(homes.map(|(range, _)| {
            let range = range.start + start..range.end + start;
            let home = Suspect::new(range, phrase!("iemands woonadres", "a person's home address"));
            Suspect { severity: unsure, ..home }
        }));
    }
    (found, wrapped)
}

/// A link that a mail program rewrote.
fn of_wrapped(source: &Source, WrappedLink { range, address }: &WrappedLink) -> Diagnostic {
    let message = phrase!(
        "deze link komt uit een mail: hij loopt langs een controle van links, en zegt vaak wie de mail kreeg",
        "this link is from a mail: it leads through a check of links, and often says who got the mail"
    );
    let at = Location::new(source.path().clone(), Span::new(range.start, range.end));
    let diagnostic =
        Diagnostic { severity: Severity::Warning, ..Diagnostic::new(Rule::PersonalData, message).at(at) };
    match address {
        Some(address) => diagnostic
            .hint(phrase!("schrijf waar hij heen gaat: `{address}`", "write where it leads: `{address}`"))
            .fix(&source.text()[range.clone()], address, Applicability::MachineApplicable),
        None => diagnostic.hint(phrase!(
            "open de link, en kopieer het adres dat de browser dan laat zien",
            "open the link, and copy the address that the browser shows then"
        )),
    }
}

/// A text as it may be shown: of what seems to belong to a person only the first and last two characters, with a dot for each
/// one between.
pub(crate) fn masked(text: &str) -> String {
    let mut found: Vec<Range<usize>> = numbers(text).map(|found| found.range).collect();
    found.extend(mobile::mobile_numbers(text));
    found.extend(addresses::mail(text));
    found.extend(addresses::birth_dates(text));
    hidden(text, found)
}

/// The longest part that is looked for elsewhere in a text, in bytes: no number and no address that anybody has is longer.
const LONGEST_AGAIN: usize = 256;

/// A text with a dot for each character within one of its parts, but for the first and last two of each part, wherever the
/// text says the same again. Costs a look at each byte, however many parts there are.
fn hidden(text: &str, parts: Vec<Range<usize>>) -> String {
    if parts.is_empty() {
        return text.to_owned();
    }
    let said = parts.iter().map(|range| &text[range.clone()]).filter(|said| said.len() <= LONGEST_AGAIN);
    let said: BTreeSet<&str> = said.collect();
    // The other kinds take long to make where a text says one thing over and over.
    let kind = AhoCorasickKind::NoncontiguousNFA;
    let again = AhoCorasick::builder().kind(Some(kind)).match_kind(MatchKind::LeftmostLongest).build(said);
    let again = again.iter().flat_map(|again| again.find_iter(text)).map(|found| found.range());
    let mut hides = vec![false; text.len()];
    for range in parts.iter().cloned().chain(again) {
        let starts = || text[range.clone()].char_indices().map(|(at, _)| range.start + at);
        let n = starts().count();
        let (from, to) = if n < 5 { (0, n) } else { (2, n - 2) };
        starts().take(to).skip(from).for_each(|at| hides[at] = true);
    }
    text.char_indices().map(|(at, c)| if hides[at] { '•' } else { c }).collect()
}

fn diagnostic(source: &Source, suspect: &Suspect) -> Diagnostic {
    let Suspect { range, what: Phrase { nl, en }, can_be_allowed, severity } = suspect;
    let masked = mask(&source.text()[range.clone()]);
    let mut diagnostic =
        Diagnostic::new(Rule::PersonalData, phrase!("`{masked}` lijkt {nl}", "`{masked}` looks like {en}"))
            .at(Location::new(source.path().clone(), Span::new(range.start, range.end)))
            .hint(phrase!(
                "haal het weg; noem een team of een functie, met een nummer of adres dat van niemand in het bijzonder is",
                "take it away; name a team or a function, with a number or address that isn't a person's"
            ));
    diagnostic.severity = *severity;
    if !can_be_allowed {
        return diagnostic;
    }
    diagnostic.hint(allowed_hint())
}

/// What to do about a number that is nobody's in particular.
pub(crate) fn allowed_hint() -> Phrase {
    phrase!(
        "is het van de gemeente zelf, zet het dan in `wijkgids.yaml` onder `allowed_numbers`; een adres als `1234 AB 1`",
        "if it is the municipality's own, put it into `wijkgids.yaml`, under `allowed_numbers`; an address as `1234 AB 1`"
    )
}

/// What stands in a name of a file that seems to be a person's number, as it may be shown.
pub(crate) fn number_in_name(name: &str) -> Option<String> {
    let mut found = proven(name).filter(|number| number.place != NumberPlace::Otherwise);
    found.next().map(|number| mask(&name[number.range]))
}

/// The first and last two characters, so that the place can be recognized and the secret isn't spread.
pub(crate) fn mask(found: &str) -> String {
    let letters: Vec<char> = found.chars().collect();
    let [a, b, .., y, z] = letters[..] else { return "…".to_owned() };
    format!("{a}{b}…{y}{z}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourcePath;

    fn check_with(text: &str, allowed: &[&str]) -> Vec<String> {
        let source = Source::new(SourcePath::new("x.md").expect("a sound path"), text);
        let mut diagnostics = Vec::new();
        let mut numbers = AllowedNumbers::default();
        allowed.iter().for_each(|number| numbers.add(number));
        check(&source, Some(0), &numbers, &mut diagnostics);
        diagnostics.into_iter().map(|diagnostic| diagnostic.message.en).collect()
    }

    fn check_text(text: &str) -> Vec<String> {
        check_with(text, &[])
    }

    #[test]
    fn finds_what_belongs_to_a_person_and_masks_it() {
        assert_eq!(check_text("bsn 111222333."), ["`11…33` looks like a citizen service number"]);
        assert_eq!(check_text("1112.22.333"), ["`11…33` looks like a citizen service number"]);
        assert_eq!(
            check_text("Burgerservicenummer: 12345672"),
            ["`12…72` looks like a citizen service number"]
        );
        assert_eq!(check_text("naar NL91 ABNA 0417 1643 00."), ["`NL…00` looks like a bank account"]);
        assert_eq!(check_text("(de89370400440532013000)"), ["`de…00` looks like a bank account"]);
        assert_eq!(check_text("bel 06-54 32 23 45"), ["`06…45` looks like a mobile number"]);
        assert_eq!(check_text("+31 6 54322345"), ["`+3…45` looks like a mobile number"]);
        assert_eq!(check_text("mail a.jansen@stad.nl"), ["`a.…nl` looks like a person's e-mail address"]);
        for born in ["geboren op 3 mei 1987", "Geb. 03-05-1987", "geboortedatum: 1987-05-03", "geb.: 3/5/87"]
        {
            assert_eq!(check_text(born).len(), 1, "{born}");
        }
        assert_eq!(
            check_text("Zij woont op Dorpsstraat 12, 1234 AB Dorp"),
            ["`12…AB` looks like a person's home address"]
        );
        assert_eq!(
            check_text("postcode 1234AB, huisnummer 12a"),
            ["`12…2a` looks like a person's home address"]
        );
    }

    #[test]
    fn finds_it_however_people_write_it() {
        for text in [
            "+31(0)6 12345678",
            "+31 (0)6-12 34 56 78",
            "(06) 12345678",
            "06\u{2011}12345678",
            "06\u{a0}12345678",
            "06/12345678",
            "https://wa.me/31612345678",
            "BSN is 111 222 333",
            "bsn 111.222.333",
            "bsn: 111-222-333",
            "bsn=111222333",
            "BSN111222333",
            "geboren op 3 mrt 1987",
            "geboren op 12 sep. 1990",
            "geb. 3 mei '87",
            "geboren op 03 - 05 - 1987",
            "geboren op\n3 mei 1987",
            "woont in Dorpsstraat 12a in 1234 AB",
            "Dorpsstraat 12-3, 1234 AB",
            "Dorpsstraat 12 hs, 2517 AB",
            "Dorpsstraat 12 (1234 AB)",
            "NL91-ABNA-0417-1643-00",
        ] {
            assert_eq!(check_text(text).len(), 1, "{text}: {:?}", check_text(text));
        }
    }

    #[test]
    fn what_is_shown_is_masked_and_as_long() {
        let text = "Zij heeft 111222333, en 06-12345678.";
        let shown = masked(text);
        assert_eq!(shown, "Zij heeft 11•••••33, en 06•••••••78.");
        assert_eq!(masked("niets"), "niets");
        assert_eq!(masked("111222333, x111222333 en é111222333"), "11•••••33, x11•••••33 en é11•••••33");
    }

    #[test]
    fn a_line_full_of_addresses_costs_no_more_than_its_length() {
        for part in ["a.b@", "a.b@c.d ", "jan.jansen@stad.nl,", "06-12345678 ", "111222333,"] {
            let line = part.repeat(1_000_000 / part.len());
            assert_eq!(masked(&line).chars().count(), line.len(), "{part}");
        }
        let one = format!("jan.{}@stad.nl", "a".repeat(1_000_000));
        assert_eq!(masked(&one).matches('•').count(), one.len() - 4);
    }

    #[test]
    fn what_is_allowed_is_however_it_is_written() {
        let text = "NL91ABNA0417164300, +31 6 54322345 en 06-54322345; Dorpsstraat 12, 1234 AB Dorp";
        assert_eq!(check_text(text).len(), 4);
        assert!(check_with(text, &["NL91 ABNA 0417 1643 00", "06 54322345", "1234 AB 12"]).is_empty());
    }

    #[test]
    fn no_disguise_hides_a_number() {
        for text in [
            "123**456**782",
            "NL91 **ABNA** 0417164300",
            "NL91\u{a0}ABNA\u{a0}0417\u{a0}1643\u{a0}00",
            "06-**5432**2345",
            "`123456782` en ~~NL92~~",
            "bsn 123\u{a0}456\u{a0}782",
            "bsn 123\u{202f}456\u{202f}782",
            "bsn 123\u{2009}456\u{2009}782",
            "123\u{ad}456\u{ad}782",
            "bsn 123\u{2013}456\u{2013}782",
            "\u{ff11}\u{ff12}\u{ff13}\u{ff14}\u{ff15}\u{ff16}\u{ff17}\u{ff18}\u{ff12}",
            "\u{661}\u{662}\u{663}\u{664}\u{665}\u{666}\u{667}\u{668}\u{662}",
            "bsn 12 34 56 782",
            "bsn 1 2 3 4 5 6 7 8 2",
            "BSN: 12.34.56.72",
            "bsn 123/456/782",
            "bsn 123,456,782",
            "123_456_782",
            "1234_56_782",
            "123[456](https://www.stad.example/een-lang-adres/)782",
            "[1234](../a.md)56782",
            "123**[456](a)**[782](b)",
            "111222333\u{b2}",
            "𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟐",
            "¹²³⁴⁵⁶⁷⁸²",
            "Nummer 12345672 is haar bsn",
            "De organisatie is groot. Zij heeft 123456782.",
            "RSIN 1234567890, en het bsn van Jan is 123456782",
            "geboren op **3 mei** 1987",
            "geboren op 3 _mei_ 1987",
            "jan_jansen@stad.nl",
            "https://x.nl/?mail=jan.jansen%40stad.nl&x=1",
        ] {
            assert_eq!(check_text(text).len(), 1, "{text}: {:?}", check_text(text));
        }
    }

    #[test]
    fn what_is_part_of_something_else_is_a_warning() {
        for text in [
            "## Kop {#k-123456782}",
            "## Kop {#123456782}",
            "https://x/123456782",
            "[bel](tel:123456782)",
            "eigenaar: jan-123456782",
            "website: https://stad.nl/?x_123456782",
            "static/aanmelding_123456782.csv",
        ] {
            let source = Source::new(SourcePath::new("x.md").expect("a sound path"), text);
            let mut found = Vec::new();
            check(&source, Some(0), &AllowedNumbers::default(), &mut found);
            let severities: Vec<Severity> = found.iter().map(|found| found.severity).collect();
            assert_eq!(severities, [Severity::Warning], "{text}");
        }
    }

    #[test]
    fn a_link_from_a_mail_is_reported_once_with_where_it_leads() {
        let text = "[x](https://a.safelinks.protection.outlook.com/?url=https%3A%2F%2Fstad.nl%2F&data=jan.jansen%40stad.nl%7C1)";
        let source = Source::new(SourcePath::new("x.md").expect("a sound path"), text);
        let mut found = Vec::new();
        check(&source, Some(0), &AllowedNumbers::default(), &mut found);
        let [found] = &found[..] else { panic!("{found:?}") };
        let edit = found.edit(&source).expect("it says where it leads");
        assert_eq!(crate::text::edited(text, vec![edit]), "[x](https://stad.nl/)");
        assert!(!masked(text).contains("jan.jansen"));
    }

    #[test]
    fn leaves_numbers_of_organizations_dates_and_amounts_alone() {
        for text in [
            "111252333",
            "14 0999 en 0800-8115, 088 0767 000, 14 0168, 116 111, 113 en 112",
            "2026-11-01 2027-11-01, 01-11-2026, 3 mei 1987, aangeboren in 1987",
            "info@stad.nl, wijkteam-noord@stad.nl",
            "KvK 12345678, KvK-nummer 12345672, RSIN 123456782, btw NL123456782B01, OIN 00000001123456782000",
            "€ 1.234.567,89, € 123456782, 123456782,50 en 123.456.782",
            "zaak 2026/123456782, ticket #123456782, ISBN 978-90-1234-5678-2, v1.123456782",
            "+31 123456782, 0031 123456782, 020-6234567, (0123) 45 67 82",
            "NL91ABNA0417164301, NL00INGB, in NL91 gemeenten",
            "op 1234 AB, in 2026 AB, Postbus 12, 1234 AB Stad, 1000 MG, 1234 SS 12",
            "RSIN\n\n| 123456782 | 111222333 |",
            "{\"bronorganisatie\": \"123456782\", \"verantwoordelijkeOrganisatie\": \"111222333\", \"vestigingsNummer\": \"000012345678\"}",
            "LRK 123456782, zaaknummer Z-123456782, ordernummer 111222333, inschrijfnummer: 123456782",
            "BAG 0363010012345678, 0363200000123456; 52.370216, 4.895168; 121687 487484; 1.234.567,89",
            "ISSN 1234-5678, EAN 8712345678906, ISBN 90-1234-567-8, 12-34-5678, 2026 12345672",
            "| 1234 | 56782 | of 1234\\\n56782, en 12 + 34 * 56782 = ...",
            "https://www.youtube.com/watch?v=a123456782, https://apps.example/id123456782, https://vimeo.com/123456782",
            "meldpunt.zorg@stad.nl, info.wmo@stad.nl, klacht.en.bezwaar@stad.nl, wijkteam.noord@stad.nl",
            "123456782,- en tel. 111 222 333",
            "artikel 2.3.5 lid 1, 10.30 uur, 15 tot 20 minuten, 1.1.2",
            "123/456/782, 1234/56/782, 123,456,782, kamer 123, 456, 782",
            "bsn op 12/03/2026, BSN van 2024/2025 en 2026-03-12, bsn: 14-05-2026",
            "€ 1,234,567 en 12,345,678; 06/2026; 099/200 12 34",
            "12345678[2] en 1234567[^8]",
        ] {
            assert!(check_text(text).is_empty(), "{text}: {:?}", check_text(text));
        }
    }
}
