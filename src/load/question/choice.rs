//! Kinds with typed options: `choice` and `true-false`.

use super::names::Names;
use super::pieces::{self, Want};
use crate::diag::Diagnostic;
use crate::load::table::{Data, Reader, Table, Value};
use crate::model::ids::Name;
use crate::model::question::{Answer, Body};
use crate::model::text::TokenKind;

const OPTIONS: Want = Want { key: "options", one: "option", kind: TokenKind::Option, least: 2, most: 26 };

/// Reads the fields of `choice`.
pub(crate) fn choice<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<Body> {
    let owner = table.span;
    let read = pieces::take(table, &OPTIONS, reader, &pieces::option, &|option| &option.name);
    let Some(answer) = table.take("answer") else {
        let hint = "write the letter of the right option, `answer = \"b\"`; a list, `[\"a\", \"c\"]`, where all of several are right";
        reader.missing(owner, "`answer` is missing", hint);
        return None;
    };
    let read = read?;
    let names = pieces::names_of(&read.list, TokenKind::Option, |option| &option.name);
    let answer = self::answer(answer, &names, read.whole, reader)?;
    read.whole.then_some(Body::Choice { options: read.list, answer })
}

fn answer<'s>(value: Value<'s>, names: &Names<'_>, whole: bool, reader: &mut Reader<'s>) -> Option<Answer> {
    match value.data {
        Data::List(list) => {
            let mut right: Vec<Name> = Vec::new();
            for value in list {
                let span = value.span;
                let Some(name) = one(value, names, whole, reader) else { continue };
                if right.contains(&name) {
                    let message = format!("`answer` names option `{name}` twice");
                    reader.push(Diagnostic::error("duplicate-name", message).at(span).hint("take one of them out"));
                } else {
                    right.push(name);
                }
            }
            Some(Answer::Several(right))
        }
        _ => one(value, names, whole, reader).map(Answer::One),
    }
}

fn one<'s>(value: Value<'s>, names: &Names<'_>, whole: bool, reader: &mut Reader<'s>) -> Option<Name> {
    let span = value.span;
    let Data::Text(typed) = &value.data else {
        let message = format!("`answer` must be the letter of an option, found {}", value.describe());
        let diagnostic = Diagnostic::error("wrong-type", message).at(span);
        reader.push(diagnostic.hint(format!("write it in quotes, `answer = \"b\"`; there are {}", names.all())));
        return None;
    };
    if let Some(at) = names.find(typed) {
        return names.list.get(at).map(|name| (*name).clone());
    }
    if !whole {
        // Letters may be missing because an option could not be read; that was told.
        return None;
    }
    let parts: Vec<&str> = typed.split([',', ' ', ';', '/']).filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 && parts.len() <= 26 && parts.iter().all(|part| names.find(&part.to_lowercase()).is_some()) {
        let list: Vec<String> = parts.iter().map(|part| format!("\"{}\"", part.to_lowercase())).collect();
        let message = format!("`answer` names several options in one text: `{}`", crate::load::table::shown(typed));
        let hint = format!("where all of them are right, write a list: `answer = [{}]`", list.join(", "));
        reader.push(Diagnostic::error("unknown-answer", message).at(span).hint(hint));
        return None;
    }
    names.find_or_tell(typed, "unknown-answer", span, reader);
    None
}

/// Reads the fields of `true-false`.
pub(crate) fn true_false<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<Body> {
    if !table.has("answer") {
        reader.missing(table.span, "`answer` is missing", "write `answer = true` or `answer = false`");
    }
    table.truth("answer", reader).map(|answer| Body::TrueFalse { answer })
}
