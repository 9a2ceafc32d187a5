//! What each section of a blueprint asks for, and which questions of the banks could answer it.

use super::rng::Stream;
use super::{Keep, marks};
use crate::diag::{Diagnostic, Diagnostics, Severity, nearest};
use crate::model::bank::Library;
use crate::model::blueprint::{Blueprint, Located, Quota, Section, Seed};
use crate::model::date::Date;
use crate::model::ids::{QuestionId, SectionId};
use crate::model::marking::Exact;
use crate::model::question::{Question, Status};
use crate::query::{self, Facts, Query};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// What is drawn or left as a whole: a question, or a passage with its questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Atom<'a> {
    /// A question without passage, or one that only needs a study note.
    Question(&'a str),
    /// A passage.
    Passage(&'a str),
}

impl<'a> Atom<'a> {
    /// The atom a question belongs to.
    pub fn of(question: &'a Question) -> Self {
        match question.typed_passage() {
            Some(passage) => Atom::Passage(passage.as_str()),
            None => Atom::Question(question.id.as_str()),
        }
    }

    /// Its name in streams; a question's id has no slash, so no two are equal.
    pub fn stream(self) -> String {
        match self {
            Atom::Question(id) => id.to_owned(),
            Atom::Passage(id) => format!("passage/{id}"),
        }
    }
}

/// What an atom would bring to a section.
#[derive(Debug, Clone)]
pub(super) struct Unit<'a> {
    /// Which.
    pub atom: Atom<'a>,
    /// Its questions, in the order of the file.
    pub questions: Vec<&'a Question>,
    /// Its number in the draw: the smallest that fit are taken.
    pub number: u64,
    /// How many of its questions each quota counts.
    pub counted: Vec<u32>,
}

impl<'a> Unit<'a> {
    /// Its question, unless it is a passage.
    pub fn single(&self) -> Option<&'a Question> {
        let Atom::Question(_) = self.atom else { return None };
        self.questions.first().copied()
    }
}

/// A quota, ready to be counted.
#[derive(Debug, Clone)]
pub(super) struct Demand {
    /// Which questions it counts.
    pub query: Query,
    /// The query as typed, with its place.
    pub typed: Located<String>,
    /// As typed.
    pub quota: Quota,
}

impl Demand {
    /// The fewest and the most it allows in a section of this size; `None` where no number lies between.
    pub fn range(&self, size: u32) -> (u32, u32) {
        let (mut low, mut high) = (self.quota.min.unwrap_or(0), self.quota.max.unwrap_or(u32::MAX));
        if let Some(share) = &self.quota.share {
            let exact = share.clone() * Exact::whole(i64::from(size));
            let whole = |value: Option<i64>| value.and_then(|value| u32::try_from(value).ok());
            low = low.max(whole(exact.floor()).unwrap_or(0));
            high = high.min(whole(exact.ceil()).unwrap_or(u32::MAX));
        }
        (low, high)
    }
}

/// A section with everything looked up.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// As typed; made up for a blueprint without sections.
    pub section: Section,
    /// Its selection.
    pub query: Query,
    /// What every drawn question must be besides.
    pub fits: Query,
    /// Its quotas.
    pub demands: Vec<Demand>,
    /// The questions named one by one.
    pub listed: Vec<&'a Question>,
    /// Questions asked for in all; `None` is all that match.
    pub count: Option<u32>,
    /// What could be drawn, apart from those listed.
    pub units: Vec<Unit<'a>>,
    /// Questions that match but are out of date on the day of the paper.
    pub expired: Vec<QuestionId>,
    /// How many more match, but are drafts.
    pub drafts: usize,
    /// How many more match, but are taken by an earlier section without `count`.
    pub claimed: usize,
    /// Whether it stands for a blueprint without sections, which prints everything.
    pub implicit: bool,
}

impl Plan<'_> {
    /// The place of one of its fields, else of the section.
    pub fn span(&self, blueprint: &Blueprint, field: &str) -> Option<Span> {
        blueprint.span(&format!("section.{}.{field}", self.section.id)).or(self.section.span)
    }

    /// How many of these questions a quota counts.
    pub fn counted(&self, demand: usize, questions: &[&Question], facts: &Facts) -> u32 {
        let Some(demand) = self.demands.get(demand) else { return 0 };
        let count = questions.iter().filter(|question| demand.query.matches(question, facts)).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Whether it takes more than the questions it lists.
    pub fn draws(&self) -> bool {
        let listed = self.section.questions.len();
        self.count.is_none_or(|count| count as usize > listed) || self.section.alternatives.is_some()
    }

    /// Questions that could stand in it, those listed included.
    pub fn eligible(&self) -> usize {
        self.listed.len() + self.units.iter().map(|unit| unit.questions.len()).sum::<usize>()
    }
}

