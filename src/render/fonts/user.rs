//! Fonts of the user's own: which of them can be used, and for which scripts.

use super::prelude::{LEADING, TOP};
use super::scripts::KNOWN;
use super::{FamilyFonts, MATH, MONO, TEXT, known, stays};
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::fonts::{FontFile, RecordFont};
use crate::render::guard::guarded;
use crate::source::Span;
use rayon::prelude::*;
use rustybuzz::UnicodeBuffer;
use rustybuzz::ttf_parser::{Face, GlyphId, OutlineBuilder, Tag};
use std::collections::BTreeMap;
use typst::foundations::Bytes;
use typst::text::{Font, FontFlags, FontStyle, FontWeight};
use unicode_script::{Script, UnicodeScript};

/// A family of the user's.
pub(super) struct UserFamily {
    /// Its name.
    pub(super) name: String,
    /// The scripts that it is made for.
    pub(super) scripts: Vec<Script>,
    /// The characters of its scripts that it has, with the signs that they share with their neighbours, as the inside of
    /// a class; empty where it serves only scripts that stay with the built-in face.
    pub(super) class: String,
    /// Its faces, in the order of their files.
    pub(super) faces: Vec<UserFace>,
}

/// A face of the user's.
pub(super) struct UserFace {
    /// The font.
    pub(super) font: Font,
    path: String,
    sha256: String,
}

impl UserFace {
    fn is(&self, style: FontStyle, bold: bool) -> bool {
        let variant = self.font.info().variant;
        variant.style == style && (variant.weight >= FontWeight::SEMIBOLD) == bold
    }
}

impl UserFamily {
    /// Whether it is made for a script.
    pub(super) fn serves(&self, script: Script) -> bool {
        self.scripts.contains(&script)
    }

    /// The upright face of a weight, else another one: what the engine takes, too.
    pub(super) fn face(&self, bold: bool) -> Option<&Font> {
        let wanted = self.faces.iter().find(|face| face.is(FontStyle::Normal, bold));
        wanted.or(self.faces.first()).map(|face| &face.font)
    }

    /// The family as a list shows it.
    pub(super) fn shown(&self) -> FamilyFonts {
        FamilyFonts {
            name: self.name.clone(),
            regular: self.faces.iter().any(|face| face.is(FontStyle::Normal, false)),
            bold: self.faces.iter().any(|face| face.is(FontStyle::Normal, true)),
            italic: self.faces.iter().any(|face| face.font.info().variant.style != FontStyle::Normal),
            files: self.faces.iter().map(|face| face.path.clone()).collect(),
        }
    }

    /// The family as a record remembers it.
    pub(super) fn recorded(&self) -> impl Iterator<Item = RecordFont> {
        self.faces.iter().map(|face| RecordFont {
            family: self.name.clone(),
            file: face.path.rsplit('/').next().unwrap_or_default().to_owned(),
            sha256: face.sha256.clone(),
        })
    }

    /// How far below the baseline a line of a script ends, in hundredths of the type size.
    pub(super) fn below(&self, script: Script) -> u32 {
        let Some(known) = known(script) else { return 0 };
        let most = |fonts: &mut dyn Iterator<Item = &[u8]>| {
            let faces = fonts.filter_map(|data| rustybuzz::Face::from_slice(data, 0));
            faces.map(|face| leading(&face, known.sample)).max().unwrap_or_default()
        };
        let own = most(&mut self.faces.iter().map(|face| &**face.font.data()));
        // The tallest word seldom stands below the deepest one: as much may touch as in the built-in family.
        let touching = most(&mut known.files.into_iter()).saturating_sub(LEADING + known.below);
        own.saturating_sub(touching + LEADING).min(150)
    }
}

