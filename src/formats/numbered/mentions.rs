//! Labels that a text mentions, "options A and D", "statement 2", to tokens that print the label of each set; and "not"
//! made bold where it decides a question.

use super::dialect;
use super::label::{self, Dress, Family};
use crate::diag::Diagnostics;
use crate::markup::{self, labels, negation};
use crate::model::ids::letter;
use crate::model::text::{Form, RichText, TokenKind};

/// Words that turn a question round in one text; more are not made bold.
const MOST_BOLD: usize = 8;

/// What labels of a question stand for.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// What the page labels its options with: other labels name something else.
    pub(super) family: Option<Family>,
    /// Whether such a label alone names an option. Statements may have the same, and then the word "option" must tell.
    pub(super) bare: bool,
    /// The token of each option, in the order of the page; `None` where it has no name.
    pub(super) options: Vec<Option<String>>,
    /// How many statements there are, and what the page labels them with.
    pub(super) statements: Option<(usize, Family)>,
}

fn parsed(source: &str) -> RichText {
    markup::parse(source, Form::Block, None, false, &mut Diagnostics::default())
}

/// The text with tokens in the place of labels.
pub(super) fn with_tokens(source: &str, names: &Names) -> String {
    let source = match names.statements {
        Some((count, family)) => with_numbers(source, family, count),
        None => source.to_owned(),
    };
    let found = labels::find(&parsed(&source));
    let mut out = String::with_capacity(source.len());
    let mut done = 0;
    let mut at = 0;
    while let Some(label) = found.get(at) {
        let mut group = vec![name(label, &source, names)];
        let mut last = label;
        while let Some(next) = found.get(at + group.len()).filter(|next| next.kind == label.kind) {
            let between = source.get(last.range.end..next.range.start).unwrap_or_default();
            let joined = matches!(between.trim(), "," | "and" | ", and" | "&" | "और" | "तथा" | "एवं");
            let name =
                name(next, &source, names).filter(|name| name != KEY && group.iter().flatten().all(|it| it != KEY));
            if !joined || name.is_none() {
                break;
            }
            group.push(name);
            last = next;
        }
        at += group.len();
        let named: Option<Vec<String>> = group.into_iter().collect();
        let told = names.bare || label.kind != TokenKind::Option || is_named(&source, label.range.start);
        let Some(named) = named.filter(|_| told) else { continue };
        out.push_str(source.get(done..label.range.start).unwrap_or_default());
        out.push_str(&token(label.kind, &named));
        done = last.range.end;
    }
    out.push_str(source.get(done..).unwrap_or_default());
    out
}

/// Whether the word "option" stands before a place.
fn is_named(source: &str, at: usize) -> bool {
    let before = source.get(..at).unwrap_or_default().trim_end_matches([' ', '-', '–', ':', '*', '_']).to_lowercase();
    ["option", "options", "choice", "choices", "alternative", "alternatives", "विकल्प", "विकल्पों"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// A label that is left in a text and may name one of so many options.
pub(super) fn unclear(source: &str, options: usize) -> Option<String> {
    let found = labels::find(&parsed(source));
    let label = found.iter().find(|label| label.kind == TokenKind::Option && label.place < options);
    match label {
        Some(label) => source.get(label.range.clone()).map(str::to_owned),
        None => judged_letter(source, options).or_else(|| letter_of_sentence(source, options)),
    }
}

/// A letter that begins a sentence or a part of one and of which something is said: "A is in the north, B was in the south".
fn letter_of_sentence(source: &str, options: usize) -> Option<String> {
    let words: Vec<&str> = source.split_whitespace().collect();
    let found = words.windows(2).enumerate().find(|(at, two)| {
        let begins = at.checked_sub(1).and_then(|before| words.get(before)).is_none_or(|before| {
            let word = before.to_lowercase();
            before.ends_with(['.', ',', ';', ':', '?'])
                || dialect::PAGE.iter().any(|dialect| {
                    [dialect.and, dialect.but, dialect.hence].iter().any(|table| table.contains(&word.as_str()))
                })
        });
        let place = two[0].bytes().next().map(|byte| usize::from(byte).wrapping_sub(usize::from(b'A')));
        let capital = two[0].len() == 1 && place.is_some_and(|place| place < options);
        begins && capital && matches!(two[1], "is" | "are" | "was" | "were")
    })?;
    Some(found.1[0].to_owned())
}

/// A letter that stands alone and is called right or wrong: "Hence A is the answer", "a, c and d are wrong".
fn judged_letter(source: &str, options: usize) -> Option<String> {
    let words: Vec<&str> =
        source.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '{')).collect();
    let at = words.windows(4).chain(words.windows(3)).find(|words| {
        let letter = words[0].as_bytes();
        let place = letter.first().map(|byte| usize::from(byte.to_ascii_lowercase()).wrapping_sub(usize::from(b'a')));
        let judged = match words[2] {
            "the" => words.get(3).copied(),
            word => Some(word),
        };
        letter.len() == 1
            && place.is_some_and(|place| place < options)
            && matches!(words[1], "is" | "are")
            && judged.is_some_and(|word| {
                dialect::PAGE.iter().any(|dialect| {
                    [dialect.holds, dialect.fails, dialect.answer].iter().any(|table| table.contains(&word))
                })
            })
    })?;
    Some(at[0].to_owned())
}

