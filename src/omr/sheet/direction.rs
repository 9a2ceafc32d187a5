//! Lines that hold text from right to left: in what order their pieces stand, from the left.

use unicode_bidi::BidiInfo;

/// A piece of a line that runs in one direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    /// The characters in the order of reading.
    pub(super) text: &'t str,
    /// Whether it runs from right to left.
    pub(super) leftwards: bool,
}

/// The pieces of a line from the left, by the Unicode bidirectional algorithm (UAX #9).
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let info = BidiInfo::new(text, None);
    let mut pieces = Vec::new();
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        pieces.extend(runs.into_iter().filter_map(|run| {
            let leftwards = levels.get(run.start)?.is_rtl();
            Some(Piece { text: text.get(run)?, leftwards })
        }));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces from the left, those that run leftwards in brackets.
    fn shown(text: &str) -> String {
        let told = pieces(text).into_iter().map(|piece| match piece.leftwards {
            true => format!("[{}]", piece.text),
            false => piece.text.to_owned(),
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
