//! `sheet.json`: canonical writing, hash, and strict reading.

use super::{FORMAT, Layout};
use crate::diag::Diagnostic;
use crate::model::canonical;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The content of `sheet.json`: every page of every form of one paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SheetFile {
    /// [`FORMAT`].
    pub format: String,
    /// The paper that the sheets belong to.
    pub paper_id: String,
    /// Pages of the first form, pages of the second, …
    pub layouts: Vec<Layout>,
}

/// A sheet has at most so many circles; more is not a sheet but an attack on memory.
const MAX_CIRCLES: usize = 20_000;

impl SheetFile {
    /// The file of these layouts.
    pub fn new(paper_id: impl Into<String>, layouts: Vec<Layout>) -> Self {
        SheetFile { format: FORMAT.to_owned(), paper_id: paper_id.into(), layouts }
    }

    /// The text of the file: sorted keys, no blanks, one final newline.
    pub fn to_json(&self) -> String {
        let mut text = canonical(self);
        text.push('\n');
        text
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    ///
    /// When it is not JSON of this format, is of a later one, or describes a page that nobody could have printed.
    pub fn from_json(text: &str) -> Result<Self, Diagnostic> {
        let fault = |what: String| Diagnostic::error("sheet-file", what);
        #[derive(Deserialize)]
        struct Head {
            format: String,
        }
        let head: Head = serde_json::from_str(text).map_err(|error| fault(format!("not a sheet file: {error}")))?;
        if head.format != FORMAT {
            return Err(fault(format!("format is `{}`, this version reads `{FORMAT}`", head.format))
                .hint("use the version of papersetter that printed the sheets, or a later one"));
        }
        let file: SheetFile =
            serde_json::from_str(text).map_err(|error| fault(format!("not a sheet file: {error}")))?;
        for layout in &file.layouts {
            let circles = layout
                .groups
                .iter()
                .map(|group| usize::from(group.item_count()).saturating_mul(group.options.len()))
                .fold(0, usize::saturating_add);
            if circles > MAX_CIRCLES {
                return Err(fault(format!("page {} has {circles} circles, at most {MAX_CIRCLES} fit", layout.page)));
            }
        }
        Ok(file)
    }
}

pub(super) fn hash(layout: &Layout) -> [u8; 3] {
    let digest = Sha256::digest(canonical(layout).as_bytes());
    let mut hash = [0; 3];
    for (to, from) in hash.iter_mut().zip(digest.iter()) {
        *to = *from;
    }
    hash
}

/// JSON with sorted keys and no blanks.
fn canonical(value: &impl Serialize) -> String {
    // Plain data with string keys and finite numbers: turning it into a value cannot fail.
    canonical::json(serde_json::to_value(value).unwrap_or(Value::Null))
}
