//! `pattern/1`: text in, [`Pattern`] out; the built-in patterns; and a blueprint put over its pattern.
//!
//! The fields of a pattern are those of a blueprint and are read by the same functions.

use super::bank::format;
use super::blueprint::{self, languages, rules};
use super::question::marks;
use super::table::syntax;
use super::table::{Reader, Table, listed, shown};
use crate::diag::{Diagnostic, Diagnostics, nearest};
use crate::model::blueprint::{Blueprint, Layout, Section};
use crate::model::pattern::{Pattern, Validity};
use crate::source::{FileId, SourceMap};

/// The format this version reads.
pub const FORMAT: &str = "pattern/1";

/// The folder that messages show for built-in patterns.
const BUILT_IN: &str = "<built-in>";

macro_rules! bundled {
    ($($id:literal),+ $(,)?) => {
        [$(($id, include_str!(concat!("../../templates/patterns/", $id, ".toml")))),+]
    };
}

/// The built-in patterns: id and text, in the order of ids.
const BUNDLED: [(&str, &str); 15] = bundled![
    "ap-biology-2025",
    "cbse-10-science-2026",
    "cbse-12-physics-2026",
    "class-test",
    "gcse-science-2025",
    "icse-10-physics-2026",
    "jee-advanced-2025-paper1",
    "jee-advanced-2025-paper2",
    "jee-main-2025",
    "neet-ug-2025",
    "rpsc-ras-prelims-2025",
    "ssc-cgl-tier1-2025",
    "upsc-mains-gs-2025",
    "upsc-prelims-csat-2025",
    "upsc-prelims-gs1-2025",
];

/// The ids of the built-in patterns, in order.
pub fn ids() -> impl Iterator<Item = &'static str> {
    BUNDLED.iter().map(|(id, _)| *id)
}

/// The text of a built-in pattern.
pub fn text(id: &str) -> Option<&'static str> {
    BUNDLED.iter().find(|(known, _)| *known == id).map(|(_, text)| *text)
}

/// Reads a built-in pattern, whose text becomes one of the sources; findings about it can point there.
pub fn bundled(id: &str, sources: &mut SourceMap, found: &mut Diagnostics) -> Option<Pattern> {
    let file = sources.add(format!("{BUILT_IN}/{id}.toml"), text(id)?);
    read(sources, file, id, found)
}

/// Whether a blueprint means a file and not a built-in pattern.
pub fn is_path(named: &str) -> bool {
    named.contains(['/', '\\']) || named.ends_with(".toml")
}

/// The finding on a pattern that is not built in.
pub fn unknown(named: &str) -> Diagnostic {
    let message = format!("there is no pattern `{}`", shown(named));
    let near = nearest(named, ids());
    let holding: Vec<&str> = ids().filter(|id| near.is_none() && id.contains(named)).collect();
    Diagnostic::error("unknown-pattern", message).hint(match (near, holding.as_slice()) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, []) => "`papersetter patterns` lists them; the name of a file of your own ends with `.toml`".to_owned(),
        (None, holding) => format!("there are {}", listed(holding.iter().copied())),
    })
}

/// Reads a pattern; `id` is what it is named by. `None` means that the file is not a pattern.
///
/// The file's name in `sources` must be its path from the root. Queries are kept as typed.
pub fn read(sources: &SourceMap, file: FileId, id: &str, found: &mut Diagnostics) -> Option<Pattern> {
    let mut reader = Reader::new(sources, file);
    let pattern = read_with(&mut reader, id);
    found.append(reader.found);
    Some(Pattern { file: Some(file), ..pattern? })
}

fn read_with(reader: &mut Reader<'_>, id: &str) -> Option<Pattern> {
    let mut table = syntax::parse_file(reader).table;
    let mut fields = blueprint::typed(&table);
    if !format(&mut table, FORMAT, reader) {
        return None;
    }
    let as_of = table.date("as-of", reader);
    let source = table.string("source", reader).map(|source| source.value);
    let valid = table.table("valid", reader).map(|table| validity(table, reader)).unwrap_or_default();
    let questions = table.count("questions", 1, 10_000, reader);
    let maximum = table.take("maximum").and_then(|value| marks::right(&value, "`maximum`", reader));
    let languages = languages::take(&mut table, reader);
    let heading = blueprint::heading(&mut table, reader);
    let sets = blueprint::sets(&mut table, reader);
    let (shuffles, rough, labelled) =
        (table.has("shuffle") || table.has("block"), table.has("rough-pages"), table.has("labels"));
    let shuffle = blueprint::shuffle(&mut table, reader);
    // Field by field, so that none is forgotten here and in `Pattern::under`.
    let Layout {
        cover,
        answers,
        rough_pages,
        pages_multiple_of,
        page,
        columns,
        space,
        justify,
        languages,
        arrangement,
        ruling_language,
        labels,
        blueprint_table,
    } = blueprint::layout(languages, false, &mut table, reader);
    let scheme = marks::take(&mut table, reader);
    let rules = rules::take(&mut table, reader);
    let sections = blueprint::section::take(&mut table, 1, &mut fields, reader);
    let choose_one = blueprint::choose_one(&mut table, reader);
    blueprint::agree(&choose_one, &sections, &rules, answers, &fields, &mut |told| reader.push(told));
    table.finish_with(reader, &elsewhere);
    Some(Pattern {
        id: id.to_owned(),
        as_of,
        source,
        valid,
        questions,
        maximum,
        heading,
        sets,
        shuffle: shuffles.then_some(shuffle),
        cover,
        answers,
        rough_pages: rough.then_some(rough_pages),
        pages_multiple_of,
        page,
        columns,
        space,
        justify,
        languages,
        arrangement,
        ruling_language,
        labels: labelled.then_some(labels),
        blueprint_table,
        marks: scheme,
        rules,
        choose_one,
        sections,
        fields,
        file: None,
    })
}

