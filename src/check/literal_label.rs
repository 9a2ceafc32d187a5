//! Letters and numbers typed out where the paper's own label will be another one: "option (b)" in an explanation.

use super::Rule;
use super::code_list::codes;
use super::fix::COMMAND;
use super::subject::Subject;
use crate::diag::Diagnostics;
use crate::markup::labels;
use crate::model::answer::{fixed_options, place_name};
use crate::model::question::{Body, Item};
use crate::model::text::{RichText, Token, TokenKind};
use crate::model::visit::{TextField, TextRole};
use crate::source::Span;

/// A label typed out, and the token that belongs there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Literal {
    /// As typed.
    pub typed: String,
    /// The token; `None` where the option has no name that holds in every set.
    pub token: Option<String>,
    /// Where it stands.
    pub span: Option<Span>,
    /// Whether `span` covers the label and nothing else, so that it can be replaced.
    pub exact: bool,
}

/// Looks at explanations and model answers; for statements and lists at stems and closing questions, too.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    for literal in all(subject) {
        let finding =
            rule.finds(format!("`{}` is a label typed out, and every set has its own", literal.typed)).at(literal.span);
        found.push(match &literal.token {
            Some(token) if literal.exact => finding.hint(format!("write `{token}`; {COMMAND} does it")),
            Some(token) => finding.hint(format!("write `{token}`")),
            None => {
                finding.hint("these options are made by the tool: `{key}` prints the right one, `{st:1}` a statement")
            }
        });
    }
}

/// Every label typed out in a question.
pub(super) fn all(subject: &Subject<'_>) -> Vec<Literal> {
    let mut found = Vec::new();
    subject.question.each_text(&mut |role, _, text| {
        let stem = matches!(role.field, TextField::Stem | TextField::Closing);
        if !(stem || role.field.tells_key()) {
            return;
        }
        for label in labels::find(text) {
            if stem && label.kind == TokenKind::Option {
                continue;
            }
            match meant(subject, &role, &label) {
                Meaning::Nothing => {}
                Meaning::Made => found.push(literal(text, &label, None)),
                Meaning::Token(token) => found.push(literal(text, &label, Some(&token))),
            }
        }
    });
    found
}

fn literal(text: &RichText, label: &labels::Label, token: Option<&Token>) -> Literal {
    let typed = text.source.get(label.range.clone()).unwrap_or_default().to_owned();
    let span = text.span(label.range.clone());
    // Where the place inside the value is not known, the span covers more than the label.
    let exact = span.is_some_and(|span| (span.end - span.start) as usize == typed.len());
    Literal { token: token.map(Token::typed), typed, span, exact }
}

/// What a label means in its question.
enum Meaning {
    /// Nothing of this question.
    Nothing,
    /// An option that the tool makes and that no token can name for certain.
    Made,
    /// What this token prints.
    Token(Token),
}

fn meant(subject: &Subject<'_>, role: &TextRole<'_>, label: &labels::Label) -> Meaning {
    let item = match label.kind {
        TokenKind::Part => &subject.question.item,
        _ => subject.item(role.part),
    };
    let token = |name: String| Meaning::Token(Token { kind: label.kind, names: vec![name] });
    if label.kind == TokenKind::Option && !matches!(item.body, Body::Choice { .. }) {
        let names: Vec<String> = match fixed_options(&item.body) {
            Some(fixed) => fixed.iter().map(|name| (*name).to_owned()).collect(),
            None => codes(item).iter().map(|name| name.to_string()).collect(),
        };
        return match names.into_iter().nth(label.place) {
            Some(name) => token(name),
            None if made(item) && label.place < 4 => Meaning::Made,
            None => Meaning::Nothing,
        };
    }
    let name = place_name(label.kind, label.place);
    match item.named(label.kind, &name) {
        Some(_) => token(name),
        None => Meaning::Nothing,
    }
}

/// Whether the tool makes the options.
fn made(item: &Item) -> bool {
    item.kind().has_options() && codes(item).is_empty()
}
