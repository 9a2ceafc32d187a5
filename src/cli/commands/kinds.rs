//! `kinds`: the question kinds, each with an example to copy.

use crate::cli::args::Kinds;
use crate::cli::exit::Error;
use crate::cli::ui::Ui;
use crate::diag::nearest;
use crate::model::question::Kind;

/// The example of each kind, a whole bank file; its first lines say in comments what the kind is.
const EXAMPLES: [(Kind, &str); 13] = [
    (Kind::Choice, include_str!("../../../docs/kinds/choice.toml")),
    (Kind::TrueFalse, include_str!("../../../docs/kinds/true-false.toml")),
    (Kind::Statements, include_str!("../../../docs/kinds/statements.toml")),
    (Kind::Pairs, include_str!("../../../docs/kinds/pairs.toml")),
    (Kind::Match, include_str!("../../../docs/kinds/match.toml")),
    (Kind::Order, include_str!("../../../docs/kinds/order.toml")),
    (Kind::AssertionReason, include_str!("../../../docs/kinds/assertion-reason.toml")),
    (Kind::StatementPair, include_str!("../../../docs/kinds/statement-pair.toml")),
    (Kind::Numeric, include_str!("../../../docs/kinds/numeric.toml")),
    (Kind::Blank, include_str!("../../../docs/kinds/blank.toml")),
    (Kind::Short, include_str!("../../../docs/kinds/short.toml")),
    (Kind::Long, include_str!("../../../docs/kinds/long.toml")),
    (Kind::Case, include_str!("../../../docs/kinds/case.toml")),
];

/// Writes the list of kinds, or the example of one.
pub fn run(options: &Kinds, ui: Ui) -> Result<(), Error> {
    let Some(wanted) = &options.kind else {
        for (kind, example) in EXAMPLES {
            ui.data(&format!("{:<18}{}\n", kind.name(), about(example)))?;
        }
        ui.say("\n`papersetter kinds KIND` shows an example to copy.");
        return Ok(());
    };
    match EXAMPLES.iter().find(|(kind, _)| kind.name() == wanted) {
        Some((_, example)) => ui.data(example),
        None => {
            let names = Kind::NAMES.iter().map(|(name, _)| *name);
            let near = nearest(wanted, names).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
            Err(Error::Usage(format!("there is no kind `{wanted}`{near}")))
        }
    }
}

/// The first sentence of the example's comment.
fn about(example: &str) -> &str {
    let line = example.lines().next().unwrap_or_default().trim_start_matches(['#', ' ']);
    line.split_once(['.', ';']).map_or(line, |(sentence, _)| sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::load;
    use crate::source::SourceMap;

    #[test]
    fn every_kind_has_an_example_without_a_problem() {
        assert_eq!(EXAMPLES.len(), Kind::NAMES.len());
        for (kind, example) in EXAMPLES {
            let mut sources = SourceMap::default();
            let file = sources.add("example.toml", example);
            let mut found = Diagnostics::default();
            let bank = load::bank::read(&sources, file, "example.toml", false, &mut found).unwrap();
            assert_eq!(crate::diag::render::text(&found, &sources, false), "", "{}", kind.name());
            assert!(bank.questions.iter().all(|question| question.kind() == kind), "{}", kind.name());
        }
    }
}
