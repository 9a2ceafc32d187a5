//! Which option the key names: by label, by text, or by both, which must agree.

use super::Asked;
use super::blocks::Item;
use super::dialect::{self, Dialect};
use super::key::{self, Key, KeyLabel};
use super::label::{self, Dress, Family};
use super::paragraphs::Paragraph;
use super::settle::{Common, beginning, exact};
use super::{coded, codes};
use crate::formats::draft::Flag;
use std::collections::BTreeSet;

/// How like an option the text beside a key must be, for slips of the pen.
const ALIKE: f64 = 0.85;

/// Statements that a code is looked at for.
const MOST_STATEMENTS: usize = 12;

/// The right option.
pub(super) struct Right {
    /// Its place, from 0.
    pub(super) place: usize,
    /// Line of the key.
    pub(super) line: u32,
    /// What stands behind the key on its line and is no part of it.
    pub(super) rest: String,
    /// What to tell about it.
    pub(super) flag: Option<Flag>,
}

/// Finds the right option of a question.
pub(super) fn find(asked: &Asked, common: Common, dialects: &[&Dialect]) -> Result<Right, Vec<Flag>> {
    let marked = marked(asked)?;
    let Some(first) = asked.keys.first() else {
        if let Some((place, line)) = marked {
            let differs = |key: &Key| key.labels.first().and_then(|label| self::place(label, asked.family));
            if let Some(key) = asked.chosen.as_ref().filter(|key| differs(key).is_none_or(|chosen| chosen == place)) {
                return Err(vec![(key.line, "the mark may show what a reader chose".to_owned())]);
            }
            return Ok(Right { place, line, rest: String::new(), flag: None });
        }
        let like = |(_, text): &&(u32, String)| only(&asked.options, |item| exact(&item.text) == exact(text)).is_some();
        let repeated =
            asked.behind.as_ref().filter(like).map(|(line, text)| format!("; line {line} repeats the option `{text}`"));
        return Err(vec![(asked.line, format!("the text has no key for it{}", repeated.unwrap_or_default()))]);
    };
    let mut right = named(first, asked, common)?;
    if let Some((_, line)) = marked.filter(|(place, _)| *place != right.place) {
        return Err(vec![(
            line,
            format!("one option is marked as right, and the key is `{}`", beginning(&first.whole)),
        )]);
    }
    names_one(&right, first, asked, dialects)?;
    for key in asked.keys.iter().skip(1) {
        let other = named(key, asked, common)?;
        if other.place != right.place {
            let reason = format!(
                "it has two keys, `{}` on line {} and `{}`",
                beginning(&first.whole),
                first.line,
                beginning(&key.whole)
            );
            return Err(vec![(key.line, reason)]);
        }
        if right.rest.is_empty() {
            right.rest = other.rest;
        }
    }
    Ok(right)
}

/// Checks that what stands behind a key does not go on to name another option: "(b) Birch and (c) Cedar", "b c".
fn names_one(right: &Right, key: &Key, asked: &Asked, dialects: &[&Dialect]) -> Result<(), Vec<Flag>> {
    let own = asked.options.get(right.place).and_then(|item| begins(&right.rest, &item.text)).unwrap_or(0);
    let rest = right.rest.get(own..).unwrap_or_default().trim_start();
    let joined = dialects.iter().flat_map(|dialect| dialect.joins).any(|word| {
        rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
            && rest[word.len()..].starts_with(' ')
    });
    let bare = rest.trim_matches(['(', ')', '[', ']', '.', ' ']);
    let alone = !bare.is_empty()
        && asked
            .family
            .is_some_and(|family| label::read(&format!("{bare}."), family).is_some_and(|label| label.rest.is_empty()));
    let fault = |reason: String| Err(vec![(key.line, reason)]);
    if rest.starts_with(char::is_lowercase) && asks_nothing(asked) {
        let reason =
            "its options stand in a sentence that asks nothing, and its key is explained as an answer of its own";
        return fault(reason.to_owned());
    }
    if alone || joined && (label_behind(rest, asked.family) || labelled_option(rest, right.place, asked)) {
        return fault(format!("the key `{}` names several options", beginning(&key.whole)));
    }
    Ok(())
}

/// Whether the options stand in a sentence without a question: "Name the parts: (a) root (b) stem" asks for all of them.
fn asks_nothing(asked: &Asked) -> bool {
    asked.options.iter().all(|item| item.line == asked.line) && !stem(asked).contains(['?', '_', '…'])
}

