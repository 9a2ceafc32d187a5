//! Answers of `question-banks/cbse10-science` that are calculations, worked out again.

use super::{Recomputed, Recomputed::*, bisect};

pub const ALL: &[Recomputed] = &[
    // ---------------------------------------------------------------- physics
    // Height of image ÷ height of object, below the axis negative.
    Choice(
        "mirror-magnification-meaning",
        magnification_of_a_mirror,
        &[("a", 2.0), ("b", 0.5), ("c", -0.5), ("d", -2.0)],
    ),
    // The focal length in metres at which the power 1/f is 2.5, by bisection.
    Number("lens-focal-length-from-power", || 100.0 * bisect(0.01, 10.0, |f| 2.5 - 1.0 / f)),
    // The current a battery of 1 V drives, with the voltage of the middle point found by bisection.
    Choice(
        "resistors-mixed-combination",
        || {
            let middle = bisect(0.0, 1.0, |u| u / 6.0 + u / 3.0 - (1.0 - u) / 4.0);
            1.0 / ((1.0 - middle) / 4.0)
        },
        &[("a", 4.0 / 3.0), ("b", 36.0 / 13.0), ("c", 6.0), ("d", 13.0)],
    ),
    // Current after ÷ current before; the area follows from the volume.
    Choice(
        "wire-drawn-to-double-length",
        || {
            let resistance = |length: f64| 1.7e-8 * length / (1e-6 / length);
            resistance(1.0) / resistance(2.0)
        },
        &[("a", 0.25), ("b", 0.5), ("c", 1.0), ("d", 2.0)],
    ),
    // Orders of media are told by three digits: A is 1, B is 2, C is 3. The speed is found from the travel of wave
    // fronts: along a boundary crests run equally fast on both sides, so speed = c · sin(angle).
    Choice(
        "ray-through-three-layers",
        || {
            let mut media =
                [(1.0, 45.0_f64), (2.0, 28.0), (3.0, 62.0)].map(|(name, angle)| (angle.to_radians().sin(), name));
            media.sort_by(|a, b| a.0.total_cmp(&b.0));
            digits(media.map(|(_, name)| name))
        },
        &[("a", 123.0), ("b", 312.0), ("c", 231.0), ("d", 213.0)],
    ),
    // A mirror of focal length 20; the pencil goes from 2000 to 1 in front of it.
    Holds(
        "pencil-towards-convex-mirror",
        &[
            ("1", || {
                let (far, near) = (image_of_a_convex_mirror(2000.0).0, image_of_a_convex_mirror(1.0).0);
                let towards =
                    pencil().windows(2).all(|at| image_of_a_convex_mirror(at[1]).0 < image_of_a_convex_mirror(at[0]).0);
                (far - 20.0).abs() < 0.5 && near < 1.0 && towards
            }),
            ("2", || {
                let taller =
                    pencil().windows(2).all(|at| image_of_a_convex_mirror(at[1]).1 > image_of_a_convex_mirror(at[0]).1);
                taller && pencil().iter().all(|at| image_of_a_convex_mirror(*at).1 < 1.0)
            }),
            // Real would be in front of the mirror, at a negative place.
            ("3", || pencil().iter().any(|at| image_of_a_convex_mirror(*at).0 < 0.0)),
            ("4", || pencil().iter().all(|at| image_of_a_convex_mirror(*at).1 > 0.0)),
        ],
    ),
    // The resistance from V²/P, the charge summed second by second.
    Number("charge-through-electric-iron", || {
        let resistance = 220.0 * 220.0 / 1100.0;
        (0..120).map(|_| 220.0 / resistance).sum()
    }),
    // Directions are told by the angle from east, anticlockwise; upwards is 1000. Force = charge · velocity × field.
    Choice(
        "force-on-beam-of-electrons",
        || direction(cross([0.0, 1.0, 0.0], [0.0, 0.0, -1.0]).map(|part| -part)),
        &[("a", 0.0), ("b", 180.0), ("c", -90.0), ("d", 1000.0)],
    ),
    Choice(
        "fuse-for-a-kitchen-line",
        || {
            let current: f64 = [2000.0, 420.0].iter().map(|power| power / 220.0).sum();
            [5.0, 10.0, 15.0, 30.0].into_iter().find(|rating| *rating > current).unwrap_or(f64::NAN)
        },
        &[("a", 5.0), ("b", 10.0), ("c", 15.0), ("d", 30.0)],
    ),
    // Trials 1 to 4: the one with an image taller than the flame.
    Choice(
        "convex-lens-on-a-bench-case/i",
        || {
            let taller: Vec<f64> =
                TRIALS.iter().zip(1..).filter(|((u, v), _)| v / u > 1.0).map(|(_, trial)| f64::from(trial)).collect();
            if taller.len() == 1 { taller[0] } else { f64::NAN }
        },
        &[("a", 1.0), ("b", 2.0), ("c", 3.0), ("d", 4.0)],
    ),
    // Every trial must give the same focal length.
    Number("convex-lens-on-a-bench-case/ii", || {
        let focal = TRIALS.map(|(u, v)| bisect(0.1, 1000.0, |f| 1.0 / u + 1.0 / v - 1.0 / f));
        if focal.iter().all(|f| (f - focal[0]).abs() < 1e-6) { focal[0] } else { f64::NAN }
    }),
    // The law of Biot and Savart along the wire, the compass below it.
    Choice(
        "compass-below-a-wire-case/ii",
        || {
            let mut field = [0.0; 3];
            for step in -1000..=1000 {
                let from = [0.0, -f64::from(step) * 0.01, -0.1];
                let distance = from.iter().map(|part| part * part).sum::<f64>().sqrt();
                let part = cross([0.0, 0.01, 0.0], from).map(|part| part / distance.powi(3));
                for (sum, part) in field.iter_mut().zip(part) {
                    *sum += part;
                }
            }
            direction(field)
        },
        &[("a", 0.0), ("b", 180.0), ("c", 1000.0), ("d", -1000.0)],
    ),
    // ---------------------------------------------------------------- chemistry
    // Atoms of each element in the four substances; products negative.
    Number("iron-steam-coefficients", || {
        let [iron, water, oxide, hydrogen] = balanced([&[1, 0, 0], &[0, 2, 1], &[-3, 0, -4], &[0, -2, 0]]);
        f64::from(iron + water + oxide + hydrogen)
    }),
    // Orders are told by four digits: P is 1, Q is 2, R is 3, S is 4.
    Choice(
        "order-of-hydrogen-ion-concentration",
        || {
            let mut solutions =
                [(1.0_f64, 1.0), (5.0, 2.0), (8.0, 3.0), (13.0, 4.0)].map(|(ph, name)| (10.0_f64.powf(-ph), name));
            solutions.sort_by(|a, b| a.0.total_cmp(&b.0));
            digits(solutions.map(|(_, name)| name))
        },
        &[("a", 1234.0), ("b", 2143.0), ("c", 3412.0), ("d", 4321.0)],
    ),
    // From the masses: CaSO4·2H2O is 172 u, CaSO4·½H2O is 145 u, H2O is 18 u.
    Number("water-lost-by-gypsum", || {
        let sulphate = 40.0 + 32.0 + 4.0 * 16.0;
        let (gypsum, plaster) = (sulphate + 2.0 * 18.0, sulphate + 0.5 * 18.0);
        (gypsum - plaster) / 18.0
    }),
    // All orders of P, Q, R, S that agree with what is seen; there must be one.
    Choice(
        "four-metals-by-displacement",
        || {
            let mut found = Vec::new();
            for code in 0..256 {
                let order = [code / 64, code / 16 % 4, code / 4 % 4, code % 4];
                let place = |metal: i32| order.iter().position(|at| *at == metal);
                let [Some(p), Some(q), Some(r), Some(s)] = [0, 1, 2, 3].map(place) else { continue };
                // The first stands for the most reactive; a metal displaces those after it.
                if p > s && p < q && r > q {
                    found.push(digits(order.map(|metal| f64::from(metal + 1))));
                }
            }
            if found.len() == 1 { found[0] } else { f64::NAN }
        },
        &[("a", 4123.0), ("b", 3214.0), ("c", 1423.0), ("d", 4213.0)],
    ),
    // Every atom shares as many electrons as it lacks: 4 for carbon, 1 for hydrogen; a pair is two.
    Number("shared-pairs-in-propene", || (3.0 * 4.0 + 6.0) / 2.0),
    // Salt, water, base, chlorine, hydrogen; atoms of sodium, chlorine, hydrogen, oxygen.
    Number("brine-plant-by-the-sea-case/ii", || {
        let [_, _, base, chlorine, _] =
            balanced([&[1, 1, 0, 0], &[0, 0, 2, 1], &[-1, 0, -1, -1], &[0, -2, 0, 0], &[0, 0, -2, 0]]);
        f64::from(base) / f64::from(chlorine)
    }),
    // Hydrogen atoms of the alkyl group from the valencies: each of n carbon atoms has 4 bonds, n − 1 bonds join
    // carbon atoms, one holds the group OH.
    Choice(
        "boiling-points-of-alcohols-case/i",
        || 4.0 * 5.0 - 2.0 * 4.0 - 1.0,
        &[("a", 9.0), ("b", 10.0), ("c", 11.0), ("d", 12.0)],
    ),
    Number("boiling-points-of-alcohols-case/ii", || {
        let mass = |carbon: f64, hydrogen: f64| 12.0 * carbon + hydrogen + 16.0;
        mass(3.0, 8.0) - mass(1.0, 4.0)
    }),
    // ---------------------------------------------------------------- biology
    // Three steps of the chain, each with the loss of nine parts.
    Choice(
        "energy-reaching-the-snake",
        || ["grasshopper", "frog", "snake"].iter().fold(10_000.0, |energy, _| energy - 0.9 * energy),
        &[("a", 1.0), ("b", 10.0), ("c", 100.0), ("d", 1000.0)],
    ),
    // Every pair of gametes of RrYy; a set bit is the dominant form: 2 of shape, 1 of colour.
    Choice(
        "dihybrid-wrinkled-yellow",
        || {
            let pairs = (0..16).map(|pair| (pair / 4) | (pair % 4));
            1600.0 * pairs.filter(|seed| seed & 2 == 0 && seed & 1 == 1).count() as f64 / 16.0
        },
        &[("a", 100.0), ("b", 300.0), ("c", 400.0), ("d", 900.0)],
    ),
    // Every pair of gametes of Vv.
    Number("pea-flower-colour-case/ii", || {
        let white = [(true, true), (true, false), (false, true), (false, false)].iter().filter(|(a, b)| !a && !b);
        800.0 * white.count() as f64 / 4.0
    }),
];

