//! Rows of circles: how many columns, how long, and where each block of ten begins.
//!
//! Rows run down a column, then on in the next. A block is cut after ten rows and wherever options or the number of
//! marks allowed change, and stands apart from the next so far that a grid shifted by one row meets no ring.

use super::mm::Area;
use super::zones::{BELT, DIAMETER, OPTION, PAD, RADIUS};
use super::{Gap, Group, Mm, RowAsk};

const BLOCK: usize = 10;
const FIVE: usize = 5;
const FIVE_GAP: Mm = Mm::hundredths(80);
/// Added to the pitch between two blocks: then a ring one pitch further lies beside all rings.
pub(super) const BLOCK_GAP: Mm = Mm::hundredths(320);
/// Widest pitch of options.
const WIDE_OPTION: i32 = 720;
/// From the last circle of a column to its frame.
const RIGHT_PAD: Mm = Mm::hundredths(150);
/// Widest white between two columns.
const WIDE_GAP: Mm = Mm::hundredths(2000);
const NUMBER_MIN: i32 = 390;
const NUMBER_MAX: i32 = 2400;

/// Width kept free for a printed number, up to 24 mm; longer ones are printed smaller.
pub(crate) fn number_width(number: &str) -> Mm {
    let width: i32 = number
        .chars()
        .map(|sign| match sign {
            '0'..='9' => 130,
            '(' | ')' | 'i' | '.' | ',' | ' ' => 90,
            _ => 150,
        })
        .fold(0, |sum: i32, width| sum.saturating_add(width));
    Mm::hundredths(width.clamp(NUMBER_MIN, NUMBER_MAX))
}

/// A band of columns over the width of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    count: usize,
    rows: usize,
    /// Frames included.
    pub(super) height: Mm,
}

/// How long columns may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lengths {
    /// Whole fives, as a printer would do it.
    Fives,
    /// Anything that gets the rows onto the page.
    Any,
}

/// The best division into columns at this pitch, not higher than `limit`; `None` where there is none.
pub(super) fn plan(rows: &[RowAsk], width: Mm, limit: Mm, pitch: Mm, lengths: Lengths) -> Option<Columns> {
    let blocks = blocks(rows);
    let most = usize::try_from((width - RIGHT_PAD + BELT).to_hundredths() / (narrowest(rows) + BELT).to_hundredths());
    let most = most.unwrap_or(0).min(rows.len());
    (1..=most)
        .flat_map(|columns| {
            let even = rows.len().div_ceil(columns);
            let fives = even.next_multiple_of(FIVE);
            [fives, if lengths == Lengths::Any { even } else { fives }]
        })
        .map(|length| {
            let height = (0..rows.len())
                .step_by(length)
                .map(|start| column_height(&blocks, start, length, pitch))
                .max()
                .unwrap_or(Mm::ZERO);
            Columns { count: rows.len().div_ceil(length), rows: length, height: height + PAD * 2 }
        })
        .filter(|columns| columns.height <= limit)
        .min_by_key(|columns| cost(*columns, rows.len(), most))
}

/// The lowest band possible at this pitch.
pub(super) fn lowest(rows: &[RowAsk], width: Mm, limit: Mm, pitch: Mm, lengths: Lengths) -> Option<Columns> {
    let mut best = plan(rows, width, limit, pitch, lengths)?;
    while let Some(lower) = plan(rows, width, best.height - Mm::hundredths(1), pitch, lengths) {
        best = lower;
    }
    Some(best)
}

/// Level columns of whole tens, as many as have room.
fn cost(columns: Columns, rows: usize, most: usize) -> (usize, usize) {
    let empty = (columns.count * columns.rows).saturating_sub(rows) * 300 / columns.rows.max(1);
    let uneven = if columns.rows.is_multiple_of(BLOCK) { 0 } else { 25 };
    let unused = most.saturating_sub(columns.count) * 30;
    (empty + uneven + unused, columns.rows)
}

/// Width of a column at the narrowest pitch.
fn narrowest(rows: &[RowAsk]) -> Mm {
    number_column(rows) + BELT + OPTION * last_option(rows) + DIAMETER
}

fn number_column(rows: &[RowAsk]) -> Mm {
    rows.iter().map(|row| number_width(&row.number)).max().unwrap_or(Mm::ZERO)
}

fn last_option(rows: &[RowAsk]) -> i32 {
    let most = rows.iter().map(|row| row.form.options().len()).max().unwrap_or(1);
    i32::try_from(most.saturating_sub(1)).unwrap_or(i32::MAX)
}