/// Where keys of a blueprint belong that a pattern cannot have.
fn elsewhere(key: &str) -> Option<String> {
    match key {
        "banks" | "seed" | "date" => Some(format!("`{key}` belongs to one paper: write it into the blueprint")),
        "pattern" => Some("a pattern rests on no other: copy what you need".to_owned()),
        "id" => Some("a blueprint names a pattern by its file: take the line out".to_owned()),
        _ => None,
    }
}

fn validity<'s>(mut table: Table<'s>, reader: &mut Reader<'s>) -> Validity {
    let place = table.span;
    let valid = Validity { from: table.date("from", reader), until: table.date("until", reader) };
    table.finish(reader);
    if let (Some(from), Some(until)) = (valid.from, valid.until)
        && until < from
    {
        let message = format!("the pattern ends on {until}, before it begins on {from}");
        reader.push(Diagnostic::error("out-of-range", message).at(place).hint("change one of the days"));
    }
    valid
}

/// Puts a blueprint over its pattern, and tells where they do not fit together.
pub fn merge(blueprint: Blueprint, pattern: &Pattern, found: &mut Diagnostics) -> Blueprint {
    for section in pattern.strangers(&blueprint) {
        let ids = || pattern.sections.iter().map(|section| section.id.as_str());
        let id = section.id.as_str();
        let message = format!("pattern `{}` has no section `{}`", shown(&pattern.id), shown(id));
        let place = blueprint.span(&format!("section.{id}.id")).or(section.span);
        found.push(Diagnostic::error("unknown-section", message).at(place).hint(match nearest(id, ids()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its sections are {}", listed(ids())),
        }));
    }
    let merged = pattern.under(blueprint);
    let place = merged.pattern.as_ref().and_then(|named| named.span);
    if merged.sections.is_empty() && !pattern.sections.is_empty() {
        let message = format!("every section of pattern `{}` is left out", shown(&pattern.id));
        found.push(Diagnostic::error("missing-key", message).at(place).hint("take `count = 0` away from one of them"));
    } else if merged.sections.is_empty() && !pattern.marks.is_empty() {
        let message = format!("pattern `{}` gives marks, and there is no section to give them to", shown(&pattern.id));
        let diagnostic = Diagnostic::error("missing-key", message).at(place);
        found
            .push(diagnostic.hint("add a section to the blueprint: a line `[[section]]`, and its `count` and `where`"));
    }
    let Blueprint { choose_one, sections, rules, fields, layout, .. } = &merged;
    blueprint::agree(choose_one, sections, rules, layout.answers, fields, &mut |told| found.push(told));
    let misfit = layout.arrangement.and_then(|arrangement| languages::misfit(arrangement, layout.languages.len()));
    let ruling = layout.ruling_language.and_then(|lang| languages::cannot_rule(lang, &layout.languages));
    misfit.into_iter().for_each(|told| found.push(told.at(merged.span("layout"))));
    ruling.into_iter().for_each(|told| found.push(told.at(merged.span("ruling-language"))));
    merged.sections.iter().for_each(|section| contradictions(section, &merged, pattern, found));
    merged
}

/// Reports numbers of a section of which one stands in the blueprint and the other in its pattern; those of one file were
/// looked at when it was read.
fn contradictions(section: &Section, merged: &Blueprint, pattern: &Pattern, found: &mut Diagnostics) {
    for told in blueprint::section::contradictions(section.count, section.questions.len(), section.attempt) {
        let [one, other] = told.fields.map(|field| merged.span(&format!("section.{}.{field}", section.id)));
        let (Some(one), Some(other)) = (one, other) else { continue };
        let (own, other) = match [one, other].map(|place| Some(place.file) == pattern.file) {
            [false, true] => (one, other),
            [true, false] => (other, one),
            _ => continue,
        };
        let diagnostic = Diagnostic::error("impossible-count", told.message).at(own);
        found.push(diagnostic.related(other, "in the pattern").hint(told.mend_apart));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_pattern_of_the_folder_is_built_in_and_read_without_a_finding() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/patterns");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let files: BTreeSet<String> = files.collect();
        assert_eq!(files, ids().map(|id| format!("{id}.toml")).collect::<BTreeSet<String>>());
        assert!(ids().is_sorted());
        for id in ids() {
            let (mut sources, mut found) = (SourceMap::default(), Diagnostics::default());
            let pattern = bundled(id, &mut sources, &mut found).unwrap();
            assert_eq!(crate::diag::render::text(&found, &sources, false), "", "{id}");
            assert_eq!(pattern.id, id);
        }
    }

    #[test]
    fn built_in_patterns_say_what_they_rest_on_and_add_up() {
        for id in ids() {
            let pattern = bundled(id, &mut SourceMap::default(), &mut Diagnostics::default()).unwrap();
            assert!(pattern.as_of.is_some() && pattern.source.is_some(), "{id}");
            assert!(pattern.heading.exam.is_some() && pattern.heading.time.is_some(), "{id}");
            let size = pattern.size();
            assert_eq!((size.questions, size.maximum), (pattern.questions, pattern.maximum.clone()), "{id}");
            assert!(pattern.questions.is_some() && pattern.maximum.is_some(), "{id}");
        }
    }
}
