//! Answers of `question-banks/jee/physics.toml` that are calculations, worked out again.

use super::{Recomputed, Recomputed::*, bisect, integral, partners};
use std::f64::consts::PI;

pub const ALL: &[Recomputed] = &[
    // ---- one right answer
    Choice(
        "projectile-range-equals-height",
        || bisect(1.0, 1.5, range_less_height).tan(),
        &[("a", 1.0), ("b", 2.0), ("c", 4.0), ("d", 0.25)],
    ),
    Choice(
        "capacitor-half-filled",
        || 1.0 / integral(0.0, 1.0, 1000, |x| if x < 0.5 { 1.0 } else { 1.0 / 3.0 }),
        &[("a", 2.0 / 3.0), ("b", 1.5), ("c", 2.0), ("d", 3.0)],
    ),
    Holds(
        "ideal-gas-expansions",
        &[("1", free_expansion_cools), ("2", isothermal_keeps_energy), ("3", adiabatic_does_less_work)],
    ),
    Choice(
        "speed-grows-as-root-of-distance",
        // the path in pieces that grow as the fourth power, since the particle is slow at first; x = s^4
        || 1.0 / integral(0.0, 1.0, 1000, |s| 4.0 * s.powi(3) / s.powi(4).sqrt()),
        &[("a", 0.5), ("b", 2.0 / 3.0), ("c", std::f64::consts::FRAC_1_SQRT_2), ("d", 1.0)],
    ),
    Choice("least-force-to-slide-a-block", least_force, &[("a", 15.0 / 16.0), ("b", 0.8), ("c", 0.75), ("d", 0.6)]),
    Choice(
        "spinning-sphere-set-on-floor",
        speed_after_slipping,
        &[("a", 5.0 / 7.0), ("b", 0.534_522_483_824_849), ("c", 2.0 / 7.0), ("d", 0.4)],
    ),
    Choice(
        "thrown-at-two-thirds-of-escape-speed",
        height_of_throw,
        &[("a", 4.0 / 9.0), ("b", 0.8), ("c", 1.8), ("d", 2.0)],
    ),
    Holds(
        "string-in-third-harmonic",
        &[
            ("1", || nodes_of_third_harmonic() == 4),
            // the shape repeats after one wavelength
            ("2", || (0..100).all(|i| near(loops(0.01 * f64::from(i)), loops(0.01 * f64::from(i) + 1.5), 1e-9))),
            ("3", || loops(1.0 / 6.0) * loops(1.0 / 2.0) < 0.0),
            ("4", || (1..33).all(|i| near(loops(0.01 * f64::from(i)) * (PI / 2.0).cos(), 0.0, 1e-9))),
        ],
    ),
    Choice(
        "charged-sphere-in-earthed-shell",
        // the field between sphere and shell, summed up to the earthed shell
        || integral(1.0, 3.0, 100_000, |r| 1.0 / (r * r)),
        &[("a", 4.0 / 3.0), ("b", 1.0), ("c", 2.0 / 3.0), ("d", 1.0 / 3.0)],
    ),
    Choice(
        "equal-power-in-two-resistors",
        || bisect(0.1, 100.0, |r| 3.0 / (3.0 + r).powi(2) - 12.0 / (12.0 + r).powi(2)),
        &[("a", 2.4), ("b", 6.0), ("c", 7.5), ("d", 9.0)],
    ),
    Choice(
        "rod-turning-about-inner-point",
        // v × B summed along the rod, from one end to the other
        || integral(-0.25, 0.75, 1000, |r| r),
        &[("a", 0.5), ("b", 5.0 / 16.0), ("c", 9.0 / 32.0), ("d", 0.25)],
    ),
    Choice(
        "bright-circle-above-lamp",
        // where the refracted ray grazes the surface
        || bisect(0.0, 10.0, |x: f64| 1.25 * x / x.hypot(1.0) - 1.0),
        &[("a", 4.0 / 3.0), ("b", 0.8), ("c", 0.75), ("d", 0.6)],
    ),
    Choice(
        "lithium-ion-with-photon-of-hydrogen",
        // energies in units of 13.6 eV
        || 1.0 - 1.0 / 4.0,
        &[
            ("a", 9.0 * (1.0 / 81.0 - 1.0 / 324.0)),
            ("b", 9.0 * (1.0 / 4.0 - 1.0 / 16.0)),
            ("c", 9.0 * (1.0 / 9.0 - 1.0 / 36.0)),
            ("d", 9.0 * (1.0 - 1.0 / 4.0)),
        ],
    ),
    // ---- lists to match
    Match("dimensions-of-four-quantities", dimensions_of_four_quantities),
    Match("fields-of-four-currents", fields_of_four_currents),
    // ---- one or more right answers
    Holds(
        "oscillator-energy-several",
        &[
            ("a", || {
                (0..60).all(|i| near(kinetic(0.1 * f64::from(i)), kinetic(0.1 * f64::from(i) + PI), 1e-6))
                    && !near(kinetic(0.3), kinetic(0.3 + PI / 2.0), 1e-3)
            }),
            ("b", || near(speed(bisect(0.0, PI, |t| t.cos() - 0.5)), 0.5, 1e-6)),
            ("c", || near(kinetic(bisect(0.0, PI, |t| t.cos() - 0.5_f64.sqrt())), 0.25, 1e-6)),
            ("d", || near(integral(0.0, 2.0 * PI, 1000, kinetic) / (2.0 * PI), 0.25, 1e-6)),
        ],
    ),
    Holds(
        "photoelectric-double-frequency-several",
        &[
            ("a", || WORK_FUNCTIONS.iter().all(|&w| near(stopping(2.0, w), 2.0 * stopping(1.0, w), 1e-9))),
            ("b", || WORK_FUNCTIONS.iter().all(|&w| stopping(2.0, w) > 2.0 * stopping(1.0, w))),
            // photons in a second: power ÷ energy of one
            ("c", || near(7.0 / 2.0, 0.5 * (7.0 / 1.0), 1e-9)),
            ("d", || {
                WORK_FUNCTIONS.iter().all(|&w| near(2.0 - stopping(2.0, w), 2.0 * (1.0 - stopping(1.0, w)), 1e-9))
            }),
        ],
    ),
    Holds(
        "jet-from-a-tank-several",
        &[
            ("a", || near(jet_speed(0.3, 800.0), jet_speed(0.3, 1300.0), 1e-9)),
            ("b", || (1..10).all(|i| near(jet_reach(0.1 * f64::from(i)), jet_reach(1.0 - 0.1 * f64::from(i)), 1e-6))),
            ("c", || near(jet_speed(0.6, 1000.0), 2.0 * jet_speed(0.3, 1000.0), 1e-6)),
            ("d", || near((1..1000).map(|i| jet_reach(0.001 * f64::from(i))).fold(0.0, f64::max), 1.0, 1e-6)),
        ],
    ),
    Holds(
        "rolling-disc-several",
        &[
            ("a", || near(rim_speed(PI / 2.0), 2.0_f64.sqrt(), 1e-6)),
            ("b", || near(disc_energy(1.0), 1.0, 1e-3)),
            // energy of the motion as seen from the ground, less that seen from the centre
            ("c", || near(disc_energy(1.0) - disc_energy(0.0), 2.0 * disc_energy(0.0), 1e-3)),
            // mass × acceleration of the centre, from three of its places
            ("d", || centre(1.1) - 2.0 * centre(1.0) + centre(0.9) < -1e-9),
        ],
    ),
    Holds(
        "coil-beside-resistor-several",
        &[
            ("a", || near(node_voltage(coil_current_after_long()) / 4.0, 2.0, 1e-6)),
            ("b", || near((12.0 - node_voltage(0.0)) / 2.0, 2.0, 1e-9)),
            ("c", || near(coil_current_after_long() * 4.0, 24.0, 1e-6)),
            ("d", || near(heat_after_opening(), 54.0, 1e-3)),
        ],
    ),
    Holds(
        "double-slit-changes-several",
        &[
            ("a", || near(fringe_width(2.0, 2.0, 1.0, 0.0) / fringe_width(1.0, 1.0, 1.0, 0.0), 2.0, 1e-3)),
            ("b", || {
                let moved = fringe(0.0, 1.0, 1.0, 1.0, 3.7).abs() > 0.1 * fringe_width(1.0, 1.0, 1.0, 0.0);
                moved && near(fringe_width(1.0, 1.0, 1.0, 3.7) / fringe_width(1.0, 1.0, 1.0, 0.0), 1.0, 1e-3)
            }),
            ("c", || near(fringe_width(1.0, 1.0, 0.75, 0.0) / fringe_width(1.0, 1.0, 1.0, 0.0), 4.0 / 3.0, 1e-3)),
            ("d", || near(contrast(0.25), 9.0, 1e-3)),
        ],
    ),
    // ---- numerical answers
    Number("electron-wavelength-100-volt", || {
        1e10 * 6.63e-34 / (9.1e-31 * speed_after_field(1.6e-19 * 100.0 / 9.1e-31))
    }),
    Number("rms-speed-of-oxygen", || maxwell_mean_square(0.032 / (8.31 * 300.0)).sqrt()),
    Number("power-in-series-lcr", mean_power),
    Number("two-blocks-on-stepped-drum", tension_of_lighter_side),
    Number("speed-from-force-graph", || speed_along_graph(8.0)),
    Number("ice-left-in-warm-water", ice_left),
    Number("efficiency-of-rectangular-cycle", || 100.0 * efficiency(&[(1.0, 1.0), (1.0, 2.0), (3.0, 2.0), (3.0, 1.0)])),
    Number("end-correction-of-resonance-tube", || bisect(0.0, 5.0, |e| (51.8 + e) / (16.8 + e) - 3.0)),
    Number("charge-on-bridge-capacitor", charge_on_bridge),
    Number("lens-sharp-in-two-places", || bisect(1.0, 22.4, |f| sharp_places(90.0, f) - 30.0)),
    Number("binding-energy-of-lithium-7", || {
        931.5 * ((1.00783 - 7.01600 / 7.0) * 3.0 + (1.00867 - 7.01600 / 7.0) * 4.0) / 7.0
    }),
];

