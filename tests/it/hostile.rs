//! Files made to break things end in a sentence: exit code 1, no panic, no hang, nothing read outside the folder.

use crate::common::{run, write};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// A bank with one question, whose fields are given.
fn bank(fields: &str) -> String {
    format!("format = \"bank/1\"\n\n[[question]]\nid = \"q1\"\n{fields}\n")
}

const FINE: &str = "stem = \"Two and two?\"\noptions = [\"3\", \"4\"]\nanswer = \"b\"\nexplanation = \"Count.\"";

/// Runs `make` on the bank and wants a message that holds `message`.
fn refused(folder: &Path, message: &str) {
    let start = Instant::now();
    for command in [&["check", "bank.toml"][..], &["make", "bank.toml"]] {
        let run = run(folder, command);
        assert_eq!(run.code, 1, "{command:?}: {}", &run.stderr.chars().take(2000).collect::<String>());
        assert!(run.stderr.contains(message), "{command:?}: {}", run.stderr.chars().take(2000).collect::<String>());
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    }
    // A hang, not a slow machine, takes this long.
    assert!(start.elapsed() < Duration::from_secs(120));
    assert!(!folder.join("out").exists(), "nothing is written");
}

fn refused_text(text: &str, message: &str) {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), &[("bank.toml", text)]);
    refused(home.path(), message);
}

#[test]
fn a_file_cut_anywhere_gives_findings() {
    let whole = bank(FINE);
    let home = tempfile::tempdir().unwrap();
    for cut in (1..whole.len() - 1).step_by(7) {
        write(home.path(), &[("bank.toml", &whole[..cut])]);
        let run = run(home.path(), &["check", "--no-engine", "bank.toml"]);
        assert!([0, 1].contains(&run.code), "cut at {cut}: {}", run.stderr);
        assert!(!run.stderr.contains("panicked"), "cut at {cut}: {}", run.stderr);
    }
}

#[test]
fn binary_junk_is_told_as_such() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("bank.toml"), [0x89, b'P', b'N', b'G', 0xff, 0xfe, 0, 0, 1]).unwrap();
    refused(home.path(), "UTF-8");
}

#[test]
fn a_megabyte_in_one_string_is_refused_or_read_in_time() {
    refused_text(&bank(&format!("stem = \"{}\"\n{}", "x".repeat(1 << 21), FINE.split_once('\n').unwrap().1)), "error");
}

#[test]
fn twenty_thousand_brackets_are_too_deep() {
    refused_text(&bank(&format!("options = {}{}", "[".repeat(20_000), "]".repeat(20_000))), "error");
    let stem = format!("stem = \"{}\"\n{}", "> ".repeat(20_000), FINE.split_once('\n').unwrap().1);
    let home = tempfile::tempdir().unwrap();
    write(home.path(), &[("bank.toml", &bank(&stem))]);
    let run = run(home.path(), &["check", "bank.toml"]);
    assert!(!run.stderr.contains("panicked") && [0, 1].contains(&run.code), "{}", run.code);
}

#[test]
fn deep_formulas_do_not_overflow_the_stack() {
    let tex =
        format!("stem = '${}x{}$'\n{}", "\\frac{".repeat(3_000), "}".repeat(3_000), FINE.split_once('\n').unwrap().1);
    refused_text(&bank(&tex), "bad-tex");
}

#[test]
fn questions_that_name_each_other_end() {
    let question = |id: &str, other: &str| {
        format!(
            "[[question]]\nid = \"{id}\"\nfamily = \"f\"\nstem = \"See.\"\noptions = [\"x\", \"y\"]\nanswer = \"a\"\nexplanation = \"{{q:{other}}}\"\n"
        )
    };
    let text = format!("format = \"bank/1\"\n{}{}", question("one", "two"), question("two", "one"));
    let home = tempfile::tempdir().unwrap();
    write(home.path(), &[("bank.toml", &text)]);
    let run = run(home.path(), &["make", "--seed", "1", "bank.toml"]);
    assert!([0, 1].contains(&run.code) && !run.stderr.contains("panicked"), "{}", run.stderr);
}

#[test]
fn pictures_come_from_inside_the_folder_only() {
    for file in ["../secret.png", "/etc/passwd", "https://example.org/x.png", "media/../../secret.png"] {
        let figure = format!("figures = [{{ id = \"fig\", file = \"{file}\", alt = \"x\" }}]\n{FINE}");
        refused_text(&bank(&figure), "error");
    }
}

