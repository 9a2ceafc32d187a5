//! An id for a question that was typed without one: the same text gives the same id.

use crate::model::ids::{QuestionId, slug};
use crate::model::question::Item;
use sha2::{Digest, Sha256};

/// Signs without the ones that are mistaken for another; 32 of them.
const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The id: a few words of the stem, then six signs of a hash over kind and texts.
pub(crate) fn of(item: &Item) -> Option<QuestionId> {
    let mut hash = Sha256::new();
    hash.update(item.kind().name());
    let mut words = String::new();
    item.each_text(None, &mut |_, _, rich| {
        hash.update([0]);
        hash.update(&rich.source);
        if words.is_empty() {
            words = slug(&rich.source, 40);
        }
    });
    let tail: String = hash.finalize().iter().take(6).map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect();
    let words = if words.is_empty() { "q".to_owned() } else { words };
    QuestionId::new(&format!("{words}-{tail}"))
}
