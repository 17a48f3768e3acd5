//! From [`Inputs`] to [`Built`]: the only place that knows the order of the stages.
//!
//! ```text
//! sources ─ parse [memo] ▶ documents ─ resolve, arrange ▶ site ─ compose [memo] ▶ views ─ render [memo] ▶ outputs
//! ```
//!
//! Only parsing, composing and rendering cost something per document, so only they are kept, each under the digest of
//! *everything* it was made from. Nothing is tracked, so nothing can be missed. The site is kept while all outlines
//! and settings are the same: editing prose costs one parse and one page, whatever the size of the library.
//!
//! The law of this module: for any sequence of inputs, a [`Pipeline`] that was kept and a fresh one give the same
//! [`Built`].

mod inputs;

mod outputs;

mod memo;

mod layers;

mod documents;

mod strays;

mod undeclared;

mod below;

mod received;

mod gather;

mod headings;

mod arrange;

mod add;

mod beside;

mod digits;

mod promises;

mod render;

mod searching;

mod desk;

mod allowed;

mod findings;

mod proof;

mod built;

mod run;

mod library;

pub use crate::edition::Mode;
pub use built::{Built, Work};
pub use desk::{Desk, InLanguage, TranslationState};
pub use inputs::Inputs;
pub use library::{BelowData, Library};
pub use memo::Counts;
pub use outputs::{OutputPath, Outputs};
pub use run::Pipeline;
pub use searching::Indexes;
