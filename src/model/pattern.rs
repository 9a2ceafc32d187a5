//! A dated exam pattern: sections, marks, time and words of an examination, into which a blueprint puts its questions.
//!
//! A pattern has the fields of a blueprint. [`Pattern::under`] puts it below one, field by field: what the blueprint
//! gives wins.

use super::blueprint::{
    Answers, Arrangement, Blueprint, Cover, Heading, Layout, Located, PageSize, Section, SetAsk, Shuffle,
};
use super::date::Date;
use super::ids::{Lang, SectionId};
use super::labels::LabelStyles;
use super::marking::{Exact, Marks, Rules, SchemeFields};
use super::question::Space;
use crate::source::{FileId, Span, place_in};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// An exam pattern as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Pattern {
    /// What a blueprint names it by: the id of a built-in one, the path from the root of a file of the user's.
    pub id: String,
    /// The day on which somebody last compared it with the examination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// What it rests on, and what of it is doubtful.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The days on which papers of this pattern are set.
    #[serde(skip_serializing_if = "Validity::is_open")]
    pub valid: Validity,
    /// Printed numbers of the whole paper, to be compared with the sections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub questions: Option<u32>,
    /// Maximum marks of the whole paper, to be compared with the sections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Marks>,
    /// Words of the cover and page heads.
    #[serde(flatten)]
    pub heading: Heading,
    /// Names of the sets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sets: Vec<SetAsk>,
    /// What is shuffled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shuffle: Option<Shuffle>,
    /// What stands in front of the questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover: Option<Cover>,
    /// Where answers are written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<Answers>,
    /// Pages for rough work at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rough_pages: Option<u16>,
    /// The number of pages is filled up to a multiple of this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages_multiple_of: Option<u16>,
    /// Size of the paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<PageSize>,
    /// Columns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<u8>,
    /// Room of written questions that say nothing themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub space: Option<Space>,
    /// Whether lines are stretched to the width of the column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub justify: Option<bool>,
    /// Languages of the paper.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Located<Lang>>,
    /// How they share the pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrangement: Option<Arrangement>,
    /// The language that rules where they differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ruling_language: Option<Lang>,
    /// Label styles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<LabelStyles>,
    /// Whether the table of units and marks is printed with the paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blueprint_table: Option<bool>,
    /// Marks of all sections, field by field where a section gives none.
    #[serde(skip_serializing_if = "SchemeFields::is_empty")]
    pub marks: SchemeFields,
    /// Rules of marking for the whole paper.
    #[serde(flatten)]
    pub rules: Rules,
    /// Groups of sections of which one is answered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choose_one: Vec<Vec<Located<SectionId>>>,
    /// In the order of the paper; none leaves the sections to the blueprint.
    #[serde(rename = "section", skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// Where its fields were typed, named as in [`Blueprint::fields`].
    #[serde(skip)]
    pub fields: Vec<(String, Span)>,
    /// Its file; `None` in a record.
    #[serde(skip)]
    pub file: Option<FileId>,
}

/// From which day to which a pattern holds, both included; a missing end is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Validity {
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Validity {
    /// Whether it says nothing.
    pub fn is_open(&self) -> bool {
        *self == Validity::default()
    }

    /// Whether the day lies inside.
    pub fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl fmt::Display for Validity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.until) {
            (Some(from), Some(until)) => write!(f, "{from} to {until}"),
            (Some(from), None) => write!(f, "from {from}"),
            (None, Some(until)) => write!(f, "until {until}"),
            (None, None) => Ok(()),
        }
    }
}

/// The size of a section or of a whole paper; `None` where the pattern leaves it open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Size {
    /// Printed numbers.
    pub questions: Option<u32>,
    /// The most marks that can be had.
    pub maximum: Option<Marks>,
}

impl Pattern {
    /// The place of a field's value, if it was typed.
    pub fn span(&self, field: &str) -> Option<Span> {
        place_in(&self.fields, field)
    }

