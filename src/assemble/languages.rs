//! The languages of a paper: how they share its pages, and what of it is not there in one of them.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::blueprint::{Arrangement, Blueprint, Located};
use crate::model::ids::Lang;
use crate::model::paper::Paper;
use crate::model::visit::Versions;
use crate::source::Span;

/// The code of these findings.
pub const CODE: &str = "untranslated";

/// Names given as examples.
const EXAMPLES: usize = 3;

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
        let known = question.languages();
        let missing = printed.iter().filter(|lang| !known.contains(lang));
        let place = question.place.as_ref().map(|place| place.span);
        missing.for_each(|lang| found.push(fault(&format!("question `{}`", question.id), *lang, "stem", place)));
    }
    for passage in paper.passages.values() {
        let missing = printed.iter().filter(|lang| passage.text.get(**lang).is_none());
        let place = passage.place.as_ref().map(|place| place.span);
        missing.for_each(|lang| {
            let told = fault(&passage.id.told(), *lang, "text", place);
            found.push(match passage.id.needs() {
                None => told,
                Some(_) => {
                    let hint = format!("write its texts under `lang.{lang}`, or leave out the questions that need it");
                    Diagnostic { hints: vec![hint], ..told }
                }
            });
        });
    }
}

fn fault(subject: &str, lang: Lang, field: &str, place: Option<Span>) -> Diagnostic {
    let message = format!("{subject} is not written in `{lang}`, and the paper is printed in it");
    let hint = format!(
        "add `lang.{lang}.{field}` and the other texts, or draw from those that have it: `where = \"language:{lang}\"`"
    );
    Diagnostic::error(CODE, message).at(place).hint(hint)
}

/// Tells, for each language of the paper, how many of its questions and passages lack texts in it.
pub(super) fn tell(paper: &Paper, found: &mut Diagnostics) {
    for lang in &paper.blueprint.layout.languages {
        tell_one(paper, lang, found);
    }
}

fn tell_one(paper: &Paper, lang: &Located<Lang>, found: &mut Diagnostics) {
    let lacks = |texts: &[Versions<'_>]| texts.iter().any(|text| text.get(lang.value).is_none());
    let (mut without, mut partly) = (Vec::new(), Vec::new());
    for question in paper.questions.values() {
        if !lacks(&question.versions()) {
            continue;
        }
        let exists = question.languages().contains(&lang.value);
        if exists { &mut partly } else { &mut without }.push((format!("`{}`", question.id), question.language));
    }
    for passage in paper.passages.values() {
        if lacks(&passage.versions()) {
            let exists = passage.text.get(lang.value).is_some();
            if exists { &mut partly } else { &mut without }.push((passage.id.told(), passage.language));
        }
    }
    let total = paper.questions.len() + paper.passages.len();
    let what = match (total, paper.passages.is_empty()) {
        (1, _) => "question",
        (_, true) => "questions",
        (_, false) => "questions and passages",
    };
    let lang_is = lang.value;
    if let Some((_, first)) = without.first() {
        let verb = if without.len() == 1 { "is" } else { "are" };
        let message = format!(
            "{} of {total} {what} {verb} not in `{lang_is}` and {verb} printed in the language of the bank: {}",
            without.len(),
            examples(&without)
        );
        // A bank in one language, and nobody said in which the paper is to be.
        let all_in_one = lang.span.is_none() && without.len() == total;
        let all_in_one = all_in_one && without.iter().all(|(_, other)| other == first);
        let hint = if all_in_one {
            format!("for a paper in `{first}` write `languages = [\"{first}\"]` into the blueprint")
        } else {
            format!(
                "write the texts under `lang.{lang_is}`; `papersetter list -language:{lang_is}` shows the questions"
            )
        };
        found.push(Diagnostic::warning(CODE, message).at(lang.span).hint(hint));
    }
    if !partly.is_empty() {
        let verb = if partly.len() == 1 { "lacks" } else { "lack" };
        let message = format!(
            "{} of {total} {what} {verb} some texts in `{lang_is}`, which are printed in the language of the bank: {}",
            partly.len(),
            examples(&partly)
        );
        found.push(
            Diagnostic::warning(CODE, message)
                .at(lang.span)
                .hint("`papersetter check` names the texts that are missing"),
        );
    }
}

/// The first names of a list.
fn examples(names: &[(String, Lang)]) -> String {
    let shown: Vec<&str> = names.iter().take(EXAMPLES).map(|(name, _)| name.as_str()).collect();
    let more = if names.len() > EXAMPLES { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}
