//! Options that begin with their own letter: the paper prints its own label before it.

use super::Rule;
use super::subject::{Subject, of_part};
use crate::diag::Diagnostics;
use crate::model::ids::letter;
use crate::model::question::Body;

/// Looks at choices in which every option begins with its letter or number.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    for (part, item) in subject.items() {
        let Body::Choice { options, .. } = &item.body else { continue };
        let first = options.first().and_then(|option| subject.first(&option.text));
        let labelled = |index: usize, source: &str| label(index, source).is_some();
        let all = options.len() >= 2
            && options
                .iter()
                .enumerate()
                .all(|(index, option)| subject.first(&option.text).is_some_and(|text| labelled(index, &text.source)));
        if let (true, Some(text)) = (all, first) {
            let typed = label(0, &text.source).unwrap_or_default();
            found.push(
                rule.finds(format!("{}the options begin with their own labels, `{typed}` and so on", of_part(part)))
                    .at(text.whole_span())
                    .hint("take them out: the paper prints labels, and shuffles the options"),
            );
        }
    }
}

/// The label of this place that a text begins with: `(a)`, `a)`, `A.`, `1)`.
fn label(index: usize, source: &str) -> Option<&str> {
    let source = source.trim_start();
    // A quick look first: nearly no option has a bracket or dot so near its beginning.
    if !source.bytes().take(4).any(|byte| matches!(byte, b')' | b']' | b'.')) {
        return None;
    }
    let bare = source.strip_prefix(['(', '[']).unwrap_or(source);
    let small = letter(index);
    let signs = [small.clone(), small.to_ascii_uppercase(), (index + 1).to_string()];
    signs.iter().find_map(|sign| {
        let after = bare.strip_prefix(sign.as_str())?;
        let opened = bare.len() < source.len();
        let rest = after.strip_prefix([')', ']']).or_else(|| after.strip_prefix('.').filter(|_| !opened))?;
        // "1.5" is a number, and ")" alone no label.
        (rest.starts_with(' ') && !rest.trim().is_empty()).then(|| source.get(..source.len() - rest.len()))?
    })
}
