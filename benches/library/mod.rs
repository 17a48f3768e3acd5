//! A library of any size for measuring: cards as long and as linked as real ones, the same for the same size.

/// The files of a site with `n` cards, as path and text.
pub(crate) fn files(n: usize) -> Vec<(String, String)> {
    let mut files = vec![
        ("wijkgids.yaml".to_owned(), config()),
        ("bronnen.yaml".to_owned(), include_str!("../../content/landelijk/bronnen.yaml").to_owned()),
    ];
    files.extend((0..n).map(|idx| (format!("{}.md", id(idx)), card(idx, n))));
    files
}

const THEMES: [&str; 4] = ["preventie", "netwerk-activeren", "mandaat", "op-en-afschalen"];
const AREAS: [&str; 10] = [
    "opdracht",
    "werkwijze",
    "ketenpartners",
    "bereikbaarheid",
    "netwerk",
    "een-gezin-een-plan",
    "preventie",
    "maatwerk",
    "effectiviteit",
    "leren",
];
const ROLES: [&str; 5] =
    ["wijkteamprofessional", "teamleider", "opbouwwerker", "jeugdprofessional", "ketenpartner"];
const FACTS: [&str; 6] = ["001-8d", "001-3a", "003-04", "004-05", "000-17", "001-7e"];

/// The words that sentences are made of.
const WORDS: &str = "afspraak bewoner buurt collega dag gesprek gezin hulp huis kaart kind korte lijst maand mensen \
    moment naaste netwerk nummer ouder overleg plan regie samen signaal stap straat taak team tijd uur vraag \
    vrijwilliger week wijk zorg schrijf vraag bel kijk spreek maak leg houd weet zie eerst daarna soms altijd rustig \
    een de het en van in op met voor niet je we ze dat dit wat wie waar";

fn id(idx: usize) -> String {
    format!("kaarten/{}/kaart-{idx}", THEMES[idx % 4])
}

/// Numbers that look drawn by chance and are the same every time: the generator of Numerical Recipes, 32 bits.
struct Chance(u32);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % n
    }

    fn sentence(&mut self, words: &[&str]) -> String {
        let n = 7 + self.below(8);
        let mut sentence = String::new();
        for _ in 0..n {
            if !sentence.is_empty() {
                sentence.push(' ');
            }
            sentence.push_str(words[self.below(words.len())]);
        }
        sentence.replace_range(0..1, &sentence[0..1].to_uppercase());
        sentence + "."
    }

    fn paragraph(&mut self, words: &[&str], n: usize) -> String {
        (0..n).map(|_| self.sentence(words)).collect::<Vec<_>>().join(" ")
    }
}

/// A card of some 430 words, the length of those in `content/landelijk`.
fn card(idx: usize, n: usize) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut chance =
        Chance(u32::try_from(idx).expect("a library has fewer than 4,000 million cards") ^ 0x5eed);
    let theme = THEMES[idx % 4];
    let (area, other) = (AREAS[chance.below(10)], AREAS[chance.below(10)]);
    let areas = if area == other { area.to_owned() } else { format!("{area}, {other}") };
    let role = ROLES[chance.below(5)];
    let (fact, counter) = (FACTS[chance.below(6)], FACTS[chance.below(6)]);
    let title = format!(
        "{} {} {}",
        words[chance.below(words.len())],
        words[chance.below(words.len())],
        words[chance.below(words.len())]
    );
    let summary = chance.paragraph(&words, 2);
    let near = |chance: &mut Chance| id((idx + 1 + chance.below(40)) % n);
    let related = near(&mut chance);
    let linked = near(&mut chance);
    let day = 1 + chance.below(28);
    let mut text = format!(
        "---\ntitel: {title} {idx}\nsamenvatting: {summary}\nthema: {theme}\naandachtsgebied: [{areas}]\n\
         rol: [{role}]\nduur: 15 minuten per week\ndeelnemers: bewoner, één naaste\nbewijs: [{fact}]\n\
         tegenspraak: [{counter}]\n"
    );
    if related != id(idx) {
        text.push_str(&format!("relaties:\n  vervolg-op: [{related}]\n"));
    }
    text.push_str(&format!(
        "eigenaar: redactie-landelijk\nstatus: gepubliceerd\nbeoordeeld: 2026-10-{day:02}\n\
         herzien_voor: 2027-10-{day:02}\nzoekwoorden: [lichte nazorg, vinger aan de pols]\n---\n\n## Waarom\n\n"
    ));
    text.push_str(&chance.paragraph(&words, 6));
    text.push_str("\n\n");
    text.push_str(&chance.paragraph(&words, 3));
    text.push_str(&format!(" Zie ook [[{linked}]].\n\n## Zo doe je het\n\n"));
    for step in 1..=6 {
        text.push_str(&format!("{step}. **{}** {}\n", chance.sentence(&words), chance.paragraph(&words, 2)));
    }
    text.push_str("\n## Wanneer niet\n\n");
    for _ in 0..3 {
        text.push_str(&format!("- {}\n", chance.sentence(&words)));
    }
    text.push_str(&format!(
        "\n## Voorbeeld\n\n> [!NOTE]\n> Verzonnen voorbeeld. {}\n\n",
        chance.paragraph(&words, 4)
    ));
    text.push_str(&format!("## Wat anderen ervan vinden\n\n{}\n", chance.paragraph(&words, 4)));
    text
}

/// The configuration of the national library, in one language: each further one makes as many pages again.
fn config() -> String {
    let config = include_str!("../../content/landelijk/wijkgids.yaml");
    config.lines().filter(|line| !line.starts_with("languages:")).map(|line| format!("{line}\n")).collect()
}
