//! TOML files in, model out, with every fault of every file collected on the way.

pub mod words;
