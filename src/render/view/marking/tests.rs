//! What the cover says of each scheme, and of the rules of a paper.

use super::*;
use crate::load::words::bundled;
use crate::model::blueprint::{Section, SetAsk};
use crate::model::ids::Lang;
use crate::model::marking::{Disqualified, Marks, Rules};
use crate::model::numbering::Numbering;
use crate::model::paper::Paper;
use crate::model::question::{Body, Question};
use crate::model::samples;
use crate::model::text::PerLang;
use crate::render::view::RunFacts;

fn marks(text: &str) -> Marks {
    Exact::parse(text).unwrap()
}

fn scheme(right: &str, wrong: &str, blank: &str) -> Scheme {
    Scheme { right: marks(right), wrong: marks(wrong), blank: marks(blank), ..Scheme::default() }
}

fn partial(partial: Partial) -> Scheme {
    Scheme { partial, ..scheme("4", "-2", "0") }
}

fn one() -> Body {
    samples::choice(4, 1)
}

fn some() -> Body {
    samples::several(4, &[0, 1])
}

/// A paper of these bodies with their schemes, in the order given.
fn paper(slots: Vec<(Body, Scheme)>) -> Paper {
    let (bodies, schemes): (Vec<Body>, Vec<Scheme>) = slots.into_iter().unzip();
    let questions = bodies.into_iter().enumerate();
    let questions: Vec<Question> = questions.map(|(at, body)| samples::question(&format!("q-{at:03}"), body)).collect();
    let mut paper = samples::paper(questions, &[]);
    paper.blueprint.sets = paper.sets.iter().map(|set| set.ask.clone()).collect::<Vec<SetAsk>>();
    let sets = paper.sets.iter_mut().map(|set| &mut set.entries);
    for entries in sets.chain([&mut paper.canonical]) {
        for entry in entries.iter_mut().flat_map(|entry| &mut entry.alternatives) {
            let at: usize = entry.question.as_str().trim_start_matches("q-").parse().unwrap();
            entry.slots.iter_mut().for_each(|slot| slot.scheme = schemes[at].clone());
        }
    }
    paper
}

fn with<T>(paper: &Paper, then: impl Fn(Marking) -> T) -> T {
    let words = bundled(Lang::ENGLISH).unwrap();
    let set = &paper.sets[0];
    let numbering = Numbering::new(paper, set, &words);
    let facts = RunFacts { paper_id: "", template: None };
    then(Marking::of(&Desk { paper, set, numbering: &numbering, words: &words, facts: &facts }))
}

fn said(paper: &Paper) -> String {
    with(paper, |marking| {
        let table = marking.table.iter().map(|row| row.join(" | "));
        marking.sentences.into_iter().chain(table).collect::<Vec<_>>().join("\n")
    })
}

/// What is said of one choice question with this scheme, without the sentence on several marks.
fn of_scheme(right: &str, wrong: &str, blank: &str) -> String {
    with(&paper(vec![(one(), scheme(right, wrong, blank))]), |marking| marking.sentences[0].clone())
}

/// What is said of several right options, beside the marks of all.
fn of_partial(row: Partial) -> String {
    with(&paper(vec![(some(), partial(row))]), |marking| marking.sentences[1..].join("\n"))
}

/// Gives every slot with options the circle "not attempted".
fn circled(mut paper: Paper, which: impl Fn(usize) -> bool) -> Paper {
    let entries = paper.sets.iter_mut().flat_map(|set| &mut set.entries).enumerate();
    for (at, entry) in entries {
        let slots = entry.alternatives.iter_mut().flat_map(|placed| &mut placed.slots);
        slots.for_each(|slot| slot.not_attempted = !slot.options.is_empty() && which(at));
    }
    paper
}

