//! What kind of file a text is, by its line `format = "…"`; the rest need not be TOML at all.

/// What a file says it is in its line `format = "…"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// `bank/…`
    Bank,
    /// `blueprint/…`
    Blueprint,
    /// `syllabus/…`
    Syllabus,
    /// `note/…`
    Note,
    /// `pattern/…`
    Pattern,
    /// `places/…`
    Places,
    /// `words/…`
    Words,
    /// `key/…`
    Key,
    /// `desk/…`
    Desk,
}

impl FileKind {
    const NAMES: [(&'static str, FileKind, &'static str); 9] = [
        ("bank", FileKind::Bank, "bank"),
        ("blueprint", FileKind::Blueprint, "blueprint"),
        ("syllabus", FileKind::Syllabus, "syllabus"),
        ("note", FileKind::Note, "study note"),
        ("pattern", FileKind::Pattern, "pattern"),
        ("places", FileKind::Places, "list of places"),
        ("words", FileKind::Words, "file of fixed words"),
        ("key", FileKind::Key, "key ledger"),
        ("desk", FileKind::Desk, "desk file"),
    ];

    /// The words before the slash in `format`.
    pub(crate) fn formats() -> impl Iterator<Item = &'static str> {
        Self::NAMES.iter().map(|(format, _, _)| *format)
    }

    /// What people call a file whose format has this word before the slash.
    pub(crate) fn name_of(format: &str) -> &'static str {
        Self::NAMES.iter().find(|(name, ..)| *name == format).map_or("file", |(.., name)| name)
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind, _)| *kind == self).map_or("file", |(_, _, name)| name)
    }
}

/// What the head of a file says, read from its lines: the rest need not be TOML at all.
pub(crate) enum Head {
    /// A kind that this version knows by name.
    Kind(FileKind),
    /// Something else.
    Unknown(String),
    /// Nothing.
    Silent,
}

/// Looks for `format = "…"` above the first header.
pub(crate) fn head(text: &str) -> Head {
    for line in text.lines() {
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.starts_with('[') {
            break;
        }
        let Some(value) = line.strip_prefix("format").and_then(|rest| rest.trim_start().strip_prefix('=')) else {
            continue;
        };
        let value = value.trim_start();
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let typed = value.get(1..).and_then(|rest| rest.split(quote).next()).unwrap_or_default();
        let kind = typed.split('/').next().unwrap_or_default();
        let known = FileKind::NAMES.iter().find(|(name, _, _)| *name == kind);
        return known.map_or_else(|| Head::Unknown(typed.to_owned()), |(_, kind, _)| Head::Kind(*kind));
    }
    Head::Silent
}
