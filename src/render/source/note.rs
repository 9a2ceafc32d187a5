//! The source of a study note: every text and figure of it, by field.

use super::{Code, Writer, string};
use crate::model::ids::Lang;
use crate::model::note::Note;
use crate::model::text::Text;
use crate::model::words::Words;
use std::fmt::Write as _;

/// The virtual path of a note's source.
pub fn note_path(note: &Note, lang: Lang) -> String {
    format!("/n/{}.{lang}.typ", note.id)
}

/// The source of a note in a language, as that of a question; it exports one dictionary, `n`.
pub fn note(note: &Note, lang: Lang, words: Option<&Words>) -> Code {
    let mut writer = Writer::new(lang, note.language, &note.figures, words);
    writer.header();
    writer.out.push_str("#let n = (\n");
    for (name, text) in [
        ("title", Some(&note.title)),
        ("standfirst", note.standfirst.as_ref()),
        ("summary", note.summary.as_ref()),
        ("background", note.background.as_ref()),
        ("developments", note.developments.as_ref()),
    ] {
        let _ = write!(writer.out, "  {name}: ");
        writer.optional(text);
        writer.out.push_str(",\n");
    }
    writer.field("subjects", |writer| writer.array(&note.subjects));
    writer.field("facts", |writer| writer.array(note.facts.iter().map(|fact| &fact.text)));
    writer.entries("angles", &note.angles, |writer, angle| {
        writer.out.push_str("text: ");
        writer.optional(angle.text.as_ref());
        writer.out.push_str(", keywords: ");
        writer.array(&angle.keywords);
    });
    writer.field("figures", |writer| writer.figures(&note.figures));
    writer.entries("faqs", &note.faqs, |writer, faq| writer.pair(("question", &faq.question), ("answer", &faq.answer)));
    writer.entries("terms", &note.terms, |writer, term| {
        writer.pair(("name", &term.name), ("text", &term.text));
        writer.out.push_str(", aka: ");
        writer.array(&term.aka);
    });
    writer.entries("extras", &note.extras, |writer, extra| {
        writer.pair(("heading", &extra.heading), ("text", &extra.text));
    });
    writer.out.push_str(")\n");
    writer.finish()
}

impl<'a> Writer<'a> {
    fn field(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        let _ = write!(self.out, "  {}: ", string(name));
        write(self);
        self.out.push_str(",\n");
    }

    /// An array of dictionaries, whose inside `write` writes.
    fn entries<T>(&mut self, name: &str, values: &'a [T], mut write: impl FnMut(&mut Self, &'a T)) {
        self.field(name, |writer| {
            writer.out.push('(');
            for value in values {
                writer.out.push('(');
                write(writer, value);
                writer.out.push_str("), ");
            }
            writer.out.push(')');
        });
    }

    fn pair(&mut self, (first, one): (&str, &'a Text), (second, other): (&str, &'a Text)) {
        let _ = write!(self.out, "{first}: ");
        self.text(one);
        let _ = write!(self.out, ", {second}: ");
        self.text(other);
    }
}
