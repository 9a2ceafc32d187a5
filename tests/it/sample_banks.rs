//! `docs/sample-banks.md` says what the bundled banks hold. It is made from what `list` counts, so that it stays true.
//!
//! `UPDATE_DOCS=1 cargo test --test it sample_banks` writes it again.

use crate::bundled::{self, texts};
use crate::common::{done, project};
use serde_json::Value;
use std::fmt::Write;
use std::fs;

/// Each bank as a person calls it, in the order of the page.
const BANKS: [(&str, &str); 4] = [
    ("upsc", "UPSC general studies"),
    ("cbse10-science", "CBSE class 10 science"),
    ("jee", "JEE physics and mathematics"),
    ("gcse-biology", "GCSE biology"),
];

/// What `list` counts in a bank.
fn counts(bank: &str, by: &str) -> Value {
    let folder = format!("question-banks/{bank}");
    let args = ["-q", "list", "--bank", &folder, "--count-by", by, "--format", "json"];
    serde_json::from_str(&done(&project(), &args).stdout).unwrap()
}

fn total(table: &Value) -> u64 {
    table["total"]["total"].as_u64().unwrap()
}

fn rows(table: &Value) -> &[Value] {
    table["rows"].as_array().unwrap()
}

fn key(row: &Value) -> &str {
    row["key"].as_str().unwrap()
}

/// The name of an area, else the last part of its path.
fn name(row: &Value) -> &str {
    row["name"].as_str().unwrap_or_else(|| key(row).rsplit('.').next().unwrap())
}

/// A row of a Markdown table.
fn line(out: &mut String, cells: impl IntoIterator<Item = String>) {
    for cell in cells {
        write!(out, "| {cell} ").unwrap();
    }
    out.push_str("|\n");
}

/// The columns that a table has questions in.
fn columns(table: &Value) -> Vec<&str> {
    let all = table["columns"].as_array().unwrap().iter().filter_map(Value::as_str);
    all.filter(|column| table["total"]["columns"][*column].as_u64() > Some(0)).collect()
}

/// The table's head, and a row that sets numbers to the right.
fn head(out: &mut String, first: &[&str], columns: &[&str]) {
    let titles = first.iter().chain(&["all"]).chain(columns);
    line(out, titles.map(|title| (*title).to_owned()));
    line(out, first.iter().map(|_| "---".to_owned()).chain(std::iter::repeat_n("---:".to_owned(), columns.len() + 1)));
}

fn numbers<'r>(row: &'r Value, columns: &'r [&str]) -> impl Iterator<Item = String> + 'r {
    std::iter::once(row["total"].to_string()).chain(columns.iter().map(|column| row["columns"][*column].to_string()))
}

/// The part of the syllabus that has questions, by difficulty, and the rest in words.
fn areas(bank: &str) -> String {
    let table = counts(bank, "area,difficulty");
    let columns = columns(&table);
    let mut out = String::new();
    head(&mut out, &["area", "weight"], &columns);
    let (mut missing, mut last) = (Vec::<(String, Vec<&str>)>::new(), "");
    for row in rows(&table) {
        let depth = key(row).matches('.').count();
        if row["total"] != 0 {
            let title = format!("{}{}", "&emsp;".repeat(depth), name(row));
            let weight = row["weight"].as_str().unwrap_or_default().replace("..", "–");
            line(&mut out, [title, weight].into_iter().chain(numbers(row, &columns)));
        } else if row["gap"] == true && (last.is_empty() || !key(row).starts_with(&format!("{last}."))) {
            last = key(row);
            // What is above it has questions; the syllabus itself is not named.
            let above = last.rsplit_once('.').map_or("", |(above, _)| above);
            let above = rows(&table).iter().find(|row| key(row) == above && above.contains('.')).map_or("", name);
            match missing.last_mut().filter(|(name, _)| name == above) {
                Some((_, names)) => names.push(name(row)),
                None => missing.push((above.to_owned(), vec![name(row)])),
            }
        }
    }
    if missing.is_empty() {
        out.push_str("\nEvery area of the syllabus has questions.\n");
        return out;
    }
    out.push_str("\nNo questions yet:\n\n");
    for (above, names) in missing {
        let above = if above.is_empty() { String::new() } else { format!("{above}: ") };
        writeln!(out, "- {above}{}", names.join("; ")).unwrap();
    }
    out
}

