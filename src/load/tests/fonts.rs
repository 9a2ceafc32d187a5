//! The folder of fonts that the desk file names.

use crate::diag::{Diagnostics, render};
use crate::load::files::Workspace;
use std::fs;
use std::path::Path;

/// The paths of the fonts of a working folder, and what was told.
fn fonts(root: &Path, named: &str) -> (Vec<String>, String) {
    fs::write(root.join("papersetter.toml"), format!("format = \"desk/1\"\nfonts = \"{named}\"\n")).unwrap();
    let mut found = Diagnostics::default();
    let workspace = Workspace::open(None, root, &mut found).unwrap();
    let files = workspace.fonts(&mut found);
    found.sort();
    (files.into_iter().map(|file| file.path).collect(), render::text(&found, &workspace.sources, false))
}

#[test]
fn fonts_are_found_by_their_names_in_folders_below_too() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path();
    fs::create_dir_all(root.join("fonts/Mukta/static")).unwrap();
    for name in ["b.TTF", "a.otf", "OFL.txt", ".hidden.ttf", "Mukta/static/Mukta-Bold.ttf", "web.woff2"] {
        fs::write(root.join("fonts").join(name), name).unwrap();
    }
    let (paths, told) = fonts(root, "fonts");
    assert_eq!(paths, ["fonts/Mukta/static/Mukta-Bold.ttf", "fonts/a.otf", "fonts/b.TTF", "fonts/web.woff2"]);
    assert_eq!(told, "");
}

#[test]
fn a_folder_that_cannot_serve_is_told() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path();
    fs::create_dir(root.join("empty")).unwrap();
    insta::assert_snapshot!(fonts(root, "emty").1, @r#"
    error[missing-file]: there is no folder `emty`
      ┌─ papersetter.toml:2:9
      │
    2 │ fonts = "emty"
      │         ^^^^^^
      │
      = hint: did you mean `empty`?
    "#);
    fs::write(root.join("file.ttf"), "x").unwrap();
    insta::assert_snapshot!(fonts(root, "nowhere").1, @r#"
    error[missing-file]: there is no folder `nowhere`
      ┌─ papersetter.toml:2:9
      │
    2 │ fonts = "nowhere"
      │         ^^^^^^^^^
      │
      = hint: paths in `papersetter.toml` start from the folder it lies in
    "#);
    insta::assert_snapshot!(fonts(root, "empty").1, @r#"
    warning[bad-font]: there are no fonts in `empty`
      ┌─ papersetter.toml:2:9
      │
    2 │ fonts = "empty"
      │         ^^^^^^^
      │
      = hint: put TTF or OTF files into it
    "#);
    insta::assert_snapshot!(fonts(root, "file.ttf").1, @r#"
    error[bad-font]: `file.ttf` is not a folder
      ┌─ papersetter.toml:2:9
      │
    2 │ fonts = "file.ttf"
      │         ^^^^^^^^^^
      │
      = hint: name the folder that the font files lie in
    "#);
    insta::assert_snapshot!(fonts(root, "../fonts").1, @r#"
    error[bad-path]: the path `../fonts` leads out of the working folder
      ┌─ papersetter.toml:2:9
      │
    2 │ fonts = "../fonts"
      │         ^^^^^^^^^^
      │
      = hint: move the file into the working folder
    "#);
}

#[test]
fn what_is_too_large_or_too_much_is_told() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path();
    fs::create_dir(root.join("fonts")).unwrap();
    // Files with holes: they take no room.
    let file =
        |name: &str, length: u64| fs::File::create(root.join("fonts").join(name)).unwrap().set_len(length).unwrap();
    file("huge.ttf", 100 * 1024 * 1024);
    file("small.ttf", 10);
    let (paths, told) = fonts(root, "fonts");
    assert_eq!(paths, ["fonts/small.ttf"]);
    insta::assert_snapshot!(told, @r#"
    error[bad-font]: the font `fonts/huge.ttf` has 104857600 bytes, the most is 32 MiB
      ┌─ papersetter.toml:2:9
      │
    2 │ fonts = "fonts"
      │         ^^^^^^^
      │
      = hint: fonts of that size are collections for many languages; take a smaller file
    "#);
    fs::remove_file(root.join("fonts/huge.ttf")).unwrap();
    for at in 0..250 {
        file(&format!("{at}.ttf"), 10);
    }
    let (paths, told) = fonts(root, "fonts");
    assert_eq!(paths.len(), 0);
    insta::assert_snapshot!(told, @r#"
    error[bad-font]: `fonts` holds 251 fonts, the most is 200
      ┌─ papersetter.toml:2:9
      │
    2 │ fonts = "fonts"
      │         ^^^^^^^
      │
      = hint: keep only the families that your papers need
    "#);
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_working_folder_is_read() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("desk");
    fs::create_dir_all(root.join("fonts")).unwrap();
    fs::create_dir(home.path().join("system")).unwrap();
    fs::write(home.path().join("system/a.ttf"), "x").unwrap();
    std::os::unix::fs::symlink(home.path().join("system"), root.join("linked")).unwrap();
    std::os::unix::fs::symlink(home.path().join("system/a.ttf"), root.join("fonts/a.ttf")).unwrap();
    let (paths, told) = fonts(&root, "linked");
    assert_eq!(paths, Vec::<String>::new());
    insta::assert_snapshot!(told, @r#"
    error[missing-file]: `linked` is a link that leads out of the working folder
      ┌─ papersetter.toml:2:9
      │
    2 │ fonts = "linked"
      │         ^^^^^^^^
      │
      = hint: copy the folder into the working folder
    "#);
    assert_eq!(fonts(&root, "fonts").0, Vec::<String>::new());
}
