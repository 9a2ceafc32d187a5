//! Tries out texts before anything is printed: every formula compiled once, every character looked up in the fonts.
//!
//! In: questions, passages, blueprints, patterns, fixed words. Out: findings at the formula or character in the author's file.

use super::source::{Code, HEADER, formula};
use super::{FontSet, Sources, glyphs};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::blueprint::Blueprint;
use crate::model::ids::Lang;
use crate::model::note::Note;
use crate::model::pattern::Pattern;
use crate::model::question::{Passage, Question};
use crate::model::text::{InlineKind, RichText};
use crate::model::visit::TextRole;
use crate::model::words::{Phrase, Words};
use crate::source::Span;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use unicode_script::UnicodeScript;

/// Formulas that go into one document: few enough that one bad formula costs little, many enough that starting costs
/// little.
const FORMULAS_A_DOCUMENT: usize = 200;

/// What was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Probed {
    /// Distinct formulas compiled.
    pub formulas: usize,
}

/// The texts of a bank that are still to be tried.
#[derive(Default)]
pub struct Probe {
    /// Each distinct formula with its first place.
    formulas: BTreeMap<String, Place>,
    found: Diagnostics,
    told: BTreeSet<(String, char)>,
    fonts: FontSet,
    /// Whether there is a font for a character: the same few come again and again.
    covered: BTreeMap<char, bool>,
}

#[derive(Clone)]
struct Place {
    subject: String,
    span: Option<Span>,
}

impl Probe {
    /// Nothing yet, to be tried with these fonts.
    pub fn new(fonts: FontSet) -> Self {
        Probe { fonts, ..Probe::default() }
    }

    /// Takes in all texts of a question.
    pub fn question(&mut self, question: &Question) {
        let place = question.place.as_ref().map(|place| place.span);
        question.each_text(&mut |_, lang, text| self.text(&format!("question `{}`", question.id), lang, text, place));
    }

    /// Takes in all texts of a passage.
    pub fn passage(&mut self, passage: &Passage) {
        let place = passage.place.as_ref().map(|place| place.span);
        passage.each_text(&mut |_, lang, text| self.text(&format!("passage `{}`", passage.id), lang, text, place));
    }

    /// Takes in all texts of a study note; its questions stand in a bank.
    pub fn note(&mut self, note: &Note) {
        let place = Some(note.place.span);
        note.each_text(&mut |_, lang, text| self.text(&format!("note `{}`", note.id), lang, text, place));
    }

    /// Takes in the instructions and constants of a blueprint, those of its pattern included.
    pub fn blueprint(&mut self, blueprint: &Blueprint) {
        blueprint.each_text(&mut |role, lang, text| self.line(role, lang, text));
    }

    /// Takes in the instructions and constants of a pattern.
    pub fn pattern(&mut self, pattern: &Pattern) {
        pattern.each_text(&mut |role, lang, text| self.line(role, lang, text));
    }

    /// A pattern may be taken in twice, by itself and below a blueprint, and is told of once.
    fn line(&mut self, role: TextRole<'_>, lang: Lang, text: &RichText) {
        self.text(&format!("`{}`", role.field.name()), lang, text, None);
    }

    /// Takes in the fixed words of a file, called `subject`; of each script the first character without a font is told,
    /// where `place` says that it stands.
    pub fn words(&mut self, subject: &str, words: &Words, place: &dyn Fn(char) -> Option<Span>) {
        let subject = format!("`{subject}`");
        let forms = words.phrases.values().flat_map(Phrase::forms);
        let mut scripts = BTreeSet::new();
        for c in forms.flat_map(|text| text.chars()) {
            if !self.has_font(c) && scripts.insert(c.script().full_name()) {
                self.found.push(glyphs::missing(&subject, &c.to_string()).at(place(c)));
            }
        }
    }

    fn text(&mut self, subject: &str, lang: Lang, text: &RichText, otherwise: Option<Span>) {
        let subject = format!("{subject} ({lang})");
        text.each_inline(&mut |inline| match &inline.kind {
            InlineKind::Math(math) => {
                let place = Place { subject: subject.clone(), span: text.span(inline.range.clone()).or(otherwise) };
                self.formulas.entry(formula(math)).or_insert(place);
            }
            InlineKind::Text(plain) | InlineKind::Code(plain) => {
                for c in plain.chars() {
                    if self.has_font(c) {
                        continue;
                    }
                    if self.told.insert((subject.clone(), c)) {
                        let span = text.span(inline.range.clone()).or(otherwise);
                        self.found.push(glyphs::missing(&subject, &c.to_string()).at(span));
                    }
                }
            }
            _ => {}
        });
    }

