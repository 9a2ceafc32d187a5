//! Questions without explanation: the solutions would show a bare key.

use super::Rule;
use super::subject::{Subject, of_part};
use crate::diag::Diagnostics;
use crate::model::question::{Body, Item};

/// Looks at each item; a model answer, value points, or a reason for every option explain as well.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    // One explanation may serve a whole case.
    if subject.question.item.explanation.is_some() {
        return;
    }
    for (part, item) in subject.items() {
        if !explained(item) {
            found.push(
                rule.finds(format!("{}there is no explanation", of_part(part)))
                    .at(subject.span(part, "stem"))
                    .hint("write `explanation = \"…\"`; solutions print it"),
            );
        }
    }
}

fn explained(item: &Item) -> bool {
    item.explanation.is_some()
        || match &item.body {
            Body::Choice { options, .. } => options.iter().all(|option| option.why.is_some()),
            Body::Statements { statements, .. } => statements.iter().all(|statement| statement.why.is_some()),
            Body::StatementPair { statements, .. } => statements.iter().all(|statement| statement.why.is_some()),
            Body::Pairs { rows, .. } => rows.iter().all(|row| row.why.is_some()),
            Body::Written { points, model_answer, .. } => !points.is_empty() || model_answer.is_some(),
            _ => false,
        }
}
