//! Walks over everything an author wrote in a question or passage.

use super::question::{Body, Coding, Figure, Item, Passage};
use super::text::Text;

impl Item {
    /// Every text of its own in the order in which it prints; the texts of a case's parts are the parts' own.
    pub fn texts(&self) -> Vec<&Text> {
        let mut found: Vec<&Text> = self.stem.iter().collect();
        alternatives(&self.figures, &mut found);
        match &self.body {
            Body::Choice { options, .. } => {
                for option in options {
                    found.push(&option.text);
                    found.extend(&option.why);
                }
            }
            Body::Statements { statements, coding } => {
                for statement in statements {
                    found.push(&statement.text);
                    found.extend(&statement.why);
                }
                closing(coding, &mut found);
            }
            Body::Pairs { heading, rows, coding } => {
                found.extend(heading);
                for row in rows {
                    found.extend(&row.cells);
                    found.extend(&row.why);
                }
                closing(coding, &mut found);
            }
            Body::Match { heading, left, right, closing, .. } => {
                found.extend(heading);
                found.extend(left.iter().chain(right).map(|piece| &piece.text));
                found.extend(closing);
            }
            Body::Order { items, closing, .. } => {
                found.extend(items.iter().map(|piece| &piece.text));
                found.extend(closing);
            }
            Body::AssertionReason { assertion, reason, .. } => found.extend([assertion, reason]),
            Body::StatementPair { statements, .. } => {
                for statement in statements {
                    found.push(&statement.text);
                    found.extend(&statement.why);
                }
            }
            Body::Numeric { unit, .. } => found.extend(unit),
            Body::Written { points, model_answer, .. } => {
                found.extend(points.iter().map(|point| &point.text));
                found.extend(model_answer);
            }
            Body::TrueFalse { .. } | Body::Blank { .. } | Body::Case { .. } => {}
        }
        found.extend(&self.explanation);
        found
    }
}

impl Item {
    /// Every figure of its own and of its parts.
    pub fn figures_mut(&mut self) -> Vec<&mut Figure> {
        let mut found: Vec<&mut Figure> = self.figures.iter_mut().collect();
        if let Body::Case { parts } = &mut self.body {
            // A part is never a case, so one level is all there is.
            found.extend(parts.iter_mut().flatten().flat_map(|part| &mut part.item.figures));
        }
        found
    }
}

impl Passage {
    /// Every text in the order in which it prints.
    pub fn texts(&self) -> Vec<&Text> {
        let mut found: Vec<&Text> = self.title.iter().collect();
        found.push(&self.text);
        alternatives(&self.figures, &mut found);
        found
    }
}

fn alternatives<'a>(figures: &'a [Figure], found: &mut Vec<&'a Text>) {
    found.extend(figures.iter().map(|figure| &figure.alt));
}

fn closing<'a>(coding: &'a Coding, found: &mut Vec<&'a Text>) {
    found.extend(&coding.closing);
}
