//! A small reader of TOML tables: takes keys one by one, remembers where everything stands, collects every fault.
//!
//! Text of a file comes in; [`Table`]s of [`Value`]s go out. [`Reader`] turns values into numbers, names, texts and
//! reports what is wrong with them, in words for somebody who has never heard of a parser.

pub(crate) mod scan;
pub(crate) mod strings;
pub(crate) mod syntax;
pub(crate) mod values;

use crate::diag::{Diagnostic, Diagnostics, nearest};
use crate::model::ids::{Lang, Name};
use crate::source::{FileId, SourceMap, Span};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A value with its place.
#[derive(Debug, Clone)]
pub(crate) struct Value<'s> {
    /// Bytes of the file.
    pub(crate) span: Span,
    /// What stands there.
    pub(crate) data: Data<'s>,
}

/// What may stand for a value.
#[derive(Debug, Clone)]
pub(crate) enum Data<'s> {
    /// A text, decoded.
    Text(Cow<'s, str>),
    /// A whole number; its text is that of the file.
    Whole,
    /// A number with a fraction or exponent.
    Fraction,
    /// True or false.
    Truth(bool),
    /// A date, perhaps with a time.
    Moment,
    /// A list.
    List(Vec<Value<'s>>),
    /// A table.
    Table(Table<'s>),
}

impl Value<'_> {
    /// What it is, in words.
    pub(crate) fn describe(&self) -> &'static str {
        match self.data {
            Data::Text(_) => "text",
            Data::Whole => "a whole number",
            Data::Fraction => "a number with decimals",
            Data::Truth(_) => "true or false",
            Data::Moment => "a date",
            Data::List(_) => "a list",
            Data::Table(_) => "a table",
        }
    }
}

/// A key with its value.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'s> {
    /// The key.
    pub(crate) key: Cow<'s, str>,
    /// Where it stands.
    pub(crate) key_span: Span,
    /// Its value.
    pub(crate) value: Value<'s>,
    /// Whether it was taken over from `[defaults]`.
    pub(crate) inherited: bool,
}

/// A table whose keys are taken out one by one; what is left at the end is unknown.
#[derive(Debug, Clone)]
pub(crate) struct Table<'s> {
    /// The header, or the whole inline table.
    pub(crate) span: Span,
    /// Not yet taken, in the order typed.
    pub(crate) entries: Vec<Entry<'s>>,
    known: Vec<&'static str>,
}

impl<'s> Table<'s> {
    /// A table with nothing in it.
    pub(crate) fn empty(span: Span) -> Self {
        Table { span, entries: Vec::new(), known: Vec::new() }
    }

    /// Takes a value out.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<Value<'s>> {
        self.known.push(key);
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(at).value)
    }

    /// Whether a key is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// The place of a key's value.
    pub(crate) fn place(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| entry.value.span)
    }

    /// Reports every key that was not taken.
    pub(crate) fn finish(self, reader: &mut Reader<'s>) {
        self.finish_with(reader, &|_| None);
    }

    /// Reports every key that was not taken; `hint` may know where a key belongs.
    pub(crate) fn finish_with(self, reader: &mut Reader<'s>, hint: &dyn Fn(&str) -> Option<String>) {
        for entry in self.entries.iter().filter(|entry| !entry.inherited) {
            if reader.is_full("unknown-key") {
                break;
            }
            let near = nearest(&entry.key, self.known.iter().copied());
            let hint = hint(&entry.key).or_else(|| near.map(|name| format!("did you mean `{name}`?")));
            let hint = hint.unwrap_or_else(|| match self.known.as_slice() {
                [] => "nothing stands here".to_owned(),
                known if known.len() <= 12 => format!("the keys here are {}", listed(known.iter().copied())),
                _ => "take it out, or begin the line with `#`; what is meant for authors only goes into `remark`"
                    .to_owned(),
            });
            let message = format!("unknown key `{}`", shown(&entry.key));
            reader.push(Diagnostic::error("unknown-key", message).at(entry.key_span).hint(hint));
        }
    }

    /// Adds the entries of `other`, a later piece of the same table.
    pub(crate) fn absorb(&mut self, other: Table<'s>, reader: &mut Reader<'s>) {
        for entry in other.entries {
            let old = self.entries.iter_mut().find(|old| old.key == entry.key);
            match (old, entry.value.data) {
                (None, data) => self.entries.push(Entry { value: Value { data, ..entry.value }, ..entry }),
                (Some(Entry { value: Value { data: Data::Table(old), .. }, .. }), Data::Table(new)) => {
                    old.absorb(new, reader);
                }
                (Some(old), _) => {
                    let message = format!("`{}` is given twice", shown(&entry.key));
                    let diagnostic = Diagnostic::error("bad-toml", message).at(entry.key_span);
                    reader.push(diagnostic.related(old.key_span, "given here before").hint("keep one of them"));
                }
            }
        }
    }
}

