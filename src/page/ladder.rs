//! Draws the steps between light and heavy help: [`LadderStepView`]s in, two [`DiagramView`]s out.
//!
//! The wide drawing is a staircase from left-low to right-high: the signals to go up stand above the lower step, those
//! to go down below the higher one, so that every column has its own free space. The tall one, for a phone, stacks the
//! steps from below to above with the signals between them. All geometry is in whole units, so the same steps give the
//! same drawing on every machine.
//!
//! It doesn't know fonts: widths are estimated per character, on the broad side. It doesn't know colors or languages
//! either; a reader who can't see the drawing has the list beside it.

use super::view::{ArrowView, BoxView, DiagramView, LadderStepView, TextLineView};

/// The breadth of the wide drawing; about as many CSS pixels as the text column has.
const WIDE: u32 = 640;
/// The breadth of the tall drawing, so that a phone of 360 pixels shows it at nearly its own size.
const TALL: u32 = 320;
/// Room for half of a box's stroke at the edge of the drawing.
const EDGE: u32 = 1;
/// Between the edge of a box and its text.
const PADDING: u32 = 12;
/// Between an arrow or box and the note next to it.
const NOTE_GAP: u32 = 12;
/// Between two signals of one note, so that one sees where the next begins.
const SIGNAL_GAP: u32 = 6;
/// The length of the arrow's head, and half of its breadth.
const HEAD: u32 = 6;
/// The radius of an arrow's bend.
const BEND: u32 = 8;
/// A wide drawing with a longer note than this, in lines, is crowded: the list tells the signals better.
const MAX_WIDE_NOTE_LINES: usize = 9;
/// A column narrower than this breaks the signals into single words.
const MIN_NOTE_COLUMN: u32 = 110;

/// A size of type: the font size and the distance between base lines, in units.
#[derive(Clone, Copy)]
struct Type {
    size: u32,
    leading: u32,
    bold: bool,
}

/// The types of one drawing. The theme's style sheet sets the same sizes.
struct Types {
    level: Type,
    who: Type,
    note: Type,
}

const WIDE_TYPES: Types = Types {
    level: Type { size: 16, leading: 20, bold: true },
    who: Type { size: 14, leading: 18, bold: false },
    note: Type { size: 14, leading: 18, bold: false },
};

const TALL_TYPES: Types = Types {
    level: Type { size: 18, leading: 23, bold: true },
    who: Type { size: 15, leading: 19, bold: false },
    note: Type { size: 15, leading: 19, bold: false },
};

/// The wide and the tall drawing of the same steps, from light to heavy.
pub(crate) fn diagrams(steps: &[LadderStepView]) -> (DiagramView, DiagramView) {
    (wide(steps), tall(steps))
}

