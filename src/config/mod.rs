//! From `wijkgids.yaml` to [`Config`]: what a site is called, where it will live, and its content model as data.
//!
//! Reading never fails: what can't be understood is a diagnostic, and the site goes on with what could. Nothing here
//! knows a document; the model says what documents may say.

mod address;

mod duties;

mod freshness;

mod review;

mod settings;

mod read;

pub use address::BaseUrl;
pub use duties::{AccessibilityStatement, ConformanceStatus, Duties, SecurityContact};
pub use freshness::{CheckStanding, Freshness};
pub use read::{ConfigTree, read, read_tree};
pub(crate) use read::{field_declaration, is_field_name};
pub use review::{AfterGrace, DUE_DAYS, ReviewPolicy, ReviewStanding};
pub(crate) use settings::type_of;
pub use settings::{
    Ask, Config, FILE_NAME, Intro, Notice, Placeholder, Readership, SiteText, ValueHours, ValueType,
};
