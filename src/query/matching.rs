//! Asks a question whether it answers to a query.

use super::facts::{self, Facts};
use super::field::{Glob, Has, Term, Used};
use super::{Node, QueryFault};
use crate::diag::nearest;
use crate::model::ids::{Lang, is_within};
use crate::model::question::{Body, Item, Question};
use crate::model::text::RichText;
use crate::model::visit::TextField;

/// Whether a question answers to a piece of a query.
pub(super) fn node(node: &Node, question: &Question, facts: &Facts) -> bool {
    match node {
        Node::All(nodes) => nodes.iter().all(|inner| self::node(inner, question, facts)),
        Node::Any(nodes) => nodes.iter().any(|inner| self::node(inner, question, facts)),
        Node::Not(inner) => !self::node(inner, question, facts),
        Node::Term(term, _) => self::term(term, question, facts),
    }
}

fn term(term: &Term, question: &Question, facts: &Facts) -> bool {
    let about = &question.about;
    let one_of = |globs: &[Glob], name: Option<&str>| name.is_some_and(|name| globs.iter().any(|glob| glob.fits(name)));
    match term {
        Term::Text(needle) => needle.is_asked_in(&question.item),
        Term::Area(areas) => {
            about.area.iter().any(|area| areas.iter().any(|above| facts.is_within(area, above.trim_end_matches(".*"))))
        }
        Term::Kind(kinds) => kinds.contains(&question.kind()),
        Term::Difficulty(values) => about.difficulty.is_some_and(|difficulty| values.contains(&difficulty)),
        Term::Tag(globs) => about.tags.iter().any(|tag| one_of(globs, Some(tag))),
        Term::Status(values) => values.contains(&about.status),
        Term::Year(ranges) => {
            let year = about.source.as_ref().and_then(|source| source.year);
            year.is_some_and(|year| ranges.iter().any(|range| range.holds(&year)))
        }
        Term::Source(needles) => about.source.as_ref().is_some_and(|source| {
            let year = source.year.map(|year| year.to_string());
            let parts = [&source.exam, &year, &source.paper, &source.number, &source.note];
            let line = parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ");
            needles.iter().any(|needle| needle.is_in(&line))
        }),
        Term::Marks(ranges) => {
            let marks = facts::marks(&question.item);
            ranges.iter().any(|range| range.holds(&marks))
        }
        Term::Id(globs) => one_of(globs, Some(question.id.as_str())),
        Term::Language(langs) => question.languages().iter().any(|lang| langs.contains(lang)),
        Term::Note(globs) => {
            one_of(globs, about.needs.as_deref()) || facts.notes_of(&question.id).any(|note| one_of(globs, Some(note)))
        }
        Term::Has(values) => values.iter().any(|value| has(*value, question, facts)),
        Term::Used(values) => values.iter().any(|value| used(value, question, facts)),
        Term::Cognitive(values) => about.cognitive.is_some_and(|level| values.contains(&level)),
        Term::Family(globs) => one_of(globs, about.family.as_deref()),
        Term::Passage(globs) => one_of(globs, question.typed_passage().map(|passage| passage.as_str())),
        Term::Author(needles) => {
            about.author.as_ref().is_some_and(|name| needles.iter().any(|needle| needle.is_in(name)))
        }
        Term::Since(days) => {
            about.as_of.or_else(|| facts.day_of(&question.id)).is_some_and(|day| days.iter().any(|since| *since <= day))
        }
    }
}

/// Whether a question of this area, or below it, may answer to a piece of a query as far as areas go.
pub(super) fn reaches(node: &Node, area: &str, facts: &Facts) -> bool {
    match node {
        Node::All(nodes) => nodes.iter().all(|inner| reaches(inner, area, facts)),
        Node::Any(nodes) => nodes.iter().any(|inner| reaches(inner, area, facts)),
        Node::Term(Term::Area(areas), _) => {
            meant(areas, facts).any(|named| is_within(area, named) || is_within(named, area))
        }
        Node::Not(inner) => match &**inner {
            Node::Term(Term::Area(areas), _) => !meant(areas, facts).any(|named| is_within(area, named)),
            _ => true,
        },
        Node::Term(..) => true,
    }
}

/// The areas that a demand names, old ids and groupings followed.
fn meant<'a>(areas: &'a [String], facts: &'a Facts) -> impl Iterator<Item = &'a str> {
    areas.iter().flat_map(|area| facts.resolved(area.trim_end_matches(".*")))
}

