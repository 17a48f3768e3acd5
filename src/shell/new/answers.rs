//! What a new site has to know: from flags, from somebody at the terminal, or from what is sensible.

use std::io::{BufRead, Write};

use super::Error;
use crate::config::Config;
use crate::model::Language;
use crate::scaffold::{
    Answers, GEMEENTE, Options, TEAM, TELEFOON, address_of, clean, languages_of, list, name_of, provisional,
    value_of,
};
use crate::text::{MessageLanguage, Phrase, phrase};

/// Who says what no flag says.
pub(super) enum Prompt<'a> {
    /// Nobody: everything gets its default.
    NonInteractive,
    /// Somebody at a terminal.
    Terminal {
        /// Where the answers come from.
        input: &'a mut dyn BufRead,
        /// Where the questions go.
        output: &'a mut dyn Write,
        /// The language of the questions.
        language: MessageLanguage,
    },
}

/// Puts together what flags say and what is asked. `folder` is the name of the site's own folder, `base` the
/// configuration of the site that it will lie on.
pub(super) fn collect(
    options: &Options,
    folder: &str,
    base: &Config,
    prompt: &mut Prompt<'_>,
) -> Result<Answers, Error> {
    let Options { name, team, phone, languages, areas, address } = options;
    let question = phrase!("naam van de gemeente", "name of the municipality");
    let name = prompt.answer(name.as_deref(), &question, &name_of(folder), |text| match clean(text) {
        none if none.is_empty() => Err(phrase!("een naam heeft letters", "a name has letters")),
        name => Ok(name),
    })?;
    let mut values = vec![(GEMEENTE.to_owned(), name.clone())];
    for (value, flag, question) in [
        (TEAM, team, phrase!("naam van een team, in een zin", "name of a team, as in a sentence")),
        (TELEFOON, phone, phrase!("telefoonnummer voor inwoners", "phone number for residents")),
    ] {
        let below = base.values.get(value);
        if flag.is_none() && below.is_none() && !base.asks.contains_key(value) {
            continue;
        }
        let default = provisional(value, base);
        let read = |text: &str| value_of(text, base.type_of(value), &default);
        let text = prompt.answer(flag.as_deref(), &question, &default, read)?;
        values.push((value.to_owned(), text));
    }
    for value in base.asks.keys().chain(base.placeholders.keys()) {
        if values.iter().all(|(known, _)| known != value) {
            let question = phrase!("de waarde `{value}`", "the value `{value}`");
            let default = provisional(value, base);
            let read = |text: &str| value_of(text, base.type_of(value), &default);
            values.push((value.clone(), prompt.answer(None, &question, &default, read)?));
        }
    }
    let tags: Vec<&str> = base.languages.iter().map(Language::as_str).collect();
    let question = phrase!("talen, met komma's ertussen", "languages, with commas in between");
    let languages = prompt.answer(languages.as_deref(), &question, &tags.join(", "), |text| {
        languages_of(text, base.source_language())
    })?;
    let question =
        phrase!("wijken, met komma's ertussen (mag leeg)", "areas, with commas in between (may be empty)");
    let areas = prompt.answer(areas.as_deref(), &question, "", |text| Ok(list(text)))?;
    let question = phrase!("webadres van de gids (mag leeg)", "web address of the guide (may be empty)");
    let address = prompt.answer(address.as_deref(), &question, "", address_of)?;
    Ok(Answers { name, values, languages, areas, address })
}