fn wide(steps: &[LadderStepView]) -> DiagramView {
    let n_steps = u32::try_from(steps.len()).expect("a front matter of 4 GB was refused when it was read");
    if n_steps == 0 {
        return DiagramView { width: WIDE, height: EDGE, boxes: vec![], arrows: vec![], notes: vec![] };
    }
    let gap = if n_steps <= 4 { 18 } else { 12 };
    let column = ((WIDE - 2 * EDGE + gap) / n_steps).saturating_sub(gap).clamp(64, 220);
    let across = n_steps * (column + gap) - gap;
    let width = WIDE.max(across + 2 * EDGE);
    let left = (width - across) / 2;
    let column_x = |idx: u32| left + idx * (column + gap);

    let texts: Vec<BoxText> =
        steps.iter().map(|step| BoxText::wrap(step, &WIDE_TYPES, column - 2 * PADDING)).collect();
    let height = texts.iter().map(|text| text.height(&WIDE_TYPES)).max().expect("there is at least one step");
    let middle = height / 2;
    // A step rises so much that the upright part of an arrow fits between a box's edge and its neighbor's middle.
    let rise = height - middle + 20;

    // Transition `idx` leads from step `idx` to `idx + 1`: its signals up, and its signals down.
    let mut transitions: Vec<(Note, Note)> = steps
        .windows(2)
        .map(|pair| {
            (
                Note::wrap(&pair[0].up, WIDE_TYPES.note, column),
                Note::wrap(&pair[1].down, WIDE_TYPES.note, column),
            )
        })
        .collect();
    let longest = transitions.iter().flat_map(|(up, down)| [up.n_lines(), down.n_lines()]).max().unwrap_or(0);
    if column < MIN_NOTE_COLUMN || longest > MAX_WIDE_NOTE_LINES {
        transitions.fill_with(Default::default);
    }

    // The highest box stands as low as the notes above the boxes need.
    let numbered = || (0..n_steps).zip(&transitions);
    let top = numbered()
        .map(|(idx, (up, _))| {
            let steps_from_top = n_steps - 2 - idx;
            (EDGE + up.height() + NOTE_GAP).saturating_sub(middle + steps_from_top * rise)
        })
        .fold(EDGE, u32::max);
    let box_y = |idx: u32| top + (n_steps - 1 - idx) * rise;

    let boxes = (0..n_steps)
        .zip(steps.iter().zip(&texts))
        .map(|(idx, (step, text))| text.place(step, &WIDE_TYPES, column_x(idx), box_y(idx), column, height))
        .collect();
    let mut arrows = Vec::new();
    let mut notes = Vec::new();
    let mut bottom = box_y(0) + height;
    for (idx, (up, down)) in numbered() {
        let (lower, higher) = (idx, idx + 1);
        let up_y = box_y(higher) + middle;
        let down_y = box_y(lower) + middle;
        arrows.push(ArrowView {
            direction: "up",
            path: bent_arrow_up(column_x(lower) + column - 20, box_y(lower) - 3, column_x(higher) - 3, up_y),
        });
        arrows.push(ArrowView {
            direction: "down",
            path: bent_arrow_down(
                column_x(higher) + 20,
                box_y(higher) + height + 3,
                column_x(lower) + column + 3,
                down_y,
            ),
        });
        // The base line of the last line stands one gap above the arrow, that of the first one gap below it.
        notes.extend(up.place(column_x(lower), up_y - NOTE_GAP - up.height(), "start", "up"));
        notes.extend(down.place(column_x(higher), down_y + NOTE_GAP, "start", "down"));
        bottom = bottom.max(down_y + NOTE_GAP + down.height());
    }
    DiagramView { width, height: bottom + EDGE, boxes, arrows, notes }
}

fn tall(steps: &[LadderStepView]) -> DiagramView {
    /// Where the arrow stands, measured from the edge of the drawing.
    const ARROW_X: u32 = 16;
    /// Where the note beside it begins.
    const NOTE_X: u32 = 32;

    let mut boxes = Vec::new();
    let mut arrows = Vec::new();
    let mut notes = Vec::new();
    let mut y = EDGE;
    // Drawn from above to below, so from the heaviest step to the lightest.
    for (idx, step) in steps.iter().enumerate().rev() {
        let width = TALL - 2 * EDGE;
        let text = BoxText::wrap(step, &TALL_TYPES, width - 2 * PADDING);
        let height = text.height(&TALL_TYPES);
        boxes.push(text.place(step, &TALL_TYPES, EDGE, y, width, height));
        y += height;
        let Some(lower) = idx.checked_sub(1).map(|below| &steps[below]) else { break };

        let down = Note::wrap(&step.down, TALL_TYPES.note, TALL - 2 * NOTE_X);
        let up = Note::wrap(&lower.up, TALL_TYPES.note, TALL - 2 * NOTE_X);
        let from = y;
        y += NOTE_GAP;
        for (note, x, anchor, class) in [(down, TALL - NOTE_X, "end", "down"), (up, NOTE_X, "start", "up")] {
            if note.n_lines() > 0 {
                notes.extend(note.place(x, y, anchor, class));
                y += note.height() + NOTE_GAP;
            }
        }
        y = y.max(from + 2 * NOTE_GAP + HEAD);
        arrows.push(ArrowView { direction: "down", path: straight_arrow(TALL - ARROW_X, from + 3, y - 3) });
        arrows.push(ArrowView { direction: "up", path: straight_arrow(ARROW_X, y - 3, from + 3) });
    }
    // In reading order of the ladder, like the wide drawing.
    boxes.reverse();
    DiagramView { width: TALL, height: y + EDGE, boxes, arrows, notes }
}

/// The wrapped text of a box.
struct BoxText {
    level: Vec<String>,
    who: Vec<String>,
}

