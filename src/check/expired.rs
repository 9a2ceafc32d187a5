//! Questions whose facts are out of date on the day of the examination.

use super::Rule;
use super::subject::Subject;
use crate::diag::Diagnostics;

/// Looks at `expires`, where a day was given.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    let (Some(day), Some(expires)) = (subject.date, subject.question.about.expires) else { return };
    if expires <= day {
        found.push(
            rule.finds(format!("the question expired on {expires}, and the paper is for {day}"))
                .at(subject.span(None, "expires"))
                .hint("look its facts up again and move `expires`, or write `status = \"retired\"`"),
        );
    }
}
