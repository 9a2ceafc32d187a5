//! Texts that want to hang, crash or run something.

use super::*;
use crate::model::text::{Block, BlockKind, Inline, InlineKind};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Outside strings only `#h(…)`, `#none` and `#true` begin code, and no mark ends the formula.
pub(super) fn assert_only_known_code(typst: &str) {
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in typst.char_indices() {
        let rest = &typst[at..];
        match c {
            _ if escaped => escaped = false,
            '\\' => {
                escaped = true;
                continue;
            }
            '"' => quoted = !quoted,
            _ if quoted => {}
            '#' => {
                let code = ["#h(", "#none", "#true"].iter().any(|start| rest.starts_with(start));
                assert!(code, "{typst}");
            }
            '$' | '`' | '@' => panic!("{typst}"),
            '/' => panic!("{typst}"),
            _ => {}
        }
    }
    assert!(!quoted && !escaped, "{typst}");
}

/// Ranges lie in the source and on character boundaries, and inner ones begin inside outer ones.
fn check_blocks(blocks: &[Block], source: &str) {
    for block in blocks {
        assert!(source.get(block.range.clone()).is_some(), "{block:?} in {source:?}");
        match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Heading(_, inlines) => check_inlines(inlines, source),
            BlockKind::List { items, .. } => items.iter().for_each(|item| check_blocks(item, source)),
            BlockKind::Quote(inner) => check_blocks(inner, source),
            BlockKind::Table { head, rows, .. } => {
                assert!(rows.iter().all(|row| row.len() == head.len()));
                head.iter().chain(rows.iter().flatten()).for_each(|cell| check_inlines(cell, source));
            }
            BlockKind::Code(text) | BlockKind::RawTypst(text) => assert!(!text.contains(scan::is_private)),
            BlockKind::Rule => {}
        }
    }
}

