//! A blueprint: what paper to make from which banks. Also the desk file, which holds what is true for every paper.

use super::date::Date;
use super::ids::{Lang, QuestionId, SectionId, SetName};
use super::labels::LabelStyles;
use super::marking::{Exact, Marks, Rules, SchemeFields};
use super::named::{named_enum, named_fields};
use super::pattern::Pattern;
use super::question::Space;
use super::text::{PerLang, Text};
use crate::source::{FileId, Span, place_in};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A blueprint as typed; what is missing is decided by the desk file and `assemble`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Blueprint {
    /// The words of the cover and page heads.
    #[serde(flatten)]
    pub heading: Heading,
    /// Bank files or folders relative to the root; empty falls back to the desk file.
    pub banks: Vec<Located<String>>,
    /// A dated exam pattern: the id of a built-in one, or a file's path from the root.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<Located<String>>,
    /// The sets; empty is one set, `A`, whose letter is not printed.
    pub sets: Vec<SetAsk>,
    /// The seed; `None` is drawn from the operating system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<Seed>,
    /// The day of the examination; also the day of the PDF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// What is shuffled.
    pub shuffle: Shuffle,
    /// How it looks.
    #[serde(flatten)]
    pub layout: Layout,
    /// Rules of marking for the whole paper.
    #[serde(flatten)]
    pub rules: Rules,
    /// Groups of sections of which one is answered.
    pub choose_one: Vec<Vec<Located<SectionId>>>,
    /// In the order typed; empty is one section `all` with every question.
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
    /// Where its fields were typed: `(field, value)`, `title`, `section.polity.count`, ….
    #[serde(skip)]
    pub fields: Vec<(String, Span)>,
    /// Its file; `None` for a bank printed without a blueprint and for a record.
    #[serde(skip)]
    pub file: Option<FileId>,
    /// The pattern that was put below it; a record holds it beside the blueprint.
    #[serde(skip)]
    pub base: Option<Box<Pattern>>,
}

impl Blueprint {
    /// Every query of its sections and quotas.
    pub fn filters(&self) -> impl Iterator<Item = &Located<String>> {
        self.sections.iter().flat_map(Section::filters)
    }

    /// What to say, and what to do, where its pattern does not hold on its day.
    pub fn outdated(&self) -> Option<(String, String)> {
        let pattern = self.base.as_ref()?;
        let told = pattern.outdated(self.date?)?;
        Some((told, format!("`papersetter patterns {}` says what it rests on; look for a newer one", pattern.id)))
    }

    /// The place of a field's value, if it was typed in it or in its pattern.
    pub fn span(&self, field: &str) -> Option<Span> {
        place_in(&self.fields, field)
    }
}

/// A value with the place where it was typed. In JSON the value alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its place; `None` when read from a record.
    #[serde(skip)]
    #[schemars(skip)]
    pub span: Option<Span>,
}

impl<T> Located<T> {
    /// A value with its place.
    pub fn new(value: T, span: impl Into<Option<Span>>) -> Self {
        Located { value, span: span.into() }
    }
}

/// The words of the cover and page heads, as typed, per language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Heading {
    /// Title of the paper as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<PerLang<String>>,
    /// Name of the paper, e.g. `General Studies I`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper: Option<PerLang<String>>,
    /// Name of the examination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exam: Option<PerLang<String>>,
    /// Who sets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub institute: Option<PerLang<String>>,
    /// Picture file relative to the root; in a record `media/<SHA-256>.<ext>`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Located<String>>,
    /// Code of the paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<PerLang<String>>,
    /// Class.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<PerLang<String>>,
    /// Subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<PerLang<String>>,
    /// Added to the computed instructions.
    pub instructions: Vec<Text>,
    /// Values that candidates may use, one to a line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub constants: Vec<Text>,
    /// Minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<u32>,
    /// Minutes to read the paper before the time begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading_time: Option<u32>,
}

