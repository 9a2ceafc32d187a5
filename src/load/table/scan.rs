//! A look at TOML text before it is parsed: where its tables begin, and whether it nests deeper than anything real.
//!
//! Knows of TOML only what is needed for that: strings, comments, brackets, dots, and headers at the start of a line.

use std::ops::Range;

/// Texts left open that are looked for in one file; each costs another look at what follows it.
const MOST_OPEN_TEXTS: usize = 20;

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
    /// The opening marks of a text that runs to the end of the file.
    pub(crate) open_text: Option<usize>,
}

impl<'s> Segment<'s> {
    fn new(header: &'s str, repeated: bool, range: Range<usize>) -> Self {
        Segment { header, repeated, range, too_deep: None, unclosed: None, open_text: None }
    }

    /// The first part of the header's name, without blanks and quotes round it.
    pub(crate) fn first(&self) -> &'s str {
        let first = self.header.split('.').next().unwrap_or_default().trim();
        let inner = |quote: char| first.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
        inner('"').or_else(|| inner('\'')).unwrap_or(first)
    }

    /// Takes in the segment that follows.
    pub(crate) fn extend(&mut self, next: &Segment<'s>) {
        self.range.end = next.range.end;
        self.too_deep = self.too_deep.or(next.too_deep);
        self.unclosed = self.unclosed.or(next.unclosed);
        self.open_text = self.open_text.or(next.open_text);
    }
}

/// Cuts a file at its headers.
///
/// A header is a line that begins with `[` followed by one of `tables`, outside multi-line strings. In valid TOML such
/// a line cannot stand inside a list, since a bare word is no value; so a list left open ends with its segment. Outside
/// lists every other header begins a segment too, so that a misspelt one never falls into the piece before it. Without
/// `tables` nothing is cut.
pub(crate) fn segments<'s>(text: &'s str, tables: &[&str]) -> Vec<Segment<'s>> {
    let mut scan = Scan::new(text, tables);
    for _ in 0..MOST_OPEN_TEXTS {
        scan.run();
        // A text left open turns all later ones inside out, until the end of the file is inside one. The culprit is the
        // first in which a header line stands: it is taken as closed there, and the scan goes on from that line.
        let Some((open, header)) = scan.open_at_end.and(scan.swallowed.take()) else { break };
        scan.restart(open, header);
    }
    if let Some(last) = scan.out.last_mut() {
        last.range.end = text.len();
        last.open_text = last.open_text.or(scan.open_at_end);
    }
    scan.out
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

struct Scan<'s, 't> {
    text: &'s str,
    tables: &'t [&'t str],
    at: usize,
    levels: Vec<Level>,
    out: Vec<Segment<'s>>,
    /// The opening marks of the first text that holds a header line, and that line.
    swallowed: Option<(usize, usize)>,
    /// The opening marks of a text that is still open at the end of the file.
    open_at_end: Option<usize>,
}

impl<'s, 't> Scan<'s, 't> {
    fn new(text: &'s str, tables: &'t [&'t str]) -> Self {
        let (levels, out) = (vec![Level::default()], vec![Segment::new("", false, 0..0)]);
        Scan { text, tables, at: 0, levels, out, swallowed: None, open_at_end: None }
    }

    fn run(&mut self) {
        while self.at < self.text.len() {
            self.line_start();
            self.line();
        }
    }

    /// Goes back to a header line inside a text, and takes the text as closed before it.
    fn restart(&mut self, open: usize, header: usize) {
        self.out.retain(|segment| segment.range.start < header);
        if let Some(last) = self.out.last_mut() {
            last.range.end = header;
            last.open_text = Some(open);
        }
        self.levels = vec![Level::default()];
        self.open_at_end = None;
        self.at = header;
    }

    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(b'\n')
    }

