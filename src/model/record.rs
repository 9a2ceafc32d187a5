//! `record.json`: all that is needed to print, mark and argue when the banks are gone. Written once, never changed.

use super::blueprint::{Blueprint, Seed, SetAsk};
use super::canonical;
use super::fonts::RecordFont;
use super::ids::{AreaPath, Name, PassageId, QuestionId, SectionId, SetName, SlotId};
use super::marking::{Marks, Scheme};
use super::numbering::{Numbering, item_of};
use super::paper::{Entry, Paper, PaperSection, PaperSet, Pieces, Placed, PlacedSlot};
use super::pattern::Pattern;
use super::question::{Item, Passage, Question};
use super::text::PerLang;
use super::words::Words;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

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
    /// The blueprint with everything decided, its pattern's fields included.
    pub blueprint: Blueprint,
    /// The pattern that the blueprint named, as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<Box<Pattern>>,
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
    /// Names of the areas of the chosen questions; with a blueprint table also of those above them and in
    /// quotas.
    pub area_names: BTreeMap<AreaPath, PerLang<String>>,
    /// The canonical order: for each printed entry its section and the ids of its alternatives.
    pub canonical: Vec<RecordEntry>,
    /// The sets.
    pub sets: Vec<RecordSet>,
    /// The own template that the papers were printed with, `media/<SHA-256>.typ`; `None` for the built-in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// The own words files that it was printed with, `media/<SHA-256>.toml`, in the order of the paper's languages; other
    /// languages are printed in the built-in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// The fonts of the user's own that draw something of the paper; empty where those of the program draw all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fonts: Vec<RecordFont>,
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

impl RecordSet {
    fn by_id(&self) -> BTreeMap<&SlotId, &RecordSlot> {
        self.slots.iter().map(|slot| (&slot.slot, slot)).collect()
    }
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
    /// Bare label of the circle "not attempted" that follows them: `E`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_attempted: Option<String>,
    /// The key as in `key.csv`.
    pub key: String,
    /// The full scheme.
    pub marks: Scheme,
}

impl Record {
    /// The record of a paper whose pictures are already named `media/<SHA-256>.<ext>`.
    ///
    /// `words` are those the paper prints with; `tool` is the version of the program.
    pub fn of(paper: &Paper, words: &Words, tool: &str) -> Record {
        let (sections, area_names) = tabled(paper);
        let mut record = Record {
            format: FORMAT.to_owned(),
            paper_id: String::new(),
            tool: tool.to_owned(),
            recipe: RECIPE,
            seed: paper.seed,
            blueprint: paper.blueprint.clone(),
            pattern: paper.blueprint.base.clone(),
            sections,
            maximum: paper.maximum(),
            questions: paper.questions.clone(),
            passages: paper.passages.clone(),
            codes: paper.codes.clone(),
            area_names,
            canonical: entries(paper, &paper.canonical),
            sets: paper.sets.iter().map(|set| set_record(paper, set, words)).collect(),
            template: None,
            words: Vec::new(),
            fonts: Vec::new(),
        };
        record.paper_id = record.computed_id();
        record
    }

    /// The record of the same paper printed with an own template, `media/<SHA-256>.typ`; the paper id changes with it.
    #[must_use]
    pub fn with_template(mut self, template: Option<String>) -> Record {
        if template != self.template {
            self.template = template;
            self.paper_id = self.computed_id();
        }
        self
    }

    /// The record of the same paper printed in own words, files `media/<SHA-256>.toml`; the paper id changes with them.
    #[must_use]
    pub fn with_words(mut self, words: Vec<String>) -> Record {
        if words != self.words {
            self.words = words;
            self.paper_id = self.computed_id();
        }
        self
    }

    /// The record of the same paper printed with fonts of the user's own; the paper id changes with them.
    #[must_use]
    pub fn with_fonts(mut self, fonts: Vec<RecordFont>) -> Record {
        if fonts != self.fonts {
            self.fonts = fonts;
            self.paper_id = self.computed_id();
        }
        self
    }

