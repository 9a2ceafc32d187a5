//! What a question needs of study notes: the note and the part of it must be there.

use super::Rule;
use super::subject::{Subject, listed};
use crate::diag::{Diagnostics, nearest};
use crate::model::note::split;

/// Looks at `needs`.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    let Some(needs) = &subject.question.about.needs else { return };
    let (id, part) = split(needs);
    let place = subject.span(None, "needs");
    let Some(note) = subject.library.note(id) else {
        let near = nearest(id, subject.library.notes.iter().map(|note| note.id.as_str()));
        let hint = match near {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("a note is a file `notes/{id}.toml` that begins with `format = \"note/1\"`"),
        };
        found.push(rule.finds(format!("there is no note `{id}`")).at(place).hint(hint));
        return;
    };
    let Some(part) = part.filter(|part| !note.has_part(part)) else { return };
    let parts = note.parts();
    let hint = match nearest(part, parts.iter().map(String::as_str)) {
        Some(name) => format!("did you mean `{id}/{name}`?"),
        None => format!("its parts are {}", listed(parts.iter().map(String::as_str))),
    };
    found.push(rule.finds(format!("note `{id}` has no part `{part}`")).at(place).hint(hint));
}
