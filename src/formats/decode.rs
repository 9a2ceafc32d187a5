//! Bytes of a file or paste to text: encodings, and UTF-8 that another program has read as something else.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A text with what had to be done to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, its lines ended by `\n`.
    pub text: String,
    /// What the reader did that its author may want to know.
    pub remarks: Vec<String>,
}

/// Beginnings of files that are no text, with what they are and what to do.
const BINARY: [(&[u8], &str, &str); 9] = [
    (b"%PDF", "a PDF", "open it, select the text, copy it, and save what you paste as a text file"),
    (b"PK\x03\x04", "a packed file such as .docx", "open it, copy the text, and save what you paste as a text file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file", "open it, copy the text, and save what you paste as a text file"),
    (b"{\\rtf", "rich text", "open it and save it as plain text"),
    (b"\x89PNG", "a picture", "type the text, or let a program read it from the picture"),
    (b"\xff\xd8\xff", "a picture", "type the text, or let a program read it from the picture"),
    (b"GIF8", "a picture", "type the text, or let a program read it from the picture"),
    (b"\x1f\x8b", "a packed file", "unpack it first"),
    (b"\x00\x00\xfe\xff", "UTF-32", "save it as UTF-8"),
];

/// Tags that show a text to be the source of a web page.
const TAGS: [&str; 8] = ["</p>", "</div>", "</span>", "</li>", "</td>", "<br", "</a>", "</script>"];

/// How many such tags are too many for a text that only mentions one.
const MOST_TAGS: usize = 12;

/// How much of a file is looked at to tell what it is.
const SAMPLE: usize = 64 * 1024;

/// Reads bytes as text.
///
/// # Errors
///
/// One sentence that says what the bytes are and what to do.
pub fn decode(bytes: &[u8]) -> Result<Decoded, String> {
    if let Some((_, what, next)) = BINARY.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Err(format!("this is {what}, not text: {next}"));
    }
    let mut remarks = Vec::new();
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes, &mut remarks)),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes, &mut remarks)),
        _ => match nul_side(bytes) {
            Some(1) => Cow::Owned(utf16(bytes, u16::from_le_bytes, &mut remarks)),
            Some(_) => Cow::Owned(utf16(bytes, u16::from_be_bytes, &mut remarks)),
            None => eight_bits(bytes, &mut remarks),
        },
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    refuse_other_than_text(text)?;
    let text = repaired(&with_plain_line_ends(text), &mut remarks).into_owned();
    Ok(Decoded { text, remarks })
}

/// Which byte of each pair is mostly zero, as it is in UTF-16 of Latin text; `None` for other files.
fn nul_side(bytes: &[u8]) -> Option<usize> {
    let sample = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let pairs = sample.len() / 2;
    (pairs >= 2 && even.max(odd) * 2 > pairs && even.min(odd) * 8 < pairs).then_some(usize::from(odd > even))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, remarks: &mut Vec<String>) -> String {
    remarks.push("the file is saved as UTF-16; it was read as that".to_owned());
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect()
}

/// UTF-8, else Windows-1252, which every byte can be read as.
fn eight_bits<'b>(bytes: &'b [u8], remarks: &mut Vec<String>) -> Cow<'b, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(fault) => {
            remarks.push(format!(
                "the file is not UTF-8 from byte {} on; it was read as Windows-1252: look at accents, quotation marks and dashes",
                fault.valid_up_to() + 1
            ));
            Cow::Owned(bytes.iter().map(|byte| PAGES[0].char_of(*byte)).collect())
        }
    }
}

fn refuse_other_than_text(text: &str) -> Result<(), String> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = text.get(..end).unwrap_or_default();
    if controls(sample.as_bytes()) * 20 > sample.len() {
        return Err("this is no text: copy the text of the page and save what you paste as a text file".to_owned());
    }
    // Most texts have no tag at all.
    if !sample.as_bytes().contains(&b'<') {
        return Ok(());
    }
    let start = sample.trim_start().get(..15).unwrap_or_default().to_ascii_lowercase();
    let tags = TAGS.iter().map(|tag| sample.matches(tag).take(MOST_TAGS + 1).count()).sum::<usize>();
    if start.starts_with("<!doctype html") || start.starts_with("<html") || tags > MOST_TAGS {
        return Err(
            "this is the source of a web page: open the page in a browser, select all, copy, and save what you paste as a text file"
                .to_owned(),
        );
    }
    Ok(())
}

/// How many control characters there are, blanks and ends of lines not counted.
fn controls(bytes: &[u8]) -> usize {
    let (mut count, mut at) = (0, 0);
    // Walked by index: every file comes by here.
    while at < bytes.len() {
        count += usize::from(bytes[at] < 0x20 && !matches!(bytes[at], b'\t' | b'\n' | b'\r' | 0x0b | 0x0c));
        at += 1;
    }
    count
}

