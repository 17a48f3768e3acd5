//! The command line: arguments → command → exit status. 0 clean, 1 the content has errors, 2 it could not run.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::{Args, Parser, Subcommand, ValueEnum};
use wijkgids::config::Readership;
use wijkgids::shell::build::{self, Build, Format, Reached};
use wijkgids::shell::console::Console;
use wijkgids::shell::derive;
use wijkgids::shell::drift::{self, Action, report};
use wijkgids::shell::exchange::{self, Export, Import, Origin};
use wijkgids::shell::explain::explain;
use wijkgids::shell::new::{self, New, Wishes};
use wijkgids::shell::search::{self, Search};
use wijkgids::shell::serve::{self, Serve};
use wijkgids::shell::target::default_site;
use wijkgids::shell::watch::Method;
use wijkgids::text::MessageLanguage;

/// Every page is made on its own thread out of thousands of small pieces, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Maakt van mappen met praktijkkaarten een site.
#[derive(Parser)]
#[command(version, disable_help_subcommand = true, help_template = HELP)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// De taal van de meldingen
    #[arg(long, global = true, value_enum, value_name = "TAAL")]
    lang: Option<Lang>,
}

/// The help of the program and of a command, with headings in the language of the rest.
const HELP: &str =
    "{about-with-newline}\nGebruik: {usage}\n\nOpdrachten:\n{subcommands}\n\nOpties:\n{options}";
const COMMAND_HELP: &str =
    "{about-with-newline}\nGebruik: {usage}\n\nArgumenten:\n{positionals}\n\nOpties:\n{options}";

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    Nl,
    En,
}

/// Who reads a site.
#[derive(Clone, Copy, ValueEnum)]
enum Readers {
    Team,
    #[value(alias = "resident")]
    Inwoner,
}

impl From<Readers> for Readership {
    fn from(readers: Readers) -> Self {
        match readers {
            Readers::Team => Self::Team,
            Readers::Inwoner => Self::Resident,
        }
    }
}

