//! From shapes to PDF, by printpdf. The only place that knows it.
//!
//! printpdf counts ids from a constant per process; so fonts are entered under names of ours and the file's ID is
//! set from the paper, and two sheets of one process have the same bytes as two of two.

use super::SheetError;
use super::shape::{Bounds, Ink, Item, Shape};
use super::text::{Fonts, Glyph, Line};
use printpdf as pdf;
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// A page to paint.
pub(super) struct PaintPage {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) items: Vec<Item>,
}

/// What the file says about itself.
pub(super) struct About<'a> {
    pub(super) title: &'a str,
    pub(super) author: &'a str,
    pub(super) language: &'a str,
    pub(super) paper_id: &'a str,
}

const MM_TO_PT: f64 = 72.0 / 25.4;
/// Length of a Bézier handle for a quarter circle of radius 1.
const HANDLE: f64 = 0.552_284_749_8;

/// One font as it is embedded: only the glyphs used.
struct Embedded {
    name: pdf::FontId,
    remapper: GlyphRemapper,
    /// Advance of each new glyph as the PDF states it, in thousandths of the size.
    advances: BTreeMap<u16, i64>,
}

/// Paints the pages into one PDF.
pub(super) fn paint(pages: &[PaintPage], fonts: &Fonts<'_>, about: &About<'_>) -> Result<Vec<u8>, SheetError> {
    let mut document = pdf::PdfDocument::new(about.title);
    document.metadata.info.author = about.author.to_owned();
    document.metadata.info.creator = concat!("papersetter ", env!("CARGO_PKG_VERSION")).to_owned();
    document.metadata.info.producer = document.metadata.info.creator.clone();
    let embedded = embed(pages, fonts, &mut document)?;
    document.pages = pages.iter().map(|page| Painter::new(page, &embedded).paint(page)).collect();
    let mut warnings = Vec::new();
    let mut file = document.to_lopdf_document(&pdf::PdfSaveOptions::default(), &mut warnings);
    if let Some(warning) = warnings.iter().find(|warning| warning.severity == pdf::PdfParseErrorSeverity::Error) {
        return Err(SheetError::Pdf(warning.msg.clone()));
    }
    // The paper's id twice, in place of two numbers from the process's counter. printpdf's own version of the writer
    // is not ours, so its strings are changed in place and copied, never made.
    let mut language = None;
    if let Ok(ids) = file.trailer.get_mut(b"ID").and_then(|ids| ids.as_array_mut()) {
        language = ids.first().cloned();
        for bytes in ids.iter_mut().filter_map(|id| id.as_str_mut().ok()) {
            *bytes = about.paper_id.as_bytes().to_vec();
        }
    }
    if let Some(mut language) = language
        && let Ok(bytes) = language.as_str_mut()
        && let Ok(catalog) = file.catalog_mut()
    {
        *bytes = about.language.as_bytes().to_vec();
        catalog.set("Lang", language);
    }
    if let Ok(info) = file.trailer.get(b"Info").and_then(|info| info.as_reference())
        && let Ok(info) = file.get_dictionary_mut(info)
    {
        for empty in ["CreationDate", "ModDate", "GTS_PDFXVersion", "Identifier", "Keywords", "Subject", "Trapped"] {
            info.remove(empty.as_bytes());
        }
    }
    file.version = "1.5".to_owned();
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|error| SheetError::Pdf(error.to_string()))?;
    Ok(bytes)
}

fn embed(
    pages: &[PaintPage],
    fonts: &Fonts<'_>,
    document: &mut pdf::PdfDocument,
) -> Result<BTreeMap<usize, Embedded>, SheetError> {
    let mut used: BTreeMap<usize, Vec<u16>> = BTreeMap::new();
    for item in pages.iter().flat_map(|page| &page.items) {
        if let Shape::Text { line, .. } = &item.shape {
            for glyph in &line.glyphs {
                used.entry(glyph.face).or_default().push(glyph.id);
            }
        }
    }
    let mut embedded = BTreeMap::new();
    for (index, mut glyphs) in used {
        glyphs.sort_unstable();
        glyphs.dedup();
        let (face, bytes) = fonts.faces.get(index).ok_or(SheetError::NoFont)?;
        let remapper = GlyphRemapper::new_from_glyphs(&glyphs);
        let subset = subsetter::subset(bytes, 0, &remapper).map_err(|_| SheetError::BadFont)?;
        let em = face.units_per_em();
        let mut widths = BTreeMap::new();
        for glyph in std::iter::once(0).chain(glyphs) {
            let advance = face.glyph_hor_advance(rustybuzz::ttf_parser::GlyphId(glyph)).unwrap_or(0);
            widths.insert(remapper.get(glyph).unwrap_or(0), advance);
        }
        let scaled = |width: &u16| (f32::from(*width) * 1000.0 / em as f32) as i64;
        let advances = widths.iter().map(|(glyph, width)| (*glyph, scaled(width))).collect();
        let font = parsed(face, subset, index, widths);
        let name = pdf::FontId(format!("SHEET{index}"));
        document.resources.fonts.map.insert(name.clone(), pdf::PdfFont::new(font));
        embedded.insert(index, Embedded { name, remapper, advances });
    }
    Ok(embedded)
}