#[test]
fn the_sentence_on_penalties_follows_the_scheme() {
    insta::assert_snapshot!(of_scheme("2", "-2/3", "0"), @"All questions carry equal marks: 2 marks for each right answer. For each wrong answer, one-third of the marks of that question (0.67 marks) is deducted. Nothing is deducted for a question left unanswered.");
    insta::assert_snapshot!(of_scheme("4", "-1", "0"), @"All questions carry equal marks: 4 marks for each right answer. For each wrong answer, one-fourth of the marks of that question (1 mark) is deducted. Nothing is deducted for a question left unanswered.");
    insta::assert_snapshot!(of_scheme("1", "0", "0"), @"All questions carry equal marks: 1 mark for each right answer. Nothing is deducted for a wrong answer.");
    insta::assert_snapshot!(of_scheme("3", "-2", "-1/2"), @"All questions carry equal marks: 3 marks for each right answer. Each wrong answer costs 2 marks. Each question left unanswered costs 0.5 marks.");
    insta::assert_snapshot!(of_scheme("4/3", "-4/9", "0"), @"All questions carry equal marks: 4/3 marks for each right answer. For each wrong answer, one-third of the marks of that question (0.44 marks) is deducted. Nothing is deducted for a question left unanswered.");
    insta::assert_snapshot!(of_scheme("3", "-1", "-1"), @"All questions carry equal marks: 3 marks for each right answer. For each wrong answer, one-third of the marks of that question (1 mark) is deducted. For each question left unanswered, one-third of the marks of that question (1 mark) is deducted.");
    insta::assert_snapshot!(of_scheme("1", "0", "-1/4"), @"All questions carry equal marks: 1 mark for each right answer. Nothing is deducted for a wrong answer. For each question left unanswered, one-fourth of the marks of that question (0.25 marks) is deducted.");
    insta::assert_snapshot!(of_scheme("2", "-2", "1/2"), @"All questions carry equal marks: 2 marks for each right answer. Each wrong answer costs 2 marks. Each question left unanswered earns 0.5 marks.");
    insta::assert_snapshot!(of_scheme("2", "1", "0"), @"All questions carry equal marks: 2 marks for each right answer. Each wrong answer earns 1 mark.");
}

