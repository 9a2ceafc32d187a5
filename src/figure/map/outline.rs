//! Coasts and borders as they are shipped: `maps/*.bin`, written by `maps/convert.py`, which describes the form.

use std::sync::LazyLock;

/// A line of points, longitude and latitude in degrees; a closed one ends with its first point.
pub(super) type Line = Vec<(f64, f64)>;

/// How much of the small is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// For the whole world.
    World,
    /// For parts of it.
    Region,
}

/// Rings of land, and of lakes in it.
pub(super) fn coasts(detail: Detail) -> &'static [Line] {
    static WORLD: LazyLock<Vec<Line>> = LazyLock::new(|| lines(include_bytes!("../../../maps/coast-110m.bin")));
    static REGION: LazyLock<Vec<Line>> = LazyLock::new(|| lines(include_bytes!("../../../maps/coast-50m.bin")));
    match detail {
        Detail::World => &WORLD,
        Detail::Region => &REGION,
    }
}

/// Borders between countries as they are controlled; see the warning in `maps/README.md`.
pub(super) fn borders(detail: Detail) -> &'static [Line] {
    static WORLD: LazyLock<Vec<Line>> = LazyLock::new(|| lines(include_bytes!("../../../maps/borders-110m.bin")));
    static REGION: LazyLock<Vec<Line>> = LazyLock::new(|| lines(include_bytes!("../../../maps/borders-50m.bin")));
    match detail {
        Detail::World => &WORLD,
        Detail::Region => &REGION,
    }
}

fn lines(bytes: &[u8]) -> Vec<Line> {
    let mut bytes = bytes.iter().copied();
    let mut lines = Vec::new();
    while let Some(count) = varint(&mut bytes) {
        let (mut x, mut y) = (0i64, 0i64);
        let points = (0..count).map_while(|_| {
            x += folded(varint(&mut bytes)?);
            y += folded(varint(&mut bytes)?);
            Some((x as f64 / 100.0, y as f64 / 100.0))
        });
        lines.push(points.collect());
    }
    lines
}

fn varint(bytes: &mut impl Iterator<Item = u8>) -> Option<u64> {
    let mut number = 0u64;
    for shift in (0..).step_by(7) {
        let byte = bytes.next()?;
        number |= u64::from(byte & 127) << shift;
        if byte < 128 {
            break;
        }
    }
    Some(number)
}

/// A signed number from its folded form: 0, 1, 2, 3 … are 0, -1, 1, -2 ….
fn folded(number: u64) -> i64 {
    let half = (number >> 1) as i64;
    if number & 1 == 0 { half } else { -half - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ring_of_land_is_closed_and_on_the_globe() {
        for detail in [Detail::World, Detail::Region] {
            let rings = coasts(detail);
            assert!(rings.len() > 100);
            for ring in rings {
                assert!(ring.len() > 3 && ring.first() == ring.last(), "{:?} {:?}", ring.first(), ring.last());
                assert!(ring.windows(2).all(|pair| (pair[0].0 - pair[1].0).abs() < 180.0 || pair[0].1 == -90.0));
                assert!(ring.iter().all(|(x, y)| x.abs() <= 540.0 && y.abs() <= 90.0));
            }
            assert!(borders(detail).iter().flatten().all(|(x, y)| x.abs() <= 540.0 && y.abs() <= 90.0));
        }
    }
}
