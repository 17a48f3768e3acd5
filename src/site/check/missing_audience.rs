//! `missing-audience`: what is for teams is on a site that doesn't say for whom it is.

use super::super::Site;
use crate::config::{FILE_NAME, Readership};
use crate::directory::Said;
use crate::document::Audience;
use crate::model::keys;
use crate::text::{Diagnostic, Location, Rule, SourcePath, phrase};

/// Reported once, at the first place in a file of the site itself. What a site below it says can't be mended in it: for that it is
/// asked when everybody will use the site.
pub(super) fn check(site: &Site, is_for_production: bool) -> Option<Diagnostic> {
    // Whoever builds it for residents alone has said it too.
    if !site.own_config.publish.is_empty() || site.readership == Readership::Resident {
        return None;
    }
    let mut places = for_teams(site);
    places.retain(|at| is_for_production || at.path.way().is_empty());
    places.sort_unstable();
    places.dedup();
    let n_others = places.len().checked_sub(1)?;
    let (others_nl, others_en) = match n_others {
        0 => (String::new(), String::new()),
        1 => (" (en op nog één plaats)".to_owned(), " (and in one other place)".to_owned()),
        n => (format!(" (en op nog {n} plaatsen)"), format!(" (and in {n} other places)")),
    };
    let (what, at) = match places.into_iter().find(|at| at.path.way().is_empty()) {
        Some(own) => (phrase!("dit is alleen voor teams", "this is for teams only"), own.clone()),
        None => {
            let file = SourcePath::new(FILE_NAME).expect("this is a path");
            let what = phrase!(
                "de site hieronder heeft iets dat alleen voor teams is",
                "the site below has something that is for teams only"
            );
            (what, Location::file(file))
        }
    };
    let (what_nl, what_en) = (what.nl, what.en);
    let diagnostic = Diagnostic::new(
        Rule::MissingAudience,
        phrase!(
            "{what_nl}{others_nl}, maar de site zegt niet voor wie zij is: nu kan iedereen het lezen",
            "{what_en}{others_en}, but the site doesn't say for whom it is: now everybody can read it"
        ),
    );
    Some(diagnostic.at(at).hint(phrase!(
        "zet in `{FILE_NAME}`: `publish: [team, inwoner]` voor twee sites, waarvan die voor inwoners dit niet toont; of \
         `publish: team` als alleen teams bij deze site kunnen",
        "put into `{FILE_NAME}`: `publish: [team, resident]` for two sites, of which that for residents doesn't show this; or \
         `publish: team` if only teams can reach this site"
    )))
}

/// Where it says what is for teams, or that something is. A card is for teams by its kind, which says nothing of one.
fn for_teams(site: &Site) -> Vec<&Location> {
    let model = &site.own_config.model;
    let columns = model.columns();
    let mut places = Vec::new();
    for (_, provision) in site.provisions() {
        let of_team = columns.iter().filter(|column| column.is_for_teams());
        let said = of_team.filter_map(|column| provision.in_column(column)).flat_map(Said::values);
        places.extend(said.map(|said| &said.at));
        if provision.audience() == Audience::Team {
            places.extend(
                provision.said(keys::AUDIENCE).into_iter().flat_map(Said::values).map(|said| &said.at),
            );
        }
    }
    for document in site.edition.documents.values() {
        for values in [&document.body.fields, &document.outline.fields] {
            values.for_each_secret(&model.fields, &mut |value| places.push(&value.at));
        }
        if document.outline.audience() == Audience::Team {
            places.extend(document.outline.place_of(keys::AUDIENCE.en));
        }
    }
    places
}
