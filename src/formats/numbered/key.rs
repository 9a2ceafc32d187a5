//! Lines that tell the key: `Ans- D`, `Correct Answer: D [Nepal]`, `उत्तर – (b)`; and lists of keys at an end.

use super::dialect::{Dialect, Table};
use super::label::{self, FAMILIES, Family, is_digit, is_indic};
use crate::model::labels::number_of;

/// What a line says about the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// The line's number.
    pub(super) line: u32,
    /// The labels it begins with; more than one where it names several.
    pub(super) labels: Vec<KeyLabel>,
    /// Whether they are joined by "or": then one of them would do.
    pub(super) either: bool,
    /// Whether the label stands bare before a word: "A treaty" may be the label A, or a text that begins with an article.
    pub(super) doubtful: bool,
    /// What stands behind the labels, without what parts them.
    pub(super) text: String,
    /// Everything behind the word for "answer".
    pub(super) whole: String,
}

/// A label of a key: what it may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeyLabel {
    /// As typed.
    pub(super) typed: String,
    /// Its place in each family that it can belong to.
    pub(super) places: Vec<(Family, usize)>,
}

/// Places that labels of options have; letters behind them are initials.
const MOST_LABELS: usize = 10;

/// What parts the cells of a row.
const BARS: [char; 4] = [' ', '|', ':', ','];

/// Cells of a row of numbers; two may be a number and its key.
const FEWEST_IN_ROW: usize = 3;

/// What stands between the word and the label.
const SEPARATORS: [char; 17] = [' ', ':', '-', '–', '—', '=', '.', ')', ']', '|', '»', '>', '→', '*', '✓', '✅', 'ः'];

/// The key that a line tells; `None` where it is no such line.
pub(super) fn read(line: u32, text: &str, dialects: &[&Dialect]) -> Option<Key> {
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_indic(c));
    let bare = behind_verdict(bare, dialects).or_else(|| behind_number(bare, dialects)).unwrap_or(bare);
    let after = begins_doubly(bare, dialects, |dialect| dialect.key)?;
    let rest = after.trim_start_matches(SEPARATORS);
    let word = bare.get(..bare.len() - after.len()).unwrap_or_default();
    let mut parted = word.ends_with(" is")
        || word.ends_with(" be")
        || after.trim_start().starts_with(|c| c != ' ' && SEPARATORS.contains(&c));
    let (rest, filled) = without_filler(rest, dialects);
    parted |= filled;
    let small = rest.to_lowercase();
    let aside = dialects.iter().any(|dialect| dialect.key_aside.contains(&small.as_str()));
    let rest = if aside { "" } else { rest };
    parted |= aside;
    // "Answer 5: C" says whose key it is; "Answer-2) Only B" is the label 2.
    let rest = after_own_number(rest).unwrap_or(rest);
    let key = said(line, rest, dialects);
    if key.whole.is_empty() {
        return parted.then_some(key);
    }
    let dressed = !key.labels.is_empty() && !key.doubtful;
    (parted || dressed).then_some(key)
}

/// What follows "Correct!" or "Wrong." where it goes on to tell the key: "The answer is …".
fn behind_verdict<'t>(text: &'t str, dialects: &[&Dialect]) -> Option<&'t str> {
    let after =
        begins(text, dialects, |dialect| dialect.holds).or_else(|| begins(text, dialects, |dialect| dialect.fails));
    let rest = after?.strip_prefix(['!', '.'])?.trim_start();
    tells(rest, dialects).map(|_| rest)
}

/// What follows "S4." where it goes on to tell the key: "Ans. (b)".
fn behind_number<'t>(text: &'t str, dialects: &[&Dialect]) -> Option<&'t str> {
    let after = text.strip_prefix(['S', 's'])?;
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = Some(rest).filter(|rest| rest.len() < after.len())?.trim_start_matches(['.', ')', ':', ' ']);
    begins(rest, dialects, |dialect| dialect.key).map(|_| rest)
}

/// What follows "The correct answer is" and the like at the beginning of a sentence.
pub(super) fn tells<'t>(text: &'t str, dialects: &[&Dialect]) -> Option<&'t str> {
    let after = begins(text, dialects, |dialect| dialect.key)?;
    let word = text.get(..text.len() - after.len())?.to_lowercase();
    [" is", " है", " be", " therefore"].iter().any(|is| word.ends_with(is)).then_some(after)
}

