//! Exam patterns as a list and one by one: what `patterns` prints.

use super::table::{Align, lay_out, shortened};
use crate::model::blueprint::{Answers, Heading, Quota, Section};
use crate::model::ids::Lang;
use crate::model::labels::LabelStyles;
use crate::model::marking::{Exact, Partial, Penalty, SchemeFields, Several};
use crate::model::pattern::Pattern;
use crate::model::question::{Extent, Space};
use crate::model::text::{PerLang, RichText};
use serde::Serialize;
use serde_json::json;

/// How wide texts run.
const WIDTH: usize = 100;

/// A pattern in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Row {
    /// What a blueprint names it by.
    pub id: String,
    /// The examination.
    pub exam: Option<String>,
    /// The paper.
    pub paper: Option<String>,
    /// Printed numbers; `None` where it leaves them open.
    pub questions: Option<u32>,
    /// Maximum marks, exact; `None` where it leaves them open.
    pub maximum: Option<String>,
    /// Minutes.
    pub time: Option<u32>,
    /// First day of its validity.
    pub from: Option<String>,
    /// Last day.
    pub until: Option<String>,
    /// When it was last compared with the examination.
    pub as_of: Option<String>,
}

impl Row {
    /// The row of a pattern.
    pub fn of(pattern: &Pattern) -> Self {
        let size = pattern.size();
        let maximum = pattern.maximum.clone().or(size.maximum);
        Row {
            id: pattern.id.clone(),
            exam: said(pattern, pattern.heading.exam.as_ref()).cloned(),
            paper: said(pattern, pattern.heading.paper.as_ref()).cloned(),
            questions: pattern.questions.or(size.questions),
            maximum: maximum.map(|marks| marks.shown()),
            time: pattern.heading.time,
            from: pattern.valid.from.map(|day| day.to_string()),
            until: pattern.valid.until.map(|day| day.to_string()),
            as_of: pattern.as_of.map(|day| day.to_string()),
        }
    }
}

/// A text in the pattern's first language.
fn said<'a, T>(pattern: &Pattern, text: Option<&'a PerLang<T>>) -> Option<&'a T> {
    let lang = pattern.languages.first().map_or(Lang::ENGLISH, |lang| lang.value);
    text?.get_or(lang, Lang::ENGLISH)
}

/// The patterns as a table for a terminal.
pub fn list(patterns: &[Pattern]) -> String {
    let head = [
        ("id", Align::Left),
        ("exam", Align::Left),
        ("questions", Align::Right),
        ("marks", Align::Right),
        ("time", Align::Left),
        ("valid", Align::Left),
    ]
    .map(|(title, align)| (title.to_owned(), align));
    let rows = patterns.iter().map(|pattern| {
        let row = Row::of(pattern);
        vec![
            row.id,
            shortened(&row.exam.or(row.paper).unwrap_or_default(), 40),
            row.questions.map(|count| count.to_string()).unwrap_or_default(),
            row.maximum.unwrap_or_default(),
            row.time.map(duration).unwrap_or_default(),
            pattern.valid.to_string(),
        ]
    });
    lay_out(&head, &rows.collect::<Vec<_>>())
}

/// The patterns as a JSON array, one on a line.
pub fn list_json(patterns: &[Pattern]) -> String {
    let rows: Vec<String> = patterns.iter().map(|pattern| json!(Row::of(pattern)).to_string()).collect();
    match rows.len() {
        0 => "[]\n".to_owned(),
        _ => format!("[\n{}\n]\n", rows.join(",\n")),
    }
}

/// A pattern whole, as JSON.
pub fn json(pattern: &Pattern) -> String {
    serde_json::to_string_pretty(&json!(pattern)).unwrap_or_default() + "\n"
}

