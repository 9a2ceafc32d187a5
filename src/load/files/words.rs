//! Words files of a working folder: those that the desk file names, and one named on the command line.

use super::Workspace;
use crate::diag::{Diagnostic, Diagnostics};
use crate::load::Error;
use crate::load::table::shown;
use crate::load::words::{self, OwnWords, WordBook};
use crate::model::blueprint::{Located, WordsName};
use std::path::Path;

impl Workspace {
    /// Reads a words file named on the command line; one that the desk file names was read when the folder was opened.
    ///
    /// # Errors
    ///
    /// As [`Workspace::inside`].
    pub fn words_file(&mut self, path: &Path, found: &mut Diagnostics) -> Result<Option<OwnWords>, Error> {
        let inside = self.inside(path)?;
        if self.desk.words.iter().any(|name| name.value == WordsName::File(inside.clone())) {
            return Ok(None);
        }
        self.own_words(inside, None, found)
    }

    /// Reads the words files of the desk file.
    pub(super) fn desk_words(&mut self, found: &mut Diagnostics) -> Result<(), Error> {
        let mut own: Vec<OwnWords> = Vec::new();
        for name in self.desk.words.clone() {
            let WordsName::File(path) = name.value else { continue };
            let named = Located::new(path, name.span);
            let hint = "paths start from the folder of `papersetter.toml`";
            if self.located(&named, "file", hint, found).is_none() {
                continue;
            }
            let Some(read) = self.own_words(named.value, name.span, found)? else { continue };
            let language = read.words.language;
            match own.iter().find(|other| other.words.language == language) {
                Some(other) => {
                    let message =
                        format!("`{}` and `{}` are both words in `{language}`", shown(&other.path), shown(&read.path));
                    let diagnostic = Diagnostic::error("duplicate-name", message).at(name.span);
                    found.push(diagnostic.hint("name one file for each language"));
                }
                None => own.push(read),
            }
        }
        self.words = WordBook::of_desk(&self.desk, own);
        Ok(())
    }

    fn own_words(
        &mut self,
        path: String,
        span: Option<crate::source::Span>,
        found: &mut Diagnostics,
    ) -> Result<Option<OwnWords>, Error> {
        let Some(file) = self.take_in(&path, span, found)? else { return Ok(None) };
        let words = words::read(&self.sources, file, found);
        Ok(words.map(|words| OwnWords { path, text: self.sources.text(file).to_owned(), words, file: Some(file) }))
    }
}
