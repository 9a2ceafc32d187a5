use super::*;
use crate::diag::Diagnostics;
use crate::markup;
use crate::model::bank::{Area, Bank, Grouping, Library, Syllabus};
use crate::model::date::Date;
use crate::model::ids::{AreaPath, Lang, Name, PassageId, QuestionId, letter};
use crate::model::marking::{Exact, SchemeFields};
use crate::model::question::{About, Answer, AnswerOption, Body, Cognitive, Difficulty, Item, Point, Provenance};
use crate::model::text::{Form, PerLang, Text};
use crate::source::SourceMap;
use std::collections::BTreeMap;

fn text(source: &str) -> Text {
    PerLang::new(Lang::ENGLISH, markup::parse(source, Form::Block, None, false, &mut Diagnostics::default()))
}

fn question(id: &str, stem: &str) -> Question {
    let options = ["Iron", "Tin **and** lead", "Zinc"].iter().enumerate().map(|(index, source)| AnswerOption {
        name: Name::new(&letter(index)).unwrap(),
        text: text(source),
        place: None,
        why: None,
    });
    Question {
        id: QuestionId::new(id).unwrap(),
        language: Lang::ENGLISH,
        item: Item {
            stem: Some(text(stem)),
            body: Body::Choice { options: options.collect(), answer: Answer::One(Name::new("a").unwrap()) },
            explanation: None,
            figures: Vec::new(),
            marks: SchemeFields::default(),
            shuffle: None,
        },
        passage: None,
        about: About::default(),
        place: None,
    }
}

/// A question with something in every field that a query can ask for.
fn rich_question() -> Question {
    let mut question = question("kin-012", "A *Ball* rolls\ndown. What is $v_0$?");
    question.item.marks = SchemeFields::of(Exact::ratio(5, 2).unwrap());
    question.item.explanation = Some(text("Energy is kept."));
    question
        .item
        .stem
        .as_mut()
        .unwrap()
        .insert(Lang::HINDI, markup::parse("एक गेंद", Form::Block, None, false, &mut Diagnostics::default()));
    question.passage = PassageId::new("slope");
    question.about = About {
        area: vec![AreaPath::new("jee.physics.kinematics.slopes").unwrap(), AreaPath::new("jee.old-heat").unwrap()],
        tags: vec!["Pet question".to_owned(), "rolling".to_owned()],
        difficulty: Some(Difficulty::Hard),
        cognitive: Some(Cognitive::Apply),
        source: Some(Provenance {
            exam: Some("JEE Main".to_owned()),
            year: Some(2021),
            paper: Some("Shift 2".to_owned()),
            ..Provenance::default()
        }),
        basis: Some("NCERT, chapter 3".to_owned()),
        reviewed_by: Some("K. Iyer".to_owned()),
        author: Some("R. Sharma".to_owned()),
        as_of: Date::parse("2025-03-01"),
        expires: Date::parse("2027-01-01"),
        family: Some("inclined-planes".to_owned()),
        needs: Some("mechanics/energy".to_owned()),
        ..About::default()
    };
    question
}

fn facts() -> Facts {
    let area = |id: &str, aka: &[&str]| Area {
        id: id.to_owned(),
        name: PerLang::new(Lang::ENGLISH, id.to_owned()),
        weight: None,
        aka: aka.iter().map(|old| (*old).to_owned()).collect(),
        span: None,
    };
    let syllabus = Syllabus {
        id: "jee".to_owned(),
        areas: vec![area("physics.kinematics", &["Motion in a Line"]), area("physics.heat", &["old-heat"])],
        groupings: vec![Grouping {
            id: "sections.first".to_owned(),
            name: PerLang::default(),
            areas: vec!["physics.heat".to_owned()],
        }],
        ..Syllabus::default()
    };
    let file = SourceMap::default().add("jee.toml", "");
    let bank = Bank {
        path: "jee.toml".into(),
        file,
        title: None,
        language: Lang::ENGLISH,
        syllabus: Vec::new(),
        license: None,
        questions: vec![rich_question()],
        passages: Vec::new(),
    };
    let mut facts = Facts::of(&Library::new(vec![bank], BTreeMap::from([("jee".to_owned(), syllabus)])));
    facts.mark_used(QuestionId::new("kin-012").unwrap(), "7M3XQ0ABCD");
    facts
}

