//! One file per command.

pub mod check;
pub mod fonts;
pub mod formats;
pub mod import;
pub mod key;
pub mod kinds;
pub mod list;
pub mod make;
pub mod man;
pub mod new;
pub mod patterns;
pub mod revise;
pub mod show;
