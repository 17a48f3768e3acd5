//! Sites with provisions of every kind.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use wijkgids::pipeline::Inputs;

use crate::support::inputs::inputs;

/// What a site with provisions configures.
pub(crate) const CONFIG: &str = "title: Gids\nbase_url: https://gids.example/stad/\nlanguage: nl\nlanguages: [nl, en, ar]\n\
                                 values: {gemeente: Voorbeeldstad, team: wijkteam, nummer: 14 0999}\nfields:\n  \
                                 regels: {title: Regels, kinds: [provision], type: text}\n  \
                                 meenemen: {title: Meenemen, kinds: [provision], type: list}\n  \
                                 stoelen: {title: Stoelen, kinds: [provision], type: number}\n  \
                                 sinds: {title: Sinds, kinds: [provision], type: date}\n  \
                                 hond: {title: Hond, kinds: [provision], type: boolean}\n  \
                                 sfeer: {title: Sfeer, kinds: [provision], many: true, options: {rustig: Rustig, druk: Druk}}\n  \
                                 parkeren: {title: Parkeren, kinds: [provision], type: choice, options: {vrij: Vrij}, filter: true}\n  \
                                 kaart: {title: Kaart, kinds: [provision], type: url}\n  \
                                 balie: {title: Balie, kinds: [provision], type: text, audience: team}\n";

/// Its areas.
pub(crate) const AREAS: &str = "gebieden:\n  WK999901: {naam: Noord, postcodes: ['8991']}\n  \
                                WK999902: {naam: Zuid, postcodes: ['8992 AB'], buurten: {BU99990201: Kade}}\n";

/// A site with these provisions, as YAML below `voorzieningen:`.
pub(crate) fn with_provisions(yaml: &str) -> Inputs {
    inputs(&[("wijkgids.yaml", CONFIG), ("gebieden.yaml", AREAS), ("voorzieningen/a.yaml", yaml)])
}

/// The pieces that texts and trouble are made of.
const PIECES: &[&str] = &[
    "a",
    "Huis ",
    "é",
    " ",
    "  ",
    "\n",
    "\t",
    "\"",
    "\"\"",
    "'",
    ";",
    "; ",
    "\\",
    "\\;",
    ",",
    "=",
    "+",
    "-",
    "@",
    "=1+1",
    "'=",
    "{{ team }}",
    "{{ weg }}",
    "{{",
    "مرحبا",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "😀",
    "[en]",
    "<b>",
    "#",
    ": ",
    "- ",
    "|",
    "/",
    ".md",
    "vragen/",
    "0999",
    "@stad.example",
    "null",
    "~",
    "\u{2028}",
];

fn text() -> impl Strategy<Value = String> {
    vec(select(PIECES), 0..6).prop_map(|pieces| pieces.concat())
}

/// One of these, or anything.
fn one_of(likely: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![4 => select(likely).prop_map(str::to_owned), 1 => text()]
}

/// A text on one line of YAML, whatever is in it.
fn yaml(text: &str) -> String {
    serde_json::to_string(text).expect("a text is plain data")
}

fn line(key: &'static str, value: impl Strategy<Value = String> + 'static) -> BoxedStrategy<String> {
    option::of(value)
        .prop_map(move |value| {
            value.map(|value| format!("    {key}: {}\n", yaml(&value))).unwrap_or_default()
        })
        .boxed()
}

fn list(key: &'static str, item: impl Strategy<Value = String> + 'static) -> BoxedStrategy<String> {
    let list = move |items: Vec<String>| {
        let items: Vec<String> = items.iter().map(|item| yaml(item)).collect();
        format!("    {key}: [{}]\n", items.join(", "))
    };
    vec(item, 0..4).prop_map(list).boxed()
}

fn words(key: &'static str) -> BoxedStrategy<String> {
    let languages = vec((select(&["nl", "en", "ar", "uk"][..]), text()), 0..3);
    let several = languages.prop_map(move |texts| {
        let texts: std::collections::BTreeMap<_, _> = texts.into_iter().collect();
        let texts: Vec<String> = texts.iter().map(|(tag, text)| format!("{tag}: {}", yaml(text))).collect();
        format!("    {key}: {{{}}}\n", texts.join(", "))
    });
    prop_oneof![line(key, text()), several].boxed()
}

fn provision() -> impl Strategy<Value = String> {
    let fields = vec![
        line("naam", text()),
        line("organisatie", one_of(&["Stichting Zuid", "Gemeente Voorbeeldstad"])),
        line("soort", one_of(&["overheid", "voluntary"])),
        words("aanbod"),
        words("voor_wie"),
        list("onderwerpen", one_of(&["geld", "wonen"])),
        list("vragen", text()),
        line("ingang", one_of(&["zelf", "team", "doctor", "gemeente", "onbekend"])),
        words("aanmelden"),
        words("kosten"),
        list("talen", one_of(&["nl", "ar", "pt-BR"])),
        list("toegankelijkheid", text()),
        line("adres", text()),
        line("postcode", one_of(&["1234AB", "8991 XY"])),
        line("plaats", text()),
        line("telefoon", one_of(&["+31 99 200 12 34", "14 0998", "{{ nummer }}"])),
        line("email", one_of(&["info@stad.example", "é@x.example", "{{ team }}@stad.example"])),
        line("website", one_of(&["https://stad.example/a", "https://a:b:c/", "http://-/"])),
        line("openingstijden", one_of(HOURS)),
        list("gebieden", one_of(&["WK999901", "BU99990201", "8991", "NL", "GM9999"])),
        line("gecontroleerd", one_of(&["2026-11-01", "2024-01-01"])),
        line("maanden_geldig", one_of(&["6"])),
        line("bron", text()),
        words("melding"),
        line("publiek", one_of(&["team", "inwoner", "beide"])),
        line("status", one_of(&["concept", "gepubliceerd", "vervallen"])),
        line("team_kosten", text()),
        line("team_wachttijd", text()),
        line("team_route", Just(ONLY_TEAMS.to_owned())),
        line("team_contact", text()),
        words("regels"),
        list("meenemen", text()),
        line("stoelen", one_of(&["4", "2,50", "-0.125"])),
        line("sinds", one_of(&["2020-02-01"])),
        line("hond", one_of(&["true", "false"])),
        list("sfeer", one_of(&["rustig", "druk"])),
        line("parkeren", one_of(&["vrij"])),
        line("kaart", one_of(&["https://stad.example/a?b#c"])),
        line("balie", Just(ONLY_TEAMS.to_owned())),
    ];
    fields.prop_map(|fields| fields.concat())
}

const HOURS: &[&str] =
    &["Mo-Fr 09:00-17:00; PH off", "Mo[1] 13:30-15:30", "24/7", "Fr 22:00-02:00 \"bel; aan\""];

/// What only teams should see of a provision.
pub(crate) const ONLY_TEAMS: &str = "alleen-voor-teams";

/// A file with some provisions, whatever is in their fields.
pub(crate) fn file() -> impl Strategy<Value = String> {
    vec(provision(), 0..4).prop_map(|provisions| {
        let entries = provisions.iter().enumerate().map(|(idx, fields)| format!("  p-{idx}:\n{fields}"));
        format!("voorzieningen:\n{}", entries.collect::<String>())
    })
}
