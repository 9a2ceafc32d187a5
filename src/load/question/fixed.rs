//! Kinds with the fixed options of a style: `assertion-reason` and `statement-pair`.

use super::pieces::{self, TypedExplaining, Want};
use crate::diag::Diagnostic;
use crate::load::table::{Reader, Table};
use crate::model::question::{Body, Explaining, Style};
use crate::model::text::{Form, Text, TokenKind};
use crate::source::Span;

const ASSERTION_STYLES: [(&str, Style); 2] = [("cbse", Style::Cbse), ("neet", Style::Neet)];
const PAIR_STYLES: [(&str, Style); 3] =
    [("upsc-2023", Style::Upsc2023), ("upsc-2025", Style::Upsc2025), ("neet", Style::Neet)];
const STATEMENTS: Want = Want { key: "statements", one: "statement", kind: TokenKind::Statement, least: 2, most: 3 };

/// Reads the fields of `assertion-reason`.
pub(crate) fn assertion_reason<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<Body> {
    let owner = table.span;
    let assertion = needed(table, "assertion", reader);
    let reason = needed(table, "reason", reader);
    let assertion_holds = fact(table, "assertion-holds", reader);
    let reason_holds = fact(table, "reason-holds", reader);
    let place = table.place("explains");
    let explains = table.truth("explains", reader);
    let style = table.word("style", &ASSERTION_STYLES, reader).unwrap_or(Style::Cbse);
    let (assertion_holds, reason_holds) = (assertion_holds?, reason_holds?);
    let both = assertion_holds && reason_holds;
    let explains = explained(explains.zip(place), both, place.is_some(), "assertion and reason", owner, reader)?;
    Some(Body::AssertionReason {
        assertion: assertion?,
        reason: reason?,
        assertion_holds,
        reason_holds,
        explains,
        style,
    })
}

fn needed<'s>(table: &mut Table<'s>, key: &'static str, reader: &mut Reader<'s>) -> Option<Text> {
    if !table.has(key) {
        reader.missing(table.span, format!("`{key}` is missing"), format!("write `{key} = \"…\"`"));
    }
    table.text(key, Form::Inline, reader)
}

fn fact<'s>(table: &mut Table<'s>, key: &'static str, reader: &mut Reader<'s>) -> Option<bool> {
    if !table.has(key) {
        reader.missing(table.span, format!("`{key}` is missing"), format!("write `{key} = true` or `{key} = false`"));
    }
    table.truth(key, reader)
}

/// `explains` as it must be: typed where both hold, and only there. `None` where it is not.
fn explained(
    typed: Option<(bool, Span)>,
    both: bool,
    present: bool,
    of: &str,
    owner: Span,
    reader: &mut Reader<'_>,
) -> Option<bool> {
    match typed {
        Some((explains, _)) if both => Some(explains),
        Some((_, place)) => {
            let message = format!("`explains` stands only where {of} both hold");
            reader.push(Diagnostic::error("misplaced-explains", message).at(place).hint("take it out"));
            None
        }
        // A value of the wrong type was told.
        None if present => None,
        None if both => {
            let message = format!("{of} both hold, and `explains` is missing");
            reader.missing(owner, message, "write `explains = true` or `explains = false`");
            None
        }
        None => Some(false),
    }
}

/// Reads the fields of `statement-pair`.
pub(crate) fn statement_pair<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<Body> {
    let style_place = table.place("style");
    let had_style = table.has("style");
    let style = table.word("style", &PAIR_STYLES, reader);
    let read = pieces::take(table, &STATEMENTS, reader, &pieces::explaining, &|typed| &typed.statement.name)?;
    if !read.whole || had_style && style.is_none() {
        return None;
    }
    let count = read.list.len();
    let style = style.unwrap_or(if count == 2 { Style::Upsc2023 } else { Style::Upsc2025 });
    let wanted = if style == Style::Upsc2025 { 3 } else { 2 };
    if count != wanted {
        let message = format!("style `{}` needs {wanted} statements, found {count}", style.name());
        let other = if count == 2 { Style::Upsc2023 } else { Style::Upsc2025 };
        let hint = format!("write `style = \"{}\"`, or leave `style` out", other.name());
        reader.push(Diagnostic::error("wrong-count", message).at(style_place.unwrap_or(read.span)).hint(hint));
        return None;
    }
    let statements = explaining(read.list, style, reader)?;
    Some(Body::StatementPair { statements, style })
}

/// Settles `explains` of each statement after the first.
fn explaining(list: Vec<TypedExplaining>, style: Style, reader: &mut Reader<'_>) -> Option<Vec<Explaining>> {
    let first_holds = list.first().is_some_and(|first| first.statement.holds);
    let mut fine = true;
    let mut statements = Vec::new();
    for (index, typed) in list.into_iter().enumerate() {
        let TypedExplaining { mut statement, explains, span } = typed;
        let number = index + 1;
        if index == 0 || style == Style::Neet {
            if let Some((_, place)) = explains {
                let message = match index {
                    0 => "the first statement cannot explain itself".to_owned(),
                    _ => format!("style `neet` does not ask whether statement {number} explains"),
                };
                reader.push(Diagnostic::error("misplaced-explains", message).at(place).hint("take `explains` out"));
                fine = false;
            }
            statement.explains = false;
        } else {
            let both = first_holds && statement.holds;
            let of = format!("statements 1 and {number}");
            match explained(explains, both, false, &of, span, reader) {
                Some(explains) => statement.explains = explains,
                None => fine = false,
            }
        }
        statements.push(statement);
    }
    fine.then_some(statements)
}
