//! What the paper says by itself: coded and fixed options, the question after a list, the sentence before it.
//!
//! In come names and the order in which the pieces print; out goes text in the words of the paper's language. Labels
//! come from [`labels`](super::labels).

use super::answer::{NONE, match_partners};
use super::ids::Name;
use super::labels::{Family, LabelStyle, LabelStyles};
use super::paper::{Pieces, PlacedSlot};
use super::question::{Body, Coding, Item, Kind};
use super::text::TokenKind;
use super::words::Words;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How the pieces of an item are labelled; the statements of a statement pair are always I, II, III.
pub fn piece_style<'a>(labels: &'a LabelStyles, kind: Kind, piece: TokenKind) -> Cow<'a, LabelStyle> {
    Cow::Borrowed(match piece {
        TokenKind::Statement if kind == Kind::StatementPair => {
            return Cow::Owned(LabelStyle::plain(Family::UpperRoman));
        }
        TokenKind::Row => &labels.rows,
        TokenKind::Left => &labels.left,
        TokenKind::Right => &labels.right,
        TokenKind::Item => &labels.items,
        TokenKind::Part => &labels.parts,
        _ => &labels.statements,
    })
}

/// The names of one list of pieces in printed order.
pub fn printed_pieces(pieces: &Pieces, piece: TokenKind) -> &[Name] {
    match piece {
        TokenKind::Statement => &pieces.statements,
        TokenKind::Row => &pieces.rows,
        TokenKind::Left => &pieces.left,
        TokenKind::Right => &pieces.right,
        TokenKind::Item => &pieces.items,
        _ => &[],
    }
}

/// What the codes of this kind speak of; `None` for kinds without codes over labels.
pub fn coded_pieces(kind: Kind) -> Option<TokenKind> {
    match kind {
        Kind::Statements => Some(TokenKind::Statement),
        Kind::Pairs => Some(TokenKind::Row),
        Kind::Order => Some(TokenKind::Item),
        _ => None,
    }
}

/// Puts the codes of statements and rows into printed order: shorter first, ascending in the labels of this set, all
/// of them and none of them last; counts ascend, none last.
///
/// Codes of other kinds stay as they are: they are shuffled like options.
pub fn sort_codes(item: &Item, pieces: &Pieces, codes: &mut [Name]) {
    let (coding, piece) = match &item.body {
        Body::Statements { coding, .. } => (coding, TokenKind::Statement),
        Body::Pairs { coding, .. } => (coding, TokenKind::Row),
        _ => return,
    };
    if coding.ask.counts() {
        codes.sort_by_key(|name| match name.as_str().parse::<u64>() {
            Ok(number) if number > 0 => number,
            _ => u64::MAX,
        });
        return;
    }
    let places = places(printed_pieces(pieces, piece));
    codes.sort_by_cached_key(|name| {
        let places = code_places(name, &places);
        let last =
            if name.as_str() == NONE { 2 } else { u8::from(places.len() == printed_pieces(pieces, piece).len()) };
        (last, places.len(), places)
    });
}

fn places(printed: &[Name]) -> BTreeMap<&str, usize> {
    printed.iter().enumerate().map(|(place, name)| (name.as_str(), place)).collect()
}

/// The printed places that a code names, ascending.
fn code_places(name: &Name, places: &BTreeMap<&str, usize>) -> Vec<usize> {
    let mut found: Vec<usize> = name.as_str().split('+').filter_map(|part| places.get(part).copied()).collect();
    found.sort_unstable();
    found
}

/// The question after the list in the paper's own words; `None` where the author wrote one or the kind needs none.
pub fn closing(item: &Item, words: &Words) -> Option<String> {
    let key = match &item.body {
        Body::Statements { coding, .. } => coded_closing("statements", coding)?,
        Body::Pairs { coding, rows, .. } => coded_closing(pairs_or_rows(rows), coding)?,
        Body::Match { closing: None, .. } => "ask.match".to_owned(),
        Body::Order { closing: None, .. } => "ask.order".to_owned(),
        Body::AssertionReason { .. } => "ask.assertion-reason".to_owned(),
        Body::StatementPair { .. } => "ask.statement-pair".to_owned(),
        _ => return None,
    };
    Some(words.get(&key).to_owned())
}

fn coded_closing(list: &str, coding: &Coding) -> Option<String> {
    coding.closing.is_none().then(|| format!("ask.{list}.{}", coding.ask.name()))
}

fn pairs_or_rows(rows: &[super::question::Row]) -> &'static str {
    if rows.iter().any(|row| row.cells.len() > 2) { "rows" } else { "pairs" }
}

