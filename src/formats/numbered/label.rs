//! Labels as pages write them: `A.`, `(a)`, `[C]`, `1)`, `II.`, `(क)`, `S1:`.

use crate::model::ids::roman;
use crate::model::labels::number_of;

/// The signs that a list counts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum Family {
    /// a, B, c: case says nothing.
    Letter,
    /// 1, 2 or १, २.
    Digit,
    /// i, II.
    Roman,
    /// क, ख, ग, घ, ङ.
    Consonant,
    /// अ, ब, स, द.
    Written,
    /// No sign at all: a bullet.
    Bullet,
}

/// Every family with signs.
pub(super) const FAMILIES: [Family; 5] =
    [Family::Letter, Family::Digit, Family::Roman, Family::Consonant, Family::Written];

const CONSONANTS: &str = "कखगघङच";
const WRITTEN: &str = "अबसदयर";

/// What stands round a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum Dress {
    /// `(a)`, `[a]`, `{a}`
    Brackets,
    /// `a)`, `a]`
    Closed,
    /// `a.`
    Dot,
    /// `a:`, `a -`
    Loose,
}

/// The sign that `text` begins with, if it can be one of this family: its place from 0 and its bytes.
fn sign(text: &str, family: Family) -> Option<(usize, usize)> {
    let first = text.chars().next()?;
    let (place, length) = match family {
        Family::Letter => {
            (usize::from(first.is_ascii_alphabetic().then(|| first.to_ascii_lowercase() as u8 - b'a')?), 1)
        }
        Family::Digit => {
            let length: usize = text.chars().take(3).take_while(|c| is_digit(*c)).map(char::len_utf8).sum();
            (number_of(text.get(..length)?)?.checked_sub(1)?, length)
        }
        Family::Roman => {
            let length = text.bytes().take(5).take_while(|byte| b"ivxIVX".contains(byte)).count();
            let typed = text.get(..length).filter(|typed| !typed.is_empty())?;
            let one_case = typed.bytes().all(|byte| byte.is_ascii_lowercase())
                || typed.bytes().all(|byte| byte.is_ascii_uppercase());
            let small = typed.to_ascii_lowercase();
            ((0..20).find(|place| one_case && roman(*place) == small)?, length)
        }
        Family::Consonant => (CONSONANTS.chars().position(|known| known == first)?, first.len_utf8()),
        Family::Written => (WRITTEN.chars().position(|known| known == first)?, first.len_utf8()),
        Family::Bullet => return None,
    };
    let next = text.get(length..)?.chars().next();
    (!next.is_some_and(goes_on)).then_some((place, length))
}

/// Whether a character continues a word or number.
fn goes_on(c: char) -> bool {
    in_word(c) || c == '_'
}

/// Whether a character is part of a word or number; signs of Devanagari are no letters by themselves.
pub(in crate::formats) fn in_word(c: char) -> bool {
    c.is_alphanumeric() || is_indic(c)
}

/// Letters and signs of Devanagari, without its punctuation and digits.
pub(in crate::formats) fn is_indic(c: char) -> bool {
    ('\u{900}'..='\u{963}').contains(&c)
}

/// A digit, Latin or Devanagari.
pub(in crate::formats) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('०'..='९').contains(&c)
}

/// A label and what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) struct Label<'t> {
    /// Its place, from 0.
    pub(in crate::formats) place: usize,
    /// What stands round it.
    pub(in crate::formats) dress: Dress,
    /// The text behind it, without blanks before.
    pub(in crate::formats) rest: &'t str,
}

/// The label of a family that `text` begins with.
pub(in crate::formats) fn read(text: &str, family: Family) -> Option<Label<'_>> {
    let open = text.chars().next().filter(|c| matches!(c, '(' | '[' | '{'));
    if let Some(open) = open {
        let inside = text.get(1..)?.trim_start();
        let (place, length) = sign(inside, family)?;
        let close = match open {
            '(' => ')',
            '[' => ']',
            _ => '}',
        };
        let rest = inside.get(length..)?.trim_start().strip_prefix(close)?;
        let rest = rest.strip_prefix(['.', ':']).unwrap_or(rest);
        return Some(Label { place, dress: Dress::Brackets, rest: rest.trim_start() });
    }
    let (place, length) = sign(text, family)?;
    let after = text.get(length..)?;
    let bare = after.trim_start();
    let digit_next = |rest: &str| rest.chars().next().is_some_and(is_digit);
    let (dress, rest) = match bare.chars().next()? {
        ')' | ']' => (Dress::Closed, bare.get(1..)?),
        // "1.5" is a number, and so is "1:30"; "A.1 and 2" is an option.
        '.' if after.starts_with('.') => {
            let rest = after.get(1..)?;
            let rest = rest.strip_prefix(')').unwrap_or(rest);
            if family == Family::Digit && digit_next(rest) {
                return None;
            }
            (Dress::Dot, rest)
        }
        ':' => {
            let rest = bare.get(1..)?;
            if digit_next(rest) {
                return None;
            }
            (Dress::Loose, rest)
        }
        dash @ ('-' | '–' | '—') => {
            let rest = bare.get(dash.len_utf8()..)?;
            // "A-1" is a pair, "1-2" a range, "T-cells" a word; "A-Only 1" may be an option.
            let glued = match family {
                Family::Digit => !digit_next(rest),
                _ => rest.starts_with(char::is_uppercase),
            };
            let apart = rest.starts_with(' ') || glued && !after.starts_with(' ');
            (Dress::Loose, Some(rest).filter(|_| apart)?)
        }
        _ => return None,
    };
    Some(Label { place, dress, rest: rest.trim_start() })
}

