//! `words/1`: the fixed words of a paper in one language. Text in, [`Words`] out.
//!
//! English and Hindi are bundled. A file of the user's own is read against the bundled English one, which is the pattern
//! of all others: it has the same keys, and in each phrase the same gaps.

mod pattern;
mod read;

use super::table::listed;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::blueprint::{Desk, Located, WordsName};
use crate::model::ids::Lang;
use crate::model::words::Words;
use crate::source::{FileId, SourceMap};
pub use read::{FORMAT, read};
use std::sync::LazyLock;

/// The bundled files: language and text.
const BUNDLED: [(&str, &str); 2] =
    [("en", include_str!("../../templates/words/en.toml")), ("hi", include_str!("../../templates/words/hi.toml"))];

/// The bundled files, language and text, for a user who wants to write an own one.
pub fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    BUNDLED.into_iter()
}

/// The languages of the bundled files.
pub fn languages() -> impl Iterator<Item = Lang> {
    BUNDLED.iter().filter_map(|(lang, _)| Lang::new(lang))
}

/// The bundled words of a language.
pub fn bundled(language: Lang) -> Option<Words> {
    static ALL: LazyLock<Vec<Words>> = LazyLock::new(|| BUNDLED.iter().filter_map(|(_, text)| parse(text)).collect());
    ALL.iter().find(|words| words.language == language).cloned()
}

/// The words of a file of an earlier version: what it lacks comes from the bundled words of its language, or is English.
///
/// `None` where it is no words file at all.
pub fn recorded(text: &str) -> Option<Words> {
    let own = parse(text)?;
    let base = bundled(own.language).or_else(|| bundled(Lang::ENGLISH));
    let mut phrases = base.map(|base| base.phrases).unwrap_or_default();
    phrases.extend(own.phrases);
    Some(Words { language: own.language, phrases })
}

/// What of a text can be read; faults are not told.
fn parse(text: &str) -> Option<Words> {
    let mut sources = SourceMap::default();
    let file = sources.add("words.toml", text);
    read(&sources, file, &mut Diagnostics::default())
}

/// A words file of the user's own.
#[derive(Debug, Clone)]
pub struct OwnWords {
    /// Its path from the root; in a record `media/<SHA-256>.toml`.
    pub path: String,
    /// Its text.
    pub text: String,
    /// What it says.
    pub words: Words,
    /// The file, where it was read in this run.
    pub file: Option<FileId>,
}

/// All fixed words that a run can print with: the user's own files before the bundled ones.
#[derive(Debug, Clone, Default)]
pub struct WordBook {
    own: Vec<OwnWords>,
    /// The language that the desk file names first.
    first: Option<Lang>,
}

impl WordBook {
    /// The words of a working folder: those of the desk file's `words`, whose files have been read as `own`.
    pub(super) fn of_desk(desk: &Desk, own: Vec<OwnWords>) -> WordBook {
        let first = desk.words.first().and_then(|name| match &name.value {
            WordsName::Language(lang) => Some(*lang),
            WordsName::File(path) => own.iter().find(|own| own.path == *path).map(|own| own.words.language),
        });
        WordBook { own, first }
    }

    /// The words of a record, from the files that it holds.
    pub fn of_record(own: Vec<OwnWords>) -> WordBook {
        WordBook { own, first: None }
    }

    /// The language of a paper that names none: the desk file's, else English.
    pub fn language(&self) -> Lang {
        self.first.unwrap_or(Lang::ENGLISH)
    }

    /// The words of a language.
    pub fn words(&self, lang: Lang) -> Option<Words> {
        self.own(lang).map(|own| own.words.clone()).or_else(|| bundled(lang))
    }

    /// The user's own files.
    pub fn own_files(&self) -> &[OwnWords] {
        &self.own
    }

    /// The user's own file for a language.
    pub fn own(&self, lang: Lang) -> Option<&OwnWords> {
        self.own.iter().find(|own| own.words.language == lang)
    }

    /// The words for each language of a paper, in its order; for a paper that names none those of [`WordBook::language`].
    ///
    /// Languages without words are told and left out.
    pub fn of_paper(&self, languages: &[Located<Lang>], found: &mut Diagnostics) -> Vec<Words> {
        let default = [Located::new(self.language(), None)];
        let languages = if languages.is_empty() { &default[..] } else { languages };
        let mut all = Vec::new();
        for lang in languages {
            match self.words(lang.value) {
                Some(words) => all.push(words),
                None => found.push(no_words(lang, self.languages())),
            }
        }
        all
    }

    fn languages(&self) -> Vec<Lang> {
        let own = self.own.iter().map(|own| own.words.language);
        let mut all: Vec<Lang> = own.chain(languages()).collect();
        all.sort();
        all.dedup();
        all
    }
}

/// Tells that nobody has written the fixed words of a language, and for which ones there are.
pub(super) fn no_words(lang: &Located<Lang>, known: impl IntoIterator<Item = Lang>) -> Diagnostic {
    let known: Vec<String> = known.into_iter().map(|lang| lang.to_string()).collect();
    let known = listed(known.iter().map(String::as_str));
    let message = format!("there are no fixed words in `{}`; there are in {known}", lang.value);
    let hint = "a language is one file: translate a copy of `templates/words/en.toml`, which `papersetter new DIR \
                --templates` writes, and name it in `papersetter.toml`: `words = \"my-words.toml\"`";
    Diagnostic::error("no-words", message).at(lang.span).hint(hint)
}

#[cfg(test)]
mod tests;
