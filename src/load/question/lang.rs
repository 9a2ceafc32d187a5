//! `lang.hi.…`: the texts of a question in further languages, put beside those of the first.

use super::names::Names;
use super::{about, pieces};
use crate::diag::Diagnostic;
use crate::load::table::{Data, Reader, Table, Value, shown};
use crate::model::ids::{Lang, Name};
use crate::model::question::{About, Body, Item, Part};
use crate::model::text::{Form, Text, TokenKind};
use crate::source::Span;

/// Facts: they stand once, in the question itself.
const FACTS: [&str; 22] = [
    "holds",
    "answer",
    "marks",
    "id",
    "kind",
    "ask",
    "codes",
    "explains",
    "assertion-holds",
    "reason-holds",
    "style",
    "tolerance",
    "range",
    "decimals",
    "words",
    "space",
    "place",
    "shuffle",
    "file",
    "width",
    "at",
    "values",
];

/// Reads every language of a `lang` table and hands each to `read`, with its path for messages.
pub(crate) fn each<'s>(
    value: Value<'s>,
    reader: &mut Reader<'s>,
    read: &mut dyn FnMut(Lang, Table<'s>, &mut Reader<'s>),
) {
    let Some(table) = reader.table(value, "`lang`") else { return };
    for entry in table.entries {
        let Some(lang) = reader.lang(&entry.key, entry.key_span) else { continue };
        if lang == reader.language {
            let message = format!("`{lang}` is the language of the plain fields");
            let diagnostic = Diagnostic::error("bad-language", message).at(entry.key_span);
            let hint = "write its texts as plain fields, without `lang`; a file whose plain fields are in another language says so at its top: `language = \"en\"`";
            reader.push(diagnostic.hint(hint));
            continue;
        }
        if let Some(table) = reader.table(entry.value, &format!("`lang.{lang}`")) {
            read(lang, table, reader);
        }
    }
}

/// A text that is there in a further language only.
pub(super) fn unequal(key: &str, lang: Lang, first: Lang, span: Option<Span>) -> Diagnostic {
    let message = format!("`{key}` is given in `{lang}` but not in `{first}`");
    let diagnostic = Diagnostic::error("unequal-languages", message).at(span);
    diagnostic.hint(format!("write `{key}` in the first language, too"))
}

/// Puts the texts of a `lang` table into an item and what is said about it, where there is something to say; without an
/// item it could not be read, and that was told.
pub(crate) fn merge<'s>(
    value: Value<'s>,
    item: Option<&mut Item>,
    mut about: Option<&mut About>,
    reader: &mut Reader<'s>,
) {
    let Some(item) = item else { return };
    each(value, reader, &mut |lang, mut table, reader| {
        if let Some(about) = &mut about {
            about::take_in(about, lang, &mut table, reader);
        }
        merge_item(item, table, lang, reader);
    });
}

fn merge_item<'s>(item: &mut Item, mut table: Table<'s>, lang: Lang, reader: &mut Reader<'s>) {
    let into = Into { lang };
    into.optional(&mut item.stem, &mut table, "stem", Form::Block, reader);
    into.optional(&mut item.explanation, &mut table, "explanation", Form::Block, reader);
    into.figures(&mut item.figures, &mut table, reader);
    into.body(&mut item.body, &mut table, reader);
    into.finish(table, reader);
}

/// The language that texts go into.
#[derive(Clone, Copy)]
pub(crate) struct Into {
    /// Which.
    pub(crate) lang: Lang,
}

