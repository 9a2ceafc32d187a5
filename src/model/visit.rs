//! Every text of a question, passage or blueprint in one walk, each with what it is for.

use super::blueprint::Blueprint;
use super::figure::{Figure, each_text_of, each_text_of_mut};
use super::ids::{Lang, Name};
use super::pattern::Pattern;
use super::question::{AnswerOption, Body, Item, Part, Passage, Point, Question, Row};
use super::text::{Form, RichText, Text};

/// Which text of a question, passage or blueprint it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextRole<'a> {
    /// The field.
    pub field: TextField,
    /// The option, statement, row, piece, point or figure it belongs to; points are not named.
    pub name: Option<&'a Name>,
    /// The part of a case it stands in.
    pub part: Option<&'a Name>,
}

impl TextRole<'_> {
    /// Whether the text is one line or may hold blocks.
    pub fn form(&self) -> Form {
        self.field.form()
    }
}

/// The fields that hold texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextField {
    /// `stem`
    Stem,
    /// The text of an option.
    Option,
    /// The `why` of an option, statement or row.
    Why,
    /// `explanation`
    Explanation,
    /// The text of a statement.
    Statement,
    /// A cell of a row.
    Cell,
    /// A heading of a column or list.
    Heading,
    /// An entry of List-I.
    Left,
    /// An entry of List-II.
    Right,
    /// An item to be ordered.
    Item,
    /// `assertion`
    Assertion,
    /// `reason`
    Reason,
    /// `closing`
    Closing,
    /// `unit`
    Unit,
    /// A value point of a marking scheme.
    Point,
    /// `model-answer`
    ModelAnswer,
    /// Alternative text of a figure.
    Alt,
    /// Title, caption or a piece of the data of a figure.
    FigureText,
    /// Title of a passage.
    Title,
    /// Text of a passage.
    Passage,
    /// An instruction of a paper or section.
    Instruction,
    /// A value that candidates may use.
    Constant,
}

impl TextField {
    /// Whether the text is one line or may hold blocks.
    pub fn form(self) -> Form {
        match self {
            TextField::Stem
            | TextField::Explanation
            | TextField::Why
            | TextField::Closing
            | TextField::ModelAnswer
            | TextField::Passage => Form::Block,
            _ => Form::Inline,
        }
    }

    /// Whether it is printed with solutions only, so that it may tell the key.
    pub fn tells_key(self) -> bool {
        matches!(self, TextField::Explanation | TextField::Why | TextField::Point | TextField::ModelAnswer)
    }

    /// Its name as typed in a bank.
    pub fn name(self) -> &'static str {
        match self {
            TextField::Stem => "stem",
            TextField::Option => "options",
            TextField::Why => "why",
            TextField::Explanation => "explanation",
            TextField::Statement => "statements",
            TextField::Cell => "cells",
            TextField::Heading => "heading",
            TextField::Left => "left",
            TextField::Right => "right",
            TextField::Item => "items",
            TextField::Assertion => "assertion",
            TextField::Reason => "reason",
            TextField::Closing => "closing",
            TextField::Unit => "unit",
            TextField::Point => "points",
            TextField::ModelAnswer => "model-answer",
            TextField::Alt => "alt",
            TextField::FigureText => "figures",
            TextField::Title => "title",
            TextField::Passage => "text",
            TextField::Instruction => "instructions",
            TextField::Constant => "constants",
        }
    }
}

