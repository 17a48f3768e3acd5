//! What can be asked for on the command line, in Dutch: the texts of `--help` are those of the comments below.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use wijkgids::config::Readership;
use wijkgids::data::KeyName;
use wijkgids::shell::digest;
use wijkgids::shell::drift::report;
use wijkgids::shell::exchange::{self, ImportSource};
use wijkgids::shell::{check, search};
use wijkgids::text::MessageLanguage;

/// Maakt van mappen met praktijkkaarten een site.
#[derive(Parser)]
#[command(version, disable_help_subcommand = true, help_template = HELP)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// De taal van de meldingen
    #[arg(long, global = true, value_parser = message_language(), value_name = "TAAL")]
    pub(crate) lang: Option<MessageLanguage>,
}

/// The help of the program and of a command, with headings in the language of the rest.
const HELP: &str =
    "{about-with-newline}\nGebruik: {usage}\n\nOpdrachten:\n{subcommands}\n\nOpties:\n{options}";
const COMMAND_HELP: &str =
    "{about-with-newline}\nGebruik: {usage}\n\nArgumenten:\n{positionals}\n\nOpties:\n{options}";

/// One of a table's values, by its Dutch or its English name; help shows the Dutch ones.
fn one_of<T>(table: impl IntoIterator<Item = (KeyName, T)>) -> impl TypedValueParser<Value = T>
where
    T: Clone + Send + Sync + 'static,
{
    let table: Vec<(KeyName, T)> = table.into_iter().collect();
    let names = table.iter().map(|(name, _)| PossibleValue::new(name.nl).alias(name.en));
    PossibleValuesParser::new(names).map(move |typed| {
        let named = table.iter().find(|(name, _)| name.is(&typed));
        named.expect("only names of the table are taken").1.clone()
    })
}

/// One of the languages of messages, by its tag.
fn message_language() -> impl TypedValueParser<Value = MessageLanguage> {
    one_of(MessageLanguage::ALL.map(|language| (KeyName::same(language.tag()), language)))
}

/// Who reads a site, as its configuration names them.
fn readership() -> impl TypedValueParser<Value = Readership> {
    one_of(Readership::CHOICES)
}

