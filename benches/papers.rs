//! Four papers of a hundred questions against one plain run of the engine.
//!
//!     cargo bench --bench papers                    # optimised, builds the engine once more
//!     cargo bench --bench papers --profile dev      # with the engine of the daily build
//!
//! Each line is a process of its own, so nothing is warm. `plain` compiles `hundred/plain.typ`, the same hundred
//! questions typed by hand, with the engine alone and writes a tagged PDF; `papers` is `make --only papers` with four
//! sets; their ratio in wall and processor time is the median of five pairs. Then come the bilingual mock of the sample
//! banks, a hundred questions in four sets side by side, against the same mock in English, and study notes: one revision
//! sheet, and the compilation of all twelve bundled notes, against the plain run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;

const PAIRS: usize = 5;

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The engine with its fonts and two files.
struct Plain {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
    tex: Source,
}

fn file_id(path: &str) -> FileId {
    RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).expect("a path")).intern()
}

impl World for Plain {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }
    fn main(&self) -> FileId {
        self.main.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.tex].into_iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }
    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn plain() {
    let read = |path: &str| fs::read_to_string(project().join(path)).expect("a file of the project");
    let own = ["Regular", "Bold"].map(|weight| {
        let path = format!("fonts/noto-serif-devanagari/NotoSerifDevanagari-{weight}.ttf");
        Bytes::new(fs::read(project().join(path)).expect("a font of the project"))
    });
    let fonts: Vec<Font> = typst_assets::fonts()
        .map(Bytes::new)
        .chain(own)
        .flat_map(|data| Font::iter(data).collect::<Vec<_>>())
        .collect();
    let world = Plain {
        library: LazyHash::new(Library::builder().build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        main: Source::new(file_id("/main.typ"), read("benches/hundred/plain.typ")),
        tex: Source::new(file_id("/templates/tex.typ"), read("templates/tex.typ")),
    };
    let document: PagedDocument = typst::compile(&world).output.expect("the plain paper compiles");
    let bytes = typst_pdf::pdf(&document, &typst_pdf::PdfOptions::default()).expect("the plain paper prints");
    eprintln!("  {} pages, {} bytes", document.pages().len(), bytes.len());
}

fn papersetter(args: &[&str], out: &Path) {
    let (project, out) = (project().to_string_lossy().into_owned(), out.to_string_lossy().into_owned());
    let run = [&["papersetter", "-q", "-C", &project], args, &["-o", &out]].concat();
    assert_eq!(papersetter::cli::run(run.into_iter().map(Into::into)) as u8, 0);
}

fn make(blueprint: &str, only: &str, out: &Path) {
    papersetter(&["make", blueprint, "--only", only], out);
}

/// Seconds of processor time and peak memory in MB of this process, from Linux's own books.
fn used() -> (f64, u64) {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    let peak = peak.split_whitespace().next().and_then(|field| field.parse().ok()).unwrap_or(0);
    // Linux counts hundredths of a second.
    (ticks as f64 / 100.0, peak / 1024)
}

/// Runs one measurement in a process of its own: wall seconds, processor seconds, peak MB.
fn child(what: &str) -> (f64, f64, u64) {
    let start = Instant::now();
    let me = std::env::current_exe().expect("this program");
    let output = Command::new(me).arg("--child").arg(what).output().expect("a process");
    let wall = start.elapsed().as_secs_f64();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout);
    let mut fields = text.split_whitespace();
    let cpu = fields.next().and_then(|field| field.parse().ok()).expect("processor time");
    let peak = fields.next().and_then(|field| field.parse().ok()).expect("memory");
    (wall, cpu, peak)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if let Some(at) = args.iter().position(|arg| arg == "--child") {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("out");
        match args[at + 1].as_str() {
            "plain" => plain(),
            "english" => make("question-banks/blueprints/upsc-mock-100.toml", "papers", &out),
            "bilingual" => make("question-banks/blueprints/upsc-mock-bilingual.toml", "papers", &out),
            "revision-sheet" => papersetter(&["revise", "2024-03-07-nato-sweden"], &out),
            "compilation" => papersetter(&["revise", "question-banks/upsc/notes", "--form", "compilation"], &out),
            only => make("benches/hundred/hundred.toml", only, &out),
        }
        let (cpu, peak) = used();
        println!("{cpu} {peak}");
        return;
    }
    let mut ratios = (Vec::new(), Vec::new());
    let mut plain = Vec::new();
    for _ in 0..PAIRS {
        let one = child("plain");
        let four = child("papers");
        println!("plain  {:.2} s wall, {:.2} s processor, {} MB", one.0, one.1, one.2);
        println!("papers {:.2} s wall, {:.2} s processor, {} MB", four.0, four.1, four.2);
        plain.push(one.0);
        ratios.0.push(four.0 / one.0);
        ratios.1.push(four.1 / one.1);
    }
    for only in ["key", "solutions", "sheet", "papers,key,solutions,sheet,report"] {
        let (wall, cpu, peak) = child(only);
        println!("{only}: {wall:.2} s wall, {cpu:.2} s processor, {peak} MB");
    }
    let (english, bilingual) = (child("english"), child("bilingual"));
    println!("english   {:.2} s wall, {:.2} s processor, {} MB", english.0, english.1, english.2);
    println!("bilingual {:.2} s wall, {:.2} s processor, {} MB", bilingual.0, bilingual.1, bilingual.2);
    println!("bilingual / english: {:.2} wall, {:.2} processor", bilingual.0 / english.0, bilingual.1 / english.1);
    let plain = median(plain);
    for what in ["revision-sheet", "compilation"] {
        let (wall, cpu, peak) = child(what);
        let ratio = wall / plain;
        println!("{what}: {wall:.2} s wall, {cpu:.2} s processor, {peak} MB, {ratio:.2} plain runs");
    }
    println!("four papers / one plain run: {:.2} wall, {:.2} processor", median(ratios.0), median(ratios.1));
}
