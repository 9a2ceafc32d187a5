//! Choices whose answer makes no option right.

use super::Rule;
use super::subject::{Subject, of_part};
use crate::diag::Diagnostics;
use crate::model::question::Body;

/// Looks at the answer of each choice.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    for (part, item) in subject.items() {
        let Body::Choice { options, answer } = &item.body else { continue };
        let right = answer.names().iter().filter(|name| options.iter().any(|option| option.name == **name)).count();
        if right == 0 {
            found.push(
                rule.finds(format!("{}no option is right", of_part(part)))
                    .at(subject.span(part, "answer"))
                    .hint("name the right option: `answer = \"b\"`"),
            );
        }
    }
}
