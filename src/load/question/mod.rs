//! A `[[question]]`, field by field; one file for each group of kinds.

pub(crate) mod about;
pub(crate) mod case;
pub(crate) mod choice;
pub(crate) mod coded;
pub(crate) mod fixed;
pub(crate) mod lang;
pub(crate) mod made_id;
pub(crate) mod marks;
pub(crate) mod names;
pub(crate) mod numeric;
pub(crate) mod pieces;
pub(crate) mod written;

use super::figures;
use super::table::{Entry, Reader, Table, listed, shown};
use crate::diag::Diagnostic;
use crate::model::ids::{PassageId, QuestionId};
use crate::model::question::{Body, Item, Kind, Place, Question};
use crate::model::text::{Form, Text};
use crate::source::Span;
use std::sync::Arc;

/// The fields that only some kinds have.
const OF_KINDS: [(&str, &[Kind]); 27] = [
    ("options", &[Kind::Choice]),
    ("answer", &[Kind::Choice, Kind::TrueFalse, Kind::Match, Kind::Numeric, Kind::Blank]),
    ("statements", &[Kind::Statements, Kind::StatementPair]),
    ("ask", &[Kind::Statements, Kind::Pairs]),
    ("closing", &[Kind::Statements, Kind::Pairs, Kind::Match, Kind::Order]),
    ("codes", &[Kind::Statements, Kind::Pairs, Kind::Match, Kind::Order]),
    ("heading", &[Kind::Pairs, Kind::Match]),
    ("rows", &[Kind::Pairs]),
    ("left", &[Kind::Match]),
    ("right", &[Kind::Match]),
    ("items", &[Kind::Order]),
    ("assertion", &[Kind::AssertionReason]),
    ("reason", &[Kind::AssertionReason]),
    ("assertion-holds", &[Kind::AssertionReason]),
    ("reason-holds", &[Kind::AssertionReason]),
    ("explains", &[Kind::AssertionReason]),
    ("style", &[Kind::AssertionReason, Kind::StatementPair]),
    ("tolerance", &[Kind::Numeric]),
    ("range", &[Kind::Numeric]),
    ("unit", &[Kind::Numeric]),
    ("decimals", &[Kind::Numeric]),
    ("words", &[Kind::Short, Kind::Long]),
    ("space", &[Kind::Short, Kind::Long]),
    ("points", &[Kind::Short, Kind::Long]),
    ("model-answer", &[Kind::Short, Kind::Long]),
    ("parts", &[Kind::Case]),
    ("or", &[]),
];

/// The fields that every kind has, besides those of [`about`].
const OF_ALL: [&str; 9] = ["kind", "stem", "explanation", "figures", "marks", "shuffle", "lang", "passage", "area"];

/// Reads one question. `None` where a fault leaves nothing to work with; everything wrong with it is told all the same.
pub(crate) fn read<'s>(
    mut table: Table<'s>,
    index: usize,
    bank: &Arc<str>,
    reader: &mut Reader<'s>,
) -> Option<Question> {
    let span = table.span;
    let mut fields: Vec<(Box<str>, Span)> =
        table.entries.iter().map(|entry| (entry.key.as_ref().into(), entry.value.span)).collect();
    let (id_place, needs) = (table.place("id"), table.place("needs"));
    let id = id(&mut table, reader);
    let mut about = about::take(&mut table, reader);
    let passage = passage(&mut table, reader);
    if let (Some(place), Some(_)) = (needs, &passage) {
        let message = "the question belongs to a passage and needs a note, and one of them can stand above it";
        let diagnostic = Diagnostic::error("two-passages", message).at(place);
        reader.push(diagnostic.hint("take the note's text into the passage, or leave `passage` out"));
    }
    let languages = table.take("lang");
    let read = item(&mut table, None, &mut fields, reader);
    let mut item = match read {
        Ok(item) => item,
        // Without a kind nothing can be said about the keys that are left.
        Err(NoKind) => return None,
    };
    if let Some(value) = languages {
        lang::merge(value, item.as_mut(), Some(&mut about), reader);
    }
    finish(table, item.as_ref().map(Item::kind), reader);
    let mut item = item?;
    images(&mut item, reader);
    let made = id.is_none();
    let id = match id {
        Some(id) => id,
        None => made_id::of(&item)?,
    };
    if made && id_place.is_none() {
        let diagnostic = Diagnostic::warning("missing-id", "the question has no `id`").at(span);
        let hint = format!(
            "`papersetter check --fix` writes `id = \"{id}\"`; with an id it keeps its place when its text changes"
        );
        reader.push(diagnostic.hint(hint));
    }
    let unread_figures = std::mem::take(&mut reader.unread_figures);
    let place = Place { span, bank: bank.clone(), index, id_typed: id_place.is_some(), fields, unread_figures };
    Some(Question { id, language: reader.language, item, passage, about, place: Some(Box::new(place)) })
}

