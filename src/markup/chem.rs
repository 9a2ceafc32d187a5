//! `\ce{…}`: chemical formulas and equations as Typst mathematics with upright letters, and as spoken text.
//!
//! The notation is the usual one: digits after a sign are subscripts, before it coefficients; `SO4^2-`, `^{14}_{6}C`,
//! `->[above][below]`, `<=>`, states, `v` and `^` for precipitate and gas, `.` or `*` in hydrates, bonds `-` `=` `#`. A `+`
//! or `-` directly after a sign is a charge if the term ends with it: `Cl-`, `Cl-(aq)`, `Ag+/Ag`.

use super::tex::{self, TexFault};

/// A text as a Typst string.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A chemical formula in Typst and in words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Chem {
    pub(super) typst: String,
    pub(super) alt: String,
}

/// Reads what stands in `\ce{…}`.
///
/// # Errors
///
/// A TeX command or formula inside that is wrong, placed in `formula`.
pub(super) fn convert(formula: &str) -> Result<Chem, TexFault> {
    Reader { text: formula, at: 0, out: Chem::default(), base: None, before: Scripts::default(), nested: false }.run()
}

/// Sub- and superscript, each in Typst and in words.
#[derive(Debug, Default)]
struct Scripts {
    sub: Option<(String, String)>,
    sup: Option<(String, String)>,
}

/// Letters or a bracket to which scripts may still be added.
#[derive(Debug)]
struct Base {
    typst: String,
    alt: String,
    before: Scripts,
    after: Scripts,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    out: Chem,
    base: Option<Base>,
    /// Scripts that wait for the sign on whose left they stand.
    before: Scripts,
    /// Above or below an arrow, where no arrow stands.
    nested: bool,
}

/// Arrows, the longer before the shorter: as typed, in Typst, in words.
const ARROWS: &[(&str, &str, &str)] = &[
    ("<=>>", "harpoons.rtlb", "is in equilibrium, to the right, with"),
    ("<<=>", "harpoons.rtlb", "is in equilibrium, to the left, with"),
    ("<=>", "harpoons.rtlb", "is in equilibrium with"),
    ("<-->", "arrow.l.r", "resonates with"),
    ("<->", "arrow.l.r", "resonates with"),
    ("->", "arrow.r", "gives"),
    ("<-", "arrow.l", "is made from"),
    ("⇌", "harpoons.rtlb", "is in equilibrium with"),
    ("→", "arrow.r", "gives"),
    ("⟶", "arrow.r", "gives"),
    ("←", "arrow.l", "is made from"),
    ("↔", "arrow.l.r", "resonates with"),
];

/// States of matter as typed and in words.
const STATES: &[(&str, &str)] =
    &[("(s)", "solid"), ("(l)", "liquid"), ("(g)", "gas"), ("(aq)", "aqueous"), ("(c)", "crystalline")];

