//! A question as blocks: text, list, table, options, space. Templates know these shapes and no kinds.

use super::quote::Phrase;
use super::value::Value;

/// A text with the label before it.
#[derive(Debug, Clone)]
pub struct Labelled {
    pub(super) label: String,
    pub(super) body: Phrase,
    /// Names the body on its paper.
    pub(super) name: String,
}

/// A row of a table, with the label before it.
#[derive(Debug, Clone)]
pub struct RowView {
    pub(super) label: String,
    pub(super) cells: Vec<Phrase>,
    /// Names the row on its paper.
    pub(super) name: String,
}

/// A piece of a question, in the order in which it prints.
#[derive(Debug, Clone)]
pub enum Block {
    /// A text across the column.
    Text {
        /// The text.
        body: Phrase,
        /// Names it on its paper.
        name: String,
    },
    /// A remark of the paper itself, in small type.
    Note(String),
    /// A picture.
    Figure {
        /// The picture.
        picture: Phrase,
        /// "Figure 2".
        caption: Option<String>,
    },
    /// Statements or items, one below the other.
    List(Vec<Labelled>),
    /// Rows of cells.
    Pairs {
        /// Heading of each column, or none.
        heading: Vec<Phrase>,
        /// In printed order.
        rows: Vec<RowView>,
        /// Shares of the width that the columns get.
        weights: Vec<f64>,
        /// Whether some words may have to be divided.
        crowded: bool,
    },
    /// List-I and List-II side by side.
    Lists {
        /// Their names.
        titles: [String; 2],
        /// What they list, or none.
        heading: Vec<Phrase>,
        /// List-I.
        left: Vec<Labelled>,
        /// List-II.
        right: Vec<Labelled>,
        /// Shares of the width that the lists get.
        weights: Vec<f64>,
        /// Whether some words may have to be divided.
        crowded: bool,
    },
    /// Assertion and reason, statements of a pair.
    Named(Vec<Labelled>),
    /// Options, in as many columns as their widths allow.
    Options(Vec<Labelled>),
    /// Boxes for the digits of a number.
    Boxes {
        /// Before the boxes.
        before: String,
        /// How many; none where the answer goes to the sheet.
        count: u64,
        /// After them.
        unit: Option<Phrase>,
        /// What precision is asked for.
        note: Option<String>,
    },
    /// Parts of a case.
    Parts(Vec<PartView>),
}

impl Block {
    /// The parts of a case.
    pub(super) fn parts(&self) -> &[PartView] {
        match self {
            Block::Parts(parts) => parts,
            _ => &[],
        }
    }
}

/// A part of a case, or two of which one is answered.
#[derive(Debug, Clone)]
pub struct PartView {
    pub(super) label: String,
    pub(super) alternatives: Vec<AlternativeView>,
    pub(super) space: Option<SpaceView>,
    /// Names it where its room goes on, e.g. `15(ii)`.
    pub(super) number: String,
}

/// One thing to answer: a question, an alternative of one, or a part.
#[derive(Debug, Clone)]
pub struct AlternativeView {
    pub(super) label: Option<String>,
    pub(super) marks: Option<String>,
    pub(super) blocks: Vec<Block>,
    /// The same blocks in each further language of the paper.
    pub(super) also: Vec<Vec<Block>>,
    /// The direction of the blocks, then of those of each further language; none for a part, which goes with its case.
    pub(super) directions: Vec<Value>,
}

/// Room to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpaceView {
    pub(super) extent: Extent,
    pub(super) ruling: Ruling,
}

impl SpaceView {
    /// Room for either of two answers: as much as the longer one takes. Where one is written on lines and the other drawn
    /// on squares, an empty box serves both.
    pub(super) fn either(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        let (Some(one), Some(other)) = (one, other) else { return one.or(other) };
        let ruling = if one.ruling == other.ruling { one.ruling } else { Ruling::Blank };
        Some(SpaceView { extent: one.extent.max(other.extent), ruling })
    }

    /// Whether it fills its column to the foot.
    pub(super) fn fills(self) -> bool {
        matches!(self.extent, Extent::Columns(_))
    }
}

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// A height in millimetres, a multiple of the ruling's step.
    Millimetres(u32),
    /// Columns of a page.
    Columns(u32),
}

/// What is written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    /// Lines.
    Lines,
    /// Squares.
    Squared,
    /// Nothing.
    Blank,
}