    /// Begins a segment where the line is a header; notes a line `key = …` inside an open list.
    fn line_start(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let first = rest.trim_start_matches([' ', '\t']);
        if first.starts_with('[') {
            let line = first.split('\n').next().unwrap_or_default();
            let outside = self.levels.len() == 1 && !self.tables.is_empty();
            let known = header(line).filter(|(name, _)| outside || is_one_of(name, self.tables));
            if let Some((name, repeated)) = known {
                if let Some(last) = self.out.last_mut() {
                    last.range.end = self.at;
                }
                let range = self.at..self.text.len();
                self.out.push(Segment::new(name, repeated, range));
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
        let open = self.at;
        self.at += 3;
        while self.at < self.text.len() {
            match self.byte(self.at) {
                b'\\' if quote == b'"' => self.at += 2,
                b'\n' => {
                    self.at += 1;
                    self.look_for_header(open);
                }
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
        self.open_at_end = Some(open);
    }

    /// Notes a header line inside a text.
    fn look_for_header(&mut self, open: usize) {
        if self.swallowed.is_some() || self.byte(self.at) != b'[' || self.byte(self.at + 1) != b'[' {
            return;
        }
        let line = self.text.get(self.at..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
        let Some((name, repeated)) = header(line).filter(|(name, _)| is_one_of(name, self.tables)) else { return };
        let bare = line.trim_end().ends_with("]]");
        if repeated && bare && !name.contains('.') {
            self.swallowed = Some((open, self.at));
        }
    }
}

/// The name in `[name]` or `[[name]]`, and whether the brackets are double.
fn header(line: &str) -> Option<(&str, bool)> {
    let rest = line.trim_start_matches([' ', '\t']).strip_prefix('[')?;
    let (rest, repeated) = rest.strip_prefix('[').map_or((rest, false), |rest| (rest, true));
    let (name, _) = rest.split_once(']')?;
    let name = name.trim();
    (!name.is_empty()).then_some((name, repeated))
}

/// Whether the first part of a header's name, typed without quotes, is one of `tables`.
fn is_one_of(name: &str, tables: &[&str]) -> bool {
    tables.contains(&name.split('.').next().unwrap_or_default().trim())
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
        let text =
            "a = 1\n[[question]]\nb = '''\n[[question]]\n'''\n[question.lang]\nc = \"[[question]]\"\n [defaults]\n";
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
    fn headers_of_any_name_cut_a_file_outside_lists() {
        let text = "[[question]]\na = [\n[\"x\"],\n[1]\n]\n[[quetsion]]\nb = 1\n[[ \"question\" ]]\n";
        let names: Vec<&str> = segments(text, &["question"]).iter().map(Segment::first).collect();
        assert_eq!(names, ["", "question", "quetsion", "question"]);
        assert_eq!(segments(text, &[]).len(), 1);
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
    fn a_text_left_open_costs_one_question() {
        let text = "[[question]]\nx = '''\nopen\n[[question]]\ny = '''\nclosed\n'''\n[[question]]\nz = 1\n";
        let found = segments(text, &["question"]);
        let starts: Vec<usize> = found.iter().map(|segment| segment.range.start).collect();
        assert_eq!(starts, [0, 0, 26, 58]);
        assert_eq!(found[1].open_text, Some(17));
        assert_eq!(found[2].open_text, None);
        // Many of them end the search, not the program's patience.
        let many = "[[question]]\nx = '''\n".repeat(10_001);
        assert!(!segments(&many, &["question"]).is_empty());
    }

    #[test]
    fn nesting_is_limited_before_anything_recurses() {
        let many = |open: &str| segments(&format!("x = {}", open.repeat(20_000)), &[])[0].too_deep.is_some();
        assert!(many("["));
        assert!(many("{a="));
        assert!(many("[{a.b="));
        assert!(segments(&format!("a{} = 1", ".a".repeat(40)), &[])[0].too_deep.is_some());
        assert!(
            segments("lang.hi.parts.iii.a.options = [{ text = \"...........................................\" }]", &[])
                [0]
            .too_deep
            .is_none()
        );
        assert!(segments(&"x = 1.5, 2.5\n".repeat(100), &[])[0].too_deep.is_none());
    }
}
