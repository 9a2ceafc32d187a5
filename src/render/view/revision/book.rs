//! What a compilation has around its notes: contents and indexes.

use super::{Revision, RevisionFacts};
use crate::model::date::Date;
use crate::model::note::Note;
use crate::render::view::value::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Contents, the index by area and the index by date; notes are named by their place.
pub(super) fn front(revisions: &[Revision<'_>], title: &str, facts: &RevisionFacts<'_>) -> Vec<(&'static str, Value)> {
    let words = facts.words;
    let count = words.count("revision.notes", &revisions.len().to_string(), &[]);
    vec![
        ("heading", Value::text(title)),
        ("count", Value::Text(count)),
        ("by-area", by_area(revisions, facts)),
        ("by-date", by_date(revisions, facts)),
    ]
}

/// Every area that a note or one of its angles names, in the order of the syllabus; notes without areas at the end.
fn by_area(revisions: &[Revision<'_>], facts: &RevisionFacts<'_>) -> Value {
    let lang = facts.words.language;
    let mut index: BTreeMap<(usize, &str), BTreeSet<usize>> = BTreeMap::new();
    let mut without = BTreeSet::new();
    for (at, revision) in revisions.iter().enumerate() {
        let areas: BTreeSet<&str> = areas(revision.note).collect();
        if areas.is_empty() {
            without.insert(at);
        }
        for area in areas {
            index.entry((facts.library.area_place(area), area)).or_default().insert(at);
        }
    }
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    for ((_, area), places) in index {
        let mut names = facts.library.area_names(area, lang);
        let own = names.pop().unwrap_or(area).to_owned();
        let above: Vec<&str> = names.into_iter().map(|name| name.split(':').next().unwrap_or_default()).collect();
        let above = above.join(" › ");
        let entry = Value::Map(vec![("name", Value::Text(own)), ("notes", places_value(&places))]);
        match groups.last_mut().filter(|(name, _)| *name == above) {
            Some((_, entries)) => entries.push(entry),
            None => groups.push((above, vec![entry])),
        }
    }
    if !without.is_empty() {
        let name = facts.words.get("revision.other-areas");
        let entry = Value::Map(vec![("name", Value::text(name)), ("notes", places_value(&without))]);
        groups.push((String::new(), vec![entry]));
    }
    Value::list(groups, group_value)
}

fn areas(note: &Note) -> impl Iterator<Item = &str> {
    note.area.iter().chain(note.angles.iter().flat_map(|angle| &angle.area)).map(|area| area.as_str())
}

/// The notes by month, those without a date at the end.
fn by_date(revisions: &[Revision<'_>], facts: &RevisionFacts<'_>) -> Value {
    let words = facts.words;
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    let mut dated: Vec<(Option<Date>, usize)> =
        revisions.iter().enumerate().map(|(at, revision)| (revision.note.date, at)).collect();
    dated.sort_by_key(|(date, at)| (date.is_none(), *date, *at));
    for (date, at) in dated {
        let month = date.map_or_else(|| words.get("revision.undated").to_owned(), |date| words.month_of(date));
        let day = date.map(|date| date.parts().2.to_string()).unwrap_or_default();
        let entry = Value::Map(vec![("name", Value::Text(day)), ("notes", places_value(&BTreeSet::from([at])))]);
        match groups.last_mut().filter(|(name, _)| *name == month) {
            Some((_, entries)) => entries.push(entry),
            None => groups.push((month, vec![entry])),
        }
    }
    Value::list(groups, group_value)
}

fn places_value(places: &BTreeSet<usize>) -> Value {
    Value::list(places, |at| Value::Int(*at as u64))
}

fn group_value((name, entries): (String, Vec<Value>)) -> Value {
    Value::Map(vec![("name", Value::Text(name)), ("entries", Value::List(entries))])
}
