//! Text trees as Typst code: one virtual source per question and language.
//!
//! A source exports one dictionary whose values are functions of a resolver `t`, which turns a token (`"opt:b"`) into
//! the label that stands on that paper; so one source serves all sets. Beside the code goes a table from its bytes to
//! the author's file, by which an engine error finds its line.

mod data;
mod note;

pub use note::{note, note_path};

use crate::model::figure::{Figure, FigureSpec};
use crate::model::ids::Lang;
use crate::model::question::{Body, Explaining, Item, Passage, Piece, Question};
use crate::model::text::{Align, Block, BlockKind, Formula, Inline, InlineKind, RichText, Text, TokenKind};
use crate::model::words::Words;
use crate::source::Span;
use std::fmt::Write as _;
use std::ops::Range;

/// Typst code with the way back to the author's file.
#[derive(Debug, Default, Clone)]
pub struct Code {
    /// The code.
    pub text: String,
    /// Ranges of the code with the places they came from, ascending; inner ones after outer ones.
    pub places: Vec<(Range<usize>, Span)>,
}

impl Code {
    /// The narrowest known place of a byte of the code.
    pub fn place(&self, byte: usize) -> Option<Span> {
        self.places
            .iter()
            .filter(|(range, _)| range.contains(&byte))
            .min_by_key(|(range, _)| range.len())
            .map(|(_, span)| *span)
    }
}

/// The virtual path of a question's source.
pub fn question_path(question: &Question, lang: Lang) -> String {
    format!("/q/{}.{lang}.typ", question.id)
}

/// The virtual path of a passage's source.
pub fn passage_path(passage: &Passage, lang: Lang) -> String {
    format!("/p/{}.{lang}.typ", passage.id.as_str().replace(':', "/"))
}

/// The source of a question in a language; what is not there in it comes in the question's first language. Days in
/// figures are written out in `words`.
pub fn question(question: &Question, lang: Lang, words: Option<&Words>) -> Code {
    let mut writer = Writer::new(lang, question.language, &question.item.figures, words);
    writer.header();
    writer.out.push_str("#let q = ");
    writer.item(&question.item);
    writer.out.push('\n');
    writer.finish()
}

/// The source of a passage in a language, as that of a question.
pub fn passage(passage: &Passage, lang: Lang, words: Option<&Words>) -> Code {
    let mut writer = Writer::new(lang, passage.language, &passage.figures, words);
    writer.header();
    writer.out.push_str("#let p = (\n  title: ");
    writer.optional(passage.title.as_ref());
    writer.out.push_str(",\n  text: ");
    writer.text(&passage.text);
    writer.out.push_str(",\n  figures: ");
    writer.figures(&passage.figures);
    writer.out.push_str(",\n)\n");
    writer.finish()
}

/// One text as a Typst expression, `[…]`; tokens in it call `t`.
pub fn content(text: &RichText) -> Code {
    let mut writer = Writer::new(Lang::ENGLISH, Lang::ENGLISH, &[], None);
    writer.rich(text);
    writer.finish()
}

/// The code that a source begins with: the names used by formulas and texts.
pub const HEADER: &str =
    "#import \"/templates/tex.typ\": *\n#import \"/templates/text.typ\": *\n#import \"/templates/figure.typ\": *\n";

/// A formula as a Typst expression in code.
pub fn formula(formula: &Formula) -> String {
    format!("formula({}, {}, $ {} $)", string(&formula.alt), formula.display, formula.typst)
}

/// A Typst string literal.
pub fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether the pins of a map have their names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pins {
    /// Unless the candidate is to name them.
    AsAsked,
    /// Always.
    Named,
}

struct Writer<'a> {
    out: String,
    places: Vec<(Range<usize>, Span)>,
    lang: Lang,
    first: Lang,
    figures: Vec<&'a Figure>,
    /// The text being written, for places.
    rich: Option<&'a RichText>,
    /// The fixed words, where days are to be written out.
    words: Option<&'a Words>,
}

