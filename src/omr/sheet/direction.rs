//! Lines that hold text from right to left: in what order their pieces stand, from the left.
//!
//! A short form of the rules of Unicode, enough for names and headings: no marks of direction, one level of numbers and
//! foreign words inside a line.

use unicode_script::{Script, UnicodeScript};

/// A piece of a line that runs in one direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The characters in the order of reading.
    pub(super) text: String,
    /// Whether it runs from right to left.
    pub(super) leftwards: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Right,
    Left,
    Number,
    /// Blanks and signs go with their neighbours.
    Neutral,
}

fn way(c: char) -> Way {
    match c.script() {
        Script::Arabic | Script::Hebrew | Script::Syriac | Script::Thaana | Script::Nko if c.is_numeric() => {
            Way::Number
        }
        Script::Arabic | Script::Hebrew | Script::Syriac | Script::Thaana | Script::Nko => Way::Left,
        _ if c.is_numeric() => Way::Number,
        Script::Common | Script::Inherited | Script::Unknown => Way::Neutral,
        _ => Way::Right,
    }
}

/// The pieces of a line from the left; the whole line where nothing runs leftwards.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut ways: Vec<Way> = text.chars().map(way).collect();
    if !ways.contains(&Way::Left) {
        return vec![Piece { text: text.to_owned(), leftwards: false }];
    }
    let base = ways.iter().find(|way| matches!(way, Way::Left | Way::Right)) == Some(&Way::Left);
    brackets(text, &mut ways, if base { Way::Left } else { Way::Right });
    // Even levels run rightwards, odd ones leftwards; inner ones are higher.
    let levels = levels(&ways, base);
    let mut pieces: Vec<(u8, String)> = Vec::new();
    for (c, level) in text.chars().zip(levels) {
        match pieces.last_mut() {
            Some((last, piece)) if *last == level => piece.push(c),
            _ => pieces.push((level, c.to_string())),
        }
    }
    // From the highest level down, every sequence of pieces of that level or above is turned round.
    for level in [2, 1] {
        for run in pieces.chunk_by_mut(|left, right| (left.0 >= level) == (right.0 >= level)) {
            if run.first().is_some_and(|piece| piece.0 >= level) {
                run.reverse();
            }
        }
    }
    pieces.into_iter().map(|(level, text)| Piece { text, leftwards: level % 2 == 1 }).collect()
}

/// Gives both brackets of a pair one direction: that of the line where something inside runs so or the text before does,
/// else that of what is inside.
fn brackets(text: &str, ways: &mut [Way], base: Way) {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.chars().enumerate() {
        let opening = match c {
            '(' | '[' | '{' => {
                open.push((at, c));
                continue;
            }
            ')' => '(',
            ']' => '[',
            '}' => '{',
            _ => continue,
        };
        let Some(place) = open.iter().rposition(|(_, other)| *other == opening) else { continue };
        let start = open.get(place).map_or(at, |(start, _)| *start);
        open.truncate(place);
        let strong = |ways: &[Way], wanted: Way| ways.contains(&wanted);
        let inside = ways.get(start..at).unwrap_or_default();
        let other = if base == Way::Left { Way::Right } else { Way::Left };
        let before = ways.get(..start).unwrap_or_default().iter().rfind(|way| matches!(way, Way::Left | Way::Right));
        let way = match (strong(inside, base), strong(inside, other)) {
            (true, _) => base,
            (false, true) if before == Some(&other) => other,
            (false, true) => base,
            (false, false) => continue,
        };
        for end in [start, at] {
            if let Some(bracket) = ways.get_mut(end) {
                *bracket = way;
            }
        }
    }
}

fn levels(ways: &[Way], base: bool) -> Vec<u8> {
    let mut strong = if base { Way::Left } else { Way::Right };
    let mut levels = Vec::with_capacity(ways.len());
    for way in ways {
        if matches!(way, Way::Left | Way::Right) {
            strong = *way;
        }
        levels.push(match way {
            Way::Left => Some(1),
            Way::Right => Some(if base { 2 } else { 0 }),
            Way::Number => Some(if base || strong == Way::Left { 2 } else { 0 }),
            Way::Neutral => None,
        });
    }
    // A neutral between two of one direction goes with them, else with the line; a number counts as leftwards text.
    let side = |level: Option<u8>, way: Way| match (way, level) {
        (Way::Number, Some(2)) | (Way::Left, _) => Way::Left,
        _ => Way::Right,
    };
    let outer = if base { Way::Left } else { Way::Right };
    let known: Vec<Option<Way>> =
        levels.iter().zip(ways).map(|(level, way)| level.map(|l| side(Some(l), *way))).collect();
    let mut before = outer;
    let mut resolved = Vec::with_capacity(levels.len());
    for (at, level) in levels.iter().enumerate() {
        before = known.get(at).copied().flatten().unwrap_or(before);
        resolved.push(level.unwrap_or_else(|| {
            let after = known.iter().skip(at).flatten().next().copied().unwrap_or(outer);
            match (before == after, before) {
                (true, Way::Left) => 1,
                (true, _) => {
                    if base {
                        2
                    } else {
                        0
                    }
                }
                (false, _) => u8::from(base),
            }
        }));
    }
    resolved
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces from the left, those that run leftwards in brackets.
    fn shown(text: &str) -> String {
        let told = pieces(text).into_iter().map(|piece| match piece.leftwards {
            true => format!("[{}]", piece.text),
            false => piece.text,
        });
        told.collect()
    }

    #[test]
    fn lines_are_laid_out_from_the_left() {
        assert_eq!(shown("Paper 1 (a)"), "Paper 1 (a)");
        assert_eq!(shown("اردو"), "[اردو]");
        assert_eq!(shown("پرچہ اول"), "[پرچہ اول]");
        assert_eq!(shown("پرچہ 2026 اردو"), "[ اردو]2026[پرچہ ]");
        assert_eq!(shown("پرچہ (Paper I) اردو"), "[) اردو]Paper I[پرچہ (]");
        assert_eq!(shown("Urdu (اردو ادب) 2"), "Urdu ([اردو ادب]) 2");
        assert_eq!(shown("Paper اردو 12"), "Paper 12[اردو ]");
        assert_eq!(shown("Paper اردو (ادب) ب"), "Paper [اردو (ادب) ب]");
        assert_eq!(shown("پرچہ (ا) ب)"), "[پرچہ (ا) ب)]");
        assert_eq!(shown(""), "");
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost(text in "\\PC{0,20}|[ابپa1۲ (.)]{0,20}") {
            let mut laid: Vec<char> = pieces(&text).into_iter().flat_map(|piece| piece.text.chars().collect::<Vec<_>>()).collect();
            let mut typed: Vec<char> = text.chars().collect();
            laid.sort_unstable();
            typed.sort_unstable();
            proptest::prop_assert_eq!(laid, typed);
        }
    }
}
