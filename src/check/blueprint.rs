//! What a blueprint says about banks: its queries, and the tokens of its instructions.

use crate::diag::{Diagnostic, Diagnostics, Severity, nearest};
use crate::model::bank::Library;
use crate::model::blueprint::{Blueprint, Located, Section};
use crate::model::ids::QuestionId;
use crate::query::{self, Facts};
use std::collections::{BTreeMap, BTreeSet};

/// Checks that every `where` of a blueprint can be read, and that its instructions hold no tokens.
pub fn blueprint(blueprint: &Blueprint, found: &mut Diagnostics) {
    for filter in blueprint.filters() {
        if let Err(fault) = query::parse(&filter.value) {
            found.push(fault.at(filter));
        }
    }
    blueprint.each_text(&mut |_, _, text| {
        for (token, range) in text.tokens() {
            found.push(
                Diagnostic::error("unresolved-token", format!("`{}` stands in an instruction", token.typed()))
                    .at(text.span(range))
                    .hint("tokens name parts of a question, and an instruction belongs to none"),
            );
        }
    });
}

/// Unknown ids for which the nearest is looked up; a bound for hostile lists.
const HELPED: usize = 20;

/// Tells of areas, passages and questions that a blueprint names and no bank has, and of questions that it asks for
/// twice.
pub fn blueprint_names(blueprint: &Blueprint, library: &Library, found: &mut Diagnostics) {
    unknown_questions(blueprint, library, found);
    repeated_questions(blueprint, found);
    let facts = Facts::of(library);
    for filter in blueprint.filters() {
        let Ok(query) = query::parse(&filter.value) else { continue };
        for fault in query.strangers(&facts) {
            let mut finding = fault.at(filter);
            finding.severity = Severity::Warning;
            finding.code = "unknown-in-query";
            found.push(finding);
        }
    }
}

fn unknown_questions(blueprint: &Blueprint, library: &Library, found: &mut Diagnostics) {
    let named = blueprint.sections.iter().flat_map(|section| section.questions.iter().chain(&section.exclude));
    let unknown = named.filter(|id| library.question(id.value.as_str()).is_none());
    for (at, id) in unknown.enumerate() {
        let ids = library.questions().map(|question| question.id.as_str());
        let near = if at < HELPED { nearest(id.value.as_str(), ids) } else { None };
        found.push(
            Diagnostic::error("unknown-question", format!("no bank has a question `{}`", id.value))
                .at(id.span)
                .hints(near.map(|near| format!("did you mean `{near}`?"))),
        );
    }
}

/// A question stands in a paper once; the same list of one section was told when the blueprint was read.
fn repeated_questions(blueprint: &Blueprint, found: &mut Diagnostics) {
    let mut first: BTreeMap<&QuestionId, (&Section, &Located<QuestionId>)> = BTreeMap::new();
    for section in &blueprint.sections {
        let excluded: BTreeSet<&QuestionId> = section.exclude.iter().map(|id| &id.value).collect();
        for id in &section.questions {
            if excluded.contains(&id.value) {
                let message = format!("`{}` is both listed and excluded", id.value);
                found.push(Diagnostic::error("excluded-question", message).at(id.span).hint("take one of the two out"));
            }
            let Some((other, place)) = first.insert(&id.value, (section, id)) else { continue };
            let message =
                format!("`{}` is asked for twice, in section `{}` and in section `{}`", id.value, other.id, section.id);
            let mut twice = Diagnostic::error("repeated-question", message).at(id.span);
            if let Some(place) = place.span {
                twice = twice.related(place, "first here");
            }
            found.push(twice.hint("a question stands in a paper at most once: remove one of the two"));
        }
    }
}
