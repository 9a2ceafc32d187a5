//! Brackets that grow: `\left`, `\middle`, `\right`, `\big`.

use super::{Reader, Stop, Until};
use crate::markup::tex::TexFault;
use crate::markup::tex::node::{Delimiter, Node};
use std::ops::Range;

impl Reader<'_> {
    /// Reads what may stand after `\left`, `\middle`, `\right` and `\big`.
    pub(super) fn delimiter(&mut self, place: Range<usize>) -> Result<Delimiter, TexFault> {
        self.skip_blanks();
        let braced = self.peek() == Some('{');
        if braced {
            self.at += 1;
            self.skip_blanks();
        }
        let found = match (self.peek(), self.command_here()) {
            (Some('.'), _) => Some((String::new(), 1)),
            (Some('<'), _) => Some(("\\langle".to_owned(), 1)),
            (Some('>'), _) => Some(("\\rangle".to_owned(), 1)),
            (Some(c), _) if DELIMITERS.contains(c) => Some((c.to_string(), c.len_utf8())),
            (_, Some((name, length))) if NAMED_DELIMITERS.contains(&name) => Some((format!("\\{name}"), length)),
            _ => None,
        };
        let Some((delimiter, length)) = found else {
            let command = self.tex.get(place.clone()).unwrap_or_default();
            let fault = TexFault::new(place, format!("`{command}` must be followed by a bracket or a dot"));
            return Err(fault.hint("e.g. `\\left( … \\right)`, or `\\left.` for nothing"));
        };
        self.at += length;
        if braced {
            if self.stop() != Some(Stop::Brace) {
                return Err(self.fault_here(1, "one bracket is expected between the braces"));
            }
            self.at += 1;
        }
        Ok(Delimiter(delimiter))
    }

    pub(super) fn fence(&mut self, place: Range<usize>, nodes: &mut Vec<Node>) -> Result<(), TexFault> {
        let open = self.delimiter(place.clone())?;
        let body = self.list(Until::End)?;
        if self.stop() != Some(Stop::Right) {
            return Err(self.unclosed(place, "`\\left` is not closed by `\\right`"));
        }
        let right = self.at..self.at + "\\right".len();
        self.at = right.end;
        let close = self.delimiter(right)?;
        nodes.push(Node::Fence { open, close, body });
        Ok(())
    }
}

/// `\big` and its relatives take a bracket, not a group.
pub(in crate::markup) fn is_size(name: &str) -> bool {
    let stem = name.strip_suffix(['l', 'm', 'r']).unwrap_or(name);
    matches!(stem, "big" | "Big" | "bigg" | "Bigg")
}

const DELIMITERS: &str = "()[]|/⟨⟩⌈⌉⌊⌋‖";

const NAMED_DELIMITERS: &[&str] = &[
    "{",
    "}",
    "|",
    "lbrace",
    "rbrace",
    "lbrack",
    "rbrack",
    "lparen",
    "rparen",
    "langle",
    "rangle",
    "lang",
    "rang",
    "lceil",
    "rceil",
    "lfloor",
    "rfloor",
    "vert",
    "Vert",
    "lvert",
    "rvert",
    "lVert",
    "rVert",
    "backslash",
    "uparrow",
    "downarrow",
    "updownarrow",
    "Uparrow",
    "Downarrow",
    "Updownarrow",
    "lgroup",
    "rgroup",
    "llbracket",
    "rrbracket",
    "ulcorner",
    "urcorner",
    "llcorner",
    "lrcorner",
];
