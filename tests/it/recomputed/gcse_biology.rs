//! Answers of `question-banks/gcse-biology` that are calculations, worked out again.

use super::{Recomputed, Recomputed::*};

pub const ALL: &[Recomputed] = &[
    // The width, in whole micrometres, whose image is 24 mm wide.
    Number("width-of-a-cheek-cell", || {
        let image = |micrometres: i32| f64::from(micrometres) * 400.0 / 1000.0;
        (1..1000).find(|width| image(*width) >= 24.0).map_or(f64::NAN, f64::from)
    }),
    // All light of the lamp passes through every sphere round it.
    Number("light-at-three-times-the-distance", || {
        let sphere = |radius: f64| 4.0 * std::f64::consts::PI * radius * radius;
        36.0 * sphere(15.0) / sphere(45.0)
    }),
    // One chromosome of each pair.
    Number("chromosomes-in-a-sperm-of-a-dog", || (0..78).step_by(2).count() as f64),
    // Gametes of both parents; an F in one of them is enough to be well.
    Choice(
        "child-of-two-carriers",
        || {
            let children = ["F", "f"].iter().flat_map(|egg| ["F", "f"].map(|sperm| format!("{egg}{sperm}")));
            children.filter(|child| !child.contains('F')).count() as f64 / 4.0
        },
        &[("a", 0.0), ("b", 0.25), ("c", 0.5), ("d", 0.75)],
    ),
    // The percentage, in whole numbers, that makes 672 of 8400.
    Number("biomass-from-grass-to-voles", || {
        (1..100).map(f64::from).find(|share| share * 84.0 >= 672.0).unwrap_or(f64::NAN)
    }),
    // From the masses: where the line between the two nearest changes crosses zero.
    Number("potato-strips-in-sugar-solution/v", || {
        let change = |first: f64, last: f64| 100.0 * (last - first) / first;
        let (above, below) = (change(2.60, 2.73), change(2.40, 2.28));
        0.2 + 0.2 * above / (above - below)
    }),
    Number("daisies-on-a-playing-field/ii", || {
        let plants = [6, 4, 7, 5, 3, 8, 5, 6, 4, 2];
        f64::from(plants.iter().sum::<i32>()) / plants.len() as f64
    }),
];
