//! What each TeX command takes and what becomes of it.
//!
//! The table of the converter (`mitex_spec_gen`) is the base; here stand the commands that it lacks, those that we set
//! ourselves, and those that no formula may hold.

use mitex_spec_gen::DEFAULT_SPEC;

/// How a command is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::markup) enum Shape {
    /// A sign without arguments that the converter knows.
    Symbol,
    /// A sign without arguments, with its Typst.
    Own(&'static str),
    /// So many arguments, all mathematics; the converter knows it.
    Arguments(usize),
    /// One argument and an optional one in brackets before it.
    Optional,
    /// An arrow with text above, and below in brackets.
    Arrow,
    /// Running text in braces.
    Text(TextStyle),
    /// Acts on the rest of the group.
    Switch,
    /// Stands between two halves of the group.
    Infix,
    /// Where the scripts of the sign before it stand.
    Limits,
    /// Left out, with so many arguments.
    Dropped(usize),
    /// Only its last argument is kept, of so many.
    LastOf(usize),
    /// A named operator.
    Operator,
    /// A length in braces, or bare after it.
    Skip { braces: bool },
    /// `\not`, which strikes out the next sign.
    Not,
    /// One argument; the converter knows it under another name.
    As(&'static str),
    /// One argument, given to a function of `tex.typ`.
    Function(&'static str),
    /// A formula of chemistry.
    Chem,
    /// A number at the margin.
    Tag,
}

/// The face of running text in a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::markup) enum TextStyle {
    Plain,
    Bold,
    Italic,
    Sans,
    Mono,
}

/// Looks a command up.
pub(in crate::markup) fn shape(name: &str) -> Option<Shape> {
    if let Ok(index) = OWN.binary_search_by_key(&name, |(own, _)| own) {
        return OWN.get(index).map(|(_, shape)| *shape);
    }
    if refusal(name).is_some() {
        return None;
    }
    use mitex::{ArgPattern, ArgShape};
    let command = DEFAULT_SPEC.get_cmd(name)?;
    match &command.args {
        ArgShape::Right { pattern } => match pattern {
            ArgPattern::None => {
                Some(if command.alias.as_deref() == Some("") { Shape::Dropped(0) } else { Shape::Symbol })
            }
            ArgPattern::FixedLenTerm { len } => Some(Shape::Arguments(usize::from(*len))),
            ArgPattern::Greedy => Some(Shape::Switch),
            ArgPattern::RangeLenTerm { .. } | ArgPattern::Glob { .. } => None,
        },
        ArgShape::Left1 => Some(Shape::Limits),
        ArgShape::InfixGreedy => Some(Shape::Infix),
    }
}

/// Whether a word is a TeX command, with or without meaning in a formula.
pub(in crate::markup) fn is_known(name: &str) -> bool {
    matches!(name, "left" | "right" | "begin" | "end")
        || OWN.binary_search_by_key(&name, |(own, _)| own).is_ok()
        || DEFAULT_SPEC.get_cmd(name).is_some()
}

/// All commands that may stand in a formula, for "did you mean".
pub(in crate::markup) fn names() -> Vec<&'static str> {
    let mut names: Vec<&'static str> = OWN.iter().map(|(name, _)| *name).collect();
    names.extend(DEFAULT_SPEC.items().map(|(name, _)| name).filter(|name| shape(name).is_some()));
    names.extend(["left", "right", "begin", "end"]);
    names.sort_unstable();
    names.dedup();
    names
}

/// Why a command is refused, if it is.
pub(in crate::markup) fn refusal(name: &str) -> Option<&'static str> {
    if MACROS.contains(&name.trim_end_matches('*')) || name.starts_with("if") && name != "iff" {
        return Some("defines or tests something, which formulas cannot do");
    }
    if RUNNING_TEXT.contains(&name) {
        return Some("belongs to running text, not to a formula");
    }
    None
}

/// The letter that a command of the Greek alphabet stands for.
pub(in crate::markup) fn greek(name: &str) -> Option<char> {
    GREEK.iter().find(|(command, _)| *command == name).map(|(_, letter)| *letter)
}

