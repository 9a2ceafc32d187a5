//! The command line as clap reads it.

use super::ui::Colour;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use std::path::PathBuf;

/// Set exam papers from banks of questions
///
/// Questions live in TOML files, tagged by syllabus area. From a blueprint, papersetter draws a paper, shuffles it into
/// sets, and prints papers, keys, explained solutions and answer sheets as PDF.
///
/// Start with `papersetter new my-papers`.
#[derive(Debug, Parser)]
#[command(name = "papersetter", version, max_term_width = 100, disable_help_subcommand = true)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// Work as if started in this folder
    #[arg(short = 'C', value_name = "DIR", global = true, value_hint = ValueHint::DirPath)]
    pub work_in: Option<PathBuf>,
    /// Say only what is wrong
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: Colour,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a working folder with a small bank and a blueprint
    New(New),
    /// Find every problem of banks, study notes, blueprints, patterns, syllabi and words files
    Check(Check),
    /// List questions, or count them by area and difficulty
    List(List),
    /// Show questions as they would print
    Show(Show),
    /// Show the question kinds, each with an example to copy
    Kinds(Kinds),
    /// List the exam patterns, or show one
    Patterns(Patterns),
    /// List the fonts of every script, or show one script
    Fonts(Fonts),
    /// Make papers, keys, solutions and answer sheets
    Make(Make),
    /// Print the key again from a record
    Key(Key),
    /// Print study notes: revision sheets, compilations, self-tests, flash cards
    Revise(Revise),
    /// Read pages and files of other programs into notes and banks
    Import(Import),
    /// List the formats that import reads
    Formats,
    /// Write a completion script for a shell
    Completions(Completions),
    /// Write the manual page
    Man,
}

/// Form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Report {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

/// Form of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ListForm {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// For spreadsheets; for Excel write `csv = "excel"` into papersetter.toml
    Csv,
}

/// `new`
#[derive(Debug, Args)]
pub struct New {
    /// Folder to make; must not exist, or be empty
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub directory: PathBuf,
    /// Copy a bundled bank with its blueprints in place of the small one
    #[arg(long, value_name = "NAME", value_parser = super::samples::BUNDLED.map(|(name, _)| name))]
    pub sample: Option<String>,
    /// Write the built-in templates and fixed words to DIR/templates, to be changed and named in papersetter.toml
    #[arg(long)]
    pub templates: bool,
}

/// `check`
#[derive(Debug, Args)]
pub struct Check {
    /// Files or folders; without any, the banks of papersetter.toml or `question-banks`
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Write missing ids and turn literal labels into tokens
    #[arg(long)]
    pub fix: bool,
    /// Do not try formulas and fonts
    #[arg(long)]
    pub no_engine: bool,
    /// Let warnings fail the check
    #[arg(long)]
    pub deny_warnings: bool,
    /// Day of the examination, for questions that expire
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    /// Form of the report
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub format: Report,
}

/// `list`
#[derive(Debug, Args)]
pub struct List {
    /// Selection, e.g. `area:upsc.prelims difficulty:hard`; several words are joined by blanks
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Vec<String>,
    /// Bank files or folders; without any, those of papersetter.toml or `question-banks`
    #[arg(long = "bank", value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub banks: Vec<PathBuf>,
    /// Count by these: area, difficulty, kind, cognitive, status
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    pub count_by: Vec<String>,
    /// Form of the list
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub format: ListForm,
}

/// `show`
#[derive(Debug, Args)]
pub struct Show {
    /// Ids of questions
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// Bank files or folders; without any, those of papersetter.toml or `question-banks`
    #[arg(long = "bank", value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub banks: Vec<PathBuf>,
    /// Write a picture of the printed page; further pages get a number
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub png: Option<PathBuf>,
    /// Leave key and explanation out
    #[arg(long)]
    pub no_key: bool,
}

/// `kinds`
#[derive(Debug, Args)]
pub struct Kinds {
    /// One kind, with its example
    #[arg(value_name = "KIND")]
    pub kind: Option<String>,
}

/// Form of patterns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum PatternForm {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// The file itself, to be changed
    Toml,
}

/// `patterns`
#[derive(Debug, Args)]
pub struct Patterns {
    /// One pattern: an id from the list, or a file of your own
    #[arg(value_name = "ID|FILE", value_hint = ValueHint::AnyPath)]
    pub pattern: Option<String>,
    /// Form of list or pattern
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub format: PatternForm,
}

