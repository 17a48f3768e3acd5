//! A finished page as a browser reads it, and what in it could do harm.

use std::collections::HashSet;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// The elements that a page of the default theme may have, with the attributes that each may have besides [`EVERYWHERE`].
const ELEMENTS: &[(&str, &[&str])] = &[
    ("a", &["href", "rel"]),
    ("article", &[]),
    ("aside", &[]),
    ("blockquote", &[]),
    ("bdi", &[]),
    ("body", &[]),
    ("br", &[]),
    ("button", &["type"]),
    ("caption", &[]),
    ("cite", &[]),
    ("circle", &["cx", "cy", "r"]),
    ("code", &[]),
    ("dd", &[]),
    ("del", &[]),
    ("desc", &[]),
    ("details", &["open", "name"]),
    ("div", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("footer", &[]),
    ("form", &["method", "action", "novalidate"]),
    ("g", &[]),
    ("h1", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("head", &[]),
    ("header", &[]),
    ("hr", &[]),
    ("html", &[]),
    ("img", &["src", "alt", "width", "height", "loading", "decoding"]),
    (
        "input",
        &[
            "type",
            "disabled",
            "checked",
            "name",
            "placeholder",
            "maxlength",
            "autocomplete",
            "autocapitalize",
            "spellcheck",
            "enterkeyhint",
        ],
    ),
    ("label", &["for"]),
    ("li", &["value"]),
    ("line", &["x1", "x2", "y1", "y2"]),
    ("link", &["rel", "href", "type", "title"]),
    ("main", &[]),
    ("marker", &["viewbox", "refx", "refy", "markerwidth", "markerheight", "orient"]),
    ("meta", &["charset", "name", "property", "content"]),
    ("nav", &[]),
    ("noscript", &[]),
    ("ol", &["start"]),
    ("option", &["value"]),
    ("p", &[]),
    ("path", &["d", "marker-end"]),
    ("polygon", &["points"]),
    ("polyline", &["points"]),
    ("pre", &[]),
    ("rect", &["x", "y", "width", "height", "rx", "ry"]),
    ("script", &["src", "defer", "type"]),
    ("section", &[]),
    ("select", &[]),
    ("small", &[]),
    ("span", &[]),
    ("strong", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("svg", &["direction", "preserveaspectratio", "viewbox", "width", "height", "focusable", "xmlns"]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &[]),
    ("text", &["x", "y", "text-anchor"]),
    ("th", &["scope"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("title", &[]),
    ("tr", &[]),
    ("tspan", &["x", "y", "dy"]),
    ("ul", &[]),
    ("use", &["href"]),
];

/// Attributes that any element may have; so are those that start with `aria-` or `data-`.
const EVERYWHERE: &[&str] = &[
    "id",
    "class",
    "lang",
    "dir",
    "role",
    "tabindex",
    "hidden",
    "title",
    "translate",
    "fill",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
];

/// Everything in a page that isn't on the list, each in a sentence; also ids that stand twice, and what a browser had to
/// mend to read it.
pub(crate) fn objections(html: &str) -> Vec<String> {
    let page: RcDom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    let mut found: Vec<String> =
        page.errors.borrow().iter().map(|error| format!("a browser has to mend: {error}")).collect();
    let mut ids = HashSet::new();
    let mut open: Vec<Handle> = vec![page.document.clone()];
    while let Some(node) = open.pop() {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let element = name.local.to_lowercase();
            let attributes: Vec<(String, String)> = attrs
                .borrow()
                .iter()
                .map(|attribute| (attribute.name.local.to_lowercase(), attribute.value.to_string()))
                .collect();
            check_element(&element, &attributes, &mut found);
            let id = attributes.iter().find(|(name, _)| name == "id");
            found.extend(
                id.filter(|(_, id)| !ids.insert(id.clone()))
                    .map(|(_, id)| format!("the id `{id}` stands twice")),
            );
        }
        open.extend(node.children.borrow().iter().cloned());
    }
    found
}

fn check_element(element: &str, attributes: &[(String, String)], found: &mut Vec<String>) {
    let Some((_, allowed)) = ELEMENTS.iter().find(|(name, _)| *name == element) else {
        found.push(format!("an element `{element}`"));
        return;
    };
    for (name, value) in attributes {
        let name = name.as_str();
        let known = allowed.contains(&name)
            || EVERYWHERE.contains(&name)
            || name.starts_with("aria-")
            || name.starts_with("data-");
        if !known {
            found.push(format!("an attribute `{name}` on `{element}`"));
        }
        if matches!(name, "href" | "src" | "action") && !is_safe_address(value, element) {
            found.push(format!("`{element}` leads to `{value}`"));
        }
    }
    let value =
        |name: &str| attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str());
    let is_script_of_ours = value("src").is_some() || value("type") == Some("application/ld+json");
    let sends = value("action").is_some() || value("method").is_some();
    if element == "form" && sends && value("role") != Some("search") {
        found.push("a form that sends something and isn't the search box".to_owned());
    }
    if element == "script" && !is_script_of_ours {
        found.push("a script that stands in the page".to_owned());
    }
}

/// Whether an address leads to a page, a letter or a call; what is loaded comes from the site itself.
fn is_safe_address(address: &str, element: &str) -> bool {
    // Browsers leave out control characters and white space before they look for the scheme.
    let seen: String = address.chars().filter(|c| !c.is_control()).collect();
    let seen = seen.trim().to_lowercase();
    let is_loaded = !matches!(element, "a" | "link");
    let scheme =
        seen.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| !scheme.contains(['/', '?', '#']));
    match scheme {
        Some("http" | "https" | "mailto" | "tel" | "sms") => !is_loaded,
        Some(_) => false,
        None => !seen.starts_with("//") && !seen.starts_with("/\\") && !seen.starts_with('\\'),
    }
}
