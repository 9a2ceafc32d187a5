//! A question as it stands on the page to a draft, or the reason why it cannot be one.
//!
//! The key must be named by a label or by an option's text; where both are given they must agree, and where an
//! explanation judges statements it must agree, too. Else the question is left out: no key is ever guessed.

use super::Asked;
use super::blocks::Item;
use super::coded::{self, Coded, Judged};
use super::codes;
use super::dialect::{self, Dialect};
use super::head;
use super::label::{self, Dress, Family};
use super::lists::block;
use super::mentions::{self, KEY, Names};
use super::paragraphs::Paragraph;
use super::right;
use super::statements::{self, Split};
use crate::formats::decode::is_damaged;
use crate::formats::draft::{Body, Flag, LeftOut, Question};
use crate::formats::plain;
use crate::markup::legacy;
use crate::model::ids::{Lang, letter, roman};
use crate::model::text::TokenKind;
use std::collections::BTreeSet;

/// Most options of one question.
const MOST_OPTIONS: usize = 26;

/// The longest text of a question that is taken over, in bytes.
const LONGEST_TEXT: usize = 48 * 1024;

/// What is known about all questions of a page.
#[derive(Debug, Clone, Copy)]
pub(in crate::formats) struct Common {
    /// The language of its texts.
    pub(in crate::formats) language: Lang,
    /// How many options most of them have; 0 where that is not known.
    pub(in crate::formats) options: usize,
}

impl Common {
    /// What the questions of a page have in common.
    pub(in crate::formats) fn of(asked: &[Asked], language: Lang) -> Common {
        let mut counts = std::collections::BTreeMap::new();
        for asked in asked.iter().filter(|asked| !asked.options.is_empty()) {
            *counts.entry(asked.options.len()).or_insert(0usize) += 1;
        }
        let most = counts.iter().max_by_key(|(_, count)| **count).filter(|(_, count)| **count >= 2);
        Common { language, options: most.map_or(0, |(options, _)| *options) }
    }
}

/// Makes a draft of a question, the `number`th of the page.
pub(in crate::formats) fn settle(
    mut asked: Asked,
    number: usize,
    common: Common,
    dialects: &[&Dialect],
) -> Result<Question, LeftOut> {
    let marks = head::take_marks(&mut asked.stem);
    take_second_labels(&mut asked.options);
    let texts = || {
        let stem = asked.stem.iter().map(|paragraph| (paragraph.line, paragraph.text.as_str()));
        let options = asked.options.iter().map(|item| (item.line, item.text.as_str()));
        stem.chain(options).chain(asked.explanation.iter().map(|paragraph| (paragraph.line, paragraph.text.as_str())))
    };
    let unreadable: Vec<Flag> = unreadable(texts(), common.language).into_iter().collect();
    let fault = match unreadable.is_empty() {
        true => body(&asked, common, dialects),
        false => Err(unreadable.clone()),
    };
    match fault {
        Ok(made) => Ok(Question { marks, ..made.question(asked, number) }),
        Err(reasons) => Err(left_out(&asked, number, !unreadable.is_empty(), reasons)),
    }
}

/// The first text that cannot be read, with the reason.
pub(in crate::formats) fn unreadable<'t>(
    texts: impl Iterator<Item = (u32, &'t str)> + Clone,
    language: Lang,
) -> Option<Flag> {
    for (line, text) in texts.clone() {
        if is_damaged(text) {
            let reason = "its letters were lost in a wrong encoding: copy it again from the page".to_owned();
            return Some((line, reason));
        }
    }
    // A single option is too short to show what it is.
    let whole: String = texts.clone().map(|(_, text)| text).collect::<Vec<_>>().join("\n");
    let old = if language == Lang::HINDI { legacy::hindi(&whole) } else { legacy::disguised(&whole) };
    let line = texts.map(|(line, _)| line).next()?;
    old.map(|found| (line, format!("{}: {}", found.message, found.hints.join(", "))))
}

/// A question that could be settled.
struct Made {
    stem: String,
    body: Body,
    explanation: Option<String>,
    /// A label in the explanation that no token stands for.
    typed: Option<String>,
    /// Rules of `check` that it would break on purpose.
    allow: Vec<&'static str>,
    flags: Vec<Flag>,
}

