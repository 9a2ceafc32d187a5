//! Statements inside a stem: on lines of their own, or in one line with the question before and after them.

use super::dialect::Dialect;
use super::label::{self, FAMILIES, Family};
use super::paragraphs::Paragraph;

/// Abbreviations after which a number is no label: "No. 2.", "Art. 3."
const BEFORE_NUMBERS: [&str; 16] =
    ["no", "nos", "art", "rs", "sec", "fig", "vol", "ch", "cl", "sr", "para", "p", "pp", "approx", "st", "dr"];

/// Most statements of one question.
const MOST: usize = 12;

/// A stem in which statements were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Split {
    /// What they are labelled with; [`Family::Bullet`] where numbers were lost.
    pub(super) family: Family,
    /// What stands before them.
    pub(super) intro: Vec<String>,
    /// The statements.
    pub(super) statements: Vec<String>,
    /// What is asked after them; empty where nothing is.
    pub(super) closing: String,
    /// Whether a word stands before each label, "Statement-I:", by which options may name it.
    pub(super) worded: bool,
}

/// The statements of a stem; `None` where there are none, or where it cannot be told where one ends.
pub(super) fn split(stem: &[Paragraph], dialects: &[&Dialect]) -> Option<Split> {
    let mut split = on_lines(stem, dialects).or_else(|| in_line(stem, dialects))?;
    // Some pages print the number twice: "1. 1The …".
    let doubled = |(place, text): (usize, &String)| {
        let rest = text.strip_prefix(&(place + 1).to_string())?;
        rest.starts_with(char::is_uppercase).then(|| rest.to_owned())
    };
    let doubled: Option<Vec<String>> = split.statements.iter().enumerate().map(doubled).collect();
    if let Some(statements) = doubled {
        split.statements = statements;
    }
    Some(split)
}

/// Statements that begin lines.
fn on_lines(stem: &[Paragraph], dialects: &[&Dialect]) -> Option<Split> {
    let first = (1..stem.len()).find_map(|at| {
        let paragraph = stem.get(at)?;
        let next = stem.get(at + 1)?;
        let labelled = FAMILIES.iter().copied().find(|family| {
            labelled(&paragraph.text, *family, 0, dialects).is_some()
                && labelled(&next.text, *family, 1, dialects).is_some()
        });
        let bullets = (paragraph.bullet && next.bullet).then_some(Family::Bullet);
        Some((at, labelled.or(bullets)?))
    });
    let (first, family) = first?;
    let mut statements: Vec<String> = Vec::new();
    let mut rest = first;
    for (at, paragraph) in stem.iter().enumerate().skip(first) {
        let text = match family {
            Family::Bullet => paragraph.bullet.then_some(paragraph.text.as_str()),
            _ => labelled(&paragraph.text, family, statements.len(), dialects),
        };
        let Some(text) = text else { break };
        statements.push(text.to_owned());
        rest = at + 1;
    }
    let after = stem.get(rest..)?;
    let mut closing: Vec<&str> = after.iter().map(|paragraph| paragraph.text.as_str()).collect();
    // Lines that are neither statement nor question belong to something that was not understood.
    if closing.first().is_some_and(|first| !closes(first, dialects)) || after.iter().any(|paragraph| paragraph.bullet) {
        return None;
    }
    let mut glued = String::new();
    if let Some(last) = statements.last_mut().filter(|_| closing.is_empty())
        && let Some(at) = closing_in(last, dialects)
    {
        glued = last.get(at..)?.to_owned();
        last.truncate(at);
        last.truncate(last.trim_end().len());
    }
    if !glued.is_empty() {
        closing.push(&glued);
    }
    let closing = closing.join("\n\n");
    let intro = stem.get(..first)?.iter().map(|paragraph| paragraph.text.clone()).collect();
    let whole = (2..=MOST).contains(&statements.len()) && statements.iter().all(|text| !text.is_empty());
    let worded = family != Family::Bullet && label::at(&stem.get(first)?.text, family, 0).is_none();
    whole.then_some(Split { family, intro, statements, closing, worded })
}

/// The text behind a statement's label: `1.`, `II.`, `S1:`, `Statement 1:`, `कथन 1:`.
fn labelled<'t>(text: &'t str, family: Family, place: usize, dialects: &[&Dialect]) -> Option<&'t str> {
    if let Some(label) = label::at(text, family, place) {
        return Some(label.rest);
    }
    let after = dialects.iter().flat_map(|dialect| dialect.statement).find_map(|word| {
        let start = text.get(..word.len()).filter(|start| start.to_lowercase() == **word)?;
        text.get(start.len()..)
    });
    let bare = match (after, text.strip_prefix('S')) {
        (Some(after), _) => after.trim_start_matches([' ', '-', '–']),
        (None, Some(after)) if after.starts_with(|c: char| c.is_ascii_digit()) => after,
        _ => return None,
    };
    label::at(bare, family, place).map(|label| label.rest)
}

