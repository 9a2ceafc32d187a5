//! Lines of a page that belong to no question: buttons, counters, advertisements, tables of scores.
//!
//! The notation of the tables: a line in small letters, where `#` stands for a number and `*` at an end for anything.

use super::dialect::{Dialect, Table};
use std::collections::HashMap;

/// The longest line that can be noise, in bytes: a paragraph is not passed over because of how it begins.
const LONGEST: usize = 160;

/// Words of a line that ends in a stop from which on it is a sentence, not a button.
const FEWEST_OF_SENTENCE: usize = 5;

/// Patterns by their first word.
#[derive(Debug, Default)]
pub(in crate::formats) struct Noise {
    by_word: HashMap<&'static str, Vec<&'static str>>,
    /// Those whose first word is not whole, by their first sign.
    others: HashMap<char, Vec<&'static str>>,
}

impl Noise {
    /// The lines that a table of each dialect lists.
    pub(in crate::formats) fn new(dialects: &[&Dialect], table: Table) -> Noise {
        let mut noise = Noise::default();
        for pattern in dialects.iter().flat_map(|dialect| table(dialect)) {
            match first_word(pattern) {
                Some(word) if !pattern.starts_with('#') => noise.by_word.entry(word).or_default().push(pattern),
                _ => noise.others.entry(pattern.chars().next().unwrap_or('*')).or_default().push(pattern),
            }
        }
        noise
    }

    /// Whether a line is listed.
    pub(in crate::formats) fn holds(&self, line: &str) -> bool {
        if line.is_empty() || line.len() > LONGEST {
            return false;
        }
        let sentence = line.ends_with(['.', '।']) && line.split(' ').count() >= FEWEST_OF_SENTENCE;
        let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '#');
        let bare = bare.trim_end_matches([':', '»', '›', '>', '→', '|', ' ', '▼', '▾', '!']);
        if bare.is_empty() {
            // A line of signs only: rules, arrows, dots of a table.
            return !line.contains(['_', '?', '…']) || line.chars().all(|c| matches!(c, '_' | ' '));
        }
        let small = bare.to_lowercase();
        // Tables lose their frames, not their bars.
        let small = match small.contains('|') {
            true => small.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" "),
            false => small,
        };
        let word = small.split(' ').next().unwrap_or(&small);
        let sign = small.chars().next().map_or('*', |c| if c.is_ascii_digit() { '#' } else { c });
        let others = [sign, '*'].into_iter().filter_map(|sign| self.others.get(&sign)).flatten();
        let mut listed = self.by_word.get(word).into_iter().flatten().chain(others);
        // "You must note the date." is no button, though a pattern begins so.
        let holds = |pattern: &&str| !(sentence && pattern.ends_with('*')) && matches(pattern, &small);
        listed.any(holds) || is_address(&small)
    }
}

/// Words that stand beside a telephone number.
const ADDRESS: [&str; 9] = ["centre", "center", "road", "floor", "contact", "call", "phone", "whatsapp", "mob"];

/// Whether a line is an address with a telephone number, as at the foot of booklets.
fn is_address(small: &str) -> bool {
    let mut digits = 0;
    for c in small.chars() {
        match c {
            c if c.is_ascii_digit() => digits += 1,
            ' ' | '-' if digits > 0 => {}
            _ => digits = 0,
        }
        if digits >= 10 {
            return ADDRESS.iter().any(|word| small.contains(word));
        }
    }
    false
}

/// The first word of a pattern; `None` where a `*` ends it, so that other words begin with it.
fn first_word(pattern: &str) -> Option<&str> {
    pattern.split(' ').next().filter(|word| !word.contains('*'))
}

/// Whether a line is what a pattern says.
fn matches(pattern: &str, line: &str) -> bool {
    let mut pattern = pattern;
    let mut line = line;
    if let Some(end) = pattern.strip_prefix('*') {
        return line.ends_with(end);
    }
    loop {
        let Some(sign) = pattern.chars().next() else { return line.is_empty() };
        pattern = &pattern[sign.len_utf8()..];
        match sign {
            '*' => return true,
            '#' => {
                let Some(rest) = after_number(line) else { return false };
                line = rest;
            }
            sign => match line.strip_prefix(sign) {
                Some(rest) => line = rest,
                None => return false,
            },
        }
    }
}

/// What follows the number, such as `12`, `79.1` or `0%`, that a line begins with.
fn after_number(line: &str) -> Option<&str> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(line);
    let rest = line.get(whole..).filter(|_| whole > 0)?;
    let fraction = rest.strip_prefix('.').map_or(0, digits);
    let rest = if fraction > 0 { rest.get(fraction + 1..)? } else { rest };
    Some(rest.strip_prefix('%').unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::super::dialect::PAGE;
    use super::*;

    #[test]
    fn buttons_counters_and_calls_are_noise() {
        let noise = Noise::new(PAGE, |dialect| dialect.noise);
        for line in [
            "Show Answer",
            "👉 Click here to View Answer",
            "0 of 10 questions completed",
            "12",
            "1 points",
            "You are on page 1 of 64",
            "Not categorized 0%",
            "4814 USERS",
            "Join our Telegram channel",
            "----------",
            "उत्तर देखें",
            "Loading interactive map...",
            "For this article:",
            "0 / 100 Attempted",
            "Accuracy 0%",
        ] {
            assert!(noise.holds(line), "{line}");
        }
    }

    #[test]
    fn sentences_are_not() {
        let noise = Noise::new(PAGE, |dialect| dialect.noise);
        for line in [
            "Correct use of water saves a third of it.",
            "Results of the survey came in May.",
            "12 states took part",
            "Information is power",
            "Reviewing the plan took a year.",
            "Next to the river lies a fort",
            "1. 12",
            "1.",
            "?",
        ] {
            assert!(!noise.holds(line), "{line}");
        }
    }
}
