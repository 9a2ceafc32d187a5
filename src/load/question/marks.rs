//! Marks as typed: a number for a right answer, or a table.

use crate::diag::Diagnostic;
use crate::load::table::{Data, Reader, Table, Value, shown};
use crate::model::marking::{Exact, Partial, Penalty, SchemeFields, Several};

/// More than any paper gives for one answer.
const MOST: i64 = 10_000;

const SEVERAL: [(&str, Several); 2] = [("wrong", Several::Wrong), ("blank", Several::Blank)];

/// Takes `marks`.
pub(crate) fn take<'s>(table: &mut Table<'s>, reader: &mut Reader<'s>) -> SchemeFields {
    let Some(value) = table.take("marks") else { return SchemeFields::default() };
    match value.data {
        Data::Table(fields) => read(fields, reader),
        Data::Whole | Data::Fraction | Data::Text(_) => {
            right(&value, "`marks`", reader).map(SchemeFields::of).unwrap_or_default()
        }
        _ => {
            reader.wrong_type(&value, "`marks`", "a number or a table like `{ right = 4, wrong = -1 }`");
            SchemeFields::default()
        }
    }
}

fn read<'s>(mut table: Table<'s>, reader: &mut Reader<'s>) -> SchemeFields {
    let fields = SchemeFields {
        right: table.take("right").and_then(|value| right(&value, "`right`", reader)),
        wrong: table.take("wrong").and_then(|value| penalty(&value, "`wrong`", reader)),
        blank: table.take("blank").and_then(|value| penalty(&value, "`blank`", reader)),
        several: table.word("several", &SEVERAL, reader),
        partial: table.word("partial", &Partial::NAMES, reader),
    };
    table.finish(reader);
    fields
}

/// Marks above 0.
pub(crate) fn right<'s>(value: &Value<'s>, what: &str, reader: &mut Reader<'s>) -> Option<Exact> {
    let number = reader.exact(value, what)?;
    if number <= Exact::zero() || number > Exact::whole(MOST) {
        let message = format!("{what} must be above 0 and at most {MOST}, found `{}`", shown(reader.typed(value.span)));
        reader.push(Diagnostic::error("out-of-range", message).at(value.span));
        return None;
    }
    Some(number)
}

/// Marks for a wrong or missing answer: a number, or a share as in `"-1/3 of right"`.
fn penalty<'s>(value: &Value<'s>, what: &str, reader: &mut Reader<'s>) -> Option<Penalty> {
    let share = match &value.data {
        Data::Text(text) => text.trim().strip_suffix("of right").map(|share| share.trim().to_owned()),
        _ => None,
    };
    let of_right = share.is_some();
    let number = match share {
        Some(share) => {
            let inner = Value { span: value.span, data: Data::Text(share.into()) };
            reader.exact(&inner, what)?
        }
        None => reader.exact(value, what)?,
    };
    if number.abs() > Exact::whole(MOST) {
        let message = format!("{what} must be between -{MOST} and {MOST}");
        reader.push(Diagnostic::error("out-of-range", message).at(value.span));
        return None;
    }
    if number > Exact::zero() && what == "`wrong`" {
        let typed = shown(reader.typed(value.span).trim_matches(['"', '\'']));
        let diagnostic = Diagnostic::warning("positive-penalty", format!("a wrong answer earns marks: `{typed}`"));
        reader.push(
            diagnostic.at(value.span).hint(format!("a penalty has a minus: `\"-{}\"`", typed.trim_start_matches('+'))),
        );
    }
    Some(if of_right { Penalty::OfRight(number) } else { Penalty::Marks(number) })
}