fn check_inlines(inlines: &[Inline], source: &str) {
    for inline in inlines {
        assert!(source.get(inline.range.clone()).is_some(), "{inline:?} in {source:?}");
        match &inline.kind {
            InlineKind::Emph(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Sub(inner)
            | InlineKind::Super(inner)
            | InlineKind::Link { text: inner, .. } => check_inlines(inner, source),
            InlineKind::Text(text) | InlineKind::Code(text) => {
                assert!(!text.contains(scan::is_private), "{text:?}");
                assert!(!text.is_empty() || matches!(inline.kind, InlineKind::Code(_)), "{inlines:?}");
            }
            InlineKind::Math(formula) => assert_only_known_code(&formula.typst),
            _ => {}
        }
    }
}

fn check(source: &str) {
    for form in [Form::Inline, Form::Block] {
        for trusted in [false, true] {
            let mut found = Diagnostics::default();
            let text = parse(source, form, None, trusted, &mut found);
            assert_eq!(text.source, source);
            check_blocks(&text.blocks, source);
            assert!(form == Form::Block || text.blocks.len() <= 1, "{source:?} gave {:?}", text.blocks);
        }
    }
}

/// Pieces of text that mean something.
fn piece() -> impl Strategy<Value = String> {
    let marks: Vec<&str> = vec![
        "$",
        "$$",
        "\\(",
        "\\)",
        "\\[",
        "\\]",
        "`",
        "``",
        "```\n",
        "~~~\n",
        "{",
        "}",
        "{opt:",
        "{key}",
        "{{",
        "___",
        "_",
        "*",
        "**",
        "~",
        "^",
        "\\",
        "\\\\",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "- ",
        "1. ",
        "> ",
        "# ",
        "| a | b |\n|---|---|\n",
        "|",
        "<",
        "<b>",
        ">",
        "[",
        "](",
        ")",
        "![",
        "]:",
        "&lt;",
        "&#xe000;",
        "{=typst}",
        "\\ce{",
        "H2O",
        "\\frac",
        "\\text{",
        "\\left(",
        "\\right)",
        "\\begin{cases}",
        "\\end{cases}",
        "&",
        "^{",
        "_{",
        "'",
        "x",
        " ",
        "12",
        "é",
        "वेग",
        "\u{e000}",
        "\u{2e19}",
        "\u{f0000}",
        "\u{c}",
        "\r",
        "\u{7f}",
        "\u{85}",
        "\\\n",
        "%",
        "\"",
        "#",
        "₹",
        "->",
    ];
    prop_oneof![8 => prop::sample::select(marks).prop_map(str::to_owned), 1 => "\\PC{0,4}", 1 => ".{0,3}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_tree_with_ranges_inside(pieces in prop::collection::vec(piece(), 0..40)) {
        check(&pieces.concat());
    }

    #[test]
    fn any_formula_is_read_or_refused(pieces in prop::collection::vec(piece(), 0..30)) {
        let tex = pieces.concat();
        match parse_formula(&tex, true) {
            Ok(formula) => assert_only_known_code(&formula.typst),
            Err(fault) => prop_assert!(tex.get(fault.range.clone()).is_some(), "{fault:?} in {tex:?}"),
        }
        let chem = format!("\\ce{{{tex}}}");
        match parse_formula(&chem, true) {
            Ok(formula) => assert_only_known_code(&formula.typst),
            Err(fault) => prop_assert!(chem.get(fault.range.clone()).is_some(), "{fault:?} in {chem:?}"),
        }
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    let repeat = |piece: &str, bytes: usize| piece.repeat(bytes / piece.len());
    let most = 60 * 1024;
    let mut texts: Vec<String> = [
        "\\(",
        "\\[",
        "$",
        "$a ",
        "$$",
        "$$a",
        "${",
        "`",
        "`` ",
        "` ``",
        "[",
        "](",
        "[a](",
        "![",
        "*",
        "**a ",
        "*a _b ",
        "_",
        "___ ",
        "(____)",
        "<",
        "&",
        "&#",
        "{",
        "{opt:",
        "{{",
        "^",
        "^a",
        "~a",
        "\\ce{",
        "\\ce{a}",
        "> ",
        "- ",
        "1. ",
        "\n> ",
        "\n- ",
        "\n",
        " ",
        "\t",
        "    x\n",
        "| ",
        "|a|\n|-|\n",
        "```\n",
        "~~~\n",
        "\\\n",
        "\\a",
        "\\alpha ",
        "\\",
        "x",
        "क",
        "\u{e000}",
        "\u{2e19}",
        "\u{c}rac",
        "<b>",
        "]: ",
        "[a]: b\n",
        "#",
        "===\n",
        "a\n- ",
        "a\n\n",
        "$x$ ",
        "\\(x\\)",
        "$\\frac12$",
        "\u{0}",
        "*_",
        "[*",
        "'",
        "\"",
        "!",
        "* * *\n",
        "   - x\n",
        "a`",
        "``a`",
        "$a`b$",
    ]
    .iter()
    .map(|piece| repeat(piece, most))
    .collect();
    let backticks: String = (1..350).map(|length| "`".repeat(length) + " ").collect();
    texts.push(backticks);
    texts.push("`".repeat(1000) + &"` ".repeat(30_000));
    texts.push((0..240).map(|depth| "  ".repeat(depth) + "- x\n").collect());
    texts.push(repeat("> ", 30_000) + "x\n" + &repeat("> ", 30_000));
    texts.push("| a ".repeat(7_000) + "|\n" + &"|---".repeat(7_000) + "|\n" + &"| b\n".repeat(20));
    for text in texts {
        for form in [Form::Inline, Form::Block] {
            let start = Instant::now();
            parse(&text, form, None, false, &mut Diagnostics::default());
            let took = start.elapsed();
            let head: String = text.chars().take(12).collect();
            assert!(took < Duration::from_secs(10), "{took:?} {form:?} {head:?}");
        }
    }
}

#[test]
fn hostile_formulas_take_no_time() {
    for piece in [
        "{",
        "}",
        "\\frac{",
        "\\frac",
        "^",
        "_",
        "x^",
        "x_1^2",
        "'",
        "\\left(",
        "\\begin{matrix}",
        "&",
        "\\\\",
        "\\not",
        "\\text{",
        "\\ce{",
        "\\rm",
        "\\over",
        "\\limits",
        "\\sqrt[",
        "[",
        "(",
        "√",
        "\\hspace{1em}",
        "%\n",
        "\\color",
        "x",
        "\\mathrm{a}",
        "\\underbrace",
        "\\big(",
        "$",
        "\\text{$",
        "क",
        "1",
        "1.",
        "~",
        "\\alpha",
        "\\sum\\limits_a^b",
        "a'",
    ] {
        let tex = piece.repeat(4096 / piece.len());
        let start = Instant::now();
        let _ = parse_formula(&tex, true);
        let _ = parse_formula(&format!("\\ce{{{}}}", piece.repeat(4000 / piece.len())), true);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(2), "{took:?} for {piece}");
    }
}
