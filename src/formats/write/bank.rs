//! A draft's questions as a bank.

use super::super::balance::Thing;
use super::super::draft::{Body, Draft, LeftOut, Question};
use super::{File, Writer, question_name, toml};
use crate::model::ids::letter;
use crate::model::question::Ask;

pub(super) fn file(draft: &Draft) -> File {
    let mut out = Writer::default();
    out.line("# Questions as the page has them, not yet reviewed: read each before you print it.");
    out.blank();
    out.key("format  ", "\"bank/1\"");
    out.key("title   ", &toml::string(&crate::formats::plain::without_pictographs(&draft.title)));
    out.key("language", &toml::string(draft.language.as_str()));
    out.blank();
    out.line("[defaults]");
    out.key("status", "\"draft\"");
    if let Some(date) = draft.date {
        out.key("as-of ", &date.to_string());
    }
    if !draft.tags.is_empty() {
        out.key("tags  ", &toml::list(draft.tags.iter().map(String::as_str)));
    }
    for question in &draft.questions {
        out.blank();
        out.flags(&question.flags);
        out.piece(Thing::Question, question_name(question), question.line, |out| self::question(out, question));
    }
    for left_out in &draft.left_out {
        out.blank();
        self::left_out(&mut out, left_out);
    }
    out.file(format!("{}.toml", draft.name))
}

fn question(out: &mut Writer, question: &Question) {
    out.line("[[question]]");
    out.key("id", &toml::string(&question.id));
    match &question.body {
        Body::Choice { options, right } => {
            out.key("stem", &toml::block(&question.stem));
            self::options(out, options);
            let right: Vec<String> = right.iter().map(|place| letter(*place)).collect();
            match right.as_slice() {
                [one] => out.key("answer", &toml::string(one)),
                several => out.key("answer", &toml::list(several.iter().map(String::as_str))),
            }
        }
        Body::Statements { statements, ask, closing, codes } => {
            out.key("kind", "\"statements\"");
            out.key("stem", &toml::block(&question.stem));
            out.line("statements = [");
            for (text, holds) in statements {
                out.line(&format!("  {{ text = {}, holds = {holds} }},", toml::string(text)));
            }
            out.line("]");
            if *ask != Ask::Which {
                out.key("ask", &toml::string(ask.name()));
            }
            if let Some(closing) = closing {
                out.key("closing", &toml::block(closing));
            }
            out.key("codes", &toml::list(codes.iter().map(String::as_str)));
        }
    }
    if let Some(marks) = question.marks {
        out.key("marks", &marks.to_string());
    }
    if let Some(explanation) = &question.explanation {
        out.key("explanation", &toml::block(explanation));
    }
    if !question.allow.is_empty() {
        out.key("allow", &toml::list(question.allow.iter().copied()));
    }
}

fn options(out: &mut Writer, options: &[String]) {
    out.line("options = [");
    for option in options {
        out.line(&format!("  {},", toml::string(option)));
    }
    out.line("]");
}

/// A question that was left out, as a comment that can be completed.
fn left_out(out: &mut Writer, left_out: &LeftOut) {
    let LeftOut { number, reasons, .. } = left_out;
    for (line, reason) in reasons {
        out.comment(&format!("Not taken over. Line {line}, question {number}: {reason}."));
    }
    if left_out.stem.is_empty() && left_out.options.is_empty() {
        return;
    }
    let mut own = Writer::default();
    own.line("[[question]]");
    own.key("stem", &toml::block(&left_out.stem));
    if !left_out.options.is_empty() {
        options(&mut own, &left_out.options);
    }
    own.key("answer", "\"?\"");
    if let Some(explanation) = &left_out.explanation {
        own.key("explanation", &toml::block(explanation));
    }
    out.comment(&own.text);
}
