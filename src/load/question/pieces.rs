//! Lists inside a question: options, statements, rows, entries, points.

use super::marks;
use super::names::{self, Names};
use crate::diag::Diagnostic;
use crate::load::table::{Data, Reader, Table, Value};
use crate::model::ids::Name;
use crate::model::question::{AnswerOption, Explaining, Piece, Point, Row, Spot, Statement};
use crate::model::text::{Form, Text, TokenKind};
use crate::source::Span;

/// A list that was read: its place and those of its elements that could be read.
pub(crate) struct Read<T> {
    /// The whole list.
    pub(crate) span: Span,
    /// In the order typed.
    pub(crate) list: Vec<T>,
    /// Whether every element could be read and names differ; else nothing may be said about names.
    pub(crate) whole: bool,
}

/// How a list is called and how long it may be.
pub(crate) struct Want {
    /// The key.
    pub(crate) key: &'static str,
    /// One of its elements, `option`.
    pub(crate) one: &'static str,
    /// What a token calls it.
    pub(crate) kind: TokenKind,
    /// Fewest elements.
    pub(crate) least: usize,
    /// Most elements.
    pub(crate) most: usize,
}

/// Takes a list and reads each element with `read`, which gets its name in messages and its place in the list.
pub(crate) fn take<'s, T>(
    table: &mut Table<'s>,
    want: &Want,
    reader: &mut Reader<'s>,
    read: &dyn Fn(Value<'s>, usize, &str, &mut Reader<'s>) -> Option<T>,
    name: &dyn Fn(&T) -> &Name,
) -> Option<Read<T>> {
    let owner = table.span;
    let Some(value) = table.take(want.key) else {
        let message = format!("`{}` is missing", want.key);
        reader.missing(
            owner,
            message,
            format!("write `{} = [ … ]` with {} {}s or more", want.key, want.least, want.one),
        );
        return None;
    };
    let span = value.span;
    let values = reader.list(value, &format!("`{}`", want.key))?;
    let count = values.len();
    let mut whole = true;
    if count < want.least || count > want.most {
        let message = match count < want.least {
            true => format!("`{}` needs at least {} {}s, found {count}", want.key, want.least, want.one),
            false => format!("`{}` holds at most {} {}s, found {count}", want.key, want.most, want.one),
        };
        reader.push(Diagnostic::error("wrong-count", message).at(span));
        whole = false;
    }
    let mut list = Vec::with_capacity(count.min(want.most));
    for (index, value) in values.into_iter().enumerate().take(want.most) {
        let what = format!("{} `{}`", want.one, crate::model::answer::place_name(want.kind, index));
        match read(value, index, &what, reader) {
            Some(element) => list.push(element),
            None => whole = false,
        }
    }
    if whole {
        let names: Vec<&Name> = list.iter().map(name).collect();
        whole = names::distinct(&names, want.kind, span, reader);
    }
    Some(Read { span, list, whole })
}

/// The names of a list with what they name.
pub(crate) fn names_of<'n, T>(list: &'n [T], kind: TokenKind, name: impl Fn(&'n T) -> &'n Name) -> Names<'n> {
    Names { list: list.iter().map(name).collect(), kind }
}

/// Takes the text of an element that is a table.
fn text_of<'s>(table: &mut Table<'s>, what: &str, reader: &mut Reader<'s>) -> Option<Text> {
    let span = table.span;
    match table.take("text") {
        Some(value) => reader.text(value, what, Form::Inline),
        None => {
            reader.missing(span, format!("{what} has no `text`"), "write `text = \"…\"`");
            None
        }
    }
}

fn why<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<Text> {
    table.text("why", Form::Block, reader)
}

/// Whether it holds; a fact that must be typed.
fn holds<'s>(table: &mut Table<'s>, what: &str, reader: &mut Reader<'s>) -> Option<bool> {
    let span = table.span;
    if !table.has("holds") {
        reader.missing(span, format!("{what} does not say whether it holds"), "add `holds = true` or `holds = false`");
    }
    table.truth("holds", reader)
}

/// An element that must be a table, told with an example where it is a bare text.
fn table<'s>(value: Value<'s>, what: &str, example: &str, reader: &mut Reader<'s>) -> Option<Table<'s>> {
    if let Data::Table(table) = value.data {
        return Some(table);
    }
    let message = format!("{what} must be a table, found {}", value.describe());
    reader.push(Diagnostic::error("wrong-type", message).at(value.span).hint(format!("write `{example}`")));
    None
}

/// An option: a text, or a table.
pub(crate) fn option<'s>(value: Value<'s>, index: usize, what: &str, reader: &mut Reader<'s>) -> Option<AnswerOption> {
    let Data::Table(mut table) = value.data else {
        let text = reader.text(value, what, Form::Inline)?;
        let name = Name::new(&crate::model::ids::letter(index))?;
        return Some(AnswerOption { name, text, place: None, why: None });
    };
    let name = names::take(&mut table, TokenKind::Option, index, reader);
    let text = text_of(&mut table, what, reader);
    let place = table.word("place", Spot::NAMES, reader);
    let why = why(&mut table, reader);
    table.finish(reader);
    Some(AnswerOption { name: name?, text: text?, place, why })
}

