//! Languages of one text that differ in more than words: numbers, formulas, tokens, pictures, a text that is missing
//! altogether, or one that was copied and not translated. Candidates of both languages must get the same question.

use super::Rule;
use super::subject::{NoteSubject, Subject, of_part};
use crate::diag::Diagnostics;
use crate::model::ids::Lang;
use crate::model::note::NoteRole;
use crate::model::text::{InlineKind, RichText};
use crate::model::visit::{TextField, TextRole, Versions};
use std::collections::{BTreeMap, BTreeSet};

/// Compares every language of a question with its own.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut several = false;
    subject.question.each_text(&mut |_, lang, _| several = several || lang != subject.question.language);
    if !several {
        return;
    }
    let told = |role: &TextRole<'_>| (what(role), role.field);
    compare(rule, &subject.question.versions(), subject.question.language, &told, found);
}

/// Compares every language of a note with its own.
pub(super) fn note(rule: &Rule, subject: &NoteSubject<'_>, found: &mut Diagnostics) {
    // A number that differs on both sides is a mistake, as in a stem.
    let told = |role: &NoteRole<'_>| (role.told(), TextField::Stem);
    compare(rule, &subject.note.versions(), subject.note.language, &told, found);
}

/// Compares texts with those in the language `own`; `told` gives words for one, and the field that it is judged as.
fn compare<Role>(
    rule: &Rule,
    versions: &[Versions<'_, Role>],
    own: Lang,
    told: &dyn Fn(&Role) -> (String, TextField),
    found: &mut Diagnostics,
) {
    let languages: BTreeSet<Lang> = versions.iter().flat_map(|text| text.texts.iter().map(|(lang, _)| *lang)).collect();
    if languages.len() < 2 {
        return;
    }
    for lang in languages.iter().filter(|lang| **lang != own) {
        // Numbers and signs are the same in every language.
        let has_words = |text: &RichText| text.plain().chars().any(char::is_alphabetic);
        let lacks = |text: &&Versions<'_, Role>| text.get(*lang).is_none() && text.get(own).is_none_or(has_words);
        let lacking: Vec<&Versions<'_, Role>> = versions.iter().filter(lacks).collect();
        if let Some(first) = lacking.first() {
            let lacks = match lacking.len() {
                1 => "has".to_owned(),
                count => format!("and {} more have", count - 1),
            };
            let place = first.get(own).and_then(RichText::whole_span);
            found.push(
                rule.finds(format!("{} {lacks} no text in `{lang}`", told(&first.role).0))
                    .at(place)
                    .hint(format!("write it under `lang.{lang}`; `\"=\"` prints the first language's text")),
            );
        }
    }
    for text in versions {
        let Some(first) = text.get(own) else { continue };
        let (what, field) = told(&text.role);
        for (lang, other) in text.texts.iter().filter(|(lang, _)| *lang != own) {
            if let Some((thing, here, there)) = difference(field, first, other) {
                let listed = |list: Vec<String>| if list.is_empty() { "none".to_owned() } else { list.join(", ") };
                let (here, there) = (listed(here), listed(there));
                let message = format!("{what} has other {thing} in `{lang}` than in `{own}`: {there} against {here}");
                let finding = rule.finds(message).at(other.whole_span());
                let related = first.whole_span().map(|span| (span, format!("in `{own}`")));
                found.push(match related {
                    Some((span, remark)) => finding.related(span, remark),
                    None => finding,
                });
            } else if is_copy(first, other) {
                found.push(
                    rule.finds(format!("{what} says the same in `{lang}` as in `{own}`"))
                        .at(other.whole_span())
                        .hint("translate it; where it stays as it is, `\"=\"` says so"),
                );
            }
        }
    }
}

fn what(role: &TextRole<'_>) -> String {
    let name = |what: &str| role.name.map_or_else(|| what.to_owned(), |name| format!("{what} `{name}`"));
    let text = match role.field {
        TextField::Option => name("option"),
        TextField::Statement => name("statement"),
        TextField::Cell => name("a cell of row"),
        TextField::Left | TextField::Right => name("entry"),
        TextField::Item => name("item"),
        TextField::Why => name("the `why` of"),
        TextField::Alt => name("the alternative text of figure"),
        TextField::FigureText => name("a text of figure"),
        TextField::Point => "a value point".to_owned(),
        TextField::Heading => "a heading".to_owned(),
        field => format!("`{}`", field.name()),
    };
    format!("{}{text}", of_part(role.part))
}

type Difference = (&'static str, Vec<String>, Vec<String>);

/// The first kind of thing in which two texts differ, with what only the first and only the second has.
fn difference(field: TextField, first: &RichText, other: &RichText) -> Option<Difference> {
    let formulas = |text: &RichText| text.formulas().iter().map(|(formula, _)| bare_formula(&formula.tex)).collect();
    let tokens = |text: &RichText| text.tokens().iter().map(|(token, _)| token.typed()).collect();
    let only = |this: Vec<String>, that: Vec<String>| {
        let (this, that) = (counted(this), counted(that));
        (left_over(&this, &that), left_over(&that, &this))
    };
    let mut checks: Vec<(&'static str, Vec<String>, Vec<String>)> = vec![
        ("formulas", formulas(first), formulas(other)),
        ("tokens", tokens(first), tokens(other)),
        ("figures", images(first), images(other)),
    ];
    // In longer texts a language may write a number as a word.
    let short = matches!(
        field,
        TextField::Option
            | TextField::Statement
            | TextField::Cell
            | TextField::Left
            | TextField::Right
            | TextField::Item
    );
    if short {
        checks.push(("numbers", numbers(first), numbers(other)));
    }
    let found = checks.into_iter().find_map(|(thing, this, that)| {
        let (here, there) = only(this, that);
        (!here.is_empty() || !there.is_empty()).then_some((thing, here, there))
    });
    found.or_else(|| {
        // A number of a stem that is a word in one language is missing there; another number is a mistake.
        let (here, there) = only(numbers(first), numbers(other));
        let both = field == TextField::Stem && !here.is_empty() && !there.is_empty();
        both.then_some(("numbers", here, there))
    })
}

fn counted(list: Vec<String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for entry in list {
        *counts.entry(entry).or_insert(0) += 1;
    }
    counts
}

fn left_over(this: &BTreeMap<String, usize>, that: &BTreeMap<String, usize>) -> Vec<String> {
    this.iter()
        .filter(|(entry, count)| that.get(*entry).copied().unwrap_or(0) < **count)
        .map(|(entry, _)| format!("`{entry}`"))
        .collect()
}

/// A formula without blanks and without words in it, which are translated.
fn bare_formula(tex: &str) -> String {
    let mut out = String::new();
    let mut rest = tex;
    while let Some(at) = rest.find("\\text{") {
        out.push_str(rest.get(..at).unwrap_or_default());
        out.push_str("\\text{}");
        let inner = rest.get(at + 6..).unwrap_or_default();
        rest = inner.split_once('}').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.retain(|c| !c.is_whitespace());
    out
}

/// Whether a translation was typed and is none: the same words again. What `"="` copies stands where the first text does.
fn is_copy(first: &RichText, other: &RichText) -> bool {
    let mut has_words = false;
    first.each_inline(&mut |inline| {
        if let InlineKind::Text(text) = &inline.kind {
            has_words |= text.chars().any(char::is_alphabetic);
        }
    });
    has_words && first.whole_span() != other.whole_span() && first.plain() == other.plain()
}

fn images(text: &RichText) -> Vec<String> {
    let mut found = Vec::new();
    text.each_inline(&mut |inline| {
        if let InlineKind::Image { target, .. } = &inline.kind {
            found.push(target.clone());
        }
    });
    found
}

/// The numbers outside formulas, in digits that all languages share.
fn numbers(text: &RichText) -> Vec<String> {
    let mut found = Vec::new();
    text.each_inline(&mut |inline| {
        let InlineKind::Text(text) = &inline.kind else { return };
        let mut number = String::new();
        for c in text.chars().chain([' ']) {
            match digit(c) {
                Some(digit) => number.push(digit),
                // A point or comma inside a number belongs to it; grouping differs between languages.
                None if c == '.' && !number.is_empty() => number.push('.'),
                None if c == ',' && !number.is_empty() => {}
                None => {
                    let whole = number.trim_end_matches('.');
                    if !whole.is_empty() {
                        found.push(whole.to_owned());
                    }
                    number.clear();
                }
            }
        }
    });
    found
}

/// The digit as 0 to 9, whichever Indian script it is written in.
fn digit(c: char) -> Option<char> {
    const ZEROS: [u32; 9] = [0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66];
    if c.is_ascii_digit() {
        return Some(c);
    }
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&(c as u32)))?;
    char::from_digit(c as u32 - zero, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_inside_a_formula_are_translated_freely() {
        assert_eq!(bare_formula(r"v \text{ in m}"), bare_formula(r"v\text{मी में}"));
        assert_ne!(bare_formula("v^2"), bare_formula("v^3"));
    }

    #[test]
    fn digits_of_indian_scripts_are_the_same_numbers() {
        assert_eq!(digit('७'), Some('7'));
        assert_eq!(digit('௭'), Some('7'));
    }
}
