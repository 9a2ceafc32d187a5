//! What is printed on a page, as a list of shapes in millimetres that can be painted or measured.

use super::text::Line;

/// A rectangle in millimetres, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bounds {
    pub(crate) x0: f64,
    pub(crate) y0: f64,
    pub(crate) x1: f64,
    pub(crate) y1: f64,
}

impl Bounds {
    pub(crate) fn width(self) -> f64 {
        self.x1 - self.x0
    }

    pub(crate) fn height(self) -> f64 {
        self.y1 - self.y0
    }

    /// Larger by so much on all sides; smaller where negative.
    pub(crate) fn grown(self, by: f64) -> Self {
        Bounds { x0: self.x0 - by, y0: self.y0 - by, x1: self.x1 + by, y1: self.y1 + by }
    }
}

impl From<super::super::layout::zones::Area> for Bounds {
    fn from(area: super::super::layout::zones::Area) -> Self {
        Bounds { x0: area.x0.to_f64(), y0: area.y0.to_f64(), x1: area.x1.to_f64(), y1: area.y1.to_f64() }
    }
}

/// Darkness in percent; 100 is black.
pub(crate) type Ink = u8;
/// Black.
pub(crate) const BLACK: Ink = 100;

/// What a shape is there for, which decides how near it may come to circles, marks and codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A bull's-eye.
    Mark,
    /// A QR code.
    Code,
    /// A circle to be filled, or the letter in it.
    Circle,
    /// Captions, boxes, rules: outside the belts.
    Furniture,
    /// Light grey frames and bands, which may come near circles.
    Tint,
}

/// One thing to paint.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// A rectangle with a fill, an outline centred on its edge, or both.
    Box { area: Bounds, fill: Option<Ink>, line: Option<(f64, Ink)> },
    /// A ring; `radius` runs to the middle of the line.
    Ring { x: f64, y: f64, radius: f64, line: f64, fill: Option<Ink>, ink: Ink },
    /// A stroke through points.
    Stroke { points: Vec<[f64; 2]>, width: f64, ink: Ink },
    /// Filled outlines, even-odd.
    Solid { outlines: Vec<Vec<[f64; 2]>>, ink: Ink },
    /// Text.
    Text { line: Line, x: f64, baseline: f64, size: f64, ink: Ink },
}

/// A shape and what it is there for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    pub(crate) role: Role,
    pub(crate) shape: Shape,
}
