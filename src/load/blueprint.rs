//! `blueprint/1`: text in, [`Blueprint`] out.

pub(crate) mod languages;
pub(crate) mod rules;
pub(crate) mod section;

use super::bank::format;
use super::paths;
use super::question::{lang, written};
use super::table::syntax;
use super::table::{Data, Entry, Reader, Table, Value, listed, shown};
use crate::diag::{Diagnostic, Diagnostics, nearest};
use crate::model::blueprint::{
    Answers, Blueprint, Cover, Heading, Layout, Located, PageSize, Section, Seed, SetAsk, Shuffle,
};
use crate::model::ids::{Lang, SectionId, SetName, letter};
use crate::model::labels::{LabelStyle, LabelStyles};
use crate::model::marking::Rules;
use crate::model::text::{Form, PerLang, Text};
use crate::source::{FileId, SourceMap, Span};
use std::collections::BTreeSet;

/// The format this version reads.
pub const FORMAT: &str = "blueprint/1";

/// Sets of one paper; personal booklets are made another way.
const MOST_SETS: usize = 100;

/// Reads a blueprint; its paths come out relative to the root. `None` means that the file is not a blueprint.
///
/// The file's name in `sources` must be its path from the root. Queries are kept as typed.
pub fn read(sources: &SourceMap, file: FileId, found: &mut Diagnostics) -> Option<Blueprint> {
    read_in(sources, file, Lang::ENGLISH, found)
}

/// Reads a blueprint whose plain texts are in this language where it names no `languages`.
pub fn read_in(sources: &SourceMap, file: FileId, language: Lang, found: &mut Diagnostics) -> Option<Blueprint> {
    let mut reader = Reader::new(sources, file);
    reader.language = language;
    let blueprint = read_with(&mut reader, file);
    found.append(reader.found);
    blueprint
}

fn read_with(reader: &mut Reader<'_>, file: FileId) -> Option<Blueprint> {
    let mut table = syntax::parse_file(reader).table;
    let mut fields = typed(&table);
    if !format(&mut table, FORMAT, reader) {
        return None;
    }
    let paper_languages = languages::take(&mut table, reader);
    let heading = heading(&mut table, reader);
    let banks = table.strings("banks", reader).into_iter().filter_map(|typed| path(typed, reader)).collect();
    let pattern = pattern(&mut table, reader);
    let sets = sets(&mut table, reader);
    let seed = table.take("seed").and_then(|value| seed(&value, reader));
    let date = table.date("date", reader);
    let shuffle = shuffle(&mut table, reader);
    let base = pattern.is_some();
    let layout = layout(paper_languages, base, &mut table, reader);
    let rules = rules::take(&mut table, reader);
    let sections = section::take(&mut table, u32::from(!base), &mut fields, reader);
    let choose_one = choose_one(&mut table, reader);
    table.finish(reader);
    // With a pattern these are looked at when both are put together.
    if !base {
        agree(&choose_one, &sections, &rules, layout.answers, &fields, &mut |told| reader.push(told));
    }
    Some(Blueprint {
        heading,
        banks,
        pattern,
        sets,
        seed,
        date,
        shuffle,
        layout,
        rules,
        choose_one,
        sections,
        fields,
        file: Some(file),
        base: None,
    })
}

/// Every field of a file with the place of its value; of `labels` the single ones as well.
pub(crate) fn typed(table: &Table<'_>) -> Vec<(String, Span)> {
    let place = |entry: &Entry<'_>| (entry.key.to_string(), entry.value.span);
    let mut fields: Vec<(String, Span)> = table.entries.iter().map(place).collect();
    for entry in table.entries.iter().filter(|entry| entry.key == "labels") {
        if let Data::Table(labels) = &entry.value.data {
            fields.extend(labels.entries.iter().map(|entry| (format!("labels.{}", entry.key), entry.value.span)));
        }
    }
    fields
}

/// A path as typed, turned into one from the root.
pub(crate) fn path(typed: Located<String>, reader: &mut Reader<'_>) -> Option<Located<String>> {
    match paths::resolve(reader.path, &typed.value) {
        Ok(path) => Some(Located::new(path, typed.span)),
        Err((fault, hint)) => {
            let message = format!("the path `{}` {fault}", shown(&typed.value));
            reader.push(Diagnostic::error("bad-path", message).at(typed.span).hint(hint));
            None
        }
    }
}

/// The id of a built-in pattern; or a path, which has a `/` in it or ends with `.toml`, turned into one from the root.
fn pattern<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<Located<String>> {
    let typed = table.string("pattern", reader)?;
    if super::pattern::is_path(&typed.value) { path(typed, reader) } else { Some(typed) }
}

