//! Findings as text for people and as JSON for programs.

use super::excerpt::{self, Excerpt};
use super::{Diagnostic, Diagnostics, Severity};
use crate::source::{FileId, SourceMap, Span};
use codespan_reporting::diagnostic as report;
use codespan_reporting::files::{Error, Files, line_starts};
use codespan_reporting::term;
use serde_json::json;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// Writes the findings as text, the way `check` shows them, with terminal colours when `colour` is set.
pub fn text(diagnostics: &Diagnostics, sources: &SourceMap, colour: bool) -> String {
    let files = SpanFiles::new(diagnostics, sources);
    let config = term::Config::default();
    let mut out = String::new();
    for diagnostic in diagnostics.iter() {
        let rendered = as_report(diagnostic);
        let result = match diagnostic.span {
            Some(span) if excerpt::is_needed(diagnostic, |span| files.line_of(span)) => {
                let line = Excerpt::new(sources, span, files.line_of(span), files.line_column(span));
                let label = report::Label::primary(span.file, line.place.clone());
                emit(&mut out, &config, &line, &report::Diagnostic { labels: vec![label], ..rendered }, colour)
            }
            _ => emit(&mut out, &config, &files, &rendered, colour),
        };
        if result.is_err() {
            // A place outside its file is our own fault; the message must still be read.
            out.push_str(&format!("{}: {}\n", name(diagnostic.severity), diagnostic.message));
        }
    }
    out
}

/// The text with its control characters replaced, so that a stranger's file gives a terminal no orders. Every character
/// keeps its length in bytes; blanks and ends of lines stay.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let is_order = |(at, c): (usize, char)| match c {
        '\n' | '\t' => false,
        '\r' => text.as_bytes().get(at + 1) != Some(&b'\n'),
        _ => c.is_control(),
    };
    if !text.char_indices().any(is_order) {
        return Cow::Borrowed(text);
    }
    let replaced = text.char_indices().map(|(at, c)| match c {
        _ if !is_order((at, c)) => c,
        _ if c.len_utf8() == 1 => '?',
        _ => '¿',
    });
    Cow::Owned(replaced.collect())
}

fn emit<'a>(
    out: &mut String,
    config: &term::Config,
    files: &'a impl Files<'a, FileId = FileId>,
    rendered: &report::Diagnostic<FileId>,
    colour: bool,
) -> Result<(), Error> {
    if !colour {
        return term::emit_to_string(out, config, files, rendered);
    }
    let mut buffer = term::termcolor::Ansi::new(Vec::new());
    let result = term::emit_to_write_style(&mut buffer, config, files, rendered);
    out.push_str(&String::from_utf8_lossy(&buffer.into_inner()));
    result
}

/// Writes the findings as a JSON array: severity, rule, message, file, line, column, end, hints.
pub fn json(diagnostics: &Diagnostics, sources: &SourceMap) -> serde_json::Value {
    let files = SpanFiles::new(diagnostics, sources);
    diagnostics
        .iter()
        .map(|diagnostic| {
            let mut value = json!({
                "severity": name(diagnostic.severity),
                "rule": diagnostic.code,
                "message": diagnostic.message,
                "hints": diagnostic.hints,
            });
            if let Some(span) = diagnostic.span {
                let (line, column) = files.line_column(span);
                value["file"] = json!(sources.name(span.file));
                value["line"] = json!(line);
                value["column"] = json!(column);
                value["bytes"] = json!([span.start, span.end]);
            }
            value
        })
        .collect()
}

fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "notice",
    }
}

fn as_report(diagnostic: &Diagnostic) -> report::Diagnostic<FileId> {
    let severity = match diagnostic.severity {
        Severity::Error => report::Severity::Error,
        Severity::Warning => report::Severity::Warning,
        Severity::Notice => report::Severity::Note,
    };
    let labels = diagnostic
        .span
        .map(|span| report::Label::primary(span.file, span.range()))
        .into_iter()
        .chain(
            diagnostic
                .related
                .iter()
                .map(|(span, remark)| report::Label::secondary(span.file, span.range()).with_message(harmless(remark))),
        )
        .collect();
    report::Diagnostic::new(severity)
        .with_code(diagnostic.code)
        .with_message(harmless(&diagnostic.message))
        .with_labels(labels)
        .with_notes(diagnostic.hints.iter().map(|hint| format!("hint: {}", harmless(hint))).collect())
}

/// Our source map as the reporter wants it, with the line starts of the files that are needed.
struct SpanFiles<'a> {
    sources: &'a SourceMap,
    starts: BTreeMap<FileId, Vec<usize>>,
    /// Names and texts as they are shown.
    shown: BTreeMap<FileId, (Cow<'a, str>, Cow<'a, str>)>,
}

