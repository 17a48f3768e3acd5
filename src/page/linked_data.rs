//! What search engines read of a page, as JSON-LD in the words of schema.org.

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::view::{LinkView, PlaceView};
use crate::calendar::{Calendar, Interval};
use crate::directory::{Coverage, Provider, Provision};
use crate::model::keys;
use crate::site::Site;
use crate::text::fill;

/// schema.org `BreadcrumbList`, and for a document the `WebPage` with its date. Google's documentation of structured
/// data gives the shape: positions count from 1, the last item is the page itself. `more` is one further node.
pub(super) fn page(
    site: &Site,
    url: &str,
    title: &str,
    breadcrumbs: &[LinkView],
    modified: Option<Date>,
    more: Option<Value>,
) -> String {
    let base = site.config.base_url.as_str();
    let home = (site.config.title.as_str(), site.prefix.as_str());
    let way = breadcrumbs.iter().map(|link| (link.title.as_str(), link.url.as_str()));
    let here = (url != site.prefix).then_some((title, url));
    let mut text = String::with_capacity(1024);
    text.push_str(
        r#"{"@context":"https://schema.org","@graph":[{"@type":"BreadcrumbList","itemListElement":["#,
    );
    for (idx, (name, url)) in std::iter::once(home).chain(way).chain(here).enumerate() {
        let comma = if idx == 0 { "" } else { "," };
        let (position, name) = (idx + 1, json_text(name));
        text.push_str(&format!(
            r#"{comma}{{"@type":"ListItem","position":{position},"name":{name},"item":"{base}{url}"}}"#
        ));
    }
    text.push_str("]}");
    if let Some(date) = modified {
        let name = json_text(title);
        text.push_str(&format!(
            r#",{{"@type":"WebPage","name":{name},"url":"{base}{url}","dateModified":"{date}"}}"#
        ));
    }
    if let Some(more) = more {
        text.push(',');
        text.push_str(&safe(&more.to_string()));
    }
    text.push_str("]}");
    text
}

/// A text as JSON that can stand in a `script` element.
fn json_text(text: &str) -> String {
    safe(&serde_json::to_string(text).expect("a text is plain data"))
}

/// `</script>` and `<!--` would end or swallow the element.
fn safe(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// schema.org `GovernmentService` for what an authority offers, else `Service`: that of a charity isn't the government's.
pub(super) fn provision(site: &Site, provision: &Provision, place: &PlaceView, url: &str) -> Value {
    let values = site.values().of(site.own_config.source_language());
    let text = |text: &str| Value::String(fill(text, values));
    let is_government = provision.provider() == Some(Provider::Government);
    let provider = match provision.provider() {
        Some(Provider::Government) => "GovernmentOrganization",
        Some(Provider::Voluntary) => "NGO",
        Some(Provider::Company) | None => "Organization",
    };
    let mut node = Map::new();
    let mut put = |key: &str, value: Value| drop(node.insert(key.to_owned(), value));
    put("@type", json!(if is_government { "GovernmentService" } else { "Service" }));
    put("name", json!(place.link.title));
    put("description", json!(place.offer.text));
    put("url", json!(format!("{}{url}", site.config.base_url.as_str())));
    put("provider", json!({"@type": provider, "name": place.organisation}));
    put("areaServed", area_served(site, provision, values.get("gemeente")));
    put("availableChannel", channel(provision, place, text));
    if let Some(calendar) = site.directory.calendars.get(&provision.id) {
        put("hoursAvailable", opening_hours(calendar));
    }
    if let Some(for_whom) = provision.text(keys::FOR_WHOM) {
        put("audience", json!({"@type": "Audience", "audienceType": text(for_whom)}));
    }
    Value::Object(node)
}

/// Whom it serves: its areas, the municipality, or the country.
fn area_served(site: &Site, provision: &Provision, municipality: Option<&String>) -> Value {
    let area = |name: &str| json!({"@type": "AdministrativeArea", "name": name});
    match &provision.coverage {
        Coverage::Areas(codes) => {
            codes.iter().filter_map(|code| site.area(code)).map(|found| area(&found.name)).collect()
        }
        Coverage::Municipality => municipality.map_or(Value::Null, |name| area(name)),
        Coverage::Country => json!({"@type": "Country", "name": "NL"}),
    }
}

/// How one gets in touch.
fn channel(provision: &Provision, place: &PlaceView, text: impl Fn(&str) -> Value) -> Value {
    let mut channel = Map::from_iter([("@type".to_owned(), json!("ServiceChannel"))]);
    if let Some(phone) = &place.phone {
        let phone = json!({"@type": "ContactPoint", "telephone": phone.url.trim_start_matches("tel:")});
        channel.insert("servicePhone".to_owned(), phone);
    }
    if let Some(url) = provision.text(keys::WEBSITE) {
        channel.insert("serviceUrl".to_owned(), json!(url));
    }
    if let Some(street) = provision.text(keys::ADDRESS) {
        let mut address =
            json!({"@type": "PostalAddress", "addressCountry": "NL", "streetAddress": text(street)});
        if let Some(postcode) = provision.text(keys::POSTCODE) {
            address["postalCode"] = json!(postcode);
        }
        if let Some(city) = provision.text(keys::CITY) {
            address["addressLocality"] = text(city);
        }
        channel.insert("serviceLocation".to_owned(), json!({"@type": "Place", "address": address}));
    }
    let languages: Vec<&str> = provision.texts(keys::LANGUAGES).collect();
    if !languages.is_empty() {
        channel.insert("availableLanguage".to_owned(), json!(languages));
    }
    Value::Object(channel)
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The usual week, and the days that differ: a day that is closed opens and closes at midnight.
fn opening_hours(calendar: &Calendar) -> Value {
    let clock = |minutes: u16| {
        if minutes == 24 * 60 {
            "23:59".to_owned()
        } else {
            format!("{:02}:{:02}", minutes / 60, minutes % 60)
        }
    };
    let times = |open: &Interval| (clock(open.span.start), clock(open.span.end));
    let week = calendar.week.iter().zip(DAYS).flat_map(|(open, day)| {
        // What is only open as a remark says isn't open for who comes by.
        open.iter().filter(|open| open.is_sure).map(move |open| {
            let (opens, closes) = times(open);
            json!({"@type": "OpeningHoursSpecification", "dayOfWeek": format!("https://schema.org/{day}"), "opens": opens, "closes": closes})
        })
    });
    let others = calendar.others.iter().flat_map(|(date, open)| {
        let of = move |opens: String, closes: String| {
            let date = date.to_string();
            json!({"@type": "OpeningHoursSpecification", "validFrom": date, "validThrough": date, "opens": opens, "closes": closes})
        };
        let sure = || open.iter().filter(|open| open.is_sure);
        let closed = sure().next().is_none().then(|| of(clock(0), clock(0)));
        closed.into_iter().chain(sure().map(move |open| {
            let (opens, closes) = times(open);
            of(opens, closes)
        }))
    });
    week.chain(others).collect()
}
