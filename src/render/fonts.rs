//! The fonts in the binary, and the one table that says which of them may draw which script.
//!
//! The table feeds the prelude that every template gets and the check of what was drawn, so both always agree.

use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontStyle, FontVariant, FontVariations, FontWeight};
use typst::utils::LazyHash;
use unicode_script::{Script, UnicodeScript};

/// Text face for Latin, Greek, Cyrillic; from `typst-assets`.
const TEXT: &str = "Libertinus Serif";
/// Mathematics; from `typst-assets`.
const MATH: &str = "New Computer Modern Math";
/// Code; from `typst-assets`.
const MONO: &str = "DejaVu Sans Mono";

/// Scripts with faces of their own: families for text, in order of preference.
const SCRIPTS: [(Script, &[&str]); 1] = [(Script::Devanagari, &["Noto Serif Devanagari"])];

/// Fonts of our own, beside those of `typst-assets`: regular and bold of each family in turn.
const OWN: [&[u8]; 2] = [
    include_bytes!("../../fonts/noto-serif-devanagari/NotoSerifDevanagari-Regular.ttf"),
    include_bytes!("../../fonts/noto-serif-devanagari/NotoSerifDevanagari-Bold.ttf"),
];

/// The fonts with the engine's index of them.
pub(super) struct Fonts {
    /// What the engine searches.
    pub(super) book: LazyHash<FontBook>,
    /// In the order of the book.
    pub(super) list: Vec<Font>,
}

/// The fonts in the binary; parsed once per process.
pub(super) fn bundled() -> &'static Fonts {
    static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
        let wanted = |font: &Font| [TEXT, MATH, MONO].contains(&font.info().family.as_str());
        let assets = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).filter(wanted);
        let own = OWN.into_iter().flat_map(|data| Font::iter(Bytes::new(data)));
        let list: Vec<Font> = assets.chain(own).collect();
        Fonts { book: LazyHash::new(FontBook::from_fonts(&list)), list }
    });
    &FONTS
}

/// The faces for running text, upright, as font files: Latin first, then the scripts of the table.
pub fn text_faces(bold: bool) -> Vec<&'static [u8]> {
    let latin = typst_assets::fonts().filter(move |data| {
        Font::iter(Bytes::new(*data)).any(|font| {
            let variant = font.info().variant;
            font.info().family == TEXT
                && variant.style == FontStyle::Normal
                && variant.weight == if bold { FontWeight::BOLD } else { FontWeight::REGULAR }
        })
    });
    latin.chain(OWN.into_iter().skip(usize::from(bold)).step_by(2)).collect()
}

/// The families that may draw a script in text; `None` where no font is bundled for it.
///
/// Characters common to scripts (digits, signs) may come from any of them.
pub(super) fn families(script: Script) -> Option<&'static [&'static str]> {
    match script {
        Script::Latin | Script::Greek | Script::Cyrillic => Some(&[TEXT, MATH, MONO]),
        script => SCRIPTS.iter().find(|(known, _)| *known == script).map(|(_, families)| *families),
    }
}

/// Whether some bundled text font that may draw this character has it.
pub(super) fn covers(c: char) -> bool {
    let allowed: Vec<&str> = match c.script() {
        Script::Common | Script::Inherited => {
            std::iter::once(TEXT).chain(SCRIPTS.iter().flat_map(|(_, families)| families.iter().copied())).collect()
        }
        script => families(script)
            .unwrap_or_default()
            .iter()
            .copied()
            .filter(|family| *family != MATH && *family != MONO)
            .collect(),
    };
    bundled()
        .list
        .iter()
        .any(|font| allowed.contains(&font.info().family.as_str()) && font.info().coverage.contains(c as u32))
}

/// The advance of a letter of the text face in em; `None` where it has no such letter.
pub(super) fn advance(c: char) -> Option<f64> {
    static ASCII: LazyLock<Vec<Option<f64>>> =
        LazyLock::new(|| (0..128).map(|byte: u8| look_up(char::from(byte))).collect());
    match ASCII.get(c as usize) {
        Some(known) => *known,
        None => look_up(c),
    }
}

fn look_up(c: char) -> Option<f64> {
    let regular = |font: &&Font| font.info().family == TEXT && font.info().variant == FontVariant::default();
    let font = bundled().list.iter().find(regular)?;
    let face = font.clone().instantiate(FontVariant::default(), Abs::pt(10.0), &FontVariations::default());
    let glyph = face.ttf().glyph_index(c)?;
    face.x_advance(glyph.0).map(|advance| advance.get())
}

/// Typst code that sets the fonts: `#let fonts = …` and `#let with-fonts(body) = …`, the first line of every template.
pub(super) fn prelude() -> String {
    let scripts: Vec<String> =
        SCRIPTS.iter().flat_map(|(_, families)| families.iter()).map(|family| format!("{family:?}")).collect();
    let scripts = scripts.join(", ");
    // The mathematics font covers some Indic letters without their conjuncts, so they are taken from it.
    format!(
        "#let text-fonts = ({TEXT:?}, {scripts})\n\
         #let math-fonts = ((name: {MATH:?}, covers: regex(\"[^\\u{{0900}}-\\u{{0DFF}}]\")), {scripts}, {TEXT:?})\n\
         #let code-fonts = ({MONO:?}, {scripts})\n\
         #let with-fonts(body) = {{\n  \
           set text(font: text-fonts, fallback: false)\n  \
           show math.equation: set text(font: math-fonts, fallback: false)\n  \
           show raw: set text(font: code-fonts, fallback: false)\n  \
           body\n}}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_of_the_table_is_in_the_binary() {
        let present: Vec<&str> = bundled().list.iter().map(|font| font.info().family.as_str()).collect();
        for family in
            [TEXT, MATH, MONO].into_iter().chain(SCRIPTS.iter().flat_map(|(_, families)| families.iter().copied()))
        {
            assert!(present.contains(&family), "{family}");
        }
    }

    #[test]
    fn the_sheet_gets_one_face_of_each_family() {
        assert_eq!(text_faces(false).len(), 1 + OWN.len() / 2);
        assert_eq!(text_faces(true).len(), 1 + OWN.len() / 2);
        assert_ne!(text_faces(false)[0].len(), text_faces(true)[0].len());
    }

    #[test]
    fn letters_are_covered_by_fonts_of_their_script() {
        assert!("Aé₹–αक्षि१।".chars().all(covers));
        assert!(!covers('ক'), "Bengali has no font here");
        assert!(!covers('😀'));
    }
}
