//! `check`: every problem of every file, and `--fix`.

use crate::check;
use crate::cli::args::{Check, Report};
use crate::cli::desk::Desk;
use crate::cli::exit::Error;
use crate::cli::output;
use crate::cli::ui::{Ui, counted};
use crate::diag::{Diagnostics, Severity, render};
use crate::load::files::FileKind;
use crate::model::bank::Library;
use crate::model::blueprint::Located;
use crate::model::date::Date;
use crate::render::probe::Probe;
use crate::store;
use serde_json::json;
use std::path::Path;

/// Checks banks, blueprints, syllabi and the desk file.
pub fn run(options: &Check, current: &Path, ui: Ui) -> Result<(), Error> {
    let date = options.date.as_deref().map(date).transpose()?;
    let mut desk = Desk::open(options.paths.first().map(|path| current.join(path)).as_deref(), current)?;
    let progress = ui.progress("reading");
    let library = read(&mut desk, options, current)?;
    progress.doing("checking");
    check::run(&library, date, &mut desk.found);
    if options.fix {
        drop(progress);
        return fix(&library, desk, ui);
    }
    if !options.no_engine {
        progress.doing("trying formulas and fonts");
        let mut probe = Probe::default();
        library.questions().for_each(|question| probe.question(question));
        library.passages().for_each(|passage| probe.passage(passage));
        probe.run(&mut desk.found);
    }
    drop(progress);
    report(options, &library, desk, ui)
}

fn date(text: &str) -> Result<Date, Error> {
    Date::parse(text).ok_or_else(|| Error::Usage(format!("--date: `{text}` is not a day; write it as 2026-02-07")))
}

/// Reads what was named: banks as banks, every other file by its kind.
fn read(desk: &mut Desk, options: &Check, current: &Path) -> Result<Library, Error> {
    if options.paths.is_empty() {
        let banks = desk.default_banks()?;
        return Ok(desk.workspace.banks(&banks, &mut desk.found)?);
    }
    let mut banks = Vec::new();
    for path in &options.paths {
        let path = current.join(path);
        let kind = if path.is_dir() { Some(FileKind::Bank) } else { desk.workspace.kind_of(&path, &mut desk.found)? };
        match kind {
            Some(FileKind::Bank) => banks.push(Located::new(desk.workspace.inside(&path)?, None)),
            Some(FileKind::Blueprint) => {
                if let Some(blueprint) = desk.workspace.blueprint(&path, &mut desk.found)? {
                    check::blueprint(&blueprint, &mut desk.found);
                }
            }
            Some(FileKind::Syllabus) => drop(desk.workspace.syllabus(&path, &mut desk.found)?),
            // The desk file was read when the folder was opened.
            Some(FileKind::Desk) | None => {}
            Some(other) => {
                return Err(Error::Input(format!("`{}` is a {}, which is not checked", path.display(), other.name())));
            }
        }
    }
    Ok(desk.workspace.banks(&banks, &mut desk.found)?)
}

fn report(options: &Check, library: &Library, mut desk: Desk, ui: Ui) -> Result<(), Error> {
    desk.found.sort();
    let found = &desk.found;
    let (errors, warnings) = (found.count(Severity::Error), found.count(Severity::Warning));
    let questions = library.questions().count();
    match options.format {
        Report::Json => ui.data(&format!(
            "{}\n",
            json!({
                "questions": questions,
                "errors": errors,
                "warnings": warnings,
                "findings": render::json(found, &desk.workspace.sources),
            })
        ))?,
        Report::Text => {
            ui.findings(found, &desk.workspace.sources);
            ui.say(&format!(
                "{}, {}, {}",
                counted(questions, "question"),
                counted(errors, "error"),
                counted(warnings, "warning")
            ));
        }
    }
    if errors > 0 || options.deny_warnings && warnings > 0 { Err(Error::Told) } else { Ok(()) }
}

/// Writes missing ids and tokens into the files; what cannot be mended is shown.
fn fix(library: &Library, mut desk: Desk, ui: Ui) -> Result<(), Error> {
    let fixes = check::fix::of(library, &desk.workspace.sources);
    let mut mended = 0;
    for (file, edits) in &fixes {
        let name = desk.workspace.sources.name(*file).to_owned();
        let path = desk.workspace.root.join(&name);
        let typed = std::fs::read(&path).map_err(Error::disk("read", &path))?;
        let typed = String::from_utf8_lossy(&typed).into_owned();
        let text = store::apply(&typed, edits).map_err(|fault| Error::Input(format!("{name}: {fault}")))?;
        output::write_file(&path, text.as_bytes())?;
        ui.say(&format!("{name}: {}", counted(edits.len(), "change")));
        mended += edits.len();
    }
    let mut left = Diagnostics::default();
    std::mem::swap(&mut left, &mut desk.found);
    left.retain(|diagnostic| !check::fix::mends(diagnostic));
    left.sort();
    ui.findings(&left, &desk.workspace.sources);
    ui.say(&format!("{} mended, {} left", mended, counted(left.iter().count(), "finding")));
    if left.has_errors() { Err(Error::Told) } else { Ok(()) }
}