/// What follows one of the words that a line begins with, if the word ends there.
pub(super) fn begins<'t>(text: &'t str, dialects: &[&Dialect], table: Table) -> Option<&'t str> {
    let first = text.chars().next()?;
    for word in dialects.iter().flat_map(|dialect| table(dialect)) {
        let known = word.chars().next();
        if known != Some(first) && known != first.to_lowercase().next() {
            continue;
        }
        let Some(start) = text.get(..word.len()) else { continue };
        let same = start.eq_ignore_ascii_case(word);
        let after = text.get(word.len()..).unwrap_or_default();
        if same && !after.starts_with(|c: char| c.is_alphanumeric() || is_indic(c) && c != 'ः') {
            return Some(after);
        }
    }
    None
}

/// As [`begins`], for words that stand there in two languages: "उत्तर/Answer", "व्याख्या (Explanation)".
pub(super) fn begins_doubly<'t>(text: &'t str, dialects: &[&Dialect], table: Table) -> Option<&'t str> {
    let after = begins(text, dialects, table)?;
    let second = after.trim_start().strip_prefix(['/', '(', '|']);
    let second = second.and_then(|second| begins(second.trim_start(), dialects, table));
    Some(second.map_or(after, |rest| rest.trim_start_matches(')')))
}

/// Takes "is", "option" and the like away, with what parts them.
pub(super) fn without_filler<'t>(text: &'t str, dialects: &[&Dialect]) -> (&'t str, bool) {
    let mut rest = text;
    let mut filled = false;
    while let Some(after) = begins(rest, dialects, |dialect| dialect.key_filler) {
        let after = after.trim_start_matches(SEPARATORS);
        if after.is_empty() {
            break;
        }
        filled = true;
        rest = after;
    }
    (rest, filled)
}

/// What follows "5:" before a letter that stands alone.
fn after_own_number(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.get(digits..).filter(|_| (1..=3).contains(&digits))?;
    let rest = after.trim_start_matches([' ', ':', '.', ')', '-', '–']);
    let letter = rest.trim_matches(['(', ')', '[', ']', '.', ' ']);
    (after.len() > rest.len() && letter.len() == 1 && letter.starts_with(|c: char| c.is_ascii_alphabetic()))
        .then_some(rest)
}

/// What the text behind the word for "answer" says.
pub(super) fn said(line: u32, text: &str, dialects: &[&Dialect]) -> Key {
    let whole = text.trim().trim_end_matches(['|', ' ']).to_owned();
    let mut key =
        Key { line, labels: Vec::new(), either: false, doubtful: false, text: whole.clone(), whole: whole.clone() };
    let Some((first, mut rest, dressed)) = key_label(&whole) else { return key };
    let typed = first.typed.clone();
    key.labels.push(first);
    while let Some((next, after, either)) = further(rest, dialects) {
        key.labels.push(next);
        key.either |= either;
        rest = after;
        if key.labels.len() > 8 {
            break;
        }
    }
    let text = rest.trim_start_matches(['.', ':', ')', ']', '-', '–', '—', ',', '|', ' ']);
    let word = rest.trim_start().split(|c: char| !c.is_alphanumeric() && c != '\'').next().unwrap_or_default();
    let bare = !dressed && key.labels.len() == 1 && rest.starts_with(' ') && !word.is_empty();
    // "A treaty", "I think", "B is wrong": the letter may be a word, or the subject of a sentence.
    let of_sentence = ["is", "are", "was", "were", "not", "nor", "or", "and", "isn't"].contains(&word);
    // "1 2 3 4" is a row of a table, "2 15 metres" no key with its text.
    let of_row =
        bare && typed.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit());
    key.doubtful = bare && (matches!(typed.as_str(), "A" | "a" | "I" | "i") || of_sentence) || of_row;
    key.text = text.trim().to_owned();
    key
}

