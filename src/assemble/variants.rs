//! The sets: each an order of entries, of options and of pieces of its own, drawn independently of all other sets.

use super::codes;
use super::rng::Stream;
use crate::model::answer::code_name;
use crate::model::blueprint::{Seed, SetAsk, Shuffle};
use crate::model::ids::{Name, PassageId, QuestionId, SlotId};
use crate::model::paper::{Entry, PaperSet, Placed, PlacedSlot};
use crate::model::placing::{self, Order, Placing};
use crate::model::question::{Item, Kind, Question, Spot};
use crate::model::{numbering, wording};
use std::collections::BTreeMap;

/// What sets are made of.
pub(super) struct Material<'a> {
    pub seed: Seed,
    pub shuffle: Shuffle,
    pub questions: &'a BTreeMap<QuestionId, Question>,
    pub canonical: &'a [Entry],
    placings: BTreeMap<SlotId, Placing>,
}

impl<'a> Material<'a> {
    /// Looks once at every option of every question.
    pub fn new(
        seed: Seed,
        shuffle: Shuffle,
        questions: &'a BTreeMap<QuestionId, Question>,
        canonical: &'a [Entry],
    ) -> Self {
        let slots = questions.values().flat_map(Question::slots);
        let placings = slots.map(|(slot, item)| (slot, placing::of(item))).collect();
        Material { seed, shuffle, questions, canonical, placings }
    }

    /// A set.
    pub fn set(&self, ask: &SetAsk) -> PaperSet {
        let entries = self.order(ask).into_iter().map(|entry| Entry {
            section: entry.section,
            alternatives: entry.alternatives.iter().map(|placed| self.question(ask, placed)).collect(),
        });
        PaperSet { ask: ask.clone(), entries: entries.collect() }
    }

    /// The slots whose options stand as typed although options are shuffled, kinds with fixed options apart.
    pub fn kept(&self) -> Vec<(&SlotId, placing::Reason)> {
        self.placings
            .iter()
            .filter_map(|(slot, placing)| match placing.order {
                Order::Kept { reason } if reason != placing::Reason::Fixed => Some((slot, reason)),
                _ => None,
            })
            .collect()
    }

    /// A question with options and pieces in the order of a set; `placed` has them as typed.
    pub fn question(&self, ask: &SetAsk, placed: &Placed) -> Placed {
        let slots = placed.slots.iter().map(|slot| {
            let item =
                self.questions.get(&placed.question).and_then(|question| numbering::item_of(question, &slot.slot));
            item.map_or_else(|| slot.clone(), |item| self.slot(ask, item, slot))
        });
        Placed { question: placed.question.clone(), slots: slots.collect() }
    }

    fn slot(&self, ask: &SetAsk, item: &Item, typed: &PlacedSlot) -> PlacedSlot {
        let mut slot = typed.clone();
        let may = item.shuffle != Some(false) && self.shuffle.block.is_none();
        let stream = |list: &str| Stream::new(self.seed, &format!("set/{}/{list}/{}", ask.name, typed.slot));
        if may && self.shuffle.pieces && item.kind() != Kind::StatementPair {
            let pieces = &mut slot.pieces;
            stream("statements").shuffle(&mut pieces.statements);
            stream("rows").shuffle(&mut pieces.rows);
            stream("left").shuffle(&mut pieces.left);
            stream("right").shuffle(&mut pieces.right);
            shuffle_items(&mut pieces.items, &typed.options, &mut stream("items"));
        } else {
            // The right order is the typed one: it is never printed, in no set.
            let name = format!("question/{}/items", typed.slot);
            shuffle_items(&mut slot.pieces.items, &typed.options, &mut Stream::new(self.seed, &name));
        }
        let options = may && self.shuffle.options;
        match item.kind() {
            Kind::Statements | Kind::Pairs => wording::sort_codes(item, &slot.pieces, &mut slot.options),
            Kind::Match | Kind::Order if options => stream("options").shuffle(&mut slot.options),
            Kind::Choice if options => {
                let placing = self.placings.get(&typed.slot).filter(|placing| placing.order == Order::Free);
                if let Some(placing) = placing {
                    slot.options = place(&typed.options, &placing.spots, &mut stream("options"));
                }
            }
            _ => {}
        }
        slot
    }

