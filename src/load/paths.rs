//! Paths as people type them in files: with `/`, relative to the file that writes them, inside the root.

/// The path from the root that `typed` means in the file `writer`, itself given from the root.
///
/// # Errors
///
/// What is wrong with it, as a phrase, and the next step.
pub(crate) fn resolve(writer: &str, typed: &str) -> Result<String, (String, String)> {
    let fault = |message: &str, hint: &str| Err((message.to_owned(), hint.to_owned()));
    if typed.contains("://") || typed.starts_with("data:") || typed.starts_with("mailto:") {
        return fault(
            "is an address, and nothing is fetched from the net",
            "save the file beside the bank and name it here",
        );
    }
    if typed.contains('\\') {
        return fault("has a backslash", "write `/` between folder and file, on Windows too");
    }
    let drive = typed.get(1..2) == Some(":") && typed.starts_with(|c: char| c.is_ascii_alphabetic());
    if typed.starts_with('/') || drive || typed.starts_with('~') {
        return fault("begins at the top of the disk", "write it from the folder of this file, as in `media/lens.svg`");
    }
    if typed.len() > 1000 || typed.chars().any(char::is_control) {
        return fault("is no path", "a path is one line of at most 1000 characters");
    }
    let folder = writer.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in typed.split('/') {
        match step {
            "" | "." => {}
            ".." if steps.pop().is_none() => {
                return fault("leads out of the working folder", "move the file into the working folder");
            }
            ".." => {}
            step => steps.push(step),
        }
    }
    Ok(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_start_from_their_file_and_stay_inside() {
        assert_eq!(resolve("banks/upsc/a.toml", "media/x.svg").unwrap(), "banks/upsc/media/x.svg");
        assert_eq!(resolve("banks/upsc/a.toml", "../../banks/./m//x.svg").unwrap(), "banks/m/x.svg");
        assert_eq!(resolve("a.toml", "x.svg").unwrap(), "x.svg");
        for bad in
            ["../x", "/etc/passwd", "C:/x", "c:x", "http://a/b", "a\\b", "~/x", "data:image/png;base64,x", "a\0b"]
        {
            assert!(resolve("a.toml", bad).is_err(), "{bad}");
        }
        assert!(resolve("banks/a.toml", "../../x").is_err());
    }
}
