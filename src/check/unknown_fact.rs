//! Facts of study notes that a question says it uses: each must be there.

use super::Rule;
use super::subject::{Subject, listed};
use crate::diag::{Diagnostic, Diagnostics, nearest};
use crate::model::note::{Note, split};

/// Looks at `facts`.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    for named in &subject.question.about.facts {
        if let Some(finding) = fault(rule, subject, named) {
            found.push(finding.at(subject.span(None, "facts")));
        }
    }
}

fn fault(rule: &Rule, subject: &Subject<'_>, named: &str) -> Option<Diagnostic> {
    let library = subject.library;
    match named.split_once('/') {
        Some((id, fact)) => match library.note(id) {
            Some(note) => missing(rule, note, fact),
            None => {
                let finding = rule.finds(format!("`{named}`: there is no note `{id}`"));
                let near = nearest(id, library.notes.iter().map(|note| note.id.as_str()));
                Some(finding.hints(near.map(|name| format!("did you mean `{name}/{fact}`?"))))
            }
        },
        None => {
            let needed = subject.question.about.needs.as_deref().map(|needs| split(needs).0);
            let note = match needed {
                // That it is not there is told where it was named.
                Some(id) => library.note(id)?,
                None => match library.home(subject.question) {
                    Some(note) => note,
                    None => {
                        let finding = rule.finds(format!("`{named}` is a fact of no note that is named"));
                        return Some(finding.hint(format!("name the note, too: `facts = [\"note/{named}\"]`")));
                    }
                },
            };
            missing(rule, note, named)
        }
    }
}

fn missing(rule: &Rule, note: &Note, fact: &str) -> Option<Diagnostic> {
    if note.fact(fact).is_some() {
        return None;
    }
    let names = || note.facts.iter().map(|fact| fact.name.as_str());
    let finding = rule.finds(format!("note `{}` has no fact `{fact}`", note.id));
    Some(match nearest(fact, names()) {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None if note.facts.is_empty() => finding.hint("it has no facts at all: write `[[fact]]` and its `text`"),
        None => finding.hint(format!("its facts are {}", listed(names()))),
    })
}
