//! Hand-made questions of every kind for tests.

use super::blueprint::{Blueprint, Seed, SetAsk};
use super::ids::{Lang, Name, QuestionId, SectionId, SetName, SlotId, letter, roman};
use super::marking::{Decimal, Exact, Marks, Scheme, SchemeFields};
use super::paper::{Entry, Paper, PaperSection, PaperSet, Placed, PlacedSlot};
use super::question::{
    About, Answer, AnswerOption, Ask, Body, Coding, Explaining, Interval, Item, Part, Piece, Question, Row, Statement,
    Style,
};
use super::text::{Block, BlockKind, Inline, InlineKind, RichText, Text, Token, TokenKind};
use std::collections::BTreeMap;

pub(crate) fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

pub(crate) fn text(source: &str) -> Text {
    tokens(source, &[])
}

/// A text with tokens behind it.
pub(crate) fn tokens(source: &str, tokens: &[(TokenKind, &[&str])]) -> Text {
    let inline = |kind| Inline { kind, range: 0..0 };
    let mut inlines = vec![inline(InlineKind::Text(source.to_owned()))];
    for (kind, names) in tokens {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        inlines.push(inline(InlineKind::Token(Token { kind: *kind, names })));
    }
    let blocks = vec![Block { kind: BlockKind::Paragraph(inlines), range: 0..0 }];
    PerLangText::new(Lang::ENGLISH, RichText { source: source.to_owned(), blocks, ..RichText::default() })
}

type PerLangText = super::text::PerLang<RichText>;

pub(crate) fn item(body: Body) -> Item {
    Item {
        stem: Some(text("Stem")),
        body,
        explanation: None,
        figures: Vec::new(),
        marks: SchemeFields::default(),
        shuffle: None,
    }
}

pub(crate) fn question(id: &str, body: Body) -> Question {
    Question {
        id: QuestionId::new(id).unwrap(),
        language: Lang::ENGLISH,
        item: item(body),
        passage: None,
        about: About::default(),
        place: None,
    }
}

pub(crate) fn choice(count: usize, right: usize) -> Body {
    let options = (0..count).map(|at| AnswerOption {
        name: name(&letter(at)),
        text: text(&format!("Word {}", letter(at))),
        place: None,
        why: None,
    });
    Body::Choice { options: options.collect(), answer: Answer::One(name(&letter(right))) }
}

pub(crate) fn several(count: usize, right: &[usize]) -> Body {
    match choice(count, 0) {
        Body::Choice { options, .. } => {
            Body::Choice { options, answer: Answer::Several(right.iter().map(|at| name(&letter(*at))).collect()) }
        }
        other => other,
    }
}

pub(crate) fn coding(ask: Ask) -> Coding {
    Coding { ask, closing: None, codes: Vec::new() }
}

pub(crate) fn statements(ask: Ask, holds: &[bool]) -> Body {
    let statements = holds.iter().enumerate().map(|(at, holds)| Statement {
        name: name(&(at + 1).to_string()),
        text: text(&format!("Statement {at}")),
        holds: *holds,
        why: None,
    });
    Body::Statements { statements: statements.collect(), coding: coding(ask) }
}

pub(crate) fn pairs(ask: Ask, holds: &[bool]) -> Body {
    let rows = holds.iter().enumerate().map(|(at, holds)| Row {
        name: name(&(at + 1).to_string()),
        cells: vec![text("left"), text("right")],
        holds: *holds,
        why: None,
    });
    Body::Pairs { heading: Vec::new(), rows: rows.collect(), coding: coding(ask) }
}

pub(crate) fn pieces(names: impl Iterator<Item = String>) -> Vec<Piece> {
    names.map(|piece| Piece { name: name(&piece), text: text(&format!("Piece {piece}")) }).collect()
}

/// `answer` gives for each of the left the number of its partner, from 1.
pub(crate) fn matching(right: usize, answer: &[usize]) -> Body {
    Body::Match {
        heading: Vec::new(),
        left: pieces((0..answer.len()).map(letter)),
        right: pieces((1..=right).map(|at| at.to_string())),
        answer: answer.iter().map(|at| name(&at.to_string())).collect(),
        closing: None,
        codes: Vec::new(),
    }
}

pub(crate) fn order(count: usize) -> Body {
    Body::Order { items: pieces((1..=count).map(|at| at.to_string())), closing: None, codes: Vec::new() }
}

pub(crate) fn assertion(style: Style, assertion_holds: bool, reason_holds: bool, explains: bool) -> Body {
    let (assertion, reason) = (text("Assertion"), text("Reason"));
    Body::AssertionReason { assertion, reason, assertion_holds, reason_holds, explains, style }
}

