//! Questions with options in numbered text, however a page writes them: heads, options, key, explanation, noise.
//!
//! Lines come in; questions as they stand go out, with everything that was passed over. [`settle`] turns them into
//! drafts or says why not. Words and shapes are data, in [`dialect`]; nothing here branches on a site.
//!
//! A question is found by its options, which no other text has; its head is the nearest number before them that fits,
//! and its key and explanation are what follows. What could be read in two ways is not read.

pub(super) mod dialect;
pub(super) mod label;
pub(super) mod lists;
pub(super) mod noise;
pub(super) mod settle;

mod blocks;
mod coded;
mod codes;
mod explained;
mod head;
mod heads;
mod key;
mod key_list;
mod mentions;
mod paragraphs;
mod right;
mod statements;
mod truth;
mod walk;

pub(super) use paragraphs::{Paragraph, of_lines};

use super::balance::Skipped;
use super::draft::Flag;
use super::lines::Line;
use blocks::Item;
use dialect::Dialect;
use head::Head;
use key::Key;
use label::Family;
use noise::Noise;
use std::sync::LazyLock;

/// Buttons and the like, in every language of pages.
static NOISE: LazyLock<Noise> = LazyLock::new(|| Noise::new(dialect::PAGE, |dialect| dialect.noise));

/// What follows the last question of a page.
static END: LazyLock<Noise> = LazyLock::new(|| Noise::new(dialect::PAGE, |dialect| dialect.end));

/// Whether a line is no part of any text.
pub(super) fn is_noise(line: &str) -> bool {
    NOISE.holds(line)
}

/// Whether a line stands behind all that belongs to a page.
pub(super) fn is_end(line: &str) -> bool {
    END.holds(line)
}

/// Whether a line could be the head of a question by its word alone: `Q.3)`, `Question 4`.
pub(super) fn is_question_head(line: &str) -> bool {
    head::read(line, dialect::PAGE).is_some_and(|head| head.strong)
}

/// Whether a line begins with the label of an option or statement.
pub(super) fn is_labelled(line: &str) -> bool {
    label::FAMILIES.iter().any(|family| label::read(line, *family).is_some())
}

/// Whether a line begins an explanation.
pub(super) fn is_explanation(line: &str) -> bool {
    explanation(line, dialect::PAGE).is_some()
}

/// Whether any line tells a key.
pub(super) fn any_key(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|line| key::read(line.number, &line.text, dialect::PAGE).is_some())
}

/// The number and the rest of a line such as `3. What …`.
pub(super) fn numbered_line(line: &str) -> Option<(usize, &str)> {
    let head = head::read(line, dialect::PAGE)?;
    Some((head.number?, head.rest))
}

/// A question as it stands on the page.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    /// Number of its first line.
    pub(super) line: u32,
    /// The number that the page gives it.
    number: Option<usize>,
    /// What is asked.
    stem: Vec<Paragraph>,
    /// What there is to choose from.
    options: Vec<Item>,
    /// What its options are labelled with.
    family: Option<Family>,
    /// Everything said about the key.
    keys: Vec<Key>,
    /// Why.
    explanation: Vec<Paragraph>,
    /// What the page shows that a reader chose, with the line.
    chosen: Option<Key>,
    /// The line behind the options, where no key stands there.
    behind: Option<(u32, String)>,
    /// Lines that could not be placed.
    flags: Vec<Flag>,
    /// Why it cannot be taken over, where that is known already.
    trouble: Option<Flag>,
}

impl Asked {
    /// Whether there is anything to choose from.
    pub(super) fn has_options(&self) -> bool {
        !self.options.is_empty()
    }

    /// Whether the page says which is right.
    pub(super) fn has_key(&self) -> bool {
        !self.keys.is_empty()
    }
}

/// What a text gave.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    /// Its questions, in order.
    pub(super) asked: Vec<Asked>,
    /// Lines that were passed over.
    pub(super) skipped: Vec<Skipped>,
    /// What holds for all of it.
    pub(super) remarks: Vec<String>,
}

