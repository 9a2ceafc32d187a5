//! Papers of blueprints that stand over a pattern.

use super::*;
use crate::load;
use crate::load::files::Workspace;
use crate::model::blueprint::Cover;
use crate::model::pattern::Pattern;
use crate::model::question::{Body, Space};
use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;

/// A bank with enough questions of every kind and mark for every built-in pattern.
static LARGE: LazyLock<Library> = LazyLock::new(|| library_of(&large()));

fn large() -> String {
    let mut out = "format = \"bank/1\"\n".to_owned();
    // The suffix keeps the ids of several rows of one kind apart.
    let mut add = |kind: &str, suffix: &str, count: usize, fields: &dyn Fn(usize) -> String| {
        for at in 0..count {
            let _ = write!(out, "\n[[question]]\nid = \"{kind}{suffix}-{at}\"\nkind = \"{kind}\"\n{}\n", fields(at));
        }
    };
    let options = "options = [\"p\", \"q\", \"r\", \"s\"]";
    add("choice", "", 185, &|at| format!("stem = \"Which of {at}?\"\n{options}\nanswer = \"b\""));
    add("choice", "-several", 12, &|at| format!("stem = \"Which hold of {at}?\"\n{options}\nanswer = [\"a\", \"c\"]"));
    add("numeric", "", 26, &|at| format!("stem = \"What is {at} + 1?\"\nanswer = \"{}\"", at + 1));
    add("match", "", 10, &|at| {
        format!("left = [\"l{at}\", \"m\", \"n\"]\nright = [\"one\", \"two\", \"three\"]\nanswer = \"a1 b2 c3\"")
    });
    add("assertion-reason", "", 6, &|at| {
        format!("assertion = \"A{at}\"\nreason = \"R\"\nassertion-holds = true\nreason-holds = true\nexplains = true")
    });
    for marks in [2, 3, 4, 10, 15] {
        add("short", &format!("-{marks}"), 14, &|at| format!("stem = \"Discuss {at}.\"\nmarks = {marks}"));
    }
    for marks in [4, 5, 6, 9] {
        add("long", &format!("-{marks}"), 8, &|at| format!("stem = \"Discuss {at} at length.\"\nmarks = {marks}"));
    }
    for marks in [4, 10] {
        add("case", &format!("-{marks}"), 6, &|at| {
            let rest = marks - 1;
            format!(
                "stem = \"Case {at}\"\nparts = [{{ kind = \"short\", marks = {rest}, stem = \"Why?\" }}, {{ stem = \"Which?\", marks = 1, {options}, answer = \"a\" }}]"
            )
        });
    }
    out
}

fn library_of(text: &str) -> Library {
    let (mut sources, mut found) = (SourceMap::default(), Diagnostics::default());
    let file = sources.add("b.toml", text);
    let bank = load::bank::read(&sources, file, "b.toml", false, &mut found).unwrap();
    assert!(!found.has_errors(), "{}", crate::diag::render::text(&found, &sources, false));
    Library::new(vec![bank], BTreeMap::<String, Syllabus>::new())
}

/// A blueprint with these lines over a pattern: the id of a built-in one, or a text.
fn over(pattern: &str, lines: &str) -> Blueprint {
    let (mut sources, mut found) = (SourceMap::default(), Diagnostics::default());
    let read: Option<Pattern> = if pattern.contains('=') {
        let file = sources.add("p.toml", &format!("format = \"pattern/1\"\n{pattern}"));
        load::pattern::read(&sources, file, "p.toml", &mut found)
    } else {
        load::pattern::bundled(pattern, &mut sources, &mut found)
    };
    let file = sources.add("a.toml", &format!("format = \"blueprint/1\"\npattern = \"p.toml\"\n{lines}"));
    let blueprint = load::blueprint::read(&sources, file, &mut found).unwrap();
    let merged = load::pattern::merge(blueprint, &read.unwrap(), &mut found);
    assert_eq!(crate::diag::render::text(&found, &sources, false), "");
    merged
}

/// Assembles, and gives the paper with what was told.
fn made(library: &Library, blueprint: &Blueprint) -> (Option<Paper>, Vec<String>) {
    let (made, found) = tried(library, blueprint, 1, None);
    let told = found.iter().map(|told| format!("{}; {}", told.message, told.hints.join("; "))).collect();
    (made.map(|made| made.paper), told)
}

#[test]
fn every_built_in_pattern_makes_a_paper_of_its_own_size() {
    for id in load::pattern::ids() {
        let blueprint = over(id, "languages = [\"en\"]\n");
        let (paper, told) = made(&LARGE, &blueprint);
        assert_eq!(told, [""; 0], "{id}");
        let paper = paper.unwrap();
        let pattern = blueprint.base.as_ref().unwrap();
        assert_eq!(Some(u32::try_from(paper.canonical.len()).unwrap()), pattern.questions, "{id}");
        assert_eq!(Some(paper.maximum()), pattern.maximum, "{id}");
        let record = Record::of(&paper, &bundled(Lang::ENGLISH).unwrap(), "0");
        assert_eq!(record.pattern.as_ref().map(|pattern| pattern.id.as_str()), Some(id));
        let json = record.to_json();
        let again = crate::load::record::read(&json).unwrap().into_paper().unwrap();
        assert_eq!(Record::of(&again, &bundled(Lang::ENGLISH).unwrap(), "0").to_json(), json, "{id}");
    }
}