impl BoxText {
    fn wrap(step: &LadderStepView, types: &Types, width: u32) -> Self {
        Self { level: wrap(&step.level, types.level, width), who: wrap(&step.who, types.who, width) }
    }

    /// The height of a box that holds it.
    fn height(&self, types: &Types) -> u32 {
        2 * PADDING + lines_height(self.level.len(), types.level) + lines_height(self.who.len(), types.who)
    }

    fn place(
        &self,
        step: &LadderStepView,
        types: &Types,
        x: u32,
        y: u32,
        width: u32,
        height: u32,
    ) -> BoxView {
        let mut lines = Vec::new();
        let mut line_top = y + PADDING;
        for (texts, kind, class) in [(&self.level, types.level, "level"), (&self.who, types.who, "who")] {
            for text in texts {
                lines.push(line(x + PADDING, line_top, kind, "start", class, text));
                line_top += kind.leading;
            }
        }
        BoxView { x, y, width, height, here: step.here, lines }
    }
}

/// The signals beside an arrow, each wrapped.
#[derive(Default)]
struct Note {
    signals: Vec<Vec<String>>,
    kind: Option<Type>,
}

impl Note {
    fn wrap(signals: &[String], kind: Type, width: u32) -> Self {
        let signals =
            signals.iter().map(|signal| wrap_evenly(signal, kind, width)).filter(|lines| !lines.is_empty());
        Self { signals: signals.collect(), kind: Some(kind) }
    }

    fn n_lines(&self) -> usize {
        self.signals.iter().map(Vec::len).sum()
    }

    fn height(&self) -> u32 {
        let Some(kind) = self.kind else { return 0 };
        let n_gaps = self.signals.len().saturating_sub(1);
        lines_height(self.n_lines(), kind)
            + SIGNAL_GAP * u32::try_from(n_gaps).expect("fewer gaps than bytes")
    }

    fn place(&self, x: u32, y: u32, anchor: &'static str, class: &'static str) -> Vec<TextLineView> {
        let Some(kind) = self.kind else { return vec![] };
        let mut lines = Vec::new();
        let mut line_top = y;
        for signal in &self.signals {
            for text in signal {
                lines.push(line(x, line_top, kind, anchor, class, text));
                line_top += kind.leading;
            }
            line_top += SIGNAL_GAP;
        }
        lines
    }
}

fn lines_height(n_lines: usize, kind: Type) -> u32 {
    kind.leading * u32::try_from(n_lines).expect("a front matter of 4 GB was refused when it was read")
}

fn line(x: u32, top: u32, kind: Type, anchor: &'static str, class: &'static str, text: &str) -> TextLineView {
    // The base line lies so that what is above and below the letters is the same.
    let y = top + (kind.leading + kind.size) / 2 - kind.size / 6;
    TextLineView { x, y, anchor, class, text: text.to_owned() }
}

/// An arrow that goes up from the upper side of a box and then to the right, to the side of a higher one.
fn bent_arrow_up(x: u32, y: u32, to_x: u32, to_y: u32) -> String {
    format!(
        "M{x} {y}V{}Q{x} {to_y} {} {to_y}H{to_x}M{} {}L{to_x} {to_y}L{} {}",
        to_y + BEND,
        x + BEND,
        to_x - HEAD,
        to_y - HEAD,
        to_x - HEAD,
        to_y + HEAD,
    )
}

/// An arrow that goes down from the lower side of a box and then to the left, to the side of a lower one.
fn bent_arrow_down(x: u32, y: u32, to_x: u32, to_y: u32) -> String {
    format!(
        "M{x} {y}V{}Q{x} {to_y} {} {to_y}H{to_x}M{} {}L{to_x} {to_y}L{} {}",
        to_y - BEND,
        x - BEND,
        to_x + HEAD,
        to_y - HEAD,
        to_x + HEAD,
        to_y + HEAD,
    )
}

/// An upright arrow.
fn straight_arrow(x: u32, from_y: u32, to_y: u32) -> String {
    let head_y = if to_y < from_y { to_y + HEAD } else { to_y - HEAD };
    format!("M{x} {from_y}V{to_y}M{} {head_y}L{x} {to_y}L{} {head_y}", x - HEAD, x + HEAD)
}

