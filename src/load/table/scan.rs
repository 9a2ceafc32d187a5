//! A look at TOML text before it is parsed: where its tables begin, and whether it nests deeper than anything real.
//!
//! Knows of TOML only what is needed for that: strings, comments, brackets, dots, and headers at the start of a line.

use std::ops::Range;

/// Levels of brackets and dotted keys together; the deepest text of a bank needs eight.
const DEEPEST: usize = 32;

/// A piece of a file: a header with what follows it, or what stands before the first header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment<'s> {
    /// Name between the brackets, `question` or `question.lang.hi`; empty before the first header.
    pub(crate) header: &'s str,
    /// Whether the header has double brackets.
    pub(crate) repeated: bool,
    /// Bytes of the file, header included.
    pub(crate) range: Range<usize>,
    /// Where nesting passes the limit, if it does.
    pub(crate) too_deep: Option<usize>,
    /// The opening bracket of a list or table after which a line `key = …` came before it was closed.
    pub(crate) unclosed: Option<usize>,
}

/// Cuts a file at its headers.
///
/// A header is a line that begins with `[` followed by one of `tables`, outside multi-line strings. In valid TOML such
/// a line cannot stand inside a list, since a bare word is no value; so a list left open ends with its segment.
pub(crate) fn segments<'s>(text: &'s str, tables: &[&str]) -> Vec<Segment<'s>> {
    let mut scan = Scan { text, at: 0, levels: vec![Level::default()], out: Vec::new() };
    scan.out.push(Segment { header: "", repeated: false, range: 0..0, too_deep: None, unclosed: None });
    while scan.at < text.len() {
        scan.line_start(tables);
        scan.line();
    }
    if let Some(last) = scan.out.last_mut() {
        last.range.end = text.len();
    }
    scan.out
}

/// Whether text holds a line that is a header of one of `tables`, strings or not.
pub(crate) fn header_line(text: &str, tables: &[&str]) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if header(line, tables).is_some() {
            return Some(at);
        }
        at += line.len();
    }
    None
}

#[derive(Default, Clone, Copy)]
struct Level {
    /// Where its bracket stands; 0 for the file itself.
    open: usize,
    /// Whether it is a list.
    list: bool,
    /// Dots of the key in work.
    dots: usize,
}

struct Scan<'s> {
    text: &'s str,
    at: usize,
    levels: Vec<Level>,
    out: Vec<Segment<'s>>,
}

impl<'s> Scan<'s> {
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(b'\n')
    }

    /// Begins a segment where the line is a header; notes a line `key = …` inside an open list.
    fn line_start(&mut self, tables: &[&str]) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let first = rest.trim_start_matches([' ', '\t']);
        if first.starts_with('[') {
            let line = first.split('\n').next().unwrap_or_default();
            if let Some((name, repeated)) = header(line, tables) {
                if let Some(last) = self.out.last_mut() {
                    last.range.end = self.at;
                }
                let range = self.at..self.text.len();
                self.out.push(Segment { header: name, repeated, range, too_deep: None, unclosed: None });
                self.levels = vec![Level::default()];
            }
            return;
        }
        let inside = self.levels.last().is_some_and(|level| level.list);
        if inside && is_assignment(first) {
            let open = self.levels.iter().find(|level| level.open > 0 || level.list).map(|level| level.open);
            if let Some(last) = self.out.last_mut() {
                last.unclosed = last.unclosed.or(open);
            }
        }
    }

    /// Reads on to the start of the next line that is not inside a string.
    fn line(&mut self) {
        loop {
            let byte = self.byte(self.at);
            match byte {
                b'\n' => {
                    self.end_key();
                    self.at += 1;
                    return;
                }
                b'#' => self.at = self.find_from(self.at, "\n"),
                b'"' | b'\'' => self.string(byte),
                b'[' | b'{' => {
                    self.levels.push(Level { open: self.at, list: byte == b'[', dots: 0 });
                    self.guard();
                    self.at += 1;
                }
                b']' | b'}' => {
                    if self.levels.len() > 1 {
                        self.levels.pop();
                    }
                    self.at += 1;
                }
                b'.' => {
                    if let Some(level) = self.levels.last_mut() {
                        level.dots += 1;
                    }
                    self.guard();
                    self.at += 1;
                }
                b',' => {
                    self.end_key();
                    self.at += 1;
                }
                _ => self.at += 1,
            }
        }
    }

    fn end_key(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            level.dots = 0;
        }
    }

    fn guard(&mut self) {
        // Past the limit the segment is not parsed, so levels need not be counted exactly.
        let deep = self.levels.len() > DEEPEST
            || self.levels.iter().map(|level| level.dots).sum::<usize>() + self.levels.len() > DEEPEST;
        if deep {
            self.levels.truncate(DEEPEST);
            self.end_key();
            if let Some(last) = self.out.last_mut() {
                last.too_deep = last.too_deep.or(Some(self.at));
            }
        }
    }

    fn find_from(&self, at: usize, what: &str) -> usize {
        self.text.get(at..).and_then(|rest| rest.find(what)).map_or(self.text.len(), |found| at + found)
    }

    fn string(&mut self, quote: u8) {
        let long = self.byte(self.at + 1) == quote && self.byte(self.at + 2) == quote;
        if !long {
            self.at += 1;
            loop {
                match self.byte(self.at) {
                    b'\n' => return,
                    b'\\' if quote == b'"' && self.byte(self.at + 1) != b'\n' => self.at += 2,
                    byte => {
                        self.at += 1;
                        if byte == quote {
                            return;
                        }
                    }
                }
            }
        }
        self.at += 3;
        while self.at < self.text.len() {
            match self.byte(self.at) {
                b'\\' if quote == b'"' => self.at += 2,
                byte if byte == quote && self.byte(self.at + 1) == quote && self.byte(self.at + 2) == quote => {
                    self.at += 3;
                    // Up to two more quotation marks belong to the text, as in `''''x'''''`.
                    while self.byte(self.at) == quote {
                        self.at += 1;
                    }
                    return;
                }
                _ => self.at += 1,
            }
        }
    }
}

