//! Any text as a stem and as an option: a tree whose ranges lie inside the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use papersetter::diag::Diagnostics;
use papersetter::markup;
use papersetter::model::text::Form;

fuzz_target!(|text: &str| {
    for form in [Form::Block, Form::Inline] {
        let tree = markup::parse(text, form, None, false, &mut Diagnostics::default());
        tree.each_inline(&mut |inline| assert!(tree.source.get(inline.range.clone()).is_some()));
        let _ = tree.plain();
    }
});
