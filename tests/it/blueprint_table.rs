//! The blueprint table that is handed in with a paper.

use crate::common::{done, page_texts, run, tree, with_bundled_banks, write};
use std::fs;
use std::path::Path;

const SYLLABUS: &str = r#"format = "syllabus/1"
id = "school"
areas = [
  { id = "physics", name = "Physics" },
  { id = "physics.light", name = "Light", lang.hi.name = "प्रकाश" },
  { id = "physics.light.mirrors", name = "Mirrors" },
  { id = "physics.heat", name = "Heat" },
  { id = "physics.sound", name = "Sound" },
]
groupings = [{ id = "waves", name = "Waves", areas = ["physics.light", "physics.sound"] }]
"#;

const BLUEPRINT: &str = r#"format = "blueprint/1"
title = "Unit Test"
banks = ["bank.toml"]
seed = 1
blueprint-table = true
shuffle = []

[[section]]
title = "Short"
count = 3
where = "marks:1"
quota = [
  { where = "area:school.physics.light", min = 1, max = 2 },
  { where = "area:school.physics.sound OR area:school.waves", max = 3 },
  { where = "difficulty:easy cognitive:remember", min = 1 },
  { where = "(tag:none OR kind:choice) -kind:order", min = 3, max = 3 },
]

[[section]]
title = "Long"
count = 2
or = 1
where = "kind:short marks:3"
quota = [{ where = "kind:short,long marks:2..3", share = "100%" }]
"#;

fn bank() -> String {
    let choice = |id: &str, area: &str, more: &str| {
        format!(
            "[[question]]\nid = \"{id}\"\narea = {area}\nstem = \"What is {id}?\"\noptions = [\"p\", \"q\"]\nanswer = \"a\"\n{more}\n"
        )
    };
    let short = |id: &str, area: &str| {
        format!(
            "[[question]]\nid = \"{id}\"\narea = \"{area}\"\nkind = \"short\"\nmarks = 3\nstem = \"Why {id}?\"\nmodel-answer = \"So.\"\n"
        )
    };
    [
        "format = \"bank/1\"\nsyllabus = [\"school\"]\n".to_owned(),
        choice(
            "m1",
            "[\"school.physics.light.mirrors\", \"school.physics.heat\"]",
            "cognitive = \"remember\"\ndifficulty = \"easy\"",
        ),
        choice("l1", "\"school.physics.light\"", "cognitive = \"apply\"\ndifficulty = \"hard\""),
        choice("h1", "\"school.physics.heat\"", "cognitive = \"apply\""),
        short("s1", "school.physics.heat"),
        short("s2", "school.physics.heat"),
        short("s3", "school.physics.light"),
    ]
    .concat()
}

fn desk() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), &[("bank.toml", &bank()), ("syllabus/school.toml", SYLLABUS), ("test.toml", BLUEPRINT)]);
    home
}

/// The text of the only page of a PDF, blanks apart.
fn page(path: &Path) -> String {
    let pages = page_texts(&fs::read(path).unwrap());
    assert_eq!(pages.len(), 1);
    pages[0].split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn units_levels_and_quotas_stand_in_the_table() {
    let home = desk();
    let told = done(home.path(), &["make", "test.toml"]).stderr;
    assert!(told.contains("out/test/: blueprint.pdf, key.csv"), "{told}");
    let text = page(&home.path().join("out/test/blueprint.pdf"));
    let id = text.split("Paper ").nth(1).unwrap().split(' ').next().unwrap();
    let (body, foot) = text.split_once("2 to 3 marks 2 2").unwrap();
    assert!(foot.ends_with("1 of 1 Not to be handed out before the examination"), "{foot}");
    insta::assert_snapshot!("blueprint_table", body.replace(id, "ID").replace(" Total", "\nTotal"));
    write(home.path(), &[("test.toml", &BLUEPRINT.replace("seed =", "languages = [\"hi\"]\nseed ="))]);
    done(home.path(), &["make", "test.toml", "--only", "blueprint"]);
    let text = page(&home.path().join("out/test/blueprint.pdf"));
    assert!(text.contains("3 (3)") && text.contains("5 (9)") && !text.contains("Light"), "{text}");
}

#[test]
fn the_table_is_made_where_it_is_asked_for_and_stands_in_no_other_file() {
    let home = desk();
    let out = home.path().join("out/test");
    done(home.path(), &["make", "test.toml"]);
    let first = tree(&out);
    for name in ["paper-A.pdf", "sheet.pdf"] {
        let text = page_texts(&first[name]).concat();
        assert!(!text.contains("BLUEPRINT") && !text.contains("Mirrors") && !text.contains("Light"), "{text}");
    }
    // Printed from the record alone it is the same.
    for name in ["bank.toml", "test.toml", "syllabus/school.toml", "out/test/blueprint.pdf"] {
        fs::remove_file(home.path().join(name)).unwrap();
    }
    done(home.path(), &["make", "--from", "out/test/record.json"]);
    assert!(tree(&out) == first);
    // Another paper, which asks for no table, leaves none.
    let plain = BLUEPRINT.replace("blueprint-table = true\n", "").replace("seed = 1", "seed = 2");
    write(home.path(), &[("bank.toml", &bank()), ("syllabus/school.toml", SYLLABUS), ("test.toml", &plain)]);
    done(home.path(), &["make", "test.toml"]);
    assert!(!out.join("blueprint.pdf").exists());
    let record = fs::read_to_string(out.join("record.json")).unwrap();
    assert!(!record.contains("\"quotas\"") && !record.contains("\"school.physics\""), "{record}");
    // Who asks for it on the command line gets it; the paper is the same one.
    done(home.path(), &["make", "test.toml", "--only", "blueprint"]);
    let text = page(&out.join("blueprint.pdf"));
    assert!(text.contains("Light") && text.contains("at most 3"), "{text}");
    assert!(fs::read_to_string(out.join("record.json")).unwrap() == record);
}

#[test]
fn the_papers_of_the_board_come_with_their_table() {
    let home = tempfile::tempdir().unwrap();
    with_bundled_banks(home.path());
    let made = done(home.path(), &["make", "question-banks/blueprints/cbse-science-80.toml", "--only", "blueprint"]);
    assert!(made.stderr.contains("39 questions, 80 marks"), "{}", made.stderr);
    let text = page(&home.path().join("out/cbse-science-80/blueprint.pdf"));
    assert!(text.contains("Effects of Current") && text.contains("39 (80) 100"), "{text}");
    let refused = run(home.path(), &["make", "x.toml", "--only", "table"]);
    assert!(
        refused.stderr.contains("possible values: papers, key, solutions, sheet, report, blueprint"),
        "{}",
        refused.stderr
    );
}