/// The characters of these scripts that a font has, as the inside of a class.
///
/// Written as ranges: the engine's classes of scripts may know fewer scripts than we do.
fn class(font: &Font, scripts: &[Script]) -> String {
    let scripts: Vec<Script> = scripts.iter().copied().filter(|script| !stays(*script)).collect();
    let its = |c: &char| {
        let shared = c.script_extension();
        scripts.iter().any(|script| c.script() == *script || !shared.is_common() && shared.contains_script(*script))
    };
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for c in font.info().coverage.iter().filter_map(char::from_u32).filter(its).map(u32::from) {
        match ranges.last_mut() {
            Some((_, end)) if *end + 1 == c => *end = c,
            _ => ranges.push((c, c)),
        }
    }
    ranges.into_iter().map(|(start, end)| format!("\\u{{{start:x}}}-\\u{{{end:x}}}")).collect()
}

/// How much space, in hundredths of the type size, keeps two lines of these words apart, counted from the baseline to
/// the [top](TOP) of the next line.
pub(super) fn leading(face: &rustybuzz::Face<'_>, words: &str) -> u32 {
    let em = f64::from(face.units_per_em()).max(1.0);
    let capital = em * f64::from(TOP) / 1000.0;
    let (mut top, mut bottom) = (capital, 0.0f64);
    for word in words.split_whitespace() {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(word);
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(face, &[], buffer);
        for (glyph, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let ink = u16::try_from(glyph.glyph_id).ok().and_then(|id| face.glyph_bounding_box(GlyphId(id)));
            if let Some(ink) = ink {
                top = top.max(f64::from(place.y_offset) + f64::from(ink.y_max));
                bottom = bottom.min(f64::from(place.y_offset) + f64::from(ink.y_min));
            }
        }
    }
    ((top - bottom - capital) / em * 100.0).ceil().clamp(0.0, 500.0) as u32
}

/// The families of these files, by name. What is wrong with a file is told at `span`, and it is left out.
pub(super) fn families(files: &[FontFile], span: Option<Span>, found: &mut Diagnostics) -> Vec<UserFamily> {
    let mut families: BTreeMap<String, UserFamily> = BTreeMap::new();
    let looked = files.par_iter().map(|file| guarded(|| look_at(&file.bytes)).unwrap_or_else(|| Err(damaged())));
    for (file, looked) in files.iter().zip(looked.collect::<Vec<_>>()) {
        let font = match looked {
            Ok(font) => font,
            Err(fault) => {
                let message = format!("the font `{}` {}", file.path, fault.what);
                let diagnostic = if fault.leaves_out {
                    Diagnostic::warning("bad-font", message)
                } else {
                    Diagnostic::error("bad-font", message)
                };
                found.push(diagnostic.at(span).hint(fault.hint));
                continue;
            }
        };
        let name = font.info().family.clone();
        let family = families.entry(name.to_lowercase()).or_insert_with(|| UserFamily {
            name,
            scripts: Vec::new(),
            class: String::new(),
            faces: Vec::new(),
        });
        let face = UserFace { font, path: file.path.clone(), sha256: file.sha256.clone() };
        let variant = face.font.info().variant;
        if let Some(other) = family.faces.iter().find(|other| other.font.info().variant == variant) {
            let message = format!(
                "the fonts `{}` and `{}` are the same face of `{}`; the second is left out",
                other.path, face.path, family.name
            );
            let hint = "take one of them out of the folder";
            found.push(Diagnostic::warning("bad-font", message).at(span).hint(hint));
            continue;
        }
        family.faces.push(face);
    }
    let mut families: Vec<UserFamily> = families.into_values().collect();
    families.retain_mut(|family| {
        family.scripts = scripts(&family.faces);
        family.class = family.faces.first().map(|face| class(&face.font, &family.scripts)).unwrap_or_default();
        let known = KNOWN.iter().find(|known| known.family.eq_ignore_ascii_case(&family.name));
        let whole = known.is_none_or(|known| family.serves(known.script));
        if !whole {
            let message = format!("the font `{}` is called like one that is built in and is not whole", family.name);
            let hint = "take it out of the folder, or get all of it";
            found.push(Diagnostic::warning("bad-font", message).at(span).hint(hint));
        }
        whole
    });
    for family in &families {
        let shown = family.shown();
        // Signs need no bold.
        if family.scripts.is_empty() {
            continue;
        }
        if family.scripts.iter().all(|script| stays(*script)) {
            let message = format!("the font `{}` is made for Latin text, which keeps its built-in face", family.name);
            let hint = "it draws only what no other font has; take it out of the folder if nothing needs it";
            found.push(Diagnostic::warning("bad-font", message).at(span).hint(hint));
            continue;
        }
        let (missing, outcome) = match (shown.regular, shown.bold) {
            (true, true) => continue,
            (true, false) => ("bold", "so its bold text prints regular"),
            (false, true) => ("regular", "so all its text prints bold"),
            (false, false) => ("upright", "so all its text prints slanted"),
        };
        let message = format!("the font `{}` has no {missing} face, {outcome}", family.name);
        let hint = format!("put the {missing} file of the family into the folder, too");
        found.push(Diagnostic::warning("bad-font", message).at(span).hint(hint));
    }
    families
}

