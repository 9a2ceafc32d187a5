//! Names inside a question and what follows from its facts: derived options and the right ones.

use super::ids::{Name, letter, roman};
use super::marking::Expected;
use super::question::{Ask, Body, Item, Kind, Part, Piece, Style};
use super::text::TokenKind;

/// The name for "none of them" among coded options.
pub const NONE: &str = "none";

/// The fixed options of a body in printed order; `None` for kinds whose options are typed or coded.
pub fn fixed_options(body: &Body) -> Option<&'static [&'static str]> {
    match body {
        Body::TrueFalse { .. } => Some(&["true", "false"]),
        Body::AssertionReason { style: Style::Neet, .. } => Some(&["both-explains", "both", "first-only", "neither"]),
        Body::AssertionReason { .. } => Some(&["both-explains", "both", "first-only", "second-only"]),
        Body::StatementPair { style: Style::Neet, .. } => Some(&["both", "neither", "first-only", "second-only"]),
        Body::StatementPair { style: Style::Upsc2025, .. } => {
            Some(&["both-explain", "one-explains", "one-only", "neither"])
        }
        Body::StatementPair { .. } => Some(&["both-explains", "both", "first-only", "second-only"]),
        _ => None,
    }
}

/// The derived name of a choice among statements or rows: `1+3`, all of them in full, `none`.
///
/// `names` are in the order typed.
pub fn code_name<'a>(names: impl IntoIterator<Item = &'a Name>) -> Option<Name> {
    let names: Vec<&str> = names.into_iter().map(Name::as_str).collect();
    Name::new(if names.is_empty() { NONE.to_owned() } else { names.join("+") }.as_str())
}

/// The derived name of a matching: `a3+b1+c4+d2`.
///
/// An own id would run into its partner's (`treaty` and `1963`), so a colon parts names longer than one character.
pub fn match_name<'a>(pairs: impl IntoIterator<Item = (&'a Name, &'a Name)>) -> Option<Name> {
    let pairs: Vec<String> = pairs
        .into_iter()
        .map(|(left, right)| {
            let own_id = left.as_str().len() > 1 || right.as_str().contains(|c: char| !c.is_ascii_digit());
            format!("{left}{}{right}", if own_id { ":" } else { "" })
        })
        .collect();
    Name::new(&pairs.join("+"))
}

impl Item {
    /// Names of the options typed or fixed, in the order typed; empty for coded kinds and those without options.
    pub fn option_names(&self) -> Vec<Name> {
        match &self.body {
            Body::Choice { options, .. } => options.iter().map(|option| option.name.clone()).collect(),
            body => fixed_options(body).into_iter().flatten().filter_map(|name| Name::new(name)).collect(),
        }
    }

    /// Names of the right options, from the facts alone: several only for a choice with a list as its answer.
    ///
    /// Empty for kinds without options, and where the style has no option for the truth values.
    pub fn right_options(&self) -> Vec<Name> {
        match &self.body {
            Body::Choice { answer, .. } => answer.names().to_vec(),
            Body::TrueFalse { answer } => Name::new(if *answer { "true" } else { "false" }).into_iter().collect(),
            Body::Statements { statements, coding } => {
                coded(coding.ask, statements.iter().map(|statement| (&statement.name, statement.holds)))
            }
            Body::Pairs { rows, coding, .. } => coded(coding.ask, rows.iter().map(|row| (&row.name, row.holds))),
            Body::Match { left, answer, .. } => {
                match_name(left.iter().map(|piece| &piece.name).zip(answer)).into_iter().collect()
            }
            Body::Order { items, .. } => code_name(items.iter().map(|item| &item.name)).into_iter().collect(),
            body => self.fixed_right(body).filter(|right| self.option_names().contains(right)).into_iter().collect(),
        }
    }

    /// What an answer is compared with; `None` for a case, whose parts are answered, and for what is marked by points.
    pub fn expected(&self) -> Option<Expected> {
        match &self.body {
            Body::Numeric { accepted, .. } => Some(Expected::Number(accepted.clone())),
            Body::Blank { .. } => Some(Expected::Text),
            Body::Written { .. } | Body::Case { .. } => None,
            _ => {
                let right = self.right_options().into_iter().collect();
                Some(if self.asks_for_several() { Expected::Several(right) } else { Expected::One(right) })
            }
        }
    }

