//! Any text as a bank, note, blueprint, pattern, syllabus, desk and words file: findings, never a panic; a bank that is read goes
//! through every check.
#![no_main]

use libfuzzer_sys::fuzz_target;
use papersetter::diag::{Diagnostics, render};
use papersetter::model::bank::Library;
use papersetter::source::SourceMap;
use papersetter::{check, load, store};

fuzz_target!(|text: &str| {
    let mut sources = SourceMap::default();
    let mut found = Diagnostics::default();
    let file = sources.add("fuzz.toml", text);
    let bank = load::bank::read(&sources, file, "fuzz.toml", false, &mut found);
    load::blueprint::read(&sources, file, &mut found);
    load::pattern::read(&sources, file, "fuzz.toml", &mut found);
    load::syllabus::read(&sources, file, &mut found);
    load::desk::read(&sources, file, &mut found);
    load::words::read(&sources, file, &mut found);
    let (note, questions) = load::note::read(&sources, file, "notes/fuzz.toml", false, &mut found).unzip();
    if let Some(bank) = bank.or(questions) {
        let (banks, notes) = (vec![bank], Vec::from_iter(note));
        let passages = load::note::passages(&banks, &notes);
        let library = Library::new(banks, Default::default()).with_notes(notes, passages);
        check::run(&library, None, &mut found);
        for edits in check::fix::of(&library, &sources).values() {
            let _ = store::apply(text, edits);
        }
    }
    render::text(&found, &sources, false);
});
