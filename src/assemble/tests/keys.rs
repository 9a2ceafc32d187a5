//! The key of every set, worked out anew from facts and printed labels, equals the printed key.

use super::*;
use crate::model::question::{Body, Item};
use crate::model::wording;

/// The key as a person would find it: from the truth of what is printed and the texts of the printed options alone.
fn by_hand(item: &Item, slot: &PlacedSlot, number: &Numbering<'_>) -> String {
    let printed: Vec<String> =
        slot.options.iter().map(|name| number.derived_option(&slot.slot, name).unwrap_or_default()).collect();
    let letter = |wanted: &dyn Fn(&str) -> bool| {
        let right: Vec<usize> = (0..printed.len()).filter(|at| wanted(&printed[*at])).collect();
        assert_eq!(right.len(), 1, "{printed:?}");
        ["A", "B", "C", "D", "E"][right[0]].to_owned()
    };
    match &item.body {
        Body::Choice { answer, .. } => {
            let places = slot.options.iter().enumerate().filter(|(_, name)| answer.names().contains(name));
            places.map(|(at, _)| ["A", "B", "C", "D", "E"][at]).collect::<Vec<_>>().join(",")
        }
        Body::TrueFalse { answer } => letter(&|text| text == if *answer { "True" } else { "False" }),
        Body::Statements { statements, coding } => {
            let true_ones = |name: &Name| statements.iter().any(|other| other.name == *name && other.holds);
            letter(&|text| judged(text, &slot.pieces.statements, coding.ask, &true_ones))
        }
        Body::Pairs { rows, coding, .. } => {
            let true_ones = |name: &Name| rows.iter().any(|other| other.name == *name && other.holds);
            letter(&|text| judged(text, &slot.pieces.rows, coding.ask, &true_ones))
        }
        Body::Match { left, answer, .. } => {
            let pairs: Vec<String> = slot
                .pieces
                .left
                .iter()
                .enumerate()
                .map(|(at, printed)| {
                    let partner = &answer[left.iter().position(|piece| piece.name == *printed).unwrap()];
                    let place = slot.pieces.right.iter().position(|name| name == partner).unwrap() + 1;
                    format!("{}-{place}", ["A", "B", "C", "D", "E"][at])
                })
                .collect();
            letter(&|text| text == pairs.join(", "))
        }
        Body::Order { items, .. } => {
            let places: Vec<String> = items
                .iter()
                .map(|item| (slot.pieces.items.iter().position(|name| *name == item.name).unwrap() + 1).to_string())
                .collect();
            letter(&|text| text == places.join(" – "))
        }
        Body::AssertionReason { assertion_holds, reason_holds, explains, .. } => {
            letter(&|text| match (assertion_holds, reason_holds) {
                (true, true) if *explains => text.contains("both true, and") || text.contains("are true, and"),
                (true, true) => text.contains("does not explain"),
                (true, false) => text.starts_with("(A) is true"),
                (false, true) => text.starts_with("(A) is false"),
                (false, false) => text.contains("both false"),
            })
        }
        Body::StatementPair { statements, style } => letter(&|text| match style {
            Style::Upsc2025 => text.contains("but only one of them explains"),
            Style::Upsc2023 => text.contains("but Statement II does not explain"),
            _ => {
                assert!(!statements[0].holds && statements[1].holds);
                text.starts_with("Statement I is incorrect")
            }
        }),
        Body::Numeric { .. } => "4.46..4.48".to_owned(),
        Body::Blank { .. } => "Delhi | New Delhi ; 1911".to_owned(),
        Body::Written { .. } | Body::Case { .. } => String::new(),
    }
}

/// Whether a printed option says the truth about these printed pieces.
fn judged(text: &str, printed: &[Name], ask: Ask, holds: &dyn Fn(&Name) -> bool) -> bool {
    let meant: Vec<usize> =
        (0..printed.len()).filter(|at| holds(&printed[*at]) != ask.negated()).map(|at| at + 1).collect();
    if ask.counts() {
        let words = ["none", "one", "two", "three", "four", "five"];
        let lower = text.to_lowercase();
        return match words.iter().position(|word| lower.contains(word)) {
            Some(number) => number == meant.len(),
            None => lower.starts_with("both") && meant.len() == 2,
        };
    }
    let negative = text.starts_with("Neither") || text.starts_with("None");
    let named: Vec<usize> = if negative {
        Vec::new()
    } else {
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
    };
    named == meant
}

