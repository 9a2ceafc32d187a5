//! Working folders on disk.

use super::write;
use crate::diag::{Diagnostics, render};
use crate::load::Error;
use crate::load::files::{FileKind, Workspace};
use crate::model::blueprint::Located;
use std::fs;
use std::path::Path;

const QUESTION: &str = "[[question]]\nid = \"ID\"\nstem = \"?\"\noptions = [\"x\", \"y\"]\nanswer = \"a\"\n";

fn bank(id: &str) -> String {
    format!("format = \"bank/1\"\n{}", QUESTION.replace("ID", id))
}

/// Reads the banks of a folder and returns the questions' ids and what was told, the folder's own path taken out.
fn read(root: &Path, paths: &[&str]) -> (Vec<String>, String) {
    let mut found = Diagnostics::default();
    let mut workspace = Workspace::open(None, root, &mut found).unwrap();
    let paths: Vec<Located<String>> = paths.iter().map(|path| Located::new((*path).to_owned(), None)).collect();
    let library = workspace.banks(&paths, &mut found).unwrap();
    found.sort();
    let told = render::text(&found, &workspace.sources, false);
    let told = told.replace(&workspace.root.display().to_string(), "ROOT");
    (library.questions().map(|question| question.id.to_string()).collect(), told)
}

#[test]
fn the_root_is_the_nearest_desk_file_else_where_one_stands() {
    let folder = tempfile::tempdir().unwrap();
    let top = folder.path().canonicalize().unwrap();
    write(&top, "a/b/bank.toml", bank("x"));
    let root = |first: Option<&str>, current: &str| {
        let first = first.map(|first| top.join(first));
        Workspace::open(first.as_deref(), &top.join(current), &mut Diagnostics::default()).unwrap().root
    };
    assert_eq!(root(Some("a/b/bank.toml"), "a"), top.join("a"));
    fs::create_dir(top.join("c")).unwrap();
    assert_eq!(root(Some("a/b/bank.toml"), "c"), top.join("a/b"));
    assert_eq!(root(None, "c"), top.join("c"));
    write(&top, "a/papersetter.toml", "format = \"desk/1\"\ninstitute = \"I\"\n");
    assert_eq!(root(Some("a/b/bank.toml"), "c"), top.join("a"));
    assert_eq!(root(None, "a/b"), top.join("a"));
    let workspace = Workspace::open(None, &top.join("a/b"), &mut Diagnostics::default()).unwrap();
    assert_eq!(workspace.desk.institute.as_deref(), Some("I"));
    assert!(matches!(workspace.inside(&top.join("c")), Err(Error::Outside { .. })));
    let missing = Workspace::open(Some(Path::new("nowhere.toml")), &top, &mut Diagnostics::default());
    assert!(matches!(missing, Err(Error::Missing { .. })));
}

#[test]
fn folders_are_walked_by_name_and_other_files_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "banks/b.toml", bank("b"));
    write(root, "banks/a/z.toml", bank("z"));
    write(root, "banks/B.toml", bank("c"));
    write(root, "banks/note.toml", "format = \"note/1\"\ntitle = \"A note\"\n");
    write(root, "banks/.hidden.toml", "format = \"bank/1\"\n[[");
    write(root, "banks/other.toml", "x = 1\n");
    write(root, "banks/read.me", "format = \"bank/1\"\n");
    assert_eq!(read(root, &["banks", "banks/b.toml"]), (["c", "z", "b"].map(str::to_owned).to_vec(), String::new()));
    write(root, "banks/forgot.toml", QUESTION);
    let (_, told) = read(root, &["banks"]);
    insta::assert_snapshot!(told, @r##"
warning[wrong-format]: the file holds questions and does not say that it is a bank, so it is left out
  ┌─ banks/forgot.toml:1:1
  │
1 │ [[question]]
  │ ^
  │
  = hint: begin it with `format = "bank/1"`
"##);
}

