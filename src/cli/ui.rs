//! The only place that prints: data on stdout, words for people on stderr.

use super::exit::Error;
use crate::diag::{Diagnostics, Severity, render};
use crate::source::SourceMap;
use indicatif::{ProgressBar, ProgressDrawTarget};
use std::io::{IsTerminal, Write, stderr, stdout};
use std::time::Duration;

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The terminal as this run uses it.
#[derive(Debug, Clone, Copy)]
pub struct Ui {
    colour: bool,
    quiet: bool,
}

impl Ui {
    /// Decides about colours once.
    pub fn new(colour: Colour, quiet: bool) -> Self {
        let colour = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        };
        Ui { colour, quiet }
    }

    /// Writes data to stdout. A reader that has gone away is no error.
    ///
    /// # Errors
    ///
    /// [`Error::Disk`] where stdout cannot be written.
    pub fn data(self, text: &str) -> Result<(), Error> {
        // What goes to a file or another program is left as it is.
        if stdout().is_terminal() { self.bytes(render::harmless(text).as_bytes()) } else { self.bytes(text.as_bytes()) }
    }

    /// Writes bytes to stdout; see [`Ui::data`].
    ///
    /// # Errors
    ///
    /// [`Error::Disk`] where stdout cannot be written.
    pub fn bytes(self, bytes: &[u8]) -> Result<(), Error> {
        let mut out = stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            result => result.map_err(Error::disk("write to", "standard output")),
        }
    }

    /// Tells people something, unless they asked for quiet.
    pub fn say(self, text: &str) {
        if !self.quiet {
            self.tell(text);
        }
    }

    /// Tells people something in any case.
    pub fn tell(self, text: &str) {
        // Nobody is left to tell where stderr is gone.
        let _ = writeln!(stderr().lock(), "{}", render::harmless(text));
    }

    /// Shows findings; notices and warnings not when quiet.
    pub fn findings(self, found: &Diagnostics, sources: &SourceMap) {
        let mut shown = found.clone();
        if self.quiet {
            shown.retain(|diagnostic| diagnostic.severity == Severity::Error);
        }
        if !shown.is_empty() {
            let _ = stderr().lock().write_all(render::text(&shown, sources, self.colour).as_bytes());
        }
    }

    /// Says how a command failed.
    pub fn failure(self, error: &Error) {
        match error {
            Error::Told => {}
            Error::Internal(message) => self.tell(&format!(
                "error: {message}\nThis is a fault of papersetter, not of your files. Please report it with the command and, if you can, the files."
            )),
            error => self.tell(&format!("error: {error}")),
        }
    }

    /// A line that shows work going on, from half a second on; nothing where stderr is not a terminal.
    pub fn progress(self, doing: &str) -> Progress {
        let hidden = self.quiet || !stderr().is_terminal();
        let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(None, target).with_message(doing.to_owned());
        // The first tick draws, so work under half a second shows nothing.
        bar.enable_steady_tick(Duration::from_millis(500));
        Progress { bar }
    }
}

/// Work going on; the line goes when this is dropped.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Says what is being done now.
    pub fn doing(&self, what: &str) {
        self.bar.set_message(what.to_owned());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// `1 error`, `2 errors`.
pub fn counted(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}
