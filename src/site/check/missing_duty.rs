//! `missing-duty`: what a municipality has to publish about its site, and doesn't.

use super::super::Site;
use crate::config::{Duties, FILE_NAME};
use crate::data::KeyName;
use crate::model::keys;
use crate::text::{Applicability, Diagnostic, Location, Phrase, Rule, SourcePath, nearest, phrase};

/// The document about readers' data where nothing else is said.
const PRIVACY: KeyName = keys::ABOUT_PRIVACY;

/// Only a site that lies on another is a municipality's: nobody has to answer for a library that others build on.
pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    if site.layers.len() < 2 {
        return;
    }
    let Duties { accessibility, security, privacy, at } = &site.config.duties;
    let file = || Location::file(SourcePath::new(FILE_NAME).expect("this is a path"));
    let at = || at.clone().unwrap_or_else(file);
    let mut found = Vec::new();
    let mut report = |at: Location, message: Phrase, hint: Phrase| {
        found.push(Diagnostic::new(Rule::MissingDuty, message).at(at).hint(hint));
    };
    if accessibility.is_none() {
        report(
            at(),
            phrase!("de toegankelijkheidsverklaring ontbreekt", "the accessibility statement is missing"),
            phrase!(
                "zet onder `duties` wat in het register staat: `accessibility: {{register: …, status: …, date: …, contact: …}}`",
                "put under `duties` what the register says: `accessibility: {{register: …, status: …, date: …, contact: …}}`"
            ),
        );
    }
    if let Some(date) =
        accessibility.as_ref().map(|statement| statement.date).filter(|date| *date > site.today)
    {
        report(
            at(),
            phrase!(
                "de toegankelijkheidsverklaring is van {date}, en die dag moet nog komen",
                "the accessibility statement is of {date}, which is still to come"
            ),
            phrase!("zet bij `date` de dag van het onderzoek", "put the day of the research at `date`"),
        );
    }
    match security {
        None => report(
            at(),
            phrase!(
                "nergens staat waar iemand een lek in de site kan melden (`security.txt`)",
                "no contact for security problems is set (`security.txt`)"
            ),
            phrase!(
                "zet onder `duties`: `security: {{contact: [\"mailto:…\"], expires: …}}`",
                "put under `duties`: `security: {{contact: [\"mailto:…\"], expires: …}}`"
            ),
        ),
        Some(security) if security.expires.value < site.today => {
            let expires = security.expires.value;
            let path = SourcePath::new(FILE_NAME).expect("this is a path");
            report(
                Location::new(path, security.expires.span),
                phrase!(
                    "`security.txt` gold tot {expires}, en wordt niet meer gepubliceerd",
                    "`security.txt` held until {expires}, and isn't published any more"
                ),
                phrase!(
                    "kijk of het adres nog klopt, en zet `expires` op een dag binnen een jaar",
                    "see whether the address still holds, and set `expires` to a day within a year"
                ),
            );
        }
        Some(_) => {}
    }
    if !site.config.has_address {
        report(
            file(),
            phrase!("nergens staat waar de site komt te staan", "nothing says where the site will be"),
            phrase!("zet er een regel `base_url: https://…/` bij", "add a line `base_url: https://…/`"),
        );
    }
    diagnostics.extend(found);
    let name = privacy
        .as_ref()
        .map_or(site.word(PRIVACY), |privacy| privacy.value.trim_matches('/').trim_end_matches(".md"));
    if site.document(name).is_none() {
        let path = SourcePath::new(FILE_NAME).expect("this is a path");
        let at = privacy.as_ref().map_or_else(&at, |privacy| Location::new(path, privacy.span));
        let near = nearest(name, site.edition.documents.keys().map(|id| id.as_str()));
        let diagnostic = Diagnostic::new(
            Rule::MissingDuty,
            phrase!(
                "er is geen bladzijde over privacy, `{name}`",
                "there is no page about privacy, `{name}`"
            ),
        );
        diagnostics.push(
            diagnostic
                .at(at)
                .suggest(name, near.filter(|_| privacy.is_some()), Applicability::MaybeIncorrect)
                .hint(phrase!(
                    "schrijf haar, of noem een andere onder `duties`: `privacy: paginas/…`",
                    "write it, or name another one under `duties`: `privacy: paginas/…`"
                )),
        );
    }
}
