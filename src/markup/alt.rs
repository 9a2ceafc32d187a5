//! Formulas as spoken English, for screen readers and for the alternative text that accessible PDF files need.
//!
//! Made from the TeX tree, so it is the same wherever the formula stands: "a over b", "the square root of x",
//! "x squared", "the integral from 0 to 1 of f".

mod words;

use super::chem;
use super::tex::commands::EnvironmentKind;
use super::tex::node::{Delimiter, Node, Part, Script};
use super::tex::read::is_size;

/// Says a formula.
pub(super) fn formula(nodes: &[Node]) -> String {
    let mut speaker = Speaker::default();
    speaker.list(nodes);
    speaker.out
}

#[derive(Default)]
struct Speaker {
    out: String,
    /// The last thing said was a digit or a point, and the next one belongs to the same number.
    in_number: bool,
}

impl Speaker {
    /// Adds words after a blank.
    fn say(&mut self, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        if !self.out.is_empty() {
            self.out.push(' ');
        }
        self.out.push_str(words);
        self.in_number = false;
    }

    /// Adds a sign directly to the last word.
    fn stop(&mut self, sign: char) {
        if !self.out.is_empty() && !self.out.ends_with([',', ';', ':']) {
            self.out.push(sign);
        }
        self.in_number = false;
    }

    fn list(&mut self, nodes: &[Node]) {
        self.in_number = false;
        for (index, node) in nodes.iter().enumerate() {
            let next = nodes.get(index + 1);
            self.node(node, next);
        }
        self.in_number = false;
    }

    fn node(&mut self, node: &Node, next: Option<&Node>) {
        match node {
            Node::Char(c) => self.sign(*c, next),
            Node::Word(word) => self.say(word),
            Node::Command { name, arguments, optional } => self.command(name, arguments, optional.as_deref()),
            Node::Own { name, .. } => self.say(&words::sign(name)),
            Node::Operator { name, .. } => self.say(&run_together(name)),
            Node::Function { name, argument } => match *name {
                "scr" => self.list(argument),
                "underparen" => self.decorated("under parenthesis", argument),
                _ => self.decorated("arc", argument),
            },
            Node::Switch { body, .. } => self.list(body),
            Node::Infix { name, left, right } => self.infix(name, left, right),
            Node::Group(inner) => self.list(inner),
            Node::Script(script) => self.script(script),
            Node::Text { parts, .. } => self.text(parts),
            Node::Fence { open, close, body } => self.fence(open, close, body),
            Node::Middle(delimiter) => self.say(&bracket(delimiter, true)),
            Node::Table { environment, rows, .. } => match environment.kind {
                EnvironmentKind::Lines => self.lines(rows),
                EnvironmentKind::Cases => self.cases(rows),
                EnvironmentKind::Matrix | EnvironmentKind::Array => self.matrix(environment.name, rows),
            },
            Node::Not(inner) => {
                self.say("not");
                self.node(inner, None);
            }
            Node::Chem { text, .. } => match chem::convert(text) {
                Ok(chem) => self.say(&chem.alt),
                Err(_) => self.say(text),
            },
            Node::Tag(parts) => {
                self.stop(',');
                self.say("number");
                self.text(parts);
            }
            Node::Skip(_) | Node::Tie | Node::Align => self.in_number = false,
            Node::Break => self.stop(','),
        }
    }

    fn sign(&mut self, c: char, next: Option<&Node>) {
        if c.is_ascii_digit() {
            if self.in_number {
                self.out.push(c);
            } else {
                self.say(c.encode_utf8(&mut [0; 4]));
            }
            self.in_number = true;
            return;
        }
        if c == '.' && matches!(next, Some(Node::Char('0'..='9'))) {
            if self.in_number {
                self.out.push('.');
            } else {
                self.say("0.");
            }
            self.in_number = true;
            return;
        }
        match words::character(c) {
            Some(",") => self.stop(','),
            Some(words) => self.say(words),
            None => self.say(c.encode_utf8(&mut [0; 4])),
        }
    }

