//! The sample blueprints printed whole: what stands in the pages, and that they can be made at all.

use super::*;
use crate::assemble::{Assembled, Request, assemble};
use crate::diag::Diagnostics;
use crate::load::words::bundled;
use crate::load::{bank, blueprint, syllabus};
use crate::model::bank::Library;
use crate::model::blueprint::{Blueprint, Desk as DeskFile, Seed};
use crate::query::Facts;
use crate::render::pdf::PdfFacts;
use crate::render::{Document, Failure, Sources};
use crate::source::SourceMap;
use std::path::{Path, PathBuf};

/// Everything that a test needs to print.
struct Press {
    paper: Paper,
    words: Words,
    sources: Sources,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("question-banks")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every TOML file of a folder, by path.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    found.sort();
    found
}

fn library(folders: &[&str]) -> (Library, SourceMap) {
    let mut sources = SourceMap::default();
    let mut found = Diagnostics::default();
    let mut banks = Vec::new();
    for folder in folders {
        for path in files(&root().join(folder)) {
            let name = format!("question-banks/{}", path.strip_prefix(root()).unwrap().display());
            let file = sources.add(&name, &read(&path));
            banks.extend(bank::read(&sources, file, &name, false, &mut found));
        }
    }
    let mut syllabi = std::collections::BTreeMap::new();
    for path in files(&root().join("syllabus")) {
        let file = sources.add(path.to_str().unwrap(), &read(&path));
        let syllabus = syllabus::read(&sources, file, &mut found).unwrap();
        syllabi.insert(path.file_stem().unwrap().to_str().unwrap().to_owned(), syllabus);
    }
    (Library::new(banks, syllabi), sources)
}

/// Assembles a blueprint given as text.
fn press(text: &str, folders: &[&str]) -> Press {
    let (library, mut files) = library(folders);
    let mut found = Diagnostics::default();
    let blueprint = if text.is_empty() {
        Blueprint::default()
    } else {
        let file = files.add("question-banks/blueprints/tried.toml", text);
        blueprint::read(&files, file, &mut found).unwrap()
    };
    let words = bundled(Lang::ENGLISH).unwrap();
    let request = Request {
        library: &library,
        blueprint: &blueprint,
        desk: &DeskFile::default(),
        words: &words,
        facts: &Facts::of(&library),
        seed: Seed::new(7).unwrap(),
        sets: None,
        keep: None,
    };
    let Some(Assembled { paper, .. }) = assemble(&request, &mut found) else { panic!("{found:?}") };
    let mut sources = Sources::new();
    let lang = language(&paper, &words);
    paper.questions.values().for_each(|question| sources.add_question(question, lang));
    paper.passages.values().for_each(|passage| sources.add_passage(passage, lang));
    for figure in paper.questions.values().flat_map(|question| &question.item.figures) {
        sources.add_media(&figure.file, std::fs::read(root().join("..").join(&figure.file)).unwrap());
    }
    // Templates are tried out without building anew.
    if let Ok(folder) = std::env::var("PAPERSETTER_TEST_TEMPLATES") {
        for name in ["paper", "key", "solutions", "page", "question", "text"] {
            let text = read(&Path::new(&folder).join(format!("{name}.typ")));
            sources.add_template(&format!("/templates/{name}.typ"), text, name, None);
        }
    }
    Press { paper, words, sources }
}

const FACTS: RunFacts<'static> = RunFacts { paper_id: "7K3M9QXW2B", template: None };

impl Press {
    fn main(&self, product: &str, set: usize) -> Code {
        let set = &self.paper.sets[set];
        let numbering = Numbering::new(&self.paper, set, &self.words);
        match product {
            "paper" => paper(&self.paper, set, &numbering, &self.words, &FACTS),
            "solutions" => solutions(&self.paper, set, &numbering, &self.words, &FACTS),
            _ => key(&self.paper, &self.words, &FACTS),
        }
    }

    /// Lays out a product; with `PAPERSETTER_TEST_OUT` its PDF is kept there to be looked at.
    fn print(&self, name: &str, product: &str, set: usize) -> Document {
        let main = self.main(product, set);
        let kept = std::env::var("PAPERSETTER_TEST_OUT").ok();
        if let Some(folder) = &kept {
            std::fs::write(format!("{folder}/{name}-{product}.typ"), &main.text).unwrap();
        }
        let document = match self.sources.compile(main) {
            Ok(document) => document,
            Err(Failure::Input(found)) => panic!("{name} {product}: {found:?}"),
            Err(Failure::Engine(message)) => panic!("{name} {product}: {message}"),
        };
        let facts = PdfFacts { ident: name.to_owned(), date: self.paper.blueprint.date };
        let bytes = document.pdf(&facts).unwrap_or_else(|failure| panic!("{name} {product}: {failure:?}"));
        if let Some(folder) = kept {
            std::fs::write(format!("{folder}/{name}-{product}.pdf"), bytes).unwrap();
        }
        document
    }
}

fn blueprint_text(name: &str) -> String {
    read(&root().join("blueprints").join(name))
}

#[test]
fn a_upsc_mock_prints_in_all_products() {
    let press = press(&blueprint_text("upsc-mock.toml"), &["upsc"]);
    for product in ["paper", "key", "solutions"] {
        let pages = press.print("upsc", product, 0).pages();
        assert!(pages >= 2, "{product}: {pages}");
    }
}

#[test]
fn a_school_paper_with_written_answers_and_a_case_prints() {
    let press = press(&blueprint_text("cbse-science.toml"), &["cbse10-science"]);
    for product in ["paper", "key", "solutions"] {
        assert!(press.print("cbse", product, 0).pages() >= 1);
    }
}

#[test]
fn a_class_test_fits_one_page() {
    let press = press(&blueprint_text("class-test.toml"), &["cbse10-science"]);
    assert_eq!(press.print("class", "paper", 0).pages(), 1);
}

#[test]
fn a_paper_with_different_marks_has_a_table_of_marks() {
    let press = press(&blueprint_text("jee-paper.toml"), &["jee"]);
    for product in ["paper", "key", "solutions"] {
        press.print("jee", product, 1);
    }
}
