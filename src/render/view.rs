//! What is printed, as data: question paper, key, solutions and blueprint table of an assembled paper,
//! handed to a template.
//!
//! In come paper, set, numbering and words; out goes the main source of a document, which imports the questions'
//! sources and calls the template's one function with one dictionary (`docs/templates.md`). A question paper is built
//! from [`PaperView`], whose types have no place for an answer.

mod answering;
mod block;
mod blueprint;
mod entries;
mod estimate;
mod examiner;
mod front;
mod item;
mod key;
mod marking;
mod quote;
pub mod revision;
mod solutions;
mod value;

pub use entries::PaperView;
pub use key::KeyView;
pub use solutions::SolutionsView;

use super::fonts::direction;
use super::source::Code;
use crate::model::ids::Lang;
use crate::model::numbering::Numbering;
use crate::model::paper::{Paper, PaperSet};
use crate::model::question::Question;
use crate::model::words::Words;
use value::Value;

/// The version of the dictionary that templates get.
pub const CONTRACT: u64 = 1;

/// What is known of a run beside the paper itself.
#[derive(Debug, Clone, Copy)]
pub struct RunFacts<'a> {
    /// Stands in the foot of every page.
    pub paper_id: &'a str,
    /// Virtual path of a template of the user's own for question papers.
    pub template: Option<&'a str>,
}

/// The main source of a set's question paper in the languages of `words`, first one first; there is at least one, and
/// the sources of the questions must be there in all of them.
pub fn paper(paper: &Paper, set: &PaperSet, words: &[&Words], facts: &RunFacts<'_>) -> Code {
    let numberings: Vec<Numbering<'_>> = words.iter().map(|words| Numbering::new(paper, set, words)).collect();
    let desks = words.iter().zip(&numberings);
    let desks: Vec<Desk<'_>> = desks.map(|(words, numbering)| Desk { paper, set, numbering, words, facts }).collect();
    let view = PaperView::new(&desks);
    main_source(facts.template.unwrap_or("/templates/paper.typ"), "paper", view.imports(), &view.value())
}

/// The main source of the key of all sets.
pub fn key(paper: &Paper, words: &Words, facts: &RunFacts<'_>) -> Code {
    let view = KeyView::new(paper, words, facts);
    main_source("/templates/key.typ", "key", "", &view.value())
}

/// The main source of the blueprint table.
pub fn blueprint(paper: &Paper, words: &Words, facts: &RunFacts<'_>) -> Code {
    main_source("/templates/blueprint.typ", "blueprint", "", &blueprint::value(paper, words, facts))
}

/// The main source of a set's solutions in the language of `words`.
pub fn solutions(paper: &Paper, set: &PaperSet, words: &Words, facts: &RunFacts<'_>) -> Code {
    let numbering = &Numbering::new(paper, set, words);
    let view = SolutionsView::new(&Desk { paper, set, numbering, words, facts });
    main_source("/templates/solutions.typ", "solutions", view.imports(), &view.value())
}

/// What a view of one set in one language is built from; the language is that of the words.
#[derive(Clone, Copy)]
struct Desk<'a> {
    paper: &'a Paper,
    set: &'a PaperSet,
    numbering: &'a Numbering<'a>,
    words: &'a Words,
    facts: &'a RunFacts<'a>,
}

impl<'a> Desk<'a> {
    /// What is printed for the set, if anything.
    fn set_label(&self) -> Option<String> {
        let ask = &self.set.ask;
        self.paper.prints_set().then(|| ask.label.clone().unwrap_or_else(|| ask.name.to_string()))
    }

    /// The language in which a blueprint's plain texts are.
    fn first_language(&self) -> Lang {
        self.paper.blueprint.layout.languages.first().map_or(self.words.language, |lang| lang.value)
    }

    /// The direction in which a question runs; the words of the paper may run the other way.
    fn direction(&self, question: &Question) -> Value {
        Value::Expression(direction(question.said_in(self.words.language)).to_owned())
    }

    /// A blueprint's text in the language of this desk, else in the paper's first.
    fn said(&self, text: Option<&'a crate::model::text::PerLang<String>>) -> Option<&'a str> {
        let text = text?.get_or(self.words.language, self.first_language())?;
        Some(text.trim()).filter(|text| !text.is_empty())
    }
}

/// Imports, then one call of the template's function.
fn main_source(template: &str, function: &str, imports: &str, value: &Value) -> Code {
    let mut code = Code { text: super::source::HEADER.to_owned(), places: Vec::new() };
    code.text.push_str(&format!("#import {}: {function}\n{imports}#{function}(", super::source::string(template)));
    value::write(value, &mut code);
    code.text.push_str(")\n");
    code
}

#[cfg(test)]
mod tests;
