//! Finished PDFs before programs of other people: qpdf for the structure, poppler for fonts and text.
//!
//! Skipped on a machine without them, unless `PAPERSETTER_NEEDS_POPPLER` is set, as CI does.

use crate::common::{done, with_bundled_banks};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The output of an outside program; `None` where it is not installed and need not be.
fn outside(program: &str, args: &[&str]) -> Option<(bool, String)> {
    match Command::new(program).args(args).output() {
        Ok(output) => {
            let text = [output.stdout, output.stderr].concat();
            Some((output.status.success(), String::from_utf8_lossy(&text).into_owned()))
        }
        Err(error) => {
            assert!(std::env::var_os("PAPERSETTER_NEEDS_POPPLER").is_none(), "{program}: {error}");
            eprintln!("skipped: {program} is not installed");
            None
        }
    }
}

fn pdfs(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let pdfs = files.filter(|path| path.extension().is_some_and(|extension| extension == "pdf"));
    pdfs.map(|path| path.to_string_lossy().into_owned()).collect()
}

#[test]
fn other_programs_accept_every_pdf() {
    let home = tempfile::tempdir().unwrap();
    with_bundled_banks(home.path());
    for name in ["upsc-mock", "cbse-science", "jee-paper", "class-test"] {
        done(home.path(), &["-q", "make", &format!("question-banks/blueprints/{name}.toml")]);
        for pdf in pdfs(&home.path().join("out").join(name)) {
            let Some((good, told)) = outside("qpdf", &["--check", &pdf]) else { return };
            assert!(good && told.contains("No syntax or stream encoding errors"), "{pdf}: {told}");
            let Some((_, fonts)) = outside("pdffonts", &[&pdf]) else { return };
            let rows: Vec<&str> = fonts.lines().skip_while(|line| !line.starts_with("---")).skip(1).collect();
            assert!(!rows.is_empty(), "{pdf}: {fonts}");
            for row in rows {
                // The columns from the right: object (2), uni, sub, emb.
                let fields: Vec<&str> = row.split_whitespace().rev().collect();
                assert_eq!((fields[4], fields[2]), ("yes", "yes"), "embedded and with text: {pdf}: {row}");
            }
        }
    }
}

#[test]
fn files_say_what_they_are() {
    let home = tempfile::tempdir().unwrap();
    with_bundled_banks(home.path());
    done(home.path(), &["-q", "make", "question-banks/blueprints/upsc-mock.toml", "--only", "papers,key,solutions"]);
    let out = home.path().join("out/upsc-mock");
    for (name, product) in
        [("paper-A.pdf", "QUESTION PAPER"), ("key.pdf", "ANSWER KEY"), ("solutions-A.pdf", "SOLUTIONS")]
    {
        let path = out.join(name).to_string_lossy().into_owned();
        let Some((_, info)) = outside("pdfinfo", &[&path]) else { return };
        let field = |name: &str| info.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
        assert!(field("Title").contains("Mock 1"), "{info}");
        assert!(field("Author").contains("Sunrise Academy"), "{info}");
        assert!(field("Tagged").ends_with("yes"), "{info}");
        assert!(field("CreationDate").contains("Nov 29") && field("CreationDate").contains("2026"), "{info}");
        let Some((_, text)) = outside("pdftotext", &["-raw", &path, "-"]) else { return };
        let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
        for (index, page) in pages.iter().enumerate() {
            let number = format!("{} of {}", index + 1, pages.len());
            assert!(page.contains(product) && page.contains(&number), "{name}, page {}: {page}", index + 1);
        }
    }
}
