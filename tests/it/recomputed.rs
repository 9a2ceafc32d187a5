//! Answers of the bundled banks that are calculations, worked out a second time and where possible in another way:
//! by counting cases, by following a motion step by step, by looking for the number that fits.
//!
//! Whoever adds a `numeric` question, or one with the tag `calculation`, adds an entry to the list of its bank.

mod cbse_science;
mod gcse_biology;
mod jee_mathematics;
mod jee_physics;
mod upsc;

use crate::bundled::{self, kind, letter, text, texts};
use std::collections::{BTreeMap, BTreeSet};
use toml::{Table, Value};

/// A question, or `question/part`, with what it comes to.
pub enum Recomputed {
    /// The answer of a `numeric` one.
    Number(&'static str, fn() -> f64),
    /// The value asked for, and what each option says it is.
    Choice(&'static str, fn() -> f64, &'static [(&'static str, f64)]),
    /// Whether each statement, row or option of several holds.
    Holds(&'static str, &'static [Piece]),
    /// The pairs of a `match`, `a3 b1 c4 d2`.
    Match(&'static str, fn() -> String),
}

/// A statement or row by its number, an option by its letter, and whether it holds.
pub type Piece = (&'static str, fn() -> bool);

use Recomputed::*;

impl Recomputed {
    fn id(&self) -> &'static str {
        match self {
            Number(id, _) | Choice(id, ..) | Holds(id, _) | Match(id, _) => id,
        }
    }
}

/// How near to an option's value the calculated one must lie, as a share of the way to the next option.
const CLEAR: f64 = 0.05;

/// Two options whose values agree to this share cannot be told apart.
const SAME: f64 = 1e-6;

/// Pairs each value on the left with the values on the right that equal it; exactly one must.
fn partners<T: Copy>(left: &[T], right: &[T], equal: impl Fn(T, T) -> bool) -> String {
    let pair = |(at, &value): (usize, &T)| {
        let found: Vec<String> =
            (0..right.len()).filter(|&k| equal(value, right[k])).map(|k| (k + 1).to_string()).collect();
        format!("{}{}", letter(at), found.join("+"))
    };
    left.iter().enumerate().map(pair).collect::<Vec<_>>().join(" ")
}

/// Where `f`, which changes its sign once between the two ends, is zero.
fn bisect(mut low: f64, mut high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let rising = f(high) > 0.0;
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        if (f(middle) > 0.0) == rising { high = middle } else { low = middle }
    }
    (low + high) / 2.0
}

/// Adds up `f` in the middles of `n` pieces.
fn integral(from: f64, to: f64, n: u32, f: impl Fn(f64) -> f64) -> f64 {
    let step = (to - from) / f64::from(n);
    (0..n).map(|i| f(from + (f64::from(i) + 0.5) * step) * step).sum()
}

/// Compares an entry with what the bank says.
fn compare(entry: &Recomputed, fields: &Table) -> Result<(), String> {
    match entry {
        Number(_, value) => number(value(), fields),
        Choice(_, value, options) => choice(value(), options, fields),
        Holds(_, holds) => {
            let ours: Vec<(String, bool)> = holds.iter().map(|(name, holds)| ((*name).to_owned(), holds())).collect();
            equal(&ours, &in_bank(fields)?)
        }
        Match(_, pairs) => equal(&pairs().as_str(), &text(fields, "answer").ok_or("is no question to match")?),
    }
}

fn equal<T: PartialEq + std::fmt::Debug>(ours: &T, bank: &T) -> Result<(), String> {
    if ours == bank { Ok(()) } else { Err(format!("the bank says {bank:?}, calculated is {ours:?}")) }
}

fn number(value: f64, fields: &Table) -> Result<(), String> {
    if kind(fields) != "numeric" {
        return Err("is not numeric".to_owned());
    }
    let read = |typed: &str| typed.trim().parse::<f64>().map_err(|fault| format!("{typed}: {fault}"));
    let (low, high) = match (texts(fields.get("range")).as_slice(), text(fields, "answer"), text(fields, "tolerance")) {
        ([low, high], ..) => (read(low)?, read(high)?),
        (_, Some(answer), Some(tolerance)) => {
            let width = match tolerance.strip_suffix('%') {
                Some(percent) => read(answer)?.abs() * read(percent)? / 100.0,
                None => read(tolerance)?,
            };
            (read(answer)? - width, read(answer)? + width)
        }
        // What rounds to the answer as it is typed.
        (_, Some(answer), None) => {
            let decimals = answer.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            let half = 0.5 / 10_f64.powi(i32::try_from(decimals).unwrap());
            (read(answer)? - half, read(answer)? + half)
        }
        _ => return Err("has neither answer nor range".to_owned()),
    };
    // The ends are typed in decimals, which binary numbers miss by a hair.
    let hair = 1e-9 * value.abs().max(1.0);
    if low - hair <= value && value <= high + hair {
        Ok(())
    } else {
        Err(format!("the bank accepts {low} to {high}, calculated is {value}"))
    }
}

fn choice(value: f64, options: &[(&str, f64)], fields: &Table) -> Result<(), String> {
    let typed = fields.get("options").and_then(Value::as_array).map_or(0, Vec::len);
    let letters: Vec<String> = (0..typed).map(|at| letter(at).to_string()).collect();
    equal(&options.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>(), &letters)?;
    if !value.is_finite() {
        return Err(format!("calculated is {value}"));
    }
    let mut by_distance: Vec<(f64, &str)> =
        options.iter().map(|(name, option)| ((value - option).abs(), *name)).collect();
    by_distance.sort_by(|left, right| left.0.total_cmp(&right.0));
    let [(near, name), (next, other), ..] = by_distance.as_slice() else {
        return Err("has fewer than two options".to_owned());
    };
    if *next <= SAME * value.abs() {
        return Err(format!("`{name}` and `{other}` both say {value}"));
    }
    if *near > CLEAR * next {
        return Err(format!("calculated is {value}, which lies between `{name}` and `{other}`"));
    }
    equal(name, &text(fields, "answer").ok_or("has no single answer")?)
}

/// What holds as the bank says it: statements and rows by number, options by letter.
fn in_bank(fields: &Table) -> Result<Vec<(String, bool)>, String> {
    for list in ["statements", "rows"] {
        if let Some(list) = fields.get(list).and_then(Value::as_array) {
            let holds = |value: &Value| value.get("holds").and_then(Value::as_bool).ok_or("a piece without `holds`");
            return list.iter().enumerate().map(|(at, piece)| Ok(((at + 1).to_string(), holds(piece)?))).collect();
        }
    }
    let options = fields.get("options").and_then(Value::as_array).ok_or("has nothing that could hold")?;
    let right = texts(fields.get("answer"));
    let names = (0..options.len()).map(|at| letter(at).to_string());
    Ok(names.map(|name| (name.clone(), right.contains(&name.as_str()))).collect())
}

fn entries() -> impl Iterator<Item = &'static Recomputed> {
    [cbse_science::ALL, gcse_biology::ALL, jee_mathematics::ALL, jee_physics::ALL, upsc::ALL].into_iter().flatten()
}

#[test]
fn calculated_answers_are_right() {
    let questions = bundled::questions();
    let slots: BTreeMap<String, &Table> = questions.iter().flat_map(bundled::Question::slots).collect();
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for entry in entries() {
        let id = entry.id();
        let outcome = match slots.get(id) {
            _ if !seen.insert(id) => Err("stands twice in the lists".to_owned()),
            Some(fields) => compare(entry, fields),
            None => Err("is in no bank".to_owned()),
        };
        wrong.extend(outcome.err().map(|fault| format!("{id}: {fault}")));
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_calculation_is_worked_out_again() {
    let known: BTreeSet<&str> = entries().map(Recomputed::id).collect();
    let mut missing = Vec::new();
    for question in bundled::questions() {
        let tagged = question.tags().contains(&"calculation");
        for (slot, fields) in question.slots() {
            if (tagged || kind(fields) == "numeric") && !known.contains(slot.as_str()) {
                missing.push(format!("{}: {slot}", question.file));
            }
        }
    }
    assert!(missing.is_empty(), "without an entry in tests/it/recomputed:\n{}\n", missing.join("\n"));
}

#[test]
fn a_wrong_answer_is_found() {
    let told = |entry: &Recomputed, fields: &str| compare(entry, &fields.parse().unwrap()).err().unwrap_or_default();
    let seven = Number("x", || 7.04);
    for (fields, fault) in [
        ("answer = '7'", ""),
        ("answer = '7.0'", ""),
        ("answer = '7.00'", "the bank accepts 6.995 to 7.005, calculated is 7.04"),
        ("answer = '7.00'\ntolerance = '1%'", ""),
        ("answer = '7.00'\ntolerance = '0.1%'", "the bank accepts 6.993 to 7.007, calculated is 7.04"),
        ("answer = '7.01'\ntolerance = '0.03'", ""),
        ("answer = '7'\nrange = ['7.1', '7.2']", "the bank accepts 7.1 to 7.2, calculated is 7.04"),
    ] {
        assert_eq!(told(&seven, &format!("kind = 'numeric'\n{fields}")), fault, "{fields}");
    }
    assert_eq!(told(&seven, "options = ['7']\nanswer = 'a'"), "is not numeric");

    let two = |options| Choice("x", || 2.0, options);
    let bank = "options = ['1', '2', '3']\nanswer = 'b'";
    assert_eq!(told(&two(&[("a", 1.0), ("b", 2.0), ("c", 3.0)]), bank), "");
    let other = "options = ['1', '2', '3']\nanswer = 'c'";
    assert_eq!(told(&two(&[("a", 1.0), ("b", 2.0), ("c", 3.0)]), other), r#"the bank says "c", calculated is "b""#);
    assert_eq!(told(&two(&[("a", 1.0), ("b", 2.0), ("c", 2.000_000_1)]), bank), "`b` and `c` both say 2");
    let between = told(&two(&[("a", 1.0), ("b", 2.3), ("c", 3.0)]), bank);
    assert_eq!(between, "calculated is 2, which lies between `b` and `a`");
    assert!(told(&two(&[("a", 1.0), ("b", 2.0)]), bank).contains("the bank says"), "an option is missing");

    let holds = Holds("x", &[("1", || true), ("2", || false)]);
    assert_eq!(told(&holds, "statements = [{ holds = true }, { holds = false }]"), "");
    assert!(told(&holds, "statements = [{ holds = true }, { holds = true }]").starts_with("the bank says"));
    assert!(told(&holds, "rows = [{ holds = true }]").starts_with("the bank says"), "one is not named");
    let several = Holds("x", &[("a", || true), ("b", || false)]);
    assert_eq!(told(&several, "options = ['1', '2']\nanswer = ['a']"), "");
    assert!(told(&several, "options = ['1', '2']\nanswer = ['a', 'b']").starts_with("the bank says"));

    let pairs = Match("x", || partners(&[3, 5, 9], &[5, 3, 5], |a, b| a == b));
    assert_eq!(told(&pairs, "answer = 'a2 b1 c3'"), r#"the bank says "a2 b1 c3", calculated is "a2 b1+3 c""#);
}