impl Ruling {
    /// The name that templates know, and the height of a line or square in millimetres.
    pub(super) fn told(self) -> (&'static str, u32) {
        match self {
            Ruling::Lines => ("lines", 8),
            Ruling::Squared => ("squared", 5),
            Ruling::Blank => ("blank", 1),
        }
    }
}

/// Blocks as the template gets them.
pub(super) fn blocks_value(blocks: &[Block]) -> Value {
    Value::list(blocks, block_value)
}

fn block_value(block: &Block) -> Value {
    let typed = |name: &str, mut rest: Vec<(&'static str, Value)>| {
        rest.insert(0, ("type", Value::text(name)));
        Value::Map(rest)
    };
    let phrases = |phrases: &[Phrase]| Value::list(phrases, Phrase::value);
    match block {
        Block::Text { body, name } => typed("text", vec![("body", body.value()), ("name", Value::text(name))]),
        Block::Note(body) => typed("note", vec![("body", Value::text(body))]),
        Block::Figure { picture, caption } => {
            typed("figure", vec![("body", picture.value()), ("caption", Value::optional(caption.clone()))])
        }
        Block::List(items) => typed("list", vec![("items", labelled_value(items))]),
        Block::Named(items) => typed("named", vec![("items", labelled_value(items))]),
        Block::Options(items) => typed("options", vec![("items", labelled_value(items))]),
        Block::Pairs { heading, rows, weights, crowded } => {
            let rows = Value::list(rows, |row| {
                Value::Map(vec![
                    ("label", Value::text(&row.label)),
                    ("cells", phrases(&row.cells)),
                    ("name", Value::text(&row.name)),
                ])
            });
            let weights = Value::list(weights, |weight| Value::Number(*weight));
            let crowded = ("crowded", Value::Bool(*crowded));
            typed("pairs", vec![("heading", phrases(heading)), ("rows", rows), ("weights", weights), crowded])
        }
        Block::Lists { titles, heading, left, right, weights, crowded } => typed(
            "lists",
            vec![
                ("titles", Value::list(titles, Value::text)),
                ("heading", phrases(heading)),
                ("left", labelled_value(left)),
                ("right", labelled_value(right)),
                ("weights", Value::list(weights, |weight| Value::Number(*weight))),
                ("crowded", Value::Bool(*crowded)),
            ],
        ),
        Block::Boxes { before, count, unit, note } => typed(
            "boxes",
            vec![
                ("before", Value::text(before)),
                ("count", Value::Int(*count)),
                ("unit", unit.as_ref().map_or(Value::None, Phrase::value)),
                ("note", Value::optional(note.clone())),
            ],
        ),
        Block::Parts(parts) => typed("parts", vec![("items", Value::list(parts, part_value))]),
    }
}

fn part_value(part: &PartView) -> Value {
    Value::Map(vec![
        ("label", Value::text(&part.label)),
        ("alternatives", Value::list(&part.alternatives, alternative_value)),
        ("space", space_value(part.space, &part.number)),
    ])
}

/// An alternative as the template gets it.
pub(super) fn alternative_value(alternative: &AlternativeView) -> Value {
    Value::Map(vec![
        ("label", Value::optional(alternative.label.clone())),
        ("marks", Value::optional(alternative.marks.clone())),
        ("blocks", blocks_value(&alternative.blocks)),
        ("also", Value::list(&alternative.also, |blocks| blocks_value(blocks))),
        ("dirs", Value::List(alternative.directions.clone())),
    ])
}

/// Room to write as the template gets it; `number` is that of its question.
pub(super) fn space_value(space: Option<SpaceView>, number: &str) -> Value {
    let Some(SpaceView { extent, ruling }) = space else { return Value::None };
    let (name, step) = ruling.told();
    let extent = match extent {
        Extent::Millimetres(height) => ("steps", Value::Int((height / step).into())),
        Extent::Columns(columns) => ("columns", Value::Int(columns.into())),
    };
    Value::Map(vec![("ruling", Value::text(name)), extent, ("number", Value::text(number))])
}

fn labelled_value(items: &[Labelled]) -> Value {
    Value::list(items, |item| {
        Value::Map(vec![
            ("label", Value::text(&item.label)),
            ("body", item.body.value()),
            ("name", Value::text(&item.name)),
        ])
    })
}