/// Statements in one line: "…: 1. … 2. … 3. … Which of …?"
fn in_line(stem: &[Paragraph], dialects: &[&Dialect]) -> Option<Split> {
    let (paragraph, at) = stem.iter().enumerate().find_map(|(index, paragraph)| {
        [Family::Digit, Family::Roman, Family::Letter]
            .iter()
            .find_map(|family| Some((index, run(&paragraph.text, *family, dialects)?)))
    })?;
    let text = &stem.get(paragraph)?.text;
    let (family, places) = at;
    let mut statements = Vec::new();
    for (index, (_, from)) in places.iter().enumerate() {
        let to = places.get(index + 1).map_or(text.len(), |(start, _)| *start);
        statements.push(text.get(*from..to)?.trim().to_owned());
    }
    let mut closing: Vec<String> = stem.get(paragraph + 1..)?.iter().map(|paragraph| paragraph.text.clone()).collect();
    if closing.first().is_some_and(|first| !closes(first, dialects)) {
        return None;
    }
    if let Some(last) = statements.last_mut().filter(|_| closing.is_empty())
        && let Some(at) = closing_in(last, dialects)
    {
        closing.push(last.get(at..)?.to_owned());
        last.truncate(at);
        last.truncate(last.trim_end().len());
    }
    let mut intro: Vec<String> = stem.get(..paragraph)?.iter().map(|paragraph| paragraph.text.clone()).collect();
    let before = text.get(..places.first()?.0)?.trim().to_owned();
    // Something must introduce a list, and say so.
    let introduces = before.ends_with([':', '-', '–', '—'])
        || before.ends_with(['.', '?', '।']) && speaks_of_list(&before, dialects);
    intro.push(before);
    let whole = (2..=MOST).contains(&statements.len()) && statements.iter().all(|text| !text.is_empty());
    let worded = label::at(text.get(places.first()?.0..)?, family, 0).is_none();
    (whole && introduces).then(|| Split { family, intro, statements, closing: closing.join("\n\n"), worded })
}

fn speaks_of_list(text: &str, dialects: &[&Dialect]) -> bool {
    let small = text.to_lowercase();
    dialects.iter().flat_map(|dialect| dialect.follows).any(|word| small.contains(word))
}

/// The places of a gap-free run of labels in a line, each with where its statement begins.
///
/// The first follows what introduces the list, the others the end of a sentence.
fn run(text: &str, family: Family, dialects: &[&Dialect]) -> Option<(Family, Vec<(usize, usize)>)> {
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut before = ' ';
    let mut ended = ' ';
    for (at, c) in text.char_indices() {
        if before == ' ' && c != ' ' && at > 0 {
            let behind = text.get(..at)?;
            // What stands before: the end of a sentence, for the first label the end of an introduction.
            let stops = matches!(ended, '.' | ':' | ';' | '?' | '!' | '।' | '”' | '"' | ')' | ',')
                || places.is_empty() && matches!(ended, '-' | '–' | '—');
            // Most words are no labels; those are short, or begin like the words for a statement.
            let likely = stops && (label::is_digit(c) || "([iIaAbBcCdDeEvVxXsS".contains(c) || c == 'क');
            let rest = Some(text.get(at..)?)
                .filter(|_| likely)
                .and_then(|text| labelled(text, family, places.len(), dialects));
            if let Some(rest) = rest.filter(|rest| !abbreviated(behind) && begins_statement(rest)) {
                places.push((at, text.len() - rest.len()));
                if places.len() > MOST {
                    return None;
                }
            }
        }
        if c != ' ' {
            ended = c;
        }
        before = c;
    }
    (places.len() >= 2).then_some((family, places))
}

fn begins_statement(rest: &str) -> bool {
    rest.chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || "'\"‘“(".contains(c) || ('\u{900}'..='\u{97f}').contains(&c))
}

/// Whether a text ends in an abbreviation that numbers follow.
fn abbreviated(behind: &str) -> bool {
    let bare = behind.trim_end().trim_end_matches('.');
    let word = bare.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    bare.len() < behind.trim_end().len() && BEFORE_NUMBERS.contains(&word.to_lowercase().as_str())
}

