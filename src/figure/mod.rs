//! Figures drawn from data: maps and charts as vector pictures.
//!
//! Numbers go in, a [`Drawing`] comes out: its lines and areas as SVG without any text, and the places where texts are to
//! stand, which the template sets in the fonts of the paper. Everything is in grey, so that it survives a copier.
//! Sizes are in millimetres, x to the right, y down from the upper left corner.

pub mod chart;
pub mod map;
mod svg;

/// A picture with places for texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Width in millimetres.
    pub width: f64,
    /// Height in millimetres.
    pub height: f64,
    /// Lines and areas, as an SVG file of this size.
    pub svg: String,
    /// Texts on it.
    pub labels: Vec<Label>,
}

/// A text on a drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// What it says.
    pub says: Says,
    /// The point where it stands, in millimetres.
    pub at: Point,
    /// Which point of the text stands there.
    pub anchor: Anchor,
    /// Room for it, in millimetres; longer texts are broken into lines.
    pub width: f64,
}

/// What a label says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// These signs.
    Plain(String),
    /// The name of the value at this place.
    Label(usize),
    /// The name of a series.
    Series(usize),
    /// The unit of the values.
    Unit,
}

/// A point of a text: of its box across, then down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Middle of the box.
    Middle,
    /// Middle of the upper edge.
    Top,
    /// Middle of the lower edge.
    Bottom,
    /// Middle of the left edge.
    Left,
    /// Middle of the right edge.
    Right,
}

/// A point in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}