#[test]
fn what_is_missing_is_told_with_the_nearest_name() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(
        root,
        "banks/polity.toml",
        "format = \"bank/1\"\nsyllabus = [\"upcs\", \"../x\"]\n[[question]]\nid = \"q\"\nstem = \"![a lens](media/lens.svg)\"\noptions = [\"x\", \"y\"]\nanswer = \"a\"\nfigures = [{ id = \"f\", file = \"media/rays.png\", alt = \"x\" }]\n",
    );
    write(root, "syllabus/upsc.toml", "format = \"syllabus/1\"\nid = \"upsc\"\nareas = []\n");
    write(root, "banks/media/lense.svg", "<svg/>");
    write(root, "banks/media/rays.png", "no picture");
    let (_, told) = read(root, &["banks", "bank", "nothing"]);
    insta::assert_snapshot!(told, @r##"
error[missing-file]: there is no bank `bank`
 = hint: did you mean `banks`?

error[missing-file]: there is no bank `nothing`
 = hint: paths start from the file that writes them; looked for `ROOT/nothing`

error[missing-syllabus]: there is no `syllabus/upcs.toml` beside the bank or in a folder above it
  ┌─ banks/polity.toml:2:13
  │
2 │ syllabus = ["upcs", "../x"]
  │             ^^^^^^
  │
  = hint: did you mean `upsc`?

error[missing-syllabus]: `../x` cannot be the id of a syllabus
  ┌─ banks/polity.toml:2:21
  │
2 │ syllabus = ["upcs", "../x"]
  │                     ^^^^^^
  │
  = hint: leave `syllabus` out, and any names of areas may be used

error[missing-media]: the picture `banks/media/lens.svg` does not exist
  ┌─ banks/polity.toml:5:9
  │
5 │ stem = "![a lens](media/lens.svg)"
  │         ^^^^^^^^^^^^^^^^^^^^^^^^^
  │
  = hint: did you mean `banks/media/lense.svg`?

error[missing-media]: the picture `banks/media/rays.png` is no picture: SVG, PNG, JPEG, GIF and WebP can be printed
  ┌─ banks/polity.toml:8:31
  │
8 │ figures = [{ id = "f", file = "media/rays.png", alt = "x" }]
  │                               ^^^^^^^^^^^^^^^^
"##);
}

#[test]
fn a_syllabus_is_found_above_its_bank() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let text = "format = \"bank/1\"\nsyllabus = \"upsc\"\n";
    let syllabus = "format = \"syllabus/1\"\nareas = [{ id = \"a\", name = \"A\" }]\n";
    write(root, "q/upsc/deep/a.toml", text);
    write(root, "q/syllabus/upsc.toml", syllabus);
    let mut found = Diagnostics::default();
    let mut workspace = Workspace::open(None, root, &mut found).unwrap();
    let library = workspace.banks(&[Located::new("q".to_owned(), None)], &mut found).unwrap();
    assert!(found.is_empty(), "{found:?}");
    assert!(library.syllabi["upsc"].area("a").is_some());
    // Two files for one id are told.
    write(root, "other/b.toml", text);
    write(root, "other/syllabus/upsc.toml", syllabus);
    let (_, told) = read(root, &["q", "other"]);
    assert!(told.contains("error[two-syllabi]: syllabus `upsc` is `q/syllabus/upsc.toml` here"), "{told}");
}

#[test]
fn files_that_are_no_text_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "latin.toml", b"format = \"bank/1\"\r\ntitle = \"caf\xe9\"\n");
    write(root, "wide.toml", b"\xff\xfef\0o\0");
    fs::create_dir(root.join("folder.toml")).unwrap();
    let (_, told) = read(root, &["latin.toml", "wide.toml"]);
    insta::assert_snapshot!(told, @r##"
error[not-utf8]: the file is not UTF-8: byte 32 cannot be read
  ┌─ latin.toml:2:13
  │
2 │ title = "caf�
  │             ^
  │
  = hint: open it in an editor and save it with the encoding UTF-8

error[not-utf8]: the file is saved as UTF-16, wanted is UTF-8
  ┌─ wide.toml:1:1
  │
1 │ �
  │ ^
  │
  = hint: open it in an editor and save it with the encoding UTF-8
"##);
    let (ids, _) = read(root, &["folder.toml"]);
    assert!(ids.is_empty());
}

