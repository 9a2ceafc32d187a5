//! A thousand pages: reading alone, and the whole command with checks and files.
//!
//!     cargo bench --bench import
//!
//! The aim is under 2 s for the command on two cores in the optimised build. It runs in a process of its own.

use papersetter::formats::{self, Surroundings, write};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const PAGES: usize = 1_000;

/// A page as long as they are in the wild, 11 KB, different for each number.
fn page(number: usize) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/import/article-exact.case");
    let case = fs::read_to_string(path).expect("the case");
    let (page, _) = case.split_once("\n==== told ====\n").expect("a page above its outcome");
    let (before, background) = page.split_once("\nBackground\n").expect("a background");
    let more = "Gauges are read by day and by night, in calm and in storm, and what they say is kept for later years. ";
    let text = format!("{before}\nBackground\n\n{}\n{background}", more.repeat(60));
    text.replace("Along the Northern Coast", &format!("Along Coast {number}"))
        .replace("forty", &format!("{}", 40 + number))
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if let Some(at) = args.iter().position(|arg| arg == "--child") {
        let run = std::iter::once("papersetter".to_owned()).chain(args[at + 1..].iter().cloned());
        papersetter::cli::run(run.map(Into::into));
        return;
    }
    let pages: Vec<String> = (0..PAGES).map(page).collect();
    let bytes: usize = pages.iter().map(String::len).sum();
    let article = formats::named("article").expect("it is in the table");
    let start = Instant::now();
    let mut written = 0;
    for page in &pages {
        let text = formats::decode(page.as_bytes()).expect("a text").text;
        let drafts = (article.read)(&text, &Surroundings::default());
        written += drafts.iter().flat_map(|page| &page.value).flat_map(write::files).count();
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{seconds:.2} s  {PAGES} pages of {} bytes to {written} files, on one core", bytes / PAGES);

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pages.txt");
    fs::write(&file, pages.join("\n\n")).expect("a file");
    let start = Instant::now();
    let output = Command::new(std::env::current_exe().expect("this program"))
        .args(["--child", "-C", &folder.path().to_string_lossy(), "import", "pages.txt"])
        .stdin(Stdio::null())
        .output()
        .expect("a process");
    let told = String::from_utf8_lossy(&output.stderr);
    println!("{:.2} s  import pages.txt  ({})", start.elapsed().as_secs_f64(), told.lines().last().unwrap_or_default());
}