impl<'a> Writer<'a> {
    fn new(lang: Lang, first: Lang, figures: &'a [Figure], words: Option<&'a Words>) -> Self {
        let figures = figures.iter().collect();
        Writer { out: String::new(), places: Vec::new(), lang, first, figures, rich: None, words }
    }

    fn finish(self) -> Code {
        Code { text: self.out, places: self.places }
    }

    fn header(&mut self) {
        self.out.push_str(HEADER);
    }

    fn item(&mut self, item: &'a Item) {
        self.out.push_str("(\n  stem: ");
        self.optional(item.stem.as_ref());
        self.out.push_str(",\n  explanation: ");
        self.optional(item.explanation.as_ref());
        self.out.push_str(",\n  figures: ");
        self.figures(&item.figures);
        self.out.push_str(",\n  labelled: ");
        self.labelled(&item.figures);
        let fields = Fields::of(&item.body);
        for (name, text) in fields.single {
            let _ = write!(self.out, ",\n  {name}: ");
            self.optional(text);
        }
        for (name, texts) in fields.lists {
            let _ = write!(self.out, ",\n  {name}: ");
            self.array(texts);
        }
        for (name, texts) in fields.named {
            let _ = write!(self.out, ",\n  {name}: ");
            self.dictionary(texts, |writer, text| writer.text(text));
        }
        for (name, texts) in fields.reasoned {
            let _ = write!(self.out, ",\n  {name}: ");
            self.dictionary(texts, |writer, (text, why)| {
                writer.out.push_str("(text: ");
                writer.text(text);
                writer.out.push_str(", why: ");
                writer.optional(why);
                writer.out.push(')');
            });
        }
        self.out.push_str(",\n  rows: ");
        self.dictionary(fields.rows, |writer, (cells, why)| {
            writer.out.push_str("(cells: ");
            writer.array(cells.iter());
            writer.out.push_str(", why: ");
            writer.optional(why);
            writer.out.push(')');
        });
        self.out.push_str(",\n  parts: ");
        self.dictionary(fields.parts, |writer, part| {
            let own = writer.figures.len();
            writer.figures.extend(&part.figures);
            writer.item(part);
            writer.figures.truncate(own);
        });
        self.out.push_str(",\n)");
    }

    /// `(name: value, …)`, also when empty.
    fn dictionary<T>(&mut self, values: Vec<(&'a str, T)>, mut write: impl FnMut(&mut Self, T)) {
        self.out.push_str("(:");
        for (at, (name, value)) in values.into_iter().enumerate() {
            if at == 0 {
                self.out.pop();
            } else {
                self.out.push_str(", ");
            }
            let _ = write!(self.out, "{}: ", string(name));
            write(self, value);
        }
        self.out.push(')');
    }

    fn array<'b>(&mut self, texts: impl IntoIterator<Item = &'b Text>)
    where
        'a: 'b,
        'b: 'a,
    {
        self.out.push('(');
        for text in texts {
            self.text(text);
            self.out.push_str(", ");
        }
        self.out.push(')');
    }

    /// Maps whose pins are to be named by the candidate, with their names.
    fn labelled(&mut self, figures: &'a [Figure]) {
        let blank =
            figures.iter().filter(|figure| figure.is_blank()).map(|figure| (figure.id.as_str(), figure)).collect();
        self.dictionary(blank, |writer, figure| writer.shown(figure, None, Pins::Named));
    }

    fn figures(&mut self, figures: &'a [Figure]) {
        let named = figures.iter().map(|figure| (figure.id.as_str(), figure)).collect();
        self.dictionary(named, |writer, figure| writer.picture(figure, None));
    }

    /// A figure with the lines above and below it, and with the words for it: those given, in the language round them, else
    /// its own.
    fn picture(&mut self, figure: &'a Figure, alt: Option<&str>) {
        self.shown(figure, alt, Pins::AsAsked);
    }

