//! "All of the above", "Both", "Neither" and their relatives in English and Hindi.

use super::flat::{self, Flat, TOKEN, WordSet};
use std::sync::LazyLock;

/// What an option says about the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phrase {
    /// It means the others wherever they stand, or closes the list by custom.
    Anywhere,
    /// It means those printed above it.
    PointsUp,
}

/// Longer ones are sentences that happen to begin with "Both".
const LONGEST: usize = 10;

/// Phrases that by custom close a list of options.
const CLOSING: [&str; 22] = [
    "no error",
    "no improvement",
    "no improvement required",
    "no correction required",
    "no change",
    "no substitution required",
    "no option is correct",
    "no correct option",
    "question not attempted",
    "not attempted",
    "cannot be determined",
    "can not be determined",
    "cant be determined",
    "cannot say",
    "cant say",
    "data inadequate",
    "data insufficient",
    "not enough information",
    "अनुत्तरित प्रश्न",
    "कोई त्रुटि नही",
    "कोई सुधार नही",
    "निर्धारित नही किया जा सकता",
];

/// Words with which an English phrase begins; looked at first, since few options do.
static FIRST: WordSet = LazyLock::new(|| {
    "all none both neither any either some more one at only two not no question cannot can can't data"
        .split_whitespace()
        .collect()
});

/// The phrase an option is, if it is one.
pub(super) fn of(option: &Flat) -> Option<Phrase> {
    let text = option.text.trim();
    if text.split_whitespace().take(LONGEST + 3).count() > LONGEST + 2 {
        return None;
    }
    let first = text.split(|c: char| !c.is_alphanumeric() && c != '\'').next().unwrap_or_default();
    let ends_with_both =
        text.get(text.len().saturating_sub(5)..).is_some_and(|end| end.to_ascii_lowercase().contains("both"));
    if text.is_ascii() && !ends_with_both && !FIRST.contains(first.to_ascii_lowercase().as_str()) {
        return None;
    }
    let words = flat::words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words.is_empty() || words.len() > LONGEST || words.iter().any(|word| word.starts_with(TOKEN)) {
        return None;
    }
    let of_hindi = || if text.is_ascii() { None } else { hindi(&words) };
    english(&words).or_else(of_hindi).or_else(|| {
        let joined = words.join(" ");
        CLOSING.contains(&joined.as_str()).then_some(Phrase::Anywhere)
    })
}

/// Words that may follow "all", "none", "both", "neither" without naming anything but other options.
static ENGLISH_TAIL: WordSet = LazyLock::new(|| {
    "of the above these those them this that option options choice choices answer answers alternative \
     alternatives statement statements item items given mentioned listed stated aforesaid foregoing \
     following is are correct right true wrong incorrect false apply two three four five ones here"
        .split_whitespace()
        .collect()
});

static ENGLISH_UP: WordSet = LazyLock::new(|| "above aforesaid foregoing".split_whitespace().collect());

/// Beginnings of such phrases; the last two columns say whether they may stand alone, and point up when they do.
const ENGLISH_HEAD: [(&str, bool, bool); 14] = [
    ("all", true, false),
    ("none", true, false),
    ("both", true, true),
    ("neither", true, true),
    ("any", false, false),
    ("either", false, false),
    ("some", false, false),
    ("more than one", false, false),
    ("one or more", false, false),
    ("at least one", false, false),
    ("only one", false, false),
    ("one", false, false),
    ("two", false, false),
    ("not any", false, false),
];

fn english(words: &[&str]) -> Option<Phrase> {
    for (head, alone, alone_up) in ENGLISH_HEAD {
        let Some(tail) = after(words, head) else { continue };
        let up = tail.iter().any(|word| ENGLISH_UP.contains(*word));
        let about_others = up || tail.iter().any(|word| ["these", "those", "them"].contains(word));
        if tail.iter().all(|word| ENGLISH_TAIL.contains(*word)) && (alone || about_others) {
            return Some(if up || (alone_up && !about_others) { Phrase::PointsUp } else { Phrase::Anywhere });
        }
    }
    let has = |word: &str| words.contains(&word);
    let named = match (words.first(), words.last()) {
        (Some(&"both"), _) => has("and"),
        (Some(&"neither"), _) => has("nor"),
        (_, Some(&"both")) => has("and"),
        _ => false,
    };
    named.then_some(Phrase::Anywhere)
}

fn after<'a, 'b>(words: &'b [&'a str], head: &str) -> Option<&'b [&'a str]> {
    let mut rest = words;
    for part in head.split(' ') {
        let (first, others) = rest.split_first()?;
        if *first != part {
            return None;
        }
        rest = others;
    }
    Some(rest)
}

/// Words, spelt without anusvara and nukta, of which a phrase about the other options is made.
static HINDI_ONLY: WordSet = LazyLock::new(|| {
    "उपर्युक्त उपरोक्त उपरयुक्त उपयुर्क्त उपर्यक्त उक्त ऊपर दिए दिये गए गये इनमे इनमेसे इन उनमे मे से के \
     का की यह ये सभी सब समस्त दोनो तीनो चारो ही भी कोई नही एक अधिक विकल्प विकल्पो कथन सही सत्य है न तो दो \
     तीन चार पाच"
        .split_whitespace()
        .collect()
});

static HINDI_UP: WordSet = LazyLock::new(|| "उपर्युक्त उपरोक्त उपरयुक्त उपयुर्क्त उपर्यक्त उक्त ऊपर".split_whitespace().collect());

fn hindi(words: &[&str]) -> Option<Phrase> {
    let has = |word: &str| words.contains(&word);
    let all = ["सभी", "सब", "समस्त", "तीनो", "चारो"].iter().any(|word| has(word));
    let none = has("कोई") && (has("नही") || has("न"));
    let up = words.iter().any(|word| HINDI_UP.contains(*word));
    let several = has("एक") && has("अधिक") && (up || has("इनमे"));
    if words.iter().all(|word| HINDI_ONLY.contains(*word)) && (all || none || several || has("दोनो")) {
        let bare_both = has("दोनो") && !has("इनमे") && !has("ये");
        return Some(if up || bare_both { Phrase::PointsUp } else { Phrase::Anywhere });
    }
    let ends_with_both = words.iter().rev().find(|word| !["ही", "है", "सही", "सत्य"].contains(word)) == Some(&"दोनो");
    let joined = ["और", "एव", "तथा", "व", "and"].iter().any(|word| has(word));
    let neither = words.first() == Some(&"न") && words.iter().filter(|word| **word == "न").count() >= 2;
    let none_of_named = none && words.last() == Some(&"नही") && has("मे") && has("से");
    ((ends_with_both && joined) || neither || none_of_named).then_some(Phrase::Anywhere)
}
