//! Plain data that every stage shares: questions, banks, blueprints, papers, records. No I/O.

pub mod about;
pub mod answer;
pub mod bank;
pub mod blueprint;
pub mod canonical;
pub mod date;
pub mod figure;
pub mod fonts;
pub mod ids;
pub mod key;
pub mod labels;
pub mod marking;
mod named;
pub mod note;
pub mod numbering;
pub mod paper;
pub mod pattern;
pub mod places;
pub mod placing;
pub mod question;
pub mod record;
pub mod recurrence;
#[cfg(test)]
pub(crate) mod samples;
pub mod spread;
pub mod text;
pub mod visit;
pub mod wording;
pub mod words;
