//! Letters and numbers of a printed paper. They come into being here and nowhere else, so that paper, key, sheet and
//! record agree.

use super::ids::{letter, roman};
use super::named::named_fields;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// The signs that labels count with.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// क, ख, ग and the letters of other scripts, parted by blanks; after the last one they are doubled.
    Letters(&'static str),
    /// १, २, ३ and the digits of other scripts, by their zero.
    Digits(char),
    /// Signs that somebody wrote out: अ, ब, स, द; after the last one they are doubled.
    Written(Vec<String>),
}

/// Letters in the order in which lists count with them; the first one names the family.
///
/// Consonants where lists begin with ka, vowels where they begin with a, abjad order for Urdu. Boards that count
/// otherwise (अ ब स द, ಎ ಬಿ ಸಿ ಡಿ) write their signs out.
const LETTERS: [&str; 15] = [
    "क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त थ द ध न प फ ब भ म य र ल व श ष स ह",
    "ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ঢ ণ ত থ দ ধ ন প ফ ব ভ ম",
    "ક ખ ગ ઘ ઙ ચ છ જ ઝ ઞ ટ ઠ ડ ઢ ણ ત થ દ ધ ન પ ફ બ ભ મ",
    "ੳ ਅ ੲ ਸ ਹ ਕ ਖ ਗ ਘ ਙ ਚ ਛ ਜ ਝ ਞ ਟ ਠ ਡ ਢ ਣ ਤ ਥ ਦ ਧ ਨ ਪ ਫ ਬ ਭ ਮ",
    "ਕ ਖ ਗ ਘ ਙ ਚ ਛ ਜ ਝ ਞ ਟ ਠ ਡ ਢ ਣ ਤ ਥ ਦ ਧ ਨ ਪ ਫ ਬ ਭ ਮ",
    "କ ଖ ଗ ଘ ଙ ଚ ଛ ଜ ଝ ଞ ଟ ଠ ଡ ଢ ଣ ତ ଥ ଦ ଧ ନ ପ ଫ ବ ଭ ମ",
    "அ ஆ இ ஈ உ ஊ எ ஏ ஐ ஒ ஓ ஔ",
    "అ ఆ ఇ ఈ ఉ ఊ ఋ ఎ ఏ ఐ ఒ ఓ ఔ",
    "క ఖ గ ఘ ఙ చ ఛ జ ఝ ఞ ట ఠ డ ఢ ణ త థ ద ధ న ప ఫ బ భ మ",
    "ಅ ಆ ಇ ಈ ಉ ಊ ಋ ಎ ಏ ಐ ಒ ಓ ಔ",
    "ಕ ಖ ಗ ಘ ಙ ಚ ಛ ಜ ಝ ಞ ಟ ಠ ಡ ಢ ಣ ತ ಥ ದ ಧ ನ ಪ ಫ ಬ ಭ ಮ",
    "അ ആ ഇ ഈ ഉ ഊ ഋ എ ഏ ഐ ഒ ഓ ഔ",
    "ക ഖ ഗ ഘ ങ ച ഛ ജ ഝ ഞ ട ഠ ഡ ഢ ണ ത ഥ ദ ധ ന പ ഫ ബ ഭ മ",
    "الف ب ج د ہ و ز ح ط ی ک ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ",
    "ا ب ج د ہ و ز ح ط ی ک ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ",
];

