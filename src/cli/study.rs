//! Study notes with all that printing them needs: their questions as papers, words, fonts, pictures.

pub mod forms;

use super::args::Form;
use super::desk::{Desk, blueprint_of};
use super::exit::Error;
use super::ui::Ui;
use crate::assemble::{self, Request};
use crate::diag::{Diagnostic, Diagnostics, Severity, nearest};
use crate::load::files::Workspace;
use crate::model::bank::{Bank, Library};
use crate::model::blueprint::{Located, PageSize, Seed, Shuffle};
use crate::model::ids::{Lang, NoteId, QuestionId};
use crate::model::note::{Note, NotePart};
use crate::model::paper::Paper;
use crate::model::question::{Question, Status};
use crate::model::recurrence::recurrences;
use crate::model::words::Words;
use crate::query::{self, Facts};
use crate::render::{FontSet, Sources};
use crate::source::SourceMap;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How the notes are printed.
pub struct Manner {
    /// What is made of them.
    pub form: Form,
    /// What is printed of each.
    pub parts: Vec<NotePart>,
    /// The page, where it was asked for.
    pub page: Option<PageSize>,
    /// Columns, where they were asked for.
    pub columns: Option<u8>,
    /// The language, where it was asked for.
    pub language: Option<Lang>,
}

/// Notes to be printed.
pub struct Study {
    /// Everything that was read.
    pub library: Library,
    /// The notes, in the order of their dates.
    pub notes: Vec<NoteId>,
    /// Their practice questions, one paper for each note that has some.
    pub papers: BTreeMap<NoteId, Paper>,
    /// The fixed words; the notes are printed in their language.
    pub words: Words,
    /// What the engine needs.
    pub sources: Sources,
    desk: Desk,
}

impl Study {
    /// Reads the notes that are named: files, folders, ids with `*`.
    ///
    /// # Errors
    ///
    /// [`Error::Usage`] where nothing has such a name, [`Error::Told`] where a note cannot be printed, [`Error::Disk`].
    pub fn read(named: &[String], manner: &Manner, current: &Path, ui: Ui) -> Result<Study, Error> {
        let paths: Vec<PathBuf> = named.iter().map(|name| current.join(name)).filter(|path| path.exists()).collect();
        let mut desk = Desk::open(paths.first().map(PathBuf::as_path), current)?;
        let mut banks = desk.default_banks().unwrap_or_default();
        for path in &paths {
            banks.push(Located::new(desk.workspace.inside(path)?, None));
        }
        if banks.is_empty() {
            return Err(Error::Usage(format!("there is no file or folder `{}`", named.join("`, `"))));
        }
        let library = desk.workspace.banks(&banks, &mut desk.found)?;
        let notes = select(named, &library, &desk, current)?;
        keep_findings(&mut desk, &library, &notes, named, current);
        desk.tell(ui)?;
        if notes.is_empty() {
            return Err(Error::Usage(format!("there is no study note in `{}`", named.join("`, `"))));
        }
        let words = words(&mut desk, &library, &notes, manner, ui)?;
        let papers = papers(&library, &notes, &words, &mut desk)?;
        let fonts = desk.fonts();
        desk.tell(ui)?;
        let sources = sources(&library, &notes, &papers, &words, fonts, &desk)?;
        Ok(Study { library, notes, papers, words, sources, desk })
    }

