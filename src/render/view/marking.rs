//! How a paper is marked, in sentences: computed from the schemes of the slots and the rules of the paper, so that the
//! cover never says anything else than what is graded.

mod groups;
mod rules;

use super::Desk;
use crate::model::ids::SectionId;
use crate::model::marking::{Exact, Partial, Scheme, Several};
use crate::model::numbering::item_of;
use crate::model::paper::{PaperSet, PlacedSlot};
use crate::model::question::Kind;
use crate::model::words::Words;

/// What is said about marks: sentences, or a table where questions are marked in different ways.
#[derive(Debug, Clone)]
pub struct Marking {
    /// Numbered among the instructions.
    pub(super) sentences: Vec<String>,
    /// Question numbers, marks for a right, a wrong and no answer.
    pub(super) table: Vec<[String; 4]>,
    /// Keys of the words above the columns of the table.
    pub(super) heads: [&'static str; 4],
    /// Whether there is more to know than the marks of a right answer.
    pub(super) matters: bool,
}

/// A slot that is marked right or wrong, with the number it has.
struct Marked<'a> {
    number: u32,
    section: &'a SectionId,
    kind: Kind,
    several_right: bool,
    /// The label of its circle "not attempted".
    circle: Option<String>,
    scheme: &'a Scheme,
}

impl Marking {
    /// What the paper says about its objective questions; nothing for a paper of written ones.
    pub(super) fn of(desk: &Desk<'_>) -> Self {
        let marked = marked(desk);
        let words = desk.words;
        let circles = marked.iter().any(|slot| slot.circle.is_some());
        let blank = if circles { "marking.head-no-circle" } else { "marking.head-blank" };
        let mut marking = Marking {
            sentences: Vec::new(),
            table: Vec::new(),
            heads: ["marking.head-questions", "marking.head-right", "marking.head-wrong", blank],
            matters: circles || marked.iter().any(|slot| matters(slot)) || rules::any(desk),
        };
        let schemes = groups::by(&marked, |slot| Some((&slot.scheme.right, &slot.scheme.wrong, &slot.scheme.blank)));
        match schemes.as_slice() {
            [] => return marking,
            [(_, slots)] => {
                let whole_paper = slots_of(desk.set) == marked.len();
                marking.sentences.extend(slots.first().map(|slot| one(words, slot.scheme, whole_paper, circles)));
            }
            many if many.iter().all(|((_, wrong, blank), _)| !wrong.is_negative() && blank.is_zero()) => {
                marking.sentences.push(words.get("marking.no-penalty").to_owned());
            }
            many => {
                let key = if circles { "marking.table-no-circle" } else { "marking.table" };
                marking.sentences.push(words.get(key).to_owned());
                for ((right, wrong, blank), slots) in many {
                    let [right, wrong, blank] = [right, wrong, blank].map(|marks| signed(marks));
                    marking.table.push([groups::ranges(slots, words), right, wrong, blank]);
                }
            }
        }
        marking.sentences.extend(rules::not_attempted(&marked, words));
        marking.sentences.extend(several(&marked, words));
        marking.sentences.extend(partial(&marked, words));
        marking.sentences.extend(rules::floors(desk, &marked));
        marking.sentences.extend(rules::disqualified(desk));
        marking
    }
}

/// Whether a slot takes something away, or gives part of its marks.
fn matters(slot: &Marked<'_>) -> bool {
    let scheme = slot.scheme;
    scheme.wrong.is_negative() || scheme.blank.is_negative() || (slot.several_right && scheme.partial != Partial::None)
}

/// What is marked right or wrong: on the answer sheet, and texts whose wrong answers cost something.
fn marked<'a>(desk: &Desk<'a>) -> Vec<Marked<'a>> {
    let mut marked = Vec::new();
    for (index, entry) in desk.set.entries.iter().enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let Some(section) = desk.paper.sections.get(entry.section) else { continue };
        for placed in &entry.alternatives {
            let Some(question) = desk.paper.questions.get(&placed.question) else { continue };
            for slot in &placed.slots {
                let Some(item) = item_of(question, &slot.slot) else { continue };
                let kind = item.kind();
                let judged =
                    kind == Kind::Blank && (slot.scheme.wrong.is_negative() || slot.scheme.blank.is_negative());
                if kind.is_objective() || judged {
                    marked.push(Marked {
                        number,
                        section: &section.id,
                        kind,
                        several_right: item.asks_for_several(),
                        circle: desk.numbering.not_attempted_label(&slot.slot),
                        scheme: &slot.scheme,
                    });
                }
            }
        }
    }
    marked
}

/// Number of slots of a set.
fn slots_of(set: &PaperSet) -> usize {
    let slots = |slots: &Vec<PlacedSlot>| slots.len();
    set.entries.iter().flat_map(|entry| &entry.alternatives).map(|placed| slots(&placed.slots)).sum()
}

