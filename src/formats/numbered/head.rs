//! Beginnings of questions: `12.`, `Q.3)`, `Question 4 of 10`, `5. Question`, `प्रश्न 6:`.

use super::dialect::Dialect;
use super::label::{is_digit, is_indic};
use super::paragraphs::Paragraph;
use crate::model::labels::number_of;

/// The largest number of a question by itself; larger ones are years, unless they count on.
pub(super) const LARGEST: usize = 999;

/// The largest number of a question that counts on, as far as four digits reach.
pub(super) const LARGEST_COUNTED: usize = 9999;

/// The most marks of a question; larger numbers are no marks.
const MOST_MARKS: u32 = 20;

/// A line that may begin a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head<'t> {
    /// Its number; a word alone, `Q.`, has none.
    pub(super) number: Option<usize>,
    /// Whether a word says that it is a question, so that it cannot be an item of a list.
    pub(super) strong: bool,
    /// What is asked, as far as it stands on this line.
    pub(super) rest: &'t str,
}

/// The head that a line is.
pub(super) fn read<'t>(text: &'t str, dialects: &[&Dialect]) -> Option<Head<'t>> {
    up_to(text, LARGEST, dialects)
}

/// As [`read`], for numbers up to this one.
pub(super) fn up_to<'t>(text: &'t str, largest: usize, dialects: &[&Dialect]) -> Option<Head<'t>> {
    let first = text.chars().next()?;
    if text.starts_with("(Q") {
        // "(Q) Which …", "(Q3) Which …"
        let (inside, rest) = text.get(1..)?.split_once(')')?;
        let digits = inside.get(1..)?.trim_matches(['.', ' ']);
        let number = number_of(digits).filter(|number| (1..=largest).contains(number));
        return (digits.is_empty() || number.is_some()).then_some(Head {
            number,
            strong: true,
            rest: rest.trim_start(),
        });
    }
    // Signs that catch the eye stand before some heads.
    let text = if first.is_ascii() { text } else { text.trim_start_matches(|c| is_sign(c) || c == ' ') };
    let first = text.chars().next()?;
    if is_digit(first) || first == '(' {
        return numbered(text, largest, dialects);
    }
    if let Some(number) = behind_subject(text, largest, dialects) {
        return Some(Head { number: Some(number), strong: true, rest: "" });
    }
    // Words that begin questions begin with few letters.
    if !matches!(first, 'Q' | 'q' | '\u{900}'..='\u{97f}') {
        return None;
    }
    let (word, after) = dialects.iter().flat_map(|dialect| dialect.question).find_map(|word| {
        let start = text.get(..word.len()).filter(|start| start.to_lowercase() == **word)?;
        let after = text.get(word.len()..)?;
        (!after.starts_with(goes_on)).then_some((start, after))
    })?;
    let marks = after.trim_start_matches([' ', '.', ':', '-', '–', '—', '#', ')', '(']);
    let skipped = after.get(..after.len() - marks.len())?;
    let marks = marks.strip_prefix("No.").or_else(|| marks.strip_prefix("no.")).unwrap_or(marks).trim_start();
    let digits = digits(marks);
    let Some(number) = number_of(marks.get(..digits)?).filter(|number| (1..=largest).contains(number)) else {
        // "Question Hour" is no head, and neither is "Q-fever".
        let closed = skipped.trim_start().starts_with(['.', ':', ')']) && (word.len() > 1 || skipped.ends_with(' '));
        return (closed && digits == 0 && !marks.is_empty()).then_some(Head {
            number: None,
            strong: true,
            rest: marks,
        });
    };
    let rest = marks.get(digits..)?;
    if is_range(rest) {
        return None;
    }
    if let Some(of) = of_so_many(rest) {
        return Some(Head { number: Some(number), strong: true, rest: of });
    }
    let rest = rest.trim_start_matches([' ', '.', ':', '-', '–', '—', ')', ']', '|']);
    let rest = rest.trim_start_matches(is_sign);
    Some(Head { number: Some(number), strong: true, rest: without_topic(rest).unwrap_or(rest) })
}

