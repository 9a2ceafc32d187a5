//! The answer sheet on paper: a layout and words in, a PDF out.
//!
//! [`draw`] makes a list of shapes in millimetres from each [`Layout`] and paints it. Marks, codes and circles stand
//! where the layout says; everything else keeps the belts round them. No word comes from here: all are in
//! [`SheetText`].

mod answers;
mod canvas;
mod direction;
mod head;
mod paint;
pub(crate) mod shape;
mod text;

#[cfg(test)]
pub(crate) mod tests;

pub use text::SheetFonts;

use super::identity::Identity;
use super::layout::zones::Zones;
use super::layout::{Code, Layout, Mark};
use canvas::Canvas;
use paint::{About, PaintPage};
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};
use shape::{BLACK, Bounds, Item, Role, Shape};
use text::Fonts;
use thiserror::Error;

/// The words on a sheet, in any language. An empty text leaves its place free.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetText {
    /// Language of the words, as in `en`.
    pub language: String,
    /// What the page is: `ANSWER SHEET`.
    pub title: String,
    /// Who holds the exam.
    pub institute: String,
    /// The exam.
    pub exam: String,
    /// The paper.
    pub paper: String,
    /// Caption of the roll number.
    pub roll: String,
    /// Caption of the candidate's name.
    pub name: String,
    /// Caption of the set.
    pub set: String,
    /// Caption of the candidate's signature.
    pub candidate_signature: String,
    /// Caption of the invigilator's signature.
    pub invigilator_signature: String,
    /// Heading over the example of filling.
    pub example: String,
    /// Caption of the circle filled well.
    pub right: String,
    /// Caption of the circles filled badly.
    pub wrong: String,
    /// What to do and not to do, one sentence each; numbered when printed.
    pub instructions: Vec<String>,
    /// The last line: not to fold, not to write outside the boxes.
    pub foot: String,
    /// The page of the sheet, with `{page}` and `{pages}`.
    pub page: String,
    /// The paper id, with `{paper}`.
    pub paper_id: String,
    /// The same in further languages: names and captions stand beside those of the first where there is room, the rest
    /// is not printed.
    pub also: Vec<SheetText>,
}

/// A place in a sheet's words.
type Place = fn(&SheetText) -> &str;

impl SheetText {
    /// The words of a place in all languages, each once.
    fn in_all(&self, place: Place) -> String {
        let mut said: Vec<&str> = Vec::new();
        for words in std::iter::once(self).chain(&self.also).map(place) {
            if !words.is_empty() && !said.contains(&words) {
                said.push(words);
            }
        }
        said.join(" / ")
    }
}

/// Whose sheet it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPaper {
    /// The paper id of the record.
    pub paper_id: String,
    /// The first 32 bits of the hash that also gives the paper id.
    pub exam: [u8; 4],
    /// The set's place in the record where the code names it; `None` where the candidate marks it.
    pub set: Option<u8>,
    /// The set's name, printed large where nobody marks it and it has one worth printing.
    pub set_name: Option<String>,
}

/// Why a sheet was not drawn.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SheetError {
    /// No font was handed over for a weight.
    #[error("no font for the answer sheet")]
    NoFont,
    /// A file that is not a font, or of a kind that cannot be embedded.
    #[error("a font of the answer sheet cannot be read")]
    BadFont,
    /// A character that no font has.
    #[error("no font of the answer sheet has `{0}`")]
    MissingGlyph(char),
    /// A layout that was not made here, or is damaged.
    #[error("answer sheet: {0}")]
    Layout(String),
    /// The PDF could not be written.
    #[error("answer sheet as PDF: {0}")]
    Pdf(String),
}