// ------------------------------------------------------------------ tools

fn near(a: f64, b: f64, by: f64) -> bool {
    (a - b).abs() <= by
}

/// One step of the method of Runge and Kutta, of fourth order.
fn step<const N: usize>(y: [f64; N], t: f64, h: f64, f: impl Fn(f64, [f64; N]) -> [f64; N]) -> [f64; N] {
    let moved = |k: [f64; N], by: f64| std::array::from_fn(|i| y[i] + by * k[i]);
    let a = f(t, y);
    let b = f(t + h / 2.0, moved(a, h / 2.0));
    let c = f(t + h / 2.0, moved(b, h / 2.0));
    let d = f(t + h, moved(c, h));
    std::array::from_fn(|i| y[i] + h / 6.0 * (a[i] + 2.0 * b[i] + 2.0 * c[i] + d[i]))
}

// ------------------------------------------------------------------ mechanics

/// Range less greatest height, both read from the path, with speed and gravity 1.
fn range_less_height(angle: f64) -> f64 {
    let height = |t: f64| angle.sin() * t - t * t / 2.0;
    let top = bisect(0.0, 4.0, |t| height(t + 1e-3) - height(t - 1e-3));
    let landing = bisect(top, 4.0, height);
    angle.cos() * landing - height(top)
}

