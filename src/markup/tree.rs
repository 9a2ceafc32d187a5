//! The events of the Markdown library and the pieces cut before, put together to the tree.

mod pieces;

use super::scan::{self, Cut, Faults, Manner, PIECE_BYTES, PIECES, Piece, PieceKind};
use crate::model::text::{Align, Block, BlockKind, Form, Inline, InlineKind};
use pieces::{push_piece, push_text};
use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// How deep lists, quotations and emphasis may stand in each other; a list counts twice.
const MOST_NESTING: usize = 40;

/// Reads a whole text.
pub(super) fn read(source: &str, manner: Manner<'_>, faults: &mut Faults) -> Vec<Block> {
    let cut = scan::cut(source, 0..source.len(), manner, faults);
    let (markdown, ahead) = match manner.form {
        Form::Block => (cut.markdown.clone(), 0),
        // Behind a quotation mark nothing is a list, a heading or a quotation; a letter would spoil `_x_`.
        Form::Inline => (format!("\"{}", cut.markdown.trim()), 1),
    };
    let lead = match manner.form {
        Form::Block => 0,
        Form::Inline => cut.markdown.len() - cut.markdown.trim_start().len(),
    };
    let mut builder = Builder {
        source,
        manner,
        cut: &cut,
        faults,
        ahead,
        lead,
        frames: vec![Frame::new(Kind::Root, 0..source.len())],
        skipped: 0,
        told_deep: false,
        code: None,
    };
    for (event, range) in Parser::new_ext(&markdown, Options::ENABLE_TABLES).into_offset_iter() {
        builder.event(&markdown, event, range);
    }
    builder.finish()
}

enum Kind {
    Root,
    Paragraph,
    Heading(u8),
    Quote,
    List(Option<u64>),
    Item,
    Table(Vec<Align>),
    Row,
    Cell,
    Emph,
    Strong,
    Link(String),
    Image(String),
}

/// An element that is not closed yet.
struct Frame {
    kind: Kind,
    range: Range<usize>,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    items: Vec<Vec<Block>>,
    cells: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
    /// Byte of the Markdown up to which its inside has been read.
    read_to: usize,
}

