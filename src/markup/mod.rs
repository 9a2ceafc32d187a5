//! What authors type, turned into the text tree: Markdown, TeX mathematics, chemistry, tokens.
//!
//! A string comes in, with the place where it was typed; a [`RichText`] goes out, always, and everything that is wrong
//! goes to the findings. Texts are hostile until shown otherwise: time is linear in their length, depth is limited, and
//! nothing in them can become code of the engine unless the file was declared as trusted.

mod alt;
mod chem;
pub(crate) mod labels;
pub(crate) mod legacy;
mod lines;
pub(crate) mod negation;
mod scan;
mod tex;
mod token;
mod tree;

#[cfg(test)]
mod tests;

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::text::{Block, BlockKind, Form, Formula, Inline, InlineKind, RichText};
use crate::source::Origin;
use scan::{Faults, Manner};

pub use tex::TexFault;

/// The longest text that is read, in bytes; a passage of four pages has a quarter of it.
const MOST_TEXT: usize = 64 * 1024;

/// Pieces of running text (words, formulas, tokens, emphasis) in one text; setting more takes minutes.
const MOST_PIECES: usize = 5_000;

/// Cells of the tables of one text.
const MOST_CELLS: usize = 1_000;

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
        text.blocks = match plain(source, form) {
            Some(blocks) => blocks,
            None => {
                scan::unprintable(source, origin, &mut faults);
                tree::read(source, Manner { form, trusted, origin, scripts: true }, &mut faults)
            }
        };
    }
    if let Some(message) = too_many(&text) {
        text.blocks.clear();
        faults.error("text-too-long", 0..source.len(), message, Some("split it".to_owned()));
    }
    for fault in faults.list {
        let span = text.span(fault.range);
        let diagnostic = if fault.warning { Diagnostic::warning } else { Diagnostic::error };
        found.push(diagnostic(fault.code, fault.message).at(span).hints(fault.hint));
    }
    text
}

/// Says of what a text has more than can be set.
fn too_many(text: &RichText) -> Option<String> {
    // Every piece and every cell takes a byte.
    if text.source.len() <= MOST_CELLS {
        return None;
    }
    let mut pieces = 0usize;
    text.each_inline(&mut |_| pieces += 1);
    if pieces > MOST_PIECES {
        return Some(format!("the text has {pieces} formulas, tokens and other pieces, the most is {MOST_PIECES}"));
    }
    let cells = cells(&text.blocks);
    (cells > MOST_CELLS).then(|| format!("the tables of the text have {cells} cells, the most is {MOST_CELLS}"))
}

/// Cells of all tables; at most as deep as the tree.
fn cells(blocks: &[Block]) -> usize {
    let each = |block: &Block| match &block.kind {
        BlockKind::List { items, .. } => items.iter().map(|item| cells(item)).sum(),
        BlockKind::Quote(inner) => cells(inner),
        BlockKind::Table { head, rows, .. } => head.len() + rows.iter().map(Vec::len).sum::<usize>(),
        _ => 0,
    };
    blocks.iter().map(each).sum()
}

/// The first character of a name or title that cannot be printed: its bytes, and what to tell.
pub fn unprintable(text: &str) -> Option<(std::ops::Range<usize>, Diagnostic)> {
    text.char_indices().find_map(|(at, character)| {
        let (code, message, hint) = scan::forbidden(character)?;
        Some((at..at + character.len_utf8(), Diagnostic::error(code, message).hint(hint)))
    })
}

/// The tree of a text that is nothing but words on one line, as most options are: what [`tree::read`] would give, for a
/// tenth of the time.
fn plain(source: &str, form: Form) -> Option<Vec<Block>> {
    let is_word = |c: char| match c {
        ' ' | ',' | '.' | '?' | ';' | ':' | '(' | ')' | '\'' | '"' | '%' | '/' | '-' | '+' | '=' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        c => c.is_alphabetic() && !scan::is_private(c),
    };
    // A block may begin with a number or a dash that makes a list.
    let begins = |c: char| if form == Form::Block { c.is_alphabetic() } else { c != ' ' };
    if !source.starts_with(begins) || source.ends_with(' ') || !source.chars().all(is_word) {
        return None;
    }
    let range = 0..source.len();
    let inline = Inline { kind: InlineKind::Text(source.to_owned()), range: range.clone() };
    Some(vec![Block { kind: BlockKind::Paragraph(vec![inline]), range }])
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

#[cfg(test)]
mod plain_tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn plain_words_read_as_markdown_would(source in "[a-zA-Z0-9 ,.?;:()'\"%/+=\\-कखािé्\u{200d}]{0,40}|[0-9]{1,2}[.)] ?[a-z -]{0,9}|[-+=]{1,5} ?[a-z]{0,3}") {
            for form in [Form::Inline, Form::Block] {
                if let Some(blocks) = plain(&source, form) {
                    let mut faults = Faults::default();
                    scan::unprintable(&source, None, &mut faults);
                    let manner = Manner { form, trusted: false, origin: None, scripts: true };
                    prop_assert_eq!(blocks, tree::read(&source, manner, &mut faults));
                    prop_assert!(faults.list.is_empty());
                }
            }
        }
    }

    #[test]
    fn options_of_a_few_words_are_plain() {
        for text in ["Keep an incident from growing into a war", "1947", "केवल", "42.5%"] {
            assert!(plain(text, Form::Inline).is_some(), "{text}");
        }
        for text in ["{opt:a}", "$x$", "a_b", "-", "- x", "1. x", " x", "x ", "", "a\nb"] {
            assert!(plain(text, Form::Block).is_none(), "{text}");
        }
    }
}
