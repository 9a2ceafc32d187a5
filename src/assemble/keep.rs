//! `--keep`: selection, order and codes from an earlier record, text from the banks; `--swap` replaces single questions.

use super::plan::{Desk, Plan, Unit};
use super::pools::class;
use super::rng::Stream;
use super::variants::{Material, all_codes};
use super::{
    Chosen, Keep, area_names, asked_sets, codes_fault, passages, report, sections, tell, typed, unequal_choices,
};
use crate::diag::{Diagnostic, Diagnostics, nearest};
use crate::model::blueprint::SetAsk;
use crate::model::ids::{Lang, Name, PassageId, QuestionId, SetName, SlotId};
use crate::model::paper::{Entry, Paper, PaperSet, Placed, PlacedSlot};
use crate::model::question::{AnswerOption, Body, Item, Kind, Piece, Question};
use crate::model::text::TokenKind;
use std::collections::{BTreeMap, BTreeSet};

/// The paper of a record with the present texts.
pub(super) fn kept(
    desk: Desk<'_>,
    keep: Keep<'_>,
    plans: &[Plan<'_>],
    found: &mut Diagnostics,
) -> Option<(Paper, Chosen)> {
    let old = match keep.record.clone().into_paper() {
        Ok(old) => old,
        Err(fault) => {
            found.push(Diagnostic::error("bad-record", format!("the record contradicts itself: {fault}")));
            return None;
        }
    };
    same_frame(desk, &old, plans, found);
    same_sections(desk, keep, &old, plans, found);
    if found.has_errors() {
        return None;
    }
    let swapped = swaps(desk, keep, &old, plans, found)?;
    let mut codes = old.codes.clone();
    let mut questions = BTreeMap::new();
    for (id, question) in &old.questions {
        if let Some(new) = swapped.get(id) {
            let (made, faults) = all_codes(std::iter::once(*new), old.seed);
            faults.iter().for_each(|(question, slot, fault)| found.push(codes_fault(question, slot, fault)));
            codes.retain(|slot, _| slot.question() != id.as_str());
            codes.extend(made);
            questions.insert(new.id.clone(), (*new).clone());
            continue;
        }
        match desk.library.question(id.as_str()) {
            Some(new) => {
                same_shape(question, new, &old, found);
                questions.insert(id.clone(), new.clone());
            }
            None => found.push(gone(id)),
        }
    }
    let canonical = canonical(&old, plans, &swapped, &questions, &codes);
    tell(desk, plans, &questions.iter().collect(), found);
    let passages = passages(desk.library, &questions, found);
    if found.has_errors() {
        return None;
    }
    let material = Material::new(old.seed, desk.blueprint.shuffle, &questions, &canonical);
    let asks = asked_sets(desk.blueprint);
    let all = canonical.iter().flat_map(|entry| &entry.alternatives);
    let by_id: BTreeMap<&QuestionId, &Placed> = all.map(|placed| (&placed.question, placed)).collect();
    let sets = old.sets.iter().zip(&asks).map(|(set, ask)| {
        let entries = set.entries.iter().map(|entry| renewed(entry, ask, &swapped, &by_id, &material));
        PaperSet { ask: ask.clone(), entries: entries.collect() }
    });
    let sets = sets.collect();
    let fixed = report::fixed(&material);
    let told = report::kept_sections(plans, &canonical, &questions, desk.facts);
    let sections = sections(plans, &told, &canonical, &questions);
    unequal_choices(desk.blueprint, &sections, found);
    let chosen = Chosen { sections: told, fixed };
    let area_names = area_names(desk.library, desk.blueprint, &questions);
    let blueprint = desk.blueprint.clone();
    let paper = Paper { blueprint, seed: old.seed, sections, passages, codes, area_names, sets, canonical, questions };
    Some((paper, chosen))
}

/// A question of the record that no bank has.
pub(super) fn gone(id: &QuestionId) -> Diagnostic {
    Diagnostic::error("unknown-question", format!("no bank has the question `{id}` of the record"))
        .hint(format!("replace it with `--swap {id}`, or print the record as it was with `--from`"))
}

/// Sets and sections must be those of the record: what was printed cannot be rearranged by keeping it.
fn same_frame(desk: Desk<'_>, old: &Paper, plans: &[Plan<'_>], found: &mut Diagnostics) {
    let quoted = |names: Vec<String>| names.join(", ");
    let sets = |list: Vec<&SetName>| quoted(list.into_iter().map(|name| format!("`{name}`")).collect());
    let asks = asked_sets(desk.blueprint);
    let now = sets(asks.iter().map(|ask| &ask.name).collect());
    let then = sets(old.sets.iter().map(|set| &set.ask.name).collect());
    if now != then {
        found.push(
            Diagnostic::error("kept-sets", format!("the record has the sets {then}, the blueprint asks for {now}"))
                .at(desk.blueprint.span("sets"))
                .hint("keep the sets as they were, or make the paper anew without `--keep`"),
        );
    }
    let now = quoted(plans.iter().map(|plan| format!("`{}`", plan.section.id)).collect());
    let then = quoted(old.sections.iter().map(|section| format!("`{}`", section.id)).collect());
    if now != then {
        found.push(
            Diagnostic::error("kept-sections", format!("the record has the sections {then}, the blueprint {now}"))
                .hint("keep the sections as they were, or make the paper anew without `--keep`"),
        );
    }
}

