//! papersetter sets exam papers from banks of questions.
//!
//! A pipeline over plain data; stages meet only in `cli`. Read from the top:
//!
//! - [`model`]: what all stages share; [`source`] and [`diag`]: places in files and what is wrong there.
//! - [`load`]: TOML and JSON files in, model out; [`markup`]: the texts in them.
//! - [`check`]: what is wrong in banks, one file for each rule; [`query`]: which questions are meant.
//! - [`stats`]: lists and coverage.

pub mod check;
#[cfg(feature = "print")]
pub mod cli;
pub mod diag;
pub mod load;
pub mod markup;
pub mod model;
#[cfg(feature = "print")]
pub mod omr;
pub mod query;
#[cfg(feature = "print")]
pub mod render;
pub mod source;
pub mod stats;
