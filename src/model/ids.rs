//! Names: of questions, slots, options, sets, languages, areas.
//!
//! Each is checked when made, ordered by bytes, and a plain string in JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Makes a checked string type: constructor, display, JSON as a string, checked again when read.
macro_rules! name_type {
    ($(#[$doc:meta])* $name:ident, $valid:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(try_from = "String", into = "String")]
        #[schemars(with = "String")]
        pub struct $name(Box<str>);

        impl $name {
            /// The name, if it follows the rules of this type.
            pub fn new(text: &str) -> Option<Self> {
                let valid: fn(&str) -> bool = $valid;
                valid(text).then(|| $name(text.into()))
            }

            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;

            fn try_from(text: String) -> Result<Self, String> {
                $name::new(&text).ok_or_else(|| format!("`{text}` is not a {}", stringify!($name)))
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> String {
                name.0.into()
            }
        }
    };
}

fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

name_type!(
    /// Names one question across banks, papers and graded scans, e.g. `kin-012`: 1 to 64 of `a-z`, `0-9`, `-`.
    QuestionId,
    is_id
);

name_type!(
    /// Names a passage: 1 to 64 of `a-z`, `0-9`, `-`; one made of a study note `note:` and what `needs` says.
    PassageId,
    |text| match text.strip_prefix(OF_NOTE) {
        Some(needs) => (1..=150).contains(&needs.len()) && needs.bytes().all(is_of_needs),
        None => is_id(text),
    }
);

/// What the id of a passage made of a study note begins with.
const OF_NOTE: &str = "note:";

fn is_of_needs(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'/' | b':')
}

impl PassageId {
    /// The passage made of a study note, or of a part of one, that a question needs: `note` or `note/part`.
    pub fn of_note(needs: &str) -> Option<Self> {
        PassageId::new(&format!("{OF_NOTE}{needs}"))
    }

    /// What a question's `needs` says, where the passage is made of a note.
    pub fn needs(&self) -> Option<&str> {
        self.0.strip_prefix(OF_NOTE)
    }

    /// Words for messages: "passage `slope`", "note `hotline`".
    pub fn told(&self) -> String {
        match self.needs() {
            Some(needs) => format!("note `{needs}`"),
            None => format!("passage `{self}`"),
        }
    }
}

name_type!(
    /// Names a study note: its file's name without `.toml`; 1 to 64 of `a-z`, `0-9`, `-`.
    NoteId,
    is_id
);

name_type!(
    /// Names a section of a paper: its `id` or, without one, its title; any text of 1 to 200 bytes.
    SectionId,
    |text| (1..=200).contains(&text.len())
);

name_type!(
    /// Names what gets one answer and one marking: `question`, `question/part`, or `question/part.a` inside an OR.
    SlotId,
    |text| {
        let mut parts = text.splitn(2, '/');
        parts.next().is_some_and(is_id) && parts.next().is_none_or(|part| !part.is_empty() && part.len() <= 80)
    }
);

impl SlotId {
    /// The slot of a question that is one slot.
    pub fn of(question: &QuestionId) -> Self {
        SlotId(question.0.clone())
    }

    /// The slot of a part of a question.
    pub fn part(question: &QuestionId, part: &Name) -> Self {
        SlotId(format!("{question}/{part}").into())
    }

    /// The question's id as text.
    pub fn question(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }
}

name_type!(
    /// Names an option, statement, row, item or part inside its question.
    ///
    /// The letter (`b`), number (`2`) or roman number (`ii`) of its place in the file, or an own id of two characters
    /// or more; derived options have computed names like `1+3`, `a3+b1`, `both-explains`.
    Name,
    |text| (1..=400).contains(&text.len())
);

name_type!(
    /// Names a set: 1 to 8 of `A-Z`, `a-z`, `0-9`, `-`.
    SetName,
    |text| (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
);

name_type!(
    /// An area of a syllabus with the syllabus in front, e.g. `upsc.prelims.gs1.polity`.
    AreaPath,
    |text| (1..=200).contains(&text.len()) && !text.chars().any(|c| c.is_whitespace() || c.is_control())
);

impl AreaPath {
    /// Whether `self` is `above` or lies below it.
    pub fn is_within(&self, above: &str) -> bool {
        is_within(&self.0, above)
    }

    /// The area and every one above it, the syllabus first.
    pub fn with_those_above(&self) -> impl Iterator<Item = AreaPath> + '_ {
        let above = self.0.match_indices('.').filter_map(|(at, _)| AreaPath::new(self.0.get(..at)?));
        above.chain(std::iter::once(self.clone()))
    }
}

/// Whether the path of an area is `above` or lies below it.
pub fn is_within(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// A language tag such as `en` or `hi`: 2 to 8 letters, digits, `-`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Lang([u8; 8]);

impl Lang {
    /// English.
    pub const ENGLISH: Lang = Lang(*b"en\0\0\0\0\0\0");
    /// Hindi.
    pub const HINDI: Lang = Lang(*b"hi\0\0\0\0\0\0");

    /// The tag, if it is one: two or three lower-case letters, then at most one part after `-`.
    pub fn new(text: &str) -> Option<Self> {
        let (language, rest) = text.split_once('-').map_or((text, None), |(language, rest)| (language, Some(rest)));
        let valid = (2..=3).contains(&language.len())
            && language.bytes().all(|byte| byte.is_ascii_lowercase())
            && rest.is_none_or(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()))
            && text.len() <= 8;
        valid.then(|| {
            let mut bytes = [0; 8];
            bytes[..text.len()].copy_from_slice(text.as_bytes());
            Lang(bytes)
        })
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        let length = self.0.iter().position(|byte| *byte == 0).unwrap_or(self.0.len());
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl TryFrom<String> for Lang {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Lang::new(&text).ok_or_else(|| format!("`{text}` is not a language tag"))
    }
}

impl From<Lang> for String {
    fn from(lang: Lang) -> String {
        lang.as_str().to_owned()
    }
}

/// The letter of a place in a file: 0 is `a`, 25 `z`, 26 `aa`.
pub fn letter(index: usize) -> String {
    let mut rest = index + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(b'a' + (rest % 26) as u8);
        rest /= 26;
    }
    letters.iter().rev().map(|byte| char::from(*byte)).collect()
}

/// The small roman number of a place in a file: 0 is `i`, 3 is `iv`.
pub fn roman(index: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = index + 1;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            rest -= value;
            out.push_str(sign);
        }
    }
    out
}

