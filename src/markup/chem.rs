//! `\ce{…}`: chemical formulas and equations as Typst mathematics with upright letters.

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

/// The Typst of a chemical formula.
pub(super) fn typst(formula: &str) -> String {
    quoted(formula)
}
