//! From kinds to blocks: what stands in a question, in the order in which it prints.

use super::Desk;
use super::block::{AlternativeView, Block, Extent, Labelled, PartView, RowView, Ruling, SpaceView};
use super::estimate::{self, Bulk, Column};
use super::quote::{Field, Phrase, Quotes, Seat};
use crate::model::blueprint::{Arrangement, Cover};
use crate::model::ids::Name;
use crate::model::numbering::Within;
use crate::model::paper::{Placed, PlacedSlot};
use crate::model::question::{self, Body, Item, Kind, Part, Piece, Row, Space};
use crate::model::text::{InlineKind, RichText, Text, TokenKind};
use crate::model::wording;

/// Digits that a box row has room for; the same everywhere, so that it tells nothing.
const BOXES: u64 = 6;

/// Lays out items, keeping account of what is quoted and how much room it takes.
pub(super) struct Writer<'w, 'a> {
    pub(super) desk: &'w Desk<'a>,
    pub(super) quotes: &'w mut Quotes,
    pub(super) bulk: Bulk,
}

impl<'w, 'a> Writer<'w, 'a> {
    /// A writer with nothing written.
    pub(super) fn new(desk: &'w Desk<'a>, quotes: &'w mut Quotes) -> Self {
        Writer { desk, quotes, bulk: Bulk::new(desk.paper) }
    }

    /// The blocks of a question as placed; a case with its parts.
    pub(super) fn question(&mut self, placed: &'a Placed) -> Vec<Block> {
        let Some(question) = self.desk.paper.questions.get(&placed.question) else { return Vec::new() };
        match &question.item.body {
            Body::Case { parts } => {
                let seat = Seat { question, part: None, within: Within::Question(&question.id) };
                let mut blocks = self.opening(seat, &question.item, None);
                let mut slots = placed.slots.iter();
                let mut views = Vec::new();
                for group in parts {
                    let slots: Vec<&PlacedSlot> = slots.by_ref().take(group.len()).collect();
                    views.extend(self.part(seat, group, &slots));
                }
                blocks.push(Block::Parts(views));
                blocks
            }
            _ => match placed.slots.first() {
                Some(slot) => {
                    let seat = Seat { question, part: None, within: Within::Slot(&slot.slot) };
                    self.slot(seat, &question.item, slot)
                }
                None => Vec::new(),
            },
        }
    }

