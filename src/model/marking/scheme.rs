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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Partial {
    /// Nothing but all of them counts as right.
    #[default]
    None,
    /// Any wrong option marked counts as wrong, else `right` × marked ÷ all right ones.
    PerOption,
}

impl Partial {
    /// Every row with its name in TOML.
    pub const NAMES: [(&'static str, Partial); 2] = [("none", Partial::None), ("per-option", Partial::PerOption)];
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
