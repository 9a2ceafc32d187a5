//! Chooses the questions: for each section the smallest numbers that fit all demands, those of later sections included.
//!
//! How many questions come from which pool is a small system of whole numbers ([`pools`](super::pools)). Going up by
//! number, a question is taken if a solution with it still exists. So a new question changes at most one choice where no
//! quota says otherwise, and a demand is met exactly or not at all.

use super::clash;
use super::plan::{Atom, Plan, Unit};
use super::pools::{Demands, Model, class};
use super::solve::Outcome;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::blueprint::Blueprint;
use crate::model::question::Question;
use crate::query::Facts;
use std::collections::{BTreeMap, BTreeSet};

/// The questions of a section: each entry has one, or two of which one is answered.
pub(super) type Drawn<'a> = Vec<Vec<&'a Question>>;

/// What sections already took.
#[derive(Debug, Clone, Default)]
pub(super) struct Taken<'a> {
    atoms: BTreeSet<Atom<'a>>,
    families: BTreeSet<&'a str>,
}

impl<'a> Taken<'a> {
    fn take(&mut self, atom: Atom<'a>, questions: &[&'a Question]) {
        self.atoms.insert(atom);
        self.families.extend(questions.iter().filter_map(|question| question.about.family.as_deref()));
    }

    /// Whether the unit can still stand in the paper.
    pub fn leaves(&self, unit: &Unit<'a>) -> bool {
        let mut families = unit.questions.iter().filter_map(|question| question.about.family.as_deref());
        !self.atoms.contains(&unit.atom) && !families.any(|family| self.families.contains(family))
    }
}

/// Draws all sections; in each the entries are in canonical order.
pub(super) fn draw<'a>(
    plans: &[Plan<'a>],
    blueprint: &Blueprint,
    facts: &Facts,
    places: &BTreeMap<&str, usize>,
    found: &mut Diagnostics,
) -> Option<Vec<Drawn<'a>>> {
    let mut taken = Taken::default();
    for plan in plans {
        for question in &plan.listed {
            taken.take(Atom::of(question), std::slice::from_ref(question));
        }
    }
    clash::listed_families(plans, found);
    let rivals = rivals(plans);
    claim(plans, &rivals, &taken, blueprint, facts, found);
    if found.has_errors() {
        return None;
    }
    let mut drawn = Vec::with_capacity(plans.len());
    for (at, plan) in plans.iter().enumerate() {
        let entries = match plan.count {
            None => everything(plan, &mut taken, found),
            Some(_) => counted(plans, &rivals, at, &mut taken, blueprint, facts, found)?,
        };
        clash::met(plan, &entries, blueprint, facts, found);
        drawn.push(canonical(plan, entries, places));
    }
    (!found.has_errors()).then_some(drawn)
}

/// Sees that every section alone, and all that compete for the same questions together, can be met.
fn claim<'a>(
    plans: &[Plan<'a>],
    rivals: &[usize],
    taken: &Taken<'a>,
    blueprint: &Blueprint,
    facts: &Facts,
    found: &mut Diagnostics,
) {
    for (at, plan) in plans.iter().enumerate().filter(|(_, plan)| plan.count.is_some()) {
        match Model::new(plans, &[at], taken, facts, &Demands::ALL).system.solve() {
            Outcome::Found(_) => {}
            Outcome::Impossible => clash::section(plans, at, taken, blueprint, facts, found),
            Outcome::GaveUp => clash::gave_up(&[plan], blueprint, found),
        }
    }
    if found.has_errors() {
        return;
    }
    for at in 0..plans.len() {
        let group = open(plans, rivals, at);
        if rivals.get(at) == Some(&at) && group.len() > 1 {
            solution(plans, &group, taken, blueprint, facts, found);
        }
    }
}

