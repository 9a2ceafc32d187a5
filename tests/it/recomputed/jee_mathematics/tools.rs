//! Numerical methods, vectors and matrices, and the curves of single questions.

use crate::recomputed::{bisect, integral};
use std::f64::consts::PI;

/// Pieces of an integral.
pub const PIECES: u32 = 30_000;

pub type Vector = [f64; 3];
pub type Matrix = [Vector; 3];

pub const P: Matrix = [[2.0, 1.0, 0.0], [0.0, 1.0, 3.0], [1.0, 0.0, 1.0]];
pub const Q: Matrix = [[1.0, 0.0, 2.0], [1.0, 3.0, 0.0], [0.0, 1.0, 1.0]];

/// The ratio that a conic keeps, from five of its points; no number where the points do not keep it.
pub fn kept_ratio(points: [(f64, f64); 5], focus: (f64, f64), directrix: impl Fn(f64, f64) -> f64) -> f64 {
    let ratios = points.map(|(x, y)| (x - focus.0).hypot(y - focus.1) / directrix(x, y).abs());
    if ratios.iter().all(|ratio| (ratio - ratios[0]).abs() < 1e-9) { ratios[0] } else { f64::NAN }
}

/// 9x² + 25y² = 225, 9x² - 16y² = 144, xy = 8, x² - 4x + 8y = 12, by focus and directrix.
pub fn eccentricities() -> [f64; 4] {
    let at = [1.0, 1.5, 2.0, 2.5, 3.0];
    let ellipse = at.map(|x: f64| (x, ((225.0 - 9.0 * x * x) / 25.0).sqrt()));
    let hyperbola = at.map(|y: f64| (((144.0 + 16.0 * y * y) / 9.0).sqrt(), y));
    let rectangular = at.map(|x| (x, 8.0 / x));
    let parabola = at.map(|x| (x, (12.0 + 4.0 * x - x * x) / 8.0));
    [
        kept_ratio(ellipse, (4.0, 0.0), |x, _| x - 25.0 / 4.0),
        kept_ratio(hyperbola, (5.0, 0.0), |x, _| x - 16.0 / 5.0),
        kept_ratio(rectangular, (4.0, 4.0), |x, y| (x + y - 4.0) / 2.0_f64.sqrt()),
        kept_ratio(parabola, (2.0, 0.0), |_, y| y - 4.0),
    ]
}

/// Removes the noise of floating point from a number that is known to be exact.
pub fn tidy(x: f64, parts: f64) -> f64 {
    (x * parts).round() / parts
}

pub const fn weighted(m: [f64; 4]) -> f64 {
    m[0] + 10.0 * m[1] + 100.0 * m[2] + 1000.0 * m[3]
}

pub fn near(x: i32, y: i32) -> bool {
    (x - y).abs() <= 1
}

pub fn cube_root_of_8i(start: (f64, f64)) -> (f64, f64) {
    let (mut x, mut y) = start;
    for _ in 0..60 {
        // z - (z³ - 8i) ÷ 3z²
        let (sx, sy) = (x * x - y * y, 2.0 * x * y);
        let (fx, fy) = (sx * x - sy * y, sx * y + sy * x - 8.0);
        let (dx, dy) = (3.0 * sx, 3.0 * sy);
        let size = dx * dx + dy * dy;
        (x, y) = (x - (fx * dx + fy * dy) / size, y - (fy * dx - fx * dy) / size);
    }
    (x, y)
}

/// Words from the letters left, the last kind of letter never twice running.
pub fn words(left: &mut [u32; 5], length: u32, after_last: bool) -> u32 {
    if length == 0 {
        return 1;
    }
    let mut count = 0;
    for kind in 0..5 {
        if left[kind] > 0 && !(kind == 4 && after_last) {
            left[kind] -= 1;
            count += words(left, length - 1, kind == 4);
            left[kind] += 1;
        }
    }
    count
}

pub fn fourth_powers(x: f64) -> f64 {
    x.sin().powi(4) + x.cos().powi(4)
}

/// Whether something holds for many geometric progressions of three distinct positive numbers.
pub fn progressions(holds: impl Fn(f64, f64, f64) -> bool) -> bool {
    [0.01, 0.3, 1.0, 2.0, 17.0]
        .iter()
        .all(|a| [0.1, 0.5, 0.9, 1.1, 2.0, 3.0, 40.0].iter().all(|r| holds(*a, a * r, a * r * r)))
}

