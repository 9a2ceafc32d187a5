//! Running the binary in a folder of its own.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The project's folder.
pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A command of the binary that works in `folder`.
pub fn papersetter(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_papersetter"));
    command.args(args).current_dir(folder).env_remove("NO_COLOR").stdin(std::process::Stdio::null());
    command
}

/// How a run ended.
pub struct Run {
    /// Exit code.
    pub code: i32,
    /// Data.
    pub stdout: String,
    /// Words.
    pub stderr: String,
}

/// Runs the binary; a run that is killed has the code −1.
pub fn run(folder: &Path, args: &[&str]) -> Run {
    let Output { status, stdout, stderr } = papersetter(folder, args).output().unwrap();
    Run {
        code: status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&stdout).into_owned(),
        stderr: String::from_utf8_lossy(&stderr).into_owned(),
    }
}

/// Runs the binary and fails the test unless it ends well.
pub fn done(folder: &Path, args: &[&str]) -> Run {
    let run = run(folder, args);
    assert_eq!(run.code, 0, "{args:?}\n{}\n{}", run.stdout, run.stderr);
    run
}

/// Writes files below a folder.
pub fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Every file below a folder with its bytes, by path.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

/// Copies the bundled banks into `folder/question-banks`.
pub fn with_bundled_banks(folder: &Path) {
    for (name, bytes) in tree(&project().join("question-banks")) {
        let path = folder.join("question-banks").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// The text of each page of a PDF, in the order in which it was drawn.
pub fn page_texts(pdf: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    pages.iter().map(|page| document.extract_text(&[*page]).unwrap()).collect()
}

/// The text of each page of a PDF file.
pub fn pages(file: &Path) -> Vec<String> {
    page_texts(&fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
}

/// The text of a PDF file in one line, one blank between words.
pub fn text(file: &Path) -> String {
    pages(file).join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The content of a JSON file.
pub fn json(file: &Path) -> Value {
    serde_json::from_slice(&fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))).unwrap()
}