/// The force at the point of sliding for a weight of 1, where it is least over all directions.
fn least_force() -> f64 {
    let needed = |angle: f64| bisect(0.0, 5.0, |force| force * angle.cos() - 0.75 * (1.0 - force * angle.sin()));
    needed(bisect(0.0, 1.5, |angle| needed(angle + 1e-4) - needed(angle - 1e-4)))
}

/// Speed of the centre when slipping ceases, with radius, mass, spin, gravity and friction 1.
fn speed_after_slipping() -> f64 {
    let (mut speed, mut spin, dt) = (0.0, 1.0, 1e-5);
    while speed + dt < spin - dt / 0.4 {
        speed += dt;
        spin -= dt / 0.4;
    }
    // the rest of the last step, in which both change evenly
    speed + (spin - speed) / (1.0 + 1.0 / 0.4)
}

/// Height above the surface, with radius and GM 1.
fn height_of_throw() -> f64 {
    let mut state = [1.0, 2.0 / 3.0 * 2.0_f64.sqrt()];
    loop {
        let next = step(state, 0.0, 1e-4, |_, [r, v]| [v, -1.0 / (r * r)]);
        if next[1] <= 0.0 {
            return state[0] + state[1] * state[1] * state[0] * state[0] / 2.0 - 1.0;
        }
        state = next;
    }
}

