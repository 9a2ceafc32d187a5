//! The fixed words: papers in Hindi, words files of a user's own.

use crate::common::{done, json, pages, run, text, tree, with_bundled_banks, write};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The words of a text in Latin letters. Letters of Devanagari come out of a PDF in no order that could be compared.
fn latin(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()));
    words.map(str::to_owned).collect()
}

#[test]
fn a_paper_in_hindi_has_the_questions_and_the_key_of_the_english_one() {
    let home = tempfile::tempdir().unwrap();
    with_bundled_banks(home.path());
    let blueprints = home.path().join("question-banks/blueprints");
    let english = fs::read_to_string(blueprints.join("upsc-mock.toml")).unwrap();
    let hindi = english.replacen("\nsets ", "\nlanguages = [\"hi\"]\nsets ", 1);
    assert_ne!(hindi, english);
    fs::write(blueprints.join("hindi.toml"), hindi).unwrap();
    done(home.path(), &["make", "question-banks/blueprints/upsc-mock.toml", "--only", "report"]);
    let told = done(home.path(), &["make", "question-banks/blueprints/hindi.toml", "--only", "papers,report"]).stderr;
    let out = |name: &str| home.path().join("out").join(name);
    assert_eq!(fs::read(out("hindi/key.csv")).unwrap(), fs::read(out("upsc-mock/key.csv")).unwrap());
    let cover = pages(&out("hindi/paper-A.pdf")).remove(0);
    assert!(cover.contains('श') && !cover.contains("INSTRUCTIONS"), "{cover}");
    // Whatever of the banks is in Hindi by now, the rest is told.
    let report = fs::read_to_string(out("hindi/report.txt")).unwrap();
    assert_eq!(told.contains("warning[untranslated]"), report.contains("in `hi`"), "{told}");
}

#[test]
fn nothing_in_a_paper_in_hindi_is_english_but_names_codes_and_labels() {
    let home = tempfile::tempdir().unwrap();
    let cases = crate::common::project().join("tests/cases/words");
    for name in ["bank.toml", "blueprint.toml"] {
        fs::copy(cases.join(name), home.path().join(name)).unwrap();
    }
    done(home.path(), &["check", "bank.toml", "blueprint.toml"]);
    let told = done(home.path(), &["make", "blueprint.toml"]).stderr;
    assert!(!told.contains("warning"), "{told}");
    let out = home.path().join("out/blueprint");
    let key = fs::read_to_string(out.join("key.csv")).unwrap();
    let ids: BTreeSet<&str> = key.lines().skip(1).filter_map(|row| row.split(',').nth(2)).collect();
    let record = json(&out.join("record.json"));
    let paper_id = record["paper-id"].as_str().unwrap();
    let labels = ["A", "B", "C", "D", "R", "I", "II", "III", "a", "b", "c", "d", "i", "ii"];
    for (file, names) in [
        ("paper-A", false),
        ("paper-B", false),
        ("key", true),
        ("blueprint", false),
        ("solutions-A", true),
        ("sheet-A", false),
    ] {
        let text = text(&out.join(format!("{file}.pdf")));
        let mut words = latin(&text);
        words.retain(|word| !labels.contains(&word.as_str()) && !paper_id.contains(word.as_str()));
        words.retain(|word| !(names && ids.iter().any(|id| id.contains(word.as_str()))));
        // The identity of a sheet, for people to type.
        words.retain(|word| {
            word.contains(|c: char| c.is_ascii_lowercase()) || !word.contains(|c: char| c.is_ascii_digit())
        });
        assert_eq!(words, BTreeSet::new(), "{file}: {text}");
    }
}

/// Everything that the program itself says in a question, for whoever reads it over.
#[test]
fn questions_of_every_kind_read_well_in_hindi() {
    let home = tempfile::tempdir().unwrap();
    let bank = crate::common::project().join("tests/cases/words/bank.toml");
    fs::copy(bank, home.path().join("bank.toml")).unwrap();
    write(home.path(), &[("papersetter.toml", "format = \"desk/1\"\nwords = \"hi\"\n")]);
    let ids = [
        "several",
        "true-false",
        "statements",
        "how-many",
        "pairs",
        "rows",
        "match",
        "order",
        "assertion-reason",
        "statement-pair",
        "statement-triple",
        "numeric",
        "case",
    ];
    let shown = done(home.path(), &[&["show", "--bank", "bank.toml"][..], &ids].concat());
    assert_eq!(shown.stderr, "");
    insta::assert_snapshot!("hindi_questions", shown.stdout);
}

const BANK: &str = r#"format = "bank/1"
language = "en"

