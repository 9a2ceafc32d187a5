//! `patterns`: the exam patterns that are built in and those of the working folder; one of them whole.

use crate::cli::args::{PatternForm, Patterns};
use crate::cli::desk::Desk;
use crate::cli::exit::Error;
use crate::cli::input;
use crate::cli::ui::{Ui, counted};
use crate::load::pattern;
use crate::model::pattern::Pattern;
use crate::stats::patterns as shown;
use std::path::Path;

/// Lists the patterns, or shows one.
pub fn run(options: &Patterns, current: &Path, ui: Ui) -> Result<(), Error> {
    match options.pattern.as_deref() {
        None => list(options, current, ui),
        Some(named) => show(named, options, current, ui),
    }
}

fn list(options: &Patterns, current: &Path, ui: Ui) -> Result<(), Error> {
    let mut desk = Desk::open(None, current)?;
    let built_in = pattern::ids().filter_map(|id| {
        // Built-in ones are known to be without a fault.
        pattern::bundled(id, &mut desk.workspace.sources, &mut desk.found)
    });
    let mut patterns: Vec<Pattern> = built_in.collect();
    let own = desk.workspace.own_patterns(&mut desk.found)?;
    patterns.extend(own);
    ui.data(&match options.format {
        PatternForm::Text => shown::list(&patterns),
        PatternForm::Json => shown::list_json(&patterns),
        PatternForm::Toml => {
            return Err(Error::Usage(
                "`--format toml` prints one pattern: name it, as in `patterns class-test`".into(),
            ));
        }
    })?;
    if options.format == PatternForm::Text {
        let count = counted(patterns.len(), "pattern");
        ui.say(&format!("{count}; `papersetter patterns ID` shows one, `pattern = \"ID\"` in a blueprint uses it"));
    }
    desk.tell(ui)
}

fn show(named: &str, options: &Patterns, current: &Path, ui: Ui) -> Result<(), Error> {
    let file = Path::new(named);
    let own = pattern::is_path(named) || input::is_standard(file);
    let (mut desk, pattern) = if own {
        let (mut desk, path) = Desk::of_file(file, current)?;
        let pattern = desk.workspace.pattern(&path, &mut desk.found)?;
        (desk, pattern)
    } else {
        let mut desk = Desk::open(None, current)?;
        let pattern = pattern::bundled(named, &mut desk.workspace.sources, &mut desk.found);
        if pattern.is_none() {
            return Err(Error::Usage(pattern::unknown(named).on_one_line()));
        }
        (desk, pattern)
    };
    desk.tell(ui)?;
    let Some(pattern) = pattern else { return Err(Error::Told) };
    ui.data(&match options.format {
        PatternForm::Text => shown::text(&pattern),
        PatternForm::Json => shown::json(&pattern),
        PatternForm::Toml => pattern.file.map(|file| desk.workspace.sources.text(file).to_owned()).unwrap_or_default(),
    })
}
