//! Slots that share a rule, and how a sentence says for which questions it holds.

use super::Marked;
use crate::model::words::Words;

/// Values in the order of their first appearance, each once.
pub(super) fn distinct<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut found = Vec::new();
    for value in values {
        if !found.contains(&value) {
            found.push(value);
        }
    }
    found
}

/// The slots that have a rule, put together by it, in the order of the first of each.
pub(super) fn by<'m, 'a, T: PartialEq>(
    marked: &'m [Marked<'a>],
    rule: impl Fn(&'m Marked<'a>) -> Option<T>,
) -> Vec<(T, Vec<&'m Marked<'a>>)> {
    let mut groups: Vec<(T, Vec<&'m Marked<'a>>)> = Vec::new();
    for slot in marked {
        let Some(rule) = rule(slot) else { continue };
        match groups.iter_mut().find(|(other, _)| *other == rule) {
            Some((_, slots)) => slots.push(slot),
            None => groups.push((rule, vec![slot])),
        }
    }
    groups
}

/// A sentence for each group; where there is more than one, the questions that it is about stand before it.
pub(super) fn said<'m, 'a, T>(
    groups: &[(T, Vec<&'m Marked<'a>>)],
    words: &Words,
    sentence: impl Fn(&T, &[&'m Marked<'a>]) -> String,
) -> Vec<String> {
    let each = groups.iter().map(|(rule, slots)| {
        let sentence = sentence(rule, slots);
        if groups.len() == 1 { sentence } else { about(slots, &sentence, words) }
    });
    each.collect()
}

/// A sentence with the numbers of the questions that it is about before it.
pub(super) fn about(slots: &[&Marked<'_>], rule: &str, words: &Words) -> String {
    let count = distinct(slots.iter().map(|slot| slot.number)).len();
    let gaps = [("numbers", &*ranges(slots, words)), ("rule", rule)];
    words.count("marking.of-questions", &count.to_string(), &gaps)
}

/// `1–20, 26`: the printed numbers of slots in printed order.
pub(super) fn ranges(slots: &[&Marked<'_>], words: &Words) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in slots.iter().map(|slot| slot.number) {
        match runs.last_mut() {
            Some((_, last)) if number <= last.saturating_add(1) => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let runs =
        runs.iter().map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") });
    runs.collect::<Vec<_>>().join(words.get("list.comma"))
}
