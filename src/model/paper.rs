//! An assembled paper: chosen questions and, for each set, their order. Ids and permutations only; letters and numbers
//! are made by `labels` and `numbering` when something is printed.

use super::blueprint::{Blueprint, Seed, SetAsk};
use super::ids::{AreaPath, Name, PassageId, QuestionId, SectionId, SlotId};
use super::marking::{Marks, Scheme};
use super::question::{Body, Item, Passage, Question};
use super::text::{PerLang, TokenKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A paper in all its sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The blueprint with everything decided: sets, seed, cover, columns, page, languages, institute, logo.
    pub blueprint: Blueprint,
    /// The seed.
    pub seed: Seed,
    /// The sections as printed.
    pub sections: Vec<PaperSection>,
    /// The chosen questions.
    pub questions: BTreeMap<QuestionId, Question>,
    /// The passages they need.
    pub passages: BTreeMap<PassageId, Passage>,
    /// Derived options of the chosen coded slots (statements, pairs, match, order), in no printed order:
    /// the same combinations in all sets.
    pub codes: BTreeMap<SlotId, Vec<Name>>,
    /// Names of the areas of the chosen questions, of those above them and in quotas, as the syllabi had them.
    pub area_names: BTreeMap<AreaPath, PerLang<String>>,
    /// At least one.
    pub sets: Vec<PaperSet>,
    /// The canonical order: entries as chosen, before any shuffling; equal in all sets.
    pub canonical: Vec<Entry>,
}

/// A section of an assembled paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PaperSection {
    /// Its id.
    pub id: SectionId,
    /// Printed entries in it (an OR counts once).
    pub entries: u32,
    /// Most marks that can be had in it, with `attempt` taken into account.
    pub maximum: Marks,
    /// What its quotas ask for and have; recorded for the blueprint table alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotas: Vec<QuotaReport>,
}

/// What a quota asks for and has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct QuotaReport {
    /// Its query.
    pub query: String,
    /// The fewest it allows.
    pub least: u32,
    /// The most it allows; `None` for any number.
    pub most: Option<u32>,
    /// Questions that count.
    pub has: u32,
}

/// One set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperSet {
    /// Its name and label.
    pub ask: SetAsk,
    /// In printed order; the place gives the printed number, from 1.
    pub entries: Vec<Entry>,
}

/// What has one printed number: a question or, with `or`, a question and its alternative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Index into the paper's sections.
    pub section: usize,
    /// One, or two of which one is answered.
    pub alternatives: Vec<Placed>,
}

impl Entry {
    /// The most marks it can bring: of alternatives one counts, of parts all, of an OR inside a case one.
    pub fn most(&self, questions: &BTreeMap<QuestionId, Question>) -> Marks {
        let of = |placed: &Placed| questions.get(placed.question.as_str()).map(|question| placed.most(question));
        self.alternatives.iter().filter_map(of).max().unwrap_or_default()
    }
}

/// A question as it stands in a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Which.
    pub question: QuestionId,
    /// One slot or, for a case, one for each part and alternative in the order typed.
    pub slots: Vec<PlacedSlot>,
}

impl Placed {
    fn most(&self, question: &Question) -> Marks {
        let of = |slot: &SlotId| {
            self.slots.iter().find(|placed| placed.slot == *slot).map(|placed| placed.scheme.right.clone())
        };
        match &question.item.body {
            Body::Case { parts } => {
                let first = parts.iter().filter_map(|group| group.first());
                first.filter_map(|part| of(&SlotId::part(&question.id, &part.name))).sum()
            }
            _ => of(&SlotId::of(&question.id)).unwrap_or_default(),
        }
    }
}

/// A slot as it stands in a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedSlot {
    /// Which.
    pub slot: SlotId,
    /// Names of the options in printed order; empty where there are none.
    pub options: Vec<Name>,
    /// Names of the pieces in printed order.
    pub pieces: Pieces,
    /// How it is marked.
    pub scheme: Scheme,
    /// Whether its options are followed by a circle "not attempted".
    pub not_attempted: bool,
}

/// Names of the pieces of a slot in printed order; a list that the kind does not have is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Pieces {
    /// Statements.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Name>,
    /// Rows of pairs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Name>,
    /// List-I.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<Name>,
    /// List-II.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub right: Vec<Name>,
    /// Items to be ordered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Name>,
}

impl PlacedSlot {
    /// A slot as typed: options and pieces in the order of the file, coded options in the order given; no circle "not
    /// attempted".
    pub fn typed(slot: SlotId, item: &Item, codes: &[Name], scheme: Scheme) -> Self {
        let names = |piece| item.piece_names(piece).into_iter().cloned().collect::<Vec<Name>>();
        let options = if codes.is_empty() { item.option_names() } else { codes.to_vec() };
        let pieces = Pieces {
            statements: names(TokenKind::Statement),
            rows: names(TokenKind::Row),
            left: names(TokenKind::Left),
            right: names(TokenKind::Right),
            items: names(TokenKind::Item),
        };
        PlacedSlot { slot, options, pieces, scheme, not_attempted: false }
    }
}

impl Paper {
    /// The most marks that can be had: sections with what can be attempted, of `choose-one` groups the richest section.
    pub fn maximum(&self) -> Marks {
        let of = |id: &SectionId| self.sections.iter().find(|section| &section.id == id);
        let groups = &self.blueprint.choose_one;
        let grouped = |id: &SectionId| groups.iter().flatten().any(|member| &member.value == id);
        let alone = self.sections.iter().filter(|section| !grouped(&section.id)).map(|section| section.maximum.clone());
        let chosen = groups.iter().filter_map(|group| {
            group.iter().filter_map(|member| of(&member.value)).map(|section| section.maximum.clone()).max()
        });
        alone.chain(chosen).sum()
    }

    /// How many answers the answer sheet asks for: slots with options and numbers, of alternatives one.
    pub fn on_sheet(&self) -> u32 {
        let of = |placed: &Placed| {
            self.questions.get(&placed.question).map_or(0, |question| match &question.item.body {
                Body::Case { parts } => {
                    parts.iter().filter(|group| group.iter().any(|part| part.item.kind().is_objective())).count()
                }
                _ => usize::from(question.kind().is_objective()),
            })
        };
        let entries = self.canonical.iter().map(|entry| entry.alternatives.iter().map(of).max().unwrap_or(0));
        u32::try_from(entries.sum::<usize>()).unwrap_or(u32::MAX)
    }

    /// The question with this id, if it was chosen.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.get(id)
    }

    /// Whether the set's letter is printed: sets were asked for.
    pub fn prints_set(&self) -> bool {
        !self.blueprint.sets.is_empty()
    }
}
