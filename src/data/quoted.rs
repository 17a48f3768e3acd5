//! A text as a value in YAML, whatever is in it.

use std::fmt::Write as _;

/// Words that some readers of YAML take for something else than a text.
const SPECIAL: [&str; 10] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan"];

/// The text as it can stand behind `key: `, on one line: bare where every reader of YAML takes it for this very text,
/// else between quotation marks.
pub(crate) fn quoted(text: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '.' | '/');
    let is_plain = (text.starts_with(char::is_alphabetic) || text.starts_with("../"))
        && text.split(' ').all(|word| !word.is_empty() && word.chars().all(is_part))
        && !SPECIAL.contains(&text.to_lowercase().as_str());
    if is_plain {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // Also the ends of lines that only some readers take for such.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                write!(quoted, "\\u{:04x}", u32::from(c)).expect("writing to a string can't fail");
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::data::{self, Node, ParseLimits, Value};
    use crate::text::{Source, SourcePath};

    fn read(line: &str) -> Option<String> {
        let source = Source::new(SourcePath::new("x.yaml").expect("a path"), line);
        let Some(Node { value: Value::Mapping(entries), .. }) = data::parse(&source, ParseLimits::FILE).value
        else {
            return None;
        };
        match &entries.first()?.node.value {
            Value::Scalar(text) => Some(text.clone()),
            _ => None,
        }
    }

    #[test]
    fn plain_names_stay_as_they_are_typed() {
        for (text, expected) in [
            ("Bergen op Zoom", "Bergen op Zoom"),
            ("'s-Hertogenbosch", "\"'s-Hertogenbosch\""),
            ("../landelijk", "../landelijk"),
            ("14 0999", "\"14 0999\""),
            ("null", "\"null\""),
            ("Gids: \"wijk\"", "\"Gids: \\\"wijk\\\"\""),
        ] {
            assert_eq!(quoted(text), expected);
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(text in "\\PC*|[a-z: #'\"\\\\\n{}&*!|>%@`-]{0,12}") {
            let line = format!("x: {}\ny: z\n", quoted(&text));
            prop_assert_eq!(line.lines().count(), 2);
            prop_assert_eq!(read(&line), Some(text));
        }
    }
}
