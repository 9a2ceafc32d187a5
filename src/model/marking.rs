//! Marks and marking schemes, exact: one small language for what is typed, what the cover says and what is graded.
//!
//! A [`Scheme`] says how one slot is marked; [`score`] applies it to one answer; [`Rules`] and [`total`] are about the
//! whole paper. Marks are fractions, never floats; they are rounded once, when shown.

mod exact;
mod rules;
mod scheme;
mod score;

#[cfg(test)]
mod tests;

pub use exact::{Decimal, Exact, Marks};
pub use rules::{Disqualified, Rules, total};
pub use scheme::{Marked, Partial, Penalty, Scheme, SchemeFields, Several};
pub use score::{Expected, Outcome, Response, Verdict, judge, score};
