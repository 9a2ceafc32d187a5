//! The wrong codes among which the right one stands, chosen once per question so that all sets offer the same.
//!
//! Neighbours of the right code come first: one statement more or less, two partners exchanged, two neighbouring items
//! exchanged. The last one may also be a neighbour of a wrong code; were all wrong codes neighbours of the right one,
//! the right one could be told from its place in their middle.

use super::rng::Stream;
use crate::model::answer::{code_name, match_name};
use crate::model::blueprint::Seed;
use crate::model::ids::{Name, SlotId};
use crate::model::question::{Ask, Body, Coding, Item, Piece};
use crate::model::text::TokenKind;
use std::collections::BTreeSet;

/// Options a coded question gets.
const OPTIONS: usize = 4;

/// How many of the wrong codes are neighbours of the right one in any case.
const NEAR: usize = 2;

/// More pieces than this have no codes; a bound for hostile banks, no paper comes near.
const PIECES: usize = 60;

/// What is wrong with the codes of a slot; all of these are told by the check, too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CodesFault {
    /// The facts give no right code, or its name is too long.
    NoRight,
    /// More pieces than a person could judge.
    TooMany(usize),
    /// The author's codes hold the right one so many times, not once.
    Right(usize),
    /// The author's codes hold one twice.
    Twice(Name),
}

/// The derived options of a slot; `None` for kinds whose options are not codes.
///
/// Codes typed by the author come in the order typed; for `match` and `order` the others come in random order.
pub(super) fn codes(slot: &SlotId, item: &Item, seed: Seed) -> Option<Result<Vec<Name>, CodesFault>> {
    if !item.kind().is_coded() {
        return None;
    }
    let pieces = [TokenKind::Statement, TokenKind::Row, TokenKind::Left, TokenKind::Right, TokenKind::Item];
    let most = pieces.into_iter().map(|piece| item.piece_names(piece).len()).max().unwrap_or(0);
    if most > PIECES {
        return Some(Err(CodesFault::TooMany(most)));
    }
    let right = item.right_options().into_iter().next();
    let Some(right) = right else { return Some(Err(CodesFault::NoRight)) };
    let typed = typed(&item.body);
    if !typed.is_empty() {
        return Some(checked(typed, &right));
    }
    let mut stream = Stream::new(seed, &format!("question/{slot}/codes"));
    Some(match &item.body {
        Body::Statements { statements, coding } => {
            let facts: Vec<_> = statements.iter().map(|statement| (&statement.name, statement.holds)).collect();
            Ok(judged(&facts, coding.ask, &mut stream))
        }
        Body::Pairs { rows, coding, .. } => {
            let facts: Vec<_> = rows.iter().map(|row| (&row.name, row.holds)).collect();
            Ok(judged(&facts, coding.ask, &mut stream))
        }
        Body::Match { left, right, answer, .. } => Ok(matchings(left, right, answer, &mut stream)),
        Body::Order { items, .. } => Ok(orders(items, &mut stream)),
        _ => Err(CodesFault::NoRight),
    })
}

/// The codes fixed by the author as derived names.
fn typed(body: &Body) -> Vec<Name> {
    match body {
        Body::Statements { coding: Coding { codes, .. }, .. } | Body::Pairs { coding: Coding { codes, .. }, .. } => {
            codes.clone()
        }
        Body::Match { left, codes, .. } => {
            let name = |code: &Vec<Name>| match_name(left.iter().map(|piece| &piece.name).zip(code));
            codes.iter().filter_map(name).collect()
        }
        Body::Order { codes, .. } => codes.iter().filter_map(code_name).collect(),
        _ => Vec::new(),
    }
}

fn checked(codes: Vec<Name>, right: &Name) -> Result<Vec<Name>, CodesFault> {
    let mut seen = BTreeSet::new();
    if let Some(twice) = codes.iter().find(|code| !seen.insert(*code)) {
        return Err(CodesFault::Twice(twice.clone()));
    }
    match codes.iter().filter(|code| *code == right).count() {
        1 => Ok(codes),
        count => Err(CodesFault::Right(count)),
    }
}

/// Codes over statements or rows: counts, or which.
fn judged(facts: &[(&Name, bool)], ask: Ask, stream: &mut Stream) -> Vec<Name> {
    let meant: Vec<bool> = facts.iter().map(|(_, holds)| *holds != ask.negated()).collect();
    if ask.counts() {
        return counts(facts.len(), meant.iter().filter(|meant| **meant).count(), stream);
    }
    let name =
        |code: &Vec<bool>| code_name(facts.iter().zip(code).filter(|(_, meant)| **meant).map(|((name, _), _)| *name));
    if let [_, _] = facts {
        let all = [vec![true, false], vec![false, true], vec![true, true], vec![false, false]];
        return all.iter().filter_map(name).collect();
    }
    // "None" is offered where it is right; otherwise it is a code that nobody would choose.
    let none_is_right = !meant.iter().any(|meant| *meant);
    let allowed = |code: &Vec<bool>| facts.len() < 3 || none_is_right || code.iter().any(|meant| *meant);
    let neighbours = |code: &Vec<bool>| {
        let toggled = (0..code.len()).map(|place| {
            let mut other = code.clone();
            if let Some(meant) = other.get_mut(place) {
                *meant = !*meant;
            }
            other
        });
        toggled.collect()
    };
    around(meant, &neighbours, &allowed, stream).iter().filter_map(name).collect()
}

