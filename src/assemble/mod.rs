//! From banks and a blueprint to a paper: which questions, in which order, in which sets.
//!
//! Text and values come in, a [`Paper`] and a [`Report`] go out; equal banks, blueprint and seed give an equal paper on
//! every machine. Selection is in `plan`, `draw`, `pools`, `solve` and `clash`, sets in `variants` and `codes`, chance in [`rng`].

mod clash;
mod codes;
mod draw;
mod frame;
mod keep;
mod languages;
mod marks;
mod plan;
mod pools;
mod report;
mod resolve;
pub mod rng;
mod solve;
mod variants;

pub use languages::CODE as UNTRANSLATED;
pub use report::{FixedOrder, Overlap, Report, SectionReport, SetReport, Share};

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::bank::Library;
use crate::model::blueprint::{Blueprint, Desk, Section, Seed, SetAsk};
use crate::model::ids::{AreaPath, Name, PassageId, QuestionId, SectionId, SetName, SlotId};
use crate::model::marking::Marks;
use crate::model::paper::{Entry, Paper, PaperSection, Placed, PlacedSlot};
use crate::model::question::{Passage, Question, Status};
use crate::model::record::Record;
use crate::model::text::{PerLang, TokenKind};
use crate::model::words::Words;
use crate::query::Facts;
use codes::CodesFault;
use draw::Drawn;
use plan::Plan;
use std::collections::{BTreeMap, BTreeSet};
use variants::Material;

/// What to assemble.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The banks; a bank given in place of a blueprint alone.
    pub library: &'a Library,
    /// As typed; empty for a bank given in its place.
    pub blueprint: &'a Blueprint,
    /// What is true for every paper of this teacher.
    pub desk: &'a Desk,
    /// The fixed words the paper prints with.
    pub words: &'a Words,
    /// What queries are answered with.
    pub facts: &'a Facts,
    /// The seed; with `keep` that of the record counts.
    pub seed: Seed,
    /// Sets asked for on the command line in place of the blueprint's.
    pub sets: Option<&'a [SetName]>,
    /// An earlier paper whose selection and order are kept.
    pub keep: Option<Keep<'a>>,
}

/// An earlier paper whose selection and order are kept.
#[derive(Debug, Clone, Copy)]
pub struct Keep<'a> {
    /// Its record.
    pub record: &'a Record,
    /// Questions to be replaced by others that fit the same section.
    pub swap: &'a [QuestionId],
}

/// What was assembled.
#[derive(Debug, Clone)]
pub struct Assembled {
    /// The paper.
    pub paper: Paper,
    /// What was chosen and why.
    pub report: Report,
}

/// Chooses questions for each section and fixes the order of every set.
///
/// A question stands in a paper at most once; sections keep the order of the blueprint. Returns `None` after errors:
/// one for each section whose demands cannot be met, at the demand, with the numbers asked and available.
pub fn assemble(request: &Request<'_>, found: &mut Diagnostics) -> Option<Assembled> {
    let mut own = Diagnostics::default();
    let mut made = assembled(request, &mut own);
    if let Some((paper, _)) = &mut made {
        frame::fill(paper);
        frame::totals(paper, &mut own);
        languages::untranslated(paper, &mut own);
    }
    let failed = own.has_errors();
    let made = made.filter(|_| !failed).map(|(paper, chosen)| {
        languages::tell(&paper, &mut own);
        let report = report::report(&paper, &chosen, request.words, &own);
        Assembled { paper, report }
    });
    found.append(own);
    made
}

/// How the questions of a section were found, for the report.
#[derive(Debug, Clone, Default)]
pub(crate) struct Chosen {
    sections: Vec<SectionReport>,
    fixed: Vec<FixedOrder>,
}

