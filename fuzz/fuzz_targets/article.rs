//! Any bytes as a page to import: drafts with a balance that adds up, files that are read again, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use papersetter::diag::Diagnostics;
use papersetter::formats::{self, Surroundings, write};
use papersetter::load;
use papersetter::source::SourceMap;

fuzz_target!(|bytes: &[u8]| {
    let Ok(decoded) = formats::decode(bytes) else { return };
    let format = formats::named("article").expect("it is in the table");
    let _ = (format.detect)(&decoded.text);
    let mut pages = (format.read)(&decoded.text, &Surroundings::default());
    formats::distinguish(&mut pages);
    for page in &pages {
        let total = page.losses.total();
        assert_eq!(total.found(), total.whole + total.with_losses + total.unreadable + total.refused);
        for file in page.value.iter().flat_map(write::files) {
            assert!(write::is_untouched(&file.text));
            let mut sources = SourceMap::default();
            let mut found = Diagnostics::default();
            let id = sources.add(file.path.as_str(), &file.text);
            if file.is_note() {
                assert!(load::note::read(&sources, id, &file.path, false, &mut found).is_some());
            } else {
                assert!(load::bank::read(&sources, id, &file.path, false, &mut found).is_some());
            }
        }
    }
});
