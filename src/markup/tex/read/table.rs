//! Environments: matrices, cases, aligned lines.

use super::{Reader, Stop, Until};
use crate::markup::tex::commands::{self, Environment, EnvironmentKind};
use crate::markup::tex::node::Node;
use crate::markup::tex::{TexFault, length};
use std::ops::Range;

impl Reader<'_> {
    /// Steps over the end of a row and the space asked for after it.
    pub(super) fn row_end(&mut self) {
        let rest = self.rest();
        let after = rest.strip_prefix('*').unwrap_or(rest);
        self.at += rest.len() - after.len();
        if let Some(inside) = after.strip_prefix('[')
            && let Some(close) = inside.find(']')
            && inside.get(..close).and_then(length::read).is_some()
        {
            self.at += close + 2;
        }
    }

    pub(super) fn table(&mut self, place: Range<usize>, nodes: &mut Vec<Node>) -> Result<(), TexFault> {
        let name = self.raw_group("begin")?.trim();
        let place = place.start..self.at;
        let Some(environment) = commands::environment(name) else {
            let fault = TexFault::new(place, format!("there is no environment `{name}` in formulas"));
            return Err(fault.hint("e.g. `cases`, `pmatrix`, `array`, `aligned`"));
        };
        let columns = self.columns(environment)?;
        let mut rows: Vec<Vec<Vec<Node>>> = vec![Vec::new()];
        let mut rules = Vec::new();
        loop {
            while let Some(("hline" | "midrule" | "toprule" | "bottomrule", length)) = {
                self.skip_blanks();
                self.command_here()
            } {
                self.at += length;
                rules.push(rows.len() - 1);
            }
            let cell = self.list(Until::Cell)?;
            if let Some(row) = rows.last_mut() {
                row.push(cell);
            }
            match self.stop() {
                Some(Stop::Cell) => self.at += 1,
                Some(Stop::Row) => {
                    self.at += self.command_here().map_or(0, |(_, length)| length);
                    self.row_end();
                    rows.push(Vec::new());
                }
                Some(Stop::EndEnvironment) => break,
                _ => return Err(self.unclosed(place, &format!("`\\begin{{{name}}}` is not closed"))),
            }
        }
        let end = self.at;
        self.at += "\\end".len();
        let closing = self.raw_group("end")?.trim();
        if closing != name {
            let message = format!("`\\begin{{{name}}}` is closed by `\\end{{{closing}}}`");
            return Err(TexFault::new(end..self.at, message));
        }
        // The last `\\` begins a row that is not there.
        if rows.len() > 1 && rows.last().is_some_and(|row| row.iter().all(Vec::is_empty)) {
            rows.pop();
        }
        nodes.push(Node::Table { environment, columns, rules, rows });
        Ok(())
    }

    /// The letters that describe the columns of an array; other things in the description have no meaning on paper.
    fn columns(&mut self, environment: Environment) -> Result<String, TexFault> {
        self.skip_blanks();
        if self.peek() == Some('[') {
            // The place of the environment on its line, e.g. `[t]`.
            if let Some(close) = self.rest().find(']').filter(|close| *close <= 3) {
                self.at += close + 1;
            }
        }
        if !environment.argument {
            return Ok(String::new());
        }
        let typed = self.raw_group(environment.name)?;
        let letters = match environment.kind {
            EnvironmentKind::Array => typed.chars().filter(|c| matches!(c, 'l' | 'c' | 'r' | '|')).collect(),
            _ => String::new(),
        };
        Ok(letters)
    }
}
