//! The lines of a block text: which leading blanks to drop, which lines are code, where a paragraph ends.
//!
//! Markdown takes four leading blanks for code; authors type them because TOML invites indentation. So the common
//! indentation goes, and so does any further one that would make code, measured from the list item the line is in.

use std::ops::Range;

/// What the scanner must know about the lines before it reads them.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// Leading blanks that are dropped, ascending.
    pub(super) dropped: Vec<Range<usize>>,
    /// Fenced code, fences included, ascending; copied untouched.
    pub(super) fences: Vec<Range<usize>>,
    /// Where a blank line or a fence begins: no formula and no code span reaches beyond.
    pub(super) breaks: Vec<usize>,
    /// As `breaks`, and the beginnings of list items: money in two items is not a formula.
    pub(super) soft_breaks: Vec<usize>,
}

/// A list item or a quotation that the next lines may continue.
enum Container {
    Item { width: usize },
    Quote,
}

struct Fence {
    mark: u8,
    length: usize,
    start: usize,
    depth: usize,
}

/// Looks at every line of a block text once.
pub(super) fn look_at(source: &str) -> Lines {
    let mut lines = Lines::default();
    let indent = common_indent(source);
    let mut containers: Vec<Container> = Vec::new();
    let mut fence: Option<Fence> = None;
    let mut start = 0;
    while start < source.len() {
        let end = source[start..].find('\n').map_or(source.len(), |newline| start + newline);
        let mut cursor = Cursor { bytes: source.as_bytes(), at: start, end };
        cursor.at += cursor.count_blanks().min(indent);
        if cursor.at > start {
            lines.dropped.push(start..cursor.at);
        }
        if let Some(open) = &fence {
            match closes(&mut cursor, &containers, open) {
                Closing::Inside => {}
                Closing::Last => {
                    lines.fences.push(open.start..end);
                    fence = None;
                }
                Closing::Before => {
                    lines.fences.push(open.start..start);
                    fence = ordinary(&mut cursor, &mut containers, &mut lines, start);
                }
            }
        } else {
            fence = ordinary(&mut cursor, &mut containers, &mut lines, start);
        }
        start = end + 1;
    }
    if let Some(open) = fence {
        lines.fences.push(open.start..source.len());
    }
    lines
}

/// Reads a line outside fenced code; gives the fence that it opens.
fn ordinary(
    cursor: &mut Cursor<'_>,
    containers: &mut Vec<Container>,
    lines: &mut Lines,
    start: usize,
) -> Option<Fence> {
    if cursor.is_blank() {
        lines.breaks.push(start);
        lines.soft_breaks.push(start);
        return None;
    }
    let matched = follow(cursor, containers);
    containers.truncate(matched);
    loop {
        let before = cursor.at;
        let blanks = cursor.skip_blanks(usize::MAX);
        if blanks >= 4 {
            lines.dropped.push(before..cursor.at);
        }
        if cursor.is_blank() {
            lines.breaks.push(start);
            lines.soft_breaks.push(start);
            return None;
        }
        if let Some((mark, length)) = cursor.fence() {
            lines.breaks.push(start);
            lines.soft_breaks.push(start);
            return Some(Fence { mark, length, start: cursor.at, depth: containers.len() });
        }
        let blanks = if blanks >= 4 { 0 } else { blanks };
        if cursor.peek() == Some(b'>') {
            cursor.at += 1;
            cursor.skip_blanks(1);
            containers.push(Container::Quote);
        } else if let Some(marker) = cursor.list_marker() {
            lines.soft_breaks.push(start);
            cursor.at += marker;
            // One blank belongs to the marker; up to four may.
            let ahead = cursor.count_blanks();
            let width = blanks + marker + if (1..=4).contains(&ahead) { ahead } else { 1 };
            cursor.skip_blanks(if (1..=4).contains(&ahead) { ahead } else { 1 });
            containers.push(Container::Item { width });
        } else {
            return None;
        }
    }
}

