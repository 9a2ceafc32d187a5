//! Figures: those of `figures` and `[[figure]]`, and pictures that a text names by their path.

pub(crate) use data::degrees;

mod data;
mod lang;

use crate::diag::{Diagnostic, Diagnostics};
use crate::load::paths;
use crate::load::question::lang::{Into, each};
use crate::load::table::{Data, Reader, Table, Value, shown};
use crate::model::figure::{Figure, FigureSpec};
use crate::model::ids::Name;
use crate::model::text::{BlockKind, Form, InlineKind, PerLang, RichText};
use crate::source::Span;

/// Figures of one question, passage or note.
const MOST_FIGURES: usize = 50;

/// What a figure may show, one of them.
const SPECS: [&str; 5] = ["file", "map", "timeline", "chart", "table"];

/// Takes `figures`.
pub(crate) fn take<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Vec<Figure> {
    let Some(list) = table.list("figures", reader) else { return Vec::new() };
    let mut figures: Vec<Figure> = Vec::new();
    for value in list.into_iter() {
        if let Some(table) = reader.table(value, "each of `figures`") {
            add(table, &mut figures, "question", reader);
        }
        if figures.len() > MOST_FIGURES {
            break;
        }
    }
    figures
}

/// Reads a figure and puts it beside the others of its `owner`.
pub(crate) fn add<'s>(mut table: Table<'s>, figures: &mut Vec<Figure>, owner: &str, reader: &mut Reader<'s>) {
    let span = table.span;
    let languages = if owner == "note" { table.take("lang") } else { None };
    let id = table.entries.iter().find(|entry| entry.key == "id").and_then(|entry| match &entry.value.data {
        Data::Text(text) => Name::new(text),
        _ => None,
    });
    let Some(mut figure) = read(table, reader) else {
        reader.unread_figures.extend(id);
        return;
    };
    if figures.iter().any(|other| other.id == figure.id) {
        let message = format!("two figures have the id `{}`", figure.id);
        reader.push(Diagnostic::error("duplicate-name", message).at(span).hint("give one of them another id"));
        return;
    }
    if let Some(value) = languages {
        each(value, reader, &mut |lang, table, reader| Into { lang }.figure(&mut figure, table, reader));
    }
    figures.push(figure);
    if figures.len() == MOST_FIGURES + 1 {
        let message = format!("more than {MOST_FIGURES} figures in one {owner}");
        reader.push(Diagnostic::error("out-of-range", message).at(span));
    }
}

fn read<'s>(mut table: Table<'s>, reader: &mut Reader<'s>) -> Option<Figure> {
    let span = table.span;
    let id = table.string("id", reader);
    let title = table.text("title", Form::Inline, reader);
    let caption = table.text("caption", Form::Inline, reader);
    let had_alt = table.has("alt");
    let alt = table.text("alt", Form::Inline, reader);
    let width = table.take("width").and_then(|value| percent(&value, reader));
    let shown: Vec<(&'static str, Value<'s>)> =
        SPECS.into_iter().filter_map(|key| Some((key, table.take(key)?))).collect();
    table.finish(reader);
    let id = id.or_else(|| {
        reader.missing(span, "a figure has no `id`", "write `id = \"ray\"`: tokens and images name it so");
        None
    })?;
    let valid = (1..=64).contains(&id.value.len())
        && id.value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !valid {
        let message = format!("`{}` cannot be the id of a figure", self::shown(&id.value));
        reader.push(Diagnostic::error("bad-id", message).at(id.span).hint("take a-z, 0-9 and `-`"));
        return None;
    }
    let id = Name::new(&id.value)?;
    if let [(first, _), (second, value), ..] = shown.as_slice() {
        let message = format!("figure `{id}` has both `{first}` and `{second}`");
        let diagnostic = Diagnostic::error("bad-figure", message).at(value.span);
        reader.push(diagnostic.hint("make two figures of it, each with an `id`"));
        return None;
    }
    let Some((key, value)) = shown.into_iter().next() else {
        let hint = "write `file = \"media/ray.svg\"`; data stand in `map`, `timeline`, `chart` or `table`";
        reader.missing(span, format!("figure `{id}` has no `file`"), hint);
        return None;
    };
    let place = value.span;
    let spec = if key == "file" {
        if !had_alt {
            let hint = "say in `alt` what it shows, for those who cannot see it";
            reader.missing(span, format!("figure `{id}` has no `alt`"), hint);
        }
        let file = reader.string(value, "`file`")?;
        FigureSpec::File(path(&file.value, place, reader)?)
    } else {
        data::read(key, value, reader)?
    };
    let alt = match alt {
        Some(alt) => alt,
        // That of data is made when all languages are there.
        None if !had_alt && key != "file" => PerLang::default(),
        None => return None,
    };
    let figure = Figure { id, title, spec, caption, alt, width, place: Some(place) };
    Some(figure)
}

/// Makes the alternative texts that figures of data lack, and reports tokens in them.
pub(crate) fn complete(figures: &mut [Figure], reader: &mut Reader<'_>) {
    let language = reader.language;
    for figure in figures {
        let mut tokens = Vec::new();
        figure.each_text(&mut |text| {
            for (_, rich) in text.iter() {
                tokens.extend(rich.tokens().into_iter().map(|(token, range)| (token.typed(), rich.span(range))));
            }
        });
        for (token, place) in tokens {
            let diagnostic = Diagnostic::error("bad-figure", format!("`{token}` stands in a figure")).at(place);
            reader.push(diagnostic.hint("tokens work in running text: write what shall be printed"));
        }
        if figure.file().is_some() || figure.alt.get(language).is_some() {
            continue;
        }
        for lang in figure.languages().into_iter().chain([language]) {
            if figure.alt.get(lang).is_none() {
                let told = figure.told(lang, language);
                let alt = crate::markup::parse(&told, Form::Inline, None, false, &mut Diagnostics::default());
                figure.alt.insert(lang, alt);
            }
        }
    }
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
        let known = || figures.iter().map(|figure| &figure.id).chain(&reader.unread_figures);
        if known().any(|id| id.as_str() == target) {
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
        let (spec, alt) = (FigureSpec::File(file), PerLang::new(language, alt));
        figures.push(Figure { id, title: None, spec, caption: None, alt, width: None, place: Some(place) });
    }
}
