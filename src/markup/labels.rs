//! Finds letters and numbers of options, statements and the like that an author typed out: "option (b)",
//! "statements 1 and 3", "विकल्प (क)", "(b) is right".
//!
//! A text goes in, places with what they mean come out. Formulas, code and tokens are passed over.

use crate::model::labels::{is_sign, number_of, option_place};
use crate::model::text::{Block, BlockKind, InlineKind, RichText, TokenKind};
use std::ops::Range;

/// A label typed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// What the words around it say it labels.
    pub kind: TokenKind,
    /// The place it names, from 0.
    pub place: usize,
    /// The label with its brackets, in the source.
    pub range: Range<usize>,
}

/// Words that say what a label labels.
const KEYWORDS: [(&str, TokenKind); 26] = [
    ("option", TokenKind::Option),
    ("options", TokenKind::Option),
    ("choice", TokenKind::Option),
    ("choices", TokenKind::Option),
    ("alternative", TokenKind::Option),
    ("alternatives", TokenKind::Option),
    ("विकल्प", TokenKind::Option),
    ("विकल्पों", TokenKind::Option),
    ("statement", TokenKind::Statement),
    ("statements", TokenKind::Statement),
    ("कथन", TokenKind::Statement),
    ("कथनों", TokenKind::Statement),
    ("row", TokenKind::Row),
    ("rows", TokenKind::Row),
    ("pair", TokenKind::Row),
    ("pairs", TokenKind::Row),
    ("युग्म", TokenKind::Row),
    ("युग्मों", TokenKind::Row),
    ("item", TokenKind::Item),
    ("items", TokenKind::Item),
    ("event", TokenKind::Item),
    ("events", TokenKind::Item),
    ("part", TokenKind::Part),
    ("parts", TokenKind::Part),
    ("भाग", TokenKind::Part),
    ("भागों", TokenKind::Part),
];

/// Words after a bracketed letter, or a bare `a`, that show it to be a label.
const AFTER: &str = "is are was were and or nor only because states says describes gives means refers names holds \
     would does cannot can has though while but also correct right wrong incorrect true false है हैं और तथा सही गलत";

/// Words before a bracketed letter that show it to be an option's label.
const BEFORE: &str = "hence thus therefore so answer ans key both only neither either nor than as अतः केवल उत्तर";

/// Words between labels of one list.
const BETWEEN: [&str; 6] = ["and", "or", "nor", "और", "तथा", "या"];

/// Finds every label typed out.
pub(crate) fn find(text: &RichText) -> Vec<Label> {
    if !may_hold_labels(&text.source) {
        return Vec::new();
    }
    let source = masked(text);
    let mut reader = Reader { text: &source, words: words(&source), found: Vec::new() };
    let mut at = 0;
    while at < reader.words.len() {
        at = reader.from(at);
    }
    reader.found
}

/// A quick look before the thorough one: whether some short word could be a label.
///
/// Bare `a` and `i` are words of their own; they count only in brackets or after a word such as "option".
fn may_hold_labels(source: &str) -> bool {
    if !source.is_ascii() {
        return true;
    }
    let bytes = source.as_bytes();
    let mut before: &[u8] = &[];
    let mut end = 0;
    bytes.split(|byte| !byte.is_ascii_alphanumeric()).any(|word| {
        end += word.len();
        let closes = bytes.get(end) == Some(&b')');
        end += 1;
        let label = match word {
            [] => return false,
            [b'a' | b'A' | b'i' | b'I'] => {
                closes || KEYWORDS.iter().any(|(keyword, _)| before.eq_ignore_ascii_case(keyword.as_bytes()))
            }
            [b'b'..=b'h' | b'B'..=b'H'] => true,
            word if word.len() <= 2 && word.iter().all(u8::is_ascii_digit) => true,
            word => word.len() <= 4 && word.iter().all(|byte| b"ivxIVX".contains(byte)),
        };
        before = word;
        label
    })
}

/// The source with everything that is not running text blotted out, byte for byte.
fn masked(text: &RichText) -> String {
    let mut bytes = text.source.clone().into_bytes();
    let mut blot = |range: Range<usize>| {
        if let Some(part) = bytes.get_mut(range) {
            part.fill(b'#');
        }
    };
    text.each_inline(&mut |inline| match &inline.kind {
        InlineKind::Code(_)
        | InlineKind::Math(_)
        | InlineKind::Token(_)
        | InlineKind::Blank(_)
        | InlineKind::Image { .. }
        | InlineKind::RawTypst(_) => blot(inline.range.clone()),
        _ => {}
    });
    blot_blocks(&text.blocks, &mut blot);
    String::from_utf8(bytes).unwrap_or_default()
}

