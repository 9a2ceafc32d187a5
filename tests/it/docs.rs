//! The documents tell the truth: whole files in them pass `check`, commands run and print what the page shows, links
//! lead somewhere.
//!
//! What counts, page by page, in a fresh folder for each:
//!
//! - `toml` with `format = "…"` on its first line is a file and must pass `papersetter check`. A path behind `toml` saves
//!   it in the page's folder for what comes later; without one it is checked in a folder of its own.
//! - `console` holds `$ papersetter …` and `$ cd …`, run in order. Lines below a command are what it prints: its standard
//!   output or, where that is empty, its standard error. A line matches what begins with it, `…` inside a line matches
//!   anything, `…` alone any lines. A command must succeed unless it ends with `# exits with N`.
//! - `text` with a path saves a text in the page's folder for what comes later.
//! - Other blocks are not run. The two commands of the README have tests of their own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const BINARY: &str = env!("CARGO_BIN_EXE_papersetter");

/// A fenced block of a page.
struct Block {
    /// Line of its fence, from 1.
    line: usize,
    /// What stands behind the fence.
    info: String,
    text: String,
}

/// A page being read, with the state that its commands leave behind.
struct Page {
    /// Its path in the repository, for messages.
    name: String,
    /// Where its files are saved.
    folder: tempfile::TempDir,
    /// Where its next command runs.
    current: PathBuf,
    failures: Vec<String>,
    /// How many examples were tried.
    tried: usize,
}

#[test]
fn examples_in_the_documents_work() {
    let mut failures = Vec::new();
    let mut silent =
        vec!["README.md", "docs/bank-format.md", "docs/guide.md", "docs/import.md", "docs/notes.md", "docs/words.md"];
    for path in pages() {
        let page = run_page(&path);
        if page.tried > 0 {
            silent.retain(|name| *name != page.name);
        }
        failures.extend(page.failures);
    }
    assert!(failures.is_empty(), "\n\n{}\n", failures.join("\n\n"));
    assert!(silent.is_empty(), "pages without a single example: {silent:?}");
}

