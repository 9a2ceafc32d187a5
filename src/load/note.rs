//! `note/1`: text in, a [`Note`] and the [`Bank`] of its questions out, with everything that is wrong with them.

mod passage;
mod tables;

pub use passage::passages;

use super::bank::{self, format};
use super::cut::{self, Shape};
use super::figures;
use super::files::STANDARD_INPUT;
use super::question::{about, bad_id, lang};
use super::table::{Reader, Table, shown};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::bank::Bank;
use crate::model::blueprint::Located;
use crate::model::ids::{Lang, NoteId, QuestionId, slug};
use crate::model::note::{Note, NoteKind};
use crate::model::question::{Place, Status};
use crate::model::text::{Form, RichText, Text};
use crate::source::{FileId, SourceMap};
use std::sync::Arc;
use tables::Tables;

/// The format this version reads.
pub const FORMAT: &str = "note/1";

/// The tables of a note.
const SHAPE: Shape = Shape {
    name: "study note",
    repeated: &["fact", "angle", "figure", "faq", "term", "question", "passage", "source", "extra"],
    tables: &["fact", "angle", "figure", "faq", "term", "question", "passage", "source", "extra", "defaults", "lang"],
    head: &[
        "format",
        "title",
        "standfirst",
        "language",
        "syllabus",
        "date",
        "as-of",
        "expires",
        "publisher",
        "reading-minutes",
        "kind",
        "subjects",
        "area",
        "tags",
        "status",
        "author",
        "reviewed-by",
        "license",
        "basis",
        "remark",
        "summary",
        "background",
        "developments",
        "questions",
        "defaults",
        "lang",
    ],
};

/// Reads a note; its questions come as a bank of the same path.
///
/// `path` is the file's path from the root, with `/`; its last part is the note's id. `trusted` lets raw Typst in it
/// run. Facts, questions and the like that cannot be read are left out; `None` means that the file is no note, or one
/// without title or id.
pub fn read(
    sources: &SourceMap,
    file: FileId,
    path: &str,
    trusted: bool,
    found: &mut Diagnostics,
) -> Option<(Note, Bank)> {
    let mut reader = Reader::new(sources, file);
    reader.path = path;
    reader.trusted = trusted;
    let note = read_with(&mut reader, file, path);
    found.append(reader.found);
    note
}

fn read_with<'s>(reader: &mut Reader<'s>, file: FileId, path: &str) -> Option<(Note, Bank)> {
    let pieces = SHAPE.cut(reader.text);
    let mut head = cut::head(&pieces, reader);
    let defaults = head.take("defaults");
    let known = format(&mut head, FORMAT, reader);
    let language = head.string("language", reader).and_then(|tag| reader.lang(&tag.value, tag.span?));
    reader.language = language.unwrap_or(Lang::ENGLISH);
    let defaults = defaults.map(|value| bank::defaults(value, reader)).unwrap_or_default();
    cut::misplaced(&mut head, &SHAPE, reader);
    SHAPE.unknown_tables(&pieces, reader);
    let id = id(path, known, reader);
    let path: Arc<str> = path.into();
    let tables = Tables::read(&pieces, reader);
    let mut note = note(id, head, tables, file, &path, reader);
    if let Some(note) = &mut note {
        let mut figures = std::mem::take(&mut note.figures);
        note.each_text(&mut |_, _, rich| figures::from_images(rich, reader, &mut figures));
        note.figures = figures;
    }
    if !known {
        return None;
    }
    let mut bank = Bank {
        path: path.clone(),
        file,
        title: note.as_ref().and_then(|note| note.title.get(note.language)).map(RichText::plain),
        language: reader.language,
        syllabus: note.as_ref().map(|note| note.syllabus.clone()).unwrap_or_default(),
        license: note.as_ref().and_then(|note| note.license.clone()),
        questions: Vec::new(),
        passages: Vec::new(),
    };
    bank::contents(&pieces, &defaults, &path, &mut bank, reader);
    Some((note?, bank))
}

/// The id that the file's name gives.
fn id(path: &str, known: bool, reader: &mut Reader<'_>) -> Option<NoteId> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let name = if name == STANDARD_INPUT { "standard-input" } else { name };
    let name = name.strip_suffix(".toml").unwrap_or(name);
    let id = NoteId::new(name);
    if id.is_none() && known {
        let message = format!("`{}` cannot be the id of a note, which is its file's name", shown(name));
        let slug = slug(name, 64);
        let hint = match slug.is_empty() {
            true => "an id is 1 to 64 of a-z, 0-9 and `-`".to_owned(),
            false => format!("an id is 1 to 64 of a-z, 0-9 and `-`: rename the file to `{slug}.toml`"),
        };
        reader.push(Diagnostic::error("bad-id", message).at(reader.span(0..0)).hint(hint));
    }
    id
}

