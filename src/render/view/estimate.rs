//! How wide a text is and how much room a question takes, without laying it out.
//!
//! Measuring lays text out twice, so a template measures only what cannot be told from here: options whose widths are
//! near a limit or hold formulas, and questions that might be taller than a column.

use crate::model::blueprint::{Arrangement, PageSize};
use crate::model::paper::Paper;
use crate::model::text::{BlockKind, InlineKind, RichText, Token};
use crate::render::fonts;

/// The width of an inline text in em; `None` where it holds more than plain words.
pub(super) fn width(rich: &RichText, token: &mut dyn FnMut(&Token) -> String) -> Option<f64> {
    let inlines = match rich.blocks.as_slice() {
        [] => return Some(0.0),
        [block] => match &block.kind {
            BlockKind::Paragraph(inlines) => inlines,
            _ => return None,
        },
        _ => return None,
    };
    inlines
        .iter()
        .map(|inline| match &inline.kind {
            InlineKind::Text(text) => plain_width(text),
            InlineKind::Token(what) => plain_width(&token(what)),
            _ => None,
        })
        .sum()
}

/// The width of plain words in em; `None` where a letter is not of the text face.
pub(super) fn plain_width(text: &str) -> Option<f64> {
    text.chars().map(fonts::advance).sum()
}

/// The room that a question takes, in lines; never too small, often too large.
#[derive(Debug, Clone)]
pub(super) struct Bulk {
    lines: f64,
    line_length: f64,
    column_lines: f64,
    figure_lines: f64,
}

impl Bulk {
    /// Nothing, on a page of this paper.
    pub(super) fn new(paper: &Paper) -> Self {
        let (width, height) = paper.blueprint.layout.page.unwrap_or(PageSize::A4).tenths_mm();
        let layout = &paper.blueprint.layout;
        let halves = layout.arrangement == Some(Arrangement::SideBySide);
        let columns = if halves { 2.0 } else { f64::from(layout.columns.unwrap_or(2).clamp(1, 2)) };
        // Wider margins and larger type than any built-in template has.
        let column = (f64::from(width) / 10.0 - 44.0) / columns - 12.0;
        let em = 4.0;
        Bulk {
            lines: 0.0,
            line_length: (column / (0.48 * em)).max(8.0),
            column_lines: ((f64::from(height) / 10.0 - 42.0) / (1.35 * em)).max(8.0),
            figure_lines: 125.0 / (1.35 * em),
        }
    }

    /// Adds plain words.
    pub(super) fn text(&mut self, text: &str) {
        self.lines += (text.chars().count() as f64 / self.line_length).ceil() + 0.5;
    }

    /// Adds a picture.
    pub(super) fn figure(&mut self) {
        self.lines += self.figure_lines;
    }

    /// Adds an author's text.
    pub(super) fn rich(&mut self, rich: &RichText) {
        self.text(&rich.source);
        // A blank line, an item, a row: each begins a line of its own.
        let breaks = rich.source.matches('\n').count() as f64;
        self.lines += breaks * 0.7;
        let mut pictures = 0.0;
        rich.each_inline(&mut |inline| match &inline.kind {
            InlineKind::Math(formula) => {
                let rows = formula.tex.matches("\\\\").count() as f64;
                let tall = formula.tex.contains("frac") || formula.tex.contains("begin");
                self.lines += rows * 2.0 + if formula.display { 3.5 } else { 0.0 } + if tall { 1.0 } else { 0.0 };
            }
            InlineKind::Image { .. } => pictures += 1.0,
            InlineKind::Break => self.lines += 1.0,
            _ => {}
        });
        self.lines += pictures * self.figure_lines;
    }

    /// Adds what was counted for what stands below it.
    pub(super) fn more(&mut self, other: &Bulk) {
        self.lines += other.lines;
    }

    /// Takes in what was counted for what stands beside it.
    pub(super) fn beside(&mut self, other: &Bulk) {
        self.lines = self.lines.max(other.lines);
    }

    /// Whether it may be taller than a column.
    pub(super) fn may_overflow(&self) -> bool {
        self.lines > 0.85 * self.column_lines
    }

    /// Whether it is large enough to be broken between columns, were it a passage.
    pub(super) fn is_long(&self) -> bool {
        self.lines > 0.25 * self.column_lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_have_a_width_and_others_have_none() {
        let width = plain_width("Parliament of India").unwrap();
        assert!((7.0..10.0).contains(&width), "{width}");
        assert_eq!(plain_width("संसद"), None);
        assert_eq!(plain_width(""), Some(0.0));
    }
}
