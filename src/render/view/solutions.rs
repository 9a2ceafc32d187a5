//! Solutions of one set: key, explanation, reasons, value points, in that set's numbering.

use super::Desk;
use super::entries::{digits, title};
use super::front;
use super::quote::{Field, Phrase, Quotes, Seat, Secret, SecretQuote};
use super::value::Value;
use crate::model::marking::Exact;
use crate::model::numbering::Within;
use crate::model::paper::{Entry, Placed, PlacedSlot};
use crate::model::question::{Body, Item, Provenance, Question};
use crate::model::text::{BlockKind, InlineKind, RichText, Text, TokenKind};

/// Solutions as their template gets them.
#[derive(Debug, Clone)]
pub struct SolutionsView {
    front: Vec<(&'static str, Value)>,
    sections: Vec<(Option<String>, Vec<SolutionView>)>,
    imports: String,
}

#[derive(Debug, Clone)]
struct SolutionView {
    number: String,
    direction: Value,
    slots: Vec<SlotView>,
    facts: Vec<String>,
}

#[derive(Debug, Clone, Default)]
struct SlotView {
    label: Option<String>,
    stem: Option<Phrase>,
    key: Option<String>,
    answer: Option<Phrase>,
    explanation: Option<SecretQuote>,
    whys: Vec<(String, SecretQuote)>,
    model_answer: Option<SecretQuote>,
    points: Vec<(SecretQuote, Option<String>)>,
}

/// Longest stem, in characters, that is repeated whole as plain text.
const STEM_LENGTH: usize = 150;

impl SolutionsView {
    /// The view of a set.
    pub(super) fn new(desk: &Desk<'_>) -> Self {
        let mut quotes = Quotes::default();
        let mut sections: Vec<(usize, Option<String>, Vec<SolutionView>)> = Vec::new();
        for (index, entry) in desk.set.entries.iter().enumerate() {
            let solutions = entry_solutions(desk, &mut quotes, index + 1, entry);
            match sections.last_mut() {
                Some((section, _, views)) if *section == entry.section => views.extend(solutions),
                _ => sections.push((entry.section, title(desk, entry.section), solutions)),
            }
        }
        let sections = sections.into_iter().map(|(_, title, views)| (title, views)).collect();
        SolutionsView { front: front(desk), sections, imports: quotes.imports() }
    }

    /// Code that binds what the view quotes.
    pub(super) fn imports(&self) -> &str {
        &self.imports
    }

