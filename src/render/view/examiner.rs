//! What an examiner fills in: a table of marks in front of the paper, a box beside each question, a total below its parts.

use super::Desk;
use super::value::Value;
use crate::model::marking::{Exact, Marks};
use crate::model::paper::{Entry, Placed};
use crate::model::question::Body;

/// The examiner's table: a row for each printed number and the maximum of the paper, or `none` where answers go elsewhere.
pub(super) fn table(desk: &Desk<'_>) -> Value {
    let layout = &desk.paper.blueprint.layout;
    if !layout.answered_here() {
        return Value::None;
    }
    let word = |key: &str| Value::text(desk.words.get(key));
    let rows = desk.set.entries.iter().enumerate().map(|(at, entry)| {
        let marks = most(desk, entry).map(|marks| marks.shown()).unwrap_or_default();
        Value::Map(vec![("number", Value::Text(layout.labels.questions.in_text(at))), ("marks", Value::Text(marks))])
    });
    Value::Map(vec![
        ("title", word("examiner.title")),
        ("heads", Value::list(["examiner.number", "examiner.maximum", "examiner.obtained"], word)),
        ("rows", Value::List(rows.collect())),
        ("total", word("examiner.total")),
        ("maximum", Value::Text(desk.paper.maximum().shown())),
        ("signature", word("examiner.signature")),
        ("day", word("examiner.day")),
    ])
}

/// The line below a question with parts, in a paper that is answered in: "Total for Question 3: 6 marks".
pub(super) fn total(desk: &Desk<'_>, number: usize, entry: &Entry) -> Option<String> {
    let layout = &desk.paper.blueprint.layout;
    let case = |placed: &Placed| {
        let question = desk.paper.questions.get(&placed.question);
        question.is_some_and(|question| matches!(question.item.body, Body::Case { .. }))
    };
    if !layout.answered_here() || !entry.alternatives.iter().any(case) {
        return None;
    }
    let marks = most(desk, entry)?.shown();
    let number = layout.labels.questions.in_text(number.saturating_sub(1));
    Some(desk.words.count("paper.total", &marks, &[("number", &number)]))
}

/// The marks of an entry; of alternatives with different marks the most.
fn most(desk: &Desk<'_>, entry: &Entry) -> Option<Marks> {
    entry.alternatives.iter().filter_map(|placed| marks_of(desk, placed)).max()
}

/// The marks of a question: of a case the sum of its parts, an OR inside once.
pub(super) fn marks_of(desk: &Desk<'_>, placed: &Placed) -> Option<Marks> {
    let question = desk.paper.questions.get(&placed.question)?;
    match &question.item.body {
        Body::Case { parts } => {
            let mut slots = placed.slots.iter();
            let mut total = Exact::zero();
            for group in parts {
                let first = slots.next();
                slots.by_ref().take(group.len().saturating_sub(1)).for_each(drop);
                total = total + first.map(|slot| slot.scheme.right.clone()).unwrap_or_default();
            }
            Some(total)
        }
        _ => placed.slots.first().map(|slot| slot.scheme.right.clone()),
    }
}
