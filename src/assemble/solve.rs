//! Small systems of whole numbers: can these demands be met together, and how?
//!
//! In come variables from 0 to a bound each and rows `low ≤ Σ factor × variable ≤ high`; out goes a solution, or that
//! there is none. The search tightens bounds, then tries values; it is exact, and gives up after a fixed amount of
//! work, never after a fixed time, so that its answer is the same on every machine.

/// A demand on a sum of variables.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Variable and factor.
    pub terms: Vec<(usize, i64)>,
    /// Lower end.
    pub low: i64,
    /// Upper end.
    pub high: i64,
}

/// Variables and demands.
#[derive(Debug, Clone, Default)]
pub(super) struct System {
    /// Lower and upper end of each variable.
    pub bounds: Vec<(i64, i64)>,
    /// The demands.
    pub rows: Vec<Row>,
}

/// What the search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A value for each variable.
    Found(Vec<i64>),
    /// There is none.
    Impossible,
    /// The work allowed was used up first.
    GaveUp,
}

/// Terms looked at before a search gives up: about a second.
const WORK: u64 = 20_000_000;

/// Rounds of tightening at one step; bounds that still move then are left to the search.
const ROUNDS: usize = 30;

type Bounds = Vec<(i64, i64)>;

impl System {
    /// Looks for values that meet all demands.
    pub fn solve(&self) -> Outcome {
        let mut work = 0;
        let mut open = vec![self.bounds.clone()];
        while let Some(mut bounds) = open.pop() {
            if work > WORK {
                return Outcome::GaveUp;
            }
            if !self.tighten(&mut bounds, &mut work) {
                continue;
            }
            // The variable with the fewest values left fails, or is settled, soonest.
            let next = bounds
                .iter()
                .enumerate()
                .filter(|(_, (low, high))| low < high)
                .min_by_key(|(_, (low, high))| high - low);
            let Some((variable, (low, high))) = next.map(|(variable, ends)| (variable, *ends)) else {
                return Outcome::Found(bounds.into_iter().map(|(low, _)| low).collect());
            };
            let value = self.likely(&bounds, variable).clamp(low, high);
            for ends in [(low, value - 1), (value + 1, high), (value, value)] {
                if ends.0 <= ends.1 {
                    let mut branch = bounds.clone();
                    if let Some(slot) = branch.get_mut(variable) {
                        *slot = ends;
                    }
                    open.push(branch);
                }
            }
        }
        Outcome::Impossible
    }

    /// Draws the ends of each variable together as far as single rows can tell; false where one cannot be met.
    fn tighten(&self, bounds: &mut Bounds, work: &mut u64) -> bool {
        for _ in 0..ROUNDS {
            let mut moved = false;
            for row in &self.rows {
                *work += row.terms.len() as u64;
                let (least, most) = row.range(bounds);
                if least > row.high || most < row.low {
                    return false;
                }
                if least >= row.low && most <= row.high {
                    continue;
                }
                for (variable, factor) in &row.terms {
                    let Some(ends) = bounds.get_mut(*variable) else { continue };
                    let new = row.narrowed(*ends, *factor, least, most);
                    if new.0 > new.1 {
                        return false;
                    }
                    // `least` and `most` of the old ends stay true, only less sharp, until the next round.
                    moved |= new != *ends;
                    *ends = new;
                }
            }
            if !moved {
                break;
            }
        }
        true
    }

    /// A value that takes its fair share of what its first row still needs.
    fn likely(&self, bounds: &Bounds, variable: usize) -> i64 {
        let Some((low, high)) = bounds.get(variable).copied() else { return 0 };
        let holds = |row: &&Row| row.terms.iter().any(|(other, _)| *other == variable);
        let Some(row) = self.rows.iter().find(holds) else { return low };
        let (least, most) = row.range(bounds);
        let (need, room) = ((row.low - least).max(0), (most - least).max(1));
        low + (high - low).saturating_mul(need) / room
    }
}

