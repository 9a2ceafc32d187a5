//! Codes fixed by the author: exactly one of them must be right, and none may stand twice.

use super::Rule;
use super::subject::{Subject, of_part};
use crate::diag::Diagnostics;
use crate::model::answer::{code_name, match_name};
use crate::model::ids::Name;
use crate::model::question::{Body, Item};

/// Looks at each item with `codes`.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    for (part, item) in subject.items() {
        let codes = codes(item);
        if codes.is_empty() {
            continue;
        }
        let place = subject.span(part, "codes");
        let before = of_part(part);
        let right = item.right_options();
        let offered = codes.iter().filter(|code| right.contains(code)).count();
        if let (0, Some(right)) = (offered, right.first()) {
            found.push(
                rule.finds(format!("{before}none of the {} codes is right", codes.len()))
                    .at(place)
                    .hint(format!("the facts make `{right}` right: put it among the codes, or correct the facts")),
            );
        }
        for (index, code) in codes.iter().enumerate() {
            if codes.iter().take(index).any(|earlier| earlier == code) {
                found.push(
                    rule.finds(format!("{before}the code `{code}` is offered twice"))
                        .at(place)
                        .hint("every option must be another one"),
                );
            }
        }
    }
}

/// The options that the author fixed, as derived names.
pub(super) fn codes(item: &Item) -> Vec<Name> {
    match &item.body {
        Body::Statements { coding, .. } | Body::Pairs { coding, .. } => coding.codes.clone(),
        Body::Match { left, codes, .. } => {
            codes.iter().filter_map(|code| match_name(left.iter().map(|piece| &piece.name).zip(code))).collect()
        }
        Body::Order { codes, .. } => codes.iter().filter_map(code_name).collect(),
        _ => Vec::new(),
    }
}