named_fields!(
    Heading, texts, texts_mut: Option<PerLang<String>> { title, paper, exam, institute, code, class, subject }
);

/// How a paper looks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Layout {
    /// Default: a booklet with two sets or more and where answers are written in it, else a heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover: Option<Cover>,
    /// Where answers are written; default apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<Answers>,
    /// Pages for rough work at the end.
    pub rough_pages: u16,
    /// The number of pages is filled up to a multiple of this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages_multiple_of: Option<u16>,
    /// Default: the desk file's, else A4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<PageSize>,
    /// 1 or 2; default 2 with a booklet cover unless answers are written in it, else 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<u8>,
    /// Room of written questions where neither they nor their section say anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub space: Option<Space>,
    /// Whether lines are stretched to the width of the column; default: unless the text is in an Indic script or Urdu.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub justify: Option<bool>,
    /// Languages of the paper, first one first; empty is the language of the words.
    pub languages: Vec<Located<Lang>>,
    /// How two languages share the pages; default stacked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrangement: Option<Arrangement>,
    /// The language that rules where they differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ruling_language: Option<Lang>,
    /// Label styles.
    pub labels: LabelStyles,
    /// Whether the table of units and marks is printed with the paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blueprint_table: Option<bool>,
}

named_enum!(
    /// What stands in front of the questions.
    Cover {
        /// A cover page.
        Booklet = "booklet",
        /// A block above the first question.
        Heading = "heading",
    }
);

impl Layout {
    /// Whether all answers are written in the paper itself.
    pub fn answered_here(&self) -> bool {
        self.answers == Some(Answers::Booklet)
    }

    /// The cover of a paper with so many sets.
    pub fn cover_of(&self, sets: usize) -> Cover {
        let default = if sets > 1 || self.answered_here() { Cover::Booklet } else { Cover::Heading };
        self.cover.unwrap_or(default)
    }

    /// The columns of a paper with this cover.
    pub fn columns_with(&self, cover: Cover) -> u8 {
        let default = if cover == Cover::Booklet && !self.answered_here() { 2 } else { 1 };
        self.columns.unwrap_or(default).clamp(1, 2)
    }
}

named_enum!(
    /// Where answers are written.
    Answers {
        /// In the paper itself, which is marked in.
        Booklet = "booklet",
        /// On the answer sheet and in an answer book; in the paper only where a question has room for it.
        Apart = "apart",
    }
);

named_enum!(
    /// How the languages of a paper share its pages.
    #[derive(Default)]
    Arrangement {
        /// Each question in one language, below it in the next.
        #[default]
        Stacked = "stacked",
        /// Two languages in two halves of the page, line by line.
        SideBySide = "side-by-side",
        /// Two languages on pages that face each other.
        FacingPages = "facing-pages",
        /// A booklet for each language.
        Separate = "separate",
    }
);

impl Arrangement {
    /// Whether it has places for so many languages.
    pub fn holds(self, languages: usize) -> bool {
        match self {
            Arrangement::SideBySide | Arrangement::FacingPages => languages == 2,
            Arrangement::Stacked | Arrangement::Separate => languages >= 2,
        }
    }
}

named_enum!(
    /// Size of the paper, portrait.
    #[derive(Default)]
    PageSize {
        /// 210 × 297 mm
        #[default]
        A4 = "A4",
        /// 148 × 210 mm
        A5 = "A5",
        /// 215.9 × 279.4 mm
        Letter = "Letter",
        /// 215.9 × 355.6 mm
        Legal = "Legal",
    }
);

impl PageSize {
    /// Width and height in tenths of a millimetre.
    pub fn tenths_mm(self) -> (u32, u32) {
        match self {
            PageSize::A4 => (2100, 2970),
            PageSize::A5 => (1480, 2100),
            PageSize::Letter => (2159, 2794),
            PageSize::Legal => (2159, 3556),
        }
    }
}

