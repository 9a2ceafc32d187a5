//! Stars inside words and numbers: `2*3*4` is a product and `a*b*c` a name, not emphasis.

use super::{PieceKind, Scanner};

/// How far back the beginning of a word is looked for, in bytes.
const LONGEST_WORD: usize = 128;

impl Scanner<'_> {
    /// A run of `*`; between two letters or digits it stands as typed, unless it closes what began with the word, as
    /// in `*n*th`.
    pub(super) fn stars(&mut self) {
        let length = self.rest().iter().take_while(|byte| **byte == b'*').count();
        let after = self.source.get(self.at + length..self.end).and_then(|rest| rest.chars().next());
        let inside = self.follows_word(self.at) && after.is_some_and(char::is_alphanumeric);
        if !inside || self.opened_in_word(length) {
            self.at += length;
            return;
        }
        for _ in 0..length {
            self.piece(1, PieceKind::Char('*'));
        }
    }

    /// Whether a letter or digit stands before a place.
    fn follows_word(&self, at: usize) -> bool {
        let before = self.source.get(..at).and_then(|before| before.chars().next_back());
        before.is_some_and(char::is_alphanumeric)
    }

    /// Whether a run of so many stars opened emphasis in this word.
    fn opened_in_word(&self, length: usize) -> bool {
        let from = self.at.saturating_sub(LONGEST_WORD);
        let before = self.bytes.get(from..self.at).unwrap_or_default();
        let blank = before.iter().rposition(u8::is_ascii_whitespace).map_or(0, |at| at + 1);
        let mut at = from + blank;
        while at < self.at {
            let rest = self.bytes.get(at..self.at).unwrap_or_default();
            let run = rest.iter().take_while(|byte| **byte == b'*').count();
            let escaped = at > 0 && self.bytes.get(at - 1) == Some(&b'\\');
            if run == length && !escaped && !self.follows_word(at) {
                return true;
            }
            at += run.max(1);
        }
        false
    }
}
