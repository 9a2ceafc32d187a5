//! Runs of labels without a gap, A, B, C, D: options, lists of statements, lists to be matched.
//!
//! Lines come in with what they are taken for; blocks go out in order, none inside another.

use super::dialect::Dialect;
use super::key::{self, Key};
use super::label::{self, Dress, Family};
use super::{Seen, Sort};

/// Lines of one item, beside its first, that are looked at for the next label.
const MOST_LINES_OF_ITEM: usize = 3;

/// Labels that are looked for in columns.
const MOST_CELLS: usize = 8;

/// Items that bullets must have to be options.
const FEWEST_BULLETS: usize = 3;

/// One item of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// Number of its line.
    pub(super) line: u32,
    /// What stands behind its label.
    pub(super) text: String,
    /// Whether a mark says that it is right.
    pub(super) marked: bool,
}

impl Item {
    fn new(line: u32, text: &str, marked: bool) -> Item {
        Item { line, text: text.to_owned(), marked }
    }
}

/// A run of labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) family: Family,
    pub(super) dress: Dress,
    pub(super) items: Vec<Item>,
    /// Index of its first line.
    pub(super) start: usize,
    /// Byte of that line at which it begins; what stands before belongs to the stem.
    pub(super) offset: usize,
    /// Index of its last line.
    pub(super) end: usize,
    /// The key, where it stands behind the last item on the same line.
    pub(super) key: Option<Key>,
}

