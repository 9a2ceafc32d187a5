//! `import`: pages and files of other programs into notes and banks, with a balance of what came along.

use crate::cli::args::{Import, Report};
use crate::cli::desk::Desk;
use crate::cli::exit::Error;
use crate::cli::imports::{self, Written};
use crate::cli::input::{self, Input};
use crate::cli::ui::{Ui, counted};
use crate::diag::nearest;
use crate::formats::draft::Draft;
use crate::formats::{self, AreaNames, Balance, Converted, FORMATS, Format, Surroundings, Thing, write};
use crate::load::files::Workspace;
use crate::load::places;
use crate::model::bank::Syllabus;
use crate::model::ids::slug;
use crate::render::FontSet;
use rayon::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Where imports go when nobody says.
const DEFAULT_FOLDER: &str = "question-banks/imported";

/// Lines that are looked at to tell the format of a text.
const MOST_LINES_TO_DETECT: usize = 400;

/// Losses and skipped lines that are shown to people; programs get all.
const MOST_SHOWN: usize = 100;

/// Reads the files, writes what they give, and tells the balance.
pub fn run(options: &Import, current: &Path, ui: Ui) -> Result<(), Error> {
    input::once(&options.files)?;
    let format = options.from.as_deref().map(named).transpose()?;
    let folder = options.into.as_ref().map(|folder| current.join(folder));
    let mut desk = Desk::open(folder.as_deref().and_then(nearest_folder), current)?;
    let folder = folder.unwrap_or_else(|| desk.workspace.root.join(DEFAULT_FOLDER));
    if folder.exists() && !folder.is_dir() {
        return Err(Error::Usage(format!("`{}` is a file; give a folder with `--into`", folder.display())));
    }
    stays_inside(&desk.workspace, &folder)?;
    let syllabi = syllabi(&mut desk.workspace, &folder)?;
    let own = desk.workspace.places_for(&folder.join("notes/any.toml"))?;
    let places = [&own, places::built_in()];
    let fonts = desk.fonts();
    let progress = ui.progress("reading");
    let inputs: Vec<Input> =
        options.files.iter().map(|path| Input::read(path, current)).collect::<Result<_, Error>>()?;
    let mut texts: Vec<Text> = options.files.iter().map(|path| Text::new(path)).collect();
    let around = Surroundings { areas: &areas(&syllabi), places: &places, ..Surroundings::default() };
    let pages = read(&inputs, &mut texts, format, &around);
    progress.doing("writing");
    let written = write_all(pages, &mut texts, &folder, (&syllabi, &fonts), options.dry_run)?;
    drop(progress);
    report(options, &texts, &written, &desk.workspace.root, ui)?;
    let failed = texts.iter().any(|text| text.fault.is_some()) || written.iter().any(|file| file.state.is_failure());
    let lost = texts.iter().any(|text| !text.balance.losses.is_empty());
    if failed || options.strict && lost { Err(Error::Told) } else { Ok(()) }
}

/// A file that was read.
struct Text {
    /// As named on the command line.
    name: String,
    /// What was found in it.
    balance: Balance,
    /// Why nothing was.
    fault: Option<String>,
}

impl Text {
    fn new(path: &Path) -> Text {
        let name = if input::is_standard(path) { "standard input".to_owned() } else { path.display().to_string() };
        Text { name, balance: Balance::default(), fault: None }
    }
}

/// A file that was written, or was not.
struct Output {
    path: PathBuf,
    state: Written,
    /// Its text, for a dry run.
    text: String,
}

/// The format of this name.
fn named(name: &str) -> Result<&'static Format, Error> {
    formats::named(name).ok_or_else(|| {
        let near = nearest(name, FORMATS.iter().map(|format| format.name));
        let hint = near.map_or("`papersetter formats` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
        Error::Usage(format!("--from: there is no format `{name}`; {hint}"))
    })
}

/// The nearest folder above a path that exists.
fn nearest_folder(path: &Path) -> Option<&Path> {
    path.ancestors().find(|folder| folder.is_dir())
}

/// Checks that no link on the way to the files of an import leads out of the desk.
fn stays_inside(workspace: &Workspace, folder: &Path) -> Result<(), Error> {
    for folder in [folder, &folder.join("notes")] {
        let Some(nearest) = nearest_folder(folder) else { continue };
        if workspace.inside(nearest).is_err() {
            let end = nearest.canonicalize().unwrap_or_else(|_| nearest.to_owned());
            return Err(Error::Usage(format!(
                "`{}` leads to `{}`, outside of `{}`; take the link away, or name a folder with `--into`",
                nearest.display(),
                end.display(),
                workspace.root.display()
            )));
        }
    }
    Ok(())
}

