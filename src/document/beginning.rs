//! A document that isn't there yet: what an editor gets to begin with.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::data::{KeyName, quoted};
use crate::model::{ContentModel, KindId, Language, keys};
use crate::text::{Phrase, phrase};

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
    /// use wijkgids::config::{ContentModel, KindId, Language};
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
        self.field(&mut text, keys::TITLE, &quoted(self.title));
        self.advice(
            &mut text,
            &phrase!(
                "In hoogstens 40 woorden: wat vindt de lezer hier? Dit staat in lijsten en bij het zoeken.",
                "In at most 40 words: what does the reader find here? Lists and search show it."
            ),
        );
        self.field(&mut text, keys::SUMMARY, "");
        for (facet, terms) in self.by_facet(model) {
            let _ = writeln!(text, "{facet}: {terms}");
        }
        if self.kind == KindId::QUESTION {
            self.advice(
                &mut text,
                &phrase!(
                    "Wat kan iemand nu zelf doen? Elke stap is één zin.",
                    "What can somebody do now? Each step is a sentence."
                ),
            );
            self.field(&mut text, keys::STEPS, "[]");
        }
        self.field(&mut text, keys::OWNER, &quoted(self.owner));
        self.advice(
            &mut text,
            &phrase!(
                "Alleen de voorvertoning toont een concept. Is het klaar, schrijf dan `gepubliceerd`.",
                "Only the preview shows a draft. When it is ready, write `published`."
            ),
        );
        self.field(&mut text, keys::STATUS, keys::DRAFT.in_language(self.language));
        self.field(&mut text, keys::REVIEWED, &self.today.to_string());
        self.field(&mut text, keys::REVIEW_BY, &in_a_year(self.today).to_string());
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

    fn field(&self, text: &mut String, key: KeyName, value: &str) {
        let line = format!("{}: {value}", key.in_language(self.language));
        text.push_str(line.trim_end());
        text.push('\n');
    }

    fn advice(&self, text: &mut String, advice: &Phrase) {
        let _ = writeln!(text, "# {}", advice.in_language(self.language.messages()));
    }
}

/// The same day a year on; of a leap day the day before.
fn in_a_year(day: Date) -> Date {
    day.saturating_add(jiff::Span::new().years(1))
}
