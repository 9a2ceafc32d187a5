//! Figures of questions, passages and notes: a picture from a file, or data that is drawn.

use super::ids::{Lang, Name};
use super::marking::Decimal;
use super::named::named_enum;
use super::text::{RichText, Text};
use crate::source::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Figure {
    /// Its name in tokens and images.
    pub id: Name,
    /// A line above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// What is shown.
    #[serde(flatten)]
    pub spec: FigureSpec,
    /// A line below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Text>,
    /// What it shows, for those who cannot see it.
    pub alt: Text,
    /// Width in percent of the column; `None` is the figure's own, at most the column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u8>,
    /// Where the file was named, or the data typed.
    #[serde(skip)]
    pub place: Option<Span>,
}

/// What a figure shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FigureSpec {
    /// A picture: in a bank the path relative to the root, with `/`; in a record `media/<SHA-256>.<ext>`.
    File(String),
    /// A map with pins.
    Map(MapData),
    /// Events in time.
    Timeline(Vec<Event>),
    /// Numbers.
    Chart(Chart),
    /// Rows and columns.
    Table(TableData),
}

/// What a map shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct MapData {
    /// Pins, numbered in this order.
    pub places: Vec<MapPlace>,
    /// Whether the candidate is to name the pins: the paper has rules in place of their names, the solutions have both.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blank: bool,
    /// Borders between countries; `None` draws none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub borders: Option<Borders>,
    /// What is said of the borders below the map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<Text>,
}

/// Borders on a map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Borders {
    /// Those of Natural Earth, which show who controls what.
    NaturalEarthDefacto,
    /// Those of a file of the author's, by its path from the root, which is still to be read.
    File(String),
    /// Lines from a file of the author's: longitude and latitude in hundredths of a degree.
    Lines(Vec<Vec<(i32, i32)>>),
}

/// A pin of a map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct MapPlace {
    /// Its name; in the first language the one by which a gazetteer knows it.
    pub name: Text,
    /// Degrees of latitude (north is positive) and longitude (east is positive); `None` is left to a gazetteer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<(Decimal, Decimal)>,
    /// Where it was typed.
    #[serde(skip)]
    pub span: Option<Span>,
}

impl MapPlace {
    /// Latitude and longitude in degrees, as exactly as a map shows them; `None` where they are not known.
    pub fn degrees(&self) -> Option<(f64, f64)> {
        let (latitude, longitude) = self.at.as_ref()?;
        Some((latitude.approximate(), longitude.approximate()))
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Event {
    /// When: a year, a month or a day as in `1991-12-26`, or words.
    pub when: Text,
    /// What.
    pub text: Text,
}

named_enum!(
    /// How numbers are drawn.
    ChartKind {
        /// Bars.
        Bar = "bar",
        /// Lines.
        Line = "line",
        /// Slices of a circle.
        Pie = "pie",
    }
);

/// Numbers to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Chart {
    /// How.
    pub kind: ChartKind,
    /// What each value of a series stands for.
    pub labels: Vec<Text>,
    /// Unit of all values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Text>,
    /// One or more; of a pie one.
    pub series: Vec<Series>,
}

impl Chart {
    /// The largest value that is drawn, below zero as above: an axis cannot name larger ones.
    pub const LARGEST: i64 = 1_000_000_000_000_000;
}

/// A row of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Series {
    /// What they are; only a series by itself has no name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// One for each label, as typed.
    pub values: Vec<Decimal>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct TableData {
    /// Headings of the columns.
    pub head: Vec<Text>,
    /// Rows as long as the head.
    pub rows: Vec<Vec<Text>>,
}

/// Writes the walk once for shared and once for exclusive references.
macro_rules! walk_figure {
    ($name:ident $(, $mutable:tt)?) => {
        /// Calls `visit` for title, data and caption.
        pub(super) fn $name<'a>(
            title: &'a $($mutable)? Option<Text>,
            spec: &'a $($mutable)? FigureSpec,
            caption: &'a $($mutable)? Option<Text>,
            visit: &mut dyn FnMut(&'a $($mutable)? Text),
        ) {
            if let Some(title) = title {
                visit(title);
            }
            match spec {
                FigureSpec::File(_) => {}
                FigureSpec::Map(map) => {
                    for place in &$($mutable)? map.places {
                        visit(&$($mutable)? place.name);
                    }
                }
                FigureSpec::Timeline(events) => {
                    for event in events {
                        visit(&$($mutable)? event.when);
                        visit(&$($mutable)? event.text);
                    }
                }
                FigureSpec::Chart(chart) => {
                    for label in &$($mutable)? chart.labels {
                        visit(label);
                    }
                    if let Some(unit) = &$($mutable)? chart.unit {
                        visit(unit);
                    }
                    for series in &$($mutable)? chart.series {
                        if let Some(name) = &$($mutable)? series.name {
                            visit(name);
                        }
                    }
                }
                FigureSpec::Table(table) => {
                    for cell in &$($mutable)? table.head {
                        visit(cell);
                    }
                    for cell in (&$($mutable)? table.rows).into_iter().flatten() {
                        visit(cell);
                    }
                }
            }
            if let Some(caption) = caption {
                visit(caption);
            }
        }
    };
}

walk_figure!(each_text_of);
walk_figure!(each_text_of_mut, mut);

impl Figure {
    /// Calls `visit` for every text but `alt`: title, data, caption.
    pub fn each_text<'a>(&'a self, visit: &mut dyn FnMut(&'a Text)) {
        each_text_of(&self.title, &self.spec, &self.caption, visit);
    }

