//! What a candidate who knows nothing of the subject gains from looking at the options: nothing.

use super::*;
use crate::model::paper::Pieces;
use crate::model::{samples, wording};
use std::collections::BTreeMap;

/// The codes of a question of this id, as sets of numbers.
fn codes_of(id: &str, body: Body) -> Vec<Name> {
    let slot = SlotId::new(id).unwrap();
    codes(&slot, &samples::item(body), Seed::new(7).unwrap()).unwrap().unwrap()
}

/// Every truth pattern of so many statements.
fn patterns(count: usize) -> impl Iterator<Item = Vec<bool>> {
    (0..1_usize << count).map(move |bits| (0..count).map(|at| bits >> at & 1 == 1).collect())
}

/// A code over statements as truth values.
fn told(code: &Name, count: usize) -> Vec<bool> {
    let parts: Vec<&str> = code.as_str().split('+').collect();
    (1..=count).map(|number| parts.contains(&number.to_string().as_str())).collect()
}

/// A code of `match` or `order` as what stands at each place.
fn placed(code: &Name) -> Vec<String> {
    code.as_str().split('+').map(str::to_owned).collect()
}

/// How many of the places have the same in two codes.
fn shared<T: PartialEq>(one: &[T], other: &[T]) -> usize {
    one.iter().zip(other).filter(|(one, other)| one == other).count()
}

/// A way of guessing: the option for which this is highest is chosen.
type Strategy<'a, T> = (&'static str, &'a dyn Fn(&T, &[T]) -> usize);

/// How often a guess is right, in per cent; options with equal scores share it.
fn hits<T: PartialEq>(questions: &[(T, Vec<T>)], score: &dyn Fn(&T, &[T]) -> usize) -> f64 {
    let hit = |(right, options): &(T, Vec<T>)| {
        let scores: Vec<usize> = options.iter().map(|option| score(option, options)).collect();
        let best = scores.iter().max();
        let chosen = options.iter().zip(&scores).filter(|(_, score)| Some(*score) == best);
        let chosen: Vec<&T> = chosen.map(|(option, _)| option).collect();
        if chosen.contains(&right) { 100.0 / chosen.len() as f64 } else { 0.0 }
    };
    questions.iter().map(hit).sum::<f64>() / questions.len() as f64
}

