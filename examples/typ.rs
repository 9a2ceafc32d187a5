use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Mutex;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
struct W {
    lib: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    dirs: Vec<PathBuf>,
    main: FileId,
    cache: Mutex<HashMap<FileId, Source>>,
}
fn id(p: &str) -> FileId {
    RootedPath::new(VirtualRoot::Project, VirtualPath::new(p).unwrap()).intern()
}
impl W {
    fn read(&self, f: FileId) -> FileResult<Vec<u8>> {
        let p = f.get().vpath().get_without_slash().to_owned();
        for d in &self.dirs {
            if let Ok(b) = std::fs::read(d.join(&p)) {
                return Ok(b);
            }
        }
        Err(FileError::NotFound(p.into()))
    }
}
impl World for W {
    fn library(&self) -> &LazyHash<Library> {
        &self.lib
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }
    fn main(&self) -> FileId {
        self.main
    }
    fn source(&self, f: FileId) -> FileResult<Source> {
        if let Some(s) = self.cache.lock().unwrap().get(&f) {
            return Ok(s.clone());
        }
        let s = Source::new(f, String::from_utf8(self.read(f)?).unwrap());
        self.cache.lock().unwrap().insert(f, s.clone());
        Ok(s)
    }
    fn file(&self, f: FileId) -> FileResult<Bytes> {
        Ok(Bytes::new(self.read(f)?))
    }
    fn font(&self, i: usize) -> Option<Font> {
        self.fonts.get(i).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let mut fonts: Vec<Font> = typst_assets::fonts().flat_map(|d| Font::iter(Bytes::new(d))).collect();
    for d in std::fs::read_dir("/tmp/h/view/fonts").into_iter().flatten().flatten() {
        fonts.extend(Font::iter(Bytes::new(std::fs::read(d.path()).unwrap())))
    }
    let w = W {
        lib: LazyHash::new(Library::builder().build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        dirs: a[3..].iter().map(PathBuf::from).collect(),
        main: id(&a[1]),
        cache: Default::default(),
    };
    let t = std::time::Instant::now();
    let r = typst::compile::<typst_layout::PagedDocument>(&w);
    for x in &r.warnings {
        eprintln!("warning: {} {:?} {:?}", x.message, x.span.id(), w.range(x.span));
    }
    match r.output {
        Ok(doc) => {
            eprintln!("{} pages, compile {:?}", doc.pages().len(), t.elapsed());
            let t = std::time::Instant::now();
            let o = typst_pdf::PdfOptions {
                ident: typst::foundations::Smart::Custom("x".to_string()),
                tagged: true,
                standards: typst_pdf::PdfStandards::new(&[typst_pdf::PdfStandard::Ua_1]).unwrap(),
                ..Default::default()
            };
            match typst_pdf::pdf(&doc, &o) {
                Ok(b) => {
                    std::fs::write(&a[2], b).unwrap();
                    eprintln!("pdf {:?}", t.elapsed())
                }
                Err(e) => {
                    for x in e {
                        eprintln!("pdf error: {} {:?} {:?} {:?}", x.message, x.hints, x.span.id(), w.range(x.span));
                    }
                }
            }
        }
        Err(e) => {
            for x in e {
                let f = x.span.id();
                eprintln!("error: {} {:?} {:?} hints {:?}", x.message, f, w.range(x.span), x.hints);
                if let (Some(f), Some(r)) = (f, w.range(x.span)) {
                    let s = w.source(f).unwrap();
                    let l = s.text()[..r.start].matches('\n').count() + 1;
                    eprintln!("  line {l}: {}", &s.text()[r]);
                }
                for t in x.trace {
                    eprintln!("   trace {:?} {:?}", t.v, t.span.id());
                }
            }
            std::process::exit(1)
        }
    }
}