impl<'a> Reader<'a> {
    fn run(mut self) -> Result<Chem, TexFault> {
        while let Some(next) = self.peek() {
            self.step(next)?;
        }
        self.flush();
        self.out.alt = self.out.alt.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.out.typst.is_empty() {
            self.out.typst.push_str("zws");
        }
        Ok(self.out)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn after(&self, bytes: usize) -> Option<char> {
        self.rest().get(bytes..)?.chars().next()
    }

    /// Whether nothing of the present term has been read.
    fn at_start(&self) -> bool {
        self.base.is_none()
    }

    fn step(&mut self, next: char) -> Result<(), TexFault> {
        if next.is_whitespace() {
            self.at += next.len_utf8();
            self.flush();
            return Ok(());
        }
        if !self.nested
            && let Some((typed, sign, words)) = ARROWS.iter().find(|(typed, ..)| self.rest().starts_with(typed))
        {
            self.at += typed.len();
            return self.arrow(sign, words);
        }
        if let Some((typed, words)) = STATES.iter().find(|(typed, _)| self.rest().starts_with(typed)) {
            self.at += typed.len();
            self.flush();
            self.push(&quoted(typed), words);
            return Ok(());
        }
        let alone = self.after(next.len_utf8()).is_none_or(char::is_whitespace);
        match next {
            '^' if alone && self.at_start() => self.sign("mathord(arrow.t)", "gas", 1),
            'v' if alone && self.at_start() => self.sign("mathord(arrow.b)", "precipitate", 1),
            '^' | '_' => return self.script(next),
            '0'..='9' => self.digits(),
            '+' | '-' | '=' | '#' => self.operator(next, alone),
            '.' | '*' | '·' | '•' => {
                self.flush();
                self.sign("dot.c", "dot", next.len_utf8());
            }
            '↑' => self.sign("mathord(arrow.t)", "gas", next.len_utf8()),
            '↓' => self.sign("mathord(arrow.b)", "precipitate", next.len_utf8()),
            '\\' | '$' => return self.tex(),
            '{' => {
                let inside = self.braces();
                let text = inside.trim_matches('$').to_owned();
                if text.is_empty() { self.flush() } else { self.text(&text) }
            }
            c if c.is_alphabetic() => {
                let letters: String = self.rest().chars().take_while(|c| c.is_alphabetic()).collect();
                self.at += letters.len();
                self.text(&letters);
            }
            c => {
                self.at += c.len_utf8();
                self.text(c.encode_utf8(&mut [0; 4]));
            }
        }
        Ok(())
    }

    /// Writes what is held back.
    fn flush(&mut self) {
        if self.before.sub.is_some() || self.before.sup.is_some() {
            let before = std::mem::take(&mut self.before);
            if let Some(base) = self.base.take() {
                self.write(base);
            }
            self.write(Base { typst: "zws".to_owned(), alt: String::new(), before, after: Scripts::default() });
        }
        if let Some(base) = self.base.take() {
            self.write(base);
        }
    }

    fn write(&mut self, base: Base) {
        let mut parts = vec![base.typst];
        let mut words = Vec::new();
        for (name, script) in [("tl", base.before.sup), ("bl", base.before.sub)] {
            if let Some((typst, alt)) = script {
                parts.push(format!("{name}: {typst}"));
                words.push(alt);
            }
        }
        words.push(base.alt);
        for (name, script) in [("br", base.after.sub), ("tr", base.after.sup)] {
            if let Some((typst, alt)) = script {
                parts.push(format!("{name}: {typst}"));
                words.push(alt);
            }
        }
        let typst = match parts.as_slice() {
            [only] => only.clone(),
            _ => format!("attach({})", parts.join(", ")),
        };
        self.push(&typst, &words.join(" "));
    }

    fn push(&mut self, typst: &str, words: &str) {
        // Blanks beside text are printed, so two names are parted by an empty text.
        let name = |c: char| c.is_ascii_alphanumeric();
        if self.out.typst.ends_with(name) && typst.starts_with(name) {
            self.out.typst.push_str("\"\"");
        }
        self.out.typst.push_str(typst);
        self.out.alt.push(' ');
        self.out.alt.push_str(words);
    }

    /// A sign that takes no scripts.
    fn sign(&mut self, typst: &str, words: &str, length: usize) {
        self.at += length;
        self.flush();
        self.push(typst, words);
    }

    /// Letters or a bracket: the next scripts hang on it.
    fn text(&mut self, text: &str) {
        let before = std::mem::take(&mut self.before);
        if let Some(base) = self.base.take() {
            self.write(base);
        }
        let alt = match text {
            "(" => "open bracket".to_owned(),
            ")" => "close bracket".to_owned(),
            "[" => "open square bracket".to_owned(),
            "]" => "close square bracket".to_owned(),
            text => spelled(text),
        };
        self.base = Some(Base { typst: quoted(text), alt, before, after: Scripts::default() });
    }

    /// Digits: a coefficient before a sign, a subscript after one.
    fn digits(&mut self) {
        let start = self.at_start() && self.before.sub.is_none() && self.before.sup.is_none();
        let bytes = self.rest().as_bytes();
        let mut length = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if start {
            // `1/2` and `0.5` are coefficients.
            let more = bytes.get(length + 1).is_some_and(u8::is_ascii_digit);
            if more && matches!(bytes.get(length), Some(b'/' | b'.')) {
                length += 1;
                length += bytes.iter().skip(length).take_while(|byte| byte.is_ascii_digit()).count();
            }
        }
        let digits = self.rest().get(..length).unwrap_or_default().to_owned();
        self.at += length;
        match &mut self.base {
            Some(base) if base.after.sub.is_none() => base.after.sub = Some((quoted(&digits), digits)),
            _ => {
                self.flush();
                let space = if self.peek().is_some_and(char::is_whitespace) { "" } else { "#h(0.17em)" };
                self.push(&format!("{}{space}", quoted(&digits)), &digits);
            }
        }
    }

    /// `+ - = #`: operator, charge or bond.
    fn operator(&mut self, next: char, alone: bool) {
        let tail = self.rest().get(1..).unwrap_or_default();
        let closes = ends_term(tail);
        let (typst, words) = match next {
            '+' => ("+", "plus"),
            '-' => ("-", "minus"),
            '=' => ("=", "equals"),
            _ => ("\\#", "number"),
        };
        if matches!(next, '+' | '-') && closes && !self.at_start() {
            self.at += 1;
            if let Some(base) = &mut self.base {
                let charge = if next == '-' { "−" } else { "+" };
                match &mut base.after.sup {
                    Some((typst, alt)) => {
                        // `^{3}+` and the like.
                        *typst = format!("{typst}\"{charge}\"");
                        *alt = format!("{alt} {words}");
                    }
                    sup => *sup = Some((quoted(charge), words.to_owned())),
                }
            }
            return;
        }
        if self.at_start() || alone || next == '+' {
            self.sign(typst, words, 1);
            return;
        }
        // Between two signs without blanks: a bond, or a hyphen before a digit.
        let digit = self.after(1).is_some_and(|c| c.is_ascii_digit());
        match next {
            '-' if digit => self.sign("\"-\"", "", 1),
            '-' => self.sign("\"–\"", "single bond", 1),
            '=' => self.sign("\"=\"", "double bond", 1),
            _ => self.sign("\"≡\"", "triple bond", 1),
        }
    }

    fn script(&mut self, mark: char) -> Result<(), TexFault> {
        self.at += 1;
        let script = self.script_text(mark)?;
        let target = match &mut self.base {
            Some(base) => &mut base.after,
            None => &mut self.before,
        };
        let slot = if mark == '^' { &mut target.sup } else { &mut target.sub };
        if slot.is_none() {
            *slot = Some(script);
            return Ok(());
        }
        // A second one of its kind begins a new sign.
        self.flush();
        let slot = if mark == '^' { &mut self.before.sup } else { &mut self.before.sub };
        *slot = Some(script);
        Ok(())
    }

    /// What stands in a script, in Typst and in words.
    fn script_text(&mut self, mark: char) -> Result<(String, String), TexFault> {
        let start = self.at;
        let typed = match self.peek() {
            Some('{') => self.braces(),
            Some('\\' | '$') => {
                let (chem, length) = self.tex_here()?;
                self.at += length;
                return Ok((chem.typst, chem.alt));
            }
            _ => {
                let rest = self.rest();
                let length = if mark == '^' {
                    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                    let sign = matches!(rest.as_bytes().get(digits), Some(b'+' | b'-' | b'.' | b'*'));
                    digits + usize::from(sign)
                } else {
                    rest.bytes().take_while(u8::is_ascii_digit).count()
                };
                let length = if length == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { length };
                self.at += length;
                rest.get(..length).unwrap_or_default()
            }
        };
        if typed.contains(['\\', '$']) {
            let inner = tex::inside_chem(typed).map_err(|fault| fault.moved(start + 1))?;
            return Ok((inner.typst, inner.alt));
        }
        let text: String = typed
            .chars()
            .map(|c| match c {
                '-' => '−',
                '*' | '.' if mark == '^' => '•',
                c => c,
            })
            .collect();
        let words = typed.replace('-', " minus ").replace('+', " plus ");
        Ok((quoted(&text), words.trim().to_owned()))
    }

    /// Reads `{…}`; without a closing brace to the end.
    fn braces(&mut self) -> &'a str {
        let rest = self.rest();
        let mut depth = 0_usize;
        for (at, byte) in rest.bytes().enumerate() {
            match byte {
                b'{' => depth += 1,
                b'}' if depth <= 1 => {
                    self.at += at + 1;
                    return rest.get(1..at).unwrap_or_default();
                }
                b'}' => depth -= 1,
                _ => {}
            }
        }
        self.at = self.text.len();
        rest.get(1..).unwrap_or_default()
    }