/// A pattern for people: what it says of the paper, then its sections and instructions.
pub fn text(pattern: &Pattern) -> String {
    let row = Row::of(pattern);
    let name: Vec<String> = [row.exam, row.paper].into_iter().flatten().collect();
    let mut out = format!("{}\n", pattern.id);
    if !name.is_empty() {
        out.push_str(&format!("{}\n", name.join(": ")));
    }
    let facts: Vec<(&str, String)> = [
        ("questions", row.questions.map(|count| count.to_string())),
        ("marks", row.maximum),
        ("time", row.time.map(duration)),
        ("reading time", pattern.heading.reading_time.map(duration)),
        ("valid", Some(pattern.valid.to_string()).filter(|valid| !valid.is_empty())),
        ("as of", row.as_of),
        ("source", pattern.source.clone()),
    ]
    .into_iter()
    .chain(looks(pattern))
    .filter_map(|(name, value)| Some((name, value?)))
    .collect();
    let indent = facts.iter().map(|(name, _)| name.len()).max().unwrap_or(0) + 4;
    out.push_str(if facts.is_empty() { "" } else { "\n" });
    for (name, value) in facts {
        out.push_str(&format!("  {name:<width$}", width = indent - 2));
        out.push_str(&wrapped(&value, indent));
    }
    if !pattern.sections.is_empty() {
        out.push_str("\nSections\n\n");
        out.push_str(&sections(pattern));
        out.push_str(&demands(pattern));
    }
    let Heading { instructions, constants, .. } = &pattern.heading;
    for (title, texts) in [("Added to the computed instructions", instructions), ("Constants", constants)] {
        let lines: Vec<String> =
            texts.iter().filter_map(|text| said(pattern, Some(text))).map(RichText::plain).collect();
        if !lines.is_empty() {
            out.push_str(&format!("\n{title}\n\n"));
        }
        for line in lines {
            out.push_str("  - ");
            out.push_str(&wrapped(&line, 4));
        }
    }
    out
}

/// How the paper looks, as far as the pattern says.
fn looks(pattern: &Pattern) -> Vec<(&'static str, Option<String>)> {
    let sets: Vec<String> = pattern
        .sets
        .iter()
        .map(|set| match &set.label {
            Some(label) => format!("{} (printed {label})", set.name),
            None => set.name.to_string(),
        })
        .collect();
    let languages: Vec<&str> = pattern.languages.iter().map(|lang| lang.value.as_str()).collect();
    let arranged = pattern.arrangement.map(|arrangement| format!(", {}", arrangement.name())).unwrap_or_default();
    let rules = pattern.ruling_language.map(|lang| format!("; {lang} holds where they differ")).unwrap_or_default();
    let front = [
        pattern.cover.map(|cover| cover.name().to_owned()),
        pattern.answers.filter(|answers| *answers == Answers::Booklet).map(|_| "answers in the booklet".to_owned()),
        pattern.columns.map(|count| if count == 1 { "1 column".to_owned() } else { format!("{count} columns") }),
        pattern.page.map(|page| page.name().to_owned()),
        pattern.justify.map(|on| if on { "justified" } else { "ragged right" }.to_owned()),
        pattern.pages_multiple_of.map(|count| format!("pages a multiple of {count}")),
    ];
    let front: Vec<String> = front.into_iter().flatten().collect();
    let shuffled = pattern.shuffle.map(|shuffle| {
        let kinds = [(shuffle.questions, "questions"), (shuffle.options, "options"), (shuffle.pieces, "statements")];
        let on: Vec<&str> = kinds.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
        let block = shuffle.block.map(|size| format!(" in blocks of {size}")).unwrap_or_default();
        if on.is_empty() { "nothing".to_owned() } else { format!("{}{block}", on.join(", ")) }
    });
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    vec![
        ("sets", some(sets.join(", "))),
        ("shuffled", shuffled),
        ("form", some(front.join(", "))),
        (
            "rough work",
            pattern.rough_pages.map(|count| if count == 1 { "1 page".into() } else { format!("{count} pages") }),
        ),
        ("answer space", pattern.space.map(space)),
        (
            "blueprint table",
            pattern.blueprint_table.map(|table| if table { "printed" } else { "not printed" }.to_owned()),
        ),
        ("languages", some(languages.join(", ")).map(|list| format!("{list}{arranged}{rules}"))),
        ("labels", pattern.labels.as_ref().map(labels)),
        ("marking", some(marking(pattern))),
    ]
}

