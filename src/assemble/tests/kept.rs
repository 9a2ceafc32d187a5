//! `--keep` and `--swap`.

use super::*;
use crate::model::question::Body;

fn record(library: &Library, blueprint: &Blueprint) -> Record {
    Record::of(&paper(library, blueprint, 11), &bundled(Lang::ENGLISH).unwrap(), "0")
}

fn asked() -> Blueprint {
    let mut one = section("one", 6);
    one.quota = vec![quota("difficulty:hard", Some(2), Some(2))];
    blueprint(vec![one], &["A", "B"])
}

fn questions() -> Vec<Question> {
    let mut questions = choices(14);
    for (at, question) in questions.iter_mut().enumerate() {
        question.about.difficulty = Some(if at % 3 == 0 { Difficulty::Hard } else { Difficulty::Easy });
    }
    questions
}

fn kept(library: &Library, record: &Record, swap: &[QuestionId]) -> Result<Paper, Vec<String>> {
    run(library, &asked(), 999, Some(Keep { record, swap })).map(|made| made.paper)
}

#[test]
fn a_corrected_typo_moves_nothing() {
    let record = record(&library(questions()), &asked());
    let mut corrected = questions();
    // New questions that chance would now prefer, and a corrected text.
    corrected.extend((0..30).map(|at| question(&format!("new-{at}"), samples::choice(4, 0))));
    for question in &mut corrected {
        question.item.stem = Some(samples::text("Corrected"));
    }
    let paper = kept(&library(corrected), &record, &[]).unwrap();
    let old = record.clone().into_paper().unwrap();
    assert_eq!(paper.sets, old.sets);
    assert_eq!(paper.seed, old.seed);
    assert!(
        paper
            .questions
            .values()
            .all(|q| q.item.stem.as_ref().unwrap().get(Lang::ENGLISH).unwrap().source == "Corrected")
    );
}

#[test]
fn nothing_changed_gives_the_same_paper_id() {
    let library = library(questions());
    let record = record(&library, &asked());
    let paper = kept(&library, &record, &[]).unwrap();
    assert_eq!(Record::of(&paper, &bundled(Lang::ENGLISH).unwrap(), "0").paper_id, record.paper_id);
}

#[test]
fn a_swapped_question_leaves_all_others_in_their_place() {
    let library = library(questions());
    let record = record(&library, &asked());
    let old = record.clone().into_paper().unwrap();
    for gone in old.questions.keys() {
        let paper = kept(&library, &record, std::slice::from_ref(gone)).unwrap();
        let hard = paper.questions.values().filter(|q| q.about.difficulty == Some(Difficulty::Hard)).count();
        assert_eq!(hard, 2);
        assert!(!paper.questions.contains_key(gone));
        for (now, then) in paper.sets.iter().zip(&old.sets) {
            let changed: Vec<usize> =
                (0..now.entries.len()).filter(|at| now.entries[*at] != then.entries[*at]).collect();
            assert_eq!(changed.len(), 1);
            assert_eq!(then.entries[changed[0]].alternatives[0].question, *gone);
        }
        let again = kept(&library, &record, std::slice::from_ref(gone)).unwrap();
        assert_eq!(again.sets, paper.sets);
    }
}

#[test]
fn two_swaps_bring_two_different_questions() {
    let library = library(questions());
    let record = record(&library, &asked());
    let old = record.clone().into_paper().unwrap();
    let gone: Vec<QuestionId> = old.questions.keys().take(2).cloned().collect();
    let paper = kept(&library, &record, &gone).unwrap();
    assert_eq!(paper.questions.len(), 6);
    assert_eq!(
        kept(&library, &record, &[id("nowhere")]).unwrap_err(),
        ["the paper of the record has no question `nowhere` to replace"]
    );
}