#[test]
fn links_in_the_documents_lead_somewhere() {
    let mut failures = Vec::new();
    for path in pages() {
        let text = read(&path);
        let folder = path.parent().unwrap_or(Path::new(""));
        for link in links(&without_code(&prose(&text))) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (file, heading) = link.split_once('#').map_or((link.as_str(), None), |(file, id)| (file, Some(id)));
            let target = if file.is_empty() { path.clone() } else { folder.join(file) };
            if !root().join(&target).exists() {
                failures.push(format!("{}: `{link}` leads nowhere", path.display()));
            } else if heading.is_some_and(|id| !headings(&read(&target)).iter().any(|known| known == id)) {
                failures.push(format!("{}: `{link}` names no heading of {}", path.display(), target.display()));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}\n", failures.join("\n"));
}

#[test]
fn the_first_command_of_the_readme_makes_the_mock() {
    let folder = with_sample_banks();
    let commands = cargo_commands("README.md");
    let make = commands.iter().find(|command| command.starts_with("cargo run -- make ")).expect("the README has it");
    let words = words(make).expect("it can be read");
    let output = papersetter(&words[3..], folder.path());
    assert!(output.status.success(), "{make}\n{}", shown(&output));
    for file in ["paper-A.pdf", "paper-D.pdf", "key.pdf", "solutions-A.pdf", "sheet.pdf", "key.csv", "record.json"] {
        let path = folder.path().join("out/upsc-mock").join(file);
        assert!(path.metadata().is_ok_and(|file| file.len() > 0), "`{make}` did not write {}", path.display());
    }
}

#[test]
fn ci_runs_the_test_command_of_the_readme() {
    let commands = cargo_commands("README.md");
    let test = commands.iter().find(|command| command.starts_with("cargo test")).expect("the README has it");
    // A package from the registry comes without `.ci`.
    if let Ok(script) = fs::read_to_string(root().join(".ci/run")) {
        assert!(script.lines().any(|line| line == test), "no line `{test}` in .ci/run");
    }
}

#[test]
fn shown_output_matches_by_line_beginnings_and_ellipses() {
    let actual = ["id  kind", "lens-power  choice  easy", "prism-order  order  easy", "2 questions"];
    let matches = |shown: &[&str]| lines_match(shown, &actual);
    assert!(matches(&["id", "lens-power", "prism-order", "2 questions"]));
    assert!(matches(&["id", "…", "2 questions"]));
    assert!(matches(&["…", "lens-power … easy", "…"]));
    assert!(!matches(&["id", "lens-power", "prism-order"]), "a line that is not shown");
    assert!(!matches(&["…", "lens-power … hard", "…"]));
    assert!(!matches(&["kind", "…"]));
}

#[test]
fn commands_are_split_as_a_shell_splits_them() {
    let split = |line: &str| words(line).map(|words| words.join("|"));
    assert_eq!(split("list 'kind:choice -tag:\"a b\"' x").as_deref(), Some("list|kind:choice -tag:\"a b\"|x"));
    assert_eq!(split("list \"a b\"''c  # exits with 1").as_deref(), Some("list|a bc"));
    assert_eq!(split("make a#b.toml").as_deref(), Some("make|a#b.toml"));
    assert_eq!(split("list 'open"), None);
}

fn run_page(path: &Path) -> Page {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let current = folder.path().to_owned();
    let mut page = Page { name: slashes(path), folder, current, failures: Vec::new(), tried: 0 };
    for block in blocks(&read(path)) {
        let mut info = block.info.split_whitespace();
        match (info.next(), info.next()) {
            (Some("toml"), Some("fragment")) => {}
            (Some("toml"), saved) if block.text.starts_with("format") => page.file(&block, saved),
            (Some("toml"), _) => page.fail(block.line, "a file begins with `format = …`; else say `toml fragment`"),
            (Some("text"), Some(path)) => write(&page.current.join(path), &block.text),
            (Some("console"), _) => page.console(&block),
            _ => {}
        }
    }
    page
}

impl Page {
    fn fail(&mut self, line: usize, what: impl AsRef<str>) {
        self.failures.push(format!("{}:{line}: {}", self.name, what.as_ref()));
    }

    /// Saves a whole file and checks it.
    fn file(&mut self, block: &Block, saved: Option<&str>) {
        self.tried += 1;
        let own = tempfile::tempdir().expect("a temporary folder");
        let (folder, path) = match saved {
            Some(path) => (self.current.clone(), path),
            None => (own.path().to_owned(), "example.toml"),
        };
        write(&folder.join(path), &block.text);
        let output = papersetter(&["check".to_owned(), path.to_owned()], &folder);
        if !output.status.success() {
            self.fail(block.line, format!("the file does not pass `papersetter check`\n{}", shown(&output)));
        }
    }

    /// Runs the commands of a block and compares what they print.
    fn console(&mut self, block: &Block) {
        let lines: Vec<&str> = block.text.lines().collect();
        let starts: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with("$ ")).collect();
        if starts.first() != Some(&0) {
            self.fail(block.line, "the block does not begin with `$ `");
        }
        for (place, start) in starts.iter().enumerate() {
            let end = starts.get(place + 1).copied().unwrap_or(lines.len());
            self.tried += 1;
            self.command(block.line + 1 + start, &lines[*start][2..], &lines[start + 1..end]);
        }
    }

    fn command(&mut self, line: usize, command: &str, expected: &[&str]) {
        let Some(words) = words(command) else { return self.fail(line, "a quotation mark is open") };
        match words.split_first() {
            Some((program, rest)) if program == "cd" && rest.len() == 1 => {
                self.current = self.current.join(&rest[0]);
                let outside = !self.current.starts_with(self.folder.path()) || rest[0].contains("..");
                if outside || !self.current.is_dir() {
                    self.fail(line, format!("`{command}` leads nowhere"));
                    self.current = self.folder.path().to_owned();
                }
            }
            Some((program, rest)) if program == "papersetter" => {
                let output = papersetter(rest, &self.current);
                let code = command.rsplit_once("# exits with ").map_or("0", |(_, code)| code.trim());
                if output.status.code().map(|code| code.to_string()).as_deref() != Some(code) {
                    return self.fail(line, format!("`{command}` should exit with {code}\n{}", shown(&output)));
                }
                if !prints(&output, expected) {
                    let what = format!("`{command}` prints something else than\n{}\n", expected.join("\n"));
                    self.fail(line, format!("{what}{}", shown(&output)));
                }
            }
            _ => self.fail(line, "only `papersetter` and `cd` are run"),
        }
    }
}

fn papersetter(arguments: &[String], folder: &Path) -> Output {
    Command::new(BINARY)
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

/// Whether a command printed what the page shows; nothing shown asks for nothing.
fn prints(output: &Output, expected: &[&str]) -> bool {
    let printed = if output.stdout.is_empty() { &output.stderr } else { &output.stdout };
    let printed = String::from_utf8_lossy(printed);
    let actual: Vec<&str> = printed.trim_end().lines().map(str::trim_end).collect();
    let length = expected.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1);
    length == 0 || lines_match(&expected[..length], &actual)
}

/// Matches lines, `…` alone standing for any number of them: the last `…` is widened until the rest fits.
fn lines_match(shown: &[&str], actual: &[&str]) -> bool {
    let (mut at, mut line) = (0, 0);
    let mut widened: Option<(usize, usize)> = None;
    while line < actual.len() {
        if shown.get(at).is_some_and(|shown| shown.trim() == "…") {
            at += 1;
            widened = Some((at, line));
        } else if shown.get(at).is_some_and(|shown| line_matches(shown, actual[line])) {
            at += 1;
            line += 1;
        } else if let Some((after, from)) = widened {
            at = after;
            line = from + 1;
            widened = Some((after, line));
        } else {
            return false;
        }
    }
    shown[at..].iter().all(|shown| shown.trim() == "…")
}