#[test]
fn for_200_seeds_and_every_kind_the_key_is_that_of_the_facts() {
    let bodies = samples::every_kind();
    let questions = bodies.into_iter().enumerate().map(|(at, body)| question(&format!("q-{at:02}"), body)).collect();
    let library = library(questions);
    let blueprint = blueprint(Vec::new(), &["A", "B"]);
    let words = bundled(Lang::ENGLISH).unwrap();
    let mut keys = BTreeSet::new();
    for seed in 0..200 {
        let paper = paper(&library, &blueprint, seed);
        for set in &paper.sets {
            let numbering = Numbering::new(&paper, set, &words);
            for slot in set.entries.iter().flat_map(|entry| &entry.alternatives).flat_map(|placed| &placed.slots) {
                let question = paper.question(slot.slot.question()).unwrap();
                let item = crate::model::numbering::item_of(question, &slot.slot).unwrap();
                let key = numbering.key(&slot.slot);
                assert_eq!(key, by_hand(item, slot, &numbering), "{} with seed {seed}", slot.slot);
                keys.insert((slot.slot.clone(), key));
            }
        }
    }
    // The letters move: a choice of four has had each of them.
    assert_eq!(keys.iter().filter(|(slot, _)| slot.as_str() == "q-00").count(), 4);
}

#[test]
fn codes_stand_in_order_whatever_the_labels() {
    let library = library(vec![question("q", samples::statements(Ask::Which, &[true, false, true, true]))]);
    let blueprint = blueprint(Vec::new(), &["A"]);
    for seed in 0..100 {
        let paper = paper(&library, &blueprint, seed);
        let slot = &paper.sets[0].entries[0].alternatives[0].slots[0];
        let mut sorted = slot.options.clone();
        sorted.reverse();
        wording::sort_codes(&paper.question("q").unwrap().item, &slot.pieces, &mut sorted);
        assert_eq!(sorted, slot.options);
        let mut printed = slot.options.iter().rev().skip_while(|name| name.as_str() == "none").skip(1);
        assert!(printed.all(|name| !["1+2+3+4", "none"].contains(&name.as_str())));
    }
}

#[test]
fn items_are_never_printed_in_the_right_order() {
    let mut three = samples::order(3);
    if let Body::Order { codes, .. } = &mut three {
        // With every order among the options.
        let all = ["1 2 3", "1 3 2", "2 1 3", "2 3 1", "3 1 2", "3 2 1"];
        codes.extend(all.map(|code| code.split(' ').map(name).collect::<Vec<_>>()));
    }
    let library = library(vec![question("two", samples::order(2)), question("three", three)]);
    let mut blueprint = blueprint(Vec::new(), &["A", "B"]);
    let mut seen = BTreeSet::new();
    for seed in 0..200 {
        for shuffled in [true, false] {
            blueprint.shuffle.pieces = shuffled;
            let paper = paper(&library, &blueprint, seed);
            let items = |set: usize| -> Vec<Vec<Name>> {
                let placed = paper.sets[set].entries.iter().flat_map(|entry| &entry.alternatives);
                let mut all: Vec<_> = placed.map(|p| (p.question.clone(), p.slots[0].pieces.items.clone())).collect();
                all.sort();
                all.into_iter().map(|(_, items)| items).collect()
            };
            for set in [0, 1] {
                assert!(items(set).iter().all(|items| !items.is_sorted()));
                seen.extend(items(set));
            }
            if !shuffled {
                assert_eq!(items(0), items(1));
            }
        }
    }
    assert_eq!(seen.len(), 1 + 5);
}

#[test]
fn no_option_has_the_items_in_the_order_in_which_they_stand() {
    let library = library((3..=5).map(|count| question(&format!("q-{count}"), samples::order(count))).collect());
    let mut blueprint = blueprint(Vec::new(), &["A", "B"]);
    for seed in 0..100 {
        blueprint.shuffle.pieces = seed % 2 == 0;
        let paper = paper(&library, &blueprint, seed);
        let placed = paper.sets.iter().flat_map(|set| &set.entries).flat_map(|entry| &entry.alternatives);
        for slot in placed.map(|placed| &placed.slots[0]) {
            let printed = crate::model::answer::code_name(&slot.pieces.items).unwrap();
            assert!(!slot.options.contains(&printed), "{printed} is one of {:?} with seed {seed}", slot.options);
        }
    }
}
