//! `urgent-website`: an urgent action that leads to a website, where the site knows the number of who is meant.

use super::super::Site;
use crate::document::{Care, Confirmation, Element, LinkTarget, Number, Urgency, plain};
use crate::edition::ResolvedDocument;
use crate::model::files;
use crate::text::{Diagnostic, Rule, dialed, letters, phrase};

/// How many letters a word of a name has at least that says by itself whose it is.
const TELLING: usize = 9;

pub(super) fn check(site: &Site, document: &ResolvedDocument, diagnostics: &mut Vec<Diagnostic>) {
    let urgent = |care: &Care<'_>| matches!(care.urgency, Urgency::Now | Urgency::Today);
    for care in document.body.care().into_iter().filter(urgent) {
        let Some((name, number)) = number_besides(site, &care) else { continue };
        let file = site.word(files::NUMBERS);
        let of = &number.name;
        let diagnostic = Diagnostic::new(
            Rule::UrgentWebsite,
            phrase!(
                "bij spoed leidt dit naar een website, en in `{file}` staat het nummer van {of}",
                "when it is urgent, this leads to a website, and `{file}` has the number of {of}"
            ),
        );
        diagnostics.push(diagnostic.at(care.at.clone()).hint(match number.standing {
            Confirmation::Confirmed => phrase!(
                "laat bellen: `Bel {of}: {{{{ {name} }}}}`",
                "let people call: `Call {of}: {{{{ {name} }}}}`"
            ),
            Confirmation::Unconfirmed => phrase!(
                "zoek na of het nummer klopt, zet er `status: bevestigd` bij, en laat bellen: `Bel {of}: {{{{ {name} }}}}`",
                "make sure of the number, set `status: confirmed`, and let people call: `Call {of}: {{{{ {name} }}}}`"
            ),
        }));
    }
}

/// The number of whoever an action names that leads to a website and has no number.
fn number_besides<'s>(site: &'s Site, care: &Care<'_>) -> Option<(&'s String, &'s Number)> {
    let action = care.action;
    let mut values = action.leaves().filter(|leaf| leaf.element == Element::Value);
    if values.any(|leaf| site.is_phone(leaf.value())) {
        return None;
    }
    let text = plain(action, |_| String::new(), |_| None);
    let (hosts, words): (Vec<&str>, Vec<&str>) = text.split(' ').partition(|word| is_host(word));
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')');
    if words.join(" ").split(|c| !is_of_number(c)).any(|run| dialed(run).is_some()) {
        return None;
    }
    let links = action.links().iter().filter_map(|link| match &link.target {
        LinkTarget::External(address) => Some(&**address),
        _ => None,
    });
    if links.clone().any(|address| address.starts_with("tel:")) {
        return None;
    }
    let websites: Vec<&str> = links.filter(|address| address.starts_with("http")).chain(hosts).collect();
    if websites.is_empty() {
        return None;
    }
    let named = letters(&[text.as_str(), &websites.concat()].concat());
    let is_meant = |number: &Number| {
        let digits = letters(&number.number);
        let words = number.name.split(|c: char| !c.is_alphanumeric()).map(letters);
        named.contains(&letters(&number.name))
            || words.filter(|word| word.chars().count() >= TELLING).any(|word| named.contains(&word))
            || websites.iter().any(|website| website.split(['/', '.']).any(|part| part == digits))
    };
    site.reference.numbers.numbers.iter().find(|(_, number)| is_meant(number))
}

/// Whether a word is the name of a site, as in `veiligthuis.nl`.
fn is_host(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
    word.rsplit_once('.').is_some_and(|(name, last)| {
        name.chars().any(char::is_alphanumeric)
            && !name.contains('@')
            && (2..=6).contains(&last.len())
            && last.chars().all(|c| c.is_ascii_lowercase())
    })
}
