//! A light stemmer: endings of a language taken away by a list, so few rules that the browser has them too.
//!
//! Words of the site are compared by what [`super::analysis`] knows of them, and the browser gets the result. For a word
//! that the site has in other forms only, both look for words that have the same [`Light::root`]. Languages without a
//! stemmer of their own are compared by nothing else.

/// What a light stemmer takes away.
#[derive(Clone, Copy, Debug)]
pub(super) struct Light {
    /// Endings with what takes their place, longest first; with fewer than [`SHORTEST`] characters left they stay.
    pub(super) endings: &'static [(&'static str, &'static str)],
    /// What may be written before a word.
    pub(super) prefixes: &'static [&'static str],
    /// What may stand before a prefix: `opgeschaald` is a form of `opschalen`.
    pub(super) particles: &'static [&'static str],
    /// Letters that another one takes the place of at the end of a word.
    pub(super) last: &'static [(&'static str, &'static str)],
}

/// How many characters have to be left of a word.
pub(super) const SHORTEST: usize = 3;

/// How often an ending is taken away: `vrijwilligers` has one, `kussens` two.
pub(super) const PASSES: usize = 2;

impl Light {
    /// What all forms of a word have in common; the word is folded.
    pub(super) fn root(self, word: &str) -> String {
        let mut root = word.to_owned();
        for _ in 0..PASSES {
            let shorter = self.endings.iter().find_map(|(ending, instead)| {
                let rest = root.strip_suffix(ending)?;
                (rest.chars().count() >= SHORTEST).then(|| format!("{rest}{instead}"))
            });
            match shorter {
                Some(shorter) => root = shorter,
                None => break,
            }
        }
        let mut single = String::with_capacity(root.len());
        for c in root.chars() {
            if !single.ends_with(c) {
                single.push(c);
            }
        }
        for (letter, instead) in self.last {
            if let Some(rest) = single.strip_suffix(letter) {
                return format!("{rest}{instead}");
            }
        }
        single
    }

    /// The word without each prefix that may be written before it or between a particle and it.
    pub(super) fn bare(self, word: &str) -> Vec<String> {
        let without = |particle: &str, prefix: &str| {
            let rest = word.strip_prefix(particle)?.strip_prefix(prefix)?;
            (rest.chars().count() >= SHORTEST).then(|| format!("{particle}{rest}"))
        };
        let particles = || std::iter::once(&"").chain(self.particles);
        self.prefixes
            .iter()
            .flat_map(|prefix| particles().filter_map(|particle| without(particle, prefix)))
            .collect()
    }
}

/// Nothing is taken away.
pub(super) const NONE: Light = Light { endings: &[], prefixes: &[], particles: &[], last: &[] };

pub(super) const DUTCH: Light = Light {
    endings: &[
        ("heden", "heid"),
        ("tjes", ""),
        ("pjes", ""),
        ("jes", ""),
        ("tje", ""),
        ("pje", ""),
        ("ers", "er"),
        ("els", "el"),
        ("ens", "en"),
        ("den", ""),
        ("ten", ""),
        ("je", ""),
        ("os", "o"),
        ("as", "a"),
        ("de", ""),
        ("te", ""),
        ("en", ""),
        ("e", ""),
        ("t", ""),
        ("d", ""),
    ],
    prefixes: &["ge"],
    particles: &[
        "aan", "achter", "af", "bij", "binnen", "door", "in", "mee", "na", "om", "op", "over", "terug",
        "toe", "uit",
    ],
    last: &[("z", "s"), ("v", "f")],
};

pub(super) const ENGLISH: Light = Light {
    endings: &[
        ("ings", ""),
        ("ies", "y"),
        ("ied", "y"),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
        ("ly", ""),
        ("s", ""),
        ("e", ""),
    ],
    prefixes: &[],
    particles: &[],
    last: &[],
};

