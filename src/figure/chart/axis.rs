//! The axis of values: round numbers at even steps.

use crate::model::figure::Chart;

/// Round numbers from the lowest to the highest, and how they are written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axis {
    /// The numbers at its marks, rising.
    pub(super) marks: Vec<f64>,
    /// Decimals of their text.
    decimals: usize,
}

/// Values that differ by less than this share of themselves are drawn as equal: no mark could tell them apart.
const ALIKE: f64 = 1e-12;
/// Marks that an axis has at most.
const MOST: f64 = 6.0;

impl Axis {
    /// An axis for these values; bars begin at 0, lines where that would press them flat do not.
    pub(super) fn of(values: impl Iterator<Item = f64> + Clone, from_zero: bool) -> Axis {
        let most = Chart::LARGEST as f64;
        let values = values.map(|value| value.clamp(-most, most));
        let mut low = values.clone().fold(f64::MAX, f64::min);
        let mut high = values.fold(f64::MIN, f64::max);
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        if from_zero || (low > 0.0 && low < 0.6 * high) || (high < 0.0 && high > 0.6 * low) {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        if high - low <= low.abs() * ALIKE {
            high = low + if low == 0.0 { 1.0 } else { low.abs() };
        }
        let (step, decimals) = step((high - low) / MOST);
        let first = (low / step + 1e-9).floor();
        let last = (high / step - 1e-9).ceil().max(first + 1.0);
        let marks = (0..=(last - first) as u32).map(|n| (first + f64::from(n)) * step).collect();
        Axis { marks, decimals }
    }

    /// Where a value stands: 0 at the lowest mark, 1 at the highest.
    pub(super) fn share(&self, value: f64) -> f64 {
        let (low, high) = self.marks.first().zip(self.marks.last()).map_or((0.0, 1.0), |(low, high)| (*low, *high));
        let most = Chart::LARGEST as f64;
        (value.clamp(-most, most) - low) / (high - low)
    }

    /// The text of a mark.
    pub(super) fn text(&self, mark: f64) -> String {
        let text = format!("{:.*}", self.decimals, mark + 0.0);
        match text.strip_prefix('-') {
            Some(rest) if rest.trim_matches(['0', '.']).is_empty() => rest.to_owned(),
            Some(rest) => format!("−{rest}"),
            None => text,
        }
    }
}

/// The smallest of 1, 2, 2.5 and 5 times a power of ten that is not below `least`, and the decimals it has.
fn step(least: f64) -> (f64, usize) {
    let (mut power, mut places) = (1.0f64, 0i32);
    while power > least && places < 15 {
        power /= 10.0;
        places += 1;
    }
    while power * 10.0 <= least && places > -16 {
        power *= 10.0;
        places -= 1;
    }
    for (factor, more) in [(1.0, 0), (2.0, 0), (2.5, 1), (5.0, 0), (10.0, -1)] {
        if factor * power >= least * (1.0 - 1e-9) {
            return (factor * power, usize::try_from(places + more).unwrap_or(0));
        }
    }
    (10.0 * power, usize::try_from(places - 1).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(values: &[f64], from_zero: bool) -> String {
        let axis = Axis::of(values.iter().copied(), from_zero);
        axis.marks.iter().map(|mark| axis.text(*mark)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn marks_are_round() {
        assert_eq!(shown(&[3.2, 7.6, 6.3], true), "0 2 4 6 8");
        assert_eq!(shown(&[100.0, 112.0, 109.0], false), "100 102 104 106 108 110 112");
        assert_eq!(shown(&[-1.5, 0.25], true), "−1.5 −1.0 −0.5 0.0 0.5");
        assert_eq!(shown(&[1_400_000_000.0], true), "0 250000000 500000000 750000000 1000000000 1250000000 1500000000");
        assert_eq!(shown(&[5.0, 5.0], false), "5 6 7 8 9 10");
        assert_eq!(shown(&[999_999_999_999_999.0, 1e15], false), shown(&[1e15, 1e15], false));
        assert_eq!(shown(&[], true), "0.0 0.2 0.4 0.6 0.8 1.0");
    }

    proptest! {
        #[test]
        fn no_two_marks_read_the_same(value in -1e15..1e15f64, apart in 0..9i32, from_zero: bool) {
            for value in [value, value.round(), value / 1e9] {
                let axis = Axis::of([value, value + 10f64.powi(apart - 4)].into_iter(), from_zero);
                let mut texts: Vec<String> = axis.marks.iter().map(|mark| axis.text(*mark)).collect();
                texts.dedup();
                prop_assert_eq!(texts.len(), axis.marks.len(), "{:?} {:?}", axis, texts);
            }
        }

        #[test]
        fn every_value_lies_on_the_axis(values in prop::collection::vec(-1e12..1e12f64, 1..9), from_zero: bool) {
            let axis = Axis::of(values.iter().copied(), from_zero);
            prop_assert!((2..=8).contains(&axis.marks.len()), "{axis:?}");
            for value in values {
                prop_assert!((-1e-6..=1.0 + 1e-6).contains(&axis.share(value)), "{axis:?} {value}");
            }
        }
    }
}
