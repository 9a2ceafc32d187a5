//! Letters and numbers of a printed paper. They come into being here and nowhere else, so that paper, key, sheet and
//! record agree.

use super::ids::{letter, roman};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The signs that labels count with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// a, b, c … aa
    LowerLatin,
    /// A, B, C … AA
    UpperLatin,
    /// F, G, H, J … : the second of two alternating rows; I is left out, since it looks like a number
    UpperLatinFrom(u8),
    /// f, g, h, j …
    LowerLatinFrom(u8),
    /// 1, 2, 3
    Arabic,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
    /// क, ख, ग
    Devanagari,
    /// १, २, ३
    DevanagariDigits,
}

const DEVANAGARI: [&str; 33] = [
    "क", "ख", "ग", "घ", "ङ", "च", "छ", "ज", "झ", "ञ", "ट", "ठ", "ड", "ढ", "ण", "त", "थ", "द", "ध", "न", "प", "फ", "ब",
    "भ", "म", "य", "र", "ल", "व", "श", "ष", "स", "ह",
];

impl Family {
    /// The sign of a place, from 0.
    pub fn sign(self, index: usize) -> String {
        match self {
            Family::LowerLatin => letter(index),
            Family::UpperLatin => letter(index).to_ascii_uppercase(),
            Family::LowerLatinFrom(first) => later(first, index),
            Family::UpperLatinFrom(first) => later(first, index).to_ascii_uppercase(),
            Family::Arabic => (index + 1).to_string(),
            Family::LowerRoman => roman(index),
            Family::UpperRoman => roman(index).to_ascii_uppercase(),
            Family::Devanagari => {
                let sign = DEVANAGARI[index % DEVANAGARI.len()];
                sign.repeat(index / DEVANAGARI.len() + 1)
            }
            Family::DevanagariDigits => (index + 1)
                .to_string()
                .bytes()
                .filter_map(|digit| char::from_u32(u32::from(digit - b'0') + '०' as u32))
                .collect(),
        }
    }
}

/// The letter of a place in a row that begins with another letter than a; a row from before i goes on with j.
fn later(first: u8, index: usize) -> String {
    const I: usize = 8;
    let first = usize::from(first);
    letter(first + index + usize::from(first < I && first + index >= I))
}

/// How one kind of thing is labelled: a family of signs and the dress round it, as in `(a)`.
///
/// Written as the first label: `(a)`, `1.`, `A.`, `(i)`, `(क)`; a string in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct LabelStyle {
    before: String,
    family: Family,
    after: String,
}

impl LabelStyle {
    /// Reads a first label such as `(a)`; `None` where no sign is found, or more than 12 characters.
    pub fn parse(text: &str) -> Option<Self> {
        if text.chars().count() > 12 {
            return None;
        }
        let at = text.find(|c: char| c.is_alphanumeric())?;
        let sign = text[at..].chars().next()?;
        let family = match sign {
            'a' => Family::LowerLatin,
            'A' => Family::UpperLatin,
            'i' => Family::LowerRoman,
            'I' => Family::UpperRoman,
            'b'..='z' => Family::LowerLatinFrom(sign as u8 - b'a'),
            'B'..='Z' => Family::UpperLatinFrom(sign as u8 - b'A'),
            '1' => Family::Arabic,
            'क' => Family::Devanagari,
            '१' => Family::DevanagariDigits,
            _ => return None,
        };
        let (before, after) = (&text[..at], &text[at + sign.len_utf8()..]);
        let plain = |dress: &str| !dress.chars().any(|c| c.is_alphanumeric() || c.is_control());
        (plain(before) && plain(after)).then(|| LabelStyle {
            before: before.to_owned(),
            family,
            after: after.to_owned(),
        })
    }

    /// The bare signs of a family, without dress: `I`, `II`.
    pub fn plain(family: Family) -> Self {
        LabelStyle { before: String::new(), family, after: String::new() }
    }

    /// The label as printed before the thing: `(c)`, `3.`.
    pub fn printed(&self, index: usize) -> String {
        format!("{}{}{}", self.before, self.family.sign(index), self.after)
    }