/// Writes the walk once for shared and once for exclusive references.
macro_rules! walk {
    ($item:ident, $body:ident, $figure:ident, $each:ident, $text:ident, $iter:ident, $visit:ident $(, $mutable:tt)?) => {
        type $visit<'a, 'v> = &'v mut dyn FnMut(TextRole<'a>, Lang, &'a $($mutable)? RichText);

        fn $text<'a>(text: &'a $($mutable)? Text, role: TextRole<'a>, visit: $visit<'a, '_>) {
            for (lang, rich) in text.$iter() {
                visit(role, lang, rich);
            }
        }

        fn $figure<'a>(figure: &'a $($mutable)? Figure, part: Option<&'a Name>, visit: $visit<'a, '_>) {
            let Figure { id, title, spec, caption, alt, .. } = figure;
            let name = Some(&*id);
            $text(alt, TextRole { field: TextField::Alt, name, part }, visit);
            let role = TextRole { field: TextField::FigureText, name, part };
            $each(title, spec, caption, &mut |text| $text(text, role, visit));
        }

        fn $item<'a>(item: &'a $($mutable)? Item, part: Option<&'a Name>, visit: $visit<'a, '_>) {
            let Item { stem, body, explanation, figures, .. } = item;
            let of = |field| TextRole { field, name: None, part };
            if let Some(stem) = stem {
                $text(stem, of(TextField::Stem), visit);
            }
            $body(body, part, visit);
            if let Some(explanation) = explanation {
                $text(explanation, of(TextField::Explanation), visit);
            }
            for figure in figures {
                $figure(figure, part, visit);
            }
        }

        fn $body<'a>(body: &'a $($mutable)? Body, part: Option<&'a Name>, visit: $visit<'a, '_>) {
            let of = |field, name| TextRole { field, name, part };
            match body {
                Body::Choice { options, .. } => {
                    for AnswerOption { name, text, why, .. } in options {
                        let name = Some(&*name);
                        $text(text, of(TextField::Option, name), visit);
                        if let Some(why) = why {
                            $text(why, of(TextField::Why, name), visit);
                        }
                    }
                }
                Body::Statements { statements, coding } => {
                    for statement in statements {
                        let name = Some(&statement.name);
                        $text(&$($mutable)? statement.text, of(TextField::Statement, name), visit);
                        if let Some(why) = &$($mutable)? statement.why {
                            $text(why, of(TextField::Why, name), visit);
                        }
                    }
                    if let Some(closing) = &$($mutable)? coding.closing {
                        $text(closing, of(TextField::Closing, None), visit);
                    }
                }
                Body::Pairs { heading, rows, coding } => {
                    for text in heading {
                        $text(text, of(TextField::Heading, None), visit);
                    }
                    for Row { name, cells, why, .. } in rows {
                        let name = Some(&*name);
                        for cell in cells {
                            $text(cell, of(TextField::Cell, name), visit);
                        }
                        if let Some(why) = why {
                            $text(why, of(TextField::Why, name), visit);
                        }
                    }
                    if let Some(closing) = &$($mutable)? coding.closing {
                        $text(closing, of(TextField::Closing, None), visit);
                    }
                }
                Body::Match { heading, left, right, closing, .. } => {
                    for text in heading {
                        $text(text, of(TextField::Heading, None), visit);
                    }
                    for piece in left {
                        $text(&$($mutable)? piece.text, of(TextField::Left, Some(&piece.name)), visit);
                    }
                    for piece in right {
                        $text(&$($mutable)? piece.text, of(TextField::Right, Some(&piece.name)), visit);
                    }
                    if let Some(closing) = closing {
                        $text(closing, of(TextField::Closing, None), visit);
                    }
                }
                Body::Order { items, closing, .. } => {
                    for piece in items {
                        $text(&$($mutable)? piece.text, of(TextField::Item, Some(&piece.name)), visit);
                    }
                    if let Some(closing) = closing {
                        $text(closing, of(TextField::Closing, None), visit);
                    }
                }
                Body::AssertionReason { assertion, reason, .. } => {
                    $text(assertion, of(TextField::Assertion, None), visit);
                    $text(reason, of(TextField::Reason, None), visit);
                }
                Body::StatementPair { statements, .. } => {
                    for statement in statements {
                        let name = Some(&statement.name);
                        $text(&$($mutable)? statement.text, of(TextField::Statement, name), visit);
                        if let Some(why) = &$($mutable)? statement.why {
                            $text(why, of(TextField::Why, name), visit);
                        }
                    }
                }
                Body::Numeric { unit: Some(unit), .. } => $text(unit, of(TextField::Unit, None), visit),
                Body::Written { points, model_answer, .. } => {
                    for Point { text, .. } in points {
                        $text(text, of(TextField::Point, None), visit);
                    }
                    if let Some(answer) = model_answer {
                        $text(answer, of(TextField::ModelAnswer, None), visit);
                    }
                }
                Body::Case { parts } => {
                    for group in parts {
                        for Part { name, item } in group {
                            // A part is never a case itself, so this goes one level down.
                            if !matches!(item.body, Body::Case { .. }) {
                                $item(item, Some(&*name), visit);
                            }
                        }
                    }
                }
                Body::TrueFalse { .. } | Body::Numeric { unit: None, .. } | Body::Blank { .. } => {}
            }
        }
    };
}

walk!(each_in_item, each_in_body, each_in_figure, each_text_of, each_in_text, iter, Visit);
walk!(
    each_in_item_mut,
    each_in_body_mut,
    each_in_figure_mut,
    each_text_of_mut,
    each_in_text_mut,
    iter_mut,
    VisitMut,
    mut
);

impl Question {
    /// Calls `visit` for every text in every language, in the order of printing.
    pub fn each_text<'a>(&'a self, visit: &mut dyn FnMut(TextRole<'a>, Lang, &'a RichText)) {
        each_in_item(&self.item, None, visit);
    }

    /// Calls `visit` for every text in every language, in the order of printing.
    pub fn each_text_mut<'a>(&'a mut self, visit: &mut dyn FnMut(TextRole<'a>, Lang, &'a mut RichText)) {
        each_in_item_mut(&mut self.item, None, visit);
    }

    /// The languages in which it exists: those of its stem, or of the first text it has.
    pub fn languages(&self) -> Vec<Lang> {
        match self.item.first_text() {
            Some(text) => text.iter().map(|(lang, _)| lang).collect(),
            None => vec![self.language],
        }
    }

    /// The language in which a reader of `lang` gets it: that one where it exists in it, else its first.
    pub fn said_in(&self, lang: Lang) -> Lang {
        let said = self.item.first_text().and_then(|text| text.said(lang, self.language));
        said.map_or(self.language, |(said, _)| said)
    }
}