/// What sections are planned with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Desk<'a> {
    pub library: &'a Library,
    pub facts: &'a Facts,
    pub blueprint: &'a Blueprint,
    pub date: Option<Date>,
    pub seed: Seed,
    pub keep: Option<Keep<'a>>,
}

impl<'a> Desk<'a> {
    /// Every question once: of equal ids in two banks, which the check reports, the first one counts.
    fn questions(self) -> impl Iterator<Item = &'a Question> {
        let first = move |question: &&Question| {
            self.library.question(question.id.as_str()).is_some_and(|other| std::ptr::eq(other, *question))
        };
        self.library.questions().filter(first)
    }
}

/// Sections of one paper; a bound for hostile blueprints.
const SECTIONS: usize = 100;

/// Plans all sections; what is wrong with one does not hide what is wrong with the next.
pub(super) fn plans<'a>(desk: Desk<'a>, found: &mut Diagnostics) -> Option<Vec<Plan<'a>>> {
    let mut members: BTreeMap<&str, Vec<&Question>> = BTreeMap::new();
    for question in desk.questions() {
        if let Some(passage) = question.typed_passage() {
            members.entry(passage.as_str()).or_default().push(question);
        }
    }
    if desk.blueprint.sections.len() > SECTIONS {
        let message = format!("{} sections are asked for, {SECTIONS} can be made", desk.blueprint.sections.len());
        found.push(Diagnostic::error("too-many-sections", message));
        return None;
    }
    let mut listed = BTreeMap::new();
    let mut names = BTreeSet::new();
    for section in &desk.blueprint.sections {
        if !names.insert(&section.id) {
            found.push(
                Diagnostic::error("same-section", format!("two sections are named `{}`", section.id))
                    .at(section.span)
                    .hint("give each section an `id` of its own"),
            );
        }
        list(desk, section, &mut listed, found);
    }
    let implicit = desk.blueprint.sections.is_empty();
    let everything = || everything(desk.blueprint.rules.not_attempted.then_some(true)).into_iter().collect();
    let all: Vec<Section> = if implicit { everything() } else { desk.blueprint.sections.clone() };
    // Each section is planned although an earlier one failed, to report all in one run.
    let mut plans: Vec<Plan<'_>> =
        all.into_iter().map(|section| plan(desk, section, implicit, &members, &listed, found)).collect();
    // A section without `count` takes all that match; a later one gets nothing of it.
    let mut claimed = BTreeSet::new();
    for plan in &mut plans {
        if plan.count.is_none() {
            claimed.extend(plan.units.iter().map(|unit| unit.atom));
        } else {
            let before = plan.units.len();
            plan.units.retain(|unit| !claimed.contains(&unit.atom));
            plan.claimed = before - plan.units.len();
        }
    }
    (!found.has_errors()).then_some(plans)
}

/// The section of a blueprint without sections.
fn everything(not_attempted: Option<bool>) -> Option<Section> {
    Some(Section { not_attempted, ..Section::new(SectionId::new("all")?) })
}

/// Looks up the questions that a section names and sees that none is named twice.
fn list<'a>(
    desk: Desk<'a>,
    section: &'a Section,
    listed: &mut BTreeMap<&'a str, (&'a SectionId, Option<Span>)>,
    found: &mut Diagnostics,
) {
    /// Unknown ids for which the nearest is looked up; a bound for hostile lists.
    const HELPED: usize = 20;
    let ids = || desk.library.questions().map(|question| question.id.as_str());
    let unknown = section.questions.iter().chain(&section.exclude);
    let swapped = |id: &QuestionId| desk.keep.is_some_and(|keep| keep.swap.contains(id));
    let unknown = unknown.filter(|id| desk.library.question(id.value.as_str()).is_none() && !swapped(&id.value));
    for (at, id) in unknown.enumerate() {
        if desk.keep.is_some_and(|keep| keep.record.questions.contains_key(&id.value)) {
            found.push(super::keep::gone(&id.value).at(id.span));
            continue;
        }
        let near = if at < HELPED { nearest(id.value.as_str(), ids()) } else { None };
        found.push(
            Diagnostic::error("unknown-question", format!("no bank has a question `{}`", id.value))
                .at(id.span)
                .hints(near.map(|near| format!("did you mean `{near}`?"))),
        );
    }
    for id in &section.questions {
        if let Some((other, place)) = listed.insert(id.value.as_str(), (&section.id, id.span)) {
            let mut twice = Diagnostic::error(
                "repeated-question",
                format!("`{}` is asked for twice, in section `{other}` and in section `{}`", id.value, section.id),
            )
            .at(id.span);
            if let Some(place) = place {
                twice = twice.related(place, "first here");
            }
            found.push(twice.hint("a question stands in a paper at most once: remove one of the two"));
        }
        if section.exclude.iter().any(|other| other.value == id.value) {
            found.push(
                Diagnostic::error("excluded-question", format!("`{}` is both listed and excluded", id.value))
                    .at(id.span),
            );
        }
    }
}

