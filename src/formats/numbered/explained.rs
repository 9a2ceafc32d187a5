//! Explanations: which lines belong to one, and where it ends.

use super::dialect::Dialect;
use super::head::is_sign;
use super::label;
use super::paragraphs::{Collector, Paragraph};
use super::{Seen, Sort, explanation, is_end};
use std::collections::BTreeSet;
use std::ops::Range;

/// The longest line that is taken for a heading, in bytes and words.
const LONGEST_HEADING: (usize, usize) = (90, 10);

/// The paragraphs of an explanation, and the lines in it that are none of it.
pub(super) fn read(
    seen: &[Seen<'_>],
    lines: Range<usize>,
    dialects: &[&Dialect],
) -> (Vec<Paragraph>, Vec<(usize, &'static str)>) {
    let mut collector = Collector::default();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let (mut twice, mut heads) = (Vec::new(), Vec::new());
    let from = lines.start;
    for at in lines {
        let line = &seen[at];
        match line.sort {
            Sort::Blank | Sort::Noise(_) | Sort::Key(_) => collector.part(),
            Sort::Explanation => {
                collector.part();
                let rest = explanation(line.text(), dialects).unwrap_or_default();
                if rest.len() < 20 || known.insert(rest) {
                    let bare = rest.trim_start_matches(['•', '●', '▪', '*', ' ']);
                    collector.line(line.number(), bare, line.line.bullet || bare.len() < rest.len());
                }
            }
            // Quiz pages print it once for a right answer and once for a wrong one.
            Sort::Text if line.text().len() >= 20 && !known.insert(line.text()) => twice.push((at, "printed twice")),
            // The foot of a page and its head stand between two of its lines.
            Sort::Text
                if is_heading(line)
                    && at > from
                    && matches!(seen[at - 1].sort, Sort::Noise(_))
                    && !seen.get(at + 1).is_some_and(Seen::is_text) =>
            {
                heads.push((at, "a heading"));
            }
            Sort::Text => collector.line(line.number(), line.text(), line.line.bullet),
        }
    }
    (collector.found, heads.into_iter().chain(twice).collect())
}

/// The end of an explanation before the next question, without the heading of the next group of questions.
pub(super) fn without_heading(seen: &[Seen<'_>], lines: Range<usize>, dialects: &[&Dialect]) -> usize {
    let Range { start: from, end: until } = lines;
    let mut end = until;
    while end > from + 1 && matches!(seen[end - 1].sort, Sort::Blank | Sort::Noise(_)) {
        end -= 1;
    }
    let Some(last) = end.checked_sub(1).filter(|last| *last > from) else { return until };
    let alone = matches!(seen[last - 1].sort, Sort::Blank | Sort::Noise(_)) && !is_announced(seen, last, dialects);
    if alone && seen[last].is_text() && is_heading(&seen[last]) { last } else { until }
}

/// The end of the explanation of the last question: nothing marks it, so it is no
/// longer than `most`, the weight of the longest one before.
pub(super) fn end_of_last(seen: &[Seen<'_>], lines: Range<usize>, most: Option<usize>, dialects: &[&Dialect]) -> usize {
    let Range { start: from, end: until } = lines;
    let mut collector = Collector::default();
    for at in from..until {
        let line = &seen[at];
        match line.sort {
            Sort::Blank | Sort::Noise(_) | Sort::Key(_) => collector.part(),
            Sort::Explanation | Sort::Text => {
                let parted = at > from && !matches!(seen[at - 1].sort, Sort::Text);
                let heading = line.is_text() && parted && is_heading(line) && !line.text().ends_with(':');
                let heading = heading && !is_announced(seen, at, dialects);
                if is_end(line.text()) || heading || line.head.is_some_and(|head| head.strong) {
                    return at;
                }
                let text = match line.sort {
                    Sort::Explanation => explanation(line.text(), dialects).unwrap_or_default(),
                    _ => line.text(),
                };
                collector.line(line.number(), text, line.line.bullet);
                if most.is_some_and(|most| weight(&collector.found) > most.max(1)) {
                    return at;
                }
            }
        }
    }
    until
}

/// Whether a line is the first one below "Explanation:", however short it is.
fn is_announced(seen: &[Seen<'_>], at: usize, dialects: &[&Dialect]) -> bool {
    let above = seen.iter().take(at).rev().find(|line| !matches!(line.sort, Sort::Blank | Sort::Noise(_)));
    above.is_some_and(|above| {
        matches!(above.sort, Sort::Explanation) && explanation(above.text(), dialects).is_some_and(str::is_empty)
    })
}

/// How many paragraphs there are, the items of a list not counted.
pub(super) fn weight(paragraphs: &[Paragraph]) -> usize {
    let item = |paragraph: &Paragraph| {
        paragraph.bullet || label::FAMILIES.iter().any(|family| label::read(&paragraph.text, *family).is_some())
    };
    paragraphs.iter().filter(|paragraph| !item(paragraph)).count()
}

/// Whether a line is short, ends without a stop, and begins with a capital letter or in Hindi.
fn is_heading(line: &Seen<'_>) -> bool {
    // Headings of groups begin with signs that catch the eye.
    let text = line.text().trim_start_matches(|c| is_sign(c) || c == ' ');
    let (bytes, words) = LONGEST_HEADING;
    let says = text.split(' ').any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 2);
    let begins = text
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || ('\u{900}'..='\u{97f}').contains(&c) || c.is_ascii_digit());
    let ends = text.ends_with(['.', '?', '!', ';', '।', ')', '”', '"', ',']);
    line.line.heading
        || says && begins && !ends && !line.line.bullet && text.len() <= bytes && text.split(' ').count() <= words
}
