//! The head of an article: date, publisher, reading time, chips, headline, standfirst, summary.

use super::super::draft::Flag;
use super::super::lines::Line;
use super::super::numbered::{self, Paragraph};
use super::chips::{self, Chips};
use super::dates;
use crate::model::date::Date;

/// The longest line of date and publisher, in bytes.
const LONGEST_META: usize = 300;

/// The longest headline, in bytes; Devanagari takes three for a letter.
const LONGEST_TITLE: usize = 500;

/// The longest standfirst, in bytes.
const LONGEST_STANDFIRST: usize = 600;

/// A line of date and publisher.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Meta {
    pub(super) date: Option<Date>,
    /// The date as typed, where day and month could be meant the other way round.
    pub(super) ambiguous: Option<String>,
    /// What stands in the place of the date and is no day.
    pub(super) impossible: Option<String>,
    pub(super) publishers: Vec<String>,
    pub(super) minutes: Option<u32>,
    /// Whether it names a publisher, which only the head of an article does.
    pub(super) sourced: bool,
}

impl Meta {
    /// Whether a date stands there, be it an impossible one.
    pub(super) fn is_dated(&self) -> bool {
        self.date.is_some() || self.impossible.is_some()
    }

    /// What is to be told of an impossible date.
    pub(super) fn fault(&self) -> Option<String> {
        self.impossible.as_ref().map(|typed| format!("`{typed}` is no date: write the right one"))
    }
}

/// Words before a date.
const BEFORE_DATE: [&str; 13] = [
    "published on",
    "published",
    "posted on",
    "posted",
    "updated on",
    "last updated on",
    "last updated",
    "updated",
    "date",
    "modified on",
    "प्रकाशित",
    "दिनांक",
    "तिथि",
];

/// Words before publishers.
const BEFORE_PUBLISHER: [&str; 6] = ["source", "sources", "source(s)", "news source", "स्रोत", "स्त्रोत"];

/// What follows one of these words and a colon.
fn after_word<'t>(text: &'t str, words: &[&str], colon: bool) -> Option<&'t str> {
    let first = text.chars().next()?.to_lowercase().next()?;
    let found = words.iter().filter(|word| word.starts_with(first)).filter_map(|word| {
        let start = text.get(..word.len()).filter(|start| start.to_lowercase() == **word)?;
        let rest = text.get(start.len()..)?;
        let bare = rest.trim_start();
        let rest = bare.strip_prefix([':', '-', '–']).or_else(|| (!colon && rest.starts_with(' ')).then_some(bare))?;
        Some((word.len(), rest.trim_start()))
    });
    found.max_by_key(|(length, _)| *length).map(|(_, rest)| rest)
}

/// The date and publisher that a line holds, and nothing else.
pub(super) fn meta(line: &str) -> Option<Meta> {
    if line.len() > LONGEST_META || line.is_empty() {
        return None;
    }
    let mut meta = Meta::default();
    let mut rest = line;
    loop {
        let bare = rest.trim_start_matches([' ', '·', '|', '•', ',', ';', '/', '–', '-']);
        if bare.is_empty() {
            break;
        }
        if let Some(publishers) = after_word(bare, &BEFORE_PUBLISHER, true) {
            meta.sourced = true;
            let (names, minutes) = without_minutes(publishers);
            meta.minutes = meta.minutes.or(minutes);
            meta.publishers = names
                .split([',', ';', '/', '|'])
                .flat_map(|name| name.split(" · "))
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect();
            break;
        }
        let dated = dates::without_weekday(after_word(bare, &BEFORE_DATE, false).unwrap_or(bare));
        if let Some(found) = dates::read(dated) {
            // Of two dates the first one is that of publication.
            if meta.date.is_none() {
                meta.date = Some(found.date);
                let typed = dated.get(..dated.len() - found.rest.len()).unwrap_or_default();
                meta.ambiguous = found.ambiguous.then(|| typed.trim().to_owned());
            }
            rest = found.rest;
            continue;
        }
        if let Some((typed, after)) = dates::impossible(dated) {
            meta.impossible = Some(typed.to_owned());
            rest = after;
            continue;
        }
        let minutes = minutes(bare)?;
        meta.minutes = Some(minutes);
        break;
    }
    (meta.is_dated() || meta.sourced && !meta.publishers.is_empty()).then_some(meta)
}

