//! Every number and letter of one printed set: in come paper, set and words, out go printed numbers, labels, keys and
//! the text of tokens. Letters themselves are made by [`labels`](super::labels).

use super::ids::{Name, PassageId, QuestionId, SlotId, letter};
use super::labels::LabelStyle;
use super::marking::Decimal;
use super::paper::{Paper, PaperSet, Placed, PlacedSlot};
use super::question::{Body, Figure, Item, Question};
use super::text::{RichText, Token, TokenKind};
use super::wording;
use super::words::Words;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Where a text stands; tokens in it mean the pieces, figures and questions that can be seen from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within<'a> {
    /// In a question that is one slot, or in a part of a case.
    Slot(&'a SlotId),
    /// In a question, outside its parts.
    Question(&'a QuestionId),
    /// In a passage.
    Passage(&'a PassageId),
    /// In a heading or an instruction.
    Paper,
}

/// The label of a part of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartLabel {
    /// Of the part or of the pair of alternatives: `(iii)`.
    pub part: String,
    /// Of the alternative inside an OR: `(a)`.
    pub alternative: Option<String>,
}

/// The numbers and letters of one set.
#[derive(Debug, Clone)]
pub struct Numbering<'a> {
    paper: &'a Paper,
    words: &'a Words,
    seats: BTreeMap<&'a str, Seat<'a>>,
    /// The most options before a circle "not attempted": it has the same label in all rows.
    most_options: usize,
    figures: BTreeMap<(Owner<'a>, &'a str), u32>,
}