    /// The section with this id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id.as_str() == id)
    }

    /// What to say of a paper on a day on which the pattern does not hold.
    pub fn outdated(&self, day: Date) -> Option<String> {
        let told = || format!("pattern `{}` holds {}, the paper is for {day}", self.id, self.valid);
        (!self.valid.covers(day)).then(told)
    }

    /// The size of one of its sections: `maximum` as typed, else as it adds up.
    pub fn size_of(&self, section: &Section) -> Size {
        let maximum = section.maximum.clone().or_else(|| self.marks_of(section));
        Size { questions: printed(section), maximum }
    }

    /// What the questions of one of its sections bring: as many as are answered × marks.
    pub fn marks_of(&self, section: &Section) -> Option<Marks> {
        let answered = section.attempt.map(|attempt| attempt.any).or(printed(section))?;
        Some(Exact::whole(answered.into()) * section.marks.over(&self.marks).right?)
    }

    /// The size of the whole paper as its sections add up: of sections to choose between all are printed, the richest
    /// one counts.
    pub fn size(&self) -> Size {
        let sizes: Vec<(&SectionId, Size)> =
            self.sections.iter().map(|section| (&section.id, self.size_of(section))).collect();
        let of =
            |id: &SectionId| sizes.iter().find(|(other, _)| *other == id).and_then(|(_, size)| size.maximum.clone());
        let grouped = |id: &SectionId| self.choose_one.iter().flatten().any(|member| member.value == *id);
        let alone = sizes.iter().filter(|(id, _)| !grouped(id)).map(|(_, size)| size.maximum.clone());
        let chosen = self.choose_one.iter().map(|group| {
            let members: Option<Vec<Marks>> = group.iter().map(|member| of(&member.value)).collect();
            members.and_then(|members| members.into_iter().max())
        });
        let maximum: Option<Vec<Marks>> = alone.chain(chosen).collect();
        let questions: Option<Vec<u32>> = sizes.iter().map(|(_, size)| size.questions).collect();
        let some = !self.sections.is_empty();
        Size {
            questions: questions.filter(|_| some).map(|counts| counts.into_iter().fold(0, u32::saturating_add)),
            maximum: maximum.filter(|_| some).map(|marks| marks.into_iter().sum()),
        }
    }

    /// The sections of a blueprint that this pattern does not have, where it has any.
    pub fn strangers<'a>(&self, blueprint: &'a Blueprint) -> impl Iterator<Item = &'a Section> {
        let strange =
            move |section: &&Section| !self.sections.is_empty() && self.section(section.id.as_str()).is_none();
        blueprint.sections.iter().filter(strange)
    }

    /// The blueprint with this pattern below it: what the blueprint gives wins, field by field, in its sections too.
    ///
    /// Sections stand in the pattern's order, without those to which the blueprint gives a `count` of 0; those that the
    /// pattern does not have are dropped, see [`Pattern::strangers`]. Its instructions come first and the blueprint's after
    /// them, unless the blueprint has an empty list.
    pub fn under(&self, mut blueprint: Blueprint) -> Blueprint {
        let fields: BTreeSet<&str> = blueprint.fields.iter().map(|(name, _)| name.as_str()).collect();
        let free = |field: &str| !fields.contains(field);
        if free("shuffle") && free("block") {
            blueprint.shuffle = self.shuffle.unwrap_or(blueprint.shuffle);
        }
        if free("choose-one") && blueprint.choose_one.is_empty() {
            blueprint.choose_one.clone_from(&self.choose_one);
        }
        if free("rough-pages") && blueprint.layout.rough_pages == 0 {
            blueprint.layout.rough_pages = self.rough_pages.unwrap_or(0);
        }
        let rules = &mut blueprint.rules;
        rules.not_attempted |= free("not-attempted") && self.rules.not_attempted;
        rules.floor = rules.floor.take().or_else(|| self.rules.floor.clone());
        rules.disqualified = rules.disqualified.take().or_else(|| self.rules.disqualified.clone());
        let dropped = blueprint.heading.instructions.is_empty() && !free("instructions");
        if free("constants") && blueprint.heading.constants.is_empty() {
            blueprint.heading.constants.clone_from(&self.heading.constants);
        }
        let more: Vec<_> = self.fields.iter().filter(|(name, _)| free(name)).cloned().collect();
        if let Some(own) = &self.labels {
            labels(&mut blueprint.layout.labels, own, &|list| free(&format!("labels.{list}")));
        }
        self.sections_under(&mut blueprint);
        heading(&mut blueprint.heading, &self.heading, dropped);
        if blueprint.sets.is_empty() {
            blueprint.sets.clone_from(&self.sets);
        }
        self.layout_under(&mut blueprint.layout);
        blueprint.fields.extend(more);
        blueprint.base = Some(Box::new(self.clone()));
        blueprint
    }

    fn layout_under(&self, layout: &mut Layout) {
        layout.cover = layout.cover.or(self.cover);
        layout.answers = layout.answers.or(self.answers);
        layout.pages_multiple_of = layout.pages_multiple_of.or(self.pages_multiple_of);
        layout.page = layout.page.or(self.page);
        layout.columns = layout.columns.or(self.columns);
        layout.space = layout.space.or(self.space);
        layout.justify = layout.justify.or(self.justify);
        layout.blueprint_table = layout.blueprint_table.or(self.blueprint_table);
        if layout.languages.is_empty() {
            layout.languages.clone_from(&self.languages);
        }
        // Who prints fewer languages has no use for how the pattern's share the pages.
        let languages = layout.languages.len();
        let printed = |lang: &Lang| layout.languages.iter().any(|printed| printed.value == *lang);
        let arrangement = self.arrangement.filter(|arrangement| arrangement.holds(languages));
        layout.arrangement = layout.arrangement.or(arrangement);
        layout.ruling_language = layout.ruling_language.or(self.ruling_language.filter(printed));
    }

    fn sections_under(&self, blueprint: &mut Blueprint) {
        if !self.sections.is_empty() {
            let merged = self.sections.iter().map(|own| {
                let typed = blueprint.sections.iter().find(|typed| typed.id == own.id);
                typed.map_or_else(|| own.clone(), |typed| section(typed, own, blueprint))
            });
            blueprint.sections = merged.collect();
        }
        blueprint.sections.retain(|section| section.count != Some(0));
        blueprint.sections.iter_mut().for_each(|section| section.marks = section.marks.over(&self.marks));
    }
}