    fn part(&mut self, case: Seat<'a>, group: &'a [Part], slots: &[&'a PlacedSlot]) -> Option<PartView> {
        let numbering = self.desk.numbering;
        let label = numbering.part_label(&slots.first()?.slot)?;
        let mut alternatives = Vec::new();
        let mut space = None;
        for (part, slot) in group.iter().zip(slots) {
            let seat = Seat { question: case.question, part: Some(&part.name), within: Within::Slot(&slot.slot) };
            let blocks = self.slot(seat, &part.item, slot);
            space = SpaceView::either(space, space_of(&part.item, slot, self.desk));
            alternatives.push(AlternativeView {
                label: numbering.part_label(&slot.slot).and_then(|label| label.alternative),
                marks: Some(slot.scheme.right.shown()),
                blocks,
                also: Vec::new(),
                directions: Vec::new(),
            });
        }
        self.bulk.space(space);
        Some(PartView { label: label.part, alternatives, space })
    }

    /// The blocks of one slot, space to write aside.
    pub(super) fn slot(&mut self, seat: Seat<'a>, item: &'a Item, slot: &'a PlacedSlot) -> Vec<Block> {
        let mut blocks = self.opening(seat, item, Some(slot));
        if let Some(lead) = wording::lead(item, self.desk.words) {
            blocks.insert(0, self.fixed(seat, "lead", lead));
        }
        self.body(seat, item, slot, &mut blocks);
        if let Some(closing) = wording::closing(item, self.desk.words) {
            blocks.push(self.fixed(seat, "ask", closing));
        }
        if let Some(several) = wording::several(item, self.desk.words) {
            self.bulk.text(&several);
            blocks.push(Block::Note(several));
        }
        if item.kind().has_options() {
            blocks.push(self.options(seat, item, slot));
        }
        blocks
    }

    /// Stem and pictures.
    fn opening(&mut self, seat: Seat<'a>, item: &'a Item, slot: Option<&PlacedSlot>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut drawn = Vec::new();
        if let Some(stem) = &item.stem {
            blocks.push(Block::Text {
                body: self.quote(seat, Field::Stem, stem),
                name: seat.text_name(self.desk, "stem"),
            });
            if let Some(rich) = self.rich(seat, stem) {
                rich.each_inline(&mut |inline| {
                    if let InlineKind::Image { target, .. } = &inline.kind {
                        drawn.push(target.as_str());
                    }
                });
            }
        }
        let within = slot.map_or(Within::Question(&seat.question.id), |slot| Within::Slot(&slot.slot));
        for figure in item.figures.iter().filter(|figure| !drawn.contains(&figure.id.as_str())) {
            let picture = self.quotes.figure(self.desk, seat, &figure.id);
            let number = self.desk.numbering.figure(within, figure.id.as_str());
            blocks.push(figure_block(self.desk, picture, number));
            self.bulk.figure();
        }
        blocks
    }

    fn body(&mut self, seat: Seat<'a>, item: &'a Item, slot: &'a PlacedSlot, blocks: &mut Vec<Block>) {
        match &item.body {
            Body::Statements { statements, coding } => {
                let find = |name| statements.iter().find(|statement| &statement.name == name);
                let texts = slot.pieces.statements.iter().filter_map(|name| Some((name, &find(name)?.text))).collect();
                blocks.push(Block::List(self.labelled(seat, slot, TokenKind::Statement, Field::Statement, texts)));
                self.closing(seat, coding.closing.as_ref(), blocks);
            }
            Body::StatementPair { statements, .. } => {
                let mut named = Vec::new();
                for (place, statement) in statements.iter().enumerate() {
                    let sign = self.desk.numbering.piece_label(&slot.slot, TokenKind::Statement, place);
                    let label = self.desk.words.fill("style.statement", &[("label", &sign)]);
                    let body = self.quote(seat, Field::Statement(&statement.name), &statement.text);
                    let name = seat.text_name(self.desk, &format!("statement {}", statement.name));
                    named.push(Labelled { label: format!("{label}:"), body, name });
                }
                blocks.push(Block::Named(named));
            }
            Body::AssertionReason { assertion, reason, .. } => {
                let words = self.desk.words;
                let label = |key| format!("{}:", words.get(key));
                let first = self.quote(seat, Field::Assertion, assertion);
                let second = self.quote(seat, Field::Reason, reason);
                blocks.push(Block::Named(vec![
                    Labelled {
                        label: label("style.assertion"),
                        body: first,
                        name: seat.text_name(self.desk, "assertion"),
                    },
                    Labelled { label: label("style.reason"), body: second, name: seat.text_name(self.desk, "reason") },
                ]));
            }
            Body::Pairs { heading, rows, coding } => {
                blocks.push(self.pairs(seat, slot, heading, rows));
                self.closing(seat, coding.closing.as_ref(), blocks);
            }
            Body::Match { heading, left, right, closing, .. } => {
                blocks.push(self.lists(seat, slot, heading, left, right));
                self.closing(seat, closing.as_ref(), blocks);
            }
            Body::Order { items, closing, .. } => {
                let texts = texts_of(items, &slot.pieces.items);
                blocks.push(Block::List(self.labelled(seat, slot, TokenKind::Item, Field::Item, texts)));
                self.closing(seat, closing.as_ref(), blocks);
            }
            Body::Numeric { unit, decimals, .. } => {
                let unit = unit.as_ref().map(|unit| self.quote(seat, Field::Unit, unit));
                blocks.push(self.number(unit, *decimals));
            }
            Body::Written { words: Some(limit), .. } => {
                let note = self.desk.words.count("paper.word-limit", &limit.to_string(), &[]);
                blocks.push(Block::Note(note));
            }
            _ => {}
        }
    }

    fn number(&mut self, unit: Option<Phrase>, decimals: Option<u8>) -> Block {
        let words = self.desk.words;
        let note = decimals.map(|decimals| match decimals {
            0 => words.get("paper.whole-number").to_owned(),
            places => words.count("paper.decimals", &places.to_string(), &[]),
        });
        self.bulk.text(words.get("paper.answer"));
        self.bulk.text("");
        // Booklets come with an answer sheet that has the boxes, unless they are answered in.
        let paper = self.desk.paper;
        let sheet = super::front::cover(paper) == Cover::Booklet && !paper.blueprint.layout.answered_here();
        Block::Boxes { before: words.get("paper.answer").to_owned(), count: if sheet { 0 } else { BOXES }, unit, note }
    }

    fn pairs(&mut self, seat: Seat<'a>, slot: &'a PlacedSlot, heading: &'a [Text], rows: &'a [Row]) -> Block {
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        let cells = |at: usize| rows.iter().filter_map(move |row| row.cells.get(at));
        let columns: Vec<Column> = (0..columns).map(|at| self.column(seat, cells(at), heading.get(at))).collect();
        let room = self.bulk.table_width(seat.part.is_some());
        let (weights, crowded) = (estimate::shares(&columns, room), estimate::crowded(&columns, room));
        let heading = self.heading(seat, heading);
        let mut printed = Vec::new();
        let placed = slot.pieces.rows.iter().filter_map(|name| rows.iter().find(|row| &row.name == name));
        for (place, row) in placed.enumerate() {
            let label = self.desk.numbering.piece_label(&slot.slot, TokenKind::Row, place);
            let cells = row.cells.iter().enumerate();
            let cells = cells.map(|(at, cell)| self.quote(seat, Field::Cell(&row.name, at), cell)).collect();
            printed.push(RowView { label, cells, name: seat.text_name(self.desk, &format!("row {}", row.name)) });
        }
        Block::Pairs { heading, rows: printed, weights, crowded }
    }

    fn lists(
        &mut self,
        seat: Seat<'a>,
        slot: &'a PlacedSlot,
        heading: &'a [Text],
        left: &'a [Piece],
        right: &'a [Piece],
    ) -> Block {
        let words = self.desk.words;
        let titles = [words.get("paper.list-1").to_owned(), words.get("paper.list-2").to_owned()];
        let side =
            |at: usize, pieces: &'a [Piece]| self.column(seat, pieces.iter().map(|piece| &piece.text), heading.get(at));
        let (sides, room) = ([side(0, left), side(1, right)], self.bulk.table_width(seat.part.is_some()));
        let (weights, crowded) = (estimate::shares(&sides, room), estimate::crowded(&sides, room));
        let heading = self.heading(seat, heading);
        let left = texts_of(left, &slot.pieces.left);
        let right = texts_of(right, &slot.pieces.right);
        let left = self.labelled(seat, slot, TokenKind::Left, Field::Left, left);
        let right = self.labelled(seat, slot, TokenKind::Right, Field::Right, right);
        Block::Lists { titles, heading, left, right, weights, crowded }
    }

    /// What a column of a table with these texts asks for.
    fn column(&self, seat: Seat<'a>, texts: impl Iterator<Item = &'a Text>, heading: Option<&'a Text>) -> Column {
        let token = &mut |token: &_| self.desk.numbering.token(seat.within, token);
        let mut column = Column::default();
        let texts = texts.map(|text| (text, false)).chain(heading.map(|text| (text, true)));
        for (text, bold) in texts {
            if let Some(rich) = self.rich(seat, text) {
                column.add(rich, bold, token);
            }
        }
        column
    }

    fn heading(&mut self, seat: Seat<'a>, heading: &'a [Text]) -> Vec<Phrase> {
        heading.iter().enumerate().map(|(at, text)| self.quote(seat, Field::Heading(at), text)).collect()
    }

    fn options(&mut self, seat: Seat<'a>, item: &'a Item, slot: &'a PlacedSlot) -> Block {
        let mut labelled = Vec::new();
        for (place, name) in slot.options.iter().enumerate() {
            let typed = match &item.body {
                Body::Choice { options, .. } => options.iter().find(|option| &option.name == name),
                _ => None,
            };
            let body = match typed {
                Some(option) => self.quote(seat, Field::Option(name), &option.text),
                None => {
                    let text = self.desk.numbering.derived_option(&slot.slot, name).unwrap_or_default();
                    self.bulk.text(&text);
                    Phrase::Fixed(text)
                }
            };
            let label = self.desk.numbering.option_label(&slot.slot, place);
            labelled.push(Labelled { label, body, name: seat.text_name(self.desk, &format!("option {name}")) });
        }
        if let Some(label) = self.desk.numbering.not_attempted_label(&slot.slot) {
            let text = self.desk.words.get("paper.not-attempted").to_owned();
            self.bulk.text(&text);
            labelled.push(Labelled {
                label,
                body: Phrase::Fixed(text),
                name: seat.text_name(self.desk, "not attempted"),
            });
        }
        Block::Options(labelled)
    }

    fn labelled(
        &mut self,
        seat: Seat<'a>,
        slot: &'a PlacedSlot,
        kind: TokenKind,
        field: impl Fn(&'a Name) -> Field<'a>,
        texts: Vec<(&'a Name, &'a Text)>,
    ) -> Vec<Labelled> {
        let number = |place| self.desk.numbering.piece_label(&slot.slot, kind, place);
        let labels: Vec<String> = (0..texts.len()).map(number).collect();
        let pieces = labels.into_iter().zip(texts);
        pieces
            .map(|(label, (piece, text))| {
                let name = seat.text_name(self.desk, &format!("{} {piece}", kind.word()));
                Labelled { label, body: self.quote(seat, field(piece), text), name }
            })
            .collect()
    }

    fn closing(&mut self, seat: Seat<'a>, closing: Option<&'a Text>, blocks: &mut Vec<Block>) {
        if let Some(closing) = closing {
            blocks.push(Block::Text {
                body: self.quote(seat, Field::Closing, closing),
                name: seat.text_name(self.desk, "closing"),
            });
        }
    }

    fn fixed(&mut self, seat: Seat<'a>, field: &str, text: String) -> Block {
        self.bulk.text(&text);
        Block::Text { body: Phrase::Fixed(text), name: seat.text_name(self.desk, field) }
    }

    fn quote(&mut self, seat: Seat<'a>, field: Field<'_>, text: &'a Text) -> Phrase {
        if let Some(rich) = self.rich(seat, text) {
            self.bulk.rich(rich);
        }
        self.quotes.paper(self.desk, seat, field, text)
    }

    fn rich(&self, seat: Seat<'_>, text: &'a Text) -> Option<&'a RichText> {
        text.get_or(self.desk.words.language, seat.question.language)
    }
}

/// Texts of pieces in printed order.
pub(super) fn texts_of<'a>(pieces: &'a [Piece], printed: &'a [Name]) -> Vec<(&'a Name, &'a Text)> {
    let find = |name| pieces.iter().find(|piece| &piece.name == name);
    printed.iter().filter_map(|name| Some((name, &find(name)?.text))).collect()
}

