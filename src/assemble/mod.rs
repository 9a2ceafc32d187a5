//! x
mod codes;
mod marks;
pub mod rng;
mod solve;
