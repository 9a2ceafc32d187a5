//! `{opt:b}` and its relatives.

use crate::diag::nearest;
use crate::model::text::{Token, TokenKind};

/// The longest token; no list of names needs more.
const MOST_BYTES: usize = 400;

/// What a brace turned out to be.
pub(super) enum Read {
    /// A token of so many bytes.
    Token(Token, usize),
    /// Something that was meant as a token.
    Wrong {
        /// Its bytes.
        length: usize,
        message: String,
        hint: Option<String>,
    },
    /// A plain brace.
    Plain,
}

/// Reads what stands at the beginning of `text`, which is a `{`.
pub(super) fn read(text: &str) -> Read {
    let window = text.as_bytes().get(..text.len().min(MOST_BYTES)).unwrap_or_default();
    let Some(length) = window.iter().skip(1).position(|byte| matches!(byte, b'{' | b'}' | b'\n')).map(|at| at + 2)
    else {
        return Read::Plain;
    };
    let Some(inside) = text.get(1..length - 1).filter(|_| window.get(length - 1) == Some(&b'}')) else {
        return Read::Plain;
    };
    let (word, names) = match inside.split_once(':') {
        Some((word, names)) => (word, Some(names)),
        None => (inside, None),
    };
    if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-') {
        return Read::Plain;
    }
    let kind = TokenKind::ALL.into_iter().find(|kind| kind.word() == word);
    match (kind, names) {
        (Some(TokenKind::Key), None) => Read::Token(Token { kind: TokenKind::Key, names: Vec::new() }, length),
        (Some(TokenKind::Key), Some(_)) => {
            wrong(length, format!("`{{{inside}}}` names something, but `{{key}}` stands alone"), None)
        }
        (Some(kind), Some(names)) => named(kind, names, inside, length),
        (Some(kind), None) => {
            let hint = format!("write `{{{}:…}}` with a name, or `{{{{` for a plain brace", kind.word());
            wrong(length, format!("the token `{{{inside}}}` does not say which"), Some(hint))
        }
        (None, Some(names)) => unknown(word, names, inside, length),
        (None, None) => Read::Plain,
    }
}

fn named(kind: TokenKind, typed: &str, inside: &str, length: usize) -> Read {
    let names: Vec<String> = typed.split(',').map(|name| name.trim().to_owned()).collect();
    let one = matches!(kind, TokenKind::Figure | TokenKind::Question);
    if names.iter().any(|name| name.is_empty() || name.contains(char::is_whitespace)) {
        let hint = format!("names are parted by commas, e.g. `{{{}:1,3}}`", kind.word());
        return wrong(length, format!("the names in `{{{inside}}}` cannot be read"), Some(hint));
    }
    if one && names.len() > 1 {
        let message = format!("`{{{inside}}}` has {} names, but `{{{}:…}}` takes 1", names.len(), kind.word());
        return wrong(length, message, Some("write one token for each".to_owned()));
    }
    Read::Token(Token { kind, names }, length)
}

fn unknown(word: &str, names: &str, inside: &str, length: usize) -> Read {
    let near = nearest(word, TokenKind::ALL.into_iter().map(TokenKind::word));
    // `{x: x > 0}` is a set, not a token; `{opts: a}` is a slip.
    if names.starts_with(char::is_whitespace) && (near.is_none() || word.len() == 1) {
        return Read::Plain;
    }
    let hint = match near {
        Some(near) => format!("did you mean `{{{near}:{names}}}`? A plain brace is typed `{{{{`"),
        None => "a plain brace is typed `{{`".to_owned(),
    };
    wrong(length, format!("there is no token `{{{inside}}}`"), Some(hint))
}

fn wrong(length: usize, message: String, hint: Option<String>) -> Read {
    Read::Wrong { length, message, hint }
}