#[test]
fn sections_that_all_ask_for_the_same_questions_are_drawn_from_all_bundled_banks() {
    let (root, mut found) = (Path::new(env!("CARGO_MANIFEST_DIR")), Diagnostics::default());
    let mut space = Workspace::open(None, root, &mut found).unwrap();
    let library = space.banks(&[Located::new("question-banks".to_owned(), None)], &mut found).unwrap();
    assert!(!found.has_errors());
    let (paper, told) = made(&library, &over("cbse-10-science-2026", ""));
    assert_eq!(told, [""; 0]);
    let paper = paper.unwrap();
    assert_eq!(paper.maximum(), Exact::whole(80));
    assert_eq!(paper.canonical.len(), 39);
}

#[test]
fn what_fits_a_section_holds_whatever_where_asks_for() {
    let pattern = "[[section]]\nid = \"n\"\ncount = 5\nfits = \"kind:numeric\"\n";
    let kinds = |lines: &str| {
        let paper = made(&LARGE, &over(pattern, lines)).0.unwrap();
        paper.questions.values().map(|question| question.kind()).collect::<BTreeSet<_>>()
    };
    assert_eq!(kinds(""), BTreeSet::from([Kind::Numeric]));
    assert_eq!(kinds("[[section]]\nid = \"n\"\nwhere = \"id:*-1*\"\n"), BTreeSet::from([Kind::Numeric]));
    assert_eq!(kinds("[[section]]\nid = \"n\"\nfits = \"kind:match\"\n"), BTreeSet::from([Kind::Match]));
    let (_, told) = made(&LARGE, &over(pattern, "[[section]]\nid = \"n\"\nwhere = \"kind:match\"\n"));
    assert_eq!(
        told,
        [
            "section `n` asks for 5, bank has 0; try `papersetter list` with its `where` and what fits it, `kind:numeric`, \
          and see that `banks` names the right files"
        ]
    );
    let (_, told) = made(&LARGE, &over(&pattern.replace("count = 5", "count = 50"), ""));
    assert_eq!(
        told,
        ["section `n` asks for 50, bank has 26; write a `[[section]]` with `id = \"n\"` and `count = 26` into the \
          blueprint, or find more questions: try `papersetter list` with what fits it, `kind:numeric`"]
    );
    let (_, told) = made(&LARGE, &over(pattern, "[[section]]\nid = \"n\"\nfits = \"kind:long\"\ncount = 40\n"));
    assert_eq!(
        told,
        ["section `n` asks for 40, bank has 32; set `count = 32`, or write a `where` that more questions match"]
    );
    let (_, told) = made(&LARGE, &over(pattern, "[[section]]\nid = \"n\"\nfits = \"kind:shrot\"\n"));
    assert_eq!(told, ["`kind` has no value `shrot`; did you mean `short`?"]);
}

#[test]
fn a_draft_is_drawn_where_the_pattern_names_drafts() {
    let library = library_of(
        "format = \"bank/1\"\n[[question]]\nid = \"d\"\nkind = \"short\"\nstem = \"Why?\"\nstatus = \"draft\"\n",
    );
    let section = |fits: &str| format!("[[section]]\nid = \"n\"\ncount = 1\nfits = \"{fits}\"\n");
    assert!(made(&library, &over(&section("status:draft"), "")).0.is_some());
    assert!(made(&library, &over(&section("kind:short"), "")).0.is_none());
}

#[test]
fn every_answer_has_room_in_a_booklet_that_is_answered_in() {
    let library = library_of(
        "format = \"bank/1\"\n[[question]]\nid = \"own\"\nkind = \"long\"\nstem = \"One.\"\nspace = \"3 lines\"\n\
         [[question]]\nid = \"none\"\nkind = \"short\"\nstem = \"Two.\"\n\
         [[question]]\nid = \"case\"\nkind = \"case\"\nstem = \"Three.\"\nparts = [{ kind = \"short\", stem = \"Why?\" }]\n",
    );
    let rooms = |blueprint: &str| {
        let paper = made(&library, &over("source = \"A plan\"\n", blueprint)).0.unwrap();
        let slots = paper.questions.values().flat_map(|question| question.slots());
        let rooms = slots.map(|(slot, item)| match &item.body {
            Body::Written { space, .. } => (slot.to_string(), *space),
            _ => (slot.to_string(), None),
        });
        (rooms.collect::<Vec<_>>(), paper.blueprint.layout.cover, paper.blueprint.layout.columns)
    };
    let row = |slot: &str, space| (slot.to_owned(), space);
    let (found, cover, columns) = rooms("answers = \"booklet\"\n");
    let lines = Some(Space::Lines(3));
    assert_eq!(found, [row("case/i", Some(Space::Auto)), row("none", Some(Space::Auto)), row("own", lines)]);
    assert_eq!((cover, columns), (Some(Cover::Booklet), Some(1)));
    let (found, cover, columns) = rooms("answers = \"apart\"\n");
    assert_eq!(found, [row("case/i", None), row("none", None), row("own", lines)]);
    assert_eq!((cover, columns), (Some(Cover::Heading), Some(1)));
}