    /// Reads `[…]` after an arrow, if it stands there.
    fn brackets(&mut self) -> Option<&'a str> {
        let inside = self.rest().strip_prefix('[')?;
        let mut depth = 0_usize;
        for (at, byte) in inside.bytes().enumerate() {
            match byte {
                b'[' | b'{' => depth += 1,
                b']' if depth == 0 => {
                    self.at += at + 2;
                    return inside.get(..at);
                }
                b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        None
    }

    fn arrow(&mut self, sign: &str, words: &str) -> Result<(), TexFault> {
        self.flush();
        let mut sides = Vec::new();
        for _ in 0..2 {
            let start = self.at + 1;
            if let Some(text) = self.brackets() {
                let reader =
                    Reader { text, at: 0, out: Chem::default(), base: None, before: Scripts::default(), nested: true };
                sides.push(reader.run().map_err(|fault| fault.moved(start))?);
            }
        }
        let side = |index: usize| sides.get(index).map_or("#none", |side| side.typst.as_str());
        self.push(&format!("cearrow({sign}, {}, {})", side(0), side(1)), words);
        for (side, place) in sides.iter().zip(["above the arrow", "below the arrow"]) {
            self.out.alt.push_str(&format!(", {place} {},", side.alt));
        }
        Ok(())
    }

    /// A TeX command or `$…$`.
    fn tex(&mut self) -> Result<(), TexFault> {
        let (chem, length) = self.tex_here()?;
        self.at += length;
        self.flush();
        self.base = Some(Base {
            typst: format!("mathord({})", chem.typst),
            alt: chem.alt,
            before: Scripts::default(),
            after: Scripts::default(),
        });
        Ok(())
    }

    /// Reads the TeX that begins here: `$…$`, or a command with the groups after it.
    fn tex_here(&self) -> Result<(Chem, usize), TexFault> {
        let rest = self.rest();
        let (typed, from, length) = match rest.strip_prefix('$') {
            Some(inside) => match inside.find('$') {
                Some(close) => (inside.get(..close).unwrap_or_default(), 1, close + 2),
                None => {
                    return Err(TexFault::new(self.at..self.at + 1, "`$` is not closed".to_owned()));
                }
            },
            None => {
                let length = command_length(rest);
                (rest.get(..length).unwrap_or_default(), 0, length)
            }
        };
        let formula = tex::inside_chem(typed).map_err(|fault| fault.moved(self.at + from))?;
        Ok((Chem { typst: formula.typst, alt: formula.alt }, length))
    }
}

/// Whether a charge may stand before this text: nothing of its term comes after it, or a state such as `(aq)`.
fn ends_term(text: &str) -> bool {
    let Some(next) = text.chars().next() else { return true };
    let state = || {
        let letters = text.get(1..).unwrap_or_default();
        let length = letters.bytes().take_while(u8::is_ascii_lowercase).count();
        length > 0 && letters.as_bytes().get(length) == Some(&b')')
    };
    next.is_whitespace()
        || matches!(next, ')' | ']' | ',' | ';' | '^' | '/' | '|' | '↑' | '↓')
        || next == '(' && state()
}

/// The bytes of a command and of the groups directly after it.
fn command_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let letters = bytes.iter().skip(1).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let mut at = 1 + letters;
    if letters == 0 {
        at += text.chars().nth(1).map_or(0, char::len_utf8);
        return at.min(text.len());
    }
    let mut depth = 0_usize;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            _ => break,
        }
        at += 1;
    }
    at
}

/// Letters as they are spoken: each element by itself.
fn spelled(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.push(c);
    }
    out
}
