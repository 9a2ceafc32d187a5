//! Study notes as pages: revision sheets, one-page forms, compilations, fold-over self-tests, flash cards.
//!
//! In come notes with their practice questions as papers; out goes the main source of a document for the template
//! `revision.typ` or `cards.typ`. Texts are quoted from the notes' sources, which must be there in the language of the
//! words.

mod book;
mod cards;
mod note;

pub use cards::{Card, CardEntry, cards_of};

use super::quote::Quotes;
use super::value::Value;
use super::{CONTRACT, main_source};
use crate::model::bank::Library;
use crate::model::blueprint::PageSize;
use crate::model::note::{Note, NotePart};
use crate::model::paper::Paper;
use crate::model::words::Words;
use crate::render::fonts::{direction, is_ragged, is_tall};
use crate::render::source::{self, Code};

/// A note to be printed.
#[derive(Debug, Clone, Copy)]
pub struct Revision<'a> {
    /// The note.
    pub note: &'a Note,
    /// Its practice questions, a paper of one set; `None` where it has none.
    pub paper: Option<&'a Paper>,
}

/// What is known beside the notes.
#[derive(Debug, Clone, Copy)]
pub struct RevisionFacts<'a> {
    /// The fixed words; the notes are printed in their language.
    pub words: &'a Words,
    /// For the names of areas.
    pub library: &'a Library,
    /// Printed at the foot.
    pub institute: Option<&'a str>,
    /// The page.
    pub page: PageSize,
    /// 1 or 2.
    pub columns: u8,
    /// What is printed of each note.
    pub parts: &'a [NotePart],
}

/// How a note is made to fit one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fit {
    /// Type size in tenths of a point.
    pub size: u32,
    /// So many pieces are printed: facts, angles, terms and questions, in this order.
    pub pieces: usize,
}

/// The main source of a revision sheet, in type of so many percent of its usual size.
pub fn sheet(revision: Revision<'_>, facts: &RevisionFacts<'_>, percent: u32) -> Code {
    let mut pages = Pages::new(facts, "revision.product-sheet", "sheet");
    let title = pages.plain_title(revision.note);
    pages.note(revision, facts.parts);
    pages.finish(&title, vec![("scale", Value::Number(f64::from(percent) / 100.0))])
}

/// The main source of the one-page form.
pub fn compact(revision: Revision<'_>, facts: &RevisionFacts<'_>, fit: Fit) -> Code {
    let mut pages = Pages::new(facts, "revision.product-compact", "compact");
    let title = pages.plain_title(revision.note);
    pages.few(revision, facts.parts, fit.pieces);
    let size = Value::Expression(format!("{}.{}pt", fit.size / 10, fit.size % 10));
    pages.finish(&title, vec![("size", size)])
}

/// The pieces that [`Fit::pieces`] counts.
pub fn pieces_of(revision: Revision<'_>, parts: &[NotePart]) -> [(NotePart, usize); 4] {
    let count = |part, all: usize| (part, if parts.contains(&part) { all } else { 0 });
    let Note { facts, angles, terms, .. } = revision.note;
    let questions = revision.paper.and_then(|paper| paper.sets.first()).map_or(0, |set| set.entries.len());
    [
        count(NotePart::Facts, facts.len()),
        count(NotePart::Angles, angles.len()),
        count(NotePart::Terms, terms.len()),
        count(NotePart::Test, questions),
    ]
}

