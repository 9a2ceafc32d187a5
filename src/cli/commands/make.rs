//! `make`: papers, keys, solutions, sheets, report and record.

use crate::assemble::{self, Keep, Request};
use crate::check;
use crate::cli::args::{Make, Report};
use crate::cli::desk::{self, Desk};
use crate::cli::exit::Error;
use crate::cli::input::{self, Input};
use crate::cli::job::{self, Job};
use crate::cli::output;
use crate::cli::print;
use crate::cli::ui::{Ui, counted};
use crate::diag::Severity;
use crate::load::files::{FileKind, STANDARD_INPUT};
use crate::model::blueprint::{Blueprint, Located, Seed};
use crate::model::ids::{QuestionId, SetName};
use crate::model::record::{Record, RecordSet};
use crate::render::FontSet;
use rand::TryRng;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// Makes a paper from a blueprint, a bank or a record.
pub fn run(options: &Make, current: &Path, ui: Ui) -> Result<(), Error> {
    // Fonts are parsed while banks are read.
    rayon::spawn(|| drop(FontSet::bundled()));
    input::once([&options.from, &options.blueprint, &options.keep, &options.template].into_iter().flatten())?;
    let mut job = match (&options.from, &options.blueprint) {
        (Some(record), _) => Job::from_record(record, current, ui)?,
        (None, Some(file)) => from_banks(options, file, current, ui)?,
        (None, None) => return Err(Error::Usage("name a blueprint or a bank, or a record with `--from`".to_owned())),
    };
    if options.from.is_some() {
        match own_template(options, current)? {
            Some(own) => job.template = Some(own),
            None if job.template.is_some() => {
                ui.say("note: the paper is printed with the template of the record; a template is a program");
            }
            None => {}
        }
    }
    tell_equal_sets(&job.record, ui);
    if options.dry_run {
        return dry_run(&job, options, ui);
    }
    let folder = options.output.as_ref().map_or_else(|| job.folder.clone(), |folder| current.join(folder));
    if options.output.is_none() && options.from.as_deref().is_some_and(|file| !input::is_standard(file)) {
        output::printed_before(&folder)?;
    }
    let place = output::usable(&folder, current)?;
    let wanted = if options.only.is_empty() { print::all(&job.paper) } else { options.only.clone() };
    let outputs = print::products(&job, &wanted, ui)?;
    output::write(place, &job.record.paper_id, &outputs)?;
    let shown = folder.strip_prefix(current).unwrap_or(&folder).display().to_string();
    match options.format {
        Report::Json => ui.data(&format!(
            "{}\n",
            json!({
                "paper-id": job.record.paper_id,
                "seed": job.record.seed,
                "folder": shown,
                "files": outputs.keys().collect::<Vec<_>>(),
            })
        )),
        Report::Text => {
            ui.say(&summary(&job, &outputs, &shown));
            Ok(())
        }
    }
}

fn summary(job: &Job, outputs: &output::Outputs, shown: &str) -> String {
    let record = &job.record;
    let sets: Vec<&str> = record.sets.iter().map(|set| set.name.as_str()).collect();
    let entries = record.sets.first().map_or(0, |set| set.entries.len());
    let names: Vec<&str> = outputs.keys().map(String::as_str).filter(|name| !name.contains('/')).collect();
    format!(
        "paper {}: {}, {} {}, {} {}, seed {}\n{shown}/: {}\nrecord.json holds the key: keep the folder to yourself until the examination is over.",
        record.paper_id,
        counted(entries, "question"),
        record.maximum.shown(),
        if record.maximum.shown() == "1" { "mark" } else { "marks" },
        if sets.len() == 1 { "set" } else { "sets" },
        sets.join(", "),
        record.seed.value(),
        names.join(", "),
    )
}

/// Two sets with the same questions in the same order help nobody; few questions or none to shuffle lead there.
fn tell_equal_sets(record: &Record, ui: Ui) {
    for (at, first) in record.sets.iter().enumerate() {
        let equal = |second: &&RecordSet| first.entries == second.entries && first.slots == second.slots;
        if let Some(second) = record.sets.iter().skip(at + 1).find(equal) {
            ui.say(&format!(
                "warning: the sets {} and {} are the same, slot by slot: shuffle more, or make fewer sets",
                first.name, second.name
            ));
        }
    }
}

fn dry_run(job: &Job, options: &Make, ui: Ui) -> Result<(), Error> {
    let Some(report) = &job.report else {
        return Err(Error::Usage("`--dry-run` tells what would be chosen, and `--from` chooses nothing".to_owned()));
    };
    match options.format {
        Report::Json => ui.data(&print::report_json(report)),
        Report::Text => ui.data(&report.text()),
    }
}