    /// The entries in the order of a set: sections as typed, inside them by random number.
    fn order(&self, ask: &SetAsk) -> Vec<&'a Entry> {
        let mut ordered = Vec::with_capacity(self.canonical.len());
        for section in self.canonical.chunk_by(|left, right| left.section == right.section) {
            let mut runs: Vec<&[Entry]> = section.chunk_by(|left, right| self.together(left, right)).collect();
            if self.shuffle.questions {
                let mut blocks = match self.shuffle.block {
                    Some(size) => blocks(&runs, size as usize),
                    None => runs.iter().map(|run| vec![*run]).collect(),
                };
                blocks.sort_by_cached_key(|block| {
                    let name = block.first().map(|run| self.stream_name(run)).unwrap_or_default();
                    (Stream::new(self.seed, &format!("set/{}/order/{name}", ask.name)).number(), name)
                });
                runs = blocks.concat();
            }
            ordered.extend(runs.into_iter().flatten());
        }
        ordered
    }

    /// Whether two neighbours belong to one passage.
    fn together(&self, left: &Entry, right: &Entry) -> bool {
        self.passage(left).is_some_and(|passage| self.passage(right) == Some(passage))
    }

    fn passage(&self, entry: &Entry) -> Option<&'a PassageId> {
        let [only] = entry.alternatives.as_slice() else { return None };
        self.questions.get(&only.question)?.passage.as_ref()
    }

    fn stream_name(&self, run: &[Entry]) -> String {
        let Some(first) = run.first() else { return String::new() };
        match self.passage(first) {
            Some(passage) => format!("passage/{passage}"),
            None => first.alternatives.first().map(|placed| placed.question.to_string()).unwrap_or_default(),
        }
    }
}

/// Cuts runs into blocks of `size` entries; a passage is never cut, so that a block may be shorter, or longer where a
/// passage alone is.
fn blocks<'a>(runs: &[&'a [Entry]], size: usize) -> Vec<Vec<&'a [Entry]>> {
    let mut blocks: Vec<Vec<&[Entry]>> = Vec::new();
    let mut room = 0;
    for run in runs {
        match blocks.last_mut() {
            Some(block) if run.len() <= room => {
                block.push(run);
                room -= run.len();
            }
            _ => {
                blocks.push(vec![run]);
                room = size.saturating_sub(run.len());
            }
        }
    }
    blocks
}

/// Shuffles items such that they stand neither as typed nor, where possible, as one of the options has them: that option
/// would say that they stand in the right order already, which they never do. All other orders are equally likely.
fn shuffle_items(items: &mut [Name], options: &[Name], stream: &mut Stream) {
    if items.len() < 2 {
        return;
    }
    let typed = items.to_vec();
    // Two items come out as typed every second time; a hundred times in a row only if their names are equal. Options may
    // hold every order there is: of two items, or where the author typed six codes over three.
    for draw in 0..100 {
        stream.shuffle(items);
        let offered = draw < 50 && code_name(items.iter()).is_some_and(|code| options.contains(&code));
        if items != typed && !offered {
            break;
        }
    }
}

/// Options in random order, those with a spot on it; the first of several `first` ones stands first.
fn place(typed: &[Name], spots: &[Spot], stream: &mut Stream) -> Vec<Name> {
    let spot = |at: usize| spots.get(at).copied().unwrap_or(Spot::Free);
    let of = |wanted: Spot| (0..typed.len()).filter(move |at| spot(*at) == wanted);
    let mut places: Vec<Option<usize>> = (0..typed.len()).map(|at| (spot(at) == Spot::Here).then_some(at)).collect();
    for option in of(Spot::First) {
        if let Some(free) = places.iter_mut().find(|place| place.is_none()) {
            *free = Some(option);
        }
    }
    for option in of(Spot::Last).collect::<Vec<_>>().into_iter().rev() {
        if let Some(free) = places.iter_mut().rev().find(|place| place.is_none()) {
            *free = Some(option);
        }
    }
    let mut rest: Vec<usize> = of(Spot::Free).collect();
    stream.shuffle(&mut rest);
    let mut rest = rest.into_iter();
    places
        .into_iter()
        .filter_map(|place| place.or_else(|| rest.next()))
        .filter_map(|at| typed.get(at).cloned())
        .collect()
}

/// What is wrong with the codes of a question's slot.
pub(super) type Faulty<'a> = (&'a Question, SlotId, codes::CodesFault);

/// The derived options of every coded slot of these questions; faults are pushed by the caller.
pub(super) fn all_codes<'a>(
    questions: impl Iterator<Item = &'a Question>,
    seed: Seed,
) -> (BTreeMap<SlotId, Vec<Name>>, Vec<Faulty<'a>>) {
    let (mut made, mut faults) = (BTreeMap::new(), Vec::new());
    for question in questions {
        for (slot, item) in question.slots() {
            match codes::codes(&slot, item, seed) {
                Some(Ok(codes)) => {
                    made.insert(slot, codes);
                }
                Some(Err(fault)) => faults.push((question, slot, fault)),
                None => {}
            }
        }
    }
    (made, faults)
}
