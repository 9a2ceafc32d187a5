use super::*;
use crate::render::source::{Code, string};
use crate::render::{Document, Failure, Sources};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use typst::layout::{Frame, FrameItem};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts")
}

fn file(path: &str, bytes: Vec<u8>) -> FontFile {
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    FontFile { path: path.to_owned(), bytes, sha256 }
}

/// A font of ours under another name, as if it were the user's.
fn renamed(font: &str, from: &str, to: &str) -> Vec<u8> {
    changed(std::fs::read(folder().join(font)).unwrap(), from, to)
}

fn changed(mut bytes: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let wide = |text: &str| text.bytes().flat_map(|byte| [0, byte]).collect::<Vec<_>>();
    for (from, to) in [(wide(from), wide(to)), (from.as_bytes().to_vec(), to.as_bytes().to_vec())] {
        for at in 0..bytes.len() - from.len() {
            if bytes[at..].starts_with(&from) {
                bytes[at..at + to.len()].copy_from_slice(&to);
            }
        }
    }
    bytes
}

fn compile(fonts: &FontSet, main: &str) -> Result<Document, String> {
    let main = format!("#import \"/templates/fonts.typ\": *\n#show: with-fonts\n#set document(title: [T])\n{main}");
    match Sources::with_fonts(fonts.clone()).compile(Code { text: main, places: Vec::new() }) {
        Ok(document) => Ok(document),
        Err(Failure::Input(found)) => Err(found.iter().map(|one| one.message.as_str()).collect::<Vec<_>>().join("\n")),
        Err(Failure::Engine(message)) => panic!("{message}"),
    }
}

/// Family and glyphs of every piece of text on a page.
fn drawn(document: &Document, page: usize) -> Vec<(String, Vec<u16>)> {
    fn walk(frame: &Frame, out: &mut Vec<(String, Vec<u16>)>) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => walk(&group.frame, out),
                FrameItem::Text(text) => {
                    let glyphs = text.glyphs.iter().map(|glyph| glyph.id).collect();
                    out.push((text.font.info().family.clone(), glyphs));
                }
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    walk(&document.document.pages()[page].frame, &mut out);
    out
}

#[test]
fn every_family_of_the_table_is_in_the_binary() {
    for row in FontSet::bundled().scripts() {
        assert!(row.families.iter().all(|family| family.regular && family.bold), "{row:?}");
        assert!(!row.families.is_empty() && !row.sample.is_empty(), "{row:?}");
    }
}

#[test]
fn the_sheet_gets_one_face_of_each_family() {
    let fonts = FontSet::bundled();
    assert_eq!(fonts.text_faces(false).len(), 1 + KNOWN.len());
    assert_eq!(fonts.text_faces(true).len(), 1 + KNOWN.len());
    assert_ne!(fonts.text_faces(false)[0].len(), fonts.text_faces(true)[0].len());
}

#[test]
fn letters_are_covered_by_fonts_of_their_script() {
    let fonts = FontSet::bundled();
    assert!("Aé₹–αक्षि१।কதతગಕകਕକگ۱،".chars().all(|c| fonts.covers(c)));
    assert!(!fonts.covers('ක'), "Sinhala has no font here");
    assert!(!fonts.covers('😀'));
}

#[test]
fn every_label_can_be_printed() {
    let fonts = FontSet::bundled();
    let firsts = "क ক ક ੳ ਕ କ அ అ క ಅ ಕ അ ക الف ا १ ১ ੧ ૧ ୧ ௧ ౧ ೧ ൧ ۱ ١";
    for style in firsts.split(' ').map(|first| crate::model::labels::LabelStyle::parse(first).unwrap()) {
        for at in 0..40 {
            let sign = style.printed(at);
            assert!(sign.chars().all(|c| fonts.covers(c)), "{sign}");
        }
    }
}