/// Walks over the marks by which a line continues its containers; gives how many it continues.
fn follow(cursor: &mut Cursor<'_>, containers: &[Container]) -> usize {
    for (index, container) in containers.iter().enumerate() {
        match container {
            Container::Item { width } => {
                if cursor.columns() < *width {
                    return index;
                }
                cursor.skip_blanks(*width);
            }
            Container::Quote => {
                let blanks = cursor.count_blanks();
                if cursor.columns() > 3 || cursor.rest().get(blanks) != Some(&b'>') {
                    return index;
                }
                cursor.at += blanks + 1;
                cursor.skip_blanks(1);
            }
        }
    }
    containers.len()
}

enum Closing {
    Inside,
    Last,
    Before,
}

fn closes(cursor: &mut Cursor<'_>, containers: &[Container], open: &Fence) -> Closing {
    let blank = cursor.is_blank();
    let depth = open.depth.min(containers.len());
    let inside = containers.get(..depth).unwrap_or_default();
    let only_items = inside.iter().all(|container| matches!(container, Container::Item { .. }));
    if blank && only_items {
        return Closing::Inside;
    }
    if follow(cursor, inside) < depth {
        return Closing::Before;
    }
    if cursor.columns() > 3 {
        return Closing::Inside;
    }
    cursor.skip_blanks(3);
    let length = cursor.run(open.mark);
    cursor.at += length;
    if length >= open.length && cursor.is_blank() { Closing::Last } else { Closing::Inside }
}

/// The blanks with which every line that is not empty begins.
fn common_indent(source: &str) -> usize {
    let indent = |line: &str| line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    source
        .split('\n')
        .filter(|line| !line.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r')))
        .map(indent)
        .min()
        .unwrap_or(0)
}

/// A place in one line.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        if self.at < self.end { self.bytes.get(self.at).copied() } else { None }
    }

    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..self.end).unwrap_or_default()
    }

    fn is_blank(&self) -> bool {
        self.rest().iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'))
    }

    fn count_blanks(&self) -> usize {
        self.rest().iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }

    /// The width of the blanks ahead; a tab counts as four.
    fn columns(&self) -> usize {
        let blanks = self.rest().iter().take_while(|byte| matches!(byte, b' ' | b'\t'));
        blanks.map(|byte| if *byte == b'\t' { 4 } else { 1 }).sum()
    }

    /// Steps over blanks up to a width and gives the width.
    fn skip_blanks(&mut self, most: usize) -> usize {
        let mut columns = 0;
        while columns < most {
            match self.peek() {
                Some(b' ') => columns += 1,
                Some(b'\t') => columns += 4,
                _ => break,
            }
            self.at += 1;
        }
        columns
    }

    fn run(&self, mark: u8) -> usize {
        self.rest().iter().take_while(|byte| **byte == mark).count()
    }

    /// The mark and length of a fence that begins here.
    fn fence(&self) -> Option<(u8, usize)> {
        let mark = self.peek().filter(|mark| matches!(mark, b'`' | b'~'))?;
        let length = self.run(mark);
        let info = self.rest().get(length..).unwrap_or_default();
        (length >= 3 && !(mark == b'`' && info.contains(&b'`'))).then_some((mark, length))
    }

    /// The bytes of a list marker that begins here and is followed by a blank or the end of the line.
    fn list_marker(&self) -> Option<usize> {
        let rest = self.rest();
        let digits = rest.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let length = match (digits, rest.get(digits)) {
            (0, Some(b'-' | b'+' | b'*')) => 1,
            (1..=9, Some(b'.' | b')')) => digits + 1,
            _ => return None,
        };
        // `* * *` and `- - -` are lines across, which the Markdown library tells apart; here they do no harm.
        matches!(rest.get(length), None | Some(b' ' | b'\t')).then_some(length)
    }
}