[[question]]
id = "both"
stem = "Force is measured in which unit?"
options = ["joule", "newton", "watt", "pascal"]
answer = "b"
explanation = "Because."
lang.hi.stem = "बल का मात्रक क्या है?"
lang.hi.options = ["जूल", "न्यूटन", "वाट", "पास्कल"]
lang.hi.explanation = "क्योंकि।"

[[question]]
id = "english"
stem = "Is heat a form of energy?"
options = ["yes", "no"]
answer = "a"
explanation = "Because."

[[question]]
id = "partly"
kind = "statements"
stem = "Consider these:"
statements = [{ text = "One.", holds = true }, { text = "Two.", holds = false }]
explanation = "Because."
lang.hi.stem = "इन पर विचार कीजिए:"
lang.hi.statements = ["एक।", "दो।"]
"#;

const HINDI: &str = "format = \"blueprint/1\"\nlanguages = [\"hi\"]\nbanks = [\"bank.toml\"]\nseed = 1\nshuffle = []\n";

#[test]
fn what_is_not_in_the_language_of_the_paper_is_told_and_printed_in_its_own() {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), &[("bank.toml", BANK), ("hindi.toml", HINDI)]);
    let told = done(home.path(), &["make", "hindi.toml", "--only", "papers,report"]).stderr;
    let told = told.split("\npaper ").next().unwrap();
    insta::assert_snapshot!(told, @r#"
    warning[untranslated]: 1 of 3 questions is not in `hi` and is printed in the language of the bank: `english`
      ┌─ hindi.toml:2:14
      │
    2 │ languages = ["hi"]
      │              ^^^^
      │
      = hint: write the texts under `lang.hi`; `papersetter list -language:hi` shows the questions

    warning[untranslated]: 1 of 3 questions lacks some texts in `hi`, which are printed in the language of the bank: `partly`
      ┌─ hindi.toml:2:14
      │
    2 │ languages = ["hi"]
      │              ^^^^
      │
      = hint: `papersetter check` names the texts that are missing
    "#);
    let report = fs::read_to_string(home.path().join("out/hindi/report.txt")).unwrap();
    assert!(report.contains("warning: 1 of 3 questions is not in `hi`"), "{report}");
    let paper = text(&home.path().join("out/hindi/paper-A.pdf"));
    assert!(paper.contains("Is heat a form of energy?") && !paper.contains("Consider these"), "{paper}");
    // Nobody said in which language a paper of a Hindi bank is to be.
    write(
        home.path(),
        &[("hi.toml", &BANK.replace("language = \"en\"", "language = \"te\"").replace("lang.hi", "lang.ta"))],
    );
    let told = done(home.path(), &["make", "hi.toml", "--only", "report"]).stderr;
    assert!(told.contains("for a paper in `te` write `languages = [\"te\"]` into the blueprint"), "{told}");
    let shown = done(home.path(), &["show", "english", "--bank", "hi.toml"]);
    assert_eq!(shown.stderr, "");
}

/// A desk whose words are those of `my-words.toml`.
fn own_words(home: &Path, words: &str) {
    let bank = BANK.replace("language = \"en\"", "language = \"hi\"").replace("lang.hi", "lang.en");
    write(
        home,
        &[
            ("papersetter.toml", "format = \"desk/1\"\nbanks = [\"bank.toml\"]\nwords = \"my-words.toml\"\n"),
            ("my-words.toml", words),
            ("bank.toml", &bank),
            ("test.toml", "format = \"blueprint/1\"\ntitle = \"Test\"\nseed = 1\ncover = \"booklet\"\nsets = 2\n"),
        ],
    );
}

const OWN: &str = "format = \"words/1\"\nlanguage = \"hi\"\nbase = \"hi\"\n\n[code]\none = \"XYZ {a}\"\n\n[page]\nproduct-key = \"PQRS\"\n";

