//! A text as lines with their numbers, without what copying leaves in them: odd blanks, invisible characters, bullets,
//! entities, marks of headings and of bold.

use std::borrow::Cow;

/// The longest line that is looked into, in bytes; the longest text that a file may hold is 64 KiB.
pub(super) const LONGEST_LINE: usize = 48 * 1024;

/// A line as the readers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// Number in the text, from 1.
    pub(super) number: u32,
    /// What stands in it, with single blanks, trimmed; empty for a blank line.
    pub(super) text: Cow<'t, str>,
    /// Whether a bullet stood before it.
    pub(super) bullet: bool,
    /// Whether it was marked as a heading, `## …`.
    pub(super) heading: bool,
    /// Whether it is too long to be looked into; `text` is its beginning then.
    pub(super) too_long: bool,
}

impl Line<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// Cuts a text into lines and cleans them.
pub(super) fn read(text: &str) -> Vec<Line<'_>> {
    text.split('\n').enumerate().map(|(index, raw)| line(u32::try_from(index + 1).unwrap_or(u32::MAX), raw)).collect()
}

fn line(number: u32, raw: &str) -> Line<'_> {
    if raw.len() > LONGEST_LINE {
        let mut end = 200;
        while !raw.is_char_boundary(end) {
            end -= 1;
        }
        let start = clean(raw.get(..end).unwrap_or_default());
        return Line { number, text: Cow::Owned(start.into_owned()), bullet: false, heading: false, too_long: true };
    }
    let mut text = clean(raw);
    let mut heading = false;
    let marks = text.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&marks) && text.as_bytes().get(marks) == Some(&b' ') {
        text = after(text, marks);
        heading = true;
    }
    let (text, bullet) = match bullet(&text) {
        Some(length) => (after(text, length), true),
        None => (text, false),
    };
    Line { number, text, bullet, heading, too_long: false }
}

/// The text from a byte on, trimmed.
fn after(text: Cow<'_, str>, from: usize) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(from..).unwrap_or_default().trim_start()),
        Cow::Owned(text) => Cow::Owned(text.get(from..).unwrap_or_default().trim_start().to_owned()),
    }
}

/// Signs that stand before the items of a list.
const BULLETS: &str = "•●▪■◦○‣⁃∙·➢➤►▶➔➜✦✧◆◇❖";

/// The bytes of the bullet a line begins with.
fn bullet(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let length = first.len_utf8();
    let rest = text.get(length..)?;
    match first {
        '-' | '*' | '–' | '—' => (rest.is_empty() || rest.starts_with(' ')).then_some(length),
        first if !first.is_ascii() && BULLETS.contains(first) => Some(length),
        _ => None,
    }
}

/// A line without what copying leaves in it.
fn clean(raw: &str) -> Cow<'_, str> {
    let trimmed = raw.trim_matches([' ', '\t']);
    // Nearly every line is plain; looking is cheaper than copying.
    if is_plain(trimmed.as_bytes()) {
        return Cow::Borrowed(trimmed);
    }
    let decoded = if trimmed.contains('&') { entities(trimmed) } else { Cow::Borrowed(trimmed) };
    let mut out = String::with_capacity(decoded.len());
    let mut chars = decoded.chars().peekable();
    while let Some(c) = chars.next() {
        let joins =
            |out: &str, next: Option<char>| out.chars().next_back().is_some_and(is_indic) && next.is_some_and(is_indic);
        match c {
            ' ' | '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
            }
            // Joiners shape Hindi; elsewhere they are left over.
            '\u{200c}' | '\u{200d}' => {
                if joins(&out, chars.peek().copied()) {
                    out.push(c);
                }
            }
            // Symbol fonts of word processors keep their bullets here.
            '\u{f0a7}' | '\u{f0b7}' | '\u{f0d8}' | '\u{f076}' | '\u{f0fc}' => out.push('•'),
            '\u{ff01}'..='\u{ff5e}' => out.push(char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)),
            '*' if chars.peek() == Some(&'*') => {
                while chars.peek() == Some(&'*') {
                    chars.next();
                }
            }
            c if is_dropped(c) => {}
            c => out.push(c),
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    Cow::Owned(out)
}

/// Whether nothing in a line must be cleaned.
fn is_plain(bytes: &[u8]) -> bool {
    let mut before = 0;
    let mut at = 0;
    // Walked by index: every byte of a text comes by here.
    while at < bytes.len() {
        let byte = bytes[at];
        let odd = !matches!(byte, 0x20..=0x7e) || byte == b'&' || byte == before && matches!(byte, b' ' | b'*');
        if odd {
            return false;
        }
        before = byte;
        at += 1;
    }
    true
}

/// Characters that show nothing, turn text round, or belong to nobody.
fn is_dropped(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e01ef}')
        || matches!(c, '\u{f0000}'..)
}

fn is_indic(c: char) -> bool {
    ('\u{900}'..='\u{dff}').contains(&c)
}

/// Entities of HTML by name; others are rare in text that was copied.
const ENTITIES: [(&str, char); 17] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("hellip", '…'),
    ("deg", '°'),
    ("times", '×'),
    ("bull", '•'),
    ("middot", '·'),
];

/// The longest entity, `&#x1F4CD;`.
const LONGEST_ENTITY: usize = 10;

/// Turns `&amp;` and `&#8217;` into what they stand for.
fn entities(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let name = from.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';').and_then(|end| from.get(1..end));
        match name.and_then(|name| Some((name, entity(name)?))) {
            Some((name, c)) => {
                out.push(c);
                rest = from.get(name.len() + 2..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> Vec<String> {
        let mark = |line: &Line<'_>| match (line.bullet, line.heading) {
            (true, _) => format!("- {}", line.text),
            (_, true) => format!("# {}", line.text),
            _ => line.text.to_string(),
        };
        read(text).iter().map(mark).collect()
    }

    #[test]
    fn odd_blanks_and_invisible_characters_go() {
        for (raw, line) in [
            ("  A\u{a0}\u{a0}dam \t holds  water ", "A dam holds water"),
            ("re\u{ad}tire\u{200b}ment\u{feff}", "retirement"),
            ("Ａｎｓｗｅｒ：　（Ｂ）", "Answer: (B)"),
            ("Fish &amp; chips &#8217;&#x2019; &unknown; R&D", "Fish & chips ’’ &unknown; R&D"),
            ("**Answer:** C", "Answer: C"),
            ("क्\u{200d}ष x\u{200d}y", "क्\u{200d}ष xy"),
            ("left\u{202e}thgir", "leftthgir"),
            ("📍\u{fe0f}Delta", "📍Delta"),
        ] {
            assert_eq!(cleaned(raw), [line], "{raw:?}");
        }
    }

    #[test]
    fn bullets_and_heading_marks_are_told_apart_from_text() {
        for (raw, line) in [
            ("  • A.To rise", "- A.To rise"),
            ("- 12", "- 12"),
            ("-12 °C", "-12 °C"),
            ("* one", "- one"),
            ("\u{f0b7} two", "- two"),
            ("•three", "- three"),
            ("– four", "- four"),
            ("## Key Facts", "# Key Facts"),
            ("#tag", "#tag"),
        ] {
            assert_eq!(cleaned(raw), [line], "{raw:?}");
        }
    }

    #[test]
    fn lines_keep_their_numbers_and_the_long_ones_are_cut() {
        let long = "é".repeat(LONGEST_LINE);
        let text = format!("one\n\n{long}\nfour");
        let lines = read(&text);
        assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert!(lines[1].is_blank() && lines[2].too_long && lines[2].text.chars().count() == 100);
    }
}
