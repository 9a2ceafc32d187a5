//! A page that has nothing but questions: its title, its date, and its parts.

use super::super::lines::Line;
use super::super::numbered::{self, settle};
use super::header::{self, Header};
use super::page::{Page, Section, first_question, texts};
use super::sections::Kind;

/// The longest line that is taken for the title of a quiz, in bytes.
const LONGEST_TITLE: usize = 200;

/// Lines that are looked at for the title and date of a quiz.
const MOST_LINES_OF_INTRO: usize = 12;

impl Page<'_> {
    /// Reads a page that has nothing but questions.
    ///
    /// `head` is how many lines stand before the first heading.
    pub(super) fn quiz(
        &mut self,
        lines: &[Line<'_>],
        head: usize,
        sections: &[Section<'_, '_>],
    ) -> (Header, Option<String>) {
        let (mut header, title_line) = self.head_of_quiz(lines.get(..head).unwrap_or_default());
        let heading =
            sections.first().filter(|section| section.kind == Kind::Questions).map(|section| section.heading.clone());
        header.title = header.title.or(heading);
        // Headings such as "Key points" stand in explanations; what follows "FAQs" and the like are no questions to choose in.
        let (mut from, mut headed, mut at) = (0, false, head);
        for section in sections {
            let end = at + 1 + section.lines.len();
            if matches!(section.kind, Kind::Questions | Kind::Faq | Kind::Sources | Kind::Site) {
                self.asked(&lines[from..at], headed);
                headed = section.kind == Kind::Questions;
                from = at + 1;
            }
            if matches!(section.kind, Kind::Faq | Kind::Sources | Kind::Site) {
                let first = first_question(section.lines).unwrap_or(section.lines.len());
                self.pass_over(texts(&section.lines[..first]), "behind the questions");
                from += first;
            }
            at = end;
        }
        self.asked(&lines[from..], headed);
        self.balance.skipped.retain(|skipped| Some(skipped.line) != title_line);
        let title = header.title.clone();
        (header, title)
    }

    /// Title and date of a quiz, and the line of the title.
    fn head_of_quiz(&mut self, head: &[Line<'_>]) -> (Header, Option<u32>) {
        let mut header = Header::default();
        let mut title_line = None;
        let first = head
            .iter()
            .position(|line| numbered::is_question_head(&line.text) || numbered::numbered_line(&line.text).is_some());
        let intro = head.get(..first.unwrap_or(head.len().min(MOST_LINES_OF_INTRO))).unwrap_or_default();
        let mut asked = false;
        for line in intro.iter().filter(|line| !line.is_blank()).take(MOST_LINES_OF_INTRO) {
            let found = header::meta(&line.text);
            header.meta.date = header.meta.date.or(found.as_ref().and_then(|meta| meta.date));
            let fault = found.as_ref().and_then(header::Meta::fault);
            self.balance.remarks.extend(fault.map(|fault| format!("line {}: {fault}", line.number)));
            // What follows a line that asks is a part of the question.
            asked |= line.text.ends_with(['?', ':']) || numbered::any_key(std::slice::from_ref(line));
            if header.title.is_none() && found.is_none() && !asked {
                header.title = self.title_of_quiz(line);
                title_line = header.title.is_some().then_some(line.number);
            }
        }
        (header, title_line)
    }

    /// The title that a line is.
    fn title_of_quiz(&self, line: &Line<'_>) -> Option<String> {
        // The way to a page ends with the page: "Home » Quizzes » Rivers".
        let way = [" » ", " › ", " > "].iter().find_map(|sign| line.text.rsplit_once(sign));
        let text = way.map_or(line.text.as_ref(), |(_, page)| page);
        let other = numbered::is_noise(text)
            || numbered::is_end(text)
            || numbered::is_labelled(text)
            || numbered::is_explanation(text)
            || is_range(text)
            || text.to_lowercase().ends_with(" pdf") && text.split(' ').count() <= 4;
        let plain = !other && text.len() <= LONGEST_TITLE && !line.bullet && !text.ends_with(['.', '।']);
        let readable = || settle::unreadable([(line.number, text)].into_iter(), self.language).is_none();
        (plain && readable()).then(|| text.to_owned())
    }
}

/// Whether a line says which questions follow: "Questions 1 to 10".
fn is_range(text: &str) -> bool {
    let small = text.to_lowercase();
    let rest = small.strip_prefix("questions").or_else(|| small.strip_prefix("question"));
    rest.is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}