    fn shown(&mut self, figure: &'a Figure, alt: Option<&str>, pins: Pins) {
        let titled = figure.title.is_some() || figure.caption.is_some();
        if titled {
            self.out.push_str("titled(");
            self.bare_optional(figure.title.as_ref());
            self.out.push_str(", ");
            self.bare_optional(figure.caption.as_ref());
            self.out.push_str(", ");
        }
        let given = alt.filter(|alt| !alt.is_empty());
        let own = figure.alt.said(self.lang, self.first).filter(|_| given.is_none());
        let alt = own.map_or_else(|| given.unwrap_or_default().to_owned(), |(_, own)| own.plain());
        let foreign = own.map(|(lang, _)| lang).filter(|lang| *lang != self.lang && figure.file().is_some());
        if let Some(lang) = foreign {
            let _ = write!(self.out, "in-language({}, ", string(lang.as_str()));
        }
        match &figure.spec {
            FigureSpec::File(file) => {
                let width = figure.width.map_or("none".to_owned(), |width| width.to_string());
                let path = format!("/media/{file}");
                let _ = write!(self.out, "picture({}, {}, {width})", string(&path), string(&alt));
            }
            spec => self.data(spec, figure.width, &alt, pins),
        }
        if foreign.is_some() {
            self.out.push(')');
        }
        if titled {
            self.out.push(')');
        }
    }

    fn optional(&mut self, text: Option<&'a Text>) {
        match text {
            Some(text) => self.text(text),
            None => self.out.push_str("none"),
        }
    }

    /// `t => […]` in the writer's language.
    fn text(&mut self, text: &'a Text) {
        if text.said(self.lang, self.first).is_some() {
            self.out.push_str("t => ");
        }
        self.bare(text);
    }

    /// `[…]` in the writer's language; a text that is only there in another one says so.
    fn bare(&mut self, text: &'a Text) {
        match text.said(self.lang, self.first) {
            Some((lang, rich)) if lang == self.lang => self.rich(rich),
            Some((lang, rich)) => {
                let _ = write!(self.out, "in-language({}, ", string(lang.as_str()));
                self.rich(rich);
                self.out.push(')');
            }
            None => self.out.push_str("none"),
        }
    }

    fn bare_optional(&mut self, text: Option<&'a Text>) {
        match text {
            Some(text) => self.bare(text),
            None => self.out.push_str("none"),
        }
    }

