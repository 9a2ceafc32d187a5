//! Answer sheets: where every circle stands, and the page drawn from it.
//!
//! [`layout`] makes the geometry in millimetres and is the only source of positions; [`sheet`] draws it as PDF;
//! [`identity`] is what the two square codes of a page say. Nothing here touches disk or clock.

pub mod identity;
pub mod layout;
pub mod sheet;
