//! Which rows stand on which page, and at which pitch.
//!
//! Rows of options and grids of figures make bands across the page, in the order of the paper. As few pages as
//! possible are filled evenly, each at the widest pitch that fits.

use super::mm::Area;
use super::request::fault;
use super::rows::Lengths;
use super::zones::{PAD, RADIUS};
use super::{Group, Kind, Mm, RowAsk, grids, rows};
use crate::diag::Diagnostic;
use std::ops::Range;

/// Pitches of rows, widest first.
const PITCHES: [Mm; 9] = [
    Mm::hundredths(740),
    Mm::hundredths(700),
    Mm::hundredths(640),
    Mm::hundredths(600),
    Mm::hundredths(560),
    Mm::hundredths(520),
    Mm::hundredths(500),
    Mm::hundredths(480),
    Mm::hundredths(460),
];
const NARROWEST: Mm = super::zones::ROW;
/// Between the frames of two bands, at least.
const BAND_GAP: Mm = Mm::hundredths(120);
/// No page has more questions, however small they are.
const MOST: usize = 200;

enum Band {
    Columns(rows::Columns),
    Grids(grids::Grids),
}

impl Band {
    fn height(&self) -> Mm {
        match self {
            Band::Columns(columns) => columns.height,
            Band::Grids(grids) => grids.height,
        }
    }
}

/// Between the frames of two bands: so much that a row shifted by one pitch meets no ring of the other band.
fn band_gap(pitch: Mm) -> Mm {
    (pitch + rows::BLOCK_GAP - (PAD + RADIUS) * 2).max(BAND_GAP)
}

/// The bands of one page from top to bottom, and the height left over.
struct Stack {
    bands: Vec<(Band, Range<usize>)>,
    spare: Mm,
}

/// The groups of each page.
pub(super) fn plan(rows: &[RowAsk], area: Area) -> Result<Vec<Vec<Group>>, Diagnostic> {
    let fullest = split(rows, area, MOST)?;
    let even = rows.len().div_ceil(fullest.len().max(1)).next_multiple_of(10);
    let pages = (even..MOST)
        .step_by(10)
        .filter_map(|most| split(rows, area, most).ok())
        .find(|pages| pages.len() == fullest.len())
        .unwrap_or(fullest);
    Ok(pages.into_iter().filter_map(|range| rows.get(range)).map(|rows| page(rows, area)).collect())
}

/// Cuts the rows into pages of at most `most`.
fn split(rows: &[RowAsk], area: Area, most: usize) -> Result<Vec<Range<usize>>, Diagnostic> {
    let mut pages = Vec::new();
    let mut start = 0;
    while let Some(first) = rows.get(start) {
        let fits = |count: usize| {
            rows.get(start..start + count).is_some_and(|rows| lowest(rows, area, NARROWEST, Lengths::Any).is_some())
        };
        // More rows never need less height, so halving finds the most that fit.
        let (mut good, mut bad) = (0, most.min(rows.len() - start) + 1);
        while bad - good > 1 {
            let middle = good.midpoint(bad);
            if fits(middle) { good = middle } else { bad = middle }
        }
        if good == 0 {
            return Err(fault(format!("question {} does not fit on the answer sheet", first.number))
                .hint("take a larger paper or ask for fewer figures"));
        }
        pages.push(start..start + good);
        start += good;
    }
    Ok(pages)
}

fn page(rows: &[RowAsk], area: Area) -> Vec<Group> {
    let at = |lengths| PITCHES.iter().find_map(move |pitch| Some((*pitch, bands(rows, area, *pitch, lengths)?)));
    let Some((pitch, bands)) = at(Lengths::Fives).or_else(|| at(Lengths::Any)) else {
        return Vec::new();
    };
    let mut top = area.y0;
    let mut groups = Vec::new();
    for (band, range) in bands {
        let place = Area { y0: top, ..area };
        let rows = rows.get(range).unwrap_or_default();
        groups.extend(match band {
            Band::Columns(columns) => rows::place(columns, rows, place, pitch),
            Band::Grids(grids) => grids::place(grids, rows, place, pitch),
        });
        top = top + band.height() + band_gap(pitch);
    }
    groups
}

/// The bands of these rows at this pitch, if they fit on one page, each in the best shape that leaves room for all.
fn bands(rows: &[RowAsk], area: Area, pitch: Mm, lengths: Lengths) -> Option<Vec<(Band, Range<usize>)>> {
    let Stack { mut bands, mut spare } = lowest(rows, area, pitch, lengths)?;
    for (band, range) in &mut bands {
        if let Band::Columns(columns) = band {
            let part = rows.get(range.clone())?;
            let better = rows::plan(part, area.width(), columns.height + spare, pitch, lengths)?;
            spare = spare + columns.height - better.height;
            *columns = better;
        }
    }
    Some(bands)
}

/// The bands of these rows, as low as possible, and the height left over; `None` where they need more than a page.
fn lowest(rows: &[RowAsk], area: Area, pitch: Mm, lengths: Lengths) -> Option<Stack> {
    let mut left = area.height() + band_gap(pitch);
    let mut bands = Vec::new();
    for range in runs(rows) {
        let part = rows.get(range.clone())?;
        let limit = left - band_gap(pitch);
        let band = match part.first()?.form.kind() {
            Kind::Digits | Kind::SignedDecimal => Band::Grids(grids::plan(part, area.width(), limit, pitch)?),
            Kind::Single | Kind::Multiple => Band::Columns(rows::lowest(part, area.width(), limit, pitch, lengths)?),
        };
        left = limit - band.height();
        bands.push((band, range));
    }
    Some(Stack { bands, spare: left })
}

/// Longest stretches of rows of options and of grids.
fn runs(rows: &[RowAsk]) -> Vec<Range<usize>> {
    let is_grid = |row: &RowAsk| matches!(row.form.kind(), Kind::Digits | Kind::SignedDecimal);
    let mut start = 0;
    rows.chunk_by(|left, right| is_grid(left) == is_grid(right))
        .map(|run| {
            let range = start..start + run.len();
            start = range.end;
            range
        })
        .collect()
}