/// The sections must ask for what the record holds; of those that were renamed, `same_frame` has told.
fn same_sections(desk: Desk<'_>, keep: Keep<'_>, old: &Paper, plans: &[Plan<'_>], found: &mut Diagnostics) {
    let hint = "keep the section as it was, or make the paper anew without `--keep`";
    for (at, (plan, section)) in plans.iter().zip(&old.sections).enumerate() {
        let id = &plan.section.id;
        if *id != section.id {
            continue;
        }
        let before = old.blueprint.sections.iter().find(|before| before.id == *id);
        let counted = before.is_some_and(|before| before.count.is_some() || !before.questions.is_empty());
        let asks = match plan.count {
            Some(count) => (count != section.entries).then(|| count.to_string()),
            None => counted.then(|| "all that match".to_owned()),
        };
        let entries = section.entries;
        let mut told = |field: &str, message: String| {
            found.push(Diagnostic::error("kept-sections", message).at(plan.span(desk.blueprint, field)).hint(hint));
        };
        if let Some(asks) = asks {
            told(
                "count",
                format!("the record has {entries} questions in section `{id}`, the blueprint asks for {asks}"),
            );
        }
        let pairs = old.canonical.iter().filter(|entry| entry.section == at && entry.alternatives.len() > 1).count();
        let asked = plan.section.alternatives.unwrap_or(0);
        if pairs != asked as usize {
            told(
                "or",
                format!("the record has {pairs} alternatives in section `{id}`, the blueprint asks for {asked}"),
            );
        }
        for listed in &plan.section.questions {
            // One that was swapped away since stays listed in both.
            let then = before.is_some_and(|before| before.questions.iter().any(|other| other.value == listed.value));
            if !then && !old.questions.contains_key(&listed.value) {
                told("questions", format!("section `{id}` lists `{}`, which the record does not have", listed.value));
            }
        }
        for excluded in &plan.section.exclude {
            let id = &excluded.value;
            let entries = old.canonical.iter().filter(|entry| entry.section == at);
            let mut placed = entries.flat_map(|entry| &entry.alternatives);
            if placed.any(|placed| placed.question == *id) && !keep.swap.contains(id) {
                let message = format!("`{id}` is excluded, but stands in the paper of the record");
                let hint = format!("replace it with `--swap {id}`, or make the paper anew without `--keep`");
                found.push(Diagnostic::error("kept-sections", message).at(excluded.span).hint(hint));
            }
        }
    }
}

/// A kept question must still have the options and pieces that were printed.
fn same_shape(old: &Question, new: &Question, paper: &Paper, found: &mut Diagnostics) {
    let mut longer: Vec<(SlotId, Vec<Name>)> = Vec::new();
    let mut told = |field: &str, what: String| {
        found.push(
            Diagnostic::error("kept-shape", format!("`{}` was printed {what}", new.id))
                .at(new.span(field))
                .hint(format!("replace it with `--swap {}`, or make the paper anew without `--keep`", new.id)),
        );
    };
    if old.passage != new.passage {
        let of = |passage: &Option<PassageId>| passage.as_ref().map_or("no passage".to_owned(), PassageId::told);
        let field = if new.typed_passage().is_some() { "passage" } else { "needs" };
        told(field, format!("with {}, in the bank it has {}", of(&old.passage), of(&new.passage)));
    }
    let (before, after) = (old.slots(), new.slots());
    if before.iter().map(|(slot, _)| slot).ne(after.iter().map(|(slot, _)| slot)) {
        told("parts", format!("with {} parts, the bank has others ({})", before.len(), after.len()));
        return;
    }
    for ((slot, before), (_, after)) in before.into_iter().zip(after) {
        if before.kind() != after.kind() {
            told("kind", format!("as `{}`, in the bank it is `{}`", before.kind().name(), after.kind().name()));
            continue;
        }
        let (names, now) = (before.option_names(), after.option_names());
        let added = now.strip_prefix(names.as_slice()).filter(|added| !added.is_empty());
        let same = || names.iter().collect::<BTreeSet<_>>() == now.iter().collect::<BTreeSet<_>>();
        if reordered(before, after, old.language) {
            told("options", "with its options in another order, or one was put between them".to_owned());
        } else if let (Some(added), Kind::Choice) = (added, after.kind()) {
            longer.push((slot.clone(), added.to_vec()));
        } else if !same() {
            let (then, now) = (names.len(), now.len());
            told("options", format!("with {then} options, the bank has {now} or names them differently"));
        }
        let pieces = |item: &Item| {
            let lists = [TokenKind::Statement, TokenKind::Row, TokenKind::Left, TokenKind::Right, TokenKind::Item];
            lists.map(|list| item.piece_names(list).into_iter().cloned().collect::<BTreeSet<Name>>())
        };
        if pieces(before) != pieces(after) {
            told("kind", "with other statements, rows or list items than the bank has".to_owned());
            continue;
        }
        let right = after.right_options();
        let codes = paper.codes.get(&slot);
        if codes.is_some_and(|codes| !right.iter().all(|name| codes.contains(name)) || right.is_empty()) {
            told("codes", "with codes among which the answer it has now is missing".to_owned());
        }
        if let Body::Order { items, .. } = &after.body
            && printed_so(paper, &slot, items)
        {
            told("items", "in the order that is now the right one".to_owned());
        }
    }
    for (slot, added) in longer {
        let names: Vec<String> = added.iter().map(|name| format!("`{name}`")).collect();
        let message = format!("`{slot}` has new options since it was printed: {}", names.join(", "));
        found.push(
            Diagnostic::notice("kept-options", message)
                .at(new.span("options"))
                .hint("they stand after the printed ones in every set, so that no printed letter changes"),
        );
    }
}

/// Whether the text of a printed option now stands under another name.
fn reordered(before: &Item, after: &Item, lang: Lang) -> bool {
    let (Body::Choice { options: before, .. }, Body::Choice { options: after, .. }) = (&before.body, &after.body)
    else {
        return false;
    };
    fn source(option: &AnswerOption, lang: Lang) -> Option<&str> {
        option.text.get(lang).map(|text| text.source.trim())
    }
    let printed: BTreeSet<(&str, &Name)> =
        before.iter().filter_map(|option| Some((source(option, lang)?, &option.name))).collect();
    let texts: BTreeSet<&str> = printed.iter().map(|(text, _)| *text).collect();
    let mut now = after.iter().filter_map(|option| Some((source(option, lang)?, &option.name)));
    now.any(|(text, name)| texts.contains(text) && !printed.contains(&(text, name)))
}

/// Whether a set printed the items in this order.
fn printed_so(paper: &Paper, slot: &SlotId, items: &[Piece]) -> bool {
    let typed = items.iter().map(|item| &item.name);
    let sets = paper.sets.iter().flat_map(|set| &set.entries).flat_map(|entry| &entry.alternatives);
    let mut slots = sets.flat_map(|placed| &placed.slots).filter(|placed| placed.slot == *slot);
    items.len() > 1 && slots.any(|placed| placed.pieces.items.iter().eq(typed.clone()))
}

/// For each question to be replaced the one that comes in its place.
fn swaps<'a>(
    desk: Desk<'a>,
    keep: Keep<'_>,
    old: &Paper,
    plans: &[Plan<'a>],
    found: &mut Diagnostics,
) -> Option<BTreeMap<QuestionId, &'a Question>> {
    let mut present: BTreeSet<&str> = old.questions.keys().map(QuestionId::as_str).collect();
    let mut swapped: BTreeMap<QuestionId, &'a Question> = BTreeMap::new();
    for id in keep.swap {
        let place = old.canonical.iter().find_map(|entry| {
            let at = entry.alternatives.iter().position(|placed| placed.question == *id)?;
            Some((entry, at))
        });
        let Some((entry, at)) = place.filter(|_| !swapped.contains_key(id)) else {
            let near = nearest(id.as_str(), old.questions.keys().map(QuestionId::as_str));
            found.push(
                Diagnostic::error("swap", format!("the paper of the record has no question `{id}` to replace"))
                    .hints(near.filter(|near| *near != id.as_str()).map(|near| format!("did you mean `{near}`?"))),
            );
            continue;
        };
        let (Some(plan), Some(question)) = (plans.get(entry.section), old.questions.get(id)) else { continue };
        if let Some(passage) = &question.passage {
            found.push(
                Diagnostic::error(
                    "swap",
                    format!("`{id}` belongs to the {} and cannot be replaced alone", passage.told()),
                )
                .hint("make the paper anew, with the question under `exclude`"),
            );
            continue;
        }
        let seat = Seat { desk, plan, old, entry, at, question };
        let candidates = seat.candidates(&present, &swapped);
        let best = candidates.into_iter().min_by_key(|unit| {
            let name = format!("swap/{id}/{}", unit.atom.stream());
            (Stream::new(old.seed, &name).number(), unit.atom)
        });
        let Some(new) = best.and_then(|unit| unit.questions.first()) else {
            let open = plan.units.iter().filter(|unit| unit.questions.iter().all(|q| !present.contains(q.id.as_str())));
            found.push(
                Diagnostic::error(
                    "swap",
                    format!(
                        "nothing can replace `{id}` in section `{}`: {} others match it, none with the same marks and \
                         within family and quotas",
                        plan.section.id,
                        open.count()
                    ),
                )
                .at(plan.span(desk.blueprint, "where")),
            );
            continue;
        };
        present.insert(new.id.as_str());
        swapped.insert(id.clone(), new);
    }
    (!found.has_errors()).then_some(swapped)
}

