//! The fonts in the binary and those of the user, and the one table that says which of them may draw which script.
//!
//! The table feeds the prelude that every template gets and the check of what was drawn, so both always agree.

mod prelude;
mod scripts;
#[cfg(test)]
mod tests;
mod user;

use super::guard::guarded;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::fonts::{FontFile, RecordFont};
use crate::model::ids::Lang;
use crate::source::Span;
use scripts::{KNOWN, Known};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontStyle, FontVariant, FontVariations, FontWeight};
use typst::utils::LazyHash;
use unicode_script::{Script, UnicodeScript};
use user::UserFamily;

/// Text face for Latin, Greek, Cyrillic; from `typst-assets`.
const TEXT: &str = "Libertinus Serif";
/// Mathematics; from `typst-assets`.
const MATH: &str = "New Computer Modern Math";
/// Code; from `typst-assets`.
const MONO: &str = "DejaVu Sans Mono";

/// The fonts of a run with the engine's index of them; cheap to clone.
#[derive(Clone)]
pub struct FontSet(Arc<Inner>);

struct Inner {
    /// What the engine searches.
    book: LazyHash<FontBook>,
    /// In the order of the book.
    list: Vec<Font>,
    /// The user's families, by name.
    own: Vec<UserFamily>,
    /// Typst code that sets the fonts.
    prelude: String,
}

/// The fonts of a script, as a list shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptFonts {
    /// What people call the script.
    pub name: String,
    /// Its code in ISO 15924, e.g. `Deva`.
    pub code: &'static str,
    /// The languages usually written in it: the first part of their tag, and their name.
    pub languages: &'static [(&'static str, &'static str)],
    /// The families that may draw it; the first one does.
    pub families: Vec<FamilyFonts>,
    /// Some words; empty where none are known.
    pub sample: &'static str,
}

/// A family for a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyFonts {
    /// Its name.
    pub name: String,
    /// Whether it has a regular face.
    pub regular: bool,
    /// Whether it has a bold face.
    pub bold: bool,
    /// Whether it has an italic face.
    pub italic: bool,
    /// The user's files; empty for a family in the binary.
    pub files: Vec<String>,
}

impl Default for FontSet {
    fn default() -> Self {
        FontSet::bundled()
    }
}

impl FontSet {
    /// The fonts in the binary; parsed once per process.
    pub fn bundled() -> FontSet {
        static FONTS: LazyLock<FontSet> = LazyLock::new(|| FontSet::of(Vec::new()));
        FONTS.clone()
    }

    /// The fonts in the binary and those of the user. What is wrong with a file is told at `span`, and it is left out.
    ///
    /// A family of the user's stands before the one in the binary for every script that it is made for. Latin, Greek,
    /// Cyrillic and formulas stay with the built-in faces, which fit each other.
    pub fn with_user(files: &[FontFile], span: Option<Span>, found: &mut Diagnostics) -> FontSet {
        let own = user::families(files, span, found);
        if own.is_empty() { FontSet::bundled() } else { FontSet::of(own) }
    }

