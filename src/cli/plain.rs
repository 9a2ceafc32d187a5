//! A paper as plain text for the terminal, one set, as it would print.

use crate::model::ids::{Lang, Name, SlotId};
use crate::model::numbering::{Numbering, Within};
use crate::model::paper::{Paper, Placed, PlacedSlot};
use crate::model::question::{Body, Item, Question};
use crate::model::text::{Text, TokenKind};
use crate::model::wording;
use crate::model::words::Words;
use std::fmt::Write;

/// The questions of the first set; with `keys` also key, reasons and explanation.
pub fn text(paper: &Paper, words: &Words, keys: bool) -> String {
    let Some(set) = paper.sets.first() else { return String::new() };
    let numbering = Numbering::new(paper, set, words);
    let mut writer = Plain { paper, words, numbering: &numbering, keys, out: String::new() };
    for entry in &set.entries {
        for placed in &entry.alternatives {
            if let Some(question) = paper.questions.get(&placed.question) {
                writer.question(question, placed);
            }
        }
    }
    writer.out
}

struct Plain<'a> {
    paper: &'a Paper,
    words: &'a Words,
    numbering: &'a Numbering<'a>,
    keys: bool,
    out: String,
}

impl<'a> Plain<'a> {
    fn question(&mut self, question: &'a Question, placed: &'a Placed) {
        let lang = self.paper.blueprint.layout.languages.first().map_or(self.words.language, |lang| lang.value);
        let langs = (lang, question.language);
        if let Some(passage) = question.passage.as_ref().and_then(|id| self.paper.passages.get(id)) {
            let text = self.rendered(&passage.text, (lang, passage.language), Within::Passage(&passage.id));
            let _ = writeln!(self.out, "{text}\n");
        }
        let number = self.numbering.question_number(question.id.as_str()).unwrap_or_default();
        let _ = writeln!(self.out, "{number}. [{}, {}]", question.id, question.kind().name());
        if let Body::Case { .. } = &question.item.body {
            self.line(question.item.stem.as_ref(), langs, Within::Question(&question.id), "");
        }
        for slot in &placed.slots {
            let Some(item) = crate::model::numbering::item_of(question, &slot.slot) else { continue };
            if let Some(label) = self.numbering.part_label(&slot.slot) {
                let _ = writeln!(self.out, "{}{}", label.part, label.alternative.unwrap_or_default());
            }
            self.item(item, slot, langs);
        }
        if self.keys && matches!(question.item.body, Body::Case { .. }) {
            self.line(question.item.explanation.as_ref(), langs, Within::Question(&question.id), "");
        }
        self.out.push('\n');
    }

    fn item(&mut self, item: &'a Item, slot: &'a PlacedSlot, langs: (Lang, Lang)) {
        let within = Within::Slot(&slot.slot);
        self.line(item.stem.as_ref(), langs, within, "");
        if let Some(lead) = wording::lead(item, self.words) {
            let _ = writeln!(self.out, "{lead}");
        }
        self.pieces(item, slot, langs);
        if let Some(closing) = wording::closing(item, self.words) {
            let _ = writeln!(self.out, "{closing}");
        }
        if let Body::Statements { coding, .. } | Body::Pairs { coding, .. } = &item.body {
            self.line(coding.closing.as_ref(), langs, within, "");
        }
        if let Body::Match { closing, .. } | Body::Order { closing, .. } = &item.body {
            self.line(closing.as_ref(), langs, within, "");
        }
        if let Some(sentence) = wording::several(item, self.words) {
            let _ = writeln!(self.out, "{sentence}");
        }
        for (place, name) in slot.options.iter().enumerate() {
            let text = match self.numbering.derived_option(&slot.slot, name) {
                Some(text) => text,
                None => self.typed_option(item, name, langs, within),
            };
            let _ = writeln!(self.out, "   {} {text}", self.numbering.option_label(&slot.slot, place));
        }
        if self.keys {
            self.key(item, &slot.slot, langs);
        }
    }