#[test]
fn sections_give_room_to_answers_that_have_none_of_their_own() {
    let text = r#"format = "bank/1"
[[question]]
id = "own"
kind = "long"
stem = "One."
words = 90
space = "3 lines"
[[question]]
id = "none"
kind = "short"
stem = "Two."
[[question]]
id = "case"
kind = "case"
stem = "Three."
parts = [{ kind = "short", stem = "Why?" }, { kind = "short", stem = "How?", space = "2 lines" }]
"#;
    let library = library_of(text);
    let rooms = |blueprint: &Blueprint| {
        let paper = made(&library, blueprint).0.unwrap();
        let slots = paper.questions.values().flat_map(|question| question.slots());
        let rooms = slots.map(|(slot, item)| match &item.body {
            Body::Written { words, space, .. } => (slot.to_string(), *words, *space),
            _ => (slot.to_string(), None, None),
        });
        rooms.collect::<Vec<_>>()
    };
    let row = |slot: &str, words, space| (slot.to_owned(), words, space);
    let own = row("own", Some(90), Some(Space::Lines(3)));
    let second = row("case/ii", None, Some(Space::Lines(2)));
    let pattern = "space = \"5 lines\"\n[[section]]\nid = \"s\"\nwords = 150\n";
    assert_eq!(
        rooms(&over(pattern, "")),
        [
            row("case/i", None, Some(Space::Lines(5))),
            second.clone(),
            row("none", Some(150), Some(Space::Lines(5))),
            own.clone()
        ]
    );
    assert_eq!(
        rooms(&over(pattern, "[[section]]\nid = \"s\"\nspace = \"2 pages\"\n")),
        [
            row("case/i", None, Some(Space::Auto)),
            second.clone(),
            row("none", Some(150), Some(Space::Pages(2))),
            own.clone()
        ]
    );
    let alone = Blueprint { sections: Vec::new(), ..over("space = \"auto\"\n", "") };
    assert_eq!(
        rooms(&alone),
        [row("case/i", None, Some(Space::Auto)), second, row("none", None, Some(Space::Auto)), own]
    );
}

#[test]
fn marks_of_a_section_add_up_to_its_maximum() {
    let section = |quota: &str| {
        format!(
            "[[section]]\nid = \"s\"\ncount = 5\nmaximum = 12\nfits = \"kind:short marks:2..3\"\nquota = [{quota}]\n"
        )
    };
    let exact = "{ where = \"marks:2\", min = 3, max = 3 }";
    assert_eq!(made(&LARGE, &over(&section(exact), "")).1, [""; 0]);
    let (paper, told) = made(&LARGE, &over(&section("{ where = \"marks:2\", min = 4, max = 4 }"), ""));
    assert!(paper.is_none());
    assert_eq!(
        told,
        [
            "section `s` brings 11 marks, its `maximum` is 12; add quotas on marks: `{ where = \"marks:2\", min = 3, max = 3 }`"
        ]
    );
}

#[test]
fn a_paper_on_another_day_is_told_and_made() {
    let blueprint = over("jee-advanced-2025-paper2", "date = 2026-05-17\n");
    let (paper, told) = made(&LARGE, &blueprint);
    assert!(paper.is_some());
    assert_eq!(
        told,
        ["pattern `jee-advanced-2025-paper2` holds 2025-05-01 to 2025-12-31, the paper is for 2026-05-17; \
          `papersetter patterns jee-advanced-2025-paper2` says what it rests on; look for a newer one"]
    );
    assert_eq!(made(&LARGE, &over("jee-advanced-2025-paper2", "date = 2025-05-18\n")).1, [""; 0]);
}

#[test]
fn a_paper_that_is_not_of_the_size_of_its_pattern_is_told() {
    let pattern = "questions = 20\nmaximum = 20\n[[section]]\nid = \"s\"\nfits = \"kind:match\"\n";
    assert_eq!(
        made(&LARGE, &over(pattern, "")).1,
        [
            "the paper has 10 questions and 10 marks, pattern `p.toml` has 20 and 20; give each section of the pattern a \
          `count` and `marks`"
        ]
    );
    // Who asks for another number knows it.
    assert_eq!(made(&LARGE, &over(pattern, "[[section]]\nid = \"s\"\ncount = 4\n")).1, [""; 0]);
}

#[test]
fn a_kept_paper_keeps_its_pattern_and_its_room() {
    let blueprint = over("upsc-mains-gs-2025", "languages = [\"en\"]\n");
    let first = made(&LARGE, &blueprint).0.unwrap();
    let words = bundled(Lang::ENGLISH).unwrap();
    let record = Record::of(&first, &words, "0");
    let again = super::run(&LARGE, &blueprint, 9, Some(Keep { record: &record, swap: &[] })).unwrap().paper;
    assert_eq!(Record::of(&again, &words, "0").to_json(), record.to_json());
}
