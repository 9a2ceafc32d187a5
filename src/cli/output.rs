//! A paper's folder, written whole or not at all.
//!
//! New files are laid into a folder beside the old one, what stays is linked over, and the two folders change names.
//! A stop in the middle leaves the earlier folder; the next run puts it back into its place.

use super::carry::{carry_over, is_companion};
use super::exit::Error;
use crate::load::record::label;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Files by path inside the folder, with `/`.
pub type Outputs = BTreeMap<String, Vec<u8>>;

/// A folder that papers may be written to.
#[derive(Debug)]
pub struct Place {
    folder: PathBuf,
    lock: Option<File>,
}

/// Checks that papers may be written to `folder`: it does not exist, is empty, or holds a paper.
///
/// No other papersetter writes there while the place is held, unless its parent does not exist yet.
///
/// # Errors
///
/// [`Error::Usage`] for a folder with other files, for one that this run works in, and for a path that is a file;
/// [`Error::Busy`] while another run writes there.
pub fn usable(folder: &Path, current: &Path) -> Result<Place, Error> {
    let folder = without_links(folder);
    let lock = if parent_of(&folder).is_dir() { Some(lock(&folder)?) } else { None };
    if lock.is_some() {
        put_back(&folder)?;
    }
    if !folder.exists() {
        return Ok(Place { folder, lock });
    }
    if !folder.is_dir() {
        return Err(Error::Usage(format!(
            "`{}` is a file, not a folder for papers; give another with `-o`",
            folder.display()
        )));
    }
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if real(current).starts_with(real(&folder)) {
        return Err(Error::Usage(format!(
            "papers go into a folder of their own, and `{}` is where you are working; give another with `-o`",
            folder.display()
        )));
    }
    let empty = fs::read_dir(&folder).map_err(Error::disk("read", &folder))?.next().is_none();
    if !empty && !folder.join("record.json").is_file() {
        return Err(Error::Usage(format!(
            "`{}` holds other files and no paper; give an empty or new folder with `-o`",
            folder.display()
        )));
    }
    Ok(Place { folder, lock })
}