/// A text without "3 min read" at its end.
fn without_minutes(text: &str) -> (&str, Option<u32>) {
    let places = text.rmatch_indices(['·', '|', '•']).map(|(at, sign)| (at, at + sign.len()));
    for (start, end) in places {
        if let Some(minutes) = minutes(text.get(end..).unwrap_or_default().trim()) {
            return (text.get(..start).unwrap_or_default().trim(), Some(minutes));
        }
    }
    (text, None)
}

/// The minutes of "3 min", "3 min read", "Reading time: 3 minutes".
pub(super) fn minutes(line: &str) -> Option<u32> {
    if line.len() > 60 {
        return None;
    }
    let small = line.to_lowercase();
    let bare = small
        .trim_start_matches("reading time")
        .trim_start_matches("पढ़ने का समय")
        .trim_start_matches([':', ' ', '-', '⏱', '🕒']);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let minutes = bare.get(..digits)?.parse().ok().filter(|minutes| (1..=180).contains(minutes))?;
    let rest = bare.get(digits..)?.trim();
    ["min", "mins", "minute", "minutes", "min read", "mins read", "minute read", "minutes read", "min.", "मिनट"]
        .contains(&rest)
        .then_some(minutes)
}

/// The head of an article.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    pub(super) meta: Meta,
    pub(super) minutes: Option<u32>,
    pub(super) chips: Chips,
    pub(super) title: Option<String>,
    pub(super) standfirst: Option<Paragraph>,
    pub(super) summary: Vec<Paragraph>,
    pub(super) flags: Vec<Flag>,
    /// Lines that were passed over.
    pub(super) skipped: Vec<(u32, String)>,
}

