//! Says which demands of a blueprint cannot be met together, with the numbers asked and available.

use super::draw::Taken;
use super::plan::{Demand, Plan, Unit};
use super::pools::{Demands, Model};
use super::solve::Outcome;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::blueprint::Blueprint;
use crate::model::question::Question;
use crate::query::Facts;
use std::collections::{BTreeMap, BTreeSet};

/// Two listed questions of one family: the author named both, so both are told.
pub(super) fn listed_families(plans: &[Plan<'_>], found: &mut Diagnostics) {
    let mut families: BTreeMap<&str, &Question> = BTreeMap::new();
    for question in plans.iter().flat_map(|plan| &plan.listed) {
        let Some(family) = question.about.family.as_deref() else { continue };
        if let Some(first) = families.insert(family, question) {
            found.push(
                Diagnostic::error(
                    "family",
                    format!("`{}` and `{}` are both of the family `{family}`", first.id, question.id),
                )
                .at(question.span("family"))
                .hint("at most one of a family stands in a paper: remove one from its list"),
            );
        }
    }
}

/// What a section that could not be drawn in advance must still meet: quotas of a section without `count`, `attempt`.
pub(super) fn met(
    plan: &Plan<'_>,
    entries: &[Vec<&Question>],
    blueprint: &Blueprint,
    facts: &Facts,
    found: &mut Diagnostics,
) {
    let size = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let mains: Vec<&Question> = entries.iter().filter_map(|entry| entry.first().copied()).collect();
    for (at, demand) in plan.demands.iter().enumerate() {
        let (low, high) = demand.range(size);
        let has = plan.counted(at, &mains, facts);
        if has < low || has > high {
            let message = format!(
                "section `{}` takes all {size} questions that match; {} {asked}, and {has} of them are",
                plan.section.id,
                quoted(demand),
                asked = bounds(low, high),
            );
            found.push(
                Diagnostic::error("quota", message)
                    .at(demand.typed.span)
                    .hint("give the section a `count`, so that there is a choice"),
            );
        }
    }
    if plan.implicit && entries.is_empty() {
        found.push(Diagnostic::error("empty-paper", "the banks hold no question that can be printed"));
    } else if entries.is_empty() {
        found.push(
            Diagnostic::error("empty-section", format!("section `{}` has no question", plan.section.id))
                .at(plan.span(blueprint, "where"))
                .hints(drafts(plan))
                .hint(try_out(plan)),
        );
    }
    if plan.section.alternatives.is_some() && plan.count.is_none() {
        found.push(
            Diagnostic::error(
                "alternatives",
                format!("section `{}` takes all that match, so that none is left for `or`", plan.section.id),
            )
            .at(plan.span(blueprint, "or"))
            .hint("give the section a `count`"),
        );
    }
    let Some(attempt) = plan.section.attempt else { return };
    let told = |message: String| Diagnostic::error("attempt", message).at(plan.span(blueprint, "attempt"));
    if attempt.of != size {
        found.push(
            told(format!("section `{}` has {size} questions, but `attempt` says of {}", plan.section.id, attempt.of))
                .hint(format!("set `of = {size}`, or `count = {}`", attempt.of)),
        );
    } else if attempt.any > attempt.of || attempt.any == 0 {
        found.push(told(format!(
            "section `{}` lets candidates attempt any {} of {}",
            plan.section.id, attempt.any, attempt.of
        )));
    }
}

/// A section that cannot be met even alone.
pub(super) fn section(
    plans: &[Plan<'_>],
    at: usize,
    taken: &Taken<'_>,
    blueprint: &Blueprint,
    facts: &Facts,
    found: &mut Diagnostics,
) {
    let Some(plan) = plans.get(at) else { return };
    let possible = |demands: &Demands| {
        !matches!(Model::new(plans, &[at], taken, facts, demands).system.solve(), Outcome::Impossible)
    };
    let every: BTreeSet<usize> = (0..plan.demands.len()).collect();
    let only_size = Demands { without: every.clone(), no_alternatives: true };
    if !possible(&only_size) {
        found.push(size(plans, at, taken, facts, blueprint));
        return;
    }
    let have = Available::of(plan, taken, facts);
    let mut single = false;
    for (demand, _) in plan.demands.iter().enumerate() {
        let without = every.iter().copied().filter(|other| *other != demand).collect();
        if !possible(&Demands { without, no_alternatives: true }) {
            single = true;
            found.push(one_quota(plan, demand, &have));
        }
    }
    if single {
        return;
    }
    if !possible(&Demands { no_alternatives: true, ..Demands::ALL }) {
        // Leaving out one after the other, those stay without which the rest could be met.
        let mut without = BTreeSet::new();
        for demand in &every {
            without.insert(*demand);
            if possible(&Demands { without: without.clone(), no_alternatives: true }) {
                without.remove(demand);
            }
        }
        let clashing: Vec<usize> = every.difference(&without).copied().collect();
        found.push(quotas(plan, &clashing, &have));
        return;
    }
    found.push(alternatives(plans, at, taken, facts, blueprint));
}

/// Sections each of which can be met, but not together.
pub(super) fn sections(
    plans: &[Plan<'_>],
    list: &[usize],
    taken: &Taken<'_>,
    blueprint: &Blueprint,
    facts: &Facts,
    found: &mut Diagnostics,
) {
    let mut kept: Vec<usize> = list.to_vec();
    for section in list {
        let rest: Vec<usize> = kept.iter().copied().filter(|other| other != section).collect();
        let model = Model::new(plans, &rest, taken, facts, &Demands::ALL);
        if matches!(model.system.solve(), Outcome::Impossible) {
            kept = rest;
        }
    }
    let clashing: Vec<&Plan<'_>> = kept.iter().filter_map(|at| plans.get(*at)).collect();
    if let [plan] = clashing.as_slice() {
        let have = Available::of(plan, taken, facts);
        found.push(
            too_few(plan, have.questions, blueprint).hint(
                "an earlier section without `count` takes all that match: give it a `count`, or narrow its `where`",
            ),
        );
        return;
    }
    let asked: u64 = clashing.iter().map(|plan| u64::from(plan.count.unwrap_or(0))).sum();
    let ids: BTreeSet<&str> = clashing
        .iter()
        .flat_map(|plan| {
            let units = plan.units.iter().filter(|unit| taken.leaves(unit));
            plan.listed.iter().chain(units.flat_map(|unit| &unit.questions)).map(|question| question.id.as_str())
        })
        .collect();
    let alternatives: u64 = clashing.iter().map(|plan| u64::from(plan.section.alternatives.unwrap_or(0))).sum();
    let others = if alternatives > 0 { format!(" and {alternatives} alternatives") } else { String::new() };
    let names: Vec<String> = clashing.iter().map(|plan| format!("`{}`", plan.section.id)).collect();
    let mut told = Diagnostic::error(
        "too-few-questions",
        format!(
            "sections {} ask for {asked} questions{others} together, with their quotas; {} different ones match",
            listed(&names),
            ids.len()
        ),
    );
    for (at, plan) in clashing.iter().enumerate() {
        let span = plan.span(blueprint, "count");
        match span {
            Some(span) if at > 0 => told = told.related(span, "and here"),
            span => told = told.at(span),
        }
    }
    found.push(
        told.hint("a question stands in a paper once: lower a count, or let the sections ask for different questions"),
    );
}

/// The search for a selection took too long.
pub(super) fn gave_up(plans: &[&Plan<'_>], blueprint: &Blueprint, found: &mut Diagnostics) {
    let names: Vec<String> = plans.iter().map(|plan| format!("`{}`", plan.section.id)).collect();
    let count: usize = plans.iter().map(|plan| plan.demands.len()).sum();
    let place = |field: &str| plans.first().and_then(|plan| plan.span(blueprint, field));
    let (message, span, hint) = match names.as_slice() {
        [one] => (
            format!("could not find out whether section {one} can meet its {count} quotas"),
            place("quota"),
            "leave out a quota, or make the quotas overlap less",
        ),
        names => (
            format!(
                "could not find out whether sections {} can be met together, with their {count} quotas",
                listed(names)
            ),
            place("where"),
            "give each section a `where` of its own, so that they ask for different questions, or leave out a quota",
        ),
    };
    found.push(Diagnostic::error("quota", message).at(span).hint(hint));
}

/// What a section can choose from.
struct Available {
    questions: usize,
    counted: Vec<usize>,
}

impl Available {
    fn of(plan: &Plan<'_>, taken: &Taken<'_>, facts: &Facts) -> Self {
        let units: Vec<&Unit<'_>> = plan.units.iter().filter(|unit| taken.leaves(unit)).collect();
        let counted = (0..plan.demands.len()).map(|demand| {
            let listed = plan.counted(demand, &plan.listed, facts) as usize;
            listed
                + units.iter().filter_map(|unit| unit.counted.get(demand)).map(|count| *count as usize).sum::<usize>()
        });
        let questions = plan.listed.len() + units.iter().map(|unit| unit.questions.len()).sum::<usize>();
        Available { questions, counted: counted.collect() }
    }
}

fn too_few(plan: &Plan<'_>, have: usize, blueprint: &Blueprint) -> Diagnostic {
    let count = plan.count.unwrap_or(0);
    let message = format!("section `{}` asks for {count}, bank has {have}", plan.section.id);
    let told = Diagnostic::error("too-few-questions", message).at(plan.span(blueprint, "count"));
    let expired = match plan.expired.len() {
        0 => None,
        expired => Some(format!("{expired} more match, but are out of date on the day of the paper")),
    };
    let claimed = match plan.claimed {
        0 => None,
        claimed => {
            Some(format!("{claimed} more match, but an earlier section without `count` takes all that match it"))
        }
    };
    told.hints(expired).hints(claimed).hints(drafts(plan))
}

/// What to do about questions that match and are drafts.
fn drafts(plan: &Plan<'_>) -> Option<String> {
    let what = match plan.drafts {
        0 => return None,
        1 => "1 draft matches: read it, and then write".to_owned(),
        drafts => format!("{drafts} drafts match: read them, and then write"),
    };
    Some(format!("{what} `status = \"reviewed\"`; or draw drafts with `status:draft` in `where`"))
}

/// How to find out what a section can choose from.
fn try_out(plan: &Plan<'_>) -> String {
    match (&plan.section.fits, &plan.section.filter) {
        (None, _) => "try its `where` with `papersetter list`".to_owned(),
        (Some(fits), None) => format!("try `papersetter list` with what fits it, `{}`", fits.value),
        (Some(fits), Some(_)) => format!("try `papersetter list` with its `where` and what fits it, `{}`", fits.value),
    }
}

/// A section whose size alone cannot be had.
fn size(plans: &[Plan<'_>], at: usize, taken: &Taken<'_>, facts: &Facts, blueprint: &Blueprint) -> Diagnostic {
    let Some(plan) = plans.get(at) else { return Diagnostic::error("too-few-questions", "no section") };
    let have = Available::of(plan, taken, facts).questions;
    let count = plan.count.unwrap_or(0);
    if (count as usize) > have {
        let place = plan.span(blueprint, "count");
        // A number of the pattern is changed in the blueprint.
        let foreign = blueprint.base.is_some() && place.is_some_and(|place| Some(place.file) != blueprint.file);
        return too_few(plan, have, blueprint).hint(match have {
            0 => format!("{}, and see that `banks` names the right files", try_out(plan)),
            have if foreign => format!(
                "write a `[[section]]` with `id = \"{}\"` and `count = {have}` into the blueprint, or find more questions: {}",
                plan.section.id,
                try_out(plan)
            ),
            have => format!("set `count = {have}`, or write a `where` that more questions match"),
        });
    }
    let without = (0..plan.demands.len()).collect();
    let mut model = Model::new(plans, &[at], taken, facts, &Demands { without, no_alternatives: true });
    let listed = plan.listed.len();
    let mut can = |low: usize, high: usize| {
        let number = |size: usize| i64::try_from(size.saturating_sub(listed)).unwrap_or(i64::MAX);
        if let Some(row) = model.system.rows.first_mut() {
            (row.low, row.high) = (number(low), number(high));
        }
        matches!(model.system.solve(), Outcome::Found(_))
    };
    // The most that fit: halving, since whoever has room for many has room for fewer.
    let (mut low, mut high) = (listed, have);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if can(middle, have) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    let count = count as usize;
    let message = if low < count {
        format!(
            "section `{}` asks for {count}, but of {have} that match only {low} can stand in one paper",
            plan.section.id
        )
    } else {
        let below = (listed..count).rev().take(200).find(|size| can(*size, *size));
        let above = (count + 1..=have).take(200).find(|size| can(*size, *size));
        let near: Vec<String> = below.into_iter().chain(above).map(|size| size.to_string()).collect();
        format!(
            "section `{}` asks for {count}, which cannot be had without cutting a passage; {} can",
            plan.section.id,
            near.join(" or ")
        )
    };
    Diagnostic::error("too-few-questions", message)
        .at(plan.span(blueprint, "count"))
        .hint("at most one question of a family is taken, and a passage only with all its questions")
}

fn one_quota(plan: &Plan<'_>, at: usize, have: &Available) -> Diagnostic {
    let Some(demand) = plan.demands.get(at) else { return Diagnostic::error("quota", "no quota") };
    let count = plan.count.unwrap_or(0);
    let (low, high) = demand.range(count);
    let counted = have.counted.get(at).copied().unwrap_or(0);
    let others = have.questions.saturating_sub(counted);
    let (section, quota) = (&plan.section.id, quoted(demand));
    let message = if low > high {
        format!("{quota} asks for at least {low} and at most {high}")
    } else if low > count {
        format!("{quota} asks for {low}, section `{section}` for {count} in all")
    } else if (low as usize) > counted {
        format!("{quota} asks for {low} in section `{section}`, bank has {counted}")
    } else if (high as usize) < (count as usize).saturating_sub(others) {
        format!(
            "{quota} allows {high} in section `{section}`, but of the {count} asked for only {others} can be others"
        )
    } else {
        format!(
            "section `{section}` cannot have {} {quota} among {count}: {counted} of {} that match are, \
             and families and passages bind some together",
            bounds(low, high),
            have.questions
        )
    };
    Diagnostic::error("quota", message).at(demand.typed.span)
}

fn quotas(plan: &Plan<'_>, clashing: &[usize], have: &Available) -> Diagnostic {
    let count = plan.count.unwrap_or(0);
    let lines: Vec<String> = clashing
        .iter()
        .filter_map(|at| {
            let demand = plan.demands.get(*at)?;
            let (low, high) = demand.range(count);
            let counted = have.counted.get(*at).copied().unwrap_or(0);
            Some(format!("{} {} ({counted} available)", bounds(low, high), quoted(demand)))
        })
        .collect();
    let message = format!("section `{}` cannot have {} among {count} questions", plan.section.id, listed(&lines));
    let mut spans = clashing.iter().filter_map(|at| plan.demands.get(*at)).filter_map(|demand| demand.typed.span);
    let mut told = Diagnostic::error("quota", message).at(spans.next());
    for span in spans {
        told = told.related(span, "clashes with this");
    }
    told.hint("loosen one of them, or change `count`")
}

fn alternatives(plans: &[Plan<'_>], at: usize, taken: &Taken<'_>, facts: &Facts, blueprint: &Blueprint) -> Diagnostic {
    let Some(plan) = plans.get(at) else { return Diagnostic::error("alternatives", "no section") };
    let asked = plan.section.alternatives.unwrap_or(0);
    let size = plan.count.unwrap_or(0);
    let mut model = Model::new(plans, &[at], taken, facts, &Demands::ALL);
    let row = 1 + plan.demands.len();
    let mut can = |number: u32| {
        if let Some(row) = model.system.rows.get_mut(row) {
            (row.low, row.high) = (i64::from(number), i64::from(number));
        }
        matches!(model.system.solve(), Outcome::Found(_))
    };
    let (mut low, mut high) = (0, asked.min(size));
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if can(middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    let message = format!(
        "section `{}` asks for {asked} alternatives, bank has {low} of equal marks and area to spare",
        plan.section.id
    );
    Diagnostic::error("alternatives", message)
        .at(plan.span(blueprint, "or"))
        .hint("an alternative names the same areas and carries the same marks as the question beside it")
}

fn quoted(demand: &Demand) -> String {
    format!("`{}`", demand.typed.value)
}

fn bounds(low: u32, high: u32) -> String {
    match (low, high) {
        (low, high) if low == high => format!("exactly {low} of"),
        (0, high) => format!("at most {high} of"),
        (low, u32::MAX) => format!("at least {low} of"),
        (low, high) => format!("{low} to {high} of"),
    }
}

fn listed(items: &[String]) -> String {
    match items {
        [front @ .., last] if !front.is_empty() => format!("{} and {last}", front.join(", ")),
        items => items.concat(),
    }
}
