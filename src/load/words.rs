//! `words/1`: the fixed words of a paper in one language.
//!
//! Only bundled files are read so far, so a fault is our own and is told in one sentence.

use crate::model::ids::Lang;
use crate::model::words::{Phrase, Words};
use std::collections::BTreeMap;

/// The bundled files: language and text.
const BUNDLED: [(&str, &str); 2] =
    [("en", include_str!("../../templates/words/en.toml")), ("hi", include_str!("../../templates/words/hi.toml"))];

/// The languages for which fixed words are bundled.
pub fn languages() -> impl Iterator<Item = &'static str> {
    BUNDLED.iter().map(|(language, _)| *language)
}

/// The bundled words of a language.
pub fn bundled(language: Lang) -> Option<Words> {
    let (_, text) = BUNDLED.iter().find(|(bundled, _)| *bundled == language.as_str())?;
    parse(text).ok()
}

/// Reads a words file.
///
/// # Errors
///
/// A sentence that says what is wrong with it.
pub fn parse(text: &str) -> Result<Words, String> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
    if table.get("format").and_then(toml::Value::as_str) != Some("words/1") {
        return Err("`format` is not `words/1`".to_owned());
    }
    let language = table.get("language").and_then(toml::Value::as_str).and_then(Lang::new);
    let language = language.ok_or("`language` is missing or not a language tag")?;
    let mut phrases = BTreeMap::new();
    for (key, value) in &table {
        if !matches!(key.as_str(), "format" | "language") {
            collect(key, value, &mut phrases)?;
        }
    }
    Ok(Words { language, phrases })
}

fn collect(key: &str, value: &toml::Value, phrases: &mut BTreeMap<String, Phrase>) -> Result<(), String> {
    match value {
        toml::Value::String(text) => {
            phrases.insert(key.to_owned(), Phrase::Plain(text.clone()));
        }
        toml::Value::Table(table) => match (table.get("one"), table.get("other")) {
            (Some(toml::Value::String(one)), Some(toml::Value::String(other))) if table.len() == 2 => {
                phrases.insert(key.to_owned(), Phrase::Plural { one: one.clone(), other: other.clone() });
            }
            _ => {
                for (inner, value) in table {
                    collect(&format!("{key}.{inner}"), value, phrases)?;
                }
            }
        },
        _ => return Err(format!("`{key}` is neither a text nor a table of texts")),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_words_are_read() {
        for language in languages() {
            let lang = Lang::new(language).unwrap();
            let words = bundled(lang).unwrap();
            assert_eq!(words.language, lang);
            assert!(!words.list(&["1".into(), "2".into()]).is_empty());
        }
    }

    #[test]
    fn phrases_are_found_by_dotted_key() {
        let words = bundled(Lang::ENGLISH).unwrap();
        assert_eq!(words.list(&["1".into(), "2".into(), "3".into()]), "1, 2 and 3");
        assert_eq!(words.count("count.marks", "1", &[]), "1 mark");
    }
}
