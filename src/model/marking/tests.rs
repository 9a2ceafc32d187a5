//! One answer marked in every way there is: tables written by hand, and what holds for all schemes.

use super::*;
use crate::model::ids::Name;
use crate::model::question::Interval;
use crate::model::samples::{self, name};
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, prop_oneof};
use std::collections::BTreeSet;

fn exact(text: &str) -> Exact {
    Exact::parse(text).unwrap()
}

fn scheme(right: &str, wrong: &str, blank: &str, partial: Partial) -> Scheme {
    let marks = [right, wrong, blank].map(exact);
    let [right, wrong, blank] = marks;
    Scheme { right, wrong, blank, several: Several::Wrong, partial }
}

/// Options by their letters; `-` is none.
fn options(letters: &str) -> BTreeSet<Name> {
    letters.chars().filter(char::is_ascii_lowercase).map(|letter| name(&letter.to_string())).collect()
}

fn marked(letters: &str) -> Response {
    Response::of_circles(options(letters), false)
}

/// What may be marked of four options.
const RESPONSES: [&str; 16] =
    ["-", "a", "b", "c", "d", "ab", "ac", "ad", "bc", "bd", "cd", "abc", "abd", "acd", "bcd", "abcd"];

/// The marks of JEE Advanced for each right set and each of [`RESPONSES`], from the words of the official papers: 4 for
/// all right options and no others; 3 if all four are right and three are chosen; 2 if three or more are right and two
/// of them are chosen; 1 if two or more are right and one of them is chosen; 0 for none; −2 in all other cases.
#[rustfmt::skip]
const JEE_ADVANCED: [(&str, [i64; 16]); 15] = [
    //       -   a   b   c   d  ab  ac  ad  bc  bd  cd abc abd acd bcd abcd
    ("a",    [0,  4, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2]),
    ("b",    [0, -2,  4, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2]),
    ("c",    [0, -2, -2,  4, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2]),
    ("d",    [0, -2, -2, -2,  4, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2]),
    ("ab",   [0,  1,  1, -2, -2,  4, -2, -2, -2, -2, -2, -2, -2, -2, -2, -2]),
    ("ac",   [0,  1, -2,  1, -2, -2,  4, -2, -2, -2, -2, -2, -2, -2, -2, -2]),
    ("ad",   [0,  1, -2, -2,  1, -2, -2,  4, -2, -2, -2, -2, -2, -2, -2, -2]),
    ("bc",   [0, -2,  1,  1, -2, -2, -2, -2,  4, -2, -2, -2, -2, -2, -2, -2]),
    ("bd",   [0, -2,  1, -2,  1, -2, -2, -2, -2,  4, -2, -2, -2, -2, -2, -2]),
    ("cd",   [0, -2, -2,  1,  1, -2, -2, -2, -2, -2,  4, -2, -2, -2, -2, -2]),
    ("abc",  [0,  1,  1,  1, -2,  2,  2, -2,  2, -2, -2,  4, -2, -2, -2, -2]),
    ("abd",  [0,  1,  1, -2,  1,  2, -2,  2, -2,  2, -2, -2,  4, -2, -2, -2]),
    ("acd",  [0,  1, -2,  1,  1, -2,  2,  2, -2, -2,  2, -2, -2,  4, -2, -2]),
    ("bcd",  [0, -2,  1,  1,  1, -2, -2, -2,  2,  2,  2, -2, -2, -2,  4, -2]),
    ("abcd", [0,  1,  1,  1,  1,  2,  2,  2,  2,  2,  2,  3,  3,  3,  3,  4]),
];

#[test]
fn every_case_of_jee_advanced_is_marked_as_its_papers_say() {
    let scheme = scheme("4", "-2", "0", Partial::JeeAdvanced);
    for (right, marks) in JEE_ADVANCED {
        let expected = Expected::Several(options(right));
        for (response, marks) in RESPONSES.into_iter().zip(marks) {
            let got = score(&scheme, &expected, &marked(response));
            assert_eq!(got, Exact::whole(marks), "right {right}, marked {response}");
        }
    }
}

