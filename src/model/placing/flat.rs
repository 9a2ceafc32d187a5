//! An option as one line of characters, the way the phrase, reference and number readers want it.

use crate::model::text::{BlockKind, Inline, InlineKind, RichText};
use std::collections::HashSet;
use std::sync::LazyLock;

/// What stands for a token.
pub(super) const TOKEN: char = '\u{1}';

/// A text longer than this is prose: no reader looks into it.
const LONGEST: usize = 400;

/// An option's text, flattened.
#[derive(Debug)]
pub(super) struct Flat {
    /// Emphasis dropped, superscripts as `^{…}`, formulas as simple TeX, tokens as [`TOKEN`].
    pub text: String,
}

impl Flat {
    /// Flattens a text; one of more than 400 bytes gives nothing.
    pub(super) fn of(text: &RichText) -> Flat {
        let mut out = String::new();
        if text.source.len() <= LONGEST {
            for block in &text.blocks {
                if let BlockKind::Paragraph(inlines) = &block.kind {
                    flatten(inlines, &mut out);
                    out.push(' ');
                }
            }
        }
        Flat { text: out }
    }
}

fn flatten(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::Emph(inner) | InlineKind::Strong(inner) | InlineKind::Link { text: inner, .. } => {
                flatten(inner, out);
            }
            InlineKind::Sub(inner) => wrapped("_{", inner, out),
            InlineKind::Super(inner) => wrapped("^{", inner, out),
            InlineKind::Math(formula) => out.push_str(&simple_tex(&formula.tex)),
            InlineKind::Token(_) => out.push(TOKEN),
            InlineKind::Break => out.push(' '),
            InlineKind::Blank(_) | InlineKind::Image { .. } | InlineKind::RawTypst(_) => out.push('\u{2}'),
        }
    }
}

fn wrapped(open: &str, inner: &[Inline], out: &mut String) {
    out.push_str(open);
    flatten(inner, out);
    out.push('}');
}

/// Lower-case words: signs that do not change the meaning are dropped, everything that is neither letter, digit nor
/// token parts words, `&` becomes `and`.
///
/// Devanagari comes in many spellings of the same word: joiners, nukta, anusvara and candrabindu go.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        match c {
            '\u{200c}' | '\u{200d}' | '\u{93c}' | '\u{901}' | '\u{902}' | '\'' | '’' => {}
            '&' => {
                end_word(&mut word, &mut found);
                found.push("and".to_owned());
            }
            '\u{958}'..='\u{95f}' => word.push(without_nukta(c)),
            TOKEN => {
                end_word(&mut word, &mut found);
                found.push(TOKEN.to_string());
            }
            // Vowel signs and the virama are no letters to `is_alphanumeric`; the danda ends a sentence.
            c if c.is_alphanumeric() || ('\u{900}'..='\u{963}').contains(&c) => word.extend(c.to_lowercase()),
            _ => end_word(&mut word, &mut found),
        }
    }
    end_word(&mut word, &mut found);
    found
}

/// Words to be looked up, made of a list parted by blanks.
pub(super) type WordSet = LazyLock<HashSet<&'static str>>;

fn end_word(word: &mut String, found: &mut Vec<String>) {
    if !word.is_empty() {
        found.push(std::mem::take(word));
    }
}

fn without_nukta(c: char) -> char {
    match c {
        '\u{958}' => 'क',
        '\u{959}' => 'ख',
        '\u{95a}' => 'ग',
        '\u{95b}' => 'ज',
        '\u{95c}' => 'ड',
        '\u{95d}' => 'ढ',
        '\u{95e}' => 'फ',
        _ => 'य',
    }
}

/// TeX of a plain number or quantity without its commands: `5 \times 10^{3}\,\mathrm{m}` becomes `5 × 10^{3} m`.
///
/// Other commands stay as they are; no reader takes them for a number.
fn simple_tex(tex: &str) -> String {
    if !tex.contains(['\\', '{', '~']) {
        return tex.to_owned();
    }
    let mut out = String::with_capacity(tex.len());
    // For each open brace whether it is written: only exponents and indices keep theirs.
    let mut braces = Vec::new();
    let tex = tex.replace("{,}", ",");
    let mut rest = tex.as_str();
    while let Some(c) = rest.chars().next() {
        let mut read = c.len_utf8();
        match c {
            '\\' => {
                let (length, written) = command(rest);
                read = length;
                match written {
                    Some(text) => out.push_str(&text),
                    None => out.push_str(rest.get(..length).unwrap_or_default()),
                }
            }
            '~' => out.push(' '),
            '{' => {
                let written = out.ends_with(['^', '_']);
                braces.push(written);
                if written {
                    out.push('{');
                }
            }
            '}' => {
                if braces.pop() == Some(true) {
                    out.push('}');
                }
            }
            c => out.push(c),
        }
        rest = rest.get(read..).unwrap_or_default();
    }
    out.replace("^{°}", "°").replace("^°", "°").replace("^{ °}", "°")
}

/// The command that `rest` begins with: bytes read and what to write for it.
fn command(rest: &str) -> (usize, Option<String>) {
    let letters = rest.chars().skip(1).take_while(char::is_ascii_alphabetic).count();
    if letters == 0 {
        let sign = rest.chars().nth(1);
        let read = 1 + sign.map_or(0, char::len_utf8);
        return match sign {
            Some(',' | ';' | ':' | '!' | ' ') => (read, Some(" ".to_owned())),
            Some(sign @ ('%' | '$')) => (read, Some(sign.to_string())),
            _ => (read, None),
        };
    }
    let read = 1 + letters;
    let after = rest.get(read..).unwrap_or_default();
    match rest.get(1..read).unwrap_or_default() {
        "times" => (read, Some("×".to_owned())),
        "cdot" => (read, Some("·".to_owned())),
        "circ" | "degree" => (read, Some("°".to_owned())),
        "left" | "right" | "displaystyle" => (read, Some(String::new())),
        "quad" | "qquad" => (read, Some(" ".to_owned())),
        "text" | "mathrm" | "textrm" | "mathbf" | "rm" => (read, Some(String::new())),
        "frac" | "dfrac" | "tfrac" => {
            let above = braced(after);
            let below = above.and_then(|(_, length)| braced(after.get(length..).unwrap_or_default()));
            match (above, below) {
                (Some((above, first)), Some((below, second))) if is_digits(above) && is_digits(below) => {
                    (read + first + second, Some(format!("{above}/{below}")))
                }
                _ => (read, None),
            }
        }
        _ => (read, None),
    }
}

/// The inside of the braces that `text` begins with and the bytes up to and with the closing one; no braces inside.
fn braced(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('{')?;
    let end = inner.find(['{', '}']).filter(|end| inner.as_bytes().get(*end) == Some(&b'}'))?;
    Some((inner.get(..end)?, end + 2))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