impl Prompt<'_> {
    /// What a flag says, or what a person answers, or the default. A person is asked again until the answer can be
    /// read; a flag that can't be is an error.
    fn answer<T>(
        &mut self,
        flag: Option<&str>,
        question: &Phrase,
        default: &str,
        read: impl Fn(&str) -> Result<T, Phrase>,
    ) -> Result<T, Error> {
        let person = match (flag, self) {
            (Some(text), _) => return read(text).map_err(Error::BadOption),
            (None, Self::NonInteractive) => return read(default).map_err(Error::BadOption),
            (None, person) => person,
        };
        loop {
            let said = person.line(question, default)?;
            let text = if said.trim().is_empty() { default } else { &said };
            match read(text) {
                Ok(answer) => return Ok(answer),
                Err(why) => person.explain(&why),
            }
        }
    }

    /// Asks, and gives the line that was typed.
    fn line(&mut self, question: &Phrase, default: &str) -> Result<String, Error> {
        let Self::Terminal { input, output, language } = self else { return Ok(String::new()) };
        let question = question.in_language(*language);
        let shown = if default.is_empty() { String::new() } else { format!(" [{default}]") };
        // That a question can't be shown is no reason to stop: the answer is still read.
        let _ = write!(output, "{question}{shown}: ").and_then(|()| output.flush());
        let mut line = String::new();
        match input.read_line(&mut line) {
            Ok(0) | Err(_) => {
                // What is printed next is on a line of its own.
                let _ = writeln!(output);
                Err(Error::Ended)
            }
            Ok(_) => Ok(line),
        }
    }

    fn explain(&mut self, why: &Phrase) {
        if let Self::Terminal { output, language, .. } = self {
            let _ = writeln!(output, "{}", why.in_language(*language));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::text::{Source, SourcePath};

    fn base() -> Config {
        let path = SourcePath::new("wijkgids.yaml").expect("a path");
        let text = "title: Gids\nvalues:\n  team: wijkteam\n  telefoon: {required: true, value: 14 0999}\n  \
                    redactie: required\n";
        config::read(&Source::new(path, text), None, None).value
    }

    fn said(options: &Options, typed: &str) -> (Result<Answers, Error>, String) {
        let (mut input, mut output) = (typed.as_bytes(), Vec::new());
        let language = MessageLanguage::Nl;
        let mut prompt = Prompt::Terminal { input: &mut input, output: &mut output, language };
        let answers = collect(options, "bergen-op-zoom", &base(), &mut prompt);
        (answers, String::from_utf8(output).expect("questions are texts"))
    }

    fn values(answers: &Answers) -> Vec<(&str, &str)> {
        answers.values.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
    }

    #[test]
    fn only_what_no_flag_says_is_asked_and_an_empty_line_takes_the_default() {
        let options = Options { team: Some("buurtteam".to_owned()), ..Options::default() };
        let (answers, shown) = said(&options, "\n14 0123\nredactie@x.example\nen, ar\nDe Weiden,,Zuid\n\n");
        let answers = answers.expect("all is said");
        let expected = [
            ("gemeente", "Bergen op Zoom"),
            ("team", "buurtteam"),
            ("telefoon", "14 0123"),
            ("redactie", "redactie@x.example"),
        ];
        assert_eq!(values(&answers), expected);
        assert_eq!(answers.areas, ["De Weiden", "Zuid"]);
        let tags: Vec<&str> = answers.languages.iter().map(Language::as_str).collect();
        assert_eq!(tags, ["nl", "en", "ar"], "the language of the texts comes first");
        assert!(shown.starts_with("naam van de gemeente [Bergen op Zoom]: telefoon"), "{shown}");
    }

    #[test]
    fn an_answer_that_cant_be_read_is_asked_again() {
        let (answers, shown) = said(&Options::default(), "\n\n\n\n\n\nmijnstad.nl\nhttps://mijnstad.nl\n");
        let address = answers.expect("all is said").address.expect("an address");
        assert_eq!(address.as_str(), "https://mijnstad.nl/");
        assert!(shown.contains("`mijnstad.nl` is geen volledig webadres"), "{shown}");
    }

    #[test]
    fn a_number_that_nobody_can_call_is_refused() {
        let options = Options { phone: Some("nul negenhonderd".to_owned()), ..Options::default() };
        let refused = collect(&options, "ede", &base(), &mut Prompt::NonInteractive);
        assert!(matches!(refused, Err(Error::BadOption(why)) if why.en.contains("isn't a telephone number")));
        let (answers, shown) = said(&Options::default(), "\n\n14 012\n\n\n\n\n");
        assert_eq!(values(&answers.expect("all is said"))[2], ("telefoon", "14 012"));
        let (answers, shown_again) = said(&Options::default(), "\n\nbel ons\n14 0123\n\n\n\n\n");
        assert_eq!(values(&answers.expect("all is said"))[2], ("telefoon", "14 0123"));
        assert!(
            !shown.contains("geen telefoonnummer")
                && shown_again.contains("`bel ons` is geen telefoonnummer")
        );
    }

    #[test]
    fn who_stops_answering_stops_the_command() {
        let (answers, _) = said(&Options::default(), "Ede\n");
        assert!(matches!(answers, Err(Error::Ended)));
    }

    #[test]
    fn without_anybody_all_that_the_base_asks_for_is_filled_in() {
        let answers = collect(&Options::default(), "ede", &base(), &mut Prompt::NonInteractive);
        let answers = answers.expect("defaults can be read");
        let expected =
            [("gemeente", "Ede"), ("team", "wijkteam"), ("telefoon", "14 0999"), ("redactie", "[redactie]")];
        assert_eq!(values(&answers), expected);
    }
}