    fn rich(&mut self, rich: &'a RichText) {
        let start = self.out.len();
        let slot = self.places.len();
        self.rich = Some(rich);
        self.blocks(&rich.blocks);
        if let Some(span) = rich.whole_span() {
            self.places.insert(slot, (start..self.out.len(), span));
        }
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        self.out.push('[');
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                self.out.push_str("#parbreak()");
            }
            self.block(block);
        }
        self.out.push(']');
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => self.inlines(inlines),
            BlockKind::Heading(_, inlines) => {
                self.out.push_str("#strong");
                self.bracketed(inlines);
            }
            BlockKind::List { start, items } => {
                match start {
                    Some(start) => {
                        let _ = write!(self.out, "#enum(start: {}", start.min(&1_000_000));
                    }
                    None => self.out.push_str("#list("),
                }
                for (at, item) in items.iter().enumerate() {
                    if at > 0 || start.is_some() {
                        self.out.push_str(", ");
                    }
                    self.blocks(item);
                }
                self.out.push(')');
            }
            BlockKind::Table { align, head, rows } => {
                let align: Vec<&str> = align.iter().map(|align| side(*align)).collect();
                let _ = write!(self.out, "#text-table({}, ({},), (", head.len(), align.join(", "));
                for cell in head {
                    self.bracketed(cell);
                    self.out.push_str(", ");
                }
                self.out.push(')');
                for cell in rows.iter().flatten() {
                    self.out.push_str(", ");
                    self.bracketed(cell);
                }
                self.out.push(')');
            }
            BlockKind::Quote(inner) => {
                self.out.push_str("#quote(block: true)");
                self.blocks(inner);
            }
            BlockKind::Code(code) => {
                let _ = write!(self.out, "#raw(block: true, {})", string(code));
            }
            BlockKind::Rule => self.out.push_str("#line(length: 100%, stroke: 0.5pt)"),
            BlockKind::RawTypst(code) => self.raw(code, &block.range),
        }
    }

    fn bracketed(&mut self, inlines: &'a [Inline]) {
        self.out.push('[');
        self.inlines(inlines);
        self.out.push(']');
    }

    fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            let start = self.out.len();
            self.inline(inline);
            if let Some(span) = self.rich.and_then(|rich| rich.span(inline.range.clone())) {
                self.places.push((start..self.out.len(), span));
            }
        }
    }

    fn inline(&mut self, inline: &'a Inline) {
        match &inline.kind {
            InlineKind::Text(text) => return self.escaped(text),
            InlineKind::Emph(inner) => self.wrapped("#emph", inner),
            InlineKind::Strong(inner) => self.wrapped("#strong", inner),
            InlineKind::Sub(inner) => self.wrapped("#sub", inner),
            InlineKind::Super(inner) => self.wrapped("#super", inner),
            InlineKind::Link { text, .. } => return self.inlines(text),
            InlineKind::Code(code) => {
                let _ = write!(self.out, "#raw({})", string(code));
            }
            InlineKind::Math(math) => {
                let _ = write!(self.out, "#{}", formula(math));
            }
            InlineKind::Token(token) => {
                let typed = match token.kind {
                    TokenKind::Key => "key".to_owned(),
                    kind => format!("{}:{}", kind.word(), token.names.join(",")),
                };
                let _ = write!(self.out, "#t({})", string(&typed));
            }
            InlineKind::Blank(count) => {
                let _ = write!(self.out, "#blank({count})");
            }
            InlineKind::Image { target, alt } => {
                if let Some(figure) = self.figures.iter().find(|figure| figure.id.as_str() == target).copied() {
                    self.out.push('#');
                    self.picture(figure, Some(alt));
                } else {
                    return self.escaped(alt);
                }
            }
            InlineKind::Break => self.out.push_str("#linebreak()"),
            InlineKind::RawTypst(code) => self.raw(code, &inline.range),
        }
        // What follows an expression in code must not be read as a continuation of it, e.g. `(` as a call.
        self.out.push(';');
    }

    fn wrapped(&mut self, function: &str, inner: &'a [Inline]) {
        self.out.push_str(function);
        self.bracketed(inner);
    }

    /// Trusted Typst runs in a scope of its own, so that it cannot close a bracket of ours.
    fn raw(&mut self, code: &str, range: &Range<usize>) {
        let Some(rich) = self.rich.filter(|rich| rich.trusted) else { return };
        let start = self.out.len();
        let _ = write!(self.out, "#eval({}, mode: \"markup\");", string(code));
        if let Some(span) = rich.span(range.clone()) {
            self.places.push((start..self.out.len(), span));
        }
    }

    /// Plain text in markup: every sign that means something to Typst is escaped; quotation marks become curly.
    fn escaped(&mut self, text: &str) {
        let mut line_start = self.out.ends_with('[');
        for c in text.chars() {
            match c {
                '\\' | '*' | '_' | '`' | '$' | '#' | '[' | ']' | '<' | '>' | '@' | '=' | '-' | '+' | '/' | '~'
                | ';' => {
                    self.out.push('\\');
                    self.out.push(c);
                }
                // `1.` and `...` mean something too.
                '.' if line_start || self.out.ends_with('.') => self.out.push_str("\\."),
                c if c.is_whitespace() => self.out.push(if c == '\u{a0}' { c } else { ' ' }),
                c if c.is_control() => {}
                c => self.out.push(c),
            }
            line_start = line_start && (c.is_ascii_digit() || c.is_whitespace());
        }
    }
}

