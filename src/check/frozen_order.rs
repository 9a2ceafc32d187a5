//! Says which questions keep all options as typed because one of them points to others.

use super::Rule;
use super::subject::{Subject, of_part};
use crate::diag::Diagnostics;
use crate::model::placing::{Order, Reason};
use crate::model::question::Body;

/// Looks at choices; numbers and dates in order need no notice.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    for (part, item, placing) in subject.placed() {
        let Body::Choice { options, .. } = &item.body else { continue };
        let (option, why, hint) = match placing.order {
            Order::Kept { reason: Reason::Literal { option } } => (
                option,
                "names others by a letter",
                "written `{opt:a}`, letters are rewritten in every set and the options can move",
            ),
            Order::Kept { reason: Reason::Above { option } } => {
                (option, "means those above it, and another stands below", "typed last, it lets the others move")
            }
            _ => continue,
        };
        let Some(option) = options.get(option) else { continue };
        found.push(
            rule.finds(format!("{}the options are not shuffled: option `{}` {why}", of_part(part), option.name))
                .at(subject.text_span(&option.text))
                .hint(hint),
        );
    }
}