    /// The label inside a sentence: brackets stay, a dot goes: `(c)`, `3`.
    pub fn in_text(&self, index: usize) -> String {
        self.printed(index).trim_matches(|c: char| c == '.' || c.is_whitespace()).to_owned()
    }

    /// The bare sign for keys, lists and the sheet; Latin letters in capitals: `C`, `3`.
    pub fn bare(&self, index: usize) -> String {
        let sign = self.family.sign(index);
        match self.family {
            Family::LowerLatin | Family::LowerLatinFrom(_) => sign.to_ascii_uppercase(),
            _ => sign,
        }
    }

    /// The bare sign as it prints, case kept: `c`, `3`, `A`.
    pub fn sign(&self, index: usize) -> String {
        self.family.sign(index)
    }
}

impl TryFrom<String> for LabelStyle {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        LabelStyle::parse(&text).ok_or_else(|| format!("`{text}` is not a label"))
    }
}

impl From<LabelStyle> for String {
    fn from(style: LabelStyle) -> String {
        style.printed(0)
    }
}

/// The label styles of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LabelStyles {
    /// Options; two alternate between odd and even printed numbers.
    pub options: Vec<LabelStyle>,
    /// Statements.
    pub statements: LabelStyle,
    /// Rows of pairs.
    pub rows: LabelStyle,
    /// The left list of `match`.
    pub left: LabelStyle,
    /// The right list of `match`.
    pub right: LabelStyle,
    /// Items of `order`.
    pub items: LabelStyle,
    /// Parts of a case.
    pub parts: LabelStyle,
}

impl LabelStyles {
    /// The style of the options of the question with this printed number.
    pub fn options_of(&self, number: u32) -> &LabelStyle {
        let count = u32::try_from(self.options.len()).unwrap_or(1).max(1);
        // An empty list cannot be read from a file; statements' style keeps this total.
        self.options.get((number.saturating_sub(1) % count) as usize).unwrap_or(&self.statements)
    }
}

impl Default for LabelStyles {
    fn default() -> Self {
        let style = |before: &str, family, after: &str| LabelStyle {
            before: before.to_owned(),
            family,
            after: after.to_owned(),
        };
        LabelStyles {
            options: vec![style("(", Family::LowerLatin, ")")],
            statements: style("", Family::Arabic, "."),
            rows: style("", Family::Arabic, "."),
            left: style("", Family::UpperLatin, "."),
            right: style("", Family::Arabic, "."),
            items: style("", Family::Arabic, "."),
            parts: style("(", Family::LowerRoman, ")"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_label_gives_family_and_dress() {
        let style = LabelStyle::parse("(a)").unwrap();
        assert_eq!([style.printed(2), style.in_text(2), style.bare(2)], ["(c)", "(c)", "C"]);
        let style = LabelStyle::parse("1.").unwrap();
        assert_eq!([style.printed(2), style.in_text(2), style.bare(2)], ["3.", "3", "3"]);
        let style = LabelStyle::parse("(F)").unwrap();
        assert_eq!(
            [style.printed(0), style.printed(2), style.printed(3), style.printed(4)],
            ["(F)", "(H)", "(J)", "(K)"]
        );
        assert_eq!(["P.", "(k)"].map(|text| LabelStyle::parse(text).unwrap().printed(1)), ["Q.", "(l)"]);
        let style = LabelStyle::parse("(क)").unwrap();
        assert_eq!(style.printed(3), "(घ)");
        assert_eq!(LabelStyle::parse("१.").unwrap().printed(11), "१२.");
        for bad in ["", "()", "(ab)", "2.", "(a1)"] {
            assert!(LabelStyle::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn two_option_styles_alternate() {
        let styles = LabelStyles {
            options: ["(A)", "(F)"].map(|text| LabelStyle::parse(text).unwrap()).to_vec(),
            ..LabelStyles::default()
        };
        assert_eq!(styles.options_of(1).bare(0), "A");
        assert_eq!(styles.options_of(2).bare(0), "F");
        assert_eq!(styles.options_of(3).bare(0), "A");
    }
}
