//! Days as pages write them: `7 Feb 2026`, `February 7, 2026`, `13th April 2026`, `07-02-2026`, `7 फरवरी 2026`.

use super::super::numbered::label::{is_digit, is_indic};
use crate::model::date::Date;
use crate::model::labels::number_of;

/// Months by the beginnings of their names.
const MONTHS: [(&str, u8); 26] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("जनवरी", 1),
    ("फरवरी", 2),
    ("फ़रवरी", 2),
    ("मार्च", 3),
    ("अप्रैल", 4),
    ("मई", 5),
    ("जून", 6),
    ("जुलाई", 7),
    ("अगस्त", 8),
    ("सितंबर", 9),
    ("सितम्बर", 9),
    ("अक्टूबर", 10),
    ("नवंबर", 11),
    ("दिसंबर", 12),
];

/// Days of the week by the beginnings of their names.
const WEEKDAYS: [&str; 15] = [
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "सोमवार",
    "मंगलवार",
    "बुधवार",
    "गुरुवार",
    "बृहस्पतिवार",
    "शुक्रवार",
    "शनिवार",
    "रविवार",
];

/// What follows a day of the week and what parts it from the date.
pub(super) fn without_weekday(text: &str) -> &str {
    let Some((word, rest)) = text.split_once([' ', ',']) else { return text };
    let word = word.trim_end_matches('.').to_lowercase();
    let known = WEEKDAYS.iter().any(|start| word.starts_with(start) && (!start.is_ascii() || word.len() <= 9));
    if known { rest.trim_start_matches([' ', ',']) } else { text }
}

/// A day that a text begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated<'t> {
    pub(super) date: Date,
    /// Whether day and month could be meant the other way round.
    pub(super) ambiguous: bool,
    /// What follows it.
    pub(super) rest: &'t str,
}

/// What is typed like a day and is none, such as `31 Feb 2026`, at the beginning of a text, and what follows it.
pub(super) fn impossible(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let mut parts = Parts { rest: text };
    let three = [parts.next()?, parts.next()?, parts.next()?];
    let year = three.iter().any(|part| matches!(part, Part::Number(year) if (1900..=2100).contains(year)));
    let month = three.iter().any(|part| matches!(part, Part::Month(_)));
    let written = month || !text.get(..text.len() - parts.rest.len())?.contains(' ');
    (year && written && read(text).is_none()).then(|| text.split_at(text.len() - parts.rest.len()))
}

/// The day that a text begins with.
pub(super) fn read(text: &str) -> Option<Dated<'_>> {
    let text = text.trim_start();
    let mut parts = Parts { rest: text };
    let first = parts.next()?;
    let second = parts.next()?;
    let third = parts.next()?;
    let plain = |date: Option<Date>| Some(Dated { date: date?, ambiguous: false, rest: parts.rest });
    match (first, second, third) {
        (Part::Number(day), Part::Month(month), Part::Number(year)) => plain(day_of(year, month, day)),
        (Part::Month(month), Part::Number(day), Part::Number(year)) => plain(day_of(year, month, day)),
        (Part::Number(year), Part::Number(month), Part::Number(day)) if year > 31 => {
            plain(day_of(year, u8::try_from(month).ok()?, day))
        }
        (Part::Number(day), Part::Number(month), Part::Number(year)) => {
            let date = |month: usize, day: usize| day_of(year, u8::try_from(month).ok()?, day);
            let either = day != month && date(day, month).is_some();
            match date(month, day) {
                Some(found) => Some(Dated { date: found, ambiguous: either, rest: parts.rest }),
                None => plain(date(day, month)),
            }
        }
        _ => None,
    }
}

fn day_of(year: usize, month: u8, day: usize) -> Option<Date> {
    let year = u16::try_from(year).ok().filter(|year| (1900..=2100).contains(year))?;
    Date::new(year, month, u8::try_from(day).ok()?)
}

#[derive(Debug, Clone, Copy)]
enum Part {
    Number(usize),
    Month(u8),
}

/// The numbers and months of a date, parted by blanks, commas, dots, strokes.
struct Parts<'t> {
    rest: &'t str,
}

impl Parts<'_> {
    fn next(&mut self) -> Option<Part> {
        let text = self.rest.trim_start_matches([' ', ',', '.', '-', '/', '–']);
        // Two strokes or a dash between words part sentences, not dates.
        if self.rest.len() - text.len() > 3 {
            return None;
        }
        let in_word = |c: char| c.is_alphabetic() || is_indic(c);
        let digits = text.find(|c: char| !is_digit(c)).unwrap_or(text.len());
        if digits > 0 {
            let number = number_of(text.get(..digits)?)?;
            let rest = text.get(digits..)?;
            let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|end| rest.strip_prefix(end));
            self.rest = ordinal.filter(|rest| !rest.starts_with(in_word)).unwrap_or(rest);
            return (!self.rest.starts_with(in_word)).then_some(Part::Number(number));
        }
        let end = text.find(|c: char| !in_word(c)).unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        let small = word.to_lowercase();
        let whole = |start: &str| small.len() <= 9 || !start.is_ascii();
        let (_, month) = MONTHS.iter().find(|(start, _)| small.starts_with(start) && whole(start))?;
        self.rest = rest;
        Some(Part::Month(*month))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_every_form() {
        for (text, told) in [
            ("7 Feb 2026·Source: The Daily", "2026-02-07 |·Source: The Daily"),
            ("February 7, 2026 May 21, 2026", "2026-02-07 | May 21, 2026"),
            ("07-02-2026", "2026-02-07? |"),
            ("25/02/2026", "2026-02-25 |"),
            ("02/25/2026", "2026-02-25 |"),
            ("13th April 2026", "2026-04-13 |"),
            ("1st Sept, 2025 x", "2025-09-01 | x"),
            ("2026-02-07T10:00", "none"),
            ("2026-02-07 at noon", "2026-02-07 | at noon"),
            ("7 फरवरी 2026", "2026-02-07 |"),
            ("७ फरवरी २०२६", "2026-02-07 |"),
            ("31 Feb 2026", "none"),
            ("7 Marches 2026 m", "2026-03-07 | m"),
            ("7 days in 2026", "none"),
            ("1 2 3", "none"),
            ("May 2026", "none"),
        ] {
            let found = read(text).map_or("none".to_owned(), |found| {
                format!("{}{} |{}", found.date, if found.ambiguous { "?" } else { "" }, found.rest)
            });
            assert_eq!(found, told, "{text}");
        }
        assert_eq!(impossible("31 Feb 2026·Source: The Daily"), Some(("31 Feb 2026", "·Source: The Daily")));
        assert_eq!(impossible("31/02/2026"), Some(("31/02/2026", "")));
        assert_eq!(impossible("28 Feb 2026"), None);
        assert_eq!(impossible("40 50 2026"), None);
    }
}
