//! The only part of reading that touches the disk: finds the working folder, walks banks, reads files and pictures.
//!
//! Paths come in as typed on the command line or in files; models and findings go out. Nothing outside the working
//! folder is read, wherever a path or a link leads.

mod missing;
mod patterns;
mod places;
mod words;

use super::kind::{Head, head};
use super::media::{MOST_BYTES, Media};
use super::table::{listed, shown};
use super::words::WordBook;
use super::{Error, bank, blueprint, desk, note, syllabus};
use crate::diag::{Diagnostic, Diagnostics, nearest};
use crate::model::bank::{Bank, Library, Syllabus};
use crate::model::blueprint::{Blueprint, Desk, Located};
use crate::model::note::Note;
use crate::model::question::Question;
use crate::source::{FileId, SourceMap, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

mod fonts;

pub use super::kind::FileKind;
pub(super) use missing::next_step;

/// The file that marks the root of a working folder.
pub const DESK_FILE: &str = "papersetter.toml";

/// The largest file of text, in bytes; a bank of 100,000 questions has about 60 million.
const MOST_TEXT: u64 = 128 * 1024 * 1024;

/// Folders inside folders; real banks have three.
const DEEPEST: usize = 32;

/// What standard input is called where a path is wanted.
pub const STANDARD_INPUT: &str = "<standard input>";

/// A working folder: its root, the desk file, and the text of every file read so far.
#[derive(Debug)]
pub struct Workspace {
    /// The root, without links in its path.
    pub root: PathBuf,
    /// The text of every file read, named by its path from the root.
    pub sources: SourceMap,
    /// The desk file, or its defaults where there is none.
    pub desk: Desk,
    /// The fixed words that papers may be printed with.
    pub words: WordBook,
    /// Standard input by its path from the root: it stands in the current folder.
    given: Option<(String, Vec<u8>)>,
}

impl Workspace {
    /// Finds the root of a run and reads its desk file.
    ///
    /// The root is the nearest folder with `papersetter.toml`, from `first` (the first file named) or else from
    /// `current` upwards; without one it is `current` where `first` lies below it, else the folder of `first`.
    ///
    /// # Errors
    ///
    /// [`Error::Disk`] where a folder or the desk file cannot be read, or `first` does not exist.
    pub fn open(first: Option<&Path>, current: &Path, found: &mut Diagnostics) -> Result<Workspace, Error> {
        let current = real(current)?;
        let start = match first {
            None => current.clone(),
            Some(first) => {
                let first = real(&current.join(first))?;
                if first.is_dir() { first } else { first.parent().unwrap_or(&current).to_owned() }
            }
        };
        let marked = start.ancestors().find(|folder| folder.join(DESK_FILE).is_file());
        let root = match marked {
            Some(folder) => folder.to_owned(),
            None if start.starts_with(&current) => current,
            None => start,
        };
        let (sources, desk, words) = (SourceMap::default(), Desk::default(), WordBook::default());
        let mut workspace = Workspace { root, sources, desk, words, given: None };
        if marked_by_desk(&workspace.root)
            && let Some(file) = workspace.take_in(DESK_FILE, None, found)?
            && let Some(desk) = desk::read(&workspace.sources, file, found)
        {
            workspace.desk = desk;
            workspace.desk_media(found);
            workspace.desk_words(found)?;
        }
        Ok(workspace)
    }

    /// Takes standard input as a file of the folder `current`, known by the path [`STANDARD_INPUT`].
    ///
    /// # Errors
    ///
    /// As [`Workspace::inside`] for the folder.
    pub fn give(&mut self, bytes: Vec<u8>, current: &Path) -> Result<(), Error> {
        let folder = self.inside(current)?;
        let name = if folder.is_empty() { STANDARD_INPUT.to_owned() } else { format!("{folder}/{STANDARD_INPUT}") };
        self.given = Some((name, bytes));
        Ok(())
    }

    /// The path from the root, with `/`, of a file named on the command line.
    ///
    /// # Errors
    ///
    /// [`Error::Disk`] where it does not exist, [`Error::Outside`] where it lies outside the root.
    pub fn inside(&self, path: &Path) -> Result<String, Error> {
        if let Some((name, _)) = self.given.as_ref().filter(|_| path == Path::new(STANDARD_INPUT)) {
            return Ok(name.clone());
        }
        let real = real(path)?;
        self.relative(&real).ok_or_else(|| Error::Outside { path: path.to_owned(), root: self.root.clone() })
    }

    fn relative(&self, real: &Path) -> Option<String> {
        let below = real.strip_prefix(&self.root).ok()?;
        let steps: Option<Vec<&str>> = below.components().map(|step| step.as_os_str().to_str()).collect();
        Some(steps?.join("/"))
    }

    /// The kind of a file named on the command line. `None` where it does not say; that is told.
    ///
    /// # Errors
    ///
    /// As [`Workspace::inside`].
    pub fn kind_of(&mut self, path: &Path, found: &mut Diagnostics) -> Result<Option<FileKind>, Error> {
        let inside = self.inside(path)?;
        let Some(text) = self.text(&inside, None, found)? else { return Ok(None) };
        match head(&text) {
            Head::Kind(kind) => Ok(Some(kind)),
            Head::Unknown(typed) => {
                let file = self.sources.add(inside.as_str(), &text);
                let message = format!("`{}` is no format of papersetter", shown(&typed));
                let kinds = FileKind::formats();
                let kind = typed.split('/').next().unwrap_or_default();
                let hint = match nearest(kind, kinds) {
                    Some(near) => format!("did you mean `{near}/1`?"),
                    None => "a bank begins with `format = \"bank/1\"`".to_owned(),
                };
                found.push(Diagnostic::error("wrong-format", message).at(start_of(file)).hint(hint));
                Ok(None)
            }
            Head::Silent => {
                let file = self.sources.add(inside.as_str(), &text);
                let message = "the file does not say what it is";
                let diagnostic = Diagnostic::error("wrong-format", message).at(start_of(file));
                found.push(diagnostic.hint("begin it with `format = \"bank/1\"`, or `\"blueprint/1\"`"));
                Ok(None)
            }
        }
    }

    /// Reads a blueprint named on the command line, put over the pattern that it names. `None` where it cannot be read as one; that is told.
    ///
    /// # Errors
    ///
    /// As [`Workspace::inside`].
    pub fn blueprint(&mut self, path: &Path, found: &mut Diagnostics) -> Result<Option<Blueprint>, Error> {
        let inside = self.inside(path)?;
        let Some(file) = self.take_in(&inside, None, found)? else { return Ok(None) };
        let Some(blueprint) = blueprint::read(&self.sources, file, found) else { return Ok(None) };
        let blueprint = self.over_pattern(blueprint, found)?;
        if let Some(logo) = &blueprint.heading.logo {
            self.tell_media(&logo.value, logo.span, &mut BTreeMap::new(), found);
        }
        Ok(Some(blueprint))
    }

    /// Reads a syllabus named on the command line. `None` where it cannot be read as one; that is told.
    ///
    /// # Errors
    ///
    /// As [`Workspace::inside`].
    pub fn syllabus(&mut self, path: &Path, found: &mut Diagnostics) -> Result<Option<Syllabus>, Error> {
        let inside = self.inside(path)?;
        let Some(file) = self.take_in(&inside, None, found)? else { return Ok(None) };
        Ok(syllabus::read(&self.sources, file, found))
    }

    /// Reads banks and notes, files or folders by their paths from the root, with the syllabi they name and a look at
    /// their pictures.
    ///
    /// Of a folder every `.toml` file below it that says `bank/…` or `note/…` is read, in the order of names by bytes; hidden files
    /// and folders are not. What is wrong goes to `found`; the library holds the rest.
    ///
    /// # Errors
    ///
    /// [`Error::Disk`] where a file or folder cannot be read.
    pub fn banks(&mut self, paths: &[Located<String>], found: &mut Diagnostics) -> Result<Library, Error> {
        let mut files: BTreeMap<String, FileId> = BTreeMap::new();
        for path in paths {
            self.bank_files(path, &mut files, found)?;
        }
        let (mut banks, mut notes) = (Vec::with_capacity(files.len()), Vec::new());
        for (path, file) in &files {
            let trusted = self.desk.trusted.iter().any(|trusted| trusted.value == *path);
            if matches!(head(self.sources.text(*file)), Head::Kind(FileKind::Note)) {
                let read = note::read(&self.sources, *file, path, trusted, found);
                let (note, bank) = read.unzip();
                banks.extend(bank);
                notes.extend(note);
            } else {
                banks.extend(bank::read(&self.sources, *file, path, trusted, found));
            }
        }
        let syllabi = self.syllabi(&banks, found)?;
        self.settle_places(&mut banks, &mut notes, found)?;
        self.pictures(&banks, &notes, found);
        let passages = note::passages(&banks, &notes);
        Ok(Library::new(banks, syllabi).with_notes(notes, passages))
    }

    /// A picture by its path from the root.
    ///
    /// # Errors
    ///
    /// One sentence that names it.
    pub fn media(&self, path: &str) -> Result<Media, String> {
        self.picture(path).map_err(|fault| format!("picture `{}` {}", shown(path), fault.0))
    }

    /// A picture; a fault comes with a next step where there is one.
    fn picture(&self, path: &str) -> Result<Media, (String, Option<String>)> {
        let plain = |fault: &str| (fault.to_owned(), None);
        let full = self.root.join(path);
        let Ok(real) = full.canonicalize() else {
            return Err(("does not exist".to_owned(), self.near(path)));
        };
        if !real.starts_with(&self.root) {
            return Err(plain("is a link that leads out of the working folder"));
        }
        let facts = fs::metadata(&real).map_err(|error| plain(&format!("cannot be read: {error}")))?;
        if !facts.is_file() {
            return Err(plain("is not a file"));
        }
        if facts.len() > MOST_BYTES {
            return Err((format!("has {} bytes, the most is 20 MiB", facts.len()), None));
        }
        let bytes = fs::read(&real).map_err(|error| plain(&format!("cannot be read: {error}")))?;
        Media::new(path, bytes).map_err(|fault| (fault, None))
    }

    /// The name in the same folder that was most likely meant.
    fn near(&self, path: &str) -> Option<String> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let names = names_in(&self.root.join(folder)).ok()?;
        let near = nearest(name, names.iter().map(String::as_str).filter(|other| *other != name))?;
        Some(format!(
            "did you mean `{}`?",
            if folder.is_empty() { near.to_owned() } else { format!("{folder}/{near}") }
        ))
    }

    fn desk_media(&mut self, found: &mut Diagnostics) {
        if let Some(logo) = self.desk.logo.clone() {
            self.tell_media(&logo.value, logo.span, &mut BTreeMap::new(), found);
        }
    }

    /// Reports a picture that cannot be used; each is read once.
    fn tell_media(
        &self,
        path: &str,
        span: Option<Span>,
        known: &mut BTreeMap<String, Option<(String, Option<String>)>>,
        found: &mut Diagnostics,
    ) {
        let fault = known.entry(path.to_owned()).or_insert_with(|| self.picture(path).err());
        if let Some((fault, hint)) = fault {
            let message = format!("the picture `{}` {fault}", shown(path));
            found.push(Diagnostic::error("missing-media", message).at(span).hints(hint.clone()));
        }
    }

    fn pictures(&self, banks: &[Bank], notes: &[Note], found: &mut Diagnostics) {
        let of_questions = banks.iter().flat_map(|bank| &bank.questions).flat_map(Question::figures);
        let of_passages = banks.iter().flat_map(|bank| &bank.passages).flat_map(|passage| &passage.figures);
        let mut known = BTreeMap::new();
        for figure in of_questions.chain(of_passages).chain(notes.iter().flat_map(|note| &note.figures)) {
            if let Some(file) = figure.file() {
                self.tell_media(file, figure.place, &mut known, found);
            }
        }
    }

    /// The bank files of one path, which may be a folder.
    fn bank_files(
        &mut self,
        path: &Located<String>,
        files: &mut BTreeMap<String, FileId>,
        found: &mut Diagnostics,
    ) -> Result<(), Error> {
        if self.given.as_ref().is_some_and(|(name, _)| *name == path.value) {
            if let Some(file) = self.take_in(&path.value, path.span, found)? {
                files.insert(path.value.clone(), file);
            }
            return Ok(());
        }
        let full = self.root.join(&path.value);
        let hint = format!("paths start from the file that writes them; looked for `{}`", full.display());
        let Some((real, inside)) = self.located(path, "bank", &hint, found) else { return Ok(()) };
        if !real.is_dir() {
            if !files.contains_key(&inside)
                && let Some(file) = self.take_in(&inside, path.span, found)?
            {
                files.insert(inside, file);
            }
            return Ok(());
        }
        let mut names = BTreeSet::new();
        self.walk(&real, DEEPEST, |name| name.ends_with(".toml"), &mut BTreeSet::new(), &mut names)?;
        let before = files.len();
        for inside in names {
            if files.contains_key(&inside) {
                continue;
            }
            let Some(text) = self.text(&inside, None, found)? else { continue };
            match head(&text) {
                Head::Kind(FileKind::Bank | FileKind::Note) => {
                    let file = self.sources.add(inside.as_str(), &text);
                    files.insert(inside, file);
                }
                Head::Kind(_) => {}
                Head::Unknown(_) | Head::Silent if !text.contains("[[question]]") => {}
                Head::Unknown(_) | Head::Silent => {
                    let file = self.sources.add(inside.as_str(), &text);
                    let message = "the file holds questions and does not say that it is a bank, so it is left out";
                    let diagnostic = Diagnostic::warning("wrong-format", message).at(start_of(file));
                    found.push(diagnostic.hint("begin it with `format = \"bank/1\"`"));
                }
            }
        }
        if files.len() == before && before == 0 {
            let message = format!("there is no bank in `{}`", shown(&path.value));
            let hint = "a bank is a `.toml` file that begins with `format = \"bank/1\"`";
            found.push(Diagnostic::error("missing-file", message).at(path.span).hint(hint));
        }
        Ok(())
    }

    /// Where a file or folder that another file names really lies, and its path from the root. `None` where there is none
    /// inside the root; that is told, with the name that was most likely meant, else with this hint.
    fn located(
        &self,
        named: &Located<String>,
        what: &str,
        hint: &str,
        found: &mut Diagnostics,
    ) -> Option<(PathBuf, String)> {
        let name = shown(&named.value);
        let (message, hint) = match self.root.join(&named.value).canonicalize() {
            Ok(real) => match self.relative(&real) {
                Some(inside) => return Some((real, inside)),
                None => (
                    format!("`{name}` is a link that leads out of the working folder"),
                    format!("copy the {what} into the working folder"),
                ),
            },
            Err(_) => {
                let near = self.near(&named.value);
                (format!("there is no {what} `{name}`"), near.unwrap_or_else(|| hint.to_owned()))
            }
        };
        found.push(Diagnostic::error("missing-file", message).at(named.span).hint(hint));
        None
    }

    /// Collects the files with such names below a folder, this many folders deep; hidden ones are left out, links are
    /// followed inside the root, each folder once. A folder that cannot be read keeps none of the others out.
    fn walk(
        &self,
        folder: &Path,
        deepest: usize,
        wanted: fn(&str) -> bool,
        visited: &mut BTreeSet<PathBuf>,
        out: &mut BTreeSet<String>,
    ) -> Result<(), Error> {
        if !visited.insert(folder.to_owned()) {
            return Ok(());
        }
        let mut all_read = Ok(());
        for name in names_in(folder)? {
            if name.starts_with('.') {
                continue;
            }
            let Ok(real) = folder.join(&name).canonicalize() else { continue };
            let Some(inside) = self.relative(&real) else { continue };
            if real.is_dir() {
                let Some(deepest) = deepest.checked_sub(1) else { continue };
                all_read = all_read.and(self.walk(&real, deepest, wanted, visited, out));
            } else if wanted(&name) && real.is_file() {
                out.insert(inside);
            }
        }
        all_read
    }

    /// The syllabi that banks name: `syllabus/<id>.toml` in the bank's folder or the nearest one above it.
    fn syllabi(&mut self, banks: &[Bank], found: &mut Diagnostics) -> Result<BTreeMap<String, Syllabus>, Error> {
        let mut paths: BTreeMap<String, String> = BTreeMap::new();
        let mut syllabi = BTreeMap::new();
        for bank in banks {
            for (id, span) in &bank.syllabus {
                let Some(path) = self.syllabus_path(&bank.path, id, *span, found) else { continue };
                match paths.get(id) {
                    Some(known) if *known == path => {}
                    Some(known) => {
                        let message = format!("syllabus `{id}` is `{path}` here and `{known}` for another bank");
                        let diagnostic = Diagnostic::error("two-syllabi", message).at(*span);
                        found.push(diagnostic.hint("rename one of them: an id stands for one syllabus"));
                    }
                    None => {
                        if let Some(file) = self.take_in(&path, Some(*span), found)?
                            && let Some(syllabus) = syllabus::read(&self.sources, file, found)
                        {
                            syllabi.insert(id.clone(), syllabus);
                        }
                        paths.insert(id.clone(), path);
                    }
                }
            }
        }
        Ok(syllabi)
    }

    fn syllabus_path(&self, bank: &str, id: &str, span: Span, found: &mut Diagnostics) -> Option<String> {
        let simple = !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        let mut known = Vec::new();
        let mut folder = bank.rsplit_once('/').map_or("", |(folder, _)| folder);
        // Nothing is looked for under a name that could lead elsewhere.
        let mut open = simple;
        while open {
            let base = if folder.is_empty() { "syllabus".to_owned() } else { format!("{folder}/syllabus") };
            let path = format!("{base}/{id}.toml");
            if self.root.join(&path).is_file() {
                return Some(path);
            }
            known.extend(names_in(&self.root.join(&base)).unwrap_or_default());
            open = !folder.is_empty();
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        }
        let message = match simple {
            true => format!("there is no `syllabus/{id}.toml` beside the bank or in a folder above it"),
            false => format!("`{}` cannot be the id of a syllabus", shown(id)),
        };
        let known: Vec<&str> = known.iter().filter_map(|name| name.strip_suffix(".toml")).collect();
        let hint = match nearest(id, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => "leave `syllabus` out, and any names of areas may be used".to_owned(),
            None => format!("there are {}", listed(known.iter().copied())),
        };
        found.push(Diagnostic::error("missing-syllabus", message).at(span).hint(hint));
        None
    }

    /// Takes a text file into the sources. `None` where it cannot be used; that is told.
    fn take_in(&mut self, path: &str, span: Option<Span>, found: &mut Diagnostics) -> Result<Option<FileId>, Error> {
        let text = self.text(path, span, found)?;
        Ok(text.map(|text| self.sources.add(path, &text)))
    }

    /// The text of a file by its path from the root.
    fn text(&mut self, path: &str, span: Option<Span>, found: &mut Diagnostics) -> Result<Option<String>, Error> {
        if let Some((_, bytes)) = self.given.as_ref().filter(|(name, _)| name == path) {
            let bytes = bytes.clone();
            return Ok(self.utf8(path, bytes, found));
        }
        let full = self.root.join(path);
        let real = real(&full)?;
        if !real.starts_with(&self.root) {
            return Err(Error::Outside { path: full, root: self.root.clone() });
        }
        let facts = fs::metadata(&real).map_err(|source| Error::read(&full, source))?;
        let fault = if facts.is_dir() {
            Some(("is a folder".to_owned(), "name a file in it"))
        } else if !facts.is_file() {
            Some(("is not a file".to_owned(), "name a file of text"))
        } else if facts.len() > MOST_TEXT {
            Some((format!("has {} bytes, the most is {MOST_TEXT}", facts.len()), "part it into several files"))
        } else {
            None
        };
        if let Some((fault, hint)) = fault {
            let diagnostic = Diagnostic::error("missing-file", format!("`{}` {fault}", shown(path))).at(span);
            found.push(diagnostic.hint(hint));
            return Ok(None);
        }
        let bytes = fs::read(&real).map_err(|source| Error::read(&full, source))?;
        Ok(self.utf8(path, bytes, found))
    }

    /// The text of a file's bytes. `None` where they are not UTF-8; that is told.
    fn utf8(&mut self, path: &str, bytes: Vec<u8>, found: &mut Diagnostics) -> Option<String> {
        let text = String::from_utf8(bytes);
        text.map_err(|error| self.not_utf8(path, error.as_bytes(), error.utf8_error().valid_up_to(), found)).ok()
    }

    /// Tells where a file stops being UTF-8.
    fn not_utf8(&mut self, path: &str, bytes: &[u8], place: usize, found: &mut Diagnostics) {
        let fine = String::from_utf8_lossy(bytes.get(..place).unwrap_or_default()).into_owned();
        let file = self.sources.add(path, &format!("{fine}\u{fffd}"));
        let end = self.sources.text(file).len();
        let at = super::table::offset(end.saturating_sub('\u{fffd}'.len_utf8()));
        let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let message = match wide {
            true => "the file is saved as UTF-16, wanted is UTF-8".to_owned(),
            false => format!("the file is not UTF-8: byte {} cannot be read", place + 1),
        };
        let span = Span { file, start: at, end: super::table::offset(end) };
        let diagnostic = Diagnostic::error("not-utf8", message).at(span);
        found.push(diagnostic.hint("open it in an editor and save it with the encoding UTF-8"));
    }
}

fn marked_by_desk(root: &Path) -> bool {
    root.join(DESK_FILE).is_file()
}

fn start_of(file: FileId) -> Span {
    Span { file, start: 0, end: 0 }
}

/// The path without links and `..`.
fn real(path: &Path) -> Result<PathBuf, Error> {
    path.canonicalize().map_err(|source| Error::read(path, source))
}

/// Names in a folder, by bytes; names that are not UTF-8 cannot be written in a bank and are left out.
fn names_in(folder: &Path) -> Result<Vec<String>, Error> {
    let entries = fs::read_dir(folder).map_err(|source| Error::read(folder, source))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|source| Error::read(folder, source))?;
        names.extend(entry.file_name().into_string().ok());
    }
    names.sort();
    Ok(names)
}
