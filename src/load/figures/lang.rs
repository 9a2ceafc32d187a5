//! The texts of a figure in further languages.

use crate::diag::Diagnostic;
use crate::load::question::lang::Into;
use crate::load::table::{Data, Reader, Table, Value, shown};
use crate::model::figure::{Figure, FigureSpec};
use crate::model::text::{Form, Text};

impl Into {
    /// `lang.hi.figures.ray = "…"`: alternative texts, or tables of texts, by the figure's id.
    pub(crate) fn figures<'s>(self, figures: &mut [Figure], table: &mut Table<'s>, reader: &mut Reader<'s>) {
        let Some(mut keyed) = table.table("figures", reader) else { return };
        for entry in std::mem::take(&mut keyed.entries) {
            let Some(figure) = figures.iter_mut().find(|figure| figure.id.as_str() == entry.key) else {
                if !reader.unread_figures.iter().any(|id| id.as_str() == entry.key) {
                    let message = format!("there is no figure `{}`", shown(&entry.key));
                    reader.push(Diagnostic::error("unknown-name", message).at(entry.key_span));
                }
                continue;
            };
            match entry.value.data {
                Data::Table(table) => self.figure(figure, table, reader),
                _ => {
                    let what = format!("the alternative text of figure `{}`", shown(&entry.key));
                    self.set(&mut figure.alt, entry.value, &what, Form::Inline, reader);
                }
            }
        }
    }

    /// Title, caption, alternative text and the texts of the data.
    pub(crate) fn figure<'s>(self, figure: &mut Figure, mut table: Table<'s>, reader: &mut Reader<'s>) {
        self.optional(&mut figure.title, &mut table, "title", Form::Inline, reader);
        self.optional(&mut figure.caption, &mut table, "caption", Form::Inline, reader);
        if let Some(value) = table.take("alt") {
            self.set(&mut figure.alt, value, "`alt`", Form::Inline, reader);
        }
        match &mut figure.spec {
            FigureSpec::File(_) => {}
            FigureSpec::Map(map) => {
                if let Some(mut inner) = table.table("map", reader) {
                    let names = map.places.iter_mut().map(|place| &mut place.name).collect();
                    self.list(names, &mut inner, "places", reader);
                    self.finish(inner, reader);
                }
            }
            FigureSpec::Timeline(events) => {
                for (at, value) in self.numbered(events.len(), &mut table, "timeline", reader) {
                    let Some(event) = events.get_mut(at) else { continue };
                    self.share_signs(&mut event.when, reader);
                    let Data::Table(mut inner) = value.data else {
                        self.set(&mut event.text, value, "each of `timeline`", Form::Inline, reader);
                        continue;
                    };
                    for (key, text) in [("when", &mut event.when), ("text", &mut event.text)] {
                        if let Some(value) = inner.take(key) {
                            self.set(text, value, &format!("`{key}`"), Form::Inline, reader);
                        }
                    }
                    self.finish(inner, reader);
                }
            }
            FigureSpec::Chart(chart) => {
                if let Some(mut inner) = table.table("chart", reader) {
                    self.list(chart.labels.iter_mut().collect(), &mut inner, "labels", reader);
                    chart.unit.iter_mut().for_each(|unit| self.share_signs(unit, reader));
                    self.optional(&mut chart.unit, &mut inner, "unit", Form::Inline, reader);
                    let names = chart.series.iter_mut().filter_map(|series| series.name.as_mut()).collect();
                    self.list(names, &mut inner, "series", reader);
                    self.finish(inner, reader);
                }
            }
            FigureSpec::Table(data) => {
                if let Some(mut inner) = table.table("table", reader) {
                    self.list(data.head.iter_mut().collect(), &mut inner, "head", reader);
                    for (at, value) in self.numbered(data.rows.len(), &mut inner, "rows", reader) {
                        if let Some(row) = data.rows.get_mut(at) {
                            self.cells(row, value, &format!("row {}", at + 1), reader);
                        }
                    }
                    self.finish(inner, reader);
                }
            }
        }
        self.finish(table, reader);
    }

    /// Numbers and signs, `1963` and `%`, are the same in every language.
    fn share_signs(self, text: &mut Text, reader: &Reader<'_>) {
        let first = text.get(reader.language).filter(|rich| !rich.source.contains(char::is_alphabetic)).cloned();
        first.into_iter().for_each(|first| text.insert(self.lang, first));
    }

    /// A list of texts that follows the order of the first language's.
    pub(crate) fn list<'s>(
        self,
        mut texts: Vec<&mut Text>,
        table: &mut Table<'s>,
        key: &'static str,
        reader: &mut Reader<'s>,
    ) {
        for (at, value) in self.numbered(texts.len(), table, key, reader) {
            if let Some(text) = texts.get_mut(at) {
                self.set(text, value, &format!("each of `{key}`"), Form::Inline, reader);
            }
        }
    }

    /// The cells of a row.
    pub(crate) fn cells<'s>(self, cells: &mut [Text], value: Value<'s>, what: &str, reader: &mut Reader<'s>) {
        let span = value.span;
        let Some(values) = reader.list(value, &format!("{what} in `{}`", self.lang)) else { return };
        if values.len() != cells.len() {
            let (found, lang, first) = (values.len(), self.lang, reader.language);
            let message = format!("{what} has {found} cells in `{lang}`, {} in `{first}`", cells.len());
            reader.push(Diagnostic::error("unequal-languages", message).at(span));
        }
        for (cell, value) in cells.iter_mut().zip(values) {
            self.set(cell, value, &format!("a cell of {what}"), Form::Inline, reader);
        }
    }
}
