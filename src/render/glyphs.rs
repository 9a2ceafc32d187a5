//! What was really drawn: every character by a font made for its script, none as an empty box.
//!
//! Walks the laid-out pages, so that no text layer can fool it.

use super::fonts::{FontSet, is_known, is_shared, suggestion};
use crate::diag::Diagnostic;
use typst::layout::{Frame, FrameItem};
use typst::syntax;
use typst::text::TextItem;
use typst_layout::PagedDocument;
use unicode_script::{Script, UnicodeScript};

/// A character that was not drawn as it should be.
pub(super) struct GlyphFault {
    /// Where its text comes from.
    pub(super) span: syntax::Span,
    /// What was to be drawn.
    pub(super) text: String,
    /// Its script.
    pub(super) script: Script,
    /// What is wrong.
    pub(super) fault: Fault,
}

/// What is wrong with a character.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// No font has it.
    Missing,
    /// This family drew it, which is made for other scripts.
    Foreign(String),
    /// A sign that joins a letter stands without one; a dotted circle was drawn in place of the letter.
    Circle,
}

impl GlyphFault {
    /// The finding, for a subject such as "question `kin-012` (en)".
    pub(super) fn told(&self, subject: &str) -> Diagnostic {
        let GlyphFault { text, script, .. } = self;
        match &self.fault {
            Fault::Missing => missing(subject, text),
            Fault::Foreign(family) => Diagnostic::error(
                "foreign-font",
                format!(
                    "{subject}: `{text}` ({}) would be drawn by `{family}`, which is not made for that script",
                    name(*script)
                ),
            )
            .hint(match is_known(*script) {
                true => "write it outside the formula; a template of your own leaves fonts to `in-language`".to_owned(),
                false => format!("write it outside the formula, or {}", add(*script)),
            }),
            Fault::Circle => Diagnostic::error(
                "broken-word",
                format!("{subject}: a sign in `{text}` joins no letter and would be printed on a dotted circle"),
            )
            .hint("type the letter first and the sign after it, even where the sign prints on its left")
            .hint("where the sign is meant to stand alone, type the circle `◌` before it"),
        }
    }
}

/// The characters without a glyph and the scripts drawn by a foreign font, in the order of the pages.
pub(super) fn check(document: &PagedDocument, fonts: &FontSet) -> Vec<GlyphFault> {
    let mut faults = Vec::new();
    for page in document.pages() {
        walk(&page.frame, &mut |text| run(text, fonts, &mut faults));
    }
    faults
}

fn walk(frame: &Frame, visit: &mut dyn FnMut(&TextItem)) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => walk(&group.frame, visit),
            FrameItem::Text(text) => visit(text),
            _ => {}
        }
    }
}

fn run(text: &TextItem, fonts: &FontSet, faults: &mut Vec<GlyphFault>) {
    if text.text.is_ascii() && text.glyphs.iter().all(|glyph| glyph.id != 0) {
        // Most text is such; looking every letter up takes longer than all else here.
        let family = text.font.info().family.as_str();
        if fonts.may_draw(Script::Latin, family) || !text.text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            return;
        }
    }
    let circle = text.font.ttf().glyph_index(CIRCLE).map(|glyph| glyph.0);
    for glyph in &text.glyphs {
        let drawn = text.text.get(glyph.range()).unwrap_or(&text.text);
        let fault = match glyph.id {
            0 => Fault::Missing,
            id if Some(id) == circle && !drawn.contains(CIRCLE) => Fault::Circle,
            _ => continue,
        };
        let script = drawn.chars().next().map_or(Script::Unknown, |c| c.script());
        faults.push(GlyphFault { span: glyph.span.0, text: drawn.to_owned(), script, fault });
    }
    let family = text.font.info().family.as_str();
    let mut seen = None;
    for (at, c) in text.text.char_indices() {
        let script = c.script();
        if matches!(script, Script::Common | Script::Inherited) || seen == Some(script) {
            continue;
        }
        seen = Some(script);
        let glyph = text.glyphs.iter().find(|glyph| glyph.range().contains(&at));
        if let Some(glyph) = glyph.filter(|glyph| glyph.id != 0)
            && !fonts.may_draw(script, family)
        {
            let drawn = text.text.get(glyph.range()).unwrap_or(&text.text).to_owned();
            let fault = Fault::Foreign(family.to_owned());
            faults.push(GlyphFault { span: glyph.span.0, text: drawn, script, fault });
        }
    }
}

/// What shapers put where a letter is missing.
const CIRCLE: char = '\u{25cc}';

/// The finding for a character that no font has.
pub(super) fn missing(subject: &str, characters: &str) -> Diagnostic {
    let first = characters.chars().next().unwrap_or('\u{fffd}');
    let (code, script) = (u32::from(first), first.script());
    let message = format!("{subject}: no font for `{characters}` (U+{code:04X}, {})", name(script));
    let otherwise = if is_shared(script) { "replace the character, put it into a picture, or " } else { "" };
    Diagnostic::error("missing-glyph", message)
        .hint(format!("{otherwise}{}", add(script)))
        .hint("`papersetter fonts` lists the scripts that can be printed")
}

/// How to add a font for a script.
fn add(script: Script) -> String {
    let which = if is_shared(script) { "that has it" } else { "made for it" };
    format!(
        "put a font {which}, such as {}, into a folder and name the folder in `papersetter.toml`: `fonts = \"fonts\"`",
        suggestion(script)
    )
}

/// How to add a font for a character that no font has.
pub fn font_hint(c: char) -> String {
    add(c.script())
}

/// The name of a script.
fn name(script: Script) -> String {
    script.full_name().replace('_', " ")
}
