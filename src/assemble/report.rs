//! What was chosen and why, and how the sets differ: data for `report.json`, text for `report.txt`.

use super::Chosen;
use super::draw::Drawn;
use super::plan::Plan;
use super::variants::Material;
use crate::diag::{Diagnostics, Severity};
use crate::model::ids::{QuestionId, SectionId, SetName, SlotId};
use crate::model::marking::{Exact, Marks};
use crate::model::numbering::Numbering;
use crate::model::paper::{Entry, Paper, PaperSet, QuotaReport};
use crate::model::placing::Reason;
use crate::model::question::Question;
use crate::model::record::RECIPE;
use crate::model::words::Words;
use crate::query::Facts;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The report of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Report {
    /// The paper's id, once the record is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper_id: Option<String>,
    /// The seed.
    pub seed: u64,
    /// Recipe of selection, shuffling and codes.
    pub recipe: u32,
    /// Printed numbers in each set.
    pub entries: usize,
    /// Maximum marks.
    pub maximum: Marks,
    /// What each section asked for and got.
    pub sections: Vec<SectionReport>,
    /// Questions and marks by area.
    pub areas: Vec<Share>,
    /// Questions and marks by difficulty.
    pub difficulty: Vec<Share>,
    /// Questions and marks by kind.
    pub kinds: Vec<Share>,
    /// Whether all sets were found to hold the same slots with the same marks.
    pub sets_equal: bool,
    /// Key letters of each set.
    pub sets: Vec<SetReport>,
    /// What every two sets share.
    pub overlaps: Vec<Overlap>,
    /// Slots whose options stand as typed although options are shuffled, and why.
    pub fixed_order: Vec<FixedOrder>,
    /// Warnings and notices of the assembly.
    pub remarks: Vec<String>,
}

/// A section in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct SectionReport {
    /// Its id.
    pub id: SectionId,
    /// Its query as typed; empty for all questions.
    pub query: String,
    /// Questions asked for; `None` is all that match.
    pub asked: Option<u32>,
    /// Questions that could stand in it.
    pub eligible: usize,
    /// Questions left out since they are out of date on the day of the paper.
    pub expired: Vec<QuestionId>,
    /// Named one by one.
    pub listed: Vec<QuestionId>,
    /// Drawn by number, in canonical order.
    pub drawn: Vec<QuestionId>,
    /// Alternatives, each after the question beside which it stands.
    pub alternatives: Vec<(QuestionId, QuestionId)>,
    /// Its quotas.
    pub quotas: Vec<QuotaReport>,
}

/// Part of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Share {
    /// Which part: an area, a difficulty, a kind; `-` for questions that say nothing.
    pub name: String,
    /// Printed numbers; one with several areas counts in each.
    pub entries: usize,
    /// Their marks.
    pub marks: Marks,
}

/// The key letters of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct SetReport {
    /// Its name.
    pub name: SetName,
    /// How often each letter is the key; questions with several right options are not counted.
    pub letters: BTreeMap<String, usize>,
    /// The longest run of one letter in printed order.
    pub longest_run: usize,
    /// Its letter.
    pub run_letter: String,
}

/// What two sets share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Overlap {
    /// One set.
    pub first: SetName,
    /// The other.
    pub second: SetName,
    /// Slots that have the same number and the same key in both.
    pub same: usize,
    /// Slots that have the same number in both.
    pub same_number: usize,
    /// Numbers with the same key in both, whatever the question.
    pub same_key: usize,
    /// Slots with a key.
    pub of: usize,
}

/// A slot whose options stand as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct FixedOrder {
    /// Which.
    pub slot: SlotId,
    /// Why.
    pub reason: String,
}

/// The slots whose option order is kept by their own options or their author.
pub(super) fn fixed(material: &Material<'_>) -> Vec<FixedOrder> {
    let reason = |reason| match reason {
        Reason::Author => "the author keeps it",
        Reason::Fixed => "the kind has fixed options",
        Reason::Numbers => "numbers or dates in order",
        Reason::Literal { .. } => "an option names others by a typed letter",
        Reason::Above { .. } => "an option speaks of those above it",
    };
    if !material.shuffle.options || material.shuffle.block.is_some() {
        return Vec::new();
    }
    let kept = material.kept().into_iter();
    kept.map(|(slot, why)| FixedOrder { slot: slot.clone(), reason: reason(why).to_owned() }).collect()
}

