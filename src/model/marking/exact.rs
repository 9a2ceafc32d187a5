//! Exact numbers, and numbers as typed. They are rounded once, when shown.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

/// An exact number: marks, shares, the value of a numeric answer.
///
/// Written as `2`, `4/3`, `-2/3`; a string in JSON.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Exact(BigRational);

/// Marks, i.e. points; see [`Exact`].
pub type Marks = Exact;

impl Default for Exact {
    fn default() -> Self {
        Exact::zero()
    }
}

impl Exact {
    /// Nothing.
    pub fn zero() -> Self {
        Exact(BigRational::zero())
    }

    /// A whole number.
    pub fn whole(value: i64) -> Self {
        Exact(BigRational::from_integer(value.into()))
    }

    /// `numerator / denominator`; `None` where the denominator is 0.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| Exact(BigRational::new(numerator.into(), denominator.into())))
    }

    /// Reads `2`, `-0.66`, `4/3`, `-1/3`, `1.5e3`; `None` for anything else, for a denominator of 0 and for more than 40 characters.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > 40 {
            return None;
        }
        match text.split_once('/') {
            Some((above, below)) => {
                let below = Decimal::parse(below)?.value.0;
                (!below.is_zero()).then(|| Decimal::parse(above).map(|above| Exact(above.value.0 / below)))?
            }
            None => Decimal::parse(text).map(|decimal| decimal.value),
        }
    }

    /// Divided by another; `None` where that is 0.
    pub fn over(&self, other: &Exact) -> Option<Self> {
        (!other.is_zero()).then(|| Exact(&self.0 / &other.0))
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below 0.
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// Without its sign.
    pub fn abs(&self) -> Self {
        Exact(self.0.abs())
    }

    /// The largest whole number not above it; `None` beyond 64 bits.
    pub fn floor(&self) -> Option<i64> {
        self.0.floor().to_integer().to_i64()
    }

    /// The smallest whole number not below it; `None` beyond 64 bits.
    pub fn ceil(&self) -> Option<i64> {
        self.0.ceil().to_integer().to_i64()
    }

    /// As people write it, rounded half away from zero at `places` decimals, trailing zeros cut: `0.67`, `2`, `-1.5`.
    pub fn rounded(&self, places: u32) -> String {
        let scale = BigInt::from(10).pow(places.min(40));
        let scaled = (self.0.clone() * BigRational::from_integer(scale.clone())).round().to_integer();
        let digits = scaled.abs();
        let whole = &digits / &scale;
        let mut out = if scaled.is_negative() { format!("-{whole}") } else { whole.to_string() };
        let fraction = format!("{:0>width$}", (&digits % &scale).to_string(), width = places.min(40) as usize);
        let fraction = fraction.trim_end_matches('0');
        if !fraction.is_empty() {
            out.push('.');
            out.push_str(fraction);
        }
        out
    }

    /// Exactly: as a decimal where that is finite, however long, else as a fraction.
    pub fn decimal(&self) -> String {
        let mut decimals = [4, 12, 38].into_iter().map(|places| self.rounded(places));
        decimals.find(|text| Exact::parse(text).as_ref() == Some(self)).unwrap_or_else(|| self.to_string())
    }

    /// Exactly: as a decimal where that is finite and short (`2.5`), else as a fraction (`4/3`).
    pub fn shown(&self) -> String {
        let short = self.rounded(4);
        if Exact::parse(&short).as_ref() == Some(self) { short } else { self.to_string() }
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl TryFrom<String> for Exact {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        // A record may hold longer fractions than a person types.
        text.parse::<BigRational>().ok().map(Exact).ok_or_else(|| format!("`{text}` is not an exact number"))
    }
}

impl From<Exact> for String {
    fn from(value: Exact) -> String {
        value.to_string()
    }
}

impl Add for Exact {
    type Output = Exact;

    fn add(self, other: Exact) -> Exact {
        Exact(self.0 + other.0)
    }
}

impl Sub for Exact {
    type Output = Exact;

    fn sub(self, other: Exact) -> Exact {
        Exact(self.0 - other.0)
    }
}

impl Mul for Exact {
    type Output = Exact;

    fn mul(self, other: Exact) -> Exact {
        Exact(self.0 * other.0)
    }
}

impl Neg for Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        Exact(-self.0)
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Exact>>(iter: I) -> Exact {
        iter.fold(Exact::zero(), Add::add)
    }
}

