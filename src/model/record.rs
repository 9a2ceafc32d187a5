//! `record.json`: all that is needed to print, mark and argue when the banks are gone. Written once, never changed.

use super::blueprint::{Blueprint, Seed};
use super::ids::{AreaPath, Name, PassageId, QuestionId, SectionId, SetName, SlotId};
use super::marking::{Marks, Scheme};
use super::paper::{PaperSection, Pieces};
use super::question::{Passage, Question};
use super::text::PerLang;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The format this version writes.
pub const FORMAT: &str = "record/1";

/// Raised whenever selection, shuffling or codes change their outcome.
pub const RECIPE: u32 = 1;

/// The record of a paper. Exact numbers are strings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Record {
    /// `record/1`.
    pub format: String,
    /// First 50 bits of SHA-256 over the canonical JSON of the record without this field and `tool`, in Crockford's base 32.
    pub paper_id: String,
    /// Version of the tool that made it.
    pub tool: String,
    /// Recipe of selection, shuffling and codes.
    pub recipe: u32,
    /// The seed.
    pub seed: Seed,
    /// The blueprint with everything decided.
    pub blueprint: Blueprint,
    /// The sections as printed.
    pub sections: Vec<PaperSection>,
    /// Maximum marks.
    pub maximum: Marks,
    /// Every chosen question whole, in all languages.
    pub questions: BTreeMap<QuestionId, Question>,
    /// The passages they need.
    pub passages: BTreeMap<PassageId, Passage>,
    /// Derived options of coded slots.
    pub codes: BTreeMap<SlotId, Vec<Name>>,
    /// Names of the areas of the chosen questions.
    pub area_names: BTreeMap<AreaPath, PerLang<String>>,
    /// The canonical order: for each printed entry its section and the ids of its alternatives.
    pub canonical: Vec<RecordEntry>,
    /// The sets.
    pub sets: Vec<RecordSet>,
}

/// A set in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct RecordSet {
    /// Its name.
    pub name: SetName,
    /// What is printed in place of the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Entries in printed order.
    pub entries: Vec<RecordEntry>,
    /// Slots in printed order.
    pub slots: Vec<RecordSlot>,
}

/// One printed number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct RecordEntry {
    /// Its section.
    pub section: SectionId,
    /// One question, or two of which one is answered.
    pub questions: Vec<QuestionId>,
}

/// A slot of a set in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct RecordSlot {
    /// `question` or `question/part`.
    pub slot: SlotId,
    /// Printed number as in `key.csv`: `37`, `36(ii)`, `21(a)`.
    pub number: String,
    /// Its section.
    pub section: SectionId,
    /// Names of the options in printed order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Name>,
    /// Names of the pieces in printed order.
    #[serde(default)]
    pub pieces: Pieces,
    /// The options of a coded slot as printed, in printed order: `1 and 3 only`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// Bare labels of the options in printed order: `A`, `B`, ….
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// The key as in `key.csv`.
    pub key: String,
    /// The full scheme.
    pub marks: Scheme,
}
