//! TOML files in, model out, with every fault of every file collected on the way.
//!
//! [`bank`] and its like are pure: text in, model and findings out. [`files`] finds and reads the files.

pub mod bank;
pub mod blueprint;
pub(crate) mod cut;
pub mod desk;
pub(crate) mod figures;
pub mod files;
pub(crate) mod geojson;
pub(crate) mod kind;
pub mod media;
pub mod note;
pub(crate) mod paths;
pub mod pattern;
pub(crate) mod places;
pub(crate) mod question;
pub mod record;
pub mod syllabus;
pub(crate) mod table;
pub mod words;

use std::path::{Path, PathBuf};

/// A failure that is not a fault in a file's content.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Disk or environment.
    #[error("cannot {doing} {}: {source}", path.display())]
    Disk {
        /// What we were doing, "read".
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A file that does not exist.
    #[error("`{}` does not exist; {next_step}", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
        /// What to do.
        next_step: String,
    },
    /// A file outside the working folder.
    #[error(
        "`{}` lies outside the working folder `{}`; copy it into that folder and name the copy",
        path.display(), root.display()
    )]
    Outside {
        /// The file.
        path: PathBuf,
        /// The working folder.
        root: PathBuf,
    },
}

impl Error {
    /// What kept a file or folder from being read.
    pub fn read(path: &Path, source: std::io::Error) -> Self {
        if source.kind() == std::io::ErrorKind::NotFound {
            return Error::Missing { path: path.to_owned(), next_step: files::next_step(path) };
        }
        Error::Disk { doing: "read", path: path.to_owned(), source }
    }
}

#[cfg(test)]
pub(crate) mod tests;
