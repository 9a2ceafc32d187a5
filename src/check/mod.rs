//! Looks for what is wrong or doubtful in banks that could be read: one file per rule, one line per rule in [`RULES`].
//!
//! A [`Library`] comes in, findings go out. A question's `allow` silences a rule on it. Nothing here runs the engine or
//! touches the disk; formulas, fonts and media are tried elsewhere.

mod answer_range;
mod blueprint;
mod code_list;
mod duplicate_id;
mod equal_options;
mod expired;
pub mod fix;
mod frozen_order;
mod kept_place;
mod labels;
mod language_parity;
mod literal_label;
mod longest_key;
mod missing_explanation;
mod no_option_for_truth;
mod no_right_answer;
mod passages;
mod subject;
mod typed_label;
mod unknown_area;
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
use subject::Subject;

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

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
enum Run {
    /// One question at a time.
    Question(OfQuestion),
    /// One bank at a time.
    Bank(OfBank),
    /// One question at a time, then what else stands in a bank.
    QuestionAndBank(OfQuestion, OfBank),
    /// Everything at once.
    Library(fn(&Rule, &Library, &mut Diagnostics)),
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
    Rule::error("duplicate-id", "two questions or passages with one id", Run::Library(duplicate_id::rule)),
    Rule::error("unknown-area", "an area that the syllabus does not declare", Run::Question(unknown_area::rule)),
    Rule::error("no-right-answer", "an answer that makes no option right", Run::Question(no_right_answer::rule)),
    Rule::error("equal-options", "two options or entries that say the same", Run::Question(equal_options::rule)),
    Rule::error("answer-out-of-range", "a numeric answer that is not accepted", Run::Question(answer_range::rule)),
    Rule::error("code-list", "typed `codes` without exactly one right", Run::Question(code_list::rule)),
    Rule::error("no-option-for-truth", "truth values without an option", Run::Question(no_option_for_truth::rule)),
    Rule::error(
        "unresolved-token",
        "a token that names nothing there",
        Run::QuestionAndBank(unresolved_token::rule, unresolved_token::passages),
    ),
    Rule::error("unknown-passage", "a `passage` that no bank has", Run::Question(passages::unknown)),
    Rule::error("passage-take", "a passage that takes more questions than it has", Run::Library(passages::take)),
    Rule::warning("longest-key", "a bank whose longest option mostly is the key", Run::Bank(longest_key::rule)),
    Rule::warning("unmarked-not", "a \"not\" in a stem that is easily overlooked", Run::Question(unmarked_not::rule)),
    Rule::warning(
        "unsafe-shuffle",
        "`shuffle = true` on an order that should stay",
        Run::Question(unsafe_shuffle::rule),
    ),
    Rule::warning("literal-label", "a letter or number where a token belongs", Run::Question(literal_label::rule)),
    Rule::warning("typed-label", "an option that begins with its own letter", Run::Question(typed_label::rule)),
    Rule::warning("missing-explanation", "a question without explanation", Run::Question(missing_explanation::rule)),
    Rule::warning("expired", "a question out of date", Run::Question(expired::rule)),
    Rule::warning(
        "language-parity",
        "languages of a text that differ in more than words",
        Run::Question(language_parity::rule),
    ),
    Rule::warning("unknown-rule", "an `allow` that silences nothing", Run::Question(unknown_rule::rule)),
    Rule::notice("kept-place", "an option that keeps its place", Run::Question(kept_place::rule)),
    Rule::notice("frozen-order", "options that are not shuffled", Run::Question(frozen_order::rule)),
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
        match rule.run {
            Run::Question(_) => {}
            Run::Bank(run) | Run::QuestionAndBank(_, run) => {
                library.banks.iter().for_each(|bank| run(rule, bank, library, found))
            }
            Run::Library(run) => run(rule, library, found),
        }
    }
    found.sort();
}

fn of_question(subject: &Subject<'_>, rules: &[&Rule], found: &mut Diagnostics) {
    for rule in rules {
        if let Run::Question(run) | Run::QuestionAndBank(run, _) = rule.run
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
