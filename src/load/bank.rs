//! `bank/1`: text in, [`Bank`] out, with everything that is wrong with it.
//!
//! The file is cut at its `[[question]]` and `[[passage]]` lines, and each piece is parsed and read alone: a fault in one
//! question leaves the others whole, memory stays small, and pieces are read in parallel.

use super::cut::{self, Piece, Shape, What};
use super::figures;
use super::kind::FileKind;
use super::question::{self, bad_id, lang};
use super::table::{Data, Entry, Reader, Table, Value, shown};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::bank::Bank;
use crate::model::ids::{Lang, PassageId};
use crate::model::question::{Passage, Place, Question};
use crate::model::text::Form;
use crate::source::{FileId, SourceMap, Span};
use rayon::prelude::*;
use std::sync::Arc;

/// The format this version reads.
pub const FORMAT: &str = "bank/1";

/// Questions read at a time.
const PORTION: usize = 4096;

/// The tables of a bank.
const SHAPE: Shape = Shape {
    name: "bank",
    repeated: &["question", "passage"],
    tables: &["question", "passage", "defaults"],
    head: &["format", "title", "language", "license", "syllabus", "defaults"],
};

/// Reads a bank.
///
/// `path` is the file's path from the root, with `/`; pictures are looked for from its folder. `trusted` lets raw Typst
/// in it run. Questions that cannot be read are left out; `None` means that the file is not a bank.
pub fn read(sources: &SourceMap, file: FileId, path: &str, trusted: bool, found: &mut Diagnostics) -> Option<Bank> {
    let mut reader = Reader::new(sources, file);
    reader.path = path;
    reader.trusted = trusted;
    let bank = read_with(&mut reader, file, path);
    found.append(reader.found);
    bank
}

fn read_with<'s>(reader: &mut Reader<'s>, file: FileId, path: &str) -> Option<Bank> {
    let path: Arc<str> = path.into();
    let pieces = SHAPE.cut(reader.text);
    let mut head = cut::head(&pieces, reader);
    let defaults = head.take("defaults");
    // A bank that forgot to say so is still read, so that all is told at once.
    let plain = !head.has("format") && pieces.iter().any(|piece| piece.what == What::Table("question"));
    let known = format(&mut head, FORMAT, reader) || plain;
    let language = head.string("language", reader).and_then(|tag| reader.lang(&tag.value, tag.span?));
    reader.language = language.unwrap_or(Lang::ENGLISH);
    let title = head.string("title", reader).map(|title| title.value);
    let license = head.string("license", reader).map(|license| license.value);
    let syllabus = head.strings("syllabus", reader).into_iter().filter_map(|id| Some((id.value, id.span?))).collect();
    let defaults = defaults.map(|value| self::defaults(value, reader)).unwrap_or_default();
    cut::misplaced(&mut head, &SHAPE, reader);
    SHAPE.unknown_tables(&pieces, reader);
    head.finish(reader);
    if !known {
        return None;
    }
    let mut bank = Bank {
        path: path.clone(),
        file,
        title,
        language: reader.language,
        syllabus,
        license,
        questions: Vec::new(),
        passages: Vec::new(),
    };
    contents(&pieces, &defaults, &path, &mut bank, reader);
    Some(bank)
}

/// What one piece holds.
enum Content {
    Question(Option<Box<Question>>),
    Passage(Option<Box<Passage>>),
}

/// Reads the questions and passages among the pieces of a file.
pub(crate) fn contents<'s>(
    pieces: &[Piece<'s>],
    defaults: &[Entry<'s>],
    path: &Arc<str>,
    bank: &mut Bank,
    reader: &mut Reader<'s>,
) {
    let numbered = number(pieces);
    let questions = numbered.iter().filter(|(piece, _)| piece.what == What::Table("question")).count();
    bank.questions.reserve_exact(questions);
    let mut read_pieces: Vec<(Content, Reader<'s>)> = Vec::new();
    // In portions, so that little is in the air beside the questions themselves.
    for portion in numbered.chunks(PORTION) {
        let parent: &Reader<'s> = reader;
        portion
            .par_iter()
            .map(|(piece, index)| {
                let mut own = parent.piece(&piece.segment.range);
                let content = content(piece, *index, defaults, path, &mut own);
                (content, own)
            })
            .collect_into_vec(&mut read_pieces);
        for (content, piece) in read_pieces.drain(..) {
            match content {
                Content::Question(question) => bank.questions.extend(question.map(|question| *question)),
                Content::Passage(passage) => bank.passages.extend(passage.map(|passage| *passage)),
            }
            reader.absorb(piece);
        }
    }
}

/// The pieces of questions and passages, each with its place among its like.
fn number<'p, 's>(pieces: &'p [Piece<'s>]) -> Vec<(&'p Piece<'s>, usize)> {
    let (mut questions, mut passages) = (0, 0);
    pieces
        .iter()
        .filter_map(|piece| {
            let count = match piece.what {
                What::Table("question") => &mut questions,
                What::Table("passage") => &mut passages,
                _ => return None,
            };
            *count += 1;
            Some((piece, *count - 1))
        })
        .collect()
}

fn content<'s>(
    piece: &Piece<'s>,
    index: usize,
    defaults: &[Entry<'s>],
    path: &Arc<str>,
    reader: &mut Reader<'s>,
) -> Content {
    let question = piece.what == What::Table("question");
    let table = cut::only(piece, if question { "question" } else { "passage" }, reader);
    match table {
        None if question => Content::Question(None),
        None => Content::Passage(None),
        Some(mut table) if question => {
            question::inherit(&mut table, defaults);
            Content::Question(question::read(table, index, path, reader).map(Box::new))
        }
        Some(table) => Content::Passage(passage(table, index, path, reader).map(Box::new)),
    }
}

/// Checks the line `format = "…"`; `false` where the file is of another kind.
pub(crate) fn format<'s>(head: &mut Table<'s>, wanted: &'static str, reader: &mut Reader<'s>) -> bool {
    let Some(typed) = head.string("format", reader) else {
        let kind = wanted.split('/').next().unwrap_or_default();
        let message = format!("the file does not say that it is a {}", FileKind::name_of(kind));
        reader.missing(reader.span(0..0), message, format!("begin it with `format = \"{wanted}\"`"));
        return false;
    };
    if typed.value == wanted {
        return true;
    }
    let (kind, version) = typed.value.split_once('/').unwrap_or((typed.value.as_str(), ""));
    let ours = wanted.split('/').next() == Some(kind);
    let newer = ours && version.parse::<u32>().is_ok_and(|version| version > 1);
    let message = match newer {
        true => format!("`{}` is newer than this papersetter, which reads `{wanted}`", shown(&typed.value)),
        false => format!("the file is `{}`, wanted is `{wanted}`", shown(&typed.value)),
    };
    let hint = match newer {
        true => "install the newest papersetter".to_owned(),
        false => format!("name another file, or write `format = \"{wanted}\"`"),
    };
    reader.push(Diagnostic::error("wrong-format", message).at(typed.span).hint(hint));
    false
}

