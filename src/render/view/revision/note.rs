//! One note as its template gets it.

use super::{Pages, Revision};
use crate::model::ids::AreaPath;
use crate::model::note::{Note, NotePart, NoteSource};
use crate::model::numbering::Numbering;
use crate::model::text::{InlineKind, Text, TokenKind};
use crate::model::words::Words;
use crate::render::view::value::Value;
use crate::render::view::{Desk, RunFacts, entries, solutions};
use std::collections::BTreeSet;

/// "Figure 2" for each figure that a text mentions, in the order of the figures.
pub(super) fn figure_labels(note: &Note, words: &Words) -> Vec<(String, String)> {
    let mut mentioned = BTreeSet::new();
    note.each_text(&mut |_, _, rich| {
        let tokens = rich.tokens().into_iter().filter(|(token, _)| token.kind == TokenKind::Figure);
        mentioned.extend(tokens.flat_map(|(token, _)| token.names.iter().map(String::as_str)));
    });
    let figures = note.figures.iter().filter(|figure| mentioned.contains(figure.id.as_str()));
    figures
        .enumerate()
        .map(|(at, figure)| {
            let label = words.fill("list.figure", &[("n", &(at + 1).to_string())]);
            (figure.id.to_string(), label)
        })
        .collect()
}

/// The figures that no text places among its lines.
fn loose_figures(note: &Note) -> Vec<&str> {
    let mut placed = BTreeSet::new();
    note.each_text(&mut |_, _, rich| {
        rich.each_inline(&mut |inline| {
            if let InlineKind::Image { target, .. } = &inline.kind {
                placed.insert(target.as_str());
            }
        });
    });
    note.figures.iter().map(|figure| figure.id.as_str()).filter(|id| !placed.contains(id)).collect()
}

impl<'f> Pages<'f> {
    /// Adds a note with these parts.
    pub(super) fn note(&mut self, revision: Revision<'_>, parts: &[NotePart]) {
        let note = revision.note;
        let index = self.quote(note);
        let mut value = self.heading(note, index);
        let has = |part| parts.contains(&part);
        for (part, name, text) in [
            (NotePart::Summary, "summary", &note.summary),
            (NotePart::Background, "background", &note.background),
            (NotePart::Developments, "developments", &note.developments),
        ] {
            value.push((name, self.optional(index, name, text.as_ref().filter(|_| has(part)))));
        }
        let count = |part, length: usize| if has(part) { length } else { 0 };
        value.push(("facts", self.facts(index, count(NotePart::Facts, note.facts.len()))));
        value.push(("angles", self.angles(note, index, count(NotePart::Angles, note.angles.len()))));
        value.push(("terms", self.terms(note, index, count(NotePart::Terms, note.terms.len()))));
        let figures = if has(NotePart::Figures) { self.figures(note, index) } else { Value::List(Vec::new()) };
        value.push(("figures", figures));
        let faqs = (0..count(NotePart::Faq, note.faqs.len())).map(|at| self.faq(note, index, at)).collect();
        value.push(("faqs", Value::List(faqs)));
        let extras = (0..count(NotePart::Extras, note.extras.len())).map(|at| {
            let heading = self.text(index, &format!("extras.at({at}).heading"));
            Value::Map(vec![("heading", heading), ("text", self.text(index, &format!("extras.at({at}).text")))])
        });
        value.push(("extras", Value::List(extras.collect())));
        value.extend(self.test(revision, parts, usize::MAX));
        value.extend(self.sources(note, has(NotePart::Sources)));
        self.notes.push(Value::Map(value));
    }

