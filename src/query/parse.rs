//! Builds the tree of a query from its pieces.

use super::field::{self, Term};
use super::lex::{Kind, Token, tokens};
use super::search::Needle;
use super::{Node, QueryFault};

/// How deep brackets may nest.
const DEEPEST: usize = 32;

/// Reads a whole query.
pub(super) fn query(text: &str) -> Result<Node, QueryFault> {
    let tokens = tokens(text)?;
    let mut parser = Parser { text, tokens: &tokens, at: 0 };
    let node = parser.any(0)?;
    match parser.peek() {
        None => Ok(node),
        Some(token) => Err(QueryFault::new(token.range.clone(), "`)` closes nothing").hint("remove it, or add a `(`")),
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    /// Terms joined by `OR`; each side is a list of terms that must all be met.
    fn any(&mut self, depth: usize) -> Result<Node, QueryFault> {
        let mut sides = Vec::new();
        loop {
            let side = self.all(depth)?;
            let or = self.peek().filter(|token| token.kind == Kind::Or);
            if side.is_empty() && (or.is_some() || !sides.is_empty()) {
                let range = or.or(self.tokens.get(self.at.saturating_sub(1))).map_or(0..0, |token| token.range.clone());
                return Err(
                    QueryFault::new(range, "`OR` needs a term on both sides").hint("as in `kind:short OR kind:long`")
                );
            }
            sides.push(Node::All(side));
            match or {
                Some(_) => self.at += 1,
                None => break,
            }
        }
        Ok(match sides.len() {
            1 => sides.swap_remove(0),
            _ => Node::Any(sides),
        })
    }

    fn all(&mut self, depth: usize) -> Result<Vec<Node>, QueryFault> {
        let mut found = Vec::new();
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::Or | Kind::Close => break,
                _ => found.push(self.term(token, depth)?),
            }
        }
        Ok(found)
    }

    fn term(&mut self, first: &'a Token, depth: usize) -> Result<Node, QueryFault> {
        let mut token = first;
        let mut negative = false;
        while token.kind == Kind::Minus {
            negative = !negative;
            self.at += 1;
            token = match self.peek() {
                Some(next) if !matches!(next.kind, Kind::Or | Kind::Close) => next,
                _ => return Err(QueryFault::new(token.range.clone(), "`-` has no term after it")),
            };
        }
        self.at += 1;
        let node = match &token.kind {
            Kind::Open => self.group(token, depth)?,
            Kind::Field(name, values) => {
                let name_text = self.text.get(name.clone()).unwrap_or_default();
                Node::Term(field::term(name_text, name.clone(), values)?, token.range.clone())
            }
            Kind::Text(text) => match Needle::new(text) {
                Some(needle) => Node::Term(Term::Text(needle), token.range.clone()),
                None => return Err(QueryFault::new(token.range.clone(), "there is nothing to search for")),
            },
            // The loops above leave no other piece.
            Kind::Close | Kind::Or | Kind::Minus => Node::All(Vec::new()),
        };
        Ok(if negative { Node::Not(Box::new(node)) } else { node })
    }

    fn group(&mut self, open: &Token, depth: usize) -> Result<Node, QueryFault> {
        if depth >= DEEPEST {
            return Err(QueryFault::new(open.range.clone(), format!("brackets nest more than {DEEPEST} deep")));
        }
        let node = self.any(depth + 1)?;
        if !self.peek().is_some_and(|token| token.kind == Kind::Close) {
            return Err(QueryFault::new(open.range.clone(), "`(` is not closed").hint("add a `)`"));
        }
        if matches!(&node, Node::All(nodes) if nodes.is_empty()) {
            return Err(QueryFault::new(open.range.start..open.range.end + 1, "the brackets hold nothing"));
        }
        self.at += 1;
        Ok(node)
    }
}
