//! Blueprints over patterns, in folders on disk.

use super::write;
use crate::diag::{Diagnostics, render};
use crate::load::files::Workspace;
use crate::model::blueprint::Blueprint;
use std::path::Path;

const PATTERN: &str = r#"format = "pattern/1"
exam = "Unit test"
time = 40
[[section]]
id = "objective"
count = 10
marks = 1
[[section]]
id = "written"
count = 6
marks = 5
attempt = { any = 4, of = 6 }
"#;

/// Reads a blueprint of a folder with these files, and tells what is wrong.
fn read_in(files: &[(&str, &str)], path: &str) -> (Option<Blueprint>, String) {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(path, text)| write(folder.path(), path, text));
    blueprint(folder.path(), path)
}

fn blueprint(root: &Path, path: &str) -> (Option<Blueprint>, String) {
    let path = root.join(path);
    let mut found = Diagnostics::default();
    let mut workspace = Workspace::open(Some(&path), root, &mut found).unwrap();
    let blueprint = workspace.blueprint(&path, &mut found).unwrap();
    found.sort();
    (blueprint, render::text(&found, &workspace.sources, false))
}

/// Reads the blueprint `papers/a.toml` with these lines beside the pattern `patterns/mine.toml`.
fn read(lines: &str) -> (Option<Blueprint>, String) {
    let blueprint = format!("format = \"blueprint/1\"\n{lines}");
    let desk = ("papersetter.toml", "format = \"desk/1\"\n");
    read_in(&[desk, ("patterns/mine.toml", PATTERN), ("papers/a.toml", &blueprint)], "papers/a.toml")
}

fn told(lines: &str) -> String {
    read(lines).1
}

#[test]
fn a_pattern_of_the_users_own_is_named_by_its_path_from_the_blueprint() {
    let (blueprint, told) = read("pattern = \"../patterns/mine.toml\"\n[[section]]\nid = \"objective\"\ncount = 5\n");
    assert_eq!(told, "");
    let blueprint = blueprint.unwrap();
    let counts: Vec<_> = blueprint.sections.iter().map(|section| section.count).collect();
    assert_eq!((counts, blueprint.heading.time), (vec![Some(5), Some(6)], Some(40)));
    assert_eq!(blueprint.base.unwrap().id, "patterns/mine.toml");
    assert_eq!(blueprint.pattern.unwrap().value, "patterns/mine.toml");
}

#[test]
fn a_built_in_pattern_is_named_by_its_id() {
    let (blueprint, told) = read("pattern = \"neet-ug-2025\"\n[[section]]\nid = \"physics\"\ncount = 0\n");
    assert_eq!(told, "");
    let blueprint = blueprint.unwrap();
    let counts: Vec<_> = blueprint.sections.iter().map(|section| section.count).collect();
    assert_eq!(counts, [Some(45), Some(90)]);
}

