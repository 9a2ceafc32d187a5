//! Figures drawn from data: maps with their pins and legends, charts, timelines.

use crate::common::{done, json, run, text};
use std::fs;
use std::path::Path;

const BANK: &str = r#"
format = "bank/1"

[[question]]
id = "straits"
kind = "short"
marks = 3
stem = "Name the places that are marked."
space = "2 lines"
figures = [{ id = "m", title = "On the way to Suez", map = { blank = true, places = ["Strait of Hormuz", "Bab-el-Mandeb", { name = "Depot", at = [30.6, 32.3] }] } }]
points = [{ text = "One mark each", marks = 3 }]
explanation = "The first joins the Persian Gulf to the Gulf of Oman."
lang.hi.stem = "अंकित स्थानों के नाम लिखिए।"
lang.hi.points = ["प्रत्येक के लिए एक अंक"]
lang.hi.explanation = "पहला फ़ारस की खाड़ी को ओमान की खाड़ी से जोड़ता है।"
lang.hi.figures.m = { title = "स्वेज़ के मार्ग पर", alt = "मानचित्र" }

[[question]]
id = "harvest"
stem = "In which year was the harvest largest?"
options = ["2020", "2021"]
answer = "b"
explanation = "The second bar is the tallest."
figures = [
  { id = "c", chart = { kind = "bar", unit = "tonnes", labels = ["2020", "2021"], series = [{ name = "Wheat", values = [6.30, 7.1] }, { name = "Rice", values = [2, 4] }] } },
  { id = "t", timeline = [{ when = "1965", text = "New seeds" }, { when = "1971", text = "First surplus" }] },
]
lang.hi.stem = "किस वर्ष फ़सल सबसे बड़ी थी?"
lang.hi.options = ["=", "="]
lang.hi.explanation = "दूसरा दंड सबसे ऊँचा है।"
lang.hi.figures.c = { alt = "चार्ट", chart = { unit = "टन", labels = ["=", "="], series = ["गेहूँ", "चावल"] } }
lang.hi.figures.t = { alt = "समयरेखा", timeline = ["नए बीज", "पहला अधिशेष"] }
"#;

fn folder(blueprint: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("bank.toml"), BANK).unwrap();
    let head = "format = \"blueprint/1\"\npaper = \"Geography\"\nbanks = [\"bank.toml\"]\nseed = 1\nshuffle = []\n";
    fs::write(home.path().join("p.toml"), format!("{head}{blueprint}")).unwrap();
    home
}

fn printed(home: &Path, file: &str) -> String {
    text(&home.join("out/p").join(file))
}

#[test]
fn pins_are_named_in_the_solutions_of_a_blank_map() {
    let home = folder("");
    done(home.path(), &["make", "p.toml"]);
    let (paper, solutions) = (printed(home.path(), "paper-A.pdf"), printed(home.path(), "solutions-A.pdf"));
    for name in ["Hormuz", "Mandeb", "Depot"] {
        assert!(!paper.contains(name), "{paper}");
        assert!(solutions.contains(name), "{solutions}");
    }
    assert!(paper.contains("On the way to Suez"), "{paper}");
    for word in ["tonnes", "Wheat", "Rice", "1965", "First surplus"] {
        assert!(paper.contains(word), "{word}: {paper}");
    }
    // Printed again from the record alone, the pins are where they were.
    let record = json(&home.path().join("out/p/record.json"));
    let again = home.path().join("again");
    fs::remove_file(home.path().join("bank.toml")).unwrap();
    done(home.path(), &["make", "--from", "out/p/record.json", "-o", "again"]);
    assert_eq!(json(&again.join("record.json"))["paper-id"], record["paper-id"]);
    let bytes = |folder: &str| fs::read(home.path().join(folder).join("paper-A.pdf")).unwrap();
    assert_eq!(bytes("again"), bytes("out/p"));
}

#[test]
fn names_of_places_come_in_the_language_of_the_paper() {
    let home = folder("languages = [\"hi\"]\n");
    done(home.path(), &["make", "p.toml"]);
    let solutions = printed(home.path(), "solutions-A.pdf");
    assert!(!solutions.contains("Hormuz") && !solutions.contains("Mandeb"), "{solutions}");
    // No list knows this one, and its author did not translate it.
    assert!(solutions.contains("Depot"), "{solutions}");
}

