//! `wrong-type` for telephone numbers with a value in them: what it comes to can't be called, so that no page shows it.

use super::super::Site;
use crate::directory::filled;
use crate::document::FieldValue;
use crate::edition::ResolvedDocument;
use crate::text::{Diagnostic, Located, Phrase, Rule, dial, next_value, phrase};

pub(super) fn check(site: &Site, document: &ResolvedDocument, diagnostics: &mut Vec<Diagnostic>) {
    let Some(provision) = site.provision(&document.outline.id) else { return };
    for Located { value, at } in provision.said.values().flat_map(|said| &said.own) {
        let FieldValue::Phone(typed) = value else { continue };
        if next_value(typed).is_none() {
            continue;
        }
        let FieldValue::Phone(number) = filled(value, &site.config.values) else { continue };
        // A value that isn't there is reported as such.
        let Err(why) = dial(&number) else { continue };
        if next_value(&number).is_some() {
            continue;
        }
        let Phrase { nl, en } = why.why();
        let message = phrase!(
            "`{typed}` wordt `{number}`, en dat is geen telefoonnummer: {nl}",
            "`{typed}` becomes `{number}`, which isn't a telephone number: {en}"
        );
        let hint = phrase!(
            "schrijf alleen een nummer, of een waarde die er een is",
            "write only a number, or a value that is one"
        );
        diagnostics.push(Diagnostic::new(Rule::WrongType, message).at(at.clone()).hint(hint));
    }
}