#[derive(Subcommand)]
pub(crate) enum Command {
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
        /// Waarin bestanden opengaan: vscode, vscodium, zed, sublime, textmate, idea, none, of een adres met {path} erin
        #[arg(long, value_name = "PROGRAMMA", env = "WIJKGIDS_EDITOR", default_value = "vscode")]
        editor: String,
        /// De site voor deze lezers; anders de eerste die `publish` noemt
        #[arg(long, value_parser = readership(), value_name = "LEZERS")]
        publish: Option<Readership>,
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
        /// Houdt de map van de site dezelfde en vervangt de bestanden een voor een; voor een map die een container aankoppelt
        #[arg(long)]
        in_place: bool,
        /// Voor het echt: alles wat een gemeente moet publiceren, moet er zijn
        #[arg(long)]
        production: bool,
        /// Alleen de site voor deze lezers; anders elke site die `publish` noemt
        #[arg(long, value_parser = readership(), value_name = "LEZERS")]
        publish: Option<Readership>,
    },
    /// Kijkt alles na en schrijft niets
    #[command(help_template = COMMAND_HELP)]
    Check {
        /// De mappen van de sites; anders de map waarin u staat, anders content/landelijk
        sites: Vec<PathBuf>,
        /// Hoe de meldingen eruitzien
        #[arg(long, value_enum, default_value = "human")]
        format: check::Format,
        /// Verbetert in de bestanden wat maar op één manier te verbeteren is
        #[arg(long)]
        fix: bool,
        /// Laat zien wat `--fix` zou veranderen, en verandert niets
        #[arg(long, requires = "fix")]
        dry_run: bool,
        /// Vraagt ook de links naar andere sites na, op internet; dat duurt een seconde per link
        #[arg(long)]
        online: bool,
        /// Zoals het echt verschijnt: zonder concepten, en met alles wat er dan moet zijn
        #[arg(long)]
        production: bool,
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
        format: search::Format,
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
        options: NewOptions,
    },
    /// Begint een nieuwe kaart, vraag, pagina of voorziening, met de vaste koppen en de datum van vandaag
    #[command(help_template = COMMAND_HELP)]
    Add {
        /// Wat het wordt: card (kaart), question (vraag), page (pagina), provision (voorziening), of een soort van de site zelf
        #[arg(value_name = "SOORT")]
        kind: String,
        /// De titel
        #[arg(value_name = "TITEL")]
        title: String,
        /// Een term waar het bij hoort, zoals preventie; kan vaker
        #[arg(long = "term", value_name = "TERM")]
        terms: Vec<String>,
        /// Wie het bijhoudt: een functie of team; anders wie dat meestal doet
        #[arg(long, value_name = "EIGENAAR")]
        owner: Option<String>,
        /// De map van de site; anders de map waarin u staat, anders content/landelijk
        #[arg(long)]
        site: Option<PathBuf>,
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
        format: report::Format,
        /// De map van de site; anders de map waarin u staat
        #[arg(long)]
        site: Option<PathBuf>,
    },
    /// Zegt wie wat te doen heeft: wat er veranderde, wat opnieuw gelezen moet worden, en wat niet klopt
    #[command(help_template = COMMAND_HELP)]
    Digest {
        /// De map van de site; anders de map waarin u staat, anders content/landelijk
        site: Option<PathBuf>,
        /// Alleen voor deze eigenaar; anders voor iedereen, met een deel voor elke eigenaar
        #[arg(long, value_name = "EIGENAAR")]
        owner: Option<String>,
        /// Laat veranderingen weg waarvan bekend is dat ze van voor deze dag zijn, zoals 2026-11-01
        #[arg(long, value_name = "DATUM")]
        since: Option<String>,
        /// Voor wie de gids leidt: hoeveel er is overgenomen, eigen, achter of te laat, en van wie
        #[arg(long, conflicts_with_all = ["owner", "since"])]
        manager: bool,
        /// Hoe het eruitziet
        #[arg(long, value_enum, default_value = "human")]
        format: digest::Format,
        /// Het bestand waar het in komt; anders het scherm
        #[arg(long, value_name = "BESTAND")]
        out: Option<PathBuf>,
    },
    /// Maakt van een gids waar anderen op liggen een nieuwe uitgave
    #[command(help_template = COMMAND_HELP)]
    Release {
        /// Het nummer, zoals 2 of 2.1
        #[arg(value_name = "NUMMER")]
        version: String,
        /// De map van de gids; anders de map waarin u staat, anders content/landelijk
        site: Option<PathBuf>,
        /// Een zin over wat er nieuw is
        #[arg(long, value_name = "TEKST")]
        note: Option<String>,
        /// Zegt wat er zou gebeuren, en schrijft niets
        #[arg(long)]
        dry_run: bool,
    },
    /// Haalt een nieuwe uitgave binnen van de gids waar een site op ligt
    #[command(help_template = COMMAND_HELP)]
    Update {
        /// Welke gids: zijn map of hoe die heet; anders de enige die van anderen ontvangen is
        #[arg(value_name = "GIDS")]
        base: Option<String>,
        /// De map van de site; anders de map waarin u staat
        #[arg(long)]
        site: Option<PathBuf>,
        /// De map of zip met de nieuwe uitgave; `program`, of niets, is de landelijke gids die in het programma zit
        #[arg(long, value_name = "PLEK")]
        from: Option<PathBuf>,
        /// Zegt wat er zou veranderen, en schrijft niets
        #[arg(long)]
        dry_run: bool,
        /// Verhuist wat er in de gids zelf veranderd is naar de eigen site
        #[arg(long)]
        keep_edits: bool,
        /// Neemt ook een uitgave die ouder is dan wat er staat
        #[arg(long)]
        older: bool,
        /// Neemt ook een heel andere gids
        #[arg(long)]
        other: bool,
        /// Legt alleen vast wat bij een gids hoort die dat zelf niet zegt, zodat hij bijgewerkt kan worden
        #[arg(long, conflicts_with = "keep_edits")]
        adopt: bool,
    },
    /// Geeft een document, term, onderwerp of kop een andere naam, overal waar die staat
    #[command(help_template = COMMAND_HELP)]
    Rename {
        /// Hoe het heet: een document, `thema:wonen`, `onderwerp:schulden`, of een kop als `kaarten/x#zo-doe-je-het`
        #[arg(value_name = "OUD")]
        old: String,
        /// Hoe het gaat heten
        #[arg(value_name = "NIEUW")]
        new: String,
        /// De map van de site; anders de map waarin u staat
        #[arg(long)]
        site: Option<PathBuf>,
        /// Zegt wat er zou veranderen, en schrijft niets
        #[arg(long)]
        dry_run: bool,
    },
    /// Geeft de voorzieningen aan anderen: als tabel, als open data, of met de documenten erbij als JSON
    #[command(help_template = COMMAND_HELP)]
    Export {
        /// Als wat
        #[arg(value_enum, value_name = "VORM")]
        format: exchange::Format,
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
        format: ImportSource,
        /// Het bestand; bij hsds kan het ook de map van een export zijn
        #[arg(value_name = "BESTAND")]
        file: PathBuf,
        /// De map van de site; anders de map waarin u staat, anders content/landelijk
        site: Option<PathBuf>,
        /// Hoe het bestand in `voorzieningen` heet; anders naar het bestand dat ingelezen wordt
        #[arg(long, value_name = "NAAM")]
        name: Option<String>,
    },
    /// Geeft JSON-schema's, waarmee een eigen schrijfprogramma helpt bij het invullen
    #[command(help_template = COMMAND_HELP)]
    Schema {
        /// De map van de site; anders de map waarin u staat, anders content/landelijk
        site: Option<PathBuf>,
        /// De map waar elk schema een bestand wordt, zoals .wijkgids/schema; anders het scherm
        #[arg(long, value_name = "MAP")]
        out: Option<PathBuf>,
    },
    /// Legt een regel uit; zonder naam: alle regels
    #[command(help_template = COMMAND_HELP)]
    Explain {
        /// De naam van de regel, zoals broken-link
        rule: Option<String>,
    },
}

#[derive(Args)]
pub(crate) struct NewOptions {
    /// Hoe de gemeente heet
    #[arg(long, value_name = "NAAM")]
    pub(crate) name: Option<String>,
    /// Hoe een team heet, midden in een zin
    #[arg(long, value_name = "TEAM")]
    pub(crate) team: Option<String>,
    /// Het telefoonnummer voor inwoners
    #[arg(long, value_name = "NR")]
    pub(crate) phone: Option<String>,
    /// De talen, zoals nl,en
    #[arg(long, value_name = "TALEN")]
    pub(crate) languages: Option<String>,
    /// De wijken, zoals 'Havenkwartier,De Weiden'
    #[arg(long, value_name = "WIJKEN")]
    pub(crate) areas: Option<String>,
    /// Het webadres waar de gids komt
    #[arg(long, value_name = "ADRES")]
    pub(crate) address: Option<String>,
}
