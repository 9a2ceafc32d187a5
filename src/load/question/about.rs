//! What is said about a question: area, difficulty, source, status, ….

use super::lang::unequal;
use crate::diag::Diagnostic;
use crate::load::table::{Data, Reader, Table, Value, shown};
use crate::model::ids::{AreaPath, Lang};
use crate::model::marking::{Decimal, Exact};
use crate::model::question::{About, Cognitive, Difficulty, Measured, Provenance, Status};
use std::collections::BTreeMap;

/// The fields read here.
pub(crate) const FIELDS: [&str; 18] = [
    "area",
    "tags",
    "difficulty",
    "measured",
    "cognitive",
    "seconds",
    "source",
    "basis",
    "reviewed-by",
    "author",
    "as-of",
    "expires",
    "status",
    "family",
    "needs",
    "facts",
    "allow",
    "remark",
];

/// Takes all of them.
pub(crate) fn take<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> About {
    let mut text = |key: &'static str, reader: &mut Reader<'s>| table.string(key, reader).map(|text| text.value);
    let basis = text("basis", reader);
    let reviewed_by = text("reviewed-by", reader);
    let author = text("author", reader);
    let family = text("family", reader);
    let needs = text("needs", reader);
    let remark = text("remark", reader);
    About {
        area: areas(table, reader),
        tags: plain(table, "tags", reader),
        difficulty: table.word("difficulty", Difficulty::NAMES, reader),
        measured: table.table("measured", reader).map(|table| measured(table, reader)),
        cognitive: table.word("cognitive", Cognitive::NAMES, reader),
        seconds: table.count("seconds", 1, 86_400, reader),
        source: table.take("source").and_then(|value| source(value, reader)),
        basis,
        basis_in: BTreeMap::new(),
        reviewed_by,
        author,
        as_of: table.date("as-of", reader),
        expires: table.date("expires", reader),
        status: table.word("status", Status::NAMES, reader).unwrap_or_default(),
        family,
        needs,
        facts: plain(table, "facts", reader),
        allow: plain(table, "allow", reader),
        remark,
    }
}

/// Takes what of it a `lang` table has in its language: the basis, put beside that of the first.
pub(crate) fn take_in<'s>(about: &mut About, lang: Lang, table: &mut Table<'s>, reader: &mut Reader<'s>) {
    let Some(typed) = table.string("basis", reader) else { return };
    let Some(basis) = &about.basis else {
        reader.push(unequal("basis", lang, reader.language, typed.span));
        return;
    };
    let said = if typed.value == "=" { basis.clone() } else { typed.value };
    about.basis_in.insert(lang, said);
}

/// Takes one text or a list of them.
pub(crate) fn plain<'s>(table: &mut Table<'s>, key: &'static str, reader: &mut Reader<'s>) -> Vec<String> {
    table.strings(key, reader).into_iter().map(|text| text.value).collect()
}

/// Takes `area`.
pub(crate) fn areas<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Vec<AreaPath> {
    let mut areas = Vec::new();
    for typed in table.strings("area", reader) {
        match AreaPath::new(&typed.value) {
            Some(area) => areas.push(area),
            None => {
                let message = format!("`{}` cannot be an area", shown(&typed.value));
                let diagnostic = Diagnostic::error("bad-area", message).at(typed.span);
                reader.push(
                    diagnostic.hint("an area is words with dots between, without blanks: `upsc.prelims.gs1.polity`"),
                );
            }
        }
    }
    areas
}

fn measured<'s>(mut table: Table<'s>, reader: &mut Reader<'s>) -> Measured {
    let measured = Measured {
        facility: between(&mut table, "facility", 0, reader),
        discrimination: between(&mut table, "discrimination", -1, reader),
        n: table.count("n", 0, u32::MAX, reader),
        as_of: table.date("as-of", reader),
    };
    table.finish(reader);
    measured
}

/// A number from `low` to 1.
fn between<'s>(table: &mut Table<'s>, key: &'static str, low: i64, reader: &mut Reader<'s>) -> Option<Decimal> {
    let number = table.decimal(key, reader)?;
    let value = number.value.value();
    if *value < Exact::whole(low) || *value > Exact::whole(1) {
        let message = format!("`{key}` must be between {low} and 1, found {}", number.value.text());
        reader.push(Diagnostic::error("out-of-range", message).at(number.span).hint("41 of 100 is written `\"0.41\"`"));
        return None;
    }
    Some(number.value)
}

fn source<'s>(value: Value<'s>, reader: &mut Reader<'s>) -> Option<Provenance> {
    if let Data::Text(_) = value.data {
        let place = value.span;
        let diagnostic = Diagnostic::error("wrong-type", "`source` must be a table, found text").at(place);
        reader.push(diagnostic.hint("write `source = { exam = \"UPSC CSE\", year = 2019 }`, anything else as `note`"));
        return None;
    }
    let mut table = reader.table(value, "`source`")?;
    let text = |table: &mut Table<'s>, key: &'static str, reader: &mut Reader<'s>| {
        table.label(key, reader).map(|text| text.value)
    };
    let source = Provenance {
        exam: text(&mut table, "exam", reader),
        year: table.count("year", 1800, 2999, reader).and_then(|year| u16::try_from(year).ok()),
        paper: text(&mut table, "paper", reader),
        number: text(&mut table, "number", reader),
        note: text(&mut table, "note", reader),
    };
    table.finish(reader);
    Some(source)
}
