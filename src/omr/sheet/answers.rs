//! Circles, and round those of the questions: frames, numbers, boxes to write in.
//!
//! No grey lies under a circle, because blank circles are what the scan measures paper by; only the strip of numbers
//! is tinted.

use super::SheetError;
use super::canvas::{Align, Canvas};
use super::shape::{Bounds, Ink, Role, Shape};
use super::text::Weight;
use crate::omr::layout::zones::{BELT, OPTION, PAD, RADIUS, WRITE_IN};
use crate::omr::layout::{Circle, Group, Kind, Layout, number_width};

/// Ink of frames: vanishes when a scan is made black and white.
const FRAME: Ink = 34;
const FRAME_LINE: f64 = 0.3;
/// Ink of the strip of numbers, changing every five rows.
const STRIPS: [Ink; 2] = [16, 7];
const NUMBER_SIZE: f64 = 2.75;
/// From the last circle to the frame.
const RIGHT_PAD: f64 = 1.5;

/// Draws every circle with its letter.
pub(super) fn circles(canvas: &mut Canvas<'_>, layout: &Layout) -> Result<(), SheetError> {
    let style = layout.circle;
    let line = style.line.to_f64();
    let radius = (style.d.to_f64() - line) / 2.0;
    for circle in layout.expand() {
        let (x, y) = (circle.x.to_f64(), circle.y.to_f64());
        letter(canvas, layout, &circle)?;
        canvas.push(Role::Circle, Shape::Ring { x, y, radius, line, fill: None, ink: 100 });
    }
    Ok(())
}

fn letter(canvas: &mut Canvas<'_>, layout: &Layout, circle: &Circle) -> Result<(), SheetError> {
    let style = layout.circle;
    // A point or a minus is too faint in grey unless it is bold.
    let sign = !circle.letter.contains(char::is_alphanumeric);
    let weight = if sign { Weight::Bold } else { Weight::Regular };
    let line = canvas.line(&circle.letter, weight)?;
    let ink = line.ink();
    let capital = canvas.capital(weight);
    // Wide or tall letters are made smaller until their box lies inside the ring.
    let inner = style.d.to_f64() - style.line.to_f64() * 2.0 - 0.3;
    let size = style.letter.to_f64() / capital.max(0.1) * if sign { 1.3 } else { 1.0 };
    let size = size.min(inner / (ink.width().powi(2) + ink.height().powi(2)).sqrt().max(0.01));
    let (x, y) = (circle.x.to_f64(), circle.y.to_f64());
    let latin = circle.letter.is_ascii() || circle.letter == "\u{2212}";
    let middle = if latin { capital / 2.0 } else { (ink.y0 + ink.y1) / 2.0 };
    canvas.push(
        Role::Circle,
        Shape::Text {
            x: x - (ink.x0 + ink.x1) / 2.0 * size,
            baseline: y + middle * size,
            line,
            size,
            ink: style.ink.0,
        },
    );
    Ok(())
}

/// Draws frames, numbers and boxes of the questions.
pub(super) fn frames(canvas: &mut Canvas<'_>, layout: &Layout) -> Result<(), SheetError> {
    let questions: Vec<&Group> = layout.questions().collect();
    for band in questions.chunk_by(|left, right| is_grid(left) == is_grid(right)) {
        let numbers = band.iter().flat_map(|group| &group.numbers).map(|number| number_width(number)).max();
        let width = numbers.map_or(0.0, |width| width.to_f64());
        let size = number_size(canvas, band, width)?;
        if band.first().is_some_and(|group| is_grid(group)) {
            for group in band {
                grid(canvas, group, width, size)?;
            }
        } else {
            columns(canvas, band, width, size)?;
        }
    }
    Ok(())
}

fn is_grid(group: &Group) -> bool {
    matches!(group.kind, Kind::Digits | Kind::SignedDecimal)
}

/// One size for all numbers of a band.
fn number_size(canvas: &mut Canvas<'_>, band: &[&Group], width: f64) -> Result<f64, SheetError> {
    let mut size = NUMBER_SIZE;
    for number in band.iter().flat_map(|group| &group.numbers) {
        let line = canvas.line(number, Weight::Bold)?;
        size = f64::min(size, (width - 0.3) / line.width.max(0.01));
    }
    Ok(size)
}

