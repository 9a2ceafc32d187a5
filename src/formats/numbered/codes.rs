//! Options that speak of statements by number: "1 and 3 only", "Neither 1 nor 2", "Only two", "केवल 1 और 2".

use super::dialect::{Dialect, Table};
use super::label::Family;
use crate::model::ids::roman;
use crate::model::labels::number_of;
use std::collections::BTreeSet;

/// Longer texts are sentences.
const LONGEST: usize = 100;

/// A word of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// The statement at this place.
    Label(usize),
    And,
    Only,
    Both,
    Neither,
    All,
    None,
    /// "two"
    Number(usize),
    Filler,
}

/// The places of the statements that an option names, from 0; `None` where it is no code.
///
/// `family` labels the statements, of which there are `count`. Places beyond are given all the same, so that the caller
/// can see that statements are missing.
pub(super) fn set(text: &str, family: Family, count: usize, dialects: &[&Dialect]) -> Option<BTreeSet<usize>> {
    let words = words(text, family, dialects)?;
    let has = |word: Word| words.contains(&word);
    let labels: BTreeSet<usize> =
        words.iter().filter_map(|word| if let Word::Label(place) = word { Some(*place) } else { None }).collect();
    let numbers = words.iter().any(|word| matches!(word, Word::Number(_)));
    let named = words.iter().filter(|word| matches!(word, Word::Label(_))).count();
    if named > labels.len() {
        return None;
    }
    let all: BTreeSet<usize> = (0..count).collect();
    match labels.is_empty() {
        false if has(Word::Neither) => (labels == all && !has(Word::Only) && !has(Word::Both)).then(BTreeSet::new),
        false if has(Word::None) || numbers => None,
        false if has(Word::Both) && labels.len() != 2 => None,
        false => Some(labels),
        true if has(Word::Only) || numbers => None,
        true if has(Word::None) => Some(BTreeSet::new()),
        true if has(Word::Neither) => (count == 2).then(BTreeSet::new),
        true if has(Word::All) => Some(all),
        true if has(Word::Both) => (count == 2).then_some(all),
        true => None,
    }
}

/// The number that an option names: "Only two", "All three", "None"; `None` where it names none.
pub(super) fn count(text: &str, count: usize, dialects: &[&Dialect]) -> Option<usize> {
    let words = words(text, Family::Bullet, dialects)?;
    let numbers: Vec<usize> =
        words.iter().filter_map(|word| if let Word::Number(number) = word { Some(*number) } else { None }).collect();
    let has = |word: Word| words.contains(&word);
    match numbers.as_slice() {
        [number] if has(Word::All) => (*number == count).then_some(*number),
        // "None of the three": the number says of how many.
        [_] if has(Word::None) => Some(0),
        [number] => Some(*number),
        [] if has(Word::None) => Some(0),
        [] if has(Word::All) => Some(count),
        _ => None,
    }
}

/// The words of a code; `None` where any is something else.
fn words(text: &str, family: Family, dialects: &[&Dialect]) -> Option<Vec<Word>> {
    if text.len() > LONGEST {
        return None;
    }
    let mut found = Vec::new();
    let mut hindi_none = false;
    for part in text.split(|c: char| c.is_whitespace() || ",;/()[]{}+.".contains(c)).filter(|part| !part.is_empty()) {
        for piece in part.split_inclusive('&').flat_map(|piece| match piece.strip_suffix('&') {
            Some(before) => [before, "&"],
            None => [piece, ""],
        }) {
            if piece.is_empty() {
                continue;
            }
            let word = word(piece, family, dialects)?;
            hindi_none |= word == Word::None && !piece.is_ascii();
            found.push(word);
        }
    }
    // "कोई" alone is "some"; with "नहीं" it is "none".
    let whole = !hindi_none || text.contains("नहीं") || text.contains("नही");
    (whole && !found.is_empty()).then_some(found)
}

