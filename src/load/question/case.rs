//! `case`: a common text with parts, some with an alternative.

use super::{NoKind, item, lang};
use crate::diag::Diagnostic;
use crate::load::table::{Reader, Table, Value};
use crate::model::answer::place_name;
use crate::model::ids::{Name, letter};
use crate::model::marking::{Marks, SchemeFields};
use crate::model::question::{Body, Part};
use crate::model::text::TokenKind;
use crate::source::Span;

/// Parts of one case; more than fit on any paper.
const MOST_PARTS: usize = 30;

/// Alternatives of one part.
const MOST_ALTERNATIVES: usize = 4;

/// Reads the fields of `case`.
pub(crate) fn case<'s>(
    table: &mut Table<'s>,
    fields: &mut Vec<(Box<str>, Span)>,
    reader: &mut Reader<'s>,
) -> Option<Body> {
    let owner = table.span;
    let place = table.place("parts");
    if place.is_none() {
        reader.missing(owner, "`parts` is missing", "write `[[question.parts]]` with `kind` and `stem` for each part");
    }
    let values = table.list("parts", reader)?;
    let count = values.len();
    if count == 0 || count > MOST_PARTS {
        let message = format!("a case has 1 to {MOST_PARTS} parts, found {count}");
        reader.push(Diagnostic::error("wrong-count", message).at(place));
        return None;
    }
    let mut parts: Vec<Vec<Part>> = Vec::new();
    for (index, value) in values.into_iter().enumerate() {
        if let Some(group) = group(value, index, fields, reader) {
            parts.push(group);
        }
    }
    let whole = parts.len() == count;
    let names: Vec<&Name> = parts.iter().flatten().map(|part| &part.name).collect();
    let mut fine = true;
    for (at, name) in names.iter().enumerate() {
        if names.iter().take(at).any(|other| other == name) {
            let message = format!("two parts have the id `{name}`");
            reader.push(Diagnostic::error("duplicate-name", message).at(place).hint("give one of them another id"));
            fine = false;
        }
    }
    (whole && fine).then_some(Body::Case { parts })
}

/// One part, or the alternatives of one.
fn group<'s>(
    value: Value<'s>,
    index: usize,
    fields: &mut Vec<(Box<str>, Span)>,
    reader: &mut Reader<'s>,
) -> Option<Vec<Part>> {
    let mut table = reader.table(value, &format!("part `{}`", place_name(TokenKind::Part, index)))?;
    let span = table.span;
    let name = super::names::take(&mut table, TokenKind::Part, index, reader)?;
    let Some(value) = table.take("or") else {
        return part(table, name, fields, reader).map(|part| vec![part]);
    };
    let place = value.span;
    let values = reader.list(value, "`or`")?;
    table.finish(reader);
    let count = values.len();
    if !(2..=MOST_ALTERNATIVES).contains(&count) {
        let message = format!("`or` needs 2 to {MOST_ALTERNATIVES} alternatives, found {count}");
        reader.push(Diagnostic::error("wrong-count", message).at(place));
        return None;
    }
    let mut group = Vec::new();
    for (at, value) in values.into_iter().enumerate() {
        let Some(mut table) = reader.table(value, &format!("alternative {}", at + 1)) else { continue };
        let own = match table.has("id") {
            true => super::names::take(&mut table, TokenKind::Part, index, reader),
            false => Name::new(&format!("{name}.{}", letter(at))),
        };
        group.extend(own.and_then(|name| part(table, name, fields, reader)));
    }
    if group.len() != count {
        return None;
    }
    equal_marks(&group, span, reader);
    Some(group)
}

fn part<'s>(
    mut table: Table<'s>,
    name: Name,
    fields: &mut Vec<(Box<str>, Span)>,
    reader: &mut Reader<'s>,
) -> Option<Part> {
    let path = format!("parts.{name}");
    let typed = table.entries.iter().map(|entry| (format!("{path}.{}", entry.key).into(), entry.value.span));
    fields.extend(typed);
    fields.push((path.as_str().into(), table.span));
    let languages = table.take("lang");
    let read = item(&mut table, Some(&path), fields, reader);
    let mut item = match read {
        Ok(item) => item,
        Err(NoKind) => return None,
    };
    if let Some(value) = languages {
        lang::merge(value, item.as_mut(), None, reader);
    }
    super::finish(table, item.as_ref().map(|item| item.kind()), reader);
    Some(Part { name, item: item? })
}

fn right(part: &Part) -> Marks {
    part.item.marks.right.clone().unwrap_or_else(|| Marks::whole(1))
}

fn equal_marks(group: &[Part], span: Span, reader: &mut Reader<'_>) {
    let Some(first) = group.first() else { return };
    for other in group.iter().skip(1).filter(|other| right(other) != right(first)) {
        let message = format!(
            "part `{}` is for {} marks, its alternative `{}` for {}",
            first.name,
            right(first).shown(),
            other.name,
            right(other).shown()
        );
        let diagnostic = Diagnostic::error("unequal-marks", message).at(span);
        reader.push(diagnostic.hint("alternatives must be worth the same"));
    }
}

/// Compares marks typed for the case with the sum of its parts, an OR counted once.
pub(crate) fn sum(parts: &[Vec<Part>], scheme: &SchemeFields, place: Option<Span>, reader: &mut Reader<'_>) {
    let Some(typed) = &scheme.right else { return };
    let sum: Marks = parts.iter().filter_map(|group| group.first()).map(right).sum();
    if sum != *typed {
        let message = format!("the parts add up to {}, `marks` is {}", sum.shown(), typed.shown());
        let diagnostic = Diagnostic::error("points-sum", message).at(place);
        reader.push(diagnostic.hint("take `marks` of the case out: it is the sum of its parts"));
    }
}
