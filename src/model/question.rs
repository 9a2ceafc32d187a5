//! A question as its author means it: facts and names, no letters of any printed paper.

use super::ids::{Lang, Name, PassageId, QuestionId, SlotId};
use super::marking::{Decimal, Exact, Marks, SchemeFields};
use super::named::named_enum;
use super::text::Text;
use crate::source::{Span, place_in};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use super::about::{About, Cognitive, Difficulty, Measured, Provenance, Status};
pub use super::figure::{Figure, FigureSpec};

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Question {
    /// Its id, unique over all banks read together.
    pub id: QuestionId,
    /// The language of its plain fields, in which every text exists.
    pub language: Lang,
    /// What is asked; for a case the common text.
    pub item: Item,
    /// The passage it belongs to, or the one made of the study note that it needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passage: Option<PassageId>,
    /// Everything said about it.
    pub about: About,
    /// Where it was typed; `None` for questions read from a record.
    #[serde(skip)]
    pub place: Option<Box<Place>>,
}

/// Where a question was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The table's header, or the whole inline table.
    pub span: Span,
    /// The bank's path relative to the root, with `/`; sorts questions into the canonical order.
    pub bank: std::sync::Arc<str>,
    /// Its place among the questions of the file, from 0.
    pub index: usize,
    /// Whether the id was typed; else it was made from the text for this run.
    pub id_typed: bool,
    /// The value of each field that was typed, in the order typed; fields of parts as `parts.ii.marks`.
    pub fields: Vec<(Box<str>, Span)>,
    /// Ids of figures that could not be read, which was told.
    pub unread_figures: Vec<Name>,
}

impl Place {
    /// The value of a field, or the question where the field was not typed.
    pub fn field(&self, name: &str) -> Span {
        place_in(&self.fields, name).unwrap_or(self.span)
    }
}

/// What one stem asks: a question without what is said about it, or a part of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Item {
    /// The question's text; may be empty for kinds that speak for themselves (assertion–reason, statement pair).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stem: Option<Text>,
    /// What the candidate does, and what counts as right.
    pub body: Body,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Text>,
    /// Pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// Marks of its own.
    #[serde(default, skip_serializing_if = "SchemeFields::is_empty")]
    pub marks: SchemeFields,
    /// The author's word on shuffling its options and pieces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shuffle: Option<bool>,
}

named_enum!(
    /// The kinds of question.
    Kind {
        /// Pick one, or all right ones.
        Choice = "choice",
        /// True or false.
        TrueFalse = "true-false",
        /// Statements and coded options.
        Statements = "statements",
        /// Rows that match or not, and coded options.
        Pairs = "pairs",
        /// List-I with List-II.
        Match = "match",
        /// Put in order.
        Order = "order",
        /// Assertion and reason.
        AssertionReason = "assertion-reason",
        /// Two or three statements, one explaining the first.
        StatementPair = "statement-pair",
        /// A number.
        Numeric = "numeric",
        /// Blanks in the stem.
        Blank = "blank",
        /// A short written answer.
        Short = "short",
        /// A long written answer.
        Long = "long",
        /// A common text with parts.
        Case = "case",
    }
);

impl Kind {
    /// Whether the candidate marks options.
    pub fn has_options(self) -> bool {
        !matches!(self, Kind::Numeric | Kind::Blank | Kind::Short | Kind::Long | Kind::Case)
    }

    /// Whether its options are derived codes.
    pub fn is_coded(self) -> bool {
        matches!(self, Kind::Statements | Kind::Pairs | Kind::Match | Kind::Order)
    }

    /// Whether a machine can mark it on the answer sheet: every kind with options, and `numeric`.
    pub fn is_objective(self) -> bool {
        self.has_options() || self == Kind::Numeric
    }
}

named_enum!(
    /// What is asked about statements or rows.
    Ask {
        /// Which hold.
        Which = "which",
        /// Which do not.
        WhichNot = "which-not",
        /// How many hold.
        HowMany = "how-many",
        /// How many do not.
        HowManyNot = "how-many-not",
    }
);

impl Ask {
    /// Whether a number is asked for.
    pub fn counts(self) -> bool {
        matches!(self, Ask::HowMany | Ask::HowManyNot)
    }

    /// Whether those that do not hold are asked for.
    pub fn negated(self) -> bool {
        matches!(self, Ask::WhichNot | Ask::HowManyNot)
    }
}

named_enum!(
    /// Who words the fixed options.
    Style {
        /// CBSE's assertion–reason: no option for "both false".
        Cbse = "cbse",
        /// NEET's assertion–reason and two-statement form.
        Neet = "neet",
        /// UPSC's two statements since 2023.
        Upsc2023 = "upsc-2023",
        /// UPSC's three statements since 2025.
        Upsc2025 = "upsc-2025",
    }
);

named_enum!(
    /// Where an option must stand.
    Spot {
        /// Anywhere.
        Free = "free",
        /// First.
        First = "first",
        /// Last.
        Last = "last",
        /// Where it was typed.
        Here = "here",
    }
);

