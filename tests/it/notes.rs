//! Study notes: papers whose questions need them.

use crate::common::{done, page_texts, run, tree, write};
use std::fs;
use std::path::Path;

const NOTE: &str = r#"format = "note/1"
title = "A line between capitals"
date = 2026-02-07
summary = "It began as **two teleprinters**; see {fig:events}."
background = "Messages went by radio, in the open."
lang.hi.title = "राजधानियों के बीच एक लाइन"
lang.hi.summary = "आरंभ **दो टेलीप्रिंटरों** से हुआ; {fig:events} देखें।"
lang.hi.background = "संदेश रेडियो से जाते थे।"

[[fact]]
id = "signed"
text = "1963. The memorandum was signed."
lang.hi.text = "1963. ज्ञापन पर हस्ताक्षर हुए।"

[[figure]]
id = "events"
timeline = [{ when = "1963", text = "Signed" }, { when = "1971", text = "By satellite" }]
lang.hi.timeline = ["हस्ताक्षर", "उपग्रह से"]

[[question]]
id = "in-place"
kind = "true-false"
stem = "It was a telephone."
answer = false
lang.hi.stem = "यह टेलीफ़ोन था।"
"#;

const OLD_NOTE: &str = r#"format = "note/1"
title = "An old matter"
date = 2026-01-07
expires = 2026-02-10
summary = "It is over."
"#;

fn bank() -> String {
    let question = |(id, needs): (&str, &str)| {
        let needs = if needs.is_empty() { String::new() } else { format!("needs = \"{needs}\"\n") };
        format!(
            "[[question]]\nid = \"{id}\"\nkind = \"true-false\"\nstem = \"Is {id} so?\"\nanswer = true\n{needs}lang.hi.stem = \"क्या {id} सही है?\"\n"
        )
    };
    let questions = [
        ("whole-1", "2026-02-07-line"),
        ("old", "2026-01-07-old/summary"),
        ("fact-1", "2026-02-07-line/fact:signed"),
        ("plain", ""),
        ("whole-2", "2026-02-07-line"),
        ("events-1", "2026-02-07-line/events"),
        ("whole-3", "2026-02-07-line"),
    ];
    format!("format = \"bank/1\"\n{}", questions.map(question).concat())
}

fn desk(blueprint: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &[
            ("question-banks/notes/2026-02-07-line.toml", NOTE),
            ("question-banks/notes/2026-01-07-old.toml", OLD_NOTE),
            ("question-banks/z.toml", &bank()),
            ("week.toml", &format!("format = \"blueprint/1\"\ntitle = \"This week\"\nseed = 7\n{blueprint}")),
        ],
    );
    folder
}

fn section(query: &str) -> String {
    format!("[[section]]\nid = \"week\"\nwhere = \"{query}\"\n")
}