    /// The paper id that follows from the content: first 50 bits of SHA-256 in Crockford's base 32, ten characters.
    pub fn computed_id(&self) -> String {
        id_of(self.value())
    }

    /// The first 32 bits of the same hash, for the code on the sheet.
    pub fn exam_hash(&self) -> u32 {
        (hash(self.value()) >> 32) as u32
    }

    /// The text of `record.json`: keys sorted, no blanks, a line feed at the end.
    pub fn to_json(&self) -> String {
        let mut text = canonical::json(self.value());
        text.push('\n');
        text
    }

    fn value(&self) -> Value {
        // Only maps with keys that are no strings cannot be written, and there are none.
        serde_json::to_value(self).unwrap_or_default()
    }

    /// The paper again, as it was recorded.
    ///
    /// # Errors
    ///
    /// A phrase where the record contradicts itself: a section, question or slot that it does not hold.
    pub fn into_paper(self) -> Result<Paper, String> {
        let mut sets = Vec::with_capacity(self.sets.len());
        for set in &self.sets {
            let slots = set.by_id();
            let placed = |question: &Question| {
                let printed = |(typed, slot): (PlacedSlot, &RecordSlot)| {
                    if !is_same(&typed.options, &slot.options) {
                        let (set, slot) = (&set.name, &slot.slot);
                        return Err(format!("set `{set}` has other options for `{slot}` than the question"));
                    }
                    Ok(PlacedSlot { options: slot.options.clone(), pieces: slot.pieces.clone(), ..typed })
                };
                self.typed(question, &set.name, &slots)?.into_iter().map(printed).collect()
            };
            let entries = self.placed(&set.entries, &placed)?;
            if entries.is_empty() {
                return Err(format!("set `{}` has no question", set.name));
            }
            sets.push(PaperSet { ask: SetAsk { name: set.name.clone(), label: set.label.clone() }, entries });
        }
        let Some(first) = self.sets.first() else { return Err("the record has no set".to_owned()) };
        let recorded = first.by_id();
        let canonical = self.placed(&self.canonical, &|question| {
            Ok(self.typed(question, &first.name, &recorded)?.into_iter().map(|(typed, _)| typed).collect())
        })?;
        let blueprint = Blueprint { base: self.pattern, ..self.blueprint };
        let Record { seed, sections, questions, passages, codes, area_names, .. } = self;
        Ok(Paper { blueprint, seed, sections, questions, passages, codes, area_names, sets, canonical })
    }

    /// Where the paper that it holds, in the words that it prints with, numbers, labels or marks a slot otherwise.
    pub fn contradiction(&self, paper: &Paper, words: &Words) -> Option<String> {
        for (set, made) in self.sets.iter().zip(&paper.sets) {
            let made = set_record(paper, made, words);
            if set.slots.len() != made.slots.len() {
                return Some(format!("set `{}` has slots that are not printed", set.name));
            }
            for (slot, made) in set.slots.iter().zip(&made.slots) {
                let place = format!("set `{}`, question {}", set.name, made.number);
                if slot.key != made.key {
                    let key = slot.key.escape_debug();
                    return Some(format!("{place}: the key is `{key}`, from the question follows `{}`", made.key));
                }
                let printed = |slot: &RecordSlot| (slot.slot.clone(), slot.number.clone(), slot.labels.clone());
                if printed(slot) != printed(made) {
                    return Some(format!("{place}: number or labels are not those that are printed"));
                }
            }
        }
        None
    }