fn plan<'a>(
    desk: Desk<'a>,
    section: Section,
    implicit: bool,
    members: &BTreeMap<&'a str, Vec<&'a Question>>,
    listed_anywhere: &BTreeMap<&str, (&SectionId, Option<Span>)>,
    found: &mut Diagnostics,
) -> Plan<'a> {
    // A query that cannot be read does not hide what else is wrong: the paper fails anyway, told of everything.
    let query = read(section.filter.as_ref(), desk.facts, found);
    let fits = read(section.fits.as_ref(), desk.facts, found);
    let readable = query.is_some() && fits.is_some();
    let mut demands = Vec::new();
    for quota in &section.quota {
        if let Some(query) = read(Some(&quota.filter), desk.facts, found) {
            demands.push(Demand { query, typed: quota.filter.clone(), quota: quota.clone() });
        }
    }
    let [query, fits] = [query, fits].map(|query| query.unwrap_or_else(Query::everything));
    let listed: Vec<&Question> =
        section.questions.iter().filter_map(|id| desk.library.question(id.value.as_str())).collect();
    let fewest = u32::try_from(section.questions.len()).unwrap_or(u32::MAX);
    let count = section.count.or((fewest > 0).then_some(fewest));
    let (units, expired) = (Vec::new(), Vec::new());
    let (claimed, drafts) = (0, 0);
    let mut plan = Plan { section, query, fits, demands, listed, count, units, expired, claimed, drafts, implicit };
    if let Some(count) = count.filter(|count| *count < fewest) {
        found.push(
            Diagnostic::error(
                "too-many-listed",
                format!("section `{}` asks for {count}, but lists {fewest} questions", plan.section.id),
            )
            .at(plan.span(desk.blueprint, "count"))
            .hint(format!("set `count` to {fewest} or more, or shorten the list")),
        );
    }
    if readable {
        collect(desk, &mut plan, members, listed_anywhere, found);
    }
    check_marks(desk, &plan, found);
    plan
}

/// Reads a query; none is everything. What no question can meet is most likely a slip and is told.
fn read(typed: Option<&Located<String>>, facts: &Facts, found: &mut Diagnostics) -> Option<Query> {
    let Some(typed) = typed else { return Some(Query::everything()) };
    match query::parse(&typed.value) {
        Ok(query) => {
            for stranger in query.strangers(facts) {
                let mut told = stranger.at(typed);
                told.severity = Severity::Warning;
                found.push(told);
            }
            Some(query)
        }
        Err(fault) => {
            found.push(fault.at(typed));
            None
        }
    }
}

/// Gathers the units of a section in canonical order.
fn collect<'a>(
    desk: Desk<'a>,
    plan: &mut Plan<'a>,
    members: &BTreeMap<&'a str, Vec<&'a Question>>,
    listed_anywhere: &BTreeMap<&str, (&SectionId, Option<Span>)>,
    found: &mut Diagnostics,
) {
    let excluded: BTreeSet<&str> = plan.section.exclude.iter().map(|id| id.value.as_str()).collect();
    let listed_atoms: BTreeSet<Atom<'_>> =
        listed_anywhere.keys().filter_map(|id| desk.library.question(id)).map(Atom::of).collect();
    // Fit to be printed at all, whatever the section asks for.
    let open = |question: &Question| {
        let status = question.about.status;
        let named = plan.query.names_status(status) || plan.fits.names_status(status);
        let drawn = status == Status::Reviewed || named || (plan.implicit && status == Status::Draft);
        drawn && !excluded.contains(question.id.as_str())
    };
    let expired = |question: &Question| {
        let out = desk.library.expires(question).zip(desk.date).is_some_and(|(expires, date)| expires <= date);
        out && !plan.implicit
    };
    let fits = |question: &&Question| {
        open(question) && plan.query.matches(question, desk.facts) && plan.fits.matches(question, desk.facts)
    };
    let (mut units, mut seen, mut out_of_date) = (Vec::new(), BTreeSet::new(), Vec::new());
    for question in desk.questions().filter(fits) {
        if expired(question) {
            out_of_date.push(question.id.clone());
            continue;
        }
        let atom = Atom::of(question);
        if listed_atoms.contains(&atom) || !seen.insert(atom) {
            continue;
        }
        let questions = match atom {
            Atom::Question(_) => vec![question],
            Atom::Passage(id) => {
                let all: Vec<&Question> = members.get(id).into_iter().flatten().copied().collect();
                let fit = |question: &&&Question| fits(question) && !expired(question);
                let fitting: Vec<&Question> = all.iter().filter(fit).copied().collect();
                let open = all.iter().filter(|question| open(question) && !expired(question)).count();
                match passage(desk, plan, id, fitting, open) {
                    Ok(questions) => questions,
                    Err(why) => {
                        let told = Diagnostic::notice("passage-left-out", why);
                        plan.draws().then(|| found.push(told.at(plan.span(desk.blueprint, "where"))));
                        continue;
                    }
                }
            }
        };
        let number = Stream::new(desk.seed, &format!("draw/{}/{}", plan.section.id, atom.stream())).number();
        let counted = (0..plan.demands.len()).map(|at| plan.counted(at, &questions, desk.facts)).collect();
        units.push(Unit { atom, questions, number, counted });
    }
    let draft = |question: &&Question| {
        question.about.status == Status::Draft
            && !open(question)
            && plan.query.matches(question, desk.facts)
            && plan.fits.matches(question, desk.facts)
    };
    plan.drafts = desk.questions().filter(draft).count();
    plan.units = units;
    plan.expired = out_of_date;
}