/// Rules of marking for the whole paper.
fn marking(pattern: &Pattern) -> String {
    let rules = &pattern.rules;
    let told = [
        rules.not_attempted.then(|| "a circle \"not attempted\"".to_owned()),
        rules.floor.as_ref().map(|floor| format!("no total below {}", floor.shown())),
        rules
            .disqualified
            .as_ref()
            .map(|rule| format!("disqualified with more than {} blank", percent(&rule.blank_share))),
    ];
    told.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn percent(share: &Exact) -> String {
    format!("{}%", (share.clone() * Exact::whole(100)).shown())
}

fn labels(labels: &LabelStyles) -> String {
    let options: Vec<String> = labels.options.iter().map(|style| style.printed(0)).collect();
    let others = labels.singles().map(|(name, style)| format!("{name} {}", style.printed(0)));
    format!("options {}, {}", options.join(" and "), others.collect::<Vec<_>>().join(", "))
}

/// The sections as a table, indented.
fn sections(pattern: &Pattern) -> String {
    let head = [
        ("id", Align::Left),
        ("questions", Align::Right),
        ("each", Align::Left),
        ("marks", Align::Right),
        ("notes", Align::Left),
    ]
    .map(|(title, align)| (title.to_owned(), align));
    let rows: Vec<Vec<String>> = pattern
        .sections
        .iter()
        .map(|section| {
            let size = pattern.size_of(section);
            vec![
                section.id.to_string(),
                size.questions.map(|count| count.to_string()).unwrap_or_default(),
                scheme(&section.marks.over(&pattern.marks)),
                size.maximum.map(|marks| marks.shown()).unwrap_or_default(),
                notes(section),
            ]
        })
        .collect();
    // Columns in which nothing stands say nothing.
    let kept: Vec<usize> = (0..head.len()).filter(|at| rows.iter().any(|row| !row[*at].is_empty())).collect();
    let head: Vec<_> = kept.iter().map(|at| head[*at].clone()).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(|row| kept.iter().map(|at| row[*at].clone()).collect()).collect();
    lay_out(&head, &rows).lines().map(|line| format!("  {line}\n")).collect()
}

/// What sections ask of their questions; sections that ask for the same stand together.
fn demands(pattern: &Pattern) -> String {
    let mut asked: Vec<(String, Vec<&str>)> = Vec::new();
    for section in &pattern.sections {
        let quotas = section.quota.iter().map(|quota| format!("; of them {}", self::quota(quota)));
        let text = format!("{}{}", section.asked(), quotas.collect::<String>());
        match asked.iter_mut().find(|(other, _)| *other == text) {
            Some((_, ids)) => ids.push(section.id.as_str()),
            None => asked.push((text, vec![section.id.as_str()])),
        }
    }
    asked.retain(|(text, _)| !text.is_empty());
    if asked.is_empty() {
        return String::new();
    }
    let mut out = "\nWhat fits\n\n".to_owned();
    for (text, ids) in asked {
        out.push_str(&format!("  {}:\n    {}", ids.join(", "), wrapped(&text, 4)));
    }
    out
}

fn quota(quota: &Quota) -> String {
    let share = quota.share.as_ref().map(percent);
    let range = match (quota.min, quota.max) {
        (Some(min), Some(max)) if min == max => Some(min.to_string()),
        (Some(min), Some(max)) => Some(format!("{min} to {max}")),
        (Some(min), None) => Some(format!("{min} or more")),
        (None, Some(max)) => Some(format!("at most {max}")),
        (None, None) => None,
    };
    let numbers: Vec<String> = share.into_iter().chain(range).collect();
    format!("{} {}", numbers.join(", "), quota.filter.value)
}

/// Marks of one question: `2, wrong -1/3 of right`.
fn scheme(marks: &SchemeFields) -> String {
    let mut parts: Vec<String> = marks.right.iter().map(|right| right.shown()).collect();
    let penalty = |name: &str, penalty: &Option<Penalty>| match penalty {
        Some(Penalty::Marks(marks)) if !marks.is_zero() => Some(format!("{name} {}", marks.shown())),
        Some(Penalty::OfRight(share)) if !share.is_zero() => Some(format!("{name} {share} of right")),
        _ => None,
    };
    parts.extend(penalty("wrong", &marks.wrong));
    parts.extend(penalty("blank", &marks.blank));
    parts.extend(
        marks.several.filter(|several| *several == Several::Blank).map(|_| "two marks count as none".to_owned()),
    );
    let partial = marks.partial.filter(|partial| *partial != Partial::None);
    let name = partial.and_then(|partial| Partial::NAMES.iter().find(|(_, row)| *row == partial));
    parts.extend(name.map(|(name, _)| format!("partial {name}")));
    parts.join(", ")
}

fn notes(section: &Section) -> String {
    let notes = [
        section.not_attempted.map(|offered| format!("{} circle \"not attempted\"", if offered { "a" } else { "no" })),
        section.floor.as_ref().map(|floor| format!("not below {}", floor.shown())),
        section.attempt.map(|attempt| format!("answer {} of {}", attempt.any, attempt.of)),
        section.alternatives.map(|count| format!("{count} with an alternative")),
        section.words.map(|words| format!("{words} words")),
        section.space.map(space),
    ];
    notes.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn space(space: Space) -> String {
    match space {
        Space::Auto => "lines by word limit and marks".to_owned(),
        Space::Lines(1) => "1 line".to_owned(),
        Space::Lines(lines) => format!("{lines} lines"),
        Space::Pages(count) => pages(count),
        Space::Squared(extent) => format!("{} squared", height(extent)),
        Space::Blank(extent) => format!("{} blank", height(extent)),
    }
}

fn height(extent: Extent) -> String {
    match extent {
        Extent::Millimetres(millimetres) => format!("{} mm", millimetres),
        Extent::Pages(count) => pages(count),
    }
}

fn pages(count: u16) -> String {
    if count == 1 { "1 page".to_owned() } else { format!("{count} pages") }
}

/// Minutes as people write them: `1 h 45 min`.
fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// A text broken at blanks, its later lines indented, with a line feed at the end.
fn wrapped(text: &str, indent: usize) -> String {
    let mut out = String::new();
    let mut used = indent;
    for (at, word) in text.split_whitespace().enumerate() {
        let width = unicode_width::UnicodeWidthStr::width(word);
        if at > 0 && used + 1 + width > WIDTH {
            out.push_str(&format!("\n{}", " ".repeat(indent)));
            used = indent;
        } else if at > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += width;
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::load;
    use crate::source::SourceMap;

    fn pattern(text: &str) -> Pattern {
        let (mut sources, mut found) = (SourceMap::default(), Diagnostics::default());
        let file = sources.add("p.toml", &format!("format = \"pattern/1\"\n{text}"));
        let pattern = load::pattern::read(&sources, file, "p.toml", &mut found).unwrap();
        assert!(found.is_empty(), "{found:?}");
        pattern
    }

    const UNIT: &str = r#"
as-of = 2026-01-15
source = "The plan of the science department, as it was agreed on in January, with the number of questions that fits on four pages."
valid = { from = 2026-01-01 }
exam = "Unit Test"
paper = "Science"
time = 90
reading-time = 10
sets = ["A", { name = "B", label = "31/1/2" }]
shuffle = ["questions"]
block = 10
cover = "heading"
columns = 1
justify = false
page = "A5"
rough-pages = 1
space = "auto"
languages = ["en", "hi"]
layout = "side-by-side"
ruling-language = "en"
not-attempted = true
floor = 0
labels = { options = ["(A)", "(F)"] }
instructions = ["Answer *all* questions."]
marks = { wrong = "-1/4 of right", blank = "-0.5", several = "blank", partial = "per-option" }

[[section]]
id = "a"
count = 10
marks = 4
fits = "kind:choice"
where = "area:x OR area:y"
quota = [{ where = "difficulty:hard", share = "30%" }, { where = "tag:x", min = 1, max = 2 }]

[[section]]
id = "b"
count = 6
or = 1
words = 150
space = "2 pages"
not-attempted = false
floor = -2
attempt = { any = 4, of = 6 }
"#;

    #[test]
    fn a_pattern_says_where_answers_go_and_what_is_drawn_on() {
        let shown = text(&pattern(
            "answers = \"booklet\"\nspace = \"8 cm squared\"\n[[section]]\nid = \"a\"\ncount = 1\nspace = \"1 page blank\"\n",
        ));
        assert!(shown.contains("form          answers in the booklet\n"), "{shown}");
        assert!(shown.contains("answer space  80 mm squared\n") && shown.contains("1 page blank"), "{shown}");
    }

    #[test]
    fn a_pattern_is_shown_whole() {
        insta::assert_snapshot!(text(&pattern(UNIT)), @r#"
        p.toml
        Unit Test: Science

          questions     16
          time          1 h 30 min
          reading time  10 min
          valid         from 2026-01-01
          as of         2026-01-15
          source        The plan of the science department, as it was agreed on in January, with the number
                        of questions that fits on four pages.
          sets          A, B (printed 31/1/2)
          shuffled      questions in blocks of 10
          form          heading, 1 column, A5, ragged right
          rough work    1 page
          answer space  lines by word limit and marks
          languages     en, hi, side-by-side; en holds where they differ
          labels        options (A) and (F), statements 1., rows 1., left A., right 1., items 1., parts (i),
                        questions 1.
          marking       a circle "not attempted", no total below 0

        Sections

          id  questions  each                                                                             marks  notes
          a          10  4, wrong -1/4 of right, blank -0.5, two marks count as none, partial per-option     40
          b           6  wrong -1/4 of right, blank -0.5, two marks count as none, partial per-option            no circle "not attempted", not below -2, answer 4 of 6, 1 with an alternative, 150 words, 2 pages

        What fits

          a:
            (kind:choice) (area:x OR area:y); of them 30% difficulty:hard; of them 1 to 2 tag:x

        Added to the computed instructions

          - Answer all questions.
        "#);
        insta::assert_snapshot!(text(&pattern("")), @"p.toml");
    }

    #[test]
    fn patterns_are_listed_with_the_size_of_their_sections() {
        let full = pattern("exam = \"A\"\ntime = 30\n[[section]]\nid = \"x\"\ncount = 12\nmarks = \"4/3\"\n");
        insta::assert_snapshot!(list(&[full.clone(), pattern(UNIT)]), @r#"
        id      exam       questions  marks  time        valid
        p.toml  A                 12     16  30 min
        p.toml  Unit Test         16         1 h 30 min  from 2026-01-01
        "#);
        insta::assert_snapshot!(list_json(&[full, pattern("")]), @r#"
        [
        {"as-of":null,"exam":"A","from":null,"id":"p.toml","maximum":"16","paper":null,"questions":12,"time":30,"until":null},
        {"as-of":null,"exam":null,"from":null,"id":"p.toml","maximum":null,"paper":null,"questions":null,"time":null,"until":null}
        ]
        "#);
        assert_eq!(list_json(&[]), "[]\n");
    }
}
