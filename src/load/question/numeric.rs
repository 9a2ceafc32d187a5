//! `numeric` and `blank`: answers that are written in, and checked by machine or by list.

use crate::diag::Diagnostic;
use crate::load::table::{Data, Reader, Table, Value, shown};
use crate::model::marking::{Decimal, Exact};
use crate::model::question::{Body, Interval};
use crate::model::text::{Form, InlineKind, Text};

/// Reads the fields of `numeric`.
pub(crate) fn numeric<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> Option<Body> {
    let owner = table.span;
    let faults = [table.has("answer"), table.has("range"), table.has("tolerance")];
    let answer = table.decimal("answer", reader);
    let tolerance_place = table.place("tolerance");
    let tolerance = table.take("tolerance").map(|value| tolerance(&value, reader));
    let range_place = table.place("range");
    let range = table.list("range", reader).map(|list| range(list, reader));
    let unit = table.text("unit", Form::Inline, reader);
    let decimals = table.count("decimals", 0, 10, reader).and_then(|count| u8::try_from(count).ok());
    if !faults[0] && !faults[1] {
        let hint = "write `answer = \"4.47\"`, or `range = [\"4.4\", \"4.5\"]` where any value between is right";
        reader.missing(owner, "`answer` is missing", hint);
        return None;
    }
    if let (Some(_), Some(place)) = (range_place, tolerance_place) {
        let diagnostic = Diagnostic::error("two-ranges", "`range` and `tolerance` are both given").at(place);
        reader.push(diagnostic.hint("keep one of them: a range says which values are right, ends included"));
        return None;
    }
    if let (false, Some(place)) = (faults[0], tolerance_place) {
        let diagnostic = Diagnostic::error("missing-key", "`tolerance` stands without `answer`").at(place);
        reader.push(diagnostic.hint("write `answer = \"4.47\"`"));
        return None;
    }
    let accepted = match range {
        Some(range) => range?,
        None => {
            let answer = answer.as_ref()?;
            let width = match tolerance {
                Some(tolerance) => tolerance?.width(answer.value.value()),
                None => Exact::zero(),
            };
            let middle = answer.value.value().clone();
            Interval { low: middle.clone() - width.clone(), high: middle + width }
        }
    };
    if faults[0] && answer.is_none() {
        return None;
    }
    Some(Body::Numeric { answer: answer.map(|answer| answer.value), accepted, unit, decimals })
}

/// A tolerance as such or in percent of the answer.
enum Tolerance {
    Absolute(Exact),
    Percent(Exact),
}

impl Tolerance {
    fn width(&self, answer: &Exact) -> Exact {
        match self {
            Tolerance::Absolute(width) => width.clone(),
            Tolerance::Percent(percent) => {
                let hundredth = Exact::ratio(1, 100).unwrap_or_default();
                answer.abs() * percent.clone() * hundredth
            }
        }
    }
}

fn tolerance<'s>(value: &Value<'s>, reader: &mut Reader<'s>) -> Option<Tolerance> {
    let percent = match &value.data {
        Data::Text(text) => text.trim().strip_suffix('%').map(|percent| percent.trim().to_owned()),
        _ => None,
    };
    let in_percent = percent.is_some();
    let number = match percent {
        Some(percent) => {
            let inner = Value { span: value.span, data: Data::Text(percent.into()) };
            reader.decimal(&inner, "`tolerance`")?
        }
        None => reader.decimal(value, "`tolerance`")?,
    };
    let number = number.value.value().clone();
    if number.is_negative() {
        let message = format!("`tolerance` is below 0: `{}`", shown(reader.typed(value.span)));
        reader.push(
            Diagnostic::error("out-of-range", message).at(value.span).hint("it goes both ways: write it without sign"),
        );
        return None;
    }
    Some(if in_percent { Tolerance::Percent(number) } else { Tolerance::Absolute(number) })
}

