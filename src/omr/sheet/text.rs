//! Text of a sheet: which font serves which characters, shaping, measuring, breaking into lines.
//!
//! Fonts come in as bytes, [`Line`]s go out: glyphs placed in units of the font size.

use super::SheetError;
use super::direction::pieces;
use super::shape::Bounds;
use rustybuzz::{Direction, Face, GlyphInfo, UnicodeBuffer, ttf_parser::GlyphId};

/// The fonts of a sheet as bytes; each character is printed from the first font of its list that has it.
#[derive(Debug, Clone, Default)]
pub struct SheetFonts<'a> {
    /// Upright, normal weight.
    pub regular: Vec<&'a [u8]>,
    /// Bold.
    pub bold: Vec<&'a [u8]>,
}

/// Weight of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// The fonts, ready for use.
pub(crate) struct Fonts<'a> {
    pub(super) faces: Vec<(Face<'a>, &'a [u8])>,
    regular: usize,
}

/// A glyph, in units of the font size.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) face: usize,
    pub(crate) id: u16,
    /// From the start of the line.
    pub(crate) x: f64,
    /// Above the baseline.
    pub(crate) y: f64,
    /// The characters it stands for; empty where another glyph stands for them.
    pub(crate) text: String,
}

/// A line of text at size 1.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) width: f64,
    ink: Bounds,
}

impl Line {
    /// What the glyphs cover, y upwards.
    pub(crate) fn ink(&self) -> Bounds {
        self.ink
    }
}

impl<'a> Fonts<'a> {
    /// Opens the fonts.
    ///
    /// # Errors
    ///
    /// When one of them is not a font, or there is none of a weight.
    pub(crate) fn new(fonts: &SheetFonts<'a>) -> Result<Self, SheetError> {
        if fonts.regular.is_empty() || fonts.bold.is_empty() {
            return Err(SheetError::NoFont);
        }
        let faces = fonts.regular.iter().chain(&fonts.bold);
        let faces = faces.map(|bytes| Face::from_slice(bytes, 0).map(|face| (face, *bytes)));
        let faces: Option<Vec<_>> = faces.collect();
        Ok(Fonts { faces: faces.ok_or(SheetError::BadFont)?, regular: fonts.regular.len() })
    }

    fn of(&self, weight: Weight) -> std::ops::Range<usize> {
        match weight {
            Weight::Regular => 0..self.regular,
            Weight::Bold => self.regular..self.faces.len(),
        }
    }

    /// Height of a capital letter at size 1.
    pub(crate) fn capital(&self, weight: Weight) -> f64 {
        let face = self.faces.get(self.of(weight).start).map(|(face, _)| face);
        face.and_then(|face| Some(f64::from(face.capital_height()?) / f64::from(face.units_per_em()))).unwrap_or(0.66)
    }

    /// Sets one line.
    ///
    /// # Errors
    ///
    /// When no font of this weight has one of the characters.
    pub(crate) fn line(&self, text: &str, weight: Weight) -> Result<Line, SheetError> {
        let mut line = Line { glyphs: Vec::new(), width: 0.0, ink: Bounds { x0: 0.0, y0: 0.0, x1: 0.0, y1: 0.0 } };
        for piece in pieces(text) {
            let mut runs = self.runs(piece.text, weight)?;
            if piece.leftwards {
                runs.reverse();
            }
            for (face, run) in runs {
                self.shape(face, &run, piece.leftwards, &mut line);
            }
        }
        line.ink = self.cover(&line);
        Ok(line)
    }

