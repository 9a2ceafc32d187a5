use super::*;

/// The bank after all edits.
fn fixed(body: &str) -> String {
    let Read { sources, library, .. } = read(&[("a.toml", body)]);
    let edits = fix::of(&library, &sources);
    let Some((file, edits)) = edits.iter().next() else { return body.to_owned() };
    let mut text = sources.text(*file).to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text.strip_prefix("format = \"bank/1\"\n").unwrap().to_owned()
}

const BROKEN: &str = r#"
  [[question]] # the first
  stem = "Which?"   # comments stay
  options = ["Iron", "Tin"]
  answer = "a"
  explanation = "Not \"option (b)\", statement 1."

[[question]]
kind = "statements"
stem = "Consider."
statements = [{ text = "One", holds = true, why = '(a) is right' }, { text = "Two", holds = false }]
explanation = """
Statements 1 \
   and 2."""
"#;

#[test]
fn ids_and_labels_are_mended_and_nothing_else_changes() {
    insta::assert_snapshot!(fixed(BROKEN), @r#"

      [[question]] # the first
      id = "which-2y812c"
      stem = "Which?"   # comments stay
      options = ["Iron", "Tin"]
      answer = "a"
      explanation = "Not \"option {opt:b}\", statement 1."

    [[question]]
    id = "consider-tc3fep"
    kind = "statements"
    stem = "Consider."
    statements = [{ text = "One", holds = true, why = '(a) is right' }, { text = "Two", holds = false }]
    explanation = """
    Statements {st:1} \
       and {st:2}."""
    "#);
}

#[test]
fn what_was_mended_is_not_found_again() {
    let mended = fixed(BROKEN);
    let Read { library, mut found, .. } = read(&[("a.toml", &mended)]);
    run(&library, None, &mut found);
    assert!(!found.iter().any(fix::mends), "{mended}");
    assert_eq!(fixed(&mended), mended);
    let Read { library, mut found, .. } = read(&[("a.toml", BROKEN)]);
    run(&library, None, &mut found);
    assert_eq!(found.iter().filter(|diagnostic| fix::mends(diagnostic)).count(), 5);
}

#[test]
fn allowed_labels_stay() {
    let body = BROKEN.replace("# comments stay", "\n  allow = [\"literal-label\"]");
    assert!(fixed(&body).contains("option (b)"));
}
