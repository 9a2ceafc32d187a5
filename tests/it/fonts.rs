//! `fonts`, and papers printed with fonts of the user's own.

use crate::common::{done, json, project, run, write};
use std::fs;
use std::path::Path;

const DESK: &str = "format = \"desk/1\"\nfonts = \"fonts\"\n";
const BANK: &str = "format = \"bank/1\"\nlanguage = \"hi\"\n\n[[question]]\nid = \"q\"\nstem = \"राष्ट्रपति कौन चुनता है?\"\noptions = [\"**निर्वाचक मंडल**\", \"संसद\"]\nanswer = \"a\"\nexplanation = \"अनुच्छेद 54।\"\n";

/// Puts the built-in font of a script into `fonts/`, as if it were one of the user's.
fn with_fonts(home: &Path, family: &str, weights: &[&str]) {
    fs::create_dir_all(home.join("fonts")).unwrap();
    let folder = project().join("fonts").join(family);
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if weights.iter().any(|weight| name.ends_with(&format!("-{weight}.ttf"))) {
            fs::copy(&path, home.join("fonts").join(name)).unwrap();
        }
    }
}

#[test]
fn scripts_are_listed_and_shown() {
    let home = tempfile::tempdir().unwrap();
    let list = done(home.path(), &["fonts"]).stdout;
    assert_eq!(list.lines().count(), 13, "{list}");
    assert!(list.contains("Odia           Noto Sans Oriya        regular, bold          built in\n"), "{list}");
    for name in ["tamil", "Taml", "ta", "TAMIL"] {
        let shown = done(home.path(), &["fonts", name]).stdout;
        assert!(shown.starts_with("Tamil (Taml): Tamil ta\nNoto Serif Tamil: regular, bold; built in\nஅ"), "{shown}");
    }
    assert!(done(home.path(), &["fonts", "urdu"]).stdout.contains("Noto Nastaliq Urdu"));
    let wrong = run(home.path(), &["fonts", "tamill"]);
    assert_eq!(wrong.code, 2);
    assert_eq!(
        wrong.stderr,
        "error: no font is known for the script `tamill`; did you mean `tamil`?; `papersetter fonts` lists the scripts that can be printed\n"
    );
    let json: serde_json::Value =
        serde_json::from_str(&done(home.path(), &["fonts", "hindi", "--format", "json"]).stdout).unwrap();
    assert_eq!(json["scripts"][0]["code"], "Deva");
    assert_eq!(json["scripts"][0]["families"][0]["built-in"], true);
    done(home.path(), &["fonts", "hi", "--png", "hi.png"]);
    assert!(fs::read(home.path().join("hi.png")).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn a_font_of_ones_own_is_listed_recorded_and_missed() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path();
    write(root, &[("papersetter.toml", DESK), ("bank.toml", BANK)]);
    with_fonts(root, "noto-serif-devanagari", &["Regular", "Bold"]);
    let list = done(root, &["fonts"]).stdout;
    let files = "fonts/NotoSerifDevanagari-Bold.ttf, fonts/NotoSerifDevanagari-Regular.ttf";
    assert!(list.contains(files), "{list}");

    done(root, &["make", "bank.toml"]);
    let with = json(&root.join("out/bank/record.json"));
    let names: Vec<&str> =
        with["fonts"].as_array().unwrap().iter().map(|font| font["file"].as_str().unwrap()).collect();
    assert_eq!(names, ["NotoSerifDevanagari-Bold.ttf", "NotoSerifDevanagari-Regular.ttf"]);
    let paper = fs::read(root.join("out/bank/paper-A.pdf")).unwrap();

    // Other fonts that came into the folder since do not matter.
    with_fonts(root, "noto-serif-tamil", &["Regular"]);
    fs::write(root.join("fonts/junk.ttf"), "junk").unwrap();
    let again = done(root, &["make", "--from", "out/bank/record.json", "-o", "out/again"]);
    assert!(!again.stderr.contains("warning"), "{}", again.stderr);
    assert!(fs::read(root.join("out/again/paper-A.pdf")).unwrap() == paper);

    fs::remove_file(root.join("fonts/NotoSerifDevanagari-Bold.ttf")).unwrap();
    let less = done(root, &["make", "--from", "out/bank/record.json", "-o", "out/less"]);
    assert_eq!(
        less.stderr.lines().next().unwrap(),
        "warning: the paper was printed with the font `Noto Serif Devanagari` (NotoSerifDevanagari-Bold.ttf), which is not in the folder of fonts any more; its text prints in another font, and lines and pages may end elsewhere"
    );
}

#[test]
fn a_paper_without_text_for_the_font_does_not_name_it() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path();
    let bank =
        "format = \"bank/1\"\n\n[[question]]\nid = \"q\"\nstem = \"Who?\"\noptions = [\"x\", \"y\"]\nanswer = \"a\"\n";
    write(root, &[("papersetter.toml", DESK), ("bank.toml", bank)]);
    with_fonts(root, "noto-serif-tamil", &["Regular", "Bold"]);
    done(root, &["make", "bank.toml", "--seed", "1"]);
    let with = fs::read(root.join("out/bank/record.json")).unwrap();
    fs::remove_file(root.join("papersetter.toml")).unwrap();
    done(root, &["make", "bank.toml", "--seed", "1"]);
    assert!(fs::read(root.join("out/bank/record.json")).unwrap() == with);
}

