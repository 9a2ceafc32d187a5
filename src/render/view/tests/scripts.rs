//! Papers in other scripts: signs, direction, lines.

use super::{page_texts, press_of};
use crate::model::key::csv;
use crate::model::record::Record;
use crate::render::Document;
use typst::layout::{Frame, FrameItem, Point};

const HINDI: &str = "format = \"bank/1\"\nlanguage = \"hi\"\n\
    [[question]]\nid = \"a-one\"\nkind = \"statements\"\nstem = \"कथनों पर विचार कीजिए:\"\n\
    statements = [{ text = \"पहला\", holds = true }, { text = \"दूसरा\", holds = false }, { text = \"तीसरा\", holds = true }]\n\
    codes = [\"1\", \"1 3\", \"2\", \"1 2 3\"]\n\
    explanation = \"{key} सही है; कथन {st:2} गलत है।\"\n\
    [[question]]\nid = \"b-two\"\nstem = \"राजधानी?\"\noptions = [\"दिल्ली\", \"पटना\"]\nanswer = \"a\"\n\
    explanation = \"{opt:a} सही है, {q:a-one} के बाद।\"\n";

const STILL: &str = "format = \"blueprint/1\"\nshuffle = []\ntitle = \"T\"\n";

#[test]
fn a_paper_counts_in_its_own_signs_and_the_key_in_latin() {
    let labels = "labels = { options = \"(क)\", statements = \"१.\", questions = \"१.\" }\n";
    let press = press_of(HINDI, &format!("{STILL}{labels}"));
    // Pieces of different fonts are parted by a blank here.
    let texts = |product| page_texts(&press.print("signs", product, 0)).concat().replace(' ', "");
    let paper = texts("paper");
    for sign in ["१.", "२.", "(क)", "(ख)", "(ग)", "(घ)"] {
        assert!(paper.contains(sign), "{sign}: {paper}");
    }
    assert!(!paper.contains("(a)") && !paper.contains("1."), "{paper}");
    let solutions = texts("solutions");
    for said in ["(ग)सहीहै", "कथन२", "(क)सहीहै,१केबाद"] {
        assert!(solutions.contains(said), "{said}: {solutions}");
    }
    let record = Record::of(&press.paper, &press.words, "");
    insta::assert_snapshot!(csv(&record), @r"
    set,number,id,key,marks
    A,1,a-one,C,1
    A,2,b-two,A,1
    ");
    assert_eq!(record.sets[0].slots[0].labels, ["A", "B", "C", "D"]);
    let key = texts("key");
    assert!(key.contains("A=क,B=ख,C=ग,D=घ"), "{key}");
}

#[test]
fn a_paper_with_latin_signs_has_no_legend() {
    let press = press_of(HINDI, STILL);
    assert!(!press.main("key", 0).text.contains("Latin signs"));
}

#[test]
fn indic_text_is_ragged_unless_justified_lines_are_asked_for() {
    let english =
        "format = \"bank/1\"\n[[question]]\nid = \"q\"\nstem = \"Which?\"\noptions = [\"x\", \"y\"]\nanswer = \"a\"\n";
    let justified = |bank: &str, more: &str| press_of(bank, &format!("{STILL}{more}")).main("paper", 0).text;
    assert!(justified(english, "").contains("\"justify\": true"));
    assert!(justified(HINDI, "").contains("\"justify\": false"));
    assert!(justified(HINDI, "justify = true\n").contains("\"justify\": true"));
    assert!(justified(english, "justify = false\n").contains("\"justify\": false"));
}

/// Texts of the first page with the place of their baseline, in points.
fn placed(document: &Document) -> Vec<(String, f64, f64)> {
    placed_on(document, 0)
}

fn placed_on(document: &Document, page: usize) -> Vec<(String, f64, f64)> {
    fn walk(frame: &Frame, at: Point, out: &mut Vec<(String, f64, f64)>) {
        for (point, item) in frame.items() {
            let at = at + *point;
            match item {
                FrameItem::Group(group) => walk(&group.frame, at, out),
                FrameItem::Text(text) => out.push((text.text.to_string(), at.x.to_pt(), at.y.to_pt())),
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    walk(&document.document.pages()[page].frame, Point::zero(), &mut out);
    out
}

/// Options, an answer to write, lists, items and parts in Urdu.
const URDU: &str = r#"format = "bank/1"
language = "ur"
[[question]]
id = "a-capital"
stem = "راجدھانی کون سی ہے؟"
options = ["دہلی", "پٹنہ", "چنئی"]
answer = "a"
[[question]]
id = "b-water"
kind = "short"
marks = 7
space = "2 lines"
stem = "پانی کا چکر بیان کیجیے۔"
model-answer = "بخارات"
[[question]]
id = "c-poets"
kind = "match"
stem = "ملائیے۔"
left = ["غالب", "اقبال", "فیض"]
right = ["دیوان", "بانگ", "نقش"]
answer = "a1 b2 c3"
[[question]]
id = "d-reigns"
kind = "order"
stem = "ترتیب دیجیے۔"
items = ["بابر", "ہمایوں", "اکبر"]
[[question]]
id = "e-village"
kind = "case"
stem = "ایک گاؤں ہے۔"
parts = [
  { kind = "short", marks = 3, space = "1 lines", stem = "کہاں ہے؟", model-answer = "یہاں" },
  { kind = "true-false", marks = 1, stem = "دریا بہتا ہے۔", answer = true },
]
"#;

/// Some of it in English, with Urdu as the second language.
const ENGLISH_AND_URDU: &str = r#"format = "bank/1"
language = "en"
[[question]]
id = "a-capital"
stem = "Which city is the capital?"
options = ["Delhi", "Patna", "Chennai"]
answer = "a"
lang.ur.stem = "راجدھانی کون سی ہے؟"
lang.ur.options = ["دہلی", "پٹنہ", "چنئی"]
[[question]]
id = "b-water"
kind = "short"
marks = 7
stem = "Describe how water moves."
model-answer = "Vapour"
lang.ur.stem = "پانی کا چکر بیان کیجیے۔"
lang.ur.model-answer = "بخارات"
[[question]]
id = "c-reigns"
kind = "order"
stem = "Arrange the reigns."
items = ["Babur", "Humayun", "Akbar"]
lang.ur.stem = "ترتیب دیجیے۔"
lang.ur.items = ["بابر", "ہمایوں", "اکبر"]
"#;

/// What stands in the rows of the last page, from the left: `L` for labels and marks, `T` for English text,
/// `U` for Urdu; neighbours of one kind once. A row is a line with a label, and what stands beside it.
fn rows(document: &Document) -> String {
    let texts = placed_on(document, document.pages() - 1);
    let is_urdu = |text: &str| text.chars().any(|c| ('\u{600}'..'\u{700}').contains(&c) && c.is_alphabetic());
    let is_label = |text: &str| {
        let bare: String = text.chars().filter(|c| !"().[]".contains(*c)).collect();
        (1..3).contains(&bare.len()) && bare.chars().all(|c| c.is_ascii_alphanumeric())
    };
    // Neither head nor foot.
    let on_page = |y: f64| y > 60.0 && y < 780.0;
    let labels = texts.iter().filter(|(text, _, y)| is_label(text) && on_page(*y));
    let mut baselines: Vec<f64> = labels.map(|(_, _, y)| *y).collect();
    baselines.sort_by(f64::total_cmp);
    baselines.dedup_by(|left, right| (*left - *right).abs() < 1.0);
    let row = |baseline: &f64| {
        // Letters of Urdu stand above and below their line.
        let near = |text: &str, y: f64| (y - baseline).abs() < if is_urdu(text) { 7.0 } else { 1.0 };
        let row = texts.iter().filter(|(text, _, y)| text.chars().any(char::is_alphanumeric) && near(text, *y));
        let kind = |text: &str| {
            if is_label(text) {
                'L'
            } else if is_urdu(text) {
                'U'
            } else {
                'T'
            }
        };
        let mut row: Vec<(f64, char)> = row.map(|(text, x, _)| (*x, kind(text))).collect();
        row.sort_by(|left, right| left.0.total_cmp(&right.0));
        row.dedup_by_key(|(_, kind)| *kind);
        row.into_iter().map(|(_, kind)| kind).collect::<String>()
    };
    baselines.iter().map(row).collect::<Vec<_>>().join(" ")
}

fn urdu_rows(bank: &str, blueprint: &str) -> String {
    let blueprint = format!("{STILL}cover = \"booklet\"\n{blueprint}");
    rows(&press_of(bank, &blueprint).print("urdu-rows", "paper", 0))
}

#[test]
fn labels_of_urdu_stand_at_the_right_and_marks_at_the_left() {
    insta::assert_snapshot!(
        urdu_rows(URDU, "columns = 1\nlanguages = [\"ur\"]\n"),
        @"LUL ULULUL LUL LUL ULUL ULUL ULUL TLTLTLTL LUL UL UL UL L LUL LUL LUL TLTL"
    );
    // Where the paper's words are English, so are the options that the program makes, `1 – 3 – 2`.
    insta::assert_snapshot!(
        urdu_rows(URDU, "columns = 1\n"),
        @"LUL ULULUL LUL LUL ULUL ULUL ULUL TLTLTLTL LUL UL UL UL TLTLTLTL LUL LUL LUL TLTL"
    );
}

#[test]
fn urdu_below_english_has_a_number_of_its_own_at_the_right() {
    let languages = "columns = 1\nlanguages = [\"en\", \"ur\"]\nlayout = \"stacked\"\n";
    insta::assert_snapshot!(urdu_rows(ENGLISH_AND_URDU, languages), @"LTL LTLTLT UL ULULUL LTL UL LTL LT LT LT LTLTLTLT UL UL UL UL L");
}

#[test]
fn urdu_beside_english_has_its_labels_at_the_edge() {
    let languages = "languages = [\"en\", \"ur\"]\nlayout = \"side-by-side\"\n";
    insta::assert_snapshot!(urdu_rows(ENGLISH_AND_URDU, languages), @"LTUL LTLTLTULULUL LTUL LTUL LTUL LTUL LTUL LTLTL LTLTL");
    let languages = "languages = [\"ur\", \"en\"]\nlayout = \"side-by-side\"\n";
    insta::assert_snapshot!(urdu_rows(ENGLISH_AND_URDU, languages), @"LTUL LTLTLTULULUL LTUL LTUL LTUL LTUL LTUL LTLTL LTLTL");
}

#[test]
fn columns_of_urdu_are_filled_from_the_right() {
    let words = "سوال کا متن یہاں ہے ".repeat(12);
    let question = |id: usize| {
        format!("[[question]]\nid = \"q-{id:02}\"\nstem = \"{words}\"\noptions = [\"ایک\", \"دو\"]\nanswer = \"a\"\n")
    };
    let bank: String = (1..7).map(question).collect();
    let bank = format!("format = \"bank/1\"\nlanguage = \"ur\"\n{bank}");
    let press = press_of(&bank, &format!("{STILL}languages = [\"ur\"]\ncolumns = 2\ncover = \"booklet\"\n"));
    let document = press.print("urdu-columns", "paper", 0);
    let middle = document.document.pages()[1].frame.width().to_pt() / 2.0;
    let texts = placed_on(&document, 1);
    let column = |wanted: &str| {
        let number = texts.iter().find(|(text, _, y)| text.trim_matches('.') == wanted && *y > 50.0);
        number.map(|(_, x, _)| *x > middle)
    };
    // The columns of the last page end level.
    let right: Vec<Option<bool>> = ["1", "3", "4", "6"].into_iter().map(column).collect();
    assert_eq!(right, [Some(true), Some(true), Some(false), Some(false)], "{texts:?}");
}

#[test]
fn urdu_runs_from_the_right_with_room_between_its_lines() {
    let words = "سوال کا متن یہاں ہے ".repeat(10);
    let bank = format!(
        "format = \"bank/1\"\nlanguage = \"ur\"\n[[question]]\nid = \"q\"\nstem = \"{words}\"\noptions = [\"ایک\", \"دو\"]\nanswer = \"a\"\n"
    );
    let document = press_of(&bank, &format!("{STILL}columns = 2\n")).print("urdu", "paper", 0);
    let texts = placed(&document);
    // Signs of labels are placed one by one here.
    let number = texts.iter().find(|(text, _, y)| text == "1" && *y > 100.0).map(|(_, _, y)| *y).unwrap();
    // Blanks stand on the baseline; letters of this script slope.
    let options = texts.iter().find(|(text, ..)| text == "a").map(|(_, _, y)| *y).unwrap();
    let of_stem = |text: &str, y: f64| text == " " && y >= number && y < options;
    let blanks = texts.iter().filter(|(text, _, y)| of_stem(text, *y)).map(|(_, x, y)| (*x, *y));
    let blanks: Vec<(f64, f64)> = blanks.collect();
    let mut lines: Vec<f64> = blanks.iter().map(|(_, y)| *y).collect();
    lines.dedup();
    assert!((lines[0] - number).abs() < 0.01, "number and text share a baseline: {lines:?}");
    assert!(lines.len() > 2 && lines.windows(2).all(|pair| pair[1] - pair[0] > 17.0), "{lines:?}");
    let ends = |line: f64| blanks.iter().filter(|(_, y)| *y == line).map(|(x, _)| *x).fold(f64::MAX, f64::min);
    let (first, last) = (ends(lines[0]), ends(lines[lines.len() - 1]));
    assert!(last > first + 60.0, "the short last line stands at the right: {last} {first}");
}

#[test]
fn labels_share_the_baseline_of_texts_in_every_script() {
    for (language, word) in [("ta", "தமிழ்"), ("te", "తెలుగు"), ("kn", "ಕನ್ನಡ"), ("ml", "മലയാളം"), ("or", "ଓଡ଼ିଆ")]
    {
        let bank = format!(
            "format = \"bank/1\"\nlanguage = \"{language}\"\n[[question]]\nid = \"q\"\nstem = \"{word}?\"\noptions = [\"{word}\", \"x\"]\nanswer = \"a\"\n"
        );
        let document = press_of(&bank, STILL).print("baseline", "paper", 0);
        let texts = placed(&document);
        let heights = |wanted: &str| texts.iter().filter(|(text, ..)| text.contains(wanted)).map(|(_, _, y)| *y).next();
        let (number, stem) = (heights("1.").unwrap(), heights(word).unwrap());
        assert!((number - stem).abs() < 0.01, "{language}: {number} {stem}");
    }
}
