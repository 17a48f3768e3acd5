//! The fields within a field of the core, and how a table of fields is written: each row says all that there is to say of a key.

use super::FieldId;
use super::keys;
use super::option::{OptionRow, option};
use super::row::{BuiltInType, Row, row, several};

/// Says for each field its id, as a constant of a type, and its row; in the order of the table.
macro_rules! fields {
    ($(#[$about:meta])* $vis:vis $table:ident of $of:ident: $($(#[$doc:meta])* $id:ident: $row:expr;)*) => {
        $(#[$about])*
        $vis static $table: &[Row] = &[$($row),*];

        ids!($of, 0; $($(#[$doc])* $id)*);
    };
}

/// The ids, counted from a number.
macro_rules! ids {
    ($of:ident, $place:expr;) => {};
    ($of:ident, $place:expr; $(#[$doc:meta])* $id:ident $($others:tt)*) => {
        impl $of {
            $(#[$doc])*
            pub const $id: FieldId = FieldId::of($place);
        }

        ids!($of, $place + 1; $($others)*);
    };
}

/// The fields of a lock.
#[derive(Debug)]
pub enum LockField {}

fields! {
    pub(super) LOCK of LockField:

    /// The fields that stay.
    FIELDS: several(
        keys::FIELDS,
        BuiltInType::Text,
        "De velden die overal hetzelfde blijven, zoals samenvatting.",
        "The fields that stay the same everywhere, such as summary.",
    );
    /// The sections that stay.
    SECTIONS: several(
        keys::SECTIONS,
        BuiltInType::Text,
        "De delen die overal hetzelfde blijven: hun kop of id.",
        "The sections that stay the same everywhere: their heading or id.",
    );
    /// Why.
    REASON: Row {
        is_required: true,
        ..row(
            keys::REASON,
            BuiltInType::Text,
            "Waarom dit vaststaat. Wie het wil aanpassen, krijgt dit te lezen.",
            "Why this is locked. Whoever wants to change it gets to read this.",
        )
    };
}

/// The fields of a step of the ladder.
#[derive(Debug)]
pub enum LadderField {}

fields! {
    pub(super) LADDER of LadderField:

    /// What it is called.
    LEVEL: Row {
        is_required: true,
        is_searched: true,
        ..row(
            keys::LEVEL,
            BuiltInType::Text,
            "Hoe de trede heet, zoals: Sociale basis.",
            "What the step is called, such as: Social basis.",
        )
    };
    /// Who helps.
    WHO: Row {
        is_searched: true,
        ..row(keys::WHO, BuiltInType::Text, "Wie op deze trede helpt.", "Who helps on this step.")
    };
    /// The signals to go one step up.
    UP: Row {
        is_searched: true,
        ..several(
            keys::UP,
            BuiltInType::Text,
            "Waaraan u ziet dat er meer hulp nodig is: een trede op.",
            "By what one sees that more help is needed: a step up.",
        )
    };
    /// The signals to go one step down.
    DOWN: Row {
        is_searched: true,
        ..several(
            keys::DOWN,
            BuiltInType::Text,
            "Waaraan u ziet dat het met minder hulp kan: een trede af.",
            "By what one sees that less help will do: a step down.",
        )
    };
    /// Whether the card is about it.
    HERE: row(
        keys::HERE,
        BuiltInType::Boolean,
        "Schrijf true bij de trede waar deze kaart over gaat.",
        "Write true at the step that this card is about.",
    );
}

/// The fields of what to do when it is urgent.
#[derive(Debug)]
pub enum CareField {}

fields! {
    pub(super) CARE of CareField:

    /// How urgent it is.
    URGENCY: row(keys::URGENCY, BuiltInType::Choice(URGENCIES), "Hoe dringend het is.", "How urgent it is.");
    /// The one thing to do.
    ACTION: Row {
        is_required: true,
        is_searched: true,
        ..row(
            keys::ACTION,
            BuiltInType::Inline,
            "Wat iemand dan doet: één ding, zoals een nummer bellen.",
            "What somebody does then: one thing, such as calling a number.",
        )
    };
    /// When that is.
    WHEN: Row {
        is_searched: true,
        ..several(
            keys::WHEN,
            BuiltInType::Inline,
            "Waaraan iemand ziet dat het zo dringend is.",
            "By what one sees that it is so urgent.",
        )
    };
}

/// From what can't wait to what can.
const URGENCIES: &[OptionRow] = &[
    option(keys::NOW, "Er is gevaar: dit kan geen uur wachten.", "There is danger: this can't wait an hour."),
    option(keys::TODAY, "Dit kan niet tot morgen wachten.", "This can't wait until tomorrow."),
    option(keys::SOON, "Dit kan een paar dagen wachten.", "This can wait a few days."),
];
