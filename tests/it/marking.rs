//! Rules of marking, from the blueprint to what is printed and recorded.

use crate::common::{done, json, text, tree, write};

const BANK: &str = r#"
format = "bank/1"

[defaults]
explanation = "Because."

[[question]]
id = "four"
stem = "One of four"
options = ["w", "x", "y", "z"]
answer = "b"

[[question]]
id = "two"
kind = "true-false"
stem = "True or false"
answer = true

[[question]]
id = "number"
kind = "numeric"
stem = "A number"
answer = "42"
"#;

const BLUEPRINT: &str = r#"
format = "blueprint/1"
title = "State test"
banks = ["bank.toml"]
sets = ["A", "B"]
seed = 4
not-attempted = true
floor = 0
disqualified = { blank-share = "40%" }

[[section]]
title = "All"
count = 3
marks = { right = 2, wrong = "-1/3 of right", blank = "-1/3 of right" }
"#;

#[test]
fn a_state_test_prints_and_records_its_rules() {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), &[("bank.toml", BANK), ("test.toml", BLUEPRINT)]);
    done(home.path(), &["make", "test.toml"]);
    let out = home.path().join("out/test");
    let paper = text(&out.join("paper-A.pdf"));
    for said in [
        "one-third of the marks of that question (0.67 marks) is deducted",
        "question in which no circle is filled",
        "fill its last circle, “(e) Question not attempted”, and no other",
        "A total of the whole paper below 0 counts as 0",
        "in more than 40% of the 3 questions on the answer sheet, that is in more than 1 question, is disqualified",
    ] {
        assert!(paper.contains(said), "{said}\n{paper}");
    }
    // Once on the cover, and once below each of the two questions with options.
    assert_eq!(paper.matches("Question not attempted").count(), 3, "{paper}");

    let record = json(&out.join("record.json"));
    let slots = record["sets"][0]["slots"].as_array().unwrap();
    for slot in slots {
        let sign = slot["not-attempted"].as_str();
        assert_eq!(sign, (slot["slot"] != "number").then_some("E"), "{slot}");
        assert!(!slot["labels"].as_array().is_some_and(|labels| labels.iter().any(|label| label == "E")), "{slot}");
    }
    let sheet = json(&out.join("sheet.json"));
    let groups = sheet["layouts"][0]["groups"].as_array().unwrap();
    let rows: Vec<_> = groups.iter().filter(|group| group["not-attempted"] == "E").collect();
    assert!(!rows.is_empty());
    for group in rows {
        assert_eq!(group["options"], serde_json::json!(["A", "B", "C", "D", "E"]), "{group}");
    }

    // The record alone prints the same.
    let first = tree(&out);
    done(home.path(), &["make", "--from", "out/test/record.json", "-o", "again"]);
    let again = tree(&home.path().join("again"));
    for name in ["paper-A.pdf", "paper-B.pdf", "sheet.pdf", "sheet.json", "record.json"] {
        assert!(first[name] == again[name], "{name}");
    }
}
