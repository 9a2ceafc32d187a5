//! Rules of marking for a whole paper: the circle "not attempted", floors, who is disqualified.

use super::section::share;
use crate::diag::Diagnostic;
use crate::load::table::{Reader, Table, shown};
use crate::model::blueprint::Section;
use crate::model::marking::{Disqualified, Exact, Marks, Rules};
use crate::source::{Span, place_in};

/// Lower than any paper sets a floor.
const LOWEST: i64 = -100_000;

/// Takes `not-attempted`, `floor` and `disqualified`.
pub(crate) fn take<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Rules {
    Rules {
        not_attempted: table.truth("not-attempted", reader).unwrap_or(false),
        floor: floor(table, reader),
        disqualified: table.table("disqualified", reader).and_then(|table| disqualified(table, reader)),
    }
}

/// Takes `floor`: 0 or less.
pub(super) fn floor<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<Marks> {
    let value = table.take("floor")?;
    let floor = reader.exact(&value, "`floor`")?;
    if floor > Exact::zero() || floor < Exact::whole(LOWEST) {
        let typed = shown(reader.typed(value.span));
        let message = format!("`floor` must be between {LOWEST} and 0, found `{typed}`");
        let hint = "`floor = 0` counts every total below 0 as 0";
        reader.push(Diagnostic::error("out-of-range", message).at(value.span).hint(hint));
        return None;
    }
    Some(floor)
}

fn disqualified<'s>(mut table: Table<'s>, reader: &mut Reader<'s>) -> Option<Disqualified> {
    let owner = table.span;
    if !table.has("blank-share") {
        let hint = "say how much may be left blank: `disqualified = { blank-share = \"10%\" }`";
        reader.missing(owner, "`disqualified` has no `blank-share`", hint);
    }
    let blank_share = table.take("blank-share").and_then(|value| share(&value, "`blank-share`", reader));
    table.finish(reader);
    Some(Disqualified { blank_share: blank_share? })
}

/// Sees that nobody is disqualified for leaving out what may be left out.
pub(super) fn agree(
    rules: &Rules,
    sections: &[Section],
    choices: bool,
    fields: &[(String, Span)],
    tell: &mut dyn FnMut(Diagnostic),
) {
    if rules.disqualified.is_none() {
        return;
    }
    let place = place_in(fields, "disqualified");
    let mut clash = |what: String, key: &str| {
        let message = format!("`disqualified` counts the questions left blank, and {what}");
        let diagnostic = Diagnostic::error("blank-share", message).at(place);
        tell(diagnostic.hint(format!("take `disqualified` or `{key}` out")));
    };
    for section in sections {
        if let Some(attempt) = section.attempt.filter(|attempt| attempt.any < attempt.of) {
            let (left, of) = (attempt.of - attempt.any, attempt.of);
            clash(
                format!("section `{}` lets candidates leave {left} of {of} out", shown(section.id.as_str())),
                "attempt",
            );
        }
    }
    if choices {
        clash("`choose-one` lets candidates leave whole sections out".to_owned(), "choose-one");
    }
    let offered = |section: &Section| section.not_attempted.unwrap_or(rules.not_attempted);
    if !rules.not_attempted && !sections.iter().any(offered) {
        let message = "who leaves questions blank is disqualified, and has no circle to say \"not attempted\"";
        let diagnostic = Diagnostic::warning("blank-share", message).at(place);
        tell(diagnostic.hint("add `not-attempted = true`, and each row of the answer sheet gets that circle"));
    }
}

/// Sees that no rule speaks of the circles of an answer sheet where there is none.
pub(super) fn without_sheet(
    rules: &Rules,
    sections: &[Section],
    fields: &[(String, Span)],
    tell: &mut dyn FnMut(Diagnostic),
) {
    let mut clash = |field: &str, key: &str| {
        let message = format!("`{key}` is about circles of the answer sheet, and `answers = \"booklet\"` prints none");
        let diagnostic = Diagnostic::error("no-sheet", message).at(place_in(fields, field));
        let diagnostic = place_in(fields, "answers")
            .into_iter()
            .fold(diagnostic, |diagnostic, place| diagnostic.related(place, "answers are written in the booklet"));
        tell(diagnostic.hint(format!("take `{key}` out, or write `answers = \"apart\"`")));
    };
    if rules.not_attempted {
        clash("not-attempted", "not-attempted");
    }
    if rules.disqualified.is_some() {
        clash("disqualified", "disqualified");
    }
    for section in sections.iter().filter(|section| section.not_attempted == Some(true)) {
        clash(&format!("section.{}.not-attempted", section.id), "not-attempted");
    }
}
