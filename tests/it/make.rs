//! `make` as people use it: keeping, swapping, printing again, and what stays on the disk.

use crate::common::{done, json, page_texts, papersetter, run, text, tree, write};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const BLUEPRINT: &str = "format = \"blueprint/1\"\ntitle = \"Test\"\nbanks = [\"bank.toml\"]\nsets = [\"A\", \"B\"]\nseed = 4\n\n[[section]]\ntitle = \"All\"\ncount = 6\n";

fn bank(count: usize) -> String {
    let questions = (0..count).map(|n| {
        format!("\n[[question]]\nid = \"q{n}\"\nstem = \"Stem {n}\"\noptions = [\"w{n}\", \"x{n}\", \"y{n}\", \"z{n}\"]\nanswer = \"b\"\nexplanation = \"Because.\"\n")
    });
    format!("format = \"bank/1\"\n{}", questions.collect::<String>())
}

fn desk() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), &[("bank.toml", &bank(9)), ("test.toml", BLUEPRINT)]);
    let out = home.path().join("out/test");
    (home, out)
}

fn make(home: &Path, more: &[&str]) -> String {
    let mut args = vec!["make", "test.toml"];
    args.extend(more);
    done(home, &args).stderr
}

fn record(out: &Path) -> serde_json::Value {
    json(&out.join("record.json"))
}

