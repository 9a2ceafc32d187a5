//! `shuffle = true` where the options should stand as typed.

use super::Rule;
use super::subject::{Subject, of_part};
use crate::diag::Diagnostics;
use crate::model::placing::Reason;

/// Looks at items whose author overruled a kept order.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    for (part, item, placing) in subject.placed() {
        let Some(reason) = placing.overruled else { continue };
        let names = item.option_names();
        let name = |option: usize| names.get(option).map(|name| name.as_str()).unwrap_or_default();
        let (why, hint) = match reason {
            Reason::Literal { option } => (
                format!("option `{}` names others by a letter", name(option)),
                "write the letters as tokens, `{opt:a}`, which are rewritten in every set; or take `shuffle` out",
            ),
            Reason::Above { option } => (
                format!("option `{}` means those above it, and another stands below", name(option)),
                "move it to the end, or take `shuffle` out",
            ),
            _ => ("the options are numbers or dates in order".to_owned(), "take `shuffle` out to keep the order"),
        };
        found.push(
            rule.finds(format!("{}`shuffle = true` is not safe here: {why}", of_part(part)))
                .at(subject.span(part, "shuffle"))
                .hint(hint),
        );
    }
}
