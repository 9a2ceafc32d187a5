use super::*;

#[test]
fn a_bank_whose_longest_option_is_the_key_gives_it_away() {
    let question = |index: usize, key: char| {
        format!(
            "[[question]]\nid = \"q{index}\"\nstem = \"Which?\"\noptions = [\"a very long option\", \"short\", \"tiny {index}\"]\nanswer = \"{key}\"\n"
        )
    };
    let bank = |long: usize, all: usize| -> String {
        (0..all).map(|index| question(index, if index < long { 'a' } else { 'b' })).collect()
    };
    insta::assert_snapshot!(told("longest-key", &bank(7, 10)), @r#"
    warning[longest-key]: in 7 of 10 questions of this bank the longest option is the key
      ┌─ a.toml:1:1
      │
    1 │ format = "bank/1"
      │ ^
      │
      = hint: shorten keys or lengthen other options, for example in `q0`, `q1`, `q2`, `q3`, `q4`, …
    "#);
    assert_eq!(told("longest-key", &bank(5, 10)), "", "half of them is not most");
    assert_eq!(told("longest-key", &bank(9, 9)), "", "nine say nothing");
    let allowed = bank(7, 10).replace("id = \"q0\"\n", "id = \"q0\"\nallow = [\"longest-key\"]\n");
    assert_eq!(told("longest-key", &allowed), "", "nine are left");
}

#[test]
fn a_not_that_decides_is_emphasised() {
    insta::assert_snapshot!(told("unmarked-not", r#"
[[question]]
id = "one"
stem = "Which of these is not a metal?"
options = ["Iron", "Neon"]
answer = "b"
lang.hi.stem = "इनमें से कौन सी धातु नहीं है?"
lang.hi.options = ["लोहा", "नियॉन"]

[[question]]
id = "two"
kind = "statements"
stem = "Consider."
statements = [{ text = "One", holds = true }, { text = "Two", holds = false }]
closing = "Which are incorrect?"

[[question]]
id = "three"
kind = "case"
stem = "It does not rain."
parts = [{ kind = "choice", stem = "All conduct, except:", options = ["Iron", "Neon"], answer = "b" }]
"#), @r#"
    warning[unmarked-not]: `not` decides this question and is not emphasised
      ┌─ a.toml:5:27
      │
    5 │ stem = "Which of these is not a metal?"
      │                           ^^^
      │
      = hint: write `**not**`, or in capitals

    warning[unmarked-not]: `नहीं` decides this question and is not emphasised
      ┌─ a.toml:8:38
      │
    8 │ lang.hi.stem = "इनमें से कौन सी धातु नहीं है?"
      │                                  ^^^
      │
      = hint: write `**नहीं**`, or in capitals

    warning[unmarked-not]: `incorrect` decides this question and is not emphasised
       ┌─ a.toml:16:22
       │
    16 │ closing = "Which are incorrect?"
       │                      ^^^^^^^^^
       │
       = hint: write `**incorrect**`, or in capitals

    warning[unmarked-not]: part `i`: `except` decides this question and is not emphasised
       ┌─ a.toml:22:50
       │
    22 │ parts = [{ kind = "choice", stem = "All conduct, except:", options = ["Iron", "Neon"], answer = "b" }]
       │                                                  ^^^^^^
       │
       = hint: write `**except**`, or in capitals
    "#);
}

#[test]
fn a_not_that_is_marked_or_decides_nothing_is_left_alone() {
    for stem in [
        "Which of these is **not** a metal?",
        "Which of these is *not* a metal?",
        "Which of these is NOT a metal?",
        "It does not rain. Which way does the wind blow?",
        "It does not rain.\n\nWhich way does it blow.",
        "Which notation is exceptional?",
        "- It does not rain.\n\nWhich way?",
        "Who says “I do not know”?",
        "Who says \\\"I do not know\\\"?",
    ] {
        let body = format!(
            "[[question]]\nid = \"one\"\nstem = \"\"\"{stem}\"\"\"\noptions = [\"x\", \"y\"]\nanswer = \"a\"\n"
        );
        assert_eq!(told("unmarked-not", &body), "", "{stem}");
    }
    for stem in ["Find the incorrect statement.", "Not one of these floats:", "A 1.5 m pole is not found in which?"] {
        let body = format!(
            "[[question]]\nid = \"one\"\nstem = \"\"\"{stem}\"\"\"\noptions = [\"x\", \"y\"]\nanswer = \"a\"\n"
        );
        assert_ne!(told("unmarked-not", &body), "", "{stem}");
    }
}

#[test]
fn shuffling_against_the_reason_is_told() {
    insta::assert_snapshot!(told("unsafe-shuffle", r#"
[[question]]
id = "one"
stem = "Which?"
options = ["Iron", "Tin", "Both (a) and (b)"]
answer = "c"
shuffle = true

[[question]]
id = "two"
stem = "Which?"
options = ["1942", "1945", "1947"]
answer = "c"
shuffle = true

[[question]]
id = "three"
stem = "Which?"
options = ["Iron", "None of the above", "Tin"]
answer = "c"
shuffle = true

[[question]]
id = "four"
stem = "Which?"
options = ["Iron", "Tin"]
answer = "a"
shuffle = true
"#), @r#"
    warning[unsafe-shuffle]: `shuffle = true` is not safe here: option `c` names others by a letter
      ┌─ a.toml:8:11
      │
    8 │ shuffle = true
      │           ^^^^
      │
      = hint: write the letters as tokens, `{opt:a}`, which are rewritten in every set; or take `shuffle` out

    warning[unsafe-shuffle]: `shuffle = true` is not safe here: the options are numbers or dates in order
       ┌─ a.toml:15:11
       │
    15 │ shuffle = true
       │           ^^^^
       │
       = hint: take `shuffle` out to keep the order

    warning[unsafe-shuffle]: `shuffle = true` is not safe here: option `b` means those above it, and another stands below
       ┌─ a.toml:22:11
       │
    22 │ shuffle = true
       │           ^^^^
       │
       = hint: move it to the end, or take `shuffle` out
    "#);
}

#[test]
fn kept_places_and_frozen_orders_are_noticed() {
    let body = r#"
[[question]]
id = "one"
stem = "Which?"
options = ["Iron", "Tin", "All of the above"]
answer = "c"

[[question]]
id = "two"
stem = "Which?"
options = ["Iron", "Tin", "Both (a) and (b)"]
answer = "c"

[[question]]
id = "three"
stem = "Which?"
options = ["Iron", "Tin", "Both {opt:a} and {opt:b}"]
answer = "c"

[[question]]
id = "four"
stem = "Which?"
options = ["Iron", "None of the above", "Tin"]
answer = "c"

[[question]]
id = "five"
stem = "Which?"
options = ["Iron", "Tin", { text = "None of the above", place = "last" }]
answer = "c"

[[question]]
id = "six"
stem = "Which?"
options = ["1942", "1945", "1947"]
answer = "c"
"#;
    insta::assert_snapshot!(told("kept-place", body), @r#"
    note[kept-place]: option `c`, `All of the above`, is about the others and keeps its place
      ┌─ a.toml:6:27
      │
    6 │ options = ["Iron", "Tin", "All of the above"]
      │                           ^^^^^^^^^^^^^^^^^^
      │
      = hint: `place = "last"` says so and ends this notice, `place = "free"` lets it move

    note[kept-place]: option `c`, `Both {opt:a} and {opt:b}`, names others and keeps its place
       ┌─ a.toml:18:27
       │
    18 │ options = ["Iron", "Tin", "Both {opt:a} and {opt:b}"]
       │                           ^^^^^^^^^^^^^^^^^^^^^^^^^^
       │
       = hint: `place = "last"` says so and ends this notice, `place = "free"` lets it move
    "#);
    insta::assert_snapshot!(told("frozen-order", body), @r#"
    note[frozen-order]: the options are not shuffled: option `c` names others by a letter
       ┌─ a.toml:12:27
       │
    12 │ options = ["Iron", "Tin", "Both (a) and (b)"]
       │                           ^^^^^^^^^^^^^^^^^^
       │
       = hint: written `{opt:a}`, letters are rewritten in every set and the options can move

    note[frozen-order]: the options are not shuffled: option `b` means those above it, and another stands below
       ┌─ a.toml:24:20
       │
    24 │ options = ["Iron", "None of the above", "Tin"]
       │                    ^^^^^^^^^^^^^^^^^^^
       │
       = hint: typed last, it lets the others move
    "#);
}

#[test]
fn labels_typed_out_are_told_with_their_tokens() {
    insta::assert_snapshot!(told("literal-label", r#"
[[question]]
id = "one"
stem = "Which of these is it?"
options = ["Iron", { text = "Tin", why = "Option (a) conducts better." }]
answer = "a"
explanation = "Hence (a) and not option B."

[[question]]
id = "two"
kind = "statements"
stem = "Statement 1 is older."
statements = [{ text = "One", holds = true }, { text = "Two", holds = false }]
explanation = "Statement 2 is false, so option (a) is right, and statement 3 is nothing."

[[question]]
id = "three"
kind = "assertion-reason"
assertion = "It rains"
reason = "It is wet"
assertion-holds = true
reason-holds = false
explanation = 'By $(b)$, option (c).'
"#), @r#"
    warning[literal-label]: `(a)` is a label typed out, and every set has its own
      ┌─ a.toml:6:50
      │
    6 │ options = ["Iron", { text = "Tin", why = "Option (a) conducts better." }]
      │                                                  ^^^
      │
      = hint: write `{opt:a}`; `papersetter check --fix` does it

    warning[literal-label]: `(a)` is a label typed out, and every set has its own
      ┌─ a.toml:8:22
      │
    8 │ explanation = "Hence (a) and not option B."
      │                      ^^^
      │
      = hint: write `{opt:a}`; `papersetter check --fix` does it

    warning[literal-label]: `B` is a label typed out, and every set has its own
      ┌─ a.toml:8:41
      │
    8 │ explanation = "Hence (a) and not option B."
      │                                         ^
      │
      = hint: write `{opt:b}`; `papersetter check --fix` does it

    warning[literal-label]: `1` is a label typed out, and every set has its own
       ┌─ a.toml:13:19
       │
    13 │ stem = "Statement 1 is older."
       │                   ^
       │
       = hint: write `{st:1}`; `papersetter check --fix` does it

    warning[literal-label]: `2` is a label typed out, and every set has its own
       ┌─ a.toml:15:26
       │
    15 │ explanation = "Statement 2 is false, so option (a) is right, and statement 3 is nothing."
       │                          ^
       │
       = hint: write `{st:2}`; `papersetter check --fix` does it

    warning[literal-label]: `(a)` is a label typed out, and every set has its own
       ┌─ a.toml:15:48
       │
    15 │ explanation = "Statement 2 is false, so option (a) is right, and statement 3 is nothing."
       │                                                ^^^
       │
       = hint: these options are made by the tool: `{key}` prints the right one, `{st:1}` a statement

    warning[literal-label]: `(c)` is a label typed out, and every set has its own
       ┌─ a.toml:24:33
       │
    24 │ explanation = 'By $(b)$, option (c).'
       │                                 ^^^
       │
       = hint: write `{opt:first-only}`; `papersetter check --fix` does it
    "#);
}

#[test]
fn labels_typed_into_options_are_told() {
    insta::assert_snapshot!(told("typed-label", r#"
[[question]]
id = "one"
stem = "Which?"
options = ["(a) Iron", "(b) Tin"]
answer = "a"

[[question]]
id = "two"
stem = "Which?"
options = ["A. Iron", "B. Tin"]
answer = "a"

[[question]]
id = "three"
stem = "Which?"
options = ["1.5 m", "2.5 m"]
answer = "a"
"#), @r#"
    warning[typed-label]: the options begin with their own labels, `(a)` and so on
      ┌─ a.toml:6:12
      │
    6 │ options = ["(a) Iron", "(b) Tin"]
      │            ^^^^^^^^^^
      │
      = hint: take them out: the paper prints labels, and shuffles the options

    warning[typed-label]: the options begin with their own labels, `A.` and so on
       ┌─ a.toml:12:12
       │
    12 │ options = ["A. Iron", "B. Tin"]
       │            ^^^^^^^^^
       │
       = hint: take them out: the paper prints labels, and shuffles the options
    "#);
}

#[test]
fn every_question_is_explained() {
    insta::assert_snapshot!(told("missing-explanation", r#"
[[question]]
id = "one"
stem = "Which?"
options = ["Iron", "Tin"]
answer = "a"

[[question]]
id = "two"
stem = "Which?"
options = [{ text = "Iron", why = "Yes" }, { text = "Tin", why = "No" }]
answer = "a"

[[question]]
id = "three"
kind = "case"
stem = "A ball."
parts = [
  { kind = "short", stem = "Why?", model-answer = "Thus" },
  { kind = "true-false", stem = "It rolls.", answer = true },
]

[[question]]
id = "four"
kind = "case"
stem = "A ball."
explanation = "Balls roll."
parts = [{ kind = "true-false", stem = "It rolls.", answer = true }]
"#), @r#"
    warning[missing-explanation]: there is no explanation
      ┌─ a.toml:5:8
      │
    5 │ stem = "Which?"
      │        ^^^^^^^^
      │
      = hint: write `explanation = "…"`; solutions print it

    warning[missing-explanation]: part `ii`: there is no explanation
       ┌─ a.toml:21:33
       │
    21 │   { kind = "true-false", stem = "It rolls.", answer = true },
       │                                 ^^^^^^^^^^^
       │
       = hint: write `explanation = "…"`; solutions print it
    "#);
}

#[test]
fn what_is_out_of_date_on_the_day_is_told() {
    let body = "[[question]]\nid = \"one\"\nkind = \"true-false\"\nstem = \"It rains.\"\nanswer = true\nexpires = 2026-02-07\n";
    insta::assert_snapshot!(told("expired", body), @r#"
    warning[expired]: the question expired on 2026-02-07, and the paper is for 2026-02-07
      ┌─ a.toml:7:11
      │
    7 │ expires = 2026-02-07
      │           ^^^^^^^^^^
      │
      = hint: look its facts up again and move `expires`, or write `status = "retired"`
    "#);
    assert_eq!(told("expired", &body.replace("02-07", "02-08")), "");
    let Read { library, mut found, .. } = read(&[("a.toml", body)]);
    run(&library, None, &mut found);
    assert!(!found.iter().any(|diagnostic| diagnostic.code == "expired"), "without a day nothing is out of date");
}

#[test]
fn languages_ask_the_same() {
    insta::assert_snapshot!(told("language-parity", r#"
[[question]]
id = "one"
stem = 'What is $v_0$ after {fig:ray}?'
options = ["5 m", "$x^2$", "Both {opt:a} and {opt:b}", "None"]
answer = "a"
explanation = "It rolls."
figures = [{ id = "ray", file = "ray.svg", alt = "A ray" }]
lang.hi.stem = '$v_1$ क्या है?'
lang.hi.options = ["६ मी", "$x^2$", "{opt:a} और {opt:c} दोनों", "कोई नहीं"]
"#), @r#"
    warning[language-parity]: `explanation` and 1 more have no text in `hi`
      ┌─ a.toml:8:15
      │
    8 │ explanation = "It rolls."
      │               ^^^^^^^^^^^
      │
      = hint: write it under `lang.hi`; `"="` prints the first language's text

    warning[language-parity]: `stem` has other formulas in `hi` than in `en`: `v_1` against `v_0`
       ┌─ a.toml:10:16
       │
     5 │ stem = 'What is $v_0$ after {fig:ray}?'
       │        -------------------------------- in `en`
       ·
    10 │ lang.hi.stem = '$v_1$ क्या है?'
       │                ^^^^^^^^^^^^^^

    warning[language-parity]: option `a` has other numbers in `hi` than in `en`: `6` against `5`
       ┌─ a.toml:11:20
       │
     6 │ options = ["5 m", "$x^2$", "Both {opt:a} and {opt:b}", "None"]
       │            ----- in `en`
       ·
    11 │ lang.hi.options = ["६ मी", "$x^2$", "{opt:a} और {opt:c} दोनों", "कोई नहीं"]
       │                    ^^^^^^

    warning[language-parity]: option `c` has other tokens in `hi` than in `en`: `{opt:c}` against `{opt:b}`
       ┌─ a.toml:11:37
       │
     6 │ options = ["5 m", "$x^2$", "Both {opt:a} and {opt:b}", "None"]
       │                            -------------------------- in `en`
       ·
    11 │ lang.hi.options = ["६ मी", "$x^2$", "{opt:a} और {opt:c} दोनों", "कोई नहीं"]
       │                                     ^^^^^^^^^^^^^^^^^^^^^^^^^
    "#);
}

#[test]
fn a_translation_that_is_a_copy_is_told() {
    insta::assert_snapshot!(told("language-parity", r#"
[[question]]
id = "one"
stem = "What is the unit of force?"
options = ["newton", "joule", "$kg$", "12", "NATO"]
answer = "a"
lang.hi.stem = "What is the unit of force?"
lang.hi.options = ["न्यूटन", "joule", "$kg$", "12", "="]
"#), @r#"
    warning[language-parity]: `stem` says the same in `hi` as in `en`
      ┌─ a.toml:8:16
      │
    8 │ lang.hi.stem = "What is the unit of force?"
      │                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: translate it; where it stays as it is, `"="` says so

    warning[language-parity]: option `b` says the same in `hi` as in `en`
      ┌─ a.toml:9:30
      │
    9 │ lang.hi.options = ["न्यूटन", "joule", "$kg$", "12", "="]
      │                            ^^^^^^^
      │
      = hint: translate it; where it stays as it is, `"="` says so
    "#);
}

#[test]
fn languages_may_differ_in_words_and_digits() {
    assert_eq!(
        told(
            "language-parity",
            r#"
[[question]]
id = "one"
stem = 'In 1947, how long is $5\text{ metres}$?'
options = ["5 m", "1,500 m"]
answer = "a"
lang.hi.stem = '$5\text{ मीटर}$ कितना है?'
lang.hi.options = ["५ मी", "१५०० मी"]
"#
        ),
        ""
    );
}

#[test]
fn stems_with_other_numbers_are_told() {
    let body = "\n[[question]]\nid = \"one\"\nstem = \"How long does a train take for 5 km?\"\nkind = \"short\"\nlang.hi.stem = \"६ किमी के लिए?\"\n";
    let told_six = told("language-parity", body);
    assert!(told_six.contains("`stem` has other numbers in `hi` than in `en`: `6` against `5`"), "{told_six}");
    assert_eq!(told("language-parity", &body.replace('६', "५")), "");
    assert_eq!(told("language-parity", &body.replace('६', "पाँच")), "");
}

#[test]
fn an_allow_that_silences_nothing_is_told() {
    insta::assert_snapshot!(told("unknown-rule", r#"
[[question]]
id = "one"
kind = "true-false"
stem = "It rains."
answer = true
allow = ["missing-explanations", "everything", "missing-id"]
"#), @r#"
    warning[unknown-rule]: there is no check `everything`
      ┌─ a.toml:8:9
      │
    8 │ allow = ["missing-explanations", "everything", "missing-id"]
      │         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: the name of a check stands in brackets before its message

    warning[unknown-rule]: there is no check `missing-explanations`
      ┌─ a.toml:8:9
      │
    8 │ allow = ["missing-explanations", "everything", "missing-id"]
      │         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: did you mean `missing-explanation`?
    "#);
}

#[test]
fn borders_that_states_do_not_agree_on_are_told() {
    let body = r#"
[[question]]
id = "one"
kind = "true-false"
stem = "The two are capitals."
answer = true
figures = [{ id = "m", map = { borders = "natural-earth-defacto", places = [{ name = "Kyiv", at = [50.4, 30.5] }, { name = "Moscow", at = [55.8, 37.6] }] } }]
"#;
    insta::assert_snapshot!(told("disputed-borders", body), @r#"
    warning[disputed-borders]: the map `m` shows borders that states do not agree on
      ┌─ a.toml:8:30
      │
    8 │ figures = [{ id = "m", map = { borders = "natural-earth-defacto", places = [{ name = "Kyiv", at = [50.4, 30.5] }, { name = "Moscow", at = [55.8, 37.6] }] } }]
      │                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: it shows Crimea and the east of Ukraine; leave `borders` out, or name a file of your own
    "#);
    assert_eq!(told("disputed-borders", &body.replace("natural-earth-defacto", "none")), "");
    let far = body.replace("[50.4, 30.5]", "[59.3, 18.1]").replace("[55.8, 37.6]", "[60.2, 24.9]");
    assert_eq!(told("disputed-borders", &far), "");
}
