//! Running text inside a formula: `\text{…}` and its relatives.

use super::{Reader, Stop, Until};
use crate::markup::tex::commands::{self, Shape};
use crate::markup::tex::node::Part;
use crate::markup::tex::{MOST_DEPTH, TexFault};

impl Reader<'_> {
    /// Reads running text in braces.
    pub(super) fn text(&mut self, name: &str) -> Result<Vec<Part>, TexFault> {
        self.skip_blanks();
        let open = self.at;
        if self.peek() != Some('{') {
            // `\text x` takes one letter.
            let one: String = self.peek().filter(|c| c.is_alphanumeric()).into_iter().collect();
            if one.is_empty() {
                return Err(TexFault::new(open..open, format!("`\\{name}` needs braces after it")));
            }
            self.at += one.len();
            return Ok(vec![Part::Plain(one)]);
        }
        self.at += 1;
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(self.fault_here(1, format!("the formula is nested more than {MOST_DEPTH} deep")));
        }
        let mut parts = Vec::new();
        let mut plain = String::new();
        while let Some(next) = self.peek() {
            match next {
                '}' => {
                    self.at += 1;
                    self.depth -= 1;
                    push_plain(&mut parts, &mut plain);
                    return Ok(parts);
                }
                '{' => {
                    push_plain(&mut parts, &mut plain);
                    parts.extend(self.text(name)?);
                }
                '$' => {
                    push_plain(&mut parts, &mut plain);
                    parts.push(self.formula_in_text()?);
                }
                '~' => {
                    self.at += 1;
                    plain.push('\u{a0}');
                }
                '\\' => self.command_in_text(&mut parts, &mut plain)?,
                c if c.is_whitespace() => {
                    self.at += c.len_utf8();
                    if !plain.ends_with(' ') {
                        plain.push(' ');
                    }
                }
                c => {
                    self.at += c.len_utf8();
                    plain.push(c);
                }
            }
        }
        Err(TexFault::new(open..open + 1, "`{` is not closed by `}`".to_owned()))
    }

    /// `$…$` inside running text inside a formula.
    fn formula_in_text(&mut self) -> Result<Part, TexFault> {
        let open = self.at;
        let inside = self.tex.get(open + 1..).unwrap_or_default();
        let Some(close) = inside.find('$') else {
            return Err(TexFault::new(open..open + 1, "`$` is not closed".to_owned()).hint("print a dollar with `\\$`"));
        };
        let mut reader = Reader {
            tex: self.tex.get(..open + 1 + close).unwrap_or_default(),
            at: open + 1,
            depth: self.depth,
            chemistry: self.chemistry,
        };
        let nodes = reader.list(Until::End)?;
        if reader.stop() != Some(Stop::End) {
            return Err(reader.fault_here(1, "brackets do not match here"));
        }
        self.at = open + close + 2;
        Ok(Part::Math(nodes))
    }

    fn command_in_text(&mut self, parts: &mut Vec<Part>, plain: &mut String) -> Result<(), TexFault> {
        let Some((name, length)) = self.command_here() else {
            return Err(self.fault_here(1, "a backslash stands at the end of the formula"));
        };
        match (name, commands::shape(name)) {
            (" " | "\\" | "," | ";" | ":" | "quad" | "qquad" | "newline", _) => {
                self.at += length;
                plain.push(' ');
            }
            ("{" | "}" | "$" | "%" | "&" | "#" | "_", _) => {
                self.at += length;
                plain.push_str(name);
            }
            (_, Some(Shape::Text(_))) => {
                // Its face is the outer one's: two faces in one word of a formula are not worth the trouble.
                self.at += length;
                push_plain(parts, plain);
                parts.extend(self.text(name)?);
            }
            _ => {
                push_plain(parts, plain);
                let mut nodes = Vec::new();
                self.command(&mut nodes)?;
                parts.push(Part::Math(nodes));
                // TeX takes the blank after a command's name.
                self.skip_blanks();
            }
        }
        Ok(())
    }
}

fn push_plain(parts: &mut Vec<Part>, plain: &mut String) {
    if !plain.is_empty() {
        parts.push(Part::Plain(std::mem::take(plain)));
    }
}