/// The number of a line that is nothing but a subject and the word: "Polity Question 12:".
fn behind_subject(text: &str, largest: usize, dialects: &[&Dialect]) -> Option<usize> {
    if text.len() > 60 || !text.ends_with(|c: char| c == ':' || c.is_ascii_digit()) {
        return None;
    }
    let words: Vec<&str> = text.trim_end_matches([':', ' ']).split(' ').collect();
    let [subject @ .., word, digits] = words.as_slice() else { return None };
    let known = dialects.iter().any(|dialect| dialect.question.contains(&word.to_lowercase().as_str()));
    let plain = (1..=4).contains(&subject.len())
        && subject.iter().all(|word| word.starts_with(char::is_uppercase) || matches!(*word, "and" | "&" | "of"));
    number_of(digits).filter(|number| known && plain && (1..=largest).contains(number))
}

/// What follows the topic in "[Economy] As per …".
fn without_topic(rest: &str) -> Option<&str> {
    let (topic, after) = rest.strip_prefix('[')?.split_once(']')?;
    let after = after.trim_start();
    let words = topic.len() <= 40 && topic.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '&' | '-' | ','));
    // "[A] is …" may speak of something labelled so.
    (words && topic.len() > 2 && (after.is_empty() || after.starts_with(char::is_uppercase))).then_some(after)
}

/// Whether a character is neither letter, digit, mark nor plain punctuation: an arrow, a star, a face.
pub(super) fn is_sign(c: char) -> bool {
    !c.is_ascii() && !c.is_alphanumeric() && !('\u{900}'..='\u{dff}').contains(&c) && !"‘’“”…–—₹€£°".contains(c)
}

/// `12. …`, `12) …`, `(12) …`, `12- …`, `12. Question`.
fn numbered<'t>(text: &'t str, largest: usize, dialects: &[&Dialect]) -> Option<Head<'t>> {
    let open = text.starts_with('(');
    let bare = if open { text.get(1..)?.trim_start() } else { text };
    let digits = digits(bare);
    let number = number_of(bare.get(..digits)?).filter(|number| (1..=largest).contains(number))?;
    let after = bare.get(digits..)?;
    let rest = if open {
        after.trim_start().strip_prefix(')')?
    } else {
        let closed = after.trim_start_matches(' ');
        let close = closed.chars().next()?;
        match close {
            '.' | ')' | ']' if after.len() == closed.len() || close != '.' => {}
            '-' | '–' | '—' | ':' => {}
            _ => return None,
        }
        // "1).", "1.)", "1.-"
        let rest = closed.get(close.len_utf8()..)?.trim_start_matches(['.', ')', '-']);
        if close != ')' && rest.starts_with(|c: char| c.is_ascii_digit()) && !doubled(rest, number) {
            return None;
        }
        rest
    };
    let rest = rest.trim_start();
    let word = rest.to_lowercase();
    if word.len() < 40 && dialects.iter().any(|dialect| dialect.question.contains(&word.as_str())) {
        return Some(Head { number: Some(number), strong: true, rest: "" });
    }
    // Some pages print the number twice: "1. 1In the …".
    let rest = if doubled(rest, number) { rest.get(self::digits(rest)..)?.trim_start() } else { rest };
    Some(Head { number: Some(number), strong: false, rest })
}

/// Whether `rest` begins with the same number, directly followed by a capital letter.
fn doubled(rest: &str, number: usize) -> bool {
    let digits = digits(rest);
    let next = rest.get(digits..).and_then(|rest| rest.chars().next());
    rest.get(..digits).and_then(number_of) == Some(number) && next.is_some_and(char::is_uppercase)
}

fn digits(text: &str) -> usize {
    text.chars().take_while(|c| is_digit(*c)).take(4).map(char::len_utf8).sum()
}

/// Whether "-10" or "to 10" stands behind a number, and no more: "Question 1-10" is the heading of ten questions.
fn is_range(rest: &str) -> bool {
    let rest = rest.trim().trim_end_matches([':', '.']);
    let end = rest.strip_prefix(['-', '–', '—']).or_else(|| rest.strip_prefix("to "));
    end.map(str::trim).is_some_and(|end| !end.is_empty() && end.len() <= 12 && digits(end) == end.len())
}

/// What follows "of 10" behind a number.
fn of_so_many(rest: &str) -> Option<&str> {
    let rest = rest.trim_start().strip_prefix("of ")?;
    let digits = digits(rest);
    rest.get(digits..).filter(|_| digits > 0).map(|rest| rest.trim_start_matches([':', '.', ' ']))
}