/// `\n` after every line, so that lines count as an editor counts them.
fn with_plain_line_ends(text: &str) -> Cow<'_, str> {
    if !["\r", "\u{0b}", "\u{0c}", "\u{2028}", "\u{2029}"].iter().any(|end| text.contains(end)) {
        return Cow::Borrowed(text);
    }
    let crlf = text.replace("\r\n", "\n");
    Cow::Owned(crlf.replace(['\r', '\u{0b}', '\u{0c}', '\u{2028}', '\u{2029}'], "\n"))
}

/// An encoding of one byte a character.
struct Page {
    name: &'static str,
    /// What the bytes from 0x80 on stand for.
    chars: Vec<char>,
    bytes: HashMap<char, u8>,
}

impl Page {
    /// `high` lists the characters from 0x80 on, U+FFFD where a byte stands for nothing; what is not listed is as in
    /// Latin-1. Browsers keep the bytes that stand for nothing, and so does this.
    fn new(name: &'static str, high: &str) -> Page {
        let mut listed = high.chars();
        let of = |byte: u8, listed: Option<char>| listed.filter(|c| *c != '\u{fffd}').unwrap_or(char::from(byte));
        let chars: Vec<char> = (0x80..=0xff).map(|byte| of(byte, listed.next())).collect();
        let bytes = chars.iter().zip(0x80..=0xff).map(|(c, byte)| (*c, byte)).collect();
        Page { name, chars, bytes }
    }

    fn char_of(&self, byte: u8) -> char {
        let high = byte.checked_sub(0x80).and_then(|place| self.chars.get(usize::from(place)));
        high.copied().unwrap_or(char::from(byte))
    }
}

const WINDOWS_1252: &str = "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ";

const WINDOWS_1253: &str = "€\u{fffd}‚ƒ„…†‡\u{fffd}‰\u{fffd}‹\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}‘’“”•–—\u{fffd}™\u{fffd}›\u{fffd}\u{fffd}\u{fffd}\u{fffd}\
           \u{a0}΅Ά£¤¥¦§¨©\u{fffd}«¬\u{ad}®―°±²³΄µ¶·ΈΉΊ»Ό½ΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ\u{fffd}ΣΤΥΦΧΨΩΪΫάέήίΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ";

const WINDOWS_1251: &str = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{fffd}™љ›њќћџ\
           \u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";

/// The encodings that UTF-8 is most often taken for; the first one is what files that are not UTF-8 are read as.
static PAGES: LazyLock<[Page; 3]> = LazyLock::new(|| {
    [
        Page::new("Windows-1252", WINDOWS_1252),
        Page::new("Windows-1253", WINDOWS_1253),
        Page::new("Windows-1251", WINDOWS_1251),
    ]
});

/// Turns UTF-8 that was read in another encoding back, run by run of characters outside ASCII: "â€™" becomes "’".
fn repaired<'t>(text: &'t str, remarks: &mut Vec<String>) -> Cow<'t, str> {
    // Bytes that such characters begin with; few texts have any.
    if ![0xc3, 0xce, 0xcf, 0xd0, 0xd1].iter().any(|byte| text.as_bytes().contains(byte)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut counts = [0usize; 3];
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| !c.is_ascii()) {
        let (before, run) = rest.split_at(start);
        out.push_str(before);
        let end = run.find(|c: char| c.is_ascii()).unwrap_or(run.len());
        let (run, after) = run.split_at(end);
        match PAGES.iter().enumerate().find_map(|(at, page)| Some((at, undone(run, page)?))) {
            Some((at, plain)) => {
                if let Some(count) = counts.get_mut(at) {
                    *count += 1;
                }
                out.push_str(&plain);
            }
            None => out.push_str(run),
        }
        rest = after;
    }
    out.push_str(rest);
    for (page, count) in PAGES.iter().zip(counts) {
        if count > 0 {
            let places = if count == 1 { "1 place was".to_owned() } else { format!("{count} places were") };
            remarks.push(format!("UTF-8 had been read as {}; {places} turned back", page.name));
        }
    }
    Cow::Owned(out)
}

/// Characters that lead bytes of UTF-8 become in one of the encodings.
fn is_lead(c: char) -> bool {
    matches!(c, 'Â'..='ô' | 'Β'..='τ' | 'В'..='ф')
}

/// The text of a run that was UTF-8 before; `None` where it was not.
fn undone(run: &str, page: &Page) -> Option<String> {
    if !run.starts_with(is_lead) || run.chars().nth(1).is_none() {
        return None;
    }
    let bytes: Vec<u8> = run.chars().map(|c| page.bytes.get(&c).copied()).collect::<Option<_>>()?;
    let plain = String::from_utf8(bytes).ok()?;
    (!plain.chars().any(|c| c.is_control() || c == '\u{fffd}')).then_some(plain)
}

