//! Passages and the questions that name them.

use super::Rule;
use super::subject::Subject;
use crate::diag::{Diagnostics, nearest};
use crate::model::bank::Library;
use std::collections::BTreeMap;

/// A question names a passage that no bank has.
pub(super) fn unknown(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    let Some(passage) = &subject.question.passage else { return };
    if subject.library.passage(passage.as_str()).is_some() {
        return;
    }
    let near = nearest(passage.as_str(), subject.library.passages().map(|passage| passage.id.as_str()));
    let hint = match near {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("write `[[passage]]` with `id = \"{passage}\"` and `text = \"…\"`"),
    };
    found.push(rule.finds(format!("there is no passage `{passage}`")).at(subject.span(None, "passage")).hint(hint));
}

/// A passage takes more questions than there are.
pub(super) fn take(rule: &Rule, library: &Library, found: &mut Diagnostics) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for question in library.questions() {
        if let Some(passage) = &question.passage {
            *counts.entry(passage.as_str()).or_default() += 1;
        }
    }
    for passage in library.passages() {
        let has = counts.get(passage.id.as_str()).copied().unwrap_or(0);
        let Some(take) = passage.take.map(usize::from).filter(|take| *take > has) else { continue };
        let place = passage.place.as_ref().map(|place| place.field("take"));
        found.push(
            rule.finds(format!("passage `{}` takes {take} questions, {has} belong to it", passage.id))
                .at(place)
                .hint(format!("questions belong to it by `passage = \"{}\"`", passage.id)),
        );
    }
}
