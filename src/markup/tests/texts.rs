//! What becomes of a text: one case for each rule.

use super::*;
use crate::model::text::{Block, BlockKind, Inline, InlineKind};
use crate::source::{SourceMap, Span};

/// The tree in short: `*…*` emphasis, `**…**` strong, `~…~`, `^…^`, `` `…` `` code, `$…$` formula, `{…}` token,
/// `__3__` blank, `/` break.
fn shown(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => out.push_str(text),
            InlineKind::Emph(inner) => out.push_str(&format!("*{}*", shown(inner))),
            InlineKind::Strong(inner) => out.push_str(&format!("**{}**", shown(inner))),
            InlineKind::Sub(inner) => out.push_str(&format!("~{}~", shown(inner))),
            InlineKind::Super(inner) => out.push_str(&format!("^{}^", shown(inner))),
            InlineKind::Code(text) => out.push_str(&format!("`{text}`")),
            InlineKind::Math(formula) if formula.display => out.push_str(&format!("$${}$$", formula.tex)),
            InlineKind::Math(formula) => out.push_str(&format!("${}$", formula.tex)),
            InlineKind::Token(token) => out.push_str(&token.typed()),
            InlineKind::Blank(count) => out.push_str(&format!("__{count}__")),
            InlineKind::Image { target, alt } => out.push_str(&format!("!({alt})({target})")),
            InlineKind::Link { target, text } => out.push_str(&format!("({})({target})", shown(text))),
            InlineKind::Break => out.push('/'),
            InlineKind::RawTypst(text) => out.push_str(&format!("<typst {text}>")),
        }
    }
    out
}

