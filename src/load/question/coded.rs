//! Kinds with coded options: `statements`, `pairs`, `match`, `order`.

use super::names::Names;
use super::pieces::{self, Read, Want};
use crate::diag::Diagnostic;
use crate::load::table::{Data, Reader, Table, Value, shown};
use crate::model::answer::{NONE, code_name, match_name};
use crate::model::ids::Name;
use crate::model::question::{Ask, Body, Coding, Piece};
use crate::model::text::{Form, TokenKind};
use crate::source::Span;

const STATEMENTS: Want = Want { key: "statements", one: "statement", kind: TokenKind::Statement, least: 2, most: 12 };
const ROWS: Want = Want { key: "rows", one: "row", kind: TokenKind::Row, least: 2, most: 12 };
const LEFT: Want = Want { key: "left", one: "entry", kind: TokenKind::Left, least: 2, most: 10 };
const RIGHT: Want = Want { key: "right", one: "entry", kind: TokenKind::Right, least: 2, most: 15 };
const ITEMS: Want = Want { key: "items", one: "item", kind: TokenKind::Item, least: 2, most: 12 };

/// Reads the fields of `statements`.
pub(crate) fn statements<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<Body> {
    let read = pieces::take(table, &STATEMENTS, reader, &pieces::statement, &|statement| &statement.name);
    let names = read.as_ref().map(|read| pieces::names_of(&read.list, TokenKind::Statement, |one| &one.name));
    let coding = coding(table, names.filter(|_| whole(&read)), reader);
    let read = read.filter(|read| read.whole)?;
    Some(Body::Statements { statements: read.list, coding })
}

/// Reads the fields of `pairs`.
pub(crate) fn pairs<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<Body> {
    let read = pieces::take(table, &ROWS, reader, &pieces::row, &|row| &row.name);
    let columns = read.as_ref().and_then(|read| read.list.first()).map(|row| row.cells.len());
    let heading = pieces::heading(table, columns, reader);
    let names = read.as_ref().map(|read| pieces::names_of(&read.list, TokenKind::Row, |one| &one.name));
    let coding = coding(table, names.filter(|_| whole(&read)), reader);
    let read = read.filter(|read| read.whole)?;
    if let Some(row) = read.list.iter().find(|row| Some(row.cells.len()) != columns) {
        let message =
            format!("row `{}` has {} cells, the first row {}", row.name, row.cells.len(), columns.unwrap_or(0));
        reader.push(Diagnostic::error("wrong-count", message).at(read.span).hint("give every row as many cells"));
        return None;
    }
    Some(Body::Pairs { heading, rows: read.list, coding })
}

fn whole<T>(read: &Option<Read<T>>) -> bool {
    read.as_ref().is_some_and(|read| read.whole)
}

/// What is asked about statements or rows, and the codes; codes are read only where the names are known.
fn coding<'s>(table: &mut Table<'s>, names: Option<Names<'_>>, reader: &mut Reader<'s>) -> Coding {
    let ask = table.word("ask", Ask::NAMES, reader).unwrap_or(Ask::Which);
    let closing = table.text("closing", Form::Block, reader);
    let codes = codes(table, reader, &|value, reader| {
        let names = names.as_ref()?;
        if ask.counts() { count_code(value, names.list.len(), reader) } else { set_code(value, names, reader) }
    });
    Coding { ask, closing, codes }
}

/// Takes `codes`, each different from those before it.
fn codes<'s, T: PartialEq>(
    table: &mut Table<'s>,
    reader: &mut Reader<'s>,
    read: &dyn Fn(Value<'s>, &mut Reader<'s>) -> Option<T>,
) -> Vec<T> {
    let place = table.place("codes");
    let Some(values) = table.list("codes", reader) else { return Vec::new() };
    if !(2..=8).contains(&values.len()) {
        let message = format!("`codes` needs 2 to 8 options, found {}", values.len());
        let hint = "leave `codes` out, and four options are made from the facts";
        reader.push(Diagnostic::error("code-list", message).at(place).hint(hint));
        return Vec::new();
    }
    let mut codes: Vec<T> = Vec::new();
    for value in values {
        let span = value.span;
        let Some(code) = read(value, reader) else { continue };
        if codes.contains(&code) {
            let typed = shown(reader.typed(span).trim_matches(['"', '\'']));
            let message = format!("`codes` offers `{typed}` twice");
            reader.push(Diagnostic::error("code-list", message).at(span).hint("every option must be another one"));
        } else {
            codes.push(code);
        }
    }
    codes
}