/// A statement with its truth.
pub(crate) fn statement<'s>(value: Value<'s>, index: usize, what: &str, reader: &mut Reader<'s>) -> Option<Statement> {
    let mut table = table(value, what, "{ text = \"…\", holds = true }", reader)?;
    let name = names::take(&mut table, TokenKind::Statement, index, reader);
    let text = text_of(&mut table, what, reader);
    let holds = holds(&mut table, what, reader);
    let why = why(&mut table, reader);
    table.finish(reader);
    Some(Statement { name: name?, text: text?, holds: holds?, why })
}

/// A statement of a pair, as typed: `explains` may be missing, or stand where it must not.
pub(crate) struct TypedExplaining {
    /// The statement.
    pub(crate) statement: Explaining,
    /// `explains`, if typed, with its place.
    pub(crate) explains: Option<(bool, Span)>,
    /// The whole statement.
    pub(crate) span: Span,
}

/// A statement of a pair.
pub(crate) fn explaining<'s>(
    value: Value<'s>,
    index: usize,
    what: &str,
    reader: &mut Reader<'s>,
) -> Option<TypedExplaining> {
    let mut table = table(value, what, "{ text = \"…\", holds = true }", reader)?;
    let span = table.span;
    let name = names::take(&mut table, TokenKind::Statement, index, reader);
    let text = text_of(&mut table, what, reader);
    let holds = holds(&mut table, what, reader);
    let place = table.place("explains");
    let explains = table.truth("explains", reader);
    let why = why(&mut table, reader);
    table.finish(reader);
    if place.is_some() && explains.is_none() {
        return None;
    }
    let explains_typed = explains.zip(place);
    let statement = Explaining { name: name?, text: text?, holds: holds?, explains: explains.unwrap_or(false), why };
    Some(TypedExplaining { statement, explains: explains_typed, span })
}

/// A row of cells with its truth.
pub(crate) fn row<'s>(value: Value<'s>, index: usize, what: &str, reader: &mut Reader<'s>) -> Option<Row> {
    let mut table = table(value, what, "{ cells = [\"…\", \"…\"], holds = true }", reader)?;
    let span = table.span;
    let name = names::take(&mut table, TokenKind::Row, index, reader);
    let cells = cells(&mut table, what, reader);
    let holds = holds(&mut table, what, reader);
    let why = why(&mut table, reader);
    table.finish(reader);
    let cells = cells?;
    if !(2..=4).contains(&cells.len()) {
        let message = format!("{what} must have 2 to 4 cells, found {}", cells.len());
        reader.push(Diagnostic::error("wrong-count", message).at(span));
        return None;
    }
    Some(Row { name: name?, cells, holds: holds?, why })
}

fn cells<'s>(table: &mut Table<'s>, what: &str, reader: &mut Reader<'s>) -> Option<Vec<Text>> {
    let span = table.span;
    let Some(value) = table.take("cells") else {
        reader.missing(span, format!("{what} has no `cells`"), "write `cells = [\"…\", \"…\"]`");
        return None;
    };
    let values = reader.list(value, &format!("the `cells` of {what}"))?;
    let count = values.len();
    let cells: Vec<Text> = values
        .into_iter()
        .take(8)
        .filter_map(|value| reader.text(value, &format!("a cell of {what}"), Form::Inline))
        .collect();
    (cells.len() == count.min(8)).then_some(cells)
}

/// An entry of a list that is matched or ordered: a text, or a table with an own id.
pub(crate) fn piece<'s>(
    value: Value<'s>,
    index: usize,
    what: &str,
    kind: TokenKind,
    reader: &mut Reader<'s>,
) -> Option<Piece> {
    let Data::Table(mut table) = value.data else {
        let text = reader.text(value, what, Form::Inline)?;
        return Some(Piece { name: Name::new(&crate::model::answer::place_name(kind, index))?, text });
    };
    let name = names::take(&mut table, kind, index, reader);
    let text = text_of(&mut table, what, reader);
    table.finish(reader);
    Some(Piece { name: name?, text: text? })
}

/// Takes `points`.
pub(crate) fn points<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<Vec<Point>> {
    let list = table.list("points", reader)?;
    let count = list.len();
    let points: Vec<Point> = list
        .into_iter()
        .enumerate()
        .filter_map(|(index, value)| point(value, &format!("point {}", index + 1), reader))
        .collect();
    (points.len() == count).then_some(points)
}

fn point<'s>(value: Value<'s>, what: &str, reader: &mut Reader<'s>) -> Option<Point> {
    let Data::Table(mut table) = value.data else {
        return Some(Point { text: reader.text(value, what, Form::Inline)?, marks: None });
    };
    let text = text_of(&mut table, what, reader);
    let typed = table.has("marks");
    let marks = table.take("marks").and_then(|value| marks::right(&value, &format!("the marks of {what}"), reader));
    table.finish(reader);
    if typed && marks.is_none() {
        return None;
    }
    Some(Point { text: text?, marks })
}

/// Takes a `heading` with one text for each column.
pub(crate) fn heading<'s>(table: &mut Table<'s>, columns: Option<usize>, reader: &mut Reader<'s>) -> Vec<Text> {
    let Some(span) = table.place("heading") else { return Vec::new() };
    let Some(values) = table.list("heading", reader) else { return Vec::new() };
    let count = values.len();
    if let Some(columns) = columns.filter(|columns| *columns != count) {
        let message = format!("`heading` has {count} texts, there are {columns} columns");
        reader.push(Diagnostic::error("wrong-count", message).at(span));
    }
    values.into_iter().take(8).filter_map(|value| reader.text(value, "a heading", Form::Inline)).collect()
}