#[track_caller]
fn matches(query: &str) -> bool {
    parse(query).unwrap_or_else(|fault| panic!("{query}: {fault:?}")).matches(&rich_question(), &facts())
}

#[test]
fn every_field_is_asked_and_refused() {
    for (yes, no) in [
        ("area:jee.physics", "area:jee.phys"),
        ("area:jee.physics.*", "area:jee.chemistry"),
        ("area:jee.physics.heat", "area:jee.physics.optics"),
        ("area:\"motion in a line\"", "area:motion"),
        ("area:jee.sections.first", "area:jee.sections.second"),
        ("kind:choice", "kind:short,long"),
        ("difficulty:medium,hard", "difficulty:easy"),
        ("tag:rolling", "tag:roll"),
        ("tag:\"pet question\"", "tag:pet"),
        ("tag:roll*", "tag:\"roll*\""),
        ("status:reviewed", "status:draft"),
        ("year:2021", "year:2022"),
        ("year:2019..", "year:2022.."),
        ("year:..2021", "year:..2020"),
        ("year:1999,2020..2022", "year:1999,2001"),
        ("source:jee", "source:neet"),
        ("source:\"shift 2\"", "source:\"shift 1\""),
        ("marks:2..3", "marks:3"),
        ("marks:5/2", "marks:..2"),
        ("id:kin-*", "id:*-13"),
        ("id:*-0*2", "id:kin"),
        ("language:hi", "language:ta"),
        ("note:mechanics/*", "note:mechanics/optics"),
        ("note:mechanics", "note:mechanic"),
        ("has:explanation", "has:why"),
        ("has:formula", "has:figure"),
        ("has:hindi", "has:model-answer"),
        ("used:any", "used:never"),
        ("used:7m3xq*", "used:8M"),
        ("cognitive:apply", "cognitive:remember"),
        ("family:inclined-planes", "family:inclined"),
        ("passage:slope", "passage:slopes"),
        ("author:sharma", "author:iyer"),
        ("since:2025", "since:2025-03-02"),
        ("ball", "wheel"),
        ("\"ball rolls down\"", "\"down rolls\""),
        ("\"tin and LEAD\"", "energy"),
        ("गेंद", "पहिया"),
        ("", "-kind:choice"),
        ("kind:choice ball", "kind:choice wheel"),
        ("wheel OR ball", "wheel OR energy"),
        ("wheel zinc OR iron", "wheel (zinc OR iron)"),
        ("-wheel -(zinc wheel)", "-(wheel OR ball)"),
        ("--ball", "-\"ball\""),
        ("(ball)(iron)", "(ball)-(iron)"),
    ] {
        assert!(matches(yes), "{yes}");
        assert!(!matches(no), "{no}");
    }
}

#[test]
fn what_a_question_lacks_is_found_by_minus_has() {
    let plain = question("a", "What?");
    for word in field::HAS.iter().map(|(name, _)| *name).filter(|name| !["id", "english"].contains(name)) {
        assert!(parse(&format!("-has:{word}")).unwrap().matches(&plain, &Facts::default()), "{word}");
    }
    assert!(parse("has:id has:english").unwrap().matches(&plain, &Facts::default()));
}

#[test]
fn marks_are_typed_or_summed_or_one() {
    let asked = |question: &Question, query: &str| parse(query).unwrap().matches(question, &Facts::default());
    let mut one = question("a", "What?");
    assert!(asked(&one, "marks:1"));
    let point = |marks| Point { text: text("x"), marks: Some(Exact::whole(marks)) };
    one.item.body =
        Body::Written { long: true, words: None, space: None, points: vec![point(2), point(3)], model_answer: None };
    assert!(asked(&one, "marks:5"));
}