#[test]
fn own_words_are_printed_recorded_and_printed_again() {
    let home = tempfile::tempdir().unwrap();
    own_words(home.path(), OWN);
    done(home.path(), &["make", "test.toml"]);
    let out = home.path().join("out/test");
    let first = tree(&out);
    let record: serde_json::Value = serde_json::from_slice(&first["record.json"]).unwrap();
    assert_eq!(record["blueprint"]["languages"][0], "hi");
    let file = record["words"][0].as_str().unwrap();
    assert_eq!(first[file], OWN.as_bytes());
    assert!(text(&out.join("paper-A.pdf")).contains("XYZ 1"));
    assert!(text(&out.join("key.pdf")).contains("PQRS"));
    // The record is enough, and says when its file was changed.
    fs::remove_file(home.path().join("my-words.toml")).unwrap();
    fs::remove_file(home.path().join("papersetter.toml")).unwrap();
    done(home.path(), &["make", "--from", "out/test/record.json"]);
    assert!(tree(&out) == first);
    done(home.path(), &["key", "out/test/record.json"]);
    assert!(tree(&out) == first);
    fs::write(out.join(file), OWN.replace("XYZ", "ABC")).unwrap();
    let refused = run(home.path(), &["make", "--from", "out/test/record.json"]);
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    assert!(
        refused.stderr.contains(&format!("the file `{file}` was changed since the paper was made")),
        "{}",
        refused.stderr
    );
    // Other words are another paper.
    own_words(home.path(), &OWN.replace("XYZ", "ABC"));
    done(home.path(), &["make", "test.toml", "--only", "key"]);
    assert_ne!(json(&out.join("record.json"))["paper-id"], record["paper-id"]);
    assert!(out.join("records").join(record["paper-id"].as_str().unwrap()).join("record.json").is_file());
}

#[test]
fn a_faulty_words_file_stops_with_its_place() {
    let home = tempfile::tempdir().unwrap();
    own_words(home.path(), &OWN.replace("{a}", "{b}"));
    for command in [&["make", "test.toml"][..], &["check"], &["check", "my-words.toml"], &["show", "both"]] {
        let refused = run(home.path(), command);
        assert_eq!(refused.code, 1, "{}", refused.stderr);
        let told = refused.stderr.matches("error[").count();
        assert!(told == 1 && refused.stderr.contains("my-words.toml:6:12"), "{command:?}: {}", refused.stderr);
    }
    // Not a file of the desk: it is checked where it is named.
    write(home.path(), &[("papersetter.toml", "format = \"desk/1\"\nbanks = [\"bank.toml\"]\n")]);
    done(home.path(), &["check", "--no-engine"]);
    let refused = run(home.path(), &["check", "my-words.toml"]);
    assert!(refused.code == 1 && refused.stderr.contains("my-words.toml:6:12"), "{}", refused.stderr);
}

#[test]
fn a_language_nobody_has_words_for_is_told_at_its_place() {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), &[("bank.toml", BANK), ("tamil.toml", &HINDI.replace("\"hi\"", "\"te\""))]);
    for command in ["make", "check"] {
        let refused = run(home.path(), &[command, "tamil.toml"]);
        assert_eq!(refused.code, 1, "{}", refused.stderr);
        let told = "error[no-words]: there are no fixed words in `te`; there are in `en`, `hi`\n  ┌─ tamil.toml:2:14";
        assert!(refused.stderr.contains(told), "{command}: {}", refused.stderr);
    }
}

#[test]
fn words_in_a_script_without_a_font_are_told_by_check() {
    let home = tempfile::tempdir().unwrap();
    own_words(home.path(), &OWN.replace("PQRS", "\u{1810}\u{1811} \u{1812}"));
    let refused = run(home.path(), &["check"]);
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    let told =
        "error[missing-glyph]: `my-words.toml`: no font for `\u{1810}` (U+1810, Mongolian)\n  ┌─ my-words.toml:9:16\n";
    assert!(refused.stderr.contains(told), "{}", refused.stderr);
    assert_eq!(refused.stderr.matches("no font for").count(), 1, "one for each script: {}", refused.stderr);
}

#[test]
fn the_words_that_new_writes_are_those_that_are_built_in() {
    let home = tempfile::tempdir().unwrap();
    done(home.path(), &["new", "with", "--templates"]);
    let with = home.path().join("with");
    done(&with, &["make", "first-paper.toml", "--only", "papers"]);
    let built_in = tree(&with.join("out/first-paper"));
    let desk = fs::read_to_string(with.join("papersetter.toml")).unwrap();
    fs::write(with.join("papersetter.toml"), format!("{desk}words = \"templates/words/en.toml\"\n")).unwrap();
    done(&with, &["check", "--no-engine", "templates/words/hi.toml", "templates/words/en.toml"]);
    done(&with, &["make", "first-paper.toml", "--only", "papers", "-o", "own"]);
    let record: serde_json::Value = serde_json::from_slice(&built_in["record.json"]).unwrap();
    // Nothing but the paper's id is different.
    let own = json(&with.join("own/record.json"));
    let bare =
        |path: &str, id: &serde_json::Value| text(&with.join(path)).replace(' ', "").replace(id.as_str().unwrap(), "");
    let first = bare("out/first-paper/paper-A.pdf", &record["paper-id"]);
    assert_eq!(bare("own/paper-A.pdf", &own["paper-id"]), first);
}
