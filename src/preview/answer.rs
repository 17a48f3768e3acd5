//! From a request and a snapshot to a response, without any I/O.

use super::addresses::{DESK, ICON, LAYERS, LOCALISE, PROBLEMS};
use super::snapshot::Snapshot;
use super::{desk, error_pages, inject};
use crate::document::DocumentId;
use crate::http::{
    self, ForeignOrigin, Method, Request, RequestRefusal, Response, ResponseBody, ResponseStatus,
};
use crate::pipeline::OutputPath;
use crate::text::{MessageLanguage, Phrase, percent, phrase};

/// The files that the preview adds to a site, by their address.
const OWN_FILES: [(&str, &str, &str); 6] = [
    ("/_wijkgids/preview.css", "text/css; charset=utf-8", include_str!("client/preview.css")),
    ("/_wijkgids/preview.js", "text/javascript; charset=utf-8", include_str!("client/preview.js")),
    ("/_wijkgids/morph.js", "text/javascript; charset=utf-8", include_str!("client/morph.js")),
    ("/_wijkgids/stream.js", "text/javascript; charset=utf-8", include_str!("client/stream.js")),
    (
        "/_wijkgids/preview-worker.js",
        "text/javascript; charset=utf-8",
        include_str!("client/preview-worker.js"),
    ),
    // For the preview's own pages: a page without an icon makes browsers ask for one that isn't there.
    (ICON, "image/svg+xml", include_str!("../../themes/default/assets/favicon.svg")),
];

/// What readers get to see at the moment.
#[derive(Clone, Copy)]
pub(crate) struct Showing<'s> {
    /// The last build; `None` before the first.
    pub(crate) snapshot: Option<&'s Snapshot>,
    /// Its name.
    pub(crate) build: &'s str,
    /// Gives a file of an index that search reads; it is made when it is asked for. `None` where there is none of that name.
    pub(crate) index_file: &'s dyn Fn(&OutputPath) -> Option<Vec<u8>>,
}

/// How a request is answered.
pub(crate) enum Reply {
    /// With this.
    Once(Response),
    /// With the builds after the one that the client names.
    Stream { since: Option<String> },
    /// By starting a text of the site's own from this document; see [`localised`].
    Localise { document: DocumentId },
}

/// Answers a request to the server at `port`.
pub(crate) fn answer(showing: Showing<'_>, request: &Request, port: u16, language: MessageLanguage) -> Reply {
    if let Err(origin) = http::check(request, port) {
        return Reply::Once(turned_away(origin, port, language));
    }
    let Some(path) = http::path(&request.target) else {
        return Reply::Once(refused(RequestRefusal::Malformed, language));
    };
    if request.method == Method::Post {
        let snapshot = showing.snapshot.filter(|_| path == LOCALISE);
        let document = snapshot.and_then(|it| desk::document_named(it, http::query(&request.target)));
        return document.map_or_else(
            || Reply::Once(refused(RequestRefusal::Method, language)),
            |document| Reply::Localise { document: document.outline.id.clone() },
        );
    }
    if path == "/_wijkgids/events" {
        if request.method == Method::Head {
            let media_type = "text/event-stream";
            return Reply::Once(Response {
                status: ResponseStatus::Ok,
                media_type,
                body: ResponseBody::Own(""),
            });
        }
        // A browser names the last build it saw in the header when it reconnects by itself, and our script in the query.
        let in_header = request.values("last-event-id").next();
        let in_query = http::query(&request.target).strip_prefix("?since=");
        return Reply::Stream { since: in_header.or(in_query).map(str::to_owned) };
    }
    if let Some((_, media_type, text)) = OWN_FILES.iter().find(|(address, ..)| *address == path) {
        return Reply::Once(Response {
            status: ResponseStatus::Ok,
            media_type,
            body: ResponseBody::Own(text),
        });
    }
    let Some(snapshot) = showing.snapshot else {
        let page = error_pages::page_before_first_build(language);
        return Reply::Once(dressed(showing, ResponseStatus::Unavailable, None, page.as_bytes(), language));
    };
    let query = http::query(&request.target);
    if path == DESK.trim_end_matches('/') {
        let status = ResponseStatus::Found(format!("{}{query}", DESK));
        let media_type = "text/plain; charset=utf-8";
        return Reply::Once(Response { status, media_type, body: ResponseBody::Own("") });
    }
    let own = match path.as_str() {
        DESK => Some(desk::desk_page(snapshot, query, language)),
        PROBLEMS => error_pages::problem_page(snapshot, query, language),
        LAYERS => desk::layers_page(snapshot, query, language),
        LOCALISE => desk::document_named(snapshot, query)
            .map(|document| desk::localising_page(snapshot, document, desk::LocalisingStep::Asked, language)),
        path => desk::rule_page(path, language),
    };
    if let Some(page) = own {
        return Reply::Once(dressed(showing, ResponseStatus::Ok, None, page.as_bytes(), language));
    }
    Reply::Once(file(showing, snapshot, &path, http::query(&request.target), language))
}