#[test]
fn jee_advanced_scales_with_the_marks_of_a_right_answer() {
    for (factor, scheme) in
        [("2", scheme("8", "-4", "0", Partial::JeeAdvanced)), ("3/4", scheme("3", "-3/2", "0", Partial::JeeAdvanced))]
    {
        for (right, marks) in JEE_ADVANCED {
            for (response, marks) in RESPONSES.into_iter().zip(marks) {
                let got = score(&scheme, &Expected::Several(options(right)), &marked(response));
                assert_eq!(got, Exact::whole(marks) * exact(factor), "right {right}, marked {response}");
            }
        }
    }
    // A fifth right option does not turn four of them into full marks.
    let scheme = scheme("4", "-2", "0", Partial::JeeAdvanced);
    assert_eq!(score(&scheme, &Expected::Several(options("abcde")), &marked("abcd")), Exact::whole(3));
}

/// Marks of the rows of the table for right options b, c, d of a to e, at 6 for right and −1 for wrong.
#[test]
fn each_row_of_the_table_of_partial_marks_does_what_it_says() {
    const MARKED: [&str; 8] = ["-", "bcd", "bc", "b", "ab", "abcd", "abe", "ae"];
    let rows = [
        (Partial::None, ["0", "6", "-1", "-1", "-1", "-1", "-1", "-1"]),
        (Partial::PerOption, ["0", "6", "4", "2", "-1", "-1", "-1", "-1"]),
        (Partial::JeeAdvanced, ["0", "6", "3", "3/2", "-1", "-1", "-1", "-1"]),
        (Partial::AnyRight, ["0", "6", "6", "6", "-1", "-1", "-1", "-1"]),
        (Partial::Half, ["0", "6", "3", "3", "-1", "-1", "-1", "-1"]),
        (Partial::OneSlip, ["0", "6", "3", "-1", "-1", "3", "-1", "-1"]),
        (Partial::RightMinusWrong, ["0", "6", "4", "2", "0", "4", "-1", "-1"]),
    ];
    assert_eq!(rows.len(), Partial::NAMES.len());
    for (row, marks) in rows {
        let scheme = scheme("6", "-1", "0", row);
        let got = MARKED.map(|letters| score(&scheme, &Expected::Several(options("bcd")), &marked(letters)));
        assert_eq!(got, marks.map(exact), "{row:?}");
    }
}

#[test]
fn the_table_in_the_documents_is_right() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/bank-format.md")).unwrap();
    let cells =
        |line: &str| -> Vec<String> { line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect() };
    let mut lines = page.lines().skip_while(|line| !line.starts_with("| marked |"));
    let responses = cells(lines.next().unwrap());
    let rows: Vec<Vec<String>> = lines.skip(1).map_while(|line| line.starts_with('|').then(|| cells(line))).collect();
    assert_eq!(rows.len(), Partial::NAMES.len());
    for (row, (name, partial)) in rows.iter().zip(Partial::NAMES) {
        assert_eq!(row[0], format!("`{name}`"));
        let scheme = scheme("4", "-2", "0", partial);
        for (response, promised) in responses.iter().zip(row).skip(1) {
            let got = score(&scheme, &Expected::Several(options("abc")), &marked(response));
            assert_eq!(&got.to_string(), promised, "{name}, marked {response}");
        }
    }
}

#[test]
fn right_minus_wrong_stops_at_nothing_unless_a_wrong_answer_costs_something() {
    let expected = Expected::Several(options("ab"));
    let free = scheme("2", "0", "0", Partial::RightMinusWrong);
    assert_eq!(score(&free, &expected, &marked("acd")), Exact::zero());
    let punished = scheme("2", "-1/2", "0", Partial::RightMinusWrong);
    assert_eq!(score(&punished, &expected, &marked("acd")), exact("-1/2"));
    assert_eq!(score(&punished, &expected, &marked("cd")), exact("-1/2"));
    assert_eq!(judge(&punished, &expected, &marked("ac")), Verdict { outcome: Outcome::Wrong, marks: Exact::zero() });
}

