//! What authors type, turned into the text tree: Markdown, TeX mathematics, chemistry, tokens.
//!
//! A string comes in, with the place where it was typed; a [`RichText`] goes out, always, and everything that is wrong
//! goes to the findings. Texts are hostile until shown otherwise: time is linear in their length, depth is limited, and
//! nothing in them can become code of the engine unless the file was declared as trusted.

mod alt;
mod chem;
mod lines;
mod scan;
mod tex;
mod token;
mod tree;

#[cfg(test)]
mod tests;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::text::{Form, Formula, RichText};
use crate::source::Origin;
use scan::{Faults, Manner};

pub use tex::TexFault;

/// The longest text that is read, in bytes.
const MOST_TEXT: usize = 1024 * 1024;

/// Reads a text as its author typed it, pushing everything that is wrong with it, placed through `origin`.
///
/// `trusted` says that the person at the keyboard vouched for the file, so that raw Typst in it may run. A text with
/// errors still gives a tree, in which what could not be read stands as plain text.
pub fn parse(source: &str, form: Form, origin: Option<Origin>, trusted: bool, found: &mut Diagnostics) -> RichText {
    let mut text = RichText { source: source.to_owned(), blocks: Vec::new(), origin: origin.map(Box::new), trusted };
    let mut faults = Faults::default();
    if source.len() > MOST_TEXT {
        let message = format!("the text has {} bytes, the most is {MOST_TEXT}", source.len());
        faults.error("text-too-long", 0..source.len(), message, Some("split it".to_owned()));
    } else {
        let origin = text.origin.as_deref();
        scan::unprintable(source, origin, &mut faults);
        text.blocks = tree::read(source, Manner { form, trusted, origin, scripts: true }, &mut faults);
    }
    for fault in faults.list {
        let span = text.span(fault.range);
        let diagnostic = if fault.warning { Diagnostic::warning } else { Diagnostic::error };
        found.push(diagnostic(fault.code, fault.message).at(span).hints(fault.hint));
    }
    text
}

/// Gives a text that has only its source, because it was read from JSON, its tree; nothing in it is trusted.
pub fn reparse(text: &mut RichText, form: Form) {
    *text = parse(&text.source, form, text.origin.take().map(|origin| *origin), false, &mut Diagnostics::default());
}

/// Turns TeX mathematics, without dollars, into a formula.
///
/// # Errors
///
/// The first fault, placed in `tex`.
pub fn parse_formula(tex: &str, display: bool) -> Result<Formula, TexFault> {
    tex::formula(tex, display)
}