/// The questions of a passage that are taken together, or why it cannot be taken.
fn passage<'a>(
    desk: Desk<'a>,
    plan: &Plan<'_>,
    id: &str,
    mut fitting: Vec<&'a Question>,
    open: usize,
) -> Result<Vec<&'a Question>, String> {
    let section = &plan.section.id;
    let take = desk.library.passage(id).and_then(|passage| passage.take).filter(|_| !plan.implicit);
    if let Some(take) = take {
        let take = usize::from(take);
        if fitting.len() < take {
            let fit = fitting.len();
            return Err(format!(
                "passage `{id}` is not drawn for section `{section}`: it needs {take} questions, {fit} fit"
            ));
        }
        let number = |question: &&Question| {
            let name = format!("draw/{section}/{}", question.id);
            (Stream::new(desk.seed, &name).number(), question.id.clone())
        };
        let mut smallest = fitting.clone();
        smallest.sort_by_cached_key(number);
        let kept: BTreeSet<&str> = smallest.iter().take(take).map(|question| question.id.as_str()).collect();
        fitting.retain(|question| kept.contains(question.id.as_str()));
    } else if fitting.len() < open {
        let fit = fitting.len();
        return Err(format!(
            "passage `{id}` is not drawn for section `{section}`: its questions are taken together, and {fit} of {open} match"
        ));
    }
    let mut families = BTreeSet::new();
    let twice = fitting.iter().filter_map(|question| question.about.family.as_deref()).find(|f| !families.insert(*f));
    if let Some(twice) = twice.filter(|_| !plan.implicit) {
        return Err(format!(
            "passage `{id}` is not drawn for section `{section}`: two of its questions are of the family `{twice}`"
        ));
    }
    Ok(fitting)
}

/// Tells of written questions whose own marks the section contradicts, whether or not chance would draw them.
fn check_marks(desk: Desk<'_>, plan: &Plan<'_>, found: &mut Diagnostics) {
    /// A section that gives the wrong marks gives them to all; a few examples say so.
    const EXAMPLES: usize = 5;
    // What a section that lists all its questions will never print cannot contradict it.
    let units = if plan.draws() { plan.units.as_slice() } else { &[] };
    let all = plan.listed.iter().chain(units.iter().flat_map(|unit| &unit.questions));
    let faults = all.filter_map(|question| Some((question, marks::schemes(&plan.section.marks, question).err()?)));
    for (question, fault) in faults.take(EXAMPLES) {
        found.push(match *fault {
            marks::MarksFault::Differ { section, own } => Diagnostic::error(
                "marks-differ",
                format!(
                    "section `{}` gives {} marks, but `{}` carries {} of its own",
                    plan.section.id,
                    section.shown(),
                    question.id,
                    own.shown()
                ),
            )
            .at(plan.span(desk.blueprint, "marks"))
            .hint(format!("add `marks:{}` to `where`, or leave `marks` out of the section", section.shown())),
            marks::MarksFault::Sum { typed, parts } => Diagnostic::error(
                "case-marks",
                format!("`{}` carries {} marks, but its parts add up to {}", question.id, typed.shown(), parts.shown()),
            )
            .at(question.span("marks")),
            marks::MarksFault::Alternatives(first, other) => Diagnostic::error(
                "alternative-marks",
                format!(
                    "the alternatives of a part of `{}` carry {} and {} marks",
                    question.id,
                    first.shown(),
                    other.shown()
                ),
            )
            .at(question.span("parts"))
            .hint("alternatives carry equal marks"),
        });
    }
}
