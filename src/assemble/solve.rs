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

/// Branches that may fail before the first new try.
const FAILURES: u64 = 200;

/// Rounds of tightening at one step; bounds that still move then are left to the search.
const ROUNDS: usize = 30;

type Bounds = Vec<(i64, i64)>;

impl System {
    /// One more variable, from 0 to `high`.
    pub fn variable(&mut self, high: i64) -> usize {
        self.bounds.push((0, high));
        self.bounds.len() - 1
    }

    /// Looks for values that meet all demands.
    pub fn solve(&self) -> Outcome {
        self.search(&[], WORK)
    }

    /// The same, trying first what is near to known values. It is asked often and gives up sooner.
    pub fn solve_near(&self, known: &[i64]) -> Outcome {
        self.search(known, WORK / 10)
    }

    fn search(&self, known: &[i64], limit: u64) -> Outcome {
        let mut search = Search::new(self, known, limit);
        let mut failures = FAILURES;
        while search.work <= limit {
            if let Some(outcome) = search.run(failures) {
                return outcome;
            }
            // What was learnt of the demands is kept; the next try begins with the hard ones.
            failures *= 2;
        }
        Outcome::GaveUp
    }

    /// Draws the ends of each variable together as far as single rows can tell, or tells which one cannot be met.
    fn tighten(&self, bounds: &mut Bounds, work: &mut u64) -> Result<(), usize> {
        for _ in 0..ROUNDS {
            let mut moved = false;
            for (at, row) in self.rows.iter().enumerate() {
                *work += row.terms.len() as u64;
                let (least, most) = row.range(bounds);
                if least > row.high || most < row.low {
                    return Err(at);
                }
                if least >= row.low && most <= row.high {
                    continue;
                }
                for (variable, factor) in &row.terms {
                    let Some(ends) = bounds.get_mut(*variable) else { continue };
                    let new = row.narrowed(*ends, *factor, least, most);
                    if new.0 > new.1 {
                        return Err(at);
                    }
                    // `least` and `most` of the old ends stay true, only less sharp, until the next round.
                    moved |= new != *ends;
                    *ends = new;
                }
            }
            if !moved {
                return Ok(());
            }
        }
        // The last round may have fixed what no row looked at again: values that are found must meet every demand.
        let missed = |row: &Row| {
            let (least, most) = row.range(bounds);
            least > row.high || most < row.low
        };
        self.rows.iter().position(missed).map_or(Ok(()), Err)
    }
}

/// A search, with what it learnt.
struct Search<'a> {
    system: &'a System,
    /// The demands that each variable is in.
    rows_of: Vec<Vec<usize>>,
    /// How often each demand could not be met, and one more.
    weights: Vec<i64>,
    work: u64,
    limit: u64,
    /// The values to try first.
    known: &'a [i64],
}

impl<'a> Search<'a> {
    fn new(system: &'a System, known: &'a [i64], limit: u64) -> Self {
        let mut rows_of = vec![Vec::new(); system.bounds.len()];
        for (at, row) in system.rows.iter().enumerate() {
            for (variable, _) in &row.terms {
                rows_of.get_mut(*variable).into_iter().for_each(|rows| rows.push(at));
            }
        }
        Search { system, rows_of, weights: vec![1; system.rows.len()], work: 0, limit, known }
    }

    /// Searches until so many branches failed; `None` where that was not enough.
    fn run(&mut self, failures: u64) -> Option<Outcome> {
        let mut failed = 0;
        let mut open = vec![self.system.bounds.clone()];
        while let Some(mut bounds) = open.pop() {
            if failed > failures || self.work > self.limit {
                return None;
            }
            if let Err(row) = self.system.tighten(&mut bounds, &mut self.work) {
                failed += 1;
                self.weights.get_mut(row).into_iter().for_each(|weight| *weight += 1);
                continue;
            }
            let Some((variable, (low, high))) = self.next(&bounds) else {
                return Some(Outcome::Found(bounds.into_iter().map(|(low, _)| low).collect()));
            };
            let known = self.known.get(variable).copied();
            let value = known.unwrap_or_else(|| self.likely(&bounds, variable, (low, high))).clamp(low, high);
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
        Some(Outcome::Impossible)
    }

    /// A value that gives each of its demands a fair share, those above all that often could not be met.
    fn likely(&self, bounds: &Bounds, variable: usize, (low, high): (i64, i64)) -> i64 {
        /// Shares are counted in parts of this.
        const WHOLE: i64 = 1 << 10;
        let (mut sum, mut weights) = (0, 0);
        for at in self.rows_of.get(variable).into_iter().flatten() {
            let (Some(row), Some(weight)) = (self.system.rows.get(*at), self.weights.get(*at)) else { continue };
            let (least, most) = row.range(bounds);
            if least >= row.low && most <= row.high {
                continue;
            }
            let share = |end: i64| (end.clamp(least, most) - least) * WHOLE / (most - least).max(1);
            let middle = (share(row.low) + share(row.high)) / 2;
            let positive = row.terms.iter().any(|(other, factor)| *other == variable && *factor > 0);
            sum += weight * if positive { middle } else { WHOLE - middle };
            weights += weight;
        }
        // Where no demand is left, the least.
        let share = sum / weights.max(1);
        low + ((high - low) * share + WHOLE / 2) / WHOLE
    }

    /// The variable with the fewest values left for the weight of its demands: it fails, or is settled, soonest.
    fn next(&self, bounds: &Bounds) -> Option<(usize, (i64, i64))> {
        let weight = |variable: usize| -> i64 {
            let rows = self.rows_of.get(variable).into_iter().flatten();
            rows.filter_map(|row| self.weights.get(*row)).sum()
        };
        let open = bounds.iter().enumerate().filter(|(_, (low, high))| low < high);
        let weighed = open.map(|(variable, ends)| (variable, *ends, weight(variable).max(1)));
        let best = weighed.min_by(|(_, one, weight), (_, other, others)| {
            let left = |(low, high): (i64, i64), weight: i64| i128::from(high - low) * i128::from(weight);
            left(*one, *others).cmp(&left(*other, *weight))
        });
        best.map(|(variable, ends, _)| (variable, ends))
    }
}

impl Row {
    /// These variables add up to `sum`.
    pub fn equal(variables: impl IntoIterator<Item = usize>, sum: i64) -> Self {
        Row { terms: variables.into_iter().map(|variable| (variable, 1)).collect(), low: sum, high: sum }
    }

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
            let near = system.solve_near(&vec![1; system.bounds.len()]);
            prop_assert_eq!(matches!(near, Outcome::Found(_)), matches!(system.solve(), Outcome::Found(_)));
            match system.solve() {
                Outcome::Found(values) => prop_assert!(met(&system, &values)),
                Outcome::Impossible => prop_assert!(!possible(&system)),
                Outcome::GaveUp => prop_assert!(false, "gave up"),
            }
        }
    }

    #[test]
    fn values_that_the_last_round_fixes_are_looked_at() {
        // Each round moves a bound by one, so that the thirty rounds end where both are fixed.
        let odd = Row { terms: vec![(0, 2), (1, -2)], low: 1, high: 1 };
        for most in 25..40 {
            let system = System { bounds: vec![(0, most); 2], rows: vec![odd.clone()] };
            assert_eq!(system.solve(), Outcome::Impossible, "{most}");
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
