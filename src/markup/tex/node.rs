//! A formula as a tree.

use super::commands::{Environment, TextStyle};

/// A piece of a formula.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::markup) enum Node {
    /// A letter, digit or sign.
    Char(char),
    /// A word in a script that mathematics has no letters for, e.g. Hindi.
    Word(String),
    /// A command with its arguments; `optional` stood in brackets.
    Command { name: String, arguments: Vec<Vec<Node>>, optional: Option<Vec<Node>> },
    /// A sign with its Typst.
    Own { name: String, typst: &'static str },
    /// A named operator; with limits below and above.
    Operator { name: Vec<Node>, limits: bool },
    /// A function of `tex.typ` with one argument.
    Function { name: &'static str, argument: Vec<Node> },
    /// `\displaystyle`, `\rm` and the like, with the rest of their group.
    Switch { name: String, body: Vec<Node> },
    /// `a \over b` and the like.
    Infix { name: String, left: Vec<Node>, right: Vec<Node> },
    /// What stood in braces.
    Group(Vec<Node>),
    /// A base with what hangs on it.
    Script(Script),
    /// Running text, with formulas inside.
    Text { style: TextStyle, parts: Vec<Part> },
    /// `\left( … \right)`.
    Fence { open: Delimiter, close: Delimiter, body: Vec<Node> },
    /// `\middle|`.
    Middle(Delimiter),
    /// An environment: rows of cells; `columns` and `rules` describe an array.
    Table { environment: Environment, columns: String, rules: Vec<usize>, rows: Vec<Vec<Vec<Node>>> },
    /// `\not` and what it strikes out.
    Not(Box<Node>),
    /// What stood in `\ce{…}`.
    Chem { text: String, at: usize },
    /// A number at the margin.
    Tag(Vec<Part>),
    /// A space of so many hundredths of an em.
    Skip(i32),
    /// `~`.
    Tie,
    /// `&` outside an environment.
    Align,
    /// `\\` outside an environment.
    Break,
}

/// A base with sub- and superscript.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::markup) struct Script {
    pub(in crate::markup) base: Option<Box<Node>>,
    pub(in crate::markup) sub: Option<Vec<Node>>,
    pub(in crate::markup) sup: Option<Vec<Node>>,
    pub(in crate::markup) primes: usize,
    /// `\limits` (true) or `\nolimits` (false).
    pub(in crate::markup) limits: Option<bool>,
}

/// A part of running text.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::markup) enum Part {
    Plain(String),
    Math(Vec<Node>),
}

/// What stands after `\left`, `\middle` or `\right`; empty for the dot.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::markup) struct Delimiter(pub(in crate::markup) String);