/// Why a file is not used.
struct Fault {
    what: String,
    hint: &'static str,
    /// Whether the rest of the folder can do without it.
    leaves_out: bool,
}

impl Fault {
    fn error(what: impl Into<String>, hint: &'static str) -> Self {
        Fault { what: what.into(), hint, leaves_out: false }
    }

    fn warning(what: impl Into<String>, hint: &'static str) -> Self {
        Fault { what: what.into(), hint, leaves_out: true }
    }
}

fn damaged() -> Fault {
    Fault::error("is damaged and cannot be read", AGAIN)
}

const AGAIN: &str = "get the file again, or take it out of the folder";

/// Opens a font and looks through all of it, so that nothing fails later when pages are written.
fn look_at(bytes: &[u8]) -> Result<Font, Fault> {
    const STATIC: &str = "take the TTF or OTF files of the family";
    match bytes.get(..4) {
        Some([0, 1, 0, 0] | b"OTTO" | b"true") => {}
        Some(b"wOFF" | b"wOF2") => return Err(Fault::warning("is a web font, which is not read", STATIC)),
        Some(b"ttcf") => return Err(Fault::warning("is a collection of fonts, which is not read", STATIC)),
        _ => return Err(Fault::error("is no font: TTF and OTF files are read", AGAIN)),
    }
    tables(bytes)?;
    let font = Font::new(Bytes::new(bytes.to_vec()), 0).ok_or_else(damaged)?;
    let face = Face::parse(bytes, 0).map_err(|_| damaged())?;
    if font.info().flags.contains(FontFlags::VARIABLE) {
        let hint = "take the static files of the family, one for each weight";
        return Err(Fault::warning("is a variable font and is left out", hint));
    }
    let name = font.info().family.as_str();
    if [TEXT, MATH, MONO].iter().any(|own| own.eq_ignore_ascii_case(name)) {
        let what = format!("is called `{name}` like a font that is built in, and is left out");
        return Err(Fault::warning(what, "take it out of the folder"));
    }
    if name.trim().is_empty() || name.chars().any(char::is_control) {
        return Err(Fault::error("does not say its name", AGAIN));
    }
    let shaper = rustybuzz::Face::from_slice(bytes, 0).ok_or_else(damaged)?;
    for known in &KNOWN {
        leading(&shaper, known.sample);
    }
    if !draws(&face) {
        return Err(Fault::error("has no outlines, so it prints nothing", "take a TTF or OTF file with outlines"));
    }
    Ok(font)
}

/// Tables of outlines and widths, whose checksums are looked at: wrong outlines print wrong letters, and nobody is told.
/// In other tables tools for fonts leave old checksums behind; the font Nakula for Hindi is such a one.
const SUMMED: [&[u8; 4]; 5] = [b"glyf", b"loca", b"CFF ", b"hmtx", b"maxp"];