/// Greek letters by name. Capitals that look Latin have no command.
const GREEK: &[(&str, char)] = &[
    ("alpha", 'α'),
    ("beta", 'β'),
    ("gamma", 'γ'),
    ("delta", 'δ'),
    ("epsilon", 'ϵ'),
    ("varepsilon", 'ε'),
    ("zeta", 'ζ'),
    ("eta", 'η'),
    ("theta", 'θ'),
    ("vartheta", 'ϑ'),
    ("iota", 'ι'),
    ("kappa", 'κ'),
    ("lambda", 'λ'),
    ("mu", 'μ'),
    ("nu", 'ν'),
    ("xi", 'ξ'),
    ("pi", 'π'),
    ("rho", 'ρ'),
    ("sigma", 'σ'),
    ("tau", 'τ'),
    ("upsilon", 'υ'),
    ("phi", 'ϕ'),
    ("varphi", 'φ'),
    ("chi", 'χ'),
    ("psi", 'ψ'),
    ("omega", 'ω'),
    ("Gamma", 'Γ'),
    ("Delta", 'Δ'),
    ("Theta", 'Θ'),
    ("Lambda", 'Λ'),
    ("Xi", 'Ξ'),
    ("Pi", 'Π'),
    ("Sigma", 'Σ'),
    ("Upsilon", 'Υ'),
    ("Phi", 'Φ'),
    ("Psi", 'Ψ'),
    ("Omega", 'Ω'),
];

/// Commands that program TeX; the converter would drop their names and print the rest.
const MACROS: &[&str] = &[
    "@ifstar",
    "AtBeginDocument",
    "AtEndDocument",
    "AtEndOfClass",
    "AtEndOfPackage",
    "CheckCommand",
    "CurrentOption",
    "DeclareMathOperator",
    "DeclareOption",
    "DeclareRobustCommand",
    "DeclareTextCommand",
    "DeclareTextCommandDefault",
    "ExecuteOptions",
    "IfFileExists",
    "InputIfFileExists",
    "LoadClass",
    "LoadClassWithOptions",
    "PassOptionsToClass",
    "PassOptionsToPackage",
    "ProcessOptions",
    "ProvideTextCommand",
    "ProvideTextCommandDefault",
    "ProvidesClass",
    "ProvidesFile",
    "RequirePackage",
    "RequirePackageWithOptions",
    "begingroup",
    "catcode",
    "csname",
    "def",
    "documentclass",
    "edef",
    "else",
    "endcsname",
    "endgroup",
    "expandafter",
    "fi",
    "gdef",
    "global",
    "include",
    "input",
    "let",
    "long",
    "loop",
    "newcommand",
    "newcounter",
    "newenvironment",
    "newfont",
    "newlength",
    "newsavebox",
    "newtheorem",
    "noexpand",
    "openout",
    "providecommand",
    "read",
    "renewcommand",
    "renewenvironment",
    "repeat",
    "require",
    "special",
    "usepackage",
    "write",
    "xdef",
];

/// Commands of documents, not of formulas.
const RUNNING_TEXT: &[&str] = &[
    "bottomrule",
    "caption",
    "cite",
    "emph",
    "eqref",
    "footnote",
    "includegraphics",
    "item",
    "midrule",
    "ref",
    "section",
    "subsection",
    "subsubsection",
    "textwidth",
    "toprule",
    "vline",
];

