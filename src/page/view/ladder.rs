//! What a template sees of the steps of scaling help up and down.

use serde::Serialize;

/// The steps of scaling help up and down, as a list and as two drawings of the same.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LadderView {
    /// From light to heavy.
    pub steps: Vec<LadderStepView>,
    /// The drawing for a wide screen: from left-low to right-high.
    pub wide: DiagramView,
    /// The drawing for a phone: from below to above.
    pub tall: DiagramView,
}

/// A step of the ladder.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LadderStepView {
    /// What it is called.
    pub level: String,
    /// Who helps at this step.
    pub who: String,
    /// The signals to go one step up; empty on the last.
    pub up: Vec<String>,
    /// The signals to go one step down; empty on the first.
    pub down: Vec<String>,
    /// Whether the card is about this step.
    pub here: bool,
}

/// A drawing; all measures in its own units, from the upper left corner.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct DiagramView {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// One box for each step.
    pub boxes: Vec<BoxView>,
    /// The arrows between them, as SVG path data.
    pub arrows: Vec<ArrowView>,
    /// The signals beside the arrows.
    pub notes: Vec<TextLineView>,
}

/// A box of a drawing.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct BoxView {
    /// Its left side.
    pub x: u32,
    /// Its upper side.
    pub y: u32,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// Whether the card is about this step.
    pub here: bool,
    /// The lines in it.
    pub lines: Vec<TextLineView>,
}

/// An arrow of a drawing.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ArrowView {
    /// `up` or `down`.
    pub direction: &'static str,
    /// Its SVG path data.
    pub path: String,
}

/// A line of text in a drawing.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TextLineView {
    /// Where it starts, or ends where `anchor` says so.
    pub x: u32,
    /// Its base line.
    pub y: u32,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
    /// `level`, `who`, `up` or `down`.
    pub class: &'static str,
    /// The text.
    pub text: String,
}
