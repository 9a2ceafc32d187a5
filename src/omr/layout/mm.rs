//! Exact hundredths: millimetres with two decimals, and shares with two decimals.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::ops::{Add, Mul, Neg, Sub};

/// Millimetres in whole hundredths; a plain number in JSON, `12`, `275.5`, `0.25`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Mm(i32);

impl Mm {
    /// No distance.
    pub const ZERO: Mm = Mm(0);

    /// So many hundredths of a millimetre.
    pub const fn hundredths(hundredths: i32) -> Self {
        Mm(hundredths)
    }

    /// In hundredths of a millimetre.
    pub const fn to_hundredths(self) -> i32 {
        self.0
    }

    /// In millimetres.
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// Half of it, rounded down to a hundredth.
    pub const fn half(self) -> Self {
        Mm(self.0.div_euclid(2))
    }
}

// Coordinates read from a file are at most 5 m and counts at most 65,535, so that no sum of products overflows an i64;
// what leaves the range of i32 there is nonsense and stays at its end.
fn clamp(value: i64) -> Mm {
    Mm(i32::try_from(value).unwrap_or(if value < 0 { i32::MIN } else { i32::MAX }))
}

impl Add for Mm {
    type Output = Mm;
    fn add(self, other: Mm) -> Mm {
        clamp(i64::from(self.0) + i64::from(other.0))
    }
}

impl Sub for Mm {
    type Output = Mm;
    fn sub(self, other: Mm) -> Mm {
        clamp(i64::from(self.0) - i64::from(other.0))
    }
}

impl Neg for Mm {
    type Output = Mm;
    fn neg(self) -> Mm {
        clamp(-i64::from(self.0))
    }
}

impl Mul<i32> for Mm {
    type Output = Mm;
    fn mul(self, factor: i32) -> Mm {
        clamp(i64::from(self.0) * i64::from(factor))
    }
}

impl Serialize for Mm {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_hundredths(self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for Mm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_hundredths(deserializer, 500_000.0).map(Mm)
    }
}

/// A share in whole percent; in JSON a number from 0 to 1 such as `0.3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(pub u8);

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_hundredths(i32::from(self.0), serializer)
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let percent = read_hundredths(deserializer, 100.0)?;
        u8::try_from(percent).map(Percent).map_err(|_| D::Error::custom("a share lies between 0 and 1"))
    }
}

fn write_hundredths<S: Serializer>(hundredths: i32, serializer: S) -> Result<S::Ok, S::Error> {
    // The shortest decimal of n ÷ 100 never has more than two places, so the text is the same everywhere.
    if hundredths % 100 == 0 {
        serializer.serialize_i32(hundredths / 100)
    } else {
        serializer.serialize_f64(f64::from(hundredths) / 100.0)
    }
}

fn read_hundredths<'de, D: Deserializer<'de>>(deserializer: D, limit: f64) -> Result<i32, D::Error> {
    let scaled = f64::deserialize(deserializer)? * 100.0;
    let hundredths = scaled.round();
    if (hundredths - scaled).abs() > 1e-6 {
        return Err(D::Error::custom("lengths have at most two decimals"));
    }
    if hundredths.abs() > limit {
        return Err(D::Error::custom("a length is out of range"));
    }
    // In range, as just checked.
    Ok(hundredths as i32)
}

/// A rectangle, edges included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) x0: Mm,
    pub(crate) y0: Mm,
    pub(crate) x1: Mm,
    pub(crate) y1: Mm,
}

impl Area {
    pub(crate) const fn new(x0: Mm, y0: Mm, x1: Mm, y1: Mm) -> Self {
        Area { x0, y0, x1, y1 }
    }

    pub(crate) fn width(self) -> Mm {
        self.x1 - self.x0
    }

    pub(crate) fn height(self) -> Mm {
        self.y1 - self.y0
    }
}
