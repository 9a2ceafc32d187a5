//! Lines of a page that belong to no question: buttons, counters, advertisements, tables of scores.
//!
//! The notation of the tables: a line in small letters, where `#` stands for a number and `*` at an end for anything.
//! A sentence may begin like a button, "Subscribed capital is …": one that ends with a stop is listed only where it
//! calls to something of the site.

use super::dialect::{Dialect, Table};
use std::collections::HashMap;

/// The longest line that can be noise, in bytes: a paragraph is not passed over because of how it begins.
const LONGEST: usize = 160;

/// Patterns by their first word.
#[derive(Debug, Default)]
pub(in crate::formats) struct Noise {
    by_word: HashMap<&'static str, Vec<&'static str>>,
    /// Those whose first word is not whole, by their first sign.
    others: HashMap<char, Vec<&'static str>>,
    /// What a sentence of a site names, not one of a text.
    calls: Vec<&'static str>,
}

/// Words of the shortest sentence that begins like a button and is none.
const FEWEST_WORDS: usize = 5;

impl Noise {
    /// The lines that a table of each dialect lists.
    pub(in crate::formats) fn new(dialects: &[&Dialect], table: Table) -> Noise {
        let calls = dialects.iter().flat_map(|dialect| dialect.calls).copied().collect();
        let mut noise = Noise { calls, ..Noise::default() };
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
        // "= 53" is a step of a calculation.
        if line.is_empty() || line.len() > LONGEST || line.starts_with('=') && line.contains(char::is_alphanumeric) {
            return false;
        }
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
        let sentence = self.is_sentence(&small);
        listed.any(|pattern| !(sentence && pattern.ends_with('*')) && matches(pattern, &small)) || is_address(&small)
    }

    /// Whether a line is a sentence that calls to nothing of the site.
    fn is_sentence(&self, small: &str) -> bool {
        small.ends_with(['.', '।'])
            && small.split(' ').count() >= FEWEST_WORDS
            && !self.calls.iter().any(|call| small.contains(call))
    }
}

/// What advertisements begin with that are glued to a text.
const GLUED: [&str; 8] = [
    " – telegram ",
    " - telegram ",
    " | telegram ",
    " – join ",
    " | join ",
    " read more at ",
    " read more: ",
    " for more visit ",
];

/// A line without the advertisement at its end, "Read more at www…", and that. It ends with an address or a name.
pub(super) fn without_advert(line: &str) -> (&str, Option<&str>) {
    let (rest, last) = line.rsplit_once(' ').unwrap_or_default();
    let address = ["www.", "http://", "https://", "@", "t.me/"].iter().any(|start| last.starts_with(start));
    if rest.is_empty() || !address {
        return (line, None);
    }
    let small = line.to_ascii_lowercase();
    match GLUED.iter().filter_map(|start| small.rfind(start)).max().filter(|at| *at > 0) {
        Some(at) => {
            let (text, advert) = line.split_at(at);
            let advert = advert.trim_start_matches([' ', '–', '-', '|']);
            if advert.split(' ').count() <= 6 { (text.trim_end(), Some(advert)) } else { (line, None) }
        }
        None => (line, None),
    }
}

/// Words that stand beside a telephone number.
const ADDRESS: [&str; 11] =
    ["centre", "center", "road", "floor", "contact", "call", "phone", "whatsapp", "mob", "https://", "www."];

/// Words of an address with a postal code.
const STREET: [&str; 4] = ["floor", "road", "house", "nagar"];

/// Whether a line is an address with a telephone number or a postal code, as at the foot of booklets.
fn is_address(small: &str) -> bool {
    let mut digits = 0;
    let code = small.rsplit([' ', '-', '–']).next().unwrap_or_default();
    let coded = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
    if coded && STREET.iter().filter(|word| small.contains(**word)).count() >= 2 {
        return true;
    }
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

/// What follows the number, such as `12`, `79.1`, `0%` or `#1`, that a line begins with.
fn after_number(line: &str) -> Option<&str> {
    let line = line.strip_prefix('#').unwrap_or(line);
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
            "India's #1 Learning Platform",
            "Join our Telegram channel for a new set of questions every day.",
            "Copyright 2026 The Vale Post. All rights reserved.",
            "2nd Floor, Mill House, 19, Brook Road, Valeham - 110005",
            "9800000000 | https://academy.example.org | desk@example.org",
        ] {
            assert!(noise.holds(line), "{line}");
        }
    }

    #[test]
    fn advertisements_behind_a_text_are_parted_from_it() {
        for (line, text) in [
            ("(d) Hale – Telegram @valegk", "(d) Hale"),
            ("It is the river of Vale. Read more at www.example.org", "It is the river of Vale."),
            ("It is the river of Vale. Read more at https://example.org/a", "It is the river of Vale."),
            ("The answer is at www.example.org", "The answer is at www.example.org"),
            ("Write to @vale", "Write to @vale"),
        ] {
            assert_eq!(without_advert(line).0, text, "{line}");
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
            "Copyright is protected for sixty years after the author's death.",
            "For more than a century it was the only act",
            "Subscribed capital is what holders have paid.",
            "Subscribed capital is",
            "You must note that Article 19 is no part of it.",
            "Time taken by a case is two years on average.",
            "To download a copy is no offence under section 52.",
            "Enrol in the electoral roll is done by the officer.",
            "= 53",
            "1. 12",
            "1.",
            "?",
        ] {
            assert!(!noise.holds(line), "{line}");
        }
    }
}
