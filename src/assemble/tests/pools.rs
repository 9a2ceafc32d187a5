//! Sections that compete for the same questions.

use super::*;
use proptest::prelude::*;

/// Questions of equal marks in so many areas, so many in each.
fn in_areas(areas: usize, each: usize) -> Library {
    let mut questions = choices(areas * each);
    for (at, question) in questions.iter_mut().enumerate() {
        question.about.area = vec![AreaPath::new(&format!("a{}", at % areas)).unwrap()];
    }
    library(questions)
}

#[test]
fn sections_that_use_up_a_bank_with_alternatives_are_drawn_or_refused_at_once() {
    let sections = |count, alternatives| {
        ["a", "b", "c"].map(|id| Section { alternatives: Some(alternatives), ..section(id, count) }).to_vec()
    };
    for (areas, each, count, alternatives) in [(12, 2, 6, 2), (10, 3, 9, 1), (10, 3, 7, 3), (30, 4, 20, 20)] {
        let made = paper(&in_areas(areas, each), &blueprint(sections(count, alternatives), &["A"]), 1);
        assert_eq!(made.questions.len(), 3 * (count + alternatives) as usize);
    }
    assert_eq!(
        errors(&in_areas(12, 2), &blueprint(sections(6, 3), &["A"])),
        "sections `a`, `b` and `c` ask for 18 questions and 9 alternatives together, with their quotas; 24 different ones match"
    );
    assert_eq!(
        errors(&in_areas(30, 4), &blueprint(sections(21, 20), &["A"])),
        "sections `a`, `b` and `c` ask for 63 questions and 60 alternatives together, with their quotas; 120 different ones match"
    );
}

#[test]
fn demands_that_are_too_hard_to_decide_are_told_as_such() {
    // Every question stands alone to thirty quotas that cut the bank across.
    let mut questions = choices(60);
    let mut chance = 1_u32;
    for question in &mut questions {
        for tag in 0..30 {
            chance = chance.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            if chance >> 30 > 1 {
                question.about.tags.push(format!("t{tag}"));
            }
        }
    }
    let shared = |id: &str| {
        let tag = |tag: u32| {
            let has = questions.iter().filter(|question| question.about.tags.contains(&format!("t{tag}"))).count();
            let half = if id == "one" { has / 2 } else { has - has / 2 };
            quota(&format!("tag:t{tag}"), u32::try_from(half).ok(), None)
        };
        Section { quota: (0..14).map(tag).collect(), ..section(id, 30) }
    };
    assert_eq!(
        errors(&library(questions.clone()), &blueprint(vec![shared("one"), shared("two")], &["A"])),
        "could not find out whether sections `one` and `two` can be met together, with their 28 quotas"
    );
    let mut one = section("one", 30);
    one.quota = (0..30).map(|tag| quota(&format!("tag:t{tag}"), Some(15), Some(15))).collect();
    assert_eq!(
        errors(&library(questions), &blueprint(vec![one], &["A"])),
        "could not find out whether section `one` can meet its 30 quotas"
    );
}

/// Whether each question can have a place: in a section, beside another of its area there, or none.
fn possible(areas: &[usize], hard: &[bool], asked: &[(usize, usize, usize)]) -> bool {
    let roles = 1 + 2 * asked.len();
    let all = roles.pow(u32::try_from(areas.len()).unwrap());
    (0..all).any(|code| {
        let role = |at: usize| code / roles.pow(u32::try_from(at).unwrap()) % roles;
        asked.iter().enumerate().all(|(section, (count, alternatives, least))| {
            let of = |wanted: usize| (0..areas.len()).filter(move |at| role(*at) == wanted);
            let (main, other) = (1 + 2 * section, 2 + 2 * section);
            let beside = |area: usize, role: usize| of(role).filter(|at| areas[*at] == area).count();
            of(main).count() == *count
                && of(other).count() == *alternatives
                && of(main).filter(|at| hard[*at]).count() >= *least
                && areas.iter().all(|area| beside(*area, other) <= beside(*area, main))
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn sections_are_drawn_exactly_where_they_can_be(
        drawn in prop::collection::vec((0_usize..3, prop::bool::ANY), 6),
        asked in prop::collection::vec((1_usize..4, 0_usize..3, 0_usize..3), 2),
    ) {
        let (areas, hard): (Vec<usize>, Vec<bool>) = drawn.into_iter().unzip();
        let mut questions = choices(areas.len());
        for ((question, area), hard) in questions.iter_mut().zip(&areas).zip(&hard) {
            question.about.area = vec![AreaPath::new(&format!("a{area}")).unwrap()];
            question.about.difficulty = hard.then_some(Difficulty::Hard);
        }
        let number = |number: usize| u32::try_from(number).unwrap();
        let sections = asked.iter().enumerate().map(|(at, (count, alternatives, least))| Section {
            alternatives: Some(number(*alternatives)).filter(|alternatives| *alternatives > 0),
            quota: vec![quota("difficulty:hard", Some(number(*least)), None)],
            ..section(&format!("s{at}"), number(*count))
        });
        let made = run(&library(questions), &blueprint(sections.collect(), &["A"]), 1, None);
        prop_assert_eq!(made.is_ok(), possible(&areas, &hard, &asked), "{:?}", made.err());
    }
}
