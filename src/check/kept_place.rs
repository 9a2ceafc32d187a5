//! Says which options keep their place because of what they say.

use super::Rule;
use super::subject::{Subject, of_part, shown};
use crate::diag::Diagnostics;
use crate::model::placing::{Order, Stay};
use crate::model::question::Body;

/// Looks at choices whose order is free otherwise.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    for (part, item, placing) in subject.placed() {
        let Body::Choice { options, .. } = &item.body else { continue };
        if placing.order != Order::Free {
            continue;
        }
        for (option, stay) in options.iter().zip(&placing.stays) {
            let why = match stay {
                Some(Stay::Phrase) => "is about the others",
                Some(Stay::Token) => "names others",
                Some(Stay::Author) | None => continue,
            };
            let text = subject.first(&option.text).map(shown).unwrap_or_default();
            found.push(
                rule.finds(format!("{}option `{}`, `{text}`, {why} and keeps its place", of_part(part), option.name))
                    .at(subject.text_span(&option.text))
                    .hint("`place = \"last\"` says so and ends this notice, `place = \"free\"` lets it move"),
            );
        }
    }
}
