//! The fixed words of a paper in one language: `words/1`.

use super::date::Date;
use super::ids::Lang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Fixed words by dotted key, e.g. `cover.do-not-open`, `count.questions`, `ask.statements.which`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The language.
    pub language: Lang,
    /// The phrases.
    pub phrases: BTreeMap<String, Phrase>,
}

/// A phrase with gaps in braces, `{n} marks`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Phrase {
    /// One form for all numbers.
    Plain(String),
    /// Forms by number: `one` for 1, `other` for the rest.
    Plural {
        /// For exactly one.
        one: String,
        /// For all other numbers.
        other: String,
    },
}

impl Phrase {
    /// Its forms as they stand.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        let (first, second) = match self {
            Phrase::Plain(text) => (text, None),
            Phrase::Plural { one, other } => (one, Some(other)),
        };
        [Some(first), second].into_iter().flatten().map(String::as_str)
    }
}

impl Words {
    /// The phrase as it stands; its plural for a phrase with forms; the key itself where there is none.
    ///
    /// Every key used in the code is known to be in the bundled files: a test looks.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        match self.phrases.get(key) {
            Some(Phrase::Plain(text) | Phrase::Plural { other: text, .. }) => text,
            None => key,
        }
    }

    /// The phrase with its gaps filled.
    pub fn fill(&self, key: &str, gaps: &[(&str, &str)]) -> String {
        filled(self.get(key), gaps)
    }

    /// The form for `n`, with the gap `n` and further gaps filled; `one` is taken for exactly `1`.
    pub fn count(&self, key: &str, n: &str, gaps: &[(&str, &str)]) -> String {
        let form = match self.phrases.get(key) {
            Some(Phrase::Plural { one, .. }) if n == "1" => one,
            _ => self.get(key),
        };
        let mut all = vec![("n", n)];
        all.extend_from_slice(gaps);
        filled(form, &all)
    }

    /// A day as people write it: "7 February 2026".
    pub fn day(&self, date: Date) -> String {
        let (year, month, day) = date.parts();
        let gaps = [("day", &*day.to_string()), ("month", self.month(month)), ("year", &*year.to_string())];
        self.fill("cover.date", &gaps)
    }

    /// A month as people write it: "February 2026".
    pub fn month_of(&self, date: Date) -> String {
        let (year, month, _) = date.parts();
        self.fill("cover.month-year", &[("month", self.month(month)), ("year", &year.to_string())])
    }

    fn month(&self, month: u8) -> &str {
        let key = format!("cover.month.{month}");
        // The key itself is only given where a file lacks the month.
        self.phrases.get(&key).and_then(|phrase| phrase.forms().next()).unwrap_or_default()
    }

    /// `1`, `1 and 2`, `1, 2 and 3`, with this language's words `list.pair`, `list.comma`, `list.last`.
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [one, two] => self.fill("list.pair", &[("a", one), ("b", two)]),
            [front @ .., last] => self.fill("list.last", &[("a", &front.join(self.get("list.comma"))), ("b", last)]),
        }
    }
}

/// Fills gaps in one pass, so that a value with braces is not filled again.
fn filled(text: &str, gaps: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let gap = rest.find('}').and_then(|close| {
            let name = &rest[1..close];
            gaps.iter().find(|(gap, _)| *gap == name).map(|(_, value)| (close, *value))
        });
        match gap {
            Some((close, value)) => {
                out.push_str(value);
                rest = &rest[close + 1..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_once_and_numbers_choose_their_form() {
        let phrases = [
            ("a", Phrase::Plain("{x} and {y} {".into())),
            ("n", Phrase::Plural { one: "{n} mark".into(), other: "{n} marks".into() }),
        ];
        let phrases = phrases.into_iter().map(|(key, phrase)| (key.to_owned(), phrase)).collect();
        let words = Words { language: Lang::ENGLISH, phrases };
        assert_eq!(words.fill("a", &[("x", "{y}"), ("y", "2")]), "{y} and 2 {");
        assert_eq!(words.count("n", "1", &[]), "1 mark");
        assert_eq!(words.count("n", "2", &[]), "2 marks");
        assert_eq!(words.get("missing"), "missing");
    }
}
