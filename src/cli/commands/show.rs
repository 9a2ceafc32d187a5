//! `show`: questions as they would print, as text or as a picture.

use crate::assemble::{self, Request};
use crate::cli::args::{Product, Show};
use crate::cli::desk::{self, Desk};
use crate::cli::exit::Error;
use crate::cli::input;
use crate::cli::job::Job;
use crate::cli::output;
use crate::cli::plain;
use crate::cli::print;
use crate::cli::ui::Ui;
use crate::diag::{Severity, nearest};
use crate::model::blueprint::{Seed, Shuffle};
use crate::query::Facts;
use crate::render::FontSet;

use std::path::{Path, PathBuf};

/// Pixels per inch of the picture.
const PIXELS_PER_INCH: f64 = 144.0;

/// Shows questions in the order asked for, their options as typed.
pub fn run(options: &Show, current: &Path, ui: Ui) -> Result<(), Error> {
    let mut desk = Desk::open(options.banks.first().map(|path| current.join(path)).as_deref(), current)?;
    let banks: Vec<_> = options.banks.iter().map(|path| current.join(path)).collect();
    let library = desk.banks(&banks)?;
    desk.found.retain(|diagnostic| diagnostic.severity == Severity::Error);
    let (words, further) = desk.words(&[], ui)?;
    let mut ids = Vec::new();
    for typed in &options.ids {
        match library.question(typed) {
            Some(question) => ids.push(question.id.clone()),
            None => {
                let names = library.questions().map(|question| question.id.as_str());
                let near = nearest(typed, names).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
                return Err(Error::Usage(format!("no bank has a question `{typed}`{near}")));
            }
        }
    }
    let shuffle = Shuffle { questions: false, options: false, pieces: false, block: None };
    let blueprint = desk::blueprint_of(&ids, shuffle)?;
    let facts = Facts::of(&library);
    let request = Request {
        library: &library,
        blueprint: &blueprint,
        desk: &desk.workspace.desk,
        words: &words,
        facts: &facts,
        seed: Seed::from_bits(0),
        sets: None,
        keep: None,
    };
    let assembled = assemble::assemble(&request, &mut desk.found);
    // A question is shown in the languages that it has.
    desk.found.retain(|diagnostic| diagnostic.code != assemble::UNTRANSLATED);
    // Text in a terminal needs no fonts.
    let fonts = if options.png.is_some() { desk.fonts() } else { FontSet::bundled() };
    desk.tell(ui)?;
    let Some(assembled) = assembled else { return Err(Error::Internal("no paper and no reason why".to_owned())) };
    let job = Job::new(assembled, (words, further), fonts, None, PathBuf::new(), desk)?;
    match &options.png {
        None => ui.data(&plain::text(&job.paper, &job.words, !options.no_key)),
        Some(file) if input::is_standard(file) => {
            let pages = pages(&job, options, ui)?;
            let [page] = pages.as_slice() else {
                return Err(Error::Usage(format!(
                    "the questions fill {} pages; `--png FILE` writes one file for each",
                    pages.len()
                )));
            };
            ui.bytes(page)
        }
        Some(file) => picture(&job, &current.join(file), options, ui),
    }
}

fn pages(job: &Job, options: &Show, ui: Ui) -> Result<Vec<Vec<u8>>, Error> {
    let product = if options.no_key { Product::Papers } else { Product::Solutions };
    print::pictures(job, product, PIXELS_PER_INCH, ui)
}

fn picture(job: &Job, file: &Path, options: &Show, ui: Ui) -> Result<(), Error> {
    for (index, bytes) in pages(job, options, ui)?.iter().enumerate() {
        let path = if index == 0 {
            file.to_owned()
        } else {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            file.with_file_name(format!("{stem}-{}.png", index + 1))
        };
        output::write_file(&path, bytes)?;
        ui.say(&path.display().to_string());
    }
    Ok(())
}