/// Checks that a record's own folder is one that papers were printed in, not one for all sorts of files.
///
/// # Errors
///
/// [`Error::Usage`] where it holds other files and no `key.csv`, which is always printed.
pub fn printed_before(folder: &Path) -> Result<(), Error> {
    if folder.join("key.csv").is_file() {
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(Error::disk("read", folder))? {
        let entry = entry.map_err(Error::disk("read", folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !is_companion(&name) && !matches!(name.as_str(), "media" | "records") {
            return Err(Error::Usage(format!(
                "`{}` holds `{name}` beside the record, and no paper was printed there; say with `-o` where to print",
                folder.display()
            )));
        }
    }
    Ok(())
}

/// Checks that `folder` holds no record of another paper than `paper_id`.
///
/// # Errors
///
/// [`Error::Usage`] where it does.
pub fn same_paper(folder: &Path, paper_id: &str) -> Result<(), Error> {
    let path = folder.join("record.json");
    if !path.is_file() {
        return Ok(());
    }
    let bytes = fs::read(&path).map_err(Error::disk("read", &path))?;
    let other = std::str::from_utf8(&bytes).ok().and_then(label).map(|label| label.paper_id);
    if other.as_deref() == Some(paper_id) {
        return Ok(());
    }
    let other = other.map_or("another paper".to_owned(), |id| format!("paper {id}"));
    Err(Error::Usage(format!(
        "`{}` is the folder of {other}, and this is the key of paper {paper_id}; give another folder with `-o`",
        folder.display()
    )))
}

/// Writes the files of the paper `paper_id`, keeping what must be kept of the folder's earlier content.
///
/// # Errors
///
/// [`Error::Disk`] and [`Error::Busy`]; the folder is then as it was.
pub fn write(place: Place, paper_id: &str, outputs: &Outputs) -> Result<(), Error> {
    let Place { folder, lock: held } = place;
    let parent = parent_of(&folder);
    fs::create_dir_all(parent).map_err(Error::disk("make the folder", parent))?;
    let held = held.map_or_else(|| lock(&folder), Ok)?;
    put_back(&folder)?;
    remove_stages(&folder);
    let stage = tempfile::Builder::new()
        .prefix(&stage_prefix(&folder))
        .tempdir_in(parent)
        .map_err(Error::disk("make a folder in", parent))?;
    // The stage is private to this user; the folder it becomes should be as the earlier one or as others are.
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
        carry_over(&folder, &next, paper_id)?;
        let facts = fs::metadata(&folder).map_err(Error::disk("read", &folder))?;
        fs::set_permissions(&next, facts.permissions()).map_err(Error::disk("write", &next))?;
        let previous = previous_of(&folder);
        fs::rename(&folder, &previous).map_err(Error::disk("rename", &folder))?;
        if let Err(error) = fs::rename(&next, &folder) {
            let _ = fs::rename(&previous, &folder);
            return Err(Error::disk("rename", &next)(error));
        }
        // The new folder stands; what cannot be removed now is removed by the next run.
        let _ = fs::remove_dir_all(&previous);
    } else {
        fs::rename(&next, &folder).map_err(Error::disk("rename", &next))?;
    }
    drop(stage);
    drop(held);
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

/// Puts a folder back that an interrupted run had set aside, so that what lies in it can be read.
///
/// # Errors
///
/// [`Error::Disk`], and [`Error::Busy`] while another run writes there.
pub fn recover(folder: &Path) -> Result<(), Error> {
    let folder = without_links(folder);
    if previous_of(&folder).is_dir() {
        let _held = lock(&folder)?;
        put_back(&folder)?;
    }
    Ok(())
}

/// Puts back what an interrupted run had set aside; only for whoever holds the lock.
fn put_back(folder: &Path) -> Result<(), Error> {
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

/// Takes the lock of a folder, a file beside it that stays; it ends with the file's life.
fn lock(folder: &Path) -> Result<File, Error> {
    let path = beside(folder, "lock");
    let file = File::options().create(true).append(true).open(&path).map_err(Error::disk("write", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Busy(folder.to_owned())),
        // Some network disks know no locks; papers are made there all the same.
        Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(error)) => Err(Error::disk("lock", &path)(error)),
    }
}

/// Removes what interrupted runs had laid out for this folder; only for whoever holds the lock.
fn remove_stages(folder: &Path) {
    let prefix = stage_prefix(folder);
    for entry in fs::read_dir(parent_of(folder)).into_iter().flatten().flatten() {
        let name = entry.file_name();
        // Stages of a folder `mock.next-1` begin alike and go on with a full stop.
        let ours = name
            .to_str()
            .and_then(|name| name.strip_prefix(&prefix))
            .is_some_and(|rest| rest.bytes().all(|sign| sign.is_ascii_alphanumeric()));
        if ours && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            // What cannot be removed now is removed by a later run.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// The folder that a link leads to, so that the folder is renamed and not the link.
fn without_links(folder: &Path) -> PathBuf {
    match folder.canonicalize() {
        Ok(real) => real,
        // The end of the link may have been set aside by an interrupted run.
        Err(_) => fs::read_link(folder).map_or_else(|_| folder.to_owned(), |end| parent_of(folder).join(end)),
    }
}

fn parent_of(folder: &Path) -> &Path {
    folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn previous_of(folder: &Path) -> PathBuf {
    beside(folder, "previous")
}

fn stage_prefix(folder: &Path) -> String {
    beside(folder, "next-").file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A hidden file beside a folder, named after it.
fn beside(folder: &Path, what: &str) -> PathBuf {
    let name = folder.file_name().unwrap_or(OsStr::new("paper")).to_string_lossy().into_owned();
    folder.with_file_name(format!(".{name}.{what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs(files: &[(&str, &str)]) -> Outputs {
        files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    const A: &str = "AAAAAAAAAA";
    const B: &str = "BBBBBBBBBB";

    fn record(id: &str) -> String {
        format!("{{\"format\":\"record/1\",\"paper-id\":\"{id}\",\"sets\":[{{\"name\":\"A\"}},{{\"name\":\"C\"}}]}}")
    }

    /// Makes a paper of these files and its record.
    fn make(folder: &Path, id: &str, files: &[(&str, &str)]) {
        let mut files = outputs(files);
        files.insert("record.json".to_owned(), record(id).into_bytes());
        write(usable(folder, Path::new("/none")).unwrap(), id, &files).unwrap();
    }

    fn text(path: PathBuf) -> String {
        fs::read_to_string(path).unwrap()
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
        make(&out, A, &[("paper-C.pdf", "1"), ("sheet.json", "s")]);
        fs::write(out.join("key.toml"), "ledger").unwrap();
        fs::write(out.join("notes.txt"), "mine").unwrap();
        fs::write(out.join("paper-ideas.pdf"), "mine").unwrap();
        make(&out, B, &[("paper-A.pdf", "2")]);
        let aside = ["key.toml", "record.json", "sheet.json"].map(|name| format!("records/{A}/{name}"));
        let here = ["notes.txt", "paper-A.pdf", "paper-ideas.pdf", "record.json"].map(str::to_owned);
        assert_eq!(files(&out), [here.as_slice(), &aside].concat());
        // Made again, the first paper finds its ledger; the second one's record is kept.
        make(&out, A, &[("paper-C.pdf", "1")]);
        assert_eq!(text(out.join("key.toml")), "ledger");
        assert!(out.join("records").join(B).join("record.json").is_file());
        assert!(!out.join("paper-A.pdf").exists());
        let mut left: Vec<_> = fs::read_dir(home.path().join("out")).unwrap().map(|e| e.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [".mock.lock", "mock"]);
    }

    #[test]
    fn the_newer_of_two_ledgers_comes_back() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("mock");
        make(&out, A, &[]);
        fs::write(out.join("key.toml"), "first").unwrap();
        make(&out, B, &[]);
        make(&out, A, &[]);
        assert!(!out.join("records").join(A).exists(), "no copy is left to grow old");
        fs::remove_file(out.join("key.toml")).unwrap();
        fs::write(out.join("key.toml"), "second").unwrap();
        make(&out, B, &[]);
        make(&out, A, &[]);
        assert_eq!(text(out.join("key.toml")), "second");
        // A copy that lies aside all the same is older, and kept.
        fs::create_dir_all(out.join("records").join(A)).unwrap();
        fs::write(out.join("records").join(A).join("key.toml"), "old").unwrap();
        make(&out, B, &[]);
        make(&out, A, &[]);
        assert_eq!((text(out.join("key.toml")), text(out.join("key.1.toml"))), ("second".into(), "old".into()));
    }

    #[test]
    fn every_unreadable_record_is_kept() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("mock");
        for broken in ["one", "two", "{ \"format\": \"record/1\", \"paper-id\": \"../../../../x\" }"] {
            make(&out, A, &[]);
            fs::remove_file(out.join("record.json")).unwrap();
            fs::write(out.join("record.json"), broken).unwrap();
            fs::write(out.join("paper-Z.pdf"), broken).unwrap();
            make(&out, B, &[]);
            assert!(!out.join("paper-Z.pdf").exists());
        }
        let kept = files(&out.join("records"));
        assert_eq!(kept.iter().filter(|name| name.starts_with("unreadable-")).count(), 6, "{kept:?}");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2, "nothing outside");
    }

    #[test]
    fn two_runs_do_not_write_one_folder() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("mock");
        make(&out, A, &[]);
        fs::create_dir(home.path().join(".mock.next-Ab12Cd")).unwrap();
        fs::create_dir(home.path().join(".mock.next-1.next-Ab12Cd")).unwrap();
        let first = usable(&out, Path::new("/none")).unwrap();
        let refused = usable(&out, Path::new("/none")).unwrap_err();
        assert_eq!(refused.exit(), crate::cli::exit::Exit::Environment);
        assert!(refused.to_string().contains("another papersetter is writing there"), "{refused}");
        write(first, B, &outputs(&[("record.json", &record(B))])).unwrap();
        usable(&out, Path::new("/none")).unwrap();
        assert!(!home.path().join(".mock.next-Ab12Cd").exists());
        assert!(home.path().join(".mock.next-1.next-Ab12Cd").exists(), "the stage of another folder");
    }

    #[test]
    #[cfg(unix)]
    fn links_and_permissions_of_the_folder_stay() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let (real, link) = (home.path().join("real"), home.path().join("link"));
        fs::create_dir(&real).unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o750)).unwrap();
        std::os::unix::fs::symlink("real", &link).unwrap();
        make(&link, A, &[("paper-A.pdf", "1")]);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(files(&real), ["paper-A.pdf", "record.json"]);
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o750);
    }

    #[test]
    fn the_same_paper_keeps_its_other_prints() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("mock");
        make(&out, A, &[("paper-A.pdf", "1")]);
        make(&out, A, &[("key.pdf", "2")]);
        assert_eq!(files(&out)[..3], ["key.pdf", "paper-A.pdf", "record.json"]);
    }

    #[test]
    fn an_interrupted_run_is_undone() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("mock");
        fs::create_dir(home.path().join(".mock.previous")).unwrap();
        fs::write(home.path().join(".mock.previous/record.json"), record(A)).unwrap();
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
