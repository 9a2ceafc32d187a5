//! What the bundled banks promise: every question is complete and was read by a second person, letters of answers have no
//! pattern, each subject has what its examination asks for, and every blueprint makes the paper that its comment
//! describes.

use crate::bundled::{self, Question, kind, text, texts};
use crate::common::{done, project, with_bundled_banks};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use toml::{Table, Value};

fn has(fields: &Table, name: &str) -> bool {
    match fields.get(name) {
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(Value::Array(list)) => !list.is_empty(),
        other => other.is_some(),
    }
}

/// Whether what is right is also explained; a written answer may be shown instead.
fn is_explained(fields: &Table) -> bool {
    let written = ["short", "long"].contains(&kind(fields));
    has(fields, "explanation") || (written && has(fields, "model-answer"))
}

#[test]
fn every_question_is_complete() {
    let mut lacking = Vec::new();
    for question in bundled::questions() {
        let mut lacks = |slot: &str, what: &str| lacking.push(format!("{}: {slot}: {what}", question.file));
        for name in ["area", "basis", "difficulty", "cognitive", "reviewed-by"] {
            if !has(&question.fields, name) {
                lacks(&question.id, name);
            }
        }
        let slots = question.slots();
        for (slot, fields) in slots.iter().map(|(slot, fields)| (slot, *fields)) {
            if !is_explained(fields) {
                lacks(slot, "explanation");
            }
        }
        if question.kind() == "case" && !is_explained(&question.fields) {
            lacks(&question.id, "explanation");
        }
        // What happened lately is true of a day.
        let current = question.areas().iter().any(|area| area.ends_with(".current"))
            || question.tags().iter().any(|tag| ["current", "current-affairs"].contains(tag));
        if current && !matches!(question.fields.get("as-of"), Some(Value::Datetime(_))) {
            lacks(&question.id, "as-of");
        }
    }
    assert!(lacking.is_empty(), "\n{}\n", lacking.join("\n"));
}

#[test]
fn ids_are_unique_over_all_banks() {
    let mut seen = BTreeSet::new();
    let ids = bundled::questions().iter().map(|question| question.id.as_str());
    assert_eq!(ids.filter(|id| !seen.insert(*id)).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn the_check_finds_nothing_to_warn_of() {
    let run = done(&project(), &["check", "--deny-warnings", "question-banks"]);
    assert!(run.stderr.contains("0 errors, 0 warnings"), "{}", run.stderr);
}

// -------------------------------------------------------------------------------------------------- key letters

/// More than this has a chance of one in a thousand where four letters are equally likely.
const CHI_SQUARE: f64 = 16.27;

/// The longest run of one letter in the order of the file.
const LONGEST_RUN: usize = 6;

/// What is suspicious about the right letters of four options.
fn pattern(letters: &[char]) -> Option<String> {
    let expected = letters.len() as f64 / 4.0;
    let counts = ['a', 'b', 'c', 'd'].map(|wanted| letters.iter().filter(|letter| **letter == wanted).count());
    let chi_square: f64 = counts.iter().map(|count| (*count as f64 - expected).powi(2) / expected.max(1e-9)).sum();
    if chi_square > CHI_SQUARE {
        return Some(format!("a to d are right {counts:?} times"));
    }
    let longest = letters.chunk_by(|left, right| left == right).map(<[char]>::len).max().unwrap_or(0);
    (longest > LONGEST_RUN).then(|| format!("one letter is right {longest} times running"))
}

#[test]
fn right_letters_have_no_pattern() {
    let mut banks: BTreeMap<String, Vec<char>> = BTreeMap::new();
    for question in bundled::questions() {
        for (_, fields) in question.slots() {
            let options = fields.get("options").and_then(Value::as_array).map_or(0, Vec::len);
            if let (4, Some(answer)) = (options, text(fields, "answer").and_then(|answer| answer.chars().next())) {
                banks.entry(question.bank.clone()).or_default().push(answer);
            }
        }
    }
    let found: Vec<String> =
        banks.iter().filter_map(|(bank, letters)| Some(format!("{bank}: {}", pattern(letters)?))).collect();
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(banks.len(), bundled::banks().len());
}

#[test]
fn a_pattern_of_letters_is_found() {
    let letters = |text: &str| text.chars().collect::<Vec<_>>();
    assert_eq!(pattern(&letters("dcbadcabbbdabcabcabdabcacdbcddcabda")), None);
    assert_eq!(pattern(&[]), None);
    let many = letters(&"bcbd".repeat(10));
    assert_eq!(pattern(&many).as_deref(), Some("a to d are right [0, 20, 10, 10] times"));
    let run = letters("abcdabcdcccccccabdabd");
    assert_eq!(pattern(&run).as_deref(), Some("one letter is right 7 times running"));
}

// -------------------------------------------------------------------------------------------------- what is in them

fn of(bank: &str) -> Vec<&'static Question> {
    bundled::questions().iter().filter(|question| question.bank == bank).collect()
}

/// The questions of a bank of which every area begins so.
fn below(bank: &str, start: &str) -> Vec<&'static Question> {
    let all = of(bank).into_iter();
    all.filter(|question| question.areas().iter().all(|area| area.starts_with(start))).collect()
}

