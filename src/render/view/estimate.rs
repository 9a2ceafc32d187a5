//! How wide a text is and how much room a question takes, without laying it out.
//!
//! Measuring lays text out twice, so a template measures only what cannot be told from here: options whose widths are
//! near a limit or hold formulas, and questions that might be taller than a column.

use super::block::{Extent, SpaceView};
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

/// What a column of a table holds, in em.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Column {
    /// Its widest text.
    widest: f64,
    /// Its longest word with the space beside it.
    word: f64,
}

impl Column {
    /// Space beside a text, left and right, and a little for letters that are set wider than alone.
    const BESIDE: f64 = 0.85;

    /// How much wider bold letters are, as headings have them.
    const BOLD: f64 = 1.1;

    /// Adds a text of the column.
    pub(super) fn add(&mut self, rich: &RichText, bold: bool, token: &mut dyn FnMut(&Token) -> String) {
        let stretch = if bold { Self::BOLD } else { 1.0 };
        let widest = width(rich, token).unwrap_or(rich.source.len() as f64 * 0.45);
        self.widest = self.widest.max(widest);
        self.word = self.word.max(longest_word(rich, token) * stretch + Self::BESIDE);
    }
}

/// Whether the longest words of the columns have no room beside each other.
pub(super) fn crowded(columns: &[Column], room: f64) -> bool {
    columns.iter().map(|column| column.word).sum::<f64>() >= room
}

/// Shares of `room` em for the columns of a table: as their widest texts are, within limits, but none less than its
/// longest word takes, where there is room for the longest words of all.
///
/// On a wider page each column has more of everything, so `room` may be too small but not too large.
pub(super) fn shares(columns: &[Column], room: f64) -> Vec<f64> {
    if crowded(columns, room) {
        return columns.iter().map(|column| column.word).collect();
    }
    let wanted = |column: &Column| column.widest.clamp(3.0, 11.0);
    // Columns as wide as their longest word, and the em that a unit of the others is. A column that is raised to its
    // word takes from the others, so that one of them may be next.
    let mut raised = vec![false; columns.len()];
    let mut unit = 0.0;
    for _ in columns {
        let (mut left, mut shares) = (room, 0.0);
        for (column, raised) in columns.iter().zip(&raised) {
            if *raised {
                left -= column.word;
            } else {
                shares += wanted(column);
            }
        }
        unit = left / shares;
        let narrow = |(column, raised): &(&Column, &mut bool)| !**raised && wanted(column) * unit < column.word;
        match columns.iter().zip(&mut raised).find(narrow) {
            Some((_, raised)) => *raised = true,
            None => break,
        }
    }
    let share = |(column, raised): (&Column, &bool)| if *raised { column.word / unit } else { wanted(column) };
    columns.iter().zip(&raised).map(share).collect()
}

/// The width of the longest part that no line is broken in.
fn longest_word(rich: &RichText, token: &mut dyn FnMut(&Token) -> String) -> f64 {
    let mut text = String::new();
    rich.each_inline(&mut |inline| match &inline.kind {
        InlineKind::Text(plain) | InlineKind::Code(plain) => text.push_str(plain),
        InlineKind::Token(what) => text.push_str(&token(what)),
        // Short ones stay whole, as do powers of ten with their number and unit; long ones are broken at their signs.
        InlineKind::Math(formula) => {
            let letters =
                if formula.tex.contains("10^") { formula.tex.len() / 2 } else { (formula.tex.len() / 3).min(8) };
            text.push_str(&"n".repeat(letters.clamp(1, 18)));
        }
        InlineKind::Break => text.push(' '),
        _ => {}
    });
    let parts = text.split_whitespace().flat_map(|word| word.split_inclusive(['-', '–', '—', '/']));
    let width = |part: &str| plain_width(part).unwrap_or(part.chars().count() as f64 * 0.55);
    parts.map(width).fold(0.0, f64::max)
}