/// Reads one file: knows its text, and holds what was found wrong with it.
#[derive(Debug)]
pub(crate) struct Reader<'s> {
    /// The file.
    pub(crate) file: FileId,
    /// Its text.
    pub(crate) text: &'s str,
    /// The language of plain texts.
    pub(crate) language: Lang,
    /// Whether raw Typst in it may run.
    pub(crate) trusted: bool,
    /// Path of the file from the root, with `/`.
    pub(crate) path: &'s str,
    /// Faults so far.
    pub(crate) found: Diagnostics,
    /// Ids of figures that could not be read: nothing else is told of them.
    pub(crate) unread_figures: Vec<Name>,
    /// Outside this range a place is that of a value taken over from `[defaults]`: told once.
    own: Option<Range<u32>>,
    told: BTreeSet<(Span, &'static str)>,
    counts: BTreeMap<&'static str, usize>,
}

/// Findings of one rule in one question, or in one file that is not a bank; more say nothing new.
const MOST_OF_ONE_RULE: usize = 50;

impl<'s> Reader<'s> {
    /// Begins to read a file.
    pub(crate) fn new(sources: &'s SourceMap, file: FileId) -> Self {
        Reader {
            file,
            text: sources.text(file),
            language: Lang::ENGLISH,
            trusted: false,
            path: sources.name(file),
            found: Diagnostics::default(),
            unread_figures: Vec::new(),
            own: None,
            told: BTreeSet::new(),
            counts: BTreeMap::new(),
        }
    }

