//! Numbers to be filled in: for each question a grid, a figure in each column, with boxes to write in above.

use super::mm::Area;
use super::rows::number_width;
use super::zones::{BELT, DIAMETER, OPTION, PAD, RADIUS, ROW, WRITE_IN};
use super::{Group, Kind, Mm, RowAsk, RowForm, request};

/// From the frame to the boxes.
pub(crate) const HEAD_PAD: Mm = Mm::hundredths(120);
/// Either side of the boxes, and between two grids.
pub(crate) const NUMBER_PAD: Mm = Mm::hundredths(100);
/// Rows of figures never stand wider apart.
const WIDE_ROW: Mm = Mm::hundredths(500);
/// Widest white between two grids.
const WIDE_GAP: Mm = Mm::hundredths(800);

/// A band of grids over the width of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grids {
    per_line: usize,
    cell: Mm,
    line: Mm,
    /// Frames included.
    pub(super) height: Mm,
}

/// The band of these rows; `None` where even one grid is too wide or all are too high.
pub(super) fn plan(rows: &[RowAsk], width: Mm, limit: Mm, pitch: Mm) -> Option<Grids> {
    let cell = rows.iter().map(cell_width).max()?;
    let per_line = usize::try_from((width + NUMBER_PAD).to_hundredths() / (cell + NUMBER_PAD).to_hundredths()).ok()?;
    let lines = i32::try_from(rows.len().div_ceil(per_line.max(1))).ok()?;
    let figures = rows.iter().map(|row| options(row).len()).max().and_then(|most| i32::try_from(most).ok())?;
    let line = WRITE_IN + BELT + DIAMETER + pitch.min(WIDE_ROW).max(ROW) * (figures - 1);
    let height = HEAD_PAD + line * lines + BELT * (lines - 1) + PAD;
    (per_line > 0 && height <= limit).then_some(Grids { per_line: per_line.min(rows.len()), cell, line, height })
}

/// Number and boxes with white on both sides; each box is as wide as the pitch of the circles below.
fn cell_width(row: &RowAsk) -> Mm {
    number_width(&row.number) + NUMBER_PAD * 2 + OPTION * columns(row)
}

fn columns(row: &RowAsk) -> i32 {
    match row.form {
        RowForm::Digits { columns, .. } => i32::from(columns),
        _ => 1,
    }
}

fn options(row: &RowAsk) -> Vec<String> {
    let mut options = request::digit_options();
    if row.form.kind() == Kind::SignedDecimal {
        options.splice(0..0, ["-".to_owned(), ".".to_owned()]);
    }
    options
}

/// The groups of a band whose frame begins at the top of `area`.
pub(super) fn place(grids: Grids, rows: &[RowAsk], area: Area, pitch: Mm) -> Vec<Group> {
    let per_line = i32::try_from(grids.per_line).unwrap_or(1).max(1);
    let spare = area.width() - grids.cell * per_line;
    let gap = Mm::hundredths(spare.to_hundredths() / (per_line - 1).max(1)).min(WIDE_GAP).max(NUMBER_PAD);
    let left = area.x0 + (spare - gap * (per_line - 1)).half();
    rows.iter()
        .zip(0i32..)
        .map(|(row, place)| {
            let number = grids.cell - OPTION * columns(row) - NUMBER_PAD;
            let x = left + (grids.cell + gap) * (place % per_line) + number + OPTION.half();
            let y = area.y0 + HEAD_PAD + (grids.line + BELT) * (place / per_line) + WRITE_IN + BELT + RADIUS;
            let options = options(row);
            let letters = if row.form.kind() == Kind::SignedDecimal {
                options.iter().map(|option| option.replace('-', "\u{2212}")).collect()
            } else {
                Vec::new()
            };
            Group {
                name: format!("q{}", row.number),
                kind: row.form.kind(),
                origin: [x, y],
                option_step: [Mm::ZERO, pitch.min(WIDE_ROW).max(ROW)],
                item_step: [OPTION, Mm::ZERO],
                options,
                letters,
                numbers: vec![row.number.clone()],
                not_attempted: None,
                first: Some(1),
                items: u16::try_from(columns(row)).ok(),
                gap: None,
            }
        })
        .collect()
}
