//! `revise`: study notes as sheets, compilations, self-tests and cards.

use crate::cli::args::{Form, Revise};
use crate::cli::exit::Error;
use crate::cli::input;
use crate::cli::output;
use crate::cli::study::{Manner, Study, forms};
use crate::cli::ui::Ui;
use crate::diag::nearest;
use crate::model::blueprint::PageSize;
use crate::model::ids::Lang;
use crate::model::note::NotePart;
use crate::render::FontSet;
use std::path::Path;

/// Prints study notes.
pub fn run(options: &Revise, current: &Path, ui: Ui) -> Result<(), Error> {
    // Fonts are parsed while notes are read.
    rayon::spawn(|| drop(FontSet::bundled()));
    let manner = manner(options)?;
    let study = Study::read(&options.notes, &manner, current, ui)?;
    study.tell(ui);
    let files = forms::files(&study, &manner, ui)?;
    if options.output.as_deref().is_some_and(input::is_standard) {
        let [(_, bytes)] = files.as_slice() else {
            return Err(Error::Usage(format!("{} files are made, and standard output takes one", files.len())));
        };
        return ui.bytes(bytes);
    }
    let base = match &options.output {
        Some(folder) => current.join(folder),
        None => study.root().join("out"),
    };
    // One file needs no folder of its own inside the folder that was asked for.
    let own = options.output.is_some() && files.len() == 1;
    for (path, bytes) in &files {
        let inside = if own { path.rsplit('/').next().unwrap_or(path) } else { path };
        let path = base.join(inside);
        output::write_file(&path, bytes)?;
        ui.say(&path.strip_prefix(current).unwrap_or(&path).display().to_string());
    }
    Ok(())
}

/// What the command line asks for, as values.
fn manner(options: &Revise) -> Result<Manner, Error> {
    let form = options.form;
    let has_parts = matches!(form, Form::Sheet | Form::Compact | Form::Compilation);
    if !has_parts && !options.sections.is_empty() {
        return Err(Error::Usage("--sections: only sheets, one-page forms and compilations have sections".to_owned()));
    }
    if !has_parts && options.columns.is_some() {
        return Err(Error::Usage("--columns: only sheets, one-page forms and compilations have columns".to_owned()));
    }
    let language = options.language.as_deref().map(|tag| {
        Lang::new(tag).ok_or_else(|| {
            Error::Usage(format!("--language: `{tag}` is not the short name of a language; `hi` is Hindi"))
        })
    });
    let page = options.page.as_deref().map(|typed| named("--page", "page", typed, PageSize::NAMES));
    let parts: Vec<NotePart> = options
        .sections
        .iter()
        .map(|typed| named("--sections", "section", typed, NotePart::NAMES))
        .collect::<Result<_, _>>()?;
    let all = match form {
        Form::Compact => forms::COMPACT.to_vec(),
        _ => NotePart::NAMES.iter().map(|(_, part)| *part).collect(),
    };
    if let Some(stranger) = parts.iter().find(|part| !all.contains(part)) {
        let names: Vec<&str> = all.iter().map(|part| part.name()).collect();
        let message =
            format!("--sections: the one-page form has no `{}`; it has {}", stranger.name(), names.join(", "));
        return Err(Error::Usage(message));
    }
    let parts = if parts.is_empty() { all } else { parts };
    Ok(Manner { form, parts, page: page.transpose()?, columns: options.columns, language: language.transpose()? })
}

/// The value of a word, without regard to case.
fn named<T: Copy>(flag: &str, what: &str, typed: &str, names: &[(&str, T)]) -> Result<T, Error> {
    let found = names.iter().find(|(name, _)| name.eq_ignore_ascii_case(typed)).map(|(_, value)| *value);
    found.ok_or_else(|| {
        let known = || names.iter().map(|(name, _)| *name);
        let hint = match nearest(&typed.to_lowercase(), known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it is one of {}", known().collect::<Vec<_>>().join(", ")),
        };
        Error::Usage(format!("{flag}: there is no {what} `{typed}`; {hint}"))
    })
}
