//! `record.json`: JSON in, [`Record`] out, its texts with their trees.

use super::table::shown;
use crate::markup;
use crate::model::record::{FORMAT, RECIPE, Record, id_of, is_paper_id};
use serde::Deserialize;
use serde_json::Value;

/// The head of a record: enough to tell what it is when the rest is of another time.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Head {
    format: Option<String>,
    tool: Option<String>,
    paper_id: Option<String>,
    recipe: Option<u64>,
}

impl Head {
    /// A sentence on a record of a later version, with the one to install.
    fn newer(&self, fault: &str) -> String {
        match &self.tool {
            Some(tool) => format!("{fault}; install papersetter {} or later", shown(tool)),
            None => fault.to_owned(),
        }
    }
}

/// Reads a record; every text gets its tree, and nothing in it is trusted.
///
/// # Errors
///
/// A sentence that says why it is no record, or which version reads it.
pub fn read(text: &str) -> Result<Record, String> {
    let value: Value = serde_json::from_str(text).map_err(|fault| format!("this is no record: {fault}"))?;
    let head = Head::deserialize(&value).map_err(|fault| format!("this is no record: {fault}"))?;
    let format = head.format.clone().unwrap_or_default();
    if format != FORMAT {
        let version = format.strip_prefix("record/").and_then(|version| version.parse::<u32>().ok());
        return Err(match version {
            Some(version) if version > 1 => {
                head.newer(&format!("`{}` is newer than this papersetter, which reads `{FORMAT}`", shown(&format)))
            }
            _ => format!("this is no record: its format is `{}`, wanted is `{FORMAT}`", shown(&format)),
        });
    }
    if let Some(recipe) = head.recipe.filter(|recipe| *recipe > u64::from(RECIPE)) {
        return Err(head.newer(&format!(
            "the record was made by recipe {recipe}, and this papersetter knows recipes up to {RECIPE}"
        )));
    }
    let mut record: Record = serde_json::from_str(text).map_err(|fault| format!("the record is damaged: {fault}"))?;
    let content = id_of(value);
    if record.paper_id != content {
        return Err(format!(
            "the record was changed after it was written: its paper id is `{}`, its content gives `{content}`; take it from a copy, or change the bank and make the paper again",
            shown(&record.paper_id)
        ));
    }
    // What is dropped without a word would be missing from the print.
    if record.computed_id() != content {
        return Err(head.newer("the record holds fields that this papersetter does not know"));
    }
    for question in record.questions.values_mut() {
        question.each_text_mut(&mut |role, _, rich| markup::reparse(rich, role.form()));
    }
    for passage in record.passages.values_mut() {
        passage.each_text_mut(&mut |role, _, rich| markup::reparse(rich, role.form()));
    }
    if let Some(pattern) = &mut record.pattern {
        pattern.each_text_mut(&mut |role, _, rich| markup::reparse(rich, role.form()));
    }
    record.blueprint.each_text_mut(&mut |role, _, rich| markup::reparse(rich, role.form()));
    Ok(record)
}

/// What a record of any version says about itself, for whoever looks after the folder it lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its paper id, ten signs of Crockford's base 32: safe as the name of a folder.
    pub paper_id: String,
    /// Whether its content has that id.
    pub whole: bool,
    /// The names of its sets.
    pub sets: Vec<String>,
}

/// The label of a record of any version; `None` where the text is no record or its paper id cannot be one.
pub fn label(text: &str) -> Option<Label> {
    let value: Value = serde_json::from_str(text).ok()?;
    let head = Head::deserialize(&value).ok()?;
    let paper_id = head.paper_id.filter(|id| is_paper_id(id))?;
    if !head.format?.starts_with("record/") {
        return None;
    }
    let sets = value.get("sets").and_then(Value::as_array).into_iter().flatten();
    let sets = sets.filter_map(|set| set.get("name")?.as_str().map(str::to_owned)).collect();
    let whole = id_of(value) == paper_id;
    Some(Label { paper_id, whole, sets })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::words::bundled;
    use crate::model::ids::Lang;
    use crate::model::question::Ask;
    use crate::model::samples;

    #[test]
    fn a_newer_record_names_the_version_to_install() {
        let text = r#"{ "format": "record/2", "tool": "0.9.0", "paper-id": "ABCDEFGH12", "what": [] }"#;
        insta::assert_snapshot!(read(text).unwrap_err(), @"`record/2` is newer than this papersetter, which reads `record/1`; install papersetter 0.9.0 or later");
        assert_eq!(label(text).unwrap().paper_id, "ABCDEFGH12");
        assert!(read("{}").unwrap_err().starts_with("this is no record"));
        assert!(read("nonsense").unwrap_err().starts_with("this is no record"));
        assert!(read(r#"{ "format": "record/1" }"#).unwrap_err().starts_with("the record is damaged"));
        assert!(label("[1]").is_none());
        let text = r#"{ "format": "record/1", "tool": "0.9.0", "recipe": 70 }"#;
        insta::assert_snapshot!(read(text).unwrap_err(), @"the record was made by recipe 70, and this papersetter knows recipes up to 1; install papersetter 0.9.0 or later");
    }

    #[test]
    fn a_paper_id_that_leads_elsewhere_is_none() {
        for id in ["../../../x", "", "ABCDEFGH1", "abcdefgh12", "ABCDEFGHI2", "ABC/EFGH12"] {
            assert_eq!(label(&format!(r#"{{ "format": "record/1", "paper-id": "{id}" }}"#)), None, "{id}");
        }
    }

    #[test]
    fn an_edited_record_is_refused() {
        let paper = samples::paper(
            vec![samples::question("q-1", samples::statements(Ask::Which, &[true, false]))],
            &[("q-1", &["1", "2"])],
        );
        let record = Record::of(&paper, &bundled(Lang::ENGLISH).unwrap(), "0.1.0");
        let text = record.to_json();
        assert_eq!(read(&text).unwrap().paper_id, record.paper_id);
        assert!(label(&text).unwrap().whole);
        let edited = text.replacen("\"seed\":1", "\"seed\":2", 1);
        assert_ne!(edited, text);
        let message = read(&edited).unwrap_err();
        let start = format!(
            "the record was changed after it was written: its paper id is `{}`, its content gives `",
            record.paper_id
        );
        assert!(message.starts_with(&start), "{message}");
        assert!(!label(&edited).unwrap().whole);
        // A field that this version does not know belongs to the content, and is not dropped without a word.
        let more = text.replacen('{', "{\"more\":1,", 1);
        let id = id_of(serde_json::from_str(&more).unwrap());
        let message = read(&more.replace(&record.paper_id, &id)).unwrap_err();
        assert!(message.starts_with("the record holds fields that"), "{message}");
        assert!(read(&text.replacen('{', "{\"more\":1,", 1)).unwrap_err().starts_with("the record was changed"));
    }
}