fn range<'s>(list: Vec<Value<'s>>, reader: &mut Reader<'s>) -> Option<Interval> {
    let [low, high] = list.as_slice() else {
        let places = list
            .first()
            .zip(list.last())
            .map(|(first, last)| reader.span(first.span.range().start..last.span.range().end));
        let message = format!("`range` needs two numbers, found {}", list.len());
        reader.push(
            Diagnostic::error("wrong-count", message).at(places).hint("write it like `range = [\"4.4\", \"4.5\"]`"),
        );
        return None;
    };
    let place = reader.span(low.span.range().start..high.span.range().end);
    let low = reader.decimal(low, "the lower end of `range`");
    let high = reader.decimal(high, "the upper end of `range`");
    let (low, high): (Decimal, Decimal) = (low?.value, high?.value);
    if low.value() > high.value() {
        let message = format!("`range` runs backwards: {} is above {}", low.text(), high.text());
        reader.push(Diagnostic::error("out-of-range", message).at(place).hint("write the smaller number first"));
        return None;
    }
    Some(Interval { low: low.value().clone(), high: high.value().clone() })
}

/// Reads the fields of `blank`; `stem` tells how many blanks there are.
pub(crate) fn blank<'s>(table: &mut Table<'s>, stem: Option<&Text>, reader: &mut Reader<'s>) -> Option<Body> {
    let owner = table.span;
    let Some(value) = table.take("answer") else {
        let hint = "write `answer = \"…\"`, or for several blanks a list for each: `[[\"one\"], [\"two\", \"2\"]]`";
        reader.missing(owner, "`answer` is missing", hint);
        return None;
    };
    let place = value.span;
    let stem = stem?;
    let mut blanks = 0usize;
    for (_, rich) in stem.iter() {
        rich.each_inline(&mut |inline| blanks += usize::from(matches!(inline.kind, InlineKind::Blank(_))));
    }
    if blanks == 0 {
        let at = stem.iter().find_map(|(_, rich)| rich.whole_span());
        let diagnostic = Diagnostic::error("blank-count", "the stem has no blank to fill").at(at);
        reader.push(diagnostic.hint("type three underscores, `___`, where the answer belongs"));
        return None;
    }
    let answers = blank_answers(value, blanks, reader)?;
    if answers.len() != blanks {
        let message = format!("the stem has {blanks} blanks, `answer` has {}", answers.len());
        let hint = "write one list of accepted texts for each blank: `[[\"one\"], [\"two\", \"2\"]]`";
        reader.push(Diagnostic::error("blank-count", message).at(place).hint(hint));
        return None;
    }
    Some(Body::Blank { answers })
}

fn blank_answers<'s>(value: Value<'s>, blanks: usize, reader: &mut Reader<'s>) -> Option<Vec<Vec<String>>> {
    let texts = |value: Value<'s>, reader: &mut Reader<'s>| -> Option<Vec<String>> {
        let place = value.span;
        let empty = matches!(&value.data, Data::List(list) if list.is_empty());
        let accepted = reader.strings(value, "`answer`");
        if accepted.is_empty() && !empty {
            return None;
        }
        if empty {
            let diagnostic = Diagnostic::error("blank-count", "a blank has no accepted answer").at(place);
            reader.push(diagnostic.hint("write at least one text"));
            return None;
        }
        Some(accepted.into_iter().map(|text| text.value).collect())
    };
    let nested =
        matches!(&value.data, Data::List(list) if list.iter().any(|value| matches!(value.data, Data::List(_))));
    match value.data {
        // One flat list: the texts accepted for the only blank, or one text for each of several.
        Data::List(list) if nested || blanks > 1 => {
            let count = list.len();
            let answers: Vec<Vec<String>> = list.into_iter().filter_map(|value| texts(value, reader)).collect();
            (answers.len() == count).then_some(answers)
        }
        _ => texts(value, reader).map(|accepted| vec![accepted]),
    }
}
