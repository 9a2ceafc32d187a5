//! The blueprint table, which a setter hands in with the paper: units against marks per question, levels of thinking,
//! difficulty, and what the quotas asked for.

use super::front;
use super::value::Value;
use super::{Desk, RunFacts};
use crate::model::about::{Cognitive, Difficulty};
use crate::model::ids::AreaPath;
use crate::model::numbering::Numbering;
use crate::model::paper::{Paper, QuotaReport};
use crate::model::spread::{Count, Spread};
use crate::model::words::Words;

/// The dictionary of a paper's blueprint table; empty for a paper without a set.
pub(super) fn value(paper: &Paper, words: &Words, facts: &RunFacts<'_>) -> Value {
    let Some(set) = paper.sets.first() else { return Value::Map(Vec::new()) };
    let numbering = Numbering::new(paper, set, words);
    let desk = Desk { paper, set, numbering: &numbering, words, facts };
    let spread = Spread::of(paper);
    let mut entries = front::common(&desk, "page.product-blueprint", None);
    let said = [
        words.count("count.questions", &set.entries.len().to_string(), &[]),
        words.count("count.marks", &paper.maximum().shown(), &[]),
        words.fill("key.paper-id", &[("id", facts.paper_id)]),
    ];
    entries.push(("facts", Value::list(said, Value::Text)));
    entries.push(("columns", Value::list(&spread.columns, |(marks, _)| Value::Text(marks.shown()))));
    entries.push((
        "units",
        Value::list(&spread.units, |unit| {
            let name =
                unit.area.as_ref().map_or_else(|| words.get("blueprint.no-unit").to_owned(), |area| desk.area(area));
            row(name, &unit.cells, &unit.total, &spread, words)
        }),
    ));
    let columns: Vec<Count> = spread.columns.iter().map(|(_, count)| count.clone()).collect();
    entries.push(("total", row(words.get("blueprint.total").to_owned(), &columns, &spread.total, &spread, words)));
    entries.push(("levels", levels(&spread, words)));
    entries.push(("quotas", quotas(&desk)));
    entries.push(("notes", Value::list(notes(paper, &spread), |key| Value::text(words.get(key)))));
    let word = |name: &'static str, key: &str| (name, Value::text(words.get(key)));
    let words = vec![
        word("set-word", "page.set"),
        word("page-of", "page.page-of"),
        word("warning", "page.warning-key"),
        word("unit", "blueprint.unit"),
        word("each", "blueprint.each"),
        word("total", "blueprint.total"),
        word("questions", "blueprint.questions"),
        word("marks", "blueprint.marks"),
        word("share", "blueprint.share"),
        word("quotas", "blueprint.quotas"),
        word("asked", "blueprint.asked"),
        word("got", "blueprint.got"),
    ];
    entries.push(("words", Value::Map(words)));
    Value::Map(entries)
}

/// A row of the first table.
fn row(name: String, cells: &[Count], total: &Count, spread: &Spread, words: &Words) -> Value {
    Value::Map(vec![
        ("name", Value::Text(name)),
        ("cells", Value::list(cells, |count| Value::optional((count.questions > 0).then(|| cell(count))))),
        ("total", Value::Text(cell(total))),
        ("share", Value::Text(percent(total, spread, words))),
    ])
}

/// `3 (6)`: three questions, which carry six marks.
fn cell(count: &Count) -> String {
    format!("{} ({})", count.questions, count.marks.shown())
}

fn percent(count: &Count, spread: &Spread, words: &Words) -> String {
    words.fill("blueprint.percent", &[("n", &spread.percent(&count.marks))])
}

/// The tables of levels of thinking and of difficulty.
fn levels(spread: &Spread, words: &Words) -> Value {
    let cognitive = spread.cognitive.iter().map(|(level, count)| (level.map(Cognitive::name), count));
    let difficulty = spread.difficulty.iter().map(|(level, count)| (level.map(Difficulty::name), count));
    let tables = [
        level("cognitive", &cognitive.collect::<Vec<_>>(), spread, words),
        level("difficulty", &difficulty.collect::<Vec<_>>(), spread, words),
    ];
    Value::List(tables.into_iter().flatten().collect())
}