impl Row {
    /// The smallest and the largest sum.
    fn range(&self, bounds: &Bounds) -> (i64, i64) {
        let ends = self.terms.iter().filter_map(|(variable, factor)| {
            let (low, high) = bounds.get(*variable)?;
            Some(if *factor >= 0 { (factor * low, factor * high) } else { (factor * high, factor * low) })
        });
        ends.fold((0, 0), |(least, most), (low, high)| (least + low, most + high))
    }

    /// The ends of a variable that this row leaves, given the range of the whole sum.
    fn narrowed(&self, (low, high): (i64, i64), factor: i64, least: i64, most: i64) -> (i64, i64) {
        if factor == 0 {
            return (low, high);
        }
        let own = if factor > 0 { (factor * low, factor * high) } else { (factor * high, factor * low) };
        // What this term may be when the others are at their smallest or largest.
        let (term_high, term_low) = (self.high - (least - own.0), self.low - (most - own.1));
        let (new_low, new_high) = if factor > 0 {
            (ceil(term_low, factor), term_high.div_euclid(factor))
        } else {
            (ceil(-term_high, -factor), (-term_low).div_euclid(-factor))
        };
        (low.max(new_low), high.min(new_high))
    }
}

/// The smallest whole number not below `above / below`; `below` is positive.
fn ceil(above: i64, below: i64) -> i64 {
    -(-above).div_euclid(below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn met(system: &System, values: &[i64]) -> bool {
        let inside = system.bounds.iter().zip(values).all(|((low, high), value)| (low..=high).contains(&value));
        inside
            && system.rows.iter().all(|row| {
                let sum: i64 = row.terms.iter().map(|(variable, factor)| factor * values[*variable]).sum();
                (row.low..=row.high).contains(&sum)
            })
    }

    /// Tries all values.
    fn possible(system: &System) -> bool {
        let mut values: Vec<i64> = system.bounds.iter().map(|(low, _)| *low).collect();
        loop {
            if met(system, &values) {
                return true;
            }
            let Some(at) = (0..values.len()).find(|at| values[*at] < system.bounds[*at].1) else { return false };
            values[at] += 1;
            for (value, (low, _)) in values.iter_mut().zip(&system.bounds).take(at) {
                *value = *low;
            }
        }
    }

    proptest! {
        #[test]
        fn a_solution_is_found_exactly_where_there_is_one(
            bounds in prop::collection::vec((0_i64..3, 0_i64..4), 1..5),
            rows in prop::collection::vec((prop::collection::vec(-2_i64..4, 5), -3_i64..12, 0_i64..4), 0..5),
        ) {
            let bounds: Vec<(i64, i64)> = bounds.into_iter().map(|(low, more)| (low, low + more)).collect();
            let rows = rows.into_iter().map(|(factors, low, more)| Row {
                terms: factors.into_iter().take(bounds.len()).enumerate().collect(),
                low,
                high: low + more,
            });
            let system = System { rows: rows.collect(), bounds };
            match system.solve() {
                Outcome::Found(values) => prop_assert!(met(&system, &values)),
                Outcome::Impossible => prop_assert!(!possible(&system)),
                Outcome::GaveUp => prop_assert!(false, "gave up"),
            }
        }
    }

    #[test]
    fn quotas_of_a_large_section_are_solved_at_once() {
        // Ten kinds, a hundred questions of each, sixty asked for, every kind at least 5, at most 8.
        let mut system = System { bounds: vec![(0, 100); 10], rows: Vec::new() };
        system.rows.push(Row { terms: (0..10).map(|at| (at, 1)).collect(), low: 60, high: 60 });
        system.rows.extend((0..10).map(|at| Row { terms: vec![(at, 1)], low: 5, high: 8 }));
        assert!(matches!(system.solve(), Outcome::Found(values) if values.iter().sum::<i64>() == 60));
        system.rows[0].low = 81;
        system.rows[0].high = 81;
        assert_eq!(system.solve(), Outcome::Impossible);
    }
}