fn pieces(question: &Question, list: &str) -> usize {
    question.fields.get(list).and_then(Value::as_array).map_or(0, Vec::len)
}

#[test]
fn the_banks_are_large_enough() {
    let least = BTreeMap::from([("cbse10-science", 60), ("gcse-biology", 25), ("jee", 60), ("upsc", 120)]);
    for bank in bundled::banks() {
        let least = least.get(bank).unwrap_or_else(|| panic!("say here how many questions {bank} promises"));
        let count = of(bank).len();
        assert!(count >= *least, "{bank} has {count} questions, promised are {least}");
    }
}

#[test]
fn upsc_covers_the_preliminary_paper() {
    let questions = below("upsc", "upsc.prelims.");
    for area in ["current", "history", "geography", "polity", "economy", "environment", "science"] {
        let path = format!("upsc.prelims.gs1.{area}");
        let count = questions.iter().filter(|question| question.areas().contains(&path.as_str())).count();
        assert!(count >= 10, "{path} has {count} questions");
    }
    let with = |wanted: &[&str]| questions.iter().filter(|question| wanted.contains(&question.kind())).count();
    let coded = with(&["statements", "pairs", "match"]);
    assert!(coded * 100 >= questions.len() * 45, "{coded} of {} questions are statements or lists", questions.len());
    assert!(with(&["order"]) >= 3 && with(&["assertion-reason"]) >= 3 && with(&["choice"]) >= 20);

    let pairs = |style: &str, statements: usize| {
        let fits = |question: &&Question| {
            let usual = if pieces(question, "statements") == 2 { "upsc-2023" } else { "upsc-2025" };
            question.kind() == "statement-pair"
                && question.text("style").unwrap_or(usual) == style
                && pieces(question, "statements") == statements
        };
        questions.iter().copied().filter(fits).count()
    };
    assert!(pairs("upsc-2023", 2) >= 3 && pairs("upsc-2025", 3) >= 3);

    let columns = |wanted: usize| {
        let fits =
            |question: &&Question| question.kind() == "pairs" && texts(question.fields.get("heading")).len() == wanted;
        questions.iter().copied().filter(fits).count()
    };
    assert!(columns(2) >= 3 && columns(3) >= 3 && columns(4) >= 2);
    assert!(questions.iter().filter(|question| pieces(question, "figures") > 0).count() >= 1);

    let mut passages: BTreeMap<&str, usize> = BTreeMap::new();
    for passage in questions.iter().filter_map(|question| question.text("passage")) {
        *passages.entry(passage).or_default() += 1;
    }
    assert!(passages.values().filter(|count| **count >= 3).count() >= 2, "{passages:?}");
}

#[test]
fn upsc_covers_general_studies_2_of_the_main_paper() {
    let questions = below("upsc", "upsc.mains.gs2.");
    let asked: BTreeSet<&str> = questions.iter().flat_map(|question| question.areas()).collect();
    let syllabus = fs::read_to_string(project().join("question-banks/syllabus/upsc.toml")).unwrap();
    let syllabus: Table = syllabus.parse().unwrap();
    let areas = syllabus["areas"].as_array().unwrap().iter().filter_map(|area| text(area.as_table()?, "id"));
    let areas: Vec<&str> = areas.filter(|id| id.starts_with("mains.gs2.") && *id != "mains.gs2.ir").collect();
    let left: Vec<&&str> = areas.iter().filter(|id| !asked.contains(format!("upsc.{id}").as_str())).collect();
    assert!(areas.len() >= 19 && left.is_empty(), "{left:?}");
}

