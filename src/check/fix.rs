//! What `check --fix` mends by itself: ids that are missing, and labels typed out where tokens belong.
//!
//! Only data comes out; writing it into the files is the work of `store`.

use super::literal_label;
use super::subject::Subject;
use crate::diag::Diagnostic;
use crate::model::bank::{Bank, Library};
use crate::model::ids::QuestionId;
use crate::model::question::Place;
use crate::source::{Edit, FileId, SourceMap, Span};
use std::collections::BTreeMap;

/// Findings that [`of`] mends name this command in a hint.
pub(super) const COMMAND: &str = "`papersetter check --fix`";

/// Every edit for a library, by file, in the order of the text; no two overlap.
///
/// A label is left alone where its question allows `literal-label`, and where its place inside the value is not known.
pub fn of(library: &Library, sources: &SourceMap) -> BTreeMap<FileId, Vec<Edit>> {
    let mut all: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
    for bank in &library.banks {
        let mut edits = of_bank(library, bank, sources.text(bank.file));
        // A text taken over from `[defaults]`, or by "=" into another language, is found more than once.
        edits.sort();
        edits.dedup_by_key(|edit| edit.span);
        if !edits.is_empty() {
            all.insert(bank.file, edits);
        }
    }
    all
}

/// Whether [`of`] mends a finding.
pub fn mends(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.code, "missing-id" | "literal-label")
        && diagnostic.hints.iter().any(|hint| hint.contains(COMMAND))
}

fn of_bank(library: &Library, bank: &Bank, text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for question in &bank.questions {
        if let Some(place) = question.place.as_ref().filter(|place| !place.id_typed) {
            edits.extend(new_id(&question.id, place, text));
        }
        let subject = Subject::new(library, bank, question, None);
        if subject.allows("literal-label") {
            continue;
        }
        edits.extend(literal_label::all(&subject).into_iter().filter(|literal| literal.exact).filter_map(|literal| {
            Some(Edit { span: literal.span.filter(|span| span.file == bank.file)?, text: literal.token? })
        }));
    }
    edits
}

/// Puts `id = "…"` on a line of its own below `[[question]]`, or first into an inline table.
fn new_id(id: &QuestionId, place: &Place, text: &str) -> Option<Edit> {
    let header = text.get(place.span.range())?;
    let at = |byte: usize| {
        let byte = u32::try_from(byte).ok()?;
        Some(Span { file: place.span.file, start: byte, end: byte })
    };
    let header = header.trim_start();
    if header.starts_with('{') {
        let comma = if header.trim_start_matches('{').trim_start().starts_with('}') { "" } else { "," };
        return Some(Edit { span: at(place.span.range().start + 1)?, text: format!(" id = \"{id}\"{comma}") });
    }
    let start = place.span.range().start;
    let line = text.get(..start)?.rfind('\n').map_or(0, |newline| newline + 1);
    // The span of a header may begin with the blanks before it.
    let indent: String = text.get(line..)?.chars().take_while(|c| *c == ' ' || *c == '\t').collect();
    let end = text.get(start..)?.find('\n').map_or(text.len(), |newline| start + newline);
    Some(Edit { span: at(end)?, text: format!("\n{indent}id = \"{id}\"") })
}
