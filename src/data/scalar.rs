//! Values of one line, each checked for what it has to be.

use super::{Fields, Read};
use crate::text::{Phrase, Rule, Span, dial, next_value, phrase, thousandths};

/// A number in thousandths; a comma or a point stands before its decimals.
pub(crate) fn number(fields: &mut Fields<'_>, Read { value: text, span }: &Read<String>) -> Option<i64> {
    let (sign, digits) = text.trim().strip_prefix('-').map_or((1, text.trim()), |digits| (-1, digits));
    match thousandths(digits) {
        Ok(number) => i64::try_from(number).ok().map(|number| sign * number),
        Err(why) => {
            let (message, hint) = why.phrases(text, &phrase!("`4` of `2.5`", "`4` or `2.5`"));
            fields.report(Rule::WrongType, *span, message, hint);
            None
        }
    }
}

/// A number that can be dialed.
pub(crate) fn phone(fields: &mut Fields<'_>, Read { value: number, span }: Read<String>) -> Option<String> {
    // What a value stands for is checked where it is written.
    if next_value(&number).is_none()
        && let Err(why) = dial(&number)
    {
        let Phrase { nl, en } = why.why();
        fields.report(
            Rule::WrongType,
            span,
            phrase!("`{number}` is geen telefoonnummer: {nl}", "`{number}` isn't a telephone number: {en}"),
            phrase!(
                "schrijf alleen het nummer; wanneer er iemand is staat bij `openingstijden`",
                "write only the number; hours go into `opening_hours`"
            ),
        );
        return None;
    }
    Some(number)
}

/// An e-mail address.
pub(crate) fn email(fields: &mut Fields<'_>, Read { value: address, span }: Read<String>) -> Option<String> {
    let is_sound = next_value(&address).is_some()
        || address.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && host.contains('.')
                && !address.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '?' | '&'))
        });
    if !is_sound {
        fields.report(
            Rule::WrongType,
            span,
            phrase!("`{address}` is geen e-mailadres", "`{address}` isn't an e-mail address"),
            phrase!("schrijf het zoals `info@voorbeeld.nl`", "write it as in `info@example.nl`"),
        );
    }
    is_sound.then_some(address)
}

/// A complete web address, with whatever may stand behind its host.
pub(crate) fn web_address(
    fields: &mut Fields<'_>,
    Read { value: address, span }: Read<String>,
) -> Option<String> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let is_sound = rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':');
        !host.is_empty()
            && host.chars().all(is_host)
            && !address.contains(|c: char| c.is_whitespace() || c == '<')
    });
    if !is_sound {
        report_web_address(fields, &address, span);
    }
    is_sound.then_some(address)
}

/// Reports a text that isn't a complete web address.
pub(crate) fn report_web_address(fields: &mut Fields<'_>, address: &str, span: Span) {
    fields.report(
        Rule::WrongType,
        span,
        phrase!("`{address}` is geen volledig webadres", "`{address}` isn't a complete web address"),
        phrase!("begin met `https://`", "start with `https://`"),
    );
}
