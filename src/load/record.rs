//! `record.json`: JSON in, [`Record`] out, its texts with their trees.

use super::table::shown;
use crate::markup;
use crate::model::record::{FORMAT, Record};
use serde::Deserialize;

/// The head of a record: enough to tell what it is when the rest is of another time.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Head {
    format: Option<String>,
    tool: Option<String>,
    paper_id: Option<String>,
}

/// Reads a record; every text gets its tree, and nothing in it is trusted.
///
/// # Errors
///
/// A sentence that says why it is no record, or which version reads it.
pub fn read(text: &str) -> Result<Record, String> {
    let head: Head = serde_json::from_str(text).map_err(|fault| format!("this is no record: {fault}"))?;
    let format = head.format.unwrap_or_default();
    if format != FORMAT {
        let version = format.strip_prefix("record/").and_then(|version| version.parse::<u32>().ok());
        return Err(match version {
            Some(version) if version > 1 => match head.tool {
                Some(tool) => format!(
                    "`{}` is newer than this papersetter, which reads `{FORMAT}`; install papersetter {} or later",
                    shown(&format),
                    shown(&tool)
                ),
                None => format!("`{}` is newer than this papersetter, which reads `{FORMAT}`", shown(&format)),
            },
            _ => format!("this is no record: its format is `{}`, wanted is `{FORMAT}`", shown(&format)),
        });
    }
    let mut record: Record = serde_json::from_str(text).map_err(|fault| format!("the record is damaged: {fault}"))?;
    for question in record.questions.values_mut() {
        question.each_text_mut(&mut |role, _, rich| markup::reparse(rich, role.form()));
    }
    for passage in record.passages.values_mut() {
        passage.each_text_mut(&mut |role, _, rich| markup::reparse(rich, role.form()));
    }
    record.blueprint.each_text_mut(&mut |role, _, rich| markup::reparse(rich, role.form()));
    Ok(record)
}

/// The paper id of a record of any version; `None` where the text is no record.
pub fn paper_id_of(text: &str) -> Option<String> {
    let head: Head = serde_json::from_str(text).ok()?;
    head.format.is_some_and(|format| format.starts_with("record/")).then_some(head.paper_id)?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_record_names_the_version_to_install() {
        let text = r#"{ "format": "record/2", "tool": "0.9.0", "paper-id": "ABCD", "what": [] }"#;
        insta::assert_snapshot!(read(text).unwrap_err(), @"`record/2` is newer than this papersetter, which reads `record/1`; install papersetter 0.9.0 or later");
        assert_eq!(paper_id_of(text).as_deref(), Some("ABCD"));
        assert!(read("{}").unwrap_err().starts_with("this is no record"));
        assert!(read("nonsense").unwrap_err().starts_with("this is no record"));
        assert!(read(r#"{ "format": "record/1" }"#).unwrap_err().starts_with("the record is damaged"));
        assert!(paper_id_of("[1]").is_none());
    }
}
