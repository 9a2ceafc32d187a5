//! Answers of `question-banks/upsc` that are calculations, worked out again.

use super::{Recomputed, Recomputed::*};

pub const ALL: &[Recomputed] = &[
    // Tonnes, from the carbon in the methane and the oxygen that it takes up.
    Choice(
        "flaring-instead-of-venting",
        || {
            let methane = 8.0;
            let carbon = methane * 12.0 / (12.0 + 4.0);
            let carbon_dioxide = carbon + carbon * (2.0 * 16.0) / 12.0;
            methane * 28.0 - carbon_dioxide
        },
        &[("a", 22.0), ("b", 202.0), ("c", 224.0), ("d", 246.0)],
    ),
    // Person by person: (at work, looking for it). The two rates are told by one number, 1000 times the first and the
    // second.
    Choice(
        "labour-force-and-unemployment-rates",
        || {
            let persons = (0..500).map(|person| (person < 270, (270..300).contains(&person)));
            let force: Vec<_> = persons.filter(|(works, looks)| *works || *looks).collect();
            let without = force.iter().filter(|(works, _)| !works).count();
            1000.0 * (100.0 * force.len() as f64 / 500.0) + 100.0 * without as f64 / force.len() as f64
        },
        &[("a", 60_010.0), ("b", 60_006.0), ("c", 54_010.0), ("d", 54_006.0)],
    ),
    // A thousand States come over one by one, until three fourths of all votes are reached; votes in units of 1/3000.
    Choice(
        "votes-in-the-gst-council",
        || {
            let carried = (0..=1000).find(|states| 1000 + 2 * states >= 3000 * 3 / 4);
            carried.map_or(f64::NAN, f64::from) / 10.0
        },
        &[("a", 41.7), ("b", 62.5), ("c", 66.7), ("d", 75.0)],
    ),
    // Lakh crore of rupees: the output at old prices that the deflator raises to what it is at current prices.
    Choice(
        "real-gdp-from-deflator",
        || (1..1000).map(f64::from).find(|real| real * 150.0 / 100.0 >= 330.0).unwrap_or(f64::NAN),
        &[("a", 180.0), ("b", 220.0), ("c", 280.0), ("d", 495.0)],
    ),
    // Minute by minute, the same share of what is left; the share is such that a half is left after 8 days.
    Choice(
        "half-life-of-iodine",
        || {
            let day = 24 * 60;
            let share = 0.5_f64.ln() / f64::from(8 * day);
            (0..24 * day).fold(1.0, |left, _| left + share * left)
        },
        &[("a", 1.0 / 16.0), ("b", 1.0 / 8.0), ("c", 1.0 / 4.0), ("d", 1.0 / 3.0)],
    ),
];
