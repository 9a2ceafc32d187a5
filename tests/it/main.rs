//! The tests that drive the binary or look at the project as a whole; one module per subject.

mod architecture;
mod checkers;
mod common;
mod determinism;
mod docs;
mod fonts;
mod hostile;
mod make;
mod printed;
