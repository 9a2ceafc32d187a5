//! A formula's tree as plain TeX for the converter: every argument in braces, everything of our own a placeholder.

use super::super::chem;
use super::commands::{EnvironmentKind, TextStyle, greek};
use super::node::{Delimiter, Node, Part, Script};
use super::read::is_size;
use super::{TexFault, length, quantity};

/// The first placeholder; a formula is far too short to need as many as there are.
const FIRST: u32 = 0xe000;

/// TeX with placeholders.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) tex: String,
    /// The Typst of each placeholder.
    pub(super) own: Vec<Own>,
}

/// Typst that we wrote ourselves.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Own {
    pub(super) typst: String,
    /// Running text: blanks around it would be printed.
    pub(super) tight: bool,
}

/// The placeholder's number, if a character is one.
pub(super) fn placeholder(c: char) -> Option<usize> {
    if super::super::scan::is_private(c) { usize::try_from(u32::from(c).checked_sub(FIRST)?).ok() } else { None }
}

/// Writes a formula.
pub(super) fn formula(nodes: &[Node]) -> Result<Written, TexFault> {
    let mut written = Written::default();
    written.whole(nodes)?;
    Ok(written)
}

impl Written {
    fn own(&mut self, typst: impl Into<String>, tight: bool) {
        let number = u32::try_from(self.own.len()).unwrap_or(u32::MAX);
        if let Some(c) = FIRST.checked_add(number).and_then(char::from_u32).filter(|c| placeholder(*c).is_some()) {
            self.own.push(Own { typst: typst.into(), tight });
            // Braces would be groups; a blank keeps the placeholder out of a command's name.
            self.tex.push(' ');
            self.tex.push(c);
            self.tex.push(' ');
        }
    }

    /// The outermost list, the only one that lines are broken in: a number with its power of ten and unit is one sign.
    fn whole(&mut self, nodes: &[Node]) -> Result<(), TexFault> {
        let mut rest = nodes;
        let mut figure = false;
        while let Some((node, after)) = rest.split_first() {
            let quantity = quantity::length(rest).filter(|_| !figure).and_then(|length| rest.split_at_checked(length));
            (figure, rest) = match quantity {
                Some((quantity, after)) => {
                    self.ordinary(quantity)?;
                    if quantity.len() == nodes.len() {
                        // The engine looks into a group that is all there is.
                        self.own(length::typst(0), false);
                    }
                    (false, after)
                }
                None => {
                    self.node(node)?;
                    (quantity::is_figure(node), after)
                }
            };
        }
        Ok(())
    }

    fn list(&mut self, nodes: &[Node]) -> Result<(), TexFault> {
        nodes.iter().try_for_each(|node| self.node(node))
    }

    /// Writes `{…}`, with something in it.
    fn braced(&mut self, nodes: &[Node]) -> Result<(), TexFault> {
        self.tex.push('{');
        self.list(nodes)?;
        self.tex.push('}');
        Ok(())
    }

    fn command(&mut self, name: &str) {
        self.tex.push('\\');
        self.tex.push_str(name);
        self.tex.push(' ');
    }

    fn node(&mut self, node: &Node) -> Result<(), TexFault> {
        match node {
            Node::Char(c) => self.sign(*c),
            Node::Word(word) => self.own(chem::quoted(word), true),
            Node::Command { name, arguments, optional } => self.known(name, arguments, optional.as_deref())?,
            Node::Own { typst, .. } => {
                self.own(*typst, typst.starts_with("upright(") || typst.starts_with("textsign("))
            }
            Node::Operator { name, limits } => self.operator(name, *limits)?,
            Node::Function { name, argument } => self.around(&format!("{name}("), argument, ")")?,
            Node::Switch { name, body } => self.switch(name, body)?,
            Node::Infix { name, left, right } => self.infix(name, left, right)?,
            Node::Group(inner) => self.group(inner)?,
            Node::Script(script) => self.script(script)?,
            Node::Text { style, parts } => self.text(*style, parts)?,
            Node::Fence { open, close, body } => {
                self.tex.push_str("\\left");
                self.delimiter(open);
                self.list(body)?;
                self.tex.push_str("\\right");
                self.delimiter(close);
            }
            Node::Middle(delimiter) => {
                self.tex.push_str("\\middle{");
                self.delimiter(delimiter);
                self.tex.push('}');
            }
            Node::Table { environment, columns, rules, rows } => match environment.kind {
                EnvironmentKind::Array => self.table("array", Some((columns, rules)), rows)?,
                _ => self.table(environment.name, None, rows)?,
            },
            Node::Not(inner) => self.not(inner)?,
            Node::Chem { text, at } => {
                let chem = chem::convert(text).map_err(|fault| fault.moved(*at))?;
                self.own(chem.typst, true);
            }
            Node::Tag(parts) => {
                self.own("wide", false);
                self.own("\"(\"", true);
                self.text(TextStyle::Plain, parts)?;
                self.own("\")\"", true);
            }
            Node::Skip(hundredths) => self.own(length::typst(*hundredths), false),
            Node::Tie => self.own("thick", false),
            Node::Align => self.tex.push('&'),
            // The converter forgets line breaks inside braces.
            Node::Break => self.own("\\ ", false),
        }
        Ok(())
    }

