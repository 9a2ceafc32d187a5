//! What a sheet is asked for, and the making of its pages.

use super::zones::{self, Zones};
use super::{CircleStyle, Gap, Group, Kind, Layout, Mm, Percent, pages};
use crate::diag::Diagnostic;
use crate::model::blueprint::PageSize;
use std::collections::BTreeSet;

/// One form: the answer sheet of all sets, or of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRequest {
    /// The sets that may be answered on it, as the candidate knows them.
    pub sets: Vec<String>,
    /// Whether the printed code names the set; else the candidate marks it where there is more than one.
    pub set_in_code: bool,
    /// What gets an answer, in printed order.
    pub rows: Vec<RowAsk>,
    /// The paper it is printed on.
    pub page: PageSize,
    /// Places of the roll number, usually 8.
    pub roll_digits: u8,
}

/// One printed number that gets an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowAsk {
    /// As printed: `37`, `36(ii)`.
    pub number: String,
    /// What the candidate fills in.
    pub form: RowForm,
    /// Whether the last of its options says that the question was not attempted.
    pub not_attempted: bool,
}

/// What the candidate fills in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowForm {
    /// One of these options.
    Single {
        /// Bare signs as printed on the paper: `A`, `B`, …
        options: Vec<String>,
    },
    /// Any of these options.
    Multiple {
        /// Bare signs as printed on the paper: `A`, `B`, …
        options: Vec<String>,
    },
    /// A number, a figure in each column.
    Digits {
        /// Places.
        columns: u8,
        /// Whether each column also offers `-` and `.`.
        signed_decimal: bool,
    },
}

impl RowForm {
    pub(super) fn options(&self) -> &[String] {
        match self {
            RowForm::Single { options } | RowForm::Multiple { options } => options,
            RowForm::Digits { .. } => &[],
        }
    }

    pub(super) fn kind(&self) -> Kind {
        match self {
            RowForm::Single { .. } => Kind::Single,
            RowForm::Multiple { .. } => Kind::Multiple,
            RowForm::Digits { signed_decimal: false, .. } => Kind::Digits,
            RowForm::Digits { signed_decimal: true, .. } => Kind::SignedDecimal,
        }
    }
}

/// Options that a row of circles has room for.
const MAX_OPTIONS: usize = 8;
/// Places that a numeric answer has room for.
const MAX_COLUMNS: u8 = 12;

/// Lays out the pages of a form: as few as hold all rows, filled evenly, with the widest rows that fit.
///
/// Equal requests give equal layouts on every machine. Rows keep their order and a printed number stands once.
///
/// # Errors
///
/// When a row, the roll number or the sets do not fit on the paper, or nothing is asked.
pub fn make(request: &SheetRequest) -> Result<Vec<Layout>, Diagnostic> {
    check(request)?;
    let offered = if request.set_in_code || request.sets.len() < 2 { 0 } else { request.sets.len() };
    let (width, height) = request.page.tenths_mm();
    let page_mm = [tenths(width), tenths(height)];
    let zones = Zones::new(page_mm, u16::from(request.roll_digits), u16::try_from(offered).unwrap_or(u16::MAX))
        .map_err(|what| fault(what).hint("take a larger paper, fewer digits or one sheet for each set"))?;
    let plans = pages::plan(&request.rows, zones.answers)?;
    let pages = u8::try_from(plans.len()).map_err(|_| {
        fault(format!("the answer sheet would have {} pages, 255 are the most", plans.len()))
            .hint("ask for fewer questions in one paper")
    })?;
    let marks = zones::marks(page_mm);
    let codes = zones::codes(page_mm);
    Ok(plans
        .into_iter()
        .zip(1..=pages)
        .map(|(questions, page)| {
            let mut groups = vec![roll(&zones, request.roll_digits)];
            groups.extend(zones.set_origin.filter(|_| offered > 0).map(|origin| set(origin, &request.sets)));
            groups.extend(questions);
            Layout {
                sets: request.sets.clone(),
                page,
                pages,
                page_mm,
                marks: marks.clone(),
                codes: codes.clone(),
                circle: CircleStyle {
                    d: zones::DIAMETER,
                    line: Mm::hundredths(25),
                    letter: Mm::hundredths(200),
                    ink: Percent(30),
                },
                groups,
            }
        })
        .collect())
}

