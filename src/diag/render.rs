//! Findings as text for people and as JSON for programs.

use super::excerpt::{self, Excerpt};
use super::{Diagnostic, Diagnostics, Severity};
use crate::source::{FileId, SourceMap, Span};
use codespan_reporting::diagnostic as report;
use codespan_reporting::files::{Error, Files, line_starts};
use codespan_reporting::term;
use serde_json::json;
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
                .map(|(span, remark)| report::Label::secondary(span.file, span.range()).with_message(remark.clone())),
        )
        .collect();
    report::Diagnostic::new(severity)
        .with_code(diagnostic.code)
        .with_message(&diagnostic.message)
        .with_labels(labels)
        .with_notes(diagnostic.hints.iter().map(|hint| format!("hint: {hint}")).collect())
}

/// Our source map as the reporter wants it, with the line starts of the files that are needed.
struct SpanFiles<'a> {
    sources: &'a SourceMap,
    starts: BTreeMap<FileId, Vec<usize>>,
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
        SpanFiles { sources, starts }
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
        Ok(self.sources.name(id))
    }

    fn source(&'a self, id: FileId) -> Result<&'a str, Error> {
        Ok(self.sources.text(id))
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