/// Commands read or set in our own way, sorted by bytes.
const OWN: &[(&str, Shape)] = &[
    (" ", Shape::Own("thick")),
    ("!", Shape::Own("#h(-0.16667em)")),
    ("\"", Shape::Own("dot.double")),
    ("#", Shape::Own("\\#")),
    ("$", Shape::Own("dollar")),
    ("%", Shape::Own("%")),
    ("&", Shape::Own("amp")),
    ("*", Shape::Dropped(0)),
    ("+", Shape::Dropped(0)),
    (",", Shape::Own("thin")),
    ("-", Shape::Dropped(0)),
    ("/", Shape::Dropped(0)),
    (":", Shape::Own("med")),
    (";", Shape::Own("thick")),
    (">", Shape::Own("med")),
    ("@", Shape::Dropped(0)),
    ("AA", Shape::Own("upright(\"Å\")")),
    ("H", Shape::Arguments(1)),
    ("Longmapsto", Shape::Own("arrow.r.double.long.bar")),
    ("Mapsto", Shape::Own("arrow.r.double.bar")),
    ("O", Shape::Own("upright(\"Ø\")")),
    ("_", Shape::Own("\\_")),
    ("aa", Shape::Own("upright(\"å\")")),
    ("allowbreak", Shape::Dropped(0)),
    ("angstrom", Shape::Own("upright(\"Å\")")),
    ("arccot", Shape::Own("op(\"arccot\")")),
    ("arccsc", Shape::Own("op(\"arccsc\")")),
    ("arcsec", Shape::Own("op(\"arcsec\")")),
    ("bigsqcap", Shape::Own("inter.sq.big")),
    ("bmod", Shape::Own("mod")),
    ("break", Shape::Dropped(0)),
    ("cancelto", Shape::LastOf(2)),
    ("cdots", Shape::Own("dots.h.c")),
    ("ce", Shape::Chem),
    ("celsius", Shape::Own("upright(\"°C\")")),
    ("centering", Shape::Dropped(0)),
    ("circ", Shape::Own("compose")),
    ("color", Shape::Dropped(1)),
    ("colorbox", Shape::LastOf(2)),
    ("csch", Shape::Own("csch")),
    ("displaylimits", Shape::Dropped(0)),
    ("ensuremath", Shape::LastOf(1)),
    ("euro", Shape::Own("textsign(\"€\")")),
    ("fbox", Shape::As("boxed")),
    ("footnotesize", Shape::Dropped(0)),
    ("gtrapprox", Shape::Own("⪆")),
    ("hbox", Shape::Text(TextStyle::Plain)),
    ("hfil", Shape::Own("quad")),
    ("hfill", Shape::Own("quad")),
    ("hskip", Shape::Skip { braces: false }),
    ("hspace", Shape::Skip { braces: true }),
    ("hspace*", Shape::Skip { braces: true }),
    ("kern", Shape::Skip { braces: false }),
    ("label", Shape::Dropped(1)),
    ("mathbbm", Shape::As("mathbb")),
    ("mathds", Shape::As("mathbb")),
    ("mathscr", Shape::Function("scr")),
    ("mathstrut", Shape::Dropped(0)),
    ("mbox", Shape::Text(TextStyle::Plain)),
    ("micro", Shape::Own("upright(\"µ\")")),
    ("mkern", Shape::Skip { braces: false }),
    ("mskip", Shape::Skip { braces: false }),
    ("nleqslant", Shape::Own("lt.eq.not")),
    ("noindent", Shape::Dropped(0)),
    ("not", Shape::Not),
    ("nsubset", Shape::Own("subset.not")),
    ("nsupset", Shape::Own("supset.not")),
    ("o", Shape::Own("upright(\"ø\")")),
    ("ohm", Shape::Own("upright(\"Ω\")")),
    ("operatorname", Shape::Operator),
    ("operatorname*", Shape::Operator),
    ("operatornamewithlimits", Shape::Operator),
    ("overarc", Shape::Function("overarc")),
    ("overparen", Shape::Function("overparen")),
    ("permil", Shape::Own("‰")),
    ("protect", Shape::Dropped(0)),
    ("raisebox", Shape::LastOf(2)),
    ("rupee", Shape::Own("textsign(\"₹\")")),
    ("scr", Shape::Function("scr")),
    ("sech", Shape::Own("sech")),
    ("sgn", Shape::Own("op(\"sgn\")")),
    ("sqrt", Shape::Optional),
    ("strut", Shape::Dropped(0)),
    ("tag", Shape::Tag),
    ("tag*", Shape::Tag),
    ("text", Shape::Text(TextStyle::Plain)),
    ("textbf", Shape::Text(TextStyle::Bold)),
    ("textbraceleft", Shape::Own("\\{")),
    ("textbraceright", Shape::Own("\\}")),
    ("textcolor", Shape::LastOf(2)),
    ("textit", Shape::Text(TextStyle::Italic)),
    ("textmd", Shape::Text(TextStyle::Plain)),
    ("textnormal", Shape::Text(TextStyle::Plain)),
    ("textrm", Shape::Text(TextStyle::Plain)),
    ("textrupee", Shape::Own("textsign(\"₹\")")),
    ("textsf", Shape::Text(TextStyle::Sans)),
    ("texttt", Shape::Text(TextStyle::Mono)),
    ("textup", Shape::Text(TextStyle::Plain)),
    ("underparen", Shape::Function("underparen")),
    ("vspace", Shape::Dropped(1)),
    ("vspace*", Shape::Dropped(1)),
    ("vv", Shape::As("vec")),
    ("wideparen", Shape::Function("overparen")),
    ("xLeftarrow", Shape::Arrow),
    ("xLeftrightarrow", Shape::Arrow),
    ("xRightarrow", Shape::Arrow),
    ("xhookleftarrow", Shape::Arrow),
    ("xhookrightarrow", Shape::Arrow),
    ("xleftarrow", Shape::Arrow),
    ("xleftharpoondown", Shape::Arrow),
    ("xleftharpoonup", Shape::Arrow),
    ("xleftrightarrow", Shape::Arrow),
    ("xleftrightharpoons", Shape::Arrow),
    ("xlongequal", Shape::Arrow),
    ("xmapsto", Shape::Arrow),
    ("xrightarrow", Shape::Arrow),
    ("xrightharpoondown", Shape::Arrow),
    ("xrightharpoonup", Shape::Arrow),
    ("xrightleftharpoons", Shape::Arrow),
    ("xtofrom", Shape::Arrow),
    ("xtwoheadleftarrow", Shape::Arrow),
    ("xtwoheadrightarrow", Shape::Arrow),
    ("|", Shape::Own("parallel")),
    ("₹", Shape::Own("textsign(\"₹\")")),
];

