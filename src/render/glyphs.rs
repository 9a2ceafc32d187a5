//! What was really drawn: every character by a font made for its script, none as an empty box.
//!
//! Walks the laid-out pages, so that no text layer can fool it.

use super::fonts;
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
    pub(super) script: &'static str,
    /// The family that drew it, made for other scripts; `None` where no font has it.
    pub(super) foreign: Option<String>,
}

impl GlyphFault {
    /// The finding, for a subject such as "question `kin-012` (en)".
    pub(super) fn told(&self, subject: &str) -> Diagnostic {
        let GlyphFault { text, script, .. } = self;
        match &self.foreign {
            None => missing(subject, text, script),
            Some(family) => Diagnostic::error(
                "foreign-font",
                format!(
                    "{subject}: `{text}` ({script}) would be drawn by `{family}`, which is not made for that script"
                ),
            )
            .hint("write these words outside the formula"),
        }
    }
}

/// The characters without a glyph and the scripts drawn by a foreign font, in the order of the pages.
pub(super) fn check(document: &PagedDocument) -> Vec<GlyphFault> {
    let mut faults = Vec::new();
    for page in document.pages() {
        walk(&page.frame, &mut |text| run(text, &mut faults));
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

fn run(text: &TextItem, faults: &mut Vec<GlyphFault>) {
    for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
        let missing = text.text.get(glyph.range()).unwrap_or(&text.text);
        let script = missing.chars().next().map_or("", |c| c.script().full_name());
        faults.push(GlyphFault { span: glyph.span.0, text: missing.to_owned(), script, foreign: None });
    }
    let family = text.font.info().family.as_str();
    let mut seen = None;
    for (at, c) in text.text.char_indices() {
        // Most text is ASCII; looking every letter up takes longer than all else here.
        let script = match c {
            'a'..='z' | 'A'..='Z' => Script::Latin,
            c if c.is_ascii() => Script::Common,
            c => c.script(),
        };
        if matches!(script, Script::Common | Script::Inherited) || seen == Some(script) {
            continue;
        }
        seen = Some(script);
        let allowed = fonts::families(script).unwrap_or_default();
        let glyph = text.glyphs.iter().find(|glyph| glyph.range().contains(&at));
        if let Some(glyph) = glyph.filter(|glyph| glyph.id != 0)
            && !allowed.iter().any(|name| name.eq_ignore_ascii_case(family))
        {
            let drawn = text.text.get(glyph.range()).unwrap_or(&text.text).to_owned();
            let script = script.full_name();
            faults.push(GlyphFault { span: glyph.span.0, text: drawn, script, foreign: Some(family.to_owned()) });
        }
    }
}

/// The finding for a character that no bundled font has.
pub(super) fn missing(subject: &str, character: &str, script: &str) -> Diagnostic {
    let code = character.chars().next().map_or(0, u32::from);
    Diagnostic::error("missing-glyph", format!("{subject}: no font for `{character}` (U+{code:04X}, {script})")).hint(
        "fonts for Latin, Greek, Cyrillic and Devanagari are built in; replace the character or put it into a picture",
    )
}
