//! The answer sheets of a paper: which forms are needed, and their pages.

use super::exit::Error;
use super::output::Outputs;
use crate::model::ids::Lang;
use crate::model::numbering::item_of;
use crate::model::question::{Body, Item, Kind};
use crate::model::record::{Record, RecordEntry, RecordSet, RecordSlot};
use crate::model::words::Words;
use crate::omr::layout::{Layout, RowAsk, RowForm, SheetFile, SheetRequest, make};
use crate::omr::sheet::{SheetError, SheetFonts, SheetPaper, SheetText, draw};
use crate::render::{FontSet, font_hint};

/// Figures of the roll number.
const ROLL_DIGITS: u8 = 8;
/// Places of a numeric answer at least, so that their number does not give the answer away.
const MIN_COLUMNS: usize = 5;

/// Draws the answer sheets and their geometry; nothing for a paper without objective slots, or one that is answered in.
///
/// `words` are the fixed words in the languages of the paper, first one first.
///
/// One sheet serves all sets if each number asks for the same form in every set, else each set gets its own.
///
/// # Errors
///
/// [`Error::Input`] for questions that no sheet has room for and characters that no font has.
pub fn add(record: &Record, words: &[&Words], fonts: &FontSet, outputs: &mut Outputs) -> Result<(), Error> {
    if record.blueprint.layout.answered_here() {
        return Ok(());
    }
    let columns = numeric_columns(record);
    let sets: Vec<Vec<RowAsk>> = record.sets.iter().map(|set| rows(record, set, columns)).collect();
    let Some(first) = sets.first().filter(|rows| !rows.is_empty()) else { return Ok(()) };
    let page = record.blueprint.layout.page.unwrap_or_default();
    let mut layouts = Vec::new();
    if sets.iter().all(|rows| same_forms(first, rows)) {
        let names = record.sets.iter().map(|set| set.name.to_string()).collect();
        let alone = record.sets.len() == 1;
        let request =
            SheetRequest { sets: names, set_in_code: alone, rows: widest(&sets), page, roll_digits: ROLL_DIGITS };
        let pages = form(&request)?;
        let bytes = sheet(record, &pages, alone.then_some(0), words, fonts)?;
        outputs.insert("sheet.pdf".to_owned(), bytes);
        layouts.extend(pages);
    } else {
        for (index, (set, rows)) in record.sets.iter().zip(&sets).enumerate() {
            let sets = vec![set.name.to_string()];
            let request = SheetRequest { sets, set_in_code: true, rows: rows.clone(), page, roll_digits: ROLL_DIGITS };
            let pages = form(&request)?;
            let bytes = sheet(record, &pages, Some(index), words, fonts)?;
            outputs.insert(format!("sheet-{}.pdf", set.name), bytes);
            layouts.extend(pages);
        }
    }
    let file = SheetFile::new(record.paper_id.clone(), layouts);
    outputs.insert("sheet.json".to_owned(), file.to_json().into_bytes());
    Ok(())
}

fn form(request: &SheetRequest) -> Result<Vec<Layout>, Error> {
    make(request).map_err(|fault| {
        Error::Input(format!("no answer sheet: {}; or leave it out with `--only papers,key`", fault.on_one_line()))
    })
}

fn rows(record: &Record, set: &RecordSet, columns: u8) -> Vec<RowAsk> {
    let most = most_options(set);
    let row = |slot: &RecordSlot| {
        let question = record.questions.get(slot.slot.question())?;
        let item = item_of(question, &slot.slot)?;
        let form = if item.kind() == Kind::Numeric {
            RowForm::Digits { columns, signed_decimal: !whole(record) }
        } else if item.asks_for_several() {
            RowForm::Multiple { options: signs(record, set, slot, most) }
        } else if item.kind().is_objective() {
            RowForm::Single { options: signs(record, set, slot, most) }
        } else {
            return None;
        };
        Some(RowAsk { number: slot.number.clone(), form, not_attempted: slot.not_attempted.is_some() })
    };
    set.slots.iter().filter_map(row).collect()
}

/// The most options before a circle "not attempted".
fn most_options(set: &RecordSet) -> usize {
    let slots = set.slots.iter().filter(|slot| slot.not_attempted.is_some());
    slots.map(|slot| slot.options.len()).max().unwrap_or(0)
}

/// The circles of a row. Those with a circle "not attempted" are of equal length, so that it stands in one column.
fn signs(record: &Record, set: &RecordSet, slot: &RecordSlot, most: usize) -> Vec<String> {
    if slot.not_attempted.is_none() {
        return slot.labels.clone();
    }
    let of_slot = |entry: &RecordEntry| entry.questions.iter().any(|id| id.as_str() == slot.slot.question());
    let number = set.entries.iter().position(of_slot).map_or(1, |at| at + 1);
    let style = record.blueprint.layout.labels.options_of(u32::try_from(number).unwrap_or(u32::MAX));
    (0..=most).map(|place| style.bare(place)).collect()
}

