//! Cuts a query into words, quoted texts, fields with their values, brackets and signs.

use super::QueryFault;
use std::ops::Range;

/// The longest query that is read.
pub(super) const LONGEST: usize = 1 << 16;

/// A piece of a query with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    pub range: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `OR`
    Or,
    /// `-` in front of a term
    Minus,
    /// `field:` with its values
    Field(Range<usize>, Vec<Value>),
    /// `"…"` or a bare word
    Text(String),
}

/// One of the values after a colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub text: String,
    pub range: Range<usize>,
    /// Whether it was typed in quotation marks; a star in it is then a star.
    pub quoted: bool,
}

/// Cuts a query into pieces.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, QueryFault> {
    if text.len() > LONGEST {
        let message = format!("the query is {} bytes long, {LONGEST} are the most", text.len());
        return Err(QueryFault::new(0..text.len(), message));
    }
    let mut reader = Reader { text, at: 0 };
    let mut found = Vec::new();
    while let Some(c) = reader.peek() {
        let start = reader.at;
        let kind = match c {
            c if c.is_whitespace() => {
                reader.skip(c);
                continue;
            }
            '(' => reader.sign(c, Kind::Open),
            ')' => reader.sign(c, Kind::Close),
            '-' => reader.sign(c, Kind::Minus),
            '"' => Kind::Text(reader.quoted()?),
            _ => reader.word()?,
        };
        if kind == Kind::Minus && reader.peek().is_none_or(|c| c.is_whitespace() || c == ')') {
            return Err(QueryFault::new(start..reader.at, "`-` stands alone")
                .hint("write it directly before what is not wanted: `-kind:long`"));
        }
        found.push(Token { kind, range: start..reader.at });
    }
    Ok(found)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..).and_then(|rest| rest.chars().next())
    }

    fn skip(&mut self, c: char) {
        self.at += c.len_utf8();
    }

    fn sign(&mut self, c: char, kind: Kind) -> Kind {
        self.skip(c);
        kind
    }

    /// Reads `"…"`; a quotation mark inside is written `\"`.
    fn quoted(&mut self) -> Result<String, QueryFault> {
        let start = self.at;
        self.skip('"');
        let mut out = String::new();
        while let Some(c) = self.peek() {
            self.skip(c);
            match c {
                '"' => return Ok(out),
                '\\' if self.peek() == Some('"') => {
                    self.skip('"');
                    out.push('"');
                }
                c => out.push(c),
            }
        }
        Err(QueryFault::new(start..self.at, "the quotation mark is not closed").hint("end the text with another `\"`"))
    }

    fn word(&mut self) -> Result<Kind, QueryFault> {
        let start = self.at;
        while let Some(c) = self.peek() {
            match c {
                ':' if self.at > start => {
                    let name = start..self.at;
                    self.skip(':');
                    return Ok(Kind::Field(name, self.values(start)?));
                }
                c if ends_word(c) => break,
                c => self.skip(c),
            }
        }
        let word = self.text.get(start..self.at).unwrap_or_default();
        let lower = match word {
            "OR" => return Ok(Kind::Or),
            "or" | "Or" => "`OR` in capitals means one or the other",
            "and" | "And" | "AND" => "terms side by side must all be met",
            "not" | "Not" | "NOT" => "`-` before a term means without it",
            "|" | "||" | "&" | "&&" => "terms side by side must all be met, `OR` between them means one of them",
            _ => return Ok(Kind::Text(word.to_owned())),
        };
        Err(QueryFault::new(start..self.at, format!("`{word}` means nothing here"))
            .hint(format!("{lower}; to search for the word itself write `\"{word}\"`")))
    }

    fn values(&mut self, start: usize) -> Result<Vec<Value>, QueryFault> {
        let mut found = Vec::new();
        loop {
            let from = self.at;
            let quoted = self.peek() == Some('"');
            let text = if quoted { self.quoted()? } else { self.plain_value() };
            if text.is_empty() {
                let field = self.text.get(start..self.at).unwrap_or_default();
                let message = if found.is_empty() {
                    format!("`{field}` has no value")
                } else {
                    format!("a value is missing after the comma in `{field}`")
                };
                return Err(QueryFault::new(start..self.at, message)
                    .hint("write the value directly after it, without a blank, as in `kind:short,long`"));
            }
            if text.len() > 200 {
                return Err(QueryFault::new(
                    from..self.at,
                    format!("a value of {} bytes, 200 are the most", text.len()),
                ));
            }
            found.push(Value { text, range: from..self.at, quoted });
            if self.peek() != Some(',') {
                return Ok(found);
            }
            self.skip(',');
        }
    }

    fn plain_value(&mut self) -> String {
        let start = self.at;
        while let Some(c) = self.peek().filter(|c| !ends_word(*c) && *c != ',') {
            self.skip(c);
        }
        self.text.get(start..self.at).unwrap_or_default().to_owned()
    }
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '"')
}
