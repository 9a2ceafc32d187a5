//! `syllabus/1`: text in, [`Syllabus`] out.

use super::bank::format;
use super::table::syntax;
use super::table::{Data, Reader, Table, Value, listed, shown};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::bank::{Area, Grouping, Syllabus};
use crate::model::blueprint::Located;
use crate::model::text::PerLang;
use crate::source::{FileId, SourceMap};
use std::collections::BTreeMap;

/// The format this version reads.
pub const FORMAT: &str = "syllabus/1";

/// Reads a syllabus; its id is compared with the file's name. `None` means that the file is not a syllabus.
pub fn read(sources: &SourceMap, file: FileId, found: &mut Diagnostics) -> Option<Syllabus> {
    let mut reader = Reader::new(sources, file);
    let syllabus = read_with(&mut reader);
    found.append(reader.found);
    syllabus
}

fn read_with(reader: &mut Reader<'_>) -> Option<Syllabus> {
    let mut table = syntax::parse_file(reader).table;
    if !format(&mut table, FORMAT, reader) {
        return None;
    }
    let id = id(&mut table, reader);
    let title = table.string("title", reader).map(|title| title.value);
    let as_of = table.date("as-of", reader);
    let source = table.string("source", reader).map(|source| source.value);
    let areas = areas(&mut table, reader);
    let groupings = table
        .list("groupings", reader)
        .unwrap_or_default()
        .into_iter()
        .filter_map(|value| grouping(value, &areas, reader))
        .collect();
    table.finish(reader);
    Some(Syllabus { id, title, as_of, source, areas, groupings })
}

/// The file's name without `.toml`; a typed `id` must be the same.
fn id<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> String {
    let name = reader.path.rsplit('/').next().unwrap_or_default();
    let name = name.strip_suffix(".toml").unwrap_or(name).to_owned();
    if let Some(typed) = table.string("id", reader)
        && typed.value != name
    {
        let message = format!("the id is `{}`, the file is called `{}.toml`", shown(&typed.value), shown(&name));
        let diagnostic = Diagnostic::error("wrong-id", message).at(typed.span);
        reader.push(diagnostic.hint("rename one of them: banks find a syllabus by its file name"));
    }
    name
}

fn areas<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Vec<Area> {
    let owner = table.span;
    if !table.has("areas") {
        reader.missing(owner, "the syllabus has no `areas`", "write `areas = [{ id = \"…\", name = \"…\" }]`");
    }
    let mut areas: Vec<Area> = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for value in table.list("areas", reader).unwrap_or_default() {
        let Some(area) = area(value, reader) else { continue };
        if let Some(first) = seen.get(&area.id).and_then(|at| areas.get(*at)) {
            let diagnostic = Diagnostic::error("duplicate-name", format!("two areas have the id `{}`", area.id));
            let diagnostic = diagnostic.at(area.span).hint("give one of them another id");
            let first = first.span;
            reader.push(match first {
                Some(first) => diagnostic.related(first, "the first one"),
                None => diagnostic,
            });
            continue;
        }
        seen.insert(area.id.clone(), areas.len());
        areas.push(area);
    }
    areas
}

fn area<'s>(value: Value<'s>, reader: &mut Reader<'s>) -> Option<Area> {
    let span = value.span;
    let mut table = reader.table(value, "each of `areas`")?;
    let id = path(&mut table, reader);
    let name = name(&mut table, reader);
    let weight = table.take("weight").and_then(|value| weight(value, reader));
    let aka = table.strings("aka", reader).into_iter().map(|old| old.value).collect();
    table.finish(reader);
    Some(Area { id: id?, name: name?, weight, aka, span: Some(span) })
}

/// A dotted path below the syllabus.
fn path<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<String> {
    let owner = table.span;
    if !table.has("id") {
        reader.missing(owner, "an area has no `id`", "write `id = \"prelims.gs1.polity\"`");
    }
    let typed = table.string("id", reader)?;
    let valid = typed.value.len() <= 160
        && typed.value.split('.').all(|step| !step.is_empty())
        && !typed.value.chars().any(|c| c.is_whitespace() || c.is_control());
    if !valid {
        let message = format!("`{}` cannot be the id of an area", shown(&typed.value));
        let diagnostic = Diagnostic::error("bad-id", message).at(typed.span);
        reader.push(diagnostic.hint("write words with dots between, without blanks: `prelims.gs1.polity`"));
        return None;
    }
    Some(typed.value)
}

fn name<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<PerLang<String>> {
    let owner = table.span;
    if !table.has("name") {
        reader.missing(owner, "an area has no `name`", "write `name = \"Polity and governance\"`");
    }
    let name = table.string("name", reader);
    let languages = table.take("lang");
    let mut name = PerLang::new(reader.language, name?.value);
    if let Some(value) = languages {
        super::question::lang::each(value, reader, &mut |lang, mut table, reader| {
            if let Some(typed) = table.string("name", reader) {
                name.insert(lang, typed.value);
            }
            table.finish(reader);
        });
    }
    Some(name)
}

/// Marks (`200`) or percent (`"12..18%"`), as typed.
fn weight<'s>(value: Value<'s>, reader: &mut Reader<'s>) -> Option<String> {
    let typed: Located<String> = match &value.data {
        Data::Whole | Data::Fraction => Located::new(reader.typed(value.span).to_owned(), value.span),
        Data::Text(text) => Located::new(text.trim().to_owned(), value.span),
        _ => {
            reader.wrong_type(&value, "`weight`", "a number or text");
            return None;
        }
    };
    let bare = typed.value.strip_suffix('%').unwrap_or(&typed.value);
    let mut ends = bare.split("..");
    let number = |end: Option<&str>| end.is_none_or(|end| crate::model::marking::Decimal::parse(end).is_some());
    let valid = !bare.is_empty() && number(ends.next()) && number(ends.next()) && ends.next().is_none();
    if !valid {
        let message = format!("`weight` must be marks or a share, found `{}`", shown(&typed.value));
        let diagnostic = Diagnostic::error("bad-number", message).at(typed.span);
        reader.push(diagnostic.hint("write `200` for marks, `\"12%\"` or `\"12..18%\"` for a share"));
        return None;
    }
    Some(typed.value)
}

fn grouping<'s>(value: Value<'s>, areas: &[Area], reader: &mut Reader<'s>) -> Option<Grouping> {
    let mut table = reader.table(value, "each of `groupings`")?;
    let id = path(&mut table, reader);
    let name = name(&mut table, reader);
    let members = table.strings("areas", reader);
    for member in &members {
        if !areas.iter().any(|area| area.id == member.value) {
            let message = format!("the syllabus has no area `{}`", shown(&member.value));
            let near = crate::diag::nearest(&member.value, areas.iter().map(|area| area.id.as_str()));
            let hint = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("its areas are {}", listed(areas.iter().map(|area| area.id.as_str()))),
            };
            reader.push(Diagnostic::error("unknown-area", message).at(member.span).hint(hint));
        }
    }
    table.finish(reader);
    Some(Grouping { id: id?, name: name?, areas: members.into_iter().map(|member| member.value).collect() })
}
