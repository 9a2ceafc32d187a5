//! `papersetter.toml`: text in, [`Desk`] out.

use super::bank::format;
use super::blueprint::path;
use super::table::syntax;
use super::table::{Data, Reader, Table};
use crate::diag::Diagnostics;
use crate::model::blueprint::{Desk, Located, PageSize};
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
    let words = words(&mut table, reader);
    let page = table.word("page", &PageSize::NAMES, reader);
    let template = table.string("template", reader).and_then(|typed| path(typed, reader));
    let trusted = paths(&mut table, "trusted", reader);
    let fonts = table.string("fonts", reader).and_then(|typed| path(typed, reader));
    table.finish(reader);
    Some(Desk { institute, logo, banks, words, page, template, trusted, fonts })
}

fn paths<'s>(table: &mut Table<'s>, key: &'static str, reader: &mut Reader<'s>) -> Vec<Located<String>> {
    table.strings(key, reader).into_iter().filter_map(|typed| path(typed, reader)).collect()
}

fn words<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<Located<crate::model::ids::Lang>> {
    let value = table.take("words")?;
    let span = value.span;
    match &value.data {
        Data::Text(typed) => {
            let typed = typed.to_string();
            reader.lang(&typed, span).map(|lang| Located::new(lang, span))
        }
        _ => {
            reader.wrong_type(&value, "`words`", "text");
            None
        }
    }
}