fn goes_on(c: char) -> bool {
    c.is_alphabetic() || is_indic(c)
}

/// A stem without "1 points", which quiz pages glue to it.
pub(super) fn without_points(text: &str) -> &str {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.get(digits..).filter(|_| digits > 0).map(str::trim_start).unwrap_or_default();
    let rest = after.strip_prefix("point(s)").or_else(|| {
        let rest = after.strip_prefix("points").or_else(|| after.strip_prefix("point"))?;
        rest.starts_with(char::is_uppercase).then_some(rest)
    });
    rest.map_or(text, str::trim_start)
}

/// Takes "(2 marks)" away from the end of a stem.
pub(super) fn take_marks(stem: &mut [Paragraph]) -> Option<u32> {
    stem.iter_mut().find_map(|paragraph| {
        let before = paragraph.text.strip_suffix([')', ']'])?;
        let at = before.rfind(['(', '['])?;
        let (number, word) = before.get(at + 1..)?.trim().split_once(' ')?;
        let known = ["mark", "marks", "अंक"].iter().any(|known| word.trim().eq_ignore_ascii_case(known));
        let marks: u32 = number.parse().ok().filter(|marks| known && (1..=MOST_MARKS).contains(marks))?;
        let rest = before.get(..at)?.trim_end();
        if rest.is_empty() {
            return None;
        }
        paragraph.text = rest.to_owned();
        Some(marks)
    })
}

#[cfg(test)]
mod tests {
    use super::super::dialect::PAGE;
    use super::*;

    fn told(text: &str) -> String {
        match read(text, PAGE) {
            None => "none".to_owned(),
            Some(Head { number, strong, rest }) => {
                format!("{}{} {rest}", number.map_or("-".to_owned(), |n| n.to_string()), if strong { "!" } else { "" })
            }
        }
    }

    #[test]
    fn heads_are_read_in_every_shape() {
        for (text, head) in [
            ("12. Which of", "12 Which of"),
            ("3.An all-electric", "3 An all-electric"),
            ("2._______ would", "2 _______ would"),
            ("1) Consider", "1 Consider"),
            ("1). Match", "1 Match"),
            ("(7) What", "7 What"),
            ("1- Who", "1 Who"),
            ("Q1. What", "1! What"),
            ("Q.1) Consider", "1! Consider"),
            ("Q. 14 The", "14! The"),
            ("Q14.What", "14! What"),
            ("Ques 1 : Which", "1! Which"),
            ("Question 3: Why", "3! Why"),
            ("Question 1 of 10", "1! "),
            ("5. Question", "5! "),
            ("प्रश्न 6: किस", "6! किस"),
            ("प्रश्न-६ किस", "6! किस"),
            ("Q. Which river", "-! Which river"),
            ("Question: Which river", "-! Which river"),
            ("1. 1In the", "1 In the"),
            ("4.", "4 "),
            ("(Q) Which river", "-! Which river"),
            ("(Q7) Which river", "7! Which river"),
            ("🔴 Quiz No.1👇", "1! "),
            ("👉 4. Which river", "4 Which river"),
            ("Question 1-10", "none"),
            ("Questions 1 to 10:", "none"),
            ("Question 1 - What", "1! What"),
            ("Quiz of 2026", "none"),
            ("Question Hour is the first hour", "none"),
            ("Questions are asked", "none"),
            ("1.5 per cent", "none"),
            ("2024. A year", "none"),
            ("12 states", "none"),
            ("Quota", "none"),
            ("प्रश्नकाल है", "none"),
        ] {
            assert_eq!(told(text).trim_end(), head.trim_end(), "{text}");
        }
        let taken = |text: &str| {
            let mut stem = [Paragraph { line: 1, text: text.to_owned(), bullet: false }];
            let marks = take_marks(&mut stem);
            format!("{} {}", stem[0].text, marks.unwrap_or_default())
        };
        assert_eq!(taken("Which river? (2 Marks)"), "Which river? 2");
        assert_eq!(taken("कौन-सी नदी? [1 अंक]"), "कौन-सी नदी? 1");
        assert_eq!(taken("Which river (2 miles)"), "Which river (2 miles) 0");
        assert_eq!(taken("(2 marks)"), "(2 marks) 0");
        assert_eq!(without_points("1 pointsWith reference"), "With reference");
        assert_eq!(without_points("2 points are given"), "2 points are given");
    }
}