fn parsed(face: &rustybuzz::Face<'_>, subset: Vec<u8>, index: usize, widths: BTreeMap<u16, u16>) -> pdf::ParsedFont {
    let em = u16::try_from(face.units_per_em()).unwrap_or(1000);
    let postscript = face
        .names()
        .into_iter()
        .find(|name| name.name_id == rustybuzz::ttf_parser::name_id::POST_SCRIPT_NAME && name.is_unicode())
        .and_then(|name| name.to_string())
        .unwrap_or_else(|| "Font".to_owned());
    // The six capitals before the plus sign say that the font is a part of the real one.
    let letter = char::from(b'A' + u8::try_from(index % 26).unwrap_or(0));
    let metrics = pdf::FontMetrics { ascent: face.ascender(), descent: face.descender() };
    let name = Some(format!("SHEET{letter}+{postscript}"));
    let mut font = pdf::ParsedFont::with_glyph_data(subset, 0, name, BTreeMap::new(), widths, em, metrics);
    let ink = face.global_bounding_box();
    font.pdf_font_metrics.x_min = ink.x_min;
    font.pdf_font_metrics.y_min = ink.y_min;
    font.pdf_font_metrics.x_max = ink.x_max;
    font.pdf_font_metrics.y_max = ink.y_max;
    font.pdf_font_metrics.us_weight_class = face.weight().to_number();
    font
}

/// Writes the operations of one page, stating colours and widths only where they change.
struct Painter<'a> {
    height: f64,
    fonts: &'a BTreeMap<usize, Embedded>,
    operations: Vec<pdf::Op>,
    fill: Option<Ink>,
    line: Option<Ink>,
    width: Option<f64>,
}

impl<'a> Painter<'a> {
    fn new(page: &PaintPage, fonts: &'a BTreeMap<usize, Embedded>) -> Self {
        Painter { height: page.height, fonts, operations: Vec::new(), fill: None, line: None, width: None }
    }

