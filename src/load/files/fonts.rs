//! The user's fonts: the files of the folder that the desk file names.

use super::Workspace;
use crate::diag::{Diagnostic, Diagnostics};
use crate::load::table::shown;
use crate::model::canonical::sha256_hex;
use crate::model::fonts::FontFile;
use crate::source::Span;
use std::collections::BTreeSet;
use std::fs;

/// The largest font, in bytes; fonts for Chinese have about 25 million.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// All fonts together, in bytes.
const MOST_IN_ALL: u64 = 128 * 1024 * 1024;
/// Fonts in the folder.
const MOST_FILES: usize = 200;
/// Folders inside the folder: downloads come with one for the static files.
const DEEPEST: usize = 4;

impl Workspace {
    /// Where the desk file names the folder of fonts.
    pub fn fonts_span(&self) -> Option<Span> {
        self.desk.fonts.as_ref().and_then(|named| named.span)
    }

    /// The fonts of the folder that the desk file names, in the order of their paths; none without such a folder.
    ///
    /// Of a folder all TTF and OTF files are read, in folders below it, too; hidden ones are not. Nothing outside the
    /// working folder is read, and never the fonts of the system. What is wrong goes to `found`.
    pub fn fonts(&self, found: &mut Diagnostics) -> Vec<FontFile> {
        let Some(named) = &self.desk.fonts else { return Vec::new() };
        let told = |message: String, hint: &str| Diagnostic::error("bad-font", message).at(named.span).hint(hint);
        let hint = "paths in `papersetter.toml` start from the folder it lies in";
        let Some((real, _)) = self.located(named, "folder", hint, found) else { return Vec::new() };
        if !real.is_dir() {
            let message = format!("`{}` is not a folder", shown(&named.value));
            found.push(told(message, "name the folder that the font files lie in"));
            return Vec::new();
        }
        let mut names = BTreeSet::new();
        // A folder that cannot be read is one without fonts.
        _ = self.walk(&real, DEEPEST, is_font, &mut BTreeSet::new(), &mut names);
        if names.is_empty() {
            let message = format!("there are no fonts in `{}`", shown(&named.value));
            let diagnostic = Diagnostic::warning("bad-font", message).at(named.span);
            found.push(diagnostic.hint("put TTF or OTF files into it"));
        }
        if names.len() > MOST_FILES {
            let message = format!("`{}` holds {} fonts, the most is {MOST_FILES}", shown(&named.value), names.len());
            found.push(told(message, "keep only the families that your papers need"));
            return Vec::new();
        }
        let mut files = Vec::new();
        let mut total = 0;
        for path in names {
            match self.font(&path, &mut total) {
                Ok(file) => files.push(file),
                Err((fault, hint)) => found.push(told(format!("the font `{}` {fault}", shown(&path)), hint)),
            }
        }
        files
    }

    fn font(&self, path: &str, total: &mut u64) -> Result<FontFile, (String, &'static str)> {
        let full = self.root.join(path);
        let unread = |error: std::io::Error| (format!("cannot be read: {error}"), "look at the rights of the file");
        let bytes = fs::metadata(&full).map_err(unread)?.len();
        let hint = "fonts of that size are collections for many languages; take a smaller file";
        if bytes > MOST_BYTES {
            return Err((format!("has {bytes} bytes, the most is 32 MiB"), hint));
        }
        *total += bytes;
        if *total > MOST_IN_ALL {
            let hint = "keep only the families that your papers need";
            return Err(("is too much: all fonts together may have 128 MiB".to_owned(), hint));
        }
        let bytes = fs::read(&full).map_err(unread)?;
        let sha256 = sha256_hex(&bytes);
        Ok(FontFile { path: path.to_owned(), bytes, sha256 })
    }
}

/// Whether a name is that of a font; those that are not read are told later, by their content.
fn is_font(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| ["ttf", "otf", "ttc", "otc", "woff", "woff2"].contains(&extension.as_str()))
}