/// The room that a question takes, in lines; never too small, often too large.
#[derive(Debug, Clone)]
pub(super) struct Bulk {
    lines: f64,
    line_length: f64,
    column_lines: f64,
    column_width: f64,
    figure_lines: f64,
}

impl Bulk {
    /// Width of an em and height of a line in mm, in larger type than any built-in template has.
    const EM: f64 = 4.0;
    const LINE: f64 = 1.35 * Self::EM;

    /// Nothing, on a page of this paper.
    pub(super) fn new(paper: &Paper) -> Self {
        let (width, height) = paper.blueprint.layout.page.unwrap_or(PageSize::A4).tenths_mm();
        let layout = &paper.blueprint.layout;
        let halves = layout.arrangement == Some(Arrangement::SideBySide);
        let columns = if halves { 2.0 } else { f64::from(layout.columns.unwrap_or(2).clamp(1, 2)) };
        // Wider margins than any built-in template has.
        let column = (f64::from(width) / 10.0 - 44.0) / columns - 12.0;
        Bulk {
            lines: 0.0,
            line_length: (column / (0.48 * Self::EM)).max(8.0),
            column_lines: ((f64::from(height) / 10.0 - 42.0) / Self::LINE).max(8.0),
            column_width: column / Self::EM,
            figure_lines: 125.0 / Self::LINE,
        }
    }

    /// The width in em that a table has at least, beside number, labels and marks; less in a part of a case.
    pub(super) fn table_width(&self, in_part: bool) -> f64 {
        self.column_width - if in_part { 4.0 } else { 0.0 }
    }

    /// Adds plain words.
    pub(super) fn text(&mut self, text: &str) {
        self.lines += (text.chars().count() as f64 / self.line_length).ceil() + 0.5;
    }

    /// Adds a picture.
    pub(super) fn figure(&mut self) {
        self.lines += self.figure_lines;
    }

    /// Adds room to write.
    pub(super) fn space(&mut self, space: Option<SpaceView>) {
        self.lines += match space.map(|space| space.extent) {
            Some(Extent::Millimetres(height)) => f64::from(height) / Self::LINE,
            Some(Extent::Columns(count)) => f64::from(count) * self.column_lines,
            None => 0.0,
        };
    }

    /// Adds room that is so small that it stands in one piece with its question.
    pub(super) fn small_space(&mut self, space: Option<SpaceView>) {
        let mut room = Bulk { lines: 0.0, ..self.clone() };
        room.space(space);
        if room.lines <= self.column_lines / 3.0 {
            self.more(&room);
        }
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

    #[test]
    fn no_column_is_narrower_than_its_longest_word_where_all_have_room() {
        let column = |widest, word| Column { widest, word };
        // Nothing to be done.
        assert_eq!(shares(&[column(4.0, 3.0), column(8.0, 4.0)], 18.0), [4.0, 8.0]);
        assert_eq!(shares(&[column(1.0, 1.0), column(40.0, 4.0)], 18.0), [3.0, 11.0]);
        for (columns, room) in [
            (vec![column(7.0, 7.0), column(30.0, 5.0), column(30.0, 4.0)], 18.0),
            (vec![column(7.0, 7.0), column(6.0, 5.5), column(30.0, 3.0), column(2.0, 2.0)], 18.0),
            (vec![column(3.0, 3.0), column(50.0, 14.0)], 17.5),
            (vec![column(30.0, 3.0), column(6.0, 6.0), column(5.0, 5.0)], 14.5),
        ] {
            let shares = shares(&columns, room);
            let em = room / shares.iter().sum::<f64>();
            for (share, column) in shares.iter().zip(&columns) {
                assert!(share * em > column.word - 1e-9, "{columns:?}: {shares:?}");
            }
        }
        // Too many long words: each gives way as much as the others.
        assert_eq!(shares(&[column(9.0, 9.0), column(30.0, 12.0)], 18.0), [9.0, 12.0]);
        assert_eq!(shares(&[], 18.0), Vec::<f64>::new());
    }
}