#[derive(Subcommand)]
enum Command {
    /// Toont de site in de browser en werkt die bij terwijl u schrijft
    #[command(help_template = COMMAND_HELP)]
    Serve {
        /// De map van de site; anders de map waarin u staat, anders content/landelijk
        site: Option<PathBuf>,
        /// De poort op deze computer
        #[arg(long, default_value_t = 4000)]
        port: u16,
        /// Opent de browser
        #[arg(long)]
        open: bool,
        /// Springt in de browser naar wat u net hebt bewaard
        #[arg(long)]
        follow: bool,
        /// Kijkt zelf steeds naar de bestanden, voor schijven die geen wijzigingen melden
        #[arg(long)]
        poll: bool,
        /// De site voor deze lezers; anders de eerste die `publish` noemt
        #[arg(long, value_enum, value_name = "LEZERS")]
        publish: Option<Readers>,
    },
    /// Schrijft de site weg, als alles klopt
    #[command(help_template = COMMAND_HELP)]
    Build {
        /// De mappen van de sites; anders de map waarin u staat, anders content/landelijk
        sites: Vec<PathBuf>,
        /// Waar de site komt; anders `public` in de map van de site
        #[arg(long, value_name = "MAP")]
        out: Option<PathBuf>,
        /// Een bestand voor wat er van elke site geworden is, als JSON
        #[arg(long, value_name = "BESTAND")]
        report: Option<PathBuf>,
        /// Ook als meer dan de helft van de pagina's verdwijnt
        #[arg(long)]
        allow_empty: bool,
        /// Voor het echt: alles wat een gemeente moet publiceren, moet er zijn
        #[arg(long)]
        production: bool,
        /// Alleen de site voor deze lezers; anders elke site die `publish` noemt
        #[arg(long, value_enum, value_name = "LEZERS")]
        publish: Option<Readers>,
    },
    /// Kijkt alles na en schrijft niets
    #[command(help_template = COMMAND_HELP)]
    Check {
        /// De map van de site; anders de map waarin u staat, anders content/landelijk
        site: Option<PathBuf>,
        /// Hoe de meldingen eruitzien
        #[arg(long, value_enum, default_value = "human")]
        format: CheckFormat,
        /// Vraagt ook de links naar andere sites na, op internet; dat duurt een seconde per link
        #[arg(long)]
        online: bool,
    },
    /// Laat zien wat een lezer met deze woorden vindt, en waarom
    #[command(help_template = COMMAND_HELP)]
    Search {
        /// Wat iemand typt; met `-` leest de opdracht van elke regel een vraag, en antwoordt met een regel JSON
        #[arg(value_name = "WOORDEN")]
        words: String,
        /// De map van de site; anders de map waarin u staat, anders content/landelijk
        site: Option<PathBuf>,
        /// De taal van de lezer; anders die van de site
        #[arg(long, value_name = "TAAL")]
        language: Option<String>,
        /// Hoeveel er getoond wordt
        #[arg(long, value_name = "AANTAL", default_value_t = 10)]
        limit: usize,
        /// Hoe het antwoord eruitziet
        #[arg(long, value_enum, default_value = "human")]
        format: CheckFormat,
    },
    /// Maakt een map voor een eigen gids, die op een andere ligt
    #[command(help_template = COMMAND_HELP)]
    New {
        /// De map die erbij komt
        #[arg(value_name = "MAP")]
        site: PathBuf,
        /// De map van de site waar de nieuwe op ligt; anders de landelijke ernaast
        #[arg(long, value_name = "MAP")]
        extends: Option<PathBuf>,
        #[command(flatten)]
        wishes: NewWishes,
    },
    /// Begint een eigen versie van een document uit een laag eronder, of van delen daarvan
    #[command(help_template = COMMAND_HELP)]
    Localise {
        /// Het document: zijn pad, of dat pad in de site zonder `.md`
        document: String,
        /// De delen die anders worden: hun kop of id, `lead`, of een veld; anders alleen het begin van het bestand
        parts: Vec<String>,
        /// De map van de site; anders de map waarin u staat
        #[arg(long)]
        site: Option<PathBuf>,
    },
    /// Begint een vertaling, of voegt toe wat er nieuw is in het origineel
    #[command(help_template = COMMAND_HELP)]
    Translate {
        /// Het document: zijn pad, of dat pad in de site zonder `.md`
        document: String,
        /// De taal, zoals `ar`
        language: String,
        /// De map van de site; anders de map waarin u staat
        #[arg(long)]
        site: Option<PathBuf>,
    },
    /// Zegt wat er veranderde onder eigen versies en vertalingen, en handelt het af
    #[command(help_template = COMMAND_HELP)]
    Drift {
        /// Een document, of de map van een site; anders de hele site waarin u staat
        document: Option<String>,
        /// Toont welke woorden er veranderden
        #[arg(long, group = "action")]
        diff: bool,
        /// Gezien: wat er staat, klopt nog
        #[arg(long, group = "action")]
        accept: bool,
        /// Neemt over wat er veranderde; waar dat botst, staan er regels in het bestand om uit te kiezen
        #[arg(long, group = "action")]
        merge: bool,
        /// Een overzicht van de hele site
        #[arg(long, group = "action")]
        report: bool,
        /// Hoe het overzicht eruitziet
        #[arg(long, value_enum, default_value = "human", requires = "report")]
        format: ReportFormat,
        /// De map van de site; anders de map waarin u staat
        #[arg(long)]
        site: Option<PathBuf>,
    },
    /// Geeft de voorzieningen aan anderen: als tabel, als open data, of met de documenten erbij als JSON
    #[command(help_template = COMMAND_HELP)]
    Export {
        /// Als wat
        #[arg(value_enum, value_name = "VORM")]
        format: ExportFormat,
        /// De map van de site; anders de map waarin u staat, anders content/landelijk
        site: Option<PathBuf>,
        /// Het bestand, of bij hsds de map; anders het scherm, of de map `hsds` van de site
        #[arg(long, value_name = "PLEK")]
        out: Option<PathBuf>,
    },
    /// Leest voorzieningen in die iemand anders opschreef, en zegt wat er niet in paste
    #[command(help_template = COMMAND_HELP)]
    Import {
        /// Wat het is
        #[arg(value_enum, value_name = "VORM")]
        format: ImportFormat,
        /// Het bestand; bij hsds kan het ook de map van een export zijn
        #[arg(value_name = "BESTAND")]
        file: PathBuf,
        /// De map van de site; anders de map waarin u staat, anders content/landelijk
        site: Option<PathBuf>,
        /// Hoe het bestand in `voorzieningen` heet; anders naar het bestand dat ingelezen wordt
        #[arg(long, value_name = "NAAM")]
        name: Option<String>,
    },
    /// Legt een regel uit; zonder naam: alle regels
    #[command(help_template = COMMAND_HELP)]
    Explain {
        /// De naam van de regel, zoals broken-link
        rule: Option<String>,
    },
}

