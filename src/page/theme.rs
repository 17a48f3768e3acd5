//! A theme: templates, styles, scripts, icons and interface strings, ready to render.
//!
//! The default theme is part of the program. A site's own theme lies over it file by file.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::sync::{Arc, LazyLock};

use include_dir::{Dir, include_dir};
use tera::{Context, ErrorKind, Tera, Value};

use super::Strings;
use super::bundles::{AssetParts, ThemeAssets, assets};
use super::filters::register;
use super::fuel::{self, PageWriter, TemplateLimit};
use super::metered::{MeteredTemplate, too_deep};
use super::theme_folders::{ASSETS, ICONS, SCRIPTS, STRINGS, TEMPLATES};
use super::view::{PageContent, PageView, SiteView};
use crate::config::SiteText;
use crate::data::{self, ParseLimits};
use crate::model::Language;
use crate::text::{Applicability, Checked, Diagnostic, Digest, Rule, Source, SourcePath, nearest, phrase};

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The files of a site's own theme, by path in its folder.
pub type ThemeFiles = BTreeMap<SourcePath, Arc<[u8]>>;

/// How large a template may be, in bytes, and how many there may be: Tera's parser calls itself.
const TEMPLATE_SIZE: usize = 256 * 1024;
const MOST_TEMPLATES: usize = 300;

/// How large most pages are at most, in bytes, so that one is written without its text being moved.
const PAGE_SIZE: usize = 32 * 1024;

/// What a page calls the script that searches.
pub const SEARCH_SCRIPT: &str = "search.js";

/// A theme in one language.
pub struct Theme {
    tera: Tera,
    /// The templates as they count themselves, by name, where the site has some of its own: what those do isn't known.
    metered: BTreeMap<String, MeteredTemplate>,
    strings: Strings,
    /// The keys of the strings that the theme has by itself.
    keys: BTreeSet<String>,
    digest: Digest,
    /// What the pages load, by its path in the theme: its address and bytes.
    assets: ThemeAssets,
    /// The files that those are put together from that are several.
    parts: AssetParts,
}

impl Theme {
    /// Reads the default theme with a site's own files over it. Where they don't make a theme that works, the default
    /// theme alone.
    ///
    /// `texts` are what the site says instead of the theme's strings; one that there isn't is reported where it is written.
    pub fn load(own: &ThemeFiles, language: &Language, texts: &BTreeMap<String, SiteText>) -> Checked<Self> {
        match Self::layered(own, language, texts) {
            Ok(theme) => {
                let strings = theme.strings.texts();
                let unknown = texts.iter().filter(|(key, _)| !theme.knows(key));
                let diagnostics = unknown.map(|(key, text)| unknown_text(key, text, strings.keys().copied()));
                Checked { diagnostics: diagnostics.collect(), value: theme }
            }
            Err(diagnostic) => {
                let default = Self::layered(&ThemeFiles::new(), language, texts);
                let value = default.expect("the default theme is tested with the program");
                Checked { value, diagnostics: vec![diagnostic] }
            }
        }
    }

    /// Whether there is a template of this name.
    pub fn has_template(&self, name: &str) -> bool {
        self.tera.get_template_names().any(|template| template.strip_suffix(".html") == Some(name))
    }

    /// Whether the theme has a string of this key by itself.
    fn knows(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    fn layered(
        own: &ThemeFiles,
        language: &Language,
        texts: &BTreeMap<String, SiteText>,
    ) -> Result<Self, Diagnostic> {
        let files = layered_files(own);
        let of_theme = strings(own, language)?;
        let keys = of_theme.texts().into_keys().map(str::to_owned).collect();
        let of_site = texts.iter().map(|(key, text)| (key.clone(), text.text.clone()));
        let strings = Strings::new(language, of_site.collect()).or(of_theme);
        let icons = icons(&files)?;
        let engine = || {
            let mut tera = Tera::default();
            tera.autoescape_on(vec![".html"]);
            register(&mut tera, &strings, icons.clone());
            tera
        };
        let mut tera = engine();
        let templates = templates(&files)?;
        tera.add_raw_templates(templates.iter().map(|(name, text)| (name, text)))
            .map_err(|error| refused(&error))?;
        let mut metered = BTreeMap::new();
        if own.keys().any(|path| path.as_str().starts_with(TEMPLATES)) {
            for (name, text) in &templates {
                metered
                    .insert(name.clone(), MeteredTemplate::new(text).map_err(|tag| too_spread(name, tag))?);
            }
            if let Some(name) = too_deep(&metered) {
                let path = format!("{TEMPLATES}{name}");
                return Err(trouble(
                    &path,
                    phrase!("sjablonen staan hier te diep in elkaar", "templates are nested too deep here"),
                ));
            }
            tera = engine();
            fuel::register(&mut tera);
            let texts = metered.iter().map(|(name, template)| (name, &template.text));
            tera.add_raw_templates(texts).map_err(|error| refused(&error))?;
        }
        let digest = Digest::of(&(own, language, texts));
        let (assets, parts) = assets(&files);
        Ok(Self { tera, metered, strings, keys, digest, assets, parts })
    }

    /// The digest of everything that it was loaded from.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The interface strings.
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// What the pages load, as path in the theme, address and bytes.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &str, &Arc<[u8]>)> {
        self.assets.iter().map(|(path, (address, bytes))| (path.as_str(), address.as_str(), bytes))
    }