#[derive(Debug, Clone, Copy)]
struct Seat<'a> {
    number: u32,
    alternative: Option<usize>,
    placed: &'a Placed,
    question: &'a Question,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Owner<'a> {
    Passage(&'a str),
    Question(&'a str),
    Part(&'a str, &'a str),
}

/// A text's surroundings, from the inside out.
struct Scope<'a> {
    seat: Option<Seat<'a>>,
    item: Option<&'a Item>,
    slot: Option<&'a PlacedSlot>,
    figures: Vec<Owner<'a>>,
}

impl<'a> Numbering<'a> {
    /// Numbers a set of a paper.
    pub fn new(paper: &'a Paper, set: &'a PaperSet, words: &'a Words) -> Self {
        let mut seats = BTreeMap::new();
        for (index, entry) in set.entries.iter().enumerate() {
            let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
            for (at, placed) in entry.alternatives.iter().enumerate() {
                let alternative = (entry.alternatives.len() > 1).then_some(at);
                if let Some(question) = paper.questions.get(&placed.question) {
                    seats.insert(placed.question.as_str(), Seat { number, alternative, placed, question });
                }
            }
        }
        let placed = set.entries.iter().flat_map(|entry| &entry.alternatives).flat_map(|placed| &placed.slots);
        let most = placed.filter(|slot| slot.not_attempted).map(|slot| slot.options.len()).max();
        let figures = number_figures(paper, set);
        Numbering { paper, words, seats, most_options: most.unwrap_or(0), figures }
    }

    /// The printed number of a question; an alternative shares it with its partner. `None` if it is not in the paper.
    pub fn number(&self, question: &str) -> Option<u32> {
        self.seats.get(question).map(|seat| seat.number)
    }

    /// The number of a question as `key.csv` and explanations write it: `37`, `21(a)`.
    pub fn question_number(&self, question: &str) -> Option<String> {
        self.seats.get(question).map(|seat| seat_number(*seat))
    }

    /// The number of a slot as `key.csv` writes it: `37`, `36(ii)`, `36(iii)(a)`, `21(a)`; empty if it is not in the paper.
    pub fn slot_number(&self, slot: &SlotId) -> String {
        let Some(seat) = self.seats.get(slot.question()) else { return String::new() };
        let part = part_of(seat.question, slot).map(|(group, inner, _)| {
            let style = &self.paper.blueprint.layout.labels.parts;
            let inner = inner.map(|at| format!("({})", letter(at))).unwrap_or_default();
            format!("({}){inner}", style.sign(group))
        });
        format!("{}{}", seat_number(*seat), part.unwrap_or_default())
    }

    /// The printed labels of a part of a case.
    pub fn part_label(&self, slot: &SlotId) -> Option<PartLabel> {
        let seat = self.seats.get(slot.question())?;
        let (group, inner, _) = part_of(seat.question, slot)?;
        let style = &self.paper.blueprint.layout.labels.parts;
        Some(PartLabel { part: style.printed(group), alternative: inner.map(alternative_label) })
    }

    /// The number of a part of a case in running text, as its paper prints it: `36(ii)`.
    pub fn part_in_text(&self, slot: &SlotId) -> Option<String> {
        let seat = self.seats.get(slot.question())?;
        let (group, ..) = part_of(seat.question, slot)?;
        let labels = &self.paper.blueprint.layout.labels;
        let place = (seat.number as usize).saturating_sub(1);
        Some(format!("{}({})", labels.questions.in_text(place), labels.parts.sign(group)))
    }

    /// How the options of a slot are labelled; two styles alternate with the printed number.
    pub fn option_style(&self, slot: &SlotId) -> &'a LabelStyle {
        let number = self.number(slot.question()).unwrap_or(1);
        self.paper.blueprint.layout.labels.options_of(number)
    }

    /// The label printed before the option at a place, e.g. `(c)`.
    pub fn option_label(&self, slot: &SlotId, place: usize) -> String {
        self.option_style(slot).printed(place)
    }

    /// The number of a question as its paper prints it: `37.`, `३७.`, and `21(a)` for an alternative.
    pub fn printed_number(&self, question: &str) -> Option<String> {
        let seat = self.seats.get(question)?;
        let style = &self.paper.blueprint.layout.labels.questions;
        let place = (seat.number as usize).saturating_sub(1);
        Some(match seat.alternative {
            Some(_) => self.mentioned(*seat),
            None => style.printed(place),
        })
    }

    /// The number of a question inside a sentence: `37`, `21(a)`.
    fn mentioned(&self, seat: Seat<'_>) -> String {
        let style = &self.paper.blueprint.layout.labels.questions;
        let number = style.in_text((seat.number as usize).saturating_sub(1));
        format!("{number}{}", seat.alternative.map(alternative_label).unwrap_or_default())
    }

    /// The sign of the option at a place as candidates know it from their paper, e.g. `C` or `ग`.
    pub fn option_shown(&self, slot: &SlotId, place: usize) -> String {
        self.option_style(slot).shown(place)
    }

    /// The bare sign of the option at a place for key and sheet, e.g. `C`.
    pub fn option_sign(&self, slot: &SlotId, place: usize) -> String {
        self.option_style(slot).bare(place)
    }

    /// The label of the circle "not attempted" after the options of a slot, e.g. `(e)`; `None` where there is none.
    pub fn not_attempted_label(&self, slot: &SlotId) -> Option<String> {
        self.offers_not_attempted(slot).then(|| self.option_style(slot).printed(self.most_options))
    }

    /// The bare sign of the same circle for key and sheet, e.g. `E`.
    pub fn not_attempted_sign(&self, slot: &SlotId) -> Option<String> {
        self.offers_not_attempted(slot).then(|| self.option_style(slot).bare(self.most_options))
    }

    fn offers_not_attempted(&self, slot: &SlotId) -> bool {
        self.placed(slot).is_some_and(|placed| placed.not_attempted)
    }

    /// The label printed before the piece at a place, e.g. `2.`.
    pub fn piece_label(&self, slot: &SlotId, piece: TokenKind, place: usize) -> String {
        match self.item(slot) {
            Some(item) => self.piece_style(item, piece).printed(place),
            None => String::new(),
        }
    }

    /// The text of an option that nobody typed; `None` for typed ones.
    pub fn derived_option(&self, slot: &SlotId, name: &Name) -> Option<String> {
        let labels = &self.paper.blueprint.layout.labels;
        wording::option(self.item(slot)?, self.placed(slot)?, labels, name, self.words)
    }

    /// A code of `match` as a row of a table: for each printed place of List-I the label of its partner.
    pub fn code_row(&self, slot: &SlotId, name: &Name) -> Option<Vec<String>> {
        wording::code_row(self.item(slot)?, self.placed(slot)?, &self.paper.blueprint.layout.labels, name)
    }

    /// The places of the right options in printed order, ascending; empty for kinds without options.
    pub fn key_places(&self, slot: &SlotId) -> Vec<usize> {
        let (Some(item), Some(placed)) = (self.item(slot), self.placed(slot)) else { return Vec::new() };
        let right: BTreeSet<Name> = item.right_options().into_iter().collect();
        placed.options.iter().enumerate().filter(|(_, name)| right.contains(*name)).map(|(place, _)| place).collect()
    }

    /// The key of a slot as in `key.csv`: `B`, `A,C`, `42`, `3.14..3.16`, accepted texts; empty for written kinds.
    pub fn key(&self, slot: &SlotId) -> String {
        let Some(item) = self.item(slot) else { return String::new() };
        match &item.body {
            Body::Numeric { answer, accepted, .. } if accepted.low == accepted.high => {
                answer.as_ref().map_or_else(|| accepted.low.decimal(), Decimal::plain)
            }
            Body::Numeric { accepted, .. } => format!("{}..{}", accepted.low.decimal(), accepted.high.decimal()),
            Body::Blank { answers } => {
                let blanks: Vec<String> = answers.iter().map(|accepted| accepted.join(" | ")).collect();
                blanks.join(" ; ")
            }
            _ => {
                let style = self.option_style(slot);
                let signs: Vec<String> = self.key_places(slot).into_iter().map(|place| style.bare(place)).collect();
                signs.join(",")
            }
        }
    }

    /// The printed number of a figure; `None` where no token mentions it.
    pub fn figure(&self, within: Within<'a>, name: &str) -> Option<u32> {
        let scope = self.scope(within);
        scope.figures.iter().find_map(|owner| self.figures.get(&(*owner, name)).copied())
    }

    /// What a token prints in this set. A name that means nothing there is printed as typed; the check reports it.
    pub fn token(&self, within: Within<'a>, token: &Token) -> String {
        self.try_token(within, token).unwrap_or_else(|| token.typed())
    }

    fn try_token(&self, within: Within<'a>, token: &Token) -> Option<String> {
        match token.kind {
            TokenKind::Figure => {
                let numbers: Option<Vec<u32>> = token.names.iter().map(|name| self.figure(within, name)).collect();
                let list = self.ascending(numbers?, |number| number.to_string());
                Some(self.words.fill("list.figure", &[("n", &list)]))
            }
            TokenKind::Question => {
                let numbers: Option<Vec<&Seat<'_>>> =
                    token.names.iter().map(|name| self.seats.get(name.as_str())).collect();
                let Some(mut seats) = numbers else { return Some(self.words.get("list.not-on-paper").to_owned()) };
                seats.sort_by_key(|seat| (seat.number, seat.alternative));
                Some(self.words.list(&seats.into_iter().map(|seat| self.mentioned(*seat)).collect::<Vec<_>>()))
            }
            TokenKind::Key => Some(self.key_text(&self.scope(within))),
            TokenKind::Part => self.parts(&self.scope(within), token),
            TokenKind::Option => {
                let scope = self.scope(within);
                let places = places(scope.item?, token, &scope.slot?.options)?;
                let style = self.paper.blueprint.layout.labels.options_of(scope.seat?.number);
                Some(self.ascending(places, |place| style.in_text(place)))
            }
            piece => {
                let scope = self.scope(within);
                let places = places(scope.item?, token, wording::printed_pieces(&scope.slot?.pieces, piece))?;
                let style = self.piece_style(scope.item?, piece);
                Some(self.ascending(places, |place| style.in_text(place)))
            }
        }
    }

    /// Labels of parts: of the case itself, also from inside one of its parts.
    fn parts(&self, scope: &Scope<'a>, token: &Token) -> Option<String> {
        let question = scope.seat?.question;
        let Body::Case { parts } = &question.item.body else { return None };
        let style = &self.paper.blueprint.layout.labels.parts;
        let mut found = Vec::new();
        for typed in &token.names {
            let name = question.item.named(TokenKind::Part, typed)?;
            let place = parts.iter().enumerate().find_map(|(group, members)| {
                let inner = members.iter().position(|part| part.name == name);
                match inner {
                    Some(inner) => Some((group, (members.len() > 1).then_some(inner))),
                    None => (super::ids::roman(group) == name.as_str()).then_some((group, None)),
                }
            });
            found.push(place?);
        }
        Some(self.ascending(found, |(group, inner)| {
            format!("{}{}", style.in_text(group), inner.map(alternative_label).unwrap_or_default())
        }))
    }

    /// `{key}`: labels as in a sentence, numbers and texts as they are accepted.
    fn key_text(&self, scope: &Scope<'a>) -> String {
        let (Some(seat), Some(item)) = (scope.seat, scope.item) else { return String::new() };
        let Some(slot) = scope.slot else {
            // A case as a whole: the keys of its parts, one after the other.
            let parts = seat.placed.slots.iter().filter_map(|placed| {
                let label = self.part_label(&placed.slot)?;
                let key = self.key_text(&self.scope_of_slot(&placed.slot));
                (!key.is_empty()).then(|| format!("{}{} {key}", label.part, label.alternative.unwrap_or_default()))
            });
            return parts.collect::<Vec<_>>().join(self.words.get("list.comma"));
        };
        match &item.body {
            Body::Numeric { accepted, .. } if accepted.low != accepted.high => {
                let ends = [("low", &*accepted.low.decimal()), ("high", &*accepted.high.decimal())];
                self.words.fill("list.range", &ends)
            }
            Body::Numeric { .. } => self.key(&slot.slot),
            Body::Blank { answers } => {
                let first: Vec<String> = answers.iter().filter_map(|accepted| accepted.first().cloned()).collect();
                self.words.list(&first)
            }
            _ => {
                let style = self.option_style(&slot.slot);
                self.ascending(self.key_places(&slot.slot), |place| style.in_text(place))
            }
        }
    }

    fn ascending<T: Ord>(&self, mut places: Vec<T>, label: impl Fn(T) -> String) -> String {
        places.sort();
        places.dedup();
        self.words.list(&places.into_iter().map(label).collect::<Vec<_>>())
    }

    fn piece_style(&self, item: &Item, piece: TokenKind) -> Cow<'a, LabelStyle> {
        wording::piece_style(&self.paper.blueprint.layout.labels, item.kind(), piece)
    }

    fn item(&self, slot: &SlotId) -> Option<&'a Item> {
        item_of(self.seats.get(slot.question())?.question, slot)
    }

    fn placed(&self, slot: &SlotId) -> Option<&'a PlacedSlot> {
        self.seats.get(slot.question())?.placed.slots.iter().find(|placed| &placed.slot == slot)
    }

    fn scope(&self, within: Within<'a>) -> Scope<'a> {
        match within {
            Within::Slot(slot) => self.scope_of_slot(slot),
            Within::Question(question) => match self.seats.get(question.as_str()) {
                Some(seat) => {
                    let slot = seat.placed.slots.iter().find(|placed| placed.slot.as_str() == question.as_str());
                    let item = Some(&seat.question.item);
                    Scope { seat: Some(*seat), item, slot, figures: owners(seat.question, None) }
                }
                None => Scope { seat: None, item: None, slot: None, figures: Vec::new() },
            },
            Within::Passage(passage) => {
                Scope { seat: None, item: None, slot: None, figures: vec![Owner::Passage(passage.as_str())] }
            }
            Within::Paper => Scope { seat: None, item: None, slot: None, figures: Vec::new() },
        }
    }

    fn scope_of_slot(&self, slot: &SlotId) -> Scope<'a> {
        let Some(seat) = self.seats.get(slot.question()) else {
            return Scope { seat: None, item: None, slot: None, figures: Vec::new() };
        };
        let part = part_of(seat.question, slot).map(|(_, _, part)| part.name.as_str());
        Scope {
            seat: Some(*seat),
            item: item_of(seat.question, slot),
            slot: self.placed(slot),
            figures: owners(seat.question, part),
        }
    }
}