#[test]
fn places_and_borders_of_ones_own_are_read_and_faults_told() {
    let home = folder("");
    let bank = BANK
        .replace("\"Bab-el-Mandeb\"", "\"Our school\", \"Strait of Hormus\"")
        .replace("blank = true,", "borders = \"file:b.geojson\", attribution = \"Lines of our own\", ");
    fs::write(home.path().join("bank.toml"), &bank).unwrap();
    fs::write(
        home.path().join("places.toml"),
        "format = \"places/1\"\nplaces = [{ name = \"Our school\", kind = \"site\", at = [21.1, 79.1], lang.hi.name = \"हमारा विद्यालय\" }]\n",
    )
    .unwrap();
    fs::write(home.path().join("b.geojson"), "{\"type\": \"Topology\"}").unwrap();
    let told = run(home.path(), &["check", "bank.toml"]);
    insta::assert_snapshot!(told.stderr, @r#"
    error[bad-borders]: the borders `b.geojson` cannot be used: the file is TopoJSON; save it as GeoJSON
       ┌─ bank.toml:10:60
       │
    10 │ figures = [{ id = "m", title = "On the way to Suez", map = { borders = "file:b.geojson", attribution = "Lines of our own",  places = ["Strait of Hormuz", "Our school", "Strait of Hormus", { name = "Depot", at = [30.6, 32.3] }] } }]
       │                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       │
       = hint: a file of borders is GeoJSON with lines or areas in degrees

    error[unknown-place]: no list of places has `Strait of Hormus`
       ┌─ bank.toml:10:169
       │
    10 │ figures = [{ id = "m", title = "On the way to Suez", map = { borders = "file:b.geojson", attribution = "Lines of our own",  places = ["Strait of Hormuz", "Our school", "Strait of Hormus", { name = "Depot", at = [30.6, 32.3] }] } }]
       │                                                                                                                                                                         ^^^^^^^^^^^^^^^^^^
       │
       = hint: did you mean `Strait of Hormuz`? Else say where it is: `{ name = "…", at = [latitude, longitude] }`

    warning[language-parity]: a text of figure `m` and 1 more have no text in `hi`
       ┌─ bank.toml:10:169
       │
    10 │ figures = [{ id = "m", title = "On the way to Suez", map = { borders = "file:b.geojson", attribution = "Lines of our own",  places = ["Strait of Hormuz", "Our school", "Strait of Hormus", { name = "Depot", at = [30.6, 32.3] }] } }]
       │                                                                                                                                                                         ^^^^^^^^^^^^^^^^^^
       │
       = hint: write it under `lang.hi`; `"="` prints the first language's text

    2 questions, 2 errors, 1 warning
    "#);
    let lines = "{\"type\": \"LineString\", \"coordinates\": [[50, 20], [60, 25]]}";
    fs::write(home.path().join("b.geojson"), lines).unwrap();
    fs::write(home.path().join("bank.toml"), bank.replace("Hormus", "Hormuz")).unwrap();
    done(home.path(), &["make", "p.toml"]);
    let paper = printed(home.path(), "paper-A.pdf");
    assert!(paper.contains("Our school") && paper.contains("Lines of our own"), "{paper}");
}

#[test]
fn a_figure_that_cannot_be_read_is_told_once() {
    let home = folder("");
    let bank = BANK
        .replace("marked.\"", "marked: {fig:m}.\"")
        .replace("blank = true,", "blank = 1,")
        .replace("largest?\"", "largest? See {fig:c}, ![](t) and {fig:u}.\"")
        .replace("kind = \"bar\"", "kind = \"bars\"")
        .replace("when = \"1965\", ", "");
    let passage = r#"
[[passage]]
id = "p"
text = "See {fig:x}."
figures = [{ id = "x" }]

[[question]]
id = "q"
kind = "true-false"
passage = "p"
stem = "{fig:x} is so."
answer = true
explanation = "It is."
"#;
    let note = r#"
format = "note/1"
title = "News"
summary = "See {fig:y} and {fig:z}."

[[figure]]
id = "y"
"#;
    fs::write(home.path().join("bank.toml"), bank + passage).unwrap();
    fs::write(home.path().join("news.toml"), note).unwrap();
    let told = run(home.path(), &["check", "--no-engine", "bank.toml", "news.toml"]).stderr;
    let errors: Vec<&str> = told.split("\n\n").filter(|finding| finding.starts_with("error")).collect();
    insta::assert_snapshot!(errors.join("\n\n"), @r#"
    error[wrong-type]: `blank` must be `true` or `false`, found a whole number
       ┌─ bank.toml:10:70
       │
    10 │ figures = [{ id = "m", title = "On the way to Suez", map = { blank = 1, places = ["Strait of Hormuz", "Bab-el-Mandeb", { name = "Depot", at = [30.6, 32.3] }] } }]
       │                                                                      ^

    error[unresolved-token]: `{fig:u}`: there is no figure `u`
       ┌─ bank.toml:20:72
       │
    20 │ stem = "In which year was the harvest largest? See {fig:c}, ![](t) and {fig:u}."
       │                                                                        ^^^^^^^
       │
       = hint: figures here are `c` and `t`

    error[unknown-word]: `kind` does not know `bars`
       ┌─ bank.toml:25:32
       │
    25 │   { id = "c", chart = { kind = "bars", unit = "tonnes", labels = ["2020", "2021"], series = [{ name = "Wheat", values = [6.30, 7.1] }, { name = "Rice", values = [2, 4] }] } },
       │                                ^^^^^^
       │
       = hint: did you mean `bar`?

    error[missing-key]: an event has no `when`
       ┌─ bank.toml:26:27
       │
    26 │   { id = "t", timeline = [{ text = "New seeds" }, { when = "1971", text = "First surplus" }] },
       │                           ^^^^^^^^^^^^^^^^^^^^^^
       │
       = hint: write `{ when = "1963", text = "…" }`

    error[missing-key]: figure `x` has no `file`
       ┌─ bank.toml:37:12
       │
    37 │ figures = [{ id = "x" }]
       │            ^^^^^^^^^^^^
       │
       = hint: write `file = "media/ray.svg"`; data stand in `map`, `timeline`, `chart` or `table`

    error[unresolved-token]: `{fig:z}`: there is no figure `z`
      ┌─ news.toml:4:28
      │
    4 │ summary = "See {fig:y} and {fig:z}."
      │                            ^^^^^^^
      │
      = hint: figures here are `y`

    error[missing-key]: figure `y` has no `file`
      ┌─ news.toml:6:1
      │
    6 │ [[figure]]
      │ ^^^^^^^^^^
      │
      = hint: write `file = "media/ray.svg"`; data stand in `map`, `timeline`, `chart` or `table`
    "#);
}