fn blot_blocks(blocks: &[Block], blot: &mut dyn FnMut(Range<usize>)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Code(_) | BlockKind::RawTypst(_) => blot(block.range.clone()),
            BlockKind::List { items, .. } => items.iter().for_each(|item| blot_blocks(item, blot)),
            BlockKind::Quote(inner) => blot_blocks(inner, blot),
            _ => {}
        }
    }
}

/// A word or number with its place.
#[derive(Debug, Clone)]
struct Word {
    range: Range<usize>,
    /// Lower-case.
    text: String,
    /// With the brackets round it, where there are both, or one that closes.
    dressed: Option<Range<usize>>,
}

fn words(source: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in source.char_indices().chain([(source.len(), ' ')]) {
        match (start, is_sign(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push(word(source, from..at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

fn word(source: &str, range: Range<usize>) -> Word {
    let before = source.get(..range.start).unwrap_or_default();
    let after = source.get(range.end..).unwrap_or_default();
    let dressed = after.starts_with(')').then(|| {
        let open = before.ends_with('(');
        range.start - usize::from(open)..range.end + 1
    });
    // In "19(1)(a)" and "f(a)" the bracket belongs to what stands before it.
    let dressed = dressed.filter(|dressed| {
        let before = source.get(..dressed.start).unwrap_or_default();
        before
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || matches!(c, '*' | '_' | '"' | '“' | '-' | ',' | '/'))
    });
    let text = source.get(range.clone()).unwrap_or_default();
    Word { text: if text.len() > 40 { String::new() } else { text.to_lowercase() }, dressed, range }
}

struct Reader<'a> {
    text: &'a str,
    words: Vec<Word>,
    found: Vec<Label>,
}

impl Reader<'_> {
    /// Looks at the word at `at` and those after it; returns where to go on.
    fn from(&mut self, at: usize) -> usize {
        let Some(word) = self.words.get(at) else { return at + 1 };
        if let Some((_, kind)) = KEYWORDS.iter().find(|(keyword, _)| *keyword == word.text) {
            let list = self.list(*kind, at + 1, true);
            let next = at + 1 + list.len() * 2;
            // "(b)", if a bracket encloses the keyword too: "(option b)".
            self.found.extend(list.into_iter().map(|(_, label)| label));
            return next.saturating_sub(1).max(at + 1);
        }
        if word.dressed.is_none() {
            return at + 1;
        }
        let before = at.checked_sub(1).and_then(|before| self.words.get(before)).map(|word| word.text.as_str());
        let list = self.list(TokenKind::Option, at, false);
        let Some((last, _)) = list.last() else { return at + 1 };
        let last = *last;
        let after = self.words.get(last + 1).map(|word| word.text.as_str());
        let shown = before.is_some_and(|word| among(BEFORE, word)) || after.is_some_and(|word| among(AFTER, word));
        if shown && self.gap(last, last + 1).trim().is_empty() || before.is_some_and(|word| among(BEFORE, word)) {
            self.found.extend(list.into_iter().map(|(_, label)| label));
        }
        last + 1
    }

    /// The text between two words.
    fn gap(&self, one: usize, next: usize) -> &str {
        match (self.words.get(one), self.words.get(next)) {
            (Some(one), Some(next)) => {
                let start = one.dressed.as_ref().map_or(one.range.end, |dressed| dressed.end);
                let end = next.dressed.as_ref().map_or(next.range.start, |dressed| dressed.start);
                self.text.get(start..end).unwrap_or_default()
            }
            _ => "",
        }
    }

    /// The labels from the word `at` on, parted by commas, "and" and the like, each with the place of its word.
    fn list(&self, kind: TokenKind, at: usize, keyword: bool) -> Vec<(usize, Label)> {
        let mut found = Vec::new();
        let mut at = at;
        while let Some(word) = self.words.get(at) {
            let joined = match found.len() {
                0 if keyword => {
                    matches!(self.gap(at - 1, at).trim_matches(['*', '_']), " " | "-" | " - " | "\n" | ": ")
                }
                0 => true,
                _ => matches!(
                    self.gap(at - 1, at).trim_matches(['*', '_']),
                    " " | ", " | "\n" | "," | " & " | "/" | " / "
                ),
            };
            let Some(place) = place(kind, &word.text).filter(|_| joined) else { break };
            if !keyword && (word.dressed.is_none() || number_of(&word.text).is_some()) {
                break;
            }
            if !self.is_label(at, kind) {
                break;
            }
            let range = word.dressed.clone().unwrap_or_else(|| word.range.clone());
            found.push((at, Label { kind, place, range }));
            let between = self.words.get(at + 1).is_some_and(|word| BETWEEN.contains(&word.text.as_str()));
            at += if between { 2 } else { 1 };
        }
        found
    }

    /// Whether a bare letter or number is a label and not the article in "option a company has" or a "2 m".
    fn is_label(&self, at: usize, kind: TokenKind) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        if word.dressed.is_some() {
            return true;
        }
        let next = self.words.get(at + 1);
        let gap = next.map(|_| self.gap(at, at + 1)).unwrap_or_default();
        if gap.starts_with('.') && next.is_some_and(|next| next.range.start == word.range.end + 1) {
            return false;
        }
        let article = kind == TokenKind::Option && word.text == "a" || word.text == "i";
        !article || next.is_none_or(|next| !gap.trim_matches(['*', '_']).eq(" ") || among(AFTER, &next.text))
    }
}

fn among(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|other| other == word)
}

/// The place that a label of this kind names.
fn place(kind: TokenKind, label: &str) -> Option<usize> {
    let number = || number_of(label).and_then(|number| number.checked_sub(1)).filter(|place| *place < 20);
    let roman = || (0..12).find(|place| crate::model::ids::roman(*place) == label);
    let letter = || {
        let only = label.chars().next().filter(|sign| sign.len_utf8() == label.len());
        only.and_then(option_place)
    };
    match kind {
        TokenKind::Option => letter().or_else(number),
        TokenKind::Part => roman(),
        _ => number().or_else(roman),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::markup;
    use crate::model::text::Form;

    /// Each label as it stands in the text, with what it is taken for.
    fn labels(source: &str) -> String {
        let text = markup::parse(source, Form::Block, None, false, &mut Diagnostics::default());
        let found = find(&text);
        let told =
            found.iter().map(|label| format!("{}={}{}", &source[label.range.clone()], label.kind.word(), label.place));
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn labels_after_their_word_are_found() {
        for (source, told) in [
            ("Hence option (b) is right.", "(b)=opt1"),
            ("Options (a), (c) and (d) name cities.", "(a)=opt0 (c)=opt2 (d)=opt3"),
            ("Option B, and **option c**.", "B=opt1 c=opt2"),
            ("Options 1 and 2", "1=opt0 2=opt1"),
            ("Statement 2 is false, statements 1 and 3 hold.", "2=st1 1=st0 3=st2"),
            ("Statement-II and statement (i)", "II=st1 (i)=st0"),
            ("row 3; pair 1; item 2; part (ii)", "3=row2 1=row0 2=item1 (ii)=part1"),
            ("विकल्प (ख) सही है", "(ख)=opt1"),
            ("कथन 2 गलत है", "2=st1"),
            ("कथन १ और ३ सही हैं", "१=st0 ३=st2"),
            ("option *(d)*", "(d)=opt3"),
            ("Choice a is wrong", "a=opt0"),
        ] {
            assert_eq!(labels(source), told, "{source}");
        }
    }

    #[test]
    fn bracketed_letters_are_labels_where_a_verb_says_so() {
        for (source, told) in [
            ("(b) is right: it rains.", "(b)=opt1"),
            ("(a) and (c) are wrong.", "(a)=opt0 (c)=opt2"),
            ("Hence (d).", "(d)=opt3"),
            ("The answer: (c)", "(c)=opt2"),
        ] {
            assert_eq!(labels(source), told, "{source}");
        }
    }

    #[test]
    fn other_letters_and_numbers_are_left_alone() {
        for source in [
            "The option a company has is to wait.",
            "Article 19(1)(a) is a right.",
            "It has (a) a head, (b) a tail.",
            "f(a) is positive",
            "statement 2.5 times",
            "{opt:b} is right, $(b)$ is `option (b)`",
            "an optional (x) is nice",
            "The answer is 42.",
            "two options are left",
            "Part of it is item number seven.",
        ] {
            assert_eq!(labels(source), "", "{source}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_searched(source in "\\PC{0,60}|[(a-d) ,.*opton1-3]{0,60}") {
            for label in find(&markup::parse(&source, Form::Block, None, false, &mut Diagnostics::default())) {
                proptest::prop_assert!(source.get(label.range).is_some());
            }
        }
    }
}
