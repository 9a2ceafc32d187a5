//! The key of all sets: a grid of numbers and sets, and where each question stands.

use super::front;
use super::value::Value;
use super::{Desk, RunFacts};
use crate::model::ids::SlotId;
use crate::model::labels::LabelStyle;
use crate::model::marking::{Decimal, Exact};
use crate::model::numbering::{Numbering, item_of};
use crate::model::paper::Paper;
use crate::model::question::{Body, Item};
use crate::model::words::Words;
use std::collections::BTreeMap;

/// A key as its template gets it.
#[derive(Debug, Clone)]
pub struct KeyView {
    front: Vec<(&'static str, Value)>,
    rows: Vec<Row>,
    canonical: Vec<Value>,
    notes: Vec<String>,
    remarks: Vec<String>,
}

/// A printed number and its key in each set.
#[derive(Debug, Clone)]
struct Row {
    number: String,
    cells: Vec<Cell>,
}

/// What stands in the grid for a slot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Cell {
    text: String,
    note: Option<usize>,
}

/// Where a number stands among all: entry, alternative, part.
type Place = (usize, usize, usize);

impl KeyView {
    /// The view of a paper.
    pub(super) fn new(paper: &Paper, words: &Words, facts: &RunFacts<'_>) -> Self {
        let mut view = KeyView {
            front: Vec::new(),
            rows: Vec::new(),
            canonical: Vec::new(),
            notes: Vec::new(),
            remarks: Vec::new(),
        };
        let numberings: Vec<Numbering<'_>> = paper.sets.iter().map(|set| Numbering::new(paper, set, words)).collect();
        let mut rows: BTreeMap<(Place, String), Vec<Cell>> = BTreeMap::new();
        let mut slots: BTreeMap<&SlotId, Vec<(String, Cell)>> = BTreeMap::new();
        let mut noted = Noted::default();
        for (at, (set, numbering)) in paper.sets.iter().zip(&numberings).enumerate() {
            for (index, entry) in set.entries.iter().enumerate() {
                for (alternative, placed) in entry.alternatives.iter().enumerate() {
                    let Some(question) = paper.questions.get(&placed.question) else { continue };
                    for (part, slot) in placed.slots.iter().enumerate() {
                        let Some(item) = item_of(question, &slot.slot) else { continue };
                        let number = numbering.slot_number(&slot.slot);
                        let cell = noted.cell(numbering, &slot.slot, item, words);
                        let row = rows.entry(((index, alternative, part), number.clone())).or_default();
                        row.resize(paper.sets.len(), Cell::default());
                        if let Some(place) = row.get_mut(at) {
                            *place = cell.clone();
                        }
                        slots.entry(&slot.slot).or_default().push((number, cell));
                    }
                }
            }
        }
        view.rows = rows.into_iter().map(|((_, number), cells)| Row { number, cells }).collect();
        view.canonical = canonical(paper, &slots);
        view.remarks = letters(paper, words).into_iter().chain(noted.remarks(words)).collect();
        view.notes = noted.notes;
        view.front = front(paper, words, facts, &numberings);
        view
    }

    /// The dictionary.
    pub(super) fn value(&self) -> Value {
        let mut entries = self.front.clone();
        let rows = Value::list(&self.rows, |row| {
            Value::Map(vec![("number", Value::text(&row.number)), ("keys", Value::list(&row.cells, cell_value))])
        });
        entries.push(("rows", rows));
        entries.push(("canonical", Value::List(self.canonical.clone())));
        entries.push(("notes", Value::list(&self.notes, Value::text)));
        entries.push(("remarks", Value::list(&self.remarks, Value::text)));
        Value::Map(entries)
    }
}

/// What the Latin letters of the key stand for on a paper that prints others: one sentence for each style of options.
fn letters(paper: &Paper, words: &Words) -> Vec<String> {
    let slots = paper.canonical.iter().flat_map(|entry| &entry.alternatives).flat_map(|placed| &placed.slots);
    let most = slots.map(|slot| slot.options.len()).max().unwrap_or_default();
    let styles = paper.blueprint.layout.labels.options.iter().filter(|style| style.is_foreign() && most > 0);
    let pair = |style: &LabelStyle, at: usize| format!("{} = {}", style.bare(at), style.shown(at));
    let list = |style: &LabelStyle| (0..most).map(|at| pair(style, at)).collect::<Vec<_>>().join(", ");
    styles.map(|style| words.fill("key.letters", &[("list", &list(style))])).collect()
}

/// Footnotes, each given once whatever the number of sets.
#[derive(Default)]
struct Noted {
    notes: Vec<String>,
    of_slot: BTreeMap<SlotId, usize>,
    several: bool,
    written: bool,
}

