//! Study notes in print: sheets, one-page forms, compilations, self-tests, cards.

use crate::common::{done, page_texts, project, run, tree, with_bundled_banks, write};
use std::fs;
use std::path::Path;

const SYLLABUS: &str = r#"format = "syllabus/1"
id = "upsc"
areas = [
  { id = "mains", name = "Main examination", lang.hi.name = "मुख्य परीक्षा" },
  { id = "mains.gs2", name = "General Studies II: state and world", lang.hi.name = "सामान्य अध्ययन II: राज्य" },
  { id = "mains.gs2.ir", name = "India and the world", lang.hi.name = "भारत और विश्व" },
]
"#;

/// A note with everything, also in Hindi.
const NOTE: &str = r#"format = "note/1"
title = "A line between capitals"
standfirst = "It began as two teleprinters."
syllabus = ["upsc"]
date = 2026-02-07
as-of = 2026-02-08
publisher = "1963"
kind = "background"
subjects = ["International relations"]
area = "upsc.mains.gs2.ir"
tags = ["cold war"]
license = "CC-BY-4.0"
summary = "Messages took **half a day**; see {fig:events}."
background = "They went by radio."
developments = "Satellites followed."
questions = ["elsewhere"]
lang.hi.title = "राजधानियों के बीच एक लाइन"
lang.hi.standfirst = "आरंभ दो टेलीप्रिंटरों से हुआ।"
lang.hi.subjects = ["अंतरराष्ट्रीय संबंध"]
lang.hi.summary = "संदेशों में **आधा दिन** लगता था; {fig:events} देखें।"
lang.hi.background = "वे रेडियो से जाते थे।"
lang.hi.developments = "फिर उपग्रह आए।"

[[fact]]
id = "signed"
text = "It was signed in 1963."
lang.hi.text = "इस पर 1963 में हस्ताक्षर हुए।"

[[angle]]
text = "Confidence between rivals"
area = "upsc.mains.gs2.ir"
keywords = ["deterrence"]
kinds = ["statements", "long"]
lang.hi.text = "प्रतिद्वंद्वियों में विश्वास"
lang.hi.keywords = ["निवारण"]

[[figure]]
id = "events"
title = "From crisis to satellite"
timeline = [{ when = "1962-10", text = "Crisis" }, { when = "1963-06-20", text = "Signed" }]
lang.hi.title = "संकट से उपग्रह तक"
lang.hi.timeline = ["संकट", "हस्ताक्षर"]

[[faq]]
id = "why-text"
question = "Why text and not speech?"
answer = "Text can be read twice."
kind = "concept"
lang.hi.question = "बोली क्यों नहीं?"
lang.hi.answer = "लिखा हुआ दो बार पढ़ा जा सकता है।"

[[faq]]
question = "Who proposed it?"
answer = "Several people did."
lang.hi.question = "प्रस्ताव किसका था?"
lang.hi.answer = "कई लोगों का।"

[[term]]
name = "teleprinter"
text = "A typewriter at the end of a wire"
aka = ["telex"]
lang.hi.name = "टेलीप्रिंटर"
lang.hi.text = "तार के छोर पर टाइपराइटर"
lang.hi.aka = ["टेलेक्स"]

[[extra]]
heading = "See also"
text = "The second line of 1984."
lang.hi.heading = "यह भी देखें"
lang.hi.text = "1984 की दूसरी लाइन।"

[[source]]
title = "1963"
date = 2026-02-06

[[question]]
id = "first-form"
stem = "What did it carry first?"
options = ["Speech", "Printed text", "Pictures"]
answer = "b"
explanation = "{key}: it was made of teleprinters."
lang.hi.stem = "पहले क्या भेजा गया?"
lang.hi.options = ["बोली", "छपा पाठ", "चित्र"]
lang.hi.explanation = "{key}: वह टेलीप्रिंटरों की थी।"
"#;

