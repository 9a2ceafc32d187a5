//! What is said about a question beside the question itself: areas, difficulty, origin, state.

use super::date::Date;
use super::ids::{AreaPath, Lang};
use super::marking::Decimal;
use super::named::named_enum;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is said about a question.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct About {
    /// Areas of the syllabus, the syllabus id in front.
    pub area: Vec<AreaPath>,
    /// Free words.
    pub tags: Vec<String>,
    /// The author's judgement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<Difficulty>,
    /// What was measured in examinations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measured: Option<Measured>,
    /// Level of thinking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cognitive: Option<Cognitive>,
    /// Time an average candidate needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
    /// Where it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Provenance>,
    /// What the answer rests on, in the first language of the question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// The same in further languages.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub basis_in: BTreeMap<Lang, String>,
    /// Who or what checked it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed_by: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The day on which its facts were true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// The day from which it is out of date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
    /// How far it is.
    pub status: Status,
    /// At most one of a family stands in a paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// The study note it needs, or a part of one: `note` or `note/part`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<String>,
    /// Facts of study notes that it uses: `fact` of the note it needs or was typed in, or `note/fact`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<String>,
    /// Checks silenced for it.
    pub allow: Vec<String>,
    /// A remark among authors; never printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

named_enum!(
    /// The author's judgement of difficulty.
    Difficulty {
        /// Most will have it.
        Easy = "easy",
        /// About half.
        Medium = "medium",
        /// Few.
        Hard = "hard",
    }
);

named_enum!(
    /// Level of thinking, after Anderson and Krathwohl's revision of Bloom's taxonomy (2001).
    Cognitive {
        /// Recall.
        Remember = "remember",
        /// Explain.
        Understand = "understand",
        /// Use.
        Apply = "apply",
        /// Take apart.
        Analyse = "analyse",
        /// Judge.
        Evaluate = "evaluate",
        /// Make.
        Create = "create",
    }
);

named_enum!(
    /// How far a question is.
    Status {
        /// Not ready; drawn only when named.
        Draft = "draft",
        /// Ready.
        Reviewed = "reviewed",
        /// Not to be used any more.
        Retired = "retired",
    }
);

impl Default for Status {
    /// A question that says nothing of its status may be drawn.
    fn default() -> Self {
        Status::Reviewed
    }
}

/// Facts from examinations in which the question stood.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Measured {
    /// Right answers ÷ all who sat, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facility: Option<Decimal>,
    /// Upper group − lower group, −1 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discrimination: Option<Decimal>,
    /// Number of candidates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<u32>,
    /// Day of the measurement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
}

/// The examination a question comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Provenance {
    /// Examination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exam: Option<String>,
    /// Year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// Paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    /// Number in that paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