/// Like [`wrap`], in as few lines, but about equally long ones: no single word on the last.
fn wrap_evenly(text: &str, kind: Type, width: u32) -> Vec<String> {
    /// A longer text looks even enough, and is not worth the time.
    const MAX_LINES: usize = 6;
    const NARROWER: usize = 8;

    let mut lines = wrap(text, kind, width);
    if lines.len() > MAX_LINES {
        return lines;
    }
    let widest_word = text.split_whitespace().map(|word| text_width(word, kind)).max().unwrap_or(0);
    for narrower in (widest_word..width).rev().step_by(NARROWER) {
        let candidate = wrap(text, kind, narrower);
        if candidate.len() > lines.len() {
            break;
        }
        lines = candidate;
    }
    lines
}

/// Breaks a text into lines that fit the width; a word that doesn't fit is broken with a hyphen.
fn wrap(text: &str, kind: Type, width: u32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(last)
                if text_width(last, kind) + text_width(" ", kind) + text_width(word, kind) <= width =>
            {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.extend(break_word(word, kind, width)),
        }
    }
    lines
}

fn break_word(word: &str, kind: Type, width: u32) -> Vec<String> {
    if text_width(word, kind) <= width {
        return vec![word.to_owned()];
    }
    let mut parts = vec![String::new()];
    for character in word.chars() {
        let part = parts.last_mut().expect("it starts with one part");
        let longer = format!("{part}{character}-");
        if !part.is_empty() && text_width(&longer, kind) > width {
            part.push('-');
            parts.push(character.to_string());
        } else {
            part.push(character);
        }
    }
    parts
}

/// How broad a text is at most, in units, rounded up.
fn text_width(text: &str, kind: Type) -> u32 {
    let thousandths: u32 = text.chars().map(advance).fold(0, u32::saturating_add);
    let weight = if kind.bold { 108 } else { 100 };
    let width = u64::from(thousandths) * u64::from(kind.size) * weight;
    u32::try_from(width.div_ceil(100_000)).unwrap_or(u32::MAX)
}

