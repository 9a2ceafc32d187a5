//! TOML text → [`Table`]; what the parser could not read, told in words of the staff room.

use super::scan::{self, Segment};
use super::{Reader, Table, shown, table_of};
use crate::diag::Diagnostic;
use std::ops::Range;
use toml::de::DeTable;

/// Faults of syntax told for one piece of a file; a file that is not TOML at all has one on every line.
const MOST_FAULTS: usize = 20;

/// A parsed piece of a file.
pub(crate) struct Parsed<'s> {
    /// Its table, empty where nothing could be read.
    pub(crate) table: Table<'s>,
    /// Whether its structure is lost, so that what is missing from it may have been typed.
    pub(crate) broken: bool,
}

/// Parses a whole file of which no part repeats.
pub(crate) fn parse_file<'s>(reader: &mut Reader<'s>) -> Parsed<'s> {
    let text = reader.text;
    let mut segments = scan::segments(text, &[]);
    match segments.pop() {
        Some(segment) => parse(&segment, reader),
        None => Parsed { table: empty(reader, 0..0), broken: true },
    }
}

/// Parses one piece of a file and reports its faults.
pub(crate) fn parse<'s>(segment: &Segment<'s>, reader: &mut Reader<'s>) -> Parsed<'s> {
    let Range { start, end } = segment.range;
    let text = reader.text.get(start..end).unwrap_or_default();
    if let Some(at) = segment.too_deep {
        let message = "brackets or dotted keys are nested deeper than 32 levels";
        let diagnostic = Diagnostic::error("bad-toml", message).at(reader.span(at..at + 1));
        reader.push(diagnostic.hint("no bank needs more than eight: is a bracket too many?"));
        return Parsed { table: empty(reader, start..start), broken: true };
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let faults: Vec<Fault> = errors
        .into_iter()
        .map(|error| {
            let at = error.span().unwrap_or(0..0);
            Fault { at: at.start + start..at.end + start, message: error.message().to_owned() }
        })
        .collect();
    let broken = report(faults, segment, reader);
    let span = reader.span(start..start + first_line(text).len());
    let table = table_of(table.into_inner(), span, start);
    Parsed { table, broken }
}

fn empty<'s>(reader: &Reader<'s>, range: Range<usize>) -> Table<'s> {
    table_of(DeTable::new(), reader.span(range), 0)
}

fn first_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default().trim_end()
}

struct Fault {
    at: Range<usize>,
    message: String,
}

/// Reports faults, one for each line, and says whether the structure is lost.
fn report(mut faults: Vec<Fault>, segment: &Segment<'_>, reader: &mut Reader<'_>) -> bool {
    if faults.is_empty() {
        return false;
    }
    let mut broken = false;
    // The parser tells faults of words after those of structure; the author reads from top to bottom.
    faults.sort_by_key(|fault| fault.at.start);
    if let Some(open) = segment.unclosed {
        let message = "the list or table that opens here is never closed";
        let diagnostic = Diagnostic::error("bad-toml", message).at(reader.span(open..open + 1));
        reader.push(diagnostic.hint("close it with `]` or `}` before the next key"));
        // What follows is read as part of the list: a fault on every line that says nothing.
        faults.retain(|fault| fault.at.start < open);
        broken = true;
    }
    if let Some(open) = segment.open_text {
        let message = "the text that opens here is never closed";
        let end = (open + 3).min(reader.text.len());
        let diagnostic = Diagnostic::error("bad-toml", message).at(reader.span(open..end));
        reader.push(diagnostic.hint("end it with the same three quotation marks"));
        faults.retain(|fault| fault.at.start < open);
        broken = true;
    }
    let mut last_line = None;
    let mut told = 0;
    let mut counter = LineCounter { text: reader.text, at: 0, line: 0 };
    let total = faults.len();
    for fault in faults {
        let line = counter.line_of(fault.at.start);
        if last_line == Some(line) {
            continue;
        }
        last_line = Some(line);
        if told == MOST_FAULTS {
            let message = format!("the file has more faults of this kind, {total} in all");
            reader.push(
                Diagnostic::error("bad-toml", message).at(reader.span(fault.at)).hint("mend the first ones first"),
            );
            return true;
        }
        told += 1;
        let (diagnostic, lost) = explain(&fault, reader);
        broken |= lost;
        reader.push(diagnostic);
    }
    broken
}

