//! Pages of current-affairs sites, copied as text: head, key facts, exam angles, map, background, FAQs, questions.
//!
//! A page comes in, drafts of notes with their questions go out. Several pages may stand in one text; a page that has
//! nothing but questions gives a bank without a note. The engine for the questions is [`super::numbered`].

mod angles;
mod chips;
mod dates;
mod faq;
mod header;
mod items;
mod page;
mod quiz;
mod sections;
mod visual;
mod whole;

use super::draft::Draft;
use super::lines::{self, Line};
use super::numbered;
use super::{Converted, Surroundings};
use rayon::prelude::*;
use sections::Kind;

/// Whether a text has a heading of such a page, a line of date and publisher, or a question with a key.
pub(super) fn detect(text: &str) -> bool {
    let lines = lines::read(text);
    lines.iter().any(|line| sections::known(line).is_some() || is_meta(line))
        || numbered::read(&lines, numbered::dialect::PAGE)
            .asked
            .iter()
            .any(|asked| asked.has_options() || asked.has_key())
}

/// Reads every page of a text.
pub(super) fn read(text: &str, surroundings: &Surroundings<'_>) -> Vec<Converted<Option<Draft>>> {
    let lines = lines::read(text);
    let kinds: Vec<Option<Kind>> = lines.iter().map(sections::known).collect();
    let starts = starts(&lines, &kinds);
    let ends = starts.iter().skip(1).map(|(at, begins)| (*at, *begins)).chain([(lines.len(), Begins::WithDate)]);
    let pages: Vec<(usize, (usize, Begins))> = starts.iter().map(|(at, _)| *at).zip(ends).collect();
    let page = |(start, (end, next)): &(usize, (usize, Begins))| {
        let lines = Lines { lines: &lines[*start..*end], kinds: &kinds[*start..*end] };
        page::read(&lines, *next == Begins::WithSection, surroundings)
    };
    pages.par_iter().map(page).collect()
}

/// Lines with what the headings among them begin.
struct Lines<'a, 'l> {
    lines: &'a [Line<'l>],
    kinds: &'a [Option<Kind>],
}

/// What shows that a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begins {
    /// Its line of date and publisher, or the beginning of the text.
    WithDate,
    /// Only a section that a page has once: its head is lost in the page before.
    WithSection,
}

fn is_meta(line: &Line<'_>) -> bool {
    has_year(line.text.as_bytes()) && header::meta(&line.text).is_some_and(|meta| meta.sourced && meta.is_dated())
}

/// Whether a short line has four digits in a row, or is not in Latin letters.
fn has_year(bytes: &[u8]) -> bool {
    let (mut run, mut at) = (0, 0);
    while bytes.len() < 300 && at < bytes.len() {
        run = if bytes[at].is_ascii_digit() { run + 1 } else { 0 };
        if run == 4 || bytes[at] >= 0xe0 {
            return true;
        }
        at += 1;
    }
    false
}

/// Where the pages of a text begin.
fn starts(lines: &[Line<'_>], kinds: &[Option<Kind>]) -> Vec<(usize, Begins)> {
    let mut starts: Vec<(usize, Begins)> = vec![(0, Begins::WithDate)];
    // Whether the present page has had a section, more of an article than "Key Points", which explanations have, too,
    // and a section that stands near the end of an article.
    let (mut begun, mut told, mut ending) = (false, false, false);
    for (at, line) in lines.iter().enumerate() {
        if is_meta(line) && has_head_below(lines, at) {
            let lead = (0..at).rev().take(3).take_while(|before| lines[*before].is_blank() || is_lead(&lines[*before]));
            let lead = lead.filter(|at| is_lead(&lines[*at])).last();
            // What stands before the first date belongs to the first page, unless it has sections of its own.
            if begun {
                starts.push((lead.unwrap_or(at), Begins::WithDate));
            }
            (begun, told, ending) = (starts.len() > 1, true, false);
            continue;
        }
        match kinds.get(at).copied().flatten() {
            Some(Kind::Facts | Kind::Angles) if ending => {
                starts.push((at, Begins::WithSection));
                ending = false;
            }
            Some(Kind::Questions) => (begun, ending) = (true, told),
            Some(Kind::Sources) => (begun, ending) = (true, true),
            Some(Kind::Site) | None => {}
            Some(Kind::Facts) => begun = true,
            Some(_) => (begun, told) = (true, true),
        }
    }
    starts
}

/// Whether a headline may follow a line of date and publisher: text, and not at once a section.
fn has_head_below(lines: &[Line<'_>], at: usize) -> bool {
    let next = lines.iter().skip(at + 1).find(|line| {
        let text = line.text.as_ref();
        !line.is_blank()
            && header::minutes(text).is_none()
            && chips::read(text).is_none()
            && header::meta(text).is_none()
    });
    let above = lines.iter().take(at).rev().find(|line| !line.is_blank() && !is_lead(line));
    match next {
        None => false,
        // Some pages have the headline above the date.
        Some(next) => sections::known(next).is_none() || above.is_none_or(|line| !line.text.ends_with(['.', '।'])),
    }
}

fn is_lead(line: &Line<'_>) -> bool {
    line.text.trim_end_matches(':').eq_ignore_ascii_case("for this article")
}
