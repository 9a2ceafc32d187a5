//! What wins where a blueprint stands over a pattern.

use super::*;
use crate::diag::Diagnostics;
use crate::load;
use crate::model::ids::SetName;
use crate::model::marking::Penalty;
use crate::model::text::PerLang;
use crate::source::SourceMap;

const PATTERN: &str = r#"
format = "pattern/1"
as-of  = 2025-05-25
source = "A notice"
valid  = { from = 2025-01-01, until = 2026-12-31 }
questions = 30
maximum = 70
title = "Pattern title"
exam = "Pattern exam"
paper = "Pattern paper"
code = "P1"
time = 120
reading-time = 15
sets = ["A", "B"]
shuffle = ["questions"]
block = 10
cover = "booklet"
answers = "booklet"
rough-pages = 2
pages-multiple-of = 4
page = "A5"
columns = 1
space = "auto"
justify = false
blueprint-table = true
languages = ["en", "hi"]
layout = "side-by-side"
ruling-language = "en"
floor = -3
labels = { options = "(1)", statements = "I.", questions = "(1)" }
instructions = ["From the pattern."]
constants = ["From the pattern"]
marks = { wrong = "-1/4 of right", several = "blank" }
choose-one = [["b", "c"]]

[[section]]
id = "a"
title = "Pattern A"
instructions = ["All of them."]
count = 10
marks = { right = 2, blank = "-0.5" }
maximum = 20
fits = "kind:choice"
where = "difficulty:easy"
quota = [{ where = "tag:x", max = 3 }]
questions = ["one"]
exclude = ["two"]
attempt = { any = 10, of = 10 }
or = 3
words = 150
space = "2 pages"

[[section]]
id = "b"
count = 10
marks = 5

[[section]]
id = "c"
count = 10
marks = 4
"#;

fn pattern(text: &str) -> Pattern {
    let (mut sources, mut found) = (SourceMap::default(), Diagnostics::default());
    let file = sources.add("p.toml", text);
    let pattern = load::pattern::read(&sources, file, "p.toml", &mut found).unwrap();
    assert_eq!(crate::diag::render::text(&found, &sources, false), "");
    pattern
}

/// A blueprint with these lines over the pattern.
fn under(pattern: &Pattern, lines: &str) -> Blueprint {
    let (mut sources, mut found) = (SourceMap::default(), Diagnostics::default());
    let file = sources.add("b.toml", &format!("format = \"blueprint/1\"\npattern = \"p.toml\"\n{lines}"));
    let blueprint = load::blueprint::read(&sources, file, &mut found).unwrap();
    assert_eq!(crate::diag::render::text(&found, &sources, false), "");
    pattern.under(blueprint)
}

fn said(text: Option<&PerLang<String>>) -> &str {
    text.and_then(|text| text.get(Lang::ENGLISH)).map_or("", String::as_str)
}

fn lines(blueprint: &Blueprint) -> Vec<&str> {
    let texts = blueprint.heading.instructions.iter();
    texts.map(|text| text.get(Lang::ENGLISH).unwrap().source.as_str()).collect()
}

fn exact(text: &str) -> Marks {
    Exact::parse(text).unwrap()
}

