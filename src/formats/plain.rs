//! Plain text to Markdown that prints as the text stood; formulas in TeX stay formulas.

use crate::diag::Diagnostics;
use crate::markup;
use crate::model::text::{BlockKind, Form, InlineKind};
use std::borrow::Cow;

/// The longest formula that is taken for one, in bytes.
const LONGEST_FORMULA: usize = 500;

/// The text of one line, for a field that is one line or a paragraph.
///
/// Three underscores or more stay: they are a blank to fill on pages, too. So do formulas in TeX.
pub(super) fn inline(text: &str) -> String {
    let text = without_pictographs(text);
    let mut out = String::new();
    let mut rest = text.as_ref();
    while let Some((before, formula, after)) = formula(rest) {
        out.push_str(&escaped(before));
        out.push_str(formula);
        rest = after;
    }
    match out.is_empty() {
        true => escaped(rest),
        false => out + &escaped(rest),
    }
}

/// The text without signs such as 👉, for which no book has type.
pub(super) fn without_pictographs(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(is_pictograph) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut behind = false;
    for c in text.chars() {
        // What joins and colours them is part of them.
        let own = is_pictograph(c) || behind && matches!(c, '\u{200d}' | '\u{fe0f}' | '\u{20e3}');
        if !own {
            if matches!(c, '.' | ',' | ';' | '?' | '!' | '।') && out.ends_with(' ') {
                out.pop();
            }
            out.push(c);
        }
        behind = own;
    }
    Cow::Owned(out.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Unicode's pictographs and those of its older symbols that are shown as pictures.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '⌚' | '⌛' | '⏩'..='⏺' | '☔' | '☕' | '☝' | '♈'..='♓' | '♿' | '⚓' | '⚠' | '⚡'
        | '⚽' | '⚾' | '⛄' | '⛅' | '⛎' | '⛔' | '⛪' | '⛲'..='⛵' | '⛺' | '⛽' | '✅' | '✈'..='✍' | '✨' | '❌' | '❎'
        | '❓'..='❗' | '❣' | '❤' | '➕'..='➗' | '⬅'..='⬇' | '⬛' | '⬜' | '⭐' | '⭕')
}

/// What stands before the first formula of a text, the formula with its dollars, and what follows it.
fn formula(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find('$') {
        let start = from + at;
        let inside = text.get(start + 1..)?;
        let length = inside.find('$')?;
        let (before, rest) = text.split_at(start);
        let (formula, after) = rest.split_at(length + 2);
        if !before.ends_with(['\\', '$']) && !after.starts_with('$') && is_formula(formula) {
            return Some((before, formula, after));
        }
        from = start + 1;
    }
    None
}

/// Whether a text between dollars is TeX and not what lies between two prices.
fn is_formula(text: &str) -> bool {
    let inside = text.trim_matches('$');
    let command = inside
        .match_indices('\\')
        .any(|(at, _)| inside.get(at + 1..).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_alphabetic())));
    let raised = inside.contains(['^', '_']) && inside.chars().any(char::is_alphanumeric);
    let whole = inside.trim() == inside && inside.len() <= LONGEST_FORMULA && !inside.contains("__");
    if !(whole && (command || raised)) {
        return false;
    }
    let mut found = Diagnostics::default();
    let parsed = markup::parse(text, Form::Inline, None, false, &mut found);
    let math = match parsed.blocks.as_slice() {
        [block] => match &block.kind {
            BlockKind::Paragraph(inlines) => {
                matches!(inlines.as_slice(), [only] if matches!(only.kind, InlineKind::Math(_)))
            }
            _ => false,
        },
        _ => false,
    };
    math && found.is_empty()
}