/// The main source of a compilation; `title` is its name.
pub fn compilation(revisions: &[Revision<'_>], title: &str, facts: &RevisionFacts<'_>) -> Code {
    let mut pages = Pages::new(facts, "revision.product-compilation", "compilation");
    revisions.iter().for_each(|revision| pages.note(*revision, facts.parts));
    let front = book::front(revisions, title, facts);
    pages.finish(title, front)
}

/// The main source of the fold-over self-test.
pub fn fold(notes: &[&Note], title: &str, facts: &RevisionFacts<'_>) -> Code {
    let mut pages = Pages::new(facts, "revision.product-fold", "fold");
    let topics = notes.iter().map(|note| {
        let index = pages.quote(note);
        let rows = (0..note.faqs.len()).map(|at| pages.faq(note, index, at)).collect();
        Value::Map(vec![("title", pages.text(index, "title")), ("rows", Value::List(rows))])
    });
    let topics = topics.collect();
    pages.finish(title, vec![("topics", Value::List(topics))])
}

/// The main source of flash cards.
pub fn cards(notes: &[&Note], cards: &[Card<'_>], title: &str, facts: &RevisionFacts<'_>) -> Code {
    let mut pages = Pages::new(facts, "revision.product-cards", "cards");
    let places: Vec<usize> = notes.iter().map(|note| pages.quote(note)).collect();
    let values = cards.iter().filter_map(|card| Some(cards::value(&pages, card, *places.get(card.note)?)));
    let values = values.collect();
    pages.finish(title, vec![("cards", Value::List(values))])
}

/// A document in work.
struct Pages<'f> {
    facts: &'f RevisionFacts<'f>,
    product: &'static str,
    function: &'static str,
    quotes: Quotes,
    imports: String,
    notes: Vec<Value>,
    /// Notes quoted so far.
    quoted: usize,
    ragged: bool,
    tall: bool,
}

impl<'f> Pages<'f> {
    fn new(facts: &'f RevisionFacts<'f>, product: &'static str, function: &'static str) -> Self {
        let lang = facts.words.language;
        Pages {
            facts,
            product,
            function,
            quotes: Quotes::default(),
            imports: String::new(),
            notes: Vec::new(),
            quoted: 0,
            ragged: is_ragged(lang),
            tall: is_tall(lang),
        }
    }

    /// Binds a note's source and the numbers of its figures; the number that the note goes by.
    fn quote(&mut self, note: &Note) -> usize {
        let (at, words) = (self.quoted, self.facts.words);
        let path = source::note_path(note, words.language);
        self.imports.push_str(&format!("#import {}: n as n{at}\n", source::string(&path)));
        let labels: Vec<String> = note::figure_labels(note, words)
            .iter()
            .map(|(id, label)| format!("{}: {},", source::string(&format!("fig:{id}")), source::string(label)))
            .collect();
        let labels = if labels.is_empty() { ":".to_owned() } else { labels.join(" ") };
        self.imports.push_str(&format!("#let n{at}t(token) = ({labels}).at(token, default: token)\n"));
        self.quoted += 1;
        let said = note.title.said(words.language, note.language).map_or(note.language, |(lang, _)| lang);
        self.ragged |= is_ragged(said);
        self.tall |= is_tall(said);
        at
    }

    /// A text of a note by its path in the note's dictionary.
    fn text(&self, index: usize, path: &str) -> Value {
        Value::Expression(format!("(n{index}.{path})(n{index}t)"))
    }

    fn plain_title(&self, note: &Note) -> String {
        let title = note.title.get_or(self.facts.words.language, note.language);
        title.map(crate::model::text::RichText::plain).unwrap_or_default()
    }

    /// The document.
    fn finish(self, title: &str, more: Vec<(&'static str, Value)>) -> Code {
        let RevisionFacts { words, institute, page, columns, .. } = *self.facts;
        let (width, height) = page.tenths_mm();
        let page = vec![
            ("width", Value::Tenths(width)),
            ("height", Value::Tenths(height)),
            ("columns", Value::Int(columns.into())),
        ];
        let mut entries = vec![
            ("contract", Value::Int(CONTRACT)),
            ("product", Value::text(words.get(self.product))),
            ("lang", Value::text(words.language.as_str())),
            ("dir", Value::Expression(direction(words.language).to_owned())),
            ("justify", Value::Bool(!self.ragged)),
            ("tall", Value::Bool(self.tall)),
            ("title", Value::text(title)),
            ("authors", Value::list(institute.map(str::to_owned), Value::Text)),
            ("institute", Value::optional(institute.map(str::to_owned))),
            ("page", Value::Map(page)),
            ("words", self.words()),
            ("notes", Value::List(self.notes)),
        ];
        entries.extend(more);
        let template = if matches!(self.function, "fold" | "cards") { "cards" } else { "revision" };
        let imports = format!("{}{}", self.imports, self.quotes.imports());
        main_source(&format!("/templates/{template}.typ"), self.function, &imports, &Value::Map(entries))
    }

    fn words(&self) -> Value {
        let words = self.facts.words;
        let word = |key: &str| Value::text(words.get(key));
        Value::Map(vec![
            ("page-of", word("page.page-of")),
            ("alternative", word("paper.or")),
            ("key", word("key.key")),
            ("points", word("key.points")),
            ("point", word("key.point")),
            ("marks", word("key.marks")),
            ("model-answer", word("key.model-answer")),
            ("summary", word("revision.summary")),
            ("facts", word("revision.facts")),
            ("angles", word("revision.angles")),
            ("background", word("revision.background")),
            ("developments", word("revision.developments")),
            ("faq", word("revision.faq")),
            ("terms", word("revision.terms")),
            ("test", word("revision.test")),
            ("answers", word("revision.answers")),
            ("explanations", word("revision.explanations")),
            ("sources", word("revision.sources")),
            ("contents", word("revision.contents")),
            ("by-area", word("revision.by-area")),
            ("by-date", word("revision.by-date")),
            ("fold", word("revision.fold")),
            ("question", word("revision.question")),
            ("answer", word("revision.answer")),
        ])
    }
}
