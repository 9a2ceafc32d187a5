//! The blueprint with everything decided that does not depend on the questions.

use super::Request;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::blueprint::{Blueprint, Located, Seed, SetAsk};
use crate::model::text::PerLang;
use std::collections::{BTreeMap, BTreeSet};

/// Sets of one paper; a bound for slips of the finger. Thousands of booklets are the business of `press`.
const SETS: usize = 200;

/// Fills in what the blueprint leaves open, from command line, desk and defaults.
pub(super) fn blueprint(request: &Request<'_>, seed: Seed, found: &mut Diagnostics) -> Blueprint {
    let mut blueprint = request.blueprint.clone();
    let lang = request.words.language;
    blueprint.seed = Some(seed);
    if let (Some(named), None) = (&blueprint.pattern, &blueprint.base) {
        let message = format!("the pattern `{}` was not read", named.value);
        found.push(Diagnostic::error("unknown-pattern", message).at(named.span));
    }
    if let Some((told, hint)) = blueprint.outdated() {
        found.push(Diagnostic::notice("pattern-date", told).at(blueprint.span("date")).hint(hint));
    }
    sets(request, &mut blueprint, found);
    choices(&blueprint, found);
    if blueprint.layout.languages.is_empty() {
        blueprint.layout.languages = vec![Located::new(lang, None)];
    }
    super::languages::settle(&mut blueprint, found);
    let layout = &mut blueprint.layout;
    let cover = layout.cover_of(blueprint.sets.len());
    layout.cover = Some(cover);
    layout.columns = Some(layout.columns_with(cover));
    blueprint.layout.page.get_or_insert(request.desk.page.unwrap_or_default());
    if blueprint.rules.not_attempted {
        blueprint.sections.iter_mut().for_each(|section| _ = section.not_attempted.get_or_insert(true));
    }
    let heading = &mut blueprint.heading;
    heading.institute =
        heading.institute.take().or_else(|| request.desk.institute.clone().map(|name| PerLang::new(lang, name)));
    heading.logo = heading.logo.take().or_else(|| request.desk.logo.clone());
    blueprint
}

fn sets(request: &Request<'_>, blueprint: &mut Blueprint, found: &mut Diagnostics) {
    if let Some(asked) = request.sets {
        let labels: BTreeMap<&str, Option<String>> =
            request.blueprint.sets.iter().map(|set| (set.name.as_str(), set.label.clone())).collect();
        let set = |name: &crate::model::ids::SetName| SetAsk {
            name: name.clone(),
            label: labels.get(name.as_str()).cloned().flatten(),
        };
        blueprint.sets = asked.iter().map(set).collect();
    }
    if blueprint.sets.len() > SETS {
        found.push(
            Diagnostic::error(
                "too-many-sets",
                format!("{} sets are asked for, {SETS} can be made", blueprint.sets.len()),
            )
            .at(blueprint.span("sets")),
        );
    }
    let mut names = BTreeSet::new();
    if let Some(twice) = blueprint.sets.iter().find(|set| !names.insert(set.name.as_str().to_ascii_lowercase())) {
        found.push(
            Diagnostic::error("same-set", format!("two sets are named `{}`", twice.name))
                .at(blueprint.span("sets"))
                .hint("names of sets differ also without regard to capitals"),
        );
    }
}

/// Sees that `choose-one` names sections, and none of them twice.
fn choices(blueprint: &Blueprint, found: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    for member in blueprint.choose_one.iter().flatten() {
        if !blueprint.sections.iter().any(|section| section.id == member.value) {
            let ids = blueprint.sections.iter().map(|section| section.id.as_str());
            let near = crate::diag::nearest(member.value.as_str(), ids);
            found.push(
                Diagnostic::error("unknown-section", format!("no section is named `{}`", member.value))
                    .at(member.span)
                    .hints(near.map(|near| format!("did you mean `{near}`?"))),
            );
        } else if !seen.insert(&member.value) {
            let message = format!("section `{}` stands in `choose-one` twice", member.value);
            found.push(Diagnostic::error("choose-one", message).at(member.span));
        }
    }
}
