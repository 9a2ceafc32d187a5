//! Which rows stand on which page, and at which pitch.
//!
//! Rows of options and grids of figures make bands across the page, in the order of the paper. As few pages as
//! possible are filled evenly, each at the widest pitch that fits.

use super::mm::Area;
use super::request::fault;
use super::{Group, Kind, Mm, RowAsk, grids, rows};
use crate::diag::Diagnostic;
use std::ops::Range;

/// Pitches of rows, widest first.
const PITCHES: [Mm; 7] = [
    Mm::hundredths(640),
    Mm::hundredths(600),
    Mm::hundredths(560),
    Mm::hundredths(520),
    Mm::hundredths(500),
    Mm::hundredths(480),
    Mm::hundredths(460),
];
const NARROWEST: Mm = super::zones::ROW;
/// Between the frames of two bands.
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
            rows.get(start..start + count).is_some_and(|rows| bands(rows, area, NARROWEST).is_some())
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
    let Some((pitch, bands)) = PITCHES.iter().find_map(|pitch| Some((*pitch, bands(rows, area, *pitch)?))) else {
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
        top = top + band.height() + BAND_GAP;
    }
    groups
}

/// The bands of these rows at this pitch, if they fit on one page.
fn bands(rows: &[RowAsk], area: Area, pitch: Mm) -> Option<Vec<(Band, Range<usize>)>> {
    let runs = runs(rows);
    let alone = runs.len() == 1;
    let mut left = area.height();
    let mut bands = Vec::new();
    for range in runs {
        let part = rows.get(range.clone())?;
        let band = match part.first()?.form.kind() {
            Kind::Digits | Kind::SignedDecimal => Band::Grids(grids::plan(part, area.width(), left, pitch)?),
            // Where other bands follow, height is dear; alone, a band may look its best.
            Kind::Single | Kind::Multiple if alone => Band::Columns(rows::plan(part, area.width(), left, pitch)?),
            Kind::Single | Kind::Multiple => Band::Columns(rows::lowest(part, area.width(), left, pitch)?),
        };
        left = left - band.height() - BAND_GAP;
        bands.push((band, range));
    }
    Some(bands)
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
