//! Notes, or parts of them, as passages before the questions that need them.

use crate::diag::Diagnostics;
use crate::markup;
use crate::model::bank::Bank;
use crate::model::figure::Figure;
use crate::model::ids::{Lang, PassageId};
use crate::model::note::{Note, split};
use crate::model::question::Passage;
use crate::model::text::{Form, InlineKind, PerLang, RichText, Text, TokenKind};
use std::collections::{BTreeMap, BTreeSet};

/// The passages that the questions of these banks need of these notes; what is not there is left out.
pub fn passages(banks: &[Bank], notes: &[Note]) -> BTreeMap<PassageId, Passage> {
    let questions = banks.iter().flat_map(|bank| &bank.questions);
    let needed: BTreeSet<&str> = questions.filter_map(|question| question.about.needs.as_deref()).collect();
    let made = needed.into_iter().filter_map(|needs| {
        let (id, part) = split(needs);
        let note = notes.iter().find(|note| note.id.as_str() == id)?;
        let passage = passage(note, part, PassageId::of_note(needs)?)?;
        Some((passage.id.clone(), passage))
    });
    made.collect()
}

fn passage(note: &Note, part: Option<&str>, id: PassageId) -> Option<Passage> {
    if part.is_some_and(|part| !note.has_part(part)) {
        return None;
    }
    let text = match part {
        None => joined(note, &whole(note)),
        Some("title") => note.title.clone(),
        Some("summary") => note.summary.clone()?,
        Some("background") => note.background.clone()?,
        Some("developments") => note.developments.clone()?,
        Some("facts") => joined(note, &facts(note)),
        Some(other) => match other.strip_prefix("fact:").and_then(|fact| note.fact(fact)) {
            Some(fact) => joined(note, &[Paragraph::Line("", &fact.text)]),
            None => silent(&note.title),
        },
    };
    let figures = match part {
        None => note.figures.clone(),
        Some(part) => match note.figure(part) {
            Some(figure) => vec![figure.clone()],
            None => named(note, &text),
        },
    };
    let title = (part != Some("title")).then(|| note.title.clone());
    let place = Some(Box::new(note.place.clone()));
    Some(Passage { id, language: note.language, title, text, take: None, figures, place })
}

/// A piece of a passage.
enum Paragraph<'a> {
    /// A text of its own.
    Blocks(&'a Text),
    /// One line, with what makes it a heading or an item of a list before it.
    Line(&'static str, &'a Text),
}

/// What is printed of a whole note.
fn whole(note: &Note) -> Vec<Paragraph<'_>> {
    let mut all: Vec<Paragraph<'_>> = Vec::new();
    all.extend(note.standfirst.iter().map(|text| Paragraph::Line("", text)));
    all.extend(note.summary.iter().map(Paragraph::Blocks));
    all.extend(facts(note));
    all.extend(note.background.iter().chain(&note.developments).map(Paragraph::Blocks));
    for extra in &note.extras {
        all.extend([Paragraph::Line("#### ", &extra.heading), Paragraph::Blocks(&extra.text)]);
    }
    all
}

fn facts(note: &Note) -> Vec<Paragraph<'_>> {
    note.facts.iter().map(|fact| Paragraph::Line("1. ", &fact.text)).collect()
}

/// The pieces as one text, in every language that all of them have.
fn joined(note: &Note, pieces: &[Paragraph<'_>]) -> Text {
    let texts: Vec<&Text> = pieces.iter().map(|(Paragraph::Blocks(text) | Paragraph::Line(_, text))| *text).collect();
    if texts.is_empty() {
        return silent(&note.title);
    }
    let mut text = PerLang::default();
    for lang in
        note.title.iter().map(|(lang, _)| lang).filter(|lang| texts.iter().all(|text| text.get(*lang).is_some()))
    {
        text.insert(lang, together(pieces, lang));
    }
    text
}

fn together(pieces: &[Paragraph<'_>], lang: Lang) -> RichText {
    let mut source = String::new();
    let mut trusted = false;
    let mut listed = false;
    for piece in pieces {
        let (before, text, item) = match piece {
            Paragraph::Blocks(text) => ("", text.get(lang).map(|rich| (rich, rich.source.clone())), false),
            Paragraph::Line(before, text) => {
                (*before, text.get(lang).map(|rich| (rich, one_line(rich))), *before == "1. ")
            }
        };
        let Some((rich, text)) = text else { continue };
        trusted |= rich.trusted;
        if !source.is_empty() {
            source.push_str(if item && listed { "\n" } else { "\n\n" });
        }
        source.push_str(before);
        source.push_str(&text);
        listed = item;
    }
    // What is wrong with a text was told where it was typed.
    markup::parse(&source, Form::Block, None, trusted, &mut Diagnostics::default())
}

/// A text of one line, so that it reads the same at the beginning of a paragraph.
fn one_line(rich: &RichText) -> String {
    let mut line = rich.single_line();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => Some(digits),
        Some(b'#' | b'>' | b'-' | b'+' | b'=' | b'|') if digits == 0 => Some(0),
        Some(b'*') if digits == 0 && line.as_bytes().get(1) == Some(&b' ') => Some(0),
        _ => None,
    };
    if let Some(at) = at {
        line.insert(at, '\\');
    }
    line
}

/// No words, in every language of `text`.
fn silent(text: &Text) -> Text {
    let mut silent = PerLang::default();
    text.iter().for_each(|(lang, _)| silent.insert(lang, RichText::default()));
    silent
}

/// The figures that a text names.
fn named(note: &Note, text: &Text) -> Vec<Figure> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for (_, rich) in text.iter() {
        rich.each_inline(&mut |inline| match &inline.kind {
            InlineKind::Image { target, .. } => drop(names.insert(target.clone())),
            InlineKind::Token(token) if token.kind == TokenKind::Figure => names.extend(token.names.iter().cloned()),
            _ => {}
        });
    }
    note.figures.iter().filter(|figure| names.contains(figure.id.as_str())).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_reads_the_same_at_the_beginning_of_a_paragraph() {
        for line in
            ["- 3", "1947. A year", "12) x", "# of atoms", "> 5 cm", "+ x", "= y", "* x", "**bold** x", "3.5 m", "---"]
        {
            let mut found = Diagnostics::default();
            let rich = markup::parse(line, Form::Inline, None, false, &mut found);
            let source = format!("1. {}", one_line(&rich));
            let item = markup::parse(&source, Form::Block, None, false, &mut found);
            assert_eq!(item.plain(), rich.plain(), "{line}");
            assert!(found.is_empty());
        }
    }
}
