//! What stands in front of the questions and on every page: names, facts, instructions.

use super::answering::Answering;
use super::item::columns;
use super::marking::Marking;
use super::value::Value;
use super::{CONTRACT, Desk};
use crate::model::blueprint::{Arrangement, Cover, PageSize};
use crate::model::ids::Lang;
use crate::model::paper::Paper;
use crate::model::text::Text;
use crate::model::words::Words;
use crate::render::fonts::{direction, is_ragged, is_tall};
use crate::render::source;

/// The cover of a paper: a booklet with two sets or more, else a heading.
pub(super) fn cover(paper: &Paper) -> Cover {
    paper.blueprint.layout.cover_of(paper.sets.len())
}

/// The names in front of a paper, as they print.
#[derive(Debug, Clone)]
pub(super) struct Names {
    /// The paper's own name: its `paper`, else its `title`.
    pub(super) main: String,
    /// Examination and title, where they are not the main name.
    pub(super) above: Option<String>,
    /// Class and subject.
    pub(super) below: Option<String>,
}

impl Names {
    pub(super) fn of(desk: &Desk<'_>) -> Self {
        let heading = &desk.paper.blueprint.heading;
        let title = desk.said(heading.title.as_ref());
        let exam = desk.said(heading.exam.as_ref());
        let paper = desk.said(heading.paper.as_ref());
        let main = paper.or(title).or(exam).unwrap_or_else(|| desk.words.get("page.untitled")).to_owned();
        let mut above: Vec<&str> = Vec::new();
        for name in [exam, title].into_iter().flatten() {
            if name != main && !above.contains(&name) {
                above.push(name);
            }
        }
        let class = desk.said(heading.class.as_ref()).map(|class| desk.words.fill("cover.class", &[("class", class)]));
        let subject = desk.said(heading.subject.as_ref()).filter(|subject| *subject != main).map(str::to_owned);
        let below: Vec<String> = class.into_iter().chain(subject).collect();
        Names {
            main,
            above: (!above.is_empty()).then(|| above.join(" · ")),
            below: (!below.is_empty()).then(|| below.join(" · ")),
        }
    }
}

/// The word for a question paper.
const PAPER: &str = "page.product-paper";

/// The word for a question paper that is answered in.
const BOOKLET: &str = "page.product-booklet";

/// The word for what candidates get.
pub(super) fn product(paper: &Paper) -> &'static str {
    if paper.blueprint.layout.answered_here() { BOOKLET } else { PAPER }
}

/// What every product says of itself, on its pages and in the file: the first entries of its dictionary.
///
/// `product` is a key of the fixed words; `set` is what is printed for the set, if anything.
pub(super) fn common(desk: &Desk<'_>, product: &str, set: Option<String>) -> Vec<(&'static str, Value)> {
    let names = Names::of(desk);
    let words = desk.words;
    let is_paper = product == PAPER || product == BOOKLET;
    let product = words.get(product).to_owned();
    let mut title = vec![names.main.clone()];
    title.extend(names.above.clone());
    title.extend(set.as_ref().map(|set| format!("{} {set}", words.get("page.set"))));
    title.push(product.clone());
    let heading = &desk.paper.blueprint.heading;
    let institute = desk.said(heading.institute.as_ref()).map(str::to_owned);
    let code = desk.said(heading.code.as_ref()).map(str::to_owned);
    let layout = &desk.paper.blueprint.layout;
    // Only question papers go to the print shop.
    let multiple = layout.pages_multiple_of.filter(|_| is_paper).unwrap_or(1);
    let (width, height) = layout.page.unwrap_or(PageSize::A4).tenths_mm();
    vec![
        ("contract", Value::Int(CONTRACT)),
        ("product", Value::Text(product)),
        ("lang", Value::text(words.language.as_str())),
        ("dir", Value::Expression(direction(words.language).to_owned())),
        ("justify", Value::Bool(justifies(desk))),
        ("tall", Value::Bool(says(desk, is_tall))),
        ("title", Value::Text(title.join(" – "))),
        ("authors", Value::list(institute.clone(), Value::Text)),
        ("running", Value::Text(names.main.clone())),
        ("set-label", Value::optional(set)),
        ("id", Value::text(desk.facts.paper_id)),
        ("multiple", Value::Int(multiple.max(1).into())),
        (
            "page",
            Value::Map(vec![
                ("width", Value::Tenths(width)),
                ("height", Value::Tenths(height)),
                ("columns", Value::Int(columns(desk).into())),
            ]),
        ),
        (
            "head",
            Value::Map(vec![
                ("institute", Value::optional(institute)),
                ("exam", Value::optional(names.above)),
                ("title", Value::Text(names.main)),
                ("subtitle", Value::optional(names.below)),
                ("code", Value::optional(code)),
                ("date", Value::optional(desk.paper.blueprint.date.map(|date| words.day(date)))),
                ("logo", Value::optional(heading.logo.as_ref().map(|logo| format!("/media/{}", logo.value)))),
            ]),
        ),
    ]
}