/// Whether a text still holds what a wrong encoding leaves behind.
pub(super) fn is_damaged(text: &str) -> bool {
    if is_blotted(text) {
        return true;
    }
    if text.is_ascii() {
        return false;
    }
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let lead = matches!(c, 'Ã' | 'Â' | 'â' | 'à' | 'ã' | 'Ð' | 'Ñ' | 'β' | 'ΰ' | 'Ξ' | 'Ο' | 'в' | 'а');
        let follows = ('\u{80}'..='\u{bf}').contains(&next) && next != '\u{bb}' && next != '\u{b7}'
            || "€‚ƒ„…†‡ˆ‰Š‹Œ˜™š›œžŸЂ".contains(next);
        if c == '\u{fffd}' || lead && follows {
            return true;
        }
    }
    false
}

/// Whether question marks stand for most letters: "???? ?? ?????".
fn is_blotted(text: &str) -> bool {
    let blots = text
        .split(' ')
        .map(|word| word.trim_end_matches([',', ';', ':', '.']))
        .filter(|word| word.len() >= 2 && word.bytes().all(|byte| byte == b'?'));
    let (words, marks) = blots.fold((0, 0), |(words, marks), word| (words + 1, marks + word.len()));
    words >= 2 && marks > text.chars().filter(|c| c.is_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).unwrap().text
    }

    #[test]
    fn every_common_encoding_is_read() {
        let page = "Key Facts\r\n\r\n1.\r\n\r\nIt’s 25 °C – warm.\r\n";
        let plain = page.replace("\r\n", "\n");
        assert_eq!(text(page.as_bytes()), plain);
        assert_eq!(text(&[b"\xef\xbb\xbf", page.as_bytes()].concat()), plain);
        let units: Vec<u16> = page.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(text(&[b"\xff\xfe", little.as_slice()].concat()), plain);
        assert_eq!(text(&[b"\xfe\xff", big.as_slice()].concat()), plain);
        assert_eq!((text(&little), text(&big)), (plain.clone(), plain.clone()));
        let old = decode(b"It\x92s 25 \xb0C \x96 warm.").unwrap();
        assert_eq!(old.text, "It’s 25 °C – warm.");
        assert_eq!(
            old.remarks,
            [
                "the file is not UTF-8 from byte 3 on; it was read as Windows-1252: look at accents, quotation marks and dashes"
            ]
        );
        assert_eq!(text(b"one\rtwo\rthree"), "one\ntwo\nthree");
    }

    #[test]
    fn utf8_that_was_read_as_something_else_is_turned_back() {
        let plain = "It’s – “so” – भारत का संविधान, 25 °C";
        for page in PAGES.iter() {
            let spoilt: String = plain.bytes().map(|byte| page.char_of(byte)).collect();
            assert_ne!(spoilt, plain);
            let decoded = decode(spoilt.as_bytes()).unwrap();
            assert_eq!(decoded.text, plain, "{}", page.name);
            assert!(decoded.remarks[0].contains(page.name), "{:?}", decoded.remarks);
            assert!(is_damaged(&spoilt), "{spoilt}");
        }
    }

    #[test]
    fn letters_that_became_question_marks_are_noticed() {
        for (text, damaged) in [
            ("????? ???? ?? ?????", true),
            ("What? What?? Really???", false),
            ("2, 4, ??, ??, 32: which?", false),
            ("?? + 3 = ??, and so on", false),
        ] {
            assert_eq!(is_damaged(text), damaged, "{text}");
        }
    }

    #[test]
    fn foreign_words_are_left_as_they_are() {
        for fine in ["naïve café, São Paulo, Übung", "Αθήνα και Δελφοί", "Різдво в Києві", "« à la carte »", "भारत"]
        {
            assert_eq!(text(fine.as_bytes()), fine);
            assert!(!is_damaged(fine), "{fine}");
        }
    }

    #[test]
    fn what_is_no_text_is_told_with_the_next_step() {
        for (bytes, sentence) in [
            (
                &b"%PDF-1.7 ..."[..],
                "this is a PDF, not text: open it, select the text, copy it, and save what you paste as a text file",
            ),
            (
                b"PK\x03\x04word",
                "this is a packed file such as .docx, not text: open it, copy the text, and save what you paste as a text file",
            ),
            (
                b"<!DOCTYPE html><p>x</p>",
                "this is the source of a web page: open the page in a browser, select all, copy, and save what you paste as a text file",
            ),
            (
                &[1, 2, 3, 4, 5, 6, 7, 8],
                "this is no text: copy the text of the page and save what you paste as a text file",
            ),
        ] {
            assert_eq!(decode(bytes).unwrap_err(), sentence);
        }
        let items = "<li>one</li>\n".repeat(20);
        assert!(decode(items.as_bytes()).unwrap_err().contains("source of a web page"));
        assert!(decode(b"In HTML a paragraph is <p>so</p>.").is_ok());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            if let Ok(decoded) = decode(&bytes) {
                proptest::prop_assert!(!decoded.text.contains('\r'));
            }
        }
    }
}
