//! What the preview adds to pages, and what it leaves alone.

use wijkgids::http::CONTENT_SECURITY_POLICY;
use wijkgids::preview::{Problem, ProblemLocation, Snapshot};
use wijkgids::report::Spot;
use wijkgids::shell::preview::{ServerLimits, start};
use wijkgids::text::{MessageLanguage, Rule, Severity, Source, SourcePath, Span};

use super::client::*;

/// A problem on line 3 of a card, with the card's page.
fn problem(severity: Severity, message: &str, line: &str, page: Option<&str>) -> Problem {
    let path = SourcePath::new("kaarten/waakvlam.md").expect("a sound path");
    let source = Source::new(path.clone(), &format!("---\ntitel: x\n{line}"));
    let start = source.text().len() - line.len() + 7;
    let spot = Spot::of(&source, Span::new(start, start + 4));
    Problem {
        severity,
        rule: Rule::WrongType,
        place: Some(ProblemLocation { path, spot: Some(spot) }),
        message: message.to_owned(),
        hints: vec!["schrijf een getal, zoals `3`".to_owned()],
        page: page.map(output),
    }
}

const CARD: Option<&str> = Some("kaarten/waakvlam/index.html");

fn with(problems: Vec<Problem>) -> Snapshot {
    Snapshot { problems, ..small_site() }
}

#[test]
fn a_broken_card_shows_its_error_above_the_last_good_version() {
    let preview = preview();
    preview.publish(with(vec![problem(Severity::Error, "geen getal: `drie`", "order: drie", CARD)]));
    let card = get(preview.port(), "/gids/kaarten/waakvlam/");
    assert_eq!(card.status, 200);
    for text in [
        "<main>Waakvlam</main>",
        "Er zit 1 fout in het bestand van deze pagina.",
        "U ziet de laatste goede versie.",
        "kaarten/waakvlam.md:3:8",
        "Geen getal: <code>drie</code>.",
        "order: <mark>drie</mark>",
        "           ^^^^",
        "Schrijf een getal, zoals <code>3</code>.",
    ] {
        assert!(card.body.contains(text), "{text}\n{}", card.body);
    }
    let home = get(preview.port(), "/gids/");
    let notice = "<a href=\"/gids/kaarten/waakvlam/\">1 fout in kaarten/waakvlam.md, regel 3</a>";
    assert!(home.body.contains(notice), "{}", home.body);
    assert!(!home.body.contains("laatste goede versie"));

    preview.publish(small_site());
    for target in ["/gids/", "/gids/kaarten/waakvlam/"] {
        let recovered = get(preview.port(), target);
        assert!(
            recovered.body.contains("<div id=\"wijkgids-bar\" role=\"status\"></div>"),
            "{}",
            recovered.body
        );
    }
}

#[test]
fn a_card_that_never_was_good_shows_its_error_too() {
    let preview = preview();
    preview.publish(with(vec![problem(
        Severity::Error,
        "geen getal",
        "order: drie",
        Some("kaarten/nieuw/index.html"),
    )]));
    let card = get(preview.port(), "/gids/kaarten/nieuw/");
    assert_eq!(card.status, 404);
    assert!(card.body.contains("Er is nog geen goede versie om te laten zien."), "{}", card.body);
    assert!(card.body.contains("Geen getal."), "{}", card.body);
}

#[test]
fn warnings_take_no_room() {
    let preview = preview();
    preview.publish(with(vec![problem(Severity::Warning, "verlopen", "order: drie", CARD)]));
    let card = get(preview.port(), "/gids/kaarten/waakvlam/");
    let bar = "<div id=\"wijkgids-bar\" role=\"status\"></div>";
    assert!(card.body.contains(bar), "{}", card.body);
    assert!(!card.body.contains("Verlopen"));
    assert!(!get(preview.port(), "/gids/").body.contains("waarschuwing"));
}