fn token(kind: TokenKind, names: &[String]) -> String {
    match names {
        [name] if name == KEY => format!("{{{KEY}}}"),
        names => format!("{{{}:{}}}", kind.word(), names.join(",")),
    }
}

/// The name that stands for the right option of a question whose options are computed.
pub(super) const KEY: &str = "key";

fn name(label: &labels::Label, source: &str, names: &Names) -> Option<String> {
    match label.kind {
        TokenKind::Option => {
            let typed = source.get(label.range.clone()).unwrap_or_default();
            let fits = match names.family {
                Some(Family::Letter | Family::Bullet) | None => typed.contains(|c: char| c.is_ascii_alphabetic()),
                Some(Family::Digit) => typed.contains(|c: char| c.is_numeric()),
                Some(Family::Roman) => false,
                Some(Family::Consonant | Family::Written) => !typed.is_ascii(),
            };
            names.options.get(label.place).filter(|_| fits).cloned().flatten()
        }
        TokenKind::Statement => {
            names.statements.filter(|(count, _)| label.place < *count).map(|_| (label.place + 1).to_string())
        }
        _ => None,
    }
}

/// "Statement B" and "S2" in numbers, which labels are found by.
fn with_numbers(source: &str, family: Family, count: usize) -> String {
    let mut out = String::with_capacity(source.len());
    // Whether labels may follow: behind "statements" and behind other labels of the same list.
    let mut in_list = false;
    let mut rest = source;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if word.is_empty() {
            let mut length = after.chars().next().map_or(1, char::len_utf8);
            if after.starts_with('$') && !out.ends_with('\\') {
                // Nothing in a formula is a label.
                length = after.get(1..).and_then(|inside| inside.find('$')).map_or(1, |inside| inside + 2);
            }
            let sign = after.get(..length).unwrap_or_default();
            in_list &= matches!(sign, " " | "," | "&" | "-" | "(" | ")");
            out.push_str(sign);
            rest = after.get(length..).unwrap_or_default();
            continue;
        }
        let number = word.strip_prefix('S').and_then(|rest| rest.parse::<usize>().ok());
        let letter = word.bytes().next().filter(|_| word.len() == 1 && family == Family::Letter);
        let place = letter.map(|byte| usize::from(byte.to_ascii_lowercase()).wrapping_sub(usize::from(b'a')));
        let starts = out.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        match (
            number.filter(|number| starts && (1..=count).contains(number)),
            place.filter(|place| in_list && *place < count),
        ) {
            (Some(number), _) => {
                out.push_str(&format!("{{st:{number}}}"));
            }
            (None, Some(place)) => out.push_str(&(place + 1).to_string()),
            (None, None) => {
                in_list = matches!(word.to_ascii_lowercase().as_str(), "statement" | "statements")
                    || in_list && word == "and";
                out.push_str(word);
            }
        }
        rest = after;
    }
    out
}

