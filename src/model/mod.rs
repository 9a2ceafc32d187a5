//! Plain data that every stage shares: questions, banks, blueprints, papers, records. No I/O.

pub mod answer;
pub mod bank;
pub mod blueprint;
pub mod date;
pub mod ids;
pub mod labels;
pub mod marking;
pub mod paper;
pub mod placing;
pub mod question;
pub mod record;
pub mod text;
pub mod visit;
pub mod words;