/// Whether a line begins the question after a list.
pub(super) fn closes(text: &str, dialects: &[&Dialect]) -> bool {
    let small: String = text.chars().take(60).flat_map(char::to_lowercase).collect();
    dialects
        .iter()
        .flat_map(|dialect| dialect.closing)
        .any(|words| small.strip_prefix(words).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric())))
}

/// Where in the last statement the closing question begins; it follows a sentence, with a blank or without one.
fn closing_in(statement: &str, dialects: &[&Dialect]) -> Option<usize> {
    let mut found = None;
    for (at, c) in statement.char_indices() {
        if !matches!(c, '.' | '?' | '!' | '।' | ';' | '”' | '"' | '’' | ')') {
            continue;
        }
        let next = at + c.len_utf8();
        let rest = statement.get(next..)?;
        let begins = next + rest.len() - rest.trim_start().len();
        if begins < statement.len() && closes(statement.get(begins..)?, dialects) {
            found = Some(begins);
            break;
        }
    }
    // Without a stop, only a capital letter shows it: "… of India Which of the statements …".
    found.or_else(|| {
        statement
            .match_indices(" Which of the ")
            .chain(statement.match_indices(" How many of the "))
            .map(|(at, _)| at + 1)
            .next()
    })
}

#[cfg(test)]
mod tests {
    use super::super::dialect::PAGE;
    use super::*;

    fn told(lines: &[&str]) -> String {
        let paragraph = |(index, text): (usize, &&str)| Paragraph {
            line: index as u32 + 1,
            text: text.trim_start_matches("• ").to_owned(),
            bullet: text.starts_with("• "),
        };
        let stem: Vec<Paragraph> = lines.iter().enumerate().map(paragraph).collect();
        match split(&stem, PAGE) {
            None => "none".to_owned(),
            Some(split) => {
                format!("{} | {} | {}", split.intro.join(" / "), split.statements.join(" / "), split.closing)
            }
        }
    }

    #[test]
    fn statements_in_one_line_are_split_at_a_run_without_gaps() {
        for (text, parts) in [
            (
                "Consider the following statements about dams: 1. The first was built in 1963. 2. Its purpose is power. 3. It feeds No. 2. canal. Which of the statements given above is/are correct?",
                "Consider the following statements about dams: | The first was built in 1963. / Its purpose is power. / It feeds No. 2. canal. | Which of the statements given above is/are correct?",
            ),
            (
                "Consider the following statements: I. Art. 3. speaks of it. II. It costs Rs. 5. III. Fares rose by 3.5 per cent.How many of the above are correct?",
                "Consider the following statements: | Art. 3. speaks of it. / It costs Rs. 5. / Fares rose by 3.5 per cent. | How many of the above are correct?",
            ),
            (
                "निम्नलिखित कथनों पर विचार कीजिए: 1. यह पहला है। 2. यह दूसरा है। उपर्युक्त कथनों में से कौन-सा सही है?",
                "निम्नलिखित कथनों पर विचार कीजिए: | यह पहला है। / यह दूसरा है। | उपर्युक्त कथनों में से कौन-सा सही है?",
            ),
            (
                "Consider: (1) Rain falls. (2) Snow melts Which of the statements given above is/are correct?",
                "Consider: | Rain falls. / Snow melts | Which of the statements given above is/are correct?",
            ),
            ("It began on 1. 4. 2026 and ended in 1. Who led it?", "none"),
            ("Which tax is levied under No. 2. of the list?", "none"),
            ("The index stood at: 1. High 3. Low", "none"),
        ] {
            assert_eq!(told(&[text]), parts, "{text}");
        }
    }

    #[test]
    fn statements_on_lines_keep_what_is_asked_after_them() {
        let lines = [
            "Consider the following:",
            "Statement I: Bats fly.",
            "Statement II: Bats are birds.",
            "Which one is correct?",
        ];
        assert_eq!(told(&lines), "none", "what follows is no known closing");
        let lines = ["About bats:", "• They fly.", "• They sleep by day.", "Which of the above is/are correct?"];
        assert_eq!(told(&lines), "About bats: | They fly. / They sleep by day. | Which of the above is/are correct?");
        let lines =
            ["About bats:", "A) They fly.", "B) They are mammals.", "C) They swim.", "Choose the correct code:"];
        assert_eq!(told(&lines), "About bats: | They fly. / They are mammals. / They swim. | Choose the correct code:");
        assert_eq!(told(&["What do bats eat?"]), "none");
    }
}