#[test]
fn a_question_that_changed_its_shape_is_named() {
    let bodies = [samples::choice(4, 1), samples::statements(Ask::Which, &[true, false, true]), samples::order(3)];
    let made = |bodies: Vec<Body>| {
        library(bodies.into_iter().enumerate().map(|(at, body)| question(&format!("q-{at}"), body)).collect())
    };
    let blueprint = Blueprint::default();
    let record = record(&made(bodies.to_vec()), &blueprint);
    let told = |bodies: Vec<Body>| {
        run(&made(bodies), &blueprint, 1, Some(Keep { record: &record, swap: &[] })).unwrap_err().join("\n")
    };
    let [choice, statements, order] = bodies;
    assert_eq!(
        told(vec![samples::choice(3, 1), statements.clone(), order.clone()]),
        "`q-0` was printed with 4 options, the bank has 3 or names them differently"
    );
    let other = samples::statements(Ask::Which, &[false, false, false]);
    assert_eq!(
        told(vec![choice.clone(), other, order.clone()]),
        "`q-1` was printed with codes among which the answer it has now is missing"
    );
    assert_eq!(
        told(vec![choice.clone(), samples::choice(4, 0), order]),
        "`q-1` was printed as `statements`, in the bank it is `choice`"
    );
    assert_eq!(told(vec![choice, statements]), "no bank has the question `q-2` of the record");
}

#[test]
fn sets_and_sections_of_a_kept_paper_stay() {
    let library = library(questions());
    let record = record(&library, &asked());
    let mut other = asked();
    other.sets.pop();
    let keep = || Some(Keep { record: &record, swap: &[] });
    assert_eq!(
        run(&library, &other, 1, keep()).unwrap_err(),
        ["the record has the sets `A`, `B`, the blueprint asks for `A`"]
    );
    let mut other = asked();
    other.sections[0].id = SectionId::new("uno").unwrap();
    assert_eq!(
        run(&library, &other, 1, keep()).unwrap_err(),
        ["the record has the sections `one`, the blueprint `uno`"]
    );
}

/// The errors when this record is kept with another section.
fn refused(library: &Library, record: &Record, section: Section, swap: &[QuestionId]) -> String {
    let other = blueprint(vec![section], &["A", "B"]);
    run(library, &other, 1, Some(Keep { record, swap })).unwrap_err().join("\n")
}

#[test]
fn a_section_that_asks_for_something_else_is_not_kept() {
    let library = library(questions());
    let record = record(&library, &asked());
    let one = asked().sections.remove(0);
    let told = |section: Section| refused(&library, &record, section, &[]);
    assert_eq!(
        told(Section { count: Some(5), ..one.clone() }),
        "the record has 6 questions in section `one`, the blueprint asks for 5"
    );
    assert_eq!(
        told(Section { count: None, ..one.clone() }),
        "the record has 6 questions in section `one`, the blueprint asks for all that match"
    );
    assert_eq!(
        told(Section { alternatives: Some(2), ..one.clone() }),
        "the record has 0 alternatives in section `one`, the blueprint asks for 2"
    );
    let there = record.questions.keys().next().unwrap();
    let gone = questions().into_iter().map(|q| q.id).find(|id| !record.questions.contains_key(id)).unwrap();
    let named = |id: &QuestionId| vec![Located::new(id.clone(), None)];
    assert_eq!(
        told(Section { questions: named(&gone), ..one.clone() }),
        format!("section `one` lists `{gone}`, which the record does not have")
    );
    let excluding = Section { exclude: named(there), ..one };
    assert_eq!(told(excluding.clone()), format!("`{there}` is excluded, but stands in the paper of the record"));
    let swap = [there.clone()];
    let swapped =
        run(&library, &blueprint(vec![excluding], &["A", "B"]), 1, Some(Keep { record: &record, swap: &swap }));
    assert!(!swapped.unwrap().paper.questions.contains_key(there));
}

