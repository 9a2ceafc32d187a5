//! Banks, syllabi and all of them together.

use super::date::Date;
use super::ids::{Lang, NoteId, PassageId, QuestionId};
use super::note::Note;
use super::question::{Passage, Question};
use super::text::PerLang;
use crate::source::{FileId, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One bank file.
#[derive(Debug, Clone)]
pub struct Bank {
    /// Its path relative to the root, with `/`.
    pub path: Arc<str>,
    /// Its text.
    pub file: FileId,
    /// Its title.
    pub title: Option<String>,
    /// The language of plain fields.
    pub language: Lang,
    /// The ids of the syllabi whose areas it uses, with their places; empty: any area name goes.
    pub syllabus: Vec<(String, Span)>,
    /// Its licence.
    pub license: Option<String>,
    /// In the order typed.
    pub questions: Vec<Question>,
    /// In the order typed.
    pub passages: Vec<Passage>,
}

/// A syllabus: the tree of areas that banks may name.
#[derive(Debug, Clone, Default)]
pub struct Syllabus {
    /// Its id, the file's name; stands in front of its areas.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// The day on which it was true.
    pub as_of: Option<Date>,
    /// Where it was taken from.
    pub source: Option<String>,
    /// In the order typed.
    pub areas: Vec<Area>,
    /// Other ways to group the same areas.
    pub groupings: Vec<Grouping>,
}

/// An area of a syllabus.
#[derive(Debug, Clone)]
pub struct Area {
    /// Dotted path below the syllabus, e.g. `prelims.gs1.polity`.
    pub id: String,
    /// Its name.
    pub name: PerLang<String>,
    /// Its weight as typed: marks (`200`) or percent (`"12..18%"`).
    pub weight: Option<String>,
    /// Old ids and names in imports.
    pub aka: Vec<String>,
    /// Where it was typed.
    pub span: Option<Span>,
}

/// A grouping of areas, such as the sections of a paper.
#[derive(Debug, Clone)]
pub struct Grouping {
    /// Dotted path below the syllabus.
    pub id: String,
    /// Its name.
    pub name: PerLang<String>,
    /// Ids of areas.
    pub areas: Vec<String>,
}

impl Syllabus {
    /// The area with this path below the syllabus, also by an old id.
    pub fn area(&self, path: &str) -> Option<&Area> {
        self.areas
            .iter()
            .find(|area| area.id == path)
            .or_else(|| self.areas.iter().find(|area| area.aka.iter().any(|old| old == path)))
    }
}

/// All banks, notes and syllabi read together.
#[derive(Debug, Default)]
pub struct Library {
    /// In the order of their paths, by bytes; the questions of a note's file are a bank of the same path.
    pub banks: Vec<Bank>,
    /// In the order of their paths, by bytes.
    pub notes: Vec<Note>,
    /// By id.
    pub syllabi: BTreeMap<String, Syllabus>,
    questions: BTreeMap<QuestionId, (usize, usize)>,
    passages: BTreeMap<PassageId, (usize, usize)>,
    note_ids: BTreeMap<NoteId, usize>,
    /// Passages made of notes that questions need.
    made_of_notes: BTreeMap<PassageId, Passage>,
}

impl Library {
    /// Puts banks into canonical order and indexes them; of equal ids the first one is found.
    pub fn new(mut banks: Vec<Bank>, syllabi: BTreeMap<String, Syllabus>) -> Self {
        banks.sort_by(|left, right| left.path.cmp(&right.path));
        let mut library = Library { syllabi, ..Library::default() };
        for (at, bank) in banks.iter().enumerate() {
            for (index, question) in bank.questions.iter().enumerate() {
                library.questions.entry(question.id.clone()).or_insert((at, index));
            }
            for (index, passage) in bank.passages.iter().enumerate() {
                library.passages.entry(passage.id.clone()).or_insert((at, index));
            }
        }
        library.banks = banks;
        library
    }

    /// Puts notes beside the banks; of equal ids the first one is found.
    ///
    /// `passages` are those made of notes: each question that needs one of them is put under it.
    pub fn with_notes(mut self, mut notes: Vec<Note>, passages: BTreeMap<PassageId, Passage>) -> Self {
        for question in self.banks.iter_mut().flat_map(|bank| &mut bank.questions) {
            let made = question.about.needs.as_deref().and_then(PassageId::of_note);
            if question.passage.is_none() {
                question.passage = made.filter(|made| passages.contains_key(made));
            }
        }
        self.made_of_notes = passages;
        notes.sort_by(|left, right| left.path.cmp(&right.path));
        for (at, note) in notes.iter().enumerate() {
            self.note_ids.entry(note.id.clone()).or_insert(at);
        }
        self.notes = notes;
        self
    }

    /// Every question, in canonical order: bank path, then place in the file.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.banks.iter().flat_map(|bank| &bank.questions)
    }

    /// Every passage that was typed as one, in canonical order.
    pub fn passages(&self) -> impl Iterator<Item = &Passage> {
        self.banks.iter().flat_map(|bank| &bank.passages)
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        let (bank, index) = self.questions.get(id)?;
        self.banks.get(*bank)?.questions.get(*index)
    }

    /// The passage with this id, typed or made of a note.
    pub fn passage(&self, id: &str) -> Option<&Passage> {
        let Some((bank, index)) = self.passages.get(id) else { return self.made_of_notes.get(id) };
        self.banks.get(*bank)?.passages.get(*index)
    }

    /// The note with this id.
    pub fn note(&self, id: &str) -> Option<&Note> {
        self.notes.get(*self.note_ids.get(id)?)
    }

    /// The note in the file of this path.
    pub fn note_at(&self, path: &str) -> Option<&Note> {
        let at = self.notes.binary_search_by(|note| note.path.as_ref().cmp(path)).ok()?;
        self.notes.get(at)
    }

    /// The names of an area given with its syllabus and of all above it, from the top; empty where no syllabus has it.
    pub fn area_names(&self, path: &str, lang: Lang) -> Vec<&str> {
        let dots = path.match_indices('.').skip(1).map(|(at, _)| at);
        let ends = dots.chain([path.len()]);
        ends.filter_map(|end| self.area_name(path.get(..end).unwrap_or_default(), lang)).collect()
    }

    /// The place of an area in its syllabus, for sorting; those that no syllabus has come last.
    pub fn area_place(&self, path: &str) -> usize {
        let place = path
            .split_once('.')
            .and_then(|(syllabus, area)| self.syllabi.get(syllabus)?.areas.iter().position(|other| other.id == area));
        place.unwrap_or(usize::MAX)
    }

    /// The name of an area given with its syllabus, in `lang` or the language it has.
    pub fn area_name(&self, path: &str, lang: Lang) -> Option<&str> {
        let (syllabus, area) = path.split_once('.')?;
        let area = self.syllabi.get(syllabus)?.area(area)?;
        area.name.get_or(lang, Lang::ENGLISH).map(String::as_str)
    }
}
