//! A study note: what happened, what to keep of it, and where it fits in an examination.

use super::bank::Library;
use super::blueprint::Located;
use super::date::Date;
use super::figure::Figure;
use super::ids::{AreaPath, Lang, Name, NoteId, QuestionId};
use super::named::named_enum;
use super::question::{Kind, Place, Question, Status};
use super::text::{RichText, Text};
use super::visit::{Versions, versions};
use crate::source::{FileId, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A study note. Questions typed in its file stand in a [`Bank`](super::bank::Bank) of the same path.
#[derive(Debug, Clone)]
pub struct Note {
    /// Its id: the file's name.
    pub id: NoteId,
    /// Its path relative to the root, with `/`.
    pub path: Arc<str>,
    /// Its text.
    pub file: FileId,
    /// The language of plain fields.
    pub language: Lang,
    /// Its title.
    pub title: Text,
    /// One sentence below the title.
    pub standfirst: Option<Text>,
    /// The day it is about.
    pub date: Option<Date>,
    /// The day on which its facts were true.
    pub as_of: Option<Date>,
    /// The day from which it is out of date.
    pub expires: Option<Date>,
    /// Where the news stood.
    pub publisher: Vec<String>,
    /// Minutes to read it, where the author says so.
    pub reading_minutes: Option<u32>,
    /// What it is made of.
    pub kind: Option<NoteKind>,
    /// What it is about, in free words.
    pub subjects: Vec<Text>,
    /// The ids of the syllabi whose areas it uses, with their places.
    pub syllabus: Vec<(String, Span)>,
    /// Areas of the syllabus, the syllabus id in front.
    pub area: Vec<AreaPath>,
    /// Free words.
    pub tags: Vec<String>,
    /// How far it is.
    pub status: Status,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who or what checked it.
    pub reviewed_by: Option<String>,
    /// Its licence.
    pub license: Option<String>,
    /// What it rests on.
    pub basis: Option<String>,
    /// A remark among authors; never printed.
    pub remark: Option<String>,
    /// What it says in short.
    pub summary: Option<Text>,
    /// What was before.
    pub background: Option<Text>,
    /// What came of it.
    pub developments: Option<Text>,
    /// What to keep, in order.
    pub facts: Vec<Fact>,
    /// Where it fits in an examination.
    pub angles: Vec<Angle>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Questions and answers.
    pub faqs: Vec<Faq>,
    /// The glossary.
    pub terms: Vec<Term>,
    /// Practice questions by reference.
    pub questions: Vec<Located<QuestionId>>,
    /// Articles that it was made from.
    pub sources: Vec<NoteSource>,
    /// Further sections.
    pub extras: Vec<Extra>,
    /// Where it was typed.
    pub place: Place,
}

named_enum!(
    /// What a note is made of.
    NoteKind {
        /// A piece of news.
        News = "news",
        /// An opinion.
        Editorial = "editorial",
        /// An explanation.
        Explained = "explained",
        /// A scheme of a government.
        Scheme = "scheme",
        /// A report or index.
        Report = "report",
        /// What must be known before the news.
        Background = "background",
    }
);

named_enum!(
    /// What a question of the FAQ asks about.
    FaqKind {
        /// Why it matters.
        Significance = "significance",
        /// What is so.
        Facts = "facts",
        /// What it changes.
        Impact = "impact",
        /// How it came about.
        History = "history",
        /// What happened since.
        Developments = "developments",
        /// What a word means.
        Concept = "concept",
        /// What speaks for and against.
        ProsCons = "pros-cons",
        /// What explains it.
        Theory = "theory",
        /// What to do.
        Advice = "advice",
        /// What an interview may ask.
        Interview = "interview",
    }
);

named_enum!(
    /// What can be printed of a note.
    NotePart {
        /// What it says in short.
        Summary = "summary",
        /// Key facts.
        Facts = "facts",
        /// Where it fits in an examination.
        Angles = "angles",
        /// Figures that no text places.
        Figures = "figures",
        /// What was before.
        Background = "background",
        /// What came of it.
        Developments = "developments",
        /// Further sections.
        Extras = "extras",
        /// Questions and answers.
        Faq = "faq",
        /// The glossary.
        Terms = "terms",
        /// Practice questions.
        Test = "test",
        /// Their keys, upside down.
        Answers = "answers",
        /// Their explanations.
        Explanations = "explanations",
        /// Source articles, basis and licence.
        Sources = "sources",
    }
);

/// A key fact.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Own id, or the number of its place.
    pub name: Name,
    /// What is so.
    pub text: Text,
}