const BANK: &str = r#"format = "bank/1"
[[question]]
id = "elsewhere"
kind = "true-false"
stem = "It was a telephone."
answer = false
needs = "2026-02-07-line"
lang.hi.stem = "वह टेलीफ़ोन था।"
"#;

fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &[
            ("question-banks/syllabus/upsc.toml", SYLLABUS),
            ("question-banks/notes/2026-02-07-line.toml", NOTE),
            ("question-banks/z.toml", BANK),
        ],
    );
    folder
}

fn pages(folder: &Path, file: &str) -> Vec<String> {
    let pages = page_texts(&fs::read(folder.join("out").join(file)).unwrap_or_else(|error| panic!("{file}: {error}")));
    pages.iter().map(|page| page.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Whether the texts stand in a page in this order; blanks aside, since spaced letters look like words.
fn follow(text: &str, wanted: &[&str]) {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let text = bare(text);
    let mut from = 0;
    for piece in wanted {
        let piece = bare(piece);
        let at = text[from..].find(&piece).unwrap_or_else(|| panic!("no `{piece}` after {from} in: {text}"));
        from += at + piece.len();
    }
}

#[test]
fn a_sheet_has_all_of_a_note_in_order() {
    let folder = desk();
    let told = done(folder.path(), &["revise", "2026-02-07-line"]).stderr;
    assert_eq!(told, "out/2026-02-07-line/revision-sheet.pdf\n");
    let sheet = pages(folder.path(), "2026-02-07-line/revision-sheet.pdf").join(" ");
    follow(
        &sheet,
        &[
            "REVISION SHEET",
            "A line between capitals",
            "two teleprinters",
            "7 February 2026 · Background · 1963 · 1 minute to read · Facts as of 8 February 2026",
            "International relations",
            "IN BRIEF",
            "half a day",
            "see Figure 1",
            "KEY FACTS",
            "1 It was signed",
            "WHERE IT FITS IN THE SYLLABUS",
            "Confidence between rivals",
            "Main examination › General Studies II › India and the world",
            "deterrence",
            "Suits statements and long answers",
            "From crisis to satellite",
            "October 1962",
            "20 June 1963",
            "BACKGROUND",
            "WHAT CAME OF IT",
            "See also",
            "QUESTIONS AND ANSWERS",
            "Why text and not speech?",
            "concept",
            "GLOSSARY",
            "teleprinter (also telex)",
            "TEST YOURSELF",
            "1. What did it carry first?",
            "2. It was a telephone.",
            "Answers",
            "SOURCES",
            "Licence: CC-BY-4.0",
            "ANSWERS EXPLAINED",
            "it was made of teleprinters",
        ],
    );
    // The note is at hand: it is not printed again before the question that needs it.
    assert!(!sheet.contains("Directions"), "{sheet}");
}

#[test]
fn sections_columns_and_page_are_chosen() {
    let folder = desk();
    let args = ["revise", "2026-02-*", "--sections", "facts,faq", "--columns", "1", "--page", "a5"];
    done(folder.path(), &args);
    let path = folder.path().join("out/2026-02-07-line/revision-sheet.pdf");
    let sheet = page_texts(&fs::read(&path).unwrap()).join(" ");
    assert!(sheet.contains("KEY FACTS") && sheet.contains("Who proposed it?"), "{sheet}");
    for gone in ["BRIEF", "BACKGROUND", "GLOSSARY", "TEST", "SOURCES", "October"] {
        assert!(!sheet.contains(gone), "{gone}: {sheet}");
    }
}

#[test]
fn the_same_notes_give_the_same_bytes() {
    let folder = desk();
    for form in ["sheet", "compact", "compilation", "fold", "cards", "anki"] {
        for out in ["one", "two"] {
            done(folder.path(), &["revise", "question-banks/notes", "--form", form, "-o", out]);
        }
    }
    assert_eq!(tree(&folder.path().join("one")).len(), 6);
    assert_eq!(tree(&folder.path().join("one")), tree(&folder.path().join("two")));
}

#[test]
fn nothing_in_a_sheet_in_hindi_is_english_but_names_and_labels() {
    let folder = desk();
    for form in ["sheet", "compact", "compilation", "fold", "cards"] {
        let told = done(folder.path(), &["revise", "2026-02-07-line", "--language", "hi", "--form", form]).stderr;
        assert!(!told.contains("untranslated"), "{told}");
    }
    let mut printed = 0;
    for (name, bytes) in tree(&folder.path().join("out")) {
        assert!(name.ends_with(".hi.pdf"), "{name}");
        let text = page_texts(&bytes).concat();
        let words = text.split(|c: char| !c.is_ascii_alphanumeric());
        let latin: Vec<&str> = words
            .filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()))
            .filter(|word| !["a", "b", "c", "A", "B", "C", "I", "II", "CC", "BY"].contains(word))
            .collect();
        assert_eq!(latin, Vec::<&str>::new(), "{name}: {text}");
        printed += 1;
    }
    assert_eq!(printed, 5);
}