    fn command(&mut self, name: &str, arguments: &[Vec<Node>], optional: Option<&[Node]>) {
        match (name, arguments) {
            ("frac" | "dfrac" | "tfrac" | "cfrac", [above, below]) => self.fraction(above, below),
            ("binom" | "dbinom" | "tbinom", [above, below]) => {
                self.list(above);
                self.say("choose");
                self.list(below);
            }
            ("sqrt", [argument]) => self.root(argument, optional),
            ("overset" | "stackrel", [above, base]) => {
                self.list(base);
                self.say("with");
                self.list(above);
                self.say("above");
            }
            ("underset", [below, base]) => {
                self.list(base);
                self.say("with");
                self.list(below);
                self.say("below");
            }
            ("pmod" | "pod", [argument]) => {
                self.say("modulo");
                self.list(argument);
            }
            ("phantom" | "hphantom" | "vphantom", _) => {}
            ("mathrm", [argument]) => self.say(&run_together(argument)),
            (name, [argument]) if name.starts_with('x') && name.len() > 3 && name != "xcancel" => {
                self.say(&words::sign(name));
                if !argument.is_empty() {
                    self.say("above it");
                    self.list(argument);
                    self.stop(',');
                }
                if let Some(below) = optional.filter(|below| !below.is_empty()) {
                    self.say("below it");
                    self.list(below);
                    self.stop(',');
                }
            }
            (name, [argument]) if is_size(name) => match argument.as_slice() {
                [Node::Middle(delimiter)] => self.say(&bracket(delimiter, !")]}⟩⌉⌋".contains(last(&delimiter.0)))),
                other => self.list(other),
            },
            (name, [argument]) => match words::decoration(name) {
                Some(words) => self.decorated(words, argument),
                None => self.list(argument),
            },
            (name, []) => self.say(&words::sign(name)),
            (_, several) => several.iter().for_each(|argument| self.list(argument)),
        }
    }

    fn fraction(&mut self, above: &[Node], below: &[Node]) {
        if is_short(above) && is_short(below) {
            self.list(above);
            self.say("over");
            self.list(below);
        } else {
            self.say("the fraction");
            self.list(above);
            self.say("over");
            self.list(below);
            self.say("end fraction");
        }
        self.in_number = false;
    }

    fn root(&mut self, argument: &[Node], degree: Option<&[Node]>) {
        match degree {
            None => self.say("the square root of"),
            Some([Node::Char('2')]) => self.say("the square root of"),
            Some([Node::Char('3')]) => self.say("the cube root of"),
            Some(degree) => {
                self.say("the root of degree");
                self.list(degree);
                self.say("of");
            }
        }
        self.list(argument);
        if !is_short(argument) {
            self.say("end root");
        }
    }

    /// "vector a", "x bar"; more than one sign is closed.
    fn decorated(&mut self, words: &str, argument: &[Node]) {
        if matches!(words, "vector") {
            self.say(words);
            self.list(argument);
        } else if is_short(argument) {
            self.list(argument);
            self.say(words);
        } else {
            self.say(words);
            self.say("over");
            self.list(argument);
            self.say("end");
            self.say(words);
        }
    }

    fn infix(&mut self, name: &str, left: &[Node], right: &[Node]) {
        match name {
            "over" => self.fraction(left, right),
            _ => {
                self.list(left);
                self.say(if name == "choose" { "choose" } else { "above" });
                self.list(right);
            }
        }
    }

    fn script(&mut self, script: &Script) {
        if let Some(kind) = script.base.as_deref().and_then(large) {
            self.large(kind, script);
            return;
        }
        if self.function(script) {
            return;
        }
        if let Some(base) = &script.base {
            self.node(base, None);
        }
        match script.primes {
            0 => {}
            1 => self.say("prime"),
            2 => self.say("double prime"),
            _ => self.say("triple prime"),
        }
        if let Some(sub) = &script.sub {
            self.say("sub");
            self.list(sub);
            if !is_short(sub) && script.sup.is_none() {
                self.say("end sub");
            }
        }
        if let Some(sup) = &script.sup {
            self.superscript(sup);
        }
    }

