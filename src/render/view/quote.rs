//! Where an author's text stands in the questions' sources, and what its tokens say in this set.

use super::Desk;
use super::value::Value;
use crate::model::ids::Name;
use crate::model::numbering::Within;
use crate::model::question::{Passage, Question};
use crate::model::text::{Text, TokenKind};
use crate::render::source;
use std::collections::{BTreeMap, BTreeSet};

/// What a question paper quotes of a question. No variant leads to an answer.
#[derive(Debug, Clone, Copy)]
pub(super) enum Field<'a> {
    Stem,
    Closing,
    Option(&'a Name),
    Statement(&'a Name),
    Cell(&'a Name, usize),
    Heading(usize),
    Left(&'a Name),
    Right(&'a Name),
    Item(&'a Name),
    Assertion,
    Reason,
    Unit,
}

/// What only solutions quote.
#[derive(Debug, Clone, Copy)]
pub(super) enum Secret<'a> {
    Explanation,
    OptionWhy(&'a Name),
    StatementWhy(&'a Name),
    RowWhy(&'a Name),
    ModelAnswer,
    Point(usize),
}

/// A text of an author as the paper may print it.
#[derive(Debug, Clone)]
pub struct Quote(String);

/// A text of an author that gives an answer away.
#[derive(Debug, Clone)]
pub struct SecretQuote(String);

/// A text on a paper: in the paper's own words, or quoted.
#[derive(Debug, Clone)]
pub enum Phrase {
    /// In the paper's own words.
    Fixed(String),
    /// An author's.
    Quoted(Quote),
}

impl Phrase {
    pub(super) fn value(&self) -> Value {
        match self {
            Phrase::Fixed(text) => Value::text(text),
            Phrase::Quoted(quote) => Value::Expression(quote.0.clone()),
        }
    }
}

impl SecretQuote {
    pub(super) fn value(&self) -> Value {
        Value::Expression(self.0.clone())
    }
}

/// Where a text stands: in a question, or in a part of a case.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seat<'a> {
    pub(super) question: &'a Question,
    pub(super) part: Option<&'a Name>,
    pub(super) within: Within<'a>,
}

impl Seat<'_> {
    /// Names a text of this seat on its paper.
    pub(super) fn text_name(&self, desk: &Desk<'_>, field: &str) -> String {
        let (lang, question) = (desk.words.language, &self.question.id);
        match self.part {
            Some(part) => format!("{lang} {question}/{part} {field}"),
            None => format!("{lang} {question} {field}"),
        }
    }
}

/// Collects the sources that are quoted and the tokens that stand in the quoted texts.
#[derive(Default)]
pub(super) struct Quotes {
    files: BTreeMap<String, (usize, &'static str)>,
    scopes: BTreeMap<String, (usize, BTreeMap<String, String>)>,
    // Sources are numbered in the order of their first use, so a set's file does not depend on their names.
    order: Vec<String>,
    scope_order: Vec<String>,
}

impl Quotes {
    /// Quotes a text that a paper may print.
    pub(super) fn paper(&mut self, desk: &Desk<'_>, seat: Seat<'_>, field: Field<'_>, text: &Text) -> Phrase {
        let path = match field {
            Field::Stem => "stem".to_owned(),
            Field::Closing => "closing".to_owned(),
            Field::Option(name) => format!("options.at({}).text", literal(name)),
            Field::Statement(name) => format!("statements.at({}).text", literal(name)),
            Field::Cell(row, at) => format!("rows.at({}).cells.at({at})", literal(row)),
            Field::Heading(at) => format!("heading.at({at})"),
            Field::Left(name) => format!("left.at({})", literal(name)),
            Field::Right(name) => format!("right.at({})", literal(name)),
            Field::Item(name) => format!("items.at({})", literal(name)),
            Field::Assertion => "assertion".to_owned(),
            Field::Reason => "reason".to_owned(),
            Field::Unit => "unit".to_owned(),
        };
        Phrase::Quoted(Quote(self.call(desk, seat, &path, text)))
    }

    /// Quotes a text that gives the answer away.
    pub(super) fn secret(&mut self, desk: &Desk<'_>, seat: Seat<'_>, field: Secret<'_>, text: &Text) -> SecretQuote {
        let path = match field {
            Secret::Explanation => "explanation".to_owned(),
            Secret::OptionWhy(name) => format!("options.at({}).why", literal(name)),
            Secret::StatementWhy(name) => format!("statements.at({}).why", literal(name)),
            Secret::RowWhy(name) => format!("rows.at({}).why", literal(name)),
            Secret::ModelAnswer => "model-answer".to_owned(),
            Secret::Point(at) => format!("points.at({at})"),
        };
        SecretQuote(self.call(desk, seat, &path, text))
    }

    /// A picture of a question or part.
    pub(super) fn figure(&mut self, desk: &Desk<'_>, seat: Seat<'_>, name: &Name) -> Phrase {
        let file = self.question(desk, seat);
        Phrase::Quoted(Quote(format!("{file}.figures.at({})", literal(name))))
    }

    /// A map with the names that the candidate is to write.
    pub(super) fn labelled(&mut self, desk: &Desk<'_>, seat: Seat<'_>, name: &Name) -> SecretQuote {
        let file = self.question(desk, seat);
        SecretQuote(format!("{file}.labelled.at({})", literal(name)))
    }

    /// A text of a passage: `title` or `text`.
    pub(super) fn passage(&mut self, desk: &Desk<'_>, passage: &Passage, field: &str, text: &Text) -> Phrase {
        let file = self.file(source::passage_path(passage, desk.words.language), "p");
        let scope = self.scope(desk, Within::Passage(&passage.id), text, passage.language);
        Phrase::Quoted(Quote(format!("({file}.{field})({scope})")))
    }

    /// A picture of a passage.
    pub(super) fn passage_figure(&mut self, desk: &Desk<'_>, passage: &Passage, name: &Name) -> Phrase {
        let file = self.file(source::passage_path(passage, desk.words.language), "p");
        Phrase::Quoted(Quote(format!("{file}.figures.at({})", literal(name))))
    }

    /// Code that binds every source and resolver in use.
    pub(super) fn imports(&self) -> String {
        let mut out = String::new();
        for path in &self.order {
            if let Some((at, kind)) = self.files.get(path) {
                out.push_str(&format!("#import {}: {kind} as {kind}{at}\n", source::string(path)));
            }
        }
        for scope in &self.scope_order {
            if let Some((at, tokens)) = self.scopes.get(scope) {
                let entries: Vec<String> = tokens
                    .iter()
                    .map(|(typed, printed)| format!("{}: {},", source::string(typed), source::string(printed)))
                    .collect();
                let entries = if entries.is_empty() { ":".to_owned() } else { entries.join(" ") };
                out.push_str(&format!("#let t{at}(token) = ({entries}).at(token, default: token)\n"));
            }
        }
        out
    }

    fn call(&mut self, desk: &Desk<'_>, seat: Seat<'_>, path: &str, text: &Text) -> String {
        let file = self.question(desk, seat);
        let scope = self.scope(desk, seat.within, text, seat.question.language);
        format!("({file}.{path})({scope})")
    }

    /// The dictionary of a question or of a part of it.
    fn question(&mut self, desk: &Desk<'_>, seat: Seat<'_>) -> String {
        let file = self.file(source::question_path(seat.question, desk.words.language), "q");
        match seat.part {
            Some(part) => format!("{file}.parts.at({})", literal(part)),
            None => file,
        }
    }

    fn file(&mut self, path: String, kind: &'static str) -> String {
        let next = self.files.len();
        let order = &mut self.order;
        let (at, kind) = self.files.entry(path).or_insert_with_key(|path| {
            order.push(path.clone());
            (next, kind)
        });
        format!("{kind}{at}")
    }

    /// The resolver for tokens seen from `within`, with those of `text` added.
    fn scope(&mut self, desk: &Desk<'_>, within: Within<'_>, text: &Text, first: crate::model::ids::Lang) -> String {
        let next = self.scopes.len();
        let order = &mut self.scope_order;
        let (at, tokens) =
            self.scopes.entry(format!("{} {within:?}", desk.words.language)).or_insert_with_key(|scope| {
                order.push(scope.clone());
                (next, BTreeMap::new())
            });
        if let Some(rich) = text.get_or(desk.words.language, first) {
            let found: BTreeSet<_> = rich.tokens().into_iter().map(|(token, _)| token).collect();
            for token in found {
                let typed = match token.kind {
                    TokenKind::Key => "key".to_owned(),
                    kind => format!("{}:{}", kind.word(), token.names.join(",")),
                };
                tokens.entry(typed).or_insert_with(|| desk.numbering.token(within, token));
            }
        }
        format!("t{at}")
    }
}

fn literal(name: &Name) -> String {
    source::string(name.as_str())
}
