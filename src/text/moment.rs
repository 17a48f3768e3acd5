//! Days and opening times among digits: what looks like a telephone number where they stand side by side.

/// How long the day is that a text starts with, or the time until another one, in bytes: `12-06-2026`, `2026-06-12`,
/// `08.30 - 12.30`. `None` where it starts with neither.
pub(crate) fn moment(text: &str) -> Option<usize> {
    day(text).or_else(|| times(text)).map(|rest| text.len() - rest.len())
}

/// What stands behind a day.
fn day(text: &str) -> Option<&str> {
    let (first, rest) = digits(text)?;
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (second, rest) = digits(&rest[1..])?;
    let (third, rest) = digits(rest.strip_prefix(separator)?)?;
    let is_day = |day: &str, year: &str| {
        let is_year = year.len() == 4 && ["19", "20"].iter().any(|century| year.starts_with(century));
        is_year && is_at_most(day, 31) && is_at_most(second, 12)
    };
    (is_day(first, third) || is_day(third, first)).then_some(rest)
}

/// What stands behind a time and the one until which something goes on.
fn times(text: &str) -> Option<&str> {
    let rest = time(text)?.trim_start_matches(' ').strip_prefix('-')?;
    time(rest.trim_start_matches(' '))
}

fn time(text: &str) -> Option<&str> {
    let (hour, rest) = digits(text)?;
    let (minute, rest) = digits(rest.strip_prefix('.')?)?;
    (is_at_most(hour, 24) && minute.len() == 2 && is_at_most(minute, 59)).then_some(rest)
}

fn is_at_most(digits: &str, most: u8) -> bool {
    digits.len() <= 2 && digits.parse().is_ok_and(|number: u8| number <= most)
}

/// The digits that a text starts with, and the rest.
fn digits(text: &str) -> Option<(&str, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (length > 0).then(|| text.split_at(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_told_from_numbers() {
        for (text, rest) in [
            ("12-06-2026 14.00", " 14.00"),
            ("2026-06-12", ""),
            ("1/6/2026, en", ", en"),
            ("08.30-12.30 13.30-17.00", " 13.30-17.00"),
            ("9.00 - 17.00", ""),
        ] {
            assert_eq!(moment(text).map(|length| &text[length..]), Some(rest), "{text}");
        }
        for text in ["06-12345678", "06.12.34.56.78", "06-2026 14.00", "099 200 12 30", "32-13-2026", "-", ""]
        {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
