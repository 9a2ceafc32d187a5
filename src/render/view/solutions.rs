//! Solutions of one set: key, explanation, reasons, value points, in that set's numbering.

use super::Desk;
use super::entries::{digits, title};
use super::front;
use super::item::texts_of;
use super::quote::{Field, Phrase, Quotes, Seat, Secret, SecretQuote};
use super::value::Value;
use crate::model::ids::{AreaPath, Lang};
use crate::model::marking::Exact;
use crate::model::numbering::Within;
use crate::model::paper::{Entry, Placed, PlacedSlot};
use crate::model::question::{Body, Item, Provenance, Question};
use crate::model::text::{BlockKind, InlineKind, RichText, Text, TokenKind};
use crate::render::source::string;

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
    facts: Vec<Value>,
}

#[derive(Debug, Clone, Default)]
struct SlotView {
    label: Option<String>,
    stem: Option<Value>,
    key: Option<String>,
    answer: Option<Phrase>,
    /// Maps with the names that were to be written.
    maps: Vec<SecretQuote>,
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
    let stem = question.item.stem.as_ref().and_then(|stem| short(desk, quotes, seat, &[(Field::Stem, stem)], ""));
    let explanation = question.item.explanation.as_ref();
    let explanation = explanation.map(|text| quotes.secret(desk, seat, Secret::Explanation, text));
    let maps = maps(desk, quotes, seat, &question.item);
    let mut views = vec![SlotView { stem, maps, explanation, ..SlotView::default() }];
    for (part, slot) in parts.iter().flatten().zip(&placed.slots) {
        let seat = Seat { question, part: Some(&part.name), within: Within::Slot(&slot.slot) };
        let mut view = slot_view(desk, quotes, seat, &part.item, slot);
        let label = desk.numbering.part_label(&slot.slot);
        view.label = label.map(|label| format!("{}{}", label.part, label.alternative.unwrap_or_default()));
        views.push(view);
    }
    views
}

fn maps(desk: &Desk<'_>, quotes: &mut Quotes, seat: Seat<'_>, item: &Item) -> Vec<SecretQuote> {
    let blank = item.figures.iter().filter(|figure| figure.is_blank());
    blank.map(|figure| quotes.labelled(desk, seat, &figure.id)).collect()
}

fn slot_view(desk: &Desk<'_>, quotes: &mut Quotes, seat: Seat<'_>, item: &Item, slot: &PlacedSlot) -> SlotView {
    let stem = opening(desk, quotes, seat, item, slot);
    let mut view = SlotView { stem, ..SlotView::default() };
    (view.key, view.answer) = key(desk, quotes, seat, item, slot);
    view.maps = maps(desk, quotes, seat, item);
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

/// What to recognise a question by: its stem or, where that says nothing of its own, the first of what it asks about.
fn opening(desk: &Desk<'_>, quotes: &mut Quotes, seat: Seat<'_>, item: &Item, slot: &PlacedSlot) -> Option<Value> {
    let stem = item.stem.as_ref().filter(|stem| !is_lead(desk, seat, stem));
    if let Some(stem) = stem {
        return short(desk, quotes, seat, &[(Field::Stem, stem)], "");
    }
    let comma = desk.words.get("list.comma");
    let pieces = &slot.pieces;
    match &item.body {
        Body::AssertionReason { assertion, .. } => short(desk, quotes, seat, &[(Field::Assertion, assertion)], ""),
        Body::Statements { statements, .. } => {
            let first = statements.iter().find(|one| Some(&one.name) == pieces.statements.first())?;
            short(desk, quotes, seat, &[(Field::Statement(&first.name), &first.text)], "")
        }
        Body::StatementPair { statements, .. } => {
            let first = statements.first()?;
            short(desk, quotes, seat, &[(Field::Statement(&first.name), &first.text)], "")
        }
        Body::Pairs { rows, .. } => {
            let first = rows.iter().find(|row| Some(&row.name) == pieces.rows.first())?;
            let cells = first.cells.iter().enumerate().map(|(at, cell)| (Field::Cell(&first.name, at), cell));
            short(desk, quotes, seat, &cells.collect::<Vec<_>>(), " – ")
        }
        Body::Match { left, .. } => {
            let texts = texts_of(left, &pieces.left).into_iter().map(|(name, text)| (Field::Left(name), text));
            short(desk, quotes, seat, &texts.collect::<Vec<_>>(), comma)
        }
        Body::Order { items, .. } => {
            let texts = texts_of(items, &pieces.items).into_iter().map(|(name, text)| (Field::Item(name), text));
            short(desk, quotes, seat, &texts.collect::<Vec<_>>(), comma)
        }
        _ => item.stem.as_ref().and_then(|stem| short(desk, quotes, seat, &[(Field::Stem, stem)], "")),
    }
}

/// Whether a stem says no more than the words that stand before a list where nobody wrote any.
fn is_lead(desk: &Desk<'_>, seat: Seat<'_>, stem: &Text) -> bool {
    const KINDS: [&str; 6] = ["statements", "pairs", "rows", "match", "order", "statement-pair"];
    let bare = |text: &str| -> String {
        let signs = |c: &char| !(c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '\u{2010}'..='\u{2015}'));
        text.chars().filter(signs).flat_map(char::to_lowercase).collect()
    };
    let Some(rich) = stem.get_or(desk.words.language, seat.question.language) else { return false };
    let stem = bare(&rich.plain());
    KINDS.iter().any(|kind| {
        let lead = bare(desk.words.get(&format!("ask.lead.{kind}")));
        // What is added to the lists is how to answer; what is added to statements is what they are about.
        stem == lead || *kind == "match" && stem.starts_with(&lead)
    })
}