/// The sentence before the list in the paper's own words; `None` where there is a stem or the kind needs none.
pub fn lead(item: &Item, words: &Words) -> Option<String> {
    if item.stem.is_some() {
        return None;
    }
    let key = match &item.body {
        Body::Statements { .. } => "ask.lead.statements",
        Body::Pairs { rows, .. } if pairs_or_rows(rows) == "rows" => "ask.lead.rows",
        Body::Pairs { .. } => "ask.lead.pairs",
        Body::Match { .. } => "ask.lead.match",
        Body::Order { .. } => "ask.lead.order",
        Body::StatementPair { .. } => "ask.lead.statement-pair",
        _ => return None,
    };
    Some(words.get(key).to_owned())
}

/// The sentence that several options may be right, where that is so.
pub fn several(item: &Item, words: &Words) -> Option<String> {
    item.asks_for_several().then(|| words.get("ask.several").to_owned())
}

/// The text of an option that nobody typed, in the labels of this set; `None` for typed options.
pub fn option(item: &Item, placed: &PlacedSlot, labels: &LabelStyles, name: &Name, words: &Words) -> Option<String> {
    let kind = item.kind();
    match &item.body {
        Body::Statements { coding, statements } if coding.ask.counts() => {
            Some(count("statements", name, statements.len(), words))
        }
        Body::Pairs { coding, rows, .. } if coding.ask.counts() => {
            Some(count(pairs_or_rows(rows), name, rows.len(), words))
        }
        Body::Statements { .. } | Body::Pairs { .. } => {
            let piece = coded_pieces(kind)?;
            let style = piece_style(labels, kind, piece);
            Some(code(printed_pieces(&placed.pieces, piece), &style, name, words))
        }
        Body::Match { .. } => {
            let row = code_row(item, placed, labels, name)?;
            let style = piece_style(labels, kind, TokenKind::Left);
            let pairs: Vec<String> = row
                .iter()
                .enumerate()
                .map(|(place, right)| words.fill("code.match", &[("a", &style.in_text(place)), ("b", right)]))
                .collect();
            Some(pairs.join(words.get("code.match-comma")))
        }
        Body::Order { .. } => {
            let places = places(&placed.pieces.items);
            let style = piece_style(labels, kind, TokenKind::Item);
            let signs: Option<Vec<String>> =
                name.as_str().split('+').map(|part| places.get(part).map(|place| style.in_text(*place))).collect();
            Some(signs?.join(words.get("code.order-dash")))
        }
        Body::TrueFalse { .. } => Some(words.get(&format!("style.true-false.{name}")).to_owned()),
        Body::AssertionReason { style, .. } | Body::StatementPair { style, .. } => {
            Some(words.get(&format!("style.{}.{}.{name}", kind.name(), style.name())).to_owned())
        }
        _ => None,
    }
}

/// A code of `match` as a row of a table: for each printed place of List-I the label of its partner.
pub fn code_row(item: &Item, placed: &PlacedSlot, labels: &LabelStyles, name: &Name) -> Option<Vec<String>> {
    let Body::Match { left, .. } = &item.body else { return None };
    let partners = match_partners(left, name)?;
    let partners: BTreeMap<&str, &str> = left.iter().map(|piece| piece.name.as_str()).zip(partners).collect();
    let right = places(&placed.pieces.right);
    let style = piece_style(labels, Kind::Match, TokenKind::Right);
    placed
        .pieces
        .left
        .iter()
        .map(|name| {
            partners.get(name.as_str()).and_then(|partner| right.get(partner)).map(|place| style.in_text(*place))
        })
        .collect()
}

fn code(printed: &[Name], style: &LabelStyle, name: &Name, words: &Words) -> String {
    let label = |place: usize| style.in_text(place);
    if name.as_str() == NONE {
        return match printed.len() {
            2 => words.fill("code.neither", &[("a", &label(0)), ("b", &label(1))]),
            _ => words.get("code.none").to_owned(),
        };
    }
    let signs: Vec<String> = code_places(name, &places(printed)).into_iter().map(label).collect();
    match signs.as_slice() {
        [one] => words.fill("code.one", &[("a", one)]),
        [one, two] if printed.len() == 2 => words.fill("code.both", &[("a", one), ("b", two)]),
        all if all.len() == printed.len() => words.fill("code.all", &[("list", &words.list(all))]),
        some => words.fill("code.some", &[("list", &words.list(some))]),
    }
}

fn count(list: &str, name: &Name, total: usize, words: &Words) -> String {
    let digits = name.as_str();
    let form = match digits.parse::<usize>() {
        Ok(0) => "none",
        Ok(2) if total == 2 => "both",
        Ok(number) if number == total && number > 1 => "all",
        _ => "only",
    };
    let number = format!("code.number.{digits}");
    let word = match words.get(&number) {
        missing if missing == number => digits,
        word => word,
    };
    words.count(&format!("code.count.{list}.{form}"), digits, &[("word", word)])
}