/// The label that a text begins with, what follows, and whether signs stand round it.
fn key_label(text: &str) -> Option<(KeyLabel, &str, bool)> {
    let dressed =
        FAMILIES.iter().find_map(|family| label::read(text, *family)).filter(|label| label.place < MOST_LABELS);
    if let Some(found) = dressed {
        let length = text.len() - found.rest.len();
        let typed = text.get(..length)?;
        let bare = typed.trim_matches(|c: char| !c.is_alphanumeric() && !is_indic(c));
        return Some((KeyLabel { typed: bare.to_owned(), places: places(bare) }, found.rest, true));
    }
    let open = text.starts_with(['(', '[', '{']);
    let inner = if open { text.get(1..)?.trim_start() } else { text };
    let length = inner.find(|c: char| !c.is_alphanumeric() && !is_indic(c)).unwrap_or(inner.len());
    let (word, rest) = inner.split_at(length);
    let places = places(word);
    if places.is_empty() {
        return None;
    }
    let rest = if open { rest.trim_start().strip_prefix([')', ']', '}']).unwrap_or(rest) } else { rest };
    // "3.5" is a number, "A-1" a pair, "U.S." a country.
    let mut next = rest.chars();
    let goes_on =
        matches!(next.next(), Some('.' | ',' | '-' | '–' | ':')) && next.next().is_some_and(char::is_alphanumeric);
    (!goes_on).then(|| (KeyLabel { typed: word.to_owned(), places }, rest, open))
}

/// What a sign may stand for as a label of an option.
fn places(sign: &str) -> Vec<(Family, usize)> {
    let dotted = format!("{sign}.");
    let found = FAMILIES.iter().filter_map(|family| Some((*family, label::read(&dotted, *family)?.place)));
    found.filter(|(_, place)| *place < MOST_LABELS).collect()
}

/// A further label of the same key: ", C", "and (d)", "or b"; whether "or" joins it.
fn further<'t>(rest: &'t str, dialects: &[&Dialect]) -> Option<(KeyLabel, &'t str, bool)> {
    let bare = rest.trim_start();
    let (after, either) = if let Some(after) = bare.strip_prefix([',', '&', '/', ';']) {
        let after = after.trim_start();
        let and = dialects.iter().flat_map(|dialect| dialect.and).find_map(|word| after.strip_prefix(word));
        (and.filter(|after| after.starts_with(' ')).unwrap_or(after), bare.starts_with('/'))
    } else {
        let or = dialects.iter().flat_map(|dialect| dialect.or).find_map(|word| bare.strip_prefix(word));
        let and = dialects.iter().flat_map(|dialect| dialect.and).find_map(|word| bare.strip_prefix(word));
        match (or.filter(|after| after.starts_with(' ')), and.filter(|after| after.starts_with(' '))) {
            (Some(after), _) => (after, true),
            (None, Some(after)) => (after, false),
            (None, None) => return None,
        }
    };
    let (label, rest, dressed) = key_label(after.trim_start())?;
    // "A and B were …" is a sentence; only what ends, or stands in brackets, is a label.
    let ends = rest.trim_start().is_empty()
        || rest.starts_with(['.', ')', ',', ';', '&', '/'])
        || rest.starts_with(" and ")
        || rest.starts_with(" & ");
    (dressed || ends).then_some((label, rest, either))
}

/// An entry of a list of keys: `3. (b)`, `3-B`, `Q3: Ans. b`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    /// Whose key it is.
    pub(super) number: usize,
    /// What it says.
    pub(super) key: Key,
}

/// The entries of a list of keys that a line holds; empty where it holds none.
///
/// Several entries on one line are labels and nothing else; the text behind a single one is its explanation.
pub(super) fn entries(line: u32, text: &str, dialects: &[&Dialect]) -> Vec<Listed> {
    if is_row(text) { Vec::new() } else { pairs(line, text, dialects) }
}

/// Whether a line has nothing but numbers that all look alike, "1. 2. 3. 4." or "(3) (3) (1)": a row of a table, in which no number
/// has its key beside it.
fn is_row(text: &str) -> bool {
    let shape = |cell: &str| cell.replace(is_digit, "");
    let mut cells = text.split([' ', '|', '\t']).map(|cell| cell.trim_end_matches(',')).filter(|cell| !cell.is_empty());
    let Some(first) = cells.next().filter(|cell| cell.contains(is_digit)) else { return false };
    let signs = shape(first);
    let alike = |cell: &str| cell.contains(is_digit) && shape(cell) == signs;
    signs.chars().count() <= 2
        && !signs.contains(['-', '–', ':', '='])
        && cells.clone().count() >= 2
        && cells.all(alike)
}

