//! The terminal: what is printed, in which language, and how far the work is.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::pipeline::{Built, Inputs};
use crate::report::{self, Style};
use crate::text::{Diagnostic, MessageLanguage};

/// Where a command prints what it does.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    /// The language of the sentences.
    pub language: MessageLanguage,
    /// Whether both streams are looked at by a person.
    pub is_terminal: bool,
}

impl Console {
    /// The terminal of this process. Without a wish, the language is Dutch, unless the system speaks English.
    pub fn new(wish: Option<MessageLanguage>) -> Self {
        let locale =
            ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
        let is_english = locale
            .into_iter()
            .find(|locale| !locale.is_empty())
            .is_some_and(|locale| locale.starts_with("en"));
        let language = wish.unwrap_or(if is_english { MessageLanguage::En } else { MessageLanguage::Nl });
        Self { language, is_terminal: io::stdout().is_terminal() && io::stderr().is_terminal() }
    }

    /// Whether to print colors; <https://no-color.org> lets people refuse them.
    pub fn is_colored(self) -> bool {
        self.is_terminal && std::env::var_os("NO_COLOR").is_none_or(|wish| wish.is_empty())
    }

    /// The Dutch or the English sentence.
    pub fn say<'t>(self, nl: &'t str, en: &'t str) -> &'t str {
        self.language.pick(nl, en)
    }

    /// Prints a result.
    ///
    /// # Errors
    ///
    /// When nobody reads it any more: `wijkgids check | head` ends quietly.
    pub fn print(self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        writeln!(out, "{text}")?;
        out.flush()
    }

    /// Prints something beside the result. That nobody reads it is no reason to stop.
    pub fn eprint(self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// Diagnostics as people read them, each with the line that it is about.
    pub(super) fn rendered<'a>(
        self,
        diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
        inputs: &Inputs,
        site: &Path,
    ) -> Vec<String> {
        let folder = path_prefix(site);
        let style = Style { language: self.language, is_colored: self.is_colored(), folder: &folder };
        let lines = |diagnostic| report::human(diagnostic, &inputs.sources, style) + "\n";
        diagnostics.into_iter().map(lines).collect()
    }

    /// Prints diagnostics beside the result of a command.
    pub(super) fn eprint_diagnostics<'a>(
        self,
        diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
        inputs: &Inputs,
        site: &Path,
    ) {
        for text in self.rendered(diagnostics, inputs, site) {
            self.eprint(&text);
        }
    }

    /// How much was found, in a sentence.
    pub(super) fn summary(self, built: &Built) -> String {
        let summary = report::summary(&built.diagnostics, self.language);
        match report::allowed(&built.allowed, self.language) {
            Some(allowed) => format!("{summary} ({allowed})"),
            None => summary,
        }
    }

    /// Shows that something is going on until what is returned is dropped; nothing where nobody looks.
    pub fn progress(self, doing: &str) -> Progress {
        if !self.is_terminal {
            return Progress(ProgressBar::hidden());
        }
        let bar = ProgressBar::new_spinner().with_message(doing.to_owned());
        let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}").expect("this is a template");
        bar.set_style(style);
        bar.enable_steady_tick(Duration::from_millis(120));
        Progress(bar)
    }
}

/// A sign of work that vanishes when it is dropped.
#[derive(Debug)]
pub struct Progress(ProgressBar);

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// What to write before the path of a file of a site.
pub(super) fn path_prefix(site: &Path) -> String {
    match site.to_str() {
        None | Some("." | "") => String::new(),
        Some(folder) => format!("{}/", folder.trim_end_matches('/')),
    }
}
