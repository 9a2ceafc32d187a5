//! Sets: uniform, independent, equal in content.

use super::*;

/// Chi-square of observed counts against equal ones.
fn chi_square(counts: &[u32]) -> f64 {
    let expected = f64::from(counts.iter().sum::<u32>()) / counts.len() as f64;
    counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum()
}

#[test]
fn options_and_questions_stand_everywhere_equally_often() {
    let asked = blueprint(vec![section("one", 6)], &["A", "B"]);
    let paper = paper(&library(choices(6)), &asked, 0);
    // [set][place] of the question `q-000` and of its right option, and how often both sets agree on the letter.
    let (mut places, mut letters, mut agree) = ([[0_u32; 6]; 2], [[0_u32; 4]; 2], [0_u32; 2]);
    for seed in 0..10_000 {
        // The selection is the same for every seed; only what sets are made of is drawn anew.
        let seed = Seed::new(seed).unwrap();
        let material = Material::new(seed, asked.shuffle, &paper.questions, &paper.canonical);
        let mut keys = [0; 2];
        for (at, ask) in asked.sets.iter().enumerate() {
            let set = material.set(ask);
            let place =
                set.entries.iter().position(|entry| entry.alternatives[0].question.as_str() == "q-000").unwrap();
            let options = &set.entries[place].alternatives[0].slots[0].options;
            keys[at] = options.iter().position(|name| name.as_str() == "a").unwrap();
            places[at][place] += 1;
            letters[at][keys[at]] += 1;
        }
        agree[usize::from(keys[0] == keys[1])] += 1;
    }
    for set in 0..2 {
        // Exceeded once in a thousand fair draws: 20.5 for 5 degrees of freedom, 16.3 for 3.
        assert!(chi_square(&places[set]) < 20.5, "{places:?}");
        assert!(chi_square(&letters[set]) < 16.3, "{letters:?}");
    }
    // Independent sets agree on the letter in a quarter of all papers: within 3.3 standard deviations.
    assert!((2357..=2643).contains(&agree[1]), "{agree:?}");
}

