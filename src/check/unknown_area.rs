//! Areas that the bank's syllabi do not declare: such questions are missed by every query for the right one.

use super::Rule;
use super::subject::{NoteSubject, Subject, listed};
use crate::diag::{Diagnostic, Diagnostics, nearest};
use crate::model::bank::{Library, Syllabus};
use crate::model::ids::{AreaPath, is_within};
use crate::source::Span;

/// Looks at each area of a question.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    let place = subject.span(None, "area");
    let named = Named { what: "bank", syllabus: &subject.bank.syllabus, library: subject.library };
    named.look(rule, &subject.question.about.area, place, found);
}

/// Looks at each area of a note and of its angles.
pub(super) fn note(rule: &Rule, subject: &NoteSubject<'_>, found: &mut Diagnostics) {
    let NoteSubject { note, library, .. } = *subject;
    let named = Named { what: "note", syllabus: &note.syllabus, library };
    named.look(rule, &note.area, Some(note.place.field("area")), found);
    for angle in &note.angles {
        named.look(rule, &angle.area, Some(angle.span), found);
    }
}

/// The syllabi that a file names.
struct Named<'a> {
    what: &'static str,
    syllabus: &'a [(String, Span)],
    library: &'a Library,
}

impl Named<'_> {
    fn look(&self, rule: &Rule, areas: &[AreaPath], place: Option<Span>, found: &mut Diagnostics) {
        // A file without syllabus may use any names.
        if self.syllabus.is_empty() {
            return;
        }
        for area in areas {
            if let Some(finding) = self.fault(rule, area) {
                found.push(finding.at(place));
            }
        }
    }

    fn fault(&self, rule: &Rule, area: &AreaPath) -> Option<Diagnostic> {
        let (id, path) = area.as_str().split_once('.').unwrap_or((area.as_str(), ""));
        let declared = self.syllabus.iter().any(|(name, _)| name == id);
        match (declared, self.library.syllabi.get(id)) {
            (true, Some(syllabus)) if path.is_empty() => {
                Some(rule.finds(format!("`{area}` is a whole syllabus")).hints(
                    syllabus.areas.first().map(|first| format!("name an area in it, such as `{id}.{}`", first.id)),
                ))
            }
            (true, Some(syllabus)) if syllabus.area(path).is_some() => None,
            (true, Some(syllabus)) => Some(undeclared(rule, id, path, syllabus)),
            // That the file of a syllabus is missing is told where it was named.
            (true, None) => None,
            (false, _) => Some(self.elsewhere(rule, area.as_str(), id)),
        }
    }

    fn elsewhere(&self, rule: &Rule, area: &str, id: &str) -> Diagnostic {
        let names: Vec<&str> = self.syllabus.iter().map(|(name, _)| name.as_str()).collect();
        let listed = listed(names.iter().copied());
        let finding = rule.finds(format!("`{area}` lies in no syllabus of this {}, which names {listed}", self.what));
        // Written without the syllabus in front, the commonest slip.
        let has = |name: &&&str| self.library.syllabi.get(**name).is_some_and(|syllabus| syllabus.area(area).is_some());
        if let Some(name) = names.iter().find(has) {
            return finding.hint(format!("write the syllabus in front: `{name}.{area}`"));
        }
        match nearest(id, names.iter().copied()) {
            Some(name) => {
                let rest = area.strip_prefix(id).unwrap_or_default();
                finding.hint(format!("did you mean `{name}{rest}`?"))
            }
            None => {
                let what = self.what;
                finding.hint(format!("add `{id}` to `syllabus` at the top of the {what}, or choose another area"))
            }
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
