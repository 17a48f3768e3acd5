//! The command line: arguments → command → exit status. 0 clean, 1 the content has errors, 2 it could not run.

mod arguments;

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::Parser;
use wijkgids::scaffold::Options;
use wijkgids::shell::add::{self, Add};
use wijkgids::shell::build::{self, Build};
use wijkgids::shell::check::{self, Check, FixMode, Reached};
use wijkgids::shell::console::Console;
use wijkgids::shell::derive;
use wijkgids::shell::digest::{self, DigestOptions};
use wijkgids::shell::drift::{self, Action, report};
use wijkgids::shell::exchange::{self, Export, Import};
use wijkgids::shell::explain::explain;
use wijkgids::shell::new::{self, New};
use wijkgids::shell::release::{self, NewVersion};
use wijkgids::shell::rename::{self, NewName};
use wijkgids::shell::schema;
use wijkgids::shell::search::{self, Search};
use wijkgids::shell::serve::{self, Serve};
use wijkgids::shell::target::default_site;
use wijkgids::shell::update::{self, Update};
use wijkgids::shell::watch::WatchMethod;

use crate::arguments::{Arguments, Command, NewOptions};

/// Every page is made on its own thread out of thousands of small pieces, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How much stack a worker gets, in bytes. Templates of a site's own theme may call each other deeply; the system only
/// gives out what is used.
const STACK: usize = 64 * 1024 * 1024;

/// What the system sends who writes more to a file than it may; 25 wherever Unix is.
const SIGXFSZ: i32 = 25;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let console = Console::new(arguments.lang);
    if let Err(error) = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global() {
        console.eprint(&error.to_string());
        return ExitCode::from(2);
    }
    match run(arguments.command, console) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(Stop::Quietly) => ExitCode::SUCCESS,
        Err(Stop::Because(reason)) => {
            console.eprint(&format!("{}: {reason}", console.say("fout", "error")));
            ExitCode::from(2)
        }
    }
}

/// Why a command ended before it was done.
enum Stop {
    /// Nobody reads its output any more.
    Quietly,
    /// It could not run.
    Because(String),
}