fn finish<'s>(table: Table<'s>, kind: Option<Kind>, reader: &mut Reader<'s>) {
    // A body that could not be read leaves keys of its kind behind; those are known all the same.
    let mut table = table;
    if kind.is_none() {
        table.entries.retain(|entry| !is_known(&entry.key));
    }
    table.finish_with(reader, &|key| belongs(key, kind));
}

/// Whether some question may have this field.
pub(crate) fn is_known(key: &str) -> bool {
    OF_ALL.contains(&key) || about::FIELDS.contains(&key) || OF_KINDS.iter().any(|(name, _)| *name == key)
}

/// The field of any kind that a word most likely means.
pub(crate) fn nearest_field(key: &str) -> Option<&'static str> {
    let all = OF_ALL.into_iter().chain(about::FIELDS).chain(OF_KINDS.iter().map(|(name, _)| *name));
    crate::diag::nearest(key, all)
}

/// Tells where a key belongs that this kind does not have.
fn belongs(key: &str, kind: Option<Kind>) -> Option<String> {
    let (_, kinds) = OF_KINDS.iter().find(|(name, kinds)| *name == key && !kinds.is_empty())?;
    let kind = kind?;
    let names = listed(kinds.iter().map(|kind| kind.name()));
    Some(format!("`{key}` belongs to kind {names}; this question is of kind `{}`", kind.name()))
}

fn id<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<QuestionId> {
    let typed = table.string("id", reader)?;
    let id = QuestionId::new(&typed.value);
    if id.is_none() {
        bad_id(&typed.value, typed.span, reader);
    }
    id
}

/// Reports an id that is none, with one that would do.
pub(crate) fn bad_id(typed: &str, span: Option<Span>, reader: &mut Reader<'_>) {
    let slug = crate::model::ids::slug(typed, 64);
    let message = format!("`{}` cannot be an id", shown(typed));
    let hint = match slug.is_empty() {
        true => "an id is 1 to 64 of a-z, 0-9 and `-`".to_owned(),
        false => format!("an id is 1 to 64 of a-z, 0-9 and `-`: `{slug}`"),
    };
    reader.push(Diagnostic::error("bad-id", message).at(span).hint(hint));
}

fn passage<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<PassageId> {
    let typed = table.string("passage", reader)?;
    let id = PassageId::new(&typed.value).filter(|id| id.needs().is_none());
    if id.is_none() {
        bad_id(&typed.value, typed.span, reader);
    }
    id
}

/// The kind is missing or unknown.
pub(crate) struct NoKind;

/// Reads what a question and a part have in common. `part` is the path of a part in `fields`, `parts.ii`.
///
/// `Ok(None)`: the kind is known, but its fields could not be read.
pub(crate) fn item<'s>(
    table: &mut Table<'s>,
    part: Option<&str>,
    fields: &mut Vec<(Box<str>, Span)>,
    reader: &mut Reader<'s>,
) -> Result<Option<Item>, NoKind> {
    let kind = kind(table, part.is_some(), reader)?;
    let owner = table.span;
    let had_stem = table.has("stem");
    let stem = table.text("stem", Form::Block, reader);
    let explanation = table.text("explanation", Form::Block, reader);
    let figures = figures::take(table, reader);
    let inherited_marks = table.entries.iter().any(|entry| entry.key == "marks" && entry.inherited);
    let marks_place = table.place("marks").filter(|_| !inherited_marks);
    let mut scheme = marks::take(table, reader);
    let shuffle = table.truth("shuffle", reader);
    if !had_stem && !speaks_for_itself(kind) {
        let message = format!("kind `{}` needs a `stem`", kind.name());
        reader.missing(owner, message, "write the text of the question, `stem = \"…\"`");
    }
    let body = body(table, kind, stem.as_ref(), &mut scheme, fields, reader);
    let unreadable = stem.is_none() && (had_stem || !speaks_for_itself(kind));
    let Some(body) = body.filter(|_| !unreadable) else { return Ok(None) };
    if let Body::Case { parts } = &body {
        if inherited_marks {
            scheme = crate::model::marking::SchemeFields::default();
        }
        case::sum(parts, &scheme, marks_place, reader);
    }
    Ok(Some(Item { stem, body, explanation, figures, marks: scheme, shuffle }))
}

