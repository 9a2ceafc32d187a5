//! What was really drawn: every character by a font made for its script, none as an empty box.
//!
//! Walks the laid-out pages, so that no text layer can fool it. One finding per subject, script and fault.

use super::fonts;
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Span;
use std::collections::BTreeMap;
use typst::layout::{Frame, FrameItem};
use typst::syntax;
use typst::text::TextItem;
use typst_layout::PagedDocument;
use unicode_script::{Script, UnicodeScript};

/// Finds the subject and the place of a span of the engine.
pub(super) type Locate<'a> = dyn Fn(syntax::Span) -> Option<(String, Option<Span>)> + 'a;

/// Reports characters without a glyph and scripts drawn by a foreign font.
pub(super) fn check(document: &PagedDocument, locate: &Locate<'_>) -> Diagnostics {
    let mut findings = BTreeMap::new();
    for page in document.pages() {
        walk(&page.frame, &mut |text| run(text, locate, &mut findings));
    }
    findings.into_values().collect()
}

/// Findings by subject, script and fault.
type Findings = BTreeMap<(String, &'static str, bool), Diagnostic>;

fn walk(frame: &Frame, visit: &mut dyn FnMut(&TextItem)) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => walk(&group.frame, visit),
            FrameItem::Text(text) => visit(text),
            _ => {}
        }
    }
}

fn run(text: &TextItem, locate: &Locate<'_>, findings: &mut Findings) {
    for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
        let missing = text.text.get(glyph.range()).unwrap_or(&text.text);
        let script = missing.chars().next().map_or("", |c| c.script().full_name());
        report(glyph.span.0, missing, script, None, locate, findings);
    }
    let family = text.font.info().family.as_str();
    let mut seen = None;
    for (at, c) in text.text.char_indices() {
        let script = c.script();
        if matches!(script, Script::Common | Script::Inherited) || seen == Some(script) {
            continue;
        }
        seen = Some(script);
        let allowed = fonts::families(script).unwrap_or_default();
        let glyph = text.glyphs.iter().find(|glyph| glyph.range().contains(&at));
        if let Some(glyph) = glyph.filter(|glyph| glyph.id != 0)
            && !allowed.iter().any(|name| name.eq_ignore_ascii_case(family))
        {
            let drawn = text.text.get(glyph.range()).unwrap_or(&text.text);
            report(glyph.span.0, drawn, script.full_name(), Some(family), locate, findings);
        }
    }
}

fn report(
    span: syntax::Span,
    drawn: &str,
    script: &'static str,
    foreign: Option<&str>,
    locate: &Locate<'_>,
    findings: &mut Findings,
) {
    let (subject, place) = locate(span).unwrap_or_else(|| ("the paper's head or fixed words".to_owned(), None));
    let key = (subject.clone(), script, foreign.is_some());
    findings.entry(key).or_insert_with(|| {
        match foreign {
            None => missing(&subject, drawn, script),
            Some(family) => Diagnostic::error(
                "foreign-font",
                format!(
                    "{subject}: `{drawn}` ({script}) would be drawn by `{family}`, which is not made for that script"
                ),
            )
            .hint("write these words outside the formula"),
        }
        .at(place)
    });
}

/// The finding for a character that no bundled font has.
pub(super) fn missing(subject: &str, character: &str, script: &str) -> Diagnostic {
    let code = character.chars().next().map_or(0, u32::from);
    Diagnostic::error("missing-glyph", format!("{subject}: no font for `{character}` (U+{code:04X}, {script})")).hint(
        "fonts for Latin, Greek, Cyrillic and Devanagari are built in; replace the character or put it into a picture",
    )
}