    fn fixed_right(&self, body: &Body) -> Option<Name> {
        let name = match body {
            Body::AssertionReason { assertion_holds, reason_holds, explains, .. } => {
                two(*assertion_holds, *reason_holds, *explains)
            }
            Body::StatementPair { statements, style } => match (style, statements.as_slice()) {
                (Style::Upsc2025, [first, second, third]) if first.holds => {
                    let explaining = usize::from(second.explains) + usize::from(third.explains);
                    match (second.holds, third.holds) {
                        (true, true) if explaining == 2 => "both-explain",
                        (true, true) if explaining == 1 => "one-explains",
                        (true, false) | (false, true) if explaining == 1 => "one-only",
                        (false, false) => "neither",
                        _ => return None,
                    }
                }
                (Style::Neet, [first, second]) => two(first.holds, second.holds, false),
                (Style::Upsc2023, [first, second]) => two(first.holds, second.holds, second.explains),
                _ => return None,
            },
            _ => return None,
        };
        Name::new(name)
    }

    /// The names of the pieces that tokens of this kind may name, in the order typed.
    ///
    /// Options of coded kinds, parts, figures and questions are not pieces: the list is empty.
    pub fn piece_names(&self, kind: TokenKind) -> Vec<&Name> {
        match (&self.body, kind) {
            (Body::Choice { options, .. }, TokenKind::Option) => options.iter().map(|option| &option.name).collect(),
            (Body::Statements { statements, .. }, TokenKind::Statement) => {
                statements.iter().map(|statement| &statement.name).collect()
            }
            (Body::StatementPair { statements, .. }, TokenKind::Statement) => {
                statements.iter().map(|statement| &statement.name).collect()
            }
            (Body::Pairs { rows, .. }, TokenKind::Row) => rows.iter().map(|row| &row.name).collect(),
            (Body::Match { left, .. }, TokenKind::Left) => left.iter().map(|piece| &piece.name).collect(),
            (Body::Match { right, .. }, TokenKind::Right) => right.iter().map(|piece| &piece.name).collect(),
            (Body::Order { items, .. }, TokenKind::Item) => items.iter().map(|item| &item.name).collect(),
            (Body::Case { parts }, TokenKind::Part) => parts.iter().flatten().map(|part| &part.name).collect(),
            _ => Vec::new(),
        }
    }

    /// The name of the piece or option that a token means: an own id, or the letter or number of its place.
    ///
    /// For coded kinds an option is meant by its derived name; parts of the name may be places, too (`1+3`).
    pub fn named(&self, kind: TokenKind, typed: &str) -> Option<Name> {
        if let (Body::Case { parts }, TokenKind::Part) = (&self.body, kind) {
            return part_named(parts, typed);
        }
        let names = self.piece_names(kind);
        if !names.is_empty() {
            return names
                .iter()
                .enumerate()
                .find(|(index, name)| name.as_str() == typed || place_name(kind, *index) == typed)
                .map(|(_, name)| (*name).clone());
        }
        if kind != TokenKind::Option {
            return None;
        }
        match &self.body {
            Body::Statements { coding, statements } => {
                self.coded_named(coding.ask, statements.len(), TokenKind::Statement, typed)
            }
            Body::Pairs { coding, rows, .. } => self.coded_named(coding.ask, rows.len(), TokenKind::Row, typed),
            Body::Order { .. } => {
                let parts: Option<Vec<Name>> = typed.split('+').map(|part| self.named(TokenKind::Item, part)).collect();
                code_name(parts?.iter())
            }
            Body::Match { left, right, .. } => {
                let pairs: Option<Vec<(usize, usize)>> =
                    typed.split('+').map(|part| pair_named(left, right, part)).collect();
                let mut pairs = pairs?;
                pairs.sort_unstable();
                let names =
                    pairs.into_iter().map(|(at, partner)| Some((&left.get(at)?.name, &right.get(partner)?.name)));
                match_name(names.collect::<Option<Vec<_>>>()?)
            }
            _ => self.option_names().into_iter().find(|name| name.as_str() == typed),
        }
    }

    fn coded_named(&self, ask: Ask, count: usize, pieces: TokenKind, typed: &str) -> Option<Name> {
        if ask.counts() {
            let number = typed.parse::<usize>().ok().filter(|number| *number <= count)?;
            return Name::new(&number.to_string());
        }
        if typed == NONE {
            return Name::new(NONE);
        }
        let mut meant: Vec<Name> = typed.split('+').map(|part| self.named(pieces, part)).collect::<Option<_>>()?;
        let order = self.piece_names(pieces);
        meant.sort_by_key(|name| order.iter().position(|other| *other == name));
        meant.dedup();
        code_name(&meant)
    }