impl Noted {
    fn cell(&mut self, numbering: &Numbering<'_>, slot: &SlotId, item: &Item, words: &Words) -> Cell {
        match &item.body {
            Body::Numeric { answer, accepted, .. } if accepted.low != accepted.high => {
                let ends = [("id", slot.as_str()), ("low", &*exact(&accepted.low)), ("high", &*exact(&accepted.high))];
                let note = words.fill("key.interval", &ends);
                let text = answer.as_ref().map(Decimal::plain).unwrap_or_default();
                Cell { text, note: Some(self.note(slot, note)) }
            }
            Body::Blank { answers } => {
                let accepted: Vec<String> = answers.iter().map(|accepted| accepted.join(words.get("key.or"))).collect();
                let gaps = [("id", slot.as_str()), ("texts", &*accepted.join("; "))];
                let note = words.fill("key.accepted", &gaps);
                Cell { text: String::new(), note: Some(self.note(slot, note)) }
            }
            Body::Written { .. } | Body::Case { .. } => {
                self.written = true;
                Cell { text: words.get("key.written-sign").to_owned(), note: None }
            }
            _ => {
                let text = numbering.key(slot);
                self.several |= item.asks_for_several();
                Cell { text, note: None }
            }
        }
    }

    fn note(&mut self, slot: &SlotId, text: String) -> usize {
        *self.of_slot.entry(slot.clone()).or_insert_with(|| {
            self.notes.push(text);
            self.notes.len()
        })
    }

    fn remarks(&self, words: &Words) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.several {
            remarks.push(words.get("key.several").to_owned());
        }
        if self.written {
            remarks.push(words.get("key.written").to_owned());
        }
        remarks
    }
}

fn exact(value: &Exact) -> String {
    value.shown()
}

fn canonical(paper: &Paper, slots: &BTreeMap<&SlotId, Vec<(String, Cell)>>) -> Vec<Value> {
    let mut rows = Vec::new();
    for entry in &paper.canonical {
        for placed in &entry.alternatives {
            for slot in &placed.slots {
                let Some(cells) = slots.get(&slot.slot) else { continue };
                let sets = Value::list(cells, |(number, cell)| {
                    Value::Map(vec![("number", Value::text(number)), ("key", cell_value(cell))])
                });
                rows.push(Value::Map(vec![
                    ("place", Value::Int(rows.len() as u64 + 1)),
                    ("id", Value::text(slot.slot.as_str())),
                    ("sets", sets),
                    ("marks", Value::Text(slot.scheme.right.shown())),
                ]));
            }
        }
    }
    rows
}

fn cell_value(cell: &Cell) -> Value {
    let note = cell.note.map_or(Value::None, |note| Value::Int(note as u64));
    Value::Map(vec![("text", Value::text(&cell.text)), ("note", note)])
}

fn front(
    paper: &Paper,
    words: &Words,
    facts: &RunFacts<'_>,
    numberings: &[Numbering<'_>],
) -> Vec<(&'static str, Value)> {
    let (Some(set), Some(numbering)) = (paper.sets.first(), numberings.first()) else { return Vec::new() };
    let desk = Desk { paper, set, numbering, words, facts };
    let labels: Vec<String> =
        paper.sets.iter().map(|set| set.ask.label.clone().unwrap_or_else(|| set.ask.name.to_string())).collect();
    let mut front = front::common(&desk, "page.product-key", None);
    let mut said = Vec::new();
    if paper.prints_set() {
        said.push(words.count("key.sets", &labels.len().to_string(), &[("list", &words.list(&labels))]));
    }
    said.push(words.count("count.questions", &set.entries.len().to_string(), &[]));
    said.push(words.count("count.marks", &paper.maximum().shown(), &[]));
    said.push(words.fill("key.paper-id", &[("id", facts.paper_id)]));
    let heads = if paper.prints_set() { labels } else { vec![words.get("key.key").to_owned()] };
    front.push(("facts", Value::list(said, Value::Text)));
    front.push(("sets", Value::list(heads, Value::Text)));
    let word = |key: &str| Value::text(words.get(key));
    front.push((
        "words",
        Value::Map(vec![
            ("set-word", word("page.set")),
            ("page-of", word("page.page-of")),
            ("warning", word("page.warning-key")),
            ("number", word("key.number")),
            ("question", word("key.question")),
            ("key", word("key.key")),
            ("marks", word("key.marks")),
            ("canonical", word("key.canonical")),
            ("canonical-note", word("key.canonical-note")),
        ]),
    ));
    front
}
