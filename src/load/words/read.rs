//! One words file: keys taken by the pattern, gaps held against it, every fault told with its place.

use super::pattern::{Gaps, Pattern, Want, braces};
use crate::diag::{Diagnostic, Diagnostics, nearest};
use crate::load::bank::format;
use crate::load::table::strings::origin;
use crate::load::table::syntax;
use crate::load::table::{Data, Entry, Reader, Table, Value, listed, shown};
use crate::markup::legacy;
use crate::model::ids::Lang;
use crate::model::words::{Phrase, Words};
use crate::source::{FileId, SourceMap, Span};
use std::collections::BTreeMap;

/// The format this version reads.
pub const FORMAT: &str = "words/1";

/// Keys of the file that are no phrases.
const HEAD: [&str; 3] = ["format", "language", "base"];

/// Reads a words file. `None` means that it is none, or does not say in which language it is.
///
/// Phrases that are faulty are told and left out.
pub fn read(sources: &SourceMap, file: FileId, found: &mut Diagnostics) -> Option<Words> {
    let mut reader = Reader::new(sources, file);
    let words = read_with(&mut reader);
    found.append(reader.found);
    words
}

fn read_with<'s>(reader: &mut Reader<'s>) -> Option<Words> {
    let parsed = syntax::parse_file(reader);
    let (mut table, broken) = (parsed.table, parsed.broken);
    if !format(&mut table, FORMAT, reader) {
        return None;
    }
    let language = language(&mut table, broken, reader);
    let base = base(&mut table, language, reader);
    reader.language = language.unwrap_or(Lang::ENGLISH);
    let mut taker = Taker { pattern: Pattern::english(), phrases: BTreeMap::new(), tables: BTreeMap::new() };
    let whole = !broken && matches!(base, Base::None);
    taker.table("", table, reader);
    if whole {
        taker.tell_missing(reader);
    }
    let mut phrases = match base {
        Base::Words(words) => words.phrases,
        Base::None | Base::Faulty => BTreeMap::new(),
    };
    phrases.extend(taker.phrases.into_iter().filter_map(|(key, phrase)| Some((key, phrase?))));
    Some(Words { language: language?, phrases })
}

fn language<'s>(table: &mut Table<'s>, broken: bool, reader: &mut Reader<'s>) -> Option<Lang> {
    if !table.has("language") && !broken {
        let message = "the file does not say in which language its words are";
        reader.missing(
            reader.span(0..0),
            message,
            "write it below `format`: `language = \"en\"` is English, `\"hi\"` Hindi",
        );
    }
    let typed = table.string("language", reader)?;
    reader.lang(&typed.value, typed.span?)
}

/// Where phrases come from that the file does not have.
enum Base {
    /// From nowhere: the file must have all.
    None,
    /// What stands there cannot be; told.
    Faulty,
    /// From the bundled words.
    Words(Words),
}

fn base<'s>(table: &mut Table<'s>, language: Option<Lang>, reader: &mut Reader<'s>) -> Base {
    if !table.has("base") {
        return Base::None;
    }
    let Some(typed) = table.string("base", reader) else { return Base::Faulty };
    let Some(span) = typed.span else { return Base::Faulty };
    let Some(lang) = reader.lang(&typed.value, span) else { return Base::Faulty };
    let Some(words) = super::bundled(lang) else {
        let message = format!("no words are built in for `{lang}`");
        let known = listed(super::files().map(|(lang, _)| lang));
        reader.push(Diagnostic::error("no-words", message).at(span).hint(format!("there are {known}")));
        return Base::Faulty;
    };
    if let Some(own) = language.filter(|own| stem(*own) != stem(lang)) {
        let message = format!("the words are in `{own}`, and `base` would fill them up in `{lang}`");
        let hint = "a paper does not mix languages: take `base` out and write every phrase";
        reader.push(Diagnostic::error("wrong-base", message).at(span).hint(hint));
        return Base::Faulty;
    }
    Base::Words(words)
}

/// The language without its region.
fn stem(lang: Lang) -> String {
    let tag = lang.to_string();
    tag.split('-').next().unwrap_or_default().to_owned()
}

