//! The import table of CONTRIBUTING.md, held against the code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Who may know whom; everything may use `source`, `cli` may use everything.
const ALLOWED: [(&str, &[&str]); 15] = [
    ("source", &[]),
    ("model", &[]),
    ("diag", &[]),
    ("markup", &["model", "diag"]),
    ("query", &["model", "diag"]),
    ("load", &["markup", "model", "diag"]),
    ("formats", &["markup", "model", "diag"]),
    ("store", &["markup", "model", "diag"]),
    ("figure", &["model", "diag"]),
    ("check", &["query", "figure", "markup", "model", "diag"]),
    ("assemble", &["query", "model", "diag"]),
    ("render", &["figure", "markup", "model", "diag"]),
    ("omr", &["model", "diag"]),
    ("stats", &["query", "model", "diag"]),
    ("cli", &["*"]),
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The modules that each module names in code that is not for tests.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files {
        let inside = file.strip_prefix(&root).unwrap();
        let parts: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let module = parts[0].trim_end_matches(".rs").to_owned();
        let for_tests = parts.iter().any(|part| part.starts_with("tests") || part == "samples.rs" && module == "model");
        if ["main", "lib"].contains(&module.as_str()) || for_tests {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for line in code.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
            for (at, _) in line.match_indices("crate::") {
                let name: String =
                    line[at + 7..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                found.entry(module.clone()).or_default().insert(name);
            }
        }
    }
    found
}

#[test]
fn modules_know_only_what_the_table_allows() {
    let mut wrong = Vec::new();
    for (module, uses) in imports() {
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("`{module}` is not in the table"));
            continue;
        };
        for used in uses {
            if used != module && used != "source" && !allowed.contains(&used.as_str()) && !allowed.contains(&"*") {
                wrong.push(format!("`{module}` uses `{used}`"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn each_third_party_library_has_one_home() {
    let homes: [(&str, &[&str]); 6] = [
        ("typst", &["render"]),
        ("printpdf", &["omr"]),
        ("clap", &["cli", "main"]),
        ("toml_edit", &["store"]),
        ("mitex", &["markup"]),
        ("pulldown_cmark", &["markup"]),
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    for file in files {
        let inside = file.strip_prefix(&root).unwrap();
        let module = inside.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned();
        if inside.iter().any(|part| part.to_string_lossy().starts_with("tests")) {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for (library, home) in homes {
            let used = code.lines().any(|line| line.trim_start().starts_with(&format!("use {library}::")));
            assert!(!used || home.contains(&module.as_str()), "{} uses {library}", inside.display());
        }
    }
}
