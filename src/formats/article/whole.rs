//! The end of a page: what was read becomes a draft, with its head and its account.

use super::super::Converted;
use super::super::balance::{Outcome, Thing};
use super::super::draft::{Draft, Note};
use super::super::lines::Line;
use super::super::names;
use super::super::numbered::settle;
use super::super::plain;
use super::header::Header;
use super::page::Page;
use crate::model::date::Date;
use crate::model::ids::slug;
use std::collections::BTreeSet;

/// Facts, questions and the like of one note.
const MOST_TABLES: usize = 200;

impl Page<'_> {
    /// The draft with its head and its account.
    pub(super) fn finish(
        mut self,
        header: Header,
        title: Option<String>,
        is_article: bool,
        lines: &[Line<'_>],
    ) -> Converted<Option<Draft>> {
        let first = lines.iter().find(|line| !line.is_blank()).map_or(1, |line| line.number);
        let nothing = self.balance.counts.is_empty() && header.title.is_none();
        if nothing || !is_article && self.questions.is_empty() && self.left_out.is_empty() {
            return Converted { value: None, losses: self.balance };
        }
        let surroundings = self.surroundings;
        if is_article {
            let Some(title) = title.clone() else {
                let reason = "it has no headline: paste it with its line of date and source, or alone".to_owned();
                self.balance.count(Thing::Article, "article", Outcome::Refused, vec![(first, reason.clone())]);
                self.balance.refuse_all(first, &reason);
                return Converted { value: None, losses: self.balance };
            };
            return self.finish_article(header, &title, first);
        }
        let title = title.unwrap_or_else(|| "Imported questions".to_owned());
        let name = names::of_bank(header.meta.date, header.title.as_deref(), &surroundings.name);
        let date = header.meta.date;
        let draft = self.draft(name, &title, date, None, first);
        Converted { value: Some(draft), losses: self.balance }
    }

    fn finish_article(mut self, header: Header, title: &str, first: u32) -> Converted<Option<Draft>> {
        let Header { mut meta, minutes, mut chips, standfirst, mut flags, .. } = header;
        chips.subjects.retain(|subject| self.readable(subject, first));
        meta.publishers.retain(|publisher| self.readable(publisher, first));
        chips.subjects.iter().for_each(|_| self.balance.whole(Thing::Chip));
        chips.kind.iter().for_each(|_| self.balance.whole(Thing::Chip));
        let texts =
            [title].into_iter().chain(standfirst.as_ref().map(|text| text.text.as_str())).map(|text| (first, text));
        let unreadable = settle::unreadable(texts, self.language);
        let outcome = match (&unreadable, flags.is_empty()) {
            (Some(_), _) => Outcome::Unreadable,
            (None, true) => Outcome::Whole,
            (None, false) => Outcome::WithLosses,
        };
        flags.extend(unreadable.clone());
        self.balance.count(Thing::Article, "article", outcome, flags.clone());
        if let Some((line, reason)) = unreadable {
            self.balance.refuse_all(line, &reason);
            return Converted { value: None, losses: self.balance };
        }
        self.cap();
        let areas: BTreeSet<String> = self.note.angles.iter().flat_map(|angle| angle.areas.iter().cloned()).collect();
        let note = Note {
            standfirst: standfirst.map(|text| plain::inline(&text.text)),
            publishers: meta.publishers,
            reading_minutes: minutes,
            kind: chips.kind,
            subjects: chips.subjects,
            areas: areas.into_iter().collect(),
            flags,
            ..std::mem::take(&mut self.note)
        };
        let draft = self.draft(names::of_note(meta.date, title), title, meta.date, Some(note), first);
        Converted { value: Some(draft), losses: self.balance }
    }

    /// Whether the letters of a name in the head are those of the page; if not, that is counted.
    fn readable(&mut self, name: &str, line: u32) -> bool {
        let unreadable = settle::unreadable([(line, name)].into_iter(), self.language);
        if let Some(flag) = &unreadable {
            self.balance.count(Thing::Chip, &format!("`{name}`"), Outcome::Unreadable, vec![flag.clone()]);
        }
        unreadable.is_none()
    }

    /// Leaves out what is more than a note may hold.
    fn cap(&mut self) {
        fn beyond<T>(list: &mut Vec<T>, thing: Thing, line: fn(&T) -> u32, left_out: &mut Vec<(Thing, u32)>) {
            let rest = list.drain(MOST_TABLES.min(list.len())..);
            left_out.extend(rest.map(|it| (thing, line(&it))));
        }
        let mut left_out = Vec::new();
        let note = &mut self.note;
        beyond(&mut note.facts, Thing::Fact, |it| it.line, &mut left_out);
        beyond(&mut note.angles, Thing::Angle, |it| it.entry.line, &mut left_out);
        beyond(&mut note.faqs, Thing::Faq, |it| it.line, &mut left_out);
        beyond(&mut note.figures, Thing::Figure, |it| it.line, &mut left_out);
        beyond(&mut note.sources, Thing::Source, |it| it.line, &mut left_out);
        beyond(&mut note.extras, Thing::Section, |it| it.prose.line, &mut left_out);
        for (thing, line) in left_out {
            let what = format!("{} on line {line}", thing.one());
            self.balance.refuse(thing, &what, line, format!("a note holds at most {MOST_TABLES} of them"));
        }
    }

    fn draft(&mut self, name: String, title: &str, date: Option<Date>, note: Option<Note>, line: u32) -> Draft {
        let syllabus: BTreeSet<String> = note
            .iter()
            .flat_map(|note| &note.areas)
            .filter_map(|area| Some(area.split_once('.')?.0.to_owned()))
            .collect();
        let subjects = note.as_ref().map(|note| note.subjects.clone()).unwrap_or_default();
        let mut draft = Draft {
            name,
            language: self.language,
            title: title.to_owned(),
            date,
            syllabus: syllabus.into_iter().collect(),
            tags: subjects.iter().map(|subject| slug(subject, 40)).filter(|tag| !tag.is_empty()).collect(),
            note,
            questions: std::mem::take(&mut self.questions),
            left_out: std::mem::take(&mut self.left_out),
            origin: self.surroundings.origin.clone(),
            line,
        };
        names::of_questions(&mut draft);
        draft
    }
}
