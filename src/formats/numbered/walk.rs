//! The walk from question to question: where each begins, what belongs to it, what is left over.

use super::super::balance::Skipped;
use super::blocks::{self, Block};
use super::codes;
use super::dialect::Dialect;
use super::head::without_points;
use super::heads::{self, Candidate};
use super::key_list;
use super::label::{self, Dress, Family};
use super::paragraphs::{Collector, Paragraph};
use super::{Asked, KEY_BELOW, Reading, Seen, Sort, explained};
use std::collections::BTreeSet;

/// Lines between a list of statements and the options below it.
const MOST_LINES_OF_CLOSING: usize = 5;

/// Options that may stand without labels.
const UNLABELLED: std::ops::RangeInclusive<usize> = 3..=6;

/// Collects the questions of lines.
pub(super) fn walk(seen: &[Seen<'_>], dialects: &[&Dialect]) -> Reading {
    let lists = key_list::find(seen, dialects);
    let mut walker = Walker {
        seen,
        dialects,
        reading: Reading::default(),
        open: None,
        at: 0,
        expected: 1,
        strong: false,
        listed: !lists.is_empty(),
        items: BTreeSet::new(),
    };
    let mut from = 0;
    for list in lists.iter().map(|list| &list.lines) {
        walker.part(from, list.start);
        from = list.end;
    }
    walker.part(from, seen.len());
    let mut reading = walker.reading;
    key_list::give(&mut reading, &lists);
    for line in seen {
        if let Sort::Noise(why) = line.sort
            && why != KEY_BELOW
        {
            reading.skipped.push(line.skipped(why));
        } else if let Some(advert) = line.advert {
            let text = advert.chars().take(80).collect();
            reading.skipped.push(Skipped { line: line.number(), lines: 1, text, why: "an advertisement" });
        }
    }
    reading
}

/// A question that is being read.
struct Open {
    asked: Asked,
    /// Index of the first line that may explain it.
    after: usize,
}

/// What questions are found by, in the order of lines.
enum Anchor {
    /// Options, and whether a key follows them before any others.
    Options(Block, bool),
    Key(usize),
}

struct Walker<'s, 'l, 'd> {
    seen: &'s [Seen<'l>],
    dialects: &'d [&'d Dialect],
    reading: Reading,
    open: Option<Open>,
    /// Index of the first line that no question has claimed.
    at: usize,
    /// The number that comes next.
    expected: usize,
    /// Whether a question began with a word: numbers alone are items then.
    strong: bool,
    /// Whether keys stand in lists.
    listed: bool,
    /// Lines that are items of numbered lists, behind the first one of each.
    items: BTreeSet<usize>,
}