/// `"1 3"`, `"all"`, `"none"` → the derived name.
fn set_code<'s>(value: Value<'s>, names: &Names<'_>, reader: &mut Reader<'s>) -> Option<Name> {
    let span = value.span;
    let typed = code_text(value, "1 3", reader)?;
    if typed.trim() == NONE {
        return Name::new(NONE);
    }
    if typed.trim() == "all" {
        return code_name(names.list.iter().copied());
    }
    let mut meant = Vec::new();
    for word in words(&typed) {
        let at = names.find_or_tell(word, "code-list", span, reader)?;
        if meant.contains(&at) {
            let message = format!("the code `{}` names `{}` twice", shown(&typed), shown(word));
            reader.push(Diagnostic::error("code-list", message).at(span));
            return None;
        }
        meant.push(at);
    }
    meant.sort_unstable();
    code_name(meant.iter().filter_map(|at| names.list.get(*at).copied()))
}

/// `"2"` → the derived name of a count.
fn count_code<'s>(value: Value<'s>, most: usize, reader: &mut Reader<'s>) -> Option<Name> {
    let span = value.span;
    let typed = match value.data {
        Data::Whole => reader.typed(span).to_owned(),
        _ => code_text(value, "2", reader)?,
    };
    let number = typed.trim().parse::<usize>().ok().filter(|number| *number <= most);
    if number.is_none() {
        let message = format!("the code `{}` is not a number from 0 to {most}", shown(&typed));
        let hint = "with `ask = \"how-many\"` the options are counts: `codes = [\"1\", \"2\", \"3\", \"4\"]`";
        reader.push(Diagnostic::error("code-list", message).at(span).hint(hint));
    }
    Name::new(&number?.to_string())
}

fn code_text<'s>(value: Value<'s>, example: &str, reader: &mut Reader<'s>) -> Option<String> {
    match value.data {
        Data::Text(text) if !text.trim().is_empty() => Some(text.into_owned()),
        _ => {
            let message = format!("each of `codes` must be text, found {}", value.describe());
            reader.push(
                Diagnostic::error("wrong-type", message).at(value.span).hint(format!("write it like `\"{example}\"`")),
            );
            None
        }
    }
}

/// The names in a code or an answer; blanks, commas and plus signs stand between.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c == ',' || c == '+').filter(|word| !word.is_empty())
}

/// Reads the fields of `match`.
pub(crate) fn matching<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<Body> {
    let owner = table.span;
    let heading = pieces::heading(table, Some(2), reader);
    let left = list(table, &LEFT, reader);
    let right = list(table, &RIGHT, reader);
    let closing = table.text("closing", Form::Block, reader);
    let answer = table.take("answer");
    if answer.is_none() {
        reader.missing(owner, "`answer` is missing", "name the partners as typed: `answer = \"a3 b1 c4 d2\"`");
    }
    let lists = left.filter(|read| read.whole).zip(right.filter(|read| read.whole));
    let Some((left, right)) = lists else {
        table.take("codes");
        return None;
    };
    if right.list.len() < left.list.len() {
        let message = format!("`right` has {} entries, `left` {}", right.list.len(), left.list.len());
        let hint = "every entry of `left` needs a partner; `right` may be longer";
        reader.push(Diagnostic::error("wrong-count", message).at(right.span).hint(hint));
    }
    let sides = Sides {
        left: pieces::names_of(&left.list, TokenKind::Left, |piece| &piece.name),
        right: pieces::names_of(&right.list, TokenKind::Right, |piece| &piece.name),
    };
    let answer = answer.and_then(|value| sides.read(value, "`answer`", "unknown-answer", reader));
    let codes = codes(table, reader, &|value, reader| sides.read(value, "a code", "code-list", reader));
    let answer = answer?;
    if match_name(left.list.iter().map(|piece| &piece.name).zip(&answer)).is_none() {
        too_long(left.span, reader);
        return None;
    }
    Some(Body::Match { heading, left: left.list, right: right.list, answer, closing, codes })
}

fn list<'s>(table: &mut Table<'s>, want: &'static Want, reader: &mut Reader<'s>) -> Option<Read<Piece>> {
    let read = |value, index, what: &str, reader: &mut Reader<'s>| pieces::piece(value, index, what, want.kind, reader);
    pieces::take(table, want, reader, &read, &|piece| &piece.name)
}

