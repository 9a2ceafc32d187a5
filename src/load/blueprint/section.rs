//! The sections of a blueprint.

use super::{INSTRUCTIONS, label_in};
use crate::diag::Diagnostic;
use crate::load::question::{bad_id, lang, marks, written};
use crate::load::table::{Data, Reader, Table, Value, shown};
use crate::model::blueprint::{Attempt, Located, Quota, Section};
use crate::model::ids::{QuestionId, SectionId};
use crate::model::marking::Exact;
use crate::model::text::PerLang;
use crate::source::{Span, place_in};

/// Sections of one paper.
const MOST_SECTIONS: usize = 200;

/// Takes the `[[section]]` tables; the places of their fields go into `fields` as `section.<id>.<field>`.
///
/// `fewest` is the smallest `count`: 0, which leaves a pattern's section out, or 1.
pub(crate) fn take<'s>(
    table: &mut Table<'s>,
    fewest: u32,
    fields: &mut Vec<(String, Span)>,
    reader: &mut Reader<'s>,
) -> Vec<Section> {
    let Some(value) = table.take("section") else { return Vec::new() };
    let place = value.span;
    let Data::List(values) = value.data else {
        let diagnostic = Diagnostic::error("bad-toml", "`section` stands in single brackets").at(place);
        reader.push(diagnostic.hint("each one begins with a line `[[section]]`"));
        return Vec::new();
    };
    if values.len() > MOST_SECTIONS {
        let message = format!("a paper has at most {MOST_SECTIONS} sections, found {}", values.len());
        reader.push(Diagnostic::error("wrong-count", message).at(place));
        return Vec::new();
    }
    let mut sections: Vec<Section> = Vec::new();
    for (index, value) in values.into_iter().enumerate() {
        let Some(table) = reader.table(value, "`section`") else { continue };
        let Some(section) = section(table, (index, fewest), fields, reader) else { continue };
        if let Some(other) = sections.iter().find(|other| other.id == section.id) {
            let message = format!("two sections are called `{}`", shown(section.id.as_str()));
            let diagnostic = Diagnostic::error("duplicate-name", message).at(section.span);
            let diagnostic = diagnostic.hint("give one of them an `id` of its own");
            reader.push(match other.span {
                Some(first) => diagnostic.related(first, "the first one"),
                None => diagnostic,
            });
            continue;
        }
        sections.push(section);
    }
    sections
}

fn section<'s>(
    mut table: Table<'s>,
    (index, fewest): (usize, u32),
    fields: &mut Vec<(String, Span)>,
    reader: &mut Reader<'s>,
) -> Option<Section> {
    let span = table.span;
    let typed: Vec<(String, Span)> =
        table.entries.iter().map(|entry| (entry.key.to_string(), entry.value.span)).collect();
    let language = reader.language;
    let id = table.label("id", reader);
    let mut title = table.label("title", reader).map(|title| PerLang::new(language, title.value));
    let named = id.or_else(|| title.as_ref()?.get(language).map(|title| Located::new(title.clone(), None)));
    let named = named.unwrap_or_else(|| Located::new((index + 1).to_string(), None));
    let id = SectionId::new(&named.value);
    if id.is_none() {
        let message = "the name of a section has at most 200 bytes";
        let diagnostic = Diagnostic::error("bad-id", message).at(named.span.unwrap_or(span));
        reader.push(diagnostic.hint("give it a short `id`"));
    }
    let mut instructions = INSTRUCTIONS.take(&mut table, reader);
    if let Some(value) = table.take("lang") {
        lang::each(value, reader, &mut |lang, mut table, reader| {
            label_in(&mut title, "title", lang, &mut table, reader);
            INSTRUCTIONS.take_in(&mut instructions, lang, &mut table, reader);
            lang::Into { lang }.finish(table, reader);
        });
    }
    let count = table.count("count", fewest, 10_000, reader);
    let marks = marks::take(&mut table, reader);
    let maximum = table.take("maximum").and_then(|value| marks::right(&value, "`maximum`", reader));
    let fits = table.string("fits", reader);
    let not_attempted = table.truth("not-attempted", reader);
    let floor = super::rules::floor(&mut table, reader);
    let filter = table.string("where", reader);
    let quota = table.list("quota", reader).unwrap_or_default();
    let quota = quota.into_iter().filter_map(|value| quota_of(value, reader)).collect();
    let questions = questions(&mut table, "questions", reader);
    let exclude = questions_of(&mut table, "exclude", reader);
    let attempt = table.table("attempt", reader).and_then(|table| attempt(table, reader));
    let alternatives = table.count("or", 0, 10_000, reader).filter(|count| *count > 0);
    let words = table.count("words", 1, 20_000, reader);
    let space = written::take_space(&mut table, reader);
    table.finish_with(reader, &|key| {
        let whole = key == "disqualified";
        whole.then(|| "it is about the whole paper: write it above the first `[[section]]`".to_owned())
    });
    for found in contradictions(count, questions.len(), attempt) {
        let [first, _] = found.fields;
        let diagnostic = Diagnostic::error("impossible-count", found.message).at(place_in(&typed, first));
        reader.push(diagnostic.hint(found.mend));
    }
    let id = id?;
    fields.extend(typed.into_iter().map(|(key, place)| (format!("section.{id}.{key}"), place)));
    Some(Section {
        id,
        title,
        instructions,
        count,
        marks,
        maximum,
        fits,
        not_attempted,
        floor,
        filter,
        quota,
        questions,
        exclude,
        attempt,
        alternatives,
        words,
        space,
        span: Some(span),
    })
}

