//! A document that isn't there yet: what an editor gets to begin with.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::data::quoted;
use crate::model::{ContentModel, Field, FieldId, FirstValue, KindId, Language};
use crate::text::phrase;

/// What is known of a document before it is written.
#[derive(Clone, Debug)]
pub struct Beginning<'b> {
    /// What it is going to be; not a provision.
    pub kind: KindId,
    /// What it is called.
    pub title: &'b str,
    /// The terms that it belongs to, each with its facet.
    pub terms: &'b [(String, String)],
    /// Who is going to look after it.
    pub owner: &'b str,
    /// The language that the site is written in: keys and advice are in Dutch or English.
    pub language: &'b Language,
    /// The day on which it is begun.
    pub today: Date,
}

impl Beginning<'_> {
    /// Its text: a draft with the fields and the sections that its kind is expected to have.
    ///
    /// ```
    /// use wijkgids::model::{ContentModel, KindId, Language};
    /// use wijkgids::document::Beginning;
    ///
    /// let beginning = Beginning {
    ///     kind: KindId::PAGE,
    ///     title: "Over ons: wie we zijn",
    ///     terms: &[],
    ///     owner: "redactie",
    ///     language: &Language::new("nl").expect("a language"),
    ///     today: jiff::civil::date(2026, 11, 22),
    /// };
    /// let text = beginning.text(&ContentModel::built_in(&Language::dutch(), &Language::dutch()));
    /// assert!(text.starts_with("---\ntitel: \"Over ons: wie we zijn\"\n"));
    /// assert!(text.contains("\nherzien_voor: 2027-11-22\n"));
    /// ```
    pub fn text(&self, model: &ContentModel) -> String {
        let mut text = "---\n".to_owned();
        for (id, field) in model.fields().filter(|(_, field)| field.is_for(self.kind)) {
            self.field(&mut text, id, field);
            // What it belongs to stands below what it is about.
            if id == FieldId::SUMMARY {
                for (facet, terms) in self.by_facet(model) {
                    let _ = writeln!(text, "{facet}: {terms}");
                }
            }
        }
        text.push_str("---\n");
        for section in &model.kind(self.kind).sections {
            let _ = write!(text, "\n## {}\n", section.title);
        }
        text
    }

    /// The terms as front matter has them, in the order of the model.
    fn by_facet<'m>(&self, model: &'m ContentModel) -> impl Iterator<Item = (&'m str, String)> {
        model.facets.iter().filter_map(|facet| {
            let own = self.terms.iter().filter(|(of, _)| *of == facet.id);
            let terms: Vec<&str> = own.map(|(_, term)| term.as_str()).collect();
            let typed = if facet.many { format!("[{}]", terms.join(", ")) } else { terms.join(", ") };
            (!terms.is_empty()).then_some((facet.id.as_str(), typed))
        })
    }

    /// The line of a field, if it begins with anything: one that a site asks for does too.
    fn field(&self, text: &mut String, id: FieldId, field: &Field) {
        let messages = self.language.messages();
        let (value, advice) = match id.begins() {
            Some(begins) => (self.value(begins.with), begins.advice.map(|(nl, en)| phrase!("{nl}", "{en}"))),
            None if field.is_required || field.holds.example().is_some() => {
                let example = field.holds.example().map_or("", |[nl, en]| messages.pick(nl, en));
                let advice = Some(field.description.clone());
                (example.to_owned(), advice.filter(|advice| !advice.in_language(messages).is_empty()))
            }
            None => return,
        };
        if let Some(advice) = advice {
            let _ = writeln!(text, "# {}", advice.in_language(messages));
        }
        let line = format!("{}: {value}", field.key(self.language));
        text.push_str(line.trim_end());
        text.push('\n');
    }

    fn value(&self, with: FirstValue) -> String {
        match with {
            FirstValue::Title => quoted(self.title),
            FirstValue::Owner => quoted(self.owner),
            FirstValue::Today => self.today.to_string(),
            FirstValue::InAYear => in_a_year(self.today).to_string(),
            FirstValue::As(typed) => typed.to_owned(),
            FirstValue::Word(word) => word.in_language(self.language).to_owned(),
        }
    }
}

/// The same day a year on; of a leap day the day before.
fn in_a_year(day: Date) -> Date {
    day.saturating_add(jiff::Span::new().years(1))
}
