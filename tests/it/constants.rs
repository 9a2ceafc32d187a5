//! Values that candidates may use, printed in front of the questions.

use crate::common::{done, page_texts, run, tree, write};
use std::fs;
use std::path::Path;

const BANK: &str = r#"format = "bank/1"

[[question]]
id = "one"
stem = "Which is a unit of charge?"
options = ["coulomb", "volt"]
answer = "a"
lang.hi.stem = "आवेश का मात्रक कौन-सा है?"
lang.hi.options = ["कूलॉम", "वोल्ट"]
"#;

const BLUEPRINT: &str = r#"format = "blueprint/1"
title = "Physics"
banks = ["bank.toml"]
languages = ["en", "hi"]
constants = ['$c = 3 \times 10^{8}\ \mathrm{m/s}$', "Mass of electron 9.1 × 10^-31^ kg"]
lang.hi.constants = ["=", "इलेक्ट्रॉन का द्रव्यमान 9.1 × 10^-31^ kg"]
"#;

fn desk(blueprint: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), &[("bank.toml", BANK), ("test.toml", blueprint)]);
    home
}

fn pages(path: &Path) -> Vec<String> {
    let pages = page_texts(&fs::read(path).unwrap());
    pages.iter().map(|page| page.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn they_stand_after_the_instructions_or_above_the_first_question() {
    const SENTENCE: &str = "The following values may be used wherever they are needed:";
    let forms = [
        ("", 0),
        ("cover = \"booklet\"\n", 2),
        ("cover = \"booklet\"\ncolumns = 2\n", 2),
        ("layout = \"facing-pages\"\ncover = \"booklet\"\n", 2),
    ];
    for (form, page) in forms {
        let home = desk(&BLUEPRINT.replace("banks", &format!("{form}banks")));
        let out = home.path().join("out/test");
        done(home.path(), &["make", "test.toml"]);
        let paper = pages(&out.join("paper-A.pdf"));
        let (before, after) = paper[page].split_once(SENTENCE).unwrap_or_else(|| panic!("{form}: {paper:?}"));
        assert!(!before.contains("unit of charge") && !paper[..page].concat().contains(SENTENCE), "{form}: {paper:?}");
        // What is not written otherwise in the second language stands once.
        assert_eq!(after.matches("Mass of electron").count(), 1, "{form}: {after}");
        assert_eq!(after.matches("9.1").count(), 2, "{form}: {after}");
        assert!(!pages(&out.join("solutions-A.pdf")).concat().contains("electron"), "{form}");
        let first = tree(&out);
        fs::remove_file(home.path().join("test.toml")).unwrap();
        fs::remove_file(out.join("paper-A.pdf")).unwrap();
        done(home.path(), &["make", "--from", "out/test/record.json"]);
        assert!(tree(&out) == first, "{form}: printed from the record");
    }
}

#[test]
fn the_blueprint_s_take_the_place_of_the_pattern_s() {
    let pattern = "format = \"pattern/1\"\nconstants = [\"From the pattern\"]\n";
    for (lines, told) in
        [("", Some("From the pattern")), ("constants = \"Own value\"\n", Some("Own value")), ("constants = []\n", None)]
    {
        let home = desk(&format!("format = \"blueprint/1\"\npattern = \"p.toml\"\nbanks = [\"bank.toml\"]\n{lines}"));
        write(home.path(), &[("p.toml", pattern)]);
        done(home.path(), &["make", "test.toml", "--only", "papers"]);
        let paper = pages(&home.path().join("out/test/paper-A.pdf")).concat();
        let known = ["From the pattern", "Own value"].into_iter().filter(|text| paper.contains(text));
        assert_eq!(known.collect::<Vec<_>>(), told.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn check_tries_their_formulas_and_letters() {
    let home = desk(
        "format = \"blueprint/1\"\nbanks = [\"bank.toml\"]\npattern = \"p.toml\"\nlanguages = [\"en\", \"hi\"]\nconstants = ['$k = \\nosuch 3$', \"{opt:a}\"]\nlang.hi.constants = [\"=\"]\n",
    );
    write(home.path(), &[("p.toml", "format = \"pattern/1\"\ninstructions = [\"Read ක.\"]\n")]);
    let told = run(home.path(), &["check", "test.toml", "p.toml"]);
    assert_eq!(told.code, 1);
    insta::assert_snapshot!("constants_that_cannot_be_printed", told.stderr);
}
