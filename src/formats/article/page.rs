//! One page: its sections, each read by its own reader, and the account of what came along.

use super::super::balance::{Balance, Outcome, Skipped, Thing};
use super::super::draft::{Content, Draft, Entry, Extra, Faq, LeftOut, Note, Prose, Question, Source};
use super::super::lines::Line;
use super::super::numbered::{self, Paragraph, dialect, lists, settle};
use super::super::plain;
use super::super::{Converted, Surroundings};
use super::Lines;
use super::header::{self, Header};
use super::sections::{self, Kind};
use super::{angles, faq, items, visual};
use crate::model::ids::Lang;
use std::collections::BTreeSet;

/// The longest text of a section that is taken over, in bytes; a file may hold 64 KiB.
const LONGEST_PROSE: usize = 60 * 1024;

/// Places of one map, dates of one timeline.
const MOST_PLACES: usize = 50;

/// A section: what it holds, its heading, and its lines.
pub(super) struct Section<'a, 'l> {
    pub(super) kind: Kind,
    pub(super) heading: String,
    pub(super) lines: &'a [Line<'l>],
}

/// Reads the lines of one page. There is no draft where nothing was found.
///
/// `cut_short` says that the head of a further page, without a date to show where it begins, is among the lines.
pub(super) fn read(
    lines: &Lines<'_, '_>,
    cut_short: bool,
    surroundings: &Surroundings<'_>,
) -> Converted<Option<Draft>> {
    let (head, sections) = cut(lines);
    let lines = lines.lines;
    let language = language(lines);
    let mut page = Page {
        language,
        surroundings,
        cut_short,
        note: Note::default(),
        questions: Vec::new(),
        left_out: Vec::new(),
        balance: Balance::default(),
    };
    let is_article = is_article(head, &sections);
    let (header, title) = match is_article {
        true => page.article(head, &sections),
        false => page.quiz(lines, head.len(), &sections),
    };
    let mut converted = page.finish(header, title, is_article, lines);
    converted.losses.sort();
    converted
}

