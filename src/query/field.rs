//! The fields of the query language and the values they take.

use super::QueryFault;
use super::lex::Value;
use super::search::Needle;
use crate::diag::nearest;
use crate::model::date::Date;
use crate::model::ids::Lang;
use crate::model::marking::{Exact, Marks};
use crate::model::question::{Cognitive, Difficulty, Kind, Status};
use std::ops::Range;

/// Every field with what it asks, in the order in which they are documented.
pub const FIELDS: [(&str, &str); 18] = [
    ("area", "an area of a syllabus and everything below it"),
    ("kind", "the kind of question"),
    ("difficulty", "the author's judgement: easy, medium, hard"),
    ("tag", "a tag"),
    ("status", "draft, reviewed, retired"),
    ("year", "the year of its source, or a range"),
    ("source", "words of its source: exam, paper, number"),
    ("marks", "its marks, or a range"),
    ("id", "its id, with `*` for any characters"),
    ("language", "a language it exists in"),
    ("note", "a study note that it stands in, needs, or is named by"),
    ("has", "something it has: explanation, figure, formula, …"),
    ("used", "earlier papers it stood in: never, any, or a paper id"),
    ("cognitive", "the level of thinking"),
    ("family", "its family"),
    ("passage", "its passage"),
    ("author", "words of its author's name"),
    ("since", "facts true on this day or later: its `as-of`, or the day of its note"),
];

/// A single demand; of several values one must be met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Term {
    Text(Needle),
    Area(Vec<String>),
    Kind(Vec<Kind>),
    Difficulty(Vec<Difficulty>),
    Tag(Vec<Glob>),
    Status(Vec<Status>),
    Year(Vec<Span<u16>>),
    Source(Vec<Needle>),
    Marks(Vec<Span<Marks>>),
    Id(Vec<Glob>),
    Language(Vec<Lang>),
    Note(Vec<Glob>),
    Has(Vec<Has>),
    Used(Vec<Used>),
    Cognitive(Vec<Cognitive>),
    Family(Vec<Glob>),
    Passage(Vec<Glob>),
    Author(Vec<Needle>),
    Since(Vec<Date>),
}

/// A range with both ends included; a missing end is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span<T> {
    pub low: Option<T>,
    pub high: Option<T>,
}

impl<T: Ord> Span<T> {
    pub(super) fn holds(&self, value: &T) -> bool {
        self.low.as_ref().is_none_or(|low| low <= value) && self.high.as_ref().is_none_or(|high| value <= high)
    }
}

/// A name with `*` for any characters, without regard to case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Glob {
    /// Lower-case pieces between the stars; one piece is a name without stars.
    pieces: Vec<String>,
}

impl Glob {
    fn new(value: &Value) -> Self {
        let lower = value.text.to_lowercase();
        let pieces = if value.quoted { vec![lower] } else { lower.split('*').map(str::to_owned).collect() };
        Glob { pieces }
    }

    /// The name, where there is no star in it.
    pub(super) fn exact(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    pub(super) fn fits(&self, name: &str) -> bool {
        let lower;
        let name = if name.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
            lower = name.to_lowercase();
            lower.as_str()
        } else {
            name
        };
        match self.pieces.as_slice() {
            [] => true,
            [only] => name == only,
            [first, middle @ .., last] => {
                let Some(mut rest) = name.strip_prefix(first.as_str()) else { return false };
                for piece in middle {
                    match rest.find(piece.as_str()) {
                        Some(at) => rest = rest.get(at + piece.len()..).unwrap_or_default(),
                        None => return false,
                    }
                }
                rest.ends_with(last.as_str())
            }
        }
    }
}

/// Whether a name is what a pattern with `*` for any characters means, without regard to case.
pub fn fits(pattern: &str, name: &str) -> bool {
    Glob { pieces: pattern.to_lowercase().split('*').map(str::to_owned).collect() }.fits(name)
}

/// What `has:` asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Has {
    Explanation,
    Figure,
    Formula,
    Basis,
    Hindi,
    English,
    Id,
    Why,
    Area,
    Difficulty,
    Measured,
    Cognitive,
    Tag,
    Marks,
    Seconds,
    Source,
    Year,
    Author,
    ReviewedBy,
    AsOf,
    Expires,
    Family,
    Passage,
    Note,
    ModelAnswer,
    Points,
    Codes,
    Remark,
    Allow,
    Several,
}

pub(super) const HAS: [(&str, Has); 30] = [
    ("explanation", Has::Explanation),
    ("figure", Has::Figure),
    ("formula", Has::Formula),
    ("basis", Has::Basis),
    ("hindi", Has::Hindi),
    ("english", Has::English),
    ("id", Has::Id),
    ("why", Has::Why),
    ("area", Has::Area),
    ("difficulty", Has::Difficulty),
    ("measured", Has::Measured),
    ("cognitive", Has::Cognitive),
    ("tag", Has::Tag),
    ("marks", Has::Marks),
    ("seconds", Has::Seconds),
    ("source", Has::Source),
    ("year", Has::Year),
    ("author", Has::Author),
    ("reviewed-by", Has::ReviewedBy),
    ("as-of", Has::AsOf),
    ("expires", Has::Expires),
    ("family", Has::Family),
    ("passage", Has::Passage),
    ("note", Has::Note),
    ("model-answer", Has::ModelAnswer),
    ("points", Has::Points),
    ("codes", Has::Codes),
    ("remark", Has::Remark),
    ("allow", Has::Allow),
    ("several", Has::Several),
];

/// What `used:` asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Used {
    Never,
    Any,
    Paper(Glob),
}