fn text(folder: &Path, file: &str) -> String {
    let pages = page_texts(&fs::read(folder.join("out/week").join(file)).unwrap());
    pages.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn questions_that_need_a_note_stand_together_under_it() {
    let folder = desk(&format!("date = 2026-02-14\nsets = 2\n{}", section("note:2026-02-07-*")));
    done(folder.path(), &["make", "week.toml"]);
    for set in ["paper-A.pdf", "paper-B.pdf"] {
        let paper = text(folder.path(), set);
        assert_eq!(paper.matches("A line between capitals").count(), 3, "{paper}");
        assert_eq!(paper.matches("two teleprinters").count(), 1, "{paper}");
        assert!(paper.contains("Directions for the following 3 (three) items"), "{paper}");
        // As typed, although `1963.` begins a list elsewhere: in the facts of the whole note and alone.
        assert_eq!(paper.matches("1963. The memorandum").count(), 2, "{paper}");
        // The figure stands with the whole note, which mentions it, and alone.
        assert_eq!(paper.matches("By satellite").count(), 2, "{paper}");
        assert!(paper.contains("see Figure 1"), "{paper}");
        assert!(paper.contains("It was a telephone.") && !paper.contains("plain"), "{paper}");
        let wholes: Vec<usize> = (1..4).map(|at| paper.find(&format!("whole-{at}")).unwrap()).collect();
        let (first, last) = (wholes.iter().min().unwrap(), wholes.iter().max().unwrap());
        for other in ["fact-1", "events-1", "It was a telephone."] {
            let at = paper.find(other).unwrap();
            assert!(at < *first || at > *last, "{other} stands among those of the note: {paper}");
        }
    }
}

#[test]
fn a_record_prints_notes_without_the_notes() {
    let folder = desk(&section("note:2026-02-07-*"));
    done(folder.path(), &["make", "week.toml"]);
    let before = tree(&folder.path().join("out/week"));
    fs::remove_dir_all(folder.path().join("question-banks")).unwrap();
    done(folder.path(), &["make", "--from", "out/week/record.json", "-o", "out/again"]);
    let again = tree(&folder.path().join("out/again"));
    for (name, bytes) in before.iter().filter(|(name, _)| name.ends_with(".pdf")) {
        assert_eq!(again.get(name), Some(bytes), "{name}");
    }
}

#[test]
fn a_note_is_printed_in_the_languages_of_the_paper() {
    let folder = desk(&format!("languages = [\"hi\"]\n{}", section("note:2026-02-07-*")));
    let told = done(folder.path(), &["make", "week.toml"]).stderr;
    assert!(!told.contains("untranslated"), "{told}");
    assert!(text(folder.path(), "paper-A.pdf").contains("1963."), "{told}");
    let folder = desk(&format!("languages = [\"en\", \"hi\"]\n{}", section("note:*")));
    let told = run(folder.path(), &["make", "week.toml"]);
    assert_eq!(told.code, 1);
    insta::assert_snapshot!(told.stderr, @r##"
note[expires]: 1 question has a day of expiry, e.g. `old` 2026-02-10; none was left out
 = hint: write the day of the examination as `date` into the blueprint

error[untranslated]: note `2026-01-07-old/summary` is not written in `hi`, and the paper is printed in it
  ┌─ question-banks/notes/2026-01-07-old.toml:1:1
  │
1 │ format = "note/1"
  │ ^
  │
  = hint: write its texts under `lang.hi`, or leave out the questions that need it
"##);
}

#[test]
fn notes_out_of_date_are_left_out() {
    let folder = desk(&format!("date = 2026-02-14\n{}", section("note:*")));
    done(folder.path(), &["make", "week.toml"]);
    assert!(!text(folder.path(), "paper-A.pdf").contains("Is old so?"));
    let folder = desk(&section("note:*"));
    let told = done(folder.path(), &["make", "week.toml"]).stderr;
    assert!(text(folder.path(), "paper-A.pdf").contains("Is old so?"));
    insta::assert_snapshot!(told.split("\n\n").next().unwrap(), @r##"
note[expires]: 1 question has a day of expiry, e.g. `old` 2026-02-10; none was left out
 = hint: write the day of the examination as `date` into the blueprint
"##);
    let folder = desk(&section("since:2026-02-01"));
    done(folder.path(), &["make", "week.toml"]);
    let paper = text(folder.path(), "paper-A.pdf");
    assert!(!paper.contains("Is old so?") && paper.contains("whole-2") && !paper.contains("plain"), "{paper}");
}

#[test]
fn a_kept_question_keeps_its_note() {
    let folder = desk(&section("note:2026-02-07-*"));
    done(folder.path(), &["make", "week.toml"]);
    let bank = folder.path().join("question-banks/z.toml");
    let typed = fs::read_to_string(&bank).unwrap();
    fs::write(&bank, typed.replace("needs = \"2026-02-07-line/fact:signed\"\n", "")).unwrap();
    let kept = run(folder.path(), &["make", "week.toml", "--keep", "out/week/record.json"]);
    assert_eq!(kept.code, 1);
    insta::assert_snapshot!(kept.stderr, @r##"
error[kept-shape]: `fact-1` was printed with note `2026-02-07-line/fact:signed`, in the bank it has no passage
   ┌─ question-banks/z.toml:16:1
   │
16 │ [[question]]
   │ ^^^^^^^^^^^^
   │
   = hint: replace it with `--swap fact-1`, or make the paper anew without `--keep`
"##);
    let swapped = ["make", "week.toml", "--keep", "out/week/record.json", "--swap", "whole-1"];
    fs::write(&bank, typed).unwrap();
    let swapped = run(folder.path(), &swapped);
    assert_eq!(swapped.code, 1);
    insta::assert_snapshot!(swapped.stderr, @r##"
error[swap]: `whole-1` belongs to the note `2026-02-07-line` and cannot be replaced alone
 = hint: make the paper anew, with the question under `exclude`
"##);
}
