//! Tests of the whole module.

#[cfg(feature = "print")]
mod engine;
mod formulas;
mod hostile;
#[cfg(feature = "print")]
mod injection;
mod texts;

use super::*;

/// Asks the engine whether it takes a formula, where the engine is built in.
fn assert_compiles(tex: &str, typst: &str) {
    #[cfg(feature = "print")]
    if let Err(error) = engine::formula(typst) {
        panic!("{tex} became {typst} and: {error}");
    }
    assert!(!typst.is_empty(), "{tex}");
}
