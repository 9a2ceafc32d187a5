use super::coverage::{self, axes};
use super::listing;
use crate::diag::Diagnostics;
use crate::load;
use crate::model::bank::{Area, Library, Syllabus};
use crate::model::ids::Lang;
use crate::model::question::Question;
use crate::model::text::PerLang;
use crate::query::{self, Facts};
use crate::source::SourceMap;
use std::collections::BTreeMap;

const BANK: &str = r#"format = "bank/1"
syllabus = ["upsc"]

[[question]]
id = "hotline"
area = "upsc.gs1.polity"
difficulty = "hard"
stem = "What is a *hotline* between two rival capitals chiefly meant to do, when both sides fear an incident that nobody wanted?"
options = ["Talk", "Trade"]
answer = "a"
lang.hi.stem = "हॉटलाइन?"
lang.hi.options = ["=", "="]

[[question]]
id = "amend"
area = ["upsc.gs1.polity.courts", "upsc.gs1.old-polity"]
difficulty = "easy"
status = "draft"
kind = "short"
marks = "5/2"
stem = "Explain, \"briefly\"."
model-answer = "Thus."

[[question]]
id = "lost"
kind = "true-false"
stem = "राज्य सभा"
answer = true
"#;

fn library() -> Library {
    let mut sources = SourceMap::default();
    let mut found = Diagnostics::default();
    let file = sources.add("upsc.toml", BANK);
    let bank = load::bank::read(&sources, file, "upsc.toml", false, &mut found).unwrap();
    assert!(found.is_empty(), "{}", crate::diag::render::text(&found, &sources, false));
    let area = |id: &str, name: &str, weight: Option<&str>, aka: &[&str]| Area {
        id: id.to_owned(),
        name: PerLang::new(Lang::ENGLISH, name.to_owned()),
        weight: weight.map(str::to_owned),
        aka: aka.iter().map(|old| (*old).to_owned()).collect(),
        span: None,
    };
    let syllabus = Syllabus {
        id: "upsc".to_owned(),
        title: Some("UPSC Civil Services".to_owned()),
        areas: vec![
            area("gs1", "General Studies I", Some("200"), &[]),
            area("gs1.polity", "Polity and governance", Some("12..18%"), &["gs1.old-polity"]),
            area("gs1.polity.courts", "Courts", None, &[]),
            area("gs1.maps", "Maps", None, &[]),
            area("csat.reading", "Reading", None, &[]),
        ],
        ..Syllabus::default()
    };
    Library::new(vec![bank], BTreeMap::from([("upsc".to_owned(), syllabus)]))
}

fn table(names: &[&str]) -> coverage::CoverageTable {
    asked("", names)
}

fn asked(text: &str, names: &[&str]) -> coverage::CoverageTable {
    let library = library();
    let query = query::parse(text).unwrap();
    let facts = Facts::of(&library);
    let questions: Vec<&Question> = library.questions().filter(|question| query.matches(question, &facts)).collect();
    coverage::table(&library, &questions, &axes(names).unwrap(), &query)
}