/// What is asked, in one text.
fn stem(asked: &Asked) -> String {
    asked.stem.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whether another option stands in a text with its label and its words.
fn labelled_option(text: &str, own: usize, asked: &Asked) -> bool {
    let Some(family) = asked.family else { return false };
    let others = (0..asked.options.len()).filter(|place| *place != own);
    others.into_iter().any(|place| {
        let labelled = label::within(text, 0, family, place, Dress::Brackets);
        labelled
            .and_then(|(_, label)| begins_with_option(label.rest, &asked.options))
            .is_some_and(|(at, _)| at == place)
    })
}

/// Whether a label of an option stands among the first words.
fn label_behind(text: &str, family: Option<Family>) -> bool {
    let Some(family) = family else { return false };
    text.split(' ').skip(1).take(4).any(|word| {
        let bare = word.trim_matches(['(', ')', '[', ']', '.', ',']);
        bare.len() == 1 && label::read(&format!("{bare}."), family).is_some()
    })
}

/// Checks that an explanation does not end with another option than the key: "Hence, option (c) is correct."
pub(super) fn concluded(asked: &Asked, right: &Right, dialects: &[&Dialect]) -> Result<(), Vec<Flag>> {
    let behind = Paragraph { line: right.line, text: right.rest.clone(), bullet: false };
    // Where the stem has labels of the same kind, "(b) is correct" may speak of what it lists.
    let in_stem = |family: Family| asked.stem.iter().any(|paragraph| coded::has_label(&paragraph.text, family));
    let alone = asked.family.is_some_and(|family| family != Family::Bullet && !in_stem(family));
    let of_page = |label: &KeyLabel| {
        let found = label.places.iter().find(|(family, _)| Some(*family) == asked.family);
        found.map(|(_, place)| *place).filter(|place| *place < asked.options.len())
    };
    let mut called = Vec::new();
    for paragraph in [&behind].into_iter().chain(&asked.explanation) {
        for sentence in paragraph.text.split_inclusive(['.', '।', ';']).map(str::trim) {
            let label = conclusion(sentence, paragraph.line, alone, dialects);
            let by_label = label.and_then(|(label, firm)| Some((of_page(&label)?, label.typed, firm)));
            let by_text =
                || told_text(sentence, asked, right.place, dialects).map(|(place, typed)| (place, typed, true));
            called.extend(by_label.or_else(by_text).map(|(place, typed, firm)| (place, typed, firm, paragraph.line)));
        }
    }
    // "Option (a) is correct" may be said of each option in its turn: what is not that of a negative question, or of a part of it.
    let loose = called.iter().map(|(place, ..)| *place).collect::<BTreeSet<_>>().len() == 1
        && !takes_several(asked, right.place, dialects);
    let against = called.into_iter().find(|(place, _, firm, _)| *place != right.place && (*firm || loose));
    match against {
        Some((_, typed, _, line)) => {
            Err(vec![(line, format!("the explanation concludes that `{typed}` is right, and the key is another"))])
        }
        None => Ok(()),
    }
}

/// Whether more than the key may be called correct: the question is turned round, or the key stands for several options.
fn takes_several(asked: &Asked, right: usize, dialects: &[&Dialect]) -> bool {
    let stem = stem(asked);
    let key = asked.options.get(right).map_or("", |item| item.text.as_str());
    let turns = |dialect: &&Dialect| {
        dialect.not.iter().chain(dialect.fails).chain(dialect.doubtful).any(|word| speaks_of(&stem, word))
    };
    let joins =
        |dialect: &&Dialect| dialect.all.iter().chain(dialect.both).chain(dialect.and).any(|word| speaks_of(key, word));
    dialects.iter().any(turns) || dialects.iter().any(joins)
}

/// What a sentence says behind "hence" and the like; the whole of it where it does not begin so.
fn behind_hence<'t>(sentence: &'t str, dialects: &[&Dialect]) -> (&'t str, bool) {
    match key::begins(sentence, dialects, |dialect| dialect.hence) {
        Some(rest) => (rest.trim_start_matches([',', ' ', ':']), true),
        None => (sentence, false),
    }
}