fn assembled(request: &Request<'_>, found: &mut Diagnostics) -> Option<(Paper, Chosen)> {
    let seed = request.keep.map_or(request.seed, |keep| keep.record.seed);
    let blueprint = resolve::blueprint(request, seed, found);
    let desk = plan::Desk {
        library: request.library,
        facts: request.facts,
        blueprint: &blueprint,
        date: blueprint.date,
        seed,
        keep: request.keep,
    };
    let plans = plan::plans(desk, found)?;
    if let Some(keep) = request.keep {
        return keep::kept(desk, keep, &plans, found);
    }
    let mut places = BTreeMap::new();
    for (place, question) in request.library.questions().enumerate() {
        places.entry(question.id.as_str()).or_insert(place);
    }
    let drawn = draw::draw(&plans, &blueprint, request.facts, &places, found)?;
    let questions = all(&drawn);
    let (codes, faults) = variants::all_codes(questions.values().copied(), seed);
    faults.iter().for_each(|(question, slot, fault)| found.push(codes_fault(question, slot, fault)));
    let canonical = entries(&plans, &drawn, &codes);
    tell(desk, &plans, &questions, found);
    let questions: BTreeMap<QuestionId, Question> =
        questions.into_iter().map(|(id, question)| (id.clone(), question.clone())).collect();
    let told = report::sections(&plans, &drawn, request.facts);
    let sections = sections(&plans, &told, &canonical, &questions);
    unequal_choices(&blueprint, &sections, found);
    let material = Material::new(seed, blueprint.shuffle, &questions, &canonical);
    let sets = asked_sets(&blueprint).iter().map(|ask| material.set(ask)).collect();
    let fixed = report::fixed(&material);
    let passages = passages(request.library, &questions, found);
    let area_names = area_names(request.library, &blueprint, &questions);
    let paper = Paper { blueprint, seed, sections, passages, codes, area_names, sets, canonical, questions };
    Some((paper, Chosen { sections: told, fixed }))
}

/// The sets of a paper; without `sets` there is one, `A`.
fn asked_sets(blueprint: &Blueprint) -> Vec<SetAsk> {
    if blueprint.sets.is_empty() {
        SetName::new("A").map(|name| SetAsk { name, label: None }).into_iter().collect()
    } else {
        blueprint.sets.clone()
    }
}

fn all<'a>(drawn: &[Drawn<'a>]) -> BTreeMap<&'a QuestionId, &'a Question> {
    drawn.iter().flatten().flatten().map(|question| (&question.id, *question)).collect()
}

/// The canonical entries with every slot as typed.
fn entries(plans: &[Plan<'_>], drawn: &[Drawn<'_>], codes: &BTreeMap<SlotId, Vec<Name>>) -> Vec<Entry> {
    let mut list = Vec::new();
    for (section, (plan, entries)) in plans.iter().zip(drawn).enumerate() {
        for entry in entries {
            let placed = entry.iter().map(|question| typed(&plan.section, question, codes));
            list.push(Entry { section, alternatives: placed.collect() });
        }
    }
    list
}

/// A question as typed, with the marks of its section and, where the section asks for it, the circle "not attempted".
fn typed(section: &Section, question: &Question, codes: &BTreeMap<SlotId, Vec<Name>>) -> Placed {
    // Contradictions in the marks were told when the section was planned.
    let mut schemes: BTreeMap<SlotId, _> =
        marks::schemes(&section.marks, question).unwrap_or_default().into_iter().collect();
    let slots = question.slots().into_iter().map(|(slot, item)| {
        let scheme = schemes.remove(&slot).unwrap_or_default();
        let codes = codes.get(&slot).map_or(&[][..], Vec::as_slice);
        let not_attempted = section.not_attempted == Some(true) && item.kind().has_options();
        PlacedSlot { not_attempted, ..PlacedSlot::typed(slot, item, codes, scheme) }
    });
    Placed { question: question.id.clone(), slots: slots.collect() }
}

