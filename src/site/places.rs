//! Where residents can go: which provisions answer a question, which serve an area, and the addresses of their pages.

use std::sync::Arc;

use super::Site;
use crate::config::{DocumentKind, Readership};
use crate::directory::{Area, AreaCode, Provision};
use crate::document::{DocumentId, Outline};
use crate::text::slugify;

/// What the pages of areas are called in addresses, those for teams, and the accessibility statement.
const AREAS: &str = "wijken";
const FOR_TEAMS: &str = "voor-teams";
const ACCESSIBILITY: &str = "toegankelijkheid";

impl Site {
    /// The provisions that readers get, from A to Z, each with its document.
    pub fn provisions(&self) -> impl Iterator<Item = (&DocumentId, &Arc<Provision>)> {
        let ids = self.list(DocumentKind::Provision).iter();
        ids.filter_map(|id| Some((id, self.provision(id)?)))
    }

    /// The provision that a document stands for.
    pub fn provision(&self, id: &DocumentId) -> Option<&Arc<Provision>> {
        self.directory.of_document(id.as_str())
    }

    /// The provision of this id with its document, where readers get it.
    pub fn provision_named(&self, id: &str) -> Option<(&DocumentId, &Arc<Provision>)> {
        let id = DocumentId::of_entry(DocumentKind::Provision.folder(), id);
        let (id, _) = self.edition.documents.get_key_value(&id)?;
        Some((id, self.provision(id)?))
    }

    /// The provisions that answer a question, from A to Z.
    pub fn answering<'s>(
        &'s self,
        question: &'s Outline,
    ) -> impl Iterator<Item = (&'s DocumentId, &'s Arc<Provision>)> {
        self.provisions().filter(|(_, provision)| provision.answers(question.id.as_str(), &question.topics))
    }

    /// The questions that a provision answers, in the order of their list.
    pub fn answered<'s>(&'s self, provision: &'s Provision) -> impl Iterator<Item = &'s DocumentId> {
        let answers = |id: &&DocumentId| provision.answers(id.as_str(), &self.outline(id).topics);
        self.list(DocumentKind::Question).iter().filter(answers)
    }

    /// The areas in the order of their names.
    pub fn areas(&self) -> Vec<&Area> {
        let mut areas: Vec<&Area> = self.directory.areas.areas.values().collect();
        areas.sort_by_cached_key(|area| (slugify(&area.name), area.code.clone()));
        areas
    }

    /// The area of a code.
    pub fn area(&self, code: &AreaCode) -> Option<&Area> {
        self.directory.areas.areas.get(code)
    }

    /// Whether there are areas to find.
    pub fn has_areas(&self) -> bool {
        !self.directory.areas.areas.is_empty()
    }

    /// Whether there are pages with what only teams should see.
    pub fn has_team_pages(&self) -> bool {
        self.readership == Readership::Team
    }

    /// The address of the page on which one finds one's area.
    pub fn areas_address(&self) -> String {
        format!("{}{AREAS}/", self.prefix)
    }

    /// The address of an area: by its name, or by its code where another one is called the same.
    pub fn area_address(&self, area: &Area) -> String {
        let name = slugify(&area.name);
        let others = self.directory.areas.areas.values().filter(|other| other.code != area.code);
        let is_taken = others.map(|other| slugify(&other.name)).any(|other| other == name);
        let name = if name.is_empty() || is_taken { area.code.as_str().to_ascii_lowercase() } else { name };
        format!("{}{name}/", self.areas_address())
    }

    /// The address of what only teams should see of what lies at another one.
    pub fn team_address(address: &str) -> String {
        format!("{address}{FOR_TEAMS}/")
    }

    /// The address of the accessibility statement.
    pub fn accessibility_address(&self) -> String {
        format!("{}{ACCESSIBILITY}/", self.prefix)
    }

    /// Whether an address without slashes around it is that of a page that this module makes.
    pub(super) fn is_place(&self, address: &str) -> bool {
        let own = |whole: String| {
            whole.strip_prefix(&self.prefix).unwrap_or(&whole).trim_end_matches('/') == address
        };
        address == DocumentKind::Provision.folder() && !self.list(DocumentKind::Provision).is_empty()
            || address == ACCESSIBILITY && self.config.duties.accessibility.is_some()
            || self.has_areas()
                && (address == AREAS || self.areas().iter().any(|area| own(self.area_address(area))))
    }
}
