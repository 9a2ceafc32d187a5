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

/// What the parser said, in our words, and whether the structure behind it is lost.
fn explain(fault: &Fault, reader: &Reader<'_>) -> (Diagnostic, bool) {
    let text = reader.text;
    let typed = text.get(fault.at.clone()).unwrap_or_default();
    let message = fault.message.as_str();
    let says = |start: &str| message.starts_with(start);
    let (at, told, hint, lost): (Range<usize>, String, &str, bool) = if says("missing escaped value") {
        return (escape(fault, reader), false);
    } else if says("string values must be quoted") && typed.trim().is_empty() || says("missing value") {
        let hint = "write the value behind `=`, or take the line out";
        (before(text, fault.at.start), "no value stands after `=`".into(), hint, false)
    } else if says("string values must be quoted") && typed.starts_with(['“', '”', '„', '‘', '’', '«']) {
        let hint = "type the straight mark `\"` of the keyboard: a word processor makes curly ones";
        (fault.at.clone(), format!("these are not the quotation marks of TOML: `{}`", shown(typed)), hint, false)
    } else if says("string values must be quoted") {
        (
            fault.at.clone(),
            format!("text must stand in quotes: `{}`", shown(typed)),
            "put `\"` before and after it",
            false,
        )
    } else if says("invalid boolean") {
        let hint = "write `true` or `false` in small letters, without quotes";
        (fault.at.clone(), format!("`{}` is neither `true` nor `false`", shown(typed)), hint, false)
    } else if says("invalid date") || says("invalid time") || says("invalid datetime") || says("invalid offset") {
        let hint = "write the day as year-month-day, `2026-02-07`";
        (fault.at.clone(), format!("`{}` is not a day of the calendar", shown(typed)), hint, false)
    } else if says("duplicate key") || says("cannot extend") {
        let hint = "keep one of them; a new question begins with `[[question]]`";
        (fault.at.clone(), format!("`{}` is given twice", shown(typed)), hint, false)
    } else if says("missing comma") {
        (before(text, fault.at.start), "a comma is missing between two values".into(), "put `,` between them", false)
    } else if says("extra comma") {
        (fault.at.clone(), "a comma too many".into(), "take it out", false)
    } else if says("key with no value") {
        let hint = "write `key = value`; a text of several lines stands between `'''` and `'''`";
        (whole_line(text, fault.at.start), "this line is neither `key = value` nor a heading".into(), hint, true)
    } else if says("unclosed") || says("missing array opening") || says("missing inline table opening") {
        (
            before(text, fault.at.start),
            "a bracket is opened and never closed".into(),
            "add the missing `]` or `}`",
            true,
        )
    } else if says("invalid basic string")
        || says("invalid multi-line")
        || says("invalid literal string")
        || says("missing opening quote")
    {
        let hint = "a text ends with the same sign on the same line; several lines stand between `'''` and `'''`";
        (before(text, fault.at.start), "a text is not closed, or holds an invisible sign".into(), hint, false)
    } else if says("unexpected key or value") || says("unexpected content") {
        let hint = "one line holds one `key = value`; in a text in `\"`, a quotation mark is typed `\\\"`";
        (fault.at.clone(), "something stands behind the value".into(), hint, false)
    } else if says("invalid unquoted key") || says("unquoted keys cannot be empty") || says("missing key") {
        let hint = "a key is made of a-z, 0-9 and `-`, as in `model-answer`";
        (fault.at.clone(), format!("`{}` is not a key", shown(typed)), hint, true)
    } else if says("too few unicode") || says("invalid unicode") || says("`\\u`") {
        let hint = "type the sign itself, or `\\u` with its four digits";
        (fault.at.clone(), "the code of a sign is incomplete".into(), hint, false)
    } else if says("cannot recurse") || says("recursion limit") {
        (fault.at.clone(), "nested too deep".into(), "is a bracket too many?", true)
    } else {
        (
            fault.at.clone(),
            format!("this cannot be read: {}", shown(message)),
            "see the examples of `papersetter kinds`",
            true,
        )
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
