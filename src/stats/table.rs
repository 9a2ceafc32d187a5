//! Lays out rows of cells for a terminal, by the width of characters as terminals draw them.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Right,
}

/// Lays out rows under a head, two blanks between columns, no blanks at line ends.
///
/// A row shorter than the head is filled up with empty cells.
pub(super) fn lay_out(head: &[(String, Align)], rows: &[Vec<String>]) -> String {
    let (titles, aligns): (Vec<String>, Vec<Align>) = head.iter().cloned().unzip();
    columns(&aligns, std::iter::once(&titles).chain(rows))
}

/// Lays out rows without a head, one column for each of `aligns`.
pub(crate) fn columns<'a>(aligns: &[Align], rows: impl Iterator<Item = &'a Vec<String>> + Clone) -> String {
    let width = |at: usize| rows.clone().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..aligns.len()).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (at, (align, width)) in aligns.iter().zip(&widths).enumerate() {
            let cell = row.get(at).map(String::as_str).unwrap_or_default();
            let fill = " ".repeat(width.saturating_sub(cell.width()));
            if at > 0 {
                line.push_str("  ");
            }
            match align {
                Align::Left => line.extend([cell, &fill]),
                Align::Right => line.extend([&fill, cell]),
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The text on one line, cut to a width with `…`.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.width() <= most {
        return line;
    }
    let mut out = String::new();
    let mut used = 0;
    for c in line.chars() {
        used += c.width().unwrap_or(0);
        if used + 1 > most {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_in_every_script() {
        let head = [("id".to_owned(), Align::Left), ("n".to_owned(), Align::Right)];
        let rows = [["漢字".to_owned(), "7".to_owned()], ["ab".to_owned(), "12".to_owned()]].map(Vec::from);
        assert_eq!(lay_out(&head, &rows), "id     n\n漢字   7\nab    12\n");
        let hindi = [["राष्ट्र".to_owned(), "7".to_owned()], ["ab".to_owned(), "12".to_owned()]].map(Vec::from);
        let lines: Vec<usize> = lay_out(&head, &hindi).lines().map(UnicodeWidthStr::width).collect();
        assert!(lines.iter().all(|width| *width == lines[0]), "{lines:?}");
    }

    #[test]
    fn long_texts_are_cut_by_width() {
        assert_eq!(shortened("one  two\nthree", 20), "one two three");
        assert_eq!(shortened("one two three", 8), "one two…");
        assert_eq!(shortened("漢字漢字", 5), "漢字…");
        assert_eq!(shortened("abc", 0), "…");
    }
}
