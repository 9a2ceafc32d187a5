//! Lists of an article: numbers on lines of their own, numbers before the text, bullets, or plain lines.

use super::super::draft::Flag;
use super::super::lines::Line;
use super::super::numbered;

/// An item of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// Its first line.
    pub(super) line: u32,
    /// Its text; empty where the page was cut off.
    pub(super) text: String,
    /// What to tell.
    pub(super) flags: Vec<Flag>,
}

/// The items of some lines, and the lines that are none.
pub(super) fn read(lines: &[Line<'_>]) -> (Vec<Item>, Vec<(u32, String)>) {
    let mut items: Vec<Item> = Vec::new();
    let mut skipped = Vec::new();
    let mut expected = 1;
    let mut counted = false;
    let mut parted = false;
    for line in lines {
        let text = line.text.as_ref();
        if line.is_blank() {
            parted = true;
            continue;
        }
        let apart = std::mem::replace(&mut parted, false);
        if line.too_long || numbered::is_noise(text) && own_number(text).is_none() {
            skipped.push((line.number, text.chars().take(80).collect()));
            continue;
        }
        let number = own_number(text).map(|number| (number, "")).or_else(|| numbered::numbered_line(text));
        let number = number.filter(|(number, _)| *number >= expected && *number <= expected + 5);
        if let Some((number, rest)) = number {
            counted = true;
            let flags = match number == expected {
                true => Vec::new(),
                false => vec![(line.number, format!("the number before {number} is missing"))],
            };
            items.push(Item { line: line.number, text: rest.to_owned(), flags });
            expected = number + 1;
            continue;
        }
        match items.last_mut().filter(|_| counted && !line.bullet) {
            Some(item) if item.text.is_empty() => item.text = text.to_owned(),
            // A counted item has one paragraph.
            Some(_) if apart => skipped.push((line.number, text.chars().take(80).collect())),
            Some(item) => {
                item.text.push(' ');
                item.text.push_str(text);
            }
            None => items.push(Item { line: line.number, text: text.to_owned(), flags: Vec::new() }),
        }
    }
    (items, skipped)
}

/// The number that a line is: `3.`, `3)`.
pub(super) fn own_number(text: &str) -> Option<usize> {
    let bare = text.strip_suffix(['.', ')']).unwrap_or(text);
    (bare.len() <= 3 && !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| bare.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::super::super::lines;
    use super::*;

    fn told(text: &str) -> String {
        let (items, _) = read(&lines::read(text));
        let told = |item: &Item| {
            format!("{}{}", item.text, item.flags.iter().map(|(_, reason)| format!(" ({reason})")).collect::<String>())
        };
        items.iter().map(told).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn items_are_parted_however_they_are_numbered() {
        for (text, items) in [
            ("1.\n\nOne.\n\n2.\n\nTwo.\n", "One. / Two."),
            ("1.\nOne.\n2.\nTwo.", "One. / Two."),
            ("1. One.\n2. Two.\n\n3. Three", "One. / Two. / Three"),
            ("• One.\n• Two.", "One. / Two."),
            ("One.\n\nTwo.", "One. / Two."),
            ("1.\n\nIt fell to\n3.5 per cent.\n\n2.\n\nTwo.", "It fell to 3.5 per cent. / Two."),
            ("1.\n\nOne.\n\n3.\n\nThree.", "One. / Three. (the number before 3 is missing)"),
            ("1.\n\nOne.\n\n2.", "One. / "),
        ] {
            assert_eq!(told(text), items, "{text}");
        }
    }
}
