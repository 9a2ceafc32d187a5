//! What an author wrote, as a tree: Markdown with TeX mathematics and tokens, per language.
//!
//! The tree is made by `markup`; everything else reads it. Ranges are bytes of [`RichText::source`];
//! [`RichText::span`] leads from there to the file.

use super::ids::Lang;
use crate::source::{Origin, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// A text in every language it was given in, e.g. English and Hindi.
pub type Text = PerLang<RichText>;

/// A value in one or more languages; never empty once loaded. In JSON an object from language to value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PerLang<T> {
    // Sorted by language. A vector, because a bank holds a million of these and nearly all have one entry.
    entries: Vec<(Lang, T)>,
}

impl<T> PerLang<T> {
    /// A value in one language.
    pub fn new(lang: Lang, value: T) -> Self {
        PerLang { entries: vec![(lang, value)] }
    }

    /// Sets the value in a language.
    pub fn insert(&mut self, lang: Lang, value: T) {
        match self.entries.binary_search_by_key(&lang, |(lang, _)| *lang) {
            Ok(at) => self.entries[at].1 = value,
            Err(at) => self.entries.insert(at, (lang, value)),
        }
    }

    /// The value in a language.
    pub fn get(&self, lang: Lang) -> Option<&T> {
        self.entries.iter().find(|(other, _)| *other == lang).map(|(_, value)| value)
    }

    /// The value in `lang`, else in `first`, else in any language.
    pub fn get_or(&self, lang: Lang, first: Lang) -> Option<&T> {
        self.get(lang).or_else(|| self.get(first)).or_else(|| self.entries.first().map(|(_, value)| value))
    }

    /// What [`get_or`](PerLang::get_or) gives, with its language.
    pub fn said(&self, lang: Lang, first: Lang) -> Option<(Lang, &T)> {
        let in_language = |wanted: Lang| self.get(wanted).map(|value| (wanted, value));
        in_language(lang)
            .or_else(|| in_language(first))
            .or_else(|| self.entries.first().map(|(lang, value)| (*lang, value)))
    }

    /// All languages with their values, sorted by language.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &T)> {
        self.entries.iter().map(|(lang, value)| (*lang, value))
    }

    /// All languages with their values, sorted by language.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (Lang, &mut T)> {
        self.entries.iter_mut().map(|(lang, value)| (*lang, value))
    }
}

impl<T: Serialize> Serialize for PerLang<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for PerLang<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = BTreeMap::<Lang, T>::deserialize(deserializer)?;
        Ok(PerLang { entries: map.into_iter().collect() })
    }
}

impl<T: JsonSchema> JsonSchema for PerLang<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("PerLang_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        BTreeMap::<String, T>::json_schema(generator)
    }
}

/// Whether a text is one line or may hold paragraphs, lists and tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Options, statements, cells, items, headings.
    Inline,
    /// Stems, passages, explanations.
    Block,
}

/// One text in one language: what was typed and what it means.
///
/// In JSON it is the source alone; `markup::reparse` gives a text read from JSON its tree again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RichText {
    /// The Markdown as typed, after TOML escapes are decoded.
    pub source: String,
    /// The tree; an inline text has at most one paragraph.
    pub blocks: Vec<Block>,
    /// Where it was typed; `None` for texts read from a record.
    pub origin: Option<Box<Origin>>,
    /// Whether raw Typst in it may run: the file was declared as trusted. Kept by the loader, false in a record.
    pub trusted: bool,
}

impl Serialize for RichText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.source)
    }
}

impl<'de> Deserialize<'de> for RichText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(RichText { source: String::deserialize(deserializer)?, ..RichText::default() })
    }
}

impl JsonSchema for RichText {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Markdown".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}

impl RichText {
    /// The place in the file of a range of the source.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        self.origin.as_ref().map(|origin| origin.locate(range))
    }

    /// The place of the whole text.
    pub fn whole_span(&self) -> Option<Span> {
        self.origin.as_ref().map(|origin| origin.span)
    }

