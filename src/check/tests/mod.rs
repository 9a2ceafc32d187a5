//! What authors see: each message whole, after the input that produces it.

mod errors;
mod fixes;
mod notes;
mod warnings;

use super::*;
use crate::diag::render;
use crate::load;
use crate::model::bank::{Area, Syllabus};
use crate::model::ids::Lang;
use crate::model::text::PerLang;
use crate::source::{FileId, SourceMap, Span};
use std::collections::BTreeMap;

/// Banks read from text, with the findings of reading.
struct Read {
    sources: SourceMap,
    library: Library,
    found: Diagnostics,
}

/// Reads banks and, under `notes/`, study notes; all stand in one library with the syllabus `jee`.
fn read(banks: &[(&str, &str)]) -> Read {
    let mut sources = SourceMap::default();
    let mut found = Diagnostics::default();
    let is_note = |path: &str| path.starts_with("notes/");
    let format = |path: &str| if is_note(path) { "note/1" } else { "bank/1" };
    let files: Vec<(FileId, &str)> = banks
        .iter()
        .map(|(path, body)| (sources.add(*path, &format!("format = \"{}\"\n{body}", format(path))), *path))
        .collect();
    let (mut read, mut notes) = (Vec::new(), Vec::new());
    for (file, path) in files {
        if is_note(path) {
            let (note, bank) = load::note::read(&sources, file, path, false, &mut found).unzip();
            read.extend(bank);
            notes.extend(note);
        } else {
            read.extend(load::bank::read(&sources, file, path, false, &mut found));
        }
    }
    let passages = load::note::passages(&read, &notes);
    let library = Library::new(read, BTreeMap::from([("jee".to_owned(), syllabus())])).with_notes(notes, passages);
    assert!(!found.has_errors(), "{}", render::text(&found, &sources, false));
    Read { sources, library, found }
}

fn syllabus() -> Syllabus {
    let area = |id: &str, aka: &[&str]| Area {
        id: id.to_owned(),
        name: PerLang::new(Lang::ENGLISH, id.to_owned()),
        weight: None,
        aka: aka.iter().map(|old| (*old).to_owned()).collect(),
        span: None,
    };
    Syllabus {
        id: "jee".to_owned(),
        areas: vec![area("physics.kinematics", &["motion"]), area("physics.heat", &[]), area("chemistry", &[])],
        ..Syllabus::default()
    }
}

/// The findings of one rule in banks, as `check` prints them.
fn told_in(rule: &str, banks: &[(&str, &str)]) -> String {
    let Read { sources, library, mut found } = read(banks);
    run(&library, Date::parse("2026-02-07"), &mut found);
    found.retain(|diagnostic| diagnostic.code == rule);
    render::text(&found, &sources, false)
}

/// The findings of one rule in a bank.
fn told(rule: &str, body: &str) -> String {
    told_in(rule, &[("a.toml", body)])
}

#[test]
fn a_sound_bank_has_no_findings() {
    let Read { sources, library, mut found } = read(&[("a.toml", SOUND)]);
    run(&library, Date::parse("2026-02-07"), &mut found);
    assert_eq!(render::text(&found, &sources, false), "");
}

/// A question of every kind, with tokens wherever they may stand.
const SOUND: &str = r#"
syllabus = ["jee"]

[defaults]
area = "jee.physics.kinematics"

[[passage]]
id = "slope"
text = "A ball rolls down. See {q:rolls}."
take = 1

[[question]]
id = "rolls"
passage = "slope"
stem = "Which rolls? See {q:stops}."
options = ["Ball", "Cube", "Both {opt:a} and {opt:b}"]
answer = "a"
allow = ["kept-place"]
explanation = "{key}, not {opt:b,c}; see {q:sum} and {fig:ray}."
figures = [{ id = "ray", file = "ray.svg", alt = "A ray" }]

[[question]]
id = "stops"
passage = "slope"
kind = "true-false"
stem = "It does not stop."
answer = true
explanation = "{opt:true}"

[[question]]
id = "sum"
kind = "numeric"
stem = "How much?"
answer = "4.50"
tolerance = "0.01"
decimals = 2
explanation = "It is $4.5$."

[[question]]
id = "hold"
kind = "statements"
stem = "Consider."
statements = [{ text = "One", holds = true }, { text = "Two after {st:1}", holds = false }]
codes = ["1", "2", "1 2", "none"]
explanation = "{st:1,2} and {opt:1+2}"

[[question]]
id = "rows"
kind = "pairs"
stem = "Consider."
rows = [{ cells = ["a", "1"], holds = true }, { cells = ["b", "2"], holds = true }]
explanation = "{row:2}"

[[question]]
id = "lists"
kind = "match"
stem = "Consider."
left = ["Iron", "Tin"]
right = ["Fe", "Sn", "Pb"]
answer = "a1 b2"
explanation = "{left:a} with {right:1}, {opt:a1+b2}"

[[question]]
id = "sorted"
kind = "order"
stem = "Consider."
items = ["First", "Second", "Third"]
explanation = "{item:1} before {item:2,3}"

[[question]]
id = "because"
kind = "assertion-reason"
assertion = "It rains"
reason = "It is wet"
assertion-holds = true
reason-holds = true
explains = false
explanation = "{opt:both}"

[[question]]
id = "pair"
kind = "statement-pair"
statements = [{ text = "One", holds = false }, { text = "Two", holds = false }]
style = "neet"
explanation = "{st:1,2} are wrong"

[[question]]
id = "gap"
kind = "blank"
stem = "The ___ rolls."
answer = "ball"
explanation = "A ball."

[[question]]
id = "essay"
kind = "long"
stem = "Discuss."
marks = 3
points = [{ text = "First, as in {q:sum}", marks = 1 }, { text = "Second", marks = 2 }]

[[question]]
id = "story"
kind = "case"
stem = "A ball."
parts = [
  { kind = "choice", stem = "Which?", options = ["Iron", "Tin"], answer = "a", explanation = "{opt:a}, see {part:ii}" },
  { or = [
    { kind = "short", stem = "Why?", marks = 1, model-answer = "Thus {part:i}" },
    { kind = "short", stem = "How?", marks = 1, model-answer = "So" },
  ] },
]
"#;

#[test]
fn allow_silences_rules_and_warnings_of_reading() {
    let body = r#"
[[question]]
stem = "Which is not iron?"
options = ["Iron", "iron", "Tin"]
answer = "a"
allow = ["missing-id", "missing-explanation", "equal-options", "unmarked-not"]
"#;
    let Read { sources, library, mut found } = read(&[("a.toml", body)]);
    assert_eq!(found.count(Severity::Warning), 1);
    run(&library, None, &mut found);
    assert_eq!(render::text(&found, &sources, false), "");
}

#[test]
fn findings_do_not_depend_on_threads() {
    let question = |index: usize| {
        format!("[[question]]\nid = \"q{index}\"\nstem = \"Which is not?\"\noptions = [\"x\", \"x\"]\nanswer = \"a\"\n")
    };
    let body: String = (0..600).map(question).collect();
    let Read { library, .. } = read(&[("a.toml", &body)]);
    let found = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut found = Diagnostics::default();
        pool.install(|| run(&library, None, &mut found));
        found
    };
    assert_eq!(found(1).count(Severity::Error), 600);
    assert_eq!(found(1), found(4));
}

#[test]
fn rule_names_are_kebab_case_and_phrases_have_no_full_stop() {
    for rule in RULES {
        assert!(rule.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", rule.name);
        assert!(!rule.about.ends_with('.') && !rule.about.is_empty(), "{}", rule.name);
    }
}
