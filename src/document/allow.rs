//! What a document allows itself: rules that hold for the rest of the site and not for it, each with the reason.
//!
//! ```yaml
//! allow:
//!   - {rule: long-sentence, reason: "this is how the law says it"}
//! ```

use crate::data::{Entry, Fields, Node, Read, Value};
use crate::model::keys;
use crate::text::{Applicability, Diagnostic, Located, Location, Rule, Span, nearest, phrase};

/// Reads the rules that aren't reported for a document, each where it says so; only such as a site can choose the level of.
pub(super) fn read(fields: &mut Fields<'_>, Entry { node, .. }: Entry) -> Vec<Located<Rule>> {
    let items = match node.value {
        Value::Null => Vec::new(),
        Value::List(items) => items,
        _ => vec![node],
    };
    items.into_iter().filter_map(|item| allow(fields, item)).collect()
}

fn allow(fields: &mut Fields<'_>, node: Node) -> Option<Located<Rule>> {
    let path = fields.path().clone();
    let (name, has_reason) = match node.value {
        Value::Mapping(_) => {
            let mut inner = Fields::new(&path, node, fields.diagnostics());
            let name = inner.required_text(keys::RULE, &phrase!("deze uitzondering", "this exception"));
            let reason = inner.text(keys::REASON);
            inner.finish();
            (name?, reason.is_some())
        }
        _ => (fields.scalar(node)?, false),
    };
    let Read { value: name, span } = name;
    let rule = rule(fields, &name, span)?;
    if !has_reason {
        fields.report(
            Rule::MissingReason,
            span,
            phrase!(
                "waarom `{name}` hier mag, staat er niet bij",
                "nothing says why `{name}` is allowed here"
            ),
            phrase!(
                "schrijf het erbij: `{{regel: {name}, reden: …}}`",
                "say why: `{{rule: {name}, reason: …}}`"
            ),
        );
        return None;
    }
    Some(Located::new(rule, Location::new(path, span)))
}

/// The rule of this name, where a site may choose its level; reports why there is none.
fn rule(fields: &mut Fields<'_>, name: &str, span: Span) -> Option<Rule> {
    let Some(rule) = Rule::named(name) else {
        let settable = Rule::ALL.iter().filter(|rule| rule.can_be_allowed()).map(|rule| rule.name());
        let diagnostic = Diagnostic::new(
            Rule::UnknownTerm,
            phrase!("er is geen regel `{name}`", "there is no rule `{name}`"),
        )
        .at(Location::new(fields.path().clone(), span))
        .suggest(name, nearest(name, settable), Applicability::MachineApplicable)
        .hint(phrase!("`wijkgids explain` noemt ze alle", "`wijkgids explain` names them all"));
        fields.diagnostics().push(diagnostic);
        return None;
    };
    if !rule.can_be_allowed() {
        fields.report(
            Rule::WrongType,
            span,
            phrase!(
                "van de regel `{name}` kan geen document afwijken",
                "no document can depart from the rule `{name}`"
            ),
            phrase!(
                "haal het hier weg, en los op wat hij meldt",
                "take it away here, and mend what it tells"
            ),
        );
        return None;
    }
    Some(rule)
}
