//! TeX mathematics as a tree, read strictly: everything that TeX itself would refuse is refused with its place.
//!
//! The converter behind this accepts half formulas without a word and overflows on deep ones, so nothing reaches it
//! that was not read here. The tree also gives the spoken text.

mod brackets;
mod table;
mod text;

use super::commands::{self, Shape};
use super::length;
use super::node::{Node, Script};
use super::{MOST_BYTES, MOST_DEPTH, TexFault};
use std::ops::Range;

pub(in crate::markup) use brackets::is_size;

/// Reads a formula.
///
/// `chemistry` says whether `\ce` may stand in it.
pub(super) fn formula(tex: &str, chemistry: bool) -> Result<Vec<Node>, TexFault> {
    if tex.len() > MOST_BYTES {
        let message = format!("the formula has {} bytes, the most is {MOST_BYTES}", tex.len());
        return Err(TexFault::new(0..tex.len(), message).hint("split it into several formulas"));
    }
    if tex.trim().is_empty() {
        return Err(TexFault::new(0..tex.len(), "the formula is empty".to_owned()));
    }
    let mut reader = Reader { tex, at: 0, depth: 0, chemistry };
    let nodes = reader.list(Until::End)?;
    match reader.stop() {
        Some(Stop::Brace) => Err(reader.fault_here(1, "`}` closes nothing")),
        Some(Stop::Right) => Err(reader.fault_here(6, "`\\right` without `\\left`")),
        Some(Stop::EndEnvironment) => Err(reader.fault_here(4, "`\\end` without `\\begin`")),
        // Nothing else ends the outermost list.
        _ => Ok(nodes),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    End,
    /// A closing bracket ends the list too.
    Bracket,
    /// `&` and `\\` end the list too.
    Cell,
}

#[derive(PartialEq, Eq)]
enum Stop {
    End,
    Brace,
    Bracket,
    Right,
    EndEnvironment,
    Cell,
    Row,
}

struct Reader<'a> {
    tex: &'a str,
    at: usize,
    depth: usize,
    chemistry: bool,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.tex.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn fault_here(&self, length: usize, message: impl Into<String>) -> TexFault {
        TexFault::new(self.at..(self.at + length).min(self.tex.len()), message.into())
    }

    /// Steps over blanks and comments.
    fn skip_blanks(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            // A percent sign begins a comment only where a line ends after it; `50%` is meant as it stands.
            match trimmed.strip_prefix('%').and_then(|after| after.find('\n')) {
                Some(newline) => self.at += newline + 2,
                None => return,
            }
        }
    }

    /// The command name that begins here after its backslash, and the bytes of both.
    fn command_here(&self) -> Option<(&'a str, usize)> {
        let after = self.rest().strip_prefix('\\')?;
        let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 {
            let first = after.chars().next()?;
            // `\ ` and `\` before a new line are the same.
            let name = if first.is_whitespace() { " " } else { after.get(..first.len_utf8())? };
            return Some((name, 1 + first.len_utf8()));
        }
        let starred = after.as_bytes().get(letters) == Some(&b'*');
        let with_star = after.get(..letters + 1).filter(|_| starred);
        match with_star {
            Some(name) if commands::shape(name).is_some() => Some((name, letters + 2)),
            _ => Some((after.get(..letters)?, letters + 1)),
        }
    }

    /// Whether a list of this kind ends here.
    fn ends(&mut self, until: Until) -> bool {
        match self.stop() {
            None => false,
            Some(Stop::End | Stop::Brace | Stop::Right | Stop::EndEnvironment) => true,
            Some(Stop::Bracket) => until == Until::Bracket,
            Some(Stop::Cell | Stop::Row) => until == Until::Cell,
        }
    }

    /// What stands here, if it can end something.
    fn stop(&mut self) -> Option<Stop> {
        self.skip_blanks();
        match self.peek() {
            None => Some(Stop::End),
            Some('}') => Some(Stop::Brace),
            Some(']') => Some(Stop::Bracket),
            Some('&') => Some(Stop::Cell),
            Some('\\') => match self.command_here() {
                Some(("right", _)) => Some(Stop::Right),
                Some(("end", _)) => Some(Stop::EndEnvironment),
                _ if self.is_row_end() => Some(Stop::Row),
                _ => None,
            },
            Some(_) => None,
        }
    }

    fn is_row_end(&self) -> bool {
        matches!(self.command_here(), Some(("\\" | "cr" | "newline", _)))
    }

    /// Reads until something that ends the list, which is left standing.
    fn list(&mut self, until: Until) -> Result<Vec<Node>, TexFault> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            let message = format!("the formula is nested more than {MOST_DEPTH} deep");
            return Err(self.fault_here(1, message).hint("write it flatter"));
        }
        let mut nodes: Vec<Node> = Vec::new();
        loop {
            if self.ends(until) {
                break;
            }
            if let Some((name, length)) = self.command_here() {
                match commands::shape(name) {
                    Some(Shape::Switch) => {
                        self.at += length;
                        let body = self.list(until)?;
                        nodes.push(Node::Switch { name: name.to_owned(), body });
                        break;
                    }
                    Some(Shape::Infix) => {
                        self.at += length;
                        let right = self.list(until)?;
                        let left = std::mem::take(&mut nodes);
                        nodes.push(Node::Infix { name: name.to_owned(), left, right });
                        break;
                    }
                    _ => {}
                }
            }
            self.item(&mut nodes)?;
        }
        self.depth -= 1;
        Ok(nodes)
    }

    /// Reads one thing and hangs it where it belongs.
    fn item(&mut self, nodes: &mut Vec<Node>) -> Result<(), TexFault> {
        let start = self.at;
        let Some(first) = self.peek() else { return Ok(()) };
        match first {
            '^' | '_' => return self.script(first, nodes),
            '\'' | '’' => {
                self.at += first.len_utf8();
                let mut script = take_script(nodes);
                script.primes += 1;
                let many = script.primes > 4;
                nodes.push(Node::Script(script));
                if many {
                    return Err(TexFault::new(start..self.at, "more than four primes on one sign".to_owned()));
                }
            }
            '{' => {
                let group = self.group()?;
                nodes.push(Node::Group(group));
            }
            '\\' => return self.command(nodes),
            '$' => {
                let fault = self.fault_here(1, "`$` stands inside a formula");
                return Err(fault.hint("print a dollar with `\\$`"));
            }
            '&' => {
                self.at += 1;
                nodes.push(Node::Align);
            }
            '~' => {
                self.at += 1;
                nodes.push(Node::Tie);
            }
            '√' => {
                self.at += first.len_utf8();
                let argument =
                    if self.rest().trim_start().is_empty() { Vec::new() } else { self.argument("√", 1, 1)? };
                nodes.push(Node::Command { name: "sqrt".to_owned(), arguments: vec![argument], optional: None });
            }
            _ => nodes.push(self.sign(first)),
        }
        Ok(())
    }

    /// A character that stands for itself, or a word of them.
    fn sign(&mut self, first: char) -> Node {
        let rest = self.rest();
        let mut length = first.len_utf8();
        let tail = rest.get(length..).unwrap_or_default();
        if is_word(first) || tail.chars().next().is_some_and(is_combining) {
            length += tail.chars().take_while(|c| is_word(*c) || is_combining(*c)).map(char::len_utf8).sum::<usize>();
            self.at += length;
            return Node::Word(rest.get(..length).unwrap_or_default().to_owned());
        }
        self.at += length;
        Node::Char(first)
    }

    fn script(&mut self, mark: char, nodes: &mut Vec<Node>) -> Result<(), TexFault> {
        let start = self.at;
        self.at += 1;
        let mut script = take_script(nodes);
        if if mark == '^' { script.sup.is_some() } else { script.sub.is_some() } {
            let what = if mark == '^' { "superscripts" } else { "subscripts" };
            let fault = TexFault::new(start..start + 1, format!("two {what} on one sign"));
            return Err(fault.hint(format!("put braces around what belongs together, e.g. `a{mark}{{b{mark}c}}`")));
        }
        let argument = self.argument(if mark == '^' { "^" } else { "_" }, 1, 1)?;
        if mark == '^' {
            script.sup = Some(argument)
        } else {
            script.sub = Some(argument)
        }
        nodes.push(Node::Script(script));
        Ok(())
    }

    /// Reads `{…}`.
    fn group(&mut self) -> Result<Vec<Node>, TexFault> {
        let open = self.at;
        self.at += 1;
        let nodes = self.list(Until::End)?;
        if self.stop() != Some(Stop::Brace) {
            return Err(self.unclosed(open..open + 1, "`{` is not closed by `}`"));
        }
        self.at += 1;
        Ok(nodes)
    }

    /// What is missing, told at the place where it was opened.
    fn unclosed(&self, open: Range<usize>, message: &str) -> TexFault {
        let fault = TexFault::new(open, message.to_owned());
        match self.command_here() {
            Some((name @ ("right" | "end"), _)) => fault.hint(format!("`\\{name}` comes first")),
            _ => fault,
        }
    }

    /// Reads argument `number` of `count`: a group, a command with its own arguments, or one character.
    fn argument(&mut self, name: &str, number: usize, count: usize) -> Result<Vec<Node>, TexFault> {
        self.skip_blanks();
        match self.peek() {
            Some('{') => return self.group(),
            Some('^' | '_' | '}' | '&') | None => {}
            Some('\\') if self.is_row_end() || matches!(self.command_here(), Some(("right" | "end", _))) => {}
            Some(_) => {
                self.depth += 1;
                if self.depth > MOST_DEPTH {
                    let message = format!("the formula is nested more than {MOST_DEPTH} deep");
                    return Err(self.fault_here(1, message));
                }
                let mut nodes = Vec::new();
                self.item(&mut nodes)?;
                self.depth -= 1;
                return Ok(nodes);
            }
        }
        let message = match name {
            "^" => "`^` has nothing to raise".to_owned(),
            "_" => "`_` has nothing to lower".to_owned(),
            name => {
                format!("`\\{name}` takes {count} argument{}, found {}", if count == 1 { "" } else { "s" }, number - 1)
            }
        };
        let from = self.tex.get(..self.at).map_or(0, |before| before.trim_end().len().saturating_sub(1));
        let from = (0..=from).rev().find(|at| self.tex.is_char_boundary(*at)).unwrap_or(0);
        Err(TexFault::new(from..self.at, message))
    }

    fn arguments(&mut self, name: &str, count: usize) -> Result<Vec<Vec<Node>>, TexFault> {
        (1..=count).map(|number| self.argument(name, number, count)).collect()
    }

    /// Reads `[…]`, if it stands here.
    fn optional(&mut self) -> Result<Option<Vec<Node>>, TexFault> {
        self.skip_blanks();
        if self.peek() != Some('[') {
            return Ok(None);
        }
        let open = self.at;
        self.at += 1;
        let nodes = self.list(Until::Bracket)?;
        if self.stop() != Some(Stop::Bracket) {
            return Err(self.unclosed(open..open + 1, "`[` is not closed by `]`"));
        }
        self.at += 1;
        Ok(Some(nodes))
    }

    fn command(&mut self, nodes: &mut Vec<Node>) -> Result<(), TexFault> {
        let start = self.at;
        let Some((name, length)) = self.command_here() else {
            return Err(self.fault_here(1, "a backslash stands at the end of the formula"));
        };
        self.at += length;
        let place = start..self.at;
        match name {
            "left" => return self.fence(place, nodes),
            "begin" => return self.table(place, nodes),
            "middle" => {
                let delimiter = self.delimiter(place)?;
                nodes.push(Node::Middle(delimiter));
                return Ok(());
            }
            "\\" | "cr" | "newline" => {
                self.row_end();
                nodes.push(Node::Break);
                return Ok(());
            }
            _ => {}
        }
        let Some(shape) = commands::shape(name) else { return Err(unknown(name, place)) };
        self.shaped(name, shape, place, nodes)
    }

    fn shaped(&mut self, name: &str, shape: Shape, place: Range<usize>, nodes: &mut Vec<Node>) -> Result<(), TexFault> {
        let owned = || name.to_owned();
        let node = match shape {
            Shape::Symbol => Node::Command { name: owned(), arguments: Vec::new(), optional: None },
            Shape::Own(typst) => Node::Own { name: owned(), typst },
            Shape::Arguments(1) if is_size(name) => {
                let delimiter = self.delimiter(place)?;
                Node::Command { name: owned(), arguments: vec![vec![Node::Middle(delimiter)]], optional: None }
            }
            Shape::Arguments(count) => {
                Node::Command { name: owned(), arguments: self.arguments(name, count)?, optional: None }
            }
            Shape::Optional | Shape::Arrow => {
                let optional = self.optional()?;
                Node::Command { name: owned(), arguments: self.arguments(name, 1)?, optional }
            }
            Shape::As(other) => {
                Node::Command { name: other.to_owned(), arguments: self.arguments(name, 1)?, optional: None }
            }
            Shape::Function(function) => {
                let argument = self.argument(name, 1, 1)?;
                Node::Function { name: function, argument }
            }
            Shape::Text(style) => Node::Text { style, parts: self.text(name)? },
            Shape::Tag => Node::Tag(self.text(name)?),
            Shape::Operator => {
                let limits = name != "operatorname";
                Node::Operator { name: self.argument(name, 1, 1)?, limits }
            }
            Shape::Limits => {
                let mut script = take_script(nodes);
                if script.limits.is_some() || script.base.is_none() {
                    return Err(TexFault::new(place, format!("`\\{name}` must follow a sign, once")));
                }
                script.limits = Some(name == "limits");
                Node::Script(script)
            }
            Shape::Dropped(count) => {
                self.arguments(name, count)?;
                return Ok(());
            }
            Shape::LastOf(count) => Node::Group(self.arguments(name, count)?.pop().unwrap_or_default()),
            Shape::Skip { braces } => Node::Skip(self.length(name, braces, place)?),
            Shape::Not => match self.argument(name, 1, 1)?.into_iter().next() {
                Some(node) => Node::Not(Box::new(node)),
                None => return Err(TexFault::new(place, "`\\not` strikes out nothing".to_owned())),
            },
            Shape::Chem => {
                if !self.chemistry {
                    return Err(TexFault::new(place, "`\\ce` stands inside `\\ce`".to_owned()));
                }
                let text = self.raw_group(name)?;
                Node::Chem { text: text.to_owned(), at: self.at.saturating_sub(text.len() + 1) }
            }
            // Both end the list that they stand in, except as a bare argument.
            Shape::Switch | Shape::Infix => {
                let fault = TexFault::new(place, format!("`\\{name}` cannot be an argument without braces"));
                return Err(fault);
            }
        };
        nodes.push(node);
        Ok(())
    }

    /// What stands between braces, untouched.
    fn raw_group(&mut self, name: &str) -> Result<&'a str, TexFault> {
        self.skip_blanks();
        let open = self.at;
        if self.peek() != Some('{') {
            return Err(TexFault::new(open..open, format!("`\\{name}` needs braces after it")));
        }
        let bytes = self.tex.as_bytes();
        let mut depth = 0_usize;
        let mut at = open;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b'{' => depth += 1,
                b'}' if depth == 1 => {
                    self.at = at + 1;
                    return Ok(self.tex.get(open + 1..at).unwrap_or_default());
                }
                b'}' => depth -= 1,
                _ => {}
            }
            at += 1;
        }
        Err(TexFault::new(open..open + 1, "`{` is not closed by `}`".to_owned()))
    }

    fn length(&mut self, name: &str, braces: bool, place: Range<usize>) -> Result<i32, TexFault> {
        let read = if braces {
            length::read(self.raw_group(name)?).map(|(value, _)| value)
        } else {
            self.skip_blanks();
            length::read(self.rest()).map(|(value, used)| {
                self.at += used;
                value
            })
        };
        read.ok_or_else(|| {
            TexFault::new(place, format!("the length after `\\{name}` cannot be read")).hint("write it like `1.5em`")
        })
    }
}

