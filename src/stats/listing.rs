//! Questions as rows of a table, JSON and CSV: what `list` prints.

use super::table::{Align, lay_out, shortened};
use crate::model::ids::Lang;
use crate::model::question::Question;
use crate::query;
use serde::Serialize;

/// A question in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its areas.
    pub area: Vec<String>,
    /// The author's judgement.
    pub difficulty: Option<String>,
    /// Its marks where no section says otherwise, exact.
    pub marks: String,
    /// How far it is.
    pub status: String,
    /// The languages it exists in.
    pub languages: Vec<Lang>,
    /// The bank's path; `None` for questions read from a record.
    pub bank: Option<String>,
    /// Its stem, or the first text it has, without marks.
    pub stem: String,
}

impl Row {
    /// The row of a question.
    pub fn of(question: &Question) -> Self {
        let about = &question.about;
        Row {
            id: question.id.to_string(),
            kind: question.kind().name().to_owned(),
            area: about.area.iter().map(ToString::to_string).collect(),
            difficulty: about.difficulty.map(|difficulty| difficulty.name().to_owned()),
            marks: query::marks(&question.item).shown(),
            status: about.status.name().to_owned(),
            languages: question.languages(),
            bank: question.place.as_ref().map(|place| place.bank.to_string()),
            stem: first_text(question),
        }
    }
}

/// The stem, or the first text, in the question's own language.
fn first_text(question: &Question) -> String {
    let mut found = None;
    question.each_text(&mut |_, lang, text| {
        if found.is_none() && lang == question.language {
            found = Some(text);
        }
    });
    let plain = found.map(crate::model::text::RichText::plain).unwrap_or_default();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How wide a table is at most, where ids and areas leave the stem some room. The same for every terminal, so that
/// outputs can be compared.
const WIDTH: usize = 120;

/// The questions as a table for a terminal.
pub fn text(questions: &[&Question]) -> String {
    let rows: Vec<Row> = questions.iter().map(|question| Row::of(question)).collect();
    let head = [
        ("id", Align::Left),
        ("kind", Align::Left),
        ("area", Align::Left),
        ("difficulty", Align::Left),
        ("marks", Align::Right),
        ("stem", Align::Left),
    ]
    .map(|(title, align)| (title.to_owned(), align));
    let mut cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let difficulty = row.difficulty.clone().unwrap_or_default();
            // Reviewed is what every question is that says nothing.
            let kind = match row.status.as_str() {
                "reviewed" => row.kind.clone(),
                status => format!("{} ({status})", row.kind),
            };
            vec![row.id.clone(), kind, shortened(&row.area.join(" "), 40), difficulty, row.marks.clone()]
        })
        .collect();
    let front = head.get(..5).unwrap_or_default();
    let used = lay_out(front, &cells).lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0);
    let left = WIDTH.saturating_sub(used + 2).max(24);
    for (row, cells) in rows.iter().zip(&mut cells) {
        cells.push(shortened(&row.stem, left));
    }
    lay_out(&head, &cells)
}

/// The questions as a JSON array, one question on a line.
pub fn json(questions: &[&Question]) -> String {
    let rows: Vec<String> = questions.iter().map(|question| serde_json::json!(Row::of(question)).to_string()).collect();
    match rows.len() {
        0 => "[]\n".to_owned(),
        _ => format!("[\n{}\n]\n", rows.join(",\n")),
    }
}

/// The questions as CSV with a head, LF at line ends; several areas or languages are parted by a blank.
pub fn csv(questions: &[&Question]) -> String {
    let head = ["id", "kind", "area", "difficulty", "marks", "status", "languages", "bank", "stem"];
    let rows = questions.iter().map(|question| {
        let row = Row::of(question);
        let languages: Vec<String> = row.languages.iter().map(ToString::to_string).collect();
        vec![
            row.id,
            row.kind,
            row.area.join(" "),
            row.difficulty.unwrap_or_default(),
            row.marks,
            row.status,
            languages.join(" "),
            row.bank.unwrap_or_default(),
            row.stem,
        ]
    });
    write_csv(head.map(str::to_owned).to_vec(), rows)
}

/// Writes a head and rows as CSV.
pub(super) fn write_csv(head: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(head).chain(rows) {
        // Writing to memory does not fail, and every row is as long as the head.
        let _ = writer.write_record(&row);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}