/// Words of a text in the signs of an id, cut after a whole word.
pub fn slug(text: &str, most: usize) -> String {
    let mut out = String::new();
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).take(200) {
        let length = out.len() + word.len() + usize::from(!out.is_empty());
        if length > most {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(&word.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_checked_when_made() {
        assert!(QuestionId::new("kin-012").is_some());
        assert!(QuestionId::new("Kin").is_none());
        assert!(QuestionId::new("").is_none());
        assert!(QuestionId::new(&"a".repeat(65)).is_none());
        assert!(SetName::new("31/1/1").is_none());
        assert_eq!(Lang::new("hi").map(|lang| lang.to_string()).as_deref(), Some("hi"));
        assert!(Lang::new("english").is_none());
        assert!(SlotId::new("case-1/iii.a").is_some());
    }

    #[test]
    fn an_area_holds_what_lies_below_it() {
        let area = AreaPath::new("upsc.prelims.gs1.polity").unwrap();
        assert!(area.is_within("upsc.prelims"));
        assert!(area.is_within("upsc.prelims.gs1.polity"));
        assert!(!area.is_within("upsc.prelims.gs1.pol"));
    }

    #[test]
    fn places_have_letters_and_roman_numbers() {
        assert_eq!([letter(0), letter(25), letter(26)], ["a", "z", "aa"]);
        assert_eq!([roman(0), roman(3), roman(8), roman(13)], ["i", "iv", "ix", "xiv"]);
    }
}
