//! The list of shapes of one page as it grows, with the few ways of setting text that a form needs.

use super::SheetError;
use super::shape::{BLACK, Bounds, Ink, Item, Role, Shape};
use super::text::{Fonts, Line, Weight, Words};
use std::collections::BTreeMap;

/// Smallest print, in millimetres of font size (about 4.5 points).
const SMALLEST: f64 = 1.6;
/// Smallest print of what need not be there (6 points).
const LEGIBLE: f64 = 2.1;
/// From line to line, in font sizes.
pub(super) const LEADING: f64 = 1.22;

/// Where a text stands in the width it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Middle,
    Right,
}

pub(super) struct Canvas<'a> {
    fonts: &'a Fonts<'a>,
    items: Vec<Item>,
    // A sheet prints the same letter hundreds of times.
    lines: BTreeMap<(Weight, String), Line>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(fonts: &'a Fonts<'a>) -> Self {
        Canvas { fonts, items: Vec::new(), lines: BTreeMap::new() }
    }

    pub(super) fn into_items(self) -> Vec<Item> {
        self.items
    }

    pub(super) fn push(&mut self, role: Role, shape: Shape) {
        self.items.push(Item { role, shape });
    }

    /// Height of capitals at size 1.
    pub(super) fn capital(&self, weight: Weight) -> f64 {
        self.fonts.capital(weight)
    }

    pub(super) fn line(&mut self, text: &str, weight: Weight) -> Result<Line, SheetError> {
        let key = (weight, text.to_owned());
        if let Some(line) = self.lines.get(&key) {
            return Ok(line.clone());
        }
        let line = self.fonts.line(text, weight)?;
        self.lines.insert(key, line.clone());
        Ok(line)
    }

    /// A black box whose outer edge is `area`.
    pub(super) fn frame(&mut self, area: Bounds, width: f64) {
        let shape = Shape::Box { area: area.grown(-width / 2.0), fill: None, line: Some((width, BLACK)) };
        self.push(Role::Furniture, shape);
    }

    /// A light frame or band whose outer edge is `area`.
    pub(super) fn tint(&mut self, area: Bounds, fill: Option<Ink>, line: Option<(f64, Ink)>) {
        let inset = line.map_or(0.0, |(width, _)| width / 2.0);
        self.push(Role::Tint, Shape::Box { area: area.grown(-inset), fill, line });
    }

    /// A set line with its baseline at `baseline`, inside `area` from side to side.
    pub(super) fn set(&mut self, line: Line, size: f64, area: Bounds, baseline: f64, align: Align) {
        // The ink is placed, not the advance: what leans over its advance would enter a belt.
        let ink = line.ink();
        let x = match align {
            Align::Left => area.x0 - ink.x0.min(0.0) * size,
            Align::Middle => (area.x0 + area.x1 - line.width * size) / 2.0,
            Align::Right => area.x1 - line.width.max(ink.x1) * size,
        };
        self.push(Role::Furniture, Shape::Text { line, x, baseline, size, ink: BLACK });
    }

    /// One line, as large as `size` allows and the width, capitals centred on the height of `area`; signs that reach far up
    /// or down stay inside it.
    pub(super) fn caption(
        &mut self,
        text: &str,
        weight: Weight,
        size: f64,
        area: Bounds,
        align: Align,
    ) -> Result<(), SheetError> {
        if text.is_empty() {
            return Ok(());
        }
        let line = self.line(text, weight)?;
        let size = fit(&line, size, area);
        let centred = (area.y0 + area.y1) / 2.0 + self.capital(weight) * size / 2.0;
        let ink = line.ink();
        let baseline = centred.min(area.y1 + ink.y0 * size).max(area.y0 + ink.y1 * size);
        self.set(line, size, area, baseline, align);
        Ok(())
    }

    /// Whether one line is legible in `area`.
    pub(super) fn is_legible(&mut self, text: &str, weight: Weight, area: Bounds) -> Result<bool, SheetError> {
        Ok(fit(&self.line(text, weight)?, LEGIBLE, area) >= LEGIBLE)
    }

    /// Whether paragraphs are legible in `area`.
    pub(super) fn are_legible(&self, texts: &[(&str, Weight, f64)], area: Bounds) -> Result<bool, SheetError> {
        let lines = self.wrapped(texts, area)?;
        let height: f64 = lines.iter().map(|(_, size, _)| size * LEADING).sum();
        Ok(height <= area.height() && lines.iter().all(|(_, size, _)| *size >= LEGIBLE))
    }

    /// Paragraphs from the top of `area`, all at one size: the largest up to `size` at which they have room.
    ///
    /// What has no room even in the smallest print is cut off at the foot of the area.
    pub(super) fn paragraphs(
        &mut self,
        texts: &[(&str, Weight, f64)],
        area: Bounds,
        align: Align,
    ) -> Result<(), SheetError> {
        let lines = self.wrapped(texts, area)?;
        let height: f64 = lines.iter().map(|(_, size, _)| size * LEADING).sum();
        let middle = if align == Align::Middle { ((area.height() - height) / 2.0).max(0.0) } else { 0.0 };
        let mut top = area.y0 + middle;
        for (line, size, weight) in lines {
            if top + size * LEADING > area.y1 + 0.01 {
                break;
            }
            let line = self.fonts.line(&line, weight)?;
            let size = fit(&line, size, area);
            self.set(line, size, area, top + size * 0.9, align);
            top += size * LEADING;
        }
        Ok(())
    }

    /// The lines of paragraphs with their sizes.
    fn wrapped(&self, texts: &[(&str, Weight, f64)], area: Bounds) -> Result<Vec<(String, f64, Weight)>, SheetError> {
        let measured =
            texts.iter().map(|(text, weight, size)| Ok((self.fonts.measure(text, *weight)?, *weight, *size)));
        let measured: Vec<(Words<'_>, Weight, f64)> = measured.collect::<Result<_, SheetError>>()?;
        let mut scale = 1.0;
        loop {
            let lines: Vec<(String, f64, Weight, f64)> = measured
                .iter()
                .flat_map(|(words, weight, size)| {
                    let size = size * scale;
                    let lines = words.wrap(area.width() / size);
                    lines.into_iter().map(move |(line, width)| (line, width, *weight, size))
                })
                .collect();
            let height: f64 = lines.iter().map(|(_, _, _, size)| size * LEADING).sum();
            let wide = lines.iter().any(|(_, width, _, size)| width * size > area.width());
            let smallest = lines.iter().map(|(_, _, _, size)| *size).fold(f64::MAX, f64::min);
            if (height <= area.height() && !wide) || smallest <= SMALLEST || lines.is_empty() {
                return Ok(lines.into_iter().map(|(line, _, weight, size)| (line, size, weight)).collect());
            }
            scale *= 0.95;
        }
    }
}

/// The size at which a line is no wider or higher than its place.
fn fit(line: &Line, size: f64, area: Bounds) -> f64 {
    let ink = line.ink();
    let across = line.width.max(ink.width()) * size;
    let up = ink.height() * size;
    size * (area.width() / across.max(area.width())).min(area.height() / up.max(area.height()))
}
