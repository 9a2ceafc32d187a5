//! A working folder with its banks read, as every command that reads banks needs it.

use super::exit::Error;
use super::input;
use super::ui::Ui;
use crate::diag::{Diagnostic, Diagnostics};
use crate::load::files::{STANDARD_INPUT, Workspace};
use crate::model::bank::Library;
use crate::model::blueprint::{Blueprint, Cover, Located, Section, Shuffle};
use crate::model::ids::{Lang, QuestionId, SectionId};
use crate::model::words::Words;
use crate::query::Facts;
use crate::render::FontSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder searched for banks when nobody names any.
const DEFAULT_BANKS: &str = "question-banks";

/// A working folder and what was found wrong so far.
pub struct Desk {
    /// Root, texts read, desk file.
    pub workspace: Workspace,
    /// Findings so far.
    pub found: Diagnostics,
}

impl Desk {
    /// Opens the working folder of `first`, else of `current`.
    ///
    /// # Errors
    ///
    /// [`Error::Disk`] where it cannot be read.
    pub fn open(first: Option<&Path>, current: &Path) -> Result<Desk, Error> {
        let mut found = Diagnostics::default();
        let workspace = Workspace::open(first, current, &mut found)?;
        let names = workspace.desk.trusted.iter().chain(&workspace.desk.template);
        for named in names.filter(|named| !workspace.root.join(&named.value).is_file()) {
            let message = format!("there is no file `{}`", named.value);
            let hint = "paths in `papersetter.toml` start from the folder it lies in";
            found.push(Diagnostic::warning("missing-file", message).at(named.span).hint(hint));
        }
        Ok(Desk { workspace, found })
    }

    /// Opens the working folder of a file of the command line; with it the path that the workspace knows it by.
    ///
    /// # Errors
    ///
    /// As [`Desk::open`] and [`Desk::named`].
    pub fn of_file(file: &Path, current: &Path) -> Result<(Desk, PathBuf), Error> {
        let full = current.join(file);
        let mut desk = Desk::open((!input::is_standard(file)).then_some(full.as_path()), current)?;
        let path = desk.named(file, current)?;
        Ok((desk, path))
    }

    /// The path that the workspace knows a file of the command line by; standard input is read here.
    ///
    /// # Errors
    ///
    /// [`Error::Disk`] where standard input cannot be read.
    pub fn named(&mut self, file: &Path, current: &Path) -> Result<PathBuf, Error> {
        if !input::is_standard(file) {
            return Ok(current.join(file));
        }
        self.workspace.give(input::standard()?, current)?;
        Ok(PathBuf::from(STANDARD_INPUT))
    }

    /// Reads the banks of these paths; without any, the desk file's or those in `question-banks`.
    ///
    /// # Errors
    ///
    /// [`Error::Disk`] where a file cannot be read; [`Error::Usage`] where there is nothing to read.
    pub fn banks(&mut self, paths: &[PathBuf]) -> Result<Library, Error> {
        let named: Vec<Located<String>> = paths
            .iter()
            .map(|path| self.workspace.inside(path).map(|path| Located::new(path, None)))
            .collect::<Result<_, _>>()?;
        let banks = if named.is_empty() { self.default_banks()? } else { named };
        Ok(self.workspace.banks(&banks, &mut self.found)?)
    }

    /// The banks of the desk file, else `question-banks`.
    ///
    /// # Errors
    ///
    /// [`Error::Usage`] where there are neither.
    pub fn default_banks(&self) -> Result<Vec<Located<String>>, Error> {
        if !self.workspace.desk.banks.is_empty() {
            return Ok(self.workspace.desk.banks.clone());
        }
        if self.workspace.root.join(DEFAULT_BANKS).is_dir() {
            return Ok(vec![Located::new(DEFAULT_BANKS.to_owned(), None)]);
        }
        Err(Error::Usage(format!(
            "there is no folder `{DEFAULT_BANKS}` in `{}`; name a bank, or start a working folder with `papersetter new DIR`",
            self.workspace.root.display()
        )))
    }

    /// The fonts in the binary and those of the desk file's folder.
    pub fn fonts(&mut self) -> FontSet {
        let files = self.workspace.fonts(&mut self.found);
        FontSet::with_user(&files, self.workspace.fonts_span(), &mut self.found)
    }

    /// The fixed words of a paper in these languages, those of the first one and of the others; shows what was found.
    ///
    /// # Errors
    ///
    /// As [`Desk::tell`].
    pub fn words(&mut self, languages: &[Located<Lang>], ui: Ui) -> Result<(Words, Vec<Words>), Error> {
        let mut words = self.workspace.words.of_paper(languages, &mut self.found).into_iter();
        self.tell(ui)?;
        let first = words.next().ok_or_else(|| Error::Internal("no words and no reason why".to_owned()))?;
        Ok((first, words.collect()))
    }

    /// Shows what was found and stops where it holds an error.
    ///
    /// # Errors
    ///
    /// [`Error::Told`] where there is one.
    pub fn tell(&mut self, ui: Ui) -> Result<(), Error> {
        self.found.sort();
        ui.findings(&self.found, &self.workspace.sources);
        if self.found.has_errors() { Err(Error::Told) } else { Ok(()) }
    }
}

/// A blueprint of these questions in this order, in one section and one column below a heading.
///
/// # Errors
///
/// [`Error::Internal`] where a section cannot be named.
pub fn blueprint_of(ids: &[QuestionId], shuffle: Shuffle) -> Result<Blueprint, Error> {
    let id = SectionId::new("all").ok_or_else(|| Error::Internal("a section needs a name".to_owned()))?;
    let questions = ids.iter().map(|id| Located::new(id.clone(), None)).collect();
    let section = Section { questions, ..Section::new(id) };
    let mut blueprint = Blueprint { sections: vec![section], shuffle, ..Blueprint::default() };
    blueprint.layout.cover = Some(Cover::Heading);
    blueprint.layout.columns = Some(1);
    Ok(blueprint)
}

/// Facts for queries, with the papers made earlier in this folder's `out/`.
///
/// Those records are read only where one of `queries` can ask for them.
pub fn facts<'a>(library: &Library, root: &Path, queries: impl IntoIterator<Item = &'a str>) -> Facts {
    let mut facts = Facts::of(library);
    if !queries.into_iter().any(|query| query.contains("used:")) {
        return facts;
    }
    let mut papers: Vec<PathBuf> = folders(&root.join("out"));
    papers.extend(papers.clone().iter().flat_map(|paper| folders(&paper.join("records"))));
    for paper in papers {
        let Ok(text) = fs::read_to_string(paper.join("record.json")) else { continue };
        // Other files of that name, or newer formats, are nobody's earlier paper here.
        let Ok(record) = serde_json::from_str::<serde_json::Value>(&text) else { continue };
        let (Some(id), Some(questions)) = (record["paper-id"].as_str(), record["questions"].as_object()) else {
            continue;
        };
        for question in questions.keys().filter_map(|id| QuestionId::new(id)) {
            facts.mark_used(question, id);
        }
    }
    facts
}

fn folders(parent: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}
