//! Where the bytes of a decoded TOML string were typed.

use crate::source::{Origin, Span};

/// The way back from a decoded string to the file.
///
/// `raw` is the value as typed, quotation marks included, and `span` its place. Where the decoded text is not what a
/// second reading of `raw` gives (the string was faulty), only the whole value is known.
pub(crate) fn origin(raw: &str, decoded: &str, span: Span) -> Origin {
    let quote = raw.chars().next().unwrap_or(' ');
    if quote != '"' && quote != '\'' {
        // A word without quotation marks, already reported; it stands as it is.
        let steps = if raw == decoded { vec![(0, span.start)] } else { Vec::new() };
        return Origin { span, steps };
    }
    let mark = if quote == '"' { "\"\"\"" } else { "'''" };
    let long = raw.starts_with(mark) && raw.len() >= 6;
    let mut at = if long { 3 } else { 1 };
    if long && raw.get(at..).is_some_and(|rest| rest.starts_with('\n')) {
        at += 1;
    }
    let mut walk = Walk { raw, at, decoded: 0, steps: Vec::with_capacity(1) };
    walk.step(span.start);
    if quote == '"' {
        let end = raw.len().saturating_sub(if long { 3 } else { 1 });
        walk.escapes(end, long, span.start);
        if walk.decoded + end.saturating_sub(walk.at) != decoded.len() {
            return Origin::whole(span);
        }
    }
    Origin { span, steps: walk.steps }
}

struct Walk<'r> {
    raw: &'r str,
    at: usize,
    decoded: usize,
    steps: Vec<(u32, u32)>,
}

impl Walk<'_> {
    fn step(&mut self, start: u32) {
        let (Ok(decoded), Ok(at)) = (u32::try_from(self.decoded), u32::try_from(self.at)) else { return };
        self.steps.push((decoded, start + at));
    }

    /// Follows every escape before `end`; leaves `at` and `decoded` behind the last one.
    fn escapes(&mut self, end: usize, long: bool, start: u32) {
        while let Some(found) = self.raw.get(self.at..end).and_then(|rest| rest.find('\\')) {
            self.decoded += found;
            self.at += found;
            let rest = self.raw.get(self.at + 1..end).unwrap_or_default();
            let Some(letter) = rest.chars().next() else { break };
            let digits = |count: usize| {
                let hex = rest.get(1..=count)?;
                u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).map(char::len_utf8)
            };
            let (typed, decoded) = match letter {
                'b' | 'e' | 'f' | 'n' | 'r' | 't' | '\\' | '"' => (2, 1),
                'x' => (4, digits(2).unwrap_or(3)),
                'u' => (6, digits(4).unwrap_or(3)),
                'U' => (10, digits(8).unwrap_or(3)),
                c if long && c.is_ascii_whitespace() => {
                    let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\n']).len();
                    (1 + blank, 0)
                }
                // Not an escape; it was reported, and the backslash stands for itself.
                _ => (1, 1),
            };
            if decoded == 0 {
                // A text that ends here ends before the line break.
                self.step(start);
            }
            self.at += typed;
            self.decoded += decoded;
            self.step(start);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    /// Decodes `raw` with the TOML parser and returns what the origin of each decoded character points to.
    fn typed(raw: &str) -> Vec<(char, String)> {
        let text = format!("x = {raw}\n");
        let mut sources = SourceMap::default();
        let file = sources.add("a.toml", &text);
        let table: toml::Table = text.parse().unwrap();
        let decoded = table["x"].as_str().unwrap().to_owned();
        let span = Span { file, start: 4, end: u32::try_from(4 + raw.len()).unwrap() };
        let origin = origin(raw, &decoded, span);
        assert!(!origin.steps.is_empty(), "{raw}");
        decoded
            .char_indices()
            .map(|(at, c)| (c, text[origin.locate(at..at + c.len_utf8()).range()].to_owned()))
            .collect()
    }

    #[test]
    fn every_kind_of_string_leads_back_to_its_file() {
        for raw in [
            r#""plain""#,
            r"'lit\eral'",
            "'''\nfirst\nline'''",
            "\"\"\"\nfirst \\\n   \n  second \\t x\"\"\"",
            r#""a\\b \"q\" \u0915\U0001F600\x41 é\n""#,
            "\"\"\"x\"\"\"",
            "''''quoted'''''",
            "\"\"",
        ] {
            for (c, place) in typed(raw) {
                let escaped = place.starts_with('\\') && place.len() > 1;
                assert!(escaped || place == c.to_string(), "{raw}: {c:?} is not {place:?}");
            }
        }
    }

    #[test]
    fn an_escape_leads_to_the_whole_of_itself() {
        let places: Vec<String> = typed(r#""a\nक\u0915b""#).into_iter().map(|(_, place)| place).collect();
        assert_eq!(places, ["a", "\\n", "क", "\\u0915", "b"]);
    }
}