    fn paint(mut self, page: &PaintPage) -> pdf::PdfPage {
        for item in &page.items {
            self.shape(&item.shape);
        }
        pdf::PdfPage::new(pdf::Mm(page.width as f32), pdf::Mm(page.height as f32), self.operations)
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Box { area, fill, line } => self.rectangle(*area, *fill, *line),
            Shape::Ring { x, y, radius, line, fill, ink } => {
                let points = self.circle(*x, *y, *radius);
                self.path(vec![points], *fill, Some((*line, *ink)));
            }
            Shape::Stroke { points, width, ink } => {
                self.pen(*width, *ink);
                let points = points.iter().map(|[x, y]| self.corner(*x, *y)).collect();
                self.operations.push(pdf::Op::DrawLine { line: pdf::Line { points, is_closed: false } });
            }
            Shape::Solid { outlines, ink } => {
                let corners = |outline: &Vec<[f64; 2]>| outline.iter().map(|[x, y]| self.corner(*x, *y)).collect();
                let outlines = outlines.iter().map(corners).collect();
                self.path(outlines, Some(*ink), None);
            }
            Shape::Text { line, x, baseline, size, ink } => self.text(line, *x, *baseline, *size, *ink),
        }
    }

    fn rectangle(&mut self, area: Bounds, fill: Option<Ink>, line: Option<(f64, Ink)>) {
        let corners = [(area.x0, area.y0), (area.x1, area.y0), (area.x1, area.y1), (area.x0, area.y1)];
        let outline = corners.iter().map(|(x, y)| self.corner(*x, *y)).collect();
        self.path(vec![outline], fill, line);
    }

    fn path(&mut self, outlines: Vec<Vec<pdf::LinePoint>>, fill: Option<Ink>, line: Option<(f64, Ink)>) {
        if let Some(ink) = fill {
            self.brush(ink);
        }
        if let Some((width, ink)) = line {
            self.pen(width, ink);
        }
        let mode = match (fill, line) {
            (Some(_), Some(_)) => pdf::PaintMode::FillStroke,
            (Some(_), None) => pdf::PaintMode::Fill,
            (None, _) => pdf::PaintMode::Stroke,
        };
        let rings = outlines.into_iter().map(|points| pdf::PolygonRing { points }).collect();
        let polygon = pdf::Polygon { rings, mode, winding_order: pdf::WindingOrder::EvenOdd };
        self.operations.push(pdf::Op::DrawPolygon { polygon });
    }

    fn brush(&mut self, ink: Ink) {
        if self.fill.replace(ink) != Some(ink) {
            self.operations.push(pdf::Op::SetFillColor { col: grey(ink) });
        }
    }

    fn pen(&mut self, width: f64, ink: Ink) {
        if self.line.replace(ink) != Some(ink) {
            self.operations.push(pdf::Op::SetOutlineColor { col: grey(ink) });
        }
        if self.width.replace(width) != Some(width) {
            self.operations.push(pdf::Op::SetOutlineThickness { pt: pt(width) });
        }
    }

    fn point(&self, x: f64, y: f64) -> pdf::Point {
        pdf::Point { x: pt(x), y: pt(self.height - y) }
    }

    fn corner(&self, x: f64, y: f64) -> pdf::LinePoint {
        pdf::LinePoint { p: self.point(x, y), bezier: false }
    }

    fn circle(&self, x: f64, y: f64, radius: f64) -> Vec<pdf::LinePoint> {
        let (r, h) = (radius, radius * HANDLE);
        let at = |dx: f64, dy: f64, bezier: bool| pdf::LinePoint { p: self.point(x + dx, y + dy), bezier };
        let quarter = |[a, b, c]: [(f64, f64); 3]| [at(a.0, a.1, true), at(b.0, b.1, true), at(c.0, c.1, false)];
        let quarters = [
            [(r, h), (h, r), (0.0, r)],
            [(-h, r), (-r, h), (-r, 0.0)],
            [(-r, -h), (-h, -r), (0.0, -r)],
            [(h, -r), (r, -h), (r, 0.0)],
        ];
        std::iter::once(at(r, 0.0, false)).chain(quarters.into_iter().flat_map(quarter)).collect()
    }

    fn text(&mut self, line: &Line, x: f64, baseline: f64, size: f64, ink: Ink) {
        self.brush(ink);
        self.operations.push(pdf::Op::StartTextSection);
        for run in line.glyphs.chunk_by(|left, right| left.face == right.face && left.y == right.y) {
            self.run(run, x, baseline, size);
        }
        self.operations.push(pdf::Op::EndTextSection);
    }

    /// Glyphs of one font at one height. The pen of the reader moves by the stated advance; what shaping wants
    /// otherwise is put between.
    fn run(&mut self, run: &[Glyph], x: f64, baseline: f64, size: f64) {
        let Some(first) = run.first() else { return };
        let Some(font) = self.fonts.get(&first.face) else { return };
        let start = self.point(x + first.x * size, baseline - first.y * size);
        let mut items = Vec::new();
        let mut pen = first.x * 1000.0;
        for glyph in run {
            let shift = ((glyph.x * 1000.0 - pen) * 100.0).round() / 100.0;
            if shift != 0.0 {
                items.push(pdf::TextItem::Offset(-shift as f32));
                pen += shift;
            }
            let id = font.remapper.get(glyph.id).unwrap_or(0);
            let text = if glyph.text.is_empty() { "\u{200b}" } else { &glyph.text };
            items.push(pdf::TextItem::GlyphIds(vec![pdf::Codepoint::with_cid(id, 0.0, text.to_owned())]));
            pen += font.advances.get(&id).copied().unwrap_or(0) as f64;
        }
        let name = font.name.clone();
        self.operations.extend([
            pdf::Op::SetFont { font: pdf::PdfFontHandle::External(name), size: pt(size) },
            pdf::Op::SetTextMatrix { matrix: pdf::TextMatrix::Translate(start.x, start.y) },
            pdf::Op::ShowText { items },
        ]);
    }
}

/// To thousandths of a point, so that the file holds no long tails.
fn pt(mm: f64) -> pdf::Pt {
    pdf::Pt(((mm * MM_TO_PT * 1000.0).round() / 1000.0) as f32)
}

fn grey(ink: Ink) -> pdf::Color {
    let percent = f32::from(100 - ink.min(100)) / 100.0;
    pdf::Color::Greyscale(pdf::Greyscale { percent, icc_profile: None })
}
