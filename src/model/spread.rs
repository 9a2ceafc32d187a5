//! How the questions and marks of a paper are spread: over units of the syllabus and marks per question, over levels of
//! thinking, over difficulty.
//!
//! What counts is what makes up the maximum: of two alternatives one, of a section with `attempt` as many entries as are
//! answered (those with the most marks, the earlier ones first), of sections to choose between the richest.

use super::about::{Cognitive, Difficulty};
use super::ids::{AreaPath, SectionId};
use super::marking::{Exact, Marks};
use super::paper::Paper;
use super::question::Question;
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

/// Some questions and the marks that they carry together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Count {
    /// Printed numbers.
    pub questions: u32,
    /// Their marks.
    pub marks: Marks,
}

impl AddAssign<&Marks> for Count {
    fn add_assign(&mut self, marks: &Marks) {
        self.questions += 1;
        self.marks = std::mem::take(&mut self.marks) + marks.clone();
    }
}

/// A unit and how its marks are spread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its area; `None` for questions that name none.
    pub area: Option<AreaPath>,
    /// One for each of [`Spread::columns`].
    pub cells: Vec<Count>,
    /// All of them.
    pub total: Count,
}

/// How a paper is spread. Rows, columns, levels and difficulties each add up to the total, whose marks are the maximum.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spread {
    /// Units in the order of their areas, those without last.
    pub units: Vec<Unit>,
    /// Marks of a question, ascending, with all questions that carry them.
    pub columns: Vec<(Marks, Count)>,
    /// By level of thinking; `None` for questions that say nothing.
    pub cognitive: Vec<(Option<Cognitive>, Count)>,
    /// By difficulty; `None` for questions that say nothing.
    pub difficulty: Vec<(Option<Difficulty>, Count)>,
    /// All that counts.
    pub total: Count,
    /// Whether a question names several areas; it counts under the first.
    pub several_areas: bool,
}

impl Spread {
    /// The spread of a paper.
    pub fn of(paper: &Paper) -> Spread {
        let counted = counted(paper);
        let areas: BTreeSet<&AreaPath> =
            counted.iter().filter_map(|(question, _)| question.about.area.first()).collect();
        let marks: BTreeSet<&Marks> = counted.iter().map(|(_, marks)| marks).collect();
        let mut spread = Spread {
            columns: marks.into_iter().map(|marks| (marks.clone(), Count::default())).collect(),
            several_areas: counted.iter().any(|(question, _)| question.about.area.len() > 1),
            ..Spread::default()
        };
        let units = units(&areas);
        let mut rows: BTreeMap<Option<&AreaPath>, Unit> = BTreeMap::new();
        let (mut cognitive, mut difficulty) = (BTreeMap::new(), BTreeMap::new());
        for (question, marks) in &counted {
            let area = question.about.area.first().and_then(|area| units.get(area));
            let unit = rows.entry(area).or_insert_with(|| Unit {
                area: area.cloned(),
                cells: vec![Count::default(); spread.columns.len()],
                total: Count::default(),
            });
            for ((of_column, column), cell) in spread.columns.iter_mut().zip(&mut unit.cells) {
                if of_column == marks {
                    *column += marks;
                    *cell += marks;
                }
            }
            unit.total += marks;
            *cognitive.entry(last_if_none(question.about.cognitive)).or_insert_with(Count::default) += marks;
            *difficulty.entry(last_if_none(question.about.difficulty)).or_insert_with(Count::default) += marks;
            spread.total += marks;
        }
        spread.units = rows.into_values().collect();
        spread.units.sort_by(|one, other| match (&one.area, &other.area) {
            (Some(one), Some(other)) => in_order(one.as_str(), other.as_str()),
            (one, other) => one.is_none().cmp(&other.is_none()),
        });
        spread.cognitive = cognitive.into_iter().map(|((_, level), count)| (level, count)).collect();
        spread.difficulty = difficulty.into_iter().map(|((_, level), count)| (level, count)).collect();
        spread
    }

    /// The share of the marks in percent, rounded to one decimal; without decimals where all shares are whole.
    pub fn percent(&self, marks: &Marks) -> String {
        let percent =
            |marks: &Marks| (Exact::whole(100) * marks.over(&self.total.marks).unwrap_or_default()).rounded(1);
        let units = self.units.iter().map(|unit| &unit.total);
        let levels = self.cognitive.iter().map(|(_, count)| count);
        let difficulty = self.difficulty.iter().map(|(_, count)| count);
        let whole = units.chain(levels).chain(difficulty).all(|count| !percent(&count.marks).contains('.'));
        let own = percent(marks);
        if whole || own.contains('.') { own } else { own + ".0" }
    }
}

/// A key that puts what says nothing last.
fn last_if_none<T>(value: Option<T>) -> (bool, Option<T>) {
    (value.is_none(), value)
}