/// Where a note fits in an examination.
#[derive(Debug, Clone)]
pub struct Angle {
    /// How.
    pub text: Option<Text>,
    /// Areas of the syllabus.
    pub area: Vec<AreaPath>,
    /// Words to use in an answer.
    pub keywords: Vec<Text>,
    /// Kinds of question that suit it.
    pub kinds: Vec<Kind>,
    /// Where its areas were typed.
    pub span: Span,
}

/// A question with its answer.
#[derive(Debug, Clone)]
pub struct Faq {
    /// Own id, or the number of its place.
    pub name: Name,
    /// What is asked.
    pub question: Text,
    /// The answer.
    pub answer: Text,
    /// What it asks about.
    pub kind: Option<FaqKind>,
}

/// A word with its meaning.
#[derive(Debug, Clone)]
pub struct Term {
    /// The word.
    pub name: Text,
    /// What it means.
    pub text: Text,
    /// Other words for it.
    pub aka: Vec<Text>,
}

/// An article that a note was made from.
#[derive(Debug, Clone)]
pub struct NoteSource {
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// Its address.
    pub url: Option<String>,
}

/// A further section.
#[derive(Debug, Clone)]
pub struct Extra {
    /// Its heading.
    pub heading: Text,
    /// What it says.
    pub text: Text,
}

/// Which text of a note it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteRole<'a> {
    /// The field, as typed, or the table it stands in.
    pub field: &'static str,
    /// The fact, question, term or figure it belongs to.
    pub name: Option<&'a str>,
}

impl NoteRole<'_> {
    /// Words for messages: "fact `2`".
    pub fn told(&self) -> String {
        let (what, named) = match self.field {
            "fact" => ("fact", true),
            "faq" => ("question of the FAQ", true),
            "answer" => ("the answer of the FAQ's", true),
            "figure" => ("a text of figure", true),
            "alt" => ("the alternative text of figure", true),
            "term" => ("term", true),
            "aka" => ("another word for term", true),
            "angle" => ("an angle", false),
            "extra" => ("a further section", false),
            "keywords" => ("a keyword", false),
            "subjects" => ("a subject", false),
            "heading" => ("a heading", false),
            field => return format!("`{field}`"),
        };
        match self.name.filter(|_| named) {
            Some(name) => format!("{what} `{name}`"),
            None => what.to_owned(),
        }
    }
}

/// How fast notes are read.
const WORDS_A_MINUTE: usize = 200;

/// What a walk through the texts of a note calls.
type Visit<'a, 'v> = &'v mut dyn FnMut(NoteRole<'a>, Lang, &'a RichText);

impl Note {
    /// The day that its facts stand for: `as-of`, else its date.
    pub fn day(&self) -> Option<Date> {
        self.as_of.or(self.date)
    }

    /// Minutes to read it in a language: those that the author gives, else one for every 200 words.
    pub fn minutes(&self, lang: Lang) -> u32 {
        if let Some(minutes) = self.reading_minutes {
            return minutes;
        }
        let mut words = 0;
        for texts in self.versions() {
            let printed = texts.get(lang).or_else(|| texts.get(self.language));
            let counts = !matches!(texts.role.field, "alt" | "keywords" | "subjects" | "aka");
            words += printed.filter(|_| counts).map_or(0, |rich| rich.plain().split_whitespace().count());
        }
        u32::try_from(words.div_ceil(WORDS_A_MINUTE)).unwrap_or(u32::MAX).max(1)
    }

    /// The fact with this name.
    pub fn fact(&self, name: &str) -> Option<&Fact> {
        let place = |at: usize| (at + 1).to_string() == name;
        self.facts.iter().find(|fact| fact.name.as_str() == name).or_else(|| {
            let at = (0..self.facts.len()).find(|at| place(*at))?;
            self.facts.get(at)
        })
    }