    /// Adds the first so many facts, angles, terms and questions of a note.
    pub(super) fn few(&mut self, revision: Revision<'_>, parts: &[NotePart], pieces: usize) {
        let note = revision.note;
        let index = self.quote(note);
        let mut value = self.heading(note, index);
        let mut left = pieces;
        let counts = super::pieces_of(revision, parts).map(|(_, count)| {
            let taken = count.min(left);
            left -= taken;
            taken
        });
        value.push(("facts", self.facts(index, counts[0])));
        value.push(("angles", self.angles(note, index, counts[1])));
        value.push(("terms", self.terms(note, index, counts[2])));
        value.extend(self.test(revision, parts, counts[3]));
        self.notes.push(Value::Map(value));
    }

    /// Title and what stands about it.
    fn heading(&self, note: &Note, index: usize) -> Vec<(&'static str, Value)> {
        let words = self.facts.words;
        let mut line: Vec<String> = note.date.map(|date| words.day(date)).into_iter().collect();
        line.extend(note.kind.map(|kind| words.get(&format!("revision.note-kind.{}", kind.name())).to_owned()));
        line.extend(note.publisher.iter().cloned());
        line.push(words.count("revision.minutes", &note.minutes(words.language).to_string(), &[]));
        let mut validity = Vec::new();
        validity.extend(note.as_of.map(|day| words.fill("revision.as-of", &[("day", &words.day(day))])));
        validity.extend(note.expires.map(|day| words.fill("revision.expires", &[("day", &words.day(day))])));
        let subjects = (0..note.subjects.len()).map(|at| self.text(index, &format!("subjects.at({at})"))).collect();
        vec![
            ("title", self.text(index, "title")),
            ("plain-title", Value::text(self.plain_title(note))),
            ("standfirst", self.optional(index, "standfirst", note.standfirst.as_ref())),
            ("date", Value::optional(note.date.map(|date| words.day(date)))),
            ("line", Value::list(line, Value::Text)),
            ("validity", Value::list(validity, Value::Text)),
            ("subjects", Value::List(subjects)),
        ]
    }

    fn optional(&self, index: usize, path: &str, text: Option<&Text>) -> Value {
        text.map_or(Value::None, |_| self.text(index, path))
    }

    fn facts(&self, index: usize, count: usize) -> Value {
        Value::list(0..count, |at| self.text(index, &format!("facts.at({at})")))
    }

    fn angles(&self, note: &Note, index: usize, count: usize) -> Value {
        let words = self.facts.words;
        Value::list(note.angles.iter().take(count).enumerate(), |(at, angle)| {
            let text = self.optional(index, &format!("angles.at({at}).text"), angle.text.as_ref());
            let keyword = |number| self.text(index, &format!("angles.at({at}).keywords.at({number})"));
            let kinds: Vec<String> = angle
                .kinds
                .iter()
                .map(|kind| words.get(&format!("revision.question-kind.{}", kind.name())).to_owned())
                .collect();
            let suits = (!kinds.is_empty()).then(|| words.fill("revision.suits", &[("list", &words.list(&kinds))]));
            Value::Map(vec![
                ("text", text),
                ("areas", Value::list(&angle.area, |area| self.area(area))),
                ("keywords", Value::list(0..angle.keywords.len(), keyword)),
                ("suits", Value::optional(suits)),
            ])
        })
    }

    /// The name of an area and, from the top, what it lies in.
    fn area(&self, area: &AreaPath) -> Value {
        let mut names = self.facts.library.area_names(area.as_str(), self.facts.words.language);
        let own = names.pop().unwrap_or(area.as_str());
        // Of what lies above, the name is enough without what explains it.
        let above = names.into_iter().map(|name| name.split(':').next().unwrap_or_default());
        Value::Map(vec![("name", Value::text(own)), ("above", Value::list(above, Value::text))])
    }

    fn terms(&self, note: &Note, index: usize, count: usize) -> Value {
        let words = self.facts.words;
        Value::list(note.terms.iter().take(count).enumerate(), |(at, term)| {
            let field = |field: &str| self.text(index, &format!("terms.at({at}).{field}"));
            // Other words stand in a phrase of the paper's own, as plain text.
            let aka = term.aka.iter().filter_map(|text| text.get_or(words.language, note.language));
            let aka: Vec<String> = aka.map(|rich| rich.plain()).collect();
            let aka = (!aka.is_empty()).then(|| words.fill("revision.aka", &[("list", &words.list(&aka))]));
            Value::Map(vec![("name", field("name")), ("text", field("text")), ("aka", Value::optional(aka))])
        })
    }

