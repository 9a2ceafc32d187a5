//! How a paper is marked, in sentences: computed from the schemes of the slots, so that the cover never says anything
//! else than what is graded.

use super::Desk;
use crate::model::marking::{Exact, Partial, Scheme, Several};
use crate::model::numbering::item_of;
use crate::model::paper::{PaperSet, PlacedSlot};
use crate::model::words::Words;

/// What is said about marks: sentences, or a table where questions are marked in different ways.
#[derive(Debug, Clone, Default)]
pub struct Marking {
    /// Numbered among the instructions.
    pub(super) sentences: Vec<String>,
    /// Question numbers, marks for a right, a wrong and no answer.
    pub(super) table: Vec<[String; 4]>,
    /// Whether something is taken away.
    pub(super) punishes: bool,
}

/// An objective slot with the number it has.
struct Marked<'a> {
    number: u32,
    several_right: bool,
    scheme: &'a Scheme,
}

impl Marking {
    /// What the paper says about its objective questions; nothing for a paper of written ones.
    pub(super) fn of(desk: &Desk<'_>) -> Self {
        let marked = objective(desk);
        let mut schemes: Vec<(&Scheme, Vec<u32>)> = Vec::new();
        for slot in &marked {
            match schemes.iter_mut().find(|(scheme, _)| same(scheme, slot.scheme)) {
                Some((_, numbers)) => numbers.push(slot.number),
                None => schemes.push((slot.scheme, vec![slot.number])),
            }
        }
        let words = desk.words;
        let punishes = schemes.iter().any(|(scheme, _)| scheme.wrong.is_negative() || scheme.blank.is_negative());
        let mut marking = Marking { punishes, ..Marking::default() };
        match schemes.as_slice() {
            [] => return marking,
            [(scheme, _)] => marking.one(words, scheme, entries(desk.set) == marked.len()),
            many if many.iter().all(|(scheme, _)| unpunished(scheme)) => {
                marking.sentences.push(words.get("marking.no-penalty").to_owned());
            }
            many => {
                marking.sentences.push(words.get("marking.table").to_owned());
                for (scheme, numbers) in many {
                    let numbers = ranges(numbers, words);
                    let cells = [&scheme.right, &scheme.wrong, &scheme.blank].map(signed);
                    let [right, wrong, blank] = cells;
                    marking.table.push([numbers, right, wrong, blank]);
                }
            }
        }
        marking.multiple(words, &marked);
        marking
    }

    /// One scheme for all.
    fn one(&mut self, words: &Words, scheme: &Scheme, whole_paper: bool) {
        let right = marks_of(words, &scheme.right);
        let key = if whole_paper { "marking.equal" } else { "marking.equal-objective" };
        let mut sentence = words.fill(key, &[("marks", &right)]);
        let mut add = |text: String| {
            sentence.push(' ');
            sentence.push_str(&text);
        };
        let lost = scheme.wrong.abs();
        if unpunished(scheme) {
            add(words.get("marking.no-penalty").to_owned());
        } else if scheme.wrong.is_negative() {
            add(match share(words, &lost, &scheme.right) {
                Some(share) => {
                    let marks = words.count("marking.marks", &lost.rounded(2), &[]);
                    words.fill("marking.wrong-share", &[("share", share), ("marks", &marks)])
                }
                None => words.fill("marking.wrong-marks", &[("marks", &marks_of(words, &lost))]),
            });
        }
        if scheme.blank.is_negative() {
            add(words.fill("marking.blank-marks", &[("marks", &marks_of(words, &scheme.blank.abs()))]));
        } else if !scheme.blank.is_zero() {
            add(words.fill("marking.blank-gains", &[("marks", &marks_of(words, &scheme.blank))]));
        } else if scheme.wrong.is_negative() {
            add(words.get("marking.blank-free").to_owned());
        }
        self.sentences.push(sentence);
    }

