//! What `check --fix` may mend by itself: ids that are missing, and labels typed out where tokens belong.
//!
//! Only data comes out; writing it into the files, with everything else left as typed, is the work of `store`.

use super::CheckInput;
use super::literal_label;
use super::subject::Subject;
use crate::model::bank::Library;
use crate::model::ids::QuestionId;
use crate::source::{FileId, Span};

/// A change to a bank file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Writes `id = "…"` into a question that has none.
    Id {
        /// The bank file.
        file: FileId,
        /// Its place among the questions of the file, from 0.
        question: usize,
        /// The id that the question had in this run.
        id: QuestionId,
    },
    /// Replaces bytes inside a text.
    Text {
        /// The bytes.
        span: Span,
        /// What takes their place; needs no escapes in any kind of TOML string.
        replacement: String,
    },
}

/// Every edit for a library: by bank, ids before texts, in the order of the file.
///
/// A label is left alone where its question allows `literal-label`, and where its place inside the value is not known.
pub fn edits(library: &Library) -> Vec<Edit> {
    let input = CheckInput::default();
    let mut all = Vec::new();
    for bank in &library.banks {
        let mut texts: Vec<(Span, String)> = Vec::new();
        for question in &bank.questions {
            if let Some(place) = question.place.as_ref().filter(|place| !place.id_typed) {
                all.push(Edit::Id { file: bank.file, question: place.index, id: question.id.clone() });
            }
            let subject = Subject::new(library, bank, question, &input);
            if subject.allows("literal-label") {
                continue;
            }
            let literals = literal_label::all(&subject).into_iter().filter(|literal| literal.exact);
            texts.extend(literals.filter_map(|literal| literal.span.zip(literal.token)));
        }
        // A text taken over from `[defaults]`, or by "=" into another language, is found more than once.
        texts.sort();
        texts.dedup_by_key(|(span, _)| *span);
        all.extend(texts.into_iter().map(|(span, replacement)| Edit::Text { span, replacement }));
    }
    all
}
