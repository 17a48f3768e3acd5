//! The national numbers, `nummers.yaml`: each with where it comes from and when somebody checked it.
//!
//! A number that is confirmed is a value, `{{ name }}`, in every text. One that isn't stays in the file: a wrong number
//! on a page for somebody in need is worse than none.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::config::keys;
use crate::data::{Entry, Fields, Named, Node};
use crate::text::{Checked, Rule, Source, phrase};

/// The name of the file in a site's folder.
pub const FILE_NAME: &str = "nummers.yaml";

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
    pub standing: Standing,
    /// Where it was found, if anywhere.
    pub source: Option<String>,
    /// When somebody looked there.
    pub checked: Option<Date>,
}

/// Whether a number may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
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

    /// The numbers that texts may show, by the name of their value.
    pub fn values(&self) -> impl Iterator<Item = (&String, &String)> {
        let confirmed = self.numbers.iter().filter(|(_, number)| number.standing == Standing::Confirmed);
        confirmed.map(|(name, number)| (name, &number.number))
    }
}

fn number(fields: &mut Fields<'_>, node: Node, key: &str) -> Option<Number> {
    const STANDINGS: [(Named, Standing); 2] =
        [(keys::CONFIRMED, Standing::Confirmed), (keys::UNCONFIRMED, Standing::Unconfirmed)];
    let path = fields.path().clone();
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let of = phrase!("nummer `{key}`", "number `{key}`");
    let name = inner.required_text(keys::NAME, &of);
    let number = inner.required_text(keys::NUMBER, &of);
    let standing = inner.choice(keys::STATUS, &STANDINGS);
    let source = inner.text(keys::SOURCE).map(|source| source.value);
    let checked = inner.date(keys::CHECKED).map(|date| date.value);
    for said in [keys::REACHABLE, keys::COST, keys::NOTE] {
        inner.text(said);
    }
    if let Some(standing) = standing.as_ref().filter(|standing| standing.value == Standing::Confirmed)
        && (source.is_none() || checked.is_none())
    {
        inner.tell(
            Rule::MissingField,
            standing.span,
            phrase!(
                "een bevestigd nummer heeft een bron en een dag waarop die bekeken is",
                "a confirmed number has a source, and a day on which somebody looked there"
            ),
            phrase!(
                "vul `bron` en `gecontroleerd` in, of schrijf `niet-bevestigd`",
                "fill in `source` and `checked`, or write `unconfirmed`"
            ),
        );
    }
    inner.finish();
    let standing = standing.map_or(Standing::Unconfirmed, |standing| standing.value);
    Some(Number { name: name?.value, number: number?.value, standing, source, checked })
}