    /// The slots of a question with options and pieces as typed, and marks and circle as this set records them, beside it.
    fn typed<'r>(
        &self,
        question: &Question,
        set: &SetName,
        recorded: &BTreeMap<&SlotId, &'r RecordSlot>,
    ) -> Result<Vec<(PlacedSlot, &'r RecordSlot)>, String> {
        let typed = |(id, item): (SlotId, &Item)| {
            let slot = *recorded.get(&id).ok_or_else(|| format!("set `{set}` has no slot `{id}`"))?;
            let codes = self.codes.get(&id).map_or(&[][..], Vec::as_slice);
            let typed = PlacedSlot::typed(id, item, codes, slot.marks.clone());
            Ok((PlacedSlot { not_attempted: slot.not_attempted.is_some(), ..typed }, slot))
        };
        question.slots().into_iter().map(typed).collect()
    }

    fn placed(
        &self,
        entries: &[RecordEntry],
        slots: &dyn Fn(&Question) -> Result<Vec<PlacedSlot>, String>,
    ) -> Result<Vec<Entry>, String> {
        let one = |entry: &RecordEntry| {
            let section = self.sections.iter().position(|section| section.id == entry.section);
            let section = section.ok_or_else(|| format!("the record has no section `{}`", entry.section))?;
            let alternatives = entry.questions.iter().map(|id| {
                let question =
                    self.questions.get(id).ok_or_else(|| format!("the record does not hold the question `{id}`"))?;
                Ok(Placed { question: id.clone(), slots: slots(question)? })
            });
            Ok(Entry { section, alternatives: alternatives.collect::<Result<_, String>>()? })
        };
        entries.iter().map(one).collect()
    }
}

/// The sections and names of areas of a paper; what only the blueprint table prints is left out where none is asked for.
fn tabled(paper: &Paper) -> (Vec<PaperSection>, BTreeMap<AreaPath, PerLang<String>>) {
    let (mut sections, mut area_names) = (paper.sections.clone(), paper.area_names.clone());
    if paper.blueprint.layout.blueprint_table != Some(true) {
        let named: BTreeSet<&AreaPath> = paper.questions.values().flat_map(|question| &question.about.area).collect();
        area_names.retain(|area, _| named.contains(area));
        sections.iter_mut().for_each(|section| section.quotas.clear());
    }
    (sections, area_names)
}

/// Whether two lists of names hold the same, in whatever order.
fn is_same(left: &[Name], right: &[Name]) -> bool {
    let sorted = |names: &[Name]| {
        let mut names = names.to_vec();
        names.sort();
        names
    };
    sorted(left) == sorted(right)
}

/// The signs of Crockford's base 32.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Whether a text has the form of a paper id: ten signs of Crockford's base 32.
pub fn is_paper_id(text: &str) -> bool {
    text.len() == 10 && text.bytes().all(|sign| SIGNS.contains(&sign))
}

/// The paper id that follows from the JSON of a record, fields of other versions included.
pub fn id_of(record: Value) -> String {
    let bits = hash(record) >> 14;
    (0..10).rev().map(|place| char::from(SIGNS[(bits >> (place * 5)) as usize & 31])).collect()
}

/// The first 64 bits of SHA-256 over the canonical JSON without `paper-id` and `tool`.
fn hash(mut record: Value) -> u64 {
    if let Value::Object(fields) = &mut record {
        fields.remove("paper-id");
        fields.remove("tool");
    }
    let digest = Sha256::digest(canonical::json(record).as_bytes());
    digest.iter().take(8).fold(0, |bits, byte| bits << 8 | u64::from(*byte))
}

fn entries(paper: &Paper, entries: &[Entry]) -> Vec<RecordEntry> {
    let record = |entry: &Entry| {
        let section = paper.sections.get(entry.section)?.id.clone();
        let questions = entry.alternatives.iter().map(|placed| placed.question.clone()).collect();
        Some(RecordEntry { section, questions })
    };
    entries.iter().filter_map(record).collect()
}