fn shown_blocks(blocks: &[Block]) -> String {
    let each = |items: &[Vec<Block>]| items.iter().map(|item| shown_blocks(item)).collect::<Vec<_>>().join("|");
    blocks
        .iter()
        .map(|block| match &block.kind {
            BlockKind::Paragraph(inlines) => format!("p[{}]", shown(inlines)),
            BlockKind::Heading(level, inlines) => format!("h{level}[{}]", shown(inlines)),
            BlockKind::List { start: Some(start), items } => format!("ol{start}[{}]", each(items)),
            BlockKind::List { start: None, items } => format!("ul[{}]", each(items)),
            BlockKind::Quote(inner) => format!("quote[{}]", shown_blocks(inner)),
            BlockKind::Code(text) => format!("code[{text}]"),
            BlockKind::Rule => "rule".to_owned(),
            BlockKind::RawTypst(text) => format!("typst[{text}]"),
            BlockKind::Table { head, rows, .. } => {
                let row = |cells: &[Vec<Inline>]| cells.iter().map(|cell| shown(cell)).collect::<Vec<_>>().join(" & ");
                let rows: Vec<String> = rows.iter().map(|cells| row(cells)).collect();
                format!("table[{} ;; {}]", row(head), rows.join(" ; "))
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// An inline text that is right.
fn inline(source: &str) -> String {
    let mut found = Diagnostics::default();
    let text = parse(source, Form::Inline, None, false, &mut found);
    assert!(found.is_empty(), "{source:?}: {found:?}");
    assert!(text.blocks.len() <= 1);
    match text.blocks.first().map(|block| &block.kind) {
        Some(BlockKind::Paragraph(inlines)) => shown(inlines),
        None => String::new(),
        other => panic!("{source:?} became {other:?}"),
    }
}

/// A block text that is right.
fn block(source: &str) -> String {
    let mut found = Diagnostics::default();
    let text = parse(source, Form::Block, None, false, &mut found);
    assert!(found.is_empty(), "{source:?}: {found:?}");
    shown_blocks(&text.blocks)
}

/// The codes of what is wrong, with the place in the source.
fn faults(source: &str, form: Form) -> Vec<(&'static str, String)> {
    let file = SourceMap::default().add("bank.toml", source);
    let end = u32::try_from(source.len()).unwrap();
    let origin = Origin { span: Span { file, start: 0, end }, steps: vec![(0, 0)] };
    let mut found = Diagnostics::default();
    parse(source, form, Some(origin), false, &mut found);
    found
        .iter()
        .map(|diagnostic| {
            let place = diagnostic.span.map(Span::range).unwrap_or_default();
            (diagnostic.code, source.get(place).unwrap_or("?").to_owned())
        })
        .collect()
}

#[test]
fn options_print_as_typed() {
    for typed in ["> 5 cm", "1947.", "1. first", "- 3", "+ 3", "# of atoms", "= 4", "| a", "a | b", "<b>5</b>", "* "] {
        assert_eq!(inline(typed), typed.trim(), "{typed:?}");
    }
    assert_eq!(inline("    four blanks"), "four blanks");
    assert_eq!(inline("```"), "```");
    assert_eq!(inline("---"), "---");
    assert_eq!(inline("[A]: concentration of A"), "[A]: concentration of A");
    assert_eq!(inline("\"quoted\" _x_"), "\"quoted\" *x*");
    assert_eq!(inline("_x_ **y** `z`"), "*x* **y** `z`");
    assert_eq!(inline("two\nlines  \nthree"), "two lines   three");
    assert_eq!(inline("a\\\nb"), "a/b");
    assert_eq!(inline(""), "");
}

#[test]
fn dollars_are_money_unless_they_hug_a_formula() {
    for typed in ["$5 or $10", "$5-$10", "costs 5$ or 6$ more", "a $ b $ c", "$", "$$", "between $3 and $4."] {
        assert_eq!(inline(typed), typed, "{typed:?}");
    }
    assert_eq!(inline("$x$ and $y$"), "$x$ and $y$");
    assert_eq!(inline(r"\$5 $x$"), "$5 $x$");
    assert_eq!(inline(r"$a\$b$"), r"$a\$b$");
    assert_eq!(inline(r"$\text{if $x>0$}$ ok"), r"$\text{if $x>0$}$ ok");
    assert_eq!(inline(r"\(x\) and \[y\]"), "$x$ and $y$");
    assert_eq!(block(r"see $$x$$ there"), "p[see $$x$$ there]");
    assert_eq!(block("see \\[\nx\n\\] there"), "p[see $$x$$ there]");
    assert_eq!(block("a $5\n\nb $x"), "p[a $5] p[b $x]");
    assert_eq!(block("- pens, $5\n- ink, $x"), "ul[p[pens, $5]|p[ink, $x]]");
}

#[test]
fn display_in_one_line_is_set_large_in_the_line() {
    let mut found = Diagnostics::default();
    let text = parse(r"$$\frac12$$", Form::Inline, None, false, &mut found);
    let (formula, range) = text.formulas().remove(0);
    assert_eq!((formula.display, formula.typst.as_str(), range), (false, "display(frac(1 ,2 ))", 0..11));
}

#[test]
fn scripts_blanks_and_escapes() {
    assert_eq!(inline("H~2~O and 10^-3^ m"), "H~2~O and 10^-3^ m");
    assert_eq!(inline("x^2 + y^2"), "x^2 + y^2");
    assert_eq!(inline("about ~5 and ~6"), "about ~5 and ~6");
    assert_eq!(inline("~~struck~~"), "~~struck~~");
    assert_eq!(inline("x^*^ and C^$\\circ$^"), "x^*^ and C^$\\circ$^");
    assert_eq!(inline(r"a\^2\^ \~x\~"), "a^2^ ~x~");
    assert_eq!(inline("is ___ or ______."), "is __3__ or __6__.");
    assert_eq!(inline("(____) and (____)"), "(__4__) and (__4__)");
    assert_eq!(inline("a__b__c"), "a__b__c");
    assert_eq!(inline(r"\*not emphasis\* \# \_\_\_ \\ \{opt:b}"), "*not emphasis* # ___ \\ {opt:b}");
    assert_eq!(inline("**Note:**$x$ _a_`b` **H~2~**O"), "**Note:**$x$ *a*`b` **H~2~**O");
    assert_eq!(inline("\u{2e19} `\u{2e19}` &#x2e19;"), "\u{2e19} `\u{2e19}` \u{2e19}");
    assert_eq!(inline("3 &lt; 4 &amp; 5"), "3 < 4 & 5");
    assert_eq!(inline("a < b > c"), "a < b > c");
}

#[test]
fn tokens_are_read_and_other_braces_are_plain() {
    assert_eq!(inline("{opt:b} and {st:1,3} {key} {fig:ray}"), "{opt:b} and {st:1,3} {key} {fig:ray}");
    assert_eq!(inline("{opt: a , b}"), "{opt:a,b}");
    assert_eq!(inline("{q:other-id} {opt:a3+b1}"), "{q:other-id} {opt:a3+b1}");
    assert_eq!(inline("{1, 2} and {x: x > 0} {} {a}"), "{1, 2} and {x: x > 0} {} {a}");
    assert_eq!(inline("{{opt:b}"), "{opt:b}");
    assert_eq!(inline("`{opt:b}` $\\{opt:b\\}$"), "`{opt:b}` $\\{opt:b\\}$");
    assert_eq!(inline("*{opt:b}*"), "*{opt:b}*");
    let text = parse("x {opt:b}", Form::Inline, None, false, &mut Diagnostics::default());
    assert_eq!(text.tokens().remove(0).1, 2..9);
}

#[test]
fn unknown_tokens_name_the_nearest() {
    assert_eq!(faults("see {opts:b}", Form::Inline), [("unknown-token", "{opts:b}".to_owned())]);
    assert_eq!(faults("{foo:bar}", Form::Inline).len(), 1);
    assert_eq!(faults("{opt:}", Form::Inline).len(), 1);
    assert_eq!(faults("{opt}", Form::Inline).len(), 1);
    assert_eq!(faults("{key:a}", Form::Inline).len(), 1);
    assert_eq!(faults("{fig:a,b}", Form::Inline).len(), 1);
    let mut found = Diagnostics::default();
    parse("{opts:b}", Form::Inline, None, false, &mut found);
    assert!(found.iter().any(|fault| fault.hints[0].contains("did you mean `{opt:b}`")), "{found:?}");
}

#[test]
fn blocks_lose_their_common_indentation_and_never_become_code() {
    assert_eq!(block("    One.\n    Two.\n\n        Three."), "p[One. Two.] p[Three.]");
    assert_eq!(block("First\n\n        deep\n"), "p[First] p[deep]");
    assert_eq!(block("- a\n  - b\n\n        deep\n- c"), "ul[p[a] ul[p[b] p[deep]]|p[c]]");
    assert_eq!(block("1. a\n\n       more\n2. b"), "ol1[p[a] p[more]|p[b]]");
    assert_eq!(block("> quoted\n>\n>       deep"), "quote[p[quoted] p[deep]]");
    assert_eq!(block("```\n\u{2e19}\n```"), "code[\u{2e19}]");
    assert_eq!(block("  ```\n  x = 1\n    y\n  ```\n  after"), "code[x = 1\n  y] p[after]");
    assert_eq!(block("```\n$x$ {opt:a} ____ <b>\n```"), "code[$x$ {opt:a} ____ <b>]");
    assert_eq!(block("- a\n  ```\n  code\n  ```\n- b"), "ul[p[a] code[code]|p[b]]");
}

#[test]
fn blocks_hold_lists_tables_quotes_images() {
    assert_eq!(block("# Head\n\ntext\n\n***\n\n![a lens](ray)"), "h1[Head] p[text] rule p[!(a lens)(ray)]");
    assert_eq!(block("| a | b |\n|:-:|--:|\n| $x|y$ | `p|q` |\n| only |"), "table[a & b ;; $x|y$ & `p|q` ; only & ]");
    assert_eq!(block("a  \nb\\\nc"), "p[a/b/c]");
    assert_eq!(block("see [the *site*](http://x.y/a_b__c___d~1~)"), "p[see (the *site*)(http://x.y/a_b__c___d~1~)]");
    assert_eq!(block("![x](media/a\\_b.svg \"t\")"), "p[!(x)(media/a_b.svg)]");
    assert_eq!(block("<div>\n**bold**\n</div>"), "p[<div> **bold** </div>]");
    assert_eq!(block("[a]: http://example.org\n\n[a]"), "p[[a]: http://example.org] p[[a]]");
    assert_eq!(block("___"), "p[__3__]");
    assert_eq!(block("\\ce{H2O} and ``a ` b``"), "p[$\\ce{H2O}$ and `a ` b`]");
}

#[test]
fn raw_typst_runs_only_where_the_file_is_trusted() {
    let source = "`#emph[x]`{=typst}\n\n```{=typst}\n#rect()\n```";
    let mut found = Diagnostics::default();
    let text = parse(source, Form::Block, None, true, &mut found);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(shown_blocks(&text.blocks), "p[<typst #emph[x]>] typst[#rect()]");

    let codes: Vec<_> = faults(source, Form::Block).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["untrusted-typst", "untrusted-typst"]);
    let text = parse(source, Form::Block, None, false, &mut Diagnostics::default());
    assert_eq!(shown_blocks(&text.blocks), "p[`#emph[x]`] code[#rect()]");

    let mut again = RichText { source: source.to_owned(), trusted: true, ..RichText::default() };
    reparse(&mut again, Form::Block);
    assert!(!again.trusted);
    assert_eq!(again.blocks, text.blocks);
}

#[test]
fn lost_backslashes_are_explained() {
    // Typed "$\frac12 \times \beta$" in double quotes: \f, \t and \b became control characters.
    let found = faults("$\u{c}rac12 \times \u{8}eta$", Form::Inline);
    assert_eq!(found.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["swallowed-escape"; 2]);
    let mut found = Diagnostics::default();
    parse("$x \times \u{c}rac12$", Form::Inline, None, false, &mut found);
    let messages: Vec<&str> = found.iter().map(|fault| fault.message.as_str()).collect();
    assert!(messages.iter().any(|message| message.contains("`\\times`")), "{messages:?}");
    assert!(messages.iter().any(|message| message.contains("`\\frac`")), "{messages:?}");
    assert!(found.iter().all(|fault| fault.code == "swallowed-escape"));
    // Outside formulas a tab is a blank, unless it was typed as an escape.
    assert!(faults("a\tan apple\n", Form::Block).is_empty());
    let file = SourceMap::default().add("x", "");
    let escaped = Origin { span: Span { file, start: 0, end: 10 }, steps: vec![(0, 1), (2, 4)] };
    let mut found = Diagnostics::default();
    parse("a\theta", Form::Inline, Some(escaped), false, &mut found);
    assert_eq!(found.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["swallowed-escape"]);
}

#[test]
fn what_no_text_may_hold_is_reported_at_its_place() {
    assert_eq!(faults("a \u{e000} b", Form::Inline), [("private-use-character", "\u{e000}".to_owned())]);
    assert_eq!(faults("`\u{f8ff}`", Form::Inline), [("private-use-character", "\u{f8ff}".to_owned())]);
    assert_eq!(faults("a\u{1}b", Form::Inline), [("control-character", "\u{1}".to_owned())]);
    assert_eq!(faults("é $\\foo$ b", Form::Inline), [("bad-tex", "\\foo".to_owned())]);
    assert_eq!(faults("x \\alpha", Form::Inline), [("tex-outside-math", "\\alpha".to_owned())]);
    assert_eq!(faults("x \\(a", Form::Inline), [("unclosed-formula", "\\(".to_owned())]);
    assert_eq!(faults("\\ce{H2O", Form::Inline), [("bad-tex", "\\ce{".to_owned())]);
    assert_eq!(faults("$x_{$", Form::Inline), [("bad-tex", "{".to_owned())]);
    let text = parse("&#xe000; \u{e001}", Form::Inline, None, false, &mut Diagnostics::default());
    assert_eq!(text.plain(), "\u{fffd} \u{fffd}");
}

#[test]
fn a_bad_formula_stands_as_a_quoted_text() {
    let text = parse("$\\foo#\"$", Form::Inline, None, false, &mut Diagnostics::default());
    let (formula, _) = text.formulas().remove(0);
    assert_eq!(formula.typst, r##""\\foo#\"""##);
    assert_compiles("$\\foo#\"$", &formula.typst);
}

#[test]
fn texts_that_are_too_long_or_too_deep_are_refused() {
    let long = "x".repeat(64 * 1024 + 1);
    let mut found = Diagnostics::default();
    assert!(parse(&long, Form::Block, None, false, &mut found).blocks.is_empty());
    assert_eq!(found.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["text-too-long"]);
    let cells = "| a ".repeat(40) + "|\n" + &"|---".repeat(40) + "|\n" + &("| b ".repeat(40) + "|\n").repeat(40);
    for many in ["$x$ ".repeat(3_000), "`a` b ".repeat(3_000), cells] {
        let mut found = Diagnostics::default();
        assert!(parse(&many, Form::Block, None, false, &mut found).blocks.is_empty());
        assert_eq!(found.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["text-too-long"]);
    }
    let codes: Vec<_> = faults(&"> ".repeat(100), Form::Block).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["too-deep"]);
}

#[test]
fn stars_inside_words_stand_as_typed() {
    for typed in ["2*3*4", "a*b*c", "a**b**c", "2*3 and 4*5", "क*ख*ग", "*note: 2*3*4", "n*(n+1)*m"] {
        assert_eq!(inline(typed), typed);
    }
    assert!(matches!(
        parse("2*3*4", Form::Inline, None, false, &mut Diagnostics::default()).blocks[0].kind,
        BlockKind::Paragraph(ref inlines) if inlines.len() == 1
    ));
    // Emphasis that begins with the word may end inside it.
    let text = parse("the *n*th term", Form::Inline, None, false, &mut Diagnostics::default());
    let mut emphasis = 0;
    text.each_inline(&mut |inline| emphasis += usize::from(matches!(inline.kind, InlineKind::Emph(_))));
    assert_eq!(emphasis, 1);
}

#[test]
fn characters_that_hide_are_told_by_their_number() {
    for hidden in ['\u{202e}', '\u{2066}', '\u{2028}', '\u{200b}', '\u{feff}', '\u{fffd}', '\u{e0041}', '\u{e007f}'] {
        for text in [format!("a {hidden}b"), format!("`a{hidden}`"), format!("$x{hidden}$")] {
            let codes: Vec<_> = faults(&text, Form::Block).into_iter().map(|(code, _)| code).collect();
            assert_eq!(codes.first(), Some(&"control-character"), "{text:?}");
        }
    }
    let codes: Vec<_> = faults("a &#x202E;b", Form::Inline).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["control-character"]);
    assert_eq!(faults("क्\u{200d}ष और क्\u{200c}ष", Form::Inline), []);
}