/// Whether both ask for the same numbers in the same form; the number of circles may differ.
fn same_forms(left: &[RowAsk], right: &[RowAsk]) -> bool {
    let alike = |left: &RowForm, right: &RowForm| match (left, right) {
        (RowForm::Single { options: left }, RowForm::Single { options: right })
        | (RowForm::Multiple { options: left }, RowForm::Multiple { options: right }) => {
            left.iter().zip(right).all(|(left, right)| left == right)
        }
        (RowForm::Digits { .. }, RowForm::Digits { .. }) => true,
        _ => false,
    };
    left.len() == right.len()
        && left.iter().zip(right).all(|(left, right)| {
            left.number == right.number && left.not_attempted == right.not_attempted && alike(&left.form, &right.form)
        })
}

/// For each number the row with the most circles.
fn widest(sets: &[Vec<RowAsk>]) -> Vec<RowAsk> {
    let width = |row: &RowAsk| match &row.form {
        RowForm::Single { options } | RowForm::Multiple { options } => options.len(),
        RowForm::Digits { .. } => 0,
    };
    let count = sets.first().map_or(0, Vec::len);
    (0..count)
        .filter_map(|at| sets.iter().filter_map(|rows| rows.get(at)).max_by_key(|row| width(row)).cloned())
        .collect()
}

/// The numeric items of a paper.
fn numerics(record: &Record) -> impl Iterator<Item = &Item> {
    let items = record.questions.values().flat_map(|question| question.slots().into_iter().map(|(_, item)| item));
    items.filter(|item| item.kind() == Kind::Numeric)
}

/// Whether no numeric answer of the paper has a sign or decimals, so that circles for them would only confuse.
fn whole(record: &Record) -> bool {
    numerics(record).all(|item| match &item.body {
        Body::Numeric { accepted, decimals, .. } => {
            let whole = |end: &crate::model::marking::Exact| !end.is_negative() && end.floor() == end.ceil();
            decimals.unwrap_or(0) == 0 && whole(&accepted.low) && whole(&accepted.high)
        }
        _ => true,
    })
}

/// Places for numeric answers: the same for all numbers, enough for the longest end of an accepted interval.
fn numeric_columns(record: &Record) -> u8 {
    let length = |item: &Item| match &item.body {
        Body::Numeric { answer, accepted, .. } => {
            let typed = answer.as_ref().map_or(0, |answer| answer.text().chars().count());
            typed.max(accepted.low.rounded(2).len()).max(accepted.high.rounded(2).len())
        }
        _ => 0,
    };
    u8::try_from(numerics(record).map(length).fold(MIN_COLUMNS, usize::max)).unwrap_or(u8::MAX)
}

/// What stands on a sheet in these languages, first one first.
fn text(record: &Record, set: Option<usize>, words: &[&Words]) -> SheetText {
    let mut texts = words.iter().map(|words| text_in(record, set, words));
    let first = texts.next().unwrap_or_default();
    SheetText { also: texts.collect(), ..first }
}

fn text_in(record: &Record, set: Option<usize>, words: &Words) -> SheetText {
    let heading = &record.blueprint.heading;
    let lang = words.language;
    let plain = |text: &Option<crate::model::text::PerLang<String>>| {
        text.as_ref().and_then(|text| text.get_or(lang, Lang::ENGLISH)).cloned().unwrap_or_default()
    };
    let word = |key: &str| words.get(key).to_owned();
    // One line, so that both kinds of sheet have the same room for the rest.
    let circles = match set {
        Some(_) => word("sheet.roll-circles"),
        None => format!("{} {}", word("sheet.roll-circles"), word("sheet.set-circle")),
    };
    SheetText {
        language: lang.to_string(),
        title: word("sheet.title"),
        institute: plain(&heading.institute),
        exam: if heading.exam.is_some() { plain(&heading.exam) } else { plain(&heading.title) },
        paper: if heading.paper.is_some() { plain(&heading.paper) } else { plain(&heading.subject) },
        roll: word("sheet.roll"),
        name: word("sheet.name"),
        set: word("sheet.set"),
        candidate_signature: word("sheet.candidate-signature"),
        invigilator_signature: word("sheet.invigilator-signature"),
        example: word("sheet.example"),
        right: word("sheet.right"),
        wrong: word("sheet.wrong"),
        instructions: vec![word("sheet.ink"), word("sheet.fill"), word("sheet.stray"), circles],
        foot: word("sheet.foot"),
        page: word("sheet.page"),
        paper_id: word("sheet.paper-id"),
        also: Vec::new(),
    }
}

fn sheet(
    record: &Record,
    pages: &[Layout],
    set: Option<usize>,
    words: &[&Words],
    fonts: &FontSet,
) -> Result<Vec<u8>, Error> {
    let text = text(record, set, words);
    let set_of = |index: usize| record.sets.get(index);
    let paper = SheetPaper {
        paper_id: record.paper_id.clone(),
        exam: record.exam_hash().to_be_bytes(),
        set: set.and_then(|index| u8::try_from(index).ok()),
        // A paper without sets has one, whose letter is not printed.
        set_name: set
            .filter(|_| !record.blueprint.sets.is_empty())
            .and_then(set_of)
            .map(|set| set.label.clone().unwrap_or_else(|| set.name.to_string())),
    };
    let faces = SheetFonts { regular: fonts.text_faces(false), bold: fonts.text_faces(true) };
    let drawn = fonts.watched(|| draw(pages, &text, &faces, &paper)).map_err(|found| Error::Input(found.message))?;
    drawn.map_err(|error| match error {
        SheetError::MissingGlyph(c) => Error::Input(format!("{error}; {}", font_hint(c))),
        error => Error::Input(error.to_string()),
    })
}
