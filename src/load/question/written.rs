//! Kinds marked by hand: `short` and `long`.

use super::pieces;
use crate::diag::Diagnostic;
use crate::load::table::{Data, Reader, Table, Value, shown};
use crate::model::marking::{Marks, SchemeFields};
use crate::model::question::{Body, Space};
use crate::model::text::Form;

/// Reads the fields of `short` and `long`; the marks of the points may fill in those of the question.
pub(crate) fn written<'s>(
    table: &mut Table<'s>,
    long: bool,
    scheme: &mut SchemeFields,
    reader: &mut Reader<'s>,
) -> Option<Body> {
    let words = table.count("words", 1, 20_000, reader);
    let space = take_space(table, reader);
    let points_place = table.place("points");
    let points = pieces::points(table, reader);
    let model_answer = table.text("model-answer", Form::Block, reader);
    let points = match (points, points_place) {
        (None, Some(_)) => return None,
        (points, _) => points.unwrap_or_default(),
    };
    let given: Vec<&Marks> = points.iter().filter_map(|point| point.marks.as_ref()).collect();
    if !given.is_empty() && given.len() < points.len() {
        let message = format!("{} of {} points have marks", given.len(), points.len());
        let diagnostic = Diagnostic::error("points-sum", message).at(points_place);
        reader.push(diagnostic.hint("give marks to all of them, or to none"));
    } else if !given.is_empty() {
        let sum: Marks = given.into_iter().cloned().sum();
        match &scheme.right {
            Some(right) if *right != sum => {
                let message = format!("the points add up to {}, `marks` is {}", sum.shown(), right.shown());
                let diagnostic = Diagnostic::error("points-sum", message).at(points_place);
                reader.push(diagnostic.hint("change one of them: points add up to the marks of the question"));
            }
            Some(_) => {}
            None => scheme.right = Some(sum),
        }
    }
    Some(Body::Written { long, words, space, points, model_answer })
}

/// Takes `space`.
pub(crate) fn take_space<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<Space> {
    table.take("space").and_then(|value| space(&value, reader))
}

/// `"2 pages"`, `"12 lines"`, `"auto"`.
fn space<'s>(value: &Value<'s>, reader: &mut Reader<'s>) -> Option<Space> {
    let typed = match &value.data {
        Data::Text(text) => text.trim(),
        _ => "",
    };
    let space = match typed.split_once(' ').map(|(number, unit)| (number.parse::<u16>(), unit.trim())) {
        _ if typed == "auto" => Some(Space::Auto),
        Some((Ok(lines), "line" | "lines")) if (1..=500).contains(&lines) => Some(Space::Lines(lines)),
        Some((Ok(pages), "page" | "pages")) if (1..=50).contains(&pages) => Some(Space::Pages(pages)),
        _ => None,
    };
    if space.is_none() {
        let message = format!("`space` does not know `{}`", shown(reader.typed(value.span).trim_matches(['"', '\''])));
        let hint = "write `\"12 lines\"` (up to 500), `\"2 pages\"` (up to 50) or `\"auto\"`";
        reader.push(Diagnostic::error("unknown-word", message).at(value.span).hint(hint));
    }
    space
}