    /// The notes, in the order of their dates.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter_map(|id| self.library.note(id.as_str()))
    }

    /// The working folder.
    pub fn root(&self) -> &Path {
        &self.desk.workspace.root
    }

    /// The desk file.
    pub fn desk(&self) -> &crate::model::blueprint::Desk {
        &self.desk.workspace.desk
    }

    /// The files that findings point into.
    pub fn files(&self) -> &SourceMap {
        &self.desk.workspace.sources
    }

    /// Tells what a reader of the print may stumble over: sentences that come twice, texts in another language.
    pub fn tell(&self, ui: Ui) {
        let mut found = Diagnostics::default();
        let lang = self.words.language;
        for note in self.notes() {
            for recurrence in recurrences(note, lang) {
                let [first, second] = recurrence.spans();
                let notice = Diagnostic::notice("recurring-sentence", recurrence.message()).at(second);
                found.push(match first {
                    Some(first) => notice.related(first, "here first"),
                    None => notice,
                });
            }
            let versions = note.versions();
            let lacking = versions.iter().filter(|text| text.get(lang).is_none()).count();
            if lacking > 0 {
                let message = format!(
                    "{lacking} of {} texts of note `{}` are not in `{lang}` and are printed in `{}`",
                    versions.len(),
                    note.id,
                    note.language
                );
                let warning = Diagnostic::warning(assemble::UNTRANSLATED, message).at(note.place.span);
                found.push(warning.hint(format!("write them under `lang.{lang}`; `papersetter check` names them")));
            }
        }
        found.sort();
        ui.findings(&found, self.files());
    }
}

/// The notes that were named, in the order of their dates.
fn select(named: &[String], library: &Library, desk: &Desk, current: &Path) -> Result<Vec<NoteId>, Error> {
    let mut chosen: BTreeSet<NoteId> = BTreeSet::new();
    for name in named {
        let path = current.join(name);
        let fits: Vec<&Note> = if path.exists() {
            let inside = desk.workspace.inside(&path)?;
            let below = |note: &&Note| match note.path.strip_prefix(inside.as_str()) {
                Some(rest) => inside.is_empty() || rest.is_empty() || rest.starts_with('/'),
                None => false,
            };
            library.notes.iter().filter(below).collect()
        } else {
            library.notes.iter().filter(|note| query::fits(name, note.id.as_str())).collect()
        };
        if fits.is_empty() && !path.exists() {
            let near = nearest(name, library.notes.iter().map(|note| note.id.as_str()));
            let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            return Err(Error::Usage(format!("there is no study note `{name}`{hint}")));
        }
        chosen.extend(fits.into_iter().map(|note| note.id.clone()));
    }
    for id in &chosen {
        let paths: Vec<&str> = library.notes.iter().filter(|note| note.id == *id).map(|note| &*note.path).collect();
        if let [first, second, ..] = paths.as_slice() {
            return Err(Error::Input(format!(
                "two notes are called `{id}`, `{first}` and `{second}`; rename one of the files"
            )));
        }
    }
    let mut notes: Vec<&Note> = chosen.iter().filter_map(|id| library.note(id.as_str())).collect();
    notes.sort_by_key(|note| (note.date.is_none(), note.date, note.id.clone()));
    Ok(notes.into_iter().map(|note| note.id.clone()).collect())
}

/// Drops what was found elsewhere: a fault in some bank keeps nobody from printing a note. What the notes print is in their
/// own files, in the banks of questions that they name, and in lists of places above these.
fn keep_findings(desk: &mut Desk, library: &Library, notes: &[NoteId], named: &[String], current: &Path) {
    let typed = named.iter().map(|name| current.join(name)).filter(|path| path.is_file());
    let mut files: BTreeSet<String> = typed.filter_map(|path| desk.workspace.inside(&path).ok()).collect();
    for note in notes.iter().filter_map(|id| library.note(id.as_str())) {
        files.insert(note.path.to_string());
        for named in &note.questions {
            let holds = |bank: &&Bank| bank.questions.iter().any(|question| question.id == named.value);
            files.extend(library.banks.iter().filter(holds).map(|bank| bank.path.to_string()));
        }
    }
    let sources = &desk.workspace.sources;
    let concerns = |diagnostic: &Diagnostic| match diagnostic.span.map(|span| sources.name(span.file)) {
        Some(name) => files.contains(name) || files.iter().any(|file| Workspace::is_list_of_places(name, file)),
        None => false,
    };
    desk.found.retain(|diagnostic| diagnostic.severity == Severity::Error && concerns(diagnostic));
}