    /// Whether the paper must say that several options may be right.
    pub fn asks_for_several(&self) -> bool {
        matches!(&self.body, Body::Choice { answer: super::question::Answer::Several(_), .. })
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.body.kind()
    }
}

/// The name that a place gives: letters for options and List-I, roman numbers for parts, numbers for the rest.
pub fn place_name(kind: TokenKind, index: usize) -> String {
    match kind {
        TokenKind::Option | TokenKind::Left => letter(index),
        TokenKind::Part => roman(index),
        _ => (index + 1).to_string(),
    }
}

/// Bytes of a pair without colon: two own ids.
const LONGEST_PAIR: usize = 128;

/// The places of the two that a pair such as `a3`, `treaty:1963` or `treaty3` means; each is an own id or the letter or
/// number of a place, and own ids go first.
fn pair_named(left: &[Piece], right: &[Piece], typed: &str) -> Option<(usize, usize)> {
    let named = |pieces: &[Piece], kind: TokenKind, typed: &str| {
        let own = pieces.iter().position(|piece| piece.name.as_str() == typed);
        own.or_else(|| (0..pieces.len()).find(|at| place_name(kind, *at) == typed))
    };
    let both = |first: &str, second: &str| {
        Some((named(left, TokenKind::Left, first)?, named(right, TokenKind::Right, second)?))
    };
    if let Some((first, second)) = typed.split_once(':') {
        return both(first, second);
    }
    if typed.len() > LONGEST_PAIR {
        return None;
    }
    // A letter with a number first, then wherever an own id may end, the longest before the shorter.
    let number = typed.find(|sign: char| sign.is_ascii_digit());
    let ends = number.into_iter().chain(typed.char_indices().rev().map(|(at, _)| at));
    ends.filter_map(|end| typed.split_at_checked(end)).find_map(|(first, second)| both(first, second))
}

/// The part that a name means: an own id, `ii`, `iii.a`; `iii` for the two alternatives of an OR together.
fn part_named(parts: &[Vec<Part>], typed: &str) -> Option<Name> {
    let exact = parts.iter().flatten().find(|part| part.name.as_str() == typed);
    if let Some(part) = exact {
        return Some(part.name.clone());
    }
    for (at, group) in parts.iter().enumerate() {
        let place = roman(at);
        match group.as_slice() {
            [part] if place == typed => return Some(part.name.clone()),
            [_] => {}
            _ if place == typed => return Name::new(typed),
            alternatives => {
                let inner = typed.strip_prefix(place.as_str()).and_then(|rest| rest.strip_prefix('.'));
                let found = alternatives.iter().enumerate().find(|(index, _)| inner == Some(letter(*index).as_str()));
                if let Some((_, part)) = found {
                    return Some(part.name.clone());
                }
            }
        }
    }
    None
}

/// For each piece of `left`, in the order typed, its partner in the matching `name`; the inverse of [`match_name`].
pub fn match_partners<'a>(left: &[Piece], name: &'a Name) -> Option<Vec<&'a str>> {
    let parts: Vec<&str> = name.as_str().split('+').collect();
    if parts.len() != left.len() {
        return None;
    }
    let partner = |(piece, part): (&Piece, &&'a str)| {
        let rest = part.strip_prefix(piece.name.as_str())?;
        Some(rest.strip_prefix(':').unwrap_or(rest))
    };
    left.iter().zip(&parts).map(partner).collect()
}

fn two(first: bool, second: bool, explains: bool) -> &'static str {
    match (first, second) {
        (true, true) if explains => "both-explains",
        (true, true) => "both",
        (true, false) => "first-only",
        (false, true) => "second-only",
        (false, false) => "neither",
    }
}

fn coded<'a>(ask: Ask, facts: impl Iterator<Item = (&'a Name, bool)>) -> Vec<Name> {
    let meant: Vec<&Name> = facts.filter(|(_, holds)| *holds != ask.negated()).map(|(name, _)| name).collect();
    let name = if ask.counts() { Name::new(&meant.len().to_string()) } else { code_name(meant) };
    name.into_iter().collect()
}
