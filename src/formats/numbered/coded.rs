//! Statements with coded options: what is asked about them, the codes, and the truth that the key fixes.

use super::Asked;
use super::codes;
use super::dialect::{self, Dialect, Table};
use super::label::{self, Dress, Family};
use super::paragraphs::Paragraph;
use super::settle::exact;
use super::statements::Split;
use super::truth::verdicts;
use crate::formats::draft::Flag;
use crate::model::ids::Lang;
use crate::model::question::Ask;
use std::collections::BTreeSet;

/// What the codes and the key say.
#[derive(Debug)]
pub(super) struct Coded {
    /// Each statement with its truth.
    pub(super) statements: Vec<(String, bool)>,
    pub(super) ask: Ask,
    /// The options, as files write codes.
    pub(super) codes: Vec<String>,
}

/// Whether the truth of all statements is known.
#[derive(Debug)]
pub(super) enum Judged {
    Yes(Coded),
    /// The question stays a choice; with a reason where that should be told.
    No(Option<Flag>),
}

/// Questions after a list that the paper words itself.
const OWN: [(Lang, Ask, &str); 8] = [
    (Lang::ENGLISH, Ask::Which, "Which of the statements given above is/are correct?"),
    (Lang::ENGLISH, Ask::WhichNot, "Which of the statements given above is/are NOT correct?"),
    (Lang::ENGLISH, Ask::HowMany, "How many of the statements given above are correct?"),
    (Lang::ENGLISH, Ask::HowManyNot, "How many of the statements given above are NOT correct?"),
    (Lang::HINDI, Ask::Which, "उपर्युक्त कथनों में से कौन-सा/कौन-से सही है/हैं?"),
    (Lang::HINDI, Ask::WhichNot, "उपर्युक्त कथनों में से कौन-सा/कौन-से सही नहीं है/हैं?"),
    (Lang::HINDI, Ask::HowMany, "उपर्युक्त कथनों में से कितने सही हैं?"),
    (Lang::HINDI, Ask::HowManyNot, "उपर्युक्त कथनों में से कितने सही नहीं हैं?"),
];

/// Whether the paper asks in the same words by itself.
pub(super) fn is_own_closing(closing: &str, ask: Ask, language: Lang) -> bool {
    OWN.iter().any(|(lang, own, words)| *lang == language && *own == ask && exact(words) == exact(closing))
}

/// What a closing question asks.
struct Asking {
    ask: Ask,
    /// Whether an explanation that judges statements must agree with the key: the question speaks of right and wrong
    /// itself, or nothing in it turns it round.
    of_truth: bool,
}

/// Judges the statements of a question by its key, and compares with the explanation.
///
/// # Errors
///
/// Where the explanation says the opposite of the key.
pub(super) fn judge(
    split: &Split,
    asked: &Asked,
    right: usize,
    explanation: &[Paragraph],
    dialects: &[&Dialect],
) -> Result<Judged, Vec<Flag>> {
    let count = split.statements.len();
    let Some(asking) = asking(split, dialects) else { return Ok(Judged::No(None)) };
    let mut known = BTreeSet::new();
    if let Some(place) = split.statements.iter().position(|text| !known.insert(exact(text))) {
        let reason = format!("its statement {} stands there twice: it stays a choice", place + 1);
        return Ok(Judged::No(Some((asked.line, reason))));
    }
    let family = if split.family == Family::Bullet { Family::Digit } else { split.family };
    let texts = asked.options.iter().map(|item| item.text.as_str());
    let codes: Option<Vec<Code>> = match asking.ask.counts() {
        true => texts.map(|text| codes::count(text, count, dialects).map(Code::Count)).collect(),
        false => texts.map(|text| codes::set(text, family, count, dialects).map(Code::Set)).collect(),
    };
    let Some(codes) = codes else { return Ok(Judged::No(None)) };
    if let Some(place) = codes.iter().filter_map(Code::largest).max().filter(|place| *place >= count) {
        let reason = format!("its options speak of statement {}, and {count} were found: it stays a choice", place + 1);
        return Ok(Judged::No(Some((asked.line, reason))));
    }
    let different = codes.iter().enumerate().all(|(at, code)| !codes.iter().take(at).any(|earlier| earlier == code));
    let Some(key) = codes.get(right).filter(|_| different && codes.len() <= 8) else { return Ok(Judged::No(None)) };
    let text: String = explanation.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join(". ");
    let line = explanation.first().map_or(asked.line, |paragraph| paragraph.line);
    let said = match verdicts(&text, split.family, count, dialects) {
        Ok(said) => said,
        Err(place) => {
            let reason = format!("the explanation calls statement {} right and wrong: it stays a choice", place + 1);
            return Ok(Judged::No(Some((line, reason))));
        }
    };
    let negated = asking.ask.negated();
    let holds = match by_key(key, &said, negated) {
        Ok(Some(holds)) => holds,
        Ok(None) => return Ok(Judged::No(None)),
        Err(reason) => return Err(vec![(line, reason)]),
    };
    let against = said.iter().zip(&holds).position(|(said, holds)| said.is_some_and(|said| said != *holds));
    if let Some(place) = against {
        let (key, said) = if holds[place] { ("right", "wrong") } else { ("wrong", "right") };
        let reason = format!("by the key statement {} is {key}, by the explanation {said}", place + 1);
        return if asking.of_truth { Err(vec![(line, reason)]) } else { Ok(Judged::No(Some((line, reason)))) };
    }
    if split.closing.is_empty() {
        // What is asked stands before the statements; the paper would ask again behind them.
        return Ok(Judged::No(None));
    }
    let statements = split.statements.iter().cloned().zip(holds).collect();
    Ok(Judged::Yes(Coded { statements, ask: asking.ask, codes: codes.iter().map(Code::typed).collect() }))
}

