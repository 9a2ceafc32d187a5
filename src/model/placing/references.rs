//! Options that name others by a letter typed out: "Both (a) and (b)", "केवल (a)", "A and C only".
//!
//! When in doubt an order is kept, since a wrong key is worse than an unshuffled question. Two doubts are settled the
//! other way: letters that label something in the stem ("A. … B. …") mean that, and where every option consists of
//! letters they cannot mean each other.

use super::flat::{Flat, TOKEN, WordSet};
use crate::model::labels::{is_sign, option_place};
use crate::model::question::Item;
use std::sync::LazyLock;

/// A piece of an option.
#[derive(Debug, PartialEq, Eq)]
enum Unit {
    /// `(b)`, `b)`, `[B]`: a label in brackets that does not follow a word or number directly.
    Bracketed(Label),
    /// A single letter or digit without brackets.
    Bare(Label),
    /// Anything else, lower-case.
    Word(String),
}

/// A sign that may name an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Label {
    sign: char,
    /// The place it names, from 0.
    place: usize,
}

impl Label {
    fn of(sign: char) -> Option<Self> {
        let place = match sign {
            '1'..='8' => sign as usize - '1' as usize,
            _ => option_place(sign)?,
        };
        Some(Label { sign, place })
    }

    fn is_digit(self) -> bool {
        self.sign.is_numeric()
    }
}

/// Words that join labels or say which of them are meant.
static JOINING: WordSet = LazyLock::new(|| {
    "both and or only neither nor either all none except but not of the is are correct right true wrong \
     incorrect false as well above same options option choice choices alternative alternatives answer \
     answers केवल मात्र सिर्फ और तथा एव व या अथवा दोनो सभी न तो ही नही मे से कोई के सिवाय छोडकर विकल्प \
     विकल्पो सही गलत सत्य असत्य है"
        .split_whitespace()
        .collect()
});

/// Words after which a letter means an option.
static KEYWORDS: WordSet = LazyLock::new(|| {
    "option options choice choices alternative alternatives विकल्प विकल्पो".split_whitespace().collect()
});

/// Words after which a letter in brackets means an option.
static INTRODUCING: WordSet =
    LazyLock::new(|| "than in to with opposite reverse like that if then".split_whitespace().collect());

/// The first option that names another one by a literal label.
///
/// `texts` holds for each option its text in every language.
pub(super) fn literal(item: &Item, texts: &[Vec<Flat>]) -> Option<usize> {
    let named: Vec<Vec<Label>> = texts
        .iter()
        .enumerate()
        .map(|(own, languages)| {
            languages.iter().map(|text| references(text, own, texts.len())).find(|found| !found.is_empty())
        })
        .map(Option::unwrap_or_default)
        .collect();
    let content = |place: usize| named.get(place).is_some_and(Vec::is_empty);
    // The stem is looked at last: nearly all questions have no such option.
    let stem_has =
        |labels: &[Label]| stems(item).iter().any(|stem| labels.iter().all(|label| labels_something(stem, label.sign)));
    named.iter().position(|labels| labels.iter().any(|label| content(label.place)) && !stem_has(labels))
}

/// The stem as typed, in every language.
fn stems(item: &Item) -> Vec<&str> {
    item.stem.iter().flat_map(|stem| stem.iter()).map(|(_, text)| text.source.as_str()).collect()
}

/// Whether a text has `sign` as a label of its own: `(A)`, `A)` or `A.` after a blank and before one.
fn labels_something(text: &str, sign: char) -> bool {
    text.match_indices(sign).any(|(at, found)| {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + found.len()..).unwrap_or_default();
        let (before, opened) = before.strip_suffix('(').map_or((before, false), |before| (before, true));
        let starts = before.chars().next_back().is_none_or(|c| c.is_whitespace() || c == '*' || c == '>');
        let mut following = after.chars();
        let closed = match following.next() {
            Some(')') => true,
            Some('.' | ':') => !opened,
            _ => false,
        };
        starts && closed && (opened || following.next().is_none_or(|c| c.is_whitespace() || c == '*'))
    })
}