fn run(command: Command, console: Console) -> Result<bool, Stop> {
    let because = |error: build::Error| match &error {
        build::Error::Print(cause) if cause.kind() == ErrorKind::BrokenPipe => Stop::Quietly,
        _ => Stop::Because(error.in_language(console.language)),
    };
    match command {
        Command::Serve { site, port, open, follow, poll, editor, publish } => {
            let site = site.unwrap_or_else(default_site);
            let method = if poll { WatchMethod::Polling } else { WatchMethod::Events };
            let serve =
                Serve { site: &site, port, open, follow, method, editor: &editor, readership: publish };
            match serve::serve(serve, console) {
                Ok(never) => match never {},
                Err(error) => Err(Stop::Because(error.in_language(console.language))),
            }
        }
        Command::Build { sites, out, report, allow_empty, in_place, production, publish } => {
            let sites = if sites.is_empty() { vec![default_site()] } else { sites };
            let cancel = Arc::new(AtomicBool::new(false));
            for signal in
                [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP]
            {
                // A second signal ends at once, for whoever can't wait.
                let second = signal_hook::flag::register_conditional_shutdown(signal, 2, Arc::clone(&cancel));
                let first = signal_hook::flag::register(signal, Arc::clone(&cancel));
                second.and(first).map_err(|error| Stop::Because(error.to_string()))?;
            }
            // At the limit of a file's size the system's answer is an error then, and not the end of the process.
            signal_hook::flag::register(SIGXFSZ, Arc::default())
                .map_err(|error| Stop::Because(error.to_string()))?;
            let build = Build {
                sites: &sites,
                out: out.as_deref(),
                report: report.as_deref(),
                allow_empty,
                in_place,
                readership: publish,
                is_for_production: production,
                cancel: &cancel,
            };
            build::build(&build, console).map_err(because)
        }
        Command::Check { mut sites, format, fix, dry_run, online, production } => {
            let fix_mode = match (fix, dry_run) {
                (_, true) => FixMode::Preview,
                (true, false) => FixMode::Apply,
                (false, false) => FixMode::Report,
            };
            if sites.is_empty() {
                sites.push(default_site());
            }
            let reached = if online { Reached::Online } else { Reached::Offline };
            let is_for_production = production;
            check::check(Check { sites: &sites, format, fix_mode, reached, is_for_production }, console)
                .map_err(because)
        }
        Command::Search { words, site, language, limit, format } => {
            let site = site.unwrap_or_else(default_site);
            let (words, language) = (words.as_str(), language.as_deref());
            let search = Search { words, site: &site, language, limit, format };
            search::search(search, console).map_err(because)
        }
        Command::New { site, extends, options } => {
            let NewOptions { name, team, phone, languages, areas, address } = options;
            let options = Options { name, team, phone, languages, areas, address };
            match new::new(&New { site: &site, extends: extends.as_deref(), options: &options }, console) {
                Ok(()) => Ok(true),
                Err(new::Error::Print(cause)) => Err(because(cause.into())),
                Err(error) => Err(Stop::Because(error.phrase().in_language(console.language).to_owned())),
            }
        }
        Command::Add { kind, title, terms, owner, site } => {
            let (owner, site) = (owner.as_deref(), site.as_deref());
            let add = Add { kind: &kind, title: &title, terms: &terms, owner, site };
            add::add(add, console).map_err(because)
        }
        Command::Localise { document, parts, site } => {
            derive::localise(&document, &parts, site.as_deref(), console).map_err(because)
        }
        Command::Translate { document, language, site } => {
            derive::translate(&document, &language, site.as_deref(), console).map_err(because)
        }
        Command::Drift { document, site, report: true, format, .. } => {
            let site = site.or(document.map(PathBuf::from));
            report::report(site.as_deref(), format, console).map_err(because)
        }
        Command::Drift { document, diff, accept, merge, site, .. } => {
            let action = match (diff, accept, merge) {
                (true, ..) => Action::Difference,
                (_, true, _) => Action::Accept,
                (.., true) => Action::Merge,
                (false, false, false) => Action::Status,
            };
            drift::drift(document.as_deref(), site.as_deref(), action, console).map_err(because)
        }
        Command::Digest { site, owner, since, manager, format, out } => {
            let (site, out) = (site.as_deref(), out.as_deref());
            let (owner, since) = (owner.as_deref(), since.as_deref());
            let options = DigestOptions { site, owner, since, is_for_manager: manager, format, out };
            digest::digest(options, console).map_err(because)
        }
        Command::Release { version, site, note, dry_run } => {
            let (site, note) = (site.as_deref(), note.as_deref());
            release::release(NewVersion { version: &version, site, note, is_dry_run: dry_run }, console)
                .map_err(because)
        }
        Command::Update { base, site, from, dry_run, keep_edits, older, other, adopt } => {
            let (base, site, from) = (base.as_deref(), site.as_deref(), from.as_deref());
            let update = Update {
                base,
                site,
                from,
                is_dry_run: dry_run,
                keeps_edits: keep_edits,
                allows_older: older,
                allows_other: other,
                adopts: adopt,
            };
            update::update(update, console).map_err(because)
        }
        Command::Rename { old, new, site, dry_run } => {
            let (old, new, site) = (old.as_str(), new.as_str(), site.as_deref());
            rename::rename(NewName { old, new, site, is_dry_run: dry_run }, console).map_err(because)
        }
        Command::Export { format, site, out } => {
            let site = site.unwrap_or_else(default_site);
            exchange::export(&Export { site: &site, format, out: out.as_deref() }, console).map_err(because)
        }
        Command::Import { format, file, site, name } => {
            let site = site.unwrap_or_else(default_site);
            let import = Import { origin: format, file: &file, site: &site, name: name.as_deref() };
            exchange::import(&import, console).map_err(because)
        }
        Command::Schema { site, out } => {
            let site = site.unwrap_or_else(default_site);
            schema::schema(&site, out.as_deref(), console).map_err(because)
        }
        Command::Explain { rule } => explain(rule.as_deref(), console).map_err(because),
    }
}
