//! `external-link`, `check --online`: whether the addresses outside a site still lead somewhere.
//!
//! The only place of the tool that asks others anything, and only when somebody says so. What was answered holds for a week.

mod ask;

mod cache;

use std::collections::{BTreeMap, BTreeSet};

use super::console::Console;
use crate::document::{Citation, LinkTarget, Register, is_public_address};
use crate::edition::ResolvedDocument;
use crate::model::{KindId, keys};
use crate::pipeline::{Inputs, Pipeline};
use crate::site::Site;
use crate::text::{Diagnostic, Location, Rule, cap_per_rule, fill, phrase};
use ask::{LinkStatus, Pace, host};
use cache::Cache;

/// How many addresses are asked at most. Those that are left are asked the next time, because answers are kept.
const MOST: usize = 1_000;

/// Every address, with where it stands.
type AddressLocations = BTreeMap<String, BTreeSet<Location>>;

/// Adds to what was found what the addresses answer that stand in the site's own layer.
pub(super) fn check(
    pipeline: &mut Pipeline,
    inputs: &Inputs,
    diagnostics: &mut Vec<Diagnostic>,
    console: Console,
) {
    let sites = pipeline.sites(inputs).value;
    let own = &sites.first().expect("a site has at least its own language").own_config;
    if !own.asks_for(Rule::ExternalLink) {
        return;
    }
    let places = places(&sites);
    let mut cache = Cache::open();
    let addresses: Vec<&str> = places.keys().map(String::as_str).collect();
    let unasked: Vec<&str> =
        addresses.iter().copied().filter(|address| cache.answer(address).is_none()).collect();
    let n_left = unasked.len().saturating_sub(MOST);
    let asked = {
        let _progress =
            console.progress(console.say("adressen van anderen nagaan", "asking the addresses of others"));
        ask::all(&unasked[..unasked.len() - n_left], Pace::POLITE)
    };
    cache.keep(&asked);
    // What others don't answer is never worse than a warning, whatever the site makes of the rule.
    let mut silent: Vec<Diagnostic> = Vec::new();
    if is_cut_off(&asked) {
        silent.push(no_network());
    } else {
        let of_silent = places.iter().filter(|(address, _)| asked.get(*address) == Some(&LinkStatus::Silent));
        silent.extend(of_silent.flat_map(|(address, at)| at.iter().map(|at| report_silent(address, at))));
    }
    silent.extend((n_left > 0).then(|| report_unasked(n_left)));
    let mut gone: Vec<Diagnostic> = Vec::new();
    for (address, at) in &places {
        if let Some(LinkStatus::Gone(status)) = cache.answer(address) {
            gone.extend(at.iter().map(|at| report_gone(address, status, at)));
        }
    }
    own.apply_levels(&mut gone);
    diagnostics.extend(silent);
    diagnostics.extend(gone);
    diagnostics.sort();
    diagnostics.dedup();
    cap_per_rule(diagnostics);
}

/// The public addresses in documents, provisions and the register of the site's own layer, but for documents that allow themselves what may
/// be found.
fn places(sites: &[Site]) -> AddressLocations {
    let mut places = AddressLocations::new();
    let mut add = |address: &str, at: &Location| {
        // Of a page only the whole can be asked for.
        let address = address.split('#').next().unwrap_or_default();
        if at.path.way().is_empty() && is_public_address(address) {
            places.entry(address.to_owned()).or_default().insert(at.clone());
        }
    };
    for site in sites {
        let Register { facts, sources } = &site.reference.register;
        let of_facts = facts.values().map(|fact| &fact.citation);
        let citations = of_facts.chain(sources.values().map(|source| &source.citation));
        for (address, at) in citations.flat_map(Citation::addresses) {
            add(&address, at);
        }
        for ResolvedDocument { outline, body, .. } in site.edition.documents.values() {
            if body.places.allows.iter().any(|allow| allow.value == Rule::ExternalLink) {
                continue;
            }
            for link in body.links() {
                if let LinkTarget::External(address) = &link.target {
                    add(&fill(address, site.values().of(&outline.language)), &link.at);
                }
            }
            let provision =
                outline.id.as_str().rsplit_once('/').and_then(|(_, id)| site.directory.provisions.get(id));
            let provision = provision.filter(|_| outline.kind == KindId::PROVISION);
            if let Some(website) = provision.and_then(|provision| provision.text(keys::WEBSITE)) {
                add(website, &body.lead_at);
            }
        }
    }
    places
}

/// Whether nobody at all answered, of several: then it isn't they who are gone.
fn is_cut_off(asked: &BTreeMap<String, LinkStatus>) -> bool {
    let hosts: BTreeSet<String> = asked.keys().map(|address| host(address)).collect();
    hosts.len() > 1 && asked.values().all(|answer| *answer == LinkStatus::Silent)
}

fn report_gone(address: &str, status: u16, at: &Location) -> Diagnostic {
    Diagnostic::new(
        Rule::ExternalLink,
        phrase!(
            "`{address}` is er niet meer (antwoord {status})",
            "`{address}` isn't there any more (answer {status})"
        ),
    )
    .at(at.clone())
    .hint(phrase!(
        "zoek op die site waar de pagina nu staat, en schrijf dat adres; of haal de link weg",
        "find out on that site where the page is now, and write that address; or take the link away"
    ))
}

fn report_silent(address: &str, at: &Location) -> Diagnostic {
    Diagnostic::new(
        Rule::ExternalLink,
        phrase!("`{address}` gaf geen antwoord", "`{address}` gave no answer"),
    )
    .at(at.clone())
    .hint(phrase!(
        "open het later in een browser; blijft het stil, haal de link dan weg",
        "open it in a browser later on; if it stays silent, take the link away"
    ))
}

fn no_network() -> Diagnostic {
    Diagnostic::new(
        Rule::ExternalLink,
        phrase!(
            "geen enkele andere site gaf antwoord, dus of de links daarheen kloppen, is niet nagegaan",
            "no other site gave an answer, so whether the links to them are right wasn't found out"
        ),
    )
    .hint(phrase!(
        "kijk of deze computer het internet op kan; gaat dat langs een proxy, zet die dan in `HTTPS_PROXY`",
        "see whether this computer can reach the internet; if that goes by a proxy, put it into `HTTPS_PROXY`"
    ))
}

fn report_unasked(n_left: usize) -> Diagnostic {
    Diagnostic::new(
        Rule::ExternalLink,
        phrase!(
            "{n_left} adressen zijn nog niet nagegaan; het zijn er hoogstens {MOST} per keer",
            "{n_left} addresses weren't asked yet; it is at most {MOST} at a time"
        ),
    )
    .hint(phrase!(
        "geef de opdracht nog eens: wat antwoord gaf, wordt een week niet meer gevraagd",
        "give the command again: what answered isn't asked again for a week"
    ))
}