/// The centres of the first and the last circle of a group.
fn ends(group: &Group) -> [[f64; 2]; 2] {
    let last = u16::try_from(group.options.len().saturating_sub(1)).unwrap_or(0);
    [group.centre(0, 0), group.centre(group.item_count().saturating_sub(1), last)]
        .map(|centre| centre.map(|length| length.to_f64()))
}

/// The columns of a band; their frames end at the same height.
fn columns(canvas: &mut Canvas<'_>, band: &[&Group], width: f64, size: f64) -> Result<(), SheetError> {
    let (radius, belt, pad) = (RADIUS.to_f64(), BELT.to_f64(), PAD.to_f64());
    let bottom = band.iter().map(|group| ends(group)[1][1]).fold(0.0, f64::max) + radius + pad;
    let right = band.iter().map(|group| ends(group)[1][0] - ends(group)[0][0]).fold(0.0, f64::max);
    for column in band.chunk_by(|left, right| left.origin[0] == right.origin[0]) {
        let Some([x, y]) = column.first().map(|group| ends(group)[0]) else { continue };
        let strip = x - radius - belt;
        let frame = Bounds { x0: strip - width, y0: y - radius - pad, x1: x + right + radius + RIGHT_PAD, y1: bottom };
        for group in column {
            rows(canvas, group, Bounds { x1: strip, ..frame }, size)?;
        }
        canvas.tint(frame, None, Some((FRAME_LINE, FRAME)));
    }
    Ok(())
}

/// The strip of numbers beside one block.
fn rows(canvas: &mut Canvas<'_>, group: &Group, strip: Bounds, size: f64) -> Result<(), SheetError> {
    let pitch = group.item_step[1].to_f64();
    for (item, number) in (0u16..).zip(&group.numbers) {
        let y = group.centre(item, 0)[1].to_f64();
        let row = Bounds { y0: y - pitch / 2.0, y1: y + pitch / 2.0, ..strip };
        let ink = STRIPS[usize::from(item / 5 % 2)];
        canvas.tint(row, Some(ink), None);
        canvas.caption(number, Weight::Bold, size, row, Align::Middle)?;
    }
    Ok(())
}

/// One number to fill in: frame, printed number, boxes over the circles.
fn grid(canvas: &mut Canvas<'_>, group: &Group, width: f64, size: f64) -> Result<(), SheetError> {
    let [[x, _], [last, bottom]] = ends(group);
    let (radius, half) = (RADIUS.to_f64(), OPTION.to_f64() / 2.0);
    let boxes = write_in(canvas, group);
    let left = x - half - 1.0;
    let frame = Bounds { x0: left - width, y0: boxes.y0 - 1.0, x1: last + half + 1.0, y1: bottom + radius + RIGHT_PAD };
    let place = Bounds { x0: frame.x0, x1: left, ..boxes };
    canvas.tint(Bounds { x1: left + 0.3, y0: frame.y0, y1: boxes.y1, ..place }, Some(STRIPS[0]), None);
    canvas.tint(frame, None, Some((FRAME_LINE, FRAME)));
    for number in &group.numbers {
        canvas.caption(number, Weight::Bold, size, place, Align::Middle)?;
    }
    Ok(())
}

/// Boxes to write a number in, one over each column of circles; gives back their outline.
pub(super) fn write_in(canvas: &mut Canvas<'_>, group: &Group) -> Bounds {
    let half = OPTION.to_f64() / 2.0;
    let centres: Vec<[f64; 2]> =
        (0..group.item_count()).map(|item| group.centre(item, 0).map(|length| length.to_f64())).collect();
    let bottom = centres.first().map_or(0.0, |[_, y]| y - (RADIUS + BELT).to_f64());
    let top = bottom - WRITE_IN.to_f64();
    for [x, _] in &centres {
        let line = 0.2;
        let area = Bounds { x0: x - half - line / 2.0, y0: top, x1: x + half + line / 2.0, y1: bottom };
        canvas.frame(area, line);
    }
    let x0 = centres.first().map_or(0.0, |[x, _]| x - half);
    let x1 = centres.last().map_or(0.0, |[x, _]| x + half);
    Bounds { x0, y0: top, x1, y1: bottom }
}