impl Frame {
    fn new(kind: Kind, range: Range<usize>) -> Self {
        Frame {
            kind,
            read_to: range.start,
            range,
            blocks: Vec::new(),
            inlines: Vec::new(),
            items: Vec::new(),
            cells: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Running text directly in a list item or a quotation becomes a paragraph.
    fn close_paragraph(&mut self) {
        let (Some(first), Some(last)) = (self.inlines.first(), self.inlines.last()) else { return };
        let range = first.range.start..last.range.end;
        let inlines = std::mem::take(&mut self.inlines);
        self.blocks.push(Block { kind: BlockKind::Paragraph(inlines), range });
    }
}

struct Builder<'a, 'f> {
    source: &'a str,
    manner: Manner<'a>,
    cut: &'a Cut,
    faults: &'f mut Faults,
    /// Bytes put before the cut text, and bytes left out at its beginning.
    ahead: usize,
    lead: usize,
    frames: Vec<Frame>,
    /// Elements that are too deep and therefore not opened.
    skipped: usize,
    told_deep: bool,
    /// Fenced code that is being read: its text, and whether it is raw Typst.
    code: Option<(String, bool)>,
}

impl Builder<'_, '_> {
    fn event(&mut self, markdown: &str, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text(markdown, &text, range);
            }
            Event::SoftBreak => {
                let range = self.place(range);
                self.push_text(" ", range);
            }
            Event::HardBreak => {
                let range = self.place(range);
                self.push(Inline { kind: InlineKind::Break, range });
            }
            Event::Rule => {
                let range = self.place(range);
                self.push_block(Block { kind: BlockKind::Rule, range });
            }
            // The options that would make these are off.
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    /// Bytes of the cut text for bytes of what the library read.
    fn cut_range(&self, range: Range<usize>) -> Range<usize> {
        let shift = |at: usize| at.saturating_sub(self.ahead) + self.lead;
        shift(range.start)..shift(range.end)
    }

    fn place(&self, range: Range<usize>) -> Range<usize> {
        self.cut.source_range(self.cut_range(range))
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let place = self.place(range.clone());
        let kind = match tag {
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.start_code(&info, place);
                return;
            }
            Tag::Paragraph | Tag::HtmlBlock | Tag::CodeBlock(CodeBlockKind::Indented) => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(level_number(level)),
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::List(start) => Kind::List(start),
            Tag::Item => Kind::Item,
            Tag::Table(align) => Kind::Table(align.into_iter().map(alignment).collect()),
            Tag::TableHead | Tag::TableRow => Kind::Row,
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis => Kind::Emph,
            Tag::Strong => Kind::Strong,
            Tag::Link { dest_url, .. } => Kind::Link(dest_url.into_string()),
            Tag::Image { dest_url, .. } => Kind::Image(dest_url.into_string()),
            // The options that would make the others are off.
            _ => Kind::Paragraph,
        };
        if self.frames.len() > MOST_NESTING {
            self.skipped += 1;
            if !self.told_deep {
                self.told_deep = true;
                let message = format!("lists, quotations or emphasis stand more than {} deep", MOST_NESTING / 2);
                self.faults.error("too-deep", place, message, Some("write it flatter".to_owned()));
            }
            return;
        }
        let mut frame = Frame::new(kind, place);
        frame.read_to = range.start;
        self.frames.push(frame);
    }

    fn start_code(&mut self, info: &CowStr<'_>, place: Range<usize>) {
        let marked = info.trim() == "{=typst}";
        if marked && !self.manner.trusted {
            scan::untrusted(self.faults, place);
        }
        self.code = Some((String::new(), marked && self.manner.trusted));
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        if matches!(tag, TagEnd::CodeBlock)
            && let Some((mut text, raw)) = self.code.take()
        {
            text.truncate(text.trim_end_matches('\n').len());
            let kind = if raw { BlockKind::RawTypst(text) } else { BlockKind::Code(text) };
            let range = self.place(range);
            self.push_block(Block { kind, range });
            return;
        }
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if self.frames.len() > 1
            && let Some(frame) = self.frames.pop()
        {
            self.close(frame, range);
        }
    }

    /// Puts a finished element into the one around it.
    fn close(&mut self, mut frame: Frame, markdown: Range<usize>) {
        let range = frame.range.clone();
        let (read_to, end) = (frame.read_to, markdown.end);
        match frame.kind {
            Kind::Paragraph => self.push_block_of(frame.inlines, range, BlockKind::Paragraph),
            Kind::Heading(level) => {
                self.push_block_of(frame.inlines, range, |inlines| BlockKind::Heading(level, inlines));
            }
            Kind::Quote => {
                frame.close_paragraph();
                self.push_block(Block { kind: BlockKind::Quote(frame.blocks), range });
            }
            Kind::List(start) => {
                self.push_block(Block { kind: BlockKind::List { start, items: frame.items }, range });
            }
            Kind::Item => {
                frame.close_paragraph();
                if let Some(list) = self.frames.last_mut() {
                    list.items.push(frame.blocks);
                }
            }
            Kind::Table(align) => {
                let mut rows = std::mem::take(&mut frame.rows).into_iter();
                let head = rows.next().unwrap_or_default();
                let rows = rows.map(|row| as_long(row, head.len())).collect();
                self.push_block(Block { kind: BlockKind::Table { align, head, rows }, range });
            }
            Kind::Row => {
                if let Some(table) = self.frames.last_mut() {
                    table.rows.push(frame.cells);
                }
            }
            Kind::Cell => {
                if let Some(row) = self.frames.last_mut() {
                    row.cells.push(trimmed(frame.inlines));
                }
            }
            Kind::Emph => self.push(Inline { kind: InlineKind::Emph(frame.inlines), range }),
            Kind::Strong => self.push(Inline { kind: InlineKind::Strong(frame.inlines), range }),
            Kind::Link(target) => {
                let target = self.restored(&target, read_to..end);
                self.push(Inline { kind: InlineKind::Link { target, text: frame.inlines }, range });
            }
            Kind::Image(target) => {
                let target = self.restored(&target, read_to..end);
                let alt = plain(&frame.inlines);
                self.push(Inline { kind: InlineKind::Image { target, alt }, range });
            }
            Kind::Root => {}
        }
        if let Some(around) = self.frames.last_mut() {
            around.read_to = end;
        }
    }

    fn push_block_of(
        &mut self,
        inlines: Vec<Inline>,
        range: Range<usize>,
        kind: impl FnOnce(Vec<Inline>) -> BlockKind,
    ) {
        let inlines = trimmed(inlines);
        if !inlines.is_empty() {
            self.push_block(Block { kind: kind(inlines), range });
        }
    }

    fn push_block(&mut self, block: Block) {
        if let Some(frame) = self.frames.last_mut() {
            frame.close_paragraph();
            frame.blocks.push(block);
        }
    }

    fn push(&mut self, inline: Inline) {
        if let Some(frame) = self.frames.last_mut() {
            frame.inlines.push(inline);
        }
    }

    fn push_text(&mut self, text: &str, range: Range<usize>) {
        if let Some(frame) = self.frames.last_mut() {
            push_text(&mut frame.inlines, text, range);
        }
    }

    fn text(&mut self, markdown: &str, text: &str, range: Range<usize>) {
        if self.code.is_some() {
            let whole = self.restored(text, range);
            if let Some((code, _)) = &mut self.code {
                code.push_str(&whole);
            }
            return;
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.read_to = range.end;
        }
        if markdown.get(range.clone()) != Some(text) {
            // An entity: `&lt;` has another length than what it means, and must not smuggle in what no text holds.
            let clean: String =
                text.chars().map(|c| if scan::forbidden(c).is_some() { '\u{fffd}' } else { c }).collect();
            let range = self.place(range);
            if let Some((code, message, hint)) = text.chars().find_map(scan::forbidden) {
                self.faults.error(code, range.clone(), message, Some(hint.to_owned()));
            }
            self.push_text(&clean, range);
            return;
        }
        let (mut at, mut rest) = (range.start, text);
        if at < self.ahead {
            // The quotation mark that was put before an inline text.
            rest = rest.get(self.ahead - at..).unwrap_or_default();
            at = self.ahead;
        }
        while let Some(found) = rest.find(PIECES) {
            let (before, after) = rest.split_at(found);
            self.plain(before, at);
            at += found;
            self.piece(at);
            at += PIECE_BYTES;
            rest = after.get(PIECE_BYTES..).unwrap_or_default();
        }
        self.plain(rest, at);
    }

    fn plain(&mut self, text: &str, at: usize) {
        if !text.is_empty() {
            let range = self.place(at..at + text.len());
            self.push_text(text, range);
        }
    }

    fn piece(&mut self, at: usize) {
        let at = self.cut_range(at..at).start;
        if let (Some(piece), Some(frame)) = (self.cut.piece_at(at), self.frames.last_mut()) {
            push_piece(&mut frame.inlines, self.source, piece, self.manner, self.faults);
        }
    }

    /// A text in which pieces are again what was typed: code, addresses.
    fn restored(&self, text: &str, markdown: Range<usize>) -> String {
        if !text.contains(PIECES) {
            return text.to_owned();
        }
        let mut pieces = self.cut.pieces_in(self.cut_range(markdown)).iter();
        let mut out = String::with_capacity(text.len());
        for character in text.chars() {
            match (character, PIECES.contains(&character)) {
                (_, true) => match pieces.next() {
                    Some(Piece { kind: PieceKind::Char(meant), .. }) => out.push(*meant),
                    Some(piece) => out.push_str(self.source.get(piece.range.clone()).unwrap_or_default()),
                    None => out.push('\u{fffd}'),
                },
                (other, false) => out.push(other),
            }
        }
        out
    }

    fn finish(mut self) -> Vec<Block> {
        // Events are balanced; if they were not, what is open closes here.
        while self.frames.len() > 1 {
            let Some(frame) = self.frames.pop() else { break };
            let end = frame.read_to;
            self.close(frame, end..end);
        }
        match self.frames.pop() {
            Some(mut root) => {
                root.close_paragraph();
                root.blocks
            }
            None => Vec::new(),
        }
    }
}

/// Running text without blanks at its ends.
fn trimmed(mut inlines: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline { kind: InlineKind::Text(text), range }) = inlines.last_mut() {
        let kept = text.trim_end_matches([' ', '\t']).len();
        if kept < text.len() {
            range.end = range.end.saturating_sub(text.len() - kept).max(range.start);
            text.truncate(kept);
        }
    }
    inlines.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
    inlines
}

fn as_long(mut row: Vec<Vec<Inline>>, length: usize) -> Vec<Vec<Inline>> {
    row.resize_with(length, Vec::new);
    row
}

/// The alternative text of an image: what stands between its brackets, without marks.
fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::RawTypst(text) => out.push_str(text),
            InlineKind::Math(formula) => out.push_str(&formula.alt),
            InlineKind::Token(token) => out.push_str(&token.typed()),
            InlineKind::Blank(count) => out.extend(std::iter::repeat_n('_', *count)),
            InlineKind::Image { alt, .. } => out.push_str(alt),
            InlineKind::Break => out.push(' '),
            // At most as deep as the tree.
            InlineKind::Emph(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Sub(inner)
            | InlineKind::Super(inner)
            | InlineKind::Link { text: inner, .. } => out.push_str(&plain(inner)),
        }
    }
    out
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

fn alignment(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::Auto,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
    }
}