/// The syllabi in folders `syllabus` beside the folder of an import and above it, up to the root, by id.
fn syllabi(workspace: &mut Workspace, folder: &Path) -> Result<BTreeMap<String, Syllabus>, Error> {
    let mut found = BTreeMap::new();
    for parent in folder.ancestors() {
        let entries = fs::read_dir(parent.join("syllabus")).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
        paths.sort();
        for path in paths {
            let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if found.contains_key(&id) || workspace.inside(&path).is_err() {
                continue;
            }
            // What is wrong in a syllabus is for `check` to tell.
            if let Some(syllabus) = workspace.syllabus(&path, &mut Default::default())? {
                found.insert(id, syllabus);
            }
        }
        if parent == workspace.root {
            break;
        }
    }
    Ok(found)
}

/// The areas of syllabi with all their names.
fn areas(syllabi: &BTreeMap<String, Syllabus>) -> Vec<AreaNames> {
    let of = |(id, syllabus): (&String, &Syllabus)| -> Vec<AreaNames> {
        let area = |area: &crate::model::bank::Area| AreaNames {
            syllabus: id.clone(),
            path: area.id.clone(),
            names: area.name.iter().map(|(_, name)| name.clone()).chain(area.aka.iter().cloned()).collect(),
        };
        syllabus.areas.iter().map(area).collect()
    };
    syllabi.iter().flat_map(of).collect()
}

/// A page with the text that it stands in.
type Page = (usize, Converted<Option<Draft>>);

/// Reads every text; what cannot be read is told with it.
fn read(inputs: &[Input], texts: &mut [Text], format: Option<&'static Format>, around: &Surroundings<'_>) -> Vec<Page> {
    let read: Vec<Vec<Converted<Option<Draft>>>> = inputs
        .par_iter()
        .zip(texts)
        .map(|(input, text)| {
            let stem = input.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let standard = text.name == "standard input";
            let name = if standard { String::new() } else { slug(&stem, 60) };
            let surroundings = Surroundings { origin: text.name.clone(), name, ..around.clone() };
            read_one(&input.bytes, format, &surroundings, text).unwrap_or_else(|fault| {
                text.fault = Some(fault);
                Vec::new()
            })
        })
        .collect();
    let (places, mut pages): (Vec<usize>, Vec<_>) =
        read.into_iter().enumerate().flat_map(|(at, pages)| pages.into_iter().map(move |page| (at, page))).unzip();
    formats::distinguish(&mut pages);
    places.into_iter().zip(pages).collect()
}