/// Reads the values of a field.
pub(super) fn term(field: &str, place: Range<usize>, values: &[Value]) -> Result<Term, QueryFault> {
    Ok(match field {
        "area" => Term::Area(values.iter().map(|value| value.text.clone()).collect()),
        "kind" => Term::Kind(named(field, values, Kind::NAMES)?),
        "difficulty" => Term::Difficulty(named(field, values, Difficulty::NAMES)?),
        "tag" => Term::Tag(globs(values)),
        "status" => Term::Status(named(field, values, Status::NAMES)?),
        "year" => Term::Year(ranges(field, values, "a year such as `2024`", year)?),
        "source" => Term::Source(needles(values)?),
        "marks" => Term::Marks(ranges(field, values, "a number such as `2` or `4/3`", Exact::parse)?),
        "id" => Term::Id(globs(values)),
        "language" => Term::Language(each(values, language)?),
        "note" => Term::Note(globs(values)),
        "has" => Term::Has(named(field, values, &HAS)?),
        "used" => Term::Used(values.iter().map(used).collect()),
        "cognitive" => Term::Cognitive(named(field, values, Cognitive::NAMES)?),
        "family" => Term::Family(globs(values)),
        "passage" => Term::Passage(globs(values)),
        "author" => Term::Author(needles(values)?),
        "since" => Term::Since(each(values, |value| {
            first_day(&value.text).ok_or_else(|| not_a("since", value, "a day such as `2025-06-30`, a month or a year"))
        })?),
        _ => return Err(unknown_field(field, place)),
    })
}

fn unknown_field(field: &str, place: Range<usize>) -> QueryFault {
    let fault = QueryFault::new(place, format!("there is no field `{field}`"));
    let names = FIELDS.iter().map(|(name, _)| *name);
    match nearest(field, names.clone()) {
        Some(name) => fault.hint(format!("did you mean `{name}:`?")),
        None => fault.hint(format!(
            "fields are {}; text with a colon is searched for in quotation marks",
            names.collect::<Vec<_>>().join(", ")
        )),
    }
}

fn each<T>(values: &[Value], read: impl Fn(&Value) -> Result<T, QueryFault>) -> Result<Vec<T>, QueryFault> {
    values.iter().map(read).collect()
}

fn named<T: Copy>(field: &str, values: &[Value], names: &[(&str, T)]) -> Result<Vec<T>, QueryFault> {
    each(values, |value| {
        let typed = value.text.to_ascii_lowercase();
        if let Some((_, named)) = names.iter().find(|(name, _)| *name == typed) {
            return Ok(*named);
        }
        let known = names.iter().map(|(name, _)| *name);
        let hint = match nearest(&typed, known.clone()) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("values are {}", known.collect::<Vec<_>>().join(", ")),
        };
        Err(QueryFault::new(value.range.clone(), format!("`{field}` has no value `{}`", value.text)).hint(hint))
    })
}

fn globs(values: &[Value]) -> Vec<Glob> {
    values.iter().map(Glob::new).collect()
}

fn needles(values: &[Value]) -> Result<Vec<Needle>, QueryFault> {
    each(values, |value| {
        Needle::new(&value.text).ok_or_else(|| QueryFault::new(value.range.clone(), "there is nothing to search for"))
    })
}

fn used(value: &Value) -> Used {
    match value.text.as_str() {
        "never" => Used::Never,
        "any" => Used::Any,
        _ => Used::Paper(Glob::new(value)),
    }
}

fn language(value: &Value) -> Result<Lang, QueryFault> {
    const WORDS: [(&str, Lang); 2] = [("english", Lang::ENGLISH), ("hindi", Lang::HINDI)];
    let typed = value.text.to_ascii_lowercase();
    let word = WORDS.iter().find(|(word, _)| *word == typed).map(|(_, lang)| *lang);
    word.or_else(|| Lang::new(&value.text)).ok_or_else(|| not_a("language", value, "a language tag such as `hi`"))
}

fn year(text: &str) -> Option<u16> {
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// The day, or the first one of a month or year.
fn first_day(text: &str) -> Option<Date> {
    Date::parse(text).or_else(|| Date::parse(&format!("{text}-01"))).or_else(|| Date::parse(&format!("{text}-01-01")))
}

fn not_a(field: &str, value: &Value, wanted: &str) -> QueryFault {
    QueryFault::new(value.range.clone(), format!("`{field}` does not understand `{}`", value.text))
        .hint(format!("it takes {wanted}"))
}

fn ranges<T: Ord + Clone>(
    field: &str,
    values: &[Value],
    wanted: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Vec<Span<T>>, QueryFault> {
    let wanted = format!("{wanted}, or a range: `a..b`, `a..`, `..b`");
    let fault = |value: &Value| not_a(field, value, &wanted);
    each(values, |value| {
        let Some((from, to)) = value.text.split_once("..") else {
            let only = read(&value.text).ok_or_else(|| fault(value))?;
            return Ok(Span { low: Some(only.clone()), high: Some(only) });
        };
        let end = |text: &str| match text {
            "" => Ok(None),
            text => read(text).map(Some).ok_or_else(|| fault(value)),
        };
        let (low, high) = (end(from)?, end(to)?);
        match (&low, &high) {
            (None, None) => Err(fault(value)),
            (Some(from), Some(to)) if from > to => {
                Err(QueryFault::new(value.range.clone(), format!("the range `{}` runs backwards", value.text))
                    .hint("write the smaller end first"))
            }
            _ => Ok(Span { low, high }),
        }
    })
}