/// The labels of other options that an option names.
fn references(option: &Flat, own: usize, count: usize) -> Vec<Label> {
    if !has_label(&option.text) {
        return Vec::new();
    }
    let units = units(&option.text);
    let fits = |label: &Label| label.place < count && label.place != own;
    if only_labels(&units) {
        return units
            .iter()
            .filter_map(|unit| match unit {
                Unit::Bracketed(label) => Some(*label),
                Unit::Bare(label) if !label.is_digit() => Some(*label),
                _ => None,
            })
            .filter(fits)
            .collect();
    }
    let mut found = Vec::new();
    let mut chained = false;
    for (index, unit) in units.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| units.get(before));
        let after = units.get(index + 1);
        let keyword = matches!(before, Some(Unit::Word(word)) if KEYWORDS.contains(word.as_str()));
        match unit {
            Unit::Bracketed(label) => {
                let introduced = match before {
                    // A label of its own at the start was typed by mistake; it names nothing.
                    None => label.place != own || is_joining(after),
                    Some(Unit::Word(word)) if ["and", "or", "nor", "और", "या", "तथा"].contains(&word.as_str()) => {
                        chained || names_after_both(&units, index)
                    }
                    Some(Unit::Word(word)) => JOINING.contains(word.as_str()) || INTRODUCING.contains(word.as_str()),
                    Some(_) => chained,
                };
                chained = introduced;
                if introduced {
                    found.push(*label);
                }
            }
            Unit::Bare(label) if keyword || (chained && matches!(before, Some(Unit::Word(_)))) => {
                // "option a company has" is no label.
                chained = after.is_none() || is_joining(after);
                if chained {
                    found.push(*label);
                }
            }
            Unit::Bare(_) => chained = false,
            Unit::Word(word) => chained = chained && JOINING.contains(word.as_str()),
        }
    }
    found.retain(fits);
    found
}

/// Whether a sign that could be a label stands alone anywhere: a quick look before the thorough one.
fn has_label(text: &str) -> bool {
    if text.is_ascii() {
        let bytes = text.as_bytes();
        let apart =
            |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        return bytes.iter().enumerate().any(|(at, byte)| {
            matches!(byte, b'a'..=b'h' | b'A'..=b'H' | b'1'..=b'8') && apart(at.checked_sub(1)) && apart(Some(at + 1))
        });
    }
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let alone = !before.is_some_and(is_word_char) && !chars.peek().copied().is_some_and(is_word_char);
        if alone && Label::of(c).is_some() {
            return true;
        }
        before = Some(c);
    }
    false
}

fn is_joining(unit: Option<&Unit>) -> bool {
    matches!(unit, Some(Unit::Word(word)) if JOINING.contains(word.as_str()))
}

/// Whether the label at `index`, which follows an "and", is the first one of a "both … and (b)".
fn names_after_both(units: &[Unit], index: usize) -> bool {
    units.iter().take(index).any(|unit| matches!(unit, Unit::Word(word) if word == "both" || word == "दोनो"))
}

/// Whether an option is made of labels and joining words alone: "A and C only", "केवल (a)", "(a), (b)".
fn only_labels(units: &[Unit]) -> bool {
    let joining = units.iter().filter(|unit| is_joining(Some(unit))).count();
    let bracketed = units.iter().filter(|unit| matches!(unit, Unit::Bracketed(_))).count();
    let bare = units.iter().filter(|unit| matches!(unit, Unit::Bare(label) if !label.is_digit())).count();
    bracketed + bare > 0 && joining + bracketed + bare == units.len() && (joining > 0 || bracketed > 0)
}

fn units(text: &str) -> Vec<Unit> {
    let mut found = Vec::new();
    let mut rest = text;
    // Whether a label may begin here: not in "19(1)(a)" or "f(a)".
    let mut apart = true;
    while let Some(c) = rest.chars().next() {
        if apart && let Some((label, length)) = bracketed(rest) {
            found.push(Unit::Bracketed(label));
            rest = rest.get(length..).unwrap_or_default();
            apart = false;
            continue;
        }
        let length = rest.find(|c: char| !is_word_char(c)).unwrap_or(rest.len());
        if length > 0 {
            let (word, after) = rest.split_at(length);
            found.push(unit_of(word));
            rest = after;
            apart = false;
            continue;
        }
        if c == '&' {
            found.push(Unit::Word("and".to_owned()));
        } else if c == TOKEN {
            found.push(Unit::Word(c.to_string()));
        }
        apart = c.is_whitespace() || matches!(c, ',' | ';' | '/' | '&' | '"' | '“' | '‘' | '\'');
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    found
}

fn unit_of(word: &str) -> Unit {
    let mut chars = word.chars();
    match (chars.next().and_then(Label::of), chars.next()) {
        (Some(label), None) => Unit::Bare(label),
        _ => Unit::Word(
            word.chars()
                .filter(|c| !matches!(c, '\u{901}' | '\u{902}' | '\u{93c}'))
                .flat_map(char::to_lowercase)
                .collect(),
        ),
    }
}

/// The label in brackets that `text` begins with, `(b)`, `[b]` or `b)`, and its length.
fn bracketed(text: &str) -> Option<(Label, usize)> {
    let opened = text.starts_with(['(', '[']);
    let inner = if opened { text.get(1..)?.trim_start() } else { text };
    let sign = inner.chars().next()?;
    let label = Label::of(sign)?;
    let after = inner.get(sign.len_utf8()..)?;
    let after = if opened { after.trim_start() } else { after };
    let rest = after.strip_prefix([')', ']'])?;
    (opened || !label.is_digit()).then_some((label, text.len() - rest.len()))
}

fn is_word_char(c: char) -> bool {
    is_sign(c) || matches!(c, '\u{200c}' | '\u{200d}' | '^' | '_' | '{' | '}' | '\\')
}