/// A text with tokens where a paragraph or item begins with the label of an option or statement and goes on with its
/// words: "(b) Good conductors of heat are …".
pub(super) fn with_heads(source: &str, kind: TokenKind, texts: &[&str]) -> String {
    let words = |text: &str| -> Vec<String> {
        let small = text.to_lowercase();
        small.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3).map(str::to_owned).collect()
    };
    let head = |line: &str| -> Option<String> {
        let bullet = if line.starts_with("- ") { 2 } else { 0 };
        let label = label::read(line.get(bullet..)?, Family::Letter)?;
        let labelled = texts.get(label.place).filter(|_| matches!(label.dress, Dress::Brackets | Dress::Closed))?;
        let own = words(labelled);
        let begins = words(&label.rest.chars().take(labelled.chars().count() + 40).collect::<String>());
        let shared = own.iter().filter(|word| begins.contains(word)).count();
        let marker = line.get(..bullet)?;
        let name = match kind {
            TokenKind::Statement => (label.place + 1).to_string(),
            _ => letter(label.place),
        };
        // The label of a statement has no brackets of its own.
        let dot = if kind == TokenKind::Statement { "." } else { "" };
        (shared * 2 > own.len()).then(|| format!("{marker}{}{dot} {}", token(kind, &[name]), label.rest))
    };
    source.split('\n').map(|line| head(line).unwrap_or_else(|| line.to_owned())).collect::<Vec<_>>().join("\n")
}

/// The text with every "not" that decides it in bold.
pub(super) fn with_bold_not(source: &str) -> String {
    let mut source = source.to_owned();
    for _ in 0..MOST_BOLD {
        let Some((word, range)) = negation::unmarked(&parsed(&source)) else { break };
        if source.get(range.clone()) != Some(word.as_str()) {
            break;
        }
        source.replace_range(range, &format!("**{word}**"));
    }
    source
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_become_tokens() {
        let options = ["a", "b", "c", "d"].map(|name| Some(name.to_owned())).to_vec();
        let choice = Names { family: Some(Family::Letter), bare: true, options: options.clone(), statements: None };
        let counted = Names { family: Some(Family::Digit), bare: true, options, statements: None };
        assert_eq!(
            with_tokens("Option 2 is right, (a) is a letter.", &counted),
            "Option {opt:b} is right, (a) is a letter."
        );
        for (text, tokens) in [
            ("Options A, B, and D are not mentioned.", "Options {opt:a,b,d} are not mentioned."),
            ("Hence option (c).", "Hence option {opt:c}."),
            ("(a) is wrong, (b) is right.", "{opt:a} is wrong, {opt:b} is right."),
            ("Option 2 names a river.", "Option 2 names a river."),
            ("Neither option A nor option B holds.", "Neither option {opt:a} nor option {opt:b} holds."),
            ("Statement 1 is right.", "Statement 1 is right."),
            ("Option F is missing.", "Option F is missing."),
            ("Article 19(1)(a) is a right.", "Article 19(1)(a) is a right."),
        ] {
            assert_eq!(with_tokens(text, &choice), tokens, "{text}");
        }
        let coded = Names {
            family: Some(Family::Letter),
            bare: true,
            options: vec![Some("1".to_owned()), Some(KEY.to_owned()), None],
            statements: Some((3, Family::Letter)),
        };
        for (text, tokens) in [
            ("Statements A and C hold; S2 does not.", "Statements {st:1,3} hold; {st:2} does not."),
            ("Statement 3 is false. Hence (b) is right.", "Statement {st:3} is false. Hence {key} is right."),
            ("Statements (A) and (B) hold.", "Statements {st:1,2} hold."),
            ("Statement a was made.", "Statement {st:1} was made."),
            ("A dam is a wall.", "A dam is a wall."),
        ] {
            assert_eq!(with_tokens(text, &coded), tokens, "{text}");
        }
    }

    #[test]
    fn items_that_begin_with_an_option_name_it() {
        let options = ["it is polar", "it is a good conductor of heat", "it is wet"];
        let text =
            "So it is.\n\n- (b) Good conductor of heat: no.\n- (a) The first of three.\nb) A good conductor of heat";
        let tokens = "So it is.\n\n- {opt:b} Good conductor of heat: no.\n- (a) The first of three.\n{opt:b} A good conductor of heat";
        assert_eq!(with_heads(text, TokenKind::Option, &options), tokens);
    }

    #[test]
    fn a_not_that_decides_is_bold() {
        for (text, bold) in [
            ("Which of these is not a river?", "Which of these is **not** a river?"),
            ("Which is incorrect?", "Which is **incorrect**?"),
            ("It does not rain. Which month is it?", "It does not rain. Which month is it?"),
            ("इनमें से कौन-सा सही नहीं है?", "इनमें से कौन-सा सही **नहीं** है?"),
            ("Which is NOT right?", "Which is NOT right?"),
        ] {
            assert_eq!(with_bold_not(text), bold);
        }
    }
}