    fn sign(&mut self, c: char) {
        match c {
            'a'..='z'
            | 'A'..='Z'
            | '0'..='9'
            | '+'
            | '-'
            | '='
            | '('
            | ')'
            | '['
            | ']'
            | '<'
            | '>'
            | '|'
            | '!'
            | ':'
            | ';'
            | ','
            | '.'
            | '?'
            | '/'
            | '*'
            | '@' => self.tex.push(c),
            // The mathematics font has few currency signs.
            '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}' => self.own(format!("textsign(\"{c}\")"), true),
            '%' => self.own("%", false),
            // Signs with a meaning in Typst.
            '"' | '#' | '$' | '`' | '\\' | '\'' | '_' | '^' | '&' | '~' | '{' | '}' => {
                self.own(format!("\\{c}"), false)
            }
            c if c.is_alphanumeric() => self.own(c, false),
            // Roots and brackets that the engine would look for a partner to.
            c => self.own(format!("\\{c}"), false),
        }
    }

    /// A command that the converter knows.
    fn known(&mut self, name: &str, arguments: &[Vec<Node>], optional: Option<&[Node]>) -> Result<(), TexFault> {
        // Upright letters are one word: letters one by one would be set apart.
        if let ("mathrm", Some(argument)) = (name, arguments.first())
            && argument.iter().all(is_simple)
        {
            return self.upright(argument);
        }
        if let [argument] = arguments
            && let ([Node::Middle(delimiter)], true) = (argument.as_slice(), is_size(name))
        {
            self.command(name);
            self.tex.push('{');
            self.delimiter(delimiter);
            self.tex.push('}');
            return Ok(());
        }
        if let Some(below) = optional.filter(|_| name != "sqrt") {
            // Arrows: what stands in brackets goes below.
            self.tex.push_str("\\underset");
            self.braced(below)?;
            self.tex.push('{');
            self.known(name, arguments, None)?;
            self.tex.push('}');
            return Ok(());
        }
        if let (Some(degree), Some(argument)) = (optional, arguments.first()) {
            self.around("root(", degree, ", ")?;
            self.list(argument)?;
            self.own(")", false);
            return Ok(());
        }
        self.command(name);
        arguments.iter().try_for_each(|argument| self.braced(argument))?;
        if arguments.is_empty() {
            return Ok(());
        }
        self.tex.push(' ');
        Ok(())
    }

    /// Upright letters, set word by word: letters one by one would be set apart.
    fn upright(&mut self, nodes: &[Node]) -> Result<(), TexFault> {
        let mut run = String::new();
        for node in nodes {
            match node {
                Node::Script(script) => {
                    match script.base.as_deref().and_then(letter) {
                        Some(letter) => run.push(letter),
                        None => self.tex.push_str("{}"),
                    }
                    self.run(&mut run);
                    for (mark, scripts) in [('_', &script.sub), ('^', &script.sup)] {
                        if let Some(nodes) = scripts {
                            self.tex.push(mark);
                            self.tex.push('{');
                            self.upright(nodes)?;
                            self.tex.push('}');
                        }
                    }
                }
                Node::Word(word) => run.push_str(word),
                other => match letter(other) {
                    Some(letter) => run.push(letter),
                    None => {
                        self.run(&mut run);
                        self.node(other)?;
                    }
                },
            }
        }
        self.run(&mut run);
        Ok(())
    }

