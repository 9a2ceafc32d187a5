//! Drafts to the text of files: `note/1` and `bank/1`, readable, with what was flagged as comments.
//!
//! The first line seals a file: as long as it fits the rest, nobody has changed the file by hand.

mod bank;
mod note;
mod toml;

use super::balance::Thing;
use super::draft::{Draft, Flag, Question};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ops::Range;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path below the folder of the import.
    pub path: String,
    /// Its text, the seal on the first line.
    pub text: String,
    /// Its elements, ascending.
    pub pieces: Vec<Piece>,
}

/// An element of a file that can be taken out alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it is.
    pub thing: Thing,
    /// What the balance calls it.
    pub what: String,
    /// Its line in the foreign text.
    pub line: u32,
}

/// The files of a draft: the note in the folder `notes`, and the bank if there are questions.
pub fn files(draft: &Draft) -> Vec<File> {
    let note = draft.note.as_ref().map(|note| note::file(draft, note));
    let bank = (!draft.questions.is_empty() || !draft.left_out.is_empty()).then(|| bank::file(draft));
    note.into_iter().chain(bank).collect()
}

/// What the first line of a sealed file says before its checksum.
const SEAL: &str = "# papersetter import ";

/// Signs of a checksum.
const CHECKSUM: usize = 16;

/// What it says behind it.
const PROMISE: &str = ": once you change this file, no import writes over it.";

impl File {
    /// Seals a text; the pieces count in it without the seal.
    fn new(path: String, body: &str, pieces: Vec<Piece>) -> File {
        let text = format!("{SEAL}{}{PROMISE}\n{body}", checksum(body));
        let head = text.len() - body.len();
        let moved = |piece: Piece| Piece { range: piece.range.start + head..piece.range.end + head, ..piece };
        File { path, text, pieces: pieces.into_iter().map(moved).collect() }
    }

    /// Whether it is a note, and not a bank.
    pub fn is_note(&self) -> bool {
        self.path.starts_with("notes/")
    }

    /// The text behind the seal.
    pub fn body(&self) -> &str {
        self.text.split_once('\n').map_or("", |(_, body)| body)
    }

    /// The file with the pieces of these names turned into comments, each below its reason.
    pub fn without(&self, reasons: &BTreeMap<String, String>) -> File {
        let mut body = String::with_capacity(self.text.len() + 200);
        let mut pieces = Vec::new();
        let mut done = self.text.len() - self.body().len();
        for piece in &self.pieces {
            body.push_str(self.text.get(done..piece.range.start).unwrap_or_default());
            done = piece.range.end;
            let own = self.text.get(piece.range.clone()).unwrap_or_default();
            let start = body.len();
            match reasons.get(&piece.what) {
                Some(reason) => {
                    let why = format!("Not taken over. Line {}, {}: {reason}.", piece.line, piece.what);
                    body.push_str(&toml::comment(&format!("{why}\n{own}")));
                }
                None => {
                    body.push_str(own);
                    pieces.push(Piece { range: start..body.len(), ..piece.clone() });
                }
            }
        }
        body.push_str(self.text.get(done..).unwrap_or_default());
        File::new(self.path.clone(), &body, pieces)
    }

    /// The piece that a byte of the text lies in.
    pub fn piece_at(&self, byte: usize) -> Option<&Piece> {
        self.pieces.iter().find(|piece| piece.range.contains(&byte))
    }
}

/// What the balance calls a question.
fn question_name(question: &Question) -> String {
    format!("question {}", question.number)
}

/// Whether a file is as an import wrote it.
pub fn is_untouched(text: &str) -> bool {
    // An editor or version control may have changed the ends of lines only.
    let text = crate::source::normalised(text);
    let Some((first, rest)) = text.split_once('\n') else { return false };
    first.strip_prefix(SEAL).and_then(|seal| seal.strip_suffix(PROMISE)).is_some_and(|seal| seal == checksum(rest))
}

/// The ids of questions that a bank of an import has.
pub fn ids(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"'))
}

fn checksum(text: &str) -> String {
    Sha256::digest(text).iter().take(CHECKSUM / 2).map(|byte| format!("{byte:02x}")).collect()
}

/// A file that is being written.
#[derive(Debug, Default)]
struct Writer {
    text: String,
    pieces: Vec<Piece>,
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn key(&mut self, key: &str, value: &str) {
        self.line(&format!("{key} = {value}"));
    }

    /// Flags as comments.
    fn flags(&mut self, flags: &[Flag]) {
        for (line, reason) in flags {
            self.comment(&format!("line {line}: {reason}"));
        }
    }

    fn comment(&mut self, text: &str) {
        self.text.push_str(&toml::comment(text));
    }

    /// Writes an element that can be taken out alone.
    fn piece(&mut self, thing: Thing, what: String, line: u32, write: impl FnOnce(&mut Writer)) {
        let start = self.text.len();
        write(self);
        self.pieces.push(Piece { range: start..self.text.len(), thing, what, line });
    }

    fn file(self, path: String) -> File {
        File::new(path, &self.text, self.pieces)
    }
}