    /// The text without marks; formulas as their TeX, tokens as `token` writes them, blocks and cells parted by a blank.
    pub fn plain_with(&self, token: &mut dyn FnMut(&Token) -> String) -> String {
        let mut out = String::new();
        plain_blocks(&self.blocks, token, &mut out);
        out.truncate(out.trim_end().len());
        out
    }

    /// The text without marks; formulas as their TeX, tokens as typed.
    pub fn plain(&self) -> String {
        self.plain_with(&mut |token| token.typed())
    }

    /// The source on one line.
    pub fn single_line(&self) -> String {
        self.source.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Calls `visit` for every inline piece, outer ones before inner ones.
    pub fn each_inline<'a>(&'a self, visit: &mut dyn FnMut(&'a Inline)) {
        each_in_blocks(&self.blocks, visit);
    }

    /// Every token with its range in the source.
    pub fn tokens(&self) -> Vec<(&Token, Range<usize>)> {
        let mut found = Vec::new();
        self.each_inline(&mut |inline| {
            if let InlineKind::Token(token) = &inline.kind {
                found.push((token, inline.range.clone()));
            }
        });
        found
    }

    /// Every formula with its range in the source.
    pub fn formulas(&self) -> Vec<(&Formula, Range<usize>)> {
        let mut found = Vec::new();
        self.each_inline(&mut |inline| {
            if let InlineKind::Math(formula) = &inline.kind {
                found.push((formula.as_ref(), inline.range.clone()));
            }
        });
        found
    }
}

/// A piece of block text with its range in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Bytes of the source.
    pub range: Range<usize>,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph; the only block of an inline text.
    Paragraph(Vec<Inline>),
    /// A heading inside a text, level 1 to 6; printed as a bold line.
    Heading(u8, Vec<Inline>),
    /// A list; `start` is the first number of a numbered one.
    List {
        /// First number, `None` for bullets.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table {
        /// Alignment of each column.
        align: Vec<Align>,
        /// Cells of the head row.
        head: Vec<Vec<Inline>>,
        /// Cells of each further row; every row is as long as the head.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Code, printed as typed.
    Code(String),
    /// A line across.
    Rule,
    /// Typst code in a fence marked `{=typst}`.
    RawTypst(String),
}

/// Alignment of a table's column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// As the template likes.
    Auto,
    /// Left.
    Left,
    /// Centred.
    Centre,
    /// Right.
    Right,
}

/// A piece of running text with its range in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Bytes of the source.
    pub range: Range<usize>,
}

/// The kinds of inline piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InlineKind {
    /// Plain text, unescaped.
    Text(String),
    /// Emphasis.
    Emph(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Subscript, `~2~`.
    Sub(Vec<Inline>),
    /// Superscript, `^2^`.
    Super(Vec<Inline>),
    /// Code.
    Code(String),
    /// A formula.
    Math(Box<Formula>),
    /// A label that is known only on a printed paper.
    Token(Token),
    /// A blank to fill, three or more underscores; the number typed.
    Blank(usize),
    /// A picture; `target` is a figure's name or a path.
    Image {
        /// A figure's name, or a path as in `file`.
        target: String,
        /// Alternative text.
        alt: String,
    },
    /// A link; printed as its text.
    Link {
        /// The address.
        target: String,
        /// The text.
        text: Vec<Inline>,
    },
    /// A line break asked for.
    Break,
    /// Typst code in a span marked `{=typst}`.
    RawTypst(String),
}

/// A formula: TeX as typed, Typst as it will be compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// TeX between the dollars, or the whole `\ce{…}`.
    pub tex: String,
    /// Typst mathematics, without dollars; uses only names of `templates/tex.typ` and the engine's own.
    pub typst: String,
    /// Spoken text for screen readers, made from the TeX.
    pub alt: String,
    /// On a line of its own.
    pub display: bool,
}