/// Walks the tables of a file along the pattern.
struct Taker {
    pattern: &'static Pattern,
    /// Every phrase that was typed; `None` for a faulty one.
    phrases: BTreeMap<String, Option<Phrase>>,
    /// Where each table of the file itself stands.
    tables: BTreeMap<String, Span>,
}

impl Taker {
    fn table<'s>(&mut self, path: &str, table: Table<'s>, reader: &mut Reader<'s>) {
        let known = self.pattern.inside(path);
        for entry in table.entries {
            let key = if path.is_empty() { entry.key.to_string() } else { format!("{path}.{}", entry.key) };
            if let Some(want) = self.pattern.want(&key) {
                let phrase = phrase(&key, want, entry.value, reader);
                self.phrases.insert(key, phrase);
            } else if known.contains(&*entry.key) {
                let span = entry.value.span;
                let inner = reader.table(entry.value, &format!("`{key}`"));
                if path.is_empty() {
                    self.tables.insert(key.clone(), span);
                }
                match inner {
                    Some(inner) => self.table(&key, inner, reader),
                    // One fault, not another for each phrase that could have stood there.
                    None => self.forget(&key),
                }
            } else {
                self.unknown(path, &entry, reader);
            }
        }
    }

    /// Takes every phrase of a table as faulty.
    fn forget(&mut self, table: &str) {
        let below = format!("{table}.");
        let phrases = self.pattern.keys().filter(|key| key.starts_with(&below));
        self.phrases.extend(phrases.map(|key| (key.to_owned(), None)));
    }

    fn unknown(&self, path: &str, entry: &Entry<'_>, reader: &mut Reader<'_>) {
        let mut known: Vec<&str> = self.pattern.inside(path).into_iter().collect();
        if path.is_empty() {
            known.extend(HEAD);
        }
        let home = self.pattern.homes(&entry.key).next();
        let hint = match (nearest(&entry.key, known.iter().copied()), home) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, Some(home)) => format!("it stands in `[{home}]`"),
            (None, None) => format!("the keys here are {}", listed(known)),
        };
        let message = format!("unknown key `{}`", shown(&entry.key));
        reader.push(Diagnostic::error("unknown-key", message).at(entry.key_span).hint(hint));
    }

    /// Tells which phrases nobody typed: once for each table, and once for all tables that are missing.
    fn tell_missing(&self, reader: &mut Reader<'_>) {
        let hint = hint_for_missing(reader.language);
        let mut tables = Vec::new();
        let mut plain = Vec::new();
        for name in self.pattern.inside("") {
            let below = format!("{name}.");
            let missing = |key: &&str| !self.phrases.contains_key(*key);
            if self.pattern.want(name).is_some() {
                plain.extend(Some(name).filter(missing));
                continue;
            }
            let lacking: Vec<&str> =
                self.pattern.keys().filter(|key| key.starts_with(&below)).filter(missing).collect();
            match self.tables.get(name) {
                None => tables.push(name),
                Some(_) if lacking.is_empty() => {}
                Some(span) => {
                    let lacking = lacking.iter().filter_map(|key| key.strip_prefix(&below));
                    let message = format!("`[{name}]` lacks {}", listed(lacking));
                    reader.push(Diagnostic::error("missing-key", message).at(*span).hint(hint.as_str()));
                }
            }
        }
        if !plain.is_empty() {
            reader.missing(reader.span(0..0), format!("the file lacks {}", listed(plain)), hint.as_str());
        }
        if !tables.is_empty() {
            let tables: Vec<String> = tables.iter().map(|name| format!("[{name}]")).collect();
            let message = format!("the file lacks {}", listed(tables.iter().map(String::as_str)));
            reader.missing(reader.span(0..0), message, hint.as_str());
        }
    }
}

/// Where phrases that are missing may come from.
fn hint_for_missing(language: Lang) -> String {
    let built_in = super::files().map(|(lang, _)| lang).find(|lang| *lang == stem(language));
    let copy = format!(
        "copy them from `templates/words/{}.toml`, which `papersetter new DIR --templates` writes",
        built_in.unwrap_or("en")
    );
    match built_in {
        Some(lang) => format!("{copy}; or write `base = \"{lang}\"` to take what is missing from the built-in words"),
        None => copy,
    }
}