impl Made {
    fn question(self, asked: Asked, number: usize) -> Question {
        let Made { stem, body, explanation, allow, flags, .. } = self;
        let flags = asked.flags.into_iter().chain(flags).collect();
        Question { id: String::new(), number, line: asked.line, stem, body, marks: None, explanation, allow, flags }
    }
}

fn left_out(asked: &Asked, number: usize, unreadable: bool, reasons: Vec<Flag>) -> LeftOut {
    LeftOut {
        number,
        line: asked.line,
        unreadable,
        reasons,
        stem: block(&asked.stem),
        options: asked.options.iter().take(MOST_OPTIONS).map(|item| plain::inline(&item.text)).collect(),
        explanation: (!asked.explanation.is_empty()).then(|| block(&asked.explanation)),
    }
}

fn body(asked: &Asked, common: Common, dialects: &[&Dialect]) -> Result<Made, Vec<Flag>> {
    if let Some((line, reason)) = &asked.trouble {
        let key = asked.keys.first().map(|key| format!("; its key is `{}`", beginning(&key.whole)));
        return Err(vec![(*line, format!("{reason}{}", key.unwrap_or_default()))]);
    }
    sound(asked)?;
    let split = statements::split(&asked.stem, dialects);
    coded::nothing_is_missing(asked, split.as_ref(), dialects)?;
    let right = right::find(asked, common, dialects)?;
    right::concluded(asked, &right, dialects)?;
    let mut explanation = asked.explanation.clone();
    if !right.rest.is_empty() && explanation.iter().all(|paragraph| paragraph.text != right.rest) {
        explanation.insert(0, Paragraph { line: right.line, text: right.rest.clone(), bullet: false });
    }
    let mut flags = fewer_options(asked, common);
    flags.extend(right.flag);
    let judged = match &split {
        Some(split) => coded::judge(split, asked, right.place, &explanation, dialects)?,
        None => Judged::No(None),
    };
    if let (Some(split), Judged::Yes(coded)) = (&split, &judged) {
        let made = statements_of(asked, split, coded, right.place, &explanation, common);
        // Statements get labels of the paper, so that none of the page may be left.
        if made.typed.is_none() {
            return Ok(Made { flags, ..made });
        }
    }
    if let Judged::No(flag) = judged {
        flags.extend(flag);
    }
    let made = choice_of(asked, split.as_ref(), right.place, &explanation);
    let line = explanation.first().map_or(asked.line, |paragraph| paragraph.line);
    let reason = |typed: &String| format!("`{typed}` in the explanation may name an option: it stays as typed");
    flags.extend(made.typed.as_ref().map(|typed| (line, reason(typed))));
    let mut allow: Vec<&'static str> = made.typed.iter().map(|_| "literal-label").collect();
    if matches!(second_labels(&asked.options), Some((_, Dress::Dot))) {
        let reason = "its options begin with letters that may be labels or initials: they stay as typed".to_owned();
        flags.push((asked.options.first().map_or(asked.line, |item| item.line), reason));
        allow.push("typed-label");
    }
    Ok(Made { allow, flags, ..made })
}

/// The dress of labels that all options have a second time: "A. (a) One".
fn second_labels(options: &[Item]) -> Option<(Family, Dress)> {
    let of = |family: Family| {
        let dress = label::read(&options.first()?.text, family)?.dress;
        let second = |(at, item): (usize, &Item)| {
            let label = label::at(&item.text, family, at);
            label.is_some_and(|label| label.dress == dress && !label.rest.is_empty())
        };
        options.iter().enumerate().all(second).then_some((family, dress))
    };
    if options.len() < 2 { None } else { of(Family::Letter).or_else(|| of(Family::Digit)) }
}

/// Takes such labels away, unless they may be initials.
fn take_second_labels(options: &mut [Item]) {
    let Some((family, Dress::Brackets | Dress::Closed)) = second_labels(options) else { return };
    for item in options {
        if let Some(label) = label::read(&item.text, family) {
            item.text = label.rest.to_owned();
        }
    }
}

