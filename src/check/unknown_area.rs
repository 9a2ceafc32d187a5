//! Areas that the bank's syllabi do not declare: such questions are missed by every query for the right one.

use super::Rule;
use super::subject::{Subject, listed};
use crate::diag::{Diagnostic, Diagnostics, nearest};
use crate::model::bank::Syllabus;
use crate::model::ids::is_within;

/// Looks at each area of a question.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    // A bank without syllabus may use any names.
    if subject.bank.syllabus.is_empty() {
        return;
    }
    for area in &subject.question.about.area {
        let (id, path) = area.as_str().split_once('.').unwrap_or((area.as_str(), ""));
        let declared = subject.bank.syllabus.iter().any(|(name, _)| name == id);
        let finding = match (declared, subject.library.syllabi.get(id)) {
            (true, Some(syllabus)) if path.is_empty() => {
                Some(rule.finds(format!("`{area}` is a whole syllabus")).hints(
                    syllabus.areas.first().map(|first| format!("name an area in it, such as `{id}.{}`", first.id)),
                ))
            }
            (true, Some(syllabus)) if syllabus.area(path).is_some() => None,
            (true, Some(syllabus)) => Some(undeclared(rule, id, path, syllabus)),
            // That the file of a syllabus is missing is told where it was named.
            (true, None) => None,
            (false, _) => Some(elsewhere(rule, subject, area.as_str(), id)),
        };
        if let Some(finding) = finding {
            found.push(finding.at(subject.span(None, "area")));
        }
    }
}

fn undeclared(rule: &Rule, id: &str, path: &str, syllabus: &Syllabus) -> Diagnostic {
    let areas = syllabus.areas.iter().map(|area| area.id.as_str());
    let below = syllabus.areas.iter().find(|area| is_within(&area.id, path) || is_within(path, &area.id));
    let near = nearest(path, areas).or(below.map(|area| area.id.as_str()));
    let finding = rule.finds(format!("syllabus `{id}` has no area `{path}`"));
    match near {
        Some(name) => finding.hint(format!("did you mean `{id}.{name}`?")),
        None => {
            finding.hint(format!("declare it in the syllabus, or choose one of its {} areas", syllabus.areas.len()))
        }
    }
}

fn elsewhere(rule: &Rule, subject: &Subject<'_>, area: &str, id: &str) -> Diagnostic {
    let names: Vec<&str> = subject.bank.syllabus.iter().map(|(name, _)| name.as_str()).collect();
    let finding =
        rule.finds(format!("`{area}` lies in no syllabus of this bank, which names {}", listed(names.iter().copied())));
    // Written without the syllabus in front, the commonest slip.
    let lacking = names
        .iter()
        .find(|name| subject.library.syllabi.get(**name).is_some_and(|syllabus| syllabus.area(area).is_some()));
    if let Some(name) = lacking {
        return finding.hint(format!("write the syllabus in front: `{name}.{area}`"));
    }
    match nearest(id, names.iter().copied()) {
        Some(name) => {
            let rest = area.strip_prefix(id).unwrap_or_default();
            finding.hint(format!("did you mean `{name}{rest}`?"))
        }
        None => finding.hint(format!("add `{id}` to `syllabus` at the top of the bank, or choose another area")),
    }
}