/// For each row the number of its run of equal form; a longer list of options may serve rows with fewer.
fn blocks(rows: &[RowAsk]) -> Vec<usize> {
    let mut run = 0;
    let mut longest: &[String] = &[];
    let mut before = None;
    rows.iter()
        .map(|row| {
            let options = row.form.options();
            let shared = options.len().min(longest.len());
            let form = (row.form.kind(), row.not_attempted);
            // The last circle of a row may mean something else than in a longer one.
            let alike = if row.not_attempted { options == longest } else { options[..shared] == longest[..shared] };
            let fits = before == Some(form) && alike;
            if !fits {
                run += 1;
                longest = options;
            } else if options.len() > longest.len() {
                longest = options;
            }
            before = Some(form);
            run
        })
        .collect()
}

/// How far each row of a column lies below its first, and whether it begins a block.
fn offsets(blocks: &[usize], start: usize, length: usize, pitch: Mm) -> impl Iterator<Item = (usize, Mm, bool)> + '_ {
    let end = blocks.len().min(start.saturating_add(length));
    let (mut y, mut inside) = (Mm::ZERO, 0);
    (start..end).map(move |row| {
        let cut = row > start && (inside == BLOCK || blocks.get(row) != blocks.get(row - 1));
        if cut {
            y = y + pitch + BLOCK_GAP;
            inside = 0;
        } else if row > start {
            y = y + pitch + if inside % FIVE == 0 { FIVE_GAP } else { Mm::ZERO };
        }
        inside += 1;
        (row, y, cut || row == start)
    })
}

fn column_height(blocks: &[usize], start: usize, length: usize, pitch: Mm) -> Mm {
    offsets(blocks, start, length, pitch).last().map_or(Mm::ZERO, |(_, y, _)| y) + DIAMETER
}

/// The groups of a band whose frames begin at the top of `area`.
pub(super) fn place(columns: Columns, rows: &[RowAsk], area: Area, pitch: Mm) -> Vec<Group> {
    let count = i32::try_from(columns.count).unwrap_or(1).max(1);
    let last = last_option(rows).max(1);
    let numbers = number_column(rows);
    let fixed = (numbers + BELT + DIAMETER) * count + BELT * (count - 1) + RIGHT_PAD;
    let widest = (area.width() - fixed).to_hundredths() / (count * last);
    let option = Mm::hundredths(widest.clamp(OPTION.to_hundredths(), WIDE_OPTION));
    let column = numbers + BELT + option * last + DIAMETER;
    let spare = area.width() - RIGHT_PAD - column * count;
    let gap = Mm::hundredths(spare.to_hundredths() / (count - 1).max(1)).min(WIDE_GAP).max(BELT);
    let left = area.x0 + (spare - gap * (count - 1)).half();
    let blocks = blocks(rows);
    let mut groups = Vec::new();
    for (start, at) in (0..rows.len()).step_by(columns.rows.max(1)).zip(0..) {
        let x = left + (column + gap) * at + numbers + BELT + RADIUS;
        let mut open: Vec<&RowAsk> = Vec::new();
        let mut top = Mm::ZERO;
        for (row, y, begins) in offsets(&blocks, start, columns.rows, pitch) {
            if begins {
                groups.extend(group(&open, [x, area.y0 + PAD + RADIUS + top], option, pitch));
                open.clear();
                top = y;
            }
            open.extend(rows.get(row));
        }
        groups.extend(group(&open, [x, area.y0 + PAD + RADIUS + top], option, pitch));
    }
    groups
}

fn group(rows: &[&RowAsk], origin: [Mm; 2], option: Mm, pitch: Mm) -> Option<Group> {
    let (first, last) = (rows.first()?, rows.last()?);
    let longest = rows.iter().map(|row| row.form.options()).max_by_key(|options| options.len())?;
    let name = match rows.len() {
        1 => format!("q{}", first.number),
        _ => format!("q{}-{}", first.number, last.number),
    };
    Some(Group {
        name,
        kind: first.form.kind(),
        origin,
        option_step: [option, Mm::ZERO],
        item_step: [Mm::ZERO, pitch],
        options: longest.to_vec(),
        letters: Vec::new(),
        numbers: rows.iter().map(|row| row.number.clone()).collect(),
        not_attempted: longest.last().filter(|_| first.not_attempted).cloned(),
        first: None,
        items: None,
        gap: (rows.len() > FIVE).then_some(Gap { every: 5, mm: FIVE_GAP }),
    })
}