/// Checks that there is something to ask and to choose from.
fn sound(asked: &Asked) -> Result<(), Vec<Flag>> {
    let at = |line: u32, reason: String| Err(vec![(line, reason)]);
    let options = &asked.options;
    if asked.stem.iter().all(|paragraph| paragraph.text.is_empty()) {
        return at(asked.line, "nothing is asked before its options".to_owned());
    }
    if options.len() > MOST_OPTIONS {
        return at(asked.line, format!("it has {} options, the most is {MOST_OPTIONS}", options.len()));
    }
    let prose = asked.stem.iter().chain(&asked.explanation).map(|paragraph| paragraph.text.len()).sum::<usize>();
    if prose + options.iter().map(|item| item.text.len()).sum::<usize>() > LONGEST_TEXT {
        return at(asked.line, format!("its texts have more than {} KiB", LONGEST_TEXT / 1024));
    }
    if let Some(item) = options.iter().find(|item| item.text.trim().is_empty()) {
        return at(item.line, "an option has no text".to_owned());
    }
    if let Some(item) = options.iter().find(|item| holds_further_label(&item.text, asked.family, options.len())) {
        let reason =
            format!("an option holds the label of another, `{}`: they stand in columns", beginning(&item.text));
        return at(item.line, reason);
    }
    let mut known = BTreeSet::new();
    if let Some(item) = options.iter().find(|item| !known.insert(exact(&item.text))) {
        return at(item.line, format!("two options say the same, `{}`", beginning(&item.text)));
    }
    Ok(())
}

/// Whether a label that none of so many options has stands inside the text of one: `Ash (C) Cedar` of two.
fn holds_further_label(text: &str, family: Option<Family>, count: usize) -> bool {
    let Some(family) = family.filter(|family| *family != Family::Bullet) else { return false };
    let Some(from) = text.find(' ') else { return false };
    [Dress::Brackets, Dress::Closed, Dress::Dot].into_iter().any(|dress| {
        (count..count + 2).any(|place| {
            label::within(text, from, family, place, dress).is_some_and(|(_, label)| !label.rest.is_empty())
        })
    })
}

/// A text as it is compared with one that should be the same.
pub(super) fn exact(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches(['.', '।']).to_lowercase()
}

/// The beginning of a text, for a message.
pub(in crate::formats) fn beginning(text: &str) -> String {
    match text.char_indices().nth(57) {
        Some((at, _)) if text.chars().nth(60).is_some() => format!("{}…", text.get(..at).unwrap_or_default()),
        _ => text.to_owned(),
    }
}

fn fewer_options(asked: &Asked, common: Common) -> Vec<Flag> {
    let (count, most) = (asked.options.len(), common.options);
    let reason =
        || format!("it has {count} options, most questions of the page have {most}: see whether one is missing");
    if count < most { vec![(asked.line, reason())] } else { Vec::new() }
}

/// A question that judges statements, its options computed.
fn statements_of(
    asked: &Asked,
    split: &Split,
    coded: &Coded,
    right: usize,
    explanation: &[Paragraph],
    common: Common,
) -> Made {
    let count = coded.statements.len();
    let token = |(place, code): (usize, &String)| {
        let name = code.replace(' ', "+");
        Some(if place == right { KEY.to_owned() } else { name })
    };
    let names = Names {
        family: asked.family,
        bare: asked.family != Some(split.family),
        options: coded.codes.iter().enumerate().map(token).collect(),
        statements: Some((count, split.family)),
    };
    // What the paper prints before the key is known may name statements, not options.
    let printed = Names { options: Vec::new(), ..names.clone() };
    let text = |source: &str| mentions::with_bold_not(&mentions::with_tokens(source, &printed));
    let closing = || text(&joined(split.closing.split("\n\n")));
    let explanation = (!explanation.is_empty()).then(|| {
        let texts: Vec<&str> = coded.statements.iter().map(|(text, _)| text.as_str()).collect();
        let headed = match split.family {
            Family::Letter => mentions::with_heads(&block(explanation), TokenKind::Statement, &texts),
            _ => block(explanation),
        };
        mentions::with_tokens(&headed, &names)
    });
    Made {
        stem: text(&joined(split.intro.iter().map(String::as_str))),
        body: Body::Statements {
            statements: coded.statements.iter().map(|(text, holds)| (plain::inline(text), *holds)).collect(),
            ask: coded.ask,
            closing: (!coded::is_own_closing(&split.closing, coded.ask, common.language)).then(closing),
            codes: coded.codes.clone(),
        },
        typed: explanation.as_deref().and_then(|text| mentions::unclear(text, asked.options.len())),
        explanation,
        allow: Vec::new(),
        flags: Vec::new(),
    }
}

/// Texts as paragraphs of Markdown.
fn joined<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.map(plain::paragraph).collect::<Vec<_>>().join("\n\n")
}

