//! The questions that sections can draw, as a system of whole numbers.
//!
//! Questions that are alike to every demand form a pool; the variables say how many of a pool stand in which section. Pools
//! that differ by the class of their alternatives alone are counted together as well, and what is left of a pool or alone
//! in its class has a variable of its own. None of this changes what is possible: it lets the search
//! ([`solve`](super::solve)) see at once what it would otherwise have to try out pool by pool.

use super::draw::Taken;
use super::marks;
use super::plan::{Atom, Plan, Unit};
use super::solve::{Outcome, Row, System};
use crate::model::ids::AreaPath;
use crate::model::marking::Marks;
use crate::model::question::Question;
use crate::query::Facts;
use std::collections::{BTreeMap, BTreeSet};

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

/// What two alternatives have in common: marks and areas.
pub(super) type Class<'a> = (Marks, BTreeSet<&'a AreaPath>);

/// The class of a question in a section.
pub(super) fn class<'a>(plan: &Plan<'_>, question: &'a Question) -> Class<'a> {
    (marks::total(question, &plan.section.marks), question.about.area.iter().collect())
}

/// The pools of some sections as a system of whole numbers.
#[derive(Debug)]
pub(super) struct Model<'a> {
    /// The system; its first rows are the demands of the sections, of each its size first.
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

impl Shape {
    /// The same for all classes.
    fn of_any_class(&self) -> Self {
        Shape { class: self.class.map(|_| 0), ..self.clone() }
    }
}

/// A variable: how many of a pool, or of several, stand in a section.
struct Count {
    variable: usize,
    shape: Shape,
    /// As alternatives, not as entries of their own.
    alternative: bool,
}

impl<'a> Model<'a> {
    /// Models these sections over what is not taken yet.
    pub fn new(plans: &[Plan<'a>], sections: &[usize], taken: &Taken<'a>, facts: &Facts, demands: &Demands) -> Self {
        let open = sections.iter().filter_map(|at| Some((*at, plans.get(*at)?)));
        let classes: BTreeMap<usize, Vec<Class<'a>>> =
            open.clone().map(|(at, plan)| (at, paired(plan, taken, demands))).collect();
        let shapes = shapes(plans, taken, demands, &classes);
        let pools = Pools::of(&shapes, plans, sections);
        let mut system = System::default();
        let counts: Vec<Vec<Count>> = pools.list.iter().map(|pool| counts(pool, &mut system)).collect();
        let mut capacities = Vec::new();
        let totals = totals(&pools, &counts, &mut system, &mut capacities);
        for (at, plan) in open {
            let of_section = |count: &&Count| count.shape.section == at;
            let totals: Vec<&Count> = totals.iter().filter(of_section).collect();
            demand(plan, &totals, facts, demands, &mut system);
            if asked_alternatives(plan, demands).is_some() {
                let counts: Vec<&Count> = counts.iter().flatten().filter(of_section).collect();
                let classes = classes.get(&at).map(Vec::as_slice).unwrap_or_default();
                pair(plan, classes, &counts, &totals, &mut system);
            }
        }
        system.rows.extend(capacities);
        let mut variables = BTreeMap::new();
        for (atom, shapes) in &shapes {
            let counts = pools.of_atom.get(atom).and_then(|pool| counts.get(*pool)).into_iter().flatten();
            for count in counts.filter(|count| shapes.contains(&count.shape)) {
                variables.insert((*atom, count.shape.section, count.alternative), count.variable);
            }
        }
        Model { system, variables }
    }

    /// The variable that counts this atom in a section, as an entry of its own or as an alternative.
    pub fn variable(&self, atom: Atom<'a>, section: usize, alternative: bool) -> Option<usize> {
        self.variables.get(&(atom, section, alternative)).copied()
    }

    /// A solution with at least `lower` of everything and one more of `variable`, looked for near a known one.
    pub fn with(&self, lower: &[i64], variable: usize, known: &[i64]) -> Option<Vec<i64>> {
        let mut system = System { bounds: self.system.bounds.clone(), rows: self.system.rows.clone() };
        for (at, (ends, lower)) in system.bounds.iter_mut().zip(lower).enumerate() {
            ends.0 = *lower + i64::from(at == variable);
            if ends.0 > ends.1 {
                return None;
            }
        }
        match system.solve_near(known) {
            Outcome::Found(solution) => Some(solution),
            Outcome::Impossible | Outcome::GaveUp => None,
        }
    }
}

fn asked_alternatives(plan: &Plan<'_>, demands: &Demands) -> Option<u32> {
    plan.section.alternatives.filter(|_| !demands.no_alternatives)
}

/// What every atom is to every section that may draw it.
fn shapes<'a>(
    plans: &[Plan<'a>],
    taken: &Taken<'a>,
    demands: &Demands,
    classes: &BTreeMap<usize, Vec<Class<'a>>>,
) -> BTreeMap<Atom<'a>, Vec<Shape>> {
    let mut shapes: BTreeMap<Atom<'a>, Vec<Shape>> = BTreeMap::new();
    for (section, classes) in classes {
        let Some(plan) = plans.get(*section) else { continue };
        for unit in plan.units.iter().filter(|unit| taken.leaves(unit)) {
            let class = unit.single().and_then(|question| classes.binary_search(&class(plan, question)).ok());
            let mut counted = unit.counted.clone();
            // A quota that is left out must not part what is otherwise alike.
            for (at, count) in counted.iter_mut().enumerate() {
                *count = if demands.without.contains(&at) { 0 } else { *count };
            }
            let shape = Shape { section: *section, weight: unit.questions.len(), counted, class };
            shapes.entry(unit.atom).or_default().push(shape);
        }
    }
    shapes
}