#[test]
fn languages_have_scripts() {
    for (tag, script) in [
        ("hi", "deva"),
        ("ur", "arab"),
        ("pa", "guru"),
        ("pa-Arab", "arab"),
        ("sd-Deva", "deva"),
        ("en-GB", "latn"),
        ("hi-Latn", "latn"),
        ("xx", "latn"),
        ("si", "sinh"),
    ] {
        assert_eq!(scripts::script_of(tag), script, "{tag}");
    }
}

#[test]
fn there_is_room_between_the_lines_of_every_script() {
    for known in &KNOWN {
        let needed = known.files.iter().filter_map(|data| rustybuzz::Face::from_slice(data, 0));
        let needed = needed.map(|face| user::leading(&face, known.sample)).max().unwrap();
        // Nastaliq slopes: its highest letters and its deepest ones seldom meet.
        let meet = if known.script == Script::Arabic { 65 } else { 5 };
        assert!(needed <= 60 + known.below + meet, "{} needs {needed}", known.name);
    }
}

/// `fonts/shaping.csv`: what HarfBuzz makes of words, written by `fonts/shaping.sh`.
#[test]
fn words_are_shaped_as_harfbuzz_shapes_them() {
    let mut table = csv::Reader::from_path(folder().join("shaping.csv")).unwrap();
    let rows: Vec<(String, String, String, String)> = table.deserialize().map(Result::unwrap).collect();
    assert!(rows.len() > 250, "{} words", rows.len());
    let mut main = String::from("#set page(width: 400pt, height: auto)\n");
    for (language, font, word, _) in &rows {
        let weight = if font.contains("-Bold") { "bold" } else { "regular" };
        let word = string(word);
        main.push_str(&format!("#page(in-language({}, text(weight: \"{weight}\", {word})))\n", string(language)));
    }
    let fonts = FontSet::bundled();
    let document = compile(&fonts, &main).unwrap();
    assert_eq!(document.pages(), rows.len());
    let mut wrong = Vec::new();
    for (page, (language, font, word, expected)) in rows.iter().enumerate() {
        let data = std::fs::read(folder().join(font)).unwrap();
        let family = Font::new(Bytes::new(data), 0).unwrap().info().family.clone();
        let runs = drawn(&document, page);
        let glyphs: Vec<String> = runs.iter().flat_map(|(_, ids)| ids).map(u16::to_string).collect();
        if runs.iter().any(|(drawn, _)| *drawn != family) || glyphs.join(" ") != *expected {
            wrong.push(format!("{language} {word}: {expected} wanted, {runs:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const DEVANAGARI: &str = "noto-serif-devanagari/NotoSerifDevanagari-Regular.ttf";
const DEVANAGARI_BOLD: &str = "noto-serif-devanagari/NotoSerifDevanagari-Bold.ttf";
const GURMUKHI: &str = "noto-serif-gurmukhi/NotoSerifGurmukhi-Regular.ttf";

fn own(path: &str) -> Vec<u8> {
    std::fs::read(folder().join(path)).unwrap()
}

/// Writes the checksums of a font anew, so that only its content is wrong.
fn summed(mut bytes: Vec<u8>) -> Vec<u8> {
    let word = |bytes: &[u8], at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let count = usize::from(bytes[4]) << 8 | usize::from(bytes[5]);
    for record in (0..count).map(|table| 12 + 16 * table) {
        let (start, length) = (word(&bytes, record + 8), word(&bytes, record + 12));
        let sum = user::checksum(&bytes[start..start + length]);
        bytes[record + 4..record + 8].copy_from_slice(&sum.to_be_bytes());
    }
    bytes
}

/// A family `Xoto Serif Devanagari` of the user's.
fn user_files() -> Vec<FontFile> {
    [("fonts/x/Regular.ttf", DEVANAGARI), ("fonts/x/Bold.ttf", DEVANAGARI_BOLD)]
        .map(|(path, font)| file(path, summed(renamed(font, "Noto Serif Devanagari", "Xoto Serif Devanagari"))))
        .to_vec()
}

fn told(files: &[FontFile]) -> (FontSet, String) {
    let mut found = Diagnostics::default();
    let fonts = FontSet::with_user(files, None, &mut found);
    let told = found.iter().map(|one| format!("{:?}: {}; {}", one.severity, one.message, one.hints.join("; ")));
    let told = told.collect::<Vec<_>>().join("\n");
    (fonts, told)
}

fn families(document: &Document) -> Vec<String> {
    let mut names: Vec<String> = drawn(document, 0).into_iter().map(|(family, _)| family).collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn a_family_of_the_users_stands_before_the_built_in_one() {
    let (fonts, said) = told(&user_files());
    assert_eq!(said, "");
    let document = compile(&fonts, "#in-language(\"hi\")[राष्ट्र। १ 2 A *क्ष*]").unwrap();
    assert_eq!(families(&document), ["Libertinus Serif", "Xoto Serif Devanagari"]);
    // Without a language, too; other scripts, formulas and code stay as they are.
    let document = compile(&fonts, "राष्ट्र বাংলা $v \"वेग\"$ `वेग`").unwrap();
    let expected = ["Libertinus Serif", "New Computer Modern Math", "Noto Serif Bengali", "Xoto Serif Devanagari"];
    assert_eq!(families(&document), expected);
    let rows = fonts.scripts();
    let row = rows.iter().find(|row| row.code == "Deva").unwrap();
    let names: Vec<&str> = row.families.iter().map(|family| family.name.as_str()).collect();
    assert_eq!(names, ["Xoto Serif Devanagari", "Noto Serif Devanagari"]);
    assert_eq!(row.families[0].files, ["fonts/x/Regular.ttf", "fonts/x/Bold.ttf"]);
    assert_eq!(fonts.text_faces(true).len(), 2 + KNOWN.len());
}

#[test]
fn a_record_names_the_users_fonts_that_draw_something() {
    let (fonts, _) = told(&user_files());
    let names = |text: &str| fonts.used_for(text).into_iter().map(|font| font.file).collect::<Vec<_>>();
    assert_eq!(names("Water boils. জল"), Vec::<String>::new());
    assert_eq!(names("पानी"), ["Bold.ttf", "Regular.ttf"]);
    assert_eq!(fonts.used_for("पानी")[0].family, "Xoto Serif Devanagari");
}

#[test]
fn what_no_font_has_is_told_with_fonts_of_the_user_too() {
    // The engine leaves such text out where the last family is restricted to other characters.
    let (fonts, _) = told(&user_files());
    let message = compile(&fonts, "राष्ट्र सिंහල 😀 राष्ट्र ක").err().unwrap();
    assert!(message.contains("Sinhala") && message.contains("U+1F600"), "{message}");
}

#[test]
fn a_family_called_like_a_built_in_one_takes_its_place() {
    let (fonts, said) = told(&[file("fonts/a.ttf", own(DEVANAGARI)), file("fonts/b.ttf", own(DEVANAGARI_BOLD))]);
    assert_eq!(said, "");
    let row = fonts.scripts().into_iter().find(|row| row.code == "Deva").unwrap();
    assert_eq!(row.families.len(), 1);
    assert_eq!(row.families[0].files, ["fonts/a.ttf", "fonts/b.ttf"]);
    assert!(compile(&fonts, "राष्ट्र *राष्ट्र*").is_ok());
}

#[test]
fn a_font_of_latin_letters_or_signs_draws_what_nobody_else_has() {
    // A font for formulas under another name has signs that no built-in font for text has.
    let math =
        typst_assets::fonts().find(|data| Font::new(Bytes::new(*data), 0).unwrap().info().family == MATH).unwrap();
    let bytes = summed(changed(math.to_vec(), "NewCMMath", "OwnCMMath"));
    let (fonts, _) = told(&[file("fonts/signs.otf", bytes)]);
    let sign = (0x2200..0x2c00).filter_map(char::from_u32).find(|c| fonts.covers(*c) && !FontSet::bundled().covers(*c));
    let document = compile(&fonts, &format!("Text {} text", sign.unwrap())).unwrap();
    assert_eq!(families(&document), ["Libertinus Serif", "NewComputerModernMath"]);
    assert_eq!(fonts.used_for(&sign.unwrap().to_string())[0].file, "signs.otf");
    // A font with letters of a script and without the rules that join them is not made for it.
    let oriya = renamed("noto-sans-oriya/NotoSansOriya-Regular.ttf", "Noto Sans Oriya", "Xoto Sans Oriya");
    let (fonts, said) =
        told(&[file("fonts/latin.ttf", summed(changed(changed(oriya, "ory2", "xxx2"), "orya", "xxxa")))]);
    insta::assert_snapshot!(said, @"Warning: the font `Xoto Sans Oriya` is made for Latin text, which keeps its built-in face; it draws only what no other font has; take it out of the folder if nothing needs it");
    assert_eq!(fonts.scripts().last().unwrap().name, "other signs");
}

#[test]
fn any_language_tag_can_be_set() {
    let fonts = FontSet::bundled();
    for tag in ["en", "en-GB", "hi-Latn", "pa-Arab", "sr-Cyrl", "zh-Hans", "kok", "es-419", "de-1996", "xx", "hi-x1"] {
        let tag = crate::model::ids::Lang::new(tag).unwrap();
        assert!(compile(&fonts, &format!("#in-language({})[Text]", string(tag.as_str()))).is_ok(), "{tag}");
    }
}

#[test]
fn signs_that_scripts_share_come_from_the_font_of_the_language() {
    let fonts = FontSet::bundled();
    for known in &KNOWN {
        let (language, _) = known.languages[0];
        let word = known.sample.split(' ').next().unwrap();
        let end = if known.script == Script::Arabic { "،" } else { "।" };
        let document = compile(&fonts, &format!("#in-language({})[{word}{end}]", string(language))).unwrap();
        assert_eq!(families(&document), [known.family], "{language}");
    }
}

#[test]
fn files_that_are_no_use_are_told() {
    let mut hidden = own(GURMUKHI);
    hidden[30_000] ^= 0xff;
    let cases: [(&str, Vec<u8>); 8] = [
        ("empty.ttf", Vec::new()),
        ("page.ttf", b"<!DOCTYPE html><title>404</title>".to_vec()),
        ("half.ttf", own(GURMUKHI)[..30_000].to_vec()),
        ("start.ttf", own(GURMUKHI)[..100].to_vec()),
        ("flipped.ttf", hidden),
        ("web.woff2", b"wOF2\0\x01\0\0".to_vec()),
        ("all.ttc", b"ttcf\0\x01\0\0".to_vec()),
        ("latin.otf", typst_assets::fonts().next().unwrap().to_vec()),
    ];
    let files: Vec<FontFile> = cases.into_iter().map(|(path, bytes)| file(path, bytes)).collect();
    let (fonts, said) = told(&files);
    insta::assert_snapshot!(said, @r"
    Error: the font `empty.ttf` is no font: TTF and OTF files are read; get the file again, or take it out of the folder
    Error: the font `page.ttf` is no font: TTF and OTF files are read; get the file again, or take it out of the folder
    Error: the font `half.ttf` is cut short: its last part is missing; get the file again, or take it out of the folder
    Error: the font `start.ttf` is cut short: its last part is missing; get the file again, or take it out of the folder
    Error: the font `flipped.ttf` is damaged: its table `glyf` is not what it was; get the file again, or take it out of the folder
    Warning: the font `web.woff2` is a web font, which is not read; take the TTF or OTF files of the family
    Warning: the font `all.ttc` is a collection of fonts, which is not read; take the TTF or OTF files of the family
    Warning: the font `latin.otf` is called `Libertinus Serif` like a font that is built in, and is left out; take it out of the folder
    ");
    assert!(fonts.0.own.is_empty());
}

#[test]
fn faces_that_are_missing_or_twice_there_are_told() {
    let regular = &user_files()[0];
    let (_, said) = told(&[regular.clone(), FontFile { path: "fonts/again.ttf".into(), ..regular.clone() }]);
    insta::assert_snapshot!(said, @r"
    Warning: the fonts `fonts/x/Regular.ttf` and `fonts/again.ttf` are the same face of `Xoto Serif Devanagari`; the second is left out; take one of them out of the folder
    Warning: the font `Xoto Serif Devanagari` has no bold face, so its bold text prints regular; put the bold file of the family into the folder, too
    ");
}

/// Damaged fonts whose checksums are right: nothing panics, and what cannot be printed is told.
///
/// `PAPERSETTER_FONT_TRIES=5000 cargo test damaged` tries more of them.
#[test]
fn damaged_fonts_do_no_harm() {
    let tries = std::env::var("PAPERSETTER_FONT_TRIES").ok().and_then(|count| count.parse().ok()).unwrap_or(16);
    let good = summed(renamed(GURMUKHI, "Noto Serif Gurmukhi", "Xoto Serif Gurmukhi"));
    let mut state = 7u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % below
    };
    for at in 0..tries {
        let mut bytes = good.clone();
        if at % 4 == 0 {
            bytes.truncate(next(bytes.len()));
        } else {
            // Half of the faults go to the small tables, where they do most.
            for _ in 0..=next(8) {
                let place = if next(2) == 0 { 12 + 16 * 17 + next(3000) } else { next(bytes.len()) };
                bytes[place] = next(256) as u8;
            }
            let inside = |bytes: &Vec<u8>| {
                let count = usize::from(bytes[4]) << 8 | usize::from(bytes[5]);
                (0..count).map(|table| 12 + 16 * table).all(|record| {
                    let word = |at: usize| bytes.get(at..at + 4).map(|w| u32::from_be_bytes(w.try_into().unwrap()));
                    let end = word(record + 8).zip(word(record + 12)).map(|(a, b)| u64::from(a) + u64::from(b));
                    end.is_some_and(|end| end <= bytes.len() as u64)
                })
            };
            if inside(&bytes) {
                bytes = summed(bytes);
            }
        }
        let mut found = Diagnostics::default();
        let fonts = FontSet::with_user(&[file("fonts/x.ttf", bytes)], None, &mut found);
        if fonts.0.own.is_empty() {
            continue;
        }
        let mut words = crate::omr::sheet::tests::words();
        words.institute = "ਸੰਵਿਧਾਨ ਤ੍ਰਿਭੁਜ".to_owned();
        let layouts = crate::omr::layout::make(&crate::omr::layout::tests::plain(10, 4)).unwrap();
        let faces = crate::omr::sheet::SheetFonts { regular: fonts.text_faces(false), bold: fonts.text_faces(true) };
        let paper = crate::omr::sheet::tests::paper();
        drop(fonts.watched(|| crate::omr::sheet::draw(&layouts, &words, &faces, &paper)));
        let main = "#set document(title: [T])\n#import \"/templates/fonts.typ\": *\n#show: with-fonts\n\
                    = ਸੰਵਿਧਾਨ\n#in-language(\"pa\")[ਤ੍ਰਿਭੁਜ ਪੜ੍ਹਾਈ ਸ਼੍ਰੇਣੀ *ਸਿੱਖਿਆ* ੧੨੩ ਗੁਰੂ ਞ ਙ ਝ ਢ ਣ]";
        let main = Code { text: main.to_owned(), places: Vec::new() };
        match Sources::with_fonts(fonts).compile(main) {
            Ok(document) => {
                let facts = crate::render::pdf::PdfFacts { ident: "x".to_owned(), date: None };
                match document.pdf(&facts) {
                    Ok(_) | Err(Failure::Input(_)) => {}
                    Err(Failure::Engine(message)) => panic!("try {at}: {message}"),
                }
            }
            Err(Failure::Input(_)) => {}
            Err(Failure::Engine(message)) => panic!("try {at}: {message}"),
        }
    }
}
