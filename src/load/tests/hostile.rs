//! Hostile input: whatever it is, there is an answer, soon.

use super::read;
use crate::diag::{Diagnostics, render};
use crate::load::{blueprint, desk, media::Media, note, pattern, record, syllabus, words};
use crate::model::blueprint::Blueprint;
use crate::source::SourceMap;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Reads a text as every kind of file and prints what is told.
fn every_kind(text: &str) {
    read(text);
    let mut sources = SourceMap::default();
    let file = sources.add("a.toml", text);
    let mut found = Diagnostics::default();
    let blueprint = blueprint::read(&sources, file, &mut found);
    let pattern = pattern::read(&sources, file, "a.toml", &mut found);
    if let (Some(blueprint), Some(pattern)) = (blueprint.or_else(|| as_blueprint(text)), pattern) {
        pattern::merge(blueprint, &pattern, &mut found);
    }
    syllabus::read(&sources, file, &mut found);
    note::read(&sources, file, "notes/a.toml", false, &mut found);
    desk::read(&sources, file, &mut found);
    words::read(&sources, file, &mut found);
    words::recorded(text);
    let _ = record::read(text);
    found.sort();
    render::text(&found, &sources, false);
}

/// The same text read as a blueprint.
fn as_blueprint(text: &str) -> Option<Blueprint> {
    let mut sources = SourceMap::default();
    let file = sources.add("b.toml", &text.replace("pattern/1", "blueprint/1"));
    blueprint::read(&sources, file, &mut Diagnostics::default())
}

/// A question of each kind, to be cut and stirred.
const SEED: &str = include_str!("seed.toml");

#[test]
fn the_seed_is_a_good_bank() {
    assert_eq!(read(SEED).1, "");
}

#[test]
fn large_and_deep_texts_take_no_time() {
    let large = 500_000;
    let question = |field: &str| {
        format!("format = \"bank/1\"\n[[question]]\nid = \"q\"\noptions = [\"x\", \"y\"]\nanswer = \"a\"\n{field}")
    };
    let texts = [
        question(&format!("stem = \"{}\"", "\\n".repeat(large))),
        question(&format!("stem = \"{}\"", "\\q".repeat(large))),
        question(&format!("stem = '''{}'''", "x\n[[question]]\n".repeat(30_000))),
        question(&format!("stem = \"{}\"", "a".repeat(2 * large))),
        question(&format!("x = {}", "[".repeat(large))),
        question(&format!("x = {}", "{a=".repeat(large))),
        question(&format!("x{} = 1", ".a".repeat(large))),
        question(&"lang.hi.stem = \"क\"\n".repeat(20_000)),
        question(&(0..30_000).map(|at| format!("k{at} = 1\n")).collect::<String>()),
        question(&format!("tags = [{}]", "\"t\", ".repeat(100_000))),
        question(&format!("allow = [{}]", "1, ".repeat(100_000))),
        question(&format!("figures = [{}]", "{ id = \"f\", file = \"x\", alt = \"y\" }, ".repeat(10_000))),
        question(&format!("codes = [{}]", "\"1\", ".repeat(100_000))),
        "format = \"bank/1\"\n".to_owned() + &"[[question]]\nstem = '''\n".repeat(30_000),
        "format = \"bank/1\"\n".to_owned() + &"[[question]]\n".repeat(60_000),
        "format = \"bank/1\"\n".to_owned() + &"[defaults]\na = 1\n".repeat(20_000),
        "\u{1}".repeat(large),
        "a.b.c=[[\n".repeat(60_000),
        "x = “y”\n".repeat(60_000),
    ];
    for text in texts {
        let start = Instant::now();
        every_kind(&text);
        let took = start.elapsed();
        // Unoptimised, and other tests run beside it; what is quadratic takes minutes.
        let head: String = text.chars().take(120).collect();
        assert!(took < Duration::from_secs(20), "{took:?} for {head}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_returns(text in "\\PC{0,200}") {
        every_kind(&text);
    }

    #[test]
    fn pieces_of_toml_in_any_order_return(pieces in prop::collection::vec(piece(), 0..40)) {
        every_kind(&format!("format = \"bank/1\"\n{}", pieces.concat()));
    }

    #[test]
    fn a_bank_cut_anywhere_and_stirred_returns(cut in 0usize..SEED.len(), at in 0usize..SEED.len(), with in "[\\[\\]{}\"'=.,#\\\\\n a0-]{0,4}") {
        let head = SEED.get(..cut).unwrap_or(SEED);
        every_kind(head);
        if let Some((front, back)) = SEED.split_at_checked(at) {
            every_kind(&format!("{front}{with}{back}"));
            every_kind(&format!("{front}{with}{}", back.get(with.len()..).unwrap_or_default()));
        }
    }

    #[test]
    fn any_bytes_are_a_picture_or_not(mut bytes in prop::collection::vec(any::<u8>(), 0..200), kind in 0usize..6) {
        let heads: [&[u8]; 6] = [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 ", b"<svg "];
        bytes.splice(0..0, heads[kind].iter().copied());
        let _ = Media::new("x", bytes);
    }

    #[test]
    fn any_drawing_returns(inside in "([<>/=\"' a-z#!\\[\\]?-]|<g id=\"a\">|</g>|<use href=\"#a\"/>){0,80}") {
        let head = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">";
        let _ = Media::new("x", format!("{head}{inside}</svg>").into_bytes());
    }
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "[[question]]\n",
        "[question]\n",
        "[[passage]]\n",
        "[defaults]\n",
        "[question.lang.hi]\n",
        "[[question.parts]]\n",
        "id = \"a\"\n",
        "stem = \"x\"\n",
        "stem = '''\n",
        "'''\n",
        "\"\"\"",
        "options = [\"x\", \"y\"]\n",
        "options = [",
        "]\n",
        "answer = \"a\"\n",
        "answer = [\"a\"]\n",
        "kind = \"match\"\n",
        "kind = \"case\"\n",
        "kind = \"statements\"\n",
        "kind = \"numeric\"\n",
        "kind = \"blank\"\n",
        "statements = [{ text = \"t\", holds = true }]\n",
        "left = [\"p\"]\n",
        "right = [\"q\"]\n",
        "lang.hi.stem = \"क\"\n",
        "lang.hi.options = [\"=\"]\n",
        "parts = [{ or = [{ stem = \"x\" }] }]\n",
        "marks = { right = 1 }\n",
        "marks = \"1/0\"\n",
        "codes = [\"1\", \"2\"]\n",
        "{",
        "}",
        "=",
        ".",
        ",",
        "\n",
        "\\",
        "\"",
        "'",
        "#",
        "range = [\"1\", \"2\"]\n",
        "answer = 1e60\n",
        "tolerance = \"1e60%\"\n",
        "points = [{ text = \"p\", marks = 1 }]\n",
        "figures = [{ id = \"f\", file = \"..\", alt = \"x\" }]\n",
        "answer = \"___\"\n",
    ])
}