/// The place of a question that is to be replaced.
struct Seat<'s, 'a> {
    desk: Desk<'a>,
    plan: &'s Plan<'a>,
    old: &'s Paper,
    entry: &'s Entry,
    at: usize,
    question: &'s Question,
}

impl<'a> Seat<'_, 'a> {
    /// Single questions of the same section with the same marks that break no quota and no family.
    fn candidates(&self, present: &BTreeSet<&str>, swapped: &BTreeMap<QuestionId, &'a Question>) -> Vec<&Unit<'a>> {
        let now = |id: &QuestionId| swapped.get(id).copied().or_else(|| self.old.questions.get(id));
        let others: Vec<&Question> =
            self.old.questions.keys().filter(|id| **id != self.question.id).filter_map(now).collect();
        let families: BTreeSet<&str> = others.iter().filter_map(|question| question.about.family.as_deref()).collect();
        let mains: Vec<&Question> = self
            .old
            .canonical
            .iter()
            .filter(|entry| entry.section == self.entry.section)
            .filter_map(|entry| entry.alternatives.first())
            .filter(|placed| placed.question != self.question.id)
            .filter_map(|placed| now(&placed.question))
            .collect();
        let marks = class(self.plan, self.question).0;
        let partner = self.entry.alternatives.iter().find(|placed| placed.question != self.question.id);
        let partner = partner.and_then(|placed| now(&placed.question)).map(|question| class(self.plan, question));
        let size = u32::try_from(mains.len() + 1).unwrap_or(u32::MAX);
        let fits = |unit: &&Unit<'a>| {
            let [question] = unit.questions.as_slice() else { return false };
            let own = class(self.plan, question);
            question.passage.is_none()
                && !present.contains(question.id.as_str())
                && own.0 == marks
                && partner.as_ref().is_none_or(|partner| *partner == own)
                && question.about.family.as_deref().is_none_or(|family| !families.contains(family))
                && (self.at > 0 || self.quotas_hold(&mains, unit, size))
        };
        self.plan.units.iter().filter(fits).collect()
    }

    fn quotas_hold(&self, mains: &[&Question], unit: &Unit<'_>, size: u32) -> bool {
        self.plan.demands.iter().enumerate().all(|(at, demand)| {
            let (low, high) = demand.range(size);
            let has = self.plan.counted(at, mains, self.desk.facts) + unit.counted.get(at).copied().unwrap_or(0);
            (low..=high).contains(&has)
        })
    }
}

