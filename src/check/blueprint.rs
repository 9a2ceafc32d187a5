//! What a blueprint says about banks: its queries, and the tokens of its instructions.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::bank::Library;
use crate::model::blueprint::{Blueprint, Located};
use crate::query::{self, Facts};

/// Checks every `where` of a blueprint against the library, and that its instructions hold no tokens.
///
/// A query that cannot be read is an error; one that names an area, passage or question that nothing has is a warning,
/// since a bank may still be empty.
pub fn blueprint(blueprint: &Blueprint, library: &Library, found: &mut Diagnostics) {
    let facts = Facts::of(library);
    for section in &blueprint.sections {
        let filters = section.filter.iter().chain(section.quota.iter().map(|quota| &quota.filter));
        filters.for_each(|filter| one_query(filter, &facts, found));
    }
    blueprint.each_text(&mut |_, _, text| {
        for (token, range) in text.tokens() {
            found.push(
                Diagnostic::error("unresolved-token", format!("`{}` stands in an instruction", token.typed()))
                    .at(text.span(range))
                    .hint("tokens name parts of a question; an instruction belongs to none"),
            );
        }
    });
}

fn one_query(typed: &Located<String>, facts: &Facts, found: &mut Diagnostics) {
    match query::parse(&typed.value) {
        Err(fault) => found.push(fault.at(typed)),
        Ok(query) => {
            for fault in query.strangers(facts) {
                let mut finding = fault.at(typed);
                finding.severity = crate::diag::Severity::Warning;
                finding.code = "query-finds-nothing";
                found.push(finding);
            }
        }
    }
}