#[test]
fn the_tree_of_the_syllabus_shows_its_gaps() {
    insta::assert_snapshot!(table(&["area", "difficulty"]).to_text(), @r#"
    area                                weight  all  easy  medium  hard  (no difficulty)
    upsc  UPSC Civil Services                     2     1       0     1                0
      gs1  General Studies I               200    2     1       0     1                0
        polity  Polity and governance  12..18%    2     1       0     1                0
          courts  Courts                          1     1       0     0                0
        maps  Maps                                0     0       0     0                0  gap
      csat                                        0     0       0     0                0
        reading  Reading                          0     0       0     0                0  gap
    (no area)                                     1     0       0     0                1
    all                                           3     1       0     1                1

    2 of 5 declared areas have no question
    "#);
}

#[test]
fn what_the_query_does_not_ask_for_is_no_gap() {
    insta::assert_snapshot!(asked("area:upsc.gs1 -area:upsc.gs1.maps", &["area"]).to_text(), @r"
    area                                weight  all
    upsc  UPSC Civil Services                     2
      gs1  General Studies I               200    2
        polity  Polity and governance  12..18%    2
          courts  Courts                          1
    all                                           2
    ");
    // An old name is followed.
    insta::assert_snapshot!(asked("area:upsc.csat OR area:upsc.gs1.old-polity", &["area"]).to_text(), @r"
    area                                weight  all
    upsc  UPSC Civil Services                     2
      gs1  General Studies I               200    2
        polity  Polity and governance  12..18%    2
          courts  Courts                          1
      csat                                        0
        reading  Reading                          0  gap
    all                                           2

    1 of 4 declared areas have no question
    ");
    let gaps = |text: &str| asked(text, &["area"]).rows.iter().filter(|row| row.gap).count();
    assert_eq!(gaps("kind:long"), 5, "only areas narrow the tree");
    assert_eq!(gaps("-(kind:long area:upsc.gs1)"), 2, "nor do areas that stand with something else");
    assert_eq!(gaps("kind:long area:jee"), 0, "another syllabus");
}

#[test]
fn counts_can_be_read_by_programs() {
    insta::assert_snapshot!(table(&["area", "kind"]).to_csv(), @r#"
    area,name,weight,gap,all,choice,true-false,short
    upsc,UPSC Civil Services,,,2,1,0,1
    upsc.gs1,General Studies I,200,,2,1,0,1
    upsc.gs1.polity,Polity and governance,12..18%,,2,1,0,1
    upsc.gs1.polity.courts,Courts,,,1,0,0,1
    upsc.gs1.maps,Maps,,gap,0,0,0,0
    upsc.csat,,,,0,0,0,0
    upsc.csat.reading,Reading,,gap,0,0,0,0
    ,,,,1,0,1,0
    "#);
    let json: serde_json::Value = serde_json::from_str(&table(&["area", "kind"]).to_json()).unwrap();
    let polity = json["rows"].as_array().unwrap().iter().find(|row| row["key"] == "upsc.gs1.polity").unwrap();
    assert_eq!(polity["total"], 2);
    assert_eq!(polity["columns"]["short"], 1);
    assert_eq!(json["total"]["total"], 3);
}

#[test]
fn other_axes_list_values_in_their_own_order() {
    insta::assert_snapshot!(table(&["difficulty", "language"]).to_text(), @r#"
    difficulty       all  en  hi
    easy               1   1   0
    medium             0   0   0
    hard               1   1   1
    (no difficulty)    1   1   0
    all                3   3   1
    "#);
    insta::assert_snapshot!(table(&["marks"]).to_text(), @r#"
    marks  all
    1        2
    2.5      1
    all      3
    "#);
}

#[test]
fn a_question_with_two_areas_counts_once_above_them() {
    let table = table(&["area"]);
    let total = |key: &str| table.rows.iter().find(|row| row.key == key).map(|row| row.total);
    assert_eq!([total("upsc.gs1.polity"), total("upsc.gs1"), total("upsc")], [Some(2), Some(2), Some(2)]);
    assert_eq!([total("upsc.gs1.polity.courts"), total("upsc.csat"), total("")], [Some(1), Some(0), Some(1)]);
}

#[test]
fn axes_that_are_none_are_told() {
    let told = |names: &[&str]| axes(names).unwrap_err();
    insta::assert_snapshot!(told(&["dificulty"]), @"nothing can be counted by `dificulty`: did you mean `difficulty`?");
    insta::assert_snapshot!(told(&["colour"]), @"nothing can be counted by `colour`: there are area, kind, difficulty, status, cognitive, year, source, tag, marks, language, author, passage, family");
    insta::assert_snapshot!(told(&["kind", "kind"]), @"`kind` is named twice");
    insta::assert_snapshot!(told(&["kind", "area", "year"]), @"counted by 3 things; one or two can be shown, rows and columns");
}

#[test]
fn a_list_fits_the_terminal() {
    let library = library();
    let questions: Vec<&Question> = library.questions().collect();
    insta::assert_snapshot!(listing::text(&questions), @r#"
    id       kind           area                                      difficulty  marks  stem
    hotline  choice         upsc.gs1.polity                           hard            1  What is a hotline between two riva…
    amend    short (draft)  upsc.gs1.polity.courts upsc.gs1.old-pol…  easy          2.5  Explain, "briefly".
    lost     true-false                                                               1  राज्य सभा
    "#);
}

#[test]
fn a_list_can_be_read_by_programs() {
    let library = library();
    let questions: Vec<&Question> = library.questions().collect();
    insta::assert_snapshot!(listing::csv(&questions), @r#"
    id,kind,area,difficulty,marks,status,languages,bank,stem
    hotline,choice,upsc.gs1.polity,hard,1,reviewed,en hi,upsc.toml,"What is a hotline between two rival capitals chiefly meant to do, when both sides fear an incident that nobody wanted?"
    amend,short,upsc.gs1.polity.courts upsc.gs1.old-polity,easy,2.5,draft,en,upsc.toml,"Explain, ""briefly""."
    lost,true-false,,,1,reviewed,en,upsc.toml,राज्य सभा
    "#);
    insta::assert_snapshot!(listing::json(&questions), @r#"
    [
    {"area":["upsc.gs1.polity"],"bank":"upsc.toml","difficulty":"hard","id":"hotline","kind":"choice","languages":["en","hi"],"marks":"1","status":"reviewed","stem":"What is a hotline between two rival capitals chiefly meant to do, when both sides fear an incident that nobody wanted?"},
    {"area":["upsc.gs1.polity.courts","upsc.gs1.old-polity"],"bank":"upsc.toml","difficulty":"easy","id":"amend","kind":"short","languages":["en"],"marks":"2.5","status":"draft","stem":"Explain, \"briefly\"."},
    {"area":[],"bank":"upsc.toml","difficulty":null,"id":"lost","kind":"true-false","languages":["en"],"marks":"1","status":"reviewed","stem":"राज्य सभा"}
    ]
    "#);
    let json: serde_json::Value = serde_json::from_str(&listing::json(&questions)).unwrap();
    assert_eq!(json[1]["marks"], "2.5");
    assert_eq!(listing::json(&[]), "[]\n");
}