/// Newtons; from the energy: what the blocks lose in height is kinetic after a small turn of the drum.
fn tension_of_lighter_side() -> f64 {
    let turn = 1e-3;
    let lost = 2.0 * 10.0 * 0.2 * turn - 3.0 * 10.0 * 0.1 * turn;
    // the rate of turning whose kinetic energy is that
    let rate = bisect(0.0, 10.0, |w| 0.5 * (0.09 * w * w + 2.0 * (0.2 * w).powi(2) + 3.0 * (0.1 * w).powi(2)) - lost);
    let tension = 3.0 * (10.0 + 0.1 * rate * rate / (2.0 * turn));
    // the answer is exact to one decimal
    (tension * 1e6).round() / 1e6
}

/// Speed where the body comes to `x`, its motion followed in time.
fn speed_along_graph(x: f64) -> f64 {
    let force = |x: f64| {
        if x < 2.0 {
            5.0 * x
        } else if x < 4.0 {
            10.0
        } else {
            10.0 - 5.0 * (x - 4.0)
        }
    };
    let mut state = [0.0, 4.0];
    while state[0] < x {
        state = step(state, 0.0, 1e-5, |_, [x, v]| [v, force(x) / 3.0]);
    }
    // answers are to be whole numbers; the last step overshoots a little
    (state[1] * 1e3).round() / 1e3
}

fn rim_speed(from_top: f64) -> f64 {
    let place = |t: f64| (t + (from_top + t).sin(), (from_top + t).cos());
    let ((x, y), (u, v)) = (place(-1e-4), place(1e-4));
    (u - x).hypot(v - y) / 2e-4
}

fn centre(t: f64) -> f64 {
    t
}

/// Kinetic energy of a disc of mass, radius and spin 1 whose centre moves at `speed`, piece by piece.
fn disc_energy(speed: f64) -> f64 {
    integral(0.0, 1.0, 400, |r| {
        integral(0.0, 2.0 * PI, 100, |angle| {
            let (u, v) = (speed + r * angle.sin(), r * angle.cos());
            0.5 * (u * u + v * v) * r / PI
        })
    })
}

// ------------------------------------------------------------------ liquids, heat, waves

/// Speed to which the pressure of the liquid above brings a small volume.
fn jet_speed(depth: f64, density: f64) -> f64 {
    bisect(0.0, 100.0, |v| 0.5 * density * v * v - density * 9.8 * depth)
}

/// Distance on the ground, from a tank filled to 1 m, followed down.
fn jet_reach(depth: f64) -> f64 {
    let time = bisect(0.0, 1.0, |t| 4.9 * t * t - (1.0 - depth));
    jet_speed(depth, 1000.0) * time
}

/// Grams; small portions of heat pass from water to ice until one of them can give or take no more.
fn ice_left() -> f64 {
    let (mut water, mut ice, mut solid, portion) = (30.0, -20.0, 0.1_f64, 0.1);
    while water > 1e-9 && solid > 0.0 {
        water -= portion / (0.2 * 4200.0);
        if ice < -1e-9 { ice += portion / (0.1 * 2100.0) } else { solid -= portion / 3.36e5 }
    }
    // the answer is exact to one decimal; the last portion may be a little too much
    (1000.0 * solid * 1e2).round() / 1e2
}

fn free_expansion_cools() -> bool {
    // molecules that meet no moving wall keep their speeds
    let speeds = [0.4, 0.9, 1.7, -1.2, -0.3];
    let (mut places, mut velocities) = ([0.1, 0.2, 0.3, 0.4, 0.5], speeds);
    for _ in 0..10_000 {
        for (place, velocity) in places.iter_mut().zip(&mut velocities) {
            *place += 1e-3 * *velocity;
            if (*place < 0.0 && *velocity < 0.0) || (*place > 2.0 && *velocity > 0.0) {
                *velocity = -*velocity;
            }
        }
    }
    let energy = |v: &[f64]| v.iter().map(|v| v * v).sum::<f64>();
    energy(&velocities) < energy(&speeds) - 1e-9
}

fn isothermal_keeps_energy() -> bool {
    // with pV constant, 1.5 pV is the energy of a monatomic gas at every volume
    (10..30).all(|i| near(1.5 * (1.0 / (0.1 * f64::from(i))) * (0.1 * f64::from(i)), 1.5, 1e-9))
}

