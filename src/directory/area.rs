//! The areas of a municipality, `gebieden.yaml`: which postcodes lie in each, and which team works there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::Postcode;
use crate::data::{Entry, Fields, Node, Read};
use crate::model::{files, keys};
use crate::text::{
    Applicability, Checked, Diagnostic, Location, Rule, Severity, Source, SourcePath, Span, nearest, phrase,
};

/// What stands for the whole country where areas are named.
pub const COUNTRY: &str = "NL";

/// The code that Statistics Netherlands gives to a municipality (`GM0363`), a district (`WK036301`) or a neighborhood
/// (`BU03630104`). The last parts may hold letters where there are more than a hundred.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaCode(String);

impl AreaCode {
    /// Checks and takes a code.
    pub fn new(code: &str) -> Option<Self> {
        let (kind, rest) = code.split_at_checked(2)?;
        let length = match kind {
            "GM" => 4,
            "WK" => 6,
            "BU" => 8,
            _ => return None,
        };
        let (municipality, part) = rest.split_at_checked(4)?;
        let is_sound = rest.len() == length
            && municipality.bytes().all(|byte| byte.is_ascii_digit())
            && part.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        is_sound.then(|| Self(code.to_owned()))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is that of a whole municipality.
    pub fn is_municipality(&self) -> bool {
        self.0.starts_with("GM")
    }

    /// The code of the municipality that it lies in.
    pub fn municipality(&self) -> Self {
        Self(format!("GM{}", &self.0[2..6]))
    }

    /// Whether an area of this code holds that of another: both name the same municipality, and the same part of it as far
    /// as this one says.
    fn holds(&self, other: &Self) -> bool {
        other.0.len() > self.0.len() && other.0[2..].starts_with(&self.0[2..])
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The areas of a site, by code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Areas {
    /// The year of the classification that the codes are of, where that is written down.
    pub year: Option<String>,
    /// The areas.
    pub areas: BTreeMap<AreaCode, Area>,
}

/// A part of a municipality that has a team of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Area {
    /// Its code.
    pub code: AreaCode,
    /// What people call it.
    pub name: String,
    /// The id of the provision that is its team.
    pub team: Option<String>,
    /// The postcodes in it; one may lie in several areas.
    pub postcodes: BTreeSet<Postcode>,
    /// The neighborhoods in it, with their names.
    pub within: BTreeMap<AreaCode, String>,
    /// Where its team is named.
    team_at: Option<Location>,
}

impl Areas {
    /// Reads areas that add to those of the layers below; where both have one, this one counts.
    pub fn read(source: &Source, below: Self) -> Checked<Self> {
        let mut diagnostics = Vec::new();
        let mut fields = Fields::of_file(source, &mut diagnostics);
        let Self { year, mut areas } = below;
        let year = fields.text(keys::YEAR).map(|year| year.value).or(year);
        for Entry { key, key_span, node } in fields.map(keys::AREAS) {
            match AreaCode::new(&key) {
                Some(code) => {
                    let area = area(&mut fields, node, &code);
                    areas.extend(area.map(|area| (code, area)));
                }
                None => report_code(&mut fields, &key, key_span),
            }
        }
        fields.finish();
        Checked { value: Self { year, areas }, diagnostics }
    }

    /// Whether it is the municipality that the areas lie in; any is where there are none.
    pub(super) fn is_in(&self, municipality: &AreaCode) -> bool {
        self.areas.is_empty() || self.areas.keys().any(|code| code.municipality() == *municipality)
    }

    /// What to report about figures of an area that isn't one of them. Nobody sees those.
    pub(super) fn report_stranger(&self, source: &Source, span: Span, code: &AreaCode) -> Diagnostic {
        let (code, file) = (code.as_str(), files::AREAS.nl);
        let en = files::AREAS.en;
        let message = phrase!(
            "`{code}` staat niet in `{file}`; de cijfers ervan zijn nergens te zien",
            "`{code}` isn't in `{en}`; its figures are shown nowhere"
        );
        let near = nearest(code, self.areas.keys().map(AreaCode::as_str));
        let diagnostic = Diagnostic::new(Rule::UnknownTerm, message)
            .at(Location::new(source.path().clone(), span))
            .suggest(code, near, Applicability::MaybeIncorrect)
            .hint(phrase!(
                "zet het gebied in `{file}`, of haal zijn cijfers weg",
                "put the area into `{en}`, or take its figures away"
            ));
        Diagnostic { severity: Severity::Warning, ..diagnostic }
    }

    /// The areas that what somebody wrote in `gebieden` comes to; `None` for a code that none of them has.
    pub fn of_code(&self, code: &AreaCode) -> Option<BTreeSet<AreaCode>> {
        let is_meant = |area: &Area| {
            area.code == *code
                || area.within.contains_key(code)
                || area.code.holds(code)
                || code.holds(&area.code)
        };
        let meant: BTreeSet<AreaCode> =
            self.areas.values().filter(|area| is_meant(area)).map(|area| area.code.clone()).collect();
        (!meant.is_empty()).then_some(meant)
    }

    /// The areas that a postcode lies in: those that name it, or else its district; of a district alone, all those that
    /// have a part of it.
    pub fn of_postcode(&self, postcode: &Postcode) -> BTreeSet<AreaCode> {
        let having = |is_it: &dyn Fn(&Postcode) -> bool| -> BTreeSet<AreaCode> {
            let areas = self.areas.values().filter(|area| area.postcodes.iter().any(is_it));
            areas.map(|area| area.code.clone()).collect()
        };
        if !postcode.is_complete() {
            return having(&|other| other.district() == postcode.district());
        }
        let exact = having(&|other| other == postcode);
        if exact.is_empty() { having(&|other| other.compact() == postcode.district()) } else { exact }
    }
}

impl Area {
    /// What to report where its team isn't among the provisions.
    pub(super) fn without_team<'i>(
        &self,
        is_there: impl Fn(&str) -> bool,
        ids: impl Iterator<Item = &'i String>,
    ) -> Option<Diagnostic> {
        let team = self.team.as_deref().filter(|team| !is_there(team))?;
        Some(
            Diagnostic::new(
                Rule::DanglingRelation,
                phrase!("er is geen voorziening `{team}`", "there is no provision `{team}`"),
            )
            .at(self.team_at.clone()?)
            .maybe_from_below()
            .suggest(team, nearest(team, ids.map(String::as_str)), Applicability::MaybeIncorrect)
            .hint(phrase!(
                "zet het team als voorziening in de map `voorzieningen`",
                "put the team as a provision into the folder `voorzieningen`"
            )),
        )
    }
}

fn area(fields: &mut Fields<'_>, node: Node, code: &AreaCode) -> Option<Area> {
    let path = fields.path().clone();
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let name = inner.required_text(keys::NAME, &phrase!("gebied `{code}`", "area `{code}`"));
    let team = inner.text(keys::TEAM);
    let mut postcodes = BTreeSet::new();
    for Read { value: typed, span } in inner.texts(keys::POSTCODES) {
        match Postcode::new(&typed) {
            Some(postcode) => drop(postcodes.insert(postcode)),
            None => report_postcode(&mut inner, &typed, span),
        }
    }
    let mut within = BTreeMap::new();
    for Entry { key, key_span, node } in inner.map(keys::WITHIN) {
        let Some(name) = inner.scalar(node) else { continue };
        match AreaCode::new(&key) {
            Some(code) => drop(within.insert(code, name.value)),
            None => report_code(&mut inner, &key, key_span),
        }
    }
    inner.finish();
    let team_at = team.as_ref().map(|team| Location::new(SourcePath::clone(&path), team.span));
    let team = team.map(|team| team.value);
    Some(Area { code: code.clone(), name: name?.value, team, postcodes, within, team_at })
}

/// Reports that what stands among the areas of a provision is none.
pub(super) fn report_area(fields: &mut Fields<'_>, text: &str, span: Span) {
    fields.report(
        Rule::WrongType,
        span,
        phrase!("`{text}` is geen gebied en geen postcode", "`{text}` is neither an area nor a postcode"),
        phrase!(
            "schrijf een code van het CBS (`WK036301`), een postcode, of `{COUNTRY}` voor het hele land",
            "write a code of Statistics Netherlands (`WK036301`), a postcode, or `{COUNTRY}` for the whole country"
        ),
    );
}

fn report_code(fields: &mut Fields<'_>, code: &str, span: Span) {
    fields.report(
        Rule::WrongType,
        span,
        phrase!("`{code}` is geen code van een gebied", "`{code}` isn't the code of an area"),
        phrase!(
            "schrijf de code van het CBS: `WK` en zes tekens voor een wijk, `BU` en acht voor een buurt",
            "write the code of Statistics Netherlands: `WK` and six characters for a district, `BU` and eight for a neighbourhood"
        ),
    );
}

pub(super) fn report_postcode(fields: &mut Fields<'_>, typed: &str, span: Span) {
    fields.report(
        Rule::WrongType,
        span,
        phrase!("`{typed}` is geen postcode", "`{typed}` isn't a postcode"),
        phrase!(
            "schrijf vier cijfers, of vier cijfers en twee letters",
            "write four digits, or four digits and two letters"
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas() -> Areas {
        let path = SourcePath::new("gebieden.yaml").expect("a path");
        let text = "gebieden:\n  WK999901: {naam: Noord, postcodes: ['8991', '8993 AA']}\n  \
                    WK999902: {naam: Zuid, postcodes: ['8992', '8993'], buurten: {BU99990207: Kade}}\n";
        let areas = Areas::read(&Source::new(path, text), Areas::default());
        assert!(areas.diagnostics.is_empty(), "{:?}", areas.diagnostics);
        areas.value
    }

    #[test]
    fn a_postcode_leads_to_its_areas() {
        let check = |postcode: &str, expected: &[&str]| {
            let found = areas().of_postcode(&Postcode::new(postcode).expect("a postcode"));
            assert_eq!(found.iter().map(AreaCode::as_str).collect::<Vec<_>>(), expected, "{postcode}");
        };
        check("8991 XY", &["WK999901"]);
        check("8993 AA", &["WK999901"]);
        check("8993 AB", &["WK999902"]);
        check("8993", &["WK999901", "WK999902"]);
        check("1000 AA", &[]);
    }

    #[test]
    fn a_code_leads_to_the_areas_in_it_and_around_it() {
        let check = |code: &str, expected: Option<usize>| {
            let found = areas().of_code(&AreaCode::new(code).expect("a code"));
            assert_eq!(found.map(|found| found.len()), expected, "{code}");
        };
        check("WK999901", Some(1));
        check("BU99990207", Some(1));
        check("BU99990108", Some(1));
        check("GM9999", Some(2));
        check("WK999909", None);
        for wrong in ["WK99990", "XX999901", "WK9999é1", "", "wk999901"] {
            assert!(AreaCode::new(wrong).is_none(), "{wrong}");
        }
    }
}