impl<'a> SpanFiles<'a> {
    fn new(diagnostics: &Diagnostics, sources: &'a SourceMap) -> Self {
        let places = diagnostics
            .iter()
            .flat_map(|diagnostic| diagnostic.span.iter().chain(diagnostic.related.iter().map(|(span, _)| span)));
        let mut starts = BTreeMap::new();
        for span in places {
            starts.entry(span.file).or_insert_with(|| line_starts(sources.text(span.file)).collect());
        }
        let shown = |file: FileId| (harmless(sources.name(file)), harmless(sources.text(file)));
        let shown = starts.keys().map(|file| (*file, shown(*file))).collect();
        SpanFiles { sources, starts, shown }
    }

    /// Line and column of a place, as [`SourceMap::line_column`] counts them, without reading the file from its start.
    fn line_column(&self, span: Span) -> (usize, usize) {
        let line = self.line_index(span.file, span.start as usize).unwrap_or(0);
        let start = self.line_of(span).start;
        let before = self.sources.text(span.file).get(start..span.start as usize);
        (line + 1, before.map_or(0, |before| before.chars().count()) + 1)
    }

    /// The line in which a place begins.
    fn line_of(&self, span: Span) -> Range<usize> {
        let line = self.line_index(span.file, span.start as usize).and_then(|line| self.line_range(span.file, line));
        line.unwrap_or(0..0)
    }
}

impl<'a> Files<'a> for SpanFiles<'a> {
    type FileId = FileId;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: FileId) -> Result<&'a str, Error> {
        self.shown.get(&id).map(|(name, _)| name.as_ref()).ok_or(Error::FileMissing)
    }

    fn source(&'a self, id: FileId) -> Result<&'a str, Error> {
        self.shown.get(&id).map(|(_, text)| text.as_ref()).ok_or(Error::FileMissing)
    }

    fn line_index(&'a self, id: FileId, byte: usize) -> Result<usize, Error> {
        let starts = self.starts.get(&id).ok_or(Error::FileMissing)?;
        Ok(starts.partition_point(|start| *start <= byte).saturating_sub(1))
    }

    fn line_range(&'a self, id: FileId, line: usize) -> Result<Range<usize>, Error> {
        let starts = self.starts.get(&id).ok_or(Error::FileMissing)?;
        let start = *starts.get(line).ok_or(Error::LineTooLarge { given: line, max: starts.len() })?;
        Ok(start..starts.get(line + 1).copied().unwrap_or(self.sources.text(id).len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_of_a_file_reach_no_terminal() {
        let mut sources = SourceMap::default();
        let text = "a = \"\u{1b}]0;x\u{7}\u{9b}31m\tred\"\r\nb = 2\r\n";
        let file = sources.add("a\u{1b}[1m.toml", text);
        let at = u32::try_from(text.find("red").unwrap()).unwrap();
        let span = Span { file, start: at, end: at + 3 };
        let found = Diagnostics::from_iter([Diagnostic::error("e", "m\u{1b}c").at(Some(span)).hint("h\u{7f}")]);
        for colour in [false, true] {
            let shown = super::text(&found, &sources, colour).replace("\u{1b}[0m", "");
            assert!(!shown.contains(['\u{7}', '\u{9b}', '\u{7f}']) && !shown.contains("\u{1b}]"), "{shown:?}");
            assert!(!shown.contains("\u{1b}c") && !shown.contains("a\u{1b}"), "{shown:?}");
        }
        let shown = super::text(&found, &sources, false);
        assert!(shown.contains("m?c") && shown.contains("a?[1m.toml:1:") && shown.contains("?]0;x?¿31m"), "{shown}");
        assert_eq!(harmless("plain\r\n\tतथ्य"), "plain\r\n\tतथ्य");
        assert_eq!(harmless("over\rwritten"), "over?written");
    }

    #[test]
    fn a_line_of_a_megabyte_is_cut_round_its_place() {
        let mut sources = SourceMap::default();
        let long = "é".repeat(300_000);
        let file = sources.add("a.toml", &format!("x = 1\ny = \"{long}HERE{long}\"\n"));
        let at = u32::try_from(sources.text(file).find("HERE").unwrap()).unwrap();
        let place = Span { file, start: at, end: at + 4 };
        let found = [Diagnostic::error("e", "m").at(place)].into_iter().collect();
        let told = text(&found, &sources, false);
        assert!(told.len() < 1000 && told.contains("a.toml:2:300006"), "{told}");
        assert!(told.contains("éHEREé") && told.contains("^^^^"), "{told}");
        let whole = Span { file, start: 6, end: u32::try_from(sources.text(file).len()).unwrap() };
        let found = [Diagnostic::error("e", "m").at(whole)].into_iter().collect();
        assert!(text(&found, &sources, true).len() < 1500);
    }
}
