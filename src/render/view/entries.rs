//! The question paper: sections, passages and questions in printed order.

use super::Desk;
use super::answering::Answering;
use super::block::{AlternativeView, Block, SpaceView, alternative_value, blocks_value, space_value};
use super::estimate::Bulk;
use super::examiner;
use super::front::{self, Names};
use super::item::{Writer, figure_block, shows_marks, space_of};
use super::marking::Marking;
use super::quote::{Phrase, Quotes};
use super::value::Value;
use crate::model::blueprint::{Answers, Arrangement, Cover, Section};
use crate::model::ids::PassageId;
use crate::model::marking::{Exact, Marks};
use crate::model::numbering::{Within, alternative_label};
use crate::model::paper::{Entry, PaperSection};
use crate::model::question::{Kind, Passage};
use crate::model::text::InlineKind;
use crate::render::source;

/// A question paper as its template gets it. Neither this type nor anything in it can hold an answer.
#[derive(Debug, Clone)]
pub struct PaperView {
    front: Vec<(&'static str, Value)>,
    sections: Vec<SectionView>,
    imports: String,
}

#[derive(Debug, Clone)]
struct SectionView {
    /// In each language of the paper.
    heads: Vec<SectionHead>,
    entries: Vec<EntryView>,
}

/// What stands before a section, in one language.
#[derive(Debug, Clone)]
struct SectionHead {
    title: Option<String>,
    marks: Option<String>,
    notes: Vec<Value>,
}

#[derive(Debug, Clone)]
enum EntryView {
    /// In each language of the paper.
    Passage { texts: Vec<PassageText>, long: bool },
    Question {
        number: String,
        /// The number in running text.
        in_text: String,
        alternatives: Vec<AlternativeView>,
        space: Option<SpaceView>,
        tall: bool,
        /// A line below its parts in each language of the paper; none for most.
        totals: Vec<String>,
    },
}

/// A passage in one language.
#[derive(Debug, Clone)]
struct PassageText {
    directions: String,
    title: Option<Phrase>,
    blocks: Vec<Block>,
}

impl PaperView {
    /// The view of a set in the languages of the desks, first one first.
    pub(super) fn new(desks: &[Desk<'_>]) -> Self {
        let mut quotes = Quotes::default();
        let sections = sections(desks, &mut quotes);
        let shows_marks = |section: &SectionView| section.entries.iter().any(EntryView::shows_marks);
        let Some((desk, further)) = desks.split_first() else {
            return PaperView { front: Vec::new(), sections, imports: quotes.imports() };
        };
        let layout = &desk.paper.blueprint.layout;
        let mut front = own_front(desk);
        front.push(("answers", Value::text(layout.answers.unwrap_or(Answers::Apart).name())));
        front.push(("examiner", examiner::table(desk)));
        front.push(("marks-strip", Value::Bool(sections.iter().any(shows_marks))));
        front.push(("digits", Value::Int(digits(desk))));
        front.push(("rough", Value::Int(layout.rough_pages.into())));
        front.push(("layout", Value::text(layout.arrangement.unwrap_or_default().name())));
        front.push(("also", Value::list(further, |desk| Value::Map(own_front(desk)))));
        PaperView { front, sections, imports: quotes.imports() }
    }

    /// Code that binds what the view quotes.
    pub(super) fn imports(&self) -> &str {
        &self.imports
    }

    /// The dictionary.
    pub(super) fn value(&self) -> Value {
        let mut entries = self.front.clone();
        entries.push(("sections", Value::list(&self.sections, section_value)));
        Value::Map(entries)
    }
}

/// Everything that is asked in a set, without the heads of sections.
pub(super) fn flat(desk: &Desk<'_>, quotes: &mut Quotes) -> Vec<Value> {
    let sections = sections(std::slice::from_ref(desk), quotes);
    sections.iter().flat_map(|section| &section.entries).map(entry_value).collect()
}

impl EntryView {
    fn shows_marks(&self) -> bool {
        match self {
            EntryView::Passage { .. } => false,
            EntryView::Question { alternatives, .. } => alternatives
                .iter()
                .any(|one| one.marks.is_some() || one.blocks.iter().any(|block| matches!(block, Block::Parts(_)))),
        }
    }
}

/// Digits of the largest number; those of other scripts count twice, since some are that wide.
pub(super) fn digits(desk: &Desk<'_>) -> u64 {
    let labels = &desk.paper.blueprint.layout.labels;
    let last = labels.questions.in_text(desk.set.entries.len().saturating_sub(1));
    last.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn sections(desks: &[Desk<'_>], quotes: &mut Quotes) -> Vec<SectionView> {
    let mut views = Vec::new();
    let mut at = 0;
    let entries = desks.first().map(|desk| desk.set.entries.as_slice()).unwrap_or_default();
    // Sections that got no question are not printed.
    while let Some(first) = entries.get(at) {
        let length = entries.iter().skip(at).take_while(|entry| entry.section == first.section).count();
        let slice = entries.get(at..at + length).unwrap_or_default();
        views.extend(section(desks, quotes, first.section, at, slice));
        at += length;
    }
    views
}

fn section(
    desks: &[Desk<'_>],
    quotes: &mut Quotes,
    index: usize,
    first: usize,
    entries: &[Entry],
) -> Option<SectionView> {
    let desk = desks.first()?;
    let planned = desk.paper.sections.get(index);
    let typed = planned.and_then(|planned| desk.paper.blueprint.sections.iter().find(|typed| typed.id == planned.id));
    let each: Vec<Option<Marks>> = entries.iter().map(|entry| entry_marks(desk, entry)).collect();
    let uniform =
        each.first().cloned().flatten().filter(|marks| each.iter().all(|other| other.as_ref() == Some(marks)));
    let heads = desks.iter().map(|desk| section_head(desk, index, typed, uniform.as_ref())).collect();
    let mut view = SectionView { heads, entries: Vec::new() };
    let mut before: Option<&PassageId> = None;
    for (at, entry) in entries.iter().enumerate() {
        let passage = passage_of(desk, entry);
        if passage.is_some() && passage != before {
            let rest = entries.get(at..).unwrap_or_default();
            let count = rest.iter().take_while(|entry| passage_of(desk, entry) == passage).count();
            let found = passage.and_then(|id| desk.paper.passages.get(id));
            view.entries
                .extend(found.map(|passage| passage_entry(desks, quotes, passage, index, first + at + 1, count)));
        }
        before = passage;
        view.entries.push(question_entry(desks, quotes, first + at + 1, entry, uniform.is_some()));
    }
    Some(view)
}

fn section_head(desk: &Desk<'_>, index: usize, typed: Option<&Section>, uniform: Option<&Marks>) -> SectionHead {
    let title = title(desk, index);
    let attempt = typed.and_then(|typed| typed.attempt);
    let planned = desk.paper.sections.get(index).filter(|_| title.is_some());
    let marks = planned.map(|planned| {
        let counted = attempt.map_or(planned.entries, |attempt| attempt.any);
        section_marks(desk, planned, counted, uniform)
    });
    SectionHead { title, marks, notes: notes(desk, typed) }
}

/// What stands below a section's title.
fn notes(desk: &Desk<'_>, section: Option<&Section>) -> Vec<Value> {
    let mut notes = Vec::new();
    if let Some(attempt) = section.and_then(|section| section.attempt) {
        let gaps = [("of", &*attempt.of.to_string())];
        notes.push(Value::Text(desk.words.count("paper.attempt", &attempt.any.to_string(), &gaps)));
    }
    let lines = section.map(|section| section.instructions.as_slice()).unwrap_or_default();
    let lines = lines.iter().filter_map(|text| text.get_or(desk.words.language, desk.first_language()));
    notes.extend(lines.map(|rich| Value::Code(source::content(rich))));
    notes
}

/// The printed title of a section; none where it would repeat the paper's own name.
pub(super) fn title(desk: &Desk<'_>, index: usize) -> Option<String> {
    let planned = desk.paper.sections.get(index)?;
    let typed = desk.paper.blueprint.sections.iter().find(|typed| typed.id == planned.id)?;
    let title = desk.said(typed.title.as_ref())?;
    let alone = desk.paper.sections.len() == 1;
    (!(alone && title == Names::of(desk).main)).then(|| title.to_owned())
}

fn passage_of<'a>(desk: &Desk<'a>, entry: &Entry) -> Option<&'a PassageId> {
    desk.paper.questions.get(&entry.alternatives.first()?.question)?.passage.as_ref()
}

/// "25 × 2 = 50 marks", or the sum alone.
fn section_marks(desk: &Desk<'_>, planned: &PaperSection, counted: u32, uniform: Option<&Marks>) -> String {
    let words = desk.words;
    let total = planned.maximum.shown();
    let product = uniform.filter(|each| (*each).clone() * Exact::whole(counted.into()) == planned.maximum);
    match product {
        Some(each) if counted > 1 => {
            words.count("paper.section-product", &total, &[("count", &counted.to_string()), ("each", &each.shown())])
        }
        _ => words.count("count.marks", &total, &[]),
    }
}

fn passage_entry(
    desks: &[Desk<'_>],
    quotes: &mut Quotes,
    passage: &Passage,
    section: usize,
    first: usize,
    count: usize,
) -> EntryView {
    let mut long = false;
    let texts = desks.iter().map(|desk| {
        let (text, bulk) = passage_text(desk, quotes, passage, section, first, count);
        long |= bulk.is_long();
        text
    });
    let texts = texts.collect();
    EntryView::Passage { texts, long }
}

fn passage_text(
    desk: &Desk<'_>,
    quotes: &mut Quotes,
    passage: &Passage,
    section: usize,
    first: usize,
    count: usize,
) -> (PassageText, Bulk) {
    let words = desk.words;
    let known = format!("code.number.{count}");
    let written = match words.get(&known) {
        missing if missing == known => count.to_string(),
        word => word.to_owned(),
    };
    let last = first + count.saturating_sub(1);
    let style = &desk.paper.blueprint.layout.labels.questions;
    let number = |number: usize| style.in_text(number.saturating_sub(1));
    let gaps = [("word", &*written), ("first", &*number(first)), ("last", &*number(last))];
    let directions = words.count("paper.directions", &count.to_string(), &gaps);
    let title = passage.title.as_ref().map(|title| quotes.passage(desk, passage, "title", title));
    let body = quotes.passage(desk, passage, "text", &passage.text);
    let rich = passage.text.get_or(words.language, passage.language);
    let mut blocks = Vec::new();
    // A figure of a note comes without words.
    if rich.is_some_and(|rich| !rich.blocks.is_empty()) {
        // One note may be needed in several sections.
        let name = format!("{} passage {section} {}", words.language, passage.id);
        blocks.push(Block::Text { body, name });
    }
    let mut bulk = Bulk::new(desk.paper);
    let mut drawn = Vec::new();
    if let Some(rich) = rich {
        bulk.rich(rich);
        rich.each_inline(&mut |inline| {
            if let InlineKind::Image { target, .. } = &inline.kind {
                drawn.push(target.as_str());
            }
        });
    }
    for figure in passage.figures.iter().filter(|figure| !drawn.contains(&figure.id.as_str())) {
        let picture = quotes.passage_figure(desk, passage, &figure.id);
        let number = desk.numbering.figure(Within::Passage(&passage.id), figure.id.as_str());
        blocks.push(figure_block(desk, picture, number));
        bulk.figure();
    }
    (PassageText { directions, title, blocks }, bulk)
}

fn question_entry(desks: &[Desk<'_>], quotes: &mut Quotes, number: usize, entry: &Entry, uniform: bool) -> EntryView {
    let mut view = Vec::new();
    let mut space = None;
    let mut tall = false;
    let several = entry.alternatives.len() > 1;
    for (at, placed) in entry.alternatives.iter().enumerate() {
        let mut languages = desks.iter().map(|desk| {
            let mut writer = Writer::new(desk, quotes);
            (writer.question(placed), writer.bulk)
        });
        let Some(((blocks, mut bulk), desk)) = languages.next().zip(desks.first()) else { continue };
        let mut also = Vec::new();
        let below = desk.paper.blueprint.layout.arrangement.unwrap_or_default() == Arrangement::Stacked;
        for (blocks, other) in languages {
            if below {
                bulk.more(&other)
            } else {
                bulk.beside(&other)
            }
            also.push(blocks);
        }
        let question = desk.paper.questions.get(&placed.question);
        let shown = shows_marks(question.map_or(Kind::Choice, |question| question.kind()))
            || !uniform
            || desk.paper.blueprint.layout.answered_here();
        let marks = examiner::marks_of(desk, placed).filter(|_| shown).map(|marks| marks.shown());
        let directions = question.into_iter().flat_map(|question| desks.iter().map(|desk| desk.direction(question)));
        let directions = directions.collect();
        let label = several.then(|| alternative_label(at));
        view.push((AlternativeView { label, marks, blocks, also, directions }, bulk));
        if let (Some(question), [slot]) = (question, placed.slots.as_slice()) {
            space = SpaceView::either(space, space_of(&question.item, slot, desk));
        }
    }
    if let Some(mut sum) = desks.first().map(|desk| Bulk::new(desk.paper)) {
        view.iter().for_each(|(_, bulk)| sum.more(bulk));
        sum.small_space(space);
        tall = sum.may_overflow();
    }
    let alternatives = view.into_iter().map(|(alternative, _)| alternative).collect();
    let labels = desks.first().map(|desk| &desk.paper.blueprint.layout.labels.questions);
    let place = number.saturating_sub(1);
    let printed = labels.map_or_else(String::new, |style| style.printed(place));
    let in_text = labels.map_or_else(String::new, |style| style.in_text(place));
    let totals = desks.iter().filter_map(|desk| examiner::total(desk, number, entry)).collect();
    EntryView::Question { number: printed, in_text, alternatives, space, tall, totals }
}

/// Whether some part has room to the foot of a column.
fn has_full_part(alternatives: &[AlternativeView]) -> bool {
    let mut parts = alternatives.iter().flat_map(|alternative| &alternative.blocks).flat_map(Block::parts);
    parts.any(|part| part.space.is_some_and(SpaceView::fills))
}

/// Whether a question ends with room to the foot of a column.
fn ends_full(alternatives: &[AlternativeView], space: Option<SpaceView>) -> bool {
    let last_block = alternatives.last().and_then(|alternative| alternative.blocks.last());
    let last_part = last_block.and_then(|block| block.parts().last());
    space.or(last_part.and_then(|part| part.space)).is_some_and(SpaceView::fills)
}

/// The marks of an entry; `None` where its alternatives differ.
fn entry_marks(desk: &Desk<'_>, entry: &Entry) -> Option<Marks> {
    let first = examiner::marks_of(desk, entry.alternatives.first()?)?;
    entry.alternatives.iter().all(|placed| examiner::marks_of(desk, placed).as_ref() == Some(&first)).then_some(first)
}

fn marking_value(marking: &Marking) -> Value {
    Value::list(&marking.table, |row| Value::list(row, Value::text))
}

fn section_value(section: &SectionView) -> Value {
    let mut heads = section.heads.iter().map(section_head_value);
    let mut value = heads.next().unwrap_or_default();
    value.push(("also", Value::List(heads.map(Value::Map).collect())));
    value.push(("entries", Value::list(&section.entries, entry_value)));
    Value::Map(value)
}

fn section_head_value(head: &SectionHead) -> Vec<(&'static str, Value)> {
    vec![
        ("title", Value::optional(head.title.clone())),
        ("marks", Value::optional(head.marks.clone())),
        ("notes", Value::List(head.notes.clone())),
    ]
}

fn entry_value(entry: &EntryView) -> Value {
    match entry {
        EntryView::Passage { texts, long } => {
            let mut texts = texts.iter().map(passage_value);
            let mut value = vec![("type", Value::text("passage")), ("tall", Value::Bool(*long))];
            value.extend(texts.next().unwrap_or_default());
            value.push(("also", Value::List(texts.map(Value::Map).collect())));
            Value::Map(value)
        }
        EntryView::Question { number, in_text, alternatives, space, tall, totals } => Value::Map(vec![
            ("type", Value::text("question")),
            ("number", Value::text(number)),
            ("alternatives", Value::list(alternatives, alternative_value)),
            ("space", space_value(*space, in_text)),
            ("tall", Value::Bool(*tall)),
            ("breaks", Value::Bool(has_full_part(alternatives))),
            ("full", Value::Bool(ends_full(alternatives, *space))),
            ("totals", Value::list(totals, Value::text)),
        ]),
    }
}

fn passage_value(text: &PassageText) -> Vec<(&'static str, Value)> {
    vec![
        ("directions", Value::text(&text.directions)),
        ("title", text.title.as_ref().map_or(Value::None, Phrase::value)),
        ("blocks", blocks_value(&text.blocks)),
    ]
}

/// What stands in front of the questions, in one language.
fn own_front(desk: &Desk<'_>) -> Vec<(&'static str, Value)> {
    let (instructions, marking) = front::instructions(desk);
    let mut front = front::common(desk, front::product(desk.paper), desk.set_label());
    front.push(("cover", front::cover_value(desk)));
    front.push(("instructions", Value::List(instructions)));
    front.push(("marking", marking_value(&marking)));
    front.push(("constants", front::constants(desk)));
    front.push(("words", fixed_words(desk, &marking)));
    front
}

fn fixed_words(desk: &Desk<'_>, marking: &Marking) -> Value {
    let words = desk.words;
    let word = |key: &str| Value::text(words.get(key));
    let booklet = front::cover(desk.paper) == Cover::Booklet;
    let warning = if booklet { Answering::of(desk).warning() } else { "page.warning-heading" };
    Value::Map(vec![
        ("set-word", word("page.set")),
        ("page-of", word("page.page-of")),
        ("warning", word(warning)),
        ("margin", word("page.margin")),
        ("blank-page", word("page.blank")),
        ("rough", word("page.rough")),
        ("end", if booklet { word("page.end") } else { Value::None }),
        ("instructions", word("cover.instructions")),
        ("code", word("cover.code")),
        ("booklet-number", word("cover.booklet-number")),
        ("roll", word("cover.roll")),
        ("roll-note", word("cover.roll-note")),
        ("logo", word("cover.logo")),
        ("alternative", word("paper.or")),
        ("go-on-page", word("paper.go-on-page")),
        ("go-on-column", word("paper.go-on-column")),
        ("continued", word("paper.continued")),
        ("answer-on", word("paper.answer-on")),
        ("answer-to", word("paper.answer-to")),
        ("marking-head", Value::list(marking.heads, word)),
    ])
}
