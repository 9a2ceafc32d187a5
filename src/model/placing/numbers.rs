//! Options that are numbers, quantities, years or dates, ascending or descending.
//!
//! Values are exact; nothing goes through floats. Units of one kind are compared with each other ("500 m", "1 km").

use super::flat::Flat;
use crate::model::marking::Exact;

/// Longer texts are prose.
const LONGEST: usize = 80;

/// A number and what stands round it.
#[derive(Debug, PartialEq, Eq)]
struct Reading {
    /// What must be alike in all options: the word before, the unit or words after.
    shape: (String, String),
    key: Key,
}

/// A value that can be put in order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    first: Exact,
    reach: Reach,
}

/// Where an option reaches from its first number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    Below,
    Exactly,
    UpTo(Exact),
    Above,
}

/// Whether these options are numbers in ascending or descending order; false for fewer than two.
pub(super) fn in_order<'a>(options: impl Iterator<Item = &'a Flat>) -> bool {
    let mut readings: Vec<Reading> = Vec::new();
    let mut roman = true;
    for option in options {
        let Some(reading) = read(&option.text) else { return false };
        roman = roman && is_single_letter(&option.text);
        readings.push(reading);
    }
    // Beside days, a bare number is a year: 1947, 26 January 1950, 1951.
    if readings.iter().any(|reading| reading.shape.1 == DATE) {
        readings.iter_mut().for_each(as_date);
    }
    if readings.first().is_some_and(|first| readings.iter().any(|reading| !alike(&first.shape, &reading.shape))) {
        return false;
    }
    let pairs = || readings.iter().zip(readings.iter().skip(1));
    let rising = pairs().all(|(one, next)| one.key < next.key);
    let falling = pairs().all(|(one, next)| one.key > next.key);
    // C, D, M are letters before they are roman numbers.
    readings.len() >= 2 && (rising || falling) && !roman
}

fn is_single_letter(text: &str) -> bool {
    let mut chars = text.trim().chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.next().is_none()
}

/// Shapes that may stand in one list: equal ones, and a bare number among years.
fn alike(one: &(String, String), other: &(String, String)) -> bool {
    let years = |after: &str| after == YEAR || after.is_empty();
    one.0 == other.0 && (one.1 == other.1 || (years(&one.1) && years(&other.1)))
}

/// Turns a year into the day before its first one.
fn as_date(reading: &mut Reading) {
    let (before, after) = &reading.shape;
    let year = before.is_empty() && (after == YEAR || after.is_empty()) && reading.key.reach == Reach::Exactly;
    if year && reading.key.first > Exact::whole(31) && reading.key.first < Exact::whole(10_000) {
        reading.key.first = reading.key.first.clone() * Exact::whole(10_000);
        reading.shape.1 = DATE.to_owned();
    }
}

/// What stands for the unit of a day with its year.
const DATE: &str = "date";

/// The unit of years, which a bare number also has.
const YEAR: &str = "year";

fn read(text: &str) -> Option<Reading> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST || text.contains(['\u{1}', '\u{2}']) {
        return None;
    }
    // Without a digit there may be a number word, a roman number or a month, none of which stands far in.
    let has_digit = text.contains(|c: char| c.is_ascii_digit() || ('०'..='९').contains(&c));
    if !has_digit && text.split(' ').take(6).count() > 5 {
        return None;
    }
    let text = ascii_digits(text).to_lowercase();
    let text = text.trim_end_matches(['.', '।']).trim_end();
    date(text).or_else(|| quantity(text))
}

fn ascii_digits(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{901}' | '\u{902}' | '\u{93c}' | '\u{200c}' | '\u{200d}'))
        .map(|c| match c {
            '०'..='९' => char::from_u32(c as u32 - '०' as u32 + '0' as u32).unwrap_or(c),
            '−' | '–' | '—' | '‒' => '-',
            '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
            c => c,
        })
        .collect()
}

// ---- quantities

/// On which side of the number an option lies.
#[derive(Debug, Clone, Copy)]
enum Side {
    Below,
    Exactly,
    Above,
}

