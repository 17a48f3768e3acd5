//! Where residents can go: which provisions answer a question, which serve an area, and the addresses of their pages.

use std::sync::Arc;

use super::Site;
use crate::config::Readership;
use crate::directory::{Area, AreaCode, Provision};
use crate::document::{DocumentId, Outline};
use crate::model::{KindId, keys};

impl Site {
    /// The provisions that readers get, from A to Z, each with its document.
    pub fn provisions(&self) -> impl Iterator<Item = (&DocumentId, &Arc<Provision>)> {
        let ids = self.list(KindId::PROVISION).iter();
        ids.filter_map(|id| Some((id, self.provision(id)?)))
    }

    /// The provision that a document stands for.
    pub fn provision(&self, id: &DocumentId) -> Option<&Arc<Provision>> {
        self.directory.of_document(id.as_str())
    }

    /// The provision of this id with its document, where readers get it.
    pub fn provision_named(&self, id: &str) -> Option<(&DocumentId, &Arc<Provision>)> {
        let id = self.provision_id(id);
        let (id, _) = self.edition.documents.get_key_value(&id)?;
        Some((id, self.provision(id)?))
    }

    /// The document that stands for the provision of this id.
    pub fn provision_id(&self, id: &str) -> DocumentId {
        DocumentId::of_entry(self.word(keys::PROVISIONS), id)
    }

    /// The provisions that answer a question, from A to Z.
    pub fn answering<'s>(
        &'s self,
        question: &'s Outline,
    ) -> impl Iterator<Item = (&'s DocumentId, &'s Arc<Provision>)> {
        self.provisions().filter(|(_, provision)| self.answers(provision, question))
    }

    /// Whether a provision answers a question, also where it names that by what it was called before.
    fn answers(&self, provision: &Provision, question: &Outline) -> bool {
        let is_meant = |old: &str| self.renamed(old).is_some_and(|new| new.outline.id == question.id);
        let has_former = |topic| self.topic(topic) != topic;
        let is_same = |topic: &str| question.topics().any(|asked| self.topic(asked) == self.topic(topic));
        provision.answers(question.id.as_str(), question.topics())
            || provision.texts(keys::QUESTIONS).any(is_meant)
            || !self.config.former_topics.is_empty()
                && (provision.texts(keys::TOPICS).any(has_former) || question.topics().any(has_former))
                && provision.texts(keys::TOPICS).any(is_same)
    }

    /// What a subject is called now.
    pub(super) fn topic<'t>(&'t self, topic: &'t str) -> &'t str {
        let former = &self.config.former_topics;
        // One that is called by its own former name again ends the search.
        let names = std::iter::successors(Some(topic), |name| former.get(*name).map(String::as_str));
        names.take(former.len() + 1).last().unwrap_or(topic)
    }

    /// The questions that a provision answers, in the order of their list.
    pub fn answered<'s>(&'s self, provision: &'s Provision) -> impl Iterator<Item = &'s DocumentId> {
        let answers = |id: &&DocumentId| self.answers(provision, self.outline(id));
        self.list(KindId::QUESTION).iter().filter(answers)
    }

    /// The areas in the order of their names.
    pub fn areas(&self) -> Vec<&Area> {
        self.neighborhoods.order.iter().filter_map(|code| self.area(code)).collect()
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
        format!("{}{}/", self.prefix, self.word(keys::AREAS_PAGE))
    }

    /// The address of an area.
    pub fn area_address(&self, area: &Area) -> String {
        format!("{}{}/", self.areas_address(), self.neighborhoods.slugs[&area.code])
    }

    /// The script that tells in which areas a postcode lies: its address, which is the same in all languages, and its
    /// text. It sets `wijkgidsPostcodes` to an object of lists of codes by postcode. `None` where there are no areas.
    pub fn postcodes(&self) -> Option<(&str, &str)> {
        self.neighborhoods.postcodes.as_ref().map(|(address, text)| (address.as_str(), text.as_str()))
    }

    /// The address of what only teams should see of what lies at another one.
    pub fn team_address(&self, address: &str) -> String {
        format!("{address}{}/", self.word(keys::FOR_TEAMS_PAGE))
    }

    /// The address of the accessibility statement.
    pub fn accessibility_address(&self) -> String {
        format!("{}{}/", self.prefix, self.word(keys::ACCESSIBILITY_PAGE))
    }

    /// Whether an address without slashes around it is that of a page that this module makes.
    pub(super) fn is_place(&self, address: &str) -> bool {
        let areas = self.word(keys::AREAS_PAGE);
        let slug = address.strip_prefix(areas).and_then(|rest| rest.strip_prefix('/'));
        let is_area = slug.is_some_and(|slug| self.neighborhoods.slugs.values().any(|other| other == slug));
        address == self.word(keys::PROVISIONS) && !self.list(KindId::PROVISION).is_empty()
            || address == self.word(keys::ACCESSIBILITY_PAGE) && self.config.duties.accessibility.is_some()
            || address == areas && self.has_areas()
            || is_area
    }
}
