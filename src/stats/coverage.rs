//! How many questions there are of what: along an axis, or along two, with the tree of the syllabus where the rows are
//! areas, as far as the query asks for it, so that gaps show.

use super::listing::write_csv;
use super::table::{Align, lay_out, shortened};
use crate::model::bank::{Library, Syllabus};
use crate::model::ids::Lang;
use crate::model::question::{Cognitive, Difficulty, Kind, Question, Status};
use crate::query::{self, Facts, Query};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// What questions are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Areas of the syllabus.
    Area,
    /// Kinds.
    Kind,
    /// The author's judgement.
    Difficulty,
    /// How far questions are.
    Status,
    /// Levels of thinking.
    Cognitive,
    /// Years of their sources.
    Year,
    /// Examinations they come from.
    Source,
    /// Tags.
    Tag,
    /// Marks.
    Marks,
    /// Languages.
    Language,
    /// Authors.
    Author,
    /// Passages.
    Passage,
    /// Families.
    Family,
}

impl Axis {
    /// Every axis with its name on the command line.
    pub const NAMES: [(&'static str, Axis); 13] = [
        ("area", Axis::Area),
        ("kind", Axis::Kind),
        ("difficulty", Axis::Difficulty),
        ("status", Axis::Status),
        ("cognitive", Axis::Cognitive),
        ("year", Axis::Year),
        ("source", Axis::Source),
        ("tag", Axis::Tag),
        ("marks", Axis::Marks),
        ("language", Axis::Language),
        ("author", Axis::Author),
        ("passage", Axis::Passage),
        ("family", Axis::Family),
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        Axis::NAMES.iter().find(|(_, axis)| *axis == self).map_or("", |(name, _)| name)
    }

    /// The values that are shown though no question has them.
    fn expected(self) -> Vec<String> {
        fn names<T>(list: &[(&str, T)]) -> Vec<String> {
            list.iter().map(|(name, _)| (*name).to_owned()).collect()
        }
        match self {
            Axis::Difficulty => names(Difficulty::NAMES),
            Axis::Cognitive => names(Cognitive::NAMES),
            _ => Vec::new(),
        }
    }

    /// The order of its values, where that is not the alphabet.
    fn order(self, value: &str) -> usize {
        fn place<T>(list: &[(&str, T)], value: &str) -> usize {
            list.iter().position(|(name, _)| *name == value).unwrap_or(usize::MAX)
        }
        match self {
            Axis::Difficulty => place(Difficulty::NAMES, value),
            Axis::Cognitive => place(Cognitive::NAMES, value),
            Axis::Kind => place(Kind::NAMES, value),
            Axis::Status => place(Status::NAMES, value),
            _ => 0,
        }
    }

    /// The values of a question; none where it says nothing.
    fn values(self, question: &Question, facts: &Facts) -> Vec<String> {
        let about = &question.about;
        let one = |value: Option<String>| value.into_iter().collect();
        match self {
            Axis::Area => about.area.iter().map(|area| facts.renamed(area.as_str())).collect(),
            Axis::Kind => vec![question.kind().name().to_owned()],
            Axis::Difficulty => one(about.difficulty.map(|value| value.name().to_owned())),
            Axis::Status => vec![about.status.name().to_owned()],
            Axis::Cognitive => one(about.cognitive.map(|value| value.name().to_owned())),
            Axis::Year => one(about.source.as_ref().and_then(|source| source.year).map(|year| year.to_string())),
            Axis::Source => one(about.source.as_ref().and_then(|source| source.exam.clone())),
            Axis::Tag => about.tags.clone(),
            Axis::Marks => vec![query::marks(&question.item).shown()],
            Axis::Language => question.languages().iter().map(ToString::to_string).collect(),
            Axis::Author => one(about.author.clone()),
            Axis::Passage => one(question.typed_passage().map(ToString::to_string)),
            Axis::Family => one(about.family.clone()),
        }
    }
}

/// Reads the names of axes: one, or rows and columns.
///
/// # Errors
///
/// A sentence that names the fault and the axes there are.
pub fn axes(names: &[impl AsRef<str>]) -> Result<Vec<Axis>, String> {
    let mut axes = Vec::new();
    for name in names.iter().map(|name| name.as_ref().trim()) {
        let known = Axis::NAMES.iter().map(|(name, _)| *name);
        let Some((_, axis)) = Axis::NAMES.iter().find(|(known, _)| *known == name) else {
            let hint = match crate::diag::nearest(name, known.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are {}", known.collect::<Vec<_>>().join(", ")),
            };
            return Err(format!("nothing can be counted by `{name}`: {hint}"));
        };
        if axes.contains(axis) {
            return Err(format!("`{name}` is named twice"));
        }
        axes.push(*axis);
    }
    match axes.len() {
        1 | 2 => Ok(axes),
        count => Err(format!("counted by {count} things; one or two can be shown, rows and columns")),
    }
}

/// Counts of questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageTable {
    /// Rows, then columns if there are any.
    pub axes: Vec<Axis>,
    /// Values of the second axis; an empty one stands for questions that say nothing about it.
    pub columns: Vec<String>,
    /// In order: the tree of the syllabus, or values.
    pub rows: Vec<CoverageRow>,
    /// Every question counted once.
    pub total: CoverageRow,
}

