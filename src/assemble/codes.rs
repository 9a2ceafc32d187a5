//! The wrong codes among which the right one stands, chosen once per question so that all sets offer the same.
//!
//! Nothing may be read off the options alone, so the right code is not the middle from which the wrong ones are made:
//! the four hang together as a tree in which each code is a neighbour of another (some statements more or less, partners
//! exchanged, neighbouring items exchanged), and the right one may stand anywhere in it. Trees are drawn such that, had
//! another of the four been the right one, the same four would have come out as often. The changes between them reach
//! every statement, pair and place, so that nothing stands in all four options, and no statement in none.

use super::rng::Stream;
use crate::model::answer::{code_name, match_name};
use crate::model::blueprint::Seed;
use crate::model::ids::{Name, SlotId};
use crate::model::question::{Ask, Body, Coding, Item, Piece};
use crate::model::text::TokenKind;
use std::collections::BTreeSet;

/// Options a coded question gets.
const OPTIONS: usize = 4;

/// Trees of four codes, of which the first is the right one: for each other code the one that it is made from, and how
/// many of the 16 trees over four places look like this. Whatever code of a tree is taken for the right one, the tree is
/// as likely.
const TREES: [(u64, [usize; 3]); 4] = [(6, [0, 1, 2]), (6, [0, 0, 1]), (3, [0, 1, 1]), (1, [0, 0, 0])];

/// How readily codes of no, one, two, … statements are taken where there are three or four statements, in twentieths.
///
/// "None" is a code that few would choose, so it is offered where it is wrong in only one question of ten; were it never
/// offered there, nobody would have to read the statements to choose it. The other numbers make up for its absence: with
/// them every other code stands among the options equally often. With five statements and more "none" is rare by itself.
const READINESS: [&[u64]; 2] = [&[2, 25, 14, 18], &[8, 20, 18, 19, 22]];

/// The product of four of these that is always taken.
const READY: u64 = 20 * 20 * 20 * 20;

/// Draws of four codes at most; all of them are needed only where there are not so many different ones.
const DRAWS: usize = 400;

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
    let readiness = READINESS.into_iter().find(|readiness| readiness.len() == facts.len() + 1);
    let taken = |codes: &[Vec<bool>], stream: &mut Stream| {
        let Some(readiness) = readiness else { return true };
        let held = |code: &Vec<bool>| code.iter().filter(|meant| **meant).count();
        stream.below(READY) < codes.iter().filter_map(|code| readiness.get(held(code))).product()
    };
    let toggled = |code: &Vec<bool>, places: &[usize]| {
        code.iter().enumerate().map(|(place, meant)| *meant != places.contains(&place)).collect()
    };
    family(meant, &|stream| dealt(facts.len(), 0, stream), &toggled, &name, &taken, stream)
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

fn matchings(left: &[Piece], right: &[Piece], answer: &[Name], stream: &mut Stream) -> Vec<Name> {
    let names: Vec<&Name> = left.iter().map(|piece| &piece.name).collect();
    // Entries without a partner stand behind the others, as if they were partners of further entries.
    let spare = right.iter().map(|piece| &piece.name).filter(|name| !answer.contains(name));
    let start: Vec<&Name> = answer.iter().chain(spare).collect();
    let changes = |stream: &mut Stream| {
        let mut changes = dealt(answer.len(), start.len() - answer.len(), stream);
        for change in &mut changes {
            while change.len() < 2.min(start.len()) {
                let place = stream.place(start.len());
                if !change.contains(&place) {
                    change.push(place);
                }
            }
        }
        changes
    };
    let name = |code: &Vec<&Name>| match_name(names.iter().copied().zip(code.iter().copied()));
    mixed(family(start.clone(), &changes, &rotated, &name, &|_, _| true, stream), stream)
}

fn orders(items: &[Piece], stream: &mut Stream) -> Vec<Name> {
    let start: Vec<&Name> = items.iter().map(|item| &item.name).collect();
    let name = |code: &Vec<&Name>| code_name(code.iter().copied());
    mixed(family(start, &|stream| runs(items.len(), stream), &rotated, &name, &|_, _| true, stream), stream)
}

