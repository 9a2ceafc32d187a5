//! What a blueprint says about banks: its queries, and the tokens of its texts. The same of patterns, and their
//! totals.

use crate::diag::{Diagnostic, Diagnostics, Severity, nearest};
use crate::model::bank::Library;
use crate::model::blueprint::{Blueprint, Located, Section};
use crate::model::ids::QuestionId;
use crate::model::pattern::Pattern;
use crate::model::text::RichText;
use crate::model::visit::{TextField, TextRole};
use crate::query::{self, Facts};
use std::collections::{BTreeMap, BTreeSet};

/// Checks that every query of a blueprint can be read, that its instructions and constants hold no tokens, and that it goes well with
/// its pattern.
pub fn blueprint(blueprint: &Blueprint, found: &mut Diagnostics) {
    queries(blueprint.filters(), found);
    blueprint.each_text(&mut |role, _, text| tokens(role, text, found));
    if let Some((told, hint)) = blueprint.outdated() {
        found.push(Diagnostic::notice("pattern-date", told).at(blueprint.span("date")).hint(hint));
    }
    if let Some(pattern) = &blueprint.base {
        totals(pattern, found);
    }
}

/// Checks a pattern by itself: its queries, instructions and constants, and that its sections add up to what it says of the whole
/// paper.
pub fn pattern(pattern: &Pattern, found: &mut Diagnostics) {
    queries(pattern.sections.iter().flat_map(Section::filters), found);
    pattern.each_text(&mut |role, _, text| tokens(role, text, found));
    totals(pattern, found);
}

fn queries<'a>(filters: impl Iterator<Item = &'a Located<String>>, found: &mut Diagnostics) {
    for filter in filters {
        if let Err(fault) = query::parse(&filter.value) {
            found.push(fault.at(filter));
        }
    }
}

fn tokens(role: TextRole<'_>, text: &RichText, found: &mut Diagnostics) {
    let what = if role.field == TextField::Constant { "a constant" } else { "an instruction" };
    for (token, range) in text.tokens() {
        found.push(
            Diagnostic::error("unresolved-token", format!("`{}` stands in {what}", token.typed()))
                .at(text.span(range))
                .hint(format!("tokens name parts of a question, and {what} belongs to none")),
        );
    }
}

fn totals(pattern: &Pattern, found: &mut Diagnostics) {
    let size = pattern.size();
    if let (Some(typed), Some(counted)) = (pattern.questions, size.questions)
        && typed != counted
    {
        let message = format!("the sections have {counted} questions, `questions` is {typed}");
        let diagnostic = Diagnostic::error("pattern-totals", message).at(pattern.span("questions"));
        found.push(diagnostic.hint("change it, or the `count` of a section"));
    }
    if let (Some(typed), Some(counted)) = (&pattern.maximum, &size.maximum)
        && typed != counted
    {
        let message = format!("the sections bring {} marks, `maximum` is {}", counted.shown(), typed.shown());
        let diagnostic = Diagnostic::error("pattern-totals", message).at(pattern.span("maximum"));
        let hint = "change it, or `count`, `marks`, `attempt` or `maximum` of a section; what can be attempted counts";
        found.push(diagnostic.hint(hint));
    }
    for section in &pattern.sections {
        if let (Some(typed), Some(counted)) = (&section.maximum, pattern.marks_of(section))
            && *typed != counted
        {
            let (counted, typed) = (counted.shown(), typed.shown());
            let message = format!("section `{}` brings {counted} marks, its `maximum` is {typed}", section.id);
            let place = pattern.span(&format!("section.{}.maximum", section.id));
            let hint = "change it, or `count`, `marks` or `attempt` of the section";
            found.push(Diagnostic::error("pattern-totals", message).at(place).hint(hint));
        }
    }
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
