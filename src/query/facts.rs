//! What a query needs to know beyond the question itself: old names of areas, earlier papers, what exists at all.

use crate::model::bank::Library;
use crate::model::date::Date;
use crate::model::ids::{AreaPath, QuestionId, is_within};
use crate::model::marking::{Exact, Marks};
use crate::model::note::split;
use crate::model::question::{Body, Item};
use std::collections::{BTreeMap, BTreeSet};

/// Facts about a library that queries are answered with.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Old paths and names of areas, and groupings, in lower case, with the paths they mean.
    aliases: BTreeMap<String, Vec<String>>,
    /// Every area that is declared or used, and all above them.
    areas: BTreeSet<String>,
    questions: BTreeSet<String>,
    passages: BTreeSet<String>,
    /// Ids of notes, and what `needs` says, in lower case.
    notes: BTreeSet<String>,
    /// The notes that a question belongs to.
    notes_of: BTreeMap<QuestionId, BTreeSet<String>>,
    /// The day of a question's note.
    days: BTreeMap<QuestionId, Date>,
    used: BTreeMap<QuestionId, BTreeSet<String>>,
}

impl Facts {
    /// Gathers the facts of a library; no question counts as used.
    pub fn of(library: &Library) -> Self {
        let mut facts = Facts::default();
        for (id, syllabus) in &library.syllabi {
            facts.declare(id);
            for area in &syllabus.areas {
                let path = format!("{id}.{}", area.id);
                facts.declare(&path);
                for old in &area.aka {
                    facts.alias(&format!("{id}.{old}"), &path);
                    facts.alias(old, &path);
                }
            }
            for grouping in &syllabus.groupings {
                facts.declare(&format!("{id}.{}", grouping.id));
                for area in &grouping.areas {
                    facts.alias(&format!("{id}.{}", grouping.id), &format!("{id}.{area}"));
                }
            }
        }
        for bank in &library.banks {
            for question in &bank.questions {
                facts.questions.insert(question.id.to_string());
                question.about.area.iter().for_each(|area| facts.declare(area.as_str()));
            }
            facts.passages.extend(bank.passages.iter().map(|passage| passage.id.to_string()));
        }
        facts.add_notes(library);
        facts
    }

    fn add_notes(&mut self, library: &Library) {
        self.notes.extend(library.notes.iter().map(|note| note.id.to_string()));
        let mut belongs = |question: &QuestionId, note: &str| {
            self.notes_of.entry(question.clone()).or_default().insert(note.to_owned());
        };
        for note in &library.notes {
            note.questions.iter().for_each(|named| belongs(&named.value, note.id.as_str()));
        }
        for question in library.questions() {
            let needed = question.about.needs.as_deref();
            let home = library.home(question).map(|note| note.id.as_str());
            home.into_iter().chain(needed.map(|needs| split(needs).0)).for_each(|note| belongs(&question.id, note));
            self.notes.extend(needed.map(str::to_lowercase));
            if let Some(day) = library.day_of(question) {
                self.days.insert(question.id.clone(), day);
            }
        }
    }

    /// Notes that a question stood in an earlier paper.
    pub fn mark_used(&mut self, question: QuestionId, paper_id: impl Into<String>) {
        self.used.entry(question).or_default().insert(paper_id.into());
    }

    /// The papers a question stood in.
    pub fn papers_of(&self, question: &QuestionId) -> impl Iterator<Item = &str> {
        self.used.get(question).into_iter().flatten().map(String::as_str)
    }

    /// The paths that an area's path means, old ids followed: several only for a grouping.
    pub fn resolved<'a>(&'a self, path: &'a str) -> Vec<&'a str> {
        match self.aliases.get(path).or_else(|| self.aliases.get(&path.to_lowercase())) {
            Some(meant) => meant.iter().map(String::as_str).collect(),
            None => vec![path],
        }
    }

    /// Whether an area of a question is `above` or lies below it, old ids followed on both sides.
    pub fn is_within(&self, area: &AreaPath, above: &str) -> bool {
        if area.is_within(above) {
            return true;
        }
        if self.aliases.is_empty() {
            return false;
        }
        let now = self.renamed(area.as_str());
        self.resolved(above).iter().any(|above| is_within(&now, above))
    }

    /// The path as it is now: an old id at its beginning replaced.
    pub fn renamed(&self, path: &str) -> String {
        let mut end = path.len();
        while end > 0 {
            let head = path.get(..end).unwrap_or_default();
            // A grouping means several areas and renames nothing.
            if let Some([now]) = self.aliases.get(head).map(Vec::as_slice) {
                return format!("{now}{}", path.get(end..).unwrap_or_default());
            }
            end = head.rfind('.').unwrap_or(0);
        }
        path.to_owned()
    }

    pub(super) fn knows_area(&self, path: &str) -> bool {
        self.areas.contains(path) || self.aliases.contains_key(path) || self.aliases.contains_key(&path.to_lowercase())
    }

    pub(super) fn areas(&self) -> impl Iterator<Item = &str> {
        self.areas.iter().map(String::as_str)
    }

    /// The notes that a question stands in, needs, or is named by.
    pub(super) fn notes_of(&self, question: &QuestionId) -> impl Iterator<Item = &str> {
        self.notes_of.get(question).into_iter().flatten().map(String::as_str)
    }

    /// The day that a question's facts stand for: its own, else its note's.
    pub(super) fn day_of(&self, question: &QuestionId) -> Option<Date> {
        self.days.get(question).copied()
    }

    pub(super) fn notes(&self) -> &BTreeSet<String> {
        &self.notes
    }

    pub(super) fn passages(&self) -> &BTreeSet<String> {
        &self.passages
    }

    pub(super) fn questions(&self) -> &BTreeSet<String> {
        &self.questions
    }

    fn declare(&mut self, path: &str) {
        let mut path = path;
        while !self.areas.contains(path) {
            self.areas.insert(path.to_owned());
            match path.rsplit_once('.') {
                Some((above, _)) => path = above,
                None => break,
            }
        }
    }

    fn alias(&mut self, old: &str, path: &str) {
        let meant = self.aliases.entry(old.to_lowercase()).or_default();
        if !meant.iter().any(|other| other == path) {
            meant.push(path.to_owned());
        }
    }
}

/// The marks of a question where no section says otherwise: typed, else the sum of its value points or parts (an OR
/// once), else 1.
pub fn marks(item: &Item) -> Marks {
    if let Some(right) = &item.marks.right {
        return right.clone();
    }
    match &item.body {
        Body::Written { points, .. } if !points.is_empty() && points.iter().all(|point| point.marks.is_some()) => {
            points.iter().filter_map(|point| point.marks.clone()).sum()
        }
        Body::Case { parts } => parts.iter().filter_map(|group| group.first()).map(|part| part_marks(&part.item)).sum(),
        _ => Exact::whole(1),
    }
}

/// A part is never a case itself.
fn part_marks(item: &Item) -> Marks {
    match &item.body {
        Body::Case { .. } => Exact::whole(1),
        _ => marks(item),
    }
}
