//! The kinds of facts, from strong to weak: what a card that rests on them is worth.

use super::keys;
use crate::data::KeyName;

/// A kind of facts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FactKind {
    /// Its name in registers and in templates; a slug.
    pub id: String,
    /// Its Dutch name in registers; the same where a site declares it.
    pub nl: String,
    /// What the site calls it; where it says nothing, the theme has a name for it in each language.
    pub title: Option<String>,
    /// How strong it is.
    pub strength: Strength,
}

/// How strong a fact is. Stronger is less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Looked into, or settled.
    Strong,
    /// Described or held by who knows.
    Fair,
    /// One person's.
    Weak,
    /// Nothing to rest a card on.
    Nothing,
}

impl Strength {
    /// Every one with its name in the configuration; the English one is also that in templates.
    pub const CHOICES: [(KeyName, Self); 4] = [
        (keys::STRONG, Self::Strong),
        (keys::FAIR, Self::Fair),
        (keys::WEAK, Self::Weak),
        (keys::NOTHING, Self::Nothing),
    ];

    /// Its name in templates.
    pub fn name(self) -> &'static str {
        let named = Self::CHOICES.iter().find(|(_, strength)| *strength == self);
        named.expect("every strength has a name").0.en
    }
}

/// The kinds that every site has, from strong to weak.
const BUILT_IN: [(KeyName, Strength); 8] = [
    (keys::LAW, Strength::Strong),
    (keys::RESEARCH, Strength::Strong),
    (keys::GUIDELINE, Strength::Strong),
    (keys::REPORT, Strength::Strong),
    (keys::PRACTICE, Strength::Fair),
    (keys::POSITION, Strength::Fair),
    (keys::EXPERIENCE, Strength::Weak),
    (keys::BACKGROUND, Strength::Nothing),
];

impl FactKind {
    /// The kinds that every site has, from strong to weak.
    pub fn built_in() -> Vec<Self> {
        let kind = |(name, strength): (KeyName, Strength)| Self {
            id: name.en.to_owned(),
            nl: name.nl.to_owned(),
            title: None,
            strength,
        };
        BUILT_IN.into_iter().map(kind).collect()
    }

    /// Whether the theme can say in each language what resting on it means.
    pub fn is_built_in(&self) -> bool {
        BUILT_IN.iter().any(|(name, _)| name.en == self.id)
    }

    /// Whether this is one of its names.
    pub fn is(&self, name: &str) -> bool {
        name == self.id || name == self.nl
    }
}