#[test]
fn drafts_are_drawn_only_when_named() {
    let mut draft = question("a", "What?");
    draft.about.status = Status::Draft;
    let draws = |query: &str| parse(query).unwrap().draws(&draft, &Facts::default());
    assert!(!draws("kind:choice"));
    assert!(draws("kind:choice status:draft"));
    assert!(draws("status:draft,reviewed"));
    assert!(!draws("-status:retired"));
    assert!(!draws("-(status:draft)"));
    assert!(draws("-(-status:draft)"));
    assert!(parse("").unwrap().matches(&draft, &Facts::default()));
}

#[test]
fn names_that_nothing_has_are_told() {
    let told = |query: &str| {
        let faults = parse(query).unwrap().strangers(&facts());
        faults.iter().map(|fault| format!("{} ({})", fault.message, fault.hint.clone().unwrap_or_default())).collect()
    };
    let all: Vec<String> = told("area:jee.physic area:jee.physics -(id:kin-013 OR id:q-*) passage:x");
    assert_eq!(
        all,
        [
            "there is no area `jee.physic` (did you mean `jee.physics`?)",
            "there is no question `kin-013` (did you mean `kin-012`?)",
            "there is no passage `x` ()",
        ]
    );
}

/// The fault of a query: its place underlined, message, next step.
#[track_caller]
fn fault(query: &str) -> String {
    let fault = parse(query).expect_err(query);
    let underline = "^".repeat(fault.range.len().max(1));
    let hint = fault.hint.map(|hint| format!("\n= hint: {hint}")).unwrap_or_default();
    format!("{query}\n{}{underline} {}{hint}", " ".repeat(fault.range.start), fault.message)
}

