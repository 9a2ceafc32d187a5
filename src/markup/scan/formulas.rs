//! Where formulas begin and end in running text.

use super::find::{closing_brace, dollar, dollars, escaped, is_blank};
use super::lost::{swallowed, tell_swallowed};
use super::{Fault, PieceKind, Scanner};
use crate::markup::tex::{self, commands};
use std::ops::Range;

impl Scanner<'_> {
    /// `\(…\)` and `\[…\]`.
    pub(super) fn tex_brackets(&mut self, close: u8, display: bool) {
        let known = if display { self.no_bracket } else { self.no_paren };
        let end = self.paragraph_end(false);
        let found = if known >= end { None } else { escaped(self.bytes, self.at + 2, end, close) };
        if let Some(close_at) = found {
            let tex = self.at + 2..close_at;
            self.math(close_at + 2 - self.at, tex, display);
            return;
        }
        if display {
            self.no_bracket = end
        } else {
            self.no_paren = end
        }
        if !self.told_unclosed {
            self.told_unclosed = true;
            let open = if display { "\\[" } else { "\\(" };
            self.faults.push(Fault {
                code: "unclosed-formula",
                message: format!("`{open}` is not closed by `\\{}` in this paragraph", char::from(close)),
                hint: Some(format!("close it, or print a plain `{}` by typing it without the backslash", &open[1..])),
                range: self.at..self.at + 2,
                warning: true,
            });
        }
        self.piece(2, PieceKind::Char(if display { '[' } else { '(' }));
    }

    fn math(&mut self, length: usize, tex: Range<usize>, display: bool) {
        self.swallowed_in_math(tex.clone());
        self.piece(length, PieceKind::Math { tex, display });
    }

    pub(super) fn dollar(&mut self) {
        if self.byte(1) == Some(b'$') {
            let end = self.paragraph_end(false);
            let found = if self.no_dollars >= end { None } else { dollars(self.bytes, self.at + 2, end) };
            match found {
                Some(close) if close > self.at + 2 && !is_blank(self.bytes, self.at + 2..close) => {
                    self.math(close + 2 - self.at, self.at + 2..close, true);
                }
                Some(_) => self.at += 2,
                None => {
                    self.no_dollars = end;
                    self.at += 2;
                }
            }
            return;
        }
        let end = self.paragraph_end(true);
        match self.closing_dollar(end) {
            Some(close) => self.math(close + 1 - self.at, self.at + 1..close, false),
            None => self.at += 1,
        }
    }

    /// The `$` that closes the one here: the next one, unless it stands inside braces and a later one fits.
    fn closing_dollar(&mut self, end: usize) -> Option<usize> {
        let open = self.at + 1;
        if self.bytes.get(open).is_none_or(u8::is_ascii_whitespace) || open >= end {
            return None;
        }
        let (next, depth) = dollar(self.bytes, open, end, false)?;
        let fits = |close: usize| {
            let blank_before = self.bytes.get(close - 1).is_none_or(u8::is_ascii_whitespace);
            let digit_after = self.bytes.get(close + 1).is_some_and(u8::is_ascii_digit);
            close > open && !blank_before && !digit_after
        };
        if depth > 0 && self.budget > 0 {
            let far = end.min(open.saturating_add(tex::MOST_BYTES)).min(open.saturating_add(self.budget));
            let deep = dollar(self.bytes, open, far, true);
            self.budget = self.budget.saturating_sub(deep.map_or(far, |(close, _)| close) - open);
            if let Some((close, _)) = deep.filter(|(close, _)| fits(*close)) {
                return Some(close);
            }
        }
        fits(next).then_some(next)
    }

    /// `\ce{…}` outside mathematics.
    pub(super) fn chem(&mut self) {
        let end = self.paragraph_end(false);
        let open = self.at + 4;
        let far = end.min(open.saturating_add(tex::MOST_BYTES)).min(open.saturating_add(self.budget));
        let close = closing_brace(self.bytes, open, far);
        self.budget = self.budget.saturating_sub(close.unwrap_or(far) - open);
        match close {
            Some(close) => {
                self.swallowed_in_math(open..close);
                self.piece(close + 1 - self.at, PieceKind::Chem(self.at..close + 1));
            }
            None => {
                let message = "`\\ce{` has no closing brace in this paragraph".to_owned();
                self.faults.error("bad-tex", self.at..open, message, Some("add the missing `}`".to_owned()));
                self.at += 4;
            }
        }
    }

    /// A TeX command in running text would print as typed, which nobody wants.
    pub(super) fn command_outside(&mut self) {
        let letters = self.rest().iter().skip(1).take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let name = self.source.get(self.at + 1..self.at + 1 + letters).unwrap_or_default();
        if letters >= 2 && self.told_outside < 3 && commands::is_known(name) {
            self.told_outside += 1;
            self.faults.push(Fault {
                code: "tex-outside-math",
                message: format!("`\\{name}` stands outside a formula and would print as typed"),
                hint: Some("put the formula between dollar signs, `$…$`".to_owned()),
                range: self.at..self.at + 1 + letters,
                warning: true,
            });
        }
        self.at += 1 + letters;
    }

    /// Looks through a formula for backslashes that TOML took.
    fn swallowed_in_math(&mut self, tex: Range<usize>) {
        for at in tex {
            if matches!(self.bytes.get(at), Some(b'\t' | b'\n'))
                && let Some(command) = swallowed(self.source, at, self.manner.origin, true)
            {
                tell_swallowed(self.faults, at, &command);
            }
        }
    }
}