/// What a token asks for; `names` are those typed in the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Token {
    /// The word before the colon.
    pub kind: TokenKind,
    /// The names after the colon; empty for `{key}`, one for `{fig:…}` and `{q:…}`.
    pub names: Vec<String>,
}

impl Token {
    /// The token as an author types it, e.g. `{opt:a,b}`.
    pub fn typed(&self) -> String {
        match self.kind {
            TokenKind::Key => "{key}".to_owned(),
            kind => format!("{{{}:{}}}", kind.word(), self.names.join(",")),
        }
    }
}

/// The words a token may begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenKind {
    /// `{opt:b}`
    Option,
    /// `{st:2}`
    Statement,
    /// `{row:1}`
    Row,
    /// `{left:a}`
    Left,
    /// `{right:3}`
    Right,
    /// `{item:2}`
    Item,
    /// `{part:ii}`
    Part,
    /// `{fig:ray}`
    Figure,
    /// `{q:other-id}`
    Question,
    /// `{key}`
    Key,
}

impl TokenKind {
    /// All of them, in the order in which they are documented.
    pub const ALL: [TokenKind; 10] = [
        TokenKind::Option,
        TokenKind::Statement,
        TokenKind::Row,
        TokenKind::Left,
        TokenKind::Right,
        TokenKind::Item,
        TokenKind::Part,
        TokenKind::Figure,
        TokenKind::Question,
        TokenKind::Key,
    ];

    /// The word as typed.
    pub fn word(self) -> &'static str {
        match self {
            TokenKind::Option => "opt",
            TokenKind::Statement => "st",
            TokenKind::Row => "row",
            TokenKind::Left => "left",
            TokenKind::Right => "right",
            TokenKind::Item => "item",
            TokenKind::Part => "part",
            TokenKind::Figure => "fig",
            TokenKind::Question => "q",
            TokenKind::Key => "key",
        }
    }
}

fn plain_blocks(blocks: &[Block], token: &mut dyn FnMut(&Token) -> String, out: &mut String) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Heading(_, inlines) => plain_inlines(inlines, token, out),
            BlockKind::List { items, .. } => items.iter().for_each(|item| plain_blocks(item, token, out)),
            BlockKind::Quote(inner) => plain_blocks(inner, token, out),
            BlockKind::Table { head, rows, .. } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    plain_inlines(cell, token, out);
                    out.push(' ');
                }
            }
            BlockKind::Code(text) | BlockKind::RawTypst(text) => out.push_str(text),
            BlockKind::Rule => {}
        }
        out.push(' ');
    }
}

fn plain_inlines(inlines: &[Inline], token: &mut dyn FnMut(&Token) -> String, out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::RawTypst(text) => out.push_str(text),
            InlineKind::Emph(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Sub(inner)
            | InlineKind::Super(inner)
            | InlineKind::Link { text: inner, .. } => plain_inlines(inner, token, out),
            InlineKind::Math(formula) => out.push_str(&formula.tex),
            InlineKind::Token(what) => out.push_str(&token(what)),
            InlineKind::Blank(count) => out.extend(std::iter::repeat_n('_', *count)),
            InlineKind::Image { alt, .. } => out.push_str(alt),
            InlineKind::Break => out.push(' '),
        }
    }
}

fn each_in_blocks<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Inline)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Heading(_, inlines) => each_in_inlines(inlines, visit),
            BlockKind::List { items, .. } => items.iter().for_each(|item| each_in_blocks(item, visit)),
            BlockKind::Quote(inner) => each_in_blocks(inner, visit),
            BlockKind::Table { head, rows, .. } => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| each_in_inlines(cell, visit));
            }
            BlockKind::Code(_) | BlockKind::RawTypst(_) | BlockKind::Rule => {}
        }
    }
}

fn each_in_inlines<'a>(inlines: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        match &inline.kind {
            InlineKind::Emph(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Sub(inner)
            | InlineKind::Super(inner)
            | InlineKind::Link { text: inner, .. } => each_in_inlines(inner, visit),
            _ => {}
        }
    }
}
