//! Study notes and what questions say of them.

use super::*;

const NOTE: &str = r#"title = "A hotline"
summary = "One line."
date = 2026-02-01

[[fact]]
id = "agreed"
text = "It was agreed in 1963."

[[fact]]
text = "It is tested."

[[figure]]
id = "places"
map = { places = ["Russia"] }
"#;

/// The findings of one rule in the note and a bank of questions.
fn told_beside(rule: &str, questions: &[&str]) -> String {
    let question = |(at, fields): (usize, &&str)| {
        format!("[[question]]\nid = \"q{at}\"\nkind = \"true-false\"\nstem = \"So?\"\nanswer = true\n{fields}\n")
    };
    let bank: String = questions.iter().enumerate().map(question).collect();
    told_in(rule, &[("notes/2026-02-07-hotline.toml", NOTE), ("z.toml", &bank)])
}

#[test]
fn a_sound_note_has_no_findings() {
    let note = format!(
        "{NOTE}questions = [\"q\"]\nsyllabus = [\"jee\"]\narea = \"jee.chemistry\"\nbackground = \"See {{fig:places}}.\"\n"
    );
    let (head, tables) = note.split_once("\n[[fact]]").unwrap();
    let (tables, rest) = tables.split_once("questions =").unwrap();
    let note = format!(
        "{head}\nquestions ={rest}\n[[fact]]{tables}[[question]]\nid = \"own\"\nkind = \"true-false\"\nstem = \"So?\"\nanswer = true\nfacts = [\"agreed\", \"2\"]\nexplanation = \"x\"\n"
    );
    let bank = "[[question]]\nid = \"q\"\nkind = \"true-false\"\nstem = \"So?\"\nanswer = true\nexplanation = \"x\"\nneeds = \"2026-02-07-hotline/fact:agreed\"\nfacts = [\"agreed\", \"2026-02-07-hotline/2\"]\n";
    let Read { sources, library, mut found } = read(&[("notes/2026-02-07-hotline.toml", &note), ("z.toml", bank)]);
    run(&library, Date::parse("2026-02-07"), &mut found);
    assert_eq!(render::text(&found, &sources, false), "");
    assert_eq!(library.home(library.question("own").unwrap()).unwrap().id.as_str(), "2026-02-07-hotline");
    assert_eq!(library.day_of(library.question("q").unwrap()), Date::parse("2026-02-01"));
}