/// Every block of the lines `from..to`.
pub(super) fn find(seen: &[Seen<'_>], from: usize, to: usize, dialects: &[&Dialect]) -> Vec<Block> {
    let mut found = Vec::new();
    let mut at = from;
    while at < to {
        match block(seen, at, to) {
            Some(mut block) => {
                at = block.end + 1;
                cut_key(&mut block, dialects);
                part_columns(&mut block);
                block.items.iter_mut().for_each(take_marks);
                found.push(block);
            }
            None => at += 1,
        }
    }
    found
}

/// The block that begins on a line: the longest that any family gives.
fn block(seen: &[Seen<'_>], at: usize, to: usize) -> Option<Block> {
    let line = seen.get(at)?;
    if !matches!(line.sort, Sort::Text) {
        return None;
    }
    let text = line.text();
    let starting = label::firsts(text)
        .map(|(family, label)| grow(seen, at, 0, family, label, to))
        .filter(|block| block.items.len() >= 2)
        .max_by_key(|block| block.items.len());
    starting.or_else(|| inside(seen, at, to)).or_else(|| bullets(seen, at, to))
}

/// A block that begins inside a line, behind the question: "…? (a) one (b) two (c) three".
fn inside(seen: &[Seen<'_>], at: usize, to: usize) -> Option<Block> {
    let text = seen.get(at)?.text();
    if !["a)", "A)", "1)", "a]", "A]", "1]", "a )", "A )", "क)"].iter().any(|label| text.contains(label)) {
        return None;
    }
    let families = [Family::Letter, Family::Consonant, Family::Digit];
    let dresses = [Dress::Brackets, Dress::Closed];
    let first = text.chars().next()?.len_utf8();
    let starts = dresses.iter().flat_map(|dress| families.iter().map(move |family| (*family, *dress)));
    starts
        .filter_map(|(family, dress)| {
            let (offset, label) = label::within(text, first, family, 0, dress)?;
            let block = grow(seen, at, offset, family, label, to);
            // Two labels in a sentence are a sentence; an article has "(a) … and (b) …".
            (block.items.len() >= 3).then_some(block)
        })
        .max_by_key(|block| block.items.len())
}

/// Follows a run from its first label.
fn grow(seen: &[Seen<'_>], at: usize, offset: usize, family: Family, first: label::Label<'_>, to: usize) -> Block {
    let number = seen.get(at).map_or(0, |line| line.number());
    let mut block = Block {
        family,
        dress: first.dress,
        items: vec![Item::new(number, first.rest, seen.get(at).is_some_and(|line| line.marked && offset == 0))],
        start: at,
        offset,
        end: at,
        key: None,
    };
    while let Some(step) = next(seen, &block, to) {
        match step {
            Step::Inside(byte, next) => {
                let line = block.items.last().map_or(0, |item| item.line);
                if let Some(item) = block.items.last_mut() {
                    item.text.truncate(byte);
                    item.text.truncate(item.text.trim_end().len());
                }
                block.items.push(Item::new(line, &next, false));
            }
            Step::Line(index, more, text) => {
                if let Some(item) = block.items.last_mut() {
                    join(&mut item.text, &more);
                }
                let (line, marked) = seen.get(index).map_or((0, false), |line| (line.number(), line.marked));
                block.items.push(Item::new(line, &text, marked));
                block.end = index;
            }
        }
    }
    finish(seen, &mut block, to);
    block
}

/// How a run goes on.
enum Step {
    /// Inside the last item, from this byte on, with the next item's text.
    Inside(usize, String),
    /// On a line, with what the lines between add to the last item, and the next item's text.
    Line(usize, String, String),
}

fn next(seen: &[Seen<'_>], block: &Block, to: usize) -> Option<Step> {
    let place = block.items.len();
    let last = block.items.last()?;
    let mut more = String::new();
    let mut own = last.text.is_empty();
    let mut lines = 0;
    let mut apart = false;
    for index in block.end + 1..to {
        let line = seen.get(index)?;
        match line.sort {
            Sort::Blank => apart = true,
            Sort::Noise(_) => {}
            Sort::Key(_) | Sort::Explanation => break,
            Sort::Text => {
                // Slips of the pen change a bracket; a number in another dress is that of the next question.
                let slip = lines == 0 && block.family != Family::Digit;
                if let Some(label) =
                    label::at(line.text(), block.family, place).filter(|label| label.dress == block.dress || slip)
                {
                    return Some(Step::Line(index, more, label.rest.to_owned()));
                }
                // A label may have its text on the next line; another line goes on only without a blank one before it.
                if lines >= MOST_LINES_OF_ITEM
                    || apart && !own
                    || line.is_head()
                    || line.line.bullet != seen.get(block.start)?.line.bullet && !own
                {
                    break;
                }
                // Another list, or the same one anew, begins here.
                if label::firsts(line.text()).next().is_some() && !own {
                    break;
                }
                own = false;
                apart = false;
                lines += 1;
                join(&mut more, line.text());
            }
        }
    }
    let (byte, label) = label::within(&last.text, 0, block.family, place, block.dress)?;
    Some(Step::Inside(byte, label.rest.to_owned()))
}

fn join(text: &mut String, more: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

/// Gives the last item what follows it and can be nothing else: its whole text, or the rest of a sentence.
fn finish(seen: &[Seen<'_>], block: &mut Block, to: usize) {
    let Some(last) = block.items.last_mut() else { return };
    for index in block.end + 1..to {
        let Some(line) = seen.get(index) else { return };
        let text = line.text();
        let goes_on = match line.sort {
            Sort::Blank if last.text.is_empty() => continue,
            Sort::Text if last.text.is_empty() => true,
            Sort::Text => {
                index == block.end + 1 && text.starts_with(char::is_lowercase) && !last.text.ends_with(['.', '?'])
            }
            _ => false,
        };
        if !goes_on || line.is_head() && !last.text.is_empty() {
            return;
        }
        join(&mut last.text, text);
        block.end = index;
    }
}

/// Gives items that stand in columns, "(a) one (c) three", then "(b) two (d) four", the order of their labels; only
/// where all of them make a run without a gap.
fn part_columns(block: &mut Block) {
    let rows = block.items.len();
    let mut cells: Vec<(usize, Item)> = Vec::new();
    for (row, item) in block.items.iter().enumerate() {
        let (mut place, mut from) = (row, 0);
        let mut further = (row + 1..MOST_CELLS).filter(|next| *next >= rows);
        loop {
            let next = further.find_map(|next| {
                label::within(&item.text, from, block.family, next, block.dress).map(|(at, label)| (next, at, label))
            });
            let end = next.map_or(item.text.len(), |(_, at, _)| at);
            let text = item.text.get(from..end).unwrap_or_default().trim();
            cells.push((place, Item { text: text.to_owned(), ..item.clone() }));
            let Some((next, _, label)) = next else { break };
            (place, from) = (next, item.text.len() - label.rest.len());
        }
    }
    cells.sort_by_key(|(place, _)| *place);
    let whole = cells.iter().enumerate().all(|(at, (place, item))| at == *place && !item.text.is_empty());
    if whole && cells.len() > rows {
        block.items = cells.into_iter().map(|(_, item)| item).collect();
    }
}

/// What stands behind an option that a page marks as right.
const BEHIND: [&str; 6] = ["✓", "✔", "✅", "☑", "(correct)", "(correct answer)"];

/// What stands behind an option that a reader chose, or that is shown to be wrong.
const BEHIND_OTHERS: [&str; 9] =
    ["✗", "✘", "❌", "✖", "(your answer)", "(your choice)", "(wrong)", "(incorrect)", "(wrong answer)"];

/// Takes marks off the end of an item.
fn take_marks(item: &mut Item) {
    while take_mark(item) {}
}

/// Takes the last mark off; whether there was one.
fn take_mark(item: &mut Item) -> bool {
    let small = item.text.to_lowercase();
    let ends = |marks: &[&str]| marks.iter().find(|mark| small.ends_with(**mark)).map(|mark| mark.len());
    let right = ends(&BEHIND);
    let Some(length) = right.or_else(|| ends(&BEHIND_OTHERS)) else { return false };
    let length = item.text.len() - length.min(item.text.len());
    if !item.text.is_char_boundary(length) {
        return false;
    }
    item.text.truncate(length);
    item.text.truncate(item.text.trim_end().len());
    item.marked |= right.is_some();
    true
}

/// Words that begin a key, as they stand behind the last option: "(d) four Ans: b".
const KEY_WORDS: [&str; 6] = [" Ans", " ans", " Correct", " Key", " उत्तर", " सही"];

/// Parts a key from the last item.
fn cut_key(block: &mut Block, dialects: &[&Dialect]) {
    let Some(last) = block.items.last_mut() else { return };
    let mut places: Vec<usize> = KEY_WORDS.iter().filter_map(|word| last.text.rfind(word)).collect();
    places.sort_unstable();
    for at in places {
        let rest = last.text.get(at + 1..).unwrap_or_default();
        // "the wrong answer D" is an option; only a sign shows that a key begins.
        let signs = rest.find(|c: char| !label::in_word(c) && c != ' ');
        let key = signs.and_then(|_| key::read(last.line, rest, dialects));
        if let Some(key) = key.filter(|key| key.labels.len() == 1 && key.text.is_empty() && !key.doubtful) {
            last.text.truncate(at);
            last.text.truncate(last.text.trim_end().len());
            block.key = Some(key);
            return;
        }
    }
}

/// Options without labels: three bullets or more, one after another.
fn bullets(seen: &[Seen<'_>], at: usize, to: usize) -> Option<Block> {
    let is_bullet = |line: &Seen<'_>| line.line.bullet && matches!(line.sort, Sort::Text) && !line.text().is_empty();
    if !is_bullet(seen.get(at)?) || at.checked_sub(1).and_then(|before| seen.get(before)).is_some_and(is_bullet) {
        return None;
    }
    let mut block = Block {
        family: Family::Bullet,
        dress: Dress::Loose,
        items: Vec::new(),
        start: at,
        offset: 0,
        end: at,
        key: None,
    };
    for (index, line) in seen.iter().enumerate().take(to).skip(at) {
        match line.sort {
            Sort::Blank => {}
            _ if is_bullet(line) => {
                block.items.push(Item::new(line.number(), line.text(), line.marked));
                block.end = index;
            }
            _ => break,
        }
    }
    (block.items.len() >= FEWEST_BULLETS).then_some(block)
}
