//! Pages to drafts: where files go, what is told, and what is never written over.

use crate::common::{Run, done, json, papersetter, run, tree, write};
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

/// A page with something of everything; the second question contradicts itself.
const PAGE: &str = "\
3 Mar 2026·Source: The Coastal Courier
4 min
EnvironmentNEWS

Gauges to Be Linked

Forty gauges will warn harbours.

Key Facts

1.

Forty gauges will be linked.

UPSC Exam Angles

1.

GS Paper 2: International Relations

Visual Insights

Harbours

Three of them.

📍Mumbai📍Mill Creek

Background

The first gauge was a painted pole.

Practice Questions (MCQs)

1. Consider the following statements about tides:
1. Tides follow the moon.
2. Tides are highest at half moon.
Which of the statements given above is/are correct?
A.1 only
B.2 only
C.Both 1 and 2
D.Neither 1 nor 2
Show Answer
Answer: A
Statement 1 is CORRECT. Statement 2 is INCORRECT: they are highest at full moon.
2. What was the first gauge?
A.A float
B.A painted pole
C.A bell
D.A lamp
Show Answer
Answer: C. A painted pole
";

const NOTE: &str = "question-banks/imported/notes/2026-03-03-gauges-to-be-linked.toml";
const BANK: &str = "question-banks/imported/2026-03-03-gauges-to-be-linked.toml";

/// What is told of losses in [`PAGE`].
const LOSSES: &str = "\
page.txt:27: place `Mill Creek` refused: no list of places has it: say on the map where it is
page.txt:52: question 2 refused: the key is `C`, `A bell`, and beside it stands another option, `A painted pole`
page.txt:43: passed over, buttons and other parts of the page: `Show Answer`
page.txt:51: passed over, buttons and other parts of the page: `Show Answer`
found 11 = 9 whole + 0 with losses + 0 unreadable + 2 refused (1 article, 2 subjects and kind, 1 fact, 1 angle, 1 figure, 2 places, 1 section, 2 questions)
";

fn desk(page: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("papersetter.toml", "format = \"desk/1\"\n"), ("page.txt", page)]);
    folder
}