#[test]
fn seed_7_makes_the_same_paper_across_releases() {
    let mut questions = choices(6);
    questions.push(question("st", samples::statements(Ask::Which, &[true, false, true])));
    questions.push(question("ma", samples::matching(4, &[3, 1, 4, 2])));
    questions.push(question("or", samples::order(4)));
    let library = library(questions);
    let paper = paper(&library, &blueprint(vec![section("one", 6)], &["A", "B"]), 7);
    let words = bundled(Lang::ENGLISH).unwrap();
    let record = Record::of(&paper, &words, "0");
    let lines: Vec<String> = record
        .sets
        .iter()
        .flat_map(|set| &set.slots)
        .map(|slot| {
            let options: Vec<&str> = slot.options.iter().map(Name::as_str).collect();
            format!("{} {} {} {}", slot.number, slot.slot, slot.key, options.join(" "))
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
        1 or B 1+2+4+3 1+2+3+4 1+4+2+3 4+1+2+3
        2 ma B a1+b2+c3+d4 a3+b1+c4+d2 a1+b2+c4+d3 a1+b3+c4+d2
        3 q-002 A c a d b
        4 q-000 A a d b c
        5 q-004 B c a d b
        6 q-003 B b d c a
        1 q-004 C b d a c
        2 ma C a1+b2+c4+d3 a1+b3+c4+d2 a3+b1+c4+d2 a1+b2+c3+d4
        3 q-000 C c d a b
        4 q-003 B a d c b
        5 q-002 D b a d c
        6 or A 1+2+3+4 1+4+2+3 1+2+4+3 4+1+2+3
    ");
}

#[test]
fn sets_a_and_b_do_not_notice_set_c() {
    let library = library(choices(20));
    let two = paper(&library, &blueprint(vec![section("one", 10)], &["A", "B"]), 3);
    let three = paper(&library, &blueprint(vec![section("one", 10)], &["A", "C", "B"]), 3);
    assert_eq!(two.sets[0], three.sets[0]);
    assert_eq!(two.sets[1], three.sets[2]);
    assert_ne!(two.sets[0].entries, two.sets[1].entries);
}

#[test]
fn all_sets_hold_the_same_questions_and_marks() {
    let library = library(choices(30));
    let made = run(&library, &blueprint(vec![section("one", 20)], &["A", "B", "C", "D"]), 5, None).unwrap();
    assert!(made.report.sets_equal);
    assert_eq!(made.report.overlaps.len(), 6);
    assert_eq!(made.report.sets[0].letters.values().sum::<usize>(), 20);
    let text = made.report.text();
    assert!(text.contains("4 sets hold the same questions with the same marks"), "{text}");
    assert!(text.contains("asked for 20; 30 could stand here; 0 listed, 20 drawn"), "{text}");
}

#[test]
fn without_shuffling_the_paper_stands_as_typed() {
    let library = library(choices(8));
    let mut blueprint = blueprint(vec![section("one", 8)], &["A", "B"]);
    blueprint.shuffle = Shuffle { questions: false, options: false, pieces: false, block: None };
    let paper = paper(&library, &blueprint, 9);
    assert_eq!(ids(&paper.sets[0]), choices(8).iter().map(|q| q.id.to_string()).collect::<Vec<_>>());
    for entry in &paper.sets[1].entries {
        assert!(entry.alternatives[0].slots[0].options.is_sorted());
    }
}

#[test]
fn blocks_move_whole_and_leave_options_alone() {
    let library = library(choices(25));
    let mut blueprint = blueprint(vec![section("one", 25)], &["A", "B"]);
    blueprint.shuffle.block = Some(10);
    let mut orders = BTreeSet::new();
    for seed in 0..40 {
        let paper = paper(&library, &blueprint, seed);
        for set in &paper.sets {
            let numbers: Vec<usize> = ids(set).iter().map(|id| id[2..].parse().unwrap()).collect();
            let mut starts = Vec::new();
            for (at, number) in numbers.iter().enumerate() {
                if at == 0 || numbers[at - 1] + 1 != *number || number % 10 == 0 {
                    starts.push(*number);
                }
            }
            assert!(starts.iter().all(|start| start % 10 == 0), "{numbers:?}");
            orders.insert(starts);
            assert!(set.entries.iter().all(|entry| entry.alternatives[0].slots[0].options.is_sorted()));
        }
    }
    assert_eq!(orders.len(), 6);
}

#[test]
fn options_that_must_stay_stay() {
    use crate::model::question::{Body, Spot};
    let mut body = samples::choice(5, 1);
    if let Body::Choice { options, .. } = &mut body {
        options[0].place = Some(Spot::Last);
        options[2].place = Some(Spot::Here);
        options[4].place = Some(Spot::First);
    }
    let mut frozen = question("frozen", samples::choice(4, 0));
    frozen.item.shuffle = Some(false);
    let library = library(vec![question("q", body), frozen]);
    let blueprint = blueprint(Vec::new(), &["A"]);
    let mut orders = BTreeSet::new();
    for seed in 0..50 {
        let paper = paper(&library, &blueprint, seed);
        for placed in paper.sets[0].entries.iter().flat_map(|entry| &entry.alternatives) {
            let options: Vec<&str> = placed.slots[0].options.iter().map(Name::as_str).collect();
            if placed.question.as_str() == "frozen" {
                assert_eq!(options, ["a", "b", "c", "d"]);
            } else {
                assert_eq!((options[0], options[2], options[4]), ("e", "c", "a"));
                orders.insert(options.join(""));
            }
        }
    }
    assert_eq!(orders.len(), 2);
    let report = run(&library, &blueprint, 1, None).unwrap().report;
    assert_eq!(report.fixed_order.iter().map(|fixed| fixed.slot.as_str()).collect::<Vec<_>>(), ["frozen"]);
}

#[test]
fn a_record_prints_the_same_paper() {
    let bodies = samples::every_kind();
    let questions = bodies.into_iter().enumerate().map(|(at, body)| question(&format!("q-{at:02}"), body)).collect();
    let library = library(questions);
    let words = bundled(Lang::ENGLISH).unwrap();
    let paper = paper(&library, &blueprint(Vec::new(), &["A", "B"]), 77);
    let record = Record::of(&paper, &words, "0");
    let again: Record = serde_json::from_str(&record.to_json()).unwrap();
    let mut back = again.into_paper().unwrap();
    assert_eq!(back.sets, paper.sets);
    assert_eq!(back.canonical, paper.canonical);
    assert_eq!(back.codes, paper.codes);
    // Trees and places are not recorded.
    back.questions.clone_from(&paper.questions);
    assert_eq!(back, paper);
}