/// What each section asked for and got.
pub(super) fn sections(plans: &[Plan<'_>], drawn: &[Drawn<'_>], facts: &Facts) -> Vec<SectionReport> {
    plans.iter().zip(drawn).map(|(plan, drawn)| section(plan, drawn, facts)).collect()
}

/// The same for a kept selection.
pub(super) fn kept_sections(
    plans: &[Plan<'_>],
    canonical: &[Entry],
    questions: &BTreeMap<QuestionId, Question>,
    facts: &Facts,
) -> Vec<SectionReport> {
    let of = |(at, plan): (usize, &Plan<'_>)| {
        let entries = canonical.iter().filter(|entry| entry.section == at).map(|entry| {
            entry.alternatives.iter().filter_map(|placed| questions.get(&placed.question)).collect::<Vec<_>>()
        });
        section(plan, &entries.collect::<Vec<_>>(), facts)
    };
    plans.iter().enumerate().map(of).collect()
}

fn section(plan: &Plan<'_>, drawn: &[Vec<&Question>], facts: &Facts) -> SectionReport {
    let mains: Vec<&Question> = drawn.iter().filter_map(|entry| entry.first().copied()).collect();
    let size = u32::try_from(mains.len()).unwrap_or(u32::MAX);
    let listed: BTreeSet<&QuestionId> = plan.section.questions.iter().map(|id| &id.value).collect();
    let ids = |named: bool| {
        let fitting = mains.iter().filter(|question| listed.contains(&question.id) == named);
        fitting.map(|question| question.id.clone()).collect()
    };
    let quotas = plan.demands.iter().enumerate().map(|(at, demand)| {
        let (least, most) = demand.range(size);
        QuotaReport {
            query: demand.typed.value.clone(),
            least,
            most: (most < u32::MAX).then_some(most),
            has: plan.counted(at, &mains, facts),
        }
    });
    SectionReport {
        id: plan.section.id.clone(),
        query: plan.section.asked(),
        asked: plan.section.count,
        eligible: plan.eligible(),
        expired: plan.expired.clone(),
        listed: ids(true),
        drawn: ids(false),
        alternatives: drawn
            .iter()
            .filter_map(|entry| match entry.as_slice() {
                [question, other] => Some((question.id.clone(), other.id.clone())),
                _ => None,
            })
            .collect(),
        quotas: quotas.collect(),
    }
}

/// The report of an assembled paper.
pub(super) fn report(paper: &Paper, chosen: &Chosen, words: &Words, found: &Diagnostics) -> Report {
    let keys: Vec<Keys<'_>> = paper.sets.iter().map(|set| Keys::of(paper, set, words)).collect();
    let mut overlaps = Vec::new();
    for (at, first) in keys.iter().enumerate() {
        overlaps.extend(keys.iter().skip(at + 1).map(|second| overlap(first, second)));
    }
    let remark = |severity| match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "notice",
    };
    let area =
        |question: &Question| -> Vec<String> { question.about.area.iter().map(|area| area.to_string()).collect() };
    let difficulty = |question: &Question| -> Vec<String> {
        question.about.difficulty.iter().map(|difficulty| difficulty.name().to_owned()).collect()
    };
    Report {
        paper_id: None,
        seed: paper.seed.value(),
        recipe: RECIPE,
        entries: paper.canonical.len(),
        maximum: paper.maximum(),
        sections: chosen.sections.clone(),
        areas: shares(paper, &area),
        difficulty: shares(paper, &difficulty),
        kinds: shares(paper, &|question| vec![question.kind().name().to_owned()]),
        sets_equal: sets_equal(paper),
        sets: keys.iter().map(Keys::report).collect(),
        overlaps,
        fixed_order: chosen.fixed.clone(),
        remarks: found.iter().map(|told| format!("{}: {}", remark(told.severity), told.message)).collect(),
    }
}

