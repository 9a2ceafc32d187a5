//! papersetter sets exam papers from banks of questions.
//!
//! A pipeline over plain data; stages meet only in `cli`. Read from the top:
//!
//! - [`model`]: what all stages share; [`source`] and [`diag`]: places in files and what is wrong there.
//! - [`load`]: TOML and JSON files in, model out; [`markup`]: the texts in them; [`store`]: edits back into files.
//! - [`formats`]: files of other programs.
//! - [`query`]: the selection language; [`check`]: rules over banks; [`stats`]: lists and coverage.
//! - [`assemble`]: banks and a blueprint in, a paper in its sets out.
//! - [`figure`]: maps and charts from numbers to lines.
//! - `render`: papers, keys and solutions as pages; `omr`: answer sheets.

pub mod assemble;
pub mod check;
#[cfg(feature = "print")]
pub mod cli;
pub mod diag;
pub mod figure;
pub mod formats;
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
pub mod store;