/// Whether every table lies inside the file, and those of outlines hold what their checksum says.
fn tables(bytes: &[u8]) -> Result<(), Fault> {
    let number = |at: usize| {
        let four = bytes.get(at..at.checked_add(4)?)?;
        Some(u32::from_be_bytes(four.try_into().ok()?))
    };
    let cut = || Fault::error("is cut short: its last part is missing", AGAIN);
    let count = bytes.get(4..6).map(|two| usize::from(two[0]) << 8 | usize::from(two[1])).ok_or_else(cut)?;
    for table in 0..count {
        let record = 12 + 16 * table;
        let tag = bytes.get(record..record + 4).ok_or_else(cut)?;
        let [sum, offset, length] = [4, 8, 12].map(|field| number(record + field));
        let (Some(sum), Some(offset), Some(length)) = (sum, offset, length) else { return Err(cut()) };
        let (start, length) = (offset as usize, length as usize);
        let inside = start.checked_add(length).and_then(|end| bytes.get(start..end)).ok_or_else(cut)?;
        if SUMMED.iter().any(|summed| tag == *summed) && checksum(inside) != sum {
            let what = format!("is damaged: its table `{}` is not what it was", String::from_utf8_lossy(tag).trim());
            return Err(Fault::error(what, AGAIN));
        }
    }
    Ok(())
}

/// The sum of a table's words.
pub(super) fn checksum(table: &[u8]) -> u32 {
    let word = |chunk: &[u8]| (0..4).fold(0u32, |word, at| word << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
    let words = table.chunks(4).map(word);
    words.fold(0, u32::wrapping_add)
}

/// Walks all outlines; whether there is one.
fn draws(face: &Face<'_>) -> bool {
    struct Pen(bool);
    impl OutlineBuilder for Pen {
        fn move_to(&mut self, _: f32, _: f32) {}
        fn line_to(&mut self, _: f32, _: f32) {
            self.0 = true;
        }
        fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
            self.0 = true;
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
            self.0 = true;
        }
        fn close(&mut self) {}
    }
    let mut pen = Pen(false);
    for glyph in 0..face.number_of_glyphs() {
        face.outline_glyph(GlyphId(glyph), &mut pen);
    }
    pen.0
}

/// The scripts that the faces of a family are all made for.
fn scripts(faces: &[UserFace]) -> Vec<Script> {
    let mut each = faces.iter().map(|face| scripts_of(&face.font));
    let first = each.next().unwrap_or_default();
    each.fold(first, |common, next| common.into_iter().filter(|script| next.contains(script)).collect())
}

/// Letters of a script that a font must have to be made for it, where no words are known to try.
fn enough(script: Script) -> usize {
    if matches!(script, Script::Han | Script::Hangul) { 500 } else { 20 }
}

/// The scripts that a font is made for: of a script of the table it has the letters of the sample and the rules that
/// join them, of another one some letters.
fn scripts_of(font: &Font) -> Vec<Script> {
    let mut counts: BTreeMap<&'static str, (Script, usize)> = BTreeMap::new();
    for c in font.info().coverage.iter().filter_map(char::from_u32) {
        let script = c.script();
        counts.entry(script.short_name()).or_insert((script, 0)).1 += 1;
    }
    let rules: Vec<Tag> = Face::parse(font.data(), 0)
        .ok()
        .and_then(|face| face.tables().gsub)
        .map(|gsub| gsub.scripts.into_iter().map(|script| script.tag).collect())
        .unwrap_or_default();
    let made_for = |script: Script, count: usize| match known(script) {
        Some(known) => {
            let letters = known.sample.chars().filter(|c| c.script() == script);
            known.tags.iter().any(|tag| rules.contains(&Tag::from_bytes(tag)))
                && letters.clone().all(|c| font.info().coverage.contains(c as u32))
        }
        None => count >= enough(script),
    };
    let counts = counts
        .into_values()
        .filter(|(script, _)| !matches!(script, Script::Common | Script::Inherited | Script::Unknown));
    counts.filter(|(script, count)| made_for(*script, *count)).map(|(script, _)| script).collect()
}