    /// The file of the theme that a line of what the pages load comes from, and the line in it; both 1-based.
    pub fn part(&self, asset: &str, line: u32) -> (String, u32) {
        let parts = self.parts.get(asset).into_iter().flatten();
        match parts.take_while(|(first, _)| *first <= line).last() {
            Some((first, path)) => (path.clone(), line - first + 1),
            None => (format!("{ASSETS}{asset}"), line),
        }
    }

    /// Makes what is the same on every page ready for templates; costs as much as a page.
    pub fn prepare(&self, site: &SiteView) -> Value {
        Value::from_serializable(site)
    }

    /// Renders a page.
    ///
    /// # Errors
    ///
    /// When a template of the site's own theme asks for something that isn't there, or does more than it may for one page;
    /// that is [`Rule::TooLarge`].
    pub fn render(&self, site: &Value, page: &PageView) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("site", site.clone());
        context.insert("page", page);
        let template = self.template(page);
        let mut html = PageWriter::new(Vec::with_capacity(PAGE_SIZE), !self.metered.is_empty());
        fuel::refill();
        match self.tera.render_to(&template, &context, &mut html) {
            Ok(()) => Ok(html.into_bytes()),
            Err(error) => Err(self.refused(&error, &template)),
        }
    }

    /// Why a page couldn't be made, at the place in the template as it was written.
    fn refused(&self, error: &tera::Error, page: &str) -> Diagnostic {
        let ErrorKind::RenderingError(report) = error.kind() else {
            return match fuel::limit(&chain(error)) {
                Some(limit) => limited(page, limit),
                None => refused(error),
            };
        };
        let (name, line) = (report.filename(), report.span().start_line);
        if let Some(limit) = fuel::limit(report.message()) {
            return limited(&format!("{name}:{line}"), limit);
        }
        let Some(template) = self.metered.get(name) else { return refused(error) };
        refused_because(&template.report(report))
    }

    /// The name of the template that a page is made with.
    pub fn template(&self, page: &PageView) -> Cow<'static, str> {
        let template = match &page.content {
            PageContent::Document(document) if self.has_template(&document.template) => {
                return format!("{}.html", document.template).into();
            }
            PageContent::Home(_) => "home.html",
            PageContent::List(_) => "list.html",
            PageContent::Document(_) => "document.html",
            PageContent::Provision(_) => "provision.html",
            PageContent::Directory(_) => "directory.html",
            PageContent::Areas(_) => "areas.html",
            PageContent::Area(_) => "area.html",
            PageContent::AreaForTeams(_) => "area-for-teams.html",
            PageContent::Accessibility(_) => "accessibility.html",
            PageContent::Glossary(_) => "glossary.html",
            PageContent::Sources(_) => "sources.html",
            PageContent::Facts(_) => "facts.html",
            PageContent::Releases(_) => "releases.html",
            PageContent::Search(_) => "search.html",
            PageContent::Letters(_) => "letters.html",
            PageContent::Owners(_) => "owners.html",
            PageContent::Owner(_) => "owner.html",
            PageContent::NotFound => "not-found.html",
        };
        template.into()
    }
}

fn refused(error: &tera::Error) -> Diagnostic {
    refused_because(&chain(error))
}

/// What an error says, with everything that it comes from.
fn chain(error: &tera::Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}