/// A row of counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CoverageRow {
    /// The value; for areas the whole path; empty for questions that say nothing.
    pub key: String,
    /// The area's name in its syllabus.
    pub name: Option<String>,
    /// The area's weight as its syllabus gives it.
    pub weight: Option<String>,
    /// How deep an area lies; 0 for other values.
    pub depth: usize,
    /// Questions of this value; for an area with everything below it.
    pub total: usize,
    /// The same for each column.
    pub cells: Vec<usize>,
    /// A declared area in which, and below which, there is no question.
    pub gap: bool,
}

/// Counts questions along one axis or two.
///
/// A question with several values of an axis counts for each of them, and once in areas above and in the total. Of the
/// syllabi, areas without questions that the query `asked` does not reach are left out: they are no gaps.
pub fn table(library: &Library, questions: &[&Question], axes: &[Axis], asked: &Query) -> CoverageTable {
    let facts = Facts::of(library);
    let row_axis = axes.first().copied().unwrap_or(Axis::Area);
    let column_axis = axes.get(1).copied();
    let columns = column_axis.map(|axis| values(axis, questions, &facts)).unwrap_or_default();
    let mut counts: BTreeMap<String, (usize, Vec<usize>)> = BTreeMap::new();
    let mut total = CoverageRow { cells: vec![0; columns.len()], ..CoverageRow::default() };
    for question in questions {
        let at: BTreeSet<usize> = column_axis
            .map(|axis| named(axis.values(question, &facts)))
            .unwrap_or_default()
            .iter()
            .filter_map(|value| columns.iter().position(|column| column == value))
            .collect();
        total.total += 1;
        at.iter().for_each(|column| add(&mut total.cells, *column));
        let mut rows = BTreeSet::new();
        for value in named(row_axis.values(question, &facts)) {
            if row_axis == Axis::Area {
                rows.extend(above(&value));
            }
            rows.insert(value);
        }
        for row in rows {
            let (count, cells) = counts.entry(row).or_insert_with(|| (0, vec![0; columns.len()]));
            *count += 1;
            at.iter().for_each(|column| add(cells, *column));
        }
    }
    let keys = match row_axis {
        Axis::Area => area_rows(library, counts.keys()),
        axis => values(axis, questions, &facts)
            .into_iter()
            .map(|key| CoverageRow { key, ..CoverageRow::default() })
            .collect(),
    };
    let rows = keys
        .into_iter()
        .map(|row| {
            let (total, cells) = counts.remove(&row.key).unwrap_or_else(|| (0, vec![0; columns.len()]));
            CoverageRow { gap: row.gap && total == 0, total, cells, ..row }
        })
        .filter(|row| row_axis != Axis::Area || row.total > 0 || asked.reaches(&row.key, &facts))
        .collect();
    CoverageTable { axes: axes.to_vec(), columns, rows, total }
}