/// Answers that a text of the site's own was started, or why it wasn't.
pub(crate) fn localised(
    showing: Showing<'_>,
    document: &DocumentId,
    outcome: Result<(), String>,
    language: MessageLanguage,
) -> Response {
    let document = showing.snapshot.and_then(|it| Some((it, it.desk.documents.get(document)?)));
    let Some((snapshot, document)) = document else { return refused(RequestRefusal::Method, language) };
    let (status, step) = match &outcome {
        Ok(()) => (ResponseStatus::Ok, desk::LocalisingStep::Started),
        Err(why) => (ResponseStatus::Failed, desk::LocalisingStep::Refused(why)),
    };
    let page = desk::localising_page(snapshot, document, step, language);
    dressed(showing, status, None, page.as_bytes(), language)
}

/// Answers with a file of the site.
fn file(
    showing: Showing<'_>,
    snapshot: &Snapshot,
    path: &str,
    query: &str,
    language: MessageLanguage,
) -> Response {
    let base = snapshot.base.as_str();
    let redirect = |path: &str| Response {
        status: ResponseStatus::Found(format!("{}{query}", percent::encode_path(path))),
        media_type: "text/plain; charset=utf-8",
        body: ResponseBody::Own(""),
    };
    if base != "/" && (path == "/" || path == base.trim_end_matches('/')) {
        return redirect(base);
    }
    let output = path.strip_prefix(base).and_then(OutputPath::of_address);
    if let Some(output) = &output {
        if let Some(bytes) = snapshot.outputs.get(output) {
            let media_type = output.media_type();
            if media_type.starts_with("text/html") {
                return dressed(showing, ResponseStatus::Ok, Some(output), bytes, language);
            }
            return Response {
                status: ResponseStatus::Ok,
                media_type,
                body: ResponseBody::File(bytes.clone()),
            };
        }
        if let Some(bytes) = (showing.index_file)(output) {
            return Response {
                status: ResponseStatus::Ok,
                media_type: output.media_type(),
                body: ResponseBody::Made(bytes),
            };
        }
        let folder = OutputPath::new(&format!("{output}/index.html"));
        if !path.ends_with('/') && folder.is_some_and(|page| snapshot.outputs.get(&page).is_some()) {
            return redirect(&format!("{path}/"));
        }
    }
    let not_found = OutputPath::new("404.html").expect("a plain file name is a sound path");
    match snapshot.outputs.get(&not_found) {
        Some(bytes) => dressed(showing, ResponseStatus::NotFound, output.as_ref(), bytes, language),
        None => {
            let page = error_pages::page_not_found(language);
            dressed(showing, ResponseStatus::NotFound, output.as_ref(), page.as_bytes(), language)
        }
    }
}