/// Kinds by levels of thinking.
fn kinds(bank: &str) -> String {
    let table = counts(bank, "kind,cognitive");
    let columns = columns(&table);
    let mut out = String::new();
    head(&mut out, &["kind"], &columns);
    for row in rows(&table) {
        line(&mut out, std::iter::once(format!("`{}`", key(row))).chain(numbers(row, &columns)));
    }
    line(&mut out, std::iter::once("all".to_owned()).chain(numbers(&table["total"], &columns)));
    out
}

/// The blueprints for a bank, with the first sentence of their comments.
fn blueprints(bank: &str) -> String {
    let mut out = String::from("| blueprint | |\n| --- | --- |\n");
    for (path, content) in bundled::files("blueprint/1") {
        if !texts(content.get("banks")).contains(&format!("../{bank}").as_str()) {
            continue;
        }
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let said = bundled::comment(&fs::read_to_string(path).unwrap());
        let sentence = said.split_inclusive(". ").next().unwrap_or_default().trim();
        let link = format!("[`{file}`](../question-banks/blueprints/{file})");
        line(&mut out, [link, sentence.to_owned()]);
    }
    out
}

fn page() -> String {
    let mut out = String::from(
        "# The sample banks\n\n\
         What the bundled banks hold. They are samples, to practise with and to learn the form from, not a full syllabus. All\n\
         questions are written for this project, have an explanation and a basis, and were read a second time. Those for UPSC\n\
         are in English and Hindi, the others in English.\n\n\
         `papersetter new DIR --sample NAME` copies a bank into a new folder, with its blueprints.\n\n\
         The tables are what `papersetter list --bank question-banks/NAME --count-by area,difficulty` and `kind,cognitive`\n\
         count. The weight is the one that the syllabus gives: marks, or a share of them. A question with two areas counts in\n\
         both.\n",
    );
    for (bank, title) in BANKS {
        let all = total(&counts(bank, "kind"));
        write!(
            out,
            "\n## {title}\n\n{all} questions; `--sample {bank}`.\n\n{}\n{}\n{}",
            blueprints(bank),
            areas(bank),
            kinds(bank)
        )
        .unwrap();
    }
    out
}

#[test]
fn the_page_of_the_sample_banks_is_up_to_date() {
    let path = project().join("docs/sample-banks.md");
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let differ = stored.lines().zip(page.lines()).position(|(stored, made)| stored != made);
    assert!(
        stored == page,
        "docs/sample-banks.md differs from line {} on; `UPDATE_DOCS=1 cargo test --test it sample_banks` writes it again",
        differ.map_or(stored.lines().count().min(page.lines().count()), |line| line) + 1
    );
    assert!(BANKS.iter().map(|(bank, _)| *bank).all(|bank| bundled::banks().contains(&bank)));
    assert_eq!(BANKS.len(), bundled::banks().len(), "a bank is missing on the page");
}

#[test]
fn the_readme_counts_the_sample_banks_right() {
    let readme = fs::read_to_string(project().join("README.md")).unwrap();
    let words = readme.split_whitespace().collect::<Vec<_>>().join(" ");
    let totals = BANKS.map(|(bank, title)| (total(&counts(bank, "kind")), title));
    let all: u64 = totals.iter().map(|(count, _)| count).sum();
    let each = totals.iter().map(|(count, title)| format!("{count} for {title}"));
    for said in each.chain([format!("Their {all} questions")]) {
        assert!(words.contains(&said), "the README should say `{said}`");
    }
}