/// Whether all sets hold the slots of the canonical list, each with the same marks.
fn sets_equal(paper: &Paper) -> bool {
    fn content(entries: &[Entry]) -> BTreeSet<(usize, Vec<(&SlotId, String)>)> {
        entries
            .iter()
            .map(|entry| {
                let slots = entry.alternatives.iter().flat_map(|placed| &placed.slots);
                (entry.section, slots.map(|slot| (&slot.slot, format!("{:?}", slot.scheme))).collect())
            })
            .collect()
    }
    let canonical = content(&paper.canonical);
    paper.sets.iter().all(|set| set.entries.len() == paper.canonical.len() && content(&set.entries) == canonical)
}

fn shares(paper: &Paper, names: &dyn Fn(&Question) -> Vec<String>) -> Vec<Share> {
    let mut parts: BTreeMap<String, (usize, Marks)> = BTreeMap::new();
    for entry in &paper.canonical {
        let Some(placed) = entry.alternatives.first() else { continue };
        let Some(question) = paper.questions.get(&placed.question) else { continue };
        let marks = entry.most(&paper.questions);
        let mut names = names(question);
        if names.is_empty() {
            names.push("-".to_owned());
        }
        for name in names {
            let part = parts.entry(name).or_default();
            *part = (part.0 + 1, part.1.clone() + marks.clone());
        }
    }
    parts.into_iter().map(|(name, (entries, marks))| Share { name, entries, marks }).collect()
}

/// Numbers and keys of a set, in printed order.
struct Keys<'a> {
    name: &'a SetName,
    slots: Vec<(&'a SlotId, String, String)>,
    letters: Vec<String>,
}

impl<'a> Keys<'a> {
    fn of(paper: &'a Paper, set: &'a PaperSet, words: &'a Words) -> Self {
        let numbering = Numbering::new(paper, set, words);
        let (mut slots, mut letters) = (Vec::new(), Vec::new());
        for slot in set.entries.iter().flat_map(|entry| &entry.alternatives).flat_map(|placed| &placed.slots) {
            let key = numbering.key(&slot.slot);
            if let [place] = numbering.key_places(&slot.slot).as_slice() {
                letters.push(numbering.option_sign(&slot.slot, *place));
            }
            if !key.is_empty() {
                slots.push((&slot.slot, numbering.slot_number(&slot.slot), key));
            }
        }
        Keys { name: &set.ask.name, slots, letters }
    }

    fn report(&self) -> SetReport {
        let mut letters = BTreeMap::new();
        for letter in &self.letters {
            *letters.entry(letter.clone()).or_insert(0) += 1;
        }
        let mut longest: &[String] = &[];
        for run in self.letters.chunk_by(|left, right| left == right) {
            if run.len() > longest.len() {
                longest = run;
            }
        }
        SetReport {
            name: self.name.clone(),
            letters,
            longest_run: longest.len(),
            run_letter: longest.first().cloned().unwrap_or_default(),
        }
    }
}

fn overlap(first: &Keys<'_>, second: &Keys<'_>) -> Overlap {
    let by_slot: BTreeMap<&SlotId, (&str, &str)> =
        second.slots.iter().map(|(slot, number, key)| (*slot, (number.as_str(), key.as_str()))).collect();
    let by_number: BTreeMap<&str, &str> =
        second.slots.iter().map(|(_, number, key)| (number.as_str(), key.as_str())).collect();
    let (mut same, mut same_number, mut same_key) = (0, 0, 0);
    for (slot, number, key) in &first.slots {
        if let Some((other, other_key)) = by_slot.get(slot) {
            same_number += usize::from(other == number);
            same += usize::from(other == number && other_key == key);
        }
        same_key += usize::from(by_number.get(number.as_str()) == Some(&key.as_str()));
    }
    let (first_name, second_name) = (first.name.clone(), second.name.clone());
    Overlap { first: first_name, second: second_name, same, same_number, same_key, of: first.slots.len() }
}

