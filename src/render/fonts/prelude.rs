//! `/templates/fonts.typ`: the families of every script and language, as Typst code.

use super::scripts::{KNOWN, Known, OTHER_LANGUAGES, RIGHT_TO_LEFT};
use super::user::UserFamily;
use super::{MATH, MONO, TEXT};
use crate::render::source::string;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use unicode_script::Script;

/// Space between two lines of the built-in templates, in hundredths of the type size.
pub(super) const LEADING: u32 = 60;

/// The top of a line above its baseline, in thousandths of the type size: the height of a capital of the text face.
/// It is the same for all scripts, so that labels share the baseline of their texts and lines of mixed scripts are even.
pub(super) const TOP: u32 = 658;

/// The file.
///
/// - `text-fonts`, `math-fonts`, `code-fonts`: families in order, for text that does not say its language;
/// - `with-fonts(body)`: sets them;
/// - `letterspace(amount, text)`: the amount, or none for a text in a script whose letters hang together;
/// - `in-language(tag, body)`: a text in a language: its fonts, hyphenation and direction, and room below its lines.
///
/// Every list ends with a family that may draw anything: the engine leaves out what no family draws where the last one
/// is restricted to some characters, and nobody would be told.
pub(super) fn write(own: &[UserFamily]) -> String {
    let scripts: Vec<String> = script_families(own, None);
    let mut out = String::new();
    let _ = writeln!(out, "#let text-fonts = {}", text_fonts(own, None));
    let _ = writeln!(
        out,
        "#let math-fonts = ({}, {}, {}, {})",
        of_scripts(own),
        string(MATH),
        scripts.join(", "),
        string(TEXT)
    );
    let _ = writeln!(out, "#let code-fonts = ({}, {}, {})", string(MONO), scripts.join(", "), string(MONO));
    let _ = writeln!(out, "#let line-top = 0.{TOP}em");
    out.push_str("#let script-faces = (\n");
    let mut face = |code: &str, fonts: &str, below: u32| {
        let direction = if RIGHT_TO_LEFT.contains(&code) { "rtl" } else { "ltr" };
        let below =
            if below == 0 { "\"baseline\"".to_owned() } else { format!("-{}.{:02}em", below / 100, below % 100) };
        let _ = writeln!(out, "  {code}: (fonts: {fonts}, below: {below}, dir: {direction}),");
    };
    for code in ["latn", "grek", "cyrl"] {
        face(code, "text-fonts", 0);
    }
    for known in &KNOWN {
        let own_below = own.iter().find(|family| family.serves(known.script)).map(|family| family.below(known.script));
        face(known.code, &text_fonts(own, Some(known.script)), own_below.unwrap_or(known.below));
    }
    let others: BTreeSet<&str> = OTHER_LANGUAGES.iter().map(|(_, code)| *code).collect();
    for code in others.into_iter().filter(|code| !["grek", "cyrl"].contains(code)) {
        face(code, &text_fonts(own, script_of_code(code)), 0);
    }
    out.push_str(")\n#let script-of = (\n");
    for known in &KNOWN {
        for (language, _) in known.languages {
            let _ = writeln!(out, "  \"{language}\": \"{}\",", known.code);
        }
    }
    for (language, code) in OTHER_LANGUAGES {
        let _ = writeln!(out, "  \"{language}\": \"{code}\",");
    }
    out.push_str(")\n");
    out.push_str(FUNCTIONS);
    out
}

/// The functions, which are the same for all fonts.
const FUNCTIONS: &str = r#"#let with-fonts(body) = {
  set text(font: text-fonts, fallback: false, top-edge: line-top)
  show math.equation: set text(font: math-fonts, fallback: false)
  show raw: set text(font: code-fonts, fallback: false)
  body
}
// Space between letters; none in scripts whose letters hang together.
#let letterspace(amount, body) = if type(body) == str and body.contains(regex("[^\\p{Latin}\\p{Greek}\\p{Cyrillic}\\p{Common}\\p{Inherited}]")) { 0pt } else { amount }
#let in-language(tag, body) = {
  let parts = tag.split("-")
  let rest = parts.at(1, default: "")
  let script = if lower(rest) in script-faces { lower(rest) } else { script-of.at(parts.first(), default: "latn") }
  let face = script-faces.at(script)
  let region = if rest.match(regex("^[A-Za-z]{2}$")) != none { rest }
  set text(lang: parts.first(), region: region, dir: face.dir, font: face.fonts, bottom-edge: face.below)
  body
}
"#;

/// The families for text, those of `first` in front.
fn text_fonts(own: &[UserFamily], first: Option<Script>) -> String {
    let mut names = vec![string(TEXT)];
    names.extend(script_families(own, first));
    names.push(string(TEXT));
    format!("({})", names.join(", "))
}

/// The families of all scripts: those of `first`, the user's for theirs, those in the binary, the user's for whatever
/// nobody else has.
fn script_families(own: &[UserFamily], first: Option<Script>) -> Vec<String> {
    let (of_first, others): (Vec<_>, Vec<_>) =
        own.iter().partition(|family| first.is_some_and(|first| family.serves(first)));
    let (known_first, known): (Vec<_>, Vec<_>) = in_binary(own).partition(|known| Some(known.script) == first);
    let name = |family: &&UserFamily| string(&family.name);
    let its = others.iter().filter(|family| !family.class.is_empty());
    let firsts = of_first.iter().map(name).chain(known_first.iter().map(|known| string(known.family)));
    let its = its.map(|family| restricted(&family.name, &family.class));
    let known = known.iter().map(|known| string(known.family));
    firsts.chain(its).chain(known).chain(others.iter().map(name)).collect()
}

/// The families of scripts, each for its own letters only.
///
/// They stand before the mathematics font, which has some of these letters without their conjuncts. That font itself must
/// not be restricted: from the first family that is not, the engine takes the measures of all formulas.
fn of_scripts(own: &[UserFamily]) -> String {
    let users = own.iter().filter(|family| !family.class.is_empty());
    let users = users.map(|family| restricted(&family.name, &family.class));
    let known =
        in_binary(own).map(|known| restricted(known.family, &format!("\\p{{scx={}}}", known.script.short_name())));
    users.chain(known).collect::<Vec<_>>().join(", ")
}

/// The scripts whose family in the binary is not replaced by one of the user's with its name.
fn in_binary(own: &[UserFamily]) -> impl Iterator<Item = &'static Known> {
    KNOWN.iter().filter(|known| !own.iter().any(|own| own.name.eq_ignore_ascii_case(known.family)))
}

/// A family for the characters of a class only; `class` is the inside of its brackets.
fn restricted(family: &str, class: &str) -> String {
    format!("(name: {}, covers: regex({}))", string(family), string(&format!("[{class}]")))
}

/// A script by its code in small letters.
fn script_of_code(code: &str) -> Option<Script> {
    let mut letters = code.chars();
    let first = letters.next()?.to_ascii_uppercase();
    Script::from_short_name(&format!("{first}{}", letters.as_str()))
}