/// A page with what the preview adds to it. `page` is the file that was asked for, whether or not there is one.
fn dressed(
    showing: Showing<'_>,
    status: ResponseStatus,
    page: Option<&OutputPath>,
    html: &[u8],
    language: MessageLanguage,
) -> Response {
    let (bar, panel) = match (showing.snapshot, page) {
        (Some(snapshot), Some(page)) => {
            (error_pages::bar(snapshot, page, language), desk::bar(snapshot, page, language))
        }
        (Some(_), None) | (None, _) => (String::new(), String::new()),
    };
    let number = status.line().split(' ').next().unwrap_or_default();
    let head = inject::head(showing.build, number, language);
    let body = inject::inject(html, &head, &inject::error_overlay(&bar), &inject::document_panel(&panel));
    Response { status, media_type: "text/html; charset=utf-8", body: ResponseBody::Made(body) }
}

/// The answer to a request that isn't one for the preview.
pub(crate) fn refused(refusal: RequestRefusal, language: MessageLanguage) -> Response {
    let (status, reason) = match refusal {
        RequestRefusal::Malformed => (
            ResponseStatus::BadRequest,
            phrase!("dit verzoek is niet te begrijpen", "this request can't be understood"),
        ),
        RequestRefusal::HeadTooLarge => {
            (ResponseStatus::HeadTooLarge, phrase!("dit verzoek is te lang", "this request is too long"))
        }
        RequestRefusal::TooSlow => (
            ResponseStatus::TooSlow,
            phrase!("dit verzoek kwam niet op tijd", "this request didn't arrive in time"),
        ),
        RequestRefusal::Method => (
            ResponseStatus::MethodNotAllowed,
            phrase!("hier valt alleen te lezen (`GET`, `HEAD`)", "this is for reading only (`GET`, `HEAD`)"),
        ),
        RequestRefusal::Body => (
            ResponseStatus::ContentTooLarge,
            phrase!("hier valt niets heen te sturen", "nothing can be sent here"),
        ),
    };
    plain(status, &reason, language)
}

/// The answer when there is no room.
pub(crate) fn busy(language: MessageLanguage) -> Response {
    let reason = phrase!(
        "er zijn te veel verbindingen tegelijk; probeer het zo opnieuw",
        "there are too many connections at once; try again in a moment"
    );
    plain(ResponseStatus::Unavailable, &reason, language)
}

/// The answer when answering went wrong.
pub(crate) fn failed(language: MessageLanguage) -> Response {
    let reason = phrase!(
        "de voorvertoning heeft een fout gemaakt; de andere pagina's werken nog",
        "the preview made a mistake; the other pages still work"
    );
    plain(ResponseStatus::Failed, &reason, language)
}

fn turned_away(origin: ForeignOrigin, port: u16, language: MessageLanguage) -> Response {
    let reason = match origin {
        ForeignOrigin::WrongHost => phrase!(
            "de voorvertoning is er alleen voor deze computer; open `http://127.0.0.1:{port}/`",
            "the preview is for this computer only; open `http://127.0.0.1:{port}/`"
        ),
        ForeignOrigin::OtherSite => phrase!(
            "een andere website verwijst naar de voorvertoning, en die kan concepten bevatten; typ of plak het adres zelf \
             in de adresbalk, of begin op `http://127.0.0.1:{port}/`",
            "another website points at the preview, which may hold drafts; type or paste the address yourself, or \
             start at `http://127.0.0.1:{port}/`"
        ),
    };
    plain(ResponseStatus::Forbidden, &reason, language)
}

/// Plain text, so that nothing in it can be anything else.
fn plain(status: ResponseStatus, reason: &Phrase, language: MessageLanguage) -> Response {
    let text = format!("{}\n\n{}\n", status.line(), reason.in_language(language));
    Response { status, media_type: "text/plain; charset=utf-8", body: ResponseBody::Made(text.into_bytes()) }
}
