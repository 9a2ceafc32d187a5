//! Starts the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    papersetter::cli::run(std::env::args_os()).into()
}