/// Slots and keys of every set in printed order.
fn order(out: &Path) -> Vec<String> {
    fs::read_to_string(out.join("key.csv")).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn a_corrected_typo_moves_nothing() {
    let (home, out) = desk();
    make(home.path(), &[]);
    let (before, id) = (order(&out), record(&out)["paper-id"].clone());
    fs::write(home.path().join("bank.toml"), bank(9).replace("Stem", "Question")).unwrap();
    make(home.path(), &["--keep", "out/test/record.json"]);
    assert_eq!(order(&out), before);
    let now = record(&out);
    assert_ne!(now["paper-id"], id, "another text is another paper");
    assert!(out.join("records").join(id.as_str().unwrap()).join("record.json").is_file());
}

#[test]
fn a_swap_changes_one_question() {
    let (home, out) = desk();
    make(home.path(), &[]);
    let before = order(&out);
    let gone = before[1].split(',').nth(2).unwrap().to_owned();
    make(home.path(), &["--keep", "out/test/record.json", "--swap", &gone]);
    let after = order(&out);
    let changed: Vec<_> = before.iter().zip(&after).filter(|(before, after)| before != after).collect();
    assert_eq!(changed.len(), 2, "one row of each set: {changed:?}");
    assert!(changed.iter().all(|(before, _)| before.contains(&format!(",{gone},"))));
    assert!(!after.iter().any(|row| row.contains(&format!(",{gone},"))));
}

#[test]
fn a_record_prints_the_same_bytes_without_the_banks() {
    let (home, out) = desk();
    make(home.path(), &[]);
    let first = tree(&out);
    fs::remove_file(home.path().join("bank.toml")).unwrap();
    fs::remove_file(home.path().join("test.toml")).unwrap();
    for name in ["paper-A.pdf", "key.pdf", "solutions-B.pdf", "key.csv", "sheet.pdf"] {
        fs::remove_file(out.join(name)).unwrap();
    }
    let refused = run(home.path(), &["make", "--from", "out/test/record.json"]);
    assert_eq!(refused.code, 2, "the folder may be one for all sorts of files: {}", refused.stderr);
    done(home.path(), &["make", "--from", "out/test/record.json", "-o", "out/test"]);
    let again = tree(&out);
    for (name, bytes) in &first {
        assert!(again.get(name) == Some(bytes), "{name}");
    }
}

#[test]
fn a_record_set_aside_prints_its_own_paper() {
    let (home, out) = desk();
    make(home.path(), &[]);
    let (first, id) = (tree(&out), record(&out)["paper-id"].as_str().unwrap().to_owned());
    make(home.path(), &["--seed", "5"]);
    assert_ne!(order(&out), String::from_utf8_lossy(&first["key.csv"]).lines().map(str::to_owned).collect::<Vec<_>>());
    done(home.path(), &["make", "--from", &format!("out/test/records/{id}/record.json")]);
    let again = tree(&out);
    assert!(again["paper-A.pdf"] == first["paper-A.pdf"] && again["record.json"] == first["record.json"]);
}

#[test]
fn files_of_another_paper_do_not_stay() {
    let (home, out) = desk();
    make(home.path(), &[]);
    fs::write(out.join("remarks.txt"), "mine").unwrap();
    make(home.path(), &["--seed", "6", "--only", "key"]);
    let files: Vec<String> = tree(&out).into_keys().filter(|name| !name.starts_with("records/")).collect();
    assert_eq!(files, ["key.csv", "key.pdf", "record.json", "remarks.txt"]);
}

#[test]
fn a_dry_run_reports_and_writes_nothing() {
    let (home, out) = desk();
    let run = done(home.path(), &["make", "test.toml", "--dry-run"]);
    assert!(run.stdout.contains("asked for 6; 9 could stand here"), "{}", run.stdout);
    assert!(!out.exists() && !home.path().join("out").exists());
}

#[test]
fn without_a_seed_one_is_drawn_told_and_recorded() {
    let (home, out) = desk();
    fs::write(home.path().join("test.toml"), BLUEPRINT.replace("seed = 4\n", "")).unwrap();
    let told = make(home.path(), &["--only", "report"]);
    let seed = record(&out)["seed"].as_u64().unwrap();
    assert!(told.contains(&format!("seed {seed}")), "{told}");
    make(home.path(), &["--only", "report"]);
    assert_ne!(record(&out)["seed"].as_u64().unwrap(), seed);
}

#[test]
fn sets_of_the_command_line_do_not_change_other_sets() {
    let (home, out) = desk();
    make(home.path(), &["--only", "key"]);
    let of = |set: &str| -> Vec<String> { order(&out).into_iter().filter(|row| row.starts_with(set)).collect() };
    let before = of("B,");
    make(home.path(), &["--only", "key", "--sets", "B,K"]);
    assert_eq!(of("B,"), before);
    assert_eq!(of("A,"), Vec::<String>::new());
    assert_eq!(of("K,").len(), 6);
}

#[test]
fn a_bank_alone_prints_all_of_it() {
    let (home, _) = desk();
    done(home.path(), &["make", "bank.toml", "--seed", "1", "--only", "papers"]);
    assert_eq!(order(&home.path().join("out/bank")).len(), 10);
}

#[test]
fn what_cannot_be_says_so_and_leaves_the_folder() {
    let (home, out) = desk();
    make(home.path(), &[]);
    let before: BTreeMap<String, Vec<u8>> = tree(&out);
    let cases: [(&str, &str, i32); 5] = [
        ("count = 6", "count = 60", 1),
        ("title = \"Test\"", "title = \"Test\"\npattern = \"upsc-prelims\"", 1),
        ("sets = [\"A\", \"B\"]", "sets = [\"A\", \"a\"]", 1),
        ("count = 6", "count = 6\nwhere = \"colour:red\"", 1),
        ("banks = [\"bank.toml\"]", "banks = [\"bank.toml\", \"gone.toml\"]", 1),
    ];
    for (old, new, code) in cases {
        fs::write(home.path().join("test.toml"), BLUEPRINT.replace(old, new)).unwrap();
        let run = run(home.path(), &["make", "test.toml"]);
        assert_eq!(run.code, code, "{new}: {}", run.stderr);
        assert!(run.stderr.contains("test.toml:"), "{new}: {}", run.stderr);
        assert!(tree(&out) == before, "{new}");
    }
    let run = run(home.path(), &["make", "test.toml", "--seed", "99999999999999999999"]);
    assert_eq!(run.code, 2);
}

/// Runs with this text on standard input.
fn piped(home: &Path, args: &[&str], text: &[u8]) -> (i32, Vec<u8>, String) {
    use std::io::Write;
    use std::process::Stdio;
    let mut command = papersetter(home, args);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A run that refuses its command line reads nothing.
    let _ = child.stdin.take().unwrap().write_all(text);
    let output = child.wait_with_output().unwrap();
    (output.status.code().unwrap(), output.stdout, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn an_edited_record_is_not_printed() {
    let (home, out) = desk();
    make(home.path(), &["--only", "key"]);
    let text = fs::read_to_string(out.join("record.json")).unwrap();
    fs::write(out.join("record.json"), text.replacen("Stem", "Stern", 1)).unwrap();
    for args in [&["make", "--from", "out/test/record.json"][..], &["key", "out/test/record.json"]] {
        let refused = run(home.path(), args);
        assert_eq!(refused.code, 1, "{}", refused.stderr);
        assert!(
            refused.stderr.contains("the record was changed after it was written: its paper id is"),
            "{}",
            refused.stderr
        );
    }
}

#[test]
fn the_key_of_a_record_set_aside_stays_with_it() {
    let (home, out) = desk();
    make(home.path(), &["--only", "key"]);
    let id = record(&out)["paper-id"].as_str().unwrap().to_owned();
    make(home.path(), &["--only", "key", "--seed", "5"]);
    let before = order(&out);
    let aside = format!("out/test/records/{id}/record.json");
    done(home.path(), &["key", &aside]);
    assert_eq!(order(&out), before);
    assert!(out.join("records").join(&id).join("key.pdf").is_file());
    let refused = run(home.path(), &["key", &aside, "-o", "out/test"]);
    assert_eq!(refused.code, 2, "{}", refused.stderr);
    assert!(refused.stderr.contains(&format!("this is the key of paper {id}")), "{}", refused.stderr);
    assert_eq!(order(&out), before);
}

#[test]
fn a_bar_means_standard_input_and_output() {
    let (home, out) = desk();
    let (code, _, told) = piped(home.path(), &["make", "-", "--only", "key"], BLUEPRINT.as_bytes());
    assert_eq!(code, 0, "{told}");
    let stdin = home.path().join("out/stdin");
    assert_eq!(order(&stdin).len(), 13);
    let text = fs::read(stdin.join("record.json")).unwrap();
    let (code, csv, told) = piped(home.path(), &["key", "-", "-o", "-"], &text);
    assert_eq!((code, csv), (0, fs::read(stdin.join("key.csv")).unwrap()), "{told}");
    let (code, _, told) = piped(home.path(), &["make", "test.toml", "--only", "key", "--keep", "-"], &text);
    assert_eq!((code, order(&out)), (0, order(&stdin)), "{told}");
    fs::remove_dir_all(&stdin).unwrap();
    let (code, _, told) = piped(home.path(), &["make", "--only", "key", "--from", "-"], &text);
    assert_eq!((code, order(&out)), (0, order(&stdin)), "{told}");
    let (code, _, told) =
        piped(home.path(), &["check", "--no-engine", "-"], bank(2).replace("\"b\"", "\"x\"").as_bytes());
    assert!(code == 1 && told.contains("<standard input>:"), "{told}");
    let (code, _, told) = piped(home.path(), &["make", "-", "--keep", "-"], b"");
    assert!(code == 2 && told.contains("standard input can be read once"), "{told}");
    let (code, png, told) = piped(home.path(), &["show", "q1", "--bank", "bank.toml", "--png", "-"], b"");
    assert!(code == 0 && png.starts_with(b"\x89PNG"), "{told}");
    assert!(!home.path().join("-").exists());
}

#[test]
fn an_own_template_is_part_of_the_record() {
    let (home, out) = desk();
    done(home.path(), &["new", "with", "--templates"]);
    let text = fs::read_to_string(home.path().join("with/templates/paper.typ")).unwrap();
    fs::write(home.path().join("own.typ"), format!("// mine\n{text}")).unwrap();
    make(home.path(), &["--only", "papers", "--template", "own.typ"]);
    let (first, file) = (tree(&out), record(&out)["template"].as_str().unwrap().to_owned());
    assert!(first[&file].starts_with(b"// mine"), "{file}");
    fs::remove_file(home.path().join("own.typ")).unwrap();
    let told = done(home.path(), &["make", "--only", "papers", "--from", "out/test/record.json"]).stderr;
    assert!(told.contains("a template is a program"), "{told}");
    assert!(tree(&out) == first);
}

#[test]
fn a_record_is_read_after_an_interrupted_run() {
    let (home, out) = desk();
    make(home.path(), &["--only", "key,report"]);
    assert_eq!(json(&out.join("report.json"))["paper-id"], record(&out)["paper-id"]);
    fs::rename(&out, home.path().join("out/.test.previous")).unwrap();
    done(home.path(), &["key", "out/test/record.json"]);
    assert!(out.join("key.pdf").is_file() && !home.path().join("out/.test.previous").exists());
}

#[test]
fn only_a_sheet_of_several_sets_asks_for_the_circle_of_the_set() {
    let (home, out) = desk();
    for (sets, asks) in [("A,B", true), ("A", false)] {
        make(home.path(), &["--only", "sheet", "--sets", sets]);
        let text = text(&out.join("sheet.pdf"));
        assert!(text.contains("Write your roll number"), "{text}");
        assert_eq!(text.contains("circle of your set"), asks, "{text}");
    }
}

#[test]
fn sets_that_are_the_same_are_told() {
    let (home, _) = desk();
    assert!(!make(home.path(), &["--only", "key"]).contains("are the same"));
    fs::write(home.path().join("test.toml"), BLUEPRINT.replace("seed = 4\n", "seed = 4\nshuffle = []\n")).unwrap();
    let told = make(home.path(), &["--only", "key"]);
    assert!(told.contains("warning: the sets A and B are the same, slot by slot"), "{told}");
    let refused = run(home.path(), &["make", "test.toml", "--sets", "A,a"]);
    assert!(refused.code == 2 && refused.stderr.contains("called the same"), "{}", refused.stderr);
}

#[test]
fn faults_of_a_blueprint_come_before_missing_banks() {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), &[("test.toml", "format = \"blueprint/1\"\nbancs = [\"bank.toml\"]\n")]);
    for command in [&["make", "test.toml"][..], &["check", "test.toml"]] {
        let refused = run(home.path(), command);
        assert_eq!(refused.code, 1, "{}", refused.stderr);
        assert!(refused.stderr.contains("bancs"), "{}", refused.stderr);
    }
}

#[test]
fn missing_files_of_the_desk_file_are_told_in_a_sentence() {
    let (home, _) = desk();
    write(
        home.path(),
        &[("papersetter.toml", "format = \"desk/1\"\ntemplate = \"gone.typ\"\ntrusted = [\"lost.toml\"]\n")],
    );
    let refused = run(home.path(), &["make", "test.toml"]);
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    assert!(refused.stderr.contains("names the template `gone.typ`, which does not exist"), "{}", refused.stderr);
    let told = done(home.path(), &["check", "--no-engine", "test.toml"]).stderr;
    assert!(told.contains("there is no file `lost.toml`"), "{told}");
}

#[test]
fn another_folder_is_not_taken_over() {
    let (home, _) = desk();
    write(home.path(), &[("letters/one.txt", "dear")]);
    let refused = run(home.path(), &["make", "test.toml", "-o", "letters"]);
    assert_eq!((refused.code, tree(&home.path().join("letters")).len()), (2, 1), "{}", refused.stderr);
    let refused = run(home.path(), &["make", "test.toml", "-o", "."]);
    assert_eq!(refused.code, 2, "{}", refused.stderr);
}

#[test]
fn questions_of_earlier_papers_are_known_to_queries() {
    let (home, out) = desk();
    make(home.path(), &["--only", "report"]);
    let ids = |query: &str| {
        done(home.path(), &["list", "--bank", "bank.toml", "--format", "csv", query]).stdout.lines().count() - 1
    };
    assert_eq!((ids("used:any"), ids("-used:any")), (6, 3));
    let paper = record(&out)["paper-id"].as_str().unwrap().to_owned();
    assert_eq!(ids(&format!("used:{paper}")), 6);
}

#[test]
fn a_booklet_that_is_answered_in_has_no_answer_sheet_and_comes_back_from_its_record() {
    let home = tempfile::tempdir().unwrap();
    let written =
        "\n[[question]]\nid = \"why\"\nkind = \"short\"\nmarks = 3\nstem = \"Why?\"\nmodel-answer = \"So.\"\n";
    let blueprint = BLUEPRINT.replace("seed = 4", "seed = 4\nanswers = \"booklet\"").replace("count = 6", "count = 10");
    write(home.path(), &[("bank.toml", &(bank(9) + written)), ("test.toml", &blueprint)]);
    let out = home.path().join("out/test");
    make(home.path(), &[]);
    let files = tree(&out);
    assert!(files.keys().all(|name| !name.starts_with("sheet")), "{:?}", files.keys());
    assert_eq!(record(&out)["blueprint"]["answers"], "booklet");
    let text = page_texts(&files["paper-A.pdf"]).concat();
    assert!(text.contains("QUESTION-CUM-ANSWER BOOKLET") && text.contains("draw a ring round"), "{text}");
    done(home.path(), &["make", "--from", "out/test/record.json", "-o", "out/again"]);
    assert_eq!(tree(&home.path().join("out/again"))["paper-A.pdf"], files["paper-A.pdf"]);
}

#[test]
fn tables_for_excel_begin_with_a_byte_order_mark() {
    let (home, out) = desk();
    make(home.path(), &[]);
    let (table, id) = (fs::read(out.join("key.csv")).unwrap(), record(&out)["paper-id"].clone());
    assert!(table.starts_with(b"set,number,id"));
    write(home.path(), &[("papersetter.toml", "format = \"desk/1\"\nbanks = [\"bank.toml\"]\ncsv = \"excel\"\n")]);
    let marked = [&b"\xEF\xBB\xBF"[..], &table].concat();
    make(home.path(), &[]);
    assert!(fs::read(out.join("key.csv")).unwrap() == marked && record(&out)["paper-id"] == id);
    // What is printed again, or kept, does not look at the table.
    fs::remove_file(out.join("key.csv")).unwrap();
    done(home.path(), &["key", "out/test/record.json"]);
    assert!(fs::read(out.join("key.csv")).unwrap() == marked);
    done(home.path(), &["make", "--from", "out/test/record.json"]);
    make(home.path(), &["--keep", "out/test/record.json"]);
    assert!(fs::read(out.join("key.csv")).unwrap() == marked && record(&out)["paper-id"] == id);
    // What the desk file of the record says counts, also where it is the default.
    write(home.path(), &[("out/papersetter.toml", "format = \"desk/1\"\ncsv = \"programs\"\n")]);
    let shown = done(home.path(), &["key", "out/test/record.json", "-o", "-"]).stdout;
    assert!(shown.as_bytes() == table, "{shown}");
    fs::remove_file(home.path().join("out/papersetter.toml")).unwrap();
    for args in [
        &["key", "out/test/record.json", "-o", "-"][..],
        &["list", "--format", "csv"],
        &["list", "--count-by", "kind", "--format", "csv"],
    ] {
        let shown = done(home.path(), args).stdout;
        assert_eq!(shown.matches('\u{feff}').count(), 1, "{args:?}: {shown}");
        assert!(shown.starts_with('\u{feff}'), "{args:?}: {shown}");
    }
}

#[test]
#[cfg(unix)]
fn what_is_said_of_files_that_cannot_be_used_ends_with_a_next_step() {
    let (home, _) = desk();
    let other = tempfile::tempdir().unwrap();
    let pattern = crate::common::project().join("templates/patterns/class-test.toml");
    fs::copy(&pattern, other.path().join("p.toml")).unwrap();
    let over = |pattern: &str| format!("format = \"blueprint/1\"\npattern = \"{pattern}\"\nbanks = [\"bank.toml\"]\n");
    write(
        home.path(),
        &[
            ("notes.txt", ""),
            ("linked.toml", &over("link.toml")),
            ("folder.toml", &over("folder/p.toml")),
            ("outside.toml", &over("../p.toml")),
            ("nowhere.toml", &over("dangling.toml")),
            ("folder/p.toml/x.txt", ""),
        ],
    );
    std::os::unix::fs::symlink(other.path().join("p.toml"), home.path().join("link.toml")).unwrap();
    std::os::unix::fs::symlink("gone", home.path().join("dangling.toml")).unwrap();
    let outside = other.path().join("p.toml").display().to_string();
    let mut told = String::new();
    for args in [
        &["make", "tset.toml"][..],
        &["make", "bank.tmol"],
        &["make", "mock.toml"],
        &["make", "papers/test.toml"],
        &["check", "dangling.toml"],
        &["make", "test.toml", "--keep", "recrod.json"],
        &["key"],
        &["make", "test.toml", "-o", "notes.txt"],
        &["make", "linked.toml"],
        &["make", "folder.toml"],
        &["make", "outside.toml"],
        &["make", "nowhere.toml"],
        &["check", "test.toml", &outside],
    ] {
        let run = run(home.path(), args);
        assert_ne!(run.code, 0, "{args:?}");
        told += &format!("$ papersetter {}\n{}\n", args.join(" "), run.stderr);
    }
    for (folder, name) in [(home.path(), "HOME"), (other.path(), "OTHER")] {
        let real = folder.canonicalize().unwrap();
        told = told.replace(&real.display().to_string(), name).replace(&folder.display().to_string(), name);
    }
    insta::assert_snapshot!("next_steps", told);
}
