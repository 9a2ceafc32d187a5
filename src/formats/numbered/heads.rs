//! Which of the numbers before some options begins their question.
//!
//! Items of lists and of explanations are numbered like questions. What begins a question is followed by nothing but
//! lists that count from one, and has the number that comes next.

/// A number, or a word such as "Question", at the beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Index of its line.
    pub(super) at: usize,
    pub(super) number: Option<usize>,
    pub(super) strong: bool,
    /// Whether it stands inside a list that counts without a gap.
    pub(super) item: bool,
    /// Whether its line asks.
    pub(super) asks: bool,
}

/// The place of the candidate that begins the question; `None` where none fits.
///
/// `expected` is the number that comes next.
pub(super) fn choose(candidates: &[Candidate], expected: usize) -> Option<usize> {
    if let Some(last) = candidates.iter().rposition(|candidate| candidate.strong) {
        return Some(last);
    }
    let fits = |at: usize| {
        let item = candidates.get(at).is_some_and(|it| it.item && !(it.asks && it.number == Some(expected)));
        !item && candidates.get(at + 1..).is_some_and(counts_from_one)
    };
    let number = |at: usize| candidates.get(at).and_then(|candidate| candidate.number);
    let fitting: Vec<usize> = (0..candidates.len()).filter(|at| fits(*at)).collect();
    let first = |wanted: &dyn Fn(usize) -> bool| fitting.iter().copied().find(|at| number(*at).is_some_and(wanted));
    first(&|number| number == expected)
        .or_else(|| first(&|number| number > expected))
        .or_else(|| first(&|number| number == 1))
}

/// Whether the numbers are lists one after another, each 1, 2, 3 without a gap, of two items or more.
fn counts_from_one(candidates: &[Candidate]) -> bool {
    let mut last = 0;
    for number in candidates.iter().filter_map(|candidate| candidate.number) {
        let begins = number == 1 && last != 1;
        let follows = last > 0 && number == last + 1;
        if !begins && !follows {
            return false;
        }
        last = number;
    }
    last != 1
}

/// The first of the strong candidates that stand directly above each other and end with the one at `chosen`: quiz pages
/// write "Question 1 of 10", "1. Question" and "Q.1)" on three lines.
pub(super) fn first_of_group(candidates: &[Candidate], chosen: usize, apart: &dyn Fn(usize, usize) -> bool) -> usize {
    let mut first = chosen;
    while let (Some(before), Some(this)) =
        (first.checked_sub(1).and_then(|at| candidates.get(at)), candidates.get(first))
    {
        if !before.strong || !this.strong || apart(before.at, this.at) {
            break;
        }
        first -= 1;
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(numbers: &[usize], expected: usize) -> Option<usize> {
        let candidates: Vec<Candidate> = numbers
            .iter()
            .enumerate()
            .map(|(at, number)| Candidate {
                at,
                number: Some(*number % 100),
                strong: *number > 100,
                item: false,
                asks: true,
            })
            .collect();
        choose(&candidates, expected)
    }

    #[test]
    fn the_number_that_comes_next_begins_the_question() {
        for (numbers, expected, place) in [
            (&[1][..], 1, Some(0)),
            // A question with three statements.
            (&[1, 1, 2, 3], 1, Some(0)),
            (&[4, 1, 2, 3], 4, Some(0)),
            // The explanation before has a list of its own.
            (&[1, 2, 3, 2, 1, 2], 2, Some(3)),
            (&[1, 2, 3, 4, 4], 4, Some(4)),
            (&[1, 2, 1], 1, Some(2)),
            // A heading of a group before it.
            (&[1, 1, 1, 2, 3], 1, Some(1)),
            // A number is left out, or all begins anew.
            (&[12], 11, Some(0)),
            (&[1], 8, Some(0)),
            // Two lists to be matched.
            (&[5, 1, 2, 3, 4, 1, 2, 3, 4], 5, Some(0)),
            // A word beats numbers.
            (&[103, 1, 2], 3, Some(0)),
            (&[1, 2, 103], 3, Some(2)),
            // Nothing but a list.
            (&[1, 2, 3], 5, None),
            (&[], 1, None),
        ] {
            assert_eq!(chosen(numbers, expected), place, "{numbers:?} {expected}");
        }
    }
}
