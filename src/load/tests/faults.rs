//! What is told when something is wrong: `tests/cases/load/*.case`, input and message together.
//!
//! `UPDATE_CASES=1 cargo test cases` writes the messages anew; read the difference before you commit it.

use crate::diag::{Diagnostics, render};
use crate::source::SourceMap;
use std::fs;
use std::path::Path;

const RULE: &str = "\n==== told ====\n";

/// Reads a file of any kind and prints what is told.
fn told(text: &str) -> String {
    let mut sources = SourceMap::default();
    let file = sources.add("banks/a.toml", text);
    let mut found = Diagnostics::default();
    if text.contains("\"note/") {
        crate::load::note::read(&sources, file, "banks/a.toml", false, &mut found);
    } else if text.contains("\"blueprint/") {
        crate::load::blueprint::read(&sources, file, &mut found);
    } else if text.contains("\"pattern/") {
        crate::load::pattern::read(&sources, file, "a.toml", &mut found);
    } else if text.contains("\"syllabus/") {
        crate::load::syllabus::read(&sources, file, &mut found);
    } else if text.contains("\"desk/") {
        crate::load::desk::read(&sources, file, &mut found);
    } else if text.contains("\"words/") {
        crate::load::words::read(&sources, file, &mut found);
    } else {
        crate::load::bank::read(&sources, file, "banks/a.toml", false, &mut found);
    }
    found.sort();
    render::text(&found, &sources, false)
}

#[test]
fn cases_print_what_they_promise() {
    hold("load", told);
}

/// Holds the files of `tests/cases/FOLDER` against what `told` makes of the input above their rule; with `UPDATE_CASES`
/// writes it below.
pub(crate) fn hold(folder: &str, told: fn(&str) -> String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 20, "the cases are gone");
    let mut wrong = Vec::new();
    for path in files {
        let case = fs::read_to_string(&path).unwrap();
        let (input, promised) = case.split_once(RULE).unwrap_or((case.trim_end_matches('\n'), ""));
        let told = told(input);
        if told.trim_end() != promised.trim_end() {
            wrong.push(format!("{}:\n{told}", path.display()));
            if std::env::var_os("UPDATE_CASES").is_some() {
                fs::write(&path, format!("{input}{RULE}{}\n", told.trim_end())).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "other than promised:\n{}", wrong.join("\n"));
}