#[test]
fn kinds_of_files_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "a.toml", "\u{feff}# c\nformat='blueprint/1' # x\n");
    write(root, "b.toml", "format = \"bnak/1\"\n");
    write(root, "c.toml", "[x]\nformat = \"bank/1\"\n");
    let mut found = Diagnostics::default();
    let mut workspace = Workspace::open(None, root, &mut found).unwrap();
    let mut kind = |name: &str| workspace.kind_of(&root.join(name), &mut found).unwrap();
    assert_eq!([kind("a.toml"), kind("b.toml"), kind("c.toml")], [Some(FileKind::Blueprint), None, None]);
    assert_eq!(found.iter().count(), 2);
    assert!(workspace.blueprint(&root.join("a.toml"), &mut found).unwrap().is_some());
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_outside_and_never_round_and_round() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "banks/a.toml", format!("{}figures = [{{ id = \"f\", file = \"x.svg\", alt = \"x\" }}]\n", bank("a")));
    write(outside.path(), "b.toml", bank("b"));
    write(outside.path(), "x.svg", "<svg/>");
    symlink(outside.path().join("b.toml"), root.join("banks/b.toml")).unwrap();
    symlink(outside.path().join("x.svg"), root.join("banks/x.svg")).unwrap();
    symlink(outside.path(), root.join("banks/out")).unwrap();
    symlink(root.join("banks"), root.join("banks/again")).unwrap();
    symlink(root.join("banks/a.toml"), root.join("banks/twice.toml")).unwrap();
    let (ids, told) = read(root, &["banks", "banks/b.toml"]);
    assert_eq!(ids, ["a"]);
    assert!(told.contains("the picture `banks/x.svg` is a link that leads out of the working folder"), "{told}");
    assert!(told.contains("`banks/b.toml` is a link that leads out of the working folder"), "{told}");
}

#[test]
#[cfg(unix)]
fn a_map_whose_files_are_missing_keeps_nothing_else_from_being_read() {
    let folder = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    let root = folder.path();
    let map = |id: &str, file: &str| {
        bank(id)
            + &format!("figures = [{{ id = \"m\", map = {{ borders = \"file:{file}\", places = [\"Nagpur\"] }} }}]\n")
    };
    write(root, "banks/a.toml", map("a", "linse.geojson"));
    write(root, "banks/b.toml", bank("b"));
    write(root, "banks/c.toml", map("c", "out.geojson"));
    write(root, "banks/lines.geojson", "{}");
    write(outside.path(), "x", "{}");
    std::os::unix::fs::symlink(outside.path().join("x"), root.join("banks/out.geojson")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("x"), root.join("banks/places.toml")).unwrap();
    write(root, "banks/more/d.toml", map("d", "x").replace("file:x", "none"));
    std::os::unix::fs::symlink("nowhere.toml", root.join("banks/more/places.toml")).unwrap();
    let (ids, told) = read(root, &["banks"]);
    assert_eq!(ids, ["a", "b", "c", "d"]);
    insta::assert_snapshot!(told, @r#"
    error[missing-file]: `banks/places.toml` is a link that leads out of the working folder
      ┌─ banks/a.toml:7:30
      │
    7 │ figures = [{ id = "m", map = { borders = "file:linse.geojson", places = ["Nagpur"] } }]
      │                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: copy the list of places into the working folder

    error[missing-file]: there is no file of borders `banks/linse.geojson`
      ┌─ banks/a.toml:7:30
      │
    7 │ figures = [{ id = "m", map = { borders = "file:linse.geojson", places = ["Nagpur"] } }]
      │                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: did you mean `banks/lines.geojson`?

    error[missing-file]: `banks/out.geojson` is a link that leads out of the working folder
      ┌─ banks/c.toml:7:30
      │
    7 │ figures = [{ id = "m", map = { borders = "file:out.geojson", places = ["Nagpur"] } }]
      │                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: copy the file of borders into the working folder

    error[missing-file]: there is no list of places `banks/more/places.toml`
      ┌─ banks/more/d.toml:7:30
      │
    7 │ figures = [{ id = "m", map = { borders = "none", places = ["Nagpur"] } }]
      │                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      │
      = hint: the link leads nowhere: put the list in its place, or take the link away
    "#);
}

#[test]
fn the_bundled_banks_are_read_without_a_word() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (ids, told) = read(root, &["question-banks"]);
    assert_eq!(told, "");
    assert!(ids.len() > 60, "{}", ids.len());
    let mut found = Diagnostics::default();
    let folder = root.join("question-banks/blueprints");
    let mut workspace = Workspace::open(None, root, &mut found).unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        assert!(workspace.blueprint(&path, &mut found).unwrap().is_some(), "{}", path.display());
    }
    assert_eq!(render::text(&found, &workspace.sources, false), "");
}