/// A question whose options stay as they are.
fn choice_of(asked: &Asked, split: Option<&Split>, right: usize, explanation: &[Paragraph]) -> Made {
    let options = asked.options.iter().map(|item| plain::inline(&item.text)).collect::<Vec<_>>();
    let tokens = (0..options.len()).map(|place| Some(letter(place))).collect();
    let same = split.is_some_and(|split| asked.family == Some(split.family));
    let names = Names { family: asked.family, bare: !same, options: tokens, statements: None };
    let options = naming_others(options, asked, split);
    let explanation = (!explanation.is_empty()).then(|| {
        let texts: Vec<&str> = asked.options.iter().map(|item| item.text.as_str()).collect();
        let headed = match same {
            true => block(explanation),
            false => mentions::with_heads(&block(explanation), TokenKind::Option, &texts),
        };
        mentions::with_tokens(&headed, &names)
    });
    Made {
        stem: mentions::with_bold_not(&split.filter(|split| !split.worded).map_or_else(|| block(&asked.stem), listed)),
        body: Body::Choice { options, right: vec![right] },
        typed: explanation.as_deref().and_then(|text| mentions::unclear(text, asked.options.len())),
        explanation,
        allow: Vec::new(),
        flags: Vec::new(),
    }
}

/// A stem with its statements as a list; those that lost their numbers get them back, since options speak of them.
fn listed(split: &Split) -> String {
    let item = |(at, text): (usize, &String)| {
        let text = plain::paragraph(text);
        match split.family {
            Family::Digit | Family::Bullet => format!("{}. {text}", at + 1),
            Family::Roman => format!("{}. {text}", roman(at).to_uppercase()),
            _ => format!("{}. {text}", letter(at).to_uppercase()),
        }
    };
    let numbers = matches!(split.family, Family::Digit | Family::Bullet);
    let items: Vec<String> = split.statements.iter().enumerate().map(item).collect();
    let list = items.join(if numbers { "\n" } else { "\n\n" });
    let mut parts = vec![joined(split.intro.iter().map(String::as_str)), list];
    if !split.closing.is_empty() {
        parts.push(joined(split.closing.split("\n\n")));
    }
    parts.join("\n\n")
}

/// Options that name others by label, "Both 1 and 2", with tokens: the paper has labels of its own.
///
/// Only where nothing in the stem has such labels, and where other options say something themselves.
fn naming_others(options: Vec<String>, asked: &Asked, split: Option<&Split>) -> Vec<String> {
    let Some(family) = asked.family.filter(|family| *family != Family::Bullet && split.is_none()) else {
        return options;
    };
    let codes: Vec<Option<BTreeSet<usize>>> = asked
        .options
        .iter()
        .map(|item| codes::set(&item.text, family, options.len(), dialect::PAGE).filter(|set| !set.is_empty()))
        .collect();
    let in_stem = asked.stem.iter().any(|paragraph| coded::has_label(&paragraph.text, family));
    if in_stem || codes.iter().all(Option::is_some) {
        return options;
    }
    let content = |place: &usize| codes.get(*place).is_some_and(Option::is_none);
    let named = |(option, code): (String, &Option<BTreeSet<usize>>)| match code {
        // "All of the above" names nothing by a label.
        Some(set) if set.iter().all(content) && set.len() < options_named(&option, family) + 1 => {
            with_option_tokens(&option, family)
        }
        _ => option,
    };
    options.into_iter().zip(&codes).map(named).collect()
}

/// How many words of an option are labels.
fn options_named(option: &str, family: Family) -> usize {
    option.split(|c: char| !c.is_alphanumeric()).filter(|word| codes::place(word, family).is_some()).count()
}

fn with_option_tokens(option: &str, family: Family) -> String {
    let mut out = String::new();
    let mut rest = option;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        match codes::place(word, family) {
            Some(place) => {
                // The token prints its own brackets.
                let closed = after.strip_prefix(')').filter(|_| out.ends_with('('));
                if closed.is_some() {
                    out.pop();
                }
                out.push_str(&format!("{{opt:{}}}", letter(place)));
                rest = closed.unwrap_or(after);
                continue;
            }
            None => out.push_str(word),
        }
        let length = after.chars().next().map_or(0, char::len_utf8);
        out.push_str(after.get(..length).unwrap_or_default());
        rest = after.get(length..).unwrap_or_default();
    }
    out
}
