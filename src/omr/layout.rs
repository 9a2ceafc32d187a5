//! The geometry of answer sheets as data, in millimetres: made here, drawn by `sheet`, read back by scans.
//!
//! A [`SheetRequest`] goes in, one [`Layout`] per page comes out; [`SheetFile`] is `sheet.json`. Origin top left,
//! y downwards, hundredths of a millimetre, whole numbers only, so that the same sheet has the same bytes everywhere.
//!
//! Distances kept by every layout, from edge to edge: circles of one group at least 1.0 mm apart (rows of 4.6 mm and
//! circles of 3.6 mm leave no more; 1.2 mm and more wherever the page has room), circles of different groups 3 mm,
//! circles from marks and codes 3 mm. Circles lie inside the rectangle through the corner marks' centres.

mod file;
mod grids;
mod mm;
mod pages;
mod request;
mod rows;
pub(crate) mod zones;

#[cfg(test)]
pub(crate) mod tests;

pub use file::SheetFile;
pub use mm::{Mm, Percent};
pub use request::{RowAsk, RowForm, SheetRequest, make};
pub(crate) use rows::number_width;

use serde::{Deserialize, Serialize};

/// Names this format in files.
pub const FORMAT: &str = "omr-layout/1";

/// The geometry of one page of one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Layout {
    /// The sets that may be answered on this form.
    pub sets: Vec<String>,
    /// This page, from 1.
    pub page: u8,
    /// Pages of the form.
    pub pages: u8,
    /// Width and height of the paper.
    pub page_mm: [Mm; 2],
    /// The square bull's-eyes: four corners, then four sides.
    pub marks: Vec<Mark>,
    /// The square codes.
    pub codes: Vec<Code>,
    /// How a circle is printed.
    pub circle: CircleStyle,
    /// The circles.
    pub groups: Vec<Group>,
}

/// A bull's-eye of 7 × 7 modules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Centre.
    pub x: Mm,
    /// Centre.
    pub y: Mm,
    /// Side of one module.
    pub module: Mm,
}

/// A QR code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// `main` or `copy`.
    pub name: String,
    /// Left edge.
    pub x: Mm,
    /// Upper edge.
    pub y: Mm,
    /// Side of one module.
    pub module: Mm,
    /// Modules along a side.
    pub n: u8,
}

/// How circles are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CircleStyle {
    /// Outer diameter.
    pub d: Mm,
    /// Thickness of the ring, which lies inside the diameter.
    pub line: Mm,
    /// Height of a capital letter in it.
    pub letter: Mm,
    /// Darkness of that letter.
    pub ink: Percent,
}

/// What the circles of a group mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One mark per item.
    Single,
    /// Any number of marks per item are one answer.
    Multiple,
    /// Items are the places of one number, one figure each.
    Digits,
    /// The same with `-` and `.` before the figures.
    SignedDecimal,
}

/// A regular run of circles: items (rows of questions, places of a number) × options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Group {
    /// `roll`, `set`, or `q` with the printed numbers.
    pub name: String,
    /// What its circles mean.
    pub kind: Kind,
    /// Centre of the first option's circle of the first item.
    pub origin: [Mm; 2],
    /// From one option to the next.
    pub option_step: [Mm; 2],
    /// From one item to the next.
    pub item_step: [Mm; 2],
    /// What a mark stands for.
    pub options: Vec<String>,
    /// What is printed in the circles where it is not the option itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub letters: Vec<String>,
    /// Printed numbers: one per item, or the one number whose places the items are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<String>,
    /// The option whose mark says that the question was not attempted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_attempted: Option<String>,
    /// Number of the first item where items are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<u16>,
    /// How many items are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<u16>,
    /// Extra distance after every so many items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<Gap>,
}

/// Extra distance in the direction of `item-step`, which breaks the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// After so many items.
    pub every: u16,
    /// Distance added.
    pub mm: Mm,
}

/// One circle of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circle {
    /// Centre.
    pub x: Mm,
    /// Centre.
    pub y: Mm,
    /// What gets an answer: `roll/3`, `set`, `q37`, `q51/2`.
    pub field: String,
    /// What a mark here stands for.
    pub option: String,
    /// What is printed in it.
    pub letter: String,
}

impl Group {
    /// How many items there are.
    pub fn item_count(&self) -> u16 {
        match (self.items, self.numbers.len()) {
            (Some(items), _) => items,
            (None, 0) => 1,
            (None, count) => u16::try_from(count).unwrap_or(u16::MAX),
        }
    }

    /// The centre of one circle.
    pub fn centre(&self, item: u16, option: u16) -> [Mm; 2] {
        let gaps = self.gap.map_or(Mm::ZERO, |gap| gap.mm * i32::from(item / gap.every.max(1)));
        let along = |axis: usize| {
            let step = self.item_step[axis];
            let gap = match step.cmp(&Mm::ZERO) {
                std::cmp::Ordering::Greater => gaps,
                std::cmp::Ordering::Less => -gaps,
                std::cmp::Ordering::Equal => Mm::ZERO,
            };
            self.origin[axis] + step * i32::from(item) + gap + self.option_step[axis] * i32::from(option)
        };
        [along(0), along(1)]
    }

    /// What gets an answer at one item.
    pub fn field(&self, item: u16) -> String {
        match (self.kind, self.numbers.as_slice(), self.first) {
            (Kind::Digits | Kind::SignedDecimal, [number], first) => {
                format!("q{number}/{}", first.unwrap_or(1).saturating_add(item))
            }
            (_, [], Some(first)) if self.item_count() > 1 => format!("{}/{}", self.name, first.saturating_add(item)),
            (_, [], _) => self.name.clone(),
            (_, numbers, _) => format!("q{}", numbers.get(usize::from(item)).map_or("", String::as_str)),
        }
    }

    fn circles(&self) -> impl Iterator<Item = Circle> + '_ {
        (0..self.item_count()).flat_map(move |item| {
            self.options.iter().zip(0u16..).map(move |(option, place)| {
                let [x, y] = self.centre(item, place);
                let letter = self.letters.get(usize::from(place)).unwrap_or(option).clone();
                Circle { x, y, field: self.field(item), option: option.clone(), letter }
            })
        })
    }
}

impl Layout {
    /// Every circle of the page, in the order of groups, items, options.
    pub fn expand(&self) -> Vec<Circle> {
        self.groups.iter().flat_map(Group::circles).collect()
    }

    /// The group of one name.
    pub fn group(&self, name: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.name == name)
    }

    /// The groups of questions.
    pub fn questions(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(|group| !group.numbers.is_empty())
    }

    /// The first 24 bits of SHA-256 over the canonical JSON of this entry; both codes carry it.
    pub fn hash(&self) -> [u8; 3] {
        file::hash(self)
    }
}