#[test]
fn options_added_at_the_end_follow_the_printed_ones_in_every_set() {
    let made = |count| library((0..3).map(|at| question(&format!("q-{at}"), samples::choice(count, 1))).collect());
    let whole = blueprint(Vec::new(), &["A", "B"]);
    let record = record(&made(4), &whole);
    let made = run(&made(6), &whole, 1, Some(Keep { record: &record, swap: &[] })).unwrap();
    let old = record.into_paper().unwrap();
    let slots = |paper: &Paper| -> Vec<PlacedSlot> {
        let entries = paper.sets.iter().flat_map(|set| &set.entries).flat_map(|entry| &entry.alternatives);
        entries.flat_map(|placed| placed.slots.clone()).collect()
    };
    for (now, then) in slots(&made.paper).into_iter().zip(slots(&old)) {
        assert_eq!(now.options[..4], then.options);
        assert_eq!(now.options[4..], [name("e"), name("f")]);
    }
    assert!(made.report.sets_equal);
    assert_eq!(made.report.remarks[0], "notice: `q-0` has new options since it was printed: `e`, `f`");
}

#[test]
fn a_question_that_moved_to_another_passage_is_not_kept() {
    let plain = library(choices(2));
    let whole = Blueprint::default();
    let record = record(&plain, &whole);
    let mut moved = choices(2);
    moved[1].passage = PassageId::new("text");
    let told = run(&library(moved), &whole, 1, Some(Keep { record: &record, swap: &[] })).unwrap_err();
    assert_eq!(told[0], "`q-001` was printed with no passage, in the bank it has passage `text`");
}

#[test]
fn a_listed_question_that_is_gone_can_be_swapped() {
    let one = Section { questions: vec![Located::new(id("q-003"), None)], ..section("one", 2) };
    let asked = blueprint(vec![one], &["A"]);
    let record = record(&library(questions()), &asked);
    let mut fewer = questions();
    fewer.remove(3);
    let fewer = library(fewer);
    let keep = |swap| Some(Keep { record: &record, swap });
    let mut found = Diagnostics::default();
    let request = Request {
        library: &fewer,
        blueprint: &asked,
        desk: &Desk::default(),
        words: &bundled(Lang::ENGLISH).unwrap(),
        facts: &Facts::of(&fewer),
        seed: Seed::new(1).unwrap(),
        sets: None,
        keep: keep(&[]),
    };
    assert!(assemble(&request, &mut found).is_none());
    let told: Vec<_> = found.iter().map(|told| (told.message.as_str(), told.hints.join(" "))).collect();
    assert_eq!(
        told,
        [(
            "no bank has the question `q-003` of the record",
            "replace it with `--swap q-003`, or print the record as it was with `--from`".to_owned()
        )]
    );
    let swap = [id("q-003")];
    let paper = run(&fewer, &asked, 1, keep(&swap)).unwrap().paper;
    assert_eq!(paper.questions.len(), 2);
    // The list still names the one that is gone, in the record and in the blueprint.
    let again = Record::of(&paper, &bundled(Lang::ENGLISH).unwrap(), "0");
    let told = run(&library(questions()), &asked, 1, Some(Keep { record: &again, swap: &[] }));
    assert_eq!(told.unwrap().paper.sets, paper.sets);
}

#[test]
fn an_option_put_between_the_printed_ones_is_not_kept() {
    let whole = Blueprint::default();
    let record = record(&library(vec![question("q", samples::choice(4, 1))]), &whole);
    let told = |order: &[usize], own: bool| {
        let mut body = samples::choice(6, 0);
        if let Body::Choice { options, .. } = &mut body {
            let texts: Vec<_> = order.iter().map(|at| options[*at].clone()).collect();
            options.truncate(order.len());
            for (option, text) in options.iter_mut().zip(texts) {
                option.text = text.text;
                option.name = if own { text.name } else { option.name.clone() };
            }
        }
        run(&library(vec![question("q", body)]), &whole, 1, Some(Keep { record: &record, swap: &[] })).err()
    };
    let moved = vec!["`q` was printed with its options in another order, or one was put between them".to_owned()];
    assert_eq!(told(&[0, 4, 1, 2, 3], false), Some(moved.clone()));
    assert_eq!(told(&[1, 0, 2, 3], false), Some(moved));
    assert_eq!(told(&[1, 0, 2, 3], true), None);
    assert_eq!(told(&[0, 1, 2, 3, 4], false), None);
}
