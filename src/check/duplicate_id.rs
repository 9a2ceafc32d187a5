//! Two questions, two passages or two notes with one id: papers and records could not tell them apart.

use super::Rule;
use crate::diag::Diagnostics;
use crate::model::bank::Library;
use crate::model::question::Place;
use crate::source::Span;
use std::collections::BTreeMap;

/// Looks at all banks together.
pub(super) fn rule(rule: &Rule, library: &Library, found: &mut Diagnostics) {
    let mut first: BTreeMap<&str, &Place> = BTreeMap::new();
    for question in library.questions() {
        let Some(place) = question.place.as_deref() else { continue };
        let Some(earlier) = first.get(question.id.as_str()).copied() else {
            first.insert(question.id.as_str(), place);
            continue;
        };
        let finding = if place.id_typed || earlier.id_typed {
            rule.finds(format!("two questions have the id `{}`", question.id))
                .hint("give one of them another id; printed papers know a question by it")
        } else {
            rule.finds("two questions without `id` say the same")
                .hint("remove one of them, or give each an `id` of its own")
        };
        found.push(finding.at(id_place(place)).related(id_place(earlier), "the other one"));
    }
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for passage in library.passages() {
        let Some(place) = passage.place.as_deref() else { continue };
        match first.get(passage.id.as_str()) {
            Some(earlier) => found.push(
                rule.finds(format!("two passages have the id `{}`", passage.id))
                    .at(id_place(place))
                    .related(*earlier, "the other one")
                    .hint("give one of them another id, and its questions the new name"),
            ),
            None => {
                first.insert(passage.id.as_str(), id_place(place));
            }
        }
    }
    for (at, note) in library.notes.iter().enumerate() {
        if let Some(earlier) = library.notes.iter().take(at).find(|earlier| earlier.id == note.id) {
            found.push(
                rule.finds(format!("two notes have the id `{}`, which is their files' name", note.id))
                    .at(note.place.span)
                    .related(earlier.place.span, "the other one")
                    .hint("rename one of the files, and in `needs` its questions' name for it"),
            );
        }
    }
}

fn id_place(place: &Place) -> Span {
    place.field("id")
}
