//! Telephone numbers that are dialed as they are written.

/// The digits to dial, of a number of the Dutch number plan or one that starts with `+`; `None` where nobody could dial
/// it.
pub fn dialed(number: &str) -> Option<String> {
    let is_sound =
        number.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '(' | ')' | '+' | '.'));
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let is_foreign = number.trim_start().starts_with('+');
    let is_known = match digits.as_str() {
        "112" | "113" => true,
        _ if is_foreign => (8..=15).contains(&digits.len()),
        // National numbers of public use, the numbers of municipalities, free and paid lines.
        _ if digits.starts_with("116") => digits.len() == 6,
        _ if digits.starts_with("140") => matches!(digits.len(), 5 | 6),
        _ if digits.starts_with("0800") || digits.starts_with("090") => matches!(digits.len(), 8 | 11),
        _ => digits.starts_with('0') && digits.len() == 10,
    };
    (is_sound && is_known).then(|| if is_foreign { format!("+{digits}") } else { digits })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dialed_without_their_separators() {
        assert_eq!(dialed("14 0998").as_deref(), Some("140998"));
        assert_eq!(dialed("099 - 200 12 34").as_deref(), Some("0992001234"));
        assert_eq!(dialed("+31 99 200 12 34").as_deref(), Some("+31992001234"));
        assert_eq!(dialed("0800-8115").as_deref(), Some("08008115"));
        for wrong in ["", "bel ons", "12345", "099 200 12", "0992001234 na 9 uur"] {
            assert_eq!(dialed(wrong), None, "{wrong}");
        }
    }
}
