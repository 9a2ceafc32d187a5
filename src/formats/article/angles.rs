//! Where an article fits in an examination: areas of a syllabus, topics, kinds of questions.

use super::super::draft::{Angle, Entry};
use super::super::plain;
use super::super::{AreaNames, Surroundings};
use super::items::Item;

/// Words for kinds of questions, with the kinds of banks; longer ones first.
const KINDS: [(&str, &str); 19] = [
    ("statement-based", "statements"),
    ("statement based", "statements"),
    ("statements", "statements"),
    ("multiple choice", "choice"),
    ("multiple-choice", "choice"),
    ("mcq", "choice"),
    ("assertion-reason", "assertion-reason"),
    ("assertion–reason", "assertion-reason"),
    ("assertion and reason", "assertion-reason"),
    ("match the following", "match"),
    ("matching", "match"),
    ("chronolog", "order"),
    ("map-based", "choice"),
    ("short answer", "short"),
    ("short-answer", "short"),
    ("analytical", "long"),
    ("descriptive", "long"),
    ("essay", "long"),
    ("mains question", "long"),
];

/// Phrases behind which topics are listed.
const TOPICS: [&str; 6] =
    ["syllabus areas of ", "syllabus topics of ", "topics of ", "areas of ", "topics such as ", "areas such as "];

/// Phrases that speak of kinds of questions.
const QUESTIONS: [&str; 6] = [
    "question types",
    "types of questions",
    "potential questions",
    "question type",
    "kinds of questions",
    "प्रश्नों के प्रकार",
];

/// Most topics of one angle.
const MOST_TOPICS: usize = 12;

/// What an item says.
pub(super) fn read(item: Item, surroundings: &Surroundings<'_>) -> Angle {
    let small = item.text.to_lowercase();
    let kinds = match QUESTIONS.iter().any(|words| small.contains(words)) {
        true => kinds(&small),
        false => Vec::new(),
    };
    Angle {
        areas: areas(&item.text, surroundings.areas),
        keywords: keywords(&item.text),
        kinds,
        entry: Entry { text: plain::inline(&item.text), line: item.line, flags: item.flags },
    }
}

fn kinds(small: &str) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    for (_, kind) in KINDS.iter().filter(|(words, _)| small.contains(words)) {
        if !found.contains(kind) {
            found.push(kind);
        }
    }
    found
}

/// The topics of "… areas of diplomacy, law, and trade".
fn keywords(text: &str) -> Vec<String> {
    let Some((start, words)) = TOPICS.iter().find_map(|words| Some((text.find(words)?, words))) else {
        return Vec::new();
    };
    let list = text.get(start + words.len()..).unwrap_or_default().trim_end_matches('.');
    // Only a plain list, not a sentence that goes on.
    if list.contains(['.', ';', ':', '(']) {
        return Vec::new();
    }
    let parts = list.split(',').flat_map(|part| part.split(" and "));
    let words = parts.map(|part| part.trim().trim_start_matches("and ").trim().to_owned());
    let found: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    let plain = found.iter().all(|word| word.split(' ').count() <= 5);
    if plain && found.len() <= MOST_TOPICS { found } else { Vec::new() }
}

/// The area that "GS Paper 2: International Relations - …" names beyond doubt.
fn areas(text: &str, known: &[AreaNames]) -> Vec<String> {
    let Some((paper, rest)) = text.split_once(':') else { return Vec::new() };
    let topic = rest.split([':', ';', '(']).next().unwrap_or_default();
    let topic = topic.split(" - ").next().and_then(|topic| topic.split(" – ").next()).unwrap_or_default();
    area(paper, topic.trim().trim_end_matches('.'), known).into_iter().collect()
}

/// The one area of this name below the paper of that name.
fn area(paper: &str, topic: &str, known: &[AreaNames]) -> Option<String> {
    let same = |one: &str, other: &str| words(one) == words(other);
    let named = |wanted: &str| -> Vec<&AreaNames> {
        known.iter().filter(|area| area.names.iter().any(|name| same(name, wanted))).collect()
    };
    let papers = named(paper);
    let below = |area: &&&AreaNames| {
        papers.iter().any(|paper| {
            paper.syllabus == area.syllabus
                && area.path.strip_prefix(&paper.path).is_some_and(|rest| rest.starts_with('.'))
        })
    };
    let topics = named(topic);
    let mut found = topics.iter().filter(below);
    let first = found.next()?;
    found.next().is_none().then(|| format!("{}.{}", first.syllabus, first.path))
}

/// Small words, "&" as "and".
fn words(text: &str) -> Vec<String> {
    let small = text.to_lowercase().replace('&', " and ");
    small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<AreaNames> {
        let area = |path: &str, names: &[&str]| AreaNames {
            syllabus: "upsc".to_owned(),
            path: path.to_owned(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        vec![
            area("prelims.gs1.economy", &["Economy"]),
            area("mains.gs3", &["GS Paper 3", "GS-III"]),
            area("mains.gs3.economy", &["Growth", "Economy"]),
            area("mains.gs3.water", &["Irrigation & Water"]),
            area("mains.gs3.twice", &["Trade"]),
            area("mains.gs3.again", &["Trade"]),
        ]
    }

    #[test]
    fn areas_are_named_beyond_doubt_or_not_at_all() {
        let areas = |text: &str| areas(text, &known()).join(" ");
        assert_eq!(areas("GS Paper 3: Economy - Growth of farms"), "upsc.mains.gs3.economy");
        assert_eq!(areas("GS-III: Irrigation and Water"), "upsc.mains.gs3.water");
        assert_eq!(areas("GS Paper 3: Trade"), "", "two areas have the name");
        assert_eq!(areas("GS Paper 2: Economy"), "", "the paper is unknown");
        assert_eq!(areas("Economy"), "");
    }

    #[test]
    fn topics_and_kinds_are_listed() {
        let read = |text: &str| {
            let item = Item { line: 1, text: text.to_owned(), flags: Vec::new() };
            let angle = read(item, &Surroundings { areas: &known(), ..Surroundings::default() });
            format!("{} | {}", angle.keywords.join("+"), angle.kinds.join("+"))
        };
        assert_eq!(read("Connects to syllabus areas of wells, rain, and farm law"), "wells+rain+farm law | ");
        assert_eq!(
            read("Potential question types: Statement-based, analytical questions on wells"),
            " | statements+long"
        );
        assert_eq!(read("It asks for statements of accounts"), " | ");
    }
}