    /// "inverse sine", "log base 2 of".
    fn function(&mut self, script: &Script) -> bool {
        let Some(Node::Command { name, .. }) = script.base.as_deref() else { return false };
        match (name.as_str(), &script.sub, script.sup.as_deref()) {
            (
                "sin" | "cos" | "tan" | "cot" | "sec" | "csc" | "cosec" | "sinh" | "cosh" | "tanh",
                None,
                Some([Node::Char('-'), Node::Char('1')]),
            ) => self.say(&format!("inverse {}", words::sign(name))),
            ("log", Some(base), None) => {
                self.say("log base");
                self.list(base);
                self.say("of");
            }
            _ => return false,
        }
        true
    }

    fn superscript(&mut self, sup: &[Node]) {
        match sup {
            [Node::Char('2')] => self.say("squared"),
            [Node::Char('3')] => self.say("cubed"),
            [Node::Own { name, .. }] if name == "circ" => self.say("degrees"),
            [Node::Command { name, .. }] if name == "degree" => self.say("degrees"),
            [Node::Command { name, .. }] if name == "prime" => self.say("prime"),
            [Node::Char('\'')] => self.say("prime"),
            [Node::Char(c @ ('+' | '-' | '*'))] => {
                self.say("superscript");
                self.say(words::character(*c).unwrap_or("star"));
            }
            _ => {
                self.say("to the power");
                self.list(sup);
                if !is_short(sup) {
                    self.say("end power");
                }
            }
        }
    }

    /// "the sum from i equals 1 to n of".
    fn large(&mut self, kind: Large, script: &Script) {
        let (words, under) = match kind {
            Large::Range(words) => (words, "from"),
            Large::Limit(words) => (words, "as"),
            Large::Over(words) => (words, "over"),
        };
        self.say(words);
        if let Some(sub) = &script.sub {
            self.say(if script.sup.is_none() && under == "from" { "over" } else { under });
            self.list(sub);
        }
        if let Some(sup) = &script.sup {
            self.say("to");
            self.list(sup);
        }
        self.say("of");
    }

    fn text(&mut self, parts: &[Part]) {
        for part in parts {
            match part {
                Part::Plain(text) => self.say(text),
                Part::Math(nodes) => self.list(nodes),
            }
        }
    }

    fn fence(&mut self, open: &Delimiter, close: &Delimiter, body: &[Node]) {
        let bars = |delimiter: &Delimiter| matches!(delimiter.0.as_str(), "|" | "\\vert" | "\\lvert" | "\\rvert");
        if bars(open) && bars(close) {
            self.say("the absolute value of");
            self.list(body);
            self.say("end absolute value");
            return;
        }
        self.say(&bracket(open, true));
        self.list(body);
        self.say(&bracket(close, false));
    }

    fn lines(&mut self, rows: &[Vec<Vec<Node>>]) {
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                self.stop(';');
            }
            row.iter().for_each(|cell| self.list(cell));
        }
    }

    fn cases(&mut self, rows: &[Vec<Vec<Node>>]) {
        self.say("cases:");
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                self.stop(';');
            }
            for (column, cell) in row.iter().enumerate() {
                if column > 0 {
                    self.stop(',');
                }
                self.list(cell);
            }
        }
        self.say("end cases");
    }

    fn matrix(&mut self, name: &str, rows: &[Vec<Vec<Node>>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let what = match name {
            "vmatrix" | "Vmatrix" => "determinant",
            "array" => "table",
            _ => "matrix",
        };
        self.say(&format!("{} by {columns} {what},", rows.len()));
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                self.stop(';');
            }
            self.say(&format!("row {}:", index + 1));
            for (column, cell) in row.iter().enumerate() {
                if column > 0 {
                    self.stop(',');
                }
                self.list(cell);
            }
        }
        self.say(&format!("end {what}"));
    }
}