fn set_record(paper: &Paper, set: &PaperSet, words: &Words) -> RecordSet {
    let numbering = Numbering::new(paper, set, words);
    let mut slots = Vec::new();
    for entry in &set.entries {
        let Some(section) = paper.sections.get(entry.section) else { continue };
        for placed in &entry.alternatives {
            let Some(question) = paper.questions.get(&placed.question) else { continue };
            for slot in &placed.slots {
                let coded = item_of(question, &slot.slot).is_some_and(|item| item.kind().is_coded());
                let text = |name| numbering.derived_option(&slot.slot, name).unwrap_or_default();
                slots.push(RecordSlot {
                    slot: slot.slot.clone(),
                    number: numbering.slot_number(&slot.slot),
                    section: section.id.clone(),
                    options: slot.options.clone(),
                    pieces: slot.pieces.clone(),
                    codes: if coded { slot.options.iter().map(text).collect() } else { Vec::new() },
                    labels: (0..slot.options.len()).map(|place| numbering.option_sign(&slot.slot, place)).collect(),
                    not_attempted: numbering.not_attempted_sign(&slot.slot),
                    key: numbering.key(&slot.slot),
                    marks: slot.scheme.clone(),
                });
            }
        }
    }
    let SetAsk { name, label } = set.ask.clone();
    RecordSet { name, label, entries: entries(paper, &set.entries), slots }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::words::bundled;
    use crate::model::ids::Lang;
    use crate::model::key;
    use crate::model::marking::{Disqualified, Rules};
    use crate::model::question::Ask;
    use crate::model::samples;

    fn sample() -> Paper {
        let bodies = samples::every_kind().into_iter().enumerate();
        let questions = bodies.map(|(at, body)| samples::question(&format!("q-{at:02}"), body)).collect();
        samples::paper(questions, &[("q-04", &["1+3", "1", "3", "1+2+3"]), ("q-12", &["a3+b1+c4+d2", "a1+b3+c4+d2"])])
    }

    /// The same paper with a circle "not attempted" after the options of some questions, and rules of its own.
    fn circled() -> Paper {
        let mut paper = sample();
        let sets = paper.sets.iter_mut().map(|set| &mut set.entries);
        for entry in sets.chain([&mut paper.canonical]).flatten() {
            let slots = entry.alternatives.iter_mut().flat_map(|placed| &mut placed.slots);
            slots.for_each(|slot| slot.not_attempted = slot.options.len() > 2);
        }
        paper.blueprint.rules = Rules {
            not_attempted: true,
            floor: Some(Marks::zero()),
            disqualified: Some(Disqualified { blank_share: Marks::ratio(1, 10).unwrap() }),
        };
        paper
    }

    fn record() -> Record {
        Record::of(&sample(), &bundled(Lang::ENGLISH).unwrap(), "0.1.0")
    }

    #[test]
    fn a_paper_survives_its_record() {
        let json = record().to_json();
        let read: Record = serde_json::from_str(&json).unwrap();
        assert_eq!(read.to_json(), json);
        assert_eq!(read.computed_id(), read.paper_id);
        let paper = read.into_paper().unwrap();
        assert_eq!(Record::of(&paper, &bundled(Lang::ENGLISH).unwrap(), "0.1.0").to_json(), json);
        assert_eq!(paper.canonical.len(), sample().canonical.len());
    }

    #[test]
    fn rules_of_marking_survive_the_record() {
        let words = bundled(Lang::ENGLISH).unwrap();
        let record = Record::of(&circled(), &words, "0.1.0");
        let value: Value = serde_json::from_str(&record.to_json()).unwrap();
        let blueprint = &value["blueprint"];
        let rules = ["not-attempted", "floor", "disqualified"].map(|key| blueprint[key].to_string());
        assert_eq!(rules, ["true", r#""0""#, r#"{"blank-share":"1/10"}"#]);
        let signs = value["sets"][0]["slots"].as_array().unwrap().iter().map(|slot| slot["not-attempted"].as_str());
        // One sign for the whole paper, behind the longest list of options, which has five.
        let mut signs: Vec<&str> = signs.flatten().collect();
        signs.dedup();
        assert_eq!(signs, ["F"]);
        let paper = record.clone().into_paper().unwrap();
        assert_eq!(paper.canonical, circled().canonical);
        assert_eq!(Record::of(&paper, &words, "0.1.0").to_json(), record.to_json());
        // A paper without such rules does not mention them.
        assert!(!self::record().to_json().contains("not-attempted"));
    }

    #[test]
    fn the_paper_id_is_that_of_the_content() {
        let record = record();
        assert_eq!(record.paper_id.len(), 10);
        let mut other = record.clone();
        other.tool = "9.9.9".into();
        other.paper_id = "x".into();
        assert_eq!(other.computed_id(), record.paper_id);
        assert_eq!(other.exam_hash(), record.exam_hash());
        other.seed = Seed::new(2).unwrap();
        assert_ne!(other.computed_id(), record.paper_id);
        // 32 of the 50 bits: the first six characters and two bits of the seventh.
        let sign = |c: char| "0123456789ABCDEFGHJKMNPQRSTVWXYZ".find(c).unwrap() as u64;
        let bits = record.paper_id.chars().fold(0, |bits, c| bits << 5 | sign(c));
        assert_eq!(u64::from(record.exam_hash()), bits >> 18);
    }

    #[test]
    fn a_record_that_contradicts_itself_is_refused_with_a_phrase() {
        let mut broken = record();
        broken.sets[0].slots.remove(0);
        assert_eq!(broken.into_paper().unwrap_err(), "set `A` has no slot `q-00`");
        let mut broken = record();
        broken.questions.clear();
        assert_eq!(broken.into_paper().unwrap_err(), "the record does not hold the question `q-00`");
        let mut broken = record();
        broken.sets.clear();
        assert_eq!(broken.into_paper().unwrap_err(), "the record has no set");
        let mut broken = record();
        broken.sets[0].entries.clear();
        assert_eq!(broken.into_paper().unwrap_err(), "set `A` has no question");
        let mut broken = record();
        let first = broken.sets[0].slots[0].options[0].clone();
        broken.sets[0].slots[0].options[1] = first;
        let told = broken.into_paper().unwrap_err();
        assert!(told.starts_with("set `A` has other options for `q-"), "{told}");
    }

    #[test]
    fn a_key_that_does_not_follow_from_the_question_is_told() {
        let (paper, words) = (sample(), bundled(Lang::ENGLISH).unwrap());
        let told = |record: &Record| record.contradiction(&paper, &words);
        assert_eq!(told(&record()), None);
        let mut broken = record();
        broken.sets[0].slots[0].key = "Z".to_owned();
        let key = told(&broken).unwrap();
        assert!(key.starts_with("set `A`, question 1: the key is `Z`, from the question follows `"), "{key}");
        let mut broken = record();
        broken.sets[0].slots[0].labels = vec!["A".to_owned(); 4];
        assert_eq!(told(&broken).unwrap(), "set `A`, question 1: number or labels are not those that are printed");
        let mut broken = record();
        let slot = broken.sets[0].slots[0].clone();
        broken.sets[0].slots.push(slot);
        assert_eq!(told(&broken).unwrap(), "set `A` has slots that are not printed");
    }

    #[test]
    fn the_key_table_has_a_row_for_each_set_and_slot() {
        let statements = samples::question("st", samples::statements(Ask::Which, &[true, false, true]));
        let several = samples::question("several", samples::several(4, &[0, 3]));
        let paper = samples::paper(vec![statements, several], &[("st", &["1", "1+3", "3"])]);
        let table = key::csv(&Record::of(&paper, &bundled(Lang::ENGLISH).unwrap(), ""));
        insta::assert_snapshot!(table, @r#"
        set,number,id,key,marks
        A,1,st,B,1
        A,2,several,"A,D",1
        "#);
    }

    /// Writes the schema when `PAPERSETTER_WRITE` is set: `PAPERSETTER_WRITE=1 cargo test schema`.
    #[test]
    fn the_published_schema_is_that_of_the_types() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/record.schema.json");
        let schema = serde_json::to_value(schemars::schema_for!(Record)).unwrap();
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("PAPERSETTER_WRITE").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let published = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(published, text, "write it anew with PAPERSETTER_WRITE=1 cargo test schema");
    }
}
