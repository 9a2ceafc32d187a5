use super::*;

#[test]
fn an_id_is_unique_over_all_banks() {
    let question = "[[question]]\nid = \"one\"\nstem = \"Which?\"\noptions = [\"x\", \"y\"]\nanswer = \"a\"\n";
    let passage = "[[passage]]\nid = \"p\"\ntext = \"Text\"\n";
    let both = format!("{passage}{question}");
    insta::assert_snapshot!(told_in("duplicate-id", &[("a.toml", &both), ("b.toml", &both)]), @r#"
    error[duplicate-id]: two passages have the id `p`
      ┌─ b.toml:3:6
      │
    3 │ id = "p"
      │      ^^^
      │
      ┌─ a.toml:3:6
      │
    3 │ id = "p"
      │      --- the other one
      │
      = hint: give one of them another id, and its questions the new name

    error[duplicate-id]: two questions have the id `one`
      ┌─ b.toml:6:6
      │
    6 │ id = "one"
      │      ^^^^^
      │
      ┌─ a.toml:6:6
      │
    6 │ id = "one"
      │      ----- the other one
      │
      = hint: give one of them another id; printed papers know a question by it
    "#);
    let twice = question.replace("id = \"one\"\n", "").repeat(2);
    insta::assert_snapshot!(told("duplicate-id", &twice), @r#"
    error[duplicate-id]: two questions without `id` say the same
      ┌─ a.toml:6:1
      │
    2 │ [[question]]
      │ ------------ the other one
      ·
    6 │ [[question]]
      │ ^^^^^^^^^^^^
      │
      = hint: remove one of them, or give each an `id` of its own
    "#);
}

#[test]
fn an_area_is_declared_by_a_syllabus_of_the_bank() {
    let areas = r#"
syllabus = ["jee"]
[[question]]
id = "one"
area = ["jee.physics.kinematic", "jee.physics.kinematics", "jee.motion", "physics.heat", "je.physics.heat", "jee", "jee.physics", "jee.zoology", "upsc.polity"]
stem = "Which?"
options = ["x", "y"]
answer = "a"
"#;
    insta::assert_snapshot!(told("unknown-area", areas), @r#"
    error[unknown-area]: `je.physics.heat` lies in no syllabus of this bank, which names `jee`
      ┌─ a.toml:6:8
      │
    6 │ area = ["jee.physics.kinematic", "jee.physics.kinematics", "jee.motion", "physics.heat", "je.physics.heat", "jee", "jee.physics", "jee.zoology", "upsc.polity"]
      │        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: did you mean `jee.physics.heat`?

    error[unknown-area]: `jee` is a whole syllabus
      ┌─ a.toml:6:8
      │
    6 │ area = ["jee.physics.kinematic", "jee.physics.kinematics", "jee.motion", "physics.heat", "je.physics.heat", "jee", "jee.physics", "jee.zoology", "upsc.polity"]
      │        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: name an area in it, such as `jee.physics.kinematics`

    error[unknown-area]: `physics.heat` lies in no syllabus of this bank, which names `jee`
      ┌─ a.toml:6:8
      │
    6 │ area = ["jee.physics.kinematic", "jee.physics.kinematics", "jee.motion", "physics.heat", "je.physics.heat", "jee", "jee.physics", "jee.zoology", "upsc.polity"]
      │        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: write the syllabus in front: `jee.physics.heat`

    error[unknown-area]: `upsc.polity` lies in no syllabus of this bank, which names `jee`
      ┌─ a.toml:6:8
      │
    6 │ area = ["jee.physics.kinematic", "jee.physics.kinematics", "jee.motion", "physics.heat", "je.physics.heat", "jee", "jee.physics", "jee.zoology", "upsc.polity"]
      │        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: add `upsc` to `syllabus` at the top of the bank, or choose another area

    error[unknown-area]: syllabus `jee` has no area `physics.kinematic`
      ┌─ a.toml:6:8
      │
    6 │ area = ["jee.physics.kinematic", "jee.physics.kinematics", "jee.motion", "physics.heat", "je.physics.heat", "jee", "jee.physics", "jee.zoology", "upsc.polity"]
      │        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: did you mean `jee.physics.kinematics`?

    error[unknown-area]: syllabus `jee` has no area `physics`
      ┌─ a.toml:6:8
      │
    6 │ area = ["jee.physics.kinematic", "jee.physics.kinematics", "jee.motion", "physics.heat", "je.physics.heat", "jee", "jee.physics", "jee.zoology", "upsc.polity"]
      │        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: did you mean `jee.physics.kinematics`?

    error[unknown-area]: syllabus `jee` has no area `zoology`
      ┌─ a.toml:6:8
      │
    6 │ area = ["jee.physics.kinematic", "jee.physics.kinematics", "jee.motion", "physics.heat", "je.physics.heat", "jee", "jee.physics", "jee.zoology", "upsc.polity"]
      │        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: declare it in the syllabus, or choose one of its 3 areas
    "#);
    assert_eq!(told("unknown-area", &areas.replace("syllabus = [\"jee\"]", "")), "");
}

#[test]
fn some_option_is_right() {
    insta::assert_snapshot!(told("no-right-answer", r#"
[[question]]
id = "one"
stem = "Which?"
options = ["x", "y"]
answer = []
"#), @r#"
    error[no-right-answer]: no option is right
      ┌─ a.toml:7:10
      │
    7 │ answer = []
      │          ^^
      │
      = hint: name the right option: `answer = "b"`
    "#);
}

#[test]
fn options_and_entries_differ() {
    insta::assert_snapshot!(told("equal-options", r#"
[[question]]
id = "one"
stem = "Which?"
options = ["New  delhi", "Mumbai", "New Delhi", "Chennai"]
answer = "b"

[[question]]
id = "two"
kind = "match"
stem = "Consider."
left = ["Iron", "Tin"]
right = ["Fe", "Fe", "Sn"]
answer = "a1 b3"

[[question]]
id = "three"
kind = "case"
stem = "A ball."
parts = [{ kind = "choice", stem = "Which?", options = ["$x^2$", "$x^2$"], answer = "a" }]

[[question]]
id = "four"
stem = "Which?"
options = ["Bank", "Shore"]
answer = "b"
lang.hi.stem = "कौन?"
lang.hi.options = ["तट", "तट"]

[[question]]
id = "five"
kind = "pairs"
stem = "Consider."
rows = [{ cells = ["a", "b"], holds = true }, { cells = ["a", "b"], holds = false }]
"#), @r#"
    error[equal-options]: options `a` and `c` say the same: `New delhi`
      ┌─ a.toml:6:36
      │
    6 │ options = ["New  delhi", "Mumbai", "New Delhi", "Chennai"]
      │            ------------            ^^^^^^^^^^^
      │            │                        
      │            the other one
      │
      = hint: change one of them

    error[equal-options]: entries `1` and `2` say the same: `Fe`
       ┌─ a.toml:14:16
       │
    14 │ right = ["Fe", "Fe", "Sn"]
       │          ----  ^^^^
       │          │      
       │          the other one
       │
       = hint: change one of them

    error[equal-options]: part `i`: options `a` and `b` say the same: `x^2`
       ┌─ a.toml:21:66
       │
    21 │ parts = [{ kind = "choice", stem = "Which?", options = ["$x^2$", "$x^2$"], answer = "a" }]
       │                                                         -------  ^^^^^^^
       │                                                         │         
       │                                                         the other one
       │
       = hint: change one of them

    error[equal-options]: options `a` and `b` say the same in `hi`: `तट`
       ┌─ a.toml:29:26
       │
    29 │ lang.hi.options = ["तट", "तट"]
       │                    ----  ^^^^
       │                    │      
       │                    the other one
       │
       = hint: change one of them

    error[equal-options]: rows `1` and `2` say the same: `a, b`
       ┌─ a.toml:35:58
       │
    35 │ rows = [{ cells = ["a", "b"], holds = true }, { cells = ["a", "b"], holds = false }]
       │                    ---                                   ^^^
       │                    │                                      
       │                    the other one
       │
       = hint: change one of them
    "#);
}

#[test]
fn small_differences_are_differences() {
    let options = [
        r#""$x^2$", "$X^2$", "$x_2$""#,
        r#""x^2^", "x~2~", "x2""#,
        r#""mW", "MW", "Mw""#,
        r#""AA", "Aa", "aa""#,
        r#""**re**cord", "re**cord**""#,
        r#""`a`", "a""#,
        r#""$\\frac{1}{2}$", "1/2""#,
    ];
    for options in options {
        let body = format!("[[question]]\nid = \"one\"\nstem = \"Which?\"\noptions = [{options}]\nanswer = \"a\"\n");
        assert_eq!(told("equal-options", &body), "", "{options}");
    }
}

#[test]
fn a_numeric_answer_is_accepted_and_can_be_written() {
    insta::assert_snapshot!(told("answer-out-of-range", r#"
[[question]]
id = "one"
kind = "numeric"
stem = "How much?"
answer = "4.6"
range = ["4.4", "4.5"]

[[question]]
id = "two"
kind = "numeric"
stem = "How much?"
answer = "4.475"
decimals = 2

[[question]]
id = "three"
kind = "case"
stem = "A ball."
parts = [{ kind = "numeric", stem = "How much?", range = ["4.2", "4.8"], decimals = 0 }]
"#), @r#"
    error[answer-out-of-range]: the answer 4.6 lies outside the accepted 4.4 to 4.5
      ┌─ a.toml:7:10
      │
    7 │ answer = "4.6"
      │          ^^^^^
      │
      = hint: correct the answer or the range

    error[answer-out-of-range]: the answer 4.475 has 3 decimals, 2 are asked for
       ┌─ a.toml:14:10
       │
    14 │ answer = "4.475"
       │          ^^^^^^^
       │
       = hint: round the answer, or raise `decimals`; nobody can write it as it stands

    error[answer-out-of-range]: part `i`: no number with 0 decimals lies in the accepted 4.2 to 4.8
       ┌─ a.toml:21:85
       │
    21 │ parts = [{ kind = "numeric", stem = "How much?", range = ["4.2", "4.8"], decimals = 0 }]
       │                                                                                     ^
       │
       = hint: raise `decimals`, or widen what is accepted
    "#);
}

#[test]
fn exactly_one_code_is_right() {
    insta::assert_snapshot!(told("code-list", r#"
[[question]]
id = "one"
kind = "statements"
stem = "Consider."
statements = [{ text = "One", holds = true }, { text = "Two", holds = false }, { text = "Three", holds = true }]
codes = ["1", "2", "1 2", "all"]

[[question]]
id = "two"
kind = "match"
stem = "Consider."
left = ["Iron", "Tin"]
right = ["Fe", "Sn"]
answer = "a1 b2"
codes = ["a2 b1", "b2 a1"]

[[question]]
id = "three"
kind = "order"
stem = "Consider."
items = ["First", "Second", "Third"]
codes = ["2 1 3", "3 2 1"]

[[question]]
id = "four"
kind = "pairs"
stem = "Consider."
ask = "how-many"
rows = [{ cells = ["a", "b"], holds = true }, { cells = ["c", "d"], holds = false }]
codes = ["0", "2"]
"#), @r#"
    error[code-list]: none of the 4 codes is right
      ┌─ a.toml:8:9
      │
    8 │ codes = ["1", "2", "1 2", "all"]
      │         ^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: the facts make `1+3` right: put it among the codes, or correct the facts

    error[code-list]: none of the 2 codes is right
       ┌─ a.toml:24:9
       │
    24 │ codes = ["2 1 3", "3 2 1"]
       │         ^^^^^^^^^^^^^^^^^^
       │
       = hint: the facts make `1+2+3` right: put it among the codes, or correct the facts

    error[code-list]: none of the 2 codes is right
       ┌─ a.toml:32:9
       │
    32 │ codes = ["0", "2"]
       │         ^^^^^^^^^^
       │
       = hint: the facts make `1` right: put it among the codes, or correct the facts
    "#);
}

#[test]
fn a_code_cannot_stand_twice() {
    // The loader refuses this in a file; a library made by other means gets here.
    let mut read = read(&[(
        "a.toml",
        "[[question]]\nid = \"one\"\nkind = \"order\"\nstem = \"Sort.\"\nitems = [\"x\", \"y\"]\ncodes = [\"1 2\", \"2 1\"]\n",
    )]);
    let crate::model::question::Body::Order { codes, .. } = &mut read.library.banks[0].questions[0].item.body else {
        panic!()
    };
    let copy = codes[1].clone();
    codes.push(copy);
    run(&read.library, None, &mut read.found);
    read.found.retain(|diagnostic| diagnostic.code == "code-list");
    insta::assert_snapshot!(render::text(&read.found, &read.sources, false), @r#"
    error[code-list]: the code `2+1` is offered twice
      ┌─ a.toml:7:9
      │
    7 │ codes = ["1 2", "2 1"]
      │         ^^^^^^^^^^^^^^
      │
      = hint: every option must be another one
    "#);
}

#[test]
fn a_style_has_an_option_for_the_truth() {
    insta::assert_snapshot!(told("no-option-for-truth", r#"
[[question]]
id = "one"
kind = "assertion-reason"
assertion = "It rains"
reason = "It is wet"
assertion-holds = false
reason-holds = false

[[question]]
id = "two"
kind = "assertion-reason"
style = "neet"
assertion = "It rains"
reason = "It is wet"
assertion-holds = false
reason-holds = true

[[question]]
id = "three"
kind = "statement-pair"
statements = [{ text = "One", holds = false }, { text = "Two", holds = false }]

[[question]]
id = "four"
kind = "statement-pair"
statements = [{ text = "One", holds = false }, { text = "Two", holds = false }, { text = "Three", holds = true }]
"#), @r#"
    error[no-option-for-truth]: style `cbse` has no option for assertion false, reason false
      ┌─ a.toml:3:1
      │
    3 │ [[question]]
      │ ^^^^^^^^^^^^
      │
      = hint: style `neet` has one

    error[no-option-for-truth]: style `neet` has no option for assertion false, reason true
       ┌─ a.toml:14:9
       │
    14 │ style = "neet"
       │         ^^^^^^
       │
       = hint: style `cbse` has one

    error[no-option-for-truth]: style `upsc-2023` has no option for statement 1 false, statement 2 false
       ┌─ a.toml:20:1
       │
    20 │ [[question]]
       │ ^^^^^^^^^^^^
       │
       = hint: style `neet` has one

    error[no-option-for-truth]: style `upsc-2025` has no option for statement 1 false, statement 2 false, statement 3 true
       ┌─ a.toml:25:1
       │
    25 │ [[question]]
       │ ^^^^^^^^^^^^
       │
       = hint: no style has one; change a statement
    "#);
}

#[test]
fn tokens_name_what_is_there() {
    insta::assert_snapshot!(told("unresolved-token", r#"
[[question]]
id = "one"
stem = "Which is {key}?"
options = ["Iron", "As {q:two}", "Tin"]
answer = "a"
explanation = "{opt:e}, {st:1}, {fig:rai}, {q:on}, {part:i}, {opt:a,iron}"
figures = [{ id = "ray", file = "ray.svg", alt = "A ray" }]

[[question]]
id = "two"
kind = "statements"
stem = "Consider."
statements = [{ text = "One", holds = true }, { text = "Two {st:3}", holds = false }]
codes = ["1", "2"]
explanation = "{opt:1+2}, {opt:4}, {fig:map}"

[[question]]
id = "three"
kind = "short"
stem = "Why?"
model-answer = "{opt:a}"

[[question]]
id = "four"
kind = "case"
stem = "See {opt:a}."
parts = [{ kind = "choice", stem = "Which of {part:iv}?", options = ["x", "y"], answer = "a", explanation = "{opt:c}" }]

[[question]]
id = "five"
kind = "assertion-reason"
assertion = "It rains"
reason = "It is wet"
assertion-holds = true
reason-holds = false
explanation = "{opt:first}"
"#), @r#"
    error[unresolved-token]: `{key}` stands in a text that the paper prints
      ┌─ a.toml:5:18
      │
    5 │ stem = "Which is {key}?"
      │                  ^^^^^
      │
      = hint: it may stand in `explanation`, `why`, `model-answer` and `points`

    error[unresolved-token]: `{q:two}` stands in a text that the paper prints, and `two` may not be on it
      ┌─ a.toml:6:24
      │
    6 │ options = ["Iron", "As {q:two}", "Tin"]
      │                        ^^^^^^^
      │
      = hint: it may stand in explanations, and among the questions of one passage

    error[unresolved-token]: `{opt:e}`: there is no option `e`
      ┌─ a.toml:8:16
      │
    8 │ explanation = "{opt:e}, {st:1}, {fig:rai}, {q:on}, {part:i}, {opt:a,iron}"
      │                ^^^^^^^
      │
      = hint: options here are `a`, `b` and `c`

    error[unresolved-token]: `{st:1}`: a question of kind `choice` has no statements
      ┌─ a.toml:8:25
      │
    8 │ explanation = "{opt:e}, {st:1}, {fig:rai}, {q:on}, {part:i}, {opt:a,iron}"
      │                         ^^^^^^
      │
      = hint: tokens here are `{opt:a}`

    error[unresolved-token]: `{fig:rai}`: there is no figure `rai`
      ┌─ a.toml:8:33
      │
    8 │ explanation = "{opt:e}, {st:1}, {fig:rai}, {q:on}, {part:i}, {opt:a,iron}"
      │                                 ^^^^^^^^^
      │
      = hint: did you mean `{fig:ray}`?

    error[unresolved-token]: `{q:on}`: there is no question `on`
      ┌─ a.toml:8:44
      │
    8 │ explanation = "{opt:e}, {st:1}, {fig:rai}, {q:on}, {part:i}, {opt:a,iron}"
      │                                            ^^^^^^
      │
      = hint: did you mean `{q:one}`?

    error[unresolved-token]: `{part:i}`: a question of kind `choice` has no parts
      ┌─ a.toml:8:52
      │
    8 │ explanation = "{opt:e}, {st:1}, {fig:rai}, {q:on}, {part:i}, {opt:a,iron}"
      │                                                    ^^^^^^^^
      │
      = hint: tokens here are `{opt:a}`

    error[unresolved-token]: `{opt:a,iron}`: there is no option `iron`
      ┌─ a.toml:8:62
      │
    8 │ explanation = "{opt:e}, {st:1}, {fig:rai}, {q:on}, {part:i}, {opt:a,iron}"
      │                                                              ^^^^^^^^^^^^
      │
      = hint: options here are `a`, `b` and `c`

    error[unresolved-token]: `{st:3}`: there is no statement `3`
       ┌─ a.toml:15:61
       │
    15 │ statements = [{ text = "One", holds = true }, { text = "Two {st:3}", holds = false }]
       │                                                             ^^^^^^
       │
       = hint: statements here are `1` and `2`

    error[unresolved-token]: `{opt:1+2}`: there is no option `1+2`
       ┌─ a.toml:17:16
       │
    17 │ explanation = "{opt:1+2}, {opt:4}, {fig:map}"
       │                ^^^^^^^^^
       │
       = hint: options here are `1` and `2`

    error[unresolved-token]: `{opt:4}`: there is no option `4`
       ┌─ a.toml:17:27
       │
    17 │ explanation = "{opt:1+2}, {opt:4}, {fig:map}"
       │                           ^^^^^^^
       │
       = hint: options here are `1` and `2`

    error[unresolved-token]: `{fig:map}`: there is no figure `map`
       ┌─ a.toml:17:36
       │
    17 │ explanation = "{opt:1+2}, {opt:4}, {fig:map}"
       │                                    ^^^^^^^^^
       │
       = hint: declare it: `figures = [{ id = "map", file = "…", alt = "…" }]`

    error[unresolved-token]: `{opt:a}`: a question of kind `short` has no options
       ┌─ a.toml:23:17
       │
    23 │ model-answer = "{opt:a}"
       │                 ^^^^^^^

    error[unresolved-token]: `{opt:a}`: the common text of a case has no options
       ┌─ a.toml:28:13
       │
    28 │ stem = "See {opt:a}."
       │             ^^^^^^^
       │
       = hint: tokens here are `{part:i}`

    error[unresolved-token]: `{part:iv}`: there is no part `iv`
       ┌─ a.toml:29:46
       │
    29 │ parts = [{ kind = "choice", stem = "Which of {part:iv}?", options = ["x", "y"], answer = "a", explanation = "{opt:c}" }]
       │                                              ^^^^^^^^^
       │
       = hint: parts here are `i`

    error[unresolved-token]: `{opt:c}`: there is no option `c`
       ┌─ a.toml:29:110
       │
    29 │ parts = [{ kind = "choice", stem = "Which of {part:iv}?", options = ["x", "y"], answer = "a", explanation = "{opt:c}" }]
       │                                                                                                              ^^^^^^^
       │
       = hint: options here are `a` and `b`

    error[unresolved-token]: `{opt:first}`: there is no option `first`
       ┌─ a.toml:38:16
       │
    38 │ explanation = "{opt:first}"
       │                ^^^^^^^^^^^
       │
       = hint: options here are `both-explains`, `both`, `first-only` and `second-only`
    "#);
}

#[test]
fn tokens_of_passages_name_their_own_questions_and_figures() {
    insta::assert_snapshot!(told("unresolved-token", r#"
[[passage]]
id = "p"
text = "See {q:mine}, {q:other}, {q:min}, {fig:ray}, {opt:a} and {key}."

[[question]]
id = "mine"
passage = "p"
kind = "true-false"
stem = "See {q:mine}, not {q:other}."
answer = true

[[question]]
id = "other"
kind = "true-false"
stem = "It rains."
answer = true
"#), @r#"
    error[unresolved-token]: question `other` does not belong to passage `p`
      ┌─ a.toml:5:23
      │
    5 │ text = "See {q:mine}, {q:other}, {q:min}, {fig:ray}, {opt:a} and {key}."
      │                       ^^^^^^^^^
      │
      = hint: a passage may name its own questions only

    error[unresolved-token]: `{q:min}`: there is no question `min`
      ┌─ a.toml:5:34
      │
    5 │ text = "See {q:mine}, {q:other}, {q:min}, {fig:ray}, {opt:a} and {key}."
      │                                  ^^^^^^^
      │
      = hint: did you mean `{q:mine}`?

    error[unresolved-token]: `{fig:ray}`: there is no figure `ray`
      ┌─ a.toml:5:43
      │
    5 │ text = "See {q:mine}, {q:other}, {q:min}, {fig:ray}, {opt:a} and {key}."
      │                                           ^^^^^^^^^
      │
      = hint: declare it: `figures = [{ id = "ray", file = "…", alt = "…" }]`

    error[unresolved-token]: `{opt:a}` stands in a passage, which has nothing of that kind
      ┌─ a.toml:5:54
      │
    5 │ text = "See {q:mine}, {q:other}, {q:min}, {fig:ray}, {opt:a} and {key}."
      │                                                      ^^^^^^^
      │
      = hint: a passage may name its figures, `{fig:…}`, and its questions, `{q:…}`

    error[unresolved-token]: `{key}` stands in a text that the paper prints
      ┌─ a.toml:5:66
      │
    5 │ text = "See {q:mine}, {q:other}, {q:min}, {fig:ray}, {opt:a} and {key}."
      │                                                                  ^^^^^
      │
      = hint: it may stand in `explanation`, `why`, `model-answer` and `points`

    error[unresolved-token]: `{q:other}` stands in a text that the paper prints, and `other` may not be on it
       ┌─ a.toml:11:27
       │
    11 │ stem = "See {q:mine}, not {q:other}."
       │                           ^^^^^^^^^
       │
       = hint: it may stand in explanations, and among the questions of one passage
    "#);
}

#[test]
fn passages_exist_and_have_enough_questions() {
    let body = r#"
[[passage]]
id = "slope"
text = "A ball rolls."
take = 3

[[question]]
id = "one"
passage = "slope"
kind = "true-false"
stem = "It rains."
answer = true

[[question]]
id = "two"
passage = "slop"
kind = "true-false"
stem = "It rains."
answer = true

[[question]]
id = "three"
passage = "treaty-of-paris"
kind = "true-false"
stem = "It rains."
answer = true
"#;
    insta::assert_snapshot!(told("unknown-passage", body), @r#"
    error[unknown-passage]: there is no passage `slop`
       ┌─ a.toml:17:11
       │
    17 │ passage = "slop"
       │           ^^^^^^
       │
       = hint: did you mean `slope`?

    error[unknown-passage]: there is no passage `treaty-of-paris`
       ┌─ a.toml:24:11
       │
    24 │ passage = "treaty-of-paris"
       │           ^^^^^^^^^^^^^^^^^
       │
       = hint: write `[[passage]]` with `id = "treaty-of-paris"` and `text = "…"`
    "#);
    insta::assert_snapshot!(told("passage-take", body), @r#"
    error[passage-take]: passage `slope` takes 3 questions, 1 belong to it
      ┌─ a.toml:6:8
      │
    6 │ take = 3
      │        ^
      │
      = hint: questions belong to it by `passage = "slope"`
    "#);
}

#[test]
fn queries_of_a_blueprint_are_read_before_anything_is_chosen() {
    let mut sources = SourceMap::default();
    let text = "[[section]]\nwhere = \"kind:shrot\"\n[[section]]\nwhere = \"area:jee.physics.heet id:on\"\n";
    let file = sources.add("mock.toml", text);
    let located = |typed: &str| {
        let start = u32::try_from(text.find(typed).unwrap()).unwrap() - 1;
        let end = start + u32::try_from(typed.len()).unwrap() + 2;
        crate::model::blueprint::Located::new(typed.to_owned(), Span { file, start, end })
    };
    let section = |typed: &str| crate::model::blueprint::Section {
        filter: Some(located(typed)),
        ..crate::model::blueprint::Section::new(crate::model::ids::SectionId::new("x").unwrap())
    };
    let mut typed = crate::model::blueprint::Blueprint {
        sections: vec![section("kind:shrot"), section("area:jee.physics.heet id:on")],
        ..Default::default()
    };
    let mut instruction = Diagnostics::default();
    typed.heading.instructions = vec![PerLang::new(
        Lang::ENGLISH,
        crate::markup::parse("See {opt:a}.", crate::model::text::Form::Inline, None, false, &mut instruction),
    )];
    let library =
        read(&[("a.toml", "[[question]]\nid = \"one\"\nkind = \"true-false\"\nstem = \"x\"\nanswer = true\n")]).library;
    let mut found = Diagnostics::default();
    blueprint(&typed, &mut found);
    blueprint_names(&typed, &library, &mut found);
    insta::assert_snapshot!(render::text(&found, &sources, false), @r#"
    error[bad-query]: `kind` has no value `shrot`
      ┌─ mock.toml:2:15
      │
    2 │ where = "kind:shrot"
      │               ^^^^^
      │
      = hint: did you mean `short`?

    error[unresolved-token]: `{opt:a}` stands in an instruction
     = hint: tokens name parts of a question, and an instruction belongs to none

    warning[unknown-in-query]: there is no area `jee.physics.heet`
      ┌─ mock.toml:4:10
      │
    4 │ where = "area:jee.physics.heet id:on"
      │          ^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: did you mean `jee.physics.heat`?

    warning[unknown-in-query]: there is no question `on`
      ┌─ mock.toml:4:32
      │
    4 │ where = "area:jee.physics.heet id:on"
      │                                ^^^^^
      │
      = hint: did you mean `one`?
    "#);
}

#[test]
fn questions_that_a_blueprint_names_exist_and_stand_once() {
    let text = "format = \"blueprint/1\"\n[[section]]\nid = \"a\"\nquestions = [\"one\", \"tow\"]\nexclude = [\"three\", \"one\"]\n\
                [[section]]\nid = \"b\"\nquestions = [\"one\"]\n";
    let mut sources = SourceMap::default();
    let file = sources.add("mock.toml", text);
    let mut found = Diagnostics::default();
    let typed = load::blueprint::read(&sources, file, &mut found).unwrap();
    let bank = ["one", "two"]
        .map(|id| format!("[[question]]\nid = \"{id}\"\nkind = \"true-false\"\nstem = \"x\"\nanswer = true\n"));
    let library = read(&[("a.toml", &bank.concat())]).library;
    blueprint_names(&typed, &library, &mut found);
    insta::assert_snapshot!(render::text(&found, &sources, false), @r#"
    error[unknown-question]: no bank has a question `tow`
      ┌─ mock.toml:4:21
      │
    4 │ questions = ["one", "tow"]
      │                     ^^^^^
      │
      = hint: did you mean `two`?

    error[unknown-question]: no bank has a question `three`
      ┌─ mock.toml:5:12
      │
    5 │ exclude = ["three", "one"]
      │            ^^^^^^^

    error[excluded-question]: `one` is both listed and excluded
      ┌─ mock.toml:4:14
      │
    4 │ questions = ["one", "tow"]
      │              ^^^^^
      │
      = hint: take one of the two out

    error[repeated-question]: `one` is asked for twice, in section `a` and in section `b`
      ┌─ mock.toml:8:14
      │
    4 │ questions = ["one", "tow"]
      │              ----- first here
      ·
    8 │ questions = ["one"]
      │              ^^^^^
      │
      = hint: a question stands in a paper at most once: remove one of the two
    "#);
}

/// Checks a pattern by itself.
fn pattern_told(text: &str) -> String {
    let (mut sources, mut found) = (SourceMap::default(), Diagnostics::default());
    let file = sources.add("p.toml", text);
    let pattern = crate::load::pattern::read(&sources, file, "p.toml", &mut found).unwrap();
    crate::check::pattern(&pattern, &mut found);
    found.sort();
    render::text(&found, &sources, false)
}

#[test]
fn a_pattern_adds_up() {
    let text = r#"format = "pattern/1"
questions = 12
maximum = 40
[[section]]
id = "a"
count = 10
marks = { right = 2 }
[[section]]
id = "b"
count = 3
marks = 5
attempt = { any = 2, of = 3 }
maximum = 15
"#;
    insta::assert_snapshot!(pattern_told(text), @r#"
    error[pattern-totals]: the sections have 13 questions, `questions` is 12
      ┌─ p.toml:2:13
      │
    2 │ questions = 12
      │             ^^
      │
      = hint: change it, or the `count` of a section

    error[pattern-totals]: the sections bring 35 marks, `maximum` is 40
      ┌─ p.toml:3:11
      │
    3 │ maximum = 40
      │           ^^
      │
      = hint: change it, or `count`, `marks`, `attempt` or `maximum` of a section; what can be attempted counts

    error[pattern-totals]: section `b` brings 10 marks, its `maximum` is 15
       ┌─ p.toml:13:11
       │
    13 │ maximum = 15
       │           ^^
       │
       = hint: change it, or `count`, `marks` or `attempt` of the section
    "#);
    let right = text.replace("questions = 12", "questions = 13").replace("= 15", "= 10").replace("= 40", "= 30");
    assert_eq!(pattern_told(&right), "");
    // Where a section leaves its number open there is nothing to compare.
    assert_eq!(
        pattern_told(&text.replace("maximum = 15\n", "").replace("count = 10\n", "").replace("marks = 5\n", "")),
        ""
    );
}

#[test]
fn queries_and_instructions_of_a_pattern_are_looked_at() {
    let text = r#"format = "pattern/1"
instructions = ["See {opt:a}."]
[[section]]
id = "a"
fits = "kind:shrot"
quota = [{ where = "difficulty:heavy", max = 2 }]
"#;
    insta::assert_snapshot!(pattern_told(text), @r#"
    error[unresolved-token]: `{opt:a}` stands in an instruction
      ┌─ p.toml:2:22
      │
    2 │ instructions = ["See {opt:a}."]
      │                      ^^^^^^^
      │
      = hint: tokens name parts of a question, and an instruction belongs to none

    error[bad-query]: `kind` has no value `shrot`
      ┌─ p.toml:5:14
      │
    5 │ fits = "kind:shrot"
      │              ^^^^^
      │
      = hint: did you mean `short`?

    error[bad-query]: `difficulty` has no value `heavy`
      ┌─ p.toml:6:32
      │
    6 │ quota = [{ where = "difficulty:heavy", max = 2 }]
      │                                ^^^^^
      │
      = hint: values are easy, medium, hard
    "#);
}

#[test]
fn a_blueprint_is_compared_with_its_pattern() {
    let (mut sources, mut found) = (SourceMap::default(), Diagnostics::default());
    let pattern =
        "format = \"pattern/1\"\nvalid = { until = 2026-01-31 }\nquestions = 9\n[[section]]\nid = \"a\"\ncount = 10\n";
    let file = sources.add("p.toml", pattern);
    let pattern = crate::load::pattern::read(&sources, file, "p.toml", &mut found).unwrap();
    let file = sources.add("b.toml", "format = \"blueprint/1\"\npattern = \"p.toml\"\ndate = 2026-02-07\n");
    let typed = crate::load::blueprint::read(&sources, file, &mut found).unwrap();
    blueprint(&crate::load::pattern::merge(typed, &pattern, &mut found), &mut found);
    found.sort();
    insta::assert_snapshot!(render::text(&found, &sources, false), @r#"
    error[pattern-totals]: the sections have 10 questions, `questions` is 9
      ┌─ p.toml:3:13
      │
    3 │ questions = 9
      │             ^
      │
      = hint: change it, or the `count` of a section

    note[pattern-date]: pattern `p.toml` holds until 2026-01-31, the paper is for 2026-02-07
      ┌─ b.toml:3:8
      │
    3 │ date = 2026-02-07
      │        ^^^^^^^^^^
      │
      = hint: `papersetter patterns p.toml` says what it rests on; look for a newer one
    "#);
}

#[test]
fn india_is_not_shown_with_borders_as_they_are_controlled() {
    let body = r#"
[[question]]
id = "one"
kind = "true-false"
stem = "The two are capitals."
answer = true
figures = [{ id = "m", map = { borders = "natural-earth-defacto", places = [{ name = "New Delhi", at = [28.6, 77.2] }, { name = "Kathmandu", at = [27.7, 85.3] }] } }]
"#;
    insta::assert_snapshot!(told("india-borders", body), @r#"
    error[india-borders]: the map `m` would show India with borders as they are controlled
      ┌─ a.toml:8:30
      │
    8 │ figures = [{ id = "m", map = { borders = "natural-earth-defacto", places = [{ name = "New Delhi", at = [28.6, 77.2] }, { name = "Kathmandu", at = [27.7, 85.3] }] } }]
      │                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: in India, maps must show its borders as the Survey of India does
      = hint: leave `borders` out, or name a file with such borders: `borders = "file:india.geojson"`
    "#);
    assert_eq!(told("disputed-borders", body), "", "one finding is enough");
    // On a map of the world India is as small as its borders.
    assert_eq!(told("india-borders", &body.replace("[27.7, 85.3]", "[38.9, -77.0]")), "");
}
