//! What the numbering of one set must say.

use super::*;
use crate::load::words::bundled;
use crate::model::ids::Lang;
use crate::model::labels::LabelStyle;
use crate::model::marking::Scheme;
use crate::model::question::{Ask, FigureSpec, Kind, Style};
use crate::model::samples::{self, name, paper};

fn slot(id: &str) -> SlotId {
    SlotId::new(id).unwrap()
}

fn options(paper: &Paper, id: &str) -> String {
    let words = bundled(Lang::ENGLISH).unwrap();
    let numbering = Numbering::new(paper, &paper.sets[0], &words);
    let id = slot(id);
    let placed = numbering.placed(&id).unwrap();
    let mut lines: Vec<String> = placed
        .options
        .iter()
        .enumerate()
        .map(|(at, name)| {
            format!("{} {}", numbering.option_label(&id, at), numbering.derived_option(&id, name).unwrap_or_default())
        })
        .collect();
    lines.push(format!("key {}", numbering.key(&id)));
    lines.join("\n")
}

fn token(paper: &Paper, within: Within<'_>, kind: TokenKind, names: &[&str]) -> String {
    let words = bundled(Lang::ENGLISH).unwrap();
    let numbering = Numbering::new(paper, &paper.sets[0], &words);
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    numbering.token(within, &Token { kind, names })
}