#[derive(Args)]
struct NewWishes {
    /// Hoe de gemeente heet
    #[arg(long, value_name = "NAAM")]
    name: Option<String>,
    /// Hoe een team heet, midden in een zin
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// Het telefoonnummer voor inwoners
    #[arg(long, value_name = "NR")]
    phone: Option<String>,
    /// De talen, zoals nl,en
    #[arg(long, value_name = "TALEN")]
    languages: Option<String>,
    /// De wijken, zoals 'Havenkwartier,De Weiden'
    #[arg(long, value_name = "WIJKEN")]
    areas: Option<String>,
    /// Het webadres waar de gids komt
    #[arg(long, value_name = "ADRES")]
    address: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum CheckFormat {
    Human,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum ExportFormat {
    /// Een tabel van alle voorzieningen, die als `voorzieningen/*.csv` weer te lezen is
    Csv,
    /// De bestanden van Open Referral (HSDS 3.0), zonder wat alleen voor teams is
    Hsds,
    /// Alle voorzieningen en de lijst van documenten, voor programma's
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum ImportFormat {
    /// Een tabel met eigen kolommen: csv, of een werkmap (xlsx)
    Csv,
    /// Bestanden van Open Referral (HSDS 3)
    Hsds,
}

#[derive(Clone, Copy, ValueEnum)]
enum ReportFormat {
    Human,
    Json,
    Html,
}

/// How much stack a worker gets, in bytes. Templates of a site's own theme may call each other deeply; the system only
/// gives out what is used.
const STACK: usize = 64 * 1024 * 1024;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let console = Console::new(arguments.lang.map(|lang| match lang {
        Lang::Nl => MessageLanguage::Nl,
        Lang::En => MessageLanguage::En,
    }));
    if let Err(error) = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global() {
        console.tell(&error.to_string());
        return ExitCode::from(2);
    }
    match run(arguments.command, console) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(Stop::Quietly) => ExitCode::SUCCESS,
        Err(Stop::Because(reason)) => {
            console.tell(&format!("{}: {reason}", console.say("fout", "error")));
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
        Command::Serve { site, port, open, follow, poll, publish } => {
            let site = site.unwrap_or_else(default_site);
            let method = if poll { Method::Polling } else { Method::Events };
            let readership = publish.map(Readership::from);
            let serve = Serve { site: &site, port, open, follow, method, readership };
            match serve::serve(serve, console) {
                Ok(never) => match never {},
                Err(error) => Err(Stop::Because(error.in_language(console.language))),
            }
        }
        Command::Build { sites, out, report, allow_empty, production, publish } => {
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
            let build = Build {
                sites: &sites,
                out: out.as_deref(),
                report: report.as_deref(),
                allow_empty,
                readership: publish.map(Readership::from),
                is_for_production: production,
                cancel: &cancel,
            };
            build::build(&build, console).map_err(because)
        }
        Command::Check { site, format, online } => {
            let format = match format {
                CheckFormat::Human => Format::Human,
                CheckFormat::Json => Format::Json,
            };
            let reached = if online { Reached::Online } else { Reached::Offline };
            build::check(&site.unwrap_or_else(default_site), format, reached, console).map_err(because)
        }
        Command::Search { words, site, language, limit, format } => {
            let format = match format {
                CheckFormat::Human => search::Format::Human,
                CheckFormat::Json => search::Format::Json,
            };
            let site = site.unwrap_or_else(default_site);
            let (words, language) = (words.as_str(), language.as_deref());
            let search = Search { words, site: &site, language, limit, format };
            search::search(search, console).map_err(because)
        }
        Command::New { site, extends, wishes } => {
            let NewWishes { name, team, phone, languages, areas, address } = wishes;
            let wishes = Wishes { name, team, phone, languages, areas, address };
            match new::new(&New { site: &site, extends: extends.as_deref(), wishes: &wishes }, console) {
                Ok(()) => Ok(true),
                Err(new::Error::Print(cause)) => Err(because(cause.into())),
                Err(error) => Err(Stop::Because(error.phrase().in_language(console.language).to_owned())),
            }
        }
        Command::Localise { document, parts, site } => {
            derive::localise(&document, &parts, site.as_deref(), console).map_err(because)
        }
        Command::Translate { document, language, site } => {
            derive::translate(&document, &language, site.as_deref(), console).map_err(because)
        }
        Command::Drift { document, site, report: true, format, .. } => {
            let format = match format {
                ReportFormat::Human => report::Format::Human,
                ReportFormat::Json => report::Format::Json,
                ReportFormat::Html => report::Format::Html,
            };
            let site = site.or(document.map(PathBuf::from));
            report::report(site.as_deref(), format, console).map_err(because)
        }
        Command::Drift { document, diff, accept, merge, site, .. } => {
            let action = match (diff, accept, merge) {
                (true, ..) => Action::Difference,
                (_, true, _) => Action::Accept,
                (.., true) => Action::Merge,
                (false, false, false) => Action::Tell,
            };
            drift::drift(document.as_deref(), site.as_deref(), action, console).map_err(because)
        }
        Command::Export { format, site, out } => {
            let format = match format {
                ExportFormat::Csv => exchange::Format::Csv,
                ExportFormat::Hsds => exchange::Format::Hsds,
                ExportFormat::Json => exchange::Format::Json,
            };
            let site = site.unwrap_or_else(default_site);
            exchange::export(&Export { site: &site, format, out: out.as_deref() }, console).map_err(because)
        }
        Command::Import { format, file, site, name } => {
            let origin = match format {
                ImportFormat::Csv => Origin::Csv,
                ImportFormat::Hsds => Origin::Hsds,
            };
            let site = site.unwrap_or_else(default_site);
            let import = Import { origin, file: &file, site: &site, name: name.as_deref() };
            exchange::import(&import, console).map_err(because)
        }
        Command::Explain { rule } => explain(rule.as_deref(), console).map_err(because),
    }
}