/// Counts lines from top to bottom, each byte once.
struct LineCounter<'s> {
    text: &'s str,
    at: usize,
    line: usize,
}

impl LineCounter<'_> {
    fn line_of(&mut self, at: usize) -> usize {
        let at = at.min(self.text.len());
        if at > self.at {
            let between = self.text.as_bytes().get(self.at..at).unwrap_or_default();
            self.line += between.iter().filter(|byte| **byte == b'\n').count();
            self.at = at;
        }
        self.line
    }
}

/// Which part of the text a message points to.
#[derive(Clone, Copy)]
enum Point {
    /// What the parser named.
    There,
    /// The sign before it: a place at the end of a line shows nothing.
    Before,
    /// The line it stands in.
    Line,
}

/// How the parser's message begins, where ours points, ours (`{}` is what was typed), the hint, and whether the
/// structure behind it is lost. The first that fits counts.
const MESSAGES: [(&str, Point, &str, &str, bool); 31] = {
    use Point::{Before, Line, There};
    const DAY: &str = "`{}` is not a day of the calendar";
    const DAY_HINT: &str = "write the day as year-month-day, `2026-02-07`";
    const TWICE: &str = "`{}` is given twice";
    const TWICE_HINT: &str = "keep one of them; a new question begins with `[[question]]`";
    const OPEN: &str = "a bracket is opened and never closed";
    const OPEN_HINT: &str = "add the missing `]` or `}`";
    const TEXT: &str = "a text is not closed, or holds an invisible sign";
    const TEXT_HINT: &str =
        "a text ends with the same sign on the same line; several lines stand between `'''` and `'''`";
    const BEHIND: &str = "something stands behind the value";
    const BEHIND_HINT: &str = "one line holds one `key = value`; in a text in `\"`, a quotation mark is typed `\\\"`";
    const KEY: &str = "`{}` is not a key";
    const KEY_HINT: &str = "a key is made of a-z, 0-9 and `-`, as in `model-answer`";
    const NUMBER: &str = "`{}` is neither a number nor a text";
    const NUMBER_HINT: &str = "put a text in quotes; a number is written like `42` or `-6.3`";
    const DEEP: &str = "nested too deep";
    const DEEP_HINT: &str = "is a bracket too many?";
    [
        ("missing value", Before, "no value stands after `=`", "write the value, or take the line out", false),
        (
            "string values must be quoted",
            There,
            "text must stand in quotes: `{}`",
            "put `\"` before and after it",
            false,
        ),
        (
            "invalid boolean",
            There,
            "`{}` is neither `true` nor `false`",
            "write `true` or `false` in small letters, without quotes",
            false,
        ),
        ("invalid date", There, DAY, DAY_HINT, false),
        ("invalid time", There, DAY, DAY_HINT, false),
        ("invalid offset", There, DAY, DAY_HINT, false),
        ("duplicate key", There, TWICE, TWICE_HINT, false),
        ("cannot extend", There, TWICE, TWICE_HINT, false),
        ("missing comma", Before, "a comma is missing between two values", "put `,` between them", false),
        ("extra comma", There, "a comma too many", "take it out", false),
        (
            "key with no value",
            Line,
            "this line is neither `key = value` nor a heading",
            "write `key = value`; a text of several lines stands between `'''` and `'''`",
            true,
        ),
        ("missing assignment", Before, "`=` is missing between key and value", "write `key = value`", true),
        ("extra `=`", There, "one `=` too many", "take it out", false),
        ("unclosed", Before, OPEN, OPEN_HINT, true),
        ("missing array opening", Before, OPEN, OPEN_HINT, true),
        ("missing inline table opening", Before, OPEN, OPEN_HINT, true),
        ("invalid basic string", Before, TEXT, TEXT_HINT, false),
        ("invalid multi-line", Before, TEXT, TEXT_HINT, false),
        ("invalid literal string", Before, TEXT, TEXT_HINT, false),
        ("missing opening quote", Before, TEXT, TEXT_HINT, false),
        ("unexpected key or value", There, BEHIND, BEHIND_HINT, false),
        ("unexpected content", There, BEHIND, BEHIND_HINT, false),
        ("invalid unquoted key", There, KEY, KEY_HINT, true),
        ("unquoted keys cannot be empty", There, KEY, KEY_HINT, true),
        ("missing key", There, KEY, KEY_HINT, true),
        ("invalid float", There, NUMBER, NUMBER_HINT, false),
        ("invalid integer", There, NUMBER, NUMBER_HINT, false),
        (
            "unexpected leading zero",
            There,
            "a number begins with 0",
            "take the 0 out, or put the number in quotes",
            false,
        ),
        (
            "too few unicode",
            There,
            "the code of a sign is incomplete",
            "type the sign itself, or `\\u` with its four digits",
            false,
        ),
        ("cannot recurse", There, DEEP, DEEP_HINT, true),
        ("recursion limit", There, DEEP, DEEP_HINT, true),
    ]
};