/// The words of the cover and page heads, in all languages.
pub(crate) fn heading<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Heading {
    let language = reader.language;
    let languages = table.take("lang");
    let mut heading = Heading::default();
    for (key, text) in heading.texts_mut() {
        *text = table.label(key, reader).map(|label| PerLang::new(language, label.value));
    }
    heading.logo = table.string("logo", reader).and_then(|typed| path(typed, reader));
    heading.instructions = INSTRUCTIONS.take(table, reader);
    heading.constants = CONSTANTS.take(table, reader);
    heading.time = table.count("time", 1, 10_000, reader);
    heading.reading_time = table.count("reading-time", 1, 1_000, reader);
    if let Some(value) = languages {
        lang::each(value, reader, &mut |lang, table, reader| heading_in(&mut heading, lang, table, reader));
    }
    heading
}

/// Lines of text of a paper: what they are called in a file, and one of them in messages.
#[derive(Clone, Copy)]
pub(crate) struct Lines {
    key: &'static str,
    one: &'static str,
}

pub(crate) const INSTRUCTIONS: Lines = Lines { key: "instructions", one: "an instruction" };
const CONSTANTS: Lines = Lines { key: "constants", one: "a constant" };

impl Lines {
    /// Takes one line or a list of them.
    pub(crate) fn take<'s>(self, table: &mut Table<'s>, reader: &mut Reader<'s>) -> Vec<Text> {
        let Some((values, _)) = self.values(table) else { return Vec::new() };
        values.into_iter().filter_map(|value| reader.text(value, self.one, Form::Inline)).collect()
    }

    /// Takes a further language: as many lines as in the first.
    pub(crate) fn take_in<'s>(self, texts: &mut [Text], lang: Lang, table: &mut Table<'s>, reader: &mut Reader<'s>) {
        let Some((values, span)) = self.values(table) else { return };
        let key = self.key;
        if values.len() != texts.len() {
            let message = format!("`lang.{lang}.{key}` has {} texts, `{key}` has {}", values.len(), texts.len());
            let diagnostic = Diagnostic::error("unequal-languages", message).at(span);
            reader.push(diagnostic.hint("give one for each, `\"=\"` where it stays the same"));
        }
        let into = lang::Into { lang };
        for (text, value) in texts.iter_mut().zip(values) {
            into.set(text, value, self.one, Form::Inline, reader);
        }
    }

    fn values<'s>(self, table: &mut Table<'s>) -> Option<(Vec<Value<'s>>, Span)> {
        let value = table.take(self.key)?;
        let span = value.span;
        let values = match value.data {
            Data::List(list) => list,
            data => vec![Value { data, ..value }],
        };
        Some((values, span))
    }
}

fn heading_in<'s>(heading: &mut Heading, lang: Lang, mut table: Table<'s>, reader: &mut Reader<'s>) {
    for (key, target) in heading.texts_mut() {
        label_in(target, key, lang, &mut table, reader);
    }
    INSTRUCTIONS.take_in(&mut heading.instructions, lang, &mut table, reader);
    CONSTANTS.take_in(&mut heading.constants, lang, &mut table, reader);
    lang::Into { lang }.finish(table, reader);
}

/// Puts a plain text beside the first language's; without a first one it stands alone.
fn label_in<'s>(
    target: &mut Option<PerLang<String>>,
    key: &'static str,
    lang: Lang,
    table: &mut Table<'s>,
    reader: &mut Reader<'s>,
) {
    let Some(typed) = table.label(key, reader) else { return };
    let value = match (typed.value.as_str(), &target) {
        ("=", Some(first)) => first.get(reader.language).cloned().unwrap_or_default(),
        _ => typed.value,
    };
    match target {
        Some(target) => target.insert(lang, value),
        None => *target = Some(PerLang::new(lang, value)),
    }
}

/// A number of sets, or a list of names or of tables with name and label.
pub(crate) fn sets<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Vec<SetAsk> {
    let Some(value) = table.take("sets") else { return Vec::new() };
    let span = value.span;
    let values = match value.data {
        Data::Whole => {
            let count = reader.count(&value, "`sets`", 1, 26).unwrap_or(0);
            let names = (0..count).filter_map(|at| SetName::new(&letter(at as usize).to_ascii_uppercase()));
            return names.map(|name| SetAsk { name, label: None }).collect();
        }
        Data::List(list) => list,
        _ => {
            reader.wrong_type(&value, "`sets`", "a number or a list of names");
            return Vec::new();
        }
    };
    if values.is_empty() || values.len() > MOST_SETS {
        let message = format!("`sets` holds 1 to {MOST_SETS} names, found {}", values.len());
        reader.push(Diagnostic::error("wrong-count", message).at(span).hint("leave `sets` out for a single set"));
        return Vec::new();
    }
    let mut sets: Vec<SetAsk> = Vec::new();
    for value in values {
        let place = value.span;
        let Some(set) = set(value, reader) else { continue };
        let same = |other: &SetAsk| other.name.as_str().eq_ignore_ascii_case(set.name.as_str());
        if let Some(other) = sets.iter().find(|other| same(other)) {
            let message = format!("the sets `{}` and `{}` are called the same", other.name, set.name);
            let diagnostic = Diagnostic::error("duplicate-name", message).at(place);
            reader.push(diagnostic.hint("names of sets differ in more than capitals: they stand in file names"));
        } else {
            sets.push(set);
        }
    }
    sets
}