/// As much of a text as its format shows in.
fn beginning(text: &str) -> &str {
    let end = text.match_indices('\n').nth(MOST_LINES_TO_DETECT).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

fn read_one(
    bytes: &[u8],
    format: Option<&'static Format>,
    surroundings: &Surroundings<'_>,
    text: &mut Text,
) -> Result<Vec<Converted<Option<Draft>>>, String> {
    let decoded = formats::decode(bytes)?;
    text.balance.remarks = decoded.remarks;
    if decoded.text.trim().is_empty() {
        return Err("it holds no text: save the page that you copied, and try again".to_owned());
    }
    let format = format.or_else(|| FORMATS.iter().find(|format| (format.detect)(beginning(&decoded.text))));
    let Some(format) = format else {
        return Err(
            "it looks like no format that can be read: `papersetter formats` lists them, and `--from` names one"
                .to_owned(),
        );
    };
    let pages = (format.read)(&decoded.text, surroundings);
    if pages.iter().all(|page| page.losses.counts.is_empty()) {
        return Err(format!(
            "nothing in it was understood as {}: look at the text, and at `docs/import.md` for what is read",
            format.name
        ));
    }
    Ok(pages)
}

/// Checks and writes the files of every page.
fn write_all(
    pages: Vec<Page>,
    texts: &mut [Text],
    folder: &Path,
    (syllabi, fonts): (&BTreeMap<String, Syllabus>, &FontSet),
    dry_run: bool,
) -> Result<Vec<Output>, Error> {
    let made: Vec<(usize, Balance, Vec<write::File>)> = pages
        .into_par_iter()
        .map(|(at, Converted { value, mut losses })| {
            let files = value.map(|draft| imports::sound(&draft, syllabi, fonts, &mut losses)).unwrap_or_default();
            (at, losses, files)
        })
        .collect();
    let mut written = Vec::new();
    for (at, balance, files) in made {
        let states = imports::write(folder, &files, dry_run)?;
        let output = |((path, state), file): ((PathBuf, Written), &write::File)| Output {
            path,
            state,
            text: if dry_run { file.text.clone() } else { String::new() },
        };
        written.extend(states.into_iter().zip(&files).map(output));
        if let Some(text) = texts.get_mut(at) {
            text.balance.append(balance);
        }
    }
    Ok(written)
}

fn report(options: &Import, texts: &[Text], written: &[Output], root: &Path, ui: Ui) -> Result<(), Error> {
    let shown = |path: &Path| path.strip_prefix(root).unwrap_or(path).display().to_string().replace('\\', "/");
    match options.format {
        Report::Json => ui.data(&format!("{}\n", as_json(texts, written, &shown))),
        Report::Text => {
            if options.dry_run {
                let files = written.iter().map(|file| format!("# {}\n{}\n", shown(&file.path), file.text));
                ui.data(&files.collect::<String>())?;
            }
            tell(texts, written, &shown, ui);
            Ok(())
        }
    }
}

/// The balance for people.
fn tell(texts: &[Text], written: &[Output], shown: &dyn Fn(&Path) -> String, ui: Ui) {
    for file in written {
        let line = format!("{}: {}", shown(&file.path), file.state.name());
        if file.state.is_failure() { ui.tell(&line) } else { ui.say(&line) }
    }
    if written.iter().any(|file| file.state.is_failure()) {
        ui.tell("move what was left alone away, or write to another folder with `--into DIR`");
    }
    let mut all = Balance::default();
    let mut losses = Vec::new();
    let mut skipped = Vec::new();
    for text in texts {
        if let Some(fault) = &text.fault {
            ui.tell(&format!("error: {}: {fault}", text.name));
        }
        text.balance.remarks.iter().for_each(|remark| ui.tell(&format!("{}: {remark}", text.name)));
        let loss = |loss: &formats::Loss| {
            format!("{}:{}: {} {}: {}", text.name, loss.line, loss.what, loss.outcome.name(), loss.reason)
        };
        losses.extend(text.balance.losses.iter().map(loss));
        let passed = |skipped: &formats::Skipped| {
            let more = if skipped.lines > 1 {
                format!(" and {}", counted(skipped.lines as usize - 1, "more line"))
            } else {
                String::new()
            };
            format!("{}:{}: passed over, {}: `{}`{more}", text.name, skipped.line, skipped.why, skipped.text)
        };
        skipped.extend(text.balance.skipped.iter().map(passed));
        all.append(text.balance.clone());
    }
    some(&losses, &|line| ui.tell(line));
    some(&skipped, &|line| ui.say(line));
    if all.counts.is_empty() {
        return;
    }
    if written.is_empty() {
        ui.say("nothing could be taken over, so no file is written");
    }
    let total = all.total();
    let kinds: Vec<String> = all.counts.iter().map(|(thing, count)| kind(*thing, count.found())).collect();
    ui.say(&format!(
        "found {} = {} whole + {} with losses + {} unreadable + {} refused ({})",
        total.found(),
        total.whole,
        total.with_losses,
        total.unreadable,
        total.refused,
        kinds.join(", ")
    ));
}

/// `1 article`, `3 facts`.
fn kind(thing: Thing, count: usize) -> String {
    format!("{count} {}", if count == 1 { thing.one() } else { thing.several() })
}

/// Shows lines, of very many only the first.
fn some(lines: &[String], show: &dyn Fn(&str)) {
    lines.iter().take(MOST_SHOWN).for_each(|line| show(line));
    if lines.len() > MOST_SHOWN {
        show(&format!("… and {} more; `--format json` lists all", lines.len() - MOST_SHOWN));
    }
}

/// The balance for programs.
fn as_json(texts: &[Text], written: &[Output], shown: &dyn Fn(&Path) -> String) -> serde_json::Value {
    let count = |count: &formats::Count| {
        json!({
            "found": count.found(),
            "whole": count.whole,
            "with-losses": count.with_losses,
            "unreadable": count.unreadable,
            "refused": count.refused,
        })
    };
    let mut all = Balance::default();
    texts.iter().for_each(|text| all.append(text.balance.clone()));
    let key = |thing: &Thing| thing.several().to_lowercase().replace(' ', "-");
    let kinds: serde_json::Map<String, serde_json::Value> =
        all.counts.iter().map(|(thing, counts)| (key(thing), count(counts))).collect();
    let losses = |text: &Text| -> Vec<serde_json::Value> {
        let loss = |loss: &formats::Loss| {
            json!({
                "file": text.name,
                "line": loss.line,
                "what": loss.what,
                "outcome": loss.outcome.name().replace(' ', "-"),
                "reason": loss.reason,
            })
        };
        text.balance.losses.iter().map(loss).collect()
    };
    let skipped = |text: &Text| -> Vec<serde_json::Value> {
        let lines = |skipped: &formats::Skipped| {
            json!({
                "file": text.name,
                "line": skipped.line,
                "lines": skipped.lines,
                "text": skipped.text,
                "why": skipped.why,
            })
        };
        text.balance.skipped.iter().map(lines).collect()
    };
    let remarks = |text: &Text| -> Vec<serde_json::Value> {
        let faults = text.fault.iter().map(|fault| json!({ "file": text.name, "error": fault }));
        faults.chain(text.balance.remarks.iter().map(|remark| json!({ "file": text.name, "remark": remark }))).collect()
    };
    json!({
        "files": written.iter().map(|file| json!({ "path": shown(&file.path), "state": file.state.key() })).collect::<Vec<_>>(),
        "balance": count(&all.total()),
        "kinds": kinds,
        "losses": texts.iter().flat_map(losses).collect::<Vec<_>>(),
        "skipped": texts.iter().flat_map(skipped).collect::<Vec<_>>(),
        "remarks": texts.iter().flat_map(remarks).collect::<Vec<_>>(),
    })
}
