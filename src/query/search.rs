//! Search for words in the texts of a question, without regard to case.

use crate::model::question::{Body, Item, Part};
use crate::model::text::{RichText, Text};

/// What is searched for: lower-case, blanks folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Needle {
    text: String,
    blanks: bool,
}

impl Needle {
    /// Prepares a search; `None` where there is nothing but blanks.
    pub(super) fn new(text: &str) -> Option<Self> {
        let text = folded(text);
        (!text.is_empty()).then(|| Needle { blanks: text.contains(' '), text })
    }

    /// Whether a plain text holds it.
    pub(super) fn is_in(&self, text: &str) -> bool {
        if self.text.is_ascii() && text.is_ascii() && !(self.blanks && text.contains(['\n', '\t'])) {
            // No copy for the common case: a hundred thousand stems are searched at a time.
            let (needle, hay) = (self.text.as_bytes(), text.as_bytes());
            let Some(first) = needle.first() else { return true };
            let other = first.to_ascii_uppercase();
            return hay.len() >= needle.len()
                && hay.windows(needle.len()).any(|window| {
                    window.first().is_some_and(|byte| byte == first || *byte == other)
                        && window.eq_ignore_ascii_case(needle)
                });
        }
        folded(text).contains(&self.text)
    }

    /// Whether the stem, an option or another text that asks holds it, in any language.
    pub(super) fn is_asked_in(&self, item: &Item) -> bool {
        any_text(item, &mut |text| text.iter().any(|(_, text)| self.is_in_rich(text)))
    }

    fn is_in_rich(&self, text: &RichText) -> bool {
        // Without marks the source is the plain text; making the latter costs ten times as much.
        if text.source.contains(['*', '_', '~', '^', '$', '\\', '{', '`', '[', '|', '#', '&']) {
            self.is_in(&text.plain())
        } else {
            self.is_in(&text.source)
        }
    }
}

fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut out = String::with_capacity(lower.len());
    for word in lower.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether `test` holds for one of the texts that ask: not explanations, reasons, model answers.
fn any_text(item: &Item, test: &mut dyn FnMut(&Text) -> bool) -> bool {
    item.stem.iter().any(&mut *test) || any_in_body(&item.body, test)
}

fn any_in_body(body: &Body, test: &mut dyn FnMut(&Text) -> bool) -> bool {
    match body {
        Body::Choice { options, .. } => options.iter().any(|option| test(&option.text)),
        Body::Statements { statements, coding } => {
            statements.iter().any(|statement| test(&statement.text)) || coding.closing.iter().any(test)
        }
        Body::Pairs { heading, rows, coding } => {
            heading.iter().chain(rows.iter().flat_map(|row| &row.cells)).chain(&coding.closing).any(test)
        }
        Body::Match { heading, left, right, closing, .. } => {
            let pieces = left.iter().chain(right).map(|piece| &piece.text);
            heading.iter().chain(pieces).chain(closing).any(test)
        }
        Body::Order { items, closing, .. } => items.iter().map(|item| &item.text).chain(closing).any(test),
        Body::AssertionReason { assertion, reason, .. } => test(assertion) || test(reason),
        Body::StatementPair { statements, .. } => statements.iter().any(|statement| test(&statement.text)),
        Body::Case { parts } => parts.iter().flatten().any(|part| in_part(part, test)),
        Body::TrueFalse { .. } | Body::Numeric { .. } | Body::Blank { .. } | Body::Written { .. } => false,
    }
}

/// A part is never a case itself, so this ends.
fn in_part(part: &Part, test: &mut dyn FnMut(&Text) -> bool) -> bool {
    match &part.item.body {
        Body::Case { .. } => false,
        _ => any_text(&part.item, test),
    }
}
