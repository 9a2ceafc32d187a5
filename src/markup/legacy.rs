//! Hindi typed for fonts of the time before Unicode: Latin letters that only look like Devanagari in one font.

use crate::diag::Diagnostic;

/// Pieces of Kruti Dev, DevLys and Chanakya text that English next to never has.
const MARKS: [&str; 14] =
    ["gS", "vkS", "Hkk", "fd;", "Fkk", "Fkh", "rFkk", "fdl", "dkS", "fuEu", "dsoy", "gSA", "lR;", "Hk"];

/// Pieces that are as frequent there and stand in an English text now and then: "prize", "Netherlands do", "2½", `\\frac{k}{m}`.
const WEAK_MARKS: [&str; 12] = ["dk ", "ds ", "dh ", "esa", "ksa", "iz", "tks ", "¼", "½", "[k", "{k", "'k"];

/// The finding for a text that ought to be Hindi and is Latin letters in a Hindi font's order.
pub(crate) fn hindi(text: &str) -> Option<Diagnostic> {
    let mut latin = 0usize;
    for c in text.chars().take(4096) {
        if ('\u{0900}'..='\u{097F}').contains(&c) {
            return None;
        }
        latin += usize::from(c.is_ascii_alphabetic());
    }
    if latin < 4 {
        return None;
    }
    let start: String = text.chars().take(4096).collect::<String>() + " ";
    let of = |marks: &[&str]| marks.iter().filter(|mark| start.contains(**mark)).count();
    let (sure, weak) = (of(&MARKS), of(&WEAK_MARKS));
    let words = start.split_whitespace().count();
    // One piece may stand in a formula or a foreign word; two different ones in a short text do not.
    (sure > 0 && (sure + weak >= 2 || words <= 2) || weak >= 4).then(finding)
}

/// Words of such text that are next to impossible in English.
const WORDS: [&str; 22] = [
    "dk",
    "ds",
    "dh",
    "ls",
    "dks",
    "gS",
    "gSa",
    "gSA",
    "esa",
    "vkSj",
    "fdl",
    "fdlls",
    "rFkk",
    "fuEu",
    "dsoy",
    "Fkk",
    "Fkh",
    "dkSu",
    "dFku",
    "D;k",
    "gksrk",
    "fuEufyf[kr",
];

/// Pieces inside words that only such text has.
const INSIDE: [&str; 8] = ["Hkk", "vkS", "{k", "[k", "fuEu", "rFkk", "lafo", "fdl"];

/// As [`hindi`], for a text that is said to be in another language: three different marks, one of them unmistakable.
pub(crate) fn disguised(text: &str) -> Option<Diagnostic> {
    // A quick look first: nearly no text has any.
    if !may_be_disguised(text.as_bytes()) {
        return None;
    }
    let (mut words, mut inside) = (0u32, 0u8);
    let mut in_formula = false;
    for word in text.split_whitespace().take(400) {
        // Differentials, `ds`, stand in formulas.
        let dollars = word.bytes().filter(|byte| *byte == b'$').count();
        let formula = in_formula || dollars > 0 || word.contains('\\');
        in_formula ^= dollars % 2 == 1;
        if formula || !word.is_ascii() {
            continue;
        }
        let bare = word.trim_end_matches(['?', ',', '.']);
        if let Some(at) = WORDS.iter().position(|known| *known == bare) {
            words |= 1 << at;
        } else if word.len() > 3
            && let Some(at) = INSIDE.iter().position(|known| word.contains(known))
        {
            inside |= 1 << at;
        }
    }
    let sure = inside > 0 || WORDS.iter().enumerate().any(|(at, word)| words & (1 << at) != 0 && has_odd_capital(word));
    (sure && words.count_ones() >= 2 && words.count_ones() + inside.count_ones() >= 3).then(finding)
}

/// Whether any two signs follow each other as only such text has them: what is unmistakable begins with one of these.
fn may_be_disguised(bytes: &[u8]) -> bool {
    let mut before = [b' '; 2];
    let mut at = 0;
    // Walked by index: this looks at every text of every bank.
    while at < bytes.len() {
        let byte = bytes[at];
        let found = match byte {
            b'A'..=b'Z' => before[1].is_ascii_lowercase(),
            b'k' => matches!(before[1], b'H' | b'{' | b'['),
            b'd' => before[1] == b'f',
            b'f' => before == [b'l', b'a'],
            _ => false,
        };
        if found {
            return true;
        }
        before = [before[1], byte];
        at += 1;
    }
    false
}

/// Whether a capital stands behind a small letter, as in `gS`.
fn has_odd_capital(word: &str) -> bool {
    word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase())
}

fn finding() -> Diagnostic {
    Diagnostic::error("legacy-hindi", "this is Hindi for an old font such as Kruti Dev, not Unicode")
        .hint("convert it with a Kruti Dev to Unicode converter and paste the result: Devanagari then shows everywhere")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kruti_dev_is_told_from_english_and_from_unicode() {
        for legacy in [
            "fuEufyf[kr esa ls dkSu lk dFku lR; gS",
            "Hkkjr dk lafo/kku dc ykxw gqvk",
            "dsoy 1 vkSj 2",
            "jktk jkeeksgu jk; us czkã lekt dh LFkkiuk dh Fkh",
        ] {
            assert!(hindi(legacy).is_some(), "{legacy}");
        }
        for fine in [
            "भारत का संविधान",
            "H₂O and NaOH",
            "DNA",
            "$\\frac{1}{2}$",
            "Size of the prize",
            "Netherlands",
            "Nobel Prize",
            "Birds belong to all citizens of the Netherlands",
            "$\\frac{k}{m}$",
            "PM KISAN",
            "1947",
            "GST (वस्तु)",
        ] {
            assert!(hindi(fine).is_none(), "{fine}");
        }
    }

    #[test]
    fn kruti_dev_is_found_in_banks_that_do_not_say_hindi() {
        for legacy in [
            "Hkkjr ds lafo/kku dk vuqPNsn 370 fdlls lacaf/kr gS",
            "fuEufyf[kr esa ls dkSu lk dFku lR; gS",
            "Hkkjr ds izFke jk\"Vªifr dkSu Fks vkSj dc rd in ij jgs gSa?",
        ] {
            assert!(disguised(legacy).is_some(), "{legacy}");
        }
        for fine in [
            "Find ds, dk and dh for the surface of the sphere",
            "$\\int ds + dk + dh$ and gS",
            "The mesa, the prize and the size of us all: ds/dt",
            "HkCl, NaOH and [Fe(CN)6]4- in esa",
            "Kya aap dk sahab ke saath the?",
        ] {
            assert!(disguised(fine).is_none(), "{fine}");
        }
    }
}