#[test]
#[cfg(unix)]
fn a_symlink_does_not_lead_outside() {
    let home = tempfile::tempdir().unwrap();
    let desk = home.path().join("desk");
    fs::create_dir_all(desk.join("media")).unwrap();
    fs::write(home.path().join("secret.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>")
        .unwrap();
    std::os::unix::fs::symlink(home.path().join("secret.svg"), desk.join("media/x.svg")).unwrap();
    let figure = format!("figures = [{{ id = \"fig\", file = \"media/x.svg\", alt = \"x\" }}]\n{FINE}");
    write(&desk, &[("bank.toml", &bank(&figure))]);
    refused(&desk, "error");
}

#[test]
fn a_picture_that_would_fill_the_memory_is_refused() {
    // The header of a PNG of 60,000 × 60,000 pixels.
    let mut png = vec![0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R'];
    png.extend(60_000_u32.to_be_bytes().repeat(2));
    png.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("bomb.png"), png).unwrap();
    let figure = format!("figures = [{{ id = \"fig\", file = \"bomb.png\", alt = \"x\" }}]\n{FINE}");
    write(home.path(), &[("bank.toml", &bank(&figure))]);
    refused(home.path(), "error");
}

/// A piece of a PNG with its length and checksum (CRC-32 as the format says).
fn png_chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [&name[..], data].concat();
    let crc = named.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    });
    [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &named, &(!crc).to_be_bytes()].concat()
}

#[test]
fn a_picture_whose_inside_is_damaged_is_its_questions_fault() {
    // Every length and checksum is right; only the packed pixels are none.
    let head = [&60_u32.to_be_bytes().repeat(2)[..], &[8, 2, 0, 0, 0]].concat();
    let png = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        png_chunk(b"IHDR", &head),
        png_chunk(b"IDAT", b"these are no pixels"),
        png_chunk(b"IEND", b""),
    ];
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("cut.png"), png.concat()).unwrap();
    let figure = format!("figures = [{{ id = \"fig\", file = \"cut.png\", alt = \"x\" }}]\n{FINE}");
    write(home.path(), &[("bank.toml", &bank(&figure.replace("Two and two?", "Two? ![x](fig)")))]);
    let run = run(home.path(), &["make", "--seed", "1", "bank.toml"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("question `q1`"), "{}", run.stderr);
    assert!(!home.path().join("out").exists(), "nothing is written");
}

#[test]
fn a_foreign_record_names_no_files_outside() {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), &[("desk/bank.toml", &bank(FINE)), ("secret.typ", "#let paper(d) = [stolen]")]);
    let desk = home.path().join("desk");
    let made = run(&desk, &["make", "--seed", "1", "--only", "key", "bank.toml"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let path = desk.join("out/bank/record.json");
    let text =
        fs::read_to_string(&path).unwrap().replacen("\"tool\":", "\"template\":\"../../../secret.typ\",\"tool\":", 1);
    fs::write(&path, &text).unwrap();
    // Whoever sends a record can give it the right id.
    let refused = run(&desk, &["key", "out/bank/record.json"]);
    let after =
        |start: &str| refused.stderr.split_once(start).and_then(|(_, rest)| rest.split('`').next()).unwrap().to_owned();
    let (old, new) = (after("its paper id is `"), after("its content gives `"));
    fs::write(&path, text.replace(&old, &new)).unwrap();
    let refused = run(&desk, &["key", "out/bank/record.json"]);
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    assert!(refused.stderr.contains("which it cannot hold"), "{}", refused.stderr);
}

#[test]
fn code_in_texts_is_printed_as_text() {
    let stem = "stem = '#read(\"/etc/passwd\") #eval(\"1\") $\"#read\"$ \\\\# @label <label> // x /* y'";
    let text = bank(&format!("{stem}\n{}", FINE.split_once('\n').unwrap().1));
    let home = tempfile::tempdir().unwrap();
    write(home.path(), &[("bank.toml", &text)]);
    let run = run(home.path(), &["make", "--seed", "1", "--only", "papers", "bank.toml"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = crate::common::text(&home.path().join("out/bank/paper-A.pdf"));
    assert!(text.contains("#read") && !text.contains("root:"), "{text}");
}

#[test]
fn raw_typst_from_a_stranger_is_refused() {
    refused_text(
        &bank(&format!("stem = '`#read(\"bank.toml\")`{{=typst}}'\n{}", FINE.split_once('\n').unwrap().1)),
        "trusted",
    );
}

#[test]
fn counts_that_cannot_be_are_told_with_both_numbers() {
    let home = tempfile::tempdir().unwrap();
    let blueprint = |count: &str| {
        format!(
            "format = \"blueprint/1\"\nbanks = [\"bank.toml\"]\nseed = 1\n\n[[section]]\ntitle = \"A\"\ncount = {count}\n"
        )
    };
    write(home.path(), &[("bank.toml", &bank(FINE))]);
    for (count, message) in [("2", "asks for 2"), ("4000000000", "4000000000"), ("-1", "error"), ("1.5", "error")] {
        write(home.path(), &[("paper.toml", &blueprint(count))]);
        let run = run(home.path(), &["make", "paper.toml"]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(run.stderr.contains(message), "{}", run.stderr);
    }
}

#[test]
fn marks_with_a_denominator_of_zero_are_no_marks() {
    refused_text(&bank(&format!("{FINE}\nmarks = \"1/0\"")), "error");
    refused_text(&bank(&format!("{FINE}\nmarks = {{ right = 1, wrong = \"-1/0 of right\" }}")), "error");
}
