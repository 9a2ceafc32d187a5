//! The converter's Typst made ready for the engine.

use super::write::{Own, placeholder};

/// Names that the engine has changed since the converter was written, sorted by bytes.
const RENAMED: &[(&str, &str)] = &[
    ("angle.l", "chevron.l"),
    ("angle.r", "chevron.r"),
    ("arrow.l.dash", "arrow.l.dashed"),
    ("arrow.r.dash", "arrow.r.dashed"),
    ("ast.circle", "ast.op.o"),
    ("brace", "texbrace"),
    ("brack", "texbrack"),
    ("bracket.l.double", "bracket.l.stroked"),
    ("bracket.r.double", "bracket.r.stroked"),
    ("circle.nested", "compose.o"),
    ("dash.circle", "dash.o"),
    ("diff", "partial"),
    ("dot.circle", "dot.o"),
    ("dot.circle.big", "dot.o.big"),
    ("gt.tri", "gt.closed"),
    ("gt.tri.eq", "gt.closed.eq"),
    ("gt.tri.eq.not", "gt.closed.eq.not"),
    ("gt.tri.not", "gt.closed.not"),
    ("join", "bowtie.big"),
    ("lt.tri", "lt.closed"),
    ("lt.tri.eq", "lt.closed.eq"),
    ("lt.tri.eq.not", "lt.closed.eq.not"),
    ("lt.tri.not", "lt.closed.not"),
    ("minus.circle", "minus.o"),
    ("ohm.inv", "℧"),
    ("planck.reduce", "ℏ"),
    ("plus.circle", "plus.o"),
    ("plus.circle.big", "plus.o.big"),
    ("sect", "inter"),
    ("sect.big", "inter.big"),
    ("sect.double", "inter.double"),
    ("sect.sq", "inter.sq"),
    ("set", "texset"),
    ("tack.r.double", "tack.rr"),
    ("tack.r.double.not", "tack.rr.not"),
    ("times.circle", "times.o"),
    ("times.circle.big", "times.o.big"),
];

/// Puts our own pieces in, joins digits, renames signs. `None` if something stands there that could run.
pub(super) fn formula(converted: &str, own: &[Own]) -> Option<String> {
    let mut out = String::with_capacity(converted.len() * 2);
    let mut rest = converted;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match c {
            '\\' => {
                // An escape; before a blank it is a line break.
                let next = rest.chars().nth(1).unwrap_or(' ');
                length += next.len_utf8().min(rest.len() - 1);
                out.push('\\');
                out.push(next);
            }
            // Only an author's text could bring these, and it comes as placeholders.
            '#' | '$' | '"' | '`' | '@' => return None,
            '0'..='9' => {
                length = number(rest, &mut out);
            }
            '\'' => {
                // Primes hang on what stands directly before them.
                trim_blanks(&mut out);
                out.push(c);
            }
            'a'..='z' | 'A'..='Z' => {
                length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'.').count();
                let typed = rest.get(..length)?;
                let name = typed.trim_end_matches('.');
                length = name.len();
                let renamed = RENAMED.binary_search_by_key(&name, |(old, _)| old).ok().and_then(|at| RENAMED.get(at));
                out.push_str(renamed.map_or(name, |(_, new)| new));
            }
            c => match placeholder(c) {
                Some(number) => {
                    let own = own.get(number)?;
                    if own.tight {
                        trim_blanks(&mut out);
                        // `x"kg"` needs no blank, `x textbf(…)` does.
                        let name = |c: char| c.is_ascii_alphanumeric();
                        if out.ends_with(name) && own.typst.starts_with(name) {
                            out.push(' ');
                        }
                    }
                    out.push_str(&own.typst);
                    let after = rest.get(length..)?;
                    if own.tight && !own.typst.ends_with(|c: char| c.is_ascii_alphanumeric()) {
                        length += after.len() - after.trim_start_matches(' ').len();
                    }
                }
                None => out.push(c),
            },
        }
        rest = rest.get(length..)?;
    }
    let mut out = squeezed(&out);
    // A line break at the end would become an escape of whatever follows.
    while ends_in_escape(&out) {
        out.pop();
        out.truncate(out.trim_end_matches(' ').len());
    }
    if out.is_empty() {
        out.push_str("zws");
    }
    is_harmless(&out).then_some(out)
}

/// Whether the last sign is a backslash that is not itself escaped.
fn ends_in_escape(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()) % 2 == 1
}

/// Takes blanks off the end, but not the one that makes a backslash a line break.
fn trim_blanks(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    if ends_in_escape(out) {
        out.push(' ');
    }
}

/// Whether nothing in a formula can run or end it: a second look at what the steps before should have made sure of.
///
/// Outside strings, code begins only where we begin it, every bracket has its partner, and nothing is a comment.
pub(super) fn is_harmless(typst: &str) -> bool {
    const CODE: [&str; 3] = ["#h(", "#none", "#true"];
    let mut open = Vec::new();
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in typst.char_indices() {
        let rest = typst.get(at..).unwrap_or_default();
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '#' if CODE.iter().any(|code| rest.starts_with(code)) => {}
            '#' | '$' | '`' | '@' | '/' => return false,
            '(' => open.push(')'),
            '[' | '{' => return false,
            ')' | ']' | '}' if open.pop() != Some(c) => return false,
            _ => {}
        }
    }
    open.is_empty() && !quoted && !escaped
}

/// Joins `1 2 . 5 ` to `12.5`; gives the bytes read.
fn number(text: &str, out: &mut String) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let blank = |at: usize| bytes.get(at) == Some(&b' ');
    let mut at = 0;
    let mut point = false;
    while digit(at) {
        out.push(char::from(bytes.get(at).copied().unwrap_or(b'0')));
        at += 1;
        if blank(at) && digit(at + 1) {
            at += 1;
        } else if !point && blank(at) && bytes.get(at + 1) == Some(&b'.') && blank(at + 2) && digit(at + 3) {
            out.push('.');
            point = true;
            at += 3;
        }
    }
    at
}

/// Without runs of blanks.
fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quoted = false;
    let mut escaped = false;
    for c in text.trim().chars() {
        if c == ' ' && !quoted && out.ends_with(' ') && !escaped {
            continue;
        }
        if c == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    out
}