fn set<'s>(value: Value<'s>, reader: &mut Reader<'s>) -> Option<SetAsk> {
    let (name, label) = match value.data {
        Data::Table(mut table) => {
            let owner = table.span;
            let name = table.string("name", reader);
            let label = table.label("label", reader).map(|label| label.value);
            table.finish(reader);
            if name.is_none() {
                reader.missing(owner, "a set has no `name`", "write `{ name = \"A\", label = \"31/1/1\" }`");
            }
            (name?, label)
        }
        data => (reader.string(Value { data, ..value }, "the name of a set")?, None),
    };
    let checked = SetName::new(&name.value);
    if checked.is_none() {
        let message = format!("`{}` cannot be the name of a set", shown(&name.value));
        let hint = "take 1 to 8 letters, digits or `-`; what is printed instead goes into `label`";
        reader.push(Diagnostic::error("bad-id", message).at(name.span).hint(hint));
    }
    Some(SetAsk { name: checked?, label })
}

fn seed<'s>(value: &Value<'s>, reader: &mut Reader<'s>) -> Option<Seed> {
    if !matches!(value.data, Data::Whole) {
        reader.wrong_type(value, "`seed`", "a whole number");
        return None;
    }
    let typed = reader.typed(value.span).replace('_', "");
    let seed = typed.parse::<u64>().ok().and_then(Seed::new);
    if seed.is_none() {
        let message = format!("`seed` must be between 0 and 9223372036854775807, found `{}`", shown(&typed));
        reader.push(Diagnostic::error("out-of-range", message).at(value.span));
    }
    seed
}

/// What is shuffled; without `shuffle` and `block` everything.
pub(crate) fn shuffle<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Shuffle {
    const WORDS: [(&str, usize); 3] = [("questions", 0), ("options", 1), ("statements", 2)];
    let block = table.count("block", 2, 1_000, reader);
    // Blocks move questions and nothing else, unless the author says otherwise, which is told below.
    let open = block.is_none();
    let untyped = Shuffle { questions: true, options: open, pieces: open, block };
    let Some(value) = table.take("shuffle") else { return untyped };
    let place = value.span;
    let Some(values) = reader.list(value, "`shuffle`") else { return untyped };
    let mut on = [false; 3];
    for value in values {
        let place = value.span;
        let Some(at) = reader.word(value, "`shuffle`", &WORDS) else { continue };
        if let (true, Some((word, _))) = (block.is_some() && at > 0, WORDS.get(at)) {
            let message = format!("`block` moves questions, and leaves {word} as typed");
            let diagnostic = Diagnostic::error("block-shuffle", message).at(place);
            reader.push(diagnostic.hint(format!("take `\"{word}\"` out of `shuffle`, or leave `block` out")));
        }
        if let Some(flag) = on.get_mut(at) {
            *flag = true;
        }
    }
    let [questions, options, pieces] = on;
    if block.is_some() && !questions {
        let message = "`block` moves questions, and `shuffle` leaves them alone";
        let diagnostic = Diagnostic::error("block-shuffle", message).at(place);
        reader.push(diagnostic.hint("write `shuffle = [\"questions\"]`, or leave `block` out"));
    }
    Shuffle { questions, options, pieces, block }
}

