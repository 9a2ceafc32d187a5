//! `list`: questions as a table, JSON or CSV, or counted by area, difficulty and the like.

use crate::cli::args::{List, ListForm};
use crate::cli::desk::{self, Desk};
use crate::cli::exit::Error;
use crate::cli::ui::{Ui, counted};
use crate::model::question::Question;
use crate::query;
use crate::stats::{coverage, listing};
use std::path::Path;

/// Lists the questions that answer to the query.
pub fn run(options: &List, current: &Path, ui: Ui) -> Result<(), Error> {
    if let Some(option) = options.query.iter().find(|word| word.starts_with("--")) {
        return Err(Error::Usage(format!(
            "`{option}` stands behind the query and would be looked for in questions; write options first, as in `papersetter list {option} … 'kind:short'`"
        )));
    }
    let text = options.query.join(" ");
    let query = query::parse(&text).map_err(|fault| {
        let hint = fault.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
        let place = " ".repeat(text.get(..fault.range.start).map_or(0, |before| before.chars().count()));
        Error::Usage(format!("{}{hint}\n  {text}\n  {place}^", fault.message))
    })?;
    let mut desk = Desk::open(options.banks.first().map(|path| current.join(path)).as_deref(), current)?;
    let banks: Vec<_> = options.banks.iter().map(|path| current.join(path)).collect();
    let progress = ui.progress("reading banks");
    let library = desk.banks(&banks)?;
    drop(progress);
    // What is wrong in the banks is for `check` to tell; a list that leaves questions out must say so.
    let unreadable = desk.found.has_errors();
    let facts = desk::facts(&library, &desk.workspace.root, [text.as_str()]);
    let questions: Vec<&Question> = library.questions().filter(|question| query.matches(question, &facts)).collect();
    let data = if options.count_by.is_empty() {
        match options.format {
            ListForm::Text => listing::text(&questions),
            ListForm::Json => listing::json(&questions),
            ListForm::Csv => desk.workspace.desk.csv.unwrap_or_default().written(listing::csv(&questions)),
        }
    } else {
        let axes = coverage::axes(&options.count_by).map_err(Error::Usage)?;
        let table = coverage::table(&library, &questions, &axes, &query);
        match options.format {
            ListForm::Text => table.to_text(),
            ListForm::Json => table.to_json(),
            ListForm::Csv => desk.workspace.desk.csv.unwrap_or_default().written(table.to_csv()),
        }
    };
    ui.data(&data)?;
    if options.format == ListForm::Text {
        ui.say(&counted(questions.len(), "question"));
    }
    if unreadable {
        ui.tell("some questions could not be read and are not listed; `papersetter check` says why");
        return Err(Error::Told);
    }
    Ok(())
}