/// `fonts`
#[derive(Debug, Args)]
pub struct Fonts {
    /// One script, by its name or code or by a language: `tamil`, `Taml`, `ta`
    #[arg(value_name = "SCRIPT")]
    pub script: Option<String>,
    /// Write a picture of sample words
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub png: Option<PathBuf>,
    /// Form of the list
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub format: Report,
}

/// What `make` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Product {
    /// Question papers
    Papers,
    /// The key of all sets
    Key,
    /// Explained solutions
    Solutions,
    /// Answer sheets
    Sheet,
    /// The report
    Report,
    /// The blueprint table: units against marks, levels of thinking
    Blueprint,
}

/// `make`
#[derive(Debug, Args)]
pub struct Make {
    /// A blueprint, or a bank of which every question is printed
    #[arg(value_name = "BLUEPRINT|BANK", required_unless_present = "from", value_hint = ValueHint::FilePath)]
    pub blueprint: Option<PathBuf>,
    /// Output folder; default out/<blueprint's name>
    #[arg(short, long = "output", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: Option<PathBuf>,
    /// Seed in place of the blueprint's, 0 to 9223372036854775807
    #[arg(long, value_name = "N", conflicts_with_all = ["keep", "from"])]
    pub seed: Option<u64>,
    /// Sets in place of the blueprint's
    #[arg(long, value_name = "A,B", value_delimiter = ',', conflicts_with = "from")]
    pub sets: Vec<String>,
    /// Print only these; record.json and key.csv are always written
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub only: Vec<Product>,
    /// Choose and report, print nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Keep selection and order of this record, take the text from the banks
    #[arg(long, value_name = "RECORD", value_hint = ValueHint::FilePath, conflicts_with = "from")]
    pub keep: Option<PathBuf>,
    /// With --keep: replace this question by another that fits its section
    #[arg(long, value_name = "ID", requires = "keep")]
    pub swap: Vec<String>,
    /// Print again from this record alone
    #[arg(long, value_name = "RECORD", value_hint = ValueHint::FilePath, conflicts_with = "blueprint")]
    pub from: Option<PathBuf>,
    /// Use a template of your own for the question papers; a template is a program
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub template: Option<PathBuf>,
    /// Form of the summary
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub format: Report,
}

/// What is made of study notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Form {
    /// A revision sheet of each note
    #[default]
    Sheet,
    /// A page of each note, with facts, angles, terms and questions
    Compact,
    /// One file of all notes, with contents and indexes
    Compilation,
    /// Questions left and answers right of a line to fold along
    Fold,
    /// Eight flash cards to an A4 sheet, printed on both sides
    Cards,
    /// A file of cards for Anki
    Anki,
}

/// `revise`
#[derive(Debug, Args)]
pub struct Revise {
    /// Notes: their files, folders with them, or ids, also with `*`
    #[arg(value_name = "NOTE", required = true, value_hint = ValueHint::AnyPath)]
    pub notes: Vec<String>,
    /// What to make of them
    #[arg(long, value_name = "FORM", default_value = "sheet")]
    pub form: Form,
    /// Output folder, default out/<note or compilation>; `-` writes a single file to standard output
    #[arg(short, long = "output", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: Option<PathBuf>,
    /// Print only these: summary, facts, angles, figures, background, developments, extras, faq, terms, test, answers,
    /// explanations, sources
    #[arg(long, value_name = "PARTS", value_delimiter = ',')]
    pub sections: Vec<String>,
    /// Columns of sheets and compilations; default 2, on small pages 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=2))]
    pub columns: Option<u8>,
    /// Language in which the notes are printed, default their own
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<String>,
    /// Page: A4, A5, Letter or Legal
    #[arg(long, value_name = "PAGE")]
    pub page: Option<String>,
}

/// `key`
#[derive(Debug, Args)]
pub struct Key {
    /// The record
    #[arg(value_name = "FILE", default_value = "record.json", value_hint = ValueHint::FilePath)]
    pub record: PathBuf,
    /// Folder for key.pdf and key.csv, default the record's; `-` writes key.csv to standard output
    #[arg(short, long = "output", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: Option<PathBuf>,
}

/// `import`
#[derive(Debug, Args)]
pub struct Import {
    /// Format of the files, one of those that `papersetter formats` lists; without it the format is detected
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<String>,
    /// Files to read; `-` is standard input
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Folder to write to; default question-banks/imported
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub into: Option<PathBuf>,
    /// Form of the balance
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub format: Report,
    /// Let any loss fail the import; what came along is written all the same
    #[arg(long)]
    pub strict: bool,
    /// Show the files that would be written, write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// `completions`
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}