#[test]
fn one_page_lists_all_problems_errors_first() {
    let preview = preview();
    let nowhere = Problem { place: None, ..problem(Severity::Error, "tweede", "", None) };
    preview.publish(with(vec![problem(Severity::Warning, "eerste", "order: drie", CARD), nowhere]));
    let list = get(preview.port(), "/_wijkgids/problemen/").body;
    let at = |text: &str| list.find(text).unwrap_or_else(|| panic!("{text}\n{list}"));
    assert!(at("Fouten (1)") < at("Tweede.") && at("Tweede.") < at("Waarschuwingen (1)"));
    assert!(
        at("Waarschuwingen (1)") < at("Eerste.") && at("Eerste.") < at("href=\"/gids/kaarten/waakvlam/\"")
    );
    assert!(get(preview.port(), "/gids/").body.contains("<a href=\"/_wijkgids/problemen/\">1 fout</a>"));

    let desk = get(preview.port(), "/_wijkgids/").body;
    assert!(desk.contains("2 problemen zijn van geen van deze documenten"), "{desk}");

    preview.publish(small_site());
    for page in ["/_wijkgids/", "/_wijkgids/problemen/"] {
        assert!(get(preview.port(), page).body.contains("Er is niets gevonden"), "{page}");
    }
}

#[test]
fn f12_what_an_author_wrote_is_never_markup() {
    let preview = preview();
    let attack = "</pre><script>alert(1)</script><img src=x onerror=alert(1)>\u{202e}\u{1b}[31m";
    let mut problem = problem(Severity::Error, attack, attack, CARD);
    problem.hints = vec![format!("`{attack}`")];
    problem.place.as_mut().expect("has one").path =
        SourcePath::new("kaarten/<script>\"'.md").expect("a sound path");
    preview.publish(with(vec![problem]));
    for target in ["/gids/kaarten/waakvlam/", "/gids/", "/_wijkgids/", "/_wijkgids/problemen/"] {
        let body = get(preview.port(), target).body;
        assert_eq!(body.matches("<script").count(), 1, "only our own: {body}");
        assert!(!body.contains("<img") && !body.contains('\u{202e}') && !body.contains('\u{1b}'), "{body}");
    }
    let not_found = get(preview.port(), "/gids/%3Cscript%3Ealert(1)%3C/script%3E/").body;
    assert_eq!(not_found.matches("<script").count(), 1, "{not_found}");
}

#[test]
fn f15_what_the_preview_adds_is_in_the_response_only() {
    let preview = preview();
    let site = small_site();
    for (path, bytes) in site.outputs.iter() {
        let target: String = path.as_str().replace(' ', "%20").replace('é', "%C3%A9");
        let reply = get(preview.port(), &format!("/gids/{target}"));
        let original = String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(reply.header("content-security-policy"), Some(CONTENT_SECURITY_POLICY), "{path}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(reply.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(reply.header("content-type"), Some(path.media_type()), "{path}");
        assert!(!original.contains("wijkgids-"), "{path}");
        if path.as_str().ends_with(".html") {
            let (head, body) =
                (added(&reply.body, "<head>", "<title>"), added(&reply.body, "<body>", "<main>"));
            let foot = added(&reply.body, "</main>", "</body>");
            assert!(head.contains("/_wijkgids/preview.js") && body.contains("wijkgids-bar"), "{path}");
            assert!(foot.contains("/_wijkgids/"), "{path}");
            assert_eq!(reply.body.replace(head, "").replace(body, "").replace(foot, ""), original, "{path}");
        } else {
            assert_eq!(reply.body, original, "{path}");
        }
    }
    assert!(!CONTENT_SECURITY_POLICY.contains("unsafe"));
}

/// What stands between two tags of the page.
fn added<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = html.split_once(from).expect("the tag before");
    rest.split_once(to).expect("the tag after").0
}

#[test]
fn what_the_preview_adds_is_served_by_it() {
    let preview = preview();
    for (file, media_type) in [
        ("preview.js", "text/javascript; charset=utf-8"),
        ("preview-worker.js", "text/javascript; charset=utf-8"),
        ("stream.js", "text/javascript; charset=utf-8"),
        ("morph.js", "text/javascript; charset=utf-8"),
        ("preview.css", "text/css; charset=utf-8"),
    ] {
        let reply = get(preview.port(), &format!("/_wijkgids/{file}"));
        assert_eq!((reply.status, reply.header("content-type")), (200, Some(media_type)), "{file}");
        assert_eq!(reply.header("content-security-policy"), Some(CONTENT_SECURITY_POLICY), "{file}");
    }
}

#[test]
fn before_the_first_build_it_says_to_wait() {
    let preview = start(0, MessageLanguage::En, ServerLimits::default()).expect("a free port");
    let page = get(preview.port(), "/gids/");
    assert_eq!(page.status, 503);
    assert!(
        page.body.contains("The site is being made") && page.body.contains("preview.js"),
        "{}",
        page.body
    );
    preview.publish(small_site());
    assert_eq!(get(preview.port(), "/gids/").status, 200);
}