fn no_better_than_chance<T: PartialEq>(what: &str, questions: &[(T, Vec<T>)], strategies: &[Strategy<'_, T>]) {
    let found: Vec<(&str, f64)> = strategies.iter().map(|(name, score)| (*name, hits(questions, score))).collect();
    println!("{what}: {found:.1?}");
    assert!(found.iter().all(|(_, hits)| (22.5..27.5).contains(hits)), "{what}: {found:.1?}");
}

/// Every pattern with many ids, the right code and the four as printed; none is right in one question of thirty, as is
/// usual.
fn asked(count: usize, ids: usize) -> Vec<(Vec<bool>, Vec<Vec<bool>>)> {
    let statements = (1..=count).map(|number| samples::name(&number.to_string())).collect();
    let pieces = Pieces { statements, ..Pieces::default() };
    let mut questions = Vec::new();
    let none = ((1 << count) - 1) * ids / 30;
    for holds in patterns(count) {
        for id in 0..if holds.contains(&true) { ids } else { none } {
            let body = samples::statements(Ask::Which, &holds);
            let mut codes = codes_of(&format!("q-{id}"), body.clone());
            wording::sort_codes(&samples::item(body), &pieces, &mut codes);
            questions.push((holds.clone(), codes.iter().map(|code| told(code, count)).collect()));
        }
    }
    questions
}

/// The option in this place, from 0.
fn at<T: PartialEq>(place: usize) -> impl Fn(&T, &[T]) -> usize {
    move |option, options| usize::from(options.get(place) == Some(option))
}

type Judged = Vec<bool>;

#[test]
fn no_way_of_guessing_statements_is_better_than_chance() {
    let size = |option: &Judged| option.iter().filter(|told| **told).count();
    let among = |options: &[Judged], at: usize| options.iter().filter(|option| option[at]).count();
    let alike = |option: &Judged, options: &[Judged]| options.iter().map(|other| shared(option, other)).sum::<usize>();
    let average = |option: &Judged, options: &[Judged]| {
        let told = (0..option.len()).filter(|at| option[*at]);
        1000 * told.map(|at| among(options, at)).sum::<usize>() / size(option).max(1)
    };
    let neighbours = |option: &Judged, options: &[Judged]| {
        options.iter().filter(|other| shared(option, other) + 1 == option.len()).count()
    };
    let strategies: [Strategy<'_, Judged>; 10] = [
        ("alike most", &alike),
        ("unlike most", &|option, options| 1000 - alike(option, options)),
        ("most frequent statements", &average),
        ("longest", &|option, _| size(option)),
        ("shortest", &|option, _| 1000 - size(option)),
        ("most neighbours", &neighbours),
        ("first", &at(0)),
        ("second", &at(1)),
        ("third", &at(2)),
        ("last", &at(3)),
    ];
    for (count, ids) in [(3, 1400), (4, 700), (5, 350)] {
        no_better_than_chance(&format!("{count} statements"), &asked(count, ids), &strategies);
    }
}

#[test]
fn whichever_code_is_right_the_same_four_are_as_likely() {
    for (count, ids) in [(3, 1400), (4, 1000)] {
        let mut families: BTreeMap<Vec<Judged>, BTreeMap<Judged, f64>> = BTreeMap::new();
        for (right, mut family) in asked(count, ids) {
            family.sort();
            *families.entry(family).or_default().entry(right).or_default() += 1.0;
        }
        let (mut chi, mut freedom) = (0.0, 0.0);
        for (family, found) in &families {
            let rights: Vec<f64> = family.iter().map(|code| found.get(code).copied().unwrap_or_default()).collect();
            let expected = rights.iter().sum::<f64>() / rights.len() as f64;
            chi += rights.iter().map(|hits| (hits - expected).powi(2) / expected).sum::<f64>();
            freedom += rights.len() as f64 - 1.0;
        }
        assert!(chi < freedom + 4.0 * (2.0 * freedom).sqrt(), "{count} statements: {chi} of {freedom}");
    }
}

#[test]
fn no_statement_stands_in_all_options_or_in_none() {
    for count in 2..=5 {
        for holds in patterns(count) {
            for id in 0..40 {
                let id = format!("q-{id}");
                let bodies = [samples::statements(Ask::Which, &holds), samples::pairs(Ask::WhichNot, &holds)];
                for codes in bodies.map(|body| codes_of(&id, body)) {
                    let told: Vec<Judged> = codes.iter().map(|code| told(code, count)).collect();
                    assert_eq!(told.len(), 4);
                    for at in 0..count {
                        let among = told.iter().filter(|code| code[at]).count();
                        assert!((1..=3).contains(&among), "{holds:?} of {id}: {codes:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn every_code_has_a_near_neighbour() {
    for (count, differ) in [(3, 1), (4, 2), (5, 2), (6, 2)] {
        for (holds, options) in asked(count, 20) {
            for option in &options {
                let nearest = options.iter().map(|other| shared(option, other)).filter(|shared| *shared < count).max();
                assert!(nearest.unwrap() >= count - differ, "{holds:?}: {options:?}");
            }
        }
    }
}

#[test]
fn none_is_offered_seldom_but_not_only_where_it_is_right() {
    for (count, ids) in [(3, 700), (4, 350), (5, 150)] {
        let mut questions = asked(count, ids);
        questions.retain(|(right, _)| right.contains(&true));
        let offered = questions.iter().filter(|(_, options)| options.iter().any(|option| !option.contains(&true)));
        let share = offered.count() as f64 / questions.len() as f64;
        assert!((0.08..0.12).contains(&share), "{count} statements: {share}");
    }
}

#[test]
fn no_pairing_and_no_place_is_shared_by_all_options() {
    let mut bodies: Vec<Body> = (3..=8).map(samples::order).collect();
    for right in 3..=9 {
        for left in 2..=right.min(7) {
            bodies.push(samples::matching(right, &(1..=left).rev().collect::<Vec<_>>()));
        }
    }
    for body in bodies {
        for id in 0..60 {
            let codes = codes_of(&format!("q-{id}"), body.clone());
            let placed: Vec<Vec<String>> = codes.iter().map(placed).collect();
            assert_eq!(placed.len(), 4, "{codes:?}");
            for at in 0..placed[0].len() {
                assert!(placed.iter().any(|code| code[at] != placed[0][at]), "place {at}: {codes:?}");
            }
        }
    }
}

#[test]
fn an_entry_without_partner_stands_in_some_option() {
    for id in 0..100 {
        let codes = codes_of(&format!("q-{id}"), samples::matching(5, &[3, 1, 4, 2]));
        assert!(codes.iter().any(|code| code.as_str().contains('5')), "{codes:?}");
    }
}

#[test]
fn no_way_of_guessing_pairings_or_orders_is_better_than_chance() {
    type Placed = Vec<String>;
    let alike = |option: &Placed, options: &[Placed]| options.iter().map(|other| shared(option, other)).sum::<usize>();
    let first = |option: &Placed, options: &[Placed]| options.iter().filter(|other| other[0] == option[0]).count();
    let last =
        |option: &Placed, options: &[Placed]| options.iter().filter(|other| other.last() == option.last()).count();
    let near = |option: &Placed, options: &[Placed]| {
        options.iter().filter(|other| shared(option, other) + 2 == option.len()).count()
    };
    let strategies: [Strategy<'_, Placed>; 9] = [
        ("alike most", &alike),
        ("unlike most", &|option, options| 1000 - alike(option, options)),
        ("most frequent first", &first),
        ("most frequent last", &last),
        ("most neighbours", &near),
        ("first", &at(0)),
        ("second", &at(1)),
        ("third", &at(2)),
        ("last", &at(3)),
    ];
    let bodies = [
        ("3 items", samples::order(3)),
        ("4 items", samples::order(4)),
        ("5 items", samples::order(5)),
        ("3 pairs", samples::matching(3, &[3, 1, 2])),
        ("4 pairs", samples::matching(4, &[3, 1, 4, 2])),
        ("2 pairs, 4 entries", samples::matching(4, &[3, 1])),
        ("4 pairs, 5 entries", samples::matching(5, &[3, 1, 4, 2])),
        ("5 pairs", samples::matching(5, &[3, 1, 4, 2, 5])),
    ];
    for (what, body) in bodies {
        let right = placed(&samples::item(body.clone()).right_options()[0]);
        let asked = |id| {
            let codes = codes_of(&format!("q-{id}"), body.clone());
            (right.clone(), codes.iter().map(placed).collect())
        };
        let questions: Vec<(Placed, Vec<Placed>)> = (0..4000).map(asked).collect();
        no_better_than_chance(what, &questions, &strategies);
    }
}
