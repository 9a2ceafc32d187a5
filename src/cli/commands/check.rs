//! `check`: every problem of every file, and `--fix`.

use crate::check;
use crate::cli::args::{Check, Report};
use crate::cli::desk::Desk;
use crate::cli::exit::Error;
use crate::cli::input;
use crate::cli::output;
use crate::cli::ui::{Ui, counted};
use crate::diag::{Severity, render};
use crate::load::files::FileKind;
use crate::load::words::OwnWords;
use crate::model::bank::Library;
use crate::model::blueprint::{Blueprint, Located};
use crate::model::date::Date;
use crate::model::pattern::Pattern;
use crate::render::probe::Probe;
use crate::source::{SourceMap, Span};
use crate::store;
use serde_json::json;
use std::fs;
use std::path::Path;

/// Checks banks, study notes, blueprints, patterns, syllabi, words files and the desk file.
pub fn run(options: &Check, current: &Path, ui: Ui) -> Result<(), Error> {
    let date = options.date.as_deref().map(date).transpose()?;
    input::once(&options.paths)?;
    if options.fix && options.paths.iter().any(|path| input::is_standard(path)) {
        return Err(Error::Usage("`--fix` changes files, and standard input is none".to_owned()));
    }
    let first = options.paths.iter().find(|path| !input::is_standard(path)).map(|path| current.join(path));
    let mut desk = Desk::open(first.as_deref(), current)?;
    let progress = ui.progress("reading");
    let mut read = read(&mut desk, options, current, ui)?;
    if options.fix {
        fix(&read.library, &desk, ui)?;
        // Files have changed, so that all places have.
        desk = Desk::open(first.as_deref(), current)?;
        read = self::read(&mut desk, options, current, ui)?;
    }
    let Read { library, blueprints, patterns, words } = read;
    progress.doing("checking");
    check::run(&library, date, &mut desk.found);
    patterns.iter().for_each(|pattern| check::pattern(pattern, &mut desk.found));
    for blueprint in &blueprints {
        check::blueprint(blueprint, &mut desk.found);
        check::blueprint_names(blueprint, &library, &mut desk.found);
        desk.workspace.words.of_paper(&blueprint.layout.languages, &mut desk.found);
    }
    if !options.no_engine {
        progress.doing("trying formulas and fonts");
        let mut probe = Probe::new(desk.fonts());
        library.questions().for_each(|question| probe.question(question));
        library.passages().for_each(|passage| probe.passage(passage));
        library.notes.iter().for_each(|note| probe.note(note));
        blueprints.iter().for_each(|blueprint| probe.blueprint(blueprint));
        patterns.iter().for_each(|pattern| probe.pattern(pattern));
        for own in desk.workspace.words.own_files().iter().chain(&words) {
            let first = |sign: char| first_place(own, sign, &desk.workspace.sources);
            probe.words(&own.path, &own.words, &first);
        }
        probe.run(&mut desk.found);
    }
    drop(progress);
    report(options, &library, desk, ui)
}

fn date(text: &str) -> Result<Date, Error> {
    Date::parse(text).ok_or_else(|| Error::Usage(format!("--date: `{text}` is not a day; write it as 2026-02-07")))
}

/// What was read: banks, the blueprints that are checked against them, patterns, and words files that the desk file does
/// not name.
struct Read {
    library: Library,
    blueprints: Vec<Blueprint>,
    patterns: Vec<Pattern>,
    words: Vec<OwnWords>,
}

/// Reads what was named: banks as banks, every other file by its kind; a blueprint brings its banks along.
fn read(desk: &mut Desk, options: &Check, current: &Path, ui: Ui) -> Result<Read, Error> {
    let mut banks = Vec::new();
    let (mut blueprints, mut patterns, mut words) = (Vec::new(), Vec::new(), Vec::new());
    if options.paths.is_empty() {
        banks = desk.default_banks()?;
    }
    for path in &options.paths {
        let path = desk.named(path, current)?;
        let kind = if path.is_dir() { Some(FileKind::Bank) } else { desk.workspace.kind_of(&path, &mut desk.found)? };
        match kind {
            Some(FileKind::Bank | FileKind::Note) => banks.push(Located::new(desk.workspace.inside(&path)?, None)),
            Some(FileKind::Blueprint) => {
                if let Some(blueprint) = desk.workspace.blueprint(&path, &mut desk.found)? {
                    let own = blueprint.banks.clone();
                    banks.extend(match (own.is_empty(), desk.default_banks()) {
                        (false, _) => own,
                        (true, Ok(banks)) => banks,
                        // What is wrong with the blueprint comes first: it may be why it names no banks.
                        (true, Err(fault)) => return desk.tell(ui).and(Err(fault)),
                    });
                    blueprints.push(blueprint);
                }
            }
            Some(FileKind::Pattern) => patterns.extend(desk.workspace.pattern(&path, &mut desk.found)?),
            Some(FileKind::Syllabus) => drop(desk.workspace.syllabus(&path, &mut desk.found)?),
            Some(FileKind::Places) => desk.workspace.places(&path, &mut desk.found)?,
            Some(FileKind::Words) => words.extend(desk.workspace.words_file(&path, &mut desk.found)?),
            // The desk file was read when the folder was opened.
            Some(FileKind::Desk) | None => {}
            Some(other) => {
                return Err(Error::Input(format!("`{}` is a {}, which is not checked", path.display(), other.name())));
            }
        }
    }
    let library = desk.workspace.banks(&banks, &mut desk.found)?;
    Ok(Read { library, blueprints, patterns, words })
}

/// Where a character first stands in a words file.
fn first_place(own: &OwnWords, sign: char, sources: &SourceMap) -> Option<Span> {
    let file = own.file?;
    let start = u32::try_from(sources.text(file).find(sign)?).ok()?;
    Some(Span { file, start, end: start + sign.len_utf8() as u32 })
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
                "notes": library.notes.len(),
                "errors": errors,
                "warnings": warnings,
                "findings": render::json(found, &desk.workspace.sources),
            })
        ))?,
        Report::Text => {
            ui.findings(found, &desk.workspace.sources);
            let notes = match library.notes.len() {
                0 => String::new(),
                count => format!(", {}", counted(count, "note")),
            };
            ui.say(&format!(
                "{}{notes}, {}, {}",
                counted(questions, "question"),
                counted(errors, "error"),
                counted(warnings, "warning")
            ));
        }
    }
    if errors > 0 || options.deny_warnings && warnings > 0 { Err(Error::Told) } else { Ok(()) }
}

/// Writes missing ids and tokens into the files.
fn fix(library: &Library, desk: &Desk, ui: Ui) -> Result<(), Error> {
    let by_file = check::fix::of(library, &desk.workspace.sources);
    for (file, edits) in &by_file {
        let name = desk.workspace.sources.name(*file);
        let path = desk.workspace.root.join(name);
        let typed = fs::read_to_string(&path).map_err(Error::disk("read", &path))?;
        let text = store::apply(&typed, edits).map_err(|fault| Error::Input(format!("{name}: {fault}")))?;
        output::write_file(&path, text.as_bytes())?;
        ui.say(&format!("{name}: {}", counted(edits.len(), "change")));
    }
    if by_file.is_empty() {
        ui.say("nothing that can be mended by itself");
    }
    Ok(())
}