/// The truth of each statement by the key; where that is a number, by what the explanation says of all of them.
fn by_key(key: &Code, said: &[Option<bool>], negated: bool) -> Result<Option<Vec<bool>>, String> {
    let count = said.len();
    Ok(match key {
        Code::Set(set) => Some((0..count).map(|place| set.contains(&place) != negated).collect()),
        Code::Count(number) if *number == 0 || *number == count => Some(vec![(*number == count) != negated; count]),
        Code::Count(number) => {
            let known = said.iter().copied().collect::<Option<Vec<bool>>>();
            let counted = known.as_ref().map(|known| known.iter().filter(|holds| **holds != negated).count());
            if let Some(counted) = counted.filter(|counted| counted != number) {
                return Err(format!("the key counts {number} statements, the explanation {counted}"));
            }
            known
        }
    })
}

/// An option that is a code.
#[derive(Debug, PartialEq, Eq)]
enum Code {
    Set(BTreeSet<usize>),
    Count(usize),
}

impl Code {
    fn largest(&self) -> Option<usize> {
        match self {
            Code::Set(set) => set.last().copied(),
            Code::Count(number) => number.checked_sub(1),
        }
    }

    fn typed(&self) -> String {
        match self {
            Code::Set(set) if set.is_empty() => "none".to_owned(),
            Code::Set(set) => set.iter().map(|place| (place + 1).to_string()).collect::<Vec<_>>().join(" "),
            Code::Count(number) => number.to_string(),
        }
    }
}