impl Into {
    /// Reports what is left over: facts, and keys that are no text here.
    pub(crate) fn finish<'s>(self, mut table: Table<'s>, reader: &mut Reader<'s>) {
        let lang = self.lang;
        table.entries.retain(|entry| {
            let fact = FACTS.contains(&entry.key.as_ref());
            if fact {
                let message = format!("`{}` is a fact and stands once, not under `lang.{lang}`", entry.key);
                let diagnostic = Diagnostic::error("fact-in-lang", message).at(entry.key_span);
                reader.push(diagnostic.hint("take it out here: facts hold in all languages"));
            }
            !fact
        });
        table.finish(reader);
    }

    /// Puts one text beside the first language's; `"="` copies it.
    pub(crate) fn set<'s>(self, target: &mut Text, value: Value<'s>, what: &str, form: Form, reader: &mut Reader<'s>) {
        if matches!(&value.data, Data::Text(text) if text == "=") {
            if let Some(first) = target.get(reader.language).cloned() {
                target.insert(self.lang, first);
            }
            return;
        }
        if let Some(rich) = reader.rich(value, what, form, self.lang) {
            target.insert(self.lang, rich);
        }
    }

    /// Takes a text and puts it beside one that the question may have.
    pub(crate) fn optional<'s>(
        self,
        target: &mut Option<Text>,
        table: &mut Table<'s>,
        key: &'static str,
        form: Form,
        reader: &mut Reader<'s>,
    ) {
        let Some(value) = table.take(key) else { return };
        match target {
            Some(target) => self.set(target, value, &format!("`lang.{}.{key}`", self.lang), form, reader),
            None => reader.push(unequal(key, self.lang, reader.language, Some(value.span))),
        }
    }

    /// Takes a list that follows the order of `names`, or a table keyed by them, and gives each value its index.
    fn elements<'s>(
        self,
        table: &mut Table<'s>,
        key: &'static str,
        names: &Names<'_>,
        reader: &mut Reader<'s>,
    ) -> Vec<(usize, Value<'s>)> {
        let Some(value) = table.take(key) else { return Vec::new() };
        let span = value.span;
        let lang = self.lang;
        let unequal = |found: usize, reader: &mut Reader<'s>| {
            let message = format!("`lang.{lang}.{key}` has {found} texts, `{key}` has {}", names.list.len());
            let diagnostic = Diagnostic::error("unequal-languages", message).at(span);
            reader.push(diagnostic.hint("give one for each, `\"=\"` where it stays the same"));
        };
        match value.data {
            Data::List(list) => {
                if list.len() != names.list.len() {
                    unequal(list.len(), reader);
                }
                list.into_iter().take(names.list.len()).enumerate().collect()
            }
            Data::Table(keyed) => {
                let mut found: Vec<(usize, Value<'s>)> = Vec::new();
                for entry in keyed.entries {
                    let at = names.find_or_tell(&entry.key, "unknown-name", entry.key_span, reader);
                    found.extend(at.map(|at| (at, entry.value)));
                }
                let missing: Vec<&str> = (0..names.list.len())
                    .filter(|at| !found.iter().any(|(other, _)| other == at))
                    .filter_map(|at| names.list.get(at).map(|name| name.as_str()))
                    .collect();
                if !missing.is_empty() {
                    let message =
                        format!("`lang.{lang}.{key}` lacks {}", crate::load::table::listed(missing.iter().copied()));
                    let diagnostic = Diagnostic::error("unequal-languages", message).at(span);
                    reader.push(diagnostic.hint("give one for each, `\"=\"` where it stays the same"));
                }
                found
            }
            _ => {
                reader.wrong_type(&value, &format!("`lang.{lang}.{key}`"), "a list of texts");
                Vec::new()
            }
        }
    }

    /// Puts a text, or a table of `text` and `why`, into one element.
    fn element<'s>(
        self,
        text: &mut Text,
        why: Option<&mut Option<Text>>,
        value: Value<'s>,
        what: &str,
        reader: &mut Reader<'s>,
    ) {
        let Data::Table(mut table) = value.data else {
            self.set(text, value, what, Form::Inline, reader);
            return;
        };
        if let Some(value) = table.take("text") {
            self.set(text, value, what, Form::Inline, reader);
        }
        if let Some(why) = why {
            self.optional(why, &mut table, "why", Form::Block, reader);
        }
        self.finish(table, reader);
    }

    /// As [`Into::elements`] of a list without names.
    pub(crate) fn numbered<'s>(
        self,
        count: usize,
        table: &mut Table<'s>,
        key: &'static str,
        reader: &mut Reader<'s>,
    ) -> Vec<(usize, Value<'s>)> {
        let numbers: Vec<Name> = (1..=count).filter_map(|number| Name::new(&number.to_string())).collect();
        self.elements(table, key, &of(&numbers, TokenKind::Item), reader)
    }

    fn body<'s>(self, body: &mut Body, table: &mut Table<'s>, reader: &mut Reader<'s>) {
        match body {
            Body::Choice { options, .. } => {
                let list = options.iter_mut().map(|one| (&one.name, &mut one.text, &mut one.why)).collect();
                self.judged(list, table, "options", TokenKind::Option, reader);
            }
            Body::Statements { statements, coding } => {
                let list = statements.iter_mut().map(|one| (&one.name, &mut one.text, &mut one.why)).collect();
                self.judged(list, table, "statements", TokenKind::Statement, reader);
                self.optional(&mut coding.closing, table, "closing", Form::Block, reader);
            }
            Body::StatementPair { statements, .. } => {
                let list = statements.iter_mut().map(|one| (&one.name, &mut one.text, &mut one.why)).collect();
                self.judged(list, table, "statements", TokenKind::Statement, reader);
            }
            Body::Pairs { heading, rows, coding } => {
                self.list(heading.iter_mut().collect(), table, "heading", reader);
                let known: Vec<Name> = rows.iter().map(|row| row.name.clone()).collect();
                for (at, value) in self.elements(table, "rows", &of(&known, TokenKind::Row), reader) {
                    if let Some(row) = rows.get_mut(at) {
                        let what = format!("row `{}`", row.name);
                        self.row(&mut row.cells, &mut row.why, value, &what, reader);
                    }
                }
                self.optional(&mut coding.closing, table, "closing", Form::Block, reader);
            }
            Body::Match { heading, left, right, closing, .. } => {
                self.list(heading.iter_mut().collect(), table, "heading", reader);
                for (list, key, kind) in [(left, "left", TokenKind::Left), (right, "right", TokenKind::Right)] {
                    self.pieces(list, table, key, kind, reader);
                }
                self.optional(closing, table, "closing", Form::Block, reader);
            }
            Body::Order { items, closing, .. } => {
                self.pieces(items, table, "items", TokenKind::Item, reader);
                self.optional(closing, table, "closing", Form::Block, reader);
            }
            Body::AssertionReason { assertion, reason, .. } => {
                for (target, key) in [(assertion, "assertion"), (reason, "reason")] {
                    if let Some(value) = table.take(key) {
                        self.set(target, value, &format!("`lang.{}.{key}`", self.lang), Form::Inline, reader);
                    }
                }
            }
            Body::Numeric { unit, .. } => self.optional(unit, table, "unit", Form::Inline, reader),
            Body::Written { points, model_answer, .. } => {
                for (at, value) in self.numbered(points.len(), table, "points", reader) {
                    if let Some(point) = points.get_mut(at) {
                        self.element(&mut point.text, None, value, &format!("point {}", at + 1), reader);
                    }
                }
                self.optional(model_answer, table, "model-answer", Form::Block, reader);
            }
            Body::Case { parts } => self.parts(parts, table, reader),
            Body::TrueFalse { .. } | Body::Blank { .. } => {}
        }
    }

    /// Options or statements: texts with a `why`.
    fn judged<'s>(
        self,
        mut list: Vec<(&Name, &mut Text, &mut Option<Text>)>,
        table: &mut Table<'s>,
        key: &'static str,
        kind: TokenKind,
        reader: &mut Reader<'s>,
    ) {
        let names = Names { list: list.iter().map(|(name, _, _)| *name).collect(), kind };
        for (at, value) in self.elements(table, key, &names, reader) {
            if let Some((name, text, why)) = list.get_mut(at) {
                self.element(text, Some(why), value, &format!("`{name}` of `{key}`"), reader);
            }
        }
    }

    fn pieces<'s>(
        self,
        list: &mut [crate::model::question::Piece],
        table: &mut Table<'s>,
        key: &'static str,
        kind: TokenKind,
        reader: &mut Reader<'s>,
    ) {
        let known: Vec<Name> = list.iter().map(|piece| piece.name.clone()).collect();
        for (at, value) in self.elements(table, key, &of(&known, kind), reader) {
            if let Some(piece) = list.get_mut(at) {
                self.element(&mut piece.text, None, value, &format!("`{}` of `{key}`", piece.name), reader);
            }
        }
    }

    /// A plain list of cells, or a table of `cells` and `why`.
    fn row<'s>(
        self,
        cells: &mut [Text],
        why: &mut Option<Text>,
        value: Value<'s>,
        what: &str,
        reader: &mut Reader<'s>,
    ) {
        let mut typed = value;
        if let Data::Table(mut table) = typed.data {
            self.optional(why, &mut table, "why", Form::Block, reader);
            let inner = table.take("cells");
            self.finish(table, reader);
            let Some(inner) = inner else { return };
            typed = inner;
        }
        self.cells(cells, typed, what, reader);
    }

    /// Parts: a list in the order typed, or a table keyed by names (`iii.a` inside an OR).
    fn parts<'s>(self, parts: &mut [Vec<Part>], table: &mut Table<'s>, reader: &mut Reader<'s>) {
        let Some(value) = table.take("parts") else { return };
        let span = value.span;
        match value.data {
            Data::List(list) => {
                if list.len() != parts.len() {
                    let message =
                        format!("`lang.{}.parts` has {} parts, `parts` has {}", self.lang, list.len(), parts.len());
                    reader.push(Diagnostic::error("unequal-languages", message).at(span));
                }
                for (group, value) in parts.iter_mut().zip(list) {
                    if let Some(table) = reader.table(value, "a part") {
                        self.group(group, table, reader);
                    }
                }
            }
            Data::Table(keyed) => {
                for entry in keyed.entries {
                    self.keyed_part(parts, &entry.key, entry.key_span, entry.value, reader);
                }
            }
            _ => reader.wrong_type(
                &value,
                &format!("`lang.{}.parts`", self.lang),
                "a table keyed by the names of the parts",
            ),
        }
    }

    fn keyed_part<'s>(
        self,
        parts: &mut [Vec<Part>],
        key: &str,
        key_span: Span,
        value: Value<'s>,
        reader: &mut Reader<'s>,
    ) {
        let Some(table) = reader.table(value, &format!("part `{}`", shown(key))) else { return };
        if let Some(part) = parts.iter_mut().flatten().find(|part| part.name.as_str() == key) {
            merge_item(&mut part.item, table, self.lang, reader);
            return;
        }
        // The name of a part with alternatives: of its place, or what its alternatives begin with.
        let group = (0..parts.len()).find(|at| {
            let own =
                parts.get(*at).and_then(|group| group.first()).and_then(|part| part.name.as_str().rsplit_once('.'));
            crate::model::ids::roman(*at) == key || own.is_some_and(|(name, _)| name == key)
        });
        match group.and_then(|at| parts.get_mut(at)) {
            Some(group) => self.group(group, table, reader),
            None => {
                let message = format!("there is no part `{}`", shown(key));
                reader.push(Diagnostic::error("unknown-name", message).at(key_span));
            }
        }
    }

    /// One part's texts, or `a` and `b` for those of its alternatives.
    fn group<'s>(self, group: &mut [Part], mut table: Table<'s>, reader: &mut Reader<'s>) {
        if let [part] = group {
            merge_item(&mut part.item, table, self.lang, reader);
            return;
        }
        if let Some(value) = table.take("or") {
            let Some(values) = reader.list(value, "`or`") else { return };
            for (part, value) in group.iter_mut().zip(values) {
                if let Some(table) = reader.table(value, "an alternative") {
                    merge_item(&mut part.item, table, self.lang, reader);
                }
            }
        }
        for entry in std::mem::take(&mut table.entries) {
            let at = (0..group.len()).find(|at| crate::model::ids::letter(*at) == entry.key);
            match at.and_then(|at| group.get_mut(at)) {
                Some(part) => {
                    if let Some(table) = reader.table(entry.value, &format!("alternative `{}`", shown(&entry.key))) {
                        merge_item(&mut part.item, table, self.lang, reader);
                    }
                }
                None => {
                    let message = format!("there is no alternative `{}`", shown(&entry.key));
                    let hint = "alternatives are named `a`, `b`, …";
                    reader.push(Diagnostic::error("unknown-name", message).at(entry.key_span).hint(hint));
                }
            }
        }
    }
}

fn of(names: &[Name], kind: TokenKind) -> Names<'_> {
    pieces::names_of(names, kind, |name| name)
}
