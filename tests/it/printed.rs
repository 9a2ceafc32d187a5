//! Keys worked out anew from the printed page: a small checker that knows the truth of the test bank and reads the
//! finished PDF like a candidate, with nothing of papersetter's own code.

use crate::common::{done, json, page_texts, pages, text, write};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A bank in which every word tells its own truth: `Zq4s2T` is statement 2 of question 4, and true.
fn bank() -> String {
    let mut text = String::from("format = \"bank/1\"\n\n[defaults]\nexplanation = \"Zsecret explanation {key}\"\n");
    let mut number = 0;
    let mut question = |kind: &str, stem: &str, rest: String| {
        number += 1;
        let rest = rest.replace('#', &format!("Zq{number}"));
        let _ = write!(
            text,
            "\n[[question]]\nid = \"q{number}\"\nkind = \"{kind}\"\nstem = \"Zq{number} {stem}\"\n{rest}\n"
        );
    };
    for _ in 0..3 {
        question("choice", "one", "options = [\"#oT\", \"#oF1\", \"#oF2\", \"#oF3\"]\nanswer = \"a\"".into());
    }
    question("choice", "several", "options = [\"#oT1\", \"#oF1\", \"#oT2\", \"#oF2\"]\nanswer = [\"a\", \"c\"]".into());
    question(
        "choice",
        "last",
        "options = [\"#oF1\", \"#oF2\", \"#oF3\", \"None of the above\"]\nanswer = \"d\"".into(),
    );
    question("true-false", "holds", "answer = true".into());
    question("true-false", "fails", "answer = false".into());
    for ask in ["which", "which-not", "how-many", "how-many-not"] {
        for truths in ["TF", "TFT", "FTF", "TTT", "FFT", "TFFT", "FTTFT"] {
            let holds = |letter: char| letter == 'T';
            // The answer "none" has an option only where three or more are asked of; two always have one.
            let statements: Vec<String> = truths
                .chars()
                .enumerate()
                .map(|(at, truth)| {
                    format!("{{ text = \"#s{at}{truth}\", holds = {}, why = \"Zsecret\" }}", holds(truth))
                })
                .collect();
            question("statements", ask, format!("statements = [{}]\nask = \"{ask}\"", statements.join(", ")));
            let rows: Vec<String> = truths
                .chars()
                .enumerate()
                .map(|(at, truth)| format!("{{ cells = [\"#s{at}{truth}\", \"cell\"], holds = {} }}", holds(truth)))
                .collect();
            question("pairs", ask, format!("heading = [\"X\", \"Y\"]\nrows = [{}]\nask = \"{ask}\"", rows.join(", ")));
        }
    }
    for _ in 0..3 {
        question(
            "match",
            "lists",
            "heading = [\"X\", \"Y\"]\nleft = [\"#L1\", \"#L2\", \"#L3\", \"#L4\"]\nright = [\"#R3\", \"#R1\", \"#R9\", \"#R4\", \"#R2\"]\nanswer = \"a2 b5 c1 d4\"".into(),
        );
        question("order", "items", "items = [\"#i1\", \"#i2\", \"#i3\", \"#i4\"]".into());
    }
    for (first, second, explains) in
        [(true, true, true), (true, true, false), (true, false, false), (false, true, false)]
    {
        let (one, two) = (truth(first), truth(second));
        let mark = if explains { "X" } else { "" };
        // Whether one explains the other is a fact only where both hold.
        let both = first && second;
        let fact = if both { format!("\nexplains = {explains}") } else { String::new() };
        let facts = format!(
            "assertion = \"#A{one}\"\nreason = \"#B{two}{mark}\"\nassertion-holds = {first}\nreason-holds = {second}{fact}"
        );
        question("assertion-reason", "cbse", facts);
        let explains = if both { format!(", explains = {explains}") } else { String::new() };
        let pair = format!(
            "statements = [{{ text = \"#A{one}\", holds = {first} }}, {{ text = \"#B{two}{mark}\", holds = {second}{explains} }}]\nstyle = \"upsc-2023\""
        );
        question("statement-pair", "pair", pair);
    }
    question("numeric", "number", "answer = \"42\"".into());
    question("numeric", "interval", "answer = \"3.15\"\ntolerance = \"0.01\"".into());
    text
}

fn truth(holds: bool) -> char {
    if holds { 'T' } else { 'F' }
}

/// The words of a page without head (up to the set) and foot (from the paper id on).
fn body(page: &str, paper_id: &str) -> Vec<String> {
    let words: Vec<&str> = page.split_whitespace().collect();
    let foot = words.iter().position(|word| word.len() > 3 && paper_id.starts_with(word)).unwrap_or(words.len());
    let head = words.windows(2).position(|pair| pair[0] == "Set" && pair[1].len() == 1).map_or(0, |at| at + 2);
    words[head.min(foot)..foot].iter().map(|word| (*word).to_owned()).collect()
}

