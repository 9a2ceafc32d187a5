//! Questions with answers in words.

use super::super::draft::{Faq, Flag, Prose};
use super::super::lines::Line;
use super::super::numbered::{self, Paragraph, lists};
use super::super::plain;
use super::items::own_number;

/// Kinds by what a question says, in small letters; the first that fits counts.
const KINDS: [(&str, &[&str]); 10] = [
    ("interview", &["interview question", "questions in an interview", "साक्षात्कार"]),
    (
        "advice",
        &[
            "for mains, how can i",
            "how can i use",
            "how should i",
            "how to use this in",
            "how to write",
            "in my mains answer",
            "how can aspirants",
        ],
    ),
    (
        "facts",
        &["key facts", "important facts", "facts about", "for prelims", "for upsc prelims", "प्रमुख तथ्य", "मुख्य तथ्य"],
    ),
    (
        "significance",
        &[
            "important for upsc",
            "relevant for upsc",
            "important for aspirants",
            "upsc aspirants",
            "important for the exam",
            "यूपीएससी के लिए",
        ],
    ),
    (
        "impact",
        &[
            "impact common",
            "affect common",
            "impact on common",
            "affect citizens",
            "affect ordinary",
            "impact citizens",
            "common citizens",
            "common people",
            "आम नागरिक",
            "आम लोग",
        ],
    ),
    ("history", &["historical background", "history of", "historical context", "ऐतिहासिक पृष्ठभूमि", "इतिहास"]),
    (
        "developments",
        &["recent developments", "latest developments", "what led to", "recent events", "हालिया घटनाक्रम", "हाल के"],
    ),
    (
        "pros-cons",
        &[
            "benefits and drawbacks",
            "pros and cons",
            "advantages and disadvantages",
            "benefits and risks",
            "merits and demerits",
            "लाभ और हानि",
            "फायदे और नुकसान",
        ],
    ),
    ("theory", &[" theory", "'theory", "सिद्धांत"]),
    (
        "concept",
        &[
            "what is the meaning",
            "what is meant by",
            "what does the term",
            "what is the concept",
            "significance of '",
            "significance of ‘",
            "significance of “",
            "का अर्थ",
        ],
    ),
];

/// What is read of a section.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Questions with answers.
    pub(super) faqs: Vec<Faq>,
    /// Questions without one: line and text.
    pub(super) unanswered: Vec<(u32, String)>,
    /// Lines that were passed over.
    pub(super) skipped: Vec<(u32, String)>,
}

/// The kind that a question's words show.
fn kind(question: &str) -> Option<&'static str> {
    let small = question.to_lowercase();
    KINDS.iter().find(|(_, phrases)| phrases.iter().any(|phrase| small.contains(phrase))).map(|(kind, _)| *kind)
}

/// A question with its answer so far.
struct Open<'l> {
    line: u32,
    question: String,
    answer: Vec<Line<'l>>,
}