/// Distances of candle and screen from the lens.
const TRIALS: [(f64, f64); 4] = [(60.0, 15.0), (36.0, 18.0), (24.0, 24.0), (16.0, 48.0)];

/// The digits of a number, the first one first.
fn digits<const N: usize>(digits: [f64; N]) -> f64 {
    digits.iter().fold(0.0, |number, digit| number * 10.0 + digit)
}

fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/// East is x, north is y, up is z: the angle from east, or ±1000 for up and down.
fn direction(vector: [f64; 3]) -> f64 {
    let [east, north, up] = vector;
    if up.abs() > east.hypot(north) { 1000.0 * up.signum() } else { (north + 0.0).atan2(east).to_degrees() }
}

/// A real object of height 1 before a concave mirror of focal length 20 whose image is twice as tall and real: two
/// rays, one parallel to the axis and then through the focus, one to the pole, meet there.
fn magnification_of_a_mirror() -> f64 {
    let height = |object: f64| -> f64 {
        // The first ray: 1 − x/20 at the distance x; the second: −x/object.
        let image = bisect(0.0, 1e6, |x| 1.0 - x / 20.0 + x / object);
        1.0 - image / 20.0
    };
    let object = bisect(21.0, 100.0, |object| height(object) + 2.0);
    height(object)
}

/// Places of the pencil in front of the mirror, the farthest first.
fn pencil() -> Vec<f64> {
    (1..=2000).rev().map(f64::from).collect()
}

/// How far behind a convex mirror of focal length 20 the image of a pencil of height 1 lies, and its height: the ray
/// parallel to the axis seems to come from the focus, the ray to the pole from the mirrored tip.
fn image_of_a_convex_mirror(object: f64) -> (f64, f64) {
    let place = bisect(-1e6, 1e6, |x| 1.0 - x / 20.0 - x / object);
    (place, place / object)
}

/// The smallest whole numbers up to 12 with which the atoms of every element add up to 0.
fn balanced<const N: usize>(atoms: [&[i32]; N]) -> [i32; N] {
    let mut best = [0; N];
    let mut numbers = [1; N];
    loop {
        let even = (0..atoms[0].len())
            .all(|element| numbers.iter().zip(atoms).map(|(n, atoms)| n * atoms[element]).sum::<i32>() == 0);
        if even && (best[0] == 0 || numbers.iter().sum::<i32>() < best.iter().sum()) {
            best = numbers;
        }
        let Some(at) = numbers.iter().position(|n| *n < 12) else { return best };
        numbers[at] += 1;
        numbers[..at].fill(1);
    }
}