/// The section and those after it that compete with it for the same questions.
fn open(plans: &[Plan<'_>], rivals: &[usize], at: usize) -> Vec<usize> {
    let counted = |other: &usize| plans.get(*other).is_some_and(|plan| plan.count.is_some());
    (at..plans.len()).filter(|other| rivals.get(*other) == rivals.get(at)).filter(counted).collect()
}

/// A way to meet these sections together; tells why there is none.
fn solution<'a>(
    plans: &[Plan<'a>],
    group: &[usize],
    taken: &Taken<'a>,
    blueprint: &Blueprint,
    facts: &Facts,
    found: &mut Diagnostics,
) -> Option<(Model<'a>, Vec<i64>)> {
    let model = Model::new(plans, group, taken, facts, &Demands::ALL);
    match model.system.solve() {
        Outcome::Found(solution) => return Some((model, solution)),
        Outcome::Impossible => clash::sections(plans, group, taken, blueprint, facts, found),
        Outcome::GaveUp => {
            let plans: Vec<&Plan<'_>> = group.iter().filter_map(|at| plans.get(*at)).collect();
            clash::gave_up(&plans, blueprint, found);
        }
    }
    None
}

/// For each section the first one with which it competes, directly or through others, for a question or a family.
fn rivals(plans: &[Plan<'_>]) -> Vec<usize> {
    let mut first: Vec<usize> = (0..plans.len()).collect();
    let (mut atoms, mut families) = (BTreeMap::new(), BTreeMap::new());
    for (at, unit) in plans.iter().enumerate().flat_map(|(at, plan)| plan.units.iter().map(move |unit| (at, unit))) {
        let shared = std::iter::once(*atoms.entry(unit.atom).or_insert(at)).chain(
            unit.questions
                .iter()
                .filter_map(|question| question.about.family.as_deref())
                .map(|family| *families.entry(family).or_insert(at)),
        );
        for other in shared.collect::<Vec<_>>() {
            let (Some(one), Some(two)) = (first.get(at).copied(), first.get(other).copied()) else { continue };
            if one != two {
                let (low, high) = (one.min(two), one.max(two));
                first.iter_mut().filter(|first| **first == high).for_each(|first| *first = low);
            }
        }
    }
    first
}

/// All that match a section without `count`, of a family the one with the smallest number.
fn everything<'a>(plan: &Plan<'a>, taken: &mut Taken<'a>, found: &mut Diagnostics) -> Drawn<'a> {
    let mut entries = Vec::new();
    let mut left_out = 0_usize;
    let mut units: Vec<&Unit<'a>> = plan.units.iter().collect();
    units.sort_by_key(|unit| (unit.number, unit.atom));
    for unit in units {
        if !plan.implicit && !taken.leaves(unit) {
            left_out += usize::from(!taken.atoms.contains(&unit.atom));
            continue;
        }
        taken.take(unit.atom, &unit.questions);
        entries.extend(unit.questions.iter().map(|question| vec![*question]));
    }
    if left_out > 0 {
        found.push(Diagnostic::notice(
            "family",
            format!(
                "section `{}` leaves out {left_out} that match: another of their family stands in the paper",
                plan.section.id
            ),
        ));
    }
    entries
}

/// Draws a section with a count, leaving to later sections what they need.
fn counted<'a>(
    plans: &[Plan<'a>],
    rivals: &[usize],
    at: usize,
    taken: &mut Taken<'a>,
    blueprint: &Blueprint,
    facts: &Facts,
    found: &mut Diagnostics,
) -> Option<Drawn<'a>> {
    let plan = plans.get(at)?;
    // A section that takes everything may have come between and left too little.
    let (model, solution) = solution(plans, &open(plans, rivals, at), taken, blueprint, facts, found)?;
    let mut greedy = Greedy { lower: vec![0; solution.len()], dead: BTreeSet::new(), solution, model: &model };
    let mut units: Vec<&Unit<'a>> = plan.units.iter().collect();
    units.sort_by_key(|unit| (unit.number, unit.atom));
    let mut entries: Drawn<'a> = plan.listed.iter().map(|question| vec![*question]).collect();
    for alternative in [false, true] {
        for unit in &units {
            let Some(variable) = model.variable(unit.atom, at, alternative) else { continue };
            if !taken.leaves(unit) || !greedy.take(variable) {
                continue;
            }
            taken.take(unit.atom, &unit.questions);
            if alternative {
                attach(plan, &mut entries, unit);
            } else {
                entries.extend(unit.questions.iter().map(|question| vec![*question]));
            }
        }
    }
    Some(entries)
}

/// Puts an alternative beside the first entry of its marks and areas that has none.
fn attach<'a>(plan: &Plan<'a>, entries: &mut Drawn<'a>, unit: &Unit<'a>) {
    let [other] = unit.questions.as_slice() else { return };
    let shared = class(plan, other);
    let alone = entries.iter_mut().find(|entry| match entry.as_slice() {
        [question] => question.passage.is_none() && class(plan, question) == shared,
        _ => false,
    });
    alone.into_iter().for_each(|entry| entry.push(other));
}

/// The canonical order: those listed first, in their order, then by bank and place; a passage stays together in the
/// order of its file.
fn canonical<'a>(plan: &Plan<'a>, entries: Drawn<'a>, places: &BTreeMap<&str, usize>) -> Drawn<'a> {
    let place = |question: &Question| places.get(question.id.as_str()).copied().unwrap_or(usize::MAX);
    let listed: BTreeMap<&str, usize> =
        plan.listed.iter().enumerate().map(|(at, question)| (question.id.as_str(), at)).collect();
    let key = |question: &Question| match listed.get(question.id.as_str()) {
        Some(at) => (0, *at),
        None => (1, place(question)),
    };
    let mut passages: BTreeMap<&str, (i32, usize)> = BTreeMap::new();
    for question in entries.iter().filter_map(|entry| entry.first()) {
        if let Some(passage) = &question.passage {
            let first = passages.entry(passage.as_str()).or_insert_with(|| key(question));
            *first = key(question).min(*first);
        }
    }
    let mut entries = entries;
    entries.sort_by_cached_key(|entry| {
        entry.first().map(|question| match question.passage.as_ref().and_then(|id| passages.get(id.as_str())) {
            Some(first) => (*first, place(question)),
            None => (key(question), 0),
        })
    });
    entries
}

/// Takes as long as a solution remains.
struct Greedy<'m, 'a> {
    model: &'m Model<'a>,
    solution: Vec<i64>,
    lower: Vec<i64>,
    dead: BTreeSet<usize>,
}

impl Greedy<'_, '_> {
    /// Takes one more of a variable if a solution with it exists.
    fn take(&mut self, variable: usize) -> bool {
        let (Some(lower), Some(value)) = (self.lower.get(variable).copied(), self.solution.get(variable).copied())
        else {
            return false;
        };
        if value <= lower {
            if self.dead.contains(&variable) {
                return false;
            }
            match self.model.with(&self.lower, variable, &self.solution) {
                Some(solution) => self.solution = solution,
                None => {
                    // What does not fit now will not fit later: more is taken, nothing given back.
                    self.dead.insert(variable);
                    return false;
                }
            }
        }
        if let Some(slot) = self.lower.get_mut(variable) {
            *slot = lower + 1;
        }
        true
    }
}