impl Walker<'_, '_, '_> {
    /// Reads lines between lists of keys.
    fn part(&mut self, from: usize, to: usize) {
        self.at = from;
        self.expected = 1;
        for anchor in self.anchors(from, to) {
            match anchor {
                Anchor::Options(block, keyed) => self.options(block, keyed),
                Anchor::Key(at) => self.key(at),
            }
        }
        self.heads_without_options(to);
        self.close(to, true);
        self.skip(self.at..to, "no part of a question");
    }

    fn anchors(&mut self, from: usize, to: usize) -> Vec<Anchor> {
        let blocks = blocks::find(self.seen, from, to, self.dialects);
        self.items = items_of(&blocks);
        let mut inside: BTreeSet<usize> = BTreeSet::new();
        let mut anchors: Vec<(usize, Anchor)> = Vec::new();
        for (index, block) in blocks.iter().enumerate() {
            let behind = blocks.get(index + 1..).unwrap_or_default();
            if self.is_options(block, behind, to) {
                inside.extend(block.start..=block.end);
                let mut after = block.end + 1..behind.first().map_or(to, |next| next.start);
                let keyed = block.key.is_some() || after.any(|at| matches!(self.seen[at].sort, Sort::Key(_)));
                anchors.push((block.start, Anchor::Options(block.clone(), keyed)));
            }
        }
        let keys = (from..to).filter(|at| matches!(self.seen[*at].sort, Sort::Key(_)) && !inside.contains(at));
        anchors.extend(keys.map(|at| (at, Anchor::Key(at))));
        anchors.sort_by_key(|(at, _)| *at);
        anchors.into_iter().map(|(_, anchor)| anchor).collect()
    }

    /// Whether a block is what a question offers, not a list that it speaks of.
    fn is_options(&self, block: &Block, behind: &[Block], to: usize) -> bool {
        let limit = behind.first().map_or(to, |next| next.start);
        let after = block.end + 1..limit;
        let key = after.clone().find(|at| matches!(self.seen[*at].sort, Sort::Key(_)));
        let between = block.end + 1..key.unwrap_or(limit);
        let texts: Vec<usize> = between.filter(|at| self.seen[*at].is_text()).collect();
        let key_follows = key.is_some() && texts.is_empty() || block.key.is_some();
        match block.family {
            Family::Letter | Family::Consonant | Family::Written => {
                key_follows || key.is_some() || !self.is_list_before(block, behind)
            }
            Family::Bullet => key_follows && UNLABELLED.contains(&block.items.len()),
            // In brackets, numbers label options of many examinations; their keys may stand elsewhere.
            Family::Digit if block.dress == Dress::Brackets && (3..=5).contains(&block.items.len()) => {
                key_follows || texts.first().is_none_or(|at| self.seen[*at].is_head())
            }
            Family::Digit | Family::Roman => key_follows && (2..=6).contains(&block.items.len()),
        }
    }

    /// Whether a block is a list of statements, or of things to be matched, above the options in a later one.
    fn is_list_before(&self, block: &Block, behind: &[Block]) -> bool {
        let Some(at) = behind.iter().position(|next| {
            !matches!(next.family, Family::Digit | Family::Roman | Family::Bullet) || self.has_key(next)
        }) else {
            return false;
        };
        let Some(next) = behind.get(at) else { return false };
        let lists = behind.get(..at).unwrap_or_default();
        let in_list = |line: usize| lists.iter().any(|list| (list.start..=list.end).contains(&line));
        let between: Vec<usize> =
            (block.end + 1..next.start).filter(|at| self.seen[*at].is_text() && !in_list(*at)).collect();
        let keyed = (block.end + 1..next.start).any(|at| matches!(self.seen[at].sort, Sort::Key(_)));
        let small = |at: &usize| self.seen[*at].text().to_lowercase();
        if keyed || between.len() > MOST_LINES_OF_CLOSING || between.iter().any(|at| self.seen[*at].is_head()) {
            return false;
        }
        let closing = self.dialects.iter().flat_map(|dialect| dialect.closing);
        let mut closing = closing.filter(|closing| between.iter().any(|at| small(at).starts_with(**closing)));
        let named = next.items.iter().filter(|item| {
            codes::set(&item.text, block.family, block.items.len(), self.dialects).is_some_and(|set| !set.is_empty())
        });
        closing.next().is_some() || named.count() >= 2
    }

    /// Whether a key follows a block directly.
    fn has_key(&self, block: &Block) -> bool {
        let next =
            (block.end + 1..self.seen.len()).find(|at| !matches!(self.seen[*at].sort, Sort::Blank | Sort::Noise(_)));
        next.is_some_and(|at| matches!(self.seen[at].sort, Sort::Key(_)))
    }

    fn candidates(&self, from: usize, to: usize) -> Vec<Candidate> {
        let of = |at: usize| {
            let line = self.seen.get(at).filter(|line| line.is_text())?;
            let head = line.head?;
            let asks = head.rest.ends_with(['?', ':']) || head.rest.contains("___");
            Some(Candidate { at, number: head.number, strong: head.strong, item: self.items.contains(&at), asks })
        };
        (from..to).filter_map(of).collect()
    }

    /// Takes the head of a question that ends before `to`; gives its place among the candidates.
    fn chosen(&mut self, candidates: &[Candidate]) -> Option<usize> {
        let chosen = heads::choose(candidates, self.expected)?;
        let candidate = candidates.get(chosen)?;
        self.strong |= candidate.strong;
        self.expected = candidate.number.unwrap_or(self.expected) + 1;
        Some(chosen)
    }

    fn options(&mut self, block: Block, keyed: bool) {
        let own = usize::from(block.offset > 0);
        let candidates = self.candidates(self.at, block.start + own);
        let expected = self.expected;
        let answered = self.open.as_ref().is_some_and(|open| !open.asked.keys.is_empty());
        let weak = matches!(block.family, Family::Bullet | Family::Digit | Family::Roman);
        if answered && (weak || !keyed) && heads::choose(&candidates, expected).is_none() {
            // A list in an explanation.
            return;
        }
        let asked = match self.chosen(&candidates) {
            Some(chosen) => {
                let apart = |one: usize, next: usize| (one..next).any(|at| self.rest(at).is_some());
                let first = heads::first_of_group(&candidates, chosen, &apart);
                let (head, begin) = (candidates[chosen], candidates[first].at);
                self.left_behind(&candidates[..first], expected, begin);
                self.close(begin, false);
                let stem = self.stem(head.at, &block);
                Asked { line: self.seen[begin].number(), number: head.number, stem, ..Asked::default() }
            }
            None => {
                let begin = self.headless(&block);
                match begin {
                    Some(begin) => self.close(begin, false),
                    None => self.close_in_doubt(block.start),
                }
                let stem = begin.map(|begin| self.stem(begin, &block)).unwrap_or_default();
                let trouble = (stem.is_empty()).then(|| {
                    let reason = "no number and no question mark show where the question begins".to_owned();
                    (self.seen[block.start].number(), reason)
                });
                let line = begin.unwrap_or(block.start);
                Asked { line: self.seen[line].number(), stem, trouble, ..Asked::default() }
            }
        };
        let after = block.end + 1;
        let asked = Asked { trouble: asked.trouble.or_else(|| self.gap_behind(&block)), ..asked };
        let keys = block.key.into_iter().collect();
        let asked = Asked { options: block.items, family: Some(block.family), keys, ..asked };
        self.open = Some(Open { asked, after });
        self.at = after;
    }

    /// Says so where the labels of options go on behind a gap: "A, B", then "D".
    fn gap_behind(&self, block: &Block) -> Option<(u32, String)> {
        let next =
            (block.end + 1..self.seen.len()).find(|at| !matches!(self.seen[*at].sort, Sort::Blank | Sort::Noise(_)))?;
        let line = &self.seen[next];
        let label = label::read(line.text(), block.family).filter(|_| line.is_text())?;
        let strong = !matches!(block.family, Family::Digit | Family::Roman);
        let gap = label.place > block.items.len() && label.place < block.items.len() + 4;
        let reason = format!("an option is missing before `{}`", super::settle::beginning(line.text()));
        (strong && gap).then_some((line.number(), reason))
    }

    /// Where a question without a number begins: with the line that asks, or with what stands before its statements.
    fn headless(&self, block: &Block) -> Option<usize> {
        let texts: Vec<usize> =
            (self.at..block.start + usize::from(block.offset > 0)).filter(|at| self.seen[*at].is_text()).collect();
        let last = *texts.last()?;
        let text =
            if last == block.start { self.seen[last].text().get(..block.offset)? } else { self.seen[last].text() };
        let small = text.to_lowercase();
        let dialects = self.dialects.iter();
        let closes = dialects.clone().flat_map(|dialect| dialect.closing).any(|closing| small.starts_with(closing));
        let points_back = dialects.flat_map(|dialect| dialect.points_back).any(|words| small.contains(words));
        if closes && points_back || small.starts_with("select the") || small.starts_with("choose the") {
            // The statements stand above, and what introduces them above these.
            let list = texts.iter().rev().skip(1).take_while(|at| self.is_item(**at)).count();
            let intro = *texts.iter().rev().nth(list + 1)?;
            return (list >= 2).then_some(intro);
        }
        let asks = text.trim_end().ends_with(['?', ':', '-', '–']) || text.contains("___") || text.contains("….");
        asks.then_some(last)
    }

    fn is_item(&self, at: usize) -> bool {
        let line = &self.seen[at];
        line.line.bullet || label::FAMILIES.iter().any(|family| label::read(line.text(), *family).is_some())
    }

    /// What a line asks behind its number; `None` where nothing stands there.
    fn rest(&self, at: usize) -> Option<&str> {
        let line = self.seen.get(at).filter(|line| line.is_text())?;
        let rest = without_points(line.head.map_or(line.text(), |head| head.rest));
        (!rest.is_empty()).then_some(rest)
    }

    /// The paragraphs from a head to the options.
    fn stem(&self, head: usize, block: &Block) -> Vec<Paragraph> {
        let mut collector = Collector::default();
        for at in head..=block.start {
            let line = &self.seen[at];
            let mut text = match line.sort {
                Sort::Blank | Sort::Noise(_) => {
                    collector.part();
                    continue;
                }
                _ if at == head => line.head.filter(|_| line.is_text()).map_or(line.text(), |head| head.rest),
                _ => line.text(),
            };
            if at == block.start {
                // The options begin on this line.
                let cut = line.text().len() - text.len();
                text = text.get(..block.offset.saturating_sub(cut)).unwrap_or_default().trim_end();
            }
            collector.line(line.number(), without_points(text), line.line.bullet);
        }
        collector.found
    }

    fn key(&mut self, at: usize) {
        let Sort::Key(key) = &self.seen[at].sort else { return };
        let key = key.as_ref().clone();
        let candidates = self.candidates(self.at, at);
        let begins = match candidates.iter().any(|candidate| candidate.strong) {
            true => heads::choose(&candidates, self.expected),
            // Where questions begin with a word, numbers are items of a list.
            false if self.strong => None,
            false => heads::choose(&candidates, self.expected)
                .filter(|chosen| candidates.get(*chosen).is_some_and(|it| it.number == Some(self.expected))),
        };
        match begins {
            Some(chosen) => {
                let expected = self.expected;
                self.chosen(&candidates);
                let apart = |one: usize, next: usize| (one..next).any(|at| self.rest(at).is_some());
                let first = heads::first_of_group(&candidates, chosen, &apart);
                self.left_behind(&candidates[..first], expected, candidates[first].at);
                let head = candidates[chosen];
                self.close(candidates[first].at, false);
                self.open = Some(Open { asked: self.without_options(head, at), after: at + 1 });
            }
            None => match &mut self.open {
                Some(open) if open.asked.keys.is_empty() => {
                    let between = open.after..at;
                    let loose: Vec<usize> = between.filter(|at| self.seen[*at].is_text()).collect();
                    open.after = at;
                    let flags = loose.iter().map(|at| (self.seen[*at].number(), not_placed(self.seen[*at].text())));
                    open.asked.flags.extend(flags);
                }
                Some(_) => {}
                None => {
                    let line = self.seen[at].number();
                    let trouble = Some((line, "a key without a question before it".to_owned()));
                    let asked = Asked { line, trouble, ..Asked::default() };
                    self.open = Some(Open { asked, after: at });
                }
            },
        }
        if let Some(open) = &mut self.open {
            open.asked.keys.push(key);
        }
        self.at = at + 1;
    }

    /// A question whose options are not in the text: its stem up to the line `to`.
    fn without_options(&self, head: Candidate, to: usize) -> Asked {
        let mut collector = Collector::default();
        for at in head.at..to {
            let line = &self.seen[at];
            match (line.is_text(), at == head.at) {
                (true, true) => collector.line(line.number(), self.rest(at).unwrap_or_default(), false),
                (true, false) => collector.line(line.number(), without_points(line.text()), line.line.bullet),
                (false, _) => collector.part(),
            }
        }
        let line = self.seen[head.at].number();
        let trouble = Some((line, "its options are not in the text, or not all of them".to_owned()));
        Asked { line, number: head.number, stem: collector.found, trouble, ..Asked::default() }
    }

    /// Questions without options and key before the line `until`, where the next one begins.
    fn left_behind(&mut self, candidates: &[Candidate], expected: usize, until: usize) {
        let next = self.expected.saturating_sub(1);
        let mut expected = expected;
        let mut found: Vec<Candidate> = Vec::new();
        for (index, candidate) in candidates.iter().enumerate() {
            let after = candidates.get(index + 1);
            let grouped =
                candidate.strong && after.is_some_and(|after| after.strong && after.number == candidate.number);
            let counts_on = !self.strong && candidate.number == Some(expected) && expected < next && !candidate.item;
            if !grouped && (candidate.strong || counts_on) {
                expected += 1;
                found.push(*candidate);
            }
        }
        for (index, candidate) in found.iter().enumerate() {
            let end = found.get(index + 1).map_or(until, |next| next.at);
            self.close(candidate.at, false);
            let asked = self.without_options(*candidate, end);
            let trouble = Some((asked.line, "it has neither options nor a key".to_owned()));
            self.reading.asked.push(Asked { trouble, ..asked });
            self.at = self.at.max(end);
        }
    }

    /// Questions without options behind the last one that has them.
    fn heads_without_options(&mut self, to: usize) {
        let mut candidates = self.candidates(self.at, to);
        let begun = self.open.is_some() || !self.reading.asked.is_empty();
        // A number that comes next and asks begins a question that was cut off.
        let asks = |it: &Candidate| it.asks || self.rest(it.at).is_some_and(|rest| self.is_asking(rest));
        let cut_off =
            |it: &Candidate| begun && !self.strong && !it.item && it.number == Some(self.expected) && asks(it);
        candidates.retain(|it| it.strong || cut_off(it));
        if !candidates.is_empty() {
            let expected = std::mem::replace(&mut self.expected, usize::MAX);
            self.left_behind(&candidates, expected, to);
        }
    }

    /// Whether a text begins as questions do.
    fn is_asking(&self, text: &str) -> bool {
        let small = text.to_lowercase();
        self.dialects.iter().flat_map(|dialect| dialect.asking).any(|start| small.starts_with(start))
    }

    /// Ends the question that is open before the line `until`.
    fn close(&mut self, until: usize, last: bool) {
        let Some(Open { mut asked, after }) = self.open.take() else {
            let first = self.reading.asked.is_empty();
            self.skip(self.at..until, if first { "before the first question" } else { "no part of a question" });
            self.at = self.at.max(until);
            return;
        };
        let most = || self.reading.asked.iter().map(|asked| explained::weight(&asked.explanation)).max();
        let end = match last {
            true => explained::end_of_last(self.seen, after..until, most(), self.dialects),
            false => explained::without_heading(self.seen, after..until, self.dialects),
        };
        asked.chosen = (after..until).find_map(|at| super::chosen(&self.seen[at], self.dialects));
        let explained =
            !asked.keys.is_empty() || (after..end).any(|at| matches!(self.seen[at].sort, Sort::Explanation));
        if explained {
            let (paragraphs, skipped) = explained::read(self.seen, after..end, self.dialects);
            asked.explanation = paragraphs;
            skipped.into_iter().for_each(|(at, why)| self.skip(at..at + 1, why));
        } else {
            let behind = (after..until).find(|at| self.seen[*at].is_text());
            asked.behind = behind.map(|at| (self.seen[at].number(), self.seen[at].text().to_owned()));
            self.skip(after..end, if self.listed { "between questions" } else { "behind a question without a key" });
        }
        self.skip(end..until, if last { "behind the last question" } else { "a heading" });
        self.reading.asked.push(asked);
        self.at = self.at.max(until);
    }

    /// Ends the question that is open where nothing shows how far its explanation reaches: it keeps one paragraph.
    fn close_in_doubt(&mut self, until: usize) {
        let after = self.open.as_ref().map_or(self.at, |open| open.after);
        let texts = (after..until).skip_while(|at| !matches!(self.seen[*at].sort, Sort::Text | Sort::Explanation));
        let mut rest = texts.skip_while(|at| matches!(self.seen[*at].sort, Sort::Explanation)).skip(1);
        let end = rest.next().unwrap_or(until);
        let cut = (end..until).any(|at| self.seen[at].is_text());
        if let Some(open) = self.open.as_mut().filter(|_| cut) {
            let reason = "its explanation may go on: the next question has no number".to_owned();
            open.asked.flags.push((self.seen[end].number(), reason));
        }
        self.close(end, false);
        self.skip(end..until, "before a question without a number");
        self.at = self.at.max(until);
    }

    fn skip(&mut self, range: std::ops::Range<usize>, why: &'static str) {
        let lines =
            range.filter_map(|at| self.seen.get(at)).filter(|line| matches!(line.sort, Sort::Text | Sort::Explanation));
        let skipped: Vec<_> = lines.map(|line| line.skipped(why)).collect();
        self.reading.skipped.extend(skipped);
    }
}

/// The lines of numbered lists, without the first one of each.
fn items_of(blocks: &[Block]) -> BTreeSet<usize> {
    let lists = blocks.iter().filter(|block| block.family == Family::Digit);
    lists.flat_map(|block| block.start + 1..=block.end).collect()
}

fn not_placed(text: &str) -> String {
    let start: String = text.chars().take(60).collect();
    format!("`{start}` stands between options and key and was left out")
}
