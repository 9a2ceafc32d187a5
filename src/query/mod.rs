//! The selection language shared by `list`, `check`, blueprints, export and statistics; described in `docs/queries.md`.
//!
//! Text comes in, a [`Query`] goes out; it is then asked of one question after another. [`Facts`] is what the answer
//! needs beyond the question itself. Reading takes time in proportion to the text; brackets nest 32 deep at most.

mod facts;
mod field;
mod lex;
mod matching;
mod parse;
mod search;

pub use facts::{Facts, marks};
pub use field::{FIELDS, fits};

use crate::diag::Diagnostic;
use crate::model::blueprint::Located;
use crate::model::question::{Question, Status};
use crate::source::Span;
use field::Term;
use std::ops::Range;

/// A query, ready to be asked of questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    root: Node,
}

/// A piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    /// All of these; none at all is everything.
    All(Vec<Node>),
    /// One of these.
    Any(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// A single demand, with its place in the query.
    Term(Term, Range<usize>),
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryFault {
    /// Bytes of the query.
    pub range: Range<usize>,
    /// What is wrong: a lower-case phrase without full stop.
    pub message: String,
    /// The next step.
    pub hint: Option<String>,
}

impl QueryFault {
    fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        QueryFault { range, message: message.into(), hint: None }
    }

    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The fault as a finding at the place of a query in a blueprint; the whole query where it was typed with escapes.
    pub fn at(&self, typed: &Located<String>) -> Diagnostic {
        let inside =
            typed.span.filter(|span| (span.end - span.start) as usize == typed.value.len() + 2).and_then(|span| {
                let place = |byte: usize| u32::try_from(byte).ok().and_then(|byte| span.start.checked_add(byte + 1));
                Some(Span { file: span.file, start: place(self.range.start)?, end: place(self.range.end)? })
            });
        self.diagnostic(inside.or(typed.span))
    }

    /// The fault as a finding at a place of the caller's choice.
    pub fn diagnostic(&self, span: Option<Span>) -> Diagnostic {
        Diagnostic::error("bad-query", self.message.clone()).at(span).hints(self.hint.clone())
    }
}

/// Reads a query; an empty one means every question.
///
/// # Errors
///
/// The first fault with its place: an unknown field or value (with the nearest name), a range or bracket that does not
/// fit, or more than 65,536 bytes.
pub fn parse(text: &str) -> Result<Query, QueryFault> {
    parse::query(text).map(|root| Query { root })
}

impl Query {
    /// The query that every question answers to.
    pub fn everything() -> Self {
        Query { root: Node::All(Vec::new()) }
    }

    /// Whether a question answers to the query; its status counts only where the query asks for it.
    pub fn matches(&self, question: &Question, facts: &Facts) -> bool {
        matching::node(&self.root, question, facts)
    }

    /// Whether a paper may draw the question: it answers to the query, and is reviewed or of a status the query names.
    pub fn draws(&self, question: &Question, facts: &Facts) -> bool {
        let status = question.about.status;
        (status == Status::Reviewed || self.names_status(status)) && self.matches(question, facts)
    }

    /// Whether the query asks for questions of this status by name: `status:draft` does, `-status:draft` does not.
    pub fn names_status(&self, status: Status) -> bool {
        names_status(&self.root, status, true)
    }

    /// Whether a question of this area, or of one below it, may answer to the query as far as areas go.
    ///
    /// `area:upsc.prelims -area:upsc.prelims.csat` reaches `upsc` and `upsc.prelims.gs1`, neither `upsc.mains` nor
    /// `upsc.prelims.csat`. A query without areas reaches them all.
    pub fn reaches(&self, area: &str, facts: &Facts) -> bool {
        matching::reaches(&self.root, area, facts)
    }

    /// Demands that no question of the library can meet since it has no such area, passage or question: likely typos.
    pub fn strangers(&self, facts: &Facts) -> Vec<QueryFault> {
        let mut found = Vec::new();
        matching::strangers(&self.root, facts, &mut found);
        found
    }
}

fn names_status(node: &Node, status: Status, wanted: bool) -> bool {
    match node {
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().any(|node| names_status(node, status, wanted)),
        Node::Not(node) => names_status(node, status, !wanted),
        Node::Term(Term::Status(named), _) => wanted && named.contains(&status),
        Node::Term(..) => false,
    }
}

#[cfg(test)]
mod tests;