    fn figures(&self, note: &Note, index: usize) -> Value {
        let labels = figure_labels(note, self.facts.words);
        Value::list(loose_figures(note), |id| {
            let label = labels.iter().find(|(labelled, _)| labelled == id).map(|(_, label)| label.clone());
            let figure = format!("n{index}.figures.at({})", crate::render::source::string(id));
            Value::Map(vec![("body", Value::Expression(figure)), ("label", Value::optional(label))])
        })
    }

    /// A question of the FAQ.
    pub(super) fn faq(&self, note: &Note, index: usize, at: usize) -> Value {
        let kind = note.faqs.get(at).and_then(|faq| faq.kind);
        let kind = kind.map(|kind| self.facts.words.get(&format!("revision.faq-kind.{}", kind.name())).to_owned());
        Value::Map(vec![
            ("question", self.text(index, &format!("faqs.at({at}).question"))),
            ("answer", self.text(index, &format!("faqs.at({at}).answer"))),
            ("kind", Value::optional(kind)),
        ])
    }

    /// The first so many practice questions, their keys and what explains them.
    fn test(&mut self, revision: Revision<'_>, parts: &[NotePart], most: usize) -> Vec<(&'static str, Value)> {
        let none = || vec![("test", Value::List(Vec::new())), ("answers", Value::None), ("explanations", Value::None)];
        let questions = [NotePart::Test, NotePart::Answers, NotePart::Explanations];
        if !questions.iter().any(|part| parts.contains(part)) {
            return none();
        }
        let Some((paper, set)) = revision.paper.and_then(|paper| Some((paper, paper.sets.first()?))) else {
            return none();
        };
        let mut set = set.clone();
        set.entries.truncate(most);
        let words = self.facts.words;
        let numbering = Numbering::new(paper, &set, words);
        let facts = RunFacts { paper_id: "", template: None };
        let desk = Desk { paper, set: &set, numbering: &numbering, words, facts: &facts };
        let printed = |part| parts.contains(&part);
        let test = if printed(NotePart::Test) { entries::flat(&desk, &mut self.quotes) } else { Vec::new() };
        let optional = |part, value: Value| if printed(part) { value } else { Value::None };
        let keys = optional(NotePart::Answers, solutions::keys(&desk));
        let explained =
            if printed(NotePart::Explanations) { solutions::flat(&desk, &mut self.quotes) } else { Value::None };
        vec![
            ("test", Value::List(test)),
            ("digits", Value::Int(entries::digits(&desk))),
            ("answers", keys),
            ("explanations", explained),
        ]
    }

    fn sources(&self, note: &Note, printed: bool) -> Vec<(&'static str, Value)> {
        let words = self.facts.words;
        let source = |source: &NoteSource| {
            let date = source.date.map(|date| words.day(date));
            let facts = source.publisher.iter().cloned().chain(date).collect::<Vec<_>>().join(", ");
            Value::Map(vec![
                ("title", Value::optional(source.title.clone())),
                ("facts", Value::optional(Some(facts).filter(|facts| !facts.is_empty()))),
                ("url", Value::optional(source.url.clone())),
            ])
        };
        let mut foot = Vec::new();
        foot.extend(note.basis.as_ref().map(|basis| words.fill("key.basis", &[("text", basis)])));
        foot.extend(note.license.as_ref().map(|licence| words.fill("revision.licence", &[("text", licence)])));
        let sources = if printed { note.sources.as_slice() } else { &[] };
        let foot = if printed { foot } else { Vec::new() };
        vec![("sources", Value::list(sources, source)), ("foot", Value::list(foot, Value::Text))]
    }
}
