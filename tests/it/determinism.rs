//! Equal inputs give equal bytes, whatever the machine around them.

use crate::common::{papersetter, tree, with_bundled_banks};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

fn outputs(folder: &Path, variables: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    with_bundled_banks(folder);
    let mut command = papersetter(folder, &["-q", "make", "question-banks/blueprints/upsc-mock.toml"]);
    command.envs(variables.iter().copied());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    tree(&folder.join("out/upsc-mock"))
}

fn hashes(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut out = String::new();
    for (name, bytes) in files {
        let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(out, "{hash}  {name}").unwrap();
    }
    out
}

#[test]
fn a_mock_has_the_same_bytes_on_every_machine() {
    let home = tempfile::tempdir().unwrap();
    let one = outputs(home.path(), &[("RAYON_NUM_THREADS", "1"), ("TZ", "Asia/Kolkata"), ("LANG", "hi_IN.UTF-8")]);
    let other = tempfile::tempdir().unwrap();
    let inner = other.path().join("another folder/below");
    std::fs::create_dir_all(&inner).unwrap();
    let many = outputs(
        &inner,
        &[("RAYON_NUM_THREADS", "4"), ("TZ", "America/New_York"), ("LANG", "C"), ("HOME", "/nonexistent")],
    );
    assert_eq!(hashes(&one), hashes(&many));
    // The stored hashes change only with a new version of engine, templates or bundled banks; look at the pages then.
    insta::assert_snapshot!("upsc_mock_hashes", hashes(&one));
}
