//! A text tree as HTML: what it says is escaped, and no attribute comes from an author.

use crate::model::text::{Block, BlockKind, Inline, InlineKind, RichText, Token};

/// The text on one line of HTML; formulas stand between `\\(` and `\\)`, pictures are told by their words.
pub(super) fn html(text: &RichText, token: &dyn Fn(&Token) -> String) -> String {
    let writer = Writer { token };
    let mut out = String::new();
    match text.blocks.as_slice() {
        // One paragraph needs no marks of its own.
        [Block { kind: BlockKind::Paragraph(inlines), .. }] => writer.inlines(inlines, &mut out),
        blocks => writer.blocks(blocks, &mut out),
    }
    out
}

/// Text between tags.
pub(super) fn escaped(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
}

struct Writer<'t> {
    token: &'t dyn Fn(&Token) -> String,
}

impl Writer<'_> {
    fn blocks(&self, blocks: &[Block], out: &mut String) {
        for block in blocks {
            self.block(block, out);
        }
    }

    fn block(&self, block: &Block, out: &mut String) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => self.tagged("p", out, |out| self.inlines(inlines, out)),
            BlockKind::Heading(_, inlines) => {
                self.tagged("p", out, |out| self.tagged("b", out, |out| self.inlines(inlines, out)));
            }
            BlockKind::List { start, items } => {
                // A number is ours: the engine's parser made it of digits.
                let open = start.filter(|start| *start != 1).map(|start| format!("<ol start={start}>"));
                let tag = if start.is_some() { "ol" } else { "ul" };
                out.push_str(&open.unwrap_or_else(|| format!("<{tag}>")));
                for item in items {
                    self.tagged("li", out, |out| match item.as_slice() {
                        [Block { kind: BlockKind::Paragraph(inlines), .. }] => self.inlines(inlines, out),
                        blocks => self.blocks(blocks, out),
                    });
                }
                out.push_str(&format!("</{tag}>"));
            }
            BlockKind::Table { head, rows, .. } => self.tagged("table", out, |out| {
                self.row("th", head, out);
                rows.iter().for_each(|row| self.row("td", row, out));
            }),
            BlockKind::Quote(inner) => self.tagged("blockquote", out, |out| self.blocks(inner, out)),
            BlockKind::Code(code) => self.tagged("pre", out, |out| {
                let lines: Vec<&str> = code.trim_end().lines().collect();
                for (at, line) in lines.into_iter().enumerate() {
                    if at > 0 {
                        out.push_str("<br>");
                    }
                    escaped(line, out);
                }
            }),
            BlockKind::Rule => out.push_str("<hr>"),
            BlockKind::RawTypst(_) => {}
        }
    }

    fn row(&self, tag: &str, cells: &[Vec<Inline>], out: &mut String) {
        self.tagged("tr", out, |out| {
            for cell in cells {
                self.tagged(tag, out, |out| self.inlines(cell, out));
            }
        });
    }

    fn inlines(&self, inlines: &[Inline], out: &mut String) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => escaped(text, out),
                InlineKind::Emph(inner) => self.tagged("i", out, |out| self.inlines(inner, out)),
                InlineKind::Strong(inner) => self.tagged("b", out, |out| self.inlines(inner, out)),
                InlineKind::Sub(inner) => self.tagged("sub", out, |out| self.inlines(inner, out)),
                InlineKind::Super(inner) => self.tagged("sup", out, |out| self.inlines(inner, out)),
                InlineKind::Link { text, .. } => self.inlines(text, out),
                InlineKind::Code(code) => self.tagged("code", out, |out| escaped(code, out)),
                InlineKind::Math(formula) => {
                    let (open, close) = if formula.display { ("\\[", "\\]") } else { ("\\(", "\\)") };
                    out.push_str(open);
                    escaped(&formula.tex, out);
                    out.push_str(close);
                }
                InlineKind::Token(token) => escaped(&(self.token)(token), out),
                InlineKind::Blank(count) => out.extend(std::iter::repeat_n('_', (*count).min(40))),
                InlineKind::Image { alt, .. } => {
                    out.push('[');
                    escaped(alt, out);
                    out.push(']');
                }
                InlineKind::Break => out.push_str("<br>"),
                InlineKind::RawTypst(_) => {}
            }
        }
    }

    fn tagged(&self, tag: &str, out: &mut String, inner: impl FnOnce(&mut String)) {
        out.push_str(&format!("<{tag}>"));
        inner(out);
        out.push_str(&format!("</{tag}>"));
    }
}