    /// The picture's file, if it is one.
    pub fn file(&self) -> Option<&str> {
        match &self.spec {
            FigureSpec::File(file) => Some(file),
            _ => None,
        }
    }

    /// Whether it is a map whose pins the candidate is to name.
    pub fn is_blank(&self) -> bool {
        matches!(&self.spec, FigureSpec::Map(map) if map.blank)
    }

    /// The languages in which its title and data exist.
    pub fn languages(&self) -> BTreeSet<Lang> {
        let mut languages = BTreeSet::new();
        self.each_text(&mut |text| languages.extend(text.iter().map(|(lang, _)| lang)));
        languages
    }

    /// What its data say, as Markdown on one line: `1963: Treaty; 1971: Agreement`. Empty for a picture.
    pub fn told(&self, lang: Lang, first: Lang) -> String {
        let said = |text: &Text| text.get_or(lang, first).map(RichText::single_line).unwrap_or_default();
        let title = self.title.as_ref().map(said).filter(|title| !title.is_empty());
        let data = match &self.spec {
            FigureSpec::File(_) => return String::new(),
            FigureSpec::Map(map) => map.places.iter().map(|place| said(&place.name)).collect::<Vec<_>>().join(", "),
            FigureSpec::Timeline(events) => {
                let events = events.iter().map(|event| format!("{}: {}", said(&event.when), said(&event.text)));
                events.collect::<Vec<_>>().join("; ")
            }
            FigureSpec::Chart(chart) => {
                let unit = chart.unit.as_ref().map(|unit| format!(" {}", said(unit))).unwrap_or_default();
                let series = chart.series.iter().map(|series| {
                    let values = chart.labels.iter().zip(&series.values);
                    let values = values.map(|(label, value)| format!("{} {}{unit}", said(label), value.text()));
                    let values = values.collect::<Vec<_>>().join(", ");
                    series.name.as_ref().map_or(values.clone(), |name| format!("{}: {values}", said(name)))
                });
                series.collect::<Vec<_>>().join("; ")
            }
            FigureSpec::Table(table) => {
                let line = |cells: &[Text]| cells.iter().map(said).collect::<Vec<_>>().join(", ");
                let lines = std::iter::once(line(&table.head)).chain(table.rows.iter().map(|row| line(row)));
                lines.collect::<Vec<_>>().join("; ")
            }
        };
        title.map_or(data.clone(), |title| format!("{title}: {data}"))
    }
}
