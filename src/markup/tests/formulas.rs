//! What becomes of a formula: golden cases, guards, and the engine's word on all of it.

use super::*;
use crate::markup::tex::commands::{self, Shape};
#[cfg(feature = "print")]
use crate::markup::tex::read::is_size;
#[cfg(feature = "print")]
use mitex::CommandSpecItem;

fn typst(tex: &str) -> String {
    let formula = parse_formula(tex, true).unwrap_or_else(|fault| panic!("{tex}: {fault}"));
    assert_compiles(tex, &formula.typst);
    formula.typst
}

fn alt(tex: &str) -> String {
    parse_formula(tex, true).unwrap_or_else(|fault| panic!("{tex}: {fault}")).alt
}

fn fault(tex: &str) -> (String, String) {
    match parse_formula(tex, true) {
        Ok(formula) => panic!("{tex} became {}", formula.typst),
        Err(fault) => (tex.get(fault.range.clone()).unwrap_or("?").to_owned(), fault.message),
    }
}

#[test]
fn formulas_become_typst() {
    for (tex, expected) in [
        (r"\frac12", "frac(1 ,2 )"),
        (r"x^2+y_1^{10}", "x ^(2 )+ y _(1 )^(10 )"),
        (r"\sqrt[3]{x+1}", "root( 3 , x + 1 )"),
        (r"3.14 \times 10^{-5}", r##"mathord(3.14 times 10 ^(- 5 )) #h(0.00em)"##),
        (
            r"q = -1{,}600 \cdot 10^{-22}\,\mathrm{C} + q_0",
            r##"q = - mathord(1 mathord(\,)600 dot.c 10 ^(- 22 ) thin"C")+ q _(0 )"##,
        ),
        (r"60\,\mathrm{km/h}\times 2", r##"mathord(60 thin"km"\/"h")times 2"##),
        (
            r"2\times 10^3\ \text{m}\,\mathrm{s}^{-1}",
            r##"mathord(2 times 10 ^(3 ) thick"m"thin"s"^(- 1 )) #h(0.00em)"##,
        ),
        (r"5 \times 10", "5 times 10"),
        (r"x_{10} \times 10^2", "x _(10 )times 10 ^(2 )"),
        (r"12\,\mathrm{cm}", r##"12 thin"cm""##),
        (r"f''(x)", r"f''\(x \)"),
        (r"x'^2", "x'^(2 )"),
        (r"1.5 \mathrm{~kg}", r##"1.5 thick"kg""##),
        (r"5\,\mathrm{\mu F}", r##"5 thin"μF""##),
        (r"5\,\mathrm{μF}", r##"5 thin"μF""##),
        (r"\mathrm{k\Omega}", r##""kΩ""##),
        (r"\mu_{\mathrm{\mu}}", r##"mu _("μ")"##),
        (r"9.8 \mathrm{m\,s^{-2}}", r##"9.8"m"thin"s"^(-"2")"##),
        (r"\text{वेग} = v", r##""वेग"= v"##),
        (r"वेग = v", r##""वेग"= v"##),
        (r"x \text{ if } y", r##"x" if "y"##),
        (r"\text{a $x^2$ b}", r##""a "x ^(2 )" b""##),
        (r"\operatorname{sgn} x", r##"op("sgn") x"##),
        (r"\operatorname*{ess\,sup}_x f", r##"op(upright( e s s thin s u p ), limits: #true) _(x )f"##),
        (r"50\%", "50 %"),
        (r"50%", "50 %"),
        (r"\₹ 5 + ₹5", r##"textsign("₹")5 +textsign("₹")5"##),
        (r"45^\circ \text{C}", r##"45 degree"C""##),
        (r"45\degree", "45 degree"),
        (r"A^\circ", "A ^( compose )"),
        (r"{x^a}^b", "mathord(x ^(a ))^(b )"),
        (r"1{,}000", r"1 mathord(\,)000"),
        (r"a \not= b \not\in C", "a eq.not b in.not C"),
        (r"A \cap B", "A inter B"),
        (r"\frac{\partial f}{\partial x}", "frac(partial f ,partial x )"),
        (r"\left(\frac12\right]", r"lr(\( frac(1 ,2 ) \] )"),
        (r"\left\langle x \right.", "lr(chevron.l x )"),
        (r"\hspace{1.5em} \kern-3mu x", "#h(1.50em) #h(-0.17em) x"),
        (r"a \over b", "frac(a , b )"),
        (r"\color{red} x", "x"),
        (r"\begin{cases} x & y \\ z \end{cases}", "cases(x &y , z )"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & \\ \end{pmatrix}", "pmatrix(1 zws ,2 zws ; 3 zws ,zws )"),
        (r"\begin{aligned} a &= b \\[2pt] &= c \end{aligned}", r"aligned(a &= b \ &= c )"),
        (
            r"\begin{array}{c|r} a & b \\ \hline c & d \end{array}",
            r##"mitexarray(arg0: "c|r/1" ,a zws ,b zws ; c zws ,d )"##,
        ),
        (r"\xrightarrow[b]{a}", "underset(b ,xrightarrow(a ) )"),
        ("x % a comment\n + 1", "x + 1"),
    ] {
        assert_eq!(typst(tex), expected, "{tex}");
    }
}

#[test]
fn chemistry_becomes_upright_typst() {
    for (tex, expected) in [
        ("H2O", r##"attach("H", br: "2")"O""##),
        ("2H2 + O2", r##""2"#h(0.17em)attach("H", br: "2")+attach("O", br: "2")"##),
        ("SO4^2-", r##"attach("SO", br: "4", tr: "2−")"##),
        ("Fe^3+", r##"attach("Fe", tr: "3+")"##),
        ("Na+ + Cl-", r##"attach("Na", tr: "+")+attach("Cl", tr: "−")"##),
        ("H+(aq)", r##"attach("H", tr: "+")"(aq)""##),
        ("2Cl-(aq)", r##""2"#h(0.17em)attach("Cl", tr: "−")"(aq)""##),
        ("NH4+(aq) + OH-(aq)", r##"attach("NH", br: "4", tr: "+")"(aq)"+attach("OH", tr: "−")"(aq)""##),
        ("Ag+/Ag", r##"attach("Ag", tr: "+")"/""Ag""##),
        ("Cl-|Cl2", r##"attach("Cl", tr: "−")"|"attach("Cl", br: "2")"##),
        ("CH3-(CH2)2", r##"attach("CH", br: "3")"–""("attach("CH", br: "2")attach(")", br: "2")"##),
        ("NaCl(aq)", r##""NaCl""(aq)""##),
        ("A -> B", r##""A"cearrow(arrow.r, #none, #none)"B""##),
        ("A <=>[heat][cat] B", r##""A"cearrow(harpoons.rtlb, "heat", "cat")"B""##),
        ("AgCl v", r##""AgCl"mathord(arrow.b)"##),
        ("H2 ^", r##"attach("H", br: "2")mathord(arrow.t)"##),
        ("CuSO4.5H2O", r##"attach("CuSO", br: "4")dot.c"5"#h(0.17em)attach("H", br: "2")"O""##),
        ("CuSO4*5H2O", r##"attach("CuSO", br: "4")dot.c"5"#h(0.17em)attach("H", br: "2")"O""##),
        ("^{14}_{6}C", r##"attach("C", tl: "14", bl: "6")"##),
        ("CH2=CH2", r##"attach("CH", br: "2")"="attach("CH", br: "2")"##),
        ("HC#CH", r##""HC""≡""CH""##),
        ("C-C", r##""C""–""C""##),
        ("[Fe(CN)6]^4-", r##""[""Fe""(""CN"attach(")", br: "6")attach("]", tr: "4−")"##),
        ("1/2O2", r##""1/2"#h(0.17em)attach("O", br: "2")"##),
        ("e-", r##"attach("e", tr: "−")"##),
        ("Fe(OH)3", r##""Fe""(""OH"attach(")", br: "3")"##),
        ("A ->[$\\Delta$] B", r##""A"cearrow(arrow.r, mathord(Delta), #none)"B""##),
        ("", "zws"),
    ] {
        assert_eq!(typst(&format!("\\ce{{{tex}}}")), expected, "{tex}");
    }
    assert_eq!(alt(r"\ce{2H2 + O2 -> 2H2O(l)}"), "2 H 2 plus O 2 gives 2 H 2 O liquid");
    assert_eq!(alt(r"\ce{H+(aq) + Cl-(aq)}"), "H plus aqueous plus Cl minus aqueous");
    assert_eq!(alt(r"\ce{SO4^2- <=> x}"), "S O 4 2 minus is in equilibrium with x");
    assert_eq!(fault(r"x + \ce{H2O \foo}"), (r"\foo".to_owned(), r"unknown command `\foo`".to_owned()));
    assert_eq!(fault(r"\ce{A^{x\foo}}").0, r"\foo");
    assert_eq!(fault(r"\ce{$\ce{a}$}").1, "`\\ce` stands inside `\\ce`");
}

#[test]
fn formulas_are_spoken() {
    for (tex, expected) in [
        (r"\frac{a}{b}", "a over b"),
        (r"\frac{x+1}{2}", "the fraction x plus 1 over 2 end fraction"),
        (r"\sqrt{x}", "the square root of x"),
        (r"\sqrt[3]{x+1}", "the cube root of x plus 1 end root"),
        (r"x^2 + y^3 - z^{n+1}", "x squared plus y cubed minus z to the power n plus 1 end power"),
        (r"\int_0^1 x\,dx", "the integral from 0 to 1 of x d x"),
        (r"\sum_{i=1}^{n} i", "the sum from i equals 1 to n of i"),
        (r"\lim_{x\to 0} f", "the limit as x tends to 0 of f"),
        (r"x_1 \le 3.14", "x sub 1 is less than or equal to 3.14"),
        (r"45^\circ", "45 degrees"),
        (r"\vec{F} = m\vec a", "vector F equals m vector a"),
        (r"\left|x\right|", "the absolute value of x end absolute value"),
        (r"\Delta H = -5 \mathrm{~kJ}", "capital delta H equals minus 5 kJ"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "2 by 2 matrix, row 1: 1, 2; row 2: 3, 4 end matrix"),
        (r"5\,\mathrm{\mu F}", "5 mu F"),
        (r"\sin\theta", "sine theta"),
        (r"\tan^{-1} x + \log_2 8", "inverse tangent x plus log base 2 of 8"),
        (r"{n \choose k}", "n choose k"),
        (r"\text{if } x \ne 0", "if x is not equal to 0"),
    ] {
        assert_eq!(alt(tex), expected, "{tex}");
    }
}

#[test]
fn faults_are_placed_and_named() {
    for (tex, place, message) in [
        (r"\fra{1}{2}", r"\fra", r"unknown command `\fra`"),
        (r"\frac{1}{2", "{", "`{` is not closed by `}`"),
        (r"1}+2", "}", "`}` closes nothing"),
        (r"\frac{1}", "}", r"`\frac` takes 2 arguments, found 1"),
        (r"x^", "^", "`^` has nothing to raise"),
        (r"x^a^b", "^", "two superscripts on one sign"),
        (r"\left( x", r"\left", r"`\left` is not closed by `\right`"),
        (r"x \right)", r"\right", r"`\right` without `\left`"),
        (r"\left x", r"\left", r"`\left` must be followed by a bracket or a dot"),
        (r"\begin{cases} x", r"\begin{cases}", r"`\begin{cases}` is not closed"),
        (r"\begin{cases} x \end{matrix}", r"\end{matrix}", r"`\begin{cases}` is closed by `\end{matrix}`"),
        (r"x \end{cases}", r"\end", r"`\end` without `\begin`"),
        (r"\begin{foo} x \end{foo}", r"\begin{foo}", "there is no environment `foo` in formulas"),
        (r"\newcommand{\x}{y}", r"\newcommand", r"`\newcommand` defines or tests something, which formulas cannot do"),
        (r"\def\x{y}", r"\def", r"`\def` defines or tests something, which formulas cannot do"),
        (r"\iftypst #image('x') \fi", r"\iftypst", r"`\iftypst` defines or tests something, which formulas cannot do"),
        (r"\includegraphics{x}", r"\includegraphics", r"`\includegraphics` belongs to running text, not to a formula"),
        ("a $ b", "$", "`$` stands inside a formula"),
        ("x \\", "\\", "a backslash stands at the end of the formula"),
        ("  ", "  ", "the formula is empty"),
    ] {
        assert_eq!(fault(tex), (place.to_owned(), message.to_owned()), "{tex}");
    }
    let hint = parse_formula(r"\alhpa", true).unwrap_err().hint;
    assert_eq!(hint.as_deref(), Some(r"did you mean `\alpha`?"));
}

#[test]
fn formulas_too_long_or_too_deep_are_refused_before_they_are_converted() {
    let deep = |open: &str, close: &str, times: usize| format!("{}x{}", open.repeat(times), close.repeat(times));
    for (open, close) in [
        (r"\frac{", "}{2}"),
        ("{", "}"),
        (r"\sqrt{", "}"),
        ("x^{", "}"),
        (r"\left(", r"\right)"),
        (r"\begin{matrix}", r"\end{matrix}"),
        (r"\text{", "}"),
        (r"\sqrt[", "]{2}"),
        (r"\rm ", ""),
        (r"\sqrt", ""),
        (r"x \over ", ""),
    ] {
        let many = deep(open, close, 130);
        assert!(fault(&many).1.contains("deep"), "{open}");
        assert!(fault(&deep(open, close, 3000)).1.contains("bytes, the most is 4096"), "{open}");
        // As deep as it may be, it must also go through the converter and the engine.
        let most = deep(open, close, 28);
        if let Ok(formula) = parse_formula(&most, true) {
            assert_compiles(&most, &formula.typst);
        }
    }
    assert!(parse_formula(&"x_1 ".repeat(1000), true).is_ok());
    assert!(parse_formula(&"x'".repeat(2000), true).is_ok());
    assert!(parse_formula(&"\\sum\\limits ".repeat(300), true).is_ok());
}

/// A formula that uses one entry of the converter's table.
#[cfg(feature = "print")]
fn sample(name: &str, item: &CommandSpecItem) -> String {
    if let CommandSpecItem::Env(_) = item {
        let argument = if commands::environment_takes_argument(name) { "{lc}" } else { "" };
        return format!("\\begin{{{name}}}{argument} a & b \\\\ c & d \\end{{{name}}}");
    }
    match commands::shape(name) {
        _ if name == "middle" => r"\left( a \middle| b \right)".to_owned(),
        _ if name == "newline" => r"a \newline b".to_owned(),
        _ if name.is_empty() => r"a\ b".to_owned(),
        Some(Shape::Arguments(_)) if is_size(name) => format!("\\{name}( x"),
        Some(Shape::Arguments(count) | Shape::Dropped(count) | Shape::LastOf(count)) => {
            format!("x \\{name}{} y", "{ab}".repeat(count))
        }
        Some(Shape::Infix) => format!("a \\{name} b"),
        Some(Shape::Limits) => format!("\\sum\\{name}_a^b"),
        Some(Shape::Optional | Shape::Arrow) => format!("\\{name}[y]{{x}} \\{name} x"),
        Some(Shape::Skip { braces }) => format!("x\\{name}{}", if braces { "{1em}" } else { " 1em" }),
        Some(Shape::Switch) => format!("a \\{name} b c"),
        Some(Shape::Symbol | Shape::Own(_)) => format!("a \\{name} b_\\{name}^{{\\{name}}}"),
        _ if matches!(name, "{" | "}") => format!("\\{name} x"),
        _ => format!("\\{name}{{x}}"),
    }
}

#[cfg(feature = "print")]
#[test]
fn every_command_of_the_converter_compiles_or_is_refused_by_name() {
    let mut items: Vec<_> = mitex_spec_gen::DEFAULT_SPEC.items().collect();
    items.sort_by_key(|(name, _)| *name);
    let mut refused = Vec::new();
    let mut wrong = Vec::new();
    for (name, item) in items {
        let tex = sample(name, item);
        match parse_formula(&tex, true) {
            Err(fault) if fault.message.contains("unknown command") => wrong.push(format!("{tex}: {fault}")),
            Err(_) => refused.push(name),
            Ok(formula) => {
                if let Err(error) = engine::formula(&formula.typst) {
                    wrong.push(format!("{tex} became {} and: {error}", formula.typst));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let environments: Vec<&str> = refused.iter().copied().filter(|name| commands::refusal(name).is_none()).collect();
    assert_eq!(environments, ["abstract", "enumerate", "figure", "itemize", "quote", "table", "tabular"]);
}

#[test]
fn every_command_of_our_own_compiles() {
    for name in commands::names() {
        let Some(shape) = commands::shape(name) else { continue };
        let tex = match shape {
            Shape::Own(_) => format!("a \\{name} b^{{\\{name}}}"),
            Shape::Text(_) | Shape::Operator | Shape::Function(_) | Shape::As(_) | Shape::Tag => {
                format!("a \\{name}{{xy}} b")
            }
            _ => continue,
        };
        typst(&tex);
    }
}
