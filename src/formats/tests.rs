//! Pages and what becomes of them: `tests/cases/import/*.case`, page, files and account together.
//!
//! `UPDATE_CASES=1 cargo test imported_pages` writes files and accounts anew; read the difference before you commit it.

use super::balance::Balance;
use super::{Surroundings, decode, distinguish, named, write};
use crate::check;
use crate::diag::{Diagnostics, Severity, render};
use crate::load::{self, places};
use crate::model::bank::Library;
use crate::source::SourceMap;
use proptest::prelude::*;
use std::fmt::Write;
use std::time::{Duration, Instant};

fn imported(bytes: &[u8]) -> Result<(Vec<Vec<write::File>>, Balance), String> {
    let decoded = decode(bytes)?;
    let format = named("article").unwrap();
    let mut pages =
        (format.read)(&decoded.text, &Surroundings { places: &[places::built_in()], ..Surroundings::default() });
    distinguish(&mut pages);
    let mut balance = Balance { remarks: decoded.remarks, ..Balance::default() };
    let mut files = Vec::new();
    for page in pages {
        files.extend(page.value.as_ref().map(write::files));
        balance.append(page.losses);
    }
    Ok((files, balance))
}

/// What `check` says of the files of one draft, without what only an author can mend.
fn checked(files: &[write::File]) -> String {
    let mut sources = SourceMap::default();
    let mut found = Diagnostics::default();
    let (mut banks, mut notes) = (Vec::new(), Vec::new());
    for file in files {
        let id = sources.add(file.path.as_str(), &file.text);
        if file.is_note() {
            let read = load::note::read(&sources, id, &file.path, false, &mut found);
            notes.extend(read.map(|(note, _)| note));
        } else {
            banks.extend(load::bank::read(&sources, id, &file.path, false, &mut found));
        }
    }
    let library = Library::new(banks, Default::default()).with_notes(notes, Default::default());
    check::run(&library, None, &mut found);
    let by_author = ["missing-explanation", "longest-key"];
    found.retain(|finding| finding.severity != Severity::Notice && !by_author.contains(&finding.code));
    render::text(&found, &sources, false)
}

/// Files and account as text.
fn told(page: &str) -> String {
    let (files, balance) = match imported(page.as_bytes()) {
        Ok(read) => read,
        Err(sentence) => return format!("{sentence}\n"),
    };
    let mut out = String::new();
    for draft in &files {
        for file in draft {
            let _ = write!(out, "---- {} ----\n{}", file.path, file.body());
        }
        out.push_str(&checked(draft));
    }
    out.push_str("---- account ----\n");
    for (thing, count) in &balance.counts {
        let _ = write!(out, "{}: {} found", thing.several(), count.found());
        for (number, what) in
            [(count.with_losses, "with losses"), (count.unreadable, "unreadable"), (count.refused, "refused")]
        {
            if number > 0 {
                let _ = write!(out, ", {number} {what}");
            }
        }
        out.push('\n');
    }
    for loss in &balance.losses {
        let _ = writeln!(out, "line {}: {} {}: {}", loss.line, loss.what, loss.outcome.name(), loss.reason);
    }
    for skipped in &balance.skipped {
        let _ = writeln!(out, "skipped {}+{} ({}): {}", skipped.line, skipped.lines, skipped.why, skipped.text);
    }
    for remark in &balance.remarks {
        let _ = writeln!(out, "remark: {remark}");
    }
    out
}

#[test]
fn imported_pages_become_what_the_cases_show() {
    load::tests::faults::hold("import", told);
}

/// Everything that must hold for any text.
fn holds_for_any(bytes: &[u8]) {
    let Ok((files, balance)) = imported(bytes) else { return };
    let total = balance.total();
    assert_eq!(total.found(), total.whole + total.with_losses + total.unreadable + total.refused);
    for draft in &files {
        let texts: String = draft.iter().map(|file| file.text.as_str()).collect();
        for file in draft {
            assert!(write::is_untouched(&file.text));
            assert!(!write::is_untouched(&format!("{}#", file.text)));
        }
        let findings = checked(draft);
        assert!(findings.is_empty(), "{findings}\n{texts}");
    }
    let again = imported(bytes).unwrap();
    assert_eq!((files, balance), again, "the same text gives the same files");
}

