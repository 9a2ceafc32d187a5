//! What assembled papers must be, over many seeds.

use super::*;
use crate::load::words::bundled;
use crate::model::bank::{Bank, Syllabus};
use crate::model::blueprint::{Attempt, Located, Quota, Shuffle};
use crate::model::date::Date;
use crate::model::ids::{AreaPath, Lang};
use crate::model::marking::{Exact, SchemeFields};
use crate::model::numbering::Numbering;
use crate::model::paper::PaperSet;
use crate::model::question::{Ask, Difficulty, Kind, Style};
use crate::model::samples::{self, name, question};
use crate::model::text::{PerLang, Text};
use crate::source::SourceMap;
use std::collections::BTreeSet;

mod bundled;
mod kept;
mod keys;
mod patterns;
mod pools;
mod selection;
mod sets;

pub(super) fn id(text: &str) -> QuestionId {
    QuestionId::new(text).unwrap()
}

pub(super) fn bank(path: &str, questions: Vec<Question>, passages: Vec<Passage>) -> Bank {
    Bank {
        path: path.into(),
        file: SourceMap::default().add(path, ""),
        title: None,
        language: Lang::ENGLISH,
        syllabus: Vec::new(),
        license: None,
        questions,
        passages,
    }
}

pub(super) fn library(questions: Vec<Question>) -> Library {
    Library::new(vec![bank("a.toml", questions, Vec::new())], BTreeMap::<String, Syllabus>::new())
}

/// Questions `q-000`, `q-001`, … of one choice each.
pub(super) fn choices(count: usize) -> Vec<Question> {
    (0..count).map(|at| question(&format!("q-{at:03}"), samples::choice(4, at % 4))).collect()
}

pub(super) fn section(id: &str, count: u32) -> Section {
    Section { count: Some(count), ..Section::new(SectionId::new(id).unwrap()) }
}

pub(super) fn filtered(id: &str, count: u32, query: &str) -> Section {
    Section { filter: Some(Located::new(query.to_owned(), None)), ..section(id, count) }
}

pub(super) fn quota(query: &str, min: Option<u32>, max: Option<u32>) -> Quota {
    Quota { filter: Located::new(query.to_owned(), None), share: None, min, max }
}

pub(super) fn blueprint(sections: Vec<Section>, sets: &[&str]) -> Blueprint {
    let sets = sets.iter().map(|set| SetAsk { name: SetName::new(set).unwrap(), label: None });
    Blueprint { sections, sets: sets.collect(), ..Blueprint::default() }
}

/// Assembles, and gives what was told besides.
pub(super) fn tried(
    library: &Library,
    blueprint: &Blueprint,
    seed: u64,
    keep: Option<Keep<'_>>,
) -> (Option<Assembled>, Diagnostics) {
    let words = bundled(Lang::ENGLISH).unwrap();
    let request = Request {
        library,
        blueprint,
        desk: &Desk::default(),
        words: &words,
        facts: &Facts::of(library),
        seed: Seed::new(seed).unwrap(),
        sets: None,
        keep,
    };
    let mut found = Diagnostics::default();
    let made = assemble(&request, &mut found);
    assert_eq!(made.is_none(), found.has_errors(), "{found:?}");
    (made, found)
}

/// The paper, or the messages of the errors.
pub(super) fn run(
    library: &Library,
    blueprint: &Blueprint,
    seed: u64,
    keep: Option<Keep<'_>>,
) -> Result<Assembled, Vec<String>> {
    let (made, found) = tried(library, blueprint, seed, keep);
    made.ok_or_else(|| {
        found
            .iter()
            .filter(|told| told.severity == crate::diag::Severity::Error)
            .map(|told| told.message.clone())
            .collect()
    })
}

pub(super) fn paper(library: &Library, blueprint: &Blueprint, seed: u64) -> Paper {
    run(library, blueprint, seed, None).unwrap().paper
}

pub(super) fn errors(library: &Library, blueprint: &Blueprint) -> String {
    run(library, blueprint, 1, None).unwrap_err().join("\n")
}

pub(super) fn ids(set: &PaperSet) -> Vec<String> {
    set.entries.iter().flat_map(|entry| &entry.alternatives).map(|placed| placed.question.to_string()).collect()
}

pub(super) fn chosen(paper: &Paper) -> BTreeSet<String> {
    paper.questions.keys().map(|id| id.to_string()).collect()
}