    /// The dictionary.
    pub(super) fn value(&self) -> Value {
        let mut entries = self.front.clone();
        let sections = Value::list(&self.sections, |(title, solutions)| {
            Value::Map(vec![
                ("title", Value::optional(title.clone())),
                ("entries", Value::list(solutions, solution_value)),
            ])
        });
        entries.push(("sections", sections));
        Value::Map(entries)
    }
}

/// The solutions of a set, without the heads of sections.
pub(super) fn flat(desk: &Desk<'_>, quotes: &mut Quotes) -> Value {
    let entries = desk.set.entries.iter().enumerate();
    let solutions = entries.flat_map(|(index, entry)| entry_solutions(desk, quotes, index + 1, entry));
    Value::list(solutions.collect::<Vec<_>>(), |solution| solution_value(&solution))
}

/// The bare keys of a set, each with its printed number; written answers have none.
pub(super) fn keys(desk: &Desk<'_>) -> Value {
    let placed = desk.set.entries.iter().flat_map(|entry| &entry.alternatives).flat_map(|placed| &placed.slots);
    let keys = placed.filter_map(|slot| {
        let key = desk.numbering.key(&slot.slot);
        (!key.is_empty()).then(|| vec![Value::Text(desk.numbering.slot_number(&slot.slot)), Value::Text(key)])
    });
    Value::list(keys.collect::<Vec<_>>(), Value::List)
}

fn front(desk: &Desk<'_>) -> Vec<(&'static str, Value)> {
    let words = desk.words;
    let set = desk.set_label();
    let mut front = front::common(desk, "page.product-solutions", set.clone());
    let mut said = Vec::new();
    said.extend(set.map(|set| format!("{} {set}", words.get("page.set"))));
    said.push(words.count("count.questions", &desk.set.entries.len().to_string(), &[]));
    said.push(words.count("count.marks", &desk.paper.maximum().shown(), &[]));
    said.push(words.fill("key.paper-id", &[("id", desk.facts.paper_id)]));
    front.push(("facts", Value::list(said, Value::Text)));
    front.push(("digits", Value::Int(digits(desk))));
    let word = |key: &str| Value::text(words.get(key));
    front.push((
        "words",
        Value::Map(vec![
            ("set-word", word("page.set")),
            ("page-of", word("page.page-of")),
            ("warning", word("page.warning-key")),
            ("key", word("key.key")),
            ("points", word("key.points")),
            ("point", word("key.point")),
            ("marks", word("key.marks")),
            ("model-answer", word("key.model-answer")),
        ]),
    ));
    front
}

fn entry_solutions(desk: &Desk<'_>, quotes: &mut Quotes, number: usize, entry: &Entry) -> Vec<SolutionView> {
    let mut views = Vec::new();
    for placed in &entry.alternatives {
        let Some(question) = desk.paper.questions.get(&placed.question) else { continue };
        let printed = desk.numbering.printed_number(question.id.as_str());
        let number = printed.unwrap_or_else(|| format!("{number}."));
        let slots = question_slots(desk, quotes, question, placed);
        views.push(SolutionView { number, direction: desk.direction(question), slots, facts: facts(desk, question) });
    }
    views
}

fn question_slots(desk: &Desk<'_>, quotes: &mut Quotes, question: &Question, placed: &Placed) -> Vec<SlotView> {
    let Body::Case { parts } = &question.item.body else {
        let slots = placed.slots.iter().take(1);
        return slots
            .map(|slot| {
                let seat = Seat { question, part: None, within: Within::Slot(&slot.slot) };
                slot_view(desk, quotes, seat, &question.item, slot)
            })
            .collect();
    };
    let seat = Seat { question, part: None, within: Within::Question(&question.id) };
    let stem = question.item.stem.as_ref().and_then(|stem| short_stem(desk, quotes, seat, stem));
    let explanation = question.item.explanation.as_ref();
    let explanation = explanation.map(|text| quotes.secret(desk, seat, Secret::Explanation, text));
    let mut views = vec![SlotView { stem, explanation, ..SlotView::default() }];
    for (part, slot) in parts.iter().flatten().zip(&placed.slots) {
        let seat = Seat { question, part: Some(&part.name), within: Within::Slot(&slot.slot) };
        let mut view = slot_view(desk, quotes, seat, &part.item, slot);
        let label = desk.numbering.part_label(&slot.slot);
        view.label = label.map(|label| format!("{}{}", label.part, label.alternative.unwrap_or_default()));
        views.push(view);
    }
    views
}

fn slot_view(desk: &Desk<'_>, quotes: &mut Quotes, seat: Seat<'_>, item: &Item, slot: &PlacedSlot) -> SlotView {
    let stem = item.stem.as_ref().and_then(|stem| short_stem(desk, quotes, seat, stem));
    let mut view = SlotView { stem, ..SlotView::default() };
    (view.key, view.answer) = key(desk, quotes, seat, item, slot);
    let explanation = item.explanation.as_ref();
    view.explanation = explanation.map(|text| quotes.secret(desk, seat, Secret::Explanation, text));
    view.whys = whys(desk, quotes, seat, item, slot);
    if let Body::Written { points, model_answer, .. } = &item.body {
        let model = model_answer.as_ref();
        view.model_answer = model.map(|text| quotes.secret(desk, seat, Secret::ModelAnswer, text));
        for (at, point) in points.iter().enumerate() {
            let text = quotes.secret(desk, seat, Secret::Point(at), &point.text);
            view.points.push((text, point.marks.as_ref().map(Exact::shown)));
        }
    }
    view
}

/// The stem to recognise a question by: short plain words where that is possible, else as it stands on the paper.
fn short_stem(desk: &Desk<'_>, quotes: &mut Quotes, seat: Seat<'_>, stem: &Text) -> Option<Phrase> {
    let rich = stem.get_or(desk.words.language, seat.question.language)?;
    if is_plain(rich) {
        let plain = rich.plain_with(&mut |token| desk.numbering.token(seat.within, token));
        return Some(Phrase::Fixed(shortened(&plain)));
    }
    Some(quotes.paper(desk, seat, Field::Stem, stem))
}

fn is_plain(rich: &RichText) -> bool {
    let mut plain = rich.blocks.iter().all(|block| matches!(block.kind, BlockKind::Paragraph(_)));
    rich.each_inline(&mut |inline| {
        plain &= matches!(
            inline.kind,
            InlineKind::Text(_)
                | InlineKind::Token(_)
                | InlineKind::Emph(_)
                | InlineKind::Strong(_)
                | InlineKind::Blank(_)
        );
    });
    plain
}

/// At most so many characters and dots, cut between words.
fn shortened(text: &str) -> String {
    let mut out = String::new();
    let mut room = STEM_LENGTH;
    for word in text.split_whitespace() {
        let length = word.chars().count() + usize::from(!out.is_empty());
        if length > room {
            if out.is_empty() {
                out.extend(word.chars().take(STEM_LENGTH));
            }
            out.push_str(" …");
            return out;
        }
        room -= length;
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The key as printed, and the text that it stands for.
fn key(
    desk: &Desk<'_>,
    quotes: &mut Quotes,
    seat: Seat<'_>,
    item: &Item,
    slot: &PlacedSlot,
) -> (Option<String>, Option<Phrase>) {
    let words = desk.words;
    match &item.body {
        Body::Written { .. } | Body::Case { .. } => (None, None),
        Body::Numeric { accepted, unit, .. } => {
            let text = if accepted.low == accepted.high {
                desk.numbering.key(&slot.slot)
            } else {
                words.fill("list.range", &[("low", &accepted.low.shown()), ("high", &accepted.high.shown())])
            };
            (Some(text), unit.as_ref().map(|unit| quotes.paper(desk, seat, Field::Unit, unit)))
        }
        Body::Blank { answers } => {
            let accepted: Vec<String> = answers.iter().map(|accepted| accepted.join(words.get("key.or"))).collect();
            (Some(accepted.join("; ")), None)
        }
        body => {
            let places = desk.numbering.key_places(&slot.slot);
            let signs: Vec<String> =
                places.iter().map(|place| desk.numbering.option_shown(&slot.slot, *place)).collect();
            let answer = match places.as_slice() {
                [place] => slot.options.get(*place).and_then(|name| match body {
                    Body::Choice { options, .. } => {
                        let option = options.iter().find(|option| &option.name == name)?;
                        Some(quotes.paper(desk, seat, Field::Option(name), &option.text))
                    }
                    _ => desk.numbering.derived_option(&slot.slot, name).map(Phrase::Fixed),
                }),
                _ => None,
            };
            (Some(signs.join(words.get("list.comma"))), answer)
        }
    }
}

/// Why each option, statement or row is right or wrong, with its printed label.
fn whys(
    desk: &Desk<'_>,
    quotes: &mut Quotes,
    seat: Seat<'_>,
    item: &Item,
    slot: &PlacedSlot,
) -> Vec<(String, SecretQuote)> {
    let mut whys = Vec::new();
    let mut add = |label: String, field: Secret<'_>, why: Option<&Text>| {
        whys.extend(why.map(|why| (label, quotes.secret(desk, seat, field, why))));
    };
    let piece = |kind, place| desk.numbering.piece_label(&slot.slot, kind, place);
    match &item.body {
        Body::Choice { options, .. } => {
            for (place, name) in slot.options.iter().enumerate() {
                let why = options.iter().find(|option| &option.name == name).and_then(|option| option.why.as_ref());
                add(desk.numbering.option_label(&slot.slot, place), Secret::OptionWhy(name), why);
            }
        }
        Body::Statements { statements, .. } => {
            for (place, name) in slot.pieces.statements.iter().enumerate() {
                let found = statements.iter().find(|statement| &statement.name == name);
                let why = found.and_then(|statement| statement.why.as_ref());
                add(piece(TokenKind::Statement, place), Secret::StatementWhy(name), why);
            }
        }
        Body::StatementPair { statements, .. } => {
            for (place, statement) in statements.iter().enumerate() {
                let label = piece(TokenKind::Statement, place);
                add(label, Secret::StatementWhy(&statement.name), statement.why.as_ref());
            }
        }
        Body::Pairs { rows, .. } => {
            for (place, name) in slot.pieces.rows.iter().enumerate() {
                let why = rows.iter().find(|row| &row.name == name).and_then(|row| row.why.as_ref());
                add(piece(TokenKind::Row, place), Secret::RowWhy(name), why);
            }
        }
        _ => {}
    }
    whys
}

/// Area, difficulty, source, basis and id.
fn facts(desk: &Desk<'_>, question: &Question) -> Vec<String> {
    let words = desk.words;
    let lang = words.language;
    let about = &question.about;
    let mut facts: Vec<String> = about
        .area
        .iter()
        .map(|area| {
            let name = desk.paper.area_names.get(area).and_then(|name| name.get_or(lang, question.language));
            name.cloned().unwrap_or_else(|| area.to_string())
        })
        .collect();
    facts.extend(
        about.difficulty.map(|difficulty| words.get(&format!("key.difficulty.{}", difficulty.name())).to_owned()),
    );
    facts.extend(about.source.as_ref().and_then(|source| provenance(desk, source)));
    facts.extend(about.basis.as_ref().map(|basis| words.fill("key.basis", &[("text", basis)])));
    facts.push(question.id.to_string());
    facts
}

fn provenance(desk: &Desk<'_>, source: &Provenance) -> Option<String> {
    let year = source.year.map(|year| year.to_string());
    let number = source.number.as_ref().map(|number| desk.words.fill("key.source-number", &[("n", number)]));
    let parts = [source.exam.clone(), year, source.paper.clone(), number, source.note.clone()];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| desk.words.fill("key.source", &[("text", &parts.join(desk.words.get("list.comma")))]))
}

fn solution_value(solution: &SolutionView) -> Value {
    Value::Map(vec![
        ("number", Value::text(&solution.number)),
        ("dir", solution.direction.clone()),
        ("slots", Value::list(&solution.slots, slot_value)),
        ("facts", Value::list(&solution.facts, Value::text)),
    ])
}

fn slot_value(slot: &SlotView) -> Value {
    let phrase = |phrase: &Option<Phrase>| phrase.as_ref().map_or(Value::None, Phrase::value);
    let secret = |secret: &Option<SecretQuote>| secret.as_ref().map_or(Value::None, SecretQuote::value);
    let whys =
        Value::list(&slot.whys, |(label, why)| Value::Map(vec![("label", Value::text(label)), ("body", why.value())]));
    let points = Value::list(&slot.points, |(text, marks)| {
        Value::Map(vec![("body", text.value()), ("marks", Value::optional(marks.clone()))])
    });
    Value::Map(vec![
        ("label", Value::optional(slot.label.clone())),
        ("stem", phrase(&slot.stem)),
        ("key", Value::optional(slot.key.clone())),
        ("answer", phrase(&slot.answer)),
        ("explanation", secret(&slot.explanation)),
        ("whys", whys),
        ("model-answer", secret(&slot.model_answer)),
        ("points", points),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortened_stem_ends_with_dots_wherever_it_is_cut() {
        assert_eq!(shortened("A  short\none"), "A short one");
        for length in 1..160 {
            let whole = format!("{} {}", "w".repeat(length), "of words ".repeat(40));
            let cut = shortened(&whole);
            assert!(cut.ends_with(" …") && cut.chars().count() <= STEM_LENGTH + 2, "{cut}");
            assert!(length > STEM_LENGTH || whole.starts_with(&format!("{} ", cut.trim_end_matches(" …"))), "{cut}");
        }
    }
}