/// Numbers, each with a key.
fn pairs(line: u32, text: &str, dialects: &[&Dialect]) -> Vec<Listed> {
    let mut found = Vec::new();
    let mut rest = text.trim_matches(['|', ' ']);
    while let Some((entry, after)) = entry(line, rest, dialects) {
        let alone = found.is_empty() && !entry.key.text.is_empty() && !after.starts_with(|c: char| c.is_ascii_digit());
        if alone || after.is_empty() {
            found.push(entry);
            return found;
        }
        found.push(Listed { key: Key { text: String::new(), ..entry.key }, ..entry });
        rest = after;
    }
    // A line that ends in anything else is a sentence.
    if found.len() == 1 || rest.is_empty() { found } else { Vec::new() }
}

/// The numbers of a row that counts on, as it stands above the row of their keys: `| Q. | 1 | 2 | 3 |`; empty where a line
/// is none.
pub(super) fn row_of_numbers(text: &str, dialects: &[&Dialect]) -> Vec<usize> {
    let cells = begins(text.trim_start_matches(BARS), dialects, |dialect| dialect.question).unwrap_or(text);
    let number = |cell: &str| number_of(cell.trim_end_matches('.')).filter(|_| cell.len() <= 4);
    let numbers: Option<Vec<usize>> =
        cells.split(BARS).filter(|cell| cell.contains(char::is_alphanumeric)).map(number).collect();
    let counts_on = |row: &Vec<usize>| row.len() >= FEWEST_IN_ROW && row.windows(2).all(|two| two[1] == two[0] + 1);
    numbers.filter(counts_on).unwrap_or_default()
}

/// The keys that stand in a row below their numbers: a label for each and nothing else.
pub(super) fn row_of_keys(line: u32, text: &str, numbers: &[usize], dialects: &[&Dialect]) -> Option<Vec<Listed>> {
    let cells = begins(text.trim_start_matches(BARS), dialects, |dialect| dialect.key).unwrap_or(text);
    let cells: Vec<&str> = cells.split(BARS).filter(|cell| cell.contains(char::is_alphanumeric)).collect();
    let listed = |(cell, number): (&&str, &usize)| {
        let (_, rest, _) = key_label(cell)?;
        rest.is_empty().then(|| Listed { number: *number, key: said(line, cell, dialects) })
    };
    (cells.len() == numbers.len()).then(|| cells.iter().zip(numbers).map(listed).collect())?
}

