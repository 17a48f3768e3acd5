//! `wijkgids explain`: what a rule does, why, and what to do instead.

use super::build::Error;
use super::console::Console;
use crate::text::{Rule, nearest, phrase};

/// Prints the explanation of a rule; the names of all where none is named.
///
/// # Errors
///
/// When there is no such rule, or nobody reads the explanation.
pub fn explain(name: Option<&str>, console: Console) -> Result<bool, Error> {
    let Some(name) = name else {
        for rule in Rule::ALL {
            console.print(rule.name())?;
        }
        return Ok(true);
    };
    let Some(rule) = Rule::named(name) else {
        let near = nearest(name, Rule::ALL.iter().map(|rule| rule.name()));
        return Err(Error::Refused(match near {
            Some(near) => phrase!(
                "er is geen regel `{name}`; bedoelt u `{near}`?",
                "there is no rule `{name}`; did you mean `{near}`?"
            ),
            None => phrase!(
                "er is geen regel `{name}`; `wijkgids explain` noemt ze alle",
                "there is no rule `{name}`; `wijkgids explain` names them all"
            ),
        }));
    };
    console.print(&format!("# {name}\n\n{}", rule.explanation(console.language)))?;
    Ok(true)
}