fn used(value: &Used, question: &Question, facts: &Facts) -> bool {
    let mut papers = facts.papers_of(&question.id);
    match value {
        Used::Never => papers.next().is_none(),
        Used::Any => papers.next().is_some(),
        Used::Paper(glob) => papers.any(|paper| glob.fits(paper)),
    }
}

fn has(what: Has, question: &Question, facts: &Facts) -> bool {
    let about = &question.about;
    let any_item =
        |test: &dyn Fn(&Item) -> bool| test(&question.item) || question.slots().iter().any(|(_, item)| test(item));
    match what {
        Has::Explanation => any_item(&|item| item.explanation.is_some()),
        Has::Figure => any_item(&|item| !item.figures.is_empty()),
        Has::Formula => {
            any_rich(&question.item, |_, text| text.source.contains(['$', '\\']) && !text.formulas().is_empty())
        }
        Has::Basis => about.basis.is_some(),
        Has::Hindi => question.languages().contains(&Lang::HINDI),
        Has::English => question.languages().contains(&Lang::ENGLISH),
        Has::Id => question.place.as_ref().is_none_or(|place| place.id_typed),
        Has::Why => any_rich(&question.item, |field, _| field == TextField::Why),
        Has::Area => !about.area.is_empty(),
        Has::Difficulty => about.difficulty.is_some(),
        Has::Measured => about.measured.is_some(),
        Has::Cognitive => about.cognitive.is_some(),
        Has::Tag => !about.tags.is_empty(),
        Has::Marks => any_item(&|item| item.marks.right.is_some()),
        Has::Seconds => about.seconds.is_some(),
        Has::Source => about.source.is_some(),
        Has::Year => about.source.as_ref().is_some_and(|source| source.year.is_some()),
        Has::Author => about.author.is_some(),
        Has::ReviewedBy => about.reviewed_by.is_some(),
        Has::AsOf => about.as_of.is_some(),
        Has::Expires => about.expires.is_some(),
        Has::Family => about.family.is_some(),
        Has::Passage => question.typed_passage().is_some(),
        Has::Note => about.needs.is_some() || facts.notes_of(&question.id).next().is_some(),
        Has::ModelAnswer => any_item(&|item| matches!(&item.body, Body::Written { model_answer: Some(_), .. })),
        Has::Points => any_item(&|item| matches!(&item.body, Body::Written { points, .. } if !points.is_empty())),
        Has::Codes => any_item(&|item| has_codes(&item.body)),
        Has::Remark => about.remark.is_some(),
        Has::Allow => !about.allow.is_empty(),
        Has::Several => any_item(&|item| item.asks_for_several()),
    }
}

/// Whether the test holds for a text of the item, parts included.
fn any_rich(item: &Item, test: impl Fn(TextField, &RichText) -> bool) -> bool {
    let mut found = false;
    item.each_text(None, &mut |role, _, text| found = found || test(role.field, text));
    found
}

fn has_codes(body: &Body) -> bool {
    match body {
        Body::Statements { coding, .. } | Body::Pairs { coding, .. } => !coding.codes.is_empty(),
        Body::Match { codes, .. } | Body::Order { codes, .. } => !codes.is_empty(),
        _ => false,
    }
}

/// Collects the demands that nothing in the library can meet.
pub(super) fn strangers(node: &Node, facts: &Facts, found: &mut Vec<QueryFault>) {
    let (term, range) = match node {
        Node::All(nodes) | Node::Any(nodes) => {
            nodes.iter().for_each(|node| strangers(node, facts, found));
            return;
        }
        Node::Not(node) => return strangers(node, facts, found),
        Node::Term(term, range) => (term, range),
    };
    let mut report = |what: &str, typed: &str, near: Option<&str>| {
        let fault = QueryFault::new(range.clone(), format!("there is no {what} `{typed}`"));
        found.push(match near {
            Some(name) => fault.hint(format!("did you mean `{name}`?")),
            None => fault,
        });
    };
    let mut names = |what, globs: &[Glob], known: &std::collections::BTreeSet<String>| {
        for typed in globs.iter().filter_map(Glob::exact).filter(|typed| !known.contains(*typed)) {
            report(what, typed, nearest(typed, known.iter().map(String::as_str)));
        }
    };
    match term {
        Term::Id(globs) => names("question", globs, facts.questions()),
        Term::Passage(globs) => names("passage", globs, facts.passages()),
        Term::Note(globs) => names("note", globs, facts.notes()),
        Term::Area(areas) => {
            for area in areas.iter().filter(|area| !facts.knows_area(area.trim_end_matches(".*"))) {
                report("area", area, nearest(area, facts.areas()));
            }
        }
        _ => {}
    }
}