fn word(piece: &str, family: Family, dialects: &[&Dialect]) -> Option<Word> {
    if let Some(place) = place(piece, family) {
        return Some(Word::Label(place));
    }
    let small = piece.to_lowercase();
    let small = small.trim_matches(['\'', '"', '’', '‘', '-', ':', '।']);
    let listed = |table: Table| dialects.iter().any(|dialect| table(dialect).contains(&small));
    if let Some(number) = dialects.iter().find_map(|dialect| dialect.numbers.iter().position(|known| *known == small)) {
        return Some(Word::Number(number + 1));
    }
    let tables: [(Word, Table); 7] = [
        (Word::And, |dialect| dialect.and),
        (Word::Only, |dialect| dialect.only),
        (Word::Both, |dialect| dialect.both),
        (Word::Neither, |dialect| dialect.neither),
        (Word::All, |dialect| dialect.all),
        (Word::None, |dialect| dialect.none),
        (Word::Filler, |dialect| dialect.filler),
    ];
    tables.into_iter().find(|(_, table)| listed(*table)).map(|(word, _)| word)
}

/// The place of the statement that a word of a code names.
pub(super) fn place(word: &str, family: Family) -> Option<usize> {
    let bare = word.trim_matches(['\'', '"', '’', '‘', '-', ':']);
    let bare = match bare.strip_prefix(['S', 's']) {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => rest,
        _ => bare,
    };
    let place = match family {
        Family::Digit | Family::Bullet => number_of(bare)?.checked_sub(1),
        Family::Roman => {
            let small = bare.to_ascii_lowercase();
            (0..12).find(|place| roman(*place) == small)
        }
        Family::Letter => {
            let mut signs = bare.chars();
            let sign = signs.next().filter(|c| c.is_ascii_alphabetic() && signs.next().is_none())?;
            Some(usize::from(sign.to_ascii_lowercase() as u8 - b'a'))
        }
        Family::Consonant | Family::Written => super::label::read(&format!("{bare}."), family).map(|label| label.place),
    };
    place.filter(|place| *place < 12)
}

#[cfg(test)]
mod tests {
    use super::super::dialect::PAGE;
    use super::*;

    fn told(text: &str, family: Family, statements: usize) -> String {
        match set(text, family, statements, PAGE) {
            None => "none".to_owned(),
            Some(set) => set.iter().map(|place| (place + 1).to_string()).collect::<Vec<_>>().join(" "),
        }
    }

    #[test]
    fn codes_name_statements() {
        for (text, count, code) in [
            ("1 only", 3, "1"),
            ("1 and 2 only", 3, "1 2"),
            ("1, 2 and 3", 3, "1 2 3"),
            ("Only 2 and 3", 3, "2 3"),
            ("Both 1 and 2", 2, "1 2"),
            ("Neither 1 nor 2", 2, ""),
            ("Neither 1 nor 2", 3, "none"),
            ("Neither", 2, ""),
            ("Both", 2, "1 2"),
            ("All of the above", 3, "1 2 3"),
            ("None of the above", 3, ""),
            ("Statement 1 only", 2, "1"),
            ("S1 and S3", 3, "1 3"),
            ("1&2", 2, "1 2"),
            ("1 and 4 only", 3, "1 4"),
            ("केवल 1", 2, "1"),
            ("केवल 1 और 2", 3, "1 2"),
            ("1 और 2 दोनों", 2, "1 2"),
            ("न तो 1 और न ही 2", 2, ""),
            ("उपर्युक्त सभी", 3, "1 2 3"),
            ("उपर्युक्त में से कोई नहीं", 3, ""),
            ("1 is right but 2 is wrong", 2, "none"),
            ("12 years", 3, "none"),
            ("1 and 1", 3, "none"),
            ("Only one", 3, "none"),
            ("A river", 3, "none"),
        ] {
            assert_eq!(told(text, Family::Digit, count), code, "{text}");
        }
        assert_eq!(told("Only B & C", Family::Letter, 3), "2 3");
        assert_eq!(told("I and III only", Family::Roman, 3), "1 3");
        assert_eq!(told("A, B and C", Family::Letter, 3), "1 2 3");
    }

    #[test]
    fn counts_are_named_in_words() {
        for (text, statements, number) in [
            ("Only one", 3, Some(1)),
            ("Only two statements", 3, Some(2)),
            ("All three", 3, Some(3)),
            ("All four", 3, None),
            ("All", 4, Some(4)),
            ("None", 3, Some(0)),
            ("None of the above", 3, Some(0)),
            ("केवल एक", 3, Some(1)),
            ("सभी तीन", 3, Some(3)),
            ("कोई भी नहीं", 3, Some(0)),
            ("One and two", 3, None),
            ("Delhi", 3, None),
        ] {
            assert_eq!(count(text, statements, PAGE), number, "{text}");
        }
    }
}