/// Texts of the paper with this between them: short plain words where that is possible, else as they stand on the paper.
fn short(
    desk: &Desk<'_>,
    quotes: &mut Quotes,
    seat: Seat<'_>,
    texts: &[(Field<'_>, &Text)],
    between: &str,
) -> Option<Value> {
    let (lang, first) = (desk.words.language, seat.question.language);
    let said: Vec<(Lang, &RichText)> = texts.iter().filter_map(|(_, text)| text.said(lang, first)).collect();
    let (own, _) = said.first()?;
    if said.iter().all(|(said, rich)| said == own && is_plain(rich)) {
        let plain = |rich: &RichText| rich.plain_with(&mut |token| desk.numbering.token(seat.within, token));
        let plain: Vec<String> = said.iter().map(|(_, rich)| plain(rich)).collect();
        return Some(in_language(desk, "{text}", *own, &shortened(&plain.join(between))));
    }
    let mut quoted = texts.iter().map(|(field, text)| quotes.paper(desk, seat, *field, text).value());
    match texts {
        [_] => quoted.next(),
        _ => Some(Value::Joined(quoted.collect(), between.to_owned())),
    }
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
fn facts(desk: &Desk<'_>, question: &Question) -> Vec<Value> {
    let words = desk.words;
    let lang = words.language;
    let about = &question.about;
    let area = |area: &AreaPath| {
        let name = desk.paper.area_names.get(area).and_then(|name| name.said(lang, question.language));
        name.map_or_else(|| Value::text(area.to_string()), |(said, name)| in_language(desk, "{text}", said, name))
    };
    let mut facts: Vec<Value> = about.area.iter().map(area).collect();
    let difficulty = about.difficulty.map(|difficulty| format!("key.difficulty.{}", difficulty.name()));
    facts.extend(difficulty.map(|key| Value::text(words.get(&key))));
    let source = about.source.as_ref().and_then(|source| provenance(desk, source));
    facts.extend(source.map(|source| Value::Text(words.fill("key.source", &[("text", &source)]))));
    let own = about.basis_in.get(&lang).map(|basis| (lang, basis));
    let basis = own.or(about.basis.as_ref().map(|basis| (question.language, basis)));
    facts.extend(basis.map(|(said, basis)| in_language(desk, words.get("key.basis"), said, basis)));
    facts.push(Value::text(question.id.to_string()));
    facts
}

/// A phrase whose gap `{text}` is filled by a text, which is marked where it is in another language than the phrase.
fn in_language(desk: &Desk<'_>, phrase: &str, said: Lang, text: &str) -> Value {
    match phrase.split_once("{text}") {
        Some((before, after)) if said != desk.words.language => {
            let [before, after, lang, text] = [before, after, said.as_str(), text].map(string);
            Value::Expression(format!("{before} + in-language({lang}, {text}) + {after}"))
        }
        _ => Value::Text(phrase.replace("{text}", text)),
    }
}

fn provenance(desk: &Desk<'_>, source: &Provenance) -> Option<String> {
    let year = source.year.map(|year| year.to_string());
    let number = source.number.as_ref().map(|number| desk.words.fill("key.source-number", &[("n", number)]));
    let parts = [source.exam.clone(), year, source.paper.clone(), number, source.note.clone()];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(desk.words.get("list.comma")))
}

fn solution_value(solution: &SolutionView) -> Value {
    Value::Map(vec![
        ("number", Value::text(&solution.number)),
        ("dir", solution.direction.clone()),
        ("slots", Value::list(&solution.slots, slot_value)),
        ("facts", Value::List(solution.facts.clone())),
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
        ("stem", slot.stem.clone().unwrap_or(Value::None)),
        ("key", Value::optional(slot.key.clone())),
        ("answer", phrase(&slot.answer)),
        ("maps", Value::list(&slot.maps, SecretQuote::value)),
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
