//! `fonts`: which scripts can be printed, by which fonts.

use crate::cli::args::{Fonts, Report};
use crate::cli::desk::Desk;
use crate::cli::exit::Error;
use crate::cli::input;
use crate::cli::output;
use crate::cli::ui::Ui;
use crate::diag::nearest;
use crate::render::{Failure, FamilyFonts, ScriptFonts, specimen};
use crate::stats::table::{Align, columns};
use serde_json::{Value, json};
use std::path::Path;

/// Pixels per inch of the picture.
const PIXELS_PER_INCH: f64 = 144.0;

/// Lists the scripts, or shows the words of one.
pub fn run(options: &Fonts, current: &Path, ui: Ui) -> Result<(), Error> {
    let mut desk = Desk::open(None, current)?;
    let fonts = desk.fonts();
    desk.tell(ui)?;
    let mut scripts = fonts.scripts();
    if let Some(wanted) = &options.script {
        scripts = vec![chosen(&scripts, wanted)?];
    }
    if let Some(file) = &options.png {
        let document = specimen::page(&fonts, &scripts).map_err(|failure| match failure {
            Failure::Input(found) => {
                ui.findings(&found, &desk.workspace.sources);
                Error::Told
            }
            Failure::Engine(message) => Error::Internal(format!("the picture could not be made: {message}")),
        })?;
        let picture = document.png(0, PIXELS_PER_INCH);
        let picture = picture.ok_or_else(|| Error::Internal("the picture could not be written".to_owned()))?;
        if input::is_standard(file) {
            return ui.bytes(&picture);
        }
        output::write_file(&current.join(file), &picture)?;
        ui.say(&file.display().to_string());
        return Ok(());
    }
    match (options.format, &options.script) {
        (Report::Json, _) => {
            let scripts: Vec<Value> = scripts.iter().map(json).collect();
            ui.data(&format!("{}\n", json!({ "scripts": scripts })))
        }
        (Report::Text, None) => {
            ui.data(&table(&scripts))?;
            ui.say("\n`papersetter fonts SCRIPT` shows words of a script, with `--png FILE` as they print.");
            Ok(())
        }
        (Report::Text, Some(_)) => ui.data(&scripts.iter().map(shown).collect::<String>()),
    }
}

/// The script of this name, code or language.
fn chosen(scripts: &[ScriptFonts], wanted: &str) -> Result<ScriptFonts, Error> {
    let typed = wanted.to_lowercase();
    let words = |script: &ScriptFonts| -> Vec<String> {
        let name = script.name.to_lowercase();
        // `Arabic (Urdu)` is found by either word.
        let parts = name.split([' ', '(', ')']).filter(|part| !part.is_empty()).map(str::to_owned);
        let mut words: Vec<String> = parts.collect();
        words.extend([name.clone(), script.code.to_lowercase()]);
        words.extend(script.languages.iter().map(|(_, name)| name.to_lowercase()));
        words
    };
    let is =
        |script: &&ScriptFonts| words(script).contains(&typed) || script.languages.iter().any(|(tag, _)| *tag == typed);
    if let Some(script) = scripts.iter().find(is) {
        return Ok(script.clone());
    }
    let names: Vec<String> = scripts.iter().flat_map(words).collect();
    let near = nearest(&typed, names.iter().map(String::as_str));
    let near = near.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
    Err(Error::Usage(format!(
        "no font is known for the script `{wanted}`{near}; `papersetter fonts` lists the scripts that can be printed"
    )))
}

/// What faces a family has: `regular, bold`.
fn faces(family: &FamilyFonts) -> String {
    let faces = [(family.regular, "regular"), (family.bold, "bold"), (family.italic, "italic")];
    faces.into_iter().filter(|(there, _)| *there).map(|(_, name)| name).collect::<Vec<_>>().join(", ")
}

fn origin(family: &FamilyFonts) -> String {
    if family.files.is_empty() { "built in".to_owned() } else { family.files.join(", ") }
}

fn table(scripts: &[ScriptFonts]) -> String {
    let rows = scripts.iter().flat_map(|script| {
        script.families.iter().enumerate().map(|(at, family)| {
            // The second family draws what the first one lacks.
            let name = if at == 0 { script.name.clone() } else { String::new() };
            vec![name, family.name.clone(), faces(family), origin(family)]
        })
    });
    let rows: Vec<Vec<String>> = rows.collect();
    columns(&[Align::Left; 4], rows.iter())
}

fn shown(script: &ScriptFonts) -> String {
    let mut out = format!("{} ({})", script.name, script.code);
    if !script.languages.is_empty() {
        let languages: Vec<String> = script.languages.iter().map(|(tag, name)| format!("{name} {tag}")).collect();
        out.push_str(&format!(": {}", languages.join(", ")));
    }
    out.push('\n');
    for family in &script.families {
        out.push_str(&format!("{}: {}; {}\n", family.name, faces(family), origin(family)));
    }
    if !script.sample.is_empty() {
        out.push_str(script.sample);
        out.push('\n');
    }
    out
}

fn json(script: &ScriptFonts) -> Value {
    let families = script.families.iter().map(|family| {
        json!({
            "name": family.name,
            "regular": family.regular,
            "bold": family.bold,
            "italic": family.italic,
            "built-in": family.files.is_empty(),
            "files": family.files,
        })
    });
    json!({
        "script": script.name,
        "code": script.code,
        "languages": script.languages.iter().map(|(tag, _)| tag).collect::<Vec<_>>(),
        "families": families.collect::<Vec<_>>(),
        "sample": script.sample,
    })
}
