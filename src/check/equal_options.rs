//! Options, or entries of a list, that say the same: the candidate cannot tell which is meant.

use super::Rule;
use super::subject::{Subject, of_part, shown};
use crate::diag::Diagnostics;
use crate::model::ids::{Lang, Name};
use crate::model::question::{Body, Item};
use crate::model::text::{BlockKind, Inline, InlineKind, RichText, Text};
use std::collections::BTreeMap;

/// Compares the options, statements, rows and lists of each item, language by language.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    for (part, item) in subject.items() {
        for (what, entries) in lists(item) {
            for (one, other, lang) in equal_pairs(&entries) {
                let text = one.texts.iter().filter_map(|text| text.get(lang)).map(shown).collect::<Vec<_>>().join(", ");
                let language = if lang == subject.question.language { String::new() } else { format!(" in `{lang}`") };
                let message = format!(
                    "{}{what} `{}` and `{}` say the same{language}: `{text}`",
                    of_part(part),
                    one.name,
                    other.name
                );
                let place = |entry: &Entry<'_>| {
                    entry.texts.first().and_then(|text| text.get(lang)).and_then(RichText::whole_span)
                };
                let mut finding = rule.finds(message).at(place(other)).hint("change one of them");
                if let Some(span) = place(one).filter(|span| Some(*span) != place(other)) {
                    finding = finding.related(span, "the other one");
                }
                found.push(finding);
            }
        }
    }
}

/// An option or entry: a row has several texts.
struct Entry<'a> {
    name: &'a Name,
    texts: Vec<&'a Text>,
}

fn lists(item: &Item) -> Vec<(&'static str, Vec<Entry<'_>>)> {
    fn one<'a>(name: &'a Name, text: &'a Text) -> Entry<'a> {
        Entry { name, texts: vec![text] }
    }
    match &item.body {
        Body::Choice { options, .. } => {
            vec![("options", options.iter().map(|option| one(&option.name, &option.text)).collect())]
        }
        Body::Statements { statements, .. } => {
            vec![("statements", statements.iter().map(|statement| one(&statement.name, &statement.text)).collect())]
        }
        Body::StatementPair { statements, .. } => {
            vec![("statements", statements.iter().map(|statement| one(&statement.name, &statement.text)).collect())]
        }
        Body::Pairs { rows, .. } => {
            let entry = rows.iter().map(|row| Entry { name: &row.name, texts: row.cells.iter().collect() });
            vec![("rows", entry.collect())]
        }
        Body::Match { left, right, .. } => vec![
            ("entries", left.iter().map(|piece| one(&piece.name, &piece.text)).collect()),
            ("entries", right.iter().map(|piece| one(&piece.name, &piece.text)).collect()),
        ],
        Body::Order { items, .. } => vec![("items", items.iter().map(|piece| one(&piece.name, &piece.text)).collect())],
        _ => Vec::new(),
    }
}

/// Each entry that equals an earlier one, with the first language in which it does.
fn equal_pairs<'e, 'a>(entries: &'e [Entry<'a>]) -> Vec<(&'e Entry<'a>, &'e Entry<'a>, Lang)> {
    let mut seen: BTreeMap<(Lang, String), &Entry<'_>> = BTreeMap::new();
    let mut pairs = Vec::new();
    for entry in entries {
        let languages = entry.texts.first().into_iter().flat_map(|text| text.iter().map(|(lang, _)| lang));
        let mut equal = None;
        for lang in languages {
            let cells: Option<Vec<String>> = entry.texts.iter().map(|text| text.get(lang).map(meaning)).collect();
            let Some(cells) = cells else { continue };
            match seen.entry((lang, cells.join("\u{0}"))) {
                std::collections::btree_map::Entry::Occupied(first) => equal = equal.or(Some((*first.get(), lang))),
                std::collections::btree_map::Entry::Vacant(free) => {
                    free.insert(entry);
                }
            }
        }
        pairs.extend(equal.map(|(first, lang)| (first, entry, lang)));
    }
    pairs
}

/// What a text says, so that equal texts give equal strings: blanks folded, formulas exact.
///
/// Case is dropped only in words of four letters or more: `mW` is not `MW`, `AA` is not `Aa`.
pub(super) fn meaning(text: &RichText) -> String {
    let mut out = String::new();
    for block in &text.blocks {
        match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Heading(_, inlines) => inside(inlines, &mut out),
            // Options and entries are one line; anything longer is compared as typed.
            _ => out.push_str(text.source.get(block.range.clone()).unwrap_or_default()),
        }
        out.push(' ');
    }
    let mut folded = String::with_capacity(out.len());
    for word in out.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        let ordinary = word.chars().filter(|c| c.is_alphabetic()).take(4).count() == 4 && !word.contains('\u{1}');
        if ordinary && word.contains(char::is_uppercase) {
            folded.push_str(&word.to_lowercase());
        } else {
            folded.push_str(word);
        }
    }
    folded
}

fn inside(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => out.push_str(text),
            InlineKind::Code(code) | InlineKind::RawTypst(code) => out.extend(["\u{1}", &glued(code)]),
            InlineKind::Emph(inner) => dressed("\u{1}*", inner, out),
            InlineKind::Strong(inner) => dressed("\u{1}**", inner, out),
            InlineKind::Sub(inner) => dressed("\u{1}~", inner, out),
            InlineKind::Super(inner) => dressed("\u{1}^", inner, out),
            InlineKind::Link { text, .. } => inside(text, out),
            InlineKind::Math(formula) => out.extend(["\u{1}$", &glued(&formula.tex), "$"]),
            InlineKind::Token(token) => out.extend(["\u{1}", &token.typed()]),
            InlineKind::Blank(_) => out.push_str("\u{1}___"),
            InlineKind::Image { target, .. } => out.extend(["\u{1}!", &glued(target)]),
            InlineKind::Break => out.push(' '),
        }
    }
}

fn dressed(mark: &str, inner: &[Inline], out: &mut String) {
    out.push_str(mark);
    inside(inner, out);
    out.push_str(mark);
}

/// Without blanks, which mean nothing in a formula, so that it stays one word.
fn glued(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("\u{1}")
}