fn adiabatic_does_less_work() -> bool {
    [1.2, 4.0 / 3.0, 1.4, 5.0 / 3.0]
        .iter()
        .all(|&gamma: &f64| integral(1.0, 3.0, 1000, |v| v.powf(-gamma)) < integral(1.0, 3.0, 1000, |v| 1.0 / v))
}

/// Work ÷ heat taken up, for a monatomic gas led along straight lines through corners (volume, pressure).
fn efficiency(corners: &[(f64, f64)]) -> f64 {
    let (mut work, mut taken) = (0.0, 0.0);
    for (i, &(v, p)) in corners.iter().enumerate() {
        let (to_v, to_p) = corners[(i + 1) % corners.len()];
        let n = 10_000;
        for k in 0..n {
            let at =
                |k: i32| (v + (to_v - v) * f64::from(k) / f64::from(n), p + (to_p - p) * f64::from(k) / f64::from(n));
            let ((v0, p0), (v1, p1)) = (at(k), at(k + 1));
            let done = (p0 + p1) / 2.0 * (v1 - v0);
            let heat = done + 1.5 * (p1 * v1 - p0 * v0);
            work += done;
            taken += heat.max(0.0);
        }
    }
    work / taken
}

/// Mean of v² over the distribution of Maxwell; `a` is m/kT.
fn maxwell_mean_square(a: f64) -> f64 {
    let weight = |v: f64| v * v * (-a * v * v / 2.0).exp();
    integral(0.0, 6000.0, 60_000, |v| v * v * weight(v)) / integral(0.0, 6000.0, 60_000, weight)
}

/// The shape of a string of length 1 in its third harmonic.
fn loops(x: f64) -> f64 {
    (3.0 * PI * x).sin()
}

fn nodes_of_third_harmonic() -> usize {
    (0..=600).filter(|&i| near(loops(f64::from(i) / 600.0), 0.0, 1e-9)).count()
}

/// Speed of x = cos t.
fn speed(t: f64) -> f64 {
    (((t + 1e-5).cos() - (t - 1e-5).cos()) / 2e-5).abs()
}

fn kinetic(t: f64) -> f64 {
    speed(t).powi(2) / 2.0
}

// ------------------------------------------------------------------ electricity

/// Speed at the end of a field of 1 m with the constant acceleration `a`, from rest.
fn speed_after_field(a: f64) -> f64 {
    let time = bisect(0.0, 1.0, |t| 0.5 * a * t * t - 1.0);
    a * time
}

/// Watts; 30 Ω, 80 H and 1/40 F at the angular frequency 1, followed until the beginning is forgotten.
fn mean_power() -> f64 {
    let supply = |t: f64| 200.0 * 2.0_f64.sqrt() * t.sin();
    let n = 2000;
    let h = 2.0 * PI / f64::from(n);
    let (mut state, mut energy) = ([0.0, 0.0], 0.0);
    let rounds = 40;
    for i in 0..rounds * n {
        let t = f64::from(i) * h;
        if i >= (rounds - 1) * n {
            energy += supply(t) * state[1] * h;
        }
        state =
            step(state, t, h, |t, [charge, current]| [current, (supply(t) - 30.0 * current - 40.0 * charge) / 80.0]);
    }
    energy / (2.0 * PI)
}

/// Microcoulombs; the capacitor is charged until nothing changes any more. Volts, ohms, microfarads, so that time is in microseconds.
fn charge_on_bridge() -> f64 {
    let mut charge = 0.0;
    for _ in 0..100_000 {
        // upper and lower midpoint, u and w, with the current i through the capacitor: u - w is its voltage
        let voltage = charge / 5.0;
        let upper = |i: f64| ((12.0 / 2.0) - i) / (1.0 / 2.0 + 1.0 / 4.0);
        let lower = |i: f64| ((12.0 / 6.0) + i) / (1.0 / 6.0 + 1.0 / 3.0);
        let current = bisect(-100.0, 100.0, |i| upper(i) - lower(i) - voltage);
        let dt = 0.05;
        charge += current * dt;
        if current.abs() < 1e-9 {
            break;
        }
    }
    (charge * 1e6).round() / 1e6
}

