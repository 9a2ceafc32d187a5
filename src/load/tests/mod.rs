//! What authors see: each message whole, with the input that produces it.

pub(crate) mod faults;
mod folders;
mod fonts;
mod hostile;
mod kinds;
mod patterns;

use crate::diag::{Diagnostics, render};
use crate::model::bank::Bank;
use crate::model::question::Question;
use crate::source::SourceMap;
use std::fs;
use std::path::Path;

/// Writes a file below `root`, with the folders that it lies in.
fn write(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Reads a bank and prints every finding as `check` does.
pub(crate) fn read(text: &str) -> (Option<Bank>, String) {
    let mut sources = SourceMap::default();
    let file = sources.add("banks/a.toml", text);
    let mut found = Diagnostics::default();
    let bank = super::bank::read(&sources, file, "banks/a.toml", false, &mut found);
    found.sort();
    (bank, render::text(&found, &sources, false))
}

/// Reads a bank in English that holds `body`.
pub(crate) fn bank(body: &str) -> (Vec<Question>, String) {
    let (bank, told) = read(&format!("format = \"bank/1\"\n{body}"));
    (bank.map(|bank| bank.questions).unwrap_or_default(), told)
}

/// Reads the only question of a bank, of which nothing may be wrong.
pub(crate) fn question(body: &str) -> Question {
    let (mut questions, told) = bank(&format!("[[question]]\nid = \"q\"\n{body}"));
    assert_eq!(told, "", "{body}");
    assert_eq!(questions.len(), 1, "{body}");
    questions.remove(0)
}
