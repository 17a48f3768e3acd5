//! The provisions of a site as open data: a [`Site`](crate::site::Site) → the static files of Open Referral's Human Services Data
//! Specification 3.0, `organizations.json`, `services.json`, `locations.json` and `service_at_locations.json`, each a list.
//!
//! | of a provision | in HSDS |
//! |---|---|
//! | `name`, `offer`, `for_whom`, `cost`, `notice` | `name`, `description`, `eligibility_description`, `fees_description`, `alert` |
//! | `organisation`, `kind` | an `organization` for each name; `legal_status` |
//! | `way_in`, `how` | `application_process`: a sentence for the way, then the text |
//! | `phone`, `email`, `website` | `phones`, `email`, `url`; an address that the schema refuses joins `application_process` |
//! | `address`, `postcode`, `city`, `accessibility` | a `location`; "virtual" where it has no address |
//! | `opening_hours` | `schedules` (see `schedules.rs`) |
//! | `areas` | `service_areas` (see `places.rs`) |
//! | `topics` | `attributes`, each with its term of a taxonomy that is the site's own |
//! | `languages`, `checked` | `languages`, `assured_date` |
//! | `status` | `inactive` for what is retired, or left out of the site because nobody made sure of it for too long; else `active` |
//!
//! HSDS has no place for `questions`, `valid_months`, `source`, what a site declares and texts in other languages than the
//! site's. What only teams should see never gets here, neither fields nor whole provisions; nor do drafts: this is for
//! everybody. Nobody can tell from our data that something is temporarily closed; the notice says so.
//!
//! Ids are made of the address of the site and the id of the provision (UUID version 5), so that they are the same each time
//! and differ between sites.

mod objects;

mod maker;

pub(super) mod places;

pub(super) mod schedules;

mod export;

pub use export::{Exported, export};
pub(super) use export::{STATUSES, WAYS};
