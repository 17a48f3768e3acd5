//! How much was found, in a sentence.

use std::collections::BTreeMap;

use crate::text::{Diagnostic, MessageLanguage, Rule, Severity};

/// How many errors and warnings there are, in a sentence.
pub fn summary(diagnostics: &[Diagnostic], language: MessageLanguage) -> String {
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let plural = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    match language {
        MessageLanguage::Nl => {
            format!(
                "{}, {}",
                plural(errors, "fout", "fouten"),
                plural(warnings, "waarschuwing", "waarschuwingen")
            )
        }
        MessageLanguage::En => {
            format!("{}, {}", plural(errors, "error", "errors"), plural(warnings, "warning", "warnings"))
        }
    }
}

/// What documents allow themselves, in words; `None` where that is nothing.
pub fn allowed(counts: &BTreeMap<Rule, usize>, language: MessageLanguage) -> Option<String> {
    let counted: Vec<String> = counts.iter().map(|(rule, n)| format!("{n} {}", rule.name())).collect();
    let counted = counted.join(", ");
    (!counts.is_empty()).then(|| match language {
        MessageLanguage::Nl => format!("toegestaan: {counted}"),
        MessageLanguage::En => format!("allowed: {counted}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_allowed_is_counted() {
        let counts = [(Rule::LongSentence, 2), (Rule::Jargon, 1)].into();
        assert_eq!(
            allowed(&counts, MessageLanguage::En).as_deref(),
            Some("allowed: 2 long-sentence, 1 jargon")
        );
        assert_eq!(allowed(&BTreeMap::new(), MessageLanguage::Nl), None);
    }
}