/// The words of a text, in small letters, with one sort of apostrophe; a hyphen is part of a word.
fn words(text: &str) -> Vec<String> {
    let in_word = |c: char| label::in_word(c) || matches!(c, '\'' | '-');
    let small = text.to_lowercase().replace('’', "'");
    let words = small.split(|c| !in_word(c)).map(|word| word.trim_matches(['-', '\'']));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What a text says of right and wrong: how many words of each sort it has.
#[derive(Debug, Default)]
struct Tone {
    /// "correct"
    right: usize,
    /// "incorrect"
    wrong: usize,
    /// "not"
    not: usize,
    /// What may turn it round, or not.
    doubtful: usize,
    /// "statement"
    statements: usize,
}

impl Tone {
    fn of(text: &str, dialects: &[&Dialect]) -> Tone {
        let words = words(text);
        let listed = |table: Table| {
            words.iter().filter(|word| dialects.iter().any(|dialect| table(dialect).contains(&word.as_str()))).count()
        };
        Tone {
            right: listed(|dialect| dialect.holds),
            wrong: listed(|dialect| dialect.fails),
            not: listed(|dialect| dialect.not),
            doubtful: listed(|dialect| dialect.doubtful),
            statements: listed(|dialect| dialect.statement),
        }
    }

    fn turns(&self) -> usize {
        self.wrong + self.not
    }
}

/// Words between a verb and what it says of the statements.
const NEAR: usize = 4;

/// Whether only known words stand between the verb and "correct", and behind that: an unknown one may turn it round, as in
/// "is anything but true". In Hindi the verb follows.
fn is_plain(text: &str, dialects: &[&Dialect]) -> bool {
    let words = words(text);
    let listed = |word: &str, table: Table| dialects.iter().any(|dialect| table(dialect).contains(&word));
    let judges = |word: &String| listed(word, |dialect| dialect.holds) || listed(word, |dialect| dialect.fails);
    let known = |word: &String| {
        let tables: [Table; 3] = [|dialect| dialect.not, |dialect| dialect.statement, |dialect| dialect.closing_words];
        judges(word) || tables.into_iter().any(|table| listed(word, table)) || word.bytes().all(|b| b.is_ascii_digit())
    };
    let Some(at) = words.iter().position(judges) else { return false };
    let from = if words[at].is_ascii() {
        let is_verb = |word: &str| {
            matches!(word, "is" | "are" | "be") || word.contains('\'') && listed(word, |dialect| dialect.not)
        };
        let verb = (at.saturating_sub(NEAR)..at).rev().find(|place| is_verb(words[*place].as_str()));
        let Some(verb) = verb else { return false };
        // What stands before "be" is part of it: "cannot be", "unlikely to be".
        if words[verb] == "be" { verb.saturating_sub(2) } else { verb }
    } else {
        at
    };
    words.iter().skip(from).all(known)
}

/// What the question after the list asks, or the one before it; `None` where that is not plain.
///
/// Statements are asked for by a known word for right or wrong: an unknown one may mean the opposite.
fn asking(split: &Split, dialects: &[&Dialect]) -> Option<Asking> {
    let (intro, closing) = match split.intro.split_last() {
        Some((last, before)) if split.closing.is_empty() => (before.join(" "), last.to_lowercase()),
        _ => (split.intro.join(" "), split.closing.to_lowercase()),
    };
    let ordered = |word: &String| dialects.iter().any(|dialect| dialect.order.contains(&word.as_str()));
    if closing.is_empty() || words(&intro).iter().chain(&words(&closing)).any(ordered) {
        return None;
    }
    let selects = |sentence: &&str| {
        dialects.iter().flat_map(|dialect| dialect.selects).any(|words| sentence.trim_start().starts_with(words))
    };
    let sentences: Vec<&str> = closing.split_inclusive(['?', '.', '।', '\n']).collect();
    let spoken: String = sentences.iter().filter(|sentence| !selects(sentence)).copied().collect();
    let (before, own, whole) = (Tone::of(&intro, dialects), Tone::of(&spoken, dialects), Tone::of(&closing, dialects));
    if before.doubtful + whole.doubtful > 0 {
        return None;
    }
    let statements = before.statements + whole.statements > 0;
    if spoken.trim().is_empty() {
        // "Select the correct answer using the code" does not speak of the statements: what is asked stands above them.
        let small = intro.to_lowercase();
        let shows = dialects.iter().flat_map(|dialect| dialect.considers).any(|words| small.contains(words));
        let plain = before.right > 0 && is_plain(&intro, dialects) || shows && !small.contains('?');
        return (before.turns() + whole.turns() == 0 && plain).then_some(Asking { ask: Ask::Which, of_truth: true });
    }
    let judges = own.right + own.wrong > 0;
    if own.right > 0 && own.wrong > 0 || statements && !judges || judges && !is_plain(&spoken, dialects) {
        return None;
    }
    let counts = dialects.iter().flat_map(|dialect| dialect.how_many).any(|words| spoken.contains(words));
    let ask = match (counts, own.turns()) {
        (false, 0) => Ask::Which,
        (false, 1) => Ask::WhichNot,
        (true, 0) => Ask::HowMany,
        (true, 1) => Ask::HowManyNot,
        _ => return None,
    };
    Some(Asking { ask, of_truth: judges || before.turns() + own.turns() == 0 })
}

/// Checks that a question does not speak of statements that are not in the text.
pub(super) fn nothing_is_missing(asked: &Asked, split: Option<&Split>, dialects: &[&Dialect]) -> Result<(), Vec<Flag>> {
    let fault = |reason: &str| Err(vec![(asked.line, reason.to_owned())]);
    let families = [Family::Digit, Family::Roman, Family::Letter];
    let named = |family: Family| {
        let sets = asked.options.iter().filter_map(|item| Some((item, codes::set(&item.text, family, 12, dialects)?)));
        // A number alone is a number.
        let codes = sets.filter(|(item, set)| set.len() > 1 || item.text.contains(' '));
        codes.map(|(_, set)| set).filter(|set| !set.is_empty() && set.len() < 12).collect::<Vec<_>>()
    };
    if let Some(split) = split {
        let largest = named(Family::Digit).iter().filter_map(|set| set.last().copied()).max();
        let count = split.statements.len();
        if split.family == Family::Bullet && largest.is_some_and(|largest| largest >= count) {
            return fault("its options speak of more statements than the text has");
        }
        return Ok(());
    }
    for family in families {
        // Options that name other options are few.
        let sets = named(family);
        let visible = || asked.stem.iter().any(|paragraph| has_label(&paragraph.text, family));
        if sets.len() >= 2 && sets.len() * 2 > asked.options.len() && !visible() {
            return fault("its options speak of statements by number, and none are numbered in the text");
        }
    }
    let small: Vec<String> = asked.stem.iter().map(|paragraph| paragraph.text.to_lowercase()).collect();
    let points_back = dialects.iter().flat_map(|dialect| dialect.points_back);
    let place = points_back.filter_map(|words| small.last()?.find(words)).min();
    if (1..=2).contains(&small.len()) && place.is_some_and(|place| place < 60) {
        let alone = small.len() == 1 || small.first().is_some_and(|first| first.len() < 60);
        if alone {
            return fault("it speaks of statements that are not in the text");
        }
    }
    Ok(())
}

/// Whether a text has the first two labels of a family anywhere.
pub(super) fn has_label(text: &str, family: Family) -> bool {
    let dresses = [Dress::Brackets, Dress::Closed, Dress::Dot, Dress::Loose];
    dresses.iter().any(|dress| label::within(text, 0, family, 0, *dress).is_some())
        || dialect::PAGE.iter().flat_map(|dialect| dialect.statement).any(|word| {
            let small = text.to_lowercase();
            small.match_indices(word).any(|(at, _)| {
                let rest = small.get(at + word.len()..).unwrap_or_default().trim_start_matches([' ', '-', '–', '(']);
                codes::place(rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default(), family) == Some(0)
            })
        })
}