/// The label of this family and place that `text` begins with.
pub(in crate::formats) fn at(text: &str, family: Family, place: usize) -> Option<Label<'_>> {
    read(text, family).filter(|label| label.place == place)
}

/// The families of which `text` begins with the first label.
pub(super) fn firsts(text: &str) -> impl Iterator<Item = (Family, Label<'_>)> {
    // A quick look first: few lines begin with anything like a label.
    let likely = text.chars().next().is_some_and(|c| "([{aAiI1१कअ".contains(c));
    let families: &'static [Family] = if likely { &FAMILIES } else { &[] };
    families.iter().filter_map(move |family| Some((*family, at(text, *family, 0)?)))
}

/// Where, from byte `from` on, the label of this family, place and dress stands in running text, with what follows it.
///
/// A blank, or a bracket that opens, must stand before it.
pub(super) fn within(
    text: &str,
    from: usize,
    family: Family,
    place: usize,
    dress: Dress,
) -> Option<(usize, Label<'_>)> {
    let rest = text.get(from..)?;
    let mut before = if from == 0 { ' ' } else { text.get(..from)?.chars().next_back()? };
    for (offset, c) in rest.char_indices() {
        let starts = before == ' ' || dress == Dress::Brackets && matches!(c, '(' | '[');
        if starts && c != ' ' {
            let found = at(rest.get(offset..)?, family, place).filter(|label| label.dress == dress);
            if let Some(label) = found {
                return Some((from + offset, label));
            }
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_in_every_dress() {
        for (text, family, place, rest) in [
            ("A.To rise", Family::Letter, 0, "To rise"),
            ("b) fall", Family::Letter, 1, "fall"),
            ("(C)  stay", Family::Letter, 2, "stay"),
            ("[D] go", Family::Letter, 3, "go"),
            ("( a ) here", Family::Letter, 0, "here"),
            ("A.1 and 2 only", Family::Letter, 0, "1 and 2 only"),
            ("A.A. P. J. Abdul Kalam", Family::Letter, 0, "A. P. J. Abdul Kalam"),
            ("1. first", Family::Digit, 0, "first"),
            ("2)second", Family::Digit, 1, "second"),
            ("1- third", Family::Digit, 0, "third"),
            ("3.An", Family::Digit, 2, "An"),
            ("१. पहला", Family::Digit, 0, "पहला"),
            ("II. two", Family::Roman, 1, "two"),
            ("(iv) four", Family::Roman, 3, "four"),
            ("(ख) दूसरा", Family::Consonant, 1, "दूसरा"),
            ("स) तीसरा", Family::Written, 2, "तीसरा"),
            ("B", Family::Letter, 9, ""),
        ] {
            let found = read(text, family);
            if place == 9 {
                assert_eq!(found, None, "{text}");
            } else {
                let found = found.unwrap_or_else(|| panic!("{text}"));
                assert_eq!((found.place, found.rest), (place, rest), "{text}");
            }
        }
    }

    #[test]
    fn numbers_words_and_initials_are_no_labels() {
        for (text, family) in [
            ("1.5 per cent", Family::Digit),
            ("1:30 in the night", Family::Digit),
            ("1-2 metres", Family::Digit),
            ("A-1, B-2", Family::Letter),
            ("A treaty", Family::Letter),
            ("As. of", Family::Letter),
            ("Iv. x", Family::Roman),
            ("कल. x", Family::Consonant),
            ("(a b)", Family::Letter),
            ("1947", Family::Digit),
            ("T-cells divide", Family::Letter),
        ] {
            assert_eq!(read(text, family), None, "{text}");
        }
    }

    #[test]
    fn labels_inside_a_line_are_found_after_a_blank() {
        let text = "(a) Only one (b) Only two(c) All";
        let (place, label) = within(text, 4, Family::Letter, 1, Dress::Brackets).unwrap();
        assert_eq!((&text[place..place + 3], label.rest), ("(b)", "Only two(c) All"));
        assert!(within(text, 20, Family::Letter, 2, Dress::Brackets).is_some());
        assert!(within("x f(b) y", 0, Family::Letter, 1, Dress::Closed).is_none());
        assert!(within("A. one B. two", 3, Family::Letter, 1, Dress::Dot).is_some());
    }
}