#[test]
fn a_note_without_the_language_says_so() {
    let folder = desk();
    let note = folder.path().join("question-banks/notes/2026-02-07-line.toml");
    fs::write(&note, "format = \"note/1\"\ntitle = \"A line\"\nsummary = \"x\"\n").unwrap();
    let told = done(folder.path(), &["revise", "2026-02-07-line", "--language", "hi"]).stderr;
    insta::assert_snapshot!(told, @r##"
warning[untranslated]: 2 of 2 texts of note `2026-02-07-line` are not in `hi` and are printed in `en`
  ┌─ question-banks/notes/2026-02-07-line.toml:1:1
  │
1 │ format = "note/1"
  │ ^
  │
  = hint: write them under `lang.hi`; `papersetter check` names them

out/2026-02-07-line/revision-sheet.hi.pdf
"##);
    let told = run(folder.path(), &["revise", "2026-02-07-line", "--language", "ta"]);
    assert_eq!(told.code, 1);
    assert!(told.stderr.contains("there are no fixed words in `ta`"), "{}", told.stderr);
}

#[test]
fn one_page_is_one_page_whatever_the_note() {
    let folder = desk();
    let told = done(folder.path(), &["revise", "2026-02-07-line", "--form", "compact"]).stderr;
    assert_eq!(told, "out/2026-02-07-line/revision-page.pdf\n");
    assert_eq!(pages(folder.path(), "2026-02-07-line/revision-page.pdf").len(), 1);
    let long =
        "A long sentence that says something of no great weight, and then goes on to say it once more. ".repeat(3);
    let facts: String = (0..40).map(|at| format!("[[fact]]\ntext = \"{at}: {long}\"\n")).collect();
    let path = folder.path().join("question-banks/notes/2026-02-07-line.toml");
    fs::write(&path, format!("{NOTE}{facts}")).unwrap();
    let told = done(folder.path(), &["revise", "2026-02-07-line", "--form", "compact", "-q"]).stderr;
    assert_eq!(told, "");
    let told = done(folder.path(), &["revise", "2026-02-07-line", "--form", "compact"]).stderr;
    let said = told.lines().find(|line| line.contains("no room")).unwrap();
    insta::assert_snapshot!(said, @r##"2026-02-07-line: one page has no room for 17 facts, 1 angle, 1 term and 2 questions"##);
    assert_eq!(pages(folder.path(), "2026-02-07-line/revision-page.pdf").len(), 1);
}

#[test]
fn a_compilation_has_contents_and_indexes() {
    let folder = desk();
    let earlier = "format = \"note/1\"\ntitle = \"Something earlier\"\ndate = 2026-02-01\nsummary = \"x\"\nquestions = [\"elsewhere\"]\n";
    write(folder.path(), &[("question-banks/notes/a.toml", earlier)]);
    let told = done(folder.path(), &["revise", "2026-02-07-line", "a", "--form", "compilation"]).stderr;
    assert_eq!(told, "out/2026-02/compilation.pdf\n");
    let pages = pages(folder.path(), "2026-02/compilation.pdf");
    follow(
        &pages[0],
        &["February 2026", "2 notes", "CONTENTS", "Something earlier", "2", "A line between capitals", "3"],
    );
    assert!(pages[1].contains("Something earlier") && pages[2].contains("A line between capitals"));
    // A question that both name stands once.
    assert_eq!(pages.iter().filter(|page| page.contains("It was a telephone.")).count(), 1);
    let last = pages.last().unwrap();
    follow(
        last,
        &["INDEX BY AREA", "Main examination › General Studies II", "India and the world", "3", "Without an area", "2"],
    );
    follow(
        last,
        &["INDEX BY DATE", "February 2026", "1", "Something earlier", "2", "7", "A line between capitals", "3"],
    );
}

#[test]
fn cards_lie_behind_their_fronts() {
    let folder = desk();
    let told = done(folder.path(), &["revise", "2026-02-07-line", "--form", "cards"]).stderr;
    insta::assert_snapshot!(told, @r##"
3 cards: print on both sides, turned over the long edge
out/2026-02-07-line/flash-cards.pdf
"##);
    let pages = pages(folder.path(), "2026-02-07-line/flash-cards.pdf");
    assert_eq!(pages.len(), 2);
    follow(&pages[0], &["CONCEPT", "Why text and not speech?", "Who proposed it?", "GLOSSARY", "teleprinter"]);
    // Turned over the long edge, the left column lies behind the right one.
    follow(&pages[1], &["Several people did.", "Text can be read twice.", "A typewriter at the end of a wire"]);
    let long = "word ".repeat(900);
    let path = folder.path().join("question-banks/notes/2026-02-07-line.toml");
    fs::write(&path, NOTE.replace("Several people did.", &long)).unwrap();
    let told = done(folder.path(), &["revise", "2026-02-07-line", "--form", "cards"]).stderr;
    insta::assert_snapshot!(told, @r##"
2026-02-07-line/faq/2: the text is too long for a card, which is left out; the fold-over test has room for it
2 cards: print on both sides, turned over the long edge
out/2026-02-07-line/flash-cards.pdf
"##);
}

#[test]
fn the_fold_over_test_has_every_question_beside_its_answer() {
    let folder = desk();
    done(folder.path(), &["revise", "2026-02-07-line", "--form", "fold"]);
    let page = pages(folder.path(), "2026-02-07-line/fold-over.pdf").concat();
    follow(&page, &["Fold along", "1.", "Why text", "read twice", "2.", "Who proposed it?", "Several people did."]);
}

#[test]
fn anki_gets_names_that_last_and_areas_as_tags() {
    let folder = desk();
    let told = done(folder.path(), &["revise", "2026-02-07-line", "--form", "anki", "-o", "-"]);
    insta::assert_snapshot!(told.stdout, @r##"
#separator:tab
#html:true
#guid column:1
#tags column:4
#columns:Name	Front	Back	Tags
2026-02-07-line/faq/why-text	Why text and not speech?	Text can be read twice.	upsc::mains::gs2::ir cold-war note::2026-02-07-line
2026-02-07-line/faq/2	Who proposed it?	Several people did.	upsc::mains::gs2::ir cold-war note::2026-02-07-line
2026-02-07-line/term/1	teleprinter	A typewriter at the end of a wire	upsc::mains::gs2::ir cold-war note::2026-02-07-line
"##);
    assert_eq!(told.stderr, "3 cards\n");
}

#[test]
fn what_cannot_be_printed_is_told() {
    let folder = desk();
    write(folder.path(), &[("question-banks/notes/bare.toml", "format = \"note/1\"\ntitle = \"Bare\"\n")]);
    let mut told = String::new();
    for args in [
        &["2026-02-07-lines"][..],
        &["question-banks/z.toml"],
        &["nowhere/*.toml"],
        &["bare", "--form", "cards"],
        &["bare", "--form", "fold"],
        &["bare", "2026-02-07-line", "-o", "-"],
        &["bare", "--sections", "facts,fact"],
        &["bare", "--sections", "faq", "--form", "compact"],
        &["bare", "--sections", "faq", "--form", "cards"],
        &["bare", "--columns", "2", "--form", "anki"],
        &["bare", "--page", "A6"],
        &["bare", "--language", "Hindi"],
    ] {
        let args: Vec<&str> = std::iter::once("revise").chain(args.iter().copied()).collect();
        let run = run(folder.path(), &args);
        told.push_str(&format!("{} ({})\n{}", args.join(" "), run.code, run.stderr));
    }
    insta::assert_snapshot!(told, @r##"
revise 2026-02-07-lines (2)
error: there is no study note `2026-02-07-lines`; did you mean `2026-02-07-line`?
revise question-banks/z.toml (2)
error: there is no study note in `question-banks/z.toml`
revise nowhere/*.toml (2)
error: there is no study note `nowhere/*.toml`
revise bare --form cards (1)
error: none of the notes has a `[[faq]]` or a `[[term]]`, of which cards are made
revise bare --form fold (1)
error: none of the notes has a `[[faq]]`, of which the self-test is made
revise bare 2026-02-07-line -o - (2)
error: 2 files are made, and standard output takes one
revise bare --sections facts,fact (2)
error: --sections: there is no section `fact`; did you mean `facts`?
revise bare --sections faq --form compact (2)
error: --sections: the one-page form has no `faq`; it has facts, angles, terms, test, answers
revise bare --sections faq --form cards (2)
error: --sections: only sheets, one-page forms and compilations have sections
revise bare --columns 2 --form anki (2)
error: --columns: only sheets, one-page forms and compilations have columns
revise bare --page A6 (2)
error: --page: there is no page `A6`; it is one of A4, A5, Letter, Legal
revise bare --language Hindi (2)
error: --language: `Hindi` is not the short name of a language; `hi` is Hindi
"##);
    assert!(!folder.path().join("out").exists());
}

#[test]
fn faults_elsewhere_keep_nobody_from_printing_and_what_is_doubtful_is_told() {
    let folder = desk();
    let again = "It was agreed that the two capitals would have a line of their own.";
    let note = NOTE
        .replace("Messages took **half a day**;", &format!("{again} Now"))
        .replace("Text can be read twice.", again)
        .replace("\"elsewhere\"", "\"nowhere\"");
    write(
        folder.path(),
        &[
            ("question-banks/notes/2026-02-07-line.toml", &note),
            ("question-banks/bad.toml", "format = \"bank/1\"\nx = ["),
        ],
    );
    let told = done(folder.path(), &["revise", "2026-02-07-line"]).stderr;
    insta::assert_snapshot!(told, @r##"
warning[unknown-question]: question `nowhere` is in no bank that was read, and is left out
   ┌─ question-banks/notes/2026-02-07-line.toml:16:14
   │
16 │ questions = ["nowhere"]
   │              ^^^^^^^^^
   │
   = hint: name its bank in `papersetter.toml`, or keep it in `question-banks`; where it is there, `papersetter check` says what is wrong with it

note[recurring-sentence]: a sentence of `summary` comes again in the answer of the FAQ's `why-text`: "It was agreed that the two capitals would have a line of their own."
   ┌─ question-banks/notes/2026-02-07-line.toml:47:10
   │
13 │ summary = "It was agreed that the two capitals would have a line of their own. Now see {fig:events}."
   │           ------------------------------------------------------------------------------------------- here first
   ·
47 │ answer = "It was agreed that the two capitals would have a line of their own."
   │          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

out/2026-02-07-line/revision-sheet.pdf
"##);
    fs::write(folder.path().join("question-banks/notes/2026-02-07-line.toml"), "format = \"note/1\"\ntitel = \"x\"\n")
        .unwrap();
    let told = run(folder.path(), &["revise", "question-banks/notes/2026-02-07-line.toml"]);
    assert_eq!(told.code, 1);
    insta::assert_snapshot!(told.stderr, @r##"
error[missing-key]: the note has no `title`
  ┌─ question-banks/notes/2026-02-07-line.toml:1:1
  │
1 │ format = "note/1"
  │ ^^^^^^^^^^^^^^^^^
  │
  = hint: write `title = "…"` below `format`

error[unknown-key]: unknown key `titel`
  ┌─ question-banks/notes/2026-02-07-line.toml:2:1
  │
2 │ titel = "x"
  │ ^^^^^
  │
  = hint: did you mean `title`?
"##);
}

#[test]
fn faults_of_what_a_note_prints_keep_it_from_being_printed() {
    let folder = desk();
    let map = "figures = [{ id = \"m\", map = { places = [\"Nagpor\"] } }]\n";
    write(
        folder.path(),
        &[
            ("question-banks/z.toml", &format!("{BANK}{map}")),
            ("question-banks/places.toml", "format = \"places/1\"\nplaces = [{ name = \"Mill\" }]\n"),
        ],
    );
    let told = run(folder.path(), &["revise", "2026-02-07-line"]);
    assert_eq!(told.code, 1);
    insta::assert_snapshot!(told.stderr, @r#"
    error[unknown-place]: no list of places has `Nagpor`
      ┌─ question-banks/z.toml:9:42
      │
    9 │ figures = [{ id = "m", map = { places = ["Nagpor"] } }]
      │                                          ^^^^^^^^
      │
      = hint: did you mean `Nagpur`? Else say where it is: `{ name = "…", at = [latitude, longitude] }`

    error[missing-key]: a place has no `at`
      ┌─ question-banks/places.toml:2:11
      │
    2 │ places = [{ name = "Mill" }]
      │           ^^^^^^^^^^^^^^^^^
      │
      = hint: write `at = [21.15, 79.09]`: latitude, longitude
    "#);
    assert!(!folder.path().join("out").exists());
    // Lists that no note printed here can see stop nothing.
    write(
        folder.path(),
        &[
            ("question-banks/z.toml", BANK),
            ("question-banks/places.toml", "format = \"places/1\"\nplaces = []\n"),
            ("question-banks/b/places.toml", "format = \"places/1\"\nplaces = [{ name = \"Mill\" }]\n"),
            ("question-banks/b/other.toml", &format!("{BANK}{map}").replace("elsewhere", "other")),
        ],
    );
    done(folder.path(), &["revise", "2026-02-07-line"]);
}

#[test]
fn two_notes_of_one_name_are_told_apart_by_the_user() {
    let folder = desk();
    write(folder.path(), &[("question-banks/more/2026-02-07-line.toml", "format = \"note/1\"\ntitle = \"Another\"\n")]);
    let told = run(folder.path(), &["revise", "question-banks/more/2026-02-07-line.toml"]);
    assert_eq!(told.code, 1);
    insta::assert_snapshot!(told.stderr, @"error: two notes are called `2026-02-07-line`, `question-banks/more/2026-02-07-line.toml` and `question-banks/notes/2026-02-07-line.toml`; rename one of the files");
}

#[test]
fn the_bundled_notes_print_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    with_bundled_banks(folder.path());
    let notes = tree(&project().join("question-banks/upsc/notes")).len();
    for form in ["sheet", "compact", "compilation", "fold", "cards", "anki"] {
        let told = done(folder.path(), &["revise", "question-banks/upsc/notes", "--form", form]).stderr;
        assert!(!told.contains("error") && !told.contains("warning") && !told.contains("too long"), "{told}");
    }
    let out = tree(&folder.path().join("out"));
    for (name, each) in
        [("revision-sheet.pdf", notes), ("revision-page.pdf", notes), ("compilation.pdf", 1), ("anki.tsv", 1)]
    {
        assert_eq!(out.keys().filter(|path| path.ends_with(name)).count(), each, "{name}");
    }
}
