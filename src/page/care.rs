//! Telephone numbers that can be called with one tap.

use crate::document::escape;

/// HTML text with each telephone number in it as a link. For texts without links or code, such as what to do when it
/// is urgent.
pub(super) fn with_calls(html: &str) -> String {
    let mut linked = String::with_capacity(html.len() + 40);
    let mut rest = html;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let length = rest[start..]
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, ' ' | '-' | '–')))
            .unwrap_or(rest.len() - start);
        let typed = rest[start..start + length].trim_end_matches([' ', '-', '–']);
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        let joined = rest[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '&' | '#' | '/'));
        linked.push_str(&rest[..start]);
        if is_number(&digits, typed) && !joined {
            linked.push_str("<a href=\"tel:");
            linked.push_str(&digits);
            linked.push_str("\">");
            escape(typed, &mut linked);
            linked.push_str("</a>");
        } else {
            linked.push_str(typed);
        }
        rest = &rest[start + typed.len()..];
    }
    linked.push_str(rest);
    linked
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
        for other in ["binnen 24 uur", "14 dagen", "in 2026", "&#112;", "stap 1 - 2"] {
            assert_eq!(with_calls(other), other);
        }
    }
}