    fn of(own: Vec<UserFamily>) -> FontSet {
        static BUILT_IN: LazyLock<Vec<Font>> = LazyLock::new(|| {
            let wanted = |font: &Font| [TEXT, MATH, MONO].contains(&font.info().family.as_str());
            let assets = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).filter(wanted);
            let known = KNOWN.iter().flat_map(|known| known.files).flat_map(|data| Font::iter(Bytes::new(data)));
            assets.chain(known).collect()
        });
        // A family of the user's that is called like one in the binary takes its place.
        let replaced = |font: &&Font| own.iter().any(|own| own.name.eq_ignore_ascii_case(&font.info().family));
        let built_in = BUILT_IN.iter().filter(|font| !replaced(font));
        let users = own.iter().flat_map(|family| &family.faces).map(|face| &face.font);
        let list: Vec<Font> = built_in.chain(users).cloned().collect();
        let prelude = prelude::write(&own);
        FontSet(Arc::new(Inner { book: LazyHash::new(FontBook::from_fonts(&list)), list, own, prelude }))
    }

    /// What the engine searches.
    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.0.book
    }

    /// A font by its place in the book.
    pub(super) fn font(&self, index: usize) -> Option<Font> {
        self.0.list.get(index).cloned()
    }

    /// Typst code that sets the fonts: the file `/templates/fonts.typ`.
    pub(super) fn prelude(&self) -> &str {
        &self.0.prelude
    }

    /// Whether a family is made for a script. Characters common to scripts may come from any.
    pub(super) fn may_draw(&self, script: Script, family: &str) -> bool {
        let same = |name: &str| name.eq_ignore_ascii_case(family);
        let built_in = match script {
            Script::Latin | Script::Greek | Script::Cyrillic => [TEXT, MATH, MONO].into_iter().any(same),
            script => known(script).is_some_and(|known| same(known.family)),
        };
        built_in || self.0.own.iter().any(|own| same(&own.name) && own.serves(script))
    }

    /// Whether some text font that may draw this character has it.
    pub(super) fn covers(&self, c: char) -> bool {
        let script = c.script();
        let common = matches!(script, Script::Common | Script::Inherited);
        self.0.list.iter().any(|font| {
            let info = font.info();
            let family = info.family.as_str();
            info.coverage.contains(c as u32)
                && ![MATH, MONO].contains(&family)
                && (common || self.may_draw(script, family))
        })
    }

    /// The outcome of `work` with these fonts. A damaged font of the user's may make a library break off, which is told.
    ///
    /// # Errors
    ///
    /// What is to be told where that happened.
    pub fn watched<T>(&self, work: impl FnOnce() -> T) -> Result<T, Diagnostic> {
        if self.0.own.is_empty() {
            return Ok(work());
        }
        guarded(work).ok_or_else(|| {
            let names: Vec<String> = self.0.own.iter().map(|own| format!("`{}`", own.name)).collect();
            let message = format!("nothing can be printed with the fonts of your folder ({})", names.join(", "));
            let hint = "one of them is damaged; take them out of the folder in turn to find it";
            Diagnostic::error("bad-font", message).hint(hint)
        })
    }

    /// The family of the user's that a message of the engine about a font names.
    pub(super) fn blamed(&self, message: &str) -> Option<&str> {
        let mut names = self.0.own.iter().map(|own| own.name.as_str());
        names.find(|name| message.contains("font") && message.contains(*name))
    }

    /// Whether a family is one of the user's.
    fn is_own(&self, family: &str) -> bool {
        self.0.own.iter().any(|own| own.name.eq_ignore_ascii_case(family))
    }

    /// The faces for running text, upright, as font files: Latin first, then the user's, then those of the table.
    pub fn text_faces(&self, bold: bool) -> Vec<&[u8]> {
        let weight = if bold { FontWeight::BOLD } else { FontWeight::REGULAR };
        let latin = self.0.list.iter().filter(move |font| {
            let info = font.info();
            info.family == TEXT && info.variant.style == FontStyle::Normal && info.variant.weight == weight
        });
        let own = self.0.own.iter().filter_map(|family| family.face(bold));
        let known = KNOWN.iter().filter(|known| !self.is_own(known.family));
        let known = known.filter_map(|known| known.files.get(usize::from(bold)).copied());
        latin.map(|font| &**font.data()).chain(own.map(|font| &**font.data())).chain(known).collect()
    }

    /// Whether there are fonts beside the built-in ones.
    pub fn has_user_fonts(&self) -> bool {
        !self.0.own.is_empty()
    }

    /// The user's fonts that may draw something of a text, for its record.
    pub fn used_for(&self, text: &str) -> Vec<RecordFont> {
        let mut used = BTreeSet::new();
        let signs: BTreeSet<char> = text.chars().filter(|c| !c.is_ascii()).collect();
        for c in signs {
            let has =
                |family: &UserFamily| family.faces.iter().any(|face| face.font.info().coverage.contains(c as u32));
            let first = self.0.own.iter().find(|own| own.serves(c.script()) && has(own));
            let last = || if self.built_in_covers(c) { None } else { self.0.own.iter().find(|own| has(own)) };
            if let Some(family) = first.filter(|_| !stays(c.script())).or_else(last) {
                used.extend(family.recorded());
            }
        }
        used.into_iter().collect()
    }

    /// Whether a built-in font for text has a character; those for formulas and code do not draw text.
    fn built_in_covers(&self, c: char) -> bool {
        self.0.list.iter().map(Font::info).filter(|info| info.coverage.contains(c as u32)).any(|info| {
            let family = info.family.as_str();
            ![MATH, MONO].contains(&family) && !self.is_own(family)
        })
    }

    /// Every script that can be printed, in the order of the table, with its families.
    pub fn scripts(&self) -> Vec<ScriptFonts> {
        let latin = self.built_in(TEXT);
        let row = |script: Script, name: &str| ScriptFonts {
            name: name.to_owned(),
            code: script.short_name(),
            languages: known(script).map_or(&[], |known| known.languages),
            families: Vec::new(),
            sample: known(script).map_or("", |known| known.sample),
        };
        let mut rows = Vec::new();
        for (script, name, sample) in scripts::EUROPEAN {
            rows.push(ScriptFonts { families: vec![latin.clone()], sample, ..row(script, name) });
        }
        let own = |script: Script| self.0.own.iter().filter(move |own| own.serves(script)).map(UserFamily::shown);
        for known in &KNOWN {
            let built_in = (!self.is_own(known.family)).then(|| self.built_in(known.family));
            let families = own(known.script).chain(built_in).collect();
            rows.push(ScriptFonts { families, ..row(known.script, known.name) });
        }
        let others: BTreeSet<&str> =
            self.0.own.iter().flat_map(|own| &own.scripts).map(|script| script.full_name()).collect();
        for name in others {
            let Some(script) = Script::from_full_name(name).filter(|script| known(*script).is_none()) else { continue };
            if !stays(script) {
                rows.push(ScriptFonts { families: own(script).collect(), ..row(script, &name.replace('_', " ")) });
            }
        }
        let signs = self.0.own.iter().filter(|own| own.scripts.iter().all(|script| stays(*script)));
        let signs: Vec<FamilyFonts> = signs.map(UserFamily::shown).collect();
        if !signs.is_empty() {
            rows.push(ScriptFonts { families: signs, ..row(Script::Common, "other signs") });
        }
        rows
    }

    /// What a family in the binary has.
    fn built_in(&self, name: &str) -> FamilyFonts {
        let faces = || self.0.list.iter().map(Font::info).filter(|info| info.family == name);
        let upright = |weight| faces().any(|info| info.variant.weight == weight);
        FamilyFonts {
            name: name.to_owned(),
            regular: upright(FontWeight::REGULAR),
            bold: upright(FontWeight::BOLD),
            italic: faces().any(|info| info.variant.style == FontStyle::Italic),
            files: Vec::new(),
        }
    }
}