/// What the candidate does, and what counts as right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum Body {
    /// Pick one or, where the answer is a list, all right ones.
    Choice {
        /// In the order typed.
        options: Vec<AnswerOption>,
        /// Names of options.
        answer: Answer,
    },
    /// Say whether the stem holds.
    TrueFalse {
        /// Whether it does.
        answer: bool,
    },
    /// Judge statements.
    Statements {
        /// In the order typed.
        statements: Vec<Statement>,
        /// What is asked about them.
        #[serde(flatten)]
        coding: Coding,
    },
    /// Judge rows of a table.
    Pairs {
        /// Heading of each column; empty for none.
        heading: Vec<Text>,
        /// In the order typed.
        rows: Vec<Row>,
        /// What is asked about them.
        #[serde(flatten)]
        coding: Coding,
    },
    /// Match List-I with List-II.
    Match {
        /// Headings of both lists; empty for none.
        heading: Vec<Text>,
        /// List-I.
        left: Vec<Piece>,
        /// List-II, as long or longer.
        right: Vec<Piece>,
        /// For each of `left`, in that order, the name of its partner.
        answer: Vec<Name>,
        /// The question after the lists; `None` is the paper's own words.
        #[serde(skip_serializing_if = "Option::is_none")]
        closing: Option<Text>,
        /// Codes fixed by the author: partners of `left` in that order, the right ones among them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        codes: Vec<Vec<Name>>,
    },
    /// Put items in order.
    Order {
        /// In the right order.
        items: Vec<Piece>,
        /// The question after the items; `None` is the paper's own words.
        #[serde(skip_serializing_if = "Option::is_none")]
        closing: Option<Text>,
        /// Codes fixed by the author: all items in some order, the right order among them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        codes: Vec<Vec<Name>>,
    },
    /// Judge an assertion and a reason.
    AssertionReason {
        /// The assertion.
        assertion: Text,
        /// The reason.
        reason: Text,
        /// Whether the assertion holds.
        assertion_holds: bool,
        /// Whether the reason holds.
        reason_holds: bool,
        /// Whether it explains the assertion; false unless both hold.
        explains: bool,
        /// Who words the options: `cbse` or `neet`.
        style: Style,
    },
    /// Judge two or three statements, of which the later ones may explain the first.
    StatementPair {
        /// Two or three.
        statements: Vec<Explaining>,
        /// Who words the options: `upsc-2023`, `upsc-2025` or `neet`.
        style: Style,
    },
    /// Give a number.
    Numeric {
        /// The answer as typed; the middle of the interval where only a range was given is not made up.
        #[serde(skip_serializing_if = "Option::is_none")]
        answer: Option<Decimal>,
        /// The accepted interval, ends included.
        accepted: Interval,
        /// Unit printed after the answer boxes.
        #[serde(skip_serializing_if = "Option::is_none")]
        unit: Option<Text>,
        /// Decimals asked for.
        #[serde(skip_serializing_if = "Option::is_none")]
        decimals: Option<u8>,
    },
    /// Fill the blanks of the stem.
    Blank {
        /// For each blank the accepted texts.
        answers: Vec<Vec<String>>,
    },
    /// Write an answer.
    Written {
        /// `long` rather than `short`.
        long: bool,
        /// Word limit.
        #[serde(skip_serializing_if = "Option::is_none")]
        words: Option<u32>,
        /// Room to write.
        #[serde(skip_serializing_if = "Option::is_none")]
        space: Option<Space>,
        /// Value points of the marking scheme; their marks add up to the slot's.
        points: Vec<Point>,
        /// A model answer.
        #[serde(skip_serializing_if = "Option::is_none")]
        model_answer: Option<Text>,
    },
    /// Answer the parts under a common text.
    Case {
        /// In the order typed; one part, or alternatives of which one is answered.
        parts: Vec<Vec<Part>>,
    },
}

impl Body {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Body::Choice { .. } => Kind::Choice,
            Body::TrueFalse { .. } => Kind::TrueFalse,
            Body::Statements { .. } => Kind::Statements,
            Body::Pairs { .. } => Kind::Pairs,
            Body::Match { .. } => Kind::Match,
            Body::Order { .. } => Kind::Order,
            Body::AssertionReason { .. } => Kind::AssertionReason,
            Body::StatementPair { .. } => Kind::StatementPair,
            Body::Numeric { .. } => Kind::Numeric,
            Body::Blank { .. } => Kind::Blank,
            Body::Written { long: false, .. } => Kind::Short,
            Body::Written { long: true, .. } => Kind::Long,
            Body::Case { .. } => Kind::Case,
        }
    }
}

/// The right option or options of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Answer {
    /// One is right, and the paper asks for one.
    One(Name),
    /// All of these, and only they; the paper says that several may be right.
    Several(Vec<Name>),
}

