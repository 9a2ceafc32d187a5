//! What of a folder's earlier content stays when a paper is written into it, and where.
//!
//! The old folder and the new one come in, one with all that is kept; nothing in the old folder changes.

use super::exit::Error;
use crate::load::record::{Label, label};
use crate::model::canonical::sha256_hex;
use crate::model::ids::Lang;
use std::fs;
use std::path::{Path, PathBuf};

/// The record and the files that later stages put beside it; they go with their paper.
const COMPANIONS: [&str; 5] = ["record.json", "sheet.json", "key.toml", "responses.csv", "scan"];

/// Whether a file of this name belongs to the record beside it: a companion, or an older one kept as `key.1.toml`.
pub fn is_companion(name: &str) -> bool {
    COMPANIONS.iter().any(|companion| {
        let (stem, extension) = companion.split_once('.').unwrap_or((companion, ""));
        let Some(rest) = name.strip_prefix(stem) else { return false };
        let number = match extension {
            "" => Some(rest),
            extension => rest.strip_suffix(extension).and_then(|rest| rest.strip_suffix('.')),
        };
        let counted = |number: &str| {
            number.strip_prefix('.').is_some_and(|n| !n.is_empty() && n.bytes().all(|digit| digit.is_ascii_digit()))
        };
        number.is_some_and(|number| number.is_empty() || counted(number))
    })
}

/// The earlier paper of a folder.
struct Earlier {
    /// Its paper id; for a record that cannot be read a name made of its content.
    name: String,
    /// What its record says; `None` where it cannot be read.
    label: Option<Label>,
}

impl Earlier {
    /// The paper of `folder`; `None` where it holds no record.
    fn of(folder: &Path) -> Result<Option<Earlier>, Error> {
        let path = folder.join("record.json");
        if !path.is_file() {
            return Ok(None);
        }
        let bytes = fs::read(&path).map_err(Error::disk("read", &path))?;
        let label = std::str::from_utf8(&bytes).ok().and_then(label);
        // A record that cannot be read is still somebody's paper, and so is a second one.
        let name = label.as_ref().map_or_else(|| unreadable(&bytes), |label| label.paper_id.clone());
        Ok(Some(Earlier { name, label }))
    }

    /// Whether `make` printed a file of this name for this paper.
    fn printed(&self, name: &str) -> bool {
        if matches!(name, "key.pdf" | "blueprint.pdf" | "sheet.pdf" | "key.csv" | "report.txt" | "report.json") {
            return true;
        }
        let set = ["paper-", "solutions-", "sheet-"].iter().find_map(|prefix| name.strip_prefix(prefix));
        let Some(set) = set.and_then(|rest| rest.strip_suffix(".pdf")) else { return false };
        // In a further language: `solutions-A.hi.pdf`.
        let set = match set.split_once('.') {
            Some((set, lang)) if Lang::new(lang).is_some() => set,
            _ => set,
        };
        self.label.as_ref().is_none_or(|label| label.sets.iter().any(|known| known == set))
    }
}

fn unreadable(bytes: &[u8]) -> String {
    format!("unreadable-{:.10}", sha256_hex(bytes))
}

/// Links into `new`, which holds the files of the paper `paper_id`, what must be kept of `old`.
///
/// An earlier paper's record goes to `records/<its id>/` with every file that belongs to it, its printed files go; a
/// paper made again gets back what belongs to it. Of two versions of such a file the one beside the record wins, the
/// other is kept under a name with a number. Files that papersetter does not know stay.
///
/// # Errors
///
/// [`Error::Disk`].
pub fn carry_over(old: &Path, new: &Path, paper_id: &str) -> Result<(), Error> {
    let earlier = Earlier::of(old)?;
    let aside = |name: &str| new.join("records").join(name);
    let mut rest = Vec::new();
    for name in names(old)? {
        let from = old.join(&name);
        let Some(earlier) = &earlier else {
            link(&from, &new.join(&name), Conflict::Skip)?;
            continue;
        };
        let same = earlier.name == paper_id;
        let text = name.to_string_lossy();
        if same && text == "record.json" && earlier.label.as_ref().is_some_and(|label| !label.whole) {
            // Somebody edited it; this run writes it as it was, and the edited one is not lost.
            let bytes = fs::read(&from).map_err(Error::disk("read", &from))?;
            link(&from, &aside(&unreadable(&bytes)).join(&name), Conflict::Number)?;
        } else if !same && (is_companion(&text) || earlier.label.is_none() && earlier.printed(&text)) {
            link(&from, &aside(&earlier.name).join(&name), Conflict::Number)?;
        } else if same || !earlier.printed(&text) {
            rest.push((from, name));
        }
    }
    let same = earlier.is_some_and(|earlier| earlier.name == paper_id);
    for (from, name) in rest {
        if name == "records" && !same {
            records(&from, new, paper_id)?;
        } else {
            link(&from, &new.join(&name), Conflict::Skip)?;
        }
    }
    Ok(())
}