/// A script of the table.
fn known(script: Script) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.script == script)
}

/// Whether there is a family in the binary for a script.
pub(super) fn is_known(script: Script) -> bool {
    known(script).is_some() || stays(script)
}

/// Whether a script stays with the built-in text face, whatever fonts the user has.
fn stays(script: Script) -> bool {
    matches!(script, Script::Latin | Script::Greek | Script::Cyrillic)
}

/// Whether a character of this script may come from any font.
pub(super) fn is_shared(script: Script) -> bool {
    matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

/// Whether text of a language is set ragged right unless told otherwise: its long words are not divided, so that
/// justified lines would gape.
pub(super) fn is_ragged(lang: Lang) -> bool {
    !matches!(scripts::script_of(lang.as_str()), "latn" | "grek" | "cyrl")
}

/// Whether a language is written in letters that slope far above and below their line, as Nastaliq is.
pub(super) fn is_tall(lang: Lang) -> bool {
    let code = scripts::script_of(lang.as_str());
    KNOWN.iter().any(|known| known.code == code && known.below >= 50)
}

/// The direction in which a language is written, as the engine names it.
pub(super) fn direction(lang: Lang) -> &'static str {
    if scripts::RIGHT_TO_LEFT.contains(&scripts::script_of(lang.as_str())) { "rtl" } else { "ltr" }
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
    let fonts = FontSet::bundled();
    let font = fonts.0.list.iter().find(regular)?;
    let face = font.clone().instantiate(FontVariant::default(), Abs::pt(10.0), &FontVariations::default());
    let glyph = face.ttf().glyph_index(c)?;
    face.x_advance(glyph.0).map(|advance| advance.get())
}

/// The name of a font to look for, for a script or sign that no font has.
pub(super) fn suggestion(script: Script) -> String {
    if is_shared(script) {
        return "Noto Sans Symbols 2 or Noto Emoji".to_owned();
    }
    if let Some(known) = known(script) {
        return known.family.to_owned();
    }
    let han = [Script::Han, Script::Hiragana, Script::Katakana, Script::Hangul, Script::Bopomofo];
    if han.contains(&script) {
        return "Noto Serif CJK".to_owned();
    }
    let serif = if scripts::WITH_NOTO_SERIF.contains(&script) { "Serif" } else { "Sans" };
    format!("Noto {serif} {}", script.full_name().replace('_', " "))
}
