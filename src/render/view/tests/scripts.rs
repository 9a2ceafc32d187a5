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
    walk(&document.document.pages()[0].frame, Point::zero(), &mut out);
    out
}

#[test]
fn urdu_runs_from_the_right_with_room_between_its_lines() {
    let words = "سوال کا متن یہاں ہے ".repeat(10);
    let bank = format!(
        "format = \"bank/1\"\nlanguage = \"ur\"\n[[question]]\nid = \"q\"\nstem = \"{words}\"\noptions = [\"ایک\", \"دو\"]\nanswer = \"a\"\n"
    );
    let document = press_of(&bank, &format!("{STILL}columns = 2\n")).print("urdu", "paper", 0);
    let texts = placed(&document);
    let (_, left, number) =
        *texts.iter().find(|(text, ..)| text == "1.").map(|(text, x, y)| (text, x, y)).as_ref().unwrap();
    // Blanks stand on the baseline; letters of this script slope.
    let options = texts.iter().find(|(text, ..)| text == "(a)").map(|(_, _, y)| *y).unwrap();
    let of_stem = |text: &str, y: f64| text == " " && y >= *number && y < options;
    let blanks = texts.iter().filter(|(text, _, y)| of_stem(text, *y)).map(|(_, x, y)| (*x, *y));
    let blanks: Vec<(f64, f64)> = blanks.collect();
    let mut lines: Vec<f64> = blanks.iter().map(|(_, y)| *y).collect();
    lines.dedup();
    assert!((lines[0] - number).abs() < 0.01, "number and text share a baseline: {lines:?}");
    assert!(lines.len() > 2 && lines.windows(2).all(|pair| pair[1] - pair[0] > 17.0), "{lines:?}");
    let last = blanks.iter().filter(|(_, y)| *y == lines[lines.len() - 1]).map(|(x, _)| *x).fold(f64::MAX, f64::min);
    assert!(last > left + 60.0, "the short last line stands at the right: {last} {left}");
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
