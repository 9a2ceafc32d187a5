//! Tokens that name nothing, or stand where they may not.

use super::Rule;
use super::code_list::codes;
use super::subject::{NoteSubject, Subject, listed};
use crate::diag::{Diagnostic, Diagnostics, nearest};
use crate::model::answer::place_name;
use crate::model::bank::{Bank, Library};
use crate::model::figure::Figure;
use crate::model::ids::Name;
use crate::model::question::{Body, Item, Passage, Place};
use crate::model::text::{Token, TokenKind};
use crate::model::visit::TextRole;

/// Looks at every token of a question.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    subject.question.each_text(&mut |role, _, text| {
        // Most texts have none; the walk through the tree is saved.
        if !text.source.contains('{') {
            return;
        }
        for (token, range) in text.tokens() {
            if let Some(finding) = fault(rule, subject, &role, token) {
                found.push(finding.at(text.span(range)));
            }
        }
    });
}

/// Looks at every token of a bank's passages.
pub(super) fn passages(rule: &Rule, bank: &Bank, library: &Library, found: &mut Diagnostics) {
    for passage in &bank.passages {
        passage.each_text(&mut |_, _, text| {
            for (token, range) in text.tokens() {
                let finding = match token.kind {
                    TokenKind::Figure => figure(rule, token, &figures_of(passage)),
                    TokenKind::Question => in_passage(rule, library, passage, token),
                    TokenKind::Key => Some(key_in_print(rule)),
                    _ => Some(
                        rule.finds(format!("`{}` stands in a passage, which has nothing of that kind", token.typed()))
                            .hint("a passage may name its figures, `{fig:…}`, and its questions, `{q:…}`"),
                    ),
                };
                if let Some(finding) = finding {
                    found.push(finding.at(text.span(range)));
                }
            }
        });
    }
}

/// Looks at every token of a note: it may name its own figures.
pub(super) fn note(rule: &Rule, subject: &NoteSubject<'_>, found: &mut Diagnostics) {
    let note = subject.note;
    let figures = named(&note.figures, Some(&note.place));
    note.each_text(&mut |role, _, text| {
        // What is wrong with tokens in figures is told while reading.
        if matches!(role.field, "figure" | "alt") {
            return;
        }
        for (token, range) in text.tokens() {
            let finding = match token.kind {
                TokenKind::Figure if figures.is_empty() => Some(
                    rule.finds(format!("`{}`: the note has no figures", token.typed()))
                        .hint("write `[[figure]]` with this `id`"),
                ),
                TokenKind::Figure => figure(rule, token, &figures),
                _ => Some(
                    rule.finds(format!("`{}` stands in a note, which has nothing of that kind", token.typed()))
                        .hint("a note may name its figures, `{fig:…}`; what is meant for a question stands in it"),
                ),
            };
            if let Some(finding) = finding {
                found.push(finding.at(text.span(range)));
            }
        }
    });
}

fn in_passage(rule: &Rule, library: &Library, passage: &Passage, token: &Token) -> Option<Diagnostic> {
    let name = token.names.first()?;
    match library.question(name) {
        None => Some(no_question(rule, library, token, name)),
        Some(other) if other.passage.as_ref() == Some(&passage.id) => None,
        Some(_) => Some(
            rule.finds(format!("question `{name}` does not belong to passage `{}`", passage.id))
                .hint("a passage may name its own questions only"),
        ),
    }
}

fn fault(rule: &Rule, subject: &Subject<'_>, role: &TextRole<'_>, token: &Token) -> Option<Diagnostic> {
    let question = subject.question;
    match token.kind {
        TokenKind::Key if role.field.tells_key() => None,
        TokenKind::Key => Some(key_in_print(rule)),
        TokenKind::Question => other_question(rule, subject, role, token),
        TokenKind::Figure => {
            let passage = question.passage.as_ref().and_then(|id| subject.library.passage(id.as_str()));
            let own = std::iter::once(&question.item).chain(question.slots().into_iter().map(|(_, item)| item));
            let mut names: Vec<&Name> = own.flat_map(|item| named(&item.figures, None)).collect();
            names.extend(named(&[], question.place.as_deref()));
            names.extend(passage.map(figures_of).unwrap_or_default());
            figure(rule, token, &names)
        }
        TokenKind::Part => unknown_name(rule, &question.item, token),
        _ => unknown_name(rule, subject.item(role.part), token),
    }
}

fn key_in_print(rule: &Rule) -> Diagnostic {
    rule.finds("`{key}` stands in a text that the paper prints")
        .hint("it may stand in `explanation`, `why`, `model-answer` and `points`")
}

fn other_question(rule: &Rule, subject: &Subject<'_>, role: &TextRole<'_>, token: &Token) -> Option<Diagnostic> {
    let name = token.names.first()?;
    let Some(other) = subject.library.question(name) else {
        return Some(no_question(rule, subject.library, token, name));
    };
    let of_one_passage = subject.question.typed_passage().is_some() && other.passage == subject.question.passage;
    if role.field.tells_key() || of_one_passage || other.id == subject.question.id {
        return None;
    }
    Some(
        rule.finds(format!(
            "`{}` stands in a text that the paper prints, and `{name}` may not be on it",
            token.typed()
        ))
        .hint("it may stand in explanations, and among the questions of one passage"),
    )
}

fn no_question(rule: &Rule, library: &Library, token: &Token, name: &str) -> Diagnostic {
    let finding = rule.finds(format!("`{}`: there is no question `{name}`", token.typed()));
    let near = nearest(name, library.questions().map(|question| question.id.as_str()));
    match near {
        Some(near) => finding.hint(format!("did you mean `{{q:{near}}}`?")),
        None => finding.hint("name a question by its `id`"),
    }
}