/// The printed numbers of a section, as far as it says.
fn printed(section: &Section) -> Option<u32> {
    let listed = u32::try_from(section.questions.len()).ok().filter(|count| *count > 0);
    section.count.or(listed)
}

/// Fills in the label styles of which the blueprint typed none.
fn labels(mine: &mut LabelStyles, own: &LabelStyles, free: &dyn Fn(&str) -> bool) {
    if free("options") {
        mine.options.clone_from(&own.options);
    }
    for ((list, mine), (_, own)) in mine.singles_mut().zip(own.singles()) {
        if free(list) {
            mine.clone_from(own);
        }
    }
}

fn heading(mine: &mut Heading, own: &Heading, without_instructions: bool) {
    for ((_, mine), (_, own)) in mine.texts_mut().zip(own.texts()) {
        if mine.is_none() {
            mine.clone_from(own);
        }
    }
    mine.logo = mine.logo.take().or_else(|| own.logo.clone());
    mine.time = mine.time.or(own.time);
    mine.reading_time = mine.reading_time.or(own.reading_time);
    if !without_instructions {
        mine.instructions.splice(0..0, own.instructions.iter().cloned());
    }
}

/// A section of a blueprint over that of a pattern. What was typed wins even where it is empty: `quota = []` drops the
/// pattern's, `or = 0` its alternatives.
fn section(mine: &Section, own: &Section, blueprint: &Blueprint) -> Section {
    let typed = |field: &str| blueprint.span(&format!("section.{}.{field}", mine.id)).is_some();
    fn pick<T: Clone>(typed: bool, mine: &Option<T>, own: &Option<T>) -> Option<T> {
        if typed { mine.clone() } else { mine.clone().or_else(|| own.clone()) }
    }
    fn list<T: Clone>(typed: bool, mine: &[T], own: &[T]) -> Vec<T> {
        if typed || !mine.is_empty() { mine.to_vec() } else { own.to_vec() }
    }
    Section {
        id: own.id.clone(),
        title: pick(false, &mine.title, &own.title),
        instructions: list(typed("instructions"), &mine.instructions, &own.instructions),
        count: pick(typed("count"), &mine.count, &own.count),
        marks: mine.marks.over(&own.marks),
        maximum: pick(typed("maximum"), &mine.maximum, &own.maximum),
        fits: pick(typed("fits"), &mine.fits, &own.fits),
        not_attempted: pick(typed("not-attempted"), &mine.not_attempted, &own.not_attempted),
        floor: pick(typed("floor"), &mine.floor, &own.floor),
        filter: pick(typed("where"), &mine.filter, &own.filter),
        quota: list(typed("quota"), &mine.quota, &own.quota),
        questions: list(typed("questions"), &mine.questions, &own.questions),
        exclude: list(typed("exclude"), &mine.exclude, &own.exclude),
        attempt: pick(typed("attempt"), &mine.attempt, &own.attempt),
        alternatives: pick(typed("or"), &mine.alternatives, &own.alternatives),
        words: pick(typed("words"), &mine.words, &own.words),
        space: pick(typed("space"), &mine.space, &own.space),
        span: mine.span.or(own.span),
    }
}

#[cfg(test)]
mod tests;
