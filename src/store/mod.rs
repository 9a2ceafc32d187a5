//! Changes to the user's own TOML files that leave everything else as it was: comments, order, blanks, line ends.
//!
//! The text of a file and [`Edit`]s come in, the new text goes out; whoever calls writes it.

use crate::source::{Edit, normalised};
use toml_edit::Document;

/// The text of a file after some edits, whose places count in it without byte order mark and carriage returns.
///
/// A byte order mark stays, and line ends that an edit adds are those of the file.
///
/// # Errors
///
/// A sentence where edits overlap, lie outside the text, or would leave a file that is no longer TOML; nothing is
/// changed then.
pub fn apply(typed: &str, edits: &[Edit]) -> Result<String, String> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let breaks = if typed.contains("\r\n") { "\r\n" } else { "\n" };
    let mut places = Places::new(typed);
    let mut out = String::with_capacity(typed.len() + edits.iter().map(|edit| edit.text.len()).sum::<usize>());
    let mut done = 0;
    let mut last = 0;
    for edit in edits {
        let range = edit.span.range();
        if range.start < last {
            return Err("two changes meet, so none was made".to_owned());
        }
        last = range.end;
        let (start, end) = (places.typed(range.start), places.typed(range.end));
        let before = typed.get(done..start).filter(|_| start <= end && end <= typed.len());
        let Some(before) = before else { return Err("a change lies outside the file, so none was made".to_owned()) };
        out.push_str(before);
        out.push_str(&edit.text.replace('\n', breaks));
        done = end;
    }
    out.push_str(typed.get(done..).ok_or("a change lies outside the file, so none was made")?);
    let was_toml = Document::parse(normalised(typed)).is_ok();
    if was_toml && Document::parse(normalised(&out)).is_err() {
        return Err("the changes would break the file, so none was made".to_owned());
    }
    Ok(out)
}

/// Leads from bytes of the normalised text to those of the file, in one walk from front to back.
struct Places<'t> {
    typed: &'t str,
    at: usize,
    normal: usize,
}

impl<'t> Places<'t> {
    fn new(typed: &'t str) -> Self {
        let mark = typed.starts_with('\u{feff}');
        Places { typed, at: if mark { '\u{feff}'.len_utf8() } else { 0 }, normal: 0 }
    }

    /// The byte of the file; the end for anything behind it. Calls must not go back.
    fn typed(&mut self, normal: usize) -> usize {
        let bytes = self.typed.as_bytes();
        while self.normal < normal && self.at < bytes.len() {
            let pair = bytes.get(self.at) == Some(&b'\r') && bytes.get(self.at + 1) == Some(&b'\n');
            self.at += if pair { 2 } else { 1 };
            self.normal += 1;
        }
        if self.normal < normal { bytes.len() + 1 } else { self.at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, SourceMap, Span};
    use proptest::prelude::*;

    fn file() -> FileId {
        SourceMap::default().add("a.toml", "")
    }

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        let byte = |at: usize| u32::try_from(at).unwrap();
        Edit { span: Span { file: file(), start: byte(start), end: byte(end) }, text: text.to_owned() }
    }

    #[test]
    fn marks_line_ends_and_comments_stay() {
        let typed = "\u{feff}# first\r\n[[question]]   # here\r\nstem = \"option (b)\"  # why\r\n";
        let normal = normalised(typed);
        let header = normal.find("   # here").unwrap();
        let label = normal.find("option (b)").unwrap();
        let edits = [edit(label, label + 10, "{opt:b}"), edit(header, header, "\nid = \"q\"")];
        assert_eq!(
            apply(typed, &edits).unwrap(),
            "\u{feff}# first\r\n[[question]]\r\nid = \"q\"   # here\r\nstem = \"{opt:b}\"  # why\r\n"
        );
    }

    #[test]
    fn edits_that_break_a_file_are_refused() {
        assert!(apply("a = \"b\"\n", &[edit(4, 5, "")]).unwrap_err().contains("break"));
        assert!(apply("a = 12\n", &[edit(4, 6, "1"), edit(5, 6, "2")]).unwrap_err().contains("meet"));
        assert!(apply("a = 12\n", &[edit(4, 90, "1")]).is_err());
    }

    proptest! {
        #[test]
        fn any_edit_of_any_text_returns(typed in "\\PC{0,40}(\r\n)?\\PC{0,20}", start in 0usize..80, length in 0usize..20, text in "\\PC{0,8}") {
            let _ = apply(&typed, &[edit(start, start + length, &text)]);
        }

        #[test]
        fn no_edits_change_nothing(typed in "(\u{feff})?([a-z]|\r\n|\n|\r){0,60}") {
            prop_assert_eq!(apply(&typed, &[]).unwrap(), typed);
        }
    }
}