/// Opens a folder whose desk file names these words; what was told, and the language of papers that name none.
fn desk_words(root: &Path, names: &str) -> (String, String) {
    write(root, "papersetter.toml", format!("format = \"desk/1\"\nwords = {names}\n"));
    let mut found = Diagnostics::default();
    let workspace = Workspace::open(None, root, &mut found).unwrap();
    found.sort();
    (render::text(&found, &workspace.sources, false), workspace.words.language().to_string())
}

#[test]
fn words_files_of_the_desk_file_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let own = |lang: &str, end: &str| {
        format!("format = \"words/1\"\nlanguage = \"{lang}\"\nbase = \"{lang}\"\n[page]\nend = \"{end}\"\n")
    };
    write(root, "words/en.toml", own("en", "Stop"));
    write(root, "words/hi.toml", own("hi", "बस"));
    write(root, "words/again.toml", own("hi", "रुको"));
    write(root, "bank.toml", bank("x"));
    assert_eq!(desk_words(root, "[\"words/hi.toml\", \"words/en.toml\"]"), (String::new(), "hi".to_owned()));
    assert_eq!(desk_words(root, "\"hi\""), (String::new(), "hi".to_owned()));
    let names = "[\"en\", \"words/hi.toml\", \"words/again.toml\", \"words/he.toml\", \"bank.toml\"]";
    let (told, language) = desk_words(root, names);
    assert_eq!(language, "en");
    insta::assert_snapshot!(told, @r##"
error[duplicate-name]: `words/hi.toml` and `words/again.toml` are both words in `hi`
  ┌─ papersetter.toml:2:33
  │
2 │ words = ["en", "words/hi.toml", "words/again.toml", "words/he.toml", "bank.toml"]
  │                                 ^^^^^^^^^^^^^^^^^^
  │
  = hint: name one file for each language

error[missing-file]: there is no file `words/he.toml`
  ┌─ papersetter.toml:2:53
  │
2 │ words = ["en", "words/hi.toml", "words/again.toml", "words/he.toml", "bank.toml"]
  │                                                     ^^^^^^^^^^^^^^^
  │
  = hint: did you mean `words/hi.toml`?

error[wrong-format]: the file is `bank/1`, wanted is `words/1`
  ┌─ bank.toml:1:10
  │
1 │ format = "bank/1"
  │          ^^^^^^^^
  │
  = hint: name another file, or write `format = "words/1"`
"##);
    // A faulty file named by the desk file is told once, also where the command line names it again.
    write(root, "words/hi.toml", own("hi", "{n}"));
    let mut found = Diagnostics::default();
    let mut workspace = Workspace::open(None, root, &mut found).unwrap();
    let before = found.iter().count();
    assert!(workspace.words_file(&root.join("words/hi.toml"), &mut found).unwrap().is_none());
    assert_eq!(found.iter().count(), before);
    let other = workspace.words_file(&root.join("words/en.toml"), &mut found).unwrap().unwrap();
    assert_eq!(other.words.get("page.end"), "Stop");
}
