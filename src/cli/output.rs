//! A paper's folder, written whole or not at all.
//!
//! New files are laid into a folder beside the old one, what stays is linked over, and the two folders change names.
//! A stop in the middle leaves the earlier folder; the next run puts it back into its place.

use super::exit::Error;
use crate::load::record::paper_id_of;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Files by path inside the folder, with `/`.
pub type Outputs = BTreeMap<String, Vec<u8>>;

/// Files of a paper that later stages put beside its record; they go with it.
const COMPANIONS: [&str; 4] = ["sheet.json", "key.toml", "responses.csv", "scan"];

/// Whether `make` prints a file of this name.
fn is_printed(name: &str) -> bool {
    let set_file = |prefix: &str| name.starts_with(prefix) && name.ends_with(".pdf");
    set_file("paper-")
        || set_file("solutions-")
        || set_file("sheet-")
        || matches!(name, "key.pdf" | "sheet.pdf" | "key.csv" | "report.txt" | "report.json")
}

/// Checks that papers may be written to `folder`: it does not exist, is empty, or holds a paper.
///
/// # Errors
///
/// [`Error::Usage`] for a folder with other files, for one that this run works in, and for a path that is a file.
pub fn usable(folder: &Path, current: &Path) -> Result<(), Error> {
    recover(folder)?;
    if !folder.exists() {
        return Ok(());
    }
    if !folder.is_dir() {
        return Err(Error::Usage(format!("`{}` is a file, not a folder for papers", folder.display())));
    }
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if real(current).starts_with(real(folder)) {
        return Err(Error::Usage(format!(
            "papers go into a folder of their own, and `{}` is where you are working; give another with `-o`",
            folder.display()
        )));
    }
    let empty = fs::read_dir(folder).map_err(Error::disk("read", folder))?.next().is_none();
    if !empty && !folder.join("record.json").is_file() {
        return Err(Error::Usage(format!(
            "`{}` holds other files and no paper; give an empty or new folder with `-o`",
            folder.display()
        )));
    }
    Ok(())
}

/// Writes the files of the paper `paper_id`, keeping what must be kept of the folder's earlier content.
///
/// An earlier paper's record goes to `records/<its id>/` with every file that belongs to it, its printed files go.
/// Files that papersetter does not know stay.
///
/// # Errors
///
/// [`Error::Disk`]; the folder is then as it was.
pub fn write(folder: &Path, paper_id: &str, outputs: &Outputs) -> Result<(), Error> {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(Error::disk("make the folder", parent))?;
    let stage = tempfile::Builder::new()
        .prefix(".papersetter-")
        .tempdir_in(parent)
        .map_err(Error::disk("make a folder in", parent))?;
    // The stage is private to this user; the folder it becomes should be as others are.
    let next = stage.path().join("next");
    fs::create_dir(&next).map_err(Error::disk("make the folder", &next))?;
    for (name, bytes) in outputs {
        let path = next.join(name);
        if let Some(inner) = path.parent() {
            fs::create_dir_all(inner).map_err(Error::disk("make the folder", inner))?;
        }
        fs::write(&path, bytes).map_err(Error::disk("write", &path))?;
    }
    if folder.is_dir() {
        carry_over(folder, &next, paper_id)?;
        let previous = previous_of(folder);
        fs::rename(folder, &previous).map_err(Error::disk("rename", folder))?;
        if let Err(error) = fs::rename(&next, folder) {
            let _ = fs::rename(&previous, folder);
            return Err(Error::disk("rename", &next)(error));
        }
        // The new folder stands; what cannot be removed now is removed by the next run.
        let _ = fs::remove_dir_all(&previous);
    } else {
        fs::rename(&next, folder).map_err(Error::disk("rename", &next))?;
    }
    Ok(())
}

/// Writes one file whole: beside its place first, then renamed.
///
/// # Errors
///
/// [`Error::Disk`]; an earlier file is then as it was.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(Error::disk("make the folder", parent))?;
    let mut file = tempfile::NamedTempFile::new_in(parent).map_err(Error::disk("write to", parent))?;
    file.write_all(bytes).map_err(Error::disk("write", path))?;
    // Temporary files are private; what people share must not be.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path).map_or(0o644, |earlier| earlier.permissions().mode());
        file.as_file().set_permissions(fs::Permissions::from_mode(mode)).map_err(Error::disk("write", path))?;
    }
    file.persist(path).map_err(|error| Error::disk("write", path)(error.error))?;
    Ok(())
}

/// Puts a folder back that an interrupted run had set aside.
fn recover(folder: &Path) -> Result<(), Error> {
    let previous = previous_of(folder);
    if previous.is_dir() {
        if folder.exists() {
            fs::remove_dir_all(&previous).map_err(Error::disk("remove", &previous))?;
        } else {
            fs::rename(&previous, folder).map_err(Error::disk("rename", &previous))?;
        }
    }
    Ok(())
}

fn previous_of(folder: &Path) -> PathBuf {
    let name = folder.file_name().unwrap_or(OsStr::new("paper")).to_string_lossy().into_owned();
    folder.with_file_name(format!(".{name}.previous"))
}

