//! Cutting lines and rings of points at the edges of a rectangle.

/// A rectangle in degrees; longitudes may lie beyond ±180.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) west: f64,
    pub(super) south: f64,
    pub(super) east: f64,
    pub(super) north: f64,
}

type Point = (f64, f64);

impl Rect {
    /// Whether two rectangles have points in common.
    pub(super) fn meets(&self, other: &Rect) -> bool {
        self.west <= other.east && other.west <= self.east && self.south <= other.north && other.south <= self.north
    }

    /// The smallest rectangle around some points.
    pub(super) fn around(points: &[Point]) -> Rect {
        let none = Rect { west: f64::MAX, south: f64::MAX, east: f64::MIN, north: f64::MIN };
        points.iter().fold(none, |rect, (x, y)| Rect {
            west: rect.west.min(*x),
            south: rect.south.min(*y),
            east: rect.east.max(*x),
            north: rect.north.max(*y),
        })
    }

    /// The part of a ring inside, as one ring that may run along the edges (Sutherland and Hodgman, 1974).
    pub(super) fn ring(&self, ring: &[Point]) -> Vec<Point> {
        let edges: [(Inside, Cross); 4] = [
            (Box::new(|p| p.0 >= self.west), Box::new(|a, b| at_x(a, b, self.west))),
            (Box::new(|p| p.0 <= self.east), Box::new(|a, b| at_x(a, b, self.east))),
            (Box::new(|p| p.1 >= self.south), Box::new(|a, b| at_y(a, b, self.south))),
            (Box::new(|p| p.1 <= self.north), Box::new(|a, b| at_y(a, b, self.north))),
        ];
        edges.iter().fold(ring.to_vec(), |ring, (inside, cross)| {
            let mut kept = Vec::with_capacity(ring.len());
            let before = ring.last().copied().into_iter().chain(ring.iter().copied());
            for (last, point) in before.zip(ring.iter().copied()) {
                if inside(last) != inside(point) {
                    kept.push(cross(last, point));
                }
                if inside(point) {
                    kept.push(point);
                }
            }
            kept
        })
    }

    /// The parts of a line inside.
    pub(super) fn line(&self, line: &[Point]) -> Vec<Vec<Point>> {
        let mut parts: Vec<Vec<Point>> = Vec::new();
        let mut open = false;
        for (from, to) in line.iter().zip(line.iter().skip(1)) {
            let Some((start, end)) = self.segment(*from, *to) else {
                open = false;
                continue;
            };
            match parts.last_mut() {
                Some(part) if open && part.last() == Some(&start) => part.push(end),
                _ => parts.push(vec![start, end]),
            }
            open = end == *to;
        }
        parts
    }

    /// The part of a segment inside (Liang and Barsky, 1984).
    fn segment(&self, from: Point, to: Point) -> Option<(Point, Point)> {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (mut enter, mut leave) = (0.0f64, 1.0f64);
        for (step, room) in
            [(-dx, from.0 - self.west), (dx, self.east - from.0), (-dy, from.1 - self.south), (dy, self.north - from.1)]
        {
            if step == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if step < 0.0 {
                enter = enter.max(room / step);
            } else {
                leave = leave.min(room / step);
            }
        }
        let at = |share: f64| (from.0 + share * dx, from.1 + share * dy);
        let start = if enter == 0.0 { from } else { at(enter) };
        let end = if leave == 1.0 { to } else { at(leave) };
        (enter <= leave).then_some((start, end))
    }
}

type Inside<'a> = Box<dyn Fn(Point) -> bool + 'a>;
type Cross<'a> = Box<dyn Fn(Point, Point) -> Point + 'a>;

fn at_x(a: Point, b: Point, x: f64) -> Point {
    (x, a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0))
}

fn at_y(a: Point, b: Point, y: f64) -> Point {
    (a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1), y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SQUARE: Rect = Rect { west: 0.0, south: 0.0, east: 10.0, north: 10.0 };

    #[test]
    fn a_line_that_leaves_and_returns_is_two_lines() {
        let line = [(-5.0, 5.0), (5.0, 5.0), (15.0, 5.0), (15.0, 6.0), (5.0, 6.0)];
        assert_eq!(SQUARE.line(&line), [vec![(0.0, 5.0), (5.0, 5.0), (10.0, 5.0)], vec![(10.0, 6.0), (5.0, 6.0)]]);
    }

    #[test]
    fn a_ring_around_the_square_is_the_square() {
        let ring = [(-5.0, -5.0), (15.0, -5.0), (15.0, 15.0), (-5.0, 15.0), (-5.0, -5.0)];
        let mut corners = SQUARE.ring(&ring);
        corners.dedup();
        for corner in [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)] {
            assert!(corners.contains(&corner), "{corners:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_left_lies_inside(points in prop::collection::vec((-20.0..30.0f64, -20.0..30.0f64), 2..12)) {
            let inside = |(x, y)| [x, y].into_iter().all(|at: f64| (-1e-9..=10.0 + 1e-9).contains(&at));
            prop_assert!(SQUARE.line(&points).concat().into_iter().all(inside));
            prop_assert!(SQUARE.ring(&points).into_iter().all(inside));
        }
    }
}
