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

/// `layout`, which asks for as many languages as it has places for; `None` for a number that is not known yet.
pub(super) fn arrangement<'s>(
    languages: Option<usize>,
    table: &mut Table<'s>,
    reader: &mut Reader<'s>,
) -> Option<Arrangement> {
    let span = table.place("layout");
    let arrangement = table.word("layout", Arrangement::NAMES, reader)?;
    let fault = languages.and_then(|languages| misfit(arrangement, languages));
    if let Some(fault) = fault {
        reader.push(fault.at(span));
        return None;
    }
    Some(arrangement)
}

/// What is wrong with so many languages in an arrangement.
pub(crate) fn misfit(arrangement: Arrangement, languages: usize) -> Option<Diagnostic> {
    if arrangement.holds(languages) {
        return None;
    }
    let halves = matches!(arrangement, Arrangement::SideBySide | Arrangement::FacingPages);
    let asked = if halves { "two languages" } else { "two languages or more" };
    let message = format!("`layout = \"{}\"` arranges {asked}, and `languages` names {languages}", arrangement.name());
    let hint = if languages < 2 {
        "write `languages = [\"en\", \"hi\"]`, or leave `layout` out"
    } else {
        "`stacked` and `separate` take any number of languages"
    };
    Some(Diagnostic::error("wrong-layout", message).hint(hint))
}

/// `ruling-language`, one of those that are printed; `None` for languages that are not known yet.
pub(super) fn ruling<'s>(
    languages: Option<&[Located<Lang>]>,
    table: &mut Table<'s>,
    reader: &mut Reader<'s>,
) -> Option<Lang> {
    let tag = table.string("ruling-language", reader)?;
    let lang = reader.lang(&tag.value, tag.span?)?;
    if let Some(fault) = languages.and_then(|languages| cannot_rule(lang, languages)) {
        reader.push(fault.at(tag.span));
        return None;
    }
    Some(lang)
}

/// What is wrong with a language that rules where it is not printed.
pub(crate) fn cannot_rule(lang: Lang, languages: &[Located<Lang>]) -> Option<Diagnostic> {
    if languages.iter().any(|known| known.value == lang) {
        return None;
    }
    let names: Vec<String> = languages.iter().map(|known| format!("`{}`", known.value)).collect();
    let printed = if names.is_empty() {
        "no `languages` are named".to_owned()
    } else {
        format!("printed are {}", names.join(", "))
    };
    let diagnostic = Diagnostic::error("wrong-ruling", format!("`{lang}` cannot rule: {printed}"));
    Some(diagnostic.hint("name one of the languages in which the paper is printed"))
}
