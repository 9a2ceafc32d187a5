//! Pictures: those of `figures`, and those that a text names by their path.

use crate::diag::Diagnostic;
use crate::load::paths;
use crate::load::table::{Data, Reader, Table, Value, shown};
use crate::model::ids::Name;
use crate::model::question::Figure;
use crate::model::text::{BlockKind, Form, InlineKind, PerLang, RichText};
use crate::source::Span;

/// Takes `figures`.
pub(crate) fn take<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Vec<Figure> {
    let Some(list) = table.list("figures", reader) else { return Vec::new() };
    let mut figures: Vec<Figure> = Vec::new();
    for value in list.into_iter() {
        let span = value.span;
        let Some(figure) = reader.table(value, "each of `figures`").and_then(|table| read(table, reader)) else {
            continue;
        };
        if figures.iter().any(|other| other.id == figure.id) {
            let message = format!("two figures have the id `{}`", figure.id);
            reader.push(Diagnostic::error("duplicate-name", message).at(span).hint("give one of them another id"));
            continue;
        }
        figures.push(figure);
        if figures.len() > 50 {
            reader.push(Diagnostic::error("out-of-range", "more than 50 figures in one question").at(span));
            break;
        }
    }
    figures
}

fn read<'s>(mut table: Table<'s>, reader: &mut Reader<'s>) -> Option<Figure> {
    let span = table.span;
    let id = table.string("id", reader);
    let file = table.string("file", reader);
    let had_alt = table.has("alt");
    let alt = table.text("alt", Form::Inline, reader);
    let width = table.take("width").and_then(|value| percent(&value, reader));
    table.finish(reader);
    let id = id.or_else(|| {
        reader.missing(span, "a figure has no `id`", "write `id = \"ray\"`: tokens and images name it so");
        None
    })?;
    let valid =
        id.value.len() <= 64 && id.value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !valid {
        let message = format!("`{}` cannot be the id of a figure", shown(&id.value));
        reader.push(Diagnostic::error("bad-id", message).at(id.span).hint("take a-z, 0-9 and `-`"));
        return None;
    }
    let Some(file) = file else {
        reader.missing(span, format!("figure `{}` has no `file`", id.value), "write `file = \"media/ray.svg\"`");
        return None;
    };
    if !had_alt {
        let hint = "say in `alt` what it shows, for those who cannot see it";
        reader.missing(span, format!("figure `{}` has no `alt`", id.value), hint);
    }
    let place = file.span?;
    let file = path(&file.value, place, reader)?;
    Some(Figure { id: Name::new(&id.value)?, file, alt: alt?, width, place: Some(place) })
}

fn path(typed: &str, span: Span, reader: &mut Reader<'_>) -> Option<String> {
    match paths::resolve(reader.path, typed) {
        Ok(path) => Some(path),
        Err((fault, hint)) => {
            let message = format!("the path `{}` {fault}", shown(typed));
            reader.push(Diagnostic::error("bad-path", message).at(span).hint(hint));
            None
        }
    }
}

fn percent<'s>(value: &Value<'s>, reader: &mut Reader<'s>) -> Option<u8> {
    if let Data::Text(text) = &value.data {
        let number = text.trim().strip_suffix('%').and_then(|number| number.trim().parse::<u8>().ok());
        if let Some(number) = number.filter(|number| (1..=100).contains(number)) {
            return Some(number);
        }
    }
    let message = format!("`width` must be between 1% and 100%, found `{}`", shown(reader.typed(value.span)));
    let diagnostic = Diagnostic::error("out-of-range", message).at(value.span);
    reader.push(diagnostic.hint("write the share of the column, `\"60%\"`"));
    None
}

/// Adds a figure for every image of a text whose target is no figure's id, but a path; its name is the path as typed.
pub(crate) fn from_images(rich: &RichText, reader: &mut Reader<'_>, figures: &mut Vec<Figure>) {
    if !rich.source.contains("![") {
        return;
    }
    let language = reader.language;
    let mut wanted = Vec::new();
    rich.each_inline(&mut |inline| {
        if let InlineKind::Image { target, alt } = &inline.kind {
            wanted.push((target.clone(), alt.clone(), rich.span(inline.range.clone())));
        }
    });
    for (target, alt, place) in wanted {
        if figures.iter().any(|figure| figure.id.as_str() == target) {
            continue;
        }
        let Some(place) = place else { continue };
        if alt.trim().is_empty() {
            let diagnostic = Diagnostic::error("missing-key", "an image has no alternative text").at(place);
            reader.push(diagnostic.hint(format!("say what it shows: `![a convex lens]({})`", shown(&target))));
            continue;
        }
        let Some(file) = path(&target, place, reader) else { continue };
        let Some(id) = Name::new(&target) else {
            let message = format!("the path `{}` has {} bytes, the most is 400", shown(&target), target.len());
            reader.push(Diagnostic::error("bad-path", message).at(place).hint("give the file a shorter name"));
            continue;
        };
        let inline = crate::model::text::Inline { kind: InlineKind::Text(alt.clone()), range: 0..alt.len() };
        let alt = RichText {
            blocks: vec![crate::model::text::Block { kind: BlockKind::Paragraph(vec![inline]), range: 0..alt.len() }],
            source: alt,
            ..RichText::default()
        };
        figures.push(Figure { id, file, alt: PerLang::new(language, alt), width: None, place: Some(place) });
    }
}
