//! Formulas as spoken English.

use super::tex::read::Node;

/// Says a formula.
pub(super) fn formula(nodes: &[Node]) -> String {
    format!("{}", nodes.len())
}