#[test]
fn a_bad_font_and_a_missing_one_are_told_in_sentences() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path();
    write(root, &[("papersetter.toml", DESK), ("bank.toml", &BANK.replace("संसद", "සංසද"))]);
    with_fonts(root, "noto-serif-tamil", &["Regular"]);
    fs::write(root.join("fonts/junk.ttf"), "junk").unwrap();
    let told = run(root, &["make", "bank.toml"]);
    assert_eq!(told.code, 1);
    insta::assert_snapshot!(told.stderr, @r#"
    warning[untranslated]: 1 of 1 question is not in `en` and is printed in the language of the bank: `q`
     = hint: for a paper in `hi` write `languages = ["hi"]` into the blueprint

    error[bad-font]: the font `fonts/junk.ttf` is no font: TTF and OTF files are read
      ┌─ papersetter.toml:2:9
      │
    2 │ fonts = "fonts"
      │         ^^^^^^^
      │
      = hint: get the file again, or take it out of the folder

    warning[bad-font]: the font `Noto Serif Tamil` has no bold face, so its bold text prints regular
      ┌─ papersetter.toml:2:9
      │
    2 │ fonts = "fonts"
      │         ^^^^^^^
      │
      = hint: put the bold file of the family into the folder, too
    "#);
    fs::remove_file(root.join("fonts/junk.ttf")).unwrap();
    let told = run(root, &["make", "bank.toml"]);
    assert_eq!(told.code, 1);
    insta::assert_snapshot!(told.stderr, @r#"
    warning[untranslated]: 1 of 1 question is not in `en` and is printed in the language of the bank: `q`
     = hint: for a paper in `hi` write `languages = ["hi"]` into the blueprint

    warning[bad-font]: the font `Noto Serif Tamil` has no bold face, so its bold text prints regular
      ┌─ papersetter.toml:2:9
      │
    2 │ fonts = "fonts"
      │         ^^^^^^^
      │
      = hint: put the bold file of the family into the folder, too

    error[missing-glyph]: question `q` (hi): no font for `ස` (U+0DC3, Sinhala)
      ┌─ bank.toml:7:34
      │
    7 │ options = ["**निर्वाचक मंडल**", "සංසද"]
      │                                ^^^^
      │
      = hint: put a font made for it, such as Noto Serif Sinhala, into a folder and name the folder in `papersetter.toml`: `fonts = "fonts"`
      = hint: `papersetter fonts` lists the scripts that can be printed
    "#);
    let told = run(root, &["check", "bank.toml"]);
    insta::assert_snapshot!(told.stderr, @r#"
    warning[bad-font]: the font `Noto Serif Tamil` has no bold face, so its bold text prints regular
      ┌─ papersetter.toml:2:9
      │
    2 │ fonts = "fonts"
      │         ^^^^^^^
      │
      = hint: put the bold file of the family into the folder, too

    error[missing-glyph]: question `q` (hi): no font for `ං` (U+0D82, Sinhala)
      ┌─ bank.toml:7:34
      │
    7 │ options = ["**निर्वाचक मंडल**", "සංසද"]
      │                                ^^^^
      │
      = hint: put a font made for it, such as Noto Serif Sinhala, into a folder and name the folder in `papersetter.toml`: `fonts = "fonts"`
      = hint: `papersetter fonts` lists the scripts that can be printed

    error[missing-glyph]: question `q` (hi): no font for `ද` (U+0DAF, Sinhala)
      ┌─ bank.toml:7:34
      │
    7 │ options = ["**निर्वाचक मंडल**", "සංසද"]
      │                                ^^^^
      │
      = hint: put a font made for it, such as Noto Serif Sinhala, into a folder and name the folder in `papersetter.toml`: `fonts = "fonts"`
      = hint: `papersetter fonts` lists the scripts that can be printed

    error[missing-glyph]: question `q` (hi): no font for `ස` (U+0DC3, Sinhala)
      ┌─ bank.toml:7:34
      │
    7 │ options = ["**निर्वाचक मंडल**", "සංසද"]
      │                                ^^^^
      │
      = hint: put a font made for it, such as Noto Serif Sinhala, into a folder and name the folder in `papersetter.toml`: `fonts = "fonts"`
      = hint: `papersetter fonts` lists the scripts that can be printed

    1 question, 3 errors, 1 warning
    "#);
}
