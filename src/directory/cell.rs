//! How a text stands in a cell of a table, so that reading the cell gives the text again: several in one, and those that a
//! program for tables would take for a formula.

/// A text as it can stand in a cell without being a formula there: behind an apostrophe where it starts with one of the
/// signs that formulas start with. What can only be a number, such as `+31 99 200 12 34`, stays as it is: it can do no harm,
/// and who dials it wants it so. [Reading](super::table) takes the apostrophe away.
///
/// ```
/// use wijkgids::directory::guarded;
/// assert_eq!(guarded("=HYPERLINK(…)"), "'=HYPERLINK(…)");
/// assert_eq!(guarded("+31 99 200 12 34"), "+31 99 200 12 34");
/// assert_eq!(guarded("'s ochtends"), "'s ochtends");
/// ```
pub fn guarded(text: &str) -> String {
    let can_only_be_a_number = text.chars().all(|c| c.is_ascii_digit() || " -+().".contains(c));
    let is_bare = !text.starts_with('\'');
    if is_formula(text) && !(is_bare && can_only_be_a_number) { format!("'{text}") } else { text.to_owned() }
}

/// The text of a cell without the apostrophe that guards it.
pub(super) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|_| is_formula(cell)).unwrap_or(cell)
}

/// Whether a text starts with a sign that formulas start with, however many apostrophes stand before it.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@'])
}

/// Several texts in one cell, with `; ` between them. A semicolon or a backslash of a text has a backslash before it.
pub fn joined<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let escaped = texts.into_iter().map(|text| text.replace('\\', r"\\").replace(';', r"\;"));
    escaped.collect::<Vec<_>>().join("; ")
}

/// The texts of one cell; none is empty.
pub fn parted(cell: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut signs = cell.chars().peekable();
    while let Some(sign) = signs.next() {
        let text = texts.last_mut().expect("there is always one that is being read");
        match sign {
            '\\' => text.push(signs.next_if(|next| matches!(next, '\\' | ';')).unwrap_or('\\')),
            ';' => texts.push(String::new()),
            _ => text.push(sign),
        }
    }
    let trimmed = texts.into_iter().map(|text| text.trim().to_owned());
    trimmed.filter(|text| !text.is_empty()).collect()
}

/// What programs for tables show where a formula failed, in English and in Dutch.
const FORMULA_ERRORS: [&str; 27] = [
    "#N/A",
    "#N/B",
    "#REF!",
    "#VERW!",
    "#VALUE!",
    "#WAARDE!",
    "#DIV/0!",
    "#DEEL/0!",
    "#NAME?",
    "#NAAM?",
    "#NUM!",
    "#GETAL!",
    "#NULL!",
    "#LEEG!",
    "#SPILL!",
    "#OVERLOOP!",
    "#CALC!",
    "#BEREKENEN!",
    "#FIELD!",
    "#VELD!",
    "#BLOCKED!",
    "#GEBLOKKEERD!",
    "#CONNECT!",
    "#VERBINDEN!",
    "#BUSY!",
    "#GETTING_DATA",
    "#GEGEVENS_OPHALEN",
];

/// Whether a cell holds what stands there for a text: the error of a formula, or the signs of a column that is too narrow.
pub(crate) fn is_formula_error(cell: &str) -> bool {
    let is_of_libreoffice = || {
        let number = cell.strip_prefix("Err:").or_else(|| cell.strip_prefix("Fout:"));
        number.is_some_and(|number| number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_too_narrow = || cell.len() >= 3 && cell.bytes().all(|byte| byte == b'#');
    FORMULA_ERRORS.contains(&cell.to_uppercase().as_str()) || is_of_libreoffice() || is_too_narrow()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(texts in prop::collection::vec("[-a'=+@\\\\; \n1]{0,6}|\\PC*", 0..4)) {
            for text in &texts {
                let cell = guarded(text);
                prop_assert_eq!(unguarded(&cell), text);
            }
            let expected: Vec<String> =
                texts.iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect();
            prop_assert_eq!(parted(&joined(expected.iter().map(String::as_str))), expected);
        }
    }

    #[test]
    fn a_formula_that_failed_is_no_text() {
        for error in ["#N/A", "#n/a", "#N/B", "#VERW!", "#DIV/0!", "Err:508", "########"] {
            assert!(is_formula_error(error), "{error}");
        }
        for text in ["", "#", "##", "#1", "N/A", "#wijkteam", "Err:", "zie #N/A"] {
            assert!(!is_formula_error(text), "{text}");
        }
    }

    #[test]
    fn nothing_that_could_be_computed_is_left_bare() {
        for formula in ["=1+1", "+A1", "-cmd|' /C calc'!A0", "@SUM(A1)", "'=1+1"] {
            assert_eq!(guarded(formula), format!("'{formula}"));
        }
        for harmless in ["", "-", "+31 99 200 12 34", "- 5", "a=1", "'t Huis", "'"] {
            assert_eq!(guarded(harmless), harmless);
        }
        assert_eq!(unguarded("'+31 99 200 12 34"), "+31 99 200 12 34");
    }
}
