//! The pieces that were cut out, as running text.

use crate::markup::scan::{self, Cut, Faults, Manner, PIECE_BYTES, Piece, PieceKind};
use crate::markup::{chem, tex};
use crate::model::text::{Form, Formula, Inline, InlineKind};
use std::ops::Range;

/// Turns a piece into running text.
pub(super) fn push_piece(
    inlines: &mut Vec<Inline>,
    source: &str,
    piece: &Piece,
    manner: Manner<'_>,
    faults: &mut Faults,
) {
    let typed = |range: &Range<usize>| source.get(range.clone()).unwrap_or_default();
    let range = piece.range.clone();
    let kind = match &piece.kind {
        PieceKind::Char(character) => {
            push_text(inlines, character.encode_utf8(&mut [0; 4]), range);
            return;
        }
        PieceKind::Code(inside) => InlineKind::Code(code_text(typed(inside))),
        PieceKind::RawTypst(inside) => InlineKind::RawTypst(typed(inside).trim().to_owned()),
        PieceKind::Math { tex, display } => {
            InlineKind::Math(Box::new(formula(source, tex.clone(), *display, manner, faults)))
        }
        PieceKind::Chem(whole) => InlineKind::Math(Box::new(formula(source, whole.clone(), false, manner, faults))),
        PieceKind::Token(token) => InlineKind::Token((**token).clone()),
        PieceKind::Blank(count) => InlineKind::Blank(*count),
        PieceKind::Sub(inside) => InlineKind::Sub(script(source, inside.clone(), manner, faults)),
        PieceKind::Super(inside) => InlineKind::Super(script(source, inside.clone(), manner, faults)),
        PieceKind::Break => InlineKind::Break,
    };
    inlines.push(Inline { kind, range });
}

/// What stands in a sub- or superscript: plain text, tokens, formulas; no emphasis, so that `x^*^` is a star.
fn script(source: &str, range: Range<usize>, manner: Manner<'_>, faults: &mut Faults) -> Vec<Inline> {
    let manner = Manner { form: Form::Inline, scripts: false, ..manner };
    let cut = scan::cut(source, range, manner, faults);
    let mut inlines = Vec::new();
    let mut at = 0;
    for piece in &cut.pieces {
        push_plain(&mut inlines, &cut, at..piece.at);
        push_piece(&mut inlines, source, piece, manner, faults);
        at = piece.at + PIECE_BYTES;
    }
    push_plain(&mut inlines, &cut, at..cut.markdown.len());
    inlines
}

fn push_plain(inlines: &mut Vec<Inline>, cut: &Cut, range: Range<usize>) {
    if let Some(text) = cut.markdown.get(range.clone()).filter(|text| !text.is_empty()) {
        push_text(inlines, text, cut.source_range(range));
    }
}

pub(super) fn push_text(inlines: &mut Vec<Inline>, text: &str, range: Range<usize>) {
    match inlines.last_mut() {
        Some(Inline { kind: InlineKind::Text(before), range: place }) => {
            before.push_str(text);
            place.end = range.end.max(place.end);
        }
        _ => inlines.push(Inline { kind: InlineKind::Text(text.to_owned()), range }),
    }
}

/// A formula; one that is wrong is reported and stands in the tree as the TeX that was typed.
fn formula(source: &str, range: Range<usize>, display: bool, manner: Manner<'_>, faults: &mut Faults) -> Formula {
    let typed = source.get(range.clone()).unwrap_or_default();
    // In one line nothing stands on a line of its own, but it is set as large.
    let alone = display && manner.form == Form::Block;
    let damaged = faults.list.iter().any(|fault| {
        matches!(fault.code, "swallowed-escape" | "private-use-character" | "control-character")
            && range.contains(&fault.range.start)
    });
    if !damaged {
        match tex::formula(typed, alone) {
            Ok(mut formula) => {
                if display && !alone {
                    formula.typst = format!("display({})", formula.typst);
                }
                return formula;
            }
            Err(fault) => {
                let place = range.start + fault.range.start..range.start + fault.range.end;
                faults.error("bad-tex", place, fault.message, fault.hint);
            }
        }
    }
    let clean: String = typed.chars().map(|c| if scan::is_private(c) || c.is_control() { ' ' } else { c }).collect();
    Formula { typst: chem::quoted(&clean), alt: clean.clone(), tex: clean, display: alone }
}

/// Code as CommonMark prints it: new lines are blanks, and one blank on each side may set off a backtick.
fn code_text(typed: &str) -> String {
    let text: String = typed
        .chars()
        .map(|c| match c {
            '\n' => ' ',
            c if scan::is_private(c) || (c.is_control() && c != '\t') => '\u{fffd}',
            c => c,
        })
        .collect();
    let inner = text.strip_prefix(' ').and_then(|text| text.strip_suffix(' '));
    match inner {
        Some(inner) if !inner.trim().is_empty() => inner.to_owned(),
        _ => text,
    }
}