/// The fixed words: in the language asked for, else the desk file's, else the first note's.
fn words(desk: &mut Desk, library: &Library, notes: &[NoteId], manner: &Manner, ui: Ui) -> Result<Words, Error> {
    let own = notes.first().and_then(|id| library.note(id.as_str())).map(|note| note.language);
    let default = if desk.workspace.desk.words.is_empty() { own } else { None };
    let asked: Vec<_> = manner.language.or(default).map(|lang| Located::new(lang, None)).into_iter().collect();
    Ok(desk.words(&asked, ui)?.0)
}

/// The practice questions of each note: those typed in its file, then those that it names. A question that several
/// notes name stands with the first.
fn papers(
    library: &Library,
    notes: &[NoteId],
    words: &Words,
    desk: &mut Desk,
) -> Result<BTreeMap<NoteId, Paper>, Error> {
    let facts = Facts::of(library);
    let mut papers = BTreeMap::new();
    let mut taken: BTreeSet<&QuestionId> = BTreeSet::new();
    for note in notes.iter().filter_map(|id| library.note(id.as_str())) {
        let typed = library.banks.iter().filter(|bank| bank.path == note.path).flat_map(|bank| &bank.questions);
        let mut questions: Vec<&Question> = typed.collect();
        for named in &note.questions {
            match library.question(named.value.as_str()) {
                Some(question) => questions.push(question),
                None => {
                    let message = format!("question `{}` is in no bank that was read, and is left out", named.value);
                    let hint = "name its bank in `papersetter.toml`, or keep it in `question-banks`; where it is there, `papersetter check` says what is wrong with it";
                    desk.found.push(Diagnostic::warning("unknown-question", message).at(named.span).hint(hint));
                }
            }
        }
        questions.retain(|question| question.about.status != Status::Retired && taken.insert(&question.id));
        let ids: Vec<QuestionId> = questions.into_iter().map(|question| question.id.clone()).collect();
        if ids.is_empty() {
            continue;
        }
        let shuffle = Shuffle { questions: false, options: true, pieces: true, block: None };
        let blueprint = blueprint_of(&ids, shuffle)?;
        let mut found = Diagnostics::default();
        let request = Request {
            library,
            blueprint: &blueprint,
            desk: &desk.workspace.desk,
            words,
            facts: &facts,
            seed: Seed::from_bits(0),
            sets: None,
            keep: None,
        };
        let assembled = assemble::assemble(&request, &mut found);
        found.retain(|diagnostic| diagnostic.severity == Severity::Error);
        desk.found.append(found);
        if let Some(assembled) = assembled {
            papers.insert(note.id.clone(), without_notes(assembled.paper));
        }
    }
    Ok(papers)
}

/// A reader of the note has the note at hand.
fn without_notes(mut paper: Paper) -> Paper {
    paper.passages.retain(|id, _| id.needs().is_none());
    for question in paper.questions.values_mut() {
        question.passage = question.typed_passage().cloned();
    }
    paper
}

fn sources(
    library: &Library,
    notes: &[NoteId],
    papers: &BTreeMap<NoteId, Paper>,
    words: &Words,
    fonts: FontSet,
    desk: &Desk,
) -> Result<Sources, Error> {
    let mut sources = Sources::with_fonts(fonts);
    sources.speak(words);
    let mut pictures = BTreeSet::new();
    for note in notes.iter().filter_map(|id| library.note(id.as_str())) {
        sources.add_note(note, words.language);
        pictures.extend(note.figures.iter().filter_map(|figure| figure.file()));
    }
    for paper in papers.values() {
        for question in paper.questions.values() {
            sources.add_question(question, words.language);
            pictures.extend(question.figures().filter_map(|figure| figure.file()));
        }
        for passage in paper.passages.values() {
            sources.add_passage(passage, words.language);
            pictures.extend(passage.figures.iter().filter_map(|figure| figure.file()));
        }
    }
    for file in pictures {
        sources.add_media(file, desk.workspace.media(file).map_err(Error::Input)?.bytes);
    }
    Ok(sources)
}