/// The option that a sentence calls the right one by its label, and whether it can be said of one only; `alone` where a label
/// without the word "option" means one.
fn conclusion(sentence: &str, line: u32, alone: bool, dialects: &[&Dialect]) -> Option<(KeyLabel, bool)> {
    let only = |labels: Vec<KeyLabel>| <[KeyLabel; 1]>::try_from(labels).ok().map(|[label]| label);
    let firm = |labels: Vec<KeyLabel>| only(labels).map(|label| (label, true));
    let (rest, hence) = behind_hence(sentence, dialects);
    if let Some(told) = key::tells(rest, dialects) {
        let told = key::without_filler(told.trim_start_matches([' ', ':', '-', '–']), dialects).0;
        return firm(key::said(line, told, dialects).labels);
    }
    let ends = |text: &str| {
        let text = text.trim_end_matches(['.', '।', ';', ' ']);
        text.is_empty() || dialects.iter().any(|dialect| dialect.says_so.contains(&text))
    };
    if let Some(key) = key::read(line, rest, dialects).filter(|key| !key.doubtful && ends(&key.text)) {
        return firm(key.labels);
    }
    let option = key::begins(rest, dialects, |dialect| dialect.option);
    let said = key::said(line, option.unwrap_or(rest).trim_start_matches([' ', '-', '–']), dialects);
    let dressed = rest.starts_with(['(', '[']);
    if hence && (option.is_some() || dressed) && ends(&said.text) {
        return firm(said.labels);
    }
    if key::begins(&said.text, dialects, |dialect| dialect.is_answer).is_some() {
        return firm(said.labels);
    }
    let is_right = key::begins(&said.text, dialects, |dialect| dialect.is_right)?;
    let closes = is_right.trim_start().is_empty() || is_right.starts_with(['.', ',', ';', '।', ':']);
    let means_option = option.is_some() || alone && (dressed || hence);
    // "Thus (a) is correct, (b) is correct" goes on.
    let ends = is_right.trim_matches(['.', '।', ';', ' ']).is_empty();
    (means_option && closes).then(|| only(said.labels)).flatten().map(|label| (label, hence && ends))
}

/// Another option than the key that a sentence calls the right one by its text: "the answer is 2 only", "Only 2 is correct".
fn told_text(sentence: &str, asked: &Asked, right: usize, dialects: &[&Dialect]) -> Option<(usize, String)> {
    let (rest, _) = behind_hence(sentence, dialects);
    if let Some(told) = key::tells(rest, dialects) {
        let told = told.trim_start_matches([' ', ':', '-', '–']).trim_end_matches(['.', '।', ';']);
        let place = only(&asked.options, |item| exact(&item.text) == exact(told))?;
        return Some((place, beginning(told)));
    }
    let small = rest.trim_end_matches(['.', '।', ';']).to_lowercase();
    let code = dialects.iter().flat_map(|dialect| dialect.is_right).find_map(|words| small.strip_suffix(words))?;
    let code = code.trim_end();
    // "Statement 1 is correct" says nothing of the others.
    let limits = |word: &&&str| speaks_of(code, word);
    dialects.iter().flat_map(|dialect| dialect.only).find(limits)?;
    let set = |text: &str| codes::set(text, Family::Digit, MOST_STATEMENTS, dialects).filter(|set| !set.is_empty());
    let said = set(code)?;
    let stem = stem(asked);
    let turning = dialects.iter().flat_map(|dialect| dialect.not.iter().chain(dialect.fails));
    let turned = || turning.clone().any(|word| speaks_of(&stem, word));
    let place = only(&asked.options, |item| set(&item.text).as_ref() == Some(&said))?;
    (place != right && !turned()).then(|| (place, beginning(code)))
}

/// The option that a mark shows to be right, with its line.
fn marked(asked: &Asked) -> Result<Option<(usize, u32)>, Vec<Flag>> {
    let mut marked = asked.options.iter().enumerate().filter(|(_, item)| item.marked);
    let first = marked.next().map(|(place, item)| (place, item.line));
    match (first, marked.next()) {
        (Some(_), Some((_, item))) => Err(vec![(item.line, "several options are marked as right".to_owned())]),
        (first, _) => Ok(first),
    }
}

fn named(key: &Key, asked: &Asked, common: Common) -> Result<Right, Vec<Flag>> {
    let options = &asked.options;
    let fault = |reason: String| Err(vec![(key.line, reason)]);
    if key.whole.is_empty() {
        return fault("nothing stands behind the word for its key".to_owned());
    }
    if let Some(place) = only(options, |item| exact(&item.text) == exact(&key.whole)) {
        // "B" may be the label and the text of another option.
        let label = key.labels.first().and_then(|label| self::place(label, asked.family));
        return match label.filter(|label| *label != place && *label < options.len() && key.text.is_empty()) {
            Some(_) => {
                fault(format!("the key `{}` is the label of one option and the text of another", beginning(&key.whole)))
            }
            None => Ok(Right { place, line: key.line, rest: String::new(), flag: None }),
        };
    }
    let label = match key.labels.as_slice() {
        [] => return by_text(key, options),
        [label] => label,
        _ => {
            let joined = if key.either { "either of several options" } else { "several options" };
            return fault(format!("the key `{}` names {joined}", beginning(&key.whole)));
        }
    };
    let Some(place) = self::place(label, asked.family).filter(|place| *place < options.len()) else {
        return match by_text(key, options) {
            Ok(right) => Ok(right),
            Err(_) => fault(format!("the key `{}` is the label of no option", label.typed)),
        };
    };
    let by_order = by_order(label, asked, common, key)?;
    let right = Right { place, line: key.line, rest: String::new(), flag: by_order };
    beside(key, label, right, asked)
}

