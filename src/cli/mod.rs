//! The command line: arguments in, one command run, an exit code out.
//!
//! Commands read as options → load → stage → write → summary. All printing goes through `ui`.

mod args;
mod carry;
mod commands;
mod desk;
pub mod exit;
mod imports;
mod input;
mod job;
mod output;
mod plain;
mod print;
mod samples;
mod sheets;
mod study;
mod ui;

use args::{Cli, Command};
use clap::{CommandFactory, Parser};
use exit::{Error, Exit};
use std::ffi::OsString;
use std::path::PathBuf;
use ui::Ui;

/// Runs the command line `args`, the program's name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are printed here, too, and are no errors.
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Done };
        }
    };
    let ui = Ui::new(cli.global.color, cli.global.quiet);
    let result = current(&cli).and_then(|current| match cli.command {
        Command::New(options) => commands::new::run(&options, &current, ui),
        Command::Check(options) => commands::check::run(&options, &current, ui),
        Command::List(options) => commands::list::run(&options, &current, ui),
        Command::Show(options) => commands::show::run(&options, &current, ui),
        Command::Kinds(options) => commands::kinds::run(&options, ui),
        Command::Patterns(options) => commands::patterns::run(&options, &current, ui),
        Command::Fonts(options) => commands::fonts::run(&options, &current, ui),
        Command::Make(options) => commands::make::run(&options, &current, ui),
        Command::Key(options) => commands::key::run(&options, &current, ui),
        Command::Revise(options) => commands::revise::run(&options, &current, ui),
        Command::Import(options) => commands::import::run(&options, &current, ui),
        Command::Formats => commands::formats::run(ui),
        Command::Completions(options) => {
            let mut script = Vec::new();
            clap_complete::generate(options.shell, &mut Cli::command(), "papersetter", &mut script);
            ui.bytes(&script)
        }
        Command::Man => commands::man::run(ui),
    });
    match result {
        Ok(()) => Exit::Done,
        Err(error) => {
            ui.failure(&error);
            error.exit()
        }
    }
}

/// The folder to work in.
fn current(cli: &Cli) -> Result<PathBuf, Error> {
    let here = std::env::current_dir().map_err(Error::disk("read", "the current folder"))?;
    let Some(directory) = &cli.global.work_in else { return Ok(here) };
    let path = here.join(directory);
    if path.is_dir() {
        Ok(path)
    } else {
        Err(Error::Usage(format!("-C: there is no folder `{}`", directory.display())))
    }
}
