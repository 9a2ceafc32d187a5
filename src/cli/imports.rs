//! Files of an import: held against the checks before they are written, and never written over what a person changed.

use super::exit::Error;
use super::output;
use crate::check;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::formats::draft::Draft;
use crate::formats::{Balance, write};
use crate::load;
use crate::model::bank::{Library, Syllabus};
use crate::render::FontSet;
use crate::render::probe::Probe;
use crate::source::{FileId, SourceMap};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Rounds of checking: what is taken out may be named elsewhere.
const MOST_ROUNDS: usize = 4;

/// The files of a draft without what `check` would refuse; that becomes a comment and a loss.
///
/// None where something outside every element is wrong; that is a loss, too. None where nothing is left but comments.
pub fn sound(
    draft: &Draft,
    syllabi: &BTreeMap<String, Syllabus>,
    fonts: &FontSet,
    balance: &mut Balance,
) -> Vec<write::File> {
    let named = syllabi.iter().filter(|(id, _)| draft.syllabus.contains(id));
    let syllabi: BTreeMap<String, Syllabus> = named.map(|(id, syllabus)| (id.clone(), syllabus.clone())).collect();
    let mut files = write::files(draft);
    for _ in 0..MOST_ROUNDS {
        let errors = errors(&files, &syllabi, fonts);
        if errors.is_empty() {
            let empty = files.iter().all(|file| !file.is_note() && file.pieces.is_empty());
            return if empty { Vec::new() } else { files };
        }
        let mut reasons: BTreeMap<String, String> = BTreeMap::new();
        let mut counted = BTreeSet::new();
        for (at, error) in &errors {
            let byte = error.span.map_or(0, |span| span.start as usize);
            let piece = files.get(*at).and_then(|file| file.piece_at(byte));
            let Some(piece) = piece else {
                balance.refuse_all(draft.line, &reason(error));
                return Vec::new();
            };
            if counted.insert(piece.what.clone()) && !reasons.contains_key(&piece.what) {
                balance.refuse(piece.thing, &piece.what, piece.line, reason(error));
            }
            reasons.entry(piece.what.clone()).or_insert_with(|| reason(error));
        }
        files = files.iter().map(|file| file.without(&reasons)).collect();
    }
    balance.refuse_all(draft.line, "what is wrong with it cannot be taken out alone");
    Vec::new()
}

/// What is wrong, with the next step.
fn reason(error: &Diagnostic) -> String {
    error.hints.first().map_or(error.message.clone(), |hint| format!("{}: {hint}", error.message))
}

/// The errors of files that belong together, each with the place of its file.
fn errors(files: &[write::File], syllabi: &BTreeMap<String, Syllabus>, fonts: &FontSet) -> Vec<(usize, Diagnostic)> {
    let mut sources = SourceMap::default();
    let mut found = Diagnostics::default();
    let (mut banks, mut notes) = (Vec::new(), Vec::new());
    let mut ids: Vec<FileId> = Vec::new();
    for file in files {
        let id = sources.add(file.path.as_str(), &file.text);
        ids.push(id);
        if file.is_note() {
            notes.extend(load::note::read(&sources, id, &file.path, false, &mut found).map(|(note, _)| note));
        } else {
            banks.extend(load::bank::read(&sources, id, &file.path, false, &mut found));
        }
    }
    let library = Library::new(banks, syllabi.clone()).with_notes(notes, BTreeMap::new());
    check::errors(&library, &mut found);
    let mut probe = Probe::new(fonts.clone());
    library.questions().for_each(|question| probe.question(question));
    library.notes.iter().for_each(|note| probe.note(note));
    probe.run(&mut found);
    let place = |diagnostic: &Diagnostic| {
        let file = diagnostic.span.map(|span| span.file);
        file.and_then(|file| ids.iter().position(|id| *id == file)).unwrap_or(0)
    };
    let errors = found.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors.map(|diagnostic| (place(&diagnostic), diagnostic)).collect()
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// There was none before.
    New,
    /// An earlier import's was replaced.
    Again,
    /// An earlier import's holds the same.
    Same,
    /// It would be written.
    Planned,
    /// A person has changed it, or it is no import's: it was left alone.
    Kept,
    /// Its companion was left alone, so it was not written either.
    WithKept,
    /// An earlier import of the same name holds other questions.
    Other,
}

impl Written {
    /// What is told.
    pub fn name(self) -> &'static str {
        match self {
            Written::New => "written",
            Written::Again => "written again",
            Written::Same => "unchanged",
            Written::Planned => "would be written",
            Written::Kept => "left alone: it was changed since its import, or no import wrote it",
            Written::WithKept => "not written: its companion was left alone",
            Written::Other => "left alone: an earlier import of this name holds other questions",
        }
    }

    /// What programs are told.
    pub fn key(self) -> &'static str {
        match self {
            Written::New => "written",
            Written::Again => "written-again",
            Written::Same => "unchanged",
            Written::Planned => "planned",
            Written::Kept => "left-alone",
            Written::WithKept => "companion-left-alone",
            Written::Other => "other-questions",
        }
    }

    /// Whether the import did not get its will.
    pub fn is_failure(self) -> bool {
        matches!(self, Written::Kept | Written::WithKept | Written::Other)
    }
}

/// Writes the files of one draft, all of them or none.
///
/// # Errors
///
/// [`Error::Disk`] where a file cannot be read or written.
pub fn write(folder: &Path, files: &[write::File], dry_run: bool) -> Result<Vec<(PathBuf, Written)>, Error> {
    let has_note = files.iter().any(write::File::is_note);
    let mut states = Vec::with_capacity(files.len());
    for file in files {
        let path = folder.join(&file.path);
        let state = state(&path, file, has_note)?;
        states.push((path, state));
    }
    let stopped = states.iter().any(|(_, state)| state.is_failure());
    for ((path, state), file) in states.iter_mut().zip(files) {
        if stopped {
            *state = if state.is_failure() { *state } else { Written::WithKept };
        } else if dry_run {
            *state = if *state == Written::Same { Written::Same } else { Written::Planned };
        } else if *state != Written::Same {
            output::write_file(path, file.text.as_bytes())?;
        }
    }
    Ok(states)
}

/// What writing a file would do.
fn state(path: &Path, file: &write::File, has_note: bool) -> Result<Written, Error> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Written::New),
        Err(error) => return Err(Error::disk("read", path)(error)),
    };
    let Ok(text) = String::from_utf8(bytes) else { return Ok(Written::Kept) };
    if text == file.text {
        return Ok(Written::Same);
    }
    if !write::is_untouched(&text) {
        return Ok(Written::Kept);
    }
    // A note's name is its day and title; a bank without one is named by its file or title, which others may share.
    let ids: BTreeSet<&str> = write::ids(&file.text).collect();
    let shared = has_note || ids.is_empty() || write::ids(&text).any(|id| ids.contains(id));
    Ok(if shared { Written::Again } else { Written::Other })
}