pub fn cubic(x: f64) -> f64 {
    x * x * x - 3.0 * x * x + 4.0
}

/// The least and the greatest value on the circle about 3 + 4i of radius 2.
pub fn circle(f: impl Fn(f64, f64) -> f64) -> (f64, f64) {
    let values = (0..100_000).map(|i| f64::from(i) * 2.0 * PI / 100_000.0);
    values
        .map(|t| f(3.0 + 2.0 * t.cos(), 4.0 + 2.0 * t.sin()))
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
}

pub fn system(lambda: f64) -> Matrix {
    [[1.0, 1.0, 2.0], [2.0, -1.0, 1.0], [1.0, lambda, 5.0]]
}

/// x and y from x + y + 2z = 3 and 2x - y + z = 3, by Cramer's rule.
pub fn first_two(z: f64) -> (f64, f64) {
    let (p, q) = (3.0 - 2.0 * z, 3.0 - z);
    ((-p - q) / -3.0, (q - 2.0 * p) / -3.0)
}

/// The derivative drawn in the figure.
pub fn slope(x: f64) -> f64 {
    if x < -1.0 {
        -2.0 + 2.0 * (x + 3.0)
    } else if x < 3.0 {
        2.0 - (x + 1.0)
    } else {
        -2.0 + (x - 3.0)
    }
}

pub fn rise(from: f64, to: f64) -> f64 {
    integral(from, to, PIECES, slope)
}

/// The second end of the chord of y² = 8x through (8, 8) and the focus (2, 0), by bisection along the line.
pub fn other_end() -> (f64, f64) {
    let point = |s: f64| (2.0 - 6.0 * s, -8.0 * s);
    let s = bisect(0.0, 1.0, |s| point(s).1 * point(s).1 - 8.0 * point(s).0);
    point(s)
}

pub fn middle() -> (f64, f64) {
    let q = other_end();
    ((8.0 + q.0) / 2.0, (8.0 + q.1) / 2.0)
}

pub fn dot(a: Vector, b: Vector) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

pub fn minus(a: Vector, b: Vector) -> Vector {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

/// The point of the line through `p` along `u` that is nearest to `to`.
pub fn nearest(p: Vector, u: Vector, to: Vector) -> Vector {
    let s = dot(minus(to, p), u) / dot(u, u);
    [p[0] + s * u[0], p[1] + s * u[1], p[2] + s * u[2]]
}

pub fn det(m: Matrix) -> f64 {
    dot(m[0], adjoint(m).map(|row| row[0]))
}

/// The transposed matrix of the cofactors.
pub fn adjoint(m: Matrix) -> Matrix {
    let mut result = [[0.0; 3]; 3];
    for (i, row) in result.iter_mut().enumerate() {
        for (j, entry) in row.iter_mut().enumerate() {
            let at = |a: usize, b: usize| m[(j + a) % 3][(i + b) % 3];
            *entry = at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1);
        }
    }
    result
}

pub fn inverse(m: Matrix) -> Matrix {
    adjoint(m).map(|row| row.map(|x| x / det(m)))
}

/// The inverse by elimination, without determinants.
pub fn solved_inverse(mut m: Matrix) -> Matrix {
    let mut result = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    for i in 0..3 {
        let pivot = (i..3).max_by(|a, b| m[*a][i].abs().total_cmp(&m[*b][i].abs())).unwrap_or(i);
        m.swap(i, pivot);
        result.swap(i, pivot);
        let factor = m[i][i];
        m[i] = m[i].map(|x| x / factor);
        result[i] = result[i].map(|x| x / factor);
        for j in (0..3).filter(|j| *j != i) {
            let factor = m[j][i];
            for k in 0..3 {
                m[j][k] -= factor * m[i][k];
                result[j][k] -= factor * result[i][k];
            }
        }
    }
    result
}

pub fn times(a: Matrix, b: Matrix) -> Matrix {
    a.map(|row| [0, 1, 2].map(|j| dot(row, [b[0][j], b[1][j], b[2][j]])))
}

pub fn plus(a: Matrix, b: Matrix) -> Matrix {
    [0, 1, 2].map(|i| [0, 1, 2].map(|j| a[i][j] + b[i][j]))
}

pub fn same(a: Matrix, b: Matrix) -> bool {
    (0..3).all(|i| (0..3).all(|j| (a[i][j] - b[i][j]).abs() < 1e-9))
}