/// How far a character moves on, in thousandths of the font size: a little more than in the theme's typeface and in
/// the usual system fonts.
fn advance(character: char) -> u32 {
    match character {
        ' ' | 'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '!' | '|' | '\'' | '’' | '‘' => 290,
        'f' | 'r' | 't' | 'I' | '(' | ')' | '[' | ']' | '/' | '-' | '"' => 395,
        'm' | 'M' | 'W' | '@' | '%' | '—' | '…' => 930,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' => 510,
        'w' | 'A'..='Z' => 730,
        'a'..='z' => 580,
        '0'..='9' => 650,
        '\u{0300}'..='\u{036f}' => 0,
        '\u{00a0}'..='\u{02ff}' => 700,
        // Arabic letters join, and its vowel signs stand above and below them.
        '\u{064b}'..='\u{065f}' | '\u{0670}' => 0,
        '\u{0600}'..='\u{06ff}' => 640,
        '\u{0370}'..='\u{10ff}' => 750,
        _ => 1000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Left, upper, right and lower side.
    type Area = (u32, u32, u32, u32);

    fn step(level: &str, who: &str, up: &[&str], down: &[&str]) -> LadderStepView {
        let owned = |signals: &[&str]| signals.iter().map(|&signal| signal.to_owned()).collect();
        LadderStepView {
            level: level.to_owned(),
            who: who.to_owned(),
            up: owned(up),
            down: owned(down),
            here: false,
        }
    }

    fn waakvlam() -> Vec<LadderStepView> {
        vec![
            step("Sociale basis", "buurt en vrijwilligers", &["Het lukt niet meer zonder vast contact"], &[]),
            step("Waakvlam", "wijkteam, licht", &["Een van de drie signalen"], &["Een half jaar rustig"]),
            step("Wijkteam", "plan en regisseur", &["Het team mist kennis"], &["De doelen zijn gehaald"]),
            step("Specialist", "ggz, jeugdhulp, opvang", &[], &["De behandeling is klaar"]),
        ]
    }

    fn line_area(line: &TextLineView, types: &Types) -> Area {
        let kind = match line.class {
            "level" => types.level,
            "who" => types.who,
            _ => types.note,
        };
        let width = text_width(&line.text, kind);
        let left =
            if line.anchor == "end" { line.x.checked_sub(width).expect("starts inside") } else { line.x };
        (left, line.y - kind.size, left + width, line.y + kind.size / 4)
    }

    fn overlap(a: Area, b: Area) -> bool {
        a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
    }

    /// Nothing lies outside the drawing, no two boxes or notes overlap, and the text of a box stays in it.
    fn check(diagram: &DiagramView, types: &Types) {
        let inside = |outer: Area, inner: Area| {
            outer.0 <= inner.0 && outer.1 <= inner.1 && inner.2 <= outer.2 && inner.3 <= outer.3
        };
        let drawing = (0, 0, diagram.width, diagram.height);
        let mut areas = Vec::new();
        for shape in &diagram.boxes {
            let area = (shape.x, shape.y, shape.x + shape.width, shape.y + shape.height);
            for line in &shape.lines {
                assert!(inside(area, line_area(line, types)), "`{}` leaves its box", line.text);
            }
            areas.push(area);
        }
        areas.extend(diagram.notes.iter().map(|line| line_area(line, types)));
        for (idx, area) in areas.iter().enumerate() {
            assert!(inside(drawing, *area), "{area:?} leaves {drawing:?}");
            for other in &areas[..idx] {
                assert!(!overlap(*area, *other), "{area:?} lies over {other:?}");
            }
        }
    }

    #[test]
    fn a_real_ladder_shows_its_signals_in_both_drawings() {
        let (wide, tall) = diagrams(&waakvlam());
        check(&wide, &WIDE_TYPES);
        check(&tall, &TALL_TYPES);
        assert_eq!((wide.width, tall.width), (640, 320));
        assert_eq!((wide.boxes.len(), wide.arrows.len()), (4, 6));
        for diagram in [&wide, &tall] {
            let said: Vec<&str> = diagram.notes.iter().map(|line| line.text.as_str()).collect();
            assert!(said.join(" ").contains("Het team mist kennis"), "{said:?}");
        }
    }

    #[test]
    fn the_wide_drawing_climbs_from_left_and_the_tall_one_from_below() {
        let (wide, tall) = diagrams(&waakvlam());
        for pair in wide.boxes.windows(2) {
            assert!(pair[0].x + pair[0].width < pair[1].x && pair[0].y > pair[1].y);
        }
        for pair in tall.boxes.windows(2) {
            assert!(pair[0].y > pair[1].y + pair[1].height);
        }
    }

    #[test]
    fn any_number_of_steps_and_any_length_of_text_fits() {
        let long =
            "Een heel lange aanleiding die over veel regels loopt, met een arbeidsongeschiktheidsverzekering";
        let word = "x".repeat(300);
        for text in ["", "a", "Het gaat niet meer", long, word.as_str(), "العربية في الحي", "社区团队"]
        {
            for n_steps in 0..=9 {
                for n_signals in 0..=4 {
                    let signals = vec![text; n_signals];
                    let steps: Vec<_> = (0..n_steps).map(|_| step(text, text, &signals, &signals)).collect();
                    let (wide, tall) = diagrams(&steps);
                    check(&wide, &WIDE_TYPES);
                    check(&tall, &TALL_TYPES);
                    assert_eq!(wide.boxes.len(), n_steps);
                }
            }
        }
    }

    #[test]
    fn a_crowded_wide_drawing_leaves_the_signals_to_the_list() {
        let mut steps = waakvlam();
        steps[1].up =
            vec!["Een heel lange aanleiding die over veel regels loopt en niet ophoudt".to_owned(); 3];
        let (wide, tall) = diagrams(&steps);
        assert!(wide.notes.is_empty());
        assert!(!tall.notes.is_empty());
    }

    #[test]
    fn a_signal_is_spread_evenly_over_its_lines() {
        let lines = wrap_evenly("De behandeling slaat aan of is klaar", TALL_TYPES.note, 256);
        assert_eq!(lines, ["De behandeling", "slaat aan of is klaar"]);
    }

    #[test]
    fn a_word_that_does_not_fit_is_broken_with_a_hyphen() {
        let kind = WIDE_TYPES.note;
        assert_eq!(wrap("jeugdhulpverlening", kind, 70), ["jeugdhul-", "pverlenin-", "g"]);
        assert_eq!(wrap("buurt en vrijwilligers", kind, 110), ["buurt en", "vrijwilligers"]);
    }
}