fn add(cells: &mut [usize], at: usize) {
    if let Some(cell) = cells.get_mut(at) {
        *cell += 1;
    }
}

/// The values; an empty one where there are none.
fn named(values: Vec<String>) -> Vec<String> {
    if values.is_empty() { vec![String::new()] } else { values }
}

/// Every path above an area's.
fn above(path: &str) -> impl Iterator<Item = String> + '_ {
    path.match_indices('.').map(|(at, _)| path.get(..at).unwrap_or_default().to_owned())
}

/// The values of an axis that occur or are expected, in order, "says nothing" last.
fn values(axis: Axis, questions: &[&Question], facts: &Facts) -> Vec<String> {
    let mut found: BTreeSet<String> = axis.expected().into_iter().collect();
    let mut silent = false;
    for question in questions {
        let values = axis.values(question, facts);
        silent = silent || values.is_empty();
        found.extend(values);
    }
    let mut list: Vec<String> = found.into_iter().collect();
    list.sort_by_cached_key(|value| (axis.order(value), number(axis, value), value.clone()));
    list.extend(silent.then(String::new));
    list
}

/// Marks and years stand in the order of numbers.
fn number(axis: Axis, value: &str) -> Option<crate::model::marking::Exact> {
    matches!(axis, Axis::Marks | Axis::Year).then(|| crate::model::marking::Exact::parse(value)).flatten()
}

/// A row for each area: syllabi by id with their areas as listed, then areas that no syllabus declares, then questions
/// without area.
fn area_rows<'a>(library: &Library, used: impl Iterator<Item = &'a String>) -> Vec<CoverageRow> {
    let mut left: BTreeSet<&str> = used.map(String::as_str).collect();
    let silent = left.remove("");
    let mut rows = Vec::new();
    for (id, syllabus) in &library.syllabi {
        let title = syllabus.title.clone();
        rows.push(CoverageRow { key: id.clone(), name: title, ..CoverageRow::default() });
        left.remove(id.as_str());
        declared_rows(id, syllabus, &mut left, &mut rows);
    }
    rows.extend(left.into_iter().map(|path| CoverageRow {
        key: path.to_owned(),
        depth: depth(path),
        ..CoverageRow::default()
    }));
    rows.extend(silent.then(CoverageRow::default));
    rows
}

fn declared_rows(id: &str, syllabus: &Syllabus, left: &mut BTreeSet<&str>, rows: &mut Vec<CoverageRow>) {
    let paths: BTreeSet<String> = syllabus.areas.iter().map(|area| format!("{id}.{}", area.id)).collect();
    let mut shown: BTreeSet<String> = BTreeSet::from([id.to_owned()]);
    for area in &syllabus.areas {
        let path = format!("{id}.{}", area.id);
        // An area above that is not declared itself still holds the tree together.
        for missing in above(&path).collect::<Vec<_>>() {
            if !paths.contains(&missing) && shown.insert(missing.clone()) {
                left.remove(missing.as_str());
                rows.push(CoverageRow { depth: depth(&missing), key: missing, ..CoverageRow::default() });
            }
        }
        left.remove(path.as_str());
        shown.insert(path.clone());
        rows.push(CoverageRow {
            name: area.name.get_or(Lang::ENGLISH, Lang::ENGLISH).cloned(),
            weight: area.weight.clone(),
            depth: depth(&path),
            gap: true,
            key: path,
            ..CoverageRow::default()
        });
    }
}

fn depth(path: &str) -> usize {
    path.matches('.').count()
}

/// What a table shows for questions that say nothing.
fn shown(axis: Axis, value: &str) -> String {
    if value.is_empty() { format!("(no {})", axis.name()) } else { value.to_owned() }
}

impl CoverageTable {
    fn row_axis(&self) -> Axis {
        self.axes.first().copied().unwrap_or(Axis::Area)
    }

    fn column_titles(&self) -> Vec<String> {
        let axis = self.axes.get(1).copied().unwrap_or(Axis::Kind);
        self.columns.iter().map(|column| shown(axis, column)).collect()
    }