/// Links the earlier papers, and what belongs to `paper_id` beside its record: a copy there would be older one day.
fn records(old: &Path, new: &Path, paper_id: &str) -> Result<(), Error> {
    if !old.is_dir() {
        return link(old, &new.join("records"), Conflict::Number);
    }
    for name in names(old)? {
        let from = old.join(&name);
        let to = new.join("records").join(&name);
        if name != paper_id || !from.is_dir() {
            link(&from, &to, Conflict::Number)?;
            continue;
        }
        for inner in names(&from)? {
            let companion = is_companion(&inner.to_string_lossy());
            let to = if companion { new.join(&inner) } else { to.join(&inner) };
            link(&from.join(&inner), &to, Conflict::Number)?;
        }
    }
    Ok(())
}

/// The names in a folder, sorted, so that numbers are given in the same order everywhere.
fn names(folder: &Path) -> Result<Vec<std::ffi::OsString>, Error> {
    let entries = fs::read_dir(folder).map_err(Error::disk("read", folder))?;
    let names = entries.map(|entry| entry.map(|entry| entry.file_name())).collect::<Result<Vec<_>, _>>();
    let mut names = names.map_err(Error::disk("read", folder))?;
    names.sort();
    Ok(names)
}

/// What happens to a file whose place is taken by another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Conflict {
    /// It is not kept.
    Skip,
    /// It gets a number, unless both are equal.
    Number,
}

/// Links a file or a whole folder to a new place.
fn link(from: &Path, to: &Path, conflict: Conflict) -> Result<(), Error> {
    let kind = fs::symlink_metadata(from).map_err(Error::disk("read", from))?.file_type();
    if kind.is_dir() && (to.is_dir() || to.symlink_metadata().is_err()) {
        fs::create_dir_all(to).map_err(Error::disk("make the folder", to))?;
        for name in names(from)? {
            link(&from.join(&name), &to.join(&name), conflict)?;
        }
        return Ok(());
    }
    if to.symlink_metadata().is_ok() {
        return match conflict {
            Conflict::Number if !equal(from, to) => link(from, &numbered(from, to), conflict),
            _ => Ok(()),
        };
    }
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).map_err(Error::disk("make the folder", parent))?;
    }
    // Some file systems know no links.
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop)).map_err(Error::disk("write", to))
}

/// Whether two files hold the same.
fn equal(left: &Path, right: &Path) -> bool {
    let length = |path: &Path| fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|facts| facts.len());
    let known = length(left);
    known.is_some()
        && known == length(right)
        && matches!((fs::read(left), fs::read(right)), (Ok(left), Ok(right)) if left == right)
}

/// The first of `key.1.toml`, `key.2.toml`, … that is free or holds the same already.
fn numbered(from: &Path, to: &Path) -> PathBuf {
    let part = |text: Option<&std::ffi::OsStr>| text.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, extension) = (part(to.file_stem()), part(to.extension()));
    let dot = if extension.is_empty() { "" } else { "." };
    let named = |number: usize| to.with_file_name(format!("{stem}.{number}{dot}{extension}"));
    let free = |path: &PathBuf| path.symlink_metadata().is_err() || equal(from, path);
    // A folder with so many versions does not exist; the last name is then as good as any.
    (1..100_000).map(named).find(free).unwrap_or_else(|| named(100_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companions_may_carry_a_number() {
        for name in ["record.json", "key.toml", "key.1.toml", "scan", "scan.12", "responses.3.csv"] {
            assert!(is_companion(name), "{name}");
        }
        for name in ["key.pdf", "key.x.toml", "key..toml", "keys.toml", "scans", "scan.", "toml", ""] {
            assert!(!is_companion(name), "{name}");
        }
    }
}
