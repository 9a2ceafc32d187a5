use super::*;
use crate::diag::render;
use crate::model::words::Phrase;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Reads a words file and prints what is told.
fn told(text: &str) -> (Option<Words>, String) {
    let mut sources = SourceMap::default();
    let file = sources.add("my-words.toml", text);
    let mut found = Diagnostics::default();
    let words = read(&sources, file, &mut found);
    found.sort();
    (words, render::text(&found, &sources, false))
}

fn english() -> Words {
    bundled(Lang::ENGLISH).unwrap()
}

fn gaps(phrase: &Phrase) -> BTreeSet<&str> {
    let pieces = phrase.forms().flat_map(|text| text.split('{').skip(1));
    pieces.map(|rest| rest.split('}').next().unwrap()).collect()
}

#[test]
fn every_bundled_language_has_the_keys_and_gaps_of_english() {
    let english = english();
    let mut differences = Vec::new();
    for (language, text) in files() {
        let (words, found) = told(text);
        assert_eq!(found, "", "{language}");
        let words = words.unwrap();
        assert_eq!(words.language.as_str(), language);
        assert_eq!(bundled(words.language).unwrap(), words);
        let keys: BTreeSet<&String> = english.phrases.keys().chain(words.phrases.keys()).collect();
        for key in keys {
            let pair = (english.phrases.get(key), words.phrases.get(key));
            let (Some(first), Some(other)) = pair else {
                differences.push(format!("{language}: {key}: {pair:?}"));
                continue;
            };
            if gaps(first) != gaps(other) {
                differences.push(format!("{language}: {key}: {:?} against {:?}", gaps(first), gaps(other)));
            }
        }
    }
    assert_eq!(differences, Vec::<String>::new());
}

/// What stands in the code for a key of fixed words, `*` for what the code fills in.
fn keys_in_code() -> BTreeSet<String> {
    let tables: BTreeSet<String> =
        english().phrases.keys().filter_map(|key| Some(key.split_once('.')?.0.to_owned())).collect();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut found = BTreeSet::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        if path.to_string_lossy().contains("tests") || path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for literal in
            code.split('"').filter(|literal| literal.split_once('.').is_some_and(|(first, _)| tables.contains(first)))
        {
            let signs = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.{}_".contains(c);
            if literal.chars().all(signs) && !literal.ends_with(".typ") && !literal.ends_with(".pdf") {
                found.insert(literal.to_owned());
            }
        }
    }
    found
}

/// Whether a key is what a literal of the code stands for.
fn stands_for(literal: &str, key: &str) -> bool {
    let (mut literal, mut key) = (literal.split('.'), key.split('.'));
    loop {
        match (literal.next(), key.next()) {
            (None, None) => return true,
            (Some(piece), Some(part)) if piece == part || piece.starts_with('{') => {}
            _ => return false,
        }
    }
}

#[test]
fn the_code_and_the_words_have_the_same_keys() {
    let (code, english) = (keys_in_code(), english());
    let files = ["key.csv", "key.toml", "report.json", "report.txt", "record.json", "sheet.json"];
    let unknown: Vec<&String> = code
        .iter()
        .filter(|literal| !files.contains(&literal.as_str()))
        .filter(|literal| !english.phrases.keys().any(|key| stands_for(literal, key)))
        .collect();
    assert_eq!(unknown, Vec::<&String>::new(), "the code asks for words that no file has");
    let unused: Vec<&String> =
        english.phrases.keys().filter(|key| !code.iter().any(|literal| stands_for(literal, key))).collect();
    // What the language calls itself, for a paper in two languages.
    assert_eq!(unused, ["name"]);
}

#[test]
fn phrases_are_found_by_dotted_key() {
    let words = english();
    assert_eq!(words.list(&["1".into(), "2".into(), "3".into()]), "1, 2 and 3");
    assert_eq!(words.count("count.marks", "1", &[]), "1 mark");
    let hindi = bundled(Lang::HINDI).unwrap();
    assert_eq!(hindi.list(&["1".into(), "2".into(), "3".into()]), "1, 2 और 3");
    assert_eq!(["1", "2", "0.5"].map(|n| hindi.count("cover.hours", n, &[])), ["1 घंटा", "2 घंटे", "0.5 घंटे"]);
}