/// What an environment is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::markup) struct Environment {
    /// Its name for the converter.
    pub(in crate::markup) name: &'static str,
    pub(in crate::markup) kind: EnvironmentKind,
    /// Whether an argument in braces follows `\begin{…}`.
    pub(in crate::markup) argument: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::markup) enum EnvironmentKind {
    /// Lines, aligned at `&`.
    Lines,
    /// Rows and columns.
    Matrix,
    /// Rows and columns with a description of the columns.
    Array,
    /// Cases behind a brace.
    Cases,
}

/// Looks an environment up.
pub(super) fn environment(name: &str) -> Option<Environment> {
    use EnvironmentKind::*;
    let (kind, argument) = match name {
        "align" | "align*" | "aligned" | "equation" | "equation*" | "split" | "gather" | "gather*" | "gathered"
        | "multline" | "multline*" | "flalign" | "flalign*" | "eqnarray" | "eqnarray*" | "math" | "displaymath" => {
            (Lines, false)
        }
        "alignat" | "alignat*" | "alignedat" => (Lines, true),
        "matrix" | "pmatrix" | "bmatrix" | "Bmatrix" | "vmatrix" | "Vmatrix" | "smallmatrix" => (Matrix, false),
        "array" | "subarray" | "darray" => (Array, true),
        "cases" | "dcases" | "rcases" | "drcases" => (Cases, false),
        _ => return None,
    };
    let name = match (kind, name) {
        (Lines, _) => "aligned",
        (Array, _) => "array",
        (Cases, "cases" | "dcases") => "cases",
        (Cases, _) => "rcases",
        (Matrix, "pmatrix") => "pmatrix",
        (Matrix, "bmatrix") => "bmatrix",
        (Matrix, "Bmatrix") => "Bmatrix",
        (Matrix, "vmatrix") => "vmatrix",
        (Matrix, "Vmatrix") => "Vmatrix",
        (Matrix, "smallmatrix") => "smallmatrix",
        (Matrix, _) => "matrix",
    };
    Some(Environment { name, kind, argument })
}

/// Whether an environment begins with an argument in braces.
#[cfg(test)]
pub(in crate::markup) fn environment_takes_argument(name: &str) -> bool {
    environment(name).is_some_and(|environment| environment.argument)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_commands_are_sorted_for_the_search() {
        assert!(OWN.is_sorted_by_key(|(name, _)| *name));
        assert!(OWN.windows(2).all(|pair| pair[0].0 != pair[1].0));
    }
}