/// Draws the pages of one form as a PDF.
///
/// Equal arguments give equal bytes, however many sheets the process has drawn before.
///
/// # Errors
///
/// When a character has no font, a font cannot be read, or a layout is damaged.
pub fn draw(
    layouts: &[Layout],
    text: &SheetText,
    fonts: &SheetFonts<'_>,
    paper: &SheetPaper,
) -> Result<Vec<u8>, SheetError> {
    let fonts = Fonts::new(fonts)?;
    let pages: Result<Vec<PaintPage>, SheetError> = layouts
        .iter()
        .map(|layout| {
            let [width, height] = layout.page_mm.map(super::layout::Mm::to_f64);
            Ok(PaintPage { width, height, items: items(layout, text, &fonts, paper)? })
        })
        .collect();
    let title = [text.exam.as_str(), &text.paper, &text.title].into_iter().filter(|part| !part.is_empty());
    let about = About {
        title: &title.collect::<Vec<_>>().join(" \u{2013} "),
        author: &text.institute,
        language: &text.language,
        paper_id: &paper.paper_id,
    };
    paint::paint(&pages?, &fonts, &about)
}

/// What both codes of a page say.
pub fn identity(layout: &Layout, paper: &SheetPaper) -> Identity {
    Identity { exam: paper.exam, serial: 0, set: paper.set, page: layout.page, layout: layout.hash() }
}

/// Everything on one page: first what is light, then what must stay black.
fn items(layout: &Layout, text: &SheetText, fonts: &Fonts<'_>, paper: &SheetPaper) -> Result<Vec<Item>, SheetError> {
    let zones = Zones::of(layout).map_err(SheetError::Layout)?;
    let identity = identity(layout, paper).encode();
    let mut canvas = Canvas::new(fonts);
    answers::frames(&mut canvas, layout)?;
    head::draw(&mut canvas, layout, &zones, text, paper, &identity)?;
    answers::circles(&mut canvas, layout)?;
    for mark in &layout.marks {
        canvas.push(Role::Mark, bulls_eye(mark));
    }
    for code in &layout.codes {
        canvas.push(Role::Code, qr(code, &identity)?);
    }
    Ok(canvas.into_items())
}

/// Ring, gap and core, as in the corner of a QR code.
fn bulls_eye(mark: &Mark) -> Shape {
    let whole = Bounds::from(mark.area());
    let module = mark.module.to_f64();
    let outlines = [0.0, 1.0, 2.0].iter().map(|inset| corners(whole.grown(-inset * module))).collect();
    Shape::Solid { outlines, ink: BLACK }
}

/// Version 2-Q with the identity in alphanumeric mode; neighbouring dark modules of a row are one rectangle.
fn qr(code: &Code, identity: &str) -> Result<Shape, SheetError> {
    if !QrSegment::is_alphanumeric(identity) {
        return Err(SheetError::Layout("the code holds a foreign character".to_owned()));
    }
    let segments = [QrSegment::make_alphanumeric(identity)];
    let version = Version::new(2);
    let qr = QrCode::encode_segments_advanced(&segments, QrCodeEcc::Quartile, version, version, None, false)
        .map_err(|error| SheetError::Layout(error.to_string()))?;
    if qr.size() != i32::from(code.n) {
        return Err(SheetError::Layout(format!("the code has {} modules a side, not {}", qr.size(), code.n)));
    }
    let (area, module) = (Bounds::from(code.area()), code.module.to_f64());
    let mut outlines = Vec::new();
    for row in 0..qr.size() {
        let mut column = 0;
        while column < qr.size() {
            let start = column;
            while column < qr.size() && qr.get_module(column, row) {
                column += 1;
            }
            if column > start {
                outlines.push(corners(Bounds {
                    x0: area.x0 + f64::from(start) * module,
                    y0: area.y0 + f64::from(row) * module,
                    x1: area.x0 + f64::from(column) * module,
                    y1: area.y0 + f64::from(row + 1) * module,
                }));
            }
            column += 1;
        }
    }
    Ok(Shape::Solid { outlines, ink: BLACK })
}

fn corners(area: Bounds) -> Vec<[f64; 2]> {
    vec![[area.x0, area.y0], [area.x1, area.y0], [area.x1, area.y1], [area.x0, area.y1]]
}