/// As [`inline`], formulas too.
fn escaped(text: &str) -> String {
    let special =
        |byte: u8| matches!(byte, b'\\' | b'`' | b'*' | b'_' | b'{' | b'[' | b']' | b'$' | b'~' | b'^' | b'&');
    if !text.bytes().any(special) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let before = out.chars().next_back();
        match c {
            '_' => {
                let mut run = 1;
                while chars.next_if(|(_, next)| *next == '_').is_some() {
                    run += 1;
                }
                match run {
                    1 | 2 => (0..run).for_each(|_| out.push_str("\\_")),
                    _ => (0..run).for_each(|_| out.push('_')),
                }
            }
            '{' => out.push_str("{{"),
            // `\[` would open a formula, so that a link is stopped at its other end.
            ']' => out.push_str("\\]"),
            '[' if before == Some('\\') => out.push('['),
            '&' if may_be_entity(text.get(at..).unwrap_or_default()) => out.push_str("\\&"),
            '*' if chars.peek().is_some_and(|(_, next)| next.is_ascii_digit())
                && before.is_some_and(|c| c.is_ascii_digit()) =>
            {
                out.push('*');
            }
            '\\' if matches!(chars.peek(), Some((_, '[' | '('))) => out.push_str("\\\\"),
            '\\' | '`' | '*' | '$' | '~' | '^' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

fn may_be_entity(text: &str) -> bool {
    let inside = text.bytes().skip(1).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    inside > 0 && text.as_bytes().get(inside + 1) == Some(&b';')
}

/// As [`inline`], for the beginning of a block: what would make a list, heading or quotation is escaped.
pub(super) fn paragraph(text: &str) -> String {
    let out = inline(text);
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    let escape = match out.as_bytes().get(digits) {
        Some(b'.' | b')') if (1..=9).contains(&digits) => Some(digits),
        _ => out.starts_with(['#', '>', '-', '+', '=', '|', ':']).then_some(0),
    };
    match escape {
        Some(at) => {
            let (before, after) = out.split_at(at);
            format!("{before}\\{after}")
        }
        None => out,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn printed(source: &str, form: Form) -> String {
        let mut found = Diagnostics::default();
        let text = markup::parse(source, form, None, false, &mut found);
        assert!(found.is_empty(), "{source:?}: {:?}", found.iter().collect::<Vec<_>>());
        text.plain()
    }

    #[test]
    fn signs_of_markdown_print_as_they_stood() {
        for text in [
            "2 * 3 * 4 and 2*3*4",
            "$5 to $10",
            "a_b_c __init__",
            "[link](https://example.org) and [x]: y",
            "![picture](x.png)",
            "back\\slash \\[ \\( \\frac",
            "`code`",
            "{opt:a} {key} {{x}}",
            "H~2~O and x^2^",
            "AT&T &amp; &lt;",
            "<b>bold</b> & a < b",
            "1. first",
            "# heading",
            "> quoted",
            "- dash",
            "+ plus",
            "| a | b |",
            "12) twelve",
            "---",
            "===",
            "***",
            "~~~",
            "```",
        ] {
            assert_eq!(printed(&inline(text), Form::Inline).trim(), text, "inline");
            assert_eq!(printed(&paragraph(text), Form::Block).trim(), text, "block");
        }
    }

    #[test]
    fn formulas_stay() {
        for (text, markdown) in [
            ("Find $\\frac{1}{2} + x_1$ of $5 or $6.", "Find $\\frac{1}{2} + x_1$ of \\$5 or \\$6."),
            ("$x^2$ and $y^2$", "$x^2$ and $y^2$"),
            ("It costs $5 in a_b and $6.", "It costs \\$5 in a\\_b and \\$6."),
            ("$\\nosuchcommand{1}$", "\\$\\\\nosuchcommand{{1}\\$"),
            ("$\\frac{1}$", "\\$\\\\frac{{1}\\$"),
        ] {
            assert_eq!(inline(text), markdown, "{text}");
        }
    }

    #[test]
    fn small_pictures_are_left_out() {
        assert_eq!(paragraph("👉🏽 Which bird ✈️ flies? ❤\u{fe0f}"), "Which bird flies?");
        assert_eq!(inline("क्\u{200d}ष ✓ ♂"), "क्\u{200d}ष ✓ ♂");
    }

    #[test]
    fn plain_words_are_not_touched() {
        for text in ["It rains (often) in June; 5% of the year: 18 days.", "______ is a river.", "R&D costs"] {
            assert_eq!(paragraph(text), text);
        }
    }

    proptest! {
        #[test]
        fn any_line_prints_as_it_stood(text in "[a-c0-9 .()#>+=*_`~^$\\\\{}\\[\\]<>&;|!:'\"-]{1,24}|\\PC{1,24}") {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assume!(!text.contains("___") && !text.is_empty() && formula(&text).is_none());
            prop_assume!(!text.chars().any(is_pictograph));
            prop_assume!(text.chars().all(|c| markup::unprintable(&c.to_string()).is_none() && c != '\u{2e19}'));
            prop_assert_eq!(printed(&inline(&text), Form::Inline).trim().to_owned(), text.clone());
            prop_assert_eq!(printed(&paragraph(&text), Form::Block).trim().to_owned(), text.clone());
        }
    }
}
