//! Keys that stand together below the questions: "Answers", then "1-B, 2-C" or a line for each.

use super::dialect::Dialect;
use super::key::{self, Listed};
use super::label::{self, Dress, Family};
use super::paragraphs::{Collector, Paragraph};
use super::{Reading, Seen, Sort};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Entries on one line that make it a list without any heading.
const ENOUGH_ON_ONE_LINE: usize = 3;

/// A list of keys.
#[derive(Debug, Clone, Default)]
pub(super) struct KeyList {
    /// Its lines, by index.
    pub(super) lines: Range<usize>,
    /// Its entries, each with what explains it.
    pub(super) entries: Vec<(Listed, Vec<Paragraph>)>,
}

/// Every list of keys, in order.
pub(super) fn find(seen: &[Seen<'_>], dialects: &[&Dialect]) -> Vec<KeyList> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < seen.len() {
        match list(seen, at, dialects) {
            Some(list) => {
                at = list.lines.end;
                found.push(list);
            }
            None => at += 1,
        }
    }
    found
}

/// The list that begins on a line.
fn list(seen: &[Seen<'_>], at: usize, dialects: &[&Dialect]) -> Option<KeyList> {
    let line = seen.get(at)?;
    if !matches!(line.sort, Sort::Text | Sort::Key(_) | Sort::Explanation) {
        return None;
    }
    let text = line.text();
    let headed = heading(text, dialects);
    let mut end = at + 1;
    let own = match headed {
        Some(rest) if !rest.is_empty() => key::entries(line.number(), rest, dialects),
        Some(_) => Vec::new(),
        None if text.starts_with(|c: char| c.is_ascii_digit() || "|QqS(".contains(c)) => {
            let lettered = |(_, keys): &(usize, Vec<Listed>)| {
                keys.iter().all(|entry| !entry.key.whole.contains(|c: char| c.is_ascii_digit()))
            };
            if let Some((behind, keys)) = rows(seen, at, dialects).filter(lettered) {
                end = behind;
                keys
            } else {
                let entries = key::entries(line.number(), text, dialects);
                // Without a heading, "1. (c) Ashby" may begin a list of keys with a line for each; a question has no label there.
                let begins =
                    entries.len() == 1 && entries.first().is_some_and(|entry| entry.number == 1) && dressed(text);
                Some(entries).filter(|list| list.len() >= ENOUGH_ON_ONE_LINE || begins)?
            }
        }
        None => return None,
    };
    let mut list = KeyList { lines: at..end, entries: Vec::new() };
    list.entries.extend(own.into_iter().map(|entry| (entry, Vec::new())));
    collect(seen, &mut list, dialects);
    let numbers: Vec<usize> = list.entries.iter().map(|(entry, _)| entry.number).collect();
    let distinct = numbers.iter().collect::<BTreeSet<_>>().len() == numbers.len();
    let without_gap = numbers.iter().enumerate().all(|(at, number)| *number == at + 1);
    let enough = if headed.is_some() {
        numbers.len() >= 2
    } else {
        numbers.len() >= ENOUGH_ON_ONE_LINE && (without_gap || list.lines.len() == end - at)
    };
    (enough && distinct).then_some(list)
}

/// The keys of a row of numbers and the row of labels below it, with the index behind them.
fn rows(seen: &[Seen<'_>], at: usize, dialects: &[&Dialect]) -> Option<(usize, Vec<Listed>)> {
    let numbers = key::row_of_numbers(seen.get(at)?.text(), dialects);
    if numbers.is_empty() {
        return None;
    }
    let below = (at + 1..seen.len()).find(|below| !matches!(seen[*below].sort, Sort::Blank))?;
    let line = &seen[below];
    Some((below + 1, key::row_of_keys(line.number(), line.text(), &numbers, dialects)?))
}

/// Whether brackets stand round the first letter behind a number: `1. (c) …`, `1. [C]`.
fn dressed(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || ".)-: Qq".contains(c));
    label::read(rest, Family::Letter).is_some_and(|label| label.dress == Dress::Brackets)
}

/// What follows the heading of a list on its line.
fn heading<'t>(text: &'t str, dialects: &[&Dialect]) -> Option<&'t str> {
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !('\u{900}'..='\u{97f}').contains(&c));
    let small = bare.trim_end_matches([':', '-', '–', ' ', '.']).to_lowercase();
    if dialects.iter().any(|dialect| dialect.key_list.contains(&small.as_str())) {
        return Some("");
    }
    let after = key::begins(bare, dialects, |dialect| dialect.key_list)?;
    let rest = after.trim_start_matches([' ', ':', '-', '–', '—']);
    rest.starts_with(|c: char| c.is_ascii_digit() || c == '(' || c == 'Q').then_some(rest)
}

