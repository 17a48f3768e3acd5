//! A generated town: what a municipality writes on top of the national library.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::base::Base;
use super::chance::Chance;

/// What a municipality wrote.
#[derive(Clone, Debug)]
pub(super) struct Town {
    /// Its texts, by path in its folder.
    pub(super) files: BTreeMap<String, String>,
    /// Each of its sentences that readers see, with the file that it stands in.
    pub(super) sentences: Vec<(String, String)>,
    n_sentences: usize,
}

/// The words that its sentences are made of.
const WORDS: [&str; 12] = [
    "buren",
    "koffie",
    "donderdag",
    "fiets",
    "markt",
    "brief",
    "sleutel",
    "tuin",
    "bezoek",
    "afspraak",
    "loket",
    "brug",
];

impl Town {
    /// A town that lies on a base.
    pub(super) fn new(base: &Base, chance: &mut Chance) -> Self {
        let mut town = Self { files: BTreeMap::new(), sentences: Vec::new(), n_sentences: 0 };
        town.configuration(chance);
        let cards = base.ids("kaarten/");
        let questions = base.ids("vragen/");
        let documents: Vec<String> = cards.iter().chain(&questions).cloned().collect();
        let n_overlays = 4 + chance.below(5);
        let mut touched: BTreeSet<String> = BTreeSet::new();
        for id in chance.some(&documents, n_overlays) {
            town.overlay(base, &id, chance);
            touched.insert(id);
        }
        let free: Vec<String> = cards.iter().filter(|id| !touched.contains(*id)).cloned().collect();
        let n_hidden = 1 + chance.below(2);
        for id in chance.some(&free, n_hidden) {
            town.files.insert(format!("{id}.md"), "---\nverborgen: true\n---\n".to_owned());
        }
        for id in chance.some(&free, 2) {
            if !town.files.contains_key(&format!("{id}.md")) {
                town.translation(base, &id, chance);
            }
        }
        for n in 0..2 {
            town.card(&documents, n, chance);
        }
        town.question(&documents, chance);
        town.data(&questions, chance);
        town
    }

    /// A sentence that nobody else says.
    fn sentence(&mut self, path: &str, chance: &mut Chance) -> String {
        let n = self.n_sentences;
        self.n_sentences += 1;
        let words: Vec<&str> = (0..4).map(|_| *chance.one(&WORDS)).collect();
        let sentence = format!("Bij ons geldt afspraak {n}a met {}.", words.join(" en "));
        self.sentences.push((path.to_owned(), sentence.clone()));
        sentence
    }

    fn configuration(&mut self, chance: &mut Chance) {
        let mut config = String::from(
            "extends: ../landelijk\ntitle: Wijkgids Veldhuizen\nbase_url: https://veldhuizen.example/\n\
             values: {gemeente: Veldhuizen, team: buurtteam, telefoon: 14 0997}\npublish: team\nzoekmachines: false\n\
             duties:\n  accessibility: {register: \"https://www.toegankelijkheidsverklaring.nl/register/9998\", status: B, \
             date: 2026-09-15, contact: toegankelijkheid@veldhuizen.example, responsible: Manager communicatie}\n  \
             security: {contact: [\"mailto:security@veldhuizen.example\"], expires: 2027-10-31, languages: [nl]}\n  \
             privacy: paginas/privacy\n",
        );
        config.push_str("facets:\n  thema:\n    terms:\n      havenwerk: {title: Havenwerk}\n");
        if chance.happens(50) {
            config.push_str("      mandaat: {title: Wat u zelf beslist}\n");
        }
        if chance.happens(50) {
            config.push_str("  rol:\n    terms:\n      teamleider: {title: Voorvrouw of voorman}\n");
        }
        if chance.happens(50) {
            config.push_str("relations:\n  vervolg-op: {title: Komt na}\n");
        }
        if chance.happens(50) {
            config.push_str("kinds:\n  formulier: {menu: true}\n");
        }
        self.files.insert("wijkgids.yaml".to_owned(), config);
        // What the library has is about itself.
        let page = "---\ntitel: Privacy in Veldhuizen\nstatus: gepubliceerd\neigenaar: redactie\n---\n\nWij bewaren niets.\n";
        self.files.insert("paginas/privacy.md".to_owned(), page.to_owned());
    }

    /// A file that says something else than a document of the base, and notes what that said.
    fn overlay(&mut self, base: &Base, id: &str, chance: &mut Chance) {
        let path = format!("{id}.md");
        // The ids of longer ones are cut off.
        let sections: Vec<String> =
            base.sections(id).into_iter().filter(|heading| heading.len() < 40).collect();
        let (mut notes, mut body) = (String::new(), String::new());
        let n = 1 + chance.below(2);
        for heading in chance.some(&sections, n) {
            let slug = wijkgids::text::slugify(&heading);
            let digest = base.digest(id, &heading);
            writeln!(notes, "  {slug}: {digest}").expect("a text can be written to");
            let sentence = self.sentence(&path, chance);
            write!(body, "\n## {heading}\n\n{sentence}\n").expect("a text can be written to");
        }
        if chance.happens(30) {
            let sentence = self.sentence(&path, chance);
            write!(body, "\n## Bij ons in Veldhuizen\n\n{sentence}\n").expect("a text can be written to");
        }
        let title = if chance.happens(30) { "titel: Zo doen wij het\n" } else { "" };
        let status = if chance.happens(30) { "status: gepubliceerd\n" } else { "" };
        self.files.insert(path, format!("---\n{title}{status}basis:\n{notes}---\n{body}"));
    }