/// Up to three statements all counts and 0; from four on four neighbouring counts with the right one, 1 to 4 where
/// possible, 0 in place of the last only if it is right.
fn counts(total: usize, right: usize, stream: &mut Stream) -> Vec<Name> {
    let numbers: Vec<usize> = if total < OPTIONS {
        (0..=total).collect()
    } else if right == 0 {
        (0..OPTIONS).collect()
    } else if right <= OPTIONS {
        (1..=OPTIONS).collect()
    } else {
        let lowest = right - (OPTIONS - 1);
        let highest = right.min(total - (OPTIONS - 1));
        let first = lowest + stream.place(highest - lowest + 1);
        (first..first + OPTIONS).collect()
    };
    numbers.into_iter().filter_map(|number| Name::new(&number.to_string())).collect()
}

fn matchings<'a>(left: &'a [Piece], right: &'a [Piece], answer: &'a [Name], stream: &mut Stream) -> Vec<Name> {
    let names: Vec<&Name> = left.iter().map(|piece| &piece.name).collect();
    let spare: Vec<&Name> = right.iter().map(|piece| &piece.name).filter(|name| !answer.contains(name)).collect();
    let start: Vec<&Name> = answer.iter().collect();
    let neighbours = |code: &Vec<&'a Name>| -> Vec<Vec<&'a Name>> {
        let mut found = exchanged(code, |first, second| first < second);
        for place in 0..code.len() {
            for other in spare.iter().filter(|other| !code.contains(other)) {
                let mut replaced = code.clone();
                if let Some(partner) = replaced.get_mut(place) {
                    *partner = *other;
                }
                found.push(replaced);
            }
        }
        found
    };
    let name = |code: &Vec<&Name>| match_name(names.iter().copied().zip(code.iter().copied()));
    mixed(around(start, &neighbours, &|_| true, stream).iter().filter_map(name).collect(), stream)
}

fn orders<'a>(items: &'a [Piece], stream: &mut Stream) -> Vec<Name> {
    let start: Vec<&Name> = items.iter().map(|item| &item.name).collect();
    let neighbours =
        |code: &Vec<&'a Name>| -> Vec<Vec<&'a Name>> { exchanged(code, |first, second| first + 1 == second) };
    let name = |code: &Vec<&Name>| code_name(code.iter().copied());
    mixed(around(start, &neighbours, &|_| true, stream).iter().filter_map(name).collect(), stream)
}

fn mixed(mut codes: Vec<Name>, stream: &mut Stream) -> Vec<Name> {
    stream.shuffle(&mut codes);
    codes
}

/// The code with each pair of places exchanged for which `fits` holds.
fn exchanged<T: Clone>(code: &[T], fits: impl Fn(usize, usize) -> bool) -> Vec<Vec<T>> {
    let mut found = Vec::new();
    for second in 0..code.len() {
        for first in (0..second).filter(|first| fits(*first, second)) {
            let mut other = code.to_vec();
            other.swap(first, second);
            found.push(other);
        }
    }
    found
}