/// Whether lines are stretched to the width of their column: as asked for, else where all texts are in scripts whose long
/// words are divided.
fn justifies(desk: &Desk<'_>) -> bool {
    if let Some(asked) = desk.paper.blueprint.layout.justify {
        return asked;
    }
    !says(desk, is_ragged)
}

/// Whether fixed words or some question are in such a language.
fn says(desk: &Desk<'_>, such: fn(Lang) -> bool) -> bool {
    let lang = desk.words.language;
    such(lang) || desk.paper.questions.values().any(|question| such(question.said_in(lang)))
}

/// Minutes as people say them: "1 hour 30 minutes".
fn duration(minutes: u32, words: &Words) -> String {
    let hours = words.count("cover.hours", &(minutes / 60).to_string(), &[]);
    let rest = words.count("cover.minutes", &(minutes % 60).to_string(), &[]);
    match (minutes / 60, minutes % 60) {
        (0, _) => rest,
        (_, 0) => hours,
        _ => words.fill("cover.hours-minutes", &[("hours", &hours), ("minutes", &rest)]),
    }
}

/// Bands, facts and fields of the first page.
pub(super) fn cover_value(desk: &Desk<'_>) -> Value {
    let words = desk.words;
    let paper = desk.paper;
    let booklet = cover(paper) == Cover::Booklet;
    let fact = |name: &str, value: String| {
        Value::Map(vec![("name", Value::text(words.get(name))), ("value", Value::Text(value))])
    };
    let mut facts = Vec::new();
    facts.extend(paper.blueprint.heading.time.map(|time| fact("cover.time", duration(time, words))));
    facts.push(fact("cover.maximum", paper.maximum().shown()));
    if booklet {
        facts.push(fact("cover.questions", desk.set.entries.len().to_string()));
        facts.push(fact("cover.pages", "{pages}".to_owned()));
    } else {
        facts.extend(paper.blueprint.date.map(|date| fact("cover.day", words.day(date))));
        facts.extend(desk.said(paper.blueprint.heading.code.as_ref()).map(|code| fact("cover.code", code.to_owned())));
    }
    let fields = ["cover.name", "cover.roll", "cover.section"];
    Value::Map(vec![
        ("type", Value::text(if booklet { "booklet" } else { "heading" })),
        ("band", Value::text(words.get("cover.do-not-open"))),
        ("facts", Value::List(facts)),
        ("fields", Value::list(fields, |key| Value::text(words.get(key)))),
    ])
}

