//! What the engine may see: embedded templates, the run's own virtual files, media of the banks. Nothing else exists
//! for it: no disk, no packages, no clock.

use super::fonts::FontSet;
use std::collections::HashMap;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, IntoValue};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// Templates and helpers in the binary, by virtual path.
const EMBEDDED: [(&str, &str); 12] = [
    ("/templates/paper.typ", include_str!("../../templates/paper.typ")),
    ("/templates/examiner.typ", include_str!("../../templates/examiner.typ")),
    ("/templates/key.typ", include_str!("../../templates/key.typ")),
    ("/templates/solutions.typ", include_str!("../../templates/solutions.typ")),
    ("/templates/blueprint.typ", include_str!("../../templates/blueprint.typ")),
    ("/templates/revision.typ", include_str!("../../templates/revision.typ")),
    ("/templates/cards.typ", include_str!("../../templates/cards.typ")),
    ("/templates/page.typ", include_str!("../../templates/page.typ")),
    ("/templates/question.typ", include_str!("../../templates/question.typ")),
    ("/templates/tex.typ", include_str!("../../templates/tex.typ")),
    ("/templates/text.typ", include_str!("../../templates/text.typ")),
    ("/templates/figure.typ", include_str!("../../templates/figure.typ")),
];

/// Where templates find the fonts.
pub(super) const FONTS: &str = "/templates/fonts.typ";

/// The id of a virtual file; `None` for a path that the engine would not take.
pub(super) fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The virtual files that all documents of a run share.
#[derive(Default, Clone)]
pub struct Files {
    sources: HashMap<FileId, Source>,
    media: HashMap<FileId, Bytes>,
}

impl Files {
    /// The embedded templates and the font prelude.
    pub fn embedded() -> Self {
        static EMBEDDED_FILES: LazyLock<Files> = LazyLock::new(|| {
            let mut files = Files::default();
            for (path, text) in EMBEDDED {
                files.add_source(path, text.to_owned());
            }
            files.add_source(FONTS, FontSet::bundled().prelude().to_owned());
            files
        });
        EMBEDDED_FILES.clone()
    }

    /// Adds Typst code under a virtual path, in place of what stood there; a path that cannot be is left out.
    pub fn add_source(&mut self, path: &str, text: String) {
        if let Some(id) = file_id(path) {
            self.sources.insert(id, Source::new(id, text));
        }
    }

    /// Adds a picture under a virtual path.
    pub fn add_media(&mut self, path: &str, bytes: Vec<u8>) {
        if let Some(id) = file_id(path) {
            self.media.insert(id, Bytes::new(bytes));
        }
    }

    /// The embedded templates, path and text, for a user who wants to write an own one.
    pub fn templates() -> impl Iterator<Item = (&'static str, &'static str)> {
        EMBEDDED.into_iter()
    }
}

/// One document: the shared files and a main source.
pub(super) struct Job<'a> {
    files: &'a Files,
    fonts: &'a FontSet,
    main: Source,
    columns: Columns,
}

/// What templates do with columns that end at different heights; they read it as `sys.inputs.columns`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Columns {
    /// The space at their feet is shared out, from where things stood in the pass before.
    Level,
    /// They stay as the engine fills them, whatever stood where.
    AsFilled,
}

impl<'a> Job<'a> {
    /// A document whose main source is `main`.
    pub(super) fn new(files: &'a Files, fonts: &'a FontSet, main: String) -> Option<Self> {
        Some(Job { files, fonts, main: Source::new(file_id("/main.typ")?, main), columns: Columns::Level })
    }

    /// The same document with other columns.
    pub(super) fn with_columns(self, columns: Columns) -> Self {
        Job { columns, ..self }
    }
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        static LEVEL: LazyLock<LazyHash<Library>> = LazyLock::new(|| library("level"));
        static AS_FILLED: LazyLock<LazyHash<Library>> = LazyLock::new(|| library("as-filled"));
        match self.columns {
            Columns::Level => &LEVEL,
            Columns::AsFilled => &AS_FILLED,
        }
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        self.files.sources.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.media.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn library(columns: &str) -> LazyHash<Library> {
    let inputs = [("columns".into(), columns.into_value())].into_iter().collect();
    let mut library = Library::builder().with_inputs(inputs).build();
    super::shared::define(&mut library);
    super::room::define(&mut library);
    LazyHash::new(library)
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
