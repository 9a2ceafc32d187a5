//! `-`: standard input wherever a file is meant.

use super::exit::Error;
use crate::load;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The largest file that is taken, in bytes; as for files of text.
const MOST_BYTES: u64 = 128 * 1024 * 1024;

/// Whether a path of the command line means standard input or output.
pub fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

/// A file of the command line: what it is called in messages, the folder it lies in, and its bytes.
pub struct Input {
    /// Its path, or `standard input`.
    pub path: PathBuf,
    /// Its folder; the current one for standard input.
    pub home: PathBuf,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Input {
    /// Reads a file of the command line, or standard input.
    ///
    /// # Errors
    ///
    /// [`Error::Disk`] where it cannot be read, [`Error::Input`] where it is too long.
    pub fn read(path: &Path, current: &Path) -> Result<Input, Error> {
        if is_standard(path) {
            return Ok(Input { path: "standard input".into(), home: current.to_owned(), bytes: standard()? });
        }
        let path = current.join(path);
        let file = fs::File::open(&path).map_err(|source| load::Error::read(&path, source))?;
        let bytes = limited(file, &path.display().to_string(), MOST_BYTES)?;
        let home = path.parent().unwrap_or(current).to_owned();
        Ok(Input { path, home, bytes })
    }

    /// Its text.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] where it is not UTF-8.
    pub fn text(&self) -> Result<&str, Error> {
        std::str::from_utf8(&self.bytes)
            .map_err(|fault| Error::Input(format!("{}: the file is not UTF-8: {fault}", self.path.display())))
    }
}

/// All of standard input.
///
/// # Errors
///
/// [`Error::Disk`] where it cannot be read, [`Error::Input`] where it is too long.
pub fn standard() -> Result<Vec<u8>, Error> {
    limited(std::io::stdin().lock(), "standard input", MOST_BYTES)
}

/// All bytes of a source, which may have no end.
fn limited(source: impl Read, name: &str, most: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    source.take(most + 1).read_to_end(&mut bytes).map_err(Error::disk("read", name))?;
    if bytes.len() as u64 > most {
        return Err(Error::Input(format!("{name} has more than {most} bytes: split it")));
    }
    Ok(bytes)
}

/// Checks that standard input is asked for once.
///
/// # Errors
///
/// [`Error::Usage`] where two files are `-`.
pub fn once<'p>(paths: impl IntoIterator<Item = &'p PathBuf>) -> Result<(), Error> {
    if paths.into_iter().filter(|path| is_standard(path)).count() > 1 {
        return Err(Error::Usage("`-` stands twice, and standard input can be read once".to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_without_an_end_is_given_up() {
        let told = limited(std::io::repeat(0), "endless.txt", 1000).unwrap_err();
        assert!(matches!(told, Error::Input(message) if message == "endless.txt has more than 1000 bytes: split it"));
        assert_eq!(limited(std::io::repeat(0).take(1000), "long.txt", 1000).unwrap().len(), 1000);
    }
}
