//! Figures that are drawn from data: maps, timelines, charts, tables.

use crate::diag::Diagnostic;
use crate::load::blueprint::path;
use crate::load::table::{Data, Reader, Table, Value, shown};
use crate::model::blueprint::Located;
use crate::model::figure::{Borders, Chart, ChartKind, Event, FigureSpec, MapData, MapPlace, Series, TableData};
use crate::model::marking::{Decimal, Exact};
use crate::model::text::{Form, Text};
use crate::source::Span;

/// Pins of a map, events of a timeline.
const MOST_PLACES: usize = 50;

/// Labels of a chart.
const MOST_LABELS: usize = 100;

/// Series of a chart.
const MOST_SERIES: usize = 12;

/// Columns of a table.
const MOST_COLUMNS: usize = 8;

/// Rows of a table.
const MOST_ROWS: usize = 100;

/// Reads the value of `map`, `timeline`, `chart` or `table`.
pub(super) fn read<'s>(key: &'static str, value: Value<'s>, reader: &mut Reader<'s>) -> Option<FigureSpec> {
    match key {
        "map" => map(value, reader).map(FigureSpec::Map),
        "timeline" => timeline(value, reader).map(FigureSpec::Timeline),
        "chart" => chart(value, reader).map(FigureSpec::Chart),
        _ => table(value, reader).map(FigureSpec::Table),
    }
}

fn map<'s>(value: Value<'s>, reader: &mut Reader<'s>) -> Option<MapData> {
    let mut map = reader.table(value, "`map`")?;
    let span = map.span;
    if !map.has("places") {
        reader.missing(span, "`map` has no `places`", "write `map = { places = [\"Russia\", \"Japan\"] }`");
    }
    let places = elements(&mut map, "places", 1, MOST_PLACES, reader, &mut place);
    let blank = map.truth("blank", reader).unwrap_or_default();
    let borders = map.string("borders", reader).and_then(|typed| borders(typed, reader));
    let attribution = map.text("attribution", Form::Inline, reader);
    map.finish(reader);
    Some(MapData { places: places?, blank, borders, attribution })
}

/// `"none"`, the name of those that come with the program, or a file.
fn borders<'s>(typed: Located<String>, reader: &mut Reader<'s>) -> Option<Borders> {
    match typed.value.as_str() {
        "none" => None,
        "natural-earth-defacto" => Some(Borders::NaturalEarthDefacto),
        other => match other.strip_prefix("file:") {
            Some(file) => {
                path(Located { value: file.to_owned(), ..typed }, reader).map(|file| Borders::File(file.value))
            }
            None => {
                let message = format!("`borders` does not know `{}`", shown(other));
                let hint = "write `\"none\"`, `\"file:borders.geojson\"`, or `\"natural-earth-defacto\"` for borders as they are \
                            controlled";
                reader.push(Diagnostic::error("unknown-value", message).at(typed.span).hint(hint));
                None
            }
        },
    }
}

/// A name, or a table of `name` and `at`.
fn place<'s>(value: Value<'s>, reader: &mut Reader<'s>) -> Option<MapPlace> {
    let span = value.span;
    let Data::Table(mut table) = value.data else {
        let name = reader.text(value, "each of `places`", Form::Inline)?;
        return Some(MapPlace { name, at: None, span: Some(span) });
    };
    if !table.has("name") {
        reader.missing(span, "a place has no `name`", "write `{ name = \"Here\", at = [12.5, 77.6] }`");
    }
    let name = table.text("name", Form::Inline, reader);
    let typed = table.take("at");
    let had = typed.is_some();
    let at = typed.and_then(|value| degrees(value, reader));
    table.finish(reader);
    if had && at.is_none() {
        return None;
    }
    Some(MapPlace { name: name?, at, span: Some(span) })
}

