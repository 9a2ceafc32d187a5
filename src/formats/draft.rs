//! What a foreign text becomes before it is written: plain data, with the lines it came from.
//!
//! Texts are Markdown as the files hold it: what a page had as plain text is escaped already.

use crate::model::date::Date;
use crate::model::ids::Lang;
use crate::model::question::Ask;

/// What is to be told about something: a line of the foreign text and a reason.
pub type Flag = (u32, String);

/// One article or one list of questions: a note, a bank, or both.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Name of both files without `.toml`, the note's id.
    pub name: String,
    /// The language of its texts.
    pub language: Lang,
    /// The title of both.
    pub title: String,
    /// The day of the article.
    pub date: Option<Date>,
    /// Syllabi whose areas are named.
    pub syllabus: Vec<String>,
    /// Words to select its questions by.
    pub tags: Vec<String>,
    /// The note.
    pub note: Option<Note>,
    /// The questions, in order.
    pub questions: Vec<Question>,
    /// Questions that are not taken over, for comments at the end of the bank.
    pub left_out: Vec<LeftOut>,
    /// What its text is called in messages.
    pub origin: String,
    /// First line of the article.
    pub line: u32,
}

impl Draft {
    /// Whether two drafts hold the same, whatever they are called.
    pub(super) fn says_the_same(&self, other: &Draft) -> bool {
        fn texts(draft: &Draft) -> impl Iterator<Item = &str> {
            let note = draft.note.iter();
            let prose = note.clone().flat_map(|note| [&note.summary, &note.background, &note.developments]).flatten();
            let facts = note.clone().flat_map(|note| note.facts.iter().map(|fact| fact.text.as_str()));
            let faqs = note.flat_map(|note| note.faqs.iter().map(|faq| faq.question.as_str()));
            let questions = draft.questions.iter().map(|question| question.stem.as_str());
            let left_out = draft.left_out.iter().map(|left_out| left_out.stem.as_str());
            let title = std::iter::once(draft.title.as_str());
            title
                .chain(prose.map(|prose| prose.text.as_str()))
                .chain(facts)
                .chain(faqs)
                .chain(questions)
                .chain(left_out)
        }
        self.date == other.date && texts(self).eq(texts(other))
    }
}

/// A study note.
#[derive(Debug, Clone, Default)]
pub struct Note {
    /// One sentence below the title.
    pub standfirst: Option<String>,
    /// Where the news stood.
    pub publishers: Vec<String>,
    /// As the page says.
    pub reading_minutes: Option<u32>,
    /// One of the kinds of notes.
    pub kind: Option<&'static str>,
    /// Subjects.
    pub subjects: Vec<String>,
    /// Areas with their syllabus in front.
    pub areas: Vec<String>,
    /// What to tell about the head of the page.
    pub flags: Vec<Flag>,
    /// Lead paragraphs.
    pub summary: Option<Prose>,
    /// What came before.
    pub background: Option<Prose>,
    /// What happened lately.
    pub developments: Option<Prose>,
    /// Key facts.
    pub facts: Vec<Entry>,
    /// Where it fits.
    pub angles: Vec<Angle>,
    /// Maps and timelines.
    pub figures: Vec<Figure>,
    /// Questions with answers in words.
    pub faqs: Vec<Faq>,
    /// Articles that the page rests on.
    pub sources: Vec<Source>,
    /// Further sections.
    pub extras: Vec<Extra>,
}

/// Paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// Markdown.
    pub text: String,
    /// First line.
    pub line: u32,
    /// What to tell.
    pub flags: Vec<Flag>,
}

/// One text of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Markdown of one line.
    pub text: String,
    /// First line.
    pub line: u32,
    /// What to tell.
    pub flags: Vec<Flag>,
}

/// Where the article fits in an examination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Angle {
    /// As it stands.
    pub entry: Entry,
    /// Areas with their syllabus in front.
    pub areas: Vec<String>,
    /// Topics it names.
    pub keywords: Vec<String>,
    /// Kinds of questions it suggests.
    pub kinds: Vec<&'static str>,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its title.
    pub title: Option<String>,
    /// What stands below it.
    pub caption: Option<String>,
    /// What it shows.
    pub content: Content,
    /// First line.
    pub line: u32,
    /// What to tell.
    pub flags: Vec<Flag>,
}

/// What a figure shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Pins of a map.
    Places {
        /// Those whose place is known.
        known: Vec<String>,
        /// Those that become a comment.
        unknown: Vec<String>,
        /// Line of the first one.
        line: u32,
    },
    /// Dates with what happened.
    Timeline(Vec<(String, String)>),
    /// The page did not hand it over: title and caption become a comment.
    Nothing,
}

/// A question with its answer in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faq {
    /// One line.
    pub question: String,
    /// The answer.
    pub answer: Prose,
    /// One of the kinds of notes' questions.
    pub kind: Option<&'static str>,
    /// Line of the question.
    pub line: u32,
}

/// An article that the page rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its headline.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// Its line.
    pub line: u32,
}

/// A section that notes have no field for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extra {
    /// Its heading.
    pub heading: String,
    /// Its text.
    pub prose: Prose,
}

/// A question with options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// Number in the balance, from 1.
    pub number: usize,
    /// First line.
    pub line: u32,
    /// What is asked, or what stands before the statements.
    pub stem: String,
    /// Options or statements.
    pub body: Body,
    /// What a right answer gives, where the page says so.
    pub marks: Option<u32>,
    /// Why the key is right.
    pub explanation: Option<String>,
    /// Rules of `check` that it is known to break.
    pub allow: Vec<&'static str>,
    /// What to tell.
    pub flags: Vec<Flag>,
}

/// What the candidate chooses from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Options as they stand.
    Choice {
        /// In the order of the page.
        options: Vec<String>,
        /// Places of the right ones, from 0; more than one where the page marks several.
        right: Vec<usize>,
    },
    /// Statements judged by coded options.
    Statements {
        /// Each with its truth.
        statements: Vec<(String, bool)>,
        /// What is asked about them.
        ask: Ask,
        /// The question after the list; `None` where it is the paper's own.
        closing: Option<String>,
        /// The options of the page, as the files write codes.
        codes: Vec<String>,
    },
}

/// A question that is not taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Number in the balance, from 1.
    pub number: usize,
    /// First line.
    pub line: u32,
    /// Whether its text cannot be read.
    pub unreadable: bool,
    /// Why it is not taken over.
    pub reasons: Vec<Flag>,
    /// What could be read: stem.
    pub stem: String,
    /// What could be read: options.
    pub options: Vec<String>,
    /// What could be read: explanation.
    pub explanation: Option<String>,
}