/// The classes of a section in which an alternative can stand beside another question, in order; what is alone in its
/// class must not be told from others that are.
fn paired<'a>(plan: &Plan<'a>, taken: &Taken<'a>, demands: &Demands) -> Vec<Class<'a>> {
    if asked_alternatives(plan, demands).is_none() {
        return Vec::new();
    }
    // Of a family one counts.
    let mut members: BTreeMap<Class<'a>, BTreeSet<(bool, &str)>> = BTreeMap::new();
    let open = plan.units.iter().filter(|unit| taken.leaves(unit)).filter_map(Unit::single);
    let listed = plan.listed.iter().copied().filter(|question| question.passage.is_none());
    for question in open.chain(listed) {
        let family = question.about.family.as_deref();
        let member = (family.is_some(), family.unwrap_or(question.id.as_str()));
        members.entry(class(plan, question)).or_default().insert(member);
    }
    members.into_iter().filter(|(_, members)| members.len() > 1).map(|(class, _)| class).collect()
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

/// The variables of a pool: what of it stands where.
fn counts((shapes, capacity): &(Vec<Shape>, i64), system: &mut System) -> Vec<Count> {
    let mut counts = Vec::new();
    for shape in shapes {
        for alternative in [false, true].into_iter().take(1 + usize::from(shape.class.is_some())) {
            let variable = system.variable(*capacity);
            counts.push(Count { variable, shape: shape.clone(), alternative });
        }
    }
    counts
}

/// Pools are counted together where they differ by class alone. Each has a capacity, and all that do so together.
fn totals(pools: &Pools<'_>, counts: &[Vec<Count>], system: &mut System, capacities: &mut Vec<Row>) -> Vec<Count> {
    /// Pools that differ by class alone.
    #[derive(Default)]
    struct Alike {
        capacity: i64,
        /// What is left of each.
        left: Vec<usize>,
        /// The variables of all of them, by shape and role.
        counts: BTreeMap<(Shape, bool), (Vec<usize>, i64)>,
    }
    let mut groups: BTreeMap<BTreeSet<Shape>, Alike> = BTreeMap::new();
    for ((shapes, capacity), counts) in pools.list.iter().zip(counts) {
        let group = groups.entry(shapes.iter().map(Shape::of_any_class).collect()).or_default();
        let left = system.variable(*capacity);
        group.capacity += capacity;
        group.left.push(left);
        capacities.push(Row::equal(counts.iter().map(|count| count.variable).chain([left]), *capacity));
        for count in counts {
            let all = group.counts.entry((count.shape.of_any_class(), count.alternative)).or_default();
            all.0.push(count.variable);
            all.1 += capacity;
        }
    }
    let mut totals = Vec::new();
    for group in groups.into_values() {
        let several = group.left.len() > 1;
        let mut all = group.left;
        for ((shape, alternative), (variables, capacity)) in group.counts {
            let variable = match variables.as_slice() {
                [one] => *one,
                many => {
                    let total = system.variable(capacity);
                    let mut row = Row::equal(many.iter().copied(), 0);
                    row.terms.push((total, -1));
                    capacities.push(row);
                    total
                }
            };
            all.push(variable);
            totals.push(Count { variable, shape, alternative });
        }
        if several {
            capacities.push(Row::equal(all, group.capacity));
        }
    }
    totals
}

/// The demands of a section: its size first, then quotas, then how many alternatives.
fn demand(plan: &Plan<'_>, totals: &[&Count], facts: &Facts, demands: &Demands, system: &mut System) {
    let size = plan.count.unwrap_or(0);
    let need = i64::from(size) - number(plan.listed.len());
    let mains = || totals.iter().filter(|count| !count.alternative);
    let terms = mains().map(|count| (count.variable, number(count.shape.weight)));
    system.rows.push(Row { terms: terms.collect(), low: need, high: need });
    for (at, demand) in plan.demands.iter().enumerate().filter(|(at, _)| !demands.without.contains(at)) {
        let (low, high) = demand.range(size);
        let listed = i64::from(plan.counted(at, &plan.listed, facts));
        let counted = |count: &&Count| i64::from(count.shape.counted.get(at).copied().unwrap_or(0));
        let terms = mains().map(|count| (count.variable, counted(count))).filter(|(_, counted)| *counted > 0);
        system.rows.push(Row { terms: terms.collect(), low: i64::from(low) - listed, high: i64::from(high) - listed });
    }
    if let Some(asked) = asked_alternatives(plan, demands) {
        let others = totals.iter().filter(|count| count.alternative).map(|count| count.variable);
        system.rows.push(Row::equal(others, i64::from(asked)));
    }
}

/// In each class no more alternatives than entries beside which they can stand; the entries that are left alone add up.
fn pair(plan: &Plan<'_>, classes: &[Class<'_>], counts: &[&Count], totals: &[&Count], system: &mut System) {
    let sign = |count: &Count| if count.alternative { 1 } else { -1 };
    let listed_of = |class: &Class<'_>| {
        let listed = plan.listed.iter().filter(|question| question.passage.is_none());
        number(listed.filter(|question| self::class(plan, question) == *class).count())
    };
    let in_class = totals.iter().filter(|count| count.shape.class.is_some());
    let mut all: Vec<(usize, i64)> = in_class.map(|count| (count.variable, sign(count))).collect();
    let mut all_listed = 0;
    for (at, class) in classes.iter().enumerate() {
        let listed = listed_of(class);
        let alone = system.variable(i64::from(plan.count.unwrap_or(0)));
        let of_class = counts.iter().filter(|count| count.shape.class == Some(at));
        let mut terms: Vec<(usize, i64)> = of_class.map(|count| (count.variable, sign(count))).collect();
        terms.push((alone, 1));
        system.rows.push(Row { terms, low: listed, high: listed });
        all.push((alone, 1));
        all_listed += listed;
    }
    system.rows.push(Row { terms: all, low: all_listed, high: all_listed });
}

fn number(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