/// Reads the lines before the first section.
///
/// `above` is what stands before the line of the date: some pages put the headline there.
pub(super) fn read(lines: &[Line<'_>]) -> Header {
    let mut header = Header::default();
    let mut texts: Vec<Line<'_>> = Vec::new();
    let mut above: Vec<Line<'_>> = Vec::new();
    let mut dated = false;
    for line in lines {
        let text = line.text.as_ref();
        if !line.is_blank()
            && (numbered::is_noise(text) && minutes(text).is_none() && chips::read(text).is_none() || line.too_long)
        {
            header.skipped.push((line.number, text.chars().take(80).collect()));
            texts.push(Line { text: "".into(), ..line.clone() });
        } else if let Some(found) = meta(text) {
            if let Some(typed) = found.ambiguous.as_ref().filter(|_| header.meta.date.is_none()) {
                let date = found.date.map(|date| date.to_string()).unwrap_or_default();
                header.flags.push((line.number, format!("the date `{typed}` was read with the day first, as {date}")));
            }
            header.flags.extend(found.fault().map(|fault| (line.number, fault)));
            // Of two dates the first one is that of publication.
            header.meta.date = header.meta.date.or(found.date);
            if header.meta.publishers.is_empty() {
                header.meta.publishers = found.publishers;
            }
            header.minutes = header.minutes.or(found.minutes);
            if !dated {
                above = std::mem::take(&mut texts);
            }
            dated = true;
        } else if let Some(found) = minutes(text) {
            header.minutes = Some(found);
        } else if let Some(found) =
            chips::read(text).filter(|_| texts.iter().all(Line::is_blank) || header.title_like(&texts))
        {
            for unknown in &found.unknown {
                header
                    .flags
                    .push((line.number, format!("`{unknown}` is no subject that is known; it was taken for one")));
            }
            header.chips.subjects.extend(found.subjects);
            header.chips.kind = header.chips.kind.or(found.kind);
        } else {
            texts.push(line.clone());
        }
    }
    let mut paragraphs = numbered::of_lines(&texts);
    let above = numbered::of_lines(&above);
    take_title(&mut header, &above, &mut paragraphs);
    header
}

impl Header {
    /// Whether nothing but a headline stands so far: some pages put chips below it.
    fn title_like(&self, texts: &[Line<'_>]) -> bool {
        texts.iter().filter(|line| !line.is_blank()).count() == 1
    }
}

/// Parts headline, standfirst and summary.
fn take_title(header: &mut Header, above: &[Paragraph], paragraphs: &mut Vec<Paragraph>) {
    let is_title = |paragraph: &Paragraph| {
        let sentences = paragraph.text.matches(['.', '।']).count();
        paragraph.text.len() <= LONGEST_TITLE
            && !paragraph.bullet
            && (sentences == 0 || !paragraph.text.ends_with(['.', '।']) && sentences < 3)
    };
    let below = paragraphs.first().is_some_and(is_title);
    let from_above = above.last().filter(|title| is_title(title) && !below);
    let dropped = above.len() - usize::from(from_above.is_some());
    header.skipped.extend(
        above.iter().take(dropped).map(|paragraph| (paragraph.line, paragraph.text.chars().take(80).collect())),
    );
    header.title = match from_above {
        Some(title) => Some(title.text.clone()),
        None if below => Some(paragraphs.remove(0).text),
        // A long first paragraph, or one that ends in a stop, may still be a headline if more follows.
        None if paragraphs.len() >= 2 && paragraphs.first().is_some_and(|first| first.text.len() <= LONGEST_TITLE) => {
            Some(paragraphs.remove(0).text)
        }
        None => None,
    };
    let standfirst = paragraphs.first().is_some_and(|first| {
        let sentences = sentences(&first.text);
        first.text.len() <= LONGEST_STANDFIRST
            && !first.bullet
            && sentences <= 1
            && (paragraphs.len() >= 2 || first.text.len() <= 200)
    });
    if standfirst {
        header.standfirst = Some(paragraphs.remove(0));
    }
    header.summary = std::mem::take(paragraphs);
}

/// How many sentences a text has, about.
fn sentences(text: &str) -> usize {
    let ends = |(at, c): (usize, char)| {
        let next = text.get(at + c.len_utf8()..).unwrap_or_default();
        matches!(c, '.' | '?' | '!' | '।')
            && (next.is_empty()
                || next.starts_with(' ') && next.trim_start().starts_with(|c: char| c.is_uppercase() || !c.is_ascii()))
    };
    text.char_indices().filter(|it| ends(*it)).count()
}

#[cfg(test)]
mod tests {
    use super::super::super::lines;
    use super::*;

    #[test]
    fn lines_of_date_and_publisher_are_read() {
        for (line, told) in [
            ("7 Feb 2026·Source: The Daily Example", "2026-02-07 The Daily Example"),
            ("February 7, 2026 | Source: PIB, The Daily Example", "2026-02-07 PIB+The Daily Example"),
            ("Published: 7 Feb 2026 Updated: 9 Feb 2026", "2026-02-07 "),
            ("September 23, 2019 May 21, 2021", "2019-09-23 "),
            ("13th April 2026 · Source: U.S. News · 4 min read", "2026-04-13 U.S. News 4"),
            ("Tuesday, 6 January 2026", "2026-01-06 "),
            ("Posted on: मंगलवार, 6 जनवरी 2026", "2026-01-06 "),
            ("Friday prayers were held", "none"),
            ("Source: Foo·Bar Times", " Foo·Bar Times"),
            ("स्रोत: दैनिक उदाहरण", " दैनिक उदाहरण"),
            ("7 Feb 2026 was a cold day", "none"),
            ("31 Feb 2026·Source: The Daily Example", " The Daily Example"),
            ("31 Feb 2026 never comes", "none"),
            ("Source of the river", "none"),
            ("A plain line", "none"),
        ] {
            let found = meta(line).map_or("none".to_owned(), |meta| {
                let date = meta.date.map(|date| date.to_string()).unwrap_or_default();
                let minutes = meta.minutes.map(|minutes| format!(" {minutes}")).unwrap_or_default();
                format!("{date} {}{minutes}", meta.publishers.join("+"))
            });
            assert_eq!(found, told, "{line}");
        }
        assert_eq!(
            (minutes("3 min"), minutes("Reading time: 12 minutes"), minutes("3 minutes passed")),
            (Some(3), Some(12), None)
        );
    }

    #[test]
    fn headline_standfirst_and_summary_are_told_apart() {
        let told = |text: &str| {
            let header = read(&lines::read(text));
            let summary =
                header.summary.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join(" / ");
            let standfirst = header.standfirst.map(|paragraph| paragraph.text).unwrap_or_default();
            format!("{} | {standfirst} | {summary}", header.title.unwrap_or_default())
        };
        for (page, parts) in [
            (
                "EconomyNEWS\n\nWells Run Dry\n\nTwo districts dig deeper.\n\nOne. Two. Three.",
                "Wells Run Dry | Two districts dig deeper. | One. Two. Three.",
            ),
            (
                "Wells Run Dry\n7 Feb 2026\nThe water fell. It fell again.",
                "Wells Run Dry |  | The water fell. It fell again.",
            ),
            ("Wells Run Dry", "Wells Run Dry |  | "),
            ("7 Feb 2026\n\nWells Run Dry\n\nOne sentence only.", "Wells Run Dry | One sentence only. | "),
        ] {
            assert_eq!(told(page), parts, "{page}");
        }
    }
}
