//! A file of repeated tables, cut at their headers: a fault in one leaves the others whole.

use super::question;
use super::table::scan::{self, Segment};
use super::table::syntax;
use super::table::{Data, Reader, Table, Value, listed, shown};
use crate::diag::{Diagnostic, nearest};
use crate::source::Span;

/// The tables of a kind of file.
pub(crate) struct Shape {
    /// What the file is called.
    pub(crate) name: &'static str,
    /// Tables that repeat, each with a header in double brackets.
    pub(crate) repeated: &'static [&'static str],
    /// All tables; a line that is a header of one of them begins a new piece.
    pub(crate) tables: &'static [&'static str],
    /// Keys that stand before the first table.
    pub(crate) head: &'static [&'static str],
}

/// What a piece of the file belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// What stands once.
    Head,
    /// One of the repeated tables.
    Table(&'static str),
    /// A header that no such file has.
    Unknown,
}

/// A piece of the file, from its header to the next one of its kind.
pub(crate) struct Piece<'s> {
    pub(crate) what: What,
    pub(crate) segment: Segment<'s>,
}

impl Shape {
    /// Cuts a file into its head and its repeated tables; sub-tables stay with the table before them.
    pub(crate) fn cut<'s>(&self, text: &'s str) -> Vec<Piece<'s>> {
        let mut pieces: Vec<Piece<'s>> = Vec::new();
        for segment in scan::segments(text, self.tables) {
            let first = segment.first();
            let what = match self.repeated.iter().find(|name| **name == first) {
                Some(name) => What::Table(name),
                None if first.is_empty() || self.head.contains(&first) => What::Head,
                None => What::Unknown,
            };
            let begins = !segment.header.contains('.');
            match pieces.last_mut() {
                Some(last) if last.what == what && !begins && last.segment.first() == segment.first() => {
                    last.segment.extend(&segment);
                }
                _ => pieces.push(Piece { what, segment }),
            }
        }
        pieces
    }

    /// Reports every header that no such file has.
    pub(crate) fn unknown_tables(&self, pieces: &[Piece<'_>], reader: &mut Reader<'_>) {
        for segment in pieces.iter().filter(|piece| piece.what == What::Unknown).map(|piece| &piece.segment) {
            if reader.is_full("unknown-key") {
                break;
            }
            let name = segment.first();
            let all = self.tables.iter().chain(self.head).copied();
            let hint = match nearest(&name.to_lowercase(), all) {
                Some(near) if self.tables.contains(&near) => format!("did you mean `{near}`?"),
                _ if question::is_known(name) => {
                    format!("what belongs to the question above stands under `[question.{}]`", shown(segment.header))
                }
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the tables of a {} are {}", self.name, listed(self.tables.iter().copied())),
            };
            let line =
                reader.text.get(segment.range.clone()).unwrap_or_default().split('\n').next().unwrap_or_default();
            let from = segment.range.start + line.find(name).unwrap_or(0);
            let diagnostic = Diagnostic::error("unknown-key", format!("unknown key `{}`", shown(name)));
            reader.push(diagnostic.at(reader.span(from..from + name.len())).hint(hint));
        }
    }
}

/// The keys of all pieces of the head, put together.
pub(crate) fn head<'s>(pieces: &[Piece<'s>], reader: &mut Reader<'s>) -> Table<'s> {
    let mut head: Option<Table<'s>> = None;
    for piece in pieces.iter().filter(|piece| piece.what == What::Head) {
        let table = syntax::parse(&piece.segment, reader).table;
        match &mut head {
            Some(head) => head.absorb(table, reader),
            None => head = Some(table),
        }
    }
    head.unwrap_or_else(|| Table::empty(reader.span(0..0)))
}

/// Takes the repeated tables out of the head, where they do not belong.
pub(crate) fn misplaced<'s>(head: &mut Table<'s>, shape: &Shape, reader: &mut Reader<'s>) {
    for key in shape.repeated {
        if let Some(value) = head.take(key) {
            wrong_brackets(key, value.span, reader);
        }
    }
}

/// The one table that a piece holds; nothing where its structure is lost.
pub(crate) fn only<'s>(piece: &Piece<'s>, key: &'static str, reader: &mut Reader<'s>) -> Option<Table<'s>> {
    let mut parsed = syntax::parse(&piece.segment, reader);
    if parsed.broken {
        return None;
    }
    let header = parsed.table.span;
    let value = parsed.table.take(key);
    // Nothing that was typed may be lost without a word.
    parsed.table.finish(reader);
    let place = value.as_ref().map_or(header, |value| value.span);
    if let Some(Data::List(list)) = value.map(|value| value.data)
        && let Ok([Value { data: Data::Table(mut table), .. }]) = <[Value<'s>; 1]>::try_from(list)
    {
        table.span = header;
        return Some(table);
    }
    wrong_brackets(key, place, reader);
    None
}

/// Reports a repeated table that is not written with double brackets.
fn wrong_brackets(key: &str, place: Span, reader: &mut Reader<'_>) {
    // The place of a table is its header, that of a value the value itself.
    let header = reader.typed(place).trim_start_matches(['[', ' ', '"', '\'']).starts_with(key);
    let message = match header {
        true => format!("`{key}` stands in single brackets"),
        false => format!("`{key}` is written as a value"),
    };
    let diagnostic = Diagnostic::error("bad-toml", message).at(place);
    reader.push(diagnostic.hint(format!("each one begins with a line `[[{key}]]`")));
}
