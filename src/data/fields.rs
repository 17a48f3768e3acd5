//! Reading a mapping key by key, with every problem reported at its place.

use jiff::civil::Date;

use super::trouble::{mapping, unknown_field};
use super::{Entry, Node, ParseLimits, Value, markup, parse};
use crate::text::{
    Applicability, Diagnostic, Location, Phrase, Rule, Source, SourcePath, Span, nearest, phrase,
    unknown_word,
};

/// A key by its English and its Dutch name; both may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyName {
    /// The English name.
    pub en: &'static str,
    /// The Dutch name.
    pub nl: &'static str,
}

impl KeyName {
    /// A key with the same name in both languages.
    pub const fn same(name: &'static str) -> Self {
        Self { en: name, nl: name }
    }

    /// Whether this is one of its names.
    pub fn is(self, key: &str) -> bool {
        key == self.en || key == self.nl
    }
}

/// A value that was read, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Read<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Read<T> {
    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Read<U> {
        Read { value: f(self.value), span: self.span }
    }
}

/// A mapping that is being read: each key is taken once, and what is left at the end is unknown.
pub struct Fields<'d> {
    path: SourcePath,
    span: Span,
    entries: Vec<Entry>,
    /// Whether it is a mapping at all: of what isn't one, nothing is missing.
    is_readable: bool,
    /// Every key that was asked for by its Dutch and its English name, in that order: what "did you mean" chooses from.
    asked: Vec<[&'d str; 2]>,
    /// Those of them that are there.
    found: Vec<[&'d str; 2]>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'d> Fields<'d> {
    /// Starts to read a node that should be a mapping. Nothing reads as an empty one.
    pub fn new(path: &SourcePath, node: Node, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        let mut fields = Self {
            path: path.clone(),
            span: node.span,
            entries: Vec::new(),
            is_readable: true,
            asked: Vec::new(),
            found: Vec::new(),
            diagnostics,
        };
        match node.value {
            Value::Mapping(entries) => fields.entries = entries,
            Value::Null => {}
            other => {
                fields.wrong_type(node.span, &other, mapping());
                fields.is_readable = false;
            }
        }
        fields
    }

    /// Starts to read a file of data. One that isn't YAML reads as an empty one, and is reported.
    pub fn of_file(source: &Source, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        let node = parse(source, ParseLimits::FILE).unpack(diagnostics);
        let node = node.unwrap_or(Node { value: Value::Null, span: Span::default() });
        Self::new(source.path(), node, diagnostics)
    }

    /// The whole of a key's value, whatever it is, with the place of the key.
    pub fn take(&mut self, key: KeyName) -> Option<Entry> {
        self.take_named([key.nl, key.en])
    }

    /// The same of a key that goes by these names, in Dutch and in English; both may be one.
    pub fn take_named(&mut self, names: [&'d str; 2]) -> Option<Entry> {
        self.asked.push(names);
        let is_meant = |entry: &Entry| names.contains(&entry.key.as_str());
        let idx = self.entries.iter().position(is_meant)?;
        self.found.push(names);
        let entry = self.entries.remove(idx);
        while let Some(twin) = self.entries.iter().position(is_meant) {
            let twin = self.entries.remove(twin);
            let (one, other) = (&entry.key, &twin.key);
            self.report(
                Rule::DuplicateKey,
                twin.key_span,
                phrase!(
                    "`{one}` en `{other}` zijn hetzelfde veld",
                    "`{one}` and `{other}` are the same field"
                ),
                phrase!("haal een van de twee weg", "take one of the two away"),
            );
        }
        Some(entry)
    }

    /// Whether a key is there and hasn't been taken.
    pub fn has(&self, key: KeyName) -> bool {
        self.entries.iter().any(|entry| key.is(&entry.key))
    }

    /// What hasn't been taken yet, in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// A text; `None` where it is absent or empty.
    pub fn text(&mut self, key: KeyName) -> Option<Read<String>> {
        let Entry { node, .. } = self.take(key)?;
        self.scalar(node)
    }

    /// A text that has to be there. `of` says of what.
    pub fn required_text(&mut self, key: KeyName, of: &Phrase) -> Option<Read<String>> {
        let n_diagnostics = self.diagnostics.len();
        let found = self.text(key);
        // What is there but no text was reported already.
        if found.is_none() && self.diagnostics.len() == n_diagnostics {
            self.missing(key, of);
        }
        found
    }

    /// A list of texts; a single text is a list of one. Absent reads as empty.
    pub fn texts(&mut self, key: KeyName) -> Vec<Read<String>> {
        let Some(Entry { node, .. }) = self.take(key) else { return Vec::new() };
        match node.value {
            Value::List(items) => items.into_iter().filter_map(|item| self.scalar(item)).collect(),
            _ => self.scalar(node).into_iter().collect(),
        }
    }

    /// A date as `2026-11-01`.
    pub fn date(&mut self, key: KeyName) -> Option<Read<Date>> {
        let text = self.text(key)?;
        self.date_of(text)
    }

    /// The date that a text gives.
    pub fn date_of(&mut self, Read { value: text, span }: Read<String>) -> Option<Read<Date>> {
        let date = Some(&text).filter(|text| text.len() == 10).and_then(|text| text.parse().ok());
        if date.is_none() {
            let diagnostic =
                Diagnostic::new(Rule::WrongType, phrase!("`{text}` is geen datum", "`{text}` isn't a date"))
                    .at(Location::new(self.path.clone(), span));
            self.diagnostics.push(match day_first(&text) {
                Some(date) => diagnostic.hint(phrase!("schrijf `{date}`", "write `{date}`")).fix(
                    &text,
                    &date.to_string(),
                    Applicability::MachineApplicable,
                ),
                None => diagnostic.hint(phrase!(
                    "schrijf jaar, maand en dag, zoals `2026-11-01`",
                    "write year, month and day, as in `2026-11-01`"
                )),
            });
        }
        date.map(|value| Read { value, span })
    }

    /// `true` or `false`; absent reads as `false`.
    pub fn flag(&mut self, key: KeyName) -> bool {
        self.flag_or(key, false)
    }

    /// `true` or `false`; absent reads as `absent`.
    pub fn flag_or(&mut self, key: KeyName, absent: bool) -> bool {
        self.text(key).and_then(|text| self.flag_of(text)).unwrap_or(absent)
    }

    /// The `true` or `false` that a text gives.
    pub fn flag_of(&mut self, Read { value: text, span }: Read<String>) -> Option<bool> {
        match text.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                self.report(
                    Rule::WrongType,
                    span,
                    phrase!(
                        "hier past alleen `true` (ja) of `false` (nee), niet `{text}`",
                        "only `true` or `false` fits here, not `{text}`"
                    ),
                    phrase!("schrijf `true` of `false`", "write `true` or `false`"),
                );
                None
            }
        }
    }

    /// One of a few words, each by its two names.
    pub fn choice<T: Copy>(&mut self, key: KeyName, choices: &[(KeyName, T)]) -> Option<Read<T>> {
        let choices: Vec<_> = choices.iter().map(|(name, value)| ([name.nl, name.en], *value)).collect();
        self.choice_of(key, &choices)
    }

    /// As [`choice`](Self::choice), of values whose Dutch and English names aren't all known before a site is read.
    pub fn choice_of<T: Copy>(&mut self, key: KeyName, choices: &[([&str; 2], T)]) -> Option<Read<T>> {
        let read = self.text(key)?;
        self.choice_among(read, choices)
    }

    /// The one of a few words that a text gives.
    pub fn choice_among<T: Copy>(
        &mut self,
        Read { value: word, span }: Read<String>,
        choices: &[([&str; 2], T)],
    ) -> Option<Read<T>> {
        if let Some((_, choice)) = choices.iter().find(|(names, _)| names.contains(&word.as_str())) {
            return Some(Read { value: *choice, span });
        }
        let message = phrase!("`{word}` kan hier niet staan", "`{word}` isn't allowed here");
        let at = Location::new(self.path.clone(), span);
        self.diagnostics.push(unknown_word(message, at, &word, choices.iter().map(|(names, _)| *names)));
        None
    }

    /// The items of a list, each for a reader of its own; absent reads as empty.
    pub fn list(&mut self, key: KeyName) -> Vec<Node> {
        self.take(key).map(|entry| self.items(entry.node)).unwrap_or_default()
    }

    /// The items of a node that should be a list; nothing reads as an empty one.
    pub fn items(&mut self, node: Node) -> Vec<Node> {
        match node.value {
            Value::Null => Vec::new(),
            Value::List(items) => items,
            other => {
                self.wrong_type(node.span, &other, phrase!("een lijst", "a list"));
                Vec::new()
            }
        }
    }

    /// The keys and values of a mapping whose keys the author chooses; absent reads as empty.
    pub fn map(&mut self, key: KeyName) -> Vec<Entry> {
        self.take(key).map(|entry| self.mapping(entry.node)).unwrap_or_default()
    }

    /// The keys and values of a node that should be a mapping; nothing reads as an empty one.
    pub fn mapping(&mut self, node: Node) -> Vec<Entry> {
        match node.value {
            Value::Null => Vec::new(),
            Value::Mapping(entries) => entries,
            other => {
                self.wrong_type(node.span, &other, mapping());
                Vec::new()
            }
        }
    }

    /// The text of a node; `None`, and a diagnostic where it is neither text nor nothing. HTML in it is reported: nothing makes
    /// more of it than the signs that it is written with.
    pub fn scalar(&mut self, node: Node) -> Option<Read<String>> {
        let read = self.markdown(node)?;
        if let Some(html) = markup::html_in(&read.value) {
            let (message, hint) = markup::phrases(html);
            self.report(Rule::RawHtml, read.span, message, hint);
        }
        Some(read)
    }

    /// The same of a text whose HTML is looked for by whoever reads it as Markdown.
    pub fn markdown(&mut self, node: Node) -> Option<Read<String>> {
        match node.value {
            Value::Scalar(text) if text.trim().is_empty() => None,
            Value::Scalar(text) => match text.chars().find(|c| c.is_control() && *c != '\n' && *c != '\t') {
                None => Some(Read { value: text, span: node.span }),
                Some(control) => {
                    let shown = control.escape_default();
                    self.report(
                        Rule::InvalidYaml,
                        node.span,
                        phrase!(
                            "in deze tekst staat het stuurteken `{shown}`",
                            "this text holds the control character `{shown}`"
                        ),
                        phrase!("typ de tekst opnieuw", "type the text again"),
                    );
                    None
                }
            },
            Value::Null => None,
            other => {
                self.wrong_type(node.span, &other, phrase!("een tekst", "a text"));
                None
            }
        }
    }

    /// Reports that a key isn't there, or holds nothing.
    pub fn missing(&mut self, key: KeyName, of: &Phrase) {
        self.missing_named([key.nl, key.en], of);
    }

    /// The same of a key that goes by these names, in Dutch and in English.
    pub fn missing_named(&mut self, [nl, en]: [&str; 2], of: &Phrase) {
        if !self.is_readable {
            return;
        }
        let (of_nl, of_en) = (&of.nl, &of.en);
        self.report(
            Rule::MissingField,
            self.span(),
            phrase!("{of_nl} heeft geen `{nl}`", "{of_en} has no `{en}`"),
            phrase!("zet er een regel `{nl}: …` bij", "add a line `{en}: …`"),
        );
    }

    /// Reports a problem at a place in this file.
    pub fn report(&mut self, rule: Rule, span: Span, message: Phrase, hint: Phrase) {
        self.diagnostics
            .push(Diagnostic::new(rule, message).at(Location::new(self.path.clone(), span)).hint(hint));
    }

    /// Marks the problems that were reported since there were `n` as such that a layer below may have caused.
    pub(crate) fn maybe_from_below(&mut self, n: usize) {
        self.diagnostics[n..].iter_mut().for_each(|reported| reported.may_come_from_below = true);
    }

    /// Where the problems go, for a reader of a part.
    pub fn diagnostics(&mut self) -> &mut Vec<Diagnostic> {
        self.diagnostics
    }

    /// Where the mapping stands: the place to name when something isn't there.
    pub fn span(&self) -> Span {
        Span { start: self.span.start, end: self.span.start }
    }

    /// The file that is read.
    pub fn path(&self) -> &SourcePath {
        &self.path
    }

    /// Ends the reading: what nobody has asked for is unknown.
    pub fn finish(mut self) {
        for entry in std::mem::take(&mut self.entries) {
            self.unknown(&entry);
        }
    }

    fn unknown(&mut self, entry: &Entry) {
        let key = &entry.key;
        let near = nearest(key, self.asked.iter().flatten().copied());
        let diagnostic = Diagnostic::new(Rule::UnknownKey, unknown_field(key))
            .at(Location::new(self.path.clone(), entry.key_span));
        self.diagnostics.push(match near {
            // What is there already can't be there twice.
            Some(near) if self.found.iter().flatten().any(|name| *name == near) => {
                diagnostic.suggest(key, Some(near), Applicability::MaybeIncorrect)
            }
            Some(_) => diagnostic.suggest(key, near, Applicability::MachineApplicable),
            None => {
                let names = |language: usize| {
                    self.asked.iter().map(|names| names[language]).collect::<Vec<_>>().join(", ")
                };
                let (nl, en) = (names(0), names(1));
                diagnostic.hint(phrase!("hier kunnen staan: {nl}", "expected one of: {en}"))
            }
        });
    }

    fn wrong_type(&mut self, span: Span, found: &Value, expected: Phrase) {
        let Phrase { nl: found_nl, en: found_en } = match found {
            Value::Null => phrase!("niets", "nothing"),
            Value::Scalar(text) => {
                let text: String = text.chars().take(40).collect();
                phrase!("`{text}`", "`{text}`")
            }
            Value::List(_) => phrase!("een lijst", "a list"),
            Value::Mapping(_) => mapping(),
        };
        let Phrase { nl, en } = expected;
        self.report(
            Rule::WrongType,
            span,
            phrase!("hier hoort {nl}, maar er staat {found_nl}", "expected {en}, found {found_en}"),
            match found {
                Value::Mapping(_) => phrase!(
                    "staat er een dubbele punt in de tekst, zet de tekst dan tussen aanhalingstekens",
                    "if there is a colon in the text, put the text between quotation marks"
                ),
                _ => phrase!("zie `wijkgids explain wrong-type`", "see `wijkgids explain wrong-type`"),
            },
        );
    }
}

/// The date that a text gives as Dutch people write one: `1-11-2026`, `1.11.2026`; or in our order without its zeros. With
/// slashes the month may come first.
fn day_first(text: &str) -> Option<Date> {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.')) {
        return None;
    }
    let parts: Vec<i16> = text.split(['-', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (year, month, day) = match parts[..] {
        [day, month, year @ 1900..2100] | [year @ 1900..2100, month, day] => (year, month, day),
        _ => return None,
    };
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_date_is_understood_as_dutch_people_write_it() {
        for text in ["2-11-2026", "02-11-2026", "2.11.2026", "2026-11-2"] {
            assert_eq!(day_first(text), Some(date(2026, 11, 2)), "{text}");
        }
        for text in ["11/2/2026", "31-2-2026", "2-11-26", "+2-11-2026", "2-11", "morgen", ""] {
            assert_eq!(day_first(text), None, "{text}");
        }
    }
}