impl Report {
    /// The text of `report.txt`.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut line = |text: String| {
            out.push_str(text.trim_end());
            out.push('\n');
        };
        if let Some(id) = &self.paper_id {
            line(format!("Paper {id}"));
        }
        line(format!("Seed {}, recipe {}", self.seed, self.recipe));
        line(format!("{} questions, {} marks", self.entries, self.maximum.shown()));
        self.sections.iter().for_each(|section| section.lines(&mut line));
        for (title, shares) in [("By area", &self.areas), ("By difficulty", &self.difficulty), ("By kind", &self.kinds)]
        {
            line(String::new());
            line(title.to_owned());
            let width = shares.iter().map(|share| share.name.chars().count()).max().unwrap_or(0);
            for share in shares {
                let percent = percent(share.entries, self.entries);
                let marks = share.marks.shown();
                let word = if marks == "1" { "mark" } else { "marks" };
                line(format!("  {:width$}  {:>4}  {percent:>4}  {marks:>6} {word}", share.name, share.entries));
            }
        }
        self.set_lines(&mut line);
        if !self.fixed_order.is_empty() {
            line(String::new());
            line("Options that stand as typed in every set".to_owned());
            self.fixed_order.iter().for_each(|fixed| line(format!("  {}: {}", fixed.slot, fixed.reason)));
        }
        if !self.remarks.is_empty() {
            line(String::new());
            line("Remarks".to_owned());
            self.remarks.iter().for_each(|remark| line(format!("  {remark}")));
        }
        out
    }

    fn set_lines(&self, line: &mut dyn FnMut(String)) {
        line(String::new());
        line("Sets".to_owned());
        line(match self.sets_equal {
            true => {
                format!("  {} sets hold the same questions with the same marks: compared slot by slot", self.sets.len())
            }
            false => "  THE SETS DIFFER in questions or marks: do not print them, and report this".to_owned(),
        });
        for set in &self.sets {
            let letters: Vec<String> = set.letters.iter().map(|(letter, count)| format!("{letter} {count}")).collect();
            line(format!(
                "  {}: key {}; longest run {} × {}",
                set.name,
                letters.join(", "),
                set.longest_run,
                set.run_letter
            ));
        }
        if self.overlaps.is_empty() {
            return;
        }
        // With many sets the pairs that share most are those that matter.
        const PAIRS: usize = 45;
        let mut overlaps: Vec<&Overlap> = self.overlaps.iter().collect();
        overlaps.sort_by_key(|overlap| std::cmp::Reverse((overlap.same, overlap.same_number)));
        line(
            "  Same question, same number, same key; in brackets same number; then numbers with the same key"
                .to_owned(),
        );
        for pair in overlaps.iter().take(PAIRS) {
            line(format!(
                "  {} and {}: {} ({}); {} of {}",
                pair.first, pair.second, pair.same, pair.same_number, pair.same_key, pair.of
            ));
        }
        if overlaps.len() > PAIRS {
            line(format!("  … and {} more pairs that share no more than these", overlaps.len() - PAIRS));
        }
    }
}

impl SectionReport {
    fn lines(&self, line: &mut dyn FnMut(String)) {
        line(String::new());
        line(format!("Section {}", self.id));
        line(format!("  where {}", if self.query.is_empty() { "(all)" } else { &self.query }));
        let asked = self.asked.map_or("all that match".to_owned(), |asked| asked.to_string());
        line(format!(
            "  asked for {asked}; {} could stand here; {} listed, {} drawn",
            self.eligible,
            self.listed.len(),
            self.drawn.len()
        ));
        for quota in &self.quotas {
            let most = quota.most.map_or("any number".to_owned(), |most| most.to_string());
            line(format!("  quota {}: {} (from {} to {most})", quota.query, quota.has, quota.least));
        }
        let mut ids = |title: &str, ids: &[QuestionId]| {
            if !ids.is_empty() {
                let list: Vec<&str> = ids.iter().map(QuestionId::as_str).collect();
                line(format!("  {title}: {}", list.join(", ")));
            }
        };
        ids("listed", &self.listed);
        ids("drawn", &self.drawn);
        ids("out of date", &self.expired);
        for (question, other) in &self.alternatives {
            line(format!("  {question} or {other}"));
        }
    }
}

fn percent(part: usize, whole: usize) -> String {
    let number = |value: usize| i64::try_from(value).unwrap_or(i64::MAX);
    Exact::ratio(100 * number(part), number(whole)).map_or(String::new(), |share| format!("{}%", share.rounded(0)))
}