/// Voltage of the upper node while the switch is closed and the coil carries `current`.
fn node_voltage(current: f64) -> f64 {
    bisect(-100.0, 100.0, |v| v / 4.0 + current - (12.0 - v) / 2.0)
}

fn coil_current_after_long() -> f64 {
    (0..6000).fold([0.0], |state, _| step(state, 0.0, 0.01, |_, [i]| [node_voltage(i) / 3.0]))[0]
}

/// Joules in the 4 Ω resistor.
fn heat_after_opening() -> f64 {
    (0..20_000).fold([coil_current_after_long(), 0.0], |state, _| {
        step(state, 0.0, 1e-3, |_, [i, _]| [-4.0 * i / 3.0, 4.0 * i * i])
    })[1]
}

// ------------------------------------------------------------------ light and matter

/// The place on the screen where the phase difference is `turns`; slits `d` × 0.1 mm apart, screen at `away` m, `wave` × 500 nm, and
/// `sheet` wavelengths of additional path at one slit.
fn fringe(turns: f64, d: f64, away: f64, wave: f64, sheet: f64) -> f64 {
    let (d, wave) = (d * 1e-4, wave * 5e-7);
    bisect(-0.1, 0.1, |y| ((y + d / 2.0).hypot(away) - (y - d / 2.0).hypot(away)) / wave - sheet - turns)
}

fn fringe_width(d: f64, away: f64, wave: f64, sheet: f64) -> f64 {
    fringe(1.0, d, away, wave, sheet) - fringe(0.0, d, away, wave, sheet)
}

/// Greatest ÷ least intensity when one slit passes `share` of its light.
fn contrast(share: f64) -> f64 {
    let intensity = |phase: f64| (1.0 + share.sqrt() * phase.cos()).powi(2) + share * phase.sin().powi(2);
    let all = || (0..=2000).map(|i| intensity(PI * f64::from(i) / 1000.0));
    all().fold(0.0, f64::max) / all().fold(f64::MAX, f64::min)
}

/// Distance between the places of a lens of focal length `f` that give a sharp image at the distance `d` from the object.
fn sharp_places(d: f64, f: f64) -> f64 {
    let miss = |u: f64| 1.0 / u + 1.0 / (d - u) - 1.0 / f;
    bisect(d / 2.0, d - 1e-6, miss) - bisect(1e-6, d / 2.0, miss)
}

const WORK_FUNCTIONS: [f64; 3] = [0.2, 0.5, 0.9];

/// Stopping potential for the photon energy `photon`, in the same unit: what the fastest electron can climb.
fn stopping(photon: f64, work: f64) -> f64 {
    bisect(0.0, 10.0, |v| v + work - photon)
}

// ------------------------------------------------------------------ lists to match

/// Field at the height `z` on the axis of an arc of radius 1, in units of μ₀I ÷ R; only the component along the axis.
fn arc_field(angle: f64, z: f64) -> f64 {
    integral(0.0, angle, 1000, |_| {
        let distance = z.hypot(1.0);
        1.0 / (4.0 * PI * distance * distance) * (1.0 / distance)
    })
}

fn fields_of_four_currents() -> String {
    // the wire in pieces that see the point under equal angles
    let wire = integral(-PI / 2.0, PI / 2.0, 1000, |angle| angle.cos() / (4.0 * PI));
    let left = [arc_field(2.0 * PI, 0.0), wire, arc_field(PI, 0.0), arc_field(2.0 * PI, 3.0_f64.sqrt())];
    let right = [1.0 / 16.0, 1.0 / 2.0, 1.0 / 8.0, 1.0 / (2.0 * PI), 1.0 / 4.0];
    partners(&left, &right, |a, b| near(a, b, 1e-5))
}

fn dimensions_of_four_quantities() -> String {
    // powers of mass, length, time
    let divide = |a: [i32; 3], b: [i32; 3]| [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    let (length, time, force) = ([0, 1, 0], [0, 0, 1], [1, 1, -2]);
    let energy = [1, 2, -2];
    let stress = divide(force, [0, 2, 0]);
    let gradient = divide(divide(length, time), length);
    let left = [divide(energy, [0, 0, -1]), energy, divide(force, length), divide(stress, gradient)];
    let right = [[1, 0, -2], [1, 2, -1], [1, -1, -1], [1, 2, -2], [1, -1, -2]];
    partners(&left, &right, |a, b| a == b)
}
