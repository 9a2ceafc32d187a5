//! Whether all that is printed exists in every language of the paper.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::blueprint::{Arrangement, Blueprint};
use crate::model::ids::Lang;
use crate::model::paper::Paper;
use crate::query;
use crate::source::Span;

/// Settles how the languages share the pages.
pub(super) fn settle(blueprint: &mut Blueprint, found: &mut Diagnostics) {
    if blueprint.layout.languages.len() < 2 {
        return;
    }
    let arrangement = *blueprint.layout.arrangement.get_or_insert_default();
    if arrangement == Arrangement::SideBySide {
        if blueprint.layout.columns == Some(2) {
            let message = "two languages side by side take the whole width of a page";
            let diagnostic = Diagnostic::error("columns", message).at(blueprint.span("columns"));
            found.push(diagnostic.hint("leave `columns` out, or take another `layout`"));
        }
        blueprint.layout.columns = Some(1);
    }
}

/// Tells which questions and passages do not exist in a language in which the paper is printed.
pub(super) fn untranslated(paper: &Paper, found: &mut Diagnostics) {
    let printed: Vec<Lang> = paper.blueprint.layout.languages.iter().map(|lang| lang.value).collect();
    // A paper in one language prints what there is.
    let [_, _, ..] = printed.as_slice() else { return };
    for question in paper.questions.values() {
        let known = query::languages(question);
        let missing = printed.iter().filter(|lang| !known.contains(lang));
        let place = question.place.as_ref().map(|place| place.span);
        missing.for_each(|lang| found.push(fault(&format!("question `{}`", question.id), *lang, "stem", place)));
    }
    for passage in paper.passages.values() {
        let missing = printed.iter().filter(|lang| passage.text.get(**lang).is_none());
        let place = passage.place.as_ref().map(|place| place.span);
        missing.for_each(|lang| found.push(fault(&format!("passage `{}`", passage.id), *lang, "text", place)));
    }
}

fn fault(subject: &str, lang: Lang, field: &str, place: Option<Span>) -> Diagnostic {
    let message = format!("{subject} is not written in `{lang}`, and the paper is printed in it");
    let hint = format!(
        "add `lang.{lang}.{field}` and the other texts, or draw from those that have it: `where = \"language:{lang}\"`"
    );
    Diagnostic::error("untranslated", message).at(place).hint(hint)
}
