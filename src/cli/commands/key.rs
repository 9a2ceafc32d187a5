//! `key`: the key again, from the record alone.

use crate::cli::args::{Key, Product};
use crate::cli::exit::Error;
use crate::cli::input;
use crate::cli::job::Job;
use crate::cli::output;
use crate::cli::print;
use crate::cli::ui::Ui;
use crate::model::key;
use std::path::Path;

/// Writes `key.pdf` and `key.csv`, or `key.csv` to stdout.
pub fn run(options: &Key, current: &Path, ui: Ui) -> Result<(), Error> {
    let job = Job::from_record(&options.record, current, ui)?;
    if options.output.as_deref().is_some_and(input::is_standard) {
        return ui.data(&job.csv.written(key::csv(&job.record)));
    }
    let folder = match &options.output {
        Some(folder) => current.join(folder),
        None => job.home.clone(),
    };
    output::same_paper(&folder, &job.record.paper_id)?;
    let mut outputs = print::products(&job, &[Product::Key], ui)?;
    outputs.retain(|name, _| name == "key.pdf" || name == "key.csv");
    for (name, bytes) in &outputs {
        output::write_file(&folder.join(name), bytes)?;
    }
    ui.say(&format!("key of paper {} in {}", job.record.paper_id, folder.display()));
    Ok(())
}
