//! What an explanation says of statements: "Statements 1 and 2 are correct", "S3: false", "कथन 2 सही नहीं है".

use super::dialect::{Dialect, Table};
use super::label::{self, Family};
use super::{codes, key};
use crate::model::ids::roman;
use crate::model::labels::number_of;
use std::collections::BTreeSet;

/// Words between a statement's label and the verdict on it.
const MOST_BETWEEN: usize = 3;

/// For each of `count` statements whether it holds, where the text says so plainly; a contradiction gives `Err` with its
/// place, from 0.
pub(super) fn verdicts(
    text: &str,
    family: Family,
    count: usize,
    dialects: &[&Dialect],
) -> Result<Vec<Option<bool>>, usize> {
    let mut found: Vec<Option<bool>> = vec![None; count];
    let words: Vec<(String, bool)> = words(text);
    let listed = |word: &str, table: Table| dialects.iter().any(|dialect| table(dialect).contains(&word));
    let mut at = 0;
    while at < words.len() {
        let word = words[at].0.as_str();
        let keyword = listed(word, |dialect| dialect.statement);
        let own =
            word.strip_prefix('s').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()));
        if !keyword && !own {
            at += 1;
            continue;
        }
        let conditional = at
            .checked_sub(1)
            .and_then(|before| words.get(before))
            .is_some_and(|(word, _)| word == "if" || word == "यदि");
        let mut labels = Vec::new();
        let mut next = if keyword { at + 1 } else { at };
        while let Some((word, _)) = words.get(next) {
            if let Some(place) = place(word, family) {
                labels.push(place);
            } else if labels.is_empty() || !listed(word, |dialect| dialect.and) {
                break;
            }
            // A list ends where a sentence does.
            next += 1;
            if words.get(next - 1).is_some_and(|(_, ends)| *ends) {
                break;
            }
        }
        let goes_on = words.get(next.wrapping_sub(1)).is_some_and(|(_, ends)| !ends);
        if let Some(holds) = verdict(&words, next, dialects).filter(|_| goes_on && !conditional) {
            for place in labels {
                match found.get_mut(place) {
                    Some(Some(known)) if *known != holds => return Err(place),
                    Some(entry) => *entry = Some(holds),
                    None => {}
                }
            }
        }
        at = next.max(at + 1);
    }
    add_limited(&mut found, text, family, dialects)?;
    Ok(found)
}

/// Adds what sentences such as "Only 2 is correct" say of all statements; a contradiction gives `Err` with its place.
fn add_limited(found: &mut [Option<bool>], text: &str, family: Family, dialects: &[&Dialect]) -> Result<(), usize> {
    for sentence in text.split(['.', ';', '।', '\n']) {
        let Some(set) = limited(sentence.trim(), family, found.len(), dialects) else { continue };
        for (place, entry) in found.iter_mut().enumerate() {
            let holds = set.contains(&place);
            if entry.is_some_and(|known| known != holds) {
                return Err(place);
            }
            *entry = Some(holds);
        }
    }
    Ok(())
}

/// The statements that alone hold by a sentence: "Hence only 1 and 3 are correct", "Both are true".
fn limited(sentence: &str, family: Family, count: usize, dialects: &[&Dialect]) -> Option<BTreeSet<usize>> {
    let rest = key::begins(sentence, dialects, |dialect| dialect.hence).unwrap_or(sentence);
    let words: Vec<&str> = rest.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let listed = |word: &str, table: Table| dialects.iter().any(|dialect| table(dialect).contains(&word));
    let any = |table: Table| words.iter().filter(|word| listed(&word.to_lowercase(), table)).count();
    let limits: [Table; 5] = [
        |dialect| dialect.only,
        |dialect| dialect.both,
        |dialect| dialect.neither,
        |dialect| dialect.all,
        |dialect| dialect.none,
    ];
    let judged = any(|dialect| dialect.holds) == 1 && any(|dialect| dialect.not) + any(|dialect| dialect.fails) == 0;
    if !judged || limits.into_iter().all(|table| any(table) == 0) {
        return None;
    }
    let code: Vec<&str> =
        words.iter().copied().filter(|word| !listed(&word.to_lowercase(), |dialect| dialect.holds)).collect();
    let family = if family == Family::Bullet { Family::Digit } else { family };
    codes::set(&code.join(" "), family, count, dialects).filter(|set| set.last().is_none_or(|last| *last < count))
}

