//! TOML files in, model out, with every fault of every file collected on the way.
//!
//! [`bank`] and its like are pure: text in, model and findings out.

pub mod bank;
pub(crate) mod legacy;
pub(crate) mod paths;
pub(crate) mod question;
pub(crate) mod table;
pub mod words;

#[cfg(test)]
mod tests;
