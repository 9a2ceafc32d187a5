//! A question as the rules see it: with its bank, the library, and places of its fields.

use crate::model::bank::{Bank, Library};
use crate::model::date::Date;
use crate::model::ids::Name;
use crate::model::note::Note;
use crate::model::placing::{self, Placing};
use crate::model::question::{Body, Item, Question};
use crate::model::text::{RichText, Text};
use crate::source::{Span, place_in};
use std::cell::OnceCell;

/// One question under test.
#[derive(Debug)]
pub(super) struct Subject<'a> {
    pub library: &'a Library,
    pub bank: &'a Bank,
    pub question: &'a Question,
    pub date: Option<Date>,
    placings: OnceCell<Vec<Placing>>,
}

impl<'a> Subject<'a> {
    /// The question as the rules see it; `date` is the day on which `expires` is judged.
    pub(super) fn new(library: &'a Library, bank: &'a Bank, question: &'a Question, date: Option<Date>) -> Self {
        Subject { library, bank, question, date, placings: OnceCell::new() }
    }

    /// The items with what must stay in them, found out once for all rules.
    pub(super) fn placed(&self) -> impl Iterator<Item = (Option<&'a Name>, &'a Item, &Placing)> {
        let items = self.items();
        let placings = self.placings.get_or_init(|| items.iter().map(|(_, item)| placing::of(item)).collect());
        items.into_iter().zip(placings).map(|((part, item), placing)| (part, item, placing))
    }

    /// Whether the author silenced a rule.
    pub(super) fn allows(&self, rule: &str) -> bool {
        self.question.about.allow.iter().any(|name| name == rule)
    }

    /// What is answered: the question, or the parts of a case with their names.
    pub(super) fn items(&self) -> Vec<(Option<&'a Name>, &'a Item)> {
        match &self.question.item.body {
            Body::Case { parts } => parts.iter().flatten().map(|part| (Some(&part.name), &part.item)).collect(),
            _ => vec![(None, &self.question.item)],
        }
    }

    /// The item with this part's name, or the question's own.
    pub(super) fn item(&self, part: Option<&Name>) -> &'a Item {
        let own = &self.question.item;
        match (&own.body, part) {
            (Body::Case { parts }, Some(name)) => {
                parts.iter().flatten().find(|part| part.name == *name).map_or(own, |part| &part.item)
            }
            _ => own,
        }
    }

    /// The place of a field; where it was not typed that of the part, else of the question.
    pub(super) fn span(&self, part: Option<&Name>, field: &str) -> Option<Span> {
        let place = self.question.place.as_ref()?;
        let typed = |wanted: &str| place_in(&place.fields, wanted);
        let found = match part {
            Some(part) => typed(&format!("parts.{part}.{field}"))
                .or_else(|| typed(&format!("parts.{part}")))
                .or_else(|| typed("parts")),
            None => typed(field),
        };
        Some(found.unwrap_or(place.span))
    }

    /// The text in the question's language.
    pub(super) fn first<'t>(&self, text: &'t Text) -> Option<&'t RichText> {
        text.get_or(self.question.language, self.question.language)
    }

    /// The place of a text in the question's language.
    pub(super) fn text_span(&self, text: &Text) -> Option<Span> {
        self.first(text).and_then(RichText::whole_span)
    }
}

/// One study note under test.
#[derive(Debug)]
pub(super) struct NoteSubject<'a> {
    pub library: &'a Library,
    pub note: &'a Note,
    pub date: Option<Date>,
}

/// What stands before a finding about a part: "part `ii`: ".
pub(super) fn of_part(part: Option<&Name>) -> String {
    part.map(|name| format!("part `{name}`: ")).unwrap_or_default()
}

/// The plain text, cut to 60 characters, for a message.
pub(super) fn shown(text: &RichText) -> String {
    let plain = text.plain();
    let mut words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = words.char_indices().nth(57)
        && words.chars().count() > 60
    {
        words.truncate(at);
        words.push('…');
    }
    words
}

/// `a`, `a and b`, `a, b and c`, each in backticks.
pub(super) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.pop() {
        None => String::new(),
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} and {last}", names.join(", ")),
    }
}