/// Lines that pages are made of, with slips in them.
fn pieces() -> impl Strategy<Value = String> {
    let lines = [
        "7 Feb 2026·Source: The Daily",
        "3 min",
        "EconomyNEWS",
        "A Headline of Six Plain Words",
        "Key Facts",
        "Background",
        "Frequently Asked Questions",
        "Practice Questions (MCQs)",
        "1.",
        "2.",
        "3. Which of these is not a river?",
        "1. Consider the following statements: 1. It rains. 2. It snows. Which of the statements given above is/are correct?",
        "2. Consider the following:",
        "Which of the statements given above is/are correct?",
        "(a) 1 only",
        "(b) 2 only",
        "(c) Both 1 and 2",
        "(d) Neither 1 nor 2",
        "A.One",
        "B.Two",
        "C.Three {opt:b} *x* $y$",
        "D.All of the above",
        "  • A. First [1](x)",
        "• second\tone",
        "1. `One`",
        "2. Two",
        "Answer: B",
        "Ans) b",
        "Answer: (c) Both 1 and 2",
        "Correct Answer: A [One]",
        "Explanation: Statement 1 is correct. Option (a) holds.",
        "Answers",
        "1-B, 2-C, 3-A",
        "📍Here📍There",
        "Q.1)",
        "प्रश्न 2: कौन-सा?",
        "उत्तर – (b)",
        "(क) एक (ख) दो (ग) तीन",
        "(A) They swim.",
        "(B) They fly.",
        "Choose the correct answer:",
        "(1) (A) only",
        "(2) (A) and (B) only",
        "(3) (B) only",
        "(4) None",
        "Ans. (2)",
        "Statement (A) is correct. Statements (B) and (A) are incorrect; options 1 and 2, or (b), are not.",
        "How many of the above are not correct?",
        "A line of prose that says nothing at all.",
        "",
        "",
        "---",
        "\u{202e}\u{1}\u{fffd}",
        "â€™ ΰ¤",
    ];
    let line = prop_oneof![8 => proptest::sample::select(lines.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,40}"];
    proptest::collection::vec(line, 0..40).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_page_gives_files_that_pass_the_check(page in pieces()) {
        holds_for_any(page.as_bytes());
    }

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        holds_for_any(&bytes);
    }
}

#[test]
fn hostile_pages_end_in_time() {
    let mebibyte = 1 << 20;
    // Many lines take longer than one long one.
    let repeated = |text: &str| text.repeat(mebibyte / text.len() / if text.ends_with('\n') { 8 } else { 1 });
    let pages = [
        repeated("x"),
        repeated("a "),
        repeated("1. "),
        repeated("(a) "),
        repeated("A. x\n"),
        repeated("1. What?\n"),
        repeated("Answer: B\n"),
        repeated("1. (b) 2. (c) 3. (d) "),
        repeated("Key Facts\n\n"),
        repeated("📍"),
        repeated("Explanation:\n"),
        repeated("Consider the following: 1. It. 2. It. "),
        repeated("• x\n"),
        repeated("1-B, 2-C, "),
        repeated("{[(<*_`$\\"),
        repeated("\u{1}\u{2}"),
        repeated("â€™"),
        repeated("EconomyNEWS"),
        repeated("Statement 1 is "),
        format!(
            "1. Which?\n{}\nAnswer: A",
            (0..10_000).map(|at| format!("({at}) x{at}")).collect::<Vec<_>>().join("\n")
        ),
        format!(
            "1. Which?\n{}\nAnswer: A",
            (0..10_000).map(|at| format!("({}) x{at}", at + 1)).collect::<Vec<_>>().join("\n")
        ),
        format!("1. Which? {}\nAnswer: A", "(a) x (b) y (c) z (d) w ".repeat(1500)),
        format!("Quiz\n\n{}", "1. Which?\nA. one\nB. two\nC. three\nAnswer: B\nIt is.\n".repeat(1_000)),
        format!("7 Feb 2026·Source: A\n\nTitle of It\n\n{}", "Key Facts\n\n1.\n\nIt is.\n\n".repeat(1_000)),
        "7 Feb 2026·Source: A\n\nTitle of It\n\nKey Facts\n\n1.\n\nIt is.\n\n".repeat(1_000),
    ];
    for page in pages {
        let start = Instant::now();
        let _ = imported(page.as_bytes());
        let start_of: String = page.chars().take(40).collect();
        // A hang, not a slow machine, takes this long.
        assert!(start.elapsed() < Duration::from_secs(60), "{start_of:?} took {:?}", start.elapsed());
    }
}
