//! What other lists call the fields of a provision, the languages and the ways in. All names are slugs, and those of fields are
//! compared without hyphens, so that `E-mail`, `e_mail`, `eMail` and `E mail:` are one.

use crate::data::KeyName;
use crate::directory::{Provider, WayIn};
use crate::model::{Column, keys};
use crate::text::slugify;

/// What a column of a list fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The id.
    Id,
    /// A built-in column of a provision.
    Field(KeyName),
    /// A column that the site declares, by its place among the columns.
    Own(usize),
    /// A part of the address; the parts stand in this order.
    Number,
    Addition,
    /// A postcode, and perhaps a town behind it.
    PostcodeAndCity,
}

/// What a column fills by its name; `None` where nothing is known by it. What a site declares goes by its title too.
pub(super) fn target(header: &str, columns: &[Column<'_>]) -> Option<Target> {
    // `openingHours`, `opening_hours` and `Opening hours` are one.
    let bare = |name: &str| slugify(name).replace('-', "");
    let name = bare(header);
    let is_own = |column: &Column<'_>| {
        let [nl, en] = column.names();
        let title = column.field.title.as_deref().unwrap_or(en);
        [nl, en, title].iter().any(|known| bare(known) == name)
    };
    let own = columns.iter().position(is_own).filter(|_| !name.is_empty());
    let own = own.map(|place| columns[place].name.map_or(Target::Own(place), Target::Field));
    let other = || {
        let is_name = |known: &&str| known.bytes().filter(|byte| *byte != b'-').eq(name.bytes());
        TARGETS.iter().find(|(_, names)| names.iter().any(is_name)).map(|(target, _)| *target)
    };
    own.or_else(other)
}

const fn field(key: KeyName) -> Target {
    Target::Field(key)
}

const TARGETS: [(Target, &[&str]); 26] = [
    (Target::Id, &["id"]),
    (
        field(keys::NAME),
        &[
            "naam-voorziening",
            "voorziening",
            "naam-van-de-voorziening",
            "titel",
            "title",
            "activiteit",
            "service-name",
            "service",
        ],
    ),
    (
        field(keys::ORGANISATION),
        &[
            "aanbieder",
            "instelling",
            "naam-organisatie",
            "organization",
            "provider",
            "uitvoerder",
            "naam-aanbieder",
        ],
    ),
    (field(keys::KIND), &["soort-organisatie", "type-organisatie", "organisatietype"]),
    (
        field(keys::OFFER),
        &[
            "omschrijving",
            "beschrijving",
            "korte-omschrijving",
            "toelichting",
            "wat",
            "inhoud",
            "description",
            "summary",
        ],
    ),
    (
        field(keys::FOR_WHOM),
        &["doelgroep", "doelgroepen", "bestemd-voor", "target-group", "audience-group", "eligibility"],
    ),
    (
        field(keys::TOPICS),
        &[
            "thema",
            "themas",
            "onderwerp",
            "categorie",
            "categorieen",
            "rubriek",
            "trefwoorden",
            "tags",
            "topic",
            "category",
            "categories",
        ],
    ),
    (field(keys::WAY_IN), &["toegang", "verwijzing", "hoe-kom-je-er", "access"]),
    (
        field(keys::HOW),
        &[
            "aanmelding",
            "aanmeldprocedure",
            "hoe-aanmelden",
            "werkwijze-aanmelding",
            "how-to-apply",
            "application-process",
        ],
    ),
    (
        field(keys::COST),
        &["tarief", "prijs", "eigen-bijdrage", "kosten-deelname", "price", "fee", "fees", "costs"],
    ),
    (field(keys::LANGUAGES), &["taal", "gesproken-talen", "language"]),
    (field(keys::ACCESSIBILITY), &["toegankelijk", "voorzieningen-toegankelijkheid"]),
    (
        field(keys::ADDRESS),
        &[
            "bezoekadres",
            "straat",
            "straatnaam",
            "street",
            "adresregel",
            "adresregel-1",
            "address-1",
            "locatieadres",
        ],
    ),
    (Target::Number, &["huisnummer", "huisnr", "nr", "house-number", "huis-nr"]),
    (Target::Addition, &["toevoeging", "huisnummertoevoeging", "huisletter", "house-number-addition"]),
    (field(keys::POSTCODE), &["pc", "zip", "zip-code", "postal-code", "post-code", "postcode-bezoekadres"]),
    (
        Target::PostcodeAndCity,
        &[
            "postcode-en-plaats",
            "postcode-plaats",
            "pc-plaats",
            "postcode-woonplaats",
            "postcode-en-woonplaats",
        ],
    ),
    (field(keys::CITY), &["woonplaats", "plaatsnaam", "stad", "town", "vestigingsplaats"]),
    (
        field(keys::PHONE),
        &[
            "tel",
            "telefoonnummer",
            "tel-nr",
            "telnr",
            "telefoonnr",
            "telephone",
            "phone-number",
            "telefoon-algemeen",
        ],
    ),
    (
        field(keys::EMAIL),
        &["e-mail", "mail", "e-mailadres", "emailadres", "mailadres", "email-address", "e-mail-address"],
    ),
    (
        field(keys::WEBSITE),
        &["url", "site", "webadres", "web", "link", "internet", "www", "homepage", "webpagina", "webpage"],
    ),
    (
        field(keys::OPENING_HOURS),
        &["openingsuren", "geopend", "tijden", "openingstijd", "hours", "bereikbaarheid", "spreekuur"],
    ),
    (
        field(keys::AREAS),
        &["gebied", "wijk", "wijken", "werkgebied", "buurt", "buurten", "area", "neighbourhood", "district"],
    ),
    (
        field(keys::CHECKED),
        &["laatst-gecontroleerd", "controledatum", "datum-controle", "last-checked", "gecontroleerd-op"],
    ),
    (field(keys::SOURCE), &["herkomst", "gevonden-op"]),
    (field(keys::NOTICE), &["let-op", "bijzonderheden", "alert"]),
];

