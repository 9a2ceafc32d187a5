//! Foreign formats. Read: bytes of a file or paste in, drafts of notes and banks out, with a balance of what came along.
//! Written: values in, their text out ([`anki`]).
//!
//! Nothing that is read is run or looked up. What is certain is taken over; what is not is told with its line, and never
//! made up. [`mod@write`] turns drafts into the text of files.

pub mod anki;
pub mod balance;
pub mod decode;
pub mod draft;
pub mod write;

mod article;
mod html;
mod lines;
mod names;
mod numbered;
mod plain;

#[cfg(test)]
mod tests;

pub use balance::{Balance, Count, Loss, Outcome, Skipped, Thing};
pub use decode::{Decoded, decode};

use crate::model::places::Gazetteer;
use draft::Draft;
use std::collections::BTreeMap;

/// A format that can be read.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in one phrase.
    pub about: &'static str,
    /// Whether a text looks like it.
    pub detect: fn(&str) -> bool,
    /// Reads a text, page by page. A page in which nothing was found gives no draft.
    pub read: fn(&str, &Surroundings<'_>) -> Vec<Converted<Option<Draft>>>,
}

/// Every format, in the order in which they are tried.
pub const FORMATS: &[Format] = &[Format {
    name: "article",
    about: "text copied from a current-affairs page or a quiz page: notes and their questions",
    detect: article::detect,
    read: article::read,
}];

/// The format of this name.
pub fn named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// What was made, and what could not come along.
#[derive(Debug, Clone, Default)]
pub struct Converted<T> {
    /// What was made.
    pub value: T,
    /// What was found and what became of it.
    pub losses: Balance,
}

/// What a reader may know beside the text.
#[derive(Debug, Clone, Default)]
pub struct Surroundings<'a> {
    /// What the text is called in messages.
    pub origin: String,
    /// Name of its file without ending, for what is named by it; empty for standard input.
    pub name: String,
    /// Areas of the syllabi in reach of where the files will lie.
    pub areas: &'a [AreaNames],
    /// Lists of places by which maps find their pins.
    pub places: &'a [&'a Gazetteer],
}

/// An area that texts may be mapped to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaNames {
    /// Its syllabus, `upsc`.
    pub syllabus: String,
    /// Its path below the syllabus, `mains.gs2.ir`.
    pub path: String,
    /// Its name and what else it is called.
    pub names: Vec<String>,
}

/// Gives every draft a name of its own, over all pages that are imported together; a page that stands there a second time
/// is refused.
pub fn distinguish(pages: &mut [Converted<Option<Draft>>]) {
    let mut known: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in 0..pages.len() {
        let (before, rest) = pages.split_at_mut(at);
        let Some(Converted { value, losses }) = rest.first_mut() else { return };
        let Some(draft) = value else { continue };
        let earlier = known.entry(draft.name.clone()).or_default();
        let drafts = earlier.iter().filter_map(|at| before.get(*at)?.value.as_ref());
        let copy = drafts.into_iter().find(|earlier| earlier.says_the_same(draft));
        if let Some(first) = copy {
            let of = if first.origin == draft.origin { String::new() } else { format!(" of `{}`", first.origin) };
            losses.refuse_all(draft.line, &format!("it is the same as the page on line {}{of}", first.line));
            *value = None;
            continue;
        }
        earlier.push(at);
        if earlier.len() > 1 {
            draft.name = names::numbered(&draft.name, earlier.len());
            names::of_questions(draft);
        }
    }
}