/// One of them; `None` where no question says anything.
fn level(table: &str, rows: &[(Option<&str>, &Count)], spread: &Spread, words: &Words) -> Option<Value> {
    let name = |level: Option<&str>| match level {
        Some(level) => words.get(&format!("blueprint.{table}.{level}")).to_owned(),
        None => words.get("blueprint.unsaid").to_owned(),
    };
    let line = |name: String, count: &Count| {
        Value::Map(vec![
            ("name", Value::Text(name)),
            ("questions", Value::Int(count.questions.into())),
            ("marks", Value::Text(count.marks.shown())),
            ("share", Value::Text(percent(count, spread, words))),
        ])
    };
    let value = || {
        Value::Map(vec![
            ("title", Value::text(words.get(&format!("blueprint.{table}-title")))),
            ("rows", Value::list(rows, |(level, count)| line(name(*level), count))),
            ("total", line(words.get("blueprint.total").to_owned(), &spread.total)),
        ])
    };
    rows.iter().any(|(level, _)| level.is_some()).then(value)
}

/// What must be known to read the tables, as keys of the fixed words.
fn notes(paper: &Paper, spread: &Spread) -> Vec<&'static str> {
    let mut notes = vec!["blueprint.cell-note"];
    if paper.canonical.iter().any(|entry| entry.alternatives.len() > 1) {
        notes.push("blueprint.alternatives-note");
    }
    if paper.canonical.len() != spread.total.questions as usize {
        notes.push("blueprint.choice-note");
    }
    if spread.several_areas {
        notes.push("blueprint.areas-note");
    }
    notes
}

/// For each section with quotas its name, and for each quota what is counted, asked for and there.
fn quotas(desk: &Desk<'_>) -> Value {
    let sections = desk.paper.sections.iter().filter(|section| !section.quotas.is_empty());
    Value::list(sections, |section| {
        let typed = desk.paper.blueprint.sections.iter().find(|typed| typed.id == section.id);
        let title = typed.and_then(|typed| desk.said(typed.title.as_ref())).unwrap_or(section.id.as_str());
        let rows = Value::list(&section.quotas, |quota| {
            let phrase = phrase(&quota.query, desk);
            Value::Map(vec![
                ("code", Value::Bool(phrase.is_none())),
                ("what", Value::Text(phrase.unwrap_or_else(|| quota.query.clone()))),
                ("asked", Value::Text(asked(quota, desk.words))),
                ("got", Value::Int(quota.has.into())),
            ])
        });
        Value::Map(vec![("title", Value::text(title)), ("rows", rows)])
    })
}

fn asked(quota: &QuotaReport, words: &Words) -> String {
    let (least, most) = (quota.least.to_string(), quota.most.map(|most| most.to_string()));
    match most {
        None => words.fill("blueprint.at-least", &[("n", &least)]),
        Some(most) if most == least => least,
        Some(most) if quota.least == 0 => words.fill("blueprint.at-most", &[("n", &most)]),
        Some(most) => words.fill("list.range", &[("low", &least), ("high", &most)]),
    }
}

/// A simple query in words: areas by name, marks, kinds, levels. `None` for one that says more.
fn phrase(query: &str, desk: &Desk<'_>) -> Option<String> {
    let all_of = |terms: &str| -> Option<String> {
        let terms: Option<Vec<String>> = terms.split_whitespace().map(|term| term_phrase(term, desk)).collect();
        terms.filter(|terms| !terms.is_empty()).map(|terms| terms.join(desk.words.get("list.comma")))
    };
    let any_of: Option<Vec<String>> = query.split(" OR ").map(all_of).collect();
    Some(any_of?.join(desk.words.get("key.or")))
}

fn term_phrase(term: &str, desk: &Desk<'_>) -> Option<String> {
    let words = desk.words;
    let (field, values) = term.split_once(':')?;
    let phrases: Option<Vec<String>> = values
        .split(',')
        .map(|value| match field {
            "area" => desk.named_area(&AreaPath::new(value)?),
            "marks" => Some(match value.split_once("..") {
                None => value.to_owned(),
                Some((low, high)) => words.fill("list.range", &[("low", low), ("high", high)]),
            })
            .filter(|value| value.starts_with(|sign: char| sign.is_ascii_digit())),
            "kind" | "cognitive" | "difficulty" => {
                let key = format!("blueprint.{field}.{value}");
                words.phrases.contains_key(&key).then(|| words.get(&key).to_owned())
            }
            _ => None,
        })
        .collect();
    let joined = phrases?.join(words.get("key.or"));
    Some(if field == "marks" { words.count("count.marks", &joined, &[]) } else { joined })
}

impl Desk<'_> {
    /// The name of an area, if a syllabus gave it one.
    fn named_area(&self, area: &AreaPath) -> Option<String> {
        self.paper.area_names.get(area)?.get_or(self.words.language, self.first_language()).cloned()
    }

    /// The name of an area, else the area itself.
    fn area(&self, area: &AreaPath) -> String {
        self.named_area(area).unwrap_or_else(|| area.to_string())
    }
}