    /// A reader for one piece of the same file, with findings of its own.
    pub(crate) fn piece(&self, range: &Range<usize>) -> Reader<'s> {
        let own = Span { file: self.file, start: offset(range.start), end: offset(range.end) };
        Reader {
            file: self.file,
            text: self.text,
            language: self.language,
            trusted: self.trusted,
            path: self.path,
            found: Diagnostics::default(),
            unread_figures: Vec::new(),
            own: Some(own.start..own.end),
            told: BTreeSet::new(),
            counts: BTreeMap::new(),
        }
    }

    /// Adds a finding; one at a place outside this piece is told once only.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if let (Some(own), Some(span)) = (&self.own, diagnostic.span)
            && !own.contains(&span.start)
            && !self.told.insert((span, diagnostic.code))
        {
            return;
        }
        let count = self.counts.entry(diagnostic.code).or_insert(0);
        *count += 1;
        match (*count).cmp(&(MOST_OF_ONE_RULE + 1)) {
            Ordering::Less => self.found.push(diagnostic),
            Ordering::Equal => {
                let message = format!("and more faults of this kind behind the first {MOST_OF_ONE_RULE}");
                let hints = vec!["mend the first ones first".to_owned()];
                self.found.push(Diagnostic { message, hints, related: Vec::new(), ..diagnostic });
            }
            Ordering::Greater => {}
        }
    }

    /// Whether no more findings of a rule are taken.
    pub(crate) fn is_full(&self, code: &str) -> bool {
        self.counts.get(code).is_some_and(|count| *count > MOST_OF_ONE_RULE)
    }

    /// Takes over what a piece found; findings in `[defaults]`, which every piece makes again, once.
    pub(crate) fn absorb(&mut self, piece: Reader<'s>) {
        let Reader { found, own, unread_figures, .. } = piece;
        self.unread_figures.extend(unread_figures);
        for diagnostic in found {
            let inside = match (&own, diagnostic.span) {
                (Some(own), Some(span)) => own.contains(&span.start),
                _ => true,
            };
            let again = !inside && diagnostic.span.is_some_and(|span| !self.told.insert((span, diagnostic.code)));
            if !again {
                self.found.push(diagnostic);
            }
        }
    }

    /// The place of bytes of the file.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        Span { file: self.file, start: offset(range.start), end: offset(range.end) }
    }

    /// The text as typed at a place.
    pub(crate) fn typed(&self, span: Span) -> &'s str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Reports a value of the wrong type.
    pub(crate) fn wrong_type(&mut self, value: &Value<'s>, what: &str, wanted: &str) {
        let message = format!("{what} must be {wanted}, found {}", value.describe());
        let diagnostic = Diagnostic::error("wrong-type", message).at(value.span);
        let typed = self.typed(value.span);
        let quote = matches!(value.data, Data::Whole | Data::Fraction | Data::Moment | Data::Truth(_))
            && wanted.contains("text")
            && typed.len() <= 60;
        let hint = quote.then(|| format!("write it in quotes: `\"{typed}\"`"));
        self.push(diagnostic.hints(hint));
    }

    /// Reports a key that is missing from a table.
    pub(crate) fn missing(&mut self, table: Span, message: impl Into<String>, hint: impl Into<String>) {
        self.push(Diagnostic::error("missing-key", message).at(table).hint(hint));
    }
}

/// A byte of a file; files are far below 4 GiB.
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A user's word inside a message: short, on one line.
pub(crate) fn shown(text: &str) -> String {
    let mut out: String = text.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(60).is_some() {
        out.push('…');
    }
    out
}

/// Names in backticks with commas between.
pub(crate) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names = names.into_iter();
    let mut out: Vec<String> = names.by_ref().take(24).map(|name| format!("`{}`", shown(name))).collect();
    if names.next().is_some() {
        out.push("…".to_owned());
    }
    out.join(", ")
}

/// Turns the parser's tree into ours, with places counted from the start of the file, `base` bytes before its own.
fn table_of<'s>(table: DeTable<'s>, span: Span, base: usize) -> Table<'s> {
    let mut entries: Vec<Entry<'s>> = table
        .into_iter()
        .map(|(key, value)| {
            let key_span = shifted(key.span(), span.file, base);
            Entry { key: key.into_inner(), key_span, value: value_of(value, span.file, base), inherited: false }
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Table { span, entries, known: Vec::new() }
}

fn value_of(value: toml::Spanned<DeValue<'_>>, file: FileId, base: usize) -> Value<'_> {
    let span = shifted(value.span(), file, base);
    let data = match value.into_inner() {
        DeValue::String(text) => Data::Text(text),
        DeValue::Integer(_) => Data::Whole,
        DeValue::Float(_) => Data::Fraction,
        DeValue::Boolean(truth) => Data::Truth(truth),
        DeValue::Datetime(_) => Data::Moment,
        DeValue::Array(list) => Data::List(list.into_iter().map(|value| value_of(value, file, base)).collect()),
        DeValue::Table(table) => Data::Table(table_of(table, span, base)),
    };
    Value { span, data }
}

fn shifted(range: Range<usize>, file: FileId, base: usize) -> Span {
    Span { file, start: offset(range.start + base), end: offset(range.end + base) }
}