/// What the parser said, in our words, and whether the structure behind it is lost.
fn explain(fault: &Fault, reader: &Reader<'_>) -> (Diagnostic, bool) {
    let text = reader.text;
    let typed = text.get(fault.at.clone()).unwrap_or_default();
    let mut message = fault.message.as_str();
    if message.starts_with("missing escaped value") {
        return (escape(fault, reader), false);
    }
    if message.starts_with("string values must be quoted") {
        if typed.starts_with(['“', '”', '„', '‘', '’', '«']) {
            let told = format!("these are not the quotation marks of TOML: `{}`", shown(typed));
            let hint = "type the straight mark `\"` of the keyboard: a word processor makes curly ones";
            return (Diagnostic::error("bad-toml", told).at(reader.span(fault.at.clone())).hint(hint), false);
        }
        if typed.trim().is_empty() {
            message = "missing value";
        }
    }
    let known = MESSAGES.iter().find(|(start, ..)| message.starts_with(start));
    let unknown = format!("this cannot be read: {}", shown(message));
    let (point, told, hint, lost) = match known {
        Some((_, point, told, hint, lost)) => (*point, told.replace("{}", &shown(typed)), *hint, *lost),
        None => (Point::There, unknown, "see the examples of `papersetter kinds`", true),
    };
    let at = match point {
        Point::There => fault.at.clone(),
        Point::Before => before(text, fault.at.start),
        Point::Line => whole_line(text, fault.at.start),
    };
    (Diagnostic::error("bad-toml", told).at(reader.span(at)).hint(hint), lost)
}

/// A backslash in double quotes that is no escape, nearly always the start of a TeX command.
fn escape(fault: &Fault, reader: &Reader<'_>) -> Diagnostic {
    let start = fault.at.start.saturating_sub(1);
    let rest = reader.text.get(fault.at.start..).unwrap_or_default();
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).take(24).count();
    let length = if letters > 0 { letters } else { rest.chars().next().map_or(0, char::len_utf8) };
    let end = fault.at.start + length;
    let command = reader.text.get(start..end).unwrap_or("\\");
    let message = format!("`{}` means nothing between double quotes", shown(command));
    let hint = "put the whole text between single quotes, `'…'` or `'''…'''`: there a backslash stays a backslash";
    Diagnostic::error("bad-toml", message).at(reader.span(start..end)).hint(hint)
}

/// The last sign before a place, on its line or an earlier one: a place at the end of a file or line shows nothing.
fn before(text: &str, at: usize) -> Range<usize> {
    let before = text.get(..at).unwrap_or_default().trim_end();
    match before.chars().next_back() {
        Some(last) => before.len() - last.len_utf8()..before.len(),
        None => at..at,
    }
}

/// The line around a place, without the blanks at its ends.
fn whole_line(text: &str, at: usize) -> Range<usize> {
    let start = text.get(..at).unwrap_or_default().rfind('\n').map_or(0, |newline| newline + 1);
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    let blank = line.len() - line.trim_start().len();
    start + blank..start + line.trim_end().len().max(blank)
}
