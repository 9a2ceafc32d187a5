//! Practice questions that a study note names: each must be in a bank.

use super::Rule;
use super::subject::NoteSubject;
use crate::diag::{Diagnostics, nearest};

/// Looks at `questions` of a note.
pub(super) fn rule(rule: &Rule, subject: &NoteSubject<'_>, found: &mut Diagnostics) {
    let library = subject.library;
    for named in subject.note.questions.iter().filter(|named| library.question(named.value.as_str()).is_none()) {
        let id = named.value.as_str();
        let hint = match nearest(id, library.questions().map(|question| question.id.as_str())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "read the bank that has it together with the note".to_owned(),
        };
        found.push(rule.finds(format!("there is no question `{id}`")).at(named.span).hint(hint));
    }
}