fn too_long(span: Span, reader: &mut Reader<'_>) {
    let diagnostic = Diagnostic::error("bad-id", "the own ids of this list are too long together").at(span);
    reader.push(diagnostic.hint("shorten them: the names of coded options are made of all of them"));
}

/// The two lists of `match`.
struct Sides<'n> {
    left: Names<'n>,
    right: Names<'n>,
}

impl Sides<'_> {
    /// Reads `a3 b1 c4 d2`: for each entry of `left` its partner.
    fn read<'s>(&self, value: Value<'s>, what: &str, code: &'static str, reader: &mut Reader<'s>) -> Option<Vec<Name>> {
        let span = value.span;
        let Data::Text(typed) = &value.data else {
            reader.wrong_type(&value, what, "text like `\"a3 b1 c4 d2\"`");
            return None;
        };
        let mut partners: Vec<Option<usize>> = vec![None; self.left.list.len()];
        let mut used = vec![false; self.right.list.len()];
        let mut fail = |message: String, hint: String| {
            reader.push(Diagnostic::error(code, message).at(span).hint(hint));
            None
        };
        let names = format!("`left` has {}; `right` has {}", self.left.all(), self.right.all());
        for word in words(typed).take(64) {
            let Some((left, right)) = self.pair(word) else {
                return fail(format!("{what} holds `{}`, which names no pair", shown(word)), names);
            };
            let (Some(partner), Some(taken)) = (partners.get_mut(left), used.get_mut(right)) else { return None };
            if partner.is_some() || *taken {
                let message = format!("{what} uses an entry of `{}` twice: `{}`", shown(word), shown(typed));
                return fail(message, "every entry of `left` has one partner of its own".to_owned());
            }
            *partner = Some(right);
            *taken = true;
        }
        let missing = partners.iter().position(Option::is_none).and_then(|at| self.left.list.get(at));
        if let Some(missing) = missing {
            let message = format!("{what} gives no partner for `{missing}`");
            return fail(message, format!("name all {} pairs, as in `a3 b1 c4 d2`", self.left.list.len()));
        }
        partners.into_iter().map(|at| self.right.list.get(at?).map(|name| (*name).clone())).collect()
    }

    /// `a3`, `a-3`, `a:3`, `treaty:1963`.
    fn pair(&self, word: &str) -> Option<(usize, usize)> {
        let cut = |at: usize| Some((self.left.find(word.get(..at)?)?, word.get(at..)?));
        (1..word.len().min(80)).find_map(|at| {
            let (left, rest) = cut(at)?;
            let rest = rest.strip_prefix([':', '-']).unwrap_or(rest);
            Some((left, self.right.find(rest)?))
        })
    }
}

/// Reads the fields of `order`.
pub(crate) fn order<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<Body> {
    let read = list(table, &ITEMS, reader);
    let closing = table.text("closing", Form::Block, reader);
    let Some(read) = read.filter(|read| read.whole) else {
        table.take("codes");
        return None;
    };
    let names = pieces::names_of(&read.list, TokenKind::Item, |piece| &piece.name);
    let codes = codes(table, reader, &|value, reader| ordering(value, &names, reader));
    if code_name(names.list.iter().copied()).is_none() {
        too_long(read.span, reader);
        return None;
    }
    Some(Body::Order { items: read.list, closing, codes })
}

/// `"2 1 4 3"` → the names in that order, each once.
fn ordering<'s>(value: Value<'s>, names: &Names<'_>, reader: &mut Reader<'s>) -> Option<Vec<Name>> {
    let span = value.span;
    let typed = code_text(value, "2 1 4 3", reader)?;
    let mut order = Vec::new();
    for word in words(&typed).take(64) {
        let at = names.find_or_tell(word, "code-list", span, reader)?;
        order.push(at);
    }
    let mut sorted = order.clone();
    sorted.sort_unstable();
    if sorted != (0..names.list.len()).collect::<Vec<_>>() {
        let message = format!("the code `{}` does not name each of the {} items once", shown(&typed), names.list.len());
        reader.push(Diagnostic::error("code-list", message).at(span).hint("write it like `\"2 1 4 3\"`"));
        return None;
    }
    order.into_iter().map(|at| names.list.get(at).map(|name| (*name).clone())).collect()
}
