//! Figures of data: drawn, or as tables of what they hold.

use super::{Pins, Writer, string};
use crate::figure::{Anchor, Drawing, Says, chart, map};
use crate::model::date::Date;
use crate::model::figure::{Borders, FigureSpec, MapData, MapPlace};
use crate::model::marking::Decimal;
use crate::model::text::Text;
use std::fmt::Write as _;

/// A cell of a table: a text of the author's, or one of ours.
enum Cell<'a> {
    Text(&'a Text),
    Plain(String),
}

/// Width in millimetres of figures whose author says none; narrower columns shrink them.
const WIDTH: f64 = 90.0;
/// Width of a wide column, of which the author's widths are shares.
const COLUMN: f64 = 150.0;

impl<'a> Writer<'a> {
    /// The data of a figure, drawn `width` percent as wide as a wide column; `alt` says what is drawn.
    pub(super) fn data(&mut self, spec: &'a FigureSpec, width: Option<u8>, alt: &str, pins: Pins) {
        let width = width.map_or(WIDTH, |percent| f64::from(percent) / 100.0 * COLUMN);
        match spec {
            FigureSpec::File(_) => self.out.push_str("none"),
            FigureSpec::Map(data) => self.map(data, width, alt, pins),
            FigureSpec::Timeline(events) => {
                self.out.push_str("timeline(");
                for event in events {
                    let when = self.day(&event.when).map_or(Cell::Text(&event.when), Cell::Plain);
                    self.out.push('(');
                    self.cell(when);
                    self.out.push_str(", ");
                    self.bare(&event.text);
                    self.out.push_str("), ");
                }
                self.out.push(')');
            }
            FigureSpec::Chart(data) => {
                let series: Vec<Vec<f64>> =
                    data.series.iter().map(|series| series.values.iter().map(Decimal::approximate).collect()).collect();
                let named = data.series.iter().any(|series| series.name.is_some());
                let unit = data.unit.is_some();
                let drawing = chart::draw(chart::Numbers { kind: data.kind, series: &series, named, unit }, width);
                self.drawing(&drawing, alt, |says| match says {
                    Says::Label(at) => data.labels.get(*at),
                    Says::Series(at) => data.series.get(*at).and_then(|series| series.name.as_ref()),
                    Says::Unit => data.unit.as_ref(),
                    Says::Plain(_) => None,
                });
            }
            FigureSpec::Table(table) => {
                let align = vec!["start + top"; table.head.len()];
                let rows = table.rows.iter().map(|row| row.iter().map(Cell::Text).collect());
                self.table(&align, table.head.iter().map(Cell::Text).collect(), rows.collect());
            }
        }
    }

    /// A day or month typed in numbers, written out.
    fn day(&self, when: &Text) -> Option<String> {
        let (words, rich) = (self.words?, when.get_or(self.lang, self.first)?);
        let typed = rich.source.trim();
        let month = || Date::parse(&format!("{typed}-01")).map(|first| words.month_of(first));
        Date::parse(typed).map(|day| words.day(day)).or_else(month)
    }

    /// A map with a legend; a table of the names where a place has no coordinates.
    fn map(&mut self, data: &'a MapData, width: f64, alt: &str, pins: Pins) {
        let Some(places) = data.places.iter().map(MapPlace::degrees).collect::<Option<Vec<map::Place>>>() else {
            let rows = data.places.iter().enumerate();
            let rows = rows.map(|(at, place)| vec![Cell::Plain((at + 1).to_string()), Cell::Text(&place.name)]);
            return self.table(&["end + top", "start + top"], Vec::new(), rows.collect());
        };
        let degrees = |line: &Vec<(i32, i32)>| {
            line.iter().map(|(x, y)| (f64::from(*x) / 100.0, f64::from(*y) / 100.0)).collect::<Vec<_>>()
        };
        let lines: Vec<Vec<(f64, f64)>> = match &data.borders {
            Some(Borders::Lines(lines)) => lines.iter().map(degrees).collect(),
            _ => Vec::new(),
        };
        let borders = match &data.borders {
            None | Some(Borders::File(_)) => map::Borders::None,
            Some(Borders::NaturalEarthDefacto) => map::Borders::DeFacto,
            Some(Borders::Lines(_)) => map::Borders::Lines(&lines),
        };
        let view = map::View::of(&places, width, borders == map::Borders::None);
        self.out.push_str("{ ");
        self.drawing(&map::draw(&view, &places, borders), alt, |_| None);
        self.out.push_str("; legend(");
        for place in &data.places {
            if data.blank && pins == Pins::AsAsked {
                self.out.push_str("none");
            } else {
                self.bare(&place.name);
            }
            self.out.push_str(", ");
        }
        self.out.push(')');
        if let Some(attribution) = &data.attribution {
            self.out.push_str("; credit(");
            self.bare(attribution);
            self.out.push(')');
        }
        self.out.push_str(" }");
    }

    /// A drawing; `text` finds the author's texts for its labels.
    fn drawing(&mut self, drawing: &Drawing, alt: &str, text: impl Fn(&Says) -> Option<&'a Text>) {
        let Drawing { width, height, svg, labels } = drawing;
        let _ = write!(self.out, "drawing({width:.2}, {height:.2}, {}, {}", string(svg), string(alt));
        for label in labels {
            let anchor = match label.anchor {
                Anchor::Middle => "center + horizon",
                Anchor::Top => "center + top",
                Anchor::Bottom => "center + bottom",
                Anchor::Left => "left + horizon",
                Anchor::Right => "right + horizon",
            };
            let _ = write!(self.out, ", ({:.2}, {:.2}, {anchor}, {:.2}, ", label.at.x, label.at.y, label.width);
            match (&label.says, text(&label.says)) {
                (_, Some(text)) => self.bare(text),
                (Says::Plain(text), None) => {
                    self.out.push('[');
                    self.escaped(text);
                    self.out.push(']');
                }
                _ => self.out.push_str("none"),
            }
            self.out.push(')');
        }
        self.out.push(')');
    }

    fn table(&mut self, align: &[&str], head: Vec<Cell<'a>>, rows: Vec<Vec<Cell<'a>>>) {
        let columns = align.len();
        self.out.push_str(&format!("data-table({columns}, ({},), (", align.join(", ")));
        for cell in head {
            self.cell(cell);
            self.out.push_str(", ");
        }
        self.out.push(')');
        for cell in rows.into_iter().flatten() {
            self.out.push_str(", ");
            self.cell(cell);
        }
        self.out.push(')');
    }

    fn cell(&mut self, cell: Cell<'a>) {
        match cell {
            Cell::Text(text) => self.bare(text),
            Cell::Plain(text) => {
                self.out.push('[');
                self.escaped(&text);
                self.out.push(']');
            }
        }
    }
}
