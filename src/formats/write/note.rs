//! A draft's article as a study note.

use super::super::balance::Thing;
use super::super::draft::{Content, Draft, Figure, Note, Prose};
use super::super::plain;
use super::{File, Writer, question_name, toml};

pub(super) fn file(draft: &Draft, note: &Note) -> File {
    let mut out = Writer::default();
    out.line("# As the page has it, not yet reviewed: read it before you print it.");
    out.flags(&note.flags);
    out.blank();
    head(&mut out, draft, note);
    let prose = [("summary", &note.summary), ("background", &note.background), ("developments", &note.developments)];
    for (key, text) in prose.iter().filter_map(|(key, text)| Some((*key, text.as_ref()?))) {
        out.blank();
        out.flags(&text.flags);
        out.piece(Thing::Section, format!("section `{key}`"), text.line, |out| out.key(key, &toml::block(&text.text)));
    }
    if !draft.questions.is_empty() {
        out.blank();
        out.line("questions = [");
        for question in &draft.questions {
            // Where a question must go, its mention goes, too.
            out.piece(Thing::Question, question_name(question), question.line, |out| {
                out.line(&format!("  {},", toml::string(&question.id)));
            });
        }
        out.line("]");
    }
    lists(&mut out, note);
    out.file(format!("notes/{}.toml", draft.name))
}

fn head(out: &mut Writer, draft: &Draft, note: &Note) {
    out.key("format    ", "\"note/1\"");
    out.key("title     ", &toml::string(&plain::inline(&draft.title)));
    if let Some(standfirst) = &note.standfirst {
        out.key("standfirst", &toml::string(standfirst));
    }
    out.key("language  ", &toml::string(draft.language.as_str()));
    if !draft.syllabus.is_empty() {
        out.key("syllabus  ", &toml::list(draft.syllabus.iter().map(String::as_str)));
    }
    if let Some(date) = draft.date {
        out.key("date      ", &date.to_string());
    }
    if !note.publishers.is_empty() {
        out.key("publisher ", &toml::list(note.publishers.iter().map(String::as_str)));
    }
    if let Some(minutes) = note.reading_minutes {
        out.key("reading-minutes", &minutes.to_string());
    }
    if let Some(kind) = note.kind {
        out.key("kind      ", &toml::string(kind));
    }
    if !note.subjects.is_empty() {
        out.key("subjects  ", &list(&note.subjects));
    }
    if !note.areas.is_empty() {
        out.key("area      ", &toml::list(note.areas.iter().map(String::as_str)));
    }
    if !draft.tags.is_empty() {
        out.key("tags      ", &toml::list(draft.tags.iter().map(String::as_str)));
    }
    out.key("status    ", "\"draft\"");
}

/// Texts of one line, with what Markdown would read escaped.
fn list(texts: &[String]) -> String {
    let escaped: Vec<String> = texts.iter().map(|text| plain::inline(text)).collect();
    toml::list(escaped.iter().map(String::as_str))
}

fn lists(out: &mut Writer, note: &Note) {
    for fact in &note.facts {
        out.blank();
        out.flags(&fact.flags);
        out.piece(Thing::Fact, format!("fact on line {}", fact.line), fact.line, |out| {
            out.line("[[fact]]");
            out.key("text", &toml::string(&fact.text));
        });
    }
    for angle in &note.angles {
        out.blank();
        out.flags(&angle.entry.flags);
        out.piece(Thing::Angle, format!("angle on line {}", angle.entry.line), angle.entry.line, |out| {
            out.line("[[angle]]");
            out.key("text", &toml::string(&angle.entry.text));
            if !angle.areas.is_empty() {
                out.key("area", &toml::list(angle.areas.iter().map(String::as_str)));
            }
            if !angle.keywords.is_empty() {
                out.key("keywords", &list(&angle.keywords));
            }
            if !angle.kinds.is_empty() {
                out.key("kinds", &toml::list(angle.kinds.iter().copied()));
            }
        });
    }
    for (index, figure) in note.figures.iter().enumerate() {
        out.blank();
        self::figure(out, figure, index);
    }
    further(out, note);
}

/// What stands behind the figures.
fn further(out: &mut Writer, note: &Note) {
    for faq in &note.faqs {
        out.blank();
        out.flags(&faq.answer.flags);
        out.piece(Thing::Faq, format!("FAQ on line {}", faq.line), faq.line, |out| {
            out.line("[[faq]]");
            out.key("question", &toml::string(&faq.question));
            out.key("answer", &toml::block(&faq.answer.text));
            if let Some(kind) = faq.kind {
                out.key("kind", &toml::string(kind));
            }
        });
    }
    for source in &note.sources {
        out.blank();
        out.piece(Thing::Source, format!("source on line {}", source.line), source.line, |out| {
            out.line("[[source]]");
            out.key("title", &toml::string(&source.title));
            if let Some(url) = &source.url {
                out.key("url", &toml::string(url));
            }
        });
    }
    for extra in &note.extras {
        out.blank();
        let Prose { text, line, flags } = &extra.prose;
        out.flags(flags);
        out.piece(Thing::Section, format!("section `{}`", extra.heading), *line, |out| {
            out.line("[[extra]]");
            out.key("heading", &toml::string(&extra.heading));
            out.key("text", &toml::block(text));
        });
    }
}

fn figure(out: &mut Writer, figure: &Figure, index: usize) {
    let number = if index == 0 { String::new() } else { format!("-{}", index + 1) };
    let what = format!("figure on line {}", figure.line);
    out.flags(&figure.flags);
    match &figure.content {
        Content::Places { known, unknown, line } => {
            let place = |name: &String| toml::string(&plain::inline(name));
            let map = |out: &mut Writer, places: Vec<String>| {
                out.line("[[figure]]");
                out.key("id", &format!("\"map{number}\""));
                texts(out, figure);
                out.key("map", &format!("{{ places = [{}] }}", places.join(", ")));
            };
            let nowhere: Vec<String> =
                unknown.iter().map(|name| format!("{{ name = {}, at = [?, ?] }}", place(name))).collect();
            if !nowhere.is_empty() {
                let why = "no list of places has these: say where they are, `at = [latitude, longitude]`";
                out.comment(&format!("line {line}: {why}"));
            }
            if known.is_empty() {
                let mut own = Writer::default();
                map(&mut own, nowhere);
                out.comment(&own.text);
            } else {
                nowhere.iter().for_each(|place| out.comment(place));
                out.piece(Thing::Figure, what, figure.line, |out| map(out, known.iter().map(place).collect()));
            }
        }
        Content::Timeline(dates) => out.piece(Thing::Figure, what, figure.line, |out| {
            out.line("[[figure]]");
            out.key("id", &format!("\"timeline{number}\""));
            texts(out, figure);
            out.line("timeline = [");
            for (when, what) in dates {
                let what = toml::string(&plain::inline(what));
                out.line(&format!("  {{ when = {}, text = {what} }},", toml::string(when)));
            }
            out.line("]");
        }),
        Content::Nothing => {
            let mut own = Writer::default();
            own.line("[[figure]]");
            texts(&mut own, figure);
            let why = format!("Not taken over. Line {}: the page has no more of this figure.", figure.line);
            out.comment(&format!("{why}\n{}", own.text));
        }
    }
}

/// What stands above and below a figure.
fn texts(out: &mut Writer, figure: &Figure) {
    for (key, text) in [("title", &figure.title), ("caption", &figure.caption)] {
        if let Some(text) = text {
            out.key(key, &toml::string(text));
        }
    }
}
