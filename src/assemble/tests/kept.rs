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
        told(vec![samples::choice(5, 1), statements.clone(), order.clone()]),
        "`q-0` was printed with 4 options, the bank has 5 or names them differently"
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