pub(super) const ARABIC: Light = Light {
    endings: &[
        ("هما", ""),
        ("كما", ""),
        ("تهم", ""),
        ("تها", ""),
        ("تنا", ""),
        ("تكم", ""),
        ("تي", ""),
        ("تك", ""),
        ("ته", ""),
        ("ات", ""),
        ("ون", ""),
        ("ين", ""),
        ("ان", ""),
        ("ها", ""),
        ("هم", ""),
        ("كم", ""),
        ("نا", ""),
        ("ه", ""),
        ("ي", ""),
        ("ك", ""),
    ],
    prefixes: &["و", "ب", "ل", "ف", "ك"],
    particles: &[],
    // What is written open at the end of a word is closed before an ending.
    last: &[("ت", "ه")],
};

pub(super) const TURKISH: Light = Light {
    endings: &[
        ("larindan", ""),
        ("lerinden", ""),
        ("larla", ""),
        ("lerle", ""),
        ("larin", ""),
        ("lerin", ""),
        ("larim", ""),
        ("lerim", ""),
        ("indan", ""),
        ("inden", ""),
        ("lari", ""),
        ("leri", ""),
        ("imiz", ""),
        ("iniz", ""),
        ("lar", ""),
        ("ler", ""),
        ("nin", ""),
        ("nun", ""),
        ("dan", ""),
        ("den", ""),
        ("tan", ""),
        ("ten", ""),
        ("yla", ""),
        ("yle", ""),
        ("im", ""),
        ("um", ""),
        ("in", ""),
        ("un", ""),
        ("la", ""),
        ("le", ""),
        ("da", ""),
        ("de", ""),
        ("ta", ""),
        ("te", ""),
        ("ya", ""),
        ("ye", ""),
        ("yi", ""),
        ("yu", ""),
        ("si", ""),
        ("su", ""),
        ("a", ""),
        ("e", ""),
        ("i", ""),
        ("u", ""),
    ],
    prefixes: &[],
    particles: &[],
    // A last letter softens before an ending: `kitap`, `kitabim`.
    last: &[("b", "p"), ("d", "t"), ("g", "k")],
};

pub(super) const UKRAINIAN: Light = Light {
    endings: &[
        ("ами", ""),
        ("ями", ""),
        ("ому", ""),
        ("ого", ""),
        ("ими", ""),
        ("ити", ""),
        ("ати", ""),
        ("ють", ""),
        ("ах", ""),
        ("ях", ""),
        ("ів", ""),
        ("іи", ""),
        ("ои", ""),
        ("ою", ""),
        ("ею", ""),
        ("ом", ""),
        ("ем", ""),
        ("ам", ""),
        ("ям", ""),
        ("им", ""),
        ("их", ""),
        ("ии", ""),
        ("ть", ""),
        ("а", ""),
        ("я", ""),
        ("у", ""),
        ("ю", ""),
        ("и", ""),
        ("і", ""),
        ("о", ""),
        ("е", ""),
        ("ь", ""),
    ],
    prefixes: &[],
    particles: &[],
    last: &[],
};

pub(super) const POLISH: Light = Light {
    endings: &[
        ("ami", ""),
        ("ach", ""),
        ("ego", ""),
        ("emu", ""),
        ("ymi", ""),
        ("ych", ""),
        ("ow", ""),
        ("om", ""),
        ("em", ""),
        ("ie", ""),
        ("ia", ""),
        ("ej", ""),
        ("ym", ""),
        ("y", ""),
        ("i", ""),
        ("a", ""),
        ("e", ""),
        ("u", ""),
        ("o", ""),
    ],
    prefixes: &[],
    particles: &[],
    last: &[],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_have_one_root() {
        let check = |light: Light, words: &str| {
            let roots: Vec<String> = words.split(' ').map(|word| light.root(word)).collect();
            assert!(roots.iter().all(|root| *root == roots[0]), "{words}: {roots:?}");
        };
        for words in [
            "schuld schulden",
            "huis huizen",
            "prijs prijzen",
            "betaalt betalen betaald betaalde",
            "vrijwilliger vrijwilligers",
            "mogelijkheid mogelijkheden",
            "maat maatje maatjes",
        ] {
            check(DUTCH, words);
        }
        check(ENGLISH, "debt debts");
        check(UKRAINIAN, "борг боргу боргами боргів");
        check(POLISH, "dlug dlugi dlugow");
        check(TURKISH, "borc borclar borclarim");
        check(ARABIC, "مساعده مساعدات");
    }
}