/// The entries of `[defaults]`, each marked as inherited.
pub(crate) fn defaults<'s>(value: Value<'s>, reader: &mut Reader<'s>) -> Vec<Entry<'s>> {
    let Some(table) = reader.table(value, "`defaults`") else { return Vec::new() };
    let mut entries = Vec::new();
    for entry in table.entries {
        if entry.key == "id" {
            let diagnostic = Diagnostic::error("unknown-key", "`id` cannot stand in `[defaults]`").at(entry.key_span);
            reader.push(diagnostic.hint("it belongs to one question: move it there"));
        } else if !question::is_known(&entry.key) {
            let near = question::nearest_field(&entry.key).map(|name| format!("did you mean `{name}`?"));
            let message = format!("unknown key `{}`", shown(&entry.key));
            let diagnostic = Diagnostic::error("unknown-key", message).at(entry.key_span);
            reader.push(diagnostic.hint(near.unwrap_or_else(|| "any field of a question may stand here".to_owned())));
        } else {
            entries.push(Entry { inherited: true, ..entry });
        }
    }
    entries
}

/// Reads one passage.
fn passage<'s>(mut table: Table<'s>, index: usize, bank: &Arc<str>, reader: &mut Reader<'s>) -> Option<Passage> {
    let span = table.span;
    let fields: Vec<(Box<str>, Span)> =
        table.entries.iter().map(|entry| (entry.key.as_ref().into(), entry.value.span)).collect();
    let id = table.string("id", reader);
    if id.is_none() && !fields.iter().any(|(name, _)| &**name == "id") {
        let hint = "write `id = \"…\"`; its questions name it by `passage = \"…\"`";
        reader.missing(span, "the passage has no `id`", hint);
    }
    let title = table.text("title", Form::Inline, reader);
    if !table.has("text") {
        reader.missing(span, "the passage has no `text`", "write `text = '''` and the passage, and end it with `'''`");
    }
    let text = table.text("text", Form::Block, reader);
    let take = table.take("take").and_then(|value| take(&value, reader));
    let figures = figures::take(&mut table, reader);
    let languages = table.take("lang");
    let id = id.and_then(|typed| {
        let id = PassageId::new(&typed.value).filter(|id| id.needs().is_none());
        if id.is_none() {
            bad_id(&typed.value, typed.span, reader);
        }
        id
    });
    let (Some(id), Some(text)) = (id, text) else {
        table.finish(reader);
        return None;
    };
    let mut passage = Passage { id, language: reader.language, title, text, take, figures, place: None };
    if let Some(value) = languages {
        lang::each(value, reader, &mut |lang, mut table, reader| {
            let into = lang::Into { lang };
            into.optional(&mut passage.title, &mut table, "title", Form::Inline, reader);
            if let Some(value) = table.take("text") {
                into.set(&mut passage.text, value, "the text of the passage", Form::Block, reader);
            }
            into.figures(&mut passage.figures, &mut table, reader);
            into.finish(table, reader);
        });
    }
    table.finish(reader);
    let mut figures = std::mem::take(&mut passage.figures);
    passage.each_text(&mut |_, _, rich| figures::from_images(rich, reader, &mut figures));
    figures::complete(&mut figures, reader);
    passage.figures = figures;
    let unread_figures = std::mem::take(&mut reader.unread_figures);
    passage.place = Some(Box::new(Place { span, bank: bank.clone(), index, id_typed: true, fields, unread_figures }));
    Some(passage)
}

/// `"all"` or a number.
fn take<'s>(value: &Value<'s>, reader: &mut Reader<'s>) -> Option<u16> {
    match &value.data {
        Data::Text(text) if text == "all" => None,
        Data::Whole => reader.count(value, "`take`", 1, 500).and_then(|count| u16::try_from(count).ok()),
        _ => {
            reader.wrong_type(value, "`take`", "a whole number or `\"all\"`");
            None
        }
    }
}