#[test]
fn one_option_is_right_wrong_or_blank() {
    let mut scheme = scheme("2", "-2/3", "-1/3", Partial::None);
    let expected = Expected::One(options("b"));
    let verdict = |scheme: &Scheme, response: &Response| {
        let verdict = judge(scheme, &expected, response);
        (verdict.outcome, verdict.marks.to_string())
    };
    assert_eq!(verdict(&scheme, &marked("b")), (Outcome::Right, "2".into()));
    assert_eq!(verdict(&scheme, &marked("a")), (Outcome::Wrong, "-2/3".into()));
    assert_eq!(verdict(&scheme, &Response::Blank), (Outcome::Blank, "-1/3".into()));
    assert_eq!(verdict(&scheme, &Response::Options(BTreeSet::new())), (Outcome::Blank, "-1/3".into()));
    // Two marks are wrong even if one of them is right, unless the scheme takes them for none.
    assert_eq!(verdict(&scheme, &marked("ab")), (Outcome::Wrong, "-2/3".into()));
    scheme.several = Several::Blank;
    assert_eq!(verdict(&scheme, &marked("ab")), (Outcome::Blank, "-1/3".into()));
    // After a correction of the key either is accepted, but not both together.
    let either = Expected::One(options("bc"));
    assert_eq!(score(&scheme, &either, &marked("c")), Exact::whole(2));
    assert_eq!(score(&scheme, &either, &marked("bc")), exact("-1/3"));
}

#[test]
fn the_circle_not_attempted_costs_nothing_and_no_circle_does() {
    let mut scheme = scheme("4/3", "-4/9", "-4/9", Partial::PerOption);
    for expected in [Expected::One(options("b")), Expected::Several(options("bc"))] {
        let outcome = |scheme: &Scheme, letters, not_attempted| {
            judge(scheme, &expected, &Response::of_circles(options(letters), not_attempted))
        };
        assert_eq!(outcome(&scheme, "-", true), Verdict { outcome: Outcome::NotAttempted, marks: Exact::zero() });
        assert_eq!(outcome(&scheme, "-", false), Verdict { outcome: Outcome::Blank, marks: exact("-4/9") });
        scheme.several = Several::Wrong;
        assert_eq!(outcome(&scheme, "b", true).outcome, Outcome::Wrong);
        scheme.several = Several::Blank;
        assert_eq!(outcome(&scheme, "b", true).outcome, Outcome::Blank);
    }
}

#[test]
fn numbers_and_texts_are_right_or_wrong() {
    let scheme = scheme("4", "-1", "0", Partial::None);
    let expected = Expected::Number(Interval { low: exact("3.14"), high: exact("3.16") });
    let number = |text| score(&scheme, &expected, &Response::Number(exact(text))).to_string();
    assert_eq!(["3.14", "3.16", "22/7", "3.139", "3.161"].map(number), ["4", "4", "4", "-1", "-1"]);
    assert_eq!(judge(&scheme, &expected, &Response::Clash).outcome, Outcome::Wrong);
    assert_eq!(judge(&scheme, &expected, &Response::Blank).outcome, Outcome::Blank);
    assert_eq!(score(&scheme, &Expected::Text, &Response::Text(true)), Exact::whole(4));
    assert_eq!(score(&scheme, &Expected::Text, &Response::Text(false)), Exact::whole(-1));
    // An answer in another form than was asked for.
    assert_eq!(judge(&scheme, &Expected::Text, &marked("a")).outcome, Outcome::Wrong);
}

#[test]
fn what_is_right_follows_from_the_facts_of_the_question() {
    let expected = |body| samples::item(body).expected();
    assert_eq!(expected(samples::choice(4, 1)), Some(Expected::One(options("b"))));
    assert_eq!(expected(samples::several(4, &[0, 3])), Some(Expected::Several(options("ad"))));
    // A list of one still asks for several.
    assert_eq!(expected(samples::several(4, &[2])), Some(Expected::Several(options("c"))));
    assert_eq!(expected(samples::written(false)), None);
    let kinds = samples::every_kind().into_iter().map(|body| (body.kind(), expected(body)));
    for (kind, expected) in kinds {
        let given_by_hand = ["short", "long", "case"].contains(&kind.name());
        assert_eq!(expected.is_none(), given_by_hand, "{}", kind.name());
        assert_eq!(matches!(expected, Some(Expected::One(_) | Expected::Several(_))), kind.has_options());
    }
}

#[test]
fn a_floor_lifts_what_lies_below_it_and_nothing_else() {
    let sum = |marks: &[&str], floor: Option<&str>| {
        total(marks.iter().map(|marks| exact(marks)), floor.map(exact).as_ref()).to_string()
    };
    assert_eq!(sum(&["2", "-2/3", "-2/3"], Some("0")), "2/3");
    assert_eq!(sum(&["-2/3", "-2/3"], None), "-4/3");
    assert_eq!(sum(&["-2/3", "-2/3"], Some("0")), "0");
    assert_eq!(sum(&["-2/3", "-2/3"], Some("-1")), "-1");
    assert_eq!(sum(&[], Some("0")), "0");
}

