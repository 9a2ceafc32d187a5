//! The tests that drive the binary or look at the project as a whole; one module per subject.

mod architecture;
mod balance;
mod banks;
mod blueprint_table;
mod bundled;
mod checkers;
mod common;
mod constants;
mod determinism;
mod docs;
mod figures;
mod fonts;
mod hostile;
mod import;
mod languages;
mod list;
mod make;
mod marking;
mod notes;
mod patterns;
mod printed;
mod recomputed;
mod revise;
mod sample_banks;
mod words;
