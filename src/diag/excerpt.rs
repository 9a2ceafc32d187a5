//! A finding on a line of a megabyte: the piece of the line round it, at its true line and column.

use super::Diagnostic;
use super::render::harmless;
use crate::source::{FileId, SourceMap, Span};
use codespan_reporting::files::{Error, Files};
use std::borrow::Cow;
use std::ops::Range;

/// Lines up to so many bytes are shown whole.
const LONG: usize = 600;

/// Bytes shown of a long line before and behind the start of the place.
const ROUND: usize = 100;

/// One shortened line, as the reporter wants it.
pub(super) struct Excerpt<'a> {
    name: Cow<'a, str>,
    text: String,
    line: usize,
    column: usize,
    /// The place inside the excerpt.
    pub(super) place: Range<usize>,
}

/// Whether a finding points to a line too long to be shown.
pub(super) fn is_needed(diagnostic: &Diagnostic, line_of: impl Fn(Span) -> Range<usize>) -> bool {
    let places = diagnostic.span.iter().chain(diagnostic.related.iter().map(|(span, _)| span));
    places.flat_map(|span| [*span, Span { start: span.end, ..*span }]).any(|span| line_of(span).len() > LONG)
}

impl<'a> Excerpt<'a> {
    /// The piece of a line round a place in it.
    pub(super) fn new(
        sources: &'a SourceMap,
        span: Span,
        line: Range<usize>,
        (number, column): (usize, usize),
    ) -> Self {
        let source = sources.text(span.file);
        let start = (span.start as usize).clamp(line.start, line.end);
        let end = (span.end as usize).clamp(start, line.end).min(start + ROUND);
        let from = boundary(source, start.saturating_sub(ROUND).max(line.start));
        let to = boundary(source, (end + ROUND).min(line.end));
        let (start, end) = (boundary(source, start), boundary(source, end));
        let mut text = String::new();
        if from > line.start {
            text.push('…');
        }
        let before = text.len();
        text.push_str(&harmless(source.get(from..to).unwrap_or_default().trim_end_matches('\n')));
        let place = before + start.saturating_sub(from)..(before + end.saturating_sub(from)).min(text.len());
        if to < line.end {
            text.push('…');
        }
        Excerpt { name: harmless(sources.name(span.file)), text, line: number, column, place }
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl<'a> Files<'a> for Excerpt<'a> {
    type FileId = FileId;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, _: FileId) -> Result<&'a str, Error> {
        Ok(&self.name)
    }

    fn source(&'a self, _: FileId) -> Result<&'a str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, _: FileId, _: usize) -> Result<usize, Error> {
        Ok(0)
    }

    fn line_number(&'a self, _: FileId, _: usize) -> Result<usize, Error> {
        Ok(self.line)
    }

    fn column_number(&'a self, _: FileId, _: usize, _: usize) -> Result<usize, Error> {
        Ok(self.column)
    }

    fn line_range(&'a self, _: FileId, _: usize) -> Result<Range<usize>, Error> {
        Ok(0..self.text.len())
    }
}
