//! Patterns from the command line: the list, one of them, one of the user's own, and papers over them.

use crate::common::{done, json, run, text, with_bundled_banks, write};
use std::fs;

const OWN: &str = r#"format = "pattern/1"
exam = "Unit Test"
time = 20
reading-time = 5
labels = { options = ["(A)", "(F)"] }
instructions = ["Written by the teacher."]

[[section]]
id = "objective"
title = "Section A"
count = 4
marks = { right = 2, wrong = "-1/3 of right" }
fits = "kind:choice -has:several"
"#;

#[test]
fn patterns_are_listed_built_in_ones_first() {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), &[("mine.toml", OWN)]);
    let listed = done(home.path(), &["patterns"]);
    let ids: Vec<&str> = listed.stdout.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(ids.first(), Some(&"id"));
    assert_eq!(ids.last(), Some(&"mine.toml"));
    assert!(ids.contains(&"upsc-prelims-gs1-2025"), "{ids:?}");
    assert!(listed.stderr.contains("`papersetter patterns ID` shows one"), "{}", listed.stderr);
    let json = done(home.path(), &["patterns", "--format", "json"]).stdout;
    let rows: serde_json::Value = serde_json::from_str(&json).unwrap();
    let own = rows.as_array().unwrap().last().unwrap();
    assert_eq!((own["id"].as_str(), own["questions"].as_u64()), (Some("mine.toml"), Some(4)));
    assert_eq!((own["maximum"].as_str(), own["time"].as_u64()), (Some("8"), Some(20)));
    assert_eq!(run(home.path(), &["patterns", "--format", "toml"]).code, 2);
}

#[test]
fn one_pattern_is_shown_and_copied() {
    let home = tempfile::tempdir().unwrap();
    let shown = done(home.path(), &["patterns", "neet-ug-2025"]).stdout;
    assert!(shown.contains("physics") && shown.contains("4, wrong -1"), "{shown}");
    let json = done(home.path(), &["patterns", "neet-ug-2025", "--format", "json"]).stdout;
    let pattern: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(pattern["section"][2]["count"], 90);
    assert_eq!(pattern["valid"]["until"], "2026-12-31");
    // What is built in can be written to a file, changed, and used.
    let toml = done(home.path(), &["patterns", "neet-ug-2025", "--format", "toml"]).stdout;
    write(home.path(), &[("neet.toml", &toml)]);
    done(home.path(), &["check", "neet.toml"]);
    let own = done(home.path(), &["patterns", "neet.toml", "--format", "json"]).stdout;
    assert_eq!(own, json.replace("\"id\": \"neet-ug-2025\"", "\"id\": \"neet.toml\""));
    let none = run(home.path(), &["patterns", "neet"]);
    assert_eq!(none.code, 2);
    assert!(none.stderr.contains("there is no pattern `neet`; there are `neet-ug-2025`"), "{}", none.stderr);
}

#[test]
fn check_looks_at_patterns() {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), &[("mine.toml", &OWN.replace("time = 20", "time = 20\nquestions = 5"))]);
    fs::create_dir(home.path().join("question-banks")).unwrap();
    write(home.path(), &[("question-banks/b.toml", "format = \"bank/1\"\n")]);
    let told = run(home.path(), &["check", "mine.toml"]);
    assert_eq!(told.code, 1);
    assert!(told.stderr.contains("the sections have 4 questions, `questions` is 5"), "{}", told.stderr);
    let make = run(home.path(), &["make", "mine.toml"]);
    assert!(make.stderr.contains("is a pattern; `make` wants a blueprint or a bank"), "{}", make.stderr);
}

#[test]
fn a_paper_over_a_pattern_prints_its_words_and_labels_and_records_it() {
    let home = tempfile::tempdir().unwrap();
    with_bundled_banks(home.path());
    let blueprint = "format = \"blueprint/1\"\npattern = \"patterns/mine.toml\"\nbanks = [\"question-banks/cbse10-science\"]\nseed = 1\nshuffle = []\n";
    write(home.path(), &[("patterns/mine.toml", OWN), ("test.toml", blueprint)]);
    done(home.path(), &["check", "test.toml", "--no-engine"]);
    done(home.path(), &["make", "test.toml", "--only", "papers"]);
    let out = home.path().join("out/test");
    let text = text(&out.join("paper-A.pdf"));
    for said in ["The first 5 minutes are for reading", "Written by the teacher.", "20 minutes", "(F)", "(J)"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("(I)"), "{text}");
    let record = json(&out.join("record.json"));
    assert_eq!(record["pattern"]["id"], "patterns/mine.toml");
    assert_eq!(record["blueprint"]["pattern"], "patterns/mine.toml");
    assert_eq!(record["blueprint"]["section"][0]["count"], 4);
    assert_eq!(record["maximum"], "8");
    // The record prints its paper again when the pattern is gone.
    let before = fs::read(out.join("paper-A.pdf")).unwrap();
    fs::remove_dir_all(home.path().join("patterns")).unwrap();
    done(home.path(), &["make", "--from", "out/test/record.json", "--only", "papers", "-o", "again"]);
    assert!(fs::read(home.path().join("again/paper-A.pdf")).unwrap() == before);
    let gone = run(home.path(), &["make", "test.toml"]);
    assert_eq!(gone.code, 1);
    assert!(gone.stderr.contains("there is no file `patterns/mine.toml`"), "{}", gone.stderr);
}
