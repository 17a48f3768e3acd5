//! The columns of provisions: what can be said of a place where residents can go, whether in YAML or in a table. The built-in
//! ones are rows of one table; a site adds the fields and the choices that it declares for the kind.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::column::can_be_column;
use super::option::option;
use super::{Audience, Column, ColumnForm, ContentModel, Facet, Field, KindId, Shown, Translated, keys};
use crate::data::KeyName;
use crate::text::phrase;

/// A row of the table of built-in columns.
#[derive(Clone, Copy)]
struct ColumnRow {
    name: KeyName,
    meaning: (&'static str, &'static str),
    form: ColumnForm,
    is_many: bool,
    is_required: bool,
    audience: Audience,
    is_translated: bool,
    is_searched: bool,
    shown: Shown,
    usual: Option<KeyName>,
    offered: Option<(&'static str, &'static str)>,
    is_common: bool,
    is_placed: bool,
}

const fn row(name: KeyName, form: ColumnForm, nl: &'static str, en: &'static str) -> ColumnRow {
    ColumnRow {
        name,
        meaning: (nl, en),
        form,
        is_many: false,
        is_required: false,
        audience: Audience::Both,
        is_translated: false,
        is_searched: false,
        shown: Shown::No,
        usual: None,
        offered: None,
        is_common: false,
        is_placed: false,
    }
}

impl ColumnRow {
    const fn many(self) -> Self {
        Self { is_many: true, ..self }
    }

    /// It has to be there, unless the provision is hidden.
    const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    /// It may be there in several languages.
    const fn translated(self) -> Self {
        Self { is_translated: true, ..self }
    }

    const fn searched(self) -> Self {
        Self { is_searched: true, ..self }
    }

    /// Its page shows it among the facts.
    const fn shown(self) -> Self {
        Self { shown: Shown::Facts, ..self }
    }

    /// The theme has a place of its own for it.
    const fn placed(self) -> Self {
        Self { is_placed: true, ..self }
    }

    /// Only the page for teams shows it.
    const fn for_teams(self) -> Self {
        Self { audience: Audience::Team, ..self.shown() }
    }

    /// What it is where nothing is said.
    const fn usually(self, usual: KeyName) -> Self {
        Self { usual: Some(usual), ..self }
    }

    /// A new provision begins with it, and with this beside it.
    const fn offered(self, nl: &'static str, en: &'static str) -> Self {
        Self { offered: Some((nl, en)), ..self }
    }

    /// What many provisions say alike, so that it gives none of them away.
    const fn common(self) -> Self {
        Self { is_common: true, ..self }
    }
}

