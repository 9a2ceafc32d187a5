//! Lines to paragraphs: pages give a line to each, other programs break lines where a column ends.

use super::label::{self, FAMILIES};
use crate::formats::lines::Line;

/// A line this long that ends in the middle of a sentence was broken at the end of a column.
const BROKEN: usize = 60;

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::formats) struct Paragraph {
    /// Number of its first line.
    pub(in crate::formats) line: u32,
    /// Its text.
    pub(in crate::formats) text: String,
    /// Whether a bullet stood before it.
    pub(in crate::formats) bullet: bool,
}

/// Collects lines into paragraphs.
#[derive(Debug, Default)]
pub(super) struct Collector {
    pub(super) found: Vec<Paragraph>,
    /// Whether the next line begins a paragraph in any case.
    parted: bool,
}

impl Collector {
    /// A blank line, or something that was passed over.
    pub(super) fn part(&mut self) {
        self.parted = true;
    }

    pub(super) fn line(&mut self, number: u32, text: &str, bullet: bool) {
        if text.is_empty() {
            return self.part();
        }
        let parted = std::mem::take(&mut self.parted);
        match self.found.last_mut().filter(|last| !bullet && continues(&last.text, text, parted)) {
            Some(last) => {
                // A word that was broken keeps its hyphen: it may be one that has one.
                if !(last.text.ends_with('-') && text.starts_with(char::is_lowercase)) {
                    last.text.push(' ');
                }
                last.text.push_str(text);
            }
            None => self.found.push(Paragraph { line: number, text: text.to_owned(), bullet }),
        }
    }
}

/// Whether a line goes on where the one before it was broken; `parted` says that a blank line stands between.
fn continues(before: &str, text: &str, parted: bool) -> bool {
    let open = !before.ends_with(['.', '?', '!', ':', ';', '।', '”', '"']);
    let lower = text.starts_with(char::is_lowercase);
    let long = before.len() >= BROKEN;
    // No paragraph begins with a small letter after a long sentence that was left open.
    let broken = if parted { lower && long } else { lower || long };
    open && broken && !FAMILIES.iter().any(|family| label::read(text, *family).is_some())
}

/// The paragraphs of lines that hold nothing else.
pub(in crate::formats) fn of_lines(lines: &[Line<'_>]) -> Vec<Paragraph> {
    let mut collector = Collector::default();
    for line in lines {
        collector.line(line.number, &line.text, line.bullet);
    }
    collector.found
}