/// How the paper looks. `base` says that languages may still come from a pattern.
pub(crate) fn layout<'s>(
    languages: Vec<Located<Lang>>,
    base: bool,
    table: &mut Table<'s>,
    reader: &mut Reader<'s>,
) -> Layout {
    let small = |count: Option<u32>| count.and_then(|count| u16::try_from(count).ok());
    Layout {
        cover: table.word("cover", Cover::NAMES, reader),
        answers: table.word("answers", Answers::NAMES, reader),
        rough_pages: small(table.count("rough-pages", 0, 50, reader)).unwrap_or(0),
        pages_multiple_of: small(table.count("pages-multiple-of", 1, 64, reader)),
        page: table.word("page", PageSize::NAMES, reader),
        justify: table.truth("justify", reader),
        columns: table.count("columns", 1, 2, reader).and_then(|count| u8::try_from(count).ok()),
        space: written::take_space(table, reader),
        arrangement: languages::arrangement((!base).then_some(languages.len()), table, reader),
        ruling_language: languages::ruling((!base).then_some(&languages), table, reader),
        blueprint_table: table.truth("blueprint-table", reader),
        languages,
        labels: table.table("labels", reader).map(|table| labels(table, reader)).unwrap_or_default(),
    }
}

fn labels<'s>(mut table: Table<'s>, reader: &mut Reader<'s>) -> LabelStyles {
    let mut labels = LabelStyles::default();
    let options = table.strings("options", reader);
    if options.len() > 2 {
        let place = options.first().and_then(|first| first.span);
        let message = format!("`options` holds one or two labels, found {}", options.len());
        let hint = "two alternate between odd and even numbers: `[\"(a)\", \"(f)\"]`";
        reader.push(Diagnostic::error("wrong-count", message).at(place).hint(hint));
    }
    let options: Vec<LabelStyle> = options.into_iter().take(2).filter_map(|typed| label_style(typed, reader)).collect();
    if !options.is_empty() {
        labels.options = options;
    }
    for (key, target) in labels.singles_mut() {
        if let Some(style) = table.string(key, reader).and_then(|typed| label_style(typed, reader)) {
            *target = style;
        }
    }
    table.finish(reader);
    labels
}

fn label_style(typed: Located<String>, reader: &mut Reader<'_>) -> Option<LabelStyle> {
    let style = LabelStyle::parse(&typed.value);
    if style.is_none() {
        let message = format!("`{}` is not a first label", shown(&typed.value));
        let hint = "write the first one as it prints, with one sign: `(a)`, `A.`, `1.`, `(i)`, `(क)`, `१.`; or all signs \
                    with blanks between them: `(अ ब स द)`";
        reader.push(Diagnostic::error("bad-label", message).at(typed.span).hint(hint));
    }
    style
}

/// Groups of sections of which one is answered.
pub(crate) fn choose_one<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Vec<Vec<Located<SectionId>>> {
    let mut groups: Vec<Vec<Located<SectionId>>> = Vec::new();
    let mut seen = BTreeSet::new();
    for value in table.list("choose-one", reader).unwrap_or_default() {
        let span = value.span;
        let names = reader.strings(value, "each of `choose-one`");
        if names.len() < 2 {
            let message = format!("a choice needs two sections or more, found {}", names.len());
            let hint = "write groups of section ids: `choose-one = [[\"b\", \"c\"]]`";
            reader.push(Diagnostic::error("wrong-count", message).at(span).hint(hint));
        }
        let mut group: Vec<Located<SectionId>> = Vec::new();
        for name in names {
            if !seen.insert(name.value.clone()) {
                let message = format!("`choose-one` names section `{}` twice", shown(&name.value));
                reader.push(Diagnostic::error("duplicate-name", message).at(name.span).hint("take one of them out"));
                continue;
            }
            group.extend(SectionId::new(&name.value).map(|id| Located::new(id, name.span)));
        }
        groups.push(group);
    }
    groups
}

/// Sees that sections, the choices between them and the rules of marking go together.
pub(crate) fn agree(
    choices: &[Vec<Located<SectionId>>],
    sections: &[Section],
    rules: &Rules,
    answers: Option<Answers>,
    fields: &[(String, Span)],
    tell: &mut dyn FnMut(Diagnostic),
) {
    unknown_choices(choices, sections, tell);
    if answers == Some(Answers::Booklet) {
        rules::without_sheet(rules, sections, fields, tell);
    } else {
        rules::agree(rules, sections, !choices.is_empty(), fields, tell);
    }
}

/// Reports members of `choose-one` that are none of these sections.
fn unknown_choices(groups: &[Vec<Located<SectionId>>], sections: &[Section], tell: &mut dyn FnMut(Diagnostic)) {
    /// More of them say nothing new.
    const MOST: usize = 50;
    let known = || sections.iter().map(|section| section.id.as_str());
    let unknown = groups.iter().flatten().filter(|name| !known().any(|id| id == name.value.as_str()));
    for name in unknown.take(MOST) {
        let message = format!("there is no section `{}`", shown(name.value.as_str()));
        let hint = match nearest(name.value.as_str(), known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the sections are {}", listed(known())),
        };
        tell(Diagnostic::error("unknown-section", message).at(name.span).hint(hint));
    }
}