#[test]
fn codes_are_written_in_the_labels_of_the_set() {
    let question = samples::question("q", samples::statements(Ask::Which, &[true, false, true]));
    let mut paper = paper(vec![question], &[("q", &["1+3", "1+2+3", "none", "2", "1+2"])]);
    let pieces = ["3", "1", "2"].map(name).to_vec();
    let item = paper.questions.values().next().unwrap().item.clone();
    let placed = &mut paper.sets[0].entries[0].alternatives[0].slots[0];
    placed.pieces.statements = pieces;
    wording::sort_codes(&item, &placed.pieces, &mut placed.options);
    insta::assert_snapshot!(options(&paper, "q"), @r"
    (a) 3 only
    (b) 1 and 2 only
    (c) 2 and 3 only
    (d) 1, 2 and 3
    (e) None of the above
    key B
    ");
}

#[test]
fn two_statements_are_both_or_neither() {
    let question = samples::question("q", samples::pairs(Ask::WhichNot, &[true, true]));
    let paper = paper(vec![question], &[("q", &["1", "2", "1+2", "none"])]);
    insta::assert_snapshot!(options(&paper, "q"), @r"
    (a) 1 only
    (b) 2 only
    (c) Both 1 and 2
    (d) Neither 1 nor 2
    key D
    ");
}

#[test]
fn counts_are_words_and_none_stands_last() {
    let question = samples::question("q", samples::pairs(Ask::HowMany, &[true, true, true]));
    let mut paper = paper(vec![question], &[("q", &["0", "3", "1", "2"])]);
    let item = paper.questions.values().next().unwrap().item.clone();
    let placed = &mut paper.sets[0].entries[0].alternatives[0].slots[0];
    wording::sort_codes(&item, &placed.pieces, &mut placed.options);
    insta::assert_snapshot!(options(&paper, "q"), @r"
    (a) Only one pair
    (b) Only two pairs
    (c) All three pairs
    (d) None of the pairs
    key C
    ");
}

#[test]
fn matchings_and_orders_follow_both_printed_lists() {
    let matching = samples::question("m", samples::matching(4, &[3, 1, 4]));
    let order = samples::question("o", samples::order(3));
    let mut paper = paper(vec![matching, order], &[("m", &["a3+b1+c4", "a1+b3+c4"]), ("o", &["1+2+3", "2+1+3"])]);
    paper.sets[0].entries[0].alternatives[0].slots[0].pieces.left = ["c", "a", "b"].map(name).to_vec();
    paper.sets[0].entries[0].alternatives[0].slots[0].pieces.right = ["4", "3", "2", "1"].map(name).to_vec();
    paper.sets[0].entries[1].alternatives[0].slots[0].pieces.items = ["3", "1", "2"].map(name).to_vec();
    insta::assert_snapshot!(options(&paper, "m"), @r"
    (a) A-1, B-2, C-4
    (b) A-1, B-4, C-2
    key A
    ");
    insta::assert_snapshot!(options(&paper, "o"), @r"
    (a) 2 – 3 – 1
    (b) 3 – 2 – 1
    key A
    ");
}

#[test]
fn every_fixed_option_and_closing_question_has_words() {
    for (language, _) in crate::load::words::files() {
        fixed_options_and_closing_questions(&bundled(Lang::new(language).unwrap()).unwrap());
    }
}

fn fixed_options_and_closing_questions(words: &Words) {
    let labels = Default::default();
    for style in [Style::Cbse, Style::Neet, Style::Upsc2023, Style::Upsc2025] {
        let bodies = [
            samples::assertion(style, true, true, true),
            samples::statement_pair(style, &[(true, false), (true, false)]),
            Body::TrueFalse { answer: true },
        ];
        for body in bodies {
            let fits = match body.kind() {
                Kind::AssertionReason => matches!(style, Style::Cbse | Style::Neet),
                Kind::StatementPair => style != Style::Cbse,
                _ => true,
            };
            let item = samples::item(body);
            let placed = PlacedSlot::typed(slot("q"), &item, &[], Scheme::default());
            for name in item.option_names().iter().filter(|_| fits) {
                let text = wording::option(&item, &placed, &labels, name, words).unwrap();
                assert!(!text.contains("style."), "{text}");
            }
        }
    }
    for ask in Ask::NAMES.iter().map(|(_, ask)| *ask) {
        let mut triple = samples::pairs(ask, &[true, false]);
        if let Body::Pairs { rows, .. } = &mut triple {
            rows[0].cells.push(samples::text("third"));
        }
        for body in [samples::statements(ask, &[true]), samples::pairs(ask, &[true]), triple, samples::order(3)] {
            let mut item = samples::item(body);
            item.stem = None;
            assert!(wording::closing(&item, words).is_some_and(|text| text.ends_with('?')));
            assert!(wording::lead(&item, words).is_some_and(|text| text.ends_with(':')));
        }
    }
}

#[test]
fn keys_of_numbers_blanks_and_several_answers() {
    let questions = vec![
        samples::question("a", samples::several(4, &[0, 2])),
        samples::question("b", samples::numeric("42", "42", "42")),
        samples::question("c", samples::numeric("3.15", "3.14", "3.16")),
        samples::question("d", Body::Blank { answers: vec![vec!["x".into(), "y".into()], vec!["z".into()]] }),
        samples::question("e", samples::written(true)),
        samples::question("f", samples::numeric("0.1", "1/3", "0.333333333333")),
    ];
    let paper = paper(questions, &[]);
    let words = bundled(Lang::ENGLISH).unwrap();
    let numbering = Numbering::new(&paper, &paper.sets[0], &words);
    let keys = ["a", "b", "c", "d", "e", "f"].map(|id| numbering.key(&slot(id)));
    assert_eq!(keys, ["A,C", "42", "3.14..3.16", "x | y ; z", "", "1/3..0.333333333333"]);
    assert_eq!(token(&paper, Within::Slot(&slot("c")), TokenKind::Key, &[]), "3.14 to 3.16");
    assert_eq!(token(&paper, Within::Slot(&slot("a")), TokenKind::Key, &[]), "(a) and (c)");
}

#[test]
fn slots_of_cases_and_alternatives_are_numbered() {
    let part = || samples::choice(4, 0);
    let questions = vec![
        samples::question("x", part()),
        samples::question("k", samples::case(vec![vec![part()], vec![part(), part()], vec![part()]])),
        samples::question("y", part()),
    ];
    let mut paper = paper(questions, &[]);
    let last = paper.sets[0].entries.pop().unwrap();
    paper.sets[0].entries[0].alternatives.extend(last.alternatives);
    let words = bundled(Lang::ENGLISH).unwrap();
    let numbering = Numbering::new(&paper, &paper.sets[0], &words);
    let numbers = ["x", "y", "k/i", "k/ii.a", "k/ii.b", "k/iii"].map(|id| numbering.slot_number(&slot(id)));
    assert_eq!(numbers, ["1(a)", "1(b)", "2(i)", "2(ii)(a)", "2(ii)(b)", "2(iii)"]);
    let k = slot("k/i");
    let inside = Within::Slot(&k);
    assert_eq!(token(&paper, inside, TokenKind::Part, &["iii", "ii.b", "ii"]), "(ii), (ii)(b) and (iii)");
    assert_eq!(token(&paper, inside, TokenKind::Question, &["y"]), "1(b)");
    assert_eq!(token(&paper, inside, TokenKind::Question, &["gone"]), "(not in this paper)");
    assert_eq!(token(&paper, inside, TokenKind::Option, &["b"]), "(b)");
    assert_eq!(token(&paper, inside, TokenKind::Option, &["z"]), "{opt:z}");
}

#[test]
fn lists_come_out_in_printed_order() {
    let mut paper = paper(vec![samples::question("q", samples::choice(4, 1))], &[]);
    paper.sets[0].entries[0].alternatives[0].slots[0].options = ["d", "c", "a", "b"].map(name).to_vec();
    paper.blueprint.layout.labels.options = vec![LabelStyle::parse("1.").unwrap()];
    let q = slot("q");
    assert_eq!(token(&paper, Within::Slot(&q), TokenKind::Option, &["a", "b", "d"]), "1, 3 and 4");
    assert_eq!(token(&paper, Within::Slot(&q), TokenKind::Key, &[]), "4");
}

#[test]
fn only_mentioned_figures_are_numbered_through_the_paper() {
    let figure = |id: &str| Figure {
        id: name(id),
        title: None,
        spec: FigureSpec::File("media/x.svg".into()),
        caption: None,
        alt: samples::text("A picture"),
        width: None,
        place: None,
    };
    let mut first = samples::question("first", samples::choice(4, 1));
    first.item.figures = vec![figure("silent"), figure("ray")];
    first.item.explanation = Some(samples::tokens("See", &[(TokenKind::Figure, &["ray"])]));
    let mut second = samples::question("second", samples::case(vec![vec![samples::choice(4, 1)]]));
    second.item.figures = vec![figure("ray")];
    if let Body::Case { parts } = &mut second.item.body {
        parts[0][0].item.stem = Some(samples::tokens("In", &[(TokenKind::Figure, &["ray"])]));
    }
    let paper = paper(vec![first, second], &[]);
    assert_eq!(token(&paper, Within::Slot(&slot("first")), TokenKind::Figure, &["ray"]), "Figure 1");
    assert_eq!(token(&paper, Within::Slot(&slot("first")), TokenKind::Figure, &["silent"]), "{fig:silent}");
    assert_eq!(token(&paper, Within::Slot(&slot("second/i")), TokenKind::Figure, &["ray"]), "Figure 2");
}

#[test]
fn a_matching_is_named_by_places_or_own_ids() {
    let mut question = samples::question("m", samples::matching(3, &[3, 1, 2]));
    if let Body::Match { left, right, answer, .. } = &mut question.item.body {
        left[0].name = name("art");
        left[1].name = name("treaty");
        right[0].name = name("year-1963");
        right[2].name = name("y2");
        *answer = ["y2", "year-1963", "2"].map(name).to_vec();
    }
    let item = question.item.clone();
    let named = |typed: &str| item.named(TokenKind::Option, typed).map(|name| name.to_string());
    let code = "art:y2+treaty:year-1963+c2".to_owned();
    assert_eq!(item.right_options()[0].to_string(), code);
    let right = Some(code.clone());
    for typed in ["a3+b1+c2", "c2+a3+b1", "art:y2+treaty:year-1963+c2", "art3+treaty:1+c2", "a:y2+byear-1963+c:2"] {
        assert_eq!(named(typed), right, "{typed}");
    }
    for typed in ["a4+b1+c2", "d1", "a", "", "+", "a3+:", "é3", "art"] {
        assert_eq!(named(typed), None, "{typed}");
    }
    let paper = paper(vec![question], &[("m", &["art:2+treaty:year-1963+c:y2", &code])]);
    assert_eq!(token(&paper, Within::Slot(&slot("m")), TokenKind::Option, &["a3+b1+c2"]), "(b)");
}

#[test]
fn the_key_of_a_number_can_be_filled_in() {
    let questions = vec![
        samples::question("q", samples::numeric("1e3", "1000", "1000")),
        samples::question("r", samples::numeric("6.30", "6.3", "6.3")),
    ];
    let paper = paper(questions, &[]);
    let words = bundled(Lang::ENGLISH).unwrap();
    let numbering = Numbering::new(&paper, &paper.sets[0], &words);
    assert_eq!(["q", "r"].map(|id| numbering.key(&slot(id))), ["1000", "6.30"]);
}

#[test]
fn the_circle_not_attempted_has_one_label_in_all_rows() {
    let bodies = [samples::choice(4, 0), Body::TrueFalse { answer: true }, samples::numeric("4", "4", "4")];
    let questions = bodies.into_iter().enumerate().map(|(at, body)| samples::question(&format!("q{at}"), body));
    let mut paper = paper(questions.collect(), &[]);
    let words = bundled(Lang::ENGLISH).unwrap();
    let labels = |paper: &Paper| {
        let numbering = Numbering::new(paper, &paper.sets[0], &words);
        let of = |at: usize| slot(&format!("q{at}"));
        let label = |at| numbering.not_attempted_label(&of(at)).or_else(|| numbering.not_attempted_sign(&of(at)));
        (0..3).map(|at| label(at).unwrap_or_else(|| "-".into())).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(labels(&paper), "- - -");
    for entry in &mut paper.sets[0].entries[..2] {
        entry.alternatives[0].slots[0].not_attempted = true;
    }
    assert_eq!(labels(&paper), "(e) (e) -");
    paper.blueprint.layout.labels.options = ["(A)", "(F)"].map(|label| LabelStyle::parse(label).unwrap()).to_vec();
    assert_eq!(labels(&paper), "(E) (K) -");
    // A longer list of options without the circle does not move it.
    paper.sets[0].entries[0].alternatives[0].slots[0].not_attempted = false;
    assert_eq!(labels(&paper), "- (H) -");
}
