//! Charts: bars, lines and slices in shades of grey, with places for the names of values and series.

use super::svg::{Path, Style, Svg};
use super::{Anchor, Drawing, Label, Point, Says};
use crate::model::figure::{Chart, ChartKind};

mod axis;

use axis::Axis;

/// Numbers to be drawn: a series of values, one for each label.
#[derive(Debug, Clone, Copy)]
pub struct Numbers<'a> {
    /// How they are drawn.
    pub kind: ChartKind,
    /// Each as long as the labels; one for a pie.
    pub series: &'a [Vec<f64>],
    /// Whether the series have names, which need a legend.
    pub named: bool,
    /// Whether the values have a unit.
    pub unit: bool,
}

/// Shades of areas that can be told apart on a copy, in the order of the series; further ones begin again.
const SHADES: [u8; 5] = [25, 72, 48, 88, 60];
/// Dashes of lines in the order of the series.
const DASHES: [&[f64]; 4] = [&[], &[2.0, 1.0], &[0.5, 0.8], &[3.0, 0.8, 0.5, 0.8]];

/// Draws a chart, `width` millimetres wide.
pub fn draw(numbers: Numbers<'_>, width: f64) -> Drawing {
    match numbers.kind {
        ChartKind::Pie => pie(numbers, width),
        ChartKind::Bar | ChartKind::Line => along_axes(numbers, width),
    }
}

/// Size of a line of text in millimetres.
const LINE: f64 = 4.2;
/// Room for the numbers of the axis.
const LEFT: f64 = 13.0;
/// Least width of the name of a value.
const NAME: f64 = 9.0;

fn along_axes(numbers: Numbers<'_>, width: f64) -> Drawing {
    let Numbers { kind, series, .. } = numbers;
    let axis = Axis::of(series.iter().flatten().copied(), kind == ChartKind::Bar);
    let legend = if numbers.named { legend_height(series.len()) } else { 0.0 };
    let top = legend + if numbers.unit || legend == 0.0 { LINE + 2.0 } else { 2.0 };
    let area = (width * 0.45).clamp(35.0, 65.0);
    let height = top + area + 2.4 * LINE;
    let plot = Plot { left: LEFT, right: width - 2.0, top, bottom: top + area };
    let mut svg = Svg::new(width, height);
    let mut labels = Vec::new();
    marks(&axis, plot, &mut svg, &mut labels);
    if numbers.unit {
        labels.push(Label {
            says: Says::Unit,
            at: Point { x: 0.0, y: top - LINE / 2.0 - 1.8 },
            anchor: Anchor::Left,
            width: width / 2.0,
        });
    }
    if kind == ChartKind::Bar {
        bars(series, &axis, plot, &mut svg)
    } else {
        lines(series, &axis, plot, &mut svg)
    }
    names(series, plot, &mut labels);
    if numbers.named {
        for (at, place) in legend_places(series.len(), width).enumerate() {
            swatch(kind, at, place, &mut svg);
            let at_text = Point { x: place.x + 8.0, y: place.y };
            labels.push(Label { says: Says::Series(at), at: at_text, anchor: Anchor::Left, width: width / 2.0 - 9.0 });
        }
    }
    Drawing { width, height, svg: svg.finish(), labels }
}

/// The area that values are drawn in, in millimetres.
#[derive(Debug, Clone, Copy)]
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Plot {
    fn y(self, axis: &Axis, value: f64) -> f64 {
        self.bottom - axis.share(value) * (self.bottom - self.top)
    }

    /// Width of the slot of one value.
    fn slot(self, count: usize) -> f64 {
        (self.right - self.left) / count.max(1) as f64
    }

    /// Middle of a slot.
    fn x(self, count: usize, at: usize) -> f64 {
        self.left + (at as f64 + 0.5) * self.slot(count)
    }
}

fn longest(series: &[Vec<f64>]) -> usize {
    series.iter().map(Vec::len).max().unwrap_or(0)
}

/// The marks of the axis with a thin line each, and the base.
fn marks(axis: &Axis, plot: Plot, svg: &mut Svg, labels: &mut Vec<Label>) {
    for mark in &axis.marks {
        let y = plot.y(axis, *mark);
        let style = if *mark == 0.0 { Style::line(0.3, 0) } else { Style::line(0.1, 70) };
        svg.line(&[Point { x: plot.left, y }, Point { x: plot.right, y }], style);
        let at = Point { x: plot.left - 1.5, y };
        labels.push(Label { says: Says::Plain(axis.text(*mark)), at, anchor: Anchor::Right, width: LEFT });
    }
    let side = [Point { x: plot.left, y: plot.top }, Point { x: plot.left, y: plot.bottom }];
    svg.line(&side, Style::line(0.3, 0));
}

/// The names of the values below the axis: all of them, or every second, third …, where they would touch.
fn names(series: &[Vec<f64>], plot: Plot, labels: &mut Vec<Label>) {
    let count = longest(series);
    let every = (NAME / plot.slot(count)).ceil().max(1.0) as usize;
    for at in (0..count).step_by(every) {
        labels.push(Label {
            says: Says::Label(at),
            at: Point { x: plot.x(count, at), y: plot.bottom + 1.2 },
            anchor: Anchor::Top,
            width: plot.slot(count) * every as f64 - 1.0,
        });
    }
}

