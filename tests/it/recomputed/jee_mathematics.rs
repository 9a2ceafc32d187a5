//! Answers of `question-banks/jee/mathematics.toml` that are calculations, worked out again.

mod tools;

use super::{Recomputed, Recomputed::*, bisect, integral, partners};
use tools::*;

use std::f64::consts::PI;

pub const ALL: &[Recomputed] = &[
    // ---------------------------------------------------------------- one right answer
    Choice(
        "limit-cosine-tangent",
        || {
            let x = 1e-4_f64;
            (1.0 - (2.0 * x).cos()) / (x * (3.0 * x).tan())
        },
        &[("a", 1.0 / 3.0), ("b", 2.0 / 3.0), ("c", 4.0 / 3.0), ("d", 3.0 / 2.0)],
    ),
    Choice(
        "integral-even-over-exponential",
        || integral(-1.0, 1.0, PIECES, |x| x * x / (1.0 + x.exp())),
        &[("a", 0.0), ("b", 1.0 / 6.0), ("c", 1.0 / 3.0), ("d", 2.0 / 3.0)],
    ),
    // A 2 × 2 matrix is told by the sum of its entries with the weights 1, 10, 100, 1000.
    Choice(
        "inverse-from-matrix-equation",
        || {
            let (a, b, c, d) = (2.0, 1.0, 1.0, 2.0);
            let det = a * d - b * c;
            weighted([d / det, -b / det, -c / det, a / det])
        },
        &[
            ("a", weighted([2.0 / 3.0, -1.0 / 3.0, -1.0 / 3.0, 2.0 / 3.0])),
            ("b", weighted([-2.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0, -2.0 / 3.0])),
            ("c", weighted([6.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0, 6.0 / 3.0])),
            ("d", weighted([6.0, -3.0, -3.0, 6.0])),
        ],
    ),
    // Heron's formula instead of the cross product.
    Choice(
        "area-of-triangle-by-vectors",
        || {
            let (a, b) = ([1.0, 2.0, 2.0], [2.0, -1.0, 2.0]);
            let c = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
            let (p, q, r) = (dot(a, a).sqrt(), dot(b, b).sqrt(), dot(c, c).sqrt());
            let s = (p + q + r) / 2.0;
            (s * (s - p) * (s - q) * (s - r)).sqrt()
        },
        &[("a", 2.0), ("b", 4.5), ("c", 8.062_257_748), ("d", 4.031_128_874)],
    ),
    // 56 equally likely cases for each bag: every ball of a bag counts 56 ÷ (balls in the bag) times.
    Choice(
        "bayes-two-bags",
        || {
            let (from_one, from_two) = (4 * (56 / 7), 3 * (56 / 8));
            f64::from(from_one) / f64::from(from_one + from_two)
        },
        &[("a", 21.0 / 53.0), ("b", 0.5), ("c", 4.0 / 7.0), ("d", 32.0 / 53.0)],
    ),
    Holds(
        "relation-near-integers",
        &[
            ("1", || (-9..=9).all(|x| near(x, x) && (-9..=9).all(|y| !near(x, y) || near(y, x)))),
            ("2", || (-9..=9).all(|x| (-9..=9).all(|y| (-9..=9).all(|z| !(near(x, y) && near(y, z)) || near(x, z))))),
        ],
    ),
    // Newton's method for z³ = 8i from three starts, then the area by the corners.
    Choice(
        "cube-roots-triangle-area",
        || {
            let roots = [(2.0, 1.5), (-2.0, 1.5), (0.3, -2.5)].map(cube_root_of_8i);
            let mut twice = 0.0;
            for i in 0..3 {
                let (p, q) = (roots[i], roots[(i + 1) % 3]);
                twice += p.0 * q.1 - q.0 * p.1;
            }
            twice.abs() / 2.0
        },
        &[("a", 1.299_038_106), ("b", 1.732_050_808), ("c", 5.196_152_423), ("d", 83.138_438_763)],
    ),
    // A set of k is told by its length between -10 and 10.
    Choice(
        "both-roots-greater-than-two",
        || {
            let steps = 600_000;
            let inside = (0..steps)
                .map(|i| -10.0 + (f64::from(i) + 0.5) * 20.0 / f64::from(steps))
                .filter(|k| {
                    let quarter = k * k - (k + 6.0);
                    quarter >= 0.0 && k - quarter.sqrt() > 2.0
                })
                .count();
            inside as f64 * 20.0 / f64::from(steps)
        },
        &[("a", 7.0), ("b", 4.0 / 3.0), ("c", 8.0 + 1.0 / 3.0), ("d", 1.0 / 3.0)],
    ),
    // Letters T, M, W once, R twice, O three times; every word is built letter by letter.
    Choice(
        "arrange-tomorrow",
        || words(&mut [1, 1, 1, 2, 3], 8, false) as f64,
        &[("a", 1200.0), ("b", 2400.0), ("c", 3000.0), ("d", 7200.0)],
    ),
    Choice(
        "inverse-trigonometric-of-large-angles",
        || 4.0_f64.sin().asin() + 5.0_f64.cos().acos(),
        &[("a", 9.0), ("b", PI + 1.0), ("c", 1.0 - PI), ("d", 3.0 * PI - 9.0)],
    ),
    Holds(
        "sum-of-fourth-powers-of-sine-and-cosine",
        &[
            ("1", || {
                let least = (0..=7200).map(|i| fourth_powers(f64::from(i) * PI / 3600.0)).fold(9.0, f64::min);
                (least - 0.25).abs() < 1e-9
            }),
            // The grid holds all multiples of π/3600, those of π/2 among them; f stays below 1 elsewhere.
            ("2", || {
                let ones = (0..=7200).filter(|i| fourth_powers(f64::from(*i) * PI / 3600.0) > 1.0 - 1e-9);
                ones.count() == 5
            }),
            ("3", || {
                let repeats = |p: f64| {
                    (0..500).all(|i| {
                        let x = f64::from(i) * 0.0137;
                        (fourth_powers(x + p) - fourth_powers(x)).abs() < 1e-9
                    })
                };
                repeats(PI) && !(1..720).any(|i| repeats(f64::from(i) * PI / 720.0))
            }),
        ],
    ),
    Holds(
        "three-numbers-in-geometric-progression",
        &[
            ("1", || progressions(|a, b, c| (2.0 * b.ln() - a.ln() - c.ln()).abs() < 1e-9)),
            ("2", || progressions(|a, b, c| (a * c / (b * b) - 1.0).abs() < 1e-9)),
            ("3", || progressions(|a, b, c| ((b + 1.0) / (a + 1.0) - (c + 1.0) / (b + 1.0)).abs() < 1e-9)),
            ("4", || progressions(|a, b, c| a + c > 2.0 * b)),
        ],
    ),
    // Runge–Kutta from x = 1 to x = 2.
    Choice(
        "linear-differential-equation-value-at-two",
        || {
            let slope = |x: f64, y: f64| 4.0 * x - 2.0 * y / x;
            let (n, mut y) = (1000, 3.0);
            let h = 1.0 / f64::from(n);
            for i in 0..n {
                let x = 1.0 + f64::from(i) * h;
                let k1 = slope(x, y);
                let k2 = slope(x + h / 2.0, y + h / 2.0 * k1);
                let k3 = slope(x + h / 2.0, y + h / 2.0 * k2);
                let k4 = slope(x + h, y + h * k3);
                y += h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4);
            }
            y
        },
        &[("a", 4.5), ("b", 4.75), ("c", 5.0), ("d", 6.0)],
    ),
    // All directions of a chord through (4, 4): points (4, 4) + s(cos t, sin t) on the circle.
    Choice(
        "shortest-chord-through-a-point",
        || {
            let mut least = f64::INFINITY;
            for i in 0..200_000 {
                let (sin, cos) = (f64::from(i) * PI / 200_000.0).sin_cos();
                let half_b = 4.0 * cos + 4.0 * sin - 2.0 * cos - 3.0 * sin;
                let c = 16.0 + 16.0 - 16.0 - 24.0 - 12.0;
                least = least.min(2.0 * (half_b * half_b - c).sqrt());
            }
            least
        },
        &[("a", 4.472_135_955), ("b", 5.291_502_622), ("c", 8.0), ("d", 8.944_271_910)],
    ),
    // Least distance by turns: the nearest point of one line, then of the other, and so on.
    Choice(
        "shortest-distance-of-skew-lines",
        || {
            let (p, u) = ([1.0, 1.0, 2.0], [1.0, 2.0, 2.0]);
            let (q, v) = ([2.0, 3.0, 2.0], [2.0, -1.0, 1.0]);
            let (mut from, mut to) = (p, q);
            for _ in 0..200 {
                to = nearest(q, v, from);
                from = nearest(p, u, to);
            }
            let d = minus(from, to);
            dot(d, d).sqrt()
        },
        &[("a", 0.282_842_712), ("b", 1.360_827_635), ("c", std::f64::consts::SQRT_2), ("d", 2.236_067_977)],
    ),
    // All orders of testing: a set bit is a defective bulb, bit 4 the fifth test.
    Choice(
        "third-defective-at-fifth-test",
        || {
            let all = (0_u32..256).filter(|m| m.count_ones() == 3);
            let good = all.clone().filter(|m| m & 16 != 0 && (m & 15).count_ones() == 2);
            good.count() as f64 / all.count() as f64
        },
        &[("a", 1.0 / 56.0), ("b", 3.0 / 28.0), ("c", 5.0 / 28.0), ("d", 3.0 / 8.0)],
    ),
    // The inverse by bisection, its second derivative by differences.
    Choice(
        "second-derivative-of-inverse-function",
        || {
            let g = |y: f64| bisect(0.0, 2.0, |x| x.powi(5) + 2.0 * x.powi(3) + 3.0 * x - y);
            let h = 0.01;
            (g(6.0 + h) - 2.0 * g(6.0) + g(6.0 - h)) / (h * h)
        },
        &[("a", -8.0 / 49.0), ("b", -4.0 / 343.0), ("c", 4.0 / 343.0), ("d", 1.0 / 32.0)],
    ),
    // The sum itself for n and 2n; the error, which falls as 1/n, is removed.
    Choice(
        "limit-of-a-sum-up-to-two-n",
        || {
            let sum = |n: u32| {
                let n = f64::from(n);
                (1..=(2.0 * n) as u32).map(f64::from).map(|k| k / (n * n + 2.0 * k * k)).sum::<f64>()
            };
            2.0 * sum(20_000) - sum(10_000)
        },
        &[("a", 0.274_653_072), ("b", 0.402_359_478), ("c", 0.549_306_144), ("d", 2.197_224_577)],
    ),
    // Distance to the focus ÷ distance to the directrix, at points of the curve; how much it varies says whether focus
    // and directrix are right.
    Match("eccentricities-of-four-conics", || {
        let right = [1.0, 5.0 / 4.0, 4.0 / 5.0, 2.0_f64.sqrt(), 3.0 / 5.0];
        partners(&eccentricities(), &right, |a, b| (a - b).abs() < 1e-9)
    }),
    // ---------------------------------------------------------------- one or more right answers
    Holds(
        "cubic-curve-several",
        &[
            ("a", || cubic(0.0) > cubic(-1e-3) && cubic(0.0) > cubic(1e-3)),
            ("b", || cubic(2.0) == 0.0 && cubic(2.0 - 1e-3) > 0.0 && cubic(2.0 + 1e-3) > 0.0),
            ("c", || (0..200).all(|i| cubic(f64::from(i + 1) / 100.0) > cubic(f64::from(i) / 100.0))),
            ("d", || {
                let bend = |x: f64| cubic(x - 1e-3) - 2.0 * cubic(x) + cubic(x + 1e-3);
                cubic(1.0) == 2.0 && bend(0.9) * bend(1.1) < 0.0
            }),
        ],
    ),
    // Two invertible matrices; what fails for them does not hold for all, and the other two are checked on them.
    Holds(
        "invertible-matrices-several",
        &[
            ("a", || same(inverse(times(P, Q)), times(inverse(Q), inverse(P)))),
            ("b", || (det(P.map(|row| row.map(|x| 2.0 * x))) - 2.0 * det(P)).abs() < 1e-9),
            ("c", || {
                let sum = plus(P, Q);
                let twice = times(P, Q).map(|row| row.map(|x| 2.0 * x));
                same(times(sum, sum), plus(plus(times(P, P), twice), times(Q, Q)))
            }),
            ("d", || same(adjoint(P), solved_inverse(P).map(|row| row.map(|x| det(P) * x)))),
        ],
    ),
    Holds(
        "points-on-a-circle-of-complex-numbers-several",
        &[
            ("a", || (circle(|x, y| x.hypot(y)).1 - 7.0).abs() < 1e-6),
            ("b", || {
                let (least, greatest) = circle(|x, _| x);
                least <= 0.0 && greatest >= 0.0
            }),
            ("c", || (circle(|x, y| (x - 3.0).hypot(y + 4.0)).0 - 8.0).abs() < 1e-6),
            // The sign of Re z - Im z on the way round.
            ("d", || {
                let above = |i: i32| {
                    let t = f64::from(i) * 2.0 * PI / 3600.0 + 1e-4;
                    3.0 + 2.0 * t.cos() > 4.0 + 2.0 * t.sin()
                };
                (0..3600).filter(|i| above(*i) != above(*i + 1)).count() == 2
            }),
        ],
    ),
    Holds(
        "linear-system-with-two-parameters-several",
        &[
            // Where the determinant is not 0 there is exactly one solution for every right side.
            ("a", || det(system(-4.0)) == 0.0),
            ("b", || det(system(5.0)) != 0.0),
            // Two points of the line of solutions of the first two equations: neither fits the third,
            // and the third left side does not change along the line.
            ("c", || {
                let third = |z: f64| {
                    let (x, y) = first_two(z);
                    x + 4.0 * y + 5.0 * z
                };
                (third(0.0) - third(1.0)).abs() < 1e-9 && (third(0.0) - 5.0).abs() > 1e-6
            }),
            ("d", || {
                (-9..=9).map(f64::from).all(|z| {
                    let (x, y) = first_two(z);
                    (x + 4.0 * y + 5.0 * z - 6.0).abs() < 1e-9 && (x - y - 1.0).abs() < 1e-9
                })
            }),
        ],
    ),
    // The broken line of the figure, integrated.
    Holds(
        "graph-of-the-derivative-several",
        &[
            ("a", || rise(-1.01, -1.0) > 0.0 && rise(-1.0, -0.99) < 0.0),
            ("b", || rise(-3.0, -1.0).abs() < 1e-9),
            ("c", || (0..100).map(f64::from).all(|i| rise(-1.0 + i / 50.0, -1.0 + (i + 1.0) / 50.0) > 0.0)),
            ("d", || (slope(1.0) - slope(0.9)) * (slope(1.1) - slope(1.0)) < 0.0),
        ],
    ),
    Holds(
        "focal-chord-of-parabola-several",
        &[
            ("a", || {
                let (q, m) = (other_end(), middle());
                (m.0 - (8.0 - q.0).hypot(8.0 - q.1) / 2.0).abs() < 1e-9
            }),
            ("b", || {
                let q = other_end();
                ((8.0 - q.0).hypot(8.0 - q.1) - 12.5).abs() < 1e-9
            }),
            // 2y y' = 8: the normal at P has the slope -y ÷ 4.
            ("c", || (8.0 + 8.0 / (8.0 / 4.0) - 10.0_f64).abs() < 1e-9),
            ("d", || {
                // yy₁ = 4(x + x₁) for both ends, at the point (-2, 3).
                let q = other_end();
                [(8.0, 8.0), q].iter().all(|p| (3.0 * p.1 - 4.0 * (p.0 - 2.0)).abs() < 1e-9)
            }),
        ],
    ),
    // ---------------------------------------------------------------- numerical answers
    Number("continuity-of-three-pieces", || {
        let x = 1e-5_f64;
        let a = bisect(0.0, 20.0, |a| (a * x).sin() / x - 3.0);
        let b = bisect(0.0, 20.0, |b| ((1.0 + b * x).sqrt() - 1.0) / x - 3.0);
        tidy(a + b, 1e3)
    }),
    Number("area-parabola-and-line", || integral(0.0, 2.0, PIECES, |x| 2.0 * x - x * x)),
    Number("sum-of-n-over-powers", || tidy((1..60).map(|n| f64::from(n) / 3.0_f64.powi(n)).sum(), 1e9)),
    // The whole product multiplied out, times x⁹ to be rid of negative powers: (1 + x³)(2x³ - 1)⁹, coefficient of x⁹.
    Number("constant-term-of-a-product", || {
        let mut p = vec![1.0, 0.0, 0.0, 1.0];
        for _ in 0..9 {
            let mut next = vec![0.0; p.len() + 3];
            for (i, c) in p.iter().enumerate() {
                next[i] -= c;
                next[i + 3] += 2.0 * c;
            }
            p = next;
        }
        p[9]
    }),
    // All 243 functions, written in base 3.
    Number("onto-functions-with-two-values-different", || {
        let value = |f: u32, i: u32| f / 3_u32.pow(i) % 3;
        let good = |f: &u32| (0..3).all(|v| (0..5).any(|i| value(*f, i) == v)) && value(*f, 0) != value(*f, 1);
        (0..243).filter(good).count() as f64
    }),
    // Three linear equations: r·a = 0, r·b = 26, r·(a × b) = 0.
    Number("vector-in-the-plane-of-two-others", || {
        let (a, b) = ([1.0, 2.0, 2.0], [4.0, 1.0, 0.0]);
        let n = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
        let r = solved_inverse([a, b, n]).map(|row| 26.0 * row[1]);
        tidy(dot(r, r), 1e6)
    }),
    Number("largest-trapezium-under-a-parabola", || {
        let area = |x: f64| (6.0 + 2.0 * x) / 2.0 * (9.0 - x * x);
        (0..=3000).map(|i| area(f64::from(i) / 1000.0)).fold(0.0, f64::max)
    }),
    Number("integral-of-absolute-quadratic", || integral(0.0, 3.0, PIECES, |x| (x * x - 3.0 * x + 2.0).abs())),
    // The two numbers by a search in steps of a tenth.
    Number("two-missing-observations", || {
        for p in 0..=160 {
            let (p, q) = (f64::from(p) / 10.0, 16.0 - f64::from(p) / 10.0);
            let all = [2.0, 5.0, 7.0, p, q];
            let mean = all.iter().sum::<f64>() / 5.0;
            let variance = all.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 5.0;
            if (mean - 6.0).abs() < 1e-9 && (variance - 6.8).abs() < 1e-9 {
                return tidy(p * q, 1e6);
            }
        }
        f64::NAN
    }),
    Number("twentieth-power-of-a-matrix", || {
        let (mut a, mut b, mut c, mut d) = (1.0, 0.0, 0.0, 1.0);
        for _ in 0..20 {
            (a, b, c, d) = (3.0 * a + 4.0 * b, -a - b, 3.0 * c + 4.0 * d, -c - d);
        }
        a + b + c + d
    }),
];