/// The label of an alternative, of a question or inside a case: `(a)`, `(b)`.
pub fn alternative_label(index: usize) -> String {
    format!("({})", letter(index))
}

/// The item of a slot: the question's own or that of a part.
pub fn item_of<'a>(question: &'a Question, slot: &SlotId) -> Option<&'a Item> {
    if slot.as_str() == question.id.as_str() {
        return Some(&question.item);
    }
    part_of(question, slot).map(|(_, _, part)| &part.item)
}

/// The place of a slot's part: the group, the place inside an OR, the part.
fn part_of<'a>(question: &'a Question, slot: &SlotId) -> Option<(usize, Option<usize>, &'a super::question::Part)> {
    let Body::Case { parts } = &question.item.body else { return None };
    let (_, wanted) = slot.as_str().split_once('/')?;
    parts.iter().enumerate().find_map(|(group, members)| {
        let at = members.iter().position(|part| part.name.as_str() == wanted)?;
        Some((group, (members.len() > 1).then_some(at), members.get(at)?))
    })
}

fn seat_number(seat: Seat<'_>) -> String {
    format!("{}{}", seat.number, seat.alternative.map(alternative_label).unwrap_or_default())
}

/// The printed places of the things a token names; `None` where one of them means nothing.
fn places(item: &Item, token: &Token, printed: &[Name]) -> Option<Vec<usize>> {
    token
        .names
        .iter()
        .map(|typed| item.named(token.kind, typed).and_then(|name| printed.iter().position(|other| *other == name)))
        .collect()
}

