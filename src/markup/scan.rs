//! The scanner that cuts a text before Markdown reads it.
//!
//! A source comes in; out goes the same text in which every piece that Markdown must not touch (escapes, code,
//! mathematics, tokens, blanks, sub- and superscript, raw Typst) is one private-use character, with the list of pieces.
//! One pass from left to right; every search forward is paid for by what it skips, or remembered when it fails.

mod find;
mod formulas;
mod lost;
mod stars;

use super::lines::{self, Lines};
use super::token;
use crate::model::text::{Form, Token};
use crate::source::Origin;
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) use lost::{forbidden, unprintable};

/// What stands in the cut text for a piece that reads like letters.
const LETTERS: char = '\u{e000}';

/// What stands for any other piece: a rare sign that Markdown takes for punctuation, so that `**Note:**$x$` is bold.
/// An author's own is cut out like the rest.
const SIGN: char = '\u{2e19}';

/// What may stand for a piece; both have the same length.
pub(super) const PIECES: [char; 2] = [LETTERS, SIGN];

/// The bytes of such a character.
pub(super) const PIECE_BYTES: usize = LETTERS.len_utf8();

/// Most findings that one text may give; more would tell the author nothing.
const MOST_FAULTS: usize = 40;

/// Something that Markdown does not see.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Byte of the cut text at which its character stands.
    pub(super) at: usize,
    /// Bytes of the source.
    pub(super) range: Range<usize>,
    pub(super) kind: PieceKind,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// A character that is meant as it stands.
    Char(char),
    /// Code between backticks; the range is the code's.
    Code(Range<usize>),
    /// Typst code in a span marked `{=typst}`.
    RawTypst(Range<usize>),
    /// TeX mathematics; the range is the TeX's.
    Math { tex: Range<usize>, display: bool },
    /// A chemical formula outside mathematics; the range is the whole `\ce{…}`.
    Chem(Range<usize>),
    /// A token.
    Token(Box<Token>),
    /// A blank of so many underscores.
    Blank(usize),
    /// Subscript; the range is what stands between the marks.
    Sub(Range<usize>),
    /// Superscript.
    Super(Range<usize>),
    /// A line break asked for.
    Break,
}

/// Something wrong, placed in the source.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) hint: Option<String>,
    pub(super) range: Range<usize>,
    pub(super) warning: bool,
}

/// Findings, of which only so many are kept.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) list: Vec<Fault>,
}

impl Faults {
    pub(super) fn error(&mut self, code: &'static str, range: Range<usize>, message: String, hint: Option<String>) {
        self.push(Fault { code, message, hint, range, warning: false });
    }

    pub(super) fn push(&mut self, fault: Fault) {
        if self.list.len() < MOST_FAULTS {
            self.list.push(fault);
        }
    }
}

/// A text ready for Markdown.
#[derive(Debug, Default)]
pub(super) struct Cut {
    /// What Markdown reads.
    pub(super) markdown: String,
    /// The pieces, ascending.
    pub(super) pieces: Vec<Piece>,
    /// From which byte of the cut text on which byte of the source follows.
    steps: Vec<(usize, usize)>,
}

impl Cut {
    /// The place in the source of a byte of the cut text.
    pub(super) fn source_of(&self, at: usize) -> usize {
        let after = self.steps.partition_point(|(from, _)| *from <= at);
        match after.checked_sub(1).and_then(|index| self.steps.get(index)) {
            Some((from, source)) => source + (at - from),
            None => at,
        }
    }

    /// The place in the source of a range of the cut text; a piece at its end is wholly inside.
    pub(super) fn source_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.source_of(range.start);
        if range.end <= range.start {
            return start..start;
        }
        let end = match self.piece_before(range.end) {
            Some(piece) => piece.range.end,
            None => self.source_of(range.end - 1) + 1,
        };
        start..end.max(start)
    }

    /// The piece at a byte of the cut text.
    pub(super) fn piece_at(&self, at: usize) -> Option<&Piece> {
        self.pieces.binary_search_by_key(&at, |piece| piece.at).ok().and_then(|index| self.pieces.get(index))
    }

    /// The pieces in a range of the cut text.
    pub(super) fn pieces_in(&self, range: Range<usize>) -> &[Piece] {
        let from = self.pieces.partition_point(|piece| piece.at < range.start);
        let to = self.pieces.partition_point(|piece| piece.at < range.end);
        self.pieces.get(from..to.max(from)).unwrap_or_default()
    }

    fn piece_before(&self, end: usize) -> Option<&Piece> {
        self.piece_at(end.checked_sub(PIECE_BYTES)?)
    }
}

