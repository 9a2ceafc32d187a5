//! `formats`: what `import` can read.

use crate::cli::exit::Error;
use crate::cli::ui::Ui;
use crate::formats::FORMATS;

/// Lists the formats.
pub fn run(ui: Ui) -> Result<(), Error> {
    let width = FORMATS.iter().map(|format| format.name.len()).max().unwrap_or(0);
    let line = |format: &crate::formats::Format| format!("{:width$}  {}\n", format.name, format.about);
    ui.data(&FORMATS.iter().map(line).collect::<String>())?;
    ui.say("`papersetter import --from FORMAT FILE…` reads them; without `--from` the format is detected");
    Ok(())
}