fn bars(series: &[Vec<f64>], axis: &Axis, plot: Plot, svg: &mut Svg) {
    let count = longest(series);
    let group = plot.slot(count) * 0.72;
    let wide = group / series.len().max(1) as f64;
    let base = plot.y(axis, 0.0);
    for (row, values) in series.iter().enumerate() {
        for (at, value) in values.iter().enumerate() {
            let x = plot.x(count, at) - group / 2.0 + row as f64 * wide;
            let y = plot.y(axis, *value);
            svg.rectangle(Point { x, y }, Point { x: x + wide, y: base }, Style::area(shade(row)).edged(0.2, 0));
        }
    }
}

fn lines(series: &[Vec<f64>], axis: &Axis, plot: Plot, svg: &mut Svg) {
    let count = longest(series);
    for (row, values) in series.iter().enumerate() {
        let points: Vec<Point> =
            (0..).zip(values).map(|(at, value)| Point { x: plot.x(count, at), y: plot.y(axis, *value) }).collect();
        svg.line(&points, Style::line(0.5, 0).dashed(dash(row)));
        for point in points {
            marker(row, point, svg);
        }
    }
}

fn shade(row: usize) -> u8 {
    SHADES.get(row % SHADES.len()).copied().unwrap_or(50)
}

fn dash(row: usize) -> &'static [f64] {
    DASHES.get(row % DASHES.len()).copied().unwrap_or(&[])
}

/// The point of a line: round or square, full or open.
fn marker(row: usize, at: Point, svg: &mut Svg) {
    let style = Style::area(if row % 4 < 2 { 0 } else { 100 }).edged(0.3, 0);
    if row.is_multiple_of(2) {
        svg.circle(at, 0.8, style);
    } else {
        svg.rectangle(Point { x: at.x - 0.75, y: at.y - 0.75 }, Point { x: at.x + 0.75, y: at.y + 0.75 }, style);
    }
}

/// Height of the legend: two series a line.
fn legend_height(count: usize) -> f64 {
    count.div_ceil(2) as f64 * (LINE + 1.0) + 1.0
}

fn legend_places(count: usize, width: f64) -> impl Iterator<Item = Point> {
    (0..count).map(move |at| Point {
        x: if at % 2 == 0 { 0.0 } else { width / 2.0 },
        y: (at / 2) as f64 * (LINE + 1.0) + LINE / 2.0 + 0.3,
    })
}

/// How a series looks, left of its name.
fn swatch(kind: ChartKind, row: usize, at: Point, svg: &mut Svg) {
    if kind == ChartKind::Line {
        svg.line(&[at, Point { x: at.x + 6.0, ..at }], Style::line(0.5, 0).dashed(dash(row)));
        marker(row, Point { x: at.x + 3.0, ..at }, svg);
    } else {
        let (from, to) = (Point { x: at.x + 1.0, y: at.y - 1.4 }, Point { x: at.x + 6.0, y: at.y + 1.4 });
        svg.rectangle(from, to, Style::area(shade(row)).edged(0.2, 0));
    }
}

/// Slices clockwise from the top; their names stand beside the circle with a swatch each.
fn pie(numbers: Numbers<'_>, width: f64) -> Drawing {
    let values: Vec<f64> = numbers
        .series
        .first()
        .map(|values| values.iter().map(|value| value.clamp(0.0, Chart::LARGEST as f64)).collect())
        .unwrap_or_default();
    let total: f64 = values.iter().sum();
    let radius = (width * 0.2).clamp(14.0, 28.0);
    let rows = values.len() as f64 * (LINE + 1.6);
    let height = (2.0 * radius + 2.0).max(rows);
    let middle = Point { x: radius + 1.0, y: height / 2.0 };
    let mut svg = Svg::new(width, height);
    let mut labels = Vec::new();
    let mut before = 0.0;
    for (at, value) in values.iter().enumerate() {
        let style = Style::area(shade(at)).edged(0.3, 0);
        let share = if total > 0.0 { value / total } else { 0.0 };
        let edge = |turn: f64| {
            let angle = turn * std::f64::consts::TAU;
            Point { x: middle.x + radius * libm::sin(angle), y: middle.y - radius * libm::cos(angle) }
        };
        if share > 1.0 - 1e-9 {
            svg.circle(middle, radius, style);
        } else if share > 0.0 {
            let mut path = Path::default();
            path.slice(middle, radius, edge(before), edge(before + share), share > 0.5);
            svg.draw(&path, style);
        }
        before += share;
        let place = Point { x: 2.0 * radius + 6.0, y: (height - rows) / 2.0 + (at as f64 + 0.5) * (LINE + 1.6) };
        swatch(ChartKind::Pie, at, place, &mut svg);
        let room = width - place.x - 9.0;
        labels.push(Label {
            says: Says::Label(at),
            at: Point { x: place.x + 8.0, ..place },
            anchor: Anchor::Left,
            width: room,
        });
    }
    Drawing { width, height, svg: svg.finish(), labels }
}

#[cfg(test)]
mod tests;