/// A phrase; `None` where it is faulty, which is told.
fn phrase<'s>(key: &str, want: &Want, value: Value<'s>, reader: &mut Reader<'s>) -> Option<Phrase> {
    let span = value.span;
    match (value.data, &want.one) {
        (Data::Table(table), Some(one)) => forms(key, one, want, table, reader),
        (data, _) => {
            let what = format!("`{key}`");
            let wanted = if want.one.is_some() { "text or a table `{ one, other }`" } else { "text" };
            text(&what, wanted, &want.other, &want.known, Value { span, data }, reader).map(Phrase::Plain)
        }
    }
}

/// `{ one = "…", other = "…" }`.
fn forms<'s>(key: &str, one: &Gaps, want: &Want, mut table: Table<'s>, reader: &mut Reader<'s>) -> Option<Phrase> {
    let span = table.span;
    let mut form = |name: &'static str, gaps: &Gaps, reader: &mut Reader<'s>| {
        let Some(value) = table.take(name) else {
            let hint = "`one` is printed for exactly 1, `other` for every other number; a language without forms writes \
                        one text in place of the table";
            reader.missing(span, format!("`{key}` has no form `{name}`"), hint);
            return None;
        };
        text(&format!("`{key}.{name}`"), "text", gaps, &want.known, value, reader)
    };
    let one = form("one", one, reader);
    let other = form("other", &want.other, reader);
    table.finish(reader);
    Some(Phrase::Plural { one: one?, other: other? })
}

/// A text with all its gaps; surplus and missing ones are told.
fn text<'s>(
    what: &str,
    wanted: &str,
    gaps: &Gaps,
    known: &Gaps,
    value: Value<'s>,
    reader: &mut Reader<'s>,
) -> Option<String> {
    let span = value.span;
    if !matches!(value.data, Data::Text(_)) {
        reader.wrong_type(&value, what, wanted);
        return None;
    }
    let typed = reader.string(value, what)?.value;
    let old = if reader.language == Lang::HINDI { legacy::hindi(&typed) } else { legacy::disguised(&typed) };
    if let Some(diagnostic) = old {
        reader.push(diagnostic.at(span));
        return None;
    }
    let place = origin(reader.typed(span), &typed, span);
    let (mut whole, mut surplus) = (true, 0);
    let mut missing = gaps.clone();
    for range in braces(&typed) {
        let gap = typed.get(range.start + 1..range.end - 1).unwrap_or_default();
        missing.remove(gap);
        if !known.contains(gap) {
            (whole, surplus) = (false, surplus + 1);
            let near = nearest(gap, known.iter().map(String::as_str));
            let hint = match near {
                Some(near) => format!("did you mean `{{{near}}}`?"),
                None if known.is_empty() => "nothing is filled in here: write it without braces".to_owned(),
                None => format!("the gaps of this phrase are {}", braced(known)),
            };
            let message = format!("{what} has no gap `{{{}}}`", shown(gap));
            reader.push(Diagnostic::error("unknown-gap", message).at(place.locate(range)).hint(hint));
        }
    }
    if let Some(open) = typed.rfind('{').filter(|open| typed.get(*open..).is_some_and(|rest| !rest.contains('}'))) {
        whole = false;
        let diagnostic = Diagnostic::error("unknown-gap", format!("a gap of {what} is opened and never closed"));
        reader.push(diagnostic.at(place.locate(open..open + 1)).hint("close it with `}`"));
    } else if missing.len() > surplus {
        // Otherwise they are there, misspelt, which was told.
        whole = false;
        let message = format!("{what} lacks {}", braced(&missing));
        let hint = "a gap is where the program fills something in; write it where it belongs in your sentence";
        reader.push(Diagnostic::error("missing-gap", message).at(span).hint(hint));
    }
    whole.then_some(typed)
}

/// Names of gaps as they are typed.
fn braced(gaps: &Gaps) -> String {
    let gaps: Vec<String> = gaps.iter().map(|gap| format!("{{{gap}}}")).collect();
    listed(gaps.iter().map(String::as_str))
}
