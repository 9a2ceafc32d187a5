//! Papers in two languages: what stands on their pages, and one key for both.

use crate::common::{done, pages, text, write};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

const SETS: [&str; 2] = ["A", "B"];

/// Forty questions in English and Hindi. Every option has a number of its own, the same in both languages: the text layer of
/// a PDF gives Devanagari letters back in the order of their glyphs, but digits as they stand.
fn bank() -> String {
    let mut bank = String::from("format = \"bank/1\"\nlanguage = \"en\"\n");
    for at in 0..40 {
        let number = |option: usize| 1000 + at * 10 + option;
        let list = |word: &str| {
            (1..5).map(|option| format!("\"{word} {} {word}\"", number(option))).collect::<Vec<_>>().join(", ")
        };
        let _ = write!(
            bank,
            "[[question]]\nid = \"q-{at:02}\"\nstem = \"Which tree is meant by question 7{at:03}7?\"\noptions = [{}]\nanswer = \"{}\"\n\
             lang.hi.stem = \"प्रश्न 7{at:03}7 में कौन-सा वृक्ष अभिप्रेत है?\"\nlang.hi.options = [{}]\n",
            list("oak"),
            ["a", "b", "c", "d"][at % 4],
            list("पीपल"),
        );
    }
    bank
}

/// The right number of each question by the number in its stem.
fn right() -> BTreeMap<usize, usize> {
    (0..40).map(|at| (at, 1000 + at * 10 + at % 4 + 1)).collect()
}

/// Makes the paper in this layout, no other documents than these.
fn make(layout: &str, only: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let files = [
        ("question-banks/trees.toml", bank()),
        (
            "paper.toml",
            format!(
                "format = \"blueprint/1\"\ntitle = \"Trees\"\nlang.hi.title = \"वृक्ष\"\nlanguages = [\"en\", \"hi\"]\nlayout = \"{layout}\"\n\
                 ruling-language = \"en\"\nsets = [\"A\", \"B\"]\nseed = 11\n"
            ),
        ),
    ];
    write(home.path(), &files.each_ref().map(|(name, text)| (*name, text.as_str())));
    done(home.path(), &["-q", "make", "paper.toml", "--only", only]);
    home
}

/// `(number, key)` of a set as `key.csv` has it.
fn keys(folder: &Path, set: &str) -> BTreeMap<usize, String> {
    let text = std::fs::read_to_string(folder.join("key.csv")).unwrap();
    let rows = text.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    rows.filter(|row| row[0] == set).map(|row| (row[1].parse().unwrap(), row[3].to_owned())).collect()
}

/// The letter printed before the right option of each question, in printed order, from the text of a paper alone.
fn letters(text: &str) -> Vec<char> {
    let right = right();
    let mut asked = None;
    let mut label = None;
    let mut found = Vec::new();
    for word in text.split_whitespace() {
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        if let ['(', letter, ')'] = word.chars().collect::<Vec<_>>()[..] {
            label = Some(letter.to_ascii_uppercase());
        } else if digits.len() == 5 && digits.starts_with('7') && digits.ends_with('7') {
            asked = digits[1..4].parse::<usize>().ok();
        } else if let (Some(at), Some(letter)) = (asked, label)
            && digits.len() == 4
            && digits.parse() == Ok(right[&at])
        {
            found.push(letter);
            asked = None;
        }
    }
    found
}

#[test]
fn the_key_read_from_either_language_is_the_same() {
    let home = make("separate", "papers");
    let folder = home.path().join("out/paper");
    for set in SETS {
        let key: Vec<char> = keys(&folder, set).values().filter_map(|key| key.chars().next()).collect();
        assert_eq!(key.len(), 40);
        for ending in ["", ".hi"] {
            let text = text(&folder.join(format!("paper-{set}{ending}.pdf")));
            assert_eq!(letters(&text), key, "{set}{ending}");
        }
    }
}

