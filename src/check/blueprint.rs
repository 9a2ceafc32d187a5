//! What a blueprint says about banks: its queries, and the tokens of its instructions.

use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::model::bank::Library;
use crate::model::blueprint::{Blueprint, Located};
use crate::query::{self, Facts};

/// Checks that every `where` of a blueprint can be read, and that its instructions hold no tokens.
pub fn blueprint(blueprint: &Blueprint, found: &mut Diagnostics) {
    for filter in filters(blueprint) {
        if let Err(fault) = query::parse(&filter.value) {
            found.push(fault.at(filter));
        }
    }
    blueprint.each_text(&mut |_, _, text| {
        for (token, range) in text.tokens() {
            found.push(
                Diagnostic::error("unresolved-token", format!("`{}` stands in an instruction", token.typed()))
                    .at(text.span(range))
                    .hint("tokens name parts of a question, and an instruction belongs to none"),
            );
        }
    });
}

/// Warns of areas, passages and questions that a `where` names and no bank has.
pub fn blueprint_names(blueprint: &Blueprint, library: &Library, found: &mut Diagnostics) {
    let facts = Facts::of(library);
    for filter in filters(blueprint) {
        let Ok(query) = query::parse(&filter.value) else { continue };
        for fault in query.strangers(&facts) {
            let mut finding = fault.at(filter);
            finding.severity = Severity::Warning;
            finding.code = "unknown-in-query";
            found.push(finding);
        }
    }
}

fn filters(blueprint: &Blueprint) -> impl Iterator<Item = &Located<String>> {
    blueprint
        .sections
        .iter()
        .flat_map(|section| section.filter.iter().chain(section.quota.iter().map(|quota| &quota.filter)))
}