/// The sections as printed, each with the most marks that can be had in it.
fn sections(
    plans: &[Plan<'_>],
    told: &[SectionReport],
    canonical: &[Entry],
    questions: &BTreeMap<QuestionId, Question>,
) -> Vec<PaperSection> {
    let section = |(at, (plan, told)): (usize, (&Plan<'_>, &SectionReport))| {
        let entries: Vec<&Entry> = canonical.iter().filter(|entry| entry.section == at).collect();
        let mut marks: Vec<Marks> = entries.iter().map(|entry| entry.most(questions)).collect();
        if let Some(attempt) = plan.section.attempt {
            marks.sort();
            marks.reverse();
            marks.truncate(attempt.any as usize);
        }
        PaperSection {
            id: plan.section.id.clone(),
            entries: u32::try_from(entries.len()).unwrap_or(u32::MAX),
            maximum: marks.into_iter().sum(),
            quotas: told.quotas.clone(),
        }
    };
    plans.iter().zip(told).enumerate().map(section).collect()
}

/// Warns of sections to choose between that bring different marks.
fn unequal_choices(blueprint: &Blueprint, sections: &[PaperSection], found: &mut Diagnostics) {
    for group in &blueprint.choose_one {
        let of = |id: &SectionId| sections.iter().find(|section| section.id == *id);
        let chosen: Vec<&PaperSection> = group.iter().filter_map(|member| of(&member.value)).collect();
        if chosen.windows(2).all(|two| matches!(two, [one, other] if one.maximum == other.maximum)) {
            continue;
        }
        let marks: Vec<String> =
            chosen.iter().map(|section| format!("`{}` brings {}", section.id, section.maximum.shown())).collect();
        let message = format!("candidates choose between sections of unequal marks: {}", marks.join(", "));
        found.push(
            Diagnostic::warning("choose-one", message)
                .at(group.first().and_then(|member| member.span))
                .hint("give them equal marks: the maximum of the paper counts the richest"),
        );
    }
}

fn codes_fault(question: &Question, slot: &SlotId, fault: &CodesFault) -> Diagnostic {
    match fault {
        CodesFault::NoRight => {
            Diagnostic::error("no-right-answer", format!("`{slot}` has no code for its right answer"))
                .at(question.span("answer"))
        }
        CodesFault::TooMany(count) => {
            Diagnostic::error("too-many-pieces", format!("`{slot}` has {count} pieces, more than codes are made for"))
                .at(question.span("kind"))
        }
        CodesFault::Right(count) => {
            Diagnostic::error("codes", format!("`codes` of `{slot}` hold the right one {count} times, not once"))
                .at(question.span("codes"))
        }
        CodesFault::Twice(name) => {
            Diagnostic::error("codes", format!("`codes` of `{slot}` hold `{name}` twice")).at(question.span("codes"))
        }
    }
}

/// Tells what the author of the blueprint may want to know of the selection.
fn tell(
    desk: plan::Desk<'_>,
    plans: &[Plan<'_>],
    questions: &BTreeMap<&QuestionId, &Question>,
    found: &mut Diagnostics,
) {
    if plans.iter().any(|plan| plan.implicit) {
        tell_of_whole(desk.library, questions, found);
    }
    let expiring: Vec<&Question> =
        questions.values().copied().filter(|question| desk.library.expires(question).is_some()).collect();
    if let (Some(first), None) = (expiring.first(), desk.date) {
        let day = desk.library.expires(first).map(|day| day.to_string()).unwrap_or_default();
        found.push(
            Diagnostic::notice(
                "expires",
                format!(
                    "{} a day of expiry, e.g. `{}` {day}; none was left out",
                    match expiring.len() {
                        1 => "1 question has".to_owned(),
                        many => format!("{many} questions have"),
                    },
                    first.id
                ),
            )
            .hint("write the day of the examination as `date` into the blueprint"),
        );
    }
    for question in expiring {
        let listed = plans.iter().flat_map(|plan| &plan.listed).any(|other| other.id == question.id);
        if let (Some(date), Some(expires)) = (desk.date, desk.library.expires(question))
            && expires <= date
            && (listed || plans.iter().any(|plan| plan.implicit))
        {
            let message = format!("`{}` is out of date since {expires}; the paper is for {date}", question.id);
            found.push(Diagnostic::warning("expired", message).at(question.span("expires")));
        }
    }
    let present: BTreeSet<&str> = questions.keys().map(|id| id.as_str()).collect();
    for question in questions.values() {
        for (slot, item) in question.slots() {
            let typed = item.option_names();
            let right = item.right_options();
            let lost = right.is_empty() || right.iter().any(|name| !typed.contains(name));
            if item.kind().has_options() && !item.kind().is_coded() && lost {
                let message = format!("`{slot}` has no option for its right answer");
                found.push(Diagnostic::error("no-right-answer", message).at(question.span("answer")));
            }
        }
        question.each_text(&mut |_, _, text| {
            for (token, range) in text.tokens() {
                let gone = token.names.iter().filter(|_| token.kind == TokenKind::Question);
                for name in gone.filter(|name| !present.contains(name.as_str())) {
                    let message = format!(
                        "`{}` mentions `{name}`, which is not in this paper; \"(not in this paper)\" is printed",
                        question.id
                    );
                    found.push(Diagnostic::warning("missing-question", message).at(text.span(range.clone())));
                }
            }
        });
    }
}

/// Tells what a paper of whole banks prints although a blueprint with sections would not.
fn tell_of_whole(library: &Library, questions: &BTreeMap<&QuestionId, &Question>, found: &mut Diagnostics) {
    let drafts = questions.values().filter(|question| question.about.status == Status::Draft).count();
    if drafts > 0 {
        found.push(
            Diagnostic::notice("drafts", format!("{drafts} of the {} questions printed are drafts", questions.len()))
                .hint("a blueprint with sections leaves drafts out"),
        );
    }
    let (mut families, mut members) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&str, usize>::new());
    for question in questions.values() {
        question.about.family.iter().for_each(|family| *families.entry(family).or_insert(0) += 1);
        question.passage.iter().for_each(|passage| *members.entry(passage.as_str()).or_insert(0) += 1);
    }
    families.retain(|_, count| *count > 1);
    if let Some((family, count)) = families.first_key_value() {
        let message = match families.len() {
            1 => format!("{count} questions of the family `{family}` are printed"),
            many => format!("of {many} families more than one question is printed, e.g. {count} of `{family}`"),
        };
        let hint = "a blueprint with sections takes at most one question of a family";
        found.push(Diagnostic::notice("family", message).hint(hint));
    }
    let mut longer = members.into_iter().filter_map(|(id, count)| {
        let take = usize::from(library.passage(id)?.take?);
        (count > take).then_some((id, count, take))
    });
    if let Some((id, count, take)) = longer.next() {
        let more = match longer.count() {
            0 => String::new(),
            more => format!("; {more} more passages are printed whole likewise"),
        };
        let message = format!("passage `{id}` is printed with {count} questions, its `take` is {take}{more}");
        found.push(Diagnostic::notice("take", message).hint("a blueprint with sections takes as many as `take` says"));
    }
}

fn passages(
    library: &Library,
    questions: &BTreeMap<QuestionId, Question>,
    found: &mut Diagnostics,
) -> BTreeMap<PassageId, Passage> {
    let mut passages = BTreeMap::new();
    for question in questions.values() {
        let Some(id) = &question.passage else { continue };
        match library.passage(id.as_str()) {
            Some(passage) => {
                passages.entry(id.clone()).or_insert_with(|| passage.clone());
            }
            None => found.push(
                Diagnostic::error("unknown-passage", format!("no bank has the {} of `{}`", id.told(), question.id))
                    .at(question.span("passage")),
            ),
        }
    }
    passages
}

/// The names of the areas of these questions and of those above them, and of what quotas ask for: areas or groupings.
fn area_names(
    library: &Library,
    blueprint: &Blueprint,
    questions: &BTreeMap<QuestionId, Question>,
) -> BTreeMap<AreaPath, PerLang<String>> {
    let areas = questions.values().flat_map(|question| &question.about.area).flat_map(AreaPath::with_those_above);
    let quotas = blueprint.sections.iter().flat_map(|section| &section.quota);
    let words = quotas.flat_map(|quota| quota.filter.value.split([' ', ':', ',', '(', ')'])).filter_map(AreaPath::new);
    let name = |path: AreaPath| {
        let (syllabus, id) = path.as_str().split_once('.')?;
        let syllabus = library.syllabi.get(syllabus)?;
        let grouping = || syllabus.groupings.iter().find(|grouping| grouping.id == id);
        let name = syllabus.area(id).map(|area| &area.name).or_else(|| Some(&grouping()?.name))?.clone();
        Some((path, name))
    };
    areas.chain(words).filter_map(name).collect()
}

#[cfg(test)]
mod tests;
