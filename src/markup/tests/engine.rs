//! The real engine, as small as it can be: embedded fonts, one template, nothing from outside.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;

struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let fonts: Vec<Font> = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect();
    Shared {
        library: LazyHash::new(Library::builder().build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        template: source("templates/tex.typ", include_str!("../../../templates/tex.typ")),
    }
});

fn source(path: &str, text: &str) -> Source {
    let path = VirtualPath::new(path).unwrap();
    Source::new(RootedPath::new(VirtualRoot::Project, path).intern(), text.to_owned())
}

struct Job {
    main: Source,
    /// Every file that something asked for, apart from the two that it may have.
    asked: Mutex<BTreeMap<String, usize>>,
}

impl World for Job {
    fn library(&self) -> &LazyHash<Library> {
        &SHARED.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &SHARED.book
    }
    fn main(&self) -> FileId {
        self.main.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        if id == SHARED.template.id() {
            return Ok(SHARED.template.clone());
        }
        *self.asked.lock().unwrap().entry(format!("{id:?}")).or_default() += 1;
        Err(FileError::NotFound("source".into()))
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        *self.asked.lock().unwrap().entry(format!("{id:?}")).or_default() += 1;
        Err(FileError::NotFound("file".into()))
    }
    fn font(&self, index: usize) -> Option<Font> {
        SHARED.fonts.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// What the engine said to a document.
pub(super) struct Compiled {
    pub(super) document: Result<PagedDocument, String>,
    /// What it warned of, e.g. names that will go.
    pub(super) warnings: Vec<String>,
    /// Files that it asked for.
    pub(super) asked: Vec<String>,
}

/// Compiles the body of a document in which formulas may stand.
pub(super) fn compile(body: &str) -> Compiled {
    let text = format!("#import \"/templates/tex.typ\": *\n#set page(width: 18cm, height: auto, margin: 1cm)\n{body}");
    let job = Job { main: source("main.typ", &text), asked: Mutex::default() };
    let compiled = typst::compile::<PagedDocument>(&job);
    let warnings = compiled.warnings.iter().map(|warning| warning.message.to_string()).collect();
    let document = compiled
        .output
        .map_err(|errors| errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; "));
    let asked = job.asked.into_inner().unwrap().into_keys().collect();
    Compiled { document, warnings, asked }
}

/// Compiles one formula; the error is the engine's.
pub(super) fn formula(typst: &str) -> Result<PagedDocument, String> {
    let compiled = compile(&format!("$ {typst} $"));
    if !compiled.warnings.is_empty() {
        return Err(format!("warning: {}", compiled.warnings.join("; ")));
    }
    compiled.document
}
