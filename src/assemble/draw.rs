//! Chooses the questions: for each section the smallest numbers that fit all demands, those of later sections included.
//!
//! Questions that are alike to every demand form a pool; how many come from which pool is a small system of whole
//! numbers ([`solve`](super::solve)). Going up by number, a question is taken if a solution with it still exists. So a new
//! question changes at most one choice where no quota says otherwise, and a demand is met exactly or not at all.

use super::clash;
use super::marks;
use super::plan::{Atom, Plan, Unit};
use super::solve::{Outcome, Row, System};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::blueprint::Blueprint;
use crate::model::ids::AreaPath;
use crate::model::marking::Marks;
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
    claim(plans, &taken, blueprint, facts, found);
    if found.has_errors() {
        return None;
    }
    let mut drawn = Vec::with_capacity(plans.len());
    for (at, plan) in plans.iter().enumerate() {
        let entries = match plan.count {
            None => everything(plan, &mut taken, found),
            Some(_) => counted(plans, at, &mut taken, blueprint, facts, found)?,
        };
        clash::met(plan, &entries, blueprint, facts, found);
        drawn.push(canonical(plan, entries, places));
    }
    (!found.has_errors()).then_some(drawn)
}

/// Sees that every section alone, and all together, can be met.
fn claim<'a>(
    plans: &[Plan<'a>],
    taken: &Taken<'a>,
    blueprint: &Blueprint,
    facts: &Facts,
    found: &mut Diagnostics,
) {
    let counted: Vec<usize> = (0..plans.len()).filter(|at| plans.get(*at).is_some_and(|plan| plan.count.is_some())).collect();
    for at in &counted {
        let model = Model::new(plans, &[*at], taken, facts, &Demands::ALL);
        if model.system.solve() != Outcome::Found(Vec::new()) && !matches!(model.system.solve(), Outcome::Found(_)) {
            clash::section(plans, *at, taken, blueprint, facts, found);
        }
    }
    if found.has_errors() || counted.len() < 2 {
        return;
    }
    let model = Model::new(plans, &counted, taken, facts, &Demands::ALL);
    match model.system.solve() {
        Outcome::Found(_) => {}
        Outcome::Impossible => clash::sections(plans, &counted, taken, blueprint, facts, found),
        Outcome::GaveUp => clash::gave_up(plans, &counted, blueprint, found),
    }
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
    at: usize,
    taken: &mut Taken<'a>,
    blueprint: &Blueprint,
    facts: &Facts,
    found: &mut Diagnostics,
) -> Option<Drawn<'a>> {
    let plan = plans.get(at)?;
    let open: Vec<usize> = (at..plans.len()).filter(|at| plans.get(*at).is_some_and(|plan| plan.count.is_some())).collect();
    let model = Model::new(plans, &open, taken, facts, &Demands::ALL);
    let solution = match model.system.solve() {
        Outcome::Found(solution) => solution,
        // A section that takes everything came between and left too little.
        Outcome::Impossible => {
            clash::sections(plans, &open, taken, blueprint, facts, found);
            return None;
        }
        Outcome::GaveUp => {
            clash::gave_up(plans, &open, blueprint, found);
            return None;
        }
    };
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
    let class = class(plan, other);
    let alone = entries.iter_mut().find(|entry| match entry.as_slice() {
        [question] => question.passage.is_none() && self::class(plan, question) == class,
        _ => false,
    });
    alone.into_iter().for_each(|entry| entry.push(other));
}

/// What two alternatives have in common: marks and areas.
pub(super) type Class<'a> = (Marks, BTreeSet<&'a AreaPath>);

/// The class of a question in a section.
pub(super) fn class<'a>(plan: &Plan<'_>, question: &'a Question) -> Class<'a> {
    (marks::total(question, &plan.section.marks), question.about.area.iter().collect())
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
        let (Some(lower), Some(value)) = (self.lower.get(variable).copied(), self.solution.get(variable).copied()) else {
            return false;
        };
        if value <= lower {
            if self.dead.contains(&variable) {
                return false;
            }
            match self.model.with(&self.lower, variable) {
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

/// Which demands of a section count, to find out which of them clash.
#[derive(Debug, Clone)]
pub(super) struct Demands {
    /// Quotas left out.
    pub without: BTreeSet<usize>,
    /// Alternatives are not asked for.
    pub no_alternatives: bool,
}

impl Demands {
    /// All of them.
    pub const ALL: Demands = Demands { without: BTreeSet::new(), no_alternatives: false };
}

/// The pools of some sections as a system of whole numbers.
#[derive(Debug)]
pub(super) struct Model<'a> {
    /// The system; its first rows are the sizes of the sections.
    pub system: System,
    variables: BTreeMap<(Atom<'a>, usize, bool), usize>,
}

/// What an atom is to one section: its size, what quotas count of it, its class among alternatives.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    section: usize,
    weight: usize,
    counted: Vec<u32>,
    class: Option<usize>,
}

impl<'a> Model<'a> {
    /// Models these sections over what is not taken yet.
    pub fn new(plans: &[Plan<'a>], sections: &[usize], taken: &Taken<'a>, facts: &Facts, demands: &Demands) -> Self {
        let mut classes: BTreeMap<usize, Vec<Class<'a>>> = BTreeMap::new();
        let shapes = shapes(plans, sections, taken, demands, &mut classes);
        let pools = Pools::of(&shapes, plans, sections);
        let mut system = System::default();
        let mut variables = BTreeMap::new();
        // (section, shape, alternative) of each variable, and the variables of each pool.
        let mut meaning: Vec<(Shape, bool)> = Vec::new();
        for pool in &pools.list {
            let capacity = i64::try_from(pool.capacity).unwrap_or(i64::MAX);
            let mut own = Vec::new();
            for shape in &pool.shapes {
                let asks = plans.get(shape.section).is_some_and(|plan| plan.section.alternatives.is_some());
                for alternative in [false, true] {
                    if alternative && (shape.class.is_none() || !asks || demands.no_alternatives) {
                        continue;
                    }
                    own.push((system.bounds.len(), 1));
                    system.bounds.push((0, capacity));
                    meaning.push((shape.clone(), alternative));
                }
            }
            system.rows.push(Row { terms: own, low: 0, high: capacity });
        }
        let capacities = std::mem::take(&mut system.rows);
        for section in sections {
            let Some(plan) = plans.get(*section) else { continue };
            system.rows.extend(rows(plan, *section, &meaning, facts, demands, classes.get(section)));
        }
        system.rows.extend(capacities);
        let mut by_pool: BTreeMap<(usize, &Shape, bool), usize> = BTreeMap::new();
        let mut next = 0;
        for (at, pool) in pools.list.iter().enumerate() {
            while let Some((shape, alternative)) = meaning.get(next).filter(|_| next < pool_end(&pools, at, &system)) {
                by_pool.insert((at, shape, *alternative), next);
                next += 1;
            }
            let _ = pool;
        }
        for (atom, list) in &shapes {
            let Some(pool) = pools.of_atom.get(atom) else { continue };
            for shape in list {
                for alternative in [false, true] {
                    if let Some(variable) = by_pool.get(&(*pool, shape, alternative)) {
                        variables.insert((*atom, shape.section, alternative), *variable);
                    }
                }
            }
        }
        Model { system, variables }
    }
}
