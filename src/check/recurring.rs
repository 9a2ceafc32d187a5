//! Sentences that come twice in a study note: who prints it pays for them twice.

use super::Rule;
use super::subject::NoteSubject;
use crate::diag::Diagnostics;
use crate::model::recurrence::recurrences;

/// Looks at the sentences of a note in its own language.
pub(super) fn rule(rule: &Rule, subject: &NoteSubject<'_>, found: &mut Diagnostics) {
    for recurrence in recurrences(subject.note, subject.note.language) {
        let [first, second] = recurrence.spans();
        let finding = rule.finds(recurrence.message()).at(second);
        found.push(match first {
            Some(first) => finding.related(first, "here first"),
            None => finding,
        });
    }
}