/// The entry that a text begins with, and what follows it.
fn entry<'t>(line: u32, text: &'t str, dialects: &[&Dialect]) -> Option<(Listed, &'t str)> {
    let bare = text.trim_start_matches(['Q', 'q', 'S', '.', ' ', '(']);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let number = number_of(bare.get(..digits).filter(|digits| (1..=3).contains(&digits.len()))?)?;
    let after = bare.get(digits..)?;
    let label = after.trim_start_matches([' ', '.', ')', ':', '-', '–', '—', '=', '|', '>']);
    if label.len() == after.len() && !after.starts_with(['(', '[']) {
        return None;
    }
    // A row of bare numbers is the head of a table, or its keys: which of them names whose key is not to be seen.
    let parted = after.get(..after.len() - label.len())?.contains(|c| c != ' ' && c != '|');
    if !parted && label.starts_with(is_digit) {
        return None;
    }
    if let Some(key) = read(line, label, dialects) {
        return Some((Listed { number, key }, ""));
    }
    let (_, rest, dressed) = key_label(label)?;
    let next = rest.trim_start_matches([',', ';', '|', ' ', '.']);
    let more = next.starts_with(|c: char| c.is_ascii_digit() || c == 'Q');
    // "1. A company …" is an item of a list, not the key A.
    if !dressed && !more && !next.is_empty() && !rest.starts_with(['.', ',', ';', ':', '-', '–', '—']) {
        return None;
    }
    let key = said(line, if more { label.get(..label.len() - rest.len())? } else { label }, dialects);
    Some((Listed { number, key }, if more { next } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::super::dialect::PAGE;
    use super::*;

    fn told(text: &str) -> String {
        let Some(key) = read(1, text, PAGE) else { return "none".to_owned() };
        let labels: Vec<&str> = key.labels.iter().map(|label| label.typed.as_str()).collect();
        let doubt = if key.doubtful { "?" } else { "" };
        let either = if key.either { "/" } else { "" };
        format!("{}{doubt}{either} | {}", labels.join("+"), key.text)
    }

    #[test]
    fn keys_are_read_in_every_shape() {
        for (text, key) in [
            ("Answer: C", "C |"),
            ("Ans: b", "b |"),
            ("Ans- D", "D |"),
            ("Ans) b", "b |"),
            ("Ans. (b)", "b |"),
            ("Answer (b): 2 only", "b | 2 only"),
            ("Answer-2) Only B & C", "2 | Only B & C"),
            ("Correct Answer: D [Nepal]", "D | [Nepal]"),
            ("✓ Correct answer: A — 1 only", "A | 1 only"),
            ("Solution: B", "B |"),
            ("Solution: b)", "b |"),
            ("Correct Answer – A. 5.54%", "A | 5.54%"),
            ("Answer: Both A & B", " | Both A & B"),
            ("उत्तर – (b)", "b |"),
            ("उत्तरः | C |", "C |"),
            ("उत्तर: (ख) दूसरा", "ख | दूसरा"),
            ("Answer b) Delta. It lies low.", "b | Delta. It lies low."),
            ("The correct answer is option (c).", "c |"),
            ("Answer: Option C", "C |"),
            ("The right option will be C.", "C |"),
            ("Answer is C", "C |"),
            ("Answer 5: C", "C |"),
            ("Answer: A treaty of 1963", "A? | treaty of 1963"),
            ("Answer: A and C", "A+C |"),
            ("Answer: A, B & D", "A+B+D |"),
            ("Answer: B or C", "B+C/ |"),
            ("Answer: A/B", "A+B/ |"),
            ("Answer:", " |"),
            ("Answer: A and B were both there", "A? | and B were both there"),
            ("Answer: 3.5 metres", " | 3.5 metres"),
            ("Answer: U.S. Congress", " | U.S. Congress"),
            ("The answer is C because it is three.", "C | because it is three."),
            ("Answer: B is wrong", "B? | is wrong"),
            ("Correct! The answer is Delta.", " | Delta."),
            ("Incorrect. The correct answer is: (b) Delta", "b | Delta"),
            ("Correct. Answer the next one.", "none"),
            ("Correct answers are few", "none"),
            ("Answering it takes time", "none"),
            ("Answer a few questions", "none"),
            ("Answer the following", "none"),
            ("Solution of the problem", "none"),
            ("Key Facts", "none"),
            ("Keys and locks", "none"),
            ("✅ उत्तर/Answer: [A] Delta", "A | Delta"),
            ("उत्तर (Answer) – b", "b |"),
            ("S1. Ans.(d)", "d |"),
            ("S12) Ans: Delta", " | Delta"),
            ("S1 is an answer", "none"),
            ("उत्तर प्रदेश में", "none"),
        ] {
            assert_eq!(told(text).trim_end(), key.trim_end(), "{text}");
        }
    }

    #[test]
    fn lists_of_keys_are_read_line_by_line() {
        let told = |text: &str| -> String {
            let entries = entries(1, text, PAGE);
            let of = |entry: &Listed| {
                format!("{}{}", entry.number, entry.key.labels.first().map_or("", |label| &label.typed))
            };
            let text = entries.last().map(|entry| entry.key.text.clone()).unwrap_or_default();
            format!("{} {text}", entries.iter().map(of).collect::<Vec<_>>().join(","))
        };
        for (text, list) in [
            ("1. B", "1B "),
            ("1-B, 2-C, 3-A", "1B,2C,3A "),
            ("1. (b) 2. (c) 3. (d)", "1b,2c,3d "),
            ("Q1: C", "1C "),
            ("1) (a) Because it rains.", "1a Because it rains."),
            ("12. Ans. (b)", "12b "),
            ("| 1 | B | 2 | C |", "1B,2C "),
            ("| 1 | 2 | 3 | 4 |", " "),
            ("1 2 3 4", " "),
            ("1-2, 2-1, 3-4", "12,21,34 "),
            ("1. A company was founded.", " "),
            ("1. Delhi", " "),
            ("In 1963 it ended", " "),
            ("1 2 3 4", " "),
            ("| 1 | 3 | 2 | 4 |", " "),
            ("1-3, 2-4, 3-1", "13,24,31 "),
            ("1. 2. 3. 4.", " "),
            ("1) 2) 3) 4) 5) 6)", " "),
            ("(1) (2) (3)", " "),
            ("(3) (3) (1) (4)", " "),
            ("1. 3 2. 1 3. 4", "13,21,34 "),
        ] {
            assert_eq!(told(text), list, "{text}");
        }
    }
}
