//! Numbered pins: discs at their places, moved apart where they would cover each other.

use super::view::View;
use crate::figure::svg::{Path, Style, Svg};
use crate::figure::{Anchor, Label, Point, Says};

/// Radius of a disc in millimetres.
const RADIUS: f64 = 2.0;
/// Least space between two discs.
const APART: f64 = 0.3;
/// Rounds of moving discs apart; more than any map of places needs that can be read.
const ROUNDS: usize = 200;

/// Draws the pins; their numbers are labels.
pub(super) fn draw(places: &[Point], view: &View, svg: &mut Svg) -> Vec<Label> {
    let discs = apart(places, view.width, view.height);
    let mut leaders = Path::default();
    let mut dots = Path::default();
    let mut circles = Path::default();
    for (place, disc) in places.iter().zip(&discs) {
        if distance(*place, *disc) > RADIUS * 0.5 {
            leaders.line(&[*place, *disc], false);
            dots.circle(*place, 0.45);
        }
        circles.circle(*disc, RADIUS);
    }
    svg.draw(&leaders, Style::line(0.25, 0));
    svg.draw(&dots, Style::area(0));
    svg.draw(&circles, Style::area(100).edged(0.35, 0));
    let label = |(at, disc): (usize, &Point)| Label {
        says: Says::Plain((at + 1).to_string()),
        at: *disc,
        anchor: Anchor::Middle,
        width: 2.0 * RADIUS,
    };
    discs.iter().enumerate().map(label).collect()
}

/// Where the discs stand: each as near to its place as the others and the edge let it.
fn apart(places: &[Point], width: f64, height: f64) -> Vec<Point> {
    let least = 2.0 * RADIUS + APART;
    let inside = |point: Point| Point {
        x: point.x.clamp(RADIUS, (width - RADIUS).max(RADIUS)),
        y: point.y.clamp(RADIUS, (height - RADIUS).max(RADIUS)),
    };
    let mut discs: Vec<Point> = places.iter().map(|place| inside(*place)).collect();
    for _ in 0..ROUNDS {
        let mut moved = false;
        for right in 1..discs.len() {
            for left in 0..right {
                let (Some(a), Some(b)) = (discs.get(left).copied(), discs.get(right).copied()) else { continue };
                let far = distance(a, b);
                if far >= least {
                    continue;
                }
                moved = true;
                // Two at one place part sideways.
                let (dx, dy) = if far > 0.01 { ((b.x - a.x) / far, (b.y - a.y) / far) } else { (1.0, 0.0) };
                let push = (least - far) / 2.0 + 0.01;
                for (at, sign) in [(left, -push), (right, push)] {
                    if let Some(disc) = discs.get_mut(at) {
                        *disc = inside(Point { x: disc.x + sign * dx, y: disc.y + sign * dy });
                    }
                }
            }
        }
        if !moved {
            break;
        }
    }
    discs
}

fn distance(a: Point, b: Point) -> f64 {
    let (dx, dy) = (a.x - b.x, a.y - b.y);
    (dx * dx + dy * dy).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn discs_do_not_cover_each_other(points in prop::collection::vec((0.0..160.0f64, 0.0..80.0f64), 1..25)) {
            let places: Vec<Point> = points.into_iter().map(|(x, y)| Point { x, y }).collect();
            let discs = apart(&places, 160.0, 80.0);
            for (at, a) in discs.iter().enumerate() {
                prop_assert!((RADIUS..=160.0 - RADIUS).contains(&a.x) && (RADIUS..=80.0 - RADIUS).contains(&a.y));
                for b in discs.iter().skip(at + 1) {
                    prop_assert!(distance(*a, *b) >= 2.0 * RADIUS, "{a:?} {b:?}");
                }
            }
        }
    }
}
