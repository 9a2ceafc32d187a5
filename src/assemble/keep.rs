//! `--keep`: selection, order and codes from an earlier record, text from the banks; `--swap` replaces single questions.

use super::draw::class;
use super::plan::{Desk, Plan, Unit};
use super::rng::Stream;
use super::variants::{Material, all_codes};
use super::{Chosen, Keep, area_names, asked_sets, codes_fault, passages, report, sections, tell, typed};
use crate::diag::{Diagnostic, Diagnostics, nearest};
use crate::model::blueprint::SetAsk;
use crate::model::ids::{Name, QuestionId, SetName, SlotId};
use crate::model::paper::{Entry, Paper, PaperSet, Placed, PlacedSlot};
use crate::model::question::{Body, Item, Question};
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
            None => found.push(
                Diagnostic::error("unknown-question", format!("no bank has the question `{id}` of the record"))
                    .hint(format!("replace it with `--swap {id}`, or print the record as it was with `--from`")),
            ),
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
    let sections = sections(plans, &canonical, &questions);
    let chosen = Chosen { sections: report::kept_sections(plans, &canonical, &questions, desk.facts), fixed };
    let area_names = area_names(desk.library, &questions);
    let blueprint = desk.blueprint.clone();
    let paper = Paper { blueprint, seed: old.seed, sections, passages, codes, area_names, sets, canonical, questions };
    Some((paper, chosen))
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

/// A kept question must still have the options and pieces that were printed.
fn same_shape(old: &Question, new: &Question, paper: &Paper, found: &mut Diagnostics) {
    let mut told = |what: String| {
        found.push(
            Diagnostic::error("kept-shape", format!("`{}` was printed {what}", new.id))
                .at(new.span("options"))
                .hint(format!("replace it with `--swap {}`, or make the paper anew without `--keep`", new.id)),
        );
    };
    let (before, after) = (old.slots(), new.slots());
    if before.iter().map(|(slot, _)| slot).ne(after.iter().map(|(slot, _)| slot)) {
        told(format!("with {} parts, the bank has others ({})", before.len(), after.len()));
        return;
    }
    for ((slot, before), (_, after)) in before.into_iter().zip(after) {
        if before.kind() != after.kind() {
            told(format!("as `{}`, in the bank it is `{}`", before.kind().name(), after.kind().name()));
            continue;
        }
        let names = |item: &Item| item.option_names().into_iter().collect::<BTreeSet<_>>();
        if names(before) != names(after) {
            let (then, now) = (before.option_names().len(), after.option_names().len());
            told(format!("with {then} options, the bank has {now} or names them differently"));
        }
        let pieces = |item: &Item| {
            let lists = [TokenKind::Statement, TokenKind::Row, TokenKind::Left, TokenKind::Right, TokenKind::Item];
            lists.map(|list| item.piece_names(list).into_iter().cloned().collect::<BTreeSet<Name>>())
        };
        if pieces(before) != pieces(after) {
            told("with other statements, rows or list items than the bank has".to_owned());
            continue;
        }
        let right = after.right_options();
        let codes = paper.codes.get(&slot);
        if codes.is_some_and(|codes| !right.iter().all(|name| codes.contains(name)) || right.is_empty()) {
            told("with codes among which the answer it has now is missing".to_owned());
        }
        if let Body::Order { items, .. } = &after.body {
            let typed = items.iter().map(|item| &item.name);
            let sets = paper.sets.iter().flat_map(|set| &set.entries).flat_map(|entry| &entry.alternatives);
            let mut slots = sets.flat_map(|placed| &placed.slots).filter(|placed| placed.slot == slot);
            if items.len() > 1 && slots.any(|placed| placed.pieces.items.iter().eq(typed.clone())) {
                told("in the order that is now the right one".to_owned());
            }
        }
    }
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
                    format!("`{id}` belongs to the passage `{passage}` and cannot be replaced alone"),
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
        let slots = placed
            .slots
            .iter()
            .zip(&now.slots)
            .map(|(printed, now)| PlacedSlot { scheme: now.scheme.clone(), ..printed.clone() });
        Some(Placed { question: placed.question.clone(), slots: slots.collect() })
    };
    Entry { section: entry.section, alternatives: entry.alternatives.iter().filter_map(one).collect() }
}
