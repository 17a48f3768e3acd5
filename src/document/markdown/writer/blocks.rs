//! Tables and quotes.

use pulldown_cmark::{Alignment, BlockQuoteKind};

use super::Writer;
use crate::document::fragment::Hole;

/// A table that is being written.
pub(super) struct TableWriter {
    alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
}

impl Writer<'_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.table = Some(TableWriter { alignments, column: 0, in_head: false });
        // A table that is wider than a phone scrolls by itself; then a keyboard has to reach it, and a name of its own
        // tells it from the others.
        self.current.push_html("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.current.push_hole(Hole::Table);
        self.current.push_html("\"><table>\n");
    }

    pub(super) fn with_table(&mut self, change: impl FnOnce(&mut TableWriter)) {
        if let Some(table) = &mut self.table {
            change(table);
        }
    }

    pub(super) fn start_cell(&mut self) {
        let Some(table) = &self.table else { return };
        let class = match table.alignments.get(table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        let cell = if table.in_head { "th scope=\"col\"" } else { "td" };
        self.current.push_html(&format!("<{cell}{class}>"));
    }

    pub(super) fn start_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let (name, title) = match kind {
            None => {
                self.current.push_html("<blockquote>\n");
                return;
            }
            Some(BlockQuoteKind::Note) => ("note", "alert-note"),
            Some(BlockQuoteKind::Tip) => ("tip", "alert-tip"),
            Some(BlockQuoteKind::Important) => ("important", "alert-important"),
            Some(BlockQuoteKind::Warning) => ("warning", "alert-warning"),
            Some(BlockQuoteKind::Caution) => ("caution", "alert-caution"),
        };
        self.current.push_html(&format!("<div class=\"alert alert-{name}\"><p class=\"alert-title\">"));
        self.current.push_hole(Hole::Interface(title));
        self.current.push_html("</p>\n");
    }
}
