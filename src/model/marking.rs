//! Marks and marking schemes, exact: one small language for what is typed, what the cover says and what is graded.
//!
//! Marks are fractions, never floats; they are rounded once, when shown.

mod exact;
mod scheme;

pub use exact::{Decimal, Exact, Marks};
pub use scheme::{Partial, Penalty, Scheme, SchemeFields, Several};
