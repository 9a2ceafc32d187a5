//! papersetter sets exam papers from banks of questions.
//!
//! A pipeline over plain data; stages meet only in [`cli`](crate). Read from the top:
//!
//! - [`model`]: what all stages share, [`source`] and [`diag`]: places in files and what is wrong there.

pub mod diag;
pub mod load;
pub mod markup;
pub mod model;
pub mod source;
pub mod store;