fn tenths(tenths: u32) -> Mm {
    Mm::hundredths(i32::try_from(tenths).unwrap_or(0)) * 10
}

fn roll(zones: &Zones, digits: u8) -> Group {
    Group {
        name: "roll".to_owned(),
        kind: Kind::Digits,
        origin: zones.roll_origin,
        option_step: [Mm::ZERO, zones::ROW],
        item_step: [zones::OPTION, Mm::ZERO],
        options: digit_options(),
        letters: Vec::new(),
        numbers: Vec::new(),
        not_attempted: None,
        first: Some(1),
        items: Some(u16::from(digits)),
        gap: Some(Gap { every: zones::ROLL_EVERY, mm: zones::ROLL_GAP }),
    }
}

fn set(origin: [Mm; 2], sets: &[String]) -> Group {
    // A name of three signs does not fit into a circle: then figures stand there and the sheet explains them.
    let long = sets.iter().any(|name| name.chars().count() > 2);
    Group {
        name: "set".to_owned(),
        kind: Kind::Single,
        origin,
        option_step: [zones::OPTION, Mm::ZERO],
        item_step: [Mm::ZERO, zones::ROW],
        options: sets.to_vec(),
        letters: if long { (1..=sets.len()).map(|place| place.to_string()).collect() } else { Vec::new() },
        numbers: Vec::new(),
        not_attempted: None,
        first: Some(1),
        items: Some(1),
        gap: None,
    }
}

pub(super) fn digit_options() -> Vec<String> {
    ('0'..='9').map(String::from).collect()
}

pub(super) fn fault(what: impl Into<String>) -> Diagnostic {
    Diagnostic::error("answer-sheet", what)
}

fn check(request: &SheetRequest) -> Result<(), Diagnostic> {
    if request.rows.is_empty() {
        return Err(fault("no question of this paper is answered on an answer sheet"));
    }
    if !(1..=12).contains(&request.roll_digits) {
        return Err(fault(format!("a roll number of {} digits is asked, 1 to 12 fit", request.roll_digits)));
    }
    let mut sets = BTreeSet::new();
    if let Some(twice) = request.sets.iter().find(|set| !sets.insert(set.as_str())) {
        return Err(fault(format!("set `{twice}` is offered twice on the answer sheet")));
    }
    let mut numbers = BTreeSet::new();
    for row in &request.rows {
        if !numbers.insert(row.number.as_str()) {
            return Err(fault(format!("number `{}` stands twice on the answer sheet", row.number)));
        }
        check_row(row)?;
    }
    Ok(())
}

fn check_row(row: &RowAsk) -> Result<(), Diagnostic> {
    let number = &row.number;
    if let RowForm::Digits { columns, .. } = row.form {
        if !(1..=MAX_COLUMNS).contains(&columns) {
            let what = format!("question {number} asks for a number of {columns} places, 1 to {MAX_COLUMNS} fit");
            return Err(fault(what).hint("round the answer, or change the unit it is given in"));
        }
        return Ok(());
    }
    let options = row.form.options();
    if !(2..=MAX_OPTIONS).contains(&options.len()) {
        let (count, also) = match row.not_attempted {
            true => (options.len().saturating_sub(1), " and the circle \"not attempted\""),
            false => (options.len(), ""),
        };
        let what = format!("question {number} has {count} options{also}, 2 to {MAX_OPTIONS} circles fit");
        return Err(fault(what).hint("print it without an answer sheet, or with fewer options"));
    }
    let mut seen = BTreeSet::new();
    match options.iter().find(|option| !seen.insert(option.as_str())) {
        Some(twice) => Err(fault(format!("question {number} offers option `{twice}` twice"))),
        None => Ok(()),
    }
}