/// The words between one stem's mark and the next, by question.
fn blocks(pages: &[String], paper_id: &str) -> BTreeMap<String, (usize, Vec<String>)> {
    let words: Vec<String> = pages.iter().flat_map(|page| body(page, paper_id)).collect();
    let is_stem = |word: &str| {
        word.strip_prefix("Zq").is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut found: BTreeMap<String, (usize, Vec<String>)> = BTreeMap::new();
    let mut current: Option<String> = None;
    for (at, word) in words.iter().enumerate() {
        if is_stem(word) {
            let number = words[at - 1].trim_end_matches('.').parse().expect("a printed number before the stem");
            let id = word.replace("Zq", "q");
            assert!(found.insert(id.clone(), (number, Vec::new())).is_none(), "{word} twice");
            current = Some(id);
        } else if let Some(id) = &current {
            found.get_mut(id).unwrap().1.push(word.clone());
        }
    }
    found
}

/// The options of a block: letter and words.
fn options(block: &[String]) -> Vec<(char, Vec<String>)> {
    let mut found: Vec<(char, Vec<String>)> = Vec::new();
    for word in block {
        let bytes = word.as_bytes();
        if bytes.len() == 3 && bytes[0] == b'(' && bytes[2] == b')' && bytes[1] == b'a' + found.len() as u8 {
            found.push((char::from(bytes[1].to_ascii_uppercase()), Vec::new()));
        } else if let Some((_, words)) = found.last_mut() {
            words.push(word.clone());
        }
    }
    found
}

/// The pieces of a block: printed label and the mark after the question's own, `s1F`, `L3`.
fn pieces(block: &[String], id: &str, letter: char) -> Vec<(String, String)> {
    let mark = format!("Z{id}{letter}");
    block
        .iter()
        .enumerate()
        .filter_map(|(at, word)| {
            let rest = word.strip_prefix(&mark)?;
            Some((block[at - 1].trim_matches(['.', ':', '(', ')']).to_owned(), rest.to_owned()))
        })
        .collect()
}

/// The labels that a coded option names.
fn labels(words: &[String]) -> Vec<String> {
    let mut found: Vec<String> = words
        .iter()
        .map(|word| word.trim_matches(',').to_owned())
        .filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()) && !word.is_empty())
        .collect();
    if ["None", "Neither"].contains(&words[0].as_str()) {
        found.clear();
    }
    found.sort();
    found
}

fn count(words: &[String]) -> usize {
    let names = ["None", "one", "two", "three", "four", "five"];
    if words[0] == "Both" {
        return 2;
    }
    let named = words.iter().find_map(|word| names.iter().position(|name| name == word));
    named.unwrap_or_else(|| panic!("no number in {words:?}"))
}

/// The letters of the options that are right, worked out from the marks in the printed text.
fn right(id: &str, block: &[String]) -> Vec<char> {
    let kind = block[0].as_str();
    let options = options(block);
    let letters = |is_right: &dyn Fn(&[String]) -> bool| -> Vec<char> {
        options.iter().filter(|(_, words)| is_right(words)).map(|(letter, _)| *letter).collect()
    };
    match kind {
        "one" | "several" => letters(&|words| words[0].starts_with(&format!("Z{id}oT"))),
        "last" => letters(&|words| words[0] == "None"),
        "holds" | "fails" => letters(&|words| words[0] == if kind == "holds" { "True" } else { "False" }),
        "which" | "which-not" | "how-many" | "how-many-not" => {
            let wanted = if kind.ends_with("not") { 'F' } else { 'T' };
            let pieces = pieces(block, id, 's');
            let mut meant: Vec<String> =
                pieces.iter().filter(|(_, mark)| mark.ends_with(wanted)).map(|(label, _)| label.clone()).collect();
            meant.sort();
            if kind.starts_with("how") {
                letters(&|words| count(words) == meant.len())
            } else {
                letters(&|words| labels(words) == meant)
            }
        }
        "lists" => {
            let right: BTreeMap<String, String> =
                pieces(block, id, 'R').into_iter().map(|(label, mark)| (mark, label)).collect();
            let wanted: Vec<String> =
                pieces(block, id, 'L').into_iter().map(|(label, mark)| format!("{label}-{}", right[&mark])).collect();
            letters(&|words| {
                words.iter().take(wanted.len()).map(|word| word.trim_matches(',')).eq(wanted.iter().map(String::as_str))
            })
        }
        "items" => {
            let mut pieces = pieces(block, id, 'i');
            assert!(!pieces.windows(2).all(|pair| pair[0].1 < pair[1].1), "{id} prints its items in the right order");
            pieces.sort_by(|left, right| left.1.cmp(&right.1));
            let wanted: Vec<&str> = pieces.iter().map(|(label, _)| label.as_str()).collect();
            letters(&|words| {
                words
                    .iter()
                    .filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
                    .take(4)
                    .map(String::as_str)
                    .eq(wanted.iter().copied())
            })
        }
        "cbse" | "pair" => {
            let mark = |letter: char| pieces(block, id, letter)[0].1.clone();
            let (first, second) = (mark('A'), mark('B'));
            let place = match (first.as_str(), second.as_str()) {
                ("T", "TX") => 0,
                ("T", "T") => 1,
                ("T", "F") => 2,
                _ => 3,
            };
            // The wording of each fixed option, so that a reordered list would be found out.
            let sign = if kind == "cbse" {
                [
                    ["Both", "right", "explanation"],
                    ["Both", "not", "explain"],
                    ["true,", "but", "false"],
                    ["false,", "but", "true"],
                ]
            } else {
                [
                    ["both", "and", "explains"],
                    ["both", "not", "explain"],
                    ["correct,", "II", "not"],
                    ["not", "correct,", "is"],
                ]
            };
            letters(&|words| {
                let text = words.join(" ");
                let fits = |place: usize| sign[place].iter().all(|word| text.contains(word));
                match place {
                    2 if kind == "pair" => text.starts_with("Statement I is correct,"),
                    3 if kind == "pair" => text.starts_with("Statement I is not correct,"),
                    place => fits(place) && (place != 0 || !text.contains("not")),
                }
            })
        }
        other => panic!("{id}: {other}"),
    }
}

