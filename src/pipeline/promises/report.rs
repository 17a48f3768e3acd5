//! What the files of a site break → what is reported: where it stands in the theme or in `static`, and what to do.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::breach::{Breach, BreachKind};
use super::file::{FileForm, breaches};
use crate::page::{ICONS, STRINGS, TEMPLATES, Theme, ThemeFiles};
use crate::pipeline::inputs::Inputs;
use crate::pipeline::outputs::{OutputPath, Outputs};
use crate::site::file_address;
use crate::text::{Diagnostic, Digest, Location, Phrase, Rule, Severity, SourcePath, lossy, phrase};

/// How much of what breaks something is looked for in the theme, in bytes: values may be filled in behind it.
const SOUGHT: usize = 40;

/// What a page breaks, with the template that it was made with where it was made with one.
#[derive(Clone, Debug)]
pub(in crate::pipeline) struct FoundOnPages {
    template: Option<String>,
    breaches: Vec<Breach>,
}

impl FoundOnPages {
    /// What a page at a path breaks, where it breaks something.
    pub(in crate::pipeline) fn of(
        path: &str,
        bytes: &[u8],
        base: &str,
        template: impl FnOnce() -> Option<Cow<'static, str>>,
    ) -> Option<Arc<Self>> {
        let breaches = breaches(path, bytes, base);
        (!breaches.is_empty()).then(|| Arc::new(Self { template: template().map(Cow::into_owned), breaches }))
    }
}

