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
        let (Some(lower), Some(value)) = (self.lower.get(variable).copied(), self.solution.get(variable).copied())
        else {
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
        let mut meaning: Vec<(&Shape, bool)> = Vec::new();
        let mut index: BTreeMap<(usize, &Shape, bool), usize> = BTreeMap::new();
        let mut capacities = Vec::new();
        for (at, (shapes, capacity)) in pools.list.iter().enumerate() {
            let mut terms = Vec::new();
            for shape in shapes {
                let asks = plans.get(shape.section).is_some_and(|plan| plan.section.alternatives.is_some());
                let alternatives = shape.class.is_some() && asks && !demands.no_alternatives;
                for alternative in [false, true].into_iter().take(1 + usize::from(alternatives)) {
                    let variable = system.bounds.len();
                    terms.push((variable, 1));
                    system.bounds.push((0, *capacity));
                    meaning.push((shape, alternative));
                    index.insert((at, shape, alternative), variable);
                }
            }
            capacities.push(Row { terms, low: 0, high: *capacity });
        }
        for section in sections {
            let Some(plan) = plans.get(*section) else { continue };
            let classes = classes.get(section).map(Vec::as_slice).unwrap_or_default();
            system.rows.extend(rows(plan, *section, &meaning, facts, demands, classes));
        }
        system.rows.extend(capacities);
        let mut variables = BTreeMap::new();
        for (atom, shapes) in &shapes {
            let Some(pool) = pools.of_atom.get(atom) else { continue };
            for shape in shapes {
                for alternative in [false, true] {
                    if let Some(variable) = index.get(&(*pool, shape, alternative)) {
                        variables.insert((*atom, shape.section, alternative), *variable);
                    }
                }
            }
        }
        Model { system, variables }
    }

    /// The variable that counts this atom in a section, as an entry of its own or as an alternative.
    fn variable(&self, atom: Atom<'a>, section: usize, alternative: bool) -> Option<usize> {
        self.variables.get(&(atom, section, alternative)).copied()
    }

    /// A solution with at least `lower` of everything and one more of `variable`.
    fn with(&self, lower: &[i64], variable: usize) -> Option<Vec<i64>> {
        let mut system = System { bounds: self.system.bounds.clone(), rows: self.system.rows.clone() };
        for (at, (ends, lower)) in system.bounds.iter_mut().zip(lower).enumerate() {
            ends.0 = *lower + i64::from(at == variable);
            if ends.0 > ends.1 {
                return None;
            }
        }
        match system.solve() {
            Outcome::Found(solution) => Some(solution),
            Outcome::Impossible | Outcome::GaveUp => None,
        }
    }
}

/// What every atom is to every section that may draw it.
fn shapes<'a>(
    plans: &[Plan<'a>],
    sections: &[usize],
    taken: &Taken<'a>,
    demands: &Demands,
    classes: &mut BTreeMap<usize, Vec<Class<'a>>>,
) -> BTreeMap<Atom<'a>, Vec<Shape>> {
    let mut shapes: BTreeMap<Atom<'a>, Vec<Shape>> = BTreeMap::new();
    for section in sections {
        let Some(plan) = plans.get(*section) else { continue };
        let mut known: BTreeMap<Class<'a>, usize> = BTreeMap::new();
        for unit in plan.units.iter().filter(|unit| taken.leaves(unit)) {
            let class = match unit.questions.as_slice() {
                [question] if question.passage.is_none() && plan.section.alternatives.is_some() => {
                    let next = known.len();
                    Some(*known.entry(class(plan, question)).or_insert(next))
                }
                _ => None,
            };
            let mut counted = unit.counted.clone();
            // A quota that is left out must not part what is otherwise alike.
            for (at, count) in counted.iter_mut().enumerate() {
                *count = if demands.without.contains(&at) { 0 } else { *count };
            }
            let shape = Shape { section: *section, weight: unit.questions.len(), counted, class };
            shapes.entry(unit.atom).or_default().push(shape);
        }
        let mut list: Vec<(usize, Class<'a>)> = known.into_iter().map(|(class, at)| (at, class)).collect();
        list.sort_by_key(|(at, _)| *at);
        classes.insert(*section, list.into_iter().map(|(_, class)| class).collect());
    }
    shapes
}

/// Atoms that are alike to all sections; of a family one counts.
struct Pools<'a> {
    /// The shapes of each pool and how many atoms, or families, it holds.
    list: Vec<(Vec<Shape>, i64)>,
    /// The pool of each atom.
    of_atom: BTreeMap<Atom<'a>, usize>,
}

