//! What is said about the rules of a whole paper: the circle "not attempted", floors, disqualification.

use super::{Marked, groups, lowered};
use crate::model::ids::SectionId;
use crate::model::marking::{Disqualified, Exact, Several};
use crate::model::words::Words;
use crate::render::view::Desk;

/// Whether the paper has a floor or disqualifies.
pub(super) fn any(desk: &Desk<'_>) -> bool {
    let blueprint = &desk.paper.blueprint;
    let rules = &blueprint.rules;
    rules.floor.is_some()
        || rules.disqualified.is_some()
        || blueprint.sections.iter().any(|section| section.floor.is_some())
}

/// What the circle "not attempted" is for.
pub(super) fn not_attempted(marked: &[Marked<'_>], words: &Words) -> Vec<String> {
    let offered: Vec<&Marked<'_>> = marked.iter().filter(|slot| slot.circle.is_some()).collect();
    if offered.is_empty() {
        return Vec::new();
    }
    let option = words.get("paper.not-attempted");
    let labels = groups::distinct(offered.iter().filter_map(|slot| slot.circle.as_deref()));
    let circle = match labels.as_slice() {
        [label] => format!("{label} {option}"),
        _ => option.to_owned(),
    };
    let sentence = words.fill("marking.not-attempted", &[("circle", &circle)]);
    let all = marked.iter().all(|slot| slot.circle.is_some() || !slot.kind.has_options());
    let mut sentences = vec![if all { sentence } else { groups::about(&offered, &sentence, words) }];
    // Where one answer is asked for, the sentence about more than one circle says it.
    let beside = |slot: &Marked<'_>| (slot.circle.is_some() && slot.several_right).then_some(slot.scheme.several);
    sentences.extend(groups::said(&groups::by(marked, beside), words, |several, _| match several {
        Several::Wrong => words.get("marking.not-attempted-wrong").to_owned(),
        Several::Blank => words.get("marking.not-attempted-blank").to_owned(),
    }));
    sentences
}

/// What totals do not fall below.
pub(super) fn floors(desk: &Desk<'_>, marked: &[Marked<'_>]) -> Vec<String> {
    let (words, blueprint) = (desk.words, &desk.paper.blueprint);
    let floor_of = |id: &SectionId| blueprint.sections.iter().find(|section| section.id == *id)?.floor.as_ref();
    let sections = groups::distinct(marked.iter().map(|slot| slot.section));
    let floors = groups::distinct(sections.iter().filter_map(|id| floor_of(id)));
    let mut sentences = Vec::new();
    for floor in floors {
        let least = lowered(floor);
        if desk.paper.sections.len() == 1 {
            sentences.push(words.fill("marking.floor-paper", &[("least", &least)]));
            continue;
        }
        let having: Vec<&SectionId> = sections.iter().copied().filter(|id| floor_of(id) == Some(floor)).collect();
        if having.len() == sections.len() && having.len() > 1 {
            sentences.push(words.fill("marking.floor-each", &[("least", &least)]));
            continue;
        }
        let titles: Vec<String> =
            having.iter().map(|id| words.fill("marking.quoted", &[("title", &title(desk, id))])).collect();
        let gaps = [("sections", &*words.list(&titles)), ("least", &least)];
        sentences.push(words.count("marking.floor-sections", &titles.len().to_string(), &gaps));
    }
    if let Some(floor) = &blueprint.rules.floor {
        sentences.push(words.fill("marking.floor-paper", &[("least", &lowered(floor))]));
    }
    groups::distinct(sentences.into_iter())
}

/// A section's title, else its id.
fn title(desk: &Desk<'_>, id: &SectionId) -> String {
    let section = desk.paper.blueprint.sections.iter().find(|section| section.id == *id);
    let title = section.and_then(|section| desk.said(section.title.as_ref()));
    title.map_or_else(|| id.to_string(), str::to_owned)
}

/// Who is disqualified.
pub(super) fn disqualified(desk: &Desk<'_>) -> Option<String> {
    let rule = desk.paper.blueprint.rules.disqualified.as_ref()?;
    let of = desk.paper.on_sheet();
    let most = rule.most_blank(of);
    if of == 0 {
        return None;
    }
    if most == 0 {
        return Some(desk.words.get("marking.disqualified-any").to_owned());
    }
    let gaps = [("share", &*percent(rule)), ("of", &*of.to_string())];
    Some(desk.words.count("marking.disqualified", &most.to_string(), &gaps))
}

/// `10%`, or `1/3` where percents are no short number.
fn percent(rule: &Disqualified) -> String {
    let percent = (rule.blank_share.clone() * Exact::whole(100)).shown();
    if percent.contains('/') { rule.blank_share.shown() } else { format!("{percent}%") }
}
