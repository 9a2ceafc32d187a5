//! Rules for a whole paper or section: what nobody falls below, the circle "not attempted", who is disqualified.

use super::exact::{Exact, Marks};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Rules of a paper that do not belong to single slots.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Rules {
    /// Every row of options ends with a circle "not attempted"; a section may say otherwise.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub not_attempted: bool,
    /// A total below this counts as this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<Marks>,
    /// Who is disqualified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disqualified: Option<Disqualified>,
}

/// Who is disqualified, whatever the marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Disqualified {
    /// Leaving more than this share of the questions of the answer sheet wholly blank, 0 to 1.
    pub blank_share: Exact,
}

impl Disqualified {
    /// Whether so many blank ones of so many questions are too many.
    pub fn applies(&self, blank: u32, of: u32) -> bool {
        Exact::whole(blank.into()) > self.blank_share.clone() * Exact::whole(of.into())
    }

    /// How many of so many questions may be left blank.
    pub fn most_blank(&self, of: u32) -> u32 {
        let most = (self.blank_share.clone() * Exact::whole(of.into())).floor().unwrap_or(0);
        u32::try_from(most).unwrap_or(0).min(of)
    }
}

/// The marks of a section from those of its slots, or of a paper from those of its sections.
pub fn total(marks: impl IntoIterator<Item = Marks>, floor: Option<&Marks>) -> Marks {
    let sum: Marks = marks.into_iter().sum();
    match floor {
        Some(floor) if sum < *floor => floor.clone(),
        _ => sum,
    }
}