#[test]
fn an_empty_blueprint_takes_everything_from_the_pattern() {
    let pattern = pattern(PATTERN);
    let merged = under(&pattern, "");
    let heading = &merged.heading;
    let names = [&heading.title, &heading.exam, &heading.paper, &heading.code].map(|name| said(name.as_ref()));
    assert_eq!(names, ["Pattern title", "Pattern exam", "Pattern paper", "P1"]);
    assert_eq!((heading.time, heading.reading_time), (Some(120), Some(15)));
    assert_eq!(lines(&merged), ["From the pattern."]);
    assert_eq!(merged.sets.iter().map(|set| set.name.as_str()).collect::<Vec<_>>(), ["A", "B"]);
    assert_eq!(merged.shuffle, Shuffle { questions: true, options: false, pieces: false, block: Some(10) });
    let layout = &merged.layout;
    assert_eq!((layout.cover, layout.columns, layout.page), (Some(Cover::Booklet), Some(1), Some(PageSize::A5)));
    assert_eq!(layout.answers, Some(Answers::Booklet));
    assert_eq!((layout.rough_pages, layout.pages_multiple_of), (2, Some(4)));
    assert_eq!((layout.space, layout.ruling_language), (Some(Space::Auto), Some(Lang::ENGLISH)));
    assert_eq!((layout.justify, layout.labels.questions.printed(1).as_str()), (Some(false), "(2)"));
    assert_eq!(layout.blueprint_table, Some(true));
    assert_eq!((layout.languages.len(), layout.arrangement), (2, Some(Arrangement::SideBySide)));
    assert_eq!((merged.rules.floor.clone(), merged.rules.not_attempted), (Some(exact("-3")), false));
    assert_eq!(
        (layout.labels.options[0].printed(1), layout.labels.statements.printed(1)),
        ("(2)".into(), "II.".into())
    );
    assert_eq!(merged.choose_one.len(), 1);
    assert_eq!(merged.sections.iter().map(|section| section.id.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    let section = &merged.sections[0];
    assert_eq!(Section { marks: pattern.sections[0].marks.clone(), ..section.clone() }, pattern.sections[0]);
    assert_eq!(section.marks.wrong, Some(Penalty::OfRight(exact("-1/4"))));
    // The places are the pattern's, so that a demand that cannot be met is shown where it stands.
    assert_eq!(merged.span("section.a.count"), pattern.span("section.a.count"));
    assert_eq!(merged.base.as_deref(), Some(&pattern));
}

#[test]
fn what_the_blueprint_gives_wins_field_by_field() {
    let pattern = pattern(PATTERN);
    let fields = [
        "title = \"T\"",
        "exam = \"T\"",
        "paper = \"T\"",
        "code = \"T\"",
        "time = 60",
        "reading-time = 5",
        "sets = [\"X\"]",
        "shuffle = [\"options\"]",
        "cover = \"heading\"",
        "answers = \"apart\"",
        "rough-pages = 0",
        "pages-multiple-of = 2",
        "page = \"A4\"",
        "columns = 2",
        "space = \"3 lines\"",
        "justify = true",
        "blueprint-table = false",
        "ruling-language = \"hi\"",
        "layout = \"stacked\"",
        "floor = 0",
        "not-attempted = true",
        "disqualified = { blank-share = \"10%\" }",
        "labels = { options = \"(a)\" }",
        "choose-one = []",
        "instructions = []",
        "constants = [\"Own\", \"Other\"]",
    ];
    let all = under(&pattern, &fields.join("\n"));
    let alone = under(&pattern, "");
    for field in fields {
        let one = under(&pattern, field);
        let same = |pick: &dyn Fn(&Blueprint) -> String| {
            let (one, all, alone) = (pick(&one), pick(&all), pick(&alone));
            assert!(one == all || one == alone, "{field}: {one}");
            one == all && one != alone
        };
        let picks: [&dyn Fn(&Blueprint) -> String; 26] = [
            &|b| said(b.heading.title.as_ref()).to_owned(),
            &|b| said(b.heading.exam.as_ref()).to_owned(),
            &|b| said(b.heading.paper.as_ref()).to_owned(),
            &|b| said(b.heading.code.as_ref()).to_owned(),
            &|b| format!("{:?}", b.heading.time),
            &|b| format!("{:?}", b.heading.reading_time),
            &|b| format!("{:?}", b.sets),
            &|b| format!("{:?}", b.shuffle),
            &|b| format!("{:?}", b.layout.cover),
            &|b| format!("{:?}", b.layout.answers),
            &|b| format!("{:?}", b.layout.rough_pages),
            &|b| format!("{:?}", b.layout.pages_multiple_of),
            &|b| format!("{:?}", b.layout.page),
            &|b| format!("{:?}", b.layout.columns),
            &|b| format!("{:?}", b.layout.space),
            &|b| format!("{:?}", b.layout.justify),
            &|b| format!("{:?}", b.layout.blueprint_table),
            &|b| format!("{:?}", b.layout.ruling_language),
            &|b| format!("{:?}", b.layout.arrangement),
            &|b| format!("{:?}", b.rules.floor),
            &|b| format!("{:?}", b.rules.not_attempted),
            &|b| format!("{:?}", b.rules.disqualified),
            &|b| format!("{:?}", b.layout.labels),
            &|b| format!("{:?}", b.choose_one.len()),
            &|b| lines(b).join("|"),
            &|b| format!("{:?}", b.heading.constants.len()),
        ];
        let changed: Vec<usize> = (0..picks.len()).filter(|at| same(&|b: &Blueprint| picks[*at](b))).collect();
        let place = fields.iter().position(|other| *other == field).unwrap();
        assert_eq!(changed, [place], "{field}");
    }
    assert_eq!(under(&pattern, "languages = [\"hi\"]").layout.languages[0].value, Lang::HINDI);
    assert_eq!(all.layout.labels.options[0].printed(0), "(a)");
    assert_eq!(all.layout.labels.statements.printed(0), "I.");
    let styles = ["statements", "rows", "left", "right", "items", "parts", "questions"];
    for style in styles {
        let labels = under(&pattern, &format!("labels = {{ {style} = \"(p)\" }}")).layout.labels;
        let typed: Vec<_> = labels.singles().filter(|(_, label)| label.printed(0) == "(p)").collect();
        assert_eq!(typed.iter().map(|(name, _)| *name).collect::<Vec<_>>(), [style]);
    }
}

#[test]
fn sections_are_merged_field_by_field() {
    let pattern = pattern(PATTERN);
    let own = &pattern.sections[0];
    let a = |lines: &str| under(&pattern, &format!("[[section]]\nid = \"a\"\n{lines}")).sections[0].clone();
    let marks = |section: &Section| section.marks.complete();
    assert_eq!(a("count = 5\nattempt = { any = 4, of = 5 }").count, Some(5));
    assert_eq!(a("title = \"T\"").title.unwrap().get(Lang::ENGLISH).unwrap(), "T");
    assert_eq!(a("instructions = []").instructions, []);
    assert_eq!(a("where = \"kind:match\"").filter.unwrap().value, "kind:match");
    assert_eq!(a("where = \"kind:match\"").fits.unwrap().value, "kind:choice");
    assert_eq!(a("where = \"kind:match\"").asked(), "(kind:choice) (kind:match)");
    assert_eq!(a("fits = \"kind:match\"").fits.unwrap().value, "kind:match");
    assert_eq!(a("quota = []").quota, []);
    assert_eq!(a("questions = []").questions, []);
    assert_eq!(a("exclude = []").exclude, []);
    assert_eq!((a("or = 0").alternatives, a("or = 1").alternatives), (None, Some(1)));
    assert_eq!((a("words = 80").words, a("space = \"4 lines\"").space), (Some(80), Some(Space::Lines(4))));
    assert_eq!(a("maximum = 15").maximum, Some(exact("15")));
    let scheme = marks(&a("marks = { right = 3 }"));
    assert_eq!((&scheme.right, &scheme.wrong, &scheme.blank), (&exact("3"), &exact("-3/4"), &exact("-1/2")));
    let scheme = marks(&a("marks = { wrong = 0 }"));
    assert_eq!((&scheme.right, &scheme.wrong), (&exact("2"), &exact("0")));
    // Every other field stays the pattern's.
    for (field, changed) in [
        ("count = 5", Section { count: Some(5), ..own.clone() }),
        ("or = 0", Section { alternatives: None, ..own.clone() }),
        ("words = 80", Section { words: Some(80), ..own.clone() }),
        ("quota = []", Section { quota: Vec::new(), ..own.clone() }),
    ] {
        let section = a(field);
        assert_eq!(Section { marks: own.marks.clone(), span: own.span, ..section }, changed, "{field}");
    }
}

#[test]
fn instructions_are_added_to_those_of_the_pattern_and_an_empty_list_drops_them() {
    let pattern = pattern(PATTERN);
    let of = |line: &str| lines(&under(&pattern, line)).join("|");
    assert_eq!(of("instructions = [\"Mine.\"]"), "From the pattern.|Mine.");
    assert_eq!(of("instructions = []"), "");
}

#[test]
fn a_paper_in_one_language_has_no_use_for_how_the_pattern_arranges_two() {
    let pattern = pattern(PATTERN);
    let layout = under(&pattern, "languages = [\"hi\"]").layout;
    assert_eq!((layout.arrangement, layout.ruling_language), (None, None));
    let layout = under(&pattern, "languages = [\"hi\", \"en\", \"ta\"]").layout;
    assert_eq!((layout.arrangement, layout.ruling_language), (None, Some(Lang::ENGLISH)));
}

#[test]
fn rules_of_marking_are_merged_one_by_one() {
    let rules = "not-attempted = true\ndisqualified = { blank-share = \"10%\" }\n";
    let pattern = pattern(&format!("format = \"pattern/1\"\n{rules}[[section]]\nid = \"a\"\nfloor = -1\n"));
    let merged = under(&pattern, "");
    assert!(merged.rules.not_attempted && merged.rules.disqualified.is_some());
    assert_eq!(merged.sections[0].floor, Some(exact("-1")));
    assert!(!under(&pattern, "not-attempted = false").rules.not_attempted);
    let merged = under(&pattern, "floor = 0\n[[section]]\nid = \"a\"\nnot-attempted = false\nfloor = 0\n");
    assert_eq!((merged.rules.floor, merged.sections[0].floor.clone()), (Some(exact("0")), Some(exact("0"))));
    assert_eq!(merged.sections[0].not_attempted, Some(false));
}

#[test]
fn shuffle_and_block_go_together() {
    let pattern = pattern(PATTERN);
    let of = |line: &str| under(&pattern, line).shuffle;
    assert_eq!(of("shuffle = [\"options\"]"), Shuffle { questions: false, options: true, pieces: false, block: None });
    assert_eq!(of("block = 5"), Shuffle { questions: true, options: false, pieces: false, block: Some(5) });
}

#[test]
fn a_count_of_nothing_leaves_a_section_out() {
    let pattern = pattern(PATTERN);
    let merged = under(&pattern, "choose-one = []\n[[section]]\nid = \"b\"\ncount = 0");
    assert_eq!(merged.sections.iter().map(|section| section.id.as_str()).collect::<Vec<_>>(), ["a", "c"]);
}

#[test]
fn a_pattern_without_sections_gives_its_marks_to_those_of_the_blueprint() {
    let frame = pattern("format = \"pattern/1\"\nmarks = { right = 4, wrong = \"-1\" }\n");
    let merged = under(&frame, "[[section]]\nid = \"x\"\ncount = 3\n[[section]]\nid = \"y\"\nmarks = 2");
    let marks: Vec<_> = merged.sections.iter().map(|section| section.marks.complete()).collect();
    assert_eq!((&marks[0].right, &marks[0].wrong), (&exact("4"), &exact("-1")));
    assert_eq!((&marks[1].right, &marks[1].wrong), (&exact("2"), &exact("-1")));
    assert_eq!(frame.strangers(&merged).count(), 0);
    assert_eq!(frame.size(), Size { questions: None, maximum: None });
}

#[test]
fn strangers_are_sections_that_the_pattern_does_not_have() {
    let pattern = pattern(PATTERN);
    let blueprint = Blueprint {
        sections: ["a", "x"].map(|id| Section::new(SectionId::new(id).unwrap())).to_vec(),
        ..Blueprint::default()
    };
    assert_eq!(pattern.strangers(&blueprint).map(|section| section.id.as_str()).collect::<Vec<_>>(), ["x"]);
    assert_eq!(pattern.under(blueprint).sections.len(), 3);
}

#[test]
fn sizes_count_what_can_be_attempted() {
    let pattern = pattern(PATTERN);
    // Of b and c one is answered: 20 + 50.
    assert_eq!(pattern.size(), Size { questions: Some(30), maximum: Some(exact("70")) });
    let mut any = pattern.clone();
    any.choose_one.clear();
    any.sections[1].attempt = Some(super::super::blueprint::Attempt { any: 4, of: 10 });
    assert_eq!(any.size().maximum, Some(exact("80")));
    any.sections[2].marks.right = None;
    assert_eq!(any.size(), Size { questions: Some(30), maximum: None });
    any.sections[2].maximum = Some(exact("33"));
    assert_eq!(any.size().maximum, Some(exact("73")));
    any.sections[2].count = None;
    assert_eq!(any.size().questions, None);
}

#[test]
fn validity_includes_its_ends() {
    let day = |text: &str| Date::parse(text).unwrap();
    let valid = Validity { from: Some(day("2025-01-01")), until: Some(day("2025-12-31")) };
    let inside = ["2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"].map(|text| valid.covers(day(text)));
    assert_eq!(inside, [false, true, true, false]);
    assert_eq!(valid.to_string(), "2025-01-01 to 2025-12-31");
    assert_eq!(Validity { until: None, ..valid }.to_string(), "from 2025-01-01");
    assert!(Validity::default().covers(day("1999-01-01")));
    let pattern = Pattern { id: "x".into(), valid, ..Pattern::default() };
    assert_eq!(pattern.outdated(day("2025-06-01")), None);
    let told = pattern.outdated(day("2026-06-01")).unwrap();
    assert_eq!(told, "pattern `x` holds 2025-01-01 to 2025-12-31, the paper is for 2026-06-01");
}

#[test]
fn a_pattern_survives_json() {
    let pattern = pattern(PATTERN);
    let json = serde_json::to_string(&pattern).unwrap();
    let read: Pattern = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), json);
    assert_eq!(read.sections.len(), 3);
    assert_eq!(read.sets.first().map(|set| set.name.clone()), SetName::new("A"));
}