/// The canonical entries of the record with the present questions.
fn canonical(
    old: &Paper,
    plans: &[Plan<'_>],
    swapped: &BTreeMap<QuestionId, &Question>,
    questions: &BTreeMap<QuestionId, Question>,
    codes: &BTreeMap<SlotId, Vec<Name>>,
) -> Vec<Entry> {
    let one = |entry: &Entry| {
        let plan = plans.get(entry.section)?;
        let placed = entry.alternatives.iter().filter_map(|placed| {
            let id = swapped.get(&placed.question).map_or(&placed.question, |new| &new.id);
            Some(typed(&plan.section, questions.get(id)?, codes))
        });
        Some(Entry { section: entry.section, alternatives: placed.collect() })
    };
    old.canonical.iter().filter_map(one).collect()
}

/// An entry of a set as it was printed, with present marks, and with new questions in the place of old ones.
fn renewed(
    entry: &Entry,
    ask: &SetAsk,
    swapped: &BTreeMap<QuestionId, &Question>,
    typed: &BTreeMap<&QuestionId, &Placed>,
    material: &Material<'_>,
) -> Entry {
    let one = |placed: &Placed| {
        if let Some(new) = swapped.get(&placed.question) {
            return typed.get(&new.id).map(|placed| material.question(ask, placed));
        }
        let now = typed.get(&placed.question)?;
        let slots = placed.slots.iter().zip(&now.slots).map(|(printed, now)| renewed_slot(printed, now));
        Some(Placed { question: placed.question.clone(), slots: slots.collect() })
    };
    Entry { section: entry.section, alternatives: entry.alternatives.iter().filter_map(one).collect() }
}

/// A slot as it was printed, with present marks; options that came later follow those printed.
fn renewed_slot(printed: &PlacedSlot, now: &PlacedSlot) -> PlacedSlot {
    let mut slot = PlacedSlot { scheme: now.scheme.clone(), not_attempted: now.not_attempted, ..printed.clone() };
    slot.options.extend(now.options.iter().filter(|name| !printed.options.contains(name)).cloned());
    slot
}