/// `right` and up to three codes near it, all different.
fn around<T: Ord + Clone>(
    right: T,
    neighbours: &dyn Fn(&T) -> Vec<T>,
    allowed: &dyn Fn(&T) -> bool,
    stream: &mut Stream,
) -> Vec<T> {
    let mut chosen = vec![right];
    while chosen.len() < OPTIONS {
        // The first wrong codes are neighbours of the right one alone, the rest of any chosen one.
        let sources = if chosen.len() <= NEAR { chosen.get(..1) } else { chosen.get(..) };
        let fresh = |sources: &[T]| -> Vec<T> {
            let found: BTreeSet<T> = sources.iter().flat_map(neighbours).filter(|code| allowed(code)).collect();
            found.into_iter().filter(|code| !chosen.contains(code)).collect()
        };
        let mut found = fresh(sources.unwrap_or_default());
        if found.is_empty() {
            found = fresh(&chosen);
        }
        if found.is_empty() {
            break;
        }
        let place = stream.place(found.len());
        chosen.push(found.swap_remove(place));
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::question::Style;
    use crate::model::samples::{self, name};

    fn made(body: Body, seed: u64) -> Vec<String> {
        let slot = SlotId::new("kin-012").unwrap();
        let codes = codes(&slot, &samples::item(body), Seed::new(seed).unwrap()).unwrap().unwrap();
        codes.iter().map(Name::to_string).collect()
    }

    #[test]
    fn the_codes_of_a_question_are_the_same_for_ever() {
        let all = [
            made(samples::statements(Ask::Which, &[true, false, true, false]), 7),
            made(samples::statements(Ask::HowMany, &[true; 7]), 7),
            made(samples::matching(5, &[3, 1, 4, 2]), 7),
            made(samples::order(4), 7),
        ];
        insta::assert_snapshot!(all.map(|codes| codes.join(" ")).join("\n"), @r"
        1+3 1+2+3 1+3+4 3
        4 5 6 7
        a3+b2+c4+d1 a3+b1+c2+d4 a3+b1+c4+d2 a5+b1+c4+d2
        1+3+2+4 2+1+3+4 1+2+3+4 1+2+4+3
        ");
    }

    #[test]
    fn exactly_one_of_four_different_codes_is_right() {
        for body in samples::every_kind().into_iter().filter(|body| body.kind().is_coded()) {
            let item = samples::item(body.clone());
            let right = item.right_options()[0].to_string();
            for seed in 0..200 {
                let codes = made(body.clone(), seed);
                let different: BTreeSet<&String> = codes.iter().collect();
                assert_eq!(different.len(), codes.len(), "{codes:?}");
                assert_eq!(codes.iter().filter(|code| **code == right).count(), 1, "{codes:?} {right}");
                assert!(codes.len() == 4 || matches!(&body, Body::Order { items, .. } if items.len() == 2));
            }
        }
    }

    #[test]
    fn two_statements_give_one_other_both_and_none() {
        assert_eq!(made(samples::statements(Ask::Which, &[true, false]), 3), ["1", "2", "1+2", "none"]);
        assert_eq!(made(samples::pairs(Ask::WhichNot, &[true, true]), 4), ["1", "2", "1+2", "none"]);
    }

    #[test]
    fn counts_lie_next_to_each_other_with_the_right_one_among_them() {
        let counted = |holds: &[bool], seed| made(samples::statements(Ask::HowMany, holds), seed).join(" ");
        assert_eq!(counted(&[true, false], 0), "0 1 2");
        assert_eq!(counted(&[true, false, true], 0), "0 1 2 3");
        assert_eq!(counted(&[true, false, true, false], 0), "1 2 3 4");
        assert_eq!(counted(&[false; 4], 0), "0 1 2 3");
        assert_eq!(counted(&[true, false, true, false, true], 0), "1 2 3 4");
        assert_eq!(counted(&[true; 5], 0), "2 3 4 5");
        let mut found: Vec<String> = (0..40).map(|seed| counted(&[true; 6].map(|x| x), seed)).collect();
        found.sort();
        found.dedup();
        assert_eq!(found, ["3 4 5 6"]);
    }

    #[test]
    fn two_wrong_codes_differ_by_one_statement_and_none_is_not_offered_needlessly() {
        for seed in 0..100 {
            let codes = made(samples::statements(Ask::Which, &[true, false, true, false]), seed);
            let near = codes.iter().filter(|code| ["1", "3", "1+2+3", "1+3+4"].contains(&code.as_str())).count();
            assert!(near >= 2, "{codes:?}");
            assert!(!codes.contains(&"none".to_owned()));
            let none = made(samples::statements(Ask::Which, &[false; 4]), seed);
            assert!(none.contains(&"none".to_owned()));
        }
    }

    #[test]
    fn codes_of_the_author_stay_and_are_looked_at() {
        let with = |codes: &[&str]| {
            let mut body = samples::statements(Ask::Which, &[true, false, true]);
            if let Body::Statements { coding, .. } = &mut body {
                coding.codes = codes.iter().map(|code| name(code)).collect();
            }
            let slot = SlotId::new("q").unwrap();
            codes_of(&slot, body)
        };
        fn codes_of(slot: &SlotId, body: Body) -> Result<Vec<Name>, CodesFault> {
            codes(slot, &samples::item(body), Seed::new(1).unwrap()).unwrap()
        }
        assert_eq!(with(&["2", "1+3", "1"]).unwrap().len(), 3);
        assert_eq!(with(&["2", "1"]), Err(CodesFault::Right(0)));
        assert_eq!(with(&["1+3", "2", "2"]), Err(CodesFault::Twice(name("2"))));
        let slot = SlotId::new("q").unwrap();
        assert_eq!(codes_of(&slot, samples::order(61)), Err(CodesFault::TooMany(61)));
        assert!(codes(&slot, &samples::item(samples::choice(4, 0)), Seed::new(1).unwrap()).is_none());
        let fixed = samples::assertion(Style::Cbse, true, true, true);
        assert!(codes(&slot, &samples::item(fixed), Seed::new(1).unwrap()).is_none());
    }
}