    fn translation(&mut self, base: &Base, id: &str, chance: &mut Chance) {
        let path = format!("{id}.en.md");
        if base.0.contains_key(&path) {
            return;
        }
        let headings: Vec<String> =
            base.sections(id).into_iter().filter(|heading| heading.len() < 40).collect();
        let heading = chance.one(&headings);
        let (slug, digest) = (wijkgids::text::slugify(heading), base.digest(id, heading));
        let sentence = self.sentence(&path, chance);
        let text = format!(
            "---\ntitel: In English\nbasis:\n  {slug}: {digest}\n---\n\n## In English {{#{slug}}}\n\n{sentence}\n"
        );
        self.files.insert(path, text);
    }

    fn card(&mut self, documents: &[String], n: usize, chance: &mut Chance) {
        let path = format!("kaarten/havenwerk/eigen-{n}.md");
        let term = *chance.one(&["havenwerk", "mandaat", "preventie"]);
        let (related, linked, near) = (chance.one(documents), chance.one(documents), chance.one(documents));
        let relation = *chance.one(&["vervolg-op", "spanning-met", "hangt-samen-met"]);
        let (first, last) = (self.sentence(&path, chance), self.sentence(&path, chance));
        let text = format!(
            "---\ntitel: Eigen kaart {n}\nsamenvatting: Wat wij in de haven doen.\nthema: {term}\nrol: [teamleider]\nbewijs: \
             [001-8d]\nrelaties: {{{relation}: [{related}]}}\neigenaar: redactie\nstatus: gepubliceerd\nbeoordeeld: \
             2026-11-10\nherzien_voor: 2027-11-10\n---\n\n## Zo doe je het\n\n1. {first}\n2. Zie [[{linked}]] en [daar](../../{near}.md).\n\n\
             ## Wanneer niet\n\n{last} Bel {{{{ luisterlijn }}}} of het {{{{ team }}}}.\n"
        );
        self.files.insert(path, text);
    }

    fn question(&mut self, documents: &[String], chance: &mut Chance) {
        let path = "vragen/ik-zoek-de-haven.md".to_owned();
        let related = chance.one(documents);
        let sentence = self.sentence(&path, chance);
        let text = format!(
            "---\ntitel: Ik zoek de haven\nsamenvatting: Waar de haven is.\npubliek: inwoner\nhulp_bij_spoed:\n  - niveau: nu\n    \
             doe: Bel 112 als er gevaar is.\n    als: [er is gevaar]\n  - niveau: vandaag\n    doe: \"Bel vandaag {{{{ telefoon }}}}.\"\n    als: [u wilt iets]\n  \
             - niveau: binnenkort\n    doe: \"Bel deze week {{{{ telefoon }}}}.\"\n    als: [u wilt later iets]\neigenaar: redactie\nstatus: gepubliceerd\nbeoordeeld: 2026-11-12\nherzien_voor: 2027-05-12\n\
             relaties: {{hangt-samen-met: [{related}]}}\n---\n\n## Wie kan u helpen\n\n{sentence}\n\n## Wat gebeurt er daarna\n\nDat hoort u dan.\n"
        );
        self.files.insert(path, text);
    }

    fn data(&mut self, questions: &[String], chance: &mut Chance) {
        let path = "voorzieningen/eigen.yaml".to_owned();
        let sentence = self.sentence(&path, chance);
        let other = self.sentence(&path, chance);
        let topic = *chance.one(&["schulden", "wonen", "eenzaamheid"]);
        let text = format!(
            "voorzieningen:\n  loket-haven:\n    naam: Loket haven\n    organisatie: Gemeente Veldhuizen\n    soort: overheid\n    aanbod: {sentence}\n    onderwerpen: [{topic}]\n    \
             vragen: [{}]\n    ingang: gemeente\n    telefoon: 099 200 11 10\n    gecontroleerd: 2026-11-01\n    bron: gebeld\n  veilig-thuis:\n    aanbod: {other}\n",
            chance.one(questions)
        );
        self.files.insert(path, text);
        let word = format!(
            "begrippen:\n  havenloket: {{uitleg: Waar u in de haven terechtkunt., zie: [{}]}}\n",
            chance.one(questions)
        );
        self.files.insert("begrippen.yaml".to_owned(), word);
        let register = "bronnen:\n  eigen: {titel: Ons onderzoek, soort: rapport, jaar: 2026}\nfeiten:\n  eigen-1: {bron: eigen, tekst: Het werkt.}\n  \
                        eigen-2: {bron: \"001\", tekst: Dat werkt ook.}\n";
        self.files.insert("bronnen.yaml".to_owned(), register.to_owned());
    }
}