impl<'a> Pools<'a> {
    fn of(shapes: &BTreeMap<Atom<'a>, Vec<Shape>>, plans: &[Plan<'a>], sections: &[usize]) -> Self {
        let mut groups = Groups::default();
        for plan in sections.iter().filter_map(|at| plans.get(*at)) {
            for unit in plan.units.iter().filter(|unit| shapes.contains_key(&unit.atom)) {
                for family in unit.questions.iter().filter_map(|question| question.about.family.as_deref()) {
                    groups.join(unit.atom, family);
                }
            }
        }
        // Members of a group; an atom without family is a group of its own.
        let mut members: BTreeMap<Atom<'a>, Vec<Atom<'a>>> = BTreeMap::new();
        for atom in shapes.keys() {
            members.entry(groups.root(*atom)).or_default().push(*atom);
        }
        let mut pools = Pools { list: Vec::new(), of_atom: BTreeMap::new() };
        let mut known: BTreeMap<Vec<Shape>, usize> = BTreeMap::new();
        for atoms in members.values() {
            let all: BTreeSet<&Shape> = atoms.iter().filter_map(|atom| shapes.get(atom)).flatten().collect();
            let kind: Vec<Shape> = all.into_iter().cloned().collect();
            let pool = *known.entry(kind).or_insert_with_key(|kind| {
                pools.list.push((kind.clone(), 0));
                pools.list.len() - 1
            });
            if let Some((_, capacity)) = pools.list.get_mut(pool) {
                *capacity += 1;
            }
            pools.of_atom.extend(atoms.iter().map(|atom| (*atom, pool)));
        }
        pools
    }
}

/// Atoms joined by families. Passages that join two families make one group of both, of which one is drawn: a little
/// stricter than asked, never looser.
#[derive(Default)]
struct Groups<'a> {
    above: BTreeMap<Atom<'a>, Atom<'a>>,
    families: BTreeMap<&'a str, Atom<'a>>,
}

impl<'a> Groups<'a> {
    fn root(&self, atom: Atom<'a>) -> Atom<'a> {
        let mut atom = atom;
        while let Some(above) = self.above.get(&atom) {
            atom = *above;
        }
        atom
    }

    fn join(&mut self, atom: Atom<'a>, family: &'a str) {
        let first = *self.families.entry(family).or_insert(atom);
        let (root, other) = (self.root(first), self.root(atom));
        if root != other {
            self.above.insert(other, root);
        }
    }
}

/// The demands of a section on its variables: its size first, then quotas, then alternatives.
fn rows(
    plan: &Plan<'_>,
    section: usize,
    meaning: &[(&Shape, bool)],
    facts: &Facts,
    demands: &Demands,
    classes: &[Class<'_>],
) -> Vec<Row> {
    let own = |alternative: bool| {
        let fits =
            move |(_, (shape, other)): &(usize, &(&Shape, bool))| shape.section == section && *other == alternative;
        meaning.iter().enumerate().filter(fits).map(|(variable, (shape, _))| (variable, *shape)).collect::<Vec<_>>()
    };
    let (mains, others) = (own(false), own(true));
    let number = |value: usize| i64::try_from(value).unwrap_or(i64::MAX);
    let size = plan.count.unwrap_or(0);
    let need = i64::from(size) - number(plan.listed.len());
    let mut rows = vec![Row {
        terms: mains.iter().map(|(variable, shape)| (*variable, number(shape.weight))).collect(),
        low: need,
        high: need,
    }];
    for (at, demand) in plan.demands.iter().enumerate().filter(|(at, _)| !demands.without.contains(at)) {
        let (low, high) = demand.range(size);
        let listed = i64::from(plan.counted(at, &plan.listed, facts));
        let counted = |shape: &Shape| i64::from(shape.counted.get(at).copied().unwrap_or(0));
        let terms =
            mains.iter().map(|(variable, shape)| (*variable, counted(shape))).filter(|(_, counted)| *counted > 0);
        rows.push(Row { terms: terms.collect(), low: i64::from(low) - listed, high: i64::from(high) - listed });
    }
    let Some(asked) = plan.section.alternatives.filter(|_| !demands.no_alternatives) else { return rows };
    let asked = i64::from(asked);
    rows.push(Row { terms: others.iter().map(|(variable, _)| (*variable, 1)).collect(), low: asked, high: asked });
    for (at, class) in classes.iter().enumerate() {
        // No more alternatives than entries beside which they can stand.
        let of_class = |list: &[(usize, &Shape)], factor: i64| {
            let fits = list.iter().filter(|(_, shape)| shape.class == Some(at));
            fits.map(|(variable, _)| (*variable, factor)).collect::<Vec<_>>()
        };
        let mut terms = of_class(&others, 1);
        terms.extend(of_class(&mains, -1));
        let listed =
            plan.listed.iter().filter(|question| question.passage.is_none() && self::class(plan, question) == *class);
        rows.push(Row { terms, low: i64::MIN / 4, high: number(listed.count()) });
    }
    rows
}