    /// The figure with this id.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.id.as_str() == id)
    }

    /// What of it a question may need, as `needs` names it.
    pub fn parts(&self) -> Vec<String> {
        let mut parts = vec!["title".to_owned()];
        let texts =
            [("summary", &self.summary), ("background", &self.background), ("developments", &self.developments)];
        parts.extend(texts.iter().filter(|(_, text)| text.is_some()).map(|(name, _)| (*name).to_owned()));
        if !self.facts.is_empty() {
            parts.push("facts".to_owned());
            parts.extend(self.facts.iter().map(|fact| format!("fact:{}", fact.name)));
        }
        // Pictures that a text names by their path are not asked for by name.
        let typed = self.figures.iter().filter(|figure| !figure.id.as_str().contains(['/', '.']));
        parts.extend(typed.map(|figure| figure.id.to_string()));
        parts
    }

    /// Whether `needs` may name this part.
    pub fn has_part(&self, part: &str) -> bool {
        match part.strip_prefix("fact:") {
            Some(fact) => self.fact(fact).is_some(),
            None => self.parts().iter().any(|known| known == part),
        }
    }

    /// Every text with its languages, in the order of printing.
    pub fn versions(&self) -> Vec<Versions<'_, NoteRole<'_>>> {
        versions(|visit| self.each_text(visit))
    }

    /// Calls `visit` for every text in every language, in the order of printing.
    pub fn each_text<'a>(&'a self, visit: Visit<'a, '_>) {
        let mut one = |field, name, text: &'a Text| {
            text.iter().for_each(|(lang, rich)| visit(NoteRole { field, name }, lang, rich));
        };
        one("title", None, &self.title);
        self.standfirst.iter().for_each(|text| one("standfirst", None, text));
        self.subjects.iter().for_each(|text| one("subjects", None, text));
        self.summary.iter().for_each(|text| one("summary", None, text));
        self.facts.iter().for_each(|fact| one("fact", Some(fact.name.as_str()), &fact.text));
        for angle in &self.angles {
            angle.text.iter().for_each(|text| one("angle", None, text));
            angle.keywords.iter().for_each(|text| one("keywords", None, text));
        }
        for figure in &self.figures {
            figure.each_text(&mut |text| one("figure", Some(figure.id.as_str()), text));
            one("alt", Some(figure.id.as_str()), &figure.alt);
        }
        self.background.iter().for_each(|text| one("background", None, text));
        self.developments.iter().for_each(|text| one("developments", None, text));
        for faq in &self.faqs {
            one("faq", Some(faq.name.as_str()), &faq.question);
            one("answer", Some(faq.name.as_str()), &faq.answer);
        }
        for term in &self.terms {
            let name = term.name.get_or(self.language, self.language).map(|name| name.source.as_str());
            one("term", name, &term.name);
            one("term", name, &term.text);
            term.aka.iter().for_each(|text| one("aka", name, text));
        }
        for extra in &self.extras {
            one("heading", None, &extra.heading);
            one("extra", None, &extra.text);
        }
    }
}

/// A note and the part of it that a question names: `"2026-02-07-hotline/summary"`.
pub fn split(needs: &str) -> (&str, Option<&str>) {
    needs.split_once('/').map_or((needs, None), |(note, part)| (note, Some(part)))
}

impl Library {
    /// The note in whose file a question was typed.
    pub fn home(&self, question: &Question) -> Option<&Note> {
        self.note_at(&question.place.as_ref()?.bank)
    }

    /// The note that a question needs.
    pub fn needed(&self, question: &Question) -> Option<&Note> {
        self.note(split(question.about.needs.as_deref()?).0)
    }

    /// The day that a question's facts stand for: its own, else that of the note it was typed in or needs.
    pub fn day_of(&self, question: &Question) -> Option<Date> {
        let note = || self.home(question).or_else(|| self.needed(question));
        question.about.as_of.or_else(|| note()?.day())
    }

    /// The day from which a question is out of date: its own or that of a note it was typed in or needs, the earliest.
    pub fn expires(&self, question: &Question) -> Option<Date> {
        let notes = self.home(question).into_iter().chain(self.needed(question));
        notes.filter_map(|note| note.expires).chain(question.about.expires).min()
    }
}
