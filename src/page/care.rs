//! Telephone numbers that can be called with one tap.

use crate::document::escape;

/// HTML text with each telephone number in it as a link. For texts without links or code, such as what to do when it
/// is urgent.
pub(super) fn with_calls(html: &str) -> String {
    let mut linked = String::with_capacity(html.len() + 40);
    let mut rest = html;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let run =
            from.find(|c: char| !(c.is_ascii_digit() || matches!(c, ' ' | '-' | '–'))).unwrap_or(from.len());
        let joined = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '&' | '#' | '/'));
        let typed = number(&from[..run]).filter(|_| !joined);
        linked.push_str(before);
        let length = match typed {
            Some(typed) => {
                let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
                linked.push_str(&format!("<a href=\"tel:{digits}\">"));
                escape(typed, &mut linked);
                linked.push_str("</a>");
                typed.len()
            }
            None => {
                let length = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
                linked.push_str(&from[..length]);
                length
            }
        };
        rest = &from[length..];
    }
    linked.push_str(rest);
    linked
}

/// The longest telephone number that a run of digits and separators begins with: in "112 24 uur per dag" it is 112.
fn number(run: &str) -> Option<&str> {
    // Ten digits, each pair with a separator between.
    const LONGEST: usize = 24;
    let ends = run.char_indices().filter(|(_, c)| !c.is_ascii_digit()).map(|(at, _)| at).chain([run.len()]);
    let ends = ends.take_while(|end| *end <= LONGEST);
    let mut prefixes: Vec<&str> =
        ends.map(|end| &run[..end]).filter(|prefix| prefix.ends_with(|c: char| c.is_ascii_digit())).collect();
    prefixes.reverse();
    prefixes.into_iter().find(|prefix| {
        let digits: String = prefix.chars().filter(char::is_ascii_digit).collect();
        is_number(&digits, prefix)
    })
}

/// The Dutch number plan: emergency and help numbers of three digits, `116` and three digits, `14` and an area code,
/// `0800` and `0900` with four or seven digits, and everything else with ten.
fn is_number(digits: &str, typed: &str) -> bool {
    match digits {
        "112" | "113" => true,
        _ if digits.starts_with("116") => digits.len() == 6,
        _ if digits.starts_with("14") => typed.starts_with("14 0") && matches!(digits.len(), 5 | 6),
        _ if digits.starts_with("0800") || digits.starts_with("0900") => matches!(digits.len(), 8 | 11),
        _ => digits.starts_with('0') && digits.len() == 10,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_can_be_called_and_others_are_left() {
        assert_eq!(with_calls("Bel 112."), "Bel <a href=\"tel:112\">112</a>.");
        assert_eq!(with_calls("Bel 14 0999 nu"), "Bel <a href=\"tel:140999\">14 0999</a> nu");
        assert_eq!(with_calls("0800-8115"), "<a href=\"tel:08008115\">0800-8115</a>");
        assert_eq!(with_calls("Bel 112 24 uur"), "Bel <a href=\"tel:112\">112</a> 24 uur");
        for other in ["binnen 24 uur", "14 dagen", "in 2026", "&#112;", "stap 1 - 2"] {
            assert_eq!(with_calls(other), other);
        }
    }
}