/// That a template does too much, at a place of it.
fn limited(place: &str, limit: TemplateLimit) -> Diagnostic {
    let message = match limit {
        TemplateLimit::Work => phrase!(
            "`{TEMPLATES}{place}` van het thema doet te veel voor één bladzijde",
            "`{TEMPLATES}{place}` of the theme does too much for one page"
        ),
        TemplateLimit::Size => phrase!(
            "`{TEMPLATES}{place}` van het thema maakt een tekst of een lijst die te groot is: het meeste is 1 MB",
            "`{TEMPLATES}{place}` of the theme makes a text or a list that is too large: the most is 1 MB"
        ),
        TemplateLimit::Page => phrase!(
            "`{TEMPLATES}{place}` van het thema maakt een bladzijde die te groot is: het meeste is 16 MB",
            "`{TEMPLATES}{place}` of the theme makes a page that is too large: the most is 16 MB"
        ),
    };
    Diagnostic::new(Rule::TooLarge, message).hint(phrase!(
        "laat een lus minder vaak rondgaan, en voeg een tekst niet steeds bij zichzelf",
        "let a loop go round less often, and don't put a text together with itself again and again"
    ))
}

fn too_spread(name: &str, tag: &str) -> Diagnostic {
    let tag: String = tag.chars().take(60).collect();
    trouble(
        &format!("{TEMPLATES}{name}"),
        phrase!("in `{tag}` staat te vaak `...`", "there are too many `...` in `{tag}`"),
    )
}

fn refused_because(text: &str) -> Diagnostic {
    Diagnostic::new(
        Rule::TemplateError,
        phrase!(
            "een sjabloon van het thema kan niet worden gebruikt: {text}",
            "a template of the theme can't be used: {text}"
        ),
    )
    .hint(phrase!(
        "zie `src/page/view/` voor wat een sjabloon kan tonen",
        "see `src/page/view/` for what a template can show"
    ))
}

fn trouble(path: &str, message: crate::text::Phrase) -> Diagnostic {
    let (nl, en) = (message.nl, message.en);
    Diagnostic::new(
        Rule::TemplateError,
        phrase!("`{path}` van het thema: {nl}", "`{path}` of the theme: {en}"),
    )
}

/// Every file of the theme by its path; the site's own win.
pub(super) fn layered_files(own: &ThemeFiles) -> BTreeMap<String, Arc<[u8]>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![&DEFAULT];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path =
                file.path().to_str().expect("the paths of the default theme are ASCII").replace('\\', "/");
            let is_script = path.starts_with(SCRIPTS);
            let bytes = file.contents();
            files.insert(path, if is_script { condensed(bytes).into() } else { bytes.into() });
        }
    }
    files.extend(own.iter().map(|(path, bytes)| (path.as_str().to_owned(), Arc::clone(bytes))));
    files
}

/// A script of ours without its comments, the types in them and its indentation, which readers would have to load: a third
/// of it. Nothing in our scripts goes on over the end of a line; those of others stay as they are.
fn condensed(script: &[u8]) -> Vec<u8> {
    let lines = script.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_start);
    let is_comment = |line: &[u8]| {
        line.starts_with(b"//") || (line.starts_with(b"/**") && line.trim_ascii_end().ends_with(b"*/"))
    };
    let code = lines.filter(|line| !line.is_empty() && !is_comment(line));
    code.flat_map(|line| line.iter().copied().chain([b'\n'])).collect()
}

fn text<'f>(path: &str, bytes: &'f [u8]) -> Result<&'f str, Diagnostic> {
    std::str::from_utf8(bytes).map_err(|_| trouble(path, phrase!("dit is geen UTF-8", "this isn't UTF-8")))
}

fn templates(files: &BTreeMap<String, Arc<[u8]>>) -> Result<Vec<(String, String)>, Diagnostic> {
    let mut templates = Vec::new();
    for (path, bytes) in files {
        let Some(name) = path.strip_prefix(TEMPLATES) else { continue };
        if bytes.len() > TEMPLATE_SIZE || templates.len() == MOST_TEMPLATES {
            return Err(trouble(path, phrase!("te groot, of een te veel", "too large, or one too many")));
        }
        templates.push((name.to_owned(), text(path, bytes)?.to_owned()));
    }
    Ok(templates)
}

fn icons(files: &BTreeMap<String, Arc<[u8]>>) -> Result<BTreeMap<String, String>, Diagnostic> {
    let mut icons = BTreeMap::new();
    for (path, bytes) in files {
        if let Some(name) = path.strip_prefix(ICONS).and_then(|name| name.strip_suffix(".svg")) {
            icons.insert(name.to_owned(), text(path, bytes)?.trim().to_owned());
        }
    }
    Ok(icons)
}

