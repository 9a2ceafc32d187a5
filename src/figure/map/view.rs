//! Which part of the globe a map shows, and how it is flattened.

use super::clip::Rect;
use super::outline::{Detail, Line, coasts};
use super::{Limits, TURNS};
use crate::figure::Point;

/// Latitude and longitude in degrees, north and east positive.
pub type Place = (f64, f64);

/// A part of the globe, flattened.
///
/// The whole world is drawn in the Natural Earth projection (Patterson, after Šavrič and others, 2015), round the middle of
/// the places; a part of it with its parallels and meridians straight and true to scale in its middle.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// What is shown; longitudes may lie beyond ±180.
    pub(super) rect: Rect,
    /// The whole world.
    pub(super) world: bool,
    /// Longitude of the middle.
    pub(super) middle: f64,
    /// Millimetres of a unit of the projection.
    scale: f64,
    /// How much shorter a degree of longitude is than one of latitude, for parts of the world.
    narrow: f64,
    /// Projected left and upper edge.
    origin: (f64, f64),
    /// Millimetres.
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Points that are looked at along each side for land.
const SAMPLES: u32 = 9;
/// Least shares of land and of sea by which one can tell where one is.
const TELLING: (f64, f64) = (0.1, 0.25);
/// By how much a view is widened to find them.
const WIDER: f64 = 1.3;
/// Degrees of longitude or latitude beyond which the whole world is shown.
const WIDE: (f64, f64) = (110.0, 95.0);
/// Degrees of latitude up to which parts of the world reach, and beyond which places are shown on the whole world: nearer
/// to a pole, straight meridians would be nonsense.
const EDGE: f64 = 88.0;
const POLAR: f64 = 86.0;
/// Least degrees of latitude that are shown.
const LEAST: f64 = 8.0;
/// Height of a part of the world in shares of its width.
const SHAPE: (f64, f64) = (0.5, 0.7);

impl View {
    /// The view of some places, `width` millimetres wide.
    ///
    /// Where `needs_coast`, the view is widened until land and sea can be told apart: without borders nothing else shows
    /// where one is.
    pub fn of(places: &[Place], width: f64, needs_coast: bool) -> View {
        let (west, span) = arc(places);
        let south = places.iter().map(|place| place.0).fold(f64::MAX, f64::min);
        let north = places.iter().map(|place| place.0).fold(f64::MIN, f64::max);
        let longitude = west + span / 2.0;
        let world = || {
            let south = if south < -50.0 { -90.0 } else { -57.0 };
            let north = if north > 78.0 { 90.0 } else { 84.0 };
            View::world((longitude / 10.0).round() * 10.0, south, north, width)
        };
        let at_a_pole = south < -POLAR || north > POLAR;
        if places.is_empty() || span > WIDE.0 || north - south > WIDE.1 || at_a_pole {
            return world();
        }
        let middle = (south + north) / 2.0;
        let narrow = libm::cos(middle.round().clamp(-70.0, 70.0).to_radians());
        let mut tall = ((north - south) * 1.4).max(LEAST);
        let mut wide = (span * narrow * 1.35).max(LEAST);
        tall = tall.max(wide * SHAPE.0);
        wide = wide.max(tall / SHAPE.1);
        loop {
            if tall > WIDE.1 || wide / narrow > 2.0 * WIDE.0 {
                return world();
            }
            let view = View::part((middle, longitude), (tall, wide), narrow, width);
            if !needs_coast || view.has_coast() {
                return view;
            }
            (tall, wide) = (tall * WIDER, wide * WIDER);
        }
    }

    fn part((latitude, longitude): Place, (tall, wide): (f64, f64), narrow: f64, width: f64) -> View {
        let latitude = latitude.clamp(-EDGE + tall / 2.0, EDGE - tall / 2.0);
        let rect = Rect {
            west: longitude - wide / narrow / 2.0,
            east: longitude + wide / narrow / 2.0,
            south: latitude - tall / 2.0,
            north: latitude + tall / 2.0,
        };
        let scale = width / wide;
        let origin = (rect.west * narrow, rect.north);
        View { rect, world: false, middle: longitude, scale, narrow, origin, width, height: tall * scale }
    }

    /// Whether enough of both land and sea is shown to tell where one is.
    fn has_coast(&self) -> bool {
        let Rect { west, south, east, north } = self.rect;
        let share = |at: u32| (f64::from(at) + 0.5) / f64::from(SAMPLES);
        let points = (0..SAMPLES * SAMPLES)
            .map(|at| (west + share(at % SAMPLES) * (east - west), south + share(at / SAMPLES) * (north - south)));
        let land = points.filter(|point| is_land(*point)).count() as f64 / f64::from(SAMPLES * SAMPLES);
        (TELLING.0..=1.0 - TELLING.1).contains(&land)
    }

    fn world(middle: f64, south: f64, north: f64, width: f64) -> View {
        let rect = Rect { west: middle - 180.0, south, east: middle + 180.0, north };
        // The equator is the longest parallel.
        let left = natural_earth(-180.0, 0.0).0;
        let (top, bottom) = (natural_earth(0.0, north).1, natural_earth(0.0, south).1);
        let scale = width / (-2.0 * left);
        let height = (top - bottom) * scale;
        View { rect, world: true, middle, scale, narrow: 1.0, origin: (left, top), width, height }
    }

    /// Where a point in degrees (longitude, latitude) stands.
    pub(super) fn point(&self, (x, y): (f64, f64)) -> Point {
        let (x, y) = if self.world { natural_earth(x - self.middle, y) } else { (x * self.narrow, y) };
        Point { x: (x - self.origin.0) * self.scale, y: (self.origin.1 - y) * self.scale }
    }

