//! `papersetter.toml`: text in, [`Desk`] out.

use super::bank::format;
use super::blueprint::path;
use super::table::syntax;
use super::table::{Reader, Table, shown};
use super::words;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::blueprint::{CsvFor, Desk, Located, PageSize, WordsName};
use crate::model::ids::Lang;
use crate::source::{FileId, SourceMap};

/// The format this version reads.
pub const FORMAT: &str = "desk/1";

/// Reads the desk file; its paths come out relative to the root, in which it lies. `None` means that it is none.
pub fn read(sources: &SourceMap, file: FileId, found: &mut Diagnostics) -> Option<Desk> {
    let mut reader = Reader::new(sources, file);
    let desk = read_with(&mut reader);
    found.append(reader.found);
    desk
}

fn read_with(reader: &mut Reader<'_>) -> Option<Desk> {
    let mut table = syntax::parse_file(reader).table;
    if !format(&mut table, FORMAT, reader) {
        return None;
    }
    let institute = table.string("institute", reader).map(|institute| institute.value);
    let logo = table.string("logo", reader).and_then(|typed| path(typed, reader));
    let banks = paths(&mut table, "banks", reader);
    let words = word_names(&mut table, reader);
    let page = table.word("page", PageSize::NAMES, reader);
    let template = table.string("template", reader).and_then(|typed| path(typed, reader));
    let trusted = paths(&mut table, "trusted", reader);
    let fonts = table.string("fonts", reader).and_then(|typed| path(typed, reader));
    let csv = table.word("csv", &CsvFor::NAMES, reader);
    table.finish(reader);
    Some(Desk { institute, logo, banks, words, page, template, trusted, fonts, csv })
}

fn paths<'s>(table: &mut Table<'s>, key: &'static str, reader: &mut Reader<'s>) -> Vec<Located<String>> {
    table.strings(key, reader).into_iter().filter_map(|typed| path(typed, reader)).collect()
}

/// One language or file, or a list of them.
fn word_names<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Vec<Located<WordsName>> {
    let typed = table.strings("words", reader);
    let mut names: Vec<Located<WordsName>> = Vec::new();
    for typed in typed {
        let Some(name) = word_name(typed, reader) else { continue };
        if names.iter().any(|other| other.value == name.value) {
            let diagnostic = Diagnostic::error("duplicate-name", "`words` names the same words twice").at(name.span);
            reader.push(diagnostic.hint("keep one of them"));
        } else {
            names.push(name);
        }
    }
    names
}

fn word_name(typed: Located<String>, reader: &mut Reader<'_>) -> Option<Located<WordsName>> {
    if typed.value.ends_with(".toml") {
        return path(typed, reader).map(|path| Located::new(WordsName::File(path.value), path.span));
    }
    let Some(lang) = Lang::new(&typed.value) else {
        let message = format!("`{}` is neither the short name of a language nor a words file", shown(&typed.value));
        let hint = "`en` is English, `hi` Hindi; a words file of your own is named like `my-words.toml`";
        reader.push(Diagnostic::error("bad-language", message).at(typed.span).hint(hint));
        return None;
    };
    if !words::languages().any(|known| known == lang) {
        reader.push(words::no_words(&Located::new(lang, typed.span), words::languages()));
        return None;
    }
    Some(Located::new(WordsName::Language(lang), typed.span))
}
