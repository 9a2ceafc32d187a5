//! Kinds marked by hand: `short` and `long`.

use super::pieces;
use crate::diag::Diagnostic;
use crate::load::table::{Data, Reader, Table, Value, shown};
use crate::model::marking::{Exact, Marks, SchemeFields};
use crate::model::question::{Body, Extent, Space};
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

/// What `space` may say; all of it stands in the hint.
const SPACES: &str = "write `\"12 lines\"`, `\"2 pages\"` or `\"auto\"` for ruled lines, `\"8 cm squared\"` or `\"1 page squared\"` \
                      for squares, `\"8 cm blank\"` or `\"1 page blank\"` for an empty box";

/// What is wrong with a `space`.
enum Fault {
    /// It has no form that is known.
    Form,
    /// It is nothing or more than this, in this unit.
    Size(u16, &'static str),
    /// It holds no whole number of squares; below it this many millimetres do.
    Cut(u16),
}

fn space<'s>(value: &Value<'s>, reader: &mut Reader<'s>) -> Option<Space> {
    let typed = match &value.data {
        Data::Text(text) => text.split_whitespace().collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    let result = match typed.as_slice() {
        ["auto"] => Ok(Space::Auto),
        [number, "line" | "lines"] => whole(number, 500, "lines").map(Space::Lines),
        [number, "page" | "pages"] => whole(number, 50, "pages").map(Space::Pages),
        [number, "page" | "pages", "squared"] => {
            whole(number, 50, "pages").map(|pages| Space::Squared(Extent::Pages(pages)))
        }
        [number, "page" | "pages", "blank"] => {
            whole(number, 50, "pages").map(|pages| Space::Blank(Extent::Pages(pages)))
        }
        [number, "cm", "blank"] => millimetres(number).map(|height| Space::Blank(Extent::Millimetres(height))),
        [number, "cm", "squared"] => millimetres(number).and_then(|height| {
            let left = height % Space::SQUARE;
            if left == 0 { Ok(Space::Squared(Extent::Millimetres(height))) } else { Err(Fault::Cut(height - left)) }
        }),
        _ => Err(Fault::Form),
    };
    let fault = match result {
        Ok(space) => return Some(space),
        Err(fault) => fault,
    };
    let shown = shown(reader.typed(value.span).trim_matches(['"', '\'']));
    reader.push(match fault {
        Fault::Form => {
            Diagnostic::error("unknown-word", format!("`space` does not know `{shown}`")).at(value.span).hint(SPACES)
        }
        Fault::Size(most, unit) => {
            let message = format!("`space` holds 1 to {most} {unit}, found `{shown}`");
            let hint = "for more room take pages, such as `\"2 pages\"`; for none leave `space` out";
            let pages = unit == "pages";
            Diagnostic::error("out-of-range", message).at(value.span).hints((!pages).then(|| hint.to_owned()))
        }
        Fault::Cut(below) => {
            let centimetres = |height: u16| Exact::ratio(height.into(), 10).unwrap_or_default().shown();
            let message = format!("squares are 5 mm high, and `{shown}` would cut the last ones");
            let (below, above) = (centimetres(below), centimetres(below + Space::SQUARE));
            let hint = format!("write `\"{below} cm squared\"` or `\"{above} cm squared\"`");
            Diagnostic::error("out-of-range", message).at(value.span).hint(hint)
        }
    });
    None
}

/// Whether these are digits alone; a sign is none.
fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty()
}

/// A whole number from 1 on.
fn whole(number: &str, most: u16, unit: &'static str) -> Result<u16, Fault> {
    if !digits(number) {
        return Err(Fault::Form);
    }
    let count = number.parse::<u16>().ok().filter(|count| (1..=most).contains(count));
    count.ok_or(Fault::Size(most, unit))
}

/// Centimetres with at most one decimal, in millimetres.
fn millimetres(number: &str) -> Result<u16, Fault> {
    /// No page is higher by much.
    const MOST: u16 = 25;
    let (whole, tenths) = number.split_once('.').unwrap_or((number, "0"));
    if !digits(whole) || !digits(tenths) || tenths.len() != 1 {
        return Err(Fault::Form);
    }
    let height = format!("{whole}{tenths}").parse::<u16>().ok().filter(|height| (10..=MOST * 10).contains(height));
    height.ok_or(Fault::Size(MOST, "cm"))
}
