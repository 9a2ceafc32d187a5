//! Plain data that every stage shares: questions, banks, blueprints, papers, records. No I/O.

pub mod ids;
pub mod text;