/// The right option by its label, held against the text that stands beside the label.
fn beside(key: &Key, label: &KeyLabel, right: Right, asked: &Asked) -> Result<Right, Vec<Flag>> {
    let options = &asked.options;
    let fault = |reason: String| Err(vec![(key.line, reason)]);
    let place = right.place;
    let (text, bracketed) = bare(&key.text);
    if text.is_empty() {
        return Ok(right);
    }
    let of_key = options.get(place).map_or("", |item| item.text.as_str());
    match begins_with_option(text, options) {
        Some((other, rest)) if other == place => return Ok(Right { rest: rest.to_owned(), flag: None, ..right }),
        Some((other, _)) => {
            let other = options.get(other).map_or("", |item| item.text.as_str());
            let reason = format!(
                "the key is `{}`, `{}`, and beside it stands another option, `{}`",
                label.typed,
                beginning(of_key),
                beginning(other)
            );
            return fault(reason);
        }
        None => {}
    }
    let like = alike(text, of_key);
    let others = options.iter().enumerate().filter(|(at, _)| *at != place);
    let most = others.map(|(_, item)| alike(text, &item.text)).fold(0.0, f64::max);
    let begins = text.chars().count() >= 3 && exact(of_key).starts_with(&exact(text));
    if begins && most < ALIKE || like >= ALIKE && like > most && digits(text) == digits(of_key) {
        return Ok(Right { flag: None, ..right });
    }
    if most >= ALIKE {
        return fault(format!(
            "the key is `{}`, and the text beside it, `{}`, is nearer to another option",
            label.typed,
            beginning(text)
        ));
    }
    if bracketed {
        return fault(format!(
            "the key is `{}`, and beside it stands `{}`, which is the text of no option",
            label.typed,
            beginning(text)
        ));
    }
    if let Some(other) = further_answer(text, asked.family, place) {
        return fault(format!("the key is `{}`, and beside it stands another label, `{other}`", label.typed));
    }
    if key.doubtful {
        return fault(format!("`{}` may be a label with a text or a text alone", beginning(&key.whole)));
    }
    Ok(Right { rest: key.text.clone(), ..right })
}

/// A label of another option before which a sentence breaks off, as in "(b) the stem carries, (a) the root drinks": the answer
/// to a question that asks for all of them.
fn further_answer(text: &str, family: Option<Family>, own: usize) -> Option<String> {
    let family = family?;
    (0..MOST_STATEMENTS).filter(|place| *place != own).find_map(|place| {
        let (at, label) = label::within(text, 0, family, place, Dress::Brackets)?;
        let before = text.get(..at)?.trim_end();
        // "(b) Ash. (a) Oak." answers all of them, "(b) Ash burns. (a) is wrong" explains.
        let breaks = before.ends_with([',', ';']) && label.rest.starts_with(char::is_lowercase)
            || before.ends_with('.') && label.rest.starts_with(char::is_uppercase);
        breaks.then(|| text[at..text.len() - label.rest.len()].trim().to_owned())
    })
}

/// The key as the text of an option, with what follows it.
fn by_text(key: &Key, options: &[Item]) -> Result<Right, Vec<Flag>> {
    let (text, _) = bare(&key.whole);
    // "Delta. It lies low" tells the key and why; "Delta was older than Ford" is a sentence that only begins so.
    let ends = |(place, rest): &(usize, &str)| {
        let sign = text.get(..text.len() - rest.len()).unwrap_or_default().trim_end();
        let parted =
            rest.is_empty() || sign.ends_with(['.', '।', ';', ':', '-', '–', '—', '|']) || rest.starts_with('(');
        let names_other = || options.iter().enumerate().any(|(at, item)| at != *place && speaks_of(rest, &item.text));
        parted && !names_other()
    };
    let found = begins_with_option(text, options).filter(ends);
    let near = || {
        only(options, |item| alike(text, &item.text) >= ALIKE && digits(text) == digits(&item.text))
            .map(|place| (place, ""))
    };
    match found.or_else(near) {
        Some((place, rest)) => Ok(Right { place, line: key.line, rest: rest.to_owned(), flag: None }),
        None => {
            Err(vec![(key.line, format!("the key `{}` is neither label nor text of an option", beginning(&key.whole)))])
        }
    }
}

