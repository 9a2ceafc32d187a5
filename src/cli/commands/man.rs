//! `man`: the manual page, all commands in one.

use crate::cli::args::Cli;
use crate::cli::exit::Error;
use crate::cli::ui::Ui;
use clap::CommandFactory;
use clap_mangen::Man;

/// Writes the manual page to stdout.
pub fn run(ui: Ui) -> Result<(), Error> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page).map_err(Error::disk("write", "the manual page"))?;
    for sub in command.get_subcommands() {
        page.extend_from_slice(format!(".SH COMMAND: {}\n", sub.get_name().to_uppercase()).as_bytes());
        let man = Man::new(sub.clone());
        man.render_synopsis_section(&mut page).map_err(Error::disk("write", "the manual page"))?;
        man.render_description_section(&mut page).map_err(Error::disk("write", "the manual page"))?;
        man.render_options_section(&mut page).map_err(Error::disk("write", "the manual page"))?;
    }
    ui.bytes(&page)
}