    /// Where a place stands, its longitude brought into the view.
    pub(super) fn place(&self, (latitude, longitude): Place) -> Point {
        let turns = ((longitude - self.middle) / 360.0).round();
        self.point((longitude - 360.0 * turns, latitude))
    }

    /// Millimetres of a degree of latitude, about.
    pub(super) fn degree(&self) -> f64 {
        self.height / (self.rect.north - self.rect.south)
    }

    /// Whether some part of it is shown.
    pub(super) fn shows(&self, (south, west, north, east): Limits) -> bool {
        [-360.0, 0.0, 360.0]
            .into_iter()
            .any(|turn| self.rect.meets(&Rect { west: west + turn, south, east: east + turn, north }))
    }
}

/// Whether a point in degrees (longitude, latitude) lies on land, on the outline for the whole world.
fn is_land((x, y): (f64, f64)) -> bool {
    let crossings = |ring: &Line| {
        let inside = |x: f64| {
            let edges = ring.iter().zip(ring.iter().skip(1));
            let crossed = |((ax, ay), (bx, by)): &(&(f64, f64), &(f64, f64))| {
                (*ay > y) != (*by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
            };
            edges.filter(crossed).count()
        };
        TURNS.into_iter().map(|turn| inside(x + turn)).sum::<usize>()
    };
    coasts(Detail::World).iter().map(crossings).sum::<usize>() % 2 == 1
}

/// The shortest arc of longitudes that holds all places: where it begins, and how far it goes eastwards.
fn arc(places: &[Place]) -> (f64, f64) {
    let mut all: Vec<f64> = places.iter().map(|place| place.1.rem_euclid(360.0)).collect();
    all.sort_by(f64::total_cmp);
    let Some((first, last)) = all.first().zip(all.last()) else { return (0.0, 0.0) };
    let inner = all.iter().zip(all.iter().skip(1)).map(|(west, east)| (*east, east - west));
    let outer = (*first, first + 360.0 - last);
    // Of equal gaps the first one, so that the outcome does not hang on anything else.
    let (west, gap) = inner.fold(outer, |widest, gap| if gap.1 > widest.1 { gap } else { widest });
    (if west >= 180.0 { west - 360.0 } else { west }, 360.0 - gap)
}

/// The Natural Earth projection: degrees east of the middle and north of the equator in, units of the globe's radius out.
///
/// The polynomials are those of Šavrič, Jenny, Patterson, Petrovič and Hurni, "A polynomial equation for the Natural Earth
/// projection", 2011.
fn natural_earth(longitude: f64, latitude: f64) -> (f64, f64) {
    let (x, y) = (longitude.to_radians(), latitude.to_radians());
    let y2 = y * y;
    let y4 = y2 * y2;
    let along = 0.8707 - 0.131979 * y2 + y4 * (-0.013791 + y4 * (0.003971 * y2 - 0.001529 * y4));
    let up = 1.007226 + y2 * (0.015085 + y4 * (-0.044475 + 0.028874 * y2 - 0.005916 * y4));
    (x * along, y * up)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUSSIA: Place = (61.5, 96.7);
    const UNITED_STATES: Place = (39.5, -97.4);
    const UKRAINE: Place = (49.0, 31.4);

    #[test]
    fn the_seam_lies_where_no_place_is() {
        let atlantic = View::of(&[UNITED_STATES, RUSSIA, UKRAINE], 160.0, true);
        assert!(atlantic.world);
        assert_eq!(atlantic.middle, 0.0);
        let pacific = View::of(&[(35.7, 139.7), (21.3, -157.9), (37.8, -122.4)], 160.0, true);
        assert!(!pacific.world && (pacific.middle - 188.65).abs() < 1e-9, "{pacific:?}");
        // Fiji and Samoa, on both sides of 180°.
        let islands = View::of(&[(-18.1, 178.4), (-13.8, -171.8)], 100.0, false);
        assert!(!islands.world && islands.rect.east - islands.rect.west < 30.0, "{islands:?}");
    }

    #[test]
    fn places_stand_inside_and_in_order() {
        for places in [
            vec![UNITED_STATES, RUSSIA],
            vec![(28.6, 77.2)],
            vec![(-18.1, 178.4), (-13.8, -171.8)],
            vec![(-77.8, 166.7)],
            vec![(90.0, 0.0)],
            vec![(-90.0, 0.0), (-54.8, -68.3)],
            vec![(78.2, 15.6)],
            vec![(86.5, 20.0), (89.0, -100.0)],
        ] {
            let view = View::of(&places, 120.0, true);
            for place in &places {
                let at = view.place(*place);
                assert!((0.0..=view.width).contains(&at.x) && (0.0..=view.height).contains(&at.y), "{place:?} {at:?}");
            }
            assert!(view.height > 30.0 && view.height < 110.0, "{view:?}");
        }
    }

    #[test]
    fn the_projection_is_that_of_the_paper() {
        // Lengths of parallels in Patterson's table, as shares of the equator.
        let equator = natural_earth(180.0, 0.0).0;
        for (latitude, length) in [(15.0, 0.9894), (30.0, 0.9570), (45.0, 0.9006), (60.0, 0.8196)] {
            let share = natural_earth(180.0, latitude).0 / equator;
            assert!((share - length).abs() < 1e-3, "{latitude}: {share}");
        }
        assert_eq!(natural_earth(0.0, 0.0), (0.0, 0.0));
    }
}
