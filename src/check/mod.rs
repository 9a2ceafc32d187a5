//! Looks for what is wrong or doubtful in banks that could be read: one file per rule, one line per rule in [`RULES`].
//!
//! A [`Library`] comes in, findings go out. A question's `allow` silences a rule on it. Nothing here runs the engine or
//! touches the disk; formulas, fonts and media are tried elsewhere.

mod answer_range;
mod blueprint;
mod borders;
mod code_list;
mod duplicate_id;
mod equal_options;
mod expired;
pub mod fix;
mod frozen_order;
mod kept_place;
mod language_parity;
mod literal_label;
mod longest_key;
mod missing_explanation;
mod no_option_for_truth;
mod no_right_answer;
mod passages;
mod recurring;
mod subject;
mod typed_label;
mod unknown_area;
mod unknown_fact;
mod unknown_note;
mod unknown_question;
mod unknown_rule;
mod unmarked_not;
mod unresolved_token;
mod unsafe_shuffle;

pub use blueprint::{blueprint, blueprint_names, pattern};

use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::model::bank::{Bank, Library};
use crate::model::date::Date;
use crate::model::question::Question;
use rayon::prelude::*;
use subject::{NoteSubject, Subject};

/// A check.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name in messages and in `allow`.
    pub name: &'static str,
    /// How bad its findings are.
    pub severity: Severity,
    /// What it looks for, in one phrase.
    pub about: &'static str,
    run: Run,
}

