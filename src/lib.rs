//! papersetter sets exam papers from banks of questions.

pub mod diag;
pub mod model;
pub mod source;
