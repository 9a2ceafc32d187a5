//! The repeated tables of a note: facts, angles, figures, questions and answers, terms, sources, further sections.

use crate::diag::Diagnostic;
use crate::load::cut::{self, Piece, What};
use crate::load::figures;
use crate::load::question::{about, lang, names};
use crate::load::table::{Data, Reader, Table};
use crate::model::figure::Figure;
use crate::model::ids::Name;
use crate::model::note::{Angle, Extra, Fact, Faq, FaqKind, NoteSource, Term};
use crate::model::question::Kind;
use crate::model::text::{Form, Text, TokenKind};

/// Tables of one kind in one note; the longest article has a tenth of it.
const MOST_TABLES: usize = 200;

/// What they hold, each in the order typed.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) facts: Vec<Fact>,
    pub(super) angles: Vec<Angle>,
    pub(super) figures: Vec<Figure>,
    pub(super) faqs: Vec<Faq>,
    pub(super) terms: Vec<Term>,
    pub(super) sources: Vec<NoteSource>,
    pub(super) extras: Vec<Extra>,
}

impl Tables {
    /// Reads all of them; those that cannot be read are left out.
    pub(super) fn read<'s>(pieces: &[Piece<'s>], reader: &mut Reader<'s>) -> Self {
        let mut tables = Tables::default();
        for key in ["fact", "angle", "figure", "faq", "term", "source", "extra"] {
            let of_kind = pieces.iter().filter(|piece| piece.what == What::Table(key));
            for (index, piece) in of_kind.enumerate() {
                let mut own = reader.piece(&piece.segment.range);
                if let Some(table) = cut::only(piece, key, &mut own) {
                    tables.add(key, table, index, &mut own);
                }
                reader.absorb(own);
            }
        }
        figures::complete(&mut tables.figures, reader);
        tables
    }

    fn add<'s>(&mut self, key: &str, table: Table<'s>, index: usize, reader: &mut Reader<'s>) {
        if index >= MOST_TABLES {
            let message = format!("more than {MOST_TABLES} tables `[[{key}]]` in one note");
            let diagnostic = Diagnostic::error("out-of-range", message).at(table.span);
            return reader.push(diagnostic.hint("make several notes of it"));
        }
        match key {
            "fact" => {
                let known = self.facts.iter().map(|fact| &fact.name);
                let fact = fact(table, index, &known.cloned().collect::<Vec<_>>(), reader);
                self.facts.extend(fact);
            }
            "faq" => {
                let known = self.faqs.iter().map(|faq| &faq.name);
                let faq = faq(table, index, &known.cloned().collect::<Vec<_>>(), reader);
                self.faqs.extend(faq);
            }
            "angle" => self.angles.extend(angle(table, reader)),
            "figure" => figures::add(table, &mut self.figures, "note", reader),
            "term" => self.terms.extend(term(table, reader)),
            "source" => self.sources.extend(source(table, reader)),
            _ => self.extras.extend(extra(table, reader)),
        }
    }
}

/// The own id of a fact or question, or its number; an id that another one has is reported.
fn name<'s>(table: &mut Table<'s>, index: usize, known: &[Name], what: &str, reader: &mut Reader<'s>) -> Option<Name> {
    let place = table.place("id");
    let name = names::take(table, TokenKind::Statement, index, reader)?;
    if known.contains(&name) {
        let diagnostic = Diagnostic::error("duplicate-name", format!("two {what} have the id `{name}`")).at(place);
        reader.push(diagnostic.hint("give one of them another id"));
    }
    Some(name)
}

/// Takes a text that the table must have.
fn needed<'s>(table: &mut Table<'s>, key: &'static str, form: Form, reader: &mut Reader<'s>) -> Option<Text> {
    if !table.has(key) {
        reader.missing(table.span, format!("`{key}` is missing"), format!("write `{key} = \"…\"`"));
    }
    table.text(key, form, reader)
}

/// Takes a list of texts of one line, or one of them.
pub(super) fn texts<'s>(table: &mut Table<'s>, key: &'static str, reader: &mut Reader<'s>) -> Vec<Text> {
    let Some(value) = table.take(key) else { return Vec::new() };
    let values = match value.data {
        Data::List(values) => values,
        _ => vec![value],
    };
    values.into_iter().filter_map(|value| reader.text(value, &format!("each of `{key}`"), Form::Inline)).collect()
}

/// Puts the texts of further languages beside those of a table.
fn languages<'s>(
    table: &mut Table<'s>,
    reader: &mut Reader<'s>,
    merge: &mut dyn FnMut(lang::Into, &mut Table<'s>, &mut Reader<'s>),
) {
    let Some(value) = table.take("lang") else { return };
    lang::each(value, reader, &mut |lang, mut table, reader| {
        let into = lang::Into { lang };
        merge(into, &mut table, reader);
        into.finish(table, reader);
    });
}