    /// Whether a character can be printed.
    fn has_font(&mut self, c: char) -> bool {
        c.is_ascii() || c.is_whitespace() || *self.covered.entry(c).or_insert_with(|| self.fonts.covers(c))
    }

    /// Compiles the formulas, in parallel, and reports everything found.
    pub fn run(self, found: &mut Diagnostics) -> Probed {
        let all: Vec<(String, Place)> = self.formulas.into_iter().collect();
        let faults: Vec<Diagnostics> =
            all.par_chunks(FORMULAS_A_DOCUMENT).map(|some| compile(some, &self.fonts)).collect();
        found.append(self.found);
        for fault in faults {
            found.append(fault);
        }
        Probed { formulas: all.len() }
    }
}

/// Compiles formulas together; those that fail are reported and left out of the next try.
fn compile(formulas: &[(String, Place)], fonts: &FontSet) -> Diagnostics {
    let mut found = Diagnostics::default();
    let mut open: Vec<&(String, Place)> = formulas.iter().collect();
    while !open.is_empty() {
        match try_together(&open, fonts) {
            Ok(()) => break,
            Err(bad) => {
                // Without a culprit each one is tried alone, so the loop always ends.
                let bad = if bad.is_empty() { alone(&open, fonts) } else { bad };
                if bad.is_empty() {
                    break;
                }
                for (index, message) in &bad {
                    let (_, place) = open[*index];
                    found.push(
                        Diagnostic::error(
                            "bad-tex",
                            format!("{}: the formula cannot be printed: {message}", place.subject),
                        )
                        .at(place.span)
                        .hint("look for a misspelt command, or write that part as plain text"),
                    );
                }
                let mut index = 0;
                open.retain(|_| {
                    index += 1;
                    !bad.contains_key(&(index - 1))
                });
            }
        }
    }
    found
}

fn alone(formulas: &[&(String, Place)], fonts: &FontSet) -> BTreeMap<usize, String> {
    let failing = formulas.iter().enumerate().filter_map(|(index, formula)| {
        let failure = try_together(&[*formula], fonts).err()?;
        let message = failure.into_values().next().unwrap_or_else(|| "the engine refuses it".to_owned());
        Some((index, message))
    });
    failing.collect()
}

/// Compiles formulas in one document; on failure the message for each formula that the engine blames.
fn try_together(formulas: &[&(String, Place)], fonts: &FontSet) -> Result<(), BTreeMap<usize, String>> {
    let mut text = HEADER.to_owned();
    let mut starts = Vec::new();
    for (code, _) in formulas {
        starts.push(text.len());
        text.push('#');
        text.push_str(code);
        text.push_str(";\n\n");
    }
    let mut sources = Sources::with_fonts(fonts.clone());
    sources.add_template("/probe.typ", text, "probe", None);
    let main =
        "#import \"/templates/fonts.typ\": *\n#show: with-fonts\n#set page(height: auto)\n#include \"/probe.typ\"";
    let main = Code { text: main.to_owned(), places: Vec::new() };
    let Err(blamed) = sources.compile_blaming(main, "/probe.typ") else { return Ok(()) };
    let mut bad = BTreeMap::new();
    for (byte, message) in blamed {
        // Bytes before the first formula are nobody's; a formula tried alone is to blame for everything.
        let index = starts.partition_point(|start| *start <= byte).checked_sub(1);
        if let Some(index) = index.or((formulas.len() == 1).then_some(0)) {
            bad.entry(index).or_insert(message);
        }
    }
    Err(bad)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup;
    use crate::model::text::Form;

    fn messages(texts: &[&str]) -> Vec<String> {
        let mut found = Diagnostics::default();
        let mut probe = Probe::default();
        for (index, text) in texts.iter().enumerate() {
            let text = markup::parse(text, Form::Inline, None, false, &mut found);
            probe.text(&format!("question `q{index}`"), Lang::ENGLISH, &text, None);
        }
        probe.run(&mut found);
        found.iter().map(|one| one.message.clone()).collect()
    }

    #[test]
    fn good_formulas_and_letters_pass() {
        assert_eq!(messages(&["$\\frac{1}{2}mv^2$", "$\\sqrt{2}$ और ₹5"]), Vec::<String>::new());
    }

    #[test]
    fn a_letter_without_a_font_is_told_once_for_each_question() {
        assert_eq!(
            messages(&["ක ග ක", "$x$"]),
            [
                "question `q0` (en): no font for `ක` (U+0D9A, Sinhala)",
                "question `q0` (en): no font for `ග` (U+0D9C, Sinhala)"
            ]
        );
    }
}
