//! Fixes: what to write instead, where there is one obvious thing to write.
//!
//! Whoever finds a problem knows the words, and seldom their exact place: a key may stand between quotation marks, a name
//! within a link. So a fix says which words become which; where they stand is looked up when somebody asks, and where
//! they don't stand exactly once, there is no fix.

use super::Span;

/// Words that fix a problem when they are put in the place of others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fix {
    /// What was typed.
    pub find: String,
    /// What to put there; empty to take it away.
    pub replacement: String,
    /// Whether somebody has to look at it first.
    pub applicability: Applicability,
}

/// Whether a fix can be made without anybody choosing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// It says the same, or the only thing that can have been meant.
    MachineApplicable,
    /// Most likely it is what was meant, but something else can be.
    MaybeIncorrect,
}

/// A change of a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextEdit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}