/// One scheme for all: marks of a right answer, of a wrong one and of none.
fn one(words: &Words, scheme: &Scheme, whole_paper: bool, circles: bool) -> String {
    let key = if whole_paper { "marking.equal" } else { "marking.equal-objective" };
    let mut parts = vec![words.fill(key, &[("marks", &marks_of(words, &scheme.right))])];
    let costs = |share_key: &str, marks_key: &str, lost: &Exact| match share(words, lost, &scheme.right) {
        Some(share) => {
            let marks = words.count("marking.marks", &lost.rounded(2), &[]);
            words.fill(share_key, &[("share", share), ("marks", &marks)])
        }
        None => words.fill(marks_key, &[("marks", &marks_of(words, lost))]),
    };
    let (wrong, blank) = (&scheme.wrong, &scheme.blank);
    if wrong.is_negative() {
        parts.push(costs("marking.wrong-share", "marking.wrong-marks", &wrong.abs()));
    } else if !wrong.is_zero() {
        parts.push(words.fill("marking.wrong-gains", &[("marks", &marks_of(words, wrong))]));
    } else {
        parts.push(words.get("marking.no-penalty").to_owned());
    }
    if blank.is_negative() {
        let [share, marks] = if circles {
            ["marking.no-circle-share", "marking.no-circle-marks"]
        } else {
            ["marking.blank-share", "marking.blank-marks"]
        };
        parts.push(costs(share, marks, &blank.abs()));
    } else if !blank.is_zero() {
        let key = if circles { "marking.no-circle-gains" } else { "marking.blank-gains" };
        parts.push(words.fill(key, &[("marks", &marks_of(words, blank))]));
    } else if wrong.is_negative() {
        parts.push(words.get("marking.blank-free").to_owned());
    }
    parts.join(" ")
}

/// What two marks count as where one is asked for.
fn several(marked: &[Marked<'_>], words: &Words) -> Vec<String> {
    let groups = groups::by(marked, |slot| (!slot.several_right).then_some(slot.scheme.several));
    groups::said(&groups, words, |several, _| match several {
        Several::Wrong => words.get("marking.several-wrong").to_owned(),
        Several::Blank => words.get("marking.several-blank").to_owned(),
    })
}

/// What some of several right options earn.
fn partial(marked: &[Marked<'_>], words: &Words) -> Vec<String> {
    let groups = groups::by(marked, |slot| slot.several_right.then_some(slot.scheme.partial));
    groups::said(&groups, words, |partial, slots| {
        let key = match partial {
            Partial::None => "marking.partial-none",
            Partial::PerOption => "marking.partial-per-option",
            Partial::JeeAdvanced => return quarters(slots, words),
            Partial::AnyRight => "marking.partial-any-right",
            Partial::Half => "marking.partial-half",
            Partial::OneSlip => "marking.partial-one-slip",
            Partial::RightMinusWrong => "marking.partial-right-minus-wrong",
        };
        words.get(key).to_owned()
    })
}

/// A quarter of the marks for each right option: in marks, where all of these questions have the same.
fn quarters(slots: &[&Marked<'_>], words: &Words) -> String {
    let rights = groups::distinct(slots.iter().map(|slot| &slot.scheme.right));
    match (rights.as_slice(), Exact::ratio(1, 4)) {
        ([right], Some(quarter)) => {
            let marks = marks_of(words, &((*right).clone() * quarter));
            words.fill("marking.partial-jee-advanced", &[("marks", &marks)])
        }
        _ => words.get("marking.partial-jee-advanced-share").to_owned(),
    }
}

fn marks_of(words: &Words, marks: &Exact) -> String {
    words.count("marking.marks", &marks.shown(), &[])
}

/// The word for a simple share: a third, a quarter.
fn share<'a>(words: &'a Words, lost: &Exact, right: &Exact) -> Option<&'a str> {
    const SHARES: [(i64, &str); 4] =
        [(2, "marking.share.1-2"), (3, "marking.share.1-3"), (4, "marking.share.1-4"), (5, "marking.share.1-5")];
    SHARES.iter().find(|(parts, _)| lost.clone() * Exact::whole(*parts) == *right).map(|(_, key)| words.get(key))
}

/// Marks with their sign, as tables show them.
fn signed(marks: &Exact) -> String {
    if marks.is_zero() || marks.is_negative() { lowered(marks) } else { format!("+{}", marks.shown()) }
}

/// Marks that are 0 or less, with a proper minus.
fn lowered(marks: &Exact) -> String {
    if marks.is_negative() { format!("−{}", marks.abs().shown()) } else { marks.shown() }
}

#[cfg(test)]
mod tests;
