//! Numbers about banks: what there is, and where the syllabus is not covered. Item analysis comes with marking.

pub mod coverage;
pub mod listing;
pub mod patterns;
pub(crate) mod table;

#[cfg(test)]
mod tests;