    fn run(&mut self, run: &mut String) {
        if !run.is_empty() {
            self.own(chem::quoted(run), true);
            run.clear();
        }
    }

    fn operator(&mut self, name: &[Node], limits: bool) -> Result<(), TexFault> {
        let limits = if limits { ", limits: #true" } else { "" };
        match word(name) {
            Some(name) => self.own(format!("op({}{limits})", chem::quoted(&name)), false),
            None => self.around("op(upright(", name, &format!("){limits})"))?,
        }
        Ok(())
    }

    /// A list between two pieces of Typst.
    fn around(&mut self, before: &str, nodes: &[Node], after: &str) -> Result<(), TexFault> {
        self.own(before, false);
        if nodes.is_empty() {
            self.tex.push_str("{}");
        }
        self.list(nodes)?;
        self.own(after, false);
        Ok(())
    }

    fn switch(&mut self, name: &str, body: &[Node]) -> Result<(), TexFault> {
        if body.is_empty() {
            return Ok(());
        }
        self.tex.push('{');
        self.command(name);
        self.list(body)?;
        self.tex.push('}');
        Ok(())
    }

    fn infix(&mut self, name: &str, left: &[Node], right: &[Node]) -> Result<(), TexFault> {
        self.tex.push('{');
        self.braced(left)?;
        self.command(name);
        self.braced(right)?;
        self.tex.push('}');
        Ok(())
    }

    /// A group is an ordinary sign: `1{,}000` has no space after its comma.
    fn group(&mut self, inner: &[Node]) -> Result<(), TexFault> {
        match inner {
            [Node::Char(c)] if !c.is_ascii_alphanumeric() => self.ordinary(inner),
            _ => self.braced(inner),
        }
    }

    fn ordinary(&mut self, inner: &[Node]) -> Result<(), TexFault> {
        self.tex.push_str("\\mathord");
        self.braced(inner)
    }

    fn script(&mut self, script: &Script) -> Result<(), TexFault> {
        if let (Some(sup), None, 0) = (&script.sup, &script.sub, script.primes) {
            let degree = matches!(sup.as_slice(), [Node::Own { name, .. }] if name == "circ");
            let number = matches!(script.base.as_deref(), Some(Node::Char('0'..='9')));
            if degree && number {
                self.base(script)?;
                self.own("degree", false);
                return Ok(());
            }
        }
        self.base(script)?;
        self.tex.extend(std::iter::repeat_n('\'', script.primes));
        if let Some(sub) = &script.sub {
            self.tex.push('_');
            self.braced(sub)?;
        }
        if let Some(sup) = &script.sup {
            self.tex.push('^');
            self.braced(sup)?;
        }
        Ok(())
    }

    fn base(&mut self, script: &Script) -> Result<(), TexFault> {
        match script.base.as_deref() {
            None => self.tex.push_str("{}"),
            Some(Node::Group(inner)) if inner.is_empty() => self.tex.push_str("{}"),
            // The converter forgets braces, and a script would hang on the last sign alone.
            Some(Node::Group(inner)) if inner.len() > 1 || matches!(inner.first(), Some(Node::Script(_))) => {
                self.ordinary(inner)?;
            }
            Some(Node::Text { style, parts }) if parts.len() > 1 => {
                self.tex.push_str("\\mathord{");
                self.text(*style, parts)?;
                self.tex.push('}');
            }
            Some(base) => self.node(base)?,
        }
        if let Some(limits) = script.limits {
            self.command(if limits { "limits" } else { "nolimits" });
        }
        Ok(())
    }

    fn text(&mut self, style: TextStyle, parts: &[Part]) -> Result<(), TexFault> {
        for part in parts {
            match part {
                Part::Plain(text) => self.own(plain(style, text), true),
                Part::Math(nodes) => self.braced(nodes)?,
            }
        }
        Ok(())
    }

    fn delimiter(&mut self, delimiter: &Delimiter) {
        self.tex.push_str(if delimiter.0.is_empty() { "." } else { &delimiter.0 });
        self.tex.push(' ');
    }

