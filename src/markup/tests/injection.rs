//! Formulas that want to run something in the engine.

use super::hostile::assert_only_known_code;
use super::*;
use proptest::prelude::*;

/// Formulas that try to reach the engine.
const INJECTIONS: &[&str] = &[
    "#image(\"x.png\")",
    "#read(\"/etc/passwd\")",
    r"\#read(x)",
    "#{1+1}",
    "#eval(\"1\")",
    "#import \"x.typ\": *",
    r##"x" + #read("a") + "y"##,
    r##""##,
    r##"\text{" + #read("a") + "}"##,
    r##"\text{\" #read("a")}"##,
    r##"\text{\\" #read("a")}"##,
    r"\text{$#read(x)$}",
    r"\text{#panic()}",
    r"\mathrm{#panic()}",
    r##"\operatorname{") #panic() ("}"##,
    r##"\ce{" #panic() "}"##,
    r"\ce{#panic()}",
    r"\ce{A ->[#panic()] B}",
    r"\ce{A^{#panic()}}",
    r"\ce{\text{#panic()}}",
    r"\label{x} \ref{y}",
    "// comment",
    "/* comment */ x",
    "x /* never closed",
    "@ref + @ref2",
    "<label>",
    "x <label> y",
    "`raw`",
    r"\begin{array}{#panic()} a \end{array}",
    r##"\begin{array}{c"+panic()+"} a \end{array}"##,
    r"\hspace{#panic()}",
    r"\hspace{1em);#panic()}",
    r"\color{#panic()} x",
    r"\tag{#panic()}",
    r"\left# x \right)",
    r"\iftypst #read(x) \fi",
    r"\let\x=y",
    "a: b, ..c; d",
    "..x",
    r"\frac{a: b}{..c}",
    r"\sqrt{x, y: 3}",
    r"\sqrt[a,b;c]{d]}",
    r"\begin{matrix} a: b & ..c \end{matrix}",
    r"\begin{cases} a, b & c; d \end{cases}",
    r"\overset{a,b}{c;d}",
    r"\$ \& \_ \{ \} \~x \^x",
    "~ ' '' \u{2019}",
    "“quotes” ‘more’ «x»",
    "\u{202e}abc",
    "\u{feff}x",
    "x\u{200b}y\u{2028}z",
    "∑ ∫ √x √ ∛ ⌈ ⟨ ‖ → ×",
    "😀 + 数",
    "x\u{301} + \u{301}",
    r"\\ \\ \\",
    r"\\\text{ #panic() }",
    r"\\\mathrm{a}",
    r"x \\ ' \\ \ce{#panic()}",
    r"⌈ ⌋ [ ) ] (",
    "&&&",
    "a & b \\\\ c",
    "!! a! b",
    "-> => <= >= != := ::= |-> ~~> ... -- ---",
    "a_b_c",
    "((( ]]] )",
    "|x| ||y||",
    "x^{}_{}",
    r"\frac{}{}",
    r"\sqrt{}",
    r"\text{}",
    r"\left.\right.",
    r"\begin{matrix}\end{matrix}",
    r"\begin{cases}\end{cases}",
    r"\begin{aligned}\end{aligned}",
    r"\begin{array}{}\end{array}",
    r"\begin{array}{c|c|} \hline \\ \hline \end{array}",
    r"{}{}{}",
    r"\operatorname{}",
    r"\vec{}",
    r"\overbrace{}^{}",
    r"\xrightarrow{}",
    r"\sum\limits",
    "pi sin(x) alpha",
    "sys.inputs",
    "1e5 0x10 1.2.3 .5.",
];

#[test]
fn no_formula_runs_anything() {
    for tex in INJECTIONS {
        let Ok(formula) = parse_formula(tex, true) else { continue };
        let compiled = engine::compile(&format!("$ {} $", formula.typst));
        assert!(compiled.document.is_ok(), "{tex} became {} and: {:?}", formula.typst, compiled.document.err());
        assert!(compiled.asked.is_empty(), "{tex} asked for {:?}", compiled.asked);
        assert_only_known_code(&formula.typst);
    }
}

/// Words of formulas that are mostly right.
fn tex_word() -> impl Strategy<Value = String> {
    let words: Vec<&str> = vec![
        "x",
        "y_1",
        "12.5",
        "+",
        "-",
        "=",
        "<",
        ",",
        ";",
        ":",
        "..",
        "!",
        "/",
        "|",
        "(",
        ")",
        "[",
        "]",
        "\\alpha ",
        "\\frac{a}{b}",
        "\\sqrt{2}",
        "\\sqrt[3]{x}",
        "^2",
        "_i",
        "^{n}",
        "'",
        "\\text{if }",
        "\\mathrm{kg}",
        "\\sum",
        "\\limits",
        "\\left( x \\right)",
        "\\vec{a}",
        "\\begin{pmatrix}a & b\\\\c\\end{pmatrix}",
        "{x}",
        "{}",
        "\\,",
        "\\quad ",
        "\\%",
        "₹",
        "\\ce{H2O}",
        "\\not=",
        "\\\\",
        "&",
        "\\displaystyle ",
        "\\over ",
        "\\bf ",
        "\\big(",
        "\\operatorname{f}",
        "\\underbrace{x}",
        "\\overset{a}{=}",
        "\\xrightarrow{a}",
        "\\hspace{1em}",
        "\\tag{1}",
        "\\binom{n}{k}",
        "\\color{red}",
        "वेग",
        "°",
        "\\degree ",
        "\\begin{cases}a & b\\\\c\\end{cases}",
        "~",
        "\"",
        "#",
        "\\mathbf{AB}",
        "\\overline{x}",
        "\\to ",
        "\\int_0^1",
        "\\lim",
        "\\mathrm{m s^{-1}}",
        "\\begin{array}{l|r}a & b\\\\ \\hline c\\end{array}",
        "\\begin{aligned}a &= b\\\\c\\end{aligned}",
    ];
    prop::sample::select(words).prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn what_is_accepted_compiles(words in prop::collection::vec(tex_word(), 1..12)) {
        let tex = words.concat();
        if let Ok(formula) = parse_formula(&tex, true) {
            let compiled = engine::compile(&format!("$ {} $", formula.typst));
            prop_assert!(compiled.document.is_ok(), "{tex} became {} and: {:?}", formula.typst, compiled.document.err());
            typst::comemo::evict(0);
        }
    }
}