/// Every question that counts, with the most marks that its entry can bring.
fn counted(paper: &Paper) -> Vec<(&Question, Marks)> {
    let mut left_out: BTreeSet<&SectionId> = BTreeSet::new();
    for group in &paper.blueprint.choose_one {
        let members = || paper.sections.iter().filter(|section| group.iter().any(|member| member.value == section.id));
        let richest = members().min_by_key(|section| Reverse(&section.maximum));
        left_out.extend(members().map(|section| &section.id).filter(|id| richest.is_none_or(|one| one.id != **id)));
    }
    let mut counted = Vec::new();
    for (at, section) in paper.sections.iter().enumerate().filter(|(_, section)| !left_out.contains(&section.id)) {
        let entries = paper.canonical.iter().filter(|entry| entry.section == at);
        let mut entries: Vec<(&Question, Marks)> = entries
            .filter_map(|entry| {
                let first = entry.alternatives.first()?;
                Some((paper.questions.get(&first.question)?, entry.most(&paper.questions)))
            })
            .collect();
        let asked = paper.blueprint.sections.iter().find(|asked| asked.id == section.id);
        if let Some(attempt) = asked.and_then(|asked| asked.attempt) {
            entries.sort_by(|(_, one), (_, other)| other.cmp(one));
            entries.truncate(attempt.any as usize);
        }
        counted.extend(entries);
    }
    counted
}

/// The unit of each area: of a syllabus the areas at the first level at which those of the paper differ.
fn units(areas: &BTreeSet<&AreaPath>) -> BTreeMap<AreaPath, AreaPath> {
    let steps = |area: &AreaPath| area.as_str().split('.').map(str::to_owned).collect::<Vec<_>>();
    let mut shared: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for area in areas {
        let own = steps(area);
        let Some(syllabus) = own.first().cloned() else { continue };
        let prefix = shared.entry(syllabus).or_insert_with(|| own.clone());
        let common = prefix.iter().zip(&own).take_while(|(one, other)| one == other).count();
        prefix.truncate(common);
    }
    let unit = |area: &AreaPath| {
        let mut own = steps(area);
        let common = own.first().and_then(|syllabus| shared.get(syllabus)).map_or(0, Vec::len);
        own.truncate(common + 1);
        AreaPath::new(&own.join("."))
    };
    areas.iter().filter_map(|area| Some(((*area).clone(), unit(area)?))).collect()
}