    fn table(
        &mut self,
        name: &str,
        array: Option<(&String, &Vec<usize>)>,
        rows: &[Vec<Vec<Node>>],
    ) -> Result<(), TexFault> {
        self.tex.push_str(&format!("\\begin{{{name}}}"));
        if let Some((columns, rules)) = array {
            let rules: Vec<String> = rules.iter().map(usize::to_string).collect();
            self.tex.push('{');
            self.own(format!("\"{columns}/{}\"", rules.join(",")), false);
            self.tex.push('}');
        }
        let matrix = !matches!(name, "aligned" | "cases" | "rcases");
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                self.tex.push_str("\\\\ ");
            }
            let wanted = if matrix { columns } else { row.len() };
            for cell in 0..wanted {
                if cell > 0 {
                    self.tex.push('&');
                }
                match row.get(cell).filter(|nodes| !nodes.is_empty()) {
                    Some(nodes) => self.list(nodes)?,
                    // What must not be missing: a matrix's cell, a row with nothing in it.
                    None if matrix || cell == 0 && row.iter().all(Vec::is_empty) => self.tex.push_str("{}"),
                    None => {}
                }
            }
        }
        self.tex.push_str(&format!("\\end{{{name}}}"));
        Ok(())
    }

    fn not(&mut self, inner: &Node) -> Result<(), TexFault> {
        let sign = match inner {
            Node::Char('=') => "eq.not",
            Node::Char('<') => "lt.not",
            Node::Char('>') => "gt.not",
            Node::Command { name, .. } => match name.as_str() {
                "in" => "in.not",
                "ni" => "in.rev.not",
                "subset" => "subset.not",
                "supset" => "supset.not",
                "subseteq" => "subset.eq.not",
                "supseteq" => "supset.eq.not",
                "equiv" => "equiv.not",
                "exists" => "exists.not",
                "mid" => "divides.not",
                "parallel" => "parallel.not",
                "sim" => "tilde.not",
                "simeq" => "tilde.eq.not",
                "cong" => "tilde.equiv.not",
                "approx" => "approx.not",
                "le" | "leq" => "lt.eq.not",
                "ge" | "geq" => "gt.eq.not",
                "prec" => "prec.not",
                "succ" => "succ.not",
                "to" | "rightarrow" => "arrow.r.not",
                "Rightarrow" => "arrow.r.double.not",
                _ => "",
            },
            _ => "",
        };
        if sign.is_empty() {
            self.tex.push_str("\\cancel{");
            self.node(inner)?;
            self.tex.push('}');
        } else {
            self.own(sign, false);
        }
        Ok(())
    }
}

/// Whether `upright` can set a piece of `\mathrm{…}`.
fn is_simple(node: &Node) -> bool {
    match node {
        Node::Char(_) | Node::Word(_) | Node::Tie | Node::Own { .. } => true,
        Node::Command { arguments, .. } => arguments.is_empty(),
        Node::Script(Script { base, sub, sup, primes: 0, limits: None }) => {
            base.as_deref().is_none_or(|base| letter(base).is_some()) && sub.iter().chain(sup).flatten().all(is_simple)
        }
        _ => false,
    }
}

/// A letter or digit, also one that has a name: the `\mu` of `\mathrm{\mu F}` stands as upright as the `F`.
fn letter(node: &Node) -> Option<char> {
    match node {
        Node::Char(c) if c.is_alphanumeric() => Some(*c),
        Node::Command { name, arguments, optional: None } if arguments.is_empty() => greek(name),
        _ => None,
    }
}

/// Letters and digits alone, as one word.
fn word(nodes: &[Node]) -> Option<String> {
    let mut word = String::new();
    for node in nodes {
        match node {
            Node::Char(c) if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') => word.push(*c),
            Node::Word(other) => word.push_str(other),
            _ => return None,
        }
    }
    (!word.is_empty()).then_some(word)
}

/// Running text; blanks at its ends stand inside the string, where the engine keeps them.
fn plain(style: TextStyle, text: &str) -> String {
    let quoted = chem::quoted(text);
    match style {
        TextStyle::Plain => quoted,
        TextStyle::Bold => format!("textbf({quoted})"),
        TextStyle::Italic => format!("textit({quoted})"),
        TextStyle::Sans => format!("textsf({quoted})"),
        TextStyle::Mono => format!("texttt({quoted})"),
    }
}
