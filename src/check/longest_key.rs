//! Banks in which the longest option mostly is the key: candidates who know nothing score well.
//!
//! Counted are choices with one right answer among three options or more, in banks with ten of them or more. By chance
//! the key is the longest in about one of so many as there are options; the warning comes above one half.

use super::Rule;
use crate::diag::Diagnostics;
use crate::model::bank::{Bank, Library};
use crate::model::question::{Answer, Body, Item, Question};
use crate::model::text::Text;
use crate::source::Span;

/// Fewer questions say nothing.
const LEAST: usize = 10;

/// How many ids the hint names.
const SHOWN: usize = 5;

/// Counts over a whole bank; questions that allow the rule are left out.
pub(super) fn rule(rule: &Rule, bank: &Bank, _: &Library, found: &mut Diagnostics) {
    let mut all = 0;
    let mut longest: Vec<&Question> = Vec::new();
    for question in &bank.questions {
        if question.about.allow.iter().any(|name| name == rule.name) {
            continue;
        }
        for (_, item) in question.slots() {
            if let Some(is_longest) = key_is_longest(item, question) {
                all += 1;
                if is_longest {
                    longest.push(question);
                }
            }
        }
    }
    if all < LEAST || longest.len() * 2 <= all {
        return;
    }
    let some: Vec<String> = longest.iter().take(SHOWN).map(|question| format!("`{}`", question.id)).collect();
    let more = if longest.len() > SHOWN { ", …" } else { "" };
    found.push(
        rule.finds(format!("in {} of {all} questions of this bank the longest option is the key", longest.len()))
            .at(Span { file: bank.file, start: 0, end: 0 })
            .hint(format!("shorten keys or lengthen other options, for example in {}{more}", some.join(", "))),
    );
}

/// Whether the key is longer than every other option; `None` for items that are not counted.
fn key_is_longest(item: &Item, question: &Question) -> Option<bool> {
    let Body::Choice { options, answer: Answer::One(key) } = &item.body else { return None };
    if options.len() < 3 {
        return None;
    }
    let length = |text: &Text| {
        text.get_or(question.language, question.language).map_or(0, |text| {
            // Without marks the source is the plain text.
            let marked = text.source.contains(['*', '_', '~', '^', '$', '\\', '{', '`', '[', '&']);
            if marked { text.plain().chars().count() } else { text.source.trim().chars().count() }
        })
    };
    let of_key = options.iter().find(|option| option.name == *key).map(|option| length(&option.text))?;
    Some(options.iter().filter(|option| option.name != *key).all(|option| length(&option.text) < of_key))
}