#[test]
fn a_note_that_is_needed_must_be_there() {
    let questions = [
        "needs = \"2026-02-07-hotlines\"",
        "needs = \"mechanics\"",
        "needs = \"2026-02-07-hotline/sumary\"",
        "needs = \"2026-02-07-hotline/angle\"",
        "needs = \"2026-02-07-hotline/fact:agred\"",
        "needs = \"2026-02-07-hotline/places\"",
    ];
    insta::assert_snapshot!(told_beside("unknown-note", &questions), @r##"
error[unknown-note]: there is no note `2026-02-07-hotlines`
  ┌─ z.toml:7:9
  │
7 │ needs = "2026-02-07-hotlines"
  │         ^^^^^^^^^^^^^^^^^^^^^
  │
  = hint: did you mean `2026-02-07-hotline`?

error[unknown-note]: there is no note `mechanics`
   ┌─ z.toml:13:9
   │
13 │ needs = "mechanics"
   │         ^^^^^^^^^^^
   │
   = hint: a note is a file `notes/mechanics.toml` that begins with `format = "note/1"`

error[unknown-note]: note `2026-02-07-hotline` has no part `sumary`
   ┌─ z.toml:19:9
   │
19 │ needs = "2026-02-07-hotline/sumary"
   │         ^^^^^^^^^^^^^^^^^^^^^^^^^^^
   │
   = hint: did you mean `2026-02-07-hotline/summary`?

error[unknown-note]: note `2026-02-07-hotline` has no part `angle`
   ┌─ z.toml:25:9
   │
25 │ needs = "2026-02-07-hotline/angle"
   │         ^^^^^^^^^^^^^^^^^^^^^^^^^^
   │
   = hint: its parts are `title`, `summary`, `facts`, `fact:agreed`, `fact:2` and `places`

error[unknown-note]: note `2026-02-07-hotline` has no part `fact:agred`
   ┌─ z.toml:31:9
   │
31 │ needs = "2026-02-07-hotline/fact:agred"
   │         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   │
   = hint: did you mean `2026-02-07-hotline/fact:agreed`?
"##);
}

#[test]
fn facts_must_be_there() {
    let questions = [
        "needs = \"2026-02-07-hotline\"\nfacts = [\"agred\", \"agreed\", \"zzz\"]",
        "facts = [\"agreed\"]",
        "facts = [\"2026-02-07-hotlines/agreed\", \"2026-02-07-hotline/3\"]",
    ];
    insta::assert_snapshot!(told_beside("unknown-fact", &questions), @r##"
error[unknown-fact]: note `2026-02-07-hotline` has no fact `agred`
  ┌─ z.toml:8:9
  │
8 │ facts = ["agred", "agreed", "zzz"]
  │         ^^^^^^^^^^^^^^^^^^^^^^^^^^
  │
  = hint: did you mean `agreed`?

error[unknown-fact]: note `2026-02-07-hotline` has no fact `zzz`
  ┌─ z.toml:8:9
  │
8 │ facts = ["agred", "agreed", "zzz"]
  │         ^^^^^^^^^^^^^^^^^^^^^^^^^^
  │
  = hint: its facts are `agreed` and `2`

error[unknown-fact]: `agreed` is a fact of no note that is named
   ┌─ z.toml:14:9
   │
14 │ facts = ["agreed"]
   │         ^^^^^^^^^^
   │
   = hint: name the note, too: `facts = ["note/agreed"]`

error[unknown-fact]: `2026-02-07-hotlines/agreed`: there is no note `2026-02-07-hotlines`
   ┌─ z.toml:20:9
   │
20 │ facts = ["2026-02-07-hotlines/agreed", "2026-02-07-hotline/3"]
   │         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   │
   = hint: did you mean `2026-02-07-hotline/agreed`?

error[unknown-fact]: note `2026-02-07-hotline` has no fact `3`
   ┌─ z.toml:20:9
   │
20 │ facts = ["2026-02-07-hotlines/agreed", "2026-02-07-hotline/3"]
   │         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   │
   = hint: its facts are `agreed` and `2`
"##);
}

#[test]
fn what_a_note_names_must_be_there() {
    let note = "title = \"x\"\nquestions = [\"q0\", \"q00\", \"elsewhere\"]\nsyllabus = [\"jee\"]\narea = [\"jee.heat\", \"chemistry\"]\nsummary = \"{fig:x} {key}\"\n[[angle]]\narea = \"jee.physics\"\n";
    let bank = "[[question]]\nid = \"q0\"\nkind = \"true-false\"\nstem = \"So?\"\nanswer = true\n";
    let told = |rule| told_in(rule, &[("notes/a.toml", note), ("z.toml", bank)]);
    insta::assert_snapshot!(format!("{}{}{}", told("unknown-question"), told("unknown-area"), told("unresolved-token")), @r##"
error[unknown-question]: there is no question `q00`
  ┌─ notes/a.toml:3:20
  │
3 │ questions = ["q0", "q00", "elsewhere"]
  │                    ^^^^^
  │
  = hint: did you mean `q0`?

error[unknown-question]: there is no question `elsewhere`
  ┌─ notes/a.toml:3:27
  │
3 │ questions = ["q0", "q00", "elsewhere"]
  │                           ^^^^^^^^^^^
  │
  = hint: read the bank that has it together with the note

error[unknown-area]: `chemistry` lies in no syllabus of this note, which names `jee`
  ┌─ notes/a.toml:5:8
  │
5 │ area = ["jee.heat", "chemistry"]
  │        ^^^^^^^^^^^^^^^^^^^^^^^^^
  │
  = hint: write the syllabus in front: `jee.chemistry`

error[unknown-area]: syllabus `jee` has no area `heat`
  ┌─ notes/a.toml:5:8
  │
5 │ area = ["jee.heat", "chemistry"]
  │        ^^^^^^^^^^^^^^^^^^^^^^^^^
  │
  = hint: declare it in the syllabus, or choose one of its 3 areas

error[unknown-area]: syllabus `jee` has no area `physics`
  ┌─ notes/a.toml:8:8
  │
8 │ area = "jee.physics"
  │        ^^^^^^^^^^^^^
  │
  = hint: did you mean `jee.physics.kinematics`?

error[unresolved-token]: `{fig:x}`: the note has no figures
  ┌─ notes/a.toml:6:12
  │
6 │ summary = "{fig:x} {key}"
  │            ^^^^^^^
  │
  = hint: write `[[figure]]` with this `id`

error[unresolved-token]: `{key}` stands in a note, which has nothing of that kind
  ┌─ notes/a.toml:6:20
  │
6 │ summary = "{fig:x} {key}"
  │                    ^^^^^
  │
  = hint: a note may name its figures, `{fig:…}`; what is meant for a question stands in it
"##);
}

#[test]
fn languages_of_a_note_say_the_same() {
    let note = "title = \"A hotline of 1963\"\nsummary = \"Of 1963\"\nlang.hi.title = \"1971 की हॉटलाइन\"\n[[fact]]\nid = \"agreed\"\ntext = \"In $x$\"\nlang.hi.text = \"में\"\n[[term]]\nname = \"pact\"\ntext = \"x\"\n";
    insta::assert_snapshot!(told_in("language-parity", &[("notes/a.toml", note)]), @r##"
warning[language-parity]: `summary` and 2 more have no text in `hi`
  ┌─ notes/a.toml:3:11
  │
3 │ summary = "Of 1963"
  │           ^^^^^^^^^
  │
  = hint: write it under `lang.hi`; `"="` prints the first language's text

warning[language-parity]: `title` has other numbers in `hi` than in `en`: `1971` against `1963`
  ┌─ notes/a.toml:4:17
  │
2 │ title = "A hotline of 1963"
  │         ------------------- in `en`
3 │ summary = "Of 1963"
4 │ lang.hi.title = "1971 की हॉटलाइन"
  │                 ^^^^^^^^^^^^^^^^^

warning[language-parity]: fact `agreed` has other formulas in `hi` than in `en`: none against `x`
  ┌─ notes/a.toml:8:16
  │
7 │ text = "In $x$"
  │        -------- in `en`
8 │ lang.hi.text = "में"
  │                ^^^
"##);
}

#[test]
fn notes_expire_and_have_names_of_their_own() {
    let note = "title = \"x\"\nexpires = 2026-02-07\n";
    insta::assert_snapshot!(told_in("expired", &[("notes/a.toml", note)]), @r##"
warning[expired]: the note expired on 2026-02-07, and the day asked for is 2026-02-07
  ┌─ notes/a.toml:3:11
  │
3 │ expires = 2026-02-07
  │           ^^^^^^^^^^
  │
  = hint: look its facts up again and move `expires`, or write `status = "retired"`
"##);
    insta::assert_snapshot!(told_in("duplicate-id", &[("notes/a.toml", note), ("notes/b/a.toml", note)]), @r##"
error[duplicate-id]: two notes have the id `a`, which is their files' name
  ┌─ notes/b/a.toml:1:1
  │
1 │ format = "note/1"
  │ ^
  │
  ┌─ notes/a.toml:1:1
  │
1 │ format = "note/1"
  │ - the other one
  │
  = hint: rename one of the files, and in `needs` its questions' name for it
"##);
}

#[test]
fn sentences_that_come_twice_are_noticed() {
    let note = "title = \"x\"\nsummary = \"Two ships met at dawn near the strait, and one turned back. So it ended.\"\nbackground = \"So it ended. Two **ships** met at dawn near the strait, and one turned back.\"\n[[faq]]\nquestion = \"Why?\"\nanswer = \"The wind had turned to the west before noon. The wind had turned to the west before noon!\"\n";
    insta::assert_snapshot!(told_in("recurring-sentence", &[("notes/a.toml", note)]), @r##"
note[recurring-sentence]: a sentence of `summary` comes again in `background`: "Two ships met at dawn near the strait, and one turned back."
  ┌─ notes/a.toml:4:14
  │
3 │ summary = "Two ships met at dawn near the strait, and one turned back. So it ended."
  │           -------------------------------------------------------------------------- here first
4 │ background = "So it ended. Two **ships** met at dawn near the strait, and one turned back."
  │              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

note[recurring-sentence]: a sentence comes twice in the answer of the FAQ's `1`: "The wind had turned to the west before noon!"
  ┌─ notes/a.toml:7:10
  │
7 │ answer = "The wind had turned to the west before noon. The wind had turned to the west before noon!"
  │          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  │          │
  │          here first
"##);
}
