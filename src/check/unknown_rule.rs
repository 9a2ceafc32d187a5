//! Names in `allow` that no check has: they silence nothing.

use super::subject::Subject;
use super::{RULES, Rule, WHILE_READING};
use crate::diag::{Diagnostics, nearest};

/// Looks at each name in `allow`.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    let known = || RULES.iter().map(|rule| rule.name).chain(WHILE_READING);
    for name in &subject.question.about.allow {
        if known().any(|rule| rule == name) {
            continue;
        }
        let finding = rule.finds(format!("there is no check `{name}`")).at(subject.span(None, "allow"));
        found.push(match nearest(name, known()) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint("the name of a check stands in brackets before its message"),
        });
    }
}
