//! papersetter sets exam papers from banks of questions.

pub mod diag;
pub mod markup;
pub mod model;
pub mod source;
