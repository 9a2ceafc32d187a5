//! Questions and notes whose facts are out of date on the day of the examination.

use super::Rule;
use super::subject::{NoteSubject, Subject};
use crate::diag::Diagnostics;

/// Looks at `expires` of a question, where a day was given.
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

/// Looks at `expires` of a note.
pub(super) fn note(rule: &Rule, subject: &NoteSubject<'_>, found: &mut Diagnostics) {
    let (Some(day), Some(expires)) = (subject.date, subject.note.expires) else { return };
    if expires <= day {
        found.push(
            rule.finds(format!("the note expired on {expires}, and the day asked for is {day}"))
                .at(subject.note.place.field("expires"))
                .hint("look its facts up again and move `expires`, or write `status = \"retired\"`"),
        );
    }
}
