//! Any text as a formula: Typst mathematics or a fault, and no code in what comes out.
#![no_main]

use libfuzzer_sys::fuzz_target;
use papersetter::markup;

fuzz_target!(|text: &str| {
    if let Ok(formula) = markup::parse_formula(text, false) {
        assert!(!formula.typst.contains("#import") && !formula.typst.contains("#read"));
    }
});
