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
pub(crate) mod legacy;
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
    /// A file outside the working folder.
    #[error("{} lies outside the working folder {}", path.display(), root.display())]
    Outside {
        /// The file.
        path: PathBuf,
        /// The working folder.
        root: PathBuf,
    },
}

impl Error {
    fn read(path: &Path, source: std::io::Error) -> Self {
        Error::Disk { doing: "read", path: path.to_owned(), source }
    }
}

#[cfg(test)]
mod tests;
