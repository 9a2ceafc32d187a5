//! Problems in the user's files, told with file, line, column and next step.
//!
//! Every stage pushes [`Diagnostic`]s into [`Diagnostics`]; [`render`] prints them for a terminal, as text or as JSON.

mod excerpt;
pub mod render;

use crate::source::Span;
use serde::Serialize;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Nothing is printed until it is mended.
    Error,
    /// Likely a mistake.
    Warning,
    /// Something the tool decided by itself and the author may want to know.
    Notice,
}

/// One finding.
///
/// The message is a lower-case phrase without full stop, values in backticks; a hint is the next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The rule's name in kebab-case, e.g. `unknown-key`; `allow` silences by it.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// The place, when there is one.
    pub span: Option<Span>,
    /// Further places with a remark each.
    pub related: Vec<(Span, String)>,
    /// Next steps.
    pub hints: Vec<String>,
}

impl Diagnostic {
    fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic { severity, code, message: message.into(), span: None, related: Vec::new(), hints: Vec::new() }
    }

    /// Starts an error.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// Starts a warning.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// Starts a notice.
    pub fn notice(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Notice, code, message)
    }

    /// Says where it is; `None` leaves it without a place.
    pub fn at(mut self, span: impl Into<Option<Span>>) -> Self {
        self.span = span.into().or(self.span);
        self
    }

    /// Points to a further place.
    pub fn related(mut self, span: Span, remark: impl Into<String>) -> Self {
        self.related.push((span, remark.into()));
        self
    }

    /// Adds a next step.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds any number of next steps.
    pub fn hints(mut self, hints: impl IntoIterator<Item = String>) -> Self {
        self.hints.extend(hints);
        self
    }

    /// Message and next steps for a line of its own, `it is so; do this`, where no place can be shown.
    pub fn on_one_line(&self) -> String {
        let hints = self.hints.iter().map(|hint| format!("; {hint}"));
        format!("{}{}", self.message, hints.collect::<String>())
    }
}

/// The findings of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all findings of `other`.
    pub fn append(&mut self, other: Diagnostics) {
        self.list.extend(other.list);
    }

    /// Whether there is an error among them.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many findings there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Drops the findings for which `keep` is false.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(keep);
    }

    /// Puts them in the order of files and places, equal findings once.
    pub fn sort(&mut self) {
        self.list.sort_by(|left, right| {
            (left.span, left.severity, left.code, &left.message).cmp(&(
                right.span,
                right.severity,
                right.code,
                &right.message,
            ))
        });
        self.list.dedup();
    }

    /// The findings, in their present order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(iter: T) -> Self {
        Diagnostics { list: iter.into_iter().collect() }
    }
}

/// The name in `known` that `typed` most likely meant, if one is near.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Names of 64 bytes are the longest; anything longer is not a slip of the finger.
    if typed.len() > 200 {
        return None;
    }
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(typed, name), name))
        .filter(|(distance, name)| {
            let longest = name.chars().count().max(typed.chars().count());
            // Of two single letters every one is one step away, and near none.
            *distance < longest.max(1) && *distance <= (longest / 3).max(1)
        })
        .min()
        .map(|(_, name)| name)
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