/// Every built-in column, in the order in which they are exported. In a table the id stands before them.
const ROWS: [ColumnRow; 30] = [
    row(keys::NAME, ColumnForm::Text, "Hoe de voorziening heet.", "What the provision is called.")
        .required()
        .offered("", ""),
    row(keys::ORGANISATION, ColumnForm::Text, "Wie het aanbiedt.", "Who offers it.")
        .required()
        .offered("wie het aanbiedt", "who offers it"),
    row(
        keys::KIND,
        ColumnForm::Choice(&[
            option(
                keys::GOVERNMENT,
                "Een gemeente of een andere overheid.",
                "A municipality or another authority.",
            ),
            option(
                keys::VOLUNTARY,
                "Vrijwilligers, een stichting of een kerk: zonder winst.",
                "Volunteers, a foundation or a church: without profit.",
            ),
            option(keys::COMPANY, "Een bedrijf of een praktijk.", "A company or a practice."),
        ]),
        "Wat voor organisatie het aanbiedt.",
        "What kind of organization offers it.",
    ),
    row(
        keys::OFFER,
        ColumnForm::Text,
        "Wat iemand er krijgt, in een of twee zinnen.",
        "What one gets there, in a sentence or two.",
    )
    .translated()
    .required()
    .searched()
    .offered(
        "in een of twee zinnen: wat krijgt iemand er?",
        "in a sentence or two: what does one get there?",
    ),
    row(keys::FOR_WHOM, ColumnForm::Text, "Voor wie het is bedoeld.", "Whom it is meant for.")
        .translated()
        .placed()
        .searched()
        .offered("voor wie het is", "whom it is for"),
    row(
        keys::TOPICS,
        ColumnForm::Topic,
        "Waar het bij helpt, zoals geld of eten. Vragen met zo'n onderwerp laten de voorziening zien.",
        "What it helps with, such as money or food. Questions with such a topic show the provision.",
    )
    .many()
    .offered("", ""),
    row(
        keys::QUESTIONS,
        ColumnForm::Question,
        "De vragen die de voorziening beantwoordt, zoals ik-heb-schulden.",
        "The questions that the provision answers, such as ik-heb-schulden.",
    )
    .many(),
    row(
        keys::WAY_IN,
        ColumnForm::Choice(&[
            option(keys::ONESELF, "Iemand gaat of belt zelf.", "One goes or calls oneself."),
            option(
                keys::TEAM,
                "Het wijkteam brengt iemand binnen.",
                "The neighborhood team brings one in.",
            ),
            option(keys::DOCTOR, "De huisarts verwijst.", "The general practitioner refers."),
            option(keys::MUNICIPALITY, "De gemeente beslist.", "The municipality decides."),
            option(keys::UNKNOWN, "Niemand heeft het nagegaan.", "Nobody has found out."),
        ]),
        "Hoe iemand binnenkomt.",
        "How one gets in.",
    )
    .usually(keys::UNKNOWN),
    row(keys::HOW, ColumnForm::Text, "Hoe het aanmelden gaat.", "How to apply.")
        .translated()
        .placed()
        .searched()
        .offered("hoe iemand er binnenkomt", "how one gets in"),
    row(keys::COST, ColumnForm::Text, "Wat het een inwoner kost.", "What it costs a resident.")
        .translated()
        .placed()
        .searched(),
    row(
        keys::LANGUAGES,
        ColumnForm::Language,
        "De talen die ze er spreken, elk met zijn code, zoals nl of ar.",
        "The languages spoken there, each by its tag, such as nl or ar.",
    )
    .many(),
    row(
        keys::ACCESSIBILITY,
        ColumnForm::Text,
        "Wat binnenkomen en meedoen makkelijker maakt, zoals: rolstoeltoegankelijk.",
        "What makes it easier to get in and to take part, such as: accessible by wheelchair.",
    )
    .many()
    .placed()
    .searched(),
    // Search reads the three lines of an address as one.
    row(keys::ADDRESS, ColumnForm::Text, "De straat en het huisnummer.", "The street and the number."),
    row(
        keys::POSTCODE,
        ColumnForm::Postcode,
        "De postcode, zoals 1234 AB.",
        "The postcode, such as 1234 AB.",
    ),
    row(keys::CITY, ColumnForm::Text, "De plaats van het adres.", "The town of the address.").common(),
    row(
        keys::PHONE,
        ColumnForm::Phone,
        "Het telefoonnummer, zonder tekst erbij. Wanneer er iemand is, staat bij de openingstijden.",
        "The telephone number, without any text. The hours go into the opening hours.",
    )
    .offered("van de organisatie, nooit van een persoon", "the organisation's, never a person's"),
    row(
        keys::EMAIL,
        ColumnForm::Email,
        "Het e-mailadres van een functie, niet van een persoon.",
        "The e-mail address of a function, never of a person.",
    )
    .placed(),
    row(
        keys::WEBSITE,
        ColumnForm::Website,
        "Het hele webadres, te beginnen met https://.",
        "The whole web address, starting with https://.",
    )
    .offered("", ""),
    row(
        keys::OPENING_HOURS,
        ColumnForm::Hours,
        "Wanneer het open is, zoals \"Mo-Fr 09:00-17:00; PH off\": Engelse dagen van twee letters, PH is een feestdag.",
        "When it is open, as in \"Mo-Fr 09:00-17:00; PH off\": days of two letters, PH is a public holiday.",
    )
    .offered("zoals: Mo-Fr 09:00-17:00; PH off", "such as: Mo-Fr 09:00-17:00; PH off"),
    row(
        keys::AREAS,
        ColumnForm::Area,
        "Voor welke gebieden het is: codes van het CBS of postcodes. Zonder dit veld de hele gemeente; NL is het hele land.",
        "Which areas it serves: codes of Statistics Netherlands or postcodes. Without it the whole municipality; NL is the country.",
    )
    .many()
    .offered("leeg: de hele gemeente", "empty: the whole municipality"),
    row(
        keys::CHECKED,
        ColumnForm::PastDay,
        "De dag waarop iemand dit voor het laatst heeft nagegaan, zoals 2026-11-01.",
        "The day on which this was last verified, as in 2026-11-01.",
    )
    .offered("", ""),
    row(
        keys::VALID_MONTHS,
        ColumnForm::Months,
        "Na hoeveel maanden dit opnieuw nagegaan moet zijn, als dat anders is dan op de rest van de site.",
        "After how many months this has to be made sure of again, where that differs from the rest of the site.",
    ),
    row(keys::SOURCE, ColumnForm::Text, "Waar deze gegevens vandaan komen.", "Where this was found.").common(),
    row(
        keys::NOTICE,
        ColumnForm::Text,
        "Wat iemand eerst moet weten, zoals dat het tijdelijk dicht is.",
        "What people have to know first, such as that it is closed for a while.",
    )
    .translated(),
    row(
        keys::AUDIENCE,
        ColumnForm::Audience,
        "Voor wie deze voorziening te zien is. Zonder dit veld voor iedereen.",
        "Who can see this provision. Without it everybody can.",
    )
    .usually(keys::BOTH),
    // Who keeps a list keeps it of what there is: without a status it is published.
    row(
        keys::STATUS,
        ColumnForm::Status,
        "Hoe ver het is. Zonder dit veld staat de voorziening op de site.",
        "How far it is. Without it the provision is on the site.",
    )
    .usually(keys::PUBLISHED)
    .offered("", ""),
    row(
        keys::TEAM_COST,
        ColumnForm::Text,
        "Wat het de gemeente ongeveer kost. Alleen teams zien dit.",
        "About what it costs the municipality. Only teams see this.",
    )
    .for_teams(),
    row(
        keys::TEAM_WAITING_TIME,
        ColumnForm::Text,
        "Hoe lang mensen wachten. Alleen teams zien dit.",
        "How long people wait. Only teams see this.",
    )
    .for_teams(),
    row(
        keys::TEAM_REFERRAL,
        ColumnForm::Text,
        "Hoe een team iemand aanmeldt. Alleen teams zien dit.",
        "How a team refers a client. Only teams see this.",
    )
    .for_teams(),
    row(
        keys::TEAM_CONTACT,
        ColumnForm::Text,
        "Waar een team iets kan vragen. Alleen teams zien dit.",
        "Where a team can ask. Only teams see this.",
    )
    .for_teams(),
];

