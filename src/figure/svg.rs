//! SVG as it is written here: paths in shades of grey.

use super::Point;
use std::fmt::Write as _;

/// How a path is drawn.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    /// Shade of the inside, 0 black to 100 white; `None` leaves it open.
    pub(super) fill: Option<u8>,
    /// Width of the line in millimetres, and its shade.
    pub(super) stroke: Option<(f64, u8)>,
    /// Lengths of dashes and gaps in millimetres; empty for a whole line.
    pub(super) dash: &'static [f64],
}

impl Style {
    /// An area without a line round it.
    pub(super) fn area(shade: u8) -> Self {
        Style { fill: Some(shade), ..Style::default() }
    }

    /// A line.
    pub(super) fn line(width: f64, shade: u8) -> Self {
        Style { stroke: Some((width, shade)), ..Style::default() }
    }

    /// The same with a line round it.
    pub(super) fn edged(self, width: f64, shade: u8) -> Self {
        Style { stroke: Some((width, shade)), ..self }
    }

    /// The same with its line dashed.
    pub(super) fn dashed(self, dash: &'static [f64]) -> Self {
        Style { dash, ..self }
    }
}

/// A file that is being written.
pub(super) struct Svg {
    body: String,
    width: f64,
    height: f64,
}

/// Lines and curves of a path.
#[derive(Debug, Clone, Default)]
pub(super) struct Path(String);

impl Path {
    /// Whether nothing is drawn.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a line through these points; points that cannot be told apart on paper are left out.
    pub(super) fn line(&mut self, points: &[Point], closed: bool) {
        let mut kept: Vec<Point> = Vec::with_capacity(points.len());
        for (at, point) in points.iter().enumerate() {
            let near = kept.last().is_some_and(|last| (last.x - point.x).hypot(last.y - point.y) < TELLING);
            if !near || (at + 1 == points.len() && !closed && kept.len() > 1) {
                kept.push(*point);
            }
        }
        if kept.len() < 2 {
            return;
        }
        // Steps in hundredths, so that rounding does not add up.
        let mut last = (0i64, 0i64);
        for (at, point) in kept.iter().enumerate() {
            let now = [point.x, point.y].map(|length| (length * 100.0).round() as i64);
            let step = ["M", "l", " "].get(at.min(2)).copied().unwrap_or_default();
            let [x, y] = [now[0] - last.0, now[1] - last.1].map(|hundredths| number(hundredths as f64 / 100.0));
            let _ = write!(self.0, "{step}{x} {y}");
            last = (now[0], now[1]);
        }
        if closed {
            self.0.push('Z');
        }
    }

    /// Adds a circle.
    pub(super) fn circle(&mut self, middle: Point, radius: f64) {
        let (x, y, r) = (number(middle.x - radius), number(middle.y), number(radius));
        let right = number(middle.x + radius);
        let _ = write!(self.0, "M{x} {y}A{r} {r} 0 1 1 {right} {y}A{r} {r} 0 1 1 {x} {y}Z");
    }

    /// Adds a slice of a circle between two points of its edge, clockwise; `large` if it is more than half.
    pub(super) fn slice(&mut self, middle: Point, radius: f64, from: Point, to: Point, large: bool) {
        let [mx, my, fx, fy, tx, ty] = [middle.x, middle.y, from.x, from.y, to.x, to.y].map(number);
        let (r, large) = (number(radius), u8::from(large));
        let _ = write!(self.0, "M{mx} {my}L{fx} {fy}A{r} {r} 0 {large} 1 {tx} {ty}Z");
    }
}

/// Points nearer to each other, in millimetres, are one point on paper.
const TELLING: f64 = 0.1;

impl Svg {
    /// A file of this size in millimetres.
    pub(super) fn new(width: f64, height: f64) -> Self {
        Svg { body: String::new(), width, height }
    }

    /// Draws a path.
    pub(super) fn draw(&mut self, path: &Path, style: Style) {
        if path.is_empty() {
            return;
        }
        let fill = style.fill.map_or("none".to_owned(), shade);
        let _ = write!(self.body, "<path fill=\"{fill}\" fill-rule=\"evenodd\"");
        if let Some((width, dark)) = style.stroke {
            let stroke = shade(dark);
            let _ =
                write!(self.body, " stroke=\"{stroke}\" stroke-width=\"{}\" stroke-linejoin=\"round\"", number(width));
            if !style.dash.is_empty() {
                let dash: Vec<String> = style.dash.iter().map(|length| number(*length)).collect();
                let _ = write!(self.body, " stroke-dasharray=\"{}\"", dash.join(" "));
            }
        }
        let _ = writeln!(self.body, " d=\"{}\"/>", path.0);
    }

    /// Draws one line.
    pub(super) fn line(&mut self, points: &[Point], style: Style) {
        let mut path = Path::default();
        path.line(points, false);
        self.draw(&path, style);
    }

    /// Draws a rectangle between two corners.
    pub(super) fn rectangle(&mut self, from: Point, to: Point, style: Style) {
        let mut path = Path::default();
        path.line(&[from, Point { x: to.x, ..from }, to, Point { x: from.x, ..to }], true);
        self.draw(&path, style);
    }

    /// Draws a circle.
    pub(super) fn circle(&mut self, middle: Point, radius: f64, style: Style) {
        let mut path = Path::default();
        path.circle(middle, radius);
        self.draw(&path, style);
    }

    /// The file.
    pub(super) fn finish(self) -> String {
        let (width, height) = (number(self.width), number(self.height));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" \
             viewBox=\"0 0 {width} {height}\">\n{}</svg>\n",
            self.body
        )
    }
}

/// A shade of grey as a colour.
fn shade(shade: u8) -> String {
    let level = u32::from(shade.min(100)) * 255 / 100;
    format!("#{level:02x}{level:02x}{level:02x}")
}

/// A length with two decimals at most, the same on every machine.
fn number(length: f64) -> String {
    let hundredths = (length * 100.0).round();
    // Adding zero turns -0 into 0.
    let text = format!("{:.2}", hundredths / 100.0 + 0.0);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text.strip_prefix("0.").or_else(|| text.strip_prefix("-0.")) {
        Some(decimals) if text.starts_with('-') => format!("-.{decimals}"),
        Some(decimals) => format!(".{decimals}"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let shown: Vec<String> = [0.0, -0.001, 1.5, 2.349, -10.0, 100.0, -0.5, 0.25].into_iter().map(number).collect();
        assert_eq!(shown, ["0", "0", "1.5", "2.35", "-10", "100", "-.5", ".25"]);
    }

    #[test]
    fn points_that_cannot_be_told_apart_are_left_out() {
        let points = [0.0, 0.01, 0.02, 1.0, 1.01].map(|x| Point { x, y: 0.0 });
        let mut path = Path::default();
        path.line(&points, false);
        assert_eq!(path.0, "M0 0l1 0 .01 0");
    }
}