/// Who may own a figure that a text mentions, nearest first.
fn owners<'a>(question: &'a Question, part: Option<&'a str>) -> Vec<Owner<'a>> {
    let part = part.map(|part| Owner::Part(question.id.as_str(), part));
    let passage = question.passage.as_ref().map(|passage| Owner::Passage(passage.as_str()));
    part.into_iter().chain([Owner::Question(question.id.as_str())]).chain(passage).collect()
}

/// Numbers the figures that tokens mention, in printed order: a passage's before those of its first question.
fn number_figures<'a>(paper: &'a Paper, set: &'a PaperSet) -> BTreeMap<(Owner<'a>, &'a str), u32> {
    let mut mentioned = BTreeSet::new();
    let mut owned: Vec<(Owner<'a>, &'a [Figure])> = Vec::new();
    let mut seen = BTreeSet::new();
    for passage in paper.passages.values() {
        let visible = [(Owner::Passage(passage.id.as_str()), passage.figures.as_slice())];
        passage.each_text(&mut |_, _, text| mention(text, &visible, &mut mentioned));
    }
    for placed in set.entries.iter().flat_map(|entry| &entry.alternatives) {
        let Some(question) = paper.questions.get(&placed.question) else { continue };
        let passage = question.passage.as_ref().and_then(|id| paper.passages.get(id));
        let passage = passage.map(|passage| (Owner::Passage(passage.id.as_str()), passage.figures.as_slice()));
        owned.extend(passage.filter(|(owner, _)| seen.insert(*owner)));
        let own = (Owner::Question(question.id.as_str()), question.item.figures.as_slice());
        owned.push(own);
        let outside: Vec<_> = [own].into_iter().chain(passage).collect();
        let mut parts = BTreeMap::new();
        if let Body::Case { parts: groups } = &question.item.body {
            for part in groups.iter().flatten() {
                let name = part.name.as_str();
                let own = (Owner::Part(question.id.as_str(), name), part.item.figures.as_slice());
                owned.push(own);
                parts.insert(name, [own].into_iter().chain(outside.iter().copied()).collect::<Vec<_>>());
            }
        }
        question.each_text(&mut |role, _, text| {
            let visible = role.part.and_then(|part| parts.get(part.as_str())).unwrap_or(&outside);
            mention(text, visible, &mut mentioned);
        });
    }
    let all =
        owned.into_iter().flat_map(|(owner, figures)| figures.iter().map(move |figure| (owner, figure.id.as_str())));
    all.filter(|figure| mentioned.contains(figure)).zip(1..).collect()
}

/// Notes which of the visible figures the tokens of a text mean.
fn mention<'a>(text: &RichText, visible: &[(Owner<'a>, &'a [Figure])], mentioned: &mut BTreeSet<(Owner<'a>, &'a str)>) {
    for (token, _) in text.tokens().into_iter().filter(|(token, _)| token.kind == TokenKind::Figure) {
        for name in &token.names {
            let figure = visible.iter().find_map(|(owner, figures)| {
                let figure = figures.iter().find(|figure| figure.id.as_str() == name)?;
                Some((*owner, figure.id.as_str()))
            });
            mentioned.extend(figure);
        }
    }
}

#[cfg(test)]
mod tests;
