//! The Dutch public holidays.

use std::sync::LazyLock;

use opening_hours::ContextHolidays;
use opening_hours::localization::Country;

/// The Dutch public holidays.
pub(super) static HOLIDAYS: LazyLock<ContextHolidays> = LazyLock::new(|| Country::NL.holidays());