fn line_matches(shown: &str, actual: &str) -> bool {
    let mut pieces = shown.trim_end().split('…');
    let Some(mut rest) = pieces.next().and_then(|first| actual.strip_prefix(first)) else { return false };
    for piece in pieces {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    !shown.trim().is_empty() || actual.is_empty()
}

/// Splits a command into words; quotation marks as in a shell, `#` after a blank begins a remark.
fn words(command: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    for c in command.chars() {
        match quote {
            Some(mark) if c == mark => quote = None,
            Some(_) => word.get_or_insert_default().push(c),
            None if c == '\'' || c == '"' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c == '#' && word.is_none() => break,
            None if c.is_whitespace() => words.extend(word.take()),
            None => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

fn shown(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    let code = output.status.code().map_or("a signal".to_owned(), |code| code.to_string());
    format!("exit: {code}\n--- stdout\n{}\n--- stderr\n{}\n---", text(&output.stdout), text(&output.stderr))
}

/// The commands of cargo that a page tells to type.
fn cargo_commands(page: &str) -> Vec<String> {
    blocks(&read(Path::new(page)))
        .iter()
        .filter(|block| block.info == "sh")
        .flat_map(|block| block.text.lines())
        .filter(|line| line.starts_with("cargo "))
        .map(str::to_owned)
        .collect()
}

/// A folder like a checkout: the sample banks lie in `question-banks`.
fn with_sample_banks() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&root().join("question-banks"), &folder.path().join("question-banks"));
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("the folder can be read") {
        let entry = entry.expect("the folder can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).expect("the file can be copied");
        }
    }
}

/// The documents, by their paths in the repository.
fn pages() -> Vec<PathBuf> {
    let docs = fs::read_dir(root().join("docs")).expect("docs can be read");
    let mut pages: Vec<PathBuf> = docs
        .map(|entry| Path::new("docs").join(entry.expect("docs can be read").file_name()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.extend(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(PathBuf::from));
    pages.sort();
    pages
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn read(path: &Path) -> String {
    let text = fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.replace("\r\n", "\n")
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file in a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

/// How many backticks open or close a fence on this line; 0 for none.
fn fence(line: &str) -> usize {
    let ticks = line.bytes().take_while(|byte| *byte == b'`').count();
    if ticks >= 3 && !line[ticks..].contains('`') { ticks } else { 0 }
}

/// The fenced blocks of a page.
fn blocks(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open = 0;
    for (index, line) in text.lines().enumerate() {
        let ticks = fence(line);
        match found.last_mut() {
            Some(block) if open > 0 => {
                if ticks >= open && line.len() == ticks {
                    open = 0;
                } else {
                    block.text.push_str(line);
                    block.text.push('\n');
                }
            }
            _ if ticks > 0 => {
                open = ticks;
                found.push(Block { line: index + 1, info: line[ticks..].trim().to_owned(), text: String::new() });
            }
            _ => {}
        }
    }
    found
}

/// A page without its fenced blocks.
fn prose(text: &str) -> String {
    let mut open = 0;
    let mut out = String::new();
    for line in text.lines() {
        let ticks = fence(line);
        if open > 0 {
            open = if ticks >= open && line.len() == ticks { 0 } else { open };
        } else if ticks > 0 {
            open = ticks;
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// Text without its code spans, which end at as many backticks as they begin with, inside one paragraph.
fn without_code(text: &str) -> String {
    let mut out = String::new();
    for paragraph in text.split("\n\n") {
        let mut rest = paragraph;
        while let Some(start) = rest.find('`') {
            let ticks = rest[start..].bytes().take_while(|byte| *byte == b'`').count();
            let (before, after) = (&rest[..start], &rest[start + ticks..]);
            out.push_str(before);
            rest = closing(after, ticks).map_or(after, |end| &after[end..]);
        }
        out.push_str(rest);
        out.push_str("\n\n");
    }
    out
}

/// The end of the next run of exactly so many backticks.
fn closing(text: &str, ticks: usize) -> Option<usize> {
    let mut from = 0;
    while let Some(start) = text[from..].find('`').map(|at| from + at) {
        let run = text[start..].bytes().take_while(|byte| *byte == b'`').count();
        from = start + run;
        if run == ticks {
            return Some(from);
        }
    }
    None
}

/// The targets of links and pictures.
fn links(text: &str) -> Vec<String> {
    text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target.to_owned()).collect()
}

/// The anchors that a forge makes of the headings of a page.
fn headings(text: &str) -> Vec<String> {
    prose(text)
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            let title = line.trim_start_matches('#').trim().to_lowercase();
            let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
            kept.map(|c| if c == ' ' { '-' } else { c }).collect()
        })
        .collect()
}
