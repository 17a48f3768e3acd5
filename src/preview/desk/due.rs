//! When a document has to be read again.

use jiff::civil::Date;

use crate::config::DUE_DAYS;
use crate::text::{Phrase, phrase};

/// How a review stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Due {
    /// It should have been done, this many days ago.
    Late(i32),
    /// It has to be done in this many days.
    Soon(i32),
    /// It has time.
    Later,
    /// Nobody has said when.
    Never,
}

impl Due {
    pub(super) fn on(today: Date, review_by: Option<Date>) -> Self {
        let Some(review_by) = review_by else { return Self::Never };
        let days = (review_by - today).get_days();
        match u32::try_from(days) {
            Err(_) => Self::Late(-days),
            Ok(ahead) if ahead <= DUE_DAYS => Self::Soon(days),
            Ok(_) => Self::Later,
        }
    }

    /// What stands beside the date.
    pub(super) fn phrase(self) -> Option<Phrase> {
        match self {
            Self::Late(1) => Some(phrase!("1 dag te laat", "1 day late")),
            Self::Late(days) => Some(phrase!("{days} dagen te laat", "{days} days late")),
            Self::Soon(0) => Some(phrase!("vandaag", "today")),
            Self::Soon(1) => Some(phrase!("morgen", "tomorrow")),
            Self::Soon(days) => Some(phrase!("over {days} dagen", "in {days} days")),
            Self::Later => None,
            Self::Never => Some(phrase!("geen datum", "no date")),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_late_from_the_day_after() {
        let on = |day| Due::on(date(2026, 11, 22), Some(day));
        assert_eq!(on(date(2026, 11, 21)), Due::Late(1));
        assert_eq!(on(date(2026, 11, 22)), Due::Soon(0));
        assert_eq!(on(date(2027, 2, 20)), Due::Soon(90));
        assert_eq!(on(date(2027, 2, 21)), Due::Later);
        assert_eq!(on(date(2025, 11, 22)), Due::Late(365));
    }
}
