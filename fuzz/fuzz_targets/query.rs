//! Any text as a query: a query or a fault inside the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use papersetter::query;

fuzz_target!(|text: &str| {
    if let Err(fault) = query::parse(text) {
        assert!(fault.range.start <= fault.range.end && fault.range.end <= text.len());
    }
});
