//! Finished HTML with holes: what depends on other documents or on the site stays open until a page is put together.

use crate::text::next_value;

/// HTML that is complete but for its holes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fragment {
    html: String,
    /// In the order of the text.
    holes: Vec<(u32, Hole)>,
}

/// What is still open in a [`Fragment`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Hole {
    /// The value of this name, as text.
    Value(Box<str>),
    /// The attributes of a link's `a` element, by the link's place in [`super::Body::links`].
    LinkAttributes(u32),
    /// The title of the document that a link leads to.
    LinkTitle(u32),
    /// An image element, by its place in [`super::Body::images`].
    Image(u32),
    /// A reference to a footnote, by its place in [`super::Body::footnotes`].
    Footnote(u32),
    /// The same where no link can stand.
    FootnoteNumber(u32),
    /// The name of a table, which tells it from the others on the page.
    Table,
    /// The interface string of this key.
    Interface(&'static str),
}

impl Fragment {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty() && self.holes.is_empty()
    }

    /// What is still open in it, in the order of the text.
    pub fn holes(&self) -> impl Iterator<Item = &Hole> {
        self.holes.iter().map(|(_, hole)| hole)
    }

    /// Puts the fragment together: `fill` writes what belongs into each hole.
    pub fn assemble(&self, mut fill: impl FnMut(&Hole, &mut String)) -> String {
        let mut html = String::with_capacity(self.html.len() + self.holes.len() * 64);
        let mut from = 0;
        for (at, hole) in &self.holes {
            let at = *at as usize;
            html.push_str(&self.html[from..at]);
            fill(hole, &mut html);
            from = at;
        }
        html.push_str(&self.html[from..]);
        html
    }

    /// The same with other holes.
    #[must_use]
    pub(crate) fn with_holes(&self, mut hole: impl FnMut(&Hole) -> Hole) -> Self {
        let holes = self.holes.iter().map(|(at, old)| (*at, hole(old))).collect();
        Self { html: self.html.clone(), holes }
    }

    /// Adds HTML that is safe as it is.
    pub(super) fn push_html(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Adds text, escaped, with each `{{ name }}` in it as a hole.
    pub(super) fn push_text(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, name, after)) = next_value(rest) {
            escape(before, &mut self.html);
            self.push_hole(Hole::Value(name.into()));
            rest = after;
        }
        escape(rest, &mut self.html);
    }

    /// Adds text, escaped, in which `{{` means nothing.
    pub(super) fn push_verbatim(&mut self, text: &str) {
        escape(text, &mut self.html);
    }

    /// Adds a hole.
    pub(super) fn push_hole(&mut self, hole: Hole) {
        let at = u32::try_from(self.html.len()).expect("the size of a document is capped when it is read");
        self.holes.push((at, hole));
    }

    /// Adds another fragment.
    pub(super) fn append(&mut self, other: Self) {
        let shift = u32::try_from(self.html.len()).expect("the size of a document is capped when it is read");
        self.html.push_str(&other.html);
        self.holes.extend(other.holes.into_iter().map(|(at, hole)| (at + shift, hole)));
    }

    /// Gives back the room that was only for growing. Copies, since allocators leave a text in place that fills half of it.
    pub(super) fn compact(&mut self) {
        self.html = self.html.as_str().into();
        self.holes.shrink_to_fit();
    }

    /// How much it holds, holes included: grows with everything that is added.
    pub(super) fn size(&self) -> usize {
        self.html.len() + self.holes.len()
    }

    /// How many bytes of HTML it holds.
    pub(super) fn len(&self) -> usize {
        self.html.len()
    }
}

/// Writes text so that it is text in HTML, also within a quoted attribute. A control character, which HTML can't hold,
/// is shown as `�`.
pub fn escape(text: &str, html: &mut String) {
    let is_special =
        |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | 0..=8 | 0xb | 0xc | 0xe..=0x1f | 0x7f);
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_special) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "\u{fffd}",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_holes_and_everything_else_is_text() {
        let mut fragment = Fragment::default();
        fragment.push_text("Bel {{ telefoon }} & vraag {{ het <team> }} of {{team}}");
        let html = fragment.assemble(|hole, html| match hole {
            Hole::Value(name) => html.push_str(&name.to_uppercase()),
            _ => unreachable!("text holds only values"),
        });
        assert_eq!(html, "Bel TELEFOON &amp; vraag {{ het &lt;team&gt; }} of TEAM");
    }
}