/// A key as the grid prints it: an interval as its middle with the sign of a footnote, which gives the ends.
fn shown(key: &str) -> String {
    key.replace("3.14..3.16", "3.15 1")
}

fn key_table(folder: &Path) -> BTreeMap<(String, usize), (String, String)> {
    let text = fs::read_to_string(folder.join("key.csv")).unwrap();
    let rows = text.lines().skip(1).map(|line| {
        // Only the key may hold a comma, and is quoted then.
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        ((row[0].to_owned(), row[1].parse().unwrap()), (row[2].to_owned(), row[3].to_owned()))
    });
    rows.collect()
}

#[test]
fn printed_keys_are_right_for_every_kind_and_set() {
    let home = tempfile::tempdir().unwrap();
    let blueprint =
        "format = \"blueprint/1\"\ntitle = \"All kinds\"\nbanks = [\"bank.toml\"]\nsets = [\"A\", \"B\", \"C\"]\n";
    write(home.path(), &[("bank.toml", &bank()), ("all.toml", blueprint)]);
    let out = home.path().join("out/all");
    for seed in 0..8 {
        done(home.path(), &["-q", "make", "all.toml", "--only", "papers,key", "--seed", &seed.to_string()]);
        let table = key_table(&out);
        let record = json(&out.join("record.json"));
        let key = text(&out.join("key.pdf"));
        let key_words: Vec<&str> = key.split(' ').collect();
        for (index, set) in ["A", "B", "C"].iter().enumerate() {
            let pages = pages(&out.join(format!("paper-{set}.pdf")));
            let blocks = blocks(&pages, record["paper-id"].as_str().unwrap());
            assert_eq!(blocks.len(), table.len() / 3);
            for (id, (number, block)) in &blocks {
                let (slot, key) = &table[&((*set).to_owned(), *number)];
                assert_eq!(slot, id, "seed {seed}, set {set}, number {number}");
                let expected = match block[0].as_str() {
                    "number" => "42".to_owned(),
                    "interval" => "3.14..3.16".to_owned(),
                    _ => right(id, block).iter().map(char::to_string).collect::<Vec<_>>().join(","),
                };
                assert_eq!(&expected, key, "seed {seed}, set {set}, number {number}: {block:?}");
                let slots = record["sets"][index]["slots"].as_array().unwrap();
                let recorded = slots.iter().find(|slot| slot["slot"] == id.as_str()).unwrap();
                assert_eq!(recorded["key"], key.as_str());
                assert_eq!(recorded["number"], number.to_string());
            }
        }
        // The printed grid: number, then the keys of the sets.
        for number in 1..=table.len() / 3 {
            let mut row = vec![number.to_string()];
            row.extend(["A", "B", "C"].iter().map(|set| shown(&table[&((*set).to_owned(), number)].1)));
            let plain = |text: &str| text.replace([',', ' '], "");
            let wanted: String = row.iter().map(|cell| plain(cell)).collect();
            let printed = (0..key_words.len()).any(|at| {
                let mut joined = String::new();
                key_words[at] == row[0]
                    && key_words[at..].iter().take(12).any(|word| {
                        joined.push_str(&plain(word));
                        joined == wanted
                    })
            });
            assert!(printed, "seed {seed}: no row {row:?} in the key: {key_words:?}");
        }
    }
}

#[test]
fn a_paper_holds_nothing_of_the_key() {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), &[("bank.toml", &bank())]);
    done(home.path(), &["-q", "make", "bank.toml", "--only", "papers", "--seed", "5"]);
    let bytes = fs::read(home.path().join("out/bank/paper-A.pdf")).unwrap();
    let text = page_texts(&bytes).join(" ");
    assert!(text.contains("QUESTION PAPER") && !text.contains("Zsecret") && !text.contains("ANSWER KEY"), "{text}");
    // Neither in what no reader shows: attributes, spoken texts, metadata.
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    for object in document.objects.values() {
        let mut hidden = format!("{object:?}").into_bytes();
        if let Ok(stream) = object.as_stream() {
            hidden.extend(stream.decompressed_content().unwrap_or_default());
        }
        assert!(!String::from_utf8_lossy(&hidden).contains("Zsecret"));
    }
}
