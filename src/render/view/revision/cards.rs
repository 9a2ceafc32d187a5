//! Flash cards: questions with answers, words with meanings.

use super::Pages;
use crate::model::note::Note;
use crate::render::view::value::Value;

/// A card: an entry of a note's FAQ or glossary.
#[derive(Debug, Clone)]
pub struct Card<'a> {
    /// The place of its note among those printed.
    pub note: usize,
    /// What it is called: `2025-01-16-docking-in-orbit/faq/why-hard`, `…/term/2`.
    pub name: String,
    /// The note.
    pub of: &'a Note,
    /// Which entry.
    pub entry: CardEntry,
}

/// What a card is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardEntry {
    /// The question at this place.
    Faq(usize),
    /// The word at this place.
    Term(usize),
}

/// The cards of notes: of each its questions, then its words.
pub fn cards_of<'a>(notes: &[&'a Note]) -> Vec<Card<'a>> {
    let mut cards = Vec::new();
    for (at, note) in notes.iter().enumerate() {
        for (place, faq) in note.faqs.iter().enumerate() {
            let name = format!("{}/faq/{}", note.id, faq.name);
            cards.push(Card { note: at, name, of: note, entry: CardEntry::Faq(place) });
        }
        for place in 0..note.terms.len() {
            let name = format!("{}/term/{}", note.id, place + 1);
            cards.push(Card { note: at, name, of: note, entry: CardEntry::Term(place) });
        }
    }
    cards
}

/// A card as its template gets it; `index` is the number that its note goes by.
pub(super) fn value(pages: &Pages<'_>, card: &Card<'_>, index: usize) -> Value {
    let text = |path: String| pages.text(index, &path);
    let words = pages.facts.words;
    let (front, back, kind) = match card.entry {
        CardEntry::Faq(at) => {
            let kind = card.of.faqs.get(at).and_then(|faq| faq.kind);
            let kind = kind.map(|kind| words.get(&format!("revision.faq-kind.{}", kind.name())).to_owned());
            (text(format!("faqs.at({at}).question")), text(format!("faqs.at({at}).answer")), kind)
        }
        CardEntry::Term(at) => {
            let kind = words.get("revision.terms").to_owned();
            (text(format!("terms.at({at}).name")), text(format!("terms.at({at}).text")), Some(kind))
        }
    };
    Value::Map(vec![
        ("name", Value::text(&card.name)),
        ("front", front),
        ("back", back),
        ("kind", Value::optional(kind)),
        ("topic", pages.text(index, "title")),
        ("term", Value::Bool(matches!(card.entry, CardEntry::Term(_)))),
    ])
}