/// A set asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SetAsk {
    /// Its name; stands in file names.
    pub name: SetName,
    /// What is printed in its place, e.g. `31/1/1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// The number all chance of a paper grows from: 0 to 2⁶³ − 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "u64", into = "u64")]
#[schemars(with = "u64")]
pub struct Seed(u64);

impl Seed {
    /// The seed, if it is in range.
    pub fn new(value: u64) -> Option<Self> {
        i64::try_from(value).is_ok().then_some(Seed(value))
    }

    /// Makes a seed of any number by dropping the highest bit.
    pub fn from_bits(bits: u64) -> Self {
        Seed(bits >> 1)
    }

    /// The number.
    pub fn value(self) -> u64 {
        self.0
    }
}

impl TryFrom<u64> for Seed {
    type Error = String;

    fn try_from(value: u64) -> Result<Self, String> {
        Seed::new(value).ok_or_else(|| format!("seed {value} is above 2^63 - 1"))
    }
}

impl From<Seed> for u64 {
    fn from(seed: Seed) -> u64 {
        seed.0
    }
}

/// What is shuffled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
pub struct Shuffle {
    /// The order of questions inside their sections.
    pub questions: bool,
    /// Options.
    pub options: bool,
    /// Statements, rows, lists, items.
    pub pieces: bool,
    /// Questions move in blocks of so many; order inside a block and options are untouched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block: Option<u32>,
}

impl Default for Shuffle {
    /// Everything, question by question.
    fn default() -> Self {
        Shuffle { questions: true, options: true, pieces: true, block: None }
    }
}

/// A section of a blueprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Section {
    /// Its id, else its title.
    pub id: SectionId,
    /// Printed above its questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<PerLang<String>>,
    /// Printed below the title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instructions: Vec<Text>,
    /// Questions asked for, those of `questions` included; `None` is all that match, or the listed ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Marks; win over a question's own for objective questions.
    #[serde(default, skip_serializing_if = "SchemeFields::is_empty")]
    pub marks: SchemeFields,
    /// What the marks of its questions must add up to, as far as they can be attempted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Marks>,
    /// What every drawn question must be, whatever `where` says, in the query language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fits: Option<Located<String>>,
    /// Whether its rows of options end with a circle "not attempted"; `None` leaves that to the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_attempted: Option<bool>,
    /// Marks of the section below this count as this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Marks>,
    /// The selection, in the query language.
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    pub filter: Option<Located<String>>,
    /// Demands on parts of the selection.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quota: Vec<Quota>,
    /// These, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Located<QuestionId>>,
    /// Never these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<Located<QuestionId>>,
    /// Any so many are answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attempt: Option<Attempt>,
    /// So many questions get an alternative.
    #[serde(rename = "or", skip_serializing_if = "Option::is_none")]
    pub alternatives: Option<u32>,
    /// Word limit of written questions that have none of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<u32>,
    /// Room of written questions that have none of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub space: Option<Space>,
    /// Where it was typed.
    #[serde(skip)]
    pub span: Option<Span>,
}

impl Section {
    /// A section that asks for every question.
    pub fn new(id: SectionId) -> Self {
        Section {
            id,
            title: None,
            instructions: Vec::new(),
            count: None,
            marks: SchemeFields::default(),
            maximum: None,
            fits: None,
            not_attempted: None,
            floor: None,
            filter: None,
            quota: Vec::new(),
            questions: Vec::new(),
            exclude: Vec::new(),
            attempt: None,
            alternatives: None,
            words: None,
            space: None,
            span: None,
        }
    }

    /// Its queries and those of its quotas.
    pub fn filters(&self) -> impl Iterator<Item = &Located<String>> {
        let quotas = self.quota.iter().map(|quota| &quota.filter);
        self.fits.iter().chain(&self.filter).chain(quotas)
    }

    /// What a question must answer to in order to be drawn, as one query; empty for any question.
    pub fn asked(&self) -> String {
        match (&self.fits, &self.filter) {
            (Some(fits), Some(filter)) => format!("({}) ({})", fits.value, filter.value),
            (one, other) => one.as_ref().or(other.as_ref()).map(|query| query.value.clone()).unwrap_or_default(),
        }
    }
}