/// Whether the words of an option stand in a text.
fn speaks_of(text: &str, option: &str) -> bool {
    let (text, option) = (exact(text), exact(option));
    let bounds = |c: Option<char>| !c.is_some_and(label::in_word);
    let alone = |(at, found): (usize, &str)| {
        let (before, after) = (text.get(..at), text.get(at + found.len()..));
        bounds(before.and_then(|text| text.chars().next_back())) && bounds(after.and_then(|text| text.chars().next()))
    };
    !option.is_empty() && text.match_indices(option.as_str()).any(alone)
}

/// The place that a label names among options of a family; `None` where the two do not belong together.
fn place(label: &KeyLabel, family: Option<Family>) -> Option<usize> {
    let of = |wanted: Family| label.places.iter().find(|(family, _)| *family == wanted).map(|(_, place)| *place);
    match family? {
        // Ordered lists of web pages and bullets lose the letters that keys still have.
        family @ (Family::Digit | Family::Bullet | Family::Roman) => of(family).or_else(|| of(Family::Letter)),
        family => of(family),
    }
}

/// Where the key has a letter and the options have none, the order of the options must be beyond doubt.
fn by_order(label: &KeyLabel, asked: &Asked, common: Common, key: &Key) -> Result<Option<Flag>, Vec<Flag>> {
    let Some(family) = asked.family.filter(|family| !label.places.iter().any(|(own, _)| own == family)) else {
        return Ok(None);
    };
    let count = asked.options.len();
    let list = asked.stem.iter().any(|paragraph| {
        let small = paragraph.text.to_lowercase();
        dialect::PAGE.iter().flat_map(|dialect| dialect.list).any(|word| small.contains(word))
    });
    if list || !(3..=5).contains(&count) || common.options != 0 && common.options != count {
        let what = if family == Family::Bullet { "no labels" } else { "numbers" };
        let reason = format!("the key is `{}`, and what may be its options bears {what}", label.typed);
        return Err(vec![(key.line, reason)]);
    }
    let reason = format!(
        "the key is `{}` and the options bear no letters: they were counted in the order of the page",
        label.typed
    );
    Ok(Some((key.line, reason)))
}

/// The only option for which something holds.
fn only(options: &[Item], holds: impl Fn(&Item) -> bool) -> Option<usize> {
    let mut found = options.iter().enumerate().filter(|(_, item)| holds(item)).map(|(at, _)| at);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// The option whose text a text begins with, the longest one, and what follows it.
fn begins_with_option<'t>(text: &'t str, options: &[Item]) -> Option<(usize, &'t str)> {
    let begins = |item: &Item| {
        let option = item.text.trim().trim_end_matches(['.', '।']);
        let end = begins(text, option)?;
        let rest = text.get(end..)?;
        let next = rest.chars().next();
        let apart = next.is_none_or(|c| {
            let fraction = c == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit());
            !fraction && !label::in_word(c)
        });
        let after = rest.trim_start_matches(['.', ',', ':', ';', ')', ']', '-', '–', '—', '|', ' ', '।']);
        // "A meal is no signal" is one sentence with the option in it.
        let goes_on = rest.starts_with(' ') && rest.trim_start().starts_with(char::is_lowercase);
        (apart && !option.is_empty()).then_some(if goes_on { text } else { after })
    };
    let found = options.iter().enumerate().filter_map(|(at, item)| Some((item.text.len(), at, begins(item)?)));
    found.max_by_key(|(length, at, _)| (*length, usize::MAX - at)).map(|(_, at, rest)| (at, rest))
}

/// Where in `text` the words of `start` end, if it begins with them; case and width of blanks do not count.
fn begins(text: &str, start: &str) -> Option<usize> {
    let mut signs = text.char_indices().peekable();
    for wanted in start.chars() {
        let (_, found) = signs.next()?;
        if found != wanted && !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(signs.peek().map_or(text.len(), |(at, _)| *at))
}

/// A text without brackets round it, and whether it had some.
fn bare(text: &str) -> (&str, bool) {
    let text = text.trim();
    for (open, close) in [('[', ']'), ('(', ')')] {
        let inside = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some(inside) = inside.filter(|inside| !inside.contains(open)) {
            return (inside.trim(), true);
        }
    }
    (text, false)
}

/// How like two texts are, from 0 to 1; long ones are compared where they begin.
fn alike(one: &str, other: &str) -> f64 {
    let start = |text: &str| exact(text).chars().take(200).collect::<String>();
    strsim::normalized_levenshtein(&start(one), &start(other))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
