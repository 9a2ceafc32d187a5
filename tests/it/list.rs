//! `list` as people use it: whose areas a count shows, and where options stand.

use crate::common::{done, run, write};
use std::path::Path;

const SYLLABUS: &str = "format = \"syllabus/1\"\nid = \"NAME\"\ntitle = \"The NAME\"\nareas = [{ id = \"one\", name = \"One\" }, { id = \"two\", name = \"Two\" }]\n";
const BANK: &str = "format = \"bank/1\"\nsyllabus = [\"NAME\"]\n\n[[question]]\nid = \"q-NAME\"\narea = \"NAME.one\"\nstem = \"True?\"\nkind = \"true-false\"\nanswer = true\nexplanation = \"Yes.\"\n";

fn two_subjects(home: &Path) {
    for name in ["biology", "latin"] {
        let (syllabus, bank) = (SYLLABUS.replace("NAME", name), BANK.replace("NAME", name));
        let paths = [format!("question-banks/syllabus/{name}.toml"), format!("question-banks/{name}/bank.toml")];
        write(home, &[(&paths[0], &syllabus), (&paths[1], &bank)]);
    }
}

#[test]
fn a_count_shows_the_areas_of_the_banks_read_and_of_the_query() {
    let home = tempfile::tempdir().unwrap();
    two_subjects(home.path());
    let rows = |args: &[&str]| {
        let all: Vec<&str> = ["-q", "list", "--count-by", "area"].iter().chain(args).copied().collect();
        let table = done(home.path(), &all).stdout;
        let first = table.lines().map_while(|line| line.split_whitespace().next());
        first.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(rows(&["--bank", "question-banks/latin"]), "area latin one two all");
    assert_eq!(rows(&["area:latin"]), "area latin one two all");
    assert_eq!(rows(&["area:latin.one"]), "area latin one all");
    assert_eq!(rows(&[]), "area biology one two latin one two all");
}

#[test]
fn an_option_behind_the_query_is_refused_and_not_looked_for() {
    let home = tempfile::tempdir().unwrap();
    two_subjects(home.path());
    let refused = run(home.path(), &["list", "area:latin", "--count-by", "area"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    assert!(
        refused.stderr.contains(
            "`--count-by` stands behind the query and would be looked for in questions; write options first, as in \
             `papersetter list --count-by … 'kind:short'`"
        ),
        "{}",
        refused.stderr
    );
}
