//! What a program for tables shows of a number: `12%` where a cell holds 0.12, `€ 2,50` where it holds 2.5, `0992001234` where
//! zeros in front are asked for. What only shapes digits, such as a point between thousands, is left to who reads the number.

/// How long a format is at most, in characters: programs for tables take no longer one.
const LONGEST_FORMAT: usize = 255;

/// How a number is dressed.
#[derive(Debug, Default)]
struct Dress {
    before: String,
    behind: String,
    is_percentage: bool,
    is_grouped: bool,
    /// How many digits stand before the comma at least.
    n_whole: usize,
    /// How many stand behind it at least and at most.
    n_decimals: (usize, usize),
}

/// A number in a format of a workbook, as Dutch people see it, and the number that they see; `None` where the format says no more
/// than the number.
pub(super) fn dressed(number: f64, format: &str) -> Option<(String, f64)> {
    if format.chars().nth(LONGEST_FORMAT).is_some() {
        return None;
    }
    let dress = Dress::of(format)?;
    let says_more = dress.is_percentage
        || !dress.before.trim().is_empty()
        || !dress.behind.trim().is_empty()
        || dress.n_whole > 1;
    let number = if dress.is_percentage { number * 100.0 } else { number };
    (says_more && number.is_finite()).then(|| (dress.shown(number), number))
}

impl Dress {
    /// The part of a format for positive numbers (ECMA-376, 18.8.31). `None` for one of dates, fractions, powers of ten or texts.
    fn of(format: &str) -> Option<Self> {
        let mut dress = Self::default();
        let (mut has_digits, mut is_behind_point) = (false, false);
        let mut signs = format.chars();
        while let Some(sign) = signs.next() {
            let mut literal = |text: &str| {
                if has_digits { &mut dress.behind } else { &mut dress.before }.push_str(text);
            };
            match sign {
                ';' => break,
                '"' => literal(&signs.by_ref().take_while(|next| *next != '"').collect::<String>()),
                '\\' => literal(&signs.next()?.to_string()),
                // As wide as the next one, and as many as fit.
                '_' | '*' => drop(signs.next()?),
                '[' => {
                    let held: String = signs.by_ref().take_while(|next| *next != ']').collect();
                    // `[$€-413]`; the others are colors and conditions.
                    let currency = held.strip_prefix('$').and_then(|held| held.split('-').next());
                    literal(currency.unwrap_or_default());
                }
                '0' | '#' | '?' => {
                    has_digits = true;
                    let is_asked = usize::from(sign == '0');
                    if is_behind_point {
                        dress.n_decimals.0 += is_asked;
                        dress.n_decimals.1 += 1;
                    } else {
                        dress.n_whole += is_asked;
                    }
                }
                '.' if has_digits && !is_behind_point => is_behind_point = true,
                ',' if signs.as_str().starts_with(['0', '#', '?']) => dress.is_grouped = true,
                '%' => {
                    dress.is_percentage = true;
                    literal("%");
                }
                ' ' | '€' | '$' | '£' | '-' | '+' | '(' | ')' | ':' => literal(&sign.to_string()),
                _ => return None,
            }
        }
        has_digits.then_some(dress)
    }

    fn shown(&self, number: f64) -> String {
        let (least, most) = self.n_decimals;
        let digits = format!("{:.most$}", number.abs());
        let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
        let shorter = decimals.trim_end_matches('0').len().max(least);
        let whole = format!("{whole:0>width$}", width = self.n_whole);
        let whole = if self.is_grouped { grouped(&whole) } else { whole };
        let sign = if number < 0.0 { "-" } else { "" };
        let comma = if shorter == 0 { "" } else { "," };
        let shown = format!("{}{sign}{whole}{comma}{}{}", self.before, &decimals[..shorter], self.behind);
        shown.trim().to_owned()
    }
}

/// Digits with a point before each three from the end.
fn grouped(digits: &str) -> String {
    let n = digits.len();
    let point = |at: usize| at > 0 && (n - at).is_multiple_of(3);
    let parts = digits
        .chars()
        .enumerate()
        .map(|(at, digit)| if point(at) { format!(".{digit}") } else { digit.to_string() });
    parts.collect()
}

/// A number that no format dresses, with as many digits as programs for tables keep: 0.1 and 0.2 are 0.3 there.
pub(super) fn plain(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

/// A number of minutes as hours and minutes: `9:30`.
pub(super) fn clock(minutes: i64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_shown_as_in_its_program() {
        for (number, format, shown) in [
            (0.12, "0%", "12%"),
            (0.125, "0.0%", "12,5%"),
            (0.125, "0.00%", "12,50%"),
            (0.1234, "0.##%", "12,34%"),
            (2.5, "\"€\" #,##0.00", "€ 2,50"),
            (2.5, "_ \"€\"\\ * #,##0.00_ ;_ \"€\"\\ * -#,##0.00_ ;_ @_ ", "€ 2,50"),
            (1250.0, "[$€-413] #,##0", "€ 1.250"),
            (-3.0, "€ 0", "€ -3"),
            (992_001_234.0, "0000000000", "0992001234"),
            (4.0, "0\" keer\"", "4 keer"),
        ] {
            assert_eq!(dressed(number, format).map(|(text, _)| text).as_deref(), Some(shown), "{format}");
        }
        for format in ["General", "0", "0.00", "#,##0", "@", "0.00E+00", "# ?/?", "d-m-yyyy", "", ";;;"] {
            assert_eq!(dressed(2.5, format), None, "{format}");
        }
        for format in ["0", "0."] {
            let (most, more) = (255 - format.len(), 256 - format.len());
            let is_dressed = |n: usize| dressed(2.5, &format!("{format}{}", "0".repeat(n))).is_some();
            assert!(is_dressed(most) == (format == "0") && !is_dressed(more) && !is_dressed(70_000));
        }
        assert_eq!(dressed(0.125, "0%").map(|(_, number)| number), Some(12.5));
        assert_eq!(plain(0.1 + 0.2), "0.3");
        assert_eq!(plain(31_612_345_678.0), "31612345678");
        assert_eq!(clock(570), "9:30");
    }
}