#[test]
fn upsc_is_in_hindi_too() {
    let listed = done(&project(), &["-q", "list", "--bank", "question-banks/upsc", "--", "-language:hi"]).stdout;
    assert_eq!(listed.lines().count(), 1, "not in Hindi:\n{listed}");
}

#[test]
fn model_answers_of_the_main_paper_keep_to_the_word_limit_in_both_languages() {
    let mut wrong = Vec::new();
    for question in below("upsc", "upsc.mains.") {
        let limit = question.fields["words"].as_integer().unwrap();
        for (language, fields) in [("en", &question.fields), ("hi", question.fields["lang"]["hi"].as_table().unwrap())]
        {
            let words = i64::try_from(text(fields, "model-answer").unwrap().split_whitespace().count()).unwrap();
            if (words - limit).abs() * 10 > limit {
                wrong.push(format!("{}, {language}: {words} words where {limit} are asked", question.id));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

// -------------------------------------------------------------------------------------------------- blueprints

/// What the comment of a blueprint promises.
struct Promise {
    /// Its file.
    file: &'static str,
    /// Words of its comment that say so.
    words: &'static [&'static str],
    questions: u64,
    marks: &'static str,
    minutes: i64,
    sets: usize,
    /// Areas with the least and the most marks that they get.
    areas: &'static [(&'static str, u64, u64)],
}

const PROMISES: [Promise; 11] = [
    Promise {
        file: "cbse-science-80",
        words: &[
            "39 questions, 80 marks, 180 minutes",
            "the environment gets 4 or 5 of the 30 marks of biology, light and the eye together 11 or 12 of the 25 marks of physics",
        ],
        questions: 39,
        marks: "80",
        minutes: 180,
        sets: 1,
        areas: &[
            ("cbse10.sci.u1", 25, 25),
            ("cbse10.sci.u2", 25, 26),
            ("cbse10.sci.u5", 4, 5),
            ("cbse10.sci.u3", 11, 12),
            ("cbse10.sci.u4", 13, 14),
        ],
    },
    Promise {
        file: "cbse-science",
        words: &["40 marks in 90 minutes"],
        questions: 22,
        marks: "40",
        minutes: 90,
        sets: 1,
        areas: &[],
    },
    Promise {
        file: "class-test",
        words: &["ten questions of one mark and one of two marks"],
        questions: 11,
        marks: "12",
        minutes: 30,
        sets: 1,
        areas: &[],
    },
    Promise {
        file: "gcse-biology",
        words: &["40 marks in 45 minutes", "Section B has six questions of 2, 2, 3, 3, 4 and 4 marks"],
        questions: 16,
        marks: "40",
        minutes: 45,
        sets: 1,
        areas: &[],
    },
    Promise {
        file: "jee-30",
        words: &["30 questions, 120 marks, 90 minutes, two sets"],
        questions: 30,
        marks: "120",
        minutes: 90,
        sets: 2,
        areas: &[("jee.phy", 60, 60), ("jee.math", 60, 60)],
    },
    Promise {
        file: "jee-paper",
        words: &["two sets, three kinds of answer, 45 minutes"],
        questions: 17,
        marks: "68",
        minutes: 45,
        sets: 2,
        areas: &[],
    },
    Promise {
        file: "upsc-mains-gs2",
        words: &[
            "in English and Hindi: twenty questions in three hours, 250 marks",
            "Ten questions of 10 marks and ten of 15",
        ],
        questions: 20,
        marks: "250",
        minutes: 180,
        sets: 1,
        areas: &[("upsc.mains.gs2", 250, 250)],
    },
    Promise {
        file: "upsc-mock-100",
        words: &["a hundred questions in two hours, four sets"],
        questions: 100,
        marks: "200",
        minutes: 120,
        sets: 4,
        areas: &[],
    },
    Promise {
        file: "upsc-mock-bilingual",
        words: &["in English and Hindi side by side: a hundred questions in two hours, four sets, one key"],
        questions: 100,
        marks: "200",
        minutes: 120,
        sets: 4,
        areas: &[],
    },
    Promise {
        file: "upsc-mock",
        words: &["40 questions in one hour, four sets"],
        questions: 40,
        marks: "80",
        minutes: 60,
        sets: 4,
        areas: &[],
    },
    Promise {
        file: "upsc-polity-25",
        words: &["25 questions in half an hour, 20 on polity", "two sets"],
        questions: 25,
        marks: "50",
        minutes: 30,
        sets: 2,
        areas: &[("upsc.prelims.gs1.polity", 40, 40), ("upsc.prelims.gs1.economy", 10, 10)],
    },
];

/// Compares the report of a paper with what was promised.
fn kept(promise: &Promise, report: &serde_json::Value) -> Result<(), String> {
    let entries = report["entries"].as_u64().ok_or("no entries")?;
    let (maximum, sets) = (report["maximum"].as_str().ok_or("no maximum")?, report["sets"].as_array());
    let sets = sets.map_or(0, Vec::len);
    if (entries, maximum, sets) != (promise.questions, promise.marks, promise.sets) {
        return Err(format!("{entries} questions, {maximum} marks, {sets} sets"));
    }
    if report["sets-equal"] != true {
        return Err("the sets differ".to_owned());
    }
    for (area, least, most) in promise.areas {
        let below = format!("{area}.");
        let parts = report["areas"]
            .as_array()
            .ok_or("no areas")?
            .iter()
            .filter(|part| part["name"].as_str().is_some_and(|name| name == *area || name.starts_with(&below)));
        let marks: u64 = parts.filter_map(|part| part["marks"].as_str()?.parse::<u64>().ok()).sum();
        if !(*least..=*most).contains(&marks) {
            return Err(format!("{area} has {marks} marks"));
        }
    }
    Ok(())
}

#[test]
fn every_blueprint_makes_the_paper_that_it_promises() {
    let mut wrong = Vec::new();
    let mut left: BTreeSet<&str> = PROMISES.iter().map(|promise| promise.file).collect();
    for (path, content) in bundled::files("blueprint/1") {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let Some(promise) = PROMISES.iter().find(|promise| promise.file == name) else {
            wrong.push(format!("{name}: say in PROMISES what it makes"));
            continue;
        };
        left.remove(promise.file);
        let said = bundled::comment(&fs::read_to_string(path).unwrap());
        wrong.extend(
            promise.words.iter().filter(|words| !said.contains(**words)).map(|words| format!("{name}: `{words}`")),
        );
        // A blueprint without a time of its own has that of its pattern, which is named for the examination.
        let time = content.get("time").and_then(Value::as_integer);
        if time.map_or(!content.contains_key("pattern"), |time| time != promise.minutes) {
            wrong.push(format!("{name}: has not {} minutes", promise.minutes));
        }
        let file = path.display().to_string();
        for seed in [&[][..], &["--seed", "1"], &["--seed", "2"], &["--seed", "3"]] {
            let args = [&["-q", "make", &file, "--dry-run", "--format", "json"], seed].concat();
            let report = serde_json::from_str(&done(&project(), &args).stdout).unwrap();
            wrong.extend(kept(promise, &report).err().map(|fault| format!("{name} {seed:?}: {fault}")));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    assert!(left.is_empty(), "promised, but there is no such blueprint: {left:?}");
}

#[test]
fn every_sample_is_a_folder_that_works() {
    for bank in bundled::banks() {
        let home = tempfile::tempdir().unwrap();
        let started = done(home.path(), &["new", "mine", "--sample", bank]).stderr;
        let folder = home.path().join("mine");
        done(&folder, &["check", "--deny-warnings"]);
        let first = started.trim_end().rsplit_once("papersetter make ").map(|(_, path)| path).unwrap();
        done(&folder, &["-q", "make", first, "--dry-run"]);
        let blueprints = fs::read_dir(folder.join("question-banks/blueprints")).unwrap().count();
        assert!(blueprints >= 1 && folder.join("question-banks").join(bank).is_dir());
    }
}

#[test]
fn the_class_test_fits_one_page() {
    let home = tempfile::tempdir().unwrap();
    with_bundled_banks(home.path());
    let blueprint = "question-banks/blueprints/class-test.toml";
    for seed in 0..10 {
        done(home.path(), &["-q", "make", blueprint, "--only", "papers", "--seed", &seed.to_string(), "-o", "out"]);
        let paper = lopdf::Document::load(home.path().join("out/paper-A.pdf")).unwrap();
        assert_eq!(paper.get_pages().len(), 1, "seed {seed}");
    }
}