fn fact<'s>(mut table: Table<'s>, index: usize, known: &[Name], reader: &mut Reader<'s>) -> Option<Fact> {
    let name = name(&mut table, index, known, "facts", reader);
    let mut text = needed(&mut table, "text", Form::Inline, reader);
    languages(&mut table, reader, &mut |into, table, reader| {
        into.optional(&mut text, table, "text", Form::Inline, reader);
    });
    table.finish(reader);
    Some(Fact { name: name?, text: text? })
}

fn angle<'s>(mut table: Table<'s>, reader: &mut Reader<'s>) -> Option<Angle> {
    let span = table.place("area").unwrap_or(table.span);
    if !table.has("text") && !table.has("area") {
        let hint = "say in `text` where the note fits, or name an `area` of the syllabus";
        reader.missing(table.span, "an angle has neither `text` nor `area`", hint);
    }
    let mut text = table.text("text", Form::Inline, reader);
    let area = about::areas(&mut table, reader);
    let mut keywords = texts(&mut table, "keywords", reader);
    let kinds = kinds(&mut table, reader);
    languages(&mut table, reader, &mut |into, table, reader| {
        into.optional(&mut text, table, "text", Form::Inline, reader);
        into.list(keywords.iter_mut().collect(), table, "keywords", reader);
    });
    table.finish(reader);
    (text.is_some() || !area.is_empty()).then_some(Angle { text, area, keywords, kinds, span })
}

/// Kinds of question.
fn kinds<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Vec<Kind> {
    let Some(value) = table.take("kinds") else { return Vec::new() };
    let values = match value.data {
        Data::List(values) => values,
        _ => vec![value],
    };
    values.into_iter().filter_map(|value| reader.word(value, "`kinds`", Kind::NAMES)).collect()
}

fn faq<'s>(mut table: Table<'s>, index: usize, known: &[Name], reader: &mut Reader<'s>) -> Option<Faq> {
    let name = name(&mut table, index, known, "entries of the FAQ", reader);
    let mut question = needed(&mut table, "question", Form::Inline, reader);
    let mut answer = needed(&mut table, "answer", Form::Block, reader);
    let kind = table.word("kind", FaqKind::NAMES, reader);
    languages(&mut table, reader, &mut |into, table, reader| {
        into.optional(&mut question, table, "question", Form::Inline, reader);
        into.optional(&mut answer, table, "answer", Form::Block, reader);
    });
    table.finish(reader);
    Some(Faq { name: name?, question: question?, answer: answer?, kind })
}

fn term<'s>(mut table: Table<'s>, reader: &mut Reader<'s>) -> Option<Term> {
    let mut name = needed(&mut table, "name", Form::Inline, reader);
    let mut text = needed(&mut table, "text", Form::Inline, reader);
    let mut aka = texts(&mut table, "aka", reader);
    languages(&mut table, reader, &mut |into, table, reader| {
        into.optional(&mut name, table, "name", Form::Inline, reader);
        into.optional(&mut text, table, "text", Form::Inline, reader);
        into.list(aka.iter_mut().collect(), table, "aka", reader);
    });
    table.finish(reader);
    Some(Term { name: name?, text: text?, aka })
}

fn source<'s>(mut table: Table<'s>, reader: &mut Reader<'s>) -> Option<NoteSource> {
    let span = table.span;
    let text = |key: &'static str, table: &mut Table<'s>, reader: &mut Reader<'s>| {
        table.string(key, reader).map(|text| text.value)
    };
    let empty = table.entries.is_empty();
    let source = NoteSource {
        title: text("title", &mut table, reader),
        publisher: text("publisher", &mut table, reader),
        date: table.date("date", reader),
        url: text("url", &mut table, reader),
    };
    table.finish(reader);
    if empty {
        reader.missing(span, "a source says nothing", "write `title`, `publisher`, `date` or `url` below it");
    }
    (!empty).then_some(source)
}

fn extra<'s>(mut table: Table<'s>, reader: &mut Reader<'s>) -> Option<Extra> {
    let mut heading = needed(&mut table, "heading", Form::Inline, reader);
    let mut text = needed(&mut table, "text", Form::Block, reader);
    languages(&mut table, reader, &mut |into, table, reader| {
        into.optional(&mut heading, table, "heading", Form::Inline, reader);
        into.optional(&mut text, table, "text", Form::Block, reader);
    });
    table.finish(reader);
    Some(Extra { heading: heading?, text: text? })
}