/// The name in `[name]` or `[[name]]`, if its first part is one of `tables`, and whether the brackets are double.
fn header<'s>(line: &'s str, tables: &[&str]) -> Option<(&'s str, bool)> {
    let rest = line.trim_start_matches([' ', '\t']).strip_prefix('[')?;
    let (rest, repeated) = rest.strip_prefix('[').map_or((rest, false), |rest| (rest, true));
    let (name, _) = rest.split_once(']')?;
    let name = name.trim();
    let first = name.split('.').next().unwrap_or_default().trim();
    tables.contains(&first).then_some((name, repeated))
}

/// Whether a line begins like `key =` or `some.key =`.
fn is_assignment(line: &str) -> bool {
    let key = line.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    key.len() < line.len() && {
        let after = key.trim_start_matches([' ', '\t']);
        after.starts_with('=')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(text: &str) -> Vec<(&str, &str)> {
        segments(text, &["question", "defaults"])
            .into_iter()
            .map(|segment| (segment.header, &text[segment.range]))
            .collect()
    }

    #[test]
    fn files_are_cut_at_headers_outside_strings() {
        let text = "a = 1\n[[question]]\nb = '''\n[[question]]\n'''\n[question.lang]\nc = \"[[question]]\"\n [defaults]\n";
        assert_eq!(
            headers(text),
            [
                ("", "a = 1\n"),
                ("question", "[[question]]\nb = '''\n[[question]]\n'''\n"),
                ("question.lang", "[question.lang]\nc = \"[[question]]\"\n"),
                ("defaults", " [defaults]\n"),
            ]
        );
    }

    #[test]
    fn a_list_left_open_ends_with_its_question() {
        let text = "[[question]]\nx = [1,\n2\ny = 3\n[[question]]\nx = [[1], [2]]\n";
        let found = segments(text, &["question"]);
        assert_eq!(found.len(), 3);
        assert_eq!(found[1].unclosed, Some(17));
        assert_eq!(found[2].unclosed, None);
    }

    #[test]
    fn nesting_is_limited_before_anything_recurses() {
        let many = |open: &str| segments(&format!("x = {}", open.repeat(20_000)), &[])[0].too_deep.is_some();
        assert!(many("["));
        assert!(many("{a="));
        assert!(many("[{a.b="));
        assert!(segments(&format!("a{} = 1", ".a".repeat(40)), &[])[0].too_deep.is_some());
        assert!(segments("lang.hi.parts.iii.a.options = [{ text = \"...........................................\" }]", &[])[0].too_deep.is_none());
        assert!(segments(&"x = 1.5, 2.5\n".repeat(100), &[])[0].too_deep.is_none());
    }
}
