//! The national numbers, `nummers.yaml`: each with where it comes from and when somebody checked it.
//!
//! A number that is confirmed is a value, `{{ name }}`, in every text. One that isn't stays in the file: a wrong number
//! on a page for somebody in need is worse than none.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::config::{CheckStanding, Freshness};
use crate::data::{Entry, Fields, KeyName, Node};
use crate::model::{Language, keys};
use crate::text::{Checked, Diagnostic, Location, Phrase, Rule, Source, dial, phrase};

/// The numbers of a site, by the name of their value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Numbers {
    /// The numbers.
    pub numbers: BTreeMap<String, Number>,
}

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    /// Whose it is.
    pub name: String,
    /// The number as readers see it.
    pub number: String,
    /// Whether it may be shown.
    pub standing: Confirmation,
    /// Where it was found, if anywhere.
    pub source: Option<String>,
    /// When somebody looked there.
    pub checked: Option<Date>,
    /// Where that day stands.
    checked_at: Option<Location>,
}

/// Whether a number may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Confirmation {
    /// It has a source.
    Confirmed,
    /// It hasn't been confirmed yet.
    Unconfirmed,
}

impl Numbers {
    /// Reads numbers that add to those of the layers below; where both have one, this one counts.
    pub fn read(source: &Source, below: Self) -> Checked<Self> {
        let mut diagnostics = Vec::new();
        let mut fields = Fields::of_file(source, &mut diagnostics);
        let Self { mut numbers } = below;
        for Entry { key, node, .. } in fields.map(keys::NUMBERS) {
            let number = number(&mut fields, node, &key);
            numbers.extend(number.map(|number| (key, number)));
        }
        fields.finish();
        Checked { value: Self { numbers }, diagnostics }
    }

    /// The numbers that texts may show, by the name of their value. In the place of one that nobody has made sure of for
    /// too long stands that it is gone.
    pub fn values(
        &self,
        freshness: &Freshness,
        language: &Language,
        today: Date,
    ) -> BTreeMap<&String, String> {
        let confirmed = self.confirmed();
        let value = |number: &Number| match number.check(freshness, today) {
            CheckStanding::Expired(_) => withdrawn(language).to_owned(),
            _ => number.number.clone(),
        };
        confirmed.map(|(name, number)| (name, value(number))).collect()
    }

    /// The day that a number was last made sure of, where that was too long ago.
    pub fn due(&self, name: &str, freshness: &Freshness, today: Date) -> Option<Date> {
        let number = self.numbers.get(name).filter(|number| number.standing == Confirmation::Confirmed)?;
        matches!(number.check(freshness, today), CheckStanding::Due(_)).then_some(number.checked).flatten()
    }

    /// What to report about the numbers that nobody has made sure of for too long.
    pub fn stale(&self, freshness: &Freshness, today: Date) -> Vec<Diagnostic> {
        let stale = self.confirmed().filter_map(|(name, number)| {
            let message = match number.check(freshness, today) {
                CheckStanding::Fresh | CheckStanding::NeverChecked => return None,
                CheckStanding::Due(due) => phrase!(
                    "dit nummer had op {due} opnieuw nagegaan moeten zijn; de site zegt dat erbij",
                    "this number should have been made sure of again on {due}; the site says so"
                ),
                CheckStanding::Expired(due) => phrase!(
                    "`{name}` staat niet meer op de site: het had op {due} opnieuw nagegaan moeten zijn",
                    "`{name}` isn't on the site any more: it should have been made sure of again on {due}"
                ),
            };
            Some(Diagnostic::new(Rule::StaleCheck, message).at(number.checked_at.clone()?).hint(phrase!(
                "bel het nummer, kijk in de bron, en zet `gecontroleerd` op vandaag",
                "call the number, look into the source, and set `checked` to today"
            )))
        });
        stale.collect()
    }

    fn confirmed(&self) -> impl Iterator<Item = (&String, &Number)> {
        self.numbers.iter().filter(|(_, number)| number.standing == Confirmation::Confirmed)
    }
}

/// What stands in the place of a number that nobody has made sure of for too long. A value is filled in before a theme is
/// known, so that these words aren't among its strings.
fn withdrawn(language: &Language) -> &'static str {
    match language.as_str().split('-').next() {
        Some("nl") => "(nummer vervallen)",
        Some("ar") => "(لم يعد الرقم مؤكدًا)",
        Some("tr") => "(numara artık geçerli değil)",
        Some("uk") => "(номер більше не дійсний)",
        Some("pl") => "(numer już nieaktualny)",
        _ => "(number withdrawn)",
    }
}

impl Number {
    /// How what is known of it stands on a day.
    fn check(&self, freshness: &Freshness, today: Date) -> CheckStanding {
        freshness.standing(self.checked, freshness.numbers, today)
    }
}

fn number(fields: &mut Fields<'_>, node: Node, key: &str) -> Option<Number> {
    const STANDINGS: [(KeyName, Confirmation); 2] =
        [(keys::CONFIRMED, Confirmation::Confirmed), (keys::UNCONFIRMED, Confirmation::Unconfirmed)];
    let path = fields.path().clone();
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let of = phrase!("nummer `{key}`", "number `{key}`");
    let name = inner.required_text(keys::NAME, &of);
    let number = inner.required_text(keys::NUMBER, &of);
    let standing = inner.choice(keys::STATUS, &STANDINGS);
    let source = inner.text(keys::SOURCE).map(|source| source.value);
    let checked = inner.date(keys::CHECKED);
    for said in [keys::CONFIRMED_BY, keys::REACHABLE, keys::COST, keys::NOTE] {
        inner.text(said);
    }
    let is_confirmed = standing.as_ref().is_some_and(|standing| standing.value == Confirmation::Confirmed);
    if let Some(number) = number.as_ref().filter(|_| is_confirmed)
        && let Err(why) = dial(&number.value)
    {
        let (number, span, Phrase { nl, en }) = (&number.value, number.span, why.why());
        inner.report(
            Rule::WrongType,
            span,
            phrase!("`{number}` is geen telefoonnummer: {nl}", "`{number}` isn't a telephone number: {en}"),
            phrase!(
                "schrijf alleen het nummer, zoals `0800-1234`",
                "write only the number, as in `0800-1234`"
            ),
        );
    }
    if let Some(standing) = standing.as_ref().filter(|standing| standing.value == Confirmation::Confirmed)
        && (source.is_none() || checked.is_none())
    {
        inner.report(
            Rule::MissingField,
            standing.span,
            phrase!(
                "een bevestigd nummer heeft een bron en een dag waarop die bekeken is",
                "a confirmed number needs a source and the day on which it was read"
            ),
            phrase!(
                "vul `bron` en `gecontroleerd` in, of schrijf `niet-bevestigd`",
                "fill in `source` and `checked`, or write `unconfirmed`"
            ),
        );
    }
    inner.finish();
    let standing = standing.map_or(Confirmation::Unconfirmed, |standing| standing.value);
    Some(Number {
        name: name?.value,
        number: number?.value,
        standing,
        source,
        checked: checked.as_ref().map(|date| date.value),
        checked_at: checked.map(|date| Location::new(path, date.span)),
    })
}