/// Latitude and longitude.
pub(crate) fn degrees<'s>(value: Value<'s>, reader: &mut Reader<'s>) -> Option<(Decimal, Decimal)> {
    let span = value.span;
    let values = reader.list(value, "`at`")?;
    let [latitude, longitude] = values.as_slice() else {
        let message = format!("`at` needs two numbers, found {}", values.len());
        let diagnostic = Diagnostic::error("wrong-count", message).at(span);
        reader
            .push(diagnostic.hint("write latitude and longitude in degrees, north and east positive: `[12.5, 77.6]`"));
        return None;
    };
    let mut degree = |value: &Value<'s>, what: &str, most: i64| {
        let number = reader.decimal(value, what)?;
        if *number.value.value() < Exact::whole(-most) || *number.value.value() > Exact::whole(most) {
            let message = format!("{what} must be between -{most} and {most}, found {}", number.value.text());
            let diagnostic = Diagnostic::error("out-of-range", message).at(number.span);
            reader.push(diagnostic.hint("`at` is latitude, then longitude, in degrees"));
            return None;
        }
        Some(number.value)
    };
    let (latitude, longitude) = (degree(latitude, "the latitude", 90), degree(longitude, "the longitude", 180));
    latitude.zip(longitude)
}

fn timeline<'s>(value: Value<'s>, reader: &mut Reader<'s>) -> Option<Vec<Event>> {
    list(value, "`timeline`", 2, MOST_PLACES, reader, &mut |value, reader| {
        let mut table = reader.table(value, "each of `timeline`")?;
        for key in ["when", "text"].into_iter().filter(|key| !table.has(key)) {
            let hint = "write `{ when = \"1963\", text = \"…\" }`";
            reader.missing(table.span, format!("an event has no `{key}`"), hint);
        }
        let (when, text) = (moment(&mut table, reader), table.text("text", Form::Inline, reader));
        table.finish(reader);
        Some(Event { when: when?, text: text? })
    })
}

/// A year, a day or words.
fn moment<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<Text> {
    let mut value = table.take("when")?;
    if let Data::Whole | Data::Moment = value.data {
        value.data = Data::Text(reader.typed(value.span).into());
    }
    reader.text(value, "`when`", Form::Inline)
}

fn chart<'s>(value: Value<'s>, reader: &mut Reader<'s>) -> Option<Chart> {
    let mut table = reader.table(value, "`chart`")?;
    let span = table.span;
    for (key, hint) in [
        ("kind", "write `kind = \"bar\"`; others are `line` and `pie`"),
        ("labels", "write `labels = [\"2020\", \"2021\"]`"),
        ("series", "write `series = [{ name = \"…\", values = [6.30, 7.1] }]`, a value for each label"),
    ] {
        if !table.has(key) {
            reader.missing(span, format!("`chart` has no `{key}`"), hint);
        }
    }
    let kind = table.word("kind", ChartKind::NAMES, reader);
    let labels = elements(&mut table, "labels", 1, MOST_LABELS, reader, &mut |value, reader| {
        reader.text(value, "each of `labels`", Form::Inline)
    });
    let unit = table.text("unit", Form::Inline, reader);
    let count = labels.as_ref().map(Vec::len);
    let place = table.place("series").unwrap_or(span);
    let series =
        elements(&mut table, "series", 1, MOST_SERIES, reader, &mut |value, reader| self::series(value, count, reader));
    table.finish(reader);
    let chart = Chart { kind: kind?, labels: labels?, unit, series: series? };
    sound(&chart, place, reader).then_some(chart)
}

fn series<'s>(value: Value<'s>, labels: Option<usize>, reader: &mut Reader<'s>) -> Option<Series> {
    let mut table = reader.table(value, "each of `series`")?;
    let span = table.span;
    let name = table.text("name", Form::Inline, reader);
    if !table.has("values") {
        reader.missing(span, "a series has no `values`", "write `values = [6.30, 7.1]`, a value for each label");
    }
    let place = table.place("values").unwrap_or(span);
    let values = elements(&mut table, "values", 1, MOST_LABELS, reader, &mut |value, reader| {
        reader.decimal(&value, "each of `values`").map(|number| number.value)
    });
    table.finish(reader);
    let values = values?;
    if let Some(labels) = labels.filter(|labels| *labels != values.len()) {
        let message = format!("`labels` has {labels}, `values` has {}", values.len());
        reader.push(Diagnostic::error("wrong-count", message).at(place).hint("give one value for each label"));
        return None;
    }
    Some(Series { name, values })
}

