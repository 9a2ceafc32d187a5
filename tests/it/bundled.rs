//! The bundled banks as their TOML says it, for tests that look at questions without the program.

use crate::common::{project, tree};
use std::path::PathBuf;
use std::sync::LazyLock;
use toml::{Table, Value};

/// A question of a bundled bank.
pub struct Question {
    /// The folder of its bank below `question-banks`, e.g. `upsc`.
    pub bank: String,
    /// Its file, for messages.
    pub file: String,
    /// Its id.
    pub id: String,
    /// Its fields, those of `[defaults]` among them.
    pub fields: Table,
}

impl Question {
    /// A field that is a text.
    pub fn text(&self, name: &str) -> Option<&str> {
        text(&self.fields, name)
    }

    /// Its kind, also where the options say it.
    pub fn kind(&self) -> &str {
        kind(&self.fields)
    }

    /// The areas it belongs to.
    pub fn areas(&self) -> Vec<&str> {
        texts(self.fields.get("area"))
    }

    /// Its tags.
    pub fn tags(&self) -> Vec<&str> {
        texts(self.fields.get("tags"))
    }

    /// What gets one answer, by slot: the question, or the parts of a case; alternatives each by itself.
    pub fn slots(&self) -> Vec<(String, &Table)> {
        let Some(parts) = self.fields.get("parts").and_then(Value::as_array) else {
            return vec![(self.id.clone(), &self.fields)];
        };
        let mut found = Vec::new();
        for (part, roman) in parts.iter().filter_map(Value::as_table).zip(ROMAN) {
            let alternatives = part.get("or").and_then(Value::as_array);
            for (at, fields) in alternatives.into_iter().flatten().filter_map(Value::as_table).enumerate() {
                found.push((format!("{}/{roman}.{}", self.id, letter(at)), fields));
            }
            if alternatives.is_none() {
                found.push((format!("{}/{}", self.id, text(part, "id").unwrap_or(roman)), part));
            }
        }
        found
    }

    /// Every text in it, keys left out.
    pub fn texts(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.fields.values().for_each(|value| collect(value, &mut found));
        found
    }
}

const ROMAN: [&str; 8] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"];

/// The letter by which an option is named.
pub fn letter(at: usize) -> char {
    char::from(b'a' + u8::try_from(at).unwrap())
}

/// A field that is a text.
pub fn text<'t>(fields: &'t Table, name: &str) -> Option<&'t str> {
    fields.get(name).and_then(Value::as_str)
}

/// The kind of a question or part.
pub fn kind(fields: &Table) -> &str {
    text(fields, "kind").unwrap_or("choice")
}

/// A text, or a list of texts.
pub fn texts(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one],
        _ => Vec::new(),
    }
}

fn collect<'t>(value: &'t Value, found: &mut Vec<&'t str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(list) => list.iter().for_each(|value| collect(value, found)),
        Value::Table(table) => table.values().for_each(|value| collect(value, found)),
        _ => {}
    }
}

/// The opening comment of a file as one line.
pub fn comment(file: &str) -> String {
    let lines: Vec<&str> = file.lines().map_while(|line| line.strip_prefix('#')).map(str::trim).collect();
    lines.join(" ")
}

/// Every TOML file below `question-banks`, by path, with its content.
static FILES: LazyLock<Vec<(PathBuf, Table)>> = LazyLock::new(|| {
    let root = project().join("question-banks");
    let files = tree(&root).into_iter().filter(|(name, _)| name.ends_with(".toml"));
    let read = |(name, bytes): (String, Vec<u8>)| {
        let content = String::from_utf8(bytes).unwrap().parse().unwrap_or_else(|fault| panic!("{name}: {fault}"));
        (root.join(name), content)
    };
    let mut files: Vec<(PathBuf, Table)> = files.map(read).collect();
    files.sort_by(|(left, _), (right, _)| left.cmp(right));
    files
});

static QUESTIONS: LazyLock<Vec<Question>> = LazyLock::new(|| {
    let root = project().join("question-banks");
    let mut found = Vec::new();
    for (path, content) in files("bank/1") {
        let inside = path.strip_prefix(&root).unwrap();
        let bank = inside.iter().next().unwrap().to_string_lossy().into_owned();
        let defaults = content.get("defaults").and_then(Value::as_table).cloned().unwrap_or_default();
        for own in content["question"].as_array().unwrap().iter().filter_map(Value::as_table) {
            let mut fields = defaults.clone();
            fields.extend(own.clone());
            let id = text(own, "id").unwrap_or_else(|| panic!("{}: a question without id", path.display())).to_owned();
            found.push(Question { bank: bank.clone(), file: inside.display().to_string(), id, fields });
        }
    }
    found
});

/// Every TOML file of a format below `question-banks`, in the order of paths, with its content.
pub fn files(format: &str) -> impl Iterator<Item = &'static (PathBuf, Table)> {
    FILES.iter().filter(move |(_, content)| text(content, "format") == Some(format))
}

/// Every question of every bundled bank, in the order of files and of places in them.
pub fn questions() -> &'static [Question] {
    &QUESTIONS
}

/// The folders of the bundled banks, sorted.
pub fn banks() -> Vec<&'static str> {
    let mut banks: Vec<&str> = questions().iter().map(|question| question.bank.as_str()).collect();
    banks.dedup();
    banks
}
