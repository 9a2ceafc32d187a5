//! Exit codes and the failures that lead to them.

use crate::load;
use std::path::PathBuf;
use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Everything was done.
    Done = 0,
    /// Problems in the user's files.
    Input = 1,
    /// A wrong command line.
    Usage = 2,
    /// Disk or environment.
    Environment = 3,
    /// Our bug.
    Internal = 70,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Why a command stopped; what is wrong in the user's files has been told as diagnostics before.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Problems in the user's files, already told.
    #[error("problems in the files")]
    Told,
    /// A problem in the user's files that is one sentence.
    #[error("{0}")]
    Input(String),
    /// The command line asks for something that cannot be.
    #[error("{0}")]
    Usage(String),
    /// Disk or environment.
    #[error("cannot {doing} {}: {source}", path.display())]
    Disk {
        /// What we were doing: "write", "read".
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A file of the command line that does not exist.
    #[error("{0}")]
    Missing(String),
    /// Another run writes to the same folder.
    #[error("another papersetter is writing there; wait for it to end: {}", .0.display())]
    Busy(PathBuf),
    /// Our bug.
    #[error("{0}")]
    Internal(String),
}

impl From<load::Error> for Error {
    fn from(error: load::Error) -> Error {
        match error {
            load::Error::Disk { doing, path, source } => Error::Disk { doing, path, source },
            missing @ load::Error::Missing { .. } => Error::Missing(missing.to_string()),
            outside @ load::Error::Outside { .. } => Error::Input(outside.to_string()),
        }
    }
}

impl Error {
    /// A failure of the disk, for `map_err`.
    pub fn disk(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Error {
        let path = path.into();
        move |source| Error::Disk { doing, path, source }
    }

    /// The exit code it leads to.
    pub fn exit(&self) -> Exit {
        match self {
            Error::Told | Error::Input(_) => Exit::Input,
            Error::Usage(_) => Exit::Usage,
            Error::Disk { .. } | Error::Missing(_) | Error::Busy(_) => Exit::Environment,
            Error::Internal(_) => Exit::Internal,
        }
    }
}
