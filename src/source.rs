//! The text of every file read, and the way back from a decoded string to the place where it was typed.
//!
//! Files come in as text; [`Span`]s go out. Nothing here touches the disk.

use std::ops::Range;

/// Names one file of a [`SourceMap`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in one file, after byte order mark and carriage returns are removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range as indices into the file's text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A change to a file: bytes, and what takes their place. An empty span inserts.
///
/// Spans count in the text as [`SourceMap`] holds it, without byte order mark and carriage returns.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The bytes.
    pub span: Span,
    /// What takes their place.
    pub text: String,
}

/// The files of one run: display name and text of each.
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

#[derive(Debug)]
struct SourceFile {
    name: String,
    text: String,
}

impl SourceMap {
    /// Takes in a file, removing a byte order mark and turning CRLF into LF.
    ///
    /// `name` is what messages print, usually the path relative to the root, with `/`.
    pub fn add(&mut self, name: impl Into<String>, text: &str) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile { name: name.into(), text: normalised(text) });
        id
    }

    /// The display name of a file.
    pub fn name(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |file| &file.name)
    }

    /// The text of a file, without byte order mark and carriage returns.
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |file| &file.text)
    }

    /// Every file in the order of reading.
    pub fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..u32::try_from(self.files.len()).unwrap_or(u32::MAX)).map(FileId)
    }

    /// Line and column of the start of `span`, both from 1; the column counts characters.
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        let text = self.text(span.file);
        let mut at = (span.start as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &text[..at];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }
}

/// Removes a byte order mark and turns CRLF into LF.
pub fn normalised(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n")
}

/// Where a decoded string was typed.
///
/// `steps` says from which decoded byte on which file byte follows; between two steps both run in parallel.
/// A string without escapes has one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The whole value, quotation marks included.
    pub span: Span,
    /// `(decoded byte, file byte)`, ascending in both.
    pub steps: Vec<(u32, u32)>,
}

impl Origin {
    /// An origin that knows the value's place but not its inside.
    pub fn whole(span: Span) -> Self {
        Origin { span, steps: Vec::new() }
    }

    /// The place in the file of a range of decoded bytes; the whole value where the inside is not known.
    pub fn locate(&self, decoded: Range<usize>) -> Span {
        if self.steps.is_empty() {
            return self.span;
        }
        let start = self.file_byte(decoded.start);
        let end = if decoded.end > decoded.start { self.end_byte(decoded.end) } else { start };
        Span { file: self.span.file, start: start.min(self.span.end), end: end.max(start).min(self.span.end) }
    }

    fn file_byte(&self, decoded: usize) -> u32 {
        let decoded = u32::try_from(decoded).unwrap_or(u32::MAX);
        let after = self.steps.partition_point(|(from, _)| *from <= decoded);
        self.follow(after, decoded)
    }

    /// Where a range ends. Of two steps at one decoded byte (a line break taken out lies between) the first counts.
    fn end_byte(&self, decoded: usize) -> u32 {
        let decoded = u32::try_from(decoded).unwrap_or(u32::MAX);
        let at = self.steps.partition_point(|(from, _)| *from < decoded);
        match self.steps.get(at) {
            Some((from, file)) if *from == decoded => *file,
            _ => self.follow(at, decoded),
        }
    }

    fn follow(&self, after: usize, decoded: u32) -> u32 {
        match after.checked_sub(1).and_then(|index| self.steps.get(index)) {
            Some((from, file)) => file.saturating_add(decoded - from),
            None => self.span.start,
        }
    }
}

/// The place of a field among those of a table.
pub fn place_in(fields: &[(impl AsRef<str>, Span)], field: &str) -> Option<Span> {
    fields.iter().find(|(name, _)| name.as_ref() == field).map(|(_, span)| *span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_carriage_returns_do_not_shift_columns() {
        let mut map = SourceMap::default();
        let file = map.add("a.toml", "\u{feff}a = 1\r\nbé = 2\r\n");
        assert_eq!(map.text(file), "a = 1\nbé = 2\n");
        let two = u32::try_from(map.text(file).find('2').unwrap()).unwrap();
        assert_eq!(map.line_column(Span { file, start: two, end: two + 1 }), (2, 6));
    }

    #[test]
    fn a_place_behind_an_escape_is_found() {
        // Typed `"a\\b"` from byte 10 on: quote at 10, a at 11, the escape at 12 and 13, b at 14.
        let file = SourceMap::default().add("x", "");
        let origin = Origin { span: Span { file, start: 10, end: 16 }, steps: vec![(0, 11), (2, 14)] };
        assert_eq!(origin.locate(0..1), Span { file, start: 11, end: 12 });
        assert_eq!(origin.locate(2..3), Span { file, start: 14, end: 15 });
    }
}