    /// Writes the table for a terminal: areas indented as a tree, gaps named, a total at the end.
    pub fn to_text(&self) -> String {
        let axis = self.row_axis();
        let weights = self.rows.iter().any(|row| row.weight.is_some());
        let gaps = self.rows.iter().filter(|row| row.gap).count();
        let mut head = vec![(axis.name().to_owned(), Align::Left)];
        head.extend(weights.then(|| ("weight".to_owned(), Align::Right)));
        head.push(("all".to_owned(), Align::Right));
        head.extend(self.column_titles().into_iter().map(|title| (title, Align::Right)));
        head.extend((gaps > 0).then(|| (String::new(), Align::Left)));
        let line = |row: &CoverageRow, title: String| {
            let mut cells = vec![title];
            cells.extend(weights.then(|| row.weight.clone().unwrap_or_default()));
            cells.push(row.total.to_string());
            cells.extend(row.cells.iter().map(ToString::to_string));
            cells.extend(row.gap.then(|| "gap".to_owned()));
            cells
        };
        let mut rows: Vec<Vec<String>> = self.rows.iter().map(|row| line(row, self.title(row))).collect();
        rows.push(line(&self.total, "all".to_owned()));
        let mut out = lay_out(&head, &rows);
        if gaps > 0 {
            let areas = self.rows.iter().filter(|row| row.name.is_some() && row.depth > 0).count();
            out.push_str(&format!("\n{gaps} of {areas} declared areas have no question\n"));
        }
        out
    }

    /// The first cell of a row: an area's last word and name, indented; another value as it is.
    fn title(&self, row: &CoverageRow) -> String {
        let axis = self.row_axis();
        if axis != Axis::Area || row.key.is_empty() {
            return shortened(&shown(axis, &row.key), 48);
        }
        let last = row.key.rsplit('.').next().unwrap_or_default();
        let name = row.name.as_ref().map(|name| format!("  {}", shortened(name, 44))).unwrap_or_default();
        format!("{}{last}{name}", "  ".repeat(row.depth))
    }

    /// Writes the table as JSON: axes, columns, rows with their counts, total.
    pub fn to_json(&self) -> String {
        let row = |row: &CoverageRow| {
            let columns: serde_json::Map<String, serde_json::Value> =
                self.columns.iter().cloned().zip(row.cells.iter().map(|count| json!(count))).collect();
            let mut value = json!({ "key": row.key, "total": row.total });
            if self.row_axis() == Axis::Area {
                value["gap"] = json!(row.gap);
                value["name"] = json!(row.name);
                value["weight"] = json!(row.weight);
            }
            if !self.columns.is_empty() {
                value["columns"] = json!(columns);
            }
            value
        };
        let table = json!({
            "count-by": self.axes.iter().map(|axis| axis.name()).collect::<Vec<_>>(),
            "columns": self.columns,
            "rows": self.rows.iter().map(row).collect::<Vec<_>>(),
            "total": row(&self.total),
        });
        format!("{table:#}\n")
    }

    /// Writes the rows as CSV: value (an area's whole path), name, weight and gap for areas, count, columns.
    pub fn to_csv(&self) -> String {
        let areas = self.row_axis() == Axis::Area;
        let mut head = vec![self.row_axis().name().to_owned()];
        if areas {
            head.extend(["name", "weight", "gap"].map(str::to_owned));
        }
        head.push("all".to_owned());
        head.extend(self.column_titles());
        let rows = self.rows.iter().map(|row| {
            let mut cells = vec![row.key.clone()];
            if areas {
                let gap = if row.gap { "gap" } else { "" };
                cells.extend([
                    row.name.clone().unwrap_or_default(),
                    row.weight.clone().unwrap_or_default(),
                    gap.to_owned(),
                ]);
            }
            cells.push(row.total.to_string());
            cells.extend(row.cells.iter().map(ToString::to_string));
            cells
        });
        write_csv(head, rows)
    }
}
