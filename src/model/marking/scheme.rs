//! A marking scheme: as typed, field by field, and complete.

use super::exact::{Exact, Marks};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How one slot is marked, complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Scheme {
    /// For a right answer; for a written slot the most that can be had.
    pub right: Marks,
    /// For a wrong one; 0 or less when it punishes.
    pub wrong: Marks,
    /// For none.
    pub blank: Marks,
    /// What two marks count as where one is asked.
    pub several: Several,
    /// What some of several right options earn.
    pub partial: Partial,
}

impl Default for Scheme {
    /// One for right, nothing for wrong or blank.
    fn default() -> Self {
        SchemeFields::default().complete()
    }
}

/// What two marks count as where one is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Several {
    /// A wrong answer.
    #[default]
    Wrong,
    /// No answer.
    Blank,
}

/// What a several-answers question gives for some of the right options: one row of the table of partial marking.
///
/// All right options and no others marked bring `right` in every row, nothing marked brings `blank`. What else a row
/// gives, says [`Partial::share`]; whatever it does not name counts as `wrong`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Partial {
    /// Nothing but all of them counts as right.
    #[default]
    None,
    /// With no wrong option marked, `right` × marked ÷ all right ones.
    PerOption,
    /// With no wrong option marked, a quarter of `right` for each right one marked, three quarters at most. Where
    /// `right` is 4 this is the table of JEE Advanced since 2016: 3, 2 or 1 marks for three, two or one.
    JeeAdvanced,
    /// With no wrong option marked, `right` for any of the right ones.
    AnyRight,
    /// With no wrong option marked, half of `right`.
    Half,
    /// Half of `right` for a single slip: one wrong option marked, or one right option left out.
    OneSlip,
    /// `right` × (right options marked − wrong options marked) ÷ all right ones, but not less than `wrong`.
    RightMinusWrong,
}

/// How many options of a several-answers question were marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// Right options marked.
    pub right: usize,
    /// Wrong options marked.
    pub wrong: usize,
    /// Right options that there are.
    pub all: usize,
}

impl Partial {
    /// Every row with its name in TOML.
    pub const NAMES: [(&'static str, Partial); 7] = [
        ("none", Partial::None),
        ("per-option", Partial::PerOption),
        ("jee-advanced", Partial::JeeAdvanced),
        ("any-right", Partial::AnyRight),
        ("half", Partial::Half),
        ("one-slip", Partial::OneSlip),
        ("right-minus-wrong", Partial::RightMinusWrong),
    ];

    /// The share of `right` that some marked options earn; `None` where they count as a wrong answer.
    ///
    /// Between 0 and 1, but for [`Partial::RightMinusWrong`], whose share falls below 0 with more wrong options marked
    /// than right ones.
    pub fn share(self, marked: Marked) -> Option<Exact> {
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let (right, wrong, all) = (count(marked.right), count(marked.wrong), count(marked.all));
        if wrong == 0 && right == all {
            return Some(Exact::whole(1));
        }
        match self {
            Partial::OneSlip => (wrong + (all - right) == 1).then(|| Exact::ratio(1, 2))?,
            Partial::RightMinusWrong => Exact::ratio(right - wrong, all),
            _ if wrong > 0 => None,
            Partial::None => None,
            Partial::PerOption => Exact::ratio(right, all),
            Partial::JeeAdvanced => Exact::ratio(right.min(3), 4),
            Partial::AnyRight => Some(Exact::whole(1)),
            Partial::Half => Exact::ratio(1, 2),
        }
    }
}

/// The fields of a scheme that were given; what is missing comes from the next layer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct SchemeFields {
    /// For a right answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right: Option<Marks>,
    /// For a wrong one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wrong: Option<Penalty>,
    /// For none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blank: Option<Penalty>,
    /// Two marks where one is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub several: Option<Several>,
    /// Some of several right ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partial: Option<Partial>,
}

/// Marks as such or as a share of those for a right answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Penalty {
    /// So many marks.
    Marks(Marks),
    /// `"-1/3 of right"`.
    OfRight(Exact),
}

impl SchemeFields {
    /// Only `right` given.
    pub fn of(right: Marks) -> Self {
        SchemeFields { right: Some(right), ..SchemeFields::default() }
    }

    /// Whether no field was given.
    pub fn is_empty(&self) -> bool {
        *self == SchemeFields::default()
    }

    /// These fields, and those of `below` where these are missing.
    pub fn over(&self, below: &SchemeFields) -> SchemeFields {
        SchemeFields {
            right: self.right.clone().or_else(|| below.right.clone()),
            wrong: self.wrong.clone().or_else(|| below.wrong.clone()),
            blank: self.blank.clone().or_else(|| below.blank.clone()),
            several: self.several.or(below.several),
            partial: self.partial.or(below.partial),
        }
    }

    /// The complete scheme; what is missing is right 1, wrong 0, blank 0, several wrong, partial none.
    pub fn complete(&self) -> Scheme {
        let right = self.right.clone().unwrap_or_else(|| Exact::whole(1));
        let marks = |penalty: &Option<Penalty>| match penalty {
            None => Exact::zero(),
            Some(Penalty::Marks(marks)) => marks.clone(),
            Some(Penalty::OfRight(share)) => share.clone() * right.clone(),
        };
        Scheme {
            wrong: marks(&self.wrong),
            blank: marks(&self.blank),
            several: self.several.unwrap_or_default(),
            partial: self.partial.unwrap_or_default(),
            right,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_of_two_is_two_thirds() {
        let fields = SchemeFields {
            right: Some(Exact::whole(2)),
            wrong: Some(Penalty::OfRight(Exact::ratio(-1, 3).unwrap())),
            ..SchemeFields::default()
        };
        assert_eq!(fields.complete().wrong, Exact::ratio(-2, 3).unwrap());
        let section = SchemeFields::of(Exact::whole(3));
        assert_eq!(section.over(&fields).complete().wrong, Exact::whole(-1));
    }
}