/// Adds the entries below, with the paragraphs that explain each.
fn collect(seen: &[Seen<'_>], list: &mut KeyList, dialects: &[&Dialect]) {
    let mut collector = Collector::default();
    // Lines are held back until the next entry shows that they explain the one before.
    let mut end = list.lines.end;
    let mut loose = 0;
    for (at, line) in seen.iter().enumerate().skip(list.lines.end) {
        if at < end {
            continue;
        }
        let (behind, entries) = match line.sort {
            Sort::Blank | Sort::Noise(_) => {
                collector.part();
                continue;
            }
            _ => {
                rows(seen, at, dialects).unwrap_or_else(|| (at + 1, key::entries(line.number(), line.text(), dialects)))
            }
        };
        let known = |entry: &Listed| list.entries.iter().any(|(known, _)| known.number == entry.number);
        let counts_on = list.entries.last().is_none_or(|(last, _)| {
            entries.first().is_some_and(|entry| entry.number > last.number && entry.number <= last.number + 3)
        });
        // Tables have a column for each quarter of the numbers.
        let next = counts_on || entries.len() > 1 && !entries.iter().any(known);
        if !entries.is_empty() && next {
            let explained = std::mem::take(&mut collector).found;
            if let Some((_, text)) = list.entries.last_mut() {
                text.extend(explained);
            }
            list.entries.extend(entries.into_iter().map(|entry| (entry, Vec::new())));
            end = behind;
            loose = 0;
            continue;
        }
        loose += 1;
        // Two lines that are no entries below the heading: it was none of a list.
        if list.entries.is_empty() || loose > 30 || line.head.is_some_and(|head| head.strong) {
            break;
        }
        let text = super::explanation(line.text(), dialects).unwrap_or(line.text());
        collector.line(line.number(), text, line.line.bullet);
    }
    // The last entry is explained by as many paragraphs as the others at most.
    let most = list.entries.iter().map(|(_, text)| text.len()).max().unwrap_or(0);
    let explained: Vec<Paragraph> = collector.found.into_iter().take(most).collect();
    if let Some(last) = explained.last() {
        end = end.max(seen.iter().position(|line| line.number() > last.line).unwrap_or(seen.len()));
    }
    if let Some((_, text)) = list.entries.last_mut() {
        text.extend(explained);
    }
    list.lines.end = end;
}

/// Gives questions the keys that stand in lists below them; a list speaks of the questions since the list before.
pub(super) fn give(reading: &mut Reading, lists: &[KeyList]) {
    let mut from = 0;
    for list in lists {
        let place = list.entries.first().map_or(0, |(entry, _)| entry.key.line);
        let to = reading.asked.partition_point(|asked| asked.line < place);
        let mut by_number: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in from..to {
            if let Some(number) = reading.asked[at].number {
                by_number.entry(number).or_default().push(at);
            }
        }
        for (entry, explained) in &list.entries {
            match by_number.get(&entry.number).map(Vec::as_slice) {
                Some([at]) => {
                    let asked = &mut reading.asked[*at];
                    asked.keys.push(entry.key.clone());
                    asked.explanation.extend(explained.iter().cloned());
                }
                Some(several) => {
                    for at in several {
                        let reason = format!(
                            "{} questions have the number {}, and the list of keys names it once",
                            several.len(),
                            entry.number
                        );
                        let asked = &mut reading.asked[*at];
                        asked.trouble = asked.trouble.take().or(Some((asked.line, reason)));
                    }
                }
                None => reading.remarks.push(format!(
                    "line {}: the list of keys names question {}, which is not in the text",
                    entry.key.line, entry.number
                )),
            }
        }
        from = to;
    }
}