#[test]
fn the_hindi_words_are_devanagari_with_latin_digits() {
    let hindi = bundled(Lang::HINDI).unwrap();
    for (key, phrase) in &hindi.phrases {
        for form in phrase.forms() {
            let mut plain = form.to_owned();
            gaps(phrase).iter().for_each(|gap| plain = plain.replace(&format!("{{{gap}}}"), "1"));
            let latin: String = plain.chars().filter(char::is_ascii_alphabetic).collect();
            // (A) and (R), and the Roman numbers of lists and statements.
            assert!(latin.chars().all(|c| "ARI".contains(c)), "{key}: {form}");
            assert!(!plain.chars().any(|c| ('०'..='९').contains(&c)), "{key}: {form}");
            // One way to write each letter, so that texts can be searched: nukta behind its letter.
            assert!(!plain.chars().any(|c| ('\u{0958}'..='\u{095f}').contains(&c)), "{key}: {form}");
            assert!(!plain.contains("  ") && !plain.contains(" ।") && !plain.contains('\u{200d}'), "{key}: {form}");
        }
    }
}

#[test]
fn sentences_on_marks_read_well_in_hindi() {
    let words = bundled(Lang::HINDI).unwrap();
    let marks = |n: &str| words.count("marking.marks", n, &[]);
    let share = words.get("marking.share.1-3");
    let lines = [
        words.fill("marking.equal", &[("marks", &marks("2"))]),
        words.fill("marking.wrong-share", &[("share", share), ("marks", &marks("0.67"))]),
        words.fill("marking.wrong-marks", &[("marks", &marks("1"))]),
        words.count("paper.attempt", "4", &[("of", "6")]),
        words.count("paper.section-product", "50", &[("count", "25"), ("each", "2")]),
        words.count("code.count.rows.only", "2", &[("word", words.get("code.number.2"))]),
    ];
    insta::assert_snapshot!(lines.join("\n"), @r"
    सभी प्रश्नों के अंक समान हैं: प्रत्येक सही उत्तर के लिए 2 अंक।
    प्रत्येक गलत उत्तर के लिए उस प्रश्न के अंकों का एक-तिहाई (0.67 अंक) दंड के रूप में काटा जाएगा।
    प्रत्येक गलत उत्तर के लिए दंड के रूप में 1 अंक की कटौती होगी।
    इन 6 प्रश्नों में से किन्हीं 4 के उत्तर दीजिए।
    25 × 2 = 50 अंक
    केवल दो पंक्तियों में
    ");
}

#[test]
fn a_file_with_a_base_changes_what_it_names() {
    let text = "format = \"words/1\"\nlanguage = \"en\"\nbase = \"en\"\n[page]\nend = \"That is all\"\n[cover]\nhours = \"{n} h\"\n";
    let (words, found) = told(text);
    assert_eq!(found, "");
    let words = words.unwrap();
    assert_eq!(words.get("page.end"), "That is all");
    assert_eq!(words.count("cover.hours", "1", &[]), "1 h");
    let mut phrases = english().phrases;
    phrases.extend(["page.end", "cover.hours"].map(|key| (key.to_owned(), words.phrases[key].clone())));
    assert_eq!(words.phrases, phrases);
}

#[test]
fn a_recorded_file_is_filled_up_where_a_later_version_has_more() {
    let words = recorded("format = \"words/1\"\nlanguage = \"hi\"\n[page]\nend = \"बस\"\n[gone]\nx = \"y\"\n").unwrap();
    assert_eq!((words.get("page.end"), words.get("page.set")), ("बस", "सेट"));
    let words = recorded("format = \"words/1\"\nlanguage = \"ta\"\n[page]\nend = \"x\"\n").unwrap();
    assert_eq!((words.get("page.end"), words.get("page.set")), ("x", "Set"));
    assert!(recorded("format = \"bank/1\"\n").is_none());
}

#[test]
fn own_words_come_before_the_bundled_ones() {
    let own = |path: &str, lang: &str| {
        let mut words = english();
        words.language = Lang::new(lang).unwrap();
        words.phrases.insert("page.end".into(), Phrase::Plain(path.into()));
        OwnWords { path: path.into(), text: String::new(), words, file: None }
    };
    let name = |name| Located::new(name, None);
    let file = |path: &str| name(WordsName::File(path.into()));
    let own = vec![own("ta.toml", "ta"), own("en.toml", "en")];
    let book = |words| WordBook::of_desk(&Desk { words, ..Desk::default() }, own.clone());
    let end = |book: &WordBook, lang: &str| {
        book.words(Lang::new(lang).unwrap()).map(|words| words.get("page.end").to_owned()).unwrap_or_default()
    };
    let both = book(vec![file("ta.toml"), file("en.toml")]);
    assert_eq!(both.language().as_str(), "ta");
    assert_eq!(["en", "hi", "ta", "te"].map(|lang| end(&both, lang)), ["en.toml", "प्रश्न समाप्त", "ta.toml", ""]);
    assert_eq!(book(vec![name(WordsName::Language(Lang::HINDI)), file("ta.toml")]).language(), Lang::HINDI);
    assert_eq!(WordBook::default().language(), Lang::ENGLISH);
    let mut found = Diagnostics::default();
    let asked = ["te", "hi"].map(|lang| Located::new(Lang::new(lang).unwrap(), None));
    let words = both.of_paper(&asked, &mut found);
    assert_eq!(words.iter().map(|words| words.language).collect::<Vec<_>>(), [Lang::HINDI]);
    insta::assert_snapshot!(render::text(&found, &SourceMap::default(), false), @r#"
    error[no-words]: there are no fixed words in `te`; there are in `en`, `hi`, `ta`
     = hint: a language is one file: translate a copy of `templates/words/en.toml`, which `papersetter new DIR --templates` writes, and name it in `papersetter.toml`: `words = "my-words.toml"`
    "#);
}

/// A text that a phrase may hold between its gaps.
fn piece() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9ऀ-ॿα-ω \"'\\\\=#.,;:–()|/-]{1,12}".prop_map(|text| format!("x{text}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_phrases_with_their_gaps_are_read_as_written(pieces in prop::collection::vec(piece(), 40)) {
        let mut table = toml::Table::new();
        let mut wanted = BTreeMap::new();
        for (at, (key, phrase)) in english().phrases.iter().enumerate() {
            let form = |text: &str| {
                let gaps: String = gaps(&Phrase::Plain(text.to_owned())).iter().map(|gap| format!("{{{gap}}}")).collect();
                format!("{}{gaps}{}", pieces[at % 40], pieces[(at / 40 + 7) % 40])
            };
            let (value, phrase) = match phrase {
                Phrase::Plain(text) => (toml::Value::String(form(text)), Phrase::Plain(form(text))),
                Phrase::Plural { one, other } => {
                    let (one, other) = (form(one), form(other));
                    let forms = [("one".to_owned(), one.clone().into()), ("other".to_owned(), other.clone().into())];
                    (toml::Value::Table(forms.into_iter().collect()), Phrase::Plural { one, other })
                }
            };
            let mut inside = &mut table;
            let steps: Vec<&str> = key.split('.').collect();
            let (last, tables) = steps.split_last().unwrap();
            for step in tables {
                let next = inside.entry(*step).or_insert_with(|| toml::Table::new().into());
                inside = next.as_table_mut().unwrap();
            }
            inside.insert((*last).to_owned(), value);
            wanted.insert(key.clone(), phrase);
        }
        let text = format!("format = \"words/1\"\nlanguage = \"mr\"\n{}", toml::to_string(&table).unwrap());
        let (words, found) = told(&text);
        prop_assert_eq!(found, "");
        prop_assert_eq!(words.unwrap().phrases, wanted);
    }
}
