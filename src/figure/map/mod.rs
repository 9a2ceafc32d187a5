//! Maps: coasts, a grid and numbered pins, from outlines that are shipped; offline.
//!
//! Borders are claims, so none are drawn unless a file of the user's or the borders of `maps/` are named.

mod clip;
mod outline;
mod pins;
mod view;

pub use view::{Place, View};

use super::svg::{Path, Style, Svg};
use super::{Drawing, Point};
use clip::Rect;
use outline::{Detail, Line};

/// What borders a map shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Borders<'a> {
    /// None.
    None,
    /// These lines of points, longitude and latitude in degrees.
    Lines(&'a [Vec<(f64, f64)>]),
    /// Those of Natural Earth: who controls what, whoever claims it.
    DeFacto,
}

/// Draws the view with a numbered pin at each place.
pub fn draw(view: &View, places: &[Place], borders: Borders<'_>) -> Drawing {
    let mut svg = Svg::new(view.width, view.height);
    let detail = if view.degree() > 1.2 { Detail::Region } else { Detail::World };
    frame(view, &mut svg, Style::area(100));
    grid(view, &mut svg);
    land(view, outline::coasts(detail), &mut svg);
    coast(view, outline::coasts(detail), &mut svg);
    let style = Style::line(0.2, 40).dashed(&[0.9, 0.5]);
    match borders {
        Borders::None => {}
        Borders::Lines(lines) => draw_lines(view, lines, style, &mut svg),
        Borders::DeFacto => draw_lines(view, outline::borders(detail), style, &mut svg),
    }
    frame(view, &mut svg, Style::line(0.3, 0));
    let at: Vec<Point> = places.iter().map(|place| view.place(*place)).collect();
    let labels = pins::draw(&at, view, &mut svg);
    Drawing { width: view.width, height: view.height, svg: svg.finish(), labels }
}

/// A part of the world: south, west, north, east in degrees.
pub(crate) type Limits = (f64, f64, f64, f64);

/// Parts of the world whose borders states do not agree on, with their limits.
const CONTESTED: [(&str, Limits); 13] = [
    ("Jammu and Kashmir, Ladakh", (32.2, 72.5, 37.1, 80.4)),
    ("Arunachal Pradesh", (26.6, 91.5, 29.5, 97.5)),
    ("Crimea and the east of Ukraine", (44.3, 32.4, 50.2, 40.3)),
    ("Western Sahara", (20.7, -17.2, 27.7, -8.6)),
    ("Israel and Palestine, the Golan", (29.4, 34.2, 33.4, 36.0)),
    ("Cyprus", (34.5, 32.2, 35.8, 34.7)),
    ("Kosovo", (41.8, 20.0, 43.3, 21.9)),
    ("Abkhazia and South Ossetia", (42.0, 40.0, 43.6, 44.9)),
    ("Taiwan", (21.8, 119.9, 25.4, 122.1)),
    ("Korea", (37.5, 126.0, 38.7, 128.5)),
    ("the Kuril Islands", (43.3, 145.3, 45.6, 149.0)),
    ("Abyei and Halaib", (9.3, 27.5, 10.9, 29.0)),
    ("the Falkland Islands", (-52.5, -61.5, -51.0, -57.6)),
];

/// The frame of India and its neighbours.
const INDIA: Limits = (6.5, 68.0, 37.1, 97.5);

impl View {
    /// The parts of the world shown whose borders states do not agree on.
    pub fn contested(&self) -> Vec<&'static str> {
        CONTESTED.into_iter().filter(|(_, limits)| self.shows(*limits)).map(|(name, _)| name).collect()
    }

    /// Whether a part of the world with India in it is shown, larger than on a map of the world.
    pub fn zooms_into_india(&self) -> bool {
        !self.world && self.shows(INDIA)
    }
}

/// The edge of the map.
fn frame(view: &View, svg: &mut Svg, style: Style) {
    let Rect { west, south, east, north } = view.rect;
    let ring = [(west, south), (east, south), (east, north), (west, north), (west, south)];
    let mut path = Path::default();
    path.line(&flattened(view, &ring), true);
    svg.draw(&path, style);
}

/// Parallels and meridians.
fn grid(view: &View, svg: &mut Svg) {
    const STEPS: [f64; 6] = [1.0, 2.0, 5.0, 10.0, 20.0, 30.0];
    let Rect { west, south, east, north } = view.rect;
    let step = STEPS.into_iter().find(|step| (north - south) / step <= 6.0).unwrap_or(30.0);
    let steps =
        |from: f64, to: f64| ((from / step).ceil() as i64..=(to / step).floor() as i64).map(move |n| n as f64 * step);
    let mut path = Path::default();
    for x in steps(west, east) {
        path.line(&flattened(view, &[(x, south), (x, north)]), false);
    }
    for y in steps(south, north) {
        path.line(&flattened(view, &[(west, y), (east, y)]), false);
    }
    svg.draw(&path, Style::line(0.1, 75));
}

/// The land as one area.
fn land(view: &View, rings: &[Line], svg: &mut Svg) {
    let mut path = Path::default();
    for ring in shifted(view, rings) {
        path.line(&flattened(view, &view.rect.ring(&ring)), true);
    }
    svg.draw(&path, Style::area(90));
}

/// The coast as lines, without the edge at the pole and the way to it.
fn coast(view: &View, rings: &[Line], svg: &mut Svg) {
    let edge = |(_, y): (f64, f64)| y < -89.9;
    let lines: Vec<Line> = rings
        .iter()
        .flat_map(|ring| ring.chunk_by(move |from, to| !edge(*from) && !edge(*to)))
        .map(<[(f64, f64)]>::to_vec)
        .collect();
    draw_lines(view, &lines, Style::line(0.18, 30), svg);
}

fn draw_lines(view: &View, lines: &[Line], style: Style, svg: &mut Svg) {
    let mut path = Path::default();
    for line in shifted(view, lines) {
        for part in view.rect.line(&line) {
            path.line(&flattened(view, &part), false);
        }
    }
    svg.draw(&path, style);
}

/// Whole turns by which a line may have to be moved: lines go on beyond 180°, and so do views.
const TURNS: [f64; 5] = [-720.0, -360.0, 0.0, 360.0, 720.0];

/// Lines that the view may show, moved by whole turns into it.
fn shifted<'l>(view: &'l View, lines: &'l [Line]) -> impl Iterator<Item = Line> + 'l {
    lines.iter().flat_map(move |line| {
        let around = Rect::around(line);
        TURNS.into_iter().filter_map(move |turn| {
            let moved = Rect { west: around.west + turn, east: around.east + turn, ..around };
            moved.meets(&view.rect).then(|| line.iter().map(|(x, y)| (x + turn, *y)).collect())
        })
    })
}

/// The points on paper. Where meridians are curved, long steps get points between.
fn flattened(view: &View, line: &[(f64, f64)]) -> Vec<Point> {
    const STEP: f64 = 2.0;
    let mut points = Vec::with_capacity(line.len());
    let mut last: Option<(f64, f64)> = None;
    for (x, y) in line.iter().copied() {
        if let Some((from_x, from_y)) = last.filter(|_| view.world) {
            let parts = ((x - from_x).abs().max((y - from_y).abs()) / STEP).ceil();
            for part in 1..parts as u32 {
                let share = f64::from(part) / parts;
                points.push(view.point((from_x + share * (x - from_x), from_y + share * (y - from_y))));
            }
        }
        points.push(view.point((x, y)));
        last = Some((x, y));
    }
    points
}

#[cfg(test)]
mod tests;