/// The verdict that stands within a few words, before the sentence ends.
fn verdict(words: &[(String, bool)], from: usize, dialects: &[&Dialect]) -> Option<bool> {
    const FILLER: [&str; 15] = [
        "is",
        "are",
        "was",
        "were",
        "also",
        "therefore",
        "hence",
        "thus",
        "given",
        "above",
        "both",
        "-",
        "है",
        "हैं",
        "भी",
    ];
    let listed = |word: &str, table: Table| dialects.iter().any(|dialect| table(dialect).contains(&word));
    let mut turned = false;
    for (word, ends) in words.iter().skip(from).take(MOST_BETWEEN) {
        let holds = listed(word, |dialect| dialect.holds);
        let fails = listed(word, |dialect| dialect.fails);
        if holds || fails {
            // Hindi turns round behind the word: "सही नहीं है".
            let behind = words.iter().skip(from).skip_while(|(other, _)| other != word).nth(1);
            let turned = turned
                || !ends && behind.is_some_and(|(word, _)| !word.is_ascii() && listed(word, |dialect| dialect.not));
            return Some(holds != turned);
        }
        if listed(word, |dialect| dialect.not) {
            turned = !turned;
        } else if !FILLER.contains(&word.as_str()) {
            return None;
        }
        if *ends {
            return None;
        }
    }
    None
}

/// Small words with whether a sentence ends behind them.
fn words(text: &str) -> Vec<(String, bool)> {
    let mut found: Vec<(String, bool)> = Vec::new();
    let mut word = String::new();
    let in_word = |c: char| label::in_word(c) || matches!(c, '\'' | '’');
    for c in text.chars().chain([' ']) {
        if in_word(c) {
            word.extend(if c == '’' { '\'' } else { c }.to_lowercase());
            continue;
        }
        if !word.is_empty() {
            found.push((std::mem::take(&mut word), false));
        }
        if matches!(c, '.' | '?' | '!' | ';' | '।')
            && let Some(last) = found.last_mut()
        {
            last.1 = true;
        }
    }
    found
}

fn place(word: &str, family: Family) -> Option<usize> {
    let bare = word.strip_prefix('s').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(word);
    let place = match family {
        Family::Roman => (0..12).find(|place| roman(*place) == bare),
        Family::Letter => {
            let mut signs = bare.chars();
            let sign = signs.next().filter(|c| c.is_ascii_alphabetic() && signs.next().is_none());
            sign.map(|sign| usize::from(sign as u8 - b'a'))
        }
        _ => None,
    };
    // Numbers and roman numbers are mixed by writers of explanations.
    place.or_else(|| number_of(bare)?.checked_sub(1)).filter(|place| *place < 12)
}

#[cfg(test)]
mod tests {
    use super::super::dialect::PAGE;
    use super::*;

    fn told(text: &str) -> String {
        match verdicts(text, Family::Digit, 3, PAGE) {
            Err(place) => format!("contradiction at {}", place + 1),
            Ok(found) => found.iter().map(|holds| holds.map_or('?', |holds| if holds { '+' } else { '-' })).collect(),
        }
    }

    #[test]
    fn plain_verdicts_are_read() {
        for (text, verdicts) in [
            ("Statements 1 and 2 are correct. Statement 3 is incorrect; it fell.", "++-"),
            ("Statement 1 is not correct.", "-??"),
            ("S1: True. S2 is false.", "+-?"),
            ("Statement 2 – Incorrect: the dam is older.", "?-?"),
            ("Hence, statement 3 is wrong", "??-"),
            ("कथन 1 सही है। कथन 2 गलत है। कथन 3 सही नहीं है।", "+--"),
            ("Statement 1 was made in 1963 and is correct.", "???"),
            ("If statement 1 is correct, the dam holds.", "???"),
            ("The statement is correct.", "???"),
            ("Statement 1 is correct. Statement 1 is incorrect.", "contradiction at 1"),
            ("Statements 1, 2 and 3 are correct", "+++"),
            ("Only 2 is correct.", "-+-"),
            ("Hence, only 1 and 3 are true.", "+-+"),
            ("Thus all are correct.", "+++"),
            ("None is correct.", "---"),
            ("Only 2 is not correct.", "???"),
            ("Only the second is correct.", "???"),
            ("केवल 2 सही है।", "-+-"),
            ("Statement 1 is correct. Only 2 is correct.", "contradiction at 1"),
            ("Only statement 1. Correct answers are few.", "???"),
        ] {
            assert_eq!(told(text), verdicts, "{text}");
        }
    }
}
