//! What to do about a file of the command line that does not exist.

use super::names_in;
use crate::diag::nearest;
use crate::load::table::listed;
use std::path::Path;

/// Names of other files that are shown.
const SHOWN: usize = 5;

/// The next step, as it follows a semicolon.
pub(in crate::load) fn next_step(path: &Path) -> String {
    if let Ok(end) = path.read_link() {
        return format!("it is a link to `{}`: name the file itself", end.display());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(names) = names_in(folder) else {
        return "nor does its folder: write the path from the folder you are in, or go to another with `-C`".to_owned();
    };
    // Of names that end alike only the rest is compared: the ending would make any short ones look near.
    let (stem, ending) = name.rsplit_once('.').map_or((&*name, None), |(stem, ending)| (stem, Some(ending)));
    let visible = names.iter().map(String::as_str).filter(|name| !name.starts_with('.') && folder.join(name).exists());
    let alike = visible.clone().filter(|name| ending.is_none() || name.rsplit_once('.').map(|(_, end)| end) == ending);
    let others: Vec<&str> = alike.collect();
    let stems = others.iter().map(|name| name.rsplit_once('.').map_or(*name, |(stem, _)| stem));
    let near = nearest(stem, stems.clone()).and_then(|near| stems.zip(&others).find(|(stem, _)| *stem == near));
    let near = near.map(|(_, name)| *name);
    if let Some(near) = near.or_else(|| nearest(&name, visible.filter(|name| !others.contains(name)))) {
        return format!("did you mean `{near}`?");
    }
    match others.as_slice() {
        [] if name == "record.json" => {
            "name the record in the folder of its paper, such as `out/mock-7/record.json`".to_owned()
        }
        [] => "write its path from the folder you are in, or go to another with `-C`".to_owned(),
        others => {
            let more = if others.len() > SHOWN { ", …" } else { "" };
            format!("its folder has {}{more}", listed(others.iter().copied().take(SHOWN)))
        }
    }
}