/// Reads the questions of some lines.
pub(super) fn read(lines: &[Line<'_>], dialects: &[&Dialect]) -> Reading {
    let mut seen: Vec<Seen<'_>> = lines.iter().map(|line| Seen::new(line, dialects)).collect();
    count_on(&mut seen, dialects);
    explain_behind_keys(&mut seen, dialects);
    doubt_marks(&mut seen, dialects);
    take_keys_below(&mut seen, dialects);
    walk::walk(&seen, dialects)
}

/// What a line is taken for by itself.
#[derive(Debug, Clone)]
enum Sort {
    Blank,
    Noise(&'static str),
    Key(Box<Key>),
    /// It begins an explanation; the text behind the word is its first paragraph.
    Explanation,
    Text,
}

/// A line with what it is taken for.
#[derive(Debug, Clone)]
struct Seen<'l> {
    line: &'l Line<'l>,
    /// Its text, without a mark before its label.
    text: &'l str,
    /// Whether a mark says that the option on it is right.
    marked: bool,
    /// What stood behind its text and calls to something of the site.
    advert: Option<&'l str>,
    sort: Sort,
    head: Option<Head<'l>>,
}

impl<'l> Seen<'l> {
    fn new(line: &'l Line<'l>, dialects: &[&Dialect]) -> Self {
        let text = line.text.as_ref();
        let (text, marked) = without_mark(text).unwrap_or((text, false));
        let (text, advert) = noise::without_advert(text);
        let plain = |sort: Sort| Seen { line, text, marked, advert, sort, head: None };
        if line.is_blank() {
            return plain(Sort::Blank);
        }
        if line.too_long {
            return plain(Sort::Noise("too long to be looked into"));
        }
        let head = if line.bullet { None } else { head::read(text, dialects) };
        let sort = if head.is_none_or(|head| !head.strong) && is_noise(text) {
            Sort::Noise("buttons and other parts of the page")
        } else if let Some(key) = key::read(line.number, text, dialects) {
            Sort::Key(Box::new(key))
        } else if explanation(text, dialects).is_some() {
            Sort::Explanation
        } else {
            Sort::Text
        };
        Seen { head, ..plain(sort) }
    }

    fn text(&self) -> &'l str {
        self.text
    }

    fn number(&self) -> u32 {
        self.line.number
    }

    fn is_head(&self) -> bool {
        self.head.is_some()
    }

    fn is_text(&self) -> bool {
        matches!(self.sort, Sort::Text)
    }

    fn skipped(&self, why: &'static str) -> Skipped {
        let text: String = self.text().chars().take(80).collect();
        Skipped { line: self.number(), lines: 1, text, why }
    }
}

/// Signs that mark an option as the right one.
const MARKS: [char; 5] = ['✓', '✔', '✅', '☑', '*'];

/// Signs that mark an option as a wrong one.
const MARKS_OF_WRONG: [char; 5] = ['✗', '✘', '❌', '✖', '☒'];

/// A line without the mark before the label of an option, and whether it says "right"; `None` where there is none.
fn without_mark(text: &str) -> Option<(&str, bool)> {
    let right = text.strip_prefix(MARKS);
    let rest = right.or_else(|| text.strip_prefix(MARKS_OF_WRONG))?.trim_start_matches([' ', '\u{fe0f}']);
    let letters = [label::Family::Letter, label::Family::Consonant, label::Family::Written];
    letters.iter().any(|family| label::read(rest, *family).is_some()).then_some((rest, right.is_some()))
}

/// Numbers that may be missing where questions count on beyond [`head::LARGEST`].
const MOST_MISSING: usize = 5;

