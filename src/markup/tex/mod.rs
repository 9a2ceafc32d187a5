//! TeX mathematics to Typst mathematics.
//!
//! Three steps: [`read`] makes a tree and refuses what is wrong, [`write`] gives the `mitex` converter plain TeX in which
//! everything that we set ourselves is one private-use character, [`finish`] puts those back and mends what has changed
//! since the converter was written. Nothing that an author types reaches the engine except as a sign or a quoted string.

pub(super) mod commands;
mod finish;
mod length;
pub(super) mod node;
mod quantity;
pub(super) mod read;
mod write;

use super::alt;
use crate::model::text::Formula;
use std::fmt;
use std::ops::Range;

/// The longest formula, in bytes.
pub(super) const MOST_BYTES: usize = 4096;

/// How deep groups, arguments and environments may stand in each other.
pub(super) const MOST_DEPTH: usize = 32;

/// What is wrong with a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TexFault {
    /// A lower-case phrase without full stop.
    pub message: String,
    /// The next step, where there is one to tell.
    pub hint: Option<String>,
    /// Bytes of the TeX.
    pub range: Range<usize>,
}

impl TexFault {
    pub(super) fn new(range: Range<usize>, message: String) -> Self {
        TexFault { message, hint: None, range }
    }

    /// The fault of a part that begins at `start` of the whole.
    pub(super) fn moved(mut self, start: usize) -> Self {
        self.range = self.range.start + start..self.range.end + start;
        self
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for TexFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for TexFault {}

/// Turns TeX into a formula.
pub(super) fn formula(tex: &str, display: bool) -> Result<Formula, TexFault> {
    if let Some((at, c)) =
        tex.char_indices().find(|(_, c)| super::scan::is_private(*c) || c.is_control() && !matches!(c, '\t' | '\n'))
    {
        let message = format!("the formula holds the character U+{:04X}, which cannot be printed", u32::from(c));
        return Err(TexFault::new(at..at + c.len_utf8(), message));
    }
    let nodes = read::formula(tex, true)?;
    set(tex, &nodes, display)
}

/// Turns the TeX inside a chemical formula into a formula; it holds no further chemistry.
pub(super) fn inside_chem(tex: &str) -> Result<Formula, TexFault> {
    set(tex, &read::formula(tex, false)?, false)
}

fn set(tex: &str, nodes: &[node::Node], display: bool) -> Result<Formula, TexFault> {
    let written = write::formula(nodes)?;
    let converted = mitex::convert_math_no_macro(&written.tex, None)
        .map_err(|why| TexFault::new(0..tex.len(), format!("the formula cannot be read: {}", why.trim())))?;
    let typst = finish::formula(&converted, &written.own)
        .ok_or_else(|| TexFault::new(0..tex.len(), "the formula cannot be read".to_owned()))?;
    Ok(Formula { tex: tex.trim().to_owned(), typst, alt: alt::formula(nodes), display })
}
