//! Tests of the whole module.

#[cfg(feature = "print")]
mod engine;
mod formulas;
mod hostile;
mod texts;

use super::*;