fn from_banks(options: &Make, file: &Path, current: &Path, ui: Ui) -> Result<Job, Error> {
    let (mut desk, file) = Desk::of_file(file, current)?;
    let blueprint = blueprint(&mut desk, &file, ui)?;
    let banks = if blueprint.banks.is_empty() {
        match desk.default_banks() {
            Ok(banks) => banks,
            // What is wrong with the blueprint comes first: it may be why it names no banks.
            Err(fault) => return desk.tell(ui).and(Err(fault)),
        }
    } else {
        blueprint.banks.clone()
    };
    let progress = ui.progress("reading banks");
    let library = desk.workspace.banks(&banks, &mut desk.found)?;
    progress.doing("checking");
    check::errors(&library, &mut desk.found);
    drop(progress);
    // Warnings on questions that may not even be chosen belong to `check`.
    desk.found.retain(|diagnostic| diagnostic.severity == Severity::Error);
    let (words, further) = desk.words(&blueprint.layout.languages, ui)?;

    let record =
        options.keep.as_ref().map(|path| job::read_record(path, current)).transpose()?.map(|(record, ..)| record);
    let swap = ids(&options.swap)?;
    let sets = set_names(&options.sets)?;
    let facts = desk::facts(&library, &desk.workspace.root, blueprint.filters().map(|filter| filter.value.as_str()));
    let request = Request {
        library: &library,
        blueprint: &blueprint,
        desk: &desk.workspace.desk,
        words: &words,
        facts: &facts,
        seed: seed(options, &blueprint)?,
        sets: sets.as_deref(),
        keep: record.as_ref().map(|record| Keep { record, swap: &swap }),
    };
    let assembled = assemble::assemble(&request, &mut desk.found);
    let fonts = desk.fonts();
    desk.tell(ui)?;
    let Some(assembled) = assembled else { return Err(Error::Internal("no paper and no reason why".to_owned())) };
    let template = match own_template(options, current)? {
        Some(own) => Some(own),
        None => template(&desk)?,
    };
    let folder = desk.workspace.root.join("out").join(stem(&file));
    Job::new(assembled, (words, further), fonts, template, folder, desk)
}

/// The blueprint of a file; for a bank or a folder of banks one that prints all of it.
fn blueprint(desk: &mut Desk, file: &Path, ui: Ui) -> Result<Blueprint, Error> {
    let whole = |path: String| Blueprint { banks: vec![Located::new(path, None)], ..Blueprint::default() };
    if file.is_dir() {
        return Ok(whole(desk.workspace.inside(file)?));
    }
    match desk.workspace.kind_of(file, &mut desk.found)? {
        Some(FileKind::Blueprint) => {
            let blueprint = desk.workspace.blueprint(file, &mut desk.found)?;
            // A blueprint that cannot be read at all ends here; lesser faults are told with those of the banks.
            match blueprint {
                Some(blueprint) => Ok(blueprint),
                None => desk.tell(ui).and(Err(Error::Told)),
            }
        }
        Some(FileKind::Bank) => Ok(whole(desk.workspace.inside(file)?)),
        Some(other) => {
            Err(Error::Input(format!("`{}` is a {}; `make` wants a blueprint or a bank", file.display(), other.name())))
        }
        None => desk.tell(ui).and(Err(Error::Told)),
    }
}

fn ids(typed: &[String]) -> Result<Vec<QuestionId>, Error> {
    let id = |text: &String| {
        QuestionId::new(text).ok_or_else(|| Error::Usage(format!("--swap: `{text}` is not the id of a question")))
    };
    typed.iter().map(id).collect()
}

fn set_names(typed: &[String]) -> Result<Option<Vec<SetName>>, Error> {
    let name = |text: &String| {
        SetName::new(text.trim())
            .ok_or_else(|| Error::Usage(format!("--sets: `{text}` is not a set's name; 1 to 8 letters, digits or `-`")))
    };
    let names = typed.iter().map(name).collect::<Result<Vec<_>, _>>()?;
    for (at, name) in names.iter().enumerate() {
        let same = |other: &&SetName| other.as_str().eq_ignore_ascii_case(name.as_str());
        if let Some(other) = names.iter().take(at).find(same) {
            return Err(Error::Usage(format!(
                "--sets: `{other}` and `{name}` are called the same; names differ in more than capitals"
            )));
        }
    }
    Ok((!names.is_empty()).then_some(names))
}

/// The seed of the command line, the blueprint, or the operating system.
fn seed(options: &Make, blueprint: &Blueprint) -> Result<Seed, Error> {
    if let Some(number) = options.seed {
        return Seed::new(number)
            .ok_or_else(|| Error::Usage(format!("--seed: {number} is too large; 9223372036854775807 is the largest")));
    }
    if let Some(seed) = blueprint.seed {
        return Ok(seed);
    }
    let bits = rand::rngs::SysRng.try_next_u64();
    bits.map(Seed::from_bits).map_err(|error| Error::Disk {
        doing: "draw a seed from",
        path: PathBuf::from("the operating system"),
        source: std::io::Error::other(error),
    })
}

/// The template that the desk file names.
fn template(desk: &Desk) -> Result<Option<(String, String)>, Error> {
    let Some(named) = &desk.workspace.desk.template else { return Ok(None) };
    let path = desk.workspace.root.join(&named.value);
    if !path.is_file() {
        return Err(Error::Input(format!(
            "`papersetter.toml` names the template `{}`, which does not exist",
            named.value
        )));
    }
    let bytes = fs::read(&path).map_err(Error::disk("read", &path))?;
    Ok(Some((named.value.clone(), job::template_text(&named.value, bytes)?)))
}

/// The template that the command line names.
fn own_template(options: &Make, current: &Path) -> Result<Option<(String, String)>, Error> {
    let Some(path) = &options.template else { return Ok(None) };
    let file = Input::read(path, current)?;
    let name = file.path.display().to_string();
    let text = job::template_text(&name, file.bytes)?;
    Ok(Some((name, text)))
}

/// The name of the output folder: the file's without `.toml`.
fn stem(file: &Path) -> String {
    if file == Path::new(STANDARD_INPUT) {
        return "stdin".to_owned();
    }
    file.file_stem().map_or_else(|| "paper".to_owned(), |stem| stem.to_string_lossy().into_owned())
}