impl Answer {
    /// The right names.
    pub fn names(&self) -> &[Name] {
        match self {
            Answer::One(name) => std::slice::from_ref(name),
            Answer::Several(names) => names,
        }
    }
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct AnswerOption {
    /// Own id, or the letter of its place.
    pub name: Name,
    /// What it says.
    pub text: Text,
    /// Where it must stand; `None` leaves that to `assemble`, which keeps "All of the above" in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Spot>,
    /// Why it is right or wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Text>,
}

/// A statement that holds or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Statement {
    /// Own id, or the number of its place.
    pub name: Name,
    /// What it says.
    pub text: Text,
    /// Whether it is true.
    pub holds: bool,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Text>,
}

/// A row whose cells belong together or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Row {
    /// Own id, or the number of its place.
    pub name: Name,
    /// Two to four.
    pub cells: Vec<Text>,
    /// Whether they belong together.
    pub holds: bool,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Text>,
}

/// What is asked about statements or rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Coding {
    /// Which or how many.
    pub ask: Ask,
    /// The question after the list; `None` is the paper's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closing: Option<Text>,
    /// Options fixed by the author as derived names: `1`, `1+3`, `none`; for counts `0`, `1`, ….
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Name>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Piece {
    /// Own id, or the letter (`left`) or number of its place.
    pub name: Name,
    /// What it says.
    pub text: Text,
}

/// A statement of a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Explaining {
    /// Own id, or the number of its place.
    pub name: Name,
    /// What it says.
    pub text: Text,
    /// Whether it is true.
    pub holds: bool,
    /// Whether it explains the first statement; false for the first and unless both hold.
    pub explains: bool,
    /// Why it is true or false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Text>,
}

/// A closed interval of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Interval {
    /// Lower end, accepted.
    pub low: Exact,
    /// Upper end, accepted.
    pub high: Exact,
}

impl Interval {
    /// Whether a number lies in it, ends included.
    pub fn contains(&self, number: &Exact) -> bool {
        self.low <= *number && *number <= self.high
    }
}

/// Room for a written answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Space {
    /// Ruled lines, as many as the word limit and the marks ask for.
    Auto,
    /// So many ruled lines.
    Lines(u16),
    /// So many ruled pages.
    Pages(u16),
    /// Squared paper.
    Squared(Extent),
    /// An empty box.
    Blank(Extent),
}

impl Space {
    /// The height of a square in millimetres.
    pub const SQUARE: u16 = 5;

    /// Whether it is asked for in whole pages.
    pub fn in_pages(self) -> bool {
        matches!(self, Space::Pages(_) | Space::Squared(Extent::Pages(_)) | Space::Blank(Extent::Pages(_)))
    }
}

/// How high room is that has no lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// So many millimetres; of squared paper a multiple of [`Space::SQUARE`].
    Millimetres(u16),
    /// So many pages.
    Pages(u16),
}

/// A value point of a marking scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Point {
    /// What earns the marks.
    pub text: Text,
    /// So many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marks: Option<Marks>,
}

/// A part of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Part {
    /// Own id, or the roman number of its place; inside an OR with a letter: `iii.a`.
    pub name: Name,
    /// What it asks; never a case itself.
    #[serde(flatten)]
    pub item: Item,
}

/// A text that several questions are about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Passage {
    /// Its id.
    pub id: PassageId,
    /// The language of its plain fields.
    pub language: Lang,
    /// A title printed above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// The text.
    pub text: Text,
    /// How many of its questions are taken together; `None` is all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub take: Option<u16>,
    /// Pictures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// Where it was typed; `None` when read from a record.
    #[serde(skip)]
    pub place: Option<Box<Place>>,
}

impl Question {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.item.body.kind()
    }

    /// The passage that it was typed into: not one made of a note.
    pub fn typed_passage(&self) -> Option<&PassageId> {
        self.passage.as_ref().filter(|passage| passage.needs().is_none())
    }

    /// Every slot with its item, in the order typed: one, or for a case one for each part.
    pub fn slots(&self) -> Vec<(SlotId, &Item)> {
        match &self.item.body {
            Body::Case { parts } => {
                parts.iter().flatten().map(|part| (SlotId::part(&self.id, &part.name), &part.item)).collect()
            }
            _ => vec![(SlotId::of(&self.id), &self.item)],
        }
    }

    /// Its pictures, those of its parts included.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        let parts = match &self.item.body {
            Body::Case { parts } => parts.as_slice(),
            _ => &[],
        };
        self.item.figures.iter().chain(parts.iter().flatten().flat_map(|part| &part.item.figures))
    }

    /// The same, to change.
    pub fn figures_mut(&mut self) -> impl Iterator<Item = &mut Figure> {
        let parts = match &mut self.item.body {
            Body::Case { parts } => parts.as_mut_slice(),
            _ => &mut [],
        };
        self.item.figures.iter_mut().chain(parts.iter_mut().flatten().flat_map(|part| &mut part.item.figures))
    }

    /// The place of a field, or of the question; `None` when read from a record.
    pub fn span(&self, field: &str) -> Option<Span> {
        self.place.as_ref().map(|place| place.field(field))
    }
}
