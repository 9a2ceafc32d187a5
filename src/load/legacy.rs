//! Hindi typed for fonts of the time before Unicode: Latin letters that only look like Devanagari in one font.

use crate::diag::Diagnostic;

/// Pieces that are frequent in Kruti Dev, DevLys and Chanakya text and next to impossible in English.
const MARKS: [&str; 26] = [
    "gS", "dk ", "ds ", "dh ", "esa", "vkS", "ksa", "Hkk", "iz", "fd;", "Fkk", "Fkh", "tks ", "rFkk", "fdl", "dkS",
    "fuEu", "dsoy", "gSA", "lR;", "¼", "½", "[k", "Hk", "{k", "'k",
];

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
    let kinds = MARKS.iter().filter(|mark| start.contains(*mark)).count();
    let words = start.split_whitespace().count();
    // One piece may stand in a formula or a foreign word; two different ones in a short text do not.
    (kinds >= 2 || kinds == 1 && words <= 2).then(|| {
        Diagnostic::error("legacy-hindi", "this is Hindi for an old font such as Kruti Dev, not Unicode").hint(
            "convert it with a Kruti Dev to Unicode converter and paste the result: Devanagari then shows everywhere",
        )
    })
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
            "PM KISAN",
            "1947",
            "GST (वस्तु)",
        ] {
            assert!(hindi(fine).is_none(), "{fine}");
        }
    }
}