/// Whether a page is an article: it says its day and source, or has two kinds of sections of one, or one and no questions but
/// those below their own heading. Pages of questions have "Key points" and "FAQs", too.
fn is_article(head: &[Line<'_>], sections: &[Section<'_, '_>]) -> bool {
    let of_article = |kind: Kind| !matches!(kind, Kind::Questions | Kind::Site | Kind::Sources);
    let known: BTreeSet<Kind> = sections.iter().map(|section| section.kind).filter(|kind| of_article(*kind)).collect();
    let telling = known.iter().filter(|kind| !matches!(kind, Kind::Faq | Kind::Extra)).count();
    if head.iter().any(super::is_meta) || telling >= 2 {
        return true;
    }
    let outside = sections.iter().filter(|section| of_article(section.kind)).map(|section| section.lines);
    !known.is_empty() && !outside.chain([head]).any(|lines| first_question(lines).is_some())
}

/// The first line of the first question in some lines that has options and a key.
pub(super) fn first_question(lines: &[Line<'_>]) -> Option<usize> {
    if !numbered::any_key(lines) {
        return None;
    }
    let found = numbered::read(lines, dialect::PAGE).asked;
    let line = found.iter().find(|asked| asked.has_options() && asked.has_key())?.line;
    lines.iter().position(|other| other.number == line)
}

/// The language that most letters belong to.
fn language(lines: &[Line<'_>]) -> Lang {
    let (mut latin, mut indic) = (0usize, 0usize);
    for line in lines {
        let text = line.text.as_ref();
        if text.is_ascii() {
            latin += text.len();
        } else {
            let own = text.chars().filter(|c| ('\u{900}'..='\u{97f}').contains(c)).count();
            indic += own;
            latin += text.bytes().filter(u8::is_ascii_alphabetic).count();
        }
    }
    if indic > latin / 2 && indic > 0 { Lang::HINDI } else { Lang::ENGLISH }
}

/// The lines before the first heading, and the sections.
fn cut<'a, 'l>(lines: &Lines<'a, 'l>) -> (&'a [Line<'l>], Vec<Section<'a, 'l>>) {
    let Lines { lines, kinds } = *lines;
    let mut starts: Vec<(usize, Kind)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let kind = kinds.get(at).copied().flatten().or_else(|| {
            // Between questions, a short line is a heading of the quiz or a part of an explanation.
            let list = matches!(starts.last()?.1, Kind::Facts | Kind::Angles);
            let between =
                matches!(starts.last()?.1, Kind::Questions | Kind::Sources | Kind::Site | Kind::Faq | Kind::Visual);
            // An item of a list is followed by the next one, a heading by a text.
            let text_follows = || {
                let next = lines.iter().skip(at + 1).find(|line| !line.is_blank());
                next.is_some_and(|next| {
                    !next.bullet
                        && numbered::numbered_line(&next.text).is_none()
                        && items::own_number(&next.text).is_none()
                        && sections::known(next).is_none()
                })
            };
            let heading = !between && sections::looks_like_heading(lines, at);
            (heading && (!list || line.heading || text_follows())).then_some(Kind::Extra)
        });
        if let Some(kind) = kind {
            starts.push((at, kind));
        }
    }
    let head = lines.get(..starts.first().map_or(lines.len(), |(at, _)| *at)).unwrap_or_default();
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([lines.len()]);
    let section = |((at, kind), end): (&(usize, Kind), usize)| {
        let heading = lines[*at].text.trim_end_matches(':').to_owned();
        Section { kind: *kind, heading, lines: &lines[at + 1..end] }
    };
    (head, starts.iter().zip(ends).map(section).collect())
}

/// A page that is being read.
pub(super) struct Page<'s> {
    pub(super) language: Lang,
    pub(super) surroundings: &'s Surroundings<'s>,
    cut_short: bool,
    pub(super) note: Note,
    pub(super) questions: Vec<Question>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) balance: Balance,
}

