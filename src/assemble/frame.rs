//! What blueprint and pattern say of a paper as a whole, once its questions are known: room for answers, and marks that
//! must add up.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::blueprint::Section;
use crate::model::paper::Paper;
use crate::model::question::{Body, Item, Space};

/// Gives written questions the word limit and the room of their section where they have none of their own.
///
/// Parts of a case get no word limit, which is meant for a whole question, and lines by their marks in place of pages.
pub(super) fn fill(paper: &mut Paper) {
    let blueprint = &paper.blueprint;
    for entry in &paper.canonical {
        let id = paper.sections.get(entry.section).map(|section| &section.id);
        let section = blueprint.sections.iter().find(|section| Some(&section.id) == id);
        let words = section.and_then(|section| section.words);
        // Who answers in the booklet needs room for every answer.
        let least = blueprint.layout.answered_here().then_some(Space::Auto);
        let space = section.and_then(|section| section.space).or(blueprint.layout.space).or(least);
        let in_part = space.map(|space| if space.in_pages() { Space::Auto } else { space });
        let room = |item: &mut Item, limit: Option<u32>, room: Option<Space>| {
            if let Body::Written { words, space, .. } = &mut item.body {
                *words = words.or(limit);
                *space = space.or(room);
            }
        };
        for placed in &entry.alternatives {
            let Some(question) = paper.questions.get_mut(&placed.question) else { continue };
            match &mut question.item.body {
                Body::Case { parts } => parts.iter_mut().flatten().for_each(|part| room(&mut part.item, None, in_part)),
                _ => room(&mut question.item, words, space),
            }
        }
    }
}

/// Compares the marks of sections with their `maximum`, and a paper whose sections are all the pattern's with the
/// pattern's own numbers.
pub(super) fn totals(paper: &Paper, found: &mut Diagnostics) {
    let blueprint = &paper.blueprint;
    for section in &paper.sections {
        let typed = blueprint.sections.iter().find(|typed| typed.id == section.id);
        let Some(wanted) = typed.and_then(|typed| typed.maximum.as_ref()) else { continue };
        if *wanted != section.maximum {
            let (has, wanted) = (section.maximum.shown(), wanted.shown());
            let message = format!("section `{}` brings {has} marks, its `maximum` is {wanted}", section.id);
            found.push(
                Diagnostic::error("section-marks", message)
                    .at(blueprint.span(&format!("section.{}.maximum", section.id)))
                    .hint("add quotas on marks: `{ where = \"marks:2\", min = 3, max = 3 }`"),
            );
        }
    }
    let Some(pattern) = &blueprint.base else { return };
    let own = |section: &Section| {
        ["count", "attempt", "marks", "maximum", "questions"].iter().any(|field| {
            let place = blueprint.span(&format!("section.{}.{field}", section.id));
            place.is_some_and(|place| Some(place.file) == blueprint.file)
        })
    };
    if pattern.sections.is_empty() || blueprint.sections.iter().any(own) {
        return;
    }
    let questions = u32::try_from(paper.canonical.len()).unwrap_or(u32::MAX);
    let maximum = paper.maximum();
    let more = pattern.questions.is_some_and(|wanted| wanted != questions);
    if more || pattern.maximum.as_ref().is_some_and(|wanted| *wanted != maximum) {
        let wanted_questions = pattern.questions.unwrap_or(questions);
        let wanted = pattern.maximum.as_ref().unwrap_or(&maximum);
        let message = format!(
            "the paper has {questions} questions and {} marks, pattern `{}` has {wanted_questions} and {}",
            maximum.shown(),
            pattern.id,
            wanted.shown()
        );
        let place = blueprint.pattern.as_ref().and_then(|named| named.span);
        let hint = "give each section of the pattern a `count` and `marks`";
        found.push(Diagnostic::notice("pattern-totals", message).at(place).hint(hint));
    }
}
