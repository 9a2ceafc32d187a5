//! What an import found and what became of it: found = whole + with losses + unreadable + refused.

use std::collections::BTreeMap;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A page.
    Article,
    /// A subject, or the kind of article.
    Chip,
    /// A key fact.
    Fact,
    /// Where it fits in an examination.
    Angle,
    /// A map or timeline.
    Figure,
    /// A pin of a map.
    Place,
    /// Summary, background and the like.
    Section,
    /// A question with its answer in words.
    Faq,
    /// A question with options.
    Question,
    /// An article that the page rests on.
    Source,
}

impl Thing {
    /// Every thing with what people call it: one, several.
    pub const NAMES: [(Thing, &'static str, &'static str); 10] = [
        (Thing::Article, "article", "articles"),
        (Thing::Chip, "subject or kind", "subjects and kind"),
        (Thing::Fact, "fact", "facts"),
        (Thing::Angle, "angle", "angles"),
        (Thing::Figure, "figure", "figures"),
        (Thing::Place, "place", "places"),
        (Thing::Section, "section", "sections"),
        (Thing::Faq, "FAQ", "FAQs"),
        (Thing::Question, "question", "questions"),
        (Thing::Source, "source", "sources"),
    ];

    /// What people call one of them.
    pub fn one(self) -> &'static str {
        Self::NAMES.iter().find(|(thing, ..)| *thing == self).map_or("", |(_, one, _)| one)
    }

    /// What people call several of them; in kebab-case it is the key in JSON.
    pub fn several(self) -> &'static str {
        Self::NAMES.iter().find(|(thing, ..)| *thing == self).map_or("", |(.., several)| several)
    }
}

/// What became of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Taken over as it stood.
    Whole,
    /// Taken over, but something about it is missing or should be looked at.
    WithLosses,
    /// Its text cannot be read.
    Unreadable,
    /// Readable, but not taken over.
    Refused,
}

impl Outcome {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Whole => "whole",
            Outcome::WithLosses => "with losses",
            Outcome::Unreadable => "unreadable",
            Outcome::Refused => "refused",
        }
    }
}

/// How many of one thing there were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Taken over as they stood.
    pub whole: usize,
    /// Taken over with something missing.
    pub with_losses: usize,
    /// Not readable.
    pub unreadable: usize,
    /// Not taken over.
    pub refused: usize,
}

impl Count {
    /// All of them.
    pub fn found(&self) -> usize {
        self.whole + self.with_losses + self.unreadable + self.refused
    }

    fn of(&mut self, outcome: Outcome) -> &mut usize {
        match outcome {
            Outcome::Whole => &mut self.whole,
            Outcome::WithLosses => &mut self.with_losses,
            Outcome::Unreadable => &mut self.unreadable,
            Outcome::Refused => &mut self.refused,
        }
    }

    fn add(&mut self, other: &Count) {
        self.whole += other.whole;
        self.with_losses += other.with_losses;
        self.unreadable += other.unreadable;
        self.refused += other.refused;
    }
}

/// Why a thing is not whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Line of the text, from 1.
    pub line: u32,
    /// Which thing, `question 3`.
    pub what: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Why: a phrase that names values and the next step.
    pub reason: String,
}

/// Lines that were passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// First line, from 1.
    pub line: u32,
    /// How many there are.
    pub lines: u32,
    /// Beginning of the first one.
    pub text: String,
    /// What they are taken for.
    pub why: &'static str,
}

/// The whole account of one text, or of several.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Balance {
    /// How many of each thing.
    pub counts: BTreeMap<Thing, Count>,
    /// Every loss, in the order of lines.
    pub losses: Vec<Loss>,
    /// Every line that was passed over, in order.
    pub skipped: Vec<Skipped>,
    /// What holds for the whole text, such as its encoding.
    pub remarks: Vec<String>,
}

impl Balance {
    /// Counts a thing that came along whole.
    pub(crate) fn whole(&mut self, thing: Thing) {
        *self.counts.entry(thing).or_default().of(Outcome::Whole) += 1;
    }

    /// Counts a thing with what is to be told about it; whole if that is nothing.
    pub(crate) fn count(&mut self, thing: Thing, what: &str, outcome: Outcome, reasons: Vec<(u32, String)>) {
        *self.counts.entry(thing).or_default().of(outcome) += 1;
        let losses = reasons.into_iter().map(|(line, reason)| Loss { line, what: what.to_owned(), outcome, reason });
        self.losses.extend(losses);
    }

    /// Turns one thing that was counted as whole or with losses into one that is refused.
    pub fn refuse(&mut self, thing: Thing, what: &str, line: u32, reason: String) {
        let count = self.counts.entry(thing).or_default();
        let flagged = self.losses.iter().any(|loss| loss.what == what && loss.outcome == Outcome::WithLosses);
        if flagged {
            count.with_losses = count.with_losses.saturating_sub(1);
        } else {
            count.whole = count.whole.saturating_sub(1);
        }
        count.refused += 1;
        self.losses.push(Loss { line, what: what.to_owned(), outcome: Outcome::Refused, reason });
    }

    /// Turns everything into things that are refused, for one reason.
    pub fn refuse_all(&mut self, line: u32, reason: &str) {
        for count in self.counts.values_mut() {
            *count = Count { refused: count.found(), ..Count::default() };
        }
        let article = self.counts.contains_key(&Thing::Article);
        let what = if article { Thing::Article.one() } else { "page" }.to_owned();
        self.losses = vec![Loss { line, what, outcome: Outcome::Refused, reason: reason.to_owned() }];
    }

    /// All things together.
    pub fn total(&self) -> Count {
        let mut total = Count::default();
        self.counts.values().for_each(|count| total.add(count));
        total
    }

    /// Adds what another text gave.
    pub fn append(&mut self, other: Balance) {
        for (thing, count) in other.counts {
            self.counts.entry(thing).or_default().add(&count);
        }
        self.losses.extend(other.losses);
        self.skipped.extend(other.skipped);
        self.remarks.extend(other.remarks);
    }

    /// Puts losses and skipped lines in the order of the text; lines that follow each other become one entry.
    pub(crate) fn sort(&mut self) {
        self.losses.sort_by_key(|loss| loss.line);
        self.skipped.sort_by_key(|skipped| skipped.line);
        let mut joined: Vec<Skipped> = Vec::with_capacity(self.skipped.len());
        for skipped in self.skipped.drain(..) {
            match joined.last_mut() {
                Some(last) if last.line + last.lines > skipped.line => {
                    let end = (skipped.line + skipped.lines).max(last.line + last.lines);
                    last.lines = end - last.line;
                }
                Some(last) if last.why == skipped.why && last.line + last.lines == skipped.line => {
                    last.lines += skipped.lines;
                }
                _ => joined.push(skipped),
            }
        }
        self.skipped = joined;
    }
}