/// Words that may stand before the number, what they amount to, and on which side of the number the option then lies.
///
/// Bounds and plain values stand side by side in one list: "less than 5", "5 to 10", "more than 10".
const BEFORE: [(&str, &str, Side); 61] = [
    ("", "", Side::Exactly),
    ("between", "", Side::Exactly),
    ("from", "", Side::Exactly),
    ("in", "", Side::Exactly),
    ("at", "", Side::Exactly),
    ("on", "", Side::Exactly),
    ("₹", "₹", Side::Exactly),
    ("rs", "₹", Side::Exactly),
    ("re", "₹", Side::Exactly),
    ("inr", "₹", Side::Exactly),
    ("रु", "₹", Side::Exactly),
    ("रुपये", "₹", Side::Exactly),
    ("$", "$", Side::Exactly),
    ("usd", "$", Side::Exactly),
    ("€", "€", Side::Exactly),
    ("£", "£", Side::Exactly),
    ("about", "about", Side::Exactly),
    ("approximately", "about", Side::Exactly),
    ("approx", "about", Side::Exactly),
    ("nearly", "about", Side::Exactly),
    ("around", "about", Side::Exactly),
    ("c", "about", Side::Exactly),
    ("ca", "about", Side::Exactly),
    ("~", "about", Side::Exactly),
    ("≈", "about", Side::Exactly),
    ("लगभग", "about", Side::Exactly),
    ("करीब", "about", Side::Exactly),
    ("only", "only", Side::Exactly),
    ("exactly", "only", Side::Exactly),
    ("केवल", "only", Side::Exactly),
    ("मात्र", "only", Side::Exactly),
    ("at least", "at least", Side::Exactly),
    ("at most", "at most", Side::Exactly),
    ("up to", "at most", Side::Exactly),
    ("upto", "at most", Side::Exactly),
    ("ad", "", Side::Exactly),
    ("article", "article", Side::Exactly),
    ("section", "section", Side::Exactly),
    ("schedule", "schedule", Side::Exactly),
    ("part", "part", Side::Exactly),
    ("class", "class", Side::Exactly),
    ("chapter", "chapter", Side::Exactly),
    ("entry", "entry", Side::Exactly),
    ("clause", "clause", Side::Exactly),
    ("rule", "rule", Side::Exactly),
    ("group", "group", Side::Exactly),
    ("period", "period", Side::Exactly),
    ("अनुच्छेद", "अनुच्छेद", Side::Exactly),
    ("धारा", "धारा", Side::Exactly),
    ("भाग", "भाग", Side::Exactly),
    ("less than", "", Side::Below),
    ("below", "", Side::Below),
    ("under", "", Side::Below),
    ("fewer than", "", Side::Below),
    ("<", "", Side::Below),
    ("more than", "", Side::Above),
    ("above", "", Side::Above),
    ("over", "", Side::Above),
    ("greater than", "", Side::Above),
    ("exceeding", "", Side::Above),
    (">", "", Side::Above),
];

fn quantity(text: &str) -> Option<Reading> {
    let at = number_start(text)?;
    let (before, rest) = text.split_at_checked(at)?;
    let (before, minus) = match before.trim_end().strip_suffix('-') {
        Some(before) => (before, true),
        None => (before.trim_end().trim_end_matches('+'), false),
    };
    let before = before.trim().trim_end_matches('.').trim_end();
    let (_, before, side) = BEFORE.iter().find(|(word, ..)| *word == before)?;
    let (value, rest) = number(rest)?;
    let value = if minus { -value } else { value };
    let (second, rest) = match range_end(rest) {
        Some((second, rest)) => (Some(second), rest),
        None => (None, rest),
    };
    let (factor, after) = unit(rest.trim())?;
    let reach = match (second, side) {
        (Some(second), _) => Reach::UpTo(second * factor.clone()),
        (None, Side::Below) => Reach::Below,
        (None, Side::Exactly) => Reach::Exactly,
        (None, Side::Above) => Reach::Above,
    };
    Some(Reading { shape: ((*before).to_owned(), after), key: Key { first: value * factor, reach } })
}