/// What pages break, with the first of them and how many there are: each place of the theme once, whatever its values make of
/// it, and what stands nowhere in the theme once for each text.
pub(in crate::pipeline) fn on_pages(
    pages: &[(OutputPath, Arc<FoundOnPages>)],
    theme: &ThemeFiles,
) -> Vec<Diagnostic> {
    let parts = ThemeText::of(theme);
    let mut causes: BTreeMap<(BreachKind, &str), BreachCause<'_>> = BTreeMap::new();
    let mut found: BTreeMap<(BreachKind, BreachCause<'_>), BreachedPages<'_>> = BTreeMap::new();
    for (path, page) in pages {
        for Breach { kind, what, .. } in &page.breaches {
            let cause = causes.entry((*kind, what)).or_insert_with(|| {
                parts.place(*kind, what).map_or(BreachCause::Text(what), BreachCause::Place)
            });
            let pages = found.entry((*kind, cause.clone())).or_insert(BreachedPages {
                what,
                path,
                page,
                last: path,
                n: 1,
            });
            // The same several times on one page is one.
            if pages.last != path {
                (pages.last, pages.n) = (path, pages.n + 1);
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|((kind, _), pages)| (*kind, pages.what));
    let diagnostics = found.into_iter().map(|((kind, cause), pages)| {
        let BreachedPages { what, path, page, n, .. } = pages;
        let (more_nl, more_en) = match n {
            1 => (String::new(), String::new()),
            _ => (format!(" (en op {} andere)", n - 1), format!(" (and on {} others)", n - 1)),
        };
        let on = phrase!("op `{path}`{more_nl}", "on `{path}`{more_en}");
        let place = match cause {
            BreachCause::Place(place) => Some(place),
            BreachCause::Text(_) => page.template.as_ref().map(|template| format!("{TEMPLATES}{template}")),
        };
        let diagnostic = diagnostic(kind, what, &on);
        place.iter().fold(diagnostic, |diagnostic, place| diagnostic.hint(of_theme(kind, place)))
    });
    diagnostics.collect()
}

/// Why pages break something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum BreachCause<'p> {
    /// What stands at this place of the theme.
    Place(String),
    /// This text, wherever it comes from.
    Text(&'p str),
}

/// The pages that break something for one reason.
struct BreachedPages<'p> {
    /// What it is on the first.
    what: &'p str,
    path: &'p OutputPath,
    page: &'p FoundOnPages,
    /// The last one that was counted.
    last: &'p OutputPath,
    n: usize,
}

/// The files that are published as they are and that browsers show or run.
pub(in crate::pipeline) fn copied<'f>(
    inputs: &'f Inputs,
    outputs: &Outputs,
) -> Vec<(&'f SourcePath, &'f Arc<[u8]>)> {
    let read = inputs.files.iter().filter(|(path, _)| FileForm::of(path.local()).is_some());
    let copied = read.filter(|(path, bytes)| {
        let published = OutputPath::new(&file_address(path)).and_then(|path| outputs.get(&path).cloned());
        published.is_some_and(|published| Arc::ptr_eq(&published, bytes))
    });
    copied.collect()
}

/// The digest of everything that [`on_files`] reads.
pub(in crate::pipeline) fn digest(
    theme: Option<&Theme>,
    copied: &[(&SourcePath, &Arc<[u8]>)],
    base: &str,
) -> Digest {
    let copied: Vec<(&SourcePath, Digest)> =
        copied.iter().map(|(path, bytes)| (*path, Digest::of_bytes(bytes))).collect();
    Digest::of(&(theme.map(Theme::digest), copied, base))
}

/// What the styles, scripts and drawings that pages load from the theme break, and the files that are published as they are.
pub(in crate::pipeline) fn on_files(
    theme: Option<&Theme>,
    copied: &[(&SourcePath, &Arc<[u8]>)],
    base: &str,
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = theme.map(|theme| on_theme(theme, base)).unwrap_or_default();
    for (path, bytes) in copied {
        on_copied(path, bytes, base, &mut found);
    }
    found
}

fn on_theme(theme: &Theme, base: &str) -> Vec<Diagnostic> {
    let files = theme.assets().filter(|(name, ..)| FileForm::of(name).is_some());
    let found = files.flat_map(|(name, address, bytes)| {
        breaches(name, bytes, base).into_iter().map(move |breach| {
            let (file, line) = theme.part(name, breach.line);
            let on = phrase!("in `{address}`", "in `{address}`");
            diagnostic(breach.kind, &breach.what, &on).hint(of_theme(breach.kind, &format!("{file}:{line}")))
        })
    });
    found.collect()
}

/// Reports what a file breaks that is published as it is. The site's own is named at its place; one of a layer below only in
/// the sentence, because it can't be changed here.
fn on_copied(path: &SourcePath, bytes: &[u8], base: &str, found: &mut Vec<Diagnostic>) {
    let name = path.local();
    let at = |diagnostic: Diagnostic| {
        match path.way() {
        "" => diagnostic.at(Location::file(path.clone())),
        _ => diagnostic.hint(phrase!(
            "wilt u het bestand niet? Zet dan een eigen `{name}` in de map van de site: dat komt ervoor in de plaats",
            "don't you want this file? Then put a `{name}` of your own into the folder of the site: it takes its place"
        )),
    }
    };
    let (mut runs, mut n_named) = (None, 0);
    for Breach { kind, what, line } in breaches(path.local(), bytes, base) {
        let on = phrase!("op regel {line} van `{path}`", "on line {line} of `{path}`");
        match kind {
            BreachKind::Fetch | BreachKind::Mention => {
                n_named += 1;
                if n_named > MOST_NAMED {
                    continue;
                }
                found.push(at(diagnostic(kind, &what, &on).hint(phrase!(
                    "zet wat er wordt opgehaald zelf in `static`, en verwijs daarheen",
                    "put what is fetched into `static` yourself, and refer to that"
                ))));
            }
            // What a page of one's own looks like is one's own.
            BreachKind::Style => {}
            BreachKind::Code | BreachKind::Unreadable => {
                runs.get_or_insert((kind, on, what));
            }
        }
    }
    if let Some(n) = n_named.checked_sub(MOST_NAMED).filter(|n| *n > 0)
        && let Some(last) = found.pop()
    {
        found.push(last.hint(phrase!("in dit bestand zijn er nog {n}", "there are {n} more in this file")));
    }
    found.extend(code(path, runs, FileForm::of(name) == Some(FileForm::Script)).map(at));
}

/// How many addresses of others are named of one file.
const MOST_NAMED: usize = 50;

/// That a file of `static` runs something, once for each file.
fn code(
    path: &SourcePath,
    runs: Option<(BreachKind, Phrase, String)>,
    is_script: bool,
) -> Option<Diagnostic> {
    let message = match runs {
        Some((BreachKind::Unreadable, Phrase { nl, en }, what)) => phrase!(
            "{nl} staat iets wat niet kan worden nagekeken: `{what}`",
            "{en} there is something that can't be looked through: `{what}`"
        ),
        Some((_, Phrase { nl, en }, what)) => phrase!(
            "{nl} staat code die de browser uitvoert: `{what}`",
            "{en} there is code that the browser runs: `{what}`"
        ),
        None if is_script => phrase!(
            "`{path}` is een script, en gaat mee met de site zoals het is",
            "`{path}` is a script, and goes out with the site as it is"
        ),
        None => return None,
    };
    Some(Diagnostic::new(Rule::StaticCode, message).hint(phrase!(
        "weet u wat het doet en van wie het komt? Zet dan `checks: {{static-code: ignore}}` in `wijkgids.yaml`; haal het anders weg",
        "do you know what it does and who made it? Then put `checks: {{static-code: ignore}}` into `wijkgids.yaml`; \
         take it away otherwise"
    )))
}

fn diagnostic(kind: BreachKind, what: &str, on: &Phrase) -> Diagnostic {
    let Phrase { nl, en } = on;
    let (rule, message) = match kind {
        BreachKind::Fetch => (
            Rule::ThirdParty,
            phrase!(
                "{nl} haalt de browser iets op bij een ander: `{what}`",
                "{en} the browser fetches something from another site: `{what}`"
            ),
        ),
        BreachKind::Mention => (
            Rule::ThirdParty,
            phrase!(
                "{nl} noemt een script het adres van een ander: `{what}`",
                "{en} a script names an address of another site: `{what}`"
            ),
        ),
        BreachKind::Code => (
            Rule::InlineCode,
            phrase!(
                "{nl} staat code in plaats van een verwijzing naar een script: `{what}`",
                "{en} there is code in place of a reference to a script: `{what}`"
            ),
        ),
        BreachKind::Style => (
            Rule::InlineCode,
            phrase!(
                "{nl} staat opmaak in plaats van een verwijzing naar een stijlblad: `{what}`",
                "{en} there is a style in place of a reference to a style sheet: `{what}`"
            ),
        ),
        BreachKind::Unreadable => (
            Rule::InlineCode,
            phrase!(
                "{nl} staat iets wat niet kan worden nagekeken: `{what}`",
                "{en} there is something that can't be looked through: `{what}`"
            ),
        ),
    };
    let diagnostic = Diagnostic::new(rule, message);
    match kind {
        BreachKind::Mention => Diagnostic { severity: Severity::Warning, ..diagnostic },
        _ => diagnostic,
    }
}

/// What to do about something at a place of the theme.
fn of_theme(kind: BreachKind, place: &str) -> Phrase {
    match kind {
        BreachKind::Fetch => phrase!(
            "het komt uit `{place}` van het thema: zet het bestand in de map `assets` van het thema, en verwijs daarheen",
            "it comes from `{place}` of the theme: put the file into the folder `assets` of the theme, and refer to that"
        ),
        BreachKind::Mention => phrase!(
            "zie `{place}` van het thema: een link voor mensen mag, ophalen niet",
            "see `{place}` of the theme: a link for people is fine, fetching isn't"
        ),
        BreachKind::Code => phrase!(
            "het komt uit `{place}` van het thema: zet het in een bestand in de map `scripts` van het thema",
            "it comes from `{place}` of the theme: put it into a file in the folder `scripts` of the theme"
        ),
        BreachKind::Style => phrase!(
            "het komt uit `{place}` van het thema: zet het in een bestand in de map `styles` van het thema",
            "it comes from `{place}` of the theme: put it into a file in the folder `styles` of the theme"
        ),
        BreachKind::Unreadable => phrase!(
            "het komt uit `{place}` van het thema: schrijf het eenvoudiger op, of haal het weg",
            "it comes from `{place}` of the theme: write it in a simpler way, or take it away"
        ),
    }
}

/// The texts of a site's own theme that pages are made from, by path.
struct ThemeText<'t>(Vec<(&'t str, Cow<'t, str>)>);

impl<'t> ThemeText<'t> {
    fn of(theme: &'t ThemeFiles) -> Self {
        let folders = [TEMPLATES, ICONS, STRINGS];
        let files = theme.iter().map(|(path, bytes)| (path.as_str(), bytes));
        let files = files.filter(|(path, _)| folders.iter().any(|folder| path.starts_with(folder)));
        Self(files.map(|(path, bytes)| (path, lossy(bytes))).collect())
    }

    /// The file and line that something on a page comes from, where it stands there as it is.
    fn place(&self, kind: BreachKind, what: &str) -> Option<String> {
        // `onload="a()"` may get its value elsewhere, and `https://x.example` may be written in another way.
        let attribute = what.split_once("=\"").map(|(name, _)| format!("{name}="));
        let code = what.strip_prefix("<script>").or(what.strip_prefix("<style>"));
        let host = (kind == BreachKind::Fetch).then_some(what);
        let host = host.map(|what| {
            what.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim_start_matches([':', '/', '\\'])
        });
        let sought = [Some(what), code, host].into_iter().flatten();
        let sought = sought.map(|text| text[..text.floor_char_boundary(SOUGHT)].to_owned()).chain(attribute);
        sought.filter(|text| text.len() > 2).find_map(|text| {
            self.0.iter().find_map(|(path, file)| {
                let at = memchr::memmem::find(file.as_bytes(), text.as_bytes())?;
                Some(format!("{path}:{}", 1 + memchr::memchr_iter(b'\n', &file.as_bytes()[..at]).count()))
            })
        })
    }
}