#[test]
fn more_than_the_share_disqualifies_and_the_share_itself_does_not() {
    let rule = |share| Disqualified { blank_share: exact(share) };
    assert!(!rule("1/10").applies(15, 150) && rule("1/10").applies(16, 150));
    assert_eq!(rule("1/10").most_blank(150), 15);
    // A tenth of 25 is two and a half.
    assert!(!rule("0.1").applies(2, 25) && rule("0.1").applies(3, 25));
    assert_eq!(rule("0.1").most_blank(25), 2);
    assert!(rule("0").applies(1, 40) && !rule("0").applies(0, 40));
    assert_eq!(rule("1/3").most_blank(0), 0);
}

/// A scheme in which a right answer is the best, as every sane one.
fn schemes() -> impl Strategy<Value = Scheme> {
    let marks = |low: i64| (low..=0, 1..=12_i64).prop_map(|(above, below)| Exact::ratio(above, below).unwrap());
    let right = (1..=40_i64, 1..=12_i64).prop_map(|(above, below)| Exact::ratio(above, below).unwrap());
    let several = prop_oneof![proptest::strategy::Just(Several::Wrong), proptest::strategy::Just(Several::Blank)];
    let row = (0..Partial::NAMES.len()).prop_map(|at| Partial::NAMES[at].1);
    (right, marks(-40), marks(-40), several, row).prop_map(|(right, wrong, blank, several, partial)| Scheme {
        right,
        wrong,
        blank,
        several,
        partial,
    })
}

fn letters(bits: u8) -> BTreeSet<Name> {
    options(
        &('a'..='h').enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, letter)| letter).collect::<String>(),
    )
}

proptest::proptest! {
    #[test]
    fn no_answer_earns_more_than_a_right_one_or_costs_more_than_the_worst(
        scheme in schemes(), right in 1..=u8::MAX, marks in any::<u8>(), not_attempted in any::<bool>(), one in any::<bool>(),
    ) {
        let expected = if one { Expected::One(letters(right)) } else { Expected::Several(letters(right)) };
        let verdict = judge(&scheme, &expected, &Response::of_circles(letters(marks), not_attempted));
        let worst = scheme.wrong.clone().min(scheme.blank.clone());
        prop_assert!(verdict.marks <= scheme.right && verdict.marks >= worst, "{:?}", verdict);
        let full = verdict.outcome == Outcome::Right;
        prop_assert_eq!(full, verdict.marks == scheme.right);
        if verdict.outcome == Outcome::Partial {
            prop_assert!(!verdict.marks.is_negative() && !verdict.marks.is_zero());
        }
    }

    #[test]
    fn the_right_set_earns_full_marks_in_every_row_and_only_any_right_gives_them_for_less(
        scheme in schemes(), right in 1..=u8::MAX, marks in 1..=u8::MAX,
    ) {
        let expected = Expected::Several(letters(right));
        prop_assert_eq!(score(&scheme, &expected, &Response::Options(letters(right))), scheme.right.clone());
        if marks != right && scheme.partial != Partial::AnyRight {
            prop_assert!(score(&scheme, &expected, &Response::Options(letters(marks))) < scheme.right);
        }
    }

    #[test]
    fn one_wrong_option_more_never_helps(scheme in schemes(), right in 1..=u8::MAX, marks in 1..=u8::MAX, at in 0..8_u8) {
        let more = marks | 1 << at;
        // With one slip a first wrong option may not be worse than what it comes to; it is never better.
        if right >> at & 1 == 0 && more != marks {
            let of = |marks| score(&scheme, &Expected::Several(letters(right)), &Response::Options(letters(marks)));
            prop_assert!(of(more) <= of(marks));
        }
    }

    #[test]
    fn a_paper_answered_right_brings_its_maximum(schemes in proptest::collection::vec(schemes(), 1..20), floor in -5..=0_i64) {
        let maximum: Marks = schemes.iter().map(|scheme| scheme.right.clone()).sum();
        let expected = Expected::One(options("a"));
        let marks = schemes.iter().map(|scheme| score(scheme, &expected, &marked("a")));
        prop_assert_eq!(total(marks, Some(&Exact::whole(floor))), maximum);
        let wrong = schemes.iter().map(|scheme| score(scheme, &expected, &marked("b")));
        prop_assert!(total(wrong, Some(&Exact::whole(floor))) >= Exact::whole(floor));
    }
}