/// Where the number begins: at a digit or dot, else at a number word or roman number that stands at the end of words
/// allowed before it.
fn number_start(text: &str) -> Option<usize> {
    if let Some(at) = text.find(|c: char| c.is_ascii_digit()) {
        let dotted = text.get(..at).is_some_and(|before| before.ends_with('.') && !before.ends_with("s."));
        return Some(if dotted { at - 1 } else { at });
    }
    let mut at = 0;
    for word in text.split(' ').take(4) {
        if word_value(word).is_some() {
            return Some(at);
        }
        at += word.len() + 1;
    }
    None
}

const NUMBER_WORDS: [(&str, i64); 25] = [
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("शून्य", 0),
    ("एक", 1),
    ("दो", 2),
    ("तीन", 3),
    ("चार", 4),
    ("पाच", 5),
    ("छह", 6),
    ("छः", 6),
    ("सात", 7),
    ("आठ", 8),
    ("नौ", 9),
    ("दस", 10),
];

fn word_value(word: &str) -> Option<i64> {
    NUMBER_WORDS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value).or_else(|| roman_value(word))
}

/// The value of a roman number up to 399, in its usual spelling only.
fn roman_value(word: &str) -> Option<i64> {
    if word.is_empty() || word.len() > 9 || !word.bytes().all(|byte| b"ivxlc".contains(&byte)) {
        return None;
    }
    let digit = |c: char| match c {
        'i' => 1,
        'v' => 5,
        'x' => 10,
        'l' => 50,
        _ => 100,
    };
    let values: Vec<i64> = word.chars().map(digit).collect();
    let value = values
        .iter()
        .enumerate()
        .map(|(at, value)| if values.get(at + 1).is_some_and(|next| next > value) { -value } else { *value })
        .sum::<i64>();
    let place = usize::try_from(value).ok()?.checked_sub(1)?;
    (crate::model::ids::roman(place) == word).then_some(value)
}

/// The number that `text` begins with and what follows it.
fn number(text: &str) -> Option<(Exact, &str)> {
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        let end = text.find(' ').unwrap_or(text.len());
        let (word, rest) = text.split_at_checked(end)?;
        return Some((Exact::whole(word_value(word)?), rest));
    }
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while is_digit(end) || (matches!(bytes.get(end), Some(b',' | b'.')) && is_digit(end + 1)) {
        end += 1;
    }
    if bytes.get(end) == Some(&b'/') && is_digit(end + 1) {
        end += 1;
        while is_digit(end) {
            end += 1;
        }
    }
    let (digits, rest) = text.split_at_checked(end)?;
    let mantissa = Exact::parse(&digits.replace(',', ""))?;
    let rest = ["st", "nd", "rd", "th", "वी", "वे"]
        .iter()
        .find_map(|ending| rest.strip_prefix(ending).filter(|rest| rest.is_empty() || rest.starts_with(' ')))
        .unwrap_or(rest);
    match power_of_ten(rest) {
        Some((power, rest)) => Some((mantissa * power, rest)),
        // "10^{-3}" alone.
        None if digits == "10" => match exponent(rest) {
            Some((power, rest)) => Some((power, rest)),
            None => Some((mantissa, rest)),
        },
        None => Some((mantissa, rest)),
    }
}

/// `× 10^{3}` and what follows.
fn power_of_ten(text: &str) -> Option<(Exact, &str)> {
    let rest = text.trim_start();
    let rest = ["×", "·", "x", "*"].iter().find_map(|sign| rest.strip_prefix(sign))?;
    exponent(rest.trim_start().strip_prefix("10")?)
}

/// `^{3}` or `^3` as a power of ten, and what follows.
fn exponent(text: &str) -> Option<(Exact, &str)> {
    let rest = text.strip_prefix('^')?;
    let (digits, rest) = match rest.strip_prefix('{') {
        Some(inner) => inner.split_once('}')?,
        None => rest.split_at_checked(1)?,
    };
    let digits = digits.trim();
    let number: i32 = digits.parse().ok()?;
    Some((Exact::parse(&format!("1e{number}"))?, rest))
}

/// The second number of a range, `-10`, `to 10`, `से 10`, and what follows.
fn range_end(text: &str) -> Option<(Exact, &str)> {
    let rest = text.trim_start();
    let rest = ["-", "to ", "and ", "से "].iter().find_map(|sign| rest.strip_prefix(sign))?;
    number(rest.trim_start())
}