    /// Cuts a text where the font changes. A font goes on as long as it has the characters, so that blanks and marks
    /// stay with their word; joiners, which few fonts show, never end a run.
    fn runs(&self, text: &str, weight: Weight) -> Result<Vec<(usize, String)>, SheetError> {
        let mut runs: Vec<(usize, String)> = Vec::new();
        let has =
            |face: usize, sign: char| self.faces.get(face).is_some_and(|(face, _)| face.glyph_index(sign).is_some());
        for sign in text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }) {
            let joiner = matches!(sign, '\u{200c}' | '\u{200d}');
            if let Some((face, run)) = runs.last_mut()
                && (joiner || (has(*face, sign) && (!sign.is_alphanumeric() || *face == self.of(weight).start)))
            {
                run.push(sign);
                continue;
            }
            let face = self.of(weight).find(|face| has(*face, sign)).ok_or(SheetError::MissingGlyph(sign))?;
            match runs.last_mut() {
                Some((last, run)) if *last == face => run.push(sign),
                _ => runs.push((face, sign.to_string())),
            }
        }
        Ok(runs)
    }

    fn shape(&self, index: usize, run: &str, leftwards: bool, line: &mut Line) {
        let Some((face, _)) = self.faces.get(index) else { return };
        let em = f64::from(face.units_per_em()).max(1.0);
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(run);
        buffer.set_direction(if leftwards { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(face, &[], buffer);
        let told = told(face, run, shaped.glyph_infos());
        for ((info, place), text) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()).zip(told) {
            line.glyphs.push(Glyph {
                face: index,
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                x: line.width + f64::from(place.x_offset) / em,
                y: f64::from(place.y_offset) / em,
                text,
            });
            line.width += f64::from(place.x_advance) / em;
        }
    }

    fn cover(&self, line: &Line) -> Bounds {
        let boxes = line.glyphs.iter().filter_map(|glyph| {
            let (face, _) = self.faces.get(glyph.face)?;
            let em = f64::from(face.units_per_em()).max(1.0);
            let ink = face.glyph_bounding_box(GlyphId(glyph.id))?;
            Some(Bounds {
                x0: glyph.x + f64::from(ink.x_min) / em,
                y0: glyph.y + f64::from(ink.y_min) / em,
                x1: glyph.x + f64::from(ink.x_max) / em,
                y1: glyph.y + f64::from(ink.y_max) / em,
            })
        });
        boxes
            .reduce(|left, right| Bounds {
                x0: left.x0.min(right.x0),
                y0: left.y0.min(right.y0),
                x1: left.x1.max(right.x1),
                y1: left.y1.max(right.y1),
            })
            .unwrap_or(line.ink)
    }

    /// The words of a text with their widths.
    pub(crate) fn measure<'t>(&self, text: &'t str, weight: Weight) -> Result<Words<'t>, SheetError> {
        let blank = self.line(" ", weight)?.width;
        let words = text.split_whitespace().map(|word| Ok((word, self.line(word, weight)?.width)));
        Ok(Words { words: words.collect::<Result<_, SheetError>>()?, blank })
    }
}

/// The words of a text with their widths at size 1.
pub(crate) struct Words<'t> {
    words: Vec<(&'t str, f64)>,
    blank: f64,
}

impl Words<'_> {
    /// Lines not wider than `width`, each with its width; a longer word stands alone.
    pub(crate) fn wrap(&self, width: f64) -> Vec<(String, f64)> {
        let mut lines: Vec<(String, f64)> = Vec::new();
        for (word, wide) in &self.words {
            match lines.last_mut() {
                Some((line, used)) if *used + self.blank + wide <= width => {
                    line.push(' ');
                    line.push_str(word);
                    *used += self.blank + wide;
                }
                _ => lines.push(((*word).to_owned(), *wide)),
            }
        }
        lines
    }
}

/// What each glyph stands for when text is copied from the file: the character it is the plain glyph of; of the
/// others in a cluster the first stands for the characters left over.
fn told(face: &Face<'_>, run: &str, glyphs: &[GlyphInfo]) -> Vec<String> {
    let mut told = vec![String::new(); glyphs.len()];
    let mut starts: Vec<usize> = glyphs.iter().map(|glyph| glyph.cluster as usize).chain([run.len()]).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut from = 0;
    for cluster in glyphs.chunk_by(|left, right| left.cluster == right.cluster) {
        let start = cluster.first().map_or(0, |glyph| glyph.cluster as usize);
        let end = starts.get(starts.partition_point(|place| *place <= start)).copied().unwrap_or(run.len());
        let mut left: Vec<char> = run.get(start..end).unwrap_or_default().chars().collect();
        let mut rest = None;
        for (at, glyph) in (from..).zip(cluster) {
            let plain = |sign: &char| face.glyph_index(*sign).is_some_and(|id| u32::from(id.0) == glyph.glyph_id);
            match (left.iter().position(plain), told.get_mut(at)) {
                (Some(place), Some(text)) => text.push(left.remove(place)),
                (Some(_), None) => {}
                (None, _) => rest = rest.or(Some(at)),
            }
        }
        if let Some(text) = told.get_mut(rest.unwrap_or(from)) {
            text.extend(left);
        }
        from += cluster.len();
    }
    told
}