fn side(align: Align) -> &'static str {
    match align {
        Align::Auto => "auto",
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
    }
}

/// A text with the reason given for it.
type Reasoned<'a> = (&'a Text, Option<&'a Text>);

/// The cells of a row with the reason given for it.
type ReasonedRow<'a> = (&'a Vec<Text>, Option<&'a Text>);

/// The texts of a body, sorted by the shape in which the dictionary holds them.
#[derive(Default)]
struct Fields<'a> {
    single: Vec<(&'static str, Option<&'a Text>)>,
    lists: Vec<(&'static str, Vec<&'a Text>)>,
    named: Vec<(&'static str, Vec<(&'a str, &'a Text)>)>,
    reasoned: Vec<(&'static str, Vec<(&'a str, Reasoned<'a>)>)>,
    rows: Vec<(&'a str, ReasonedRow<'a>)>,
    parts: Vec<(&'a str, &'a Item)>,
}

impl<'a> Fields<'a> {
    fn of(body: &'a Body) -> Self {
        let mut closing = None;
        let mut assertion = None;
        let mut reason = None;
        let mut unit = None;
        let mut model_answer = None;
        let mut heading = Vec::new();
        let mut points = Vec::new();
        let (mut left, mut right, mut items) = (Vec::new(), Vec::new(), Vec::new());
        let (mut options, mut statements) = (Vec::new(), Vec::new());
        let mut fields = Fields::default();
        match body {
            Body::Choice { options: typed, .. } => {
                options = typed.iter().map(|o| (o.name.as_str(), (&o.text, o.why.as_ref()))).collect();
            }
            Body::Statements { statements: typed, coding } => {
                statements = typed.iter().map(|s| (s.name.as_str(), (&s.text, s.why.as_ref()))).collect();
                closing = coding.closing.as_ref();
            }
            Body::StatementPair { statements: typed, .. } => {
                let pair = |s: &'a Explaining| (s.name.as_str(), (&s.text, s.why.as_ref()));
                statements = typed.iter().map(pair).collect();
            }
            Body::Pairs { heading: typed, rows, coding } => {
                heading = typed.iter().collect();
                fields.rows = rows.iter().map(|row| (row.name.as_str(), (&row.cells, row.why.as_ref()))).collect();
                closing = coding.closing.as_ref();
            }
            Body::Match { heading: typed, left: first, right: second, closing: end, .. } => {
                heading = typed.iter().collect();
                left = pieces(first);
                right = pieces(second);
                closing = end.as_ref();
            }
            Body::Order { items: typed, closing: end, .. } => {
                items = pieces(typed);
                closing = end.as_ref();
            }
            Body::AssertionReason { assertion: first, reason: second, .. } => {
                assertion = Some(first);
                reason = Some(second);
            }
            Body::Numeric { unit: typed, .. } => unit = typed.as_ref(),
            Body::Written { points: typed, model_answer: model, .. } => {
                points = typed.iter().map(|point| &point.text).collect();
                model_answer = model.as_ref();
            }
            Body::Case { parts } => {
                fields.parts = parts.iter().flatten().map(|part| (part.name.as_str(), &part.item)).collect();
            }
            Body::TrueFalse { .. } | Body::Blank { .. } => {}
        }
        fields.single = vec![
            ("closing", closing),
            ("assertion", assertion),
            ("reason", reason),
            ("unit", unit),
            ("model-answer", model_answer),
        ];
        fields.lists = vec![("heading", heading), ("points", points)];
        fields.named = vec![("left", left), ("right", right), ("items", items)];
        fields.reasoned = vec![("options", options), ("statements", statements)];
        fields
    }
}

fn pieces(pieces: &[Piece]) -> Vec<(&str, &Text)> {
    pieces.iter().map(|piece| (piece.name.as_str(), &piece.text)).collect()
}
