//! Subjects and kind of an article, run together as pages do when they are copied: "EconomyScience & TechNEWS".

/// Subjects of current-affairs pages, with the forms in which they are abbreviated.
const SUBJECTS: [&str; 62] = [
    "International Relations",
    "International Affairs",
    "International",
    "IR",
    "Polity & Governance",
    "Polity and Governance",
    "Indian Polity",
    "Polity",
    "Governance",
    "Constitution",
    "Social Justice",
    "Social Issues",
    "Society",
    "Indian Society",
    "Economy",
    "Indian Economy",
    "Economics",
    "Banking",
    "Finance",
    "Agriculture",
    "Industry",
    "Infrastructure",
    "Environment & Ecology",
    "Environment and Ecology",
    "Environment & Biodiversity",
    "Environment",
    "Ecology",
    "Biodiversity",
    "Climate Change",
    "Science & Technology",
    "Science and Technology",
    "Science & Tech",
    "Sci & Tech",
    "S&T",
    "Science",
    "Technology",
    "Space",
    "Health",
    "Education",
    "Defence",
    "Defence & Security",
    "Internal Security",
    "Security",
    "Disaster Management",
    "History",
    "Modern History",
    "Ancient History",
    "Medieval History",
    "Art & Culture",
    "Art and Culture",
    "Culture",
    "Geography",
    "Ethics",
    "Essay",
    "Sports",
    "Awards",
    "Government Schemes",
    "Current Affairs",
    "GS1",
    "GS2",
    "GS3",
    "GS4",
];

/// Kinds of articles as pages write them, with those of notes.
const KINDS: [(&str, &str); 11] = [
    ("NEWS", "news"),
    ("CURRENT NEWS", "news"),
    ("EDITORIAL", "editorial"),
    ("OPINION", "editorial"),
    ("EXPLAINED", "explained"),
    ("EXPLAINER", "explained"),
    ("SCHEME", "scheme"),
    ("SCHEMES", "scheme"),
    ("REPORT", "report"),
    ("REPORTS", "report"),
    ("BACKGROUND", "background"),
];

/// The longest line of chips, in bytes.
const LONGEST: usize = 200;

/// What a line of chips says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Chips {
    /// Subjects, in order.
    pub(super) subjects: Vec<String>,
    /// The kind.
    pub(super) kind: Option<&'static str>,
    /// Pieces that are no known subject; they are among the subjects, too.
    pub(super) unknown: Vec<String>,
}

/// The chips of a line; `None` where it is something else, such as the headline.
pub(super) fn read(line: &str) -> Option<Chips> {
    if line.len() > LONGEST || line.is_empty() {
        return None;
    }
    let mut chips = Chips::default();
    let mut known = 0;
    let mut rest = line.trim();
    while !rest.is_empty() {
        if let Some((word, kind)) =
            KINDS.iter().filter(|(word, _)| is_chip(rest, word)).max_by_key(|(word, _)| word.len())
        {
            chips.kind = Some(kind);
            known += 1;
            rest = after(rest, word.len());
            continue;
        }
        if let Some(subject) =
            SUBJECTS.iter().filter(|subject| is_chip(rest, subject)).max_by_key(|subject| subject.len())
        {
            chips.subjects.push(rest.get(..subject.len()).unwrap_or(subject).to_owned());
            known += 1;
            rest = after(rest, subject.len());
            continue;
        }
        let end = unknown_end(rest);
        let piece = rest.get(..end).unwrap_or(rest).trim_end_matches([' ', '|', '·', '•', ',', '/']);
        chips.subjects.push(piece.to_owned());
        chips.unknown.push(piece.to_owned());
        rest = after(rest, end);
    }
    // A headline may begin with a subject; a line of chips is made of them, or ends with a kind.
    let all = chips.unknown.is_empty() && known > 0;
    let most = chips.kind.is_some() && known * 2 >= chips.subjects.len() && ends_with_kind(line);
    (all || most).then_some(chips)
}

fn ends_with_kind(line: &str) -> bool {
    KINDS.iter().any(|(word, _)| line.trim_end().ends_with(word))
}

/// Whether a text begins with a chip that ends there: a capital, a digit, a sign or the end follows, or a blank and
/// another chip.
fn is_chip(text: &str, chip: &str) -> bool {
    let Some(rest) = after_words(text, chip) else { return false };
    match rest.chars().next() {
        None => true,
        Some(' ') => {
            let next = rest.trim_start();
            next.starts_with(['|', '·', '•', ',', '/'])
                || KINDS.iter().any(|(word, _)| next == *word)
                || SUBJECTS
                    .iter()
                    .any(|other| after_words(next, other).is_some_and(|rest| !rest.starts_with(char::is_lowercase)))
        }
        Some(c) => c.is_uppercase() || matches!(c, '|' | '·' | '•' | ',' | '/' | '('),
    }
}

/// What follows the words of a chip; those in capitals must be in capitals.
fn after_words<'t>(text: &'t str, chip: &str) -> Option<&'t str> {
    let start = text.get(..chip.len())?;
    // Most do not even begin alike.
    if !start.as_bytes().first()?.eq_ignore_ascii_case(chip.as_bytes().first()?) {
        return None;
    }
    let capitals = chip.bytes().all(|byte| !byte.is_ascii_lowercase());
    let same = if capitals { start == chip } else { start.eq_ignore_ascii_case(chip) };
    text.get(chip.len()..).filter(|_| same)
}

fn after(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or_default().trim_start_matches([' ', '|', '·', '•', ',', '/'])
}

/// Where a piece that is no known subject ends: where a capital follows a small letter, or a known one begins.
fn unknown_end(text: &str) -> usize {
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let glued =
            before.is_some_and(|before| before.is_lowercase() || matches!(before, ')' | '&')) && c.is_uppercase();
        let rest = || text.get(at..).unwrap_or_default();
        let begins = at > 0
            && c.is_uppercase()
            && before != Some(' ')
            && (KINDS.iter().any(|(word, _)| rest() == *word)
                || SUBJECTS.iter().any(|subject| subject.len() > 3 && is_chip(rest(), subject)));
        if glued && at > 0 || begins || matches!(c, '|' | '·' | '•') {
            return at;
        }
        before = Some(c);
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> String {
        read(line).map_or("none".to_owned(), |chips| {
            let unknown =
                if chips.unknown.is_empty() { String::new() } else { format!(" ? {}", chips.unknown.join(", ")) };
            format!("{} = {}{unknown}", chips.subjects.join(", "), chips.kind.unwrap_or("-"))
        })
    }

    #[test]
    fn chips_are_parted_by_what_they_say() {
        for (line, chips) in [
            ("EconomyAgricultureNEWS", "Economy, Agriculture = news"),
            ("Polity & GovernanceEDITORIAL", "Polity & Governance = editorial"),
            ("Science & TechEconomyEXPLAINED", "Science & Tech, Economy = explained"),
            ("S&TPolityREPORT", "S&T, Polity = report"),
            ("GS2PolityNEWS", "GS2, Polity = news"),
            ("Economy | Environment | NEWS", "Economy, Environment = news"),
            ("Economy Environment", "Economy, Environment = -"),
            ("EconomyUrban AffairsNEWS", "Economy, Urban Affairs = news ? Urban Affairs"),
            ("NEWS", " = news"),
            ("Economy", "Economy = -"),
            ("Economy grows by a third in a year", "none"),
            ("Science and Technology Fair opens in Delhi", "none"),
            ("Farmers get a new fund", "none"),
            ("", "none"),
        ] {
            assert_eq!(told(line), chips, "{line}");
        }
    }
}
