//! Fonts of the user's own: files as they were read, and what a record remembers of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A font file of the user's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontFile {
    /// Its path from the root.
    pub path: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes in hexadecimal.
    pub sha256: String,
}

/// A font of the user's that a paper was printed with. The file itself is not kept: fonts have owners.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct RecordFont {
    /// The family, e.g. `Mukta`.
    pub family: String,
    /// The name of the file, without its folder.
    pub file: String,
    /// SHA-256 of the file in hexadecimal.
    pub sha256: String,
}