/// One text in all its languages, in order.
#[derive(Debug, Clone)]
pub struct Versions<'a, Role = TextRole<'a>> {
    /// What it is for.
    pub role: Role,
    /// At least one.
    pub texts: Vec<(Lang, &'a RichText)>,
}

impl<'a, Role> Versions<'a, Role> {
    /// The text in this language.
    pub fn get(&self, lang: Lang) -> Option<&'a RichText> {
        self.texts.iter().find(|(other, _)| *other == lang).map(|(_, text)| *text)
    }
}

/// The texts of a walk, which gives the languages of one text one after another, in order.
pub(super) fn versions<'a, Role: PartialEq>(
    walk: impl FnOnce(&mut dyn FnMut(Role, Lang, &'a RichText)),
) -> Vec<Versions<'a, Role>> {
    let mut all: Vec<Versions<'a, Role>> = Vec::new();
    walk(&mut |role, lang, text| match all.last_mut() {
        Some(last) if last.role == role && last.texts.last().is_some_and(|(before, _)| *before < lang) => {
            last.texts.push((lang, text));
        }
        _ => all.push(Versions { role, texts: vec![(lang, text)] }),
    });
    all
}

impl Question {
    /// Every text with its languages, in the order of printing.
    pub fn versions(&self) -> Vec<Versions<'_>> {
        versions(|visit| self.each_text(visit))
    }
}

impl Passage {
    /// Every text with its languages.
    pub fn versions(&self) -> Vec<Versions<'_>> {
        versions(|visit| self.each_text(visit))
    }
}

impl Item {
    /// The stem, else the first of the texts that are asked about.
    fn first_text(&self) -> Option<&Text> {
        self.stem.as_ref().or_else(|| match &self.body {
            Body::Choice { options, .. } => options.first().map(|option| &option.text),
            Body::Statements { statements, .. } => statements.first().map(|statement| &statement.text),
            Body::StatementPair { statements, .. } => statements.first().map(|statement| &statement.text),
            Body::Pairs { rows, .. } => rows.first().and_then(|row| row.cells.first()),
            Body::Match { left, .. } => left.first().map(|piece| &piece.text),
            Body::Order { items, .. } => items.first().map(|item| &item.text),
            Body::AssertionReason { assertion, .. } => Some(assertion),
            Body::Case { parts } => parts.iter().flatten().find_map(|part| part.item.stem.as_ref()),
            Body::TrueFalse { .. } | Body::Numeric { .. } | Body::Blank { .. } | Body::Written { .. } => None,
        })
    }

    /// Calls `visit` for every text in every language; `part` is the name of the part that the item is, if it is one.
    pub fn each_text<'a>(&'a self, part: Option<&'a Name>, visit: &mut dyn FnMut(TextRole<'a>, Lang, &'a RichText)) {
        each_in_item(self, part, visit);
    }
}

/// Writes the walk over a passage once for shared and once for exclusive references.
macro_rules! walk_passage {
    ($name:ident, $figure:ident, $text:ident $(, $mutable:tt)?) => {
        /// Calls `visit` for every text in every language.
        pub fn $name<'a>(
            &'a $($mutable)? self,
            visit: &mut dyn FnMut(TextRole<'a>, Lang, &'a $($mutable)? RichText),
        ) {
            let of = |field| TextRole { field, name: None, part: None };
            let Passage { title, text, figures, .. } = self;
            if let Some(title) = title {
                $text(title, of(TextField::Title), visit);
            }
            $text(text, of(TextField::Passage), visit);
            for figure in figures {
                $figure(figure, None, visit);
            }
        }
    };
}

impl Passage {
    walk_passage!(each_text, each_in_figure, each_in_text);
    walk_passage!(each_text_mut, each_in_figure_mut, each_in_text_mut, mut);
}

/// Writes the walk over a blueprint or pattern once for shared and once for exclusive references.
macro_rules! walk_blueprint {
    ($owner:ident, $name:ident, $text:ident $(, $mutable:tt)?) => {
        /// Calls `visit` for every instruction and constant of the paper, then for the instructions of its sections, in
        /// every language.
        pub fn $name<'a>(
            &'a $($mutable)? self,
            visit: &mut dyn FnMut(TextRole<'a>, Lang, &'a $($mutable)? RichText),
        ) {
            let role = TextRole { field: TextField::Instruction, name: None, part: None };
            let $owner { heading, sections, .. } = self;
            for text in &$($mutable)? heading.instructions {
                $text(text, role, visit);
            }
            for text in &$($mutable)? heading.constants {
                $text(text, TextRole { field: TextField::Constant, ..role }, visit);
            }
            for section in sections {
                for text in &$($mutable)? section.instructions {
                    $text(text, role, visit);
                }
            }
        }
    };
}

impl Blueprint {
    walk_blueprint!(Blueprint, each_text, each_in_text);
    walk_blueprint!(Blueprint, each_text_mut, each_in_text_mut, mut);
}

impl Pattern {
    walk_blueprint!(Pattern, each_text, each_in_text);
    walk_blueprint!(Pattern, each_text_mut, each_in_text_mut, mut);
}