#[test]
fn both_languages_stand_on_one_paper() {
    for layout in ["stacked", "side-by-side", "facing-pages"] {
        let home = make(layout, "papers,solutions");
        let folder = home.path().join("out/paper");
        let text = text(&folder.join("paper-A.pdf"));
        for at in 0..40 {
            let stem = format!("7{at:03}7");
            assert_eq!(text.matches(&stem).count(), 2, "{layout} {stem}");
        }
        assert!(text.contains("Each question is printed in English and Hindi."), "{layout}");
        assert!(text.contains("the text in English counts"), "{layout}");
        // Solutions come in each language.
        assert!(folder.join("solutions-A.pdf").exists() && folder.join("solutions-B.hi.pdf").exists());
    }
}

#[test]
fn facing_pages_hold_the_same_questions() {
    let home = make("facing-pages", "papers");
    let stems = |page: &str| -> Vec<String> {
        let words = page.split_whitespace().map(|word| word.chars().filter(char::is_ascii_digit).collect::<String>());
        words.filter(|digits| digits.len() == 5 && digits.starts_with('7') && digits.ends_with('7')).collect()
    };
    let pages = pages(&home.path().join("out/paper/paper-A.pdf"));
    let pages: Vec<Vec<String>> = pages.iter().map(|page| stems(page)).collect();
    let first = pages.iter().position(|page| !page.is_empty()).unwrap();
    // Counted from 0: the first language stands on a page with an even number.
    assert_eq!(first % 2, 1, "{pages:?}");
    for pair in pages[first..].chunks(2).filter(|pair| !pair[0].is_empty()) {
        assert_eq!(pair[0], pair[1]);
    }
}

#[test]
fn a_record_prints_both_languages_again() {
    let home = make("stacked", "papers");
    let before = std::fs::read(home.path().join("out/paper/paper-B.pdf")).unwrap();
    std::fs::remove_dir_all(home.path().join("question-banks")).unwrap();
    done(home.path(), &["-q", "make", "--from", "out/paper/record.json", "--only", "papers", "-o", "again"]);
    assert_eq!(std::fs::read(home.path().join("again/paper-B.pdf")).unwrap(), before);
}

#[test]
fn solutions_say_on_what_they_rest_in_their_language() {
    let bank = "format = \"bank/1\"\nlanguage = \"en\"\n\
        [[question]]\nid = \"one-map\"\nstem = \"Which map?\"\noptions = [\"This\", \"That\"]\nanswer = \"a\"\nbasis = \"Atlas 4711\"\n\
        lang.hi.stem = \"कौन-सा मानचित्र?\"\nlang.hi.options = [\"यह\", \"वह\"]\nlang.hi.basis = \"एटलस 4712\"\n\
        [[question]]\nid = \"two-map\"\nstem = \"Which other map?\"\noptions = [\"This\", \"That\"]\nanswer = \"b\"\nbasis = \"Atlas 4713\"\n\
        lang.hi.stem = \"कौन-सा दूसरा मानचित्र?\"\nlang.hi.options = [\"यह\", \"वह\"]\n";
    let home = tempfile::tempdir().unwrap();
    let blueprint = "format = \"blueprint/1\"\ntitle = \"T\"\nlanguages = [\"en\", \"hi\"]\n";
    write(home.path(), &[("question-banks/maps.toml", bank), ("paper.toml", blueprint)]);
    done(home.path(), &["-q", "make", "paper.toml", "--only", "solutions"]);
    let file = |ending: &str| home.path().join(format!("out/paper/solutions-A{ending}.pdf"));
    let texts = ["", ".hi"].map(|ending| pages(&file(ending)).join(" "));
    let said = |text: &String| ["4711", "4712", "4713"].map(|number| text.contains(number));
    assert_eq!(texts.each_ref().map(said), [[true, false, true], [false, true, true]], "{texts:?}");
    // What is not there in Hindi is marked as English, and nothing else.
    let marked = |ending: &str| {
        let document = lopdf::Document::load(file(ending)).unwrap();
        let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
        let texts = streams
            .map(|stream| String::from_utf8_lossy(&stream.decompressed_content().unwrap_or_default()).into_owned());
        texts.map(|text| text.matches("/Lang(en)").count()).sum::<usize>()
    };
    assert_eq!(marked(".hi"), 1);
}