/// The zeros of digits: Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam, Urdu, Arabic.
const ZEROS: [char; 11] = ['०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '۰', '٠'];

/// The place, from 0 to 7, of a letter that may name an option, or of a letter or digit of a script other than Latin.
pub fn option_place(sign: char) -> Option<usize> {
    match sign {
        'a'..='h' => Some(sign as usize - 'a' as usize),
        'A'..='H' => Some(sign as usize - 'A' as usize),
        _ => place_of(sign).filter(|place| *place < 8),
    }
}

/// The place, from 0, of a letter or digit of a script other than Latin; `None` for other signs.
fn place_of(sign: char) -> Option<usize> {
    // Nearly every sign that is asked about.
    if sign.is_ascii() {
        return None;
    }
    let digit = |zero: &char| (u32::from(sign)).checked_sub(u32::from(*zero)).filter(|value| (1..=9).contains(value));
    if let Some(value) = ZEROS.iter().find_map(digit) {
        return Some(value as usize - 1);
    }
    let is = |letter: &str| letter.chars().eq([sign]);
    LETTERS.iter().filter_map(|letters| letters.split(' ').position(is)).min()
}

/// The value of a number in the digits of one script, Latin ones included.
pub fn number_of(text: &str) -> Option<usize> {
    let zero = |c: char| match c {
        '0'..='9' => Some('0'),
        _ => ZEROS.into_iter().find(|zero| (u32::from(*zero)..u32::from(*zero) + 10).contains(&u32::from(c))),
    };
    let zero = zero(text.chars().next()?)?;
    text.chars().try_fold(0usize, |value, c| {
        let digit = u32::from(c).checked_sub(u32::from(zero)).filter(|digit| *digit < 10)?;
        value.checked_mul(10)?.checked_add(digit as usize)
    })
}

/// A sign of a row, doubled after the last one: `क` … `ह`, `कक`.
fn counted(signs: &[&str], index: usize) -> String {
    let length = signs.len().max(1);
    signs.get(index % length).copied().unwrap_or_default().repeat(index / length + 1)
}

impl Family {
    /// The sign of a place, from 0.
    pub fn sign(&self, index: usize) -> String {
        match self {
            Family::LowerLatin => letter(index),
            Family::UpperLatin => letter(index).to_ascii_uppercase(),
            Family::LowerLatinFrom(first) => later(*first, index),
            Family::UpperLatinFrom(first) => later(*first, index).to_ascii_uppercase(),
            Family::Arabic => (index + 1).to_string(),
            Family::LowerRoman => roman(index),
            Family::UpperRoman => roman(index).to_ascii_uppercase(),
            Family::Letters(letters) => counted(&letters.split(' ').collect::<Vec<_>>(), index),
            Family::Digits(zero) => (index + 1)
                .to_string()
                .bytes()
                .filter_map(|digit| char::from_u32(u32::from(digit - b'0') + u32::from(*zero)))
                .collect(),
            Family::Written(signs) => counted(&signs.iter().map(String::as_str).collect::<Vec<_>>(), index),
        }
    }

    /// The sign of a place in Latin letters or digits, small letters kept small.
    fn latin(&self, index: usize) -> String {
        match self {
            Family::Letters(_) => letter(index),
            Family::Digits(_) => (index + 1).to_string(),
            Family::Written(signs) if !signs.iter().all(|sign| sign.is_ascii()) => letter(index),
            _ => self.sign(index),
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
/// Written as the first label: `(a)`, `1.`, `A.`, `(i)`, `(क)`; or with all signs: `(अ ब स द)`. A string in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct LabelStyle {
    before: String,
    family: Family,
    after: String,
}

/// Characters of a first label.
const LONGEST: usize = 12;
/// Characters of a label with all its signs.
const LONGEST_WRITTEN: usize = 100;
/// How many signs may be written out: two words would more likely be something else, such as "Part A".
const WRITTEN: RangeInclusive<usize> = 3..=26;
/// Characters of one of them.
const LONGEST_SIGN: usize = 6;

impl LabelStyle {
    /// Reads a first label such as `(a)`, or one with all its signs such as `(अ ब स द)`; `None` where it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let at = text.find(is_sign)?;
        let last = text.rfind(is_sign)?;
        let end = last + text.get(last..)?.chars().next()?.len_utf8();
        let (before, signs, after) = (text.get(..at)?, text.get(at..end)?, text.get(end..)?);
        let plain = |dress: &str| !dress.chars().any(|c| is_sign(c) || c.is_control());
        if !plain(before) || !plain(after) {
            return None;
        }
        let family = if signs.contains(' ') {
            (text.chars().count() <= LONGEST_WRITTEN).then(|| written(signs))?
        } else {
            (text.chars().count() <= LONGEST).then(|| family_of(signs))?
        };
        Some(LabelStyle { before: before.to_owned(), family: family?, after: after.to_owned() })
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

    /// The sign for keys, lists and the sheet, in Latin whatever the paper prints, so that every program and every
    /// sheet knows it; letters in capitals: `C`, `3`.
    pub fn bare(&self, index: usize) -> String {
        capital(&self.family, self.family.latin(index))
    }

    /// The sign beside a key that candidates read: that of the paper; Latin letters in capitals: `C`, `3`, `ग`.
    pub fn shown(&self, index: usize) -> String {
        capital(&self.family, self.family.sign(index))
    }

    /// The bare sign, case kept: `c`, `3`, `A`; in Latin whatever the paper prints.
    pub fn sign(&self, index: usize) -> String {
        self.family.latin(index)
    }

    /// Whether keys and sheet have other signs than the paper.
    pub fn is_foreign(&self) -> bool {
        self.family.latin(0) != self.family.sign(0)
    }
}

/// Letters in capitals, Roman numbers as they are.
fn capital(family: &Family, sign: String) -> String {
    match family {
        Family::LowerRoman => sign,
        _ => sign.to_ascii_uppercase(),
    }
}

/// Whether a character belongs to a word or sign and not to what stands round it; the danda ends a sentence.
pub fn is_sign(c: char) -> bool {
    // Vowel signs and the like are no letters by themselves.
    c.is_alphanumeric() || ('\u{900}'..='\u{dff}').contains(&c) && !matches!(c, '।' | '॥')
}

/// The family that a first sign names.
fn family_of(sign: &str) -> Option<Family> {
    if let Some(letters) = LETTERS.iter().find(|letters| letters.split(' ').next() == Some(sign)) {
        return Some(Family::Letters(letters));
    }
    let mut chars = sign.chars();
    let (Some(sign), None) = (chars.next(), chars.next()) else { return None };
    match sign {
        'a' => Some(Family::LowerLatin),
        'A' => Some(Family::UpperLatin),
        'i' => Some(Family::LowerRoman),
        'I' => Some(Family::UpperRoman),
        'b'..='z' => Some(Family::LowerLatinFrom(sign as u8 - b'a')),
        'B'..='Z' => Some(Family::UpperLatinFrom(sign as u8 - b'A')),
        '1' => Some(Family::Arabic),
        _ => ZEROS.into_iter().find(|zero| u32::from(*zero) + 1 == u32::from(sign)).map(Family::Digits),
    }
}

/// Signs that are written out, parted by blanks; each once.
fn written(signs: &str) -> Option<Family> {
    let signs: Vec<String> = signs.split_whitespace().map(str::to_owned).collect();
    let fine = |sign: &String| {
        sign.chars().count() <= LONGEST_SIGN && sign.chars().all(is_sign) && !sign.chars().any(|c| c.is_ascii_digit())
    };
    let twice = signs.iter().enumerate().any(|(at, sign)| signs.iter().take(at).any(|other| other == sign));
    (WRITTEN.contains(&signs.len()) && signs.iter().all(fine) && !twice).then_some(Family::Written(signs))
}

impl TryFrom<String> for LabelStyle {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        LabelStyle::parse(&text).ok_or_else(|| format!("`{text}` is not a label"))
    }
}

impl From<LabelStyle> for String {
    fn from(style: LabelStyle) -> String {
        match &style.family {
            Family::Written(signs) => format!("{}{}{}", style.before, signs.join(" "), style.after),
            _ => style.printed(0),
        }
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
    /// Questions.
    #[serde(default = "numbers", skip_serializing_if = "is_usual")]
    pub questions: LabelStyle,
}

named_fields!(LabelStyles, singles, singles_mut: LabelStyle { statements, rows, left, right, items, parts, questions });

/// `1.`, as questions are numbered unless told otherwise.
fn numbers() -> LabelStyle {
    LabelStyle { before: String::new(), family: Family::Arabic, after: ".".to_owned() }
}

fn is_usual(style: &LabelStyle) -> bool {
    *style == numbers()
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
            questions: numbers(),
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
        for bad in [
            "",
            "()",
            "(ab)",
            "2.",
            "(a1)",
            "(b b c)",
            "(a, b, c)",
            "Part A",
            "Q no 1.",
            "(अ)",
            "(कि)",
            "(abcdefghijklmn)",
        ] {
            assert!(LabelStyle::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn every_script_counts_in_its_own_letters_and_digits() {
        let row = |first: &str| {
            let style = LabelStyle::parse(first).unwrap();
            assert_eq!(String::from(style.clone()), first);
            (0..4).map(|at| style.printed(at)).collect::<Vec<_>>().join(" ")
        };
        for (first, labels) in [
            ("(क)", "(क) (ख) (ग) (घ)"),
            ("(ক)", "(ক) (খ) (গ) (ঘ)"),
            ("(அ)", "(அ) (ஆ) (இ) (ஈ)"),
            ("(అ)", "(అ) (ఆ) (ఇ) (ఈ)"),
            ("(క)", "(క) (ఖ) (గ) (ఘ)"),
            ("(ક)", "(ક) (ખ) (ગ) (ઘ)"),
            ("(ಅ)", "(ಅ) (ಆ) (ಇ) (ಈ)"),
            ("(ಕ)", "(ಕ) (ಖ) (ಗ) (ಘ)"),
            ("(അ)", "(അ) (ആ) (ഇ) (ഈ)"),
            ("(ക)", "(ക) (ഖ) (ഗ) (ഘ)"),
            ("(ੳ)", "(ੳ) (ਅ) (ੲ) (ਸ)"),
            ("(ਕ)", "(ਕ) (ਖ) (ਗ) (ਘ)"),
            ("(କ)", "(କ) (ଖ) (ଗ) (ଘ)"),
            ("(الف)", "(الف) (ب) (ج) (د)"),
            ("(ا)", "(ا) (ب) (ج) (د)"),
            ("१.", "१. २. ३. ४."),
            ("১.", "১. ২. ৩. ৪."),
            ("௧.", "௧. ௨. ௩. ௪."),
            ("౧.", "౧. ౨. ౩. ౪."),
            ("૧.", "૧. ૨. ૩. ૪."),
            ("೧.", "೧. ೨. ೩. ೪."),
            ("൧.", "൧. ൨. ൩. ൪."),
            ("੧.", "੧. ੨. ੩. ੪."),
            ("୧.", "୧. ୨. ୩. ୪."),
            ("۱.", "۱. ۲. ۳. ۴."),
        ] {
            assert_eq!(row(first), labels);
        }
        assert_eq!(LabelStyle::parse("१.").unwrap().printed(11), "१२.");
        assert_eq!(LabelStyle::parse("(क)").unwrap().printed(33), "(कक)");
    }

    #[test]
    fn signs_may_be_written_out() {
        let style = LabelStyle::parse("(अ ब स द)").unwrap();
        assert_eq!([style.printed(2), style.in_text(3), style.printed(4)], ["(स)", "(द)", "(अअ)"]);
        assert_eq!(String::from(style.clone()), "(अ ब स द)");
        assert_eq!(LabelStyle::parse(&String::from(style.clone())), Some(style));
        let style = LabelStyle::parse("ಎ ಬಿ ಸಿ ಡಿ)").unwrap();
        assert_eq!([style.printed(1), style.bare(1)], ["ಬಿ)", "B"]);
        let style = LabelStyle::parse("[p q r s]").unwrap();
        assert_eq!([style.printed(1), style.bare(1)], ["[q]", "Q"]);
        assert!(LabelStyle::parse(&format!("({})", "अ ".repeat(40))).is_none());
    }

    #[test]
    fn keys_and_sheets_have_latin_signs_whatever_the_paper_prints() {
        let sign = |first: &str| {
            let style = LabelStyle::parse(first).unwrap();
            [style.bare(2), style.sign(2), style.shown(2)]
        };
        assert_eq!(sign("(a)"), ["C", "c", "C"]);
        assert_eq!(sign("(i)"), ["iii", "iii", "iii"]);
        assert_eq!(sign("(क)"), ["C", "c", "ग"]);
        assert_eq!(sign("१."), ["3", "3", "३"]);
        assert_eq!(sign("(அ)"), ["C", "c", "இ"]);
        assert_eq!(sign("(अ ब स द)"), ["C", "c", "स"]);
        assert!(LabelStyle::parse("(الف)").unwrap().is_foreign());
        assert!(!LabelStyle::parse("(a)").unwrap().is_foreign());
    }

    #[test]
    fn signs_are_found_again() {
        assert_eq!(['ख', 'খ', 'ஆ', 'ب', '२', '۲', '൨'].map(place_of), [Some(1); 7]);
        assert_eq!(['b', '2', '०', 'ि', 'é'].map(place_of), [None; 5]);
        assert_eq!(["12", "१२", "১২", "۱۲"].map(number_of), [Some(12); 4]);
        assert_eq!(["", "1२", "x", "१x", "99999999999999999999999"].map(number_of), [None; 5]);
    }

    #[test]
    fn no_family_has_a_sign_twice() {
        for letters in LETTERS {
            let mut signs: Vec<&str> = letters.split(' ').collect();
            signs.sort_unstable();
            let count = signs.len();
            signs.dedup();
            assert_eq!(signs.len(), count, "{letters}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_label_is_read_back_as_it_was(text in "\\PC{0,14}|[(\\[]?[abAiI1क१ক੧अ ब]{1,9}[.)\\]]?") {
            if let Some(style) = LabelStyle::parse(&text) {
                let written = String::from(style.clone());
                proptest::prop_assert_eq!(LabelStyle::parse(&written), Some(style));
            }
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