#[test]
fn two_marks_are_said_to_be_wrong_or_none() {
    let paper_of = |several| paper(vec![(one(), Scheme { several, ..scheme("2", "-1/2", "0") })]);
    insta::assert_snapshot!(with(&paper_of(Several::Wrong), |marking| marking.sentences[1].clone()), @"If more than one option is marked where one answer is asked for, the answer counts as wrong, even if one of them is right.");
    insta::assert_snapshot!(with(&paper_of(Several::Blank), |marking| marking.sentences[1].clone()), @"If more than one option is marked where one answer is asked for, the question counts as unanswered.");
    let blank = Scheme { several: Several::Blank, ..scheme("2", "-1/2", "0") };
    let mixed = paper(vec![(one(), scheme("2", "-1/2", "0")), (one(), blank.clone()), (one(), blank)]);
    insta::assert_snapshot!(said(&mixed), @r"
    All questions carry equal marks: 2 marks for each right answer. For each wrong answer, one-fourth of the marks of that question (0.5 marks) is deducted. Nothing is deducted for a question left unanswered.
    Question 1: If more than one option is marked where one answer is asked for, the answer counts as wrong, even if one of them is right.
    Questions 2–3: If more than one option is marked where one answer is asked for, the question counts as unanswered.
    ");
}

#[test]
fn every_row_of_partial_marks_has_its_sentence() {
    insta::assert_snapshot!(of_partial(Partial::None), @"Where several options may be right, marks are given only if all right options and no others are marked.");
    insta::assert_snapshot!(of_partial(Partial::PerOption), @"Where several options may be right, all right ones earn full marks and some of them an equal share each; with any wrong option marked, the answer counts as wrong.");
    insta::assert_snapshot!(of_partial(Partial::JeeAdvanced), @"Where several options may be right, full marks are given only if all right options and no others are marked. If only some of the right options and no wrong one are marked, each of them (three at most) earns 1 mark; with any wrong option marked, the answer counts as wrong.");
    insta::assert_snapshot!(of_partial(Partial::AnyRight), @"Where several options may be right, any right one earns full marks, alone or with others that are right; with any wrong option marked, the answer counts as wrong.");
    insta::assert_snapshot!(of_partial(Partial::Half), @"Where several options may be right, all right ones earn full marks and some of them half of the marks; with any wrong option marked, the answer counts as wrong.");
    insta::assert_snapshot!(of_partial(Partial::OneSlip), @"Where several options may be right, full marks are given if all right options and no others are marked, and half of the marks if just one right option is left out or just one wrong option is marked. With more mistakes the answer counts as wrong.");
    insta::assert_snapshot!(of_partial(Partial::RightMinusWrong), @"Where several options may be right, each right option marked earns an equal share of the marks and each wrong option marked takes as much away, but never so much that the answer brings less than a wrong one.");
    let words = bundled(Lang::ENGLISH).unwrap();
    for (name, row) in Partial::NAMES {
        let said = of_partial(row);
        assert!(words.phrases.contains_key(&format!("marking.partial-{name}")) && !said.contains("marking."), "{name}");
    }
}

#[test]
fn questions_marked_in_different_ways_are_named() {
    let small = Scheme { partial: Partial::JeeAdvanced, ..scheme("2", "-1", "0") };
    let numeric = samples::every_kind().into_iter().find(|body| body.kind() == Kind::Numeric).unwrap();
    let mixed = paper(vec![
        (one(), scheme("3", "-1", "0")),
        (one(), scheme("3", "-1", "0")),
        (some(), partial(Partial::JeeAdvanced)),
        (some(), small.clone()),
        (some(), partial(Partial::PerOption)),
        (numeric, scheme("4", "0", "0")),
    ]);
    insta::assert_snapshot!(said(&mixed), @r"
    The table below gives the marks for a right answer, a wrong answer and no answer.
    If more than one option is marked where one answer is asked for, the answer counts as wrong, even if one of them is right.
    Questions 3–4: Where several options may be right, full marks are given only if all right options and no others are marked. If only some of the right options and no wrong one are marked, each of them (three at most) earns one-fourth of the marks of that question; with any wrong option marked, the answer counts as wrong.
    Question 5: Where several options may be right, all right ones earn full marks and some of them an equal share each; with any wrong option marked, the answer counts as wrong.
    1–2 | +3 | −1 | 0
    3, 5 | +4 | −2 | 0
    4 | +2 | −1 | 0
    6 | +4 | 0 | 0
    ");
    insta::assert_snapshot!(said(&paper(vec![(some(), partial(Partial::JeeAdvanced)), (some(), small)])), @r"
    The table below gives the marks for a right answer, a wrong answer and no answer.
    Where several options may be right, full marks are given only if all right options and no others are marked. If only some of the right options and no wrong one are marked, each of them (three at most) earns one-fourth of the marks of that question; with any wrong option marked, the answer counts as wrong.
    1 | +4 | −2 | 0
    2 | +2 | −1 | 0
    ");
}

#[test]
fn the_circle_not_attempted_is_explained() {
    let state = scheme("4/3", "-4/9", "-4/9");
    let all = circled(paper(vec![(one(), state.clone()), (one(), state.clone())]), |_| true);
    insta::assert_snapshot!(said(&all), @r"
    All questions carry equal marks: 4/3 marks for each right answer. For each wrong answer, one-third of the marks of that question (0.44 marks) is deducted. For each question in which no circle is filled, one-third of the marks of that question (0.44 marks) is deducted.
    If you do not want to answer a question, fill its last circle, “(e) Question not attempted”, and no other: nothing is deducted then.
    If more than one option is marked where one answer is asked for, the answer counts as wrong, even if one of them is right.
    ");
    // Two questions have it, one with several right options, and the rest does not.
    let more = Scheme { partial: Partial::Half, ..state.clone() };
    let some_of =
        circled(paper(vec![(one(), state.clone()), (some(), more), (one(), scheme("1", "0", "0"))]), |at| at < 2);
    insta::assert_snapshot!(said(&some_of), @r"
    The table below gives the marks for a right answer, a wrong answer and no circle filled.
    Questions 1–2: If you do not want to answer a question, fill its last circle, “(e) Question not attempted”, and no other: nothing is deducted then.
    Where several options may be right, the last circle filled beside another makes the answer wrong.
    If more than one option is marked where one answer is asked for, the answer counts as wrong, even if one of them is right.
    Where several options may be right, all right ones earn full marks and some of them half of the marks; with any wrong option marked, the answer counts as wrong.
    1–2 | +4/3 | −4/9 | −4/9
    3 | +1 | 0 | 0
    ");
    with(&some_of, |marking| assert_eq!(marking.heads[3], "marking.head-no-circle"));
    // Labels that alternate are not printed in the sentence.
    let mut alternating = all;
    alternating.blueprint.layout.labels.options =
        ["(a)", "(f)"].map(|label| crate::model::labels::LabelStyle::parse(label).unwrap()).to_vec();
    insta::assert_snapshot!(with(&alternating, |marking| marking.sentences[1].clone()), @"If you do not want to answer a question, fill its last circle, “Question not attempted”, and no other: nothing is deducted then.");
}

/// Puts the questions of a paper into sections of one each, with these titles and floors.
fn sectioned(mut paper: Paper, sections: &[(&str, Option<&str>)]) -> Paper {
    let section = |(title, floor): &(&str, Option<&str>)| Section {
        title: Some(PerLang::new(Lang::ENGLISH, (*title).to_owned())),
        floor: floor.map(marks),
        ..Section::new(SectionId::new(&title.to_lowercase()).unwrap())
    };
    paper.blueprint.sections = sections.iter().map(section).collect();
    let planned = |section: &Section| crate::model::paper::PaperSection {
        id: section.id.clone(),
        entries: 1,
        maximum: Marks::whole(2),
        quotas: Vec::new(),
    };
    paper.sections = paper.blueprint.sections.iter().map(planned).collect();
    for set in &mut paper.sets {
        set.entries.iter_mut().enumerate().for_each(|(at, entry)| entry.section = at);
    }
    paper
}

#[test]
fn floors_are_said_for_sections_and_paper() {
    let three = || paper(vec![(one(), scheme("2", "-1", "0")); 3]);
    let last = |paper: &Paper| with(paper, |marking| marking.sentences[2..].join("\n"));
    let all = sectioned(three(), &[("Physics", Some("0")), ("Chemistry", Some("0")), ("Biology", Some("0"))]);
    insta::assert_snapshot!(last(&all), @"In each section, a total below 0 counts as 0.");
    let two = sectioned(three(), &[("Physics", Some("0")), ("Chemistry", Some("-5/2")), ("Biology", Some("0"))]);
    insta::assert_snapshot!(last(&two), @r"
    In each of “Physics” and “Biology”, a total below 0 counts as 0.
    In “Chemistry”, a total below −2.5 counts as −2.5.
    ");
    let mut whole = sectioned(three(), &[("Physics", None), ("Chemistry", None), ("Biology", None)]);
    whole.blueprint.rules = Rules { floor: Some(marks("0")), ..Rules::default() };
    insta::assert_snapshot!(last(&whole), @"A total of the whole paper below 0 counts as 0.");
    assert!(with(&whole, |marking| marking.matters));
    let mut alone = sectioned(paper(vec![(one(), scheme("2", "-1", "0"))]), &[("Physics", Some("0"))]);
    alone.blueprint.rules = whole.blueprint.rules.clone();
    insta::assert_snapshot!(last(&alone), @"A total of the whole paper below 0 counts as 0.");
}

#[test]
fn disqualification_is_said_with_both_numbers() {
    let share = |share: &str, count: usize| {
        let mut paper = paper(vec![(one(), scheme("2", "0", "0")); count]);
        let rule = Disqualified { blank_share: marks(share) };
        paper.blueprint.rules = Rules { disqualified: Some(rule), ..Rules::default() };
        with(&paper, |marking| marking.sentences[2..].join("\n"))
    };
    insta::assert_snapshot!(share("1/10", 25), @"A candidate who fills no circle at all in more than 10% of the 25 questions on the answer sheet, that is in more than 2 questions, is disqualified.");
    insta::assert_snapshot!(share("1/10", 15), @"A candidate who fills no circle at all in more than 10% of the 15 questions on the answer sheet, that is in more than 1 question, is disqualified.");
    insta::assert_snapshot!(share("1/3", 30), @"A candidate who fills no circle at all in more than 1/3 of the 30 questions on the answer sheet, that is in more than 10 questions, is disqualified.");
    insta::assert_snapshot!(share("0", 30), @"A candidate who fills no circle at all in any one of the questions on the answer sheet is disqualified.");
}

#[test]
fn a_class_test_without_penalties_has_nothing_to_explain() {
    let plain = paper(vec![(one(), scheme("2", "0", "0")), (some(), Scheme::default())]);
    assert!(!with(&plain, |marking| marking.matters));
    let shared =
        paper(vec![(one(), scheme("2", "0", "0")), (some(), Scheme { partial: Partial::Half, ..Scheme::default() })]);
    assert!(with(&shared, |marking| marking.matters));
    let blank = samples::every_kind().into_iter().find(|body| body.kind() == Kind::Blank).unwrap();
    let punished = paper(vec![(one(), scheme("1", "0", "0")), (blank, scheme("1", "-1", "0"))]);
    insta::assert_snapshot!(said(&punished), @r"
    The table below gives the marks for a right answer, a wrong answer and no answer.
    If more than one option is marked where one answer is asked for, the answer counts as wrong, even if one of them is right.
    1 | +1 | 0 | 0
    2 | +1 | −1 | 0
    ");
}

#[test]
fn numbers_become_ranges() {
    let words = bundled(Lang::ENGLISH).unwrap();
    let (scheme, section) = (Scheme::default(), SectionId::new("a").unwrap());
    let slot = |number| Marked {
        number,
        section: &section,
        kind: Kind::Choice,
        several_right: false,
        circle: None,
        scheme: &scheme,
    };
    let slots: Vec<Marked<'_>> = [1, 2, 3, 5, 8, 8, 9].into_iter().map(slot).collect();
    assert_eq!(groups::ranges(&slots.iter().collect::<Vec<_>>(), &words), "1–3, 5, 8–9");
    assert_eq!(groups::ranges(&[], &words), "");
}

#[test]
fn marks_in_tables_have_signs() {
    assert_eq!(["4", "-2/3", "0"].map(|text| signed(&marks(text))), ["+4", "−2/3", "0"]);
}