/// Takes numbers of four digits for heads where they count on.
fn count_on(seen: &mut [Seen<'_>], dialects: &[&Dialect]) {
    let mut last = 0;
    for line in seen {
        if let Some(number) = line.head.and_then(|head| head.number) {
            last = if number + MOST_MISSING >= head::LARGEST { number } else { last };
            continue;
        }
        if last == 0 || !line.is_text() || line.line.bullet {
            continue;
        }
        let head = head::up_to(line.text, head::LARGEST_COUNTED, dialects);
        let number =
            head.and_then(|head| head.number).filter(|number| (last + 1..=last + MOST_MISSING).contains(number));
        if let Some(number) = number {
            line.head = head;
            last = number;
        }
    }
}

/// What follows "Explanation:" and the like.
fn explanation<'t>(text: &'t str, dialects: &[&Dialect]) -> Option<&'t str> {
    let bare = text
        .trim_start_matches(|c: char| !c.is_ascii() && !c.is_alphanumeric() && !('\u{900}'..='\u{97f}').contains(&c));
    let after = key::begins_doubly(bare.trim_start(), dialects, |dialect| dialect.explanation)?;
    let rest = after.trim_start_matches([' ', ':', ')', '-', '–', '—', '.']);
    let parted = after.trim_start().starts_with([':', ')', '-', '–', '—', '.']);
    (parted || rest.is_empty()).then_some(rest)
}

/// What a line shows that a reader chose: "Your answer: B".
fn chosen(line: &Seen<'_>, dialects: &[&Dialect]) -> Option<Key> {
    let rest = key::begins(line.text(), dialects, |dialect| dialect.chosen)?;
    Some(key::said(line.number(), rest.trim_start_matches([' ', ':', '-', '–', '=']), dialects))
}

/// Takes no mark before an option for that of the right one where the page shows what a reader chose: it may be the choice.
fn doubt_marks(seen: &mut [Seen<'_>], dialects: &[&Dialect]) {
    if seen.iter().any(|line| key::begins(line.text(), dialects, |dialect| dialect.chosen).is_some()) {
        seen.iter_mut().for_each(|line| line.marked = false);
    }
}

/// Lines between a key and the word for its explanation.
const MOST_LINES_TO_EXPLANATION: usize = 3;

/// Takes "Solution: …" for an explanation where a key stands just above it, and it tells no label itself.
fn explain_behind_keys(seen: &mut [Seen<'_>], dialects: &[&Dialect]) {
    for at in 0..seen.len() {
        let Sort::Key(key) = &seen[at].sort else { continue };
        // "Sol. 5 leaves are red" counts.
        let counts = key.whole.starts_with(|c: char| c.is_ascii_digit()) && key.text.starts_with(char::is_lowercase);
        let tells_label = !key.labels.is_empty() && !key.doubtful && !counts;
        if tells_label || explanation(seen[at].text(), dialects).is_none() {
            continue;
        }
        let above = seen[..at].iter().rev().filter(|line| !matches!(line.sort, Sort::Blank));
        let above = above.take(MOST_LINES_TO_EXPLANATION).take_while(|line| !line.is_head());
        if above.into_iter().any(|line| matches!(line.sort, Sort::Key(_))) {
            seen[at].sort = Sort::Explanation;
        }
    }
}

/// A line that belongs to the word "answer" above it.
const KEY_BELOW: &str = "the key, below its word";

/// Gives "Answer:" without anything the line below it.
fn take_keys_below(seen: &mut [Seen<'_>], dialects: &[&Dialect]) {
    for at in 0..seen.len() {
        let empty = matches!(seen.get(at).map(|line| &line.sort), Some(Sort::Key(key)) if key.whole.is_empty());
        let below = (at + 1..seen.len().min(at + 4)).find(|below| !matches!(seen[*below].sort, Sort::Blank));
        let Some(below) = below.filter(|_| empty) else { continue };
        let line = &seen[below];
        let said = key::said(line.number(), key::without_filler(line.text(), dialects).0, dialects);
        let alone = !said.labels.is_empty() && said.text.is_empty();
        // A list of keys has numbers; it is read elsewhere.
        if line.is_text() && (alone || !line.is_head()) && line.text().len() < 200 {
            seen[below].sort = Sort::Noise(KEY_BELOW);
            seen[at].sort = Sort::Key(Box::new(said));
        }
    }
}