/// The tag of a language by its Dutch or English name.
pub(super) fn language(name: &str) -> Option<&'static str> {
    let name = slugify(name);
    LANGUAGES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(tag, _)| *tag)
}

const LANGUAGES: [(&str, &[&str]); 31] = [
    ("nl", &["nederlands", "dutch"]),
    ("en", &["engels", "english"]),
    ("de", &["duits", "german"]),
    ("fr", &["frans", "french"]),
    ("es", &["spaans", "spanish"]),
    ("it", &["italiaans", "italian"]),
    ("pt", &["portugees", "portuguese"]),
    ("tr", &["turks", "turkish"]),
    ("ar", &["arabisch", "arabic"]),
    ("pl", &["pools", "polish"]),
    ("uk", &["oekraiens", "ukrainian"]),
    ("ru", &["russisch", "russian"]),
    ("ro", &["roemeens", "romanian"]),
    ("bg", &["bulgaars", "bulgarian"]),
    ("hu", &["hongaars", "hungarian"]),
    ("so", &["somalisch", "somali"]),
    ("ti", &["tigrinya", "tigrigna"]),
    ("am", &["amhaars", "amharic"]),
    ("fa", &["farsi", "perzisch", "persian"]),
    ("prs", &["dari"]),
    ("ps", &["pasjtoe", "pashto"]),
    ("ku", &["koerdisch", "kurdish"]),
    ("ur", &["urdu", "oerdoe"]),
    ("hi", &["hindi"]),
    ("zh", &["chinees", "chinese"]),
    ("vi", &["vietnamees", "vietnamese"]),
    ("id", &["indonesisch", "indonesian"]),
    ("pap", &["papiaments", "papiamentu", "papiamento"]),
    ("zgh", &["tamazight", "berbers"]),
    ("fy", &["fries", "frisian"]),
    ("dse", &["nederlandse-gebarentaal", "gebarentaal", "ngt"]),
];

/// The way in that these words mean.
pub(super) fn way_in(words: &str) -> Option<WayIn> {
    let words = slugify(words);
    WAYS.iter().find(|(_, names)| names.contains(&words.as_str())).map(|(way, _)| *way)
}

const WAYS: [(WayIn, &[&str]); 4] = [
    (
        WayIn::Oneself,
        &[
            "zelf-aanmelden",
            "zelfaanmelding",
            "vrij-toegankelijk",
            "zonder-verwijzing",
            "inloop",
            "open-inloop",
            "self-referral",
        ],
    ),
    (WayIn::Team, &["wijkteam", "via-wijkteam", "via-het-wijkteam", "sociaal-team", "sociaal-wijkteam"]),
    (WayIn::Doctor, &["via-huisarts", "via-de-huisarts", "verwijzing-huisarts", "gp", "via-gp"]),
    (
        WayIn::Municipality,
        &["via-gemeente", "via-de-gemeente", "wmo", "indicatie", "met-indicatie", "beschikking"],
    ),
];

/// Yes or no, as people write it in a table.
pub(super) fn flag(word: &str) -> Option<bool> {
    match slugify(word).as_str() {
        "ja" | "yes" | "j" | "y" | "x" | "waar" | "true" | "1" => Some(true),
        "nee" | "no" | "n" | "onwaar" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// The sort of organization that these words mean.
pub(super) fn provider(words: &str) -> Option<Provider> {
    let words = slugify(words);
    PROVIDERS.iter().find(|(_, names)| names.contains(&words.as_str())).map(|(provider, _)| *provider)
}

const PROVIDERS: [(Provider, &[&str]); 3] = [
    (Provider::Government, &["gemeente", "gemeentelijk", "municipality"]),
    (
        Provider::Voluntary,
        &[
            "vrijwilligersorganisatie",
            "vrijwilligers",
            "stichting",
            "vereniging",
            "kerk",
            "non-profit",
            "charity",
        ],
    ),
    (Provider::Company, &["onderneming", "commercieel", "zelfstandige", "business"]),
];