    /// What two marks count as, and what some of several right options earn.
    fn multiple(&mut self, words: &Words, marked: &[Marked<'_>]) {
        let single: Vec<&Scheme> = marked.iter().filter(|slot| !slot.several_right).map(|slot| slot.scheme).collect();
        if !single.is_empty() {
            let key = if single.iter().all(|scheme| scheme.several == Several::Wrong) {
                Some("marking.several-wrong")
            } else if single.iter().all(|scheme| scheme.several == Several::Blank) {
                Some("marking.several-blank")
            } else {
                None
            };
            self.sentences.extend(key.map(|key| words.get(key).to_owned()));
        }
        let many: Vec<&Scheme> = marked.iter().filter(|slot| slot.several_right).map(|slot| slot.scheme).collect();
        if !many.is_empty() {
            let key = if many.iter().all(|scheme| scheme.partial == Partial::PerOption) {
                "marking.partial-per-option"
            } else if many.iter().all(|scheme| scheme.partial == Partial::None) {
                "marking.partial-none"
            } else {
                "marking.partial-mixed"
            };
            self.sentences.push(words.get(key).to_owned());
        }
    }
}

fn marks_of(words: &Words, marks: &Exact) -> String {
    words.count("marking.marks", &marks.shown(), &[])
}

/// Equal in what the table shows.
fn same(left: &Scheme, right: &Scheme) -> bool {
    left.right == right.right && left.wrong == right.wrong && left.blank == right.blank
}

fn unpunished(scheme: &Scheme) -> bool {
    !scheme.wrong.is_negative() && scheme.blank.is_zero()
}

fn objective<'a>(desk: &Desk<'a>) -> Vec<Marked<'a>> {
    let mut marked = Vec::new();
    for (index, entry) in desk.set.entries.iter().enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        for placed in &entry.alternatives {
            let Some(question) = desk.paper.questions.get(&placed.question) else { continue };
            for slot in &placed.slots {
                if let Some(item) = item_of(question, &slot.slot)
                    && item.kind().is_objective()
                {
                    let several_right = item.asks_for_several();
                    marked.push(Marked { number, several_right, scheme: &slot.scheme });
                }
            }
        }
    }
    marked
}

/// Number of slots of a set.
fn entries(set: &PaperSet) -> usize {
    let slots = |slots: &Vec<PlacedSlot>| slots.len();
    set.entries.iter().flat_map(|entry| &entry.alternatives).map(|placed| slots(&placed.slots)).sum()
}

/// The word for a simple share: a third, a quarter.
fn share<'a>(words: &'a Words, lost: &Exact, right: &Exact) -> Option<&'a str> {
    const SHARES: [(i64, &str); 4] =
        [(2, "marking.share.1-2"), (3, "marking.share.1-3"), (4, "marking.share.1-4"), (5, "marking.share.1-5")];
    if *right == *lost {
        return None;
    }
    SHARES.iter().find(|(parts, _)| lost.clone() * Exact::whole(*parts) == *right).map(|(_, key)| words.get(key))
}

/// Marks with their sign, as tables show them.
fn signed(marks: &Exact) -> String {
    let shown = marks.abs().shown();
    if marks.is_zero() {
        "0".to_owned()
    } else if marks.is_negative() {
        format!("−{shown}")
    } else {
        format!("+{shown}")
    }
}

/// `1–20, 26`, from ascending numbers that may repeat.
fn ranges(numbers: &[u32], words: &Words) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *number <= last.saturating_add(1) => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let runs =
        runs.iter().map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") });
    runs.collect::<Vec<_>>().join(words.get("list.comma"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::words::bundled;
    use crate::model::ids::Lang;

    fn said(right: &str, wrong: &str, blank: &str) -> String {
        let marks = |text| Exact::parse(text).unwrap();
        let scheme = Scheme { right: marks(right), wrong: marks(wrong), blank: marks(blank), ..Scheme::default() };
        let mut marking = Marking::default();
        marking.one(&bundled(Lang::ENGLISH).unwrap(), &scheme, true);
        marking.sentences.join(" ")
    }

    #[test]
    fn the_sentence_on_penalties_follows_the_scheme() {
        insta::assert_snapshot!(said("2", "-2/3", "0"), @"All questions carry equal marks: 2 marks for each right answer. For each wrong answer, one-third of the marks of that question (0.67 marks) is deducted. Nothing is deducted for a question left unanswered.");
        insta::assert_snapshot!(said("4", "-1", "0"), @"All questions carry equal marks: 4 marks for each right answer. For each wrong answer, one-fourth of the marks of that question (1 mark) is deducted. Nothing is deducted for a question left unanswered.");
        insta::assert_snapshot!(said("1", "0", "0"), @"All questions carry equal marks: 1 mark for each right answer. Nothing is deducted for a wrong answer.");
        insta::assert_snapshot!(said("3", "-2", "-1/2"), @"All questions carry equal marks: 3 marks for each right answer. Each wrong answer costs 2 marks. Each question left unanswered costs 0.5 marks.");
        insta::assert_snapshot!(said("4/3", "-4/9", "0"), @"All questions carry equal marks: 4/3 marks for each right answer. For each wrong answer, one-third of the marks of that question (0.44 marks) is deducted. Nothing is deducted for a question left unanswered.");
    }

    #[test]
    fn numbers_become_ranges() {
        let words = bundled(Lang::ENGLISH).unwrap();
        assert_eq!(ranges(&[1, 2, 3, 5, 8, 8, 9], &words), "1–3, 5, 8–9");
        assert_eq!(ranges(&[], &words), "");
    }

    #[test]
    fn marks_in_tables_have_signs() {
        let marks = ["4", "-2/3", "0"].map(|text| signed(&Exact::parse(text).unwrap()));
        assert_eq!(marks, ["+4", "−2/3", "0"]);
    }
}