fn figures_of(passage: &Passage) -> Vec<&Name> {
    named(&passage.figures, passage.place.as_deref())
}

/// The ids of figures, also of those that could not be read.
fn named<'a>(figures: &'a [Figure], place: Option<&'a Place>) -> Vec<&'a Name> {
    let unread = place.into_iter().flat_map(|place| &place.unread_figures);
    figures.iter().map(|figure| &figure.id).chain(unread).collect()
}

fn figure(rule: &Rule, token: &Token, names: &[&Name]) -> Option<Diagnostic> {
    let name = token.names.first()?;
    if names.iter().any(|known| known.as_str() == name) {
        return None;
    }
    let finding = rule.finds(format!("`{}`: there is no figure `{name}`", token.typed()));
    let known = || names.iter().map(|name| name.as_str());
    Some(match nearest(name, known()) {
        Some(near) => finding.hint(format!("did you mean `{{fig:{near}}}`?")),
        None if names.is_empty() => {
            finding.hint(format!("declare it: `figures = [{{ id = \"{name}\", file = \"…\", alt = \"…\" }}]`"))
        }
        None => finding.hint(format!("figures here are {}", listed(known()))),
    })
}

/// Options, statements, rows, entries, items, parts: each name must be one of the item's.
fn unknown_name(rule: &Rule, item: &Item, token: &Token) -> Option<Diagnostic> {
    let offered = if token.kind == TokenKind::Option { codes(item) } else { Vec::new() };
    let resolves =
        |typed: &str| item.named(token.kind, typed).is_some_and(|name| offered.is_empty() || offered.contains(&name));
    let name = token.names.iter().find(|name| !resolves(name))?;
    let (what, several) = thing(token.kind);
    let names = known(item, token.kind, &offered);
    if names.is_empty() {
        return Some(no_such_things(rule, item, token));
    }
    let finding = rule.finds(format!("`{}`: there is no {what} `{name}`", token.typed()));
    let near = nearest(name, names.iter().map(String::as_str)).filter(|_| name.len() > 2);
    Some(match near {
        Some(near) => finding.hint(format!("did you mean `{near}`?")),
        None => finding.hint(format!("{several} here are {}", listed(names.iter().map(String::as_str)))),
    })
}

fn no_such_things(rule: &Rule, item: &Item, token: &Token) -> Diagnostic {
    let (_, several) = thing(token.kind);
    let kind = item.kind().name();
    let finding = match item.body {
        Body::Case { .. } => rule.finds(format!("`{}`: the common text of a case has no {several}", token.typed())),
        _ => rule.finds(format!("`{}`: a question of kind `{kind}` has no {several}", token.typed())),
    };
    let able: Vec<&str> = match &item.body {
        Body::Case { .. } => vec!["{part:i}"],
        Body::Choice { .. } => vec!["{opt:a}"],
        Body::Statements { .. } => vec!["{st:1}", "{opt:1+2}"],
        Body::StatementPair { .. } => vec!["{st:1}", "{opt:both}"],
        Body::Pairs { .. } => vec!["{row:1}", "{opt:1+2}"],
        Body::Match { .. } => vec!["{left:a}", "{right:1}"],
        Body::Order { .. } => vec!["{item:1}"],
        Body::TrueFalse { .. } => vec!["{opt:true}"],
        Body::AssertionReason { .. } => vec!["{opt:both}"],
        Body::Numeric { .. } | Body::Blank { .. } | Body::Written { .. } => Vec::new(),
    };
    match able.as_slice() {
        [] => finding,
        able => finding.hint(format!("tokens here are {}", listed(able.iter().copied()))),
    }
}

/// The names that a token of this kind may have here: own ids, else the letters and numbers of places.
fn known(item: &Item, kind: TokenKind, offered: &[Name]) -> Vec<String> {
    if !offered.is_empty() {
        return offered.iter().map(Name::to_string).collect();
    }
    let pieces = item.piece_names(kind);
    if !pieces.is_empty() {
        let mut names: Vec<String> = (0..pieces.len()).map(|index| place_name(kind, index)).collect();
        names.extend(pieces.iter().map(|name| name.to_string()).filter(|name| name.len() > 1));
        names.sort();
        names.dedup();
        return names;
    }
    match (kind, &item.body) {
        (TokenKind::Option, _) if !item.option_names().is_empty() => {
            item.option_names().iter().map(Name::to_string).collect()
        }
        // Made options: the right one is an example of their names.
        (TokenKind::Option, Body::Statements { .. } | Body::Pairs { .. } | Body::Match { .. } | Body::Order { .. }) => {
            item.right_options().iter().map(Name::to_string).collect()
        }
        _ => Vec::new(),
    }
}

/// The word for one and for several.
fn thing(kind: TokenKind) -> (&'static str, &'static str) {
    match kind {
        TokenKind::Option => ("option", "options"),
        TokenKind::Statement => ("statement", "statements"),
        TokenKind::Row => ("row", "rows"),
        TokenKind::Left => ("entry of List-I", "entries of List-I"),
        TokenKind::Right => ("entry of List-II", "entries of List-II"),
        TokenKind::Item => ("item", "items"),
        TokenKind::Part => ("part", "parts"),
        TokenKind::Figure => ("figure", "figures"),
        TokenKind::Question => ("question", "questions"),
        TokenKind::Key => ("key", "keys"),
    }
}
