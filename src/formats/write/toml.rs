//! Values of TOML as a person would type them: the plainest string that holds a text, long texts on several lines.

/// The longest text that stands on one line, in characters.
const LONGEST_LINE: usize = 100;

/// Where lines of a long text are broken, in characters.
const WIDTH: usize = 96;

/// A string on one line.
pub(super) fn string(text: &str) -> String {
    let signs = Signs::of(text);
    let control = signs.control || signs.lines;
    if !control && !signs.escaped {
        return format!("\"{text}\"");
    }
    if !control && !signs.quote {
        return format!("'{text}'");
    }
    if !control && !signs.quotes && !text.starts_with('\'') && !text.ends_with('\'') {
        return format!("'''{text}'''");
    }
    basic(text)
}

/// What stands in a text that decides about its quotation marks.
#[derive(Debug, Default)]
struct Signs {
    /// A control character other than the end of a line.
    control: bool,
    /// The end of a line.
    lines: bool,
    /// What a basic string escapes.
    escaped: bool,
    /// A single quotation mark.
    quote: bool,
    /// Three of them.
    quotes: bool,
}

impl Signs {
    fn of(text: &str) -> Signs {
        let mut signs = Signs::default();
        let bytes = text.as_bytes();
        let mut run = 0;
        let mut at = 0;
        // Walked by index: every byte that is written comes by here.
        while at < bytes.len() {
            let byte = bytes[at];
            run = if byte == b'\'' { run + 1 } else { 0 };
            match byte {
                b'\n' => signs.lines = true,
                // The control characters behind ASCII are two bytes, c2 80 to c2 9f.
                0..=0x1f | 0x7f => signs.control = true,
                0x80..=0x9f if at > 0 && bytes[at - 1] == 0xc2 => signs.control = true,
                b'"' | b'\\' => signs.escaped = true,
                b'\'' => {
                    signs.quote = true;
                    signs.quotes |= run == 3;
                }
                _ => {}
            }
            at += 1;
        }
        signs
    }
}

fn basic(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A string that may have several paragraphs; long lines are broken where Markdown does not mind.
pub(super) fn block(text: &str) -> String {
    let signs = Signs::of(text);
    if !signs.lines && width(text) <= LONGEST_LINE {
        return string(text);
    }
    // Only a literal string keeps backslashes, and some texts cannot be one.
    if signs.quotes || signs.control {
        return basic(text);
    }
    let lines: Vec<String> = text.split('\n').map(wrapped).collect();
    format!("'''\n{}\n'''", lines.join("\n"))
}

/// A line of Markdown broken at blanks; a continued item of a list is indented.
fn wrapped(line: &str) -> String {
    let indent = match line.split_once(' ') {
        Some((marker, _)) if marker == "-" || marker.ends_with('.') && marker.len() <= 3 && is_number(marker) => {
            marker.len() + 1
        }
        _ => 0,
    };
    let mut out = String::with_capacity(line.len() + line.len() / 40);
    let mut width = 0;
    for (index, word) in line.split(' ').enumerate() {
        let length = self::width(word);
        if index > 0 {
            if width + 1 + length > WIDTH && may_begin_line(word) {
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', indent));
                width = indent;
            } else {
                out.push(' ');
                width += 1;
            }
        }
        out.push_str(word);
        width += length;
    }
    out
}

/// How many characters a text has.
fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

fn is_number(marker: &str) -> bool {
    marker.trim_end_matches('.').bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word means nothing to Markdown at the beginning of a line.
fn may_begin_line(word: &str) -> bool {
    let Some(first) = word.chars().next() else { return false };
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let numbers = digits > 0 && matches!(word.as_bytes().get(digits), Some(b'.' | b')'));
    (first.is_alphanumeric() || !first.is_ascii() || matches!(first, '(' | '\'' | '"')) && !numbers
}

/// A list of strings: on one line where it is short.
pub(super) fn list<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    format!("[{}]", texts.into_iter().map(string).collect::<Vec<_>>().join(", "))
}

/// A text as comment lines.
pub(super) fn comment(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let line: String = line.chars().map(|c| if c.is_control() || c == '\u{fffd}' { '?' } else { c }).collect();
        out.push_str(if line.is_empty() { "#" } else { "# " });
        out.push_str(&line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(value: &str) -> String {
        let text = format!("x = {value}\n");
        let table: toml::Table = text.parse().unwrap_or_else(|fault| panic!("{text}: {fault}"));
        table["x"].as_str().unwrap().to_owned()
    }

    #[test]
    fn the_plainest_string_is_taken() {
        for (text, typed) in [
            ("It rains.", "\"It rains.\""),
            ("It's \"so\"", "'''It's \"so\"'''"),
            ("a \"b\" \\* c", "'a \"b\" \\* c'"),
            ("'x\\'", "\"'x\\\\'\""),
        ] {
            assert_eq!(string(text), typed);
        }
        let long = "word ".repeat(30);
        assert!(block(long.trim()).lines().all(|line| line.chars().count() <= WIDTH));
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "[a'\"\\\\ \n\t]{0,20}|\\PC{0,30}") {
            prop_assert_eq!(read(&string(&text)), text.clone());
            // Breaks of lines stand for blanks, and the last one for nothing.
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&read(&block(&text))), words(&text));
        }

        #[test]
        fn long_lines_break_where_markdown_does_not_mind(text in "([a-z]{1,12}|[0-9]{1,3}[.)]|[-+#>]) ( ?([a-z]{1,12}|[0-9]{1,3}[.)]|[-+#>]) ){20,60}") {
            use crate::diag::Diagnostics;
            use crate::markup;
            use crate::model::text::Form;
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let text = crate::formats::plain::paragraph(&text);
            let tree = |source: &str| markup::parse(source, Form::Block, None, false, &mut Diagnostics::default()).plain();
            let words = |text: String| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(tree(&read(&block(&text)))), words(tree(&text)));
        }
    }
}
