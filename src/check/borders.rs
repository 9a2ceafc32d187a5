//! Borders of maps: those that come with the program show who controls what, which is a claim wherever states disagree.

use super::Rule;
use super::subject::{NoteSubject, Subject};
use crate::diag::Diagnostics;
use crate::figure::map::View;
use crate::model::bank::{Bank, Library};
use crate::model::figure::{Borders, Figure, FigureSpec};

/// Looks at the maps of a question for India.
pub(super) fn india(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    subject.question.figures().for_each(|figure| refuse(rule, figure, found));
}

/// Looks at the maps of a note for India.
pub(super) fn india_in_note(rule: &Rule, subject: &NoteSubject<'_>, found: &mut Diagnostics) {
    subject.note.figures.iter().for_each(|figure| refuse(rule, figure, found));
}

/// Looks at the maps of passages for India.
pub(super) fn india_in_passages(rule: &Rule, bank: &Bank, _: &Library, found: &mut Diagnostics) {
    bank.passages.iter().flat_map(|passage| &passage.figures).for_each(|figure| refuse(rule, figure, found));
}

/// Looks at the maps of a question for disputed borders.
pub(super) fn disputed(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    subject.question.figures().for_each(|figure| warn(rule, figure, found));
}

/// Looks at the maps of a note for disputed borders.
pub(super) fn disputed_in_note(rule: &Rule, subject: &NoteSubject<'_>, found: &mut Diagnostics) {
    subject.note.figures.iter().for_each(|figure| warn(rule, figure, found));
}

/// Looks at the maps of passages for disputed borders.
pub(super) fn disputed_in_passages(rule: &Rule, bank: &Bank, _: &Library, found: &mut Diagnostics) {
    bank.passages.iter().flat_map(|passage| &passage.figures).for_each(|figure| warn(rule, figure, found));
}

fn refuse(rule: &Rule, figure: &Figure, found: &mut Diagnostics) {
    if view(figure).is_some_and(|view| view.zooms_into_india()) {
        let message = format!("the map `{}` would show India with borders as they are controlled", figure.id);
        let finding = rule.finds(message).at(figure.place);
        let finding = finding.hint("in India, maps must show its borders as the Survey of India does");
        found.push(
            finding.hint("leave `borders` out, or name a file with such borders: `borders = \"file:india.geojson\"`"),
        );
    }
}

fn warn(rule: &Rule, figure: &Figure, found: &mut Diagnostics) {
    let Some(view) = view(figure).filter(|view| !view.zooms_into_india()) else { return };
    let contested = view.contested();
    if !contested.is_empty() {
        let message = format!("the map `{}` shows borders that states do not agree on", figure.id);
        let hint = format!("it shows {}; leave `borders` out, or name a file of your own", contested.join(", "));
        found.push(rule.finds(message).at(figure.place).hint(hint));
    }
}

/// What a map with the borders that come with the program shows.
fn view(figure: &Figure) -> Option<View> {
    let FigureSpec::Map(map) = &figure.spec else { return None };
    (map.borders == Some(Borders::NaturalEarthDefacto)).then_some(())?;
    let places: Vec<(f64, f64)> = map.places.iter().filter_map(|place| place.degrees()).collect();
    Some(View::of(&places, 100.0, false))
}
