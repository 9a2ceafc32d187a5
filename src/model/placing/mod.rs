//! Which options must stay where they were typed.
//!
//! An item comes in; out goes whether its options may be shuffled and, for each option, where it must stand. Used by
//! the shuffle and by the checks that explain it. English and Hindi phrases are known; every language of a text is
//! looked at, and one that asks for an option to stay is enough.

mod flat;
mod numbers;
mod phrases;
mod references;

use super::answer::fixed_options;
use super::question::{AnswerOption, Body, Item, Spot};
use super::text::TokenKind;
use flat::Flat;

/// What must stay when the options of an item are shuffled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placing {
    /// Whether options may change their order at all.
    pub order: Order,
    /// Where each option stands, in the order typed; empty for coded kinds and those without options.
    pub spots: Vec<Spot>,
    /// Why an option has a spot other than `free`, in the order typed.
    pub stays: Vec<Option<Stay>>,
    /// What would have kept the order, had the author not typed `shuffle = true`.
    pub overruled: Option<Reason>,
}

/// Whether options may change their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Those whose spot is `free` may.
    Free,
    /// All stand as typed.
    Kept {
        /// Why.
        reason: Reason,
    },
}

/// Why all options of an item stand as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The author typed `shuffle = false`.
    Author,
    /// The kind has fixed options, always printed in the same order.
    Fixed,
    /// They are numbers or dates, ascending or descending.
    Numbers,
    /// An option names others by a literal letter.
    Literal {
        /// Its place, from 0.
        option: usize,
    },
    /// "All of the above" stands above an option that could move.
    Above {
        /// Its place, from 0.
        option: usize,
    },
}

/// Why one option stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stay {
    /// The author typed a `place`.
    Author,
    /// It is "All of the above", "Both", "Neither" or the like.
    Phrase,
    /// It names other options by tokens, which are rewritten in every set.
    Token,
}

/// Finds out which options of an item must stay.
///
/// `shuffle = false` keeps everything, pieces included; `shuffle = true` frees an order that would have been kept, but
/// single options stay on their spots: `place = "free"` frees those.
pub fn of(item: &Item) -> Placing {
    let mut placing = match &item.body {
        Body::Choice { options, .. } => choice(item, options),
        body => match fixed_options(body) {
            Some(fixed) => Placing {
                order: Order::Kept { reason: Reason::Fixed },
                spots: vec![Spot::Here; fixed.len()],
                stays: vec![None; fixed.len()],
                overruled: None,
            },
            None => Placing { order: Order::Free, spots: Vec::new(), stays: Vec::new(), overruled: None },
        },
    };
    match (item.shuffle, placing.order) {
        (
            Some(false),
            Order::Free | Order::Kept { reason: Reason::Numbers | Reason::Literal { .. } | Reason::Above { .. } },
        ) => {
            placing.order = Order::Kept { reason: Reason::Author };
        }
        (Some(true), Order::Kept { reason }) if reason != Reason::Fixed => {
            placing.order = Order::Free;
            placing.overruled = Some(reason);
        }
        _ => {}
    }
    placing
}

fn choice(item: &Item, options: &[AnswerOption]) -> Placing {
    let texts: Vec<Vec<Flat>> =
        options.iter().map(|option| option.text.iter().map(|(_, text)| Flat::of(text)).collect()).collect();
    let mut spots = Vec::with_capacity(options.len());
    let mut stays = Vec::with_capacity(options.len());
    let mut pointing_up = Vec::new();
    for (index, option) in options.iter().enumerate() {
        let of_option = texts.get(index).map(Vec::as_slice).unwrap_or_default();
        let phrase = of_option.iter().filter_map(phrases::of).max();
        let (spot, stay) = match (option.place, phrase) {
            (Some(Spot::Free), _) => (Spot::Free, None),
            (Some(spot), _) => (spot, Some(Stay::Author)),
            (None, _) if names_others(item, option) => (Spot::Here, Some(Stay::Token)),
            (None, Some(phrase)) => {
                if phrase == phrases::Phrase::PointsUp {
                    pointing_up.push(index);
                }
                (Spot::Here, Some(Stay::Phrase))
            }
            (None, None) => (Spot::Free, None),
        };
        spots.push(spot);
        stays.push(stay);
    }
    let last_free = spots.iter().rposition(|spot| *spot == Spot::Free);
    let above = pointing_up.into_iter().find(|index| last_free.is_some_and(|last| *index < last));
    let reason = references::literal(item, &texts)
        .map(|option| Reason::Literal { option })
        .or(above.map(|option| Reason::Above { option }))
        .or_else(|| numbers_in_order(options, &spots, &texts).then_some(Reason::Numbers));
    Placing { order: reason.map_or(Order::Free, |reason| Order::Kept { reason }), spots, stays, overruled: None }
}

/// Whether the option holds a token that names another option.
fn names_others(item: &Item, option: &AnswerOption) -> bool {
    option.text.iter().any(|(_, text)| {
        text.tokens().iter().any(|(token, _)| {
            token.kind == TokenKind::Option
                && token
                    .names
                    .iter()
                    .any(|typed| item.named(TokenKind::Option, typed).is_some_and(|name| name != option.name))
        })
    })
}

/// Whether the options that could move are numbers or dates, ascending or descending, in some language.
fn numbers_in_order(options: &[AnswerOption], spots: &[Spot], texts: &[Vec<Flat>]) -> bool {
    if options.iter().any(|option| option.place == Some(Spot::Free)) {
        return false;
    }
    let free: Vec<&Vec<Flat>> =
        spots.iter().zip(texts).filter(|(spot, _)| **spot == Spot::Free).map(|(_, text)| text).collect();
    let languages = free.iter().map(|texts| texts.len()).min().unwrap_or(0);
    (0..languages).any(|language| numbers::in_order(free.iter().filter_map(|texts| texts.get(language))))
}

#[cfg(test)]
mod tests;