fn mixed(mut codes: Vec<Name>, stream: &mut Stream) -> Vec<Name> {
    stream.shuffle(&mut codes);
    codes
}

/// Three changes that together reach every place below `places + spare`, as evenly as possible, and each of them one
/// below `places`.
fn dealt(places: usize, spare: usize, stream: &mut Stream) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..places).collect();
    stream.shuffle(&mut order);
    if places > 0 {
        order.extend((places..OPTIONS - 1).map(|_| stream.place(places)));
    }
    let mut behind: Vec<usize> = (places..places + spare).collect();
    stream.shuffle(&mut behind);
    let mut changes = vec![Vec::new(); OPTIONS - 1];
    for (at, place) in order.into_iter().chain(behind).enumerate() {
        if let Some(change) = changes.get_mut(at % (OPTIONS - 1)) {
            change.push(place);
        }
    }
    // A rotation and its reverse must be as likely.
    changes.iter_mut().for_each(|change| stream.shuffle(change));
    stream.shuffle(&mut changes);
    changes
}

/// Three runs of places next to each other that reach every place below `places`, of two places at least.
fn runs(places: usize, stream: &mut Stream) -> Vec<Vec<usize>> {
    let count = OPTIONS - 1;
    let mut lengths: Vec<usize> = (0..count).map(|at| (places + at) / count).collect();
    stream.shuffle(&mut lengths);
    let mut next = 0;
    let mut runs = Vec::with_capacity(count);
    for length in lengths {
        let (mut first, mut end) = (next, next + length);
        next = end;
        while end - first < 2.min(places) {
            if first > 0 && (end == places || stream.place(2) == 0) {
                first -= 1;
            } else {
                end += 1;
            }
        }
        let mut run: Vec<usize> = (first..end).collect();
        if stream.place(2) == 0 {
            run.reverse();
        }
        runs.push(run);
    }
    stream.shuffle(&mut runs);
    runs
}

/// The code in which each of these places has what stood in the next of them; two exchange.
fn rotated<'a>(code: &Vec<&'a Name>, places: &[usize]) -> Vec<&'a Name> {
    let mut other = code.clone();
    for (to, from) in places.iter().zip(places.iter().cycle().skip(1)) {
        if let (Some(to), Some(from)) = (other.get_mut(*to), code.get(*from)) {
            *to = from;
        }
    }
    other
}

/// The names of `right` and three codes made from it or from each other, all different; fewer where there are no four.
///
/// `changes` draws three sets of places, `changed` makes a neighbour that differs there, `taken` may refuse the four.
fn family<C: Clone>(
    right: C,
    changes: &dyn Fn(&mut Stream) -> Vec<Vec<usize>>,
    changed: &dyn Fn(&C, &[usize]) -> C,
    name: &dyn Fn(&C) -> Option<Name>,
    taken: &dyn Fn(&[C], &mut Stream) -> bool,
    stream: &mut Stream,
) -> Vec<Name> {
    let mut most = Vec::new();
    for _ in 0..DRAWS {
        let mut codes = vec![right.clone()];
        for (source, places) in tree(stream).into_iter().zip(changes(stream)) {
            codes.extend(codes.get(source).map(|code| changed(code, &places)));
        }
        let mut names: Vec<Name> = Vec::with_capacity(OPTIONS);
        for name in codes.iter().filter_map(name) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.len() == OPTIONS && taken(&codes, stream) {
            return names;
        }
        if names.len() > most.len() {
            most = names;
        }
    }
    most
}

/// One of the 16 trees, each equally likely.
fn tree(stream: &mut Stream) -> [usize; 3] {
    let mut place = stream.below(TREES.iter().map(|(count, _)| count).sum());
    for (count, sources) in TREES {
        match place.checked_sub(count) {
            Some(rest) => place = rest,
            None => return sources,
        }
    }
    [0; 3]
}

#[cfg(test)]
mod guessing;

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
        1+3 1+2+3 1+3+4 2
        4 5 6 7
        a1+b3+c4+d5 a3+b1+c4+d2 a4+b1+c3+d2 a3+b1+c4+d5
        1+2+3+4 1+2+4+3 2+1+4+3 2+1+3+4
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
