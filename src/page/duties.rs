//! What a municipality has to publish about its site: the accessibility statement and `security.txt`.

use super::frame::{Frame, frame};
use super::shared::Shared;
use super::view::{AccessibilityView, PageContent, PageView, WebsiteView};
use crate::config::{AccessibilityStatement, SecurityContact};
use crate::model::keys;
use crate::site::Site;

/// Where the file for those who find a weakness lies (RFC 9116).
pub(super) const SECURITY: &str = ".well-known/security.txt";

/// The page of the accessibility statement.
pub(super) fn accessibility(shared: &Shared<'_>) -> PageView {
    let site = shared.site;
    let statement = site.config.duties.accessibility.as_ref();
    let statement = statement.expect("this page is there where there is a statement");
    let AccessibilityStatement { register, status, date, contact, responsible } = statement;
    let more = site.edition.documents.get_key_value(site.word(keys::ABOUT_ACCESSIBILITY));
    let content = AccessibilityView {
        status: status.name(),
        date: shared.date(*date),
        register: register.clone(),
        contact: reachable(contact),
        responsible: responsible.clone(),
        page: more.map(|(id, _)| shared.link(id)),
    };
    let url = site.accessibility_address();
    let page = Frame {
        url: &url,
        description: shared.strings.get("accessibility-lead"),
        modified: Some(*date),
        ..Frame::new(shared.strings.get("accessibility-title"))
    };
    frame(shared, page, PageContent::Accessibility(content))
}

fn reachable(contact: &str) -> WebsiteView {
    let url = if contact.contains("://") { contact.to_owned() } else { format!("mailto:{contact}") };
    WebsiteView { url, text: contact.to_owned() }
}

/// `security.txt`. Nothing in it holds a line break: that was checked when it was read.
pub(super) fn security(site: &Site, contact: &SecurityContact) -> String {
    let SecurityContact { contact, expires, languages, policy, acknowledgments } = contact;
    let mut text = String::new();
    let mut field = |name: &str, value: &str| text.push_str(&format!("{name}: {value}\n"));
    contact.iter().for_each(|uri| field("Contact", uri));
    // Until the end of that day.
    field("Expires", &format!("{}T23:59:59Z", expires.value));
    if !languages.is_empty() {
        field("Preferred-Languages", &languages.join(", "));
    }
    field("Canonical", &format!("{}{SECURITY}", site.config.base_url.as_str()));
    policy.iter().for_each(|uri| field("Policy", uri));
    acknowledgments.iter().for_each(|uri| field("Acknowledgments", uri));
    text
}