/// Two numbers of a section that contradict each other.
pub(crate) struct Contradiction {
    /// The fields in which they stand.
    pub(crate) fields: [&'static str; 2],
    /// What is wrong.
    pub(crate) message: String,
    /// What to do where both stand in one file.
    pub(crate) mend: &'static str,
    /// What to do in a blueprint where one of them stands in its pattern.
    pub(crate) mend_apart: String,
}

/// Finds numbers of a section that contradict each other; `listed` questions are named.
pub(crate) fn contradictions(count: Option<u32>, listed: usize, attempt: Option<Attempt>) -> Vec<Contradiction> {
    let Some(count) = count else { return Vec::new() };
    let too_many = (listed > count as usize).then(|| Contradiction {
        fields: ["count", "questions"],
        message: format!("the section asks for {count} questions and lists {listed}"),
        mend: "`count` includes those of `questions`: raise it, or leave it out",
        mend_apart: "`count` includes those of `questions`: give a larger one in the blueprint".to_owned(),
    });
    let other_number = attempt.filter(|attempt| attempt.of != count).map(|Attempt { any, of }| Contradiction {
        fields: ["attempt", "count"],
        message: format!("`attempt` speaks of {of} questions, `count` of {count}"),
        mend: "both count the questions of the section: make them equal",
        mend_apart: format!(
            "give both in the blueprint, such as `attempt = {{ any = {}, of = {count} }}`",
            any.min(count)
        ),
    });
    too_many.into_iter().chain(other_number).collect()
}

fn questions_of<'s>(table: &mut Table<'s>, key: &'static str, reader: &mut Reader<'s>) -> Vec<Located<QuestionId>> {
    let mut ids = Vec::new();
    for typed in table.strings(key, reader) {
        match QuestionId::new(&typed.value) {
            Some(id) => ids.push(Located::new(id, typed.span)),
            None => bad_id(&typed.value, typed.span, reader),
        }
    }
    ids
}

/// Ids of which none may stand twice.
fn questions<'s>(table: &mut Table<'s>, key: &'static str, reader: &mut Reader<'s>) -> Vec<Located<QuestionId>> {
    let mut seen = std::collections::BTreeSet::new();
    let mut ids = questions_of(table, key, reader);
    ids.retain(|id| {
        let first = seen.insert(id.value.clone());
        if !first {
            let message = format!("`{key}` names `{}` twice", id.value);
            reader.push(Diagnostic::error("duplicate-name", message).at(id.span).hint("take one of them out"));
        }
        first
    });
    ids
}

fn quota_of<'s>(value: Value<'s>, reader: &mut Reader<'s>) -> Option<Quota> {
    let mut table = reader.table(value, "each of `quota`")?;
    let owner = table.span;
    if !table.has("where") {
        reader.missing(
            owner,
            "a quota has no `where`",
            "say which questions it is about: `where = \"difficulty:hard\"`",
        );
    }
    let asks = ["share", "min", "max"].iter().any(|key| table.has(key));
    let filter = table.string("where", reader);
    let share = table.take("share").and_then(|value| share(&value, "`share`", reader));
    let min = table.count("min", 0, 10_000, reader);
    let max = table.count("max", 0, 10_000, reader);
    table.finish(reader);
    if !asks {
        reader.missing(owner, "a quota asks for nothing", "add `share = \"30%\"`, `min = 8` or `max = 12`");
    }
    if let (Some(least), Some(most)) = (min, max)
        && least > most
    {
        let message = format!("the quota asks for at least {least} and at most {most}");
        reader.push(Diagnostic::error("impossible-count", message).at(owner).hint("change one of the numbers"));
    }
    Some(Quota { filter: filter?, share, min, max })
}

/// `"30%"`, `"1/3"`, `0.3` → a share from 0 to 1.
pub(super) fn share<'s>(value: &Value<'s>, what: &str, reader: &mut Reader<'s>) -> Option<Exact> {
    let percent = match &value.data {
        Data::Text(text) => text.trim().strip_suffix('%').map(|percent| percent.trim().to_owned()),
        _ => None,
    };
    let share = match percent {
        Some(percent) => {
            let inner = Value { span: value.span, data: Data::Text(percent.into()) };
            reader.exact(&inner, what)? * Exact::ratio(1, 100)?
        }
        None => reader.exact(value, what)?,
    };
    if share.is_negative() || share > Exact::whole(1) {
        let typed = shown(reader.typed(value.span));
        let message = format!("{what} must be between 0% and 100%, found `{typed}`");
        reader.push(Diagnostic::error("out-of-range", message).at(value.span).hint("write it like `\"30%\"`"));
        return None;
    }
    Some(share)
}

fn attempt<'s>(mut table: Table<'s>, reader: &mut Reader<'s>) -> Option<Attempt> {
    let owner = table.span;
    let any = table.count("any", 1, 10_000, reader);
    let of = table.count("of", 1, 10_000, reader);
    table.finish(reader);
    let (Some(any), Some(of)) = (any, of) else {
        reader.missing(owner, "`attempt` needs two numbers", "write `attempt = { any = 4, of = 6 }`");
        return None;
    };
    if any > of {
        let message = format!("`attempt` asks for {any} of {of}");
        reader
            .push(Diagnostic::error("impossible-count", message).at(owner).hint("the first number is the smaller one"));
        return None;
    }
    Some(Attempt { any, of })
}