/// A sign with a range below and above.
enum Large {
    Range(&'static str),
    Limit(&'static str),
    Over(&'static str),
}

fn large(base: &Node) -> Option<Large> {
    let Node::Command { name, .. } = base else { return None };
    Some(match name.as_str() {
        "sum" => Large::Range("the sum"),
        "prod" => Large::Range("the product"),
        "int" | "intop" | "smallint" => Large::Range("the integral"),
        "iint" => Large::Range("the double integral"),
        "iiint" => Large::Range("the triple integral"),
        "oint" => Large::Range("the closed integral"),
        "bigcup" => Large::Range("the union"),
        "bigcap" => Large::Range("the intersection"),
        "lim" => Large::Limit("the limit"),
        "limsup" => Large::Limit("the upper limit"),
        "liminf" => Large::Limit("the lower limit"),
        "max" => Large::Over("the maximum"),
        "min" => Large::Over("the minimum"),
        "sup" => Large::Over("the supremum"),
        "inf" => Large::Over("the infimum"),
        _ => return None,
    })
}

/// Whether a part needs no "end": one sign, one number, one word.
fn is_short(nodes: &[Node]) -> bool {
    match nodes {
        [Node::Script(script)] => {
            let simple = |nodes: &Option<Vec<Node>>| nodes.as_ref().is_none_or(|nodes| nodes.len() == 1);
            simple(&script.sub) && simple(&script.sup)
        }
        [Node::Char(_) | Node::Word(_) | Node::Own { .. } | Node::Text { .. }] | [] => true,
        [Node::Command { arguments, .. }] => arguments.iter().all(|argument| argument.len() <= 1),
        [Node::Group(inner)] => is_short(inner),
        [Node::Char('-'), Node::Char(c)] => c.is_ascii_alphanumeric(),
        several => several.iter().all(|node| matches!(node, Node::Char('0'..='9' | '.'))),
    }
}

/// Letters as one word, for `\mathrm{kg}` and operators.
fn run_together(nodes: &[Node]) -> String {
    let mut out = String::new();
    let mut run = String::new();
    for node in nodes {
        if let Node::Char(c) = node
            && c.is_ascii_alphanumeric()
        {
            run.push(*c);
            continue;
        }
        for words in [std::mem::take(&mut run), formula(std::slice::from_ref(node))] {
            if !words.is_empty() {
                out.push_str(if out.is_empty() { "" } else { " " });
                out.push_str(&words);
            }
        }
    }
    if !run.is_empty() {
        out.push_str(if out.is_empty() { "" } else { " " });
        out.push_str(&run);
    }
    out
}

/// The last sign of a bracket's name: `)`, or the `}` of `\\}`; named ones count as opening unless they begin with `r`.
fn last(name: &str) -> char {
    if name.strip_prefix("\\r").is_some() { ')' } else { name.chars().last().unwrap_or('(') }
}

fn bracket(delimiter: &Delimiter, opens: bool) -> String {
    let side = if opens { "open" } else { "close" };
    let name = match delimiter.0.as_str() {
        "" => return String::new(),
        "(" | ")" | "\\lparen" | "\\rparen" => "bracket",
        "[" | "]" | "\\lbrack" | "\\rbrack" => "square bracket",
        "\\{" | "\\}" | "\\lbrace" | "\\rbrace" => "brace",
        "\\langle" | "\\rangle" | "\\lang" | "\\rang" | "⟨" | "⟩" => "angle bracket",
        "\\lfloor" | "\\rfloor" | "⌊" | "⌋" => "floor",
        "\\lceil" | "\\rceil" | "⌈" | "⌉" => "ceiling",
        "|" | "\\vert" | "\\lvert" | "\\rvert" => return "vertical bar".to_owned(),
        "\\|" | "\\Vert" | "\\lVert" | "\\rVert" | "‖" => return "double bar".to_owned(),
        "/" => return "slash".to_owned(),
        other => return words::sign(other.trim_start_matches('\\')),
    };
    format!("{side} {name}")
}