/// Reads the lines of a section.
pub(super) fn read(lines: &[Line<'_>]) -> Reading {
    let mut reading = Reading::default();
    let heads = heads(lines);
    let mut open: Option<Open<'_>> = None;
    let mut next = heads.iter().peekable();
    let mut ended = false;
    for (at, line) in lines.iter().enumerate() {
        let text = line.text.as_ref();
        ended |= open.is_some() && !line.is_blank() && numbered::is_end(text);
        if ended {
            if !line.is_blank() {
                reading.skipped.push((line.number, text.chars().take(80).collect()));
            }
        } else if let Some((_, question)) = next.next_if(|(head, _)| *head == at) {
            close(open.take(), &mut reading);
            open = Some(Open { line: line.number, question: (*question).to_owned(), answer: Vec::new() });
        } else if line.too_long || !line.is_blank() && numbered::is_noise(text) && own_number(text).is_none() {
            reading.skipped.push((line.number, text.chars().take(80).collect()));
        } else {
            match &mut open {
                // Numbers of their own line belong to the question below them.
                _ if own_number(text).is_some()
                    && next.peek().is_some_and(|(head, _)| {
                        lines.get(at + 1..*head).is_some_and(|between| between.iter().all(Line::is_blank))
                    }) => {}
                Some(open) if open.question.is_empty() => open.question = text.to_owned(),
                Some(open) => open.answer.push(line.clone()),
                None if line.is_blank() => {}
                None => reading.skipped.push((line.number, text.chars().take(80).collect())),
            }
        }
    }
    close(open, &mut reading);
    reading
}

fn close(open: Option<Open<'_>>, reading: &mut Reading) {
    let Some(Open { line, question, answer }) = open else { return };
    let mut paragraphs: Vec<Paragraph> = numbered::of_lines(&answer);
    if let Some(first) = paragraphs.first_mut() {
        for word in ["Answer:", "Ans:", "Ans.", "A:", "उत्तर:"] {
            if let Some(rest) = first.text.strip_prefix(word) {
                first.text = rest.trim_start().to_owned();
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.text.is_empty());
    if paragraphs.is_empty() {
        reading.unanswered.push((line, question));
        return;
    }
    let flags: Vec<Flag> = Vec::new();
    let start = paragraphs.first().map_or(line, |paragraph| paragraph.line);
    let answer = Prose { text: lists::block(&paragraphs), line: start, flags };
    reading.faqs.push(Faq { kind: kind(&question), question: plain::inline(&question), answer, line });
}

/// The lines that ask, with what they ask.
///
/// Numbers count on without a gap; a number inside an answer does not, or is followed by one that asks.
fn heads<'l>(lines: &'l [Line<'_>]) -> Vec<(usize, &'l str)> {
    let asks = |text: &str| text.trim_end().ends_with(['?', '？']);
    let numbered = |at: usize| -> Option<(usize, Option<usize>, &'l str)> {
        let line = lines.get(at).filter(|line| !line.bullet)?;
        // A number of its own line numbers the next one.
        let above =
            (0..at).rev().map(|at| &lines[at]).find(|line| !line.is_blank()).and_then(|line| own_number(&line.text));
        match numbered::numbered_line(&line.text).filter(|(_, rest)| !rest.is_empty()) {
            Some((number, rest)) => Some((at, Some(number), rest)),
            None if above.is_some() => Some((at, above, line.text.as_ref())),
            None => {
                let rest = ["Q:", "Q.", "प्रश्न:"].iter().find_map(|word| line.text.strip_prefix(word))?.trim_start();
                Some((at, None, rest)).filter(|(_, _, rest)| !rest.is_empty())
            }
        }
    };
    let candidates: Vec<(usize, Option<usize>, &str)> = (0..lines.len()).filter_map(numbered).collect();
    let mut found: Vec<(usize, &str)> = Vec::new();
    let mut expected = 1;
    for (index, (at, number, text)) in candidates.iter().enumerate() {
        let counts_on =
            number.is_none_or(|number| number == expected || number > expected && asks(text) && number <= expected + 3);
        // Another line with this number that asks is the question; this one is an item of an answer.
        let later = candidates.iter().skip(index + 1).take(20).any(|(_, other, text)| other == number && asks(text));
        if counts_on && (asks(text) || !later) {
            found.push((*at, text));
            expected = number.unwrap_or(expected) + 1;
        }
    }
    if !found.is_empty() {
        return found;
    }
    // Without numbers, a line that asks is a question.
    let plain = lines.iter().enumerate().filter(|(_, line)| asks(&line.text) && line.text.len() < 400);
    plain.map(|(at, line)| (at, line.text.as_ref())).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::lines;
    use super::*;

    fn told(text: &str) -> String {
        let reading = read(&lines::read(text));
        let faq = |faq: &Faq| format!("{} = {} [{}]", faq.question, faq.answer.text, faq.kind.unwrap_or("-"));
        let unanswered = reading.unanswered.iter().map(|(_, question)| format!("{question} = nothing"));
        reading.faqs.iter().map(faq).chain(unanswered).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn questions_and_answers_are_parted() {
        for (text, faqs) in [
            (
                "1. Why do wells run dry?\n\nRain fails.\n\n2. What is the historical background of wells?\n\nThey are old.\n",
                "Why do wells run dry? = Rain fails. [-] | What is the historical background of wells? = They are old. [history]",
            ),
            (
                "1. Why?\nThree reasons:\n1. Rain.\n2. Heat.\n3. Sand.\n2. When?\nIn May.",
                "Why? = Three reasons:\n\n1. Rain.\n2. Heat.\n3. Sand. [-] | When? = In May. [-]",
            ),
            ("1.\n\nWhy?\n\nRain.\n\n2.\n\nWhen?\n\nMay.", "Why? = Rain. [-] | When? = May. [-]"),
            ("Q: Why?\nAns: Rain.", "Why? = Rain. [-]"),
            ("Why?\nRain.\nWhen?\nIn May.", "Why? = Rain. [-] | When? = In May. [-]"),
            ("1. Why?\n\n2. When?\n\nMay.", "When? = May. [-] | Why? = nothing"),
            ("1. Why?\nRain.\nStart your free trial\n\nAbout the Author\nShe writes.", "Why? = Rain. [-]"),
        ] {
            assert_eq!(told(text), faqs, "{text}");
        }
    }
}