/// A number as typed, with its exact value: `6.30` stays `6.30`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Decimal {
    text: String,
    value: Exact,
}

impl Decimal {
    /// Reads `-6.30`, `+4`, `1_000`, `6.02e23`; exponents up to 60, at most 40 characters.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() || text.len() > 40 {
            return None;
        }
        let digits = text.replace('_', "");
        let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (digits.as_str(), 0),
        };
        if exponent.unsigned_abs() > 60 {
            return None;
        }
        let unsigned = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() + fraction.len() == 0 || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let number: BigInt = format!("{whole}{fraction}").parse().ok()?;
        let places = i32::try_from(fraction.len()).ok()? - exponent;
        let power = BigInt::from(10).pow(places.unsigned_abs());
        let value =
            if places >= 0 { BigRational::new(number, power) } else { BigRational::from_integer(number * power) };
        let value = if mantissa.starts_with('-') { -value } else { value };
        Some(Decimal { text: text.to_owned(), value: Exact(value) })
    }

    /// The number as typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number as it is filled in on a sheet: as typed, `6.30`, but `1000` for `1e3` and `1_000`.
    pub fn plain(&self) -> String {
        let unsigned = self.text.strip_prefix('-').unwrap_or(&self.text);
        if unsigned.starts_with(|first: char| first.is_ascii_digit())
            && unsigned.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        {
            return self.text.clone();
        }
        self.value.decimal()
    }

    /// Its value for drawings; marks are never reckoned with it.
    pub fn approximate(&self) -> f64 {
        self.plain().parse().unwrap_or(0.0)
    }

    /// Its exact value.
    pub fn value(&self) -> &Exact {
        &self.value
    }
}

impl TryFrom<String> for Decimal {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Decimal::parse(&text).ok_or_else(|| format!("`{text}` is not a number"))
    }
}

impl From<Decimal> for String {
    fn from(number: Decimal) -> String {
        number.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_on_a_sheet_is_a_plain_decimal() {
        let plain = |typed: &str| Decimal::parse(typed).unwrap().plain();
        assert_eq!(["6.30", "-0.5", "42"].map(plain), ["6.30", "-0.5", "42"]);
        assert_eq!(["1e3", "1_000", "+4", ".5", "-1.5E-3"].map(plain), ["1000", "1000", "4", "0.5", "-0.0015"]);
        assert_eq!(Exact::ratio(1, 3).unwrap().decimal(), "1/3");
    }

    #[test]
    fn numbers_keep_their_text_and_are_exact() {
        let number = Decimal::parse("6.30").unwrap();
        assert_eq!(number.text(), "6.30");
        assert_eq!(number.value(), &Exact::ratio(63, 10).unwrap());
        assert_eq!(Decimal::parse("1.5e3").unwrap().value(), &Exact::whole(1500));
        assert_eq!(Decimal::parse("-.5").unwrap().value(), &Exact::ratio(-1, 2).unwrap());
        for bad in ["", ".", "1/2", "e3", "1e999999999", "١", "1.2.3", "--1"] {
            assert!(Decimal::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_denominator_of_zero_is_no_number() {
        assert!(Exact::parse("1/0").is_none());
        assert!(Exact::parse("1/0.0").is_none());
        assert_eq!(Exact::parse("-1/3").unwrap().to_string(), "-1/3");
    }

    #[test]
    fn rounding_happens_half_away_from_zero() {
        assert_eq!(Exact::ratio(2, 3).unwrap().rounded(2), "0.67");
        assert_eq!(Exact::ratio(-1, 8).unwrap().rounded(2), "-0.13");
        assert_eq!(Exact::whole(200).rounded(2), "200");
        assert_eq!(Exact::ratio(5, 2).unwrap().shown(), "2.5");
        assert_eq!(Exact::ratio(4, 3).unwrap().shown(), "4/3");
    }
}