/// A picture with its number, where one is mentioned.
pub(super) fn figure_block(desk: &Desk<'_>, picture: Phrase, number: Option<u32>) -> Block {
    let caption = number.map(|number| desk.words.fill("list.figure", &[("n", &number.to_string())]));
    Block::Figure { picture, caption }
}

/// The room of a written slot.
pub(super) fn space_of(item: &Item, slot: &PlacedSlot, desk: &Desk<'_>) -> Option<SpaceView> {
    let Body::Written { long, words, space, .. } = &item.body else { return None };
    let columns = u32::from(columns(desk));
    let lines = |count: u32| Extent::Millimetres(count * Ruling::Lines.told().1);
    let pages = |count: u16| Extent::Columns(u32::from(count) * columns);
    let height = |extent| match extent {
        question::Extent::Millimetres(millimetres) => Extent::Millimetres(millimetres.into()),
        question::Extent::Pages(count) => pages(count),
    };
    let (ruling, extent) = match (*space)? {
        Space::Lines(count) => (Ruling::Lines, lines(count.into())),
        Space::Pages(count) => (Ruling::Lines, pages(count)),
        Space::Squared(extent) => (Ruling::Squared, height(extent)),
        Space::Blank(extent) => (Ruling::Blank, height(extent)),
        Space::Auto => {
            // Words of handwriting to a line: long answers are given more room, to think and to correct.
            let (page, column) = if *long { (5, 3) } else { (9, 5) };
            let marks = slot.scheme.right.ceil().unwrap_or(1).clamp(1, 40) as u32;
            let words = words.unwrap_or(marks * if *long { 30 } else { 20 }).min(5000);
            (Ruling::Lines, lines(words.div_ceil(if columns == 1 { page } else { column }) + 1))
        }
    };
    Some(SpaceView { extent, ruling })
}

/// Columns of the paper's pages.
pub(super) fn columns(desk: &Desk<'_>) -> u8 {
    let layout = &desk.paper.blueprint.layout;
    match layout.arrangement {
        // The halves are the columns.
        Some(Arrangement::SideBySide) => 1,
        _ => layout.columns_with(super::front::cover(desk.paper)),
    }
}

/// Whether marks stand beside a question of this kind even where all of its section have the same.
pub(super) fn shows_marks(kind: Kind) -> bool {
    matches!(kind, Kind::Short | Kind::Long | Kind::Case)
}