    fn typed_option(&self, item: &'a Item, name: &Name, langs: (Lang, Lang), within: Within<'a>) -> String {
        let Body::Choice { options, .. } = &item.body else { return String::new() };
        let option = options.iter().find(|option| &option.name == name);
        option.map(|option| self.rendered(&option.text, langs, within)).unwrap_or_default()
    }

    /// Statements, rows, lists and items with their labels in printed order.
    fn pieces(&mut self, item: &'a Item, slot: &'a PlacedSlot, langs: (Lang, Lang)) {
        if let Body::AssertionReason { assertion, reason, .. } = &item.body {
            let within = Within::Slot(&slot.slot);
            self.line(Some(assertion), langs, within, &format!("   {} ", self.words.get("style.assertion")));
            self.line(Some(reason), langs, within, &format!("   {} ", self.words.get("style.reason")));
        }
        let kinds = [TokenKind::Statement, TokenKind::Row, TokenKind::Left, TokenKind::Right, TokenKind::Item];
        for kind in kinds {
            for (place, name) in wording::printed_pieces(&slot.pieces, kind).iter().enumerate() {
                let label = self.numbering.piece_label(&slot.slot, kind, place);
                let texts = piece_texts(item, kind, name);
                let cells: Vec<String> =
                    texts.into_iter().map(|text| self.rendered(text, langs, Within::Slot(&slot.slot))).collect();
                let _ = writeln!(self.out, "   {label} {}", cells.join(" – "));
            }
        }
    }

    fn key(&mut self, item: &'a Item, slot: &'a SlotId, langs: (Lang, Lang)) {
        let key = self.numbering.key(slot);
        if !key.is_empty() {
            let _ = writeln!(self.out, "   = {key}");
        }
        if let Body::Written { points, model_answer, .. } = &item.body {
            for point in points {
                let marks = point.marks.as_ref().map(|marks| format!(" [{}]", marks.shown())).unwrap_or_default();
                let text = self.rendered(&point.text, langs, Within::Slot(slot));
                let _ = writeln!(self.out, "   - {text}{marks}");
            }
            self.line(model_answer.as_ref(), langs, Within::Slot(slot), "   ");
        }
        self.line(item.explanation.as_ref(), langs, Within::Slot(slot), "   ");
    }

    fn line(&mut self, text: Option<&'a Text>, langs: (Lang, Lang), within: Within<'a>, before: &str) {
        if let Some(text) = text {
            let text = self.rendered(text, langs, within);
            let _ = writeln!(self.out, "{before}{text}");
        }
    }

    fn rendered(&self, text: &'a Text, (lang, first): (Lang, Lang), within: Within<'a>) -> String {
        let text = text.get_or(lang, first);
        text.map(|text| text.plain_with(&mut |token| self.numbering.token(within, token))).unwrap_or_default()
    }
}

fn piece_texts<'a>(item: &'a Item, kind: TokenKind, name: &Name) -> Vec<&'a Text> {
    let found = match (&item.body, kind) {
        (Body::Statements { statements, .. }, TokenKind::Statement) => {
            statements.iter().find(|statement| &statement.name == name).map(|statement| vec![&statement.text])
        }
        (Body::StatementPair { statements, .. }, TokenKind::Statement) => {
            statements.iter().find(|statement| &statement.name == name).map(|statement| vec![&statement.text])
        }
        (Body::Pairs { rows, .. }, TokenKind::Row) => {
            rows.iter().find(|row| &row.name == name).map(|row| row.cells.iter().collect())
        }
        (Body::Match { left: list, .. }, TokenKind::Left)
        | (Body::Match { right: list, .. }, TokenKind::Right)
        | (Body::Order { items: list, .. }, TokenKind::Item) => {
            list.iter().find(|piece| &piece.name == name).map(|piece| vec![&piece.text])
        }
        _ => None,
    };
    found.unwrap_or_default()
}
