//! `new`: a working folder that `make` runs at once.

use crate::cli::args::New;
use crate::cli::exit::Error;
use crate::cli::samples::{BUNDLED, SMALL};
use crate::cli::ui::{Ui, counted};
use crate::load;
use crate::render::Files;
use std::fs;
use std::path::Path;

/// Makes the folder. Nothing that is there already is touched.
pub fn run(options: &New, current: &Path, ui: Ui) -> Result<(), Error> {
    let folder = current.join(&options.directory);
    let shown = options.directory.display();
    if folder.exists() && !folder.is_dir() {
        return Err(Error::Usage(format!("`{shown}` is a file; give the name of a new folder")));
    }
    if folder.is_dir() && fs::read_dir(&folder).map_err(Error::disk("read", &folder))?.next().is_some() {
        return Err(Error::Usage(format!("the folder `{shown}` is not empty; give the name of a new one")));
    }
    let mut files: Vec<(String, &str)> = Vec::new();
    let first = match &options.sample {
        None => {
            files.extend(SMALL.iter().map(|(path, text)| ((*path).to_owned(), *text)));
            "first-paper.toml".to_owned()
        }
        Some(sample) => {
            let bundled = BUNDLED.iter().find(|(name, _)| name == sample).map(|(_, files)| *files).unwrap_or_default();
            files.push(("papersetter.toml".to_owned(), SMALL[0].1));
            files.extend(bundled.iter().map(|(path, text)| (format!("question-banks/{path}"), *text)));
            let blueprint = files.iter().map(|(path, _)| path).find(|path| path.contains("/blueprints/"));
            blueprint.cloned().unwrap_or_default()
        }
    };
    if options.templates {
        files.extend(Files::templates().map(|(path, text)| (path.trim_start_matches('/').to_owned(), text)));
        files.extend(load::words::files().map(|(lang, text)| (format!("templates/words/{lang}.toml"), text)));
    }
    for (path, text) in &files {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(&folder);
        fs::create_dir_all(parent).map_err(Error::disk("make the folder", parent))?;
        fs::write(&path, text).map_err(Error::disk("write", &path))?;
    }
    ui.say(&format!(
        "{} in {shown}. Next:\n\n    cd {shown}\n    papersetter check\n    papersetter make {first}",
        counted(files.len(), "file")
    ));
    Ok(())
}
