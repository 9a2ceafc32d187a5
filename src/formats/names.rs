//! Ids of notes and questions: the same text gives the same id.

use super::draft::{Body, Draft, Question};
use crate::model::date::Date;
use crate::model::ids::slug;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// The longest id.
const LONGEST: usize = 64;

/// The longest name of a note: a number may be added to it.
const LONGEST_NAME: usize = 60;

/// Signs without the ones that are mistaken for another; 32 of them.
const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Words that say nothing about a question.
const EMPTY: &[&str] = &[
    "which",
    "what",
    "who",
    "whom",
    "whose",
    "when",
    "where",
    "why",
    "how",
    "many",
    "of",
    "the",
    "a",
    "an",
    "following",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "in",
    "on",
    "at",
    "to",
    "for",
    "by",
    "with",
    "from",
    "and",
    "or",
    "as",
    "it",
    "its",
    "that",
    "this",
    "these",
    "those",
    "consider",
    "statements",
    "statement",
    "regarding",
    "about",
    "reference",
    "respect",
    "context",
    "best",
    "describes",
    "correct",
    "correctly",
    "not",
    "does",
    "do",
    "did",
    "has",
    "have",
    "term",
    "refer",
    "primarily",
    "given",
];

/// Six signs that stand for some texts.
fn mark<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text);
        hash.update([0]);
    }
    hash.finalize().iter().take(6).map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()
}

/// The name of a note: its day and words of its title.
pub(super) fn of_note(date: Option<Date>, title: &str) -> String {
    let day = date.map(|date| format!("{date}-")).unwrap_or_default();
    let words = slug(title, LONGEST_NAME - day.len());
    // A title in another script has no letters for an id.
    let words =
        if words.len() < 3 || !words.contains(|c: char| c.is_ascii_lowercase()) { mark([title]) } else { words };
    format!("{day}{words}")
}

/// The name of a bank without a note.
pub(super) fn of_bank(date: Option<Date>, title: Option<&str>, file: &str) -> String {
    let words = slug(file, LONGEST_NAME);
    match (words.is_empty(), title) {
        (false, _) => words,
        (true, Some(title)) => of_note(date, title),
        (true, None) => "questions".to_owned(),
    }
}

/// The name of the second, third … draft of one name.
pub(super) fn numbered(name: &str, count: usize) -> String {
    let number = format!("-{count}");
    let start = name.get(..name.len().min(LONGEST - number.len())).unwrap_or(name);
    format!("{}{number}", start.trim_end_matches('-'))
}

/// Gives every question of a draft its id: words of what it asks, and a mark of its texts and of the draft's name.
pub(super) fn of_questions(draft: &mut Draft) {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for question in &mut draft.questions {
        let id = of_question(&draft.name, question);
        let mut own = id.clone();
        let mut count = 1;
        while !known.insert(own.clone()) {
            count += 1;
            own = numbered(&id, count);
        }
        question.id = own;
    }
}

fn of_question(draft: &str, question: &Question) -> String {
    let texts: Vec<&str> = match &question.body {
        Body::Choice { options, .. } => options.iter().map(String::as_str).collect(),
        Body::Statements { statements, .. } => statements.iter().map(|(text, _)| text.as_str()).collect(),
    };
    let mark = mark([draft, question.stem.as_str()].into_iter().chain(texts));
    let telling = question
        .stem
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.len() > 1 && !EMPTY.contains(&word.to_ascii_lowercase().as_str()));
    let words = slug(&telling.take(5).collect::<Vec<_>>().join(" "), 40);
    if words.is_empty() { format!("q-{mark}") } else { format!("{words}-{mark}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ids_whatever_the_title() {
        let day = Date::parse("2026-02-07");
        assert_eq!(of_note(day, "Wells Run Dry in Two Districts!"), "2026-02-07-wells-run-dry-in-two-districts");
        let hindi = of_note(day, "कुएँ सूख गए");
        assert!(hindi.starts_with("2026-02-07-") && hindi.len() == 17, "{hindi}");
        assert_eq!(of_note(None, &"long word ".repeat(20)).len(), 59);
        assert_eq!(of_bank(None, Some("Quiz of the Day"), ""), "quiz-of-the-day");
        assert_eq!(of_bank(day, Some("Quiz of the Day"), "My Quiz 7"), "my-quiz-7");
        assert_eq!(numbered(&"x".repeat(64), 12).len(), 64);
    }
}