#[test]
fn faults_say_where_and_what_next() {
    let all: Vec<String> = [
        "kind:choice dificulty:hard",
        "ratio 3:2",
        "kind:shrot",
        "has:colour",
        "status:",
        "kind:short, long",
        "year:24",
        "year:2020..2019",
        "year:..",
        "marks:1/0",
        "language:english-uk",
        "since:yesterday",
        "(kind:short",
        "kind:short)",
        "()",
        "OR kind:short",
        "kind:short OR",
        "(kind:short OR) x",
        "- kind:short",
        "-OR x",
        "kind:short and kind:long",
        "a or b",
        "a | b",
        "\"open",
        "\" \"",
        "author:\" \"",
    ]
    .iter()
    .map(|query| fault(query))
    .collect();
    insta::assert_snapshot!(all.join("\n\n"), @r#"
    kind:choice dificulty:hard
                ^^^^^^^^^ there is no field `dificulty`
    = hint: did you mean `difficulty:`?

    ratio 3:2
          ^ there is no field `3`
    = hint: fields are area, kind, difficulty, tag, status, year, source, marks, id, language, note, has, used, cognitive, family, passage, author, since; text with a colon is searched for in quotation marks

    kind:shrot
         ^^^^^ `kind` has no value `shrot`
    = hint: did you mean `short`?

    has:colour
        ^^^^^^ `has` has no value `colour`
    = hint: values are explanation, figure, formula, basis, hindi, english, id, why, area, difficulty, measured, cognitive, tag, marks, seconds, source, year, author, reviewed-by, as-of, expires, family, passage, note, model-answer, points, codes, remark, allow, several

    status:
    ^^^^^^^ `status:` has no value
    = hint: write the value directly after it, without a blank, as in `kind:short,long`

    kind:short, long
    ^^^^^^^^^^^ a value is missing after the comma in `kind:short,`
    = hint: write the value directly after it, without a blank, as in `kind:short,long`

    year:24
         ^^ `year` does not understand `24`
    = hint: it takes a year such as `2024`, or a range: `a..b`, `a..`, `..b`

    year:2020..2019
         ^^^^^^^^^^ the range `2020..2019` runs backwards
    = hint: write the smaller end first

    year:..
         ^^ `year` does not understand `..`
    = hint: it takes a year such as `2024`, or a range: `a..b`, `a..`, `..b`

    marks:1/0
          ^^^ `marks` does not understand `1/0`
    = hint: it takes a number such as `2` or `4/3`, or a range: `a..b`, `a..`, `..b`

    language:english-uk
             ^^^^^^^^^^ `language` does not understand `english-uk`
    = hint: it takes a language tag such as `hi`

    since:yesterday
          ^^^^^^^^^ `since` does not understand `yesterday`
    = hint: it takes a day such as `2025-06-30`, a month or a year

    (kind:short
    ^ `(` is not closed
    = hint: add a `)`

    kind:short)
              ^ `)` closes nothing
    = hint: remove it, or add a `(`

    ()
    ^^ the brackets hold nothing

    OR kind:short
    ^^ `OR` needs a term on both sides
    = hint: as in `kind:short OR kind:long`

    kind:short OR
               ^^ `OR` needs a term on both sides
    = hint: as in `kind:short OR kind:long`

    (kind:short OR) x
                ^^ `OR` needs a term on both sides
    = hint: as in `kind:short OR kind:long`

    - kind:short
    ^ `-` stands alone
    = hint: write it directly before what is not wanted: `-kind:long`

    -OR x
    ^ `-` has no term after it

    kind:short and kind:long
               ^^^ `and` means nothing here
    = hint: terms side by side must all be met; to search for the word itself write `"and"`

    a or b
      ^^ `or` means nothing here
    = hint: `OR` in capitals means one or the other; to search for the word itself write `"or"`

    a | b
      ^ `|` means nothing here
    = hint: terms side by side must all be met, `OR` between them means one of them; to search for the word itself write `"|"`

    "open
    ^^^^^ the quotation mark is not closed
    = hint: end the text with another `"`

    " "
    ^^^ there is nothing to search for

    author:" "
           ^^^ there is nothing to search for
    "#);
}

#[test]
fn a_fault_in_a_blueprint_is_underlined_where_it_was_typed() {
    let mut sources = SourceMap::default();
    let source = "where = \"area:x kind:shrot\"\n";
    let file = sources.add("mock.toml", source);
    let typed = Located::new("area:x kind:shrot".to_owned(), Span { file, start: 8, end: 27 });
    let found: Diagnostics = [parse(&typed.value).unwrap_err().at(&typed)].into_iter().collect();
    insta::assert_snapshot!(crate::diag::render::text(&found, &sources, false), @r#"
    error[bad-query]: `kind` has no value `shrot`
      ┌─ mock.toml:1:22
      │
    1 │ where = "area:x kind:shrot"
      │                      ^^^^^
      │
      = hint: did you mean `short`?
    "#);
}

#[test]
fn deep_and_long_queries_end_with_a_sentence() {
    assert!(parse(&"(".repeat(20_000)).unwrap_err().message.contains("more than 32 deep"));
    assert!(parse(&"-".repeat(60_000)).unwrap_err().message.contains("`-` stands alone"));
    assert!(parse(&"x ".repeat(1 << 16)).unwrap_err().message.contains("65536 are the most"));
    assert!(parse(&format!("id:{}", "*a".repeat(101))).unwrap_err().message.contains("200 are the most"));
    assert!(parse(&format!("{}x{}", "(".repeat(32), ")".repeat(32))).is_ok());
}

proptest::proptest! {
    #[test]
    fn any_text_is_a_query_or_a_fault_inside_it(text in "\\PC{0,40}|[a-z:.,*()\"\\- ORkindyear0-9]{0,60}") {
        match parse(&text) {
            Ok(query) => { query.matches(&rich_question(), &Facts::default()); }
            Err(fault) => proptest::prop_assert!(fault.range.end <= text.len() && fault.range.start <= fault.range.end),
        }
    }

    #[test]
    fn minus_turns_every_answer_round(term in "kind:(choice|short)|year:20[12][0-9]|ball|wheel|id:k[a-z]\\*") {
        proptest::prop_assert_ne!(matches(&term), matches(&format!("-({term})")));
    }
}