#[test]
fn a_pattern_that_is_not_there_is_told_with_the_nearest_name() {
    insta::assert_snapshot!(told("pattern = \"neet-ug-2026\""), @r#"
    error[unknown-pattern]: there is no pattern `neet-ug-2026`
      ┌─ papers/a.toml:2:11
      │
    2 │ pattern = "neet-ug-2026"
      │           ^^^^^^^^^^^^^^
      │
      = hint: did you mean `neet-ug-2025`?
    "#);
    insta::assert_snapshot!(told("pattern = \"jee\""), @r#"
    error[unknown-pattern]: there is no pattern `jee`
      ┌─ papers/a.toml:2:11
      │
    2 │ pattern = "jee"
      │           ^^^^^
      │
      = hint: there are `jee-advanced-2025-paper1`, `jee-advanced-2025-paper2`, `jee-main-2025`
    "#);
    insta::assert_snapshot!(told("pattern = \"gate\""), @r#"
    error[unknown-pattern]: there is no pattern `gate`
      ┌─ papers/a.toml:2:11
      │
    2 │ pattern = "gate"
      │           ^^^^^^
      │
      = hint: `papersetter patterns` lists them; the name of a file of your own ends with `.toml`
    "#);
    insta::assert_snapshot!(told("pattern = \"../patterns/min.toml\""), @r#"
    error[missing-file]: there is no file `patterns/min.toml`
      ┌─ papers/a.toml:2:11
      │
    2 │ pattern = "../patterns/min.toml"
      │           ^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: did you mean `patterns/mine.toml`?
    "#);
    insta::assert_snapshot!(told("pattern = \"mine.toml\""), @r#"
    error[missing-file]: there is no file `papers/mine.toml`
      ┌─ papers/a.toml:2:11
      │
    2 │ pattern = "mine.toml"
      │           ^^^^^^^^^^^
      │
      = hint: paths start from the file that writes them; `papersetter patterns` lists the built-in ones
    "#);
    insta::assert_snapshot!(told("pattern = \"../../mine.toml\""), @r#"
    error[bad-path]: the path `../../mine.toml` leads out of the working folder
      ┌─ papers/a.toml:2:11
      │
    2 │ pattern = "../../mine.toml"
      │           ^^^^^^^^^^^^^^^^^
      │
      = hint: move the file into the working folder
    "#);
    insta::assert_snapshot!(told("pattern = \"a.toml\""), @r#"
    error[wrong-format]: the file is `blueprint/1`, wanted is `pattern/1`
      ┌─ papers/a.toml:1:10
      │
    1 │ format = "blueprint/1"
      │          ^^^^^^^^^^^^^
      │
      = hint: name another file, or write `format = "pattern/1"`
    "#);
}

#[cfg(unix)]
#[test]
fn a_pattern_outside_the_working_folder_is_told_where_it_is_named() {
    let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write(outside.path(), "p.toml", PATTERN);
    std::os::unix::fs::symlink(outside.path().join("p.toml"), folder.path().join("p.toml")).unwrap();
    write(folder.path(), "b.toml", "format = \"blueprint/1\"\npattern = \"p.toml\"\n");
    insta::assert_snapshot!(blueprint(folder.path(), "b.toml").1, @r#"
    error[missing-file]: `p.toml` is a link that leads out of the working folder
      ┌─ b.toml:2:11
      │
    2 │ pattern = "p.toml"
      │           ^^^^^^^^
      │
      = hint: copy the file into the working folder
    "#);
}

#[test]
fn a_section_that_the_pattern_does_not_have_is_told_with_the_nearest_one() {
    let text = "pattern = \"../patterns/mine.toml\"\nchoose-one = [[\"objective\", \"writen\"]]\n[[section]]\nid = \"objectives\"\n[[section]]\ntitle = \"Essay\"\n";
    insta::assert_snapshot!(told(text), @r#"
    error[unknown-section]: there is no section `writen`
      ┌─ papers/a.toml:3:29
      │
    3 │ choose-one = [["objective", "writen"]]
      │                             ^^^^^^^^
      │
      = hint: did you mean `written`?

    error[unknown-section]: pattern `patterns/mine.toml` has no section `objectives`
      ┌─ papers/a.toml:5:6
      │
    5 │ id = "objectives"
      │      ^^^^^^^^^^^^
      │
      = hint: did you mean `objective`?

    error[unknown-section]: pattern `patterns/mine.toml` has no section `Essay`
      ┌─ papers/a.toml:6:1
      │
    6 │ [[section]]
      │ ^^^^^^^^^^^
      │
      = hint: its sections are `objective`, `written`
    "#);
}

#[test]
fn numbers_of_blueprint_and_pattern_that_contradict_each_other_are_told() {
    let with = |lines: &str| told(&format!("pattern = \"../patterns/mine.toml\"\n{lines}"));
    insta::assert_snapshot!(with("[[section]]\nid = \"written\"\ncount = 5\n"), @r#"
    error[impossible-count]: `attempt` speaks of 6 questions, `count` of 5
       ┌─ papers/a.toml:5:9
       │
     5 │ count = 5
       │         ^
       │
       ┌─ patterns/mine.toml:12:11
       │
    12 │ attempt = { any = 4, of = 6 }
       │           ------------------- in the pattern
       │
       = hint: give both in the blueprint, such as `attempt = { any = 4, of = 5 }`
    "#);
    assert_eq!(with("[[section]]\nid = \"written\"\ncount = 5\nattempt = { any = 4, of = 5 }\n"), "");
    insta::assert_snapshot!(
        with("[[section]]\nid = \"written\"\nquestions = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\"]\n"), @r#"
    error[impossible-count]: the section asks for 6 questions and lists 7
       ┌─ papers/a.toml:5:13
       │
     5 │ questions = ["a", "b", "c", "d", "e", "f", "g"]
       │             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       │
       ┌─ patterns/mine.toml:10:9
       │
    10 │ count = 6
       │         - in the pattern
       │
       = hint: `count` includes those of `questions`: give a larger one in the blueprint
    "#
    );
    // Inside one file it is told once.
    insta::assert_snapshot!(with("[[section]]\nid = \"objective\"\ncount = 5\nattempt = { any = 4, of = 6 }\n"), @r#"
    error[impossible-count]: `attempt` speaks of 6 questions, `count` of 5
      ┌─ papers/a.toml:6:11
      │
    6 │ attempt = { any = 4, of = 6 }
      │           ^^^^^^^^^^^^^^^^^^^
      │
      = hint: both count the questions of the section: make them equal
    "#);
}

#[test]
fn a_paper_without_sections_is_told() {
    let none = "[[section]]\nid = \"objective\"\ncount = 0\n[[section]]\nid = \"written\"\ncount = 0\n";
    insta::assert_snapshot!(told(&format!("pattern = \"../patterns/mine.toml\"\n{none}")), @r#"
    error[missing-key]: every section of pattern `patterns/mine.toml` is left out
      ┌─ papers/a.toml:2:11
      │
    2 │ pattern = "../patterns/mine.toml"
      │           ^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: take `count = 0` away from one of them
    "#);
    insta::assert_snapshot!(told(none), @r#"
    error[out-of-range]: `count` must be between 1 and 10000, found `0`
      ┌─ papers/a.toml:4:9
      │
    4 │ count = 0
      │         ^

    error[out-of-range]: `count` must be between 1 and 10000, found `0`
      ┌─ papers/a.toml:7:9
      │
    7 │ count = 0
      │         ^
    "#);
}

#[test]
fn marks_of_a_pattern_without_sections_need_one() {
    let read = |lines: &str| over("marks = 4\n", lines).1;
    insta::assert_snapshot!(read(""), @r#"
    error[missing-key]: pattern `p.toml` gives marks, and there is no section to give them to
      ┌─ b.toml:2:11
      │
    2 │ pattern = "p.toml"
      │           ^^^^^^^^
      │
      = hint: add a section to the blueprint: a line `[[section]]`, and its `count` and `where`
    "#);
    assert_eq!(read("[[section]]\nid = \"x\"\n"), "");
}

#[test]
fn faults_of_the_pattern_are_shown_in_its_own_file() {
    let files = [
        ("p.toml", "format = \"pattern/1\"\ncolumns = 3\n"),
        ("b.toml", "format = \"blueprint/1\"\npattern = \"p.toml\"\n"),
        ("other.toml", "format = \"blueprint/1\"\npattern = \"b.toml\"\n"),
    ];
    let read = |name: &str| {
        let (blueprint, told) = read_in(&files, name);
        assert!(blueprint.is_some());
        told
    };
    insta::assert_snapshot!(read("b.toml"), @r#"
    error[out-of-range]: `columns` must be between 1 and 2, found `3`
      ┌─ p.toml:2:11
      │
    2 │ columns = 3
      │           ^
    "#);
    insta::assert_snapshot!(read("other.toml"), @r#"
    error[wrong-format]: the file is `blueprint/1`, wanted is `pattern/1`
      ┌─ b.toml:1:10
      │
    1 │ format = "blueprint/1"
      │          ^^^^^^^^^^^^^
      │
      = hint: name another file, or write `format = "pattern/1"`
    "#);
}

#[test]
fn patterns_of_a_folder_are_those_of_the_root_and_of_its_folder_patterns() {
    let folder = tempfile::tempdir().unwrap();
    for path in ["patterns/z.toml", "a.toml", "deep/er.toml", "patterns/.hidden.toml", "patterns/deep/er.toml"] {
        write(folder.path(), path, "format = \"pattern/1\"\n");
    }
    write(folder.path(), "patterns/bank.toml", "format = \"bank/1\"\n");
    let mut found = Diagnostics::default();
    let mut workspace = Workspace::open(None, folder.path(), &mut found).unwrap();
    let patterns = workspace.own_patterns(&mut found).unwrap();
    assert_eq!(patterns.iter().map(|pattern| pattern.id.as_str()).collect::<Vec<_>>(), ["a.toml", "patterns/z.toml"]);
    assert!(found.is_empty());
}

/// Reads a blueprint with these lines beside a pattern with those.
fn over(pattern: &str, lines: &str) -> (Blueprint, String) {
    let pattern = format!("format = \"pattern/1\"\n{pattern}");
    let blueprint = format!("format = \"blueprint/1\"\npattern = \"p.toml\"\n{lines}");
    let (blueprint, told) = read_in(&[("p.toml", &pattern), ("b.toml", &blueprint)], "b.toml");
    (blueprint.unwrap(), told)
}

#[test]
fn plain_texts_are_in_the_first_language_of_the_pattern() {
    let title = |pattern: &str, lines: &str| {
        let (blueprint, told) = over(pattern, &format!("title = \"T\"\n{lines}"));
        assert_eq!(told, "");
        let title = blueprint.heading.title.unwrap();
        title.iter().map(|(lang, _)| lang.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(title("", ""), ["en"]);
    assert_eq!(title("languages = [\"hi\"]\n", ""), ["hi"]);
    assert_eq!(title("languages = [\"hi\"]\n", "languages = [\"en\"]\n"), ["en"]);
}

#[test]
fn languages_and_layout_may_stand_in_different_files() {
    let two = "languages = [\"en\", \"hi\"]\n";
    assert_eq!(over(two, "layout = \"side-by-side\"\nruling-language = \"hi\"\n").1, "");
    insta::assert_snapshot!(over("languages = [\"en\"]\n", "layout = \"stacked\"\nruling-language = \"hi\"\n").1, @r#"
    error[wrong-layout]: `layout = "stacked"` arranges two languages or more, and `languages` names 1
      ┌─ b.toml:3:10
      │
    3 │ layout = "stacked"
      │          ^^^^^^^^^
      │
      = hint: write `languages = ["en", "hi"]`, or leave `layout` out

    error[wrong-ruling]: `hi` cannot rule: printed are `en`
      ┌─ b.toml:4:19
      │
    4 │ ruling-language = "hi"
      │                   ^^^^
      │
      = hint: name one of the languages in which the paper is printed
    "#);
    // How a pattern arranges two languages falls away with one of them.
    assert_eq!(
        over(&format!("{two}layout = \"facing-pages\"\nruling-language = \"en\"\n"), "languages = [\"hi\"]\n").1,
        ""
    );
}

#[test]
fn rules_of_both_files_must_agree() {
    let rule = "disqualified = { blank-share = \"10%\" }\n";
    let section = "[[section]]\nid = \"a\"\ncount = 6\nattempt = { any = 4, of = 6 }\n";
    assert_eq!(over(&format!("not-attempted = true\n{rule}"), "").1, "");
    assert_eq!(over("not-attempted = true\n", rule).1, "");
    insta::assert_snapshot!(over(section, &format!("not-attempted = true\n{rule}")).1, @r#"
    error[blank-share]: `disqualified` counts the questions left blank, and section `a` lets candidates leave 2 of 6 out
      ┌─ b.toml:4:16
      │
    4 │ disqualified = { blank-share = "10%" }
      │                ^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: take `disqualified` or `attempt` out
    "#);
    assert_eq!(over(&format!("not-attempted = true\n{rule}"), "answers = \"apart\"\n").1, "");
    insta::assert_snapshot!(over("not-attempted = true\n", "answers = \"booklet\"\n").1, @r#"
    error[no-sheet]: `not-attempted` is about circles of the answer sheet, and `answers = "booklet"` prints none
      ┌─ p.toml:2:17
      │
    2 │ not-attempted = true
      │                 ^^^^
      │
      ┌─ b.toml:3:11
      │
    3 │ answers = "booklet"
      │           --------- answers are written in the booklet
      │
      = hint: take `not-attempted` out, or write `answers = "apart"`
    "#);
}
