//! Finds a "not" that turns a question round and is not emphasised.

use crate::model::text::{Block, BlockKind, Inline, InlineKind, RichText};
use std::ops::Range;

/// Words that turn a question round.
const WORDS: [&str; 8] = ["not", "except", "incorrect", "incorrectly", "false", "नहीं", "असत्य", "गलत"];

/// The first such word in a sentence that asks: one that ends with a question mark, or the last one.
pub(crate) fn unmarked(text: &RichText) -> Option<(String, Range<usize>)> {
    // A quick look first; the ends of the words are the same whether they begin a sentence or not.
    if !["ot", "xcept", "ncorrect", "alse", "नहीं", "असत्य", "गलत"].iter().any(|end| text.source.contains(end))
    {
        return None;
    }
    let mut sentences = Sentences::default();
    sentences.blocks(&text.blocks, text);
    sentences.finish()
}

/// Walks through a text, keeping the first word of the present sentence until it is known whether that asks.
#[derive(Default)]
struct Sentences {
    /// In the present sentence.
    waiting: Option<(String, Range<usize>)>,
    /// In the sentence before, as long as no further one has begun.
    before: Option<(String, Range<usize>)>,
    found: Option<(String, Range<usize>)>,
    /// Whether the present place is between double quotation marks: what is quoted does not turn a question round.
    quoted: bool,
}

impl Sentences {
    fn blocks(&mut self, blocks: &[Block], text: &RichText) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(inlines) | BlockKind::Heading(_, inlines) => {
                    self.quoted = false;
                    self.inlines(inlines, text);
                    self.stop();
                }
                // Lists, tables and quotations in a stem are what is asked about, not the question.
                _ => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline], text: &RichText) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(_) => {
                    self.words(text.source.get(inline.range.clone()).unwrap_or_default(), inline.range.start);
                }
                InlineKind::Link { text: inner, .. } => self.inlines(inner, text),
                // Emphasised words are marked; they belong to the sentence all the same.
                _ => self.before = None,
            }
        }
    }

    fn words(&mut self, text: &str, offset: usize) {
        let (mut start, mut last) = (None, None);
        let mut chars = text.char_indices().chain([(text.len(), ' ')]).peekable();
        while let Some((at, c)) = chars.next() {
            let in_word = c.is_alphanumeric() || ('\u{900}'..='\u{963}').contains(&c) || matches!(c, '\'' | '’');
            match (start, in_word) {
                (None, true) => start = Some(at),
                (Some(from), false) => {
                    self.word(text.get(from..at).unwrap_or_default(), offset + from);
                    start = None;
                }
                _ => {}
            }
            match c {
                '“' => self.quoted = true,
                '”' => self.quoted = false,
                // Behind a number it says inches.
                '"' if self.quoted || last.is_none_or(|c: char| !c.is_alphanumeric()) => self.quoted = !self.quoted,
                _ => {}
            }
            last = Some(c);
            // "1.5" ends no sentence.
            let blank_next = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
            match c {
                '?' | ':' => self.ask(),
                '।' => self.stop(),
                '.' | '!' if blank_next => self.stop(),
                _ => {}
            }
        }
    }

    fn word(&mut self, word: &str, at: usize) {
        self.before = None;
        // Capitals mark it as well as bold does.
        let marked = word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase);
        if self.waiting.is_none() && !marked && !self.quoted && WORDS.contains(&word.to_lowercase().as_str()) {
            self.waiting = Some((word.to_owned(), at..at + word.len()));
        }
    }

    /// The sentence is a question.
    fn ask(&mut self) {
        let waiting = self.waiting.take();
        self.found = self.found.take().or(waiting);
        self.before = None;
    }

    /// The sentence ends; it asks if no other one follows.
    fn stop(&mut self) {
        if let Some(waiting) = self.waiting.take() {
            self.before = Some(waiting);
        }
    }

    fn finish(mut self) -> Option<(String, Range<usize>)> {
        self.stop();
        self.found.or(self.before)
    }
}