/// Units of a kind: name, kind, and how many of the kind's smallest one.
const UNITS: [(&str, &str, i64); 62] = [
    ("nm", "length", 1),
    ("µm", "length", 1_000),
    ("μm", "length", 1_000),
    ("mm", "length", 1_000_000),
    ("cm", "length", 10_000_000),
    ("m", "length", 1_000_000_000),
    ("metre", "length", 1_000_000_000),
    ("meter", "length", 1_000_000_000),
    ("km", "length", 1_000_000_000_000),
    ("kilometre", "length", 1_000_000_000_000),
    ("mg", "mass", 1),
    ("g", "mass", 1_000),
    ("gram", "mass", 1_000),
    ("kg", "mass", 1_000_000),
    ("quintal", "mass", 100_000_000),
    ("tonne", "mass", 1_000_000_000),
    ("ml", "volume", 1),
    ("l", "volume", 1_000),
    ("litre", "volume", 1_000),
    ("liter", "volume", 1_000),
    ("ns", "time", 1),
    ("µs", "time", 1_000),
    ("μs", "time", 1_000),
    ("ms", "time", 1_000_000),
    ("s", "time", 1_000_000_000),
    ("second", "time", 1_000_000_000),
    ("minute", "time", 60_000_000_000),
    ("min", "time", 60_000_000_000),
    ("hour", "time", 3_600_000_000_000),
    ("h", "time", 3_600_000_000_000),
    ("day", "time", 86_400_000_000_000),
    ("week", "time", 604_800_000_000_000),
    ("fortnight", "time", 1_209_600_000_000_000),
    ("month", "time", 2_629_746_000_000_000),
    ("year", "time", 31_556_952_000_000_000),
    ("decade", "time", 315_569_520_000_000_000),
    ("दिन", "time", 86_400_000_000_000),
    ("माह", "time", 2_629_746_000_000_000),
    ("महीने", "time", 2_629_746_000_000_000),
    ("वर्ष", "time", 31_556_952_000_000_000),
    ("साल", "time", 31_556_952_000_000_000),
    ("j", "energy", 1),
    ("kj", "energy", 1_000),
    ("mj", "energy", 1_000_000),
    ("w", "power", 1),
    ("kw", "power", 1_000),
    ("hz", "frequency", 1),
    ("khz", "frequency", 1_000),
    ("mhz", "frequency", 1_000_000),
    ("ghz", "frequency", 1_000_000_000),
    ("paise", "money", 1),
    ("%", "%", 1),
    ("per cent", "%", 1),
    ("percent", "%", 1),
    ("प्रतिशत", "%", 1),
    ("ad", YEAR, 1),
    ("ce", YEAR, 1),
    ("ई", YEAR, 1),
    ("bc", YEAR, -1),
    ("bce", YEAR, -1),
    ("ई.पू", YEAR, -1),
    ("ईसा पूर्व", YEAR, -1),
];