impl ColumnRow {
    fn column(&self) -> Column<'static> {
        let (nl, en) = self.meaning;
        let field = Field {
            description: phrase!("{nl}", "{en}"),
            alias: Some(self.name.nl),
            holds: self.form.holds(),
            is_many: self.is_many,
            kinds: vec![KindId::PROVISION],
            is_required: self.is_required,
            audience: self.audience,
            translated: if self.is_translated { Translated::Anew } else { Translated::No },
            is_searched: self.is_searched,
            shown: self.shown,
            ..Field::declared(self.name.en)
        };
        Column {
            field: Cow::Owned(field),
            name: Some(self.name),
            form: self.form,
            usual: self.usual,
            offered: self.offered,
            is_common: self.is_common,
            is_placed: self.is_placed,
        }
    }
}

/// The built-in columns.
static BUILT_IN: LazyLock<Vec<Column<'static>>> =
    LazyLock::new(|| ROWS.iter().map(ColumnRow::column).collect());

/// Whether a name is that of something that every provision has, so that no field of a site can be called that.
pub(crate) fn is_taken(name: &str) -> bool {
    ROWS.iter().map(|row| row.name).chain([keys::ID, keys::HIDDEN]).any(|known| known.is(name))
}

impl ContentModel {
    /// Every column of provisions: the built-in ones in their order, then the fields and the facets of the site.
    ///
    /// A built-in field is none: what every document may say of itself has a column of its own where a provision says it. Of
    /// the facets those that cards are ordered by have to name the kind.
    pub fn columns(&self) -> Vec<Column<'_>> {
        let is_column = |field: &&Field| {
            field.alias.is_none()
                && field.is_for(KindId::PROVISION)
                && can_be_column(&field.holds)
                && !is_taken(&field.id)
        };
        let fields = self.fields.iter().filter(is_column);
        let fields = fields.map(|field| {
            let offered =
                field.is_required.then_some((field.description.nl.as_str(), field.description.en.as_str()));
            Column { offered, ..Column::declared(Cow::Borrowed(field), ColumnForm::Declared) }
        });
        let is_facet = |facet: &&Facet| {
            let is_named = facet.kinds.contains(&KindId::PROVISION);
            (is_named || facet.is_field && facet.kinds.is_empty()) && !is_taken(&facet.id)
        };
        let facets = self.facets.iter().filter(is_facet).map(Column::of_facet);
        BUILT_IN.iter().map(Column::borrowed).chain(fields).chain(facets).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_names_of_its_own() {
        let names: Vec<&str> = ROWS.iter().flat_map(|row| [row.name.nl, row.name.en]).collect();
        for row in &ROWS {
            let alike = names.iter().filter(|name| row.name.is(name)).count();
            assert_eq!(alike, 2, "{:?}", row.name);
        }
    }
}