fn body<'s>(
    table: &mut Table<'s>,
    kind: Kind,
    stem: Option<&Text>,
    scheme: &mut crate::model::marking::SchemeFields,
    fields: &mut Vec<(Box<str>, Span)>,
    reader: &mut Reader<'s>,
) -> Option<Body> {
    match kind {
        Kind::Choice => choice::choice(table, reader),
        Kind::TrueFalse => choice::true_false(table, reader),
        Kind::Statements => coded::statements(table, reader),
        Kind::Pairs => coded::pairs(table, reader),
        Kind::Match => coded::matching(table, reader),
        Kind::Order => coded::order(table, reader),
        Kind::AssertionReason => fixed::assertion_reason(table, reader),
        Kind::StatementPair => fixed::statement_pair(table, reader),
        Kind::Numeric => numeric::numeric(table, reader),
        Kind::Blank => numeric::blank(table, stem, reader),
        Kind::Short => written::written(table, false, scheme, reader),
        Kind::Long => written::written(table, true, scheme, reader),
        Kind::Case => case::case(table, fields, reader),
    }
}

fn kind<'s>(table: &mut Table<'s>, part: bool, reader: &mut Reader<'s>) -> Result<Kind, NoKind> {
    let Some(value) = table.take("kind") else {
        if table.has("options") {
            return Ok(Kind::Choice);
        }
        let likely = ["statements", "rows", "left", "items", "assertion", "parts", "range", "points"];
        let likely = likely.iter().find(|key| table.has(key));
        let guess = likely.and_then(|key| OF_KINDS.iter().find(|(name, _)| name == key));
        let guess = guess.and_then(|(_, kinds)| kinds.first()).map_or("choice", |kind| kind.name());
        let what = if part { "the part" } else { "the question" };
        let message = format!("{what} has neither `options` nor a `kind`");
        reader.missing(table.span, message, format!("write `kind = \"{guess}\"`; `papersetter kinds` shows them all"));
        return Err(NoKind);
    };
    let place = value.span;
    let kind = reader.word(value, "`kind`", Kind::NAMES).ok_or(NoKind)?;
    if part && kind == Kind::Case {
        let diagnostic = Diagnostic::error("nested-case", "a part cannot be a case itself").at(place);
        reader.push(diagnostic.hint("give the parts of the inner case as parts of the outer one"));
        return Err(NoKind);
    }
    Ok(kind)
}

/// Adds figures for images that texts name by their path.
fn images(item: &mut Item, reader: &mut Reader<'_>) {
    let mut figures = std::mem::take(&mut item.figures);
    item.each_text(None, &mut |role, _, rich| {
        // Texts of parts are walked with their own item.
        if role.part.is_none() {
            figures::from_images(rich, reader, &mut figures);
        }
    });
    figures::complete(&mut figures, reader);
    item.figures = figures;
    if let Body::Case { parts } = &mut item.body {
        for part in parts.iter_mut().flatten() {
            let mut figures = std::mem::take(&mut part.item.figures);
            let known = figures.len() + item.figures.len();
            figures.extend(item.figures.iter().cloned());
            part.item.each_text(None, &mut |_, _, rich| figures::from_images(rich, reader, &mut figures));
            let added = figures.split_off(known.min(figures.len()));
            let own = known - item.figures.len();
            figures.truncate(own);
            figures.extend(added);
            figures::complete(&mut figures, reader);
            part.item.figures = figures;
        }
    }
}

/// Takes over what the question leaves out from `[defaults]`.
pub(crate) fn inherit<'s>(table: &mut Table<'s>, defaults: &[Entry<'s>]) {
    for entry in defaults {
        let own = table.has(&entry.key);
        // A kind that the defaults give must not stand in the way of options.
        let kindless = entry.key == "kind" && table.has("options");
        if !own && !kindless {
            table.entries.push(entry.clone());
        }
    }
}

/// Whether a question of this kind may do without a stem: the paper has words of its own for it.
fn speaks_for_itself(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::AssertionReason | Kind::StatementPair | Kind::Statements | Kind::Pairs | Kind::Match | Kind::Order
    )
}