/// For each statement whether it holds and whether it explains the first.
pub(crate) fn statement_pair(style: Style, facts: &[(bool, bool)]) -> Body {
    let statements = facts.iter().enumerate().map(|(at, (holds, explains))| Explaining {
        name: name(&(at + 1).to_string()),
        text: text("Statement"),
        holds: *holds,
        explains: *explains,
        why: None,
    });
    Body::StatementPair { statements: statements.collect(), style }
}

pub(crate) fn numeric(answer: &str, low: &str, high: &str) -> Body {
    let exact = |text: &str| Exact::parse(text).unwrap();
    Body::Numeric {
        answer: Decimal::parse(answer),
        accepted: Interval { low: exact(low), high: exact(high) },
        unit: None,
        decimals: None,
    }
}

pub(crate) fn written(long: bool) -> Body {
    Body::Written { long, words: None, space: None, points: Vec::new(), model_answer: None }
}

/// A case; each inner list is one part or the alternatives of an OR.
pub(crate) fn case(parts: Vec<Vec<Body>>) -> Body {
    let parts = parts.into_iter().enumerate().map(|(group, bodies)| {
        let many = bodies.len() > 1;
        let parts = bodies.into_iter().enumerate().map(|(inner, body)| Part {
            name: name(&if many { format!("{}.{}", roman(group), letter(inner)) } else { roman(group) }),
            item: item(body),
        });
        parts.collect()
    });
    Body::Case { parts: parts.collect() }
}

/// A body of every kind, some in several forms.
pub(crate) fn every_kind() -> Vec<Body> {
    vec![
        choice(4, 1),
        choice(5, 4),
        several(5, &[0, 2, 3]),
        Body::TrueFalse { answer: false },
        statements(Ask::Which, &[true, false, true]),
        statements(Ask::Which, &[true, true, true]),
        statements(Ask::Which, &[false, false]),
        statements(Ask::WhichNot, &[true, false, true, false]),
        statements(Ask::HowMany, &[true, false, true]),
        statements(Ask::HowManyNot, &[true, true, true, true, true]),
        pairs(Ask::Which, &[true, false, false, true]),
        pairs(Ask::HowMany, &[true, true, false, true]),
        matching(4, &[3, 1, 4, 2]),
        matching(5, &[5, 1, 2]),
        order(4),
        order(2),
        assertion(Style::Cbse, true, true, true),
        assertion(Style::Neet, false, false, false),
        statement_pair(Style::Upsc2023, &[(true, false), (true, false)]),
        statement_pair(Style::Upsc2025, &[(true, false), (true, true), (true, false)]),
        statement_pair(Style::Neet, &[(false, false), (true, false)]),
        numeric("4.47", "4.46", "4.48"),
        Body::Blank { answers: vec![vec!["Delhi".into(), "New Delhi".into()], vec!["1911".into()]] },
        written(false),
        written(true),
        case(vec![
            vec![choice(4, 0)],
            vec![statements(Ask::Which, &[true, false])],
            vec![written(false), written(false)],
        ]),
    ]
}

/// A paper of one set with these questions, everything as typed, codes given by hand.
pub(crate) fn paper(questions: Vec<Question>, codes: &[(&str, &[&str])]) -> Paper {
    let codes: BTreeMap<SlotId, Vec<Name>> = codes
        .iter()
        .map(|(slot, names)| (SlotId::new(slot).unwrap(), names.iter().map(|text| name(text)).collect()))
        .collect();
    let entries: Vec<Entry> = questions
        .iter()
        .map(|question| {
            let slots = question.slots().into_iter().map(|(id, item)| {
                let codes = codes.get(&id).map_or(&[][..], Vec::as_slice);
                PlacedSlot::typed(id, item, codes, Scheme::default())
            });
            Entry { section: 0, alternatives: vec![Placed { question: question.id.clone(), slots: slots.collect() }] }
        })
        .collect();
    Paper {
        blueprint: Blueprint::default(),
        seed: Seed::new(1).unwrap(),
        sections: vec![PaperSection {
            id: SectionId::new("all").unwrap(),
            entries: 1,
            maximum: Marks::whole(1),
            quotas: Vec::new(),
        }],
        questions: questions.into_iter().map(|question| (question.id.clone(), question)).collect(),
        passages: BTreeMap::new(),
        codes,
        area_names: BTreeMap::new(),
        sets: vec![PaperSet {
            ask: SetAsk { name: SetName::new("A").unwrap(), label: None },
            entries: entries.clone(),
        }],
        canonical: entries,
    }
}
