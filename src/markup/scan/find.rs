//! Searches forward for what closes something.

use std::collections::BTreeMap;
use std::ops::Range;

/// The next `\` + `close` from `at`, other escapes stepped over.
pub(super) fn escaped(bytes: &[u8], mut at: usize, end: usize, close: u8) -> Option<usize> {
    while at + 1 < end {
        match (bytes.get(at)?, bytes.get(at + 1)?) {
            (b'\\', byte) if *byte == close => return Some(at),
            (b'\\', _) => at += 2,
            _ => at += 1,
        }
    }
    None
}

pub(super) fn dollars(bytes: &[u8], mut at: usize, end: usize) -> Option<usize> {
    while at + 1 < end {
        match (bytes.get(at)?, bytes.get(at + 1)?) {
            (b'$', b'$') => return Some(at),
            (b'\\', _) => at += 2,
            _ => at += 1,
        }
    }
    None
}

/// The next `$` that is not escaped, with the depth of braces there; with `outside` the next at depth 0.
pub(super) fn dollar(bytes: &[u8], mut at: usize, end: usize, outside: bool) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    while at < end {
        match bytes.get(at)? {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'$' if !outside || depth == 0 => return Some((at, depth)),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The brace that closes the one before `at`.
pub(super) fn closing_brace(bytes: &[u8], mut at: usize, end: usize) -> Option<usize> {
    let mut depth = 0_usize;
    while at < end {
        match bytes.get(at)? {
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    None
}

pub(super) fn is_blank(bytes: &[u8], range: Range<usize>) -> bool {
    bytes.get(range).unwrap_or_default().iter().all(u8::is_ascii_whitespace)
}

pub(super) fn backtick_runs(bytes: &[u8], end: usize) -> BTreeMap<usize, Vec<usize>> {
    let mut runs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut at = 0;
    while at < end {
        let length = bytes.get(at..end).unwrap_or_default().iter().take_while(|byte| **byte == b'`').count();
        if length > 0 {
            runs.entry(length).or_default().push(at);
        }
        at += length.max(1);
    }
    runs
}