/// Number words that may follow the digits.
const SCALES: [(&str, i64); 15] = [
    ("hundred", 100),
    ("thousand", 1_000),
    ("lakh", 100_000),
    ("lac", 100_000),
    ("million", 1_000_000),
    ("crore", 10_000_000),
    ("billion", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
    ("सौ", 100),
    ("हजार", 1_000),
    ("लाख", 100_000),
    ("करोड", 10_000_000),
    ("अरब", 1_000_000_000),
    ("lakhs", 100_000),
    ("crores", 10_000_000),
];

/// The factor and the kind of what follows a number; `None` where that is more than a unit or a few words.
fn unit(text: &str) -> Option<(Exact, String)> {
    let mut factor = Exact::whole(1);
    let mut rest = text;
    while let Some((_, scale)) = SCALES.iter().find(|(word, _)| *word == rest.split(' ').next().unwrap_or_default()) {
        factor = factor * Exact::whole(*scale);
        rest = rest.split_once(' ').map_or("", |(_, rest)| rest.trim_start());
    }
    let name = rest.trim_end_matches(['.', ',']);
    let bare = name.replace("b.c", "bc").replace("a.d", "ad");
    let singular = if bare.chars().count() > 2 { bare.strip_suffix('s').unwrap_or(&bare) } else { &bare };
    if let Some((_, kind, size)) = UNITS.iter().find(|(unit, ..)| *unit == bare || *unit == singular) {
        return Some((factor * Exact::whole(*size), (*kind).to_owned()));
    }
    // An expression is not a number with a unit, and a sentence that begins with a number is neither.
    let plain_words = rest.split(' ').count() <= 4 && !rest.contains(['+', '=', ',', ';', ':', '(', '<', '>', '\\']);
    let digits_outside_powers = without_powers(rest).contains(|c: char| c.is_ascii_digit());
    (plain_words && !digits_outside_powers).then(|| (factor, singular.to_owned()))
}

/// A unit without its exponents: `m s^{-2}` and `m/s^2` become `m s` and `m/s`.
fn without_powers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('^') {
        out.push_str(rest.get(..at).unwrap_or_default());
        let power = rest.get(at + 1..).unwrap_or_default();
        rest = match power.strip_prefix('{') {
            Some(inner) => inner.split_once('}').map_or("", |(_, after)| after),
            None => power.trim_start_matches('-').trim_start_matches(|c: char| c.is_ascii_digit()),
        };
    }
    out.push_str(rest);
    out
}

// ---- dates

const MONTHS: [[&str; 4]; 12] = [
    ["january", "jan", "जनवरी", "जनवरी"],
    ["february", "feb", "फरवरी", "फरवरी"],
    ["march", "mar", "मार्च", "मार्च"],
    ["april", "apr", "अप्रैल", "अप्रैल"],
    ["may", "may", "मई", "मई"],
    ["june", "jun", "जून", "जून"],
    ["july", "jul", "जुलाई", "जुलाई"],
    ["august", "aug", "अगस्त", "अगस्त"],
    ["september", "sep", "सितबर", "सितम्बर"],
    ["october", "oct", "अक्टूबर", "अक्तूबर"],
    ["november", "nov", "नवबर", "नवम्बर"],
    ["december", "dec", "दिसबर", "दिसम्बर"],
];

fn date(text: &str) -> Option<Reading> {
    let text = text.strip_prefix("on ").or_else(|| text.strip_prefix("in ")).unwrap_or(text);
    let parts: Vec<&str> =
        text.split([' ', ',', '-', '/', '.']).filter(|part| !part.is_empty() && *part != "of").collect();
    let number = |part: &str| {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| part.strip_suffix(ending)).unwrap_or(part);
        (digits.len() <= 4).then(|| digits.parse::<u32>().ok()).flatten()
    };
    let month = |part: &str| {
        MONTHS.iter().position(|names| names.contains(&part)).and_then(|place| u32::try_from(place + 1).ok())
    };
    let (year, month, day) = match *parts.as_slice() {
        [one] => (None, month(one)?, None),
        [one, two] => match (month(one), month(two)) {
            (Some(month), None) => match number(two)? {
                day @ 1..=31 => (None, month, Some(day)),
                year => (Some(year), month, None),
            },
            (None, Some(month)) => (None, month, Some(number(one)?)),
            _ => return None,
        },
        [one, two, three] => match (number(one), month(one), number(two), month(two), number(three)?) {
            (Some(day), _, _, Some(month), year) | (_, Some(month), Some(day), _, year) => {
                (Some(year), month, Some(day))
            }
            (Some(year @ 1000..), _, Some(month), _, day) => (Some(year), month, Some(day)),
            (Some(day), _, Some(month), _, year @ 1000..) => (Some(year), month, Some(day)),
            _ => return None,
        },
        _ => return None,
    };
    if month > 12 || day.is_some_and(|day| day > 31) {
        return None;
    }
    let shape = if year.is_some() { DATE } else { "day" };
    let days = u64::from(year.unwrap_or(0)) * 10_000 + u64::from(month) * 100 + u64::from(day.unwrap_or(0));
    let first = Exact::whole(i64::try_from(days).ok()?);
    Some(Reading { shape: (String::new(), shape.to_owned()), key: Key { first, reach: Reach::Exactly } })
}