/// The texts of the head that further languages may have.
struct Texts {
    title: Option<Text>,
    standfirst: Option<Text>,
    subjects: Vec<Text>,
    summary: Option<Text>,
    background: Option<Text>,
    developments: Option<Text>,
}

impl Texts {
    fn take<'s>(head: &mut Table<'s>, reader: &mut Reader<'s>) -> Self {
        if !head.has("title") {
            reader.missing(head.span, "the note has no `title`", "write `title = \"…\"` below `format`");
        }
        let mut texts = Texts {
            title: head.text("title", Form::Inline, reader),
            standfirst: head.text("standfirst", Form::Inline, reader),
            subjects: tables::texts(head, "subjects", reader),
            summary: head.text("summary", Form::Block, reader),
            background: head.text("background", Form::Block, reader),
            developments: head.text("developments", Form::Block, reader),
        };
        if let Some(value) = head.take("lang") {
            lang::each(value, reader, &mut |lang, table, reader| texts.merge(lang::Into { lang }, table, reader));
        }
        texts
    }

    fn merge<'s>(&mut self, into: lang::Into, mut table: Table<'s>, reader: &mut Reader<'s>) {
        into.optional(&mut self.title, &mut table, "title", Form::Inline, reader);
        into.optional(&mut self.standfirst, &mut table, "standfirst", Form::Inline, reader);
        into.list(self.subjects.iter_mut().collect(), &mut table, "subjects", reader);
        into.optional(&mut self.summary, &mut table, "summary", Form::Block, reader);
        into.optional(&mut self.background, &mut table, "background", Form::Block, reader);
        into.optional(&mut self.developments, &mut table, "developments", Form::Block, reader);
        into.finish(table, reader);
    }
}

/// Everything that stands once, with the tables that were read.
fn note<'s>(
    id: Option<NoteId>,
    mut head: Table<'s>,
    tables: Tables,
    file: FileId,
    path: &Arc<str>,
    reader: &mut Reader<'s>,
) -> Option<Note> {
    let place = Place {
        span: reader.span(0..0),
        bank: path.clone(),
        index: 0,
        id_typed: true,
        fields: head.entries.iter().map(|entry| (entry.key.as_ref().into(), entry.value.span)).collect(),
        unread_figures: reader.unread_figures.clone(),
    };
    let Texts { title, standfirst, subjects, summary, background, developments } = Texts::take(&mut head, reader);
    let Tables { facts, angles, figures, faqs, terms, sources, extras } = tables;
    let text = |head: &mut Table<'s>, key: &'static str, reader: &mut Reader<'s>| {
        head.string(key, reader).map(|text| text.value)
    };
    let note = Note {
        path: path.clone(),
        file,
        language: reader.language,
        standfirst,
        date: head.date("date", reader),
        as_of: head.date("as-of", reader),
        expires: head.date("expires", reader),
        publisher: about::plain(&mut head, "publisher", reader),
        reading_minutes: head.count("reading-minutes", 1, 999, reader),
        kind: head.word("kind", NoteKind::NAMES, reader),
        subjects,
        syllabus: head.strings("syllabus", reader).into_iter().filter_map(|id| Some((id.value, id.span?))).collect(),
        area: about::areas(&mut head, reader),
        tags: about::plain(&mut head, "tags", reader),
        status: head.word("status", Status::NAMES, reader).unwrap_or_default(),
        author: text(&mut head, "author", reader),
        reviewed_by: text(&mut head, "reviewed-by", reader),
        license: text(&mut head, "license", reader),
        basis: text(&mut head, "basis", reader),
        remark: text(&mut head, "remark", reader),
        summary,
        background,
        developments,
        facts,
        angles,
        figures,
        faqs,
        terms,
        questions: questions(&mut head, reader),
        sources,
        extras,
        place,
        // Last, so that everything else is looked at before.
        id: {
            head.finish(reader);
            id?
        },
        title: title?,
    };
    Some(note)
}

/// Ids of questions.
fn questions<'s>(head: &mut Table<'s>, reader: &mut Reader<'s>) -> Vec<Located<QuestionId>> {
    let mut ids: Vec<Located<QuestionId>> = Vec::new();
    for typed in head.strings("questions", reader) {
        let Some(id) = QuestionId::new(&typed.value) else {
            bad_id(&typed.value, typed.span, reader);
            continue;
        };
        if ids.iter().any(|other| other.value == id) {
            let diagnostic = Diagnostic::error("duplicate-name", format!("`questions` names `{id}` twice"));
            reader.push(diagnostic.at(typed.span).hint("keep one of them"));
            continue;
        }
        ids.push(Located::new(id, typed.span));
    }
    ids
}