impl Page<'_> {
    /// Reads an article: its head, then each section.
    fn article(&mut self, head: &[Line<'_>], sections: &[Section<'_, '_>]) -> (Header, Option<String>) {
        let questions = first_question(head).unwrap_or(head.len());
        let (head, asked) = head.split_at(questions);
        let mut header = header::read(head);
        self.pass_over(std::mem::take(&mut header.skipped), "before the article");
        let title = header.title.clone();
        let summary = std::mem::take(&mut header.summary);
        if !summary.is_empty() {
            self.note.summary = self.prose("summary", &summary);
        }
        if !asked.is_empty() {
            self.asked(asked, true);
        }
        let asked = self.questions_in(sections);
        for (section, from) in sections.iter().zip(asked) {
            let lines = section.lines.get(..from).unwrap_or(section.lines);
            self.section(section, lines);
        }
        (header, title)
    }

    /// For each section the line from which on it holds questions with options. Those are read.
    fn questions_in(&mut self, sections: &[Section<'_, '_>]) -> Vec<usize> {
        let mut starts = Vec::with_capacity(sections.len());
        for section in sections {
            let whole = section.lines.len();
            let start = match section.kind {
                Kind::Questions => {
                    self.asked(section.lines, true);
                    0
                }
                Kind::Site | Kind::Sources => whole,
                // Questions whose heading was lost stand behind something else.
                _ => match first_question(section.lines) {
                    Some(at) => {
                        self.asked(&section.lines[at..], true);
                        at
                    }
                    None => whole,
                },
            };
            starts.push(start);
        }
        starts
    }

    /// Reads questions with options.
    pub(super) fn asked(&mut self, lines: &[Line<'_>], section: bool) {
        let mut reading = numbered::read(lines, dialect::PAGE);
        if reading.asked.is_empty() && section {
            let heads = lines
                .iter()
                .filter(|line| !line.bullet)
                .filter_map(|line| Some((line.number, numbered::numbered_line(&line.text)?.1.to_owned())));
            for (line, text) in heads {
                let number = self.questions.len() + self.left_out.len() + 1;
                let reasons = vec![(line, "it has neither options nor a key".to_owned())];
                let what = format!("question {number}");
                self.balance.count(Thing::Question, &what, Outcome::Refused, reasons.clone());
                self.left_out.push(LeftOut {
                    number,
                    line,
                    unreadable: false,
                    reasons,
                    stem: plain::paragraph(&text),
                    options: Vec::new(),
                    explanation: None,
                });
            }
        }
        let common = settle::Common::of(&reading.asked, self.language);
        for asked in std::mem::take(&mut reading.asked) {
            let number = self.questions.len() + self.left_out.len() + 1;
            let what = format!("question {number}");
            match settle::settle(asked, number, common, dialect::PAGE) {
                Ok(question) => {
                    let outcome = if question.flags.is_empty() { Outcome::Whole } else { Outcome::WithLosses };
                    self.balance.count(Thing::Question, &what, outcome, question.flags.clone());
                    self.questions.push(question);
                }
                Err(left_out) => {
                    let outcome = if left_out.unreadable { Outcome::Unreadable } else { Outcome::Refused };
                    self.balance.count(Thing::Question, &what, outcome, left_out.reasons.clone());
                    self.left_out.push(left_out);
                }
            }
        }
        self.balance.skipped.extend(reading.skipped);
        self.balance.remarks.extend(reading.remarks);
    }

    fn section(&mut self, section: &Section<'_, '_>, lines: &[Line<'_>]) {
        match section.kind {
            Kind::Facts => {
                let (items, skipped) = items::read(lines);
                self.pass_over(skipped, "buttons and other parts of the page");
                let facts: Vec<Entry> = items
                    .into_iter()
                    .filter_map(|item| self.item(Thing::Fact, item))
                    .map(|item| Entry { text: plain::inline(&item.text), line: item.line, flags: item.flags })
                    .collect();
                self.note.facts.extend(facts);
            }
            Kind::Angles => {
                let (items, skipped) = items::read(lines);
                self.pass_over(skipped, "buttons and other parts of the page");
                let items: Vec<items::Item> =
                    items.into_iter().filter_map(|item| self.item(Thing::Angle, item)).collect();
                self.note.angles.extend(items.into_iter().map(|item| angles::read(item, self.surroundings)));
            }
            Kind::Visual => self.visual(lines),
            Kind::Faq => self.faq(lines),
            Kind::Sources => self.sources(lines),
            Kind::Site => self.pass_over(texts(lines), "parts of the site"),
            Kind::Questions => {}
            Kind::Summary | Kind::Background | Kind::Developments | Kind::Extra => self.text(section, lines),
        }
    }

    /// Counts an item of a list; one without text, or that cannot be read, is not taken over.
    fn item(&mut self, thing: Thing, item: items::Item) -> Option<items::Item> {
        let what = format!("{} on line {}", thing.one(), item.line);
        if item.text.is_empty() {
            let reason = "its number stands there without a text: the page was cut off".to_owned();
            self.balance.count(thing, &what, Outcome::Refused, vec![(item.line, reason)]);
            return None;
        }
        if let Some(flag) = settle::unreadable([(item.line, item.text.as_str())].into_iter(), self.language) {
            self.balance.count(thing, &what, Outcome::Unreadable, vec![flag]);
            return None;
        }
        let outcome = if item.flags.is_empty() { Outcome::Whole } else { Outcome::WithLosses };
        self.balance.count(thing, &what, outcome, item.flags.clone());
        Some(item)
    }

    fn visual(&mut self, lines: &[Line<'_>]) {
        let (figures, skipped) = visual::read(lines);
        self.pass_over(skipped, "buttons and other parts of the page");
        for mut figure in figures {
            let what = format!("figure on line {}", figure.line);
            let texts = figure.title.iter().chain(&figure.caption).map(|text| (figure.line, text.as_str()));
            if let Some(flag) = settle::unreadable(texts, self.language) {
                self.balance.count(Thing::Figure, &what, Outcome::Unreadable, vec![flag]);
                continue;
            }
            let entries = match &mut figure.content {
                Content::Places { known, unknown, line } => {
                    let entries = known.len();
                    known.truncate(MOST_PLACES);
                    self.place(known, unknown, *line);
                    entries
                }
                Content::Timeline(dates) => {
                    let entries = dates.len();
                    dates.truncate(MOST_PLACES);
                    entries
                }
                Content::Nothing => 0,
            };
            if entries > MOST_PLACES {
                figure.flags.push((figure.line, format!("it has {entries} entries, the most is {MOST_PLACES}")));
            }
            let refused = match &figure.content {
                Content::Nothing => Some("the page has its title and caption only: draw it anew"),
                Content::Places { known, .. } if known.is_empty() => Some("nobody knows where its places are"),
                _ => None,
            };
            if let Some(reason) = refused {
                let reasons = vec![(figure.line, reason.to_owned())];
                self.balance.count(Thing::Figure, &what, Outcome::Refused, reasons);
            } else {
                let outcome = if figure.flags.is_empty() { Outcome::Whole } else { Outcome::WithLosses };
                self.balance.count(Thing::Figure, &what, outcome, figure.flags.clone());
            }
            self.note.figures.push(figure);
        }
    }

    /// Moves places that no list has from those that are known to the others, and counts both.
    fn place(&mut self, known: &mut Vec<String>, unknown: &mut Vec<String>, line: u32) {
        let lists = self.surroundings.places;
        known.retain(|name| {
            let listed = lists.iter().any(|list| list.find(name).is_some());
            if listed {
                self.balance.whole(Thing::Place);
            } else {
                let what = format!("place `{}`", settle::beginning(name));
                let reason = "no list of places has it: say on the map where it is".to_owned();
                self.balance.count(Thing::Place, &what, Outcome::Refused, vec![(line, reason)]);
                unknown.push(name.clone());
            }
            listed
        });
    }

    fn faq(&mut self, lines: &[Line<'_>]) {
        let reading = faq::read(lines);
        self.pass_over(reading.skipped, "no part of a question");
        for (line, question) in reading.unanswered {
            let reason = format!("`{}` has no answer", settle::beginning(&question));
            self.balance.count(Thing::Faq, &format!("FAQ on line {line}"), Outcome::Refused, vec![(line, reason)]);
        }
        for faq in reading.faqs {
            let Faq { question, answer, line, .. } = &faq;
            let what = format!("FAQ on line {line}");
            let texts = [(*line, question.as_str()), (answer.line, answer.text.as_str())].into_iter();
            if let Some(flag) = settle::unreadable(texts, self.language) {
                self.balance.count(Thing::Faq, &what, Outcome::Unreadable, vec![flag]);
            } else if answer.text.len() > LONGEST_PROSE {
                self.balance.count(Thing::Faq, &what, Outcome::Refused, vec![(*line, too_long())]);
            } else {
                self.balance.whole(Thing::Faq);
                self.note.faqs.push(faq);
            }
        }
    }

    fn sources(&mut self, lines: &[Line<'_>]) {
        let mut ended = false;
        for line in lines.iter().filter(|line| !line.is_blank()) {
            let text = line.text.as_ref();
            ended |= numbered::is_end(text);
            let url = text.split(' ').find(|word| word.starts_with("https://") || word.starts_with("http://"));
            let lost = self.cut_short && url.is_none();
            if ended || lost || line.too_long || url.is_none() && numbered::is_noise(text) || text.len() > 400 {
                self.pass_over(vec![(line.number, text.chars().take(80).collect())], "parts of the site");
                continue;
            }
            let rest = numbered::numbered_line(text).map_or(text, |(_, rest)| rest);
            let title = url.map_or(rest.to_owned(), |url| {
                rest.replace(url, "").trim_matches([' ', '-', '–', '(', ')', ':']).to_owned()
            });
            let title = if title.is_empty() { rest.to_owned() } else { title };
            if title.is_empty() {
                continue;
            }
            if let Some(flag) = settle::unreadable([(line.number, title.as_str())].into_iter(), self.language) {
                let what = format!("source on line {}", line.number);
                self.balance.count(Thing::Source, &what, Outcome::Unreadable, vec![flag]);
                continue;
            }
            self.balance.whole(Thing::Source);
            self.note.sources.push(Source {
                title: plain::inline(&title),
                url: url.map(str::to_owned),
                line: line.number,
            });
        }
    }

    /// A section of paragraphs.
    fn text(&mut self, section: &Section<'_, '_>, lines: &[Line<'_>]) {
        let mut kept: Vec<Line<'_>> = Vec::with_capacity(lines.len());
        let mut ended = false;
        for line in lines {
            ended |= !line.is_blank() && numbered::is_end(&line.text);
            if !line.is_blank() && (ended || line.too_long || numbered::is_noise(&line.text)) {
                self.pass_over(
                    vec![(line.number, line.text.chars().take(80).collect())],
                    "buttons and other parts of the page",
                );
                kept.push(Line { text: "".into(), ..line.clone() });
            } else {
                kept.push(line.clone());
            }
        }
        let paragraphs = numbered::of_lines(&kept);
        if paragraphs.is_empty() {
            return;
        }
        let name = section.heading.clone();
        let place = match section.kind {
            Kind::Summary => &self.note.summary,
            Kind::Background => &self.note.background,
            _ => &self.note.developments,
        };
        // A second section of a kind keeps its heading.
        let extra = section.kind == Kind::Extra || place.is_some();
        let Some(prose) = self.prose(&name, &paragraphs) else { return };
        match section.kind {
            _ if extra => self.note.extras.push(Extra { heading: plain::inline(&name), prose }),
            Kind::Summary => self.note.summary = Some(prose),
            Kind::Background => self.note.background = Some(prose),
            _ => self.note.developments = Some(prose),
        }
    }

    /// Paragraphs as a text of the note, counted; `None` where they cannot be read.
    fn prose(&mut self, name: &str, paragraphs: &[Paragraph]) -> Option<Prose> {
        let line = paragraphs.first().map_or(0, |paragraph| paragraph.line);
        let what = format!("section `{}`", settle::beginning(name));
        let texts = paragraphs.iter().map(|paragraph| (paragraph.line, paragraph.text.as_str()));
        let texts = texts.chain([(line, name)]);
        if let Some(flag) = settle::unreadable(texts, self.language) {
            self.balance.count(Thing::Section, &what, Outcome::Unreadable, vec![flag]);
            return None;
        }
        let text = lists::block(paragraphs);
        if text.len() > LONGEST_PROSE {
            self.balance.count(Thing::Section, &what, Outcome::Refused, vec![(line, too_long())]);
            return None;
        }
        self.balance.whole(Thing::Section);
        Some(Prose { text, line, flags: Vec::new() })
    }

    pub(super) fn pass_over(&mut self, lines: Vec<(u32, String)>, why: &'static str) {
        let skipped = lines.into_iter().map(|(line, text)| Skipped { line, lines: 1, text, why });
        self.balance.skipped.extend(skipped);
    }
}

fn too_long() -> String {
    format!("it has more than {} KiB: split it", LONGEST_PROSE / 1024)
}

/// The lines that hold something, for the list of what was passed over.
pub(super) fn texts(lines: &[Line<'_>]) -> Vec<(u32, String)> {
    lines
        .iter()
        .filter(|line| !line.is_blank())
        .map(|line| (line.number, line.text.chars().take(80).collect()))
        .collect()
}