/// What the scanner is told about a text.
#[derive(Clone, Copy)]
pub(super) struct Manner<'a> {
    pub(super) form: Form,
    pub(super) trusted: bool,
    pub(super) origin: Option<&'a Origin>,
    /// Whether sub- and superscript are looked for; not inside another one.
    pub(super) scripts: bool,
}

/// Cuts a range of the source.
pub(super) fn cut(source: &str, range: Range<usize>, manner: Manner<'_>, faults: &mut Faults) -> Cut {
    let lines = match manner.form {
        // A block text is always cut whole.
        Form::Block => lines::look_at(source),
        Form::Inline => Lines::default(),
    };
    let mut scanner = Scanner {
        source,
        bytes: source.as_bytes(),
        at: range.start,
        end: range.end,
        manner,
        lines,
        next_drop: 0,
        next_fence: 0,
        next_break: 0,
        out: Cut::default(),
        plain_from: range.start,
        backticks: None,
        no_paren: 0,
        no_bracket: 0,
        no_dollars: 0,
        budget: range.len().saturating_mul(4).saturating_add(16 * 1024),
        told_unclosed: false,
        told_outside: 0,
        faults,
    };
    scanner.run();
    scanner.out
}

struct Scanner<'a> {
    source: &'a str,
    bytes: &'a [u8],
    at: usize,
    end: usize,
    manner: Manner<'a>,
    lines: Lines,
    next_drop: usize,
    next_fence: usize,
    next_break: usize,
    out: Cut,
    /// Where the source begins that is not yet copied.
    plain_from: usize,
    /// Runs of backticks by length, once one is met.
    backticks: Option<BTreeMap<usize, Vec<usize>>>,
    /// Up to these places there is no `\)`, `\]`, `$$`.
    no_paren: usize,
    no_bracket: usize,
    no_dollars: usize,
    /// Bytes that searches which may have to be repeated can still look at.
    budget: usize,
    told_unclosed: bool,
    told_outside: usize,
    faults: &'a mut Faults,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while self.at < self.end {
            if self.skip_lines() {
                continue;
            }
            let Some(byte) = self.byte(0) else { break };
            match byte {
                b'\\' => self.backslash(),
                b'`' => self.code(),
                b'$' => self.dollar(),
                b'{' => self.brace(),
                b'_' => self.underscores(),
                b'*' => self.stars(),
                b'~' | b'^' => self.script(byte),
                // Raw HTML is plain text; only the address of a link may stand in angle brackets.
                b'<' if !self.source.get(..self.at).is_some_and(|before| before.ends_with("](")) => {
                    self.piece(1, PieceKind::Char('<'));
                }
                // `[A]: concentration of A` is not the definition of a link.
                b']' if self.byte(1) == Some(b':') => {
                    self.at += 1;
                    self.piece(1, PieceKind::Char(':'));
                }
                b'\n' => {
                    self.swallowed_blank();
                    match self.manner.form {
                        Form::Inline => self.new_line_as_blank(),
                        Form::Block => self.at += 1,
                    }
                }
                0..=0x1f | 0x7f => self.control(byte),
                0x80.. => self.wide(),
                _ => self.at += 1,
            }
        }
        self.flush();
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        let at = self.at + ahead;
        if at < self.end { self.bytes.get(at).copied() } else { None }
    }

    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..self.end).unwrap_or_default()
    }

    /// Drops leading blanks and copies fenced code; true if something was stepped over.
    fn skip_lines(&mut self) -> bool {
        if let Some(dropped) = self.lines.dropped.get(self.next_drop)
            && dropped.start <= self.at
        {
            let end = dropped.end;
            self.next_drop += 1;
            if end > self.at {
                self.flush();
                self.at = end;
                self.plain_from = end;
                self.step();
                return true;
            }
        }
        if let Some(fence) = self.lines.fences.get(self.next_fence)
            && fence.start <= self.at
        {
            let (start, end) = (fence.start, fence.end);
            self.next_fence += 1;
            if start == self.at && end > self.at {
                self.copy_fence(end);
                return true;
            }
        }
        false
    }

    /// Copies fenced code, without the leading blanks of its lines and without what no text may hold.
    fn copy_fence(&mut self, end: usize) {
        while self.at < end {
            while let Some(dropped) = self.lines.dropped.get(self.next_drop).filter(|dropped| dropped.start <= self.at)
            {
                let after = dropped.end;
                self.next_drop += 1;
                if after > self.at {
                    self.flush();
                    self.at = after;
                    self.plain_from = after;
                    self.step();
                }
            }
            match self.byte(0) {
                Some(0x80..) => self.wide(),
                Some(byte) if byte.is_ascii_control() && !matches!(byte, b'\n' | b'\t') => self.control(byte),
                _ => self.at += 1,
            }
        }
    }

    /// Notes that the source goes on from here.
    fn step(&mut self) {
        self.out.steps.push((self.out.markdown.len(), self.at));
    }

    /// Copies what lies between the last piece and here.
    fn flush(&mut self) {
        if let Some(text) = self.source.get(self.plain_from..self.at)
            && !text.is_empty()
        {
            self.out.steps.push((self.out.markdown.len(), self.plain_from));
            self.out.markdown.push_str(text);
        }
        self.plain_from = self.at;
    }

    /// Puts a blank in the place of a new line.
    fn new_line_as_blank(&mut self) {
        self.flush();
        self.step();
        self.out.markdown.push(' ');
        self.at += 1;
        self.plain_from = self.at;
    }

    /// Cuts the next `length` bytes out.
    fn piece(&mut self, length: usize, kind: PieceKind) {
        self.flush();
        self.step();
        let range = self.at..self.at + length;
        let letters = matches!(kind, PieceKind::Sub(_) | PieceKind::Super(_) | PieceKind::Break);
        self.out.pieces.push(Piece { at: self.out.markdown.len(), range, kind });
        self.out.markdown.push(if letters { LETTERS } else { SIGN });
        self.at += length;
        self.plain_from = self.at;
        self.step();
    }

    /// Where the paragraph ends at the latest; `soft` stops at list items too.
    fn paragraph_end(&mut self, soft: bool) -> usize {
        while self.lines.breaks.get(self.next_break).is_some_and(|at| *at <= self.at) {
            self.next_break += 1;
        }
        let hard = self.lines.breaks.get(self.next_break).copied().unwrap_or(self.end).min(self.end);
        if !soft {
            return hard;
        }
        let next = self.lines.soft_breaks.partition_point(|at| *at <= self.at);
        self.lines.soft_breaks.get(next).copied().unwrap_or(hard).min(hard)
    }

    fn backslash(&mut self) {
        match self.byte(1) {
            Some(b'(') => self.tex_brackets(b')', false),
            Some(b'[') => self.tex_brackets(b']', true),
            Some(b'\n') if self.manner.form == Form::Inline => self.piece(2, PieceKind::Break),
            Some(byte) if byte.is_ascii_punctuation() => self.piece(2, PieceKind::Char(char::from(byte))),
            Some(byte) if byte.is_ascii_alphabetic() => {
                if self.rest().starts_with(b"\\ce{") {
                    self.chem();
                } else {
                    self.command_outside();
                }
            }
            _ => self.at += 1,
        }
    }

    fn code(&mut self) {
        let length = self.rest().iter().take_while(|byte| **byte == b'`').count();
        let end = self.paragraph_end(false);
        let open = self.at + length;
        let (bytes, limit) = (self.bytes, self.end);
        let runs = self.backticks.get_or_insert_with(|| find::backtick_runs(bytes, limit));
        let close = runs.get(&length).and_then(|places| {
            let next = places.partition_point(|place| *place < open);
            places.get(next).copied().filter(|place| *place < end)
        });
        let Some(close) = close else {
            // Without a partner they are plain characters, and no other run may begin inside this one.
            self.at += length;
            return;
        };
        let after = close + length;
        let marked = self.bytes.get(after..self.end).is_some_and(|rest| rest.starts_with(b"{=typst}"));
        let inside = open..close;
        if !marked {
            self.piece(after - self.at, PieceKind::Code(inside));
            return;
        }
        let whole = self.at..after + 8;
        let kind = if self.manner.trusted {
            PieceKind::RawTypst(inside)
        } else {
            untrusted(self.faults, whole.clone());
            PieceKind::Code(inside)
        };
        self.piece(whole.len(), kind);
    }

    fn brace(&mut self) {
        if self.byte(1) == Some(b'{') {
            self.piece(2, PieceKind::Char('{'));
            return;
        }
        let window = self.rest();
        match token::read(self.source.get(self.at..self.at + window.len()).unwrap_or_default()) {
            token::Read::Token(token, length) => self.piece(length, PieceKind::Token(Box::new(token))),
            token::Read::Wrong { length, message, hint } => {
                self.faults.error("unknown-token", self.at..self.at + length, message, hint);
                self.at += 1;
            }
            token::Read::Plain => self.at += 1,
        }
    }

    fn underscores(&mut self) {
        let length = self.rest().iter().take_while(|byte| **byte == b'_').count();
        if length >= 3 {
            self.piece(length, PieceKind::Blank(length));
        } else {
            self.at += length;
        }
    }

    /// `H~2~O` and `10^-3^`.
    fn script(&mut self, mark: u8) {
        let run = self.rest().iter().take_while(|byte| **byte == mark).count();
        if !self.manner.scripts || run != 1 {
            self.at += run;
            return;
        }
        let open = self.at + 1;
        let mut at = open;
        while let Some(byte) = self.bytes.get(at).copied().filter(|_| at < self.end) {
            match byte {
                b'\\' if self.bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 2,
                _ if byte == mark => break,
                _ if byte.is_ascii_whitespace() => {
                    self.at = open;
                    return;
                }
                _ => at += 1,
            }
        }
        // A closing mark that is doubled belongs to something else.
        if at >= self.end || at == open || self.bytes.get(at + 1) == Some(&mark) {
            self.at = open;
            return;
        }
        let inside = open..at;
        let kind = if mark == b'~' { PieceKind::Sub(inside) } else { PieceKind::Super(inside) };
        self.piece(at + 1 - self.at, kind);
    }

    /// A control character: tabs are blanks, the others have been reported.
    fn control(&mut self, byte: u8) {
        if byte == b'\t' {
            self.swallowed_blank();
            self.at += 1;
        } else {
            self.piece(1, PieceKind::Char('\u{fffd}'));
        }
    }

    /// A tab or new line in running text that may be the rest of a TeX command.
    fn swallowed_blank(&mut self) {
        if let Some(command) = lost::swallowed(self.source, self.at, self.manner.origin, false) {
            lost::tell_swallowed(self.faults, self.at, &command);
        }
    }

    /// A character outside ASCII; what no text may hold has been reported.
    fn wide(&mut self) {
        let Some(character) = self.source.get(self.at..self.end).and_then(|rest| rest.chars().next()) else {
            self.at = self.end;
            return;
        };
        let length = character.len_utf8();
        if is_private(character) || character.is_control() {
            self.piece(length, PieceKind::Char('\u{fffd}'));
        } else if character == SIGN {
            self.piece(length, PieceKind::Char(SIGN));
        } else {
            self.at += length;
        }
    }
}

/// Says that raw Typst stands in a file nobody vouched for.
pub(super) fn untrusted(faults: &mut Faults, range: Range<usize>) {
    let message = "raw Typst runs only from files declared as trusted".to_owned();
    let hint = "name the file under `trusted` in papersetter.toml if you wrote it yourself".to_owned();
    faults.error("untrusted-typst", range, message, Some(hint));
}

/// Whether Unicode leaves the meaning of a character to private agreement.
pub(super) fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}