/// A demand on part of a section's questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Quota {
    /// Which questions, in the query language.
    #[serde(rename = "where")]
    pub filter: Located<String>,
    /// Share of the section, 0 to 1; not whole means its floor or ceiling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Exact>,
    /// At least so many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    /// At most so many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
}

/// A choice among the questions of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attempt {
    /// So many are answered.
    pub any: u32,
    /// Of so many; the number of questions in the section.
    pub of: u32,
}

/// Fixed words as the desk file names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordsName {
    /// The built-in words of a language.
    Language(Lang),
    /// A file of the user's own, relative to the root.
    File(String),
}

/// Who opens the tables that are written as CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CsvFor {
    /// Any program: UTF-8, nothing before the first column.
    #[default]
    Programs,
    /// Excel, which takes a file for text of the local code page unless a byte order mark stands before it.
    Excel,
}

impl CsvFor {
    /// Every reader with its name in TOML.
    pub const NAMES: [(&'static str, CsvFor); 2] = [("programs", CsvFor::Programs), ("excel", CsvFor::Excel)];

    /// The table as it is written.
    pub fn written(self, table: String) -> String {
        match self {
            CsvFor::Programs => table,
            CsvFor::Excel => format!("\u{feff}{}", without_formulas(&table)),
        }
    }
}

/// A table with an apostrophe before each cell that Excel would take for a formula and compute, as OWASP advises ("CSV
/// injection"). Numbers and intervals stay as they are.
fn without_formulas(table: &str) -> String {
    let lines =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table.as_bytes()).into_records();
    let mut guarded = csv::WriterBuilder::new()
        .flexible(true)
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(Vec::with_capacity(table.len()));
    for line in lines.flatten() {
        let cells = line.iter().map(|cell| if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() });
        // Writing to memory does not fail.
        let _ = guarded.write_record(cells);
    }
    String::from_utf8(guarded.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn is_formula(cell: &str) -> bool {
    let number = |text: &str| text.strip_prefix('-').unwrap_or(text).chars().all(|c| c.is_ascii_digit() || c == '.');
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && !cell.split("..").all(number)
}

/// The desk file: what is true for every paper of this teacher.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// Who sets the papers.
    pub institute: Option<String>,
    /// Picture file relative to the root.
    pub logo: Option<Located<String>>,
    /// Default banks, relative to the root.
    pub banks: Vec<Located<String>>,
    /// Fixed words; the first one's language is that of papers that name none.
    pub words: Vec<Located<WordsName>>,
    /// Size of paper.
    pub page: Option<PageSize>,
    /// A template of the user's own.
    pub template: Option<Located<String>>,
    /// Files whose raw Typst may run, relative to the root.
    pub trusted: Vec<Located<String>>,
    /// A folder of fonts of the user's own, relative to the root.
    pub fonts: Option<Located<String>>,
    /// Who opens `key.csv` and lists, where that is said.
    pub csv: Option<CsvFor>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excel_computes_nothing() {
        let table = "id,key,stem\nq-1,-2.5,\"=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\nq-2,-3..-1,+1 is\nq-3,\"A,C\",-cmd|x\nq-4,,@a\nq-5,-,-1-2\nq-6,-0.66,\"\n=1\"\n";
        let guarded = "id,key,stem\nq-1,-2.5,\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\nq-2,-3..-1,'+1 is\nq-3,\"A,C\",'-cmd|x\nq-4,,'@a\nq-5,-,'-1-2\nq-6,-0.66,\"'\n=1\"\n";
        assert_eq!(CsvFor::Excel.written(table.to_owned()), format!("\u{feff}{guarded}"));
        assert_eq!(CsvFor::Programs.written(table.to_owned()), table);
        assert_eq!(CsvFor::Excel.written(String::new()), "\u{feff}");
    }
}