/// Looks at one question.
type OfQuestion = fn(&Rule, &Subject<'_>, &mut Diagnostics);

/// Looks at one bank.
type OfBank = fn(&Rule, &Bank, &Library, &mut Diagnostics);

/// Looks at one study note.
type OfNote = fn(&Rule, &NoteSubject<'_>, &mut Diagnostics);

/// Looks at everything at once.
type OfLibrary = fn(&Rule, &Library, &mut Diagnostics);

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
struct Run {
    question: Option<OfQuestion>,
    bank: Option<OfBank>,
    note: Option<OfNote>,
    library: Option<OfLibrary>,
}

impl Run {
    const NOTHING: Run = Run { question: None, bank: None, note: None, library: None };

    const fn question(run: OfQuestion) -> Self {
        Run { question: Some(run), ..Run::NOTHING }
    }

    const fn bank(run: OfBank) -> Self {
        Run { bank: Some(run), ..Run::NOTHING }
    }

    const fn note(run: OfNote) -> Self {
        Run { note: Some(run), ..Run::NOTHING }
    }

    const fn library(run: OfLibrary) -> Self {
        Run { library: Some(run), ..Run::NOTHING }
    }

    const fn and_bank(self, run: OfBank) -> Self {
        Run { bank: Some(run), ..self }
    }

    const fn and_note(self, run: OfNote) -> Self {
        Run { note: Some(run), ..self }
    }
}

impl Rule {
    const fn error(name: &'static str, about: &'static str, run: Run) -> Self {
        Rule { name, severity: Severity::Error, about, run }
    }

    const fn warning(name: &'static str, about: &'static str, run: Run) -> Self {
        Rule { name, severity: Severity::Warning, about, run }
    }

    const fn notice(name: &'static str, about: &'static str, run: Run) -> Self {
        Rule { name, severity: Severity::Notice, about, run }
    }

    /// Starts a finding of this rule.
    fn finds(&self, message: impl Into<String>) -> Diagnostic {
        match self.severity {
            Severity::Error => Diagnostic::error(self.name, message),
            Severity::Warning => Diagnostic::warning(self.name, message),
            Severity::Notice => Diagnostic::notice(self.name, message),
        }
    }
}

/// Every rule, in the order in which they are documented.
pub const RULES: &[Rule] = &[
    Rule::error("duplicate-id", "two questions, passages or notes with one id", Run::library(duplicate_id::rule)),
    Rule::error(
        "unknown-area",
        "an area that the syllabus does not declare",
        Run::question(unknown_area::rule).and_note(unknown_area::note),
    ),
    Rule::error("no-right-answer", "an answer that makes no option right", Run::question(no_right_answer::rule)),
    Rule::error("equal-options", "two options or entries that say the same", Run::question(equal_options::rule)),
    Rule::error("answer-out-of-range", "a numeric answer that is not accepted", Run::question(answer_range::rule)),
    Rule::error("code-list", "typed `codes` without exactly one right", Run::question(code_list::rule)),
    Rule::error("no-option-for-truth", "truth values without an option", Run::question(no_option_for_truth::rule)),
    Rule::error(
        "unresolved-token",
        "a token that names nothing there",
        Run::question(unresolved_token::rule).and_bank(unresolved_token::passages).and_note(unresolved_token::note),
    ),
    Rule::error("unknown-passage", "a `passage` that no bank has", Run::question(passages::unknown)),
    Rule::error("passage-take", "a passage that takes more questions than it has", Run::library(passages::take)),
    Rule::error("unknown-note", "a note, or a part of one, that is not there", Run::question(unknown_note::rule)),
    Rule::error("unknown-fact", "a fact that no note has", Run::question(unknown_fact::rule)),
    Rule::error("unknown-question", "a question of a note that no bank has", Run::note(unknown_question::rule)),
    Rule::error(
        "india-borders",
        "a map of India with borders as they are controlled",
        Run::question(borders::india).and_bank(borders::india_in_passages).and_note(borders::india_in_note),
    ),
    Rule::warning(
        "disputed-borders",
        "borders on a map that states do not agree on",
        Run::question(borders::disputed).and_bank(borders::disputed_in_passages).and_note(borders::disputed_in_note),
    ),
    Rule::warning("longest-key", "a bank whose longest option mostly is the key", Run::bank(longest_key::rule)),
    Rule::warning("unmarked-not", "a \"not\" in a stem that is easily overlooked", Run::question(unmarked_not::rule)),
    Rule::warning(
        "unsafe-shuffle",
        "`shuffle = true` on an order that should stay",
        Run::question(unsafe_shuffle::rule),
    ),
    Rule::warning("literal-label", "a letter or number where a token belongs", Run::question(literal_label::rule)),
    Rule::warning("typed-label", "an option that begins with its own letter", Run::question(typed_label::rule)),
    Rule::warning("missing-explanation", "a question without explanation", Run::question(missing_explanation::rule)),
    Rule::warning("expired", "a question or note out of date", Run::question(expired::rule).and_note(expired::note)),
    Rule::warning(
        "language-parity",
        "languages of a text that differ in more than words",
        Run::question(language_parity::rule).and_note(language_parity::note),
    ),
    Rule::warning("unknown-rule", "an `allow` that silences nothing", Run::question(unknown_rule::rule)),
    Rule::notice("kept-place", "an option that keeps its place", Run::question(kept_place::rule)),
    Rule::notice("recurring-sentence", "a sentence that comes twice in a note", Run::note(recurring::rule)),
    Rule::notice("frozen-order", "options that are not shuffled", Run::question(frozen_order::rule)),
];

/// Warnings that are given while reading, and may be silenced by `allow` like a rule.
const WHILE_READING: [&str; 2] = ["missing-id", "positive-penalty"];

/// Runs every rule over the library, and puts all findings in the order of files and places.
///
/// `date` is the day on which `expires` is judged; without one nothing counts as expired. Warnings and notices already
/// in `found` are silenced by `allow`, too.
pub fn run(library: &Library, date: Option<Date>, found: &mut Diagnostics) {
    library.banks.iter().for_each(|bank| silence(bank, found));
    run_rules(library, date, &|_| true, found);
}

/// Runs the rules that find errors: what a paper must not be made with.
pub fn errors(library: &Library, found: &mut Diagnostics) {
    run_rules(library, None, &|rule| rule.severity == Severity::Error, found);
}

fn run_rules(library: &Library, date: Option<Date>, wanted: &(dyn Fn(&Rule) -> bool + Sync), found: &mut Diagnostics) {
    let rules: Vec<&Rule> = RULES.iter().filter(|rule| wanted(rule)).collect();
    let questions: Vec<(&Bank, &Question)> =
        library.banks.iter().flat_map(|bank| bank.questions.iter().map(move |question| (bank, question))).collect();
    // Chunks keep their order, so threads do not show in the output.
    let parts: Vec<Diagnostics> = questions
        .par_chunks(256)
        .map(|chunk| {
            let mut found = Diagnostics::default();
            for (bank, question) in chunk {
                of_question(&Subject::new(library, bank, question, date), &rules, &mut found);
            }
            found
        })
        .collect();
    parts.into_iter().for_each(|part| found.append(part));
    for rule in rules {
        if let Some(run) = rule.run.bank {
            library.banks.iter().for_each(|bank| run(rule, bank, library, found));
        }
        if let Some(run) = rule.run.note {
            library.notes.iter().for_each(|note| run(rule, &NoteSubject { library, note, date }, found));
        }
        if let Some(run) = rule.run.library {
            run(rule, library, found);
        }
    }
    found.sort();
}

fn of_question(subject: &Subject<'_>, rules: &[&Rule], found: &mut Diagnostics) {
    for rule in rules {
        if let Some(run) = rule.run.question
            && !subject.allows(rule.name)
        {
            run(rule, subject, found);
        }
    }
}

/// Drops warnings and notices that questions of this bank allow; a question reaches up to the next one's header.
fn silence(bank: &Bank, found: &mut Diagnostics) {
    if bank.questions.iter().all(|question| question.about.allow.is_empty()) || found.is_empty() {
        return;
    }
    let mut starts: Vec<(u32, &[String])> = bank
        .questions
        .iter()
        .filter_map(|question| Some((question.place.as_ref()?.span.start, question.about.allow.as_slice())))
        .collect();
    starts.sort_by_key(|(start, _)| *start);
    found.retain(|diagnostic| {
        let Some(span) = diagnostic.span.filter(|span| span.file == bank.file) else { return true };
        let after = starts.partition_point(|(start, _)| *start <= span.start);
        let allow = after.checked_sub(1).and_then(|at| starts.get(at)).map(|(_, allow)| *allow).unwrap_or_default();
        diagnostic.severity == Severity::Error || !allow.iter().any(|name| name == diagnostic.code)
    });
}

#[cfg(test)]
mod tests;