/// Whether the numbers can be drawn as asked.
fn sound(chart: &Chart, place: Span, reader: &mut Reader<'_>) -> bool {
    let (zero, most) = (Exact::whole(0), Exact::whole(Chart::LARGEST));
    let values = || chart.series.iter().flat_map(|series| &series.values);
    let fault = if chart.series.len() > 1 && chart.series.iter().any(|series| series.name.is_none()) {
        Some(("a series has no `name`".to_owned(), "of several series each has a `name`"))
    } else if let Some(value) = values().find(|value| value.value().abs() > most) {
        let message = format!("{} is too large for an axis, which goes up to 10^15", value.text());
        Some((message, "write the values in millions, say, and the word in `unit`"))
    } else if chart.kind != ChartKind::Pie {
        None
    } else if chart.series.len() > 1 {
        Some((format!("a pie shows one series, found {}", chart.series.len()), "take `kind = \"bar\"` for several"))
    } else if let Some(value) = values().find(|value| *value.value() < zero) {
        Some((format!("a pie has no room for {}, which is below 0", value.text()), "take `kind = \"bar\"`"))
    } else if values().all(|value| *value.value() == zero) {
        Some(("a pie of nothing but zeros has no slices".to_owned(), "take `kind = \"bar\"`"))
    } else {
        None
    };
    if let Some((message, hint)) = &fault {
        reader.push(Diagnostic::error("bad-chart", message.as_str()).at(place).hint(*hint));
    }
    fault.is_none()
}

fn table<'s>(value: Value<'s>, reader: &mut Reader<'s>) -> Option<TableData> {
    let mut table = reader.table(value, "`table`")?;
    let span = table.span;
    for (key, hint) in [("head", "write `head = [\"…\", \"…\"]`"), ("rows", "write `rows = [[\"…\", \"…\"]]`")]
    {
        if !table.has(key) {
            reader.missing(span, format!("`table` has no `{key}`"), hint);
        }
    }
    let cell = &mut |value: Value<'s>, reader: &mut Reader<'s>| reader.text(value, "a cell", Form::Inline);
    let head = elements(&mut table, "head", 1, MOST_COLUMNS, reader, cell);
    let columns = head.as_ref().map(Vec::len);
    let rows = elements(&mut table, "rows", 1, MOST_ROWS, reader, &mut |value, reader| {
        let place = value.span;
        let row = list(value, "each of `rows`", 1, MOST_COLUMNS, reader, &mut |value, reader| {
            reader.text(value, "a cell", Form::Inline)
        })?;
        if let Some(columns) = columns.filter(|columns| *columns != row.len()) {
            let message = format!("`head` has {columns} cells, the row {}", row.len());
            reader.push(Diagnostic::error("wrong-count", message).at(place).hint("give one cell for each column"));
            return None;
        }
        Some(row)
    });
    table.finish(reader);
    Some(TableData { head: head?, rows: rows? })
}

/// Takes a list and reads every element; `None` where one could not be read.
fn elements<'s, T>(
    table: &mut Table<'s>,
    key: &'static str,
    least: usize,
    most: usize,
    reader: &mut Reader<'s>,
    read: &mut dyn FnMut(Value<'s>, &mut Reader<'s>) -> Option<T>,
) -> Option<Vec<T>> {
    let value = table.take(key)?;
    list(value, &format!("`{key}`"), least, most, reader, read)
}

fn list<'s, T>(
    value: Value<'s>,
    what: &str,
    least: usize,
    most: usize,
    reader: &mut Reader<'s>,
    read: &mut dyn FnMut(Value<'s>, &mut Reader<'s>) -> Option<T>,
) -> Option<Vec<T>> {
    let span = value.span;
    let values = reader.list(value, what)?;
    let count = values.len();
    if !(least..=most).contains(&count) {
        let message = match count < least {
            true => format!("{what} needs at least {least}, found {count}"),
            false => format!("{what} holds at most {most}, found {count}"),
        };
        reader.push(Diagnostic::error("wrong-count", message).at(span));
        return None;
    }
    let mut whole = Some(Vec::with_capacity(count));
    for value in values {
        match (read(value, reader), &mut whole) {
            (Some(element), Some(list)) => list.push(element),
            _ => whole = None,
        }
    }
    whole
}
