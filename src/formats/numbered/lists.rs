//! Paragraphs to Markdown, with the lists among them.

use super::label::{self, Dress, Family};
use super::paragraphs::Paragraph;
use crate::formats::plain;

/// Paragraphs as Markdown; bullets, and numbers that count from one, become lists.
pub(in crate::formats) fn block(paragraphs: &[Paragraph]) -> String {
    let mut out = String::new();
    let mut list: Option<Marker> = None;
    let mut at = 0;
    while let Some(paragraph) = paragraphs.get(at) {
        let marker = match list {
            Some(Marker::Number(last)) if numbered(paragraph, last + 1).is_some() => Some(Marker::Number(last + 1)),
            _ if paragraph.bullet => Some(Marker::Bullet),
            _ if numbered(paragraph, 1).is_some()
                && paragraphs.get(at + 1).is_some_and(|next| numbered(next, 2).is_some()) =>
            {
                Some(Marker::Number(1))
            }
            _ => None,
        };
        let same = matches!(
            (list, marker),
            (Some(Marker::Bullet), Some(Marker::Bullet)) | (Some(Marker::Number(_)), Some(Marker::Number(2..)))
        );
        if at > 0 {
            out.push_str(if same { "\n" } else { "\n\n" });
        }
        let text = match marker {
            Some(Marker::Bullet) => {
                out.push_str("- ");
                paragraph.text.as_str()
            }
            Some(Marker::Number(number)) => {
                out.push_str(&format!("{number}. "));
                numbered(paragraph, number).unwrap_or(&paragraph.text)
            }
            None => paragraph.text.as_str(),
        };
        out.push_str(&plain::paragraph(text));
        list = marker;
        at += 1;
    }
    out
}

/// What stands before an item of a list.
#[derive(Debug, Clone, Copy)]
enum Marker {
    Bullet,
    Number(usize),
}

/// The text of a paragraph that has this number: `2. …`.
fn numbered(paragraph: &Paragraph, number: usize) -> Option<&str> {
    if paragraph.bullet {
        return None;
    }
    let label = label::at(&paragraph.text, Family::Digit, number.checked_sub(1)?)?;
    Some(label.rest).filter(|rest| !rest.is_empty() && label.dress != Dress::Brackets)
}