/// Takes the script that ends the list, or makes one of the node that does.
fn take_script(nodes: &mut Vec<Node>) -> Script {
    match nodes.pop() {
        Some(Node::Script(script)) => script,
        Some(node @ (Node::Align | Node::Break | Node::Skip(_) | Node::Tie)) => {
            nodes.push(node);
            Script::default()
        }
        base => Script { base: base.map(Box::new), ..Script::default() },
    }
}

fn unknown(name: &str, place: Range<usize>) -> TexFault {
    if let Some(why) = commands::refusal(name) {
        return TexFault::new(place, format!("`\\{name}` {why}"));
    }
    let fault = TexFault::new(place, format!("unknown command `\\{name}`"));
    match crate::diag::nearest(name, commands::names()) {
        Some(near) => fault.hint(format!("did you mean `\\{near}`?")),
        None => fault,
    }
}

/// Whether a character belongs to a word rather than to mathematics: letters of scripts that have no mathematical use.
fn is_word(c: char) -> bool {
    matches!(c,
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{130}' | '\u{132}'..='\u{236}' | '\u{238}'..='\u{24f}'
        | '\u{400}'..='\u{1cff}' | '\u{1e00}'..='\u{1eff}' | '\u{200c}' | '\u{200d}' | '\u{2e80}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{ff00}'..='\u{ffef}' | '\u{1f000}'..='\u{3ffff}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}')
}