fn carry_over(old: &Path, new: &Path, paper_id: &str) -> Result<(), Error> {
    let record = old.join("record.json");
    let earlier_id = fs::read_to_string(&record).ok().and_then(|text| paper_id_of(&text));
    let same = earlier_id.as_deref() == Some(paper_id);
    // A record that cannot be read is still somebody's paper.
    let earlier_id = earlier_id.unwrap_or_else(|| "unreadable".to_owned());
    for entry in fs::read_dir(old).map_err(Error::disk("read", old))? {
        let entry = entry.map_err(Error::disk("read", old))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let belongs = name == "record.json" || COMPANIONS.contains(&name.as_str());
        let to = if belongs && !same {
            new.join("records").join(&earlier_id).join(&name)
        } else if !same && is_printed(&name) {
            continue;
        } else {
            new.join(&name)
        };
        link(&entry.path(), &to)?;
    }
    if !same {
        // A paper made again gets back what belongs to it.
        let again = old.join("records").join(paper_id);
        for name in COMPANIONS {
            let path = again.join(name);
            if path.exists() {
                link(&path, &new.join(name))?;
            }
        }
    }
    Ok(())
}

/// Links a file or a whole folder to a new place; what stands there already stays.
fn link(from: &Path, to: &Path) -> Result<(), Error> {
    let kind = fs::symlink_metadata(from).map_err(Error::disk("read", from))?.file_type();
    if kind.is_dir() {
        fs::create_dir_all(to).map_err(Error::disk("make the folder", to))?;
        for entry in fs::read_dir(from).map_err(Error::disk("read", from))? {
            let entry = entry.map_err(Error::disk("read", from))?;
            link(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    if to.exists() || kind.is_symlink() && to.symlink_metadata().is_ok() {
        return Ok(());
    }
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).map_err(Error::disk("make the folder", parent))?;
    }
    // Some file systems know no links.
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop)).map_err(Error::disk("write", to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs(files: &[(&str, &str)]) -> Outputs {
        files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    fn record(id: &str) -> String {
        format!("{{\"format\":\"record/1\",\"paper-id\":\"{id}\"}}")
    }

    fn files(folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![folder.to_owned()];
        while let Some(next) = open.pop() {
            for entry in fs::read_dir(next).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    found.push(path.strip_prefix(folder).unwrap().to_string_lossy().into_owned());
                }
            }
        }
        found.sort();
        found
    }

    #[test]
    fn an_earlier_paper_moves_aside_with_what_belongs_to_it() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("out/mock");
        write(&out, "AAA", &outputs(&[("record.json", &record("AAA")), ("paper-C.pdf", "1"), ("sheet.json", "s")]))
            .unwrap();
        fs::write(out.join("key.toml"), "ledger").unwrap();
        fs::write(out.join("notes.txt"), "mine").unwrap();
        write(&out, "BBB", &outputs(&[("record.json", &record("BBB")), ("paper-A.pdf", "2")])).unwrap();
        assert_eq!(
            files(&out),
            [
                "notes.txt",
                "paper-A.pdf",
                "record.json",
                "records/AAA/key.toml",
                "records/AAA/record.json",
                "records/AAA/sheet.json"
            ]
        );
        // Made again, the first paper finds its ledger; the second one's record is kept.
        write(&out, "AAA", &outputs(&[("record.json", &record("AAA")), ("paper-C.pdf", "1")])).unwrap();
        assert_eq!(fs::read_to_string(out.join("key.toml")).unwrap(), "ledger");
        assert!(out.join("records/BBB/record.json").is_file());
        assert!(!out.join("paper-A.pdf").exists());
        assert_eq!(fs::read_dir(home.path().join("out")).unwrap().count(), 1);
    }

    #[test]
    fn the_same_paper_keeps_its_other_prints() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("mock");
        write(&out, "AAA", &outputs(&[("record.json", &record("AAA")), ("paper-A.pdf", "1")])).unwrap();
        write(&out, "AAA", &outputs(&[("record.json", &record("AAA")), ("key.pdf", "2")])).unwrap();
        assert_eq!(files(&out), ["key.pdf", "paper-A.pdf", "record.json"]);
    }

    #[test]
    fn an_interrupted_run_is_undone() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("mock");
        fs::create_dir(home.path().join(".mock.previous")).unwrap();
        fs::write(home.path().join(".mock.previous/record.json"), record("AAA")).unwrap();
        usable(&out, home.path()).unwrap();
        assert_eq!(files(&out), ["record.json"]);
    }

    #[test]
    fn a_folder_with_other_files_is_refused() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("letter.txt"), "").unwrap();
        let message = usable(home.path(), Path::new("/")).unwrap_err().to_string();
        assert!(
            message.ends_with("holds other files and no paper; give an empty or new folder with `-o`"),
            "{message}"
        );
        let message = usable(home.path(), home.path()).unwrap_err().to_string();
        assert!(message.contains("is where you are working"), "{message}");
    }
}