/// Runs `import -` with these bytes.
fn piped(folder: &Path, args: &[&str], bytes: &[u8]) -> Run {
    let mut command = papersetter(folder, args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap()
}

#[test]
fn a_page_becomes_a_note_and_a_bank_that_pass_the_check() {
    let desk = desk(PAGE);
    let told = done(desk.path(), &["import", "page.txt"]);
    assert_eq!(told.stdout, "");
    assert_eq!(told.stderr, format!("{NOTE}: written\n{BANK}: written\n{LOSSES}"));
    let checked = done(desk.path(), &["check", "--deny-warnings"]);
    assert!(checked.stderr.ends_with("1 question, 1 note, 0 errors, 0 warnings\n"), "{}", checked.stderr);
    insta::assert_snapshot!(read(desk.path(), NOTE), @r#"
    # papersetter import 32e42d7e20a7f7ed: once you change this file, no import writes over it.
    # As the page has it, not yet reviewed: read it before you print it.

    format     = "note/1"
    title      = "Gauges to Be Linked"
    standfirst = "Forty gauges will warn harbours."
    language   = "en"
    date       = 2026-03-03
    publisher  = ["The Coastal Courier"]
    reading-minutes = 4
    kind       = "news"
    subjects   = ["Environment"]
    tags       = ["environment"]
    status     = "draft"

    background = "The first gauge was a painted pole."

    questions = [
      "tides-xcecg8",
    ]

    [[fact]]
    text = "Forty gauges will be linked."

    [[angle]]
    text = "GS Paper 2: International Relations"

    # line 27: no list of places has these: say where they are, `at = [latitude, longitude]`
    # { name = "Mill Creek", at = [?, ?] }
    [[figure]]
    id = "map"
    title = "Harbours"
    caption = "Three of them."
    map = { places = ["Mumbai"] }
    "#);
    insta::assert_snapshot!(read(desk.path(), BANK), @r#"
    # papersetter import f92de12ff95e7039: once you change this file, no import writes over it.
    # Questions as the page has them, not yet reviewed: read each before you print it.

    format   = "bank/1"
    title    = "Gauges to Be Linked"
    language = "en"

    [defaults]
    status = "draft"
    as-of  = 2026-03-03
    tags   = ["environment"]

    [[question]]
    id = "tides-xcecg8"
    kind = "statements"
    stem = "Consider the following statements about tides:"
    statements = [
      { text = "Tides follow the moon.", holds = true },
      { text = "Tides are highest at half moon.", holds = false },
    ]
    codes = ["1", "2", "1 2", "none"]
    explanation = "Statement {st:1} is CORRECT. Statement {st:2} is INCORRECT: they are highest at full moon."

    # Not taken over. Line 52, question 2: the key is `C`, `A bell`, and beside it stands another option, `A painted pole`.
    # [[question]]
    # stem = "What was the first gauge?"
    # options = [
    #   "A float",
    #   "A painted pole",
    #   "A bell",
    #   "A lamp",
    # ]
    # answer = "?"
    "#);
}

#[test]
fn what_a_person_has_changed_is_left_alone_with_its_companion() {
    let desk = desk(PAGE);
    let files = |desk: &tempfile::TempDir| tree(&desk.path().join("question-banks"));
    done(desk.path(), &["import", "page.txt"]);
    let first = files(&desk);
    let again = done(desk.path(), &["import", "page.txt"]);
    assert!(again.stderr.starts_with(&format!("{NOTE}: unchanged\n{BANK}: unchanged\n")), "{}", again.stderr);
    assert_eq!(files(&desk), first);

    // The page is mended: the import replaces what it wrote itself.
    write(desk.path(), &[("page.txt", &PAGE.replace("Answer: C. A", "Answer: B. A"))]);
    let mended = done(desk.path(), &["import", "page.txt"]);
    assert!(mended.stderr.starts_with(&format!("{NOTE}: written again\n{BANK}: written again\n")), "{}", mended.stderr);
    assert!(read(desk.path(), BANK).contains("answer = \"b\""));

    // Other ends of lines are no change of a person.
    let text = read(desk.path(), BANK).replace('\n', "\r\n");
    write(desk.path(), &[(BANK, &text), ("page.txt", PAGE)]);
    done(desk.path(), &["import", "page.txt"]);

    let changed = read(desk.path(), BANK).replace("Tides follow", "All tides follow");
    write(
        desk.path(),
        &[(BANK, &changed), ("page.txt", &PAGE.replace("Forty gauges will be", "Fifty gauges will be"))],
    );
    let kept = files(&desk);
    let told = run(desk.path(), &["import", "page.txt"]);
    assert_eq!(told.code, 1);
    let lines: Vec<&str> = told.stderr.lines().take(3).collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    question-banks/imported/notes/2026-03-03-gauges-to-be-linked.toml: not written: its companion was left alone
    question-banks/imported/2026-03-03-gauges-to-be-linked.toml: left alone: it was changed since its import, or no import wrote it
    move what was left alone away, or write to another folder with `--into DIR`
    "#);
    assert_eq!(files(&desk), kept);

    let told = run(desk.path(), &["import", "page.txt", "--into", "second"]);
    assert_eq!(told.code, 0);
    assert!(desk.path().join("second/notes/2026-03-03-gauges-to-be-linked.toml").is_file());

    // A file of the same name that no import wrote.
    write(desk.path(), &[("third/2026-03-03-gauges-to-be-linked.toml", "format = \"bank/1\"\n")]);
    let told = run(desk.path(), &["import", "page.txt", "--into", "third"]);
    assert_eq!(told.code, 1);
    assert!(!desk.path().join("third/notes").exists());
}

#[test]
fn a_dry_run_shows_everything_and_writes_nothing() {
    let desk = desk(PAGE);
    let before = tree(desk.path());
    let told = done(desk.path(), &["import", "page.txt", "--dry-run"]);
    assert_eq!(tree(desk.path()), before);
    assert_eq!(told.stderr, format!("{NOTE}: would be written\n{BANK}: would be written\n{LOSSES}"));
    done(desk.path(), &["import", "page.txt"]);
    let shown = format!("# {NOTE}\n{}\n# {BANK}\n{}\n", read(desk.path(), NOTE), read(desk.path(), BANK));
    assert_eq!(told.stdout, shown);
}

#[test]
fn the_balance_is_told_to_programs() {
    let desk = desk(PAGE);
    let told = run(desk.path(), &["import", "page.txt", "--format", "json", "--strict"]);
    assert_eq!((told.code, told.stderr.as_str()), (1, ""), "a loss fails a strict import");
    assert!(desk.path().join(BANK).is_file(), "and what came along is written");
    let balance: Value = serde_json::from_str(&told.stdout).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&balance).unwrap(), @r#"
    {
      "balance": {
        "found": 11,
        "refused": 2,
        "unreadable": 0,
        "whole": 9,
        "with-losses": 0
      },
      "files": [
        {
          "path": "question-banks/imported/notes/2026-03-03-gauges-to-be-linked.toml",
          "state": "written"
        },
        {
          "path": "question-banks/imported/2026-03-03-gauges-to-be-linked.toml",
          "state": "written"
        }
      ],
      "kinds": {
        "angles": {
          "found": 1,
          "refused": 0,
          "unreadable": 0,
          "whole": 1,
          "with-losses": 0
        },
        "articles": {
          "found": 1,
          "refused": 0,
          "unreadable": 0,
          "whole": 1,
          "with-losses": 0
        },
        "facts": {
          "found": 1,
          "refused": 0,
          "unreadable": 0,
          "whole": 1,
          "with-losses": 0
        },
        "figures": {
          "found": 1,
          "refused": 0,
          "unreadable": 0,
          "whole": 1,
          "with-losses": 0
        },
        "places": {
          "found": 2,
          "refused": 1,
          "unreadable": 0,
          "whole": 1,
          "with-losses": 0
        },
        "questions": {
          "found": 2,
          "refused": 1,
          "unreadable": 0,
          "whole": 1,
          "with-losses": 0
        },
        "sections": {
          "found": 1,
          "refused": 0,
          "unreadable": 0,
          "whole": 1,
          "with-losses": 0
        },
        "subjects-and-kind": {
          "found": 2,
          "refused": 0,
          "unreadable": 0,
          "whole": 2,
          "with-losses": 0
        }
      },
      "losses": [
        {
          "file": "page.txt",
          "line": 27,
          "outcome": "refused",
          "reason": "no list of places has it: say on the map where it is",
          "what": "place `Mill Creek`"
        },
        {
          "file": "page.txt",
          "line": 52,
          "outcome": "refused",
          "reason": "the key is `C`, `A bell`, and beside it stands another option, `A painted pole`",
          "what": "question 2"
        }
      ],
      "remarks": [],
      "skipped": [
        {
          "file": "page.txt",
          "line": 43,
          "lines": 1,
          "text": "Show Answer",
          "why": "buttons and other parts of the page"
        },
        {
          "file": "page.txt",
          "line": 51,
          "lines": 1,
          "text": "Show Answer",
          "why": "buttons and other parts of the page"
        }
      ]
    }
    "#);
    let number = |key: &str| balance["balance"][key].as_u64().unwrap();
    assert_eq!(number("found"), number("whole") + number("with-losses") + number("unreadable") + number("refused"));

    let whole = PAGE.replace("Answer: C. A", "Answer: B. A").replace("📍Mill Creek", "");
    write(desk.path(), &[("page.txt", &whole)]);
    done(desk.path(), &["import", "page.txt", "--strict"]);
}

#[test]
fn areas_are_those_of_a_syllabus_in_reach() {
    let desk = desk(PAGE);
    let syllabus = "format = \"syllabus/1\"\nid = \"upsc\"\nareas = [\n  { id = \"mains\", name = \"Mains\" },\n  { id = \"mains.gs2\", name = \"General Studies II\", aka = [\"GS Paper 2\"] },\n  { id = \"mains.gs2.ir\", name = \"India and the world\", aka = [\"International Relations\"] },\n]\n";
    write(desk.path(), &[("question-banks/syllabus/upsc.toml", syllabus)]);
    done(desk.path(), &["import", "page.txt"]);
    let note = read(desk.path(), NOTE);
    assert!(note.contains("syllabus   = [\"upsc\"]") && note.contains("area = [\"upsc.mains.gs2.ir\"]"), "{note}");
    done(desk.path(), &["check", "--deny-warnings", "question-banks/imported"]);
}

#[test]
fn places_of_a_list_beside_the_bank_are_known() {
    let desk = desk(PAGE);
    let places = "format = \"places/1\"\nplaces = [{ name = \"Mill Creek\", kind = \"site\", at = [15.5, 73.8] }]\n";
    write(desk.path(), &[("question-banks/places.toml", places)]);
    let told = done(desk.path(), &["import", "page.txt"]);
    assert!(!told.stderr.contains("Mill Creek"), "{}", told.stderr);
    assert!(read(desk.path(), NOTE).contains("places = [\"Mumbai\", \"Mill Creek\"]"));
    done(desk.path(), &["check", "--deny-warnings", "question-banks/imported"]);
}

#[test]
fn standard_input_and_several_files_are_read() {
    let desk = desk(PAGE);
    let quiz = "Q1. Which sea is nearly without tides?\n(a) The Baltic (b) The North Sea (c) The Irish Sea (d) The Yellow Sea\nAns. (a)\n";
    let told = piped(desk.path(), &["import", "-"], quiz.as_bytes());
    assert_eq!(told.code, 0, "{}", told.stderr);
    insta::assert_snapshot!(told.stderr, @r#"
    question-banks/imported/questions.toml: written
    found 1 = 1 whole + 0 with losses + 0 unreadable + 0 refused (1 question)
    "#);

    write(desk.path(), &[("seas.txt", quiz), ("copy.txt", PAGE)]);
    let told = run(desk.path(), &["import", "page.txt", "seas.txt", "copy.txt", "missing.txt"]);
    assert_eq!(told.code, 3, "{}", told.stderr);
    let told = run(desk.path(), &["import", "page.txt", "seas.txt", "copy.txt"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(told.stderr.contains("question-banks/imported/seas.toml: written\n"));
    let copy = "copy.txt:1: article refused: it is the same as the page on line 1 of `page.txt`\n";
    assert!(told.stderr.contains(copy), "{}", told.stderr);
}

#[test]
fn two_pages_in_one_text_are_two_notes() {
    let other = PAGE.replace("3 Mar 2026", "4 Mar 2026").replace("Gauges to Be Linked", "Gauges Are Linked");
    let desk = desk(&format!("{PAGE}\n{other}"));
    done(desk.path(), &["import", "page.txt"]);
    let names: Vec<String> = tree(&desk.path().join("question-banks/imported/notes")).into_keys().collect();
    assert_eq!(names, ["2026-03-03-gauges-to-be-linked.toml", "2026-03-04-gauges-are-linked.toml"]);
    let told = done(desk.path(), &["check", "--deny-warnings"]);
    assert!(told.stderr.contains("2 questions, 2 notes"), "{}", told.stderr);
}

#[test]
fn what_cannot_be_read_is_told_with_the_next_step() {
    let desk = desk("");
    let mut told = String::new();
    let texts: [(&str, &[u8]); 8] = [
        ("nothing", b""),
        ("prose", b"It rained all day, and nobody asked why.\n"),
        ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
        ("word", b"PK\x03\x04\x14\x00\x06\x00word/document.xml"),
        ("html", b"<!DOCTYPE html><html><head><title>Quiz</title></head><body><p>1. Which?</p></body></html>"),
        ("picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
        ("zeroes", &[0; 64]),
        ("lost", "1. ????? ???? ??????\n(a) ???? (b) ????? (c) ??????? (d) ???\nAns. (a)\n".as_bytes()),
    ];
    for (name, bytes) in texts {
        let run = piped(desk.path(), &["import", "-", "--dry-run"], bytes);
        told += &format!("{name} {}: {}", run.code, run.stderr);
    }
    insta::assert_snapshot!(told, @r#"
    nothing 1: error: standard input: it holds no text: save the page that you copied, and try again
    prose 1: error: standard input: it looks like no format that can be read: `papersetter formats` lists them, and `--from` names one
    pdf 1: error: standard input: this is a PDF, not text: open it, select the text, copy it, and save what you paste as a text file
    word 1: error: standard input: this is a packed file such as .docx, not text: open it, copy the text, and save what you paste as a text file
    html 1: error: standard input: this is the source of a web page: open the page in a browser, select all, copy, and save what you paste as a text file
    picture 1: error: standard input: this is a picture, not text: type the text, or let a program read it from the picture
    zeroes 1: error: standard input: this is no text: copy the text of the page and save what you paste as a text file
    lost 0: standard input:1: question 1 unreadable: its letters were lost in a wrong encoding: copy it again from the page
    nothing could be taken over, so no file is written
    found 1 = 0 whole + 0 with losses + 1 unreadable + 0 refused (1 question)
    "#);
    let wrong = [
        vec!["import", "--from", "artcle", "page.txt"],
        vec!["import", "--from", "spreadsheet", "page.txt"],
        vec!["import", "page.txt", "--into", "page.txt"],
        vec!["import", "none.txt"],
    ];
    let told: String = wrong
        .iter()
        .map(|args| {
            let run = run(desk.path(), args);
            format!(
                "{} {}: {}",
                args[1..].join(" "),
                run.code,
                run.stderr.replace(&*desk.path().to_string_lossy(), "DESK")
            )
        })
        .collect();
    insta::assert_snapshot!(told, @r#"
    --from artcle page.txt 2: error: --from: there is no format `artcle`; did you mean `article`?
    --from spreadsheet page.txt 2: error: --from: there is no format `spreadsheet`; `papersetter formats` lists them
    page.txt --into page.txt 2: error: `DESK/page.txt` is a file; give a folder with `--into`
    none.txt 3: error: `DESK/none.txt` does not exist; its folder has `page.txt`
    "#);
}

#[test]
fn wrong_encodings_are_mended_where_that_is_certain() {
    let desk = desk("");
    let quiz =
        "1. “Who” lives at 40° north — at Peking?\n(a) Ein Bär (b) Ein Wal (c) Ein Luchs (d) Ein Aal\nAns. (a)\n";
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(quiz.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let windows: Vec<u8> = quiz
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            '—' => 0x97,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    let plain = piped(desk.path(), &["import", "-", "--dry-run"], quiz.as_bytes()).stdout;
    assert!(plain.contains("Ein Bär") && plain.contains("“Who” lives at 40° north — at"));
    for bytes in [&utf16, &windows] {
        let told = piped(desk.path(), &["import", "-", "--dry-run"], bytes);
        assert_eq!(told.stdout, plain, "{}", told.stderr);
    }
    // Bytes of UTF-8 that were read as Greek.
    let greek = "1. Itβ€™s about which sea?\n(a) The Baltic (b) The North Sea\nAns. (a)\n";
    let told = piped(desk.path(), &["import", "-", "--dry-run"], greek.as_bytes());
    assert!(told.stdout.contains("It’s about which sea?"), "{}\n{}", told.stdout, told.stderr);
}

#[test]
fn hostile_pages_end_with_a_balance() {
    let desk = desk("");
    let options: String = (1..=10_000).map(|at| format!("({at}) name {at}\n")).collect();
    let pages = [
        ("a line of a mebibyte", "x".repeat(1 << 20)),
        ("ten thousand options", format!("1. Which?\n{options}Answer: 3\n")),
        (
            "control characters",
            "1. Wh\u{1}ich\u{202e} sea?\u{7}\n(a) The Baltic\u{0b} (b) The North Sea\u{feff}\nAns. (a)\n".to_owned(),
        ),
        ("marks without end", format!("1. Which? {}\n(a) x (b) y\nAns. (a)\n", "*_`$[".repeat(20_000))),
    ];
    for (name, page) in pages {
        let told = piped(desk.path(), &["import", "--from", "article", "-"], page.as_bytes());
        assert!([0, 1].contains(&told.code), "{name}: {} {}", told.code, told.stderr);
        assert!(told.stderr.len() < 20_000, "{name}");
        if desk.path().join("question-banks").exists() {
            done(desk.path(), &["check"]);
            fs::remove_dir_all(desk.path().join("question-banks")).unwrap();
        }
    }
}

#[test]
fn the_cases_of_the_reader_pass_the_check_as_files() {
    let desk = desk("");
    let cases = tree(&crate::common::project().join("tests/cases/import"));
    for (name, case) in &cases {
        let case = String::from_utf8(case.clone()).unwrap();
        let (page, _) = case.split_once("\n==== told ====\n").unwrap();
        write(desk.path(), &[(&format!("pages/{}", name.replace(".case", ".txt")), page)]);
    }
    let names: Vec<String> = cases.keys().map(|name| format!("pages/{}", name.replace(".case", ".txt"))).collect();
    let args: Vec<&str> = ["import", "--from", "article", "--format", "json"]
        .into_iter()
        .chain(names.iter().map(String::as_str))
        .collect();
    let told = run(desk.path(), &args);
    let balance: Value = serde_json::from_str(&told.stdout).unwrap();
    assert!(balance["files"].as_array().unwrap().len() > 30, "{}", told.stdout);
    done(desk.path(), &["check", "question-banks"]);
}

#[test]
fn formats_are_listed() {
    let desk = desk("");
    let told = done(desk.path(), &["formats"]);
    assert_eq!(
        told.stdout,
        "article  text copied from a current-affairs page or a quiz page: notes and their questions\n"
    );
    assert_eq!(
        told.stderr,
        "`papersetter import --from FORMAT FILE…` reads them; without `--from` the format is detected\n"
    );
}

#[test]
fn a_paper_of_drafts_is_refused_with_what_to_do() {
    let desk = desk(PAGE);
    done(desk.path(), &["import", "page.txt"]);
    let week = "format = \"blueprint/1\"\n[[section]]\nid = \"week\"\nwhere = \"note:2026-03-03-*\"\n";
    fs::write(desk.path().join("week.toml"), week).unwrap();
    fs::write(desk.path().join("two.toml"), format!("{week}count = 2\n")).unwrap();
    let told = ["week.toml", "two.toml"].map(|blueprint| run(desk.path(), &["make", blueprint]).stderr).concat();
    insta::assert_snapshot!(told, @r#"
    error[empty-section]: section `week` has no question
      ┌─ week.toml:4:9
      │
    4 │ where = "note:2026-03-03-*"
      │         ^^^^^^^^^^^^^^^^^^^
      │
      = hint: 1 draft matches: read it, and then write `status = "reviewed"`; or draw drafts with `status:draft` in `where`
      = hint: try its `where` with `papersetter list`

    error[too-few-questions]: section `week` asks for 2, bank has 0
      ┌─ two.toml:5:9
      │
    5 │ count = 2
      │         ^
      │
      = hint: 1 draft matches: read it, and then write `status = "reviewed"`; or draw drafts with `status:draft` in `where`
      = hint: try its `where` with `papersetter list`, and see that `banks` names the right files
    "#);
}

#[test]
fn what_was_imported_makes_a_paper_and_a_sheet() {
    let desk = desk(PAGE);
    done(desk.path(), &["import", "page.txt"]);
    let text = read(desk.path(), BANK).replace("status = \"draft\"", "status = \"reviewed\"");
    write(desk.path(), &[(BANK, &text)]);
    done(desk.path(), &["make", BANK, "-o", "out", "--seed", "3"]);
    let record = json(&desk.path().join("out/record.json"));
    assert!(record.to_string().contains("Tides follow the moon."));
    done(desk.path(), &["revise", NOTE]);
}

#[test]
fn what_no_font_can_print_is_refused_and_pictures_go() {
    let page = "\
📘 Signs of the Vale

1. 👉 Which sign stands on the mill? ✅
A. A wheel 😀
B. A bell
Answer: A
📌 It is of oak. 🌳 It turns.

2. Which sign is 水?
A. Water
B. Wood
Answer: A
";
    let desk = desk(page);
    let told = done(desk.path(), &["import", "page.txt"]);
    assert_eq!(
        told.stderr,
        "\
question-banks/imported/page.toml: written
page.txt:9: question 2 refused: question `sign-fm1b0r` (en): no font for `水` (U+6C34, Han): put a font made for it, \
such as Noto Serif CJK, into a folder and name the folder in `papersetter.toml`: `fonts = \"fonts\"`
found 2 = 1 whole + 0 with losses + 0 unreadable + 1 refused (2 questions)
"
    );
    let bank = read(desk.path(), "question-banks/imported/page.toml");
    for line in [
        "title    = \"Signs of the Vale\"",
        "stem = \"Which sign stands on the mill?\"",
        "  \"A wheel\",",
        "explanation = \"It is of oak. It turns.\"",
    ] {
        assert!(bank.contains(line), "{bank}");
    }
    let checked = done(desk.path(), &["check"]);
    assert!(checked.stderr.contains("1 question, 0 errors"), "{}", checked.stderr);
}

#[test]
fn a_run_that_takes_nothing_over_writes_no_file() {
    let desk = desk("Quiz of the Vale\n\n1. Which river passes the mill?\n(a) Ash\n(b) Brook\n");
    let told = done(desk.path(), &["import", "page.txt"]);
    assert_eq!(
        told.stderr,
        "\
page.txt:3: question 1 refused: the text has no key for it
nothing could be taken over, so no file is written
found 1 = 0 whole + 0 with losses + 0 unreadable + 1 refused (1 question)
"
    );
    assert!(!desk.path().join("question-banks").exists());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_that_leads_out_of_the_desk() {
    let outside = tempfile::tempdir().unwrap();
    for link in ["question-banks", "question-banks/imported", "question-banks/imported/notes"] {
        let desk = desk(PAGE);
        let path = desk.path().join(link);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(outside.path(), &path).unwrap();
        let run = run(desk.path(), &["import", "page.txt"]);
        let real = |path: &Path| path.canonicalize().unwrap().display().to_string();
        let root = real(desk.path());
        assert_eq!(
            (run.code, run.stderr.replace(&root, "DESK").replace(&real(outside.path()), "END")),
            (
                2,
                format!(
                    "error: `DESK/{link}` leads to `END`, outside of `DESK`; take the link away, or name a folder with \
                     `--into`\n"
                )
            )
        );
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    }
}

#[test]
fn a_quiz_that_was_copied_twice_is_a_page_not_an_article() {
    let quiz = "Quiz of the Vale\n\n1. Which river passes the mill?\n(a) Ash\n(b) Brook\nAnswer: b\n";
    let desk = desk(quiz);
    write(desk.path(), &[("again/page.txt", quiz)]);
    let told = done(desk.path(), &["import", "page.txt", "again/page.txt"]);
    assert_eq!(
        told.stderr,
        "\
question-banks/imported/page.toml: written
again/page.txt:1: page refused: it is the same as the page on line 1 of `page.txt`
found 2 = 1 whole + 0 with losses + 0 unreadable + 1 refused (2 questions)
"
    );
}
