//! The languages of a paper and how they share its pages.

use crate::diag::Diagnostic;
use crate::load::table::{Reader, Table};
use crate::model::blueprint::{Arrangement, Located};
use crate::model::ids::Lang;

/// `languages`, each named once; plain texts are in the first of them.
pub(crate) fn take<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Vec<Located<Lang>> {
    let mut languages: Vec<Located<Lang>> = Vec::new();
    for tag in table.strings("languages", reader) {
        let Some(lang) = tag.span.and_then(|span| reader.lang(&tag.value, span)) else { continue };
        if languages.iter().any(|known| known.value == lang) {
            let diagnostic = Diagnostic::error("given-twice", format!("`languages` names `{lang}` twice")).at(tag.span);
            reader.push(diagnostic.hint("take one of them out"));
        } else {
            languages.push(Located::new(lang, tag.span));
        }
    }
    if let Some(first) = languages.first() {
        reader.language = first.value;
    }
    languages
}

/// `layout`, which asks for as many languages as it has places for; with a pattern they may be the pattern's.
pub(crate) fn arrangement<'s>(
    languages: &[Located<Lang>],
    patterned: bool,
    table: &mut Table<'s>,
    reader: &mut Reader<'s>,
) -> Option<Arrangement> {
    let span = table.place("layout");
    let arrangement = table.word("layout", &Arrangement::NAMES, reader)?;
    let languages = languages.len();
    if patterned && languages == 0 {
        return Some(arrangement);
    }
    let halves = matches!(arrangement, Arrangement::SideBySide | Arrangement::FacingPages);
    if languages < 2 || (halves && languages > 2) {
        let asked = if halves { "two languages" } else { "two languages or more" };
        let message =
            format!("`layout = \"{}\"` arranges {asked}, and `languages` names {languages}", arrangement.name());
        let hint = if languages < 2 {
            "write `languages = [\"en\", \"hi\"]`, or leave `layout` out"
        } else {
            "`stacked` and `separate` take any number of languages"
        };
        reader.push(Diagnostic::error("wrong-layout", message).at(span).hint(hint));
        return None;
    }
    Some(arrangement)
}

/// `ruling-language`, one of those that are printed; with a pattern they may be the pattern's.
pub(crate) fn ruling<'s>(
    languages: &[Located<Lang>],
    patterned: bool,
    table: &mut Table<'s>,
    reader: &mut Reader<'s>,
) -> Option<Lang> {
    let tag = table.string("ruling-language", reader)?;
    let lang = reader.lang(&tag.value, tag.span?)?;
    if patterned && languages.is_empty() {
        return Some(lang);
    }
    if languages.iter().all(|known| known.value != lang) {
        let names: Vec<String> = languages.iter().map(|known| format!("`{}`", known.value)).collect();
        let printed = if names.is_empty() {
            "no `languages` are named".to_owned()
        } else {
            format!("printed are {}", names.join(", "))
        };
        let message = format!("`{lang}` cannot rule: {printed}");
        let diagnostic = Diagnostic::error("wrong-ruling", message).at(tag.span);
        reader.push(diagnostic.hint("name one of the languages in which the paper is printed"));
        return None;
    }
    Some(lang)
}