/// The order of areas: numbers in them count as numbers, so that `u2` stands before `u10`.
fn in_order(one: &str, other: &str) -> Ordering {
    let pieces = |text: &str| -> Vec<(String, u64)> {
        let mut pieces = vec![(String::new(), 0_u64)];
        for sign in text.chars() {
            let Some((word, number)) = pieces.last_mut() else { break };
            match sign.to_digit(10) {
                Some(digit) => *number = number.saturating_mul(10).saturating_add(digit.into()),
                None if *number > 0 => pieces.push((sign.to_string(), 0)),
                None => word.push(sign),
            }
        }
        pieces
    };
    pieces(one).cmp(&pieces(other)).then_with(|| one.cmp(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::blueprint::{Attempt, Located, Section};
    use crate::model::paper::{Entry, PaperSection};
    use crate::model::samples::{self, question};
    use proptest::prelude::*;

    /// A question of a section: area, marks, level, whether it has an alternative.
    type Drawn = (usize, (&'static str, &'static str, Option<Cognitive>, bool));

    /// A paper of these entries in as many sections as they name; of the second one `attempt` are answered, and of the
    /// third and the fourth one.
    fn paper(drawn: &[Drawn], attempt: u32) -> Paper {
        let mut questions = Vec::new();
        for (at, (_, (area, _, level, alternative))) in drawn.iter().enumerate() {
            for name in ["main", "other"].into_iter().take(1 + usize::from(*alternative)) {
                let mut question = question(&format!("q{at}-{name}"), samples::choice(4, 0));
                question.about.area = area.split_whitespace().filter_map(AreaPath::new).collect();
                question.about.cognitive = *level;
                questions.push(question);
            }
        }
        let mut paper = samples::paper(questions, &[]);
        let mut placed = std::mem::take(&mut paper.canonical).into_iter();
        for (section, (_, marks, _, alternative)) in drawn {
            let mut alternatives: Vec<_> =
                placed.by_ref().take(1 + usize::from(*alternative)).flat_map(|entry| entry.alternatives).collect();
            for slot in alternatives.iter_mut().flat_map(|placed| &mut placed.slots) {
                slot.scheme.right = Exact::parse(marks).unwrap();
            }
            paper.canonical.push(Entry { section: *section, alternatives });
        }
        let id = |at: usize| SectionId::new(&format!("s{at}")).unwrap();
        paper.blueprint.sections = (0..4).map(|at| Section::new(id(at))).collect();
        let of_second = paper.canonical.iter().filter(|entry| entry.section == 1).count();
        paper.blueprint.sections[1].attempt = Some(Attempt { any: attempt, of: u32::try_from(of_second).unwrap() });
        paper.blueprint.choose_one = vec![[2, 3].map(|at| Located::new(id(at), None)).to_vec()];
        let section = |at: usize| {
            let entries = paper.canonical.iter().filter(|entry| entry.section == at);
            let mut marks: Vec<Marks> = entries.map(|entry| entry.most(&paper.questions)).collect();
            marks.sort_by(|one, other| other.cmp(one));
            let entries = u32::try_from(marks.len()).unwrap();
            marks.truncate(if at == 1 { attempt as usize } else { usize::MAX });
            PaperSection { id: id(at), entries, maximum: marks.into_iter().sum(), quotas: Vec::new() }
        };
        paper.sections = (0..4).map(section).collect();
        paper
    }

    fn added<'a>(counts: impl IntoIterator<Item = &'a Count>) -> Count {
        counts.into_iter().fold(Count::default(), |sum, count| Count {
            questions: sum.questions + count.questions,
            marks: sum.marks + count.marks.clone(),
        })
    }

    const AREAS: [&str; 6] = ["x.a.p", "x.a.q", "x.b", "x.b x.a.p", "y", ""];
    const MARKS: [&str; 5] = ["1", "4/3", "2.5", "5", "1/3"];
    const LEVELS: [Option<Cognitive>; 3] = [None, Some(Cognitive::Apply), Some(Cognitive::Remember)];

    proptest! {
        #[test]
        fn rows_columns_and_levels_add_up_to_the_maximum(
            drawn in prop::collection::vec((0_usize..4, (0_usize..6, 0_usize..5, 0_usize..3, prop::bool::ANY)), 0..14),
            attempt in 0_u32..4,
        ) {
            let drawn: Vec<Drawn> = drawn
                .into_iter()
                .map(|(section, (area, marks, level, or))| (section, (AREAS[area], MARKS[marks], LEVELS[level], or)))
                .collect();
            let paper = paper(&drawn, attempt);
            let spread = Spread::of(&paper);
            prop_assert_eq!(&spread.total.marks, &paper.maximum());
            prop_assert_eq!(added(spread.units.iter().map(|unit| &unit.total)), spread.total.clone());
            prop_assert_eq!(added(spread.columns.iter().map(|(_, count)| count)), spread.total.clone());
            prop_assert_eq!(added(spread.cognitive.iter().map(|(_, count)| count)), spread.total.clone());
            prop_assert_eq!(added(spread.difficulty.iter().map(|(_, count)| count)), spread.total.clone());
            for unit in &spread.units {
                prop_assert_eq!(added(&unit.cells), unit.total.clone());
            }
            for (at, (marks, column)) in spread.columns.iter().enumerate() {
                prop_assert_eq!(&added(spread.units.iter().map(|unit| &unit.cells[at])), column);
                prop_assert_eq!(&column.marks, &(Exact::whole(column.questions.into()) * marks.clone()));
            }
        }
    }

    #[test]
    fn units_are_the_areas_at_which_a_syllabus_first_parts() {
        let rows = |areas: &[&'static str]| -> Vec<String> {
            let drawn: Vec<Drawn> = areas.iter().map(|area| (0, (*area, "1", None, false))).collect();
            let units = Spread::of(&paper(&drawn, 0)).units.into_iter();
            units
                .map(|unit| {
                    format!("{} {}", unit.area.map_or("-".into(), |area| area.to_string()), unit.total.questions)
                })
                .collect()
        };
        assert_eq!(rows(&["cbse.sci.u10.p", "cbse.sci.u2.q", "cbse.sci.u2.r"]), ["cbse.sci.u2 2", "cbse.sci.u10 1"]);
        assert_eq!(rows(&["cbse.sci.u1.p", "cbse.sci.u1.q"]), ["cbse.sci.u1.p 1", "cbse.sci.u1.q 1"]);
        assert_eq!(rows(&["cbse.sci.u1.p", "cbse.sci.u1.p"]), ["cbse.sci.u1.p 2"]);
        assert_eq!(rows(&["cbse.sci", "cbse.sci.u1.p"]), ["cbse.sci 1", "cbse.sci.u1 1"]);
        assert_eq!(
            rows(&["", "jee.physics.optics", "upsc.gs.polity", "upsc.gs.history"]),
            ["jee.physics.optics 1", "upsc.gs.history 1", "upsc.gs.polity 1", "- 1"]
        );
        assert_eq!(rows(&["x.a x.b", "x.b"]), ["x.a 1", "x.b 1"]);
    }

    #[test]
    fn what_can_be_answered_is_counted() {
        let one = |section, marks, alternative| (section, ("x", marks, None, alternative));
        let drawn = [one(0, "2", true), one(1, "3", false), one(1, "5", false), one(2, "1", false), one(3, "4", false)];
        let spread = Spread::of(&paper(&drawn, 1));
        let columns: Vec<String> = spread.columns.iter().map(|(marks, _)| marks.shown()).collect();
        assert_eq!(columns, ["2", "4", "5"]);
        assert_eq!(spread.total, Count { questions: 3, marks: Exact::whole(11) });
        assert_eq!([2, 4, 5].map(|marks| spread.percent(&Exact::whole(marks))), ["18.2", "36.4", "45.5"]);
        assert_eq!(spread.percent(&spread.total.marks), "100");
    }
}
