//! Sentences of a study note that say again what another one says.
//!
//! Articles are written in pieces, and what stands in the summary often comes back word for word in the background or in
//! an answer. Whoever prints the note pays for it twice.

use super::ids::Lang;
use super::note::{Note, NoteRole};
use super::text::RichText;
use crate::source::Span;

/// Fewer words than this may well come twice.
const FEWEST_WORDS: usize = 6;

/// Of so many words of the two together, as a fraction, must be common to both.
const ALIKE: (usize, usize) = (9, 10);

/// A sentence that comes twice.
#[derive(Debug, Clone)]
pub struct Recurrence<'a> {
    /// The sentence as it stands the second time, without marks.
    pub sentence: String,
    /// Its text, the first and the second time.
    pub texts: [(NoteRole<'a>, &'a RichText); 2],
}

impl Recurrence<'_> {
    /// One sentence that names both places.
    pub fn message(&self) -> String {
        let [first, second] = [&self.texts[0].0, &self.texts[1].0].map(NoteRole::told);
        let sentence = shortened(&self.sentence);
        match first == second {
            true => format!("a sentence comes twice in {first}: \"{sentence}\""),
            false => format!("a sentence of {first} comes again in {second}: \"{sentence}\""),
        }
    }

    /// The places of the first and the second text.
    pub fn spans(&self) -> [Option<Span>; 2] {
        [self.texts[0].1.whole_span(), self.texts[1].1.whole_span()]
    }
}

/// At most 80 characters, cut after a word.
fn shortened(sentence: &str) -> String {
    let Some((end, _)) = sentence.char_indices().nth(80) else { return sentence.to_owned() };
    let cut = sentence.get(..end).unwrap_or_default();
    format!("{} …", cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole))
}

struct Sentence<'a> {
    text: String,
    /// In lower case, without marks, in order.
    words: Vec<String>,
    role: NoteRole<'a>,
    rich: &'a RichText,
}

/// The sentences of a note that come twice in a language, in the order of printing; each is given once.
pub fn recurrences(note: &Note, lang: Lang) -> Vec<Recurrence<'_>> {
    let mut sentences: Vec<Sentence<'_>> = Vec::new();
    note.each_text(&mut |role, own, rich| {
        let counts = !matches!(role.field, "title" | "subjects" | "keywords" | "alt" | "figure" | "aka" | "heading");
        if own == lang && counts {
            for text in sentences_of(&rich.plain()) {
                let words = words_of(&text);
                if words.len() >= FEWEST_WORDS {
                    sentences.push(Sentence { text, words, role, rich });
                }
            }
        }
    });
    let mut found = Vec::new();
    for (at, second) in sentences.iter().enumerate() {
        let Some(first) = sentences.iter().take(at).find(|first| alike(&first.words, &second.words)) else { continue };
        found.push(Recurrence {
            sentence: second.text.clone(),
            texts: [(first.role, first.rich), (second.role, second.rich)],
        });
    }
    found
}

/// Cuts a text behind `.`, `?`, `!` and the danda where a blank follows; an initial or a number does not end a sentence.
fn sentences_of(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if !matches!(c, '.' | '?' | '!' | '।') || characters.peek().is_some_and(|(_, next)| !next.is_whitespace()) {
            continue;
        }
        let end = at + c.len_utf8();
        let sentence = text.get(start..end).unwrap_or_default();
        let last = sentence.trim_end_matches('.').rsplit(char::is_whitespace).next().unwrap_or_default();
        if c == '.' && last.chars().count() < 3 && last.starts_with(char::is_uppercase) {
            continue;
        }
        out.push(sentence.trim().to_owned());
        start = end;
    }
    out.push(text.get(start..).unwrap_or_default().trim().to_owned());
    out.retain(|sentence| !sentence.is_empty());
    out
}

fn words_of(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\u{900}'..='\u{dff}' | '\u{200c}' | '\u{200d}');
    text.split(|c: char| !is_part(c)).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Whether two sentences have nearly all words in common, and no number that the other lacks.
fn alike(first: &[String], second: &[String]) -> bool {
    if first == second {
        return true;
    }
    let (wanted, of) = ALIKE;
    let (short, long) = (first.len().min(second.len()), first.len().max(second.len()));
    if short * of < long * wanted {
        return false;
    }
    let mut left: Vec<&String> = second.iter().collect();
    let mut common = 0;
    for word in first {
        if let Some(at) = left.iter().position(|other| *other == word) {
            left.swap_remove(at);
            common += 1;
        } else if word.contains(|c: char| c.is_ascii_digit()) {
            return false;
        }
    }
    let number_left = left.iter().any(|word| word.contains(|c: char| c.is_ascii_digit()));
    !number_left && common * of >= long * wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_would_stop() {
        let text = "Justice D. Y. Chandrachud wrote it. It cost Rs. 7.5 lakh! Why? बात पूरी हुई। फिर";
        assert_eq!(
            sentences_of(text),
            ["Justice D. Y. Chandrachud wrote it.", "It cost Rs. 7.5 lakh!", "Why?", "बात पूरी हुई।", "फिर"]
        );
    }

    #[test]
    fn marks_and_one_word_in_ten_make_no_difference_but_numbers_do() {
        let alike = |first: &str, second: &str| alike(&words_of(first), &words_of(second));
        assert!(alike(
            "India is the fourth country to dock spacecraft.",
            "India is the fourth country to dock spacecraft"
        ));
        assert!(alike(
            "On the morning of that day the two small craft were joined by the agency in orbit over India.",
            "On the morning of that day the two small craft were joined by the agency in orbit above India."
        ));
        assert!(!alike(
            "Both were launched by one rocket from Sriharikota on 30 December of the year.",
            "Both were launched by one rocket from Sriharikota on 31 December of the year."
        ));
        assert!(!alike("India is the fourth country to dock spacecraft.", "India is the third country that did so."));
    }
}
