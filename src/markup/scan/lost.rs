//! What no text may hold, and the backslashes that double-quoted TOML strings take away.

use super::{Faults, is_private};
use crate::markup::tex::commands;
use crate::source::Origin;

/// Why no text may hold a character: the finding's code, its message, and the next step.
pub(in crate::markup) fn forbidden(character: char) -> Option<(&'static str, String, &'static str)> {
    let code = u32::from(character);
    if is_private(character) {
        let message = format!("the text holds the private-use character U+{code:04X}");
        let hint = "such characters come from symbol fonts; type the character that is meant";
        return Some(("private-use-character", message, hint));
    }
    if character == '\u{fffd}' {
        let message = "the text holds U+FFFD, which stands in the place of a letter that was lost".to_owned();
        return Some(("control-character", message, "type the letter that is meant"));
    }
    if is_hidden(character) {
        let message = format!("the text holds the invisible character U+{code:04X}");
        return Some((
            "control-character",
            message,
            "delete it: it changes how the text prints and shows itself nowhere",
        ));
    }
    let control = character.is_control() && !matches!(character, '\t' | '\n');
    control.then(|| {
        let message = format!("the text holds the control character U+{code:04X}");
        ("control-character", message, "delete it and type the text anew")
    })
}

/// Characters that turn, break or hide text; the joiners that Hindi needs (U+200C, U+200D) are not among them.
fn is_hidden(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Reports the characters that no text may hold, wherever they stand.
pub(in crate::markup) fn unprintable(source: &str, origin: Option<&Origin>, faults: &mut Faults) {
    for (at, character) in source.char_indices() {
        let Some((code, message, hint)) = forbidden(character) else { continue };
        match swallowed(source, at, origin, false).filter(|_| character.is_control()) {
            Some(command) => tell_swallowed(faults, at, &command),
            None => faults.error(code, at..at + character.len_utf8(), message, Some(hint.to_owned())),
        }
    }
}

/// The command whose backslash and first letter became the control character at `at`.
pub(super) fn swallowed(source: &str, at: usize, origin: Option<&Origin>, in_math: bool) -> Option<String> {
    let bytes = source.as_bytes();
    let byte = *bytes.get(at)?;
    let letter = match byte {
        0x07 => 'a',
        0x08 => 'b',
        b'\t' => 't',
        b'\n' => 'n',
        0x0b => 'v',
        0x0c => 'f',
        b'\r' => 'r',
        0x1b => 'e',
        _ => return None,
    };
    let after = bytes.get(at + 1..).unwrap_or_default();
    let letters = after.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let name = format!("{letter}{}", source.get(at + 1..at + 1 + letters)?);
    let known = name.len() >= 2 && commands::is_known(&name);
    if !matches!(byte, b'\t' | b'\n') {
        return Some(if known { name } else { letter.to_string() });
    }
    // A tab or a new line is often meant; then only a real command, typed as an escape, is suspicious.
    let sure = match escaped_in_file(at, origin) {
        Some(escaped) => escaped && known,
        None => in_math && name.len() >= 3 && known,
    };
    sure.then_some(name)
}

/// Whether a character was typed as an escape; `None` where the file is not known.
fn escaped_in_file(at: usize, origin: Option<&Origin>) -> Option<bool> {
    let origin = origin.filter(|origin| !origin.steps.is_empty())?;
    let span = origin.locate(at..at + 1);
    Some(span.end - span.start > 1)
}

pub(super) fn tell_swallowed(faults: &mut Faults, at: usize, command: &str) {
    let first: String = command.chars().take(1).collect();
    let message = if command.len() > 1 {
        format!("the backslash of `\\{command}` was lost: in double quotes `\\{first}` is a control character")
    } else {
        format!("the text holds a control character: in double quotes `\\{first}` does not keep its backslash")
    };
    let hint = "type the text in single quotes, '…' or '''…''', which keep backslashes".to_owned();
    faults.error("swallowed-escape", at..at + 1, message, Some(hint));
}
