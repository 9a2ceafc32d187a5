//! A "not" that decides the question and is easily overlooked: papers print it bold.

use super::Rule;
use super::subject::{Subject, of_part};
use crate::diag::Diagnostics;
use crate::markup::negation::unmarked;
use crate::model::question::{Body, Item, Kind};
use crate::model::text::Text;

/// Looks at the asking sentence of each stem and closing question of kinds with options.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    for (part, item) in subject.items() {
        if !item.kind().has_options() || item.kind() == Kind::TrueFalse {
            continue;
        }
        for (_, text) in asking(item).into_iter().flat_map(Text::iter) {
            let Some((word, range)) = unmarked(text) else { continue };
            found.push(
                rule.finds(format!("{}`{word}` decides this question and is not emphasised", of_part(part)))
                    .at(text.span(range))
                    .hint(format!("write `**{word}**`, or in capitals")),
            );
        }
    }
}

fn asking(item: &Item) -> Vec<&Text> {
    let closing = match &item.body {
        Body::Statements { coding, .. } | Body::Pairs { coding, .. } => coding.closing.as_ref(),
        Body::Match { closing, .. } | Body::Order { closing, .. } => closing.as_ref(),
        _ => None,
    };
    item.stem.iter().chain(closing).collect()
}
