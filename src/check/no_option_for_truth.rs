//! Truth values for which a style has no option, such as "both false" in CBSE's assertion–reason.

use super::Rule;
use super::subject::{Subject, listed, of_part};
use crate::diag::Diagnostics;
use crate::model::question::{Body, Item, Style};

/// Looks at assertion–reason items and statement pairs.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    for (part, item) in subject.items() {
        let (style, others, facts) = match &item.body {
            Body::AssertionReason { style, assertion_holds, reason_holds, .. } => (
                *style,
                vec![Style::Cbse, Style::Neet],
                facts(&[("assertion", *assertion_holds), ("reason", *reason_holds)]),
            ),
            Body::StatementPair { style, statements } => {
                let named = ["statement 1", "statement 2", "statement 3"];
                let truths: Vec<_> =
                    named.into_iter().zip(statements.iter().map(|statement| statement.holds)).collect();
                let others =
                    if statements.len() == 2 { vec![Style::Upsc2023, Style::Neet] } else { vec![Style::Upsc2025] };
                (*style, others, facts(&truths))
            }
            _ => continue,
        };
        if !item.right_options().is_empty() {
            continue;
        }
        let able: Vec<&str> = others
            .into_iter()
            .filter(|other| *other != style && !restyled(item, *other).right_options().is_empty())
            .map(Style::name)
            .collect();
        let hint = match able.as_slice() {
            [] => "no style has one; change a statement".to_owned(),
            able => format!("style {} has one", listed(able.iter().copied())),
        };
        found.push(
            rule.finds(format!("{}style `{}` has no option for {facts}", of_part(part), style.name()))
                .at(subject.span(part, "style"))
                .hint(hint),
        );
    }
}

fn facts(truths: &[(&str, bool)]) -> String {
    let told: Vec<String> =
        truths.iter().map(|(what, holds)| format!("{what} {}", if *holds { "true" } else { "false" })).collect();
    told.join(", ")
}

fn restyled(item: &Item, other: Style) -> Item {
    let mut copy = item.clone();
    if let Body::AssertionReason { style, .. } | Body::StatementPair { style, .. } = &mut copy.body {
        *style = other;
    }
    copy
}