/// The numbered instructions and the table of marks: computed ones first, then the author's.
pub(super) fn instructions(desk: &Desk<'_>) -> (Vec<Value>, Marking) {
    let words = desk.words;
    let answering = Answering::of(desk);
    let marking = Marking::of(desk);
    let booklet = cover(desk.paper) == Cover::Booklet;
    let mut lines: Vec<String> = Vec::new();
    let reading = desk.paper.blueprint.heading.reading_time;
    lines.extend(reading.map(|time| words.fill("cover.reading", &[("time", &duration(time, words))])));
    if booklet {
        let questions = words.count("count.questions", &desk.set.entries.len().to_string(), &[]);
        let check = if desk.paper.prints_set() { "cover.check-set" } else { "cover.check" };
        lines.push(words.fill(check, &[("questions", &questions)]));
        lines.push(answering.roll(words));
        if answering.has_sheet() {
            lines.push(match desk.set_label() {
                Some(set) => words.fill("cover.sheet-set", &[("set", &set)]),
                None => words.get("cover.sheet-roll").to_owned(),
            });
        }
        lines.extend(answering.instructions(words));
    }
    lines.extend(languages(desk));
    if booklet || marking.matters {
        lines.extend(marking.sentences.iter().cloned());
    }
    lines.extend(choices(desk));
    if booklet {
        lines.extend(answering.hand_in(words));
        if desk.paper.blueprint.layout.rough_pages > 0 {
            lines.push(words.get("cover.rough").to_owned());
        }
    }
    let mut values: Vec<Value> = lines.into_iter().map(Value::Text).collect();
    let typed = desk.paper.blueprint.heading.instructions.iter();
    let typed = typed.filter_map(|text| text.get_or(words.language, desk.first_language()));
    values.extend(typed.map(|rich| Value::Code(source::content(rich))));
    (values, marking)
}

/// The values that candidates may use, below a sentence that says so; in a further language those that are written
/// otherwise in it.
pub(super) fn constants(desk: &Desk<'_>) -> Value {
    let constants = &desk.paper.blueprint.heading.constants;
    if constants.is_empty() {
        return Value::None;
    }
    let (lang, first) = (desk.words.language, desk.first_language());
    let source = |text: &Text, lang: Lang| text.get_or(lang, first).map(|rich| rich.source.clone());
    let own = constants.iter().filter(|text| lang == first || source(text, lang) != source(text, first));
    let items = own.filter_map(|text| text.get_or(lang, first));
    Value::Map(vec![
        ("title", Value::text(desk.words.get("cover.constants"))),
        ("items", Value::list(items, |rich| Value::Code(source::content(rich)))),
    ])
}

/// In which languages a paper is printed together, and which of them rules.
fn languages(desk: &Desk<'_>) -> Vec<String> {
    let (words, layout) = (desk.words, &desk.paper.blueprint.layout);
    let name = |lang: Lang| {
        let key = format!("cover.language.{lang}");
        match words.get(&key) {
            missing if missing == key => lang.to_string(),
            name => name.to_owned(),
        }
    };
    let names: Vec<String> = layout.languages.iter().map(|lang| name(lang.value)).collect();
    let mut lines = Vec::new();
    if names.len() < 2 {
        return lines;
    }
    if layout.arrangement != Some(Arrangement::Separate) {
        lines.push(words.fill("cover.languages", &[("languages", &words.list(&names))]));
    }
    lines.extend(layout.ruling_language.map(|lang| words.fill("cover.ruling", &[("language", &name(lang))])));
    lines
}

/// Sections of which one is answered.
fn choices(desk: &Desk<'_>) -> Vec<String> {
    let blueprint = &desk.paper.blueprint;
    let title = |id: &crate::model::ids::SectionId| {
        let section = blueprint.sections.iter().find(|section| &section.id == id);
        let title = section.and_then(|section| desk.said(section.title.as_ref()));
        title.map_or_else(|| id.to_string(), str::to_owned)
    };
    let groups = blueprint.choose_one.iter().filter(|group| group.len() > 1);
    groups
        .map(|group| {
            let titles: Vec<String> = group.iter().map(|id| title(&id.value)).collect();
            desk.words.fill("cover.choose-one", &[("sections", &desk.words.list(&titles))])
        })
        .collect()
}