fn unknown_text<'k>(
    key: &str,
    SiteText { at, .. }: &SiteText,
    known: impl Iterator<Item = &'k str>,
) -> Diagnostic {
    Diagnostic::new(
        Rule::UnknownKey,
        phrase!("het thema heeft geen tekst `{key}`", "the theme has no text `{key}`"),
    )
    .at(at.clone())
    .suggest(key, nearest(key, known.filter(|other| *other != key)), Applicability::MachineApplicable)
    .hint(phrase!(
        "de namen staan in `{STRINGS}en.yaml` van het thema",
        "the names are in `{STRINGS}en.yaml` of the theme"
    ))
}

/// The strings of a language, key by key: the site's own, then the default theme's, each first for the language as it is
/// written (`nl-BE`), then for it alone (`nl`). What all of them lack is said in English, or in Dutch.
fn strings(own: &ThemeFiles, language: &Language) -> Result<Strings, Diagnostic> {
    let mut strings = Strings::new(language, BTreeMap::new());
    for tag in tags(language) {
        let path = format!("{STRINGS}{tag}.yaml");
        if let Some((_, bytes)) = own.iter().find(|(other, _)| other.as_str() == path) {
            strings = strings.or(Strings::new(language, read_strings(&path, bytes)?));
        }
    }
    if let Some(default) = default_strings(language) {
        strings = strings.or(default.clone());
    }
    if let (None, Some(name)) = (strings.own(LANGUAGE_NAME), language.own_name()) {
        strings = strings.or(Strings::new(language, BTreeMap::from([(LANGUAGE_NAME.to_owned(), name)])));
    }
    let behind = ["en", "nl"].into_iter().filter_map(|tag| DEFAULT_STRINGS.get(tag)).cloned();
    Ok(behind.fold(strings, Strings::before))
}

/// The string that says what the language is called, in itself.
pub(super) const LANGUAGE_NAME: &str = "language-name";

/// A language as it is written, and without its region.
pub(super) fn tags(language: &Language) -> [&str; 2] {
    let tag = language.as_str();
    [tag, tag.split('-').next().unwrap_or(tag)]
}

/// The default theme's strings by language; part of the program as its files are, and read once.
static DEFAULT_STRINGS: LazyLock<BTreeMap<String, Strings>> = LazyLock::new(|| {
    let folder = DEFAULT
        .get_dir(STRINGS.trim_end_matches('/'))
        .expect("the default theme has its strings in this folder");
    let languages = folder.files().map(|file| {
        let tag = file.path().file_stem().and_then(OsStr::to_str).expect("they are named after languages");
        let language = Language::new(tag).expect("they are named after languages");
        let texts = read_strings(&format!("{STRINGS}{tag}.yaml"), file.contents());
        let texts = texts.expect("the default theme is tested with the program");
        (tag.to_owned(), Strings::new(&language, texts))
    });
    languages.collect()
});

/// The default theme's strings for a language, where it has them.
pub(super) fn default_strings(language: &Language) -> Option<&'static Strings> {
    tags(language).into_iter().find_map(|tag| DEFAULT_STRINGS.get(tag))
}

fn read_strings(path: &str, bytes: &[u8]) -> Result<BTreeMap<String, String>, Diagnostic> {
    let source =
        SourcePath::new(path).map_err(|_| trouble(path, phrase!("onmogelijke naam", "impossible name")))?;
    let source = Source::new(source, text(path, bytes)?);
    let parsed = data::parse(&source, ParseLimits::FILE);
    if let Some(diagnostic) = parsed.diagnostics.first() {
        return Err(trouble(path, diagnostic.message.clone()));
    }
    let Some(data::Node { value: data::Value::Mapping(entries), .. }) = parsed.value else {
        return Err(trouble(
            path,
            phrase!("hier horen regels `sleutel: tekst`", "lines `key: text` belong here"),
        ));
    };
    let texts = entries.into_iter().map(|entry| match entry.node.value {
        data::Value::Scalar(text) => (entry.key, text),
        _ => (entry.key, String::new()),
    });
    Ok(texts.collect())
}

#[cfg(test)]
mod tests {
    use super::condensed;

    #[test]
    fn comments_and_their_types_arent_published() {
        let script = b"// Says it.\n/** @type {string} */\n  const word = \"/** a */ // b\";\n\n  /** more\n";
        assert_eq!(condensed(script), b"const word = \"/** a */ // b\";\n/** more\n");
    }
}
