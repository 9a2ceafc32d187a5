//! Numeric answers that the question itself would not accept.

use super::Rule;
use super::subject::{Subject, of_part};
use crate::diag::Diagnostics;
use crate::model::marking::{Decimal, Exact};
use crate::model::question::{Body, Interval};

/// Looks at each numeric answer.
pub(super) fn rule(rule: &Rule, subject: &Subject<'_>, found: &mut Diagnostics) {
    for (part, item) in subject.items() {
        let Body::Numeric { answer, accepted, decimals, .. } = &item.body else { continue };
        let before = of_part(part);
        if let Some(answer) = answer.as_ref().filter(|answer| !holds(accepted, answer.value())) {
            let message = format!(
                "{before}the answer {} lies outside the accepted {} to {}",
                answer.text(),
                accepted.low.shown(),
                accepted.high.shown()
            );
            found.push(rule.finds(message).at(subject.span(part, "answer")).hint("correct the answer or the range"));
        }
        let Some(asked) = *decimals else { continue };
        let typed = answer.as_ref().map_or(0, decimals_of);
        if typed > usize::from(asked) {
            let number = answer.as_ref().map(Decimal::text).unwrap_or_default();
            let message = format!("{before}the answer {number} has {typed} decimals, {asked} are asked for");
            found.push(
                rule.finds(message)
                    .at(subject.span(part, "answer"))
                    .hint("round the answer, or raise `decimals`; nobody can write it as it stands"),
            );
        } else if !writable(accepted, asked) {
            let message = format!(
                "{before}no number with {asked} decimals lies in the accepted {} to {}",
                accepted.low.shown(),
                accepted.high.shown()
            );
            found.push(
                rule.finds(message)
                    .at(subject.span(part, "decimals"))
                    .hint("raise `decimals`, or widen what is accepted"),
            );
        }
    }
}

fn holds(accepted: &Interval, value: &Exact) -> bool {
    accepted.low <= *value && *value <= accepted.high
}

/// Digits after the point as typed, an exponent taken into account.
fn decimals_of(number: &Decimal) -> usize {
    let text = number.text().to_ascii_lowercase();
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let places = mantissa.split_once('.').map_or(0, |(_, places)| places.trim_matches('_').len());
    let shift: i64 = exponent.parse().unwrap_or(0);
    usize::try_from(i64::try_from(places).unwrap_or(0) - shift).unwrap_or(0)
}

/// Whether some number with so many decimals is accepted.
fn writable(accepted: &Interval, decimals: u8) -> bool {
    let Some(scale) = Exact::parse(&format!("1e{decimals}")) else { return true };
    let low = (accepted.low.clone() * scale.clone()).ceil();
    let high = (accepted.high.clone() * scale).floor();
    match (low, high) {
        (Some(low), Some(high)) => low <= high,
        // Beyond 64 bits; too long for any answer box, which the sheet tells.
        _ => true,
    }
}
